-- A class, limit and school year: when it was first over, on how many counts, by how much at most, and what it pays.
-- always: a source without rows ends the build, so an empty report gives a row of NULLs, which no page shows.
SELECT school_year, site_name, section_name, min(grade) AS grade, min(employee_name) AS teacher, rule,
	min(counted_on) AS first_over, count(DISTINCT counted_on) AS counts,
	max(load) AS most_students, min(cap) AS cap, max(over_by) AS most_over, sum(pay) AS pay
FROM (SELECT 1) AS always LEFT JOIN class_size_overage ON true
GROUP BY school_year, site_name, section_id, section_name, CASE WHEN section_id IS NULL THEN employee_id END, rule
ORDER BY most_over DESC, pay DESC NULLS LAST, site_name, section_name
