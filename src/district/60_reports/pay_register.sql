-- What was paid, line by line.
CREATE VIEW pay_register AS
SELECT r.id, r.run, r.reverses, r.district_id, r.contract, r.school_year, r.cycle, r.period, r.payday, r.employee_id,
	r.employee_name, r.site_name, r.component, r.kind, r.amount, r.reason, r.known_at, r.closed_at
FROM register_rows(asked_here(caseload.asker())) AS r;
COMMENT ON VIEW pay_register IS
	'one row a line that was paid; lines of a run that was reversed and those that take them '
	'back add up to nothing';
COMMENT ON COLUMN pay_register.id IS 'key of the row';
COMMENT ON COLUMN pay_register.run IS 'the run in which it was paid';
COMMENT ON COLUMN pay_register.reverses IS 'the run that this one takes back; null: it closed a period';
COMMENT ON COLUMN pay_register.district_id IS 'district';
COMMENT ON COLUMN pay_register.contract IS 'contract';
COMMENT ON COLUMN pay_register.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN pay_register.cycle IS 'pay cycle';
COMMENT ON COLUMN pay_register.period IS 'place of the period in the cycle';
COMMENT ON COLUMN pay_register.payday IS 'when it is paid';
COMMENT ON COLUMN pay_register.employee_id IS 'employee';
COMMENT ON COLUMN pay_register.employee_name IS 'name';
COMMENT ON COLUMN pay_register.site_name IS 'where most of it is earned';
COMMENT ON COLUMN pay_register.component IS 'what for: salary, stipend: Coach';
COMMENT ON COLUMN pay_register.kind IS 'installment, back pay, taken back or balance';
COMMENT ON COLUMN pay_register.amount IS 'dollars; negative: taken back, or reversed';
COMMENT ON COLUMN pay_register.reason IS 'why this amount';
COMMENT ON COLUMN pay_register.known_at IS 'facts and rules as known then were paid by';
COMMENT ON COLUMN pay_register.closed_at IS 'when the period was closed';
