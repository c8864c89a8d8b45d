-- The reports by what was known on a day: of the facts, too. Moments of knowledge are made up by the owner, who may
-- say since when a row is known, and what it was before.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('known');
SET search_path = known, known_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, prorated_by, citation) VALUES
	('fir', 'Fir', 'Fir', 'Fir', '[2025-07-01,2026-07-01)', 'duty days', 'made up');
-- 100 days: 20 weeks of five days from 1 September
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT contract, '2025-26', term, (SELECT range_agg(daterange(d, d + 5))
	FROM generate_series(0, 19) AS w, CAST(date '2025-09-01' + 7 * w AS date) AS d), 'made up' FROM contract;
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT contract, 'teacher', 'Teachers', term, 'step(0) BA MA
1 50000 55000
2 52000 57000', 'made up' FROM contract;
INSERT INTO load_limit (contract, code, title, in_force, scope, counted_on, strictness, citation)
VALUES ('fir', 'class', 'Class size', '[2025-07-01,2026-07-01)', 'section', 'every day', 'paid', 'made up');
INSERT INTO limit_cap (limit_id, number) VALUES (1, '2 students');
INSERT INTO limit_remedy (limit_id, kind, scale, payee) VALUES (1, 'pay', '1+: $10 each per day', 'teacher of record');
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Employee 1'), (2, 'Employee 2');
INSERT INTO employment (employment_id, employee_id, site_id, contract, schedule, placement, valid) VALUES
	(11, 1, 1, 'fir', 'teacher', 'BA-1', '[2025-07-01,2026-07-01)'),
	(12, 2, 1, 'fir', 'teacher', 'BA-1', '[2025-07-01,2026-07-01)');
INSERT INTO section (section_id, site_id, section_name, grades, valid)
VALUES (1, 1, 'A', '[4,4]', '[2025-09-01,2026-02-01)');
INSERT INTO staffing (section_id, employee_id, valid) VALUES (1, 1, '[2025-09-01,2026-02-01)');
INSERT INTO enrollment (enrollment_id, section_id, student_id, valid)
SELECT n, 1, 100 + n, '[2025-09-01,2026-02-01)' FROM generate_series(1, 3) AS n;

-- brought in today, they were not known before
SELECT count(*) FROM pay_known_on('2025-26', '2026-02-15');
SELECT count(*) FROM class_size_overage_known_on('2025-26', '2026-02-15');
SELECT facts_known_from('2025-08-01 00:00');
SELECT employment_id, employee_id, placement, base_salary, overage_pay, total_pay, district_id
FROM pay_known_on('2025-26', '2026-02-15') ORDER BY 1;

-- The placement of 1 was wrong from the beginning; it was put right on 10 March. A clock that tells of March is not to
-- be had, so the history is moved there.
UPDATE employment SET placement = 'MA-1' WHERE employment_id = 11;
CREATE FUNCTION moved(fact regclass, changed timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	SET LOCAL caseload.erasing = on;
	EXECUTE format('UPDATE %s SET changed_at = $1, known = tstzrange(lower(known), $1) '
		'WHERE changed_at > ''2026-07-01''', fact) USING changed;
	SET LOCAL caseload.erasing = off;
END $$;
SELECT moved('employment_was', '2026-03-10 09:00');
SELECT placement, known, operation FROM employment_was;
SELECT d AS known_on, k.employment_id, k.placement, k.base_salary, k.overage_pay, k.total_pay
FROM unnest('{2026-03-09,2026-03-10}'::date[]) AS d, pay_known_on('2025-26', d) AS k ORDER BY 1, 2;
-- back pay by the keys: 5,000 of one person, nothing of the other
SELECT district_id, employment_id, n.total_pay - b.total_pay AS back_pay
FROM pay_known_on('2025-26', '2026-03-09') AS b JOIN pay_known_on('2025-26', '2026-03-10') AS n
	USING (district_id, employment_id) ORDER BY 2;
-- what is known now is what the reports show
SELECT p.employee_id, p.total_pay, p = k AS same
FROM pay_summary AS p JOIN pay_summary_known_on('2025-26', 'infinity') AS k USING (id) ORDER BY 1;

-- A student who had left in November, it turned out in February: the class was over, as far as was known till then.
UPDATE enrollment SET valid = '[2025-09-01,2025-11-10)' WHERE enrollment_id = 3;
SELECT moved('enrollment_was', '2026-02-03 09:00');
SELECT d AS known_on, count(*), min(k.counted_on), max(k.counted_on), sum(k.pay)
FROM unnest('{2026-02-02,2026-02-03}'::date[]) AS d, class_size_overage_known_on('2025-26', d) AS k
GROUP BY d ORDER BY d;
SELECT count(*), sum(pay) FROM class_size_overage;
SELECT d AS known_on, k.first_day, k.last_day, k.amount_due
FROM unnest('{2026-02-02,2026-02-03}'::date[]) AS d, compliance_finding_known_on('2025-26', d) AS k ORDER BY d;
SELECT d AS known_on, k.lane, k.step, k.employees, k.cost
FROM unnest('{2026-03-09,2026-03-10}'::date[]) AS d, scattergram_known_on('2025-26', d) AS k ORDER BY 1, 2, 3;
SELECT d AS known_on, k.employment_id, k.component, k.first_day, k.last_day, k.annual, k.cents
FROM unnest('{2026-02-02,2026-03-09,2026-03-10}'::date[]) AS d, pay_line_known_on('2025-26', d) AS k
WHERE k.employee_id = 1 ORDER BY 1, 2, 3;
SELECT d AS known_on, sum(amount) FROM unnest('{2026-02-02,2026-03-09,2026-03-10}'::date[]) AS d,
	pay_by_part_known_on('2025-26', d) GROUP BY 1 ORDER BY 1;
SELECT count(*) FROM caseload_overage_known_on('2025-26', '2026-02-02');
-- kept or not, it is the same
SELECT count(*) FROM refresh_reports();
SELECT sum(pay) FROM class_size_overage_known_on('2025-26', '2026-02-02');
SELECT count(*) FROM class_size_overage;

-- rules are those that were known on that day, too
UPDATE limit_cap SET number = '1 student';
UPDATE schedule SET known = '(,2026-03-15)';
INSERT INTO schedule (contract, schedule, title, in_force, known, grid, citation)
SELECT contract, 'teacher', 'Teachers', term, '[2026-03-15,)', 'step(0) BA MA
1 51000 56000
2 53000 58000', 'made up' FROM contract;
SELECT d AS known_on, k.employment_id, k.placement, k.base_salary
FROM unnest('{2026-03-09,2026-03-14,2026-03-15}'::date[]) AS d, pay_known_on('2025-26', d) AS k ORDER BY 1, 2;
-- the lines of pay, as the register asks for them
SELECT known_at, employment_id, component, cents
FROM unnest('{2026-03-10 08:59,2026-03-10 09:00,infinity}'::timestamptz[]) AS known_at,
	lines_known('fir', '2025-26', known_at) AS l WHERE component = 'salary' ORDER BY 1, 2;
SELECT employment_id, component, was, becomes, difference
FROM back_pay('fir', '2026-03-09', '2026-03-14') ORDER BY 1, 2;

-- A day ends where the district is.
SELECT time_zone = current_setting('TimeZone') AS of_its_maker FROM district_zone;
SELECT placement FROM pay_known_on('2025-26', '2026-03-09') WHERE employment_id = 11;
UPDATE district_zone SET time_zone = 'Pacific/Auckland';
SELECT placement FROM pay_known_on('2025-26', '2026-03-10') WHERE employment_id = 11;
SELECT placement FROM pay_known_on('2025-26', '2026-03-11') WHERE employment_id = 11;
UPDATE district_zone SET time_zone = 'Nowhere/Never';
UPDATE district_zone SET time_zone = current_setting('TimeZone');

-- Nothing is asked for without a day, and nothing stays set.
SELECT * FROM pay_known_on('2025-26', NULL);
SELECT * FROM class_size_overage_known_on(NULL, '2026-02-02');
SELECT current_setting('caseload.known_at', true) AS at, current_setting('caseload.known_asker', true) AS asker;

-- Whoever reads a report may ask for its twin and sees the same part; nobody else reaches what is behind it.
INSERT INTO site (site_id, site_name, known_from) VALUES (2, 'Second', '2025-08-01');
INSERT INTO employee (employee_id, employee_name, known_from) VALUES (3, 'Employee 3', '2025-08-01');
INSERT INTO employment (employment_id, employee_id, site_id, contract, schedule, placement, valid, known_from) VALUES
	(13, 3, 2, 'fir', 'teacher', 'BA-2', '[2025-07-01,2026-07-01)', '2025-08-01');
CREATE ROLE regress_known_all;
CREATE ROLE regress_known_site;
CREATE ROLE regress_known_none;
SELECT grant_reports('regress_known_all');
SELECT grant_reports('regress_known_site', site_id => 2);
GRANT USAGE ON SCHEMA known_bi TO regress_known_none;
SET ROLE regress_known_all;
SELECT employee_name, lane, total_pay FROM known_bi.pay_summary_known_on('2025-26', '2026-03-09') ORDER BY 1;
SET ROLE regress_known_site;
SELECT employee_name, lane, total_pay FROM known_bi.pay_summary_known_on('2025-26', '2026-03-09') ORDER BY 1;
SELECT count(*) FROM known_bi.class_size_overage_known_on('2025-26', '2026-02-02');
SELECT * FROM known_then.employment;
SELECT * FROM known.pay_known_on('2025-26', '2026-03-09');
SET ROLE regress_known_none;
SELECT count(*) FROM known_bi.pay_summary_known_on('2025-26', '2026-03-09');
RESET ROLE;

-- A schema that was renamed is found out, and not taken for what is known now.
ALTER SCHEMA known_then RENAME TO elsewhere;
SELECT count(*) FROM pay_known_on('2025-26', '2026-03-09');
SELECT count(*) FROM known_bi.pay_summary_known_on('2025-26', '2026-03-09');
ALTER SCHEMA elsewhere RENAME TO known_then;
ALTER SCHEMA known RENAME TO other;
SELECT count(*) FROM known_bi.pay_summary_known_on('2025-26', '2026-03-09');
ALTER SCHEMA other RENAME TO known;
SELECT count(*) FROM known_bi.pay_summary_known_on('2025-26', '2026-03-09');

SELECT revoke_reports('regress_known_all'), revoke_reports('regress_known_site');
SET client_min_messages = warning;
REVOKE USAGE ON SCHEMA known_bi FROM regress_known_none;
DROP ROLE regress_known_all, regress_known_site, regress_known_none;
-- what is left of a district that was dropped stands in nobody's way
DROP SCHEMA known, known_bi CASCADE;
SELECT count(*) > 0 AS left_behind FROM pg_proc WHERE pronamespace = 'known_then'::regnamespace;
SELECT caseload.create_district('known');
DROP SCHEMA known, known_bi, known_then CASCADE;
CREATE SCHEMA known_then;
SELECT caseload.create_district('known');
DROP SCHEMA known_then;
