-- Lines of salary and of the longevity in the grid: an employment by the schedules that hold on its days.

CREATE FUNCTION salary_parts(contract text, school_year text, district_id int, employees bigint[], known_on date)
RETURNS SETOF pay_part
LANGUAGE plpgsql STABLE ROWS 100000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $salary_parts$
#variable_conflict use_column
DECLARE
	span daterange := (SELECT y.year FROM contract_year(salary_parts.known_on, salary_parts.school_year) AS y
		WHERE y.contract = salary_parts.contract);
	divided boolean := EXISTS (SELECT FROM division AS d WHERE d.contract = salary_parts.contract
		AND d.divisor IS NOT NULL AND d.in_force && span AND d.known @> salary_parts.known_on);
	calendars text[];
	whole text[];
BEGIN
	IF employees IS NOT NULL THEN
		calendars := ARRAY(SELECT DISTINCT e.calendar FROM employments_asked(salary_parts.contract,
			salary_parts.district_id, salary_parts.employees, span) AS e);
	END IF;
	RETURN QUERY
	WITH grid AS MATERIALIZED (
		SELECT g.id, g.schedule, g.held, g.grid
		FROM schedules_held(salary_parts.contract, span, salary_parts.known_on) AS g
	), changed AS MATERIALIZED (
		SELECT c.employment_id, array_agg(c.was) AS was, array_agg(c.becomes) AS becomes
		FROM shared_changes(salary_parts.contract, salary_parts.district_id, salary_parts.employees, span,
			salary_parts.known_on) AS c GROUP BY c.employment_id
	), place AS MATERIALIZED (
		-- whoever is off the grid has agreed on what is paid, not on what a full position would be
		SELECT e.employee_id, e.employment_id, e.calendar, e.job_share, e.agreed_salary, d.during, g.id,
			CASE WHEN e.agreed_salary IS NULL THEN e.fte ELSE 1 END AS fte, p.problem, g.schedule,
			CASE WHEN e.agreed_salary IS NOT NULL THEN e.agreed_salary
				WHEN p.problem IS NULL AND c.employment_id IS NULL THEN caseload.salary(g.grid, e.placement)
				-- what is paid by a share is no part of the salary
				WHEN p.problem IS NULL THEN caseload.salary(g.grid, e.placement)
					- (SELECT coalesce(sum(base_cell(g.grid, u.becomes) - base_cell(g.grid, u.was)), 0)
						FROM ROWS FROM (pg_catalog.unnest(c.was), pg_catalog.unnest(c.becomes)) AS u (was, becomes))
					END AS salary,
			CASE WHEN e.agreed_salary IS NULL AND p.problem IS NULL
				THEN caseload.longevity_pay(g.grid, e.placement) ELSE 0 END AS longevity
		FROM employments_asked(salary_parts.contract, salary_parts.district_id, salary_parts.employees, span) AS e
			LEFT JOIN grid AS g ON g.schedule = e.schedule AND g.held && e.valid AND e.agreed_salary IS NULL
			LEFT JOIN changed AS c ON c.employment_id = e.employment_id
			CROSS JOIN LATERAL (SELECT e.valid * coalesce(g.held, span) AS during) AS d
			CROSS JOIN LATERAL (SELECT caseload.cell_problem(g.grid, e.placement) AS problem OFFSET 0) AS p
		WHERE coalesce(g.id, e.employment_id * (e.agreed_salary IS NOT NULL)::int, 0) <> 0
	), part AS NOT MATERIALIZED (
		SELECT p.employee_id, p.employment_id, p.calendar, p.job_share, p.during, 'salary' AS component,
			p.salary - p.longevity AS annual, p.fte, p.agreed_salary IS NOT NULL AS agreed, p.id, p.problem, p.schedule
		FROM place AS p
		UNION ALL
		SELECT p.employee_id, p.employment_id, p.calendar, p.job_share, p.during, 'longevity of the grid', p.longevity,
			p.fte, p.agreed_salary IS NOT NULL, p.id, p.problem, p.schedule
		FROM place AS p WHERE p.longevity <> 0
	), stretch AS MATERIALIZED (
		-- most people work on the same days as others
		SELECT DISTINCT p.calendar, p.during FROM place AS p
	), clock AS MATERIALIZED (
		SELECT k.* FROM pay_clock(salary_parts.contract, '{salary,longevity of the grid}', salary_parts.school_year,
			calendars, salary_parts.known_on, ARRAY(SELECT lower(s.during) FROM stretch AS s
				UNION SELECT upper(s.during) FROM stretch AS s)) AS k
	), measured AS MATERIALIZED (
		SELECT s.calendar, s.during, a.component, b.units - a.units AS units,
			trim_scale(round(b.shown - a.shown, 4)) AS days, a.whole, a.whole_shown, a.way, a.divisor, a.counts
		FROM stretch AS s JOIN clock AS a ON a.calendar = s.calendar AND a.day = lower(s.during)
			JOIN clock AS b ON b.component = a.component AND b.calendar = s.calendar AND b.day = upper(s.during)
	), held AS MATERIALIZED (
		-- asked by a divisor of the contract's own alone: what a person holds of the year, concurrent jobs once
		SELECT h.component, h.employee_id, h.calendar, sum(b.units - a.units) AS units
		FROM (SELECT p.component, p.employee_id, p.calendar, range_agg(p.during) AS days FROM part AS p
				WHERE divided GROUP BY p.component, p.employee_id, p.calendar) AS h
			CROSS JOIN LATERAL pg_catalog.unnest(h.days) AS u (stretch)
			JOIN clock AS a ON a.component = h.component AND a.calendar = h.calendar AND a.day = lower(u.stretch)
			JOIN clock AS b ON b.component = h.component AND b.calendar = h.calendar AND b.day = upper(u.stretch)
		GROUP BY h.component, h.employee_id, h.calendar
	)
	SELECT p.employee_id, p.employment_id, p.component, p.job_share, 2, p.during,
		CASE WHEN a.divisor IS NULL THEN a.days
			ELSE days_shown(a.way, a.divisor, a.counts, a.units, h.units, a.whole) END,
		CASE WHEN a.divisor IS NULL OR h.units >= a.whole THEN a.whole_shown ELSE a.divisor END,
		CASE WHEN a.units IS NOT NULL THEN p.annual END,
		CASE WHEN a.divisor IS NULL THEN p.annual * p.fte * a.units
			ELSE p.annual * p.fte * a.units
				* share_times(a.way, a.divisor, a.counts, h.units, a.whole) END,
		CASE WHEN a.divisor IS NULL THEN a.whole
			ELSE coalesce(NULLIF(share_over(a.way, a.divisor, a.counts, h.units, a.whole), 0), a.whole) END,
		CASE WHEN p.agreed THEN 'employment' ELSE 'schedule' END, CASE WHEN p.agreed THEN p.employment_id ELSE p.id END,
		CASE WHEN a.units IS NULL THEN format('no calendar "%s" in %s', p.calendar, salary_parts.school_year)
			WHEN p.problem IS NOT NULL THEN p.problem || format(' in schedule "%s"', p.schedule) END,
		CASE WHEN a.units IS NULL OR p.problem IS NOT NULL THEN 'fact' END
	FROM part AS p LEFT JOIN measured AS a ON a.component = p.component AND a.calendar = p.calendar
			AND a.during = p.during
		LEFT JOIN held AS h ON h.component = p.component AND h.employee_id = p.employee_id
			AND h.calendar = p.calendar;

	-- the schedules that cover the whole year need no look at each employment
	whole := ARRAY(SELECT g.schedule FROM schedules_held(salary_parts.contract, span, salary_parts.known_on) AS g
		GROUP BY g.schedule HAVING range_agg(g.held) @> span);
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
	WHERE e.agreed_salary IS NULL AND e.schedule <> ALL (whole);
END
$salary_parts$;
COMMENT ON FUNCTION salary_parts(text, text, int, bigint[], date) IS
	'lines of salary and of the longevity in the grid, exact; days that no schedule covers with their problem';
