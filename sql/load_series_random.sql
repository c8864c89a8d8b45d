-- load_series against the obvious SQL, on random data (repeatable), exactly equal.
SET search_path = caseload, public;
SELECT setseed(0.20260105);

-- Two years of days with weekends and holes; four calendars of them, one of single days.
CREATE TEMP TABLE calendar AS
	SELECT c AS calendar_id,
		range_agg(daterange(d::date, d::date + 1)) AS days
	FROM generate_series(1, 4) c,
		generate_series(date '2024-08-12', date '2026-06-12', interval '1 day') d
	WHERE CASE c WHEN 1 THEN extract(isodow FROM d) < 6
		WHEN 2 THEN extract(isodow FROM d) = 4
		WHEN 3 THEN random() < 0.5
		ELSE random() < 0.02 END
	GROUP BY c;
-- The days one by one.
CREATE TEMP TABLE counted AS
	SELECT calendar_id, d::date AS day
	FROM calendar, unnest(days) r, generate_series(lower(r), upper(r) - 1, interval '1 day') d;
-- Enrollments: within and without the days, open at either end, empty, null, twice the same.
CREATE TEMP TABLE enrollment AS
	SELECT section_id, 1 + section_id % 4 AS calendar_id,
		CASE WHEN k = 0 THEN NULL
			WHEN k = 1 THEN 'empty'::daterange
			WHEN k = 2 THEN daterange(NULL, b)
			WHEN k = 3 THEN daterange(a, NULL)
			WHEN k = 4 THEN daterange(a, 'infinity', '[]')
			WHEN k = 5 THEN daterange('-infinity', b, '(]')
			WHEN k = 6 THEN daterange(a, a, '[]')
			WHEN k = 7 THEN daterange('2020-01-01', '2021-01-01')
			ELSE daterange(least(a, b), greatest(a, b), '[]') END AS valid,
		CASE WHEN random() < 0.05 THEN NULL
			ELSE round((random() * 6 - 2)::numeric, (random() * 6)::int) END AS weight,
		n % 9 AS part
	FROM generate_series(1, 120) section_id, generate_series(1, 25) n,
		-- the columns make it random for each row, not once
		LATERAL (SELECT (random() * 40)::int + 0 * n AS k, date '2024-07-20' + (random() * 720)::int + 0 * n AS a,
			date '2024-07-20' + (random() * 720)::int + 0 * n AS b) x;
INSERT INTO enrollment SELECT * FROM enrollment WHERE random() < 0.1;
ANALYZE enrollment;

CREATE TEMP TABLE made AS
	SELECT section_id, calendar_id, daily_load(valid, days) AS load,
		daily_load(valid, days, (weight || ' units')::caseload_unit) AS weighted
	FROM enrollment JOIN calendar USING (calendar_id) GROUP BY section_id, calendar_id;
-- What the series must be: the join of days and ranges.
CREATE TEMP TABLE obvious AS
	SELECT s.section_id, s.calendar_id, c.day,
		count(e.*) FILTER (WHERE e.valid IS NOT NULL) AS load,
		coalesce(sum(e.weight), 0) AS weighted
	FROM (SELECT DISTINCT section_id, calendar_id FROM enrollment) s
		JOIN counted c USING (calendar_id)
		LEFT JOIN enrollment e ON e.section_id = s.section_id AND e.valid @> c.day
	GROUP BY 1, 2, 3;

SELECT count(*) > 10000 AS many, sum(load) > 1000 AS not_trivial FROM obvious;
-- Each day of each section, and no other day: no row.
SELECT * FROM obvious
	FULL JOIN (SELECT section_id, u.* FROM made, unnest(load) u) u USING (section_id, day)
	WHERE obvious.load IS DISTINCT FROM quantity(u.load) LIMIT 5;
SELECT * FROM obvious
	FULL JOIN (SELECT section_id, u.* FROM made, unnest(weighted) u) u USING (section_id, day)
	WHERE obvious.weighted IS DISTINCT FROM quantity(u.load) LIMIT 5;

-- Text and binary come back the same, byte for byte.
SELECT count(*) FROM made
	WHERE load::text::load_series <> load OR load_series_send(load::text::load_series) <> load_series_send(load)
		OR weighted::text::load_series <> weighted;

-- In k parts and one that holds nothing, some through text, then merged.
CREATE FUNCTION pg_temp.through(load_series, k int) RETURNS load_series LANGUAGE sql AS
	$$SELECT CASE WHEN k % 2 = 0 THEN $1::text::load_series ELSE $1 END$$;
SELECT k, count(*) AS sections, bool_and(merged = weighted) AS equal,
		bool_and(load_series_send(merged) = load_series_send(weighted)) AS equal_bytes
	FROM generate_series(1, 9) k,
		LATERAL (
			SELECT section_id, sum(pg_temp.through(partial, k)) AS merged
			FROM (SELECT section_id, part % k AS part,
					daily_load(valid, days, (weight || ' units')::caseload_unit) AS partial
				FROM enrollment JOIN calendar USING (calendar_id)
				GROUP BY 1, 2
				UNION ALL
				SELECT section_id, -1, daily_load(NULL, days, NULL)
				FROM enrollment JOIN calendar USING (calendar_id) GROUP BY 1) p
			GROUP BY section_id) m JOIN made USING (section_id)
	GROUP BY k ORDER BY k;
-- The combine function itself, both ways round.
SELECT bool_and(daily_load_merge(a, b) = whole), bool_and(daily_load_merge(b, a) = whole)
	FROM (SELECT section_id, daily_load(valid, days) FILTER (WHERE part < 4) AS a,
			daily_load(valid, days) FILTER (WHERE part >= 4) AS b, daily_load(valid, days) AS whole
		FROM enrollment JOIN calendar USING (calendar_id) GROUP BY 1) p
	WHERE a IS NOT NULL AND b IS NOT NULL;

-- Snapshots in random order make the same series.
SELECT bool_and(again = weighted) FROM made JOIN
	(SELECT section_id, load_series_agg(u.day, u.load ORDER BY md5(u.day::text || section_id)) AS again
	FROM made, unnest(weighted) u GROUP BY 1) a USING (section_id);

-- Point by point, with the series of another section, which may have other days.
CREATE TEMP TABLE pair AS
	SELECT a.section_id, a.weighted AS a, b.weighted AS b, b.section_id AS other
	FROM made a JOIN made b ON b.section_id = 1 + (a.section_id * 7 + 1) % 120;
CREATE TEMP TABLE point AS
	SELECT section_id, day, x.load AS x, y.load AS y FROM
		(SELECT section_id, u.day, quantity(u.load) AS load FROM pair, unnest(a) u) x
		FULL JOIN (SELECT section_id, u.day, quantity(u.load) AS load FROM pair, unnest(b) u) y USING (section_id, day);
CREATE TEMP TABLE wanted AS
	SELECT section_id, day, op, value FROM point,
		LATERAL (VALUES ('+', x + y), ('-', x - y), ('lesser', least(x, y)), ('greater', greatest(x, y)),
			('overage', greatest(x - y, 0)), ('shortage', greatest(y - x, 0)),
			('during', CASE WHEN y > 0 THEN x ELSE 0 END),
			('/', CASE WHEN y <> 0 THEN round(x * 100 / y, 6) END)) v (op, value)
	WHERE x IS NOT NULL AND y IS NOT NULL AND value IS NOT NULL
	UNION ALL
	SELECT section_id, day, op, value FROM point,
		LATERAL (VALUES ('sum', coalesce(x, 0) + coalesce(y, 0)), ('max', greatest(x, y))) v (op, value)
	UNION ALL
	SELECT section_id, day, op, value FROM point,
		LATERAL (VALUES ('* 1.37', round(x * 1.37, 6)), ('/ 7', round(x / 7, 6)),
			('+ 3 units', x + 3), ('- 3 units', x - 3), ('overage 2 units', greatest(x - 2, 0)),
			('shortage 2 units', greatest(2 - x, 0)), ('lesser 2 units', least(x, 2)),
			('greater 2 units', greatest(x, 2)),
			('rounded up', ceil(x)), ('rounded down', floor(x * 10) / 10),
			('rounded nearest', round(x, 1))) v (op, value)
	WHERE x IS NOT NULL;
CREATE TEMP TABLE reckoned AS
	SELECT section_id, op, value FROM pair,
		LATERAL (VALUES ('+', a + b), ('-', a - b), ('lesser', lesser(a, b)), ('greater', greater(a, b)),
			('overage', overage(a, b)), ('shortage', shortage(a, b)), ('during', during(a, b)), ('/', a / b),
			('* 1.37', a * 1.37), ('/ 7', a / 7), ('+ 3 units', a + '3 units'::caseload_unit),
			('- 3 units', a - '3 units'::caseload_unit), ('overage 2 units', overage(a, '2 units')),
			('shortage 2 units', shortage(a, '2 units')), ('lesser 2 units', lesser(a, '2 units')),
			('greater 2 units', greater(a, '2 units')), ('rounded up', rounded(a, 0, 'up')),
			('rounded down', rounded(a, 1, 'down')), ('rounded nearest', rounded(a, 1, 'nearest'))) v (op, value)
	UNION ALL
	SELECT section_id, op, CASE op WHEN 'sum' THEN (SELECT sum(s) FROM unnest(ARRAY[a, b]) s)
			ELSE (SELECT max(s) FROM unnest(ARRAY[a, b]) s) END
	FROM pair, unnest(ARRAY['sum', 'max']) op;
SELECT op, count(*) > 1000 AS many, count(*) FILTER (WHERE wanted.value IS DISTINCT FROM got.value) AS wrong
	FROM wanted FULL JOIN
		(SELECT section_id, op, u.day, quantity(u.load) AS value FROM reckoned, unnest(value) u) got
		USING (section_id, op, day)
	GROUP BY op ORDER BY op;
-- Every result is canonical: it equals what its text reads as.
SELECT count(*) FROM reckoned WHERE load_series_send(value) <> load_series_send(value::text::load_series);

-- All sections together, whatever their days: in any order, and in parts of any days.
SELECT count(*) > 500 AS many, count(*) FILTER (WHERE w.total IS DISTINCT FROM quantity(s.load)) AS sum_wrong,
		count(*) FILTER (WHERE w.total IS DISTINCT FROM quantity(p.load)) AS sum_of_parts_wrong,
	count(*) FILTER (WHERE w.most IS DISTINCT FROM quantity(m.load)) AS max_wrong
	FROM (SELECT day, sum(weighted) AS total, max(weighted) AS most FROM obvious GROUP BY day) w
		FULL JOIN unnest((SELECT sum(weighted ORDER BY md5(section_id::text)) FROM made)) s USING (day)
		FULL JOIN unnest((SELECT sum(part)
				FROM (SELECT sum(weighted) AS part FROM made GROUP BY section_id % 7) q)) p USING (day)
		FULL JOIN unnest((SELECT max(weighted) FROM made)) m USING (day);

-- Reductions, over months.
CREATE TEMP TABLE month AS
	SELECT m AS period FROM unnest(months('[2024-10-10,2026-02-20)')) m;
CREATE TEMP TABLE by_month AS
	SELECT section_id, period, max(day) AS last_day, max(x) AS highest, round(avg(x), 6) AS mean, sum(x) AS total,
		(array_agg(x ORDER BY day DESC))[1] AS last
	FROM point JOIN month ON period @> day WHERE x IS NOT NULL GROUP BY 1, 2;
SELECT op, count(*) > 1000 AS many, count(*) FILTER (WHERE wanted.value IS DISTINCT FROM got.value) AS wrong
	FROM (SELECT section_id, last_day AS day, op, value FROM by_month,
			LATERAL (VALUES ('highest', highest), ('mean', mean), ('last', last),
				('total', total)) v (op, value)) wanted
	FULL JOIN (SELECT section_id, op, u.day, quantity(u.load) AS value
		FROM pair, (SELECT array_agg(period ORDER BY md5(period::text)) AS periods FROM month) m,
			LATERAL (VALUES ('highest', highest(a, periods)), ('mean', mean(a, periods)), ('last', last(a, periods)),
				('total', total(a, periods))) v (op, series), unnest(series) u) got
		USING (section_id, op, day)
	GROUP BY op ORDER BY op;

-- Gates. Runs of days above zero, numbered; and days above zero within months.
CREATE TEMP TABLE run AS
	SELECT *, count(*) OVER (PARTITION BY section_id, run_id, x > 0) AS length,
		row_number() OVER (PARTITION BY section_id, run_id, x > 0 ORDER BY day) AS nth,
		bool_or(extract(isodow FROM day) = 4) OVER (PARTITION BY section_id, run_id, x > 0) AS has_thursday
	FROM (SELECT section_id, day, x,
			sum((x <= 0)::int) OVER (PARTITION BY section_id ORDER BY day) AS run_id
		FROM point WHERE x IS NOT NULL) r;
CREATE TEMP TABLE in_month AS
	SELECT section_id, day, x, period,
		count(*) OVER w AS counted,
		count(*) FILTER (WHERE x > 0) OVER w AS above,
		count(*) FILTER (WHERE x > 0) OVER (w ORDER BY day) AS nth
	FROM point LEFT JOIN month ON period @> day WHERE x IS NOT NULL
	WINDOW w AS (PARTITION BY section_id, period);
CREATE TEMP TABLE gate_wanted AS
	SELECT section_id, day, op, value FROM run,
		LATERAL (VALUES ('9 days', CASE WHEN x > 0 AND length >= 9 THEN x ELSE 0 END),
			('9 days from then', CASE WHEN x > 0 AND length >= 9 AND nth >= 9 THEN x ELSE 0 END),
			('standing on Thursdays', CASE WHEN x > 0 AND has_thursday THEN x ELSE 0 END)) v (op, value)
	UNION ALL
	SELECT section_id, day, op, value FROM in_month,
		LATERAL (VALUES ('3 days in a month', CASE WHEN x > 0 AND above >= 3 AND period IS NOT NULL THEN x ELSE 0 END),
			('3 days in a month from then',
				CASE WHEN x > 0 AND above >= 3 AND nth >= 3 AND period IS NOT NULL THEN x ELSE 0 END),
			('60 percent of a month', CASE WHEN x > 0 AND above * 100 >= counted * 60
				AND period IS NOT NULL THEN x ELSE 0 END)) v (op, value);
SELECT op, count(*) > 1000 AS many, count(*) FILTER (WHERE got.value <> 0) > 1000 AS many_kept,
		count(*) FILTER (WHERE wanted.value IS DISTINCT FROM got.value) AS wrong
	FROM gate_wanted wanted
	FULL JOIN (SELECT section_id, op, u.day, quantity(u.load) AS value
		FROM pair, (SELECT array_agg(period) AS periods FROM month) m,
			LATERAL (VALUES ('9 days', lasting(a, '9 days')),
				('9 days from then', lasting(a, '9 days', from_then => true)),
				('standing on Thursdays', standing_on(a, weekly_days('{[2024-01-01,2027-01-01)}', 4, '2024-01-01'))),
				('3 days in a month', lasting(a, '3 days', periods)),
				('3 days in a month from then', lasting(a, '3 days', within => periods, from_then => true)),
				('60 percent of a month', lasting(a, '60 percent', periods))) v (op, series), unnest(series) u) got
		USING (section_id, op, day)
	GROUP BY op ORDER BY op;

-- on_days, load_on, days_above.
SELECT count(*) > 10000 AS many, count(*) FILTER (WHERE p.x IS DISTINCT FROM quantity(u.load)) AS wrong
	FROM (SELECT * FROM point, (SELECT days FROM calendar WHERE calendar_id = 3) c
		WHERE x IS NOT NULL AND days @> day) p
	FULL JOIN (SELECT section_id, u.* FROM pair, (SELECT days FROM calendar WHERE calendar_id = 3) c,
			unnest(on_days(a, days)) u) u
		USING (section_id, day);
SELECT count(*) > 10000 AS many, count(*) FILTER (WHERE quantity(load_on(a, day)) IS DISTINCT FROM x) AS wrong
	FROM pair JOIN point USING (section_id);
SELECT count(*) FILTER (WHERE days_above(a, '2 units') <> n) AS wrong FROM pair
	JOIN (SELECT section_id, count(*) FILTER (WHERE x > 2) AS n FROM point WHERE x IS NOT NULL
		GROUP BY 1) p USING (section_id);

-- Parallel: workers make partial states, Gather brings them together.
CREATE TABLE public.series_parallel AS
	SELECT section_id % 5 AS section_id, valid, days
	FROM enrollment JOIN calendar USING (calendar_id), generate_series(1, 4) WHERE calendar_id = 1;
ANALYZE public.series_parallel;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2; SET enable_sort = off;
EXPLAIN (COSTS OFF) SELECT section_id, daily_load(valid, days) FROM public.series_parallel GROUP BY section_id;
CREATE TEMP TABLE in_parallel AS
	SELECT section_id, daily_load(valid, days) AS load FROM public.series_parallel GROUP BY section_id;
SET max_parallel_workers_per_gather = 0;
SELECT count(*) AS groups, bool_and(p.load = s.load) AS equal
	FROM in_parallel p JOIN (SELECT section_id, daily_load(valid, days) AS load FROM public.series_parallel
		GROUP BY 1) s USING (section_id);
DROP TABLE public.series_parallel;
CREATE TABLE public.snapshot_parallel AS
SELECT m.section_id % 3 AS section_id, u.day, u.load, m.weighted FROM made m, unnest(weighted) u;
ANALYZE public.snapshot_parallel;
SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT section_id, load_series_agg(day, load), sum(weighted), max(weighted)
FROM public.snapshot_parallel GROUP BY section_id;
CREATE TEMP TABLE in_parallel_too AS
	SELECT section_id, load_series_agg(day, load) AS a, sum(weighted) AS s, max(weighted) AS m
	FROM public.snapshot_parallel GROUP BY section_id;
SET max_parallel_workers_per_gather = 0;
SELECT count(*) AS groups, bool_and(p.a = q.a) AS agg, bool_and(p.s = q.s) AS sum, bool_and(p.m = q.m) AS max
	FROM in_parallel_too p JOIN (SELECT section_id, load_series_agg(day, load) AS a, sum(weighted) AS s,
			max(weighted) AS m FROM public.snapshot_parallel GROUP BY 1) q USING (section_id);
DROP TABLE public.snapshot_parallel;
