-- The lines of pay, and their sums by part. Kept rows, what is stale reckoned on the spot, and what the limits pay.
CREATE VIEW pay_line AS
SELECT concat_ws('-', k.district_id, k.contract, k.school_year, k.employee_id, k.line)::varchar(120) AS id,
	k.district_id, k.contract::varchar(64) AS contract, k.school_year, k.employee_id, k.employee_name, k.employment_id,
	k.site_id, k.site_name, k.schedule, k.placement, k.fte, k.component, k.first_day, k.last_day, k.days, k.divisor,
	k.annual, k.exact, k.cents, k.rule, k.rule_id, k.citation, k.problem, k.blame
FROM (SELECT * FROM seen_pay_line UNION ALL SELECT * FROM own_pay_line
	UNION ALL SELECT * FROM overage_pay_line) AS k;
COMMENT ON VIEW pay_line IS 'one row an employment, part of the pay and stretch of days in which nothing that matters '
	'changes: what is paid for it, and by which rule. All other reports of pay are sums of these';
COMMENT ON COLUMN pay_line.id IS 'key of the row';
COMMENT ON COLUMN pay_line.district_id IS 'district';
COMMENT ON COLUMN pay_line.contract IS 'contract';
COMMENT ON COLUMN pay_line.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN pay_line.employee_id IS 'employee';
COMMENT ON COLUMN pay_line.employee_name IS 'name';
COMMENT ON COLUMN pay_line.employment_id IS
	'the employment; of what belongs to the person, the largest of those days, or of the year';
COMMENT ON COLUMN pay_line.site_id IS 'site of that employment';
COMMENT ON COLUMN pay_line.site_name IS 'place of work';
COMMENT ON COLUMN pay_line.schedule IS 'salary schedule';
COMMENT ON COLUMN pay_line.placement IS 'lane and step';
COMMENT ON COLUMN pay_line.fte IS 'full-time equivalent';
COMMENT ON COLUMN pay_line.component IS 'salary, longevity of the grid, longevity: CODE, stipend: POSITION, '
	'overage: LIMIT, and what else the contract pays';
COMMENT ON COLUMN pay_line.first_day IS 'first day';
COMMENT ON COLUMN pay_line.last_day IS 'last day';
COMMENT ON COLUMN pay_line.days IS 'how many of the divisor these days are';
COMMENT ON COLUMN pay_line.divisor IS
	'by what a year is divided: duty days, calendar days, months, or the contract''s own';
COMMENT ON COLUMN pay_line.annual IS 'what is paid for a whole year of full time, in dollars';
COMMENT ON COLUMN pay_line.exact IS 'what these days come to before rounding';
COMMENT ON COLUMN pay_line.cents IS
	'what is paid, in dollars and cents; lines add up to the year. null: see problem';
COMMENT ON COLUMN pay_line.rule IS 'table of the row that says annual';
COMMENT ON COLUMN pay_line.rule_id IS 'its key';
COMMENT ON COLUMN pay_line.citation IS 'article';
COMMENT ON COLUMN pay_line.problem IS 'why there is no amount';
COMMENT ON COLUMN pay_line.blame IS 'of a problem: fact or rule, whichever is to be mended';

-- What is not known of a part is not known of its sum.
CREATE VIEW pay_by_part AS
SELECT concat_ws('-', k.district_id, k.contract, k.school_year, k.employee_id, k.component) AS id,
	k.district_id, k.contract::varchar(64) AS contract, k.school_year, k.employee_id, k.employee_name, k.component,
	k.part, min(k.first_day) AS first_day, max(k.last_day) AS last_day, count(*) AS lines,
	CASE WHEN count(*) = count(k.cents) THEN dollars(sum(k.cents)) END::numeric(12,2) AS amount,
	count(k.problem) AS problems
FROM (SELECT * FROM seen_pay_by_part UNION ALL SELECT * FROM own_pay_by_part
	UNION ALL SELECT * FROM overage_pay_by_part) AS k
GROUP BY k.district_id, k.contract, k.school_year, k.employee_id, k.employee_name, k.component, k.part;
COMMENT ON VIEW pay_by_part IS 'one row an employee, school year and part of the pay: salary, each longevity, each '
	'stipend, each limit';
COMMENT ON COLUMN pay_by_part.id IS 'key of the row';
COMMENT ON COLUMN pay_by_part.district_id IS 'district';
COMMENT ON COLUMN pay_by_part.contract IS 'contract';
COMMENT ON COLUMN pay_by_part.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN pay_by_part.employee_id IS 'employee';
COMMENT ON COLUMN pay_by_part.employee_name IS 'name';
COMMENT ON COLUMN pay_by_part.component IS 'as in pay_line';
COMMENT ON COLUMN pay_by_part.part IS 'in which amount of pay_summary it counts: base, longevity, stipend or overage';
COMMENT ON COLUMN pay_by_part.first_day IS 'first day of its lines';
COMMENT ON COLUMN pay_by_part.last_day IS 'last day of its lines';
COMMENT ON COLUMN pay_by_part.lines IS 'how many lines it is the sum of';
COMMENT ON COLUMN pay_by_part.amount IS 'what is paid, in dollars; null where a line of it has a problem';
COMMENT ON COLUMN pay_by_part.problems IS 'how many of its lines have a problem: see pay_line';
