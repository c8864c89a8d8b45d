-- Slips of the hand drawn into printed tables: how many of them problems() names, and how little it says of tables
-- without one. The slips are of one seed, which was drawn after the laws and their limits were fixed.
SET search_path = caseload, public;
-- tables made up, and printed by districts of other states
CREATE TEMP TABLE line (n serial, line text);
\copy line (line) from program 'cd "$PG_ABS_SRCDIR"/test/data && grep -H , tables/*.csv printed/*.csv'
CREATE TEMP TABLE printed_cell (n serial, name text, lane text, step numeric, longevity boolean, amount numeric);
INSERT INTO printed_cell (name, lane, step, longevity, amount)
SELECT CASE file[1] WHEN 'printed' THEN 'public ' ELSE '' END || file[2], cell[1], cell[2]::numeric, cell[3]::boolean,
	cell[4]::numeric
FROM (SELECT n, regexp_match(line, '^(\w+)/(.*)[.]csv:') AS file, string_to_array(split_part(line, ':', 2), ',') AS cell
	FROM line) AS l WHERE cell[1] <> 'lane' ORDER BY n;
CREATE TEMP TABLE waterford (school_year text, schedule text, lane text, units numeric, step numeric, amount numeric,
	citation text);
\copy waterford from program 'cat "$PG_ABS_SRCDIR"/test/data/waterford_salary.csv' csv header
INSERT INTO printed_cell (name, lane, step, longevity, amount)
SELECT schedule || ' ' || school_year, lane, step, step > 14, amount FROM waterford ORDER BY 1, units, step;
CREATE TEMP TABLE cell AS
SELECT name, lane, dense_rank() OVER (PARTITION BY name ORDER BY lane_at)::int AS lane_rank, step, longevity, amount,
	lane || '-' || trim_scale(step) || CASE WHEN longevity AND count(*) OVER (PARTITION BY name, lane, step) = 2
		THEN 'L' ELSE '' END AS place
FROM (SELECT *, min(n) OVER (PARTITION BY name, lane) AS lane_at FROM printed_cell) AS p;
-- placements as problems() says them: the longevity row of a step that has an ordinary one, too, is 9L
CREATE FUNCTION pg_temp.grid_of(changed jsonb, of_name text) RETURNS salary_schedule LANGUAGE sql AS
$$SELECT with_lanes(salary_schedule_agg(salary_step(lane, step), coalesce((changed ->> place)::numeric, amount),
	longevity), (SELECT array_agg(lane ORDER BY lane_rank) FROM (SELECT DISTINCT lane, lane_rank FROM cell
	WHERE name = of_name) AS l)) FROM cell WHERE name = of_name$$;
CREATE TEMP TABLE printed AS
SELECT row_number() OVER (ORDER BY name COLLATE "C") - 1 AS n, name, name LIKE 'public %' AS public,
	pg_temp.grid_of('{}', name) AS grid
FROM (SELECT DISTINCT name FROM cell) AS d;
SELECT public, count(DISTINCT name) AS tables, count(*) AS cells
FROM cell JOIN printed USING (name) GROUP BY 1 ORDER BY 1;

-- numbers at random that are the same everywhere
CREATE TEMP TABLE chance (state bigint);
INSERT INTO chance VALUES (719931);
CREATE FUNCTION pg_temp.draw(below bigint) RETURNS bigint LANGUAGE sql AS
$$UPDATE chance SET state = (state * 1103515245 + 12345) % 2147483648
RETURNING ((state / 65536) % below)$$;

-- One slip: the cells that it changes, by placement, and what they become; NULL if it changes nothing.
CREATE FUNCTION pg_temp.slip(kind text, of_name text) RETURNS jsonb LANGUAGE plpgsql AS $slip$
DECLARE
	c cell;
	o cell;
	digits text;
	place int;
	digit int;
	toss int := pg_temp.draw(2);
BEGIN
	SELECT * INTO c FROM cell WHERE name = of_name ORDER BY lane_rank, step, longevity
	OFFSET pg_temp.draw((SELECT count(*) FROM cell WHERE name = of_name)) LIMIT 1;
	digits := c.amount::text;
	IF kind = 'digits exchanged' THEN
		place := 1 + pg_temp.draw(length(split_part(digits, '.', 1)) - 1);
		digits := overlay(digits PLACING reverse(substr(digits, place, 2)) FROM place);
	ELSIF kind = 'digit wrong' THEN
		place := 1 + pg_temp.draw(length(split_part(digits, '.', 1)));
		digit := pg_temp.draw(10);
		digits := overlay(digits PLACING digit::text FROM place);
	ELSIF kind = 'cell from above' THEN
		SELECT amount::text INTO digits FROM cell
		WHERE name = of_name AND lane = c.lane AND step < c.step ORDER BY step DESC LIMIT 1;
	ELSIF kind = 'cells exchanged' THEN
		SELECT * INTO o FROM cell WHERE name = of_name AND (lane_rank = c.lane_rank + 1 AND step = c.step
			OR toss = 0 AND lane = c.lane AND (step, longevity) > (c.step, c.longevity))
		ORDER BY step, longevity, lane_rank LIMIT 1;
		RETURN CASE WHEN o.amount <> c.amount THEN jsonb_build_object(c.place, o.amount, o.place, c.amount) END;
	ELSE
		RETURN (SELECT jsonb_object_agg(h.place, n.amount)
			FROM cell AS h JOIN cell AS n USING (name, lane, longevity)
			WHERE name = of_name AND h.step = c.step AND h.longevity = c.longevity AND h.lane_rank >= c.lane_rank
				AND h.amount <> n.amount AND n.step = (SELECT min(step) FROM cell
					WHERE name = of_name AND step > c.step AND longevity = c.longevity));
	END IF;
	RETURN CASE WHEN digits::numeric NOT IN (c.amount, 0) AND digits !~ '^0'
		THEN jsonb_build_object(c.place, digits::numeric) END;
END
$slip$;
CREATE FUNCTION pg_temp.slips(wanted int, names text[])
RETURNS TABLE (n int, name text, kind text, changed jsonb, grid salary_schedule) LANGUAGE plpgsql AS $slips$
BEGIN
	FOR i IN 1..wanted LOOP
		n := i;
		changed := NULL;
		WHILE changed IS NULL LOOP
			name := names[1 + pg_temp.draw(cardinality(names))];
			kind := (ARRAY['digits exchanged', 'digit wrong', 'cells exchanged', 'row from the next',
				'cell from above'])[1 + pg_temp.draw(5)];
			changed := pg_temp.slip(kind, name);
		END LOOP;
		grid := pg_temp.grid_of(changed, name);
		RETURN NEXT;
	END LOOP;
END
$slips$;

-- the year after each of them, by a raise of each kind in turn, rounded as the table is
CREATE TEMP TABLE lane_raise AS
SELECT name, lane, 200 + pg_temp.draw(400) AS points
FROM (SELECT DISTINCT name COLLATE "C" AS name, lane COLLATE "C" AS lane FROM cell ORDER BY 1, 2) AS l;
CREATE TEMP TABLE step_raise AS
SELECT name, step, 200 + pg_temp.draw(400) AS points
FROM (SELECT DISTINCT name COLLATE "C" AS name, step FROM cell ORDER BY 1, 2) AS l;
INSERT INTO cell
SELECT 'after ' || c.name, c.lane, lane_rank, c.step, longevity, CASE p.n % 6
	WHEN 0 THEN round(amount * (1 + 0.025 + 0.0025 * (p.n % 8)), scale(amount))
	WHEN 1 THEN amount + 800 + 50 * p.n
	WHEN 2 THEN round(amount * (1 + l.points / 10000.0), scale(amount))
	WHEN 3 THEN amount + 3 * l.points
	WHEN 4 THEN round(amount * (1 + s.points / 10000.0), scale(amount))
	ELSE amount + 3 * s.points END, place
FROM cell AS c JOIN printed AS p USING (name) JOIN lane_raise AS l USING (name, lane)
	JOIN step_raise AS s USING (name, step);
CREATE TEMP TABLE pair AS
SELECT 'after ' || name AS name, public, grid AS earlier, pg_temp.grid_of('{}', 'after ' || name) AS grid FROM printed
UNION ALL
SELECT l.name, l.public, e.grid, l.grid FROM printed AS e JOIN printed AS l
	ON l.name LIKE '% 2019-20' AND e.name = replace(l.name, '2019-20', '2018-19');

-- alone
SELECT p.name, f.* FROM printed AS p, problems(grid) AS f WHERE NOT public;
SELECT public, count(*) AS tables, sum((SELECT count(*) FROM problems(grid))) AS findings
FROM printed GROUP BY 1 ORDER BY 1;
SELECT count(*) FILTER (WHERE NOT public) * 2 <= (SELECT count(*) FROM printed WHERE NOT public) AS one_in_two_tables,
	count(*) FILTER (WHERE public) <= (SELECT count(*) FROM printed WHERE public) AS one_in_a_table
FROM printed, problems(grid);
CREATE TEMP TABLE alone AS
SELECT public, s.kind, EXISTS (SELECT FROM problems(s.grid) AS p WHERE s.changed ? p.placement::text) AS named,
	EXISTS (SELECT FROM problems(s.grid, NULL, strict => true) AS p WHERE s.changed ? p.placement::text) AS strict
FROM (SELECT public, array_agg(name ORDER BY n) AS names FROM printed GROUP BY public ORDER BY public OFFSET 0) AS p,
	pg_temp.slips(100, names) AS s;
SELECT public, coalesce(kind, 'all') AS kind, count(*) AS slips, count(*) FILTER (WHERE named) AS named,
	count(*) FILTER (WHERE strict) AS named_strictly
FROM alone GROUP BY public, ROLLUP (kind) ORDER BY public, alone.kind COLLATE "C";
SELECT public, count(*) FILTER (WHERE named) >= 60 AS sixty_of_a_hundred FROM alone GROUP BY public ORDER BY public;

-- with the year before: where a raise fits the rows that the slip is in
SELECT p.name, f.* FROM pair AS p, problems(grid, earlier) AS f WHERE placement IS NOT NULL;
CREATE TEMP TABLE since AS
SELECT p.public, s.kind,
	EXISTS (SELECT FROM problems(s.grid, p.earlier) AS f WHERE s.changed ? f.placement::text) AS named,
	EXISTS (SELECT FROM problems_judged(s.grid, p.earlier) AS j JOIN cell AS c ON c.name = s.name
			AND (part = 'longevity') = longevity WHERE judged AND s.changed ? c.place) AS fits
FROM (SELECT public, array_agg(name ORDER BY name COLLATE "C") AS names FROM pair GROUP BY public ORDER BY public
		OFFSET 0) AS n, pg_temp.slips(100, names) AS s JOIN pair AS p USING (name);
SELECT public, coalesce(kind, 'all') AS kind, count(*) AS slips, count(*) FILTER (WHERE fits) AS where_a_raise_fits,
	count(*) FILTER (WHERE fits AND named) AS named
FROM since GROUP BY public, ROLLUP (kind) ORDER BY public, since.kind COLLATE "C";
SELECT public, count(*) FILTER (WHERE fits AND named) * 100 >= count(*) FILTER (WHERE fits) * 93
	AS ninety_three_of_a_hundred FROM since GROUP BY public ORDER BY public;
