-- A person, program and limit: the load at the most against the cap of that day, and for how many counts.
SELECT program, rule, measure, site_name, employee_id, employee_name,
	(array_agg(load ORDER BY over_by DESC, counted_on))[1] AS load,
	(array_agg(cap ORDER BY over_by DESC, counted_on))[1] AS cap,
	max(over_by) AS over_by, min(counted_on) AS first_over, max(counted_on) AS last_over,
	count(DISTINCT counted_on) AS counts, sum(pay) AS pay, min(citation) AS citation
FROM caseload_overage
GROUP BY program, rule, measure, site_name, employee_id, employee_name
ORDER BY program, over_by DESC, employee_name
