-- The linter: rows of rules that cannot be right, or that rest on something that is not there. An
-- empty view does not prove a contract right, but each row here is worth a look.
CREATE VIEW rule_problem WITH (security_invoker = true) AS
SELECT f.contract, f.rule, f.place, f.row_id, f.problem, f.detail, coalesce(f.mend, k.mend) AS mend,
	coalesce(f.sure, k.sure) AS sure
FROM (
	SELECT p.*, NULL::text AS mend FROM rule_found() AS p
	UNION ALL
	SELECT p.*, NULL::text AS mend FROM limit_name_problem() AS p
	UNION ALL
	SELECT p.*, NULL::text AS mend FROM limit_number_problem() AS p
	UNION ALL
	SELECT p.*, NULL::text AS mend FROM limit_shape_problem() AS p
	UNION ALL
	SELECT p.*, NULL::text AS mend FROM limit_fit_problem() AS p
	UNION ALL
	SELECT p.*, NULL::text AS mend FROM leave_rule_problem() AS p
	UNION ALL
	SELECT p.*, NULL::text AS mend FROM due_rule_problem() AS p
	UNION ALL
	SELECT p.*, NULL::text AS mend FROM time_rule_problem() AS p
	UNION ALL
	SELECT p.contract, p.rule, p.place, p.row_id, p.problem, p.detail, p.sure, p.mend FROM pay_rule_problem AS p
) AS f LEFT JOIN problem_kind AS k ON k.problem = f.problem;
COMMENT ON VIEW rule_problem IS 'rules that cannot be right or rest on something that is not there';
COMMENT ON COLUMN rule_problem.contract IS 'the contract';
COMMENT ON COLUMN rule_problem.rule IS 'contract, and code of the limit or name of the rule';
COMMENT ON COLUMN rule_problem.place IS 'the table that the row is in';
COMMENT ON COLUMN rule_problem.row_id IS 'its id there';
COMMENT ON COLUMN rule_problem.problem IS 'what is wrong';
COMMENT ON COLUMN rule_problem.detail IS 'where to look';
COMMENT ON COLUMN rule_problem.mend IS 'what to do about it';
COMMENT ON COLUMN rule_problem.sure IS
	'certain: it cannot be right as it stands; likely: it seldom is; worth a look: it can well be right';
