-- Some thousand random histories: people in pieces at several schools, raises inside the year, changes of step and of
-- schedule, leavers, job shares, stipends that change, every way of division. Pieces, months and payees add up to the
-- cent, and a second reckoning day by day says the same.
\set VERBOSITY terse
\getenv abs_srcdir PG_ABS_SRCDIR
\set oracle :abs_srcdir '/test/oracle/pay_day.sql'
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SET jit = off;
SET work_mem = '64MB';
SELECT caseload.create_district('pay_random');
SET search_path = pay_random, pay_random_bi, caseload, public;

-- draws that are the same everywhere: a number from 0 to 1 for each name
CREATE FUNCTION pg_temp.drawn(VARIADIC name text[]) RETURNS numeric LANGUAGE sql IMMUTABLE
RETURN ('x' || left(md5(array_to_string(name, '/')), 8))::bit(32)::bigint / 4294967296.0;
CREATE FUNCTION pg_temp.day(name text, first date, after date) RETURNS date LANGUAGE sql IMMUTABLE
RETURN first + floor(pg_temp.drawn(name) * (after - first))::int;

-- A contract for each way of division. Of two years the first has a 29 February; those of k12 begin in a month.
INSERT INTO contract (contract, title, employer, bargaining_unit, term, prorated_by, after_expiry, citation)
SELECT 'k' || n, 'K' || n, 'Kelp', 'Kelp', '[2023-07-01,2025-07-01)', CASE n WHEN 2 THEN 'months' ELSE 'duty days' END,
	CASE n WHEN 11 THEN 'status quo' ELSE 'ends' END, 'made up' FROM generate_series(1, 13) AS n;
INSERT INTO division (contract, component, in_force, way, divisor, counts, citation)
SELECT 'k' || n, component, '[2023-07-01,2026-07-01)', way, divisor, counts, 'made up'
FROM (VALUES (3, '*', 'calendar days', NULL, NULL), (4, '*', 'months by duty days', NULL, NULL),
	(5, '*', 'months by calendar days', NULL, NULL), (6, '*', 'thirtieths', NULL, NULL),
	(7, '*', 'months begun', NULL, NULL), (8, '*', 'duty days', 190, 'days held'),
	(9, '*', 'duty days', 190, 'days missed'), (10, '*', 'duty days', 208.75, 'days held'),
	(10, 'stipend', 'duty days', 190, 'days held'), (11, 'salary', 'thirtieths', NULL, NULL),
	(11, 'longevity: flat', 'calendar days', NULL, NULL), (11, 'stipend: coach', 'months by duty days', NULL, NULL),
	(12, '*', 'calendar days', 260, 'days missed')) AS d (n, component, way, divisor, counts);
-- in k13 a change is paid by its date
INSERT INTO change_share (contract, change, by, share, in_force, citation)
SELECT 'k13', c.change, c.by, c.share, '[2023-07-01,2026-07-01)', 'made up' FROM (VALUES ('lane', '10-01', 1),
	('lane', '02-01', 0.5), ('step', '12-31', 0.75)) AS c (change, by, share);
CREATE TEMP TABLE span AS
SELECT k.contract, y || '-' || y % 100 + 1 AS school_year, 
	daterange(s.first, (s.first + interval '1 year')::date) AS year
FROM contract AS k CROSS JOIN generate_series(2023, 2024) AS y
	CROSS JOIN LATERAL (SELECT CASE k.contract WHEN 'k12' THEN make_date(y, 8, 18)
		ELSE make_date(y, 7, 1) END AS first) AS s;
-- weekdays but for two weeks in winter; the duty days of some contracts are more, and half of them on some days
INSERT INTO calendar (contract, school_year, kind, in_force, days, half_days, citation)
SELECT s.contract, s.school_year, c.kind, s.year, range_agg(daterange(d.day, d.day + 1)),
	coalesce(range_agg(daterange(d.day, d.day + 1)) FILTER (WHERE c.kind = 'duty'
		AND pg_temp.drawn('half', s.contract, d.day::text) < 0.03), '{}'), 'made up'
FROM span AS s
	CROSS JOIN (VALUES ('student', 50, 335), ('duty', 46, 340), ('counselor', 20, 350)) AS c (kind, first, after)
	CROSS JOIN LATERAL (SELECT lower(s.year) + n AS day FROM generate_series(c.first, c.after) AS n
		WHERE extract(isodow FROM lower(s.year) + n) < 6 AND n NOT BETWEEN 175 AND 188) AS d
WHERE c.kind <> 'duty' OR s.contract IN ('k1', 'k4', 'k8', 'k9', 'k10', 'k11')
GROUP BY s.contract, s.school_year, c.kind, s.year;
INSERT INTO term (contract, name, in_force, citation)
SELECT s.contract, 'semester', t, 'made up' FROM span AS s
	CROSS JOIN LATERAL unnest(ARRAY[daterange(lower(s.year), lower(s.year) + 200),
		daterange(lower(s.year) + 200, upper(s.year))]) AS t;

-- four rows of each schedule, of which three begin inside a year; those of k11 leave days between them
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT s.contract, s.schedule, 'made up', daterange(s.day, lead(s.day - CASE s.contract WHEN 'k11' THEN 40 ELSE 0 END,
		1, CASE s.contract WHEN 'k11' THEN date '2025-05-01' ELSE '2025-09-01' END)
		OVER (PARTITION BY s.contract, s.schedule ORDER BY s.day)),
	E'step(0) BA MA\n' || string_agg(concat_ws(' ', r.step, r.amount, r.amount + 1234), E'\n' ORDER BY r.nth),
	'made up'
FROM (SELECT k.contract, n.schedule, p, CASE p WHEN 0 THEN date '2023-07-01'
		ELSE pg_temp.day(k.contract || n.schedule || p, date '2023-07-02' + p * 170, date '2023-12-01' + p * 170)
		END AS day
	FROM contract AS k CROSS JOIN (VALUES ('teacher'), ('aide')) AS n (schedule) CROSS JOIN generate_series(0, 3) AS p)
	AS s CROSS JOIN LATERAL (SELECT v.nth, v.step, floor(30000 + s.p * 1700 + v.nth * 2111
		+ pg_temp.drawn(s.contract, s.schedule, s.p::text, v.step) * 900) AS amount
	FROM (VALUES (1, '1'), (2, '2'), (3, '3'), (4, '4'), (5, '10L')) AS v (nth, step)) AS r
GROUP BY s.contract, s.schedule, s.p, s.day;

INSERT INTO longevity_rule (contract, code, in_force, service, scale, in_proportion, citation)
SELECT k.contract, r.code, r.in_force::daterange, r.service, r.scale::pay_scale, r.in_proportion, 'made up'
FROM contract AS k CROSS JOIN (VALUES
	('flat', '[2023-01-01,2024-01-16)', 'district', '3-7: $400 each, 8+: $450 each per year', NULL),
	('flat', '[2024-01-16,2026-07-01)', 'district', '3+: $501 each per year', NULL),
	('part', '[2023-09-05,2026-07-01)', 'district', '5+: 2.5% flat', 'fte'))
	AS r (code, in_force, service, scale, in_proportion);
INSERT INTO pay_base (contract, name, in_force, amount, own, citation)
SELECT k.contract, b.name, b.in_force::daterange, b.amount, b.own, 'made up'
FROM contract AS k CROSS JOIN (VALUES ('base', '[2023-01-01,2023-11-11)', 41000, NULL),
	('base', '[2023-11-11,2025-02-03)', 42345, NULL), ('base', '[2025-02-03,2026-07-01)', 43333, NULL),
	('own', '[2023-01-01,2026-07-01)', NULL, 'salary')) AS b (name, in_force, amount, own);
INSERT INTO stipend (contract, position, title, site_level, in_force, band, scale, base, prorated_by, digits, citation)
SELECT k.contract, s.position, s.position, s.site_level, s.in_force::daterange, s.band::stipend_band,
	s.scale::pay_scale, s.base, s.prorated_by, 2, 'made up'
FROM contract AS k CROSS JOIN (VALUES
	('coach', 'any', '[2023-01-01,2024-01-05)', 'C $1800', NULL, NULL, 'duty days'),
	('coach', 'any', '[2024-01-05,2026-07-01)', 'C $2400', NULL, NULL, 'duty days'),
	('coach', 'High School', '[2023-10-02,2024-11-20)', 'C $2999', NULL, NULL, 'duty days'),
	('head', 'any', '[2023-01-01,2026-07-01)', 'H 4%', NULL, 'base', 'months'),
	('dean', 'any', '[2023-01-01,2026-07-01)', 'D 3%', NULL, 'own', 'duty days'),
	('mentor', 'any', '[2023-01-01,2026-07-01)', NULL, '1: $700 flat, 2+: $1234.5 flat', NULL, NULL),
	('band', 'any', '[2023-01-01,2024-01-05)', 'B $650 per semester', NULL, NULL, NULL),
	('band', 'any', '[2024-01-05,2026-07-01)', 'B $700 per semester', NULL, NULL, NULL))
	AS s (position, site_level, in_force, band, scale, base, prorated_by);

INSERT INTO site (district_id, site_id, site_name, level)
SELECT d, s, 'Site ' || s, CASE s WHEN 2 THEN 'High School' ELSE 'any' END
FROM generate_series(1, 2) AS d, generate_series(1, 4) AS s;
INSERT INTO employee (district_id, employee_id, employee_name)
SELECT 1 + n % 2, n, 'Employee ' || n FROM generate_series(1, 672) AS n;
-- One to four pieces, one after another, with a hole now and then; some have been here since ever and stay. A fourth
-- part leaves; an eighth part has a second job beside. Of some, three share a position.
CREATE TEMP TABLE person AS
SELECT n, 1 + n % 2 AS district_id, 
	CASE WHEN n / 24 % 5 = 3 AND n % 24 < 16 THEN 'k13' ELSE 'k' || 1 + n / 2 % 12 END AS contract,
	CASE WHEN pg_temp.drawn('calendar', n::text) < 0.12 THEN 'counselor' ELSE 'duty' END AS calendar,
	CASE WHEN n / 24 % 5 = 0 THEN 'room ' || n / 72 || '-' || n % 24 END AS job_share
FROM generate_series(1, 672) AS n;
INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, valid, placement, fte, agreed_salary,
	calendar, job_share)
SELECT p.district_id, p.n, c.nth, p.contract,
	CASE WHEN pg_temp.drawn('schedule', p.n::text, c.nth::text) < 0.9 THEN 'teacher' ELSE 'aide' END,
	daterange(c.day, CASE WHEN c.next IS NULL THEN CASE WHEN pg_temp.drawn('leaves', p.n::text) < 0.25
				THEN pg_temp.day('leaves' || p.n, c.day + 1, '2025-08-18')
			WHEN p.contract IN ('k11', 'k12') OR pg_temp.drawn('leaves', p.n::text) < 0.8 THEN date '2025-08-18' END
		WHEN pg_temp.drawn('hole', p.n::text, c.nth::text) < 0.2
			THEN pg_temp.day('hole' || p.n || c.nth, c.day + 1, c.next + 1) ELSE c.next END),
	((ARRAY['BA-1', 'MA-1', 'BA-2', 'MA-2', 'BA-3', 'MA-4', 'MA-10'])[1 + floor(7 * pg_temp.drawn('cell', p.n::text,
		c.nth::text))])::salary_step,
	CASE WHEN p.job_share IS NOT NULL THEN 1 / 3.0 ELSE ((ARRAY[1, 1, 1, 0.5, 0.6667, 0.85])[1 + floor(6
		* pg_temp.drawn('fte', p.n::text, c.nth::text))])::numeric END,
	CASE WHEN p.job_share IS NULL AND pg_temp.drawn('agreed', p.n::text, c.nth::text) < 0.05 THEN 61234.57 END,
	p.calendar, p.job_share
FROM person AS p CROSS JOIN LATERAL (SELECT d.nth, d.day, lead(d.day) OVER (ORDER BY d.nth) AS next
	FROM (SELECT row_number() OVER (ORDER BY d.day) AS nth, d.day
		FROM (SELECT CASE WHEN pg_temp.drawn('first', p.n::text) < 0.6 THEN date '2022-07-01'
				ELSE pg_temp.day('first' || p.n, '2023-07-01', '2025-05-01') END AS day
			UNION SELECT pg_temp.day('cut' || p.n || '-' || x, '2023-08-20', '2025-06-20')
			FROM generate_series(1, floor(pg_temp.drawn('pieces', p.n::text) * 4)::int) AS x) AS d) AS d) AS c;
INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, valid, placement, fte, calendar)
SELECT p.district_id, p.n, 4, p.contract, 'aide', daterange(pg_temp.day('second' || p.n, '2023-07-01', '2024-07-01'),
	pg_temp.day('second ends' || p.n, '2024-07-02', '2025-06-30')), 'BA-2', 0.4, p.calendar
FROM person AS p WHERE p.job_share IS NULL AND p.contract <> 'k13' AND pg_temp.drawn('second', p.n::text) < 0.12
	AND NOT EXISTS (SELECT FROM employment AS e WHERE e.employee_id = p.n AND e.site_id = 4);
INSERT INTO service (district_id, employee_id, school_year, kind, share)
SELECT p.district_id, p.n, y || '-' || lpad(((y + 1) % 100)::text, 2, '0'), 'district',
	CASE WHEN pg_temp.drawn('share', p.n::text, y::text) < 0.1 THEN 0.6 ELSE 1 END
FROM person AS p
	CROSS JOIN LATERAL generate_series(2023 - floor(pg_temp.drawn('served', p.n::text) * 14)::int, 2023) AS y
WHERE pg_temp.drawn('serves', p.n::text) < 0.4;
-- a position for two of five, held in one row or two
INSERT INTO position_held (district_id, employee_id, site_id, contract, position, valid, counted)
SELECT p.district_id, p.n, r.nth, p.contract, k.position, r.during, r.nth
FROM person AS p CROSS JOIN LATERAL (SELECT CASE WHEN EXISTS (SELECT FROM employment AS e WHERE e.employee_id = p.n
		AND e.valid @> '[2023-07-01,2025-07-01)') THEN 'dean'
		ELSE (ARRAY['coach', 'head', 'mentor', 'band'])[1 + p.n / 24 % 4] END AS position) AS k
	CROSS JOIN LATERAL (SELECT pg_temp.day('held' || p.n, '2023-06-01', '2024-08-01') AS first,
		pg_temp.day('changed' || p.n, '2024-08-02', '2024-12-01') AS changed,
		pg_temp.day('held no more' || p.n, '2024-12-02', '2025-07-01') AS after) AS d
	CROSS JOIN LATERAL (VALUES (1, daterange(d.first, d.changed)), (2, daterange(d.changed, d.after)))
		AS r (nth, during)
WHERE pg_temp.drawn('holds', p.n::text) < 0.4 AND (r.nth = 2 OR pg_temp.drawn('two rows', p.n::text) < 0.6);
ANALYZE;

CREATE TEMP TABLE line AS
SELECT row_number() OVER (ORDER BY p.contract, p.school_year, p.district_id, p.component, p.employee_id, p.during,
	p.employment_id) AS nth, p.*,
	CASE WHEN p.component IN ('salary', 'longevity of the grid') THEN e.job_share END AS pool
FROM pay_lines() AS p LEFT JOIN employment AS e USING (district_id, employment_id);
SELECT count(*) > 6000 AS many, count(*) FILTER (WHERE problem IS NOT NULL) AS problems,
	count(DISTINCT component) AS components, count(DISTINCT (employee_id, school_year)) > 1200 AS histories,
	min(cents) FILTER (WHERE component NOT LIKE '% change') >= 0 AS no_less_than_nothing FROM line;
SELECT component, count(*) > 20 AS many FROM line GROUP BY 1 ORDER BY 1;
\i :oracle

-- Of each person, or of those who share a position, the year's total of a component is the same to the cent.
CREATE TEMP TABLE year_of AS
SELECT contract, school_year, district_id, pool, CASE WHEN pool IS NULL THEN employee_id END AS employee_id, component,
	round(round(sum(amount), 20), 2) AS cents
FROM (SELECT contract, school_year, district_id, pool, employee_id, component, amount FROM pay_of_day
	UNION ALL SELECT contract, school_year, district_id, NULL, employee_id, component, amount FROM pay_of_term) AS d
GROUP BY 1, 2, 3, 4, 5, 6;
SELECT count(*) > 2500 AS many, count(*) FILTER (WHERE o.cents IS DISTINCT FROM l.cents) AS differ,
	count(*) FILTER (WHERE o.pool IS NOT NULL) > 50 AS shared
FROM (SELECT * FROM year_of WHERE cents <> 0) AS o FULL JOIN (
	SELECT l.contract, l.school_year, l.district_id, l.component, l.pool,
		CASE WHEN l.pool IS NULL THEN l.employee_id END AS employee_id, sum(l.cents) AS cents
	FROM line AS l GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(l.cents) <> 0) AS l
	ON l.contract = o.contract AND l.school_year = o.school_year AND l.district_id = o.district_id
		AND l.component = o.component AND coalesce(l.pool, l.employee_id::text) = coalesce(o.pool, o.employee_id::text);

-- Each line is within a cent, and there is nothing to pay on any day without a line.
CREATE TEMP TABLE line_of_day AS
SELECT d.contract, d.district_id, d.component, d.day, d.amount, l.nth
FROM pay_of_day AS d LEFT JOIN line AS l ON l.district_id = d.district_id AND l.employee_id = d.employee_id
	AND l.component = d.component AND l.school_year = d.school_year AND l.during @> d.day
	AND (l.employment_id = d.employment_id OR d.employment_id = 0)
WHERE d.component NOT LIKE '% change';
SELECT count(*) FILTER (WHERE nth IS NULL AND amount <> 0) AS without_line FROM line_of_day;
SELECT count(*) > 4000 AS many, max(abs(l.cents - d.amount)) < 0.01 AS within_a_cent, count(*) FILTER (WHERE l.exact
	<> 0 AND abs(l.exact - d.amount) > 0.00000001 * l.exact) AS not_as_exact
FROM line AS l JOIN (SELECT nth, sum(amount) AS amount FROM line_of_day GROUP BY nth) AS d USING (nth);
SELECT count(*) > 50 AS many, count(*) FILTER (WHERE l.cents IS DISTINCT FROM t.amount) AS differ
FROM pay_of_term AS t LEFT JOIN line AS l ON l.district_id = t.district_id AND l.employee_id = t.employee_id
	AND l.component = t.component AND l.during @> t.day AND l.school_year = t.school_year;

-- Months add up to lines to the cent, and each is within a cent and a half of what its days come to.
CREATE TEMP TABLE month AS
SELECT m.* FROM cut_by_month(ARRAY(SELECT (l.contract, l.school_year, l.district_id, l.employee_id, l.employment_id,
	l.site_id, l.schedule, l.placement, l.fte, l.component, l.during, l.days, l.divisor, l.annual, l.exact, l.cents,
	l.rule, l.rule_id, l.citation, l.problem, l.blame)::pay_piece FROM line AS l)) AS m;
SELECT sum(m.months) > 25000 AS many, count(*) FILTER (WHERE m.cents IS DISTINCT FROM l.cents) AS differ
FROM (SELECT district_id, employee_id, employment_id, component, during, sum(cents) AS cents
		FROM line GROUP BY 1, 2, 3, 4, 5) AS l
	LEFT JOIN (SELECT m.district_id, m.employee_id, m.employment_id, m.component, m.during, sum(m.cents) AS cents,
		count(*) AS months FROM month AS m GROUP BY 1, 2, 3, 4, 5) AS m
	ON m.district_id = l.district_id AND m.employee_id = l.employee_id AND m.component = l.component
		AND m.during = l.during AND m.employment_id IS NOT DISTINCT FROM l.employment_id;
SELECT count(*) > 15000 AS many, max(abs(m.cents - d.amount)) < 0.02 AS near
FROM month AS m JOIN line AS l ON m.district_id = l.district_id AND m.employee_id = l.employee_id
		AND m.component = l.component AND m.during = l.during AND m.employment_id IS NOT DISTINCT FROM l.employment_id
	JOIN (SELECT nth, date_trunc('month', day)::date AS month, sum(amount) AS amount
		FROM line_of_day GROUP BY 1, 2) AS d ON d.nth = l.nth AND d.month = m.month;

-- Whoever is asked for alone is paid the same, with or without those who share the position.
SELECT count(*) > 100 AS many, count(*) FILTER (WHERE l.cents IS DISTINCT FROM o.cents) AS differ
FROM (SELECT l.* FROM line AS l WHERE l.employee_id % 23 = 0) AS l FULL JOIN (
	SELECT o.* FROM person AS p CROSS JOIN LATERAL pay_lines(district_id => p.district_id,
		employees => ARRAY[p.n::bigint], contract => p.contract) AS o WHERE p.n % 23 = 0) AS o
	ON o.employee_id = l.employee_id AND o.component = l.component AND o.during = l.during
		AND coalesce(o.employment_id, 0) = coalesce(l.employment_id, 0);

-- A twin of everybody, at another school, who has the same lines: they are reckoned once for all who hold the same
-- jobs, one or several, and are those that each has apart. Every third writes his FTE with more places, which gives
-- more of them to the exact amount.
BEGIN;
INSERT INTO employee (district_id, employee_id, employee_name)
SELECT district_id, employee_id + 10000, 'Twin ' || employee_id FROM employee;
INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, valid, placement, fte, agreed_salary,
	calendar, job_share)
SELECT district_id, employee_id + 10000, 1 + site_id % 4, contract, schedule, valid, placement,
	CASE WHEN employee_id % 3 = 0 THEN fte + 0.0000000000000000000000 ELSE fte END, agreed_salary, calendar,
	job_share || ' twin'
FROM employment;
CREATE TEMP TABLE part_of AS
SELECT a.apart, cardinality(p.employees) AS people, to_jsonb(p)
	- '{employees,employments,sites}'::text[] || jsonb_build_object('employee_id', m.employee_id, 'employment_id',
	m.employment_id, 'site_id', m.site_id) AS part
FROM (SELECT s.*, EXISTS (SELECT FROM division AS d WHERE d.contract = s.contract AND d.divisor IS NOT NULL
		AND d.in_force && s.year) AS divided FROM span AS s) AS s
	CROSS JOIN generate_series(1, 2) AS d (district_id) CROSS JOIN (VALUES (false), (true)) AS a (apart)
	CROSS JOIN LATERAL salary_parts(s.contract, s.school_year, s.year, d.district_id, NULL, s.divided, 'infinity',
		a.apart) AS p
	CROSS JOIN LATERAL unnest(p.employees, p.employments, p.sites) AS m (employee_id, employment_id, site_id);
SELECT count(*) FILTER (WHERE NOT apart) = count(*) FILTER (WHERE apart) AS as_many,
	count(*) FILTER (WHERE people > 1) > 500 AS many_alike, count(*) FILTER (WHERE NOT apart AND people = 1) > 500
	AS many_not, count(*) FILTER (WHERE people > 1 AND EXISTS (SELECT FROM employment AS e
		WHERE e.district_id = 1 AND e.employee_id = CAST(part ->> 'employee_id' AS bigint) OFFSET 1)) > 100
	AS many_of_several, bool_or(apart AND people > 1) AS apart_and_alike FROM part_of;
SELECT count(*) AS differ FROM (SELECT part FROM part_of WHERE apart EXCEPT ALL SELECT part FROM part_of
	WHERE NOT apart) AS p;
CREATE TEMP TABLE line_with_twins AS SELECT * FROM pay_lines();
SELECT count(*) > 3000 AS many, count(*) FILTER (WHERE a.cents IS DISTINCT FROM l.cents OR t.cents IS DISTINCT FROM
		l.cents OR a.exact IS DISTINCT FROM l.exact OR round(t.exact - l.exact, 9) <> 0) AS differ
FROM (SELECT employee_id, component, during, schedule, min(cents) AS cents, sum(exact) AS exact FROM line
		WHERE component IN ('salary', 'longevity of the grid') GROUP BY 1, 2, 3, 4) AS l
	FULL JOIN (SELECT employee_id, component, during, schedule, min(cents) AS cents, sum(exact) AS exact
		FROM line_with_twins WHERE component IN ('salary', 'longevity of the grid') AND employee_id < 10000
		GROUP BY 1, 2, 3, 4) AS a USING (employee_id, component, during, schedule)
	FULL JOIN (SELECT employee_id - 10000 AS employee_id, component, during, schedule, min(cents) AS cents,
		sum(exact) AS exact FROM line_with_twins WHERE component IN ('salary', 'longevity of the grid')
			AND employee_id > 10000 GROUP BY 1, 2, 3, 4) AS t USING (employee_id, component, during, schedule);
ROLLBACK;
