-- How many stand on each cell of a schedule, and what they cost.
CREATE VIEW scattergram AS
SELECT p.district_id, p.contract, p.schedule, p.school_year, p.lane, p.lane_rank, p.step, p.employees, p.fte, p.cost
FROM scattergram_rows(caseload.asker()) AS p;
COMMENT ON VIEW scattergram IS 'one row a district, place on a schedule and school year on which anybody is paid; who '
	'changes place inside the year stands on both, with the cost of each';
COMMENT ON COLUMN scattergram.district_id IS 'district';
COMMENT ON COLUMN scattergram.contract IS 'contract';
COMMENT ON COLUMN scattergram.schedule IS 'salary schedule';
COMMENT ON COLUMN scattergram.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN scattergram.lane IS 'lane (column); sort by lane_rank';
COMMENT ON COLUMN scattergram.lane_rank IS 'place of the lane from the left, 1 first';
COMMENT ON COLUMN scattergram.step IS 'step (row)';
COMMENT ON COLUMN scattergram.employees IS 'employees on it';
COMMENT ON COLUMN scattergram.fte IS 'full-time equivalents on it';
COMMENT ON COLUMN scattergram.cost IS 'salaries and longevity, in dollars';
