-- Findings: whether the contract is kept. Kept rows, and what is stale reckoned on the spot.
CREATE VIEW compliance_finding AS
SELECT concat_ws('-', k.limit_id, k.test, k.district_id, k.subject_id, k.remedy_id, k.employee_id, k.school_year)
		::varchar(120) AS id,
	k.district_id, k.contract::varchar(64) AS contract, k.school_year, k.kind, k.rule, k.site_name,
	k.employee_id, k.employee_name, k.section_id, k.section_name, k.first_day, k.last_day, k.measure, k.cap, k.actual,
	k.over_by, k.strictness, k.remedy_type, k.remedy, k.choice, k.remedy_due, k.worth, k.quantity, k.amount_due,
	k.citation, k.grieve_by, k.note, k.due_by, k.paid_on
FROM (SELECT * FROM seen_finding UNION ALL SELECT * FROM own_finding) AS k;
COMMENT ON VIEW compliance_finding IS
	'one row a school year, limit, class or person, remedy and payee: what was over, since when, and '
	'what follows. Source: the limit''s article';
COMMENT ON COLUMN compliance_finding.id IS 'key of the finding';
COMMENT ON COLUMN compliance_finding.district_id IS 'district';
COMMENT ON COLUMN compliance_finding.contract IS 'contract';
COMMENT ON COLUMN compliance_finding.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN compliance_finding.kind IS 'class size, caseload or staffing';
COMMENT ON COLUMN compliance_finding.rule IS 'title of the limit';
COMMENT ON COLUMN compliance_finding.site_name IS 'school';
COMMENT ON COLUMN compliance_finding.employee_id IS 'whose load it is, or who is paid';
COMMENT ON COLUMN compliance_finding.employee_name IS 'name';
COMMENT ON COLUMN compliance_finding.section_id IS 'class; null for a limit on a person or site';
COMMENT ON COLUMN compliance_finding.section_name IS 'name of the class';
COMMENT ON COLUMN compliance_finding.first_day IS 'first counted day on which it was over';
COMMENT ON COLUMN compliance_finding.last_day IS 'last counted day on which it was over';
COMMENT ON COLUMN compliance_finding.measure IS 'what is counted';
COMMENT ON COLUMN compliance_finding.cap IS 'cap on the worst day';
COMMENT ON COLUMN compliance_finding.actual IS 'load on the worst day';
COMMENT ON COLUMN compliance_finding.over_by IS 'how many too many, or too few, at the worst';
COMMENT ON COLUMN compliance_finding.strictness IS 'hard, paid or advisory';
COMMENT ON COLUMN compliance_finding.remedy_type IS
	'pay, paraprofessional, release, position, meeting, grievance, consent or other; null if the '
	'contract names no remedy';
COMMENT ON COLUMN compliance_finding.remedy IS 'the remedy with its scale';
COMMENT ON COLUMN compliance_finding.choice IS 'remedies with the same word are alternatives';
COMMENT ON COLUMN compliance_finding.remedy_due IS 'false for an alternative that was not taken';
COMMENT ON COLUMN compliance_finding.worth IS
	'what it comes to over the school year if it is taken on all days, in dollars or units; null where '
	'the contract states no amount';
COMMENT ON COLUMN compliance_finding.quantity IS 'of a remedy in units: how many are due over the school year';
COMMENT ON COLUMN compliance_finding.amount_due IS
	'in dollars over the school year; adds up from class to teacher to district';
COMMENT ON COLUMN compliance_finding.citation IS 'article';
COMMENT ON COLUMN compliance_finding.grieve_by IS
	'last day to grieve, by the contract''s deadline; null where it has none';
COMMENT ON COLUMN compliance_finding.note IS 'the reading chosen where the text is open';
COMMENT ON COLUMN compliance_finding.due_by IS
	'last day to do or pay what is due for the first day over; null where the contract has no such day';
COMMENT ON COLUMN compliance_finding.paid_on IS
	'the day on which the last of the amount is paid; null where nothing is paid, or no row says when';
