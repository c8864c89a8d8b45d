-- What longevity by service counts, a word of longevity_rule.service at a time, for many people at once.

-- Service of any share keeps the line unbroken, whether or not it is credited: what breaks it is a school year without.
CREATE FUNCTION continuous_years_of(contract text, district_id int, employees bigint[], before_year text,
	kinds text[] DEFAULT '{district,job share}', known_on date DEFAULT 'infinity')
RETURNS TABLE (employee_id bigint, years numeric, kept numeric)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $continuous_years_of$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT r.employee_id, floor(sum(r.credit)), trim_scale(sum(r.credit) - floor(sum(r.credit)))
	FROM (
		SELECT s.employee_id, s.begins, s.credit,
			s.begins + dense_rank() OVER (PARTITION BY s.employee_id ORDER BY s.begins DESC) AS after_run
		FROM credited_service(continuous_years_of.contract, continuous_years_of.district_id,
			continuous_years_of.employees, continuous_years_of.before_year, continuous_years_of.kinds,
			continuous_years_of.known_on) AS s
	) AS r
	WHERE r.after_run = (SELECT school_year_start(continuous_years_of.before_year))
	GROUP BY r.employee_id;
END
$continuous_years_of$;
COMMENT ON FUNCTION continuous_years_of(text, int, bigint[], text, text[], date) IS 'whole years of service before a '
	'school year since the last one without any, and what is kept; a row for whoever was in service the year before';

-- Each schedule as it was known, until its next row begins and since ever for the first, lane by lane.
CREATE FUNCTION top_steps(contract text, known_on date DEFAULT 'infinity')
RETURNS TABLE (schedule text, lane text, since date, before date, top numeric, last numeric)
LANGUAGE sql STABLE ROWS 100
BEGIN ATOMIC
	SELECT g.schedule, c.lane, g.since, g.before, max(c.step) FILTER (WHERE NOT c.longevity), max(c.step)
	FROM (
		SELECT s.schedule, CASE WHEN lag(s.id) OVER w IS NULL THEN '-infinity' ELSE lower(s.in_force) END AS since,
			coalesce(lead(lower(s.in_force)) OVER w, 'infinity') AS before, s.grid
		FROM schedule AS s WHERE s.contract = top_steps.contract AND s.known @> top_steps.known_on
		WINDOW w AS (PARTITION BY s.schedule ORDER BY s.in_force)
	) AS g CROSS JOIN LATERAL caseload.cells(g.grid) AS c
	GROUP BY g.schedule, c.lane, g.since, g.before;
END;
COMMENT ON FUNCTION top_steps(text, date) IS 'the last ordinary step of each lane, and its last one with the longevity '
	'rows, by the grid of each time';

-- A finished year counts if half of its days at least were on such a step; the year that is asked for, if any was.
-- Where the employments of earlier years are not there, neither are the years; nor are they of one without a first day,
-- which counts from the year asked for on.
CREATE FUNCTION on_step_years_of(contract text, district_id int, employees bigint[], school_year text,
	steps numrange DEFAULT NULL, known_on date DEFAULT 'infinity')
RETURNS TABLE (employee_id bigint, years numeric)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $on_step_years_of$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH held AS (
		SELECT e.employee_id, e.schedule, e.placement, e.valid FROM employment AS e
		WHERE e.contract = on_step_years_of.contract AND e.district_id = on_step_years_of.district_id
			AND e.placement IS NOT NULL AND on_step_years_of.employees IS NULL
		UNION ALL
		SELECT e.employee_id, e.schedule, e.placement, e.valid FROM employment AS e
		WHERE e.contract = on_step_years_of.contract AND e.district_id = on_step_years_of.district_id
			AND e.placement IS NOT NULL AND e.employee_id = ANY (on_step_years_of.employees)
	), on_it AS (
		SELECT h.employee_id, y.begins, range_agg(h.valid * y.year) AS days, y.year
		FROM held AS h
			CROSS JOIN LATERAL generate_series(
				greatest(date_part('year', CASE WHEN isfinite(lower(h.valid)) THEN lower(h.valid) - interval '6 months'
						ELSE make_date((SELECT school_year_start(on_step_years_of.school_year)), 1, 1)::timestamp END),
					(SELECT school_year_start(on_step_years_of.school_year)) - 80)::int,
				least(date_part('year', coalesce(upper(h.valid), '9999-01-01') - 1 - interval '6 months'),
					(SELECT school_year_start(on_step_years_of.school_year)))::int) AS g (begins)
			CROSS JOIN LATERAL (SELECT g.begins, daterange(make_date(g.begins, 7, 1),
				make_date(g.begins + 1, 7, 1)) AS year) AS y
			LEFT JOIN top_steps(on_step_years_of.contract, on_step_years_of.known_on) AS t
				ON on_step_years_of.steps IS NULL AND t.schedule = h.schedule AND t.lane = caseload.lane(h.placement)
				AND lower(y.year) >= t.since AND lower(y.year) < t.before
		WHERE CASE WHEN on_step_years_of.steps IS NULL THEN caseload.step(h.placement) >= t.top
			ELSE on_step_years_of.steps @> caseload.step(h.placement) END
		GROUP BY h.employee_id, y.begins, y.year
	)
	SELECT r.employee_id, count(*)::numeric - 1
	FROM (
		SELECT o.employee_id, o.begins + row_number() OVER (PARTITION BY o.employee_id ORDER BY o.begins DESC)
			AS after_run
		FROM on_it AS o
		WHERE o.begins = (SELECT school_year_start(on_step_years_of.school_year))
			OR caseload.school_days(o.days, o.year) >= 182
	) AS r
	WHERE r.after_run = (SELECT school_year_start(on_step_years_of.school_year)) + 1
	GROUP BY r.employee_id;
END
$on_step_years_of$;
COMMENT ON FUNCTION on_step_years_of(text, int, bigint[], text, numrange, date) IS 'finished school years in a row on '
	'these steps, or with null on the top step of the lane, of whoever is on one in this school year';

CREATE FUNCTION longevity_years_of(contract text, district_id int, employees bigint[], school_year text, service text,
	known_on date DEFAULT 'infinity', counts_running_year boolean DEFAULT false, steps numrange DEFAULT NULL,
	with_none boolean DEFAULT true)
RETURNS TABLE (employee_id bigint, years numeric)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $longevity_years_of$
#variable_conflict use_column
DECLARE
	kinds constant text[] := CASE service WHEN 'total' THEN '{district,job share,outside,military,other}'
		ELSE '{district,job share}' END;
BEGIN
	IF service IN ('district', 'total') AND NOT with_none AND NOT counts_running_year THEN
		RETURN QUERY SELECT y.employee_id, y.years
		FROM years_counted_of(longevity_years_of.contract, longevity_years_of.district_id,
			longevity_years_of.employees, longevity_years_of.school_year, kinds, longevity_years_of.known_on) AS y;
		RETURN;
	END IF;
	RETURN QUERY
	WITH counted AS (
		SELECT y.employee_id, y.years
		FROM years_counted_of(longevity_years_of.contract, longevity_years_of.district_id,
			longevity_years_of.employees, longevity_years_of.school_year, kinds, longevity_years_of.known_on) AS y
		WHERE longevity_years_of.service IN ('district', 'total')
		UNION ALL
		SELECT y.employee_id, y.years
		FROM continuous_years_of(longevity_years_of.contract, longevity_years_of.district_id,
			longevity_years_of.employees, longevity_years_of.school_year,
			known_on => longevity_years_of.known_on) AS y
		WHERE longevity_years_of.service = 'continuous'
		UNION ALL
		SELECT y.employee_id, y.years
		FROM on_step_years_of(longevity_years_of.contract, longevity_years_of.district_id,
			longevity_years_of.employees, longevity_years_of.school_year, longevity_years_of.steps,
			longevity_years_of.known_on) AS y
		WHERE longevity_years_of.service = 'on step'
	)
	SELECT e.employee_id, coalesce(c.years, 0)
		+ CASE WHEN longevity_years_of.counts_running_year
			AND (longevity_years_of.service <> 'on step' OR c.employee_id IS NOT NULL) THEN 1 ELSE 0 END
	FROM (
		SELECT m.employee_id FROM employee AS m
		WHERE m.district_id = longevity_years_of.district_id AND longevity_years_of.employees IS NULL
		UNION ALL
		SELECT DISTINCT u.id FROM pg_catalog.unnest(longevity_years_of.employees) AS u (id)
	) AS e LEFT JOIN counted AS c USING (employee_id)
	WHERE longevity_years_of.service IN ('district', 'total', 'continuous', 'on step');
END
$longevity_years_of$;
COMMENT ON FUNCTION longevity_years_of(text, int, bigint[], text, text, date, boolean, numrange, boolean) IS
	'the years that longevity counts by this word of longevity_rule.service, a row for each employee asked for, or '
	'with null for all; with_none false: of whoever has none there may be no row';

-- On an anniversary a year is finished that began on the one before. It is the school year in which that began or, of
-- one hired from January on, the one in which most of it lies. Nobody has more of them than anniversaries.
CREATE FUNCTION anniversaries_of(district_id int, employees bigint[], school_year text)
RETURNS TABLE (employee_id bigint, rises_on date, nth int, by_running_year boolean)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $anniversaries_of$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT m.employee_id, (m.hired + make_interval(years => n.nth))::date, n.nth, date_part('month', m.hired) < 7
	FROM (
		SELECT e.employee_id, countable_day(e.hired) AS hired
		FROM employee AS e
		WHERE e.district_id = anniversaries_of.district_id AND anniversaries_of.employees IS NULL
		UNION ALL
		SELECT e.employee_id, countable_day(e.hired) AS hired
		FROM employee AS e
		WHERE e.district_id = anniversaries_of.district_id AND e.employee_id = ANY (anniversaries_of.employees)
	) AS m
	CROSS JOIN LATERAL (SELECT (SELECT school_year_start(anniversaries_of.school_year)) - date_part('year',
			m.hired)::int
		+ CASE WHEN date_part('month', m.hired) < 7 THEN 1 ELSE 0 END AS nth) AS n;
END
$anniversaries_of$;
COMMENT ON FUNCTION anniversaries_of(int, bigint[], text) IS
	'the anniversary of the day hired in a school year: on which '
	'a count of years rises, the how manieth it is, and whether the year that runs is finished on it; null where the '
	'day hired is not known';

-- ROWS: of more of them the planner would put the wider rows of all employments into a hash table instead.
CREATE FUNCTION longevity_spans_of(contract text, district_id int, employees bigint[], school_year text, service text,
	counts text, counts_running_year boolean DEFAULT false, steps numrange DEFAULT NULL,
	known_on date DEFAULT 'infinity', with_none boolean DEFAULT true)
RETURNS TABLE (employee_id bigint, during daterange, years numeric)
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $longevity_spans_of$
#variable_conflict use_column
BEGIN
	IF counts = 'school year' THEN
		RETURN QUERY
		SELECT y.employee_id, daterange(NULL, NULL), y.years
		FROM longevity_years_of(longevity_spans_of.contract, longevity_spans_of.district_id,
			longevity_spans_of.employees, longevity_spans_of.school_year, longevity_spans_of.service,
			longevity_spans_of.known_on, longevity_spans_of.counts_running_year, longevity_spans_of.steps,
			longevity_spans_of.with_none) AS y;
		RETURN;
	END IF;
	RETURN QUERY
	SELECT a.employee_id, h.during, h.years + CASE WHEN longevity_spans_of.counts_running_year THEN 1 ELSE 0 END
	FROM anniversaries_of(longevity_spans_of.district_id, longevity_spans_of.employees,
			longevity_spans_of.school_year) AS a
		JOIN longevity_years_of(longevity_spans_of.contract, longevity_spans_of.district_id,
			longevity_spans_of.employees, longevity_spans_of.school_year, longevity_spans_of.service,
			longevity_spans_of.known_on, steps => longevity_spans_of.steps) AS y USING (employee_id)
		JOIN longevity_years_of(longevity_spans_of.contract, longevity_spans_of.district_id,
			longevity_spans_of.employees, school_year_from(school_year_start(longevity_spans_of.school_year) - 1),
			longevity_spans_of.service, longevity_spans_of.known_on, steps => longevity_spans_of.steps) AS p
			USING (employee_id)
		CROSS JOIN LATERAL (SELECT CASE WHEN longevity_spans_of.service <> 'total' THEN a.nth END AS most) AS m
		CROSS JOIN LATERAL (VALUES
			(daterange(NULL, a.rises_on),
				greatest(least(CASE WHEN a.by_running_year THEN y.years ELSE p.years END, m.most - 1), 0)),
			(daterange(a.rises_on, NULL),
				least(CASE WHEN a.by_running_year AND a.nth > 0 THEN y.years + 1 ELSE y.years END, m.most))
		) AS h (during, years)
	WHERE longevity_spans_of.counts = 'anniversary' AND a.rises_on IS NOT NULL
	UNION ALL
	SELECT a.employee_id, daterange(NULL, NULL), NULL
	FROM anniversaries_of(longevity_spans_of.district_id, longevity_spans_of.employees,
			longevity_spans_of.school_year) AS a
	WHERE longevity_spans_of.counts = 'anniversary' AND a.rises_on IS NULL;
END
$longevity_spans_of$;
COMMENT ON FUNCTION longevity_spans_of(text, int, bigint[], text, text, text, boolean, numrange, date, boolean) IS
	'the years that longevity counts, and the days on which it counts so many: one row an employee by school years, '
	'two by anniversaries; years null where the day hired is not known; with_none false: of whoever has none there may '
	'be no row';
