-- A person, program, limit and school year: the load at the most against the cap of that day, and for how many counts.
-- always: a source without rows ends the build, so an empty report gives a row of NULLs, which no page shows.
SELECT school_year, program, rule, measure, site_name, employee_id, employee_name,
	(array_agg(load ORDER BY over_by DESC, counted_on))[1] AS load,
	(array_agg(cap ORDER BY over_by DESC, counted_on))[1] AS cap,
	max(over_by) AS over_by, min(counted_on) AS first_over, max(counted_on) AS last_over,
	count(DISTINCT counted_on) AS counts, sum(pay) AS pay, min(citation) AS citation
FROM (SELECT 1) AS always LEFT JOIN caseload_overage ON true
GROUP BY school_year, program, rule, measure, site_name, employee_id, employee_name
ORDER BY program, over_by DESC, employee_name
