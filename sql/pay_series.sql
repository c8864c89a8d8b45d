SET search_path = caseload, public;
\set VERBOSITY terse
SET DateStyle = ISO;

-- The period has force. Five days of one week: 0, 2, 2, 3, 3 students over.
CREATE TEMP TABLE w AS
SELECT '2 students from 2025-08-19, 3 from 2025-08-21 on {[2025-08-18,2025-08-23)}'::load_series AS over;
SELECT scale, pay(scale::pay_scale, over) FROM w, (VALUES
	('1+: $10 each per day'),                          -- 2 x 20 + 2 x 30
	('1+: $10 each per count'), ('1+: $10 each per session'), ('1+: $10 each per period'),
	('1+: $10 each per hour'), ('1+: $10 each'),
	('1+: $10 each per day max $25'),                  -- 20 + 20 + 25 + 25
	('1+: $10 each per day max $25, $60 per week'),    -- stops at 60
	('0: $1 flat, 1-2: $10 all, 3+: $11 all per day'), -- 1 + 20 + 20 + 33 + 33
	('1+: 0.5 hours each per day'),                    -- 5 hours
	('1+: $10 each per 2 days'),                       -- two pairs: (20 + 20) / 2 + (30 + 30) / 2
	('1+: $10 each per 3 days'),                       -- (20 + 20 + 30) / 3; the fourth day is a rest
	('1+: $10 each per 3 days prorated'),              -- and now pays a third of 30
	('1+: $10 each per 3 days prorated 2'),            -- each day a half
	('1+: $10 each per 3 days prorated max $20'),      -- 20 of the three days, 10 of the fourth
	('1+: $10 each per 5 days'),                       -- only four are above zero
	('1+: $10 each per year prorated'),                -- (20 + 20 + 30 + 30) / 5
	('1+: $10 each per month prorated 20'),            -- 100 / 20
	('1+: $10 each per week prorated max $15'),
	('1+: $10 each per week prorated max $4 per day'), -- 4 + 4 + 4 + 4
	('1+: $10 each per week prorated max $4 per day, $10')) t (scale);
SELECT scale, pay(scale::pay_scale, over, 50) FROM w, (VALUES
	('1+: 1% each per day'),                           -- 10 x 1% x 50
	('1+: 0.5 hours each per day'),                    -- 5 hours of 50
	('1+: 1% each per day max 2% per week'),
	('1+: 0.5 hours each per day max 3 hours per week')) t (scale);
-- one point a term
SELECT pay('1+: $10 each per week', highest(over, weeks('[2025-08-18,2025-08-25)'))),
	pay('1+: $10 each per week', mean(over, weeks('[2025-08-18,2025-08-25)'))),
	pay('1+: $10 each per week', last(over, weeks('[2025-08-18,2025-08-25)'))),
	pay('1+: $10 each per month', on_days(over, '{[2025-08-20,2025-08-21)}')) FROM w;
\set VERBOSITY default
SELECT pay('1+: $10 each per week', over) FROM w;
SELECT pay('1+: $10 each per month', highest(over, weeks('[2025-08-18,2025-08-25)'))
	+ '3 students on {[2025-08-22,2025-08-23),[2025-08-29,2025-08-30)}'::load_series) FROM w;
SELECT pay('1+: $10 each per month', '3 students on {[2025-08-22,2025-08-23),[2025-08-29,2025-08-30)}'::load_series);
SELECT pay('1+: $10 each per semester', over) FROM w;
SELECT pay('1+: $10 each per day max $25 per trimester', over) FROM w;
SELECT pay('1+: $10 each per semester prorated', over,
	terms => '{"semester": ["[2025-08-18,2025-08-20)", "[2025-08-21,2025-08-23)"]}') FROM w;
SELECT pay('1+: $10 each per day max $25 per semester', over,
	terms => '{"semester": ["[2025-08-18,2025-08-20)", "[2025-08-21,2025-08-23)"]}') FROM w;
SELECT pay('1+: 1% each per day', over) FROM w;
\set VERBOSITY terse
-- a day outside every term matters only where it pays
SELECT pay('1+: $10 each per semester prorated', over,
	terms => '{"semester": ["[2025-08-19,2025-08-23)"]}') AS "100 / 4" FROM w;
-- a term without a load above zero pays what the scale gives for none, once
SELECT pay('0: $7 flat, 1+: $10 each per week',
	'0 students on {[2025-08-18,2025-08-23),[2025-08-25,2025-08-30)}'::load_series),
	pay('0: $7 flat, 1+: $10 each per week', '2 students from 2025-08-20, 0 from 2025-08-21 on '
		'{[2025-08-18,2025-08-23),[2025-08-25,2025-08-30)}'::load_series);
-- below zero nothing is paid, and no day is above zero
SELECT pay('0+: $7 flat per day', '-1 students on {[2025-08-18,2025-08-23)}'::load_series),
	pay('1+: $7 each per 2 days', '-1 students on {[2025-08-18,2025-08-23)}'::load_series),
	pay('1+: $7 each per day', '0 students on {}'::load_series),
	pay('1+: $7 each per year prorated', '0 on {[2025-08-18,2025-08-23)}'::load_series);
-- K terms in a row are one
SELECT pay('1+: $10 each per 2 weeks', '3 students from 2025-08-29, 0 from 2025-08-30, 4 from 2025-09-02, '
	'0 from 2025-09-03 on {[2025-08-18,2025-09-20)}'::load_series),
	pay('1+: $10 each per 2 semesters prorated', '3 students on {[2025-08-18,2025-08-22)}'::load_series,
		terms => '{"semesters": ["[2025-08-18,2025-08-20)", "[2025-08-20,2025-08-22)"]}');
SELECT pay('1+: $10 each per 2 weeks', '4 students from 2025-08-20, 0 from 2025-08-21, 3 from 2025-08-29, '
	'0 from 2025-08-30 on {[2025-08-18,2025-09-20)}'::load_series);
-- weeks begin on Monday, months with the first; years are the series unless they are named
SELECT pay('1+: $10 each per day max $15 per week',
	'1 students on {[2025-08-22,2025-08-30)}'::load_series) AS "15 + 15",
	pay('1+: $10 each per day max $15 per month', '1 students on {[2025-08-30,2025-09-03)}'::load_series) AS "15 + 15",
	pay('1+: $10 each per day max $25 per year', '1 students on {[2025-08-30,2025-09-03)}'::load_series) AS "25",
	pay('1+: $10 each per day max $25 per year', '1 students on {[2025-06-29,2025-07-03)}'::load_series,
		terms => '{"year": ["[2024-07-01,2025-07-01)", "[2025-07-01,2026-07-01)"]}') AS "20 + 20";
-- thirds of a cent: rounded half up at the 18th place as a sum, so that a term comes out whole
SELECT pay('1+: $1 each per year prorated', '1 students on {[2025-08-18,2025-08-21)}'::load_series),
	pay('1+: $1 each per year prorated',
	'1 students from 2025-08-18, 0 from 2025-08-20 on {[2025-08-18,2025-08-21)}'::load_series);
SELECT * FROM breakdown('1+: $1 each per year prorated', '1 students on {[2025-08-18,2025-08-21)}'::load_series);

-- Arguments. An untyped literal finds its type only with the series known; null gives null.
SELECT pay('1+: $10 each per day', over, NULL), pay('1+: $10 each per day', over, base => NULL, terms => NULL),
	pay('1+: $10 each per day', over, terms => '{}') FROM w;
SELECT pay(NULL::pay_scale, over), pay('1+: $10 each per day'::pay_scale, NULL::load_series), pay('1+: $1 each', 3),
	pay('1+: $1 each', '3 students'::caseload_unit) FROM w;
SELECT count(*) FROM breakdown(NULL::pay_scale, (SELECT over FROM w));
SELECT pay('1+: $10 each per day', over, 'NaN') FROM w;
SELECT pay('1+: $10 each per day', over, terms => '[]') FROM w;
SELECT pay('1+: $10 each per day', over, terms => '3') FROM w;
SELECT pay('1+: $10 each per day', over, terms => '{"semester": "[2025-08-18,2025-12-20)"}') FROM w;
SELECT pay('1+: $10 each per day', over, terms => '{"semester": [3]}') FROM w;
SELECT pay('1+: $10 each per day', over, terms => '{"semester": [["[2025-08-18,2025-12-20)"]]}') FROM w;
SELECT pay('1+: $10 each per day', over, terms => '{"semester": ["2025"]}') FROM w;
SELECT pay('1+: $10 each per day', over, terms => '{"semester": ["[2025-08-18,2025-12-20) or so"]}') FROM w;
SELECT pay('1+: $10 each per day', over, terms => '{"day": ["[2025-08-18,2025-12-20)"]}') FROM w;
SELECT pay('1+: $10 each per day', over, terms => '{"term": ["[2025-08-18,2025-12-20)"]}') FROM w;
SELECT pay('1+: $10 each per day', over, terms => '{"semester": [], "semesters": []}') FROM w;
SELECT pay('1+: $10 each per day', over,
	terms => '{"semester": ["[2025-08-18,2025-12-20)", "[2025-12-01,2026-06-01)"]}') FROM w;
SELECT pay('1+: $100000000000000 each per day', '36000000 students on {[2025-08-18,2025-08-23)}'::load_series);
SELECT pay('1+: $100000000000000 each per day', '4000 students on {[2025-08-18,2025-08-23)}'::load_series);

-- breakdown: the days with a load above zero or something paid; maxima stop in order of days.
SELECT * FROM w, breakdown('1-2: $10 each, 3: $15 each, 4: $25 each per day max $80 per week', over);
SELECT * FROM w, breakdown('1+: $10 each per 2 days', over);
SELECT * FROM breakdown('0: $7 flat per week', '0 on {[2025-08-18,2025-08-23)}'::load_series);
SELECT * FROM breakdown('1+: $600 each per year prorated max $500 per semester, $900 per year',
	'1 students on {[2025-08-18,2025-08-21)}'::load_series * 3,
	terms => '{"semester": ["[2025-08-18,2025-08-19)", "[2025-08-19,2025-08-21)"]}');

-- Contracts, reckoned by hand. The year: 36 weeks of Monday to Friday, 180 days.
CREATE TEMP TABLE y AS SELECT range_agg(daterange(d::date, d::date + 5)) AS days,
	weekly_days(range_agg(daterange(d::date, d::date + 5)), 4, '2025-09-01') AS thursdays,
	'{"semester": ["[2025-09-01,2026-01-05)", "[2026-01-05,2026-05-09)"]}'::jsonb AS terms,
	'{"[2025-09-01,2026-01-05)","[2026-01-05,2026-05-09)"}'::daterange[] AS semesters
	FROM generate_series(date '2025-09-01', '2026-05-04', '7 days') d;
SELECT school_days(days, '(,)'), school_days(thursdays, '(,)'), school_days(days, semesters[1]),
	school_days(days, semesters[2]) FROM y;
-- $50 for each student over 25 at each Thursday count: 27 on 36 Thursdays, 2 x 50 x 36 = 3,600
SELECT pay('1+: $50 each per count', overage(load, '25 students'))
FROM (SELECT daily_load('(,)', thursdays) AS load FROM y, generate_series(1, 27)) s;
-- the same, paid only where the site's average is above 25 too; it is 24.67 (27, 24 and 23): nothing
SELECT pay('1+: $50 each per count', during(overage(load, '25 students'), overage(site, '25 students'))) 
	FROM (SELECT daily_load('(,)', thursdays) AS load FROM y, generate_series(1, 27)) s,
		(SELECT daily_load('(,)', thursdays) / 3 AS site FROM y, generate_series(1, 27 + 24 + 23)) t;
-- a combination of grades with caps 25 and 30, 26 students: the lower cap, $50 a Thursday
SELECT * FROM (SELECT (breakdown('1+: $50 each per count',
			overage('26 students on {[2025-09-04,2025-09-05),[2025-09-11,2025-09-12)}'::load_series,
				'25 students'))).*) b;
-- 21 against 17 on 180 days: the four over give 10 + 10 + 15 + 25 = 60 a day, 10,800
SELECT pay('1-2: $10 each, 3: $15 each, 4: $25 each per day', overage(load, '17 students'))
FROM (SELECT daily_load('(,)', days) AS load FROM y, generate_series(1, 21)) s;
-- five sections of 36, 34, 33, 32, 31: their mean 166 / 5 = 33.2 is 1.2 over 32, up to 2; the largest is 3 over 33;
-- the lesser, 2, gives $7 a day
CREATE TEMP TABLE five AS SELECT section_id, daily_load('(,)', '{[2025-09-01,2025-09-06)}') AS load,
	daily_load('(,)', '{[2025-09-01,2025-09-06)}', '1 sections') FILTER (WHERE n = 1) AS section
	FROM (VALUES (1, 36), (2, 34), (3, 33), (4, 32), (5, 31)) s (section_id, students),
	generate_series(1, students) n GROUP BY 1;
SELECT rounded(overage(sum(load) / sum(section), '32 students'), 0, 'up') AS mean_over,
	overage(max(load), '33 students') AS largest_over,
	pay('1: $5 flat, 2: $7 flat, 3+: $10 flat per day', lesser(rounded(overage(sum(load) / sum(section), '32 students'),
				0, 'up'), overage(max(load), '33 students'))) AS "5 x 7" FROM five;
-- 27 students and 55 units against 25 and 50, with 2 and 4 of grace: the students are within it; 5 units over,
-- above 4, 5 x 10 but at most $40 a day
SELECT during(overage(students, '25 students'), overage(students, '27 students')) AS students,
	during(overage(units, '50 units'), overage(units, '54 units')) AS units,
	pay('1+: $10 each per day max $40', during(overage(units, '50 units'), overage(units, '54 units'))) AS "5 x 40"
	FROM (SELECT '27 students on {[2025-09-01,2025-09-06)}'::load_series AS students,
			'55 units on {[2025-09-01,2025-09-06)}'::load_series AS units) c;
-- 8 in a cap of 6 on the first classification day of the year, 9 on the second: 2 over gives 625, 3 gives 1,250;
-- and one aide in each semester
SELECT pay('2: $625 flat, 3+: $1250 flat per semester', over, terms => terms) AS "625 + 1250",
	pay('2+: 1 aides flat per semester', over, terms => terms) AS aides
	FROM y, LATERAL (SELECT overage('8 students from 2025-10-03, 9 from 2026-02-06 on '
			'{[2025-10-03,2025-10-04),[2026-02-06,2026-02-07)}'::load_series, '6 students') AS over) o;
-- resource specialist, cap 28, 8 initial assessments in the year: beyond 5 they pay two hours of $45 each, with a
-- caseload of 25 (three below the cap) or more: 3 x 2 x 45 = 270
SELECT cases, pay('1+: 2 hours each per year', during(overage(assessments, '5 assessments'),
		highest(overage(load, caseload_unit '28 students' - '3 students' - '1 students'), years)), 45)
	FROM y, LATERAL (SELECT ARRAY[daterange('2025-07-01', '2026-07-01')] AS years) a, unnest(ARRAY[25, 24]) cases,
		LATERAL (SELECT daily_load('(,)', y.days) AS load FROM y, generate_series(1, cases)) s,
		LATERAL (SELECT total(daily_load(daterange('2025-09-01'::date + 14 * n, '2025-09-01'::date + 14 * n + 1),
					y.days, '1 assessments'), years) AS assessments FROM y, generate_series(1, 8) n) t
	ORDER BY cases;
-- three ordinary sections and two of PE, 34 in each: 160 and 190 for five sections make a cap of 3 x 32 + 2 x 38 =
-- 172; 170 are within it.
-- Five more on days 3 to 12 stand on day 8 of the semester: back to the first of them, ten days of 3 over, 3 x 10 x
-- $3 = 90
SELECT load_on(cap, '2025-09-01') AS cap, days_above(load, '172 students'), days_above(standing, '0 students'),
	highest(standing, '{"(,)"}'), pay('1+: $3 each per day', standing) FROM y,
	LATERAL (SELECT daily_load('(,)', days, number) / 5 AS cap FROM unnest(ARRAY['160 students', '160 students',
				'160 students', '190 students', '190 students']::caseload_unit[]) number) c,
	LATERAL (SELECT daily_load(CASE WHEN n <= 170 THEN '(,)'::daterange
			ELSE daterange(lower(nth_days(days, semesters[1:1], 3)),
				add_school_days(days, lower(nth_days(days, semesters[1:1], 12)), 1)) END, days) AS load
		FROM generate_series(1, 175) n) l,
	LATERAL (SELECT standing_on(overage(load, cap), from_nth_day(days, semesters, 8)) AS standing) s;
-- the same five on days 3 to 7 only: they do not stand on day 8, nothing
SELECT pay('1+: $3 each per day', standing_on('3 students from 2025-09-03, 0 from 2025-09-10 on '
		'{[2025-09-01,2025-09-06),[2025-09-08,2025-09-13)}'::load_series, from_nth_day(days, semesters, 8))) FROM y;
-- an integrated class of 26 with 10 IEPs: 38.461538 percent against 35, and 10 students against 10
SELECT overage(ieps / all_of_them, '35 percent') AS share, overage(ieps, '10 students') AS number
	FROM (SELECT '10 students on {[2025-09-01,2025-09-06)}'::load_series AS ieps,
			'26 students on {[2025-09-01,2025-09-06)}'::load_series AS all_of_them) c;
-- six sections of 36 against 32 all year, at most three counted in each: 18 x 50 = 900; 350 a semester make 700
SELECT pay('1+: $50 each per year prorated', sum(over)) AS "18 x 50",
	pay('1+: $50 each per year prorated max $350 per semester, $700 per year', sum(over),
	terms => (SELECT terms FROM y)) AS bounded
	FROM (SELECT lesser(overage(daily_load('(,)', days), '32 students'), '3 students') AS over FROM y,
			generate_series(1, 6) section, generate_series(1, 36) GROUP BY section) s;
-- $40 a year each by days, 30 all year: 1,200, of which each semester earns 600 and keeps 500, and the year keeps 900
SELECT pay('1+: $40 each per year prorated', load),
	pay('1+: $40 each per year prorated max $500 per semester', load, terms => terms),
	pay('1+: $40 each per year prorated max $500 per semester, $900 per year', load, terms => terms),
	pay('1+: $40 each per year prorated max $500 per semester, $900 per year', load * 0.5,
		terms => terms) AS "15: within both"
	FROM y, (SELECT daily_load('(,)', days) AS load FROM y, generate_series(1, 30)) s;
-- more than eight days in the month: nine days of 1 over in September, eight in October, $10 a day from the ninth
-- on, or for all of them
SELECT pay('1+: $10 each per day', lasting(over, '9 days', months('[2025-09-01,2025-11-01)'))) AS "9 x 10",
	pay('1+: $10 each per day',
	lasting(over, '9 days', months('[2025-09-01,2025-11-01)'), from_then => true)) AS "1 x 10"
	FROM (SELECT daily_load(r, days) AS over FROM y, (VALUES ('[2025-09-01,2025-09-12)'::daterange),
			('[2025-10-01,2025-10-11)')) v (r)) o;

-- Against plain SQL over the days, on random series, exactly equal.
SELECT setseed(0.77);
CREATE TEMP TABLE s AS SELECT k, (SELECT daily_load(daterange('2025-08-20'::date + (random() * 300)::int + 0 * k, NULL),
		days, (round((random() * 4 - 1.6)::numeric, 1) || ' students')::caseload_unit)
		FROM y, generate_series(1, 12 + 0 * k)) AS series FROM generate_series(1, 60) k;
CREATE TEMP TABLE d AS SELECT k, u.day, quantity(u.load) AS load, count(*) OVER (PARTITION BY k) AS days,
		date_trunc('week', u.day) AS week, date_trunc('month', u.day) AS month,
	CASE WHEN u.day < '2026-01-05' THEN 1 ELSE 2 END AS semester
	FROM s, unnest(series) u;
CREATE TEMP TABLE scale AS SELECT n, scale::pay_scale AS scale, bare::pay_scale AS bare FROM (VALUES
	(1, '1-2: $10 each, 3: $15 all, 4+: $25.50 flat per day', '1-2: $10 each, 3: $15 all, 4+: $25.50 flat'),
	(2, '0: $3 flat, 1+: $7.77 each per count max $20', '0: $3 flat, 1+: $7.77 each max $20'),
	(3, '1+: 0.1% each, 4+: $3 flat per day', '1+: 0.1% each, 4+: $3 flat')) t (n, scale, bare);
SELECT n, count(*) AS series, sum(plain) > 1000 AS not_trivial,
	count(*) FILTER (WHERE pay(scale, series, 1234.56) <> plain) AS wrong
	FROM scale, LATERAL (SELECT k, sum(pay(bare, load, 1234.56)) AS plain FROM d GROUP BY k) p
	JOIN s USING (k) GROUP BY n ORDER BY n;
-- a sum over n, half up at the 18th place: numeric's own division has not so many
CREATE FUNCTION pg_temp.share(numeric, bigint) RETURNS numeric
LANGUAGE sql AS $$SELECT div(2 * $1 * 1e18 + $2, 2 * $2) * 0.000000000000000001$$;
-- shares of a term: the sum over the days of the term, rounded half up at the 18th place
SELECT count(*) FILTER (WHERE pay('1+: $40 each, 3: $1.01 all per year prorated', series) <> plain) AS year,
	count(*) FILTER (WHERE pay('1+: $40 each, 3: $1.01 all per month prorated', series) <> by_month) AS month,
	count(*) FILTER (WHERE pay('1+: $40 each, 3: $1.01 all per semester prorated', series,
			terms => terms) <> by_semester) AS semester,
	count(*) FILTER (WHERE pay('1+: $40 each, 3: $1.01 all per semester prorated 91', series,
			terms => terms) <> by_91) AS by_91
	FROM y, s JOIN (SELECT k, pg_temp.share(sum(pay('1+: $40 each, 3: $1.01 all', load)), 180) AS plain,
			pg_temp.share(sum(pay('1+: $40 each, 3: $1.01 all', load)), 91) AS by_91 FROM d GROUP BY k) p USING (k)
		JOIN (SELECT k, sum(m) AS by_month FROM (SELECT k, pg_temp.share(sum(pay('1+: $40 each, 3: $1.01 all', load)),
					count(*)) AS m FROM d GROUP BY k, month) q GROUP BY k) m USING (k)
		JOIN (SELECT k, sum(m) AS by_semester FROM (SELECT k, pg_temp.share(sum(pay('1+: $40 each, 3: $1.01 all',
							load)), count(*)) AS m FROM d GROUP BY k, semester) q GROUP BY k) n USING (k);
-- bounds one inside the other
SELECT term, count(*) FILTER (WHERE plain < unbounded) > 10 AS stopped,
		count(*) FILTER (WHERE pay(('1+: $10 each per day max $33.34 per ' || term || ', $400 per year')::pay_scale,
				series) <> plain) AS wrong
	FROM s JOIN (SELECT k, term, least(sum(w), 400) AS plain, sum(u) AS unbounded FROM
		(SELECT k, term, least(sum(pay('1+: $10 each', load)), 33.34) AS w, sum(pay('1+: $10 each', load)) AS u
			FROM d, LATERAL (VALUES ('week', week), ('month', month)) v (term, begins)
			GROUP BY k, term, begins) a GROUP BY k, term) p USING (k)
	GROUP BY term ORDER BY term;
-- so many days above zero at a time
SELECT per, count(*) FILTER (WHERE pay(('1+: $10 each per ' || per || ' days')::pay_scale, series) <> plain) AS wrong,
	count(*) FILTER (WHERE pay(('1+: $10 each per ' || per || ' days prorated')::pay_scale,
		series) <> with_rest) AS wrong_prorated
	FROM s, unnest(ARRAY[2, 5, 7, 64]) per,
	LATERAL (SELECT coalesce(sum(b) FILTER (WHERE n = per), 0) AS plain, coalesce(sum(b), 0) AS with_rest FROM
		(SELECT count(*) AS n, pg_temp.share(sum(pay('1+: $10 each', load)), per) AS b FROM
			(SELECT load, (row_number() OVER (ORDER BY day) - 1) / per AS block FROM d WHERE d.k = s.k AND load > 0) o
			GROUP BY block) q) p GROUP BY per ORDER BY per;
-- breakdown adds up, whatever the scale
SELECT scale, count(*) FILTER (WHERE pay(scale::pay_scale, series, 999.99, terms) <> total) AS wrong,
	sum(total) > 0 AS not_trivial
	FROM y, s, (VALUES ('1+: $10 each per day'), ('1+: $10 each per day max $33.33 per week, $400 per semester'),
		('1+: 1% each per 7 days prorated max $15'), ('1+: $10 each per 7 days max $15, $100 per month'),
		('1+: $40 each per year prorated max $500 per semester, $900 per year'),
		('1+: 3 hours each per semester prorated max 1 hours per day, 20 hours per month'),
		('0: $1 flat, 1+: $40 all per month prorated 19 max $120'),
		('1+: $10 each per 3 weeks prorated max $20')) v (scale),
		LATERAL (SELECT coalesce(sum(amount), 0) AS total FROM breakdown(scale::pay_scale, series, 999.99, terms)) b
	GROUP BY scale ORDER BY scale;
