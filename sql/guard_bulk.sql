-- statements that write to many groups: these are locked and read many at a time, and each is judged by itself
SET search_path = pg_catalog;
SET datestyle = ISO;
SET client_min_messages = warning;
CREATE SCHEMA bulk;
CREATE DOMAIN bulk.code AS char(4);
CREATE TYPE bulk.color AS ENUM ('red', 'blue');
CREATE TYPE bulk.pair AS (room int, wing text);
CREATE TABLE bulk.breach (guard text, group_key text[], first_day date, last_day date, load numeric,
	cap numeric, measure text, strictness text,
	citation text, recorded_by text, recorded_at timestamptz);

-- of each type: three groups of two columns and two of one, in one statement each; what is above its cap is recorded
CREATE FUNCTION bulk.over(key_type text, first text, second text) RETURNS text
LANGUAGE plpgsql SET client_min_messages = error AS $$
BEGIN
	DELETE FROM bulk.breach;
	EXECUTE format('CREATE TABLE bulk.class (id %s, period int, cap int, strictness text DEFAULT ''paid'', '
		'PRIMARY KEY (id, period))', key_type);
	EXECUTE format('CREATE TABLE bulk.seat (class %s, period int)', key_type);
	EXECUTE format('CREATE TABLE bulk.room (id %s PRIMARY KEY, cap int, strictness text DEFAULT ''paid'')', key_type);
	EXECUTE format('CREATE TABLE bulk.chair (room %s)', key_type);
	PERFORM caseload.guard('bulk.seat', 'bulk.class', '{class,period}', 'cap', '{id,period}',
		strictness => 'strictness', breach_table => 'bulk.breach'),
		caseload.guard('bulk.chair', 'bulk.room', '{room}', 'cap', '{id}', strictness => 'strictness',
			breach_table => 'bulk.breach');
	EXECUTE format('INSERT INTO bulk.class VALUES (%1$L, 1, 1), (%1$L, 2, 2), (%2$L, 1, 1)', first, second);
	EXECUTE format('INSERT INTO bulk.room VALUES (%1$L, 2), (%2$L, 1)', first, second);
	INSERT INTO bulk.seat SELECT c.id, c.period FROM bulk.class c, generate_series(1, 2);
	INSERT INTO bulk.chair SELECT r.id FROM bulk.room r, generate_series(1, 2);
	DROP TABLE bulk.seat, bulk.chair, bulk.room, bulk.class;
	RETURN (SELECT string_agg(format('%s %s of %s', b.group_key, b.load, b.cap), '; ' ORDER BY b.guard, b.group_key)
		FROM bulk.breach b);
END $$;
SELECT t.type, bulk.over(t.type, t.one, t.other) FROM (VALUES ('bulk.code', '1A', '1B'), ('bulk.color', 'red', 'blue'),
	('bulk.pair', '(1,east)', '(1,west)'),
	('char(4)', '1A', '1B'), ('varchar(9)', 'north', 'south'), ('bit(3)', '101', '011'), ('"char"', 'a', 'b'),
	('name', 'a', 'b'), ('int4range', '[1,3)', '[1,4)'), ('int[]', '{1,2}', '{2}'), ('numeric(4, 1)', '3.0', '4'),
	('text COLLATE "en-x-icu"', 'b', 'C'),
	('uuid', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002')) t(type, one, other);
-- where large and small letters are one, the rows of a group need not be spelled alike
CREATE COLLATION bulk.any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE bulk.room (id text COLLATE bulk.any_case PRIMARY KEY, cap int);
CREATE TABLE bulk.chair (room text COLLATE bulk.any_case);
SELECT caseload.guard('bulk.chair', 'bulk.room', '{room}', 'cap', '{id}');
INSERT INTO bulk.room VALUES ('a', 2), ('B', 1), ('c', 1);
INSERT INTO bulk.chair VALUES ('A'), ('b'), ('a');
INSERT INTO bulk.chair VALUES ('C'), ('A');
DELETE FROM bulk.breach;

-- ten thousand classes of two schools: every seventh is one too many
CREATE TABLE bulk.class (school int, id int, cap int, strictness text, PRIMARY KEY (school, id));
INSERT INTO bulk.class SELECT 1 + n % 2, n, CASE WHEN n % 7 = 0 THEN 2 ELSE 3 END, 'advisory'
FROM generate_series(1, 10000) n;
CREATE TABLE bulk.seat (school int, class int, valid daterange NOT NULL);
CREATE INDEX ON bulk.seat (school, class);
SELECT caseload.guard('bulk.seat', 'bulk.class', '{school,class}', 'cap', '{school,id}', valid => 'valid',
	strictness => 'strictness', breach_table => 'bulk.breach');
BEGIN;
SET LOCAL client_min_messages = error;
INSERT INTO bulk.seat SELECT c.school, c.id, daterange(DATE '2025-09-01' + s, '2026-06-10')
FROM bulk.class c, generate_series(1, 3) s ORDER BY random();
-- row locks only: nothing of the ten thousand stands in the lock table
SELECT count(*) < 20 AS few_locks FROM pg_locks l WHERE l.pid = pg_backend_pid();
COMMIT;
SELECT count(*), min(b.first_day), max(b.first_day), min(b.load), max(b.cap),
	count(*) FILTER (WHERE b.group_key[2]::int % 7 <> 0) AS wrong FROM bulk.breach b;
-- one hard class among them refuses the statement
UPDATE bulk.class SET strictness = 'hard', cap = 4 WHERE id = 9999;
INSERT INTO bulk.seat SELECT c.school, c.id, '[2026-01-01,2026-02-01)' FROM bulk.class c, generate_series(1, 2) s
WHERE c.id > 9990 AND (c.id = 9999 OR s = 0);
-- classes that did not grow are not judged, whatever was above its cap before
BEGIN;
SET LOCAL client_min_messages = error;
UPDATE bulk.class SET cap = 1, strictness = 'advisory';
DELETE FROM bulk.breach;
UPDATE bulk.seat SET valid = daterange(lower(valid) + 1, upper(valid));
SELECT count(*) FROM bulk.breach;
UPDATE bulk.seat SET class = class WHERE class % 2 = 0;
SELECT count(*) FROM bulk.breach;
ROLLBACK;
-- moves between all of them, each full: nobody is refused
UPDATE bulk.class SET strictness = 'hard', cap = 3;
UPDATE bulk.seat SET class = CASE WHEN class > 9998 THEN class - 9998 ELSE class + 2 END;
SELECT count(*), max(c.n) FROM (SELECT count(*) AS n FROM bulk.seat s GROUP BY s.school, s.class) c;
-- what is over on other days refuses nothing, and what the statement adds to does: with many groups in memory and with
-- more than fit, of groups without a cap, without a row, and of rows in no group
ALTER TABLE bulk.class DISABLE TRIGGER USER;
UPDATE bulk.class SET cap = 2 WHERE id = 5000;
ALTER TABLE bulk.class ENABLE TRIGGER USER;
UPDATE bulk.class SET cap = NULL WHERE id = 5001;
INSERT INTO bulk.seat SELECT c.school, c.id, '[2026-07-01,2026-08-01)' FROM bulk.class c UNION ALL VALUES
	(9, 9, '[2026-07-01,2026-08-01)'::daterange), (NULL, 1, '(,)'), (1, 1, 'empty');
INSERT INTO bulk.seat SELECT c.school, c.id, '[2026-07-01,2026-08-01)'
FROM bulk.class c, generate_series(1, 2) s WHERE s = 1 OR c.id = 5000;
SET work_mem = '64kB';
INSERT INTO bulk.seat SELECT c.school, c.id, '[2026-07-01,2026-08-01)'
FROM bulk.class c, generate_series(1, 2) s WHERE s = 1 OR c.id = 5000;
INSERT INTO bulk.seat SELECT c.school, c.id, '[2026-07-01,2026-08-01)' FROM bulk.class c;
INSERT INTO bulk.seat SELECT c.school, c.id, '[2026-07-31,2026-08-01)' FROM bulk.class c WHERE c.id > 4990;
RESET work_mem;
SELECT count(*) FROM bulk.seat;
UPDATE bulk.class SET cap = 3 WHERE id IN (5000, 5001);

-- without an index it is slower and as right
DROP INDEX bulk.seat_school_class_idx;
DELETE FROM bulk.seat WHERE class > 50;
UPDATE bulk.seat SET class = 51 - class, school = 3 - school;
INSERT INTO bulk.seat VALUES (1, 20, '[2026-01-01,2026-01-02)'),
	(1, 22, '[2026-01-01,2026-01-02)'), (2, 21, '[2026-01-01,2026-01-02)');
DROP SCHEMA bulk CASCADE;
