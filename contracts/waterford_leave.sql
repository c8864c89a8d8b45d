-- Leave (Article X), as accounts. Two amounts are not printed, and a district enters them as pay bases: 'substitute,
-- day', what a substitute is paid for a day, and 'jury fee, day', what a court pays a juror.

INSERT INTO leave_plan (contract, account, title, in_force, unit, amount, per, by_fte, carries, charged_to, after,
	within_months, paid, less_base, give_to, give_least, verify_after, citation, note) VALUES
	('waterford', 'sick', 'Sick leave', '[2019-07-01,2022-07-01)', 'days', 10, 'school year', true, 'Infinity', NULL,
		'{industrial accident}', NULL, 'full', NULL, 'catastrophic', 1, 5, 'Article X.A, X.A.4-6, X.F',
		'ten days for five days a week; whoever is employed for fewer has them in '
		'proportion to the FTE, and a year begun '
		'late has all of them: the other reading of that is by_year; of an industrial '
		'accident or illness the leave for it '
		'comes first (X.G.5); days brought from another district are a move of kind opening'),
	('waterford', 'personal necessity', 'Personal necessity leave', '[2019-07-01,2022-07-01)', 'days', 7, 'school year',
		false, 0, 'sick', '{}', NULL, 'full', NULL, NULL, NULL, NULL, 'Article X.B',
		'two days of it for what is compelling and five at one''s own choice, which are accounts of their own'),
	('waterford', 'compelling importance', 'Personal necessity of compelling importance', '[2019-07-01,2022-07-01)',
		'days', 2, 'school year', false, 0, 'personal necessity', '{}', NULL, 'full', NULL, NULL, NULL, NULL,
		'Article X.B', NULL),
	('waterford', 'personal discretion', 'Personal necessity at one''s own choice', '[2019-07-01,2022-07-01)', 'days',
		5, 'school year', false, 0, 'personal necessity', '{}', NULL, 'full', NULL, NULL,
		NULL, NULL, 'Article X.B', NULL),
	('waterford', 'bereavement', 'Bereavement leave', '[2019-07-01,2022-07-01)', 'days', 5, 'event', false, 0, NULL,
		'{}', NULL, 'full', NULL, NULL, NULL, NULL, 'Article X.C',
		'five days for each death in the immediate family; the other reading, five a year, is per school year'),
	('waterford', 'pregnancy disability', 'Pregnancy disability leave', '[2019-07-01,2022-07-01)', 'days', 'Infinity',
		'event', false, 0, NULL, '{}', 4, 'none', NULL, NULL, NULL, NULL, 'Article X.D',
		'four months, without pay but for sick leave, which is entered as such; what goes '
		'on beyond them runs with family '
		'care leave and is entered there'),
	('waterford', 'jury duty', 'Jury duty', '[2019-07-01,2022-07-01)', 'days', 'Infinity', 'school year', false, 0,
		NULL, '{}', NULL, 'differential', 'jury fee, day', NULL, NULL, NULL, 'Article X.E',
		'what the court pays for service is given to the district, read as taken off the '
		'pay; what it pays for travel is '
		'kept; the fee, base `jury fee, day`, is not in the source: a district enters it'),
	('waterford', 'catastrophic', 'Catastrophic leave', '[2019-07-01,2022-07-01)', 'days', 0, 'school year', false,
		'Infinity', NULL, '{sick}', NULL, 'full', NULL, NULL, NULL, NULL, 'Article X.F',
		'sick leave of others, given for good, at least a day each; asked for when all of '
		'one''s own is used up, of which '
		'personal necessity is a part'),
	('waterford', 'industrial accident', 'Industrial accident and illness leave', '[2019-07-01,2022-07-01)', 'days', 60,
		'event', false, 0, NULL, '{}', NULL, 'full', NULL, NULL, NULL, NULL, 'Article X.G.1-5',
		'sixty days for each accident; into the next fiscal year goes what is left of them for the same one'),
	('waterford', 'differential', 'Differential pay', '[2019-07-01,2022-07-01)', 'days', 'Infinity', 'event', false, 0,
		NULL, '{sick,industrial accident}', 5, 'differential', 'substitute, day', NULL, NULL, NULL, 'Article X.A.3',
		'five calendar months from the first day on, of each illness; the other reading, of each school year, is per '
		'school year; the base `substitute, day` is not in the source: a district enters it'),
	('waterford', 'child bonding', 'Child bonding leave', '[2019-07-01,2022-07-01)', 'weeks', 12, 'event', false, 0,
		NULL, '{sick}', 12, 'differential', 'substitute, day', NULL, NULL, NULL, 'Article X.M; X.M.1-4',
		'twelve weeks of differential pay for each child, beside the five months, when sick '
		'leave is used up, and within a '
		'year of the birth or placement, whose day a move of kind opening of 0 days gives; '
		'over the end of a school year '
		'the rest goes on; the base `substitute, day` is not in the source: a district enters it'),
	('waterford', 'child bonding without pay', 'Child bonding leave without pay', '[2019-07-01,2022-07-01)', 'days',
		'Infinity', 'event', false, 0, 'child bonding', '{}', NULL, 'none', NULL, NULL, NULL, NULL, 'Article X.M',
		'the same twelve weeks, if one chooses to take them unpaid'),
	('waterford', 'leave of absence', 'Unpaid leave of absence', '[2019-07-01,2022-07-01)', 'days', 'Infinity', 'event',
		false, 0, NULL, '{}', NULL, 'none', NULL, NULL, NULL, NULL, 'Article X.J',
		'as long as the board grants'),
	('waterford', 'adoption, sick leave', 'Adoption leave, sick leave', '[2019-07-01,2022-07-01)', 'days', 3,
		'school year', false, 0, 'sick', '{}', NULL, 'full', NULL, NULL, NULL, NULL, 'Article X.K', NULL),
	('waterford', 'adoption, personal necessity', 'Adoption leave, personal necessity', '[2019-07-01,2022-07-01)',
		'days', 7, 'school year', false, 0, 'personal necessity', '{}', NULL, 'full', NULL, NULL, NULL, NULL,
		'Article X.K', NULL),
	('waterford', 'adoption, differential', 'Adoption leave, differential pay', '[2019-07-01,2022-07-01)', 'days', 10,
		'school year', false, 0, NULL, '{}', NULL, 'differential', 'substitute, day', NULL, NULL, NULL, 'Article X.K',
		'read as open even where sick leave is left; the base `substitute, day` '
		'is not in the source: a district enters it'),
	('waterford', 'organizational', 'Professional education organizational leave', '[2019-07-01,2022-07-01)', 'days', 2,
		'school year', false, 0, NULL, '{}', NULL, 'full', NULL, NULL, NULL, NULL, 'Article X.L', NULL);

-- Family care: full-time employees after a year of service, or whoever worked 1,250 hours in the year before, which the
-- employment or the employee carries as an attribute.
INSERT INTO leave_plan (contract, account, title, applies, precedence, in_force, unit, amount, per, charged_to, paid,
	service_years, least_fte, notice_days, citation, note) VALUES
	('waterford', 'family care', 'Family care and medical leave', '{}', 0, '[2019-07-01,2022-07-01)', 'weeks', 12,
		'12 months', NULL, 'none', 1, 1, 30, 'Article X.I.1-5',
		'twelve work weeks of five days in any twelve months; it runs after the ten days of paid sick leave, which are '
		'entered before it'),
	('waterford', 'family care', 'Family care and medical leave', '{"worked_1250_hours": true}', 1,
		'[2019-07-01,2022-07-01)', 'weeks', 12, '12 months', NULL, 'none', NULL, NULL, 30, 'Article X.I.1-5',
		'whoever worked 1,250 hours in the school year before'),
	('waterford', 'family care with paid leave', 'Family care leave beside paid leave', '{}', 0,
		'[2019-07-01,2022-07-01)', 'days', 'Infinity', 'event', 'family care', 'full',
		NULL, NULL, 30, 'Article X.I.1, I.4',
		'the same twelve weeks, on days that are paid as sick leave, personal necessity or differential leave: entered '
		'here and there');

-- Hours missed: by the grades that one teaches, as the attribute "grades", or else by the level of the site.
INSERT INTO leave_part (contract, site_level, applies, in_force, up_to, times, over, citation, note)
SELECT 'waterford', p.site_level, p.applies::jsonb, '[2019-07-01,2022-07-01)', h.up_to, h.times, h.over, 'Article X.A',
	h.note
FROM (VALUES ('any', '{"grades": "TK-6"}', true), ('Moon/Whitehead', '{}', true), ('any', '{"grades": "7-12"}', false),
		('Middle School', '{}', false), ('High School', '{}', false)) AS p (site_level, applies, low)
	JOIN (VALUES (true, 3, 1, 2, 'more than three hours are read as a whole day'), (false, 2, 1, 3, NULL),
		(false, 4, 2, 3, 'of more than two hours nothing is said; each two more are read as another third'))
		AS h (low, up_to, times, over, note) ON h.low = p.low;
