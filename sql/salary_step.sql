-- salary_step: a place on a salary schedule, lane and step.
SET search_path = caseload, public;

-- What people write, and the one form it becomes.
SELECT written, written::salary_step AS step
FROM (VALUES (1, 'V-14'), (2, ' v - 14 '), (3, 'ma+09-7.50'), (4, 'MA+00-0'), (5, 'Ⅴ－１４'), (6, '20–3'),
	(7, 'MA+30-12'), (8, 'BA/MA-99'), (9, 'II-7.5'), (10, 'V-0.5')) AS v(n, written) ORDER BY n;

-- What is refused, and how that is said.
SELECT salary_step 'V14';
SELECT salary_step '';
SELECT salary_step '-3';
SELECT salary_step 'V-';
SELECT salary_step 'V-x';
SELECT salary_step 'A-B-1';
SELECT salary_step 'ABCDEFGHIJKLM-1';
SELECT salary_step 'V-1⁴';
SELECT salary_step 'V-99.5';
SELECT salary_step 'V-7.25';
\set VERBOSITY sqlstate
SELECT salary_step 'V14';
SELECT salary_step 'V-1⁴';
SELECT salary_step 'V-100';
SELECT salary_step 'V-7.25';
SELECT salary_step('V', 7.25);
SELECT salary_step('V', 100);
SELECT salary_step('V', 'NaN');
SELECT salary_step('V', 'Infinity');
SELECT salary_step('V?', 1);
SELECT salary_step('', 1);
\set VERBOSITY default

-- Made and taken apart.
SELECT salary_step('ma + 09', 7.5), salary_step('v', 0), lane('MA+15-7.5'), step('MA+15-7.5'), step('V-14');
SELECT salary_step(NULL, 1), salary_step('V', NULL), lane(NULL), step(NULL);

-- Moved along the lane.
SELECT salary_step 'V-14' + 1, salary_step 'V-14' + 0.5, salary_step 'V-14.5' - 14.5, salary_step 'V-14' + (-1);
SELECT salary_step 'V-14' + NULL, NULL::salary_step + 1;
SELECT salary_step 'V-14' - 15;
SELECT salary_step 'V-98.5' + 1;
SELECT salary_step 'V-14' + 0.25;
SELECT salary_step 'V-14' + 1e-30;
\set VERBOSITY sqlstate
SELECT salary_step 'V-14' - 15;
SELECT salary_step 'V-14' + 1e100;
SELECT salary_step 'V-14' + 0.25;
SELECT salary_step 'V-14' + 'NaN';
\set VERBOSITY default

-- The order: lanes as people count them, then steps.
CREATE TEMP TABLE placement (id int, place salary_step);
INSERT INTO placement VALUES (1, 'MA+15-1'), (2, 'MA+9-1'), (3, 'V-2'), (4, 'V-10'),
	(5, 'IX-1'), (6, 'II-7.5'), (7, 'II-7'),
	(8, 'BA-1'), (9, '20-1'), (10, '9-1'), (11, 'XL-1'), (12, NULL), (13, 'MA-30');
SELECT place FROM placement ORDER BY place;
SELECT place FROM placement ORDER BY place DESC NULLS LAST LIMIT 3;
SELECT min(place), max(place), count(place) FROM placement;
SELECT min(place), max(place) FROM placement WHERE false;
SELECT 'V-2' < salary_step 'V-10' AS lt, 'V-2' <= salary_step 'V-2' AS le, 'V-2' = salary_step 'v-02.0' AS eq,
	'V-2' <> salary_step 'V-2' AS ne, 'V-2' >= salary_step 'V-10' AS ge, 'V-2' > salary_step 'V-10' AS gt,
	salary_step_cmp('MA+9-1', 'MA+15-1') AS cmp;

-- Every way to the same rows: sequential scan, index scan, hash join, merge join, nested loop.
CREATE TEMP TABLE teacher AS
	SELECT n AS id, salary_step((ARRAY['I', 'II', 'III', 'IV', 'V', 'MA+9', 'MA+15', 'BA'])[1 + n % 8],
		n % 41 / 2.0) AS place
	FROM generate_series(1, 2000) AS n;
INSERT INTO teacher VALUES (0, NULL);
CREATE INDEX teacher_place ON teacher (place);
CREATE INDEX teacher_place_hash ON teacher USING hash (place);
ANALYZE teacher;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/plan_of.psql'
\set ECHO none
\i :helpers
\set ECHO all
CREATE TEMP TABLE answer (how text, planned boolean, rows bigint, ids bigint);
SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off;
INSERT INTO answer SELECT 'range by sequential scan',
	pg_temp.plan_of($$SELECT id FROM teacher WHERE place BETWEEN 'IV-3' AND 'MA+9-7'$$) ~ 'Seq Scan',
	count(*), sum(id) FROM teacher WHERE place BETWEEN 'IV-3' AND 'MA+9-7';
INSERT INTO answer SELECT 'one by sequential scan',
	pg_temp.plan_of($$SELECT id FROM teacher WHERE place = 'V-6'$$) ~ 'Seq Scan',
	count(*), sum(id) FROM teacher WHERE place = 'V-6';
RESET enable_indexscan; RESET enable_bitmapscan; RESET enable_indexonlyscan;
SET enable_seqscan = off;
INSERT INTO answer SELECT 'range by index',
	pg_temp.plan_of($$SELECT id FROM teacher WHERE place BETWEEN 'IV-3' AND 'MA+9-7'$$) ~ 'teacher_place\M',
	count(*), sum(id) FROM teacher WHERE place BETWEEN 'IV-3' AND 'MA+9-7';
DROP INDEX teacher_place;
INSERT INTO answer SELECT 'one by hash index',
	pg_temp.plan_of($$SELECT id FROM teacher WHERE place = 'V-6'$$) ~ 'teacher_place_hash',
	count(*), sum(id) FROM teacher WHERE place = 'V-6';
DROP INDEX teacher_place_hash;
RESET enable_seqscan;
SET enable_mergejoin = off; SET enable_nestloop = off;
INSERT INTO answer SELECT 'join by hash',
	pg_temp.plan_of('SELECT * FROM teacher a JOIN teacher b USING (place)') ~ 'Hash Join',
	count(*), sum(a.id) FROM teacher a JOIN teacher b USING (place);
RESET enable_mergejoin; SET enable_hashjoin = off;
INSERT INTO answer SELECT 'join by merge',
	pg_temp.plan_of('SELECT * FROM teacher a JOIN teacher b USING (place)') ~ 'Merge Join',
	count(*), sum(a.id) FROM teacher a JOIN teacher b USING (place);
RESET enable_nestloop; SET enable_mergejoin = off;
INSERT INTO answer SELECT 'join by nested loop',
	pg_temp.plan_of('SELECT * FROM teacher a JOIN teacher b USING (place)') ~ 'Nested Loop',
	count(*), sum(a.id) FROM teacher a JOIN teacher b USING (place);
RESET enable_hashjoin; RESET enable_mergejoin;
SELECT * FROM answer ORDER BY rows, how;
SELECT count(DISTINCT place), count(*) FILTER (WHERE place IS NULL) AS nowhere FROM teacher;
SELECT lane(place), count(*), min(place), max(place) FROM teacher GROUP BY 1 ORDER BY min(place);

-- A table partitioned by hash: each row is found again.
CREATE TABLE pg_temp.by_place (place salary_step) PARTITION BY HASH (place);
CREATE TABLE pg_temp.by_place_0 PARTITION OF pg_temp.by_place FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE pg_temp.by_place_1 PARTITION OF pg_temp.by_place FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO pg_temp.by_place SELECT DISTINCT place FROM teacher WHERE place IS NOT NULL;
SELECT count(*) AS lost FROM (SELECT DISTINCT place FROM teacher WHERE place IS NOT NULL) t
WHERE NOT EXISTS (SELECT FROM pg_temp.by_place b WHERE b.place = t.place);
SELECT pg_temp.plan_of($$SELECT * FROM pg_temp.by_place WHERE place = 'V-6'$$) !~ 'Append' AS one_partition_read,
	(SELECT count(*) FROM pg_temp.by_place WHERE place = 'V-6') AS found;
SELECT (SELECT count(*) FROM pg_temp.by_place_0) > 50 AND (SELECT count(*) FROM pg_temp.by_place_1) > 50 AS both_used;

-- Text there and back, over every half step of many lanes; a text column and a VALUES list load.
SELECT count(*), count(*) FILTER (WHERE place::text::salary_step = place
	AND salary_step(lane(place), step(place)) = place) AS same
FROM (SELECT salary_step(l, s / 2.0) AS place
	FROM unnest(ARRAY['I', 'XXXIX', '0', 'A.B/C+1', 'MA+0', 'ABCDEFGHIJKL', '999999999999']) AS l,
		generate_series(0, 198) AS s) AS every;
CREATE TEMP TABLE staging (place text);
INSERT INTO staging VALUES ('v-1'), ('MA + 09 - 2.5');
INSERT INTO placement (id, place) SELECT 20, place FROM staging;
INSERT INTO placement (id, place) SELECT * FROM (VALUES (20, 'vi-3')) AS v(id, place);
SELECT place FROM placement WHERE id = 20 ORDER BY place;
