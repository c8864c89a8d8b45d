-- The letters: a finding of a class, one of a caseload, a year's pay and a check, in both languages, each figure
-- reckoned by hand beside it; what people named is put in as it is; and who gets which letter.
\set VERBOSITY default
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET DateStyle = 'ISO, YMD';
SET TimeZone = 'America/Los_Angeles';
CREATE ROLE regress_letters_ada;
CREATE ROLE regress_letters_bea;
CREATE ROLE regress_letters_all;
CREATE ROLE regress_letters_none;
SELECT caseload.create_district('letters');
SET search_path = letters, letters_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation, prorated_by)
VALUES ('fig', 'Agreement 2025-2027', 'Fig Unified', 'Fig Teachers', '[2025-07-01,2027-07-01)', 'Article 1', 'months');
UPDATE contract SET usual_cycle = '12';
-- 100 days: 20 weeks of five days from Monday, 1 September
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'fig', '2025-26', '[2025-07-01,2026-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM generate_series(0, 19) AS w, CAST(date '2025-09-01' + 7 * w AS date) AS d;
INSERT INTO deadline (contract, stage, in_force, days, day_kind, from_event, citation)
VALUES ('fig', 'grievance', '[2025-07-01,2027-07-01)', 41, 'calendar', 'first day', 'Article 20');
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
VALUES ('fig', 'teacher', 'Teachers', '[2025-07-01,2026-07-01)', 'step(0) BA MA
1 50000 56000
2 52000 58000', 'Appendix A');
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Ada'), (2, 'Bea'), (3, 'D''Arcy {0} {5,plural,one{#}}'),
	(4, 'Eve'), (5, 'Fay'), (6, 'Gil');
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) VALUES
	(1, 1, 'fig', 'teacher', 'BA-1', '[2025-07-01,2026-07-01)'), (2, 1, 'fig', 'teacher', 'BA-2',
		'[2025-07-01,2026-07-01)'), (3, 1, 'fig', 'teacher', 'MA-2', '[2025-07-01,2026-01-01)'),
	(4, 1, 'fig', 'teacher', 'BA-1', '[2025-07-01,2026-07-01)');
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/limit_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all
-- a class of 20 at most, $5 a day for each student over, due within 30 days of the first day over
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
VALUES ('fig', 'size', 'Class size', '[2025-07-01,2026-07-01)', 'section', 'paid', 'Article 12.1');
INSERT INTO limit_cap (limit_id, number) SELECT id, '20 students' FROM load_limit WHERE code = 'size';
INSERT INTO limit_remedy (limit_id, kind, scale, due_within)
SELECT id, 'pay', '1+: $5 each per day', '30 days' FROM load_limit WHERE code = 'size';
-- a caseload of 2 at most: half an hour of an aide a day for each over or, as a second choice, $8 a day
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
VALUES ('fig', 'cases', 'Caseload “RSP”', '[2025-07-01,2026-07-01)', 'employee', 'hard', 'Article 12.4');
INSERT INTO limit_cap (limit_id, program, number) SELECT id, 'RSP', '2 students' FROM load_limit WHERE code = 'cases';
INSERT INTO limit_remedy (limit_id, rank, choice, chooser, kind, scale)
SELECT l.id, v.rank, 'relief', 'employee', v.kind, v.scale::pay_scale FROM load_limit AS l,
	(VALUES (1, 'paraprofessional', '1+: 0.5 hours each per day'), (2, 'pay', '1+: $8 each per day'))
		AS v (rank, kind, scale) WHERE l.code = 'cases';
-- two aides at least in each class of grade 7, as best practice
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
VALUES ('fig', 'aides', 'Aides', '[2025-07-01,2026-07-01)', 'section', 'advisory', 'Article 12.9');
INSERT INTO limit_cap (limit_id, grades, number, binds, counts)
SELECT id, '[7,7]', '2 aides', 'under', '{"what": "aides"}' FROM load_limit WHERE code = 'aides';
-- Class 1 of Ada: 20 all year, one more from 1 to 12 September, three more from the 15th to the 19th.
SELECT class(1, 1, 1, '[1,1]', '[2025-09-01,2026-02-01)'), students(1, 20, '[2025-09-01,2026-02-01)'),
	students(1, 1, '[2025-09-01,2025-09-13)'), students(1, 3, '[2025-09-15,2025-09-20)');
-- Bea has four cases in the week of 6 October, two over on each of five days.
SELECT cases(2, 'RSP', 2, '[2025-09-01,2026-02-01)'), cases(2, 'RSP', 2, '[2025-10-06,2025-10-11)');
-- A class whose name and teacher look like patterns has one too many on one day, Monday, 1 December.
SELECT class(3, 1, 3, '[3,3]', '[2025-09-01,2026-02-01)'), students(3, 20, '[2025-09-01,2026-02-01)'),
	students(3, 1, '[2025-12-01,2025-12-02)');
UPDATE section SET section_name = '''{1}'' {4,select,' WHERE section_id = 3;
-- A class of grade 7 has one aide.
SELECT class(4, 1, NULL, '[7,7]', '[2025-09-01,2025-09-06)'), students(4, 5, '[2025-09-01,2025-09-06)');
INSERT INTO tally (section_id, valid, what, quantity) VALUES (4, '[2025-09-01,2025-09-06)', 'aides', '1 aides');
\pset format unaligned
\pset tuples_only on

-- Ten days (two weeks) with one too many are 10 x $5 = $50, five with three 5 x 3 x $5 = $75: $125. The last day to
-- file is 41 days after 1 September, 12 October, and to pay 30 days after it, 1 October.
SELECT statement(f) FROM compliance_finding AS f WHERE section_id = 1;
SELECT statement(id, 'es') FROM compliance_finding WHERE section_id = 1;
-- Five days with two over are 5 x 2 x 0.5 = 5 hours; the second choice, 5 x 2 x $8, was not taken. 41 days after
-- 6 October is 16 November.
SELECT statement(f) FROM compliance_finding AS f WHERE employee_id = 2 ORDER BY remedy_due DESC;
SELECT statement(f, 'es') FROM compliance_finding AS f WHERE employee_id = 2 ORDER BY remedy_due DESC;
-- one day, and what people named stands as they wrote it; then what is no obligation
SELECT statement(f, 'es_US') FROM compliance_finding AS f WHERE section_id = 3;
SELECT statement(f) FROM compliance_finding AS f WHERE section_id = 4;
SELECT statement(f, 'es') FROM compliance_finding AS f WHERE section_id = 4;
-- Two teachers share a class by halves, with two too many on two days, $20, and three on three days, $45: of each half.
SELECT class(5, 1, 5, '[5,5]', '[2025-09-01,2026-02-01)'), students(5, 20, '[2025-09-01,2026-02-01)'),
	students(5, 2, '[2025-12-08,2025-12-13)'), students(5, 1, '[2025-12-10,2025-12-13)');
UPDATE staffing SET share = 0.5 WHERE section_id = 5;
INSERT INTO staffing (section_id, employee_id, valid, share) VALUES (5, 6, '[2025-09-01,2026-02-01)', 0.5);
SELECT employee_id, amount_due, substring(statement(f) FROM '(From: .*?)\n'),
	substring(statement(f) FROM '(- .*)\n\nWhat is') FROM compliance_finding AS f WHERE section_id = 5 ORDER BY 1;
-- What is paid only if it lasts ten days is no finding after three; a meeting has no amount.
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
VALUES ('fig', 'lasting', 'Lasting', '[2025-07-01,2026-07-01)', 'section', 'paid', 'Article 12.2');
INSERT INTO limit_cap (limit_id, grades, number) SELECT id, '[6,6]', '12 students' FROM load_limit
WHERE code = 'lasting';
INSERT INTO limit_remedy (limit_id, kind, scale, lasts)
SELECT l.id, v.kind, v.scale::pay_scale, v.lasts::caseload_unit FROM load_limit AS l,
	(VALUES ('pay', '1+: $5 each per day', '10 days'), ('meeting', NULL, NULL), ('other', NULL, NULL),
		('release', NULL, NULL)) AS v (kind, scale, lasts) WHERE l.code = 'lasting';
SELECT class(6, 1, 4, '[6,6]', '[2025-09-01,2026-02-01)'), students(6, 10, '[2025-09-01,2026-02-01)'),
	students(6, 3, '[2025-11-03,2025-11-06)');
SELECT f.remedy_type, v.locale, (string_to_array(statement(f, v.locale), E'\n'))[15]
FROM compliance_finding AS f, unnest('{en,es}'::text[]) AS v (locale) WHERE rule = 'Lasting' ORDER BY 2, 1;
-- a finding whose days no report shows is told by its first and last
SELECT (string_to_array(statement(jsonb_populate_record(f, '{"id": "0-0"}'), v.locale), E'\n'))[10:12]
FROM compliance_finding AS f, unnest('{en,es}'::text[]) AS v (locale) WHERE section_id = 1;
-- another region writes money its own way
SELECT replace(substring(statement(f, 'es-ES') FROM 'En total[^.]*'), chr(160), ' ') FROM compliance_finding AS f
WHERE section_id = 1;

-- A year of Ada: BA-1 is 50,000, the overage 125, and a stipend that is paid in full 600: 50,725.
INSERT INTO stipend (contract, position, title, in_force, band, citation)
VALUES ('fig', 'Coach', 'Coach', '[2025-07-01,2026-07-01)', 'C $600', 'Article 9');
INSERT INTO position_held (employee_id, site_id, contract, position, valid)
VALUES (1, 1, 'fig', 'Coach', '[2025-07-01,2026-01-01)');
SELECT pay_statement(1, '2025-26');
SELECT pay_statement(1, '2025-26', 'es');
SELECT total_pay FROM pay_summary WHERE employee_id = 1;
-- what cannot be reckoned is no part of the total, and that is said
UPDATE employment SET placement = 'PHD-1' WHERE employee_id = 4;
SELECT pay_statement(4, '2025-26', 'es');
UPDATE employment SET placement = 'BA-1' WHERE employee_id = 4;

-- Checks. 50,000 by twelfths: 12,500 are due through the third, 8,333.33 through the second, so that it pays 4,166.67.
-- Of 600 for the coach twelve pay 50 each, and of 125 that are earned from September on ten pay 12.50: 4,229.17 in all,
-- and so far 12,500 + 12.50 + 150.
SELECT make_pay_periods('fig', '12', '2025-26');
SELECT count(close_period('fig', '12', '2025-26', n)) FROM generate_series(1, 3) AS n;
SELECT pay_statement(1, '2025-09-30');
SELECT sum(amount) FROM pay_register WHERE employee_id = 1 AND payday = '2025-09-30';
-- She has been on MA-1 all the while: 56,000 by twelfths are 14,000 through the third, 1,500 more than was paid; and
-- 18,666.67 through the fourth, 4,666.67 more; with 62.50 for the others 6,229.17.
UPDATE employment SET placement = 'MA-1' WHERE employee_id = 1;
SELECT close_period('fig', '12', '2025-26', 4) > 0;
SELECT pay_statement(1, date '2025-10-31');
SELECT pay_statement(1, '2025-10-31', 'es');
SELECT sum(amount) AS "on the day", (SELECT sum(amount) FROM pay_register WHERE employee_id = 1) AS "so far"
FROM pay_register WHERE employee_id = 1 AND payday = '2025-10-31';
-- a check that is taken back has both sides, and nothing is left of it
SELECT reverse_period(max(run), 'twice') > 0 FROM pay_run;
SELECT pay_statement(1, '2025-10-31', 'es_US');

-- Every total is that of the report, of all employees.
SELECT employee_id, total_pay, strpos(pay_statement(employee_id, '2025-26'),
	E'\n' || say_money(total_pay, 'en_US') || '  Total') > 0
FROM pay_summary ORDER BY 1;

-- What is refused
SELECT statement('nothing');
SELECT statement(id, 'fr') FROM compliance_finding WHERE section_id = 1;
SELECT pay_statement(1, '2025-26', 'pt_BR');
SELECT pay_statement(1, '2024-25');
SELECT pay_statement(1, '2025-10-30');
SELECT pay_statement(99, '2025-10-31');
SELECT pay_statement(1, 'October');
SELECT pay_statement(1, '2025-02-31');
SELECT pay_statement(1, '2025-13-45');
SELECT pay_statement(1, date 'infinity');
SELECT statement(NULL::text) IS NULL, statement(NULL::compliance_finding) IS NULL,
	pay_statement(NULL, '2025-26') IS NULL;

-- Who is bound to an employee gets his own letters alone, also of a finding whose id he guessed.
SELECT id AS of_bea FROM compliance_finding WHERE employee_id = 2 ORDER BY id LIMIT 1 \gset
SELECT id AS of_ada FROM compliance_finding WHERE employee_id = 1 \gset
SELECT grant_reports('regress_letters_ada', employee_id => 1);
SELECT grant_reports('regress_letters_bea', employee_id => 2);
SELECT grant_reports('regress_letters_all');
CREATE TABLE public.letter AS SELECT statement(:'of_ada') AS ada, statement(:'of_bea') AS bea,
	pay_statement(1, '2025-26') AS pay;
GRANT SELECT ON public.letter TO PUBLIC;
SET search_path = letters_bi, caseload, public;
SET ROLE regress_letters_ada;
SELECT statement(:'of_ada') = ada, pay_statement(1, '2025-26') = pay FROM letter;
SELECT statement(:'of_bea');
SELECT pay_statement(2, '2025-26');
SELECT pay_statement(2, '2025-09-30');
SELECT string_agg(DISTINCT employee_id::text, ', ') FROM compliance_finding AS f WHERE statement(f) <> '';
SET ROLE regress_letters_all;
SELECT statement(:'of_ada') = ada, statement(:'of_bea') = bea, pay_statement(1, '2025-26') = pay FROM letter;
SET ROLE regress_letters_none;
SELECT letters_bi.pay_statement(1, '2025-26');
-- nor does the head of a contract come to whoever may read no report
RESET ROLE;
GRANT USAGE ON SCHEMA letters TO regress_letters_none;
SET ROLE regress_letters_none;
SELECT letters.contract_head(caseload.asker(), 'pay_line', 'fig') IS NULL;
RESET ROLE;
DROP SCHEMA letters, letters_bi, letters_then CASCADE;
DROP TABLE public.letter;
DROP ROLE regress_letters_ada, regress_letters_bea, regress_letters_all, regress_letters_none;
