-- What a remedy comes to in units that stand: an aide is one aide however long, hours of help are added up.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('limit_standing');
SET search_path = limit_standing, limit_standing_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('oak', 'Oak', 'District', 'Union', '[2025-07-01,2026-07-01)', 'Article 1');
-- two semesters of 10 school days
INSERT INTO calendar (contract, school_year, in_force, days, citation)
VALUES ('oak', '2024-25', '[2024-07-01,2025-07-01)', '{[2024-09-02,2024-09-07)}', 'x'),
	('oak', '2025-26', '[2025-07-01,2026-07-01)',
	'{[2025-09-01,2025-09-06),[2025-09-08,2025-09-13),[2026-02-02,2026-02-07),[2026-02-09,2026-02-14)}', 'x');
INSERT INTO term (contract, name, in_force, citation) VALUES ('oak', 'semester', '[2025-07-01,2026-01-01)', 'x'),
	('oak', 'semester', '[2026-01-01,2026-07-01)', 'x'), ('oak', 'year', '[2025-07-01,2026-07-01)', 'x'),
	('oak', 'year', '[2024-07-01,2025-07-01)', 'x');
INSERT INTO site (site_id, site_name, attributes) VALUES (1, 'Elm', '{"team": true}'), (2, 'Ash', '{"team": true}');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Alma'), (2, 'Bert');
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
VALUES (1, 1, 'oak', 'none', 0, '[2025-09-01,2026-07-01)');
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/limit_helpers.psql'
\set ECHO none
\i :helpers
\set ECHO all

-- A class of 20: 22 in the first semester, 23 in the second. Two over are one aide, three are two, in each semester:
-- two in all and not three. An hour of help a day for each one over adds up: 10 x 2 + 10 x 3 = 50 hours. Of days of
-- release there are 20, one for each day on which anybody is over. Half a teacher is half a teacher on any day.
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
VALUES ('oak', 'class', 'Class size', '[2024-07-01,2026-07-01)', 'section', 'paid', 'Article 2');
INSERT INTO limit_cap (limit_id, number) SELECT id, '20 students' FROM load_limit WHERE code = 'class';
INSERT INTO limit_remedy (limit_id, rank, kind, scale, note) SELECT l.id, v.rank, v.kind, v.scale::pay_scale, v.note
FROM load_limit AS l, (VALUES (1, 'paraprofessional', '2: 1 aides flat, 3+: 2 aides flat per semester', 'aides'),
	(2, 'paraprofessional', '1+: 1 hours each', 'hours of help'), (3, 'release', '1+: 1 days flat', 'release'),
	(4, 'position', '1+: 0.5 FTE flat', 'half a teacher'), (5, 'pay', '1+: $5 each', 'money'))
	AS v (rank, kind, scale, note) WHERE l.code = 'class';
SELECT class(1, 1, 1, '[2,2]', '[2025-09-01,2026-07-01)'), students(1, 22, '[2025-09-01,2026-07-01)'),
	students(1, 1, '[2026-01-10,2026-07-01)');
SELECT f.remedy, f.worth, f.quantity, f.amount_due
FROM compliance_finding AS f WHERE f.section_id = 1 ORDER BY f.remedy;
-- the other reading: an aide anew for each semester, 1 + 2; hours of a day, and not of all days: 3
UPDATE limit_remedy SET standing = note <> 'aides' WHERE note IN ('aides', 'hours of help');
SELECT f.remedy, f.worth, f.quantity FROM compliance_finding AS f
WHERE f.section_id = 1 AND remedy_type = 'paraprofessional' ORDER BY f.remedy;
SELECT replace(s.line, 'help by a paraprofessional', '...') AS said
FROM explain_limit('oak', 'class', '2025-09-01') AS s (line) WHERE s.line ~ 'added up';
-- of what is paid nothing stands
UPDATE limit_remedy SET standing = true WHERE note = 'money';
SELECT problem, detail, sure FROM rule_problem WHERE problem LIKE 'standing%';
UPDATE limit_remedy SET standing = NULL;

-- A minimum of one counselor, and a year without: one position is missing, not one for each of 20 days.
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
VALUES ('oak', 'counselor', 'Counselor', '[2024-07-01,2026-07-01)', 'site', 'hard', 'Article 3'),
	('oak', 'training', 'Training', '[2024-07-01,2026-07-01)', 'site', 'advisory', 'Article 4');
INSERT INTO limit_cap (limit_id, number, binds, counts) SELECT id, '1 positions', 'under', '{"what": "counselor"}'
FROM load_limit WHERE code = 'counselor';
INSERT INTO limit_remedy (limit_id, kind, scale) SELECT id, 'position', '1+: 1 positions flat' FROM load_limit
WHERE code = 'counselor';
-- and 20 hours a year at schools with a team, 12 of which were held at Elm
INSERT INTO limit_cap (limit_id, applies, number, binds, counts, taken, taken_over)
SELECT id, '{"team": true}', '20 hours', 'under', '{"what": "training"}', 'total', 'year' FROM load_limit
WHERE code = 'training';
INSERT INTO tally (site_id, valid, what, quantity) VALUES (1, '[2025-09-02,2025-09-03)', 'training', '12 hours');
-- Nobody was employed at Elm in 2024-25, nor ever at Ash: neither was short of anything then.
SELECT f.school_year, f.site_name, f.rule, f.first_day, f.cap, f.actual, f.over_by, f.quantity
FROM compliance_finding AS f WHERE f.kind = 'staffing' ORDER BY 1, 2, 3;
-- Ash opens on 9 February: it has five days without a counselor, and 20 hours of the year to hold.
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
VALUES (2, 2, 'oak', 'none', 0, '[2026-02-09,2026-07-01)');
SELECT f.school_year, f.site_name, f.rule, f.first_day, f.last_day, f.over_by, f.quantity
FROM compliance_finding AS f WHERE f.kind = 'staffing' AND f.site_name = 'Ash' ORDER BY 1, 2, 3;
SELECT count(*) FROM caseload_overage WHERE site_name = 'Ash' AND rule = 'Counselor';
-- Nor does an hour of it count before, whose number hangs on its classes, with a row that matches by days and without.
BEGIN;
INSERT INTO section (section_id, site_id, section_name, grades, valid)
VALUES (90, 2, 'Two', '[2,2]', '[2025-09-01,2026-07-01)');
INSERT INTO tally (site_id, valid, what, quantity) VALUES (2, '[2025-09-01,2026-07-01)', 'noise', '3 hours');
INSERT INTO load_limit (contract, code, title, in_force, scope, joined, strictness, citation)
VALUES ('oak', 'noise', 'Noise', '[2025-07-01,2026-07-01)', 'site', 'any', 'paid', 'Article 6');
INSERT INTO limit_cap (limit_id, grades, number, counts)
SELECT id, v.grades::int4range, v.number::caseload_unit, '{"what": "noise"}' FROM load_limit,
	(VALUES (NULL, '9 hours'), ('[0,3]', '2 hours')) AS v (grades, number) WHERE code = 'noise';
SELECT f.first_day, f.last_day, f.cap, f.actual FROM compliance_finding AS f WHERE f.rule = 'Noise';
INSERT INTO limit_cap (limit_id, program, "none", counts, precedence)
SELECT id, 'band', true, '{"what": "noise"}', 1 FROM load_limit WHERE code = 'noise';
SELECT f.first_day, f.last_day, f.cap, f.actual FROM compliance_finding AS f WHERE f.rule = 'Noise';
ROLLBACK;

-- Ten percent of a staff, rounded up, and two at least: of ten people two may be away, and the cap shown is two.
INSERT INTO load_limit (contract, code, title, in_force, scope, joined, strictness, citation)
VALUES ('oak', 'away', 'Away at once', '[2024-07-01,2026-07-01)', 'site', 'all', 'hard', 'Article 5');
INSERT INTO limit_cap (limit_id, test, number, per, rounded, counts)
SELECT id, v.test, v.number::caseload_unit, v.per::caseload_unit, v.rounded, '{"what": "away"}' FROM load_limit,
	(VALUES (1, '0.1 employees', '1 employees', 'up'), (2, '2 employees', NULL, 'exact'))
	AS v (test, number, per, rounded) WHERE code = 'away';
INSERT INTO employee (employee_id, employee_name) SELECT n, 'E' || n FROM generate_series(3, 40) AS n;
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, 1, 'oak', 'none', 0, '[2025-09-01,2026-07-01)' FROM generate_series(3, 11) AS n;
INSERT INTO tally (site_id, valid, what, quantity) VALUES (1, '[2025-09-03,2025-09-04)', 'away', '3 employees');
SELECT rule, cap, load, over_by FROM caseload_overage WHERE rule = 'Away at once';
-- of 31 it is four, and three away are none too many; five are one
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT n, 1, 'oak', 'none', 0, '[2025-09-01,2026-07-01)' FROM generate_series(12, 32) AS n;
SELECT count(*) FROM caseload_overage WHERE rule = 'Away at once';
UPDATE tally SET quantity = '5 employees' WHERE what = 'away';
SELECT rule, cap, load, over_by FROM caseload_overage WHERE rule = 'Away at once';

-- A scale by a count that it does not name is no zero, but a problem of whoever counted so.
INSERT INTO stipend (contract, position, title, in_force, scale, per_count_of, citation) VALUES
	('oak', 'mentor', 'Mentor', '[2025-07-01,2026-07-01)', '1: $2000 flat, 2: $4000 flat, 3: $6000 flat', 'teachers',
		'A'),
	('oak', 'clerk', 'Clerk', '[2025-07-01,2026-07-01)', '2-3: $10 each', 'files', 'A'),
	('oak', 'open', 'Open', '[2025-07-01,2026-07-01)', '1: $20 flat, 2+: $30 flat', 'files', 'A'),
	('oak', 'hole', 'Hole', '[2025-07-01,2026-07-01)', '1: $20 flat, 3: $30 flat, >4: $50 flat', 'files', 'A');
SELECT position, counted, stipend_pay('oak', position, '2025-10-01', counted => counted) AS pay
FROM unnest('{clerk,hole,mentor,open}'::text[]) AS position, generate_series(0, 5) AS counted ORDER BY 1, 2;
INSERT INTO position_held (position_held_id, employee_id, site_id, contract, position, valid, counted) VALUES
	(1, 1, 1, 'oak', 'mentor', '[2025-09-01,2026-07-01)', 4), (2, 2, 2, 'oak', 'mentor', '[2025-09-01,2026-07-01)', 3);
SELECT employee_id, component, cents, problem, blame FROM pay_line WHERE component = 'stipend: mentor' ORDER BY 1;
SELECT place, row_id, problem, detail FROM fact_problem WHERE place = 'position_held' ORDER BY row_id;
SET client_min_messages = warning;
DROP SCHEMA limit_standing, limit_standing_bi, limit_standing_then CASCADE;
