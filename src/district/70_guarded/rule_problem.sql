-- The linter: rows of rules that cannot be right, or that rest on something that is not there. An
-- empty view does not prove a contract right, but each row here is worth a look.
CREATE FUNCTION rule_look() RETURNS SETOF pay_finding
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $rule_look$
BEGIN
	RETURN QUERY
	SELECT f.contract, f.rule, f.place, f.row_id, f.problem, f.detail, k.mend, coalesce(f.sure, k.sure)
	FROM (
		SELECT p.* FROM rule_found() AS p
		UNION ALL
		SELECT p.* FROM rule_missing() AS p
		UNION ALL
		SELECT p.* FROM limit_name_problem() AS p
		UNION ALL
		SELECT p.* FROM limit_number_problem() AS p
		UNION ALL
		SELECT p.* FROM limit_shape_problem() AS p
		UNION ALL
		SELECT p.* FROM limit_fit_problem() AS p
		UNION ALL
		SELECT p.* FROM limit_kin_problem() AS p
		UNION ALL
		SELECT p.* FROM limit_odd_problem() AS p
		UNION ALL
		SELECT p.* FROM leave_rule_problem() AS p
		UNION ALL
		SELECT p.* FROM due_rule_problem() AS p
		UNION ALL
		SELECT p.* FROM time_rule_problem() AS p
	) AS f LEFT JOIN problem_kind AS k ON k.problem = f.problem
	UNION ALL
	SELECT p.* FROM pay_look() AS p;
END
$rule_look$;
COMMENT ON FUNCTION rule_look() IS 'all that is found in the rules, what their source leaves open too';

CREATE VIEW rule_problem WITH (security_invoker = true) AS
SELECT p.contract, p.rule, p.place, p.row_id, p.problem, p.detail, p.mend, p.sure FROM rule_look() AS p
WHERE p.sure IS DISTINCT FROM 'open' AND NOT EXISTS (SELECT FROM contract AS k
	WHERE k.contract = p.contract AND k.proposal_of IS NOT NULL);
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

-- What is right as it stands, and open: somebody has to give it, or to know that nothing gives it.
CREATE VIEW rule_gap WITH (security_invoker = true) AS
SELECT p.contract, p.rule, p.place, p.row_id, p.problem, p.detail, p.mend, CASE
	WHEN p.problem IN ('number not in the source', 'pay without a scale') THEN 'whoever has the text'
	WHEN p.problem = 'a hard limit that the guard cannot hold' THEN 'whoever reads the reports'
	ELSE 'the district' END AS filled_by
FROM rule_look() AS p WHERE p.sure = 'open' AND NOT EXISTS (SELECT FROM contract AS k
	WHERE k.contract = p.contract AND k.proposal_of IS NOT NULL);
COMMENT ON VIEW rule_gap IS
	'what the source of a rule, or the district, leaves open: right as it stands, and not held or paid';
COMMENT ON COLUMN rule_gap.contract IS 'the contract';
COMMENT ON COLUMN rule_gap.rule IS 'contract, and code of the limit or name of the rule';
COMMENT ON COLUMN rule_gap.place IS 'the table that the row is in';
COMMENT ON COLUMN rule_gap.row_id IS 'its id there';
COMMENT ON COLUMN rule_gap.problem IS 'what is missing';
COMMENT ON COLUMN rule_gap.detail IS 'what the row says of it';
COMMENT ON COLUMN rule_gap.mend IS 'what to do about it';
COMMENT ON COLUMN rule_gap.filled_by IS
	'who can give it: whoever has the text, the district with its own facts, or whoever reads the reports';

-- Of a proposal its authors want to know, and nobody else.
CREATE VIEW proposal_problem WITH (security_invoker = true) AS
SELECT p.contract, p.rule, p.place, p.row_id, p.problem, p.detail, p.mend, p.sure FROM rule_look() AS p
	JOIN contract AS k ON k.contract = p.contract AND k.proposal_of IS NOT NULL
WHERE p.sure IS DISTINCT FROM 'open';
COMMENT ON VIEW proposal_problem IS 'rules of proposals that cannot be right or rest on something that is not there';
COMMENT ON COLUMN proposal_problem.contract IS 'the proposal';
COMMENT ON COLUMN proposal_problem.rule IS 'proposal, and code of the limit or name of the rule';
COMMENT ON COLUMN proposal_problem.place IS 'the table that the row is in';
COMMENT ON COLUMN proposal_problem.row_id IS 'its id there';
COMMENT ON COLUMN proposal_problem.problem IS 'what is wrong';
COMMENT ON COLUMN proposal_problem.detail IS 'where to look';
COMMENT ON COLUMN proposal_problem.mend IS 'what to do about it';
COMMENT ON COLUMN proposal_problem.sure IS
	'certain: it cannot be right as it stands; likely: it seldom is; worth a look: it can well be right';
