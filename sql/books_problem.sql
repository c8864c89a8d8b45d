-- The books: one row that cannot be reckoned harms nobody else. It is told with its contract, limit, remedy, person and
-- the reason, by rule_problem and report_status, kept or not; all other rows stay, and when it is mended it is gone.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
-- a refresh that takes seconds says how far it is
SET client_min_messages = warning;
SELECT caseload.create_district('books_problem');
SET search_path = books_problem, books_problem_bi, caseload, public;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/books_helpers.psql'
\set district :abs_srcdir '/test/sql/books_district.psql'
\set ECHO none
\i :helpers
\i :district
CREATE TABLE at_first AS SELECT 'class size' AS report, id FROM class_size_overage
	UNION ALL SELECT 'caseload', id FROM caseload_overage UNION ALL SELECT 'finding', id FROM compliance_finding;
-- A fault: what report_status and rule_problem tell of it before a refresh and after it, whether that is the same, how
-- many rows differ from a reckoning afresh, and which rows of the healthy district are not there any more.
CREATE VIEW told AS
SELECT concat_ws(' | ', 'district ' || s.district_id, s.contract, s.rule, s.remedy,
	s.subject_id, s.employee_name, s.reason) AS told
FROM report_status AS s WHERE s.about = 'problem'
UNION ALL
SELECT concat_ws(' | ', 'rule_problem', p.rule, p.place, p.detail)
FROM rule_problem AS p WHERE p.problem = 'cannot be reckoned';
CREATE FUNCTION fault(statement text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	before text[];
BEGIN
	EXECUTE statement;
	before := ARRAY(SELECT t.told FROM told AS t ORDER BY t.told COLLATE "C");
	RETURN QUERY SELECT unnest(before);
	RETURN NEXT 'stale: rows that differ ' || (SELECT sum(d.differing) FROM differences() AS d);
	PERFORM refresh_reports();
	RETURN NEXT 'kept: rows that differ ' || (SELECT sum(d.differing) FROM differences_to_last() AS d);
	RETURN NEXT 'kept: the same is told: '
		|| (before = ARRAY(SELECT t.told FROM told AS t ORDER BY t.told COLLATE "C"));
	RETURN QUERY
	SELECT format('missing: %s %s', a.report, string_agg(DISTINCT regexp_replace(a.id, '-\d{8}$|-2025-26$', ''), ', '))
	FROM at_first AS a WHERE a.id NOT IN (SELECT id FROM class_size_overage UNION ALL SELECT id FROM caseload_overage
		UNION ALL SELECT id FROM compliance_finding) GROUP BY a.report ORDER BY 1;
END $$;
\set ECHO all
SELECT code, id FROM load_limit ORDER BY id;
SELECT l.code, r.id, r.kind, r.scale FROM limit_remedy AS r JOIN load_limit AS l ON l.id = r.limit_id ORDER BY 2;
SELECT regexp_replace(refresh_reports(), ' in .*', '');
\pset format unaligned
\pset tuples_only on
SELECT fault('SELECT');

-- ---- a base that is divided by the cap, of a remedy: that of each counted day ----
SELECT fault('UPDATE pay_base SET over_cap = true WHERE name = $$own$$');
SELECT fault('UPDATE pay_base SET over_cap = false WHERE name = $$own$$');

-- ---- one employee on a place that the schedule does not have: his own pay is the base ----
SELECT fault('UPDATE employment SET placement = $$VII-99$$ WHERE district_id = 1 AND employee_id = 11');
-- seen also where his rule is told beside others, and by year of pay for what it is
SELECT district_id, about, contract, rule, remedy, subject_id, employee_id, employee_name, reason
FROM report_status WHERE about = 'problem';
SELECT fault('UPDATE employment SET placement = $$I-2$$ WHERE district_id = 1 AND employee_id = 11');

-- ---- a remedy by two weeks is none: it is reckoned, by the calendar's weeks ----
SELECT fault('UPDATE limit_remedy SET scale = $$1+: $50 each per 2 weeks$$ WHERE scale::text LIKE $$%semester$$
	AND base IS NULL');
SELECT section_name, worth, amount_due FROM compliance_finding WHERE remedy LIKE '%weeks' ORDER BY district_id, 1;
SELECT fault('UPDATE limit_remedy SET scale = $$1+: $50 each per semester$$ WHERE scale::text LIKE $$%weeks$$');

-- ---- a trimester that nobody has entered, of a remedy and of the limit itself ----
SELECT fault('UPDATE limit_remedy SET scale = $$1+: $50 each per trimester$$ WHERE scale::text LIKE $$%semester$$
	AND base IS NULL');
SELECT fault('UPDATE limit_remedy SET scale = $$1+: $50 each per semester$$ WHERE scale::text LIKE $$%trimester$$');
SELECT fault('UPDATE limit_cap SET taken = $$mean$$, taken_over = $$trimester$$
	WHERE limit_id = (SELECT id FROM load_limit WHERE code = $$school$$)');
SELECT fault('UPDATE limit_cap SET taken = $$each$$, taken_over = NULL
	WHERE limit_id = (SELECT id FROM load_limit WHERE code = $$school$$)');

-- ---- amounts that overflow: of money, and of a count ----
SELECT fault('UPDATE limit_remedy SET scale = $$1+: $99999999999 each per day$$ WHERE '
	'scale::text = $$1+: $10 each per day$$');
SELECT fault('UPDATE limit_remedy SET scale = $$1+: $10 each per day$$ WHERE scale::text = '
	'$$1+: $99999999999 each per day$$');
SELECT fault('UPDATE case_assignment SET weight = 1e11 WHERE district_id = 1 AND case_id = 1');
SELECT fault('UPDATE case_assignment SET weight = 2 WHERE district_id = 1 AND case_id = 1');

-- ---- forty teachers on such a place: 32 are told, then the remedy is left out for all that follow, and one line
-- says so; the classes and the loads are there for all of them, and when it is mended for all, all are paid ----
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1001, 1040) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid)
SELECT n, 2, 'oak', 'teacher', 'VII-99', '[2025-07-01,2026-07-01)' FROM generate_series(1001, 1040) AS n;
INSERT INTO section (section_id, site_id, section_name, grades, valid)
SELECT n, 2, 'Class ' || n, '[3,3]', '[2025-08-01,2026-06-30)' FROM generate_series(1001, 1040) AS n;
INSERT INTO staffing (staffing_id, section_id, employee_id, valid)
SELECT n, n, n, '[2025-08-01,2026-06-30)' FROM generate_series(1001, 1040) AS n;
INSERT INTO enrollment (section_id, student_id, valid)
SELECT n, 10 * n + s, '[2025-08-01,2026-06-30)' FROM generate_series(1001, 1040) AS n, generate_series(0, 5) AS s;
CREATE FUNCTION forty() RETURNS SETOF text LANGUAGE sql AS $$
	SELECT concat_ws(' | ', 'told', s.rule, s.remedy, s.reason, count(*), count(s.employee_id)) FROM report_status AS s
	WHERE s.about = 'problem' GROUP BY s.rule, s.remedy, s.reason
	UNION ALL
	SELECT 'teachers with a load: ' || count(DISTINCT employee_id) FROM class_size_overage
	WHERE rule = 'Students of a teacher'
		AND employee_id > 1000
	UNION ALL
	SELECT 'classes that are paid: ' || count(DISTINCT section_id) FROM class_size_overage
	WHERE rule = 'Class size' AND pay > 0
		AND section_id > 1000
	UNION ALL
	SELECT 'who is paid for a load: '
		|| string_agg(employee_name, ', ' ORDER BY employee_name) FILTER (WHERE employee_id < 1000)
		|| ' and of the forty ' || count(*) FILTER (WHERE employee_id > 1000)
	FROM compliance_finding WHERE rule = 'Students of a teacher' AND amount_due > 0;
$$;
SELECT forty();
SELECT regexp_replace(refresh_reports(), ' in .*', '');
SELECT forty();
-- teacher 1040 has nothing wrong and was left out: mended with the others, not by a change of his own
UPDATE employment SET placement = 'I-1' WHERE employee_id = 1040;
SELECT forty();
SELECT regexp_replace(refresh_reports(), ' in .*', '');
SELECT forty();
SELECT fault('UPDATE employment SET placement = $$I-1$$ WHERE employee_id BETWEEN 1001 AND 1039');
SELECT forty();

-- ---- and forty for whom the limit itself cannot be reckoned: the rest is not tried, and the other limits stay ----
INSERT INTO case_assignment (case_id, employee_id, student_id, program, weight, valid)
SELECT n, n, n, 'RSP', 1e11, '[2025-08-01,2026-06-30)' FROM generate_series(1001, 1040) AS n;
SELECT forty();
SELECT regexp_replace(refresh_reports(), ' in .*', '');
SELECT forty();
SELECT fault('DELETE FROM case_assignment WHERE employee_id > 1000');

-- ---- a load that no column holds, and a deadline further away than any day: all other rows are there ----
BEGIN;
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
VALUES ('oak', 'hours', 'Hours', '[2025-07-01,2026-07-01)', 'site', 'paid', '9');
INSERT INTO limit_cap (limit_id, number) SELECT id, '1 hours' FROM load_limit WHERE code = 'hours';
INSERT INTO limit_remedy (limit_id, kind) SELECT id, 'meeting' FROM load_limit WHERE code = 'hours';
INSERT INTO tally (district_id, site_id, what, quantity, valid)
SELECT t.district_id, t.site_id, 'hours', '20000000000 hours', '[2025-07-01,2026-07-01)' FROM site AS t
ORDER BY t.district_id, t.site_id LIMIT 1;
UPDATE deadline SET days = 2147483647, day_kind = 'calendar';
SELECT rule, reason FROM report_status WHERE about = 'problem' AND rule = 'Hours';
SELECT * FROM differences();
SELECT refresh_reports() IS NOT NULL AS refreshed;
SELECT rule, reason FROM report_status WHERE about = 'problem' AND rule = 'Hours';
SELECT * FROM differences_to_last();
SELECT due_after('oak', '2025-09-03', n, 'school') FROM unnest('{2, -2, -3, -2147483648, 2147483647}'::int[]) AS n;
ROLLBACK;
