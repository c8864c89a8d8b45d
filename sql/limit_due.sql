-- By when a remedy is due and when it is paid, of overages, caseloads and findings. Each day counted by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_due');
SET search_path = limit_due, limit_due_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('fig', 'Fig', 'Fig', 'Fig', '[2025-07-01,2027-07-01)', 'made up');
-- 100 days: 20 weeks of five days from Monday, 1 September, to 16 January; two semesters of 50. Mondays are no duty.
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'fig', '2025-26', '[2025-07-01,2026-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 19) AS w, CAST(date '2025-09-01' + 7 * w AS date) AS d;
INSERT INTO calendar (contract, school_year, kind, in_force, days, citation)
SELECT 'fig', '2025-26', 'duty', '[2025-07-01,2026-07-01)', range_agg(daterange(d + 1, d + 5)), 'made up'
FROM generate_series(0, 19) AS w, CAST(date '2025-09-01' + 7 * w AS date) AS d;
INSERT INTO term (contract, name, in_force, citation) SELECT 'fig', 'semester', t::daterange, 'made up'
FROM unnest('{"[2025-09-01,2025-11-10)","[2025-11-10,2026-02-01)"}'::text[]) AS t;
-- paid on two days, one after the end of the school year, or on 30 June
INSERT INTO count_days (contract, name, in_force, days, beyond_calendar, citation) VALUES ('fig', 'pay days',
	'[2025-07-01,2026-08-01)', '{[2025-11-14,2025-11-15),[2026-07-10,2026-07-11)}', true, 'made up');
INSERT INTO due_date (contract, code, title, month, day, years_on, binds, in_force, citation)
VALUES ('fig', 'last pay', 'Pay for overages', 6, 30, 1, 'on', '[2025-07-01,2027-07-01)', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 9) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, 1, 'fig', 'none', 50000, '[2025-07-01,2026-07-01)' FROM generate_series(1, 9) AS n;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/limit_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all
-- a limit of 20 in a grade, of whose class 22 are there, 2 over on each of the 100 days
CREATE FUNCTION over_by_two(code text, grade int, scale pay_scale, kind text DEFAULT 'pay',
	within caseload_unit DEFAULT NULL, due_in text DEFAULT 'calendar', due_from text DEFAULT NULL,
	paid_with text DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
	INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation, note) VALUES
		('fig', code, code, '[2025-07-01,2026-07-01)', 'section', 'paid', '1', 'made up');
	INSERT INTO limit_cap (limit_id, grades, number)
	SELECT l.id, int4range(grade, grade, '[]'), '20 students' FROM load_limit AS l WHERE l.code = over_by_two.code;
	INSERT INTO limit_remedy (limit_id, kind, scale, due_within, due_in, due_from, paid_with)
	SELECT l.id, over_by_two.kind, over_by_two.scale, within, over_by_two.due_in, over_by_two.due_from,
		over_by_two.paid_with FROM load_limit AS l WHERE l.code = over_by_two.code;
	SELECT class(grade, 1, grade, int4range(grade, grade, '[]'), '[2025-09-01,2026-07-01)'),
		students(grade, 22, '[2025-09-01,2026-07-01)');
$$;
CREATE VIEW days AS
SELECT rule, due_by, paid_on, min(counted_on) AS first, max(counted_on) AS last, count(*) AS counts, sum(pay) AS pay
FROM class_size_overage GROUP BY rule, due_by, paid_on;

-- 30 days after the end of the semester, 9 November or 31 January: 9 December and 2 March. Paid with its month:
-- 22 days in September, 23 in October, 5 and 15 in November, 23 in December, 12 in January, $10 each.
SELECT over_by_two('monthly', 1, '1+: $5 each per day', within => '30 days', due_from => 'semester',
	paid_with => 'month');
SELECT * FROM days WHERE rule = 'monthly' ORDER BY first;
-- the first of it is due on 9 December, the last of it is paid on 31 January
SELECT due_by, paid_on, amount_due FROM compliance_finding WHERE rule = 'monthly';
-- Release within 10 school days of 1 September: 4 in that week, 5 in the next, so Monday the 15th. Of 5 duty days 4
-- are in the first week and the fifth is Tuesday, 9 September. Nothing is paid.
SELECT over_by_two('release', 2, NULL, 'release', '10 days', 'school', paid_with => 'month');
SELECT over_by_two('an aide', 3, NULL, 'paraprofessional', '5 days', 'duty');
SELECT rule, first_day, due_by, paid_on, amount_due FROM compliance_finding WHERE section_id IN (2, 3) ORDER BY rule;
SELECT DISTINCT rule, due_by, paid_on FROM class_size_overage WHERE section_id IN (2, 3) ORDER BY rule;
-- By the semester, due at its end and paid on the next pay day: its points are 7 November and 16 January.
SELECT over_by_two('by the semester', 4, '1+: $300 flat per semester', within => '0 days', due_from => 'semester',
	paid_with => 'pay days');
SELECT * FROM days WHERE rule = 'by the semester' AND pay > 0 ORDER BY first;
SELECT due_by, paid_on, amount_due FROM compliance_finding WHERE rule = 'by the semester';
-- All on 30 June; a second remedy of the limit, $1 a day, paid by the month and due a week after each day. Of both the
-- day that comes first to be due, and that on which all is paid.
SELECT over_by_two('both', 5, '1+: $5 each per day', within => '3 days', due_from => 'last pay',
	paid_with => 'last pay');
INSERT INTO limit_remedy (limit_id, rank, kind, scale, due_within, paid_with)
SELECT id, 2, 'pay', '1+: $1 flat per day', '7 days', 'month' FROM load_limit WHERE code = 'both';
SELECT count(*), sum(pay), count(*) FILTER (WHERE due_by = counted_on + 7) AS due_in_a_week,
	count(*) FILTER (WHERE paid_on = '2026-06-30') AS paid_in_june FROM class_size_overage WHERE rule = 'both';
SELECT remedy, due_by, paid_on, amount_due FROM compliance_finding WHERE rule = 'both' ORDER BY remedy;
-- Five school days after the last ones there are none: the calendar does not say. A name that stands for nothing gives
-- no day.
SELECT over_by_two('at the end', 6, '1+: $5 each per day', within => '5 days', due_in => 'school',
	paid_with => 'never');
SELECT count(*), count(due_by) AS due, max(counted_on) FILTER (WHERE due_by IS NOT NULL) AS last_due,
	max(due_by) AS due_by, count(paid_on) AS paid FROM class_size_overage WHERE rule = 'at the end';
-- a caseload: 12 where 10 are allowed, due in two weeks
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation) VALUES
	('fig', 'cases', 'cases', '[2025-07-01,2026-07-01)', 'employee', 'paid', '2');
INSERT INTO limit_cap (limit_id, program, number) SELECT id, 'RSP', '10 students' FROM load_limit WHERE code = 'cases';
INSERT INTO limit_remedy (limit_id, kind, scale, due_within, paid_with)
SELECT id, 'pay', '1+: $4 each per day', '14 days', 'year' FROM load_limit WHERE code = 'cases';
SELECT cases(9, 'RSP', 12, '[2025-09-01,2026-07-01)');
SELECT count(*), sum(pay), bool_and(due_by = counted_on + 14) AS in_two_weeks, min(paid_on), max(paid_on)
FROM caseload_overage;
SELECT due_by, paid_on, amount_due FROM compliance_finding WHERE rule = 'cases';

-- kept answers say the same, follow a rule that changes, and so does what was known
CREATE TEMPORARY TABLE before AS SELECT * FROM days;
SELECT refresh_reports() IS NOT NULL AS refreshed;
SELECT count(*) AS kept FROM kept_class_size WHERE due_by IS NOT NULL OR paid_on IS NOT NULL;
(SELECT * FROM before EXCEPT SELECT * FROM days) UNION ALL (SELECT * FROM days EXCEPT SELECT * FROM before);
SELECT count(*) AS differing FROM (SELECT * FROM class_size_overage EXCEPT
	SELECT * FROM class_size_overage_known_on('2025-26', current_date)) AS x;
UPDATE due_date SET month = 8, day = 20 WHERE code = 'last pay';
SELECT max(paid_on) FROM class_size_overage WHERE rule = 'both';
SELECT refresh_reports() IS NOT NULL AS refreshed;
SELECT max(paid_on) FROM class_size_overage WHERE rule = 'both';

-- the linter lists the name that stands for nothing
SELECT rule, place, problem, detail FROM rule_problem ORDER BY problem COLLATE "C", rule;
UPDATE limit_remedy SET due_within = '5 students';
UPDATE limit_remedy SET due_within = '2.5 days';
UPDATE limit_remedy SET due_within = '-1 days';
UPDATE limit_remedy SET due_within = NULL, due_from = 'semester';
\set VERBOSITY default
UPDATE limit_remedy SET due_in = 'work';
\set VERBOSITY terse
SET client_min_messages = warning;
DROP SCHEMA limit_due, limit_due_bi, limit_due_then CASCADE;
