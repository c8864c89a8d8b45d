SET search_path = caseload, public;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/failure.psql'
\set ECHO none
\i :helpers
\set ECHO all
-- A number for each lane, and the sum of two schedules.
CREATE TEMP TABLE grid AS SELECT salary_schedule 'step(0) BA MA+30(36) PHD
	1 40000 44000 50000
	2 41000 45500 -
	2L 42000 - 53000' AS g;
SELECT times_by_lane(g, '{"ma + 30": 1.0378378378378378378, "PHD": 1.05}') AS times,
	plus_by_lane(g, '{"PHD": 1250.005, "BA": -40}') AS plus, times_by_lane(g, '{}') = g AS nothing_named FROM grid;
-- additive lanes: each is the first and a sum
SELECT plus_by_lane(with_lanes(salary_schedule_agg(salary_step(l, s), a), '{BA,MA,PHD}'),
	'{"MA": 4000, "PHD": 9500}') AS additive
FROM (VALUES (1, 40000), (2, 41000)) AS v (s, a) CROSS JOIN unnest('{BA,MA,PHD}'::text[]) AS l;
SELECT times_by_lane(g, NULL) IS NULL AS null_factors, plus_by_lane(NULL, '{"V": 1}') IS NULL AS null_schedule
FROM grid;
SELECT pg_temp.failure(format('SELECT %s FROM grid', asked)) FROM (VALUES (1, $$times_by_lane(g, '{"V": 1.1}')$$),
	(2, $$plus_by_lane(g, '{"BA": 1, "ba": 2}')$$), (3, $$times_by_lane(g, '[1.1]')$$),
	(4, $$times_by_lane(g, '1.1')$$),
	(5, $$plus_by_lane(g, '{"BA": "100"}')$$), (6, $$plus_by_lane(g, '{"BA": null}')$$),
	(7, $$plus_by_lane(g, '{"BA": {"MA": 1}}')$$), (8, $$times_by_lane(g, '{"BA": -1}')$$),
	(9, $$times_by_lane(g, '{"BA": 0}')$$), (10, $$plus_by_lane(g, '{"BA": -41000}')$$),
	(11, $$times_by_lane(g, '{"PHD": 188680}')$$), (12, $$times_by_lane(g, '{"PHD": 1e400}')$$),
	(13, $$plus_by_lane(g, '{"PHD": 9999947000}')$$), (14, $$plus_by_lane(g, '{"M&A": 1}')$$),
	(15, $$times_by_lane(g, '{"": 1}')$$)) AS a (n, asked) ORDER BY n;

-- the sum: lanes as they stand in the first, units of whichever has them, the places of the finer
SELECT g + with_lanes(paid_in(g * 0.015, 2), '{PHD,MA+30,BA(24)}') AS sum, g + g = g * 2 AS twice FROM grid;
SELECT g + NULL::salary_schedule IS NULL AS null_sum FROM grid;
-- what one of them has alone is refused by its name, and so are units that differ
SELECT pg_temp.failure(format('SELECT g + %L::caseload.salary_schedule FROM grid', other)) FROM (VALUES
	(1, E'step BA MA+30\n1 1 2\n2 1 2\n2L 1 -'), (2, E'step BA MA+30 PHD V\n1 1 2 3 4\n2 1 2 - -\n2L 1 - 3 -'),
	(3, E'step BA MA+30(37) PHD\n1 1 2 3\n2 1 2 -\n2L 1 - 3'), (4, E'step BA MA+30 PHD\n1 1 2 3\n2 1 2 -\n2L - - 3'),
	(5, E'step BA MA+30 PHD\n0 1 - -\n1 1 2 3\n2 1 2 -\n2L 1 - 3'),
	(6, E'step BA MA+30 PHD\n1 1 2 3\n2 1 2 -\n2L 1 - 3\n3L 1 - -'),
	(7, E'step BA MA+30 PHD\n1 1 2 3\n2 1 2 3'), (8, E'step BA MA+30 PHD\n1 1 2 3\n2 1 2 -\n2L 9999958000 - 3'))
	AS o (n, other) ORDER BY n;
-- a literal beside a schedule is a schedule, too
SELECT pg_temp.failure('SELECT g + ''1000'' FROM grid'),
	pg_temp.failure('SELECT g + ''1000''::numeric FROM grid') AS typed;

-- drawn grids, cell by cell against plain SQL
SELECT setseed(0.4);
CREATE TEMP TABLE drawn AS SELECT id, salary_schedule_agg(salary_step(lane, step / 2.0::numeric, longevity),
	round((1 + random() * 90000)::numeric, 4)) AS g,
	salary_schedule_agg(salary_step(lane, step / 2.0::numeric, longevity),
		round((1 + random() * 9000)::numeric, 8)) AS h
FROM (SELECT id, lane, step, longevity FROM generate_series(1, 60) AS id, unnest('{A,B,C+15,IX,9}'::text[]) AS lane,
	generate_series(0, 30) AS step, unnest('{f,t}'::bool[]) AS longevity WHERE random() < 0.5) AS d GROUP BY id;
CREATE TEMP TABLE number_of AS SELECT id, lane, round((0.5 + random())::numeric, 20) AS factor,
	round((random() * 500)::numeric, 12) AS more FROM drawn, unnest(lanes(g)) AS lane WHERE random() < 0.7;
SELECT count(*) > 5000 AS many, count(*) FILTER (WHERE n.id IS NULL) > 500 AS some_not_named,
	count(*) FILTER (WHERE t.exact IS DISTINCT FROM round(c.exact * coalesce(n.factor, 1), 8)) AS times_otherwise,
	count(*) FILTER (WHERE p.exact IS DISTINCT FROM round(c.exact + coalesce(n.more, 0), 8)) AS plus_otherwise,
	count(*) FILTER (WHERE s.exact IS DISTINCT FROM c.exact + h.exact) AS sum_otherwise
FROM drawn AS d JOIN (SELECT id, jsonb_object_agg(lane, factor) AS factors, jsonb_object_agg(lane, more) AS amounts
		FROM number_of GROUP BY id) AS j USING (id)
	CROSS JOIN LATERAL cells(g) AS c
	LEFT JOIN LATERAL cells(times_by_lane(g, factors)) AS t ON t.placement = c.placement
	LEFT JOIN LATERAL cells(plus_by_lane(g, amounts)) AS p ON p.placement = c.placement
	LEFT JOIN LATERAL cells(g + h) AS s ON s.placement = c.placement
	LEFT JOIN LATERAL cells(h) AS h ON h.placement = c.placement
	LEFT JOIN number_of AS n ON n.id = d.id AND n.lane = c.lane;
SELECT count(*) AS grids, count(*) FILTER (WHERE (g + h) + g = (g + g) + h AND g + h = h + g) AS in_any_order,
	count(*) FILTER (WHERE g + g = times_by_lane(g, two)) AS doubled
FROM drawn CROSS JOIN LATERAL (SELECT jsonb_object_agg(l, 2) AS two FROM unnest(lanes(g)) AS l) AS t;
