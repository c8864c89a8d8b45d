-- Clauses that are easily reckoned wrong, each with its neighbors, worked by hand. Five school days in each of three
-- terms of 2025-26 and five in 2026-27; every class has a program, so that limits do not meet.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_faults');
SET search_path = limit_faults, limit_faults_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
SELECT c, 'Contract ' || c, 'made up', 'made up', '[2025-07-01,2027-07-01)', 'made up'
	FROM unnest('{elm,oak,fir,ash,yew,bay}'::text[]) AS c;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT c.contract, y, f::daterange, d::datemultirange, 'made up' FROM contract AS c, (VALUES
	('2025-26', '[2025-07-01,2026-07-01)', '{[2025-09-01,2025-09-06),[2025-12-01,2025-12-06),[2026-03-02,2026-03-07)}'),
	('2026-27', '[2026-07-01,2027-07-01)', '{[2026-09-07,2026-09-12)}')) AS v (y, f, d);
INSERT INTO site (site_id, site_name, attributes) VALUES (1, 'First', '{"title_i": true}'), (2, 'Second', '{}'), (3,
	'Third', '{}');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(1, 40) AS n;
-- 1 to 19 work under elm at the first site, 20 under oak at the first and 21 at the second, and so on
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, CASE WHEN n IN (21, 22) THEN 2 WHEN n > 30 THEN 3 ELSE 1 END,
	CASE WHEN n < 20 THEN 'elm' WHEN n IN (20, 21) THEN 'oak' WHEN n = 22 THEN 'fir' WHEN n = 23 THEN 'ash' WHEN n < 35
		THEN 'yew' ELSE 'bay' END,
	'none', 50000, '[2025-07-01,2027-07-01)' FROM generate_series(1, 40) AS n;
CREATE SEQUENCE student_number;
CREATE FUNCTION class(id bigint, program text, many int, teacher bigint DEFAULT NULL, site bigint DEFAULT 1,
	grades int4range DEFAULT '[2,2]', attributes jsonb DEFAULT '{}')
RETURNS void LANGUAGE sql AS $$
	INSERT INTO section (section_id, site_id, section_name, grades, valid, program, attributes)
	VALUES (id, site, 'Class ' || id, grades, '[2025-07-01,2026-07-01)', program, attributes);
	INSERT INTO staffing (section_id, employee_id, valid) SELECT id, teacher, '[2025-07-01,2026-07-01)' WHERE teacher
		IS NOT NULL;
	INSERT INTO enrollment (section_id, student_id, valid) SELECT id, nextval('student_number'),
		'[2025-07-01,2026-07-01)'
		FROM generate_series(1, many);
$$;
CREATE FUNCTION more(id bigint, many int, carry jsonb,
	days daterange DEFAULT '[2025-07-01,2026-07-01)') RETURNS void LANGUAGE sql AS $$
	INSERT INTO enrollment (section_id, student_id, valid, attributes)
		SELECT id, nextval('student_number'), days, carry
		FROM generate_series(1, many);
$$;
CREATE FUNCTION rule(contract text, code text, scope text, strictness text DEFAULT 'paid',
	counted_on text DEFAULT 'every day', joined text DEFAULT 'any') RETURNS bigint LANGUAGE sql AS $$
	INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, counted_on, joined, citation)
	VALUES (contract, code, code, '[2025-07-01,2027-07-01)', scope, strictness, counted_on, joined,
		'made up') RETURNING id;
$$;
CREATE VIEW found AS
SELECT l.code, f.school_year, f.subject_id, f.employee_id, f.first_day, f.last_day, trim_scale(f.cap) AS cap,
	trim_scale(f.actual) AS actual,
	trim_scale(f.over) AS over, r.kind, f.amount_due
FROM reckoned_finding() AS f JOIN load_limit AS l ON l.id = f.limit_id
	LEFT JOIN limit_remedy AS r ON r.id = f.remedy_id;
CREATE VIEW days AS
SELECT l.code, d.school_year, d.subject_id, d.employee_id, min(d.day) AS first_day, count(*) AS days,
	trim_scale(d.cap) AS cap, trim_scale(d.load) AS load,
	trim_scale(d.over) AS over, sum(d.pay) AS pay
FROM reckoned_day() AS d JOIN load_limit AS l ON l.id = d.limit_id
GROUP BY l.code, d.school_year, d.subject_id, d.employee_id, d.cap, d.load, d.over;

-- Who carries a class. 160 seats against 150: ten over for the teacher of record, and nobody else, $10 for each. A
-- specialist with a tenth of a class is not its teacher unless the rule says so.
SELECT class(1, 'carried', 160, 1);
INSERT INTO staffing (section_id, employee_id, role, valid, share) VALUES
	(1, 2, 'specialist', '[2025-07-01,2026-07-01)', 0.1), (1, 3, 'case manager', '[2025-07-01,2026-07-01)', 1);
INSERT INTO limit_cap (limit_id, program, number) SELECT rule('elm', 'carried', 'employee'), 'carried', '150 seats';
INSERT INTO limit_remedy (limit_id, kind, scale) SELECT id, 'pay', '1+: $10 each per year'
	FROM load_limit WHERE code = 'carried';
SELECT * FROM found WHERE code = 'carried' ORDER BY subject_id;
UPDATE load_limit SET carried_by = '{teacher of record,case manager}' WHERE code = 'carried';
SELECT subject_id, actual, over FROM found WHERE code = 'carried' ORDER BY subject_id;
-- By share the specialist has 16, and 6 over 10; and who has two roles in a class has the shares of both, 0.1 and
-- 0.4: 80.
UPDATE load_limit SET carried_by = '{specialist,aide}', carried = 'by share' WHERE code = 'carried';
UPDATE limit_cap SET number = '10 seats' WHERE limit_id = (SELECT id FROM load_limit WHERE code = 'carried');
SELECT subject_id, cap, actual, over FROM found WHERE code = 'carried' ORDER BY subject_id;
INSERT INTO staffing (section_id, employee_id, role, valid, share) VALUES (1, 2, 'aide', '[2026-01-01,2026-07-01)',
	0.4);
SELECT subject_id, first_day, days, cap, load, over FROM days WHERE code = 'carried' ORDER BY 1, 2;
-- nor are they one where they are the same, 0.1 and 0.1: 32
UPDATE staffing SET share = 0.1 WHERE section_id = 1 AND role = 'aide';
SELECT subject_id, first_day, days, cap, load, over FROM days WHERE code = 'carried' ORDER BY 1, 2;
-- Two who share a class of 60 by 0.6 and 0.4 have 36 and 24 students.
SELECT class(2, 'shared', 60, 4);
UPDATE staffing SET share = 0.6 WHERE section_id = 2;
INSERT INTO staffing (section_id, employee_id, valid, share) VALUES (2, 5, '[2025-07-01,2026-07-01)', 0.4);
INSERT INTO limit_cap (limit_id, program, number) SELECT rule('elm', 'shared', 'employee'), 'shared', '23 students';
SELECT subject_id, cap, actual, over FROM found WHERE code = 'shared' ORDER BY subject_id;
UPDATE load_limit SET carried = 'by share' WHERE code = 'shared';
SELECT subject_id, cap, actual, over FROM found WHERE code = 'shared' ORDER BY subject_id;
-- who is its aide, too, for as much of the day, has 72
INSERT INTO staffing (section_id, employee_id, role, valid, share) VALUES (2, 4, 'aide', '[2025-07-01,2026-07-01)',
	0.6);
UPDATE load_limit SET carried_by = '{teacher of record,aide}' WHERE code = 'shared';
SELECT subject_id, cap, actual, over FROM found WHERE code = 'shared' ORDER BY subject_id;
-- Sections of a number per section are those carried: 6 has one class of 36 and helps in another, cap 35 and not 70.
SELECT class(3, 'helped', 36, 6), class(4, 'helped', 20, 7);
INSERT INTO staffing (section_id, employee_id, role, valid) VALUES (4, 6, 'specialist', '[2025-07-01,2026-07-01)');
INSERT INTO limit_cap (limit_id, program, number, per) SELECT rule('elm', 'helped', 'employee'), 'helped', '175 seats',
	'5 sections';
SELECT subject_id, cap, actual, over FROM found WHERE code = 'helped' ORDER BY subject_id;
-- a second test that looks at all classes of the teacher: 36 and 20 of the specialist are not one load
INSERT INTO limit_cap (limit_id, test, program, number, wider) SELECT r, t, 'helped', n::caseload_unit, w
FROM rule('elm', 'wider', 'section', joined => 'all') AS r, (VALUES (1, '35 students', NULL), (2, '40 students',
	'employee')) AS v (t, n, w);
SELECT count(*) FROM found WHERE code = 'wider';
UPDATE load_limit SET carried_by = '{teacher of record,specialist}' WHERE code = 'wider';
SELECT subject_id, cap, actual, over FROM found WHERE code = 'wider' ORDER BY subject_id;
INSERT INTO load_limit (contract, code, title, in_force, scope, carried_by, strictness, citation) VALUES ('elm',
	'nobody', 'n', '[2025-07-01,2026-07-01)', 'employee', '{}', 'paid', 'n');

-- Another number for a person is that number, however many classes: 5 x 36 = 180 against 178. One for a single class
-- takes that class's place: 4 x 35 + 37 = 177, three over; with neither 175, five over. The person's goes before the
-- class's.
SELECT class(10 + n, 'excepted', 36, 8), class(15 + n, 'excepted', 36, 9), class(20 + n, 'excepted', 36, 10)
	FROM generate_series(0, 4) AS n;
INSERT INTO limit_cap (limit_id, program, number, per) SELECT rule('elm', 'excepted', 'employee'), 'excepted',
	'175 seats', '5 sections';
INSERT INTO exception (limit_id, employee_id, section_id, valid, number, reason)
SELECT id, e, s, '[2025-07-01,2026-07-01)', n::caseload_unit, 'made up' FROM load_limit, (VALUES (8, NULL, '178 seats'),
	(NULL, 10, '30 seats'), (NULL, 15, '37 seats')) AS v (e, s, n)
WHERE code = 'excepted';
SELECT subject_id, cap, actual, over FROM found WHERE code = 'excepted' ORDER BY subject_id;
-- from December the limit does not hold for that person at all
UPDATE exception SET valid = '[2025-07-01,2025-12-01)' WHERE employee_id = 8;
INSERT INTO exception (limit_id, employee_id, valid, reason) SELECT id, 8, '[2025-12-01,2026-07-01)', 'made up'
	FROM load_limit WHERE code = 'excepted';
SELECT first_day, days, cap, load, over FROM days WHERE code = 'excepted' AND subject_id = 8;

-- At: the number is the first too many. An average of 22.5 is not 23; 23 is one over, 23.5 one and a half.
SELECT class(30, 'at', 22, 11), class(31, 'at', 23, 11), class(32, 'at', 23, 12), class(33, 'at', 23, 12), class(34,
	'at', 23, 13), class(35, 'at', 24, 13);
INSERT INTO limit_cap (limit_id, program, number, binds, reckoned) SELECT rule('elm', 'at', 'employee'), 'at',
	'23 students', 'at', 'average';
SELECT subject_id, cap, actual, over FROM found WHERE code = 'at' ORDER BY subject_id;
-- 4 of 21 are 19.05 percent and not 20; 4 of 20 are 20, one percent too many; 6 of 25 are 24, five too many.
SELECT class(36, 'at percent', 17), class(37, 'at percent', 16), class(38, 'at percent', 19), more(36, 4,
	'{"iep": true}'), more(37, 4, '{"iep": true}'), more(38, 6, '{"iep": true}');
INSERT INTO limit_cap (limit_id, program, number, binds, counts) SELECT rule('elm', 'at percent', 'section'),
	'at percent', '20 percent', 'at', '{"iep": true}';
SELECT subject_id, cap, actual, over FROM found WHERE code = 'at percent' ORDER BY subject_id;

-- Joined all: 64 are 39 over 25 and 36 over 28; the least is due, and it is that of 28.
SELECT class(40, 'joined', 64, 14);
INSERT INTO limit_cap (limit_id, test, program, number) SELECT r, t, 'joined', n::caseload_unit
FROM rule('elm', 'joined', 'section', joined => 'all') AS r, (VALUES (1, '25 students'), (2, '28 students')) AS v (t,
	n);
INSERT INTO limit_remedy (limit_id, kind, scale) SELECT id, 'pay', '1+: $1 each per day'
	FROM load_limit WHERE code = 'joined';
SELECT * FROM days WHERE code = 'joined';
-- By days: 30 with 4 of them IEPs are 5 over 25 and 2 over 2; from December 10 IEPs of 36, 11 over 25 and 8 over 2.
-- In March 9 more without: 20 over 25, 8 over 2. And with 33 and 10 in a class of its own, 8 over both: the first is
-- shown.
SELECT class(41, 'by days', 26, 14), more(41, 4, '{"iep": true}'), more(41, 6, '{"iep": true}',
	'[2025-12-01,2026-07-01)'), more(41, 9, '{}', '[2026-03-01,2026-07-01)');
SELECT class(42, 'by days', 23, 14), more(42, 10, '{"iep": true}');
INSERT INTO limit_cap (limit_id, test, program, number, counts) SELECT r, t, 'by days', n::caseload_unit, c::jsonb
FROM rule('elm', 'by days', 'section', joined => 'all') AS r, (VALUES (1, '25 students', '{}'),
	(2, '2 students', '{"iep": true}')) AS v (t, n, c);
SELECT subject_id, first_day, days, cap, load, over FROM days WHERE code = 'by days' ORDER BY subject_id, first_day;
-- the first is the greater until December, when two come: 7 over against 8
DELETE FROM enrollment WHERE section_id = 42 AND attributes = '{}' AND enrollment_id IN (SELECT enrollment_id
	FROM enrollment WHERE section_id = 42 AND attributes = '{}' LIMIT 1);
SELECT more(42, 3, '{}', '[2025-12-01,2026-07-01)');
SELECT subject_id, first_day, days, cap, load, over FROM days WHERE code = 'by days' AND subject_id = 42
	ORDER BY first_day;
SELECT actual, cap, over, first_day FROM found WHERE code = 'by days' AND subject_id = 42;

-- Tallies of a district: those of Title I sites, 30 hours of one site and not 60 of both; an employee's are of the
-- site where he works, a class's of the class: one at the other site carries the key itself. 30 + 3 + 4 against 20.
INSERT INTO limit_cap (limit_id, number, counts, applies) SELECT rule('oak', 'district', 'district'), '20 hours',
	'{"what": "duty"}', '{"title_i": true}';
INSERT INTO tally (site_id, valid, what, quantity) VALUES (1, '[2025-09-01,2025-09-06)', 'duty', '30 hours'),
	(2, '[2025-09-01,2025-09-06)', 'duty', '30 hours');
SELECT first_day, days, cap, load, over FROM days WHERE code = 'district';
SELECT class(50, 'tallied', 0, 21, 2, '[2,2]', '{"title_i": true}'), class(51, 'tallied', 0, 21, 2, '[5,5]');
INSERT INTO tally (employee_id, valid, what, quantity) VALUES (20, '[2025-09-01,2025-09-03)', 'duty', '3 hours'), (21,
	'[2025-09-01,2025-09-03)', 'duty', '5 hours');
INSERT INTO tally (section_id, valid, what, quantity) VALUES (50, '[2025-09-01,2025-09-02)', 'duty', '4 hours'), (51,
	'[2025-09-01,2025-09-02)', 'duty', '6 hours');
SELECT first_day, days, cap, load, over FROM days WHERE code = 'district' ORDER BY 1;
-- ten hours for each of the two who work in the district
UPDATE limit_cap SET number = '10 hours', per = '1 FTE' WHERE limit_id = (SELECT id
	FROM load_limit WHERE code = 'district');
SELECT first_day, days, cap, load, over FROM days WHERE code = 'district' ORDER BY 1;
-- By grades and program the tallies of classes alone: 4 hours of the second grade; of a program none of it.
INSERT INTO limit_cap (limit_id, number, counts, grades, program) VALUES
	(rule('oak', 'grades', 'district'), '1 hours', '{"what": "duty"}', '[1,3]', NULL), (rule('oak', 'program',
		'district'), '1 hours', '{"what": "duty"}', NULL, 'tallied'),
	(rule('oak', 'site', 'site'), '1 hours', '{"what": "duty"}', '[4,6]', NULL), (rule('oak', 'site title', 'site'),
		'1 hours', '{"what": "duty"}', NULL, NULL);
UPDATE limit_cap SET applies = '{"title_i": true}' WHERE limit_id = (SELECT id
	FROM load_limit WHERE code = 'site title');
SELECT code, subject_id, first_day, days, cap, load, over FROM days WHERE code IN ('grades', 'program', 'site',
	'site title') ORDER BY 1, 2, 3;

-- A class's tally counts while the class meets, and for the contract that it is held to: 6 hours of a class of oak and
-- none for fir, which has somebody at the same site; from December there is no class.
INSERT INTO limit_cap (limit_id, number, counts) SELECT rule(c, 'held ' || c, 'site'), '1 hours', '{"what": "held"}'
FROM unnest('{oak,fir}'::text[]) AS c;
INSERT INTO tally (section_id, valid, what, quantity) VALUES (51, '[2025-09-01,2026-07-01)', 'held', '6 hours');
UPDATE section SET valid = '[2025-07-01,2025-12-01)' WHERE section_id = 51;
SELECT code, subject_id, first_day, days, cap, load, over FROM days WHERE code IN ('held oak', 'held fir') ORDER BY 1,
	2, 3;

-- Count days: a Saturday in the set is none, 26 in 25 are paid once; the set says otherwise, twice.
SELECT class(60, 'counted', 26, 22, 2);
INSERT INTO count_days (contract, name, in_force, days, citation) VALUES ('fir', 'Tuesdays', '[2025-07-01,2026-07-01)',
	'{[2025-09-02,2025-09-03),[2025-09-06,2025-09-07)}', 'made up');
INSERT INTO limit_cap (limit_id, program, number) SELECT rule('fir', 'counted', 'section', counted_on => 'Tuesdays'),
	'counted', '25 students';
INSERT INTO limit_remedy (limit_id, kind, scale) SELECT id, 'pay', '1+: $50 each per count'
	FROM load_limit WHERE code = 'counted';
SELECT first_day, days, pay FROM days WHERE code = 'counted' ORDER BY 1;
SELECT rule, place, problem, detail FROM rule_problem WHERE contract = 'fir';
UPDATE count_days SET beyond_calendar = true;
SELECT first_day, days, pay FROM days WHERE code = 'counted' ORDER BY 1;
SELECT rule, place, problem, detail FROM rule_problem WHERE contract = 'fir' AND problem LIKE '%school days%';
UPDATE count_days SET beyond_calendar = false;
-- A remedy's own days are cut as well: of the first and second Tuesday and the Saturday two are school days.
UPDATE load_limit SET counted_on = 'every day' WHERE code = 'counted';
UPDATE limit_remedy SET counted_on = 'Tuesdays' WHERE limit_id = (SELECT id FROM load_limit WHERE code = 'counted');
UPDATE count_days SET days = days + '{[2025-12-02,2025-12-03)}';
SELECT day, pay FROM reckoned_pay() AS p JOIN load_limit AS l ON l.id = p.limit_id WHERE code = 'counted' ORDER BY day;
-- 2 September is lost to a storm, known from 1 October: nothing of it stays.
UPDATE calendar SET known = '(,2025-10-01)' WHERE contract = 'fir' AND school_year = '2025-26';
INSERT INTO calendar (contract, school_year, in_force, known, days, citation)
SELECT contract, school_year, in_force, '[2025-10-01,)', days - '{[2025-09-02,2025-09-03)}', 'storm'
	FROM calendar WHERE contract = 'fir' AND school_year = '2025-26';
SELECT day, pay FROM reckoned_pay() AS p JOIN load_limit AS l ON l.id = p.limit_id WHERE code = 'counted' ORDER BY day;
SELECT day, pay FROM reckoned_pay('2025-09-15') AS p JOIN load_limit AS l ON l.id = p.limit_id WHERE code = 'counted'
	ORDER BY day;
-- A deadline runs from any day: the Saturday, and three days on.
INSERT INTO count_days (contract, name, in_force, days, citation) VALUES ('fir', 'norm day', '[2025-07-01,2026-07-01)',
	'{[2025-08-30,2025-08-31)}', 'made up');
INSERT INTO deadline (contract, stage, in_force, days, day_kind, from_event, citation) VALUES ('fir', 'grievance',
	'[2025-07-01,2026-07-01)', 3, 'calendar', 'norm day', 'made up');
SELECT rule, grieve_by FROM compliance_finding WHERE contract = 'fir';
SELECT rule, place, problem, detail FROM rule_problem WHERE contract = 'fir' AND problem LIKE '%school days%';

-- Terms: $100 for each of two over, each trimester, and the third was not entered: that remedy is an error and no
-- payment of two thirds; what is paid by the day is reckoned, and in the next year, of which no trimester is known,
-- too.
SELECT class(70, 'terms', 27, 23);
UPDATE section SET valid = '[2025-07-01,2027-07-01)' WHERE section_id = 70;
UPDATE staffing SET valid = '[2025-07-01,2027-07-01)' WHERE section_id = 70;
UPDATE enrollment SET valid = '[2025-07-01,2027-07-01)' WHERE section_id = 70;
INSERT INTO term (contract, name, in_force, citation) VALUES ('ash', 'trimester', '[2025-08-01,2025-11-01)', 'made up'),
	('ash', 'trimester', '[2025-11-01,2026-02-01)', 'made up');
INSERT INTO limit_cap (limit_id, program, number) SELECT rule('ash', 'terms', 'section'), 'terms', '25 students';
INSERT INTO limit_remedy (limit_id, kind, scale, note) SELECT id, 'pay', s::pay_scale, 'made up' FROM load_limit,
	unnest('{"1+: $100 each per trimester","1+: $1 each per day","1+: $1 each per day '
		'max $4 per trimester"}'::text[]) AS s WHERE code = 'terms';
INSERT INTO limit_remedy (limit_id, kind, lasts, lasts_in) SELECT id, 'meeting', '1 days', 'trimester'
	FROM load_limit WHERE code = 'terms';
SELECT f.school_year, f.kind, f.amount_due FROM found AS f WHERE code = 'terms' ORDER BY 1, 2, 3;
SELECT school_year, count(*) AS days, sum(over) AS over, sum(pay) AS pay FROM reckoned_day() AS d
	JOIN load_limit AS l ON l.id = d.limit_id WHERE code = 'terms' GROUP BY 1 ORDER BY 1;
SELECT rule, place, problem, detail FROM rule_problem WHERE contract = 'ash' ORDER BY row_id, detail;
-- a load over terms that are not there is none; the others go on
INSERT INTO limit_cap (limit_id, program, number, taken, taken_over) SELECT rule('ash', 'mean', 'section'), 'terms',
	'25 students', 'mean', 'trimester';
SELECT code, school_year, count(*) FROM days WHERE code IN ('terms', 'mean') GROUP BY 1, 2 ORDER BY 1, 2;
INSERT INTO term (contract, name, in_force, citation) VALUES ('ash', 'trimester', '[2026-02-01,2026-06-15)', 'made up');
-- all of 2025-26: 3 x 200, 15 x 2, 3 x 4
SELECT f.school_year, f.kind, f.amount_due FROM found AS f WHERE code = 'terms' ORDER BY 1, 2, 3;
SELECT school_year, first_day, days, cap, load, over FROM days WHERE code = 'mean' ORDER BY 1, 2;
SELECT rule, place, problem, detail FROM rule_problem WHERE contract = 'ash' ORDER BY row_id, detail;

-- Two contracts at one site. A class is held to that of its teacher of record: 80 to yew, 81 to bay, with an aide
-- under yew; 82 has no teacher, to both; 83 has one of yew until December and none after; 84 one of yew, then one of
-- bay. 85 is taught by somebody of bay at a site where nobody of bay works: to bay. 86 has teachers of both: to both.
SELECT class(80, 'held', 26, 31, 3), class(81, 'held', 26, 35, 3), class(82, 'held', 26, NULL, 3), class(83, 'held', 26,
	32, 3), class(84, 'held', 26, 33, 3), class(85, 'held', 26, 36, 2), class(86, 'held', 26, 34, 3);
UPDATE staffing SET valid = '[2025-07-01,2025-12-01)' WHERE section_id IN (83, 84);
INSERT INTO staffing (section_id, employee_id, role, valid) VALUES (81, 31, 'specialist', '[2025-07-01,2026-07-01)'),
	(84, 37, 'teacher of record', '[2025-12-01,2026-07-01)'), (86, 38, 'teacher of record', '[2025-07-01,2026-07-01)');
INSERT INTO limit_cap (limit_id, program, number, reckoned) VALUES (rule('yew', 'yew', 'section'), 'held',
	'25 students', 'total'), (rule('bay', 'bay', 'section'), 'held', '25 students', 'total'),
	(rule('yew', 'yew site', 'site'), 'held', '10 seats', 'total'), (rule('bay', 'bay site', 'site'), 'held',
		'10 seats', 'total'), (rule('bay', 'bay district', 'district'), 'held', '10 seats', 'total');
SELECT code, subject_id, sum(days) AS days, min(first_day) AS first_day FROM days WHERE code IN ('yew',
	'bay') GROUP BY 1, 2 ORDER BY 1 DESC, 2;
-- at the third site yew has 80, 82, 83, 84 and 86 in September, later without 84; bay has 81, 82, 86, and 83 and 84
-- from December
SELECT code, subject_id, first_day, days, load FROM days WHERE code IN ('yew site', 'bay site', 'bay district')
	ORDER BY 1 DESC, 2, 3;
-- a teacher whose employment ends leaves the class to all at the site
UPDATE employment SET valid = '[2025-07-01,2026-01-01)' WHERE employee_id = 31;
SELECT code, subject_id, first_day, days FROM days WHERE code IN ('yew', 'bay') AND subject_id = 80 ORDER BY 1 DESC;
-- and what the employment of a specialist under another contract carries does not speak of the class
UPDATE employment SET attributes = '{"small": true}' WHERE employee_id IN (31, 35);
UPDATE employment SET valid = '[2025-07-01,2027-07-01)' WHERE employee_id = 31;
INSERT INTO limit_cap (limit_id, program, number, applies, precedence) SELECT id, 'held', '20 students',
	'{"small": true}', 1 FROM load_limit WHERE code IN ('yew', 'bay');
SELECT code, subject_id, cap, over FROM days WHERE code IN ('yew', 'bay') AND subject_id IN (80, 81) ORDER BY 1 DESC, 2,
	3;

-- A remedy of which the first tier is not reached does not follow: two over, and pay from the third on. The meeting
-- does.
SELECT class(90, 'nothing', 27, 15), class(91, 'nothing', 28, 16);
INSERT INTO limit_cap (limit_id, program, number) SELECT rule('elm', 'nothing', 'section'), 'nothing', '25 students';
INSERT INTO limit_remedy (limit_id, kind, scale) SELECT id, k, s::pay_scale FROM load_limit, (VALUES ('pay',
	'3+: $10 each per day'), ('paraprofessional', '4+: 1 aides flat per day'), ('meeting', NULL)) AS v (k,
		s) WHERE code = 'nothing';
SELECT subject_id, kind, over, amount_due FROM found WHERE code = 'nothing' ORDER BY 1, 2;
SELECT section_id, remedy_type, remedy_due, worth FROM compliance_finding WHERE rule = 'nothing' ORDER BY 1, 2;
-- the days are listed all the same
SELECT section_id, count(*), sum(pay) AS pay FROM class_size_overage WHERE rule = 'nothing' GROUP BY 1 ORDER BY 1;
