\echo
\echo == What 3 percent on the schedules would cost: a proposal is just another value,
\echo == grid * 1.03
SET search_path = waterford, public, caseload;
WITH cost AS (
	SELECT p.employee_name, e.schedule, e.placement,
		round(salary(s.grid, e.placement) * e.fte, 2) AS now,
		round(salary(s.grid * 1.03, e.placement) * e.fte, 2) AS raised
	FROM employment AS e
	JOIN employee AS p USING (district_id, employee_id)
	JOIN schedule AS s ON s.contract = e.contract AND s.schedule = e.schedule AND s.in_force @> date '2019-09-01'
	WHERE e.valid @> date '2019-09-01'
)
SELECT coalesce(employee_name, 'all together') AS teacher, schedule, placement AS place,
	sum(now) AS now, sum(raised) AS raised, sum(raised - now) AS cost
FROM cost
GROUP BY GROUPING SETS ((employee_name, schedule, placement), ())
ORDER BY grouping(employee_name), employee_name;
