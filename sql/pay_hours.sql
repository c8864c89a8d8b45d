-- Hours paid by the hour: each figure is reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('pay_hours');
SET search_path = pay_hours, pay_hours_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('ash', 'Ash', 'Ash', 'Ash', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT contract, '2025-26', term, (SELECT range_agg(daterange(d, d + 5))
	FROM generate_series(0, 19) AS w, CAST(date '2025-09-01' + 7 * w AS date) AS d), 'made up' FROM contract;
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT 'ash', 'teacher', 'Teachers', v.in_force::daterange, v.grid::salary_schedule, 'made up' FROM (VALUES
	('[2025-07-01,2026-01-05)', E'step(0) I\n1 50000'), ('[2026-01-05,2026-07-01)', E'step(0) I\n1 55000'))
	AS v (in_force, grid);
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('ash', 'nurse', 'Nurses', '[2025-07-01,2026-07-01)', E'step(0) I\n1 40000', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(1, 9) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) VALUES
	(1, 1, 'ash', 'teacher', 'I-1', '[2025-07-01,2026-07-01)'),
	(2, 1, 'ash', 'nurse', 'I-1', '[2025-07-01,2026-07-01)'),
	(3, 1, 'ash', 'teachr', 'I-1', '[2025-07-01,2026-07-01)');

-- Tutoring: 1/1,300 of one's own cell an hour, and of nurses $31. 1: 3 hours in autumn at 38.4615, 1.5 in spring at
-- 42.3077: 115.38 and 63.47, in all 178.85 of 178.846; 2: 2 at 31. Supervision: $20 from October on.
INSERT INTO pay_base (contract, name, in_force, amount, own, over, citation) VALUES
	('ash', 'own hour', '(,)', NULL, 'cell', 1300, 'made up'),
	('ash', 'nurse hour', '(,)', 31, NULL, 1, 'made up'),
	('ash', 'flat hour', '(,)', 20, NULL, 1, 'made up');
INSERT INTO hourly_pay (contract, what, schedule, base, in_force, citation) VALUES
	('ash', 'tutoring', '*', 'own hour', '(,)', 'Article 20'),
	('ash', 'tutoring', 'nurse', 'nurse hour', '(,)', 'Article 20'),
	('ash', 'supervision', '*', 'flat hour', '[2025-10-01,2026-07-01)', 'Article 21'),
	('ash', 'driving', '*', 'driving hour', '(,)', 'Article 22');
INSERT INTO tally (employee_id, valid, what, quantity) VALUES
	(1, '[2025-09-09,2025-09-10)', 'tutoring', '3 hours'), (1, '[2026-02-03,2026-02-04)', 'tutoring', '1.5 hours'),
	(2, '[2025-09-09,2025-09-10)', 'tutoring', '2 hours'), (1, '[2025-10-06,2025-10-11)', 'supervision', '2.25 hours'),
	(1, '[2025-10-06,2025-10-07)', 'lunch', '1 hour'), (1, '[2024-10-06,2024-10-07)', 'supervision', '7 hours');
SELECT employee_id, component, during, days AS hours, annual AS rate, exact, cents, rule, citation FROM pay_lines()
WHERE component LIKE 'hours%' ORDER BY 1, lower(during);
SELECT employee_id, base_salary, stipend_pay, total_pay FROM pay_summary WHERE employee_id < 3 ORDER BY 1;
SELECT sum(cents) FROM pay_lines(employees => '{1}') WHERE component = 'hours: tutoring';

-- What cannot be paid is told: students instead of hours, before the rate is in force, a base that is not there, the
-- own cell of a schedule misspelt, and hours of somebody who is not employed.
INSERT INTO tally (employee_id, valid, what, quantity) VALUES
	(2, '[2025-10-07,2025-10-08)', 'supervision', '5 students'),
	(2, '[2025-09-08,2025-09-09)', 'supervision', '1 hour'),
	(2, '[2025-10-08,2025-10-09)', 'driving', '1 hour'), (3, '[2025-10-08,2025-10-09)', 'tutoring', '1 hour'),
	(4, '[2025-10-08,2025-10-09)', 'tutoring', '1 hour');
SELECT employee_id, component, lower(during) AS day, cents, blame, problem FROM pay_lines()
WHERE component LIKE 'hours%' AND problem IS NOT NULL ORDER BY 1, 3;
SELECT place, row_id, problem, detail FROM fact_problem WHERE place = 'tally' ORDER BY 2;
SELECT rule, place, problem, detail FROM rule_problem ORDER BY 1, 3;
INSERT INTO hourly_pay (contract, what, base, in_force, citation) VALUES
	('ash', 'tutoring', 'flat hour', '[2026-01-01,2026-02-01)', 'Article 20');
