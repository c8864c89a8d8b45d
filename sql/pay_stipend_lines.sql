-- Lines of stipends: each figure is reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('stipend_lines');
SET search_path = stipend_lines, stipend_lines_bi, caseload, public;
-- 182 days: Monday to Friday from 18 August 2025, of which 100 lie before 5 January 2026; two semesters that meet there
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('ash', 'Ash', 'Ash', 'Ash', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'ash', '2025-26', '[2025-07-01,2026-07-01)', range_agg(daterange(d, d + 1)), 'made up'
FROM (SELECT d::date AS d FROM generate_series(timestamp '2025-08-18', '2026-06-30', '1 day') AS d
	WHERE extract(isodow FROM d) < 6 ORDER BY d LIMIT 182) AS d;
INSERT INTO term (contract, name, in_force, citation) VALUES ('ash', 'semester', '[2025-08-18,2026-01-05)', 'made up'),
	('ash', 'semester', '[2026-01-05,2026-04-29)', 'made up');
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT 'ash', 'teacher', 'Teachers', term, 'step(0) BA MA
1 50000 55000', 'Appendix A' FROM contract;
INSERT INTO site (site_id, site_name, level) VALUES (1, 'First', 'High School'), (2, 'Second', 'Elementary');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(1, 30) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid)
SELECT n, 1, 'ash', 'teacher', 'BA-1', '[2025-07-01,2026-07-01)' FROM generate_series(1, 30) AS n;

-- $1,800 until 5 January, $2,400 from then, by duty days: 1,800 x 100/182 + 2,400 x 82/182 = 989.01 + 1,081.32, held in
-- one row (1) or in two, at two sites (2). A base that rises by a fifth: 1,800 x 100/182 + 2,160 x 82/182 = 1,962.20
-- (3). Of one's own salary, which rises: 2% of 50,000 and of 55,000, 549.45 + 495.60 (4), the year's 1,045.05.
INSERT INTO pay_base (contract, name, in_force, amount, own, citation) VALUES
	('ash', 'base', '[2025-07-01,2026-01-05)', 18000, NULL, 'made up'),
	('ash', 'base', '[2026-01-05,2026-07-01)', 21600, NULL, 'made up'),
	('ash', 'own salary', '(,)', NULL, 'salary', 'made up');
INSERT INTO stipend (contract, position, title, in_force, band, base, prorated_by, digits, citation) VALUES
	('ash', 'coach', 'Coach', '[2025-07-01,2026-01-05)', 'C $1800', NULL, 'duty days', 2, 'Article 11'),
	('ash', 'coach', 'Coach', '[2026-01-05,2026-07-01)', 'C $2400', NULL, 'duty days', 2, 'Article 11'),
	('ash', 'leader', 'Leader', '(,)', 'L 10%', 'base', 'duty days', 2, 'Article 12'),
	('ash', 'special', 'Special', '(,)', 'S 2%', 'own salary', 'duty days', 2, 'Article 13');
UPDATE employment SET valid = '[2025-07-01,2026-01-05)' WHERE employee_id = 4;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) VALUES
	(4, 2, 'ash', 'teacher', 'MA-1', '[2026-01-05,2026-07-01)');
INSERT INTO position_held (employee_id, site_id, contract, position, valid) VALUES
	(1, 1, 'ash', 'coach', '[2025-07-01,2026-07-01)'),
	(2, 1, 'ash', 'coach', '[2025-07-01,2025-11-03)'),
	(2, 2, 'ash', 'coach', '[2025-11-03,2026-07-01)'),
	(3, 1, 'ash', 'leader', '[2025-07-01,2026-07-01)'),
	(4, 1, 'ash', 'special', '[2025-07-01,2026-07-01)');
SELECT employee_id, component, during, days, divisor, annual, cents, rule, citation FROM pay_lines()
WHERE component LIKE 'stipend%' ORDER BY 1, 3;
SELECT employee_id, amount FROM year_of_stipends() ORDER BY 1;
-- the half of the year that is stated, whatever the days: 900 x 100/182 + 1,200 x 82/182 = 1,035.16
UPDATE position_held SET share = 0.5 WHERE employee_id = 1;
SELECT during, days, annual, cents FROM pay_lines(employees => '{1}') WHERE component LIKE 'stipend%' ORDER BY 1;
-- by a divisor of the contract's own: 75 of 200 days
INSERT INTO division (contract, component, way, divisor, counts, in_force, citation) VALUES
	('ash', 'stipend: leader', 'duty days', 200, 'days held', '(,)', 'Article 12');
UPDATE position_held SET valid = '[2025-07-01,2025-12-01)' WHERE employee_id = 3;
SELECT during, days, divisor, annual, cents FROM pay_lines(employees => '{3}') WHERE component LIKE 'stipend%';
DELETE FROM position_held;

-- Not prorated: once a term, however many rows hold it one after another, at the worth of its first piece; two at once
-- are two. 1: two sites in turn, once. 2: two sites at once, twice. 3: a semester's $900 in two rows of the same
-- semester, and in the second, 1,800. 4: a scale that names the semester, five counted: 2 x 900. 5: $50 a month for
-- nine months: 450. 6: a year's amount that rises inside the year, held from March: the new one.
INSERT INTO stipend (contract, position, title, in_force, band, scale, citation) VALUES
	('ash', 'chair', 'Chair', '(,)', 'A $1000', NULL, 'Article 14'),
	('ash', 'mentor', 'Mentor', '(,)', 'B $900 per semester', NULL, 'Article 14'),
	('ash', 'tutor', 'Tutor', '(,)', NULL, '5+: $900 flat per semester', 'Article 14'),
	('ash', 'phone', 'Phone', '(,)', 'B $50 per month', NULL, 'Article 14'),
	('ash', 'webmaster', 'Webmaster', '[2025-07-01,2026-02-01)', 'W $300', NULL, 'Article 14'),
	('ash', 'webmaster', 'Webmaster', '[2026-02-01,2026-07-01)', 'W $400', NULL, 'Article 14');
INSERT INTO position_held (employee_id, site_id, contract, position, valid, counted) VALUES
	(1, 1, 'ash', 'chair', '[2025-07-01,2026-02-01)', 1), (1, 2, 'ash', 'chair', '[2026-02-01,2026-07-01)', 1),
	(2, 1, 'ash', 'chair', '[2025-07-01,2026-07-01)', 1), (2, 2, 'ash', 'chair', '[2025-10-01,2026-07-01)', 1),
	(3, 1, 'ash', 'mentor', '[2025-07-01,2025-10-01)', 1), (3, 2, 'ash', 'mentor', '[2025-10-01,2026-07-01)', 1),
	(4, 1, 'ash', 'tutor', '[2025-07-01,2026-07-01)', 5),
	(5, 1, 'ash', 'phone', '[2025-09-01,2026-06-01)', 1),
	(6, 1, 'ash', 'webmaster', '[2026-03-01,2026-07-01)', 1),
	(7, 1, 'ash', 'webmaster', '[2025-07-01,2026-07-01)', 1);
SELECT employee_id, component, during, annual, cents FROM pay_lines() WHERE component LIKE 'stipend%'
	AND component <> 'stipend: phone' ORDER BY 1, 3, 5;
SELECT count(*), sum(cents) FROM pay_lines() WHERE component = 'stipend: phone';
DELETE FROM position_held;

-- At least 21 days of a semester, which two rows have together (1: 20 + 5 of its 100 days, by the day; nothing for ten
-- days of the second), and one alone has not (2: 20). Two semesters share the year's amount where none is named (3:
-- 2,700 for the one half, and 25 of the 82 days of the other).
INSERT INTO stipend (contract, position, title, in_force, band, lasts, lasts_in, prorated_by, digits, citation) VALUES
	('ash', 'languages', 'Languages', '(,)', 'DL $2700 per semester', '21 days', 'semester', 'school days', 2,
		'Article 15'),
	('ash', 'team', 'Team', '(,)', 'DL $5400', '21 days', 'semester', 'school days', 2, 'Article 15');
INSERT INTO position_held (employee_id, site_id, contract, position, valid) VALUES
	(1, 1, 'ash', 'languages', '[2025-08-18,2025-09-15)'), (1, 2, 'ash', 'languages', '[2025-09-15,2025-09-22)'),
	(1, 1, 'ash', 'languages', '[2026-01-05,2026-01-19)'),
	(2, 1, 'ash', 'languages', '[2025-08-18,2025-09-15)'),
	(3, 1, 'ash', 'team', '[2025-07-01,2026-02-09)');
SELECT employee_id, component, during, days, divisor, annual, cents FROM pay_lines()
WHERE component LIKE 'stipend%' ORDER BY 1, 3;
DELETE FROM position_held;

-- The row of highest precedence on each day, then that of the site's level; days of no row at all are told.
INSERT INTO stipend (contract, position, title, in_force, site_level, applies, precedence, band, prorated_by, digits,
	citation) VALUES
	('ash', 'drama', 'Drama', '[2025-09-01,2026-07-01)', 'any', '{}', 0, 'D $1820', 'duty days', 2, 'any level'),
	('ash', 'drama', 'Drama', '[2025-12-01,2026-01-05)', 'High School', '{}', 0, 'D $3640', 'duty days', 2,
		'high school'),
	('ash', 'drama', 'Drama', '[2026-01-05,2026-07-01)', 'any', '{"musical": true}', 1, 'D $5460', 'duty days', 2,
		'musical');
INSERT INTO position_held (employee_id, site_id, contract, position, valid, attributes) VALUES
	(1, 1, 'ash', 'drama', '[2025-07-01,2026-07-01)', '{}'),
	(2, 2, 'ash', 'drama', '[2025-09-01,2026-07-01)', '{"musical": true}');
SELECT employee_id, during, days, annual, cents, citation, problem FROM pay_lines()
WHERE component LIKE 'stipend%' ORDER BY 1, 2;
