-- title: United Teachers Los Angeles, contract wins of 2022-25
-- term: [2022-07-01,2025-07-01)
-- citation: Contract enforcement plan, 2022-25
--
-- What the union's enforcement plan states. Its columns are cut off in places: a figure that is cut off is
-- null here, with a note, and never guessed. The class size chart (appendix) is not part of it.

INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation, note) VALUES
	('utla', 'United Teachers Los Angeles, contract wins of 2022-25',
		'Los Angeles Unified School District', 'United Teachers Los Angeles',
		'[2022-07-01,2025-07-01)', 'Contract enforcement plan, 2022-25',
		'the 21% of salary increases come in two a year to January 2025; the single percentages are not printed');

INSERT INTO load_limit (contract, code, title, in_force, scope, joined, paid_by,
	counted_on, strictness, citation, note) VALUES
	('utla', 'class-size-chart', 'Class size chart', '[2022-07-01,2026-07-01)', 'section', 'any', NULL, 'norm day',
		'hard', 'Class size', 'the chart is not in the source: give it rows by grade and program'),
	('utla', 'class-size', 'Class size', '[2023-07-01,2024-07-01)', 'section', 'any', NULL, 'norm day', 'hard',
		'Class size', 'one fewer than the chart at the 100 identified schools'),
	('utla', 'class-size', 'Class size', '[2024-07-01,2025-07-01)', 'section', 'any', NULL, 'norm day', 'hard',
		'Class size', 'one fewer again at the identified schools, one fewer at all others'),
	('utla', 'class-size', 'Class size', '[2025-07-01,2026-07-01)', 'section', 'any', NULL, 'norm day', 'hard',
		'Class size', 'one fewer again at all others; the identified schools are read as staying two below the chart'),
	('utla', 'counselor', 'Secondary academic counselor',
		'[2022-07-01,2025-07-01)', 'employee', 'any', NULL, 'every day', 'hard', 'Class size',
		'lowered from 750; the new number is cut off and taken from the advice beside it, which says above 700'),
	('utla', 'college-counselor', 'College counselor', '[2022-07-01,2024-07-01)', 'site', 'all', 2, 'every day', 'hard',
		'Class size', 'at high schools on the priority list'),
	('utla', 'college-counselor', 'College counselor', '[2024-07-01,2025-07-01)', 'site', 'all', 2, 'every day', 'hard',
		'Class size', 'at all high schools from 2024-25'),
	('utla', 'combination-class', 'Combination class', '[2022-07-01,2025-07-01)', 'section', 'all', 2, 'every day',
		'paid', 'Combination classes', 'general education, UTK-5, in elementary schools of more than 175 students; a '
		'paraprofessional is prioritized, not promised'),
	('utla', 'sped-class-size', 'Special education class size', '[2022-07-01,2025-07-01)', 'section', 'any', NULL,
		'classification days', 'paid', 'Special education',
		'the caps of the other programs are not in the source; a violation of at least one '
		'classification period is paid for the semester'),
	('utla', 'adaptive-pe', 'Adaptive PE caseload', '[2022-07-01,2025-07-01)', 'employee', 'any', NULL, 'every day',
		'hard', 'Special education', 'those two above their cap are told to write'),
	('utla', 'rsp-caseload', 'Resource specialist caseload', '[2022-07-01,2025-07-01)', 'employee', 'any', NULL,
		'every day', 'hard', 'Special education', '28 is the state maximum; the plan prints no number'),
	('utla', 'dis-caseload', 'Caseload of a DIS provider', '[2022-07-01,2025-07-01)', 'employee', 'any', NULL,
		'every day', 'hard', 'Special education', 'not in the source'),
	('utla', 'assessments', 'Initial assessments beyond five',
		'[2022-07-01,2025-07-01)', 'employee', 'all', 2, 'every day', 'paid', 'Special education',
		'within three of the cap is read as three below it or more; that the five are of a school year is assumed'),
	('utla', 'assessment-release', 'Release days for assessments',
		'[2022-07-01,2025-07-01)', 'employee', 'any', NULL, 'every day', 'advisory', 'Special education',
		'three substitute days a year, on request; of a school year, as the days of a substitute are tallied'),
	('utla', 'bsap-training', 'Additional training at group 1 BSAP schools',
		'[2022-07-01,2025-07-01)', 'site', 'any', NULL, 'every day', 'advisory', 'Black Student Achievement',
		'20 hours more, read as of a school year; hours held are a tally'),
	('utla', 'onsite-hours', 'Onsite obligation, special services D', '[2022-07-01,2025-07-01)', 'employee', 'any',
		NULL, 'every day', 'hard', 'Out of classroom staff', 'lowered from 8 hours; hours demanded are a tally'),
	('utla', 'paraprofessionals', 'Paraprofessionals of a special day class', '[2022-07-01,2025-07-01)', 'section',
		'any', NULL, 'every day', 'advisory', 'Special education', 'all efforts are to be made; aides are tallies');

INSERT INTO limit_cap (limit_id, test, grades, program, applies, precedence, number, relative_to, binds, tolerance,
	counts, wider, taken, taken_over, note)
SELECT l.id, v.test, v.grades::int4range, v.program, v.applies::jsonb, v.precedence, v.number, v.relative_to, v.binds,
	v.tolerance, v.counts::jsonb, v.wider, v.taken, v.taken_over, v.note
FROM (VALUES
	('class-size-chart', 2022, 1, NULL, NULL, '{}', 0, NULL, NULL, 'over', NULL, '{}', NULL, 'each', NULL,
		'the chart is not in the source'),
	('class-size', 2023, 1, NULL, NULL, '{"identified": true}', 1, '-1 students', 'class-size-chart', 'over', NULL,
		'{}', NULL, 'each', NULL, NULL),
	('class-size', 2023, 1, NULL, NULL, '{}', 0, '0 students', 'class-size-chart', 'over', NULL,
		'{}', NULL, 'each', NULL, NULL),
	('class-size', 2024, 1, NULL, NULL, '{"identified": true}', 1, '-2 students', 'class-size-chart', 'over', NULL,
		'{}', NULL, 'each', NULL, NULL),
	('class-size', 2024, 1, NULL, NULL, '{}', 0, '-1 students', 'class-size-chart', 'over', NULL,
		'{}', NULL, 'each', NULL, NULL),
	('class-size', 2025, 1, NULL, NULL, '{}', 0, '-2 students', 'class-size-chart', 'over', NULL,
		'{}', NULL, 'each', NULL, NULL),
	('counselor', 2022, 1, NULL, 'Secondary counselor', '{}', 0, '700 students', NULL, 'over', NULL,
		'{"what": "caseload"}', NULL, 'each', NULL, NULL),
	('college-counselor', 2022, 1, NULL, NULL, '{"high_school": true, "priority_list": true}', 0, '900 students', NULL,
		'at', NULL, '{"what": "enrollment"}', NULL, 'each', NULL, 'at least 900 students'),
	('college-counselor', 2022, 2, NULL, NULL, '{"high_school": true, "priority_list": true}', 0, '1 positions', NULL,
		'under', NULL, '{"what": "college counselor"}', NULL, 'each', NULL, 'a college counselor or a college advisor'),
	('college-counselor', 2024, 1, NULL, NULL, '{"high_school": true}', 0, '900 students', NULL, 'at', NULL,
		'{"what": "enrollment"}', NULL, 'each', NULL, 'at least 900 students'),
	('college-counselor', 2024, 2, NULL, NULL, '{"high_school": true}', 0, '1 positions', NULL, 'under', NULL,
		'{"what": "college counselor"}', NULL, 'each', NULL, 'a college counselor or a college advisor'),
	('combination-class', 2022, 1, '[-1,5]', NULL, '{"combination": true}', 0, '175 students', NULL, 'over', NULL,
		'{"what": "enrollment"}', 'site', 'each', NULL, NULL),
	('combination-class', 2022, 2, '[-1,5]', NULL, '{"combination": true}', 0, '0 sections', NULL, 'over', NULL, '{}',
		NULL, 'each', NULL, 'each such class'),
	('sped-class-size', 2022, 1, NULL, NULL, '{"special_day": true}', 0, NULL, NULL, 'over', NULL, '{}', NULL, 'each',
		NULL, 'the caps of the other programs are not in the source'),
	('sped-class-size', 2022, 1, NULL, 'SDC Autism', '{}', 1, '6 students', NULL, 'over', NULL, '{}', NULL, 'each',
		NULL, 'autism, alternate curriculum: lowered from 8'),
	('adaptive-pe', 2022, 1, NULL, 'Adaptive PE', '{}', 0, NULL, NULL, 'over', '1 students', '{}', NULL, 'each', NULL,
		'lowered from 70; the new figure is cut off, and not in the source'),
	('rsp-caseload', 2022, 1, NULL, 'RSP', '{}', 0, '28 students', NULL, 'over', NULL, '{}', NULL, 'each', NULL, NULL),
	('dis-caseload', 2022, 1, NULL, 'DIS', '{}', 0, NULL, NULL, 'over', NULL, '{}', NULL,
		'each', NULL, 'not in the source'),
	('assessments', 2022, 1, NULL, 'RSP', '{}', 0, '-3 students', 'rsp-caseload', 'at', NULL, '{}', NULL, 'each',
		NULL, 'within three of the cap'),
	('assessments', 2022, 1, NULL, 'DIS', '{}', 0, '-3 students', 'dis-caseload', 'at', NULL, '{}', NULL, 'each',
		NULL, 'within three of the cap'),
	('assessments', 2022, 2, NULL, 'RSP', '{}', 0, '5 assessments', NULL, 'over', NULL,
		'{"kind": "initial"}', NULL, 'total', 'year', NULL),
	('assessments', 2022, 2, NULL, 'DIS', '{}', 0, '5 assessments', NULL, 'over', NULL,
		'{"kind": "initial"}', NULL, 'total', 'year', NULL),
	('assessment-release', 2022, 1, NULL, NULL, '{}', 0, '3 days', NULL, 'over', NULL,
		'{"what": "assessment release"}', NULL, 'total', 'year', NULL),
	('bsap-training', 2022, 1, NULL, NULL, '{"bsap_group_1": true}', 0, '20 hours', NULL, 'under', NULL,
		'{"what": "additional training"}', NULL, 'total', 'year', NULL),
	('onsite-hours', 2022, 1, NULL, NULL, '{"special_services_d": true}', 0, '7 hours', NULL, 'over', NULL,
		'{"what": "onsite"}', NULL, 'each', NULL, 'of a day'),
	('paraprofessionals', 2022, 1, NULL, NULL, '{"special_day": true}', 0, '1 aides', NULL, 'under', NULL, '{}',
		NULL, 'each', NULL, 'per program'),
	('paraprofessionals', 2022, 1, NULL, 'SDC Autism', '{}', 1, '2 aides', NULL, 'under', NULL,
		'{}', NULL, 'each', NULL, NULL),
	('paraprofessionals', 2022, 1, NULL, 'SDC Emotionally Disturbed', '{}', 1, '2 aides', NULL, 'under',
		NULL, '{}', NULL, 'each', NULL, NULL)
) AS v (code, since, test, grades, program, applies, precedence, number, relative_to, binds, tolerance,
	counts, wider, taken, taken_over, note)
	JOIN load_limit AS l ON l.contract = 'utla' AND l.code = v.code AND lower(l.in_force) = make_date(v.since, 7, 1);

INSERT INTO limit_remedy (limit_id, rank, choice, kind, scale, base, note)
SELECT l.id, v.rank, NULL, v.kind, v.scale, v.base, v.note
FROM (VALUES
	('class-size', 1, 'grievance', NULL, NULL, 'the day after norm day'),
	('counselor', 1, 'meeting', NULL, NULL, 'the principal is told in writing'),
	('counselor', 2, 'grievance', NULL, NULL, 'if it remains over'),
	('college-counselor', 1, 'position', '1+: 1 positions flat', NULL, NULL),
	('combination-class', 1, 'pay', '1+: $600 flat per semester', NULL, NULL),
	('sped-class-size', 1, 'pay', '2: $625 flat, 3+: $1250 flat per semester', NULL, NULL),
	('sped-class-size', 2, 'paraprofessional', '2+: 1 aides flat per semester', NULL,
		'the aide of three over is the one of two over, not a second'),
	('adaptive-pe', 1, 'meeting', NULL, NULL, NULL),
	('assessments', 1, 'pay', '1+: 2 hours each per year', 'hourly rate',
		'up to two hours; the hourly rate is not in the source: a district enters it as pay_base'),
	('paraprofessionals', 1, 'meeting', NULL, NULL, 'a written request, to document it')
) AS v (code, rank, kind, scale, base, note) JOIN load_limit AS l ON l.contract = 'utla' AND l.code = v.code;

-- Differentials and stipends. Those who qualify for more than 20 days, but for less than the semester, have their
-- share.
INSERT INTO stipend (contract, position, title, applies, in_force, band, scale, base, per_count_of, lasts,
	lasts_in, prorated_by, digits, citation, note)
SELECT 'utla', v.position, v.title, v.applies::jsonb, v.in_force::daterange, v.band, v.scale, v.base, v.per_count_of,
	v.lasts, v.lasts_in, v.prorated_by, 2, v.citation, v.note
FROM (VALUES
	('dual language, elementary', 'Full-time dual language, UTK-5/6', '{}', '[2022-07-01,2025-07-01)',
		'DL $2700 per semester', NULL, NULL, NULL, '21 days', 'semester', 'school days', 'Master plan',
		'with BCLAD or equivalent; up to $5,400 a year'),
	('dual language, secondary, up to half', 'Secondary dual language, up to 50% in the target language', '{}',
		'[2022-07-01,2025-07-01)', 'DL $2700', NULL, NULL, NULL, '21 days', 'semester', 'school days', 'Master plan',
		'the period is not printed and read as the year, as beside it'),
	('dual language, secondary, more', 'Secondary dual language, more than 50% in the target language', '{}',
		'[2022-07-01,2025-07-01)', 'DL $5400', NULL, NULL, NULL, '21 days', 'semester', 'school days', 'Master plan',
		'up to; the period is not printed and read as the year'),
	('dual language, English team', 'Team teaching the English portion of a dual language program', '{}',
		'[2022-07-01,2025-07-01)', 'DL $500', NULL, NULL, NULL, '21 days', 'semester', 'school days', 'Master plan',
		'those who share the teaching; the period is cut off and read as the year'),
	('climate champion', 'Climate Champion', '{}', '[2023-07-01,2025-07-01)', 'CLIMATE $1800', NULL, NULL, NULL, NULL,
		NULL, NULL, 'Healthy Green Public Schools', 'one at each school, a year'),
	('adult education preparation', 'Paid preparation of adult education', '{}', '[2023-07-01,2025-07-01)',
		NULL, '1+: 1 hours each 5', 'hourly rate', 'hours of instruction', NULL, NULL, NULL, 'Adult education',
		'an hour for every five of instruction; the hourly rate is not in the source: a district enters it as pay_base')
) AS v (position, title, applies, in_force, band, scale, base, per_count_of, lasts,
	lasts_in, prorated_by, citation, note);

INSERT INTO deadline (contract, limit_code, stage, in_force, days, day_kind, from_event, citation, note) VALUES
	('utla', 'class-size', 'grievance', '[2022-07-01,2025-07-01)', 1, 'school', 'norm day', 'Class size',
		'the day from which a grievance can be filed, not the last one; until when is not in the source');

-- What is to be done by when
INSERT INTO due_rule (contract, code, title, whose, per, from_event, within, unit, runs, closed_by, in_force, citation,
	note) VALUES
	('utla', 'paraprofessional-notice', 'notice before a paraprofessional is pulled from a class', 'employer', 'event',
		'paraprofessional reassigned', 24, 'hours', 'before', 'notice of a reassigned paraprofessional',
		'[2022-07-01,2025-07-01)', 'Special education', 'the source breaks off at what he or she is pulled from'),
	('utla', 'faculty-meeting-notice', 'notice of a faculty meeting', 'employer',
		'site', 'faculty meeting', 24, 'hours',
		'before', 'faculty meeting scheduled', '[2022-07-01,2025-07-01)', 'Hours and workday', NULL),
	('utla', 'schedule-recommendation', 'recommendation of the council on a bell or daily schedule', 'joint body',
		'site', 'bell schedule changed', 0, 'calendar days', 'before', 'recommendation of the council',
		'[2022-07-01,2025-07-01)', 'Local School Leadership', 'before the change; on the same day is read as in time'),
	('utla', 'schedule-vote', 'vote of the faculty on a bell or daily schedule', 'association', 'site',
		'bell schedule changed', 0, 'calendar days', 'before', 'vote of the faculty', '[2022-07-01,2025-07-01)',
		'Local School Leadership', 'before the change; on the same day is read as in time');
INSERT INTO due_rule (contract, code, title, whose, per, each, from_day, month, day, within, unit, binds, closed_by,
	lapses, in_force, citation, note) VALUES
	('utla', 'class-size-grievance', 'grievance over class size', 'employee',
		'employee', 'year', 'norm day', NULL, NULL,
		1, 'school days', 'not before', 'grievance', true, '[2022-07-01,2025-07-01)', 'Class size',
		'from the day after norm day; until when is not in the source'),
	('utla', 'dean-consultation', 'consultation of the council on a dean position', 'employer', 'site', 'year',
		'last school day', NULL, NULL, 0, 'calendar days', 'through', 'dean consultation', false,
		'[2022-07-01,2025-07-01)', 'Local School Leadership',
		'when is not said; ahead of the matrix for the next year, so by the last school day'),
	('utla', 'retroactive-pay', 'raises and retroactive pay on the check of September 2023', 'employer', 'district',
		'year', NULL, 9, 30, 0, 'calendar days', 'through', 'retroactive pay', false, '[2023-09-01,2023-10-01)',
		'Salary increases', 'once');

-- Posts. Who is in one carries it in the attributes of the employment; a climate champion holds the position that the
-- stipend pays.
INSERT INTO post_rule (contract, code, title, post, in_force, each, applies, number, positions, employed,
	tallies, counted, binds, citation, note)
SELECT 'utla', v.code, v.title, v.post, v.in_force::daterange, 'site', v.applies::jsonb, 1,
	v.positions::text[], v.employed::jsonb, v.tallies::text[], v.counted, v.binds, v.citation, v.note
FROM (VALUES
	('bsap-psa', 'BSAP team, group 1', 'Pupil services and attendance counselor', '[2022-07-01,2025-07-01)',
		'{"bsap_group_1": true}', NULL, '{"post": "BSAP PSA"}', NULL, 'people', 'shall',
		'Black Student Achievement', 'paid from the center'),
	('bsap-psw', 'BSAP team, group 1', 'Psychiatric social worker', '[2022-07-01,2025-07-01)',
		'{"bsap_group_1": true}', NULL, '{"post": "BSAP PSW"}', NULL, 'people', 'shall',
		'Black Student Achievement', 'paid from the center'),
	('bsap-counselor', 'BSAP team, group 1', 'Academic counselor', '[2022-07-01,2025-07-01)',
		'{"bsap_group_1": true}', NULL, '{"post": "BSAP counselor"}', NULL, 'people', 'shall',
		'Black Student Achievement', 'paid from the center'),
	('bsap-restorative-justice', 'BSAP team, group 1', 'Restorative justice teacher', '[2022-07-01,2025-07-01)',
		'{"bsap_group_1": true}', NULL, '{"post": "BSAP restorative justice"}', NULL, 'people', 'shall',
		'Black Student Achievement', 'the words are cut off, and read as restorative justice teacher'),
	('bsap-2-psa', 'BSAP team, group 2', 'Pupil services and attendance counselor', '[2022-07-01,2025-07-01)',
		'{"bsap_group_2": true, "secondary": true}', NULL, '{"post": "BSAP PSA"}', NULL, 'people', 'shall',
		'Black Student Achievement', 'secondary schools of group 2; paid from the center'),
	('bsap-2-counselor', 'BSAP team, group 2', 'Counselor', '[2022-07-01,2025-07-01)',
		'{"bsap_group_2": true, "secondary": true}', NULL, '{"post": "BSAP counselor"}', NULL, 'people',
		'shall', 'Black Student Achievement', 'secondary schools of group 2; paid from the center'),
	('bsap-auxiliary-period', 'Auxiliary period, group 1', 'Auxiliary period for African American Studies',
		'[2022-07-01,2025-07-01)', '{"bsap_group_1": true}', NULL, NULL, '{auxiliary period}', 'people', 'shall',
		'Black Student Achievement', 'a tally of 1 sections; BSAP schools are read as those of both groups'),
	('bsap-2-auxiliary-period', 'Auxiliary period, group 2', 'Auxiliary period for African American Studies',
		'[2022-07-01,2025-07-01)', '{"bsap_group_2": true}', NULL, NULL, '{auxiliary period}', 'people', 'shall',
		'Black Student Achievement', 'a tally of 1 sections; BSAP schools are read as those of both groups'),
	('community-school-coordinator', 'Community schools coordinator', 'Community schools coordinator',
		'[2023-07-01,2025-07-01)', '{"community_school": true}', NULL,
		'{"post": "community schools coordinator"}', NULL, 'FTE', 'shall', 'Community schools',
		'full-time and at the site, on B basis; paid of the $250,000 that the school has a year'),
	('climate-champion', 'Climate champion', 'Climate champion', '[2023-07-01,2025-07-01)', '{}',
		'{climate champion}', NULL, NULL, 'people', 'shall', 'Healthy Green Public Schools', 'elected by the faculty')
) AS v (code, title, post, in_force, applies, positions, employed, tallies, counted, binds, citation, note);

-- Hours and professional development. A session is a tally of 1 meetings of its site, and of its hours.
INSERT INTO load_limit (contract, code, title, in_force, scope, counted_on, strictness, citation, note) VALUES
	('utla', 'weekly-development', 'Weekly professional development', '[2022-07-01,2025-07-01)', 'site',
		'development weeks', 'hard', 'Hours and workday',
		'once in each week of the days `development weeks`, which are not in the source: a '
		'district enters them with its '
		'calendar'),
	('utla', 'council-development', 'Professional development under the council''s purview',
		'[2022-07-01,2025-07-01)', 'site', 'calendar days', 'hard', 'Hours and workday',
		'half of a school year''s hours, which is not said; at community and pilot '
		'schools all that no state or federal '
		'funds pay for');
INSERT INTO limit_cap (limit_id, applies, precedence, number, per, per_counts, binds, counts, taken, taken_over,
	cap_taken, note)
SELECT l.id, v.applies::jsonb, v.precedence, v.number, v.per, v.per_counts::jsonb, v.binds, v.counts::jsonb, v.taken,
	v.taken_over, v.cap_taken, v.note
FROM (VALUES
	('weekly-development', '{}', 0, '1 meetings', NULL, '{}', 'under', '{"what": "professional development"}', 'total',
		'week', 'highest', NULL),
	('council-development', '{}', 0, '1 hours', '2 hours', '{"what": "professional development"}', 'under',
		'{"what": "professional development", "purview": "council"}', 'total', 'year', 'total', NULL),
	('council-development', '{"community_school": true}', 1, '1 hours', '1 hours',
		'{"what": "professional development", "funded": {"absent": true}}', 'under',
		'{"what": "professional development", "purview": "council", "funded": {"absent": true}}', 'total', 'year',
		'total', 'what state or federal funds pay for carries {"funded": "federal"}'),
	('council-development', '{"pilot": true}', 1, '1 hours', '1 hours',
		'{"what": "professional development", "funded": {"absent": true}}', 'under',
		'{"what": "professional development", "purview": "council", "funded": {"absent": true}}', 'total', 'year',
		'total', NULL)
) AS v (code, applies, precedence, number, per, per_counts, binds, counts, taken, taken_over, cap_taken, note)
	JOIN load_limit AS l ON l.contract = 'utla' AND l.code = v.code;
INSERT INTO hourly_pay (contract, what, base, in_force, citation, note) VALUES
	('utla', 'missed preparation', 'hourly rate', '[2022-07-01,2025-07-01)', 'Early education',
		'of a teacher who covers where no aide is there; the hourly rate is not in the source: a '
		'district enters it as pay_base'),
	('utla', 'voluntary training', 'training rate', '[2022-07-01,2025-07-01)', 'Early education',
		'the training rate is not in the source: a district enters it as pay_base');

-- Salary increases: 21% in two raises a year to January 2025. What each one comes to is not printed, so each follows an
-- index of that name, and a grid is not raised until a district enters its value.
INSERT INTO raise (contract, in_force_from, index_name, citation, note)
SELECT 'utla', d, 'salary increase', 'Salary increases',
	'one of two a year, 21% in all; what the salary increase of this day comes to is not in the source: a district '
	'enters it as index_value. The source names January 2025 alone; 1 July and 1 January are assumed. The raises of '
	'2022-23 were paid back in September 2023'
FROM unnest('{2022-07-01,2023-01-01,2023-07-01,2024-01-01,2024-07-01,2025-01-01}'::date[]) AS d;
