-- What cannot be paid is a line with its problem; nobody else is touched.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('pay_faults');
SET search_path = pay_faults, pay_faults_bi, caseload, public;
-- 100 days: 20 weeks of five days from 1 September
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('ash', 'Ash', 'Ash', 'Ash', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT contract, '2025-26', term, (SELECT range_agg(daterange(d, d + 5))
	FROM generate_series(0, 19) AS w, CAST(date '2025-09-01' + 7 * w AS date) AS d), 'made up' FROM contract;
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT 'ash', v.schedule, 'Teachers', v.in_force::daterange, 'step(0) I II
1 50000 55000
2 52000 57000', 'made up' FROM (VALUES ('teacher', '[2025-07-01,2026-07-01)'), ('nurse', '[2025-07-01,2025-11-10)'))
	AS v (schedule, in_force);
INSERT INTO site (site_id, site_name, level) VALUES (1, 'First', 'High School'), (2, 'Second', 'Elementary');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(1, 20) AS n;

-- 1 is paid whatever is wrong with the others: 2 on a schedule misspelt, 3 on a lane and 4 on a step that are not
-- there, 5 beyond the days of the schedule, 6 by a calendar that is not there.
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid, calendar) VALUES
	(1, 1, 'ash', 'teacher', 'I-2', '[2025-07-01,2026-07-01)', 'duty'),
	(2, 1, 'ash', 'teachr', 'I-1', '[2025-07-01,2026-07-01)', 'duty'),
	(3, 1, 'ash', 'teacher', 'VII-3', '[2025-07-01,2025-11-10)', 'duty'),
	(3, 1, 'ash', 'teacher', 'II-1', '[2025-11-10,2026-07-01)', 'duty'),
	(4, 1, 'ash', 'teacher', 'I-0.5', '[2025-07-01,2026-07-01)', 'duty'),
	(5, 1, 'ash', 'nurse', 'I-1', '[2025-07-01,2026-07-01)', 'duty'),
	(6, 1, 'ash', 'teacher', 'I-1', '[2025-07-01,2026-07-01)', 'counselor');
SELECT employee_id, component, during, days, annual, cents, blame, problem FROM pay_lines()
ORDER BY 1, lower(during);
SELECT employee_id, base_salary, total_pay FROM pay_summary ORDER BY 1, 2;
-- what is more than any report holds is no error of everybody's
BEGIN;
UPDATE employment SET fte = 1e9 WHERE employee_id = 1;
SELECT employee_id, annual, cents, problem FROM pay_lines(employees => '{1,3}') ORDER BY 1, lower(during);
ROLLBACK;
-- After expiry the contract goes on by the last schedule: 50,000; and so does what is a part of it.
UPDATE contract SET after_expiry = 'status quo';
SELECT employee_id, during, annual, cents, problem FROM pay_lines(employees => '{2,5}') ORDER BY 1, 2;
SELECT cell FROM own_pay('ash', 1, 5, '2026-03-01');
-- a later row ends it
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('ash', 'nurse', 'Nurses', '[2026-01-05,2026-07-01)', 'step(0) I
1 60000', 'made up');
SELECT during, days, annual, cents FROM pay_lines(employees => '{5}') ORDER BY 1;
UPDATE contract SET after_expiry = 'ends';
SELECT during, days, annual, cents, problem FROM pay_lines(employees => '{5}') ORDER BY 1;

-- Stipends: 7 holds a position misspelt, 8 one whose base is misspelt, 9 one whose base ends in the year, 10 of a
-- salary that is not there, 11 of a term that nobody entered, 12 at a site where it is not paid, 13 by the hour, 14 a
-- percentage of nothing; 1 is paid.
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid)
SELECT n, 1, 'ash', CASE n WHEN 10 THEN 'teachr' ELSE 'teacher' END, 'I-1', '[2025-07-01,2026-07-01)'
FROM generate_series(7, 14) AS n;
INSERT INTO pay_base (contract, name, in_force, amount, own, citation) VALUES
	('ash', 'base', '[2025-07-01,2025-11-10)', 40000, NULL, 'made up'),
	('ash', 'own salary', '(,)', NULL, 'salary', 'made up');
INSERT INTO stipend (contract, position, title, site_level, in_force, band, scale, base, prorated_by, digits, citation)
VALUES
	('ash', 'yearbook', 'Yearbook', 'any', '(,)', 'Y 4%', NULL, 'base', 'duty days', 2, 'made up'),
	('ash', 'coach', 'Coach', 'any', '(,)', 'C 4%', NULL, 'bsae', NULL, 2, 'made up'),
	('ash', 'special', 'Special', 'any', '(,)', 'S 2%', NULL, 'own salary', NULL, 2, 'made up'),
	('ash', 'tutor', 'Tutor', 'any', '(,)', 'T $900 per semester', NULL, NULL, NULL, 2, 'made up'),
	('ash', 'chair', 'Chair', 'High School', '(,)', 'D $1000', NULL, NULL, NULL, 2, 'made up'),
	('ash', 'scorer', 'Scorer', 'any', '(,)', 'H $25 per hour', NULL, NULL, NULL, 2, 'made up'),
	('ash', 'judge', 'Judge', 'any', '(,)', NULL, '1+: 3% flat', NULL, NULL, 2, 'made up');
INSERT INTO position_held (employee_id, site_id, contract, position, valid) VALUES
	(1, 1, 'ash', 'chair', '[2025-07-01,2026-07-01)'), (7, 1, 'ash', 'yearbok', '[2025-07-01,2026-07-01)'),
	(8, 1, 'ash', 'coach', '[2025-07-01,2026-07-01)'), (9, 1, 'ash', 'yearbook', '[2025-07-01,2026-07-01)'),
	(10, 1, 'ash', 'special', '[2025-07-01,2026-07-01)'), (11, 1, 'ash', 'tutor', '[2025-07-01,2026-07-01)'),
	(12, 2, 'ash', 'chair', '[2025-07-01,2026-07-01)'), (13, 1, 'ash', 'scorer', '[2025-07-01,2026-07-01)'),
	(14, 1, 'ash', 'judge', '[2025-07-01,2026-07-01)');
SELECT employee_id, component, during, cents, rule, blame, problem FROM pay_lines() WHERE component LIKE 'stipend%'
ORDER BY 1, lower(during);
SELECT employee_id, amount FROM year_of_stipends() ORDER BY 1;
-- what a fact is to blame for, and what a rule
SELECT place, row_id, school_year, problem, detail FROM fact_problem ORDER BY 1, 2, 4;
INSERT INTO division (contract, component, way, in_force, citation) VALUES
	('ash', 'stipend: yearbok', 'duty days', '(,)', 'made up'), ('ash', 'salary', 'duty days', '(,)', 'made up');
SELECT rule, place, problem, detail FROM rule_problem ORDER BY 1, 4;
-- a fact of no school year at all, of which no line can speak
BEGIN;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) VALUES
	(20, 1, 'ash', 'teacher', 'I-1', '[2031-07-01,2032-07-01)');
INSERT INTO position_held (employee_id, site_id, contract, position, valid) VALUES
	(20, 1, 'ash', 'chair', '[2031-07-01,2032-07-01)');
SELECT place, school_year, problem, detail FROM fact_problem WHERE school_year IS NULL ORDER BY 1;
ROLLBACK;
DELETE FROM division;

-- Longevity: its base is not there for a part of the year; and nobody knows when 2 was hired, from which it counts.
INSERT INTO longevity_rule (contract, code, in_force, service, scale, base, citation) VALUES
	('ash', 'years', '(,)', 'district', '1+: 2% flat', 'base', 'made up');
INSERT INTO service (employee_id, school_year, kind, share) VALUES (1, '2024-25', 'district', 1);
SELECT component, during, annual, cents, rule, blame, problem FROM pay_lines(employees => '{1}')
WHERE component LIKE 'longevity%' ORDER BY lower(during);
UPDATE longevity_rule SET counts = 'anniversary', base = NULL, scale = '1+: $500 flat';
SELECT component, during, cents, rule, blame, problem FROM pay_lines(employees => '{1}')
WHERE component LIKE 'longevity%' ORDER BY lower(during);
-- hired on 10 November 2024: a year is finished on that day, and 500 x 50 / 100 are paid from it on
UPDATE employee SET hired = '2024-11-10' WHERE employee_id = 1;
SELECT component, during, days, cents FROM pay_lines(employees => '{1}') WHERE component LIKE 'longevity%';

-- Numbers and days that are none stop their own line: a day hired at no time, a count that is no number, a base that is
-- none for a part of everybody's own, hours without a first day. 1 is paid, and the report tells what pay_lines()
-- tells.
BEGIN;
INSERT INTO stipend (contract, position, title, in_force, scale, base, digits, citation) VALUES
	('ash', 'class', 'Class', '(,)', '1+: $100 each', NULL, 2, 'made up'),
	('ash', 'share', 'Share', '(,)', '1+: 3% flat', 'own', 2, 'made up');
INSERT INTO pay_base (contract, name, own, times, in_force, citation) VALUES
	('ash', 'own', 'cell', 'NaN', '(,)', 'made up');
INSERT INTO hourly_pay (contract, what, base, in_force, citation) VALUES ('ash', 'lessons', 'own', '(,)', 'made up');
INSERT INTO position_held (employee_id, site_id, contract, position, counted, valid) VALUES
	(15, 1, 'ash', 'class', 2, '[2025-07-01,2026-07-01)'), (16, 1, 'ash', 'class', 'NaN', '[2025-07-01,2026-07-01)'),
	(17, 1, 'ash', 'class', 1e30, '[2025-07-01,2026-07-01)'), (1, 1, 'ash', 'share', 1, '[2025-07-01,2026-07-01)');
INSERT INTO tally (employee_id, valid, what, quantity) VALUES (1, '[-infinity,2025-10-08)', 'lessons', '1 hours'),
	(1, '[2025-10-07,infinity)', 'lessons', '1 hours');
UPDATE employee SET hired = 'infinity' WHERE employee_id = 1;
UPDATE employment SET fte = 1e20 WHERE employee_id = 5;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(18, 1, 'ash', 'none', 9999999999, '[2025-07-01,2026-07-01)');
SELECT employee_id, component, cents, blame, problem FROM pay_lines() WHERE employee_id IN (1, 5, 15, 16, 17, 18)
ORDER BY 1, 2, lower(during);
SELECT count(*) FROM (SELECT employee_id, component, cents, problem FROM pay_line
	EXCEPT ALL SELECT employee_id, component, cents, problem FROM pay_lines()) AS differ;
SELECT employee_id, component, min(month), max(month), sum(cents) FROM pay_line_month
WHERE employee_id IN (1, 16) AND component ~ '^(hours|stipend: class)' GROUP BY 1, 2 ORDER BY 1, 2;
SELECT explain_line(p) FROM pay_line AS p WHERE employee_id = 1 AND component = 'hours: lessons';
SELECT place, problem, detail FROM fact_problem
WHERE detail ~ '(^employee 1, long.*|counted|fte.*|agreed_salary|mend tally.valid)$' ORDER BY 1, 3;
ROLLBACK;
