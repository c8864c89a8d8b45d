-- A month: what was earned in it, by its duty days, and what was paid in it; of all components.
SELECT month, sum(earned) AS earned, sum(paid) AS paid
FROM (SELECT month, cents AS earned, 0 AS paid FROM pay_line_month
	UNION ALL
	SELECT date_trunc('month', payday)::date, 0, amount FROM pay_register) AS both_ways
GROUP BY month
ORDER BY month
