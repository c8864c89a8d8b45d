-- deferred: what counts is the load with and without the transaction, whatever it did in between
SET search_path = pg_catalog;
SET datestyle = ISO;
CREATE SCHEMA defer;
CREATE TABLE defer.class (id int PRIMARY KEY, cap int, strictness text DEFAULT 'hard');
CREATE TABLE defer.seat (student int, class int REFERENCES defer.class, valid daterange NOT NULL);
CREATE INDEX ON defer.seat (class);
INSERT INTO defer.class VALUES (1, 1, 'hard'), (2, 5, 'hard'), (3, 1, 'paid');
-- two in class 1, whose cap is one, from before there was a guard
INSERT INTO defer.seat VALUES (1, 1, '[2025-09-01,2026-06-01)'),
	(2, 1, '[2025-09-01,2026-06-01)'), (3, 3, '[2025-09-01,2026-06-01)');
SET client_min_messages = error;
SELECT caseload.guard('defer.seat', 'defer.class', '{class}', 'cap', '{id}', valid => 'valid',
	strictness => 'strictness', deferred => true, name => 'cap');
SET client_min_messages = notice;

-- out and back, one for another, for fewer days: not worse than before
BEGIN;
UPDATE defer.seat SET class = 2 WHERE student = 1;
UPDATE defer.seat SET class = 1 WHERE student = 1;
COMMIT;
BEGIN;
DELETE FROM defer.seat WHERE student = 2;
INSERT INTO defer.seat VALUES (4, 1, '[2025-10-01,2026-05-01)');
COMMIT;
BEGIN;
SAVEPOINT tried;
INSERT INTO defer.seat VALUES (5, 1, '[2025-10-01,2026-05-01)');
ROLLBACK TO tried;
UPDATE defer.seat SET valid = '[2025-10-02,2026-05-01)' WHERE student = 4;
COMMIT;
-- on one day more: refused, with that day
BEGIN;
DELETE FROM defer.seat WHERE student = 4;
INSERT INTO defer.seat VALUES (4, 1, '[2025-10-02,2026-05-02)');
COMMIT;
BEGIN;
UPDATE defer.seat SET class = 2 WHERE student = 4;
SAVEPOINT later;
UPDATE defer.seat SET class = 1, valid = '[2025-10-01,2026-05-01)' WHERE student = 4;
SET CONSTRAINTS ALL IMMEDIATE;
ROLLBACK TO later;
COMMIT;
SELECT student, class, valid FROM defer.seat ORDER BY student;
-- a paid class: said once, of the days that are more
BEGIN;
INSERT INTO defer.seat VALUES (6, 3, '[2025-10-01,2025-11-01)');
DELETE FROM defer.seat WHERE student = 3;
INSERT INTO defer.seat VALUES (7, 3, '[2025-10-20,2025-12-01)');
COMMIT;
-- at the other levels, too
BEGIN ISOLATION LEVEL SERIALIZABLE;
UPDATE defer.seat SET class = 1 WHERE student = 4;
COMMIT;
BEGIN ISOLATION LEVEL REPEATABLE READ;
UPDATE defer.seat SET class = 2 WHERE student = 1;
UPDATE defer.seat SET class = 1 WHERE student = 4;
COMMIT;
SELECT student, class FROM defer.seat ORDER BY student;
-- a lowered cap is judged on every day
UPDATE defer.class SET cap = 0 WHERE id = 1;
-- rows that are frozen as they come are not taken for rows that were there before, nor by a partition
BEGIN;
TRUNCATE defer.seat;
COPY defer.seat FROM stdin (FREEZE);
1	1	[2025-09-01,2026-06-01)
2	1	[2025-10-01,2026-06-01)
\.
COMMIT;
BEGIN;
SAVEPOINT frozen;
TRUNCATE defer.seat;
COPY defer.seat FROM stdin (FREEZE);
1	1	[2025-09-01,2026-06-01)
\.
RELEASE frozen;
COPY defer.seat FROM stdin;
2	1	[2025-10-01,2026-06-01)
\.
COMMIT;
CREATE TABLE defer.parted (student int, class int, valid daterange NOT NULL) PARTITION BY LIST (student);
CREATE TABLE defer.part PARTITION OF defer.parted DEFAULT;
CREATE INDEX ON defer.parted (class);
SELECT caseload.guard('defer.parted', 'defer.class', '{class}', 'cap', '{id}', valid => 'valid', deferred => true);
BEGIN;
CREATE TABLE defer.part_1 PARTITION OF defer.parted FOR VALUES IN (1);
COPY defer.part_1 FROM stdin (FREEZE);
1	1	[2025-09-01,2026-06-01)
1	1	[2025-10-01,2026-06-01)
\.
COMMIT;
-- those that others froze were there: with them the class may stay as full as it was
SET client_min_messages = error;
ALTER TABLE defer.seat DISABLE TRIGGER ALL;
BEGIN;
TRUNCATE defer.seat;
COPY defer.seat FROM stdin (FREEZE);
1	1	[2025-09-01,2026-06-01)
2	1	[2025-10-01,2026-06-01)
\.
COMMIT;
ALTER TABLE defer.seat ENABLE TRIGGER ALL;
SET client_min_messages = notice;
BEGIN;
UPDATE defer.seat SET class = 2 WHERE student = 1;
UPDATE defer.seat SET class = 1 WHERE student = 1;
COMMIT;
SELECT student, class FROM defer.seat ORDER BY student;
SET client_min_messages = warning;
DROP SCHEMA defer CASCADE;
