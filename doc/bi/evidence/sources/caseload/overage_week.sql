-- A week, limit and school: the classes that were over on some counted day of it, their students over at the most,
-- and what it pays. A class with two payees has two rows a day: its students are counted once, its pay is added up.
-- always: a source without rows ends the build, so an empty report gives a row of NULLs, which no page shows.
SELECT school_year, week, rule, site_name, count(*) AS classes, sum(over_by) AS students_over, sum(pay) AS pay
FROM (SELECT school_year, date_trunc('week', counted_on)::date AS week, rule, site_name,
		coalesce('class ' || section_id, 'teacher ' || employee_id) AS subject, max(over_by) AS over_by, sum(pay) AS pay
	FROM (SELECT 1) AS always LEFT JOIN class_size_overage ON true
	GROUP BY 1, 2, 3, 4, 5) AS subject_week
GROUP BY school_year, week, rule, site_name
ORDER BY week, rule, site_name
