-- The binary forms, through COPY: each value comes back bit by bit, and what is no value is refused.
SET search_path = caseload, public;
\set VERBOSITY terse
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/copy_stream.psql'
\set ECHO none
\i :helpers
\set ECHO all

CREATE TEMP TABLE unit (u caseload_unit);
CREATE TEMP TABLE unit_back (u caseload_unit);
INSERT INTO unit
SELECT caseload_unit((n::numeric * 6364136223846793 % 72057594037927935 - 36028797018963967) / 1000000, m)
FROM generate_series(1, 10) AS n,
	unnest(ARRAY['students', 'seats', 'IEPs', 'units', 'assessments', 'preparations', 'sections', 'teachers', 'aides',
	'employees', 'positions', 'meetings', 'minutes', 'hours', 'days', 'FTE', 'percent', 'points']) AS m;
INSERT INTO unit VALUES ('0 students'), ('36028797018.963967 points'), ('-36028797018.963967 points');
SELECT pg_temp.stream(array_agg(caseload_unit_send(u))) AS stream FROM unit \gset
COPY unit_back FROM PROGRAM :'stream' (FORMAT binary);
SELECT count(*) AS sent, (SELECT count(*) FROM unit_back) AS came,
	(SELECT count(*) FROM unit JOIN unit_back USING (u)) AS same FROM unit;
SELECT pg_temp.stream(ARRAY['\x0000000000000001'::bytea]) AS no_measure,
	pg_temp.stream(ARRAY['\x1300000000000001'::bytea]) AS unknown_measure,
	pg_temp.stream(ARRAY['\x8100000000000001'::bytea]) AS high_bit,
	pg_temp.stream(ARRAY['\x0180000000000000'::bytea]) AS no_opposite,
	pg_temp.stream(ARRAY['\x01000000000001'::bytea]) AS short,
	pg_temp.stream(ARRAY['\x010000000000000100'::bytea]) AS long,
	pg_temp.stream(ARRAY[''::bytea]) AS empty \gset
COPY unit_back FROM PROGRAM :'no_measure' (FORMAT binary);
COPY unit_back FROM PROGRAM :'unknown_measure' (FORMAT binary);
COPY unit_back FROM PROGRAM :'high_bit' (FORMAT binary);
COPY unit_back FROM PROGRAM :'no_opposite' (FORMAT binary);
COPY unit_back FROM PROGRAM :'short' (FORMAT binary);
COPY unit_back FROM PROGRAM :'long' (FORMAT binary);
COPY unit_back FROM PROGRAM :'empty' (FORMAT binary);

CREATE TEMP TABLE place (p salary_step);
CREATE TEMP TABLE place_back (p salary_step);
INSERT INTO place SELECT salary_step(l, s / 2.0)
FROM unnest(ARRAY['V', 'XXXIX', 'MA+0', 'A.B/C+1', 'ABCDEFGHIJKL', '0']) AS l, generate_series(0, 198, 6) AS s;
SELECT pg_temp.stream(array_agg(salary_step_send(p))) AS stream FROM place \gset
COPY place_back FROM PROGRAM :'stream' (FORMAT binary);
SELECT count(*) AS sent, (SELECT count(*) FROM place_back) AS came,
	(SELECT count(*) FROM place JOIN place_back USING (p)) AS same FROM place;
SELECT pg_temp.stream(ARRAY['\x7600000000000000000000001c000000'::bytea]) AS lower_case,
	pg_temp.stream(ARRAY['\x5600000000000000000000001c000001'::bytea]) AS padding,
	pg_temp.stream(ARRAY['\x560000000000000000000000c7000000'::bytea]) AS past_the_end,
	pg_temp.stream(ARRAY['\x5600560000000000000000001c000000'::bytea]) AS hole,
	pg_temp.stream(ARRAY['\x0000000000000000000000001c000000'::bytea]) AS no_lane,
	pg_temp.stream(ARRAY['\x4d412b3039000000000000001c000000'::bytea]) AS leading_zero,
	pg_temp.stream(ARRAY['\x56'::bytea]) AS short \gset
COPY place_back FROM PROGRAM :'lower_case' (FORMAT binary);
COPY place_back FROM PROGRAM :'padding' (FORMAT binary);
COPY place_back FROM PROGRAM :'past_the_end' (FORMAT binary);
COPY place_back FROM PROGRAM :'hole' (FORMAT binary);
COPY place_back FROM PROGRAM :'no_lane' (FORMAT binary);
COPY place_back FROM PROGRAM :'leading_zero' (FORMAT binary);
COPY place_back FROM PROGRAM :'short' (FORMAT binary);

CREATE TEMP TABLE band (b stipend_band);
CREATE TEMP TABLE band_back (b stipend_band);
INSERT INTO band SELECT (CASE WHEN n % 2 = 0 THEN format('L%s %s%% per %s', n, round(n / 3.0, 4), p)
	ELSE format('L.%s $%s per %s', n, n * 7919.0103, p) END)::stipend_band
FROM generate_series(1, 19) AS n, unnest(ARRAY['count', 'session', 'period', 'hour', 'day', 'week', 'month', 'quarter',
		'trimester', 'semester', 'year']) AS p;
SELECT pg_temp.stream(array_agg(stipend_band_send(b))) AS stream FROM band \gset
COPY band_back FROM PROGRAM :'stream' (FORMAT binary);
SELECT count(*) AS sent, (SELECT count(*) FROM band_back) AS came,
	(SELECT count(*) FROM band JOIN band_back USING (b)) AS same FROM band;
SELECT pg_temp.stream(ARRAY['\x030000000000009c404300000000000000000000000b0000'::bytea]) AS kind,
	pg_temp.stream(ARRAY['\x018000000000009c404300000000000000000000000b0000'::bytea]) AS negative,
	pg_temp.stream(ARRAY['\x010000000000009c406300000000000000000000000b0000'::bytea]) AS lower_case,
	pg_temp.stream(ARRAY['\x010000000000009c404300430000000000000000000b0000'::bytea]) AS hole,
	pg_temp.stream(ARRAY['\x010000000000009c404300000000000000000000000c0000'::bytea]) AS period,
	pg_temp.stream(ARRAY['\x010000000000009c404300000000000000000000000b0100'::bytea]) AS padding,
	pg_temp.stream(ARRAY['\x010000000000009c404300000000000000000000000b00'::bytea]) AS short \gset
COPY band_back FROM PROGRAM :'kind' (FORMAT binary);
COPY band_back FROM PROGRAM :'negative' (FORMAT binary);
COPY band_back FROM PROGRAM :'lower_case' (FORMAT binary);
COPY band_back FROM PROGRAM :'hole' (FORMAT binary);
COPY band_back FROM PROGRAM :'period' (FORMAT binary);
COPY band_back FROM PROGRAM :'padding' (FORMAT binary);
COPY band_back FROM PROGRAM :'short' (FORMAT binary);
\set VERBOSITY sqlstate
COPY unit_back FROM PROGRAM :'short' (FORMAT binary);
COPY place_back FROM PROGRAM :'short' (FORMAT binary);
COPY band_back FROM PROGRAM :'short' (FORMAT binary);
