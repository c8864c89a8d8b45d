-- Workers give the same answers as one process.
SET search_path = caseload, public;
CREATE TABLE public.parallel_load AS
	SELECT n AS id, caseload_unit((n * 7919 % 100003 - 50000) / 1000.0, 'hours') AS load,
		CASE WHEN n % 11 > 0 THEN salary_step((ARRAY['I', 'V', 'MA+9', 'MA+15', 'BA'])[1 + n % 5],
			n * 31 % 199 / 2.0) END AS place,
		format('L%s $%s', n % 97, n * 7919 % 10007)::stipend_band AS band
	FROM generate_series(1, 20000) AS n;
ALTER TABLE parallel_load SET (parallel_workers = 2);
ANALYZE parallel_load;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/plan_of.psql'
\set ECHO none
\i :helpers
\set ECHO all
CREATE TEMP TABLE query (n int, said text);
INSERT INTO query VALUES
	(1, 'SELECT sum(load), avg(load), min(load), max(load) FROM parallel_load'),
	(2, 'SELECT min(place), max(place), min(band), max(band) FROM parallel_load'),
	(3, 'SELECT avg(load), sum(load), min(load), max(load) FROM parallel_load WHERE id < 0'),
	(4, 'SELECT avg(load), sum(load), min(load), max(load) FROM parallel_load WHERE id = 4711'),
	(5, 'SELECT lane(place), count(*), sum(load), avg(load), min(band), max(place) '
		'FROM parallel_load GROUP BY 1 ORDER BY 2, 1'),
	(6, $$SELECT count(*), sum(quantity(load)) FROM parallel_load
		WHERE load < '3 hours' AND place > 'I-4' AND band *<> 'L1 $1'$$),
	(7, 'SELECT sum(load * 0.5 + load / 3), max(rounded(load, 0, ''up'')), '
		'sum(overage(load, ''10 hours'')) FROM parallel_load'),
	(8, 'SELECT count(*) FROM (SELECT DISTINCT load, place FROM parallel_load) d'),
	(9, 'SELECT sum(quantity(a.load)), count(*) FROM parallel_load a JOIN parallel_load b '
		'ON a.place = b.place AND a.load = b.load'),
	(10, 'SELECT sum(stipend(band, 100)), sum(step(place + 0)) FROM parallel_load');
UPDATE query SET said = replace(said, '*<>', '<>');
-- Each query's rows, in text, in a table: once by one process, once by workers.
CREATE TEMP TABLE answer (way text, n int, workers boolean, rows text[]);
CREATE FUNCTION pg_temp.ask(way text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE q record; rows text[]; plan text;
BEGIN
	FOR q IN SELECT * FROM query ORDER BY n LOOP
		plan := pg_temp.plan_of(q.said);
		EXECUTE 'SELECT array_agg(r::text) FROM (' || q.said || ') AS r' INTO rows;
		INSERT INTO answer VALUES (way, q.n, plan ~ 'Gather' AND plan ~ 'Parallel', rows);
	END LOOP;
END $$;
SET max_parallel_workers_per_gather = 0;
SELECT pg_temp.ask('one process');
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT pg_temp.ask('workers');
SELECT n, a.workers AS one_has, b.workers AS other_has, a.rows = b.rows AS same
FROM answer a JOIN answer b USING (n) WHERE a.way = 'one process' AND b.way = 'workers' ORDER BY n;
SELECT n, rows FROM answer WHERE way = 'workers' AND n IN (1, 2, 3, 4) ORDER BY n;
-- the aggregates are split: each process has a partial one
SELECT pg_temp.plan_of(said) ~ 'Finalize' AND pg_temp.plan_of(said) ~ 'Partial' AS split
FROM query WHERE n IN (1, 2, 5) ORDER BY n;
-- mixed measures raise from a worker as they do here
INSERT INTO parallel_load VALUES (0, '1 IEPs', NULL, 'L0 $0');
\set VERBOSITY sqlstate
SELECT sum(load) FROM parallel_load;
SELECT avg(load) FROM parallel_load;
SELECT min(load) FROM parallel_load;
SELECT count(*) FROM parallel_load WHERE load < '3 hours';
\set VERBOSITY default
SELECT count(*) FROM parallel_load WHERE load = '1 IEPs';
DROP TABLE parallel_load;
