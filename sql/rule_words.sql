-- The page of the rules' words against the catalogs: each word that a rule table allows stands there with what reads
-- it, and the reader knows the word. A new word without a reader fails here.
\set VERBOSITY terse
SELECT caseload.create_district('rule_words');
SET search_path = rule_words, caseload, public;
\set page `cat "$PG_ABS_SRCDIR"/doc/rules.md`
CREATE TEMPORARY TABLE line AS SELECT substring(l FROM '^\| (`[a-z_]*[.][a-z_]*` \|.*) \|$') AS text
FROM string_to_table(:'page', E'\n') AS l WHERE l ~ '^\| `[a-z_]*[.][a-z_]*` \|.* \|$';
CREATE TEMPORARY TABLE told AS
SELECT trim(BOTH '`' FROM split_part(split_part(text, ' | ', 1), '.', 1)) AS place,
	trim(BOTH '`' FROM split_part(split_part(text, ' | ', 1), '.', 2)) AS name,
	substring(split_part(text, ' | ', 2) FROM '^`(.*)`$') AS word,
	CASE WHEN text ~ '^`[a-z_.]+` \| `[^`]+` \| [^|]+ \| [^|]+$' THEN split_part(text, ' | ', 4)
		ELSE trim(TRAILING ' |' FROM split_part(text, ' | ', 3)) END AS read_by,
	text ~ '^`[a-z_.]+` \| `[^`]+` \| [^|]+ \| [^|]+$' AND split_part(text, ' | ', 4) ~ '`|for people' AS allowed
FROM line;
UPDATE told SET word = NULL WHERE NOT allowed;

-- the tables of rules: what has an article, and what hangs on such a row without being a fact of a district
CREATE TEMPORARY TABLE rule_table AS
SELECT c.oid, c.relname::text AS place FROM pg_class AS c
WHERE c.relnamespace = 'rule_words'::regnamespace AND c.relkind = 'r'
	AND NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attname = 'district_id')
	AND EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attname = 'note'
		AND NOT a.attisdropped);
SELECT count(*) >= 22 AS all_of_them FROM rule_table;
-- each column of text, with the list that a CHECK gives it
CREATE TEMPORARY TABLE rule_column AS
SELECT t.place, a.attname::text AS name, (SELECT array_agg(m[1]) FROM pg_constraint AS k
		CROSS JOIN LATERAL regexp_matches(pg_get_constraintdef(k.oid), '''((?:[^'']|'''')*)''::text', 'g') AS m
	WHERE k.conrelid = t.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum]
		AND pg_get_constraintdef(k.oid) ~ ('^CHECK \(\(' || a.attname || ' = (ANY|''[^'']*''::text\)\)$)')) AS words
FROM rule_table AS t JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE a.atttypid IN ('text'::regtype, 'text[]'::regtype)
	AND (a.attname NOT IN ('contract', 'citation', 'note', 'title', 'grid') OR t.place IN ('contract', 'index_value'))
	AND (t.place, a.attname) NOT IN (('contract', 'citation'), ('contract', 'note'), ('contract', 'title'),
		('index_value', 'citation'), ('index_value', 'note'));
SELECT count(*) > 60 AS many, count(*) FILTER (WHERE words IS NOT NULL) > 20 AS of_words FROM rule_column;

-- words and columns that the page does not tell, that it tells and that are not there, and that it tells twice
SELECT c.place, c.name, w.word, 'not on the page' AS wrong
FROM rule_column AS c LEFT JOIN LATERAL unnest(c.words) AS w (word) ON true
	LEFT JOIN told AS t ON t.place = c.place AND t.name = c.name AND t.word IS NOT DISTINCT FROM w.word
WHERE t.place IS NULL
UNION ALL
SELECT t.place, t.name, t.word, 'not in the tables' FROM told AS t
WHERE NOT EXISTS (SELECT FROM rule_column AS c WHERE c.place = t.place AND c.name = t.name
	AND CASE WHEN t.word IS NULL THEN c.words IS NULL ELSE t.word = ANY (c.words) END)
UNION ALL
SELECT place, name, word, 'twice' FROM told GROUP BY place, name, word HAVING count(*) > 1
ORDER BY 1, 2, 3;

-- and readers that do not read: `name` holds the word between quotes or in an array's text; otherwise in `name` holds
-- the column or another of its words, and not this one; compared in and shown by `name` hold the column. What is
-- written in C must take the word.
CREATE TEMPORARY TABLE reader AS
SELECT p.proname::text AS reader, string_agg(CASE WHEN l.lanname = 'c' THEN NULL ELSE pg_get_functiondef(p.oid) END,
	E'\n') AS text, bool_or(l.lanname = 'c') AS in_c
FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
WHERE p.pronamespace IN ('rule_words'::regnamespace, 'rule_words_then'::regnamespace, 'caseload'::regnamespace)
	AND p.prokind = 'f' GROUP BY p.proname
UNION ALL
SELECT c.relname, pg_get_viewdef(c.oid), false FROM pg_class AS c
WHERE c.relnamespace IN ('rule_words'::regnamespace, 'rule_words_bi'::regnamespace) AND c.relkind = 'v';
CREATE FUNCTION pg_temp.holds(text text, word text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT text ~ ('[''{,"]' || word || '[''},"]') $$;
SELECT t.place, t.name, t.word, t.read_by
FROM told AS t LEFT JOIN reader AS r ON r.reader = substring(t.read_by FROM '`([a-z_]+)`$')
WHERE t.read_by <> 'for people' AND NOT coalesce(CASE
		WHEN r.in_c THEN t.word IS NOT NULL
		WHEN t.word IS NULL THEN t.read_by ~ '^`' AND r.text ~ ('\m' || t.name || '\M')
		WHEN t.read_by ~ '^`' THEN pg_temp.holds(r.text, t.word)
		WHEN t.read_by ~ '^otherwise in `' THEN NOT pg_temp.holds(r.text, t.word)
			AND EXISTS (SELECT FROM told AS o WHERE o.place = t.place AND o.name = t.name AND o.word <> t.word
				AND pg_temp.holds(r.text, o.word))
			AND NOT EXISTS (SELECT FROM told AS o WHERE o.place = t.place AND o.name = t.name AND o.word <> t.word
				AND o.read_by ~ '^otherwise')
		WHEN t.read_by ~ '^(compared in|shown by) `' THEN r.text ~ ('\m' || t.name || '\M') END, false)
ORDER BY 1, 2, 3;
SELECT t.word, rounded('1.5 students', 0, t.word) FROM told AS t
WHERE t.read_by = '`rounded`' GROUP BY t.word ORDER BY t.word COLLATE "C";
SELECT t.word, with_raise(E'step(0) I\n1 100', 1, 2, t.word) FROM told AS t
WHERE t.read_by = '`with_raise`' ORDER BY t.word COLLATE "C";
SELECT t.word, caseload.clock_unit(t.word) FROM told AS t
WHERE t.read_by = '`clock_unit`' GROUP BY t.word ORDER BY t.word COLLATE "C";
-- nothing else is read in C, and what nothing reads is this
SELECT DISTINCT t.read_by FROM told AS t JOIN reader AS r ON t.read_by = '`' || r.reader || '`' AND r.in_c
ORDER BY 1;
SELECT place, name, count(*) AS words FROM told WHERE read_by = 'for people' GROUP BY place, name
ORDER BY place COLLATE "C", name COLLATE "C";

-- what the page is good for: a word that is added is found
ALTER TABLE raise DROP CONSTRAINT raise_joined_check,
	ADD CONSTRAINT raise_joined_check CHECK (joined IN ('then', 'greater', 'lesser', 'mean'));
SELECT m[1] AS not_told FROM pg_constraint AS k
	CROSS JOIN LATERAL regexp_matches(pg_get_constraintdef(k.oid), '''((?:[^'']|'''')*)''::text', 'g') AS m
WHERE k.conname = 'raise_joined_check' AND NOT EXISTS (SELECT FROM told AS t WHERE t.place = 'raise'
	AND t.name = 'joined' AND t.word = m[1]);
SET client_min_messages = warning;
DROP SCHEMA rule_words, rule_words_bi, rule_words_then CASCADE;
