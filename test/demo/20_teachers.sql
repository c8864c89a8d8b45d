\echo
\echo == What each of them is paid in 2019-20. A schedule is a value, and
\echo == salary(grid, placement) looks it up
SET search_path = waterford, public, caseload;
WITH stipends AS (
	SELECT h.district_id, h.employee_id,
		sum(stipend_pay('waterford', h.position, '2019-09-01', coalesce(s.level, 'any'), s.enrollment, h.attributes,
				h.counted, h.share)) AS amount
	FROM position_held AS h LEFT JOIN site AS s USING (district_id, site_id)
	WHERE h.valid @> date '2019-09-01'
	GROUP BY h.district_id, h.employee_id
), pay AS (
	SELECT p.employee_name, e.schedule, e.placement, e.fte, salary(s.grid, e.placement) * e.fte AS salary,
		coalesce(d.amount, 0) AS stipends
	FROM employment AS e
	JOIN employee AS p USING (district_id, employee_id)
	JOIN schedule AS s ON s.contract = e.contract AND s.schedule = e.schedule AND s.in_force @> date '2019-09-01'
	LEFT JOIN stipends AS d USING (district_id, employee_id)
	WHERE e.valid @> date '2019-09-01'
)
SELECT employee_name AS teacher, schedule, placement AS place, trim_scale(fte) AS "FTE", trim_scale(salary) AS salary,
	trim_scale(stipends) AS stipends, trim_scale(salary + stipends) AS total
FROM pay ORDER BY employee_name;

\echo
\echo == Two of them line by line, from the report pay_line: the same totals
SELECT coalesce(employee_name, 'both') AS teacher, coalesce(component, 'together') AS component, sum(cents) AS pay
FROM waterford_bi.pay_line WHERE school_year = '2019-20' AND employee_id IN (4, 11)
GROUP BY GROUPING SETS ((employee_name, component), (employee_name), ())
ORDER BY grouping(employee_name), employee_name, grouping(component), component;
