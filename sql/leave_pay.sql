-- What leave takes off the pay and what is cashed out; each figure reckoned by hand.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SELECT caseload.create_district('leave_pay');
SET search_path = leave_pay, leave_pay_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('elm', 'Elm', 'Elm', 'Elm', '[2025-07-01,2026-07-01)', 'made up');
-- 100 duty days, 20 weeks from 1 September on; the nurses' own calendar has 120
INSERT INTO calendar (contract, school_year, kind, in_force, days, citation)
SELECT 'elm', '2025-26', v.kind, '[2025-07-01,2026-07-01)', (SELECT range_agg(daterange(d, d + 5))
	FROM generate_series(1, v.weeks) AS w, CAST(date '2025-09-01' + 7 * (w - 1) AS date) AS d), 'made up'
FROM (VALUES ('student', 20), ('nurses', 24)) AS v (kind, weeks);
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
VALUES ('elm', 'teacher', 'Teachers', '[2025-07-01,2026-07-01)', E'step(0) I\n1 50000', 'made up'),
	('elm', 'nurse', 'Nurses', '[2025-07-01,2026-07-01)', E'step(0) I\n1 40000', 'made up');
INSERT INTO site (site_id, site_name, level) VALUES (1, 'First', 'any');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(1, 7) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, fte, calendar, agreed_salary, valid) VALUES
	(1, 1, 'elm', 'teacher', 'I-1', 1, 'duty', NULL, '[2025-07-01,2026-07-01)'),
	(2, 1, 'elm', 'teacher', 'I-1', 0.5, 'duty', NULL, '[2025-07-01,2026-07-01)'),
	(3, 1, 'elm', 'nurse', 'I-1', 1, 'nurses', NULL, '[2025-07-01,2026-07-01)'),
	(4, 1, 'elm', 'none', NULL, 0.5, 'duty', 9000, '[2025-07-01,2026-07-01)'),
	(5, 1, 'elm', 'teacher', 'I-1', 0.4, 'duty', NULL, '[2025-07-01,2026-07-01)'),
	(5, 1, 'elm', 'nurse', 'I-1', 0.6, 'nurses', NULL, '[2025-07-01,2026-07-01)'),
	(6, 1, 'elm', 'teacher', 'I-1', 1, 'duty', NULL, '[2025-07-01,2025-10-01)'),
	(7, 1, 'elm', 'teacher', 'X-1', 1, 'duty', NULL, '[2025-07-01,2026-07-01)');
INSERT INTO leave_plan (contract, account, title, in_force, amount, carries, paid,
	less_base, cash_base, citation) VALUES
	('elm', 'unpaid', 'Unpaid leave', '(,)', 'Infinity', 0, 'none', NULL, NULL, 'Article 1'),
	('elm', 'differential', 'Differential', '(,)', 'Infinity', 0, 'differential', 'substitute', NULL, 'Article 2'),
	('elm', 'annual', 'Annual leave', '(,)', 6, 0, 'full', NULL, 'cash', 'Article 3'),
	('elm', 'sick', 'Sick leave', '(,)', 10, 0, 'full', NULL, 'own day', 'Article 4'),
	('elm', 'lost', 'Lost', '(,)', 10, 0, 'full', NULL, 'no such base', 'Article 5');
INSERT INTO pay_base (contract, name, in_force, amount, own, over, citation) VALUES
	('elm', 'substitute', '[2025-07-01,2025-12-01)', 150, NULL, 1, 'made up'),
	('elm', 'substitute', '[2025-12-01,2026-07-01)', 200, NULL, 1, 'made up'),
	('elm', 'cash', '(,)', 135, NULL, 1, 'made up'), ('elm', 'own day', '(,)', NULL, 'salary', 100, 'made up');
-- Unpaid: 3 days of 500 are 1,500 off; a third of a day 166.67, and another 166.66 by the running total of 333.33; at
-- half time a day is 250; of the nurse 40,000 / 120 is 333.33; 9,000 agreed are 90 a day; two jobs, 0.4 of 500 and 0.6
-- of 333.33: 200 each. What comes back is paid again.
INSERT INTO leave_part (contract, account, in_force, up_to, times, over, citation) VALUES
	('elm', 'unpaid', '(,)', 2, 1, 3, 'Article 6');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'unpaid', 'taken', '[2025-10-06,2025-10-09)', '3 days'),
	(1, 'elm', 'unpaid', 'taken', '[2025-10-13,2025-10-14)', '2 hours'),
	(1, 'elm', 'unpaid', 'taken', '[2025-10-14,2025-10-15)', '1 hour'),
	(2, 'elm', 'unpaid', 'taken', '[2025-10-06,2025-10-07)', '1 day'),
	(3, 'elm', 'unpaid', 'taken', '[2025-10-06,2025-10-07)', '1 day'),
	(4, 'elm', 'unpaid', 'taken', '[2025-10-06,2025-10-07)', '1 day'),
	(4, 'elm', 'unpaid', 'returned', '[2025-10-13,2025-10-14)', '0.5 days'),
	(5, 'elm', 'unpaid', 'taken', '[2025-10-06,2025-10-07)', '1 day');
SELECT employee_id, component, first_day, last_day, fte, days, divisor, annual, exact, cents, rule, citation
FROM pay_line WHERE component LIKE 'leave%' ORDER BY employee_id, first_day, fte;
-- Differential: a substitute costs 150 a day, from December on 200, but no more is taken off than the day's pay: of 90
-- agreed at 0.5 the substitute's half day of 75 is, and then not 100 but 90. At half time 75 of 250.
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'differential', 'taken', '[2025-11-03,2025-11-05)', '2 days'),
	(1, 'elm', 'differential', 'taken', '[2025-12-01,2025-12-03)', '2 days'),
	(2, 'elm', 'differential', 'taken', '[2025-11-03,2025-11-04)', '1 day'),
	(4, 'elm', 'differential', 'taken', '[2025-11-03,2025-11-04)', '1 day'),
	(4, 'elm', 'differential', 'taken', '[2025-12-01,2025-12-02)', '1 day');
-- Cashed out: 2 days at 135, whatever the FTE; at one's own day 500; two jobs have one line.
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'annual', 'cashed out', '[2026-06-30,2026-07-01)', '2 days'),
	(2, 'elm', 'annual', 'cashed out', '[2026-06-30,2026-07-01)', '2 days'),
	(1, 'elm', 'sick', 'cashed out', '[2026-06-30,2026-07-01)', '1 day'),
	(5, 'elm', 'annual', 'cashed out', '[2026-06-30,2026-07-01)', '1.5 days');
SELECT employee_id, component, first_day, fte, days, divisor, annual, exact, cents
FROM pay_line WHERE component LIKE 'leave%' AND first_day > '2025-11-01' ORDER BY employee_id, first_day, component;
-- 50,000 less 1,500, 333.33, 300 and 400 is 47,466.67; 270 and 500 are added beside it
SELECT employee_id, base_salary, stipend_pay, total_pay FROM pay_summary WHERE employee_id < 3 ORDER BY 1;
-- with 180 as the divisor of the salary: 3 days of 277.78; one for leave goes before it
INSERT INTO division (contract, component, in_force, way, divisor, counts, citation) VALUES
	('elm', 'salary', '(,)', 'duty days', 180, 'days missed', 'Article 7');
SELECT days, divisor, cents FROM pay_line
WHERE employee_id = 1 AND component = 'leave: unpaid' ORDER BY first_day LIMIT 1;
INSERT INTO division (contract, component, in_force, way, divisor, counts, citation) VALUES
	('elm', 'leave', '(,)', 'duty days', 200, 'days missed', 'Article 7');
SELECT days, divisor, cents FROM pay_line
WHERE employee_id = 1 AND component = 'leave: unpaid' ORDER BY first_day LIMIT 1;
SELECT rule, problem FROM rule_problem WHERE rule LIKE '%leave%' ORDER BY 1;
DELETE FROM division;

-- kept and marked as all pay is: the books hold it, a move and a rule that change make it anew
SELECT refresh_reports() IS NOT NULL AS kept;
SELECT count(*) FROM kept_pay_line WHERE component LIKE 'leave%';
DELETE FROM leave_move WHERE employee_id = 1 AND account = 'annual';
UPDATE pay_base SET amount = 140 WHERE name = 'cash';
SELECT employee_id, cents FROM pay_line WHERE component = 'leave cash-out: annual' ORDER BY 1;
UPDATE leave_plan SET paid = 'full' WHERE account = 'unpaid';
SELECT count(*) FROM pay_line WHERE component = 'leave: unpaid';
UPDATE leave_plan SET paid = 'none' WHERE account = 'unpaid';

-- Whoever left is paid after the last day what is cashed out: 2 days at 140.
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(6, 'elm', 'annual', 'cashed out', '[2025-10-01,2025-10-02)', '2 days');
SELECT component, first_day, days, cents, problem FROM pay_line WHERE employee_id = 6 AND component LIKE 'leave%';

-- Not there: whoever left is not away, a base that is not there, a place that the schedule does not have.
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(6, 'elm', 'unpaid', 'taken', '[2025-10-06,2025-10-07)', '1 day');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(2, 'elm', 'lost', 'cashed out', '[2026-06-29,2026-06-30)', '2 days'),
	(7, 'elm', 'unpaid', 'taken', '[2025-10-06,2025-10-07)', '1 day'),
	(7, 'elm', 'sick', 'cashed out', '[2026-06-30,2026-07-01)', '1 day');
SELECT employee_id, component, cents, problem, blame FROM pay_line WHERE component LIKE 'leave%' AND problem IS NOT NULL
ORDER BY employee_id, component;
SELECT place, problem, detail FROM fact_problem WHERE place = 'leave_move' ORDER BY row_id;
SELECT rule, place, problem, detail FROM rule_problem WHERE place = 'leave_plan' ORDER BY 1, 3;

-- in words and by month
SELECT explain_line(l) FROM pay_line AS l WHERE employee_id IN (1, 2, 4) AND component LIKE 'leave%' AND problem IS NULL
	AND first_day IN ('2025-10-06', '2025-11-03', '2026-06-30') ORDER BY employee_id, first_day, component;
SELECT explain_line(l, 'es') FROM pay_line AS l WHERE employee_id = 2 AND component LIKE 'leave%' AND problem IS NULL
ORDER BY first_day;
SELECT l FROM pay_line_month() AS l WHERE employee_id = 1 AND component = 'leave: unpaid' ORDER BY l.month;
DELETE FROM leave_move;
DROP SCHEMA leave_pay, leave_pay_bi, leave_pay_then CASCADE;
