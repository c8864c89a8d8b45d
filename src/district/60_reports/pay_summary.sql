-- A year's pay, a row an employment.
CREATE VIEW pay_summary AS
SELECT p.id, p.district_id, p.contract, p.school_year, p.employee_id, p.employee_name,
	p.site_name, p.schedule, p.placement,
	p.lane, p.step, p.fte, p.base_salary, p.longevity_pay, p.stipend_pay, p.overage_pay, p.total_pay
FROM pay_rows(caseload.asker()) AS p;
COMMENT ON VIEW pay_summary IS 'one row an employment and school year: what is paid, by its parts. Stipends and '
	'overages stand on the largest employment of a person';
COMMENT ON COLUMN pay_summary.id IS 'key of the row';
COMMENT ON COLUMN pay_summary.district_id IS 'district';
COMMENT ON COLUMN pay_summary.contract IS 'contract';
COMMENT ON COLUMN pay_summary.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN pay_summary.employee_id IS 'employee';
COMMENT ON COLUMN pay_summary.employee_name IS 'name';
COMMENT ON COLUMN pay_summary.site_name IS 'place of work';
COMMENT ON COLUMN pay_summary.schedule IS 'salary schedule';
COMMENT ON COLUMN pay_summary.placement IS 'lane and step';
COMMENT ON COLUMN pay_summary.lane IS 'lane';
COMMENT ON COLUMN pay_summary.step IS 'step';
COMMENT ON COLUMN pay_summary.fte IS 'full-time equivalent';
COMMENT ON COLUMN pay_summary.base_salary IS
	'salary of the place, without longevity, for the part of the year on it, in dollars';
COMMENT ON COLUMN pay_summary.longevity_pay IS 'longevity, of the grid and by service';
COMMENT ON COLUMN pay_summary.stipend_pay IS 'stipends of the positions held';
COMMENT ON COLUMN pay_summary.overage_pay IS 'pay for classes and caseloads over the limit';
COMMENT ON COLUMN pay_summary.total_pay IS 'all of it';
