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
INSERT INTO stipend (contract, position, title, in_force, band, base, citation, note) VALUES
	('anacortes', 'TRI', 'TRI time schedule', '[2017-09-01,2018-09-01)', 'TRI 25.25%',
		'state salary allocation 2017-18', 'CBA pp. 15-18',
		'a missed day of the 45 mandatory hours is deducted from the pay of July; the state salary allocation 2017-18 '
		'is not in the source: a district enters it as pay_base'),
	('anacortes', 'TRI', 'TRI time schedule', '[2018-09-01,2019-09-01)', 'TRI 28.25%',
		'state salary allocation 2017-18', 'CBA pp. 15-18', 'increased to 28.25% in 2018-19; the '
		'state salary allocation 2017-18 is not in the source: a district enters it as pay_base');
INSERT INTO pay_base (contract, name, in_force, amount, citation, note) VALUES
	('anacortes', 'annual leave cash-out, day', '[2017-09-01,2018-09-01)', 135, 'CBA pp. 30-34',
		'or the pay of a substitute, if that is what is current; which of the two is not said');
