SET search_path = caseload, public;
\set VERBOSITY terse
SET DateStyle = ISO;
-- Mondays to Fridays of three weeks, without Labor Day (1 September) and the Friday before.
CREATE TEMP TABLE c AS
SELECT '{[2025-08-18,2025-08-23),[2025-08-25,2025-08-29),[2025-09-02,2025-09-06)}'::datemultirange AS days;

SELECT school_days(days, '[2025-08-18,2025-09-06)'), school_days(days, '[2025-08-22,2025-08-26]'),
	school_days(days, '[2025-08-23,2025-08-25)'),
	school_days(days, 'empty'), school_days(days, '(,)'),
	school_days(days, '[2025-09-03,)'), school_days('{}', '(,)') FROM c;
SELECT school_days('{[2025-08-18,)}', '[2025-09-01,2025-09-11)'), school_days('{(,)}', '(,2025-09-01)');

-- n school days after; the day itself does not count
SELECT n, add_school_days(days, '2025-08-21', n) AS "from Thursday 21",
	add_school_days(days, '2025-08-24', n) AS "from Sunday 24"
	FROM c, unnest(ARRAY[1, 2, 5, 6, 8, -1, -3]) n;
SELECT add_school_days(days, '2025-09-01', -9), add_school_days(days, '2025-01-01', 1),
	add_school_days(days, '2025-08-21', 0) FROM c;
-- fifteen duty days from the end of the first day: the deadline of a grievance
SELECT
	add_school_days('{[2025-08-18,2025-08-23),[2025-08-25,2025-08-30),[2025-09-02,2025-09-06),[2025-09-08,2025-09-13)}',
	'2025-08-18', 15);
SELECT add_school_days(days, '2025-08-24', 0) FROM c;
SELECT add_school_days(days, '2025-08-18', 13) FROM c;
SELECT add_school_days(days, '2025-08-18', -1) FROM c;
SELECT add_school_days('{}', '2025-08-18', 1);
SELECT add_school_days('{[2025-08-18,)}', '2025-08-18', 2147483647);
SELECT add_school_days('{(,)}', 'infinity', 1);

SELECT weekly_days(days, 4, '2025-08-18'), weekly_days(days, 4, '2025-08-22'), weekly_days(days, 1, '2025-08-18'),
	weekly_days(days, 6, '2025-01-01') FROM c;
-- every Thursday of a year, school day or not; those that are none move
SELECT roll(days, weekly_days('{[2025-08-18,2025-09-05)}', 5, '2025-08-18')) FROM c;
SELECT weekly_days(days, 0, '2025-08-18') FROM c;
SELECT weekly_days(days, 8, '2025-08-18') FROM c;
SELECT weekly_days('{[2025-08-18,)}', 1, '2025-08-18');

SELECT m, first_full_week(2025, m), nth_weekday(2025, m, 4, 1) AS "first Thursday",
	nth_weekday(2025, m, 1, -1) AS "last Monday" FROM generate_series(1, 12) m;
SELECT count(*) AS wrong FROM generate_series(1, 9999, 7) y, generate_series(1, 12) m
	WHERE extract(isodow FROM first_full_week(y, m)) <> 1 OR extract(day FROM first_full_week(y, m)) > 7;
-- five Fridays
SELECT nth_weekday(2025, 8, 5, 5), nth_weekday(2025, 8, 5, -5), nth_weekday(2024, 2, 4, 5);
SELECT nth_weekday(2025, 8, 4, 5);
SELECT nth_weekday(2025, 8, 4, 0);
SELECT nth_weekday(2025, 13, 4, 1);
SELECT nth_weekday(2025, 8, 9, 1);
SELECT first_full_week(0, 1);

SELECT roll(days, date '2025-08-20'), roll(days, date '2025-08-23'), roll(days, date '2025-08-30', 'previous'),
	roll(days, date '2025-08-30', how => 'next') FROM c;
-- with `how` the type of the days must be said
SELECT roll(days, '{[2025-08-22,2025-08-27),[2025-08-29,2025-09-03)}'),
	roll(days, datemultirange '{[2025-08-22,2025-08-27),[2025-08-29,2025-09-02)}', 'previous'), roll(days, '{}') FROM c;
SELECT roll(days, '{[2025-08-22,2025-08-27)}', 'previous') FROM c;
SELECT roll(days, date '2025-09-06') FROM c;
SELECT roll(days, date '2025-08-17', 'previous') FROM c;
SELECT roll(days, '{[2025-09-01,2025-09-10)}') FROM c;
SELECT roll(days, date '2025-08-20', 'sideways') FROM c;
SELECT roll('{}', date '2025-08-20');

CREATE TEMP TABLE w AS SELECT weeks('[2025-08-18,2025-09-08)') AS weeks;
SELECT nth_days(days, weeks, 1), nth_days(days, weeks, -1), nth_days(days, weeks, 5) FROM c, w;
SELECT from_nth_day(days, weeks, 4), from_nth_day(days, weeks, -1),
	from_nth_day(days, ARRAY['[2025-08-18,2025-09-08)'::daterange], 8) FROM c, w;
-- without a beginning there is no first day, without an end no last
SELECT nth_days('{(,2025-08-20)}', '{"(,)"}', 1), nth_days('{(,2025-08-20)}', '{"(,)"}', -1),
	nth_days('{[2025-08-20,)}', '{"(,)"}', -1), from_nth_day('{[2025-08-20,)}', '{"(,)"}', 3);
SELECT nth_days(days, weeks, 0) FROM c, w;
SELECT nth_days(days, '{"[2025-08-18,2025-08-20)","[2025-08-19,2025-08-21)"}', 1) FROM c;

SELECT months('[2025-08-18,2025-11-02)'), months('[2024-02-29,2024-03-01)'), months('empty');
SELECT weeks('[2025-08-20,2025-09-03)'), weeks('[2025-08-24,2025-08-25)');
SELECT months('[2025-08-18,)');
SELECT weeks('[1800-01-01,2025-01-01)');
SELECT months('[0044-03-15 BC,0043-03-15 BC)');
SELECT months('[10000-01-01,10000-02-01)');
SELECT months('[9999-12-30,9999-12-31]') AS last, weeks('[0001-01-01,0001-01-10)') AS first;
SELECT count(*) AS wrong FROM unnest(months('[1990-01-15,2030-07-09)')) m
	WHERE m <> daterange(greatest(date_trunc('month', lower(m))::date, '1990-01-15'),
		least((date_trunc('month', lower(m)) + interval '1 month')::date, '2030-07-09'));

-- days before year 1 and after year 9999 are not reckoned with, and a calendar without end gives none of them
SELECT months('[4713-01-01 BC,4713-06-01 BC)');
SELECT weeks('[9999-12-20,10000-01-02)');
SELECT months('[0001-01-30,0001-03-02)'), months('[9999-11-30,10000-01-01)'), weeks('[9999-12-20,10000-01-01)');
SELECT weekly_days('{[4000-01-01 BC,4000-01-20 BC)}', 3, '-infinity');
SELECT weekly_days('{[2025-01-01,2025-01-20)}', 3, 'infinity');
SELECT add_school_days('{(,)}', '2025-01-01', 2147400000);
SELECT add_school_days('{(,)}', '2025-01-01', -2147400000);
SELECT nth_days('{[2025-01-01,)}', '{"(,)"}', 2147400000);
SELECT from_nth_day('{(,2025-01-01)}', '{"(,)"}', -2147483648);
SELECT roll('{(,)}', date 'infinity', 'previous');
SELECT roll('{[2025-01-01,2025-02-01)}', date 'infinity', 'previous');

-- Against the obvious SQL, on a random calendar.
SELECT setseed(0.5);
CREATE TEMP TABLE random_day AS SELECT d::date AS day
FROM generate_series(date '2024-08-01', '2026-08-30', '1 day') d WHERE random() < 0.6;
CREATE TEMP TABLE r AS SELECT range_agg(daterange(day, day + 1)) AS days FROM random_day;
CREATE TEMP TABLE probe AS SELECT a::date AS a, 1 + (random() * 40)::int AS n, a::date + (random() * 90)::int AS b
FROM generate_series(date '2024-09-20', '2026-04-30', '4 days') a;
SELECT count(*) > 100 AS many,
	count(*) FILTER (WHERE school_days(days, daterange(a, b)) <> (SELECT count(*) FROM random_day
			WHERE day >= a AND day < b)) AS school_days,
	count(*) FILTER (WHERE add_school_days(days, a, n) IS DISTINCT FROM (SELECT day FROM random_day WHERE day > a
			ORDER BY day OFFSET n - 1 LIMIT 1)) AS after,
	count(*) FILTER (WHERE add_school_days(days, a, -n / 2 - 1) IS DISTINCT FROM (SELECT day FROM random_day
			WHERE day < a ORDER BY day DESC OFFSET n / 2 LIMIT 1)) AS before,
	count(*) FILTER (WHERE roll(days, a) <> (SELECT min(day) FROM random_day WHERE day >= a)) AS roll,
	count(*) FILTER (WHERE roll(days, a, 'previous') <> (SELECT max(day) FROM random_day WHERE day <= a)) AS roll_back,
	count(*) FILTER (WHERE roll(days,
			datemultirange(daterange(a, b, '[]'))) <> (SELECT range_agg(daterange(day, day + 1))
		FROM (SELECT (SELECT min(day) FROM random_day WHERE day >= x) AS day
			FROM generate_series(a, b, '1 day') x) q)) AS roll_days
	FROM probe, r;
SELECT count(*) FILTER (WHERE weekly_days(days, dow, '2025-01-07') <> (SELECT range_agg(daterange(day, day + 1))
		FROM random_day
		WHERE extract(isodow FROM day) = dow AND day >= '2025-01-07')) AS weekly,
	count(*) FILTER (WHERE nth_days(days, months('[2024-08-01,2026-09-01)'),
			dow) <> (SELECT range_agg(daterange(day, day + 1)) FROM
		(SELECT day, row_number() OVER (PARTITION BY date_trunc('month', day) ORDER BY day) AS n FROM random_day) q
			WHERE n = dow)) AS nth,
	count(*) FILTER (WHERE from_nth_day(days, months('[2024-08-01,2026-09-01)'),
			-dow) <> (SELECT range_agg(daterange(day, day + 1)) FROM
		(SELECT day, row_number() OVER (PARTITION BY date_trunc('month', day) ORDER BY day DESC) AS n FROM random_day) q
			WHERE n <= dow)) AS from_nth
	FROM r, generate_series(1, 7) dow;
