\echo
\echo == Made-up facts for it: four schools, twelve teachers, their stipends, classes
SET search_path = waterford, public, caseload;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'waterford', '2019-20', '[2019-07-01,2020-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 42) AS week, CAST(date '2019-08-12' + 7 * week AS date) AS d;
INSERT INTO site (site_id, site_name, level, enrollment) VALUES
	(1, 'Moon Primary', 'Moon/Whitehead', 612), (2, 'Whitehead Intermediate', 'Moon/Whitehead', 478),
	(3, 'Middle School', 'Middle School', 402), (4, 'High School', 'High School', 561);

CREATE TEMPORARY TABLE new_teacher (id int, name text, site int, schedule text, placement text, fte numeric);
INSERT INTO new_teacher VALUES
	(1, 'Alvarez, Rosa', 1, 'teacher', 'V-14', 1),
	(2, 'Baker, Tom', 1, 'teacher', 'II-4', 1),
	(3, 'Chen, Wei', 1, 'teacher', 'IV-10.5', 0.5),
	(4, 'Diaz, Elena', 2, 'teacher', 'V-24', 1),
	(5, 'Evans, Ruth', 2, 'teacher', 'III-7', 1),
	(6, 'Flores, Juan', 2, 'teacher', 'I-2', 1),
	(7, 'Garcia, Ana', 3, 'teacher', 'V-20', 1), (8, 'Hill, Peter', 3, 'teacher', 'IV-12', 1),
	(9, 'Ito, Ken', 4, 'teacher', 'V-29', 1),
	(10, 'Jones, Mary', 4, 'teacher', 'V-11', 1),
	(11, 'King, Dale', 4, 'agriculture', 'IV-6', 1),
	(12, 'Lopez, Carmen', 1, 'speech', 'V-16', 1);
INSERT INTO employee (employee_id, employee_name) SELECT id, name FROM new_teacher;
INSERT INTO employment (employee_id, site_id, contract, schedule, valid, placement, fte)
SELECT id, site, 'waterford', schedule, '[2019-08-12,2020-06-06)', placement::salary_step, fte FROM new_teacher;

INSERT INTO position_held (employee_id, site_id, contract, position, valid, counted, share, attributes)
SELECT h.id, h.site, 'waterford', h.position, '[2019-08-12,2020-06-06)', h.counted, h.share, h.attributes::jsonb
FROM (VALUES
	(1, 1, 'MTSS Coordinator', 1, 1, '{}'),
	(1, NULL, 'Master''s Degree', 1, 1, '{}'), (2, 1, 'BCLAD', 1, 1, '{}'),
	(4, 2, 'Consulting Mentor/Teacher', 2, 1, '{}'),
	(5, 2, 'Combination Class', 1, 1, '{}'),
	(7, 3, 'ELD Coordinator', 1, 1, '{"coordinating_period": true}'), (8, 3, 'Yearbook', 1, 1, '{}'),
	(9, 4, 'Athletic Director', 1, 1, '{}'),
	(9, NULL, 'Master''s Degree', 1, 1, '{}'),
	(10, 4, 'Department Chair', 1, 1, '{}'),
	(10, 4, 'Head Varsity Volleyball', 1, 1, '{}'),
	(11, 4, 'F.F.A. Advisor', 1, 1, '{}'),
	(12, NULL, 'Doctorate', 1, 1, '{}'))
	AS h (id, site, position, counted, share, attributes);

INSERT INTO section (section_id, site_id, section_name, grades, valid)
SELECT s.id, s.site, s.name, s.grades::int4range, '[2019-08-12,2020-06-06)'
FROM (VALUES (1, 1, 'Kindergarten A', '[0,0]'), (2, 1, 'Grade 1 B', '[1,1]'), (3, 1, 'Grade 3 A', '[3,3]'),
	(4, 2, 'Grade 4 A', '[4,4]'), (5, 2, 'Grade 4/5 combination', '[4,5]'),
	(6, 2, 'Grade 6 B', '[6,6]')) AS s (id, site, name, grades);
INSERT INTO staffing (section_id, employee_id, valid)
SELECT n, n, '[2019-08-12,2020-06-06)' FROM generate_series(1, 6) AS n;

-- head counts of two Thursdays
INSERT INTO tally (section_id, valid, what, quantity)
SELECT c.section, daterange(c.day, c.day + 1), 'head count', c.students::caseload_unit
FROM (VALUES (1, date '2019-09-05', '24 students'), (2, '2019-09-05', '26 students'), (3, '2019-09-05', '25 students'),
	(4, '2019-09-05', '31 students'), (5, '2019-09-05', '30 students'), (6, '2019-09-05', '33 students'),
	(1, '2019-09-12', '26 students'), (2, '2019-09-12', '28 students'), (3, '2019-09-12', '25 students'),
	(4, '2019-09-12', '32 students'), (5, '2019-09-12', '30 students'),
	(6, '2019-09-12', '33 students')) AS c (section, day, students);
SELECT count(*) AS teachers, (SELECT count(*) FROM position_held) AS stipends,
	(SELECT count(*) FROM section) AS classes,
	(SELECT count(*) FROM tally) AS head_counts FROM employee;
