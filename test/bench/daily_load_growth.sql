-- How daily_load grows, from 100,000 enrollments to 10,000,000: with their number, as count(*) does.
-- Classes of 28, a year of 180 days. Runs by name only.
SET search_path = caseload, public;
SET work_mem = '1GB';
SET max_parallel_workers_per_gather = 0;
SET jit = off;
CREATE TABLE school_calendar AS SELECT range_agg(daterange(d::date, d::date + 5)) AS days
	FROM generate_series(date '2025-09-01', '2026-05-04', '7 days') d;
CREATE TABLE enrollment AS
	SELECT i / 28 AS section_id,
		daterange(CASE WHEN h % 12 = 0 THEN date '2025-09-01' + h % 240 ELSE '2025-09-01' END,
			CASE WHEN h % 12 = 1 THEN date '2025-09-02' + h % 240 ELSE '2026-05-09' END) AS valid
	FROM (SELECT i, (i * 7919::bigint % 1000003)::int AS h FROM generate_series(1, 10000000) i) x;
CREATE TABLE enrollment_1000000 AS SELECT * FROM enrollment WHERE section_id < 1000000 / 28;
CREATE TABLE enrollment_100000 AS SELECT * FROM enrollment WHERE section_id < 100000 / 28;
VACUUM ANALYZE enrollment; VACUUM ANALYZE enrollment_1000000; VACUUM ANALYZE enrollment_100000;
SELECT bench.compare(format('daily_load of %s enrollments in classes of 28', n), 'count(*) by class',
	format('SELECT count(load) FROM (SELECT daily_load(valid, (SELECT days FROM school_calendar)) AS load '
		'FROM %s GROUP BY section_id) q', t),
	format('SELECT count(n) FROM (SELECT count(*) AS n FROM %s GROUP BY section_id) q', t), 'at most 2', runs)
	FROM (VALUES (1, '100,000', 'enrollment_100000', 5), (2, '1,000,000', 'enrollment_1000000', 3),
		(3, '10,000,000', 'enrollment', 1)) v (o, n, t, runs) ORDER BY o \g /dev/null
DROP TABLE school_calendar, enrollment, enrollment_1000000, enrollment_100000;
