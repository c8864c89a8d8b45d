-- A word that a CHECK does not list is refused with the column, the list and the nearest of its words.
SELECT caseload.create_district('words');
SET search_path = words, caseload, public;
\set VERBOSITY default
\set SHOW_CONTEXT never
SELECT * FROM allowed_words('load_limit');
SELECT count(*) > 35 AS of_many_columns FROM (SELECT DISTINCT c.oid, w.column_name
	FROM pg_class AS c CROSS JOIN LATERAL allowed_words(c.oid) AS w
	WHERE c.relnamespace = 'words'::regnamespace AND c.relkind = 'r') AS listed;
-- no table that people write goes without
SELECT c.relname FROM pg_class AS c WHERE c.relnamespace = 'words'::regnamespace AND c.relkind = 'r'
	AND EXISTS (SELECT FROM allowed_words(c.oid) AS w) AND NOT EXISTS (SELECT FROM pg_trigger AS t
		WHERE t.tgrelid = c.oid AND t.tgname = 'check_words' AND t.tgfoid = 'check_words()'::regprocedure)
ORDER BY c.relname COLLATE "C";

INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('pine', 'Pine', 'Pine', 'teachers', '[2025-07-01,2028-07-01)', 'made up');
-- misspelt, another case, a part of it, nothing like it
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
VALUES ('pine', 'a', 'A', '[2025-07-01,2028-07-01)', 'secton', 'hard', 'made up');
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
VALUES ('pine', 'a', 'A', '[2025-07-01,2028-07-01)', 'section', 'Hard', 'made up');
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation, carried)
VALUES ('pine', 'a', 'A', '[2025-07-01,2028-07-01)', 'section', 'hard', 'made up', 'share');
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
VALUES ('pine', 'a', 'A', '[2025-07-01,2028-07-01)', 'each class', 'hard', 'made up');
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
VALUES ('pine', 'a', 'A', '[2025-07-01,2028-07-01)', 'section', 'hard', 'made up') RETURNING code;
UPDATE load_limit SET joined = 'every' WHERE code = 'a';
UPDATE load_limit SET joined = 'all' WHERE code = 'a' RETURNING joined;
-- what the program reads: SQLSTATE, column, table, schema and the CHECK itself
DO $$
DECLARE
	state text;
	of_column text;
	of_table text;
	of_schema text;
	of_check text;
BEGIN
	UPDATE load_limit SET strictness = 'soft';
EXCEPTION WHEN check_violation THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, of_column = COLUMN_NAME, of_table = TABLE_NAME,
		of_schema = SCHEMA_NAME, of_check = CONSTRAINT_NAME;
	RAISE NOTICE '%, %.%.%, %', state, of_schema, of_table, of_column, of_check;
END $$;
-- of every CHECK that lists words a wrong one is refused so, and no right one is
CREATE TEMPORARY TABLE tried AS
SELECT c.oid::regclass AS of_table, w.column_name, w.word FROM pg_class AS c
	CROSS JOIN LATERAL allowed_words(c.oid) AS w
WHERE c.relnamespace = 'words'::regnamespace AND c.relkind = 'r'
	AND EXISTS (SELECT FROM pg_trigger AS t WHERE t.tgrelid = c.oid AND t.tgname = 'check_words');
CREATE FUNCTION pg_temp.refused(of_table regclass, column_name text, word text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('INSERT INTO %s (%I) VALUES (%L)', of_table, column_name,
		CASE (SELECT a.atttypid FROM pg_attribute AS a WHERE a.attrelid = of_table AND a.attname = column_name)
			WHEN 'text[]'::regtype THEN format('{%s}', quote_ident(word)) ELSE word END);
	RETURN 'taken';
EXCEPTION WHEN check_violation THEN RETURN SQLERRM; WHEN OTHERS THEN RETURN 'another reason';
END $$;
SELECT t.of_table, t.column_name, pg_temp.refused(t.of_table, t.column_name, 'nonesuch') AS wrong
FROM (SELECT DISTINCT of_table, column_name FROM tried) AS t
WHERE pg_temp.refused(t.of_table, t.column_name, 'nonesuch')
	!~ format('^column "%s" of "%s" cannot (be|hold) "nonesuch"$', t.column_name, t.of_table)
ORDER BY 1, 2;
SELECT t.* FROM tried AS t WHERE pg_temp.refused(t.of_table, t.column_name, t.word) ~ '^column' ORDER BY 1, 2, 3;

-- a list of one, of an array, of two CHECKs, beside other conditions; no list: a word that is taken out, a number, an
-- expression; and a table of one's own may have the trigger, too
CREATE TABLE own (one text CHECK (one = 'only'), many text[] CHECK (many <@ ARRAY['north', 'south', 'it''s']),
	twice text CHECK (twice IN ('a', 'b')), narrow varchar(10) CHECK (narrow IN ('x', 'y') AND length(narrow) < 3),
	not_this text CHECK (not_this NOT IN ('bad')), n int CHECK (n IN (1, 2)), low text CHECK (lower(low) IN ('q')),
	"Odd name" text CHECK ("Odd name" IN ('p', 'q')));
ALTER TABLE own ADD CONSTRAINT fewer CHECK (twice IN ('b', 'c'));
SELECT * FROM allowed_words('own');
CREATE TRIGGER check_words BEFORE INSERT OR UPDATE ON own FOR EACH ROW EXECUTE FUNCTION check_words();
INSERT INTO own (one) VALUES ('Only ');
INSERT INTO own (many) VALUES ('{north,sout}');
INSERT INTO own (many) VALUES ('{north,east}');
INSERT INTO own (many) VALUES ('{north,"it''s"}'), ('{}'), (NULL);
INSERT INTO own (twice) VALUES ('a');
INSERT INTO own (narrow) VALUES ('xx');
INSERT INTO own ("Odd name") VALUES ('');
INSERT INTO own (not_this) VALUES ('bad');
INSERT INTO own (n) VALUES (3);
INSERT INTO own (one, many, twice, narrow, not_this, n, low, "Odd name")
VALUES ('only', '{south}', 'b', 'y', 'good', 2, 'Q', 'q') RETURNING *;
CREATE TRIGGER wrong AFTER INSERT ON own FOR EACH ROW EXECUTE FUNCTION check_words();
INSERT INTO own (one) VALUES ('only');
SELECT allowed_words(0);
SET client_min_messages = warning;
DROP SCHEMA words, words_bi, words_then CASCADE;
