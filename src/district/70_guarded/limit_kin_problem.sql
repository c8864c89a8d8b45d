-- Limits held against what else is said of the same: the row before of the same clause, the same condition in the other
-- programs of the contract, and the words of titles and notes, which say once more what a column says.

-- The words of a name or a title, as they are compared: resource-room and Resource Room are the same two.
CREATE FUNCTION said_words(said text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $said_words$
BEGIN
	RETURN ' ' || btrim(regexp_replace(lower(said_words.said), '[^[:alnum:]]+', ' ', 'g')) || ' ';
END
$said_words$;
COMMENT ON FUNCTION said_words(text) IS 'the words of a name, in small letters and between single blanks';

CREATE FUNCTION limit_kin_problem() RETURNS SETOF rule_finding
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET DateStyle = 'ISO'
AS $limit_kin_problem$
BEGIN
	RETURN QUERY
	WITH named AS MATERIALIZED (
		SELECT l.*, l.contract || '/' || l.code AS rule,
			said_words(l.code) || '/' || said_words(l.title) AS words FROM load_limit AS l
	), cap AS MATERIALIZED (
		SELECT l.contract, l.rule, l.scope, l.in_force, l.note AS limit_note, c.*,
			caseload.measure(c.number) AS measure,
			caseload.quantity(c.number) AS n, c.counts ->> 'what' AS what,
			row_number() OVER (PARTITION BY c.limit_id, c.test ORDER BY c.id) AS nth
		FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id
	), form AS MATERIALIZED (
		-- how a row reckons, but for how much, to whom and from when
		SELECT l.id AS limit_id, v.name, v.value FROM named AS l CROSS JOIN LATERAL (VALUES
			('scope', l.scope), ('joined', l.joined), ('counted_on', l.counted_on), ('strictness', l.strictness),
			('carried', l.carried), ('carried_by', l.carried_by::text), ('holds', l.holds::text),
			('empty_counts', l.empty_counts::text), ('together', l.together::text)) AS v (name, value)
		UNION ALL
		SELECT c.limit_id, format('test %s %s', c.test, v.name), string_agg(DISTINCT v.value, ', ')
		FROM cap AS c CROSS JOIN LATERAL (VALUES ('measure', c.measure), ('binds', c.binds),
			('counts', c.counts::text), ('reckoned', c.reckoned), ('wider', c.wider), ('taken', c.taken),
			('taken_over', c.taken_over), ('weighted', c.weighted), ('rounded', c.rounded), ('excess', c.excess))
			AS v (name, value) WHERE c.number IS NOT NULL GROUP BY c.limit_id, c.test, v.name
		UNION ALL
		SELECT r.limit_id, format('%s %s', r.kind, v.name), string_agg(DISTINCT v.value, ', ')
		FROM limit_remedy AS r CROSS JOIN LATERAL (VALUES ('choice', r.choice), ('payee', r.payee),
			('base', r.base), ('counted_on', r.counted_on), ('standing_on', r.standing_on), ('takes', r.takes),
			('in_proportion', r.in_proportion), ('rounds', r.rounds),
			('scale', CASE WHEN r.scale IS NOT NULL THEN 'set' END)) AS v (name, value)
		GROUP BY r.limit_id, r.kind, v.name
	), successor AS (
		SELECT DISTINCT ON (a.id) a.id, b.id AS next_id, b.contract, b.rule, b.in_force
		FROM named AS a JOIN named AS b ON b.contract = a.contract AND b.code = a.code AND b.known && a.known
			AND b.in_force >> a.in_force ORDER BY a.id, b.in_force
	), changed AS (
		SELECT s.contract, s.rule, s.next_id, s.in_force, a.name, a.value AS before, b.value AS after
		FROM successor AS s JOIN form AS a ON a.limit_id = s.id
			JOIN form AS b ON b.limit_id = s.next_id AND b.name = a.name AND b.value IS DISTINCT FROM a.value
	), level AS MATERIALIZED (
		-- rows of a program that differ in one condition: {"level": "Primary"}, {"level": "Inter."}
		SELECT c.contract, c.rule, c.limit_id, c.test, c.program, c.binds, c.id, c.n, e.key, e.value #>> '{}' AS value
		FROM cap AS c CROSS JOIN LATERAL jsonb_each(c.applies) AS e (key, value)
		WHERE c.program IS NOT NULL AND c.relative_to IS NULL AND c.n IS NOT NULL
			AND jsonb_typeof(e.value) = 'string' AND (SELECT count(*) FROM jsonb_object_keys(c.applies) AS k) = 1
	), pair AS MATERIALIZED (
		SELECT a.contract, a.rule, a.limit_id, a.test, a.program, a.binds, a.key, a.value AS one, b.value AS other,
			a.id AS one_id, b.id AS other_id, sign(b.n - a.n) AS grows, sign(b.id - a.id) AS follows
		FROM level AS a JOIN level AS b ON b.limit_id = a.limit_id AND b.test = a.test AND b.program = a.program
			AND b.key = a.key AND b.value > a.value
	), grown AS (
		SELECT p.*, count(*) FILTER (WHERE p.grows = 1) OVER w AS rises,
			count(*) FILTER (WHERE p.grows = -1) OVER w AS falls,
			count(*) OVER (PARTITION BY p.limit_id, p.key, p.one, p.other) AS listed,
			count(*) OVER (PARTITION BY p.limit_id, p.key, p.one, p.other, p.follows) AS follow_so
		FROM pair AS p WINDOW w AS (PARTITION BY p.contract, p.binds, p.key, p.one, p.other)
	), name AS MATERIALIZED (
		-- names that rows of a contract ask for, and the first word of a key where no other key has it
		SELECT c.contract, 'program' AS kind, c.program AS name, said_words(c.program) AS words FROM cap AS c
		WHERE c.program IS NOT NULL GROUP BY c.contract, c.program
		UNION ALL
		SELECT c.contract, 'tally', c.what, said_words(c.what) FROM cap AS c WHERE c.what IS NOT NULL
		GROUP BY c.contract, c.what
		UNION ALL
		SELECT k.contract, 'key', k.key, w.words FROM (SELECT k.contract, k.key, said_words(k.key) AS words,
				count(*) OVER (PARTITION BY k.contract, split_part(k.key, '_', 1)) AS rows
				FROM (SELECT DISTINCT c.contract, k.key FROM cap AS c
					CROSS JOIN LATERAL jsonb_object_keys(c.applies) AS k (key)
					-- words of all titles, and of none that is about it
					WHERE k.key NOT IN ('size', 'site_level')) AS k) AS k
			CROSS JOIN LATERAL (SELECT k.words UNION
				SELECT said_words(split_part(k.key, '_', 1)) WHERE k.rows = 1) AS w (words)
		UNION ALL
		SELECT d.contract, 'days', d.name, said_words(d.name) FROM (SELECT DISTINCT l.contract, l.counted_on AS name
			FROM named AS l WHERE l.counted_on NOT IN ('every day', 'duty days')) AS d
	), unasked AS (
		SELECT DISTINCT l.contract, l.rule, l.id, l.title, n.kind, n.name
		FROM named AS l JOIN name AS n ON n.contract = l.contract AND strpos(l.words, n.words) > 0
			AND length(n.words) >= CASE n.kind WHEN 'program' THEN 4 ELSE 6 END
		WHERE EXISTS (SELECT FROM cap AS c WHERE c.limit_id = l.id)
			AND NOT EXISTS (SELECT FROM cap AS c WHERE c.limit_id = l.id AND CASE n.kind
				WHEN 'program' THEN strpos(said_words(c.program), n.words) > 0
					OR strpos(said_words(c.what), n.words) > 0
				WHEN 'tally' THEN strpos(said_words(c.what), n.words) > 0 OR c.what IS NULL
				WHEN 'key' THEN c.applies ? n.name OR strpos(said_words(c.what), n.words) > 0
				ELSE l.counted_on = n.name END)
	), figure AS MATERIALIZED (
		-- 20 hours, six days, above 33, an average of 29; lowered from 8 hours, or the other reading, is another number
		SELECT t.contract, t.rule, t.limit_id, t.id, coalesce(w.n, f.m[3]::numeric) AS n,
			btrim(f.m[1] || f.m[2]) AS said
		FROM (SELECT c.contract, c.rule, c.limit_id, c.id, c.measure, v.note FROM cap AS c
				CROSS JOIN LATERAL (VALUES (c.note),
					(CASE WHEN c.nth = 1 AND c.test = 1 THEN c.limit_note END)) AS v (note)
				WHERE c.n IS NOT NULL AND v.note IS NOT NULL) AS t
			CROSS JOIN LATERAL regexp_matches(split_part(t.note, 'other reading', 1),
				'(from |exception of |not |above |over |more than |at least |average of |)(([0-9]{1,6})|'
				|| 'one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)( ' || t.measure
				|| '| is |)(?![[:alnum:],.][[:alnum:]])', 'g') AS f (m)
			LEFT JOIN (VALUES ('one', 1), ('two', 2), ('three', 3), ('four', 4), ('five', 5), ('six', 6), ('seven', 7),
				('eight', 8), ('nine', 9), ('ten', 10), ('twelve', 12), ('fifteen', 15), ('twenty', 20)) AS w (word, n)
				ON w.word = f.m[2]
		WHERE f.m[1] NOT IN ('from ', 'exception of ', 'not ')
			AND (f.m[4] NOT IN ('', ' is ') OR f.m[3] IS NOT NULL AND (f.m[1] <> '' OR f.m[4] = ' is '))
	), article AS (
		-- what the limits of an article have alike
		SELECT l.contract, l.citation, l.id, l.rule, v.name, coalesce(v.value, 'none') AS value,
			EXISTS (SELECT FROM cap AS c
			WHERE c.limit_id = l.id AND c.measure IN ('students', 'seats', 'IEPs', 'units', 'percent')) AS of_students
		FROM named AS l CROSS JOIN LATERAL (VALUES ('strictness', l.strictness), ('remedies',
			(SELECT string_agg(concat_ws(' ', r.rank, r.choice, r.kind), ', ' ORDER BY r.rank, r.kind, r.choice)
				FROM limit_remedy AS r WHERE r.limit_id = l.id))) AS v (name, value)
		WHERE upper_inf(l.known)
	), article_odd AS (
		SELECT a.*, o.usual FROM article AS a CROSS JOIN LATERAL (SELECT min(o.value) AS usual FROM article AS o
			WHERE o.contract = a.contract AND o.citation = a.citation AND o.name = a.name AND o.id <> a.id
				AND o.of_students = a.of_students
			HAVING count(*) >= 4 AND count(DISTINCT o.value) = 1) AS o WHERE a.value <> o.usual AND o.usual <> 'none'
	), program_odd AS (
		SELECT c.contract, c.rule, c.id, c.program, c.number, o.usual FROM cap AS c
			CROSS JOIN LATERAL (SELECT min(o.n) AS usual FROM cap AS o
				WHERE o.limit_id = c.limit_id AND o.test = c.test AND o.program = c.program AND o.id <> c.id
					AND o.measure = c.measure AND o.relative_to IS NULL
				HAVING count(*) >= 3 AND count(DISTINCT o.n) = 1) AS o
		WHERE c.relative_to IS NULL AND c.n <> o.usual AND c.n BETWEEN o.usual * 0.75 AND o.usual * 1.25
	), per_odd AS (
		SELECT c.contract, c.rule, c.id, c.per, o.usual FROM cap AS c
			CROSS JOIN LATERAL (SELECT min(o.per::text) AS usual FROM cap AS o WHERE o.limit_id = c.limit_id
				AND o.test = c.test AND o.id <> c.id AND o.per IS NOT NULL
				HAVING count(*) >= 3 AND count(DISTINCT o.per::text) = 1) AS o WHERE c.per::text <> o.usual
	)
	SELECT c.contract, c.rule, 'load_limit'::text AS place, c.next_id AS row_id,
		'unlike the row of the clause before it'::text AS problem,
		left(string_agg(format('%s: %s, and %s before %s', c.name, coalesce(c.after, 'none'),
			coalesce(c.before, 'none'), to_char(lower(c.in_force), 'YYYY-MM-DD')),
				'; ' ORDER BY c.name), 300) AS detail,
		NULL::text AS sure
	FROM changed AS c GROUP BY c.contract, c.rule, c.next_id
	UNION ALL
	SELECT g.contract, g.rule, 'limit_cap', g.other_id, 'a number unlike the same in other programs',
		format('%s: %s is %s %s, and in no other program', g.program, g.other,
			CASE g.grows WHEN 1 THEN 'above' ELSE 'below' END, g.one), NULL
	FROM grown AS g WHERE g.grows = 1 AND g.rises = 1 AND g.falls >= 2 OR g.grows = -1 AND g.falls = 1 AND g.rises >= 2
	UNION ALL
	SELECT g.contract, g.rule, 'limit_cap', g.other_id, 'rows in another order than in other programs',
		format('%s: %s and %s stand the other way round in all others', g.program, g.one, g.other), NULL
	FROM grown AS g WHERE g.follow_so = 1 AND g.listed >= 3
	UNION ALL
	SELECT b.contract, b.rule, 'limit_cap', b.id, 'a row amid those of another program',
		format('%s, and the rows before and after it are of %s', b.program, a.program), NULL
	FROM cap AS b JOIN cap AS a ON a.limit_id = b.limit_id AND a.test = b.test AND a.nth = b.nth - 1
		JOIN cap AS c ON c.limit_id = b.limit_id AND c.test = b.test AND c.nth = b.nth + 1 AND c.program = a.program
	WHERE b.program <> a.program AND NOT EXISTS (SELECT FROM cap AS o
		WHERE o.limit_id = b.limit_id AND o.test = b.test AND o.program = b.program AND o.id <> b.id)
	UNION ALL
	SELECT u.contract, u.rule, 'load_limit', u.id, 'a name in its title that no row asks for',
		format('%s %s: %s', u.kind, u.name, u.title), NULL
	FROM unasked AS u
	UNION ALL
	SELECT f.contract, f.rule, 'limit_cap', f.id, 'another number than in its note',
		format('the note says %s, and no row of the limit has it', f.said), NULL
	FROM figure AS f WHERE NOT EXISTS (SELECT FROM cap AS o
		WHERE o.limit_id = f.limit_id AND f.n IN (abs(o.n), 100 * o.n, caseload.quantity(o.tolerance)))
		AND NOT EXISTS (SELECT FROM limit_remedy AS r
			WHERE r.limit_id = f.limit_id AND r.scale::text ~ ('(^|[^0-9.])' || f.n || '([^0-9.]|$)'))
	UNION ALL
	SELECT a.contract, a.rule, 'load_limit', a.id, 'unlike the other limits of its article',
		left(format('%s: %s; the others have %s', a.name, a.value, a.usual), 300), NULL
	FROM article_odd AS a
	UNION ALL
	SELECT p.contract, p.rule, 'limit_cap', p.id, 'a number unlike all others of its program',
		format('%s: %s, and all others are %s', p.program, p.number, p.usual), NULL
	FROM program_odd AS p
	UNION ALL
	SELECT p.contract, p.rule, 'limit_cap', p.id, 'a row unlike all others of its limit',
		format('per is %s; the others have %s', p.per, p.usual), NULL
	FROM per_odd AS p
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'days that stand in the title of another limit',
		format('%s: %s', l.counted_on, o.title), NULL
	FROM named AS l CROSS JOIN LATERAL (SELECT min(o.title) AS title FROM named AS o WHERE o.contract = l.contract
		AND o.counted_on = l.counted_on AND strpos(o.words, said_words(l.counted_on)) > 0) AS o
	WHERE o.title IS NOT NULL AND strpos(l.words, said_words(l.counted_on)) = 0;
END
$limit_kin_problem$;
COMMENT ON FUNCTION limit_kin_problem() IS
	'limits unlike the row before, the same in other programs, or what their titles and notes say';
