-- Who is paid and with what number: people in several roles and employments, teachers who change inside a term,
-- exceptions of a teacher, alternatives for a day and for a term. Each reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_payees');
SET search_path = limit_payees, limit_payees_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('fig', 'Fig', 'Fig', 'Fig', '[2025-07-01,2027-07-01)', 'made up');
-- 100 days: 20 weeks of five days from 1 September, two semesters of 50
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'fig', '2025-26', '[2025-07-01,2026-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 19) AS w, CAST(date '2025-09-01' + 7 * w AS date) AS d;
INSERT INTO term (contract, name, in_force, citation) SELECT 'fig', 'semester', t::daterange, 'made up'
FROM unnest('{"[2025-09-01,2025-11-10)","[2025-11-10,2026-02-01)"}'::text[]) AS t;
INSERT INTO site (site_id, site_name) VALUES (1, 'First'), (2, 'Second');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 20) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid, fte)
SELECT n, 1, 'fig', 'none', 50000, '[2025-07-01,2026-07-01)',
	CASE n WHEN 5 THEN 0.5 ELSE 1 END FROM generate_series(1, 20) AS n
UNION ALL VALUES (5, 2, 'fig', 'none', 25000, daterange '[2025-07-01,2026-07-01)', 0.5);
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/limit_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all
CREATE FUNCTION class(id bigint, site bigint, grades int4range, many int, teacher bigint DEFAULT NULL)
RETURNS void LANGUAGE sql AS $$
	SELECT class(id, site, teacher, grades, '[2025-09-01,2026-07-01)'), students(id, many, '[2025-09-01,2026-07-01)');
$$;
CREATE FUNCTION load_of(code text, scope text, grades int4range, number caseload_unit, scale pay_scale,
	per caseload_unit DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
	INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation, note) VALUES
		('fig', code, code, '[2025-07-01,2026-07-01)', scope, 'paid', '1', 'made up');
	INSERT INTO limit_cap (limit_id, grades, number, per)
	SELECT l.id, load_of.grades, load_of.number, load_of.per FROM load_limit AS l WHERE l.code = load_of.code;
	INSERT INTO limit_remedy (limit_id, kind, scale)
	SELECT l.id, 'pay', load_of.scale FROM load_limit AS l WHERE l.code = load_of.code AND load_of.scale IS NOT NULL;
$$;

-- 160 for five sections. Teacher 5 works at two schools by halves, teacher 6 is case manager of a class too: each
-- teaches five classes of 34, 170, 10 over: $10 x 100.
SELECT load_of('contacts', 'employee', '[9,12]', '160 students', '1+: $1 each per day', '5 sections');
SELECT class(n, 1, '[9,9]', 34, 5) FROM generate_series(1, 5) AS n;
SELECT class(n, 1, '[9,9]', 34, 6) FROM generate_series(11, 15) AS n;
INSERT INTO staffing (section_id, employee_id, role, valid) VALUES (11, 6, 'case manager', '[2025-09-01,2026-07-01)');
SELECT * FROM due WHERE code = 'contacts' ORDER BY 2, 3;

-- $600 a semester above 20. 20: teacher 7 to the end of September, 22 days of 50, teacher 8 for the rest: 264 and
-- 336, and 600. 21: teacher 9 until 31 October, and then nobody: 600. 22: teacher 10 for the first two weeks of
-- September, and from 1 October for the last 28 days, 38 in all; teacher 11 for the 12 between: 38/50 and 12/50 of
-- 600 are 456 and 144, then 600 for teacher 10.
SELECT load_of('by the semester', 'section', '[1,1]', '20 students', '1+: $600 flat per semester');
SELECT class(n, 1, '[1,1]', 22) FROM generate_series(20, 22) AS n;
INSERT INTO staffing (section_id, employee_id, valid) VALUES (20, 7, '[2025-09-01,2025-10-01)'),
	(20, 8, '[2025-10-01,2026-07-01)'), (21, 9, '[2025-09-01,2025-11-01)'),
	(22, 10, '[2025-09-01,2025-09-15)'), (22, 11, '[2025-09-15,2025-10-01)'), (22, 10, '[2025-10-01,2026-07-01)');
SELECT * FROM due WHERE code = 'by the semester' ORDER BY 2, 3;
SELECT section_id, employee_id, amount_due FROM compliance_finding WHERE rule = 'by the semester' ORDER BY 1, 2;

-- $5 a day above 20, by two teachers who both stand with the whole of the class: 23 are $15 a day, 750.00 to each.
SELECT load_of('together', 'section', '[5,5]', '20 students', '1+: $5 each per day');
SELECT class(30, 1, '[5,5]', 23);
INSERT INTO staffing (section_id, employee_id, valid) VALUES (30, 12, '[2025-09-01,2026-07-01)'),
	(30, 13, '[2025-09-01,2026-07-01)');
SELECT * FROM due WHERE code = 'together' ORDER BY 2, 3;

-- Teacher 14 consents to 22: 24 are 2 over in the class until 10 November, when teacher 15 takes it, and 4 over then:
-- 50 x 2 and 50 x 4.
SELECT load_of('consent', 'section', '[2,2]', '20 students', '1+: $1 each per day');
SELECT class(40, 1, '[2,2]', 24);
INSERT INTO staffing (section_id, employee_id, valid) VALUES (40, 14, '[2025-09-01,2025-11-10)'),
	(40, 15, '[2025-11-10,2026-07-01)');
INSERT INTO exception (limit_id, employee_id, valid, number, reason)
SELECT id, 14, '[2025-07-01,2026-07-01)', '22 students', 'consent' FROM load_limit WHERE code = 'consent';
SELECT * FROM due WHERE code = 'consent' ORDER BY 2, 3;

-- A class may have 28 by consent, and is paid above it only where the school has more than 24 a class. At the
-- second school 30 and 20, 25 on average: 2 over 28 for 100 days. An average of 25 is not held against the 28.
SELECT load_of('site average', 'section', '[3,3]', '25 students', '1+: $1 each per day');
UPDATE load_limit SET joined = 'all', paid_by = 1 WHERE code = 'site average';
INSERT INTO limit_cap (limit_id, test, grades, number, reckoned, wider)
SELECT id, 2, '[3,3]', '24 students', 'average', 'site' FROM load_limit WHERE code = 'site average';
SELECT class(50, 2, '[3,3]', 30, 16), class(51, 2, '[3,3]', 20, 17);
INSERT INTO exception (limit_id, section_id, valid, number, reason)
SELECT id, 50, '[2025-07-01,2026-07-01)', '28 students', 'consent' FROM load_limit WHERE code = 'site average';
SELECT * FROM due WHERE code = 'site average' ORDER BY 2, 3;

-- An aide for the semester or, if there is none, $10 a day: the first is due until somebody says that the other was
-- taken, which was in the second semester: 22 in a class of 20 are 50 x $20.
SELECT load_of('aide or pay', 'section', '[4,4]', '20 students', NULL);
INSERT INTO limit_remedy (limit_id, rank, choice, kind, scale) SELECT id, rank, 'relief', kind, scale
FROM load_limit, (VALUES (1, 'paraprofessional', pay_scale '1+: 1 aides flat per semester'),
	(2, 'pay', '1+: $10 each per day')) AS v (rank, kind, scale) WHERE code = 'aide or pay';
SELECT class(60, 1, '[4,4]', 22, 18);
SELECT remedy_type, remedy_due, worth, quantity, amount_due
FROM compliance_finding WHERE rule = 'aide or pay' ORDER BY 1;
INSERT INTO remedy_given (remedy_id, section_id, valid)
SELECT id, 60, '[2025-11-10,2026-02-01)' FROM limit_remedy WHERE choice = 'relief' AND kind = 'pay';
SELECT remedy_type, remedy_due, worth, quantity, amount_due
FROM compliance_finding WHERE rule = 'aide or pay' ORDER BY 1;
-- and the other way round: $300 for the semester first, and else release: the days are not for the second besides
UPDATE limit_remedy SET kind = 'release', scale = NULL WHERE choice = 'relief' AND kind = 'pay';
UPDATE limit_remedy SET kind = 'pay', scale = '1+: $300 flat per semester'
WHERE choice = 'relief' AND kind = 'paraprofessional';
DELETE FROM remedy_given;
SELECT remedy_type, remedy_due, worth, amount_due FROM compliance_finding WHERE rule = 'aide or pay' ORDER BY 1;

-- $5 a day above 20 in grade 6 for two specialists and the teacher of record, whose shares are 1: 23 are $15 a day. To
-- the specialists 1,500.00 each, in full; to specialists and teacher together, shared, 500.00; to each of the three.
SELECT load_of('specialists', 'section', '[6,6]', '20 students', '1+: $5 each per day');
SELECT class(70, 1, '[6,6]', 23, 19);
INSERT INTO staffing (section_id, employee_id, role, valid) SELECT 70, n, 'specialist', '[2025-09-01,2026-07-01)'
FROM unnest('{1,2}'::int[]) AS n;
CREATE FUNCTION paid_to(payee text, payees text[], each_payee boolean)
RETURNS TABLE (employee_id bigint, total numeric) LANGUAGE plpgsql AS $$
BEGIN
	UPDATE limit_remedy AS r SET payee = paid_to.payee, payees = paid_to.payees, each_payee = paid_to.each_payee
	FROM load_limit AS l WHERE l.id = r.limit_id AND l.code = 'specialists';
	RETURN QUERY SELECT d.employee_id, d.total FROM due AS d WHERE d.code = 'specialists' ORDER BY 1;
END $$;
SELECT * FROM paid_to('specialist', NULL, true);
SELECT * FROM paid_to('specialist', '{specialist,teacher of record}', false);
SELECT * FROM paid_to('specialist', '{specialist,teacher of record}', true);
-- each teacher is every role with that word: not these specialists
SELECT * FROM paid_to('each teacher', NULL, false);
UPDATE limit_remedy SET payees = '{each teacher}';
UPDATE limit_remedy SET payees = '{}';

-- classes, findings and the year's pay are the same cents
SELECT (SELECT sum(pay) FROM class_size_overage) AS classes,
	(SELECT sum(amount_due) FROM compliance_finding) AS findings, (SELECT sum(overage_pay) FROM pay_summary) AS summary;
-- nobody entered the count days of the second school year
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES
	('fig', '2026-27', '[2026-07-01,2027-07-01)', '{[2026-09-07,2026-09-12)}', 'made up');
INSERT INTO count_days (contract, name, in_force, days, citation) SELECT contract, 'Mondays', in_force,
	weekly_days(days, 1, '2025-09-01'), 'made up' FROM calendar WHERE school_year = '2025-26';
INSERT INTO load_limit (contract, code, title, in_force, scope, counted_on, strictness, citation) VALUES
	('fig', 'on Mondays', 'On Mondays', '[2025-07-01,2027-07-01)', 'section', 'Mondays', 'paid', '1');
INSERT INTO limit_cap (limit_id, number) SELECT id, '99 students' FROM load_limit WHERE code = 'on Mondays';
SELECT rule, place, problem, detail FROM rule_problem ORDER BY 1, 2, 3, 4;
-- A part by classes: teacher 20 has four, two of which are over. $40 a day times two of four: of the limit of each
-- class a fourth for each that is over, $10 x 100 a class; of the limit of the person $40 for each class over, times a
-- fourth.
SELECT class(80 + n, 1, '[8,8]', CASE WHEN n < 3 THEN 22 ELSE 20 END, 20) FROM generate_series(1, 4) AS n;
SELECT load_of('a class', 'section', '[8,8]', '20 students', '1+: $40 flat per day'),
	load_of('a person', 'employee', '[8,8]', '20 students', '1+: $40 each per day');
UPDATE limit_cap AS c SET reckoned = 'sections over' FROM load_limit AS l
WHERE l.id = c.limit_id AND l.code = 'a person';
UPDATE limit_remedy AS r SET in_proportion = 'sections' FROM load_limit AS l
WHERE l.id = r.limit_id AND l.code IN ('a class', 'a person');
SELECT * FROM due WHERE code IN ('a class', 'a person') ORDER BY 1, 2, 3;
