-- Limits as rows: twelve clauses, and what they give, each reckoned by hand beside it.
\set VERBOSITY terse
SET search_path = caseload, public;
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_examples');
SET search_path = limit_examples, limit_examples_bi, caseload, public;

INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
SELECT c, c, c, c, '[2017-07-01,2027-07-01)', 'made up' FROM unnest('{waterford,anacortes,utla,example}'::text[]) AS c;

-- each school year has 36 weeks of Monday to Friday, 180 days, and two semesters of 18 weeks
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT y.contract, y.school_year, daterange(y.monday - 60, y.monday + 300),
	(SELECT range_agg(daterange(y.monday + w * 7, y.monday + w * 7 + 5)) FROM generate_series(0, 35) AS w), 'made up'
FROM (VALUES ('waterford', '2019-20', date '2019-09-02'), ('anacortes', '2017-18', '2017-09-04'),
	('utla', '2022-23', '2022-08-15'), ('utla', '2023-24', '2023-08-14'),
	('example', '2025-26', '2025-08-18')) AS y (contract, school_year, monday);
INSERT INTO term (contract, name, in_force, citation)
SELECT c.contract, 'semester', daterange(d.monday + h * 126, d.monday + h * 126 + 124), 'made up'
FROM calendar AS c CROSS JOIN LATERAL (SELECT lower(c.days) AS monday) AS d CROSS JOIN generate_series(0, 1) AS h;
INSERT INTO count_days (contract, name, in_force, days, citation)
SELECT contract, 'Thursdays', in_force, weekly_days(days, 4, first_full_week(2019, 9)), 'XXVI.D'
FROM calendar WHERE contract = 'waterford'
UNION ALL
SELECT contract, 'classification days', in_force, '{[2022-09-30,2022-10-01),[2023-02-10,2023-02-11)}', 'made up'
FROM calendar WHERE school_year = '2022-23'
UNION ALL
SELECT contract, 'after day 7 of a semester', in_force,
	from_nth_day(days, (SELECT array_agg(t.in_force) FROM term AS t WHERE t.contract = 'example'), 8), 'made up'
FROM calendar WHERE contract = 'example';
SELECT contract, school_year, school_days(days, in_force) AS days FROM calendar ORDER BY 1, 2;
SELECT school_days(days, in_force) AS thursdays, lower(days) AS first, upper(days) - 1 AS last
FROM count_days WHERE name = 'Thursdays';

-- ---- the clauses ----
INSERT INTO load_limit (contract, code, title, in_force, scope, joined, paid_by,
	counted_on, strictness, citation, note) VALUES
('waterford','class-size','Class size TK-6','[2019-07-01,2022-07-01)','section','any',NULL,'Thursdays','paid',
	'XXVI.B-D','TK-3: each class above 25 is paid. Paid only where the site average is above 25 too: '
	'joined all, paid_by 1, and add test 2'),
('anacortes','class-size-k-6','Class size K-6','[2017-09-01,2018-09-01)','section','any',NULL,'every day','paid',
	'CBA pp. 36-39','the amounts add up student by student; nothing is stated past the fourth'),
('anacortes','class-size-7-8','Class size 7-8','[2017-09-01,2018-09-01)','employee','any',NULL,'every day','paid',
	'CBA pp. 36-39','no amount is printed'),
('anacortes','class-size-9-12-5of7','Class size 9-12, five of seven','[2017-09-01,2018-09-01)','employee','all',NULL,
	'every day','paid','CBA pp. 36-39','both must be passed at each tier; the amounts replace each other'),
('anacortes','resource-room','Resource room','[2017-09-01,2018-09-01)','employee','any',NULL,'every day','paid',
	'CBA pp. 38-39','whichever is less; who chooses is not said'),
('utla','sdc-autism','Autism, alternate curriculum','[2022-07-01,2025-07-01)','section','any',NULL,
	'classification days','paid','Special education, caps','the aide of the second tier is the same aide'),
('utla','rsp-caseload','Resource specialist caseload','[2022-07-01,2025-07-01)','employee','any',NULL,'every day',
	'paid','Special education, caps','28 is the state maximum; the table prints no number'),
('utla','assessments','Assessments beyond five','[2022-07-01,2025-07-01)','employee','all',2,'every day','paid',
	'Special education, assessments','within three of the cap is read as three below it or more'),
('utla','class-size-gain','Class size, listed schools','[2023-07-01,2024-07-01)','section',
	'any',NULL,'every day','paid','Class size',
	'one fewer than the chart: limit class-size-chart, whose numbers the source does not give: a row with number NULL'),
('example','contacts','Daily contacts 7-12','[2025-07-01,)','employee','any',NULL,'every day','paid','5.2',
	'a mixed or part-time load has the number in proportion'),
('example','integrated','Integrated class','[2025-07-01,)','section','any',NULL,'every day','advisory','7.1',
	'share and number, whichever is less'),
('example','overload-9-12','Overload 9-12','[2025-07-01,)','employee','any',NULL,'every day','paid','9.4',
	'per student and period; at most three a class, 350 a semester, 700 a year');

INSERT INTO limit_cap (limit_id, test, grades, program, applies, precedence, number, per, relative_to, binds, tolerance,
	counts, reckoned, taken, taken_over, excess, excess_most)
SELECT l.id, v.test, v.grades::int4range, v.program, v.applies::jsonb, v.precedence, v.number, v.per, v.relative_to,
	v.binds, v.tolerance, v.counts::jsonb, v.reckoned, v.taken, v.taken_over, v.excess, v.excess_most
FROM (VALUES
-- code                test  grades    program          applies           prec number          per          relative_to
--	binds   tolerance     counts               reckoned    taken   over   excess   most
('class-size',            1, '[-1,3]', NULL,            '{}',                0, '25 students',  NULL,        NULL,
	'over', NULL,         '{}',                'total',    'each', NULL,  'exact', NULL),
('class-size',            1, '[4,6]',  NULL,            '{}',                0, '30 students',  NULL,        NULL,
	'over', NULL,         '{}',                'total',    'each', NULL,  'exact', NULL),
('class-size-k-6',        1, '[0,3]',  NULL,            '{}',                0, '17 students',  NULL,        NULL,
	'over', NULL,         '{}',                'total',    'each', NULL,  'exact', NULL),
('class-size-k-6',        1, '[4,4]',  NULL,            '{}',                0, '25 students',  NULL,        NULL,
	'over', NULL,         '{}',                'total',    'each', NULL,  'exact', NULL),
('class-size-k-6',        1, '[5,6]',  NULL,            '{}',                0, '26 students',  NULL,        NULL,
	'over', NULL,         '{}',                'total',    'each', NULL,  'exact', NULL),
('class-size-7-8',        1, '[7,8]',  NULL,            '{}',                0, '29 students',  NULL,        NULL,
	'over', NULL,         '{}',                'average',  'each', NULL,  'exact', NULL),
('class-size-7-8',        2, '[7,8]',  NULL,            '{}',                0, '32 students',  NULL,        NULL,
	'over', NULL,         '{}',                'largest',  'each', NULL,  'exact', NULL),
('class-size-9-12-5of7',  1, '[9,12]', NULL,            '{"sections":5}',    0, '32 students',  NULL,        NULL,
	'over', NULL,         '{}',                'average',  'each', NULL,  'up',    NULL),
('class-size-9-12-5of7',  2, '[9,12]', NULL,            '{"sections":5}',    0, '33 students',  NULL,        NULL,
	'over', NULL,         '{}',                'largest',  'each', NULL,  'exact', NULL),
('resource-room',         1, NULL,     'Resource Room', '{}',                0, '25 students',  NULL,        NULL,
	'over', '2 students', '{}',                'total',    'each', NULL,  'exact', NULL),
('resource-room',         2, NULL,     'Resource Room', '{}',                0, '50 units',     NULL,        NULL,
	'over', '4 units',    '{}',                'total',    'each', NULL,  'exact', NULL),
('sdc-autism',            1, NULL,     'SDC Autism',    '{}',                0, '6 students',   NULL,        NULL,
	'over', NULL,         '{}',                'total',    'each', NULL,  'exact', NULL),
('rsp-caseload',          1, NULL,     'RSP',           '{}',                0, '28 students',  NULL,        NULL,
	'over', NULL,         '{}',                'total',    'each', NULL,  'exact', NULL),
('assessments',           1, NULL,     'RSP',           '{}',                0, '-3 students',  NULL,
	'rsp-caseload',
	'at',   NULL,         '{}',                'total',    'each', NULL,  'exact', NULL),
('assessments',           2, NULL,     'RSP',           '{}',                0, '5 assessments',NULL,        NULL,
	'over', NULL,         '{"kind":"initial"}','total',    'total','year','exact', NULL),
('class-size-gain',       1, NULL,     NULL,            '{"listed":true}',   0, '-1 students',  NULL,
	'class-size-chart',
	'over', NULL,         '{}',                'total',    'each', NULL,  'exact', NULL),
('contacts',              1, '[7,12]', NULL,            '{}',                0, '160 students', '5 sections',NULL,
	'over', NULL,         '{}',                'total',    'each', NULL,  'exact', NULL),
('contacts',              1, '[7,12]', NULL,            '{"subject":"PE"}',  1, '190 students', '5 sections',NULL,
	'over', NULL,         '{}',                'total',    'each', NULL,  'exact', NULL),
('integrated',            1, NULL,     'Integrated',    '{}',                0, '35 percent',   NULL,        NULL,
	'over', NULL,         '{"iep":true}',      'total',    'each', NULL,  'exact', NULL),
('integrated',            2, NULL,     'Integrated',    '{}',                0, '10 students',  NULL,        NULL,
	'over', NULL,         '{"iep":true}',      'total',    'each', NULL,  'exact', NULL),
('overload-9-12',         1, '[9,12]', NULL,            '{}',                0, '32 students',  NULL,        NULL,
	'over', NULL,         '{}',                'overages', 'each', NULL,  'exact', '3 students')
) v (code, test, grades, program, applies, precedence, number, per, relative_to, binds, tolerance, counts, reckoned,
	taken, taken_over, excess, excess_most) JOIN load_limit l USING (code);

INSERT INTO limit_remedy (limit_id, test, rank, choice, kind, scale, base, standing_on, takes)
SELECT l.id, v.test, v.rank, v.choice, v.kind, v.scale, v.base, v.standing_on, v.takes
FROM (VALUES
 ('class-size',           NULL::smallint, 1, NULL, 'pay', '1+: $50 each per count', NULL, NULL, 'highest'),
 ('class-size-k-6',       NULL, 1, NULL, 'pay',
	'1-2: $10 each, 3: $15 each, 4: $25 each per day', NULL, NULL, 'highest'),
 ('class-size-9-12-5of7', NULL, 1, NULL, 'pay', '1: $5 flat, 2: $7 flat, 3+: $10 flat per day', NULL, NULL, 'highest'),
 ('resource-room',        NULL, 1, 'relief', 'paraprofessional', NULL, NULL, NULL, 'highest'),
 ('resource-room',        NULL, 2, 'relief', 'pay', '1+: $10 each per day max $40', NULL, NULL, 'highest'),
 ('resource-room',        NULL, 3, 'relief', 'release', NULL, NULL, NULL, 'highest'),
 ('resource-room',        NULL, 4, 'relief', 'meeting', NULL, NULL, NULL, 'highest'),
 ('sdc-autism',           NULL, 1, NULL, 'pay', '2: $625 flat, 3+: $1250 flat per semester', NULL, NULL, 'highest'),
 ('sdc-autism',           NULL, 2, NULL, 'paraprofessional', '2+: 1 aides flat per semester', NULL, NULL, 'highest'),
 ('assessments',          2,    1, NULL, 'pay', '1+: 2 hours each per year', 'hourly rate', NULL, 'highest'),
 ('contacts',             NULL, 1, NULL, 'pay', '1+: $3 each per day', NULL, 'after day 7 of a semester', 'highest'),
('overload-9-12',        NULL, 1, NULL, 'pay',
	'1+: $50 each per year prorated max $350 per semester, $700 per year', NULL, NULL, 'highest')
) v (code, test, rank, choice, kind, scale, base, standing_on, takes) JOIN load_limit l USING (code);
-- the chart that the listed schools have one fewer than; the source does not give its numbers
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
VALUES ('utla', 'class-size-chart', 'Class size chart', '[2022-07-01,2025-07-01)', 'section', 'paid', 'Class size');
INSERT INTO limit_cap (limit_id, number, note)
SELECT id, NULL, 'the chart is not in the source' FROM load_limit WHERE code = 'class-size-chart';
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES
	('utla', 'hourly rate', '[2022-07-01,2025-07-01)', 45.00, 'made up');

-- ---- the facts ----
INSERT INTO site (site_id, site_name, attributes) VALUES (1, 'First', '{}'), (2, 'Second', '{}'),
	(3, 'Third', '{"listed": true}'), (4, 'Fourth', '{}'), (5, 'Fifth', '{}');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 20) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, valid, agreed_salary, attributes)
SELECT e, s, c, 'none', '[2017-07-01,2027-07-01)', 0, a::jsonb FROM (VALUES
	(1, 1, 'waterford', '{}'), (2, 1, 'waterford', '{}'), (3, 2, 'anacortes', '{}'),
	(4, 2, 'anacortes', '{"sections": 5}'), (5, 2, 'anacortes', '{}'),
	(6, 3, 'utla', '{}'), (7, 3, 'utla', '{}'), (8, 3, 'utla', '{}'), (9, 4, 'example', '{}'), (10, 4, 'example', '{}'),
	(11, 4, 'example', '{}')) AS v (e, s, c, a);

\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/limit_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all

-- Waterford, a first grade of 27 at each of 36 Thursdays: 2 x $50 x 36 = 3,600.00.
-- A 3-4 combination of 26: both rows match, 25 is the lower: 1 x $50 a Thursday, 1,800.00.
SELECT class(1, 1, 1, '[1,1]', '[2019-08-01,2020-06-30)'), students(1, 27, '[2019-08-01,2020-06-30)');
SELECT class(2, 1, 2, '[3,4]', '[2019-08-01,2020-06-30)'), students(2, 26, '[2019-08-01,2020-06-30)');
SELECT * FROM due WHERE code = 'class-size' ORDER BY 1, 2;

-- The other reading, paid only where the site average is above 25 too: a class of 21 brings the average to
-- (27 + 26 + 21) / 3 = 24.67, and nothing is due; without it (27 + 26) / 2 = 26.5, and all of it is.
BEGIN;
UPDATE load_limit SET joined = 'all', paid_by = 1 WHERE code = 'class-size';
INSERT INTO limit_cap (limit_id, test, grades, number, reckoned, wider)
SELECT id, 2, '[-1,3]', '25 students', 'average', 'site' FROM load_limit WHERE code = 'class-size';
SELECT * FROM due WHERE code = 'class-size' ORDER BY 1, 2;
SELECT class(3, 1, 2, '[2,2]', '[2019-08-01,2020-06-30)'), students(3, 21, '[2019-08-01,2020-06-30)');
SELECT * FROM due WHERE code = 'class-size' ORDER BY 1, 2;
SELECT test, round(quantity(load_on(load, '2019-09-05')), 2) AS site_average, load_on(excess, '2019-09-05') AS over
FROM reckoned_test() AS t JOIN load_limit AS l ON l.id = t.limit_id
WHERE l.code = 'class-size' AND t.subject_id = 1 ORDER BY 1;
ROLLBACK;

-- Anacortes, a second grade of 21 on 180 days: four over 17, $10 + $10 + $15 + $25 = $60 a day, 10,800.00.
SELECT class(4, 2, 3, '[2,2]', '[2017-08-01,2018-06-30)'), students(4, 21, '[2017-08-01,2018-06-30)');
SELECT * FROM due WHERE code = 'class-size-k-6' ORDER BY 1, 2;

-- Anacortes 9-12, five sections of 36, 34, 33, 32 and 31: the average 166 / 5 = 33.2 is 1.2 over 32, up to 2;
-- the largest is 3 over 33; the lesser is 2: $7 a day, 180 days, 1,260.00.
SELECT class(n, 2, 4, '[9,9]', '[2017-08-01,2018-06-30)'),
	students(n, (ARRAY[36, 34, 33, 32, 31])[n - 9], '[2017-08-01,2018-06-30)') FROM generate_series(10, 14) AS n;
SELECT * FROM due WHERE code = 'class-size-9-12-5of7' ORDER BY 1, 2;

-- Resource room, 27 students and 55 units: 2 students over are within 2; 5 units over are above 4: 5 x $10, at
-- most $40 a day. The first of the four options is the paraprofessional, until somebody says the pay was taken:
-- 180 x $40 = 7,200.00.
SELECT cases(5, 'Resource Room', 26, '[2017-08-01,2018-06-30)', 2),
	cases(5, 'Resource Room', 1, '[2017-08-01,2018-06-30)', 3);
SELECT * FROM due WHERE code = 'resource-room' ORDER BY 1, 2;
SELECT r.rank, r.kind, a.test, a.over, a.amount, a.due, count(*)
FROM reckoned_amount() AS a JOIN limit_remedy AS r ON r.id = a.remedy_id JOIN load_limit AS l ON l.id = a.limit_id
WHERE l.code = 'resource-room' GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1;
INSERT INTO remedy_given (remedy_id, employee_id, valid) SELECT r.id, 5, '[2017-08-01,2018-06-30)'
FROM limit_remedy AS r JOIN load_limit AS l ON l.id = r.limit_id WHERE l.code = 'resource-room' AND r.kind = 'pay';
SELECT * FROM due WHERE code = 'resource-room' ORDER BY 1, 2;

-- UTLA, 8 in a cap of 6 on the first classification day and 9 on the second, one in each semester:
-- $625 + $1,250 = 1,875.00, and one aide in each semester.
SELECT class(20, 3, 6, '[1,5]', '[2022-08-01,2023-06-30)', 'SDC Autism'), students(20, 8, '[2022-08-01,2023-06-30)'),
	students(20, 1, '[2023-01-09,2023-06-30)');
SELECT * FROM due WHERE code = 'sdc-autism' ORDER BY 1, 2;
SELECT r.kind, a.day, a.over, a.amount, a.money
FROM reckoned_amount() AS a JOIN limit_remedy AS r ON r.id = a.remedy_id JOIN load_limit AS l ON l.id = a.limit_id
WHERE l.code = 'sdc-autism' ORDER BY 1, 2;

-- UTLA, a resource specialist with 25 cases, which is within three of 28, and 8 initial assessments, three more
-- than five: 3 x 2 hours x $45.00 = 270.00. Another with 24 cases: nothing.
SELECT cases(7, 'RSP', 25, '[2022-08-01,2023-06-30)'), cases(8, 'RSP', 24, '[2022-08-01,2023-06-30)');
INSERT INTO tally (employee_id, valid, what, quantity, attributes)
SELECT e, daterange(d, d + 1), 'assessment', '1 assessments', '{"kind": "initial"}'
FROM generate_series(7, 8) AS e, generate_series(date '2022-09-05', '2022-09-14', '1 day') AS g, CAST(g AS date) AS d
WHERE extract(isodow FROM d) < 6;
SELECT employee_id, count(*) FROM tally GROUP BY 1 ORDER BY 1;
SELECT * FROM due WHERE code = 'assessments' ORDER BY 1, 2;

-- Contacts: three ordinary sections and two of PE, 34 in each: the cap is (3 x 160 + 2 x 190) / 5 = 172. With
-- 5 more on days 3 to 12 there are 175, 3 over on ten days, standing on day 8: 3 x 10 x $3 = 90.00.
SELECT class(n, 4, 9, '[7,7]', '[2025-08-01,2026-06-30)', NULL, CASE WHEN n > 32 THEN '{"subject": "PE"}'
	ELSE '{}' END::jsonb), students(n, 34, '[2025-08-01,2026-06-30)') FROM generate_series(30, 34) AS n;
SELECT students(30, 5, daterange(d.days[3], d.days[12] + 1))
FROM (SELECT array_agg(u.day ORDER BY u.day) AS days
	FROM calendar AS c, unnest(on_each(c.days, 'points')) AS u WHERE c.contract = 'example') AS d;
SELECT * FROM due WHERE code = 'contacts' ORDER BY 1, 2;
SELECT DISTINCT u.load FROM reckoned_cap() AS k
	JOIN load_limit AS l ON l.id = k.limit_id, unnest(k.cap) AS u WHERE l.code = 'contacts' ORDER BY 1;

-- Integrated class of 26 with 10 IEPs: 38.46 percent, 3.46 over 35; 10 students, none over. No money.
SELECT class(40, 4, 10, '[3,3]', '[2025-08-01,2026-06-30)', 'Integrated'), students(40, 16, '[2025-08-01,2026-06-30)'),
	students(40, 10, '[2025-08-01,2026-06-30)', '{"iep": true}');
SELECT t.test, load_on(t.load, '2025-09-01') AS load, load_on(t.cap, '2025-09-01') AS cap,
	load_on(t.excess, '2025-09-01') AS over
FROM reckoned_excess() AS t JOIN load_limit AS l ON l.id = t.limit_id WHERE l.code = 'integrated' ORDER BY 1;

-- Six sections of 36 against 32, all year: 4 over, of which 3 are counted in each, 18 x $50 = 900 a year, at most
-- 350 a semester: 700.00.
SELECT class(n, 4, 11, '[10,10]', '[2025-08-01,2026-06-30)'), students(n, 36, '[2025-08-01,2026-06-30)')
FROM generate_series(50, 55) AS n;
SELECT * FROM due WHERE code = 'overload-9-12' ORDER BY 1, 2;

-- The class-size chart of UTLA has no numbers, so that what leans on it holds nothing.
SELECT count(*) FROM cap_piece() AS p JOIN load_limit AS l ON l.id = p.limit_id
WHERE l.code IN ('class-size-chart', 'class-size-gain');

-- Exceptions go before all: the class of 27 may have 26, then any number, then is held as before.
INSERT INTO exception (limit_id, section_id, valid, number, reason)
SELECT l.id, 1, v::daterange, n, r FROM load_limit AS l, (VALUES
		('[2019-09-01,2019-10-01)', caseload_unit '26 students', 'consent'),
	('[2019-10-01,2019-11-01)', NULL, 'excused')) AS x (v, n, r) WHERE l.code = 'class-size';
-- September has 4 Thursdays (1 over, $50), October 5 (nothing), and 27 are left (2 over, $100): 200 + 2,700 = 2,900.00
SELECT * FROM due WHERE code = 'class-size' AND subject_id = 1;
