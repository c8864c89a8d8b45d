-- How many stand on each cell of a schedule, and what they cost.
CREATE VIEW scattergram WITH (security_invoker = true) AS
SELECT p.contract::varchar(64) AS contract, p.schedule::varchar(64) AS schedule, p.school_year::varchar(7) AS school_year,
	caseload.lane(p.placement)::varchar(12) AS lane, r.lane_rank, caseload.step(p.placement)::numeric(4,1) AS step,
	count(DISTINCT (p.district_id, p.employee_id)) AS employees, sum(p.fte)::numeric(12,4) AS fte, sum(p.base_salary + p.longevity_pay)::numeric(14,2) AS cost
FROM year_of_pay() AS p
	LEFT JOIN (SELECT s.contract, s.schedule, k.lane, max(k.lane_rank)::int AS lane_rank
		FROM schedule AS s CROSS JOIN LATERAL unnest(caseload.lanes(s.grid)) WITH ORDINALITY AS k (lane, lane_rank) GROUP BY s.contract, s.schedule, k.lane) AS r
		ON r.contract = p.contract AND r.schedule = p.schedule AND r.lane = caseload.lane(p.placement)
WHERE p.placement IS NOT NULL
GROUP BY p.contract, p.schedule, p.school_year, caseload.lane(p.placement), r.lane_rank, caseload.step(p.placement);
COMMENT ON VIEW scattergram IS 'one row a place on a schedule and school year on which anybody is paid; who changes place inside the year stands on both, with the cost of each';
COMMENT ON COLUMN scattergram.contract IS 'contract';
COMMENT ON COLUMN scattergram.schedule IS 'salary schedule';
COMMENT ON COLUMN scattergram.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN scattergram.lane IS 'lane (column); sort by lane_rank';
COMMENT ON COLUMN scattergram.lane_rank IS 'place of the lane from the left, 1 first';
COMMENT ON COLUMN scattergram.step IS 'step (row)';
COMMENT ON COLUMN scattergram.employees IS 'employees on it';
COMMENT ON COLUMN scattergram.fte IS 'full-time equivalents on it';
COMMENT ON COLUMN scattergram.cost IS 'salaries and longevity, in dollars';
