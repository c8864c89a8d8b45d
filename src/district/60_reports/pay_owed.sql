-- What each person is still owed, and why.
CREATE VIEW pay_owed AS
SELECT o.id, o.district_id, o.contract, o.school_year, o.cycle, o.employee_id,
	o.employee_name, o.site_name, o.component,
	o.earned, o.due, o.paid, o.owed, o.through_period, o.next_payday, o.reason
FROM owed_rows(asked_here(caseload.asker())) AS o;
COMMENT ON VIEW pay_owed IS 'one row an employee, school year and component that is not yet paid in full, or was paid '
	'too much, by what is known now; school years without pay periods are not in it';
COMMENT ON COLUMN pay_owed.id IS 'key of the row';
COMMENT ON COLUMN pay_owed.district_id IS 'district';
COMMENT ON COLUMN pay_owed.contract IS 'contract';
COMMENT ON COLUMN pay_owed.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN pay_owed.cycle IS 'pay cycle; null: the employee is on none, and nobody pays';
COMMENT ON COLUMN pay_owed.employee_id IS 'employee';
COMMENT ON COLUMN pay_owed.employee_name IS 'name';
COMMENT ON COLUMN pay_owed.site_name IS 'where most of it is earned';
COMMENT ON COLUMN pay_owed.component IS 'what for: salary, stipend: Coach';
COMMENT ON COLUMN pay_owed.earned IS 'the year''s amount; null: it cannot be reckoned';
COMMENT ON COLUMN pay_owed.due IS 'what of it is due through the period through_period';
COMMENT ON COLUMN pay_owed.paid IS 'what was paid, also by another system';
COMMENT ON COLUMN pay_owed.owed IS 'what is owed now: due less paid; negative: paid too much';
COMMENT ON COLUMN pay_owed.through_period IS 'the last period that was closed or whose payday is over';
COMMENT ON COLUMN pay_owed.next_payday IS 'payday of the next period to close; null: there is none';
COMMENT ON COLUMN pay_owed.reason IS
	'why it is owed: what was known when the last period was closed, and what is known now';
