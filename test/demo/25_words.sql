\echo
\echo == And how two of these salaries come about, in words
\pset tuples_only on
\pset format unaligned
SET search_path = waterford, public, caseload;
SELECT p.employee_name || ': ' || caseload.explain(s.grid, e.placement)
FROM employment AS e
JOIN employee AS p USING (district_id, employee_id)
JOIN schedule AS s ON s.contract = e.contract AND s.schedule = e.schedule AND s.in_force @> date '2019-09-01'
WHERE e.employee_id IN (4, 5)
ORDER BY p.employee_name;
