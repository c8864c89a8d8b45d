SET search_path = caseload, public;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/failure.psql'
\set ECHO none
\i :helpers
\set ECHO all
-- what a text fails with
CREATE FUNCTION pg_temp.refused(typed text) RETURNS text LANGUAGE sql AS
	$$ SELECT pg_temp.failure(format('SELECT %L::caseload.salary_schedule', typed)) $$;

-- the printed table is the literal
CREATE TEMP TABLE grid AS SELECT salary_schedule 'step(0)  I(24)  II(36)  III(48)  IV(60)  V(72)
    1        53856  53856   56029    58202   60375
    14       -      -       -        -       91726
    19L      -      -       -        -       94936' AS g;
SELECT g FROM grid;
SELECT * FROM grid, cells(g);
SELECT salary(g, 'V-14') AS printed, salary(g, 'V-13') AS between, salary(g, 'II-3') AS past_the_end,
	salary(g, 'V-21') AS years_21, longevity_pay(g, 'V-21'), longevity_pay(g, 'V-18.5') AS none_yet FROM grid;
SELECT lanes(g), top_step(g, 'V'), top_step(g, 'iii'), lane_for_units(g, 60), lane_for_units(g, 59.9999999) AS not_yet,
	lane_for_units(g, 500) AS most FROM grid;
SELECT g * 1.025 AS raised, 1.025 * g = g * 1.025 AS either_side, g + 1000 AS flat, round(g, -3) AS thousands,
	paid_in(g * 1.0333, 2) AS cents FROM grid;
SELECT salary(r, 'V-14'), salary_exact(r, 'V-14'), salary(round(r, 0), 'V-14') AS rounded_cell,
	salary_exact(round(r, 0), 'V-14') FROM grid, LATERAL (SELECT g * 1.0333 AS r) AS raised;
SELECT with_lanes(g, '{V, ii(40)}') FROM grid;

-- forgiving: the same table in other hands
SELECT n, typed = 'step(0) I(24) II(36)
7.5 53856 -
19L 56029.5 60375' AS same, typed FROM (VALUES
	(1, 'step(0)	I (24)	II( 36 )
7.5	$53,856.00	
19L	$ 56,029.5	$60,375'::salary_schedule),
	(2, E'\uFEFFSTEP(0)\u00A0I(24)\u2003II(36)\r\n\r\n'
		'7.5\u00A0\u00A0\uFF15\uFF13\uFF18\uFF15\uFF16\u00A0\u2013\r\n 19L 56,029\uFF0E5 60375\r\n'),
	(3, E'Steps(0)\tI(24)\tII(36)\t\t\n7.5\t53856\n19 l\t56029.5\t60375\t\t\n'),
	(4, E'step (0) I (24) II (36)\n\n  19L   56,029.5   60,375\n  7.5  $53856  --\n'),
	(5, E'step (0) I (24.0) II (36)\n19-22L $ 56029.5 $ 60375\n7.5-8 $ 53856 $ -'),
	(6, E'step(0) I(24) II(36)\n7.50+ 53856 0.00\n19+L 56029.50000000000 60375')) AS hand (n, typed) ORDER BY n;
-- wide digits, en dashes, no-break blanks, CRLF, a byte-order mark, tabs with empty cells
SELECT E'\uFEFF\tBA + 15\tMA +\u00A030\tPh.D.\r\n'
	'\uFF11\t$50,000\t\t\u2014\r\n2\u20133\t\t\uFF04\uFF15\uFF12\uFF0C\uFF10\uFF10\uFF10\r\n'
	'4\u2212 5\t0\t\u00AD53,000\t60,000.5\r\n6\t\t\t\r\n'::salary_schedule;
-- the header may lack its first word, with and without a tab in its place; steps may jump and fall
SELECT 'I II
3 500 600
1 400 -'::salary_schedule = E'\tI\tII\n3\t500\t600\n1\t400' AS same,
	E'I\tII\n3\t500\t600\n1\t400'::salary_schedule = 'step(0) I II
1 400 0
3 500 600' AS same_again;
-- indented, as in a file of SQL; but a row of tabs must have its step
SELECT count(DISTINCT typed::salary_schedule) AS same FROM (VALUES (E'step I II\n1 500 -\n2 600 700'),
	(E'step I II\n\t1 500 -\n\t\t2 600 700'), (E'\t\tI II\n 1\t500\n\t 2 600 700'),
	(E'\t\tstep\tI\tII\n \t\t1\t500\n\t\t2\t600\t700'),
	(E' \t\tI\tII\n\t1\t500\n\t2\t600\t700'),
	(E'step\tI\tII\n1\t500\n2\t600\t700')) AS table_text (typed);
SELECT pg_temp.refused(E'\tI\tII\n\t25\t27'), pg_temp.refused(E'\tstep\tI\tII\n\t\t25\t27');
-- places: declared, or the most written in any cell
SELECT salary('step I
1 500.5
2 0.00', 'I-1') AS two, salary('step(1) I
1 500.55', 'I-1') AS one, salary('step(8) I
1 500.12345678', 'I-1') AS eight, salary('I
0 0.00000001', 'I-99') AS least, salary('step I
99 9,999,999,999.99999999', 'I-99') AS most, salary('step(0) I
99 9999999999.5', 'I-99') AS rounded;
-- one lane, one row; a row whose cells are not all of longevity marks the cells
SELECT 'V 
14 91726'::salary_schedule AS small, 'step IV V
14 83034L 91726
15L - 94936l'::salary_schedule AS mixed;
-- text and bytes come back bit by bit
SELECT g::text::salary_schedule = g AS text,
	salary_schedule_send(g::text::salary_schedule) = salary_schedule_send(g) AS bytes FROM grid;

-- refused, with line, column and reason
SELECT pg_temp.refused(typed) FROM (VALUES
	(1, ''), (2, E' \n\t\n'), (3, 'step'), (4, 'step I II'), (5, E'step I I\n1 500 600'),
	(6, E'step V VI\n1 500'), (7, E'step V VI\n1 500 600 700'),
	(8, E'V VI\n1 500 600 700'), (9, E'Years V VI\n1 500 600'), (10, E'Years\tV\tVI\n1\t500\t600'),
	(11, E'step\tV\t\tVI\n1\t500\t600'),
	(12, E'step\tV\n1\t500\t\t600'), (13, E'step V\n1 500\n1.0 600'), (14, E'step V\n1 53,856*'),
	(15, E'step V\n1 53,856\u00B9'), (16, E'step V\n1 53,85'),
	(17, E'step V\n1 1,2345'), (18, E'step V\n1 -500'), (19, E'step V\n1 10000000000'),
	(20, E'step V\n1 1.123456789'), (21, E'step V\n1 n/a'),
	(22, E'step V\n100 500'), (23, E'step V\n1.25 500'), (24, E'step V\nx 500'), (25, E'step V\n20-16 500'),
	(26, E'step V\n14* 500'), (27, E'step\tV\n\t500'),
	(28, E'step(9) V\n1 500'), (29, E'step() V\n1 500'), (30, E'step V(24\n1 500'), (31, E'step V(24)x\n1 500'),
	(32, E'step V(-1)\n1 500'), (33, E'step V(x)\n1 500'),
	(34, E'step V(1000000000)\n1 500'), (35, E'step V()\n1 500'), (36, E'step (24)\n1 500'),
	(37, E'step MASTERSDEGREE\n1 500'), (38, E'step M\u00E9\n1 500'), (39, E'step M&A\n1 500'),
	(40, E'step V\n1 53 856'), (41, E'step\tV\n1\t53 856'),
	(42, E'step V\n1 500\n\n2 $'), (43, E'step I V\n1 - 500\n2 0 600'),
	(44, E'step V\n1 99999999999999999999999999999999999999999'),
	(45, E'step V\r\n1 500\r\n2 5OO\r\n'),
	(46, E'step V\n99.5 500'), (47, E'step V\n1 500LL'), (48, E'step\tV\n1 500'), (49, E'step(8) V\n1 500.123456785'),
	(50, E'step V\n19L-22 500')) AS typed (n, typed) ORDER BY n;

-- what is no lane: steps and years, signs alone, a row of money; and commas between cells
SELECT pg_temp.refused(typed) FROM (VALUES
	(1, E'Step\tClass 1\tStep\n1\t49,458\t1\n25\t78,079\t25'), (2, E'\t54518\t54519\n2\t55000\t56000'),
	(3, E'Step MA + 30\n1 41,250 1 42,000'), (4, E'Step\tYear\tBA\n1\t0\t50,000'),
	(5, E'step Yrs./Step BA\n1 2 3'), (6, E'24.50 25.75\n1 26 27'),
	(7, E'Step,BA,MA\n1,"52,140","55,900"'), (8, E'"Step","BA"\n"1","52,140"'),
	(9, E'Years of Service\tBA\n1\t50,000'), (10, E'step(0) STEP BA\n1 2 3')) AS typed (n, typed) ORDER BY n;
-- what comes near to that, and is a lane
SELECT E'1\t1.5\t999\tSTEP1\tMA+\tYEARLY\n1\t2\t3\t4\t5\t6\t7'::salary_schedule;
-- in its own form any lane that ever was: a dump of an earlier version is read
SELECT E'step(0)\tSTEP\t+\t54518\tYEAR(3)\n1\t2\t3\t4\t5'::salary_schedule, with_lanes(
	salary_schedule_agg(p::salary_step, 5), '{+,STEP}')::text::salary_schedule
FROM (VALUES ('STEP-1'), ('+-1')) AS v (p);

-- what is asked in vain
SELECT pg_temp.failure(format('SELECT %s FROM grid', asked)) FROM (VALUES
	(1, 'salary(g, ''VI-3'')'), (2, 'salary_exact(g, ''V-0.5'')'), (3, 'longevity_pay(g, ''X-1'')'),
	(4, 'top_step(g, ''X'')'), (5, 'top_step(g, '''')'),
	(6, 'lane_for_units(g, 23.99)'), (7, 'lane_for_units(salary_schedule E''step I\n1 500'', 23)'),
	(8, 'lane_for_units(g, ''NaN'')'),
	(9, 'g * -1'), (10, 'g * 0'), (11, 'g * ''NaN'''), (12, 'g * ''Infinity'''), (13, 'g * 1e6'), (14, 'g * 1e30'),
	(15, 'g * 1e-30'), (16, 'g + -53856'), (17, 'g + -60000'),
	(18, 'g + 1e10'), (19, 'g + 1e40'), (20, 'g + ''NaN''::numeric'), (21, 'round(g, -5)'), (22, 'round(g, -9)'),
	(23, 'round(g, -10)'), (24, 'round(g, 9)'), (25, 'paid_in(g, 9)'), (26, 'paid_in(g, -1)'),
	(27, 'with_lanes(g, ''{}'')'), (28, 'with_lanes(g, ''{V,VI}'')'), (29, 'with_lanes(g, ''{V,v}'')'),
	(30, 'with_lanes(g, ''{V,NULL}'')'), (31, 'with_lanes(g, ''{V(x)}'')'), (32, 'with_lanes(g, ''{V W}'')'),
	(33, 'top_step(salary_schedule E''step I\n19L 500'', ''I'')'),
	(34, 'longevity_pay(salary_schedule E''step I\n19L 500'', ''I-20'')')) AS q (n, asked) ORDER BY n;
SELECT round(g, 8) = g AND paid_in(g, 0) = g AND g * 1 = g AND g + 0 = g AS same FROM grid;
-- a half goes up once: not at the ninth place first
SELECT salary_exact(g + 0.000000005, 'I-1') AS up, salary_exact(g + -0.000000005, 'I-1') AS also_up,
	salary_exact(g + 0.0000000049999999999, 'I-1') AS down,
	salary_exact(g * 1.0000000000000928402, 'I-1') AS half,
	salary_exact(g * 1.0000000000000928401, 'I-1') AS below_half
FROM (SELECT 'I
1 53856'::salary_schedule AS g) AS grid;
-- however many places a number has: nines without end do not come to a half, nor to a lane's units
SELECT salary_exact(g + 0.000000004999999999999999999999999999, 'I-1') AS plus,
	salary_exact(g + -0.000000005000000000000000000000000001, 'I-1') AS minus,
	salary_exact(g * 1.000000004999999999999999999999999999, 'I-1') AS times,
	salary_exact(g * 1.000000005000000000000000000000000001, 'I-1') AS times_more,
	lane_for_units(g, 35.999999999999999999999999999999) AS not_reached,
	lane_for_units(g, 36.000000000000000000000000000001) AS reached,
	with_longevity(g, '2+: $1 each', through => 2.999999999999)
		= with_longevity(g, '2+: $1 each', through => 2) AS through
FROM (SELECT 'I(24) II(36)
1 1 1'::salary_schedule AS g) AS grid;

-- order, hash, casts, binary
SELECT a.n, b.n, a.g = b.g AS eq, a.g < b.g AS lt,
	caseload.salary_schedule_cmp(a.g, b.g) = -caseload.salary_schedule_cmp(b.g, a.g) AS mirrored,
	salary_schedule_hash(a.g) = salary_schedule_hash(b.g) AS same_hash
FROM (VALUES (1, E'I\n1 500'::salary_schedule), (2, E'I\n1 500.0'), (3, E'I\n1 501'), (4, E'I(3)\n1 500'),
	(5, E'I\n1L 500'), (6, E'I\n1.5 500'), (7, E'II\n1 500')) AS a (n, g),
	(VALUES (1, E'I\n1 500'::salary_schedule), (4, E'I(3)\n1 500')) AS b (n, g) ORDER BY a.n, b.n;
SELECT salary_schedule_hash(g), salary_schedule_hash_extended(g, 7) FROM grid;
SELECT encode(salary_schedule_send(E'step(2) V II(36)\n1 - 500\n19L 600.25 -'), 'hex');
SELECT count(DISTINCT g), count(*) FROM (SELECT g FROM grid UNION ALL SELECT g FROM grid) AS twice;

-- the seven schedules of Waterford as they are printed (Appendix A-1), and the rule behind them
CREATE TEMP TABLE printed AS
SELECT appendix, school_year, factor, table_text::salary_schedule AS grid FROM (VALUES
	('A-1(b)', '2018-19', 1.2, 'step I(24) II(36) III(48) IV(60) V(72)
1 63,051 63,051 65,595 68,139 70,683
2 63,051 65,595 68,139 70,683 73,227
3 65,595 68,139 70,683 73,227 75,772
4 68,139 70,683 73,227 75,772 78,316
5 70,683 73,227 75,772 78,316 80,860
6 75,043 77,587 80,131 82,675 85,219
7 77,587 80,131 82,675 85,219 87,763
8 80,131 82,675 85,219 87,763 90,307
9 - 85,219 87,763 90,307 92,851
10 - - 90,307 92,851 95,395
11 - - - 97,210 99,754
12 - - - 99,754 102,298
13 - - - - 104,842
14 - - - - 107,386
19L - - - - 111,145
24L - - - - 115,035
28L - - - - 119,061'),
	('A-1(c)', '2018-19', 217.0 / 187, 'step I(24) II(36) III(48) IV(60) V(72)
1 60,972 60,972 63,432 65,892 68,353
2 60,972 63,432 65,892 68,353 70,813
3 63,432 65,892 68,353 70,813 73,273
4 65,892 68,353 70,813 73,273 75,733
5 68,353 70,813 73,273 75,733 78,193
6 72,568 75,028 77,488 79,948 82,409
7 75,028 77,488 79,948 82,409 84,869
8 77,488 79,948 82,409 84,869 87,329
9 - 82,409 84,869 87,329 89,789
10 - - 87,329 89,789 92,249
11 - - - 94,005 96,465
12 - - - 96,465 98,925
13 - - - - 101,385
14 - - - - 103,845
19L - - - - 107,480
24L - - - - 111,241
28L - - - - 115,135'),
	('A-1(d)', '2018-19', 1.05, 'step I(24) II(36) III(48) IV(60) V(72)
1 55,170 55,170 57,396 59,622 61,848
2 55,170 57,396 59,622 61,848 64,074
3 57,396 59,622 61,848 64,074 66,300
4 59,622 61,848 64,074 66,300 68,526
5 61,848 64,074 66,300 68,526 70,752
6 65,662 67,888 70,114 72,340 74,566
7 67,888 70,114 72,340 74,566 76,793
8 70,114 72,340 74,566 76,793 79,019
9 - 74,566 76,793 79,019 81,245
10 - - 79,019 81,245 83,471
11 - - - 85,059 87,285
12 - - - 87,285 89,511
13 - - - - 91,737
14 - - - - 93,963
19L - - - - 97,252
24L - - - - 100,656
28L - - - - 104,178'),
	('A-1(e)', '2019-20', 1, 'step I(24) II(36) III(48) IV(60) V(72)
1 53,856 53,856 56,029 58,202 60,375
2 53,856 56,029 58,202 60,375 62,548
3 56,029 58,202 60,375 62,548 64,721
4 58,202 60,375 62,548 64,721 66,895
5 60,375 62,548 64,721 66,895 69,068
6 64,099 66,272 68,445 70,618 72,791
7 66,272 68,445 70,618 72,791 74,964
8 68,445 70,618 72,791 74,964 77,137
9 - 72,791 74,964 77,137 79,310
10 - - 77,137 79,310 81,483
11 - - - 83,034 85,207
12 - - - 85,207 87,380
13 - - - - 89,553
14 - - - - 91,726
19L - - - - 94,936
24L - - - - 98,259
28L - - - - 101,698'),
	('A-1(f)', '2019-20', 1.2, 'step I(24) II(36) III(48) IV(60) V(72)
1 64,628 64,628 67,235 69,843 72,451
2 64,628 67,235 69,843 72,451 75,058
3 67,235 69,843 72,451 75,058 77,666
4 69,843 72,451 75,058 77,666 80,273
5 72,451 75,058 77,666 80,273 82,881
6 76,919 79,526 82,134 84,742 87,349
7 79,526 82,134 84,742 87,349 89,957
8 82,134 84,742 87,349 89,957 92,565
9 - 87,349 89,957 92,565 95,172
10 - - 92,565 95,172 97,780
11 - - - 99,640 102,248
12 - - - 102,248 104,856
13 - - - - 107,463
14 - - - - 110,071
19L - - - - 113,923
24L - - - - 117,911
28L - - - - 122,038'),
	('A-1(g)', '2019-20', 217.0 / 187, 'step I(24) II(36) III(48) IV(60) V(72)
1 62,496 62,496 65,018 67,540 70,061
2 62,496 65,018 67,540 70,061 72,583
3 65,018 67,540 70,061 72,583 75,105
4 67,540 70,061 72,583 75,105 77,626
5 70,061 72,583 75,105 77,626 80,148
6 74,382 76,904 79,426 81,947 84,469
7 76,904 79,426 81,947 84,469 86,990
8 79,426 81,947 84,469 86,990 89,512
9 - 84,469 86,990 89,512 92,034
10 - - 89,512 92,034 94,555
11 - - - 96,355 98,876
12 - - - 98,876 101,398
13 - - - - 103,920
14 - - - - 106,441
19L - - - - 110,167
24L - - - - 114,022
28L - - - - 118,013'),
	('A-1(h)', '2019-20', 1.05, 'step I(24) II(36) III(48) IV(60) V(72)
1 56,549 56,549 58,831 61,113 63,394
2 56,549 58,831 61,113 63,394 65,676
3 58,831 61,113 63,394 65,676 67,958
4 61,113 63,394 65,676 67,958 70,239
5 63,394 65,676 67,958 70,239 72,521
6 67,304 69,586 71,867 74,149 76,431
7 69,586 71,867 74,149 76,431 78,712
8 71,867 74,149 76,431 78,712 80,994
9 - 76,431 78,712 80,994 83,276
10 - - 80,994 83,276 85,557
11 - - - 87,185 89,467
12 - - - 89,467 91,749
13 - - - - 94,030
14 - - - - 96,312
19L - - - - 99,683
24L - - - - 103,172
28L - - - - 106,783')) AS v (appendix, school_year, factor, table_text);
SELECT appendix, count(*), sum(amount), (SELECT count(*) FROM problems(grid)) AS problems FROM printed, cells(grid)
GROUP BY appendix, grid ORDER BY appendix;
-- on-schedule raises since 2005-06 (Article XI.D); increments of 1,625 and 3% of the start at steps 6 and 11;
-- longevity of XI.E
CREATE TEMP TABLE reckoned AS
WITH raised AS (SELECT '2018-19' AS school_year, 1.0525 * 1.045 * 1.02 * 1.0225 * 1.04 * 1.03 * 1.03081 * 1.03 AS k),
year AS (SELECT * FROM raised UNION ALL SELECT '2019-20', k * 1.025 FROM raised)
SELECT school_year, with_longevity(paid_in(with_lanes(salary_schedule_agg(salary_step(lane, step),
		k * (38649 + 1625 + 1625 * greatest(0,
				step + rank - 3) + 0.03 * 38649 * ((step >= 6)::int + (step >= 11)::int))),
		'{I(24),II(36),III(48),IV(60),V(72)}'), 0),
			'19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound', lanes => '{V}') AS grid
FROM year, (VALUES (1, 'I', 8), (2, 'II', 9), (3, 'III', 10), (4, 'IV', 12),
	(5, 'V', 14)) AS lane (rank, lane, top), generate_series(1, top) AS step
GROUP BY school_year;
SELECT p.appendix, count(*) AS cells,
	count(*) FILTER (WHERE c.amount = salary(r.grid * p.factor, c.placement)) AS reproduced,
	paid_in(round(r.grid * p.factor, 0), 0) = p.grid AS same_value
FROM printed AS p JOIN reckoned AS r USING (school_year), cells(p.grid) AS c
GROUP BY p.appendix, p.grid, r.grid, p.factor ORDER BY p.appendix;
-- A-1(e): longevity is reckoned from the unrounded cell
SELECT salary(grid, 'V-18') AS v_18, salary(grid, 'V-19') AS v_19, salary(grid, 'V-24') AS v_24, salary(grid,
	'V-40') AS v_40, longevity_pay(grid, 'V-40'), top_step(grid, 'V') FROM reckoned WHERE school_year = '2019-20';

-- longevity of other kinds
SELECT with_longevity(g, '20+: $1500 flat, 25+: $2500 flat') AS flat_all_lanes FROM grid;
SELECT with_longevity(g, '3+: $400 each per year', lanes => '{II,I}', through => 5) AS each_step
FROM (SELECT with_lanes(g, '{I,II,V}') AS g FROM grid) AS grid;
SELECT with_longevity(E'step(2) I II\n1 40000 50000\n2 - 52000',
	'3-4: 1% all, 10-11: 2% flat, 12: 10% each', base => 30000.5) AS of_a_base;
SELECT with_longevity(E'step I\n1 40000', '2+: $100 each 5 max $300') AS each_five,
	with_longevity(E'step I\n1.5 40000', '99: $1 flat') AS last_step;
-- a tier that begins at the top or below it stands beside the top
SELECT with_longevity(g, '10+: $500 flat') AS beside_the_top, salary(with_longevity(g, '10+: $500 flat'), 'I-13')
FROM (SELECT salary_schedule E'step(0) I\n1 50000\n12 70000' AS g) AS s;
-- on top of longevity that is there: the order of two scales in money does not matter
SELECT with_longevity(a, '20+: $1000 flat') AS both, with_longevity(a, '20+: $1000 flat')
	= with_longevity(with_longevity(g, '20+: $1000 flat'), '15+: $500 flat') AS either_order
FROM (SELECT g, with_longevity(g, '15+: $500 flat') AS a
	FROM (SELECT salary_schedule E'step(0) I\n1 50000\n12 70000' AS g) AS s) AS s;
-- of no step is less paid than before, nor anything but what the scale pays there
SELECT count(*) AS steps,
	count(*) FILTER (WHERE salary(w, p) - salary(g, p) IS DISTINCT FROM pay(scale, s)) AS otherwise
FROM (SELECT *, with_longevity(g, scale) AS w FROM (SELECT g, pay_scale '16-18: $100 each, 22+: $750 flat' AS scale
	FROM (SELECT with_lanes(g, '{V}') AS g FROM grid) AS v) AS v) AS v,
	generate_series(15, 99) AS s CROSS JOIN LATERAL (SELECT salary_step('V', s) AS p) AS q;
SELECT with_longevity(g, NULL) IS NULL AS null_scale,
	with_longevity(NULL, '1+: $5 flat') IS NULL AS null_schedule,
	with_longevity(g, '18+: $5 flat', lanes => NULL, base => NULL, through => NULL) = with_longevity(g,
		'18+: $5 flat') AS null_options FROM (SELECT with_lanes(g, '{V}') AS g FROM grid) AS v;
SELECT pg_temp.failure(format('SELECT with_longevity(g, %s) FROM grid', asked)) FROM (VALUES
	(1, $$'2-13: $5 flat, 20+: $9 flat'$$), (2, $$'20+: 2 hours flat'$$), (3, $$'20+: $5 flat per month'$$),
	(4, $$'20+: $5 flat', lanes => '{VI}'$$),
	(5, $$'20+: $5 flat', lanes => '{NULL}'$$),
	(6, $$'20+: 5% flat', base => -1$$),
	(7, $$'20+: 5% flat', base => 'NaN'$$),
	(8, $$'20+: $5 each', through => 100$$), (9, $$'20+: $99999999999 flat'$$),
	(10, $$'20+: 5% flat', base => 1e30$$), (11, $$'20+: $5 flat, 100+: $6 flat'$$),
	(12, $$'41-45: $5 each'$$)) AS q (n, asked) ORDER BY n;

-- the linter
SELECT problem.* FROM (SELECT grid FROM printed WHERE appendix = 'A-1(e)') AS p,
	LATERAL problems(replace(p.grid::text, '87380', '87830')::salary_schedule) AS problem;
SELECT problem.*
FROM problems(E'step I(24) II(36) III(30)\n1 500 600 590\n2 490 - 700\n3 500 800 810\n'
	'19L 900 - -\n20L - 950 -\n24L 990 - -') AS problem;
SELECT problem.* FROM problems(E'step I II\n19L 500 600') AS problem;

-- rows: cells() and back
SELECT paid_in(with_lanes(salary_schedule_agg(placement, exact, longevity ORDER BY amount DESC),
		array_agg(DISTINCT lane || coalesce('(' || units || ')', ''))), max(scale(amount))) = g AS back
FROM grid, cells(g) GROUP BY g;
SELECT salary_schedule_agg(p::salary_step, a) AS written_places, salary_schedule_agg(p::salary_step, a, l) AS marked
FROM (VALUES ('MA+15-1', 500.50, true), ('MA+9-1', 400, NULL), ('II-1', 100, false), ('V-2', 0, true),
	('V-3', NULL, true), (NULL, 700, true)) AS v (p, a, l);
SELECT salary_schedule_agg(p::salary_step, a) IS NULL AS nothing
FROM (VALUES ('V-1', NULL::numeric), ('V-2', 0)) AS v (p, a);
SELECT pg_temp.failure(format('SELECT salary_schedule_agg(p::salary_step, a) '
		'FROM (VALUES (''V-1'', 500), %s) AS v (p, a)', added)) FROM (VALUES
	(1, $$('v-1.0', 500)$$), (2, $$('V-2', -1)$$), (3, $$('V-2', 1e10)$$), (4, $$('V-2', 'NaN'::numeric)$$),
	(5, $$('V-2', 'Infinity'::numeric)$$), (6, $$('V-2', 1e40)$$),
	(7, $$('V-2', 9999999999.999999999)$$)) AS v (n, added) ORDER BY n;
-- by hand the state is a value like any other, and stays as it was
SELECT salary_schedule_accumulate(g, 'V-20', 95000) = g AS grown, g
FROM (SELECT with_lanes(g, '{V}') AS g FROM grid) AS v;
SELECT salary_schedule_combine(with_lanes(g, '{V,I}'), with_lanes(g, '{III}')) AS both FROM grid;
SELECT pg_temp.failure('SELECT salary_schedule_combine(g, g) FROM grid'),
	pg_temp.failure('SELECT salary_schedule_combine(with_lanes(g, ''{V(3)}''), with_lanes(g, ''{V}'')) FROM grid');
-- as a window aggregate the state goes on after each final call
SELECT p, salary_schedule_agg(p::salary_step, 100 * n) OVER (ORDER BY n)::text AS so_far
FROM (VALUES (1, 'V-2'), (2, 'V-1'), (3, 'I-1')) AS v (n, p);
DROP TABLE grid, printed, reckoned;
