-- Posts that a contract promises: a counselor at each high school, an aide for so many students of a class, a chair of
-- each department. Who fills them stands in the facts.
CREATE TABLE post_rule (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract   text NOT NULL REFERENCES contract ON DELETE CASCADE,
	code       text NOT NULL CHECK (code <> ''),
	title      text NOT NULL,
	post       text NOT NULL CHECK (post <> ''),
	in_force   daterange NOT NULL CHECK (NOT isempty(in_force)),
	known      daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	each       text NOT NULL CHECK (each IN ('site', 'section', 'department', 'district')),
	department text CHECK (department <> ''),
	grades     int4range CHECK (NOT isempty(grades)),
	program    text CHECK (program <> ''),
	applies    jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(applies) = 'object'),
	number     numeric CHECK (number > 0 AND number < 1000000),
	per        caseload.caseload_unit CHECK (caseload.quantity(per) > 0),
	what       text CHECK (what <> ''),
	at_least   caseload.caseload_unit CHECK (caseload.quantity(at_least) > 0),
	rounded    text NOT NULL DEFAULT 'up' CHECK (rounded IN ('up', 'down', 'nearest', 'exact')),
	least      numeric NOT NULL DEFAULT 0 CHECK (least >= 0),
	most       numeric CHECK (most > 0),
	positions  text[] CHECK (positions <> '{}' AND array_position(positions, NULL) IS NULL),
	roles      text[] CHECK (roles <> '{}' AND array_position(roles, NULL) IS NULL),
	employed   jsonb CHECK (jsonb_typeof(employed) = 'object' AND employed <> '{}'),
	tallies    text[] CHECK (tallies <> '{}' AND array_position(tallies, NULL) IS NULL),
	counted    text NOT NULL DEFAULT 'people' CHECK (counted IN ('people', 'FTE')),
	binds      text NOT NULL DEFAULT 'shall' CHECK (binds IN ('shall', 'effort', 'may')),
	citation   text NOT NULL CHECK (citation <> ''),
	note       text,
	CONSTRAINT post_rule_number_told CHECK (number IS NOT NULL OR note IS NOT NULL),
	CONSTRAINT post_rule_department_told CHECK ((each = 'department') = (department IS NOT NULL)),
	CONSTRAINT post_rule_filled CHECK (num_nonnulls(positions, roles, employed, tallies) > 0),
	CONSTRAINT post_rule_of_class CHECK (each <> 'section' OR num_nonnulls(positions, employed) = 0),
	-- one thing is counted, and what no fact of the classes or people counts is a tally by name
	CONSTRAINT post_rule_counts CHECK (caseload.measure(per) = caseload.measure(at_least) IS NOT FALSE
		AND (what IS NULL OR num_nonnulls(per, at_least) > 0)
		AND (what IS NOT NULL OR coalesce(caseload.measure(per), caseload.measure(at_least), 'students')
			IN ('students', 'sections', 'teachers', 'employees', 'FTE'))),
	CONSTRAINT post_rule_bounds CHECK (least <= most IS NOT FALSE),
	CONSTRAINT post_rule_applies_conditions CHECK (caseload.check_conditions(applies, false)),
	CONSTRAINT post_rule_employed_conditions CHECK (caseload.check_conditions(employed, false)),
	EXCLUDE USING gist (contract WITH =, code WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE post_rule IS 'posts that a contract promises, one row a clause';
COMMENT ON COLUMN post_rule.id IS 'key';
COMMENT ON COLUMN post_rule.contract IS 'the contract';
COMMENT ON COLUMN post_rule.code IS 'stays the same over renewals: college-counselor';
COMMENT ON COLUMN post_rule.title IS 'as reports show it';
COMMENT ON COLUMN post_rule.post IS 'what the post is called';
COMMENT ON COLUMN post_rule.in_force IS 'days on which the clause holds';
COMMENT ON COLUMN post_rule.known IS 'days on which this text was the one known; a retroactive change is a second row';
COMMENT ON COLUMN post_rule.each IS
	'what has it: each site, class or department, or the district; sites are those that the contract reaches';
COMMENT ON COLUMN post_rule.department IS
	'of departments: the key of section.attributes whose values they are; the classes of one site and value are one';
COMMENT ON COLUMN post_rule.grades IS 'only classes with any of these grades; null: any';
COMMENT ON COLUMN post_rule.program IS 'only classes of this program; null: any';
COMMENT ON COLUMN post_rule.applies IS
	'what the site, or the class with its site, must carry: {"high_school": true}; conditions as in limit_cap; '
	'"site_level" is the level of the site';
COMMENT ON COLUMN post_rule.number IS 'so many posts; null: the source does not give the number';
COMMENT ON COLUMN post_rule.per IS
	'for each so many: 250 students, 5 sections, 10 teachers; null: so many, however large it is';
COMMENT ON COLUMN post_rule.what IS
	'the tally that says how many there are; null: enrolled students, classes, teachers of record, those employed';
COMMENT ON COLUMN post_rule.at_least IS 'only where there are so many: 900 students, 8 sections';
COMMENT ON COLUMN post_rule.rounded IS 'how a part of a post is rounded';
COMMENT ON COLUMN post_rule.least IS 'no fewer than so many where it is owed at all';
COMMENT ON COLUMN post_rule.most IS 'no more than so many';
COMMENT ON COLUMN post_rule.positions IS 'filled by whoever holds one of these positions there';
COMMENT ON COLUMN post_rule.roles IS 'filled by whoever has one of these roles in the classes';
COMMENT ON COLUMN post_rule.employed IS
	'filled by whoever is employed there, under any contract, and carries this: {"program": "Counselor"}; '
	'"schedule" is the schedule of the employment';
COMMENT ON COLUMN post_rule.tallies IS 'filled by as many as these tallies say: {aides}';
COMMENT ON COLUMN post_rule.counted IS
	'people: each person fills one; FTE: the full-time equivalent of the employment, the share of position or class';
COMMENT ON COLUMN post_rule.binds IS
	'shall: it is owed; effort: to be tried for; may: who wants it can ask for it, and nothing is found missing';
COMMENT ON COLUMN post_rule.citation IS 'article';
COMMENT ON COLUMN post_rule.note IS 'the reading chosen where the text is open, and the other one';
