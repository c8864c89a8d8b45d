-- Releases of PostgreSQL that let rows past a guard: guard() warns, and this server is none of them.
CREATE SCHEMA release;
SET search_path = release, caseload, public;
\set VERBOSITY default
\set SHOW_CONTEXT never
-- the last release of each line that has the fault, and the first that has not
SELECT v.release, p.guards, p.first_good
FROM (VALUES (150000), (150015), (150016), (160011), (160012), (170007), (170008), (170009), (170010), (180001),
	(180002), (180003), (180004), (190000)) AS v (release) LEFT JOIN release_problem(v.release) AS p ON true
ORDER BY v.release, p.guards;
SELECT DISTINCT guards, problem FROM release_problem(170007) ORDER BY guards;
SELECT * FROM release_problem();
SELECT count(*) FROM release_problem(NULL);

-- what the first of them was: a MERGE beside another statement's rows, whose own are not seen by the trigger
CREATE TABLE class (id int PRIMARY KEY, cap int);
INSERT INTO class VALUES (1, 2), (2, 2);
CREATE TABLE seat (student int, class int NOT NULL REFERENCES class);
CREATE INDEX ON seat (class);
SELECT guard('seat', 'class', '{class}', 'cap', '{id}', name => 'cap');
WITH added AS (INSERT INTO seat VALUES (1, 1) RETURNING student)
MERGE INTO seat AS s USING (SELECT student + i AS student FROM added, generate_series(1, 3) AS i) AS v
	ON s.student = v.student
WHEN NOT MATCHED THEN INSERT VALUES (v.student, 2);
INSERT INTO seat VALUES (1, 1), (2, 1), (3, 2);
WITH added AS (INSERT INTO seat VALUES (4, 2) RETURNING class)
MERGE INTO seat AS s USING added AS v ON s.student = 3
WHEN MATCHED THEN UPDATE SET class = 1;
SELECT * FROM seat ORDER BY student;
SELECT unguard('seat');

-- on a server of those releases
BEGIN;
CREATE OR REPLACE FUNCTION caseload.release_problem(
	release integer DEFAULT current_setting('server_version_num')::integer)
RETURNS TABLE (guards text, problem text, first_good text)
LANGUAGE sql STABLE AS $$ VALUES ('by statement', 'what it lets past', '15.16'), ('prepared', 'what else', '17.10') $$;
SELECT guard('seat', 'class', '{class}', 'cap', '{id}', name => 'cap');
SELECT unguard('seat');
SELECT guard('seat', 'class', '{class}', 'cap', '{id}', name => 'cap', deferred => true);
CREATE TABLE desk (LIKE seat) PARTITION BY LIST (class);
CREATE INDEX ON desk (class);
SELECT guard('desk', 'class', '{class}', 'cap', '{id}', name => 'desk');
ROLLBACK;
SET client_min_messages = warning;
DROP SCHEMA release CASCADE;
