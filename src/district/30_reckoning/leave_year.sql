-- The accounts of leave by school year: what was carried over, what came and went, and what is left.

CREATE TYPE leave_sum AS (contract text, school_year text, district_id int, employee_id bigint, account text,
	event text, unit text, carried numeric, granted numeric, received numeric, adjusted numeric, taken numeric,
	given numeric, cashed_out numeric, balance numeric, unlimited boolean, problem text, plan_id bigint);
COMMENT ON TYPE leave_sum IS
	'an account of leave in a school year, in its unit: carried + granted + received + adjusted '
	'- taken - given - cashed_out = balance, that of the year''s last day';

-- An account in which nothing ever happened has a row as well, unless it is one by event.
CREATE FUNCTION leave_sums(contract text, school_year text, district_id int, employees bigint[],
	known_on date DEFAULT 'infinity') RETURNS SETOF leave_sum
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $leave_sums$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH entry AS MATERIALIZED (
		SELECT n.* FROM leave_entries(leave_sums.contract, leave_sums.district_id, leave_sums.employees,
			leave_sums.known_on) AS n WHERE n.problem IS NULL
	), broken AS MATERIALIZED (
		SELECT b.employee_id, b.account, b.event, b.day, to_char(b.day, 'YYYY-MM-DD') || ': ' || b.problem AS problem
		FROM leave_broken(leave_sums.contract, leave_sums.district_id, leave_sums.employees, leave_sums.known_on) AS b
	), year AS MATERIALIZED (
		SELECT y.school_year, y.year FROM contract_year(leave_sums.known_on, leave_sums.school_year) AS y
		WHERE y.contract = leave_sums.contract
	), moved AS (
		SELECT y.school_year, y.year, n.employee_id, n.account, n.event,
			array_agg(n.plan_id ORDER BY n.nth DESC) AS plans,
			(array_agg(n.balance ORDER BY n.nth DESC))[1] AS balance,
			-- an account that goes on over the years was carried with what it held before the year's first entry
			CASE WHEN (array_agg(n.kind ORDER BY n.nth))[1] = 'carried' THEN (array_agg(n.balance ORDER BY n.nth))[1]
				WHEN 'Infinity' IN ((array_agg(n.balance ORDER BY n.nth))[1], (array_agg(n.quantity ORDER BY n.nth))[1])
					THEN 0
				ELSE (array_agg(n.balance ORDER BY n.nth))[1]
			- (array_agg(n.quantity ORDER BY n.nth))[1] END AS carried,
			sum(n.quantity) FILTER (WHERE n.kind IN ('granted', 'renewed')) AS granted,
			sum(n.quantity) FILTER (WHERE n.kind = 'received') AS received,
			sum(n.quantity) FILTER (WHERE n.kind IN ('opening', 'adjusted')) AS adjusted,
			-sum(n.quantity) FILTER (WHERE n.kind IN ('taken', 'returned')) AS taken,
			-sum(n.quantity) FILTER (WHERE n.kind = 'given') AS given,
			-sum(n.quantity) FILTER (WHERE n.kind = 'cashed out') AS cashed_out
		FROM year AS y JOIN entry AS n ON n.day >= lower(y.year) AND n.day < upper(y.year)
		GROUP BY y.school_year, y.year, n.employee_id, n.account, n.event
	)
	SELECT leave_sums.contract, m.school_year, leave_sums.district_id, m.employee_id, m.account, m.event, p.unit,
		m.carried, nullif(coalesce(m.granted, 0), 'Infinity'), coalesce(m.received, 0), coalesce(m.adjusted, 0),
		coalesce(m.taken, 0), coalesce(m.given, 0), coalesce(m.cashed_out, 0), nullif(m.balance, 'Infinity'),
		coalesce(m.balance = 'Infinity', false), coalesce(b.problem, CASE WHEN m.balance IS NULL
			THEN 'the source does not say how much is granted' END), p.id
	FROM moved AS m JOIN leave_plan AS p ON p.id = m.plans[1]
		LEFT JOIN (SELECT y.school_year, b.employee_id, b.account, b.event, string_agg(b.problem, '; ' ORDER BY b.day,
				b.problem) AS problem
			FROM year AS y JOIN broken AS b ON b.day >= lower(y.year) AND b.day < upper(y.year)
			GROUP BY y.school_year, b.employee_id, b.account, b.event) AS b ON b.school_year = m.school_year
			AND b.employee_id = m.employee_id AND b.account = m.account AND b.event IS NOT DISTINCT FROM m.event
	WHERE p.per IN ('school year', 'month') OR m.granted IS NOT NULL OR m.taken IS NOT NULL OR m.adjusted IS NOT NULL
		OR m.balance <> 0;
END
$leave_sums$;
COMMENT ON FUNCTION leave_sums(text, text, int, bigint[], date) IS 'the accounts of leave under a contract in a school '
	'year or, null, in each, of some employees or, null, of all';
