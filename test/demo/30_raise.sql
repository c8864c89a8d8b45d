\echo
\echo == What a raise of 3 percent on the schedule would cost: the proposal is just another value, grid * 1.03
SET search_path = waterford, public, caseload;
WITH cost AS (
	SELECT p.employee_name, e.placement,
		round(salary(s.grid, e.placement) * e.fte, 2) AS now,
		round(salary(s.grid * 1.03, e.placement) * e.fte, 2) AS raised
	FROM employment AS e
	JOIN employee AS p USING (district_id, employee_id)
	JOIN schedule AS s ON s.contract = e.contract AND s.schedule = e.schedule AND s.in_force @> date '2019-09-01'
	WHERE e.valid @> date '2019-09-01'
)
SELECT coalesce(employee_name, 'all together') AS teacher, coalesce(placement::text, '') AS placement,
	to_char(sum(now), '9,999,990.99') AS now, to_char(sum(raised), '9,999,990.99') AS raised,
	to_char(sum(raised - now), '99,990.99') AS cost
FROM cost
GROUP BY GROUPING SETS ((employee_name, placement), ())
ORDER BY grouping(employee_name), employee_name;
