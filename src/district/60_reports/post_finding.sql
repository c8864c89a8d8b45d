-- Posts that a contract promises and nobody fills.
CREATE VIEW post_finding AS
SELECT p.id, p.district_id, p.contract, p.school_year, p.rule, p.post, p.site_name, p.section_id, p.section_name,
	p.department, p.first_day, p.last_day, p.counted, p.measure, p.owed, p.filled, p.short, p.binds, p.citation,
	p.note, p.problem
FROM post_rows(asked_here(caseload.asker())) AS p;
COMMENT ON VIEW post_finding IS
	'one row a school year and site, class or department with fewer people in a post than the contract promises, or '
	'of which that cannot be told. Source: post_rule, and its article';
COMMENT ON COLUMN post_finding.id IS 'key of the row';
COMMENT ON COLUMN post_finding.district_id IS 'district';
COMMENT ON COLUMN post_finding.contract IS 'contract';
COMMENT ON COLUMN post_finding.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN post_finding.rule IS 'title of the rule';
COMMENT ON COLUMN post_finding.post IS 'the post';
COMMENT ON COLUMN post_finding.site_name IS 'school; null: the district';
COMMENT ON COLUMN post_finding.section_id IS 'class, where each class has the post';
COMMENT ON COLUMN post_finding.section_name IS 'name of the class';
COMMENT ON COLUMN post_finding.department IS 'department, where each has the post';
COMMENT ON COLUMN post_finding.first_day IS 'the first duty day of the year on which it is short';
COMMENT ON COLUMN post_finding.last_day IS 'the last one';
COMMENT ON COLUMN post_finding.counted IS 'how many there are of what it is owed by, on the worst of these days';
COMMENT ON COLUMN post_finding.measure IS 'of what: students, sections, teachers; null: it does not depend on that';
COMMENT ON COLUMN post_finding.owed IS 'how many are owed then; null: that cannot be told';
COMMENT ON COLUMN post_finding.filled IS 'how many are filled then';
COMMENT ON COLUMN post_finding.short IS 'how many are missing';
COMMENT ON COLUMN post_finding.binds IS 'shall: it is owed; effort: to be tried for';
COMMENT ON COLUMN post_finding.citation IS 'article';
COMMENT ON COLUMN post_finding.note IS 'remark of the rule';
COMMENT ON COLUMN post_finding.problem IS 'why it cannot be told how many are owed';
