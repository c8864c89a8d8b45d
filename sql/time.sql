-- Budgets of hours on a made-up contract, each reckoned by hand beside it: a number for the year and its parts, a
-- share of what else is tallied, each site's part, and entries that count in blocks.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('time');
SET search_path = time, time_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('elm', 'Elm', 'District', 'Union', '[2025-07-01,2026-07-01)', 'made up');
-- 40 school days, Monday to Friday, in eight weeks: 20 in September and 20 in March
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'elm', '2025-26', '[2025-07-01,2026-07-01)', range_agg(daterange(d, d + 5)), 'made up'
FROM unnest('{2025-09-01,2025-09-08,2025-09-15,2025-09-22,2026-03-02,2026-03-09,2026-03-16,2026-03-23}'::date[]) AS d;
INSERT INTO term (contract, name, in_force, citation) VALUES
	('elm', 'semester', '[2025-07-01,2026-01-01)', 'made up'),
	('elm', 'semester', '[2026-01-01,2026-07-01)', 'made up');
INSERT INTO site (site_id, site_name, level) VALUES (1, 'Elm', 'Elementary'), (2, 'Oak', 'Secondary'),
	(3, 'Office', 'Other');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Teacher ' || n FROM generate_series(1, 8) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid, fte) VALUES
	(1, 1, 'elm', 'none', 0, '[2025-07-01,2026-07-01)', 1), (2, 2, 'elm', 'none', 0, '[2025-07-01,2026-07-01)', 1),
	(3, 1, 'elm', 'none', 0, '[2025-07-01,2026-07-01)', 0.6), (3, 2, 'elm', 'none', 0, '[2025-07-01,2026-07-01)', 0.4),
	(4, 1, 'elm', 'none', 0, '[2025-07-01,2026-07-01)', 0.5), (5, 1, 'elm', 'none', 0, '[2026-01-01,2026-07-01)', 1),
	(6, 1, 'elm', 'none', 0, '[2025-07-01,2026-07-01)', 0.5), (6, 3, 'elm', 'none', 0, '[2025-07-01,2026-07-01)', 0.5);
CREATE FUNCTION rule(code text, scope text, said jsonb, counted_on text DEFAULT 'calendar days') RETURNS void
LANGUAGE sql AS $$
	INSERT INTO load_limit (contract, code, title, in_force, scope, counted_on, strictness, citation)
	SELECT 'elm', code, code, '[2025-07-01,2026-07-01)', scope, counted_on, 'hard', 'Article ' || code
	WHERE NOT EXISTS (SELECT FROM load_limit AS l WHERE l.code = rule.code);
	INSERT INTO limit_cap (limit_id, number, applies, counts, binds, per, taken, taken_over, cap_taken, per_counts,
		by_site, rounded)
	SELECT l.id, c.number, c.applies, c.counts, c.binds, c.per, c.taken, c.taken_over, c.cap_taken, c.per_counts,
		c.by_site, c.rounded
	FROM load_limit AS l, jsonb_populate_record(NULL::limit_cap, '{"applies": {}, "binds": "over", "taken": "total",
		"taken_over": "year", "cap_taken": "highest", "per_counts": {}, "by_site": false, "rounded": "exact"}'::jsonb
		|| said) AS c
	WHERE l.code = rule.code;
$$;
CREATE FUNCTION entry(employee bigint, day date, what text, quantity caseload.caseload_unit, said jsonb DEFAULT '{}',
	site bigint DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
	INSERT INTO tally (employee_id, site_id, valid, what, quantity, attributes)
	VALUES (employee, site, daterange(day, day, '[]'), what, quantity, said);
$$;

-- Duties: 8 hours at an elementary school and 16 at a secondary one, of both by their parts. 1: 8. 2: 16. 3: 0.6 of 8
-- and 0.4 of 16 are 4.8 + 6.4 = 11.2. 4, half-time and nowhere else, 8 as everybody. 5, from January, 8. 6: half of 8;
-- the office has no number of its own.
SELECT rule('duties', 'employee', '{"number": "8 hours", "counts": {"what": "duty"},
	"applies": {"site_level": "Elementary"}, "by_site": true}'),
	rule('duties', 'employee', '{"number": "16 hours", "counts": {"what": "duty"},
	"applies": {"site_level": "Secondary"}, "by_site": true}');
-- 3 has 12 hours: 0.8 beyond; on Sunday 30 November 5 of them were used. 1 has 3 hours, and 5 on a Saturday in June:
-- nothing is left.
SELECT entry(3, '2025-09-02', 'duty', '2 hours'), entry(3, '2025-11-29', 'duty', '3 hours'),
	entry(3, '2026-03-03', 'duty', '7 hours'),
	entry(1, '2025-09-02', 'duty', '3 hours'), entry(1, '2026-06-13', 'duty', '5 hours');
SELECT employee_id, first_day, last_day, measure, binds, budget, used, remaining, beyond
FROM time_left(1, '2025-11-30') ORDER BY 1;
SELECT employee_id, site_name, budget, used, remaining, beyond, citation FROM time_budget ORDER BY 1;
SELECT employee_id, cap, actual, over_by FROM compliance_finding ORDER BY 1;
-- an exception of the person stands for the whole: 12 hours are within it
BEGIN;
INSERT INTO exception (limit_id, employee_id, valid, number, reason)
SELECT id, 3, '[2025-07-01,2026-07-01)', '12 hours', 'agreed' FROM load_limit;
SELECT employee_id, budget, beyond FROM time_budget WHERE employee_id = 3;
UPDATE exception SET number = NULL;
SELECT count(*) FROM time_budget WHERE employee_id = 3;
ROLLBACK;
-- the other reading, without parts: the lowest of the numbers that fit holds, 8 for 3
BEGIN;
UPDATE limit_cap SET by_site = false;
SELECT employee_id, budget FROM time_budget WHERE employee_id = 3;
ROLLBACK;
-- where nobody has more than one site, by its own number; over a stretch in which the parts change, the highest
BEGIN;
UPDATE employment SET valid = '[2025-07-01,2026-01-01)' WHERE employee_id = 3 AND site_id = 1;
SELECT employee_id, budget FROM time_budget WHERE employee_id = 3;
-- or the mean of its days: 184 of 365 days of 11.2 and 181 of 16 are (2,060.8 + 2,896) / 365 = 13.58 hours
UPDATE limit_cap SET cap_taken = 'mean';
SELECT employee_id, budget FROM time_budget WHERE employee_id = 3;
ROLLBACK;

-- Ten hours for each full-time position, in part of a year the same part: 4, half-time, 5; 5, there on 181 of 365
-- days, 1,810 / 365 = 4.96; rounded to whole hours 5.
SELECT rule('optional', 'employee', '{"number": "10 hours", "per": "1 FTE", "counts": {"what": "optional"},
	"cap_taken": "mean"}');
SELECT employee_id, budget FROM time_budget WHERE code = 'optional' ORDER BY 1;
UPDATE limit_cap SET rounded = 'nearest' WHERE cap_taken = 'mean';
SELECT employee_id, budget FROM time_budget WHERE code = 'optional' AND employee_id IN (4, 5) ORDER BY 1;

-- Half of the professional development of each school and semester is for the teachers' own planning. Elm, fall: 3
-- hours of the district and 2 of planning and 1 of both: of 6 hours 3 are planning's: 2 + 1 are 3, all is kept.
-- Spring: 4 and none: 2 short. Oak: 2 hours, 2 of planning. In a semester without any nothing is owed.
SELECT rule('planning', 'site', '{"number": "1 hours", "per": "2 hours", "binds": "under", "taken_over": "semester",
	"counts": {"what": "development", "planning": true}, "per_counts": {"what": "development"}, "cap_taken": "total"}');
SELECT entry(NULL, '2025-09-03', 'development', '3 hours', site => 1),
	entry(NULL, '2025-09-10', 'development', '2 hours', '{"planning": true}', 1),
	entry(NULL, '2025-09-17', 'development', '1 hours', '{"planning": true}', 1),
	entry(NULL, '2026-03-04', 'development', '4 hours', site => 1),
	entry(NULL, '2026-03-04', 'development', '2 hours', '{"planning": true}', 2),
	entry(NULL, '2026-03-05', 'lunch', '9 hours', site => 1);
SELECT site_name, first_day, binds, budget, used, remaining, beyond FROM time_budget WHERE code = 'planning'
ORDER BY 1, 2;
-- on 10 September 2 of 5 hours: half an hour is owed
SELECT site_id, budget, used, remaining FROM time_left(1, '2025-09-10') WHERE code = 'planning' ORDER BY 1;
SELECT site_name, first_day, cap, actual, over_by FROM compliance_finding WHERE rule = 'planning' ORDER BY 1;

-- One meeting of an hour a month at a school: two in September are one too many, and half an hour is too long.
SELECT rule('meetings', 'site', '{"number": "1 hours", "counts": {"what": "meeting"}, "taken_over": "month"}',
	'every day');
SELECT entry(NULL, '2025-09-04', 'meeting', '1 hours', site => 2),
	entry(NULL, '2025-09-11', 'meeting', '0.5 hours', site => 2);
SELECT site_name, first_day, budget, used, remaining, beyond FROM time_budget
WHERE code = 'meetings' AND used > 0;

-- Blocks: 15 minutes begun count as a whole block, 15 at least and 60 at most at a time. 7: entries of 7, 20, 60 and 95
-- minutes count 15 + 30 + 60 + 60 = 165 minutes; half an hour in hours counts 0.5.
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
VALUES (7, 1, 'elm', 'none', 0, '[2025-07-01,2026-07-01)');
SELECT rule('IEP time', 'employee', '{"number": "120 minutes", "counts": {"what": "IEP time"}}');
INSERT INTO time_block (contract, what, in_force, block, least, most, citation)
VALUES ('elm', 'IEP time', '[2025-07-01,2026-07-01)', '15 minutes', '15 minutes', '1 hours', 'made up');
SELECT entry(7, '2025-09-02', 'IEP time', '7 minutes'), entry(7, '2025-09-03', 'IEP time', '20 minutes'),
	entry(7, '2025-09-04', 'IEP time', '60 minutes'), entry(7, '2025-09-05', 'IEP time', '95 minutes');
SELECT budget, used, beyond FROM time_budget WHERE code = 'IEP time' AND employee_id = 7;
SELECT e::text, b.begun, b.shorter, in_blocks(e, CAST(b AS time_block))
FROM unnest('{0.5 hours,7 minutes,8 minutes,-20 minutes,0 minutes,2 days,3 '
	'students,0.333333 hours}'::caseload_unit[]) AS e,
	(SELECT t.id, t.contract, t.what, t.in_force, t.known, t.block, v.begun, t.least, v.shorter, t.most, t.citation,
		t.note FROM time_block AS t, (VALUES ('counts', 'raised'), ('lost', 'lost'), ('nearest', 'raised'))
		AS v (begun, shorter)) AS b
ORDER BY 2, 1;
-- Paid by the hour they are the same, at $40: 7's 165 minutes, in lines of 0.25, 0.5, 1 and 1 hours, are $110.00. 8 has
-- 20 minutes as 0.333333 hours, and 1.5 hours, which count 0.5 and 1: $60.00.
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
VALUES (8, 1, 'elm', 'none', 0, '[2025-07-01,2026-07-01)');
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES
	('elm', 'hour', '[2025-07-01,2026-07-01)', 40, 'x');
INSERT INTO hourly_pay (contract, what, base, in_force, citation)
VALUES ('elm', 'IEP time', 'hour', '[2025-07-01,2026-07-01)', 'x');
SELECT entry(8, '2025-09-02', 'IEP time', '0.333333 hours'), entry(8, '2025-09-03', 'IEP time', '1.5 hours');
SELECT employee_id, component, first_day, days, annual, cents FROM pay_line WHERE component LIKE 'hours%' ORDER BY 1, 3;
-- kept answers follow the rule
SELECT refresh_reports() IS NOT NULL AS kept;
SELECT employee_id, sum(cents) AS paid FROM pay_line WHERE component LIKE 'hours%' GROUP BY 1 ORDER BY 1;
SELECT cap, actual, over_by FROM compliance_finding WHERE employee_id = 7;
UPDATE time_block SET most = '30 minutes';
-- 15 + 30 + 30 + 30 = 105 minutes are within 120, and $70; 0.5 + 0.5 hours are $40
SELECT employee_id, sum(cents) AS paid FROM pay_line WHERE component LIKE 'hours%' GROUP BY 1 ORDER BY 1;
SELECT cap, actual, over_by FROM compliance_finding WHERE employee_id = 7;
-- without a rule of blocks it is what was entered: 7 + 20 + 60 + 95 minutes are 182, at $40 an hour $121.333...: by the
-- line 4.67 + 13.33 + 40 + 63.33; 1.833333 hours are $73.33
DELETE FROM time_block;
SELECT employee_id, sum(cents) AS paid FROM pay_line WHERE component LIKE 'hours%' GROUP BY 1 ORDER BY 1;
SELECT cap, actual, over_by FROM compliance_finding WHERE employee_id = 7;

-- what makes no sense is refused
INSERT INTO time_block (contract, what, in_force, citation) VALUES ('elm', 'a', '(,)', 'x');
INSERT INTO time_block (contract, what, in_force, block, citation) VALUES ('elm', 'a', '(,)', '3 students', 'x');
INSERT INTO time_block (contract, what, in_force, block, citation) VALUES ('elm', 'a', '(,)', '0 hours', 'x');
INSERT INTO time_block (contract, what, in_force, most, citation)
SELECT 'elm', 'a', '[2025-07-01,2026-07-01)', '1 hours', 'x' FROM generate_series(1, 2);
UPDATE limit_cap SET cap_taken = 'mean', taken = 'each', taken_over = NULL;
UPDATE limit_cap SET per = NULL WHERE per_counts <> '{}';
UPDATE limit_cap SET per = '1 FTE' WHERE by_site;
-- a share of what is tallied of sections that are one class is told, and nobody else is harmed
SELECT rule('as one', 'section', '{"number": "1 hours", "per": "2 hours", "counts": {"what": "a"},
	"per_counts": {"what": "b"}}');
UPDATE load_limit SET together = '{period}' WHERE code = 'as one';
INSERT INTO section (section_id, site_id, section_name, grades, valid) VALUES
	(1, 1, 'C', '[1,1]', '[2025-07-01,2026-07-01)');
SELECT rule, reason FROM report_status WHERE about = 'problem';
SELECT count(*) > 0 AS others FROM time_budget;
-- nor by hours that no report holds, which are told where they are too many
BEGIN;
INSERT INTO tally (employee_id, valid, what, quantity) VALUES (1, '[2025-07-01,2026-07-01)', 'duty', '99999999 hours');
SELECT code, employee_id FROM time_budget WHERE code = 'duties' ORDER BY 2;
SELECT rule, employee_id, reason FROM report_status WHERE about = 'problem' AND rule = 'duties';
ROLLBACK;

-- In words
SELECT explain_limit('elm', 'planning', '2025-09-01');
SELECT explain_limit('elm', 'duties', '2025-09-01');
SELECT explain_limit('elm', 'optional', '2025-09-01', 'es');
INSERT INTO time_block (contract, what, in_force, block, begun, least, shorter, most, citation) VALUES
	('elm', 'optional', '(,)', '3.5 hours', 'lost', NULL, 'raised', NULL, 'x'),
	('elm', 'IEP time', '(,)', '15 minutes', 'counts', '15 minutes', 'raised', '1 hours', 'x');
SELECT explain_limit('elm', 'IEP time', '2025-09-01'), explain_limit('elm', 'optional', '2025-09-01', 'es');

-- Slips that would be silent
BEGIN;
DELETE FROM time_block;
INSERT INTO time_block (contract, what, in_force, block, least, most, citation) VALUES
	('elm', 'IEP tme', '(,)', '15 minutes', NULL, NULL, 'x'),
	('elm', 'optional', '(,)', NULL, '2 hours', '60 minutes', 'x'),
	('elm', 'duty', '(,)', '15 minutes', '1 days', NULL, 'x');
UPDATE load_limit SET scope = 'site' WHERE code = 'duties';
SELECT rule('optional', 'employee', '{"number": "10 hours", "counts": {"what": "optional"}, "by_site": true}'),
	rule('meetings', 'site', '{"number": "1 hours", "counts": {"what": "meeting"}, "cap_taken": "total"}');
SELECT rule, problem, detail, sure, mend FROM rule_problem
WHERE problem ~ 'block|entry|by_site|parts of|added up that|another measure'
ORDER BY 1, 2, 3;
ROLLBACK;

-- A reader who is bound sees his own, and a site's reader those of whoever has the largest job there.
CREATE ROLE regress_time_reader;
SELECT grant_reports('regress_time_reader', employee_id => 3) IS NOT NULL AS granted;
SET ROLE regress_time_reader;
SELECT code, employee_id, budget, used FROM time_bi.time_budget ORDER BY 1;
RESET ROLE;
SELECT revoke_reports('regress_time_reader') IS NOT NULL AS revoked,
	grant_reports('regress_time_reader', site_id => 2) IS NOT NULL AS granted;
SET ROLE regress_time_reader;
SELECT DISTINCT code, site_name, employee_id FROM time_bi.time_budget ORDER BY 1, 3;
RESET ROLE;
SELECT revoke_reports('regress_time_reader') IS NOT NULL AS revoked;
SET ROLE regress_time_reader;
SELECT count(*) FROM time_bi.time_budget;
RESET ROLE;
-- as it was known today, it is the same
SELECT count(*) = 0 AS same FROM (SELECT * FROM time_budget WHERE school_year = '2025-26' EXCEPT ALL
	SELECT * FROM time_budget_known_on('2025-26', current_date)) AS d;
SELECT count(*) > 10 AS many FROM time_budget_known_on('2025-26', current_date);
SET client_min_messages = warning;
DROP SCHEMA time_bi, time_then, time CASCADE;
DROP ROLE regress_time_reader;
