-- A year's pay, each reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('pay_year');
SET search_path = pay_year, pay_year_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, prorated_by, citation) VALUES
	('fir', 'Fir', 'Fir', 'Fir', '[2025-07-01,2026-07-01)', 'duty days', 'made up'),
	('gum', 'Gum', 'Gum', 'Gum', '[2025-07-01,2026-07-01)', 'months', 'made up'),
	('hazel', 'Hazel', 'Hazel', 'Hazel', '[2025-07-01,2026-07-01)', 'calendar days', 'made up');
-- 100 days: 20 weeks of five days from 1 September, two semesters of 50
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT contract, '2025-26', term, (SELECT range_agg(daterange(d, d + 5))
	FROM generate_series(0, 19) AS w, CAST(date '2025-09-01' + 7 * w AS date) AS d), 'made up' FROM contract;
INSERT INTO term (contract, name, in_force, citation) SELECT contract, 'semester', t::daterange, 'made up'
FROM contract, unnest('{"[2025-09-01,2025-11-10)","[2025-11-10,2026-02-01)"}'::text[]) AS t;
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT contract, 'teacher', 'Teachers', term, 'step(0) I II
1 50000 55000
2 52000 57000
10L - 60000', 'made up' FROM contract;
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name, hired)
SELECT n, 'Employee ' || n, '2015-08-01' FROM generate_series(1, 20) AS n;

-- 1: all year on I-2: 52,000. 2: half-time on II-1: 27,500. 3: on II-10, a longevity row: 57,000 and 3,000.
-- 4: from I-1 to I-2 on 10 November, after 50 of the 100 days: 25,000 + 26,000. 5: off the grid: 81,234.50.
-- 6: by months, from I-1 to I-2 on 10 November: the months that begin before it are July to November, five of twelve:
--    20,833.33 + 52,000 x 7 / 12 = 30,333.33, and with the cent of both together, 51,166.67, 30,333.34.
-- 7: by calendar days: 132 of 365 before it, 50,000 x 132 / 365 = 18,082.19, and 52,000 x 233 / 365 = 33,194.52.
-- 8: gone after ten days: 52,000 x 10 / 100 = 5,200.
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, agreed_salary, fte, valid) VALUES
	(1, 1, 'fir', 'teacher', 'I-2', NULL, 1, '[2025-07-01,2026-07-01)'),
	(2, 1, 'fir', 'teacher', 'II-1', NULL, 0.5, '[2025-07-01,2026-07-01)'),
	(3, 1, 'fir', 'teacher', 'II-10', NULL, 1, '[2020-07-01,)'),
	(4, 1, 'fir', 'teacher', 'I-1', NULL, 1, '[2025-07-01,2025-11-10)'),
	(4, 1, 'fir', 'teacher', 'I-2', NULL, 1, '[2025-11-10,2026-07-01)'),
	(5, 1, 'fir', 'none', NULL, 81234.50, 1, '[2025-07-01,2026-07-01)'),
	(6, 1, 'gum', 'teacher', 'I-1', NULL, 1, '[2025-07-01,2025-11-10)'),
	(6, 1, 'gum', 'teacher', 'I-2', NULL, 1, '[2025-11-10,2026-07-01)'),
	(7, 1, 'hazel', 'teacher', 'I-1', NULL, 1, '[2025-07-01,2025-11-10)'),
	(7, 1, 'hazel', 'teacher', 'I-2', NULL, 1, '[2025-11-10,2026-07-01)'),
	(8, 1, 'fir', 'teacher', 'I-2', NULL, 1, '[2025-07-01,2025-09-13)');
SELECT contract, employee_id, placement, fte, base_salary, longevity_pay, total_pay FROM pay_summary ORDER BY 1, 2, 3;
SELECT contract, lane, lane_rank, step, employees, fte, cost FROM scattergram ORDER BY 1, 3, 4;

-- Stipends. 1 is coach, 4% of a base of 40,000: 1,600. 2 teaches in two languages for the whole of the first
-- semester and 10 of the 50 days of the second: $2,700, and nothing for ten days, as more than 20 are asked. 3 for
-- 25 of the 50 days of the first: 1,350. 4 is mentor of two for a day: 4,000, in full. 5 has 3% of salary:
-- 2,437.04. 6: its base is not there: nobody knows.
INSERT INTO pay_base (contract, name, in_force, amount, own, citation) VALUES
	('fir', 'stipend base', '[2025-07-01,2026-07-01)', 40000, NULL, 'made up'),
	('fir', 'own salary', '[2025-07-01,2026-07-01)', NULL, 'salary', 'made up');
INSERT INTO stipend (contract, position, title, in_force, band, scale, base, per_count_of, lasts, lasts_in,
	prorated_by, digits, citation) VALUES
	('fir', 'coach', 'Coach', '[2025-07-01,2026-07-01)',
		'C 4%', NULL, 'stipend base', NULL, NULL, NULL, NULL, 0, 'made up'),
	('fir', 'languages', 'Languages', '[2025-07-01,2026-07-01)', 'DL $2700 per semester', NULL, NULL, NULL, '21 days',
		'semester', 'school days', 2, 'made up'),
	('fir', 'mentor', 'Mentor', '[2025-07-01,2026-07-01)',
		NULL, '1: $2000 flat, 2: $4000 flat', NULL, 'teachers mentored', NULL, NULL, NULL, 0, 'made up'),
	('fir', 'special', 'Special', '[2025-07-01,2026-07-01)', 'S 3%', NULL, 'own salary', NULL,
		NULL, NULL, NULL, 2, 'made up'),
	('gum', 'coach', 'Coach', '[2025-07-01,2026-07-01)', 'C 4%', NULL, 'stipend base', NULL,
		NULL, NULL, NULL, 0, 'made up');
INSERT INTO position_held (employee_id, site_id, contract, position, valid, counted) VALUES
	(1, 1, 'fir', 'coach', '[2025-07-01,2026-07-01)', 1),
	(2, 1, 'fir', 'languages', '[2025-09-01,2025-11-22)', 1),
	(3, 1, 'fir', 'languages', '[2025-09-01,2025-10-04)', 1),
	(4, 1, 'fir', 'mentor', '[2025-09-01,2025-09-02)', 2),
	(5, 1, 'fir', 'special', '[2025-07-01,2026-07-01)', 1),
	(6, 1, 'gum', 'coach', '[2025-07-01,2026-07-01)', 1);
SELECT contract, employee_id, position, amount FROM year_of_stipends() ORDER BY 1, 2;

-- Longevity by service: $400 a year from the eleventh year to the fifteenth. Twelve years finished: two of them, 800.
INSERT INTO longevity_rule (contract, code, in_force, service, scale, citation) VALUES
	('fir', 'by service', '[2025-07-01,2026-07-01)', 'district', '11-15: $400 each per year', 'made up');
INSERT INTO credit_rule (contract, kind, year_at, part_years, in_force, citation) VALUES
	('fir', 'district', 0.5, 'whole', '(,)', 'made up');
INSERT INTO service (employee_id, school_year, kind, share)
SELECT 1, y || '-' || lpad(((y + 1) % 100)::text, 2, '0'), 'district', 1 FROM generate_series(2013, 2024) AS y;
SELECT employee_id, placement, base_salary, longevity_pay, stipend_pay, overage_pay, total_pay
FROM pay_summary WHERE contract = 'fir' ORDER BY 1, 2;

-- A raise of 10% for all of the year, agreed on 1 March: what was known in February, what is known since, and the
-- difference, which is the retroactive pay: 5,200 for employee 1. Nothing was overwritten: a row that was known
-- until then, and one since.
UPDATE schedule SET known = '(,2026-03-01)' WHERE contract = 'fir';
INSERT INTO schedule (contract, schedule, title, in_force, known, grid, citation)
SELECT contract, schedule, title, in_force, '[2026-03-01,)', grid * 1.1, 'made up' FROM schedule WHERE contract = 'fir';
SELECT facts_known_from() > 0 AS "known since ever";
SELECT b.employee_id, b.placement, b.total_pay AS february, n.total_pay AS march,
	n.total_pay - b.total_pay AS retroactive
FROM pay_known_on('2025-26', '2026-02-15') AS b JOIN pay_known_on('2025-26', '2026-03-15') AS n USING (contract,
	employee_id, placement) WHERE b.contract = 'fir' ORDER BY 1, 2;
SELECT sum(total_pay) = (SELECT sum(total_pay)
	FROM pay_known_on('2025-26', '2026-03-15')) AS "what is known now" FROM pay_summary;
