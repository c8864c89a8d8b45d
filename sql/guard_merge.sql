-- MERGE, and what else moves rows between partitions: each row is seen, and the statement is judged when it is done
SET search_path = pg_catalog;
SET datestyle = ISO;
CREATE SCHEMA moves;
CREATE TABLE moves.class (id int PRIMARY KEY, cap int, strictness text DEFAULT 'hard');
INSERT INTO moves.class VALUES (1, 2, 'hard'), (2, 2, 'hard'), (3, 1, 'paid');
-- the columns of the second partition stand in other places, the third has partitions of its own
CREATE TABLE moves.seat (student int, class int, term int, valid daterange DEFAULT '(,)') PARTITION BY LIST (term);
CREATE TABLE moves.fall PARTITION OF moves.seat FOR VALUES IN (1);
CREATE TABLE moves.spring (valid daterange DEFAULT '(,)', gone text, term int, class int, student int);
ALTER TABLE moves.spring DROP COLUMN gone;
ALTER TABLE moves.seat ATTACH PARTITION moves.spring FOR VALUES IN (2);
CREATE TABLE moves.summer PARTITION OF moves.seat FOR VALUES IN (3) PARTITION BY RANGE (student);
CREATE TABLE moves.summer_a PARTITION OF moves.summer FOR VALUES FROM (0) TO (100);
CREATE INDEX ON moves.seat (class);
SELECT caseload.guard('moves.seat', 'moves.class', '{class}', 'cap', '{id}',
	valid => 'valid', strictness => 'strictness', name => 'cap');
INSERT INTO moves.seat VALUES (1, 1, 1), (2, 1, 2), (3, 2, 1);

-- only updates, only moves: the third into a full class
MERGE INTO moves.seat AS s USING (VALUES (3)) AS v (student) ON s.student = v.student
	WHEN MATCHED THEN UPDATE SET class = 1, term = 2;
-- with a delete that makes no room; with one that does
MERGE INTO moves.seat AS s USING (VALUES (1), (3)) AS v (student) ON s.student = v.student
	WHEN MATCHED AND s.student = 1 THEN UPDATE SET class = 2, term = 3
	WHEN MATCHED THEN UPDATE SET class = 2, term = 2, valid = '[2025-09-01,)';
MERGE INTO moves.seat AS s USING (VALUES (2), (3), (4)) AS v (student) ON s.student = v.student
	WHEN MATCHED AND s.student = 2 THEN DELETE
	WHEN MATCHED THEN UPDATE SET class = 2, term = 1
	WHEN NOT MATCHED THEN INSERT VALUES (v.student, 2, 2);
MERGE INTO moves.seat AS s USING (VALUES (3), (4)) AS v (student) ON s.student = v.student
	WHEN MATCHED THEN UPDATE SET class = 1, term = 3
	WHEN NOT MATCHED THEN INSERT VALUES (v.student, 1, 2);
SELECT student, class, term FROM moves.seat ORDER BY student;
-- inserts, then updates in place: the rows that the update says, and no others
MERGE INTO moves.seat AS s USING (VALUES (10, 3), (1, 3), (3, 1)) AS v (student, class) ON s.student = v.student
	WHEN MATCHED THEN UPDATE SET class = v.class
	WHEN NOT MATCHED THEN INSERT VALUES (v.student, v.class, 1);
SELECT student, class, term FROM moves.seat ORDER BY student;
-- two change places, with partitions and in one statement
INSERT INTO moves.seat VALUES (12, 2, 1), (13, 2, 1);
MERGE INTO moves.seat AS s USING (VALUES (2, 2, 3), (12, 1, 3)) AS v (student, class, term) ON s.student = v.student
	WHEN MATCHED THEN UPDATE SET class = v.class, term = v.term
	WHEN NOT MATCHED THEN DO NOTHING;
SELECT student, class, term FROM moves.seat ORDER BY student;
-- straight into a partition that has its own
MERGE INTO moves.summer AS s USING (VALUES (12), (20), (21)) AS v (student) ON s.student = v.student
	WHEN MATCHED THEN UPDATE SET class = 2
	WHEN NOT MATCHED THEN INSERT VALUES (v.student, 2, 3);
SELECT guard, problem, group_key, load, cap FROM caseload.check_caps('moves.seat');

-- in a class that is overfull a row may move to another partition, but not to more days
ALTER TABLE moves.class DISABLE TRIGGER ALL;
UPDATE moves.class SET cap = 1 WHERE id = 1;
ALTER TABLE moves.class ENABLE TRIGGER ALL;
UPDATE moves.seat SET valid = '[2025-09-01,2026-01-01)' WHERE student = 12;
MERGE INTO moves.seat AS s USING (VALUES (12)) AS v (student) ON s.student = v.student
	WHEN MATCHED THEN UPDATE SET term = 1;
UPDATE moves.seat SET term = 2 WHERE student = 12;
MERGE INTO moves.seat AS s USING (VALUES (12)) AS v (student) ON s.student = v.student
	WHEN MATCHED THEN UPDATE SET term = 1, valid = '[2025-09-01,2026-01-02)';
SELECT student, class, term, valid FROM moves.seat WHERE class = 1 ORDER BY student;

-- a partition that came later has no statement trigger: its rows are judged one by one, whoever puts them in
CREATE TABLE moves.later PARTITION OF moves.seat FOR VALUES IN (4);
CREATE FUNCTION moves.put(student int, class int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO moves.later VALUES (student, class, 4);
	RETURN student;
END $$;
CREATE FUNCTION moves.try(student int, class int) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO moves.later VALUES (student, class, 4);
	RETURN 'in';
EXCEPTION WHEN check_violation THEN RETURN 'out';
END $$;
UPDATE moves.class SET cap = 3 WHERE id = 2;
SELECT class, count(*) FROM moves.seat GROUP BY class ORDER BY class;
INSERT INTO moves.later VALUES (40, 2, 4), (41, 2, 4);
INSERT INTO moves.later VALUES (40, 2, 4);
-- by a function that another statement calls, whose own rows are in another class
INSERT INTO moves.class VALUES (5, 9);
INSERT INTO moves.seat SELECT moves.put(50 + i, 2), 5, 1 FROM generate_series(1, 2) AS i;
UPDATE moves.seat SET class = 5, student = CASE WHEN moves.try(43, 2) = 'in' THEN 30 ELSE 31 END WHERE student = 10;
UPDATE moves.seat SET class = 5 WHERE student = 13;
UPDATE moves.seat SET class = 5, student = CASE WHEN moves.try(44, 2) = 'in' THEN 30 ELSE 32 END WHERE student = 1;
SELECT student, class, term FROM moves.seat WHERE student >= 30 OR class = 5 ORDER BY student, term;
SELECT caseload.guard_partitions('moves.seat');
INSERT INTO moves.later VALUES (40, 2, 4);

-- keys that cascade
CREATE TABLE moves.student (id int PRIMARY KEY, class int, UNIQUE (id, class));
INSERT INTO moves.student VALUES (60, 5), (61, 5), (62, 5);
CREATE TABLE moves.desk (student int, class int,
	FOREIGN KEY (student, class) REFERENCES moves.student (id, class) ON UPDATE CASCADE) PARTITION BY LIST (class);
CREATE TABLE moves.desk_1 PARTITION OF moves.desk FOR VALUES IN (1, 2);
CREATE TABLE moves.desk_5 PARTITION OF moves.desk FOR VALUES IN (5);
CREATE INDEX ON moves.desk (class);
SELECT caseload.guard('moves.desk', 'moves.class', '{class}', 'cap', '{id}', name => 'desk');
INSERT INTO moves.desk VALUES (60, 5), (61, 5), (62, 5);
UPDATE moves.student SET class = 1;
UPDATE moves.student SET class = 2;
UPDATE moves.student SET class = 1 WHERE id = 60;
UPDATE moves.student SET class = 1 WHERE id = 61;
SELECT tableoid::regclass, student, class FROM moves.desk ORDER BY student;

-- what is missing of a guard, and what puts it there; without it rows that move cannot be judged: none is let in
DROP TRIGGER cap_parts ON moves.seat;
SELECT problem FROM caseload.check_caps('moves.seat') WHERE group_key IS NULL;
UPDATE moves.seat SET term = 2 WHERE student = 31;
SELECT caseload.guard_partitions('moves.seat');
UPDATE moves.seat SET term = 2 WHERE student = 31;
-- while a trigger by statement is switched off each row is judged by itself
ALTER TABLE moves.seat DISABLE TRIGGER cap_update;
SELECT problem FROM caseload.check_caps('moves.seat') WHERE group_key IS NULL;
UPDATE moves.seat SET class = 1, term = 1 WHERE student = 31;
UPDATE moves.seat SET term = 1 WHERE student = 31;
SELECT caseload.unguard('moves.desk_1');
SELECT caseload.unguard('moves.desk'), caseload.unguard('moves.seat');
SELECT tgrelid::regclass, tgname FROM pg_trigger
WHERE tgrelid IN (SELECT inhrelid FROM pg_inherits) AND tgname ~ '^(cap|desk)_';
SET client_min_messages = warning;
DROP SCHEMA moves CASCADE;
