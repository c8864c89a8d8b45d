-- A maximum over all payees of a limit, in a site or the district. Each reckoned by hand beside it.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_most');
SET search_path = limit_most, limit_most_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('fig', 'Fig', 'Fig', 'Fig', '[2025-07-01,2027-07-01)', 'made up');
-- 20 days: four weeks of five days from Monday, 1 September; two quarters of ten
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'fig', '2025-26', '[2025-07-01,2026-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 3) AS w, CAST(date '2025-09-01' + 7 * w AS date) AS d;
INSERT INTO term (contract, name, in_force, citation) VALUES ('fig', 'quarter', '[2025-09-01,2025-09-15)', 'made up'),
	('fig', 'quarter', '[2025-09-15,2025-10-01)', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'First'), (2, 'Second');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 9) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, CASE WHEN n < 3 THEN 1 ELSE 2 END, 'fig', 'none', 50000, '[2025-07-01,2026-07-01)'
FROM generate_series(1, 9) AS n;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/limit_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation, note) VALUES
	('fig', 'size', 'size', '[2025-07-01,2026-07-01)', 'section', 'paid', '1', 'made up');
INSERT INTO limit_cap (limit_id, grades, number) SELECT id, '[1,1]', '20 students' FROM load_limit;
INSERT INTO limit_remedy (limit_id, kind, scale) SELECT id, 'pay', '1+: $10 each per day' FROM load_limit;
-- 22, 21, 23 and 22: $20, $10, $30 and $20 a day; the second and fourth are of one teacher, at two schools
SELECT class(n, CASE WHEN n < 3 THEN 1 ELSE 2 END, CASE n WHEN 4 THEN 2 ELSE n END, '[1,1]', '[2025-09-01,2026-07-01)')
FROM generate_series(1, 4) AS n;
SELECT students(n, 20 + (ARRAY[2, 1, 3, 2])[n], '[2025-09-01,2026-07-01)') FROM generate_series(1, 4) AS n;
SELECT * FROM due ORDER BY 2, 3;
CREATE FUNCTION at_most(whose text, most numeric, per text) RETURNS void LANGUAGE sql AS $$
	DELETE FROM limit_most;
	INSERT INTO limit_most (limit_id, whose, most, per) SELECT id, whose, most, per FROM load_limit;
$$;

-- $600 for all in the year. Seven days of $80 are $560; on the eighth the $40 left are shared: 10, 5, 15 and 10.
SELECT at_most('district', 600, 'year');
SELECT * FROM due ORDER BY 2, 3;
SELECT counted_on, section_id, pay FROM class_size_overage WHERE counted_on BETWEEN '2025-09-09' AND '2025-09-11'
ORDER BY 1, 2;
-- what it would come to is told beside what is due, and the lines of pay say the same
SELECT section_id, worth, amount_due FROM compliance_finding ORDER BY 1;
SELECT employee_id, sum(cents) FROM pay_line WHERE rule = 'load_limit' GROUP BY 1 ORDER BY 1;
-- $50 a day: 12.50, 6.25, 18.75 and 12.50 on each, 20 times
SELECT at_most('district', 50, 'day');
SELECT * FROM due ORDER BY 2, 3;
-- 33.33 a day: 8.3325, 12.49875, 24.9975 and 33.33 by running totals are 8.33, 4.17, 12.50 and 8.33
SELECT at_most('district', 33.33, 'day');
SELECT * FROM due ORDER BY 2, 3;
-- $200 at each school a quarter, ten days. The first pays $30 a day: 180, and of the 20 left 13.33 and 6.67; the second
-- pays $50 a day: four days.
SELECT at_most('site', 200, 'quarter');
SELECT * FROM due ORDER BY 2, 3;
-- $100 a week for each teacher. The first has no more; the second has $30 a day: 90 in three days, then 3.33 for one
-- class and 6.67 for the other, and nothing on Friday; the third 90 and 10.
SELECT at_most('payee', 100, 'week');
SELECT * FROM due ORDER BY 2, 3;
-- Each teacher $100 a week, and all $250 a month: Monday to Wednesday $80, and on Thursday of the 30 that the teachers'
-- maxima leave of 20, 3.33, 10 and 6.67, ten: 5, 0.83, 2.50 and 1.67.
INSERT INTO limit_most (limit_id, whose, most, per) SELECT id, 'district', 250, 'month' FROM load_limit;
SELECT * FROM due ORDER BY 2, 3;
SELECT section_id, pay FROM class_size_overage WHERE counted_on = '2025-09-04' ORDER BY 1;
-- nothing at all
SELECT at_most('district', 0, 'year');
SELECT count(*), sum(pay) FROM class_size_overage;

-- Kept answers follow, of all payees: the third class has two less, and the others what it had. $600: $20, $10, $10 and
-- $20 a day are 600 in ten days.
SELECT at_most('district', 600, 'year');
SELECT refresh_reports() IS NOT NULL AS refreshed;
DELETE FROM enrollment WHERE section_id = 3 AND student_id IN (SELECT max(student_id) FROM enrollment
	WHERE section_id = 3 UNION SELECT max(student_id) - 1 FROM enrollment WHERE section_id = 3);
SELECT section_id, sum(pay) AS pay FROM class_size_overage GROUP BY 1 ORDER BY 1;
SELECT refresh_reports() IS NOT NULL AS refreshed;
SELECT section_id, sum(pay) AS pay FROM class_size_overage GROUP BY 1 ORDER BY 1;
SELECT count(*) AS differing FROM (SELECT * FROM class_size_overage EXCEPT
	SELECT * FROM class_size_overage_known_on('2025-26', current_date)) AS x;
UPDATE limit_most SET most = 300;
SELECT section_id, sum(pay) AS pay FROM class_size_overage GROUP BY 1 ORDER BY 1;
-- whoever is asked for, all are reckoned: the second class has what it has among all
SELECT p.subject_id, sum(p.pay) FROM outcomes(ARRAY(SELECT ROW(id, 1, '{2}')::ask_row FROM load_limit)) AS o,
	unnest(o.pays) AS p GROUP BY 1;
SELECT cardinality(o.excess) AS found FROM outcomes(ARRAY(SELECT ROW(id, 1, '{2}')::ask_row FROM load_limit)) AS o;
SELECT count(*) AS of_nobody FROM outcomes(ARRAY(SELECT ROW(id, 7, '{2}')::ask_row FROM load_limit)) AS o;

-- One class cannot be reckoned, and the others share as if it were not there: $40 a day until 300 are reached, which is
-- seven days and 20 of the 40 of the eighth. Those who failed are tried by parts, and the maximum goes by all.
UPDATE limit_cap SET weighted = 'weight';
UPDATE enrollment SET weight = 9999999999 WHERE section_id = 4;
SELECT subject_id, total FROM due ORDER BY 1;
SELECT subject_id, state FROM problem_now() ORDER BY 1;
UPDATE enrollment SET weight = NULL;

-- A clause that is renewed goes on: $300 until 14 September and $400 from then on, in a year. $60 a day are 300 in five
-- days, and 100 more are left for the second row: 60, and 40 on Tuesday, 16 September.
UPDATE load_limit SET in_force = '[2025-07-01,2025-09-15)';
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation, note) VALUES
	('fig', 'size', 'renewed', '[2025-09-15,2026-07-01)', 'section', 'paid', '1', 'made up');
INSERT INTO limit_cap (limit_id, grades, number) SELECT id, '[1,1]', '20 students' FROM load_limit
WHERE title = 'renewed';
INSERT INTO limit_remedy (limit_id, kind, scale) SELECT id, 'pay', '1+: $10 each per day' FROM load_limit
WHERE title = 'renewed';
INSERT INTO limit_most (limit_id, whose, most, per) SELECT id, 'district', 400, 'year' FROM load_limit
WHERE title = 'renewed';
SELECT rule, counted_on, sum(pay) AS pay FROM class_size_overage WHERE pay > 0 GROUP BY 1, 2 ORDER BY 2;
-- a change before the renewal is one after it: in the first two weeks nobody is over, and the second row has 400
SELECT refresh_reports() IS NOT NULL AS refreshed;
UPDATE enrollment SET valid = '[2025-09-15,2026-07-01)';
SELECT rule, sum(pay) AS pay FROM class_size_overage GROUP BY 1 ORDER BY 1;

-- a caseload: two people at two schools, 12 and 11 where 10 are allowed, $4 each: $12 a day in the district, 100 a year
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation) VALUES
	('fig', 'cases', 'cases', '[2025-07-01,2026-07-01)', 'employee', 'paid', '2');
INSERT INTO limit_cap (limit_id, program, number) SELECT id, 'RSP', '10 students' FROM load_limit WHERE code = 'cases';
INSERT INTO limit_remedy (limit_id, kind, scale) SELECT id, 'pay', '1+: $4 each per day' FROM load_limit
WHERE code = 'cases';
SELECT cases(n, 'RSP', CASE n WHEN 1 THEN 12 ELSE 11 END, '[2025-09-01,2026-07-01)') FROM unnest('{1,5}'::int[]) AS n;
INSERT INTO limit_most (limit_id, whose, most, per) SELECT id, 'district', 100, 'year' FROM load_limit
WHERE code = 'cases';
SELECT employee_id, sum(pay) FROM caseload_overage GROUP BY 1 ORDER BY 1;
-- 8 days of 8 and 4 are 96, and 4 are left: 2.67 and 1.33; at each school for itself: 100 and 80
UPDATE limit_most SET whose = 'site' WHERE most = 100;
SELECT employee_id, sum(pay) FROM caseload_overage GROUP BY 1 ORDER BY 1;

-- a term that is not there: the remedies that pay are left out, and it is told
UPDATE limit_most SET per = 'trimester' WHERE most = 100;
SELECT sum(pay) FROM caseload_overage;
SELECT rule, place, problem, detail FROM rule_problem WHERE problem = 'cannot be reckoned';
DELETE FROM limit_remedy WHERE limit_id = (SELECT id FROM load_limit WHERE code = 'cases');
SELECT rule, place, problem, detail FROM rule_problem WHERE problem LIKE 'a max%';
UPDATE limit_most SET most = -1;
UPDATE limit_most SET most = 10.005;
UPDATE limit_most SET most = 'NaN';
UPDATE limit_most SET whose = 'school';
SET client_min_messages = warning;
DROP SCHEMA limit_most, limit_most_bi, limit_most_then CASCADE;
