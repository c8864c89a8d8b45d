-- What a contract costs in the years to come if nothing new is agreed. Each figure of the first part is reckoned by
-- hand beside it; the second holds the forecast against what is paid when those years have come.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('forecasts');
SET search_path = forecasts, forecasts_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('elm', 'Elm', 'Elm', 'Elm', '[2025-07-01,2027-07-01)', 'made up');
-- 36 weeks, 180 days; 22 December 2025 is the middle of them
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'elm', '2025-26', '[2025-07-01,2026-07-01)', range_agg(daterange(monday, monday + 5)), 'made up'
FROM generate_series(0, 35) AS week, CAST(date '2025-08-18' + 7 * week AS date) AS monday;
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('elm', 'teacher', 'Teachers', '[2025-07-01,2027-07-01)', 'step(0) BA(0) MA(30)
1 50000 55000
2 52000 57000
3 54000 59000
4 - 61000', 'made up');
INSERT INTO credit_rule (contract, kind, year_at, part_years, in_force, citation) VALUES
	('elm', 'district', 0.75, 'add up', '[2025-07-01,2027-07-01)', 'made up');
INSERT INTO longevity_rule (contract, code, in_force, service, scale, citation) VALUES
	('elm', 'ten', '[2025-07-01,2027-07-01)', 'district', '10+: $1000 flat per year', 'made up');
INSERT INTO stipend (contract, position, title, in_force, band, citation) VALUES
	('elm', 'chair', 'Chair', '[2025-07-01,2027-07-01)', 'CHAIR $1500', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'Elm School'), (2, 'Elm Annex');
INSERT INTO employee (employee_id, employee_name, hired, attributes) VALUES
	(1, 'Ames, Lee', '2008-08-18', '{}'), (2, 'Bell, Kim', '2025-08-18', '{}'), (3, 'Cole, Ray', '2024-08-19', '{}'),
	(4, 'Dean, Pat', '2016-08-18', '{}'), (5, 'Eyre, Jo', '2020-08-18', '{"leaves": true}');
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid, fte) VALUES
	(1, 1, 'elm', 'teacher', 'MA-4', '[2022-07-01,)', 1),
	(2, 1, 'elm', 'teacher', 'BA-1', '[2025-07-01,2026-07-01)', 0.5),
	(3, 1, 'elm', 'teacher', 'BA-2', '[2025-12-22,2026-07-01)', 1),
	(4, 1, 'elm', 'teacher', 'MA-2', '[2023-07-01,)', 1),
	(5, 1, 'elm', 'teacher', 'MA-3', '[2023-07-01,2026-07-01)', 1);
INSERT INTO position_held (employee_id, site_id, contract, position, valid) VALUES
	(4, 1, 'elm', 'chair', '[2024-07-01,)');
INSERT INTO service (employee_id, school_year, kind, share)
SELECT n, school_year_from(y), 'district', 1
FROM (VALUES (1, 2008), (3, 2024), (4, 2016), (5, 2020)) AS s (n, first), generate_series(first, 2024) AS y;

-- 2025-26 as paid: 61,000 + 25,000 + 26,000 (half a year of 52,000) + 57,000 + 59,000 = 228,000; longevity of employee
-- 1; the chair's 1,500.
-- 2026-27: Cole's other half, 26,000; Eyre leaves, 59,000, and nobody is hired. Cole and Dean move a step, 2,000 each;
-- Ames is on the last one; Bell has half a year, which is no step. Dean has 10 years: 1,000.
-- 2027-28: Bell has a year, half of 2,000; Dean 2,000; Cole is on the last step of BA. The contract has ended, and its
-- rules go on. 2028-29: Bell has half a year more, which is none.
SELECT school_year, people, fte, salary, longevity, other, total, not_known
FROM forecast('elm', 3, replaced => 0, from_year => '2025-26');
SELECT school_year, change, by_whole_year, by_schedule, by_step, by_lane, by_longevity, by_leaving, by_hiring
FROM forecast('elm', 3, replaced => 0, from_year => '2025-26');
-- as moves() has it, nobody moves after the contract's last day
SELECT school_year, by_step FROM forecast('elm', 2, replaced => 0, steps_go_on => false, from_year => '2025-26');

-- and of a contract without a last day they move as long as there are steps
BEGIN;
UPDATE contract SET term = '[2025-07-01,)';
SELECT school_year, by_step FROM forecast('elm', 2, replaced => 0, steps_go_on => false, from_year => '2025-26');
ROLLBACK;

-- One in ten leaves, one in five gains a lane, and each who leaves is replaced on BA-1.
-- 2026-27: a tenth of 62,000 + 25,000 + 52,000 + 57,000, and Eyre's 59,000: 78,600 go. 1.4 persons and 1.35 FTE are
-- hired for 67,500. Steps 0.9 x (2,000 + 2,000) = 3,600. Lanes 0.9 x 0.2 x 5,000 x (0.5 of Bell, 1 of Cole) = 1,350.
-- Longevity 0.9 x 1,000 of Dean more.
-- 2027-28: steps: Bell 0.81 x 0.5 x 2,000 = 810; Cole on MA 0.18 x 0.9 x 2,000 = 324, on BA none; Dean 0.81 x 2,000 =
-- 1,620; the new 1.35 x 0.9 x 2,000 = 2,430: 5,184. Lanes, of those on BA: Bell 0.72 x 0.9 x 0.2 x 0.5 x 5,000 = 324;
-- Cole from 54,000 to MA-4, 0.1296 x 7,000 = 907.20; the new 1.215 x 0.2 x 5,000 = 1,215: 2,446.20. A tenth of 249,750
-- leaves, 24,975, and 0.45 FTE is hired for 22,500. Longevity 2 x 0.81 x 1,000.
SELECT school_year, people, fte, salary, longevity, change, by_step, by_lane, by_longevity, by_leaving, by_hiring
FROM forecast('elm', 2, leavers => 0.1, lane_gains => 0.2, replaced_at => 'BA-1', from_year => '2025-26');
-- Rates by place, the first row that speaks of it: whoever is on step 4 of MA leaves at a quarter, and half is
-- replaced;
-- of others on MA none leaves. So a quarter of Ames, 15,500, and Eyre, who leaves anyway, 59,000. Hired on MA-2 are
-- 0.125 for Ames, 1 for Eyre, and for growth a tenth of 5 persons and 4.5 FTE: 1.625 persons and 1.575 FTE, 89,775.
SELECT school_year, people, fte, by_leaving, by_hiring FROM forecast('elm', 1, growth => 0.1, replaced_at => 'MA-2',
	rates => '[{"lane": "MA", "from_step": 4, "leavers": 0.25, "replaced": 0.5}, {"lane": "ma", "leavers": 0},
		{"schedule": "teacher", "lane": "BA", "leavers": 0}]', from_year => '2025-26');

-- A grid that is agreed already: 2% from July 2026, cells of whole dollars. At the old places 62,220, 25,500 (half of
-- 51,000), 53,040 and 58,140 in place of 61,000, 25,000, 52,000 and 57,000: 3,900. Steps in the new grid: Cole from
-- 53,040 to 55,080, Dean from 58,140 to 60,180: 4,080.
-- From 22 December 2026 on instead, the middle of the year: 1,950, and steps of 2,000 and 2,040 by halves, 4,040. The
-- other half follows in 2027-28, of Ames 610, Bell 250, Cole on BA-3 540 and Dean on MA-3 590: 1,990; and Bell's step,
-- half of 2,040, and Dean's from 60,180 to 62,220: 3,060.
BEGIN;
UPDATE schedule SET in_force = '[2025-07-01,2026-07-01)';
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT contract, schedule, title, '[2026-07-01,2027-07-01)', grid * 1.02, 'made up' FROM schedule;
SELECT by_schedule, by_step FROM forecast('elm', 1, replaced => 0, from_year => '2025-26') OFFSET 1;
UPDATE schedule SET in_force = '[2026-12-22,2027-07-01)' WHERE upper(in_force) = '2027-07-01';
UPDATE schedule SET in_force = '[2025-07-01,2026-12-22)' WHERE upper(in_force) = '2026-07-01';
SELECT school_year, by_schedule, by_step FROM forecast('elm', 2, replaced => 0, from_year => '2025-26') OFFSET 1;
ROLLBACK;

-- By a proposal, whose people are those of the contract: paid as they are this year, and from the next on with 1,000
-- more a cell, of 3.5 FTE. Its freeze of steps in 2027-28 holds up 3,000.
BEGIN;
SELECT propose('elm', 'offer');
UPDATE schedule SET grid = grid + 1000 WHERE contract = 'offer';
INSERT INTO step_rule (contract, in_force, frozen, citation) VALUES
	('offer', '[2027-07-01,2028-07-01)', true, 'made up');
SELECT school_year, people, fte, total, by_schedule, by_step
FROM forecast('offer', 2, replaced => 0, from_year => '2025-26');
ROLLBACK;

-- Who stands where there is no cell is in no amount, and is told: 0.9 x (25,000 + 54,000 + 59,000), and 1.35 FTE on
-- BA-1.
BEGIN;
UPDATE employment SET placement = 'PHD-1' WHERE employee_id = 1;
SELECT school_year, people, salary, longevity, by_leaving, not_known
FROM forecast('elm', 1, leavers => 0.1, replaced_at => 'BA-1', from_year => '2025-26');
ROLLBACK;

-- All leave and nobody is hired: whole years of 254,000 and Ames's 1,000 are gone, and the chair's 1,500 is left.
SELECT school_year, people, fte, salary, longevity, total, change, by_leaving, not_known
FROM forecast('elm', 2, leavers => 1, replaced => 0, from_year => '2025-26');
-- A contract without an end has not ended in 2027-28: its rule of longevity, which has, does not go on.
BEGIN;
UPDATE contract SET term = '[2025-07-01,infinity)' WHERE contract = 'elm';
SELECT school_year, salary, longevity FROM forecast('elm', 2, replaced => 0, from_year => '2025-26');
ROLLBACK;
SELECT * FROM forecast('oak', 1, from_year => '2025-26');
SELECT * FROM forecast(NULL, 1, from_year => '2025-26');
SELECT * FROM forecast('elm', 1, from_year => '2031-32');
SELECT * FROM forecast('elm', 0, from_year => '2025-26');
SELECT * FROM forecast('elm', NULL, from_year => '2025-26');
SELECT * FROM forecast('elm', leavers => 8, from_year => '2025-26');
SELECT * FROM forecast('elm', leavers => NULL, from_year => '2025-26');
SELECT * FROM forecast('elm', growth => -0.1, from_year => '2025-26');
SELECT * FROM forecast('elm', from_year => '2025-26');
SELECT * FROM forecast('elm', replaced_at => 'PHD-1', from_year => '2025-26');
SELECT * FROM forecast('elm', rates => '{"leavers": 0.1}', from_year => '2025-26');
SELECT * FROM forecast('elm', rates => '[0.1]', from_year => '2025-26');
SELECT * FROM forecast('elm', rates => '[{"leaver": 0.1}]', from_year => '2025-26');
SELECT * FROM forecast('elm', rates => '[{"leavers": -0.1}]', from_year => '2025-26');
SELECT * FROM forecast('elm', rates => '[{"leavers": "a tenth"}]', from_year => '2025-26');
SELECT * FROM forecast('elm', rates => '[{"lane": "MA", "from_step": true}]', from_year => '2025-26');
SELECT * FROM forecast('elm', replaced => 0, rates => '[{"leavers": 0.1}, {"lane": "MB", "leavers": 0.1}]',
	from_year => '2025-26');
SELECT * FROM forecast('elm', replaced => 0, rates => '[{"schedule": "nurse", "lane": "MA"}]', from_year => '2025-26');
SELECT * FROM forecast('elm', district_id => 2, from_year => '2025-26');

-- The other proof: a contract with a bit of everything, forecast, and then lived through. Steps in July and in
-- February, half-time credit, a grid that changes in January, longevity in the grid, by the school year, by
-- anniversaries, on the top step, of a base of one's own, a raise beside the schedule, a salary off it, and who has
-- two jobs. What is forecast is rounded once and what is paid for each person, so they may differ by half a cent a
-- line.
INSERT INTO contract (contract, title, employer, bargaining_unit, term, prorated_by, citation) VALUES
	('fir', 'Fir', 'Fir', 'Fir', '[2025-07-01,2028-07-01)', 'months', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'fir', school_year_from(y), daterange(make_date(y, 7, 1), make_date(y + 1, 7, 1)),
	datemultirange(daterange(make_date(y, 7, 1), make_date(y + 1, 7, 1))), 'made up'
FROM generate_series(2025, 2027) AS y;
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT 'fir', 'teacher', 'Teachers', d.held, CAST('step(0) BA(0) MA(30)
1 50000 55000
2 52000 57000
3 54000 59000
4 - 61000
8L - 63000' AS salary_schedule) * d.times, 'made up'
FROM (VALUES ('[2025-07-01,2027-01-01)'::daterange, 1), ('[2027-01-01,2028-07-01)', 1.0213)) AS d (held, times)
UNION ALL SELECT 'fir', 'nurse', 'Nurses', '[2025-07-01,2028-07-01)', 'step(2) N
1 40000.50
2 41000.25
3 42000', 'made up';
INSERT INTO credit_rule (contract, kind, year_at, part_years, in_force, citation) VALUES
	('fir', 'district', 0.75, 'add up', '(,)', 'made up');
INSERT INTO step_rule (contract, schedule, in_force, moves_on, citation) VALUES
	('fir', 'nurse', '(,)', '02-01', 'made up');
INSERT INTO pay_base (contract, name, in_force, own, times, over, digits, citation) VALUES
	('fir', 'own', '(,)', 'salary', 1, 1, 2, 'made up');
INSERT INTO longevity_rule (contract, code, schedule, in_force, service, scale, base, counts, in_proportion, citation)
VALUES
	('fir', 'ten', '*', '[2025-07-01,2028-07-01)', 'district', '10+: $1000 flat per year', NULL, 'school year', NULL,
		'made up'),
	('fir', 'percent', 'teacher', '(,)', 'district', '3+: 2% flat', NULL, 'anniversary', 'fte', 'made up'),
	('fir', 'own', 'nurse', '(,)', 'continuous', '1+: 1.5% flat', 'own', 'school year', 'fte', 'made up'),
	('fir', 'top', '*', '(,)', 'on step', '1+: $500 each per year', NULL, 'school year', NULL, 'made up');
INSERT INTO raise (contract, in_force_from, ends, percent, rounds_to, on_schedule, citation) VALUES
	('fir', '2026-10-01', '2027-07-01', 1.25, 0, false, 'made up');
INSERT INTO employee (employee_id, employee_name, hired)
SELECT n, 'Employee ' || n, date '2008-08-18' + 211 * (n - 100) FROM generate_series(101, 129) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid, fte)
SELECT n, 1, 'fir', 'teacher', salary_step(CASE WHEN n % 3 = 0 THEN 'BA' ELSE 'MA' END, 1 + n % 8),
	'[2022-07-01,)'::daterange, CASE WHEN n % 5 = 0 THEN 0.6 ELSE 1 END FROM generate_series(101, 120) AS n
UNION ALL SELECT n, 1, 'fir', 'nurse', salary_step('N', 1 + n % 3), '[2022-07-01,2026-07-01)',
	CASE WHEN n % 4 = 0 THEN 0.4 ELSE 1 END FROM generate_series(121, 128) AS n
UNION ALL SELECT n, 2, 'fir', 'nurse', 'N-1', '[2024-07-01,)', 0.25 FROM generate_series(103, 106) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, valid, fte, agreed_salary) VALUES
	(129, 1, 'fir', 'teacher', '[2022-07-01,)', 0.5, 43210.55);
CREATE FUNCTION serve(year text) RETURNS void LANGUAGE sql AS $$
	INSERT INTO service (employee_id, school_year, kind, share)
	SELECT e.employee_id, year, 'district', least(1, sum(e.fte)) FROM employment AS e
	WHERE e.contract = 'fir' AND e.valid @> make_date(left(year, 4)::int + 1, 6, 1)
		AND NOT (e.employee_id = 107 AND year < '2025')
		AND left(year, 4)::int >= 2008 + (e.employee_id - 100) / 2 GROUP BY e.employee_id $$;
-- nobody served in 2014-15, so no service from before is continuous
SELECT count(serve(school_year_from(y))) FROM generate_series(2022, 2024) AS y;
INSERT INTO service (employee_id, school_year, kind, share)
SELECT s.employee_id, school_year_from(y), s.kind, s.share FROM service AS s, generate_series(2008, 2021) AS y
WHERE s.employee_id > 100 AND s.school_year = '2024-25' AND y <> 2014 AND y >= 2008 + (s.employee_id - 100) / 2;
CREATE TABLE foretold AS SELECT * FROM forecast('fir', 2, from_year => '2025-26');
SELECT school_year, people, fte, salary, longevity, change, by_schedule, by_step, by_longevity, not_known
FROM foretold ORDER BY school_year;
SELECT serve('2025-26');
SELECT * FROM move_up('fir', '2026-27');
SELECT serve('2026-27');
SELECT * FROM move_up('fir', '2027-28');
SELECT f.school_year, p.people, abs(f.salary - p.base) < 0.005 * p.lines AS base,
	abs(f.longevity - p.longevity) < 0.005 * p.lines AS longevity,
	f.change = f.by_whole_year + f.by_schedule + f.by_step + f.by_lane + f.by_longevity + f.by_leaving + f.by_hiring
		AS adds_up
FROM foretold AS f JOIN (SELECT l.school_year, count(DISTINCT l.employee_id) AS people,
		count(*) AS lines,
		sum(l.cents) FILTER (WHERE pay_column(l.component) = 'base') AS base,
		sum(l.cents) FILTER (WHERE pay_column(l.component) = 'longevity') AS longevity
	FROM pay_lines(contract => 'fir') AS l GROUP BY l.school_year) AS p ON p.school_year = f.school_year
ORDER BY f.school_year;

-- With rates the parts add up to the cent, too, and each year begins where the one before ended.
SELECT count(*), bool_and(f.change = f.by_whole_year + f.by_schedule + f.by_step + f.by_lane + f.by_longevity
		+ f.by_leaving + f.by_hiring) AS adds_up, bool_and(f.total = f.salary + f.longevity + f.other) AS totals,
	bool_and(f.change = f.total - f.before) AS goes_on
FROM (SELECT f.*, lag(f.total) OVER (ORDER BY f.school_year) AS before
	FROM forecast('fir', 10, 0.0873, 0.931, 'BA-2', 0.0617, 0.0131,
		'[{"schedule": "nurse", "replaced_at": "N-2"}, {"from_step": 6, "leavers": 0.21}]', '2025-26') AS f) AS f
WHERE f.change IS NOT NULL;

SET client_min_messages = warning;
DROP SCHEMA forecasts, forecasts_bi, forecasts_then CASCADE;
