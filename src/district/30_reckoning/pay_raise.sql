-- Raises beside the schedule, which later ones do not build on: a line of their own, divided as the salary is.

CREATE FUNCTION raise_parts(contract text, school_year text, span daterange, district_id int, employees bigint[],
	known_on date)
RETURNS SETOF pay_part
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $raise_parts$
#variable_conflict use_column
BEGIN
	-- most contracts have none
	IF NOT EXISTS (SELECT FROM raise AS r WHERE r.contract = raise_parts.contract AND NOT r.on_schedule) THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH beside AS MATERIALIZED (
		SELECT r.*, daterange(r.in_force_from, r.ends) * span AS during
		FROM raise_terms(raise_parts.contract, raise_parts.known_on) AS r
		WHERE NOT r.on_schedule AND daterange(r.in_force_from, r.ends) && span
	), grid AS MATERIALIZED (
		SELECT g.schedule, g.held, g.grid FROM schedules_held(raise_parts.contract, span, raise_parts.known_on) AS g
		WHERE NOT g.hourly AND EXISTS (SELECT FROM beside)
	), job AS MATERIALIZED (
		-- whoever is off the schedule has agreed on what is paid
		SELECT e.employee_id, e.employment_id, e.site_id, e.schedule, e.placement, e.calendar, e.job_share, e.fte,
			e.valid * g.held AS during, caseload.salary(g.grid, e.placement) AS salary,
			caseload.longevity_pay(g.grid, e.placement) AS longevity
		FROM employments_asked(raise_parts.contract, raise_parts.district_id, raise_parts.employees, span) AS e
			JOIN grid AS g ON g.schedule = e.schedule AND g.held && e.valid
		WHERE e.agreed_salary IS NULL AND caseload.cell_problem(g.grid, e.placement) IS NULL
	), clock AS MATERIALIZED (
		SELECT k.* FROM pay_clock(raise_parts.contract, '{salary}', raise_parts.school_year,
			ARRAY(SELECT DISTINCT j.calendar FROM job AS j), raise_parts.known_on) AS k
	), piece AS MATERIALIZED (
		SELECT j.employee_id, j.employment_id, j.site_id, j.schedule, j.placement, j.calendar, j.job_share, j.fte,
			r.raise_id, r.citation, r.problem, 'raise: ' || to_char(r.in_force_from, 'YYYY-MM-DD') AS component,
			j.during * r.during AS during,
			round(CASE r.joined
				WHEN 'greater' THEN greatest(j.salary * r.percent * 0.01, r.flat)
				WHEN 'lesser' THEN least(j.salary * r.percent * 0.01, r.flat)
				ELSE coalesce(j.salary * r.percent * 0.01, 0) + coalesce(r.flat, 0) END, coalesce(r.rounds_to, 10))
				AS annual
		FROM beside AS r JOIN job AS j ON j.during && r.during AND r.schedule IN ('*', j.schedule)
		WHERE (NOT r.longevity_only OR j.longevity <> 0) AND (r.lanes IS NULL OR EXISTS (SELECT
			FROM pg_catalog.unnest(r.lanes) AS l (lane)
			WHERE caseload.lane(caseload.salary_step(l.lane, 1)) = caseload.lane(j.placement)))
	), begun AS MATERIALIZED (
		SELECT p.*, a.units AS first_units, a.shown AS first_shown, a.whole, a.whole_shown, a.way, a.divisor, a.counts
		FROM piece AS p LEFT JOIN clock AS a ON a.calendar = p.calendar AND a.day = lower(p.during)
	), ended AS (
		SELECT p.*, b.units - p.first_units AS units, b.shown - p.first_shown AS shown
		FROM begun AS p LEFT JOIN clock AS b ON b.calendar = p.calendar AND b.day = upper(p.during)
	)
	-- a year without a calendar is a problem of the salary, which says so
	SELECT p.employee_id, p.employment_id, p.component, p.job_share, 2, p.during,
		CASE WHEN p.divisor IS NULL THEN trim_scale(round(p.shown, 4))
			ELSE days_shown(p.way, p.divisor, p.counts, p.units, h.units, p.whole) END,
		CASE WHEN p.divisor IS NULL OR h.units >= p.whole THEN p.whole_shown ELSE p.divisor END,
		CASE WHEN p.problem IS NULL THEN trim_scale(p.annual) END,
		CASE WHEN p.problem IS NULL THEN p.annual * p.fte * p.units * CASE WHEN p.divisor IS NULL THEN 1
			ELSE share_times(p.way, p.divisor, p.counts, h.units, p.whole) END END,
		CASE WHEN p.divisor IS NULL THEN p.whole
			ELSE coalesce(NULLIF(share_over(p.way, p.divisor, p.counts, h.units, p.whole), 0), p.whole) END,
		'raise', p.raise_id, p.problem, CASE WHEN p.problem IS NOT NULL THEN 'rule' END, p.site_id, p.schedule,
		p.placement, p.fte, p.citation
	FROM ended AS p LEFT JOIN units_held(raise_parts.contract, raise_parts.school_year,
			CASE WHEN EXISTS (SELECT FROM divisors(raise_parts.contract, span, raise_parts.known_on))
				THEN ARRAY(SELECT CAST(ROW('salary', j.employee_id, j.calendar, range_agg(j.during)) AS days_held)
					FROM job AS j GROUP BY j.employee_id, j.calendar) END,
			raise_parts.known_on) AS h
		ON h.employee_id = p.employee_id AND h.calendar = p.calendar
	WHERE p.units IS NOT NULL;
END
$raise_parts$;
COMMENT ON FUNCTION raise_parts(text, text, daterange, int, bigint[], date) IS
	'lines of raises off the schedule, exact: of the cell with its longevity, by FTE and days';
