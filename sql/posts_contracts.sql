-- The posts that the shipped contracts promise, on made-up rosters, each by hand.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('posts_utla', contract => 'utla');
SET search_path = posts_utla, posts_utla_bi, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
VALUES ('utla', '2023-24', '[2023-07-01,2024-07-01)', '{[2023-08-14,2024-06-12)}', 'made up');
INSERT INTO site (site_id, site_name, attributes) VALUES (1, 'Group 1', '{"bsap_group_1": true}'),
	(2, 'Group 2 high', '{"bsap_group_2": true, "secondary": true}'),
	(3, 'Group 2 elementary', '{"bsap_group_2": true}'),
	(4, 'Community', '{"community_school": true}'), (5, 'Full community', '{"community_school": true}');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'E' || n FROM generate_series(1, 20) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid, fte, attributes)
SELECT n, n, 'utla', 'none', 0, '[2023-07-01,2024-07-01)', 1, '{}'::jsonb FROM generate_series(1, 5) AS n
UNION ALL
-- Group 1 has all of its team but the restorative justice teacher, who comes on 8 January; its social worker leaves on
-- 1 March. Group 2 has one of two. The coordinator at Community is half-time.
SELECT v.n, v.site, 'utla', 'none', 0, v.valid::daterange, v.fte, jsonb_build_object('post', v.post)
FROM (VALUES (11, 1, 'BSAP PSA', '[2023-07-01,2024-07-01)', 1), (12, 1, 'BSAP PSW', '[2023-07-01,2024-03-01)', 1),
	(13, 1, 'BSAP counselor', '[2023-07-01,2024-07-01)', 1),
	(14, 1, 'BSAP restorative justice', '[2024-01-08,2024-07-01)', 1),
	(15, 2, 'BSAP PSA', '[2023-07-01,2024-07-01)', 1),
	(16, 4, 'community schools coordinator', '[2023-07-01,2024-07-01)', 0.5),
	(17, 5, 'community schools coordinator', '[2023-07-01,2024-07-01)', 1)) AS v (n, site, post, valid, fte);
INSERT INTO position_held (employee_id, site_id, contract, position, valid)
SELECT n, n, 'utla', 'climate champion', '[2023-08-14,2024-07-01)' FROM generate_series(1, 4) AS n;
-- both elementary and high schools of the program have an auxiliary period, but for the high school of group 2
INSERT INTO tally (site_id, valid, what, quantity)
SELECT n, '[2023-08-14,2024-06-12)', 'auxiliary period', '1 sections' FROM unnest('{1,3}'::int[]) AS n;
SELECT site_name, code, owed, filled, short, since FROM post_owed(1, '2024-03-15') WHERE short > 0
ORDER BY site_id, code;
SELECT site_name, rule, post, first_day, last_day, owed, filled, short, citation FROM post_finding
ORDER BY site_name, post;
-- before 1 July 2023 no school has a champion or a coordinator to find
SELECT count(*) FROM post_rule WHERE code IN ('climate-champion', 'community-school-coordinator')
	AND in_force @> date '2023-06-30';

SELECT caseload.create_district('posts_waterford', contract => 'waterford');
SET search_path = posts_waterford, posts_waterford_bi, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
VALUES ('waterford', '2019-20', '[2019-07-01,2020-07-01)', '{[2019-08-12,2020-05-30)}', 'made up');
INSERT INTO site (site_id, site_name, level) VALUES (1, 'Waterford High', 'High School'),
	(2, 'Junior', 'Middle School');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'E' || n FROM generate_series(1, 40) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid, attributes)
SELECT n, CASE WHEN n <= 30 THEN 1 ELSE 2 END, 'waterford', 'none', 0, '[2019-07-01,2020-07-01)', CASE
	WHEN n IN (1, 2, 31) THEN '{"safety_committee": "teacher"}' WHEN n = 3 THEN '{"safety_committee": "maintenance"}'
	WHEN n IN (4, 32) THEN '{"safety_committee": "principal"}' WHEN n IN (5, 6) THEN '{"joint_panel": "teacher"}'
	WHEN n IN (7, 33) THEN '{"joint_panel": "administrator"}' ELSE '{}' END::jsonb
FROM generate_series(1, 40) AS n;
-- At the high school Mathematics has four sections and a chair, English three and none, Robotics eight, which may
-- apply, and Chess seven, which may not. The junior high is no high school.
INSERT INTO section (site_id, section_name, grades, valid, attributes)
SELECT v.site, v.department || n, '[9,12]', '[2019-08-12,2020-05-30)', jsonb_build_object('department', v.department)
FROM (VALUES (1, 'Mathematics', 4), (1, 'English and ELD', 3), (1, 'Robotics', 8), (1, 'Chess', 7),
	(2, 'Mathematics', 9)) AS v (site, department, many) CROSS JOIN LATERAL generate_series(1, v.many) AS n;
INSERT INTO position_held (employee_id, site_id, contract, position, valid, attributes) VALUES
	(8, 1, 'waterford', 'Department Chair', '[2019-08-12,2020-05-30)', '{"department": "Mathematics"}'),
	(9, 1, 'waterford', 'Consulting Mentor/Teacher', '[2019-08-12,2020-05-30)', '{}');
SELECT code, site_name, department, counted, owed, filled, short, binds, citation FROM post_owed(1, '2019-10-01')
ORDER BY code COLLATE "C", site_id, department COLLATE "C";
-- missing: a chair of English, a teacher and the maintenance employee of the junior high's committee, a third teacher
-- on the panel; nobody misses Robotics or a mentor
SELECT rule, post, site_name, department, owed, filled, short FROM post_finding ORDER BY 1, 2, 3;

-- Clovis: the flyer gives no ratio, so no aide is owed, and the linter says so; at one for each 10 students a class of
-- 25 with two aides is one short, and 20 with two are not.
SELECT caseload.create_district('posts_clovis', contract => 'clovis');
SET search_path = posts_clovis, posts_clovis_bi, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
VALUES ('clovis', '2023-24', '[2023-07-01,2024-07-01)', '{[2023-08-14,2024-06-12)}', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'School');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'A'), (2, 'B');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, 1, 'clovis', 'none', 0, '[2023-07-01,2024-07-01)' FROM generate_series(1, 2) AS n;
INSERT INTO section (section_id, site_id, section_name, grades, valid)
SELECT n, 1, 'Class ' || n, '[2,2]', '[2023-08-14,2024-06-12)' FROM generate_series(1, 2) AS n;
INSERT INTO enrollment (section_id, student_id, valid)
SELECT n, 100 * n + s, '[2023-08-14,2024-06-12)' FROM (VALUES (1, 25), (2, 20)) AS v (n, many),
	generate_series(1, many) AS s;
INSERT INTO tally (section_id, valid, what, quantity)
SELECT n, '[2023-08-14,2024-06-12)', 'aides', '2 aides' FROM generate_series(1, 2) AS n;
SELECT count(*) FROM post_owed(1, '2023-10-02');
SELECT rule, problem, detail FROM rule_gap WHERE place = 'post_rule';
UPDATE post_rule SET number = 1, per = '10 students' WHERE code = 'aides';
SELECT section_name, counted, measure, owed, filled, short, since FROM post_owed(1, '2023-10-02');
SELECT section_name, owed, filled, short, first_day, last_day FROM post_finding;
SET client_min_messages = warning;
-- each by itself: what is dropped is locked
DROP SCHEMA posts_utla, posts_utla_bi, posts_utla_then CASCADE;
DROP SCHEMA posts_waterford, posts_waterford_bi, posts_waterford_then CASCADE;
DROP SCHEMA posts_clovis, posts_clovis_bi, posts_clovis_then CASCADE;
