-- A district whose schedule has a row 3 and a row 3L in one lane. Each figure is reckoned by hand.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('rows');
SET search_path = rows, rows_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('elm', 'Elm', 'Elm', 'Elm', '[2025-07-01,2028-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES
	('elm', '2025-26', '[2025-07-01,2026-07-01)', '{[2025-08-18,2026-06-12)}', 'made up'),
	('elm', '2026-27', '[2026-07-01,2027-07-01)', '{[2026-08-17,2027-06-11)}', 'made up');
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('elm', 'teacher', 'Teachers', '[2025-07-01,2028-07-01)', 'step(0) A(0) B(30) C(60)
2 52000 57000 62000
3 54000 59000 64000
3L 55500 60600 -
4 - - 66000', 'made up');
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation, derived_from, times, over) VALUES
	('elm', 'hour', 'By the hour', '[2025-07-01,2028-07-01)', 'step(2) A(0) B(30) C(60)
2 26 28.5 31
3 27 29.5 32
3L 27.75 33.3 -
4 - - 33', 'made up', 'teacher', 1, 2000);
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(1, 4) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, valid, placement, fte)
SELECT n, 1, 'elm', 'teacher', '[2025-07-01,2026-07-01)', p::caseload.salary_step, 1
FROM (VALUES (1, 'A-3'), (2, 'A-3L'), (3, 'A-4'), (4, 'C-3L')) AS v (n, p);
-- the ordinary row; the longevity row by name and by a step past it, in two components; and one that is not there
SELECT employee_id, component, placement, annual, cents, problem FROM pay_lines('2025-26')
ORDER BY employee_id, component;
-- each cell has a key of its own
SELECT count(*) AS cells, count(DISTINCT id) AS keys FROM schedule_cell WHERE schedule = 'teacher';
SELECT lane, step, longevity, amount FROM schedule_cell WHERE schedule = 'teacher' AND step = 3
ORDER BY lane_rank, longevity;
-- who does not move stays in the longevity row; who moves stands on a step; another lane keeps it where it has one
SELECT next_step('elm', 'teacher', 'A-3L', '2026-27', 0) AS stays,
	next_step('elm', 'teacher', 'A-3L', '2026-27', 1) AS on;
SELECT next_placement('elm', 'teacher', 'A-3L', '2026-27', 0, units => 30) AS has_one,
	next_placement('elm', 'teacher', 'A-3L', '2026-27', 0, units => 60) AS has_none;
SELECT employee_id, was, becomes, why_not FROM moves('elm', '2026-27') ORDER BY employee_id;
-- each row is held against its like: B-3L should be 60,600 / 2,000 = 30.30; nothing is said of B-3
SELECT problem, detail FROM pay_rule_problem WHERE place = 'schedule';
SELECT schedule, placement, annual FROM placements_for(4625, 'elm', '2025-09-01') WHERE rank = 1;
SET client_min_messages = warning;
DROP SCHEMA rows, rows_bi, rows_then CASCADE;
