-- Rows of pay rules held against their own kind: the row that held before, those of the same position, the rest of the
-- contract. A slip of the hand in a date, a word or an amount is seldom refused; beside its like it stands out.

CREATE TYPE pay_finding AS (contract text, rule text, place text, row_id bigint, problem text, detail text, mend text,
	sure text);
COMMENT ON TYPE pay_finding IS 'what a linter of rules says of a row, how to mend it, and how sure it is: certain, '
	'likely, worth a look';

-- A row of any table of pay rules. Rows of one series follow each other; `manner` is how they pay, which seldom changes
-- from one to the next, `amount` how much, between falls and rises; `terms` what else it pays by.
CREATE TYPE pay_rule_row AS (place text, id bigint, contract text, rule text, series text, kin text, in_force daterange,
	known daterange, manner jsonb, amount numeric, falls numeric, rises numeric, terms text, note text);
COMMENT ON TYPE pay_rule_row IS 'a row of a table of pay rules, as those of all such tables are compared';

-- The mean of the amounts of a scale: one that gives more than the one before it has more here.
CREATE FUNCTION scale_mean(scale caseload.pay_scale) RETURNS numeric
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT
AS $scale_mean$
	SELECT avg(m[1]::numeric)
	FROM regexp_matches(scale::text, '[$]?([0-9]+(?:[.][0-9]+)?)%? (?:each|flat|all)', 'g') AS m;
$scale_mean$;
COMMENT ON FUNCTION scale_mean(caseload.pay_scale) IS 'the mean of the amounts of the tiers of a scale';

CREATE FUNCTION pay_rule_rows() RETURNS SETOF pay_rule_row
LANGUAGE sql STABLE ROWS 200
BEGIN ATOMIC
	SELECT 'schedule', s.id, s.contract, s.schedule, s.schedule, NULL, s.in_force, s.known, '{}'::jsonb, NULL::numeric,
		NULL::numeric, NULL::numeric, NULL, s.note FROM schedule AS s
	UNION ALL
	SELECT 'stipend', s.id, s.contract, s.position, concat_ws('|', s.position, s.site_level, s.applies), s.position,
		s.in_force, s.known, jsonb_build_object('base', s.base, 'digits', s.digits, 'prorated_by', s.prorated_by,
			'paid', s.paid, 'lasts', s.lasts::text, 'lasts_in', s.lasts_in),
		CASE WHEN strpos(s.band::text, '%') > 0 AND s.enrollment = '(,)' THEN caseload.stipend(s.band, 100) END,
		0.85, 1.19, concat(s.title, s.band::text, s.scale::text), s.note
	FROM stipend AS s
	UNION ALL
	SELECT 'longevity_rule', r.id, r.contract, r.code, concat_ws('|', r.code, r.schedule), NULL, r.in_force, r.known,
		jsonb_build_object('service', r.service, 'base', r.base, 'lanes', r.lanes, 'steps', r.steps::text, 'hired',
			r.hired::text, 'applies', r.applies, 'in_proportion', r.in_proportion, 'counts_running_year',
			r.counts_running_year, 'counts', r.counts, 'tiers', CASE WHEN r.note IS NULL
				THEN regexp_replace(r.scale::text, '[$]?[0-9.]+( hours|%| units)? (each|flat|all)', '', 'g') END),
		scale_mean(r.scale), 1, 1.4, r.scale::text, r.note
	FROM longevity_rule AS r
	UNION ALL
	SELECT 'pay_base', b.id, b.contract, b.name, b.name, NULL, b.in_force, b.known,
		jsonb_build_object('schedule', b.schedule, 'placement', b.placement::text, 'own', b.own, 'plus', b.plus,
			'over_cap', b.over_cap, 'digits', b.digits), coalesce(b.amount, 1) * b.times / b.over, 1, 1.4, '', b.note
	FROM pay_base AS b
	UNION ALL
	SELECT 'division', d.id, d.contract, d.component, d.component, NULL, d.in_force, d.known,
		jsonb_build_object('way', d.way, 'counts', d.counts), d.divisor, 0.9, 1.1, '', d.note
	FROM division AS d
	UNION ALL
	SELECT 'change_share', h.id, h.contract, h.change || ' by ' || h.by, concat_ws('|', h.change, h.by), NULL,
		h.in_force, h.known, '{}', h.share, 0.9, 1.1, '', h.note FROM change_share AS h
	UNION ALL
	SELECT 'hourly_pay', h.id, h.contract, 'hours: ' || h.what, concat_ws('|', h.what, h.schedule), NULL, h.in_force,
		h.known, jsonb_build_object('base', h.base), NULL, NULL, NULL, '', h.note FROM hourly_pay AS h
	UNION ALL
	SELECT 'credit_rule', c.id, c.contract, c.kind, c.kind, NULL, c.in_force, c.known,
		jsonb_build_object('part_years', c.part_years, 'halves', c.halves, 'part_credit', c.part_credit, 'most', c.most,
			'first_step_most', c.first_step_most, 'year_at', c.year_at), NULL, NULL, NULL, '', c.note
	FROM credit_rule AS c
	UNION ALL
	SELECT 'step_rule', r.id, r.contract, 'steps', concat_ws('|', r.schedule, r.role), NULL, r.in_force, r.known,
		jsonb_build_object('years_a_step', r.years_a_step, 'moves_on', r.moves_on, 'highest', r.highest, 'past_last',
			r.past_last), NULL, NULL, NULL, '', r.note
	FROM step_rule AS r WHERE NOT r.frozen
	UNION ALL
	SELECT 'start_rule', r.id, r.contract, 'start', concat_ws('|', r.schedule, r.role), NULL, r.in_force, r.known,
		jsonb_build_object('first_step', r.first_step, 'most', r.most), NULL, NULL, NULL, '', r.note
	FROM start_rule AS r
	UNION ALL
	SELECT 'benefit_cap', b.id, b.contract, b.coverage, b.coverage, NULL, b.in_force,
		b.known, '{}', b.amount, 1, 1.45, '',
		b.note FROM benefit_cap AS b
	UNION ALL
	SELECT 'retirement_incentive', r.id, r.contract, r.code, r.code, NULL, r.in_force, r.known,
		jsonb_build_object('age_from', r.age_from, 'age_before', r.age_before, 'year_days', r.year_days), r.amount, 1,
		1.5, '', r.note
	FROM retirement_incentive AS r
	UNION ALL
	SELECT 'repayment', r.id, r.contract, r.code, r.code, NULL, r.in_force, r.known,
		jsonb_build_object('scale', r.scale::text), NULL, NULL, NULL, '', r.note FROM repayment AS r
	UNION ALL
	SELECT 'due_date', d.id, d.contract, d.code, d.code, NULL, d.in_force, d.known,
		jsonb_build_object('month', d.month, 'day', d.day, 'years_on', d.years_on, 'binds', d.binds), NULL,
		NULL, NULL, '',
		d.note FROM due_date AS d;
END;
COMMENT ON FUNCTION pay_rule_rows() IS 'the rows of all tables of pay rules, as they are compared with each other';

CREATE FUNCTION pay_series_problem() RETURNS SETOF pay_finding
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $pay_series_problem$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH line AS MATERIALIZED (
		SELECT r.* FROM pay_rule_rows() AS r
	), now AS MATERIALIZED (
		-- the text that is known last; the one before it is of its own time
		SELECT l.*, lag(l.in_force) OVER s AS in_force_before, lag(l.manner) OVER s AS manner_before,
			lag(l.amount) OVER s AS amount_before,
			l.terms || concat(l.manner, l.amount) AS said,
			lag(l.terms || concat(l.manner, l.amount)) OVER s AS said_before,
			lead(l.in_force) OVER s AS in_force_after, count(*) OVER (PARTITION BY l.contract) AS of_contract
		FROM line AS l WHERE upper_inf(l.known)
		WINDOW s AS (PARTITION BY l.place, l.contract, l.series ORDER BY l.in_force)
	), edge AS MATERIALIZED (
		SELECT n.place, n.id, n.contract, u.day, u.ends FROM now AS n CROSS JOIN LATERAL (VALUES
			(lower(n.in_force), false), (upper(n.in_force), true)) AS u (day, ends) WHERE u.day IS NOT NULL
	), usual AS MATERIALIZED (
		SELECT d.contract, d.day, count(*) AS rows FROM (SELECT e.contract, e.day FROM edge AS e
			UNION ALL SELECT r.contract, r.in_force_from FROM raise AS r
			UNION ALL SELECT k.contract, x.day FROM contract AS k
				CROSS JOIN LATERAL (VALUES (lower(k.term)), (upper(k.term))) AS x (day)
			UNION ALL SELECT c.contract, lower(c.in_force) FROM calendar AS c) AS d
		GROUP BY d.contract, d.day
	)
	SELECT n.contract, n.contract || '/' || n.rule, n.place, n.id, 'days that none of its rows holds on',
		format('from %s to %s', to_char(upper(n.in_force_before), 'YYYY-MM-DD'),
			to_char(lower(n.in_force) - 1, 'YYYY-MM-DD')),
		format('mend %s.in_force, or that of the row before; a day after the last is written )', n.place), 'likely'
	FROM now AS n WHERE upper(n.in_force_before) < lower(n.in_force)
		AND n.place NOT IN ('retirement_incentive', 'due_date')
	UNION ALL
	SELECT n.contract, n.contract || '/' || n.rule, n.place, n.id, 'a day on which nothing else begins or ends',
		format('it %s on %s', CASE WHEN e.ends THEN 'ends before' ELSE 'begins' END, to_char(e.day, 'YYYY-MM-DD')),
		format('read the date again: %s.in_force', n.place), 'worth a look'
	FROM edge AS e JOIN usual AS u ON u.contract = e.contract AND u.day = e.day AND u.rows = 1
		JOIN now AS n ON n.place = e.place AND n.id = e.id JOIN contract AS k ON k.contract = e.contract
	-- a note says why, but seldom of a day beyond the term that it does not name
	WHERE n.of_contract >= 5 AND (n.note IS NULL OR e.ends AND e.day > upper(k.term)
		AND strpos(n.note, to_char(e.day, 'YYYY')) = 0)
	UNION ALL
	SELECT n.contract, n.contract || '/' || n.rule, n.place, n.id,
		CASE WHEN x.late THEN 'in force from a later day than most of the contract'
			ELSE 'in force to an earlier day than most of the contract' END,
		format('%s, and most are %s', n.in_force, daterange(u.first, u.last)),
		format('mend %s.in_force, or say in note why', n.place), 'worth a look'
	FROM (SELECT n.*, count(*) FILTER (WHERE n.in_force_before IS NULL)
					OVER (PARTITION BY n.contract, lower(n.in_force)) AS begin_so,
				count(*) FILTER (WHERE n.in_force_after IS NULL)
					OVER (PARTITION BY n.contract, upper(n.in_force)) AS end_so FROM now AS n) AS n
		JOIN contract AS k ON k.contract = n.contract
		JOIN (SELECT n.contract,
				mode() WITHIN GROUP (ORDER BY lower(n.in_force)) FILTER (WHERE n.in_force_before IS NULL) AS first,
				mode() WITHIN GROUP (ORDER BY upper(n.in_force)) FILTER (WHERE n.in_force_after IS NULL) AS last
			FROM now AS n GROUP BY n.contract) AS u ON u.contract = n.contract AND u.first < u.last
		CROSS JOIN LATERAL (VALUES (true, n.in_force_before IS NULL AND n.begin_so <= 2
				AND lower(n.in_force) > greatest(u.first, lower(k.term))),
			(false, n.in_force_after IS NULL AND n.end_so <= 2 AND upper(n.in_force) < least(u.last, upper(k.term))))
			AS x (late, found)
	-- positions and dates come and go, and a note says why
	WHERE x.found AND (n.note IS NULL OR n.place NOT IN ('stipend', 'due_date')) AND n.of_contract >= 5
		AND n.in_force && daterange(u.first, u.last)
	UNION ALL
	SELECT n.contract, n.contract || '/' || n.rule, n.place, n.id, 'in force after the contract''s term',
		format('%s, and the term is %s', n.in_force, k.term), format('mend %s.in_force', n.place), 'likely'
	FROM now AS n JOIN contract AS k ON k.contract = n.contract
	WHERE lower(n.in_force) >= upper(k.term) AND n.note IS NULL AND k.after_expiry = 'ends'
	UNION ALL
	SELECT n.contract, n.contract || '/' || n.rule, n.place, n.id, 'in force long after the contract''s term',
		format('until %s', to_char(upper(n.in_force), 'YYYY-MM-DD')),
		format('read the year again: %s.in_force', n.place),
		'likely'
	FROM now AS n JOIN contract AS k ON k.contract = n.contract WHERE upper(n.in_force) > upper(k.term) + 3653
	UNION ALL
	SELECT n.contract, n.contract || '/' || n.rule, n.place, n.id, 'in force long before the contract''s term',
		format('until %s', to_char(upper(n.in_force), 'YYYY-MM-DD')),
		format('read the year again: %s.in_force', n.place),
		'likely'
	FROM now AS n JOIN contract AS k ON k.contract = n.contract WHERE upper(n.in_force) < lower(k.term) - 14610
	UNION ALL
	SELECT n.contract, n.contract || '/' || n.rule, n.place, n.id, 'says what the row before it says',
		format('from %s on', to_char(lower(n.in_force), 'YYYY-MM-DD')),
		'read both rows again; if they are the same, one row with both spans says it', 'worth a look'
	FROM now AS n WHERE n.said = n.said_before AND (n.note IS NULL OR n.amount IS NOT NULL)
		AND n.in_force_before -|- n.in_force
	UNION ALL
	SELECT n.contract, n.contract || '/' || n.rule, n.place, n.id, 'a text no longer known, and none that came after',
		format('it was known until %s', to_char(upper(n.known), 'YYYY-MM-DD')),
		format('mend %s.known, or enter the text that took its place', n.place), 'likely'
	FROM line AS n WHERE NOT upper_inf(n.known) AND NOT EXISTS (SELECT FROM line AS o WHERE o.place = n.place
		AND o.contract = n.contract AND o.series = n.series AND o.in_force && n.in_force AND o.known >> n.known)
	UNION ALL
	SELECT n.contract, n.contract || '/' || n.rule, n.place, n.id, 'unlike the row before it',
		string_agg(format('%s is %s, and was %s', b.key, coalesce(m.value, 'null'), coalesce(b.value, 'null')), '; '
			ORDER BY b.key COLLATE "C"), 'read both rows again; it may well be right', 'worth a look'
	FROM now AS n CROSS JOIN LATERAL jsonb_each_text(n.manner_before) AS b
		CROSS JOIN LATERAL (SELECT n.manner ->> b.key AS value) AS m
	WHERE n.manner <> n.manner_before AND m.value IS DISTINCT FROM b.value
		AND (b.key <> 'tiers' OR num_nonnulls(m.value, b.value) = 2)
	GROUP BY n.contract, n.rule, n.place, n.id
	UNION ALL
	SELECT n.contract, n.contract || '/' || n.rule, n.place, n.id, 'an amount out of line with the row before it',
		format('%s after %s', trim_scale(round(n.amount, 6)), trim_scale(round(n.amount_before, 6))),
		'read both numbers again in the contract', 'likely'
	FROM now AS n
	WHERE n.amount_before > 0 AND (n.amount < n.falls * n.amount_before OR n.amount > n.rises * n.amount_before)
	UNION ALL
	-- twelve of a hundred a year is much for what rises with wages
	SELECT n.contract, n.contract || '/' || n.rule, n.place, n.id, 'an amount that rises fast beside the row before it',
		format('%s after %s', trim_scale(round(n.amount, 6)), trim_scale(round(n.amount_before, 6))),
		'read both numbers again in the contract, or say in note why', 'worth a look'
	FROM now AS n
	WHERE n.amount_before > 0 AND n.rises > 1 AND n.note IS NULL AND n.amount <= n.rises * n.amount_before
		AND n.place IN ('pay_base', 'benefit_cap', 'longevity_rule', 'retirement_incentive')
		AND lower(n.in_force_before) > '-infinity'
		AND n.amount > n.amount_before * (1 + 0.12 * greatest(1,
			round((lower(n.in_force) - lower(n.in_force_before)) / 365.25, 1)))
	UNION ALL
	SELECT n.contract, n.contract || '/' || n.rule, n.place, n.id, 'an amount less round than all others',
		trim_scale(n.amount)::text, 'read the amount again in the contract', 'worth a look'
	FROM (SELECT n.*, r.round_to, count(*) FILTER (WHERE n.amount % r.round_to <> 0) OVER w AS odds,
			count(*) OVER w AS rows
		FROM now AS n CROSS JOIN (VALUES (10), (100)) AS r (round_to)
		WHERE n.amount >= 500 AND n.place IN ('benefit_cap', 'retirement_incentive')
		WINDOW w AS (PARTITION BY n.place, n.contract, r.round_to)) AS n
	WHERE n.amount % n.round_to <> 0 AND n.odds = 1 AND n.rows >= 2
		-- what is no ten is no hundred
		AND (n.round_to = 10 OR n.amount % 10 = 0)
		AND strpos(replace(coalesce(n.note, ''), ',', ''), trim_scale(n.amount)::text) = 0
	UNION ALL
	-- one row that is another way than all others: of its position at other levels, or of its contract's table
	SELECT c.contract, c.contract || '/' || c.rule, c.place, c.id, 'unlike all other rows of its kind',
		string_agg(format('%s is %s', c.key, coalesce(c.value, 'null')), '; ' ORDER BY c.key COLLATE "C"),
		'read the row again, or say in note why', 'worth a look'
	FROM (SELECT c.*, count(*) OVER (PARTITION BY c.place, c.contract, c.key) AS rows,
				count(*) OVER (PARTITION BY c.place, c.contract, c.key, c.value) AS alike,
				count(*) OVER (PARTITION BY c.place, c.contract, c.kin, c.key) AS of_kin,
				count(*) OVER (PARTITION BY c.place, c.contract, c.kin, c.key, c.value) AS alike_of_kin
			FROM (SELECT n.place, n.id, n.contract, n.rule, n.kin, n.note, m.key, m.value
				FROM now AS n CROSS JOIN LATERAL jsonb_each_text(n.manner) AS m
				WHERE n.kin IS NOT NULL AND n.in_force_after IS NULL) AS c) AS c
	WHERE c.alike_of_kin = 1 AND (c.alike = 1 AND c.rows >= 8 AND c.note IS NULL
			OR c.of_kin >= 2 AND c.alike * 2 < c.rows)
	GROUP BY c.contract, c.rule, c.place, c.id;
END
$pay_series_problem$;
COMMENT ON FUNCTION pay_series_problem() IS
	'rows of pay rules that stand out beside the row before them, those of their kind and the rest of the contract';
