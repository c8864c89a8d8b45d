-- Names in limits that nothing carries. A district need not have each program of its contract, so such a name alone is
-- no finding: it is one where a fact, or another rule of the contract, has almost the same name, or where a fact
-- carries a name that no rule asks for. A key is listed besides where facts have other keys, since a rule that asks for
-- what nobody enters holds for nobody.
CREATE FUNCTION limit_name_problem() RETURNS SETOF rule_finding
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET DateStyle = 'ISO'
AS $limit_name_problem$
BEGIN
	RETURN QUERY
	WITH named AS MATERIALIZED (
		SELECT l.id, l.contract, l.contract || '/' || l.code AS rule, l.scope, l.carried_by, l.together, l.role_weights
		FROM load_limit AS l
	), attribute AS MATERIALIZED (
		SELECT l.contract, l.rule, 'limit_cap'::text AS place, c.id, 'applies'::text AS held, e.key, e.value
		FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id
			CROSS JOIN LATERAL jsonb_each(c.applies) AS e (key, value)
		WHERE e.key NOT IN ('size', 'site_level') AND NOT starts_with(e.key, 'tally:')
		UNION ALL
		SELECT l.contract, l.rule, 'limit_cap', c.id, 'counts', e.key, e.value
		FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id
			CROSS JOIN LATERAL jsonb_each(c.counts) AS e (key, value)
		WHERE e.key NOT IN ('what', 'role')
		UNION ALL
		SELECT l.contract, l.rule, 'limit_weight', w.id, 'counts', e.key, e.value
		FROM limit_weight AS w JOIN named AS l ON l.id = w.limit_id
			CROSS JOIN LATERAL jsonb_each(w.counts) AS e (key, value)
	), asked AS MATERIALIZED (
		SELECT a.contract, a.rule, a.place, a.id, 'key in ' || a.held AS kind, a.key AS name FROM attribute AS a
		UNION ALL
		SELECT a.contract, a.rule, a.place, a.id, a.held || ' ' || a.key, v.value::text
		FROM attribute AS a CROSS JOIN LATERAL (SELECT a.value WHERE jsonb_typeof(a.value) NOT IN ('object', 'array')
			UNION ALL
			SELECT o FROM jsonb_path_query(a.value, 'lax $.one_of[*]') AS o) AS v (value)
		UNION ALL
		-- what classes or cases of a program carry
		SELECT a.contract, a.rule, a.place, a.id, format('applies %s of %s', a.key, c.program), a.value::text
		FROM attribute AS a JOIN limit_cap AS c ON c.id = a.id
		WHERE a.place = 'limit_cap' AND a.held = 'applies' AND c.program IS NOT NULL
			AND jsonb_typeof(a.value) NOT IN ('object', 'array')
		UNION ALL
		SELECT l.contract, l.rule, 'limit_cap', c.id, 'program', c.program
		FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id WHERE c.program IS NOT NULL
		UNION ALL
		SELECT l.contract, l.rule, 'limit_remedy', r.id, 'role', u.role
		FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
			CROSS JOIN LATERAL pg_catalog.unnest(coalesce(r.payees, ARRAY[r.payee])) AS u (role)
		WHERE u.role <> 'each teacher' AND (l.scope = 'section' OR u.role <> 'teacher of record')
		UNION ALL
		SELECT l.contract, l.rule, 'load_limit', l.id, 'role', u.role
		FROM named AS l CROSS JOIN LATERAL pg_catalog.unnest(l.carried_by) AS u (role)
		WHERE l.scope = 'employee' OR u.role <> 'teacher of record'
		UNION ALL
		SELECT l.contract, l.rule, 'load_limit', l.id, 'role', w.role
		FROM named AS l CROSS JOIN LATERAL jsonb_object_keys(l.role_weights) AS w (role)
		UNION ALL
		SELECT l.contract, l.rule, 'load_limit', l.id, 'key in together', u.key
		FROM named AS l CROSS JOIN LATERAL pg_catalog.unnest(l.together) AS u (key)
		UNION ALL
		SELECT l.contract, l.rule, 'limit_cap', c.id, 'tally', c.counts ->> 'what'
		FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id WHERE jsonb_typeof(c.counts -> 'what') = 'string'
		UNION ALL
		SELECT l.contract, l.rule, 'limit_cap', c.id, 'tally', substr(k.key, 7)
		FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id
			CROSS JOIN LATERAL jsonb_object_keys(c.applies) AS k (key) WHERE starts_with(k.key, 'tally:')
		UNION ALL
		SELECT l.contract, l.rule, 'limit_remedy', r.id, 'tally', r.given ->> 'what'
		FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id WHERE jsonb_typeof(r.given -> 'what') = 'string'
	), fact AS MATERIALIZED (
		SELECT f.held, e.key, e.value
		FROM (
			SELECT 'applies'::text AS held, attributes FROM site UNION SELECT 'applies', attributes FROM employment
			UNION SELECT 'applies', attributes FROM section UNION SELECT 'counts', attributes FROM employment
			UNION SELECT 'counts', attributes FROM enrollment UNION SELECT 'counts', attributes FROM tally
			UNION SELECT h.held, b.attributes FROM (SELECT attributes FROM case_assignment
				UNION SELECT attributes FROM student) AS b, (VALUES ('applies'), ('counts')) AS h (held)
		) AS f CROSS JOIN LATERAL jsonb_each(f.attributes) AS e (key, value)
	), carried AS MATERIALIZED (
		SELECT 'key in ' || f.held AS kind, f.key AS name FROM fact AS f
		UNION
		SELECT f.held || ' ' || f.key, f.value::text FROM fact AS f
		UNION
		SELECT 'key in together', e.key FROM (SELECT attributes FROM section GROUP BY attributes) AS f
			CROSS JOIN LATERAL jsonb_object_keys(f.attributes) AS e (key)
		UNION
		SELECT 'program', s.program FROM section AS s WHERE s.program IS NOT NULL GROUP BY s.program
		UNION
		SELECT 'program', k.program FROM case_assignment AS k GROUP BY k.program
		UNION
		SELECT 'program', f.value #>> '{}' FROM fact AS f WHERE f.key = 'program'
		UNION
		SELECT format('applies %s of %s', e.key, b.program), e.value::text
		FROM (SELECT s.program, s.attributes FROM section AS s WHERE s.program IS NOT NULL GROUP BY 1, 2
			UNION SELECT k.program, k.attributes FROM case_assignment AS k GROUP BY 1, 2) AS b
			CROSS JOIN LATERAL jsonb_each(b.attributes) AS e (key, value)
		UNION
		SELECT 'role', f.role FROM staffing AS f GROUP BY f.role
		UNION
		SELECT 'tally', t.what FROM tally AS t GROUP BY t.what
	), missed AS MATERIALIZED (
		SELECT a.contract, a.kind, a.name, count(*) AS rows FROM asked AS a
		WHERE NOT EXISTS (SELECT FROM carried AS c WHERE c.kind = a.kind AND c.name = a.name)
		GROUP BY a.contract, a.kind, a.name
	), stray AS MATERIALIZED (
		SELECT c.kind, c.name FROM carried AS c
		WHERE NOT EXISTS (SELECT FROM asked AS a WHERE a.kind = c.kind AND a.name = c.name)
			-- hours that are paid and aides of a post are asked for by no limit
			AND NOT (c.kind = 'tally' AND (EXISTS (SELECT FROM hourly_pay AS h WHERE h.what = c.name)
				OR EXISTS (SELECT FROM post_rule AS p WHERE c.name = ANY (p.tallies))))
	), meant AS MATERIALIZED (
		-- what a fact carries and no rule asks for; a longer name of a fact; what the contract says more often
		SELECT NULL::text AS contract, s.kind, s.name, 0 AS least, NULL::bigint AS rows FROM stray AS s
		UNION ALL
		SELECT NULL, c.kind, c.name, 5, NULL FROM carried AS c
		UNION ALL
		SELECT a.contract, a.kind, a.name, 5, count(*) FROM asked AS a GROUP BY a.contract, a.kind, a.name
		UNION ALL
		SELECT NULL, 'role', n.name, 5, NULL FROM (VALUES ('teacher of record'), ('each teacher')) AS n (name)
	), judged AS MATERIALIZED (
		SELECT m.*, (SELECT min(t.name) FROM meant AS t WHERE t.kind = m.kind
				AND coalesce(t.contract = m.contract, true)
				AND (length(m.name) >= t.least OR m.kind = 'program' AND same_letters(m.name, t.name))
				AND coalesce(t.rows > m.rows, true) AND abs(length(t.name) - length(m.name)) <= 3
				AND nearly(m.name, t.name)) AS near,
			-- the only one of its kind that nobody has, and the only one that no rule asks for
			(SELECT min(s.name) FROM stray AS s WHERE s.kind = m.kind HAVING count(*) = 1
				AND (SELECT count(*) FROM missed AS o WHERE o.contract = m.contract AND o.kind = m.kind) = 1) AS only,
			-- "yes" where the facts say true: no fact can ever carry it
			m.kind ~ '^(applies|counts) ' AND EXISTS (SELECT FROM carried AS c WHERE c.kind = m.kind)
				-- each in a CASE, for a plan may look at the names of all kinds first
				AND NOT EXISTS (SELECT FROM carried AS c WHERE c.kind = m.kind
					AND CASE WHEN c.kind ~ '^(applies|counts) ' THEN jsonb_typeof(c.name::jsonb) END
						= CASE WHEN m.kind ~ '^(applies|counts) ' THEN jsonb_typeof(m.name::jsonb) END) AS of_a_kind,
			(SELECT string_agg(c.name, ', ' ORDER BY c.name COLLATE "C") FROM (SELECT c.name FROM carried AS c
				WHERE c.kind = m.kind ORDER BY c.name COLLATE "C" LIMIT 3) AS c) AS all_carried
		FROM missed AS m
	), told AS (
		SELECT j.contract, j.kind, j.name, CASE WHEN j.kind ~ '^(applies|counts) ' THEN 'a value that no fact carries'
				WHEN j.kind ~ '^key' THEN 'a key that no fact carries'
				ELSE format('a %s that nobody has', j.kind) END AS problem,
			concat_ws('; ', CASE WHEN j.kind ~ '^(applies|counts) ' THEN format('{"%s": %s}',
						substr(j.kind, strpos(j.kind, ' ') + 1), j.name)
					WHEN j.kind ~ '^key' THEN j.name || substr(j.kind, 4) ELSE j.name END,
				CASE WHEN j.near IS NOT NULL THEN 'almost ' || j.near WHEN j.of_a_kind
						THEN 'the facts carry ' || j.all_carried
					WHEN j.kind !~ '^key' THEN 'carried and asked for by no limit: ' || j.only END)
				AS detail,
			CASE WHEN j.of_a_kind OR j.near IS NOT NULL THEN 'likely' WHEN j.kind ~ '^key' THEN 'open'
				ELSE 'worth a look' END AS sure
		FROM judged AS j
		WHERE j.near IS NOT NULL OR j.of_a_kind
			OR j.kind ~ '^key' AND j.all_carried IS NOT NULL
			OR j.only IS NOT NULL AND (j.kind IN ('program', 'role', 'tally')
				OR j.kind ~ '^applies .* of ') AND j.name <> 'teacher of record'
	)
	SELECT a.contract, a.rule, a.place, min(a.id), t.problem, t.detail
		|| CASE WHEN count(*) > 1 THEN format('; %s rows', count(*)) ELSE '' END, t.sure
	FROM told AS t JOIN asked AS a ON a.contract = t.contract AND a.kind = t.kind AND a.name = t.name
	GROUP BY a.contract, a.rule, a.place, t.problem, t.detail, t.sure;
END
$limit_name_problem$;
COMMENT ON FUNCTION limit_name_problem() IS 'names in limits that no fact carries, where one may be a slip of another';
