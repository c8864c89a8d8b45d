-- As search_path: with pg_catalog alone on the path, schedules, scales and series work with every name qualified.
SET search_path = pg_catalog;
SET datestyle = ISO;

-- Schedules: printed tables, cells, raises, aggregates, order.
CREATE TEMP TABLE grid AS SELECT caseload.salary_schedule E'step\tI\tII\n1\t50,000\t52,000\n2\t51,000\t53,500.50' AS g;
SELECT caseload.salary(g, 'II-2'), caseload.salary_exact(g OPERATOR(caseload.*) 1.03, 'II-2'),
	caseload.salary(g OPERATOR(caseload.+) 500, 'I-1'),
	caseload.salary(1.03 OPERATOR(caseload.*) g, 'I-1'), caseload.lanes(g), caseload.top_step(g, 'I') FROM grid;
SELECT c.placement, c.lane, c.step, c.amount FROM grid CROSS JOIN LATERAL caseload.cells(g) AS c;
SELECT caseload.salary_schedule_agg(c.placement, c.amount) OPERATOR(caseload.=) g AS same
FROM grid CROSS JOIN LATERAL caseload.cells(g) AS c GROUP BY g;
SELECT caseload.longevity_pay(caseload.with_longevity(g, '3+: $100 flat', '{II}', through => 3), 'II-3') AS longevity,
	caseload.explain(g, 'I-2') FROM grid;
SELECT p.* FROM grid CROSS JOIN LATERAL caseload.problems(g) AS p;
CREATE INDEX grid_g ON grid (g);
SET enable_seqscan = off;
SELECT count(*) FROM grid WHERE g OPERATOR(caseload.=) E'step\tI\tII\n1\t50,000\t52,000\n2\t51,000\t53,500.50';
RESET enable_seqscan;

-- Scales: pay, words, raises, order.
SELECT s, caseload.pay(s, 28), caseload.pay(s, caseload.caseload_unit '28.5 students'), caseload.unit(s),
	caseload.needs_base(s), caseload.explain(s, 28)
FROM (VALUES (caseload.pay_scale '26+: $50 each'), ('26-27: $40 each, 28+: $60 each')) AS v (s) ORDER BY s;
SELECT b.* FROM caseload.breakdown(caseload.pay_scale '26+: $40 each' OPERATOR(caseload.*) 1.5, 27) AS b;
SELECT caseload.pay_scale '26+: $40 each' OPERATOR(caseload.<>) '26+: $50 each' AS other;

-- Calendars and series: by aggregate and by function, plans in parallel, binary forms, order.
CREATE TEMP TABLE day AS
SELECT datemultirange(daterange('2025-09-01', '2025-09-06'), daterange('2025-09-08', '2025-09-13')) AS days;
SELECT caseload.school_days(days, '[2025-09-03,2025-09-10)'), caseload.add_school_days(days, '2025-09-04', 3),
	caseload.roll(days, date '2025-09-06', 'next'),
	caseload.weekly_days(days, 4, '2025-09-01'), caseload.nth_days(days, '{"[2025-09-01,2025-09-13)"}', 2) FROM day;
CREATE TEMP TABLE load AS
	SELECT caseload.daily_load(s.valid, d.days) AS l FROM day AS d, (VALUES (daterange '[2025-09-01,2025-09-13)'),
		('[2025-09-03,2025-09-09)'), ('[2025-09-04,)')) AS s (valid) GROUP BY d.days;
SELECT l, caseload.load_on(l, '2025-09-04'), caseload.days_above(l, '2 students'),
	caseload.overage(l, '2 students'), caseload.measure(l) FROM load;
SELECT u.day, u.load FROM load CROSS JOIN LATERAL caseload.unnest(l) AS u LIMIT 3;
SELECT l OPERATOR(caseload.+) l OPERATOR(caseload.=) (l OPERATOR(caseload.*) 2) AS twice,
	l OPERATOR(caseload.-) caseload.caseload_unit '1 student' AS less,
	caseload.mean(l, '{"[2025-09-01,2025-09-13)"}') AS mean, caseload.total(l, '{"[2025-09-01,2025-09-13)"}') AS total,
	caseload.lasting(l, '2 days', true) AS lasting,
	caseload.rounded(l OPERATOR(caseload./) 2, 0, 'up') AS halved FROM load;
SELECT caseload.pay('3+: $5 each per day', l) FROM load;
SELECT caseload.sum(l) OPERATOR(caseload.=) caseload.max(l) AS one FROM load;
SELECT caseload.load_series_agg(u.day, u.load) OPERATOR(caseload.=) l AS same
FROM load CROSS JOIN LATERAL caseload.unnest(l) AS u GROUP BY l;
SELECT l::text::caseload.load_series OPERATOR(caseload.=) l AS same FROM load;

-- What pg_dump writes of a view reads back with this path, and workers have it.
CREATE TEMP VIEW owed AS SELECT caseload.pay('3+: $5 each per day', l OPERATOR(caseload.*) 2) AS owed,
	caseload.overage(l, '2 students') AS over FROM load;
DO $$ BEGIN EXECUTE 'CREATE TEMP VIEW owed_again AS ' || pg_get_viewdef('pg_temp.owed'::regclass); END $$;
SELECT * FROM owed EXCEPT SELECT * FROM owed_again;
CREATE TABLE public.span_here AS SELECT n % 7 AS class,
	daterange(DATE '2025-09-01' + n % 5, DATE '2025-09-06' + n % 6) AS valid FROM generate_series(1, 3000) AS n;
ANALYZE public.span_here;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SELECT caseload.daily_load(s.valid, '{[2025-09-01,2025-09-06)}') AS load FROM public.span_here AS s
GROUP BY s.class ORDER BY s.class LIMIT 2;
DROP TABLE public.span_here CASCADE;
