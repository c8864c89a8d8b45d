-- What is a student's own, dated and in one place: enrollments and cases fall back on it. Worked by hand: five school
-- days each in September, December and March; every class has a program, so that limits do not meet.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('students');
SET search_path = students, students_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('elm', 'Elm', 'made up', 'made up', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES ('elm', '2025-26',
	'[2025-07-01,2026-07-01)', '{[2025-09-01,2025-09-06),[2025-12-01,2025-12-06),[2026-03-02,2026-03-07)}', 'made up');
INSERT INTO site (district_id, site_id, site_name) VALUES (1, 1, 'First'), (2, 1, 'First');
INSERT INTO employee (district_id, employee_id, employee_name)
SELECT d, n, 'Employee ' || n FROM generate_series(1, 2) AS d, generate_series(1, 9) AS n;
INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT d, n, 1, 'elm', 'none', 50000, CASE n WHEN 9 THEN '[2025-07-01,2025-12-03)' ELSE '[2025-07-01,2026-07-01)' END::
	daterange FROM generate_series(1, 2) AS d, generate_series(1, 9) AS n;
CREATE FUNCTION class(id bigint, program text, students bigint[], teacher bigint DEFAULT NULL) RETURNS void LANGUAGE sql
AS $$
	INSERT INTO section (district_id, section_id, site_id, section_name, grades, valid, program)
	SELECT d, id, 1, 'Class ' || id, '[2,2]', '[2025-07-01,2026-07-01)', program FROM generate_series(1, 2) AS d;
	INSERT INTO staffing (district_id, section_id, employee_id, valid)
	SELECT d, id, teacher, '[2025-07-01,2026-07-01)' FROM generate_series(1, 2) AS d WHERE teacher IS NOT NULL;
	INSERT INTO enrollment (district_id, section_id, student_id, valid)
	SELECT d, id, s, '[2025-07-01,2026-07-01)' FROM generate_series(1, 2) AS d, unnest(students) AS s;
$$;
CREATE FUNCTION rule(code text, scope text DEFAULT 'section') RETURNS bigint LANGUAGE sql AS $$
	INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
	VALUES ('elm', code, code, '[2025-07-01,2026-07-01)', scope, 'hard', 'made up') RETURNING id;
$$;
-- the days on which a load is over, as they run on
CREATE VIEW over AS
SELECT l.code, d.district_id, d.subject_id, min(d.day) AS first_day, max(d.day) AS last_day, count(*) AS days,
	trim_scale(d.cap) AS cap, trim_scale(d.load) AS load
FROM reckoned_day() AS d JOIN load_limit AS l ON l.id = d.limit_id
GROUP BY l.code, d.district_id, d.subject_id, d.cap, d.load;

-- ---- a row is what it says, for one student once on a day ----
INSERT INTO student (student_id, valid) VALUES (1, '[2025-09-01,2026-01-01)');
INSERT INTO student (student_id, valid) VALUES (1, '[2025-12-31,)');
INSERT INTO student (student_id, valid, attributes) VALUES (2, '[2025-09-01,)', '["iep"]');
INSERT INTO student (student_id, valid, weight) VALUES (2, '[2025-09-01,)', -1);
INSERT INTO student (student_id, valid, weight) VALUES (2, '[2025-09-01,)', 'NaN');
INSERT INTO student (student_id, valid) VALUES (2, 'empty');
-- the same number in another district is another student; on the day on which one row ends the next may begin
INSERT INTO student (district_id, student_id, valid) VALUES (2, 1, '[2025-12-31,)'), (1, 1, '[2026-01-01,)');
SELECT count(*) FROM student;
DELETE FROM student;

-- ---- weights: 1 is on an IEP from 3 December on, 2 weighs two from 4 March on; of 3 and 4 the class itself says
-- something else. 4 until then, 3 + 1.5 = 4.5, 2 + 1.5 + 2 = 5.5.
SELECT class(1, 'weights', '{1,2,3,4}');
UPDATE enrollment SET weight = 1 WHERE section_id = 1 AND student_id = 3;
UPDATE enrollment SET attributes = '{"iep": false}' WHERE section_id = 1 AND student_id = 4;
INSERT INTO limit_cap (limit_id, program, number, weighted) SELECT rule('weights'), 'weights', '3.5 students', 'weight';
INSERT INTO limit_weight (limit_id, counts, weight) SELECT id, '{"iep": true}', 1.5 FROM load_limit;
SELECT * FROM over ORDER BY 2, 3, 4;
INSERT INTO student (student_id, valid, weight, attributes) VALUES (1, '[2025-12-03,)', NULL, '{"iep": true}'),
	(2, '[2026-03-04,)', 2, '{}'), (3, '[2025-07-01,)', 3, '{"iep": true}'), (4, '(,)', NULL, '{"iep": true}');
SELECT * FROM over ORDER BY 2, 3, 4;
-- an agreed weight goes before that of an attribute: 2 gets an IEP and weighs two all the same
UPDATE student SET attributes = '{"iep": true}' WHERE student_id = 2;
SELECT first_day, load FROM over WHERE district_id = 1 ORDER BY 1;
-- attributes of both are one: an IEP of the student's, and a level that the class says
UPDATE enrollment SET attributes = '{"level": "high"}' WHERE section_id = 1 AND student_id = 1;
INSERT INTO limit_weight (limit_id, counts, weight) SELECT id, '{"iep": true, "level": "high"}', 2.5 FROM load_limit;
SELECT first_day, load FROM over WHERE district_id = 1 ORDER BY 1;

-- ---- counts: of eight 11 and 12 are on an IEP all the year, 13 in December alone, when three of eight are 37.5
-- percent; 2 IEPs at most, which are 3 then. Of 17 the class says that there is none here, of 18 nothing is known.
SELECT class(2, 'counts', '{11,12,13,14,15,16,17,18}');
UPDATE enrollment SET attributes = '{"iep": false}' WHERE section_id = 2 AND student_id = 17;
INSERT INTO limit_cap (limit_id, program, number, counts)
SELECT rule('percent'), 'counts', '30 percent', '{"iep": true}';
INSERT INTO limit_cap (limit_id, program, number, counts)
SELECT rule('heads'), 'counts', '2 students', '{"iep": true}';
INSERT INTO student (student_id, valid, attributes) VALUES (11, '[2025-07-01,)', '{"iep": true}'),
	(12, '[2025-07-01,)', '{"iep": true, "el": true}'), (13, '[2025-12-01,2026-01-01)', '{"iep": true}'),
	(17, '[2025-07-01,)', '{"iep": true}'), (18, '[2025-07-01,)', '{"iep": null}');
SELECT * FROM over WHERE code IN ('percent', 'heads') ORDER BY 1, 2, 4;
-- students of English: 12 in both classes of employee 1, one person; 14 comes to be one in the midst of December
SELECT class(3, 'person', '{12,14,15}', 1), class(4, 'person', '{12,14,16}', 1);
INSERT INTO limit_cap (limit_id, program, number, counts)
SELECT rule('person', 'employee'), 'person', '1 student', '{"el": true}';
INSERT INTO limit_cap (limit_id, program, number, counts)
SELECT rule('seats', 'employee'), 'person', '1 seat', '{"el": true}';
INSERT INTO student (student_id, valid, attributes) VALUES (14, '[2025-12-03,2026-03-05)', '{"el": true}');
SELECT * FROM over WHERE code IN ('person', 'seats') ORDER BY 1, 2, 4;
-- the largest class, and the average of both: 2 and 2 English learners
INSERT INTO limit_cap (limit_id, program, number, counts, reckoned)
SELECT rule('largest', 'employee'), 'person', '1 student', '{"el": true}', 'largest';
INSERT INTO limit_cap (limit_id, program, number, counts, reckoned)
SELECT rule('average', 'employee'), 'person', '1.5 students', '{"el": true}', 'average';
SELECT * FROM over WHERE code IN ('largest', 'average') ORDER BY 1, 2, 4;

-- ---- cases: of grades K to 3 two IEPs, of 4 to 6 one. Of 21 the case says grade 2, 22 is in grade 3 until 2 December
-- and in 4 then, 23 in grade 1, 24 in grade 9.
INSERT INTO case_assignment (district_id, employee_id, student_id, program, valid, grade)
SELECT d, 2, s, 'RSP', '[2025-07-01,2026-07-01)', CASE s WHEN 21 THEN 2 END
FROM generate_series(1, 2) AS d, generate_series(21, 24) AS s;
INSERT INTO limit_cap (limit_id, program, grades, number)
SELECT rule, 'RSP', g::int4range, n::caseload_unit
FROM rule('grades', 'employee') AS rule, (VALUES ('[0,3]', '2 IEPs'), ('[4,6]', '1 IEPs')) AS v (g, n);
SELECT * FROM over WHERE code = 'grades' ORDER BY 2, 4;
INSERT INTO student (student_id, valid, grade) VALUES (21, '[2025-07-01,)', 5), (22, '[2025-07-01,2025-12-03)', 3),
	(22, '[2025-12-03,)', 4), (23, '[2025-07-01,)', 1), (24, '[2025-07-01,)', 9);
-- three against two until 2 December; then one of them is in grade 4, and the lower number holds for all of them
SELECT * FROM over WHERE code = 'grades' ORDER BY 2, 4;
-- by level, which is the students'; by weight, 1 + 2 + 1.5
INSERT INTO case_assignment (employee_id, student_id, program, valid, weight)
SELECT 3, s, 'Speech', '[2025-07-01,2026-07-01)', CASE s WHEN 33 THEN 1.5 END FROM generate_series(31, 33) AS s;
INSERT INTO limit_cap (limit_id, program, applies, number, weighted)
SELECT rule('levels', 'employee'), 'Speech', '{"level": "Primary"}', '2 IEPs', 'weight';
SELECT * FROM over WHERE code = 'levels' ORDER BY 2, 4;
INSERT INTO student (student_id, valid, weight, attributes) VALUES (31, '[2025-12-05,)', NULL, '{"level": "Primary"}'),
	(32, '[2025-07-01,)', 2, '{"level": "Primary"}'), (33, '[2026-03-03,)', 9, '{"level": "Primary"}');
SELECT * FROM over WHERE code = 'levels' ORDER BY 2, 4;

-- ---- rows that say nothing change nothing, wherever they cut the days: neither of those who have none, nor of a case
-- whose provider left in between ----
INSERT INTO case_assignment (employee_id, student_id, program, valid) SELECT 9, s, 'RSP', '[2025-07-01,2026-07-01)'
FROM generate_series(41, 43) AS s;
INSERT INTO limit_cap (limit_id, program, number) SELECT rule('cases', 'employee'), 'RSP', '2 IEPs';
CREATE TABLE before AS TABLE over;
INSERT INTO student (district_id, student_id, valid)
SELECT d, s.student_id, daterange(f, lead(f, 1, '2026-06-01') OVER (PARTITION BY d, s.student_id ORDER BY f))
FROM (SELECT student_id FROM enrollment UNION SELECT student_id FROM case_assignment) AS s,
	generate_series(1, 2) AS d, unnest('{2025-08-01,2025-09-03,2025-12-03,2026-03-05}'::date[]) AS f
WHERE NOT EXISTS (SELECT FROM student AS k WHERE k.district_id = d AND k.student_id = s.student_id);
SELECT count(*) > 100 AS cut FROM student;
SELECT count(*) FROM ((TABLE before EXCEPT TABLE over) UNION ALL (TABLE over EXCEPT TABLE before)) AS x;
SELECT count(DISTINCT code) FROM before;
-- and the second reckoning says the same
\getenv abs_srcdir PG_ABS_SRCDIR
\set oracle_of :abs_srcdir '/test/oracle/load.psql'
\set district students
\set ECHO none
SET client_min_messages = warning;
\i :oracle_of
RESET client_min_messages;
SET search_path = students, students_bi, caseload, public;
\set ECHO all
SELECT (SELECT count(*) FROM reckoned_day()) AS rows, count(*) AS differing FROM (
	(SELECT d::text FROM reckoned_day() AS d EXCEPT ALL SELECT d::text FROM students_oracle.reckoned_day() AS d)
	UNION ALL
	(SELECT d::text FROM students_oracle.reckoned_day() AS d EXCEPT ALL SELECT d::text FROM reckoned_day() AS d)) AS x;

-- ---- what a rule asks for and a student carries is carried; of one of no class nothing is said ----
INSERT INTO student (student_id, valid, attributes) VALUES (999, '[2025-07-01,)', '{"gate": true}');
SELECT * FROM fact_problem WHERE place NOT IN ('employment', 'section');
INSERT INTO limit_cap (limit_id, program, number, counts)
SELECT rule('gate'), 'counts', '9 students', '{"gate": true, "moon": true}';
SELECT problem, detail FROM rule_gap WHERE rule = 'elm/gate' AND problem LIKE 'a key%' ORDER BY 2;

-- ---- guards hold heads and cases, and no row of a student changes how many there are; what counts some of them, or by
-- weight, they do not hold, and guarded_limit says so ----
SELECT code, held, reason FROM guarded_limit WHERE held OR code IN ('weights', 'heads', 'levels') ORDER BY 1, 2;
SELECT guard_district();
CREATE TABLE caps AS SELECT employee_id, program, hard FROM caseload_cap WHERE hard IS NOT NULL;
UPDATE student SET weight = 50, grade = 5, attributes = '{"iep": true, "level": "Primary"}';
SELECT count(*) FROM stale_cap();
SELECT count(*) FROM ((TABLE caps EXCEPT SELECT employee_id, program, hard FROM caseload_cap)
	UNION ALL (SELECT employee_id, program, hard FROM caseload_cap WHERE hard IS NOT NULL EXCEPT TABLE caps)) AS x;
SELECT unguard_district();

-- ---- history: what was known of a student; a number that is taken out ----
SELECT student_id, valid, weight FROM student_known('infinity') WHERE student_id = 1 AND district_id = 1;
SELECT student_id, weight, operation FROM student_was WHERE student_id = 22 AND district_id = 1 ORDER BY valid;
SELECT count(*) FROM student_known('2000-01-01');
-- of a third district all was known in August, and of an IEP in February: from then on it weighed from September on
INSERT INTO site (district_id, site_id, site_name, known_from) VALUES (3, 1, 'First', '2025-08-01');
INSERT INTO employee (district_id, employee_id, employee_name, known_from) VALUES (3, 1, 'Employee 1', '2025-08-01');
INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, agreed_salary, valid, known_from)
VALUES (3, 1, 1, 'elm', 'none', 50000, '[2025-07-01,2026-07-01)', '2025-08-01');
INSERT INTO section (district_id, section_id, site_id, section_name, grades, valid, program, known_from)
VALUES (3, 1, 1, 'Class 1', '[2,2]', '[2025-07-01,2026-07-01)', 'weights', '2025-08-01');
INSERT INTO staffing (district_id, section_id, employee_id, valid, known_from)
VALUES (3, 1, 1, '[2025-07-01,2026-07-01)', '2025-08-01');
INSERT INTO enrollment (district_id, section_id, student_id, valid, known_from)
SELECT 3, 1, n, '[2025-07-01,2026-07-01)', '2025-08-01' FROM generate_series(1, 4) AS n;
INSERT INTO student (district_id, student_id, valid, attributes, known_from)
VALUES (3, 4, '[2025-09-03,)', '{"iep": true}', '2026-02-01');
SELECT d AS known_on, k.load, min(k.counted_on) AS since, count(*) AS days
FROM unnest('{2026-01-31,2026-02-02}'::date[]) AS d, class_size_overage_known_on('2025-26', d) AS k
WHERE k.district_id = 3 GROUP BY 1, 2 ORDER BY 1, 3;
INSERT INTO student (student_id, valid, grade, weight, attributes)
VALUES (500, '[2025-07-01,)', 3, 2, '{"iep": true, "bus": 7}');
UPDATE student SET grade = 4 WHERE student_id = 500;
SELECT erase_student(1, 500);
SELECT student_id, grade, weight, attributes FROM student WHERE student_id < 0;
SELECT student_id, grade, attributes, change_reason FROM student_was WHERE student_id IN (500, -1) ORDER BY changed_at;
SELECT erase_student(1, 500);
-- the next has another number, whatever of the first is left
SELECT erase_student(1, 1);
SELECT student_id, count(*) FROM (SELECT student_id FROM enrollment WHERE district_id = 1
	UNION ALL SELECT student_id FROM student WHERE district_id = 1) AS s WHERE student_id < 3 GROUP BY 1 ORDER BY 1;
SET client_min_messages = warning;
SELECT forget_history(clock_timestamp());
SELECT count(*) FROM student_was;
DROP SCHEMA students, students_bi, students_then, students_oracle CASCADE;
