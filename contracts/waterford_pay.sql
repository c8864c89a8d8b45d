-- What the agreement pays by the hour, for a class beside one's own, and between mentors; see waterford.sql for the
-- rest.

-- Independent study (Article II, XI.I, Appendix A-3) is paid by the hour, on a schedule that ends where the printed one
-- does: what is placed beyond it is paid as its last row, by the rule for all columns, and what A-3 leaves blank is not
-- there. Its cells are the teachers', 70% and then 80% of them over 187 days of 6.5 hours.
INSERT INTO schedule (contract, schedule, title, in_force, known, grid, derived_from, times, over, printed, citation,
	note, cells)
SELECT 'waterford', 'independent-study', d.title || CASE WHEN upper_inf(t.known) THEN '' ELSE ', before its raise' END,
	t.in_force, t.known, caseload.paid_in(caseload.with_lanes(
		caseload.salary_schedule_agg(c.placement, c.exact * d.times / 1215.5 ORDER BY c.lane_rank, c.step),
		'{I(24),II(36),III(48),IV(60),V(72)}'), 2),
	'teacher', d.times, 1215.5, upper_inf(t.known), d.citation,
	'hourly rates; Article II points to Appendix C for them', 'hourly'
FROM (VALUES
		(date '2018-07-01', '2018-19 Independent Study Teachers', 0.7, 'Appendix A-3(a)'),
		('2019-07-01', '2019-20 Independent Study Teachers', 0.8, 'Article XI.I; Appendix A-3(b)'))
	AS d (from_day, title, times, citation)
JOIN schedule AS t ON t.contract = 'waterford' AND t.schedule = 'teacher' AND lower(t.in_force) = d.from_day
CROSS JOIN LATERAL caseload.cells(t.grid) AS c
JOIN (VALUES ('I', 2), ('II', 4), ('III', 7), ('IV', 8), ('V', 8)) AS e (lane, top)
	ON e.lane = c.lane AND c.step <= e.top
GROUP BY d.title, d.times, d.citation, t.id;

-- What is paid by the hour, and by which tallies
INSERT INTO pay_base (contract, name, in_force, own, digits, citation, note) VALUES
	('waterford', 'own hourly cell', '[2018-07-01,2022-07-01)', 'cell', 2, 'Appendix A-3', NULL),
	('waterford', 'base compensation', '[2019-07-01,2022-07-01)', 'salary', NULL, 'Article IX.H.2', NULL);
INSERT INTO hourly_pay (contract, what, schedule, base, in_force, not_with, citation, note) VALUES
	('waterford', 'independent study', 'independent-study', 'own hourly cell', '[2018-07-01,2022-07-01)', NULL,
		'Article II; Appendix A-3', NULL),
	('waterford', 'extra duty', '*', 'extra duty hour', '[2007-07-01,2022-07-01)', NULL, 'Article XI.F', NULL),
	('waterford', 'summer school', '*', 'summer school hour', '(,2022-07-01)', NULL, 'Article XI.J; XXV.A', NULL),
	('waterford', 'tutor', '*', 'tutor hour', '[2019-07-01,2022-07-01)', NULL, 'Article IX.H.2', NULL),
	('waterford', 'preparation period', '*', 'preparation period hour', '[2019-07-01,2022-07-01)',
		'preparation period class', 'Article IX.H.2',
		'a class that does not last for 60 days is paid so, hour by hour, as any other use of the period is'),
	('waterford', 'joint panel', '*', 'joint panel hour', '[2000-07-01,2001-07-01)', NULL, 'Article XIX.E.3',
		'of a teacher on the panel, when it does not meet on release time'),
	('waterford', 'job share substitution', '*', 'substitute hour', '(,2022-07-01)', NULL, 'Article XVI.C.1',
		'hours in which a job sharer substitutes in unassigned time; the substitute hour is not in the source: a '
		'district enters it as pay_base');
INSERT INTO stipend (contract, position, title, in_force, band, base, lasts, prorated_by, digits, citation, note) VALUES
	('waterford', 'preparation period class', 'Class taught in the preparation period', '[2019-07-01,2022-07-01)',
		'PREP 20%', 'base compensation', '60 days', 'salary', 2, 'Article IX.H.2',
		'20% of base compensation while it lasts, from 60 days of a school year on; a trimester at least, which is '
		'the other measure, has about as many; a class of fewer is paid by the hour, as '
		'tallies of the preparation period');

-- Dental coverage has a maximum of its own (Article XXIII.B)
INSERT INTO benefit_cap (contract, coverage, in_force, amount, citation, note) VALUES
	('waterford', 'dental, each individual', '[1999-07-01,2022-07-01)', 2000, 'Article XXIII.B',
		'a year, for each individual who is covered; the text names the school year, 1 July is assumed, and no '
		'later one');

-- A teacher whom several mentors served in a month: that month's amount is theirs by days (Article XIX.G.7). A mentor
-- holds the position once for each participating teacher whom he or she shares, with a count of one.
UPDATE stipend SET shared_by = 'participating_teacher', digits = 2, citation = 'Article XIX.F.4; XIX.G.7',
	note = note || '; months are those in which the teacher is served, each paid alike'
WHERE contract = 'waterford' AND position = 'Consulting Mentor/Teacher';

-- A lump sum in advance is discounted at the prime rate that the Wall Street Journal publishes (Article XX.A-B)
UPDATE retirement_incentive SET lump_index = 'prime rate' WHERE contract = 'waterford';

-- A teacher on special assignment schedules three of the 192 work days (Article IX.K)
INSERT INTO load_limit (contract, code, title, in_force, scope, counted_on, strictness, citation, note) VALUES
	('waterford', 'special-assignment-days', 'Days that a teacher on special assignment schedules',
		'[2019-07-01,2022-07-01)', 'employee', 'every day', 'advisory', 'Article IX.K',
		'three days of the work year are at the teacher''s discretion, each a tally; of an employment with the '
		'role Teacher on Special Assignment');
INSERT INTO limit_cap (limit_id, applies, number, counts, taken, taken_over)
SELECT l.id, '{"role": "Teacher on Special Assignment"}', '3 days', '{"what": "special assignment day"}', 'total',
	'year'
FROM load_limit AS l WHERE l.contract = 'waterford' AND l.code = 'special-assignment-days';
