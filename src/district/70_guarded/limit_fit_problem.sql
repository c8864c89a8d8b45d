-- Limits against the facts that they are for: a limit of classes whose program only caseloads have, a tally that is
-- told of others or in another measure. Only what facts there are can say; where there are none, nothing is said.
CREATE FUNCTION limit_fit_problem() RETURNS SETOF rule_finding
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $limit_fit_problem$
BEGIN
	RETURN QUERY
	WITH cap AS MATERIALIZED (
		SELECT l.contract, l.contract || '/' || l.code AS rule, l.scope, coalesce(c.wider, l.scope) AS looks_at, c.*,
			caseload.measure(c.number) AS measure, c.counts ->> 'what' AS what, m.tallied
		FROM limit_cap AS c JOIN load_limit AS l ON l.id = c.limit_id
			JOIN limit_manner AS m ON m.limit_id = c.limit_id AND c.id = ANY (m.caps)
	), known_key AS MATERIALIZED (
		SELECT DISTINCT k.key FROM (SELECT attributes FROM site UNION SELECT attributes FROM employment
			UNION SELECT attributes FROM section UNION SELECT attributes FROM case_assignment) AS f
			CROSS JOIN LATERAL jsonb_object_keys(f.attributes) AS k (key)
	), had AS MATERIALIZED (
		SELECT p.program, bool_or(p.of_class) AS by_classes, bool_or(NOT p.of_class) AS by_cases
		FROM (SELECT s.program, true AS of_class FROM section AS s WHERE s.program IS NOT NULL GROUP BY s.program
			UNION ALL
			SELECT k.program, false FROM case_assignment AS k GROUP BY k.program) AS p GROUP BY p.program
	), told AS MATERIALIZED (
		SELECT t.what, string_agg(DISTINCT caseload.measure(t.quantity), ', ') AS measures,
			array_agg(DISTINCT caseload.measure(t.quantity)) AS measured,
			bool_or(t.section_id IS NOT NULL) AS of_classes, bool_or(t.employee_id IS NOT NULL) AS of_persons,
			bool_and(upper(t.valid) - lower(t.valid) = 1) AS of_a_day
		FROM tally AS t GROUP BY t.what
	)
	-- each key that it asks for is there, and nobody has them together
	SELECT min(c.contract) AS contract, min(c.rule) AS rule, 'load_limit'::text AS place, c.limit_id AS row_id,
		'a limit that holds for nobody'::text AS problem,
		format('no %s is such as its rows ask for', min(c.scope)) AS detail, NULL::text AS sure
	FROM cap AS c GROUP BY c.limit_id
	HAVING bool_and(c.applies <> '{}' AND caseload.conditions(c.applies, true) IS NULL
		AND jsonb_typeof(c.applies -> 'site_level') IS DISTINCT FROM 'object' AND NOT EXISTS (
			SELECT FROM jsonb_object_keys(c.applies) AS k (key) WHERE k.key NOT IN (SELECT w.key FROM known_key AS w)))
		AND CASE min(c.scope) WHEN 'section' THEN EXISTS (SELECT FROM section AS s)
			WHEN 'employee' THEN EXISTS (SELECT FROM employment AS e) ELSE true END
		AND NOT bool_or(CASE c.scope
			WHEN 'section' THEN EXISTS (SELECT FROM section AS s
					JOIN site AS t ON t.district_id = s.district_id AND t.site_id = s.site_id
					LEFT JOIN staffing AS f ON f.district_id = s.district_id AND f.section_id = s.section_id
					LEFT JOIN employment AS e ON e.district_id = f.district_id AND e.employee_id = f.employee_id
				WHERE (c.program IS NULL OR s.program = c.program) AND (c.grades IS NULL OR s.grades && c.grades)
					AND caseload.carries(t.attributes || coalesce(e.attributes, '{}') || s.attributes
						|| jsonb_build_object('site_level', t.level), c.applies))
			WHEN 'employee' THEN EXISTS (SELECT FROM employment AS e
					JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
				WHERE e.contract = c.contract AND caseload.carries(t.attributes || e.attributes
					|| jsonb_build_object('site_level', t.level), c.applies))
				OR EXISTS (SELECT FROM case_assignment AS k WHERE (c.program IS NULL OR k.program = c.program)
					AND k.attributes ?| ARRAY(SELECT jsonb_object_keys(c.applies)))
				OR EXISTS (SELECT FROM section AS s WHERE (c.program IS NULL OR s.program = c.program)
					AND s.attributes ?| ARRAY(SELECT jsonb_object_keys(c.applies)))
			WHEN 'site' THEN EXISTS (SELECT FROM site AS t
				WHERE caseload.carries(t.attributes || jsonb_build_object('site_level', t.level), c.applies))
				OR EXISTS (SELECT FROM section AS s WHERE s.attributes ?| ARRAY(SELECT jsonb_object_keys(c.applies)))
			ELSE true END)
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a program of caseloads, in a limit of classes', c.program, NULL
	FROM cap AS c JOIN had AS h ON h.program = c.program
	WHERE c.looks_at = 'section' AND NOT c.tallied AND NOT h.by_classes
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a program of classes, in a limit of persons', c.program, NULL
	FROM cap AS c JOIN had AS h ON h.program = c.program
	WHERE c.looks_at = 'employee' AND c.reckoned = 'total' AND c.per IS NULL AND NOT c.tallied AND NOT h.by_cases
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a tally in another measure than the number',
		format('%s: %s, and the number is %s', t.what, t.measures, c.number), NULL
	FROM cap AS c JOIN told AS t ON t.what = c.what
	-- time that is entered in both is counted in one
	WHERE c.measure <> ALL (t.measured) OR c.measure = 'hours' AND 'minutes' = ANY (t.measured)
		OR c.measure = 'minutes' AND 'hours' = ANY (t.measured)
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a tally that is not told of these',
		format('%s is told of no %s', t.what, CASE c.looks_at WHEN 'section' THEN 'class' ELSE 'employee' END), NULL
	FROM cap AS c JOIN told AS t ON t.what = c.what
	WHERE c.looks_at = 'section' AND NOT t.of_classes OR c.looks_at = 'employee' AND NOT t.of_persons
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a tally has no classes',
		format('reckoned is %s, and %s is told of no class', c.reckoned, t.what), NULL
	FROM cap AS c JOIN told AS t ON t.what = c.what
	WHERE c.reckoned IN ('average', 'largest', 'sections over') AND NOT t.of_classes
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a tally has no grades',
		format('%s, and wider is grade', c.what), NULL
	FROM cap AS c WHERE c.wider = 'grade' AND c.tallied AND c.what IS NOT NULL
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'the mean of what is told of single days', t.what, NULL
	FROM cap AS c JOIN told AS t ON t.what = c.what WHERE c.taken = 'mean' AND t.of_a_day;
END
$limit_fit_problem$;
COMMENT ON FUNCTION limit_fit_problem() IS 'limits that do not fit the facts which they are for';
