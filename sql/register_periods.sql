-- Pay periods: the usual cycles, what is refused, and installments that add up.
\set VERBOSITY default
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('register_periods');
SET search_path = register_periods, register_periods_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('fir', 'Fir', 'Fir', 'Fir', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
VALUES ('fir', '2025-26', '[2025-07-01,2026-07-01)', '{[2025-08-18,2026-06-06)}', 'made up');

-- 26,000 in 27 paychecks: 962.96 or 962.97, all of them 26,000. 50,000 in twelve: 4,166.67 or 4,166.66.
SELECT total, last, paid, count(*) AS paychecks, sum(count(*) * paid) OVER (PARTITION BY total, last) AS together FROM (
	SELECT total, last, due_by(total, n, 1, last) - due_by(total, n - 1, 1, last) AS paid
	FROM (VALUES (26000, 27), (50000, 12), (-833.34, 4), (0.05, 10)) AS v (total, last),
		generate_series(1, last) AS n) AS p
GROUP BY 1, 2, 3 ORDER BY 2 DESC, 3;
-- before the first nothing is due, from the last on all of it; who comes in the fifth of twelve is paid by eight
SELECT n, due_by(34890.11, n, 5, 12), due_by(34890.11, n, 5, 12) - due_by(34890.11, n - 1, 5, 12) AS paid
FROM generate_series(4, 13) AS n;
-- any total, any first and last: what is paid adds up, never differs by more than a cent from the next
SELECT count(*) AS cases, count(*) FILTER (WHERE paid <> total) AS wrong, max(spread) <= 0.01 AS even FROM (
	SELECT total, sum(p) AS paid, max(p) - min(p) AS spread FROM (
		SELECT t, f, last, t * 1234.57 AS total,
			due_by(t * 1234.57, n, f, last) - due_by(t * 1234.57, n - 1, f, last) AS p
		FROM generate_series(-20, 20) AS t, generate_series(1, 12) AS f, generate_series(12, 27, 3) AS last,
			generate_series(f, last) AS n) AS x GROUP BY t, f, last, total) AS y;

-- the usual cycles part the whole year
SELECT make_pay_periods('fir', '12', '2025-26'), make_pay_periods('fir', '10', '2025-26', cut_off_days => 10),
	make_pay_periods('fir', 'semi-monthly', '2025-26'), make_pay_periods('fir', '26', '2025-26', '2025-07-11'),
	make_pay_periods('fir', '27', '2025-26', '2025-07-01'),
	make_pay_periods('fir', 'aides', '2025-26', '2025-08-31', pattern => '10');
SELECT cycle, count(*), min(payday), max(payday), range_agg(during) AS days, sum(upper(during) - lower(during)) AS many,
	min(payday - cut_off) AS cut_off
FROM pay_period GROUP BY cycle ORDER BY cycle;
SELECT nth, during, payday, cut_off FROM pay_period WHERE cycle = '10' ORDER BY nth;
SELECT nth, during, payday FROM pay_period WHERE cycle = '26' AND nth IN (1, 2, 26) ORDER BY nth;
-- what is refused
SELECT make_pay_periods('fir', '12', '2025-26');
SELECT make_pay_periods('fir', 'weekly', '2025-26');
SELECT make_pay_periods('fir', '12', '2026-27');
SELECT make_pay_periods('fir', '12', NULL);
SELECT make_pay_periods('fir', '26', '2025-26');
SELECT make_pay_periods('fir', 'late', '2025-26', '2025-12-31', pattern => '12');
DELETE FROM pay_period WHERE cycle = '12' AND nth = 7;
DELETE FROM pay_period WHERE cycle = '12' AND nth = 1;
UPDATE pay_period SET during = '[2025-10-02,2025-11-01)' WHERE cycle = '12' AND nth = 4;
UPDATE pay_period SET during = '[2025-09-29,2025-11-01)' WHERE cycle = '12' AND nth = 4;
UPDATE pay_period SET payday = '2025-09-30' WHERE cycle = '12' AND nth = 4;
UPDATE pay_period SET supplement = true WHERE cycle = '12' AND nth = 4;
INSERT INTO pay_period VALUES ('fir', '12', '2025-26', 14, '[2026-07-01,2026-10-01)', '2026-09-30', NULL, true);
-- what is not: one after the last, which pays differences alone, and a cycle of one's own in one statement
INSERT INTO pay_period VALUES ('fir', '12', '2025-26', 13, '[2026-07-01,2026-10-01)', '2026-09-30', NULL, true);
INSERT INTO pay_period VALUES ('fir', 'twice', '2025-26', 2, '[2026-01-01,2026-07-01)', '2026-06-30'),
	('fir', 'twice', '2025-26', 1, '[2025-07-01,2026-01-01)', '2025-12-31');
DELETE FROM pay_period WHERE cycle = '12' AND nth = 13;

-- what is paid is not changed
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Ada');
INSERT INTO pay_run (contract, cycle, school_year, nth, turn, known_at) VALUES ('fir', '12', '2025-26', 1, 1, now());
INSERT INTO paid_line (run, district_id, employee_id, component, kind, amount, reason)
VALUES (1, 1, 1, 'salary', 'installment', 4166.67, 'period 1 of 12');
INSERT INTO paid_basis (run, district_id, employee_id, component, during, cents)
VALUES (1, 1, 1, 'salary', '[2025-07-01,2026-07-01)', 50000);
UPDATE paid_line SET amount = 1;
DELETE FROM paid_line;
TRUNCATE paid_line;
UPDATE paid_basis SET cents = 1 WHERE false;
DELETE FROM paid_basis;
TRUNCATE paid_basis;
DELETE FROM pay_run;
TRUNCATE employee CASCADE;
UPDATE pay_period SET payday = '2025-07-30' WHERE cycle = '12' AND nth = 1;
DELETE FROM pay_period WHERE cycle = '12';
DELETE FROM employee;
SELECT amount FROM paid_line;
-- a district that was renamed would close periods of whatever stands under its old name
ALTER SCHEMA register_periods RENAME TO register_renamed;
SELECT register_renamed.close_period('fir', '12', '2025-26', 2);
SELECT register_renamed.reverse_period(1, 'x');
SELECT * FROM register_renamed.owed('fir', '12', '2025-26', 2);
SELECT * FROM register_renamed.payroll_export(1);
SELECT * FROM register_renamed.back_pay('fir', '2026-01-01');
UPDATE register_renamed.pay_period SET payday = '2025-08-30' WHERE cycle = '12' AND nth = 2;
ALTER SCHEMA register_renamed RENAME TO register_periods;
DROP SCHEMA register_periods, register_periods_bi, register_periods_then CASCADE;
