-- The scattergram as a grid, a column a lane. Who stands where, in full-time equivalents: BA-1 1 and 0.5, MA-1 1,
-- MA+30-3 0.25. Steps without anybody are shown, and the totals are those of the report.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('scatter');
SET search_path = scatter, scatter_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('o''k', 'Oak', 'Oak', 'Oak', '[2025-07-01,2028-07-01)', 'made up'),
	('elm', 'Elm', 'Elm', 'Elm', '[2025-07-01,2028-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES
	('o''k', '2025-26', '[2025-07-01,2026-07-01)', '{[2025-08-18,2026-06-12)}', 'made up');
-- lanes in the printed order, which is not that of their names; in any letters
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('o''k', 'teacher', 'Teachers', '[2025-07-01,2026-07-01)', 'step(0) MA+30 BA MA total
1 70000 50000 60000 -
2 - 52000 62000 -
3 74000 - 64000 99000', 'made up'),
	('o''k', 'teacher', 'Teachers', '[2026-07-01,2028-07-01)', 'step(0) BA MA
1 50000 60000', 'made up'),
	('o''k', 'nurse', 'Nurses', '[2025-07-01,2028-07-01)', 'step(0) N
1 50000', 'made up'),
	('elm', 'nurse', 'Nurses', '[2025-07-01,2028-07-01)', 'step(0) N
1 50000', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(1, 4) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid, fte) VALUES
	(1, 1, 'o''k', 'teacher', 'BA-1', '[2025-07-01,2026-07-01)', 1),
	(2, 1, 'o''k', 'teacher', 'BA-1', '[2025-07-01,2026-07-01)', 0.5),
	(3, 1, 'o''k', 'teacher', 'MA-1', '[2025-07-01,2026-07-01)', 1),
	(4, 1, 'o''k', 'teacher', 'MA+30-3', '[2025-07-01,2026-07-01)', 0.25);
SELECT scattergram_sql('teacher', on_date => '2025-10-01') \gexec
SELECT scattergram_sql('teacher', 'o''k', '2026-06-30', 'employees') \gexec
SELECT scattergram_sql('teacher', 'o''k', '2025-07-01', 'cost') \gexec
-- the grid of the year asked for, and nobody on it
SELECT scattergram_sql('teacher', 'o''k', '2027-03-01') \gexec
-- a grid that is printed anew in the middle of the year, without two lanes: who stood in one of them is not left out,
-- and 136 of 298 days of 0.25 stay there. A step that no grid has is shown where somebody stands on it.
BEGIN;
UPDATE schedule SET in_force = '[2025-07-01,2026-01-01)' WHERE upper(in_force) = '2026-07-01';
UPDATE schedule SET in_force = '[2026-01-01,2028-07-01)' WHERE lower(in_force) = '2026-07-01';
UPDATE employment SET placement = 'BA-9' WHERE employee_id = 2;
SELECT scattergram_sql('teacher', on_date => '2026-03-01') \gexec
ROLLBACK;

-- in lane order without that function, too: psql sorts the columns by what is told
SELECT step, lane, fte, lane_rank FROM scattergram WHERE schedule = 'teacher' ORDER BY step
\crosstabview step lane fte lane_rank

-- whoever reads the reports may, and sees what they show
CREATE ROLE scatter_reader;
SELECT grant_reports('scatter_reader');
SET ROLE scatter_reader;
SELECT scatter_bi.scattergram_sql('teacher', on_date => '2025-10-01') \gexec
RESET ROLE;

SELECT scattergram_sql('teachers');
SELECT scattergram_sql('teacher', 'elm');
SELECT scattergram_sql('nurse');
SELECT scattergram_sql('nurse', 'elm', measure => 'salary');
SELECT scattergram_sql('nurse', 'elm', NULL);
SELECT scattergram_sql('nurse', 'elm', 'infinity');
SET client_min_messages = warning;
DROP SCHEMA scatter, scatter_bi, scatter_then CASCADE;
DROP ROLE scatter_reader;
