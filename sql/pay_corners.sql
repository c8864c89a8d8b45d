-- Pay that was paid twice, not at all, or otherwise than it says. Each figure is reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SELECT caseload.create_district('pay_corners') IS NOT NULL AS made;
SET search_path = pay_corners, pay_corners_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('ash', 'Ash', 'Ash', 'Ash', '[2025-07-01,2026-07-01)', 'made up'),
	('birch', 'Birch', 'Birch', 'Birch', '[2025-07-01,2026-07-01)', 'made up');
-- students come on 100 days from 1 September; employees of birch have 120 from 18 August
INSERT INTO calendar (contract, school_year, kind, in_force, days, citation)
SELECT c.contract, '2025-26', v.kind, c.term, (SELECT range_agg(daterange(d, d + 5))
	FROM generate_series(0, v.weeks - 1) AS w, CAST(v.first + 7 * w AS date) AS d), 'made up'
FROM contract AS c JOIN (VALUES ('student', date '2025-09-01', 20), ('duty', '2025-08-18', 24))
	AS v (kind, first, weeks) ON v.kind = 'student' OR c.contract = 'birch';
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT contract, 'teacher', 'Teachers', term, E'step(0) I\n1 40000\n2 50000', 'made up' FROM contract;
INSERT INTO site (site_id, site_name) VALUES (1, 'First'), (2, 'Second');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(1, 30) AS n;

-- Hours that two contracts name are paid once: by the larger job, of equals by the first, and by the other where it
-- alone has a rule. 2 hours at 20 of ash are 40.00, at 30 of birch 60.00.
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES
	('ash', 'hour', '(,)', 20, 'made up'), ('birch', 'hour', '(,)', 30, 'made up');
INSERT INTO hourly_pay (contract, what, schedule, base, in_force, citation) VALUES
	('ash', 'tutoring', '*', 'hour', '(,)', 'made up'), ('birch', 'tutoring', '*', 'hour', '(,)', 'made up'),
	('ash', 'driving', '*', 'hour', '[2025-07-01,2025-10-01)', 'made up'),
	('birch', 'driving', '*', 'hour', '(,)', 'made up'), ('ash', 'music', 'aide', 'hour', '(,)', 'made up'),
	('birch', 'music', 'aide', 'hour', '(,)', 'made up');
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid, fte) VALUES
	(1, 1, 'ash', 'teacher', 'I-1', '[2025-07-01,)', 0.6), (1, 2, 'birch', 'teacher', 'I-1', '[2025-07-01,)', 0.4),
	(2, 1, 'ash', 'teacher', 'I-1', '[2025-07-01,)', 0.5), (2, 2, 'birch', 'teacher', 'I-1', '[2025-07-01,)', 0.5),
	(3, 1, 'ash', 'teacher', 'I-1', '[2025-07-01,)', 0.4), (3, 2, 'birch', 'teacher', 'I-1', '[2025-07-01,)', 0.6);
INSERT INTO tally (employee_id, valid, what, quantity)
SELECT n, '[2025-09-09,2025-09-10)', 'tutoring', '2 hours' FROM generate_series(1, 3) AS n;
INSERT INTO tally (employee_id, valid, what, quantity) VALUES
	(1, '[2025-09-16,2025-09-17)', 'driving', '2 hours'), (1, '[2025-10-14,2025-10-15)', 'driving', '2 hours'),
	(3, '[2025-10-14,2025-10-15)', 'music', '2 hours');
CREATE VIEW hour_line AS SELECT employee_id, contract, component, lower(during) AS day, cents, problem
FROM pay_lines('2025-26') WHERE component LIKE 'hours%';
SELECT * FROM hour_line ORDER BY 1, 3, 4;
SELECT count(*) FROM hour_line AS l, hour_line AS o WHERE o.contract <> l.contract
	AND (o.employee_id, o.component, o.day) = (l.employee_id, l.component, l.day);
-- a rule of the one contract is heard by the other
SELECT refresh_reports() IS NOT NULL AS kept;
DELETE FROM hourly_pay WHERE contract = 'ash' AND what = 'tutoring';
SELECT employee_id, contract, cents FROM pay_line WHERE component = 'hours: tutoring' ORDER BY 1;
INSERT INTO hourly_pay (contract, what, base, in_force, citation) VALUES
	('ash', 'tutoring', 'hour', '(,)', 'made up');
SELECT employee_id, contract, cents FROM pay_line WHERE component = 'hours: tutoring' ORDER BY 1;
-- hours in a year that has no calendar
INSERT INTO tally (employee_id, valid, what, quantity) VALUES (1, '[2026-09-08,2026-09-09)', 'tutoring', '2 hours');
SELECT place, contract, school_year, problem, detail FROM fact_problem;
DELETE FROM tally;

-- A stipend is paid for days of employment. 4 leaves after 50 of 100 days, and is coach and doctor ever after: 500.00
-- of 1,000 each; what is not prorated is paid in full; 5 is a coach from outside, 6 left before the year.
INSERT INTO stipend (contract, position, title, in_force, band, prorated_by, digits, citation) VALUES
	('ash', 'coach', 'Coach', '(,)', 'C $1000', 'duty days', 2, 'made up'),
	('ash', 'doctor', 'Doctor', '(,)', 'C $1000', 'duty days', 2, 'made up'),
	('ash', 'chair', 'Chair', '(,)', 'C $1000', NULL, 2, 'made up');
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) VALUES
	(4, 1, 'ash', 'teacher', 'I-1', '[2025-07-01,2025-11-10)'),
	(6, 1, 'ash', 'teacher', 'I-1', '[2024-07-01,2025-07-01)');
INSERT INTO position_held (employee_id, site_id, contract, position, valid) VALUES
	(4, 1, 'ash', 'coach', '[2025-07-01,)'), (4, NULL, 'ash', 'doctor', '[2001-07-01,)'),
	(4, 1, 'ash', 'chair', '[2025-07-01,)'), (5, 1, 'ash', 'coach', '[2025-07-01,)'),
	(6, 1, 'ash', 'coach', '[2024-07-01,)');
SELECT employee_id, component, during, days, divisor, cents FROM pay_lines() WHERE component LIKE 'stipend%'
ORDER BY 1, 2;
-- half of one that is not prorated is paid whole, and told
UPDATE position_held SET share = 0.5 WHERE position = 'chair';
SELECT cents FROM pay_lines() WHERE component = 'stipend: chair';
SELECT place, row_id, school_year, problem, detail FROM fact_problem ORDER BY 2, 4;
DELETE FROM position_held;

-- By school days the students' calendar divides: 5 of 100 from 18 August through 7 September, 50.00 of 1,000; by duty
-- days 15 of 120, 125.00. So do months.
INSERT INTO stipend (contract, position, title, in_force, band, prorated_by, digits, citation) VALUES
	('birch', 'school', 'By school days', '(,)', 'C $1000', 'school days', 2, 'made up'),
	('birch', 'duty', 'By duty days', '(,)', 'C $1000', 'duty days', 2, 'made up');
INSERT INTO position_held (employee_id, site_id, contract, position, valid) VALUES
	(7, 1, 'birch', 'school', '[2025-08-18,2025-09-08)'), (7, 1, 'birch', 'duty', '[2025-08-18,2025-09-08)');
SELECT component, days, divisor, cents FROM pay_lines() WHERE employee_id = 7 ORDER BY 1;
SELECT component, month, days, cents FROM pay_line_month() WHERE employee_id = 7 ORDER BY 1, 2;
-- a row of division for it says otherwise: 15 of 120
INSERT INTO division (contract, component, way, in_force, citation) VALUES
	('birch', 'stipend: school', 'duty days', '(,)', 'made up');
SELECT component, days, divisor, cents FROM pay_lines() WHERE employee_id = 7 ORDER BY 1;
SELECT component, month, days, cents FROM pay_line_month() WHERE employee_id = 7 AND component ~ 'school' ORDER BY 1, 2;
DELETE FROM position_held;

-- One bound for a line, here and in the reports: less than 100,000,000. 8 has two jobs that are under it.
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(8, 1, 'ash', 'none', 99999999.99, '[2025-07-01,2026-07-01)'),
	(8, 2, 'ash', 'none', 99999999.99, '[2025-07-01,2026-07-01)'),
	(9, 1, 'ash', 'none', 100000000, '[2025-07-01,2026-07-01)'),
	(10, 1, 'ash', 'none', 40000, '[2025-07-01,2026-07-01)');
INSERT INTO tally (employee_id, valid, what, quantity) VALUES
	(10, '[2025-09-09,2025-09-10)', 'tutoring', '2000000 hours');
SELECT employee_id, component, cents, problem FROM pay_lines() WHERE employee_id IN (8, 9, 10) ORDER BY 1, 2, 3;
SELECT employee_id, component, cents, problem FROM pay_line WHERE employee_id IN (8, 9, 10) ORDER BY 1, 2, 3;
SELECT employee_id, sum(total_pay) FROM pay_summary WHERE employee_id IN (8, 9, 10) GROUP BY 1 ORDER BY 1;
SELECT amount FROM pay_by_part WHERE employee_id = 8;
DELETE FROM tally;

-- A long name of a position is not cut, and another that begins like it is another.
INSERT INTO stipend (contract, position, title, in_force, band, digits, citation)
SELECT 'ash', repeat('long ', 40) || n, 'Long', '(,)', ('L $' || n)::stipend_band, 2, 'made up'
FROM generate_series(1, 2) AS n;
INSERT INTO position_held (employee_id, contract, position, valid)
SELECT 10, 'ash', repeat('long ', 40) || n, '[2025-07-01,2026-07-01)' FROM generate_series(1, 2) AS n;
SELECT right(component, 6) AS name, length(component), amount, right(id, 6) AS id FROM pay_by_part
WHERE component LIKE 'stipend%' ORDER BY 1;
SELECT refresh_reports() IS NOT NULL AS kept;
SELECT count(DISTINCT id), count(DISTINCT component), max(length(component)) FROM pay_line_month
WHERE component LIKE 'stipend%';

-- Years on a step are not counted from no day on: 11 has none, and that is told; 12 has two, 2023-24 and 2024-25.
INSERT INTO longevity_rule (contract, code, in_force, service, scale, citation) VALUES
	('ash', 'top', '(,)', 'on step', '1+: $100 each', 'made up');
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) VALUES
	(11, 1, 'ash', 'teacher', 'I-2', '(,2026-07-01)'), (12, 1, 'ash', 'teacher', 'I-2', '[2023-07-01,2026-07-01)'),
	(13, 1, 'ash', 'teacher', 'I-2', '[-infinity,2026-07-01)');
SELECT employee_id, years FROM longevity_years_of('ash', 1, '{11,12,13}', '2025-26', 'on step') ORDER BY 1;
SELECT employee_id, cents FROM pay_lines() WHERE component = 'longevity: top' ORDER BY 1;
SELECT place, row_id, problem, detail FROM fact_problem WHERE place = 'employment' AND problem ~ 'first day' ORDER BY 2;

-- Of a job that no schedule covers that is told, and no clock is asked for the days of a year that is none.
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('cedar', 'Cedar', 'Cedar', 'Cedar', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
VALUES ('cedar', '2025-26', '[1000-01-01,2026-07-01)', '{[2025-09-01,2025-10-01)}', 'made up');
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid)
VALUES (14, 1, 'cedar', 'none', 'I-2', '[2025-07-01,2026-07-01)');
SELECT component, during, cents, problem, blame FROM pay_lines_of('cedar', '2025-26', 1, NULL, 'infinity');
