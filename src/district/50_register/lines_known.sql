-- The pay lines as they were known at a moment. Rules tell by `known` on which days they were known: those of the
-- day of that moment count.
CREATE FUNCTION lines_known(contract text, school_year text, known_at timestamptz DEFAULT 'infinity',
	district_id int DEFAULT NULL, employees bigint[] DEFAULT NULL) RETURNS SETOF pay_piece
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT
AS $lines_known$
BEGIN
	RETURN QUERY SELECT l.* FROM pay_lines(school_year => lines_known.school_year, known_on => known_at::date,
		district_id => lines_known.district_id, employees => lines_known.employees,
		contract => lines_known.contract) AS l;
END
$lines_known$;
COMMENT ON FUNCTION lines_known(text, text, timestamptz, int, bigint[]) IS
	'the pay lines of a contract and school year by what was known at a moment';
