-- What a remedy's base is worth is asked on each counted day: the cap of that day, the base of that day, the payee's
-- own pay of that day. Each figure is reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_base');
SET search_path = limit_base, limit_base_bi, caseload, public;
-- 180 days: 36 weeks of five days from 1 September 2025, of which 90 lie before 5 January 2026
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('ash', 'Ash', 'Ash', 'Ash', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT contract, '2025-26', term, (SELECT range_agg(daterange(d, d + 5))
	FROM generate_series(0, 35) AS w, CAST(date '2025-09-01' + 7 * w AS date) AS d), 'made up' FROM contract;
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('ash', 'teacher', 'Teachers', '[2025-07-01,2026-07-01)', E'step(0) I\n1 50000\n2 52000', 'made up');
INSERT INTO load_limit (contract, code, title, in_force, scope, counted_on, strictness, citation) VALUES
	('ash', 'class', 'Students of a class', '[2025-07-01,2026-07-01)', 'section', 'every day', 'paid', 'Article 5');
INSERT INTO limit_cap (limit_id, number) SELECT id, '25 students' FROM load_limit;
INSERT INTO pay_base (contract, name, in_force, amount, over_cap, citation) VALUES
	('ash', 'class day', '[2025-07-01,2026-07-01)', 500, true, 'Article 5');
INSERT INTO limit_remedy (limit_id, kind, scale, base) SELECT id, 'pay', '1+: 100% each per day', 'class day'
FROM load_limit;
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Ada');
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) VALUES
	(1, 1, 'ash', 'teacher', 'I-1', '[2025-07-01,2026-01-05)'),
	(1, 1, 'ash', 'teacher', 'I-2', '[2026-01-05,2026-07-01)');
INSERT INTO section (section_id, site_id, section_name, grades, valid) VALUES
	(1, 1, 'Third', '[3,3]', '[2025-07-01,2026-07-01)');
INSERT INTO staffing (section_id, employee_id, valid) VALUES (1, 1, '[2025-07-01,2026-07-01)');
INSERT INTO enrollment (section_id, student_id, valid)
SELECT 1, s, '[2025-07-01,2026-07-01)' FROM generate_series(1, 26) AS s;

-- $500 over the cap of 25, a day and a student: 20 x 180 = 3,600.00 for one over, and a line of pay
SELECT sum(pay) FROM class_size_overage;
SELECT component, days, annual, cents, rule, citation FROM pay_lines() WHERE component LIKE 'overage%';
SELECT overage_pay FROM pay_summary WHERE overage_pay > 0;
SELECT rule, problem, detail FROM rule_problem;
-- a cap of 20 from 5 January: 90 x 20 for one over 25, and 90 x 500 / 20 x 6 for six over 20: 1,800 + 13,500
BEGIN;
UPDATE load_limit SET in_force = '[2025-07-01,2026-01-05)';
INSERT INTO load_limit (contract, code, title, in_force, scope, counted_on, strictness, citation) VALUES
	('ash', 'class', 'Students of a class', '[2026-01-05,2026-07-01)', 'section', 'every day', 'paid', 'Article 5');
INSERT INTO limit_cap (limit_id, number) SELECT max(id), '20 students' FROM load_limit;
INSERT INTO limit_remedy (limit_id, kind, scale, base) SELECT max(id), 'pay', '1+: 100% each per day', 'class day'
FROM load_limit;
SELECT sum(pay) FROM class_size_overage;
ROLLBACK;
-- a base that rises by a fifth on 5 January: 90 x 20 + 90 x 24 = 3,960.00; and none from 2 March on is no money
UPDATE pay_base SET in_force = '[2025-07-01,2026-01-05)';
INSERT INTO pay_base (contract, name, in_force, amount, over_cap, citation) VALUES
	('ash', 'class day', '[2026-01-05,2026-07-01)', 600, true, 'Article 5');
SELECT sum(pay) FROM class_size_overage;
UPDATE pay_base SET in_force = '[2026-01-05,2026-03-02)' WHERE amount = 600;
SELECT sum(pay), count(*) FILTER (WHERE pay IS NULL) AS "not in money" FROM class_size_overage;
-- a base without a cap, which rises: 90 x 3 + 90 x 4
UPDATE pay_base SET over_cap = false, amount = 3 WHERE amount = 500;
UPDATE pay_base SET over_cap = false, amount = 4, in_force = '[2026-01-05,2026-07-01)' WHERE amount = 600;
SELECT sum(pay) FROM class_size_overage;
-- of one's own cell, which rises: 1/1,000 of 50,000 and of 52,000: 90 x 50 + 90 x 52 = 9,180.00, and over the cap, too,
-- 90 x 2 + 90 x 2.08 = 367.20
DELETE FROM pay_base WHERE amount = 4;
UPDATE pay_base SET amount = NULL, own = 'cell', over = 1000, in_force = '[2025-07-01,2026-07-01)';
SELECT sum(pay) FROM class_size_overage;
UPDATE pay_base SET over_cap = true;
SELECT sum(pay) FROM class_size_overage;
-- two teachers who share it
INSERT INTO employee (employee_id, employee_name) VALUES (2, 'Ben');
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) VALUES
	(2, 1, 'ash', 'teacher', 'I-2', '[2025-07-01,2026-07-01)');
UPDATE staffing SET share = 0.5;
INSERT INTO staffing (section_id, employee_id, valid, share) VALUES (1, 2, '[2025-07-01,2026-07-01)', 0.5);
SELECT employee_id, sum(pay) FROM class_size_overage GROUP BY 1 ORDER BY 1;
