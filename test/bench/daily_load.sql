-- daily_load of 1,000,000 enrollments in 36,000 classes on 208 school days, and the pay for a year
-- of daily overages made from it. No workers; the hash tables in memory unless it is said.
SET search_path = caseload, public;
SET work_mem = '128MB';
SET max_parallel_workers_per_gather = 0;
SET jit = off;
-- Mondays to Fridays from 18 August, without two weeks in winter and some days in between
CREATE TABLE school_day AS
	SELECT d::date AS day, row_number() OVER (ORDER BY d)::int AS n
	FROM generate_series(date '2025-08-18', '2026-06-26', '1 day') d
	WHERE extract(isodow FROM d) < 6 AND NOT d BETWEEN '2025-12-22' AND '2026-01-02'
		AND d NOT IN ('2025-09-01', '2025-11-11', '2025-11-27', '2025-11-28', '2026-01-19', '2026-02-16', '2026-05-25')
	ORDER BY d LIMIT 208;
CREATE TABLE school_calendar AS SELECT range_agg(daterange(day, day + 1)) AS days FROM school_day;
-- most for the whole year, one in six comes or leaves during it
CREATE TABLE enrollment AS
	SELECT (1 + (i - 1) * 36000::bigint / 1000000)::int AS section_id, i AS student_id,
		daterange(CASE WHEN h % 12 = 0 THEN date '2025-08-18' + h % 290 ELSE '2025-08-18' END,
			CASE WHEN h % 12 = 1 THEN date '2025-08-20' + h % 300 ELSE '2026-06-27' END) AS valid
	FROM (SELECT i, (i * 7919::bigint % 1000003)::int AS h FROM generate_series(1, 1000000) i) x;
CREATE TABLE enrollment_shuffled AS SELECT * FROM enrollment ORDER BY md5(student_id::text);
CREATE TABLE enrollment_tenth AS SELECT * FROM enrollment WHERE section_id <= 3600;
VACUUM ANALYZE school_day; VACUUM ANALYZE school_calendar;
VACUUM ANALYZE enrollment; VACUUM ANALYZE enrollment_shuffled; VACUUM ANALYZE enrollment_tenth;
-- a comparison of different answers would be none
DO $$
BEGIN
	ASSERT (SELECT count(*) = 208 FROM school_day);
	ASSERT (SELECT sum((SELECT sum(quantity(u.load)) FROM unnest(load) u)) FROM
			(SELECT daily_load(valid, days) AS load FROM enrollment, school_calendar
				WHERE section_id <= 100 GROUP BY section_id) s)
		= (SELECT count(*) FROM enrollment JOIN school_day ON valid @> day WHERE section_id <= 100);
END $$;

SELECT bench.compare('daily_load of 1,000,000 enrollments in 36,000 classes', 'count(*) by class',
	$$SELECT count(load)
	FROM (SELECT daily_load(valid, (SELECT days FROM school_calendar)) AS load FROM enrollment GROUP BY section_id) q$$,
	$$SELECT count(n) FROM (SELECT count(*) AS n FROM enrollment GROUP BY section_id) q$$, 'at most 2') \g /dev/null
SELECT bench.compare('the same, the calendar joined', 'count(*) by class',
	$$SELECT count(load)
	FROM (SELECT daily_load(valid, days) AS load FROM enrollment, school_calendar GROUP BY section_id) q$$,
	$$SELECT count(n) FROM (SELECT count(*) AS n FROM enrollment GROUP BY section_id) q$$, '') \g /dev/null
SELECT bench.compare('the same, weighted', 'sum of weights by class',
	$$SELECT count(load) FROM (SELECT daily_load(valid, (SELECT days FROM school_calendar), '1.5 units') AS load
		FROM enrollment GROUP BY section_id) q$$,
	$$SELECT count(n) FROM (SELECT sum(1.5) AS n FROM enrollment GROUP BY section_id) q$$, '') \g /dev/null
SELECT bench.compare('daily_load, stored in random order', 'count(*) by class',
	$$SELECT count(load) FROM (SELECT daily_load(valid, (SELECT days FROM school_calendar)) AS load
		FROM enrollment_shuffled GROUP BY section_id) q$$,
	$$SELECT count(n) FROM (SELECT count(*) AS n FROM enrollment_shuffled
		GROUP BY section_id) q$$, 'at most 4') \g /dev/null
SET work_mem = '4MB';
SELECT bench.compare('daily_load, work_mem 4 MB', 'count(*) by class',
	$$SELECT count(load)
	FROM (SELECT daily_load(valid, (SELECT days FROM school_calendar)) AS load FROM enrollment GROUP BY section_id) q$$,
	$$SELECT count(n) FROM (SELECT count(*) AS n FROM enrollment GROUP BY section_id) q$$, 'at most 4') \g /dev/null
SELECT bench.compare('daily_load, random order and work_mem 4 MB', 'count(*) by class',
	$$SELECT count(load) FROM (SELECT daily_load(valid, (SELECT days FROM school_calendar)) AS load
		FROM enrollment_shuffled GROUP BY section_id) q$$,
	$$SELECT count(n) FROM (SELECT count(*) AS n FROM enrollment_shuffled
		GROUP BY section_id) q$$, 'at most 4') \g /dev/null
SET work_mem = '128MB';
-- of a tenth of the classes: the join grows with enrollments times days, both with the number of classes
SELECT bench.compare('daily_load of 100,000 enrollments in 3,600 classes', 'ranges joined with days, by class and day',
	$$SELECT count(load) FROM (SELECT daily_load(valid, (SELECT days FROM school_calendar)) AS load
		FROM enrollment_tenth GROUP BY section_id) q$$,
	$$SELECT count(n) FROM (SELECT count(*) AS n FROM enrollment_tenth JOIN school_day ON valid @> day
		GROUP BY section_id, day) q$$, 'at most 0.005', 1) \g /dev/null

-- A year of daily overage pay. By hand: where ranges begin and end, what the class has from then on,
-- how many school days that lasts (numbered once), and the tiers written out.
CREATE TABLE day_number AS SELECT d::date AS day, (SELECT count(*) FROM school_day s WHERE s.day < d)::int AS before
	FROM generate_series(date '2025-08-18', '2026-06-27', '1 day') d;
VACUUM ANALYZE day_number;
CREATE VIEW pay_by_series AS
	SELECT section_id, pay('1-2: $10 each, 3: $15 each, 4+: $25 each per day', overage(load, '25 students')) AS pay
	FROM (SELECT section_id, daily_load(valid, (SELECT days FROM school_calendar)) AS load
		FROM enrollment GROUP BY section_id) q;
CREATE VIEW pay_by_hand AS
	SELECT section_id, sum((greatest(least(over, 2), 0) * 10.00 + greatest(least(over, 3) - 2,
				0) * 15.00 + greatest(over - 3, 0) * 25.00) * days) AS pay
	FROM (SELECT section_id, sum(change) OVER w - 25 AS over,
			lead(before, 1, 208) OVER w - before AS days
		FROM (SELECT section_id, day, sum(change) AS change FROM
				(SELECT section_id, lower(valid) AS day, 1 AS change FROM enrollment
				UNION ALL SELECT section_id, upper(valid), -1 FROM enrollment) e GROUP BY section_id, day) c
			JOIN day_number USING (day)
		WINDOW w AS (PARTITION BY section_id ORDER BY day)) l
	WHERE over > 0 AND days > 0 GROUP BY section_id;
DO $$
BEGIN
	ASSERT (SELECT sum(pay) FROM pay_by_series) = (SELECT sum(pay) FROM pay_by_hand);
END $$;
SELECT bench.compare('a year of daily overage pay of 36,000 classes', 'begin and end events, window sums, tiers in SQL',
	$$SELECT sum(pay) FROM pay_by_series$$, $$SELECT sum(pay) FROM pay_by_hand$$, 'at most 0.33', 3) \g /dev/null
CREATE TABLE class_load AS
SELECT section_id, daily_load(valid, (SELECT days FROM school_calendar)) AS load FROM enrollment GROUP BY section_id;
VACUUM ANALYZE class_load;
SELECT bench.compare('the pay alone, from 36,000 series that are kept', 'the same by hand, from enrollments',
	$$SELECT sum(pay('1-2: $10 each, 3: $15 each, 4+: $25 each per day', overage(load, '25 students')))
	FROM class_load$$,
	$$SELECT sum(pay) FROM pay_by_hand$$, '', 1) \g /dev/null
SELECT bench.compare('shares of a year, bounds by semester and year, 36,000 series', 'daily pay of the same',
	$$SELECT sum(pay('1+: $40 each per year prorated max $500 per semester, $900 per year',
			overage(load, '25 students'),
		terms => '{"semester": ["[2025-08-18,2026-01-10)", "[2026-01-10,2026-06-27)"]}')) FROM class_load$$,
	$$SELECT sum(pay('1-2: $10 each, 3: $15 each, 4+: $25 each per day', overage(load, '25 students')))
	FROM class_load$$, '', 3) \g /dev/null

-- Workers: few groups of many rows.
CREATE TABLE enrollment_wide AS SELECT (e.student_id % 100) AS site_id, valid FROM enrollment e, generate_series(1, 5);
VACUUM ANALYZE enrollment_wide;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SELECT bench.compare('daily_load of 5,000,000 enrollments into 100 series, one worker beside the leader', 'no worker',
	format(wide, 1), format(wide, 0), 'at most 0.59', 3)
	FROM (VALUES ('SET LOCAL max_parallel_workers_per_gather = %s;
		SELECT count(load) FROM (SELECT daily_load(valid, (SELECT days FROM school_calendar)) AS load
		FROM enrollment_wide GROUP BY site_id) q')) v (wide) \g /dev/null
RESET parallel_setup_cost; RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size; RESET max_parallel_workers_per_gather;
DROP VIEW pay_by_series, pay_by_hand;
DROP TABLE school_day, school_calendar, day_number, enrollment, enrollment_shuffled,
	enrollment_tenth, enrollment_wide, class_load;
