-- Who stands where when a forecast begins, what is said of leaving, and the credit that is earned in the years to come.

-- Whoever is alike in all that the years to come ask of stands on one seat, so that what a forecast takes grows with
-- the different careers and not with the people. jobs: how many employments; people: how many persons whose largest
-- employment it is; employee_id: one of them; counts_from: the first school year whose service is taken as worked;
-- nth: of whoever is hired, in which year to come.
CREATE TYPE forecast_seat AS (who int, district_id int, employee_id bigint, schedule text,
	placement caseload.salary_step, jobs numeric, people numeric, fte numeric, largest boolean, role text, hired date,
	agreed_salary numeric, attributes jsonb, leaves boolean, kind text, share numeric, counts_from int, nth int,
	on_step int[]);
COMMENT ON TYPE forecast_seat IS
	'those alike who go on into the years of a forecast, or all who are hired in one of them on a schedule';

CREATE TYPE forecast_credit AS (who int, begins int, kind text, credit numeric);
COMMENT ON TYPE forecast_credit IS 'the credit of a year of service for those on a seat of a forecast';

CREATE TYPE forecast_rate AS (nth bigint, schedule text, lane text, from_step numeric, through_step numeric,
	leavers numeric, replaced numeric, replaced_at caseload.salary_step, lane_gains numeric);
COMMENT ON TYPE forecast_rate IS 'what share of those on some cells leaves, is replaced, and gains a lane a year';

-- The employments that moves() would look at, and with the service that each may be taken to work in a year to come:
-- as much of a year as the position, or as was written down of the last year if that is more.
CREATE FUNCTION forecast_seats(contract text, people_of text, school_year text, year daterange, last_day date,
	district_id int, counted numrange[], known_on date) RETURNS SETOF forecast_seat
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET enable_nestloop = off
AS $forecast_seats$
#variable_conflict use_column
DECLARE
	base constant int := school_year_start(school_year);
	by_hired constant boolean := EXISTS (SELECT FROM longevity_rule AS r
		WHERE r.contract IN (forecast_seats.contract, people_of)
			AND (r.hired IS NOT NULL OR r.counts = 'anniversary'))
		OR EXISTS (SELECT FROM step_rule AS r
			WHERE r.contract IN (forecast_seats.contract, people_of) AND r.moves_on = 'anniversary');
	by_attributes constant boolean := EXISTS (SELECT FROM longevity_rule AS r
		WHERE r.contract IN (forecast_seats.contract, people_of) AND r.applies <> '{}');
BEGIN
	RETURN QUERY
	WITH job AS MATERIALIZED (
		SELECT e.district_id, e.employee_id, e.schedule, e.placement, e.fte, e.agreed_salary,
			coalesce(e.attributes ->> 'role', '*') AS role, CASE WHEN by_hired THEN m.hired END AS hired,
			CASE WHEN by_attributes THEN m.attributes || e.attributes ELSE '{}' END AS attributes,
			m.attributes || e.attributes @> '{"leaves": true}' AS leaves,
			row_number() OVER (PARTITION BY e.district_id, e.employee_id ORDER BY e.fte DESC, e.employment_id) = 1
				AS largest,
			least(sum(e.fte) OVER (PARTITION BY e.district_id, e.employee_id), 1) AS work
		FROM employment AS e JOIN employee AS m ON m.district_id = e.district_id AND m.employee_id = e.employee_id
		WHERE e.contract = forecast_seats.people_of AND lower(e.valid) < lower(forecast_seats.year) IS NOT false
			AND upper(e.valid) > forecast_seats.last_day IS NOT false
			AND (forecast_seats.district_id IS NULL OR e.district_id = forecast_seats.district_id)
			-- whoever is paid by the hour is paid what is worked
			AND (e.agreed_salary IS NOT NULL OR e.schedule <> ALL (ARRAY(SELECT s.schedule FROM schedule AS s
				WHERE s.contract = forecast_seats.people_of AND s.cells = 'hourly')))
	), served AS MATERIALIZED (
		SELECT s.district_id, s.employee_id, array_agg(format('%s %s %s', s.school_year, s.kind, trim_scale(s.share))
				ORDER BY s.school_year, s.kind) AS history,
			(array_agg(s.kind ORDER BY s.school_year DESC, s.kind) FILTER (WHERE s.at_work))[1] AS kind,
			(array_agg(s.share ORDER BY s.school_year DESC, s.kind) FILTER (WHERE s.at_work))[1] AS share,
			max(s.school_year) FILTER (WHERE s.at_work) = forecast_seats.school_year AS written
		FROM (SELECT s.district_id, s.employee_id, s.school_year, s.kind, s.share,
				s.kind IN ('district', 'job share') AS at_work FROM service AS s
			WHERE s.school_year <= forecast_seats.school_year
				AND (forecast_seats.district_id IS NULL OR s.district_id = forecast_seats.district_id)) AS s
		GROUP BY s.district_id, s.employee_id
	), on_it AS MATERIALIZED (
		SELECT y.district_id, y.employee_id, y.nth, y.years FROM (SELECT d.district_id, y.employee_id, c.nth,
				y.years::int AS years
			FROM pg_catalog.unnest(counted) WITH ORDINALITY AS c (steps, nth)
				CROSS JOIN (SELECT DISTINCT j.district_id FROM job AS j) AS d
				CROSS JOIN LATERAL on_step_years_of(forecast_seats.people_of, d.district_id, NULL,
					forecast_seats.school_year, c.steps, forecast_seats.known_on) AS y) AS y
	), stood AS MATERIALIZED (
		SELECT j.district_id, j.employee_id, array_agg(o.years ORDER BY c.nth) AS years
		FROM job AS j CROSS JOIN pg_catalog.unnest(counted) WITH ORDINALITY AS c (steps, nth)
			LEFT JOIN on_it AS o ON o.nth = c.nth AND o.district_id = j.district_id AND o.employee_id = j.employee_id
		WHERE j.largest GROUP BY j.district_id, j.employee_id
	)
	SELECT row_number() OVER (ORDER BY min(j.employee_id))::int, j.district_id, min(j.employee_id), j.schedule,
		j.placement, count(*)::numeric, CASE WHEN j.largest THEN count(*) ELSE 0 END::numeric, sum(j.fte), j.largest,
		j.role, j.hired, j.agreed_salary, j.attributes, j.leaves, coalesce(s.kind, 'district'),
		greatest(j.work, s.share), base + CASE WHEN s.written THEN 1 ELSE 0 END, NULL::int, o.years
	FROM job AS j LEFT JOIN served AS s ON s.district_id = j.district_id AND s.employee_id = j.employee_id
		LEFT JOIN stood AS o ON o.district_id = j.district_id AND o.employee_id = j.employee_id
	GROUP BY j.district_id, j.schedule, j.placement, j.largest, j.role, j.hired, j.agreed_salary, j.attributes,
		j.leaves, s.kind, s.share, j.work, s.written, s.history, o.years;
END
$forecast_seats$;
COMMENT ON FUNCTION forecast_seats(text, text, text, daterange, date, int, numrange[], date) IS
	'who works at the end of a school year, with what each is taken to work of a year to come';

CREATE FUNCTION forecast_rates(rates jsonb, leavers numeric, replaced numeric, replaced_at caseload.salary_step,
	lane_gains numeric) RETURNS SETOF forecast_rate
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT
AS $forecast_rates$
DECLARE
	words constant text[] := '{schedule,lane,from_step,through_step,leavers,replaced,replaced_at,lane_gains}';
	given record;
	stranger text;
	rate forecast_rate;
BEGIN
	IF jsonb_typeof(rates) <> 'array' THEN
		RAISE invalid_parameter_value USING MESSAGE = 'the rates of a forecast are a list of objects',
			HINT = 'Write rates => ''[{"lane": "BA", "leavers": 0.12}]''.';
	END IF;
	FOR given IN SELECT r.value, r.ordinality AS nth
		FROM jsonb_array_elements(rates
			|| jsonb_build_array(jsonb_build_object('leavers', leavers, 'replaced', replaced,
			'replaced_at', replaced_at::text, 'lane_gains', lane_gains))) WITH ORDINALITY AS r
	LOOP
		IF jsonb_typeof(given.value) <> 'object' THEN
			RAISE invalid_parameter_value USING MESSAGE = format('rate %s of the forecast is no object', given.nth),
				HINT = 'Write rates => ''[{"lane": "BA", "leavers": 0.12}]''.';
		END IF;
		SELECT k INTO stranger FROM jsonb_object_keys(given.value) AS k WHERE k <> ALL (words) ORDER BY k LIMIT 1;
		IF FOUND THEN
			RAISE invalid_parameter_value USING MESSAGE = format('a rate of a forecast has no "%s"', stranger),
				HINT = format('It may have: %s.', array_to_string(words, ', '));
		END IF;
		SELECT v.key INTO stranger FROM jsonb_each(given.value) AS v
		WHERE v.key IN ('from_step', 'through_step', 'leavers', 'replaced', 'lane_gains')
			AND jsonb_typeof(v.value) NOT IN ('number', 'null')
			AND v.value #>> '{}' !~ '^[-+]?([0-9]{1,9}([.][0-9]{0,18})?|[.][0-9]{1,18})$' ORDER BY v.key LIMIT 1;
		IF FOUND THEN
			RAISE invalid_parameter_value USING
				MESSAGE = format('%s of a rate of the forecast is no number: %s', stranger, given.value -> stranger),
				HINT = CASE WHEN stranger LIKE '%step' THEN 'Write a step as 7 or 7.5.'
					ELSE 'Write a share as 0.08: eight of a hundred.' END;
		END IF;
		SELECT * INTO rate FROM jsonb_populate_record(NULL::forecast_rate, given.value);
		rate.nth := given.nth;
		-- lanes are written as in a placement
		rate.lane := caseload.lane(caseload.salary_step(rate.lane, 1));
		SELECT w.word INTO stranger FROM (VALUES ('leavers', rate.leavers), ('replaced', rate.replaced),
			('lane_gains', rate.lane_gains)) AS w (word, share) WHERE NOT w.share BETWEEN 0 AND 1 LIMIT 1;
		IF FOUND THEN
			RAISE invalid_parameter_value USING MESSAGE = format('%s is a share from 0 to 1, not %s', stranger,
				CASE stranger WHEN 'leavers' THEN rate.leavers WHEN 'replaced' THEN rate.replaced
				ELSE rate.lane_gains END),
				HINT = 'Eight of a hundred are 0.08.';
		END IF;
		RETURN NEXT rate;
	END LOOP;
END
$forecast_rates$;
COMMENT ON FUNCTION forecast_rates(jsonb, numeric, numeric, caseload.salary_step, numeric) IS
	'the rates of a forecast, in the order in which they are tried; the last speaks of all cells';

CREATE FUNCTION forecast_credits(contract text, seats forecast_seat[], base int, known_on date)
RETURNS SETOF forecast_credit
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET enable_nestloop = off
AS $forecast_credits$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT s.who, c.begins, c.kind, c.credit
	FROM (SELECT DISTINCT s.district_id FROM pg_catalog.unnest(seats) AS s) AS d
		CROSS JOIN LATERAL credited_service(forecast_credits.contract, d.district_id, NULL,
			school_year_from(forecast_credits.base + 1), '{district,job share,outside,military,other}',
			forecast_credits.known_on) AS c
		JOIN pg_catalog.unnest(seats) AS s ON s.district_id = d.district_id AND s.employee_id = c.employee_id;
END
$forecast_credits$;
COMMENT ON FUNCTION forecast_credits(text, forecast_seat[], int, date) IS
	'the credit of each year of service that is written down';

-- What is worked in the years to come is credited by the rules of credit_rule, as what was worked is.
CREATE FUNCTION forecast_served(contract text, seats forecast_seat[], credits forecast_credit[], before int,
	kinds text[], known_on date) RETURNS SETOF forecast_credit
LANGUAGE sql STABLE ROWS 10000
BEGIN ATOMIC
	SELECT c.who, c.begins, c.kind, c.credit FROM pg_catalog.unnest(forecast_served.credits) AS c
	WHERE c.begins < forecast_served.before AND c.kind = ANY (forecast_served.kinds)
	UNION ALL
	SELECT s.who, y.begins, s.kind, CASE WHEN r.kind IS NULL THEN floor(s.share)
		ELSE share_credit(s.share, r.year_at, r.part_years, r.part_credit) END
	FROM pg_catalog.unnest(forecast_served.seats) AS s
		CROSS JOIN LATERAL generate_series(s.counts_from, forecast_served.before - 1) AS y (begins)
		LEFT JOIN credit_rules(forecast_served.contract, forecast_served.known_on) AS r ON r.kind = s.kind
			AND make_date(y.begins + 1, 6, 30) >= r.since AND make_date(y.begins + 1, 6, 30) < r.before
	WHERE s.kind = ANY (forecast_served.kinds);
END;
COMMENT ON FUNCTION forecast_served(text, forecast_seat[], forecast_credit[], int, text[], date) IS
	'the credit of each year of service before a school year, of those in the past as written and of those to come as '
	'they are taken to be worked';
