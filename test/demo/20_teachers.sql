\echo
\echo == What each of them is paid in 2019-20: the schedule is a value, looked up by salary(grid, placement)
SET search_path = waterford, public, caseload;
WITH stipends AS (
	SELECT h.district_id, h.employee_id,
		sum(stipend_pay('waterford', h.position, '2019-09-01', coalesce(s.level, 'any'), s.enrollment, h.attributes,
				h.counted, h.share)) AS amount
	FROM position_held AS h LEFT JOIN site AS s USING (district_id, site_id)
	WHERE h.valid @> date '2019-09-01'
	GROUP BY h.district_id, h.employee_id
), pay AS (
	SELECT p.employee_name, t.site_name, e.placement, e.fte,
		round((salary(s.grid, e.placement) - longevity_pay(s.grid, e.placement)) * e.fte, 2) AS base,
		round(longevity_pay(s.grid, e.placement) * e.fte, 2) AS longevity,
		coalesce(d.amount, 0) AS stipends
	FROM employment AS e
	JOIN employee AS p USING (district_id, employee_id)
	JOIN site AS t USING (district_id, site_id)
	JOIN schedule AS s ON s.contract = e.contract AND s.schedule = e.schedule AND s.in_force @> date '2019-09-01'
	LEFT JOIN stipends AS d USING (district_id, employee_id)
	WHERE e.valid @> date '2019-09-01'
)
SELECT employee_name AS teacher, site_name AS site, lane(placement),
	trim_scale(step(placement)) AS step, trim_scale(fte) AS fte,
	to_char(base, '999,990.99') AS base_salary, to_char(longevity, '99,990.99') AS longevity,
	to_char(stipends, '99,990.99') AS stipends,
	to_char(base + longevity + stipends, '999,990.99') AS total
FROM pay ORDER BY employee_name;
