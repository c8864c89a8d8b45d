\echo
\echo == Class-size pay for Thursday, September 12, 2019: $50 for each student beyond
\echo == 25 in TK-3, beyond 30 in grades 4-6, Article XXVI.D. The limit and the pay
\echo == are values: overage(load, cap), pay(scale, overage)
SET search_path = waterford, public, caseload;
WITH cap (grades, most) AS (VALUES (int4range '[-1,3]', caseload_unit '25 students'), ('[4,6]', '30 students')),
counted AS (
	SELECT c.section_name, p.employee_name, h.quantity, cap.most, overage(h.quantity, cap.most) AS over
	FROM section AS c
	JOIN cap ON cap.grades && c.grades
	JOIN staffing AS f ON f.district_id = c.district_id AND f.section_id = c.section_id AND f.role = 'teacher of record'
		AND f.valid @> date '2019-09-12'
	JOIN employee AS p ON p.district_id = f.district_id AND p.employee_id = f.employee_id
	JOIN tally AS h ON h.district_id = c.district_id AND h.section_id = c.section_id AND h.what = 'head count'
		AND h.valid @> date '2019-09-12'
)
SELECT coalesce(section_name, 'all together') AS class, employee_name AS teacher, sum(quantity) AS enrolled,
	trim_scale(quantity(most)) AS cap, sum(over) AS over,
	sum(caseload.pay('1+: $50 each per count', over)) AS pay
FROM counted
GROUP BY GROUPING SETS ((section_name, employee_name, most), ())
ORDER BY grouping(section_name), section_name;
