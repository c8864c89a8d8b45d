-- What is not paid in full, or was paid too much, and why.
SELECT school_year, employee_name, site_name, component, earned, due, paid, owed, next_payday, reason
FROM pay_owed
ORDER BY abs(owed) DESC, employee_name, component
