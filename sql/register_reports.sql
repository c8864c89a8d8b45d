-- The reports of the register and who sees what of them, the export, back pay without a register, and stipends that are
-- paid on days of their own.
\set VERBOSITY default
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET DateStyle = 'ISO, YMD';
CREATE ROLE regress_register_all;
CREATE ROLE regress_register_site;
CREATE ROLE regress_register_person;
CREATE ROLE regress_register_none;
SELECT caseload.create_district('register_reports');
SET search_path = register_reports, register_reports_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, prorated_by, citation)
VALUES ('fir', 'Fir', 'Fir', 'Fir', '[2005-07-01,2006-07-01)', 'calendar days', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
VALUES ('fir', '2005-06', '[2005-07-01,2006-07-01)', '{[2005-08-22,2006-06-10)}', 'made up');
INSERT INTO term (contract, name, in_force, citation) SELECT 'fir', 'semester', t::daterange, 'made up'
FROM unnest('{"[2005-08-22,2006-01-14)","[2006-01-14,2006-06-10)"}'::text[]) AS t;
-- what was known until March, a raise of 3% known until May, and 2% upon that; then 1% less than that
INSERT INTO schedule (contract, schedule, title, in_force, known, grid, citation)
SELECT 'fir', 'teacher', 'Teachers', '[2005-07-01,2006-07-01)', k.known::daterange, g.grid * k.factor, 'made up'
FROM (VALUES ('(,2006-03-01)', 1), ('[2006-03-01,2006-05-01)', 1.03), ('[2006-05-01,2006-08-01)', 1.0506),
	('[2006-08-01,)', 1.04)) AS k (known, factor),
	(SELECT 'step(0) BA MA
1 50000 60000'::salary_schedule) AS g (grid);
INSERT INTO site (site_id, site_name) VALUES (1, 'First'), (2, 'Second');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Ada'), (2, 'Bea'), (3, 'Cy');
-- Ada has two rows on one placement, at two sites
INSERT INTO employment (employment_id, employee_id, site_id, contract, schedule, placement, fte, valid) VALUES
	(1, 1, 1, 'fir', 'teacher', 'BA-1', 0.5, '[2005-07-01,2006-07-01)'),
	(2, 1, 2, 'fir', 'teacher', 'BA-1', 0.5, '[2005-07-01,2006-07-01)'),
	(3, 2, 2, 'fir', 'teacher', 'MA-1', 1, '[2005-07-01,2006-07-01)');
SELECT facts_known_from() > 0 AS "known since ever";
-- back pay: each row once, and the sum of two raises is that of both
SELECT employee_id, employment_id, component, was, becomes, difference
FROM back_pay('fir', '2006-02-15', '2006-03-15') ORDER BY 1, 2;
SELECT count(*), count(DISTINCT (district_id, school_year, employee_id, employment_id, component)), sum(difference)
FROM back_pay('fir', '2006-02-15', '2006-05-15');
SELECT (SELECT sum(difference) FROM back_pay('fir', '2006-02-15', '2006-03-15'))
	+ (SELECT sum(difference) FROM back_pay('fir', '2006-03-15', '2006-05-15')) AS "one upon the other";
-- agreed downward; as known now; of one person; nothing between two days on which the same was known
SELECT employee_id, sum(difference) FROM back_pay('fir', '2006-05-15', '2006-08-15') GROUP BY 1 ORDER BY 1;
SELECT employee_id, was, becomes, difference FROM back_pay('fir', '2006-02-28', employees => '{2}');
SELECT * FROM back_pay('fir', '2006-03-01', '2006-04-30');
SELECT * FROM back_pay('fir', NULL);
-- to date: three of the twelve months by calendar days, 31 + 31 + 30 of 365 days
SELECT employee_id, employment_id, was, becomes, difference
FROM back_pay('fir', '2006-02-15', '2006-03-15', through => '2005-09-30') ORDER BY 1, 2;

-- The cut-off: the raise of 1 March waits where the period's cut-off is the day before it.
SELECT make_pay_periods('fir', '12', '2005-06');
UPDATE pay_period SET cut_off = payday - 10;
UPDATE pay_period SET cut_off = '2006-02-28' WHERE nth = 9;
SELECT count(close_period('fir', '12', '2005-06', n)) FROM generate_series(1, 9) AS n;
SELECT r.nth, r.known_at = end_of_day(p.cut_off) AS as_of_cut_off, l.employee_id,
	l.kind, l.amount
FROM paid_line AS l JOIN pay_run AS r USING (run) JOIN pay_period AS p USING (contract, cycle, school_year, nth)
WHERE nth = 9 ORDER BY 3;
SELECT close_period('fir', '12', '2005-06', 10);
SELECT l.employee_id, l.kind, l.amount FROM paid_line AS l WHERE run = 10 ORDER BY 1, 2;

-- What is owed in April 2006, by all that is known today. Cy was paid by another system.
INSERT INTO paid_elsewhere (employee_id, contract, school_year, payday, amount, source)
VALUES (3, 'fir', '2005-06', '2006-01-31', 500, 'a check');
SELECT employee_id, component, site_id, earned, due, paid, owed, through_period, next_payday, reason
FROM still_owed(on_date => '2006-04-15') ORDER BY 1;
-- of May, too, once its payday is over; of a year that is over, all of it
SELECT employee_id, due, owed, through_period FROM still_owed(on_date => '2006-05-31') ORDER BY 1;
SELECT employee_name, site_name, component, earned, due, paid, owed, through_period, next_payday, reason FROM pay_owed
ORDER BY 1;
SELECT employee_name, site_name, period, payday, component, kind, amount, reason FROM pay_register
WHERE period IN (1, 10) ORDER BY 3, 1, 6;
SELECT count(*), count(DISTINCT id) FROM pay_register;

-- whoever sees but some of the facts would take back what is paid for the others
CREATE ROLE regress_register_half;
GRANT USAGE ON SCHEMA register_reports TO regress_register_half;
GRANT SELECT ON ALL TABLES IN SCHEMA register_reports TO regress_register_half;
ALTER TABLE employment ENABLE ROW LEVEL SECURITY;
SET ROLE regress_register_half;
SELECT * FROM owed('fir', '12', '2005-06', 11);
SELECT close_period('fir', '12', '2005-06', 11);
SELECT reverse_period(10, 'x');
SELECT * FROM back_pay('fir', '2006-01-01');
SELECT * FROM payroll_export(10);
RESET ROLE;
ALTER TABLE employment DISABLE ROW LEVEL SECURITY;
SELECT count(*) > 0 AS owner_owes FROM owed('fir', '12', '2005-06', 11);
DROP OWNED BY regress_register_half;
DROP ROLE regress_register_half;

-- A fact that is put right today is known from today on: in a period whose cut-off is over it waits, and back pay
-- is the difference of yesterday and today.
UPDATE employment SET placement = 'MA-1' WHERE employment_id = 1;
SELECT employee_id, employment_id, component, was, becomes, difference FROM back_pay('fir', current_date - 1);
SELECT employee_id, kind, amount FROM owed('fir', '12', '2005-06', 11, employees => '{1}');
UPDATE pay_period SET cut_off = NULL WHERE nth = 11;
SELECT employee_id, kind, amount, string_to_table(reason, '; ') AS reason
FROM owed('fir', '12', '2005-06', 11, employees => '{1}');
UPDATE pay_period SET cut_off = current_date WHERE nth = 11;
SELECT employee_id, kind, amount FROM owed('fir', '12', '2005-06', 11, employees => '{1}');
UPDATE employment SET placement = 'BA-1' WHERE employment_id = 1;

-- Who sees what
SELECT grant_reports('regress_register_all');
SELECT grant_reports('regress_register_site', site_id => 2);
SELECT grant_reports('regress_register_person', employee_id => 1);
GRANT USAGE ON SCHEMA register_reports_bi TO regress_register_none;
SET ROLE regress_register_all;
SELECT (SELECT string_agg(DISTINCT employee_name, ' ' ORDER BY employee_name)
	FROM register_reports_bi.pay_owed) AS owed,
	(SELECT string_agg(DISTINCT employee_name, ' ' ORDER BY employee_name)
		FROM register_reports_bi.pay_register) AS paid;
SET ROLE regress_register_site;
SELECT (SELECT string_agg(DISTINCT employee_name, ' ' ORDER BY employee_name)
	FROM register_reports_bi.pay_owed) AS owed,
	(SELECT string_agg(DISTINCT employee_name, ' ' ORDER BY employee_name)
		FROM register_reports_bi.pay_register) AS paid;
SET ROLE regress_register_person;
SELECT (SELECT string_agg(DISTINCT employee_name, ' ' ORDER BY employee_name)
	FROM register_reports_bi.pay_owed) AS owed,
	(SELECT string_agg(DISTINCT employee_name, ' ' ORDER BY employee_name)
		FROM register_reports_bi.pay_register) AS paid;
SELECT register_reports.close_period('fir', '12', '2005-06', 11);
SET ROLE regress_register_none;
SELECT count(*) FROM register_reports_bi.pay_owed;
SELECT count(*) FROM register_reports_bi.pay_register;
RESET ROLE;
GRANT USAGE ON SCHEMA register_reports TO regress_register_none;
SET ROLE regress_register_none;
SELECT count(*) FROM register_reports.owed_rows(caseload.asker());
SELECT count(*) FROM register_reports.register_rows(caseload.asker());
SELECT register_reports.close_period('fir', '12', '2005-06', 11);
RESET ROLE;

-- Export: a code for each component, the longest that fits
SELECT * FROM payroll_export(10);
SELECT * FROM payroll_export(99);
INSERT INTO pay_code (contract, component, kind, code) VALUES ('fir', '*', '*', '999'), ('fir', 'salary', '*', '001'),
	('fir', 'salary', 'back pay', '017'), ('fir', 'stipend: *', '*', '300'), ('fir', 'stipend: chair', '*', '310');
SELECT payday, employee_id, employee_name, code, component, kind, amount FROM payroll_export(10);

-- Stipends on days of their own: a mentor's halves on 10 January and 10 June, a chair's with each semester, a reader's
-- with the last paycheck of each month, and a coach's as the salary is.
INSERT INTO due_date (contract, code, title, month, day, years_on, binds, in_force, citation) VALUES
	('fir', 'middle', 'first half', 1, 10, 1, 'on', '(,)', 'made up'),
	('fir', 'end', 'second half', 6, 10, 1, 'on', '(,)', 'made up');
INSERT INTO stipend (contract, position, title, in_force, band, paid, prorated_by, citation, digits) VALUES
	('fir', 'coach', 'Coach', '(,)', 'C $1200', 'not said', NULL, 'made up', 2),
	('fir', 'mentor', 'Mentor', '(,)', 'M $2000', 'installments', NULL, 'made up', 2),
	('fir', 'bonus', 'Bonus', '(,)', 'B $100', 'installments', NULL, 'made up', 2),
	('fir', 'chair', 'Chair', '(,)', 'H $1000', 'each semester', NULL, 'made up', 2),
	('fir', 'half', 'Half a year', '(,)', 'F $400 per semester', 'each semester', NULL, 'made up', 2),
	('fir', 'reader', 'Reader', '(,)', 'R $1200', 'monthly', NULL, 'made up', 2);
INSERT INTO stipend_installment (stipend_id, share, due, citation)
SELECT s.id, 0.5, d, 'made up' FROM stipend AS s, unnest('{middle,end}'::text[]) AS d WHERE s.position = 'mentor'
UNION ALL SELECT s.id, 1, 'a date that nobody set', 'made up' FROM stipend AS s WHERE s.position = 'bonus';
INSERT INTO employee (employee_id, employee_name) VALUES (4, 'Dan');
INSERT INTO employment (employment_id, employee_id, site_id, contract, schedule, agreed_salary, valid)
VALUES (4, 4, 1, 'fir', 'none', 10000, '[2005-07-01,2006-07-01)');
INSERT INTO position_held (employee_id, site_id, contract, position, valid)
SELECT 4, 1, 'fir', s.position, '[2005-07-01,2006-07-01)' FROM stipend AS s WHERE s.position <> 'half';
INSERT INTO position_held (employee_id, site_id, contract, position, valid)
VALUES (4, 1, 'fir', 'half', '[2006-01-14,2006-06-10)');
SELECT make_pay_periods('fir', '26', '2005-06', '2005-07-08');
INSERT INTO paid_on_cycle (employee_id, contract, school_year, cycle) VALUES (4, 'fir', '2005-06', '26'),
	(1, 'fir', '2005-06', '12'), (2, 'fir', '2005-06', '12');
SELECT count(close_period('fir', '26', '2005-06', n)) FROM generate_series(1, 26) AS n;
SELECT l.component, count(*) AS paychecks, min(l.amount) AS least, max(l.amount) AS most, sum(l.amount) AS year,
	CASE WHEN count(*) < 13 THEN string_agg(to_char(p.payday, 'MM-DD'), ' ' ORDER BY p.payday) END AS paydays
FROM paid_line AS l JOIN pay_run AS r USING (run) JOIN pay_period AS p USING (contract, cycle, school_year, nth)
WHERE l.employee_id = 4 GROUP BY 1 ORDER BY 1;
-- hours are paid when they are worked: nothing in September, all of it in October, or whenever it is known
INSERT INTO employee (employee_id, employee_name) VALUES (5, 'Eve');
SELECT n, o.kind, o.amount FROM generate_series(3, 5) AS n, owed_lines(cycle_time('fir', '12', '2005-06'), n, 1, ARRAY[
	ROW('fir', '2005-06', 1, 5, 9, 1, NULL, NULL, 1, 'salary', '[2005-07-01,2006-07-01)', 1, 1, 12000, 12000, 12000,
		'employment', 9, NULL, NULL, NULL)::pay_piece,
	ROW('fir', '2005-06', 1, 5, 9, 1, NULL, NULL, 1, 'hours: tutoring', '[2005-09-28,2005-10-08)', 5, 1, 40, 200, 200,
		'pay_base', 1, NULL, NULL, NULL)::pay_piece], 'infinity', '{5}', NULL) AS o
WHERE o.component <> 'salary' ORDER BY n, o.kind;
SELECT payday, code, component, amount FROM payroll_export((SELECT run FROM pay_run WHERE cycle = '26' AND nth = 14));
DROP SCHEMA register_reports, register_reports_bi, register_reports_then CASCADE;
DROP ROLE regress_register_all, regress_register_site, regress_register_person, regress_register_none;
