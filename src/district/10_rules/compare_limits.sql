-- The limits of contracts beside each other. Codes and titles are each contract's own, so limits are lined up by what
-- they say: of what so many may be where, in which program, under which conditions, in which grades. Each contract is
-- asked what its rows say of such a class, person or building, by the precedence by which they are reckoned.
CREATE FUNCTION dollar_words(amount numeric) RETURNS text
LANGUAGE sql IMMUTABLE STRICT
BEGIN ATOMIC
	SELECT '$' || to_char(dollar_words.amount, CASE WHEN dollar_words.amount = trunc(dollar_words.amount)
		THEN 'FM999,999,999,990' ELSE 'FM999,999,999,990.00' END);
END;
COMMENT ON FUNCTION dollar_words(numeric) IS 'dollars as people write them: $53,856';

CREATE FUNCTION attribute_words(attributes jsonb) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT string_agg(CASE WHEN a.key = 'what' THEN a.value WHEN a.value = 'true' THEN a.key
		ELSE a.key || ' ' || a.value END, ', ' ORDER BY a.key <> 'what', a.key)
	FROM jsonb_each_text(attribute_words.attributes) AS a;
END;
COMMENT ON FUNCTION attribute_words(jsonb) IS 'conditions as people read them; null if there are none';

CREATE FUNCTION span_words(grades int4range) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN s.first IS NULL AND s.last IS NULL THEN NULL
		WHEN s.first IS NULL THEN 'grades through ' || s.last
		WHEN s.last IS NULL THEN 'grades from ' || s.first || ' on'
		WHEN s.first = s.last THEN 'grade ' || s.first
		ELSE 'grades ' || s.first || '-' || s.last END
	FROM (SELECT max(w.word) FILTER (WHERE w.grade = lower(span_words.grades)) AS first,
			max(w.word) FILTER (WHERE w.grade = upper(span_words.grades) - 1) AS last
		FROM (SELECT g.grade, CASE g.grade WHEN -2 THEN 'PK' WHEN -1 THEN 'TK' WHEN 0 THEN 'K'
				ELSE g.grade::text END AS word
			FROM pg_catalog.unnest(ARRAY[lower(span_words.grades), upper(span_words.grades) - 1]) AS g (grade))
			AS w) AS s;
END;
COMMENT ON FUNCTION span_words(int4range) IS 'grades as people write them: grades K-3; null for all';

-- what one row of limit_cap counts, where
CREATE FUNCTION counted_words(scope text, cap limit_cap) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT concat_ws(', ', format('%s of %s', coalesce(nullif(caseload.measure((counted_words.cap).number), ''),
			'students'), CASE counted_words.scope WHEN 'section' THEN 'a class' WHEN 'employee' THEN 'an employee'
			WHEN 'site' THEN 'a site' ELSE 'the district' END),
		attribute_words((counted_words.cap).counts), CASE (counted_words.cap).reckoned WHEN 'total' THEN NULL
			WHEN 'average' THEN 'average of the classes' WHEN 'largest' THEN 'largest class'
			WHEN 'overages' THEN 'overages of the classes added' ELSE (counted_words.cap).reckoned END,
		'looking at the ' || (counted_words.cap).wider,
		CASE (counted_words.cap).taken WHEN 'mean' THEN 'mean of a ' WHEN 'total' THEN 'total of a ' END
			|| (counted_words.cap).taken_over,
		CASE (counted_words.cap).binds WHEN 'under' THEN 'at least' END);
END;
COMMENT ON FUNCTION counted_words(text, limit_cap) IS
	'what a row of limit_cap counts, by which rows of several contracts are lined up: students of a class';

CREATE FUNCTION number_words(cap limit_cap, strictness text) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN (number_words.cap).number IS NULL THEN 'not known'
		WHEN (number_words.cap).relative_load IS NOT NULL
			THEN format('%s %s the %s of the other classes', CASE WHEN caseload.quantity((number_words.cap).number) < 0
				THEN OPERATOR(caseload.-) (number_words.cap).number ELSE (number_words.cap).number END,
				CASE WHEN caseload.quantity((number_words.cap).number) < 0 THEN 'below' ELSE 'above' END,
				(number_words.cap).relative_load)
		WHEN (number_words.cap).relative_to IS NULL THEN (number_words.cap).number::text
		WHEN caseload.quantity((number_words.cap).number) = 0 THEN 'as ' || (number_words.cap).relative_to
		WHEN caseload.quantity((number_words.cap).number) < 0
			THEN format('%s below %s', OPERATOR(caseload.-) (number_words.cap).number, (number_words.cap).relative_to)
		ELSE format('%s above %s', (number_words.cap).number, (number_words.cap).relative_to) END
		|| coalesce(' per ' || (number_words.cap).per::text, '')
		|| CASE (number_words.cap).binds WHEN 'at' THEN ' is too many' ELSE '' END
		|| coalesce(' and ' || (number_words.cap).tolerance::text || ' tolerated', '')
		|| CASE (number_words.cap).weighted WHEN 'none' THEN '' ELSE ', weighted' END
		|| ', ' || number_words.strictness;
END;
COMMENT ON FUNCTION number_words(limit_cap, text) IS
	'the number of a row of limit_cap as people read it: 25 students, paid';

CREATE FUNCTION remedy_words(limit_id bigint, test smallint) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT string_agg(c.words, ' and ' ORDER BY c.rank, c.id)
		|| coalesce((SELECT string_agg(format(', at most %s a %s %s', dollar_words(m.most), m.per, CASE m.whose
				WHEN 'payee' THEN 'for each who is paid' WHEN 'site' THEN 'for each school'
				ELSE 'in the district' END), '' ORDER BY m.id)
			FROM limit_most AS m WHERE m.limit_id = remedy_words.limit_id), '')
	FROM (SELECT min(r.rank) AS rank, min(r.id) AS id, string_agg(r.kind || coalesce(' ' || r.scale::text, '')
				|| coalesce(' of ' || r.base, '')
				|| CASE WHEN r.payees IS NULL AND r.payee = 'teacher of record' THEN ''
					ELSE ' to ' || coalesce(array_to_string(r.payees, ', '), r.payee) END
				|| CASE WHEN r.each_payee THEN ', each' ELSE '' END
				|| CASE WHEN r.standing THEN ', not added up' WHEN NOT r.standing THEN ', added up' ELSE '' END
				|| CASE WHEN num_nonnulls(r.counted_on, r.standing_on, r.lasts, r.given) = 0 THEN ''
					ELSE ' on conditions' END
				|| coalesce(' within ' || r.due_within::text, ''),
			' or ' ORDER BY r.rank, r.id) AS words
		FROM limit_remedy AS r
		WHERE r.limit_id = remedy_words.limit_id AND (r.test IS NULL OR r.test = remedy_words.test)
		GROUP BY coalesce(r.choice, r.id::text)) AS c;
END;
COMMENT ON FUNCTION remedy_words(bigint, smallint) IS
	'what follows where a test of a limit is passed; null if nothing does';

-- Each grade span is cut where any of the contracts cuts it. Where one contract has a row for a program or under
-- conditions and another has rows for all alone, these are not repeated: it is told that they hold there, too.
CREATE FUNCTION compared_limits(contracts text[], days date[], known_on date DEFAULT 'infinity')
RETURNS TABLE (item text, item_rank bigint, contract text, value text, amount numeric, measure text, rule text,
	citation text, note text, remedy text)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $compared_limits$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH cap AS MATERIALIZED (
		SELECT c.id, c.limit_id, c.test, l.contract, l.code, l.scope, l.strictness, l.citation, l.note, l.joined,
			coalesce(c.grades::int4range, '(,)') AS grades, c.program, c.applies, c.precedence,
			c.program IS NULL AND c.applies = '{}' AS of_all, counted_words(l.scope, c) AS counted
		FROM ROWS FROM (pg_catalog.unnest(contracts), pg_catalog.unnest(days)) AS a (contract, day)
			JOIN load_limit AS l ON l.contract = a.contract AND l.in_force @> a.day AND l.known @> known_on
			JOIN limit_cap AS c ON c.limit_id = l.id
	), sort_of AS MATERIALIZED (
		SELECT row_number() OVER (ORDER BY array_position('{section,employee,site,district}', p.scope),
			p.counted COLLATE "C", p.program COLLATE "C" NULLS FIRST, p.applies <> '{}', p.applies) AS id, p.*
		FROM (SELECT DISTINCT c.scope, c.counted, c.program, c.applies, c.of_all FROM cap AS c) AS p
	), matching AS MATERIALIZED (
		SELECT p.id, p.counted, p.program, p.applies, p.of_all, c.limit_id, c.test, c.grades
		FROM sort_of AS p JOIN cap AS c ON c.counted = p.counted AND c.program = p.program AND p.applies @> c.applies
		UNION ALL
		SELECT p.id, p.counted, p.program, p.applies, p.of_all, c.limit_id, c.test, c.grades
		FROM sort_of AS p JOIN cap AS c ON c.counted = p.counted AND c.program IS NULL AND p.applies @> c.applies
			AND c.of_all = p.of_all
	), bound AS (
		SELECT DISTINCT m.id, b.grade FROM matching AS m
			CROSS JOIN LATERAL (VALUES (NULL::int), (lower(m.grades)), (upper(m.grades))) AS b (grade)
	), piece AS (
		SELECT b.id, int4range(b.grade, lead(b.grade) OVER (PARTITION BY b.id ORDER BY b.grade NULLS FIRST)) AS grades
		FROM bound AS b
	), answered AS MATERIALIZED (
		SELECT w.* FROM (SELECT m.id, p.grades, c.id AS cap_id, c.limit_id, c.test, c.contract, c.code, c.strictness,
					c.citation, c.note, c.joined, c.counted = m.counted AND c.of_all = m.of_all AS asked,
				row_number() OVER (PARTITION BY m.id, p.grades, c.limit_id, c.test ORDER BY c.precedence DESC,
					n.relative_to IS NOT NULL, caseload.quantity(n.number), c.id) AS nth
			FROM (SELECT DISTINCT m.id, m.counted, m.program, m.applies, m.of_all, m.limit_id, m.test
					FROM matching AS m) AS m
				JOIN piece AS p ON p.id = m.id
				JOIN cap AS c ON c.limit_id = m.limit_id AND c.test = m.test AND c.grades @> p.grades
					AND (c.program IS NULL OR c.program = m.program) AND m.applies @> c.applies
				JOIN limit_cap AS n ON n.id = c.id) AS w
		WHERE w.nth = 1 AND w.asked
	), told AS MATERIALIZED (
		SELECT a.id, a.grades, a.contract,
			string_agg(DISTINCT number_words(n, a.strictness), '; ') AS value,
			CASE WHEN count(*) = count(n.number) AND bool_and(coalesce(n.relative_to, n.relative_load) IS NULL) THEN
				CASE WHEN bool_or(n.binds = 'under') THEN max(caseload.quantity(n.number))
					ELSE min(caseload.quantity(n.number)) END END AS amount,
			min(caseload.measure(n.number)) AS measure, string_agg(DISTINCT a.code, ', ') AS rule,
			string_agg(DISTINCT a.citation, '; ') AS citation,
			concat_ws('; ', CASE WHEN bool_or(a.joined = 'all') THEN 'one of several tests that must all be passed' END,
				string_agg(DISTINCT n.note, '; '), string_agg(DISTINCT a.note, '; ')) AS note,
			coalesce(string_agg(DISTINCT remedy_words(a.limit_id, a.test), '; '), 'none') AS remedy
		FROM answered AS a JOIN limit_cap AS n ON n.id = a.cap_id GROUP BY a.id, a.grades, a.contract
	), of_all AS MATERIALIZED (
		SELECT c.counted, c.contract, range_agg(c.grades) AS grades, string_agg(DISTINCT c.code, ', ') AS rule,
			string_agg(DISTINCT c.citation, '; ') AS citation
		FROM cap AS c WHERE c.of_all GROUP BY c.counted, c.contract
	), held AS (
		SELECT t.* FROM told AS t
		UNION ALL
		SELECT i.id, i.grades, o.contract, 'as for all', NULL, NULL, o.rule, o.citation, NULL, 'as for all'
		FROM (SELECT DISTINCT t.id, t.grades FROM told AS t) AS i JOIN sort_of AS p ON p.id = i.id AND NOT p.of_all
			JOIN of_all AS o ON o.counted = p.counted AND o.grades && i.grades
			LEFT JOIN told AS t ON t.id = i.id AND t.grades = i.grades AND t.contract = o.contract
		WHERE t.id IS NULL
	)
	SELECT concat_ws(', ', p.counted, p.program, attribute_words(p.applies), span_words(h.grades)),
		dense_rank() OVER (ORDER BY p.id, lower(h.grades) NULLS FIRST), h.contract, h.value, h.amount, h.measure,
		h.rule, h.citation, nullif(h.note, ''), h.remedy
	FROM held AS h JOIN sort_of AS p ON p.id = h.id;
END
$compared_limits$;
COMMENT ON FUNCTION compared_limits(text[], date[], date) IS
	'the limits of contracts, each on its day, lined up by what '
	'they count; a part of compare_contracts()';
