-- The clock of a year, by which pay for a part of it is divided; each figure reckoned by hand.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SET jit = off;
SELECT caseload.create_district('year_clock');
SET search_path = year_clock, year_clock_bi, caseload, public;
CREATE TEMP TABLE way AS SELECT way FROM unnest('{duty days,calendar days,months by duty days,
	months by calendar days,thirtieths,months begun}'::text[]) AS way;

-- 182 days, Monday to Friday from 18 August 2025; a year with 29 February; one that begins inside a month; the first
-- with half days; one whose duty days are all days of a week-long stretch; one without any
CREATE TEMP TABLE cal AS
WITH weekday AS (SELECT d::date AS d FROM generate_series(date '2023-08-18', '2026-08-17', '1 day') AS d
	WHERE extract(isodow FROM d) < 6)
SELECT 'common' AS name, daterange '[2025-07-01,2026-07-01)' AS year, datemultirange '{}' AS half_days,
	(SELECT range_agg(daterange(d, d + 1))
		FROM (SELECT d FROM weekday WHERE d >= '2025-08-18' ORDER BY d LIMIT 182) AS w)
		AS days
UNION ALL SELECT 'leap', '[2023-07-01,2024-07-01)', '{}',
	(SELECT range_agg(daterange(d, d + 1)) FROM weekday WHERE d BETWEEN '2023-08-21' AND '2024-06-07')
UNION ALL SELECT 'inside a month', '[2025-08-18,2026-08-18)', '{}',
	(SELECT range_agg(daterange(d, d + 1)) FROM weekday WHERE d BETWEEN '2025-08-18' AND '2026-08-07')
UNION ALL SELECT 'half days', '[2025-07-01,2026-07-01)', '{[2025-08-19,2025-08-20),[2025-12-22,2025-12-25)}',
	(SELECT range_agg(daterange(d, d + 1))
		FROM (SELECT d FROM weekday WHERE d >= '2025-08-18' ORDER BY d LIMIT 182) AS w)
UNION ALL SELECT 'one week', '[2025-07-01,2026-07-01)', '{}', '{[2025-10-29,2025-11-05)}'
UNION ALL SELECT 'none', '[2025-07-01,2026-07-01)', '{}', '{}';
SELECT name, w.way, clock_shown(w.way, clock_whole(w.way, days, half_days, year)) AS whole
FROM cal CROSS JOIN way AS w ORDER BY 1, 2;

-- Each way on every day of each year: 0 before the first, whole after the last, never falling, whole units, and the
-- same from year_clock(), here on some days.
SELECT c.name, w.way, count(*) AS days, bool_and(k.units = round(k.units)) AS whole_units,
	bool_and(k.units >= coalesce(k.last, 0)) AS never_falls,
	min(k.units) FILTER (WHERE k.day = lower(c.year)) = 0 AS begins_at_0,
	max(k.units) FILTER (WHERE k.day = upper(c.year)) = clock_whole(w.way, c.days, c.half_days, c.year) AS ends_whole,
	bool_and(CASE WHEN extract(day FROM k.day) IN (1, 2, 12, 18, 28, 29, 30, 31)
		THEN k.units = year_clock(w.way, c.days, c.half_days, c.year, k.day) END) AS same
FROM cal AS c CROSS JOIN way AS w CROSS JOIN LATERAL (SELECT k.*, lag(k.units) OVER (ORDER BY k.day) AS last
	FROM clock_days(w.way, c.days, c.half_days, c.year) AS k) AS k
GROUP BY c.name, w.way, c.year, c.days, c.half_days ORDER BY 1, 2;
SELECT w.way, year_clock(w.way, days, half_days, year, '-infinity') AS long_before,
	year_clock(w.way, days, half_days, year, 'infinity') = clock_whole(w.way, days, half_days, year) AS long_after,
	year_clock(w.way, days, half_days, year, NULL) AS no_day
FROM cal CROSS JOIN way AS w WHERE name = 'common' ORDER BY 1;

-- Counted in another way, day by day.
SELECT c.name, w.way, bool_and(k.units = clock_unit(w.way) * CASE WHEN w.way = 'thirtieths'
		THEN 360 * (extract(year FROM k.day) - extract(year FROM lower(c.year)))
			+ 30 * (extract(month FROM k.day) - extract(month FROM lower(c.year)))
			+ least(extract(day FROM k.day) - 1, 30) - least(extract(day FROM lower(c.year)) - 1, 30)
		ELSE k.counted END) AS as_counted
FROM cal AS c CROSS JOIN way AS w CROSS JOIN LATERAL (SELECT k.day, k.units, coalesce(sum(CASE
			WHEN w.way = 'months begun' THEN (extract(day FROM k.day) = 1 OR k.day = lower(c.year))::int
			WHEN w.way = 'calendar days' OR isempty(c.days) THEN 1 WHEN c.half_days @> k.day THEN 0.5
			WHEN c.days @> k.day THEN 1 ELSE 0 END)
			OVER (ORDER BY k.day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS counted
	FROM clock_days(w.way, c.days, c.half_days, c.year) AS k) AS k
WHERE w.way NOT LIKE 'months by %' GROUP BY 1, 2 ORDER BY 1, 2;
-- of months: what a day weighs
SELECT c.name, w.way, bool_and((k.after - k.units) * k.month_length * k.of_month
	= clock_unit(w.way) * k.part_length * k.weighs) AS as_counted
FROM cal AS c CROSS JOIN way AS w CROSS JOIN LATERAL (
	SELECT k.*, extract(day FROM date_trunc('month', k.day + interval '1 month') - interval '1 day') AS month_length,
		count(*) OVER month AS part_length,
		CASE WHEN w.way = 'months by calendar days' OR sum(k.duty) OVER month = 0 THEN 1 ELSE k.duty END AS weighs,
		CASE WHEN w.way = 'months by calendar days' OR sum(k.duty) OVER month = 0 THEN count(*) OVER month
			ELSE sum(k.duty) OVER month END AS of_month
	FROM (SELECT k.day, k.units, lead(k.units) OVER (ORDER BY k.day) AS after,
			CASE WHEN c.half_days @> k.day THEN 0.5 WHEN c.days @> k.day THEN 1 ELSE 0 END AS duty
		FROM clock_days(w.way, c.days, c.half_days, c.year) AS k) AS k
	WHERE k.day < upper(c.year) WINDOW month AS (PARTITION BY date_trunc('month', k.day))) AS k
WHERE w.way LIKE 'months by %' GROUP BY 1, 2 ORDER BY 1, 2;

-- a piece in dollars, exact to far more than a cent
CREATE FUNCTION pg_temp.paid(way text, during daterange, amount numeric, calendar text DEFAULT 'common',
	divisor numeric DEFAULT NULL, counts text DEFAULT NULL, held daterange DEFAULT NULL)
RETURNS TABLE (days numeric, exact numeric, pay numeric) LANGUAGE sql AS $$
	SELECT clock_shown(way, u.units), e.exact, round(e.exact, 2)
	FROM cal AS c CROSS JOIN LATERAL (SELECT year_clock(way, c.days, c.half_days, c.year, upper(during))
			- year_clock(way, c.days, c.half_days, c.year, lower(during)) AS units) AS u
		CROSS JOIN LATERAL (SELECT year_clock(way, c.days, c.half_days, c.year, upper(coalesce(held, during)))
			- year_clock(way, c.days, c.half_days, c.year, lower(coalesce(held, during))) AS units) AS h
		CROSS JOIN LATERAL (SELECT clock_whole(way, c.days, c.half_days, c.year) AS units) AS w
		CROSS JOIN LATERAL (SELECT amount * u.units * share_times(way, divisor, counts, h.units, w.units)
			/ share_over(way, divisor, counts, h.units, w.units) AS exact) AS e
	WHERE c.name = calendar
$$;

-- Employed from 2 to 30 September for 50,000: 21 of 22 duty days of a twelfth, 3,977.27; 29 of 30 days of it, 4,027.78;
-- 29 of 360, 4,027.78; 29 of 365, 3,972.60; 21 of 182, 5,769.23; no month begins.
SELECT w.way, p.days, p.pay
FROM way AS w CROSS JOIN LATERAL pg_temp.paid(w.way, '[2025-09-02,2025-10-01)', 50000) AS p ORDER BY 1;

-- A raise on 16 January: 50,000 before, 54,500 from then. 109 and 73 of 182; 199 and 166 of 365; 6 15/31 and 5 16/31
-- months; 6.5 and 5.5, as 11 of January's 22 duty days lie before it; 195 and 165 of 360; 7 and 5 months begun. Cents
-- are the difference of two rounded totals.
SELECT w.way, b.days, b.pay, a.days AS days_after, round(b.exact + a.exact, 2) - b.pay AS pay_after,
	round(b.exact + a.exact, 2) AS year
FROM way AS w CROSS JOIN LATERAL pg_temp.paid(w.way, '[2025-07-01,2026-01-16)', 50000) AS b
	CROSS JOIN LATERAL pg_temp.paid(w.way, '[2026-01-16,2026-07-01)', 54500) AS a ORDER BY 1;

-- Thirtieths: 15 to 28 February are 16, the 28th alone 3, 31 January 0. With 29 February: 15 to 29 are 16, 28 and 29
-- are 3 together. 14 calendar days of a year of 366 at 45,000: 1,721.31.
SELECT during, p.days FROM unnest('{"[2026-02-15,2026-03-01)","[2026-02-28,2026-03-01)",
	"[2026-01-31,2026-02-01)","[2026-01-30,2026-01-31)"}'::daterange[]) AS during
	CROSS JOIN LATERAL pg_temp.paid('thirtieths', during, 1) AS p;
SELECT during, p.days FROM unnest('{"[2024-02-15,2024-03-01)","[2024-02-28,2024-03-01)",
	"[2024-02-29,2024-03-01)"}'::daterange[]) AS during
	CROSS JOIN LATERAL pg_temp.paid('thirtieths', during, 1, 'leap') AS p;
SELECT days, pay FROM pg_temp.paid('calendar days', '[2024-02-20,2024-03-05)', 45000, 'leap');

-- Half days weigh half: 19 August is one of two days, 1.5; of December's 23 days three are half, 22 to 24, so of 21.5
-- the month has 15 before the 22nd and 16.5 before Christmas. July has no duty days and goes by calendar days.
SELECT days, pay FROM pg_temp.paid('duty days', '[2025-08-18,2025-08-20)', 18000, 'half days');
SELECT clock_shown('months by duty days', 21.5 * year_clock('months by duty days', days, half_days, year, day))
	- 21.5 * 5 AS days_of_december
FROM cal, unnest('{2025-12-22,2025-12-25}'::date[]) AS day WHERE name = 'half days';
SELECT days, pay FROM pg_temp.paid('months by duty days', '[2025-07-01,2025-07-17)', 62000, 'half days');

-- A divisor of the contract's own. 120 of 182 days left from 19 December on: 120 / 190 of 50,000, 1 - 62 / 190,
-- 120 / 208.75.
SELECT d.divisor, d.counts, p.days, p.pay FROM (VALUES (190, 'days held'), (190, 'days missed'), (208.75, 'days held'))
		AS d (divisor, counts)
	CROSS JOIN (SELECT daterange(caseload.add_school_days(days, '2025-08-17', 63), upper(year)) AS left_over
		FROM cal WHERE name = 'common') AS c
	CROSS JOIN LATERAL pg_temp.paid('duty days', c.left_over, 50000, 'common', d.divisor, d.counts) AS p;
-- The whole year in two pieces, 120 and 62 days, is the year, whatever the divisor: 32,967.03 + 17,032.97.
SELECT d.divisor, d.counts, p.days, p.pay FROM (VALUES (190, 'days held'), (190, 'days missed'), (208.75, 'days held'),
		(150, 'days held')) AS d (divisor, counts)
	CROSS JOIN (SELECT year, caseload.add_school_days(days, '2025-08-17', 121) AS cut
		FROM cal WHERE name = 'common') AS c
	CROSS JOIN LATERAL unnest(ARRAY[daterange(lower(c.year), c.cut), daterange(c.cut, upper(c.year))]) AS during
	CROSS JOIN LATERAL pg_temp.paid('duty days', during, 50000, 'common', d.divisor, d.counts, c.year) AS p
ORDER BY 2, 1, 3 DESC;
-- Never less for a day more, nor less than nothing nor more than the year: 181 days by a divisor of 180, two days by
-- days missed of 5.
SELECT w.way, d.divisor, d.counts, bool_and(p.share >= coalesce(p.last, 0)) AS never_falls, max(p.share) = 1 AS the_year
FROM way AS w CROSS JOIN (VALUES (NULL, NULL), (1, 'days held'), (180, 'days held'), (5, 'days missed'),
		(208.75, 'days held'), (208.75, 'days missed'), (400, 'days missed')) AS d (divisor, counts)
	CROSS JOIN LATERAL (SELECT s.share, lag(s.share) OVER (ORDER BY k.day) AS last
		FROM cal AS c CROSS JOIN LATERAL (SELECT clock_whole(w.way, c.days, c.half_days, c.year) AS whole OFFSET 0)
				AS y
			CROSS JOIN LATERAL clock_days(w.way, c.days, c.half_days, c.year) AS k
			CROSS JOIN LATERAL (SELECT round(k.units * share_times(w.way, d.divisor, d.counts, k.units, y.whole)
				/ share_over(w.way, d.divisor, d.counts, k.units, y.whole), 20) AS share) AS s
		WHERE c.name = 'common' AND k.units > 0) AS p
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;

-- What a contract says, and what holds where it says nothing.
INSERT INTO contract (contract, title, employer, bargaining_unit, term, prorated_by, citation) VALUES
	('larch', 'Larch', 'Larch', 'Larch', '[2024-07-01,2027-07-01)', 'duty days', 'made up'),
	('maple', 'Maple', 'Maple', 'Maple', '[2024-07-01,2027-07-01)', 'months', 'preamble');
INSERT INTO division (contract, component, in_force, known, way, divisor, counts, citation) VALUES
	('larch', '*', '[2025-07-01,2026-07-01)', '(,2026-01-01)', 'calendar days', NULL, NULL, 'first reading'),
	('larch', '*', '[2025-07-01,2026-07-01)', '[2026-01-01,)', 'thirtieths', NULL, NULL, 'Art. 5'),
	('larch', 'stipend', '[2025-07-01,2026-07-01)', '(,)', 'months begun', NULL, NULL, 'Art. 6'),
	('larch', 'stipend: coach', '[2025-09-01,2026-07-01)', '(,)', 'duty days', 190, 'days missed', 'Art. 6.2'),
	('maple', 'salary', '[2026-01-01,2027-07-01)', '(,)', 'duty days', NULL, NULL, 'Art. 9');
SELECT k.*, d.way, d.divisor, d.counts, d.citation, d.id IS NOT NULL AS "row"
FROM (VALUES ('larch', 'salary', date '2025-10-01', date 'infinity'), ('larch', 'salary', '2025-10-01', '2025-12-31'),
		('larch', 'stipend: band', '2025-10-01', 'infinity'), ('larch', 'stipend: coach', '2025-10-01', 'infinity'),
		('larch', 'stipend: coach', '2025-08-31', 'infinity'), ('larch', 'salary', '2024-10-01', 'infinity'),
		('maple', 'salary', '2025-10-01', 'infinity'), ('maple', 'salary', '2026-01-01', 'infinity'),
		('maple', 'stipend: coach', '2026-01-01', 'infinity')) AS k (contract, component, on_date, known_on)
	CROSS JOIN LATERAL division_of(k.contract, k.component, k.on_date, k.known_on) AS d;
-- a year is divided in one way: that of its first day, or else of the first row to begin in it
SELECT 'larch' AS contract, way, citation
FROM year_division('larch', 'stipend: coach', '[2025-07-01,2026-07-01)')
UNION ALL SELECT 'maple', way, citation FROM year_division('maple', 'salary', '[2025-07-01,2026-07-01)')
UNION ALL SELECT 'no such', way, citation FROM year_division('oak', 'salary', '[2025-07-01,2026-07-01)');

-- A change of lane by 1 October has the whole difference of the year, one by 1 February half of it, a later one none:
-- from 50,000 to 55,000 by 1 February, 52,500.00. Of steps the contract says nothing.
INSERT INTO change_share (contract, change, by, share, in_force, citation) VALUES
	('larch', 'lane', '10-01', 1, '[2025-07-01,2026-07-01)', 'Art. 7'),
	('larch', 'lane', '02-01', 0.5, '[2025-07-01,2026-07-01)', 'Art. 7');
SELECT day, 50000 + s.share * 5000 AS year, s.citation
FROM unnest('{2025-07-01,2025-10-01,2025-10-02,2026-02-01,2026-02-02,2026-06-30}'::date[]) AS day
	CROSS JOIN LATERAL share_of_change('larch', 'lane', day, '[2025-07-01,2026-07-01)') AS s;
SELECT count(*) AS "steps go by the days"
FROM share_of_change('larch', 'step', '2025-12-01', '[2025-07-01,2026-07-01)');
SELECT by, day_in_year(by, '[2025-07-01,2026-07-01)') FROM unnest('{07-01,06-30,12-31,02-28}'::text[]) AS by;

-- A calendar of a job's own: 86 of one's own 200 days of 60,000 are 25,800.00. Duty days fall back on the students'.
INSERT INTO calendar (contract, school_year, kind, in_force, days, half_days, citation)
SELECT 'larch', '2025-26', 'student', year, days, half_days, 'board' FROM cal WHERE name = 'half days';
INSERT INTO calendar (contract, school_year, kind, in_force, days, citation)
SELECT 'larch', '2025-26', 'counselor', year, (SELECT range_agg(daterange(d, d + 1)) FROM (SELECT d::date AS d
	FROM generate_series(date '2025-08-04', '2026-06-30', '1 day') AS d
	WHERE extract(isodow FROM d) < 6 ORDER BY d LIMIT 200) AS d), 'board' FROM cal WHERE name = 'common';
SELECT j.calendar, j.year, clock_shown('duty days', clock_whole('duty days', j.days, j.half_days, j.year)) AS days,
	round(60000 * (clock_whole('duty days', j.days, j.half_days, j.year)
		- year_clock('duty days', j.days, j.half_days, j.year, caseload.add_school_days(j.days, '2025-08-03', 115)))
		/ clock_whole('duty days', j.days, j.half_days, j.year), 2) AS from_the_115th
FROM job_calendars() AS j ORDER BY 1;
SELECT calendar, count(j.days) FROM unnest('{duty,student,counselor,nurse}'::text[]) AS calendar
	LEFT JOIN LATERAL job_calendar('larch', calendar, '2025-26') AS j ON true GROUP BY 1 ORDER BY 1;
INSERT INTO calendar (contract, school_year, kind, in_force, days, citation)
SELECT 'larch', '2025-26', 'duty', year, days, 'board' FROM cal WHERE name = 'common';
SELECT caseload.school_days(days, year) AS days, half_days FROM contract_year(only_year => '2025-26');
SELECT clock_shown('duty days', clock_whole('duty days', j.days, j.half_days, j.year)) AS duty
FROM job_calendar('larch', 'duty', '2025-26') AS j;

-- What is not a way, a divisor, a calendar or a part is refused where it is entered.
CREATE FUNCTION pg_temp.refused(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	RETURN 'not refused';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
SELECT pg_temp.refused(format('INSERT INTO division (contract, in_force, way, divisor, counts, citation)
	VALUES (''maple'', ''(,)'', %L, %s, %L, ''made up'')', way, divisor, counts)) AS refused
FROM (VALUES ('months', 'NULL', NULL), ('thirtieth', 'NULL', NULL), ('duty days', '0', 'days held'),
	('duty days', '-190', 'days held'), ('duty days', '''NaN''', 'days held'),
	('duty days', '''Infinity''', 'days held'), ('duty days', '190', NULL), ('duty days', 'NULL', 'days held'),
	('duty days', '190', 'days')) AS d (way, divisor, counts);
SELECT pg_temp.refused(format('INSERT INTO division (contract, component, in_force, way, citation)
	VALUES (''larch'', %L, ''[2026-01-01,2027-01-01)'', ''duty days'', %L)', component, citation)) AS refused
FROM (VALUES ('', 'made up'), ('*', 'made up'), ('salary', '')) AS d (component, citation);
SELECT pg_temp.refused(format('INSERT INTO change_share (contract, change, by, share, in_force, citation)
	VALUES (''larch'', %L, %L, %s, ''(,)'', ''made up'')', change, by, share)) AS refused
FROM (VALUES ('column', '10-01', 1), ('lane', '1 October', 1), ('lane', '02-30', 1), ('lane', '13-01', 1),
	('lane', '10-01', 1.5), ('lane', '10-01', -0.5), ('lane', '10-01', 1)) AS c (change, by, share);
SELECT pg_temp.refused(statement) AS refused FROM unnest(ARRAY[
	$$UPDATE contract SET after_expiry = 'goes on' WHERE contract = 'larch'$$,
	$$UPDATE calendar SET kind = '' WHERE kind = 'counselor'$$,
	$$UPDATE calendar SET half_days = '{[2025-07-04,2025-07-05)}' WHERE kind = 'counselor'$$,
	$$UPDATE calendar SET half_days = NULL WHERE kind = 'counselor'$$,
	$$SELECT year_clock('fortnights', days, half_days, year, '2026-01-16') FROM cal$$,
	$$SELECT clock_unit('fortnights')$$]) AS statement;

-- A fact is kept as it was entered.
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Employee 1');
INSERT INTO employment (employee_id, site_id, contract, schedule, valid, placement, fte, calendar, job_share) VALUES
	(1, 1, 'larch', 'teacher', '[2025-07-01,2026-07-01)', 'A-1', 1/3.0, 'counselor', 'room 12');
SELECT fte, calendar, job_share FROM employment;
SELECT pg_temp.refused('UPDATE employment SET ' || set) AS refused
FROM unnest(ARRAY[$$fte = 'NaN'$$, $$fte = 0$$, $$calendar = ''$$, $$calendar = NULL$$, $$job_share = ''$$]) AS set;
