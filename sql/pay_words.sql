-- The linter of pay rules: rows that say another thing in their columns than in their words, and rows that stand out
-- beside those that they are read with. First a contract without a slip, then one slip at a time, each undone.
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('pay_words');
SET search_path = pay_words, caseload, public;
SELECT words, numbers_named(words, 'year') AS years, numbers_named(words, 'step') AS steps FROM (VALUES
	('the limits of ten years and of step 11 are read to stay'), ('3 school years'), ('a year'),
	('12 years; the other reading is 10 years'), ('fifteen-year rule'), (NULL)) AS v (words);
SELECT said, r.stem, r.rank FROM unnest('{Head Varsity Soccer,Head JV Soccer,Assistant Soccer,Soccer,Head Coach,
	Asst. Coach,Headmaster}'::text[]) AS s (said), position_rank(said) AS r;
SELECT scale, scale_gaps(scale::caseload.pay_scale) AS gaps, round(scale_mean(scale::caseload.pay_scale), 2) AS mean
FROM (VALUES ('1: 100% flat, 2: 75% flat, 3: 50% flat, 4: 25% flat'), ('1: 100% flat, 2: 60% flat'), ('1+: 50% flat'),
	('11-15: $400 each, 16+: $450.50 each per year')) AS v (scale);

INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('ash', 'Ash', 'Ash', 'Ash', '[2025-07-01,2027-07-01)', '1');
INSERT INTO raise (contract, schedule, in_force_from, percent, citation) VALUES
	('ash', 'teacher', '2026-07-01', 3, '9');
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT 'ash', 'teacher', 'Teachers', y.in_force::daterange, caseload.paid_in(caseload.with_lanes(
	caseload.salary_schedule_agg(caseload.salary_step(l.lane, s), (47000 + 2500 * l.at + 1200 * s) * y.times),
	'{BA,MA}'), 0), 'A'
FROM (VALUES ('[2025-07-01,2026-07-01)', 1), ('[2026-07-01,2027-07-01)', 1.03)) AS y (in_force, times),
	unnest('{BA,MA}'::text[]) WITH ORDINALITY AS l (lane, at), generate_series(1, 10) AS s
GROUP BY y.in_force;
INSERT INTO schedule (contract, schedule, title, in_force, grid, cells, citation) VALUES
	('ash', 'summer', 'Summer', '[2025-07-01,2027-07-01)', E'step(2) BA MA\n1 40 44\n2 41 45', 'hourly', 'B');
INSERT INTO pay_base (contract, name, in_force, amount, own, over, digits, citation) VALUES
	('ash', 'base', '[2025-07-01,2027-07-01)', 50000, NULL, 1, NULL, '10'),
	('ash', 'extra duty hour', '[2025-07-01,2026-07-01)', 40, NULL, 1, NULL, '10'),
	('ash', 'extra duty hour', '[2026-07-01,2027-07-01)', 42, NULL, 1, NULL, '10'),
	('ash', 'detention hour', '[2025-07-01,2027-07-01)', 38, NULL, 1, NULL, '10');
INSERT INTO hourly_pay (contract, what, base, in_force, not_with, citation, note) VALUES
	('ash', 'preparation', 'extra duty hour', '[2025-07-01,2027-07-01)', 'preparation class', '10', 'not both'),
	('ash', 'detention', 'detention hour', '[2025-07-01,2027-07-01)', NULL, '10', NULL);
INSERT INTO stipend (contract, position, title, in_force, band, base, lasts, citation, note) VALUES
	('ash', 'Head Varsity Girls Soccer', 'Soccer', '[2025-07-01,2027-07-01)', 'A 6%', 'base', NULL, '11', NULL),
	('ash', 'Head Varsity Boys Soccer', 'Soccer', '[2025-07-01,2027-07-01)', 'A 6%', 'base', NULL, '11', NULL),
	('ash', 'Assistant Boys Soccer', 'Soccer', '[2025-07-01,2027-07-01)', 'B 4%', 'base', NULL, '11', NULL),
	('ash', 'preparation class', 'Class', '[2025-07-01,2027-07-01)', 'B 4%', 'base', '60 days', '11',
		'from 60 days on'),
	('ash', 'Panel', 'Panel', '[2025-07-01,2027-07-01)', 'P $900', NULL, NULL, '11', NULL);
UPDATE stipend SET paid = 'installments' WHERE position = 'Panel';
INSERT INTO due_date (contract, code, title, month, day, years_on, binds, in_force, citation, note) VALUES
	('ash', 'winter', 'first half of the panel stipend', 1, 10, 1, 'on', '(,2027-07-01)', '11', NULL),
	('ash', 'summer', 'second half of the panel stipend', 6, 10, 1, 'on', '(,2027-07-01)', '11', NULL),
	('ash', 'column-interest', 'form for another column', 5, 1, 0, 'through', '(,2027-07-01)', '11',
		'1 May of the school year before'),
	('ash', 'units-verified', 'courses verified', 9, 10, 0, 'before', '(,2027-07-01)', '11', 'prior to 10 September'),
	('ash', 'resignation', 'letter of resignation', 3, 1, 1, 'through', '(,2027-07-01)', '11', NULL);
INSERT INTO stipend_installment (stipend_id, share, due, citation)
SELECT s.id, 0.5, d, '11' FROM stipend AS s, unnest('{winter,summer}'::text[]) AS d WHERE s.position = 'Panel';
INSERT INTO longevity_rule (contract, code, in_force, service, scale, counts_running_year, applies, citation, note)
VALUES ('ash', 'years', '[2025-07-01,2026-07-01)', 'district', '10+: $500 flat, 15+: $900 flat', true, '{}', '12',
		'the year that runs counts'),
	('ash', 'years', '[2026-07-01,2027-07-01)', 'district', '10+: $520 flat, 15+: $930 flat', true, '{}', '12',
		'the year that runs counts'),
	('ash', 'national board', '[2025-07-01,2027-07-01)', 'total', '1+: $2000 flat', false, '{"national_board": true}',
		'12', NULL);
INSERT INTO division (contract, component, in_force, way, divisor, counts, citation, note) VALUES
	('ash', '*', '[2025-07-01,2027-07-01)', 'duty days', 190, 'days held', '13', 'by 190 days'),
	('ash', 'stipend', '[2025-07-01,2027-07-01)', 'months begun', NULL, NULL, '13', NULL);
INSERT INTO change_share (contract, change, by, share, in_force, citation) VALUES
	('ash', 'lane', '09-30', 1, '[2025-07-01,2027-07-01)', '13');
INSERT INTO credit_rule (contract, kind, year_at, part_years, halves, most, first_step_most, in_force, citation, note)
VALUES ('ash', 'district', 0.75, 'whole', false, NULL, NULL, '[2025-07-01,2027-07-01)', '14', NULL),
	('ash', 'outside', 0.75, 'whole', false, 6, 7, '[2025-07-01,2027-07-01)', '14', 'six years, or 135 of 180 days'),
	('ash', 'job share', 1, 'add up', true, NULL, NULL, '[2025-07-01,2027-07-01)', '14', 'each year is half a step');
INSERT INTO step_rule (contract, schedule, role, in_force, highest, past_last, frozen, citation, note) VALUES
	('ash', '*', '*', '[2025-07-01,2027-07-01)', NULL, false, false, '14', NULL),
	('ash', '*', 'intern', '[2025-07-01,2027-07-01)', 4, false, false, '14', 'up to step 4'),
	('ash', 'summer', '*', '[2025-07-01,2027-07-01)', NULL, true, false, '14', 'counted past the last row'),
	('ash', 'teacher', '*', '[2026-07-01,2027-07-01)', NULL, false, true, '14', NULL);
INSERT INTO start_rule (contract, role, in_force, first_step, most, citation) VALUES
	('ash', '*', '[2025-07-01,2027-07-01)', 1, NULL, '14'), ('ash', 'intern', '[2025-07-01,2027-07-01)', 1, 3, '14');
INSERT INTO benefit_cap (contract, coverage, in_force, amount, citation) VALUES
	('ash', 'health', '[2025-07-01,2026-07-01)', 11000, '15'),
	('ash', 'health', '[2026-07-01,2027-07-01)', 11500, '15');
INSERT INTO repayment (contract, code, title, in_force, scale, citation) VALUES
	('ash', 'courses', 'Courses', '[2025-07-01,2027-07-01)', '1: 100% flat, 2: 50% flat', '16');
INSERT INTO retirement_incentive (contract, code, in_force, service, age_from, age_before, amount, lump_index, citation)
VALUES ('ash', 'long', '[2025-07-01,2027-07-01)', '[20,)', 55, 65, 4000, 'prime rate', '17'),
	('ash', 'short', '[2025-07-01,2027-07-01)', '[10,20)', 55, 65, 2500, 'prime rate', '17');
INSERT INTO employee (employee_id, employee_name, attributes) VALUES (1, 'Birch', '{"national_board": true}');
SELECT * FROM pay_rule_problem;

\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/slip_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all
\pset format unaligned
\pset tuples_only on
-- names whose words stand elsewhere, with a letter more or less
SELECT * FROM pg_temp.slips(
	$$repayment SET code = 'coruses'$$, $$repayment SET code = 'coursse'$$, $$repayment SET code = 'coursees'$$,
	$$pay_base SET name = 'baes' WHERE name = 'base'$$,
	$$due_date SET code = 'untis-verified', title = 'units verified' WHERE code = 'units-verified'$$,
	$$longevity_rule SET code = 'national baord' WHERE code = 'national board'$$,
	-- what is said in its note, too, is a word
	$$repayment SET code = 'coruses', note = 'Coruses is a town'$$,
	$$retirement_incentive SET lump_index = 'prime rat' WHERE code = 'short'$$,
	$$hourly_pay SET not_with = 'preparation clas' WHERE what = 'preparation'$$,
	$$hourly_pay SET not_with = NULL WHERE what = 'preparation'$$,
	-- rates of a schedule by which no hours are paid
	$$hourly_pay SET schedule = 'teacher'$$,
	$$longevity_rule SET applies = '{}' WHERE code = 'national board'$$);
-- days and their words
SELECT * FROM pg_temp.slips(
	$$due_date SET years_on = 1 WHERE code = 'column-interest'$$,
	$$due_date SET note = NULL WHERE code = 'column-interest'$$,
	$$due_date SET years_on = 0 WHERE code = 'resignation'$$,
	$$due_date SET years_on = 1 WHERE code = 'units-verified'$$,
	$$due_date SET years_on = 1, note = 'prior to 10 September of the next year' WHERE code = 'units-verified'$$,
	$$due_date SET binds = 'through' WHERE code = 'units-verified'$$,
	$$due_date SET binds = 'before', note = 'no later than 1 March' WHERE code = 'resignation'$$,
	$$due_date SET binds = 'on' WHERE code = 'column-interest'$$,
	$$due_date SET binds = 'before' WHERE code = 'winter'$$,
	$$due_date SET in_force = '(,2026-07-01)' WHERE code = 'resignation'$$,
	$$due_date SET in_force = '(,2026-07-01)', note = 'until 2026' WHERE code = 'resignation'$$,
	$$change_share SET by = '09-23'$$);
-- readings and numbers that a note tells
SELECT * FROM pg_temp.slips(
	$$credit_rule SET halves = false WHERE kind = 'job share'$$,
	$$credit_rule SET note = NULL WHERE kind = 'job share'$$,
	$$credit_rule SET part_years = 'add up', year_at = 1, halves = true WHERE kind = 'district'$$,
	$$credit_rule SET year_at = 0.57 WHERE kind = 'district'$$,
	$$credit_rule SET year_at = 0.5 WHERE kind = 'outside'$$,
	$$credit_rule SET year_at = 0.6 WHERE kind = 'district'$$,
	$$credit_rule SET most = 5, first_step_most = 6 WHERE kind = 'outside'$$,
	$$longevity_rule SET counts_running_year = false WHERE code = 'years'$$,
	$$longevity_rule SET counts_running_year = true WHERE code = 'national board'$$,
	$$step_rule SET past_last = false WHERE schedule = 'summer'$$,
	$$step_rule SET past_last = true WHERE role = 'intern'$$,
	$$step_rule SET highest = 5 WHERE role = 'intern'$$,
	$$step_rule SET years_a_step = 2 WHERE schedule = '*' AND role = '*'$$,
	$$step_rule SET note = 'credit is kept' WHERE frozen$$,
	$$division SET divisor = 185 WHERE component = '*'$$,
	$$stipend SET lasts = '6 days' WHERE position = 'preparation class'$$);
-- beside the rows that they are read with
SELECT * FROM pg_temp.slips(
	$$step_rule SET frozen = false WHERE frozen$$,
	$$step_rule SET frozen = true, in_force = '[2025-07-01,2028-07-01)' WHERE role = '*' AND schedule = '*'$$,
	$$start_rule SET most = NULL WHERE role = 'intern'$$,
	$$start_rule SET most = 3.5 WHERE role = 'intern'$$,
	$$division SET way = 'duty days', divisor = 190, counts = 'days held' WHERE component = 'stipend'$$,
	$$stipend SET band = 'C 3%' WHERE position = 'Head Varsity Boys Soccer'$$,
	$$stipend SET band = 'A 6%' WHERE position = 'Assistant Boys Soccer'$$,
	$$stipend SET base = 'base' WHERE position = 'Panel'$$,
	$$retirement_incentive SET age_from = 58 WHERE code = 'long'$$,
	$$retirement_incentive SET age_from = 58, note = 'from 58 on' WHERE code = 'long'$$,
	$$retirement_incentive SET service = '[11,20)' WHERE code = 'short'$$,
	$$retirement_incentive SET amount = 4001 WHERE code = 'long'$$,
	$$schedule SET cells = 'annual' WHERE schedule = 'summer'$$,
	$$schedule SET cells = 'hourly' WHERE schedule = 'teacher' AND in_force @> date '2026-01-01'$$,
	$$raise SET percent = 3.003$$,
	$$pay_base SET amount = 49 WHERE amount = 42$$,
	$$pay_base SET amount = 4 WHERE name = 'detention hour'$$,
	$$longevity_rule SET scale = '10+: $520 flat, 15+: $9300 flat' WHERE in_force @> date '2026-09-01'
		AND code = 'years'$$,
	$$longevity_rule SET scale = '1+: $20 flat, 2+: $2000 flat' WHERE code = 'national board'$$,
	$$longevity_rule SET scale = '1+: $2000 flat, 60+: $2100 flat' WHERE code = 'national board'$$,
	$$repayment SET scale = '1: 100% flat, 2: 55% flat'$$,
	$$repayment SET scale = '1: 100% flat, 2: 55% flat', note = '55% in the second year'$$,
	$$retirement_incentive SET amount = 4040 WHERE code = 'long'$$,
	$$pay_base SET times = 2 WHERE name = 'base'$$,
	$$pay_base SET times = 2, note = 'of both semesters' WHERE name = 'base'$$,
	$$pay_base SET amount = NULL, own = 'salary', digits = 2, note = 'half of it' WHERE name = 'base'$$,
	$$pay_base SET amount = NULL, own = 'salary', digits = 2 WHERE name = 'base'$$,
	$$pay_base SET name = 'substitute day', amount = 13.5 WHERE name = 'detention hour'$$,
	$$stipend SET note = 'the other one is 3%' WHERE position = 'Assistant Boys Soccer'$$);
SET client_min_messages = warning;
DROP SCHEMA pay_words, pay_words_bi, pay_words_then CASCADE;
