-- Reports of overages: a row a counted day. Class sizes are those limits that count the students of
-- classes; caseloads are all others, of cases, tallies and persons. Kept rows, and what is stale reckoned on the spot.
CREATE VIEW class_size_overage AS
SELECT caseload.row_key(k.limit_id, k.test, k.district_id, k.subject_id, k.employee_id, k.counted_on)::varchar(120)
		AS id,
	k.district_id, k.contract::varchar(64) AS contract, k.school_year, k.site_name, k.employee_id,
	k.employee_name, k.section_id, k.section_name, k.grade, k.rule, k.counted_on, k.month, k.cap,
	k.load, k.over_by, k.pay, k.citation, k.due_by, k.paid_on
FROM (SELECT * FROM seen_class_size UNION ALL SELECT * FROM own_class_size) AS k;
COMMENT ON VIEW class_size_overage IS
	'one row a counted day on which a class, or the classes of a teacher, are over the limit, and '
	'payee. Source: the limit''s article';
COMMENT ON COLUMN class_size_overage.id IS 'key of the row';
COMMENT ON COLUMN class_size_overage.district_id IS 'district';
COMMENT ON COLUMN class_size_overage.contract IS 'contract';
COMMENT ON COLUMN class_size_overage.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN class_size_overage.site_name IS 'school';
COMMENT ON COLUMN class_size_overage.employee_id IS 'who is paid, or would be';
COMMENT ON COLUMN class_size_overage.employee_name IS 'name of the payee';
COMMENT ON COLUMN class_size_overage.section_id IS 'class; null for a limit on all classes of a teacher';
COMMENT ON COLUMN class_size_overage.section_name IS 'name of the class';
COMMENT ON COLUMN class_size_overage.grade IS 'grade or grades of the class';
COMMENT ON COLUMN class_size_overage.rule IS 'title of the limit';
COMMENT ON COLUMN class_size_overage.counted_on IS 'day of the count; for a term, its last counted day';
COMMENT ON COLUMN class_size_overage.month IS 'first day of that month';
COMMENT ON COLUMN class_size_overage.cap IS 'cap on that day, in students';
COMMENT ON COLUMN class_size_overage.load IS 'students counted';
COMMENT ON COLUMN class_size_overage.over_by IS 'how many are too many';
COMMENT ON COLUMN class_size_overage.pay IS
	'what is due for that day, in dollars; null where the contract states no amount';
COMMENT ON COLUMN class_size_overage.citation IS 'article';
COMMENT ON COLUMN class_size_overage.due_by IS
	'last day to pay what is due for that day; of several remedies the first; null where the contract has no such day';
COMMENT ON COLUMN class_size_overage.paid_on IS
	'the day on which what is due for that day is paid; of several remedies the last; null where no row says';

CREATE VIEW caseload_overage AS
SELECT caseload.row_key(k.limit_id, k.test, k.district_id, k.subject_id, k.employee_id, k.counted_on)::varchar(120)
		AS id,
	k.district_id, k.contract::varchar(64) AS contract, k.school_year, k.site_name, k.employee_id,
	k.employee_name, k.program, k.rule, k.counted_on, k.month, k.measure, k.cap, k.load, k.over_by, k.pay, k.citation,
	k.due_by, k.paid_on
FROM (SELECT * FROM seen_caseload UNION ALL SELECT * FROM own_caseload) AS k;
COMMENT ON VIEW caseload_overage IS
	'one row a counted day on which a caseload, or anything else that is no class, is over the limit, '
	'and payee. Source: the limit''s article';
COMMENT ON COLUMN caseload_overage.id IS 'key of the row';
COMMENT ON COLUMN caseload_overage.district_id IS 'district';
COMMENT ON COLUMN caseload_overage.contract IS 'contract';
COMMENT ON COLUMN caseload_overage.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN caseload_overage.site_name IS 'place of work';
COMMENT ON COLUMN caseload_overage.employee_id IS 'whose caseload it is';
COMMENT ON COLUMN caseload_overage.employee_name IS 'name';
COMMENT ON COLUMN caseload_overage.program IS 'program';
COMMENT ON COLUMN caseload_overage.rule IS 'title of the limit';
COMMENT ON COLUMN caseload_overage.counted_on IS 'day of the count; for a term, its last counted day';
COMMENT ON COLUMN caseload_overage.month IS 'first day of that month';
COMMENT ON COLUMN caseload_overage.measure IS 'what is counted: students, units, IEPs, ...';
COMMENT ON COLUMN caseload_overage.cap IS 'cap on that day, in that measure';
COMMENT ON COLUMN caseload_overage.load IS 'how many there are';
COMMENT ON COLUMN caseload_overage.over_by IS 'how many are too many, or too few of a minimum';
COMMENT ON COLUMN caseload_overage.pay IS
	'what is due for that day, in dollars; null where the contract states no amount';
COMMENT ON COLUMN caseload_overage.citation IS 'article';
COMMENT ON COLUMN caseload_overage.due_by IS
	'last day to pay what is due for that day; of several remedies the first; null where the contract has no such day';
COMMENT ON COLUMN caseload_overage.paid_on IS
	'the day on which what is due for that day is paid; of several remedies the last; null where no row says';
