-- Numbers beside the actual size of the other classes of the same grades at the site, reckoned by hand and by the
-- oracle. Ten school days in the fall and ten in the spring of 2025-26.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
\getenv abs_srcdir PG_ABS_SRCDIR
\set oracle_of :abs_srcdir '/test/oracle/load.psql'
SET client_min_messages = warning;
SET jit = off;
SELECT caseload.create_district('limit_others');
SET search_path = limit_others, limit_others_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('elm', 'Elm', 'made up', 'made up', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES ('elm', '2025-26',
	'[2025-07-01,2026-07-01)', '{[2025-09-01,2025-09-11),[2026-03-02,2026-03-12)}', 'made up');
INSERT INTO count_days (contract, name, in_force, days, citation) VALUES ('elm', 'counts', '[2025-07-01,2026-07-01)',
	'{[2025-09-03,2025-09-04),[2026-03-04,2026-03-05)}', 'made up');
INSERT INTO site (site_id, site_name, level) VALUES (1, 'First', 'Elementary'), (2, 'Second', 'Middle School');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(1, 20) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, CASE WHEN n < 15 THEN 1 ELSE 2 END, 'elm', 'none', 50000, '[2025-07-01,2026-07-01)'
	FROM generate_series(1, 20) AS n;
CREATE SEQUENCE student_number;
CREATE FUNCTION class(id bigint, many int, teacher bigint, grades int4range DEFAULT '[2,2]',
	attributes jsonb DEFAULT '{}', site bigint DEFAULT 1)
RETURNS void LANGUAGE sql AS $$
	INSERT INTO section (section_id, site_id, section_name, grades, valid, attributes)
	VALUES (id, site, 'Class ' || id, grades, '[2025-07-01,2026-07-01)', attributes);
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
\set district limit_others
\set ECHO none
\i :oracle_of
\set ECHO all
SET search_path = limit_others, limit_others_bi, caseload, public;
-- No class more than 2 above the mean of the others of its grade. Of 9, 5, 4 and 3 in grade 2: 9 stands beside
-- (5 + 4 + 3) / 3 = 4, is 3 above 6; 5 beside 16 / 3 and nobody else is above. A class of 3 in grade 3 beside one of
-- 2-3 with 12: 12 + 2 for it; the combination has 24 / 5 = 4.8 beside it, 12 is 5.2 above 6.8; and now 9 has
-- 24 / 4 = 6 beside it and is 1 above 8.
SELECT class(1, 9, 1), class(2, 5, 2), class(3, 4, 3), class(4, 3, 4);
INSERT INTO limit_cap (limit_id, number, relative_load) SELECT rule('beside', 'section'), '2 students', 'mean';
SELECT * FROM days WHERE code = 'beside' ORDER BY subject_id, first_day;
SELECT class(5, 3, 5, '[3,3]'), class(6, 12, 6, '[2,3]');
SELECT * FROM days WHERE code = 'beside' ORDER BY subject_id, first_day;
-- Day by day: 3 leave class 2 on 2 March. Beside 6 stand 9, 2, 4, 3 and 3, 4.2: from then on 5.8 above 6.2; beside 1
-- 21 / 4 = 5.25: 1.75 above 7.25. Empty from 9 March on, class 2 is none: 19 / 4 = 4.75 and 19 / 3 beside them: 5.25
-- above 6.75, and 0.666667 above 8.333333. With empty classes 3.8 and 4.75.
UPDATE enrollment SET valid = '[2025-07-01,2026-03-02)'
	WHERE section_id = 2 AND enrollment_id IN (SELECT enrollment_id FROM enrollment WHERE section_id = 2
		ORDER BY 1 LIMIT 3);
UPDATE enrollment SET valid = '[2025-07-01,2026-03-09)' WHERE section_id = 2 AND valid @> date '2026-03-09';
SELECT * FROM days WHERE code = 'beside' ORDER BY subject_id, first_day;
UPDATE load_limit SET empty_counts = true WHERE code = 'beside';
SELECT * FROM days WHERE code = 'beside' AND first_day >= '2026-03-09' ORDER BY subject_id, first_day;
UPDATE load_limit SET empty_counts = false WHERE code = 'beside';
-- The largest and the smallest: 12 is 1 above 9 + 2, and on 1 September 7 above 3 + 2; 9 is 4 above 3 + 2.
UPDATE limit_cap SET relative_load = 'largest' WHERE relative_load = 'mean';
SELECT * FROM days WHERE code = 'beside' ORDER BY subject_id, first_day;
UPDATE limit_cap SET relative_load = 'smallest' WHERE relative_load = 'largest';
SELECT * FROM days WHERE code = 'beside' AND first_day = '2025-09-01' ORDER BY subject_id;
-- A class alone in its grade has no others, and no number: not at the other school, nor with 20. Another row holds for
-- it where it has higher precedence; an exception is the number itself.
SELECT class(11, 20, 16, '[2,2]', '{}', 2);
SELECT count(*) FROM days WHERE code = 'beside' AND subject_id = 11;
UPDATE limit_cap SET relative_load = 'mean' WHERE relative_load = 'smallest';
INSERT INTO limit_cap (limit_id, number, grades, applies, precedence)
	SELECT id, '10 students', '[2,2]', '{"site_level": "Middle School"}', 1 FROM load_limit WHERE code = 'beside';
INSERT INTO exception (limit_id, section_id, valid, number, reason)
	SELECT id, 6, '[2026-03-02,2026-07-01)', '11 students', 'made up' FROM load_limit WHERE code = 'beside';
SELECT * FROM days WHERE code = 'beside' ORDER BY subject_id, first_day;
-- One below it, by another limit that leans on it: 9 beside 6 is 2 above 7.
INSERT INTO limit_cap (limit_id, number, relative_to) SELECT rule('leaning', 'section'), '-1 students', 'beside';
SELECT * FROM days WHERE code = 'leaning' AND subject_id = 1 ORDER BY first_day;
-- Counted twice a year, a count holds: class 2 has 5 until 4 March, then 2, to the end.
UPDATE load_limit SET counted_on = 'counts', holds = true WHERE code = 'beside';
SELECT * FROM days WHERE code = 'beside' AND subject_id = 1 ORDER BY subject_id, first_day;
UPDATE load_limit SET counted_on = 'every day', holds = false WHERE code = 'beside';
-- Both tests at once, where a class is over 8, too: of class 1 the lesser excess, 1 of 1 and 1, 1 of 1.75 and 1,
-- 0.666667 of 0.666667 and 1.
UPDATE load_limit SET joined = 'all' WHERE code = 'beside';
INSERT INTO limit_cap (limit_id, test, number) SELECT id, 2, '8 students' FROM load_limit WHERE code = 'beside';
SELECT * FROM days WHERE code = 'beside' AND subject_id IN (1, 11) ORDER BY subject_id, first_day;
DELETE FROM limit_cap WHERE test = 2;
-- The books: a change of one class makes the others stale.
SELECT regexp_replace(refresh_reports(), ' in .*', '') IS NOT NULL AS refreshed;
DELETE FROM enrollment WHERE section_id = 4;
SELECT DISTINCT cap, over_by FROM class_size_overage WHERE rule = 'leaning' AND section_id = 1 ORDER BY 1;
SELECT count(*) AS stale FROM (
	(SELECT section_id, counted_on, cap, over_by FROM class_size_overage
		EXCEPT ALL SELECT subject_id, day, round(cap, 2), round(over, 2) FROM reckoned_day())
	UNION ALL (SELECT subject_id, day, round(cap, 2), round(over, 2) FROM reckoned_day()
		EXCEPT ALL SELECT section_id, counted_on, cap, over_by FROM class_size_overage)) AS x;
-- No guard holds it, nor what leans on it; the other row it does.
SELECT code, number, held, reason FROM guarded_limit ORDER BY code, number;
SELECT subject_id, cap FROM held_section(1, '{1,6,11}') ORDER BY subject_id;
-- It is for classes by themselves.
\set VERBOSITY default
INSERT INTO limit_cap (limit_id, number, relative_load, reckoned) SELECT id, '2 students', 'mean', 'average'
	FROM load_limit WHERE code = 'beside';
INSERT INTO limit_cap (limit_id, number, relative_load) SELECT rule('wrong', 'employee'), '2 students', 'mean';
SELECT min(detail) AS detail, count(*) FROM rule_problem
WHERE rule LIKE '%wrong%' AND problem = 'cannot be reckoned';
SELECT explain_limit('elm', 'beside', '2025-09-01');
\set VERBOSITY terse
DELETE FROM load_limit WHERE code = 'wrong';

-- All kinds at once, and the second reckoning says the same.
INSERT INTO load_limit (contract, code, title, in_force, scope, joined, counted_on, holds, empty_counts, strictness,
	citation)
SELECT 'elm', v.code, v.code, '[2025-07-01,2026-07-01)', 'section', 'all', v.counted_on, v.counted_on = 'counts',
	v.empty_counts, 'paid', 'made up'
FROM (VALUES ('largest', 'every day', false), ('smallest', 'counts', true), ('mean', 'counts', false))
	AS v (code, counted_on, empty_counts);
INSERT INTO limit_cap (limit_id, number, relative_load) SELECT id, '1 students', code FROM load_limit
	WHERE code IN ('largest', 'smallest', 'mean');
INSERT INTO limit_cap (limit_id, test, number) SELECT id, 2, '8 students' FROM load_limit WHERE code = 'smallest';
WITH told AS MATERIALIZED (
	SELECT d::text AS line FROM reckoned_day() AS d
), other AS MATERIALIZED (
	SELECT d::text AS line FROM limit_others_oracle.reckoned_day() AS d
)
SELECT (SELECT count(*) > 100 FROM told) AS many, count(*) AS differing
FROM ((TABLE told EXCEPT ALL TABLE other) UNION ALL (TABLE other EXCEPT ALL TABLE told)) AS x;
DROP SCHEMA limit_others, limit_others_bi, limit_others_then, limit_others_oracle CASCADE;
