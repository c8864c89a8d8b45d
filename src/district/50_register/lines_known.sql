-- The pay lines as they were known at a moment: the facts as they were then, and the rules as of the day of that
-- moment.
-- Facts of another moment than now are reckoned in a schema beside this one.
DO $make_lines_known$
BEGIN
	EXECUTE replace(replace($made$
CREATE FUNCTION lines_known(contract text, school_year text, known_at timestamptz DEFAULT 'infinity',
	district_id int DEFAULT NULL, employees bigint[] DEFAULT NULL) RETURNS SETOF pay_piece
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT
AS $lines_known$
BEGIN
	IF known_at = 'infinity' THEN
		RETURN QUERY SELECT l.* FROM pay_lines(school_year => lines_known.school_year,
			district_id => lines_known.district_id, employees => lines_known.employees,
			contract => lines_known.contract) AS l;
	ELSE
		IF NOT has_schema_privilege({then name}, 'USAGE') THEN
			RAISE insufficient_privilege USING
				MESSAGE = format('role "%s" may not reckon what was known in this district', current_user),
				DETAIL = format('It is reckoned in schema "%s".', {then name}),
				HINT = format('As its owner: GRANT USAGE ON SCHEMA %1$I TO %2$I; GRANT SELECT ON ALL TABLES IN SCHEMA '
					'%1$I TO %2$I.', {then name}, current_user);
		END IF;
		RETURN QUERY SELECT l.* FROM {then}.lines_then(lines_known.contract, lines_known.school_year,
			lines_known.known_at, lines_known.district_id, lines_known.employees) AS l;
	END IF;
END
$lines_known$;
$made$, '{then name}', quote_literal(current_schema() || '_then')),
		'{then}', quote_ident(current_schema() || '_then'));
END
$make_lines_known$;
COMMENT ON FUNCTION lines_known(text, text, timestamptz, int, bigint[]) IS
	'the pay lines of a contract and school year by what was known at a moment';
