\echo
\echo == A district is a schema of your own, filled with a union contract as rows
SELECT caseload.create_district('waterford', contract => 'waterford') AS done \gset
\echo :done
SET search_path = waterford, public, caseload;

\echo
\echo What is in it, each row with the article it rests on:
SELECT what, rows FROM (
	SELECT 1 AS n, 'salary schedules' AS what, count(*) AS rows FROM schedule UNION ALL
	SELECT 2, 'raises since 1998', count(*) FROM raise UNION ALL
	SELECT 3, 'stipends by position and level of site', count(*) FROM stipend UNION ALL
	SELECT 4, 'hourly rates and other bases of pay', count(*) FROM pay_base UNION ALL
	SELECT 5, 'benefit caps', count(*) FROM benefit_cap UNION ALL
	SELECT 6, 'days of the year by which something is due', count(*) FROM due_date) AS t ORDER BY n;

\echo
\echo == The schedule of 2019-20 for teachers, as the agreement prints it,
\echo == Appendix A-1(e)
SELECT (step)::int AS "STEP",
	trim_scale(max(amount) FILTER (WHERE lane = 'I')) AS "I (24 units)",
	trim_scale(max(amount) FILTER (WHERE lane = 'II')) AS "II (36)",
	trim_scale(max(amount) FILTER (WHERE lane = 'III')) AS "III (48)",
	trim_scale(max(amount) FILTER (WHERE lane = 'IV')) AS "IV (60)",
	trim_scale(max(amount) FILTER (WHERE lane = 'V')) AS "V (72)"
FROM waterford_bi.schedule_cell
WHERE schedule = 'teacher' AND in_force_from = '2019-07-01'
GROUP BY step ORDER BY step;
