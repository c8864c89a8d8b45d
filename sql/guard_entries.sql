-- A guard counts a group's entries in an index before it reads rows: only in one that has each row, by the group's key
-- as the guard compares it. With any index, or none, the third row is refused, and a place that is free is given.
CREATE DOMAIN class_code AS varchar(8);
CREATE TYPE class_grade AS ENUM ('K', '1', '2');
CREATE FUNCTION comes_to(type text, cap text, index text) RETURNS text LANGUAGE plpgsql
	SET client_min_messages = warning AS $$
DECLARE
	said text := '';
BEGIN
	DROP TABLE IF EXISTS seat, class;
	EXECUTE format('CREATE TABLE class (k %s, n int, cap %s, PRIMARY KEY (n, k))', type, cap);
	EXECUTE format('CREATE TABLE seat (id int, k %s, n int, valid daterange)', type);
	EXECUTE index;
	INSERT INTO class VALUES ('1', 1, 2), ('2', 1, NULL);
	PERFORM caseload.guard('seat', 'class', key => '{n,k}', group_key => '{n,k}', cap => 'cap', valid => 'valid');
	FOR i IN 1..5 LOOP
		BEGIN
			IF i = 4 THEN
				DELETE FROM seat WHERE id = 1;
			END IF;
			EXECUTE format('INSERT INTO seat SELECT $1, k, n, %L FROM class', '(,)') USING i;
			said := said || ' in';
		EXCEPTION WHEN check_violation THEN
			said := said || ' refused';
		END;
	END LOOP;
	RETURN said;
END $$;
SELECT number, index, comes_to('text', 'int', COALESCE('CREATE INDEX ON seat ' || index, 'SELECT 1'))
FROM unnest(ARRAY[NULL, '(n, k)', '(k DESC NULLS LAST, n)', '(k, n) INCLUDE (valid)', '(k, n, id)', '(k, n, lower(k))',
	'(id, n, k)', '(k, id, n)', '(k)', '(n, n, k)', '(n, k) WHERE id > 9', '(n, lower(k))', '(n, k COLLATE "C")',
	'(n, k text_pattern_ops)', '(n, k varchar_ops)', 'USING hash (k)', 'USING brin (n, k)', 'USING gist (n, k)',
	'(n, k) WHERE id > 9; CREATE INDEX ON seat (n, k, id)', '(id); ALTER TABLE seat ADD UNIQUE (k, n, id) DEFERRABLE'])
	WITH ORDINALITY AS i (index, number) ORDER BY number;
SELECT type, cap, comes_to(type, cap, 'CREATE INDEX ON seat (k, n)')
FROM unnest(ARRAY['smallint', 'bigint', 'numeric', 'class_code', 'varchar(3)', 'char(4)', 'name', 'class_grade',
	'float8', 'bytea']) WITH ORDINALITY AS t (type, number), unnest(ARRAY['smallint', 'numeric(5,1)']) AS cap
ORDER BY number, cap COLLATE "C";

-- Rows put in before and after an index is made, made anew, undone or gone, in one transaction.
SELECT comes_to('int', 'numeric', 'CREATE INDEX here ON seat (n, k)');
TRUNCATE seat;
\set VERBOSITY terse
BEGIN;
INSERT INTO seat VALUES (1, 1, 1, '(,)');
SAVEPOINT a;
DROP INDEX here;
INSERT INTO seat VALUES (2, 1, 1, '(,)');
CREATE INDEX here ON seat (k, n);
SAVEPOINT b;
INSERT INTO seat VALUES (3, 1, 1, '(,)');
ROLLBACK TO b;
REINDEX INDEX here;
INSERT INTO seat VALUES (3, 1, 1, '(,)');
ROLLBACK TO a;
INSERT INTO seat VALUES (2, 1, 1, '(,)');
UPDATE seat SET valid = '[2026-01-01,2026-02-01)' WHERE id = 2;
TRUNCATE seat;
INSERT INTO seat VALUES (1, 1, 1, '(,)'), (2, 1, 1, '(,)');
SAVEPOINT c;
INSERT INTO seat VALUES (3, 1, 1, '(,)');
ROLLBACK TO c;
ALTER TABLE seat ALTER k TYPE bigint;
ROLLBACK TO c;
INSERT INTO seat VALUES (4, 2, 1, '(,)');
UPDATE seat SET k = 1 WHERE id = 4;
ROLLBACK;
SELECT count(*) FROM seat;

-- More rows than are counted are read; those of all days are no load of one.
UPDATE class SET cap = 600.5 WHERE k = 1;
INSERT INTO seat SELECT i, k, 1, '(,)' FROM generate_series(1, 600) AS i, generate_series(1, 2) AS k;
INSERT INTO seat VALUES (601, 1, 1, '(,)');
INSERT INTO seat VALUES (601, 2, 1, '(,)');
UPDATE class SET cap = 0 WHERE k = 2;
DELETE FROM seat;
INSERT INTO seat SELECT i, 1, 1, daterange(date '2026-01-01' + i, date '2026-01-02' + i)
FROM generate_series(1, 700) AS i;
UPDATE class SET cap = 1 WHERE k = 1;
INSERT INTO seat VALUES (701, 1, 1, '[2026-01-01,2026-01-02)');
INSERT INTO seat VALUES (702, 1, 1, '[2026-01-03,2026-01-04)');
-- a cap that is none
UPDATE class SET cap = -1 WHERE k = 2;
INSERT INTO seat VALUES (703, 2, 1, '(,)');
UPDATE class SET cap = 'NaN' WHERE k = 2;
SELECT problem FROM caseload.check_caps('seat');
DROP TABLE seat, class;
DROP FUNCTION comes_to;
DROP TYPE class_grade, class_code;
