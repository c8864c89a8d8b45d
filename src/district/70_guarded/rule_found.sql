-- Rows of rules that contradict each other, name another that is not there, or cannot be reckoned.
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
	)
	SELECT x.contract, x.contract || '/' || x.code AS rule, 'stipend_exclusion'::text AS place, x.id AS row_id,
		'a position that no stipend pays'::text AS problem, p.position AS detail
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
	SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a bound over a term on tests joined any',
		'each day pays the greater of the tests, and each test is bounded by itself'
	FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
	WHERE l.joined = 'any' AND r.test IS NULL AND r.scale::text ~ ' max .* per '
		AND (SELECT count(DISTINCT c.test) FROM limit_cap AS c WHERE c.limit_id = l.id) > 1
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
	SELECT l.contract, l.rule, 'load_limit', l.id, 'role_weights that nothing reads', l.role_weights::text
	FROM named AS l WHERE l.role_weights IS NOT NULL AND NOT EXISTS (SELECT FROM limit_cap AS c
		WHERE c.limit_id = l.id AND (c.reckoned IN ('per teacher', 'per FTE') OR c.per IS NOT NULL))
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
	) AS f;
END
$rule_found$;
COMMENT ON FUNCTION rule_found() IS
	'rules that contradict each other, name another that is not there, or cannot be reckoned';
