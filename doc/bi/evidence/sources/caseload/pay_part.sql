-- A school year and part of the pay. `problems` counts lines that could not be reckoned: they are not in the amount.
SELECT school_year, component, regexp_replace(component, ':.*| of the grid$', '') AS part,
	count(DISTINCT employee_id) AS people, sum(amount) AS amount, sum(problems) AS problems
FROM pay_by_part
GROUP BY school_year, component
ORDER BY school_year, component
