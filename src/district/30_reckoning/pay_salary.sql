-- Lines of salary and of the longevity in the grid: an employment by the schedules that hold on its days.

-- Plain SQL, which pay_lines_of() takes into its own query: most lines are these, and none is put down twice.
-- Whose employments of the year are the same as others' but for the sites has their very lines, with their cents: these
-- are reckoned once, for the first of them. apart: everybody alone.
CREATE FUNCTION salary_parts(contract text, school_year text, span daterange, district_id int, employees bigint[],
	divided boolean, known_on date, apart boolean DEFAULT false) RETURNS SETOF salary_part
LANGUAGE sql STABLE ROWS 100000
BEGIN ATOMIC
	WITH grid AS MATERIALIZED (
		SELECT g.id, g.schedule, g.held, g.grid, g.hourly, caseload.has_longevity(g.grid) AS with_longevity, g.citation
		FROM schedules_held(salary_parts.contract, salary_parts.span, salary_parts.known_on) AS g
	), cover AS MATERIALIZED (
		SELECT g.schedule, range_agg(g.held) AS days FROM grid AS g GROUP BY g.schedule
	), changed AS MATERIALIZED (
		SELECT c.employment_id, array_agg(c.was) AS was, array_agg(c.becomes) AS becomes
		FROM shared_changes(salary_parts.contract, salary_parts.district_id, salary_parts.employees, salary_parts.span,
			salary_parts.known_on) AS c GROUP BY c.employment_id
	), stand AS MATERIALIZED (
		-- who shares a position, has agreed on a salary or changed by a share has lines of one's own
		SELECT j.employees[1] AS employee_id, j.employments[1] AS employment_id, j.sites[1] AS site_id, j.*
		FROM pg_catalog.unnest((SELECT caseload.jobs_alike(e.employee_id, e.employment_id, e.site_id,
				salary_parts.apart OR e.job_share IS NOT NULL OR e.agreed_salary IS NOT NULL
					OR e.employment_id IN (SELECT c.employment_id FROM changed AS c),
				e.calendar, e.schedule, e.placement, e.fte, e.valid, e.agreed_salary, e.job_share)
			FROM employments_asked(salary_parts.contract, salary_parts.district_id, salary_parts.employees,
				salary_parts.span) AS e)) AS j
	), alike AS MATERIALIZED (
		-- most people work on the same days as others: what follows from the days is reckoned once for all of these
		SELECT DISTINCT e.calendar, e.schedule, e.agreed_salary IS NOT NULL AS agreed, e.valid FROM stand AS e
	), piece AS MATERIALIZED (
		SELECT e.calendar, e.schedule, e.agreed, e.valid, g.id, g.grid, g.citation, g.with_longevity,
			e.valid * coalesce(g.held, salary_parts.span) AS during
		FROM alike AS e
			LEFT JOIN grid AS g ON g.schedule = e.schedule AND g.held && e.valid AND NOT e.agreed
		-- who is paid by the hour has no salary
		WHERE e.agreed OR NOT g.hourly
	), clock AS MATERIALIZED (
		SELECT k.* FROM pay_clock(salary_parts.contract, '{salary,longevity of the grid}', salary_parts.school_year,
			ARRAY(SELECT p.calendar FROM piece AS p), salary_parts.known_on,
			ARRAY(SELECT pg_catalog.unnest(ARRAY[lower(p.during), upper(p.during)]) FROM piece AS p)) AS k
	), measured AS MATERIALIZED (
		SELECT p.*, c.component, b.units - a.units AS units, trim_scale(round(b.shown - a.shown, 4)) AS days, a.whole,
			a.whole_shown, a.way, a.divisor, a.counts, false AS uncovered
		FROM piece AS p JOIN (VALUES ('salary'), ('longevity of the grid')) AS c (component)
				ON c.component = 'salary' OR p.with_longevity
			LEFT JOIN clock AS a ON a.component = c.component AND a.calendar = p.calendar AND a.day = lower(p.during)
			LEFT JOIN clock AS b ON b.component = c.component AND b.calendar = p.calendar AND b.day = upper(p.during)
		UNION ALL
		-- days that no schedule covers are told with what is missing, and no clock is asked for them
		SELECT e.calendar, e.schedule, false, e.valid, NULL, NULL, NULL, NULL, u.during, 'salary', NULL, NULL, NULL,
			NULL, NULL, NULL, NULL, true
		FROM alike AS e LEFT JOIN cover AS c ON c.schedule = e.schedule
			CROSS JOIN LATERAL pg_catalog.unnest(datemultirange(e.valid * salary_parts.span) - coalesce(c.days, '{}'))
				AS u (during)
		WHERE NOT e.agreed
	), part AS MATERIALIZED (
		SELECT e.*, CASE WHEN e.annual IS NULL AND NOT e.agreed
			THEN caseload.cell_problem(e.grid, e.placement) END AS problem
		FROM (SELECT e.employee_id, e.employment_id, e.job_share, e.site_id, e.placement, e.fte AS job_fte,
				e.employees, e.employments, e.sites, m.*, l.longevity,
				-- whoever is off the grid has agreed on what is paid, not on what a full position would be
				CASE WHEN m.agreed THEN 1 ELSE e.fte END AS fte,
				CASE WHEN m.component <> 'salary' THEN l.longevity
					WHEN m.agreed THEN e.agreed_salary
					WHEN h.employment_id IS NULL AND NOT m.with_longevity
						THEN caseload.salary_or_null(m.grid, e.placement)
					WHEN h.employment_id IS NULL THEN caseload.salary_or_null(m.grid, e.placement) - l.longevity
					-- what is paid by a share is no part of the salary
					ELSE caseload.salary_or_null(m.grid, e.placement) - l.longevity
						- (SELECT coalesce(sum(base_cell(m.grid, u.becomes) - base_cell(m.grid, u.was)), 0)
							FROM ROWS FROM (pg_catalog.unnest(h.was), pg_catalog.unnest(h.becomes))
								AS u (was, becomes)) END AS annual
			FROM stand AS e
				-- of an inner join the planner would expect next to nothing
				LEFT JOIN measured AS m ON m.schedule = e.schedule AND m.calendar = e.calendar AND m.valid = e.valid
					AND m.agreed = (e.agreed_salary IS NOT NULL)
				LEFT JOIN changed AS h ON h.employment_id = e.employment_id
				CROSS JOIN LATERAL (SELECT CASE WHEN m.with_longevity
					AND caseload.cell_problem(m.grid, e.placement) IS NULL
					THEN caseload.longevity_pay(m.grid, e.placement) ELSE 0 END AS longevity) AS l
			OFFSET 0) AS e
		WHERE e.during IS NOT NULL AND (e.component = 'salary' OR e.longevity <> 0)
	)
	SELECT p.employee_id, p.employment_id, p.component, p.job_share, 2, p.during,
		CASE WHEN p.divisor IS NULL THEN p.days
			ELSE days_shown(p.way, p.divisor, p.counts, p.units, h.units, p.whole) END,
		CASE WHEN p.divisor IS NULL OR h.units >= p.whole THEN p.whole_shown ELSE p.divisor END,
		CASE WHEN p.units IS NOT NULL THEN p.annual END,
		CASE WHEN p.divisor IS NULL THEN p.annual * p.fte * p.units
			ELSE p.annual * p.fte * p.units
				* share_times(p.way, p.divisor, p.counts, h.units, p.whole) END,
		CASE WHEN p.divisor IS NULL THEN p.whole
			ELSE coalesce(NULLIF(share_over(p.way, p.divisor, p.counts, h.units, p.whole), 0), p.whole) END,
		CASE WHEN p.agreed THEN 'employment' ELSE 'schedule' END, CASE WHEN p.agreed THEN p.employment_id ELSE p.id END,
		CASE WHEN p.uncovered THEN format('no schedule "%s" from %s to %s', p.schedule,
				to_char(lower(p.during), 'YYYY-MM-DD'), to_char(upper(p.during) - 1, 'YYYY-MM-DD'))
			WHEN p.units IS NULL THEN format('no calendar "%s" in %s', p.calendar, salary_parts.school_year)
			WHEN p.problem IS NOT NULL THEN p.problem || format(' in schedule "%s"', p.schedule) END,
		CASE WHEN p.units IS NULL OR p.problem IS NOT NULL THEN 'fact' END,
		p.site_id, p.schedule, p.placement, p.job_fte, p.citation, p.employees, p.employments, p.sites
	FROM part AS p LEFT JOIN units_held(salary_parts.contract, salary_parts.school_year,
			CASE WHEN salary_parts.divided THEN ARRAY(SELECT CAST(ROW(o.component, o.employee_id, o.calendar,
				range_agg(o.during)) AS days_held) FROM part AS o WHERE NOT o.uncovered
				GROUP BY o.component, o.employee_id, o.calendar) END, salary_parts.known_on) AS h
		ON h.component = p.component AND h.employee_id = p.employee_id AND h.calendar = p.calendar;
END;
COMMENT ON FUNCTION salary_parts(text, text, daterange, int, bigint[], boolean, date, boolean) IS
	'lines of salary and of the longevity in the grid, exact; days that no schedule covers with their problem; '
	'divided: the contract has a divisor of its own';
