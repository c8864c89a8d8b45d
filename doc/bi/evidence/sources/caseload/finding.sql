SELECT id, school_year, kind, rule, site_name, employee_name, section_name, first_day, last_day, measure, cap, actual, over_by,
	strictness, remedy_type, amount_due, grieve_by, citation
FROM compliance_finding
ORDER BY grieve_by, id
