-- Stipends against the bands and positions printed in appendix A-2.
BEGIN;
SET LOCAL datestyle = ISO;
SELECT caseload.create_district('waterford', contract => 'waterford');
SET search_path = waterford, caseload, public;
CREATE TEMPORARY TABLE printed_band (school_year text, band text, percent numeric,
	multiplier numeric, amount numeric, citation text);
\copy printed_band from program 'cat "$PG_ABS_SRCDIR"/test/data/waterford_band.csv' csv header
CREATE TEMPORARY TABLE printed (school_year text, title text, site_level text,
	band text, amount numeric, citation text);
\copy printed from program 'cat "$PG_ABS_SRCDIR"/test/data/waterford_stipend.csv' csv header
CREATE TEMPORARY VIEW school_year AS
SELECT * FROM (VALUES ('2018-19', date '2018-09-01'), ('2019-20', '2019-09-01')) AS y (school_year, on_date);

-- the base: rounded to the cent after each raise
SELECT y.school_year, base_amount('waterford', 'stipend base', y.on_date) FROM school_year AS y ORDER BY 1;

-- bands
CREATE TEMPORARY VIEW reckoned_band AS
SELECT DISTINCT y.school_year, label(s.band) AS label, s.band,
	round(stipend(s.band, base_amount('waterford', s.base, y.on_date))) AS amount
FROM school_year AS y JOIN stipend AS s ON s.in_force @> y.on_date AND s.base = 'stipend base';
SELECT count(*) FILTER (WHERE r.amount = p.amount
	AND r.band = (p.band || ' ' || p.percent * p.multiplier || '%')::stipend_band) || ' of ' || count(*) AS bands
FROM printed_band AS p LEFT JOIN reckoned_band AS r ON (r.school_year, r.label) = (p.school_year, p.band);
SELECT school_year, band, amount FROM reckoned_band ORDER BY school_year, band;

-- positions: each printed row is found again by what the position held and its site carry
CREATE TEMPORARY VIEW reckoned AS
SELECT y.school_year, s.title, s.site_level, label(s.band) AS band,
	stipend_pay('waterford', s.position, y.on_date, s.site_level, coalesce(lower(s.enrollment), 0), s.applies) AS amount
FROM school_year AS y JOIN stipend AS s ON s.in_force @> y.on_date AND s.base = 'stipend base';
SELECT p.citation, count(*) FILTER (WHERE r.amount = p.amount AND r.band = p.band) || ' of ' || count(*) AS stipends
FROM printed AS p LEFT JOIN reckoned AS r USING (school_year, title, site_level) GROUP BY p.citation ORDER BY 1;
SELECT count(*) FILTER (WHERE r.amount = p.amount AND r.band = p.band) || ' of ' || count(*) AS stipends
FROM printed AS p LEFT JOIN reckoned AS r USING (school_year, title, site_level);
SELECT school_year, title, site_level, p.band, p.amount, r.band, r.amount
FROM printed AS p FULL JOIN reckoned AS r USING (school_year, title, site_level)
WHERE p.amount IS NULL OR r.amount IS NULL OR p.amount <> r.amount OR p.band <> r.band ORDER BY 1, 2, 3;

-- the totals printed under the table of 2018-19 are sums before rounding; those of the printed rows differ
SELECT coalesce(r.site_level, 'all') AS site_level, round(sum(r.exact)) AS total, t.printed,
	sum(round(r.exact)) AS total_of_rounded
FROM (SELECT s.site_level, stipend(s.band, base_amount('waterford', s.base, '2018-09-01')) AS exact
	FROM stipend AS s WHERE s.in_force @> date '2018-09-01' AND s.base = 'stipend base') AS r
JOIN (VALUES ('High School', 97205), ('Middle School', 32577), ('Moon/Whitehead', 11034),
	('all', 140816)) AS t (site_level, printed)
	ON t.site_level IN (r.site_level, 'all')
GROUP BY GROUPING SETS ((r.site_level, t.site_level, t.printed), (t.site_level, t.printed))
HAVING coalesce(r.site_level, 'all') = t.site_level
ORDER BY t.printed DESC;

-- variants: more than 500 students, a coordinating period, part of the year
SELECT enrollment, stipend_pay('waterford', 'MTSS Coordinator', '2019-09-01', 'Middle School', enrollment) AS "2019-20",
	stipend_pay('waterford', 'MTSS Coordinator', '2018-09-01', 'Middle School', enrollment) AS "2018-19"
FROM (VALUES (NULL), (499), (500), (501)) AS e (enrollment) ORDER BY enrollment NULLS FIRST;
SELECT stipend_pay('waterford', 'ELD Coordinator', '2019-09-01', 'High School') AS coordinator,
	stipend_pay('waterford', 'ELD Coordinator', '2019-09-01', 'High School',
		attributes => '{"coordinating_period": true}') AS with_period;
SELECT stipend_pay('waterford', 'Combination Class', '2019-09-01', 'Moon/Whitehead',
	share => 91 / 182.0) AS half_the_year,
	stipend_pay('waterford', 'Yearbook', '2019-09-01', 'High School', share => 0.5) AS not_prorated;
-- no such position at that level, or not yet
SELECT stipend_pay('waterford', 'Golf Coach', '2019-09-01', 'Middle School') AS no_such,
	stipend_pay('waterford', 'Dual Immersion', '2018-09-01', 'High School') AS not_yet;
-- degrees and credentials
SELECT p.position, stipend_pay('waterford', p.position, '2018-09-01', 'High School') AS "2018-19",
	stipend_pay('waterford', p.position, '2019-09-01', 'High School') AS "2019-20"
FROM (VALUES ('Master''s Degree'), ('Doctorate'), ('BCLAD'), ('Special Education'),
	('Reading Specialist')) AS p (position) ORDER BY 1;
-- mentors, by the number of teachers, in two halves; of a fourth the article says nothing, so it is no zero
SELECT n AS teachers, stipend_pay('waterford', 'Consulting Mentor/Teacher', '2019-09-01', counted => n) AS stipend
FROM generate_series(0, 4) AS n;
SELECT i.share, due_on('waterford', i.due, '2019-20') AS paid_on,
	i.share * stipend_pay('waterford', 'Consulting Mentor/Teacher', '2019-09-01', counted => 2) AS amount, i.citation
FROM stipend_installment AS i ORDER BY 2;
ROLLBACK;
