-- The statements of doc/limits.md and doc/reports.md, in their order.
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('oakdale');
SET search_path = oakdale, oakdale_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('oakdale', 'Oakdale agreement', 'Oakdale Unified', 'Oakdale Teachers', '[2025-07-01,2026-07-01)', 'Article 1');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'oakdale', '2025-26', '[2025-07-01,2026-07-01)', range_agg(daterange(monday, monday + 5)), 'board, 3 March 2025'
FROM generate_series(date '2025-08-18', '2026-05-25', '7 days') AS week, CAST(week AS date) AS monday;
INSERT INTO count_days (contract, name, in_force, days, citation)
SELECT contract, 'Thursdays', in_force, weekly_days(days, 4, first_full_week(2025, 9)), '12.1' FROM calendar;
INSERT INTO term (contract, name, in_force, citation) VALUES
	('oakdale', 'semester', '[2025-08-18,2026-01-01)', 'calendar'),
	('oakdale', 'semester', '[2026-01-01,2026-06-01)', 'calendar');

INSERT INTO load_limit (contract, code, title, in_force, scope, counted_on, strictness, citation)
VALUES ('oakdale', 'class-size', 'Class size K-3', '[2025-07-01,2026-07-01)', 'section', 'Thursdays', 'paid', '12.1');
INSERT INTO limit_cap (limit_id, grades, number)
SELECT id, '[0,3]', '25 students' FROM load_limit WHERE code = 'class-size';
INSERT INTO limit_remedy (limit_id, kind, scale)
SELECT id, 'pay', '1-2: $20 each, 3+: $35 each per count' FROM load_limit WHERE code = 'class-size';

INSERT INTO site (site_id, site_name) VALUES (1, 'Elm Street');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'R. Vega');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
VALUES (1, 1, 'oakdale', 'none', 61000, '[2025-07-01,2026-07-01)');
INSERT INTO section (section_id, site_id, section_name, grades, valid) VALUES
	(1, 1, 'Room 4', '[2,2]', '[2025-08-18,2026-06-01)');
INSERT INTO staffing (section_id, employee_id, valid) VALUES (1, 1, '[2025-08-18,2026-06-01)');
INSERT INTO enrollment (section_id, student_id, valid)
SELECT 1, n, CASE WHEN n <= 26 THEN daterange '[2025-08-18,2026-06-01)'
	ELSE '[2025-09-15,2025-10-01)' END FROM generate_series(1, 28) AS n;

SELECT counted_on, cap, load, over_by, pay FROM class_size_overage WHERE counted_on < '2025-10-10' ORDER BY 1;
SELECT first_day, last_day, cap, actual, over_by, remedy, amount_due FROM compliance_finding;

SELECT school_year, test, subject_id, valid, number FROM cap_piece();
SELECT load_on(load, '2025-09-18') AS load, load_on(cap, '2025-09-18') AS cap, load_on(excess, '2025-09-18') AS excess
FROM reckoned_excess();
SELECT day, over, amount, money, due FROM reckoned_amount() WHERE day < '2025-09-20' ORDER BY day;
SELECT rule, place, problem, detail FROM rule_problem;
INSERT INTO exception (limit_id, section_id, valid, number, reason, consented_by, agreed_on)
SELECT id, 1, '[2026-01-01,2026-06-01)', '26 students', 'one more by consent', 'R. Vega', '2025-12-12'
FROM load_limit WHERE code = 'class-size';
SELECT sum(pay) AS due FROM class_size_overage;

INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
VALUES ('oakdale', 'speech', 'Speech caseload', '[2025-07-01,2026-07-01)', 'employee', 'paid', '12.4');
INSERT INTO limit_cap (limit_id, program, number, per, rounded, tolerance)
SELECT id, 'Speech', '50 IEPs', '1 FTE', 'down', '2 IEPs' FROM load_limit WHERE code = 'speech';
INSERT INTO limit_remedy (limit_id, rank, choice, chooser, kind, scale)
SELECT id, rank, 'relief', 'employee', kind, scale FROM load_limit, (VALUES (1, 'release', NULL),
	(2, 'pay', '1+: $4 each per day max $20')) AS v (rank, kind, scale) WHERE code = 'speech';
INSERT INTO case_assignment (employee_id, student_id, program, valid)
SELECT 1, n, 'Speech', '[2025-08-18,2026-06-01)' FROM generate_series(101, 154) AS n;
SELECT remedy_type, choice, remedy_due, cap, actual, over_by, worth, amount_due FROM compliance_finding
WHERE rule = 'Speech caseload' ORDER BY 1;
INSERT INTO remedy_given (remedy_id, employee_id, valid)
SELECT r.id, 1, '[2025-08-18,2026-06-01)' FROM limit_remedy AS r WHERE r.kind = 'pay' AND r.choice = 'relief';
SELECT remedy_type, remedy_due, worth, amount_due FROM compliance_finding WHERE rule = 'Speech caseload' ORDER BY 1;
SELECT employee_name, base_salary, overage_pay, total_pay FROM pay_summary;
