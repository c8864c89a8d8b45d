-- Leave accounts: what is granted, carried, taken, charged, given and cashed out; each figure reckoned by hand.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SELECT caseload.create_district('leave');
SET search_path = leave, leave_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('elm', 'Elm', 'Elm', 'Elm', '[2024-07-01,2027-07-01)', 'made up');
-- each school year has 100 duty days: 20 weeks from the first Monday of September on
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'elm', y.name, y.span, (SELECT range_agg(daterange(d, d + 5))
	FROM generate_series(0, 19) AS w, CAST(y.first + 7 * w AS date) AS d), 'made up'
FROM (VALUES ('2024-25', daterange '[2024-07-01,2025-07-01)', date '2024-09-02'),
	('2025-26', '[2025-07-01,2026-07-01)', '2025-09-01'), ('2026-27', '[2026-07-01,2027-07-01)', '2026-09-07'))
	AS y (name, span, first);
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
VALUES ('elm', 'teacher', 'Teachers', '[2024-07-01,2027-07-01)', E'step(0) I\n1 50000', 'made up'),
	('elm', 'nurse', 'Nurses', '[2024-07-01,2027-07-01)', E'step(0) I\n1 40000', 'made up');
INSERT INTO site (site_id, site_name, level) VALUES (1, 'Low', 'Elementary'), (2, 'High', 'High School');
INSERT INTO employee (employee_id, employee_name, hired) SELECT n, 'Employee ' || n, date '2024-07-01'
FROM generate_series(1, 12) AS n;
-- 1 and 2 full time; 3 at 0.6; 4 from Monday of week 11 of 2025-26 on, so for half of its days; 5 a nurse; 6 at the
-- high school; 7 has two jobs of 0.6 and 0.2; 8 works for the first two years
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, fte, valid) VALUES
	(1, 1, 'elm', 'teacher', 'I-1', 1, '[2024-07-01,)'), (2, 1, 'elm', 'teacher', 'I-1', 1, '[2024-07-01,)'),
	(3, 1, 'elm', 'teacher', 'I-1', 0.6, '[2024-07-01,)'), (4, 1, 'elm', 'teacher', 'I-1', 1, '[2025-11-10,)'),
	(5, 1, 'elm', 'nurse', 'I-1', 1, '[2024-07-01,)'), (6, 2, 'elm', 'teacher', 'I-1', 1, '[2024-07-01,)'),
	(7, 1, 'elm', 'teacher', 'I-1', 0.6, '[2024-07-01,)'), (7, 2, 'elm', 'nurse', 'I-1', 0.2, '[2024-07-01,)'),
	(8, 1, 'elm', 'teacher', 'I-1', 1, '[2024-07-01,2026-07-01)');
INSERT INTO leave_plan (contract, account, title, schedule, in_force, amount, per, by_fte, by_year, carries, ceiling,
	charged_to, after, within_months, day_hours, citation, note) VALUES
	('elm', 'sick', 'Sick leave', '*', '(,)', 10, 'school year', true, true, 'Infinity', NULL, NULL, '{}', NULL, 7.5,
		'Article 1', NULL),
	('elm', 'sick', 'Sick leave of nurses', 'nurse', '(,)', 12, 'school year', false, false, 15, 20, NULL, '{}', NULL,
		8, 'Article 1', NULL),
	('elm', 'necessity', 'Personal necessity', '*', '(,)', 7, 'school year', false, false, 0, NULL, 'sick', '{}', NULL,
		NULL, 'Article 2', NULL),
	('elm', 'own choice', 'At one''s own choice', '*', '(,)', 5, 'school year', false, false, 0, NULL, 'necessity',
		'{}', NULL, NULL, 'Article 2', NULL),
	('elm', 'bereavement', 'Bereavement', '*', '(,)', 5, 'event', false, false, 0, NULL, NULL, '{}', NULL, NULL,
		'Article 3', NULL),
	('elm', 'accident', 'Industrial accident', '*', '(,)', 60, 'event', false, false, 0, NULL, NULL, '{}', NULL, NULL,
		'Article 4', NULL),
	('elm', 'family', 'Family care', '*', '(,)', 12, '12 months', false, false, 0, NULL, NULL, '{}', NULL, NULL,
		'Article 5', NULL),
	('elm', 'vacation', 'Vacation of nurses', 'nurse', '(,)', 1.5, 'month', false, false, 2, NULL, NULL, '{}', NULL, 8,
		'Article 6', NULL),
	('elm', 'differential', 'Differential', '*', '(,)', 'Infinity', 'event', false, false, 0, NULL, NULL,
		'{sick,accident}', 5, NULL, 'Article 7', NULL),
	('elm', 'silent', 'Silent', '*', '(,)', NULL, 'school year', false, false, 0, NULL, NULL, '{}', NULL, NULL,
		'Article 8', 'the source gives no number');
UPDATE leave_plan SET unit = 'weeks' WHERE account = 'family';
UPDATE leave_plan SET service_years = 1 WHERE account = 'family';

-- What is granted. 1: 10 days; 3: 6 of 10 at 0.6; 4: half of the year's days, 5; 5: 12 as a nurse; 7: 8 at 0.8 of both
-- jobs. In the year after: carried without limit 20, 12, 15, and of the nurse 12 of which none is too many, and 8 more
-- up to the ceiling of 20. Then of the nurse's 20 15 are carried, and 5 more granted.
SELECT e AS employee, leave_balance(1, e, 'sick', '2025-12-01') AS first_two,
	CASE WHEN e <> 8 THEN leave_balance(1, e, 'sick', '2026-12-01') END AS three,
	CASE WHEN e = 4 THEN leave_balance(1, e, 'sick', '2025-11-10') END AS from_its_day
FROM unnest('{1,3,4,5,7,8}'::int[]) AS e ORDER BY 1;
SELECT leave_balance(1, 5, 'vacation', d::date) FROM unnest('{2024-09-01,2024-09-02,2025-01-31,2025-06-30,2025-07-01,
	2025-09-30}'::date[]) AS d ORDER BY d;
SELECT leave_balance(1, 1, 'silent', '2025-10-01') IS NULL AS unknown, leave_balance(1, 1, 'bereavement', '2025-10-01')
	AS all_of_it, leave_balance(1, 1, 'differential', '2025-10-01') AS unbounded;
\set VERBOSITY default
SELECT leave_balance(1, 1, 'sikc', '2025-10-01');
SELECT leave_balance(1, 1, 'family', '2025-06-30');
SELECT leave_balance(1, 4, 'sick', '2025-11-09');
\set VERBOSITY terse

-- One's own choice is charged to necessity, and that to sick leave: 3 days leave 2, 4 and 7. The next year has 5, 7 and
-- 17. What comes back comes back to all three.
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'own choice', 'taken', '[2024-10-07,2024-10-10)', '3 days');
SELECT d::date, leave_balance(1, 1, 'own choice', d::date), leave_balance(1, 1, 'necessity', d::date),
	leave_balance(1, 1, 'sick', d::date) FROM unnest('{2024-10-06,2024-10-07,2025-07-01}'::date[]) AS d ORDER BY d;
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'own choice', 'returned', '[2024-11-04,2024-11-05)', '1 day');
SELECT leave_balance(1, 1, 'own choice', '2024-12-01'), leave_balance(1, 1, 'necessity', '2024-12-01'),
	leave_balance(1, 1, 'sick', '2024-12-01');
-- 5 days of necessity are there, 3 of them at one's own choice: a fourth is not
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'own choice', 'taken', '[2024-12-02,2024-12-06)', '4 days');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'necessity', 'taken', '[2024-12-02,2024-12-05)', '3 days');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'own choice', 'taken', '[2024-12-09,2024-12-12)', '3 days');
-- what is entered for an earlier day may take what a later one needs: of 5 left of necessity in autumn 3 are for
-- December
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'necessity', 'taken', '[2024-11-11,2024-11-14)', '3 days');
-- and so may what is changed or taken back: 2 of the 5 days that come back are needed
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity, leave_move_id) OVERRIDING SYSTEM VALUE
VALUES (2, 'elm', 'sick', 'granted', '[2024-09-02,2024-09-03)', '5 days', 1001),
	(2, 'elm', 'sick', 'taken', '[2024-10-07,2024-10-24)', '12 days', 1002);
DELETE FROM leave_move WHERE leave_move_id = 1001;
UPDATE leave_move SET quantity = '1 day' WHERE leave_move_id = 1001;
UPDATE leave_move SET quantity = '16 days' WHERE leave_move_id = 1002;
UPDATE leave_move SET quantity = '15 days' WHERE leave_move_id = 1002;
SELECT leave_balance(1, 2, 'sick', '2024-12-01'), leave_balance(1, 2, 'sick', '2025-12-01');

-- Hours: up to 3 missed at a low school are half a day, up to 2 at the high school a third, up to 4 two thirds, and
-- more a whole day. 2 hours at the low school: 0.5; three times 1.5 hours at the high school are one day; 3 hours
-- two thirds.
INSERT INTO leave_part (contract, site_level, in_force, up_to, times, over, citation) VALUES
	('elm', 'Elementary', '(,)', 3, 1, 2, 'Article 9'), ('elm', 'High School', '(,)', 2, 1, 3, 'Article 9'),
	('elm', 'High School', '(,)', 4, 2, 3, 'Article 9');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(3, 'elm', 'sick', 'taken', '[2024-10-07,2024-10-08)', '2 hours'),
	(6, 'elm', 'sick', 'taken', '[2024-10-07,2024-10-08)', '1.5 hours'),
	(6, 'elm', 'sick', 'taken', '[2024-10-08,2024-10-09)', '1.5 hours');
SELECT e AS employee, leave_balance(1, e, 'sick', '2024-10-08') FROM unnest('{3,6}'::int[]) AS e ORDER BY 1;
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(6, 'elm', 'sick', 'taken', '[2024-10-09,2024-10-10)', '1.5 hours');
SELECT leave_balance(1, 6, 'sick', '2024-10-09') AS nine;
-- and the columns of the account add up: 10 granted less 1 taken
SELECT granted, taken, balance
FROM leave_account WHERE employee_id = 6 AND account = 'sick' AND school_year = '2024-25';
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(6, 'elm', 'sick', 'taken', '[2024-10-10,2024-10-11)', '3 hours'),
	(6, 'elm', 'sick', 'taken', '[2024-10-11,2024-10-12)', '5 hours');
SELECT leave_balance(1, 6, 'sick', '2024-10-11') AS seven_and_a_third;
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(6, 'elm', 'sick', 'taken', '[2024-10-14,2024-10-16)', '3 hours');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(6, 'elm', 'bereavement', 'granted', '[2024-10-14,2024-10-16)', '3 hours');

-- By event: 5 days for each, whatever the year; an accident's 60 go on into the next year with what is left.
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity, event) VALUES
	(3, 'elm', 'bereavement', 'taken', '[2025-01-06,2025-01-11)', '5 days', 'A'),
	(3, 'elm', 'bereavement', 'taken', '[2025-01-13,2025-01-16)', '3 days', 'B'),
	(3, 'elm', 'accident', 'taken', '[2025-01-20,2025-06-30)', '40 days', 'fall');
SELECT leave_balance(1, 3, 'bereavement', '2025-02-01', event => 'A') AS a,
	leave_balance(1, 3, 'bereavement', '2025-02-01', event => 'B') AS b,
	leave_balance(1, 3, 'bereavement', '2025-02-01') AS last, leave_balance(1, 3, 'accident', '2025-12-01') AS accident;
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity, event) VALUES
	(3, 'elm', 'bereavement', 'taken', '[2025-02-03,2025-02-04)', '1 day', 'A');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity, event) VALUES
	(3, 'elm', 'accident', 'taken', '[2025-09-01,2025-10-01)', '21 days', 'fall');

-- Any 12 months: from a year of service on 12 weeks of 5 days. 50 days from 1 September 2025 on leave 2 weeks; what was
-- taken then comes back on 1 September 2026.
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(7, 'elm', 'family', 'taken', '[2025-09-01,2025-11-10)', '50 days');
SELECT d::date, leave_balance(1, 7, 'family', d::date)
FROM unnest('{2025-08-31,2025-09-01,2026-08-31,2026-09-01}'::date[]) AS d ORDER BY d;
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(7, 'elm', 'family', 'taken', '[2026-06-01,2026-06-20)', '15 days');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(8, 'elm', 'family', 'taken', '[2025-06-02,2025-06-03)', '1 day');

-- First things first: differential leave after sick leave and, of an accident, after that; and within 5 months.
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity, event) VALUES
	(8, 'elm', 'differential', 'taken', '[2024-10-07,2024-10-08)', '1 day', 'back');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity, event) VALUES
	(8, 'elm', 'accident', 'opening', '[2024-09-16,2024-09-17)', '0 days', 'back'),
	(8, 'elm', 'sick', 'taken', '[2024-09-16,2024-09-28)', '10 days', 'back');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity, event) VALUES
	(8, 'elm', 'differential', 'taken', '[2024-10-07,2024-10-08)', '1 day', 'back');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity, event) VALUES
	(8, 'elm', 'differential', 'taken', '[2024-10-07,2024-10-08)', '1 day', 'flu');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity, event) VALUES
	(8, 'elm', 'differential', 'taken', '[2025-03-03,2025-03-08)', '5 days', 'flu');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity, event) VALUES
	(8, 'elm', 'differential', 'taken', '[2025-03-03,2025-03-07)', '4 days', 'flu');

-- What was brought: on the first day of the year's grant it comes before that, later in the year it stands for all.
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(4, 'elm', 'sick', 'opening', '[2025-11-10,2025-11-11)', '30 days'),
	(5, 'elm', 'sick', 'opening', '[2024-10-07,2024-10-08)', '7 days');
SELECT leave_balance(1, 4, 'sick', '2025-11-10') AS thirty_and_five, leave_balance(1, 5, 'sick', '2024-10-07') AS seven;

-- Gifts: one who has more than 22 days gives up to 6 a year, at least one, and keeps 22; another receives up to 10 in
-- all. Cashed out are up to 3 a year.
INSERT INTO leave_plan (contract, account, title, in_force, amount, carries, receive_most, citation) VALUES
	('elm', 'shared', 'Shared leave', '(,)', 0, 'Infinity', 10, 'Article 10');
UPDATE leave_plan SET give_to = 'shared', give_keep = 22, give_most = 6,
	give_least = 1, cash_base = 'day', cash_most = 3
WHERE account = 'sick' AND schedule = '*';
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'sick', 'adjusted', '[2024-07-01,2024-07-02)', '20 days'),
	(4, 'elm', 'sick', 'adjusted', '[2025-11-11,2025-11-12)', '-8 days');
SELECT leave_balance(1, 1, 'sick', '2025-09-01') AS giver, leave_balance(1, 4, 'sick', '2025-11-12') AS other;
SELECT give_leave(1, 1, 2, 'sick', '0.5 days', '2025-09-08');
SELECT give_leave(1, 1, 2, 'sick', '7 days', '2025-09-08');
SELECT give_leave(1, 1, 2, 'sick', '6 days', '2025-09-08');
SELECT give_leave(1, 1, 7, 'sick', '1 day', '2025-09-15');
SELECT give_leave(1, 4, 2, 'sick', '5 days', '2025-12-01');
SELECT give_leave(1, 4, 2, 'sick', '4 days', '2025-12-01');
SELECT give_leave(1, 4, 2, 'sick', '1 day', '2025-12-08');
SELECT give_leave(1, 5, 2, 'sick', '1 day', '2025-12-08');
SELECT leave_balance(1, 1, 'sick', '2025-12-08') AS giver, leave_balance(1, 4, 'sick', '2025-12-08') AS other,
	leave_balance(1, 2, 'shared', '2025-12-08') AS receiver;
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'sick', 'cashed out', '[2026-06-30,2026-07-01)', '4 days');
-- three times 5 of 7.5 hours are two days, and with one more the 3 that may be
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(2, 'elm', 'sick', 'cashed out', '[2026-06-26,2026-06-27)', '5 hours'),
	(2, 'elm', 'sick', 'cashed out', '[2026-06-27,2026-06-28)', '5 hours'),
	(2, 'elm', 'sick', 'cashed out', '[2026-06-28,2026-06-29)', '5 hours'),
	(2, 'elm', 'sick', 'cashed out', '[2026-06-29,2026-06-30)', '1 day');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(2, 'elm', 'sick', 'cashed out', '[2026-06-30,2026-07-01)', '0.1 hours');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'necessity', 'cashed out', '[2026-06-29,2026-06-30)', '1 day');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'necessity', 'received', '[2026-06-29,2026-06-30)', '1 day');

-- What no account is, is refused: a name, a day before it begins, one after the last calendar, the end of a year, no
-- such measure, and a sign.
\set VERBOSITY default
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'sikc', 'taken', '[2025-10-06,2025-10-07)', '1 day');
\set VERBOSITY terse
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(4, 'elm', 'sick', 'taken', '[2025-10-06,2025-10-07)', '1 day');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'sick', 'taken', '[2027-10-06,2027-10-07)', '1 day');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'sick', 'taken', '[2025-06-30,2025-07-02)', '2 days');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'sick', 'taken', '[2025-10-06,2025-10-07)', '1 student');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'sick', 'taken', '[2025-10-06,2025-10-07)', '-1 days');


-- Who becomes a nurse in May keeps the account of September for that year: 10 days less 1. Then 9 are carried, of 12
-- granted 11 reach the ceiling of 20.
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, fte, valid) VALUES
	(9, 1, 'elm', 'teacher', 'I-1', 1, '[2025-07-01,2026-05-01)'), (9, 1, 'elm', 'nurse', 'I-1', 1, '[2026-05-01,)');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(9, 'elm', 'sick', 'taken', '[2025-10-06,2025-10-07)', '1 day');
SELECT leave_balance(1, 9, 'sick', d::date) FROM unnest('{2025-10-06,2026-05-04,2026-09-07}'::date[]) AS d ORDER BY d;

-- No number bounds it, and then one does: an opening is what there is, and of twelve months there is what was not taken
-- in them, 12 less 2, until these come back. The report tells both, and what is taken where no number bounds it.
INSERT INTO leave_plan (contract, account, title, in_force, amount, per, citation) VALUES
	('elm', 'jury', 'Jury', '(,)', 'Infinity', 'school year', 'Article 11'),
	('elm', 'rolling', 'Rolling', '[2024-07-01,2025-07-01)', 'Infinity', '12 months', 'Article 11'),
	('elm', 'rolling', 'Rolling', '[2025-07-01,)', 12, '12 months', 'Article 11');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(2, 'elm', 'jury', 'taken', '[2025-09-08,2025-09-10)', '2 days'),
	(2, 'elm', 'jury', 'opening', '[2025-10-06,2025-10-07)', '4 days'),
	(3, 'elm', 'jury', 'taken', '[2025-09-08,2025-09-11)', '3 days'),
	(3, 'elm', 'silent', 'taken', '[2025-09-15,2025-09-16)', '1 day'),
	(2, 'elm', 'rolling', 'taken', '[2025-05-05,2025-05-07)', '2 days');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(2, 'elm', 'jury', 'taken', '[2025-10-06,2025-10-11)', '5 days');
SELECT d::date, leave_balance(1, 2, 'rolling', d::date) FROM unnest('{2025-06-30,2025-07-01,2026-05-05}'::date[]) AS d
ORDER BY d;
SELECT employee_id, account, carried, granted, adjusted, taken, balance, unlimited FROM leave_account
WHERE employee_id IN (2, 3) AND account IN ('jury', 'rolling', 'silent') AND school_year = '2025-26' ORDER BY 2, 1;
-- Who says that he erases changes no days; and an absence of one day is not of three.
SET caseload.erasing = 'on';
UPDATE leave_move SET quantity = '50 days' WHERE employee_id = 9;
RESET caseload.erasing;
UPDATE leave_move SET quantity = '3 days' WHERE employee_id = 9;
SELECT problem, detail FROM fact_problem WHERE place = 'leave_move' AND detail LIKE 'employee 9%';
-- A day is not taken twice of one account; beside another it is, and so are its two halves, and half of Thursday beside
-- one and a half of Thursday and Friday.
BEGIN;
UPDATE leave_move SET quantity = '1 day' WHERE employee_id = 9;
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(9, 'elm', 'sick', 'taken', '[2025-10-06,2025-10-07)', '0.5 days'),
	(9, 'elm', 'jury', 'taken', '[2025-10-06,2025-10-07)', '1 day'),
	(9, 'elm', 'sick', 'taken', '[2025-11-06,2025-11-07)', '0.5 days'),
	(9, 'elm', 'sick', 'taken', '[2025-11-06,2025-11-08)', '1.5 days');
SELECT problem, regexp_replace(detail, 'row [0-9]+', 'row N') AS detail FROM fact_problem
WHERE place = 'leave_move' AND detail LIKE 'employee 9%';
ROLLBACK;

-- A rule that changed leaves accounts below what may be left. Nothing is taken out of them, and what mends them
-- comes in.
UPDATE leave_plan SET amount = 2 WHERE account = 'necessity';
SELECT employee_id, account, day, problem FROM leave_broken('elm', 1, NULL) ORDER BY employee_id, account, day;
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'sick', 'taken', '[2024-12-16,2024-12-17)', '1 day'),
	(1, 'elm', 'necessity', 'granted', '[2024-09-02,2024-09-03)', '2 days');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'necessity', 'taken', '[2024-12-17,2024-12-18)', '1 day');
INSERT INTO leave_move (employee_id, contract, account, kind, valid, quantity) VALUES
	(1, 'elm', 'necessity', 'granted', '[2024-09-03,2024-09-04)', '1 day');
SELECT count(*) FROM leave_broken('elm', 1, NULL);
DELETE FROM leave_move;
DROP SCHEMA leave, leave_bi, leave_then CASCADE;
