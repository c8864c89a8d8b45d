-- A month: what was earned in it, by its duty days, and what was paid in it; of all components.
-- always: a source without rows ends the build, so an empty report gives a row of NULLs, which no page shows.
SELECT month, sum(earned) AS earned, sum(paid) AS paid
FROM (SELECT 1) AS always LEFT JOIN (SELECT month, cents AS earned, 0 AS paid FROM pay_line_month
	UNION ALL
	SELECT date_trunc('month', payday)::date, 0, amount FROM pay_register) AS both_ways ON true
GROUP BY month
ORDER BY month
