-- The register: what each period pays, what is found out later, who comes and who leaves. Each figure was reckoned by
-- hand: 182 days, Monday to Friday from 18 August, and twelve periods from July.
\set VERBOSITY default
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('register');
SET search_path = register, register_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, prorated_by, citation)
VALUES ('fir', 'Fir', 'Fir', 'Fir', '[2025-07-01,2026-07-01)', 'duty days', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'fir', '2025-26', '[2025-07-01,2026-07-01)', (SELECT range_agg(daterange(d, d + 1)) FROM (
	SELECT d::date FROM generate_series(timestamp '2025-08-18', '2026-06-30', '1 day') AS d
	WHERE extract(isodow FROM d) < 6 ORDER BY d LIMIT 182) AS d (d)), 'made up';
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
VALUES ('fir', 'teacher', 'Teachers', '[2025-07-01,2026-07-01)', 'step(0) BA MA
1 50000 55000
2 52000 57000', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'First'), (2, 'Second');
INSERT INTO employee (employee_id, employee_name)
VALUES (1, 'Ada'), (2, 'Bea'), (3, 'Cy'), (4, 'Dan'), (5, 'Eve'), (6, 'Fay'), (7, 'Gus');
-- Ada, Bea and Eve on 50,000; Cy comes on 3 November; Dan is paid by 55,000; Fay off the grid, on 27 paychecks
INSERT INTO employment (employment_id, employee_id, site_id, contract, schedule, placement, agreed_salary, valid) VALUES
	(1, 1, 1, 'fir', 'teacher', 'BA-1', NULL, '[2025-07-01,2026-07-01)'),
	(2, 2, 1, 'fir', 'teacher', 'BA-1', NULL, '[2025-07-01,)'),
	(3, 3, 1, 'fir', 'teacher', 'BA-1', NULL, '[2025-11-03,2026-07-01)'),
	(4, 4, 2, 'fir', 'teacher', 'MA-1', NULL, '[2025-07-01,2026-07-01)'),
	(5, 5, 2, 'fir', 'teacher', 'BA-1', NULL, '[2025-07-01,2026-07-01)'),
	(6, 6, 2, 'fir', 'aide', NULL, 26000, '[2025-07-01,2026-07-01)');
SELECT make_pay_periods('fir', '12', '2025-26'), make_pay_periods('fir', '27', '2025-26', '2025-07-01');
-- two cycles: who has no row is paid on none, and that is told
INSERT INTO paid_on_cycle (employee_id, contract, school_year, cycle) VALUES (1, 'fir', '2025-26', '12'),
	(2, 'fir', '2024-25', '12'), (3, 'fir', '2025-26', '12'), (4, 'fir', '2024-25', '27'), (4, 'fir', '2025-26', '12'),
	(6, 'fir', '2025-26', '27'), (7, 'fir', '2025-26', '12');
SELECT close_period('fir', '12', '2025-26', 1);
UPDATE contract SET usual_cycle = '12';
SELECT employee_id, component, kind, amount, reason FROM owed('fir', '12', '2025-26', 2);
-- refused: a gap, a period twice, one that is not there, a cycle that is not there, a district without anybody
SELECT close_period('fir', '12', '2025-26', 3);
SELECT close_period('fir', '12', '2025-26', 1);
SELECT close_period('fir', '12', '2025-26', 13);
SELECT close_period('fir', '24', '2025-26', 1);
SELECT close_period('fir', '12', NULL, 1);
SELECT * FROM owed('fir', '12', '2025-26', NULL);
SELECT close_period('fir', '12', '2025-26', 2, district_id => 7);
SELECT close_period('fir', '27', '2025-26', 2);
SELECT count(close_period('fir', '12', '2025-26', n)) FROM generate_series(2, 8) AS n;
SELECT l.employee_id, l.kind, l.amount, count(*) AS periods, min(r.nth) AS from, max(r.nth) AS through
FROM paid_line AS l JOIN pay_run AS r USING (run) GROUP BY 1, 2, 3 ORDER BY 1, 5, 3;

-- who left, was paid all, and comes back in March keeps it: nothing of it is taken back, and the rest is paid from then
BEGIN;
UPDATE employment SET valid = '[2025-07-01,2025-12-01)' WHERE employment_id = 5;
SELECT reverse_period(max(run), 'Eve left') > 0 AS reversed FROM pay_run;
SELECT close_period('fir', '12', '2025-26', 8) > 0 AS closed;
INSERT INTO employment (employment_id, employee_id, site_id, contract, schedule, placement, valid)
VALUES (99, 5, 2, 'fir', 'teacher', 'BA-1', '[2026-03-02,2026-07-01)');
SELECT count(close_period('fir', '12', '2025-26', n)) FROM generate_series(9, 12) AS n;
SELECT r.nth, l.kind, l.amount FROM paid_line AS l JOIN pay_run AS r USING (run)
WHERE l.employee_id = 5 AND r.nth >= 8 ORDER BY r.turn, l.kind;
SELECT sum(l.amount) = (SELECT sum(y.cents) FROM pay_lines() AS y WHERE y.employee_id = 5) AS all_paid
FROM paid_line AS l WHERE l.employee_id = 5;
ROLLBACK;
-- a check beside the register, that does not say what for, is the salary's alone; nobody pays who is on no cycle
BEGIN;
INSERT INTO stipend (contract, position, title, in_force, band, citation, digits)
VALUES ('fir', 'coach', 'Coach', '[2025-07-01,2026-07-01)', 'C $1200', 'made up', 2);
INSERT INTO position_held (employee_id, site_id, contract, position, valid)
VALUES (1, 1, 'fir', 'coach', '[2025-07-01,2026-07-01)');
SELECT close_period('fir', '12', '2025-26', 9) > 0 AS closed;
INSERT INTO paid_elsewhere (employee_id, contract, school_year, payday, amount, source)
VALUES (1, 'fir', '2025-26', '2026-04-15', 1000, 'a check');
SELECT component, kind, amount FROM owed('fir', '12', '2025-26', 10, employees => '{1}');
UPDATE contract SET usual_cycle = NULL WHERE contract = 'fir';
SELECT employee_id, cycle, owed, next_payday, reason FROM pay_owed WHERE cycle IS NULL;
-- nobody's facts were known before they were entered: that is told, for all that was paid is taken back
SAVEPOINT gone;
UPDATE pay_period SET cut_off = '2020-12-31' WHERE contract = 'fir' AND cycle = '12' AND nth = 10;
SELECT close_period('fir', '12', '2025-26', 10) > 0 AS closed;
ROLLBACK TO gone;
-- a calendar that is gone takes nothing back from anybody
DELETE FROM calendar;
SAVEPOINT gone;
SELECT close_period('fir', '12', '2025-26', 10);
ROLLBACK TO gone;
SELECT * FROM owed('fir', '12', '2025-26', 10);
ROLLBACK;

-- March: Ada has been on MA-1 since 1 September. Bea leaves on the 31st. Dan was on BA-1 all the time, and gives back
-- 3,333.34 in four parts.
UPDATE employment SET valid = '[2025-07-01,2025-09-01)' WHERE employment_id = 1;
INSERT INTO employment (employment_id, employee_id, site_id, contract, schedule, placement, valid)
VALUES (7, 1, 1, 'fir', 'teacher', 'MA-1', '[2025-09-01,2026-07-01)');
UPDATE employment SET valid = '[2025-07-01,2026-04-01)' WHERE employment_id = 2;
UPDATE employment SET placement = 'BA-1' WHERE employment_id = 4;
INSERT INTO back_pay_plan (employee_id, contract, school_year, from_nth, installments, agreed_on)
VALUES (4, 'fir', '2025-26', 9, 4, '2026-03-10');
SELECT employee_id, component, kind, amount, reason FROM owed('fir', '12', '2025-26', 9, employees => '{1,2,4}');
SELECT count(close_period('fir', '12', '2025-26', n)) FROM generate_series(9, 12) AS n;
SELECT r.nth, l.employee_id, l.kind, l.amount FROM paid_line AS l JOIN pay_run AS r USING (run)
WHERE r.nth > 8 AND r.cycle = '12' ORDER BY l.employee_id, r.nth, l.kind;
-- the year: 2,747.25 + 51,978.02; 162 of 182; 127 of 182; 50,000; and all that was paid is all that is in the lines
SELECT p.employee_id, p.paid, y.earned FROM (SELECT employee_id, sum(amount) AS paid FROM paid_line GROUP BY 1) AS p
	FULL JOIN (SELECT employee_id, sum(cents) AS earned FROM pay_lines()
		GROUP BY 1) AS y USING (employee_id) ORDER BY 1;

-- 26,000 in 27 paychecks
SELECT count(close_period('fir', '27', '2025-26', n)) FROM generate_series(1, 27) AS n;
SELECT amount, count(*), sum(sum(amount)) OVER () AS year FROM paid_line
WHERE employee_id = 6 GROUP BY amount ORDER BY 1;

-- The year is over. In September a raise of 3% for all of it is agreed, in October one of 2% upon that, and in November
-- the first is taken back by half: each waits for a period after the last.
SELECT close_period('fir', '12', '2025-26', 13);
INSERT INTO pay_period (contract, cycle, school_year, nth, during, payday, supplement) VALUES
	('fir', '12', '2025-26', 13, '[2026-07-01,2026-10-01)', '2026-09-30', true),
	('fir', '12', '2025-26', 14, '[2026-10-01,2026-11-01)', '2026-10-31', true),
	('fir', '12', '2025-26', 15, '[2026-11-01,2026-12-01)', '2026-11-30', true),
	('fir', '12', '2025-26', 16, '[2026-12-01,2027-01-01)', '2026-12-31', true);
UPDATE schedule SET grid = grid * 1.03;
SELECT close_period('fir', '12', '2025-26', 13);
UPDATE schedule SET grid = grid * 1.02;
SELECT close_period('fir', '12', '2025-26', 14);
UPDATE schedule SET grid = 'step(0) BA MA
1 51765 56941
2 53836 59013';
SELECT close_period('fir', '12', '2025-26', 15);
SELECT r.nth, l.employee_id, l.kind, l.amount, l.reason FROM paid_line AS l JOIN pay_run AS r USING (run)
WHERE r.nth > 12 AND r.cycle = '12' ORDER BY l.employee_id, r.nth;
SELECT p.employee_id, p.paid, y.earned FROM (SELECT employee_id, sum(amount) AS paid FROM paid_line GROUP BY 1) AS p
	FULL JOIN (SELECT employee_id, sum(cents) AS earned FROM pay_lines()
		GROUP BY 1) AS y USING (employee_id) ORDER BY 1;
-- nothing was found out since: nothing is paid
SELECT * FROM owed('fir', '12', '2025-26', 16);

-- Reversed: opposite lines, nothing is deleted, and the period can be closed anew
SELECT reverse_period(7, 'too early');
SELECT reverse_period(NULL, 'x');
SELECT reverse_period(9999, 'x');
SELECT reverse_period(max(run), '') FROM pay_run;
SELECT r.nth, reverse_period(r.run, 'the raise was agreed for another unit') > 0 AS reversed
FROM pay_run AS r WHERE r.cycle = '12' AND r.nth = 15;
SELECT reverse_period(run, 'again') FROM pay_run WHERE cycle = '12' AND nth = 15 AND reverses IS NULL;
SELECT reverse_period(run, 'again') FROM pay_run WHERE cycle = '12' AND nth = 15 AND reverses IS NOT NULL;
SELECT close_period('fir', '12', '2025-26', 16);
SELECT close_period('fir', '12', '2025-26', 15) > 0 AS closed_again;
SELECT r.nth, r.turn, r.reverses IS NOT NULL AS reversal, l.amount, l.reason
FROM paid_line AS l JOIN pay_run AS r USING (run)
WHERE r.nth > 14 AND r.cycle = '12' AND l.employee_id = 5 ORDER BY r.turn;

-- what another system paid counts as paid: Gus, who came with the books of January, 25,000 in total by then, is owed
-- the two months since
INSERT INTO contract (contract, title, employer, bargaining_unit, term, prorated_by, citation)
VALUES ('gum', 'Gum', 'Gum', 'Gum', '[2025-07-01,2026-07-01)', 'duty days', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'gum', school_year, in_force, days, citation FROM calendar WHERE contract = 'fir';
INSERT INTO stipend (contract, position, title, in_force, band, citation, digits)
VALUES ('gum', 'coach', 'Coach', '[2025-07-01,2026-07-01)', 'C $1200', 'made up', 2);
INSERT INTO employment (employment_id, employee_id, site_id, contract, schedule, agreed_salary, valid)
VALUES (8, 7, 1, 'gum', 'none', 50000, '[2025-07-01,2026-07-01)'),
	(9, 5, 1, 'gum', 'none', 50000, '[2025-07-01,2026-07-01)');
INSERT INTO position_held (position_held_id, employee_id, site_id, contract, position, valid)
VALUES (1, 7, 1, 'gum', 'coach', '[2025-07-01,2026-07-01)'), (2, 5, 1, 'gum', 'coach', '[2025-07-01,2026-07-01)');
SELECT make_pay_periods('gum', '12', '2025-26');
INSERT INTO paid_on_cycle (employee_id, contract, school_year, cycle) VALUES (7, 'gum', '2025-26', '12');
-- Gus' system told one total, 600 for the coach in it; Eve's told both, and 10 too little for the coach
INSERT INTO paid_elsewhere (employee_id, contract, school_year, payday, component, amount, source) VALUES
	(7, 'gum', '2025-26', '2025-12-31', NULL, 25600, 'old payroll'),
	(5, 'gum', '2025-26', '2025-12-31', 'salary', 25000, 'old payroll'),
	(5, 'gum', '2025-26', '2025-12-31', 'stipend: coach', 590, 'old payroll');
SELECT close_period('gum', '12', '2025-26', 7);
SELECT close_period('gum', '12', '2025-26', 7, begins => true) > 0 AS begun;
SELECT close_period('gum', '12', '2025-26', 8) > 0 AS closed;
SELECT r.nth, l.employee_id, l.component, l.kind, l.amount FROM paid_line AS l JOIN pay_run AS r USING (run)
WHERE r.contract = 'gum' ORDER BY 2, 1, 3, 4;
-- 100 more were paid than was said: taken back, of the salary
INSERT INTO paid_elsewhere (employee_id, contract, school_year, payday, amount, source)
VALUES (7, 'gum', '2025-26', '2025-12-31', 100, 'a statement found later');
-- and Eve is no coach: a component that is gone altogether is taken back
DELETE FROM position_held WHERE position_held_id = 2;
SELECT employee_id, component, kind, amount, reason FROM owed('gum', '12', '2025-26', 9);
-- what cannot be reckoned is neither paid nor taken back, and told; nobody else is touched
UPDATE employment SET agreed_salary = NULL, schedule = 'teachr', placement = 'BA-1' WHERE employment_id = 9;
SELECT close_period('gum', '12', '2025-26', 9) > 0 AS closed;
SELECT l.employee_id, l.component, l.kind, l.amount FROM paid_line AS l JOIN pay_run AS r USING (run)
WHERE r.contract = 'gum' AND r.nth = 9 ORDER BY 1, 2, 3;
UPDATE employment SET agreed_salary = 50000, placement = NULL WHERE employment_id = 9;
SELECT employee_id, component, kind, amount, reason FROM owed('gum', '12', '2025-26', 10, employees => '{5}');
-- a plan that begins later, and one that goes beyond the last period
INSERT INTO back_pay_plan (employee_id, contract, school_year, from_nth, installments, agreed_on)
VALUES (5, 'gum', '2025-26', 11, 6, '2026-04-01');
SELECT count(close_period('gum', '12', '2025-26', n)) FROM generate_series(10, 12) AS n;
SELECT r.nth, l.kind, l.amount, l.reason FROM paid_line AS l JOIN pay_run AS r USING (run)
WHERE r.contract = 'gum' AND r.nth > 9 AND employee_id = 5 AND l.kind <> 'installment' ORDER BY 1, 2, 3;
SELECT sum(amount) FROM paid_line AS l JOIN pay_run AS r USING (run) WHERE r.contract = 'gum' AND employee_id = 5;
DROP SCHEMA register, register_bi, register_then CASCADE;
