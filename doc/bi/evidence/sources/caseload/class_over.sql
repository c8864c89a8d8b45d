-- A class and limit: when it was first over, on how many counts, by how much at the most, and what it pays.
SELECT site_name, section_name, min(grade) AS grade, min(employee_name) AS teacher, rule,
	min(counted_on) AS first_over, count(DISTINCT counted_on) AS counts,
	max(load) AS most_students, min(cap) AS cap, max(over_by) AS most_over, sum(pay) AS pay
FROM class_size_overage
GROUP BY site_name, section_id, section_name, CASE WHEN section_id IS NULL THEN employee_id END, rule
ORDER BY most_over DESC, pay DESC NULLS LAST, site_name, section_name
