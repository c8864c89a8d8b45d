-- The hours of the shipped contracts on made-up entries, each reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('hours_' || c, contract => c)
FROM unnest('{waterford,anacortes,utla}'::text[]) AS c;

-- Waterford, in eight weeks of five days: 2 September to 25 October 2019
SET search_path = hours_waterford, hours_waterford_bi, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'waterford', '2019-20', '[2019-07-01,2020-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 7) AS w, CAST(date '2019-09-02' + 7 * w AS date) AS d;
INSERT INTO count_days (contract, name, in_force, days, citation) VALUES
	('waterford', 'Wednesdays', '[2019-07-01,2020-07-01)',
		weekly_days('{[2019-09-02,2019-09-14)}', 3, '2019-09-02'), 'x'),
	('waterford', 'minimum day occasions', '[2019-07-01,2020-07-01)', '{[2019-09-12,2019-09-13)}', 'x');
INSERT INTO site (site_id, site_name, level, attributes) VALUES (1, 'Moon', 'Moon/Whitehead', '{}'),
	(2, 'Middle', 'Middle School', '{"student_sections": 7}'), (3, 'High', 'High School', '{"student_sections": 6}');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 9) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid, fte) VALUES
	(1, 1, 'waterford', 'none', 0, '[2019-07-01,2020-07-01)', 1),
	(2, 3, 'waterford', 'none', 0, '[2019-07-01,2020-07-01)', 1),
	(3, 1, 'waterford', 'none', 0, '[2019-07-01,2020-07-01)', 0.75),
	(3, 2, 'waterford', 'none', 0, '[2019-07-01,2020-07-01)', 0.25),
	(4, 1, 'waterford', 'none', 0, '[2019-07-01,2020-07-01)', 0.5),
	(5, 2, 'waterford', 'none', 0, '[2019-07-01,2020-07-01)', 1);
CREATE FUNCTION entry(employee bigint, day date, what text, quantity caseload.caseload_unit, said jsonb DEFAULT '{}',
	site bigint DEFAULT NULL, class bigint DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
	INSERT INTO tally (employee_id, site_id, section_id, valid, what, quantity, attributes)
	VALUES (employee, site, class, daterange(day, day, '[]'), what, quantity, said);
$$;
-- IX.C.5 and XIV.D.3. Adjunct duties: 8 hours at Moon, 16 at the high school; 3, three quarters there and one at the
-- middle school, 0.75 x 8 + 0.25 x 16 = 10; a job sharer 8. 3 has 10.5 hours: half an hour too many.
SELECT entry(3, '2019-09-03', 'adjunct duty', '4 hours'), entry(3, '2019-10-05', 'adjunct duty', '6.5 hours'),
	entry(1, '2019-09-03', 'adjunct duty', '8 hours'), entry(2, '2019-09-03', 'adjunct duty', '9 hours');
SELECT employee_id, site_name, budget, used, remaining, beyond FROM time_budget
WHERE code = 'adjunct-duties' ORDER BY 1;
SELECT employee_id, used, remaining FROM time_left(1, '2019-09-30') WHERE code = 'adjunct-duties' AND employee_id = 3;
-- IX.D.1. Minutes of instruction: a first grade of 305 on one day is 5 too many, a class of grades 3-4 of 312 2 (the
-- lower holds), a sixth grade of 325 and a ninth of 360 none.
INSERT INTO section (section_id, site_id, section_name, grades, valid) VALUES
	(1, 1, 'Grade 1', '[1,1]', '[2019-08-01,2020-06-30)'),
	(2, 1, 'Grades 3-4', '[3,4]', '[2019-08-01,2020-06-30)'), (3, 2, 'Grade 6', '[6,6]', '[2019-08-01,2020-06-30)'),
	(4, 3, 'Grade 9', '[9,9]', '[2019-08-01,2020-06-30)');
SELECT entry(NULL, '2019-09-09', 'instructional minutes', m.minutes, class => m.class)
FROM (VALUES (1, '305 minutes'::caseload_unit), (2, '312 minutes'), (3, '325 minutes'),
	(4, '360 minutes')) AS m (class, minutes);
-- IX.A. A quarter of an hour before the students' day is 5 minutes too many. IX.G.2. Attendance until half past three
-- is past three, until three it is not; it is found with all its hours.
SELECT entry(1, '2019-09-10', 'before the students'' day', '15 minutes'),
	entry(NULL, '2019-09-11', 'required attendance', '1.5 hours', '{"ends": 15.5}', 1),
	entry(NULL, '2019-09-12', 'required attendance', '1 hours', '{"ends": 15}', 2);
-- IX.G.3. Meetings: 1.25 hours in September at the high school are a quarter too many; that of October is within its
-- hour and ends at a quarter past four. One more, on a minimum day, does not count. Moon has no such rule.
SELECT entry(NULL, '2019-09-05', 'faculty meeting', '1.25 hours', '{"ends": 16}', 3),
	entry(NULL, '2019-10-03', 'faculty meeting', '1 hours', '{"ends": 16.25}', 3),
	entry(NULL, '2019-10-10', 'faculty meeting', '1 hours', '{"ends": 15, "minimum_day": true}', 3),
	entry(NULL, '2019-10-10', 'faculty meeting', '3 hours', '{"ends": 17}', 1);
-- IX.G.1. Of 2 + 1 + 1.5 hours on minimum days at Moon half are 2.25; collaboration had 1: 1.25 are to be returned. The
-- middle school is no TK-6 school.
SELECT entry(NULL, '2019-09-04', 'minimum day development', '2 hours', site => 1),
	entry(NULL, '2019-09-11', 'minimum day development', '1 hours', '{"for": "collaboration"}', 1),
	entry(NULL, '2019-09-18', 'minimum day development', '1.5 hours', site => 1),
	entry(NULL, '2019-09-18', 'minimum day development', '1.5 hours', site => 2);
SELECT site_name, binds, budget, used, remaining FROM time_budget WHERE code = 'collaboration';
-- VIII.C. Of two Wednesdays Moon had one as a minimum day; on the day of an occasion no site but the high school had.
SELECT entry(NULL, '2019-09-04', 'minimum day', '1 days', site => 1),
	entry(NULL, '2019-09-12', 'minimum day', '1 days', site => 3);
-- IX.I. At the middle school students have 7 sections, teachers 6: 5, with 7, has one too many; 2, at the high school,
-- with 5 of 6 has a period for preparation.
INSERT INTO section (section_id, site_id, section_name, grades, valid)
SELECT n, CASE WHEN n < 20 THEN 2 ELSE 3 END, 'Period ' || n, CASE WHEN n < 20 THEN int4range '[7,7]' ELSE '[9,9]' END,
	'[2019-08-01,2020-06-30)' FROM generate_series(11, 24) AS n WHERE n NOT IN (18, 19);
INSERT INTO staffing (section_id, employee_id, valid)
SELECT n, CASE WHEN n < 20 THEN 5 ELSE 2 END, '[2019-08-01,2020-06-30)'
FROM generate_series(11, 24) AS n WHERE n NOT IN (18, 19);
SELECT l.code, f.test, f.subject_id, f.first_day, f.last_day, f.measure,
	trim_scale(f.cap) AS cap, trim_scale(f.actual) AS actual,
	trim_scale(f.over) AS over
FROM reckoned_finding() AS f JOIN load_limit AS l ON l.id = f.limit_id WHERE l.code <> 'class-size'
ORDER BY 1, 2, 3, 4;

-- Anacortes: 10 school days in September 2017 and March 2018; hours on other days, Saturdays among them, count, too
SET search_path = hours_anacortes, hours_anacortes_bi, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES ('anacortes', '2017-18',
	'[2017-09-01,2018-09-01)', '{[2017-09-11,2017-09-16),[2018-03-05,2018-03-10)}', 'x'),
	('anacortes', '2018-19', '[2018-09-01,2019-09-01)', '{[2018-09-10,2018-09-15)}', 'x');
INSERT INTO count_days (contract, name, in_force, days, beyond_calendar, citation) VALUES ('anacortes', 'TRI year',
	'[2017-09-01,2018-09-01)', '{[2017-09-01,2018-09-01)}', true, 'x');
INSERT INTO term (contract, name, in_force, citation) VALUES ('anacortes', 'semester', '[2017-09-01,2018-02-01)', 'x'),
	('anacortes', 'semester', '[2018-02-01,2018-09-01)', 'x');
INSERT INTO site (site_id, site_name) VALUES (1, 'Island View');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'A'), (2, 'B');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid, attributes) VALUES
	(1, 1, 'anacortes', 'none', 0, '[2017-09-01,2019-09-01)', '{}'),
	(2, 1, 'anacortes', 'none', 0, '[2017-09-01,2018-09-01)', '{"special_education": true}');
CREATE FUNCTION entry(employee bigint, day date, what text, quantity caseload.caseload_unit, said jsonb DEFAULT '{}')
RETURNS void LANGUAGE sql AS $$
	INSERT INTO tally (employee_id, valid, what, quantity, attributes)
	VALUES (employee, daterange(day, day, '[]'), what, quantity, said);
$$;
-- 1 has the day before school, 5 flexible hours, three of four days (21 of 28 hours), one of them teacher directed (7
-- of 21 / 2 = 10.5), and 5 hours of STEM: 38 of 45. Of the other 14 hours, 2 of Open House and 4 of staff meetings.
SELECT entry(1, '2017-09-05', 'TRI mandatory', '7 hours', '{"for": "before school"}'),
	entry(1, '2017-11-04', 'TRI mandatory', '5 hours', '{"for": "flexible"}'),
	entry(1, '2017-10-13', 'TRI mandatory', '7 hours', '{"for": "days", "directed": "district"}'),
	entry(1, '2018-01-26', 'TRI mandatory', '7 hours', '{"for": "days", "directed": "district"}'),
	entry(1, '2018-03-16', 'TRI mandatory', '7 hours', '{"for": "days", "directed": "teacher"}'),
	entry(1, '2018-04-14', 'TRI mandatory', '5 hours', '{"for": "STEM"}'),
	entry(1, '2017-09-20', 'TRI other', '2 hours', '{"for": "Open House"}'),
	entry(1, '2017-10-02', 'TRI other', '4 hours', '{"for": "staff meetings"}');
-- Optional: 3.5 and 3 hours are one block, of seven hours 3.5 are left; 10.5 in 2018-19 leave 10.5 of 21.
SELECT entry(1, '2017-10-07', 'TRI optional', '3.5 hours'), entry(1, '2017-10-14', 'TRI optional', '3 hours'),
	entry(1, '2018-10-06', 'TRI optional', '10.5 hours');
-- Relief: 2 took one day in the first semester and two in the second: one too many. 1 is no special educator.
SELECT entry(2, '2017-09-12', 'relief day', '1 days'), entry(2, '2018-03-06', 'relief day', '1 days'),
	entry(2, '2018-03-07', 'relief day', '1 days'), entry(1, '2018-03-07', 'relief day', '1 days');
SELECT school_year, code, what, employee_id AS of, first_day, binds, budget, used, remaining, beyond FROM time_budget
WHERE code LIKE 'tri%' AND employee_id = 1 OR code = 'relief-days' ORDER BY code, school_year, what, 5;
-- what was left on the last day of 2017
SELECT code, what, budget, used, remaining FROM time_left(1, '2017-12-31') WHERE employee_id = 1
ORDER BY code, what;
-- IEP time at a made-up $36: 10, 40 and 75 minutes count 15 + 45 + 60: $9 + $27 + $36. A missed day at $30 an hour is
-- $210 less; 3.5 optional hours at $40 are $140, 3 hours nothing.
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES
	('anacortes', 'IEP hour', '[2017-09-01,2018-09-01)', 36, 'x'),
	('anacortes', 'TRI hour', '[2017-09-01,2019-09-01)', 40, 'x'),
	('anacortes', 'TRI hour missed', '[2017-09-01,2018-09-01)', -30, 'x');
SELECT entry(2, '2017-09-12', 'IEP time', '10 minutes'), entry(2, '2017-09-13', 'IEP time', '40 minutes'),
	entry(2, '2017-09-14', 'IEP time', '75 minutes'), entry(1, '2017-10-20', 'TRI missed', '7 hours');
SELECT employee_id, component, first_day, days, annual, cents, problem FROM pay_line
WHERE school_year = '2017-18' AND component LIKE 'hours%' ORDER BY 1, 2, 3;

-- UTLA: two weeks of school in August 2022, site 1 a school, 2 a community school, 3 a pilot
SET search_path = hours_utla, hours_utla_bi, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES ('utla', '2022-23',
	'[2022-07-01,2023-07-01)', '{[2022-08-15,2022-08-20),[2022-08-22,2022-08-27)}', 'x');
INSERT INTO count_days (contract, name, in_force, days, citation)
SELECT contract, 'development weeks', in_force, days, 'x' FROM calendar;
INSERT INTO site (site_id, site_name, attributes) VALUES (1, 'School', '{}'),
	(2, 'Community', '{"community_school": true}'),
	(3, 'Pilot', '{"pilot": true}');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'T' || n FROM generate_series(1, 3) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, n, 'utla', 'none', 0, '[2022-07-01,2023-07-01)' FROM generate_series(1, 3) AS n;
CREATE FUNCTION entry(site bigint, day date, quantity caseload.caseload_unit, said jsonb DEFAULT '{}')
RETURNS void LANGUAGE sql AS $$
	INSERT INTO tally (site_id, valid, what, quantity, attributes)
	VALUES (site, daterange(day, day, '[]'), 'professional development', quantity, said);
$$;
-- A session in each week at 1 and 3, in the first alone at 2: its second week is found. Hours: 1 had 4, of which half,
-- 2, are the council's, and it had 1: 1 is owed. 2 had 3 and 2 that federal funds paid for: 3 are the council's, which
-- had them all. 3 had 2, and the council none of them.
SELECT entry(1, '2022-08-16', '1 meetings'), entry(1, '2022-08-23', '1 meetings'), entry(2, '2022-08-16', '1 meetings'),
	entry(3, '2022-08-16', '1 meetings'), entry(3, '2022-08-23', '2 meetings'),
	entry(1, '2022-08-16', '3 hours'), entry(1, '2022-08-23', '1 hours', '{"purview": "council"}'),
	entry(2, '2022-08-16', '3 hours', '{"purview": "council"}'),
	entry(2, '2022-08-16', '2 hours', '{"funded": "federal"}'),
	entry(3, '2022-08-16', '2 hours');
SELECT code, site_name, first_day, binds, budget, used, remaining FROM time_budget
WHERE code = 'council-development' OR code = 'weekly-development' AND used < budget ORDER BY 1, 2, 3;
SELECT rule, site_name, first_day, cap, actual, over_by FROM compliance_finding
WHERE rule LIKE '%development%' ORDER BY 1, 2;
-- Early education: 50 minutes of missed preparation at a made-up $60 an hour are $50; 2 hours of training at $25, $50.
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES
	('utla', 'hourly rate', '[2022-07-01,2023-07-01)', 60, 'x'),
	('utla', 'training rate', '[2022-07-01,2023-07-01)', 25, 'x');
INSERT INTO tally (employee_id, valid, what, quantity) VALUES
	(1, '[2022-08-16,2022-08-17)', 'missed preparation', '50 minutes'),
	(1, '[2022-08-17,2022-08-18)', 'voluntary training', '2 hours');
SELECT component, days, annual, cents FROM pay_line WHERE component LIKE 'hours%' ORDER BY 1;
SET client_min_messages = warning;
DROP SCHEMA hours_waterford_bi, hours_waterford_then, hours_waterford CASCADE;
DROP SCHEMA hours_anacortes_bi, hours_anacortes_then, hours_anacortes CASCADE;
DROP SCHEMA hours_utla_bi, hours_utla_then, hours_utla CASCADE;
