-- Lines of salary and of the longevity in the grid: an employment by the schedules that hold on its days.

CREATE FUNCTION salary_parts(contract text, school_year text, district_id int, employees bigint[], known_on date)
RETURNS SETOF pay_part
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $salary_parts$
#variable_conflict use_column
DECLARE
	span daterange := (SELECT y.year FROM contract_year(salary_parts.known_on, salary_parts.school_year) AS y
		WHERE y.contract = salary_parts.contract);
BEGIN
	RETURN QUERY
	WITH grid AS MATERIALIZED (
		SELECT g.id, g.schedule, g.held, g.grid FROM schedules_held(salary_parts.contract, span, salary_parts.known_on) AS g
	), clock AS MATERIALIZED (
		SELECT c.component, k.* FROM (VALUES ('salary'), ('longevity of the grid')) AS c (component)
			CROSS JOIN LATERAL pay_clock(salary_parts.contract, c.component, salary_parts.school_year,
				salary_parts.known_on) AS k
	), place AS (
		SELECT e.employee_id, e.employment_id, e.calendar, e.job_share, e.fte, d.during, 'schedule' AS rule,
			g.id AS rule_id, p.problem || format(' in schedule "%s"', g.schedule) AS problem,
			CASE WHEN p.problem IS NULL THEN caseload.salary(g.grid, e.placement) END AS salary,
			CASE WHEN p.problem IS NULL THEN caseload.longevity_pay(g.grid, e.placement) END AS longevity
		FROM employments_asked(salary_parts.contract, salary_parts.district_id, salary_parts.employees, span) AS e
			JOIN grid AS g ON g.schedule = e.schedule AND g.held && e.valid
			CROSS JOIN LATERAL (SELECT e.valid * g.held AS during) AS d
			CROSS JOIN LATERAL (SELECT caseload.cell_problem(g.grid, e.placement) AS problem OFFSET 0) AS p
		WHERE e.agreed_salary IS NULL
		UNION ALL
		-- whoever is off the grid has agreed on what is paid, not on what a full position would be
		SELECT e.employee_id, e.employment_id, e.calendar, e.job_share, 1, e.valid * span, 'employment',
			e.employment_id, NULL, e.agreed_salary, 0
		FROM employments_asked(salary_parts.contract, salary_parts.district_id, salary_parts.employees, span) AS e
		WHERE e.agreed_salary IS NOT NULL
	), part AS (
		SELECT p.employee_id, p.employment_id, p.calendar, p.job_share, p.during, c.component, c.annual, p.fte,
			p.rule, p.rule_id, p.problem
		FROM place AS p CROSS JOIN LATERAL (VALUES ('salary', p.salary - p.longevity),
			('longevity of the grid', p.longevity)) AS c (component, annual)
		WHERE c.component = 'salary' OR c.annual <> 0
		OFFSET 0
	), held AS MATERIALIZED (
		-- asked by a divisor of the contract's own alone: what a person holds of the year, concurrent jobs once
		SELECT h.component, h.employee_id, h.calendar, sum(b.units - a.units) AS units
		FROM (SELECT p.component, p.employee_id, p.calendar, range_agg(p.during) AS days FROM part AS p
				WHERE EXISTS (SELECT FROM clock AS c WHERE c.divisor IS NOT NULL)
				GROUP BY p.component, p.employee_id, p.calendar) AS h
			CROSS JOIN LATERAL pg_catalog.unnest(h.days) AS u (stretch)
			JOIN clock AS a ON a.component = h.component AND a.calendar = h.calendar AND a.day = lower(u.stretch)
			JOIN clock AS b ON b.component = h.component AND b.calendar = h.calendar AND b.day = upper(u.stretch)
		GROUP BY h.component, h.employee_id, h.calendar
	)
	SELECT p.employee_id, p.employment_id, p.component, p.job_share, 2, p.during,
		days_shown(a.way, a.divisor, a.counts, b.units - a.units, h.units, a.whole),
		divisor_shown(a.way, a.divisor, h.units, a.whole), CASE WHEN a.day IS NOT NULL THEN p.annual END,
		p.annual * p.fte * (b.units - a.units) * share_times(a.way, a.divisor, a.counts, h.units, a.whole),
		coalesce(NULLIF(share_over(a.way, a.divisor, a.counts, h.units, a.whole), 0), a.whole), p.rule, p.rule_id,
		CASE WHEN a.day IS NULL THEN format('no calendar "%s" in %s', p.calendar, salary_parts.school_year)
			ELSE p.problem END, CASE WHEN a.day IS NULL OR p.problem IS NOT NULL THEN 'fact' END
	FROM part AS p LEFT JOIN clock AS a ON a.component = p.component AND a.calendar = p.calendar
			AND a.day = lower(p.during)
		LEFT JOIN clock AS b ON b.component = p.component AND b.calendar = p.calendar AND b.day = upper(p.during)
		LEFT JOIN held AS h ON h.component = p.component AND h.employee_id = p.employee_id
			AND h.calendar = p.calendar;

	RETURN QUERY
	WITH cover AS MATERIALIZED (
		SELECT g.schedule, range_agg(g.held) AS days
		FROM schedules_held(salary_parts.contract, span, salary_parts.known_on) AS g GROUP BY g.schedule
	)
	SELECT e.employee_id, e.employment_id, 'salary', NULL, 2, u.during, NULL::numeric, NULL::numeric, NULL::numeric,
		NULL::numeric, NULL::numeric, 'schedule', NULL::bigint, format('no schedule "%s" from %s to %s', e.schedule,
			to_char(lower(u.during), 'YYYY-MM-DD'), to_char(upper(u.during) - 1, 'YYYY-MM-DD')), 'fact'
	FROM employments_asked(salary_parts.contract, salary_parts.district_id, salary_parts.employees, span) AS e
		LEFT JOIN cover AS c ON c.schedule = e.schedule
		CROSS JOIN LATERAL pg_catalog.unnest(datemultirange(e.valid * span) - coalesce(c.days, '{}')) AS u (during)
	WHERE e.agreed_salary IS NULL AND (c.days IS NULL OR NOT e.valid * span <@ c.days);
END
$salary_parts$;
COMMENT ON FUNCTION salary_parts(text, text, int, bigint[], date) IS
	'lines of salary and of the longevity in the grid, exact; days that no schedule covers with their problem';
