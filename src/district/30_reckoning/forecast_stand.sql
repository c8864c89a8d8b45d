-- Where everybody stands in the next school year of a forecast: who stays, moves and gains a lane, and who is hired.

CREATE FUNCTION forecast_lanes(contract text, year daterange, known_on date)
RETURNS TABLE (schedule text, lane text, first numeric, top numeric, last numeric, next_lane text, next_first numeric)
LANGUAGE sql STABLE ROWS 30
BEGIN ATOMIC
	SELECT l.schedule, l.lane, l.first, l.top, l.last, lead(l.lane) OVER w, lead(l.first) OVER w
	FROM (SELECT g.schedule, c.lane, c.lane_rank, min(c.step) AS first,
			max(c.step) FILTER (WHERE NOT c.longevity) AS top, max(c.step) AS last
		FROM (SELECT DISTINCT ON (g.schedule) g.schedule, g.grid
			FROM forecast_grids(forecast_lanes.contract, forecast_lanes.year, forecast_lanes.known_on) AS g
			ORDER BY g.schedule, lower(g.held) DESC) AS g CROSS JOIN LATERAL caseload.cells(g.grid) AS c
		GROUP BY g.schedule, c.lane, c.lane_rank) AS l
	WINDOW w AS (PARTITION BY l.schedule ORDER BY l.lane_rank);
END;
COMMENT ON FUNCTION forecast_lanes(text, daterange, date) IS
	'the lanes of the schedules of a school year to come, with their rows and the lane to their right';

-- the first row that says it, of those that speak of the cell
CREATE FUNCTION forecast_rated(rates forecast_rate[], seats forecast_seat[], states forecast_state[])
RETURNS TABLE (schedule text, place text, leavers numeric, replaced numeric, replaced_at caseload.salary_step,
	lane_gains numeric)
LANGUAGE sql STABLE ROWS 200
BEGIN ATOMIC
	-- by their text: a body like this is restored before our types know what is equal
	SELECT c.schedule, c.place, (array_agg(r.leavers ORDER BY r.nth) FILTER (WHERE r.leavers IS NOT NULL))[1],
		(array_agg(r.replaced ORDER BY r.nth) FILTER (WHERE r.replaced IS NOT NULL))[1],
		(array_agg(r.replaced_at ORDER BY r.nth) FILTER (WHERE r.replaced_at IS NOT NULL))[1],
		(array_agg(r.lane_gains ORDER BY r.nth) FILTER (WHERE r.lane_gains IS NOT NULL))[1]
	FROM (SELECT DISTINCT t.schedule, coalesce(s.placement::text, '') AS place
			FROM pg_catalog.unnest(forecast_rated.states) AS s
				JOIN pg_catalog.unnest(forecast_rated.seats) AS t ON t.who = s.who) AS c
		CROSS JOIN LATERAL (SELECT nullif(c.place, '')::caseload.salary_step AS placement) AS p
		JOIN pg_catalog.unnest(forecast_rated.rates) AS r ON coalesce(r.schedule = c.schedule, true)
			AND (r.lane IS NULL OR r.lane = caseload.lane(p.placement))
			AND (r.from_step IS NULL OR r.from_step <= caseload.step(p.placement))
			AND (r.through_step IS NULL OR r.through_step >= caseload.step(p.placement))
	GROUP BY c.schedule, c.place;
END;
COMMENT ON FUNCTION forecast_rated(forecast_rate[], forecast_seat[], forecast_state[]) IS
	'what the rates of a forecast say of each place on which anybody stands';

-- Whoever is off the schedule is replaced at the same pay: there is no cell to begin on.
CREATE FUNCTION forecast_hired(contract text, rates forecast_rate[], seats forecast_seat[], states forecast_state[],
	growth numeric, base int, nth int, known_on date) RETURNS SETOF forecast_seat
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET enable_nestloop = off
AS $forecast_hired$
#variable_conflict use_column
DECLARE
	year constant daterange := forecast_year(contract, base + nth, known_on);
	seat forecast_seat;
	first numeric;
BEGIN
	FOR seat IN
		SELECT (cardinality(seats) + row_number() OVER (ORDER BY h.schedule, h.replaced_at))::int, NULL, NULL,
			h.schedule, h.replaced_at, sum(h.jobs * h.part), sum(h.people * h.part), sum(h.fte * h.part), true, '*',
			lower(year), NULL, '{}', false, 'district', 1, forecast_hired.base + forecast_hired.nth,
			forecast_hired.nth, NULL
		FROM (SELECT t.schedule, r.replaced_at, s.jobs, s.people, s.fte,
				CASE WHEN t.leaves AND forecast_hired.nth = 1 THEN 1
					ELSE r.leavers END * r.replaced + forecast_hired.growth AS part
			FROM pg_catalog.unnest(states) AS s JOIN pg_catalog.unnest(seats) AS t ON t.who = s.who
				JOIN forecast_rated(rates, seats, states) AS r ON r.schedule = t.schedule
					AND r.place = coalesce(s.placement::text, '')
			WHERE t.agreed_salary IS NULL) AS h
		WHERE h.part > 0 GROUP BY h.schedule, h.replaced_at
	LOOP
		IF seat.placement IS NULL THEN
			RAISE null_value_not_allowed USING MESSAGE
				= format('where those are placed who are hired on schedule "%s" is '
					'not said', seat.schedule),
				HINT = 'Give it: replaced_at => ''BA-1''; or replaced => 0 if nobody is hired for those who leave.';
		END IF;
		SELECT l.first INTO first FROM forecast_lanes(contract, year, known_on) AS l
		WHERE l.schedule = seat.schedule AND l.lane = caseload.lane(seat.placement);
		IF first <= caseload.step(seat.placement) IS NOT TRUE THEN
			RAISE invalid_parameter_value USING MESSAGE
				= format('schedule "%s" has no place %s for those who are hired',
					seat.schedule, seat.placement),
				HINT = format('Name one of its own: rates => ''[{"schedule": "%s", "replaced_at": "BA-1"}]''.',
					seat.schedule);
		END IF;
		RETURN NEXT seat;
	END LOOP;
END
$forecast_hired$;
COMMENT ON FUNCTION forecast_hired(text, forecast_rate[], forecast_seat[], forecast_state[], numeric, int, int, date) IS
	'who is hired in a year for those who leave and for growth: where, and how many';

CREATE FUNCTION forecast_begun(contract text, hires forecast_seat[], counted numrange[], begins int, known_on date)
RETURNS SETOF forecast_state
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $forecast_begun$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT h.who, NULL::caseload.salary_step, NULL::caseload.salary_step, NULL::numeric, NULL::numeric, NULL::numeric,
		NULL::numeric, h.placement, h.placement, h.placement, 0::numeric,
		forecast_on_step(counted, NULL, h.placement, l.top), h.jobs, h.people, h.fte, NULL::numeric, NULL::numeric,
		NULL::numeric, true, true
	FROM pg_catalog.unnest(hires) AS h
		JOIN forecast_lanes(forecast_begun.contract, forecast_year(forecast_begun.contract,
			forecast_begun.begins, forecast_begun.known_on), forecast_begun.known_on) AS l
		ON l.schedule = h.schedule AND l.lane = caseload.lane(h.placement);
END
$forecast_begun$;
COMMENT ON FUNCTION forecast_begun(text, forecast_seat[], numrange[], int, date) IS
	'where those stand who are hired in a year to come';

CREATE FUNCTION forecast_stand(contract text, rates forecast_rate[], seats forecast_seat[], credits forecast_credit[],
	states forecast_state[], base int, begins int, counted numrange[], steps_go_on boolean, known_on date)
RETURNS SETOF forecast_state
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET enable_nestloop = off
AS $forecast_stand$
#variable_conflict use_column
DECLARE
	year constant daterange := forecast_year(contract, begins, known_on);
BEGIN
	RETURN QUERY
	WITH lane AS MATERIALIZED (
		SELECT l.* FROM forecast_lanes(forecast_stand.contract, year, forecast_stand.known_on) AS l
	), move AS MATERIALIZED (
		SELECT m.* FROM forecast_moves(forecast_stand.contract, seats, credits, forecast_stand.begins,
			forecast_stand.steps_go_on, forecast_stand.known_on) AS m
	), clock AS MATERIALIZED (
		-- what is paid by a share of the difference, whatever the days, is so for a move inside the year alone
		SELECT k.day, coalesce(CASE WHEN k.share > 0 THEN 1 - c.share END, k.share) AS share
		FROM forecast_clock(forecast_stand.contract, forecast_stand.base, forecast_stand.begins,
				ARRAY(SELECT DISTINCT m.moves_on FROM move AS m), forecast_stand.known_on) AS k
			LEFT JOIN LATERAL share_of_change(forecast_stand.contract, 'step', k.day, year,
				forecast_stand.known_on) AS c ON true
	), branch AS (
		SELECT s.*, t.schedule, t.agreed_salary, b.part, CASE WHEN b.gains
				THEN caseload.salary_step(l.next_lane, greatest(caseload.step(s.placement), l.next_first))
				ELSE s.placement END AS starts
		FROM pg_catalog.unnest(states) AS s JOIN pg_catalog.unnest(seats) AS t ON t.who = s.who
			JOIN forecast_rated(rates, seats, states) AS r ON r.schedule = t.schedule
				AND r.place = coalesce(s.placement::text, '')
			LEFT JOIN lane AS l ON l.schedule = t.schedule AND l.lane = caseload.lane(s.placement)
			CROSS JOIN LATERAL (SELECT 1 - CASE WHEN t.leaves AND forecast_stand.begins = forecast_stand.base + 1 THEN 1
					ELSE r.leavers END * CASE WHEN t.agreed_salary IS NULL THEN 1 ELSE 1 - r.replaced END AS stays,
				CASE WHEN t.agreed_salary IS NULL AND l.next_lane IS NOT NULL THEN r.lane_gains ELSE 0 END AS gained)
				AS w
			CROSS JOIN LATERAL (VALUES (false, w.stays * (1 - w.gained)), (true, w.stays * w.gained))
				AS b (gains, part)
		WHERE b.part > 0
	), stepped AS (
		SELECT b.*, CASE WHEN m.steps > 0 THEN a.becomes ELSE b.placement END AS in_lane,
			CASE WHEN m.steps > 0 THEN c.becomes ELSE b.starts END AS becomes, m.moves_on, h.top
		FROM branch AS b LEFT JOIN move AS m ON m.who = b.who
			LEFT JOIN lane AS l ON l.schedule = b.schedule AND l.lane = caseload.lane(b.placement)
			LEFT JOIN lane AS h ON h.schedule = b.schedule AND h.lane = caseload.lane(b.starts)
			CROSS JOIN LATERAL (SELECT forecast_step(b.placement, m.steps,
					least(CASE WHEN NOT m.past_last THEN l.last END,
				m.highest)) AS becomes) AS a
			CROSS JOIN LATERAL (SELECT forecast_step(b.starts, m.steps, least(CASE WHEN NOT m.past_last THEN h.last END,
				m.highest)) AS becomes) AS c
	)
	SELECT d.who, d.began, d.placement, d."day", d.salary, d.by_fte, d.by_person, d.starts, d.in_lane, d.becomes,
		d.shares, CASE WHEN cardinality(counted) = 0 THEN d.on_step ELSE forecast_on_step(counted, d.on_step,
			CASE WHEN d.shares > 0.5 THEN d.starts ELSE d.becomes END, d.top) END,
		sum(d.jobs * d.part), sum(d.people * d.part), sum(d.fte * d.part), NULL::numeric, NULL::numeric, NULL::numeric,
		false, d.known
	FROM (SELECT s.*, CASE WHEN s.in_lane OPERATOR(caseload.=) s.placement
			AND s.becomes OPERATOR(caseload.=) s.starts THEN 0
			ELSE coalesce(k.share, 0) END AS shares
		FROM stepped AS s LEFT JOIN clock AS k ON k.day = s.moves_on) AS d
	GROUP BY d.who, d.began, d.placement, d."day", d.salary, d.by_fte, d.by_person, d.starts, d.in_lane, d.becomes,
		d.shares, d.on_step, d.top, d.known;
END
$forecast_stand$;
COMMENT ON FUNCTION forecast_stand(text, forecast_rate[], forecast_seat[], forecast_credit[],
	forecast_state[], int, int, numrange[],
	boolean, date) IS 'where those who stay stand in the next school year, and how many of them';

CREATE FUNCTION forecast_step(placement caseload.salary_step, steps numeric, most numeric) RETURNS caseload.salary_step
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN forecast_step.most <= caseload.step(forecast_step.placement) THEN forecast_step.placement
		ELSE caseload.salary_step(caseload.lane(forecast_step.placement),
			least(caseload.step(forecast_step.placement) + forecast_step.steps, forecast_step.most)) END;
END;
COMMENT ON FUNCTION forecast_step(caseload.salary_step, numeric, numeric) IS
	'a place some steps further, and no further than most; whoever is there already stays';

-- null: not on it
CREATE FUNCTION forecast_on_step(counted numrange[], was int[],
	placement caseload.salary_step, top numeric) RETURNS int[]
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT array_agg(CASE WHEN CASE WHEN c.steps IS NULL THEN caseload.step(forecast_on_step.placement)
			>= forecast_on_step.top ELSE c.steps @> caseload.step(forecast_on_step.placement) END
		THEN coalesce(forecast_on_step.was[c.nth] + 1, 0) END ORDER BY c.nth)
	FROM pg_catalog.unnest(forecast_on_step.counted) WITH ORDINALITY AS c (steps, nth);
END;
COMMENT ON FUNCTION forecast_on_step(numrange[], int[], caseload.salary_step, numeric) IS
	'finished school years in a row on the steps of each rule of longevity that counts them, a year on';
