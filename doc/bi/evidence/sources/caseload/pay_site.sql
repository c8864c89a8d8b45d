-- A school year and school; who has no school (a coach who teaches nowhere) is in a row of his own.
SELECT school_year, coalesce(site_name, 'no school') AS site_name, count(DISTINCT employee_id) AS people, sum(fte) AS fte,
	sum(base_salary) AS salary, sum(longevity_pay) AS longevity, sum(stipend_pay) AS stipends, sum(overage_pay) AS overages,
	sum(total_pay) AS total
FROM pay_summary
GROUP BY school_year, site_name
ORDER BY school_year, site_name
