-- Budgets of time: what may be used in a term, what was, and what is left or beyond.
CREATE VIEW time_budget AS
SELECT b.id::varchar(120) AS id, b.district_id, b.contract::varchar(64) AS contract,
	b.school_year, b.code, b.rule, b.what,
	b.site_name::varchar(80) AS site_name, b.employee_id, b.employee_name::varchar(120) AS employee_name, b.section_id,
	b.section_name, b.first_day, b.last_day, b.measure, b.binds, b.budget::numeric(12,2) AS budget,
	b.used::numeric(12,2) AS used, b.remaining::numeric(12,2) AS remaining,
	b.beyond::numeric(12,2) AS beyond, b.citation,
	b.note
FROM own_budget(asked_here(caseload.asker())) AS b;
COMMENT ON VIEW time_budget IS
	'one row a limit that adds up tallies over a term, a class, person or site, and a term: budget, used, left, '
	'beyond. Source: the limit''s article';
COMMENT ON COLUMN time_budget.id IS 'key of the budget';
COMMENT ON COLUMN time_budget.district_id IS 'district';
COMMENT ON COLUMN time_budget.contract IS 'contract';
COMMENT ON COLUMN time_budget.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN time_budget.code IS 'code of the limit';
COMMENT ON COLUMN time_budget.rule IS 'title of the limit';
COMMENT ON COLUMN time_budget.what IS 'which tallies are counted, as the rule names them';
COMMENT ON COLUMN time_budget.site_name IS 'school: of a person that of the largest job of the term';
COMMENT ON COLUMN time_budget.employee_id IS 'whose budget it is, or the teacher of record of the class';
COMMENT ON COLUMN time_budget.employee_name IS 'name';
COMMENT ON COLUMN time_budget.section_id IS 'class; null for a budget of a person or site';
COMMENT ON COLUMN time_budget.section_name IS 'name of the class';
COMMENT ON COLUMN time_budget.first_day IS 'first day of the term';
COMMENT ON COLUMN time_budget.last_day IS 'last day of the term';
COMMENT ON COLUMN time_budget.measure IS 'what is counted: hours, minutes, days, meetings';
COMMENT ON COLUMN time_budget.binds IS
	'at most: no more than the budget; below: less than it; at least: no less than it';
COMMENT ON COLUMN time_budget.budget IS 'how much there may be, or must be';
COMMENT ON COLUMN time_budget.used IS 'how much was entered for the term';
COMMENT ON COLUMN time_budget.remaining IS 'what is left of it; at least: what is still owed';
COMMENT ON COLUMN time_budget.beyond IS 'what is beyond it';
COMMENT ON COLUMN time_budget.citation IS 'article';
COMMENT ON COLUMN time_budget.note IS 'the reading chosen where the text is open';
