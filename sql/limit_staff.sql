-- So many for each teacher, or FTE, who staffs the classes, by role, reckoned by hand. Ten school days in the fall and
-- ten in the spring of 2025-26.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SET jit = off;
SELECT caseload.create_district('limit_staff');
SET search_path = limit_staff, limit_staff_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
SELECT c, c, 'made up', 'made up', '[2025-07-01,2026-07-01)', 'made up' FROM unnest('{elm,aides}'::text[]) AS c;
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES ('elm', '2025-26',
	'[2025-07-01,2026-07-01)', '{[2025-09-01,2025-09-11),[2026-03-02,2026-03-12)}', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'First'), (2, 'Second');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(1, 9) AS n;
-- 2 works half, 4 at two schools, and 9 is an aide of another contract
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, fte, valid) VALUES
	(1, 1, 'elm', 'none', 50000, 1, '[2025-07-01,2026-07-01)'),
	(2, 1, 'elm', 'none', 50000, 0.5, '[2025-07-01,2026-07-01)'),
	(3, 1, 'elm', 'none', 50000, 1, '[2025-07-01,2026-07-01)'),
	(4, 1, 'elm', 'none', 50000, 0.4, '[2025-07-01,2026-07-01)'),
	(4, 2, 'elm', 'none', 50000, 0.6, '[2025-07-01,2026-07-01)'),
	(9, 1, 'aides', 'none', 20000, 0.8, '[2025-07-01,2026-07-01)');
INSERT INTO section (section_id, site_id, section_name, grades, valid)
SELECT n, CASE n WHEN 5 THEN 2 ELSE 1 END, 'Class ' || n, int4range(n, n, '[]'), '[2025-07-01,2026-07-01)'
	FROM generate_series(1, 5) AS n;
-- 2 is co-taught, until 2 March
INSERT INTO staffing (section_id, employee_id, role, share, valid) VALUES
	(1, 1, 'teacher of record', 1, '[2025-07-01,2026-07-01)'),
	(3, 1, 'teacher of record', 1, '[2025-07-01,2026-07-01)'),
	(2, 2, 'teacher of record', 0.6, '[2025-07-01,2026-03-02)'), (2, 3, 'co-teacher', 0.4, '[2025-07-01,2026-07-01)'),
	(2, 9, 'aide', 1, '[2025-07-01,2026-07-01)');
-- 20, 22 and 18 students, five of them in 1 and in 3
INSERT INTO enrollment (section_id, student_id, valid)
SELECT 1, n, '[2025-07-01,2026-07-01)'::daterange FROM generate_series(1, 20) AS n
UNION ALL SELECT 2, n, '[2025-07-01,2026-07-01)' FROM generate_series(101, 122) AS n
UNION ALL SELECT 3, n, '[2025-07-01,2026-07-01)' FROM generate_series(16, 33) AS n;
CREATE FUNCTION rule(code text, scope text) RETURNS bigint LANGUAGE sql AS $$
	INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
	VALUES ('elm', code, code, '[2025-07-01,2026-07-01)', scope, 'hard', 'made up') RETURNING id;
$$;
CREATE VIEW loads AS
SELECT l.code, e.test, e.subject_id, trim_scale(quantity(load_on(e.load, '2025-09-01'))) AS fall,
	trim_scale(quantity(load_on(e.load, '2026-03-02'))) AS spring,
	trim_scale(quantity(load_on(e.cap, '2025-09-01'))) AS cap,
	trim_scale(quantity(load_on(e.excess, '2025-09-01'))) AS over
FROM reckoned_excess() AS e JOIN load_limit AS l ON l.id = e.limit_id;

-- At the school 55 students, 60 seats, and three teachers: 18.333333 and 20 for each; in the spring two, 27.5 and 30.
-- By FTE 1 + 0.5 + 1: 22 students; in the spring 27.5.
INSERT INTO limit_cap (limit_id, test, number, reckoned)
	SELECT l.id, v.test, v.number::caseload_unit, v.reckoned FROM (SELECT rule('site', 'site') AS id) AS l,
	(VALUES (1, '18 students', 'per teacher'), (2, '18 seats', 'per teacher'), (3, '18 students', 'per FTE'))
		AS v (test, number, reckoned);
SELECT * FROM loads WHERE code = 'site' AND subject_id = 1 ORDER BY test;
-- An aide is half a teacher: 3.5, 15.714286; 0.8 FTE are 0.4: 55 / 2.9 are 18.965517. In the spring 55 / 2.5 = 22 and
-- 55 / 2.4 = 22.916667.
UPDATE load_limit SET role_weights = '{"aide": 0.5}' WHERE code = 'site';
SELECT * FROM loads WHERE code = 'site' AND subject_id = 1 ORDER BY test;
-- A co-teacher counts nothing, if it says so: 2.5 teachers, 22; 1.9 FTE, 28.947368.
UPDATE load_limit SET role_weights = '{"aide": 0.5, "co-teacher": 0}' WHERE code = 'site';
SELECT * FROM loads WHERE code = 'site' AND subject_id = 1 AND test <> 2 ORDER BY test;
-- In two roles the greater counts: 3, as teacher of record of class 3, is one again: 3.5 and 2.9.
INSERT INTO staffing (section_id, employee_id, valid) VALUES (3, 3, '[2025-07-01,2026-07-01)');
SELECT * FROM loads WHERE code = 'site' AND subject_id = 1 AND test <> 2 ORDER BY test;
DELETE FROM staffing WHERE section_id = 3 AND employee_id = 3;
UPDATE load_limit SET role_weights = NULL WHERE code = 'site';
-- 4 has class 4 here with 10 and class 5 there with 12: 0.4 FTE here, 65 / 2.9 = 22.413793, and 0.6 there, 20. Of the
-- district, where both employments count, 77 students are for 3.5 FTE 22.
INSERT INTO staffing (section_id, employee_id, valid) VALUES (4, 4, '[2025-07-01,2026-07-01)'),
	(5, 4, '[2025-07-01,2026-07-01)');
INSERT INTO enrollment (section_id, student_id, valid)
SELECT 4, n, '[2025-07-01,2026-07-01)'::daterange FROM generate_series(201, 210) AS n
UNION ALL SELECT 5, n, '[2025-07-01,2026-07-01)' FROM generate_series(301, 312) AS n;
INSERT INTO limit_cap (limit_id, test, number, reckoned)
	SELECT rule('district', 'district'), 3, '20 students', 'per FTE';
SELECT * FROM loads WHERE code IN ('site', 'district') AND test = 3 ORDER BY code, subject_id;
-- In a class by itself FTE are the shares of it: 22 of class 2 for 0.6 + 0.4, in the spring 0.4, 55; with the aide 1.5
-- and 0.9: 14.666667 and 24.444444. Nobody has class 3 in the spring: nothing is held there.
INSERT INTO limit_cap (limit_id, test, number, reckoned) SELECT rule('class', 'section'), 1, '14 students', 'per FTE';
UPDATE staffing SET valid = '[2025-07-01,2026-03-02)' WHERE section_id = 3;
SELECT * FROM loads WHERE code = 'class' AND subject_id IN (2, 3) ORDER BY subject_id;
UPDATE load_limit SET role_weights = '{"aide": 0.5}' WHERE code = 'class';
SELECT * FROM loads WHERE code = 'class' AND subject_id = 2;
-- 8 for each teacher of a class: with the aide 8 x 2.5 = 20 in class 2, which 22 are 2 over; by FTE 8 x 1.5 = 12.
INSERT INTO limit_cap (limit_id, test, number, per)
	SELECT l.id, v.test, '8 students', v.per::caseload_unit FROM (SELECT rule('for each', 'section') AS id) AS l,
	(VALUES (1, '1 teachers'), (2, '1 FTE')) AS v (test, per);
SELECT * FROM loads WHERE code = 'for each' AND subject_id = 2 ORDER BY test;
UPDATE load_limit SET role_weights = '{"aide": 0.5}' WHERE code = 'for each';
SELECT * FROM loads WHERE code = 'for each' AND subject_id = 2 ORDER BY test;
-- Of a teacher's classes: 1 has 33 students by herself, 2 shares 22 with another.
INSERT INTO limit_cap (limit_id, test, number, reckoned)
	SELECT rule('own', 'employee'), 1, '10 students', 'per teacher';
SELECT * FROM loads WHERE code = 'own' ORDER BY subject_id;
-- No guard holds it. What is no share, and a ratio of teachers, is refused.
SELECT DISTINCT reason FROM guarded_limit WHERE code IN ('site', 'for each') ORDER BY 1;
INSERT INTO limit_cap (limit_id, number, reckoned) SELECT id, '2 FTE', 'per teacher' FROM load_limit WHERE code = 'own';
UPDATE load_limit SET role_weights = '{"aide": -1}' WHERE code = 'own';
UPDATE load_limit SET role_weights = '{"aide": "half"}' WHERE code = 'own';
-- The books: who works how much at a school changes its ratio.
SELECT regexp_replace(refresh_reports(), ' in .*', '') IS NOT NULL AS refreshed;
UPDATE employment SET fte = 1 WHERE employee_id = 2;
SELECT DISTINCT load FROM class_size_overage WHERE rule = 'site' AND counted_on = '2025-09-01' ORDER BY 1;
SELECT split_part(explain_limit('elm', 'for each', '2025-09-01', l), E'\n', 2) AS words
	FROM unnest('{en,es}'::text[]) AS l;
DROP SCHEMA limit_staff, limit_staff_bi, limit_staff_then CASCADE;
