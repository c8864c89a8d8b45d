-- What would be paid wrong, twice or not at all without a word is refused on entry, paid as it says, or told in
-- rule_problem or fact_problem.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('pay_told');
SET search_path = pay_told, pay_told_bi, caseload, public;
SET client_min_messages = warning;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('yew', 'Yew', 'Yew', 'Yew', '[2024-07-01,2027-07-01)', 'made up');
-- 100 days: 20 weeks of five days from 1 September
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'yew', '2025-26', '[2025-07-01,2026-07-01)', (SELECT range_agg(daterange(d, d + 5))
	FROM generate_series(0, 19) AS w, CAST(date '2025-09-01' + 7 * w AS date) AS d), 'made up';
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('yew', 'teacher', 'Teachers', '(,)', 'step(0) I
1 50000
2 52000', 'made up');
INSERT INTO schedule (contract, schedule, title, in_force, grid, cells, citation) VALUES
	('yew', 'hour', 'By the hour', '[2025-07-01,2026-07-01)', 'step(0) I
1 25', 'hourly', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name, hired) SELECT n, 'Employee ' || n,
	CASE WHEN n > 1 THEN date '2020-08-01' END FROM generate_series(1, 4) AS n;
INSERT INTO employment (employment_id, employee_id, site_id, contract, schedule, placement, valid) VALUES
	(1, 1, 1, 'yew', 'teacher', 'I-1', '[2025-07-01,2026-07-01)'),
	(2, 2, 1, 'yew', 'teacher', 'I-2', '[2025-07-01,2026-07-01)'),
	(3, 3, 1, 'yew', 'hour', 'I-1', '[2025-07-01,2026-07-01)');
INSERT INTO service (employee_id, school_year, kind, share)
SELECT n, '2024-25', 'district', 1 FROM generate_series(1, 3) AS n;

-- refused: no number, no day, no school year; more than a line can show
INSERT INTO paid_elsewhere (employee_id, contract, school_year, payday, component, amount, source) VALUES
	(1, 'yew', '2025-26', '2025-07-31', 'salary', 'NaN', 'old system');
INSERT INTO paid_elsewhere (employee_id, contract, school_year, payday, component, amount, source) VALUES
	(1, 'yew', '2025-26', 'infinity', 'salary', 1000, 'old system');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(4, 1, 'yew', 'none', 'NaN', '[2025-07-01,2026-07-01)');
INSERT INTO raise (contract, in_force_from, percent, on_schedule, citation) VALUES
	('yew', '-infinity', 1, false, 'made up');
INSERT INTO division (contract, in_force, way, divisor, counts, citation) VALUES
	('yew', '(,)', 'duty days', 1000000, 'days held', 'made up');
UPDATE calendar SET school_year = '2025-27';
UPDATE calendar SET school_year = '25-26';
UPDATE calendar SET school_year = '2099-00', in_force = '[2099-07-01,2100-07-01)', days = '{}';
UPDATE calendar SET school_year = '2025-26', in_force = '[2025-07-01,2026-07-01)', days = (SELECT
	range_agg(daterange(d, d + 5)) FROM generate_series(0, 19) AS w, CAST(date '2025-09-01' + 7 * w AS date) AS d);

-- an agreed salary is kept as it was entered, and rounded where it is paid: half of the days of 20,000.339
BEGIN;
INSERT INTO employment (employment_id, employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(4, 4, 1, 'yew', 'none', 20000.339, '[2025-07-01,2025-11-10)');
SELECT e.agreed_salary, p.days, p.divisor, p.annual, p.exact, p.cents
FROM employment AS e JOIN pay_lines() AS p USING (employment_id) WHERE e.employment_id = 4;
ROLLBACK;

-- longevity is paid for a year: by the month it is told, not paid once
BEGIN;
INSERT INTO longevity_rule (contract, code, in_force, service, scale, citation) VALUES
	('yew', 'monthly', '(,)', 'district', '1+: $100 flat per month', 'made up'),
	('yew', 'yearly', '(,)', 'district', '1+: $100 flat per year', 'made up');
SELECT employee_id, component, cents, blame, problem FROM pay_lines() WHERE component LIKE 'long%' ORDER BY 1, 2;
SELECT rule, problem, detail, mend, sure FROM rule_problem WHERE place = 'longevity_rule' ORDER BY 1, 2, 3;
SELECT place, row_id, problem FROM fact_problem;
-- nor does a forecast know what is paid by it
SELECT school_year, people, salary, longevity, not_known FROM forecast('yew', 1);
UPDATE longevity_rule SET in_force = '(,2020-07-01)' WHERE code = 'monthly';
SELECT school_year, people, salary, longevity, not_known FROM forecast('yew', 1);
ROLLBACK;

-- by the day hired: who has none is told; the others are paid or not by theirs
BEGIN;
INSERT INTO longevity_rule (contract, code, in_force, service, scale, hired, citation) VALUES
	('yew', 'before 2030', '(,)', 'district', '1+: $100 flat', '(,2030-01-01)', 'made up'),
	('yew', 'before 2010', '(,)', 'district', '1+: $100 flat', '(,2010-01-01)', 'made up');
SELECT employee_id, component, cents, blame, problem FROM pay_lines() WHERE component LIKE 'long%' ORDER BY 1, 2;
SELECT place, row_id, problem, detail FROM fact_problem ORDER BY detail;
-- all days are no bound; no day, no lane and no step are nobody's
UPDATE longevity_rule SET hired = CASE code WHEN 'before 2030' THEN daterange '(,)' ELSE 'empty' END;
SELECT employee_id, component, cents, blame, problem FROM pay_lines() WHERE component LIKE 'long%' ORDER BY 1, 2;
INSERT INTO longevity_rule (contract, code, in_force, service, scale, lanes, steps, citation) VALUES
	('yew', 'no lane', '(,)', 'district', '1+: $100 flat', '{}', NULL, 'made up'),
	('yew', 'no step', '(,)', 'on step', '1+: $100 flat', NULL, 'empty', 'made up');
SELECT rule, detail, mend FROM rule_problem WHERE problem = 'paid to nobody' ORDER BY 1;
ROLLBACK;

-- a tier from 0 is that of whoever has no years: 4 has none, and 3 has one; with none of them from 1 on nobody else
BEGIN;
INSERT INTO employment (employment_id, employee_id, site_id, contract, schedule, placement, valid) VALUES
	(4, 4, 1, 'yew', 'teacher', 'I-1', '[2025-07-01,2026-07-01)');
INSERT INTO longevity_rule (contract, code, in_force, service, scale, counts, citation) VALUES
	('yew', 'from none', '(,)', 'district', '0: $100 flat, 1+: $150 flat', 'school year', 'made up'),
	('yew', 'from one', '(,)', 'district', '1+: $70 flat', 'school year', 'made up'),
	('yew', 'by the day', '(,)', 'total', '0: $10 flat', 'anniversary', 'made up');
SELECT employee_id, component, cents, blame, problem FROM pay_lines() WHERE component LIKE 'long%'
ORDER BY 1, 2, lower(during);
-- one at a time as all at once
SELECT count(*) FROM (SELECT employee_id, component, cents FROM pay_lines(employees => '{4}')
	EXCEPT ALL SELECT employee_id, component, cents FROM pay_lines()) AS differ;
UPDATE longevity_rule SET service = 'continuous' WHERE code = 'from none';
SELECT rule, problem, detail, mend FROM rule_problem WHERE place = 'longevity_rule' ORDER BY 1, 2;
ROLLBACK;

-- a percentage of a rate by the hour is nobody's pay of a year; dollars are
BEGIN;
INSERT INTO longevity_rule (contract, code, schedule, in_force, service, scale, citation) VALUES
	('yew', 'all', '*', '(,)', 'district', '1+: 2% flat', 'made up'),
	('yew', 'hourly', 'hour', '(,)', 'district', '1+: 2% flat', 'made up'),
	('yew', 'dollars', 'hour', '(,)', 'district', '1+: $90 flat', 'made up'),
	('yew', 'step', '*', '(,)', 'step', '1+: 2% flat', 'made up');
SELECT employee_id, component, annual, cents, problem FROM pay_lines() WHERE component LIKE 'long%' ORDER BY 1, 2;
SELECT rule, problem, detail, mend FROM rule_problem WHERE place = 'longevity_rule' ORDER BY 1, 2;
ROLLBACK;

-- what is too much by itself is the rule's fault; what an FTE makes too much is the fact's
BEGIN;
UPDATE employment SET fte = 1e9 WHERE employment_id = 2;
INSERT INTO longevity_rule (contract, code, in_force, service, scale, in_proportion, citation) VALUES
	('yew', 'much', '(,)', 'district', '1+: $900000000 flat', NULL, 'made up'),
	('yew', 'by FTE', '(,)', 'district', '1+: $90 flat', 'fte', 'made up');
INSERT INTO raise (contract, in_force_from, flat, ends, on_schedule, citation) VALUES
	('yew', '2025-07-01', 1000000000, '2026-07-01', false, 'made up');
SELECT employee_id, component, cents, blame, problem FROM pay_lines() WHERE component ~ '^(long|raise)' ORDER BY 1, 2;
SELECT place, row_id, detail FROM fact_problem ORDER BY 1, 3;
SELECT rule, place, problem, detail FROM rule_problem WHERE problem = 'cannot be paid' ORDER BY 1;
ROLLBACK;

-- a school year between others that nobody entered a calendar for; one that is yet to come is none
BEGIN;
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES
	('yew', '2023-24', '[2023-07-01,2024-07-01)', '{[2023-09-01,2024-02-01)}', 'made up');
INSERT INTO position_held (position_held_id, employee_id, site_id, contract, position, valid) VALUES
	(1, 4, 1, 'yew', 'coach', '[2024-09-01,2025-02-01)');
UPDATE employment SET valid = '[2023-07-01,)' WHERE employment_id = 1;
SELECT place, row_id, problem, detail FROM fact_problem WHERE problem LIKE 'no %calendar%' OR problem LIKE 'no school%';
ROLLBACK;

-- calendars that cannot be right
BEGIN;
UPDATE calendar SET school_year = '2035-36';
SELECT rule, place, problem, detail, mend, sure FROM rule_problem WHERE place = 'calendar' ORDER BY 1, 3;
UPDATE calendar SET school_year = '2025-26', days = '{}';
SELECT rule, place, problem, detail, mend, sure FROM rule_problem WHERE place = 'calendar' ORDER BY 1, 3;
UPDATE calendar SET in_force = '(,)';
SELECT rule, place, problem, detail, mend, sure FROM rule_problem WHERE place = 'calendar' ORDER BY 1, 3;
ROLLBACK;

-- a raise of 500 that is rounded to ten thousands
BEGIN;
INSERT INTO raise (contract, in_force_from, flat, rounds_to, ends, on_schedule, citation) VALUES
	('yew', '2025-07-01', 500, -4, '2026-07-01', false, 'made up'),
	('yew', '2025-08-01', 500, -3, '2026-07-01', false, 'made up');
SELECT rule, problem, detail, mend, sure FROM rule_problem WHERE place = 'raise' AND problem LIKE '%rounding%';
ROLLBACK;

-- of two entries of hours on a day the one that is wrong
BEGIN;
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES ('yew', 'hour', '(,)', 38.5, 'made up');
INSERT INTO hourly_pay (contract, what, base, in_force, citation) VALUES
	('yew', 'tutoring', 'hour', '(,)', 'made up');
INSERT INTO tally (tally_id, employee_id, valid, what, quantity) VALUES
	(10, 1, '[2025-10-07,2025-10-08)', 'tutoring', '2 hours'),
	(101, 1, '[2025-10-07,2025-10-08)', 'tutoring', '3 days'),
	(102, 1, '[2025-10-07,2025-10-08)', 'tutoring', '2 days');
SELECT cents, problem FROM pay_lines() WHERE component LIKE 'hours%' ORDER BY 1, 2;
SELECT place, row_id, problem FROM fact_problem ORDER BY 2;
ROLLBACK;

-- periods that are there are not made twice
\set VERBOSITY default
\set SHOW_CONTEXT never
SELECT make_pay_periods('yew', '12', '2025-26');
SELECT make_pay_periods('yew', '12', '2025-26');

-- a cycle that is entered by half would pay the year in half of its periods
DELETE FROM pay_period;
BEGIN;
INSERT INTO pay_period (contract, cycle, school_year, nth, during, payday) VALUES
	('yew', 'halves', '2025-26', 1, '[2025-07-01,2026-01-01)', '2025-12-31');
SAVEPOINT half;
SELECT close_period('yew', 'halves', '2025-26', 1) > 0 AS closed;
ROLLBACK TO half;
INSERT INTO pay_period (contract, cycle, school_year, nth, during, payday) VALUES
	('yew', 'halves', '2025-26', 2, '[2026-01-01,2026-07-01)', '2026-06-30');
SELECT close_period('yew', 'halves', '2025-26', 1) > 0 AS closed;
SELECT employee_id, component, kind, amount FROM paid_line ORDER BY 1;
ROLLBACK;
DROP SCHEMA pay_told, pay_told_bi, pay_told_then CASCADE;
