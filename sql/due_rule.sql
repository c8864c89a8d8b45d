-- What is due by when. All days are reckoned by hand, on this calendar: school days are Monday to Friday from 1
-- September 2025 (a Monday) to 29 May 2026 (a Friday) but for the week of 24 to 28 November; duty days begin a week
-- earlier, on 25 August. The year is 1 July to 30 June.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SET TimeZone = 'America/Los_Angeles';
SELECT caseload.create_district('due');
SET search_path = due, due_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('oak', 'Oak 2025-28', 'Oak', 'teachers', '[2025-07-01,2028-07-01)', 'Article 1');
INSERT INTO calendar (contract, school_year, kind, in_force, days, citation)
SELECT 'oak', '2025-26', k.kind, '[2025-07-01,2026-07-01)', (SELECT range_agg(daterange(d::date, d::date + 5))
	FROM generate_series(k.first::timestamp, '2026-05-25', '7 days') AS d WHERE d <> '2025-11-24'), 'made up'
FROM (VALUES ('student', date '2025-09-01'), ('duty', '2025-08-25')) AS k (kind, first);
INSERT INTO site (site_id, site_name, level, attributes) VALUES (1, 'North', 'High School', '{}'),
	(2, 'South', 'Elementary', '{"title_i": true}');
INSERT INTO employee (employee_id, employee_name, hired)
SELECT n, 'Employee ' || n, date '2010-08-25' FROM generate_series(1, 4) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid, attributes) VALUES
	(1, 1, 'oak', 'teacher', 50000, '[2025-07-01,2026-07-01)', '{"status": "tenured"}'),
	(2, 1, 'oak', 'teacher', 50000, '[2025-07-01,2026-07-01)', '{"status": "probationary"}'),
	(3, 2, 'oak', 'nurse', 50000, '[2025-07-01,2026-07-01)', '{"status": "tenured"}'),
	(4, 2, 'oak', 'teacher', 50000, '[2026-02-01,2026-07-01)', '{}');
CREATE VIEW shown AS SELECT i.code, i.employee_id AS emp, i.site_id AS site,
	i.section_id AS class, i.matter, i.runs_from,
	i.due_by, i.done_on, i.state, i.days_late AS late, i.reason
FROM due_items('2025-07-01', '2026-06-30', '2026-06-30') AS i;

-- From an event, by each unit. Seven requests on Thursday 20 November 2025, before the week without school, each of
-- five:
-- calendar days: Tuesday 25 November; weekdays: Thursday 27 November; school days and duty days: the 21st and then
-- 1 to 4 December; working days: duty days, as there is no calendar of them; weeks: 25 December; months: 20 April
-- 2026.
INSERT INTO due_rule (contract, code, title, whose, per, from_event, within, unit, closed_by, in_force, citation)
SELECT 'oak', u, 'reply', 'employer', 'district', 'request ' || u, 5, u, 'reply', '[2025-07-01,2028-07-01)', 'Article 2'
FROM unnest('{calendar days,weekdays,school days,duty days,working days,weeks,months}'::text[]) AS u;
INSERT INTO event (what, day) SELECT 'request ' || u, '2025-11-20'
FROM unnest('{calendar days,weekdays,school days,duty days,working days,weeks,months}'::text[]) AS u;
SELECT code, runs_from, due_by, state FROM shown ORDER BY due_by, code COLLATE "C";
-- with a calendar of working days, in which that week has three, the five are 21, 24, 25, 26 November and 1
-- December; and before the event they are 19, 18, 17, 14 and 13 November
INSERT INTO calendar (contract, school_year, kind, in_force, days, citation)
SELECT 'oak', '2025-26', 'working', in_force, days + '{[2025-11-24,2025-11-27)}', 'office'
FROM calendar WHERE kind = 'duty';
SELECT code, due_by FROM shown WHERE code = 'working days';
UPDATE due_rule SET runs = 'before' WHERE code IN ('working days', 'weekdays', 'weeks', 'months');
-- weekdays: 13 November; weeks: 16 October; months: 20 June 2025, before the year that is shown
SELECT code, due_by FROM shown WHERE code IN ('working days', 'weekdays', 'weeks', 'months') ORDER BY code COLLATE "C";
SELECT due_by, school_year FROM due_items('2025-06-01', '2025-06-30', '2026-06-30') WHERE code = 'months';
-- beyond the calendar there is no day, and that is told
UPDATE due_rule SET within = 200 WHERE code = 'school days';
SELECT code, due_by, state, reason FROM shown WHERE code = 'school days';
TRUNCATE event, due_rule;

-- What closes it. A question of Wednesday 1 October is to be answered in three school days, by Monday the 6th.
INSERT INTO due_rule (contract, code, title, whose, per, from_event, within, unit,
	closed_by, unless, asks, in_force, citation)
VALUES ('oak', 'answer', 'answer to a question', 'employer', 'employee', 'question', 3,
	'school days', 'answer', 'withdrawn',
	'{"written": true}', '[2025-07-01,2028-07-01)', 'Article 3');
INSERT INTO event (event_id, what, employee_id, day, matter, attributes) VALUES
	-- in time; and a second one of 20 October (by the 23rd), answered on the 27th, four days late
	(1, 'question', 1, '2025-10-01', NULL, '{}'), (2, 'answer', 1, '2025-10-06', NULL, '{"written": true}'),
	(3, 'question', 1, '2025-10-20', NULL, '{}'), (4, 'answer', 1, '2025-10-27', NULL, '{"written": true}'),
	-- answered by word of mouth, which is not asked for
	(5, 'question', 2, '2025-10-01', NULL, '{}'), (6, 'answer', 2, '2025-10-02', NULL, '{}'),
	-- withdrawn
	(7, 'question', 3, '2025-10-01', 'a', '{}'), (8, 'withdrawn', 3, '2025-10-03', 'a', '{}'),
	-- two at once are told apart by their matters: b is answered, c, of the same day, is not
	(9, 'question', 3, '2025-10-01', 'b', '{}'), (10, 'question', 3, '2025-10-01', 'c', '{}'),
	(11, 'answer', 3, '2025-10-06', 'b', '{"written": true}'),
	-- not employed yet: the contract is not that of employee 4
	(12, 'question', 4, '2025-10-01', NULL, '{}');
-- missed on 30 June 2026, 267 days after 6 October: 25 + 30 + 31 + 31 + 28 + 31 + 30 + 31 + 30
SELECT emp, matter, runs_from, due_by, done_on, state, late, reason FROM shown ORDER BY emp, runs_from, matter;
-- and as it stood on 6 October, the last day
SELECT employee_id, matter, due_by, done_on, state FROM due_items('2025-10-01', '2025-10-31', '2025-10-06')
ORDER BY employee_id, runs_from, matter;
-- a rule of higher precedence for whom it applies: probationary teachers have one day, of high schools two
INSERT INTO due_rule (contract, code, title, whose, per, from_event, within, unit, closed_by,
	precedence, applies, in_force, citation)
VALUES ('oak', 'answer', 'answer', 'employer', 'employee', 'question', 1, 'school days', 'answer', 2,
		'{"status": "probationary"}', '[2025-07-01,2028-07-01)', 'Article 3'),
	('oak', 'answer', 'answer', 'employer', 'employee', 'question', 2, 'school days', 'answer', 1,
		'{"site_level": "High School", "years_in_district": {"at_least": 15}}', '[2025-07-01,2028-07-01)', 'Article 3');
SELECT emp, runs_from, due_by FROM shown WHERE matter IS NULL ORDER BY emp, runs_from;
TRUNCATE event, due_rule;

-- Hours. A meeting on Monday 3 November 2025 at 15:00; 24 hours before it is Sunday at 15:00. Clocks go back on
-- Sunday 2 November at 2:00: a meeting on that day at 15:00 has its notice at 16:00 of Saturday.
INSERT INTO due_rule (contract, code, title, whose, per, from_event, within, unit, runs, closed_by, in_force, citation)
VALUES ('oak', 'notice', 'notice of a meeting', 'employer', 'site', 'meeting', 24, 'hours', 'before', 'notice',
		'[2025-07-01,2028-07-01)', 'Article 4'),
	('oak', 'committee', 'committee on a danger', 'joint body', 'site', 'danger', 24, 'hours', 'after', 'committee',
		'[2025-07-01,2028-07-01)', 'Article 5');
INSERT INTO event (event_id, what, site_id, day, clock, matter) VALUES
	(1, 'meeting', 1, '2025-11-03', '15:00', NULL), (2, 'notice', 1, '2025-11-02', '15:00', NULL),
	(3, 'meeting', 1, '2025-12-03', '15:00', NULL), (4, 'notice', 1, '2025-12-02', '16:30', NULL),
	(5, 'meeting', 2, '2025-11-02', '15:00', 'clocks'), (6, 'notice', 2, '2025-11-01', '15:30', 'clocks'),
	-- without a time of day: two days before is soon enough, the day before cannot be told, the same day is too late
	(7, 'meeting', 2, '2025-12-03', NULL, 'x'), (8, 'notice', 2, '2025-12-01', NULL, 'x'),
	(9, 'meeting', 2, '2025-12-10', '08:00', 'y'), (10, 'notice', 2, '2025-12-09', NULL, 'y'),
	(11, 'meeting', 2, '2025-12-17', '08:00', 'z'), (12, 'notice', 2, '2025-12-17', NULL, 'z'),
	(13, 'danger', 1, '2026-01-12', '09:00', NULL), (14, 'committee', 1, '2026-01-13', '11:15', NULL),
	(15, 'danger', 2, '2026-01-12', '09:00', NULL);
SELECT code, site_id, matter, due_by, due_at, done_on, state, hours_late, reason
FROM due_items('2025-07-01', '2026-06-30', '2026-06-30') ORDER BY code, due_by, site_id;
TRUNCATE event, due_rule;

-- Days of the calendar, once a year. First duty day: 25 August; last school day 29 May, thirty days before it 29 April;
-- the first school day of January, which has all its weeks: the 1st; a date; a set of days; the contract's own
-- beginning.
INSERT INTO count_days (contract, name, in_force, days, citation)
VALUES ('oak', 'report cards', '[2025-07-01,2026-07-01)',
	'{[2025-12-05,2025-12-06),[2026-03-06,2026-03-07)}', 'made up');
INSERT INTO due_date (contract, code, title, month, day, years_on, binds, in_force, citation)
VALUES ('oak', 'wish', 'wish for a transfer', 3, 15, 1, 'before', '[2025-07-01,2028-07-01)', 'Article 6');
INSERT INTO due_rule (contract, code, title, whose, per, each, from_day, month, day,
	years_on, within, unit, runs, binds,
	closed_by, in_force, citation) VALUES
	('oak', 'a', 'a', 'employer', 'district', 'year', 'first duty day', NULL, NULL, 0, 0, 'weeks',
		'after', 'through', 'a', '(,)', 'A'),
	('oak', 'b', 'b', 'employer', 'district', 'year', 'last school day', NULL, NULL, 0, 30, 'calendar days',
		'before', 'through', 'b', '(,)', 'A'),
	('oak', 'c', 'c', 'employer', 'district', 'year', 'first school day', 1, NULL, 0, 0, 'weeks',
		'after', 'through', 'c', '(,)', 'A'),
	('oak', 'd', 'd', 'employer', 'district', 'year', NULL, 4, 1, 1, 0, 'weeks', 'after', 'before', 'd', '(,)', 'A'),
	('oak', 'e', 'e', 'employer', 'district', 'year', 'report cards', NULL, NULL, 0, 2, 'school days',
		'before', 'through', 'e', '(,)', 'A'),
	('oak', 'f', 'f', 'employer', 'district', 'contract', 'first day', NULL, NULL, 0, 30, 'calendar days',
		'after', 'through', 'f', '(,)', 'A'),
	('oak', 'g', 'g', 'employer', 'district', 'year', 'wish', NULL, NULL, 0, 5, 'duty days',
		'after', 'on', 'g', '(,)', 'A');
INSERT INTO event (what, day, matter) VALUES ('a', '2025-08-25', NULL),
	('b', '2026-04-30', NULL), ('d', '2026-04-01', NULL),
	('e', '2025-12-03', NULL), ('e', '2026-03-05', NULL), ('g', '2026-03-19', NULL),
	-- done in the year after, and said for which year it was
	('c', '2026-07-02', '2025-26');
-- e: 3 December (two school days before Friday the 5th), 4 March; g: the five duty days after 15 March end on the 20th
SELECT code, matter, runs_from, due_by, done_on, state, late FROM shown ORDER BY code, due_by;
SELECT state, days_late FROM due_items('2025-07-01', '2026-06-30', '2026-07-31') WHERE code = 'c';
-- the date of old: a choice, of which who comes on 15 March is too late
INSERT INTO event (what, employee_id, day) VALUES ('wish', 1, '2026-03-14'), ('wish', 2, '2026-03-15');
SELECT code, emp, due_by, done_on, state, late FROM shown WHERE code = 'wish' ORDER BY emp NULLS FIRST;
TRUNCATE event, due_rule; DELETE FROM due_date;

-- Each month, for each site with somebody employed under the contract, by the fifth of the next: what is done in
-- November is for October. Nine months have school days. At North none is done. At South that of October is two
-- days late; what came on 5 January is for December, and what says that it is for November is 32 days late.
INSERT INTO due_rule (contract, code, title, whose, per, each, from_day, within, closed_by, in_force, citation)
VALUES ('oak', 'sheet', 'sheet of a month', 'employer', 'site', 'month', 'last day', 5, 'sheet',
	'[2025-07-01,2028-07-01)', 'Article 7');
INSERT INTO event (what, site_id, day) VALUES ('sheet', 2, '2025-11-07'), ('sheet', 2, '2026-01-05');
INSERT INTO event (what, site_id, day, matter) VALUES ('sheet', 2, '2026-01-06', '2025-11');
SELECT site, count(*), min(matter), min(due_by), max(due_by) FROM shown GROUP BY site ORDER BY site;
SELECT matter, due_by, done_on, state, late FROM shown WHERE site = 2 AND due_by < '2026-02-01' ORDER BY due_by;
UPDATE due_rule SET recess = true;
SELECT site, count(*) FROM shown GROUP BY site ORDER BY site;
TRUNCATE event, due_rule;

-- Classes of employees: every two years, and each year for the probationary; and what hangs on that. Employee 1 was
-- done in 2024-25 and is not due; 3 was done in 2023-24 and is; 4 came in February and is there on the last day.
INSERT INTO due_rule (contract, code, title, whose, per, each, from_day, month, day,
	closed_by, precedence, applies, every_years,
	if_due, in_force, citation) VALUES
	('oak', 'review', 'review', 'employer', 'employee', 'year', 'last school day', NULL, NULL, 'review', 0,
		'{}', 2, NULL, '(,)', 'Article 8'),
	('oak', 'review', 'review', 'employer', 'employee', 'year', 'last school day', NULL, NULL, 'review', 1,
		'{"status": "probationary"}', 1, NULL, '(,)', 'Article 8'),
	('oak', 'review', 'review', 'employer', 'employee', 'year', 'last school day', NULL, NULL, 'review', 2,
		'{"last:rating": "poor"}', 1, NULL, '(,)', 'Article 8'),
	('oak', 'talk', 'talk before a review', 'employer', 'employee', 'year', NULL, 10, 15, 'talk', 0, '{}',
		1, 'review', '(,)', 'Article 9');
INSERT INTO event (what, employee_id, day, attributes) VALUES ('review', 1, '2025-05-01', '{"rating": "good"}'),
	('review', 2, '2025-05-01', '{}'), ('review', 3, '2024-05-01', '{}'), ('review', 2, '2026-05-01', '{}');
-- talk: 1 has none to have, 4 was not there on 15 October
SELECT code, emp, due_by, done_on, state FROM shown ORDER BY code, emp;
-- a rating that was poor makes it each year
UPDATE event SET attributes = '{"rating": "poor"}' WHERE employee_id = 1;
SELECT code, emp, due_by, state FROM shown WHERE emp = 1 ORDER BY code;
-- of a month's window what falls due is the same as of the year's
SELECT code, employee_id FROM due_items('2025-10-01', '2025-10-31', '2026-06-30') ORDER BY 1, 2;
TRUNCATE event, due_rule;

-- Not before, and nobody's who has no matter
INSERT INTO due_rule (contract, code, title, whose, per, from_event, binds, closed_by, in_force, citation)
VALUES ('oak', 'filled', 'post filled', 'employer', 'district', 'closing', 'not before', 'filled', '(,)', 'Article 10');
INSERT INTO event (event_id, what, day, matter) VALUES
	(1, 'closing', '2025-10-10', 'p1'), (2, 'filled', '2025-10-09', 'p1'),
	(3, 'closing', '2025-10-10', 'p2'), (4, 'filled', '2025-10-10', 'p2'), (5, 'closing', '2025-10-10', 'p3'),
	(6, 'closing', '2025-10-17', NULL);
SELECT matter, due_by, done_on, state, reason FROM shown ORDER BY due_by, matter;
TRUNCATE event, due_rule;

-- From the day of hire, and deadlines of old: days from an event, a last day of a choice
INSERT INTO due_rule (contract, code, title, whose, per, from_event, within, closed_by, in_force, citation)
VALUES ('oak', 'card', 'identity card', 'employer', 'employee', 'hired', 30, 'card',
	'[2025-07-01,2028-07-01)', 'Article 11');
UPDATE employee SET hired = '2026-02-01' WHERE employee_id = 4;
INSERT INTO deadline (contract, stage, in_force, days, day_kind, from_event, citation, note) VALUES
	('oak', 'appeal', '(,)', 10, 'duty', 'decision', 'Article 12', NULL),
	('oak', 'review', '(,)', NULL, 'school', 'appeal', 'Article 12', 'not said');
-- decisions of 1 October: ten duty days end on the 15th
INSERT INTO event (what, employee_id, day) VALUES ('decision', 1, '2025-10-01'), ('decision', 2, '2025-10-01'),
	('appeal', 1, '2025-10-20'), ('decision', 3, '2025-10-01');
SELECT code, emp, runs_from, due_by, done_on, state, late, reason FROM shown ORDER BY code, emp;
-- a rule that says it more fully takes the place of the deadline
INSERT INTO due_rule (contract, code, title, whose, per, from_event, within, unit, closed_by, in_force, citation)
VALUES ('oak', 'appeals', 'appeal', 'employee', 'employee', 'decision', 12, 'duty days', 'appeal', '(,)', 'Article 12');
SELECT code, emp, due_by, state FROM shown WHERE code LIKE 'appeal%' ORDER BY emp;

-- what is asked for
SELECT code, employee_id, due_by, state FROM due_soon(1, '2025-10-10', 20);
SELECT code, employee_id, due_by, state, days_late FROM due_missed(1, '2025-26', '2026-06-30');
SELECT * FROM due_soon(1, NULL);
SELECT * FROM due_missed(1, '2025');
SELECT * FROM due_missed(1, '2025-26', 'infinity');
SELECT * FROM due_soon(1, '5874897-12-31', 30);
-- of a day of hire that is none no years are known, and the others' are told all the same
UPDATE employee SET hired = CASE employee_id WHEN 1 THEN 'infinity' WHEN 2 THEN '-infinity' ELSE date '2014-08-25' END;
UPDATE due_rule SET applies = '{"years_in_district": {"at_least": 11}}' WHERE code = 'appeals';
INSERT INTO due_rule (contract, code, title, whose, per, each, month, day, closed_by, applies, in_force, citation)
VALUES ('oak', 'long', 'long', 'employer', 'employee', 'year', 10, 15, 'long',
	'{"years_in_district": {"at_least": 10}}', '(,)', 'Article 12');
SELECT code, employee_id FROM due_missed(1, '2025-26', '2025-11-30') WHERE code IN ('appeals', 'long') ORDER BY 1, 2;

-- what is refused
INSERT INTO due_rule (contract, code, title, whose, per, from_event, each, closed_by, in_force, citation)
VALUES ('oak', 'x', 'x', 'employer', 'district', 'a', 'year', 'x', '(,)', 'A');
INSERT INTO due_rule (contract, code, title, whose, per, each, closed_by, in_force, citation)
VALUES ('oak', 'x', 'x', 'employer', 'district', 'year', 'x', '(,)', 'A');
INSERT INTO due_rule (contract, code, title, whose, per, each, month, day, closed_by, in_force, citation)
VALUES ('oak', 'x', 'x', 'employer', 'district', 'year', 2, 30, 'x', '(,)', 'A');
INSERT INTO due_rule (contract, code, title, whose, per, each, month, day, unit, closed_by, in_force, citation)
VALUES ('oak', 'x', 'x', 'employer', 'district', 'year', 2, 20, 'hours', 'x', '(,)', 'A');
INSERT INTO due_rule (contract, code, title, whose, per, from_event, unit, closed_by, in_force, citation)
VALUES ('oak', 'x', 'x', 'employer', 'district', 'a', 'days', 'x', '(,)', 'A');
INSERT INTO due_rule (contract, code, title, whose, per, from_event, within, closed_by, in_force, citation)
VALUES ('oak', 'x', 'x', 'employer', 'district', 'a', NULL, 'x', '(,)', 'A');
INSERT INTO due_rule (contract, code, title, whose, per, from_event, closed_by, applies, in_force, citation)
VALUES ('oak', 'x', 'x', 'employer', 'district', 'a', 'x', '{"fte": {"at_least": "much"}}', '(,)', 'A');
INSERT INTO event (what, day) VALUES ('x', 'infinity');
SET client_min_messages = warning;
DROP SCHEMA due, due_bi, due_then CASCADE;
