-- A place on a schedule: who stands there on the last day of a year that is over, else today, and what the year costs.
SELECT schedule, school_year, lane, lane_rank, step, sum(employees_on_day) AS employees, sum(fte_on_day) AS fte, sum(cost) AS cost
FROM scattergram
GROUP BY schedule, school_year, lane, lane_rank, step
ORDER BY schedule, school_year, lane_rank, step
