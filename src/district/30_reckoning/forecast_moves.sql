-- How many steps are due to whom in a school year to come: by step_rule, as moves() counts them.

-- After the contract's last day its rules go on as in its last year, if the forecast says so; a freeze of that year
-- does not: it ended with the contract.
CREATE FUNCTION forecast_ruled(contract text, begins int, groups forecast_seat[], steps_go_on boolean, known_on date)
RETURNS TABLE (schedule text, role text, hired date, moves_on date, years_a_step numeric, highest numeric,
	past_last boolean, frozen boolean, lost int[], moved int, counts_from int)
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT
AS $forecast_ruled$
#variable_conflict use_column
DECLARE
	schedules text[] := ARRAY(SELECT g.schedule
		FROM pg_catalog.unnest(groups) WITH ORDINALITY AS g ORDER BY ordinality);
	roles text[] := ARRAY(SELECT g.role FROM pg_catalog.unnest(groups) WITH ORDINALITY AS g ORDER BY ordinality);
	days_hired date[] := ARRAY(SELECT g.hired FROM pg_catalog.unnest(groups) WITH ORDINALITY AS g ORDER BY ordinality);
	year constant daterange := forecast_year(contract, begins, known_on);
	ended constant date := (SELECT nullif(upper(k.term), 'infinity') FROM contract AS k
		WHERE k.contract = forecast_ruled.contract);
	last constant int := (SELECT date_part('year', ended - 1 - interval '6 months')::int);
BEGIN
	RETURN QUERY
	SELECT r.schedule, r.role, r.hired, CASE WHEN o.goes_on THEN (z.moves_on
			+ make_interval(years => forecast_ruled.begins - last))::date ELSE r.moves_on END,
		CASE WHEN o.goes_on THEN z.years_a_step ELSE r.years_a_step END,
		CASE WHEN o.goes_on THEN z.highest ELSE r.highest END,
		CASE WHEN o.goes_on THEN z.past_last ELSE r.past_last END,
		r.frozen OR r.rule_id IS NULL AND ended <= r.moves_on AND NOT steps_go_on,
		CASE WHEN o.goes_on THEN z.lost ELSE r.lost END,
		CASE WHEN o.goes_on THEN CASE WHEN forecast_ruled.begins - 1 > last OR NOT z.frozen
			THEN forecast_ruled.begins - 1 ELSE z.moved END ELSE r.moved END,
		CASE WHEN o.goes_on THEN z.counts_from ELSE r.counts_from END
	FROM moves_ruled(forecast_ruled.contract, forecast_ruled.begins, year, schedules, roles, days_hired,
			forecast_ruled.known_on) AS r
		CROSS JOIN LATERAL (SELECT steps_go_on AND r.rule_id IS NULL AND ended <= r.moves_on
			AND last < forecast_ruled.begins IS TRUE AS goes_on) AS o
		LEFT JOIN moves_ruled(forecast_ruled.contract, last, forecast_year(forecast_ruled.contract, last,
			forecast_ruled.known_on), schedules, roles, days_hired, forecast_ruled.known_on) AS z
			ON o.goes_on AND z.schedule = r.schedule AND z.role = r.role AND z.hired = r.hired;
END
$forecast_ruled$;
COMMENT ON FUNCTION forecast_ruled(text, int, forecast_seat[], boolean, date) IS
	'moves_ruled() of a year to come, beyond the contract''s last day by the rules of its last year';

CREATE FUNCTION forecast_year(contract text, begins int, known_on date) RETURNS daterange
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce((SELECT y.year
			FROM contract_year(forecast_year.known_on, school_year_from(forecast_year.begins)) AS y
			WHERE y.contract = forecast_year.contract),
		daterange(make_date(forecast_year.begins, 7, 1), make_date(forecast_year.begins + 1, 7, 1)));
END;
COMMENT ON FUNCTION forecast_year(text, int, date) IS
	'the days of a school year that begins in a calendar year: from 1 July where there is no calendar yet';

CREATE FUNCTION forecast_moves(contract text, seats forecast_seat[], credits forecast_credit[], begins int,
	steps_go_on boolean, known_on date)
RETURNS TABLE (who int, steps numeric, moves_on date, highest numeric, past_last boolean)
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET enable_nestloop = off SET enable_mergejoin = off
AS $forecast_moves$
#variable_conflict use_column
DECLARE
	year constant daterange := forecast_year(contract, begins, known_on);
BEGIN
	RETURN QUERY
	WITH person AS MATERIALIZED (
		SELECT s.who, s.schedule, s.role, s.nth,
			coalesce(CASE WHEN a.asked THEN s.hired END, '-infinity') AS hired
		FROM pg_catalog.unnest(seats) AS s CROSS JOIN (SELECT EXISTS (SELECT FROM step_rule AS r
			WHERE r.contract = forecast_moves.contract AND r.moves_on = 'anniversary')) AS a (asked)
		WHERE s.agreed_salary IS NULL
	), ruled AS (
		SELECT r.* FROM forecast_ruled(forecast_moves.contract, forecast_moves.begins,
			ARRAY(SELECT ROW(NULL, NULL, NULL, p.schedule, NULL, NULL, NULL, NULL, NULL, p.role, p.hired, NULL, NULL,
					NULL, NULL, NULL, NULL, NULL, NULL)::forecast_seat
				FROM (SELECT DISTINCT p.schedule, p.role, p.hired FROM person AS p) AS p),
			forecast_moves.steps_go_on, forecast_moves.known_on) AS r
	), told AS (
		SELECT p.who, r.moves_on, r.years_a_step, r.highest, r.past_last, r.frozen, r.lost, r.moved, r.counts_from
		FROM person AS p JOIN ruled AS r ON r.schedule = p.schedule AND r.role = p.role AND r.hired = p.hired
	), credit_by_kind AS (
		SELECT t.who, s.kind, sum(s.credit) AS by_now,
			coalesce(sum(s.credit) FILTER (WHERE s.begins < t.moved), 0) AS by_then,
			coalesce(sum(s.credit) FILTER (WHERE s.begins < t.counts_from), 0) AS before
		FROM told AS t JOIN forecast_served(forecast_moves.contract, seats, credits, forecast_moves.begins,
				'{district,job share}', forecast_moves.known_on) AS s ON s.who = t.who AND NOT s.begins = ANY (t.lost)
		GROUP BY t.who, s.kind
	), credited AS (
		SELECT c.who, CASE WHEN bool_or(r.halves) THEN 0.5 ELSE 1 END AS at_a_time,
			sum(least(c.by_now, r.most)) AS by_now, sum(least(c.by_then, r.most)) AS by_then,
			sum(least(c.before, r.most)) AS before
		FROM credit_by_kind AS c LEFT JOIN credit_rules(forecast_moves.contract, forecast_moves.known_on) AS r
			ON r.kind = c.kind AND r.since <= lower(year) AND r.before > lower(year)
		GROUP BY c.who
	)
	SELECT t.who, CASE WHEN t.frozen OR t.moves_on IS NULL THEN 0 ELSE greatest(x.now - x.gone, 0) END, t.moves_on,
		t.highest, t.past_last
	FROM told AS t JOIN credited AS c ON c.who = t.who
		CROSS JOIN LATERAL (SELECT floor(c.before / c.at_a_time) * c.at_a_time AS spent) AS v
		CROSS JOIN LATERAL (SELECT floor((c.by_now - v.spent) / t.years_a_step / c.at_a_time) * c.at_a_time AS now,
			greatest(floor((c.by_then - v.spent) / t.years_a_step / c.at_a_time) * c.at_a_time, 0) AS gone) AS x;
END
$forecast_moves$;
COMMENT ON FUNCTION forecast_moves(text, forecast_seat[], forecast_credit[], int, boolean, date) IS
	'how many steps are due to each in a school year to come, on which day, and how far they go';
