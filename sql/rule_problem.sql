-- The linter: a contract of mistakes, each found once, and none in a sound one.
\set VERBOSITY terse
SELECT caseload.create_district('rule_problem');
SET search_path = rule_problem, rule_problem_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('oak', 'Oak', 'Oak', 'Oak', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES
	('oak', '2025-26', '[2025-07-01,2026-07-01)', '{[2025-09-01,2026-06-01)}', 'made up');
INSERT INTO site (site_name, attributes) VALUES ('First', '{"title_i": true}');
INSERT INTO student (student_id, valid, attributes) VALUES (1, '[2025-09-01,2026-06-01)', '{"iep": true}');
CREATE FUNCTION clause(code text, scope text DEFAULT 'section', joined text DEFAULT 'any', paid_by int DEFAULT NULL,
	counted_on text DEFAULT 'every day', strictness text DEFAULT 'advisory') RETURNS bigint LANGUAGE sql AS $$
	INSERT INTO load_limit (contract, code, title, in_force, scope, joined, paid_by, counted_on,
		strictness, citation) VALUES ('oak', code, code, '[2025-07-01,2026-07-01)', scope, joined, paid_by, counted_on,
		strictness, 'made up') RETURNING id;
$$;
-- sound
INSERT INTO limit_cap (limit_id, grades, applies, number)
SELECT clause('sound'), '[0,3]', '{"title_i": true}', '25 students';
SELECT rule, problem, detail FROM rule_problem;
INSERT INTO limit_cap (limit_id, grades, number)
SELECT l, '[0,3]', n FROM clause('two numbers') AS l, (VALUES (caseload_unit '25 students'), ('26 students')) AS v (n);
SELECT clause('no number') > 0 AS made;
INSERT INTO limit_cap (limit_id, number, note) SELECT clause('unknown number'), NULL, 'cut off';
INSERT INTO limit_cap (limit_id, test, program, number) SELECT l, 1, p, n
FROM clause('measures', 'employee') AS l, (VALUES ('A', caseload_unit '25 students'), ('B', '26 IEPs')) AS v (p, n);
INSERT INTO limit_cap (limit_id, test, number) SELECT l, t, n FROM clause('no paid_by', 'employee', 'all') AS l,
	(VALUES (1, caseload_unit '25 students'), (2, '50 units')) AS v (t, n);
INSERT INTO limit_cap (limit_id, test, number) SELECT l, t, n FROM clause('wrong paid_by', 'employee', 'all', 3) AS l,
	(VALUES (1, caseload_unit '25 students'), (2, '50 units')) AS v (t, n);
INSERT INTO limit_cap (limit_id, number)
SELECT clause('no such days', 'section', 'any', NULL, 'Tuesdays'), '25 students';
INSERT INTO limit_cap (limit_id, number, taken, taken_over)
SELECT clause('no such term'), '25 students', 'mean', 'trimester';
INSERT INTO limit_cap (limit_id, number, relative_to) SELECT clause('no such limit'), '-1 students', 'nothing';
INSERT INTO limit_cap (limit_id, number, relative_to) SELECT clause('circle a'), '-1 students', 'circle b';
INSERT INTO limit_cap (limit_id, number, relative_to) SELECT clause('circle b'), '-1 students', 'circle a';
INSERT INTO limit_cap (limit_id, number, relative_to) SELECT clause('lonely'), '-1 students', 'lonely';
INSERT INTO limit_cap (limit_id, applies, counts, number)
SELECT clause('misspelt'), '{"title_1": true}', '{"ipe": true}', '25 students';
INSERT INTO limit_weight (limit_id, counts, weight)
SELECT id, '{"speshul": true}', 2 FROM load_limit WHERE code = 'misspelt';
INSERT INTO limit_cap (limit_id, number)
SELECT clause('guard', 'section', 'any', NULL, 'every day', 'hard'), '30 percent';
INSERT INTO limit_cap (limit_id, number) SELECT clause('remedies', strictness => 'paid'), '25 students';
INSERT INTO limit_remedy (limit_id, test, kind, scale, base)
SELECT id, v.test, v.kind, v.scale, v.base FROM load_limit, (VALUES
	(NULL, 'pay', '1+: 2% each per day', NULL),
	(NULL, 'pay', '1+: 1 hours each per day', NULL),
	(NULL, 'pay', NULL, NULL), (7, 'meeting', NULL, NULL),
	(NULL, 'pay', '1+: 1 hours each per day', 'no such base'),
	(NULL, 'pay', '1+: $100 each per semester', NULL)) AS v (test, kind, scale, base) WHERE code = 'remedies';
INSERT INTO limit_cap (limit_id, test, number) SELECT l, t, n
FROM clause('bound', 'employee', strictness => 'paid') AS l,
	(VALUES (1, caseload_unit '25 students'), (2, '50 units')) AS v (t, n);
INSERT INTO limit_remedy (limit_id, kind, scale)
SELECT id, 'pay', '1+: $1 each per day max $100 per year' FROM load_limit WHERE code = 'bound';
SELECT rule, place, problem, detail, sure FROM rule_problem
ORDER BY rule COLLATE "C", problem COLLATE "C", detail COLLATE "C";
-- what is open, and no slip: names unlike any, and what no guard holds
SELECT rule, place, problem, detail, filled_by FROM rule_gap
ORDER BY rule COLLATE "C", place COLLATE "C", problem COLLATE "C", detail COLLATE "C";
