-- What is due under the contracts that ship and stands in no other test, each day reckoned by hand.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SET TimeZone = 'America/Los_Angeles';
SET client_min_messages = warning;
SELECT caseload.create_district('due_w', 'waterford');
SELECT caseload.create_district('due_a', 'anacortes');
SELECT caseload.create_district('due_c', 'clovis');
SELECT caseload.create_district('due_u', 'utla');

-- Waterford, Monday to Friday from 12 August 2019 to 29 May 2020
SET search_path = due_w, due_w_bi, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'waterford', '2019-20', '[2019-07-01,2020-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 41) AS week, CAST(date '2019-08-12' + 7 * week AS date) AS d;
INSERT INTO site (site_id, site_name, level) VALUES (1, 'High', 'High School');
INSERT INTO employee (employee_id, employee_name, hired) VALUES (1, 'Ada', '2012-08-05'), (2, 'Ben', '2014-08-05');
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid)
SELECT n, 1, 'waterford', 'teacher', 'III-5', '[2019-07-01,2022-07-01)' FROM generate_series(1, 2) AS n;
-- VIII.D.1: members are asked on the added day, 14 October; they were on the 15th, a day late. IX.F: a bell schedule of
-- 20 August, consulted on the day before, in time. X.A.5: no notice to verify came before the return of 18 November,
-- so none can be asked for. X.M: a child of 10 September 2019: the leave ends by 10 September 2020, and did in May.
-- XV.A: of two staff development days the agenda of 14 October was consulted on on the 11th, that of 6 January was not.
-- XIX.E.1: a term from 12 August 2019 ends after three years, 12 August 2022, a first term of two in 2021. The form of
-- evaluation: ten days after 29 April 2020 are 9 May.
INSERT INTO event (what, employee_id, site_id, day, attributes) VALUES
	('added staff development day', NULL, NULL, '2019-10-14', '{}'),
	('survey of members', NULL, NULL, '2019-10-15', '{}'),
	('bell schedule adopted', NULL, 1, '2019-08-20', '{}'), ('bell schedule consultation', NULL, 1, '2019-08-19', '{}'),
	('return from sick leave', 1, NULL, '2019-11-18', '{}'),
	('birth or placement', 2, NULL, '2019-09-10', '{"bonding_leave": true}'),
	('bonding leave ended', 2, NULL, '2020-05-29', '{}'),
	('staff development day', NULL, NULL, '2019-10-14', '{}'),
	('staff development day', NULL, NULL, '2020-01-06', '{}'),
	('agenda consultation', NULL, NULL, '2019-10-11', '{}'),
	('appointed to the joint panel', 1, NULL, '2019-08-12', '{}'),
	('appointed to the joint panel', 2, NULL, '2019-08-12', '{"first_term_of_two": true}'),
	('evaluation signed', 1, NULL, '2020-04-29', '{}'), ('evaluation response', 1, NULL, '2020-05-08', '{}');
SELECT code, employee_id AS emp, site_id AS site, runs_from, due_by, done_on, state, days_late AS late
FROM due_items('2019-07-01', '2022-12-31', '2022-12-31')
WHERE code IN ('added-day-survey', 'bell-schedule', 'verification-notice', 'bonding-leave', 'development-agenda',
	'panel-term', 'panel-first-term', 'evaluation-response') ORDER BY due_by, code, emp;

-- Anacortes: whoever applies for overages hands in a sheet of each month, by its last day: that of September came on
-- the 29th, that of October on 1 November, a day late. Notice of a birth expected on 20 March is due five months
-- before, on 20 October; it came a day later.
SET search_path = due_a, due_a_bi, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'anacortes', '2017-18', '[2017-09-01,2018-09-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 6) AS week, CAST(date '2017-09-11' + 7 * week AS date) AS d;
INSERT INTO site (site_id, site_name) VALUES (1, 'Island View');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Ida');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(1, 1, 'anacortes', 'none', 60000, '[2017-09-01,2018-09-01)');
INSERT INTO event (what, employee_id, day, matter) VALUES ('overage time sheet', 1, '2017-09-29', '2017-09'),
	('overage time sheet', 1, '2017-11-01', '2017-10'), ('expected birth', 1, '2018-03-20', NULL),
	('maternity notice', 1, '2017-10-21', NULL);
SELECT code, employee_id AS emp, due_by, done_on, state, days_late AS late
FROM due_items('2017-09-01', '2017-10-31', '2018-08-31') ORDER BY due_by, code, emp;

-- Clovis: school from 14 August to 3 November. The joint committee met in September and October, and not in August; of
-- upper administration and special educators there was a meeting in August alone.
SET search_path = due_c, due_c_bi, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'clovis', '2023-24', '[2023-07-01,2024-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 11) AS week, CAST(date '2023-08-14' + 7 * week AS date) AS d;
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Sam');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(1, 1, 'clovis', 'none', 60000, '[2023-07-01,2024-07-01)');
INSERT INTO event (what, day) VALUES ('joint committee meeting', '2023-09-05'),
	('joint committee meeting', '2023-10-03'), ('collaboration meeting', '2023-08-30');
SELECT code, due_by, done_on, state FROM due_items('2023-08-01', '2023-10-31', '2024-06-30') ORDER BY due_by, code;

-- UTLA: norm day is Friday, 8 September 2023, so that a grievance can be filed from Monday the 11th on; one was on the
-- 8th. Raises and retroactive pay are on the check of September, and were on the 29th. A paraprofessional pulled on 10
-- October at 10 is told by the 9th at 10, and was at 11, an hour late; a faculty meeting of the 12th at 15 was called
-- on the 11th at 15. A schedule that changes on 16 October was recommended on the 2nd, and not voted on, 258 days
-- before 30 June. Nobody was asked about a dean by the last school day, 3 November, 240 days before.
SET search_path = due_u, due_u_bi, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'utla', '2023-24', '[2023-07-01,2024-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 11) AS week, CAST(date '2023-08-14' + 7 * week AS date) AS d;
INSERT INTO count_days (contract, name, in_force, days, citation) VALUES
	('utla', 'norm day', '[2023-07-01,2024-07-01)', '{[2023-09-08,2023-09-09)}', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'Elm Street');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Lee');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(1, 1, 'utla', 'none', 60000, '[2023-07-01,2024-07-01)');
INSERT INTO event (what, employee_id, site_id, day, clock, matter) VALUES
	('grievance', 1, NULL, '2023-09-08', NULL, NULL), ('retroactive pay', NULL, NULL, '2023-09-29', NULL, NULL),
	('paraprofessional reassigned', NULL, 1, '2023-10-10', '10:00', 'room 7'),
	('notice of a reassigned paraprofessional', NULL, 1, '2023-10-09', '11:00', 'room 7'),
	('faculty meeting', NULL, 1, '2023-10-12', '15:00', NULL),
	('faculty meeting scheduled', NULL, 1, '2023-10-11', '15:00', NULL),
	('bell schedule changed', NULL, 1, '2023-10-16', NULL, NULL),
	('recommendation of the council', NULL, 1, '2023-10-02', NULL, NULL);
SELECT code, employee_id AS emp, site_id AS site, due_by, due_at, done_on, state, days_late AS late,
	hours_late AS hours FROM due_items('2023-07-01', '2024-06-30', '2024-06-30') ORDER BY due_by, code, emp;
RESET client_min_messages;
