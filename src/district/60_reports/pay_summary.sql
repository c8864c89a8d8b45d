-- A year's pay, a row an employment: sums of the lines of pay. Where a line has a problem, what it is part of is not
-- known, and nor is the total; all else is.
CREATE VIEW pay_summary AS
SELECT CASE WHEN k.employment_id IS NOT NULL THEN concat_ws('-', k.district_id, k.employment_id, k.school_year)
		ELSE concat_ws('-', k.district_id, 'none', k.employee_id, k.school_year, left(md5(k.contract), 8)) END
			::varchar(60) AS id,
	k.district_id, k.contract::varchar(64) AS contract, k.school_year, k.employee_id, k.employee_name, k.site_name,
	k.schedule, k.placement, k.lane, k.step, CASE WHEN k.fte < 99.99995 THEN k.fte END::numeric(6,4) AS fte,
	CASE WHEN count(*) FILTER (WHERE k.part = 'base' AND k.cents IS NULL) = 0
		THEN dollars(coalesce(sum(k.cents) FILTER (WHERE k.part = 'base'), 0)) END::numeric(12,2) AS base_salary,
	CASE WHEN count(*) FILTER (WHERE k.part = 'longevity' AND k.cents IS NULL) = 0
		THEN dollars(coalesce(sum(k.cents) FILTER (WHERE k.part = 'longevity'), 0)) END::numeric(12,2)
			AS longevity_pay,
	CASE WHEN count(*) FILTER (WHERE k.part = 'stipend' AND k.cents IS NULL) = 0
		THEN dollars(coalesce(sum(k.cents) FILTER (WHERE k.part = 'stipend'), 0)) END::numeric(12,2) AS stipend_pay,
	dollars(coalesce(sum(k.cents) FILTER (WHERE k.part = 'overage'), 0))::numeric(12,2) AS overage_pay,
	CASE WHEN count(*) = count(k.cents) THEN dollars(sum(k.cents)) END::numeric(12,2) AS total_pay
FROM (SELECT * FROM seen_pay_summary UNION ALL SELECT * FROM own_pay_summary
	UNION ALL SELECT * FROM overage_pay_summary) AS k
GROUP BY k.district_id, k.contract, k.school_year, k.employee_id, k.employee_name, k.employment_id, k.site_name,
	k.schedule, k.placement, k.lane, k.step, k.fte;
COMMENT ON VIEW pay_summary IS 'one row an employment and school year: what is paid, by its parts. Stipends stand on '
	'the largest employment of those days, overages on the largest of the year; null is what cannot be reckoned, see '
	'pay_line';
COMMENT ON COLUMN pay_summary.id IS 'key of the row';
COMMENT ON COLUMN pay_summary.district_id IS 'district';
COMMENT ON COLUMN pay_summary.contract IS 'contract';
COMMENT ON COLUMN pay_summary.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN pay_summary.employee_id IS 'employee';
COMMENT ON COLUMN pay_summary.employee_name IS 'name';
COMMENT ON COLUMN pay_summary.site_name IS
	'place of work; null: of positions that are held without any employment';
COMMENT ON COLUMN pay_summary.schedule IS 'salary schedule';
COMMENT ON COLUMN pay_summary.placement IS 'lane and step';
COMMENT ON COLUMN pay_summary.lane IS 'lane';
COMMENT ON COLUMN pay_summary.step IS 'step';
COMMENT ON COLUMN pay_summary.fte IS 'full-time equivalent';
COMMENT ON COLUMN pay_summary.base_salary IS
	'salary of the place, without longevity, for the part of the year on it, in dollars';
COMMENT ON COLUMN pay_summary.longevity_pay IS 'longevity, of the grid and by service';
COMMENT ON COLUMN pay_summary.stipend_pay IS 'stipends of the positions held, and hours';
COMMENT ON COLUMN pay_summary.overage_pay IS 'pay for classes and caseloads over the limit';
COMMENT ON COLUMN pay_summary.total_pay IS 'all of it';
