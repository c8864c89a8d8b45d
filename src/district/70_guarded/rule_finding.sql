-- What the parts of the linter return. They are functions, not views: a look at rule_problem keeps the plans of its
-- session, and a query of so many arms is not compiled for longer than it runs.
CREATE TYPE rule_finding AS (contract text, rule text, place text, row_id bigint, problem text, detail text,
	sure text);
COMMENT ON TYPE rule_finding IS
	'what is wrong with a rule, or may be: contract, rule, table, row, what, where to look, '
	'and how sure, null where problem_kind says it';
