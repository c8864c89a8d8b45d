-- What is due under the four contracts, reckoned by hand. Waterford 2019-20, on a calendar of Monday to Friday from 12
-- August 2019 to 29 May 2020 without holidays, for its teachers the same and the week before.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SET TimeZone = 'America/Los_Angeles';
SET client_min_messages = warning;
SELECT caseload.create_district('due_four', 'waterford');
SET search_path = due_four, due_four_bi, caseload, public;
INSERT INTO calendar (contract, school_year, kind, in_force, days, citation)
SELECT 'waterford', '2019-20', k.kind, '[2019-07-01,2020-07-01)', (SELECT range_agg(daterange(d::date, d::date + 5))
	FROM generate_series(k.first::timestamp, '2020-05-25', '7 days') AS d), 'made up'
FROM (VALUES ('student', date '2019-08-12'), ('duty', '2019-08-05')) AS k (kind, first);
INSERT INTO site (site_id, site_name, level) VALUES (1, 'High', 'High School'), (2, 'Primary', 'Elementary');
-- 1 probationary, hired on 5 August 2019; 2 tenured, 3 since 2005 and agreed to five years, 4 as 3 with a bad rating,
-- 5 tenured, referred to peer assistance
INSERT INTO employee (employee_id, employee_name, hired, attributes) VALUES
	(1, 'Ada', '2019-08-05', '{"status": "probationary"}'),
	(2, 'Ben', '2014-08-05', '{"status": "tenured", "member": true}'),
	(3, 'Cy', '2005-08-05',
		'{"status": "tenured", "member": true, "highly_qualified": true, "five_years_agreed": true}'),
	(4, 'Di', '2005-08-05',
		'{"status": "tenured", "member": true, "highly_qualified": true, "five_years_agreed": true}'),
	(5, 'Eve', '2012-08-05', '{"status": "tenured", "peer_assistance": "referred"}');
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid)
SELECT n, 1 + n % 2, 'waterford', 'teacher', 'III-5',
	daterange(CASE n WHEN 1 THEN date '2019-08-05' ELSE '2019-07-01' END,
	'2020-07-01') FROM generate_series(1, 5) AS n;
-- who was last evaluated when, and how
INSERT INTO event (what, employee_id, day, attributes) VALUES ('evaluation', 2, '2019-04-20', '{"rating": "meets"}'),
	('evaluation', 3, '2016-04-20', '{"rating": "meets"}'), ('evaluation', 4, '2016-04-20', '{"rating": "meets"}'),
	('evaluation', 4, '2019-04-20', '{"rating": "does not meet"}'),
	('evaluation', 5, '2018-04-20', '{"rating": "unsatisfactory"}');
CREATE VIEW shown AS SELECT i.code, i.employee_id AS emp, i.site_id AS site, i.runs_from, i.due_by, i.done_on, i.state,
	i.days_late AS late FROM due_items('2019-07-01', '2020-06-30', '2020-06-30') AS i;

-- Article XXII. The last school day is 29 May, thirty days before it 29 April. Due are 1, each year; 4, each year until
-- the standards are met; 5, evaluated two years ago and badly. 2 was last year, and 3, of ten years, four years ago.
SELECT code, emp, due_by, state FROM shown
WHERE code LIKE 'eval%' OR code = 'formal-observation' ORDER BY due_by, code, emp;
INSERT INTO event (what, employee_id, day, attributes) VALUES ('evaluation notice', 1, '2019-10-01', '{}'),
	('evaluation notice', 4, '2019-10-02', '{}'), ('evaluation conference', 1, '2019-10-15', '{}'),
	('pre-observation conference', 1, '2019-11-12', '{}'), ('formal observation', 1, '2019-11-13', '{"minutes": 30}'),
	('formal observation', 4, '2019-11-13', '{"minutes": 25}'), ('observation summary', 1, '2019-11-21', '{}'),
	('observation summary', 4, '2019-11-20', '{}'),
	('evaluation', 1, '2020-04-29', '{}'),
	('evaluation', 4, '2020-04-30', '{}'),
	('evaluation meeting', 1, '2020-05-28', '{}'), ('evaluation meeting', 4, '2020-05-29', '{}');
-- five working days after Wednesday 13 November are the 20th; a meeting on the last school day is not before it
SELECT code, emp, due_by, done_on, state, late FROM shown
WHERE emp IN (1, 4) AND code !~ 'fee' ORDER BY code COLLATE "C", emp;

-- III.B: a request of Thursday 5 September: the 12th; VII.C: 30 days from 5 August are 4 September, and of whom the
-- agreement found as no member 31 July; VIII.A: 1 March; IX.C.5: 2 September at each site; XI.C.7: ten working days
-- after 16 September are the 30th; XIII.B: after 1 October the 15th; XIV.A.2: five working days before Friday 11
-- October are the 4th; XVIII.A and XXI by the clock
INSERT INTO event (what, employee_id, site_id, day, clock, matter, attributes) VALUES
	('negotiation request', NULL, NULL, '2019-09-05', NULL, NULL, '{}'),
	('negotiation meeting', NULL, NULL, '2019-09-13', NULL, NULL, '{}'),
	('membership or agency fee', 1, NULL, '2019-09-04', NULL, NULL, '{}'),
	('calendar consultation', NULL, NULL, '2020-03-02', NULL, NULL, '{}'),
	('adjunct duties identified', NULL, 1, '2019-08-20', NULL, NULL, '{}'),
	('units submitted', 2, NULL, '2019-09-16', NULL, NULL, '{}'),
	('units considered', 2, NULL, '2019-09-30', NULL, NULL, '{}'),
	('notice of a court decision', NULL, NULL, '2019-10-01', NULL, NULL, '{}'),
	('vacancy posted', NULL, NULL, '2019-10-07', NULL, 'post 7', '{}'),
	('vacancy closes', NULL, NULL, '2019-10-11', NULL, 'post 7', '{}'),
	('vacancy filled', NULL, NULL, '2019-10-10', NULL, 'post 7', '{}'),
	('unsafe condition reported', NULL, 2, '2019-11-04', '10:00', NULL, '{}'),
	('safety committee meeting', NULL, 2, '2019-11-05', '09:30', NULL, '{}'),
	('notice of a closed session', 3, NULL, '2019-11-07', '19:00', NULL, '{}'),
	('closed session on a complaint', 3, NULL, '2019-11-08', '18:30', NULL, '{}'),
	('mentor report', 5, NULL, '2020-04-01', NULL, NULL, '{}'),
	('panel plan', NULL, NULL, '2020-05-01', NULL, NULL, '{}'),
	('family leave begins', 2, NULL, '2020-01-31', NULL, NULL, '{"known_days_before": 60}'),
	('family leave notice', 2, NULL, '2020-01-01', NULL, NULL, '{}');
-- thirty days before 31 January: 1 January
SELECT code, emp, site, due_by, done_on, state, late FROM shown
WHERE code !~ 'eval|observation' ORDER BY due_by, code COLLATE "C", emp, site;
SELECT code, due_at, hours_late FROM due_items('2019-11-01', '2019-11-30', '2020-06-30')
WHERE due_at IS NOT NULL ORDER BY code;

-- VI.B: the answer to a grievance of 3 February is due on the 24th, and so is mediation, unless it is answered
INSERT INTO event (what, employee_id, day, matter) VALUES ('grievance received', 2, '2020-02-03', 'g1'),
	('answer', 2, '2020-02-26', 'g1'), ('grievance received', 3, '2020-02-03', 'g2');
SELECT code, emp, due_by, done_on, state, late FROM shown WHERE runs_from >= '2020-02-03' AND due_by < '2020-03-31'
	AND code ~ 'answer|mediation' ORDER BY code COLLATE "C", emp;
SELECT code, employee_id, due_by, state FROM due_soon(1, '2020-02-20', 14);

-- The report, its twin, and whoever is bound to a site or a person. Nothing is told to a teacher but his own, and what
-- is coming for nobody in particular.
SELECT facts_known_from('2019-07-01 00:00') > 0 AS known;
SELECT code, employee_name, due_by, state FROM due_finding WHERE school_year = '2019-20' AND state <> 'missed'
ORDER BY due_by, code COLLATE "C", employee_id;
-- on 30 April the evaluation of 5 was a day late, and nobody knew how 29 May would pass
SELECT code, employee_id, due_by, state, days_late FROM due_finding_known_on('2019-20', '2020-04-30')
WHERE due_by > '2020-04-01' ORDER BY code COLLATE "C", employee_id;
CREATE ROLE regress_due_eve;
CREATE ROLE regress_due_high;
SELECT grant_reports('regress_due_eve', employee_id => 5), grant_reports('regress_due_high', site_id => 1);
SET ROLE regress_due_eve;
SELECT DISTINCT employee_name FROM due_finding;
SELECT count(*) FROM due_coming WHERE employee_id IS NOT NULL AND employee_id <> 5;
RESET ROLE;
SET ROLE regress_due_high;
SELECT DISTINCT employee_name, site_name FROM due_finding ORDER BY 1;
RESET ROLE;
-- what the law wants forgotten: a matter may be called by a name
UPDATE event SET matter = 'the grievance of Ben' WHERE matter = 'g1';
SELECT erase_employee(1, 2, 'left');
SELECT count(*) FILTER (WHERE matter LIKE '%Ben%' OR matter = 'g1') AS by_name, count(DISTINCT matter) AS matters FROM (
	SELECT matter FROM event WHERE employee_id = 2 AND matter IS NOT NULL
	UNION ALL SELECT matter FROM event_was WHERE employee_id = 2 AND matter IS NOT NULL) AS m;
SELECT revoke_reports('regress_due_eve'), revoke_reports('regress_due_high');
DROP ROLE regress_due_eve;
DROP ROLE regress_due_high;

-- Anacortes, UTLA and the flyer. Five months before a birth expected on 15 July 2018 are 15 February; a faculty meeting
-- of Wednesday 10 October 2023 at 14:30 was scheduled on Tuesday at 15:00, half an hour too late, and a
-- paraprofessional was pulled from class 1 on the 12th at 8:00, of which notice came at that hour of the day
-- before; norm day is 15 September 2023, a Friday, so a grievance of Monday is in time and one of that Friday too
-- early. Of the flyer's monthly committee September 2023 and November have a meeting, and October has none.
SELECT load_contract('due_four', c) FROM unnest('{anacortes,utla,clovis}'::text[]) AS c;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT y.contract, y.school_year, daterange(y.first, (y.first + interval '1 year')::date),
	(SELECT range_agg(daterange(d::date, d::date + 5))
	FROM generate_series(y.monday::timestamp, y.monday + 266, '7 days') AS d), 'made up'
FROM (VALUES ('anacortes', '2017-18', date '2017-09-01', date '2017-09-04'),
	('utla', '2023-24', '2023-07-01', '2023-08-14'),
	('clovis', '2023-24', '2023-07-01', '2023-08-21')) AS y (contract, school_year, first, monday);
INSERT INTO count_days (contract, name, in_force, days, citation)
VALUES ('utla', 'norm day', '[2023-07-01,2024-07-01)', '{[2023-09-15,2023-09-16)}', 'made up');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'E' || n FROM generate_series(11, 13) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(11, 1, 'anacortes', 'none', 1, '[2017-09-01,2018-09-01)'), (12, 1, 'utla', 'none', 1, '[2023-07-01,2024-07-01)'),
	(13, 2, 'clovis', 'none', 1, '[2023-07-01,2024-07-01)');
INSERT INTO section (section_id, site_id, section_name, grades, valid)
VALUES (1, 1, 'SDC', '[4,4]', '[2023-08-14,2024-06-01)');
INSERT INTO event (what, contract, employee_id, section_id, site_id, day, clock) VALUES
	('expected birth', NULL, 11, NULL, NULL, '2018-07-15', NULL),
	('maternity notice', NULL, 11, NULL, NULL, '2018-02-15', NULL),
	('overage time sheet', NULL, 11, NULL, NULL, '2017-10-31', NULL),
	('faculty meeting', NULL, NULL, NULL, 1, '2023-10-11', '14:30'),
	('faculty meeting scheduled', NULL, NULL, NULL, 1, '2023-10-10', '15:00'),
	('paraprofessional reassigned', 'utla', NULL, 1, NULL, '2023-10-12', '08:00'),
	('notice of a reassigned paraprofessional', 'utla', NULL, 1, NULL, '2023-10-11', '08:00'),
	('bell schedule changed', NULL, NULL, NULL, 1, '2024-01-08', NULL),
	('recommendation of the council', NULL, NULL, NULL, 1, '2023-12-05', NULL),
	('grievance', NULL, 12, NULL, NULL, '2023-09-15', NULL),
	('retroactive pay', 'utla', NULL, NULL, NULL, '2023-10-03', NULL),
	('joint committee meeting', 'clovis', NULL, NULL, NULL, '2023-09-20', NULL),
	('joint committee meeting', 'clovis', NULL, NULL, NULL, '2023-11-15', NULL);
SELECT i.contract, i.code, i.employee_id AS emp, i.site_id AS site, i.section_id AS class, i.matter, i.due_by, i.due_at,
	i.done_on, i.state, i.days_late AS late, i.hours_late AS hours
FROM due_items('2017-09-01', '2024-07-31', '2024-07-31') AS i WHERE i.contract <> 'waterford'
	AND (i.contract <> 'anacortes' OR i.due_by < '2017-12-01' OR i.event_id IS NOT NULL)
	AND (i.contract <> 'clovis' OR i.code = 'joint-committee' AND i.due_by < '2023-12-01')
ORDER BY i.contract, i.code COLLATE "C", i.due_by, i.done_on;
DROP SCHEMA due_four, due_four_bi, due_four_then CASCADE;
