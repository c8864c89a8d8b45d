-- Hours of the agreement: the workday, minutes of instruction, meetings, adjunct duties, preparation and the use of
-- minimum days (Articles VIII.C, IX, XIV.D.3). What is demanded is tallied. The days named `Wednesdays` and
-- `minimum day occasions` are a district's to enter with its calendar. Elementary sites are those of the level
-- Moon/Whitehead.

INSERT INTO load_limit (contract, code, title, in_force, scope, counted_on, strictness, citation, note) VALUES
	('waterford', 'adjunct-duties', 'Adjunct duties', '[2019-07-01,2022-07-01)', 'employee', 'calendar days', 'hard',
		'Article IX.C.5; Article XIV.D.3',
		'of a school year, which is not said; at several sites each has its part of its own hours, by FTE. The other '
		'choice of XIV.D.3, duties at the campus of the majority alone, is an exception of that campus''s hours; for '
		'job sharers the article leaves them to the district (XVI.E), and the hours are read as whole'),
	('waterford', 'instructional-minutes', 'Regular instructional day', '[2019-07-01,2022-07-01)', 'section',
		'every day', 'hard', 'Article IX.D.1',
		'read as the most of a regular day: fewer minutes are no finding, irregular days are adjusted (IX.E) and '
		'are an exception; the other reading, that there must be as many, is binds under'),
	('waterford', 'before-school', 'Workday before the students'' day', '[2019-07-01,2022-07-01)', 'employee',
		'every day', 'hard', 'Article IX.A', 'minutes that a teacher is made to be there earlier are a tally'),
	('waterford', 'professional-day-end', 'End of the professional day', '[2019-07-01,2022-07-01)', 'site',
		'calendar days', 'hard', 'Article IX.G.2',
		'hours demanded of a site''s teachers are a tally that carries the hour at which '
		'they end: {"ends": 15.5} is half '
		'past three; faculty meetings of grades 7-12 have their own hour, and Open House and Back to School nights '
		'(IX.C.3) are no part of the day'),
	('waterford', 'faculty-meetings', 'Faculty meetings, grades 7-12', '[2019-07-01,2022-07-01)', 'site',
		'calendar days', 'hard', 'Article IX.G.3',
		'a meeting is a tally of its hours, and carries the hour at which it ends; one on a minimum day carries '
		'{"minimum_day": true} and is besides. Two of half an hour are read as one of an hour'),
	('waterford', 'collaboration', 'Half of the minimum days'' development for collaboration',
		'[2019-07-01,2022-07-01)', 'site', 'calendar days', 'hard', 'Article IX.G.1',
		'over a school year, since time that is taken is given back on a later minimum day; the other reading, of each '
		'minimum day by itself, is taken each'),
	('waterford', 'minimum-wednesdays', 'Minimum days on Wednesdays', '[2019-07-01,2022-07-01)', 'site', 'Wednesdays',
		'hard', 'Article VIII.C',
		'for Transitional Kindergarten and grades 1-6; kindergarten is not named. A minimum day is a tally of 1 days; '
		'which Wednesdays there are is not in the source: a district enters the days'),
	('waterford', 'minimum-occasions', 'Minimum days before evenings and holidays', '[2019-07-01,2022-07-01)', 'site',
		'minimum day occasions', 'hard', 'Article VIII.C',
		'Back to School Night, Open House, fall parent conference week, before evening functions, before Christmas, '
		'Easter and Thanksgiving, and the last day of school; their days, `minimum day '
		'occasions`, are not in the source'),
	('waterford', 'preparation', 'Preparation period, grades 6-12', '[2019-07-01,2022-07-01)', 'employee', 'every day',
		'hard', 'Article IX.I.1-2',
		'one section fewer than a student has: the site carries how many that are, {"student_sections": 7}; an '
		'intermediate school carries none. Whoever teaches one more by consent is paid (IX.J) and has an exception');

INSERT INTO limit_cap (limit_id, test, grades, applies, number, per, per_counts, binds, counts, taken, taken_over,
	cap_taken, by_site, note)
SELECT l.id, v.test, v.grades::int4range, v.applies::jsonb, v.number, v.per, v.per_counts::jsonb, v.binds,
	v.counts::jsonb, v.taken, v.taken_over, v.cap_taken, v.by_site, v.note
FROM (VALUES
	('adjunct-duties', 1, NULL, '{"site_level": "Moon/Whitehead"}', '8 hours', NULL, '{}', 'over',
		'{"what": "adjunct duty"}', 'total', 'year', 'highest', true, 'elementary sites'),
	('adjunct-duties', 1, NULL, '{"site_level": {"one_of": ["High School", "Middle School"]}}', '16 hours', NULL, '{}',
		'over', '{"what": "adjunct duty"}', 'total', 'year', 'highest', true, 'secondary sites'),
	('instructional-minutes', 1, '[-1,1]', '{}', '300 minutes', NULL, '{}', 'over',
		'{"what": "instructional minutes"}', 'each', NULL, 'highest', false, NULL),
	('instructional-minutes', 1, '[2,3]', '{}', '310 minutes', NULL, '{}', 'over',
		'{"what": "instructional minutes"}', 'each', NULL, 'highest', false,
		'300 if the members vote so, with 0.75% less pay (IX.D.2): an exception of the site'),
	('instructional-minutes', 1, '[4,8]', '{}', '325 minutes', NULL, '{}', 'over',
		'{"what": "instructional minutes"}', 'each', NULL, 'highest', false, NULL),
	('instructional-minutes', 1, '[9,12]', '{}', '370 minutes', NULL, '{}', 'over',
		'{"what": "instructional minutes"}', 'each', NULL, 'highest', false,
		'comprehensive high school; of another one each class has an exception'),
	('before-school', 1, NULL, '{}', '10 minutes', NULL, '{}', 'over', '{"what": "before the students'' day"}', 'each',
		NULL, 'highest', false, NULL),
	('professional-day-end', 1, NULL, '{}', '0 hours', NULL, '{}', 'over',
		'{"what": "required attendance", "ends": {"above": 15}}', 'each', NULL, 'highest', false, 'not past 3:00 p.m.'),
	('faculty-meetings', 1, NULL, '{"site_level": {"one_of": ["High School", "Middle School"]}}', '1 hours', NULL,
		'{}', 'over', '{"what": "faculty meeting", "minimum_day": {"absent": true}}', 'total', 'month', 'highest',
		false, 'one of an hour a month'),
	('faculty-meetings', 2, NULL, '{"site_level": {"one_of": ["High School", "Middle School"]}}', '0 hours', NULL,
		'{}', 'over', '{"what": "faculty meeting", "ends": {"above": 16}}', 'each', NULL, 'highest', false,
		'not past 4:00 p.m.'),
	('collaboration', 1, NULL, '{"site_level": "Moon/Whitehead"}', '1 hours', '2 hours',
		'{"what": "minimum day development"}', 'under',
		'{"what": "minimum day development", "for": "collaboration"}', 'total', 'year', 'total', false, 'TK-6 schools'),
	('minimum-wednesdays', 1, NULL, '{"site_level": "Moon/Whitehead"}', '1 days', NULL, '{}', 'under',
		'{"what": "minimum day"}', 'each', NULL, 'highest', false, NULL),
	('minimum-occasions', 1, NULL, '{}', '1 days', NULL, '{}', 'under', '{"what": "minimum day"}', 'each', NULL,
		'highest', false, NULL),
	('preparation', 1, '[6,12]', '{"student_sections": 5}', '4 sections', NULL, '{}', 'over', '{}', 'each', NULL,
		'highest', false, NULL),
	('preparation', 1, '[6,12]', '{"student_sections": 6}', '5 sections', NULL, '{}', 'over', '{}', 'each', NULL,
		'highest', false, NULL),
	('preparation', 1, '[6,12]', '{"student_sections": 7}', '6 sections', NULL, '{}', 'over', '{}', 'each', NULL,
		'highest', false, NULL),
	('preparation', 1, '[6,12]', '{"student_sections": 8}', '7 sections', NULL, '{}', 'over', '{}', 'each', NULL,
		'highest', false, NULL)
) AS v (code, test, grades, applies, number, per, per_counts, binds, counts, taken, taken_over, cap_taken, by_site,
	note)
	JOIN load_limit AS l ON l.contract = 'waterford' AND l.code = v.code;

INSERT INTO limit_remedy (limit_id, kind, note)
SELECT l.id, 'other', 'the time is returned on a following scheduled minimum day' FROM load_limit AS l
WHERE l.contract = 'waterford' AND l.code = 'collaboration';
