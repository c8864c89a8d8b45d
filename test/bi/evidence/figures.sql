-- What somebody who opens the dashboard must find: page, title of a value, table or chart, and the texts that must stand
-- together in it; of what is only told where the pointer is, those of one point. Reckoned from the reports anew, not by
-- the sources of the dashboard. Run by psql with -At and a tab between the columns.
\set money '''FM$999,999,999,990.00'''
\set dollars '''FM$999,999,999,990'''

-- overview
SELECT 'index', 'Classes over a limit', count(DISTINCT (section_id, rule)) FROM class_size_overage;
SELECT 'index', 'People over a caseload', count(DISTINCT employee_id) FROM caseload_overage;
SELECT 'index', 'Findings', count(*) FROM compliance_finding;
SELECT 'index', 'Overage pay', to_char(sum(amount_due), :money) FROM compliance_finding;
SELECT 'index', 'Pay of the year', to_char(sum(cents), :money) FROM pay_line;
SELECT 'index', 'Owed and not paid', to_char(sum(due) - sum(paid), :money) FROM pay_owed;
SELECT 'index', 'Answers brought up to date on', to_char(max(refreshed_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM report_status;
SELECT 'index', 'Things that could not be reckoned', count(*) FROM report_status WHERE about = 'problem';
-- the week of 14 October 2019, counted on Thursday the 17th
SELECT 'index', 'What the week''s overages pay', '2019-10-14', to_char(sum(pay), :dollars)
FROM class_size_overage WHERE counted_on = '2019-10-17' AND rule = 'Class size TK-6';
SELECT 'index', 'Classes over, and students over in them', '2019-10-14', 'Classes ' || count(*), 'Students Over ' || sum(over_by)::int
FROM class_size_overage WHERE counted_on = '2019-10-17' AND rule = 'Class size TK-6';
SELECT 'index', 'By school, over the year', site_name, to_char(sum(pay), :money)
FROM class_size_overage GROUP BY site_name HAVING sum(pay) > 0;

-- class sizes
SELECT 'classes', 'The most crowded classes', site_name || ', ' || section_name, max(over_by)::int
FROM class_size_overage GROUP BY site_name, section_id, section_name ORDER BY max(over_by) DESC, sum(pay) DESC LIMIT 3;
SELECT 'classes', 'Teacher First over', site_name, section_name, min(counted_on), max(load)::int, to_char(sum(pay), :money)
FROM class_size_overage GROUP BY site_name, section_id, section_name ORDER BY max(over_by) DESC, sum(pay) DESC LIMIT 3;
SELECT 'classes', 'Teacher First over', 'All', to_char(sum(pay), :money) FROM class_size_overage;

-- caseloads: each program has a chart of its own
SELECT 'caseloads', program, employee_name || ' (' || measure || ')',
	CASE WHEN measure = 'aides' THEN min(load) ELSE max(load) END::int, min(cap)::int
FROM caseload_overage GROUP BY program, employee_id, employee_name, measure;
SELECT 'caseloads', 'Person School Load Cap', employee_name, max(over_by)::int, min(counted_on), max(counted_on)
FROM caseload_overage GROUP BY employee_id, employee_name ORDER BY max(over_by) DESC LIMIT 1;

-- pay
SELECT 'pay', 'What is paid beside the salary', component, to_char(sum(cents), :money)
FROM pay_line WHERE component <> 'salary' GROUP BY component;
SELECT 'pay', 'Part People Amount', component, count(DISTINCT employee_id), to_char(sum(cents), :money)
FROM pay_line GROUP BY component;
SELECT 'pay', 'School People FTE', site_name, to_char(sum(total_pay), :money) FROM pay_summary GROUP BY site_name;
SELECT 'pay', 'School People FTE', 'All', to_char(sum(total_pay), :money) FROM pay_summary;
-- the place that most stand on, and one that is held by halves
SELECT 'pay', 'FTE at each place', 'step ' || step::int, lane, to_char(fte, 'FM990.0')
FROM scattergram WHERE schedule = 'teacher' ORDER BY fte DESC, step LIMIT 1;
SELECT 'pay', 'FTE at each place', 'step ' || step::int, lane, to_char(fte, 'FM990.0')
FROM scattergram WHERE schedule = 'teacher' AND fte % 1 = 0.5 ORDER BY step, lane_rank LIMIT 1;

-- findings
SELECT 'findings', 'By limit', rule, count(*) FROM compliance_finding GROUP BY rule;
SELECT 'findings', 'By the month in which the time to grieve ends', '2019-09', count(*)
FROM compliance_finding WHERE grieve_by BETWEEN '2019-09-01' AND '2019-09-30';
SELECT 'findings', 'Grieve by Limit School', grieve_by, rule, coalesce(section_name, employee_name), citation
FROM compliance_finding ORDER BY grieve_by, first_day, id LIMIT 1;
SELECT 'findings', 'Grieve by Limit School', 'All', to_char(sum(amount_due), :money) FROM compliance_finding;

-- owed
SELECT 'owed', 'Still to be paid', to_char(sum(greatest(owed, 0)), :money) FROM pay_owed;
SELECT 'owed', 'Paid too much', to_char(sum(greatest(-owed, 0)), :money) FROM pay_owed;
SELECT 'owed', 'Together', to_char(sum(owed), :money) FROM pay_owed;
SELECT 'owed', 'Earned and paid', '2019-10', (SELECT to_char(sum(cents), :dollars) FROM pay_line_month WHERE month = '2019-10-01'),
	to_char(sum(amount), :dollars) FROM pay_register WHERE payday = '2019-10-31';
SELECT 'owed', 'Earned and not paid, to date', '2019-12', to_char((SELECT sum(cents) FROM pay_line_month WHERE month <= '2019-12-01')
	- sum(amount), 'FM$999,999,999,990') FROM pay_register WHERE payday <= '2019-12-31';
SELECT 'owed', 'By part of the pay', component, to_char(abs(sum(owed)), :money) FROM pay_owed GROUP BY component;
SELECT 'owed', 'Person School Part Due', employee_name, component, to_char(due, :money), to_char(paid, :money), reason
FROM pay_owed WHERE owed < 0;
SELECT 'owed', 'Person School Part Due', 'All', to_char(sum(due), :money), to_char(sum(paid), :money) FROM pay_owed WHERE owed <> 0;
