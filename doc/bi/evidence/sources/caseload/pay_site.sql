-- A school year and school; who has no school (a coach who teaches nowhere) is in a row of his own.
-- always: a source without rows ends the build, so an empty report gives a row of NULLs, which no page shows.
SELECT school_year, coalesce(site_name, 'no school') AS site_name, count(DISTINCT employee_id) AS people,
	sum(fte) AS fte, sum(base_salary) AS salary, sum(longevity_pay) AS longevity, sum(stipend_pay) AS stipends,
	sum(overage_pay) AS overages, sum(total_pay) AS total
FROM (SELECT 1) AS always LEFT JOIN pay_summary ON true
GROUP BY school_year, site_name
ORDER BY school_year, site_name
