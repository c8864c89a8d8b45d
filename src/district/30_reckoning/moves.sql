-- Who moves to which step in a school year, and of whom not, why: a preview that changes nothing.
CREATE TYPE move_row AS (
	district_id   int,
	employee_id   bigint,
	employment_id bigint,
	schedule      text,
	was           caseload.salary_step,
	becomes       caseload.salary_step,
	moves_on      date,
	kept          numeric,
	rule          text,
	rule_id       bigint,
	citation      text,
	why_not       text,
	closes        date,
	next          daterange);
COMMENT ON TYPE move_row IS 'an employment at the end of a school year, and what becomes of it in the next';
COMMENT ON COLUMN move_row.district_id IS 'district';
COMMENT ON COLUMN move_row.employee_id IS 'employee';
COMMENT ON COLUMN move_row.employment_id IS 'the employment that holds on the last day of the year before';
COMMENT ON COLUMN move_row.schedule IS 'salary schedule';
COMMENT ON COLUMN move_row.was IS 'lane and step until then';
COMMENT ON COLUMN move_row.becomes IS 'lane and step from moves_on on';
COMMENT ON COLUMN move_row.moves_on IS 'the day of the move';
COMMENT ON COLUMN move_row.kept IS 'credit for service that is not a step yet and is kept toward the next';
COMMENT ON COLUMN move_row.rule IS 'step_rule, where a row of it says so; else null: a year is a step';
COMMENT ON COLUMN move_row.rule_id IS 'its id there';
COMMENT ON COLUMN move_row.citation IS 'its article';
COMMENT ON COLUMN move_row.why_not IS 'why one does not move; null for whoever does';
COMMENT ON COLUMN move_row.closes IS
	'the day on which move_up ends the employment that goes on; null where it does not';
COMMENT ON COLUMN move_row.next IS 'the days for which move_up writes rows; null where it writes none';

-- null where it hangs on a day hired that is not known
CREATE FUNCTION step_day(moves_on text, hired date, year daterange) RETURNS date
LANGUAGE sql IMMUTABLE
RETURN CASE
	WHEN moves_on IS NULL THEN lower(year)
	WHEN moves_on <> 'anniversary' THEN day_in_year(moves_on, year)
	ELSE day_in_year(replace(lpad(date_part('month', hired)::text, 2, '0') || '-'
		|| lpad(date_part('day', hired)::text, 2, '0'), '02-29', '02-28'), year) END;
COMMENT ON FUNCTION step_day(text, date, daterange) IS 'the day of a school year on which steps are moved by a row of '
	'step_rule';

-- A row for each schedule, role and, where a rule goes by it, day hired: what holds for a move in a year, and which
-- years before it moved nobody. Of the freezes only those of the sixty years before are looked for.
CREATE FUNCTION moves_ruled(contract text, begins int, year daterange,
	schedules text[], roles text[], days_hired date[],
	known_on date)
RETURNS TABLE (schedule text, role text, hired date, moves_on date, rule_id bigint, years_a_step numeric,
	highest numeric, past_last boolean, citation text, frozen boolean, lost int[], moved int, counts_from int)
LANGUAGE sql STABLE ROWS 10
BEGIN ATOMIC
	WITH ruled AS (
		SELECT g.schedule, g.role, g.hired, CASE WHEN r.id IS NULL THEN lower(moves_ruled.year) ELSE r.day END AS day,
			r.id, r.moves_on, r.years_a_step, r.highest, r.past_last, r.citation, lower(r.in_force) AS since
		FROM ROWS FROM (pg_catalog.unnest(moves_ruled.schedules), pg_catalog.unnest(moves_ruled.roles),
				pg_catalog.unnest(moves_ruled.days_hired)) AS g (schedule, role, hired)
			LEFT JOIN LATERAL (SELECT r.*, step_day(r.moves_on, g.hired, moves_ruled.year) AS day FROM step_rule AS r
				WHERE r.contract = moves_ruled.contract AND r.schedule IN ('*', g.schedule)
					AND r.role IN ('*', g.role) AND NOT r.frozen AND r.known @> moves_ruled.known_on
					AND r.in_force @> coalesce(step_day(r.moves_on, g.hired, moves_ruled.year), lower(moves_ruled.year))
				ORDER BY r.role = '*', r.schedule = '*' LIMIT 1) AS r ON true
	), years AS (
		SELECT z.begins,
			daterange((lower(moves_ruled.year) - n.ago)::date, (upper(moves_ruled.year) - n.ago)::date) AS year
		FROM generate_series(moves_ruled.begins - 60, moves_ruled.begins) AS z (begins)
			CROSS JOIN LATERAL (SELECT make_interval(years => moves_ruled.begins - z.begins) AS ago) AS n
	), held AS (
		SELECT DISTINCT ON (r.schedule, r.role, r.hired, z.begins) r.schedule, r.role, r.hired, z.begins, f.id,
			f.citation, f.credit_kept
		FROM step_rule AS f JOIN ruled AS r ON f.schedule IN ('*', r.schedule) AND f.role IN ('*', r.role)
			JOIN years AS z ON f.in_force && z.year AND f.in_force @> step_day(r.moves_on, r.hired, z.year)
		WHERE f.contract = moves_ruled.contract AND f.frozen AND f.known @> moves_ruled.known_on
		ORDER BY r.schedule, r.role, r.hired, z.begins, f.role = '*', f.schedule = '*'
	), froze AS (
		SELECT h.schedule, h.role, h.hired, max(h.id) FILTER (WHERE h.begins = moves_ruled.begins) AS id,
			max(h.citation) FILTER (WHERE h.begins = moves_ruled.begins) AS citation,
			array_agg(h.begins - 1) FILTER (WHERE NOT h.credit_kept) AS lost,
			array_agg(h.begins) FILTER (WHERE h.credit_kept) AS kept
		FROM held AS h GROUP BY h.schedule, h.role, h.hired
	)
	SELECT r.schedule, r.role, r.hired, r.day, coalesce(f.id, r.id), coalesce(r.years_a_step, 1), r.highest,
		coalesce(r.past_last, false), CASE WHEN f.id IS NULL THEN r.citation ELSE f.citation END, f.id IS NOT NULL,
		coalesce(f.lost, '{}'),
		(SELECT max(z.begins) FROM years AS z WHERE z.begins < moves_ruled.begins
			AND NOT z.begins = ANY (coalesce(f.kept, '{}'))),
		CASE WHEN r.years_a_step <> 1 THEN (SELECT min(z.begins) - 1 FROM years AS z
			WHERE step_day(r.moves_on, r.hired, z.year) >= r.since) END
	FROM ruled AS r LEFT JOIN froze AS f ON f.schedule = r.schedule AND f.role = r.role
		AND f.hired = r.hired;
END;
COMMENT ON FUNCTION moves_ruled(text, int, daterange, text[], text[], date[], date) IS
	'what step_rule says of the moves '
	'into a school year: the day, the rule or freeze, the years of which the service is lost, the last year before it '
	'that moved anybody, and the first whose service counts';

-- An employment goes on into the year if it holds on the last day of the one before, or through its last school day.
-- The steps due are those of all service before the year less those of all before the last year with a move: the table
-- service is the balance, so nothing is folded from year to year, and nothing is lost.
CREATE FUNCTION moves(contract text, school_year text, district_id int DEFAULT NULL, known_on date DEFAULT 'infinity')
RETURNS SETOF move_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET jit = off SET enable_nestloop = off
	SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan
AS $moves$
#variable_conflict use_column
DECLARE
	of_begins int := school_year_start(school_year);
	of_contract contract;
	of_year daterange;
	of_days datemultirange;
	last_day date;
BEGIN
	SELECT k.* INTO of_contract FROM contract AS k WHERE k.contract = moves.contract;
	IF NOT FOUND THEN
		RAISE no_data_found USING MESSAGE = format('there is no contract "%s"', moves.contract),
			HINT = 'See the table contract for their names.';
	END IF;
	SELECT y.year, y.days INTO of_year, of_days FROM contract_year(moves.known_on, moves.school_year) AS y
	WHERE y.contract = moves.contract;
	of_year := coalesce(of_year, daterange(make_date(of_begins, 7, 1), make_date(of_begins + 1, 7, 1)));
	SELECT upper(y.days) - 1 INTO last_day
	FROM contract_year(moves.known_on, school_year_from(of_begins - 1)) AS y WHERE y.contract = moves.contract;
	last_day := coalesce(last_day, lower(of_year) - 1);
	RETURN QUERY
	WITH person AS (
		SELECT e.district_id, e.employee_id, e.employment_id, e.schedule, e.placement, e.valid,
			coalesce(e.attributes ->> 'role', '*') AS role,
			coalesce(CASE WHEN a.asked THEN m.hired END, '-infinity') AS hired,
			upper(e.valid) > lower(of_year) IS NOT false AS goes_on,
			m.attributes || e.attributes @> '{"leaves": true}' AS leaves
		FROM employment AS e JOIN employee AS m ON m.district_id = e.district_id AND m.employee_id = e.employee_id
			CROSS JOIN (SELECT EXISTS (SELECT FROM step_rule AS r
				WHERE r.contract = moves.contract AND r.moves_on = 'anniversary')) AS a (asked)
		WHERE e.contract = moves.contract AND lower(e.valid) < lower(of_year) IS NOT false
			AND upper(e.valid) > last_day IS NOT false
			AND (moves.district_id IS NULL OR e.district_id = moves.district_id)
	), placed AS (
		SELECT DISTINCT n.district_id, n.employee_id, n.schedule FROM employment AS n
		WHERE n.contract = moves.contract AND lower(n.valid) >= lower(of_year) AND lower(n.valid) < upper(of_year)
			AND (moves.district_id IS NULL OR n.district_id = moves.district_id)
	), ruled AS (
		SELECT r.*, EXISTS (SELECT FROM schedule AS g
				WHERE g.contract = moves.contract AND g.schedule = r.schedule AND g.known @> moves.known_on
					AND (g.in_force @> coalesce(r.moves_on, lower(of_year))
						OR (of_contract.after_expiry = 'status quo'
							AND upper(g.in_force) <= coalesce(r.moves_on, lower(of_year))))) AS paid
		FROM (SELECT array_agg(g.schedule) AS schedules, array_agg(g.role) AS roles, array_agg(g.hired) AS hired
				FROM (SELECT DISTINCT p.schedule, p.role, p.hired FROM person AS p) AS g) AS g
			CROSS JOIN LATERAL moves_ruled(moves.contract, of_begins, of_year, g.schedules, g.roles, g.hired,
				moves.known_on) AS r
	), told AS (
		SELECT p.*, r.moves_on, r.rule_id, r.years_a_step, r.highest, r.past_last,
			r.citation, r.frozen, r.lost, r.moved,
			r.counts_from, r.paid
		FROM person AS p JOIN ruled AS r ON r.schedule = p.schedule AND r.role = p.role
			AND r.hired = p.hired
	), served AS MATERIALIZED (
		SELECT d.district_id, s.employee_id, s.kind, s.begins, s.credit
		FROM (SELECT DISTINCT p.district_id FROM person AS p) AS d
			CROSS JOIN LATERAL credited_service(moves.contract, d.district_id, NULL, moves.school_year,
				'{district,job share}', moves.known_on) AS s
	), credit_by_kind AS (
		SELECT t.district_id, t.employment_id, s.kind, sum(s.credit) AS by_now,
			coalesce(sum(s.credit) FILTER (WHERE s.begins < t.moved), 0) AS by_then,
			coalesce(sum(s.credit) FILTER (WHERE s.begins < t.counts_from), 0) AS before
		FROM told AS t JOIN served AS s ON s.district_id = t.district_id AND s.employee_id = t.employee_id
			AND NOT s.begins = ANY (t.lost)
		GROUP BY t.district_id, t.employment_id, s.kind
	), credited AS (
		SELECT c.district_id, c.employment_id, CASE WHEN bool_or(r.halves) THEN 0.5 ELSE 1 END AS at_a_time,
			sum(least(c.by_now, r.most)) AS by_now, sum(least(c.by_then, r.most)) AS by_then,
			sum(least(c.before, r.most)) AS before
		FROM credit_by_kind AS c LEFT JOIN credit_rules(moves.contract, moves.known_on) AS r ON r.kind = c.kind
			AND r.since <= lower(of_year) AND r.before > lower(of_year)
		GROUP BY c.district_id, c.employment_id
	), due AS (
		SELECT t.*, w.last, least(CASE WHEN NOT t.past_last THEN w.last END, t.highest) AS most,
			x.now - x.gone AS steps, trim_scale(x.credit - x.now * t.years_a_step) AS kept,
			trim_scale(x.credit - x.gone * t.years_a_step) AS kept_if_not, n.employee_id IS NOT NULL AS is_placed,
			CASE WHEN t.goes_on THEN daterange(lower(of_year), upper(t.valid))
				WHEN upper(t.valid) = lower(of_year) THEN of_year
				ELSE daterange(coalesce(lower(of_days), lower(of_year)), coalesce(upper(of_days), upper(of_year)))
				END AS span
		FROM told AS t LEFT JOIN credited AS c USING (district_id, employment_id)
			LEFT JOIN placed AS n USING (district_id, employee_id, schedule)
			LEFT JOIN top_steps(moves.contract, moves.known_on) AS w
				ON w.schedule = t.schedule AND w.lane = caseload.lane(t.placement)
				AND w.since <= coalesce(t.moves_on, lower(of_year)) AND w.before > coalesce(t.moves_on, lower(of_year))
			CROSS JOIN LATERAL (SELECT coalesce(c.at_a_time, 1) AS at_a_time, coalesce(c.before, 0) AS before) AS u
			CROSS JOIN LATERAL (SELECT floor(u.before / u.at_a_time) * u.at_a_time AS spent) AS v
			CROSS JOIN LATERAL (SELECT coalesce(c.by_now, 0) - v.spent AS credit,
				floor((coalesce(c.by_now, 0) - v.spent) / t.years_a_step / u.at_a_time) * u.at_a_time AS now,
				greatest(floor((coalesce(c.by_then, 0) - v.spent) / t.years_a_step / u.at_a_time) * u.at_a_time, 0)
					AS gone) AS x
	), judged AS (
		SELECT d.*, CASE
				WHEN d.is_placed THEN format('already placed in %s', moves.school_year)
				WHEN d.leaves THEN 'leaves'
				WHEN d.placement IS NULL THEN 'an agreed salary, and no place on a schedule'
				WHEN NOT d.paid THEN format('no schedule "%s" on %s', d.schedule,
					to_char(coalesce(d.moves_on, lower(of_year)), 'YYYY-MM-DD'))
				WHEN d.last IS NULL THEN format('no lane "%s" in schedule "%s"', caseload.lane(d.placement), d.schedule)
			END AS stops, CASE
				WHEN d.moves_on IS NULL THEN 'no day hired, and the move is on its anniversary'
				WHEN d.frozen THEN 'frozen'
				WHEN d.rule_id IS NULL AND upper(of_contract.term) <= d.moves_on
					THEN format('the contract ended on %s', to_char(upper(of_contract.term) - 1, 'YYYY-MM-DD'))
				WHEN d.most <= caseload.step(d.placement) THEN 'on the last step'
				WHEN d.steps <= 0 THEN 'not enough credit'
				WHEN upper(d.span) <= d.moves_on THEN 'ends before the move'
			END AS stays
		FROM due AS d
	)
	SELECT j.district_id, j.employee_id, j.employment_id, j.schedule, j.placement,
		CASE WHEN j.stops IS NULL THEN CASE WHEN j.stays IS NULL THEN caseload.salary_step(caseload.lane(j.placement),
			least(caseload.step(j.placement) + j.steps, j.most)) ELSE j.placement END END,
		j.moves_on, CASE WHEN j.frozen OR j.stays LIKE 'the contract ended%' THEN j.kept_if_not ELSE j.kept END,
		CASE WHEN j.rule_id IS NOT NULL THEN 'step_rule' END, j.rule_id, j.citation, coalesce(j.stops, j.stays),
		CASE WHEN j.goes_on AND j.stops IS NULL AND j.stays IS NULL THEN j.moves_on END,
		CASE WHEN j.stops IS NOT NULL THEN NULL
			WHEN NOT j.goes_on THEN j.span
			WHEN j.stays IS NULL THEN daterange(j.moves_on, upper(j.valid)) END
	FROM judged AS j ORDER BY j.district_id, j.employee_id, j.employment_id;
END
$moves$;
COMMENT ON FUNCTION moves(text, text, int, date) IS
	'who moves to which step in a school year, or why not; changes nothing';
