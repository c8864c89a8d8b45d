-- Nothing of a limit's rows is left out of its sentences: each column in turn is given another value, and each word
-- that a column's CHECK allows; every one of them must make the sentences others than all the rest. A column that is
-- added without words is listed here.
SET search_path = caseload, public;
SET client_min_messages = warning;
\pset format unaligned
\pset tuples_only on
SELECT create_district('explain_columns');
SET search_path = explain_columns, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('made up', 'Made up', 'District', 'Union', '[2025-07-01,2026-07-01)', 'Article 1');

-- What the columns are tried on: a limit with two tests, two caps in the first, a weight and two remedies of a choice.
CREATE FUNCTION pg_temp.begin() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	made bigint;
BEGIN
	DELETE FROM load_limit;
	INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation, joined)
	VALUES ('made up', 'c', 'T', '[2025-07-01,2026-07-01)', 'section', 'paid', 'A', 'all') RETURNING id INTO made;
	INSERT INTO limit_cap (limit_id, test, number) VALUES (made, 1, '20 students'), (made, 1, '30 students'),
		(made, 2, '40 students');
	INSERT INTO limit_weight (limit_id, counts, weight) VALUES (made, '{"iep": true}', 2);
	INSERT INTO limit_most (limit_id, whose, most, per) VALUES (made, 'site', 900, 'semester');
	INSERT INTO limit_remedy (limit_id, kind, scale, lasts, choice, rank)
	VALUES (made, 'pay', '1+: $5 each per semester', '10 days', 'x', 1), (made, 'meeting', NULL, NULL, 'x', 2);
END
$$;
-- which column gets which value; where it needs one, with what set besides. Keys, and what a limit is asked for by, say
-- nothing.
CREATE TEMPORARY TABLE try (place text, name text, value text, besides text);
INSERT INTO try VALUES
	('load_limit', 'title', '''U''', NULL), ('load_limit', 'in_force', '''[2025-07-01,2026-01-01)''', NULL),
	('load_limit', 'known', '''[2025-07-01,)''', NULL), ('load_limit', 'paid_by', '2', NULL),
	('load_limit', 'counted_on', '''Thursdays''', NULL), ('load_limit', 'citation', '''B''', NULL),
	('load_limit', 'note', '''N''', NULL), ('load_limit', 'carried_by', '''{aide}''', NULL),
	('limit_cap', 'test', '3', NULL), ('limit_cap', 'grades', '''[4,6]''', NULL),
	('limit_cap', 'program', '''P''', NULL),
	('limit_cap', 'applies', '''{"title_i": true}''', NULL), ('limit_cap', 'precedence', '1', NULL),
	('limit_cap', 'number', '''21 students''', NULL), ('limit_cap', 'relative_to', '''other''', NULL),
	('limit_cap', 'per', '''1 FTE''', NULL), ('limit_cap', 'tolerance', '''2 students''', NULL),
	('limit_cap', 'counts', '''{"ell": true}''', NULL), ('limit_cap', 'taken_over', '''month''', 'taken = ''mean'''),
	('limit_cap', 'taken', '''mean''', 'taken_over = ''year'''),
	('limit_cap', 'taken', '''total''', 'taken_over = ''year'''),
	('limit_cap', 'none', 'true', 'number = NULL'), ('limit_cap', 'number', 'NULL', 'note = ''?'''),
	('limit_cap', 'applies', '''{"size": {"at_most": 24}}''', NULL),
	('limit_cap', 'applies', '''{"size": {"at_least": 24}}''', NULL),
	('limit_cap', 'applies', '''{"size": {"above": 24}}''', NULL),
	('limit_cap', 'applies', '''{"size": {"below": 24}}''', NULL),
	('limit_cap', 'applies', '''{"size": {"not": 24}}''', NULL),
	('limit_cap', 'applies', '''{"size": {"absent": true}}''', NULL),
	('limit_cap', 'applies', '''{"level": {"one_of": ["middle", "high"]}}''', NULL),
	('limit_cap', 'excess_most', '''3 students''', NULL), ('limit_cap', 'note', '''N''', NULL),
	('limit_weight', 'counts', '''{"ell": true}''', NULL), ('limit_weight', 'weight', '1.5', NULL),
	('limit_weight', 'note', '''N''', NULL),
	('limit_most', 'most', '700', NULL), ('limit_most', 'per', '''year''', NULL), ('limit_most', 'note', '''N''', NULL),
	('limit_remedy', 'test', '2', NULL), ('limit_remedy', 'rank', '3', NULL), ('limit_remedy', 'choice', '''y''', NULL),
	('limit_remedy', 'choice', 'NULL', NULL), ('limit_remedy', 'scale', '''1+: $6 each per semester''', NULL),
	('limit_remedy', 'scale', 'NULL', NULL), ('limit_remedy', 'base', '''rate''', NULL),
	('limit_remedy', 'counted_on', '''Thursdays''', NULL), ('limit_remedy', 'standing_on', '''day 20''', NULL),
	('limit_remedy', 'lasts', '''9 days''', NULL), ('limit_remedy', 'lasts', 'NULL', NULL),
	('limit_remedy', 'lasts_in', '''semester''', NULL), ('limit_remedy', 'from_then', 'true', NULL),
	('limit_remedy', 'payee', '''aide''', NULL), ('limit_remedy', 'payee', '''each teacher''', NULL),
	('limit_remedy', 'gates', '''{lasts,counted_on}''', NULL), ('limit_remedy', 'runs_in', '''semester''', NULL),
	('limit_remedy', 'carries', '''15 days''', 'lasts_in = ''quarter'''),
	('limit_remedy', 'note', '''N''', NULL);
-- what this version of the tables may not have yet
INSERT INTO try
SELECT n.* FROM (VALUES ('load_limit', 'holds', 'true', NULL), ('load_limit', 'empty_counts', 'true', NULL),
	('load_limit', 'together', '''{room,period}''', NULL),
	('load_limit', 'role_weights', '''{"aide": 0.5}''', NULL),
	('limit_cap', 'stays', '''30 days''', 'stays_in = ''year'''),
	('limit_cap', 'stays_in', '''semester''', 'stays = ''30 days'''),
	('limit_cap', 'cap_taken', '''mean''', 'taken = ''total'', taken_over = ''year'''),
	('limit_cap', 'cap_taken', '''total''', 'taken = ''total'', taken_over = ''year'''),
	('limit_cap', 'per_counts', '''{"what": "x", "iep": true}''', 'per = ''2 aides'''),
	('limit_cap', 'by_site', 'true', 'counts = ''{"what": "x"}'''),
	('limit_remedy', 'payees', '''{aide,nurse}''', NULL), ('limit_remedy', 'each_payee', 'true', NULL),
	('limit_remedy', 'standing', 'true', NULL), ('limit_remedy', 'standing', 'false', NULL),
	('limit_remedy', 'due_within', '''20 days''', NULL),
	('limit_remedy', 'due_in', '''calendar''', 'due_within = ''30 days'''),
	('limit_remedy', 'due_in', '''school''', 'due_within = ''30 days'''),
	('limit_remedy', 'due_in', '''duty''', 'due_within = ''30 days'''),
	('limit_remedy', 'due_from', '''semester''', 'due_within = ''30 days'''),
	('limit_remedy', 'due_from', '''pay days''', 'due_within = ''30 days'''),
	('limit_remedy', 'paid_with', '''month''', NULL), ('limit_remedy', 'paid_with', '''pay days''', NULL),
	('limit_remedy', 'given', '''{"what": "consent"}''', NULL),
	('limit_remedy', 'given_how', '''on its days''', 'given = ''{"what": "x"}'''),
	('limit_remedy', 'given_how', '''from then''', 'given = ''{"what": "x"}'''),
	('limit_remedy', 'given_how', '''until then''', 'given = ''{"what": "x"}'''),
	('limit_remedy', 'given_how', '''its month''', 'given = ''{"what": "x"}''')) AS n (place, name, value, besides)
	JOIN pg_attribute AS a ON a.attrelid = n.place::regclass AND a.attname = n.name;
-- and every word of every list
INSERT INTO try (place, name, value)
SELECT t.place, a.attname, quote_literal(m[1])
FROM unnest('{load_limit,limit_cap,limit_weight,limit_remedy,limit_most}'::text[]) AS t (place)
	JOIN pg_constraint AS k ON k.conrelid = t.place::regclass AND k.contype = 'c' AND cardinality(k.conkey) = 1
	JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] AND a.atttypid = 'text'::regtype
	CROSS JOIN LATERAL regexp_matches(pg_get_constraintdef(k.oid), '''((?:[^'']|'''')*)''::text', 'g') AS m
WHERE m[1] <> '' AND NOT EXISTS (SELECT FROM try AS e WHERE e.place = t.place AND e.name = a.attname);
SELECT count(*) > 40 AS many FROM try WHERE value LIKE '''%';

-- a column that nobody tries
SELECT t.place, a.attname AS not_tried
FROM unnest('{load_limit,limit_cap,limit_weight,limit_remedy,limit_most}'::text[]) AS t (place)
	JOIN pg_attribute AS a ON a.attrelid = t.place::regclass AND a.attnum > 0 AND NOT a.attisdropped
WHERE a.attname NOT IN ('id', 'limit_id', 'contract', 'code')
	AND NOT EXISTS (SELECT FROM try AS e WHERE e.place = t.place AND e.name = a.attname)
ORDER BY t.place COLLATE "C", a.attname COLLATE "C";

CREATE TEMPORARY TABLE told (place text, name text, value text, locale text, words text);
DO $$
DECLARE
	one record;
BEGIN
	PERFORM pg_temp.begin();
	INSERT INTO told SELECT 'load_limit', '', '', l, explain_limit('made up', 'c', '2025-10-01', l)
	FROM unnest('{en,es}'::text[]) AS l;
	FOR one IN SELECT * FROM try LOOP
		PERFORM pg_temp.begin();
		EXECUTE format('UPDATE %I SET %I = %s%s WHERE id = (SELECT min(id) FROM %1$I)', one.place, one.name, one.value,
			', ' || one.besides);
		INSERT INTO told SELECT one.place, one.name, one.value, l, explain_limit('made up', 'c', '2025-10-01', l)
		FROM unnest('{en,es}'::text[]) AS l;
	END LOOP;
END
$$;
SELECT count(*) > 100 AS many, count(*) FILTER (WHERE locale = 'es') * 2 = count(*) AS both FROM told;
-- what is told alike: a value that the limit begins with; of those that are no column's default, these
SELECT place, name, value FROM told AS t
WHERE locale = 'en' AND name <> '' AND words = (SELECT b.words FROM told AS b WHERE b.name = '' AND b.locale = t.locale)
	AND NOT EXISTS (SELECT FROM pg_attribute AS a JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
		WHERE a.attrelid = t.place::regclass AND a.attname = t.name
			AND pg_get_expr(d.adbin, d.adrelid) LIKE t.value || '%')
ORDER BY place COLLATE "C", name COLLATE "C", value COLLATE "C";
SELECT locale, array_agg(format('%s.%s %s', place, name, value) ORDER BY place, name, value) AS alike FROM told
WHERE words NOT IN (SELECT b.words FROM told AS b WHERE b.name = '')
GROUP BY locale, words HAVING count(*) > 1 ORDER BY 1, 2;
-- no two languages say the same, and no sentence is left with a part that was not put in
SELECT place, name, value FROM told WHERE words ~ '[{}]' ORDER BY 1, 2, 3;
SELECT t.name FROM told AS t JOIN told AS o USING (place, name, value, words) WHERE t.locale < o.locale;

DROP SCHEMA explain_columns, explain_columns_bi, explain_columns_then CASCADE;
