-- From a cheque back: which place of which schedule, at what FTE and in how many cheques, pays this amount.
CREATE FUNCTION cheques_of(cycle text) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path FROM CURRENT
AS $cheques_of$
BEGIN
	IF cycle = 'semi-monthly' THEN
		RETURN 24;
	ELSIF cycle ~ '^[1-9][0-9]{0,2}$' THEN
		RETURN cycle::int;
	END IF;
	RAISE invalid_parameter_value USING
		MESSAGE = format('a cycle "%s" does not say how many cheques a year has', cycle),
		HINT = 'Write 10, 12, 26, 27, semi-monthly, or another whole number of cheques below 1000.';
END
$cheques_of$;
COMMENT ON FUNCTION cheques_of(text) IS 'how many cheques a year has in a cycle: 12, 26, semi-monthly';

-- A year's pay parted by running totals gives cheques of two amounts at most, the cents on either side of the even
-- part; a cheque rounded by itself is one of the two.
CREATE FUNCTION placements_for(amount numeric, contract text, on_date date, cycle text DEFAULT NULL,
	known_on date DEFAULT 'infinity')
RETURNS TABLE (rank int, schedule text, placement caseload.salary_step, lane text, step numeric, fte numeric,
	cheques int, what_departs text, annual numeric, cheque numeric)
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $placements_for$
#variable_conflict use_column
DECLARE
	usual int;
BEGIN
	IF num_nulls(placements_for.amount, placements_for.contract, placements_for.on_date,
		placements_for.known_on) > 0 THEN
		RETURN;
	END IF;
	SELECT cheques_of(coalesce(placements_for.cycle, k.usual_cycle, '12')) INTO usual
	FROM contract AS k WHERE k.contract = placements_for.contract;
	IF NOT FOUND THEN
		RAISE no_data_found USING MESSAGE = format('there is no contract "%s"', placements_for.contract),
			HINT = 'See the table contract for names.';
	ELSIF placements_for.amount <= 0 OR placements_for.amount IN ('NaN', 'Infinity') THEN
		RAISE invalid_parameter_value USING MESSAGE = format('no cheque is %s', placements_for.amount),
			HINT = 'Give the gross salary of one cheque, or of the year, in dollars.';
	ELSIF NOT EXISTS (SELECT FROM schedules_held(placements_for.contract,
		daterange(placements_for.on_date, placements_for.on_date, '[]'), placements_for.known_on)) THEN
		RAISE no_data_found USING MESSAGE = format('contract "%s" has no schedule on %s', placements_for.contract,
			to_char(placements_for.on_date, 'YYYY-MM-DD')), HINT = 'See the table schedule for dates.';
	END IF;
	RETURN QUERY
	WITH job AS MATERIALIZED (
		SELECT f.fte, n.cheques, (n.cheques <> usual)::int + (f.fte <> 1)::int AS departures
		FROM (VALUES (1), (0.9), (0.8), (0.7), (0.6), (0.5), (0.4), (0.3), (0.2)) AS f (fte)
			CROSS JOIN (SELECT usual UNION SELECT unnest FROM pg_catalog.unnest('{1,10,12,24,26,27}'::int[]))
			AS n (cheques)
	), held AS MATERIALIZED (
		SELECT s.schedule, c.placement, c.lane, c.lane_rank, c.step, c.amount, (c.step % 1 <> 0)::int AS half
		FROM schedules_held(placements_for.contract, daterange(placements_for.on_date, placements_for.on_date, '[]'),
			placements_for.known_on) AS s CROSS JOIN LATERAL caseload.cells(s.grid) AS c
	), paid AS (
		SELECT h.*, j.fte, j.cheques, j.departures + h.half AS departures, round(h.amount * j.fte, 2) AS annual
		FROM held AS h CROSS JOIN job AS j WHERE j.departures + h.half <= 2
	)
	SELECT 1 + p.departures, p.schedule, p.placement, p.lane, p.step, p.fte, p.cheques,
		coalesce(NULLIF(concat_ws(', ', CASE WHEN p.cheques = usual THEN NULL WHEN p.cheques = 1 THEN 'the whole year'
				ELSE format('%s cheques', p.cheques) END, CASE WHEN p.fte <> 1 THEN format('FTE %s', p.fte) END,
			CASE WHEN p.half = 1 THEN 'a half step' END), ''), 'nothing'),
		p.annual, round(p.annual / p.cheques, 2)
	FROM paid AS p
	WHERE placements_for.amount IN (div(p.annual * 100, p.cheques) / 100,
		(div(p.annual * 100, p.cheques) + (p.annual * 100 % p.cheques > 0)::int) / 100)
	ORDER BY p.departures, placements_for.amount <> round(p.annual / p.cheques, 2), p.fte DESC, p.cheques <> usual,
		p.cheques, p.schedule COLLATE "C", p.lane_rank, p.step, caseload.longevity(p.placement);
END
$placements_for$;
COMMENT ON FUNCTION placements_for(numeric, text, date, text, date) IS 'the places whose salary gives a cheque, or a '
	'year, of this amount: at FTE 1 in the usual cycle first, then with one departure from that, then with two';
