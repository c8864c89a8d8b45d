-- Names in limits that nothing carries. A district need not have each program of its contract, so such a name alone is
-- no finding: it is one where a fact carries a name that no rule asks for, of which it may be a slip.
CREATE VIEW limit_name_problem WITH (security_invoker = true) AS
WITH named AS MATERIALIZED (
	SELECT l.id, l.contract, l.contract || '/' || l.code AS rule, l.scope, l.carried_by FROM load_limit AS l
), asked AS MATERIALIZED (
	SELECT l.contract, l.rule, 'limit_cap'::text AS place, c.id, 'program'::text AS kind, c.program AS name
	FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id WHERE c.program IS NOT NULL
	UNION ALL
	SELECT l.contract, l.rule, 'limit_remedy', r.id, 'role', r.payee FROM limit_remedy AS r
		JOIN named AS l ON l.id = r.limit_id
	WHERE r.payee <> 'each teacher' AND (l.scope = 'section' OR r.payee <> 'teacher of record')
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'role', u.role
	FROM named AS l CROSS JOIN LATERAL pg_catalog.unnest(l.carried_by) AS u (role)
	WHERE l.scope = 'employee' OR u.role <> 'teacher of record'
	UNION ALL
	SELECT l.contract, l.rule, 'limit_cap', c.id, 'what', c.counts ->> 'what'
	FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id WHERE jsonb_typeof(c.counts -> 'what') = 'string'
	UNION ALL
	SELECT l.contract, l.rule, 'limit_cap', c.id, 'applies: ' || e.key, e.value::text
	FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id CROSS JOIN LATERAL jsonb_each(c.applies) AS e (key, value)
	WHERE jsonb_typeof(e.value) NOT IN ('object', 'array')
	UNION ALL
	SELECT l.contract, l.rule, 'limit_cap', c.id, 'counts: ' || e.key, e.value::text
	FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id CROSS JOIN LATERAL jsonb_each(c.counts) AS e (key, value)
	WHERE e.key NOT IN ('what', 'role') AND jsonb_typeof(e.value) NOT IN ('object', 'array')
	UNION ALL
	SELECT l.contract, l.rule, 'limit_weight', w.id, 'counts: ' || e.key, e.value::text
	FROM limit_weight AS w JOIN named AS l ON l.id = w.limit_id
		CROSS JOIN LATERAL jsonb_each(w.counts) AS e (key, value)
	WHERE jsonb_typeof(e.value) NOT IN ('object', 'array')
), carried AS MATERIALIZED (
	SELECT 'program'::text AS kind, s.program AS name FROM section AS s WHERE s.program IS NOT NULL GROUP BY s.program
	UNION
	SELECT 'program', k.program FROM case_assignment AS k GROUP BY k.program
	UNION
	SELECT 'program', e.attributes ->> 'program' FROM (SELECT attributes FROM employment
			UNION ALL SELECT attributes FROM site) AS e
	WHERE e.attributes ? 'program' GROUP BY e.attributes ->> 'program'
	UNION
	SELECT 'role', f.role FROM staffing AS f GROUP BY f.role
	UNION
	SELECT 'what', t.what FROM tally AS t GROUP BY t.what
	UNION
	SELECT 'applies: ' || e.key, e.value::text FROM (SELECT attributes FROM site
		UNION SELECT attributes FROM employment UNION SELECT attributes FROM section
		UNION SELECT attributes FROM case_assignment UNION SELECT attributes FROM student) AS f
		CROSS JOIN LATERAL jsonb_each(f.attributes) AS e (key, value)
	UNION
	SELECT 'counts: ' || e.key, e.value::text FROM (SELECT attributes FROM enrollment
		UNION SELECT attributes FROM case_assignment UNION SELECT attributes FROM student
		UNION SELECT attributes FROM tally UNION SELECT attributes FROM employment) AS f
		CROSS JOIN LATERAL jsonb_each(f.attributes) AS e (key, value)
), stray AS MATERIALIZED (
	SELECT c.kind, c.name FROM carried AS c WHERE NOT EXISTS (SELECT FROM asked AS a
		WHERE a.kind = c.kind AND a.name = c.name)
), missed AS MATERIALIZED (
	SELECT a.* FROM asked AS a WHERE NOT EXISTS (SELECT FROM carried AS c WHERE c.kind = a.kind AND c.name = a.name)
), usual AS MATERIALIZED (
	SELECT a.contract, a.kind, a.name, count(*) AS rows FROM asked AS a GROUP BY a.contract, a.kind, a.name
	UNION ALL
	SELECT NULL, 'role', n.name, NULL FROM (VALUES ('teacher of record'), ('each teacher')) AS n (name)
), judged AS MATERIALIZED (
	SELECT m.*, n.near, o.others, o.of_a_kind FROM missed AS m
		CROSS JOIN LATERAL (SELECT coalesce(
			(SELECT min(s.name) FROM stray AS s WHERE s.kind = m.kind AND nearly(m.name, s.name)),
			(SELECT min(c.name) FROM carried AS c WHERE c.kind = m.kind AND length(m.name) >= 5
				AND nearly(m.name, c.name)),
			(SELECT min(u.name) FROM usual AS u WHERE u.kind = m.kind AND nearly(m.name, u.name)
				AND length(m.name) >= 5 AND coalesce(u.contract = m.contract, true) AND coalesce(u.rows > (SELECT h.rows
					FROM usual AS h WHERE h.contract = m.contract AND h.kind = m.kind AND h.name = m.name), true)))
			AS near) AS n
		CROSS JOIN LATERAL (SELECT (SELECT string_agg(CASE WHEN s.nth <= 3 THEN s.name ELSE '...' END, ', '
					ORDER BY s.nth)
				FROM (SELECT s.name, row_number() OVER (ORDER BY s.name COLLATE "C") AS nth FROM stray AS s
					WHERE s.kind = m.kind) AS s WHERE s.nth <= 4) AS others,
			-- "yes" where the facts say true: no fact can ever carry it
			m.kind LIKE '%: %' AND EXISTS (SELECT FROM carried AS c WHERE c.kind = m.kind) AND NOT EXISTS (SELECT
				FROM carried AS c WHERE c.kind = m.kind
					AND jsonb_typeof(c.name::jsonb) = jsonb_typeof(m.name::jsonb)) AS of_a_kind) AS o
)
SELECT j.contract, j.rule, j.place, j.id AS row_id, CASE j.kind WHEN 'program' THEN 'a program that nobody has'
		WHEN 'role' THEN 'a role that nobody has' WHEN 'what' THEN 'a tally that nobody has'
		ELSE 'a value that no fact carries' END AS problem,
	concat_ws('; ', CASE WHEN j.kind LIKE '%: %' THEN format('%s: %s in %s', split_part(j.kind, ': ', 2), j.name,
			split_part(j.kind, ': ', 1)) ELSE j.name END,
		CASE WHEN j.near IS NOT NULL THEN 'almost ' || j.near
			WHEN j.of_a_kind THEN 'the facts carry ' || (SELECT string_agg(c.name, ', ' ORDER BY c.name COLLATE "C")
				FROM (SELECT c.name FROM carried AS c WHERE c.kind = j.kind ORDER BY c.name COLLATE "C" LIMIT 3) AS c)
			ELSE 'carried and asked for by no limit: ' || j.others END) AS detail,
	CASE WHEN j.of_a_kind OR j.near IS NOT NULL THEN 'likely' ELSE 'worth a look' END AS sure
FROM judged AS j
WHERE j.near IS NOT NULL OR j.of_a_kind
	OR j.others IS NOT NULL AND (j.kind = 'program' OR j.kind = 'role' AND j.name <> 'teacher of record');
COMMENT ON VIEW limit_name_problem IS 'names in limits that no fact carries, where one may be a slip of another';
COMMENT ON COLUMN limit_name_problem.contract IS 'the contract';
COMMENT ON COLUMN limit_name_problem.rule IS 'contract and code of the limit';
COMMENT ON COLUMN limit_name_problem.place IS 'the table that the row is in';
COMMENT ON COLUMN limit_name_problem.row_id IS 'its id there';
COMMENT ON COLUMN limit_name_problem.problem IS 'what is wrong';
COMMENT ON COLUMN limit_name_problem.detail IS 'the name, and the one that was perhaps meant';
COMMENT ON COLUMN limit_name_problem.sure IS 'likely where a fact carries almost the same name, else worth a look';
