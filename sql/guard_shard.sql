-- Shards of a distributed table, made by hand as Citus makes them: tables beside it, of its name and a number, with its
-- triggers. What fires there is the table; over several groups each key is asked for by its own query; and what is said
-- names the tables as they are known.
\set VERBOSITY default
\set SHOW_CONTEXT never
CREATE SCHEMA shard;
SET search_path = shard, caseload, public;
CREATE TABLE class (district int, class int, cap int, strictness text DEFAULT 'hard', PRIMARY KEY (district, class));
CREATE TABLE lift (district int, class int, valid daterange, cap int);
CREATE TABLE seat (district int, class int, student int, valid daterange);
CREATE INDEX ON seat (district, class);
SELECT guard('seat', 'class', '{district,class}', 'cap', valid => 'valid', strictness => 'strictness',
	waiver_table => 'lift', waiver_valid => 'valid', waiver_cap => 'cap', name => 'seats');
CREATE TABLE seat_102008 (LIKE seat INCLUDING ALL);
CREATE TABLE class_102009 (LIKE class INCLUDING ALL);
CREATE TABLE lift_102010 (LIKE lift INCLUDING ALL);
\set ECHO none
SELECT replace(pg_get_triggerdef(t.oid), format(' ON shard.%I ', c.relname),
	format(' ON shard.%s ', CASE c.relname WHEN 'seat' THEN 'seat_102008' WHEN 'class' THEN 'class_102009'
		ELSE 'lift_102010' END)) AS made
FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
WHERE c.relnamespace = 'shard'::regnamespace AND NOT t.tgisinternal ORDER BY t.tgname \gexec
\set ECHO all
INSERT INTO class (district, class, cap) SELECT d, c, 2 FROM generate_series(1, 3) AS d, generate_series(1, 4) AS c;

-- several classes of several districts, counted in the shard alone
INSERT INTO seat SELECT 1, 1, n, '[2025-09-01,2026-06-01)' FROM generate_series(1, 2) AS n;
INSERT INTO seat_102008 SELECT d, c, n, '[2025-09-01,2026-06-01)'
FROM generate_series(1, 3) AS d, generate_series(1, 4) AS c, generate_series(1, 2) AS n;
SELECT count(*) FROM seat_102008;
-- one of them is over
DELETE FROM seat_102008 WHERE (district, class, student) <> (3, 2, 1) AND student = 1;
INSERT INTO seat_102008 SELECT d, c, 3, '[2025-09-01,2026-06-01)'
FROM generate_series(1, 3) AS d, generate_series(1, 4) AS c;
INSERT INTO seat_102008 SELECT d, c, 3, '[2025-09-01,2026-06-01)'
FROM generate_series(1, 3) AS d, generate_series(1, 4) AS c WHERE (d, c) <> (3, 2);
SELECT count(*), max(n) FROM (SELECT count(*) AS n FROM seat_102008 GROUP BY district, class) AS g;

-- a cap in its shard is changed: counted in the table, which Citus sends where it lies
INSERT INTO class_102009 TABLE class;
UPDATE class_102009 SET cap = 3;
UPDATE class_102009 SET cap = 1 WHERE (district, class) = (1, 1);
-- a waiver in its shard
DELETE FROM seat;
INSERT INTO lift_102010 VALUES (2, 2, '[2025-09-01,2026-06-01)', 9);
ALTER TABLE seat DISABLE TRIGGER USER;
INSERT INTO seat SELECT 2, 2, n, '[2025-09-01,2026-06-01)' FROM generate_series(1, 3) AS n;
DELETE FROM lift_102010;
-- a table of another name and number is none of its shards
CREATE TABLE classes_102011 (LIKE class INCLUDING ALL);
\set ECHO none
SELECT replace(pg_get_triggerdef(t.oid), ' ON shard.class ', ' ON shard.classes_102011 ') AS made
FROM pg_trigger AS t WHERE t.tgrelid = 'class'::regclass AND NOT t.tgisinternal \gexec
\set ECHO all
INSERT INTO classes_102011 VALUES (1, 1, 1);
SET client_min_messages = warning;
DROP SCHEMA shard CASCADE;
