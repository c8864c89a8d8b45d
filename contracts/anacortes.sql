-- title: Anacortes Education Association, "Know Your Contract", 2017-18
-- term: [2017-09-01,2018-09-01)
-- citation: Know Your Contract, from the collective bargaining agreement
--
-- Overages, caseloads, leave and supplemental time as the association's page states them; the page cites
-- the pages of the agreement and prints no salary schedule. What it leaves open stands in the notes.

INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation, note) VALUES
	('anacortes', 'Anacortes Education Association, "Know Your Contract", 2017-18', 'Anacortes School District',
		'Anacortes Education Association',
		'[2017-09-01,2018-09-01)', 'Know Your Contract',
		'the page prints no term; 2017-18 is the year that it speaks of');

-- Class size. The text lists the four daily amounts once, under the lines of K-3, 4 and 5-6: they are read as
-- those of all three, and as adding up student by student.
INSERT INTO load_limit (contract, code, title, in_force, scope, joined, counted_on, strictness, citation, note) VALUES
	('anacortes', 'class-size-k-6', 'Class size K-6', '[2017-09-01,2018-09-01)', 'section', 'any',
		'every day', 'paid', 'CBA pp. 36-39',
		'the amounts are read as adding up: 10, 20, 35, 60 a day; the other reading, that each replaces the one '
		'before, is the scale 1-2: $10 flat, 3: $15 flat, 4+: $25 flat; nothing is stated past the fourth student'),
	('anacortes', 'class-size-7-8', 'Class size 7-8', '[2017-09-01,2018-09-01)', 'employee', 'any', 'every day', 'paid',
		'CBA pp. 36-39', 'an average of 29 or a class of over 32; no amount is printed'),
	('anacortes', 'class-size-9-12-6of7', 'Class size 9-12, six of seven', '[2017-09-01,2018-09-01)', 'employee', 'any',
		'every day', 'paid', 'CBA pp. 36-39', 'an average of 29 or a class of over 32; no amount is printed'),
	('anacortes', 'class-size-9-12-5of7', 'Class size 9-12, five of seven', '[2017-09-01,2018-09-01)', 'employee',
		'all', 'every day', 'paid', 'CBA pp. 36-39',
		'average and single class must both be passed at each tier, and the amounts replace each other; an average of '
		'exactly 32 is read as not yet over'),
	('anacortes', 'resource-room', 'Resource room K-12',
		'[2017-09-01,2018-09-01)', 'employee', 'any', 'every day', 'paid', 'CBA pp. 38-39',
		'whichever is less: each of the two is a limit of its own; a unit is an IEP goal area served'),
	('anacortes', 'life-skills', 'Life skills K-12 and preschool', '[2017-09-01,2018-09-01)', 'section', 'any',
		'every day', 'paid', 'CBA pp. 38-39', '12 in a.m., 12 in p.m.: each session is a class of its own'),
	('anacortes', 'slp', 'Speech-language caseload', '[2017-09-01,2018-09-01)', 'employee', 'any', 'every day', 'paid',
		'CBA pp. 38-39', 'K-12 in program SLP, birth to kindergarten in program SLP Birth-K'),
	('anacortes', 'ot-pt', 'Occupational and physical therapy caseload', '[2017-09-01,2018-09-01)', 'employee', 'any',
		'every day', 'paid', 'CBA pp. 38-39', NULL),
	('anacortes', 'psychologist', 'Psychologist caseload', '[2017-09-01,2018-09-01)', 'employee', 'any', 'every day',
		'paid', 'CBA pp. 38-39', 'students of the schools served, as a tally: psychologists have no roster');

INSERT INTO limit_cap (limit_id, test, grades, program, applies, precedence, number, relative_to,
	tolerance, counts, reckoned, excess, note)
SELECT l.id, v.test, v.grades::int4range, v.program, v.applies::jsonb, v.precedence, v.number, v.relative_to,
	v.tolerance, v.counts::jsonb, v.reckoned, v.excess, v.note
FROM (VALUES
	('class-size-k-6', 1, '[0,3]', NULL, '{}', 0, '17 students', NULL, NULL, '{}', 'total', 'exact', NULL),
	('class-size-k-6', 1, '[4,4]', NULL, '{}', 0, '25 students', NULL, NULL, '{}', 'total', 'exact', NULL),
	('class-size-k-6', 1, '[5,6]', NULL, '{}', 0, '26 students', NULL, NULL, '{}', 'total', 'exact', NULL),
	('class-size-7-8', 1, '[7,8]', NULL, '{}', 0, '29 students', NULL, NULL, '{}',
		'average', 'exact', 'average class size'),
	('class-size-7-8', 2, '[7,8]', NULL, '{}', 0, '32 students', NULL, NULL, '{}', 'largest', 'exact', 'single class'),
	('class-size-9-12-6of7', 1, '[9,12]', NULL, '{"sections": 6}', 0, '29 students', NULL, NULL, '{}',
		'average', 'exact', 'average class size'),
	('class-size-9-12-6of7', 2, '[9,12]', NULL, '{"sections": 6}', 0, '32 students', NULL, NULL, '{}',
		'largest', 'exact', 'single class'),
	('class-size-9-12-5of7', 1, '[9,12]', NULL, '{"sections": 5}', 0, '32 students', NULL, NULL, '{}', 'average',
		'up', 'average above 32, 33, 34'),
	('class-size-9-12-5of7', 2, '[9,12]', NULL, '{"sections": 5}', 0, '33 students', NULL, NULL, '{}', 'largest',
		'exact', 'single class above 33, 34, 35'),
	('resource-room', 1, NULL, 'Resource Room', '{}', 0, '25 students', NULL,
		'2 students', '{}', 'total', 'exact', NULL),
	('resource-room', 2, NULL, 'Resource Room', '{}', 0, '50 units', NULL, '4 units', '{}', 'total', 'exact', NULL),
	('life-skills', 1, NULL, 'Life Skills', '{}', 0, '12 students', NULL, '1 students', '{}', 'total', 'exact', NULL),
	('life-skills', 1, NULL, 'Preschool', '{}', 0, '12 students', NULL, '1 students', '{}', 'total', 'exact', NULL),
	('slp', 1, NULL, 'SLP', '{}', 0, '50 IEPs', NULL, '3 IEPs', '{}', 'total', 'exact', NULL),
	('slp', 1, NULL, 'SLP Birth-K', '{}', 0, '40 IEPs', NULL, '3 IEPs', '{}', 'total', 'exact', NULL),
	('ot-pt', 1, NULL, 'OT/PT', '{}', 0, '40 IEPs', NULL, '3 IEPs', '{}', 'total', 'exact', NULL),
	('psychologist', 1, NULL, 'Psychologist', '{}', 0, '1200 students', NULL, '100 students',
		'{"what": "caseload"}', 'total', 'exact', NULL),
	('psychologist', 1, NULL, 'Psychologist', '{"whitney": true}', 1, '-100 students', 'psychologist', '100 students',
		'{"what": "caseload"}', 'total', 'exact',
		'100 is added to the caseload of the one at Whitney Elementary for children not enrolled, so that the limit is '
		'reached 100 students sooner; the other reading, a cap of 1,300, is 100 students')
) AS v (code, test, grades, program, applies, precedence, number, relative_to,
	tolerance, counts, reckoned, excess, note)
	JOIN load_limit AS l ON l.contract = 'anacortes' AND l.code = v.code;

INSERT INTO limit_remedy (limit_id, kind, scale, note)
SELECT l.id, 'pay', v.scale, 'teachers hand in a time sheet of their overages every month'
	|| CASE WHEN v.scale IS NULL THEN '; the amount is not in the source' ELSE '' END
FROM (VALUES
	('class-size-k-6', '1-2: $10 each, 3: $15 each, 4: $25 each per day'),
	('class-size-7-8', NULL),
	('class-size-9-12-6of7', NULL),
	('class-size-9-12-5of7', '1: $5 flat, 2: $7 flat, 3+: $10 flat per day')
) AS v (code, scale) JOIN load_limit AS l ON l.contract = 'anacortes' AND l.code = v.code;

-- Four options when an overload exceeds what is tolerated; who chooses is not said.
INSERT INTO limit_remedy (limit_id, rank, choice, kind, scale, payee, note)
SELECT l.id, v.rank, 'overload', v.kind, v.scale, 'teacher of record', v.note
FROM load_limit AS l, (VALUES
	(1, 'paraprofessional', NULL, 'option a'),
	(2, 'pay', '1+: $10 each per day max $40', 'option b: $10 a day, not to exceed $40, read as for each student, unit '
		'or IEP over the limit; the other reading is $10 a day for each staff member'),
	(3, 'release', NULL, 'option c'),
	(4, 'meeting', NULL, 'option d: caseload review with the administrator of special education')) AS v (rank,
		kind, scale, note)
WHERE l.contract = 'anacortes' AND l.code IN ('resource-room', 'life-skills', 'slp', 'ot-pt', 'psychologist');

-- Leave. A building may have so many away at once: ten percent, rounded to the next whole number, and two at
-- least; over the greater of two numbers is over both of them, hence joined all.
INSERT INTO load_limit (contract, code, title, in_force, scope, joined, counted_on, strictness, citation, note) VALUES
	('anacortes', 'annual-leave', 'Annual leave in a building', '[2017-09-01,2018-09-01)', 'site', 'all', 'every day',
		'hard', 'CBA pp. 30-34', 'a building''s staff is read as those employed there under this agreement'),
	('anacortes', 'annual-leave-peak', 'Annual leave in a building, first and last weeks and beside holidays',
		'[2017-09-01,2018-09-01)', 'site', 'any', 'annual leave peak', 'hard', 'CBA pp. 30-34',
		'five percent, without a rounding or a minimum; waived for honors and awards of spouse or child: an exception'),
	('anacortes', 'annual-leave-days', 'Annual leave of an employee', '[2017-09-01,2018-09-01)', 'employee', 'any',
		'every day', 'hard', 'CBA pp. 30-34', 'six days; one more where a day was rolled over: an exception of 7 days'),
	('anacortes', 'bereavement-days', 'Bereavement leave of an employee', '[2017-09-01,2018-09-01)',
		'employee', 'any', 'every day', 'hard', 'CBA pp. 30-34',
		'two more where the superintendent grants them for travel beyond 250 miles: an exception of 7 days'),
	('anacortes', 'jury-days', 'Jury duty of an employee', '[2017-09-01,2018-09-01)', 'employee', 'any',
		'every day', 'hard', 'CBA pp. 30-34', NULL);
INSERT INTO limit_cap (limit_id, test, number, per, rounded, counts, taken, taken_over, note)
SELECT l.id, v.test, v.number, v.per, v.rounded, v.counts::jsonb, v.taken, v.taken_over, v.note
FROM (VALUES
	('annual-leave', 1, '0.1 employees', '1 employees', 'up', '{"what": "annual leave"}', 'each', NULL,
		'ten percent, rounded to the next whole number'),
	('annual-leave', 2, '2 employees', NULL, 'exact', '{"what": "annual leave"}', 'each', NULL, 'two at least'),
	('annual-leave-peak', 1, '0.05 employees', '1 employees', 'exact',
		'{"what": "annual leave"}', 'each', NULL, 'five percent'),
	('annual-leave-days', 1, '6 days', NULL, 'exact', '{"what": "annual leave"}', 'total', 'year', NULL),
	('bereavement-days', 1, '5 days', NULL, 'exact', '{"what": "bereavement"}', 'total', 'year', NULL),
	('jury-days', 1, '14 days', NULL, 'exact', '{"what": "jury duty"}', 'total', 'year', NULL)
) AS v (code, test, number, per, rounded, counts, taken, taken_over, note)
	JOIN load_limit AS l ON l.contract = 'anacortes' AND l.code = v.code;

-- Supplemental time (TRI): a percentage of the state salary allocation of 2017-18, whose amount the page does
-- not print: a district enters it as pay_base 'state salary allocation 2017-18'.
INSERT INTO stipend (contract, position, title, in_force, band, base, digits, citation, note) VALUES
	('anacortes', 'TRI', 'TRI time schedule', '[2017-09-01,2018-09-01)', 'TRI 25.25%',
		'state salary allocation 2017-18', 2, 'CBA pp. 15-18',
		'a missed day of the 45 mandatory hours is deducted from the pay of July; the '
		'state salary allocation 2017-18 is not in the source: a district enters it as pay_base; rounding is not said, '
		'cents are assumed'),
	('anacortes', 'TRI', 'TRI time schedule', '[2018-09-01,2019-09-01)', 'TRI 28.25%',
		'state salary allocation 2017-18', 2, 'CBA pp. 15-18',
		'increased to 28.25% in 2018-19; the state salary allocation 2017-18 is not in '
		'the source: a district enters it '
		'as pay_base; rounding is not said, cents are assumed');
INSERT INTO pay_base (contract, name, in_force, amount, citation, note) VALUES
	('anacortes', 'annual leave cash-out, day', '[2017-09-01,2018-09-01)', 135, 'CBA pp. 30-34',
		'or the pay of a substitute, if that is what is current; which of the two is not said');

-- Leave of an employee, as accounts (CBA pp. 30-34). What stands above as limits, a building's share of absences and
-- the days of annual leave, bereavement and jury duty, counts tallies.
INSERT INTO leave_plan (contract, account, title, in_force, amount, per, carries, ceiling, charged_to, after, paid,
	cash_base, give_to, give_keep, give_most, receive_most, citation, note) VALUES
	('anacortes', 'sick', 'Sick leave', '[2017-09-01,2018-09-01)', 12, 'school year', 180, NULL, NULL, '{}', 'full',
		NULL, 'shared', 22, 6, NULL, 'CBA pp. 30-34',
		'180 days are read as the most that goes into the next year, which then has its twelve; the other '
		'reading, never more than 180, is a ceiling; whoever gives has more than 22 days before, read as keeping 22'),
	('anacortes', 'maternity', 'Maternity leave', '[2017-09-01,2018-09-01)', 'Infinity', 'event', 0, NULL, 'sick', '{}',
		'full', NULL, NULL, NULL, NULL, NULL, 'CBA pp. 30-34',
		'begins and ends as the employee says, out of sick leave'),
	('anacortes', 'adoption', 'Adoption leave', '[2017-09-01,2018-09-01)', 90, 'event', 0, NULL, NULL, '{}', 'none',
		NULL, NULL, NULL, NULL, NULL, 'CBA pp. 30-34', 'read as days of work, for each child'),
	('anacortes', 'adoption, court', 'Court appearance for an adoption', '[2017-09-01,2018-09-01)', 1, 'event', 0, NULL,
		NULL, '{}', 'full', NULL, NULL, NULL, NULL, NULL, 'CBA pp. 30-34', NULL),
	('anacortes', 'bereavement', 'Bereavement leave', '[2017-09-01,2018-09-01)', 5, 'school year', 0, NULL, NULL, '{}',
		'full', NULL, NULL, NULL, NULL, NULL, 'CBA pp. 30-34', 'for death or serious illness in the family'),
	('anacortes', 'bereavement, travel', 'Bereavement leave for travel', '[2017-09-01,2018-09-01)', 2, 'school year', 0,
		NULL, NULL, '{bereavement}', 'full', NULL, NULL, NULL, NULL, NULL, 'CBA pp. 30-34',
		'where the superintendent grants it for travel beyond 250 miles'),
	('anacortes', 'jury duty', 'Jury duty', '[2017-09-01,2018-09-01)', 14, 'school year', 0, NULL, NULL, '{}', 'full',
		NULL, NULL, NULL, NULL, NULL, 'CBA pp. 30-34', 'read as so many a year'),
	('anacortes', 'annual', 'Annual leave', '[2017-09-01,2018-09-01)', 6, 'school year', 1, 7, NULL, '{}', 'full',
		'annual leave cash-out, day', NULL, NULL, NULL, NULL, 'CBA pp. 30-34', NULL),
	('anacortes', 'shared', 'Shared leave', '[2017-09-01,2018-09-01)', 0, 'school year', 'Infinity', NULL, NULL, '{}',
		'full', NULL, NULL, NULL, NULL, 180, 'CBA pp. 30-34',
		'what may be used is read as what may be received; that one''s own is used up first is not said');
-- What is to be done by when
INSERT INTO due_rule (contract, code, title, whose, per, each, from_day, closed_by, lapses, in_force, citation, note)
VALUES
	('anacortes', 'overage-time-sheet', 'time sheet of the students over each day, K-6', 'employee', 'employee',
		'month', 'last day', 'overage time sheet', true, '[2017-09-01,2018-09-01)', 'CBA pp. 36-39',
		'each month, of whoever applies for overages; read as by its last day'),
	('anacortes', 'overage-spreadsheet', 'overage spreadsheet to the building secretary, 7-12', 'employee', 'employee',
		'month', 'last day', 'overage spreadsheet', true, '[2017-09-01,2018-09-01)', 'CBA pp. 36-39',
		'each month; read as by its last day');
INSERT INTO due_rule (contract, code, title, whose, per, from_event, within, unit, runs, closed_by, in_force, citation,
	note) VALUES
	('anacortes', 'maternity-notice', 'notice of maternity leave', 'employee',
		'employee', 'expected birth', 5, 'months',
		'before', 'maternity notice', '[2017-09-01,2018-09-01)', 'CBA pp. 30-34',
		'by the end of the fourth month, read as of nine: five months before the day on which the birth is expected');

-- Hours. Supplemental time is 45 mandatory hours and 14 others, and as many optional ones as the agreement allows; a
-- full day is seven hours. An hour is a tally of the employee that carries what it was for.
INSERT INTO load_limit (contract, code, title, in_force, scope, counted_on, strictness, citation, note) VALUES
	('anacortes', 'tri-mandatory', 'TRI additional mandatory time', '[2017-09-01,2018-09-01)', 'employee',
		'TRI year', 'hard', 'CBA pp. 15-18',
		'owed on the days `TRI year`, which are not in the source: a district that tallies the hours enters them; five '
		'full days are read as 35 of '
		'the 45 hours, as the optional day of 7 hours is; the hours of whoever works part of the time are not said and '
		'read as whole: the other reading is per 1 FTE'),
	('anacortes', 'tri-teacher-directed', 'TRI days, half of them teacher directed', '[2017-09-01,2018-09-01)',
		'employee', 'calendar days', 'hard', 'CBA pp. 15-18', 'half district, half teacher directed on site'),
	('anacortes', 'tri-other', 'TRI other mandatory time', '[2017-09-01,2018-09-01)', 'employee', 'TRI year',
		'hard', 'CBA pp. 15-18',
		'owed on the days `TRI year`, which are not in the source, as the mandatory hours are'),
	('anacortes', 'tri-optional', 'TRI optional time', '[2017-09-01,2018-09-01)', 'employee', 'calendar days', 'hard',
		'CBA pp. 15-18', 'in blocks of three and a half hours, on site, outside of contract time'),
	('anacortes', 'tri-optional', 'TRI optional time', '[2018-09-01,2019-09-01)', 'employee', 'calendar days', 'hard',
		'CBA pp. 15-18', 'increased to 21 hours from 2018-19 on'),
	('anacortes', 'relief-days', 'Relief days of special educators', '[2017-09-01,2018-09-01)', 'employee',
		'every day', 'hard', 'CBA pp. 38-39',
		'one day a semester; whoever is eligible carries {"special_education": true}');
INSERT INTO limit_cap (limit_id, test, applies, number, per, per_counts, binds, counts, taken, taken_over, cap_taken,
	note)
SELECT l.id, v.test, v.applies::jsonb, v.number, v.per, v.per_counts::jsonb, v.binds, v.counts::jsonb, 'total',
	v.taken_over, v.cap_taken, v.note
FROM (VALUES
	('tri-mandatory', 2017, 1, '{}', '45 hours', NULL, '{}', 'under', '{"what": "TRI mandatory"}', 'year', 'highest',
		NULL),
	('tri-mandatory', 2017, 2, '{}', '7 hours', NULL, '{}', 'under',
		'{"what": "TRI mandatory", "for": "before school"}',
		'year', 'highest', 'a full day of professional development before school'),
	('tri-mandatory', 2017, 3, '{}', '5 hours', NULL, '{}', 'under', '{"what": "TRI mandatory", "for": "flexible"}',
		'year', 'highest', 'professional development flexibly scheduled during the year'),
	('tri-mandatory', 2017, 4, '{}', '28 hours', NULL, '{}', 'under', '{"what": "TRI mandatory", "for": "days"}',
		'year', 'highest', 'four full days of professional development'),
	('tri-mandatory', 2017, 5, '{}', '5 hours', NULL, '{}', 'under', '{"what": "TRI mandatory", "for": "STEM"}',
		'year', 'highest', NULL),
	('tri-teacher-directed', 2017, 1, '{}', '1 hours', '2 hours', '{"what": "TRI mandatory", "for": "days"}', 'under',
		'{"what": "TRI mandatory", "for": "days", "directed": "teacher"}', 'year', 'total', NULL),
	('tri-other', 2017, 1, '{}', '14 hours', NULL, '{}', 'under', '{"what": "TRI other"}', 'year', 'highest', NULL),
	('tri-other', 2017, 2, '{}', '5 hours', NULL, '{}', 'under', '{"what": "TRI other", "for": "before school"}',
		'year', 'highest', NULL),
	('tri-other', 2017, 3, '{}', '2 hours', NULL, '{}', 'under', '{"what": "TRI other", "for": "Open House"}', 'year',
		'highest', NULL),
	('tri-other', 2017, 4, '{}', '5 hours', NULL, '{}', 'under', '{"what": "TRI other", "for": "staff meetings"}',
		'year', 'highest', 'extended staff meetings'),
	('tri-other', 2017, 5, '{}', '2 hours', NULL, '{}', 'under', '{"what": "TRI other", "for": "Safe Schools"}',
		'year', 'highest', NULL),
	('tri-optional', 2017, 1, '{}', '7 hours', NULL, '{}', 'over', '{"what": "TRI optional"}', 'year', 'highest', NULL),
	('tri-optional', 2018, 1, '{}', '21 hours', NULL, '{}', 'over',
		'{"what": "TRI optional"}', 'year', 'highest', NULL),
	('relief-days', 2017, 1, '{"special_education": true}', '1 days', NULL, '{}', 'over', '{"what": "relief day"}',
		'semester', 'highest', NULL)
) AS v (code, since, test, applies, number, per, per_counts, binds, counts, taken_over, cap_taken, note)
	JOIN load_limit AS l ON l.contract = 'anacortes' AND l.code = v.code
	AND lower(l.in_force) = make_date(v.since, 9, 1);
INSERT INTO time_block (contract, what, in_force, block, begun, least, most, citation, note) VALUES
	('anacortes', 'IEP time', '[2017-09-01,2018-09-01)', '15 minutes', 'counts', '15 minutes', '60 minutes',
		'CBA pp. 38-39',
		'of special educators'' meetings beyond the workday, each by itself; that a quarter of an hour '
		'begun counts is assumed: the other reading, to the minute from the 15th on, is a block of null'),
	('anacortes', 'TRI optional', '[2017-09-01,2019-09-01)', '3.5 hours', 'lost', NULL, NULL, 'CBA pp. 15-18',
		'a part of a block is read as not earned; the other reading is begun counts');
INSERT INTO hourly_pay (contract, what, base, in_force, citation, note) VALUES
	('anacortes', 'IEP time', 'IEP hour', '[2017-09-01,2018-09-01)', 'CBA pp. 38-39',
		'time-sheeted; the rate is not in the source: a district enters it as pay_base `IEP hour`'),
	('anacortes', 'TRI optional', 'TRI hour', '[2017-09-01,2019-09-01)', 'CBA pp. 15-18',
		'time-sheeted; the rate is not in the source: a district enters it as pay_base `TRI hour`'),
	('anacortes', 'TRI missed', 'TRI hour missed', '[2017-09-01,2018-09-01)', 'CBA pp. 15-18',
		'deducted from the pay of July; the rate is not in the source: a district enters it as pay_base '
		'`TRI hour missed`, below zero');
