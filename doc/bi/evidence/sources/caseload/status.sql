-- As of when the answers are kept, and what could not be reckoned: what the other pages do not show.
SELECT about, refreshed_at, marked, stale, contract, rule, employee_name, reason
FROM report_status
ORDER BY about, contract, rule, employee_name
