-- Lines of longevity by years of service: the largest employment of each day by the rules that hold on it. Longevity by
-- the step is in the grid; where it is not, it is reckoned here as well.

-- ROWS: fewer of them, and the planner would put all lines of pay into a hash table to find the employment of each.
CREATE FUNCTION longevity_parts(contract text, school_year text, span daterange, district_id int, employees bigint[],
	known_on date)
RETURNS SETOF pay_part
LANGUAGE plpgsql STABLE ROWS 100000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $longevity_parts$
#variable_conflict use_column
DECLARE
	divided boolean := EXISTS (SELECT FROM division AS d WHERE d.contract = longevity_parts.contract
		AND d.divisor IS NOT NULL AND d.in_force && span AND d.known @> longevity_parts.known_on);
BEGIN
	IF NOT EXISTS (SELECT FROM longevity_rule AS r WHERE r.contract = longevity_parts.contract
			AND r.in_force && span AND r.known @> longevity_parts.known_on) THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH grid AS MATERIALIZED (
		SELECT g.schedule, g.held, g.grid, (SELECT coalesce(bool_or(c.longevity), false)
				FROM caseload.cells(g.grid) AS c) AS with_longevity
		FROM schedules_held(longevity_parts.contract, span, longevity_parts.known_on) AS g
	), rule AS MATERIALIZED (
		SELECT r.id, 'longevity: ' || r.code AS component, r.schedule, r.service, r.counts, r.counts_running_year,
			r.scale, r.lanes, r.steps, r.hired, r.applies, r.in_proportion, r.base,
			r.service = 'step' OR r.base IS NULL AND caseload.needs_base(r.scale) OR b.own IS NOT NULL AS by_cell,
			coalesce(b.during, r.in_force * span) AS during, b.amount, b.own, b.times, b.over, b.digits, b.problem
		FROM longevity_rule AS r LEFT JOIN LATERAL (SELECT b.* FROM base_pieces(r.contract, r.base, r.in_force * span,
				longevity_parts.known_on) AS b WHERE r.base IS NOT NULL OFFSET 0) AS b ON true
		WHERE r.contract = longevity_parts.contract AND r.in_force && span AND r.known @> longevity_parts.known_on
			AND (r.service <> 'step' OR EXISTS (SELECT FROM grid AS g WHERE NOT g.with_longevity))
	), counted AS MATERIALIZED (
		SELECT r.id, s.employee_id, s.during, s.years
		FROM (SELECT DISTINCT r.id, r.service, r.counts, r.counts_running_year, r.steps FROM rule AS r
				WHERE r.service <> 'step') AS r
			CROSS JOIN LATERAL longevity_spans_of(longevity_parts.contract, longevity_parts.district_id,
				longevity_parts.employees, longevity_parts.school_year, r.service, r.counts, r.counts_running_year,
				r.steps, longevity_parts.known_on) AS s
		WHERE s.years IS DISTINCT FROM 0
	), earned AS (
		SELECT s.employee_id, s.employment_id, s.schedule, s.placement, s.agreed_salary, s.fte, s.calendar, r.id,
			r.component, r.service, r.scale, r.base, r.by_cell, r.in_proportion, r.own, r.times, r.over, r.digits,
			r.amount, CASE WHEN r.service = 'step' THEN caseload.step(s.placement) ELSE c.years END AS years,
			coalesce(r.problem, CASE WHEN r.service <> 'step' AND c.years IS NULL
				THEN format('the day employee %s was hired is not known', s.employee_id) END) AS problem,
			CASE WHEN r.problem IS NOT NULL THEN 'rule'
				WHEN r.service <> 'step' AND c.years IS NULL THEN 'fact' END AS blame,
			s.during * r.during * coalesce(c.during, '(,)') AS during
		FROM largest_stretches(longevity_parts.contract, longevity_parts.district_id, longevity_parts.employees,
				span) AS s
			JOIN employees_asked(longevity_parts.district_id, longevity_parts.employees) AS m
				ON m.employee_id = s.employee_id
			JOIN rule AS r ON r.schedule IN ('*', s.schedule) AND r.during && s.during
				AND (r.lanes IS NULL OR caseload.lane(s.placement) = ANY (r.lanes))
				AND (r.steps IS NULL OR r.steps @> caseload.step(s.placement))
				AND (r.hired IS NULL OR r.hired @> m.hired)
				AND (r.applies = '{}' OR m.attributes || s.attributes @> r.applies)
			LEFT JOIN counted AS c ON c.id = r.id AND c.employee_id = s.employee_id AND c.during && s.during
		WHERE coalesce(c.id, (r.service = 'step')::int, 0) <> 0
			AND range_overlaps(s.during * r.during, coalesce(c.during, '(,)'))
	), celled AS (
		-- where there is no cell the line of the salary says why
		SELECT e.*, e.during AS days, e.agreed_salary AS cell, e.agreed_salary AS salary, e.agreed_salary AS top
		FROM earned AS e WHERE e.service <> 'step' AND (NOT e.by_cell OR e.agreed_salary IS NOT NULL)
		UNION ALL
		SELECT e.*, e.during * g.held, caseload.salary_exact(g.grid, e.placement), caseload.salary(g.grid, e.placement),
			CASE WHEN e.service = 'step' THEN caseload.salary_exact(g.grid, caseload.salary_step(
				caseload.lane(e.placement), caseload.top_step(g.grid, caseload.lane(e.placement)))) END
		FROM earned AS e JOIN grid AS g ON g.schedule = e.schedule AND g.held && e.during
		WHERE e.by_cell AND e.agreed_salary IS NULL AND caseload.cell_problem(g.grid, e.placement) IS NULL
			AND (e.service <> 'step' OR NOT g.with_longevity)
	), paid AS MATERIALIZED (
		SELECT c.employee_id, c.employment_id, c.calendar, c.component, c.days AS during, c.id, c.problem, c.blame,
			CASE c.in_proportion WHEN 'fte' THEN c.fte ELSE 1 END AS factor,
			CASE WHEN c.problem IS NULL THEN caseload.pay(c.scale, c.years, CASE
				WHEN c.base IS NULL AND c.service = 'step' THEN c.top WHEN c.base IS NULL THEN coalesce(c.cell, 0)
				WHEN c.own = 'chain' THEN base_amount(longevity_parts.contract, c.base, lower(c.days), c.cell, c.salary,
					known_on => longevity_parts.known_on)
				ELSE worth_of(c.amount, c.own, c.times, c.over, c.digits, c.cell, c.salary) END) END AS annual
		FROM celled AS c
	), stretch AS MATERIALIZED (
		SELECT DISTINCT p.calendar, p.component, p.during FROM paid AS p
	), clock AS MATERIALIZED (
		SELECT k.* FROM pay_clock(longevity_parts.contract, ARRAY(SELECT DISTINCT s.component FROM stretch AS s),
			longevity_parts.school_year, ARRAY(SELECT s.calendar FROM stretch AS s), longevity_parts.known_on,
			ARRAY(SELECT DISTINCT pg_catalog.unnest(ARRAY[lower(s.during), upper(s.during)]) FROM stretch AS s)) AS k
	), measured AS MATERIALIZED (
		SELECT s.calendar, s.during, s.component, b.units - a.units AS units,
			trim_scale(round(b.shown - a.shown, 4)) AS days, a.whole, a.whole_shown, a.way, a.divisor, a.counts
		FROM stretch AS s JOIN clock AS a ON a.component = s.component AND a.calendar = s.calendar
				AND a.day = lower(s.during)
			JOIN clock AS b ON b.component = s.component AND b.calendar = s.calendar AND b.day = upper(s.during)
	), held AS MATERIALIZED (
		SELECT h.component, h.employee_id, h.calendar, sum(b.units - a.units) AS units
		FROM (SELECT p.component, p.employee_id, p.calendar, range_agg(p.during) AS days FROM paid AS p
				WHERE divided GROUP BY p.component, p.employee_id, p.calendar) AS h
			CROSS JOIN LATERAL pg_catalog.unnest(h.days) AS u (stretch)
			JOIN clock AS a ON a.component = h.component AND a.calendar = h.calendar AND a.day = lower(u.stretch)
			JOIN clock AS b ON b.component = h.component AND b.calendar = h.calendar AND b.day = upper(u.stretch)
		GROUP BY h.component, h.employee_id, h.calendar
	)
	SELECT p.employee_id, p.employment_id, p.component, NULL, 2, p.during,
		CASE WHEN a.divisor IS NULL THEN a.days
			ELSE days_shown(a.way, a.divisor, a.counts, a.units, h.units, a.whole) END,
		CASE WHEN a.divisor IS NULL OR h.units >= a.whole THEN a.whole_shown ELSE a.divisor END, p.annual,
		CASE WHEN a.divisor IS NULL THEN p.annual * p.factor * a.units
			ELSE p.annual * p.factor * a.units
				* share_times(a.way, a.divisor, a.counts, h.units, a.whole) END,
		CASE WHEN a.divisor IS NULL THEN a.whole
			ELSE coalesce(NULLIF(share_over(a.way, a.divisor, a.counts, h.units, a.whole), 0), a.whole) END,
		'longevity_rule', p.id, p.problem, p.blame
	FROM paid AS p LEFT JOIN measured AS a ON a.component = p.component AND a.calendar = p.calendar
			AND a.during = p.during
		LEFT JOIN held AS h ON h.component = p.component AND h.employee_id = p.employee_id
			AND h.calendar = p.calendar
	-- of a calendar that is not there the line of the salary speaks
	WHERE p.annual IS DISTINCT FROM 0 AND coalesce(a.whole, 0) > 0;
END
$longevity_parts$;
COMMENT ON FUNCTION longevity_parts(text, text, daterange, int, bigint[], date) IS
	'lines of longevity by years of service, exact';
