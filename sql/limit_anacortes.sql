-- The limits of Anacortes on made-up rosters, each reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_anacortes', contract => 'anacortes');
SET search_path = limit_anacortes, limit_anacortes_bi, caseload, public;
-- ten weeks of five days, 50 days from Monday 11 September
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'anacortes', '2017-18', '[2017-09-01,2018-09-01)', (SELECT range_agg(daterange(d, d + 5))
	FROM generate_series(0, 9) AS w, CAST(date '2017-09-11' + 7 * w AS date) AS d), 'made up';
INSERT INTO count_days (contract, name, in_force, days, citation) SELECT contract, 'annual leave peak', in_force,
	'{[2017-09-11,2017-09-16),[2017-11-13,2017-11-18)}', 'CBA pp. 30-34' FROM calendar;
INSERT INTO site (site_id, site_name) VALUES (1, 'Island View'), (2, 'Whitney'), (3, 'High School');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 60) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid, attributes)
SELECT n, CASE WHEN n <= 24 THEN 1 WHEN n <= 29 THEN 2 ELSE 3 END, 'anacortes', 'none', 0, '[2017-09-01,2018-09-01)',
	CASE n WHEN 11 THEN '{"sections": 6}' WHEN 12 THEN '{"sections": 5}' WHEN 13 THEN '{"sections": 5}'
	WHEN 25 THEN '{"program": "Psychologist", "whitney": true}'
		WHEN 24 THEN '{"program": "Psychologist"}' ELSE '{}' END::jsonb FROM generate_series(1, 40) AS n;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/limit_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all

-- 1: a third grade of 18, 19 from the second week, 20 from the third, 21 from the fourth, 22 from the fifth on:
--    five days each of $10, $20, $35 and $60, then 30 days of $60, as nothing is stated past the fourth:
--    50 + 100 + 175 + 300 + 1,800 = 2,425.00.
-- 2: a fourth grade of 26: $10 x 50 = 500.00. 3: a 3-4 combination of 18: 17 is the lower, 500.00.
-- 4: a sixth grade of 26: nothing.
SELECT class(1, 1, 1, '[3,3]', '[2017-09-01,2018-06-30)'), students(1, 18, '[2017-09-01,2018-06-30)'),
	students(1, 1, '[2017-09-18,2018-06-30)'),
	students(1, 1, '[2017-09-25,2018-06-30)'), students(1, 1, '[2017-10-02,2018-06-30)'),
	students(1, 1, '[2017-10-09,2018-06-30)');
SELECT class(2, 1, 2, '[4,4]', '[2017-09-01,2018-06-30)'), students(2, 26, '[2017-09-01,2018-06-30)');
SELECT class(3, 1, 3, '[3,4]', '[2017-09-01,2018-06-30)'), students(3, 18, '[2017-09-01,2018-06-30)');
SELECT class(4, 1, 4, '[6,6]', '[2017-09-01,2018-06-30)'), students(4, 26, '[2017-09-01,2018-06-30)');
-- the other reading, each amount in the place of the one before: 5 x (10 + 10 + 15 + 25) + 30 x 25 = 1,050.00
SELECT * FROM due ORDER BY 1, 2;
BEGIN;
UPDATE limit_remedy SET scale = '1-2: $10 flat, 3: $15 flat, 4+: $25 flat per day'
WHERE limit_id = (SELECT id FROM load_limit WHERE code = 'class-size-k-6');
SELECT * FROM due ORDER BY 1, 2;
ROLLBACK;

-- Grades 7-8, teacher 10: classes of 33, 28, 28 and 28: the average 29.25 is 0.25 over 29, the largest 1 over 32; no
-- amount is printed, so there are findings and no money.
SELECT class(n, 3, 10, '[7,8]', '[2017-09-01,2018-06-30)'),
	students(n, CASE n WHEN 10 THEN 33 ELSE 28 END, '[2017-09-01,2018-06-30)') FROM generate_series(10, 13) AS n;
-- Six of seven (class-size-9-12-6of7), teacher 11: six classes of 29 and none above 32: nothing.
SELECT class(n, 3, 11, '[9,9]', '[2017-09-01,2018-06-30)'), students(n, 29, '[2017-09-01,2018-06-30)')
FROM generate_series(20, 25) AS n;
-- Five of seven, teacher 12: 36, 34, 33, 32 and 31: 1.2 over the average, up to 2, and 3 over the largest: the
-- lesser, 2:
-- $7 x 50 = 350.00. Teacher 13: 40, 30, 30, 30 and 30: the average is exactly 32, so both are not passed: nothing.
SELECT class(n, 3, 12, '[9,9]', '[2017-09-01,2018-06-30)'),
	students(n, (ARRAY[36, 34, 33, 32, 31])[n - 29], '[2017-09-01,2018-06-30)') FROM generate_series(30, 34) AS n;
SELECT class(n, 3, 13, '[9,9]', '[2017-09-01,2018-06-30)'),
	students(n, CASE n WHEN 40 THEN 40 ELSE 30 END, '[2017-09-01,2018-06-30)') FROM generate_series(40, 44) AS n;
SELECT * FROM due WHERE code LIKE 'class-size-9%' ORDER BY 1, 2;
SELECT * FROM found WHERE code LIKE 'class-size-7%' OR code LIKE 'class-size-9%' ORDER BY 1, 2, measure, over;

-- Resource room. 14: 27 students of one goal area: 2 over, which is tolerated: nothing. 15: 28 of them: 3 over: $30 a
-- day, if the pay is taken. 16: 26 students, 55 units: 5 over: $40 a day. 17: both, 29 students (4 over, $40) and 58
-- units (8 over, $80, at most $40): the greater of the two is due, not both: $40 a day.
SELECT cases(14, 'Resource Room', 27, '[2017-09-01,2018-06-30)'),
	cases(15, 'Resource Room', 28, '[2017-09-01,2018-06-30)'),
	cases(16, 'Resource Room', 23, '[2017-09-01,2018-06-30)', 2), cases(16, 'Resource Room', 3,
		'[2017-09-01,2018-06-30)', 3), cases(17, 'Resource Room', 29, '[2017-09-01,2018-06-30)', 2);
-- Life skills: two sessions of 12 and 14: 2 over in the afternoon, above 1: $20 a day. Preschool of 13: tolerated.
SELECT class(50, 1, 18, '[1,3]', '[2017-09-01,2018-06-30)', 'Life Skills'), students(50, 12, '[2017-09-01,2018-06-30)');
SELECT class(51, 1, 18, '[1,3]', '[2017-09-01,2018-06-30)', 'Life Skills'), students(51, 14, '[2017-09-01,2018-06-30)');
SELECT class(52, 1, 19, '[-2,-2]', '[2017-09-01,2018-06-30)', 'Preschool'), students(52, 13, '[2017-09-01,2018-06-30)');
-- 20: 54 IEPs of speech, 4 over 50: $40. 21: 43 of birth to kindergarten, 3 over 40: tolerated. 22: 44 of OT: $40.
SELECT cases(20, 'SLP', 54, '[2017-09-01,2018-06-30)'), cases(21, 'SLP Birth-K', 43, '[2017-09-01,2018-06-30)'),
	cases(22, 'OT/PT', 44, '[2017-09-01,2018-06-30)');
-- Psychologists: 24 with 1,299: 99 over: tolerated. 25, at Whitney, with 1,201: 100 are added, 101 over: $40.
INSERT INTO tally (employee_id, valid, what, quantity) VALUES
	(24, '[2017-09-01,2018-06-30)', 'caseload', '1299 students'),
	(25, '[2017-09-01,2018-06-30)', 'caseload', '1201 students');
SELECT code, subject_id, cap, actual, over, measure, kind, due, amount_due FROM found WHERE code IN ('resource-room',
	'life-skills', 'slp', 'ot-pt', 'psychologist') AND kind IN ('paraprofessional', 'pay') ORDER BY 1, 2, measure, 7;
-- everybody took the pay: 50 days of 30, 40, 40, 20, 40, 40 and 40 dollars
INSERT INTO remedy_given (remedy_id, employee_id, valid) SELECT r.id, e, '[2017-09-01,2018-06-30)'
FROM limit_remedy AS r, generate_series(14, 25) AS e WHERE r.choice = 'overload' AND r.kind = 'pay';
SELECT * FROM due WHERE code IN ('resource-room', 'life-skills', 'slp', 'ot-pt', 'psychologist') ORDER BY 1, 2;

-- Annual leave. Island View has 24 employees: ten percent is 2.4, up to 3: a fourth on 20 September is one too many.
-- Whitney has 5: ten percent is 0.5, up to 1, but two at least: two on that day are kept within it.
-- In the first week five percent of 24 is 1.2: two on 11 September are 0.8 too many.
INSERT INTO tally (employee_id, valid, what, quantity)
SELECT n, '[2017-09-20,2017-09-21)', 'annual leave', '1 employees' FROM unnest('{1,2,3,4,25,26}'::int[]) AS n;
INSERT INTO tally (employee_id, valid, what, quantity)
SELECT n, '[2017-09-11,2017-09-12)', 'annual leave', '1 employees' FROM generate_series(5, 6) AS n;
-- 26 took seven days of annual leave in the year, one more than six; 27 seven, of which one was rolled over
INSERT INTO tally (employee_id, valid, what, quantity)
SELECT e, daterange(date '2017-10-02' + d, date '2017-10-03' + d), 'annual leave', '1 days'
FROM generate_series(26, 27) AS e, unnest('{0,1,2,3,4,7,8}'::int[]) AS d;
INSERT INTO exception (limit_id, employee_id, valid, number, reason) SELECT id, 27, '[2017-09-01,2018-09-01)', '7 days',
	'a day rolled over' FROM load_limit WHERE code = 'annual-leave-days';
SELECT code, subject_id, first_day, last_day, measure, cap, actual, over FROM found
WHERE code LIKE '%leave%' ORDER BY 1, 2;

-- Supplemental time: 25.25% of a base that the page does not print; with a made-up 50,000: 12,625.00, then 28.25%.
SELECT stipend_pay('anacortes', 'TRI', '2017-10-01');
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES
	('anacortes', 'state salary allocation 2017-18', '[2017-09-01,2019-09-01)', 50000, 'made up');
SELECT stipend_pay('anacortes', 'TRI', '2017-10-01') AS "2017-18",
	stipend_pay('anacortes', 'TRI', '2018-10-01') AS "2018-19";

SELECT sum(pay) FROM class_size_overage;
SELECT sum(pay) FROM caseload_overage;
SELECT sum(amount_due) FROM compliance_finding;
SELECT rule, place, problem, detail FROM rule_problem ORDER BY 1, 2, 3, 4;
