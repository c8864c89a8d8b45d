-- The lines of pay by month.
CREATE VIEW pay_line_month AS
SELECT concat_ws('-', p.district_id, p.contract, p.school_year, p.employee_id, coalesce(p.employment_id, 0),
		p.component, p.first_day, p.last_day, to_char(p.month, 'YYYYMM')) AS id,
	d.district_id, p.contract, p.school_year, p.employee_id, p.employee_name, p.employment_id, p.site_id, p.site_name,
	p.component, p.first_day, p.last_day, p.month, p.days, p.cents
FROM summed_places(asked_here(caseload.asker()), 'pay_line_month') AS d
	CROSS JOIN LATERAL pay_months(caseload.asker(), d.district_id) AS p;
COMMENT ON VIEW pay_line_month IS 'one row a line of pay and month that it touches; the months add up to the line';
COMMENT ON COLUMN pay_line_month.id IS 'key of the row';
COMMENT ON COLUMN pay_line_month.district_id IS 'district';
COMMENT ON COLUMN pay_line_month.contract IS 'contract';
COMMENT ON COLUMN pay_line_month.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN pay_line_month.employee_id IS 'employee';
COMMENT ON COLUMN pay_line_month.employee_name IS 'name';
COMMENT ON COLUMN pay_line_month.employment_id IS 'as in pay_line';
COMMENT ON COLUMN pay_line_month.site_id IS 'site of that employment';
COMMENT ON COLUMN pay_line_month.site_name IS 'place of work';
COMMENT ON COLUMN pay_line_month.component IS 'as in pay_line';
COMMENT ON COLUMN pay_line_month.first_day IS 'first day of the line';
COMMENT ON COLUMN pay_line_month.last_day IS 'last day of the line';
COMMENT ON COLUMN pay_line_month.month IS 'first day of the month';
COMMENT ON COLUMN pay_line_month.days IS 'how many of the divisor are in that month';
COMMENT ON COLUMN pay_line_month.cents IS 'what of the line falls on it, in dollars and cents';
