-- Names in pay rules that are perhaps another name, written wrong: of the same rules, or of the facts.

-- Names that are one sign apart have one of these in common, so they are found by a join and not by holding each
-- against each. Numbers tell names apart: Step 1 is no slip of Step 2.
CREATE FUNCTION name_traces(name text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $name_traces$
BEGIN
	RETURN ARRAY(SELECT overlay(lower(left(name, 100)) PLACING '' FROM n FOR 1)
			|| '|' || regexp_replace(name, '[^0-9]+', ' ', 'g')
		FROM generate_series(1, least(length(name), 100) + 1) AS n WHERE length(name) >= 3
		UNION
		SELECT lower(regexp_replace(name, '[^[:alnum:]]+', '', 'g')) || '|'
			|| regexp_replace(name, '[^0-9]+', ' ', 'g'));
END
$name_traces$;
COMMENT ON FUNCTION name_traces(text) IS
	'what a name has in common with one written almost the same: a sign other, more or less, two changed places';

CREATE FUNCTION pay_name_problem() RETURNS SETOF pay_finding
LANGUAGE plpgsql STABLE ROWS 5 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $pay_name_problem$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH ruled AS MATERIALIZED (
		-- what is read by a name that somebody gives; a name that only other rules give is told where they give it
		SELECT s.contract, 'position' AS kind, s.position AS name, 'stipend' AS place, min(s.id) AS id,
			s.position AS rule, count(*) AS rows, range_agg(s.in_force) AS held
		FROM stipend AS s GROUP BY s.contract, s.position
		UNION ALL
		SELECT s.contract, 'level', s.site_level, 'stipend', min(s.id), min(s.position), count(*), range_agg(s.in_force)
		FROM stipend AS s WHERE s.site_level <> 'any' GROUP BY s.contract, s.site_level
		UNION ALL
		SELECT s.contract, 'schedule', s.schedule, 'schedule', min(s.id), s.schedule, count(*), range_agg(s.in_force)
		FROM schedule AS s GROUP BY s.contract, s.schedule
		UNION ALL
		SELECT h.contract, 'hours', h.what, 'hourly_pay', min(h.id), 'hours: ' || h.what,
			count(*), range_agg(h.in_force)
		FROM hourly_pay AS h GROUP BY h.contract, h.what
		UNION ALL
		SELECT r.contract, 'role', r.role, r.place, min(r.id), r.rule, count(*), range_agg(r.in_force)
		FROM (SELECT r.contract, r.role, 'step_rule' AS place, r.id, 'steps' AS rule, r.in_force FROM step_rule AS r
			UNION ALL SELECT r.contract, r.role, 'start_rule', r.id, 'start', r.in_force FROM start_rule AS r) AS r
		WHERE r.role <> '*' GROUP BY r.contract, r.role, r.place, r.rule
		UNION ALL
		SELECT b.contract, 'base', b.name, 'pay_base', min(b.id), b.name, count(*), range_agg(b.in_force)
		FROM pay_base AS b GROUP BY b.contract, b.name
		UNION ALL
		SELECT r.contract, 'longevity', r.code, 'longevity_rule', min(r.id), r.code, count(*), range_agg(r.in_force)
		FROM longevity_rule AS r GROUP BY r.contract, r.code
		UNION ALL
		SELECT d.contract, 'date', d.code, 'due_date', min(d.id), d.code, count(*), range_agg(d.in_force)
		FROM due_date AS d GROUP BY d.contract, d.code
		UNION ALL
		SELECT b.contract, 'coverage', b.coverage, 'benefit_cap', min(b.id), b.coverage, count(*), range_agg(b.in_force)
		FROM benefit_cap AS b GROUP BY b.contract, b.coverage
		UNION ALL
		SELECT i.contract, 'index', i.index_name, 'index_value', min(i.id), i.index_name,
			count(*), range_agg(i.in_force)
		FROM index_value AS i GROUP BY i.contract, i.index_name
		UNION ALL
		SELECT r.contract, 'lump index', r.lump_index, 'retirement_incentive', min(r.id), min(r.code), count(*),
			range_agg(r.in_force)
		FROM retirement_incentive AS r WHERE r.lump_index IS NOT NULL GROUP BY r.contract, r.lump_index
	), carried AS MATERIALIZED (
		SELECT h.contract, 'position' AS kind, h.position AS name
		FROM position_held AS h GROUP BY h.contract, h.position
		UNION ALL
		SELECT k.contract, 'level', t.level FROM contract AS k
			CROSS JOIN (SELECT DISTINCT t.level FROM site AS t WHERE t.level <> 'any') AS t
		UNION ALL
		SELECT e.contract, 'schedule', e.schedule FROM employment AS e WHERE e.placement IS NOT NULL
		GROUP BY e.contract, e.schedule
		UNION ALL
		SELECT k.contract, 'hours', t.what FROM contract AS k
			CROSS JOIN (SELECT DISTINCT t.what FROM tally AS t WHERE t.employee_id IS NOT NULL) AS t
		WHERE EXISTS (SELECT FROM hourly_pay AS h WHERE h.contract = k.contract)
		UNION ALL
		SELECT e.contract, 'role', e.attributes ->> 'role' FROM employment AS e WHERE e.attributes ? 'role'
		GROUP BY e.contract, e.attributes ->> 'role'
	), missed AS MATERIALIZED (
		SELECT r.* FROM ruled AS r WHERE NOT EXISTS (SELECT FROM carried AS c
			WHERE c.contract = r.contract AND c.kind = r.kind AND c.name = r.name)
	), trace AS MATERIALIZED (
		SELECT r.contract, r.kind, r.name, t.trace
		FROM ruled AS r CROSS JOIN LATERAL unnest(name_traces(r.name)) AS t (trace)
	), stray AS MATERIALIZED (
		SELECT c.contract, c.kind, c.name, name_traces(c.name) AS traces FROM carried AS c WHERE NOT EXISTS (SELECT
			FROM ruled AS r WHERE r.contract = c.contract AND r.kind = c.kind AND r.name = c.name)
	), meant AS MATERIALIZED (
		SELECT t.contract, t.kind, t.name, min(s.name) AS other FROM trace AS t
			JOIN (SELECT s.contract, s.kind, s.name, u.trace
				FROM stray AS s CROSS JOIN LATERAL unnest(s.traces) AS u (trace))
				AS s ON s.contract = t.contract AND s.kind = t.kind AND s.trace = t.trace
		GROUP BY t.contract, t.kind, t.name
	), twin AS MATERIALIZED (
		SELECT t.contract, t.kind, t.name, min(o.name) AS other
		FROM trace AS t JOIN trace AS o ON o.contract = t.contract
			AND o.kind = t.kind AND o.trace = t.trace AND o.name <> t.name
		GROUP BY t.contract, t.kind, t.name
	), asked AS MATERIALIZED (
		SELECT s.contract, s.position AS rule, 'stipend' AS place, s.id, k.key, k.value FROM stipend AS s
			CROSS JOIN LATERAL jsonb_each_text(s.applies) AS k (key, value)
		UNION ALL
		SELECT r.contract, r.code, 'longevity_rule', r.id, k.key, k.value FROM longevity_rule AS r
			CROSS JOIN LATERAL jsonb_each_text(r.applies) AS k (key, value)
	), attribute AS MATERIALIZED (
		SELECT 'stipend' AS place, k.key, k.value FROM position_held AS h
			CROSS JOIN LATERAL jsonb_each_text(h.attributes) AS k (key, value)
		WHERE EXISTS (SELECT FROM asked AS a WHERE a.place = 'stipend') GROUP BY k.key, k.value
		UNION ALL
		SELECT 'longevity_rule', k.key, k.value FROM (SELECT m.attributes FROM employee AS m WHERE m.attributes <> '{}'
				UNION ALL SELECT e.attributes FROM employment AS e WHERE e.attributes <> '{}') AS f
			CROSS JOIN LATERAL jsonb_each_text(f.attributes) AS k (key, value)
		WHERE EXISTS (SELECT FROM asked AS a WHERE a.place = 'longevity_rule') GROUP BY k.key, k.value
	)
	SELECT m.contract, m.contract || '/' || m.rule, m.place, m.id, CASE m.kind WHEN 'position'
			THEN 'a position that nobody holds' WHEN 'level' THEN 'a level that no site has'
			WHEN 'schedule' THEN 'a schedule that nobody is on' WHEN 'hours' THEN 'hours that nobody works'
			ELSE 'a role that nobody has' END,
		format('%s, almost %s', m.name, n.other), format('mend %s.%s, or the fact', m.place, CASE m.kind
			WHEN 'level' THEN 'site_level' WHEN 'hours' THEN 'what' ELSE m.kind END), 'likely'
	FROM missed AS m JOIN meant AS n ON n.contract = m.contract AND n.kind = m.kind AND n.name = m.name
	UNION ALL
	SELECT m.contract, m.contract || '/' || (array_agg(m.rule ORDER BY m.id))[1], 'stipend', min(m.id),
		'levels that no site has', format('%s; sites that no stipend names are %s',
			string_agg(format('%s in %s rows', m.name, m.rows), ', ' ORDER BY m.name COLLATE "C"), o.others),
		'mend stipend.site_level, or site.level',
		-- one for one it can be a slip in all of its rows; else the district has not each level of the contract
		CASE WHEN count(*) = 1 AND min(o.strays) = 1 THEN 'worth a look' ELSE 'open' END
	FROM missed AS m CROSS JOIN LATERAL (SELECT string_agg(s.name, ', ' ORDER BY s.name COLLATE "C") AS others,
			count(*) AS strays FROM stray AS s WHERE s.contract = m.contract AND s.kind = 'level') AS o
	WHERE m.kind = 'level' AND o.others IS NOT NULL AND NOT EXISTS (SELECT FROM meant AS n
		WHERE n.contract = m.contract AND n.kind = m.kind AND n.name = m.name)
	GROUP BY m.contract, o.others
	UNION ALL
	SELECT r.contract, r.contract || '/' || r.rule, r.place, r.id, 'a name without a letter', r.name,
		'mend it: * is all of them', 'certain'
	FROM ruled AS r WHERE r.name !~ '[[:alnum:]]'
	UNION ALL
	-- what next_placement() asks for
	SELECT r.contract, r.contract || '/' || r.rule, r.place, r.id, 'a name that is almost another one',
		format('%s and %s, which is read', r.name, w.name), 'mend due_date.code', 'likely'
	FROM ruled AS r JOIN unnest('{column-interest,units-verified}'::text[]) AS w (name)
		ON r.name <> w.name AND name_traces(r.name) && name_traces(w.name)
	WHERE r.kind = 'date' AND NOT EXISTS (SELECT FROM due_date AS d WHERE d.contract = r.contract AND d.code = w.name)
	UNION ALL
	SELECT m.contract, m.contract || '/' || m.rule, m.place, m.id, 'hours that are called as a schedule', m.name,
		'mend hourly_pay.what: it is what a tally counts', 'likely'
	FROM missed AS m JOIN ruled AS r ON r.contract = m.contract AND r.kind = 'schedule' AND r.name = m.name
	WHERE m.kind = 'hours'
	UNION ALL
	-- where all bases but one are read, that one was perhaps meant somewhere
	SELECT b.contract, b.contract || '/' || b.name, 'pay_base', b.id, 'the one base that no rule reads', b.name,
		'name it where it was meant, or leave it for other uses', 'worth a look'
	FROM (SELECT r.contract, r.name, r.id, u.name IS NULL AS unread,
				count(*) FILTER (WHERE u.name IS NULL) OVER (PARTITION BY r.contract) AS unreads,
				count(*) FILTER (WHERE u.name IS NOT NULL) OVER (PARTITION BY r.contract) AS reads
			FROM ruled AS r LEFT JOIN (SELECT s.contract, s.base AS name FROM stipend AS s
				UNION SELECT r.contract, r.base FROM longevity_rule AS r
				UNION SELECT h.contract, h.base FROM hourly_pay AS h
				UNION SELECT b.contract, b.plus FROM pay_base AS b
				UNION SELECT l.contract, r.base FROM limit_remedy AS r JOIN load_limit AS l ON l.id = r.limit_id)
				AS u ON u.contract = r.contract AND u.name = r.name
			WHERE r.kind = 'base') AS b
	WHERE b.unread AND b.unreads = 1 AND b.reads >= 3
	UNION ALL
	-- of two that are almost the same the one of fewer rows is told, or the later one
	SELECT r.contract, r.contract || '/' || r.rule, r.place, r.id, 'a name that is almost another one',
		format('%s and %s', r.name, o.name), 'write both the same, if they are one', 'likely'
	FROM twin AS t JOIN ruled AS r ON r.contract = t.contract AND r.kind = t.kind AND r.name = t.name
		JOIN ruled AS o ON o.contract = t.contract AND o.kind = t.kind AND o.name = t.other AND o.place = r.place
	WHERE r.rows < o.rows OR r.rows = o.rows AND r.id > o.id
	UNION ALL
	SELECT a.contract, a.contract || '/' || a.rule, a.place, a.id, CASE WHEN v.others IS NULL
			THEN 'a key that no fact carries' ELSE 'a value that no fact carries' END,
		format('%s: %s in applies; the facts carry %s', a.key, a.value, coalesce(v.others, k.others)),
		format('mend %s.applies, or the attributes of the facts', a.place), 'worth a look'
	FROM asked AS a CROSS JOIN LATERAL (SELECT string_agg(DISTINCT t.value, ', ') AS others,
			bool_or(t.value = a.value) AS held
			FROM attribute AS t WHERE t.place = a.place AND t.key = a.key) AS v
		CROSS JOIN LATERAL (SELECT string_agg(DISTINCT t.key, ', ') AS others FROM attribute AS t
			WHERE t.place = a.place AND NOT EXISTS (SELECT FROM asked AS b
				WHERE b.place = t.place AND b.key = t.key)) AS k
	WHERE v.held IS NOT TRUE AND coalesce(v.others, k.others) IS NOT NULL;
END
$pay_name_problem$;
COMMENT ON FUNCTION pay_name_problem() IS 'names in pay rules that are perhaps another one, written wrong';
