-- The linter of facts: what no rule meets, in which row, and how to mend it. First facts without a slip.
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('fact_slips');
SET search_path = fact_slips, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('fir', 'Fir', 'Fir', 'Fir', '[2025-07-01,2026-07-01)', '1');
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES
	('fir', '2025-26', '[2025-07-01,2026-07-01)', '{[2025-09-01,2025-12-20),[2026-01-05,2026-06-06)}', 'board');
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('fir', 'teacher', 'Teachers', '[2025-07-01,2026-07-01)', 'step(0) BA MA
	1 50000 55000
	2 52000 57000', 'A');
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES
	('fir', 'hour', '[2025-07-01,2026-07-01)', 40, '2');
INSERT INTO hourly_pay (contract, what, base, in_force, citation) VALUES
	('fir', 'tutoring', 'hour', '[2025-07-01,2026-07-01)', '2');
INSERT INTO stipend (contract, position, title, in_force, band, citation) VALUES
	('fir', 'yearbook', 'Yearbook', '[2025-07-01,2026-07-01)', 'Y $900', '3');
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation) VALUES
	('fir', 'caseload', 'Caseload', '[2025-07-01,2026-07-01)', 'employee', 'advisory', '4'),
	('fir', 'class', 'Class size', '[2025-07-01,2026-07-01)', 'section', 'advisory', '4');
INSERT INTO limit_cap (limit_id, program, number, counts)
SELECT l.id, CASE l.code WHEN 'caseload' THEN 'RSP' WHEN 'class' THEN 'Life Skills' END, '20 students', '{}'::jsonb
FROM load_limit AS l
UNION ALL
SELECT l.id, NULL, '30 students', '{"what": "head count"}' FROM load_limit AS l WHERE l.code = 'class';
INSERT INTO site (site_id, site_name) VALUES (1, 'Fir');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Ash'), (2, 'Bay');
INSERT INTO employment (employment_id, employee_id, site_id, contract, schedule, placement, valid) VALUES
	(1, 1, 1, 'fir', 'teacher', 'BA-1', '[2025-07-01,2026-07-01)'),
	(2, 2, 1, 'fir', 'teacher', 'MA-2', '[2025-07-01,2026-07-01)');
INSERT INTO position_held (position_held_id, employee_id, site_id, contract, position, valid) VALUES
	(1, 1, 1, 'fir', 'yearbook', '[2025-07-01,2026-07-01)');
INSERT INTO section (section_id, site_id, section_name, grades, program, valid) VALUES
	(1, 1, 'Room 1', '[1,1]', 'Life Skills', '[2025-08-01,2026-07-01)'),
	(2, 1, 'Room 2', '[2,2]', NULL, '[2025-08-01,2026-07-01)');
INSERT INTO staffing (staffing_id, section_id, employee_id, valid) VALUES
	(1, 1, 1, '[2025-09-01,2026-06-06)'), (2, 2, 2, '[2025-09-01,2026-06-06)');
INSERT INTO case_assignment (case_id, employee_id, student_id, program, valid) VALUES
	(1, 1, 1, 'RSP', '[2025-09-01,2026-06-06)'), (2, 1, 2, 'Speech', '[2025-09-01,2026-06-06)');
INSERT INTO tally (tally_id, employee_id, what, quantity, valid) VALUES
	(1, 1, 'tutoring', '2 hours', '[2025-10-01,2025-10-02)');
INSERT INTO tally (tally_id, section_id, what, quantity, valid) VALUES
	(2, 2, 'head count', '25 students', '[2025-10-01,2025-10-02)');
SELECT * FROM fact_problem;

-- a schedule, a lane and a position that are not there; almost a program, a tally and a role; hours that nothing pays.
-- Speech is named by no rule and like none: a district has more programs than its contract
UPDATE employment SET schedule = 'techer' WHERE employment_id = 1;
UPDATE employment SET placement = 'DR-2' WHERE employment_id = 2;
UPDATE position_held SET position = 'yearbok';
UPDATE case_assignment SET program = 'RPS' WHERE case_id = 1;
UPDATE section SET program = 'life skills' WHERE section_id = 1;
UPDATE tally SET what = 'head counts' WHERE tally_id = 2;
UPDATE tally SET what = 'coaching' WHERE tally_id = 1;
-- Room 1 is left on 1 June 2026, five school days before the last; Room 2 has a teacher of another role alone, on
-- 110 days to 19 December and 152 from 5 January on
UPDATE staffing SET valid = '[2025-09-01,2026-06-01)' WHERE staffing_id = 1;
UPDATE staffing SET role = 'teacher of recrod' WHERE staffing_id = 2;
SELECT contract, place, row_id, problem, detail FROM fact_problem
ORDER BY place COLLATE "C", row_id, problem COLLATE "C";
-- who leaves on 1 May, and keeps a class until June and two cases until 6 June
BEGIN;
UPDATE employment SET valid = '[2025-07-01,2026-05-01)' WHERE employment_id = 1;
SELECT contract, school_year, place, row_id, problem, detail FROM fact_problem
WHERE problem LIKE '%on days without employment' AND place <> 'position_held' ORDER BY place COLLATE "C";
UPDATE staffing SET valid = '[2025-09-01,2026-05-01)' WHERE staffing_id = 1;
UPDATE case_assignment SET valid = '[2025-09-01,2026-05-01)';
SELECT count(*) FROM fact_problem WHERE problem LIKE '%on days without employment' AND place <> 'position_held';
ROLLBACK;
-- a district of head counts alone has no teachers to miss, and one without a calendar no school days
DELETE FROM staffing;
SELECT count(*) FROM fact_problem WHERE problem ~ 'teacher of record';
SET client_min_messages = warning;
DROP SCHEMA fact_slips, fact_slips_bi, fact_slips_then CASCADE;
