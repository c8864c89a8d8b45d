-- Words and numbers of limits that can stand, and seldom mean what they say: a minimum of none, a number that everybody
-- passes, a single class below the average, positions without a number.
CREATE FUNCTION limit_odd_problem() RETURNS SETOF rule_finding
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET DateStyle = 'ISO'
AS $limit_odd_problem$
BEGIN
	RETURN QUERY
	WITH named AS MATERIALIZED (
		SELECT l.*, l.contract || '/' || l.code AS rule FROM load_limit AS l
	), cap AS MATERIALIZED (
		SELECT l.contract, l.rule, l.scope, concat_ws('; ', c.note, l.note) AS said, c.*,
			caseload.measure(c.number) AS measure, caseload.quantity(c.number) AS n
		FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id WHERE c.relative_to IS NULL
	), remedy AS MATERIALIZED (
		SELECT l.contract, l.rule, r.*, r.scale::text AS scale_text
		FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
	)
	SELECT c.contract, c.rule, 'limit_cap'::text AS place, c.id AS row_id,
		'the number itself is too many, and no note says so'::text AS problem,
		format('binds is at, and the number %s', c.number) AS detail, NULL::text AS sure
	FROM cap AS c WHERE c.binds = 'at' AND c.said !~* '(at least|or more|within|reach|number itself)'
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a number that nothing can pass',
		format('%s, and binds is under', c.number), NULL
	FROM cap AS c WHERE c.binds = 'under' AND c.n <= 0
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a number that everything passes',
		format('%s, and binds is at', c.number), NULL
	FROM cap AS c WHERE c.binds = 'at' AND c.n <= 0
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'more than its time has', format('%s %s', c.number,
		CASE c.taken WHEN 'each' THEN 'of each day' ELSE 'of each ' || c.taken_over END), NULL
	FROM cap AS c JOIN (VALUES ('hours', 'each', 24), ('hours', 'week', 168),
		('days', 'week', 7), ('days', 'month', 31),
		('days', 'year', 366)) AS t (measure, term, most) ON t.measure = c.measure AND t.term
			= CASE c.taken WHEN 'each' THEN 'each' WHEN 'total' THEN c.taken_over END AND c.n > t.most
	WHERE c.per IS NULL
	UNION ALL
	SELECT b.contract, b.rule, 'limit_cap', b.id, 'a single class below the average',
		format('%s for the largest, and %s on the average', b.number, a.number), NULL
	FROM cap AS a JOIN cap AS b ON b.limit_id = a.limit_id AND b.reckoned = 'largest' AND b.measure = a.measure
		AND b.grades IS NOT DISTINCT FROM a.grades AND b.program IS NOT DISTINCT FROM a.program
		AND b.applies = a.applies AND b.binds <> 'under' AND b.n < a.n
	WHERE a.reckoned = 'average' AND a.binds <> 'under'
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, 'a tier for nobody over', r.scale_text, NULL
	FROM remedy AS r WHERE r.scale_text ~ '^0([^.0-9]|[.]0+[^0-9])'
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, 'positions, and no number of them', 'scale is null', NULL
	FROM remedy AS r WHERE r.kind = 'position' AND r.scale IS NULL AND NOT left_open(r.note)
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'another scope than in its title',
		format('%s, and the scope is %s', l.title, l.scope), NULL
	FROM named AS l WHERE l.title ~* '(^|[^a-z])employee([^a-z]|$)' AND l.scope IN ('site', 'district')
		OR l.title ~* '(^|[^a-z])caseload([^a-z]|$)' AND l.scope IN ('site', 'district')
		OR l.title ~* '(^|[^a-z])in (a|each|the|every) (school|building|site)([^a-z]|$)' AND l.scope = 'employee'
		OR l.title ~* '(^|[^a-z])of a ([a-z]+ ){0,3}class([^a-z]|$)' AND l.scope IN ('site', 'district')
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'joined otherwise than its note says',
		format('joined is %s: %s', l.joined, l.note), NULL
	FROM named AS l WHERE (SELECT count(DISTINCT c.test) FROM limit_cap AS c WHERE c.limit_id = l.id) > 1
		AND (l.joined = 'any' AND l.note ~* '(^|[^a-z])both([^a-z]|$)'
			OR l.joined = 'all' AND l.note ~* '[0-9][^;,]* or [^;,]*[0-9]' AND l.note !~* '(^|[^a-z])both([^a-z]|$)')
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'paid, and nothing is paid',
		string_agg(DISTINCT r.kind, ', ' ORDER BY r.kind), NULL
	FROM named AS l JOIN limit_remedy AS r ON r.limit_id = l.id WHERE l.strictness = 'paid'
	GROUP BY l.contract, l.rule, l.id HAVING bool_and(r.kind IN ('meeting', 'grievance', 'consent'))
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'one person has no such load',
		format('%s, of each employee', c.number), NULL
	FROM cap AS c WHERE c.scope = 'employee' AND c.wider IS NULL AND c.measure IN ('employees', 'positions')
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'nobody staffs what is divided',
		format('reckoned is %s, and %s are told of no class', c.reckoned, c.measure), NULL
	FROM cap AS c WHERE c.reckoned IN ('per teacher', 'per FTE') AND (c.measure = 'meetings'
		OR coalesce(c.wider, c.scope) = 'employee' AND (c.measure IN ('IEPs', 'units', 'days', 'hours', 'assessments')
			OR c.counts ? 'what' OR c.program IS NOT NULL AND NOT EXISTS (SELECT FROM section AS s
				WHERE s.program = c.program)))
	UNION ALL
	SELECT d.contract, d.contract || '/' || d.limit_code, 'deadline', d.id,
		'days for all limits that only some count on',
		d.from_event, NULL
	FROM deadline AS d WHERE d.limit_code = '*' AND d.stage = 'grievance'
		AND EXISTS (SELECT FROM load_limit AS l WHERE l.contract = d.contract AND l.counted_on = d.from_event)
		AND EXISTS (SELECT FROM load_limit AS l WHERE l.contract = d.contract AND l.counted_on <> d.from_event);
END
$limit_odd_problem$;
COMMENT ON FUNCTION limit_odd_problem() IS 'words and numbers of limits that seldom mean what they say';
