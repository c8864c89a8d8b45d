-- As of when the answers are kept, and what could not be reckoned: what the other pages do not show.
-- always: a source without rows ends the build, so an empty report gives a row of NULLs, which no page shows.
SELECT about, refreshed_at, marked, stale, contract, rule, employee_name, reason
FROM (SELECT 1) AS always LEFT JOIN report_status ON true
ORDER BY about, contract, rule, employee_name
