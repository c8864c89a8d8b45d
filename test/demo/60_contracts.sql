\echo
\echo == Four contracts ship as rows, each clause with its article; of the other
\echo == three, one thing each
\pset tuples_only on
\pset format unaligned
SELECT format('%s: %s%s', name, title, ', since ' || lower(term)) FROM caseload.contracts() ORDER BY name;
\pset tuples_only off
\pset format aligned

\echo
\echo == Anacortes: a third grade of 17 gets an 18th, 19th, 20th and 21st student:
\echo == $10, $10, $15 and $25 a day
SELECT caseload.create_district('anacortes', contract => 'anacortes') AS done \gset
\echo :done
SET search_path = anacortes, public, caseload;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'anacortes', '2017-18', '[2017-09-01,2018-09-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 9) AS week, CAST(date '2017-09-11' + 7 * week AS date) AS d;
INSERT INTO site (site_id, site_name) VALUES (1, 'Island View');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Moore, Ida');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(1, 1, 'anacortes', 'none', 60000, '[2017-09-01,2018-09-01)');
INSERT INTO section (section_id, site_id, section_name, grades, valid) VALUES
	(1, 1, 'Grade 3', '[3,3]', '[2017-09-01,2018-09-01)');
INSERT INTO staffing (section_id, employee_id, valid) VALUES (1, 1, '[2017-09-01,2018-09-01)');
-- 17 from the first day, one more each Monday from 18 September on
INSERT INTO enrollment (section_id, student_id, valid)
SELECT 1, n, daterange(CAST(date '2017-09-11' + 7 * greatest(n - 17, 0) AS date), date '2018-09-01')
FROM generate_series(1, 21) AS n;
SELECT min(counted_on) AS from_day, count(*) AS days, max(load)::int AS students, max(over_by)::int AS over,
	max(pay) AS a_day, sum(pay) AS pay, citation
FROM anacortes_bi.class_size_overage WHERE pay > 0 GROUP BY over_by, citation ORDER BY over_by;

\echo
\echo == UTLA: an autism class of 8 with a cap of 6: $625 a semester, and one aide,
\echo == whom both semesters share
SELECT caseload.create_district('utla', contract => 'utla') AS done \gset
\echo :done
SET search_path = utla, public, caseload;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'utla', '2023-24', '[2023-07-01,2024-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 15) AS week, CAST(date '2023-08-14' + 7 * week AS date) AS d;
INSERT INTO term (contract, name, in_force, citation) VALUES
	('utla', 'semester', '[2023-08-14,2023-10-09)', 'made up'),
	('utla', 'semester', '[2023-10-09,2023-12-04)', 'made up');
INSERT INTO count_days (contract, name, in_force, days, citation) VALUES
	('utla', 'classification days', '[2023-07-01,2024-07-01)', '{[2023-09-11,2023-09-12),[2023-10-30,2023-10-31)}',
		'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'Elm Street');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Nash, Lee');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(1, 1, 'utla', 'none', 80000, '[2023-07-01,2024-07-01)');
INSERT INTO section (section_id, site_id, section_name, grades, program, attributes, valid) VALUES
	(1, 1, 'Room 7', '[1,3]', 'SDC Autism', '{"special_day": true}', '[2023-07-01,2024-07-01)');
INSERT INTO staffing (section_id, employee_id, valid) VALUES (1, 1, '[2023-07-01,2024-07-01)');
INSERT INTO enrollment (section_id, student_id, valid)
SELECT 1, n, '[2023-08-14,2024-07-01)' FROM generate_series(1, 8) AS n;
SELECT section_name AS class, cap::int, actual::int, remedy_type, quantity, amount_due
FROM utla_bi.compliance_finding WHERE rule = 'Special education class size' ORDER BY remedy_type;
\pset tuples_only on
\pset format unaligned
SELECT explain_limit('utla', 'sped-class-size', '2023-10-01');
\pset tuples_only off
\pset format aligned

\echo
\echo == Clovis: 3% of base salary for special educators, which rises with the salary
\echo == inside the year, too
SELECT caseload.create_district('clovis', contract => 'clovis') AS done \gset
\echo :done
SET search_path = clovis, public, caseload;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'clovis', '2023-24', '[2023-07-01,2024-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 35) AS week, CAST(date '2023-08-14' + 7 * week AS date) AS d;
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Ortiz, Sam'), (2, 'Park, Jo');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid) VALUES
	(1, 1, 'clovis', 'none', 91250, '[2023-07-01,2024-07-01)'),
	(2, 1, 'clovis', 'none', 80000, '[2023-07-01,2024-01-01)'),
	(2, 1, 'clovis', 'none', 88000, '[2024-01-01,2024-07-01)');
INSERT INTO position_held (employee_id, site_id, contract, position, valid)
SELECT employee_id, 1, 'clovis', 'special education', '[2023-07-01,2024-07-01)' FROM employee;
SELECT employee_name AS teacher, component, sum(cents) AS paid, max(citation) AS citation
FROM clovis_bi.pay_line GROUP BY 1, 2 ORDER BY 1, 2;
