-- What the cells of a school year to come are worth. A schedule holds until its next row begins: what is forecast is
-- what is paid while nothing new is agreed.

CREATE TYPE forecast_price AS (schedule text, placement caseload.salary_step, starts numeric, ends numeric,
	salary numeric, longevity numeric, cell numeric, paid numeric, top numeric, with_longevity boolean);
COMMENT ON TYPE forecast_price IS
	'what a place on a schedule is worth while one grid of a school year holds: from what '
	'part of the year to what part; without a cell: what a raise beside the schedule adds';

-- a year to come is divided as the year from which the forecast begins: its calendar is the one that is known
CREATE FUNCTION forecast_clock(contract text, base int, begins int, days date[], known_on date)
RETURNS TABLE (day date, share numeric)
LANGUAGE sql STABLE ROWS 10
BEGIN ATOMIC
	SELECT d.day, CASE WHEN d.mapped <= lower(d.year) THEN 0 WHEN d.mapped >= upper(d.year) THEN 1
		ELSE k.units / k.whole END
	FROM (SELECT DISTINCT u.day, y.year,
			(u.day - make_interval(years => forecast_clock.begins - forecast_clock.base))::date AS mapped
		FROM pg_catalog.unnest(forecast_clock.days) AS u (day)
			CROSS JOIN forecast_year(forecast_clock.contract, forecast_clock.base, forecast_clock.known_on) AS y (year)
		WHERE u.day IS NOT NULL) AS d
		LEFT JOIN pay_clock(forecast_clock.contract, '{salary}', school_year_from(forecast_clock.base), '{duty}',
			forecast_clock.known_on, ARRAY(SELECT (u.day - make_interval(years => forecast_clock.begins
				- forecast_clock.base))::date FROM pg_catalog.unnest(forecast_clock.days) AS u (day))) AS k
			ON k.day = d.mapped;
END;
COMMENT ON FUNCTION forecast_clock(text, int, int, date[], date) IS
	'what part of a school year to come lies before each of these days, by the clock '
	'of the year a forecast begins from';

CREATE FUNCTION forecast_grids(contract text, year daterange, known_on date)
RETURNS TABLE (schedule text, held daterange, grid caseload.salary_schedule)
LANGUAGE sql STABLE ROWS 10
BEGIN ATOMIC
	SELECT s.schedule, s.held * forecast_grids.year, s.grid
	FROM (SELECT s.schedule, s.grid, s.cells, daterange(lower(s.in_force),
			lead(lower(s.in_force)) OVER (PARTITION BY s.schedule ORDER BY s.in_force)) AS held
		FROM schedule AS s WHERE s.contract = forecast_grids.contract AND s.known @> forecast_grids.known_on) AS s
	WHERE s.held && forecast_grids.year AND s.cells <> 'hourly';
END;
COMMENT ON FUNCTION forecast_grids(text, daterange, date) IS
	'the grids by which a school year to come is paid, each until the next row of its schedule begins';

CREATE FUNCTION forecast_prices(contract text, base int, begins int,
	schedules text[], placements caseload.salary_step[],
	known_on date) RETURNS SETOF forecast_price
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $forecast_prices$
#variable_conflict use_column
DECLARE
	year constant daterange := forecast_year(contract, begins, known_on);
BEGIN
	RETURN QUERY
	WITH grid AS MATERIALIZED (
		SELECT g.*, caseload.has_longevity(g.grid) AS with_longevity
		FROM forecast_grids(forecast_prices.contract, year, forecast_prices.known_on) AS g
	), beside AS MATERIALIZED (
		SELECT r.*, daterange(r.in_force_from, r.ends) AS during
		FROM raise_terms(forecast_prices.contract, forecast_prices.known_on) AS r
		WHERE NOT r.on_schedule AND daterange(r.in_force_from, r.ends) && year AND r.problem IS NULL
	), clock AS MATERIALIZED (
		SELECT k.day, k.share FROM forecast_clock(forecast_prices.contract, forecast_prices.base,
			forecast_prices.begins, ARRAY(
				SELECT unnest(ARRAY[lower(g.held), upper(g.held)]) FROM grid AS g
				UNION SELECT unnest(ARRAY[lower(b.during * year), upper(b.during * year)]) FROM beside AS b),
			forecast_prices.known_on) AS k
	), place AS MATERIALIZED (
		SELECT w.schedule, w.placement, g.held, f.share AS starts, l.share AS ends,
			caseload.salary(g.grid, w.placement) AS paid, caseload.longevity_pay(g.grid, w.placement) AS longevity,
			caseload.salary_exact(g.grid, w.placement) AS cell, g.with_longevity,
			caseload.salary_exact(g.grid, caseload.salary_step(caseload.lane(w.placement),
				caseload.top_step(g.grid, caseload.lane(w.placement)))) AS top
		FROM ROWS FROM (pg_catalog.unnest(schedules), pg_catalog.unnest(placements)) AS w (schedule, placement)
			JOIN grid AS g ON g.schedule = w.schedule
			JOIN clock AS f ON f.day = lower(g.held)
			JOIN clock AS l ON l.day = upper(g.held)
		WHERE caseload.cell_problem(g.grid, w.placement) IS NULL
	)
	SELECT p.schedule, p.placement, p.starts, p.ends, p.paid - p.longevity, p.longevity, p.cell, p.paid, p.top,
		p.with_longevity
	FROM place AS p
	UNION ALL
	-- such a raise is of the cell with its longevity
	SELECT p.schedule, p.placement, f.share, l.share, round(CASE b.joined
			WHEN 'greater' THEN greatest(p.paid * b.percent * 0.01, b.flat)
			WHEN 'lesser' THEN least(p.paid * b.percent * 0.01, b.flat)
			ELSE coalesce(p.paid * b.percent * 0.01, 0) + coalesce(b.flat, 0) END, coalesce(b.rounds_to, 10)),
		0, NULL, NULL, NULL, NULL
	FROM beside AS b JOIN place AS p ON b.schedule IN ('*', p.schedule) AND p.held && b.during
		JOIN clock AS f ON f.day = greatest(lower(p.held), lower(b.during))
		JOIN clock AS l ON l.day = least(upper(p.held), upper(b.during))
	WHERE (NOT b.longevity_only OR p.longevity <> 0) AND (b.lanes IS NULL OR EXISTS (
		SELECT FROM pg_catalog.unnest(b.lanes) AS n (lane)
		WHERE caseload.lane(caseload.salary_step(n.lane, 1)) = caseload.lane(p.placement)));
END
$forecast_prices$;
COMMENT ON FUNCTION forecast_prices(text, int, int, text[], caseload.salary_step[], date) IS
	'what places on the schedules are worth in a school year to come, a row for each grid of the year; none where a '
	'schedule has no such place';
