-- What the four contracts pay beside salaries and overages, each case reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';

-- Clovis: 3% of base salary, which rises with it inside a year. Sixty duty days; the grid rises by 10% after thirty:
-- a half of 60,000 and a half of 66,000 are 63,000, and 3% of it 1,890.00. Of 0.5 FTE it is 3% of 31,500, 945.00; of
-- two jobs of 0.5 and 0.25 FTE together 3% of 47,250, 1,417.50. Who leaves after twenty days has 20,000 and 600.00 of
-- it, whoever agreed on 91,250 has 2,737.50.
SELECT caseload.create_district('pay_clovis', contract => 'clovis');
SET search_path = pay_clovis, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'clovis', '2023-24', '[2023-07-01,2024-07-01)', (SELECT range_agg(daterange(d, d + 5))
	FROM generate_series(0, 11) AS w, CAST(date '2023-08-14' + 7 * w AS date) AS d), 'made up';
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('clovis', 'teacher', 'Teachers', '[2023-07-01,2023-09-23)', E'Step(0) I\n1 60000', 'made up'),
	('clovis', 'teacher', 'Teachers', '[2023-09-23,2024-07-01)', E'Step(0) I\n1 66000', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'First'), (2, 'Second');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 5) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, fte, valid) VALUES
	(1, 1, 'clovis', 'teacher', 'I-1', 1, '[2023-07-01,2024-07-01)'),
	(2, 1, 'clovis', 'teacher', 'I-1', 0.5, '[2023-07-01,2024-07-01)'),
	(3, 1, 'clovis', 'teacher', 'I-1', 0.5, '[2023-07-01,2024-07-01)'),
	(3, 2, 'clovis', 'teacher', 'I-1', 0.25, '[2023-07-01,2024-07-01)'),
	(4, 1, 'clovis', 'teacher', 'I-1', 1, '[2023-07-01,2023-09-09)');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(5, 1, 'clovis', 'teacher', 91250, '[2023-07-01,2024-07-01)');
INSERT INTO position_held (employee_id, site_id, contract, position, valid)
SELECT n, 1, 'clovis', 'special education', '[2023-07-01,2024-07-01)' FROM generate_series(1, 5) AS n;
SELECT employee_id, sum(cents) FILTER (WHERE component = 'salary') AS salary,
	sum(cents) FILTER (WHERE component LIKE 'stipend%') AS stipend,
	array_agg(days || ' of ' || divisor ORDER BY during) FILTER (WHERE component LIKE 'stipend%') AS pieces
FROM pay_lines() GROUP BY employee_id ORDER BY employee_id;
-- It is divided as the salary is: by months begun three months of twelve begin before the raise and nine after, so the
-- salary is 64,500 and the stipend 1,935.00; a division of its own comes before that.
UPDATE contract SET prorated_by = 'months';
SELECT sum(cents) FILTER (WHERE component = 'salary') AS salary,
	sum(cents) FILTER (WHERE component LIKE 'stipend%') AS stipend FROM pay_lines(employees => '{1}');
-- and its months are those of the salary: 150.00 each of July to September, none of it after the raise, then
-- 165.00 each
SELECT array_agg(cents ORDER BY month) FROM pay_line_month(employees => '{1}') WHERE component LIKE 'stipend%';
INSERT INTO division (contract, component, in_force, way, citation)
VALUES ('clovis', 'stipend: special education', '[2023-07-01,2024-07-01)', 'duty days', 'made up');
SELECT sum(cents) FROM pay_lines(employees => '{1}') WHERE component LIKE 'stipend%';
SET client_min_messages = warning;
-- Item 3: three additional assessments are three, and what is paid for them is to be entered, here 90 each made up.
INSERT INTO tally (employee_id, valid, what, quantity) VALUES
	(1, '[2023-09-05,2023-09-06)', 'additional assessments', '1 assessments'),
	(1, '[2023-10-03,2023-10-04)', 'additional assessments', '2 assessments');
SELECT employee_id, over_by, amount_due FROM pay_clovis_bi.compliance_finding WHERE rule = 'Additional assessments';
UPDATE limit_remedy SET scale = '1+: $90 each per year' WHERE kind = 'pay' AND limit_id
	= (SELECT id FROM load_limit WHERE code = 'additional-assessments');
SELECT employee_id, over_by, amount_due FROM pay_clovis_bi.compliance_finding WHERE rule = 'Additional assessments';
DROP SCHEMA pay_clovis, pay_clovis_bi, pay_clovis_then CASCADE;

-- UTLA: 25 of the 40 days of the first semester of 2,700 a semester are 1,687.50; of 2,700 a year 843.75.
SELECT caseload.create_district('pay_utla', contract => 'utla');
SET search_path = pay_utla, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'utla', '2023-24', '[2023-07-01,2024-07-01)', (SELECT range_agg(daterange(d, d + 5))
	FROM generate_series(0, 15) AS w, CAST(date '2023-08-14' + 7 * w AS date) AS d), 'made up';
INSERT INTO term (contract, name, in_force, citation) VALUES
	('utla', 'semester', '[2023-08-14,2023-10-09)', 'made up'),
	('utla', 'semester', '[2023-10-09,2023-12-04)', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 2) AS n;
INSERT INTO position_held (employee_id, site_id, contract, position, valid) VALUES
	(1, 1, 'utla', 'dual language, elementary', '[2023-08-14,2023-09-16)'),
	(2, 1, 'utla', 'dual language, secondary, up to half', '[2023-08-14,2023-09-16)');
SELECT employee_id, component, days, divisor, annual, cents FROM pay_lines() ORDER BY employee_id;
-- 21% in two raises a year: six of them, which raise nothing until it is entered what each comes to. At a made-up 3%
-- and 4% by turns they are 21% in sum, and compound 1.092727 x 1.124864.
SELECT count(*), min(in_force_from), max(in_force_from) FROM raise;
SELECT raise_factor('utla', 'teacher', '2022-06-30', '2025-01-01');
INSERT INTO index_value (contract, index_name, in_force, percent, citation)
SELECT 'utla', 'salary increase', daterange(d, (d + interval '6 months')::date), 3 + extract(month FROM d)::int % 7 % 2,
	'made up' FROM unnest('{2022-07-01,2023-01-01,2023-07-01,2024-01-01,2024-07-01,2025-01-01}'::date[]) AS d;
SELECT sum(percent), raise_factor('utla', 'teacher', '2022-06-30', '2025-01-01') FROM index_value;
DROP SCHEMA pay_utla, pay_utla_bi, pay_utla_then CASCADE;

-- Anacortes: 25.25% of 36,521 is 9,221.5525, and 28.25% of it 10,317.1825.
SELECT caseload.create_district('pay_anacortes', contract => 'anacortes');
SET search_path = pay_anacortes, caseload, public;
INSERT INTO pay_base (contract, name, in_force, amount, citation)
VALUES ('anacortes', 'state salary allocation 2017-18', '[2017-09-01,2019-09-01)', 36521, 'made up');
SELECT stipend_pay('anacortes', 'TRI', '2017-10-01') AS "2017-18",
	stipend_pay('anacortes', 'TRI', '2018-10-01') AS "2018-19";
DROP SCHEMA pay_anacortes, pay_anacortes_bi, pay_anacortes_then CASCADE;

-- Waterford
SELECT caseload.create_district('pay_waterford', contract => 'waterford');
SET search_path = pay_waterford, caseload, public;
-- two years of 210 duty days, Monday to Friday
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'waterford', school_year_from(y), daterange(make_date(y, 7, 1), make_date(y + 1, 7, 1)),
	(SELECT range_agg(daterange(d, d + 5)) FROM generate_series(0, 41) AS w,
		LATERAL (SELECT date_trunc('week', make_date(y, 8, 12)::timestamp)::date + 7 * w AS d) AS m), 'made up'
FROM generate_series(2018, 2019) AS y;
INSERT INTO site (site_id, site_name, level) VALUES (1, 'High', 'High School'), (2, 'Moon', 'Moon/Whitehead');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 9) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) VALUES
	(1, 1, 'waterford', 'teacher', 'V-14', '[2018-07-01,2019-07-01)'),
	(2, 2, 'waterford', 'teacher', 'III-5', '[2019-07-01,2020-07-01)'),
	(3, 2, 'waterford', 'teacher', 'III-5', '[2019-07-01,2020-07-01)');
INSERT INTO position_held (employee_id, site_id, contract, position, valid) VALUES
	(1, 1, 'waterford', 'Athletic Director', '[2018-07-01,2019-07-01)'),
	(2, 2, 'waterford', 'Combination Class', '[2019-07-01,2019-11-02)'),
	(3, 2, 'waterford', 'Combination Class', '[2019-07-01,2019-11-02)'),
	(3, 2, 'waterford', 'Combination Class', '[2019-11-02,2020-07-01)');
SELECT facts_known_from('2018-06-01 00:00');
-- XI.D.17: the raise of 2018-19 was approved on 11 April 2019, that of the stipends ratified on 9 May. V-14 of the year
-- before is 86,882, then 89,489; an athletic director 12% of 51,012.73, 6,121.53, then of 52,543.11, 6,305.17, in
-- dollars. So 2,607 are paid back, then 183.
SELECT d AS known_on, p.base_salary, p.stipend_pay, p.total_pay
FROM unnest('{2018-12-01,2019-04-10,2019-04-11,2019-05-08,2019-05-09,2019-06-01}'::date[]) AS d,
	pay_known_on('2018-19', d) AS p WHERE p.employee_id = 1 ORDER BY 1;
-- the other schedules follow the teachers': III-5 of a psychologist, 1.2 times 61,304.39 and 63,143.53
SELECT d AS known_on, salary(schedule_on('waterford', 'psychologist-counselor-nurse', '2018-09-01', d), 'III-5')
FROM unnest('{2019-04-10,2019-04-11}'::date[]) AS d ORDER BY 1;
-- XI.G.2: that the cut of 3% ended with 2013-14 was not known before 1 March 2014. From 2010 to 1 September 2013: 0.97
-- until then, and 1.02 after it.
SELECT d AS known_on, raise_factor('waterford', 'teacher', '2010-07-01', '2013-09-01', d)
FROM unnest('{2013-12-01,2014-02-28,2014-03-01}'::date[]) AS d ORDER BY 1;
-- XI.H.9: a combination class for 60 of 210 days: 4% of 53,856.69 is 2,154.2676, and 60 of 210 of it 615.50503. For all
-- of the year it is the 2,154 that A-2(b) prints, in one row or in two.
SELECT employee_id, sum(cents), array_agg(days || ' of ' || divisor ORDER BY during) AS pieces
FROM pay_lines('2019-20') WHERE component = 'stipend: Combination Class' GROUP BY employee_id ORDER BY employee_id;
SELECT stipend_pay('waterford', 'Combination Class', '2019-09-01', 'Moon/Whitehead', share => 60 / 210.0) AS part,
	stipend_pay('waterford', 'Combination Class', '2019-09-01', 'Moon/Whitehead') AS whole;

-- XI.D.7: 1.5% off the schedule in 2003-04 alone. On a made-up schedule, V-14 of 60,000 and V-19 of 62,100: 900.00; of
-- 0.5 FTE on V-19 465.75; of 105 of 210 days 450.00. In 2004-05, whose raise is on the schedule, nothing.
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'waterford', school_year_from(y), daterange(make_date(y, 7, 1), make_date(y + 1, 7, 1)),
	(SELECT range_agg(daterange(d, d + 5)) FROM generate_series(0, 41) AS w,
		LATERAL (SELECT date_trunc('week', make_date(y, 8, 12)::timestamp)::date + 7 * w AS d) AS m), 'made up'
FROM generate_series(2003, 2004) AS y;
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('waterford', 'teacher', 'Made up', '[2003-07-01,2005-07-01)', E'Step(0) V\n14 60000\n19L 62100', 'made up');
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, fte, valid) VALUES
	(4, 1, 'waterford', 'teacher', 'V-14', 1, '[2003-07-01,2005-07-01)'),
	(5, 1, 'waterford', 'teacher', 'V-19', 0.5, '[2003-07-01,2005-07-01)'),
	(6, 1, 'waterford', 'teacher', 'V-14', 1, '[2003-07-01,2004-01-03)');
SELECT employee_id, school_year, component, days, divisor, annual, cents, rule, citation
FROM pay_lines() WHERE component LIKE 'raise%' ORDER BY employee_id;
SELECT employee_id, base_salary, longevity_pay, total_pay FROM pay_waterford_bi.pay_summary
WHERE school_year = '2003-04' ORDER BY employee_id;
-- of dollars or a percentage, the greater: of V-14 750 are less than 900, of V-19 at half time half of 1,000
UPDATE raise SET flat = 750, joined = 'greater' WHERE NOT on_schedule;
SELECT employee_id, annual, cents FROM pay_lines('2003-04') WHERE component LIKE 'raise%' ORDER BY employee_id;
UPDATE raise SET flat = 1000, lanes = '{V}', longevity_only = true WHERE NOT on_schedule;
SELECT employee_id, annual, cents FROM pay_lines('2003-04') WHERE component LIKE 'raise%' ORDER BY employee_id;
-- a raise that follows an index without a value pays nothing, and says why
UPDATE raise SET percent = NULL, flat = NULL, joined = 'then', longevity_only = false, index_name = 'cost of living'
WHERE NOT on_schedule;
SELECT employee_id, annual, cents, problem, blame FROM pay_lines('2003-04') WHERE component LIKE 'raise%'
ORDER BY employee_id;
-- its value makes the kept lines stale, too
INSERT INTO index_value (contract, index_name, in_force, percent, citation)
VALUES ('*', 'cost of living', '[2003-07-01,2004-07-01)', 2, 'made up');
SELECT employee_id, base_salary FROM pay_waterford_bi.pay_summary WHERE school_year = '2003-04' ORDER BY employee_id;

-- VIII.D.1, IX.D.2: reductions of the schedule that hang on a vote are no raise until it has come about. Then cells of
-- 100,000 are 99,459.50; both together 98,713.55375.
SELECT in_force_from, percent, hangs_on, settled, citation FROM raise WHERE hangs_on IS NOT NULL ORDER BY rank;
SELECT raise_factor('waterford', 'teacher', '2018-06-30', '2018-07-01');
UPDATE raise SET settled = true WHERE citation = 'Article VIII.D.1' AND hangs_on IS NOT NULL;
SELECT raise_factor('waterford', 'teacher', '2018-06-30', '2018-07-01') / 1.03 * 100000 AS one;
UPDATE raise SET settled = true WHERE hangs_on IS NOT NULL;
SELECT raise_factor('waterford', 'teacher', '2018-06-30', '2018-07-01') / 1.03 * 100000 AS both;
UPDATE raise SET settled = false WHERE citation LIKE 'Article XI.D%';

-- A-3: independent study is paid by the hour, as printed, and by no salary. III-5 is 42.60, 234.30 for 5.5 hours; A-3
-- ends at step 8 of V, 50.77, and whoever is beyond it is paid so, where XI.I would go on to 57.51 on step 12; of I two
-- steps are printed, of 35.45.
SELECT lane, count(*) AS steps, min(amount), max(amount) FROM schedule, cells(grid)
WHERE schedule = 'independent-study' AND in_force @> date '2019-09-01' GROUP BY lane ORDER BY lane;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) VALUES
	(7, 1, 'waterford', 'independent-study', 'III-5', '[2019-07-01,2020-07-01)'),
	(8, 1, 'waterford', 'independent-study', 'V-12', '[2019-07-01,2020-07-01)'),
	(9, 1, 'waterford', 'independent-study', 'I-5', '[2019-07-01,2020-07-01)');
INSERT INTO tally (employee_id, valid, what, quantity)
SELECT n, '[2019-10-07,2019-10-08)', 'independent study', '5.5 hours' FROM generate_series(7, 9) AS n;
SELECT employee_id, component, days, annual, cents, problem FROM pay_lines('2019-20', employees => '{7,8,9}')
ORDER BY 1, 2;

-- IX.H.2: a class in the preparation period for 60 of 210 days is 20% of base pay: of III-5, 64,721, 3,698.34, and the
-- hours in it are part of that; an hour after it is 40.00. For 59 days it is no such class, and its hours are paid.
INSERT INTO position_held (employee_id, site_id, contract, position, valid) VALUES
	(2, 2, 'waterford', 'preparation period class', '[2019-07-01,2019-11-02)'),
	(3, 2, 'waterford', 'preparation period class', '[2019-07-01,2019-11-01)');
INSERT INTO tally (employee_id, valid, what, quantity)
SELECT n, daterange(d, d + 1), 'preparation period', '1 hours'
FROM unnest('{2,3}'::int[]) AS n, unnest('{2019-10-07,2019-12-02}'::date[]) AS d;
SELECT employee_id, component, lower(during) AS day, days, annual, cents, citation
FROM pay_lines('2019-20', employees => '{2,3}') WHERE component LIKE '%preparation%' ORDER BY 1, 2, 3;

-- XI.F, XI.J, XXV.A, XVI.C.1: hours by their own rates; a substitute's is not printed, so a district enters it.
INSERT INTO tally (employee_id, valid, what, quantity) VALUES
	(1, '[2018-10-01,2018-10-02)', 'extra duty', '2 hours'), (2, '[2019-10-01,2019-10-02)', 'extra duty', '2 hours'),
	(2, '[2020-05-29,2020-05-30)', 'summer school', '4 hours'),
	(2, '[2020-06-08,2020-06-09)', 'summer school', '4 hours'),
	(3, '[2019-10-01,2019-10-02)', 'job share substitution', '6 hours'),
	(3, '[2019-10-02,2019-10-03)', 'tutor', '3.5 hours');
SELECT employee_id, component, lower(during) AS day, annual, cents, problem FROM pay_lines() WHERE component
	IN ('hours: extra duty', 'hours: summer school', 'hours: job share substitution', 'hours: tutor') ORDER BY 1, 2, 3;
INSERT INTO pay_base (contract, name, in_force, amount, citation)
VALUES ('waterford', 'substitute hour', '[2019-07-01,2020-07-01)', 25, 'made up');
SELECT annual, cents FROM pay_lines('2019-20', employees => '{3}') WHERE component = 'hours: job share substitution';

-- XIX.G.7: a teacher is served from 12 August to 14 January by one mentor and to 5 June by another, eleven months: five
-- and 14 of 31 days of January are 991.20 of 2,000, 17 of 31 and five more 1,008.80. The second mentor has another
-- teacher alone, for 2,000. XIX.F.6-7: halves on 10 January and 10 June.
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) VALUES
	(4, 1, 'waterford', 'teacher', 'V-14', '[2019-07-01,2020-07-01)'),
	(5, 1, 'waterford', 'teacher', 'V-14', '[2019-07-01,2020-07-01)');
INSERT INTO position_held (employee_id, site_id, contract, position, valid, attributes) VALUES
	(4, 1, 'waterford', 'Consulting Mentor/Teacher', '[2019-08-12,2020-01-15)', '{"participating_teacher": "T1"}'),
	(5, 1, 'waterford', 'Consulting Mentor/Teacher', '[2020-01-15,2020-06-06)', '{"participating_teacher": "T1"}'),
	(5, 1, 'waterford', 'Consulting Mentor/Teacher', '[2019-08-12,2020-06-06)', '{"participating_teacher": "T2"}');
SELECT employee_id, during, days, annual, cents, citation FROM pay_lines('2019-20', employees => '{4,5}')
WHERE component LIKE 'stipend%' ORDER BY 1, 2;
SELECT employee_id, due, paid_on, share, cents, citation, problem FROM pay_installments('2019-20', employees => '{4,5}')
ORDER BY employee_id, cents, paid_on;
-- Three who share one teacher all year have 666.67, 666.66 and 666.67, and not a cent more than 2,000; who shares with
-- nobody, since no teacher is named, is told. Three percent of a rate of 45 an hour are nobody's stipend.
BEGIN;
INSERT INTO employee (employee_id, employee_name) SELECT n, 'M' || n FROM generate_series(61, 64) AS n;
INSERT INTO schedule (contract, schedule, title, in_force, grid, cells, citation)
VALUES ('waterford', 'by the hour', 'Hourly', '[2019-07-01,2020-07-01)', E'Step(0) A\n1 45', 'hourly', 'made up');
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid)
SELECT n, 1, 'waterford', CASE n WHEN 64 THEN 'by the hour' ELSE 'teacher' END,
	CAST(CASE n WHEN 64 THEN 'A-1' ELSE 'V-14' END AS salary_step), '[2019-07-01,2020-07-01)'
FROM generate_series(61, 64) AS n;
INSERT INTO position_held (employee_id, site_id, contract, position, valid, attributes)
SELECT n, 1, 'waterford', 'Consulting Mentor/Teacher', '[2019-08-12,2020-06-06)', '{"participating_teacher": "T3"}'
FROM generate_series(61, 63) AS n;
INSERT INTO position_held (position_held_id, employee_id, site_id, contract, position, valid)
VALUES (9063, 63, 1, 'waterford', 'Consulting Mentor/Teacher', '[2019-08-12,2020-06-06)'),
	(9064, 64, 1, 'waterford', 'three percent', '[2019-07-01,2020-07-01)');
INSERT INTO pay_base (contract, name, in_force, own, citation)
VALUES ('waterford', 'own cell', '[2019-07-01,2020-07-01)', 'cell', 'made up');
INSERT INTO stipend (contract, position, title, in_force, band, base, prorated_by, citation)
VALUES ('waterford', 'three percent', 'Three percent', '[2019-07-01,2020-07-01)', 'A 3%', 'own cell', 'duty days',
	'made up');
SELECT employee_id, cents, problem FROM pay_lines('2019-20', employees => '{61,62,63,64}')
WHERE component LIKE 'stipend%' ORDER BY 1, 2;
SELECT row_id, problem, detail FROM fact_problem WHERE row_id BETWEEN 9063 AND 9064 ORDER BY 1;
ROLLBACK;
-- the reports follow when the one row goes: then the other mentor has the months in which the teacher was served
SELECT employee_id, stipend_pay FROM pay_waterford_bi.pay_summary
WHERE school_year = '2019-20' AND employee_id IN (4, 5) ORDER BY 1;
SELECT regexp_replace(refresh_reports(), ' in .*', '');
DELETE FROM position_held WHERE employee_id = 4 AND position = 'Consulting Mentor/Teacher';
SELECT employee_id, stipend_pay FROM pay_waterford_bi.pay_summary
WHERE school_year = '2019-20' AND employee_id IN (4, 5) ORDER BY 1;

-- XI.H.1: the athletic director's 6,305 of 2018-19 are paid by semesters, 3,152.50 at the end of each; without terms
-- the days are not known.
SELECT due, paid_on, share, cents, problem FROM pay_installments('2018-19', employees => '{1}');
INSERT INTO term (contract, name, in_force, citation) VALUES
	('waterford', 'semester', '[2018-08-06,2018-12-22)', 'made up'),
	('waterford', 'semester', '[2019-01-07,2019-05-25)', 'made up');
SELECT due, paid_on, share, cents, problem FROM pay_installments('2018-19', employees => '{1}') ORDER BY paid_on;

-- XXIII.B: dental coverage of at most 2,000 for each individual since 1999-00
SELECT d, benefit_cap_on('waterford', 'dental, each individual', d)
FROM unnest('{1999-06-30,1999-07-01,2020-01-01}'::date[]) AS d;

-- XX: 5,000 a year from 31 July 2018, aged 62, until 65; the birthday is 1 December. The first sum is for 123 of 365
-- days, 1,684.93, and falls due with the payment on 1 August; 5,000 on 1 December 2018 and 5,000 on 1 December 2019 lie
-- 122 days and a year and 122 days after it. At 5%: 1,684.93 + 5,000 / 1.05^(122/365) + 5,000 / 1.05^(1 + 122/365)
-- = 1,684.93 + 4,919.116 + 4,684.873 = 11,288.92. At 0% the sums themselves. Without a rate it is not told.
SELECT age, from_date, amount FROM retirement_pay('waterford', 25, '1955-12-01', '2018-07-31', '2018-06-30');
SELECT
	retirement_lump_sum('waterford', 25, '1955-12-01', '2018-07-31', final_day => '2018-06-30', percent => 5) AS at_5,
	retirement_lump_sum('waterford', 25, '1955-12-01', '2018-07-31', final_day => '2018-06-30', percent => 0) AS at_0,
	retirement_lump_sum('waterford', 3, '1955-12-01', '2018-07-31', final_day => '2018-06-30', percent => 5) AS nobody;
SELECT retirement_lump_sum('waterford', 25, '1955-12-01', '2018-07-31', final_day => '2018-06-30');
SELECT retirement_lump_sum('waterford', 25, '1955-12-01', '2018-07-31', final_day => '2018-06-30', percent => -100);
-- a day that is in no year is named
SELECT retirement_lump_sum('waterford', 25, '1955-12-01', 'infinity', percent => 5);
SELECT retirement_lump_sum('waterford', 25, '1955-12-01', '2018-07-31', 'infinity', 5);
SELECT retirement_pay('waterford', 25, '-infinity', '2018-07-31');
INSERT INTO index_value (contract, index_name, in_force, percent, citation)
VALUES ('waterford', 'prime rate', '[2018-06-14,2018-09-27)', 5, 'made up');
SELECT retirement_lump_sum('waterford', 25, '1955-12-01', '2018-07-31', final_day => '2018-06-30') AS by_index;
UPDATE retirement_incentive SET lump_index = NULL;
SELECT retirement_lump_sum('waterford', 25, '1955-12-01', '2018-07-31', final_day => '2018-06-30');

-- IX.K: a teacher on special assignment schedules three days of the year; a fourth is one too many.
UPDATE employment SET attributes = '{"role": "Teacher on Special Assignment"}' WHERE employee_id = 2;
INSERT INTO tally (employee_id, valid, what, quantity) SELECT n, daterange(d, d + 1), 'special assignment day', '1 days'
FROM unnest('{2,3}'::int[]) AS n, unnest('{2019-10-07,2019-11-04,2020-01-06,2020-02-03}'::date[]) AS d;
SELECT employee_id, first_day, cap, actual, over_by, citation FROM pay_waterford_bi.compliance_finding
WHERE rule LIKE 'Days that a teacher on special assignment%' ORDER BY 1;
SET client_min_messages = warning;
DROP SCHEMA pay_waterford, pay_waterford_bi, pay_waterford_then CASCADE;
