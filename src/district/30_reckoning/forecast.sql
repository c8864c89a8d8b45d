-- What a contract costs in the years to come, if nothing new is agreed: everybody moves by its rules, so many leave and
-- so many are hired. An expectation: of ten people of whom 15% leave, one and a half have left, and no dice are thrown.

-- From a day's state to what is paid in its school year; the states come back with what each is worth.
CREATE FUNCTION forecast_priced(contract text, seats forecast_seat[],
	credits forecast_credit[], states forecast_state[],
	base int, begins int, counted numrange[], known_on date,
	OUT priced forecast_state[], OUT by_schedule numeric, OUT by_step numeric, OUT by_lane numeric,
	OUT by_longevity numeric, OUT kept numeric, OUT hired numeric, OUT salary numeric, OUT longevity numeric)
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET enable_nestloop = off
AS $forecast_priced$
#variable_conflict use_column
DECLARE
	prices forecast_price[];
	found record;
BEGIN
	WITH place AS (
		SELECT DISTINCT t.schedule, p.placement
		FROM pg_catalog.unnest(states) AS s JOIN pg_catalog.unnest(seats) AS t ON t.who = s.who
			CROSS JOIN LATERAL (VALUES (s.was_began), (s.was_placement), (s.began), (s.stepped), (s.placement))
				AS p (placement)
		WHERE t.agreed_salary IS NULL AND p.placement IS NOT NULL
	)
	SELECT ARRAY(SELECT p FROM forecast_prices(forecast_priced.contract, forecast_priced.base, forecast_priced.begins,
		(SELECT array_agg(p.schedule ORDER BY p.schedule, p.placement) FROM place AS p),
		(SELECT array_agg(p.placement ORDER BY p.schedule, p.placement) FROM place AS p),
		forecast_priced.known_on) AS p) INTO prices;
	WITH stood AS MATERIALIZED (
		-- the same year as it is, as it would be without gains of lanes, and as it would be without moves
		SELECT DISTINCT t.schedule, c.began, c.placement, c."day"
		FROM pg_catalog.unnest(states) AS s JOIN pg_catalog.unnest(seats) AS t ON t.who = s.who
			CROSS JOIN LATERAL (VALUES (s.began, s.placement, s."day"), (s.was_placement, s.stepped, s."day"),
				(s.was_began, s.was_placement, s.was_day)) AS c (began, placement, "day")
		WHERE t.agreed_salary IS NULL AND c.began IS NOT NULL
	), covered AS MATERIALIZED (
		SELECT p.schedule, p.placement FROM pg_catalog.unnest(prices) AS p WHERE p.cell IS NOT NULL
		GROUP BY p.schedule, p.placement HAVING sum(p.ends - p.starts) = 1
	), price AS MATERIALIZED (
		SELECT c.schedule, c.began, c.placement, c."day", sum(v.salary) AS salary, sum(v.longevity) AS longevity
		FROM stood AS c CROSS JOIN LATERAL (
			SELECT p.salary * v.share AS salary, p.longevity * v.share AS longevity
			FROM pg_catalog.unnest(prices) AS p
				CROSS JOIN LATERAL (SELECT least(p.ends, c."day") - p.starts AS share) AS v
			WHERE p.schedule = c.schedule AND p.placement OPERATOR(caseload.=) c.began AND v.share > 0
			UNION ALL
			SELECT p.salary * v.share, p.longevity * v.share
			FROM pg_catalog.unnest(prices) AS p
				CROSS JOIN LATERAL (SELECT p.ends - greatest(p.starts, c."day") AS share) AS v
			WHERE p.schedule = c.schedule AND p.placement OPERATOR(caseload.=) c.placement AND v.share > 0) AS v
		WHERE EXISTS (SELECT FROM covered AS k WHERE k.schedule = c.schedule
				AND k.placement OPERATOR(caseload.=) c.began)
			AND EXISTS (SELECT FROM covered AS k WHERE k.schedule = c.schedule
				AND k.placement OPERATOR(caseload.=) c.placement)
		GROUP BY c.schedule, c.began, c.placement, c."day"
	), longevity AS MATERIALIZED (
		SELECT l.* FROM forecast_longevity(forecast_priced.contract, seats, credits, states,
			prices, forecast_priced.base,
			forecast_priced.begins, counted, forecast_priced.known_on) AS l
	), worth AS MATERIALIZED (
		SELECT s.*, t.schedule, t.agreed_salary IS NOT NULL AS agreed, x.known_now,
			CASE WHEN NOT x.known_now THEN 0 ELSE coalesce(t.agreed_salary, p.salary) END AS pays,
			CASE WHEN NOT x.known_now THEN 0 ELSE coalesce(p.longevity, 0) + coalesce(l.by_fte, 0) END AS pays_by_fte,
			CASE WHEN NOT x.known_now THEN 0 ELSE coalesce(l.by_person, 0) END AS pays_by_person,
			CASE WHEN x.known_now THEN coalesce(t.agreed_salary, g.salary) END AS by_grid,
			CASE WHEN x.known_now THEN coalesce(t.agreed_salary, q.salary) END AS by_steps,
			CASE WHEN t.agreed_salary IS NULL THEN s.fte ELSE s.jobs END AS weight
		FROM pg_catalog.unnest(states) AS s JOIN pg_catalog.unnest(seats) AS t ON t.who = s.who
			LEFT JOIN price AS p ON p.schedule = t.schedule AND p.began OPERATOR(caseload.=) s.began
				AND p.placement OPERATOR(caseload.=) s.placement AND p."day" = s."day"
			LEFT JOIN price AS q ON q.schedule = t.schedule AND q.began OPERATOR(caseload.=) s.was_placement
				AND q.placement OPERATOR(caseload.=) s.stepped AND q."day" = s."day"
			LEFT JOIN price AS g ON g.schedule = t.schedule AND g.began OPERATOR(caseload.=) s.was_began
				AND g.placement OPERATOR(caseload.=) s.was_placement AND g."day" = s.was_day
			LEFT JOIN longevity AS l ON t.largest AND l.who = s.who
				AND coalesce(l.began::text, '') = coalesce(s.began::text, '')
				AND coalesce(l.placement::text, '') = coalesce(s.placement::text, '')
				AND coalesce(l.on_step, '{}') = coalesce(s.on_step, '{}')
			CROSS JOIN LATERAL (SELECT s.known AND coalesce(l.known, true)
				AND coalesce(t.agreed_salary, p.salary) IS NOT NULL AS known_now) AS x
	)
	-- where a grid to come lacks the place from which somebody moves, what it pays is taken as it was
	SELECT array_agg(ROW(w.who, w.was_began, w.was_placement, w.was_day, w.was_salary, w.was_by_fte, w.was_by_person,
			w.began, w.stepped, w.placement, w."day", w.on_step, w.jobs, w.people, w.fte, w.pays, w.pays_by_fte,
			w.pays_by_person, w.hired, w.known_now)::forecast_state) AS priced,
		sum((coalesce(w.by_grid, w.was_salary) - w.was_salary) * w.weight) FILTER (WHERE NOT w.hired) AS by_schedule,
		sum((coalesce(w.by_steps, w.by_grid, w.was_salary) - coalesce(w.by_grid, w.was_salary)) * w.weight)
			FILTER (WHERE NOT w.hired) AS by_step,
		sum((w.pays - coalesce(w.by_steps, w.by_grid, w.was_salary)) * w.weight)
			FILTER (WHERE NOT w.hired) AS by_lane,
		sum((w.pays_by_fte - w.was_by_fte) * w.fte + (w.pays_by_person - w.was_by_person) * w.people)
			FILTER (WHERE NOT w.hired) AS by_longevity,
		sum(w.was_salary * w.weight + w.was_by_fte * w.fte + w.was_by_person * w.people)
			FILTER (WHERE NOT w.hired) AS kept,
		sum(w.pays * w.weight + w.pays_by_fte * w.fte + w.pays_by_person * w.people) FILTER (WHERE w.hired) AS hired,
		sum(w.pays * w.weight) AS salary, sum(w.pays_by_fte * w.fte + w.pays_by_person * w.people) AS longevity
	INTO found FROM worth AS w;
	priced := found.priced;
	by_schedule := coalesce(found.by_schedule, 0);
	by_step := coalesce(found.by_step, 0);
	by_lane := coalesce(found.by_lane, 0);
	by_longevity := coalesce(found.by_longevity, 0);
	kept := coalesce(found.kept, 0);
	hired := coalesce(found.hired, 0);
	-- where everybody has left and nobody was hired nothing is paid
	salary := coalesce(found.salary, 0);
	longevity := coalesce(found.longevity, 0);
END
$forecast_priced$;
COMMENT ON FUNCTION forecast_priced(text, forecast_seat[], forecast_credit[],
	forecast_state[], int, int, numrange[], date) IS
	'what is paid in a school year to come to whoever stands where, and by what it differs from the year before';

-- the school year that runs today, or else the last one before it
CREATE FUNCTION forecast_begins(contract text, known_on date) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT y.school_year FROM contract_year(forecast_begins.known_on) AS y
	WHERE y.contract = forecast_begins.contract
	ORDER BY lower(y.year) > current_date, CASE WHEN lower(y.year) > current_date THEN lower(y.year) - current_date
		ELSE current_date - lower(y.year) END LIMIT 1;
END;
COMMENT ON FUNCTION forecast_begins(text, date) IS
	'the school year with which a forecast begins if none is named: that of today, or the one nearest to it';

CREATE FUNCTION forecast_refused(contract text, school_year text, years int,
	growth numeric, lacks boolean, known_on date)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $forecast_refused$
BEGIN
	IF lacks THEN
		RAISE null_value_not_allowed USING MESSAGE = 'contract, leavers, replaced, lane_gains, rates, steps_go_on and '
			'known_on of a forecast must not be NULL', HINT = 'Leave an argument out to take its default.';
	END IF;
	IF NOT EXISTS (SELECT FROM contract AS k WHERE k.contract = forecast_refused.contract) THEN
		RAISE no_data_found USING MESSAGE = format('there is no contract "%s"', contract),
			HINT = 'See the table contract for their names.';
	END IF;
	IF NOT EXISTS (SELECT FROM contract_year(known_on, school_year) AS y
			WHERE y.contract = forecast_refused.contract AND y.school_year = forecast_refused.school_year) THEN
		RAISE no_data_found USING MESSAGE = format('contract "%s" has no calendar of %s', contract,
				coalesce(school_year, 'any school year')),
			HINT = 'A forecast begins with a school year that has one: see the table calendar.';
	END IF;
	IF years BETWEEN 1 AND 30 IS NOT TRUE THEN
		RAISE invalid_parameter_value USING MESSAGE = format('a forecast of %s years is not made',
			coalesce(years::text, 'NULL')), HINT = 'Give 1 to 30 years.';
	END IF;
	IF growth BETWEEN 0 AND 1 IS NOT TRUE THEN
		RAISE invalid_parameter_value USING MESSAGE = format('growth is a share from 0 to 1, not %s',
			coalesce(growth::text, 'NULL')),
			HINT = 'Two of a hundred more a year are 0.02; to shrink, replace fewer of those who leave.';
	END IF;
END
$forecast_refused$;
COMMENT ON FUNCTION forecast_refused(text, text, int, numeric, boolean, date) IS
	'an error if a forecast cannot be made from these arguments';

-- a slip in a name would say nothing, and look as if nobody left
CREATE FUNCTION forecast_strange(contract text, rates forecast_rate[], seats forecast_seat[], year daterange,
	known_on date) RETURNS void
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $forecast_strange$
#variable_conflict use_column
DECLARE
	stranger record;
	places text;
BEGIN
	SELECT r.nth, concat_ws(' of ', 'lane "' || r.lane || '"', 'schedule "' || r.schedule || '"') AS place INTO stranger
	FROM pg_catalog.unnest(rates) AS r
	WHERE NOT EXISTS (SELECT FROM (
			SELECT l.schedule, l.lane
			FROM forecast_lanes(forecast_strange.contract, year, forecast_strange.known_on) AS l
			UNION ALL SELECT s.schedule, caseload.lane(s.placement) FROM pg_catalog.unnest(seats) AS s) AS k
		WHERE coalesce(k.schedule = r.schedule, true) AND coalesce(k.lane = r.lane, r.lane IS NULL))
	ORDER BY r.nth LIMIT 1;
	IF FOUND THEN
		SELECT string_agg(DISTINCT format('%s %s', l.schedule, l.lane), ', ') INTO places
		FROM forecast_lanes(contract, year, known_on) AS l;
		RAISE invalid_parameter_value USING MESSAGE = format('rate %s of the forecast speaks of %s, which is not there',
				stranger.nth, stranger.place),
			DETAIL = format('The lanes are: %s.', places),
			HINT = 'Write schedules and lanes as the table schedule does.';
	END IF;
END
$forecast_strange$;
COMMENT ON FUNCTION forecast_strange(text, forecast_rate[], forecast_seat[], daterange, date) IS
	'an error if a rate of a forecast names a schedule or lane that is not there';

CREATE FUNCTION forecast(contract text, years int DEFAULT 3, leavers numeric DEFAULT 0, replaced numeric DEFAULT 1,
	replaced_at caseload.salary_step DEFAULT NULL, lane_gains numeric DEFAULT 0, growth numeric DEFAULT 0,
	rates jsonb DEFAULT '[]', from_year text DEFAULT NULL, district_id int DEFAULT NULL,
	steps_go_on boolean DEFAULT true, known_on date DEFAULT 'infinity')
RETURNS TABLE (school_year text, people numeric, fte numeric, salary numeric, longevity numeric, other numeric,
	total numeric, change numeric, by_whole_year numeric, by_schedule numeric, by_step numeric, by_lane numeric,
	by_longevity numeric, by_leaving numeric, by_hiring numeric, not_known numeric)
LANGUAGE plpgsql STABLE ROWS 4 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $forecast$
#variable_conflict use_variable
DECLARE
	base int;
	-- a proposal has no people of its own: they are paid by the contract, and in the years to come by the proposal
	people_of text;
	rated forecast_rate[];
	seats forecast_seat[];
	hires forecast_seat[];
	credits forecast_credit[];
	states forecast_state[];
	counted numrange[];
	worth record;
	was numeric;
	steps numeric[];
BEGIN
	school_year := coalesce(from_year, forecast_begins(contract, known_on));
	base := school_year_start(school_year);
	PERFORM forecast_refused(contract, school_year, years, growth, num_nulls(contract, leavers, replaced, lane_gains,
		rates, steps_go_on, known_on) > 0, known_on);
	people_of := (SELECT coalesce(k.proposal_of, k.contract) FROM contract AS k WHERE k.contract = forecast.contract);
	rated := ARRAY(SELECT r FROM forecast_rates(rates, leavers, replaced, replaced_at, lane_gains) AS r);
	counted := ARRAY(SELECT DISTINCT r.steps FROM longevity_rule AS r
		WHERE r.contract IN (forecast.contract, people_of) AND r.service = 'on step');
	seats := ARRAY(SELECT s FROM forecast_seats(contract, people_of, school_year,
		forecast_year(contract, base + 1, known_on),
		(SELECT coalesce(upper(y.days), upper(y.year)) - 1 FROM contract_year(known_on, school_year) AS y
			WHERE y.contract = forecast.contract), district_id, counted, known_on) AS s);
	IF cardinality(seats) = 0 THEN
		RAISE no_data_found USING MESSAGE = format('nobody works under contract "%s" at the end of %s', people_of,
			school_year), DETAIL = 'Who is paid by the hour alone, on a schedule of hourly rates, is in no forecast.',
			HINT = 'See the table employment, or begin with another year: from_year => ''2025-26''.';
	END IF;
	PERFORM forecast_strange(contract, rated, seats, forecast_year(contract, base + 1, known_on), known_on);
	credits := ARRAY(SELECT c FROM forecast_credits(people_of, seats, base, known_on) AS c);

	SELECT coalesce(sum(p.cents) FILTER (WHERE c.part = 'base'), 0.00),
		coalesce(sum(p.cents) FILTER (WHERE c.part = 'longevity'), 0.00),
		coalesce(sum(p.cents) FILTER (WHERE c.part NOT IN ('base', 'longevity')), 0.00),
		count(DISTINCT (p.district_id, p.employee_id)) FILTER (WHERE p.cents IS NULL)
	INTO salary, longevity, other, not_known
	FROM lines_of_years(school_year, known_on, district_id, NULL, people_of, true) AS p
		CROSS JOIN LATERAL (SELECT pay_column(p.component) AS part) AS c;
	total := salary + longevity + other;
	SELECT sum(s.people), trim_scale(sum(s.fte)) INTO people, fte FROM pg_catalog.unnest(seats) AS s;
	RETURN NEXT;

	was := salary + longevity;
	SELECT * INTO worth FROM forecast_priced(people_of, seats, credits, ARRAY(SELECT ROW(s.who, NULL, NULL, NULL, NULL,
			NULL, NULL, s.placement, s.placement, s.placement, 0, s.on_step, s.jobs, s.people, s.fte, NULL, NULL, NULL,
			false, true)::forecast_state FROM pg_catalog.unnest(seats) AS s), base, base, counted, known_on);
	IF contract <> people_of THEN
		credits := ARRAY(SELECT c FROM forecast_credits(contract, seats, base, known_on) AS c);
	END IF;
	FOR n IN 1..years LOOP
		school_year := school_year_from(base + n);
		-- where the reckoning stands after each of its steps, exact; cents are those between them, so they add up
		steps := ARRAY[was, worth.salary + worth.longevity];
		hires := ARRAY(SELECT h
			FROM forecast_hired(contract, rated, seats, worth.priced, growth, base, n, known_on) AS h);
		states := ARRAY(SELECT s
			FROM forecast_stand(contract, rated, seats, credits, worth.priced, base, base + n, counted,
				steps_go_on, known_on) AS s)
			|| ARRAY(SELECT s FROM forecast_begun(contract, hires, counted, base + n, known_on) AS s);
		seats := seats || hires;
		SELECT * INTO worth FROM forecast_priced(contract, seats, credits, states, base, base + n, counted, known_on);
		steps := steps || (steps[2] + worth.by_schedule) || (steps[2] + worth.by_schedule + worth.by_step)
			|| (steps[2] + worth.by_schedule + worth.by_step + worth.by_lane);
		steps := steps || (steps[5] + worth.by_longevity) || (steps[5] + worth.by_longevity + worth.kept - steps[2])
			|| (worth.salary + worth.longevity);
		salary := round(worth.salary, 2);
		longevity := round(worth.salary + worth.longevity, 2) - salary;
		total := salary + longevity + other;
		change := round(steps[8], 2) - round(steps[1], 2);
		by_whole_year := round(steps[2], 2) - round(steps[1], 2);
		by_schedule := round(steps[3], 2) - round(steps[2], 2);
		by_step := round(steps[4], 2) - round(steps[3], 2);
		by_lane := round(steps[5], 2) - round(steps[4], 2);
		by_longevity := round(steps[6], 2) - round(steps[5], 2);
		by_leaving := round(steps[7], 2) - round(steps[6], 2);
		by_hiring := round(steps[8], 2) - round(steps[7], 2);
		SELECT trim_scale(round(coalesce(sum(s.people), 0), 4)), trim_scale(round(coalesce(sum(s.fte), 0), 4)),
			trim_scale(round(coalesce(sum(s.people) FILTER (WHERE NOT s.known), 0), 4))
		INTO people, fte, not_known FROM pg_catalog.unnest(worth.priced) AS s;
		RETURN NEXT;
		was := steps[8];
	END LOOP;
END
$forecast$;
COMMENT ON FUNCTION forecast(text, int, numeric, numeric, caseload.salary_step, numeric, numeric, jsonb, text, int,
	boolean, date) IS 'what a contract costs in the years to come if nothing new is agreed: as paid in the school year '
	'from which it begins, and then year by year, with what it differs by from the year before';
