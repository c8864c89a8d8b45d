-- Corners of the reckoning: wider looks, exceptions of a site, gaps, duplicates, what was known when, and who may read.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_corners');
SET search_path = limit_corners, limit_corners_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('elm', 'Elm', 'Elm', 'Elm', '[2025-07-01,2027-07-01)', 'made up'),
	('aides', 'Aides', 'Aides', 'Aides', '[2025-07-01,2027-07-01)', 'made up');
-- ten days in each of two school years
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT c, y, f::daterange, d::datemultirange, 'made up' FROM unnest('{elm,aides}'::text[]) AS c, (VALUES
	('2025-26', '[2025-07-01,2026-07-01)', '{[2025-09-01,2025-09-06),[2025-09-08,2025-09-13)}'),
	('2026-27', '[2026-07-01,2027-07-01)', '{[2026-09-07,2026-09-12),[2026-09-14,2026-09-19)}')) AS v (y, f, d);
INSERT INTO site (site_id, site_name) VALUES (1, 'First'), (2, 'Second'), (3, 'Of others');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 9) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, CASE WHEN n < 4 THEN 1 WHEN n < 7 THEN 2 ELSE 3 END, CASE WHEN n < 7 THEN 'elm' ELSE 'aides' END, 'none',
	50000, '[2025-07-01,2027-07-01)' FROM generate_series(1, 9) AS n;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/limit_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all
INSERT INTO load_limit (contract, code, title, in_force, scope, joined, paid_by, strictness, citation) VALUES
	('elm', 'plain', 'Plain', '[2025-07-01,2026-07-01)', 'section', 'any', NULL, 'paid', '1'),
	('elm', 'plain', 'Plain', '[2026-07-01,2027-07-01)', 'section', 'any', NULL, 'paid', '1'),
	('elm', 'of the teacher', 'Only if the teacher has more than 40 in all',
		'[2025-07-01,2026-07-01)', 'section', 'all', 1, 'paid', '2'),
	('elm', 'of the district', 'Only if the district has more than 20 a class', '[2025-07-01,2026-07-01)',
		'section', 'all', 1, 'paid', '3');
INSERT INTO limit_cap (limit_id, test, grades, number, reckoned, wider)
SELECT l.id, v.test, v.grades::int4range, CASE WHEN lower(l.in_force) > '2026-01-01' THEN '21 students'
	ELSE v.number END, v.reckoned, v.wider FROM (VALUES ('plain', 1, '[1,1]', '20 students', 'total', NULL),
	('of the teacher', 1, '[2,2]', '20 students', 'total', NULL),
	('of the teacher', 2, '[2,2]', '40 students', 'total', 'employee'),
	('of the district', 1, '[3,3]', '20 students', 'total', NULL),
	('of the district', 2, '[3,3]', '20 students', 'average', 'district')) AS v (code, test, grades, number, reckoned,
		wider) JOIN load_limit AS l USING (code);
INSERT INTO limit_remedy (limit_id, kind, scale) SELECT id, 'pay', '1+: $1 each per day' FROM load_limit;

-- 1, a first grade of 22 for both years: 2 over 20 for ten days, and 1 over 21 in the renewal: 20.00 and 10.00.
-- 2, at the other site, has 25 by an exception of the site: 23 are none over; from 8 September 2025 on it may have
-- any number.
-- 3 is taught under another contract: not held.
SELECT class(1, 1, 1, '[1,1]', '[2025-09-01,2027-07-01)'), students(1, 22, '[2025-09-01,2027-07-01)');
SELECT class(2, 2, 4, '[1,1]', '[2025-09-01,2026-07-01)'), students(2, 23, '[2025-09-01,2026-07-01)'),
	students(2, 10, '[2025-09-08,2026-07-01)');
SELECT class(3, 3, 7, '[1,1]', '[2025-09-01,2026-07-01)'), students(3, 40, '[2025-09-01,2026-07-01)');
INSERT INTO exception (limit_id, site_id, valid, number, reason) SELECT id, 2, v::daterange, n, 'council'
FROM load_limit, (VALUES ('[2025-07-01,2025-09-08)', caseload_unit '25 students'),
	('[2025-09-08,2026-07-01)', NULL)) AS x (v, n) WHERE code = 'plain' AND lower(in_force) < '2026-01-01';
SELECT school_year, subject_id, sum(pay) FROM reckoned_pay() AS p JOIN load_limit AS l ON l.id = p.limit_id
WHERE l.code = 'plain' GROUP BY 1, 2 ORDER BY 1, 2;

-- Teacher 2 has classes of 22 and 19, 41 in all: 2 over in the first; teacher 3 has 22 and 18, 40: nothing.
SELECT class(10, 1, 2, '[2,2]', '[2025-09-01,2026-07-01)'), students(10, 22, '[2025-09-01,2026-07-01)'),
	class(11, 1, 2, '[2,2]', '[2025-09-01,2026-07-01)'), students(11, 19, '[2025-09-01,2026-07-01)');
SELECT class(12, 1, 3, '[2,2]', '[2025-09-01,2026-07-01)'), students(12, 22, '[2025-09-01,2026-07-01)'),
	class(13, 1, 3, '[2,2]', '[2025-09-01,2026-07-01)'), students(13, 18, '[2025-09-01,2026-07-01)');
SELECT * FROM due WHERE code = 'of the teacher' ORDER BY 1, 2;
-- The district's third grades have 23 and 16, 19.5 a class, and from 8 September, when two come to the smaller,
-- 20.5: 3 over on five days.
SELECT class(20, 1, 1, '[3,3]', '[2025-09-01,2026-07-01)'), students(20, 23, '[2025-09-01,2026-07-01)'),
	class(21, 2, 5, '[3,3]', '[2025-09-01,2026-07-01)'), students(21, 16, '[2025-09-01,2026-07-01)'),
	students(21, 2, '[2025-09-08,2026-07-01)');
SELECT * FROM due WHERE code = 'of the district' ORDER BY 1, 2;

-- A student is in a class once on a day; twice is refused.
SELECT facts_known_from() > 0 AS "known since ever";
INSERT INTO enrollment (section_id, student_id, valid)
SELECT 1, min(student_id), '[2025-09-03,2025-09-05)' FROM enrollment WHERE section_id = 1;
-- Who leaves and comes back is counted on the days between neither here nor there: 21 on two of the ten days.
UPDATE enrollment SET valid = '[2025-09-01,2025-09-03)'
WHERE enrollment_id = (SELECT min(enrollment_id) FROM enrollment WHERE section_id = 1);
INSERT INTO enrollment (section_id, student_id, valid)
SELECT 1, student_id, '[2025-09-05,2027-07-01)' FROM enrollment WHERE upper(valid) = '2025-09-03';
SELECT over_by, count(*), sum(pay) FROM class_size_overage
WHERE section_id = 1 AND school_year = '2025-26' GROUP BY 1 ORDER BY 1;

-- A limit agreed in March for all of the year: in February 20 was known, in March 19; nothing is overwritten.
UPDATE load_limit SET known = '(,2026-03-01)' WHERE code = 'plain' AND lower(in_force) < '2026-01-01';
INSERT INTO load_limit (contract, code, title, in_force, known, scope, strictness, citation) VALUES
	('elm', 'plain', 'Plain', '[2025-07-01,2026-07-01)', '[2026-03-01,)', 'section', 'paid', '1, as amended');
INSERT INTO limit_cap (limit_id, grades, number)
SELECT id, '[1,1]', '19 students' FROM load_limit WHERE citation = '1, as amended';
INSERT INTO limit_remedy (limit_id, kind, scale)
SELECT id, 'pay', '1+: $1 each per day' FROM load_limit WHERE citation = '1, as amended';
-- class 1 with the 22 who were known then: 20.00 known in February, and 30.00 in March; for employee 1 with the third
-- grade's 15.00
SELECT b.employee_id, b.overage_pay AS february, n.overage_pay AS march FROM pay_known_on('2025-26', '2026-02-01') AS b
	JOIN pay_known_on('2025-26', '2026-04-01') AS n USING (employee_id) WHERE b.employee_id = 1;

-- Whoever reads the reports needs no more than the reports.
CREATE ROLE regress_caseload_corner;
GRANT USAGE ON SCHEMA limit_corners_bi TO regress_caseload_corner;
GRANT SELECT ON ALL TABLES IN SCHEMA limit_corners_bi TO regress_caseload_corner;
SET ROLE regress_caseload_corner;
SELECT count(*) > 0 AS class_size_overage FROM limit_corners_bi.class_size_overage;
SELECT count(*) AS caseload_overage FROM limit_corners_bi.caseload_overage;
SELECT count(*) > 0 AS compliance_finding FROM limit_corners_bi.compliance_finding;
SELECT count(*) > 0 AS pay_summary FROM limit_corners_bi.pay_summary;
SELECT count(*) AS scattergram FROM limit_corners_bi.scattergram;
SELECT count(*) FROM limit_corners.enrollment;
RESET ROLE;
DROP OWNED BY regress_caseload_corner;
DROP ROLE regress_caseload_corner;
