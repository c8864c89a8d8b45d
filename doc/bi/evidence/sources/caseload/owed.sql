-- What is not paid in full, or was paid too much, and why.
-- always: a source without rows ends the build, so an empty report gives a row of NULLs, which no page shows.
SELECT school_year, employee_name, site_name, component, earned, due, paid, owed, next_payday, reason
FROM (SELECT 1) AS always LEFT JOIN pay_owed ON true
ORDER BY abs(owed) DESC, employee_name, component
