-- Reports: views of plain types for BI tools, which read as their owner: USAGE on this schema and SELECT on a view
-- is all that a reader needs. Schedules are open to every reader.

-- the text that is known now; a longer lane name than 12 letters cannot be
CREATE VIEW schedule_cell AS
SELECT s.id * 100000 + c.lane_rank * 1000 + (c.step * 2)::bigint + 500 * caseload.longevity(c.placement)::int AS id,
	s.contract::varchar(64) AS contract,
	s.schedule::varchar(64) AS schedule,
	lower(s.in_force) AS in_force_from,
	upper(s.in_force) - 1 AS in_force_to,
	c.lane::varchar(12) AS lane,
	c.lane_rank,
	c.step::numeric(4,1) AS step,
	c.longevity,
	c.amount::numeric(12,2) AS amount
FROM schedule AS s JOIN contract AS k ON k.contract = s.contract CROSS JOIN LATERAL caseload.cells(s.grid) AS c
WHERE upper_inf(s.known) AND k.proposal_of IS NULL;
COMMENT ON VIEW schedule_cell IS 'one row a cell of each salary schedule: what a lane and step is paid a year. Source: '
	'the schedule''s article in the table schedule; what is only proposed is not among them';
COMMENT ON COLUMN schedule_cell.id IS 'key of the cell';
COMMENT ON COLUMN schedule_cell.contract IS 'contract';
COMMENT ON COLUMN schedule_cell.schedule IS 'schedule, by its short name';
COMMENT ON COLUMN schedule_cell.in_force_from IS 'first day on which it is paid';
COMMENT ON COLUMN schedule_cell.in_force_to IS 'last day on which it is paid; null if no end is set';
COMMENT ON COLUMN schedule_cell.lane IS 'lane (column); sort by lane_rank';
COMMENT ON COLUMN schedule_cell.lane_rank IS 'place of the lane from the left, 1 first';
COMMENT ON COLUMN schedule_cell.step IS 'step (row)';
COMMENT ON COLUMN schedule_cell.longevity IS 'whether it is a longevity step';
COMMENT ON COLUMN schedule_cell.amount IS 'annual salary of a full-time employee, in dollars';
