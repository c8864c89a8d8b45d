-- Contracts beside each other: a row a contract and item, whatever each of them has.
\set VERBOSITY terse
\set SHOW_CONTEXT never
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SELECT caseload.create_district('beside');
SET search_path = beside, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, duty_days, citation) VALUES
	('north', 'North, 2031-33', 'North Schools', 'North Teachers', '[2031-07-01,2033-07-01)', 185, 'Article 1'),
	('south', 'South, 2031-34', 'South Schools', 'South Teachers', '[2031-07-01,2034-07-01)', NULL, 'Section 1'),
	('o''west "x"', 'West', 'West Schools', 'West Teachers', '[2031-07-01,2032-07-01)', 180, 'Page 1');
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('north', 'teacher', 'Teachers 2031-32', '[2031-07-01,2032-07-01)', 'step(0) BA MA
		1 40000 44000
		2 41000 45500
		3 42000 47000
		4 - 48500
		5 - 50000', 'Appendix A'),
	('north', 'teacher', 'Teachers 2032-33', '[2032-07-01,2033-07-01)', 'step(0) BA MA
		1 50000 54000
		2 51000 55500', 'Appendix A'),
	('south', 'certificated', 'Certificated', '[2031-07-01,2034-07-01)', 'step(0) I II
		1 50000 52000
		2 51000 53000.50', 'Appendix B'),
	('south', 'nurse', 'Nurses', '[2031-07-01,2034-07-01)', 'step(0) I
		1 60000', 'Appendix C');
INSERT INTO step_rule (contract, in_force, years_a_step, citation) VALUES ('south', '(,)', 2, 'Section 9');
INSERT INTO longevity_rule (contract, code, in_force, service, scale, citation) VALUES
	('south', 'fifteen', '(,)', 'district', '15+: $1000 flat', 'Section 10');
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation, note) VALUES
	('north', 'size', 'Class size', '[2031-07-01,2033-07-01)', 'section', 'paid', 'Article 5', NULL),
	('south', 'classes', 'Classes', '[2031-07-01,2034-07-01)', 'section', 'hard', 'Section 5', 'a reading'),
	('south', 'goal', 'Class size goal', '[2031-07-01,2034-07-01)', 'section', 'advisory', 'Section 6', NULL),
	('south', 'cases', 'Caseload', '[2031-07-01,2034-07-01)', 'employee', 'paid', 'Section 7', NULL);
INSERT INTO limit_cap (limit_id, grades, program, precedence, number, per, tolerance, binds, relative_to, note)
SELECT l.id, v.grades::int4range, v.program, v.precedence, v.number, v.per, v.tolerance, v.binds, v.relative_to, v.note
FROM (VALUES ('size', '[0,3]', NULL, 0, '24 students', NULL, NULL, 'over', NULL, NULL),
	('size', '[4,6]', NULL, 0, '28 students', NULL, NULL, 'over', NULL, NULL),
	('classes', NULL, NULL, 0, '30 students', NULL, NULL, 'over', NULL, NULL),
	('classes', NULL, 'AP', 1, '35 students', NULL, NULL, 'over', NULL, NULL),
	('classes', NULL, 'AP', 1, '34 students', NULL, '1 students', 'over', NULL, NULL),
	('classes', NULL, 'PE', 1, NULL, NULL, NULL, 'over', NULL, 'cut off'),
	('goal', '[0,5]', NULL, 0, '-4 students', NULL, NULL, 'over', 'classes', NULL),
	('cases', NULL, 'SLP', 0, '55 students', '1 FTE', NULL, 'at', NULL, NULL)) AS v (code, grades, program, precedence,
		number, per, tolerance, binds, relative_to, note) JOIN load_limit AS l ON l.code = v.code;
INSERT INTO limit_remedy (limit_id, rank, choice, kind, scale, base, payee, lasts)
SELECT l.id, v.rank, v.choice, v.kind, v.scale, v.base, v.payee, v.lasts
FROM (VALUES ('size', 1, NULL, 'pay', '1+: $10 each per day', NULL, 'teacher of record', NULL),
	('classes', 1, 'one', 'paraprofessional', '1+: 1 aides flat per day', NULL, 'teacher of record', NULL),
	('classes', 2, 'one', 'pay', '1+: 5% flat per year', 'salary', 'each teacher', '10 days'),
	('classes', 3, NULL, 'meeting', NULL, NULL, 'teacher of record', NULL)) AS v (code, rank, choice, kind, scale, base,
		payee, lasts) JOIN load_limit AS l ON l.code = v.code;
\pset null '-'

-- South calls its lanes by numbers, and has two schedules: until it is said which, nothing is known of its pay
SELECT contract, value, note FROM compare_contracts(date '2031-10-01', 'south') WHERE item = 'BA start';
INSERT INTO degree_lane (contract, degree, schedule, lane, citation) VALUES
	('south', 'BA', 'certificated', 'I', 'Appendix B'), ('south', 'MA', 'certificated', 'II', 'Appendix B');
-- North, 30 years. BA: 40000 + 41000 + 28 x 42000 = 1257000. MA: 44000 + 45500 + 47000 + 48500 + 26 x 50000 = 1485000.
-- First BA: 40000 + 41000 + 3 x 42000, then from step 3 to step 4 of MA: 48500 + 24 x 50000: 1455500.
-- South, a step every two years. BA: 2 x 50000 + 28 x 51000 and 15 x 1000 from the 16th year on: 1543000.
-- MA: 2 x 52000 + 28 x 53001 + 15000 = 1603028. Both: 2 x 50000 + 3 x 51000 + 25 x 53001 + 15000 = 1593025.
SELECT about, item, contract, value FROM compare_contracts(date '2031-10-01', 'north', 'south', 'o''west "x"')
WHERE about NOT IN ('limit', 'remedy') \crosstabview item contract value
-- a class of any grade has 30 in South, one of K-3 24 in North; AP has the lower of two numbers of equal precedence
SELECT item, contract, value FROM compare_contracts(date '2031-10-01', 'north', 'south', 'o''west "x"')
WHERE about = 'limit' \crosstabview item contract value
SELECT item, contract, value FROM compare_contracts(date '2031-10-01', 'north', 'south', 'o''west "x"')
WHERE about = 'remedy' \crosstabview item contract value
SELECT about, item, contract, amount, measure, rule, citation, note
FROM compare_contracts(date '2031-10-01', 'north', 'south')
WHERE item IN ('MA step 10', 'top', '30 years, MA', 'students of a class, grades K-3', 'students of a class, AP',
	'students of an employee, SLP') ORDER BY item_rank, contract_rank;
-- nothing is missing: each contract has each item once, in words
SELECT count(*) = count(DISTINCT (contract, item_rank)) AS once,
	count(*) = count(DISTINCT contract) * count(DISTINCT item_rank) AS each_has_all, count(value) = count(*) AS in_words
FROM compare_contracts(date '2031-10-01', 'north', 'south', 'o''west "x"', 'north');

-- the day: another year, after the term, and each contract's own
SELECT item, contract, value FROM compare_contracts(date '2032-10-01', 'south', 'north') WHERE item IN ('start', 'top')
\crosstabview item contract value
SELECT item, contract, value FROM compare_contracts(date '2033-10-01', 'north', 'south')
WHERE item IN ('start', 'students of a class, grades K-5', 'students of a class, grades K-5: what follows')
\crosstabview item contract value
SELECT compared_day('[2011-07-01,2012-07-01)') AS over, compared_day('[9011-07-01,9012-07-01)') AS to_come,
	compared_day('(,)') = current_date AS running;
SELECT DISTINCT compared_on FROM compare_contracts('north');

-- a column a contract
SELECT compare_contracts_sql('north', 'o''west "x"');
SELECT replace(compare_contracts_sql(date '2031-10-01', 'north', 'o''west "x"', 'south'), 'GROUP BY',
	'WHERE about = ''pay'' GROUP BY') \gexec

-- longevity: by the step where the grid has none, on a step, the year that runs, of some lanes; a base of its own
INSERT INTO longevity_rule (contract, code, in_force, service, scale, base, lanes, steps, counts_running_year, citation)
VALUES ('north', 'by step', '(,)', 'step', '5+: 10% flat', NULL, '{MA}', NULL, false, 'Article 7'),
	('north', 'on top', '(,)', 'on step', '2+: $100 flat', NULL, '{BA}', NULL, false, 'Article 8'),
	('north', 'running', '(,)', 'total', '6+: $7 flat', NULL, NULL, NULL, true, 'Article 9'),
	('north', 'early', '(,)', 'district', '1+: 1% flat', 'one cell', '{BA}', '[2,2]', false, 'Article 10');
INSERT INTO pay_base (contract, name, in_force, schedule, placement, citation) VALUES
	('north', 'one cell', '(,)', 'teacher', 'BA-1', 'Article 10');
-- BA: year 2, on step 2, 1% of 40000; two finished years on step 3, the 5th year: 100; the 6th runs: 7 more.
-- MA: from step 5 on 10% of its top.
SELECT career_year, placement, salary, longevity FROM career_pay('north', 'teacher', 'BA', '2031-10-01', 6);
SELECT career_year, placement, salary, longevity FROM career_pay('north', 'teacher', 'BA', '2031-10-01', 8, 'MA', 6);
SELECT value, note FROM compare_contracts(date '2031-10-01', 'north') WHERE item = '30 years, first lane';
-- a base that is not there is no career of less
DELETE FROM pay_base;
SELECT value, note FROM compare_contracts(date '2031-10-01', 'north') WHERE item IN ('30 years, BA', '30 years, MA');

\set VERBOSITY default
SELECT * FROM compare_contracts('north', 'sauth');
SELECT * FROM compare_contracts('2031-10-01', 'north');
SELECT * FROM compare_contracts('north', NULL);
SELECT * FROM compare_contracts(VARIADIC '{}');
SELECT * FROM career_pay('north', 'nurse', 'I', '2031-10-01');
SELECT * FROM career_pay('north', 'teacher', 'BA', '2031-10-01', 61);
\set VERBOSITY terse
-- a lane that is not there any more
UPDATE degree_lane SET lane = 'III' WHERE degree = 'MA';
SELECT value, note FROM compare_contracts(date '2031-10-01', 'south') WHERE item IN ('MA start', '30 years, MA');

-- thirty contracts beside each other
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
SELECT 'c' || n, 'Contract ' || n, 'Employer ' || n, 'Unit ' || n, '[2031-07-01,2032-07-01)', 'here'
FROM generate_series(101, 130) AS n;
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
SELECT 'c' || n, 'teacher', 'Schedule', '[2031-07-01,2032-07-01)', s.g * (1 + (n - 101) / 100.0), 'here'
FROM generate_series(101, 130) AS n,
	(SELECT grid AS g FROM schedule WHERE contract = 'north' ORDER BY in_force LIMIT 1) AS s;
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
SELECT 'c' || n, 'size', 'Class size', '[2031-07-01,2032-07-01)', 'section', 'paid', 'here'
FROM generate_series(101, 130) AS n;
INSERT INTO limit_cap (limit_id, grades, program, number)
SELECT l.id, int4range(0, 3 + l.id::int % 3), NULL, caseload_unit(20 + l.id % 5, 'students')
FROM load_limit AS l WHERE l.contract LIKE 'c1%'
UNION ALL
SELECT l.id, NULL, 'program ' || l.contract || p, '12 students'
FROM load_limit AS l, generate_series(1, 20) AS p WHERE l.contract LIKE 'c1%';
-- limits: 600 programs and the grades K-2, 3 and 4
SELECT about, count(DISTINCT item), count(DISTINCT contract), count(*) AS cells, count(value) AS told
FROM compare_contracts(VARIADIC ARRAY(SELECT contract FROM contract WHERE contract LIKE 'c1%'))
GROUP BY about ORDER BY min(item_rank);
-- several who are paid, and what hangs on what was said
INSERT INTO limit_remedy (limit_id, kind, scale, payees, each_payee, given)
SELECT l.id, 'pay', '1+: $10 each per day', '{specialist,co-teacher}', true, '{"what": "claim"}'
FROM load_limit AS l WHERE l.contract = 'c101';
SELECT DISTINCT remedy_words(l.id, 1::smallint) FROM load_limit AS l WHERE l.contract = 'c101';
-- by when, and at most
UPDATE limit_remedy AS r SET due_within = '30 days' FROM load_limit AS l
WHERE l.id = r.limit_id AND l.contract = 'c101';
INSERT INTO limit_most (limit_id, whose, most, per)
SELECT l.id, v.whose, v.most, v.per FROM load_limit AS l, (VALUES ('site', 900.5, 'semester'), ('payee', 400, 'month'),
	('district', 9000, 'year')) AS v (whose, most, per) WHERE l.contract = 'c101';
SELECT DISTINCT remedy_words(l.id, 1::smallint) FROM load_limit AS l WHERE l.contract = 'c101';
SET client_min_messages = error;
DROP SCHEMA beside, beside_bi, beside_then CASCADE;
