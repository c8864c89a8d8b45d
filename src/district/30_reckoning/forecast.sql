-- What the years to come cost if nothing is agreed: everybody moves, some leave and are replaced, and what is meant is
-- what is to be expected, so 1.5 people leave. People are counted by the place where they stand, never one by one.
CREATE TYPE forecast_place AS (schedule text, role text, lane text, step numeric, longevity boolean, leaves boolean,
	people numeric, fte numeric);
COMMENT ON TYPE forecast_place IS
	'how many stand on a place; leaves: they are known to leave, those whose attributes carry {"leaves": true}';
CREATE TYPE forecast_grid AS (schedule text, grid caseload.salary_schedule, hire caseload.salary_step);
COMMENT ON TYPE forecast_grid IS 'the grid of a schedule in a year, and the place on which it hires';
CREATE TYPE forecast_sum AS (people numeric, fte numeric, salary numeric, longevity numeric, unreckoned numeric);
COMMENT ON TYPE forecast_sum IS 'people, FTE, dollars of full years, and people without an amount';

CREATE FUNCTION forecast_cost(places forecast_place[], grids forecast_grid[]) RETURNS forecast_sum
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CAST(ROW(coalesce(sum(p.people), 0), coalesce(sum(p.fte), 0),
		round(coalesce(sum(p.fte * (caseload.salary(p.grid, p.place) - caseload.longevity_pay(p.grid, p.place)))
			FILTER (WHERE p.paid), 0), 2),
		round(coalesce(sum(p.fte * caseload.longevity_pay(p.grid, p.place)) FILTER (WHERE p.paid), 0), 2),
		coalesce(sum(p.people) FILTER (WHERE NOT p.paid), 0)) AS forecast_sum)
	FROM (SELECT s.people, s.fte, g.grid, CASE WHEN b.paid THEN t.place END AS place, b.paid
		FROM pg_catalog.unnest(forecast_cost.places) AS s
			LEFT JOIN pg_catalog.unnest(forecast_cost.grids) AS g ON g.schedule = s.schedule
			CROSS JOIN LATERAL (SELECT caseload.salary_step(s.lane, s.step, s.longevity) AS place) AS t
			CROSS JOIN LATERAL (SELECT g.grid IS NOT NULL AND caseload.cell_problem(g.grid, t.place) IS NULL AS paid
				OFFSET 0) AS b
		OFFSET 0) AS p;
END;
COMMENT ON FUNCTION forecast_cost(forecast_place[], forecast_grid[]) IS
	'what those on these places are paid in full years';

-- Of so many steps a year as are no whole number, a share moves one more.
CREATE FUNCTION forecast_steps(contract text, places forecast_place[], grids forecast_grid[], first_day date)
RETURNS forecast_place[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $forecast_steps$
BEGIN
	RETURN ARRAY(
		WITH ruled AS MATERIALIZED (
			SELECT k.schedule, k.role, (step_rule_on(forecast_steps.contract, k.schedule, k.role, first_day, true)).id
				IS NOT NULL AS frozen, r.highest, coalesce(r.past_last, false) AS past_last,
				1 / coalesce(r.years_a_step, 1) AS steps
			FROM (SELECT DISTINCT p.schedule, p.role FROM unnest(places) AS p) AS k CROSS JOIN LATERAL
				step_rule_on(forecast_steps.contract, k.schedule, k.role, first_day, false) AS r
		), top AS MATERIALIZED (
			SELECT g.schedule, c.lane, max(c.step) AS step FROM unnest(grids) AS g
				CROSS JOIN LATERAL caseload.cells(g.grid) AS c GROUP BY g.schedule, c.lane
		), moved AS (
			SELECT p.schedule, p.role, p.lane, CASE WHEN r.frozen OR t.step IS NULL THEN p.step
					ELSE greatest(p.step, least(p.step + n.steps, CASE WHEN NOT r.past_last THEN t.step END, r.highest))
					END AS step, p.step AS was, p.longevity, p.leaves, p.people * n.share AS people,
				p.fte * n.share AS fte
			FROM unnest(places) AS p JOIN ruled AS r ON r.schedule = p.schedule AND r.role = p.role
				LEFT JOIN top AS t ON t.schedule = p.schedule AND t.lane = p.lane
				CROSS JOIN LATERAL (VALUES (trunc(r.steps), 1 - (r.steps - trunc(r.steps))),
					(trunc(r.steps) + 1, r.steps - trunc(r.steps))) AS n (steps, share)
			WHERE n.share > 0
		)
		SELECT CAST(ROW(m.schedule, m.role, m.lane, least(m.step, 99), m.longevity AND m.step = m.was, m.leaves,
			sum(m.people), sum(m.fte)) AS forecast_place)
		FROM moved AS m GROUP BY m.schedule, m.role, m.lane, least(m.step, 99), m.longevity AND m.step = m.was, m.leaves
		ORDER BY 1);
END
$forecast_steps$;
COMMENT ON FUNCTION forecast_steps(text, forecast_place[], forecast_grid[], date) IS
	'the places after a year''s steps, '
	'as step_rule has them on its first day: a freeze holds, and without a row a year is a step';

-- To the next lane on the same step, where that has a cell.
CREATE FUNCTION forecast_lanes(places forecast_place[], grids forecast_grid[], share numeric) RETURNS forecast_place[]
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT ARRAY(
		SELECT CAST(ROW(m.schedule, m.role, m.lane, m.step, m.longevity, m.leaves, sum(m.people), sum(m.fte))
			AS forecast_place)
		FROM (
			SELECT p.schedule, p.role, v.lane, p.step, p.longevity, p.leaves, p.people * v.part AS people,
				p.fte * v.part AS fte
			FROM pg_catalog.unnest(forecast_lanes.places) AS p
				LEFT JOIN pg_catalog.unnest(forecast_lanes.grids) AS g ON g.schedule = p.schedule
				LEFT JOIN LATERAL (SELECT l.next FROM (SELECT l.lane, lead(l.lane) OVER (ORDER BY l.rank) AS next
						FROM pg_catalog.unnest(caseload.lanes(g.grid)) WITH ORDINALITY AS l (lane, rank)) AS l
					WHERE l.lane = p.lane) AS n ON caseload.cell_problem(g.grid,
						caseload.salary_step(n.next, p.step, p.longevity)) IS NULL
				CROSS JOIN LATERAL (VALUES (p.lane, CASE WHEN n.next IS NULL THEN 1 ELSE 1 - forecast_lanes.share END),
					(n.next, CASE WHEN n.next IS NOT NULL THEN forecast_lanes.share END)) AS v (lane, part)
			WHERE v.part > 0) AS m
		GROUP BY m.schedule, m.role, m.lane, m.step, m.longevity, m.leaves ORDER BY 1);
END;
COMMENT ON FUNCTION forecast_lanes(forecast_place[], forecast_grid[], numeric) IS
	'the places after a share of those in each lane moved to the next';

CREATE FUNCTION forecast_grids(contract text, schedules text[], on_date date, hire text) RETURNS forecast_grid[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $forecast_grids$
DECLARE
	grids forecast_grid[];
	grid forecast_grid;
BEGIN
	-- what holds on that day; after the last row of a schedule it goes on as it is
	grids := ARRAY(SELECT CAST(ROW(n.schedule, s.grid, coalesce(CAST(forecast_grids.hire AS caseload.salary_step),
			(SELECT c.placement FROM caseload.cells(s.grid) AS c ORDER BY c.lane_rank, c.step LIMIT 1)))
			AS forecast_grid)
		FROM unnest(schedules) AS n (schedule) JOIN LATERAL (SELECT s.grid FROM schedule AS s
			WHERE s.contract = forecast_grids.contract AND s.schedule = n.schedule AND upper_inf(s.known)
				AND (lower_inf(s.in_force) OR lower(s.in_force) <= on_date)
			ORDER BY lower(s.in_force) DESC NULLS LAST LIMIT 1) AS s ON true
		ORDER BY n.schedule);
	FOREACH grid IN ARRAY grids LOOP
		IF caseload.cell_problem(grid.grid, grid.hire) IS NOT NULL THEN
			RAISE invalid_parameter_value USING MESSAGE = format('nobody can be hired on %s of schedule "%s": %s',
					grid.hire, grid.schedule, caseload.cell_problem(grid.grid, grid.hire)),
				HINT = 'replaced_at is a place of each schedule; left out, it is the first cell of each.';
		END IF;
	END LOOP;
	RETURN grids;
END
$forecast_grids$;
COMMENT ON FUNCTION forecast_grids(text, text[], date, text) IS
	'the grids of some schedules on a day, and where each hires: on this place, or null, on its first cell';

CREATE FUNCTION check_rate(name text, rate numeric) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $check_rate$
BEGIN
	IF rate BETWEEN 0 AND 1 IS NOT TRUE THEN
		RAISE invalid_parameter_value USING MESSAGE = format('forecast: %s is %s', name, coalesce(rate::text, 'NULL')),
			DETAIL = 'It is a part of all people a year, from 0 to 1.', HINT = 'Write 8% as 0.08.';
	END IF;
END
$check_rate$;
COMMENT ON FUNCTION check_rate(text, numeric) IS 'an error unless a rate of forecast() is one';

CREATE FUNCTION forecast(contract text, years int DEFAULT 3, leavers numeric DEFAULT 0, replaced numeric DEFAULT 1,
	replaced_at text DEFAULT NULL, lane_gains numeric DEFAULT 0, growth numeric DEFAULT 0,
	leavers_by jsonb DEFAULT '{}', school_year text DEFAULT NULL, district_id int DEFAULT NULL)
RETURNS TABLE (year text, people numeric(12,4), fte numeric(12,4), salary numeric(14,2), longevity numeric(14,2),
	stipends numeric(14,2), total numeric(14,2), change numeric(14,2), of_leavers numeric(14,2),
	of_growth numeric(14,2), of_steps numeric(14,2), of_lanes numeric(14,2), of_schedules numeric(14,2),
	unreckoned numeric(12,4))
LANGUAGE plpgsql STABLE ROWS 5 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $forecast$
#variable_conflict use_column
DECLARE
	-- a proposal has no people of its own
	people_of constant text := (SELECT coalesce(k.proposal_of, k.contract) FROM contract AS k
		WHERE k.contract = forecast.contract);
	base record;
	fixed record;
	places forecast_place[];
	hired forecast_place[];
	grown forecast_place[];
	grids forecast_grid[];
	grids_before forecast_grid[];
	schedules text[];
	ends date;
	first_day date;
	s forecast_sum;
	dollars numeric[];
	rate record;
BEGIN
	IF forecast.years BETWEEN 1 AND 50 IS NOT TRUE THEN
		RAISE invalid_parameter_value USING MESSAGE = format('forecast: years is %s', coalesce(years::text, 'NULL')),
			HINT = 'It goes from 1 to 50 years on.';
	END IF;
	PERFORM check_rate('leavers', leavers), check_rate('replaced', replaced), check_rate('lane_gains', lane_gains),
		check_rate('growth', growth);
	IF jsonb_typeof(leavers_by) IS DISTINCT FROM 'object' THEN
		RAISE invalid_parameter_value USING MESSAGE = 'forecast: leavers_by is no object',
			HINT = 'It says rates by lane or by place: {"MA": 0.05, "MA-20": 0.3}.';
	END IF;
	SELECT y.school_year, y.year, upper(y.days) - 1 AS last_day INTO base
	FROM contract_year('infinity', forecast.school_year) AS y WHERE y.contract = forecast.contract
	ORDER BY y.year @> current_date DESC, lower(y.year) DESC LIMIT 1;
	IF base.year IS NULL THEN
		RAISE no_data_found USING MESSAGE = format('there is no contract "%s" with a calendar of %s',
				coalesce(forecast.contract, 'NULL'), coalesce(forecast.school_year, 'any school year')),
			HINT = 'A forecast begins with the people of a school year: see the tables contract and calendar.';
	END IF;
	schedules := ARRAY(SELECT DISTINCT n.schedule FROM schedule AS n
		WHERE n.contract = forecast.contract AND n.cells = 'annual' ORDER BY 1);
	places := ARRAY(SELECT CAST(ROW(e.schedule, coalesce(e.attributes ->> 'role', '*'), caseload.lane(e.placement),
			caseload.step(e.placement), caseload.longevity(e.placement),
			bool_or(m.attributes || e.attributes @> '{"leaves": true}'), count(*), sum(e.fte)) AS forecast_place)
		FROM employment AS e JOIN employee AS m ON m.district_id = e.district_id AND m.employee_id = e.employee_id
		WHERE e.contract = people_of AND e.valid @> base.last_day AND e.agreed_salary IS NULL
			AND (forecast.district_id IS NULL OR e.district_id = forecast.district_id)
			-- who is paid by the hour has no salary
			AND NOT EXISTS (SELECT FROM schedule AS h WHERE h.contract = forecast.contract AND h.schedule = e.schedule
				AND h.cells = 'hourly')
		GROUP BY e.schedule, e.attributes ->> 'role', caseload.lane(e.placement), caseload.step(e.placement),
			caseload.longevity(e.placement), m.attributes || e.attributes @> '{"leaves": true}'
		ORDER BY 1);
	-- what is agreed for one, stipends, hours and longevity by years of service stay as they are
	SELECT a.people, a.fte, a.salary, l.longevity, l.stipends, l.unknown INTO fixed
	FROM (SELECT count(*) AS people, coalesce(sum(e.fte), 0) AS fte, coalesce(sum(e.agreed_salary), 0) AS salary
			FROM employment AS e WHERE e.contract = people_of AND e.valid @> base.last_day
				AND e.agreed_salary IS NOT NULL
				AND (forecast.district_id IS NULL OR e.district_id = forecast.district_id)) AS a,
		(SELECT coalesce(sum(p.cents) FILTER (WHERE p.component LIKE 'longevity: %'), 0) AS longevity,
			coalesce(sum(p.cents) FILTER (WHERE pay_column(p.component) = 'stipend'), 0) AS stipends,
			count(*) FILTER (WHERE p.cents IS NULL AND pay_column(p.component) <> 'base') AS unknown
			FROM lines_of_years(base.school_year, 'infinity', forecast.district_id, NULL, people_of, false)
				AS p) AS l;
	FOR rate IN SELECT r.key, r.value FROM jsonb_each(leavers_by) AS r LOOP
		IF NOT EXISTS (SELECT FROM unnest(forecast_grids(forecast.contract, schedules, base.last_day, NULL)) AS g
			CROSS JOIN LATERAL caseload.cells(g.grid) AS c WHERE rate.key IN (c.lane, c.placement::text)) AND NOT EXISTS
			(SELECT FROM unnest(places) AS p WHERE rate.key = p.lane || '-' || trim_scale(p.step)) THEN
			RAISE invalid_parameter_value USING
				MESSAGE = format('forecast: leavers_by names "%s", which is no lane and no place', rate.key),
				HINT = 'Write lanes and places as the schedule does: {"MA": 0.05, "MA-20": 0.3}.';
		END IF;
		PERFORM check_rate(format('leavers_by "%s"', rate.key),
			CASE jsonb_typeof(rate.value) WHEN 'number' THEN rate.value::numeric END);
	END LOOP;
	FOR nth IN 0 .. years LOOP
		first_day := (lower(base.year) + make_interval(years => nth))::date;
		ends := (lower(base.year) + make_interval(years => nth + 1))::date - 1;
		grids_before := grids;
		grids := forecast_grids(forecast.contract, schedules, ends, replaced_at);
		IF nth = 0 THEN
			s := forecast_cost(places, grids);
			dollars := ARRAY[s.salary + s.longevity, NULL, NULL, NULL, NULL, NULL];
		ELSE
			dollars := ARRAY[dollars[6], NULL, NULL, NULL, NULL, NULL];
			WITH gone AS MATERIALIZED (
				SELECT p.schedule, p.role, p.lane, p.step, p.longevity, p.people, p.fte, CASE WHEN p.leaves THEN 1
					ELSE coalesce((leavers_by ->> (p.lane || '-' || trim_scale(p.step)))::numeric,
						(leavers_by ->> p.lane)::numeric, forecast.leavers) END AS share
				FROM unnest(places) AS p
			), hire AS (
				SELECT g.schedule, g.role, h.hire, sum(g.people * g.share) * forecast.replaced AS people,
					sum(g.fte * g.share) * forecast.replaced AS fte, sum(g.people) * forecast.growth AS people_more,
					sum(g.fte) * forecast.growth AS fte_more
				FROM gone AS g JOIN unnest(grids_before) AS h ON h.schedule = g.schedule
				GROUP BY g.schedule, g.role, h.hire
			)
			SELECT ARRAY(SELECT CAST(ROW(g.schedule, g.role, g.lane, g.step, g.longevity, false,
					sum(g.people * (1 - g.share)), sum(g.fte * (1 - g.share))) AS forecast_place) FROM gone AS g
					WHERE g.share < 1 GROUP BY g.schedule, g.role, g.lane, g.step, g.longevity ORDER BY 1),
				ARRAY(SELECT CAST(ROW(h.schedule, h.role, caseload.lane(h.hire), caseload.step(h.hire),
					caseload.longevity(h.hire), false, h.people, h.fte) AS forecast_place) FROM hire AS h ORDER BY 1),
				ARRAY(SELECT CAST(ROW(h.schedule, h.role, caseload.lane(h.hire), caseload.step(h.hire),
					caseload.longevity(h.hire), false, h.people_more, h.fte_more) AS forecast_place)
					FROM hire AS h ORDER BY 1)
			INTO places, hired, grown;
			s := forecast_cost(places || hired, grids_before);
			dollars[2] := s.salary + s.longevity;
			hired := hired || grown;
			s := forecast_cost(places || hired, grids_before);
			dollars[3] := s.salary + s.longevity;
			-- whoever is new this year stays where he is hired
			places := forecast_steps(forecast.contract, places, grids, first_day);
			s := forecast_cost(places || hired, grids_before);
			dollars[4] := s.salary + s.longevity;
			places := forecast_lanes(places, grids, lane_gains);
			s := forecast_cost(places || hired, grids_before);
			dollars[5] := s.salary + s.longevity;
			places := places || hired;
			s := forecast_cost(places, grids);
		END IF;
		dollars[6] := s.salary + s.longevity;
		year := school_year_from(school_year_start(base.school_year) + nth);
		people := round(s.people + fixed.people, 4);
		fte := round(s.fte + fixed.fte, 4);
		salary := s.salary + fixed.salary;
		longevity := s.longevity + fixed.longevity;
		stipends := fixed.stipends;
		total := salary + longevity + stipends;
		IF nth > 0 THEN
			change := dollars[6] - dollars[1];
			of_leavers := dollars[2] - dollars[1];
			of_growth := dollars[3] - dollars[2];
			of_steps := dollars[4] - dollars[3];
			of_lanes := dollars[5] - dollars[4];
			of_schedules := dollars[6] - dollars[5];
		END IF;
		unreckoned := round(s.unreckoned + fixed.unknown, 4);
		RETURN NEXT;
	END LOOP;
END
$forecast$;
COMMENT ON FUNCTION forecast(text, int, numeric, numeric, text, numeric, numeric, jsonb, text, int) IS
	'what the people of a contract cost in the years after one, or by a proposal for it, by what is to be expected: '
	'full years of those who are there at its end; leavers who are replaced, growth, steps, lanes and later schedules stand '
	'apart and add up to the change';
