-- Sections that are taught as one are one class where a limit says so, reckoned by hand and by the oracle. Ten school
-- days in the fall and ten in the spring of 2025-26.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
\getenv abs_srcdir PG_ABS_SRCDIR
\set oracle_of :abs_srcdir '/test/oracle/load.psql'
SET client_min_messages = warning;
SET jit = off;
SELECT caseload.create_district('limit_together');
SET search_path = limit_together, limit_together_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('elm', 'Elm', 'made up', 'made up', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES ('elm', '2025-26',
	'[2025-07-01,2026-07-01)', '{[2025-09-01,2025-09-11),[2026-03-02,2026-03-12)}', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'First'), (2, 'Second');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(1, 9) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, 1, 'elm', 'none', 50000, '[2025-07-01,2026-07-01)' FROM generate_series(1, 9) AS n;
CREATE FUNCTION class(id bigint, grades int4range, period text, room text, first_student int, last_student int,
	VARIADIC teachers bigint[]) RETURNS void LANGUAGE sql AS $$
	INSERT INTO section (section_id, site_id, section_name, grades, valid, period, attributes)
	VALUES (id, 1, 'Section ' || id, grades, '[2025-07-01,2026-07-01)', period, jsonb_build_object('room', room));
	INSERT INTO staffing (section_id, employee_id, valid)
	SELECT id, t, '[2025-07-01,2026-07-01)' FROM unnest(teachers) AS t;
	INSERT INTO enrollment (section_id, student_id, valid)
	SELECT id, n, '[2025-07-01,2026-07-01)' FROM generate_series(first_student, last_student) AS n;
$$;
CREATE FUNCTION rule(code text, scope text) RETURNS bigint LANGUAGE sql AS $$
	INSERT INTO load_limit (contract, code, title, in_force, scope, together, strictness, citation)
	VALUES ('elm', code, code, '[2025-07-01,2026-07-01)', scope, '{room,period}', 'hard', 'made up') RETURNING id;
$$;
CREATE VIEW days AS
SELECT l.code, d.subject_id, d.employee_id, min(d.day) AS first_day, count(*) AS days, trim_scale(d.cap) AS cap,
	trim_scale(d.load) AS load, trim_scale(d.over) AS over, sum(d.pay) AS pay
FROM reckoned_day() AS d JOIN load_limit AS l ON l.id = d.limit_id
GROUP BY l.code, d.subject_id, d.employee_id, d.cap, d.load, d.over;

-- 20 and 15 in one room and period, of one teacher, against 34: one over, once, $10 on each of 20 days. What differs in
-- its room or period, or has neither, stands by itself: 15, 15, 15 and 15 with the same teacher are no class.
SELECT class(1, '[9,9]', '1', 'A', 1, 20, 1), class(2, '[10,10]', '1', 'A', 21, 35, 1),
	class(3, '[9,9]', '2', 'A', 1, 15, 1), class(4, '[9,9]', '1', 'B', 36, 50, 1),
	class(5, '[9,9]', '1', NULL, 51, 65, 1), class(6, '[9,9]', NULL, 'A', 66, 80, 1);
-- nor what another teacher has in that room at that time
SELECT class(7, '[9,9]', '1', 'A', 81, 95, 2);
INSERT INTO limit_cap (limit_id, number) SELECT rule('as one', 'section'), '34 students';
INSERT INTO limit_remedy (limit_id, kind, scale)
	SELECT id, 'pay', '1+: $10 each per day' FROM load_limit WHERE code = 'as one';
SELECT * FROM days WHERE code = 'as one' ORDER BY subject_id, first_day;
UPDATE load_limit SET together = '{}' WHERE code = 'as one';
SELECT count(*) FROM days WHERE code = 'as one';
UPDATE load_limit SET together = '{room,period}' WHERE code = 'as one';
-- Who sits in both counts once: five of section 2 are on the list of section 1, too: 35 still, of 25 and 15.
INSERT INTO enrollment (section_id, student_id, valid)
	SELECT 1, n, '[2025-07-01,2026-07-01)' FROM generate_series(21, 25) AS n;
SELECT * FROM days WHERE code = 'as one' ORDER BY subject_id, first_day;
-- A third by a second teacher of record: from 2 March on 2 is of 2, too, and with her section 7 is of the class: 50,
-- 16 over. From 9 March on section 1 ends: 2 and 7, 30, are the class of section 2, and nothing is over.
INSERT INTO staffing (section_id, employee_id, valid) VALUES (2, 2, '[2026-03-02,2026-07-01)');
UPDATE section SET valid = '[2025-07-01,2026-03-09)' WHERE section_id = 1;
SELECT * FROM days WHERE code = 'as one' ORDER BY subject_id, first_day;
-- Against 28 they are 2 over: section 2 is found, and both of its teachers share the $20 of a day.
UPDATE limit_cap SET number = '28 students';
SELECT * FROM days WHERE code = 'as one' ORDER BY subject_id, employee_id, first_day;
-- A row that speaks of one section speaks of the class: at most 31 in grade 10, which only section 2 is. 35 are 4 over,
-- from 2 March on 50 are 19.
INSERT INTO limit_cap (limit_id, grades, number) SELECT rule('grade 10', 'section'), '[10,10]', '31 students';
SELECT * FROM days WHERE code = 'grade 10' ORDER BY subject_id, first_day;
-- and so does an exception for one of them: 33, for 7 of the days
INSERT INTO exception (limit_id, section_id, valid, number, reason)
	SELECT id, 2, '[2026-03-02,2026-03-09)', '33 students', 'made up' FROM load_limit WHERE code = 'grade 10';
SELECT * FROM days WHERE code = 'grade 10' ORDER BY subject_id, first_day;
-- From 26 students on at most one aide, of all sections together: the 2 of section 2 are one too many until 9 March,
-- and the class of 30 that is left has them still.
INSERT INTO tally (section_id, valid, what, quantity) VALUES (2, '[2025-07-01,2026-07-01)', 'aides', '2 aides');
INSERT INTO limit_cap (limit_id, applies, number)
	SELECT rule('aides', 'section'), '{"size": {"at_least": 26}}', '1 aides';
SELECT * FROM days WHERE code = 'aides' ORDER BY subject_id, first_day;
-- 30 for each teacher, and one teacher at most: 1 has both sections and is one, 2 is another from 2 March on.
INSERT INTO limit_cap (limit_id, test, grades, number, per) SELECT l.id, v.test, '[10,10]', v.number::caseload_unit,
	v.per::caseload_unit FROM (SELECT rule('teachers', 'section') AS id) AS l,
	(VALUES (1, '30 students', '1 teachers'), (2, '1 teachers', NULL)) AS v (test, number, per);
SELECT * FROM days WHERE code = 'teachers' ORDER BY first_day, subject_id, cap;
-- A person's classes: 1 has six sections and five classes, 95 seats until 9 March: 35 + 4 x 15. The largest has 35,
-- the average 95 / 5 = 19; in each against 16 one is 19 over; all five have more than 0.5; and 5 classes are one more
-- than 4. 16 for each class are 80.
UPDATE employment SET attributes = '{"one": true}' WHERE employee_id = 1;
INSERT INTO limit_cap (limit_id, test, applies, number, per, reckoned)
	SELECT l.id, v.test, '{"one": true}', v.number::caseload_unit, v.per::caseload_unit, v.reckoned
	FROM (SELECT rule('of one', 'employee') AS id) AS l, (VALUES (1, '34 students', NULL, 'largest'),
		(2, '16 students', NULL, 'average'), (3, '16 students', NULL, 'overages'),
		(4, '0.5 students', NULL, 'sections over'), (5, '4 sections', NULL, 'total'),
		(6, '16 seats', '1 sections', 'total')) AS v (test, number, per, reckoned);
SELECT DISTINCT e.test, load_on(e.load, '2025-09-01') AS load, load_on(e.cap, '2025-09-01') AS cap,
	load_on(e.excess, '2025-09-01') AS excess
	FROM reckoned_excess() AS e JOIN load_limit AS l ON l.id = e.limit_id WHERE l.code = 'of one' ORDER BY 1;
-- At the site: seven sections are six classes, of 110 seats (95 and 15 of section 7): 18.333333 on average, from
-- 2 March on five of 22.
INSERT INTO limit_cap (limit_id, test, number, reckoned)
	SELECT l.id, v.test, v.number::caseload_unit, v.reckoned FROM (SELECT rule('of the site', 'site') AS id) AS l,
	(VALUES (1, '10 students', 'average'), (2, '3 sections', 'total')) AS v (test, number, reckoned);
SELECT DISTINCT e.test, load_on(e.load, '2025-09-01') AS fall, load_on(e.load, '2026-03-02') AS spring
	FROM reckoned_excess() AS e JOIN load_limit AS l ON l.id = e.limit_id
	WHERE l.code = 'of the site' AND e.subject_id = 1 ORDER BY 1;
-- Beside the others of its grade it is one, too: with 35 at most 19 above the smallest of 15.
INSERT INTO limit_cap (limit_id, grades, number, relative_load)
	SELECT rule('beside', 'section'), '[9,9]', '19 students', 'smallest';
SELECT * FROM days WHERE code = 'beside' ORDER BY first_day, subject_id;
-- No guard holds it; the books know it: what is told of section 1 changes with the room of section 2.
SELECT DISTINCT reason FROM guarded_limit WHERE code = 'as one';
SELECT regexp_replace(refresh_reports(), ' in .*', '') IS NOT NULL AS refreshed;
UPDATE section SET attributes = '{"room": "C"}' WHERE section_id = 2;
CREATE VIEW stale AS
	(SELECT rule, section_id, counted_on, cap, over_by FROM class_size_overage
			WHERE rule IN (SELECT code FROM load_limit WHERE scope = 'section')
		EXCEPT SELECT l.code, d.subject_id, d.day, round(d.cap, 2), round(d.over, 2) FROM reckoned_day() AS d
			JOIN load_limit AS l ON l.id = d.limit_id WHERE d.measure = 'students')
	UNION ALL (SELECT l.code, d.subject_id, d.day, round(d.cap, 2), round(d.over, 2) FROM reckoned_day() AS d
			JOIN load_limit AS l ON l.id = d.limit_id AND l.scope = 'section' WHERE d.measure = 'students'
		EXCEPT SELECT rule, section_id, counted_on, cap, over_by FROM class_size_overage);
SELECT count(*) FROM stale;
SELECT count(*) FROM days WHERE code = 'as one' AND first_day < '2026-03-02';
UPDATE section SET attributes = '{"room": "A"}' WHERE section_id = 2;
SELECT count(*) FROM stale;
SELECT split_part(explain_limit('elm', 'as one', '2025-09-01', l), E'\n', 2) AS words
	FROM unnest('{en,es}'::text[]) AS l;
-- and the second reckoning says the same
\set district limit_together
\set ECHO none
\i :oracle_of
\set ECHO all
SET search_path = limit_together, limit_together_bi, caseload, public;
WITH told AS MATERIALIZED (
	SELECT d::text AS line FROM reckoned_day() AS d
), other AS MATERIALIZED (
	SELECT d::text AS line FROM limit_together_oracle.reckoned_day() AS d
)
SELECT (SELECT count(*) > 100 FROM told) AS many, count(*) AS differing
FROM ((TABLE told EXCEPT ALL TABLE other) UNION ALL (TABLE other EXCEPT ALL TABLE told)) AS x;
DROP SCHEMA limit_together, limit_together_bi, limit_together_then, limit_together_oracle CASCADE;
