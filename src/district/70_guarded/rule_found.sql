-- Rows of rules that rest on something that is not there, contradict each other or cannot be reckoned.
CREATE FUNCTION rule_found() RETURNS SETOF rule_finding
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET DateStyle = 'ISO'
AS $rule_found$
BEGIN
	RETURN QUERY
	SELECT f.*, NULL::text FROM (
	WITH named AS (
		SELECT l.*, l.contract || '/' || l.code AS rule FROM load_limit AS l
	), matches AS (
		-- two rows can hold for the same class: their grades, programs and conditions do not exclude each other
		SELECT a.limit_id, a.id AS one, b.id AS other FROM limit_cap AS a JOIN limit_cap AS b
			ON b.limit_id = a.limit_id AND b.test = a.test AND b.id > a.id AND b.precedence = a.precedence
				AND (a.grades IS NULL OR b.grades IS NULL OR a.grades = b.grades)
				AND (a.program IS NULL OR b.program IS NULL OR a.program = b.program)
				AND (a.applies @> b.applies OR b.applies @> a.applies)
				AND a.number IS NOT NULL AND b.number IS NOT NULL
				AND (caseload.measure(a.number) <> caseload.measure(b.number) OR caseload.quantity(a.number)
					<> caseload.quantity(b.number))
	), day_sets AS (
		SELECT l.contract, l.rule, l.id, 'load_limit'::text AS place, l.counted_on AS name FROM named AS l
		UNION ALL
		SELECT l.contract, l.rule, r.id, 'limit_remedy', s.name
		FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
			CROSS JOIN LATERAL (VALUES (r.counted_on), (r.standing_on)) AS s (name) WHERE s.name IS NOT NULL
		UNION ALL
		SELECT d.contract, d.contract || '/' || d.limit_code, d.id, 'deadline', d.from_event FROM deadline AS d
		WHERE d.stage = 'grievance' AND d.from_event NOT IN ('first day', 'last day')
	), term_names AS (
		SELECT l.id AS limit_id, l.contract, l.rule, c.id, 'limit_cap'::text AS place, c.taken_over AS name,
			NULL AS counted_on FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id WHERE c.taken_over IS NOT NULL
		UNION ALL
		SELECT l.id, l.contract, l.rule, c.id, 'limit_cap', c.stays_in, NULL
		FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id WHERE c.stays_in IS NOT NULL
		UNION ALL
		SELECT l.id, l.contract, l.rule, r.id, 'limit_remedy', t.name, r.counted_on
		FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
			CROSS JOIN LATERAL (VALUES (r.lasts_in), (r.runs_in)) AS t (name) WHERE t.name IS NOT NULL
		UNION ALL
		SELECT l.id, l.contract, l.rule, r.id, 'limit_remedy', p.period, r.counted_on
		FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
			CROSS JOIN LATERAL (SELECT (regexp_matches(r.scale::text,
						'per (?:[0-9]+ )?(quarter|trimester|semester|year)',
						'g'))[1] AS period) AS p
	)
	SELECT l.contract, l.rule, 'limit_cap'::text AS place, c.id AS row_id, 'number not in the source'::text AS problem,
		coalesce(c.note, '') AS detail
	FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id WHERE c.number IS NULL AND NOT c.none
	UNION ALL
	SELECT p.contract, p.contract || '/' || p.code, 'post_rule', p.id, 'number not in the source', p.note
	FROM post_rule AS p WHERE p.number IS NULL
	UNION ALL
	SELECT x.contract, x.contract || '/' || x.code, 'stipend_exclusion', x.id, 'a position that no stipend pays',
		p.position
	FROM stipend_exclusion AS x CROSS JOIN LATERAL unnest(x.positions) AS p (position)
	WHERE NOT EXISTS (SELECT FROM stipend AS s WHERE s.contract = x.contract AND s.position = p.position)
	UNION ALL
	SELECT l.contract, l.rule, 'limit_cap', m.one, 'two numbers of equal precedence for one class',
		format('the other is row %s; the lower holds', m.other)
	FROM matches AS m JOIN named AS l ON l.id = m.limit_id
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'a limit without a number', 'it has no row in limit_cap'
	FROM named AS l WHERE NOT EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.id)
	UNION ALL
	SELECT l.contract, l.rule, 'limit_cap', min(c.id), 'a test counts in different measures',
		string_agg(DISTINCT caseload.measure(c.number), ', ')
	FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id GROUP BY l.contract, l.rule, l.id, c.test
	HAVING count(DISTINCT caseload.measure(c.number)) > 1
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'tests joined all in different measures without paid_by',
		string_agg(DISTINCT caseload.measure(c.number), ', ')
	FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id WHERE l.joined = 'all' AND l.paid_by IS NULL
	GROUP BY l.contract, l.rule, l.id HAVING count(DISTINCT caseload.measure(c.number)) > 1
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'paid_by names no test', l.paid_by::text
	FROM named AS l WHERE l.paid_by IS NOT NULL
		AND NOT EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.id AND c.test = l.paid_by)
	UNION ALL
	SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a remedy of a test that is not there', r.test::text
	FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
	WHERE r.test IS NOT NULL AND NOT EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.id AND c.test = r.test)
	UNION ALL
	SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a percentage without a base', r.scale::text
	FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id WHERE r.base IS NULL AND strpos(r.scale::text, '%') > 0
	UNION ALL
	SELECT l.contract, l.rule, 'limit_remedy', r.id, 'pay in units without a base', r.scale::text
	FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
	WHERE r.kind = 'pay' AND r.base IS NULL AND r.scale IS NOT NULL AND NOT pays_money(r.scale)
	UNION ALL
	SELECT l.contract, l.rule, 'limit_remedy', r.id, 'pay without a scale', 'the contract states no amount'
	FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id WHERE r.kind = 'pay' AND r.scale IS NULL
	UNION ALL
	SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a bound over a term on tests joined any',
		'each day pays the greater of the tests, and each test is bounded by itself'
	FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
	WHERE l.joined = 'any' AND r.test IS NULL AND r.scale::text ~ ' max .* per '
		AND (SELECT count(DISTINCT c.test) FROM limit_cap AS c WHERE c.limit_id = l.id) > 1
	UNION ALL
	SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a base that is not there', r.base
	FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
	WHERE r.base IS NOT NULL AND NOT EXISTS (SELECT FROM pay_base AS b
		WHERE b.contract = l.contract AND b.name = r.base AND b.in_force && l.in_force)
	UNION ALL
	SELECT s.contract, s.rule, s.place, s.id, 'count days that are not there', s.name
	FROM day_sets AS s WHERE s.name NOT IN ('every day', 'duty days', 'calendar days')
		AND NOT EXISTS (SELECT FROM count_days AS d WHERE d.contract = s.contract AND d.name = s.name)
	UNION ALL
	SELECT d.contract, d.contract || '/' || d.name, 'count_days', min(d.id), 'days that no rule counts on',
		format('%s: nothing is counted on them', d.name)
	FROM count_days AS d WHERE NOT EXISTS (SELECT FROM day_sets AS s WHERE s.contract = d.contract AND s.name = d.name)
		AND NOT EXISTS (SELECT FROM deadline AS q WHERE q.contract = d.contract AND q.from_event = d.name)
		AND NOT EXISTS (SELECT FROM limit_remedy AS r JOIN load_limit AS l ON l.id = r.limit_id
			WHERE l.contract = d.contract AND d.name IN (r.due_from, r.paid_with))
		AND NOT EXISTS (SELECT FROM due_rule AS r WHERE r.contract = d.contract AND r.from_day = d.name)
	GROUP BY d.contract, d.name
	UNION ALL
	-- once, and not for each limit
	SELECT s.contract, min(s.rule COLLATE "C"), (array_agg(s.place ORDER BY s.rule COLLATE "C", s.id))[1],
		(array_agg(s.id ORDER BY s.rule COLLATE "C", s.id))[1], 'no calendar that has these days',
		format('%s: no calendar of %s days; %s rows count on them', s.name, k.kind, count(*))
	FROM day_sets AS s JOIN (VALUES ('every day', 'student'),
		('calendar days', 'student'), ('duty days', 'duty')) AS k (name, kind) ON k.name = s.name
	WHERE NOT EXISTS (SELECT FROM count_days AS d WHERE d.contract = s.contract AND d.name = s.name)
		AND NOT EXISTS (SELECT FROM calendar AS c WHERE c.contract = s.contract AND c.kind = k.kind)
	GROUP BY s.contract, s.name, k.kind
	UNION ALL
	-- a school year that has a calendar, and not these days of it: nothing is counted in it
	SELECT l.contract, l.rule, 'load_limit', l.id, 'count days that are not there for a school year',
		format('%s in %s', l.counted_on, y.school_year)
	FROM named AS l JOIN calendar AS y ON y.contract = l.contract AND y.kind = 'student'
		AND y.in_force && l.in_force AND upper_inf(y.known)
	WHERE EXISTS (SELECT FROM count_days AS d WHERE d.contract = l.contract AND d.name = l.counted_on)
		AND NOT EXISTS (SELECT FROM count_days AS d
			WHERE d.contract = l.contract AND d.name = l.counted_on AND d.in_force && y.in_force)
	UNION ALL
	-- a set that limits count on is cut to the school days, unless it says that it goes beyond them
	SELECT d.contract, d.contract || '/' || d.name, 'count_days', d.id, 'count days that are no school days',
		string_agg(CASE WHEN x.nth <= 10 THEN to_char(x.day, 'YYYY-MM-DD') ELSE '...' END,
			', ' ORDER BY x.day) FILTER (WHERE x.nth <= 11)
	FROM count_days AS d CROSS JOIN LATERAL (
			SELECT u.day::date AS day, row_number() OVER (ORDER BY u.day) AS nth
			FROM (SELECT range_agg(c.in_force) AS years, range_agg(c.days) AS days FROM calendar AS c
					WHERE c.contract = d.contract AND c.kind = 'student' AND c.in_force && d.in_force
					AND upper_inf(c.known)) AS y
				CROSS JOIN LATERAL pg_catalog.unnest(d.days * y.years - y.days) AS r (stretch)
				CROSS JOIN LATERAL generate_series(lower(r.stretch)::timestamp,
					upper(r.stretch)::timestamp - interval '1 day', '1 day') AS u (day)) AS x
	WHERE NOT d.beyond_calendar AND upper_inf(d.known)
		AND EXISTS (SELECT FROM day_sets AS s
			WHERE s.contract = d.contract AND s.name = d.name AND s.place <> 'deadline')
	GROUP BY d.contract, d.name, d.id
	UNION ALL
	-- what rests on such a term is left out of that school year
	SELECT DISTINCT s.contract, s.rule, s.place, s.id, 'a term that does not hold every counted day',
		format('%s in %s: %s', s.name, y.school_year, to_char(x.day, 'YYYY-MM-DD'))
	FROM term_names AS s JOIN named AS l ON l.id = s.limit_id AND upper_inf(l.known)
		JOIN calendar AS y ON y.contract = l.contract AND y.kind = 'student'
		AND y.in_force && l.in_force AND upper_inf(y.known)
		CROSS JOIN LATERAL (SELECT lower(counted_days(l.contract, l.counted_on, y.in_force) * datemultirange(l.in_force)
			* coalesce(counted_days(l.contract, s.counted_on, y.in_force), '{(,)}')
			- coalesce((SELECT range_agg(t) FROM pg_catalog.unnest(terms_of(l.contract, s.name, y.in_force)) AS t),
				'{}')) AS day) AS x
	WHERE x.day IS NOT NULL AND (s.name IN ('year', 'month', 'week') OR EXISTS (SELECT FROM term AS t
			WHERE t.contract = s.contract AND t.name = s.name))
	UNION ALL
	SELECT DISTINCT s.contract, s.rule, s.place, s.id, 'a term that is not there', s.name
	FROM term_names AS s WHERE s.name NOT IN ('year', 'month', 'week')
		AND NOT EXISTS (SELECT FROM term AS t WHERE t.contract = s.contract AND t.name = s.name)
	UNION ALL
	SELECT l.contract, l.rule, 'limit_cap', c.id, 'relative to a limit that is not there', c.relative_to
	FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id
	WHERE c.relative_to IS NOT NULL AND NOT EXISTS (SELECT FROM load_limit AS b
		WHERE b.contract = l.contract AND b.code = c.relative_to AND b.in_force && l.in_force)
	UNION ALL
	SELECT l.contract, l.rule, 'limit_cap', c.id, 'relative to itself without a row of lower precedence', c.relative_to
	FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id
	WHERE c.relative_to = l.code AND NOT EXISTS (SELECT FROM limit_cap AS b
		WHERE b.limit_id = l.id AND b.test = c.test AND b.precedence < c.precedence)
	UNION ALL
	SELECT DISTINCT l.contract, l.rule, 'load_limit', l.id, 'a circle of relative numbers', z.path
	FROM named AS l JOIN (
		WITH RECURSIVE leans AS (
			SELECT DISTINCT l.contract, l.code, c.relative_to
			FROM limit_cap AS c JOIN load_limit AS l ON l.id = c.limit_id WHERE c.relative_to <> l.code
		), walk AS (
			SELECT s.contract, s.code, s.relative_to, ARRAY[s.code] AS path FROM leans AS s
			UNION ALL
			SELECT w.contract, w.code, s.relative_to, w.path || s.code
			FROM walk AS w JOIN leans AS s ON s.contract = w.contract AND s.code = w.relative_to
			WHERE NOT s.code = ANY (w.path)
		)
		SELECT w.contract, w.code, array_to_string(w.path || w.relative_to, ' > ') AS path
		FROM walk AS w WHERE w.relative_to = w.code
	) AS z ON z.contract = l.contract AND z.code = l.code
	UNION ALL
	SELECT l.contract, l.rule, 'limit_cap', c.id, 'tallies have no share of the day',
		'weighted by share counts each in full'
	FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id
		JOIN limit_manner AS m ON m.limit_id = c.limit_id AND c.id = ANY (m.caps)
	WHERE c.weighted = 'share' AND m.tallied
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'a hard limit that the guard cannot hold',
		string_agg(DISTINCT r.reason, ', ' ORDER BY r.reason)
	FROM guarded_limit AS g JOIN named AS l ON l.id = g.limit_id
		CROSS JOIN LATERAL string_to_table(g.reason, ', ') AS r (reason)
	WHERE l.strictness = 'hard' AND NOT g.held AND g.number IS NOT NULL GROUP BY l.contract, l.rule, l.id
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'role_weights that nothing reads', l.role_weights::text
	FROM named AS l WHERE l.role_weights IS NOT NULL AND NOT EXISTS (SELECT FROM limit_cap AS c
		WHERE c.limit_id = l.id AND (c.reckoned IN ('per teacher', 'per FTE') OR c.per IS NOT NULL))
	UNION ALL
	SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a day that is not there', n.name
	FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
		CROSS JOIN LATERAL (SELECT r.due_from UNION SELECT r.paid_with) AS n (name)
	WHERE n.name NOT IN ('week', 'month', 'year')
		AND NOT EXISTS (SELECT FROM term AS t WHERE t.contract = l.contract AND t.name = n.name)
		AND NOT EXISTS (SELECT FROM count_days AS d WHERE d.contract = l.contract AND d.name = n.name)
		AND NOT EXISTS (SELECT FROM due_date AS d WHERE d.contract = l.contract AND d.code = n.name)
	UNION ALL
	SELECT l.contract, l.rule, 'limit_most', m.id, 'a maximum where nothing is paid', m.most || ' a ' || m.per
	FROM limit_most AS m JOIN named AS l ON l.id = m.limit_id
	WHERE NOT EXISTS (SELECT FROM limit_remedy AS r WHERE r.limit_id = m.limit_id AND r.kind = 'pay')
	UNION ALL
	SELECT p.contract, p.contract || '/' || p.code,
		CASE WHEN p.remedy_id IS NULL THEN 'load_limit' ELSE 'limit_remedy' END,
		coalesce(p.remedy_id, p.limit_id), 'cannot be reckoned', p.problem
			|| CASE WHEN p.subject_id IS NULL THEN ''
		ELSE format(' (%s %s of district %s)', l.scope, p.subject_id, p.district_id) END
	FROM problem_now() AS p JOIN load_limit AS l ON l.id = p.limit_id
	UNION ALL
	-- what a line of pay needs and the rules do not give, once whoever it is paid to
	SELECT l.contract, l.contract || '/' || l.component, l.rule, l.rule_id, 'cannot be paid', l.problem
	FROM (SELECT k.contract, k.component, k.rule, k.rule_id, k.problem FROM fresh_pay_line AS k WHERE k.blame = 'rule'
		UNION
		SELECT k.contract, k.component, k.rule, k.rule_id, k.problem
		FROM now_pay_line() AS k WHERE k.blame = 'rule') AS l
	) AS f;
END
$rule_found$;
COMMENT ON FUNCTION rule_found() IS
	'rules that rest on something that is not there, contradict each other or cannot be reckoned';
