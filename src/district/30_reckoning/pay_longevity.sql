-- Lines of longevity by years of service: the largest employment of each day by the rules that hold on it. Longevity by
-- the step is in the grid; where it is not, it is reckoned here as well.

CREATE FUNCTION longevity_parts(contract text, school_year text, span daterange, district_id int, employees bigint[],
	known_on date)
RETURNS SETOF pay_part
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $longevity_parts$
#variable_conflict use_column
BEGIN
	IF NOT EXISTS (SELECT FROM longevity_rule AS r WHERE r.contract = longevity_parts.contract
			AND r.in_force && span AND r.known @> longevity_parts.known_on) THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH grid AS MATERIALIZED (
		SELECT g.schedule, g.held, g.grid, g.hourly, caseload.has_longevity(g.grid) AS with_longevity
		FROM schedules_held(longevity_parts.contract, span, longevity_parts.known_on) AS g
	), rule AS MATERIALIZED (
		SELECT r.id, 'longevity: ' || r.code AS component, r.schedule, r.service, r.counts, r.counts_running_year,
			r.scale, r.lanes, r.steps, nullif(r.hired, '(,)') AS hired, r.applies, r.in_proportion, r.base, r.citation,
			r.service = 'step' OR r.base IS NULL AND caseload.needs_base(r.scale) OR b.own IS NOT NULL AS by_cell,
			coalesce(b.during, r.in_force * span) AS during, b.amount, b.own, b.times, b.over, b.digits,
			-- a tier from 0 is that of whoever has no years
			r.service IN ('district', 'total') AND caseload.pay(r.scale, 0, 100) <> 0 AS from_none,
			coalesce(b.problem, longevity_scale_problem(r.scale)) AS problem
		FROM longevity_rule AS r LEFT JOIN LATERAL (SELECT b.* FROM base_pieces(r.contract, r.base, r.in_force * span,
				longevity_parts.known_on) AS b WHERE r.base IS NOT NULL OFFSET 0) AS b ON true
		WHERE r.contract = longevity_parts.contract AND r.in_force && span AND r.known @> longevity_parts.known_on
			AND (r.service <> 'step' OR EXISTS (SELECT FROM grid AS g WHERE NOT g.with_longevity))
	), counted AS (
		SELECT r.id, s.employee_id, s.during, s.years
		FROM (SELECT DISTINCT r.id, r.service, r.counts, r.counts_running_year, r.steps, r.from_none FROM rule AS r
				WHERE r.service <> 'step') AS r
			CROSS JOIN LATERAL longevity_spans_of(longevity_parts.contract, longevity_parts.district_id,
				longevity_parts.employees, longevity_parts.school_year, r.service, r.counts, r.counts_running_year,
				r.steps, longevity_parts.known_on, with_none => r.from_none) AS s
		WHERE s.years IS DISTINCT FROM 0 OR r.from_none
	), earned AS (
		SELECT s.employee_id, s.employment_id, s.site_id, s.schedule, s.placement, s.agreed_salary, s.fte, s.calendar,
			r.id, r.component, r.service, r.scale, r.base, r.by_cell, r.in_proportion, r.own, r.times, r.over, r.digits,
			r.amount, CASE WHEN r.service = 'step' THEN caseload.step(s.placement) ELSE c.years END AS years,
			r.citation, r.problem AS of_rule, CASE WHEN r.service <> 'step' AND c.years IS NULL
				OR m.hired IS NULL AND r.hired IS NOT NULL
				THEN format('the day employee %s was hired is not known', s.employee_id) END AS of_fact,
			s.during * r.during * coalesce(c.during, '(,)') AS during
		FROM largest_stretches(longevity_parts.contract, longevity_parts.district_id, longevity_parts.employees,
				span) AS s
			JOIN employees_asked(longevity_parts.district_id, longevity_parts.employees) AS m
				ON m.employee_id = s.employee_id
			JOIN rule AS r ON r.schedule IN ('*', s.schedule) AND r.during && s.during
				AND (r.lanes IS NULL OR caseload.lane(s.placement) = ANY (r.lanes))
				AND (r.steps IS NULL OR r.steps @> caseload.step(s.placement))
				AND (r.hired IS NULL OR m.hired IS NULL AND NOT isempty(r.hired) OR r.hired @> m.hired)
				AND (r.applies = '{}' OR m.attributes || s.attributes @> r.applies)
			LEFT JOIN counted AS c ON c.id = r.id AND c.employee_id = s.employee_id AND c.during && s.during
		WHERE coalesce(c.id, (r.service = 'step')::int, 0) <> 0
			AND range_overlaps(s.during * r.during, coalesce(c.during, '(,)'))
	), celled AS (
		-- whoever is off the grid has what was agreed on for a cell, and no step to be paid by
		SELECT e.*, e.during * coalesce(g.held, '(,)') AS days,
			coalesce(e.agreed_salary, caseload.salary_exact(g.grid, e.placement)) AS cell,
			coalesce(e.agreed_salary, caseload.salary(g.grid, e.placement)) AS salary,
			CASE WHEN e.service = 'step' THEN caseload.salary_exact(g.grid, caseload.salary_step(
				caseload.lane(e.placement), caseload.top_step(g.grid, caseload.lane(e.placement)))) END AS top
		FROM earned AS e LEFT JOIN (SELECT g.* FROM grid AS g WHERE EXISTS (SELECT FROM rule AS r WHERE r.by_cell)) AS g
			ON g.schedule = e.schedule AND g.held && e.during AND e.by_cell AND e.agreed_salary IS NULL
		-- where there is no cell the line of the salary says why; a rate by the hour is nobody's pay of a year
		WHERE CASE WHEN e.by_cell AND e.agreed_salary IS NULL THEN g.schedule IS NOT NULL AND NOT g.hourly
				AND caseload.cell_problem(g.grid, e.placement) IS NULL AND (e.service <> 'step' OR NOT g.with_longevity)
			ELSE e.service <> 'step' END
	), paid AS MATERIALIZED (
		SELECT c.employee_id, c.employment_id, c.calendar, c.component, c.days AS during, c.id,
			coalesce(c.of_rule, c.of_fact) AS problem,
			CASE WHEN c.of_rule IS NOT NULL THEN 'rule' WHEN c.of_fact IS NOT NULL THEN 'fact' END AS blame,
			c.site_id, c.schedule, c.placement, c.fte, c.citation,
			CASE c.in_proportion WHEN 'fte' THEN c.fte ELSE 1 END AS factor,
			CASE WHEN num_nonnulls(c.of_rule, c.of_fact) = 0 THEN caseload.pay(c.scale, c.years, CASE
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
			ARRAY(SELECT pg_catalog.unnest(ARRAY[lower(s.during), upper(s.during)]) FROM stretch AS s)) AS k
	), measured AS MATERIALIZED (
		SELECT s.calendar, s.during, s.component, b.units - a.units AS units,
			trim_scale(round(b.shown - a.shown, 4)) AS days, a.whole, a.whole_shown, a.way, a.divisor, a.counts
		FROM stretch AS s JOIN clock AS a ON a.component = s.component AND a.calendar = s.calendar
				AND a.day = lower(s.during)
			JOIN clock AS b ON b.component = s.component AND b.calendar = s.calendar AND b.day = upper(s.during)
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
		'longevity_rule', p.id, p.problem, p.blame, p.site_id, p.schedule, p.placement, p.fte, p.citation
	FROM paid AS p LEFT JOIN measured AS a ON a.component = p.component AND a.calendar = p.calendar
			AND a.during = p.during
		LEFT JOIN units_held(longevity_parts.contract, longevity_parts.school_year,
				CASE WHEN EXISTS (SELECT FROM divisors(longevity_parts.contract, span, longevity_parts.known_on))
					THEN ARRAY(SELECT CAST(ROW(o.component, o.employee_id, o.calendar, range_agg(o.during))
						AS days_held) FROM paid AS o GROUP BY o.component, o.employee_id, o.calendar) END,
				longevity_parts.known_on) AS h
			ON h.component = p.component AND h.employee_id = p.employee_id AND h.calendar = p.calendar
	-- of a calendar that is not there the line of the salary speaks
	WHERE p.annual IS DISTINCT FROM 0 AND coalesce(a.whole, 0) > 0;
END
$longevity_parts$;
COMMENT ON FUNCTION longevity_parts(text, text, daterange, int, bigint[], date) IS
	'lines of longevity by years of service, exact';
