SET search_path = caseload, public;
-- Random grids as plain rows; what the type makes of them is compared with plain SQL over the rows.
SELECT setseed(0.20190701);
CREATE TABLE drawn_grid AS
SELECT id, CASE WHEN id <= 14 THEN 15 ELSE 1 + floor(random() * 15)::int END AS lanes,
	CASE WHEN id <= 14 THEN 40 ELSE 1 + floor(random() * 40)::int END AS rows,
	floor(random() * 9)::int AS places, 10 ^ (1 + floor(random() * 9.5)) AS size,
	random() < 0.5 AS tabs, random() < 0.3 AS declared
FROM generate_series(1, 80) AS id;
-- lanes with names in and out of natural order, some with units
CREATE TABLE drawn_lane AS
SELECT id, rank, (ARRAY['I', 'II', 'IX', 'V', 'X', 'BA', 'BA+9', 'BA+15', 'MA', 'MA/2', 'PH.D', '20',
		'9', 'A1', 'Z10'])[pick] AS lane,
	CASE WHEN random() < 0.5 THEN round((random() * 90)::numeric,
		CASE WHEN random() < 0.5 THEN 0 ELSE 6 END) END AS units
FROM (SELECT id, lanes, pick, row_number() OVER (PARTITION BY id ORDER BY random())::int AS rank
	FROM drawn_grid, generate_series(1, 15) AS pick) AS shuffled WHERE rank <= lanes;
CREATE TABLE drawn_row AS
SELECT id, step, random() < 0.2 AS longevity
FROM (SELECT id, rows, step / 2.0 AS step, row_number() OVER (PARTITION BY id ORDER BY random()) AS n
	FROM drawn_grid, generate_series(0, 198) AS step) AS shuffled WHERE n <= rows;
-- some steps have both rows
INSERT INTO drawn_row SELECT id, step, NOT longevity FROM drawn_row WHERE (id + 2 * step) % 7 = 0;
CREATE TABLE drawn_cell AS
SELECT id, rank, lane, step, longevity, round((1 + random() * 0.99 * size)::numeric, places) AS amount
FROM drawn_grid JOIN drawn_lane USING (id) JOIN drawn_row USING (id)
WHERE random() < 0.8 OR step = (SELECT max(step) FROM drawn_row AS r WHERE r.id = drawn_grid.id);
-- the longevity cell of a lane that has an ordinary one at the step, too
ALTER TABLE drawn_cell ADD beside boolean NOT NULL DEFAULT false;
UPDATE drawn_cell AS c SET beside = true WHERE longevity AND EXISTS (SELECT FROM drawn_cell AS o
	WHERE (o.id, o.rank, o.step) = (c.id, c.rank, c.step) AND NOT o.longevity);
CREATE INDEX ON drawn_cell (id, lane, step);
ANALYZE drawn_cell;
SELECT count(*) > 15000 AS many, min(amount) > 0 AS above_zero, count(*) FILTER (WHERE beside) > 1000 AS many_beside
FROM drawn_cell;
-- the printed table, by string_agg
CREATE TABLE typed AS
SELECT id, CASE WHEN declared THEN 'step(' || places || ')' ELSE 'Step' END || sep || header
	|| string_agg(E'\n' || label || sep || line, '' ORDER BY random()) AS typed
FROM drawn_grid JOIN (SELECT id, CASE WHEN tabs THEN E'\t' ELSE '  ' END AS sep, string_agg(lane
		|| coalesce('(' || units || ')', ''), CASE WHEN tabs THEN E'\t' ELSE '  ' END ORDER BY rank) AS header
		FROM drawn_grid JOIN drawn_lane USING (id) GROUP BY id, tabs) AS head USING (id)
	JOIN (SELECT id, step || CASE WHEN longevity THEN 'L' ELSE '' END AS label,
			string_agg(coalesce('$' || to_char(amount, 'FM9,999,999,990.00999999'),
				CASE WHEN tabs THEN '' ELSE '-' END), CASE WHEN tabs THEN E'\t' ELSE ' ' END ORDER BY rank) AS line
		FROM drawn_grid JOIN drawn_lane USING (id) JOIN drawn_row USING (id) LEFT JOIN drawn_cell AS c
			USING (id, rank, lane, step, longevity) GROUP BY id, step, longevity) AS body USING (id)
GROUP BY id, declared, places, sep, header;
CREATE TABLE held (id int PRIMARY KEY, inline salary_schedule, external salary_schedule, compressed salary_schedule);
ALTER TABLE held ALTER inline SET STORAGE plain, ALTER external SET STORAGE external, ALTER compressed SET STORAGE main;
-- a plain value must fit its page: grids up to 700 cells do
INSERT INTO held SELECT id, typed::salary_schedule, typed::salary_schedule, typed::salary_schedule FROM typed;
SELECT count(*) AS grids, bool_and(inline = external AND external = compressed) AS same,
	bool_or(pg_column_size(compressed) < pg_column_size(inline)) AS some_compressed FROM held;
SELECT count(*) > 0 AS toasted
FROM (SELECT pg_relation_size(reltoastrelid) FROM pg_class WHERE oid = 'held'::regclass) AS t (size) WHERE size > 0;

-- cells() gives the rows back
SELECT count(*) AS differences FROM (SELECT id, rank, lane, step, longevity, amount, beside FROM drawn_cell) AS d
FULL JOIN (SELECT id, lane_rank AS rank, c.lane, c.step, c.longevity, exact, placement
	FROM held, cells(external) AS c) AS c USING (id, rank, lane, step, longevity)
WHERE d.amount IS DISTINCT FROM c.exact OR c.placement IS NULL
	OR NOT c.placement OPERATOR(caseload.=) salary_step(lane, step, d.beside);
SELECT count(*) AS differences FROM drawn_lane AS d FULL JOIN (SELECT DISTINCT id, c.lane, c.units
	FROM held, cells(compressed) AS c) AS c USING (id, lane) WHERE d.units IS DISTINCT FROM c.units;
-- text, bytes and the aggregate, too
SELECT bool_and(inline::text::salary_schedule = inline) AS text_comes_back,
	bool_and(inline::text = external::text) AS one_text,
	bool_and(salary_schedule_hash(inline) = salary_schedule_hash(external)) AS one_hash FROM held;
CREATE TABLE collected AS SELECT id, salary_schedule_agg(placement, exact, longevity ORDER BY random()) AS g,
	max(scale(amount)) AS places FROM held, cells(inline) AS c GROUP BY id;
SELECT bool_and(paid_in(with_lanes(g, header), places) = inline) AS comes_back,
	bool_and(salary_schedule_send(paid_in(with_lanes(g, header), places)) = salary_schedule_send(inline)) AS bit_by_bit
FROM collected JOIN held USING (id) JOIN (SELECT id, array_agg(lane
		|| coalesce('(' || units || ')', '') ORDER BY rank) AS header FROM drawn_lane GROUP BY id) AS head USING (id);
-- lanes come in natural order, which is that of salary_step
SELECT bool_and(lanes(g) = sorted) AS natural_order FROM collected JOIN (SELECT id,
		array_agg(lane ORDER BY salary_step(lane, 0)) AS sorted FROM drawn_lane GROUP BY id) AS s USING (id);
SELECT bool_and(lanes(inline) = names) AS printed_order
FROM held JOIN (SELECT id, array_agg(lane ORDER BY rank) AS names FROM drawn_lane GROUP BY id) AS l USING (id);

-- a raise of the grid is the raise of each cell, rounded half up once
CREATE TABLE raise AS
SELECT id, inline AS g, round((0.5 + random())::numeric, 4) AS a,
	round((1 + random())::numeric, CASE WHEN id % 2 = 0 THEN 4 ELSE 16 END) AS b,
	round((random() * 2000)::numeric, 2) AS flat, floor(random() * 9)::int - 2 AS digits
FROM held JOIN (SELECT id FROM drawn_cell GROUP BY id HAVING max(amount) < 2e9 AND min(amount) > 1) AS fits USING (id);
CREATE TABLE raised AS
SELECT id, a, b, c.placement, c.exact, t.exact AS times, p.exact AS plus, twice.exact AS twice, once.exact AS once,
	twice.amount AS paid_twice, once.amount AS paid_once
FROM raise, cells(g) AS c, cells(a * g) AS t, cells(g + flat) AS p, cells(paid_in(g * a * b, 2)) AS twice,
	cells(paid_in(g * (a * b), 2)) AS once
WHERE t.placement = c.placement AND p.placement = c.placement
	AND twice.placement = c.placement AND once.placement = c.placement;
SELECT count(*) > 2000 AS many, count(*) FILTER (WHERE times <> round(exact * a, 8)) AS raised_otherwise,
	count(*) FILTER (WHERE once <> round(exact * (a * b), 8)) AS raised_at_once_otherwise,
	count(*) FILTER (WHERE twice <> once) > 0 AS eighth_place_differs,
	count(*) FILTER (WHERE abs(twice - once) > b * 0.00000001) AS differs_by_more_than_b,
	count(*) FILTER (WHERE paid_twice <> paid_once) AS cents_differ
FROM raised;
SELECT count(*) FILTER (WHERE plus <> exact + flat) AS flat_otherwise FROM raised JOIN raise USING (id);
SELECT count(*) > 1000 AS many, count(*) FILTER (WHERE r.exact <> round(c.exact, digits)) AS rounded_otherwise
FROM (SELECT *, greatest(digits, 0) AS whole FROM raise) AS raise, cells(g) AS c, cells(round(g, whole)) AS r
WHERE r.placement = c.placement AND digits = whole;
SELECT count(*) > 100 AS many, count(*) FILTER (WHERE r.exact <> round(c.exact, -1)) AS tens_otherwise
FROM raise, cells(g + 5) AS c, cells(round(g + 5, -1)) AS r WHERE r.placement = c.placement;

-- salary(): the highest row at or below, of two the ordinary one at its own step, looked up in plain SQL; and of
-- placements that ask for the longevity row, that row or nothing
CREATE TABLE asked AS SELECT id, lane, floor(random() * 199) / 2.0::numeric AS step
FROM drawn_lane, generate_series(1, 6);
ALTER TABLE asked ADD longevity boolean NOT NULL DEFAULT false;
INSERT INTO asked SELECT id, lane, step, true FROM asked UNION ALL
	SELECT id, lane, step, l FROM drawn_cell CROSS JOIN (VALUES (false), (true)) AS v (l) WHERE beside AND id % 4 = 0;
CREATE FUNCTION pg_temp.paid(g salary_schedule, p salary_step) RETURNS numeric LANGUAGE plpgsql AS $$
BEGIN RETURN salary(g, p); EXCEPTION WHEN invalid_parameter_value THEN RETURN NULL; END $$;
CREATE TABLE looked_up AS
SELECT id, lane, salary_step(lane, step::numeric, longevity) AS placement,
	(SELECT CASE WHEN asked.longevity <= c.longevity THEN
			round(amount, scale(salary(inline, salary_step(lane, 99)))) END
		FROM drawn_cell AS c WHERE c.id = asked.id AND c.lane = asked.lane AND c.step <= asked.step
		ORDER BY c.step DESC, c.longevity = (c.step = asked.step AND NOT asked.longevity) LIMIT 1) AS amount
FROM asked JOIN held USING (id);
SELECT count(*) > 3000 AS many, count(*) FILTER (WHERE amount IS NULL) > 100 AS some_below_the_first_row,
	count(*) FILTER (WHERE amount IS NOT NULL AND longevity(placement)) > 500 AS some_of_longevity,
	count(*) FILTER (WHERE amount IS DISTINCT FROM pg_temp.paid(inline, placement)) AS inline_otherwise,
	count(*) FILTER (WHERE amount IS DISTINCT FROM pg_temp.paid(external, placement)) AS external_otherwise,
	count(*) FILTER (WHERE amount IS DISTINCT FROM pg_temp.paid(compressed, placement)) AS compressed_otherwise
FROM looked_up JOIN held USING (id);
-- what a longevity row adds over the last ordinary row
SELECT count(*) > 500 AS many,
	count(*) FILTER (WHERE added IS DISTINCT FROM longevity_pay(compressed, placement)) AS otherwise
FROM (SELECT id, placement,
		CASE WHEN c.longevity THEN c.amount - (SELECT o.amount FROM cells(inline) AS o WHERE o.lane = c.lane
			AND o.step <= c.step AND NOT o.longevity ORDER BY o.step DESC LIMIT 1) ELSE 0 END AS added, compressed
	FROM held, cells(inline) AS c WHERE id <= 20) AS l WHERE added IS NOT NULL;
-- fourteen grids of 15 x 40 by turns, and twenty, more than are kept
SELECT limits, count(*) > 2000 AS many, sum(salary(external, placement)) - sum(salary(compressed,
		placement)) AS toasted_apart, sum(salary(external, placement)) - sum(amount) AS apart
FROM (VALUES (14), (20)) AS l (limits),
	(SELECT id, placement, amount FROM held, cells(inline) WHERE id <= 20 ORDER BY placement, id OFFSET 0) AS c
	JOIN held USING (id) WHERE id <= limits GROUP BY limits ORDER BY limits;

-- the aggregate in parallel: the same grids from partial ones
CREATE TABLE cell_row AS SELECT id, placement, exact, longevity FROM held, cells(inline) ORDER BY random();
ANALYZE cell_row;
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) SELECT id, salary_schedule_agg(placement, exact, longevity) AS g FROM cell_row GROUP BY id;
SELECT count(*) AS grids, bool_and(p.g = collected.g) AS same FROM (SELECT id,
		salary_schedule_agg(placement, exact, longevity) AS g FROM cell_row GROUP BY id) AS p JOIN collected USING (id);
SET max_parallel_workers_per_gather = 0;
SELECT count(*) AS grids, bool_and(p.g = collected.g) AS same FROM (SELECT id,
		salary_schedule_agg(placement, exact, longevity) AS g FROM cell_row GROUP BY id) AS p JOIN collected USING (id);
-- and in two halves, whatever the workers had to do
SELECT count(*) > 60 AS many, bool_and(salary_schedule_combine(a, b) = g AND salary_schedule_combine(b, a) = g) AS same
FROM (SELECT id, salary_schedule_agg(placement, exact, longevity) FILTER (WHERE half = 0) AS a,
		salary_schedule_agg(placement, exact, longevity) FILTER (WHERE half = 1) AS b
	FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY random()) % 2 AS half FROM cell_row) AS shuffled
	GROUP BY id) AS halves JOIN collected USING (id) WHERE b IS NOT NULL;
-- a grid of a thousand lanes, in any order
SELECT cardinality(lanes(g)) AS lanes, (lanes(g))[1:3] AS first, (SELECT sum(amount) FROM cells(g)) AS total,
	g::text::salary_schedule = g AS comes_back
FROM (SELECT salary_schedule_agg(salary_step('L' || n, s), 1000 + n ORDER BY n % 7, s) AS g
	FROM generate_series(1, 1000) AS n, generate_series(1, 20) AS s) AS wide;
DROP TABLE drawn_grid, drawn_lane, drawn_row, drawn_cell, typed, held, collected,
	raise, raised, asked, looked_up, cell_row;
