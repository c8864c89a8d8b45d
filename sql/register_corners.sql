-- What the register tells whom, and what it does where something that it needs is gone.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
CREATE ROLE regress_register_clerk;
CREATE ROLE regress_register_reader;
SELECT caseload.create_district('register_corners') IS NOT NULL AS made;
SET search_path = register_corners, register_corners_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('fir', 'Fir', 'Fir', 'Fir', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
VALUES ('fir', '2025-26', '[2025-07-01,2026-07-01)', datemultirange(daterange('2025-09-01', '2026-06-01')), 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Ada'), (2, 'Bea'), (3, 'Cy');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, 1, 'fir', 'none', 12000 * n, '[2025-07-01,2026-07-01)' FROM generate_series(1, 2) AS n;
SELECT facts_known_from() > 0 AS known;
SELECT make_pay_periods('fir', '12', '2025-26', cut_off_days => 5);
SELECT close_period('fir', '12', '2025-26', 1) AS run;

-- Why a run was reversed is told to whoever sees all of the register, and to a reader who is bound that it was.
SELECT reverse_period(1, 'Bea was paid for Cy') AS run;
SELECT grant_reports('regress_register_reader', employee_id => 1);
SELECT employee_name, kind, amount, reason FROM pay_register WHERE run = 2 ORDER BY 1;
SET ROLE regress_register_reader;
SELECT employee_name, kind, amount, reason FROM register_corners_bi.pay_register ORDER BY run;
RESET ROLE;

-- Once the calendar is gone nothing is known of what is owed, and nobody seems to have been paid too much.
SELECT close_period('fir', '12', '2025-26', 1) AS run;
SELECT employee_id, component, earned, due, paid, owed, reason FROM still_owed(on_date => '2025-08-01') ORDER BY 1, 2;
BEGIN;
DELETE FROM calendar;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(3, 1, 'fir', 'none', 12000, '[2026-01-05,2026-07-01)');
SELECT employee_id, component, earned, due, paid, owed, next_payday, reason
FROM still_owed(on_date => '2025-08-01') ORDER BY 1, 2;
SELECT employee_name, component, earned, owed FROM pay_owed ORDER BY 1, 2;
ROLLBACK;

-- A clerk who has all but the schema in which the past is reckoned is told what is to be granted, and then he closes.
GRANT USAGE ON SCHEMA register_corners TO regress_register_clerk;
GRANT SELECT ON ALL TABLES IN SCHEMA register_corners TO regress_register_clerk;
GRANT INSERT ON pay_run, paid_line, paid_basis TO regress_register_clerk;
UPDATE pay_period SET cut_off = '2025-08-25' WHERE nth = 2;
\set VERBOSITY default
\set SHOW_CONTEXT never
SET ROLE regress_register_clerk;
SELECT close_period('fir', '12', '2025-26', 2) > 0 AS closed;
SELECT count(*) FROM back_pay('fir', '2025-09-01', '2025-10-01');
RESET ROLE;
GRANT USAGE ON SCHEMA register_corners_then TO regress_register_clerk;
GRANT SELECT ON ALL TABLES IN SCHEMA register_corners_then TO regress_register_clerk;
SET ROLE regress_register_clerk;
SELECT close_period('fir', '12', '2025-26', 2) > 0 AS closed;
SELECT count(*) FROM back_pay('fir', '2025-09-01', '2025-10-01');
RESET ROLE;
-- a contract or a year that is not there owes no pay in silence
SELECT count(*) FROM back_pay('fri', '2025-09-01', '2025-10-01');
SELECT count(*) FROM back_pay('fir', '2025-09-01', '2025-10-01', school_year => '2025-27');
-- rows of a district that is to be kept out
SELECT caseload.restrict_districts('register_corners', '{[2,3)}');
DROP SCHEMA register_corners, register_corners_bi, register_corners_then CASCADE;
DROP ROLE regress_register_clerk, regress_register_reader;
