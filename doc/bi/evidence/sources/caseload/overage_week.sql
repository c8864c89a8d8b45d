-- A week, limit and school: the classes that were over on some counted day of it, their students over at the most,
-- and what it pays. A class with two payees has two rows a day: its students are counted once, its pay is added up.
SELECT week, rule, site_name, count(*) AS classes, sum(over_by) AS students_over, sum(pay) AS pay
FROM (SELECT date_trunc('week', counted_on)::date AS week, rule, site_name,
		coalesce('class ' || section_id, 'teacher ' || employee_id) AS subject, max(over_by) AS over_by, sum(pay) AS pay
	FROM class_size_overage
	GROUP BY 1, 2, 3, 4) AS subject_week
GROUP BY week, rule, site_name
ORDER BY week, rule, site_name
