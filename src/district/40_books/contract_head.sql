-- Whom a letter is between. A reader of the reports sees of a contract but its short name.

CREATE TYPE contract_head AS (title text, employer text, bargaining_unit text);
COMMENT ON TYPE contract_head IS 'the title of a contract, and its two sides';

CREATE FUNCTION contract_head(asker bigint, report name, contract text) RETURNS contract_head
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT
AS $contract_head$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, report);
	BEGIN
		IF sees.everything OR cardinality(sees.bonds) > 0 THEN
			RETURN (SELECT CAST(ROW(c.title, c.employer, c.bargaining_unit) AS contract_head) FROM contract AS c
				WHERE c.contract = contract_head.contract);
		END IF;
		RETURN NULL;
	END;
END
$contract_head$;
COMMENT ON FUNCTION contract_head(bigint, name, text) IS
	'the title of a contract, and its two sides, for whoever sees anything of a report';
