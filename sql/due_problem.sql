-- What is wrong with rules of what is due, and with the events that they read.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SELECT caseload.create_district('due_wrong', 'waterford');
SET search_path = due_wrong, due_wrong_bi, caseload, public;
SELECT load_contract('due_wrong', c) FROM unnest('{anacortes,utla,clovis}'::text[]) AS c;
-- the shipped rules are nothing to look at
SELECT * FROM due_rule_problem();
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('oak', 'Oak 2025-28', 'Oak', 'teachers', '[2025-07-01,2028-07-01)', 'Article 1');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
VALUES ('oak', '2025-26', '[2025-07-01,2026-07-01)', '{[2025-09-01,2026-06-01)}', 'made up');
INSERT INTO site (site_id, site_name) VALUES (1, 'North');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Employee 1');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
VALUES (1, 1, 'oak', 'none', 50000, '[2025-07-01,2026-07-01)');

-- each once: a term, a day and a rule that are not there; one that hangs on another that is due of others, or is a
-- choice, or hangs itself; a number that the source does not say; a name with a letter too few
INSERT INTO due_rule (contract, code, title, whose, per, each, from_day, if_due, lapses, closed_by, in_force, citation)
VALUES ('oak', 'a', 'a', 'employer', 'site', 'hexamester', 'last day', NULL, false, 'audit', '(,)', 'A'),
	('oak', 'b', 'b', 'employer', 'site', 'year', 'Founders'' Day', NULL, false, 'budget list', '(,)', 'A'),
	('oak', 'c', 'c', 'employer', 'site', 'year', 'last day', 'z', false, 'census', '(,)', 'A'),
	('oak', 'd', 'd', 'employer', 'employee', 'year', 'last day', 'b', false, 'drill', '(,)', 'A'),
	('oak', 'e', 'e', 'employer', 'employee', 'year', 'last day', 'd', false, 'exam plan', '(,)', 'A'),
	('oak', 'f', 'f', 'employer', 'site', 'year', 'last day', NULL, true, 'fire walk', '(,)', 'A'),
	('oak', 'g', 'g', 'employer', 'site', 'year', 'last day', 'f', false, 'glossary', '(,)', 'A');
INSERT INTO due_rule (contract, code, title, whose, per, from_event, within, closed_by, in_force, citation, note)
VALUES ('oak', 'h', 'h', 'employer', 'employee', 'grievance', NULL, 'reply', '(,)', 'A', 'promptly'),
	('oak', 'i', 'i', 'employer', 'employee', 'grievance', 3, 'receipt', '(,)', 'A', NULL),
	('oak', 'j', 'j', 'employer', 'employee', 'grievnce', 5, 'reply', '(,)', 'A', NULL);
SELECT rule, problem, detail, mend, sure FROM rule_problem WHERE contract = 'oak' AND place = 'due_rule'
ORDER BY rule COLLATE "C", problem COLLATE "C", detail;
-- two months and the term of the contract are there without rows; a set of days that a due_rule alone reads is read
INSERT INTO count_days (contract, name, in_force, days, citation)
VALUES ('oak', 'Founders'' Day', '[2025-07-01,2026-07-01)', '{[2025-10-01,2025-10-02)}', 'made up');
UPDATE due_rule SET each = '2 months' WHERE code = 'a' AND contract = 'oak';
SELECT rule, problem FROM rule_problem WHERE contract = 'oak' AND rule ~ '/(a|b|Found)' ORDER BY rule, problem;

-- events: misspelled; of nobody; of whom nothing is said; before the employment; of another matter; and all is well
INSERT INTO event (event_id, what, employee_id, site_id, day, matter) VALUES
	(1, 'reciept', 1, NULL, '2025-10-01', NULL), (2, 'grievance', NULL, 1, '2025-10-01', NULL),
	(3, 'census', 1, NULL, '2025-10-01', NULL), (4, 'grievance', 1, NULL, '2024-10-01', NULL),
	(5, 'receipt', 1, NULL, '2025-10-08', 'g-8'), (6, 'grievance', 1, NULL, '2025-10-02', 'g-7'),
	(7, 'receipt', 1, NULL, '2025-10-03', 'g-7'), (8, 'fire walk', 1, NULL, '2025-10-03', NULL),
	(9, 'audit', NULL, 1, '2025-10-03', '2025-10-01');
SELECT row_id, problem, detail FROM fact_problem WHERE place = 'event' ORDER BY 1, 2;
DROP SCHEMA due_wrong, due_wrong_bi, due_wrong_then CASCADE;
