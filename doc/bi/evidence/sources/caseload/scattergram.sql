-- A place on a schedule: who stands there on the last day of a year that is over, else today, and what the year costs.
-- always: a source without rows ends the build, so an empty report gives a row of NULLs, which no page shows.
SELECT schedule, school_year, lane, lane_rank, step, sum(employees_on_day) AS employees,
	sum(fte_on_day) AS fte, sum(cost) AS cost
FROM (SELECT 1) AS always LEFT JOIN scattergram ON true
GROUP BY schedule, school_year, lane, lane_rank, step
ORDER BY schedule, school_year, lane_rank, step
