-- The reports of leave: what is in each account by school year, what leaves ask for, who sees which rows, and what was
-- known; each figure reckoned by hand.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SELECT caseload.create_district('leave_reports');
SET search_path = leave_reports, leave_reports_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('elm', 'Elm', 'Elm', 'Elm', '[2025-07-01,2027-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'elm', y.name, y.span, (SELECT range_agg(daterange(d, d + 5))
	FROM generate_series(0, 19) AS w, CAST(y.first + 7 * w AS date) AS d), 'made up'
FROM (VALUES ('2025-26', daterange '[2025-07-01,2026-07-01)', date '2025-09-01'),
	('2026-27', '[2026-07-01,2027-07-01)', '2026-09-07')) AS y (name, span, first);
INSERT INTO site (site_id, site_name) VALUES (1, 'First'), (2, 'Second');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Ames'), (2, 'Bell'), (3, 'Cole');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(1, 1, 'elm', 'none', 50000, '[2025-07-01,)'), (2, 1, 'elm', 'none', 50000, '[2025-07-01,)'),
	(3, 2, 'elm', 'none', 50000, '[2025-07-01,2026-07-01)');
INSERT INTO leave_plan (contract, account, title, in_force, unit, amount, per, carries, charged_to, give_to, cash_base,
	verify_after, notice_days, citation, note) VALUES
	('elm', 'sick', 'Sick leave', '(,)', 'days', 10, 'school year', 12, NULL, 'shared',
		NULL, 5, NULL, 'Article 1', NULL),
	('elm', 'necessity', 'Personal necessity', '(,)', 'days', 7, 'school year', 0, 'sick', NULL, NULL, NULL, NULL,
		'Article 2', NULL),
	('elm', 'bereavement', 'Bereavement', '(,)', 'days', 5, 'event', 0, NULL, NULL,
		NULL, NULL, NULL, 'Article 3', NULL),
	('elm', 'family', 'Family care', '(,)', 'weeks', 12, '12 months', 0, NULL, NULL, NULL, NULL, 30, 'Article 4', NULL),
	('elm', 'shared', 'Shared leave', '(,)', 'days', 0, 'school year', 'Infinity', NULL, NULL, NULL, NULL, NULL,
		'Article 5', NULL),
	('elm', 'vacation', 'Vacation', '(,)', 'days', 6, 'school year', 0, NULL, NULL,
		'day', NULL, NULL, 'Article 6', NULL),
	('elm', 'absence', 'Leave of absence', '(,)', 'days', 'Infinity', 'school year', 0, NULL, NULL, NULL, NULL, NULL,
		'Article 7', NULL),
	('elm', 'silent', 'Silent', '(,)', 'days', NULL, 'school year', 0, NULL, NULL, NULL, NULL, NULL, 'Article 8',
		'the source gives no number');
-- 1: brings 20 days, is granted 10, takes 4 on two days running and 1 after the weekend, gives 2, has 2 of necessity
-- charged and 1 given back: 30 - 5 - 2 - 1 = 22, of which 12 are carried and 10 granted.
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity, event, attributes) VALUES
	(1, 'elm', 'sick', 'opening', '[2025-07-01,2025-07-02)', '20 days', NULL, '{}'),
	(1, 'elm', 'sick', 'taken', '[2025-10-07,2025-10-11)', '4 days', 'flu', '{}'),
	(1, 'elm', 'sick', 'taken', '[2025-10-13,2025-10-14)', '1 day', 'flu', '{"verified_on": "2025-10-13"}'),
	(2, 'elm', 'sick', 'taken', '[2025-10-06,2025-10-10)', '4 days', NULL, '{}'),
	(2, 'elm', 'sick', 'taken', '[2025-11-10,2025-11-15)', '5 days', NULL, '{}'),
	(1, 'elm', 'necessity', 'taken', '[2025-11-03,2025-11-05)', '2 days', NULL, '{}'),
	(1, 'elm', 'necessity', 'returned', '[2025-11-05,2025-11-06)', '1 day', NULL, '{}'),
	(1, 'elm', 'bereavement', 'taken', '[2025-12-01,2025-12-04)', '3 days', 'uncle', '{}'),
	(1, 'elm', 'family', 'taken', '[2026-01-05,2026-01-10)', '5 days', NULL, '{"noticed_on": "2025-12-06"}'),
	(2, 'elm', 'family', 'taken', '[2026-01-05,2026-01-10)', '5 days', NULL, '{"noticed_on": "2025-12-07"}'),
	(3, 'elm', 'family', 'taken', '[2026-01-05,2026-01-10)', '5 days', NULL, '{}'),
	(2, 'elm', 'vacation', 'cashed out', '[2026-06-30,2026-07-01)', '2 days', NULL, '{}'),
	(3, 'elm', 'absence', 'taken', '[2026-01-12,2026-01-14)', '2 days', NULL, '{}');
SELECT give_leave(1, 1, 2, 'sick', '2 days', '2025-12-08');
SELECT employee_id AS e, account, event, trim_scale(carried) AS carried, trim_scale(granted) AS granted,
	trim_scale(received) AS received, trim_scale(adjusted) AS adjusted, trim_scale(taken) AS taken,
	trim_scale(given) AS given, trim_scale(cashed_out) AS cashed, trim_scale(balance) AS balance, unlimited, problem
FROM leave_account WHERE school_year = '2025-26' AND (employee_id < 3 OR account IN ('absence', 'family'))
ORDER BY 1, account COLLATE "C", event;
SELECT employee_id AS e, account, trim_scale(carried) AS carried, trim_scale(granted) AS granted,
	trim_scale(balance) AS balance FROM leave_account
WHERE school_year = '2026-27' AND account IN ('sick', 'necessity', 'shared', 'family') ORDER BY 1, 2;
-- the columns add up wherever there is a number
SELECT count(*) > 20 AS many,
	count(*) FILTER (WHERE carried + granted + received + adjusted - taken - given - cashed_out
	<> balance) AS wrong FROM leave_account;

-- Verification: 5 duty days in a row of employee 1, over a weekend, verified; of 2 first 4, then 5 that nobody
-- verified.
-- Notice: 30 days before of 1, 29 of 2, none entered of 3.
SELECT employee_id, account, event, first_day, last_day, asked, number, actual, done_on, met, citation FROM leave_due
ORDER BY employee_id, asked;
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity, attributes) VALUES
	(1, 'elm', 'sick', 'taken', '[2025-10-20,2025-10-21)', '1 day', '{"verified_on": "soon"}');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity, attributes) VALUES
	(1, 'elm', 'sick', 'taken', '[2025-10-20,2025-10-21)', '1 day', '{"verified_on": "2025-02-31"}');

-- Readers: one of all, one of a site, one of herself; one without a row sees nothing.
CREATE ROLE regress_leave_all;
CREATE ROLE regress_leave_site;
CREATE ROLE regress_leave_own;
SELECT grant_reports('regress_leave_all'), grant_reports('regress_leave_site', site_id => 2),
	grant_reports('regress_leave_own', employee_id => 2);
SET ROLE regress_leave_all;
SELECT count(DISTINCT employee_id) FROM leave_account;
SET ROLE regress_leave_site;
SELECT DISTINCT employee_name FROM leave_account;
SELECT DISTINCT employee_name FROM leave_due;
SET ROLE regress_leave_own;
SELECT DISTINCT employee_name FROM leave_account;
SELECT employee_name, asked FROM leave_due ORDER BY 2;
SELECT * FROM leave_reports.leave_move;
RESET ROLE;
SELECT revoke_reports('regress_leave_all'), revoke_reports('regress_leave_site'), revoke_reports('regress_leave_own');
DROP ROLE regress_leave_all, regress_leave_site, regress_leave_own;

-- What was known: of the days before, everything is known from the start; a day that is changed is history.
SELECT facts_known_from('2025-07-01') > 0 AS told;
SELECT set_config('caseload.reason', 'entered twice', false) IS NOT NULL AS why;
DELETE FROM leave_move WHERE account = 'bereavement';
SELECT count(*), min(change_reason) FROM leave_move_was WHERE operation = 'DELETE';
SELECT count(*) FROM leave_account WHERE account = 'bereavement';
SELECT event, trim_scale(taken) AS taken, trim_scale(balance) AS balance
FROM leave_account_known_on('2025-26', current_date - 1) WHERE account = 'bereavement';
SELECT event, trim_scale(taken) AS taken FROM leave_account_known_on('2025-26', '2025-06-30')
WHERE account = 'bereavement';
-- erased: of what a leave was for nothing stays, that two moves are of one does
SET client_min_messages = error;
SELECT erase_employee(1, 1, 'asked for');
SELECT account, count(DISTINCT event) AS events, bool_or(event = 'flu') AS told,
	bool_or(attributes <> '{}') AS attributes
FROM leave_move WHERE employee_id = 1 AND event IS NOT NULL GROUP BY account ORDER BY account;
SELECT bool_or(event = 'uncle') AS told FROM leave_move_was;
DROP SCHEMA leave_reports, leave_reports_bi, leave_reports_then CASCADE;
