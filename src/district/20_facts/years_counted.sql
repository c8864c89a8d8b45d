-- The years of service that count, from the table service itself: it is the balance, so what is kept of part years
-- needs no place of its own, and no order of years changes it.

-- The two halves of the union are one scan: which of them runs is known before, whatever the plan was made for.
CREATE FUNCTION credited_service(contract text, district_id int, employees bigint[], before_year text, kinds text[],
	known_on date)
RETURNS TABLE (employee_id bigint, begins int, kind text, credit numeric)
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	SELECT s.employee_id, s.begins, s.kind::text, CASE WHEN r.kind IS NULL THEN floor(s.share)
		ELSE share_credit(s.share, r.year_at, r.part_years, r.part_credit) END
	FROM (
		SELECT s.employee_id, left(s.school_year, 4)::int AS begins, s.kind, s.share FROM service AS s
		WHERE s.district_id = credited_service.district_id AND credited_service.employees IS NULL
		UNION ALL
		SELECT s.employee_id, left(s.school_year, 4)::int, s.kind, s.share FROM service AS s
		WHERE s.district_id = credited_service.district_id AND s.employee_id = ANY (credited_service.employees)
	) AS s
	LEFT JOIN credit_rules(credited_service.contract, credited_service.known_on) AS r ON r.kind = s.kind
		AND make_date(s.begins + 1, 6, 30) >= r.since AND make_date(s.begins + 1, 6, 30) < r.before
	WHERE s.kind = ANY (credited_service.kinds) AND s.begins < (SELECT school_year_start(credited_service.before_year));
END;
COMMENT ON FUNCTION credited_service(text, int, bigint[], text, text[], date) IS 'the credit of each year and kind of '
	'service before a school year; with employees null, of all';

CREATE FUNCTION years_counted_of(contract text, district_id int, employees bigint[], before_year text,
	kinds text[] DEFAULT '{district,job share}', known_on date DEFAULT 'infinity')
RETURNS TABLE (employee_id bigint, years numeric, kept numeric)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $years_counted_of$
#variable_conflict use_column
DECLARE
	on_day constant date := make_date(school_year_start(years_counted_of.before_year), 7, 1);
BEGIN
	-- where no kind has a most of its own they need not be told apart, which takes as long as all the rest
	IF NOT EXISTS (SELECT FROM credit_rules(years_counted_of.contract, years_counted_of.known_on) AS r
			WHERE r.kind = ANY (years_counted_of.kinds) AND r.most IS NOT NULL AND on_day >= r.since
				AND on_day < r.before) THEN
		-- whole years are counted, which takes a fraction of the memory of their sum; each credit is reckoned once
		RETURN QUERY
		SELECT c.employee_id, c.whole + floor(c.parts), trim_scale(c.parts - floor(c.parts))
		FROM (
			SELECT s.employee_id, count(*) FILTER (WHERE s.credit = 1) AS whole,
				coalesce(sum(s.credit) FILTER (WHERE s.credit <> 1), 0) AS parts
			FROM (SELECT s.employee_id, s.credit FROM credited_service(years_counted_of.contract,
				years_counted_of.district_id, years_counted_of.employees, years_counted_of.before_year,
				years_counted_of.kinds, years_counted_of.known_on) AS s OFFSET 0) AS s
			GROUP BY s.employee_id
		) AS c;
		RETURN;
	END IF;
	RETURN QUERY
	SELECT k.employee_id, floor(sum(k.credit)), trim_scale(sum(k.credit) - floor(sum(k.credit)))
	FROM (
		SELECT s.employee_id, least(s.credit, r.most) AS credit
		FROM (
			SELECT s.employee_id, s.kind, sum(s.credit) AS credit
			FROM credited_service(years_counted_of.contract, years_counted_of.district_id, years_counted_of.employees,
				years_counted_of.before_year, years_counted_of.kinds, years_counted_of.known_on) AS s
			GROUP BY s.employee_id, s.kind
		) AS s
		LEFT JOIN credit_rules(years_counted_of.contract, years_counted_of.known_on) AS r ON r.kind = s.kind
			AND on_day >= r.since AND on_day < r.before
	) AS k GROUP BY k.employee_id;
END
$years_counted_of$;
COMMENT ON FUNCTION years_counted_of(text, int, bigint[], text, text[], date) IS
	'whole years of service of these kinds '
	'before a school year, and the credit that is kept toward the next; a row for whoever has any';

CREATE FUNCTION years_counted(contract text, district_id int, employee_id bigint, before_year text,
	kinds text[] DEFAULT '{district,job share}', known_on date DEFAULT 'infinity',
	OUT years numeric, OUT kept numeric)
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(sum(y.years), 0), coalesce(sum(y.kept), 0)
	FROM years_counted_of(years_counted.contract, years_counted.district_id, ARRAY[years_counted.employee_id],
		years_counted.before_year, years_counted.kinds, years_counted.known_on) AS y;
END;
COMMENT ON FUNCTION years_counted(text, int, bigint, text, text[], date) IS
	'whole years of service of one employee before a school year, and the credit that is kept toward the next';

CREATE FUNCTION years_of_service(contract text, district_id int, employee_id bigint, through_year text,
	kinds text[] DEFAULT '{district,job share}',
	known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT y.years FROM years_counted(years_of_service.contract, years_of_service.district_id,
		years_of_service.employee_id, school_year_from(school_year_start(years_of_service.through_year) + 1),
		years_of_service.kinds, years_of_service.known_on) AS y;
END;
COMMENT ON FUNCTION years_of_service(text, int, bigint, text, text[], date) IS
	'whole years of service credited through a school year';
