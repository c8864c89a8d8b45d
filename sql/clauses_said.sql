-- Clauses of the contracts that ship which the other tests load and do not reckon, each reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SELECT caseload.create_district('said_waterford', contract => 'waterford');
SELECT caseload.create_district('said_anacortes', contract => 'anacortes');
SELECT caseload.create_district('said_clovis', contract => 'clovis');
SELECT caseload.create_district('said_utla', contract => 'utla');

-- Waterford. Days of service from Wednesday, 14 August 2019, but for 2 September, 11 November and the last week of
-- November.
SET search_path = said_waterford, said_waterford_bi, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'waterford', '2019-20', '[2019-07-01,2020-07-01)', range_agg(daterange(d, d + 1)), 'made up'
FROM generate_series(0, 190) AS n, CAST(date '2019-08-14' + n AS date) AS d
WHERE extract(isodow FROM d) < 6 AND d NOT IN ('2019-09-02', '2019-11-11')
	AND NOT d BETWEEN '2019-11-25' AND '2019-11-29';
-- The clock of a grievance (VI.B), each stage 15 days of service after what went before, which does not count. From
-- 5 September: one day in its week and 5, 5 and 4 in the next three weeks, to the 26th. From then one, 5, 5 and 4, to
-- 17 October; again to 7 November. From there one, then four in the week of the 11th, five, none and five: 6 December.
-- An arbitrator within ten: two weeks of five, 20 December.
SELECT stage, d.days, d.day_kind, v.event, due_after('waterford', v.event, d.days, d.day_kind) AS due, d.citation
FROM (VALUES ('grievance', date '2019-09-05'), ('answer', '2019-09-26'), ('mediation', '2019-10-17'),
	('arbitration', '2019-11-07'), ('agree on an arbitrator', '2019-12-06')) AS v (stage, event)
	JOIN deadline AS d USING (stage) ORDER BY v.event;
-- Longevity before and since 2017-18 (XI.E) on a step 14 of 80,000: 3.5% at step 24, 82,800, and again at 28, 85,698;
-- then at 19, 24 and 28, the third of them 88,697.43. Column I has none.
SELECT citation, with_longevity(E'step(0) I V\n14 70000 80000', scale, lanes) FROM longevity_rule ORDER BY in_force;
-- A step past the last row of column IV, 12, printed as 85,207 in A-1(e), is counted on and paid as that (XI.A-B).
SELECT v.step, salary(schedule_on('waterford', 'teacher', '2019-09-01'), v.step) AS paid
FROM (SELECT next_placement('waterford', 'teacher', 'IV-12', '2019-20') AS step) AS v, step_rule AS r WHERE r.past_last;
-- The year of a teacher (VIII.D.1): 182 + 1 + 4 days.
SELECT role, days, 182 + 1 + 4 AS reckoned, citation FROM work_year WHERE role = 'Teacher';
-- A teacher on special assignment (IX.K) works 192 days, five more than 187.
SELECT role, days, days - (SELECT c.duty_days FROM contract AS c) AS more, citation FROM work_year
WHERE role = 'Teacher on Special Assignment';
-- Notice of retirement and age for the incentive (XX) in the final year 2015-16, and none after the sunset.
SELECT code, due_on('waterford', code, '2015-16') AS "2015-16" FROM due_date
WHERE code LIKE 'retirement-%' ORDER BY 1;
SELECT due_on('waterford', 'retirement-notice', '2018-19');
-- Stipends of 2019-20, percents of 53,856.69: the athletic director 12% 6,462.80, at the middle school 3% 1,615.70; a
-- committed athlete and several schools within grades 9-12 3%, beyond them 4% 2,154.27; a department's chair 2%
-- 1,077.13; all in whole dollars.
SELECT position, level, stipend_pay('waterford', position, '2019-09-01', level) AS paid
FROM (VALUES ('Athletic Director', 'High School'), ('Athletic Director', 'Middle School'),
	('Committed Athlete', 'High School'), ('Multiple Site 9-12', 'High School'),
	('Multiple Site beyond 9-12', 'High School'), ('Department Chair', 'High School')) AS v (position, level);

-- The class sizes of TK-3 while the grant has ceased (XXVI.B), told in the year before: exceptions without a number.
-- There are 24 Thursdays from 5 September to 20 February, but for one: a first grade of 27 is worth 2 x $50 x 24 =
-- 2,400, and nothing while it is suspended; a fifth grade of 31 is worth 1,200 in either case.
INSERT INTO count_days (contract, name, in_force, days, citation)
SELECT contract, 'Thursdays', in_force, weekly_days(days, 4, first_full_week(2019, 9)), 'Article XXVI.D' FROM calendar;
INSERT INTO site (site_id, site_name, level) VALUES (1, 'Moon', 'Moon/Whitehead');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Teacher 1'), (2, 'Teacher 2');
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid)
SELECT n, 1, 'waterford', 'teacher', 'V-5', '[2019-07-01,2020-07-01)' FROM generate_series(1, 2) AS n;
INSERT INTO section (section_id, site_id, section_name, grades, valid) VALUES
	(1, 1, 'First', '[1,1]', '[2019-08-14,2020-06-01)'), (2, 1, 'Fifth', '[5,5]', '[2019-08-14,2020-06-01)');
INSERT INTO staffing (section_id, employee_id, valid)
SELECT n, n, '[2019-08-14,2020-06-01)' FROM generate_series(1, 2) AS n;
INSERT INTO enrollment (section_id, student_id, valid)
SELECT CASE WHEN n <= 27 THEN 1 ELSE 2 END, n, '[2019-08-14,2020-06-01)' FROM generate_series(1, 58) AS n;
SELECT section_name, count(*) AS counts, sum(pay) AS pay FROM class_size_overage GROUP BY 1 ORDER BY 1;
INSERT INTO exception (limit_id, section_id, valid, reason)
SELECT l.id, s.section_id, '[2019-07-01,2020-07-01)', 'the grant has ceased, told in 2018-19'
FROM load_limit AS l, section AS s WHERE l.code = 'class-size' AND s.grades && '[-1,3]';
SELECT section_name, count(*) AS counts, sum(pay) AS pay FROM class_size_overage GROUP BY 1 ORDER BY 1;

-- Anacortes. Five days of bereavement and fourteen of jury duty are as many as there are: the sixth and the fifteenth
-- are one too many. Two more days for travel are an exception.
SET search_path = said_anacortes, said_anacortes_bi, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'anacortes', '2017-18', '[2017-09-01,2018-09-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 9) AS w, CAST(date '2017-09-11' + 7 * w AS date) AS d;
INSERT INTO site (site_id, site_name) VALUES (1, 'Island View');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 5) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, 1, 'anacortes', 'none', 0, '[2017-09-01,2018-09-01)' FROM generate_series(1, 5) AS n;
INSERT INTO tally (employee_id, valid, what, quantity)
SELECT v.employee_id, daterange(d, d + 1), v.what, '1 days'
FROM (VALUES (1, 5, 'bereavement'), (2, 6, 'bereavement'), (3, 7, 'bereavement'),
	(4, 14, 'jury duty'), (5, 15, 'jury duty')) AS v (employee_id, many, what),
	generate_series(0, v.many - 1) AS n, CAST(date '2017-09-11' + n / 5 * 7 + n % 5 AS date) AS d;
INSERT INTO exception (limit_id, employee_id, valid, number, reason)
SELECT id, 3, '[2017-09-01,2018-09-01)', '7 days', 'travel beyond 250 miles' FROM load_limit
WHERE code = 'bereavement-days';
SELECT l.code, f.employee_id, f.cap, f.actual, f.over_by, f.citation FROM compliance_finding AS f
	JOIN load_limit AS l ON l.title = f.rule ORDER BY 1, 2;
-- three days of annual leave that were left, at $135 each
SELECT 3 * base_amount('anacortes', 'annual leave cash-out, day', '2018-06-15') AS cashed_out;

-- Clovis. 3% of 91,250 is 2,737.50, and of half a position, for which 40,000 were agreed, it is 1,200.00.
SET search_path = said_clovis, said_clovis_bi, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'clovis', '2023-24', '[2023-07-01,2024-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 35) AS w, CAST(date '2023-08-14' + 7 * w AS date) AS d;
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Teacher 1'), (2, 'Teacher 2');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, fte, valid) VALUES
	(1, 1, 'clovis', 'none', 91250, 1, '[2023-07-01,2024-07-01)'),
	(2, 1, 'clovis', 'none', 40000, 0.5, '[2023-07-01,2024-07-01)');
INSERT INTO position_held (employee_id, site_id, contract, position, valid)
SELECT n, 1, 'clovis', 'special education', '[2023-07-01,2024-07-01)' FROM generate_series(1, 2) AS n;
SELECT employee_id, component, cents, citation FROM pay_line ORDER BY 1, 2;

-- UTLA. Dual language, for more than 20 days and less than the semester in proportion: two semesters of 40 days.
-- 20 days of the first are none; 24 of 40 are 2,700 x 24/40 = 1,620; a whole year is 5,400.
SET search_path = said_utla, said_utla_bi, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'utla', '2022-23', '[2022-07-01,2023-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 15) AS w, CAST(date '2022-08-15' + 7 * w AS date) AS d;
INSERT INTO term (contract, name, in_force, citation) VALUES
	('utla', 'semester', '[2022-08-15,2022-10-10)', 'made up'),
	('utla', 'semester', '[2022-10-10,2022-12-05)', 'made up');
INSERT INTO site (site_id, site_name, level) VALUES (1, 'First', 'elementary');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 7) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, 1, 'utla', 'none', 60000, '[2022-07-01,2023-07-01)' FROM generate_series(1, 7) AS n;
INSERT INTO position_held (employee_id, site_id, contract, position, valid) VALUES
	(1, 1, 'utla', 'dual language, elementary', '[2022-08-15,2022-09-10)'),
	(2, 1, 'utla', 'dual language, elementary', '[2022-08-15,2022-09-16)'),
	(3, 1, 'utla', 'dual language, elementary', '[2022-07-01,2023-07-01)');
SELECT employee_id, component, first_day, days, divisor, cents, citation FROM pay_line
WHERE component LIKE 'stipend%' ORDER BY 1, 3;
-- Secondary, up to half and more, and a team's English portion, the whole year: 2,700, 5,400 and 500.
INSERT INTO position_held (employee_id, site_id, contract, position, valid) VALUES
	(4, 1, 'utla', 'dual language, secondary, up to half', '[2022-07-01,2023-07-01)'),
	(5, 1, 'utla', 'dual language, secondary, more', '[2022-07-01,2023-07-01)'),
	(6, 1, 'utla', 'dual language, English team', '[2022-07-01,2023-07-01)');
SELECT employee_id, component, sum(cents) AS year FROM pay_line
WHERE component LIKE 'stipend%' AND employee_id BETWEEN 4 AND 6 GROUP BY 1, 2 ORDER BY 1;
-- A resource specialist with 29 cases, one above the state's 28, and without an assessment nothing is paid.
INSERT INTO case_assignment (employee_id, student_id, program, valid)
SELECT 7, n, 'RSP', '[2022-08-15,2022-12-05)' FROM generate_series(1, 29) AS n;
SELECT l.code, f.employee_id, f.cap, f.actual, f.over_by, f.remedy_type FROM compliance_finding AS f
	JOIN load_limit AS l ON l.title = f.rule ORDER BY 1, 2;
-- what is told before it happens
SELECT stage, days, from_event, note FROM deadline WHERE stage LIKE 'notice of%' ORDER BY 1;
RESET client_min_messages;
