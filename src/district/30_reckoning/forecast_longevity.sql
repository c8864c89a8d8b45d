-- Longevity of a school year to come: by the step and by the years of service that will have been worked then.

CREATE TYPE forecast_state AS (who int, was_began caseload.salary_step, was_placement caseload.salary_step,
	was_day numeric, was_salary numeric, was_by_fte numeric, was_by_person numeric, began caseload.salary_step,
	stepped caseload.salary_step, placement caseload.salary_step, "day" numeric, on_step int[], jobs numeric,
	people numeric, fte numeric, salary numeric, by_fte numeric, by_person numeric, hired boolean, known boolean);
COMMENT ON TYPE forecast_state IS 'how much of a seat stands where in a school year of a forecast, and what is paid '
	'for it; with what was there the year before';

CREATE FUNCTION forecast_years(contract text, seats forecast_seat[], credits forecast_credit[], before int,
	service text, known_on date)
RETURNS TABLE (who int, years numeric)
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET enable_nestloop = off
AS $forecast_years$
#variable_conflict use_column
DECLARE
	kinds constant text[] := CASE service WHEN 'total' THEN '{district,job share,outside,military,other}'::text[]
		ELSE '{district,job share}' END;
BEGIN
	IF service = 'continuous' THEN
		RETURN QUERY
		SELECT r.who, floor(sum(r.credit))
		FROM (SELECT s.who, s.begins, s.credit,
				s.begins + dense_rank() OVER (PARTITION BY s.who ORDER BY s.begins DESC) AS after_run
			FROM forecast_served(forecast_years.contract, seats, credits, forecast_years.before, kinds,
				forecast_years.known_on) AS s) AS r
		WHERE r.after_run = forecast_years.before GROUP BY r.who;
		RETURN;
	END IF;
	RETURN QUERY
	SELECT k.who, floor(sum(least(k.credit, r.most)))
	FROM (SELECT s.who, s.kind, sum(s.credit) AS credit
		FROM forecast_served(forecast_years.contract, seats, credits, forecast_years.before, kinds,
			forecast_years.known_on) AS s GROUP BY s.who, s.kind) AS k
		LEFT JOIN credit_rules(forecast_years.contract, forecast_years.known_on) AS r ON r.kind = k.kind
			AND make_date(forecast_years.before, 7, 1) >= r.since AND make_date(forecast_years.before, 7, 1) < r.before
	GROUP BY k.who;
END
$forecast_years$;
COMMENT ON FUNCTION forecast_years(text, forecast_seat[], forecast_credit[], int, text, date) IS
	'whole years of service before a school year to come, as longevity_rule.service counts them';

-- A rule that holds on the contract's last day goes on after it, until there is another of its code.
CREATE FUNCTION forecast_longevity_rules(contract text, base int, begins int, known_on date)
RETURNS TABLE (id bigint, schedule text, service text, counts text, counts_running_year boolean,
	scale caseload.pay_scale, lanes text[], steps numrange, hired daterange, applies jsonb, in_proportion text,
	base_name text, amount numeric, own text, times numeric, over numeric, digits int, problem text,
	starts numeric, ends numeric, first_day date)
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $forecast_longevity_rules$
#variable_conflict use_column
DECLARE
	year constant daterange := forecast_year(contract, begins, known_on);
	ended constant date := (SELECT nullif(upper(k.term), 'infinity') FROM contract AS k
		WHERE k.contract = forecast_longevity_rules.contract);
	last constant int := least(begins, (SELECT date_part('year', ended - 1 - interval '6 months')::int));
	last_year constant daterange := forecast_year(contract, last, known_on);
BEGIN
	RETURN QUERY
	WITH chosen AS (
		SELECT r.*, r.in_force * year AS during, year AS of_year FROM longevity_rule AS r
		WHERE r.contract = forecast_longevity_rules.contract AND r.in_force && year
			AND r.known @> forecast_longevity_rules.known_on
		UNION ALL
		SELECT r.*, year, last_year FROM longevity_rule AS r
		WHERE r.contract = forecast_longevity_rules.contract AND last < forecast_longevity_rules.begins
			AND r.in_force @> ended - 1 AND NOT r.in_force && year AND r.known @> forecast_longevity_rules.known_on
			AND NOT EXISTS (SELECT FROM longevity_rule AS n WHERE n.contract = r.contract AND n.code = r.code
				AND n.schedule = r.schedule AND n.in_force && year AND n.known @> forecast_longevity_rules.known_on)
	), clock AS (
		SELECT k.day, k.share FROM forecast_clock(forecast_longevity_rules.contract, forecast_longevity_rules.base,
			forecast_longevity_rules.begins, ARRAY(SELECT unnest(ARRAY[lower(c.during), upper(c.during)])
				FROM chosen AS c), forecast_longevity_rules.known_on) AS k
	)
	SELECT c.id, c.schedule, c.service, c.counts, c.counts_running_year, c.scale, c.lanes, c.steps, c.hired,
		c.applies, c.in_proportion, c.base, b.amount, b.own, b.times, b.over, b.digits,
		coalesce(b.problem, longevity_scale_problem(c.scale)), f.share, l.share,
		CASE WHEN c.of_year = year THEN lower(c.during) ELSE ended - 1 END
	FROM chosen AS c JOIN clock AS f ON f.day = lower(c.during) JOIN clock AS l ON l.day = upper(c.during)
		LEFT JOIN LATERAL (SELECT b.* FROM base_pieces(c.contract, c.base, CASE WHEN c.of_year = year THEN c.during
				ELSE daterange(ended - 1, ended) END, forecast_longevity_rules.known_on) AS b
			ORDER BY b.during LIMIT 1) AS b ON c.base IS NOT NULL;
END
$forecast_longevity_rules$;
COMMENT ON FUNCTION forecast_longevity_rules(text, int, int, date) IS 'the rules of longevity of a school year to '
	'come, each with its base and the part of the year in which it holds';

-- By anniversaries the year has two parts, as longevity_spans_of() tells.
CREATE FUNCTION forecast_counts(contract text, seats forecast_seat[], credits forecast_credit[], base int, begins int,
	service text, counts text, running int, known_on date)
RETURNS TABLE (who int, starts numeric, ends numeric, years numeric)
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET enable_nestloop = off
AS $forecast_counts$
#variable_conflict use_column
BEGIN
	IF counts = 'school year' THEN
		RETURN QUERY SELECT s.who, 0::numeric, 1::numeric, coalesce(y.years, 0) + running
		FROM pg_catalog.unnest(seats) AS s
			LEFT JOIN forecast_years(forecast_counts.contract, seats, credits, forecast_counts.begins,
				forecast_counts.service, forecast_counts.known_on) AS y ON y.who = s.who;
		RETURN;
	END IF;
	RETURN QUERY
	WITH rises AS MATERIALIZED (
		SELECT s.who, n.nth, (s.hired + make_interval(years => n.nth))::date AS day, date_part('month', s.hired) < 7
			AS by_running
		FROM pg_catalog.unnest(seats) AS s CROSS JOIN LATERAL (SELECT (forecast_counts.begins
			- date_part('year', s.hired) + CASE WHEN date_part('month', s.hired) < 7 THEN 1
				ELSE 0 END)::int AS nth) AS n
		WHERE countable_day(s.hired) IS NOT NULL
	), clock AS MATERIALIZED (
		SELECT k.day, k.share FROM forecast_clock(forecast_counts.contract, forecast_counts.base,
			forecast_counts.begins, ARRAY(SELECT DISTINCT r.day FROM rises AS r), forecast_counts.known_on) AS k
	)
	SELECT r.who, h.starts, h.ends, h.years + running
	FROM rises AS r JOIN clock AS k ON k.day = r.day
		LEFT JOIN forecast_years(forecast_counts.contract, seats, credits, forecast_counts.begins,
			forecast_counts.service, forecast_counts.known_on) AS y ON y.who = r.who
		LEFT JOIN forecast_years(forecast_counts.contract, seats, credits, forecast_counts.begins - 1,
			forecast_counts.service, forecast_counts.known_on) AS p ON p.who = r.who
		CROSS JOIN LATERAL (SELECT CASE WHEN forecast_counts.service <> 'total' THEN r.nth END AS most) AS m
		CROSS JOIN LATERAL (VALUES
			(0, k.share,
				greatest(least(coalesce(CASE WHEN r.by_running THEN y.years ELSE p.years END, 0), m.most - 1), 0)),
			(k.share, 1, least(CASE WHEN r.by_running AND r.nth > 0 THEN coalesce(y.years, 0) + 1
				ELSE coalesce(y.years, 0) END, m.most))) AS h (starts, ends, years)
	UNION ALL
	SELECT s.who, 0, 1, NULL FROM pg_catalog.unnest(seats) AS s
	WHERE countable_day(s.hired) IS NULL;
END
$forecast_counts$;
COMMENT ON FUNCTION forecast_counts(text, forecast_seat[], forecast_credit[], int, int, text, text, int, date) IS
	'the years that longevity counts in a school year to come, and for what part of it; null where the day hired is '
	'not known';

CREATE FUNCTION forecast_longevity(contract text, seats forecast_seat[],
	credits forecast_credit[], states forecast_state[],
	prices forecast_price[], base int, begins int, counted numrange[], known_on date)
RETURNS TABLE (who int, began caseload.salary_step, placement caseload.salary_step, on_step int[], by_fte numeric,
	by_person numeric, known boolean)
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET enable_nestloop = off
AS $forecast_longevity$
#variable_conflict use_column
BEGIN
	IF NOT EXISTS (SELECT FROM longevity_rule AS r WHERE r.contract = forecast_longevity.contract) THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH rule AS MATERIALIZED (
		SELECT r.* FROM forecast_longevity_rules(forecast_longevity.contract, forecast_longevity.base,
			forecast_longevity.begins, forecast_longevity.known_on) AS r
	), served AS MATERIALIZED (
		SELECT r.id, c.who, c.starts, c.ends, c.years
		FROM rule AS r
			CROSS JOIN LATERAL forecast_counts(forecast_longevity.contract, seats, credits, forecast_longevity.base,
			forecast_longevity.begins, r.service, r.counts, r.counts_running_year::int,
			forecast_longevity.known_on) AS c
		WHERE r.service IN ('district', 'total', 'continuous')
	), stand AS MATERIALIZED (
		-- who moves inside the year has two places in it
		SELECT s.who, s.began, s.placement, s.on_step, c.place, c.starts, c.ends, t.schedule, t.hired, t.attributes,
			t.agreed_salary
		FROM (SELECT DISTINCT s.who, s.began, s.placement, s."day", s.on_step FROM pg_catalog.unnest(states) AS s) AS s
			JOIN pg_catalog.unnest(seats) AS t ON t.who = s.who AND t.largest
			CROSS JOIN LATERAL (VALUES (s.began, 0, s."day"), (s.placement, s."day", 1)) AS c (place, starts, ends)
		WHERE c.starts < c.ends
	), due AS (
		SELECT s.who, s.began, s.placement, s.on_step, s.place, s.schedule, s.agreed_salary, r.service, r.scale,
			r.base_name, r.amount, r.own, r.times, r.over, r.digits, r.in_proportion, r.first_day, r.problem,
			greatest(r.starts, s.starts, v.starts) AS starts, least(r.ends, s.ends, v.ends) AS ends,
			CASE r.service WHEN 'step' THEN caseload.step(s.place)
				WHEN 'on step' THEN s.on_step[o.nth] + r.counts_running_year::int ELSE v.years END AS years
		FROM stand AS s JOIN rule AS r ON r.schedule IN ('*', s.schedule)
				AND (r.lanes IS NULL OR caseload.lane(s.place) = ANY (r.lanes))
				AND (r.steps IS NULL OR r.steps @> caseload.step(s.place))
				AND (r.hired IS NULL OR r.hired @> s.hired)
				AND (r.applies = '{}' OR s.attributes @> r.applies)
			LEFT JOIN served AS v ON v.id = r.id AND v.who = s.who
			LEFT JOIN pg_catalog.unnest(counted) WITH ORDINALITY AS o (steps, nth) ON r.service = 'on step'
				AND o.steps IS NOT DISTINCT FROM r.steps
	), paid AS (
		SELECT d.who, d.began, d.placement, d.on_step, d.in_proportion, d.problem, d.service, d.years,
			least(d.ends, p.ends) - greatest(d.starts, p.starts) AS share,
			caseload.pay(d.scale, d.years, CASE WHEN d.base_name IS NULL AND d.service = 'step' THEN p.top
				WHEN d.base_name IS NULL THEN coalesce(d.agreed_salary, p.cell, 0)
				WHEN d.own = 'chain' THEN base_amount(forecast_longevity.contract, d.base_name, d.first_day,
					coalesce(d.agreed_salary, p.cell), coalesce(d.agreed_salary, p.paid),
					known_on => forecast_longevity.known_on)
				ELSE worth_of(d.amount, d.own, d.times, d.over, d.digits, coalesce(d.agreed_salary, p.cell),
					coalesce(d.agreed_salary, p.paid)) END) AS annual
		FROM due AS d LEFT JOIN pg_catalog.unnest(prices) AS p ON d.agreed_salary IS NULL AND p.cell IS NOT NULL
				AND p.schedule = d.schedule AND p.placement OPERATOR(caseload.=) d.place
		WHERE d.starts < d.ends AND coalesce(p.starts < d.ends AND p.ends > d.starts, true)
			AND CASE WHEN d.service = 'step' THEN NOT p.with_longevity AND d.agreed_salary IS NULL
				ELSE d.agreed_salary IS NOT NULL OR p.schedule IS NOT NULL END
	)
	SELECT p.who, p.began, p.placement, p.on_step,
		coalesce(sum(p.annual * p.share) FILTER (WHERE p.in_proportion = 'fte'), 0),
		coalesce(sum(p.annual * p.share) FILTER (WHERE p.in_proportion IS NULL), 0),
		bool_and(p.problem IS NULL AND (p.annual IS NOT NULL OR p.service = 'on step'))
	FROM paid AS p GROUP BY p.who, p.began, p.placement, p.on_step;
END
$forecast_longevity$;
COMMENT ON FUNCTION forecast_longevity(text, forecast_seat[], forecast_credit[],
	forecast_state[], forecast_price[], int, int,
	numrange[], date) IS 'the longevity of a school year to come for whoever stands where, without that of the grid: '
	'for each FTE and for each person';
