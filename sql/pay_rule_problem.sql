-- The linter on rules of pay: a contract of mistakes, each found once, and none in a sound one.
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('pay_rule_problem');
SET search_path = pay_rule_problem, pay_rule_problem_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('elm', 'Elm', 'Elm', 'Elm', '[2025-07-01,2030-07-01)', 'made up');
-- sound
INSERT INTO schedule (contract, schedule, title, in_force, grid, derived_from, times, citation) VALUES
	('elm', 'teacher', 'Teachers', '[2025-07-01,2026-07-01)', 'step(0) I II
	1 40000 42500
	2 41000 43501', NULL, 1, 'made up'),
	('elm', 'nurse', 'Nurses', '[2025-07-01,2026-07-01)', 'step(0) I II
	1 44000 46750
	2 45100 47851', 'teacher', 1.1, 'made up');
INSERT INTO work_year (contract, schedule, role, in_force, days, citation) VALUES
	('elm', 'nurse', 'nurse', '[2025-07-01,2026-07-01)', 190, 'made up');
INSERT INTO step_rule (contract, schedule, in_force, citation) VALUES ('elm', 'teacher', '(,)', 'made up');
INSERT INTO raise (contract, schedule, in_force_from, percent, index_name, at_least, at_most, lanes, rounds_to,
	citation) VALUES
	('elm', 'teacher', '2026-07-01', NULL, 'CPI', 1, 4, '{I,i i}', 0, 'made up'),
	('elm', '*', '2026-07-01', 2, NULL, NULL, 4, '{II}', NULL, 'made up');
INSERT INTO index_value (contract, index_name, in_force, percent, citation) VALUES
	('elm', 'CPI', '[2026-07-01,2027-07-01)', 3, 'made up');
INSERT INTO pay_base (contract, name, in_force, schedule, placement, amount, plus, citation) VALUES
	('elm', 'first', '[2025-07-01,2026-07-01)', 'teacher', 'I-1', NULL, NULL, 'made up'),
	('elm', 'more', '[2025-07-01,2026-07-01)', NULL, NULL, 10, 'first', 'made up');
INSERT INTO stipend (contract, position, title, in_force, band, base, paid, citation) VALUES
	('elm', 'yearbook', 'Yearbook', '[2025-07-01,2026-07-01)', 'C 4%', 'more', 'installments', 'made up');
INSERT INTO due_date (contract, code, title, month, day, years_on, binds, in_force, citation) VALUES
	('elm', 'half', 'Half', 1, 10, 1, 'on', '(,)', 'made up'),
	('elm', 'before', 'Before', 1, 10, 1, 'before', '(,)', 'made up'),
	('elm', 'through', 'Through', 1, 10, 1, 'through', '(,)', 'made up');
INSERT INTO stipend_installment (stipend_id, share, due, citation) SELECT id, 1, 'half', 'made up' FROM stipend;
INSERT INTO longevity_rule (contract, code, schedule, in_force, service, scale, base, lanes, citation) VALUES
	('elm', 'longevity', 'teacher', '[2025-07-01,2026-07-01)', 'district', '10+: 2% flat', 'first', '{II}', 'made up');
INSERT INTO division (contract, component, in_force, way, citation) VALUES
	('elm', '*', '(,)', 'duty days', 'made up'), ('elm', 'stipend: yearbook', '(,)', 'thirtieths', 'made up'),
	('elm', 'longevity: longevity', '(,)', 'thirtieths', 'made up'),
	('elm', 'longevity', '(,)', 'calendar days', 'made up');
SELECT * FROM pay_rule_problem;

-- on, before and through a date
SELECT binds, in_time('elm', code, '2025-26', '2026-01-09') AS day_before, in_time('elm', code, '2025-26',
		'2026-01-10') AS that_day, in_time('elm', code, '2025-26', '2026-01-11') AS day_after FROM due_date ORDER BY id;

-- mistakes
INSERT INTO schedule (contract, schedule, title, in_force, grid, derived_from, times, citation) VALUES
	('elm', 'speech', 'Speech', '[2025-07-01,2026-07-01)', 'step(0) I II
	1 42000 44625
	2 43050 45767', 'teacher', 1.05, 'made up'),
	('elm', 'coach', 'Coach', '[2025-07-01,2026-07-01)', 'step(0) I
	1 44000', 'teachers', 1.1, 'made up');
INSERT INTO work_year (contract, schedule, role, in_force, days, citation) VALUES
	('elm', 'nurses', 'other nurse', '[2025-07-01,2026-07-01)', 190, 'made up');
INSERT INTO step_rule (contract, schedule, in_force, citation) VALUES ('elm', 'techers', '(,)', 'made up');
INSERT INTO start_rule (contract, schedule, in_force, citation) VALUES ('elm', 'techers', '(,)', 'made up');
INSERT INTO raise (contract, schedule, in_force_from, percent, flat, index_name, index_times, at_least, at_most, lanes,
	rounds_to, citation) VALUES
	('elm', 'techer', '2027-07-01', 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'made up'),
	('elm', 'teacher', '2027-07-02', 2, NULL, NULL, NULL, NULL, NULL, '{III}', NULL, 'made up'),
	('elm', '*', '2027-07-03', 2, NULL, NULL, NULL, NULL, NULL, '{III}', NULL, 'made up'),
	('elm', '*', '2027-07-04', NULL, NULL, 'CPI', NULL, NULL, NULL, NULL, NULL, 'made up'),
	('elm', '*', '2027-07-05', 2, NULL, NULL, 0.5, NULL, NULL, NULL, NULL, 'made up'),
	('elm', '*', '2027-07-06', 2, NULL, NULL, NULL, 3, 2, NULL, NULL, 'made up'),
	('elm', '*', '2027-07-07', NULL, 100, NULL, NULL, NULL, 2, NULL, NULL, 'made up'),
	('elm', '*', '2027-07-08', 2, NULL, NULL, NULL, NULL, NULL, '{}', NULL, 'made up'),
	('elm', '*', '2027-07-09', 2, NULL, NULL, NULL, NULL, NULL, NULL, 9, 'made up');
INSERT INTO index_value (contract, index_name, in_force, percent, citation) VALUES
	('elms', 'CPI', '[2027-07-01,2028-07-01)', 3, 'made up');
INSERT INTO pay_base (contract, name, in_force, schedule, placement, amount, plus, citation) VALUES
	('elm', 'no lane', '[2025-07-01,2026-07-01)', 'teacher', 'III-1', NULL, NULL, 'made up'),
	('elm', 'no schedule', '[2025-07-01,2026-07-01)', 'teachers', 'I-1', NULL, NULL, 'made up'),
	('elm', 'no plus', '[2025-07-01,2026-07-01)', NULL, NULL, 10, 'frist', 'made up'),
	('elm', 'round', '[2025-07-01,2026-07-01)', NULL, NULL, 10, 'about', 'made up'),
	('elm', 'about', '[2025-07-01,2026-07-01)', NULL, NULL, 10, 'round', 'made up');
INSERT INTO stipend (contract, position, title, in_force, band, base, paid, lasts_in, citation) VALUES
	('elm', 'no base', 'A', '[2025-07-01,2026-07-01)', 'C 4%', 'mroe', 'not said', NULL, 'made up'),
	('elm', 'base of another year', 'B', '[2027-07-01,2028-07-01)', 'C 4%', 'more', 'not said', NULL, 'made up'),
	('elm', 'no dates', 'C', '[2025-07-01,2026-07-01)', 'C $100', NULL, 'installments', NULL, 'made up'),
	('elm', 'no term', 'D', '[2025-07-01,2026-07-01)', 'C $100', NULL, 'not said', 'semester', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES
	('elm', '2025-26', '[2025-07-01,2026-07-01)', '{[2025-09-01,2026-06-01)}', 'made up');
INSERT INTO stipend_installment (stipend_id, share, due, citation)
SELECT id, 1, 'whole', 'made up' FROM stipend WHERE position = 'yearbook';
INSERT INTO longevity_rule (contract, code, schedule, in_force, service, scale, base, lanes, citation) VALUES
	('elm', 'no base', 'teacher', '[2025-07-01,2026-07-01)', 'district', '10+: 2% flat', 'frist', NULL, 'made up'),
	('elm', 'no schedule', 'teachers', '[2025-07-01,2026-07-01)', 'district', '10+: $2 flat', NULL, NULL, 'made up'),
	('elm', 'no lane', '*', '[2025-07-01,2026-07-01)', 'district', '10+: $2 flat', NULL, '{I,IV}', 'made up');
INSERT INTO deadline (contract, limit_code, stage, in_force, days, from_event, citation) VALUES
	('elm', 'class-size', 'notice', '(,)', 5, 'first day', 'made up');
INSERT INTO division (contract, component, in_force, way, citation) VALUES
	('elm', 'stipend: yearbok', '(,)', 'duty days', 'made up');
SELECT rule, place, problem, detail FROM pay_rule_problem
ORDER BY place COLLATE "C", rule COLLATE "C", problem COLLATE "C", detail COLLATE "C";
-- the linter of all rules shows them, too
SELECT count(*) = (SELECT count(*) FROM pay_rule_problem) AS shown FROM rule_problem AS p
WHERE EXISTS (SELECT FROM pay_rule_problem AS q WHERE (q.rule, q.place, q.row_id, q.problem, q.detail)
	= (p.rule, p.place, p.row_id, p.problem, p.detail));
SET client_min_messages = warning;
DROP SCHEMA pay_rule_problem, pay_rule_problem_bi, pay_rule_problem_then CASCADE;
