-- caseload_unit: a quantity that knows what it counts.
SET search_path = caseload, public;

-- What people write, and the one form it becomes.
SELECT n, written, written::caseload_unit AS unit
FROM (VALUES (1, '25 students'), (2, '1 student'), (3, '25students'), (4, '-2 students'),
	(5, ' − 2 STUDENTS '), (6, '1,200 students'),
	(7, '0.50 fte'), (8, '.5 FTE'), (9, '40 ieps'), (10, '-0 units'), (11, '+3 hours'),
	(12, '２５ students'), (13, '1,234,567.125 minutes'),
	(14, '1 200 students')) AS v(n, written) ORDER BY n;
SELECT ('1 ' || m)::caseload_unit AS one
FROM unnest(ARRAY['student', 'seat', 'IEP', 'unit', 'assessment', 'preparation', 'section', 'teacher',
	'aide', 'employee', 'position', 'meeting', 'minute', 'hour', 'day', 'FTE', 'percent', 'point']) AS m ORDER BY one;

-- Six places, half up, once.
SELECT caseload_unit '0.3333334 FTE' AS down, caseload_unit '0.3333335 FTE' AS up,
	caseload_unit '-0.3333335 FTE' AS away_from_zero,
	caseload_unit '0.00000049999999999999999999999999999999999999 FTE' AS once,
	caseload_unit '-0.0000004 FTE' AS nothing;
SELECT caseload_unit '36028797018.963967 students' AS most, caseload_unit '-36028797018.963967 students' AS least,
	caseload_unit '36028797018.9639674999 students' AS still_most;

-- What is refused, and how that is said.
SELECT caseload_unit '25';
SELECT caseload_unit '25 pupils';
SELECT caseload_unit 'students';
SELECT caseload_unit '';
SELECT caseload_unit '25 students or so';
SELECT caseload_unit '1,20 students';
SELECT caseload_unit '25¹ students';
SELECT caseload_unit '7½ hours';
SELECT caseload_unit '36028797018.9639675 students';
\set VERBOSITY sqlstate
SELECT caseload_unit '25';
SELECT caseload_unit '25 pupils';
SELECT caseload_unit '25¹ students';
SELECT caseload_unit '36028797018.9639675 students';
SELECT caseload_unit '-99999999999999999999999999999999999999999999999 students';
SELECT caseload_unit 'NaN students';
\set VERBOSITY default

-- Made and taken apart.
SELECT caseload_unit(2.5, 'hours'), caseload_unit(2.5, ' Hour '),
	caseload_unit(0.0000005, 'FTE'), caseload_unit(28, 'IEPs');
SELECT quantity('2.50 hours'), measure('2.50 hours'), quantity('-1 students'),
	measure('3 iep'), quantity('1200 students');
SELECT caseload_unit(NULL, 'hours'), caseload_unit(1, NULL), quantity(NULL), measure(NULL);
SELECT caseload_unit(1, 'pupils');
\set VERBOSITY sqlstate
SELECT caseload_unit(1, 'pupils');
SELECT caseload_unit(1, '');
SELECT caseload_unit('NaN', 'hours');
SELECT caseload_unit('Infinity', 'hours');
SELECT caseload_unit(36028797018.963968, 'hours');
SELECT caseload_unit(1e300, 'hours');
\set VERBOSITY default

-- Casts on assignment: text, and a bare number, which is students; and back to a number.
CREATE TEMP TABLE load (id int, load caseload_unit);
INSERT INTO load SELECT * FROM (VALUES (1, '25 students'), (2, '3 IEPs')) AS v(id, load);
INSERT INTO load SELECT 3, 30.5::numeric;
INSERT INTO load VALUES (4, 30::numeric), (5, NULL);
SELECT * FROM load ORDER BY id;
CREATE TEMP TABLE number (n numeric);
INSERT INTO number SELECT load FROM load;
SELECT n FROM number ORDER BY n;
SELECT 30.25::caseload_unit AS cast_to, (caseload_unit '2.5 hours')::numeric AS cast_from,
	(caseload_unit '2.5 hours')::text AS as_text;
\set VERBOSITY terse
SELECT caseload_unit '30 students' < 30;
\set VERBOSITY default

-- Arithmetic: exact, then half up at the sixth place.
SELECT caseload_unit '25 students' + '5 students' AS plus, caseload_unit '25 students' - '30 students' AS minus,
	- caseload_unit '2 students' AS negative;
SELECT caseload_unit '28 students' * 0.6 AS times, 0.6 * caseload_unit '28 students' AS times_left,
	caseload_unit '28 students' * -2 AS taken,
	caseload_unit '28 students' * 0 AS nothing;
SELECT caseload_unit '1 FTE' / 3 AS third, caseload_unit '2 FTE' / 3 AS two_thirds,
	caseload_unit '-2 FTE' / 3 AS negative,
	caseload_unit '2 FTE' / -3 AS by_negative, caseload_unit '1 FTE' / 2000000 AS half,
	caseload_unit '-1 FTE' / 2000000 AS negative_half,
	caseload_unit '1 FTE' / 2000000.0000000000000000001 AS below_half;
SELECT caseload_unit '0.000001 FTE' * 0.5 AS half,
	caseload_unit '0.000001 FTE' * 0.49999999999999999999999999999 AS below_half,
	caseload_unit '-0.000001 FTE' * 0.5 AS negative_half, caseload_unit '0 FTE' * 1e100 AS zero,
	caseload_unit '0 FTE' / 1e-100 AS still_zero;
SELECT caseload_unit '30 students' / caseload_unit '25 students' AS ratio,
	caseload_unit '1 hours' / caseload_unit '3 hours' AS third;
SELECT caseload_unit '30 students' + NULL, caseload_unit '30 students' * NULL, NULL::caseload_unit / 2;
-- Quotients against numeric's own, to more places than are kept.
SELECT count(*) AS quotients,
	count(*) FILTER (WHERE quantity(caseload_unit(q, 'hours') / d) <> round(q / d, 6)) AS wrong
FROM (SELECT (n * 7919 % 1000003 / 1000000.0)::numeric AS q, (n % 37 + 1) / 4.0 * (-1) ^ n::numeric AS d
	FROM generate_series(1, 3000) AS n) AS s;
SELECT caseload_unit '25 students' + '3 IEPs';
SELECT caseload_unit '25 students' - '3 IEPs';
SELECT caseload_unit '25 students' / caseload_unit '3 IEPs';
SELECT caseload_unit '36028797018 students' + '1 students';
SELECT caseload_unit '1 students' / 0;
SELECT caseload_unit '1 students' * 'NaN'::numeric;
\set VERBOSITY sqlstate
SELECT caseload_unit '25 students' + '3 IEPs';
SELECT caseload_unit '25 students' - '3 IEPs';
SELECT caseload_unit '25 students' / caseload_unit '3 IEPs';
SELECT caseload_unit '36028797018 students' + '1 students';
SELECT caseload_unit '-36028797018 students' - '1 students';
SELECT caseload_unit '36028797018 students' * 2;
SELECT caseload_unit '1 students' * 1e100;
SELECT caseload_unit '1 students' / 1e-100;
SELECT caseload_unit '1 students' / 0;
SELECT caseload_unit '1 students' / caseload_unit '0 students';
SELECT caseload_unit '1 students' * 'NaN'::numeric;
SELECT caseload_unit '1 students' * 'Infinity'::numeric;
SELECT caseload_unit '1 students' / 'Infinity'::numeric;
\set VERBOSITY default

-- Rounded: up and down are towards plus and minus infinity, nearest is away from zero at the half.
SELECT u, rounded(u, 0, 'up') AS up, rounded(u, 0, 'down') AS down,
	rounded(u, 0, 'nearest') AS nearest, rounded(u, 0, 'exact') AS exact
FROM unnest(ARRAY['2.5 students', '2.4 students', '-2.5 students', '-2.4 students', '3 students',
		'0.000001 students']::caseload_unit[]) WITH ORDINALITY AS v(u, n)
ORDER BY n;
SELECT rounded('33.333333 percent', 2, 'up'), rounded('1215 students', -2, 'nearest'),
	rounded('1 minutes', -9, 'up'), rounded('0.123456 FTE', 9, 'down'),
	rounded('0.5 FTE', NULL, 'up');
SELECT rounded('1 students', 0, 'sideways');
SELECT rounded('1 students', -10, 'up');
\set VERBOSITY sqlstate
SELECT rounded('1 students', 0, 'sideways');
SELECT rounded('1 students', -10, 'up');
SELECT rounded('36028797018 students', -9, 'up');
\set VERBOSITY default

-- What is above a cap.
SELECT overage('30 students', '25 students') AS over, overage('25 students', '25 students') AS at_cap,
	overage('20 students', '25 students') AS under,
	overage('0.6 FTE', '0.4 FTE') AS part, overage(NULL, '25 students') AS unknown;
SELECT overage('30 students', '25 IEPs');
\set VERBOSITY sqlstate
SELECT overage('30 students', '25 IEPs');
\set VERBOSITY default

-- Comparison inside one measure; between measures it is an error, but equality is an answer.
SELECT caseload_unit '25 students' < '30 students' AS lt, caseload_unit '30 students' <= '30 students' AS le,
	caseload_unit '-1 students' > '-2 students' AS gt,
	caseload_unit '30 students' >= '30.000001 students' AS ge,
	caseload_unit '25 students' BETWEEN '20 students' AND '30 students' AS between;
SELECT caseload_unit '25 students' = '25 IEPs' AS eq, caseload_unit '25 students' <> '25 IEPs' AS ne,
	caseload_unit '25 students' = '25.0 student' AS same,
	caseload_unit '25 students' <> '25 students' AS ne_same;
SELECT caseload_unit '25 students' < '30 IEPs';
SELECT caseload_unit '25 students' <= '30 IEPs';
SELECT caseload_unit '25 students' >= '30 IEPs';
SELECT caseload_unit '25 students' > '30 IEPs';
\set VERBOSITY sqlstate
SELECT caseload_unit '25 students' < '30 IEPs';
\set VERBOSITY default
-- The order of sorts: measure, then quantity. It never raises.
SELECT caseload_unit '900 students' *< '1 IEPs' AS before, caseload_unit '1 IEPs' *> '900 students' AS after,
	caseload_unit '1 IEPs' *<= '1 IEPs' AS le,
	caseload_unit '1 IEPs' *>= '2 IEPs' AS ge, caseload_unit_sort_cmp('900 students', '1 IEPs') AS cmp;

-- A column of mixed measures: sort, group, distinct, join, index, statistics.
CREATE TEMP TABLE count_of AS
	SELECT n AS id, caseload_unit(n % 50 - 5, (ARRAY['students', 'IEPs', 'hours'])[1 + n % 3]) AS load
	FROM generate_series(1, 3000) AS n;
INSERT INTO count_of VALUES (0, NULL);
(SELECT load FROM count_of ORDER BY load LIMIT 3)
UNION ALL (SELECT load FROM count_of WHERE load IS NOT NULL ORDER BY load DESC LIMIT 3);
SELECT count(DISTINCT load), (SELECT count(*) FROM (SELECT load FROM count_of GROUP BY load) g) AS groups FROM count_of;
SELECT measure(load), count(*), min(load), max(load), sum(load), avg(load) FROM count_of GROUP BY 1 ORDER BY 1;
SELECT greatest(caseload_unit '25 students', '3 IEPs') AS by_the_sort_order;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/plan_of.psql'
\set ECHO none
\i :helpers
\set ECHO all
-- What a query says: its number of rows, or its error.
CREATE FUNCTION pg_temp.outcome(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE n bigint;
BEGIN
	EXECUTE 'SELECT count(*) FROM (' || query || ') AS q' INTO n;
	RETURN n || ' rows';
EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE || ' ' || regexp_replace(SQLERRM, '(\w+) with (\w+)', '... with ...');
END $$;
CREATE FUNCTION pg_temp.outcomes() RETURNS TABLE (query text, answer text) LANGUAGE sql AS $$
	SELECT q, pg_temp.outcome('SELECT * FROM count_of WHERE ' || q)
	FROM unnest(ARRAY[$q$load < '10 students'$q$, $q$load BETWEEN '3 IEPs' AND '10 IEPs'$q$,
		$q$load > '100 students' AND load < '200 students'$q$,
		$q$load = '10 students'$q$, $q$load <> '10 students'$q$, $q$load *< '10 students'$q$,
		$q$load *>= '3 IEPs' AND load *< '10 IEPs'$q$,
		$q$load IN ('1 students', '2 IEPs', '4 days')$q$,
		$q$measure(load) = 'students' AND quantity(load) < 10$q$]) AS q
$$;
-- the same answers and the same errors without statistics, with them, without an index and with it
CREATE TEMP TABLE outcome AS SELECT 'no statistics' AS way, * FROM pg_temp.outcomes();
ANALYZE count_of;
INSERT INTO outcome SELECT 'statistics', * FROM pg_temp.outcomes();
CREATE INDEX count_load ON count_of (load);
CREATE INDEX count_load_hash ON count_of USING hash (load);
SET enable_seqscan = off;
INSERT INTO outcome SELECT 'index', * FROM pg_temp.outcomes();
SET enable_bitmapscan = off;
INSERT INTO outcome SELECT 'plain index', * FROM pg_temp.outcomes();
RESET enable_bitmapscan;
SELECT query, answer, count(*) AS ways FROM outcome GROUP BY query, answer
ORDER BY query COLLATE "C", answer COLLATE "C";
-- the raising operators are not looked for in an index, the sort order's are
SELECT pg_temp.plan_of($$SELECT * FROM count_of WHERE load < '10 students'$$) ~ 'Index Cond' AS raising_by_index,
	pg_temp.plan_of($$SELECT * FROM count_of WHERE load *< '10 students'$$) ~ 'Index Cond' AS sorted_by_index,
	pg_temp.plan_of($$SELECT * FROM count_of WHERE load = '10 students'$$) ~ 'Index Cond' AS equal_by_index;
SELECT pg_temp.plan_of('SELECT min(load) FROM count_of') ~ 'Limit' AS min_by_index;
\set VERBOSITY sqlstate
SELECT min(load) FROM count_of;
\set VERBOSITY default
RESET enable_seqscan;
-- planning after ANALYZE raises nothing
SELECT count(pg_temp.plan_of('SELECT * FROM count_of WHERE load ' || op || $$ '10 students'$$)) AS planned
FROM unnest(ARRAY['<', '<=', '>', '>=', '=', '<>', '*<', '*<=', '*>', '*>=']) AS op;
SELECT count(pg_temp.plan_of('SELECT * FROM count_of a JOIN count_of b ON a.load ' || op || ' b.load')) AS planned
FROM unnest(ARRAY['<', '<=', '>', '>=', '=', '<>', '*<', '*<=', '*>', '*>=']) AS op;
-- joins by each method
CREATE TEMP TABLE joined (how text, planned boolean, rows bigint, ids bigint);
SET enable_mergejoin = off; SET enable_nestloop = off;
INSERT INTO joined SELECT 'hash',
	pg_temp.plan_of('SELECT * FROM count_of a JOIN count_of b USING (load)') ~ 'Hash Join', count(*), sum(a.id)
	FROM count_of a JOIN count_of b USING (load);
RESET enable_mergejoin; SET enable_hashjoin = off;
INSERT INTO joined SELECT 'merge',
	pg_temp.plan_of('SELECT * FROM count_of a JOIN count_of b USING (load)') ~ 'Merge Join', count(*), sum(a.id)
	FROM count_of a JOIN count_of b USING (load);
RESET enable_nestloop; SET enable_mergejoin = off;
INSERT INTO joined SELECT 'nested loop',
	pg_temp.plan_of('SELECT * FROM count_of a JOIN count_of b USING (load)') ~ 'Nested Loop', count(*), sum(a.id)
	FROM count_of a JOIN count_of b USING (load);
RESET enable_hashjoin; RESET enable_mergejoin;
SELECT * FROM joined ORDER BY how;
-- unique, and a table partitioned by hash
CREATE TEMP TABLE one_each (load caseload_unit PRIMARY KEY);
INSERT INTO one_each VALUES ('25 students'), ('25 IEPs');
INSERT INTO one_each VALUES ('25.0 student');
CREATE TABLE pg_temp.by_load (load caseload_unit) PARTITION BY HASH (load);
CREATE TABLE pg_temp.by_load_0 PARTITION OF pg_temp.by_load FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE pg_temp.by_load_1 PARTITION OF pg_temp.by_load FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO pg_temp.by_load SELECT DISTINCT load FROM count_of WHERE load IS NOT NULL;
SELECT count(*), sum((SELECT count(*) FROM pg_temp.by_load b WHERE b.load = l.load)) AS found
FROM (SELECT DISTINCT load FROM count_of WHERE load IS NOT NULL) AS l;

-- Aggregates.
SELECT sum(u), avg(u), min(u), max(u), count(u)
FROM unnest(ARRAY['3 hours', NULL, '-5.5 hours', '1 hours']::caseload_unit[]) AS u;
SELECT sum(u), avg(u), min(u), max(u), count(u) FROM unnest(ARRAY[]::caseload_unit[]) AS u;
SELECT sum(u), avg(u), min(u), max(u) FROM unnest(ARRAY[NULL, NULL]::caseload_unit[]) AS u;
SELECT avg(u) AS half_up FROM unnest(ARRAY['0.000001 days', '0 days']::caseload_unit[]) AS u;
SELECT avg(u) AS half_down FROM unnest(ARRAY['-0.000001 days', '0 days']::caseload_unit[]) AS u;
SELECT avg(u) AS most FROM unnest(ARRAY['36028797018.963967 days', '36028797018.963967 days']::caseload_unit[]) AS u;
SELECT id, avg(load) OVER (ORDER BY id ROWS 1 PRECEDING) AS moving, sum(load) OVER (ORDER BY id) AS running
FROM (VALUES (1, caseload_unit '1 days'), (2, '4 days'), (3, NULL), (4, '5 days')) AS v(id, load) ORDER BY id;
\set VERBOSITY terse
SELECT sum(load) FROM count_of;
SELECT avg(load) FROM count_of WHERE measure(load) IN ('students', 'IEPs');
SELECT max(load) FROM count_of WHERE measure(load) IN ('students', 'hours');
\set VERBOSITY sqlstate
SELECT sum(load) FROM count_of;
SELECT avg(load) FROM count_of;
SELECT min(load) FROM count_of;
SELECT max(load) FROM count_of;
SELECT sum(u) FROM unnest(ARRAY['36028797018 days', '1 days']::caseload_unit[]) AS u;
\set VERBOSITY default

-- The state of avg, split in k parts and merged through text: the same as in one pass.
CREATE FUNCTION pg_temp.state_of(part bigint[], units caseload_unit[]) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE u caseload_unit;
BEGIN
	FOREACH u IN ARRAY units LOOP part := caseload_unit_mean_add(part, u); END LOOP;
	RETURN part;
END $$;
SELECT k, caseload_unit_mean_result(merged) = (SELECT avg(load) FROM count_of WHERE measure(load) = 'hours') AS same
FROM generate_series(1, 9) AS k, LATERAL (
	WITH RECURSIVE part AS (
		SELECT p, pg_temp.state_of('{0,0,0}',
			coalesce(array_agg(load) FILTER (WHERE load IS NOT NULL), '{}'))::text::bigint[] AS state
		FROM generate_series(0, k) AS p LEFT JOIN count_of ON measure(load) = 'hours' AND id / 3 % k = p GROUP BY p),
	merge AS (SELECT 0 AS p, state FROM part WHERE p = 0
		UNION ALL SELECT part.p, caseload_unit_mean_merge(merge.state, part.state)
		FROM merge JOIN part ON part.p = merge.p + 1)
	SELECT state AS merged FROM merge ORDER BY p DESC LIMIT 1) AS m ORDER BY k;
-- called by hand nothing is changed in place, and a state is not believed
SELECT state, caseload_unit_mean_add(state, '5 hours') AS added, state AS unchanged
FROM (SELECT '{14,1,1000000}'::bigint[] AS state OFFSET 0) AS s;
SELECT caseload_unit_mean_result('{0,0,0}') AS nothing;
\set VERBOSITY terse
SELECT caseload_unit_mean_add('{14,1}', '5 hours');
SELECT caseload_unit_mean_add('{14,1,NULL}', '5 hours');
SELECT caseload_unit_mean_add('{{14,1,1}}', '5 hours');
SELECT caseload_unit_mean_add('{99,1,1}', '5 hours');
SELECT caseload_unit_mean_result('{14,0,1}');
SELECT caseload_unit_mean_result('{14,-1,1}');
SELECT caseload_unit_mean_result('{14,1,9223372036854775807}');
SELECT caseload_unit_mean_merge('{14,1,1}', '{15,1,1}');
SELECT caseload_unit_mean_merge('{14,9223372036854775807,1}', '{14,1,1}');
SELECT caseload_unit_mean_merge('{14,1000,9223372036854775807}', '{14,1,1}');
\set VERBOSITY default

-- Text there and back.
SELECT count(*), count(*) FILTER (WHERE u::text::caseload_unit = u
	AND caseload_unit(quantity(u), measure(u)) = u) AS same
FROM (SELECT caseload_unit((n * 6007 % 100003 - 50000) * power(10::numeric, n % 12 - 6), m) AS u
	FROM generate_series(1, 500) AS n,
	unnest(ARRAY['students', 'seats', 'IEPs', 'units', 'assessments', 'preparations', 'sections',
			'teachers', 'aides', 'employees',
		'positions', 'meetings', 'minutes', 'hours', 'days', 'FTE', 'percent', 'points']) AS m) AS every;
