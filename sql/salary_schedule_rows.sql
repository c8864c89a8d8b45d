SET search_path = caseload, public;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/failure.psql'
\set ECHO none
\i :helpers
\set ECHO all
-- A step and a longevity row of the same number in one lane.
CREATE TEMP TABLE grid AS SELECT salary_schedule 'step(0) BA MA
	11 49000 60000
	12 50000 62000
	12L 51500 -
	13 - 64000' AS g;
SELECT g, g::text::salary_schedule = g AS text_comes_back,
	salary_schedule_send(g::text::salary_schedule) = salary_schedule_send(g) AS bytes_come_back FROM grid;
SELECT c.* FROM grid, cells(g) AS c;
-- the ordinary row, unless the longevity row is asked for or the step is past it
SELECT p AS placement, salary(g, p), salary_or_null(g, p), longevity_pay(g, p), cell_problem(g, p)
FROM grid, pg_catalog.unnest('{BA-11,BA-12,BA-12L,BA-12.5,BA-40,BA-40L,MA-13}'::salary_step[]) AS p;
SELECT p AS placement, salary_or_null(g, p), cell_problem(g, p),
	pg_temp.failure(format('SELECT salary(g, %L) FROM grid', p)) AS failure
FROM grid, pg_catalog.unnest('{BA-11L,MA-13L,MA-9L,VI-12L}'::salary_step[]) AS p;
-- each cell is what salary() gives at its placement
SELECT bool_and(salary(g, c.placement) = c.amount AND salary_exact(g, c.placement) = c.exact) AS the_same,
	count(DISTINCT c.placement) = count(*) AS no_placement_twice FROM grid, cells(g) AS c;
-- in any lane
SELECT has_longevity(g), has_longevity(with_lanes(g, '{MA}')) AS of_ma, has_longevity(with_lanes(g, '{BA}')) AS of_ba,
	has_longevity(NULL) AS of_none,
	has_longevity(g) = EXISTS (SELECT FROM cells(g) AS c WHERE c.longevity) AS as_cells FROM grid;
-- from rows, in any order; the placement's own mark counts as the third argument does
SELECT salary_schedule_agg(c.placement, c.exact, c.longevity ORDER BY c.amount DESC) = paid_in(g, 0) AS back,
	salary_schedule_agg(c.placement, c.exact ORDER BY c.longevity DESC) = g AS by_placement_alone
FROM grid, cells(g) AS c GROUP BY g;
SELECT pg_temp.failure('SELECT salary_schedule_agg(p::caseload.salary_step, a, l) FROM (VALUES
	(''BA-12'', 50000, false), (''BA-12L'', 51500, false), (''BA-12'', 51600, true)) AS v (p, a, l)');
-- what is made of it
SELECT g * 1.1 AS times, with_lanes(g, '{BA}') AS lane,
	with_raise(g, 3, longevity_only => true, digits => 0) AS longevity, top_step(g, 'BA') FROM grid;
SELECT pg_temp.failure('SELECT with_raise(g, flat => 9999990000, longevity_only => true) FROM grid');
-- rows that stand twice, or a mark in the row beside the longevity row
SELECT pg_temp.failure(format('SELECT %L::caseload.salary_schedule', typed)) FROM (VALUES (1, E'step I\n12L 1\n12L 2'),
	(2, E'step I\n12.5L 1\n12.5 2L'), (3, E'step I II\n12 1 2L\n12L 2 -')) AS v (n, typed) ORDER BY n;

-- placements that say the row: text, order, parts, moved along the lane
SELECT salary_step ' ba - 12 l ' AS step, lane('BA-12L'), step('BA-12L'), longevity('BA-12L'),
	longevity('BA-12') AS none, salary_step('BA', 12.5, true) AS made, salary_step 'BA-12L' + 1 AS on,
	salary_step 'BA-12L' - 0 AS stays;
SELECT array_agg(p ORDER BY p), max(p), min(p)
FROM pg_catalog.unnest('{BA-12.5,BA-12L,BA-12,BA-11L}'::salary_step[]) AS p;
SELECT salary_step 'BA-12L' = salary_step 'BA-12' AS equal,
	salary_step_hash('BA-12L') = salary_step_hash('BA-12') AS hash, salary_step_send('BA-12L');
SELECT pg_temp.failure(format('SELECT caseload.salary_step %L', typed))
FROM (VALUES (1, 'BA-L'), (2, 'BA-12LL'), (3, 'BA-12L5'), (4, 'BA-12L.5')) AS v (n, typed) ORDER BY n;

-- lanes named by what is no name now: the text that 0.1.0 wrote is read as it was
SELECT E'step(2)\tV(72)\tSTEP\t+\t54518\n1\t500\t-\t3\t4\n9\t5L\t6\t7\t-\n19L\t600.25\t700\t8\t9'::salary_schedule;
