SET search_path = caseload, public;
\set VERBOSITY terse

-- Text: canonical whatever was written.
SELECT v::load_series FROM (VALUES
	('24 students from 2019-08-14, 26 from 2019-09-03, 0 from 2020-06-01 on '
		'{[2019-08-14,2019-08-17),[2019-08-19,2020-06-20)}'),
	('  24 STUDENT from 2019-08-14,26 Students FROM 2019-09-03 ON { [2019-08-14,2019-08-16] , '
		'[2019-08-19 , 2020-06-20) } '),
	('24 students on {[2019-08-14,2019-08-17)}'),
	('24 students, 25 from 2019-08-15 on {[2019-08-14,2019-08-17)}'),
	('0 students on {[2019-08-14,2019-08-17)}'),
	('0 students on {}'),
	('5 IEPs from 2019-08-14 on {}'),
	('0 on {[2019-08-14,2019-08-17)}'),
	-- days in any order, overlapping, touching, empty, with any bounds
	('1.5 FTE on '
		'{[2019-08-19,2019-08-21),(2019-08-13,2019-08-15],[2019-08-15,2019-08-17),[2019-09-01,2019-09-01),empty}'),
	-- a change on a day that is not counted shows on the next that is; one past the last, nowhere
	('24 students from 2019-08-01, 25 from 2019-08-17, 26 from 2019-08-18, 30 from 2020-01-01 on '
		'{[2019-08-14,2019-08-17),[2019-08-19,2019-08-21)}'),
	-- no change, no step
	('24 students from 2019-08-14, 24 from 2019-08-15, 0 from 2019-08-16 on {[2019-08-14,2019-08-17)}'),
	('-2.0000005 units from 0001-01-01 on {[0001-01-01,0001-01-02)}'),
	('1 students on {[9999-12-31,9999-12-31]}'), ('1 students from 9999-12-31 on {[9999-12-31,10000-01-01)}'),
	('24 students from 2019–08–14 on {[2019−08−14,2019-08-17)}')) t (v);

-- the last of all days is read back as it is printed
SELECT s, s::text::load_series = s AS again FROM (SELECT daily_load('(,)', '{[9999-12-30,9999-12-31]}') AS s) q;

-- What is no series.
SELECT '24 students'::load_series;
SELECT '24 from 2019-08-14 on {[2019-08-14,2019-08-17)}'::load_series;
SELECT '24 pupils from 2019-08-14 on {[2019-08-14,2019-08-17)}'::load_series;
SELECT '24 students from 2019-08-14, 25 on {[2019-08-14,2019-08-17)}'::load_series;
SELECT '24 students from 2019-08-14, 25 units from 2019-08-15 on {[2019-08-14,2019-08-17)}'::load_series;
SELECT '24 students from 2019-08-15, 25 from 2019-08-14 on {[2019-08-14,2019-08-17)}'::load_series;
SELECT '24 students from 2019-02-29 on {[2019-08-14,2019-08-17)}'::load_series;
SELECT '24 students from today on {[2019-08-14,2019-08-17)}'::load_series;
SELECT '24 students on {[2019-08-14,)}'::load_series;
SELECT '24 students on {[2019-08-17,2019-08-14)}'::load_series;
SELECT '24 students on {[2019-08-14,2019-08-17)} of 30'::load_series;
SELECT '24 students² on {[2019-08-14,2019-08-17)}'::load_series;
SELECT '1 students on {[1800-01-01,2000-01-04)}'::load_series;
SELECT '1 students on {[9999-12-31,10000-01-02)}'::load_series;
SELECT '36028797019 students on {[2019-08-14,2019-08-17)}'::load_series;
\set VERBOSITY default
SELECT E'24 students from 2019-08-14,\n26 from 2019-13-03 on {[2019-08-14,2019-08-17)}'::load_series;
\set VERBOSITY terse
SELECT '1 students on {[1800-01-01,1999-12-31]}'::load_series;
-- neither the style of dates nor the zone has a say
SET DateStyle = 'German, DMY'; SET TimeZone = 'Pacific/Auckland';
SELECT '24 students from 2019-08-14 on {[2019-08-14,2019-08-17)}'::load_series;
RESET DateStyle; RESET TimeZone;

-- Bytes.
CREATE TEMP TABLE kept (id int, s load_series, note text);
INSERT INTO kept SELECT n, v, 'from text' FROM (VALUES
	(1, '24 students from 2019-08-14, 26 from 2019-09-03 on {[2019-08-14,2019-08-17),[2019-08-19,2020-06-20)}'),
	(2, '24 students from 2019-08-14, 26 from 2019-09-03 on {[2019-08-14,2019-08-17),[2019-08-19,2020-06-20)}'),
	(3, '24 units from 2019-08-14, 26 from 2019-09-03 on {[2019-08-14,2019-08-17),[2019-08-19,2020-06-20)}'),
	(4, '24 students from 2019-08-14, 26 from 2019-09-03 on {[2019-08-14,2019-08-17),[2019-08-19,2020-06-21)}'),
	(5, '0 students on {}')) t (n, v);
SELECT load_series_send('3 units from 2000-01-02 on {[2000-01-01,2000-01-03),[2000-01-09,2000-01-10)}');
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/copy_stream.psql'
\set ECHO none
\i :helpers
\set ECHO all
CREATE TEMP TABLE again (s load_series);
SELECT pg_temp.stream(array_agg(load_series_send(s))) AS stream FROM kept \gset
COPY again FROM PROGRAM :'stream' (FORMAT binary);
SELECT count(*) AS sent, (SELECT count(*) FROM again) AS came,
	count(*) FILTER (WHERE s IN (SELECT s FROM again)) AS same FROM kept;
-- measure, first day, span, bitmap, changes: 03 units, day 0, 9 days, bits 0, 1 and 8, 3000000 from day 1
SELECT pg_temp.stream(ARRAY['\x0400000000000000090301000000010000000100000000002dc6c0'::bytea]) AS good,
	pg_temp.stream(ARRAY['\x1300000000000000090301000000010000000100000000002dc6c0'::bytea]) AS no_such_measure,
	pg_temp.stream(ARRAY['\x0000000000000000090301000000010000000100000000002dc6c0'::bytea]) AS no_measure,
	pg_temp.stream(ARRAY['\x0400000000000000090303000000010000000100000000002dc6c0'::bytea]) AS bit_past_the_end,
	pg_temp.stream(ARRAY['\x0400000000000000090300000000010000000100000000002dc6c0'::bytea]) AS last_day_not_counted,
	pg_temp.stream(ARRAY['\x0400000000000000090301000000010000000200000000002dc6c0'::bytea]) AS change_on_no_day,
	pg_temp.stream(ARRAY['\x040000000000000009030100000001000000010000000000000000'::bytea]) AS change_of_zero,
	pg_temp.stream(ARRAY['\x040000000000000009030100000001000000017fffffffffffffff'::bytea]) AS too_much,
	pg_temp.stream(ARRAY['\x0400000000ffffffff0301000000010000000100000000002dc6c0'::bytea]) AS endless,
	pg_temp.stream(ARRAY['\x047fffffff000000090301000000010000000100000000002dc6c0'::bytea]) AS past_all_years,
	pg_temp.stream(ARRAY['\x04000000000000000903010000ffff0000000100000000002dc6c0'::bytea]) AS too_many_changes,
	pg_temp.stream(ARRAY['\x0400000000000000090301000000010000000100000000002dc6'::bytea]) AS short,
	pg_temp.stream(ARRAY['\x0400000000000000090301000000010000000100000000002dc6c000'::bytea]) AS long,
	pg_temp.stream(ARRAY['\x'::bytea]) AS empty \gset
COPY again FROM PROGRAM :'good' (FORMAT binary);
SELECT s FROM again WHERE s = '3 units from 2000-01-02 on {[2000-01-01,2000-01-03),[2000-01-09,2000-01-10)}';
COPY again FROM PROGRAM :'no_such_measure' (FORMAT binary);
COPY again FROM PROGRAM :'no_measure' (FORMAT binary);
COPY again FROM PROGRAM :'bit_past_the_end' (FORMAT binary);
COPY again FROM PROGRAM :'last_day_not_counted' (FORMAT binary);
COPY again FROM PROGRAM :'change_on_no_day' (FORMAT binary);
COPY again FROM PROGRAM :'change_of_zero' (FORMAT binary);
COPY again FROM PROGRAM :'too_much' (FORMAT binary);
COPY again FROM PROGRAM :'endless' (FORMAT binary);
COPY again FROM PROGRAM :'past_all_years' (FORMAT binary);
COPY again FROM PROGRAM :'too_many_changes' (FORMAT binary);
COPY again FROM PROGRAM :'short' (FORMAT binary);
COPY again FROM PROGRAM :'long' (FORMAT binary);
COPY again FROM PROGRAM :'empty' (FORMAT binary);

-- Equality is that of the days and loads; the order is good for sorting only.
SELECT s, array_agg(id ORDER BY id) FROM kept GROUP BY s ORDER BY min(id);
SELECT count(DISTINCT s), count(DISTINCT load_series_hash(s)),
	count(DISTINCT load_series_hash_extended(s, 7)) FROM kept;
SET enable_hashjoin = off; SET enable_nestloop = off;
SELECT count(*) FROM kept a JOIN kept b ON a.s = b.s;
RESET enable_hashjoin; RESET enable_nestloop;
CREATE UNIQUE INDEX ON kept (s, id);
-- a sort keeps nothing of what it compares: short series, which are unpacked each time
CREATE TEMP TABLE many AS SELECT i, ('1 students from 2025-08-19, ' || i % 97 + 2
	|| ' from 2025-08-20 on {[2025-08-18,2025-08-23)}')::load_series AS s FROM generate_series(1, 20000) i;
BEGIN;
DECLARE sorted CURSOR FOR SELECT s, i FROM many ORDER BY s, i;
MOVE 1 FROM sorted;
SELECT sum(total_bytes) < 40000000 AS small FROM pg_backend_memory_contexts;
COMMIT;
SELECT s < s, s <= s, s = s, s <> s, s >= s, s > s FROM kept WHERE id = 1;
-- frozen: rows may be placed by it
SELECT load_series_hash('3 units from 2000-01-02 on {[2000-01-01,2000-01-03),[2000-01-09,2000-01-10)}'),
	load_series_hash_extended('3 units from 2000-01-02 on {[2000-01-01,2000-01-03),[2000-01-09,2000-01-10)}', 42);

-- Reading.
SELECT measure(s), load_on(s, '2019-08-13'), load_on(s, '2019-08-14'),
	load_on(s, '2019-08-17'), load_on(s, '2019-09-03'),
	load_on(s, 'infinity'), days_above(s, '25 students'), days_above(s, '-1 students') FROM kept WHERE id = 1;
SELECT * FROM unnest('24 students from 2019-08-14, 26 from 2019-08-16 on '
	'{[2019-08-14,2019-08-17),[2019-08-19,2019-08-20)}'::load_series);
SELECT days_above(s, '25 units') FROM kept WHERE id = 1;
-- a zero of no measure goes with any, and has no loads to name
SELECT measure(z), load_on(z, '2019-08-14'), z + '2 units'::caseload_unit, sum(v)
	FROM (SELECT '0 on {[2019-08-14,2019-08-17)}'::load_series AS z) z, LATERAL (VALUES (z),
		('2 IEPs on {[2019-08-14,2019-08-17)}')) t (v) GROUP BY z;

-- daily_load: ranges on counted days. Mondays to Fridays of two weeks.
CREATE TEMP TABLE year AS SELECT '{[2025-08-18,2025-08-23),[2025-08-25,2025-08-30)}'::datemultirange AS days;
SELECT note, daily_load(valid, days) FROM year, (VALUES
	('1 inside', '[2025-08-19,2025-08-27)'::daterange),
	('2 begins before, never ends', '[2025-08-01,)'),
	('3 never begins, never ends', '(,)'),
	('4 over the weekend only', '[2025-08-23,2025-08-25)'),
	('5 before the first day', '[2025-01-01,2025-08-18)'),
	('6 after the last', '[2025-08-30,2026-01-01)'),
	('7 empty', 'empty'),
	('8 no range', NULL),
	('9 ends on the weekend', '[2025-08-20,2025-08-24)'),
	('a infinity is no day', '[2025-08-28,infinity]'),
	('b infinity begins nothing', '[infinity,)'),
	('c', '(-infinity,2025-08-19]')) t (note, valid) GROUP BY note ORDER BY note;
-- the same range twice counts twice; no rows at all give null; so do days that are all null
SELECT daily_load(v, days) FROM year, (VALUES ('[2025-08-19,2025-08-20)'::daterange),
	('[2025-08-19,2025-08-20)')) t (v);
SELECT daily_load(v, days) FROM year, (VALUES ('[2025-08-19,2025-08-20)'::daterange)) t (v) WHERE false;
SELECT daily_load(v, NULL) FROM (VALUES ('[2025-08-19,2025-08-20)'::daterange)) t (v);
SELECT daily_load(v, '{}') FROM (VALUES ('[2025-08-19,2025-08-20)'::daterange)) t (v);
-- weights: any number for each range; where ranges or weights are null nothing is added
SELECT daily_load(v, days, w) FROM year, (VALUES ('[2025-08-19,2025-08-28)'::daterange, '2 units'::caseload_unit),
	('[2025-08-20,2025-08-21)', '0.5 units'),
	('[2025-08-22,2025-08-23)', NULL), (NULL, '7 units'), ('(,)', '-1 units')) t (v, w);
SELECT daily_load(v, days, w) FROM year, (VALUES (NULL::daterange, NULL::caseload_unit)) t (v, w);
SELECT daily_load(v, days, w) FROM year, (VALUES (NULL::daterange, '1 units'::caseload_unit),
	('(,)', '1 students')) t (v, w);
-- caps that vary are series made the same way
SELECT daily_load(valid, days, caseload_unit '28 students' * fte) FROM year,
	(VALUES ('[2025-08-18,2025-08-25)'::daterange, 1.0), ('[2025-08-25,)', 0.6)) t (valid, fte);
-- days that differ within a group; the same days in another form do not
SELECT daily_load('(,)', d) FROM (VALUES ('{[2025-08-18,2025-08-23)}'::datemultirange),
	('{[2025-08-18,2025-08-22)}')) t (d);
SELECT daily_load('(,)', d) FROM (VALUES ('{[2025-08-18,2025-08-23)}'::datemultirange), ('{}')) t (d);
SELECT daily_load('(,)', d) FROM (VALUES ('{}'::datemultirange), ('{[2025-08-18,2025-08-23)}')) t (d);
SELECT daily_load('(,)', d) FROM (VALUES ('{(,)}'::datemultirange)) t (d);
SELECT daily_load('(,)', d) FROM (VALUES ('{[2025-08-18,infinity)}'::datemultirange)) t (d);
CREATE TEMP TABLE wide (days datemultirange);
ALTER TABLE wide ALTER days SET STORAGE EXTERNAL;
INSERT INTO wide SELECT range_agg(daterange(d::date, d::date + 1))
FROM generate_series(date '2000-01-01', '2019-12-31', '2 days') d;
INSERT INTO wide SELECT days FROM wide; -- toasted a second time, by itself
SELECT quantity(load_on(daily_load('[2000-01-05,)', days), '2019-12-31')) AS load, count(*)
FROM (SELECT * FROM wide, generate_series(1, 50)) w;
SELECT quantity(load_on(daily_load('[2000-01-05,)', d), '2019-12-31'))
FROM (SELECT days + '{}' AS d FROM wide UNION ALL SELECT days FROM wide) w;
-- 22003
SELECT daily_load('(,)', days, '30000000000 units') FROM year, generate_series(1, 2);
SELECT daily_load('(,)', days, '36000000000 units') FROM year, generate_series(1, 300);
-- in windows, filtered, as a moving state: what was returned does not change
SELECT n, daily_load(daterange('2025-08-18'::date + n, '2025-08-18'::date + n + 1),
	days) FILTER (WHERE n <> 2) OVER (ORDER BY n)
	FROM year, generate_series(0, 3) n;
-- by hand a transition function alters nothing
WITH s AS MATERIALIZED (SELECT daily_load_add(NULL, '[2025-08-19,2025-08-20)', days) AS s, days FROM year)
SELECT s, daily_load_add(s, '[2025-08-20,2025-08-21)', days), s, daily_load_merge(s, s), s FROM s;
SELECT daily_load_merge('1 units on {[2025-08-18,2025-08-20)}', '1 units on {[2025-08-18,2025-08-21)}');

-- a state that nobody finished (as it goes over a wire between two servers) is the series that it will be
CREATE AGGREGATE pg_temp.unfinished(daterange, datemultirange) (SFUNC = daily_load_add, STYPE = load_series);
CREATE TEMP TABLE state AS SELECT pg_temp.unfinished(v, days) AS state, daily_load(v, days) AS series FROM year,
	(VALUES ('[2025-08-19,2025-08-20)'::daterange), ('[2025-08-20,2025-08-21)'), ('[2025-08-22,)')) t (v);
SELECT state, state = series AS equal, load_series_hash(state) = load_series_hash(series) AS same_hash,
	load_series_send(state) = load_series_send(series) AS same_bytes,
	state + state = series * 2 AS same_sum, (SELECT sum(s) FROM unnest(ARRAY[state, series]) s) = series
	* 2 AS same_aggregate, daily_load_merge(state, state) = series * 2 AS same_merge FROM state;

-- Snapshots.
SELECT load_series_agg(day, q) FROM (VALUES (date '2025-09-04', '31 students'::caseload_unit),
	('2025-09-18', '33 students'),
	('2025-09-11', '31 students'), (NULL, '9 students'), ('2025-09-25', NULL),
	('2024-09-05', '20 students')) t (day, q);
SELECT load_series_agg(day, q) FROM (VALUES (date '2025-09-04', '31 students'::caseload_unit),
	('2025-09-04', '2 students')) t (day, q);
SELECT load_series_agg(day, q) FROM (VALUES (date '2025-09-04', '31 students'::caseload_unit),
	('2025-09-05', '2 units')) t (day, q);
SELECT load_series_agg(day, '1 units') FROM (VALUES (date '1801-01-01'), ('2001-01-02')) t (day);
SELECT load_series_agg(day, '1 units') FROM (VALUES (date 'infinity')) t (day);
SELECT load_series_agg(day, '1 units') FROM (VALUES (date '0001-01-01'), ('0200-12-31')) t (day);

-- Sum and max: on the days of either.
SELECT sum(v), max(v) FROM (VALUES ('24 students on {[2025-08-18,2025-08-21)}'::load_series),
	('2 students from 2025-08-21, 30 from 2025-08-22 on {[2025-08-20,2025-08-23)}'), (NULL)) t (v);
SELECT sum(v), max(v) FROM (VALUES ('-3 students on {[2025-08-18,2025-08-20)}'::load_series),
	('-4 students on {[2025-08-19,2025-08-21)}')) t (v);
SELECT sum(v) FROM (VALUES ('1 students on {[2025-08-18,2025-08-21)}'::load_series),
	('2 units on {[2025-08-18,2025-08-21)}')) t (v);
SELECT sum(v) FROM (VALUES ('1 students on {[1800-01-01,1800-01-02)}'::load_series),
	('2 students on {[2025-08-18,2025-08-21)}')) t (v);
SELECT sum(v), max(v) FROM (VALUES ('1 students on {}'::load_series),
	('2 students on {[2025-08-18,2025-08-21)}')) t (v);
SELECT sum(v) = '2 students on {[2025-08-18,2025-08-21)}' AS sum,
	max(v) = '2 students on {[2025-08-18,2025-08-21)}' AS max
	FROM (VALUES ('1 students on {}'::load_series), ('2 students on {[2025-08-18,2025-08-21)}')) t (v);

-- Point by point: an untyped literal is a unit.
CREATE TEMP TABLE two AS SELECT
	'24 students from 2025-08-18, 28 from 2025-08-20, 0 from 2025-08-22 on {[2025-08-18,2025-08-23)}'::load_series AS a,
	'1 sections from 2025-08-19, 2 from 2025-08-21 on {[2025-08-18,2025-08-30)}'::load_series AS b;
SELECT overage(a, '25 students'), shortage(a, '25 students'),
	lesser(a, '25 students'), greater(a, '25 students') FROM two;
SELECT overage(a, a / 2), a - a, a * 1.5, 1.5 * a, a / 3, a + a FROM two;
SELECT overage('30 students', '25 students'),
	overage('28 students on {[2025-08-18,2025-08-19)}'::load_series, '25 students');
SELECT a / b AS "students a section", a / a AS percent, during(a, b), b / a FROM two;
-- first multiplied, then divided: no phantom overage of a quotient
SELECT overage(s / 3 * 3, '2 students') AS early, overage(s * 3 / 3, '2 students') AS late
FROM (SELECT '2 students on {[2025-08-18,2025-08-19)}'::load_series AS s) q;
SELECT '2.5 FTE on {[2025-08-18,2025-08-19)}'::load_series / 2.0000000000000000000000000001,
	'-1 FTE on {[2025-08-18,2025-08-19)}'::load_series / 3;
SELECT a + b FROM two;
SELECT a - b FROM two;
SELECT overage(a, b) FROM two;
SELECT overage(a, '25 units') FROM two;
SELECT lesser(a, '25 units') FROM two;
SELECT a / 0 FROM two;
SELECT a * 'NaN' FROM two;
SELECT a * 10000000000 FROM two;
SELECT '36000000000 units on {[2025-08-18,2025-08-19)}'::load_series
	+ '36000000000 units on {[2025-08-18,2025-08-19)}'::load_series;
SELECT '1 units on {[2025-08-18,2025-08-19)}'::load_series / '0.000001 FTE on {[2025-08-18,2025-08-19)}'::load_series;
SELECT '36000000000 units on {[2025-08-18,2025-08-19)}'::load_series
	/ '0.000001 FTE on {[2025-08-18,2025-08-19)}'::load_series;
-- no day in common
SELECT s + t FROM (SELECT '1 units on {[2025-08-18,2025-08-19)}'::load_series AS s,
		'1 units on {[2025-08-19,2025-08-20)}'::load_series AS t) q;
SELECT rounded(s, 0, 'up'), rounded(s, 0, 'down'), rounded(s, 0, 'nearest'),
	rounded(s, 0, 'exact'), rounded(s, -1, 'UP')
	FROM (SELECT '1.2 students from 2025-08-18, -1.5 from 2025-08-19 on {[2025-08-18,2025-08-20)}'::load_series AS s) q;
SELECT rounded(a, 0, 'sideways') FROM two;
SELECT on_days(a, '{[2025-08-19,2025-08-20),[2025-08-22,)}'), on_days(a, '{}'), on_days(a, '{(,)}') = a FROM two;

-- One point a period, on its last counted day.
CREATE TEMP TABLE week AS SELECT '30 students from 2025-08-18, 33 from 2025-08-20, 31 from 2025-08-22, '
	'0 from 2025-08-26 on {[2025-08-18,2025-08-23),[2025-08-25,2025-08-30)}'::load_series AS s;
SELECT highest(s, w), mean(s, w), last(s, w), total(s, w) FROM week, weeks('[2025-08-18,2025-09-08)') w;
SELECT highest(s, '{}'), mean(s, '{"(,)"}'), last(s, '{"[2025-08-23,2025-08-25)"}') FROM week;
SELECT highest(s, '{"[2025-08-18,2025-08-20)","[2025-08-19,2025-08-21)"}') FROM week;
SELECT highest(s, ARRAY[NULL]::daterange[]) FROM week;
SELECT total('36000000000 units on {[2025-08-18,2025-08-20)}'::load_series, '{"(,)"}');

-- Gates of time.
CREATE TEMP TABLE over AS SELECT '2 students from 2025-08-19, 0 from 2025-08-21, 3 from 2025-08-25, 1 from 2025-08-28 '
	'on {[2025-08-18,2025-08-23),[2025-08-25,2025-08-30)}'::load_series AS s;
SELECT lasting(s, '3 days'), lasting(s, '2.5 days', from_then => true), lasting(s, '6 days') FROM over;
SELECT lasting(s, '2 days', weeks('[2025-08-18,2025-09-01)')),
	lasting(s, '50 percent', within => weeks('[2025-08-18,2025-09-01)'), from_then => true) FROM over;
SELECT lasting(s, '0 days') = s FROM over;
SELECT standing_on(s, '{[2025-08-20,2025-08-21)}'), standing_on(s, '{[2025-08-23,2025-08-25)}'),
	standing_on(s, '{[2025-08-29,2025-08-30)}') FROM over;
SELECT lasting(s, '30 percent') FROM over;
SELECT lasting(s, '3 students') FROM over;

-- A series in a table, wide enough to be compressed, reads the same.
CREATE TEMP TABLE long AS SELECT daily_load(daterange('2000-01-01'::date + n * 3,
		'2000-01-01'::date + n * 3 + 1 + n % 5), '{[2000-01-01,2025-01-01)}') AS s FROM generate_series(1, 3000) n;
SELECT pg_column_size(s) < octet_length(load_series_send(s)) AS smaller, s::text::load_series = s AS same,
	days_above(s, '0 students') FROM long;
SELECT sum(s) = (SELECT s * 2 FROM long) AS same FROM (SELECT s FROM long UNION ALL SELECT s FROM long) q;

-- One pass over what is too many: over 25 and 26 on days on which 27 and 24 were there; the first days of the highest.
SELECT * FROM over('0 students from 2025-09-01, 2 from 2025-09-02, 0 from 2025-09-04, 1 from 2025-09-05 on '
	'{[2025-09-01,2025-09-06)}',
	'25 students from 2025-09-01, 26 from 2025-09-05 on {[2025-09-01,2025-09-06)}',
	'25 students from 2025-09-01, 27 from 2025-09-02, 24 from 2025-09-04 on {[2025-09-01,2025-09-05)}');
SELECT * FROM worst('0 students from 2025-09-01, 1 from 2025-09-02, 2 from 2025-09-03, 2 from 2025-09-05, '
	'1 from 2025-09-06 on {[2025-09-01,2025-09-07)}');
SELECT * FROM worst('0 students from 2025-09-01 on {[2025-09-01,2025-09-07)}');
SELECT * FROM worst('-1 students from 2025-09-01, 0.5 from 2025-09-03 on '
	'{[2025-09-01,2025-09-02),[2025-09-03,2025-09-04)}');
SELECT count(*) FROM over(NULL, '1 students from 2025-09-01 on {[2025-09-01,2025-09-02)}', NULL);

-- Each one over by itself: 2, 3 and 1 over are a first on all of these days, a second on some, a third; what is a part
-- of one stands in that one's level. Nothing over is one level of nothing.
SELECT levels FROM over, levels(s);
SELECT sum(levels) = s AS adds_up FROM over, levels(s) GROUP BY s;
SELECT levels('2.5 students from 2025-08-19, 3 from 2025-08-20, -1 from 2025-08-21 on {[2025-08-18,2025-08-23)}');
SELECT levels('0 students on {[2025-08-18,2025-08-20)}'), levels('-2 students on {[2025-08-18,2025-08-20)}');
-- Runs that end with a period: from 25 to 29 August five days, of which two and three.
SELECT lasting(s, '3 days', false, '{"[2025-08-18,2025-08-27)","[2025-08-27,2025-09-01)"}') AS runs,
	lasting(s, '3 days', true, '{"[2025-08-26,2025-08-27)"}') AS of_one,
	lasting(s, '5 days', false, '{}') = lasting(s, '5 days') AS same,
	standing_on(s, '{[2025-08-26,2025-08-27)}', '{"[2025-08-18,2025-08-27)"}') AS stands FROM over;
SELECT lasting(s, '30 percent', false, '{}') FROM over;
-- What began in the last two days of a period and stands over its end: 20 August is the third of them.
SELECT carried('1 students from 2025-08-20, 0 from 2025-08-26 on {[2025-08-18,2025-08-23),[2025-08-25,2025-08-30)}', p,
		'3 days') AS three, carried('1 students from 2025-08-20, 0 from 2025-08-26 on '
		'{[2025-08-18,2025-08-23),[2025-08-25,2025-08-30)}', p, '2 days') AS two,
	carried('1 students from 2025-08-20, 0 from 2025-08-25 on {[2025-08-18,2025-08-23),[2025-08-25,2025-08-30)}', p,
		'3 days') AS ended
FROM (VALUES ('{"[2025-08-18,2025-08-25)","[2025-08-25,2025-09-01)"}'::daterange[])) AS v (p);
-- Counts that hold until the next one; before the first there is none.
SELECT held('20 students from 2025-08-20, 23 from 2025-08-27 on {[2025-08-20,2025-08-21),[2025-08-27,2025-08-28)}',
	'{[2025-08-18,2025-08-23),[2025-08-25,2025-08-30)}'),
	held('20 students on {[2025-08-20,2025-08-21)}', '{[2025-08-18,2025-08-20)}') AS before;
SELECT held('20 students on {[2025-08-20,2025-08-22)}', '{[2025-08-23,)}');
SELECT held('20 students from 2025-08-20, 7 from 2025-08-21 on {[2025-08-20,2025-08-22)}', '{[2025-08-23,2025-08-25)}');
SELECT mean_over(s, w), mean(s, w) FROM over, weeks('[2025-08-18,2025-09-08)') w;
SELECT mean_over('0 students on {[2025-08-18,2025-08-20)}', '{"(,)"}');
-- Days that come from outside of the aggregate are those of its rows, whoever asks how often with which.
PREPARE on_days (datemultirange) AS
SELECT daily_load(v, $1) FROM (VALUES ('[2025-08-18,2025-08-20)'::daterange), ('[2025-08-19,2025-08-30)')) AS e (v);
SET plan_cache_mode = force_generic_plan;
EXECUTE on_days('{[2025-08-18,2025-08-23)}');
EXECUTE on_days('{[2025-08-19,2025-08-24)}');
RESET plan_cache_mode;
DEALLOCATE on_days;
SELECT c.n, l.load, (SELECT daily_load(v, c.days) FROM (VALUES ('[2025-08-20,)'::daterange), ('(,)')) AS e (v)) AS again
FROM (VALUES (1, '{[2025-08-18,2025-08-23)}'::datemultirange), (2, '{[2025-08-19,2025-08-24)}'),
	(3, '{[2025-08-18,2025-08-23)}')) AS c (n, days)
	CROSS JOIN LATERAL (SELECT daily_load(v, (SELECT c.days)) AS load
		FROM (VALUES ('[2025-08-18,2025-08-20)'::daterange), ('[2025-08-19,2025-08-30)')) AS e (v)
		WHERE NOT isempty(v * '(,)')) AS l ORDER BY c.n;
SELECT daily_load(v, days) FROM (VALUES ('(,)'::daterange, '{[2025-08-18,2025-08-23)}'::datemultirange),
	('(,)', '{[2025-08-19,2025-08-24)}')) AS e (v, days);
SELECT v, daily_load(v, '{[2025-08-18,2025-08-23)}') OVER (ORDER BY v)
FROM (VALUES ('[2025-08-18,2025-08-20)'::daterange), ('[2025-08-19,2025-08-30)')) AS e (v);
