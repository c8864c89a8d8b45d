-- A guard that counts each student once on a day, however many rows of his overlap.
CREATE SCHEMA school;
SET search_path = school, caseload, public;
\set VERBOSITY default
\set SHOW_CONTEXT never
CREATE TABLE section (id int PRIMARY KEY, cap int);
CREATE TABLE seat (id int PRIMARY KEY, student int, section_id int NOT NULL REFERENCES section, valid daterange);
CREATE INDEX ON seat (section_id);
INSERT INTO section VALUES (1, 2), (2, 2), (3, 1);
-- without it, two rows of one student are two
SELECT guard('seat', 'section', '{section_id}', 'cap', '{id}', valid => 'valid');
INSERT INTO seat VALUES (1, 101, 1, '[2025-09-01,2026-01-10)'), (2, 101, 1, '[2026-01-05,2026-06-01)');
INSERT INTO seat VALUES (3, 102, 1, '[2025-09-01,2026-06-01)');
SELECT unguard('seat');
SELECT guard('seat', 'section', '{section_id}', 'cap', '{id}', valid => 'valid', once => 'student');
INSERT INTO seat VALUES (3, 102, 1, '[2025-09-01,2026-06-01)');
-- a third student is one too many, and so is one whose days meet both others' once
INSERT INTO seat VALUES (4, 103, 1, '[2026-01-05,2026-01-06)');
-- without a student each row is one
INSERT INTO seat VALUES (4, NULL, 1, '[2026-01-05,2026-01-06)');
INSERT INTO seat VALUES (4, NULL, 2, '[2026-01-05,2026-01-06)'), (5, NULL, 2, '[2026-01-05,2026-01-06)');
INSERT INTO seat VALUES (6, NULL, 2, '[2026-01-05,2026-01-06)');
DELETE FROM seat WHERE section_id = 2;
-- who has a row more of himself changes nothing, and what takes one of them out makes no room for another
INSERT INTO seat VALUES (5, 101, 1, '[2025-09-01,2026-06-01)');
DELETE FROM seat WHERE id IN (1, 2);
INSERT INTO seat VALUES (1, 104, 1, '[2025-09-01,2025-10-01)');
UPDATE seat SET student = 105 WHERE id = 5;
UPDATE seat SET student = 101 WHERE id = 5;
INSERT INTO seat VALUES (6, 101, 1, '[2025-09-01,2025-12-01)');
-- one of two rows of a student becomes another's: rows are as many as before, students one more
UPDATE seat SET student = 106 WHERE id = 6;
MERGE INTO seat AS s USING (VALUES (6, 101), (7, 107)) AS w (id, student) ON s.id = w.id
WHEN MATCHED THEN DELETE
WHEN NOT MATCHED THEN INSERT VALUES (w.id, w.student, 1, '[2025-09-01,2025-12-01)');
-- a swap in one statement
UPDATE seat SET student = CASE id WHEN 3 THEN 101 ELSE 102 END WHERE id IN (3, 5);
SELECT * FROM seat ORDER BY id;
-- above its cap already: a row more of one who is there, and rows that are shortened, are taken; another student is not
ALTER TABLE seat DISABLE TRIGGER USER;
INSERT INTO seat VALUES (30, 301, 3, '[2025-09-01,2026-06-01)'), (31, 302, 3, '[2025-09-01,2026-06-01)');
ALTER TABLE seat ENABLE TRIGGER USER;
INSERT INTO seat VALUES (32, 302, 3, '[2025-10-01,2026-05-01)');
UPDATE seat SET valid = '[2025-09-01,2026-05-01)' WHERE id = 31;
INSERT INTO seat VALUES (33, 303, 3, '[2026-05-20,2026-05-21)');
SELECT problem, group_key, days, load, cap FROM check_caps('seat');
UPDATE section SET cap = 1 WHERE id = 1;
-- deferred: judged at the end, by the students that the transaction leaves
SELECT unguard('seat');
SET client_min_messages = error;
SELECT guard('seat', 'section', '{section_id}', 'cap', '{id}', valid => 'valid', once => 'student', deferred => true);
RESET client_min_messages;
BEGIN;
INSERT INTO seat VALUES (8, 108, 1, '[2025-09-01,2025-12-01)');
UPDATE seat SET student = 101 WHERE id = 8;
COMMIT;
BEGIN;
UPDATE seat SET student = 109 WHERE id = 8;
COMMIT;
SELECT unguard('seat');
-- what it cannot be
SELECT guard('seat', 'section', '{section_id}', 'cap', '{id}', valid => 'valid', once => 'valid');
SELECT guard('seat', 'section', '{section_id}', 'cap', '{id}', valid => 'valid', once => 'pupil');
SELECT guard('seat', 'section', '{section_id}', 'cap', '{id}', valid => 'valid', weight => 'id', once => 'student');

-- many drawn changes: never are there more students of a day than seats, and nothing is refused that leaves them so
TRUNCATE seat, section;
INSERT INTO section SELECT g, 3 FROM generate_series(1, 4) AS g;
SELECT guard('seat', 'section', '{section_id}', 'cap', '{id}', valid => 'valid', once => 'student');
CREATE FUNCTION crowded() RETURNS boolean LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
	SELECT EXISTS (SELECT FROM generate_series(date '2025-09-01', '2025-09-12', '1 day') AS d (day)
		JOIN seat AS s ON s.valid @> d.day::date GROUP BY d.day, s.section_id HAVING count(DISTINCT s.student) > 3) $$;
SELECT setseed(0.0915);
CREATE TABLE told (wrong text, times int DEFAULT 1);
DO $$
DECLARE
	change text;
	was_refused boolean;
	needless boolean;
	kind int;
	first date;
BEGIN
	FOR n IN 1 .. 600 LOOP
		kind := floor(random() * 4);
		first := date '2025-09-01' + floor(random() * 8)::int;
		change := CASE kind
			WHEN 0 THEN format('DELETE FROM seat WHERE id = %s', 1 + floor(random() * n)::int)
			WHEN 1 THEN format('UPDATE seat SET student = %s WHERE id = %s', 1 + floor(random() * 6)::int,
				1 + floor(random() * n)::int)
			WHEN 2 THEN format('UPDATE seat SET section_id = %s, valid = daterange(%L, %L) WHERE id IN (%s, %s)',
				1 + floor(random() * 4)::int, first, first + 4, 1 + floor(random() * n)::int,
				1 + floor(random() * n)::int)
			ELSE format('INSERT INTO seat VALUES (%s, %s, %s, daterange(%L, %L))', n, 1 + floor(random() * 6)::int,
				1 + floor(random() * 4)::int, first, first + 4) END;
		was_refused := false;
		BEGIN
			EXECUTE change;
		EXCEPTION WHEN check_violation THEN was_refused := true;
		END;
		IF was_refused THEN
			ALTER TABLE seat DISABLE TRIGGER USER;
			BEGIN
				EXECUTE change;
				needless := NOT crowded();
				RAISE division_by_zero;
			EXCEPTION WHEN division_by_zero THEN NULL;
			END;
			ALTER TABLE seat ENABLE TRIGGER USER;
			INSERT INTO told VALUES (CASE WHEN needless THEN 'needlessly ' || change ELSE 'refused' END);
		ELSIF crowded() THEN
			INSERT INTO told VALUES ('let in: ' || change);
		END IF;
		COMMIT;
	END LOOP;
END $$;
SELECT count(*) FILTER (WHERE wrong = 'refused') > 20 AS some_refused,
	count(*) FILTER (WHERE wrong <> 'refused') AS wrong
FROM told;
SET client_min_messages = warning;
DROP SCHEMA school CASCADE;
