-- The contract that ships with the extension says since 0.3.0 that steps are counted on past the last row of a column.
INSERT INTO step_rule (contract, in_force, past_last, citation, note)
SELECT c.contract, '(,2022-07-01)', true, 'Article XI.A-B',
	'a step past the last row of a column is read to be counted on, and paid as the last row'
FROM credit_rule AS c WHERE c.contract = 'waterford' AND c.kind = 'job share' AND c.citation = 'Article XVI.B.1'
	AND NOT EXISTS (SELECT FROM step_rule AS r WHERE r.contract = c.contract);
