-- A school year and part of the pay. `problems` counts lines that could not be reckoned: they are not in the amount.
-- always: a source without rows ends the build, so an empty report gives a row of NULLs, which no page shows.
SELECT school_year, component, regexp_replace(component, ':.*| of the grid$', '') AS part,
	count(DISTINCT employee_id) AS people, sum(amount) AS amount, sum(problems) AS problems
FROM (SELECT 1) AS always LEFT JOIN pay_by_part ON true
GROUP BY school_year, component
ORDER BY school_year, component
