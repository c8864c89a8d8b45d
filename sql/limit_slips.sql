-- The linter sees slips: each of these rows is wrong in one way, and is found in that way, with what mends it.
\set VERBOSITY terse
SELECT caseload.create_district('limit_slips');
SET search_path = limit_slips, limit_slips_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('oak', 'Oak', 'Oak', 'Oak', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES
	('oak', '2025-26', '[2025-07-01,2026-07-01)', '{[2025-09-01,2026-06-01)}', 'made up');
INSERT INTO count_days (contract, name, in_force, days, citation) SELECT 'oak', 'Thursdays', '[2025-07-01,2026-07-01)',
	range_agg(daterange(d::date, d::date, '[]')), 'made up'
FROM generate_series(timestamp '2025-09-04', '2026-05-28', '7 days') AS d;
INSERT INTO site (site_id, site_name, attributes) VALUES (1, 'First', '{"title_i": true}');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'E1');
INSERT INTO section (section_id, site_id, section_name, grades, valid, program) VALUES
	(1, 1, 'A', '[1,1]', '[2025-09-01,2026-06-01)', 'SDC Autism');
INSERT INTO staffing (section_id, employee_id, valid) VALUES (1, 1, '[2025-09-01,2026-06-01)');
INSERT INTO case_assignment (employee_id, student_id, program, valid) VALUES (1, 1, 'RSP', '[2025-09-01,2026-06-01)');
INSERT INTO tally (employee_id, valid, what, quantity) VALUES (1, '[2025-10-01,2025-10-02)', 'caseload', '40 students');
CREATE FUNCTION clause(code text, scope text DEFAULT 'section', in_force daterange DEFAULT '[2025-07-01,2026-07-01)',
	counted_on text DEFAULT 'every day') RETURNS bigint LANGUAGE sql AS $$
	INSERT INTO load_limit (contract, code, title, in_force, scope, counted_on, strictness, citation)
	VALUES ('oak', code, code, in_force, scope, counted_on, 'hard', 'made up') RETURNING id;
$$;
-- sound, and as many kinds of rows as the slips below
INSERT INTO limit_cap (limit_id, grades, number) SELECT l, g, n FROM clause('sound') AS l, (VALUES
	(int4range '[0,3]', caseload_unit '25 students'), ('[4,6]', '30 students'), ('[7,8]', '32 students')) AS v (g, n);
INSERT INTO limit_cap (limit_id, program, number) SELECT clause('sound autism'), 'SDC Autism', '8 students';
INSERT INTO limit_cap (limit_id, program, number) SELECT clause('sound cases', 'employee'), 'RSP', '28 students';
INSERT INTO limit_cap (limit_id, number) SELECT clause('sound weekly', counted_on => 'Thursdays'), '33 students';
INSERT INTO limit_cap (limit_id, applies, number) SELECT clause('sound title i'), '{"title_i": true}', '20 students';
INSERT INTO limit_remedy (limit_id, choice, rank, kind, scale)
SELECT id, 'relief', rank, kind, scale FROM load_limit, (VALUES (1, 'paraprofessional', caseload.pay_scale(NULL)),
	(2, 'pay', '1-2: $10 each, 3+: $15 each per day max $40')) AS v (rank, kind, scale) WHERE code = 'sound';
SELECT rule, problem, detail FROM rule_problem;

INSERT INTO limit_cap (limit_id, number) SELECT clause('payee'), '25 students';
INSERT INTO limit_remedy (limit_id, kind, payee)
SELECT id, 'meeting', 'teacher of recrod' FROM load_limit WHERE code = 'payee';
INSERT INTO limit_cap (limit_id, number) SELECT clause('year', in_force => '[2024-07-01,2025-07-01)'), '25 students';
INSERT INTO limit_cap (limit_id, program, number) SELECT clause('program'), 'SDC Autisn', '8 students';
INSERT INTO limit_cap (limit_id, applies, number) SELECT clause('value'), '{"title_i": "yes"}', '20 students';
INSERT INTO limit_cap (limit_id, program, counts, number)
SELECT clause('what', 'employee'), 'RSP', '{"what": "case load"}', '40 students';
INSERT INTO limit_cap (limit_id, grades, number) SELECT l, g, n FROM clause('hole') AS l, (VALUES
	(int4range '[1,3)', caseload_unit '25 students'), ('[4,6]', '30 students')) AS v (g, n);
INSERT INTO limit_cap (limit_id, grades, number) SELECT l, g, n FROM clause('overlap') AS l, (VALUES
	(int4range '[0,4]', caseload_unit '25 students'), ('[4,6]', '30 students')) AS v (g, n);
INSERT INTO limit_cap (limit_id, grades, number) SELECT l, g, n FROM clause('line') AS l, (VALUES
	(int4range '[0,3]', caseload_unit '24 students'), ('[4,6]', '62 students'), ('[7,8]', '28 students')) AS v (g, n);
INSERT INTO limit_cap (limit_id, number) SELECT clause('tiers'), '25 students';
INSERT INTO limit_remedy (limit_id, kind, scale) SELECT id, 'pay', scale FROM load_limit, (VALUES
	(caseload.pay_scale '1: $20 each, 2+: $15 each per day'), ('1: $20 each, 3+: $30 each per day')) AS v (scale)
WHERE code = 'tiers';
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
VALUES ('oak', 'paid', 'paid', '[2025-07-01,2026-07-01)', 'section', 'paid', 'made up');
INSERT INTO limit_cap (limit_id, number) SELECT id, '25 students' FROM load_limit WHERE code = 'paid';
INSERT INTO limit_cap (limit_id, number) SELECT clause('lasts'), '25 students';
INSERT INTO limit_remedy (limit_id, kind, lasts)
SELECT id, 'meeting', '9 students' FROM load_limit WHERE code = 'lasts';
INSERT INTO limit_cap (limit_id, number, tolerance) SELECT clause('tolerance'), '25 students', '2 IEPs';
INSERT INTO exception (limit_id, section_id, valid, number, reason)
SELECT id, 1, '[2025-09-01,2026-06-01)', '26 IEPs', 'made up' FROM load_limit WHERE code = 'sound autism';
INSERT INTO limit_cap (limit_id, program, number) SELECT clause('units', 'employee'), 'RSP', '50 units';
INSERT INTO limit_cap (limit_id, number, weighted) SELECT clause('weighted'), '25 students', 'weight';
INSERT INTO deadline (contract, limit_code, stage, in_force, days, day_kind, from_event, citation)
VALUES ('oak', 'sound autisn', 'grievance', '[2025-07-01,2026-07-01)', 10, 'school', 'first day', 'made up');
INSERT INTO limit_cap (limit_id, number) SELECT clause('weekly', counted_on => 'Thursdays'), '25 students';
INSERT INTO limit_remedy (limit_id, kind, scale)
SELECT id, 'pay', '1+: $10 each per day' FROM load_limit WHERE code = 'weekly';
INSERT INTO limit_cap (limit_id, grades, number) SELECT clause('scope', 'employee'), '[7,8]', '32 students';
INSERT INTO limit_cap (limit_id, number) SELECT clause('choice'), '25 students';
INSERT INTO limit_remedy (limit_id, choice, kind) SELECT id, 'relief', 'meeting' FROM load_limit WHERE code = 'choice';
INSERT INTO limit_cap (limit_id, program, number, per)
SELECT clause('per', 'employee'), 'RSP', '28 students', '0.1 FTE';
-- columns that nothing reads beside the others, names in those that hold several
INSERT INTO limit_cap (limit_id, number) SELECT clause('gates'), '25 students';
INSERT INTO limit_remedy (limit_id, kind, lasts_in, from_then, levels, runs_in, given_how)
SELECT id, 'meeting', 'year', true, 'each', 'year', 'from then' FROM load_limit WHERE code = 'gates';
INSERT INTO limit_cap (limit_id, number) SELECT clause('payees'), '25 students';
INSERT INTO limit_remedy (limit_id, kind, payees, given)
SELECT id, 'meeting', '{teacher of record,teachr of record}', '{"what": "case load"}' FROM load_limit
WHERE code = 'payees';
INSERT INTO limit_cap (limit_id, number) SELECT clause('holds'), '25 students';
UPDATE load_limit SET holds = true, empty_counts = true WHERE code = 'holds';
INSERT INTO limit_cap (limit_id, precedence, grades, number, none) SELECT l, p, g, n, n IS NULL
FROM clause('none') AS l, (VALUES (1, int4range '[0,8]', caseload_unit '25 students'), (0, '[7,8]', NULL))
	AS v (p, g, n);
INSERT INTO limit_cap (limit_id, applies, counts, number)
SELECT clause('one of'), '{"title_i": {"one_of": ["yes", true]}, "title1": true}', '{"iep": true}', '20 students';
INSERT INTO limit_cap (limit_id, number, stays, stays_in) SELECT clause('stays'), '25 students', '30 days', 'semestre';
-- the wrong side, the wrong load, the wrong remedy
INSERT INTO limit_cap (limit_id, number, binds) SELECT clause('under'), '25 students', 'under';
INSERT INTO limit_cap (limit_id, number) SELECT clause('help'), '2 aides';
INSERT INTO limit_cap (limit_id, number) SELECT clause('site', 'site'), '25 students';
INSERT INTO limit_cap (limit_id, program, number, taken, taken_over)
SELECT clause('added up'), 'SDC Autism', '30 students', 'total', 'year';
INSERT INTO limit_remedy (limit_id, kind, scale)
SELECT id, 'grievance', '1+: 1 positions flat' FROM load_limit WHERE code = 'added up';
INSERT INTO limit_cap (limit_id, program, number) SELECT clause('cases of classes'), 'RSP', '28 students';
INSERT INTO limit_cap (limit_id, program, number) SELECT clause('classes of cases', 'employee'), 'SDC Autism',
	'28 students';
INSERT INTO limit_cap (limit_id, counts, number) SELECT clause('told'), '{"what": "caseload"}', '40 days';
INSERT INTO limit_cap (limit_id, counts, number, taken, taken_over)
SELECT clause('mean', 'employee'), '{"what": "caseload"}', '40 students', 'mean', 'year';
INSERT INTO limit_cap (limit_id, grades, number) SELECT l, g, n FROM clause('falls') AS l, (VALUES
	(int4range '[0,3]', caseload_unit '25 students'), ('[4,6]', '23 students')) AS v (g, n);
INSERT INTO limit_cap (limit_id, number)
SELECT clause('between', in_force => '[2025-07-01,2026-01-01)'), '25 students';
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
VALUES ('oak', 'between', 'between', '[2026-02-01,2026-07-01)', 'section', 'hard', 'made up');
INSERT INTO limit_cap (limit_id, number) SELECT max(id), '25 students' FROM load_limit WHERE code = 'between';
-- what nobody has together, what nothing counts on, what contradicts a title or another test
INSERT INTO limit_cap (limit_id, program, applies, number)
SELECT clause('nobody'), 'RSP', '{"title_i": true}', '28 students';
INSERT INTO count_days (contract, name, in_force, days, citation)
VALUES ('oak', 'norm day', '[2025-07-01,2026-07-01)', '{[2025-10-06,2025-10-07)}', 'made up');
INSERT INTO limit_cap (limit_id, grades, number) SELECT clause('Class size K-6'), '[0,6)', '25 students';
INSERT INTO limit_cap (limit_id, test, grades, number) SELECT l, t, g, n FROM clause('two tests') AS l, (VALUES
	(1, int4range '[7,8]', caseload_unit '29 students'), (2, NULL, '32 students')) AS v (t, g, n);
INSERT INTO limit_remedy (limit_id, rank, kind)
SELECT id, rank, 'meeting' FROM load_limit, generate_series(1, 2) AS rank WHERE code = 'two tests';
INSERT INTO limit_cap (limit_id, number) SELECT clause('late'), '25 students';
INSERT INTO limit_remedy (limit_id, kind, scale)
SELECT id, 'pay', '10+: $600 flat per semester' FROM load_limit WHERE code = 'late';
INSERT INTO limit_cap (limit_id, program, number) SELECT clause('letters', 'employee'), 'SRP', '28 students';
INSERT INTO limit_cap (limit_id, grades, number, tolerance) SELECT l, g, '25 students', t FROM clause('unlike') AS l,
	(VALUES (int4range '[0,3]', caseload_unit '2 students'), ('[4,6]', NULL)) AS v (g, t);
-- sections taught as one by what none carries, and staff whose weights nothing reads
UPDATE section SET attributes = '{"room": "4"}';
INSERT INTO limit_cap (limit_id, number) SELECT clause('as one'), '25 students';
UPDATE load_limit SET together = '{romo,period}', role_weights = '{"teacher of recrod": 1, "aide": 0.5}'
WHERE code = 'as one';
SELECT rule, problem, detail, sure FROM rule_problem
WHERE problem NOT IN ('two numbers of equal precedence for one class', 'a hard limit that the guard cannot hold')
ORDER BY rule COLLATE "C", problem COLLATE "C", detail COLLATE "C";
-- each finding tells what mends it
SELECT rule, problem FROM rule_problem WHERE mend IS NULL OR sure IS NULL;
SELECT DISTINCT problem, mend FROM rule_problem WHERE place = 'limit_cap' AND sure = 'certain' ORDER BY 1, 2;
-- and the page names each, with how sure it is
\set page `cat "$PG_ABS_SRCDIR"/doc/linter.md`
SELECT k.problem FROM problem_kind AS k
WHERE strpos(:'page', format('| %s | %s | %s |', k.problem, k.sure, k.mend)) = 0;
SELECT problem FROM problem_kind GROUP BY problem HAVING count(*) > 1;
-- one name for another
SELECT one, other, nearly(one, other) FROM (VALUES ('RSP', 'RPS'), ('SDC Autism', 'SDC-autism'), ('aides', 'aide'),
	('grade 1', 'grade 2'), ('RSP', 'RSP'), ('RSP', 'DIS'), ('', 'a'), ('ab', 'abc')) AS v (one, other);
SET client_min_messages = warning;
DROP SCHEMA limit_slips, limit_slips_bi, limit_slips_then CASCADE;
