-- salary(grid, step) for 1,000,000 employees against a hash join with a table of cells, for a
-- grid of 5 lanes x 17 rows (stored inline) and of 15 x 40 (toasted), one grid and 14 by turns.
SET search_path = caseload, public;
CREATE TABLE grid (id int PRIMARY KEY, small salary_schedule, big salary_schedule);
INSERT INTO grid
SELECT id, (SELECT salary_schedule_agg(salary_step(lane, step), 40000 + 1000 * id + 2173 * (rank + step))
		FROM unnest('{I,II,III,IV,V}'::text[]) WITH ORDINALITY AS l (lane, rank), generate_series(1, 17) AS step),
	(SELECT salary_schedule_agg(salary_step('MA+' || rank * 3, step), 40000 + 1000 * id + 2173.37 * (rank + step))
		FROM generate_series(1, 15) AS rank, generate_series(1, 40) AS step)
FROM generate_series(1, 14) AS id;
CREATE TABLE small_cell AS SELECT id, placement, lane, step, amount FROM grid, cells(small);
CREATE TABLE big_cell AS SELECT id, placement, lane, step, amount FROM grid, cells(big);
CREATE TABLE employee AS
SELECT 1 + i % 14 AS grid_id,
	salary_step((ARRAY['I', 'II', 'III', 'IV', 'V'])[1 + i * 31 % 5], 1 + i * 7919::bigint % 17) AS small,
	salary_step('MA+' || 3 * (1 + i * 31 % 15), 1 + i * 7919::bigint % 40) AS big
FROM generate_series(1, 1000000) AS i;
ALTER TABLE employee ADD big_lane text, ADD big_step numeric;
UPDATE employee SET big_lane = lane(big), big_step = step(big);
VACUUM FULL ANALYZE employee;
VACUUM ANALYZE grid;
VACUUM ANALYZE small_cell;
VACUUM ANALYZE big_cell;
-- a comparison of different sums would be none
DO $$
BEGIN
	ASSERT (SELECT sum(salary(g.small, e.small)) = sum(s.amount) AND sum(salary(g.big, e.big)) = sum(b.amount)
		FROM employee AS e JOIN grid AS g ON g.id = grid_id
			JOIN small_cell AS s ON s.id = grid_id AND s.placement OPERATOR(caseload.=) e.small
			JOIN big_cell AS b ON b.id = grid_id AND b.placement OPERATOR(caseload.=) e.big);
END $$;
SELECT bench.compare('salary(grid, step), 1,000,000 employees, 5 x 17', 'hash join with 85 cells',
	$$SELECT sum(salary((SELECT small FROM grid WHERE id = 1), small)) FROM employee$$,
	$$SELECT sum(amount) FROM employee AS e JOIN small_cell AS c ON c.placement OPERATOR(caseload.=) e.small
	WHERE c.id = 1$$, 'at most 1') \g /dev/null
SELECT bench.compare('the same, 15 x 40', 'hash join with 600 cells',
	$$SELECT sum(salary((SELECT big FROM grid WHERE id = 1), big)) FROM employee$$,
	$$SELECT sum(amount) FROM employee AS e JOIN big_cell AS c ON c.placement OPERATOR(caseload.=) e.big
	WHERE c.id = 1$$, 'at most 1') \g /dev/null
SELECT bench.compare('the same, 15 x 40', 'hash join on (lane text, step numeric)',
	$$SELECT sum(salary((SELECT big FROM grid WHERE id = 1), big)) FROM employee$$,
	$$SELECT sum(amount) FROM employee AS e JOIN big_cell AS c ON c.lane = e.big_lane AND c.step = e.big_step
	WHERE c.id = 1$$, 'at most 1') \g /dev/null
SELECT bench.compare('the same, 14 grids of 5 x 17 by turns', 'hash join with 1,190 cells',
	$$SELECT sum(salary(g.small, e.small)) FROM employee AS e JOIN grid AS g ON g.id = grid_id$$,
	$$SELECT sum(amount) FROM employee AS e
		JOIN small_cell AS c ON c.id = grid_id AND c.placement OPERATOR(caseload.=) e.small$$, 'at most 1') \g /dev/null
SELECT bench.compare('the same, 14 grids of 15 x 40 by turns', 'hash join with 8,400 cells',
	$$SELECT sum(salary(g.big, e.big)) FROM employee AS e JOIN grid AS g ON g.id = grid_id$$,
	$$SELECT sum(amount) FROM employee AS e
		JOIN big_cell AS c ON c.id = grid_id AND c.placement OPERATOR(caseload.=) e.big$$, 'at most 1') \g /dev/null
SELECT bench.compare('salary_schedule_agg of 14 grids of 15 x 40', 'jsonb_object_agg of the same cells',
	$$SELECT count(g) FROM (SELECT salary_schedule_agg(placement, amount) AS g FROM big_cell GROUP BY id) AS a$$,
	$$SELECT count(g) FROM (SELECT jsonb_object_agg(placement::text, amount) AS g FROM big_cell
		GROUP BY id) AS a$$) \g /dev/null
DROP TABLE grid, small_cell, big_cell, employee;
