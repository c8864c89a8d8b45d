-- Numbers of limits and tiers of their remedies against their neighbors: what contradicts itself, leaves a hole, or is
-- far from all beside it.
CREATE FUNCTION limit_number_problem() RETURNS SETOF rule_finding
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET DateStyle = 'ISO'
AS $limit_number_problem$
BEGIN
	RETURN QUERY
	WITH named AS MATERIALIZED (
		SELECT l.*, l.contract || '/' || l.code AS rule FROM load_limit AS l
	), cap AS MATERIALIZED (
		SELECT l.contract, l.rule, l.scope, l.in_force, l.known, c.*, caseload.measure(c.number) AS measure,
			caseload.quantity(c.number) AS n, caseload.measure(c.per) AS per_measure,
			count(c.program) OVER (PARTITION BY c.limit_id, c.test, c.program) AS of_program,
			(SELECT coalesce(array_agg(k ORDER BY k COLLATE "C"), '{}')
				FROM jsonb_object_keys(c.applies) AS k) AS applies_keys
		FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id
	), spans AS (
		-- all grades that a limit's rows of one program speak of
		SELECT c.limit_id, c.test, c.program, range_agg(c.grades) AS grades FROM cap AS c
		GROUP BY c.limit_id, c.test, c.program HAVING count(*) = count(c.grades)
	), all_spans AS (
		-- and the limits of a contract together, from kindergarten up: 5-6 here and 7-8 there
		SELECT c.contract, c.in_force, range_agg(o.grades) AS grades
		FROM (SELECT DISTINCT c.contract, c.in_force FROM cap AS c WHERE c.grades IS NOT NULL) AS c
			JOIN cap AS o ON o.contract = c.contract AND o.in_force && c.in_force AND upper_inf(o.known)
				AND o.grades IS NOT NULL AND o.program IS NULL AND o.measure IN ('students', 'seats')
		GROUP BY c.contract, c.in_force
	), hole AS (
		SELECT c.contract, c.rule, c.id, h.span, 'likely'::text AS sure FROM spans AS s
			CROSS JOIN LATERAL pg_catalog.unnest(int4multirange(int4range(lower(s.grades),
						upper(s.grades))) - s.grades) AS h (span)
			JOIN cap AS c ON c.limit_id = s.limit_id AND c.test = s.test AND c.program IS NOT DISTINCT FROM s.program
				AND upper(c.grades) = lower(h.span)
		UNION ALL
		SELECT c.contract, c.rule, c.id, h.span, 'worth a look' FROM all_spans AS s
			CROSS JOIN LATERAL pg_catalog.unnest(int4multirange(int4range(lower(s.grades),
						upper(s.grades))) - s.grades) AS h (span)
			JOIN cap AS c ON c.contract = s.contract AND c.in_force = s.in_force AND c.program IS NULL
				AND c.measure IN ('students', 'seats') AND upper(c.grades) = lower(h.span)
		WHERE upper(h.span) - lower(h.span) = 1
	), peers AS (
		SELECT c.id, min(o.n) AS least, max(o.n) AS most, count(*) AS rows
		FROM cap AS c JOIN cap AS o ON o.limit_id = c.limit_id AND o.test = c.test AND o.id <> c.id
			AND o.measure = c.measure AND o.per_measure IS NOT DISTINCT FROM c.per_measure
			AND o.relative_to IS NULL AND o.n > 0
			AND (o.program = c.program OR o.program IS NULL AND c.program IS NULL OR c.of_program = 1)
		WHERE c.relative_to IS NULL AND c.n > 0 GROUP BY c.id
	), told AS (
		SELECT c.limit_id, c.test, c.contract, c.rule, c.id, c.program, v.name, coalesce(v.value, 'null') AS value
		FROM cap AS c CROSS JOIN LATERAL (VALUES ('binds', c.binds), ('weighted', c.weighted), ('reckoned', c.reckoned),
			('wider', c.wider), ('taken', c.taken), ('taken_over', c.taken_over), ('rounded', c.rounded),
			('excess', c.excess), ('per', c.per::text), ('counts', c.counts::text),
			('tolerance', CASE WHEN c.tolerance IS NOT NULL THEN 'set' END),
			('grades', CASE WHEN c.grades IS NOT NULL THEN 'set' END),
			('program', CASE WHEN c.program IS NOT NULL THEN 'set' END),
			('applies', CASE WHEN c.applies <> '{}' THEN array_to_string(c.applies_keys, ', ') END),
			('precedence', c.precedence::text)) AS v (name, value)
	), counted AS (
		-- within the rows of a test, and within those of a program
		SELECT t.limit_id, t.test, t.among, t.name, t.value, count(*) AS rows, min(t.id) AS id,
			sum(count(*)) OVER w AS of_all, first_value(t.value) OVER (PARTITION BY t.limit_id, t.test, t.among, t.name
				ORDER BY count(*) DESC, t.value) AS usual,
			max(count(*)) OVER w AS most
		FROM (SELECT t.*, NULL::text AS among FROM told AS t WHERE t.name <> 'per'
				UNION ALL SELECT t.*, t.program FROM told AS t
				WHERE t.program IS NOT NULL AND t.name <> 'program') AS t
		GROUP BY t.limit_id, t.test, t.among, t.name, t.value
		WINDOW w AS (PARTITION BY t.limit_id, t.test, t.among, t.name)
	), odd AS (
		SELECT DISTINCT t.contract, t.rule, t.id, t.name, t.value, c.usual
		FROM counted AS c JOIN told AS t ON t.id = c.id AND t.name = c.name
		WHERE c.rows = 1 AND c.value <> c.usual AND c.most = c.of_all - 1
			AND (c.of_all >= 4 OR c.among IS NULL AND c.of_all >= 2
			-- in which the rows of a test seldom differ
			AND c.name IN ('binds', 'weighted', 'reckoned', 'wider', 'taken', 'rounded', 'excess', 'tolerance'))
	), tier AS MATERIALIZED (
		SELECT l.contract, l.rule, r.id, r.scale::text AS scale, t.nth, t.m[1] || t.m[2] AS label,
			CASE WHEN t.m[1] = '' THEN t.m[2]::numeric END AS first,
			CASE WHEN t.m[4] = '' THEN coalesce(t.m[3], t.m[2])::numeric END AS last,
			t.m[6]::numeric AS amount, t.m[5] || coalesce(t.m[7], '') || t.m[8] AS measure
		FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
			CROSS JOIN LATERAL regexp_matches(r.scale::text,
				'(?:^|, )(>?)([0-9.]+)(?:-([0-9.]+))?([+]?): ([$]?)([0-9.]+)(%| [A-Za-z]+)? (each|flat)', 'g')
				WITH ORDINALITY AS t (m, nth)
	), step AS (
		SELECT t.*, lead(t.label) OVER w AS next_label, lead(t.first) OVER w AS next_first,
			lead(t.amount) OVER w AS next_amount, lead(t.measure) OVER w AS next_measure
		FROM tier AS t WINDOW w AS (PARTITION BY t.id ORDER BY t.nth)
	)
	SELECT h.contract, h.rule, 'limit_cap'::text AS place, h.id AS row_id, 'a hole between grades'::text AS problem,
		CASE WHEN upper(h.span) - lower(h.span) = 1 THEN format('grade %s has no number', lower(h.span))
			ELSE format('grades %s to %s have no number', lower(h.span), upper(h.span) - 1) END AS detail,
		min(h.sure) AS sure
	FROM hole AS h GROUP BY h.contract, h.rule, h.id, h.span
	UNION ALL
	SELECT a.contract, a.rule, 'limit_cap', a.id, 'grades of two numbers overlap',
		format('%s and %s of row %s share %s; the lower number holds there', a.grades,
			b.grades, b.id, a.grades * b.grades),
		'likely'
	FROM cap AS a JOIN cap AS b ON b.limit_id = a.limit_id AND b.test = a.test AND b.id > a.id
		AND b.precedence = a.precedence AND a.grades && b.grades AND a.grades <> b.grades AND a.measure = b.measure
		AND a.n <> b.n AND a.relative_to IS NOT DISTINCT FROM b.relative_to
		AND (a.program IS NULL OR b.program IS NULL OR a.program = b.program)
		AND (a.applies @> b.applies OR b.applies @> a.applies)
	UNION ALL
	SELECT a.contract, a.rule, 'limit_cap', a.id, 'two rows for the same classes', format('row %s says the same', b.id),
		'likely'
	FROM cap AS a JOIN cap AS b ON b.limit_id = a.limit_id AND b.test = a.test AND b.id > a.id
		AND b.precedence = a.precedence AND a.grades IS NOT DISTINCT FROM b.grades
		AND a.program IS NOT DISTINCT FROM b.program AND a.applies = b.applies AND a.counts = b.counts
		AND a.measure = b.measure AND a.n = b.n AND a.relative_to IS NOT DISTINCT FROM b.relative_to
		AND a.reckoned = b.reckoned AND a.wider IS NOT DISTINCT FROM b.wider AND a.per_measure IS NOT DISTINCT FROM
			b.per_measure
	UNION ALL
	SELECT b.contract, b.rule, 'limit_cap', a.id, 'a row that another one says already',
		format('row %s is for more, and says the same', b.id), NULL
	FROM cap AS a JOIN cap AS b ON b.limit_id = a.limit_id AND b.test = a.test AND b.id <> a.id
		AND b.precedence = a.precedence AND (b.grades IS NULL OR a.grades <@ b.grades)
		AND (b.program IS NULL OR a.program = b.program) AND a.applies @> b.applies
		AND (a.grades, a.program, a.applies) IS DISTINCT FROM (b.grades, b.program, b.applies)
		AND a.counts = b.counts AND a.measure = b.measure AND a.n = b.n
		AND (a.relative_to, a.wider, a.per_measure) IS NOT DISTINCT FROM (b.relative_to, b.wider, b.per_measure)
		AND a.reckoned = b.reckoned
	UNION ALL
	SELECT b.contract, b.rule, 'limit_cap', b.id, 'a row that never holds',
		format('row %s goes before it, for all that it is for', a.id), 'certain'
	FROM cap AS a JOIN cap AS b ON b.limit_id = a.limit_id AND b.test = a.test AND b.precedence < a.precedence
		AND (a.grades IS NULL OR b.grades <@ a.grades) AND (a.program IS NULL OR a.program = b.program)
		AND b.applies @> a.applies AND a.number IS NOT NULL AND NOT b.none
		-- a number that the source does not give is entered beside it
		AND NOT (b.number IS NULL AND left_open(b.note))
		AND NOT coalesce(a.relative_to = (SELECT l.code FROM load_limit AS l WHERE l.id = a.limit_id), false)
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a number out of line with those beside it',
		format('%s; the others are %s', c.number,
			CASE WHEN p.least = p.most THEN p.least::text ELSE format('%s to %s', p.least, p.most) END),
		CASE WHEN p.rows >= 2 OR r.turned THEN 'likely' ELSE 'worth a look' END
	FROM cap AS c JOIN peers AS p ON p.id = c.id CROSS JOIN LATERAL (SELECT c.n = trunc(c.n) AND c.n BETWEEN 10 AND 999
			AND reverse(trim_scale(c.n)::text)::numeric BETWEEN p.least * 0.8 AND p.most * 1.25
			AND c.n NOT BETWEEN p.least / 1.5 AND p.most * 1.5 AS turned) AS r
	WHERE r.turned OR c.n > 2 * p.most OR c.n < p.least / 2
	UNION ALL
	SELECT b.contract, b.rule, 'limit_cap', b.id, 'a number below that of lower grades',
		format('%s in grades %s, and %s in %s', b.number, b.grades, a.number, a.grades), 'worth a look'
	FROM cap AS a JOIN cap AS b ON b.limit_id = a.limit_id AND b.test = a.test AND upper(a.grades) = lower(b.grades)
		AND a.program IS NOT DISTINCT FROM b.program AND a.applies = b.applies AND a.measure = b.measure
		AND a.relative_to IS NULL AND b.relative_to IS NULL AND a.per_measure IS NOT DISTINCT FROM b.per_measure
	WHERE b.n < a.n
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a number unlike that of a class', c.number::text, 'worth a look'
	FROM cap AS c WHERE c.scope = 'section' AND c.measure = 'students' AND c.relative_to IS NULL AND c.per IS NULL
		AND c.counts = '{}' AND c.reckoned = 'total' AND c.wider IS NULL
		AND c.taken = 'each' AND c.n NOT BETWEEN 3 AND
			CASE WHEN c.program IS NULL THEN 60 ELSE 40 END
		AND NOT EXISTS (SELECT FROM peers AS p WHERE p.id = c.id AND (c.n > 2 * p.most OR c.n < p.least / 2))
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a number below zero, relative to nothing', c.number::text, 'certain'
	FROM cap AS c WHERE c.n < 0 AND c.relative_to IS NULL
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a share of more than all', c.number::text, 'certain'
	FROM cap AS c WHERE c.measure = 'percent' AND c.n > 100 AND c.relative_to IS NULL
	UNION ALL
	SELECT o.contract, o.rule, 'limit_cap', o.id, 'a row unlike all others of its limit',
		format('%s is %s; the others have %s', o.name, o.value, o.usual), 'worth a look'
	FROM odd AS o
	UNION ALL
	SELECT t.contract, t.rule, 'limit_remedy', t.id, 'a hole between tiers',
		format('%s: nothing between %s and %s', t.scale, t.last, t.next_label), 'likely'
	FROM step AS t WHERE t.next_first > t.last + 1
	UNION ALL
	SELECT t.contract, t.rule, 'limit_remedy', t.id, 'nothing for the first ones over',
		format('%s: nothing below %s', t.scale, t.label), 'worth a look'
	FROM step AS t WHERE t.nth = 1 AND t.first >= 5
	UNION ALL
	SELECT t.contract, t.rule, 'limit_remedy', t.id, 'a tier that pays less than the one before',
		format('%s: %s pays %s, and %s pays %s', t.scale, t.label, t.amount, t.next_label, t.next_amount), 'likely'
	FROM step AS t WHERE t.next_measure = t.measure AND t.next_amount < t.amount
	UNION ALL
	SELECT t.contract, t.rule, 'limit_remedy', t.id, 'a tier in another measure than the one before', t.scale,
		'worth a look'
	FROM step AS t WHERE t.next_measure <> t.measure;
END
$limit_number_problem$;
COMMENT ON FUNCTION limit_number_problem() IS
	'numbers and tiers that contradict each other, leave a hole, or are out of line';
