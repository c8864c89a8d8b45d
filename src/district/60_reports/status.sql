-- As of when the reports are, how much of them is reckoned at each look, and what cannot be reckoned.
CREATE VIEW report_status AS
SELECT s.id, s.district_id, s.about, s.refreshed_at, s.took, s.marked, s.stale,
	s.contract, s.rule, s.remedy, s.subject_id,
	s.employee_id, s.employee_name, s.reason
FROM status_rows(asked_here(caseload.asker())) AS s;
COMMENT ON VIEW report_status IS
	'a row a district (about: book), and one for each thing that cannot be reckoned (problem)';
COMMENT ON COLUMN report_status.id IS 'key of the row';
COMMENT ON COLUMN report_status.district_id IS 'district';
COMMENT ON COLUMN report_status.about IS
	'book: the kept answers of a district; problem: something that cannot be reckoned';
COMMENT ON COLUMN report_status.refreshed_at IS 'when the kept answers were last brought up to date; null: never';
COMMENT ON COLUMN report_status.took IS 'how long that took, in seconds';
COMMENT ON COLUMN report_status.marked IS
	'changes of facts since then; null to a reader who does not see all of the district';
COMMENT ON COLUMN report_status.stale IS
	'how many classes, employees and sites are reckoned at each look, each limit by itself; '
	'null as marked';
COMMENT ON COLUMN report_status.contract IS 'of a problem: the contract';
COMMENT ON COLUMN report_status.rule IS 'title of the limit';
COMMENT ON COLUMN report_status.remedy IS 'the remedy that cannot be reckoned; null: the limit itself';
COMMENT ON COLUMN report_status.subject_id IS 'the class, employee, site or district; null: all';
COMMENT ON COLUMN report_status.employee_id IS 'the employee';
COMMENT ON COLUMN report_status.employee_name IS 'name';
COMMENT ON COLUMN report_status.reason IS 'why';
