-- What hangs on what was said: consents, notices and claims, each a dated tally. Each reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_given');
SET search_path = limit_given, limit_given_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('fig', 'Fig', 'Fig', 'Fig', '[2025-07-01,2027-07-01)', 'made up');
-- 100 days: 20 weeks of five days from Monday, 1 September; 22 of them in September, 23 in October and 23 in December
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'fig', '2025-26', '[2025-07-01,2026-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 19) AS w, CAST(date '2025-09-01' + 7 * w AS date) AS d;
INSERT INTO site (site_id, site_name) VALUES (1, 'First'), (2, 'Second');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 20) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, 1, 'fig', 'none', 50000, '[2025-07-01,2026-07-01)' FROM generate_series(1, 18) AS n
UNION ALL VALUES (19, 2, 'fig', 'none', 50000, daterange '[2025-07-01,2025-09-08)'),
	(19, 1, 'fig', 'none', 50000, daterange '[2025-09-08,2026-07-01)');
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/limit_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all
-- a limit of 20 in one grade, and a class of 22 in it: 2 over
CREATE FUNCTION said(code text, grade int, scale pay_scale, given jsonb, how text) RETURNS void LANGUAGE sql AS $$
	INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation, note) VALUES
		('fig', code, code, '[2025-07-01,2026-07-01)', 'section', 'paid', '1', 'made up');
	INSERT INTO limit_cap (limit_id, grades, number)
	SELECT l.id, int4range(grade, grade, '[]'), '20 students' FROM load_limit AS l WHERE l.code = said.code;
	INSERT INTO limit_remedy (limit_id, kind, scale, given, given_how)
	SELECT l.id, 'pay', said.scale, said.given, said.how FROM load_limit AS l WHERE l.code = said.code;
$$;
CREATE FUNCTION over_by_two(id bigint, grade int, teacher bigint) RETURNS void LANGUAGE sql AS $$
	SELECT class(id, 1, teacher, int4range(grade, grade, '[]'), '[2025-09-01,2026-07-01)'),
		students(id, 22, '[2025-09-01,2026-07-01)');
$$;

-- $5 a day for each, on the days of a consent. Class 1: two weeks, 10 days x $10. Class 2: of two teachers one consents
-- for a week and has what the class has, 5 x $10. On one day more the whole site consents: each class has $10 for it,
-- and the two teachers of class 2 share them. Class 4: a consent to something else is none.
SELECT said('consent', 1, '1+: $5 each per day', '{"what": "consent", "to": "size"}', 'on its days');
SELECT over_by_two(n, 1, n) FROM generate_series(1, 4) AS n;
INSERT INTO staffing (section_id, employee_id, valid) VALUES (2, 12, '[2025-09-01,2026-07-01)');
INSERT INTO tally (section_id, employee_id, site_id, valid, what, quantity, attributes) VALUES
	(1, NULL, NULL, '[2025-09-08,2025-09-22)', 'consent', '1 days', '{"to": "size"}'),
	(NULL, 12, NULL, '[2025-10-06,2025-10-13)', 'consent', '1 days', '{"to": "size"}'),
	(4, NULL, NULL, '[2025-10-06,2025-10-13)', 'consent', '1 days', '{"to": "move"}'),
	(NULL, NULL, 1, '[2025-11-03,2025-11-04)', 'consent', '1 days', '{"to": "size"}');
SELECT * FROM due WHERE code = 'consent' ORDER BY 2, 3;
-- the finding speaks of the days that are open to anybody
SELECT section_id, employee_id, first_day, last_day, remedy_due, amount_due FROM compliance_finding
WHERE rule = 'consent' ORDER BY 1, 2;

-- open until a notice: class 11 until 15 September, 10 days x $10; class 12 never had one, 100 x $10
SELECT said('open', 2, '1+: $5 each per day', '{"what": "notice"}', 'until then');
SELECT over_by_two(n, 2, n - 6) FROM generate_series(11, 12) AS n;
INSERT INTO tally (section_id, valid, what, quantity) VALUES
	(11, '[2025-09-15,2025-09-16)', 'notice', '1 days'), (11, '[2025-10-15,2025-10-16)', 'notice', '1 days');
SELECT * FROM due WHERE code = 'open' ORDER BY 2, 3;
-- from the notice on: class 21 has the last week, 5 x $10, 22 nothing. One of an earlier year is no notice of this one.
SELECT said('asked', 3, '1+: $5 each per day', '{"what": "request"}', 'from then');
SELECT over_by_two(n, 3, n - 14) FROM generate_series(21, 22) AS n;
INSERT INTO tally (section_id, valid, what, quantity) VALUES (21, '[2026-01-12,2026-01-13)', 'request', '1 days'),
	(22, '[2025-06-12,2025-06-13)', 'request', '1 days');
SELECT * FROM due WHERE code = 'asked' ORDER BY 2, 3;
SELECT count(*) FROM compliance_finding WHERE rule = 'asked' AND section_id = 22;
-- a claim opens its month: $30 each a month, claimed for October and December: 2 x $60
SELECT said('claim', 4, '1+: $30 each per month', '{"what": "claim"}', 'its month');
SELECT over_by_two(31, 4, 9);
INSERT INTO tally (section_id, valid, what, quantity) VALUES (31, '[2025-10-15,2025-10-16)', 'claim', '1 days'),
	(31, '[2025-12-31,2026-01-01)', 'claim', '1 days');
SELECT * FROM due WHERE code = 'claim' ORDER BY 2, 3;

-- A caseload of 10, 12 in it. The second site consents for all of September: teacher 19 works there for its first week
-- alone, 5 x 2 x $4, and on 3 November, in the first site, that one's consent counts: 48.
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation) VALUES
	('fig', 'cases', 'Cases', '[2025-07-01,2026-07-01)', 'employee', 'paid', '2');
INSERT INTO limit_cap (limit_id, program, number) SELECT id, 'RSP', '10 students' FROM load_limit WHERE code = 'cases';
INSERT INTO limit_remedy (limit_id, kind, scale, given)
SELECT id, 'pay', '1+: $4 each per day', '{"what": "consent"}' FROM load_limit WHERE code = 'cases';
SELECT cases(19, 'RSP', 12, '[2025-09-01,2026-07-01)');
INSERT INTO tally (site_id, valid, what, quantity) VALUES (2, '[2025-09-01,2025-10-01)', 'consent', '1 days');
SELECT * FROM due WHERE code = 'cases' ORDER BY 2, 3;
-- his own consents: 2 September is open already, 10 November is $8 more
INSERT INTO tally (employee_id, valid, what, quantity) VALUES
	(19, '[2025-09-02,2025-09-03)', 'consent', '1 days'), (19, '[2025-11-10,2025-11-11)', 'consent', '1 days');
SELECT * FROM due WHERE code = 'cases' ORDER BY 2, 3;

-- kept answers follow: a new consent of class 4 pays 5 x $10, and its end takes it back
SELECT refresh_reports() IS NOT NULL AS refreshed;
INSERT INTO tally (section_id, valid, what, quantity, attributes) VALUES
	(4, '[2025-10-06,2025-10-13)', 'consent', '1 days', '{"to": "size"}');
SELECT sum(pay) FROM class_size_overage WHERE section_id = 4;
SELECT refresh_reports() IS NOT NULL AS refreshed;
DELETE FROM tally WHERE section_id = 4 AND attributes @> '{"to": "size"}';
SELECT sum(pay) FROM class_size_overage WHERE section_id = 4;

-- words that are none
UPDATE limit_remedy SET given = '[]';
UPDATE limit_remedy SET given = '{}';
UPDATE limit_remedy SET given_how = 'some day';
