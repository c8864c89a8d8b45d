-- An alternative taken for some of those who are over, and another one for the rest. Each reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_parts');
SET search_path = limit_parts, limit_parts_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('fig', 'Fig', 'Fig', 'Fig', '[2025-07-01,2027-07-01)', 'made up');
-- 20 days: four weeks of five days from Monday, 1 September; two quarters of ten
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'fig', '2025-26', '[2025-07-01,2026-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 3) AS w, CAST(date '2025-09-01' + 7 * w AS date) AS d;
INSERT INTO term (contract, name, in_force, citation) VALUES ('fig', 'quarter', '[2025-09-01,2025-09-15)', 'made up'),
	('fig', 'quarter', '[2025-09-15,2025-10-01)', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 20) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, 1, 'fig', 'none', 50000, '[2025-07-01,2026-07-01)' FROM generate_series(1, 20) AS n;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/limit_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all
-- 20 in grade 1, and classes of 25: five over on each of the 20 days. Release first, or pay, or hours of an aide.
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation, note) VALUES
	('fig', 'size', 'size', '[2025-07-01,2026-07-01)', 'section', 'paid', '1', 'made up');
INSERT INTO limit_cap (limit_id, grades, number) SELECT id, '[1,1]', '20 students' FROM load_limit;
INSERT INTO limit_remedy (limit_id, rank, choice, kind, scale) SELECT id, v.rank, 'relief', v.kind, v.scale::pay_scale
FROM load_limit, (VALUES (1, 'release', NULL), (2, 'pay', '1-2: $10 each, 3+: $15 each per day'),
	(3, 'paraprofessional', '1+: 1 hours each per day')) AS v (rank, kind, scale);
SELECT class(n, 1, n, '[1,1]', '[2025-09-01,2026-07-01)'), students(n, 25, '[2025-09-01,2026-07-01)')
FROM generate_series(1, 8) AS n;
INSERT INTO staffing (section_id, employee_id, valid) VALUES (7, 17, '[2025-09-01,2026-07-01)');
CREATE FUNCTION take(class bigint, kind text, over_by numeric, valid daterange DEFAULT '[2025-09-01,2026-07-01)',
	teacher bigint DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
	INSERT INTO remedy_given (remedy_id, section_id, employee_id, valid, over_by)
	SELECT r.id, class, teacher, take.valid, take.over_by
	FROM limit_remedy AS r JOIN load_limit AS l ON l.id = r.limit_id
	WHERE l.code = CASE WHEN class < 20 THEN 'size' ELSE 'quarter' END AND r.kind = take.kind;
$$;
CREATE VIEW told AS
SELECT section_id, employee_id, remedy_type, over_by, remedy_due, worth, quantity, amount_due FROM compliance_finding;

-- 1: pay for two, $20 a day; the three others fall to release, which comes first
SELECT take(1, 'pay', 2);
-- 2: pay for two, and an aide besides: three hours a day
SELECT take(2, 'pay', 2), take(2, 'paraprofessional', NULL);
-- 3: release for two; of what was not spoken of pay comes first, for three: 10, 10 and 15, 35 a day
SELECT take(3, 'release', 2);
-- 4: release and pay for two each, and of an aide for four there is one left
SELECT take(4, 'paraprofessional', 4), take(4, 'pay', 2), take(4, 'release', 2);
-- 5: pay for two in the first two weeks, 10 days x $20; on the other days release for all
SELECT take(5, 'pay', 2, '[2025-09-01,2025-09-15)');
-- 6: pay for nine is pay for all five: 10, 10 and three times 15 are 65 a day
SELECT take(6, 'pay', 9);
-- 7: of two teachers who share one took pay for two, which is half of $20 a day; to the other all is release
SELECT take(7, 'pay', 2, teacher => 7);
-- 8: 1.5 for pay and 1.5 for pay again are three: 35 a day; all of the rest is hers, two hours a day
SELECT take(8, 'pay', 1.5), take(8, 'pay', 1.5), take(8, 'paraprofessional', NULL);
SELECT * FROM told ORDER BY section_id, employee_id, remedy_type COLLATE "C";
SELECT section_id, min(pay), max(pay), count(pay), sum(pay) FROM class_size_overage GROUP BY 1 ORDER BY 1;

-- A term against a day: $100 each a quarter, or release. Of five one was released in the first week: four in the first
-- quarter and five in the second are 900, and release is due in that week alone.
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation, note) VALUES
	('fig', 'quarter', 'quarter', '[2025-07-01,2026-07-01)', 'section', 'paid', '1', 'made up');
INSERT INTO limit_cap (limit_id, grades, number) SELECT id, '[2,2]', '20 students' FROM load_limit
WHERE code = 'quarter';
INSERT INTO limit_remedy (limit_id, rank, choice, kind, scale) SELECT id, v.rank, 'relief', v.kind, v.scale::pay_scale
FROM load_limit, (VALUES (1, 'pay', '1+: $100 each per quarter'), (2, 'release', '1+: 1 hours each per day'))
	AS v (rank, kind, scale) WHERE code = 'quarter';
SELECT class(20, 1, 20, '[2,2]', '[2025-09-01,2026-07-01)'), students(20, 25, '[2025-09-01,2026-07-01)');
SELECT take(20, 'release', 1, '[2025-09-01,2025-09-06)');
SELECT * FROM told WHERE section_id = 20 ORDER BY remedy_type COLLATE "C";
-- two weeks in a row are these quarters
UPDATE limit_remedy SET scale = '1+: $100 each per 2 weeks' WHERE scale = '1+: $100 each per quarter';
SELECT * FROM told WHERE section_id = 20 ORDER BY remedy_type COLLATE "C";
UPDATE limit_remedy SET scale = '1+: $100 each per quarter' WHERE scale = '1+: $100 each per 2 weeks';

-- Kept answers follow, and what was known stays: all five of class 1 to pay.
SELECT refresh_reports() IS NOT NULL AS refreshed;
SELECT count(*) AS differing FROM (SELECT * FROM compliance_finding EXCEPT
	SELECT * FROM compliance_finding_known_on('2025-26', current_date)) AS x;
UPDATE remedy_given SET over_by = NULL WHERE section_id = 1;
SELECT * FROM told WHERE section_id = 1 ORDER BY remedy_type COLLATE "C";
SELECT over_by, operation FROM remedy_given_was;
UPDATE remedy_given SET over_by = 0;
UPDATE remedy_given SET over_by = 'NaN';
SET client_min_messages = warning;
DROP SCHEMA limit_parts, limit_parts_bi, limit_parts_then CASCADE;
