-- Whether one name is a slip of the other: the same letters but for blanks, signs and capitals, or one letter more,
-- less, another or changed places. In PL/pgSQL, so that the planner takes it for one call and not for what it does: the
-- views that call it were thought so dear that they were compiled for longer than they ran.
-- Numbers in names tell them apart, so they must be the same.
CREATE FUNCTION nearly(one text, other text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $nearly$
BEGIN
	RETURN nearly.one <> nearly.other AND regexp_replace(nearly.one, '[^0-9]+', '', 'g')
			= regexp_replace(nearly.other, '[^0-9]+', '', 'g')
		AND (lower(regexp_replace(nearly.one, '[^[:alnum:]]+', '', 'g'))
				= lower(regexp_replace(nearly.other, '[^[:alnum:]]+', '', 'g'))
			OR least(length(nearly.one), length(nearly.other)) >= 3 AND greatest(length(nearly.one),
				length(nearly.other)) <= 100 AND abs(length(nearly.one) - length(nearly.other)) <= 1
			AND EXISTS (
				SELECT overlay(lower(nearly.one) PLACING '' FROM n FOR 1)
				FROM generate_series(1, length(nearly.one) + 1) AS n
				INTERSECT
				SELECT overlay(lower(nearly.other) PLACING '' FROM n FOR 1)
				FROM generate_series(1, length(nearly.other) + 1) AS n));
END
$nearly$;
COMMENT ON FUNCTION nearly(text, text) IS
	'whether one name is a slip of the other: a letter, a blank, a sign, a capital; numbers must be the same';

-- Of short names only such slips are told: one letter more or less makes RSP another program.
CREATE FUNCTION same_letters(one text, other text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $same_letters$
BEGIN
	RETURN length(same_letters.one) = length(same_letters.other) AND NOT EXISTS (
		SELECT substr(same_letters.one, n, 1) FROM generate_series(1, length(same_letters.one)) AS n
		EXCEPT ALL
		SELECT substr(same_letters.other, n, 1) FROM generate_series(1, length(same_letters.one)) AS n);
END
$same_letters$;
COMMENT ON FUNCTION same_letters(text, text) IS 'whether one name has the letters of the other in another order';
