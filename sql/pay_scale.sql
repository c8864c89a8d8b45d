SET search_path = caseload, public;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/failure.psql'
\set ECHO none
\i :helpers
\set ECHO all

-- clauses as contracts have them
CREATE TABLE clause (n int, scale pay_scale, quantity numeric, base numeric, expected numeric);
INSERT INTO clause VALUES
	(1, '1+: $50 each per count', 3, NULL, 150),
	(2, '1-2: $10 each, 3: $15 each, 4: $25 each per day', 3, NULL, 35),
	(3, '1-2: $10 each, 3: $15 each, 4: $25 each per day', 9, NULL, 60),
	(4, '2: $625 flat, 3+: $1250 flat per semester', 7, NULL, 1250),
	(5, '1+: $10 each per day max $40', 5, NULL, 40),
	(6, '1-2: $90 all, 3-4: $140 all per month', 3, NULL, 420),
	(7, '1-2: 0.75 hours flat, 3+: 1.25 hours flat per day', 3, NULL, 1.25),
	(8, '1-2: 0.75 hours flat, 3+: 1.25 hours flat per day', 3, 24.00, 30.00),
	(9, '1+: $40 each per year prorated max $500 per semester, $900 per year', 30, NULL, 900),
	(10, '19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound', 28, 100000, 10871.7875),
	(11, '11-15: $400 each, 16+: $450 each per year', 17, NULL, 2900);
SELECT n, scale, quantity, base, pay, expected, pay = expected AS right,
	scale::text = (SELECT typed FROM (VALUES
		(1, '1+: $50 each per count'), (2, '1-2: $10 each, 3: $15 each, 4: $25 each per day'),
		(3, '1-2: $10 each, 3: $15 each, 4: $25 each per day'), (4, '2: $625 flat, 3+: $1250 flat per semester'),
		(5, '1+: $10 each per day max $40'), (6, '1-2: $90 all, 3-4: $140 all per month'),
		(7, '1-2: 0.75 hours flat, 3+: 1.25 hours flat per day'),
		(8, '1-2: 0.75 hours flat, 3+: 1.25 hours flat per day'),
		(9, '1+: $40 each per year prorated max $500 per semester, $900 per year'),
		(10, '19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound'),
		(11, '11-15: $400 each, 16+: $450 each per year')) AS t (n, typed) WHERE t.n = clause.n) AS same_text
FROM clause, LATERAL (SELECT CASE WHEN base IS NULL THEN pay(scale, quantity)
		ELSE pay(scale, quantity, base) END) AS p (pay)
ORDER BY n;

-- the canonical text
SELECT typed, typed::pay_scale AS canonical, typed::pay_scale::text::pay_scale::text = typed::pay_scale::text AS stable
FROM (VALUES
	('1+: $1,250 each'), (E' 1 - 2 :\t$ 10 EACH ,\n 3 :$15Each'), ('1+:$50eachpercount'),
	('01-002: $5 all'), ('1-1: $5 all'), ('1: $5 all'), ('1,000+: $5 flat'), ('0: $5 flat, 1+: $6 flat'),
	('1: $0 each, 2+: $.5 each'), ('1+: $12.5 each'), ('1+: $12.50 each'), ('1+: $12.125 each'), ('1+: $0.0001 each'),
	('1+: 3.50% each'), ('1+: 1.0000 hour each'), ('1+: .25 fte each'), ('1+: 2 iep all'), ('1+: 5 percent flat'),
	('1: 2hoursflat,2+:3hoursallperdaymax3hoursperday'),
	('1+: $5 each 2'), ('1+: $5 each 1'), ('1: $5 each 2, 3: $6 each'),
	('1+: $5 each per 1 day'), ('1+: $5 each per 3 day'),
	('1+: $5 each per SEMESTERS prorated'), ('1+: $5 each per days prorated 180'), ('1+: $5 each per day prorated 1'),
	('1+: $5 each max $40, 10% per years'), ('1+: 5% each, 9+: $7 flat max 10%'),
	('1+: $5 each per period'), ('1+: $5 each per session'), ('1+: $5 each per hour'), ('1+: $5 each per week'),
	('1+: $5 each per quarter'), ('1+: $5 each per trimester max $9 per period'),
	('1+: 1% flat compound per year max 2%, $900 per week'),
	('1 0+: $1 2 5 0 ea ch per se mester'),
	('1+: $5 each max $500, 100% per year'),
	('1+: $5 each max $500,100%per year'),
	('1+: $5 each max $1,500,100 per week,100%'),
	('1—2: ＄１０ each'), (U&'1\22122: $10\00A0each'), ('999999+: $100,000,000,000,000 flat')) AS t (typed);

-- refused
SELECT typed, pg_temp.failure(format('SELECT %L::pay_scale', typed)) AS failure
FROM (VALUES
	(''), ('  '), ('1+'), ('1+:'), ('1+: $'), ('1+: $5'), ('1+: 5 each'),
	('1+: 5 bananas each'), ('1+: $5 every'), ('1+: $5 every per day'),
	('1+: $5 each per fort night max $5'), ('+1: $5 each'),
	('1-: $5 each'), ('-1: $5 each'), ('1.5+: $5 each'), ('1+: -$5 each'), ('1+: $-5 each'),
	('1+: $5 each,'), ('1+: $5 each; 2: $6 each'),
	('1+: $5 each 0'), ('1+: $5 each 1000000'), ('1+: $5 each 1.5'), ('1+: $5 all 2'),
	('1+: $1,25 each'), ('1+: $5.12345 each'), ('1+: $5 each per'),
	('1+: $5 each per fortnight'), ('1+: $5 each per 0 days'),
	('1+: $5 each prorated'), ('1+: $5 each per year prorated 0'), ('1+: $5 each max'),
	('1+: $5 each max $40 per'), ('1+: $5 each max 40'),
	('1+: $5 each max $40 max $50'), ('1+: $5 each per day, 2: $6 each'), ('1+: $5 each per day compound'),
	('3-2: $5 each'), ('1-3: $5 each, 3+: $6 each'), ('1-3: $5 each, 2: $6 each'),
	('2+: $5 each, 2+: $6 each'), ('5: $5 flat, 1: $6 flat'),
	('1000000: $5 flat'), ('1-1000000: $5 flat'), ('0+: $5 each'), ('0-3: $5 each'),
	('1: $5 each, 2: 1 hour each'), ('1: 1 day each, 2: 1 hour each'), ('1: 1 hour each, 2: 3% each'),
	('1+: $5 each max 3 hours'), ('1+: 1 hour each max $5'),
	('1+: $5 flat compound'), ('1+: 3% each compound'), ('1+: 3% all compound'), ('1+: 3 hours flat compound'),
	('1+: $5 each max $1, $2'), ('1+: $5 each per day max $1, $2 per day'),
	('1+: $5 each max $1 per year, $2 per year'),
	('1+: $100000000000000.0001 flat'), ('1+: $99999999999999999999999999999999999999999 flat'),
	('1+: $5 each max $100000000000001'),
	(U&'1+: $5\00B9 each'), (U&'1+: $5\00BD each'), (E'1+: $5 each,\n2+: $6 echa')) AS t (typed);

-- the meaning of each word at every bound: an each tier begins to pay at N-1, all and flat are reached at N
CREATE TABLE word (n int, scale pay_scale);
INSERT INTO word VALUES (1, '2-3: $10 each'), (2, '2-3: $10 all'), (3, '2-3: $10 flat'), (4, '2+: $10 each'),
	(5, '2+: $10 all'), (6, '2+: $10 flat'),
	(7, '2: $10 each'), (8, '2-5: $10 each 2'), (9, '2-5: $10 each 1'), (10, '0-1: $10 all'), (11, '0: $10 flat'),
	(12, '2+: $10 each, 4+: $1 each'), (13, '2+: $10 all, 4+: $1 all'), (14, '2+: $10 flat, 4+: $1 flat'),
	(15, '1-2: $10 each, 3-4: $1 all, 6+: $100 flat');
SELECT scale, string_agg(pay(scale, q)::text,
	' ' ORDER BY q) AS "-3 -.5 0 .5 .999999 1 1.5 1.999999 2 2.5 3 3.5 .. 4 5 6 1e6"
FROM word, unnest('{-3,-0.5,0,0.5,0.999999,1,1.5,1.999999,2,2.5,3,3.5,3.999999,4,5,6,1000000}'::numeric[]) AS q
GROUP BY n, scale ORDER BY n;
-- compound keeps what was reached; a year before it is nothing
SELECT scale, string_agg(pay(scale, q, 100000)::text, ' ' ORDER BY q) AS "-1 0 18.999999 19 23 24 27.5 28 40"
FROM (VALUES (1, pay_scale '19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound'),
	(2, '19-23: 3.5% flat, 24: 3.5% flat, 28-29: 3.5% flat compound'),
	(3, '19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat'),
	(4, '19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound max $7000')) AS t (n, scale),
	unnest('{-1,0,18.999999,19,23,24,27.5,28,40}'::numeric[]) AS q
GROUP BY n, scale ORDER BY n;
-- half up at the 18th place, at each step: the exact product has 20 places
SELECT pay('1+: 0.3333% flat, 2+: 0.3335% flat, 3+: 0.0001% flat compound', 3, 0.00000001),
	pay('1+: 0.3333% flat, 2+: 0.3335% flat compound', 2, 12345.00000007),
	round(round(12345.00000007 * 0.003333,
			18) + round((12345.00000007 + round(12345.00000007 * 0.003333, 18)) * 0.003335, 18), 18) AS by_steps;

-- between whole numbers: above 5 years 5.5 pays, and exactly 5 does not; a range ends where the next begins
SELECT scale, string_agg(pay(scale, q, 1000)::text, ' ' ORDER BY q) AS "0 .5 4 4.5 5 5.000001 5.25 5.5 5.75 6 6.5 10 11"
FROM (VALUES (1, pay_scale '>5: $1 flat'), (2, '>5: $1 all'), (3, '>5: $1 each'), (4, '5.5+: $1 flat'),
	(5, '>5.5: $1 each'), (6, '1-5: $1 flat, >5: $2 flat'), (7, '1+: $1 each, >5: $2 each'),
	(8, '4+: $1 flat, >5: $2 flat, >5.5: $3 flat, 6-9: $4 flat, >10: $5 flat'), (9, '>0: $1 flat'),
	(10, '0.5+: 50% flat, 5.25+: 75% flat, 6+: 100% flat'), (11, '>5: 10% flat, 5.75+: 10% flat compound'),
	(12, '>4.5: $1 each 2')) AS t (n, scale),
	unnest('{0,.5,4,4.5,5,5.000001,5.25,5.5,5.75,6,6.5,10,11}'::numeric[]) AS q
GROUP BY n, scale ORDER BY n;
SELECT typed, typed::pay_scale AS canonical, typed::pay_scale::text::pay_scale = typed::pay_scale AS same
FROM (VALUES ('> 5 : $5 each'), ('＞5: $5 flat'), ('5.50+: $5 all'), ('.5+: $5 flat, 1.0+: $6 flat'),
	('>1,000.125: $5 flat'), ('>05: $5 flat')) AS t (typed);
SELECT typed, pg_temp.failure(format('SELECT %L::pay_scale', typed)) AS failure
FROM (VALUES ('5.5: $5 flat'), ('5.5-7: $5 flat'), ('5-7.5: $5 flat'), ('5.5+: $5 each'), ('5.1234+: $5 flat'),
	('>5+: $5 flat'), ('>: $5 flat'), ('>=5: $5 flat'), ('1-6: $5 flat, >5: $6 flat'), ('>5.5: $5 flat, 5+: $6 flat'),
	('>999999.5: $5 flat')) AS t (typed);
SELECT * FROM breakdown('1-5: $300 flat, >5: $500 flat, 7.5+: $10 all', 7.25);

-- bounds: over one quantity those without a period, or with the scale's own
SELECT scale, pay(scale, 4), pay(scale, 5), pay(scale, 100.5)
FROM (VALUES (1, pay_scale '1+: $10 each per day max $40'), (2, '1+: $10 each per day max $40 per day'),
	(3, '1+: $10 each per day max $40 per year'),
	(4, '1+: $10 each max $40'), (5, '1+: $10 each max $40 per day'),
	(6, '1+: $10 each per 3 days max $40 per day'), (7, '1+: $10 each per day max $0'),
	(8, '1+: $10 each per day prorated 180 max $40 per day'),
	(9, '1+: $10 each per day max $1000 per year, $45'),
	(10, '1+: 2 hours each max 9 hours')) AS t (n, scale)
ORDER BY n;
SELECT pay('1+: 2% each max 5%', 2, 1000), pay('1+: 2% each max 5%', 3, 1000), pay('1+: $20 each max 5%', 3, 1000),
	pay('1+: 2% each max $45', 3, 1000),
	pay('1+: 2 hours each max 5 hours', 3, 10), pay('1+: 2% each max 5%', 3, 0);

-- the base: needed by percentages alone, the worth of a unit, ignored beside dollars
SELECT pay('1: $100 flat, 2+: 1.5% flat', 2, 80000), pay('1: $100 flat, 2+: 1.5% flat', 1, 80000),
	pay('1+: $7 each', 3, 80000), pay('1+: $7 each', 3, -1),
	pay('1+: 0.2 FTE flat', 3), pay('1+: 0.2 FTE flat', 3, 65000.50);
SELECT call, pg_temp.failure('SELECT ' || call) AS failure
FROM (VALUES (1, $$pay('1: $100 flat, 2+: 1.5% flat', 1)$$), (2, $$pay('1+: $10 each max 5%', 1.5)$$),
	(3, $$pay('1+: 1% each', 1, -0.01)$$),
	(4, $$pay('1+: 1 hour each', 1, -5)$$),
	(5, $$pay('1+: 1% each', 1, 'NaN'::numeric)$$),
	(6, $$pay('1+: $1 each', 1, 'NaN'::numeric)$$),
	(7, $$pay('1+: $1 each', 1, '-Infinity'::numeric)$$),
	(8, $$pay('1+: $1 each', 'NaN'::numeric)$$),
	(9, $$pay('1+: $1 each', 'Infinity'::numeric)$$), (10, $$pay('1+: $1 each', 1e50)$$),
	(11, $$pay('1+: $1 each', 1000000000000000001)$$),
	(12, $$pay('1+: $100000000000000 each', 100000)$$),
	(13, $$pay('1+: $100000000000000 all max $1', 10000.000001)$$),
	(14, $$pay('1+: 100% flat', 1, 1000000000000000000.00000001)$$),
	(15, $$pay('1+: 1% flat compound', 1, 1e25)$$),
	(16, $$breakdown('1: $1 each, 2+: $100000000000000 each', 200000)$$),
	(17, $$breakdown('1+: 1% each', 1)$$), (18, $$pay('1+: $1 each', 9223372036854775807)$$)) AS t (n, call)
ORDER BY n;
-- the most there is
SELECT pay('1+: $1 each', 1000000000000000000), pay('1+: $1 each', 999999999999999999.999999),
	pay('1+: 100% flat', 1, 1e18), pay('1+: $100000000000000 each', 10000),
	pay('5+: $3 flat', 1e30), pay('5+: $3 flat', 9223372036854775807), pay('1-2: $3 each', 2147483647),
	pay('5+: $3 all', (-9223372036854775808)::bigint), pay('5+: 0% all', 1e30, 1e25);

-- six places of a quantity, eight of a base, half up
SELECT pay('1+: $1 each', 1.0000005), pay('1+: $1 each', 1.00000049),
	pay('1+: $1 flat', 0.9999995), pay('1+: $1 flat', 0.99999949),
	pay('1+: 100% flat', 1, 0.000000005), pay('1+: 100% flat', 1, 0.0000000049),
	pay('1+: 0.0001% each', 0.000001, 0.00000001);

-- untyped literals find the right one, and every kind of number
CREATE TABLE counted (small smallint, whole integer, big bigint, part numeric, unit caseload_unit);
INSERT INTO counted VALUES (3, 3, 3, 3, '3 students');
SELECT pay(scale, 3), pay(scale, 3, 80000), pay(scale, 3.0), pay(scale, 3.0, 80000.00), pay(scale, 3, base => 80000),
	pay(scale, small), pay(scale, whole), pay(scale, big), pay(scale, part),
	pay(scale, unit), pay(scale, unit, 80000), pay(scale, small, 80000), pay(scale, big, 80000),
	pay(scale, '3 IEPs'::caseload_unit), pay(scale, count(*) OVER ())
FROM counted, (VALUES ('1+: $50 each per count'::pay_scale)) AS t (scale);
SELECT pay('1+: $50 each per count', 3), pay('1+: $50 each per count', 3, 80000),
	pg_typeof(pay('1+: $50 each per count', 3)), pg_typeof(pay('1+: $50 each per count', 3.5));
SELECT pay('1+: $50 each', '-2 students'::caseload_unit), pay('1+: $50 each', '0.5 students'::caseload_unit),
	pay('1+: 10% each', '0.5 FTE'::caseload_unit, 80000);
SELECT pay(pay_scale '1+: $50 each', '3'), pay(pay_scale '1+: $50 each', NULL) IS NULL AS unknown;
SELECT pay(NULL::pay_scale, 3) IS NULL, pay(pay_scale '1+: $5 each', NULL::int) IS NULL,
	pay(pay_scale '1+: $5 each', 3, NULL) IS NULL, pay_scale '1+: $5 each' * NULL::numeric IS NULL;
-- text takes the way through VALUES and staging tables by assignment, never by itself
INSERT INTO word SELECT n, typed FROM (VALUES (99, '1+: $5 each per day')) AS staged (n, typed);
SELECT scale FROM word WHERE n = 99;
SELECT pg_temp.failure($$SELECT pay('1+: $5 each'::text, 3)$$);

-- line by line
SELECT * FROM breakdown('1-2: $10 each, 3: $15 each, 4: $25 each per day', 3);
SELECT * FROM breakdown('1-2: $10 each, 3-4: $15 all, 5+: $100 flat per day max $90', 7.5);
SELECT * FROM breakdown('1+: $10 each 2 max $15, $90 per year', 5);
SELECT * FROM breakdown('19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound', 24, 100000);
SELECT * FROM breakdown('1-2: 0.75 hours flat, 3+: 1.25 hours flat per day', 3, 24.00);
SELECT * FROM breakdown('1+: 2% each per year max 5% per year', '3.25 students'::caseload_unit, 1000);
SELECT * FROM breakdown('1+: $10 each', -3);
SELECT * FROM breakdown(NULL, 3);
SELECT n, sum(amount), sum(amount) = expected AS right FROM clause,
	LATERAL (SELECT amount FROM breakdown(scale, quantity, coalesce(base, 0)) WHERE base IS NOT NULL
		UNION ALL SELECT amount FROM breakdown(scale, quantity) WHERE base IS NULL) AS b
GROUP BY n, expected ORDER BY n;

-- a raise: dollars alone, half up at the fourth place
SELECT pay_scale '1: $10 each, 2: $0.0001 each, 3+: 5% flat per day max $40, 9% per year' * 1.035,
	0.5 * pay_scale '1: $0.0001 all, 2: $0.0003 all',
	pay_scale '1+: 2 hours each max 3 hours' * 1.5, pay_scale '1+: $10 each max $40' * 0, 2 * pay_scale '1+: $10 each',
	pay_scale '1+: $1000 flat' * 1.03 * 1.03;
SELECT pay_scale '1+: $1 each' * 1.00004999999999999999999999999 AS below_half,
	pay_scale '1+: $1 each' * 1.00005 AS half;
SELECT call, pg_temp.failure('SELECT ' || call) AS failure
FROM (VALUES (1, $$pay_scale '1+: $5 each' * -1$$), (2, $$pay_scale '1+: $5 each' * 'NaN'::numeric$$),
	(3, $$'Infinity'::numeric * pay_scale '1+: $5 each'$$),
	(4, $$pay_scale '1+: $5 each' * 20000000000000.1$$),
	(5, $$pay_scale '1+: $5 each' * 1e30$$),
	(6, $$pay_scale '1+: 1% each max $5' * 1e18$$)) AS t (n, call)
ORDER BY n;

-- what reports ask
SELECT scale, period(scale), unit(scale), needs_base(scale)
FROM (VALUES (1, pay_scale '1+: $5 each'), (2, '1+: $5 each per day max 1%'), (3, '1+: 5% flat per semester'),
	(4, '1+: 2 hours each per 3 days'), (5, '1+: 1 FTE flat per year')) AS t (n, scale)
ORDER BY n;

-- equal where the texts are; an order of bytes, good for sorting and nothing else
SELECT '1+: $5 each'::pay_scale = '1+:$5.00 EACH'::pay_scale AS equal, '1-1: $5 each'::pay_scale
	= '1: $5 each'::pay_scale AS one, '1+: $5 each 1'::pay_scale <> '1+: $5 each'::pay_scale AS each_1;
SELECT count(DISTINCT scale), count(*) FROM (SELECT scale FROM clause
	UNION ALL SELECT scale::text::pay_scale FROM clause) AS t;
SELECT count(*) AS wrong FROM clause AS a, clause AS b
WHERE (a.scale = b.scale) <> (a.scale::text = b.scale::text) OR (a.scale < b.scale) <> (b.scale > a.scale)
	OR (a.scale <= b.scale) = (a.scale > b.scale)
	OR (a.scale >= b.scale) = (a.scale < b.scale)
	OR (a.scale = b.scale) <> (pay_scale_send(a.scale) = pay_scale_send(b.scale))
	OR (a.scale = b.scale) AND (pay_scale_hash(a.scale) <> pay_scale_hash(b.scale)
		OR pay_scale_hash_extended(a.scale, 7) <> pay_scale_hash_extended(b.scale, 7));
CREATE TABLE chosen (scale pay_scale PRIMARY KEY);
INSERT INTO chosen SELECT scale FROM clause ON CONFLICT DO NOTHING;
CREATE INDEX ON chosen USING hash (scale);
SET enable_seqscan = off;
SELECT count(*) FROM chosen WHERE scale = '1+:$50 each per count';
RESET enable_seqscan;
-- frozen: rows are placed by it
SELECT pay_scale_hash('1+: $50 each per count'), pay_scale_hash_extended('1+: $50 each per count', 1),
	pay_scale_hash('19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound');
SELECT pay_scale_send('1+: $50 each per count'),
	pay_scale_send('1-2: 1.5% flat, 3: $2 each 2 per 3 days prorated 90 max $4, 5% per year');

-- stored small, stored large, and used row by row from both
CREATE TABLE filed (n int, scale pay_scale);
INSERT INTO filed SELECT 1, ('1+: $50 each')::pay_scale;
INSERT INTO filed SELECT 2, string_agg(format('%s: $%s.%s flat', i, i * 7 % 1000, i % 100), ', ' ORDER BY i)::pay_scale
FROM generate_series(1, 1000) AS i;
SELECT n, sum(pay(scale, i)), sum(pay(scale, i)) = CASE n WHEN 1 THEN sum(50 * i)
	ELSE sum(i * 7 % 1000 + (i % 100) * CASE WHEN i % 100 < 10 THEN 0.1 ELSE 0.01 END) END AS right
FROM filed, generate_series(1, 1000) AS i GROUP BY n ORDER BY n;
SELECT pg_temp.failure(format('SELECT %L::pay_scale', (SELECT string_agg(format('%s: $1 flat', i), ', ' ORDER BY i)
			FROM generate_series(1, 1001) AS i))) ~ '^22P02.*more than 1000 tiers' AS refused;
DROP TABLE clause, word, counted, chosen, filed;
