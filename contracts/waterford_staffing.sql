-- Posts of Waterford, and who is paid no stipend; load after waterford.sql, as create_district does.

-- Posts. A member of a committee carries it in the attributes of the employment; chairs and mentors hold the positions
-- that a stipend pays, a chair with the department among its attributes.
INSERT INTO post_rule (contract, code, title, post, in_force, each, department, applies, number, at_least, positions,
	employed, binds, citation, note)
SELECT 'waterford', v.code, v.title, v.post, v.in_force::daterange, v.each, v.department, v.applies::jsonb, v.number,
	v.at_least, v.positions::text[], v.employed::jsonb, v.binds, v.citation, v.note
FROM (VALUES
	('department-chair', 'Chair of a high school department', 'Department Chairperson', '(,2022-07-01)', 'department',
		'department', '{"site_level": "High School", "department": {"one_of": ["Visual and Performing Arts",
		"World Languages", "Career", "Science and Agriculture", "Social Science", "Mathematics", "English and ELD",
		"Health and Physical Education", "Special Education"]}}', 1, NULL, '{High School Department Chair.}', NULL,
		'shall', 'Article XXIV.A-D, XXIV.I',
		'appointed by the principal; it is for the one appointed to accept, so it can be open without a breach'),
	('department-status', 'Chair of a further department', 'Department Chairperson', '(,2022-07-01)', 'department',
		'department', '{"site_level": "High School", "department": {"not": ["Visual and Performing Arts",
		"World Languages", "Career", "Science and Agriculture", "Social Science", "Mathematics", "English and ELD",
		"Health and Physical Education", "Special Education"]}}', 1, '8 sections', '{High School Department Chair.}',
		NULL, 'may', 'Article XXIV.J',
		'a program of eight sections may apply for department status; sections are counted on each day'),
	('safety-teachers', 'Safety committee', 'Teacher on the safety committee', '(,2022-07-01)', 'site', NULL, '{}', 2,
		NULL, NULL, '{"safety_committee": "teacher"}', 'shall', 'Article XVIII.A', NULL),
	('safety-maintenance', 'Safety committee', 'Maintenance employee on the safety committee', '(,2022-07-01)', 'site',
		NULL, '{}', 1, NULL, NULL, '{"safety_committee": "maintenance"}', 'shall', 'Article XVIII.A',
		'of another unit: whoever is entered as employed there, under any contract'),
	('safety-principal', 'Safety committee', 'Principal or designee on the safety committee', '(,2022-07-01)', 'site',
		NULL, '{}', 1, NULL, NULL, '{"safety_committee": "principal"}', 'shall', 'Article XVIII.A', NULL),
	('joint-panel-teachers', 'Joint panel', 'Teacher on the joint panel', '(,2022-07-01)', 'district', NULL, '{}', 3,
		NULL, NULL, '{"joint_panel": "teacher"}', 'shall', 'Article XIX.E.1-2',
		'chosen by the association for three years; four of the five members are a quorum'),
	('joint-panel-administrators', 'Joint panel', 'Administrator on the joint panel', '(,2022-07-01)', 'district', NULL,
		'{}', 2, NULL, NULL, '{"joint_panel": "administrator"}', 'shall', 'Article XIX.E.1-2',
		'named by the district; four of the five members are a quorum'),
	('mentors', 'Consulting mentors', 'Consulting Mentor/Teacher', '[2000-07-01,2022-07-01)', 'district', NULL, '{}', 3,
		NULL, '{Consulting Mentor/Teacher}', NULL, 'may', 'Article XIX.F.4-5',
		'three are named; the joint panel sets the number of each year, which may be another')
) AS v (code, title, post, in_force, each, department, applies, number, at_least, positions, employed, binds, citation,
	note);
