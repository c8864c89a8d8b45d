-- Rules that wait for what is not there: a number or an amount that the source does not print, a base, days, a term.
-- What a note leaves open, what a district without a calendar has yet to enter, and what no guard can hold is right as
-- it stands: it is found as open, and stands in rule_gap.
CREATE FUNCTION rule_missing() RETURNS SETOF rule_finding
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET DateStyle = 'ISO'
AS $rule_missing$
BEGIN
	RETURN QUERY
	WITH named AS (
		SELECT l.*, l.contract || '/' || l.code AS rule FROM load_limit AS l
	), day_sets AS (
		SELECT l.contract, l.rule, l.id, 'load_limit'::text AS place, l.counted_on AS name, l.note FROM named AS l
		UNION ALL
		SELECT l.contract, l.rule, r.id, 'limit_remedy', s.name, r.note
		FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
			CROSS JOIN LATERAL (VALUES (r.counted_on), (r.standing_on)) AS s (name) WHERE s.name IS NOT NULL
		UNION ALL
		SELECT d.contract, d.contract || '/' || d.limit_code, d.id, 'deadline', d.from_event, d.note
		FROM deadline AS d
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
	), asked AS (
		SELECT 'stipend'::text AS place, s.id, s.base, s.note FROM stipend AS s
		UNION ALL SELECT 'longevity_rule', r.id, r.base, r.note FROM longevity_rule AS r
		UNION ALL SELECT 'hourly_pay', r.id, r.base, r.note FROM hourly_pay AS r
		UNION ALL SELECT 'limit_remedy', r.id, r.base, r.note FROM limit_remedy AS r
	)
	SELECT l.contract, l.rule, 'limit_cap'::text AS place, c.id AS row_id, 'number not in the source'::text AS problem,
		coalesce(c.note, '') AS detail, CASE WHEN left_open(c.note) THEN 'open' END AS sure
	FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id WHERE c.number IS NULL AND NOT c.none
	UNION ALL
	SELECT p.contract, p.contract || '/' || p.code, 'post_rule', p.id, 'number not in the source', p.note,
		CASE WHEN left_open(p.note) THEN 'open' END
	FROM post_rule AS p WHERE p.number IS NULL
	UNION ALL
	SELECT l.contract, l.rule, 'limit_remedy', r.id, 'pay without a scale', 'the contract states no amount',
		CASE WHEN left_open(r.note) THEN 'open' END
	FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id WHERE r.kind = 'pay' AND r.scale IS NULL
	UNION ALL
	SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a base that is not there', r.base,
		CASE WHEN left_open(r.note, r.base) THEN 'open' END
	FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
	WHERE r.base IS NOT NULL AND NOT EXISTS (SELECT FROM pay_base AS b
		WHERE b.contract = l.contract AND b.name = r.base AND b.in_force && l.in_force)
	UNION ALL
	SELECT s.contract, s.rule, s.place, s.id, 'count days that are not there', s.name,
		CASE WHEN left_open(s.note, s.name)
			OR NOT EXISTS (SELECT FROM calendar AS c WHERE c.contract = s.contract) THEN 'open' END
	FROM day_sets AS s WHERE s.name NOT IN ('every day', 'duty days', 'calendar days')
		AND NOT EXISTS (SELECT FROM count_days AS d WHERE d.contract = s.contract AND d.name = s.name)
	UNION ALL
	SELECT d.contract, d.contract || '/' || d.name, 'count_days', min(d.id), 'days that no rule counts on',
		format('%s: nothing is counted on them', d.name), NULL
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
		format('%s: no calendar of %s days; %s rows count on them', s.name, k.kind, count(*)),
		CASE WHEN NOT EXISTS (SELECT FROM calendar AS c WHERE c.contract = s.contract) THEN 'open' END
	FROM day_sets AS s JOIN (VALUES ('every day', 'student'),
		('calendar days', 'student'), ('duty days', 'duty')) AS k (name, kind) ON k.name = s.name
	WHERE NOT EXISTS (SELECT FROM count_days AS d WHERE d.contract = s.contract AND d.name = s.name)
		AND NOT EXISTS (SELECT FROM calendar AS c WHERE c.contract = s.contract AND c.kind = k.kind)
	GROUP BY s.contract, s.name, k.kind
	UNION ALL
	-- a school year that has a calendar, and not these days of it: nothing is counted in it
	SELECT l.contract, l.rule, 'load_limit', l.id, 'count days that are not there for a school year',
		format('%s in %s', l.counted_on, y.school_year), NULL
	FROM named AS l JOIN calendar AS y ON y.contract = l.contract AND y.kind = 'student'
		AND y.in_force && l.in_force AND upper_inf(y.known)
	WHERE EXISTS (SELECT FROM count_days AS d WHERE d.contract = l.contract AND d.name = l.counted_on)
		AND NOT EXISTS (SELECT FROM count_days AS d
			WHERE d.contract = l.contract AND d.name = l.counted_on AND d.in_force && y.in_force)
	UNION ALL
	-- a set that limits count on is cut to the school days, unless it says that it goes beyond them
	SELECT d.contract, d.contract || '/' || d.name, 'count_days', d.id, 'count days that are no school days',
		string_agg(CASE WHEN x.nth <= 10 THEN to_char(x.day, 'YYYY-MM-DD') ELSE '...' END,
			', ' ORDER BY x.day) FILTER (WHERE x.nth <= 11), NULL
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
		format('%s in %s: %s', s.name, y.school_year, to_char(x.day, 'YYYY-MM-DD')), NULL
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
	SELECT DISTINCT s.contract, s.rule, s.place, s.id, 'a term that is not there', s.name,
		CASE WHEN NOT EXISTS (SELECT FROM calendar AS c WHERE c.contract = s.contract) THEN 'open' END
	FROM term_names AS s WHERE s.name NOT IN ('year', 'month', 'week')
		AND NOT EXISTS (SELECT FROM term AS t WHERE t.contract = s.contract AND t.name = s.name)
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'a hard limit that the guard cannot hold',
		string_agg(DISTINCT r.reason, ', ' ORDER BY r.reason), 'open'
	FROM guarded_limit AS g JOIN named AS l ON l.id = g.limit_id
		CROSS JOIN LATERAL string_to_table(g.reason, ', ') AS r (reason)
	WHERE l.strictness = 'hard' AND NOT g.held AND g.number IS NOT NULL GROUP BY l.contract, l.rule, l.id
	UNION ALL
	SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a day that is not there', n.name,
		CASE WHEN NOT EXISTS (SELECT FROM calendar AS c WHERE c.contract = l.contract) THEN 'open' END
	FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
		CROSS JOIN LATERAL (SELECT r.due_from UNION SELECT r.paid_with) AS n (name)
	WHERE n.name NOT IN ('week', 'month', 'year')
		AND NOT EXISTS (SELECT FROM term AS t WHERE t.contract = l.contract AND t.name = n.name)
		AND NOT EXISTS (SELECT FROM count_days AS d WHERE d.contract = l.contract AND d.name = n.name)
		AND NOT EXISTS (SELECT FROM due_date AS d WHERE d.contract = l.contract AND d.code = n.name)
	UNION ALL
	-- what a line of pay needs and the rules do not give, once whoever it is paid to
	SELECT l.contract, l.contract || '/' || l.component, l.rule, l.rule_id, 'cannot be paid', l.problem,
		CASE WHEN EXISTS (SELECT FROM asked AS a
			WHERE a.place = l.rule AND a.id = l.rule_id AND left_open(a.note, a.base)
			AND starts_with(l.problem, format('no pay base "%s"', a.base))) THEN 'open' END
	FROM (SELECT k.contract, k.component, k.rule, k.rule_id, k.problem FROM fresh_pay_line AS k WHERE k.blame = 'rule'
		UNION
		SELECT k.contract, k.component, k.rule, k.rule_id, k.problem
		FROM now_pay_line() AS k WHERE k.blame = 'rule') AS l;
END
$rule_missing$;
COMMENT ON FUNCTION rule_missing() IS 'rules that wait for a number, an amount, a base, days or a term';
