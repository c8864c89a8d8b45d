-- Lines of pay cut by month, each figure reckoned by hand.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SELECT caseload.create_district('pay_month');
SET search_path = pay_month, pay_month_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('larch', 'Larch', 'Larch', 'Larch', '[2025-07-01,2026-07-01)', 'made up'),
	('maple', 'Maple', 'Maple', 'Maple', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO division (contract, in_force, way, citation) VALUES
	('maple', '[2025-07-01,2026-07-01)', 'thirtieths', 'Art. 1');
-- 182 days, Monday to Friday from 18 August, through 28 April; counselors have 200 from 4 August through 8 May
INSERT INTO calendar (contract, school_year, kind, in_force, days, citation)
SELECT contract, '2025-26', c.kind, term, (SELECT range_agg(daterange(d, d + 1))
	FROM (SELECT d::date AS d FROM generate_series(c.first, '2026-06-30', '1 day') AS d
		WHERE extract(isodow FROM d) < 6 ORDER BY d LIMIT c.days) AS d), 'made up'
FROM contract, (VALUES ('student', date '2025-08-18', 182), ('counselor', '2025-08-04', 200)) AS c (kind, first, days);
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT contract, 'teacher', 'Teachers', term, E'step(0) BA MA\n1 50000 55000\n2 51000 60001', 'made up' FROM contract;
INSERT INTO site (site_id, site_name) SELECT n, 'Site ' || n FROM generate_series(1, 3) AS n;
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(1, 9) AS n;

-- Three schools in turn, 45, 75 and 62 of 182 days: 12,362.64 + 20,604.39 + 17,032.97 = 50,000.00. The first is 10 days
-- in August, 22 in September, 13 in October: 2,747.25, 8,791.21 through September, and the rest, 3,571.43. The second
-- begins October with 10 days, 2,747.25. What is asked for by month moves no line.
INSERT INTO employment (employee_id, site_id, contract, schedule, valid, placement) VALUES
	(1, 1, 'larch', 'teacher', '[2025-07-01,2025-10-20)', 'BA-1'),
	(1, 2, 'larch', 'teacher', '[2025-10-20,2026-02-02)', 'BA-1'),
	(1, 3, 'larch', 'teacher', '[2026-02-02,2026-07-01)', 'BA-1');
SELECT site_id, month, days, cents FROM pay_line_month(employees => '{1}') ORDER BY during, month;
SELECT month, sum(cents) FROM pay_line_month(employees => '{1}') GROUP BY 1 ORDER BY 1;

-- 2: by thirtieths from 16 January: 15 days of January, 30 of February, 165 in all of 50,000 x 165 / 360 = 22,916.67.
-- 3: a counselor's own 200 days. 4: July alone has no duty day, and goes by the calendar where anything is paid: a
-- stipend paid in full. 5: what cannot be paid is not known in any month.
INSERT INTO employment (employee_id, site_id, contract, schedule, valid, placement, calendar) VALUES
	(2, 1, 'maple', 'teacher', '[2026-01-16,2026-07-01)', 'BA-1', 'duty'),
	(3, 1, 'larch', 'teacher', '[2025-07-01,2025-09-01)', 'BA-1', 'counselor'),
	(4, 1, 'larch', 'teacher', '[2025-07-01,2025-08-05)', 'BA-1', 'duty'),
	(5, 1, 'larch', 'teacher', '[2025-08-04,2025-09-02)', 'PHD-1', 'duty');
INSERT INTO stipend (contract, position, title, in_force, band, prorated_by, digits, citation) VALUES
	('larch', 'camp', 'Camp', '[2025-07-01,2026-07-01)', 'C $1000', NULL, 2, 'made up'),
	('larch', 'coach', 'Coach', '[2025-07-01,2026-07-01)', 'C $1200', 'months', 2, 'made up'),
	('maple', 'coach', 'Coach', '[2025-07-01,2026-07-01)', 'C $1820', 'duty days', 2, 'made up');
-- 4 is at camp from 10 July through 4 August, 26 days: 22 of them are 846.15. 1 is coach for the months that begin from
-- 10 September on, October to June, 900.00; 2 by duty days, though the contract has thirtieths, and from the
-- first day of employment on: 11 of January, 73 in all, 730.00.
INSERT INTO position_held (employee_id, contract, position, valid) VALUES
	(4, 'larch', 'camp', '[2025-07-10,2025-08-05)'),
	(1, 'larch', 'coach', '[2025-09-10,2026-07-01)'), (2, 'maple', 'coach', '[2025-09-10,2026-07-01)');
SELECT employee_id, component, month, days, cents FROM pay_line_month(employees => '{2,3,4,5}') ORDER BY 1, 2, 3;
SELECT month, days, cents FROM pay_line_month(employees => '{1}') WHERE component = 'stipend: coach' ORDER BY 1;

-- months add up to lines, of which none is lost
SELECT count(*) AS lines, bool_and(m.cents IS NOT DISTINCT FROM l.cents) AS add_up, sum(l.cents) AS paid
FROM (SELECT employee_id, component, during, sum(cents) AS cents FROM pay_lines() GROUP BY 1, 2, 3) AS l
	FULL JOIN (SELECT employee_id, component, during, sum(cents) AS cents FROM pay_line_month() GROUP BY 1, 2, 3) AS m
	USING (employee_id, component, during);
SELECT count(*) AS "of no lines no months" FROM cut_by_month('{}');
