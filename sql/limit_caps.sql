-- Rows of limit_cap that say more than a number, each reckoned by hand. Ten school days in the fall and ten in the
-- spring of 2025-26.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_caps');
SET search_path = limit_caps, limit_caps_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('elm', 'Elm', 'made up', 'made up', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES ('elm', '2025-26',
	'[2025-07-01,2026-07-01)', '{[2025-09-01,2025-09-11),[2026-03-02,2026-03-12)}', 'made up');
INSERT INTO site (site_id, site_name, level) VALUES (1, 'First', 'Elementary'), (2, 'Second', 'Middle School');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(1, 20) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, CASE WHEN n < 15 THEN 1 ELSE 2 END, 'elm', 'none', 50000, '[2025-07-01,2026-07-01)'
	FROM generate_series(1, 20) AS n;
CREATE SEQUENCE student_number;
CREATE FUNCTION class(id bigint, program text, many int, teacher bigint, grades int4range DEFAULT '[2,2]',
	attributes jsonb DEFAULT '{}', site bigint DEFAULT 1)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO section (section_id, site_id, section_name, grades, valid, program, attributes)
	VALUES (id, site, 'Class ' || id, grades, '[2025-07-01,2026-07-01)', program, attributes);
	INSERT INTO staffing (section_id, employee_id, valid) VALUES (id, teacher, '[2025-07-01,2026-07-01)');
	INSERT INTO enrollment (section_id, student_id, valid)
	SELECT id, nextval('student_number'), '[2025-07-01,2026-07-01)' FROM generate_series(1, many);
$$;
CREATE FUNCTION rule(code text, scope text, strictness text DEFAULT 'paid') RETURNS bigint LANGUAGE sql AS $$
	INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
	VALUES ('elm', code, code, '[2025-07-01,2026-07-01)', scope, strictness, 'made up') RETURNING id;
$$;
CREATE VIEW days AS
SELECT l.code, d.subject_id, min(d.day) AS first_day, count(*) AS days, trim_scale(d.cap) AS cap,
	trim_scale(d.load) AS load, trim_scale(d.over) AS over
FROM reckoned_day() AS d JOIN load_limit AS l ON l.id = d.limit_id
GROUP BY l.code, d.subject_id, d.cap, d.load, d.over;

-- No limit, which is another thing than one that the source does not give. At most 4 in a class, none for music: a class
-- of 6 is 2 over, one of music with 9 nothing; and no music class has its teacher's number.
SELECT class(1, 'none', 6, 1), class(2, 'none', 9, 1, '[2,2]', '{"music": true}'), class(3, 'none', 5, 2),
	class(4, 'none', 7, 3, '[2,2]', '{"music": true}');
INSERT INTO limit_cap (limit_id, program, number) SELECT rule('none', 'section'), 'none', '4 students';
INSERT INTO limit_cap (limit_id, program, applies, precedence, none)
	SELECT id, 'none', '{"music": true}', 1, true FROM load_limit WHERE code = 'none';
SELECT * FROM days WHERE code = 'none' ORDER BY subject_id;
-- of equal precedence the number holds
UPDATE limit_cap SET precedence = 0 WHERE none;
SELECT * FROM days WHERE code = 'none' ORDER BY subject_id;
UPDATE limit_cap SET precedence = 1 WHERE none;
-- Among other classes it is counted no more: teacher 1 has 15 students, 6 of them without music, teacher 3 none.
INSERT INTO limit_cap (limit_id, program, number) SELECT rule('none together', 'employee'), 'none', '5 students';
SELECT * FROM days WHERE code = 'none together' ORDER BY subject_id;
INSERT INTO limit_cap (limit_id, program, applies, precedence, none)
	SELECT id, 'none', '{"music": true}', 1, true FROM load_limit WHERE code = 'none together';
SELECT * FROM days WHERE code = 'none together' ORDER BY subject_id;
-- So in an average, of (6 + 5) / 2 at the site and not (6 + 9 + 5 + 7) / 4; and each with a number of its own, 2 and 1.
INSERT INTO limit_cap (limit_id, test, program, number, reckoned)
	SELECT l.id, v.test, 'none', '4 students', v.reckoned FROM (SELECT rule('none at the site', 'site') AS id) AS l,
	(VALUES (1, 'average'), (2, 'overages')) AS v (test, reckoned);
INSERT INTO limit_cap (limit_id, test, program, applies, precedence, none)
	SELECT id, t, 'none', '{"music": true}', 1, true FROM load_limit, generate_series(1, 2) AS t
	WHERE code = 'none at the site';
SELECT DISTINCT e.test, load_on(e.load, '2025-09-01') AS load, load_on(e.excess, '2025-09-01') AS excess
	FROM reckoned_excess() AS e JOIN load_limit AS l ON l.id = e.limit_id WHERE l.code = 'none at the site' ORDER BY 1;
-- A caseload: at most 2, none in grade 1. Employee 5 has 3 in grade 4 and 2 in grade 1: 3, not 5.
INSERT INTO case_assignment (employee_id, student_id, program, grade, valid)
	SELECT 5, 1000 + n, 'Speech', CASE WHEN n < 4 THEN 4 ELSE 1 END, '[2025-07-01,2026-07-01)'
	FROM generate_series(1, 5) AS n;
INSERT INTO limit_cap (limit_id, program, grades, precedence, number, none)
	SELECT l.id, 'Speech', v.grades::int4range, v.precedence, v.number, v.number IS NULL
	FROM (SELECT rule('none of a case', 'employee', 'hard') AS id) AS l,
	(VALUES (NULL, 0, '2 IEPs'::caseload_unit), ('[1,1]', 1, NULL)) AS v (grades, precedence, number);
SELECT * FROM days WHERE code = 'none of a case' ORDER BY subject_id;
-- A number that another limit leans on is none there, too: one fewer than the first, without music 3.
INSERT INTO limit_cap (limit_id, program, number, relative_to)
	SELECT rule('none leaning', 'section'), 'none', '-1 students', 'none';
SELECT * FROM days WHERE code = 'none leaning' ORDER BY subject_id;
-- It is told, is no fault, and a guard holds nothing where a case may have no limit; what the source does not say is one.
INSERT INTO limit_cap (limit_id, program, note)
	SELECT id, 'not said', 'the page is cut off' FROM load_limit WHERE code = 'none';
SELECT rule, problem FROM rule_problem WHERE place = 'limit_cap' AND problem LIKE '%source%' ORDER BY rule;
SELECT code, program, number, held, reason FROM guarded_limit WHERE code IN ('none', 'none of a case')
	ORDER BY code, program, number;
SELECT subject_id, program, held_as, cap FROM held_section(1, '{1,2,3,4}') WHERE citation = 'made up' ORDER BY 1, 2, 3;
SELECT count(*) FROM held_caseload(1, '{5}');
-- where the person says it, and not the case, it does
UPDATE limit_cap SET grades = NULL, applies = '{"lead": true}' WHERE none AND program = 'Speech';
SELECT code, number, held, reason FROM guarded_limit WHERE code = 'none of a case' ORDER BY number;
SELECT subject_id, program, held_as, cap FROM held_caseload(1, '{5}');
UPDATE employment SET attributes = '{"lead": false}' WHERE employee_id = 5;
SELECT subject_id, program, held_as, cap FROM held_caseload(1, '{5}');
UPDATE employment SET attributes = '{"lead": true}' WHERE employee_id = 5;
SELECT subject_id, program, held_as, cap FROM held_caseload(1, '{5}');
UPDATE limit_cap SET precedence = -1 WHERE none AND program = 'Speech';
SELECT subject_id, program, held_as, cap FROM held_caseload(1, '{5}');
INSERT INTO limit_cap (limit_id, number, none) SELECT id, '3 students', true FROM load_limit WHERE code = 'none';
INSERT INTO limit_cap (limit_id) SELECT id FROM load_limit WHERE code = 'none';

SET client_min_messages = warning;
DROP SCHEMA limit_caps, limit_caps_bi, limit_caps_then CASCADE;
