-- arguments that stand at an end of what a function takes: nothing, the last, or a refusal that says why
SET search_path = caseload, public;
\set VERBOSITY terse
-- a year without one of its ends, or without a day
SELECT count(*) FROM clock_of_year('duty days', '{[2025-08-18,2026-06-05)}', '{}', '[2025-07-01,)');
SELECT count(*) FROM clock_of_year('duty days', '{[2025-08-18,2026-06-05)}', '{}', 'empty');
-- what can be no schema of a district
SELECT stands_at(repeat('n', 64)), stands_at('pg_temp_3');
-- a lane of longevity rows alone has no ordinary row
SELECT placement, cell_problem(E'step(0) I II\n1 100 -\n2L 110 120', placement)
FROM unnest('{I-1,II-2,II-2L,III-1}'::salary_step[]) AS placement;
SELECT longevity_pay(E'step(0) I II\n1 100 -\n2L 110 120'::salary_schedule, 'II-2L');

-- daily_load: rows without days of their own, or without a range, add nothing; the measure is still theirs
CREATE TABLE odd (valid daterange, days datemultirange, weight caseload_unit);
INSERT INTO odd VALUES ('[2025-09-01,2025-09-04)', '{[2025-09-01,2025-09-04)}', '2 students'),
	('(,)', NULL, '1 students'), (NULL, '{[2025-09-01,2025-09-04)}', '5 students');
SELECT daily_load(valid, days, weight) FROM odd;
INSERT INTO odd VALUES (NULL, '{[2025-09-01,2025-09-04)}', '5 hours');
SELECT daily_load(valid, days, weight) FROM odd;
SELECT load_series_agg(lower(valid), weight) FROM odd WHERE valid IS NULL;
-- days that take more room than a page
TRUNCATE odd;
ALTER TABLE odd ALTER days SET STORAGE EXTERNAL, ALTER valid SET STORAGE EXTERNAL;
INSERT INTO odd
SELECT daterange(date '2025-01-01' + n, date '2025-01-04' + n), r.days, '1 students'
FROM generate_series(0, 2) AS n, (SELECT range_agg(daterange(d, d + 1)) AS days
	FROM (SELECT date '2025-01-01' + 2 * k FROM generate_series(0, 400) AS k) AS y (d)) AS r;
SELECT days_above(load, '0 students'), load_on(load, '2025-01-03')
FROM (SELECT daily_load(valid, days, weight) FROM odd) AS l (load);
DROP TABLE odd;

-- a run of an excess that no counted day stands in is nobody's worst day
SELECT worst_day - first_day, over_by FROM worst('0 students, 3 from 2025-09-03, 2 from 2025-09-08 on '
	'{[2025-09-01,2025-09-03), [2025-09-08,2025-09-10)}'::load_series);

-- a scale that needs terms, and amounts that no payroll has
SELECT * FROM breakdown('1+: $10 each per semester'::pay_scale, '2 students on {[2025-09-01,2025-09-03)}'::load_series);
SELECT * FROM breakdown('1+: $100000000000000 each per day'::pay_scale,
	'20000 students on {[2025-09-01,2025-09-03)}'::load_series);
SELECT * FROM breakdown('1+: $100000000000000 each per day'::pay_scale,
	'9000 students on {[2025-09-01,2025-09-13)}'::load_series);
SELECT pay('1+: $100000000000000 each per 5 days'::pay_scale,
	'9000 students on {[2025-09-01,2025-09-13)}'::load_series);
-- an excess that carries over is reckoned in days
SELECT carried('3 students on {[2025-09-01,2025-09-13)}', '{"[2025-09-01,2025-09-08)","[2025-09-08,2025-09-13)"}',
	'2 students');
