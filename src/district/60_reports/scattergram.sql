-- How many stand on each cell of a schedule, and what they cost. A full-time equivalent is a stock: over the year it is
-- weighted by the days, so who changes place or site, or comes late, is not counted twice.
CREATE VIEW scattergram AS
SELECT k.district_id, k.contract::varchar(64) AS contract, k.schedule, k.school_year, k.lane, r.lane_rank, k.step,
	count(DISTINCT k.employee_id) FILTER (WHERE k.component = 'salary') AS employees,
	sum(k.fte * k.days / nullif(k.divisor, 0)) FILTER (WHERE k.component = 'salary')::numeric(12,4) AS fte,
	sum(k.cents)::numeric(14,2) AS cost,
	count(DISTINCT k.employee_id) FILTER (WHERE k.component = 'salary' AND least(greatest(CURRENT_DATE, k.year_first),
		k.year_last) BETWEEN k.first_day AND k.last_day) AS employees_on_day,
	coalesce(sum(k.fte) FILTER (WHERE k.component = 'salary' AND least(greatest(CURRENT_DATE, k.year_first),
		k.year_last) BETWEEN k.first_day AND k.last_day), 0)::numeric(12,4) AS fte_on_day
FROM (SELECT * FROM seen_scattergram UNION ALL SELECT * FROM own_scattergram) AS k
	LEFT JOIN (SELECT s.contract, s.schedule::varchar(64) AS schedule, l.lane::varchar(12) AS lane,
			max(l.lane_rank)::int AS lane_rank
		FROM schedule AS s
			CROSS JOIN LATERAL pg_catalog.unnest(caseload.lanes(s.grid)) WITH ORDINALITY AS l (lane, lane_rank)
		GROUP BY s.contract, s.schedule, l.lane) AS r
		ON r.contract = k.contract AND r.schedule = k.schedule AND r.lane = k.lane
WHERE k.placement IS NOT NULL AND k.part IN ('base', 'longevity') AND k.problem IS NULL
GROUP BY k.district_id, k.contract, k.schedule, k.school_year, k.lane, r.lane_rank, k.step;
COMMENT ON VIEW scattergram IS 'one row a district, place on a schedule and school year on which anybody is paid; who '
	'changes place inside the year stands on both, with the days and the cost of each. Whose place the schedule does '
	'not have is in report_status';
COMMENT ON COLUMN scattergram.district_id IS 'district';
COMMENT ON COLUMN scattergram.contract IS 'contract';
COMMENT ON COLUMN scattergram.schedule IS 'salary schedule';
COMMENT ON COLUMN scattergram.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN scattergram.lane IS 'lane (column); sort by lane_rank';
COMMENT ON COLUMN scattergram.lane_rank IS 'place of the lane from the left, 1 first';
COMMENT ON COLUMN scattergram.step IS 'step (row)';
COMMENT ON COLUMN scattergram.employees IS 'employees on it at any time of the year';
COMMENT ON COLUMN scattergram.fte IS 'full-time equivalents on it, weighted by the days of the year on which they are';
COMMENT ON COLUMN scattergram.cost IS 'salaries and longevity, in dollars';
COMMENT ON COLUMN scattergram.employees_on_day IS
	'employees on it today; of a year that is over on its last day, of one that has not begun on its first';
COMMENT ON COLUMN scattergram.fte_on_day IS 'full-time equivalents on it on that day';
