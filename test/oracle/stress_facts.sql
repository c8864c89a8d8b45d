-- Facts for the rules of stress_rules.sql: two districts that use the same numbers for their sites, classes and
-- people, and
-- who works where.
INSERT INTO site (district_id, site_id, site_name, enrollment, attributes)
SELECT d, s, 'Site ' || s, 9, CASE s WHEN 1 THEN '{"title_i": true}' ELSE '{}' END::jsonb
FROM generate_series(1, 2) AS d, generate_series(1, 3) AS s;
-- 90 is the teacher whose own pay counts: who has none cannot be paid by it, and that is another test
INSERT INTO employee (district_id, employee_id, employee_name)
SELECT d, e, 'Employee ' || e FROM generate_series(1, 2) AS d, unnest('{1,2,3,4,5,6,7,8,9,10,90}'::int[]) AS e;
INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, placement, fte, valid, attributes)
SELECT d, e, 1 + e % 3, CASE WHEN e < 6 OR e = 90 THEN 'elm' ELSE 'oak' END, 'teacher', 'MA-2', CASE e % 4 WHEN 1
	THEN 0.5 ELSE 1 END,
	'[2025-07-01,2027-07-01)', CASE e WHEN 2 THEN '{"small": true}' WHEN 9 THEN '{"program": "Counselor"}'
		ELSE '{}' END::jsonb
FROM generate_series(1, 2) AS d, unnest('{1,2,3,4,5,6,7,8,9,10,90}'::int[]) AS e;
INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, placement, fte, valid)
SELECT d, 10, 1, 'elm', 'teacher', 'BA-1', 0.5, '[2026-01-01,2027-01-01)' FROM generate_series(1, 2) AS d;
INSERT INTO section (district_id, section_id, site_id, section_name, grades, valid, program, period, attributes)
SELECT d, s, 1 + s % 3, 'Class ' || s, int4range(s % 6, s % 6 + s % 2, '[]'), daterange(date '2025-08-01',
	CASE WHEN s < 7 THEN date '2027-07-01' ELSE date '2026-07-01' END),
	CASE s WHEN 9 THEN 'Own' END, CASE WHEN s < 9 THEN '1' END,
	CASE s % 4 WHEN 1 THEN '{"small": true}' ELSE '{}' END::jsonb
FROM generate_series(1, 2) AS d, generate_series(1, 9) AS s;
INSERT INTO staffing (district_id, section_id, employee_id, valid)
SELECT d, s, CASE s WHEN 9 THEN 90 ELSE s END, '[2025-08-01,2027-07-01)' FROM generate_series(1, 2) AS d,
	generate_series(1, 9) AS s;
INSERT INTO staffing (district_id, section_id, employee_id, role, share, valid)
SELECT d, s, e, r, 0.4, '[2025-08-01,2026-12-01)'
FROM generate_series(1, 2) AS d, (VALUES (6, 3, 'teacher of record'), (8, 2, 'teacher of record'),
	(1, 3, 'specialist'), (2, 3, 'specialist'), (6, 8, 'teacher of record'), (7, 8,
	'case manager'), (4, 5, 'aide')) AS v (s, e, r);
INSERT INTO enrollment (district_id, section_id, student_id, valid, attributes)
SELECT d, s, s * 10 + n, '[2025-08-01,2027-07-01)', CASE n % 3 WHEN 0 THEN '{"iep": true}' ELSE '{}' END::jsonb
FROM generate_series(1, 2) AS d, generate_series(1, 9) AS s, generate_series(1, 5) AS n;
INSERT INTO case_assignment (district_id, employee_id, student_id, program, grade, goal_areas, valid)
SELECT d, e, n, CASE WHEN n % 2 = 0 THEN 'RSP' ELSE 'Speech' END, n % 6, 1 + n % 2, '[2025-08-01,2027-07-01)'
FROM generate_series(1, 2) AS d, generate_series(2, 7) AS e, generate_series(1, 8) AS n;
INSERT INTO tally (district_id, section_id, valid, what, quantity)
SELECT d, s, '[2025-08-01,2026-07-01)', 'aide', '1 aides' FROM generate_series(1, 2) AS d, generate_series(5, 8) AS s;
INSERT INTO tally (district_id, employee_id, valid, what, quantity) SELECT d, 9, '[2025-08-01,2026-07-01)',
	'head count', '8 students' FROM generate_series(1, 2) AS d;

-- what is their own, of some who are on caseloads (1 to 8) and some who sit in classes: from the first year on, and
-- from its midst to that of the second
INSERT INTO student (district_id, student_id, valid, grade, weight, attributes)
SELECT d, n, CASE n % 2 WHEN 0 THEN daterange '[2025-08-01,)' ELSE '[2026-01-15,2027-02-01)' END, n % 6,
	CASE n % 5 WHEN 1 THEN 2 END,
	CASE n % 3 WHEN 0 THEN '{"iep": true, "level": "high"}' ELSE '{"iep": true}' END::jsonb
FROM generate_series(1, 2) AS d, unnest('{1,2,3,5,6,8,11,12,14,22,35,44,56,71}'::int[]) AS n;
