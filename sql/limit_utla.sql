-- The limits of UTLA on made-up rosters, each reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_utla', contract => 'utla');
SET search_path = limit_utla, limit_utla_bi, caseload, public;
-- what the source does not give
SELECT rule, detail FROM rule_gap WHERE problem = 'number not in the source' ORDER BY 1;

-- three school years of two semesters, each of eight weeks of five days
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'utla', y || '-' || (y - 1999), daterange(make_date(y, 7, 1), make_date(y + 1, 7, 1)),
	(SELECT range_agg(daterange(d, d + 5)) FROM generate_series(0, 7) AS w, (VALUES (0), (20)) AS s (weeks),
			CAST(first_full_week(y, 8) + 7 * (w + s.weeks) AS date) AS d), 'made up'
FROM generate_series(2022, 2025) AS y;
INSERT INTO term (contract, name, in_force, citation)
SELECT 'utla', 'semester', daterange(first_full_week(y, 8) + 140 * s, first_full_week(y, 8) + 140 * s + 54), 'made up'
FROM generate_series(2022, 2025) AS y, generate_series(0, 1) AS s;
INSERT INTO count_days (contract, name, in_force, days, citation)
SELECT contract, 'norm day', in_force, nth_days(days, ARRAY[in_force], 25), 'made up' FROM calendar
UNION ALL
SELECT contract, 'classification days', in_force, nth_days(days,
	(SELECT array_agg(t.in_force) FROM term AS t WHERE t.in_force <@ c.in_force), 10), 'made up' FROM calendar AS c;
SELECT c.school_year, school_days(c.days, c.in_force) AS days, lower(n.days) AS norm_day,
	lower(k.days) AS first, upper(k.days) - 1 AS last
FROM calendar AS c JOIN count_days AS n ON n.name = 'norm day' AND n.in_force = c.in_force
	JOIN count_days AS k ON k.name = 'classification days' AND k.in_force = c.in_force ORDER BY 1;
INSERT INTO site (site_id, site_name, attributes) VALUES (1, 'Identified', '{"identified": true}'), (2, 'Other', '{}'),
	(3, 'High', '{"high_school": true, "priority_list": true}'),
	(4, 'Other high', '{"high_school": true}'), (5, 'Small', '{}');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 40) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid, attributes)
SELECT n, 1 + n % 5, 'utla', 'none', 0, '[2022-07-01,2026-07-01)',
	CASE n WHEN 20 THEN '{"program": "Secondary counselor"}' ELSE '{}' END::jsonb FROM generate_series(1, 40) AS n;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/limit_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all

-- Class size. The chart is made up here: 30 in grade 4. Identified schools have 29 in 2023-24 and 28 in 2024-25, the
-- others 30, 29, and 28 in 2025-26, counted on norm day. A class of 29 at each school all the years: over by 1 at the
-- identified school in 2024-25 and 2025-26, at the other in 2025-26; until the chart is given nothing is held.
SELECT class(1, 1, 1, '[4,4]', '[2022-08-01,2026-07-01)'), students(1, 29, '[2022-08-01,2026-07-01)');
SELECT class(2, 2, 2, '[4,4]', '[2022-08-01,2026-07-01)'), students(2, 29, '[2022-08-01,2026-07-01)');
SELECT count(*) FROM compliance_finding;
INSERT INTO limit_cap (limit_id, grades, precedence, number)
SELECT id, '[4,4]', 1, '30 students' FROM load_limit WHERE code = 'class-size-chart';
SELECT k.school_year, k.subject_id, max(caseload.load_on(k.cap, lower(n.days))) AS cap FROM reckoned_cap() AS k
	JOIN load_limit AS l ON l.id = k.limit_id JOIN count_days AS n ON n.name = 'norm day' AND n.in_force && l.in_force
WHERE l.code = 'class-size' AND load_on(k.cap, lower(n.days)) IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2;
SELECT school_year, rule, site_name, section_id, first_day, last_day, cap, actual, over_by, remedy, grieve_by
FROM compliance_finding ORDER BY 1, 4;

-- A secondary counselor with 712 students, 12 above 700; another with 700.
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid, attributes) VALUES
	(21, 4, 'utla', 'none', 0, '[2022-07-01,2026-07-01)', '{"program": "Secondary counselor"}');
INSERT INTO tally (employee_id, valid, what, quantity) VALUES
	(20, '[2022-08-01,2023-07-01)', 'caseload', '712 students'),
	(21, '[2022-08-01,2023-07-01)', 'caseload', '700 students');
SELECT * FROM found WHERE code = 'counselor' ORDER BY 1, 2, kind;

-- College counselors (college-counselor): both high schools have 900 students and no counselor until 2024-25. The one
-- on the priority list has been one short since 2022-23, the other since all high schools are meant; one is appointed
-- at the first in the second semester of 2023-24, which ends it.
INSERT INTO tally (site_id, valid, what, quantity) VALUES (3, '[2022-07-01,2025-07-01)', 'enrollment', '900 students'),
	(4, '[2022-07-01,2025-07-01)', 'enrollment', '950 students'),
	(3, '[2024-01-01,2025-07-01)', 'college counselor', '1 positions');
SELECT f.school_year, f.site_name, f.first_day, f.last_day, f.measure, f.cap, f.actual, f.over_by, f.quantity, f.remedy
FROM compliance_finding AS f WHERE f.rule = 'College counselor' ORDER BY 1, 2;

-- Combination classes: at a school of 400, $600 in each of the two semesters, 1,200.00; at one of 175, nothing.
INSERT INTO tally (site_id, valid, what, quantity) VALUES (2, '[2022-07-01,2023-07-01)', 'enrollment', '400 students'),
	(5, '[2022-07-01,2023-07-01)', 'enrollment', '175 students');
SELECT class(10, 2, 10, '[1,2]', '[2022-08-01,2023-07-01)', NULL, '{"combination": true}'),
	class(11, 5, 11, '[1,2]', '[2022-08-01,2023-07-01)', NULL, '{"combination": true}');
SELECT * FROM due WHERE code = 'combination-class' ORDER BY 1, 2;

-- Autism: 8 in a cap of 6 at the first classification day, 9 at the second: $625 + $1,250 = 1,875.00, one aide, who
-- stays for both, and 7 in another class: one over, of which nothing follows.
SELECT class(12, 2, 12, '[1,5]', '[2022-08-01,2023-07-01)', 'SDC Autism', '{"special_day": true}'),
	students(12, 8, '[2022-08-01,2023-07-01)'), students(12, 1, '[2022-10-01,2023-07-01)');
SELECT class(13, 2, 13, '[1,5]', '[2022-08-01,2023-07-01)', 'SDC Autism', '{"special_day": true}'),
	students(13, 7, '[2022-08-01,2023-07-01)');
SELECT * FROM due WHERE code = 'sped-class-size' ORDER BY 1, 2;
SELECT code, subject_id, cap, actual, over, kind, due, quantity, amount_due FROM found
WHERE code = 'sped-class-size' ORDER BY 2, 6;
-- Aides: the first has two, the second one of two, and a class of another program, 14, none of one.
SELECT class(14, 2, 14, '[1,5]', '[2022-08-01,2023-07-01)', 'SDC Other', '{"special_day": true}');
INSERT INTO tally (section_id, valid, what, quantity) VALUES (12, '[2022-08-01,2023-07-01)', 'aides', '2 aides'),
	(13, '[2022-08-01,2023-07-01)', 'aides', '1 aides');
SELECT code, subject_id, cap, actual, over, kind FROM found WHERE code = 'paraprofessionals' ORDER BY 2, 6;

-- Assessments: 25 cases are within three of 28, 8 initial assessments are 3 beyond five: 6 hours. The plan does not
-- print the hourly rate; at a made-up $45.00 they are 270.00. With 24 cases nothing.
SELECT cases(15, 'RSP', 25, '[2022-08-01,2023-07-01)'), cases(16, 'RSP', 24, '[2022-08-01,2023-07-01)');
INSERT INTO tally (employee_id, valid, what, quantity, attributes)
SELECT e, daterange(d, d + 1), 'assessment', '1 assessments', '{"kind": "initial"}'
FROM generate_series(15, 16) AS e,
	unnest('{2022-08-08,2022-08-09,2022-08-10,2022-08-11,2022-08-12,2022-08-15,2022-08-16,2022-08-17}'::date[]) AS d;
SELECT * FROM due WHERE code = 'assessments' ORDER BY 1, 2;
SELECT problem, detail FROM rule_gap WHERE rule = 'utla/assessments' ORDER BY 1, 2;
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES
	('utla', 'hourly rate', '[2022-07-01,2025-07-01)', 45.00, 'made up');
SELECT * FROM due WHERE code = 'assessments' ORDER BY 1, 2;

-- Adaptive PE: the new cap is cut off, so nothing is held, however many there are.
SELECT cases(17, 'Adaptive PE', 90, '[2022-08-01,2023-07-01)');
SELECT * FROM found WHERE code = 'adaptive-pe';

-- Stipends and differentials.
-- A fourth release day for assessments is one too many; 16 of 20 hours of training are four short; eight hours
-- onsite one over seven.
UPDATE site SET attributes = attributes || '{"bsap_group_1": true}' WHERE site_id = 5;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid, attributes) VALUES
	(22, 4, 'utla', 'none', 0, '[2022-07-01,2023-07-01)', '{"special_services_d": true}');
INSERT INTO tally (employee_id, site_id, valid, what, quantity)
SELECT 18, NULL::bigint, daterange(d, d + 1), 'assessment release', caseload_unit '1 days'
FROM unnest('{2022-08-08,2022-08-09,2022-08-10,2022-08-11}'::date[]) AS d
UNION ALL SELECT NULL::bigint, 5, daterange(d, d + 1), 'additional training', caseload_unit '8 hours'
FROM unnest('{2022-08-09,2022-08-16}'::date[]) AS d
UNION ALL VALUES (22, NULL::bigint, daterange '[2022-08-09,2022-08-10)', 'onsite', caseload_unit '8 hours'),
	(22, NULL, '[2022-08-10,2022-08-11)', 'onsite', '7 hours');
SELECT code, subject_id, first_day, last_day, measure, cap, actual, over FROM found
WHERE code IN ('assessment-release', 'bsap-training', 'onsite-hours') AND first_day < '2023-07-01' ORDER BY 1, 2;

SELECT position, coalesce(band::text, scale::text) AS worth, base, lasts, lasts_in, prorated_by, note
FROM stipend ORDER BY 1;
SELECT stipend_pay('utla', 'climate champion', '2023-10-01') AS "2023-24",
	stipend_pay('utla', 'climate champion', '2022-10-01') AS "2022-23";
SELECT stipend_pay('utla', 'adult education preparation', '2023-10-01',
	counted => 22) AS "22 hours of instruction: 4 x 45.00";
SELECT rule, place, problem, detail FROM rule_problem ORDER BY 1, 2, 3, 4;
