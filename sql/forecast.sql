-- Forecasts: steps, lanes, leavers, growth and later schedules, by what is to be expected. Figures reckoned by hand.
\set VERBOSITY default
\set SHOW_CONTEXT never
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SELECT caseload.create_district('forecast');
SET search_path = forecast, forecast_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('larch', 'Larch', 'Larch', 'Larch', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES
	('larch', '2025-26', '[2025-07-01,2026-07-01)', '{[2025-08-18,2026-06-12)}', 'made up');
-- 1% more from July 2028 on: 50,500, 52,520, 54,540, 55,550, 58,075, 60,600
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('larch', 'teacher', 'Teachers', '[2025-07-01,2028-07-01)', 'step(0) BA MA
1 50000 55000
2 52000 57500
3 54000 60000', 'Article 9'),
	('larch', 'teacher', 'Teachers', '[2028-07-01,)', 'step(0) BA MA
1 50500 55550
2 52520 58075
3 54540 60600', 'Article 9');
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(1, 6) AS n;
-- 50,000 + half of 52,000 + 57,500 + 60,000 = 193,500; 5 left in winter
INSERT INTO employment (employee_id, site_id, contract, schedule, valid, placement, fte) VALUES
	(1, 1, 'larch', 'teacher', '[2025-07-01,)', 'BA-1', 1), (2, 1, 'larch', 'teacher', '[2025-07-01,)', 'BA-2', 0.5),
	(3, 1, 'larch', 'teacher', '[2025-07-01,)', 'MA-2', 1), (4, 1, 'larch', 'teacher', '[2025-07-01,)', 'MA-3', 1),
	(5, 1, 'larch', 'teacher', '[2025-07-01,2026-01-01)', 'MA-3', 1);
INSERT INTO stipend (contract, position, title, in_force, band, citation) VALUES
	('larch', 'coach', 'Coach', '[2025-07-01,2026-07-01)', 'C $1000', 'Article 12');
INSERT INTO position_held (employee_id, contract, position, valid) VALUES (1, 'larch', 'coach', '[2025-07-01,)');

-- 1: 10% leave and are replaced on BA-1. 2026-27: -19,350 + 0.35 x 50,000 = -1,850; 0.9 x (2,000 + half of 2,000 +
-- 2,500) = 4,950; then stand 0.35 on BA-1, 0.9 on BA-2, 0.45 on BA-3, 1.8 on MA-3: 196,600. 2027-28: -19,660 + 17,500;
-- 0.315 x 2,000 + 0.81 x 2,000 = 2,250: 0.35, 0.315, 1.215 and 1.62: 196,690. 2028-29: -19,669 + 17,500; 0.315 x 2,000
-- + 0.2835 x 2,000 = 1,197; 195,718 and 1% of it: 197,675.18
SELECT * FROM forecast('larch', 3, leavers => 0.1);
SELECT bool_and(change = of_leavers + of_growth + of_steps + of_lanes + of_schedules) AS parts_add_up,
	bool_and(total = salary + longevity + stipends) AS columns_add_up,
	count(*) FILTER (WHERE total - before = change) AS years_follow
FROM (SELECT f.*, lag(total) OVER (ORDER BY year) AS before
	FROM forecast('larch', 12, leavers => 0.0837, replaced => 0.61, lane_gains => 0.07, growth => 0.013) AS f) AS f
WHERE change IS NOT NULL;

-- by a proposal for the same people, whose schedules have $1,000 more from 2027-28 on: 3.5 FTE
SELECT propose('larch', 'offer');
UPDATE schedule SET in_force = '[2025-07-01,2027-07-01)' WHERE contract = 'offer' AND lower(in_force) = '2025-07-01';
UPDATE schedule SET in_force = '[2027-07-01,)', grid = 'step(0) BA MA
1 51000 56000
2 53000 58500
3 55000 61000' WHERE contract = 'offer' AND lower(in_force) = '2028-07-01';
SELECT year, fte, total, change, of_steps, of_schedules FROM forecast('offer', 2);
SELECT withdraw_proposal('offer');

-- 2: after the steps, 5,500, a fifth goes to MA: 0.2 x 5,500 of who is on BA-2 now, 0.1 x 6,000 of who is on BA-3
SELECT year, of_steps, of_lanes, salary FROM forecast('larch', 1, lane_gains => 0.2);
-- 2% more people, on the first cell: 0.07 FTE
SELECT year, people, fte, of_growth, change FROM forecast('larch', 1, growth => 0.02);
-- of BA-2 a fifth, of MA a half, nobody else: 5,200 + 58,750 leave, 1.1 FTE; half of them are replaced on MA-1: 30,250
SELECT year, people, fte, of_leavers FROM forecast('larch', 1, replaced => 0.5, replaced_at => 'MA-1',
	leavers_by => '{"BA-2": 0.2, "MA": 0.5}');
-- 4 is known to leave, 60,000, and is not replaced
UPDATE employment SET attributes = '{"leaves": true}' WHERE employee_id = 4;
SELECT year, people, fte, of_leavers, of_steps FROM forecast('larch', 2, replaced => 0);
UPDATE employment SET attributes = '{}' WHERE employee_id = 4;

-- 3: step_rule: a year that is frozen, then two years a step: half of each moves, 0.5 x 5,500; then stand 0.5 on BA-1,
-- 0.75 on BA-2 and 0.5 on MA-2, of whom half moves: 500 + 750 + 625
INSERT INTO step_rule (contract, in_force, frozen, years_a_step, citation) VALUES
	('larch', '[2026-07-01,2027-07-01)', true, 1, 'x'), ('larch', '[2027-07-01,)', false, 2, 'x');
SELECT year, of_steps FROM forecast('larch', 3) ORDER BY year;
DELETE FROM step_rule;

-- 4: a longevity row: MA-3 goes on to 4, paid as 3, and in 2027-28 to 5 for 65,000, MA-2 a year later
UPDATE schedule SET grid = 'step(0) BA MA
1 50000 55000
2 52000 57500
3 54000 60000
5L - 65000';
SELECT year, salary, longevity, of_steps FROM forecast('larch', 3) ORDER BY year;
-- what is agreed for one stays; who has no place on the schedule is told, and in no figure
INSERT INTO employment (employee_id, site_id, contract, schedule, valid, placement, agreed_salary) VALUES
	(5, 1, 'larch', 'teacher', '[2026-01-01,)', NULL, 40000.50),
	(6, 1, 'larch', 'teacher', '[2025-07-01,)', 'PHD-1', NULL);
SELECT year, people, fte, salary, unreckoned FROM forecast('larch', 1, leavers => 0.5, replaced => 0) ORDER BY year;

-- 5: errors
SELECT * FROM forecast('larhc');
SELECT * FROM forecast('larch', 0);
SELECT * FROM forecast('larch', leavers => 8);
SELECT * FROM forecast('larch', leavers_by => '{"MX": 0.1}');
SELECT * FROM forecast('larch', leavers_by => '{"MA": "0.1"}');
SELECT * FROM forecast('larch', replaced_at => 'MX-1');
SELECT * FROM forecast('larch', school_year => '2031-32');

-- 6: the scattergram as a grid, lanes in their order, whatever they are called
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('larch', 'nurse''s', 'Nurses', '[2025-07-01,)', 'step(0) MA+30 BA MA
1 60000 50000 55000', 'Article 10');
INSERT INTO employment (employee_id, site_id, contract, schedule, valid, placement, fte) VALUES
	(1, 1, 'larch', 'nurse''s', '[2025-07-01,2026-07-01)', 'BA-1', 0.25),
	(2, 1, 'larch', 'nurse''s', '[2025-07-01,2026-07-01)', 'MA+30-1', 0.5);
SELECT scattergram_sql('teacher');
SELECT scattergram_sql('teacher') \gexec
SELECT scattergram_sql('nurse''s', shows => 'cost') \gexec
SELECT scattergram_sql('nurse');
SELECT scattergram_sql('teacher', shows => 'people');
SELECT scattergram_sql('teacher', school_year => '2031-32');
SET client_min_messages = warning;
DROP SCHEMA forecast, forecast_bi, forecast_then CASCADE;
