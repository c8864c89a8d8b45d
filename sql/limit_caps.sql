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

-- No limit, which is another thing than one that the source does not give. At most 4 in a class, none for music: a
-- class of 6 is 2 over, one of music with 9 nothing; and no music class has its teacher's number.
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
-- It is told, is no fault, and a guard holds nothing where a case may have no limit; what is not said is one.
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

-- Conditions beside plain values. PE classes have 3, others 2, and in middle school 4: classes of 5 at the first site
-- are 2 over in PE, 3 over else and where no subject is said, at the second 1 over.
SELECT class(11, 'asks', 5, 6, '[2,2]', '{"subject": "PE"}'), class(12, 'asks', 5, 6, '[2,2]', '{"subject": "Art"}'),
	class(13, 'asks', 5, 6), class(14, 'asks', 5, 16, '[2,2]', '{"subject": "PE"}', 2);
INSERT INTO limit_cap (limit_id, program, applies, precedence, number)
	SELECT l.id, 'asks', v.applies::jsonb, v.precedence, v.number::caseload_unit
	FROM (SELECT rule('asks', 'section') AS id) AS l,
	(VALUES ('{"subject": {"one_of": ["PE", "Dance"]}}', 0, '3 students'),
		('{"subject": {"not": ["PE", "Dance"]}}', 0, '2 students'),
		('{"site_level": "Middle School"}', 1, '4 students')) AS v (applies, precedence, number);
SELECT * FROM days WHERE code = 'asks' ORDER BY subject_id;
-- With a teacher who has 5 years or more 4, with fewer 3, where it is not said 2. What is no number is none.
UPDATE limit_cap SET applies = '{"years": {"at_least": 5}}', number = '4 students'
	WHERE applies @> '{"subject": {"one_of": ["PE"]}}';
UPDATE limit_cap SET applies = '{"years": {"below": 5}}', number = '3 students'
	WHERE applies @> '{"subject": {"not": ["PE"]}}';
UPDATE limit_cap SET applies = '{"years": {"absent": true}}', number = '2 students', precedence = 0
	WHERE applies ? 'site_level';
UPDATE section SET attributes = CASE section_id WHEN 11 THEN '{"years": 5}' WHEN 12 THEN '{"years": 4.5}'
	WHEN 14 THEN '{"years": "many"}' ELSE '{}' END::jsonb WHERE program = 'asks';
SELECT * FROM days WHERE code = 'asks' ORDER BY subject_id;
-- At most 6 with an aide, 4 without. In a class of 6 an aide comes on 2 March: 2 over on ten days, none on the others.
-- One of 5 has half an aide all the year, which is not one.
SELECT class(21, 'aide', 6, 7), class(22, 'aide', 5, 7);
INSERT INTO tally (section_id, valid, what, quantity) VALUES (21, '[2026-03-02,2026-07-01)', 'aides', '1 aides'),
	(22, '[2025-07-01,2026-07-01)', 'aides', '0.5 aides'), (22, '[2025-07-01,2026-07-01)', 'visits', '3 points');
INSERT INTO limit_cap (limit_id, program, applies, precedence, number)
	SELECT l.id, 'aide', v.applies::jsonb, v.precedence, v.number::caseload_unit
	FROM (SELECT rule('aide', 'section') AS id) AS l,
	(VALUES ('{}', 0, '4 students'),
		('{"tally:aides": {"at_least": 1}}', 1, '6 students')) AS v (applies, precedence, number);
SELECT * FROM days WHERE code = 'aide' ORDER BY subject_id;
-- None at all, so many: 22 has none from 8 March on, 21 none until 2 March; there 3 hold, 6 else.
UPDATE tally SET valid = '[2025-07-01,2026-03-08)' WHERE section_id = 22 AND what = 'aides';
UPDATE limit_cap SET number = '3 students', applies = '{"tally:aides": {"absent": true}}', precedence = 2
	WHERE number = '4 students' AND program = 'aide';
UPDATE limit_cap SET applies = '{}' WHERE program = 'aide' AND number = '6 students';
SELECT * FROM days WHERE code = 'aide' ORDER BY subject_id, first_day;
-- The size of the class: from 5 on at most one with an IEP, below that two. Class 31 has 4, two with an IEP, and
-- 5 from 2 March on: then it is one over.
SELECT class(31, 'size', 2, 8);
INSERT INTO enrollment (section_id, student_id, valid, attributes)
	SELECT 31, nextval('student_number'), '[2025-07-01,2026-07-01)', '{"iep": true}' FROM generate_series(1, 2);
INSERT INTO enrollment (section_id, student_id, valid) VALUES (31, nextval('student_number'), '[2026-03-02,)');
INSERT INTO limit_cap (limit_id, program, applies, counts, number)
	SELECT l.id, 'size', v.applies::jsonb, '{"iep": true}', v.number::caseload_unit
	FROM (SELECT rule('size', 'section') AS id) AS l,
	(VALUES ('{"size": {"at_least": 5}}', '1 students'), ('{"size": {"below": 5}}', '2 students'))
		AS v (applies, number);
SELECT * FROM days WHERE code = 'size' ORDER BY subject_id;
-- Of a person's classes those of 5 or more are counted: 6 and 5, 11 against 5; when 22 loses one, 6.
INSERT INTO limit_cap (limit_id, program, applies, number)
	SELECT rule('size together', 'employee'), 'aide', '{"size": {"at_least": 5}}', '5 students';
UPDATE enrollment SET valid = '[2025-07-01,2026-03-04)'
	WHERE enrollment_id = (SELECT min(enrollment_id) FROM enrollment WHERE section_id = 22);
SELECT * FROM days WHERE code = 'size together' ORDER BY first_day;
-- A person's own tally: while he or she consents, 12.
INSERT INTO tally (employee_id, valid, what, quantity) VALUES (7, '[2025-09-03,2026-01-01)', 'consent', '1 points');
INSERT INTO limit_cap (limit_id, program, applies, precedence, number)
	SELECT id, 'aide', '{"tally:consent": {"above": 0}}', 1, '12 students' FROM load_limit WHERE code = 'size together';
SELECT * FROM days WHERE code = 'size together' ORDER BY first_day;
-- What counts, and how much: whoever is on no plan, 2 of 4; weights of 2 from level 3 on: 2 + 2 x 2 = 6.
SELECT class(41, 'plan', 2, 9);
INSERT INTO enrollment (section_id, student_id, valid, attributes)
	SELECT 41, nextval('student_number'), '[2025-07-01,2026-07-01)', '{"plan": "504", "level": 3}'
	FROM generate_series(1, 2);
INSERT INTO limit_cap (limit_id, test, program, counts, weighted, number)
	SELECT l.id, v.test, 'plan', v.counts::jsonb, v.weighted, '1 students'
	FROM (SELECT rule('plan', 'section') AS id) AS l,
	(VALUES (1, '{"plan": {"absent": true}}', 'none'), (2, '{}', 'weight')) AS v (test, counts, weighted);
INSERT INTO limit_weight (limit_id, counts, weight)
	SELECT id, '{"level": {"at_least": 3}}', 2 FROM load_limit WHERE code = 'plan';
SELECT DISTINCT e.test, load_on(e.load, '2025-09-01') AS load
	FROM reckoned_excess() AS e JOIN load_limit AS l ON l.id = e.limit_id WHERE l.code = 'plan' ORDER BY 1;
-- Hours of coverage at sites that are not said to be exempt: 3 at the first, none of the second.
UPDATE site SET attributes = '{"exempt": true}' WHERE site_id = 2;
INSERT INTO tally (site_id, valid, what, quantity)
	SELECT n, '[2025-07-01,2026-07-01)', 'coverage', '3 hours' FROM generate_series(1, 2) AS n;
INSERT INTO limit_cap (limit_id, applies, number)
	SELECT rule('coverage', 'district'), '{"exempt": {"absent": true}}', '2 hours';
SELECT * FROM days WHERE code = 'coverage' ORDER BY subject_id;
-- No guard holds what changes with size or tallies, nor another row of the same test; a level it holds.
SELECT code, number, held, reason FROM guarded_limit WHERE code IN ('aide', 'size', 'asks') ORDER BY code, number;
SELECT rule, detail FROM rule_problem WHERE problem = 'a key that no fact carries' ORDER BY rule, detail;
\set VERBOSITY default
INSERT INTO limit_cap (limit_id, number, applies) SELECT 1, '3 students', '{"size": {"at_lest": 3, "at_most": 4}}';
INSERT INTO limit_cap (limit_id, number, applies) SELECT 1, '3 students', '{"size": {"at_least": "three"}}';
INSERT INTO limit_cap (limit_id, number, applies) SELECT 1, '3 students', '{"subject": {"one_of": "PE"}}';
INSERT INTO limit_cap (limit_id, number, applies) SELECT 1, '3 students', '{"tally:aides": 1}';
INSERT INTO limit_cap (limit_id, number, counts) SELECT 1, '3 students', '{"tally:aides": {"at_least": 1}}';
INSERT INTO limit_weight (limit_id, weight, counts) SELECT 1, 2, '{"iep": {"absent": 1}}';
\set VERBOSITY terse

-- A class without anybody is no class in an average: 5 and 5 and none are 5. From 9 March on one of the others is
-- empty, too: still 5, and when all are it is none. With all classes counted 10 / 3, and then 5 / 3.
SELECT class(51, 'empty', 5, 17, '[2,2]', '{}', 2), class(52, 'empty', 5, 18, '[2,2]', '{}', 2),
	class(53, 'empty', 0, 17, '[2,2]', '{}', 2);
UPDATE enrollment SET valid = '[2025-07-01,2026-03-09)' WHERE section_id = 52;
UPDATE enrollment SET valid = '[2025-07-01,2026-03-11)' WHERE section_id = 51;
INSERT INTO limit_cap (limit_id, program, number, reckoned)
	SELECT rule('empty', 'site'), 'empty', '1 students', 'average';
SELECT * FROM days WHERE code = 'empty' ORDER BY first_day;
UPDATE load_limit SET empty_counts = true WHERE code = 'empty';
SELECT * FROM days WHERE code = 'empty' ORDER BY first_day;
-- Tallies by weight: 2 assessments in Spanish of 1.5 and 1 that is not are 4.
INSERT INTO tally (employee_id, valid, what, quantity, attributes) VALUES
	(10, '[2025-07-01,2026-07-01)', 'assessment', '2 assessments', '{"in": "es"}'),
	(10, '[2025-07-01,2026-07-01)', 'assessment', '1 assessments', '{}');
INSERT INTO limit_cap (limit_id, number, weighted)
	SELECT rule('weighed', 'employee'), '3 assessments', 'weight';
INSERT INTO limit_weight (limit_id, counts, weight)
	SELECT id, '{"in": "es"}', 1.5 FROM load_limit WHERE code = 'weighed';
SELECT * FROM days WHERE code = 'weighed' ORDER BY first_day;
-- and so of a site: 4, where the class or person is not exempt as well as where no row asks for more
INSERT INTO tally (site_id, valid, what, quantity, attributes) VALUES
	(1, '[2025-07-01,2026-07-01)', 'meeting', '2 meetings', '{"in": "es"}'),
	(1, '[2025-07-01,2026-07-01)', 'meeting', '1 meetings', '{}');
INSERT INTO limit_cap (limit_id, test, applies, number, weighted)
	SELECT l.id, v.test, v.applies::jsonb, '3 meetings', 'weight'
	FROM (SELECT rule('weighed there', 'site') AS id) AS l,
	(VALUES (1, '{}'), (2, '{"exempt": {"absent": true}}')) AS v (test, applies);
INSERT INTO limit_weight (limit_id, counts, weight)
	SELECT id, '{"in": "es"}', 1.5 FROM load_limit WHERE code = 'weighed there';
SELECT DISTINCT e.test, load_on(e.load, '2025-09-01') AS load FROM reckoned_excess() AS e
	JOIN load_limit AS l ON l.id = e.limit_id WHERE l.code = 'weighed there' AND e.subject_id = 1 ORDER BY 1;
UPDATE limit_cap SET weighted = 'share' WHERE limit_id = (SELECT id FROM load_limit WHERE code = 'weighed');
SELECT rule, detail FROM rule_problem WHERE problem = 'tallies have no share of the day';

SET client_min_messages = warning;
DROP SCHEMA limit_caps, limit_caps_bi, limit_caps_then CASCADE;
