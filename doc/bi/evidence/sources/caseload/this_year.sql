-- The school year that the overview and what is over are of: the last that has begun, by July 1, and of which anything
-- is told. Next year's is there as soon as its calendar is entered.
SELECT max(school_year) AS school_year
FROM (SELECT school_year FROM pay_summary
	UNION
	SELECT school_year FROM compliance_finding) AS told
WHERE left(school_year, 4)::int <= extract(year FROM current_date - interval '6 months')
