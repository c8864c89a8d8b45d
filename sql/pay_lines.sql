-- Lines of pay: each figure is reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('pay_lines');
SET search_path = pay_lines, pay_lines_bi, caseload, public;
-- 182 days: Monday to Friday from 18 August 2025, of which 100 lie before 5 January 2026
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('ash', 'Ash', 'Ash', 'Ash', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'ash', '2025-26', '[2025-07-01,2026-07-01)', range_agg(daterange(d, d + 1)), 'made up'
FROM (SELECT d::date AS d FROM generate_series(timestamp '2025-08-18', '2026-06-30', '1 day') AS d
	WHERE extract(isodow FROM d) < 6 ORDER BY d LIMIT 182) AS d;
SELECT school_days(days, '[2025-07-01,2026-01-05)') AS before, school_days(days, '[2025-07-01,2026-07-01)') AS year
FROM calendar;
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT 'ash', 'teacher', 'Teachers', term, 'step(0) BA MA
1 50000 55000
2 52000 60001
10L - 63001', 'Appendix A' FROM contract;
INSERT INTO site (site_id, site_name, level) VALUES (1, 'First', 'High School'), (2, 'Second', 'Elementary');
INSERT INTO employee (employee_id, employee_name, hired) SELECT n, 'Employee ' || n, '2008-08-01'
FROM generate_series(1, 30) AS n;

-- 1: three schools in turn: each line is what the total has more, and the year is 50,000.00. 2 to 4: a third each of
-- 60,001, one position: 20,000.33 + 20,000.34 + 20,000.33; 5 to 7 the same as strangers: 20,000.33 each.
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, fte, valid, job_share) VALUES
	(1, 1, 'ash', 'teacher', 'BA-1', 1, '[2025-07-01,2025-10-20)', NULL),
	(1, 2, 'ash', 'teacher', 'BA-1', 1, '[2025-10-20,2026-02-02)', NULL),
	(1, 1, 'ash', 'teacher', 'BA-1', 1, '[2026-02-02,2026-07-01)', NULL);
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, fte, valid, job_share)
SELECT n, 1, 'ash', 'teacher', 'MA-2', 1 / 3.0, '[2025-07-01,2026-07-01)', CASE WHEN n < 5 THEN 'room 12' END
FROM generate_series(2, 7) AS n;
SELECT employee_id, component, during, days, divisor, annual, round(exact, 6) AS exact, cents, rule, citation
FROM pay_lines() ORDER BY 1, lower(during);
SELECT sum(cents) FILTER (WHERE employee_id = 1) AS "in turn", sum(cents) FILTER (WHERE employee_id IN (2, 3, 4))
	AS shared, sum(cents) FILTER (WHERE employee_id > 4) AS strangers FROM pay_lines();
-- one of those who share is asked for: the same cents
SELECT employee_id, cents FROM pay_lines(employees => '{3}');
DELETE FROM employment;

-- Longevity by service, seventeen years of it and no credit_rule: 5 x 400 + 2 x 450 = 2,900.00. Until 1 October it is
-- cut by the same days as the salary: 32 of 182, 509.89 and 8,791.21. A rule in force for the contract's term alone
-- counts the years before it, too.
INSERT INTO longevity_rule (contract, code, in_force, service, scale, citation) VALUES
	('ash', 'service', '[2025-07-01,2026-07-01)', 'district',
		'11-15: $400 each, 16+: $450 each per year', 'Article 9');
INSERT INTO service (employee_id, school_year, kind, share)
SELECT n, y || '-' || lpad(((y + 1) % 100)::text, 2, '0'), 'district', 1
FROM generate_series(1, 2) AS n, generate_series(2008, 2024) AS y;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) VALUES
	(1, 1, 'ash', 'teacher', 'BA-1', '[2025-07-01,2026-07-01)'),
	(2, 1, 'ash', 'teacher', 'BA-1', '[2025-07-01,2025-10-01)');
SELECT employee_id, component, days, divisor, annual, cents, citation FROM pay_lines() ORDER BY 1, 2;
INSERT INTO credit_rule (contract, kind, year_at, part_years, in_force, citation) VALUES
	('ash', 'district', 0.5, 'whole', '[2025-07-01,2026-07-01)', 'Article 8');
SELECT employee_id, base_salary, longevity_pay, total_pay FROM pay_summary ORDER BY 1;
-- Two jobs at once: longevity goes by the larger of each day, and is paid once. 4: by 0.4 of it where it is in
-- proportion, from the day on which the larger job ends: 2,900 x 100 / 182 + 2,900 x 0.4 x 82 / 182.
INSERT INTO service (employee_id, school_year, kind, share)
SELECT n, school_year, kind, share FROM service, generate_series(3, 4) AS n WHERE employee_id = 1;
UPDATE longevity_rule SET in_proportion = 'fte';
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, fte, valid) VALUES
	(4, 1, 'ash', 'teacher', 'BA-1', 1, '[2025-07-01,2026-01-05)'),
	(4, 2, 'ash', 'teacher', 'BA-1', 0.4, '[2025-07-01,2026-07-01)');
SELECT fte, component, during, days, cents FROM pay_lines(employees => '{4}') ORDER BY 2, 3, 1;
-- By the step, where it is not in the grid: the cell MA-10 is a longevity row, so it is: 3,000. Without that row: 3% of
-- the lane's top cell at step 10, 60,001 x 3% = 1,800.03.
UPDATE longevity_rule SET service = 'step', scale = '10+: 3% flat', in_proportion = NULL;
DELETE FROM employment;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) VALUES
	(5, 1, 'ash', 'teacher', 'MA-10', '[2025-07-01,2026-07-01)');
SELECT component, annual, cents, rule FROM pay_lines() ORDER BY 1;
BEGIN;
UPDATE schedule SET grid = 'step(0) BA MA
1 50000 55000
2 52000 60001';
SELECT component, annual, cents, rule FROM pay_lines() ORDER BY 1;
ROLLBACK;
DELETE FROM employment;
DELETE FROM longevity_rule;

-- A job's own calendar: 86 of its 200 days of 60,000, 25,800.00; by the teachers' 76 of 182.
INSERT INTO calendar (contract, school_year, kind, in_force, days, citation)
SELECT 'ash', '2025-26', 'counselor', '[2025-07-01,2026-07-01)', range_agg(daterange(d, d + 1)), 'made up'
FROM (SELECT d::date AS d FROM generate_series(timestamp '2025-08-04', '2026-06-30', '1 day') AS d
	WHERE extract(isodow FROM d) < 6 ORDER BY d LIMIT 200) AS d;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid, calendar) VALUES
	(1, 1, 'ash', 'none', 60000, '[2025-07-01,2025-12-02)', 'counselor'),
	(2, 1, 'ash', 'none', 60000, '[2025-07-01,2025-12-02)', 'duty');
SELECT employee_id, days, divisor, cents, rule FROM pay_lines() ORDER BY 1;
DELETE FROM employment;

-- A divisor of the contract's own: who starts with 120 of 182 days left, by days held of 190, by days missed, by
-- 208.75; and who is there for the whole year in two pieces has the year, whatever the divisor.
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid)
SELECT n, 1, 'ash', 'teacher', 'BA-1', v.valid::daterange FROM (VALUES (1, '[2025-11-12,2026-07-01)'),
	(2, '[2025-07-01,2026-02-02)'), (2, '[2026-02-02,2026-07-01)')) AS v (n, valid);
INSERT INTO division (contract, way, divisor, counts, in_force, citation) VALUES
	('ash', 'duty days', 190, 'days held', '(,)', 'Article 7');
SELECT employee_id, days, divisor, cents FROM pay_lines() ORDER BY 1, lower(during);
UPDATE division SET counts = 'days missed';
SELECT employee_id, days, divisor, cents FROM pay_lines(employees => '{1}');
UPDATE division SET counts = 'days held', divisor = 208.75;
SELECT employee_id, days, divisor, cents FROM pay_lines() ORDER BY 1, lower(during);
-- and a raise of 1,000 beside the schedule and longevity by service have the same share of the same days
INSERT INTO raise (contract, in_force_from, percent, on_schedule, citation) VALUES
	('ash', '2025-07-01', 2, false, 'Article 5');
INSERT INTO longevity_rule (contract, code, in_force, service, scale, citation) VALUES
	('ash', 'long', '(,)', 'district', '1+: $900 flat', 'Article 6');
INSERT INTO service (employee_id, school_year, kind, share) VALUES (2, '2006-07', 'district', 0.5);
DELETE FROM service WHERE employee_id = 3;
SELECT employee_id, during, count(*) AS lines, count(DISTINCT (days, divisor, round(exact / annual, 12))) AS shares,
	string_agg(component || ' ' || citation || ' ' || placement::text, ', ' ORDER BY component) AS of
FROM pay_lines() GROUP BY 1, 2 ORDER BY 1, 2;
UPDATE division SET counts = 'days missed', divisor = 190;
SELECT employee_id, during, count(DISTINCT (days, divisor, round(exact / annual, 12))) AS shares, sum(cents)
FROM pay_lines() GROUP BY 1, 2 ORDER BY 1, 2;
SELECT years, kept FROM years_counted('ash', 1, 2, '2025-26');
SELECT employee_id, years FROM longevity_years_of('ash', 1, '{1,2,3}', '2025-26', 'district') ORDER BY 1;
SELECT employee_id, years FROM longevity_years_of('ash', 1, '{1,2,3}', '2025-26', 'district', with_none => false)
ORDER BY 1;
DELETE FROM raise;
DELETE FROM longevity_rule WHERE code = 'long';
DELETE FROM division;

-- The difference of a change by its date, whatever the days: of 5,000 for a lane the whole by 1 October, half by 1
-- February, nothing after it. 1 on 1 February, half: 52,500. 2 on 15 September, the whole: 55,000. 3 on 2 February,
-- nothing: 50,000. 4 as 1, and leaves on 23 April: 62 days from 2 February to the end of the year, 59 of them held;
-- 50,000 x 179 / 182 and 2,500 x 59 / 62. 5: a lane by 1 October and a step on 5 January, for which there is no such
-- rule: 55,000, and 5,001 x 82 / 182. 6: as 1, in the two schools that follow.
DELETE FROM employment;
DELETE FROM calendar WHERE kind = 'counselor';
INSERT INTO change_share (contract, change, by, share, in_force, citation) VALUES
	('ash', 'lane', '10-01', 1, '(,)', 'Article 6'), ('ash', 'lane', '02-01', 0.5, '(,)', 'Article 6');
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid)
SELECT v.n, v.site, 'ash', 'teacher', v.place::salary_step, v.valid::daterange FROM (VALUES
	(1, 1, 'BA-1', '[2025-07-01,2026-02-01)'), (1, 1, 'MA-1', '[2026-02-01,2026-07-01)'),
	(2, 1, 'BA-1', '[2025-07-01,2025-09-15)'), (2, 1, 'MA-1', '[2025-09-15,2026-07-01)'),
	(3, 1, 'BA-1', '[2025-07-01,2026-02-02)'), (3, 1, 'MA-1', '[2026-02-02,2026-07-01)'),
	(4, 1, 'BA-1', '[2025-07-01,2026-02-01)'), (4, 1, 'MA-1', '[2026-02-01,2026-04-24)'),
	(5, 1, 'BA-1', '[2025-07-01,2025-09-15)'), (5, 1, 'MA-1', '[2025-09-15,2026-01-05)'),
	(5, 1, 'MA-2', '[2026-01-05,2026-07-01)'),
	(6, 1, 'BA-1', '[2025-07-01,2026-02-01)'), (6, 1, 'MA-1', '[2026-02-01,2026-03-02)'),
	(6, 2, 'MA-1', '[2026-03-02,2026-07-01)')) AS v (n, site, place, valid);
SELECT employee_id, component, during, days, divisor, annual, cents, rule FROM pay_lines() ORDER BY 1, 2, 3;
SELECT employee_id, sum(cents) FROM pay_lines() GROUP BY 1 ORDER BY 1;
SELECT sum(cents) FROM pay_lines(employees => '{6}');
-- half-time, half of it
UPDATE employment SET fte = 0.5 WHERE employee_id = 1;
SELECT component, cents FROM pay_lines(employees => '{1}') ORDER BY 1, lower(during);
DELETE FROM change_share;
DELETE FROM employment;

-- Known on a day, one district, one contract: what is not asked is all.
INSERT INTO site (district_id, site_id, site_name) VALUES (7, 1, 'Seventh');
INSERT INTO employee (district_id, employee_id, employee_name) VALUES (7, 1, 'Employee 1 of 7');
INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, placement, valid) VALUES
	(7, 1, 1, 'ash', 'teacher', 'BA-2', '(,)');
SELECT district_id, employee_id, component, during, cents FROM pay_lines(district_id => 7);
SELECT count(*) FROM pay_lines('2024-25');
SELECT district_id, count(*) FROM pay_lines('2025-26', contract => 'ash', employees => '{1}') GROUP BY 1 ORDER BY 1;
SELECT count(*) FROM pay_lines(contract => 'birch');

-- The lines of salary, most of all, are taken into the query around them: nothing puts them down on their own.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/plan_of.psql'
\set ECHO none
\i :helpers
\set ECHO all
SELECT pg_temp.plan_of($$SELECT * FROM salary_parts('ash', '2025-26', '[2025-07-01,2026-07-01)', 1, NULL, false,
	'infinity')$$) !~ 'Function Scan on salary_parts' AS taken_in;
