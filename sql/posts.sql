-- Posts that a contract promises: how many are owed, filled and short, each by hand.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('posts');
SET search_path = posts, posts_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('oak', 'Oak', 'District', 'Union', '[2025-07-01,2026-07-01)', 'Article 1');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
VALUES ('oak', '2025-26', '[2025-07-01,2026-07-01)', '{[2025-09-01,2025-12-20),[2026-01-05,2026-06-06)}', 'x');
INSERT INTO site (site_id, site_name, level, enrollment, attributes) VALUES (1, 'Elm High', 'High School', NULL, '{}'),
	(2, 'Ash Elementary', 'Elementary', 500, '{"title_i": true}'), (3, 'Fir Elementary', 'Elementary', NULL, '{}'),
	(4, 'Not open', 'High School', 900, '{}');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'E' || n FROM generate_series(1, 40) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid, fte, attributes)
SELECT n, CASE WHEN n <= 24 THEN 1 WHEN n <= 30 THEN 2 ELSE 3 END, 'oak', 'none', 0, '[2025-08-01,2026-07-01)', 1, '{}'
FROM generate_series(1, 35) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid, fte, attributes) VALUES
	(36, 1, 'oak', 'counselors', 0, '[2025-08-01,2026-07-01)', 1, '{"post": "counselor"}'),
	(37, 1, 'oak', 'counselors', 0, '[2025-08-01,2025-11-01)', 0.5, '{"post": "counselor"}'),
	(38, 2, 'oak', 'nurses', 0, '[2025-08-01,2026-07-01)', 0.6, '{}');
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/limit_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all

-- Elm High: 20 sections of 30 students, 300 of them in one or two sections each and 30 in section 17 alone.
-- Science has 9 sections, Latin 8 until December and 7 after, Art 3.
SELECT count(class(n, 1, n, '[9,12]', CASE n WHEN 17 THEN '[2025-09-01,2025-12-20)'::daterange
		ELSE '[2025-09-01,2026-06-06)' END, NULL, jsonb_build_object('department',
		CASE WHEN n <= 9 THEN 'Science' WHEN n <= 17 THEN 'Latin' ELSE 'Art' END)))
FROM generate_series(1, 20) AS n;
INSERT INTO enrollment (section_id, student_id, valid)
SELECT 1 + n / 30, 1 + n % 300, daterange '[2025-09-01,2026-06-06)' FROM generate_series(0, 599) AS n WHERE n / 30 <> 16
UNION ALL SELECT 17, 10000 + n, '[2025-09-01,2025-12-20)' FROM generate_series(1, 30) AS n;
-- Ash: two classes of special education, of 8 and 13; nobody else is enrolled, or so it is known
SELECT class(31, 2, 25, '[1,2]', '[2025-09-01,2026-06-06)', 'SDC'), students(31, 8, '[2025-09-01,2026-06-06)');
SELECT class(32, 2, 26, '[1,2]', '[2025-09-01,2026-06-06)', 'SDC'), students(32, 13, '[2025-09-01,2026-06-06)');
INSERT INTO staffing (section_id, employee_id, role, valid) VALUES (31, 27, 'aide', '[2025-09-01,2026-06-06)'),
	(32, 27, 'aide', '[2025-09-01,2025-10-01)'), (32, 28, 'aide', '[2025-09-01,2026-06-06)');
INSERT INTO tally (section_id, valid, what, quantity) VALUES (32, '[2026-03-02,2026-06-06)', 'aides', '1 aides');
INSERT INTO position_held (employee_id, site_id, contract, position, valid, attributes)
VALUES (1, 1, 'oak', 'chair', '[2025-09-01,2026-06-06)', '{"department": "Science"}');

INSERT INTO post_rule (contract, code, title, post, in_force, each, department, program, applies, number, per, what,
	at_least, rounded, least, most, positions, roles, employed, tallies, counted, binds, citation)
SELECT 'oak', v.code, initcap(v.code), v.code, '[2025-07-01,2026-07-01)', v.each, v.department, v.program,
	v.applies::jsonb, v.number, v.per::caseload_unit, v.what, v.at_least::caseload_unit, v.rounded, v.least, v.most,
	v.positions::text[], v.roles::text[], v.employed::jsonb, v.tallies::text[], v.counted, v.binds, v.citation
FROM (VALUES
	-- one for each 250 students or part of it: 330 students, and 300 after December, are 2; two people until November
	('counselor', 'site', NULL, NULL, '{"site_level": "High School"}', 1, '250 students', NULL, NULL, 'up', 1, NULL,
		NULL, NULL, '{"post": "counselor"}', NULL, 'people', 'shall', 'A1'),
	-- the same by FTE: there are 1.5 until November, and then 1
	('counselor FTE', 'site', NULL, NULL, '{"site_level": "High School"}', 1, '250 students', NULL, NULL, 'up', 1, NULL,
		NULL, NULL, '{"schedule": "counselors"}', NULL, 'FTE', 'shall', 'A2'),
	-- a chair of each department of eight sections; Latin loses one in December
	('chair', 'department', 'department', NULL, '{}', 1, NULL, NULL, '8 sections', 'up', 0, NULL, '{chair}', NULL, NULL,
		NULL, 'people', 'shall', 'A3'),
	-- an aide for each 6 students: 8 are 2 and 13 are 3, but no more than 2
	('aide', 'section', NULL, 'SDC', '{}', 1, '6 students', NULL, NULL, 'up', 0, 2, NULL, '{aide}', NULL, '{aides}',
		'people', 'shall', 'A4'),
	-- half a nurse for each 500 students of the enrollment of a Title I school: 0.5 of 0.6
	('nurse', 'site', NULL, NULL, '{"title_i": true}', 0.5, '500 students', 'enrollment', NULL, 'exact', 0, NULL, NULL,
		NULL, '{"schedule": "nurses"}', NULL, 'FTE', 'shall', 'A5'),
	-- a lead for each 10 teachers of the district, whole ones: 22 teachers of record are 2, and there is none
	('lead', 'district', NULL, NULL, '{}', 1, '10 teachers', NULL, NULL, 'down', 0, NULL, '{lead}', NULL, NULL, NULL,
		'people', 'effort', 'A6'),
	-- who wants one may ask for it: nothing is found missing
	('club', 'site', NULL, NULL, '{}', 1, NULL, NULL, NULL, 'up', 0, NULL, '{club}', NULL, NULL, NULL, 'people', 'may',
		'A7'),
	-- a helper for each 10 students of an elementary school: Ash has 21; of Fir nobody said how many there are
	('helper', 'site', NULL, NULL, '{"site_level": "Elementary"}', 1, '10 students', NULL, NULL, 'down', 0, NULL, NULL,
		'{helper}', NULL, NULL, 'people', 'shall', 'A8')
) AS v (code, each, department, program, applies, number, per, what, at_least, rounded, least, most, positions, roles,
	employed, tallies, counted, binds, citation);
SELECT code, site_id AS site, section_id AS class, department, counted, measure, owed, filled, short, since, citation
FROM post_owed(1, '2025-10-15');
SELECT code, site_id AS site, section_id AS class, department, counted, owed, filled, short, since
FROM post_owed(1, '2026-03-15') WHERE code IN ('aide', 'chair', 'counselor', 'counselor FTE');
SELECT DISTINCT code, problem FROM post_owed(1, '2025-10-15') WHERE problem IS NOT NULL ORDER BY 1;
SELECT rule, site_name, section_name, department, first_day, last_day, counted, owed, filled, short, binds, problem
FROM post_finding ORDER BY rule, site_name, section_id, department;
-- of a day of no school year nothing is owed
SELECT count(*) FROM post_owed(1, '2030-01-01');
-- What is told later is no problem then: 520 students are 0.52 of a nurse, of whom there are 0.6; 39 are three helpers.
INSERT INTO tally (site_id, valid, what, quantity) VALUES (2, '[2025-08-01,2026-07-01)', 'enrollment', '520 students');
UPDATE site SET enrollment = 39 WHERE site_id = 3;
SELECT code, site_id, counted, owed, filled, short, problem FROM post_owed(1, '2025-10-15')
WHERE code IN ('nurse', 'helper');

-- On the employees' days before and after the students' nobody is enrolled, and that is known: 0 students, 1 at least.
-- A chair who left in January is one no longer, though nobody ended the position. Ten billion students are none to
-- believe: it is said, and the report goes on.
BEGIN;
UPDATE calendar SET days = '{[2025-08-25,2025-12-20),[2026-01-05,2026-06-13)}';
UPDATE employment SET valid = '[2025-08-01,2026-01-10)' WHERE employee_id = 1;
INSERT INTO tally (site_id, valid, what, quantity)
VALUES (2, '[2025-08-01,2026-07-01)', 'enrollment', '9999999999 students');
SELECT code, counted, owed, problem FROM post_owed(1, '2025-08-26') WHERE code = 'counselor';
SELECT code, department, owed, filled, since FROM post_owed(1, '2026-03-15') WHERE code = 'chair' ORDER BY 3;
SELECT rule, site_name, department, first_day, short, problem FROM post_finding
WHERE rule IN ('Chair', 'Nurse', 'Counselor', 'Helper') ORDER BY 1, 2, 3;
ROLLBACK;

-- who is bound to a site reads what it is short of, and who is bound to an employee nothing
SET client_min_messages = warning;
DROP ROLE IF EXISTS posts_elm, posts_one;
RESET client_min_messages;
CREATE ROLE posts_elm;
CREATE ROLE posts_one;
SELECT grant_reports('posts_elm', site_id => 2), grant_reports('posts_one', employee_id => 1);
SET ROLE posts_elm;
SELECT rule, site_name, section_name FROM posts_bi.post_finding ORDER BY 1, 3;
SET ROLE posts_one;
SELECT count(*) FROM posts_bi.post_finding;
RESET ROLE;
-- as it was known on a day before the facts: nobody was employed
SELECT count(*) FROM post_finding_known_on('2025-26', '2000-01-01');
SELECT count(*) = (SELECT count(*) FROM post_finding) AS the_same FROM post_finding_known_on('2025-26', '2100-01-01');

-- what a rule cannot say
INSERT INTO post_rule (contract, code, title, post, in_force, each, number, citation)
VALUES ('oak', 'x', 'X', 'x', '(,)', 'site', 1, 'A9');
INSERT INTO post_rule (contract, code, title, post, in_force, each, number, positions, citation)
VALUES ('oak', 'x', 'X', 'x', '(,)', 'section', 1, '{x}', 'A9');
INSERT INTO post_rule (contract, code, title, post, in_force, each, number, per, positions, citation)
VALUES ('oak', 'x', 'X', 'x', '(,)', 'site', 1, '5 hours', '{x}', 'A9');
INSERT INTO post_rule (contract, code, title, post, in_force, each, number, per, at_least, positions, citation)
VALUES ('oak', 'x', 'X', 'x', '(,)', 'site', 1, '5 students', '8 sections', '{x}', 'A9');
INSERT INTO post_rule (contract, code, title, post, in_force, each, department, number, positions, citation)
VALUES ('oak', 'x', 'X', 'x', '(,)', 'site', 'department', 1, '{x}', 'A9');
INSERT INTO post_rule (contract, code, title, post, in_force, each, number, least, most, positions, citation)
VALUES ('oak', 'x', 'X', 'x', '(,)', 'site', 1, 3, 2, '{x}', 'A9');
INSERT INTO post_rule (contract, code, title, post, in_force, each, positions, citation)
VALUES ('oak', 'x', 'X', 'x', '(,)', 'site', '{x}', 'A9');
-- a number that the source does not give: nothing is reckoned, and the linter says so
INSERT INTO post_rule (contract, code, title, post, in_force, each, positions, citation, note)
VALUES ('oak', 'x', 'X', 'x', '(,)', 'site', '{x}', 'A9', 'cut off');
SELECT rule, place, problem, detail FROM rule_problem WHERE place = 'post_rule';
SELECT count(*) FROM post_owed(1, '2025-10-15') WHERE code = 'x';

SET client_min_messages = warning;
SELECT revoke_reports('posts_elm'), revoke_reports('posts_one');
DROP SCHEMA posts, posts_bi, posts_then CASCADE;
DROP ROLE posts_elm, posts_one;
