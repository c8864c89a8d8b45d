-- Stipends that are not paid to whoever holds the position, or not beside one another, each by hand.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('exclusion', contract => 'waterford');
SET search_path = exclusion, exclusion_bi, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
VALUES ('waterford', '2019-20', '[2019-07-01,2020-07-01)', '{[2019-08-12,2020-05-30)}', 'made up');
INSERT INTO site (site_id, site_name, level) VALUES (1, 'High', 'High School'), (2, 'Second', 'High School');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'E' || n FROM generate_series(1, 8) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid, attributes) VALUES
	(1, 1, 'waterford', 'teacher', 'III-5', '[2019-08-01,2020-07-01)', '{}'),
	(2, 1, 'waterford', 'psychologist-counselor-nurse', 'III-5', '[2019-08-01,2020-07-01)', '{}'),
	(3, 1, 'waterford', 'teacher', 'III-5', '[2019-08-01,2020-07-01)', '{"role": "Special Education Teacher"}'),
	(4, 1, 'waterford', 'psychologist-counselor-nurse', 'III-5', '[2019-08-01,2020-07-01)',
		'{"role": "Teacher on Special Assignment"}'),
	(5, 1, 'waterford', 'teacher', 'III-5', '[2019-08-01,2020-01-01)', '{}'),
	(5, 1, 'waterford', 'teacher', 'III-5', '[2020-01-01,2020-07-01)', '{"role": "Counselor"}'),
	(6, 1, 'waterford', 'teacher', 'III-5', '[2019-08-01,2020-07-01)', '{}');
INSERT INTO position_held (position_held_id, employee_id, site_id, contract, position, valid)
SELECT 10 * n + k, n, 1, 'waterford', p, '[2019-08-12,2020-05-30)'
FROM generate_series(1, 6) AS n, (VALUES (1, 'Multiple Site 9-12'), (2, 'Multiple Site beyond 9-12')) AS v (k, p)
WHERE n <> 6;
-- 6 holds the one stipend at two sites, and a chair besides, which is another stipend
INSERT INTO position_held (position_held_id, employee_id, site_id, contract, position, valid) VALUES
	(61, 6, 1, 'waterford', 'Multiple Site 9-12', '[2019-08-12,2020-05-30)'),
	(62, 6, 2, 'waterford', 'Multiple Site 9-12', '[2019-08-12,2020-05-30)'),
	(63, 6, 1, 'waterford', 'Department Chair', '[2019-08-12,2020-05-30)');
-- A teacher has C, $2,154, and not D, $1,616, besides; a counselor and a special educator neither; a teacher on special
-- assignment C. Who becomes a counselor in January was a teacher at several sites before, and has C of the year.
SELECT employee_id, component, first_day, last_day, cents, rule, citation, problem, blame FROM pay_line
WHERE component ~ '^stipend' ORDER BY employee_id, component, first_day, cents DESC;
SELECT row_id, problem, detail FROM fact_problem WHERE place = 'position_held' ORDER BY row_id, problem;
SELECT employee_id, sum(stipend_pay) AS stipends FROM pay_summary GROUP BY 1 ORDER BY 1;
SELECT problem, detail FROM rule_problem WHERE place = 'stipend_exclusion';
-- without the clause all of it is paid: 2,154 + 1,616 = 3,770; 6 has twice 1,615.70, to the dollar 3,231, and 1,077
BEGIN;
DELETE FROM stipend_exclusion;
SELECT employee_id, sum(stipend_pay) AS stipends FROM pay_summary GROUP BY 1 ORDER BY 1;
ROLLBACK;
-- the lower, or the one held first, and two of three
BEGIN;
UPDATE stipend_exclusion SET keeps = 'lowest' WHERE code = 'multiple-site-one';
SELECT component, cents, problem FROM pay_line WHERE employee_id = 1 AND component ~ '^stipend' ORDER BY 1;
UPDATE position_held SET valid = '[2019-08-13,2020-05-30)' WHERE position_held_id = 11;
UPDATE stipend_exclusion SET keeps = 'first' WHERE code = 'multiple-site-one';
SELECT component, cents, problem FROM pay_line WHERE employee_id = 1 AND component ~ '^stipend' ORDER BY 1;
UPDATE stipend_exclusion SET positions = positions || '{Department Chair}'::text[], most = 2, keeps = 'highest'
WHERE code = 'multiple-site-one';
INSERT INTO position_held (employee_id, site_id, contract, position, valid)
VALUES (1, 1, 'waterford', 'Department Chair', '[2019-08-12,2020-05-30)');
SELECT component, cents, problem FROM pay_line WHERE employee_id = 1 AND component ~ '^stipend' ORDER BY 1;
-- held first is held first in years before, too: D since 2015; then C, which has no first day
UPDATE stipend_exclusion SET most = 1, keeps = 'first' WHERE code = 'multiple-site-one';
UPDATE position_held SET valid = CASE position_held_id WHEN 12 THEN '[2018-08-12,)' WHEN 11 THEN '[2015-08-12,)'
	ELSE '[2016-08-12,)' END::daterange WHERE employee_id = 1;
SELECT component, cents FROM pay_line WHERE employee_id = 1 AND school_year = '2019-20' AND component ~ '^stipend'
ORDER BY 1;
UPDATE position_held SET valid = '(,)' WHERE position_held_id = 12;
SELECT component, cents FROM pay_line WHERE employee_id = 1 AND school_year = '2019-20' AND component ~ '^stipend'
ORDER BY 1;
-- Hours that a stipend is for are paid as hours where it is excluded: 2 at 30 of D, which is not paid beside C.
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES
	('waterford', 'an hour', '[2019-07-01,2020-07-01)', 30, 'made up');
INSERT INTO hourly_pay (contract, what, base, in_force, citation, not_with) VALUES
	('waterford', 'at C', 'an hour', '[2019-07-01,2020-07-01)', 'made up', 'Multiple Site beyond 9-12'),
	('waterford', 'at D', 'an hour', '[2019-07-01,2020-07-01)', 'made up', 'Multiple Site 9-12');
INSERT INTO tally (employee_id, valid, what, quantity) VALUES (1, '[2019-10-01,2019-10-02)', 'at C', '2 hours'),
	(1, '[2019-10-01,2019-10-02)', 'at D', '2 hours');
SELECT component, cents FROM pay_line WHERE employee_id = 1 AND school_year = '2019-20'
	AND component ~ '^(stipend|hours)' ORDER BY 1;
ROLLBACK;
-- Kept answers are those that are reckoned anew, whatever changes.
SELECT split_part(refresh_reports(), ' in ', 1) <> '' AS refreshed;
UPDATE stipend_exclusion SET most = 2 WHERE code = 'multiple-site-one';
SELECT employee_id, sum(stipend_pay) AS stipends FROM pay_summary GROUP BY 1 ORDER BY 1;
UPDATE employment SET attributes = '{"role": "School Nurse"}' WHERE employee_id = 1;
SELECT employee_id, sum(stipend_pay) AS stipends FROM pay_summary WHERE employee_id = 1 GROUP BY 1;
-- a text that is known from 1 March 2020 on excludes nobody by what was known in February
UPDATE stipend_exclusion SET known = '[2020-03-01,)';
SELECT k.day, l.component, l.cents FROM unnest('{2020-02-01,2020-04-01}'::date[]) AS k (day)
	CROSS JOIN LATERAL pay_lines('2019-20', k.day) AS l
WHERE l.employee_id = 2 AND l.component ~ '^stipend' ORDER BY 1, 2;

-- The register pays what is paid, though what is excluded stands beside it under the same name: 5 is owed 2,154 of C.
UPDATE stipend_exclusion SET known = '(,)', most = CASE WHEN most IS NOT NULL THEN 1 END;
SELECT k.component, k.cents, k.problem FROM known_sums('waterford', '2019-20', CURRENT_DATE + 1, NULL, 1, '{2,5}') AS k
WHERE k.component ~ '^stipend' ORDER BY k.employee_id, k.component;

-- What cannot be said, and a slip in a name.
INSERT INTO stipend_exclusion (contract, code, positions, in_force, citation)
VALUES ('waterford', 'x', '{a}', '(,)', 'A');
INSERT INTO stipend_exclusion (contract, code, positions, in_force, not_for, citation)
VALUES ('waterford', 'x', '{a}', '(,)', '{"role": {"one_of": "Nurse"}}', 'A');
INSERT INTO stipend_exclusion (contract, code, positions, in_force, most, citation)
VALUES ('waterford', 'x', '{Multiple Sites}', '(,)', 1, 'A');
SELECT rule, problem, detail, sure FROM rule_problem WHERE place = 'stipend_exclusion';
SET client_min_messages = warning;
DROP SCHEMA exclusion, exclusion_bi, exclusion_then CASCADE;
