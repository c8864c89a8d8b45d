-- The contracts that ship give no line of rule_problem, as they stand and with facts; what their sources leave open,
-- and what a district has yet to enter, stands in rule_gap.
\set VERBOSITY terse
SET client_min_messages = warning;
CREATE FUNCTION pg_temp.problems(contract text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM caseload.create_district('gap', problems.contract);
	SET LOCAL search_path = gap, gap_bi, caseload, public;
	RETURN QUERY SELECT concat_ws(': ', p.rule, p.place, p.problem, p.detail) FROM rule_problem AS p;
	RETURN QUERY SELECT concat_ws(': ', 'open', g.rule, g.problem, g.detail, g.filled_by)
	FROM rule_gap AS g ORDER BY g.rule COLLATE "C", g.problem COLLATE "C", g.detail COLLATE "C", g.row_id;
	-- a school of made-up people
	PERFORM sample_facts(1, 1);
	RETURN QUERY SELECT concat_ws(': ', 'with facts', p.rule, p.place, p.problem, p.detail) FROM rule_problem AS p;
	RETURN QUERY SELECT concat_ws(': ', 'open with facts', g.rule, g.problem, g.filled_by, count(*)) FROM rule_gap AS g
	GROUP BY g.rule, g.problem, g.filled_by ORDER BY g.rule COLLATE "C", g.problem COLLATE "C";
	DROP SCHEMA gap, gap_bi, gap_then CASCADE;
END
$$;
SELECT pg_temp.problems('anacortes');
SELECT pg_temp.problems('clovis');
SELECT pg_temp.problems('utla');
-- with much memory a plan may look at the names of all kinds at once
SET work_mem = '128MB';
SELECT pg_temp.problems('waterford');
RESET work_mem;

-- without the words, or with another name beside them, it is a problem
SELECT caseload.create_district('gap', 'utla');
SET search_path = gap, gap_bi, caseload, public;
UPDATE limit_cap SET note = 'cut off' WHERE note LIKE '%cut off%';
UPDATE stipend SET base = 'hourly rat' WHERE base = 'hourly rate';
UPDATE limit_remedy SET kind = 'pay', note = NULL
WHERE limit_id = (SELECT id FROM load_limit WHERE code = 'adaptive-pe');
SELECT rule, problem, detail, mend, sure FROM rule_problem
WHERE problem IN ('number not in the source', 'a base that is not there', 'pay without a scale')
ORDER BY rule COLLATE "C", problem COLLATE "C";
UPDATE limit_remedy SET note = 'The amount is Not in the Source'
WHERE limit_id = (SELECT id FROM load_limit WHERE code = 'adaptive-pe');
SELECT rule, problem FROM rule_problem WHERE problem = 'pay without a scale';
-- and so is a term that is not there, once there is a calendar
INSERT INTO calendar (contract, school_year, in_force, days, citation)
VALUES ('utla', '2023-24', '[2023-07-01,2024-07-01)', '{[2023-08-14,2024-06-12)}', 'made up');
SELECT DISTINCT problem, detail, sure FROM rule_problem WHERE detail = 'semester' ORDER BY 1;
SELECT count(*) FROM rule_gap WHERE detail = 'semester';
DROP SCHEMA gap, gap_bi, gap_then CASCADE;
