-- The linter of pay rules: a contract without a slip, of which nothing is said, and then one slip at a time, each
-- undone:
-- what is found, in which row, how to mend it, how sure it is.
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('pay_slips');
SET search_path = pay_slips, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('oak', 'Oak', 'Oak', 'Oak', '[2025-07-01,2027-07-01)', '1');
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES
	('oak', '2025-26', '[2025-07-01,2026-07-01)', '{[2025-08-18,2025-12-20),[2026-01-05,2026-06-06)}', 'board');
INSERT INTO raise (contract, in_force_from, percent, rounds_to, citation) VALUES ('oak', '2026-07-01', 3, 0, '9');
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT 'oak', 'teacher', 'Teachers', '[2025-07-01,2026-07-01)', caseload.with_lanes(caseload.salary_schedule_agg(
	caseload.salary_step(l.lane, s), 47000 + 2500 * l.at + 1200 * s), '{BA,MA,DR}'), 'A'
FROM unnest('{BA,MA,DR}'::text[]) WITH ORDINALITY AS l (lane, at), generate_series(1, 10) AS s;
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT 'oak', 'teacher', 'Teachers', '[2026-07-01,2027-07-01)',
	raised(grid, 'oak', 'teacher', '2025-07-01', '2026-07-01'),
	'A' FROM schedule;
INSERT INTO pay_base (contract, name, in_force, amount, own, over, digits, citation) VALUES
	('oak', 'base', '[2025-07-01,2027-07-01)', 50000, NULL, 1, NULL, '10'),
	('oak', 'extra hour', '[2025-07-01,2026-07-01)', 40, NULL, 1, NULL, '10'),
	('oak', 'extra hour', '[2026-07-01,2027-07-01)', 42, NULL, 1, NULL, '10'),
	('oak', 'summer hour', '[2025-07-01,2027-07-01)', 45, NULL, 1, NULL, '10'),
	('oak', 'panel hour', '[2025-07-01,2027-07-01)', 38, NULL, 1, NULL, '10'),
	('oak', 'own hour', '[2025-07-01,2027-07-01)', NULL, 'cell', 1300, 2, '10');
INSERT INTO hourly_pay (contract, what, base, in_force, citation) VALUES
	('oak', 'tutoring', 'own hour', '[2025-07-01,2027-07-01)', '10');
INSERT INTO stipend (contract, position, title, site_level, in_force, band, base, citation)
SELECT 'oak', 'Coach ' || c, 'Coach', v.level, '[2025-07-01,2027-07-01)', v.band, 'base', '11'
FROM unnest('{of tennis,of golf,of chess,of soccer,of track,of crew}'::text[]) AS c,
	(VALUES ('High', 'A 6%'::caseload.stipend_band), ('Middle', 'B 4%')) AS v (level, band);
INSERT INTO stipend (contract, position, title, enrollment, applies, precedence, in_force, band, base, citation) VALUES
	('oak', 'Lead', 'Lead', '(,501)', '{}', 0, '[2025-07-01,2027-07-01)', 'B 4%', 'base', '11'),
	('oak', 'Lead', 'Lead', '[501,)', '{}', 0, '[2025-07-01,2027-07-01)', 'A 6%', 'base', '11'),
	('oak', 'Mentor', 'Mentor', '(,)', '{}', 0, '[2025-07-01,2027-07-01)', 'A 6%', 'base', '11'),
	('oak', 'Mentor', 'Mentor', '(,)', '{"half": true}', 1, '[2025-07-01,2027-07-01)', 'B 4%', 'base', '11');
INSERT INTO stipend (contract, position, title, in_force, scale, paid, citation, note) VALUES
	('oak', 'Panel', 'Panel', '[2025-07-01,2027-07-01)', '1: $500 flat, 2+: $800 flat', 'installments', '11', 'twice');
INSERT INTO due_date (contract, code, title, month, day, years_on, binds, in_force, citation) VALUES
	('oak', 'winter', 'Winter', 1, 10, 1, 'on', '(,)', '11'), ('oak', 'summer', 'Summer', 6, 10, 1, 'on', '(,)', '11');
INSERT INTO stipend_installment (stipend_id, share, due, citation)
SELECT s.id, 0.5, d, '11' FROM stipend AS s, unnest('{winter,summer}'::text[]) AS d WHERE s.position = 'Panel';
INSERT INTO longevity_rule (contract, code, in_force, service, scale, applies, citation) VALUES
	('oak', 'years', '[2025-07-01,2027-07-01)', 'district', '10+: $500 flat, 15+: $900 flat, 20+: $1500 flat',
		'{"board": true}', '12');
INSERT INTO division (contract, in_force, way, divisor, counts, citation) VALUES
	('oak', '[2025-07-01,2027-07-01)', 'duty days', 190, 'days held', '13');
INSERT INTO change_share (contract, change, by, share, in_force, citation) VALUES
	('oak', 'lane', '09-30', 1, '[2025-07-01,2027-07-01)', '13'),
	('oak', 'lane', '01-31', 0.5, '[2025-07-01,2027-07-01)', '13');
INSERT INTO credit_rule (contract, kind, year_at, part_years, most, first_step_most, in_force, citation) VALUES
	('oak', 'outside', 0.75, 'whole', 6, 7, '[2025-07-01,2027-07-01)', '14');
INSERT INTO step_rule (contract, role, highest, in_force, citation) VALUES
	('oak', '*', NULL, '[2025-07-01,2027-07-01)', '14'), ('oak', 'intern', 9, '[2025-07-01,2027-07-01)', '14');
INSERT INTO start_rule (contract, in_force, most, citation) VALUES ('oak', '[2025-07-01,2027-07-01)', 8, '14');
INSERT INTO benefit_cap (contract, coverage, in_force, amount, citation) VALUES
	('oak', 'health', '[2025-07-01,2026-07-01)', 11000, '15'),
	('oak', 'health', '[2026-07-01,2027-07-01)', 11500, '15'),
	('oak', 'dental', '[2025-07-01,2027-07-01)', 900, '15');
INSERT INTO repayment (contract, code, title, in_force, scale, citation) VALUES
	('oak', 'courses', 'Courses', '[2025-07-01,2027-07-01)', '1: 100% flat, 2: 50% flat', '16');
INSERT INTO retirement_incentive (contract, code, in_force, service, age_from, age_before, amount, citation) VALUES
	('oak', 'long', '[2025-07-01,2027-07-01)', '[20,)', 55, 65, 4000, '17'),
	('oak', 'short', '[2025-07-01,2027-07-01)', '[10,20)', 55, 65, 2500, '17');
INSERT INTO index_value (contract, index_name, in_force, percent, citation) VALUES
	('oak', 'CPI', '[2026-07-01,2027-07-01)', 2.6, '9');
-- those whom the names are asked of
INSERT INTO site (site_id, site_name, level) VALUES (1, 'Oak High', 'High'), (2, 'Oak Middle', 'Middle');
INSERT INTO employee (employee_id, employee_name, attributes) VALUES (1, 'Ash', '{"board": true}');
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid, attributes) VALUES
	(1, 1, 'oak', 'teacher', 'MA-3', '[2025-07-01,2026-07-01)', '{"role": "intern"}');
INSERT INTO position_held (employee_id, site_id, contract, position, valid, attributes) VALUES
	(1, 1, 'oak', 'Coach of golf', '[2025-07-01,2026-07-01)', '{}'),
	(1, 1, 'oak', 'Mentor', '[2025-07-01,2026-07-01)', '{"half": true}');
INSERT INTO tally (employee_id, what, quantity, valid) VALUES (1, 'tutoring', '2 hours', '[2025-10-01,2025-10-02)');
SELECT * FROM pay_rule_problem;

\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/slip_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all
\pset format unaligned
\pset tuples_only on
-- dates
SELECT * FROM pg_temp.slips(
	$$schedule SET in_force = '[2026-08-01,2027-07-01)' WHERE in_force @> date '2026-09-01'$$,
	$$stipend SET in_force = '[2025-07-10,2027-07-01)' WHERE position = 'Coach of crew' AND site_level = 'High'$$,
	$$benefit_cap SET in_force = '[2025-07-01,2026-01-01)' WHERE coverage = 'dental'$$,
	$$repayment SET in_force = '[2027-07-01,2029-07-01)'$$,
	$$repayment SET in_force = '[2025-07-01,2028-07-01)', note = 'of free will'$$,
	$$change_share SET known = '(,2026-01-01)' WHERE share = 1$$,
	$$due_date SET in_force = '[2026-07-01,2027-07-01)' WHERE code = 'summer'$$,
	$$due_date SET day = 16, note = 'by January 10' WHERE code = 'winter'$$,
	$$due_date SET month = 9, title = 'Summer, 10 June' WHERE code = 'summer'$$,
	$$due_date SET years_on = 2 WHERE code = 'summer'$$,
	$$step_rule SET moves_on = '09-04' WHERE role = '*'$$,
	$$step_rule SET moves_on = 'anniversary' WHERE role = '*'$$,
	$$raise SET in_force_from = '2026-09-01'$$);
-- the row before, the rows of the same kind
SELECT * FROM pg_temp.slips(
	$$pay_base SET amount = 24 WHERE name = 'extra hour' AND in_force @> date '2026-09-01'$$,
	$$pay_base SET amount = 83 WHERE name = 'panel hour'$$,
	$$pay_base SET times = 1.2, note = '20% of the cell' WHERE name = 'own hour'$$,
	$$pay_base SET digits = 2 WHERE name = 'extra hour' AND in_force @> date '2026-09-01'$$,
	$$benefit_cap SET amount = 51100 WHERE amount = 11500$$,
	$$benefit_cap SET amount = 11503 WHERE amount = 11500$$,
	$$stipend SET prorated_by = 'months' WHERE position = 'Coach of golf' AND site_level = 'High'$$,
	$$stipend SET band = 'A 9%' WHERE position = 'Coach of golf' AND site_level = 'High'$$,
	$$stipend SET band = CASE site_level WHEN 'High' THEN 'B 4%' ELSE 'A 6%' END::caseload.stipend_band
		WHERE position = 'Coach of golf'$$);
-- numbers
SELECT * FROM pg_temp.slips(
	$$schedule SET grid = replace(grid::text, '55700', '57500')::caseload.salary_schedule WHERE grid::text ~ '55700'$$,
	$$raise SET percent = 30$$, $$raise SET percent = NULL, flat = 3$$, $$raise SET on_schedule = false$$,
	$$raise SET longevity_only = true$$, $$raise SET rank = 2$$,
	$$stipend SET base = NULL WHERE position = 'Coach of golf' AND site_level = 'High'$$,
	$$stipend SET lasts = '20 students' WHERE position = 'Coach of golf' AND site_level = 'High'$$,
	$$stipend SET lasts = '210 days' WHERE position = 'Coach of golf' AND site_level = 'High'$$,
	$$stipend SET scale = '1: $500 flat, 2+: $80 flat' WHERE position = 'Panel'$$,
	$$stipend SET paid = 'monthly' WHERE position = 'Panel'$$,
	$$stipend SET enrollment = '[510,)' WHERE position = 'Lead' AND enrollment @> 900$$,
	$$stipend SET precedence = 0 WHERE position = 'Mentor'$$,
	$$stipend SET digits = 3 WHERE position = 'Panel'$$,
	$$stipend_installment SET share = 0.05 WHERE due = 'winter'$$,
	$$longevity_rule SET scale = '10+: $500 flat, 15+: $90 flat, 20+: $1500 flat'$$,
	$$longevity_rule SET steps = '[10,10]'$$,
	$$pay_base SET over = 13 WHERE name = 'own hour'$$,
	$$pay_base SET amount = -50000 WHERE name = 'base'$$,
	$$pay_base SET amount = NULL, schedule = 'teacher', placement = 'MA-11' WHERE name = 'base'$$,
	$$pay_base SET over_cap = true WHERE name = 'base'$$,
	$$division SET divisor = 19$$, $$division SET way = 'months begun'$$,
	$$change_share SET share = 1 WHERE share = 0.5$$,
	$$credit_rule SET most = 16$$, $$credit_rule SET kind = 'district'$$, $$credit_rule SET year_at = 0.075$$,
	$$credit_rule SET part_years = 'none'$$,
	$$step_rule SET highest = 11 WHERE role = '*'$$, $$step_rule SET highest = 1 WHERE role = '*'$$,
	$$step_rule SET years_a_step = 10 WHERE role = '*'$$,
	$$step_rule SET frozen = true, in_force = '(,)' WHERE role = '*'$$,
	$$start_rule SET most = 80$$,
	$$retirement_incentive SET age_before = 650 WHERE code = 'long'$$,
	$$retirement_incentive SET amount = 400 WHERE code = 'long'$$,
	$$retirement_incentive SET amount = 40000 WHERE code = 'long'$$,
	$$retirement_incentive SET service = '[21,)' WHERE code = 'long'$$,
	$$retirement_incentive SET year_days = 36 WHERE code = 'long'$$,
	$$repayment SET scale = '1: 100% flat, 2: 150% flat'$$,
	$$index_value SET percent = 26$$,
	$$due_date SET years_on = 5 WHERE code = 'summer'$$, $$due_date SET years_on = 0 WHERE code = 'summer'$$);
-- names
SELECT * FROM pg_temp.slips(
	$$stipend SET position = 'Coahc of golf' WHERE position = 'Coach of golf'$$,
	$$stipend SET position = 'Coach of gof' WHERE position = 'Coach of golf' AND site_level = 'High'$$,
	$$stipend SET site_level = 'high' WHERE site_level = 'High'$$,
	$$stipend SET site_level = 'Upper' WHERE site_level = 'High'$$,
	$$schedule SET schedule = 'techer'$$,
	$$hourly_pay SET what = 'tutorign'$$,
	$$step_rule SET role = 'inern' WHERE role = 'intern'$$, $$step_rule SET role = '**' WHERE role = '*'$$,
	$$pay_base SET name = 'extra hours' WHERE name = 'extra hour' AND in_force @> date '2026-09-01'$$,
	$$benefit_cap SET coverage = 'Health' WHERE amount = 11500$$,
	$$longevity_rule SET applies = '{"bord": true}'$$, $$longevity_rule SET applies = '{"board": "yes"}'$$,
	$$stipend SET applies = '{"hafl": true}' WHERE applies <> '{}'$$);
\pset format aligned
\pset tuples_only off
-- a lane that a degree does not stand in
INSERT INTO degree_lane (contract, degree, schedule, lane, citation) VALUES ('oak', 'MA', 'teacher', 'M A', '18'),
	('oak', 'BA', 'teacher', 'BS', '18'), ('oak', 'PhD', 'teachers', 'DR', '18');
SELECT rule, place, problem, detail, mend, sure FROM pay_rule_problem ORDER BY rule;
SET client_min_messages = warning;
DROP SCHEMA pay_slips, pay_slips_bi, pay_slips_then CASCADE;
