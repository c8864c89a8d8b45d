-- Leave: what is in each account, and what leaves ask for.
CREATE VIEW leave_account AS
SELECT concat_ws('-', r.district_id, r.contract, r.school_year, r.employee_id, (r.sum).account, (r.sum).event) AS id,
	r.district_id, r.contract::varchar(64) AS contract, r.school_year::varchar(7) AS school_year, r.employee_id,
	r.employee_name::varchar(120) AS employee_name, r.site_id, r.site_name::varchar(80) AS site_name, (r.sum).account,
	(r.sum).event, r.title, (r.sum).unit::varchar(8) AS unit,
	round((r.sum).carried, 6)::numeric(14,6) AS carried, round((r.sum).granted, 6)::numeric(14,6) AS granted,
	round((r.sum).received, 6)::numeric(14,6) AS received, round((r.sum).adjusted, 6)::numeric(14,6) AS adjusted,
	round((r.sum).taken, 6)::numeric(14,6) AS taken, round((r.sum).given, 6)::numeric(14,6) AS given,
	round((r.sum).cashed_out, 6)::numeric(14,6) AS cashed_out, round((r.sum).balance, 6)::numeric(14,6) AS balance,
	(r.sum).unlimited, r.charged_to, r.citation, (r.sum).problem
FROM leave_rows(asked_here(caseload.asker()), 'leave_account') AS r;
COMMENT ON VIEW leave_account IS
	'one row an employee, school year and account of leave, and event if it is one by event: '
	'carried + granted + received + adjusted - taken - given - cashed_out = balance';
COMMENT ON COLUMN leave_account.id IS 'key of the row';
COMMENT ON COLUMN leave_account.district_id IS 'district';
COMMENT ON COLUMN leave_account.contract IS 'contract';
COMMENT ON COLUMN leave_account.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN leave_account.employee_id IS 'employee';
COMMENT ON COLUMN leave_account.employee_name IS 'name';
COMMENT ON COLUMN leave_account.site_id IS 'site of the largest employment of the year';
COMMENT ON COLUMN leave_account.site_name IS 'place of work';
COMMENT ON COLUMN leave_account.account IS 'the account';
COMMENT ON COLUMN leave_account.event IS 'of an account by event: the illness, accident, birth or death';
COMMENT ON COLUMN leave_account.title IS 'title as printed';
COMMENT ON COLUMN leave_account.unit IS 'days, hours or weeks: what all amounts of the row are in';
COMMENT ON COLUMN leave_account.carried IS 'what was there at the beginning of the year';
COMMENT ON COLUMN leave_account.granted IS
	'what the contract grants, and what comes back after twelve months; null: no number bounds it';
COMMENT ON COLUMN leave_account.received IS 'what others gave';
COMMENT ON COLUMN leave_account.adjusted IS 'what was brought in or corrected';
COMMENT ON COLUMN leave_account.taken IS 'what was taken, less what was returned, other accounts'' charges with it';
COMMENT ON COLUMN leave_account.given IS 'what was given to others';
COMMENT ON COLUMN leave_account.cashed_out IS 'what was cashed out';
COMMENT ON COLUMN leave_account.balance IS
	'what is left at the end of the year, by all that is entered; null: no number bounds it, or see problem';
COMMENT ON COLUMN leave_account.unlimited IS 'whether no number bounds the account';
COMMENT ON COLUMN leave_account.charged_to IS 'the account out of which it is taken as well';
COMMENT ON COLUMN leave_account.citation IS 'article';
COMMENT ON COLUMN leave_account.problem IS 'moves that the contract does not allow, or why there is no balance';

CREATE VIEW leave_due AS
SELECT concat_ws('-', r.district_id, r.contract, r.employee_id, (r.ask).account,
	(r.ask).first_day, (r.ask).asked) AS id,
	r.district_id, r.contract::varchar(64) AS contract, r.school_year::varchar(7) AS school_year, r.employee_id,
	r.employee_name::varchar(120) AS employee_name, r.site_id, r.site_name::varchar(80) AS site_name, (r.ask).account,
	(r.ask).event, (r.ask).first_day, (r.ask).last_day,
	(r.ask).asked::varchar(16) AS asked, (r.ask).number::numeric(12,2) AS number,
	(r.ask).actual::numeric(12,2) AS actual, (r.ask).done_on, (r.ask).met, r.citation
FROM leave_due_rows(asked_here(caseload.asker()), 'leave_due') AS r;
COMMENT ON VIEW leave_due IS 'one row a leave and what it asks for: a medical verification or notice, met or not';
COMMENT ON COLUMN leave_due.id IS 'key of the row';
COMMENT ON COLUMN leave_due.district_id IS 'district';
COMMENT ON COLUMN leave_due.contract IS 'contract';
COMMENT ON COLUMN leave_due.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN leave_due.employee_id IS 'employee';
COMMENT ON COLUMN leave_due.employee_name IS 'name';
COMMENT ON COLUMN leave_due.site_id IS 'site of the largest employment of the year';
COMMENT ON COLUMN leave_due.site_name IS 'place of work';
COMMENT ON COLUMN leave_due.account IS 'the account';
COMMENT ON COLUMN leave_due.event IS 'the event that the move names';
COMMENT ON COLUMN leave_due.first_day IS 'first day of the leave; leaves without a duty day between them are one';
COMMENT ON COLUMN leave_due.last_day IS 'its last day';
COMMENT ON COLUMN leave_due.asked IS
	'verification: the district may ask for one before the return; notice: of the employee, before the first day';
COMMENT ON COLUMN leave_due.number IS 'after so many duty days in a row, or so many days before';
COMMENT ON COLUMN leave_due.actual IS 'how many duty days in a row, or how many days before notice was given';
COMMENT ON COLUMN leave_due.done_on IS 'verified_on or noticed_on of the move; null: not entered';
COMMENT ON COLUMN leave_due.met IS 'whether it was verified, or notice given in time';
COMMENT ON COLUMN leave_due.citation IS 'article';
