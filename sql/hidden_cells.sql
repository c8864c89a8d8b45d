-- Bases that are not printed: the interval that the printed cells leave for them, in exact fractions.
SET search_path = caseload, public;
\pset null '[null]'
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/failure.psql'
\set ECHO none
\i :helpers
\set ECHO all
-- eight percentages of one base, in the longevity rows of a lane: 3.5% on top of the step before, carried unrounded
SELECT * FROM hidden_cells('step(0) V
	14 91726
	19L 94936
	24L 98259
	28L 101698', '{"V-19": {"base": "V-14", "factor": 1.035}, "V-24": {"base": "V-19", "factor": "1.035"},
	"V-28L": {"base": "v-24", "factor": 1.035}}');
-- the rows of every lane by the step; each lane has a base of its own
SELECT base, cells, round(low, 4) AS low, low_cell, round(high, 4) AS high, high_cell, amount, contradicted_by
FROM hidden_cells('step(0) I II
	1 40001 44000
	2 41201 45320
	3 42437 46680
	5 43710 48080', '{"*-2": {"base": "*-1", "factor": 1.03}, "*-3": {"base": "*-2", "factor": 1.03},
	"*-5": {"base": "*-3", "factor": 1.03}}');
-- a base that is nowhere printed, sums, a rule for all but one cell; cents; the greatest unit
SELECT * FROM hidden_cells('step(0) I II
	1 40234 44500
	2 41468 45234', '{"*": {"base": "the index", "add": 5000.25}, "I-1": {"base": "the index", "add": "4000"},
	"I-2": {"base": "the index", "add": 5234}, "II-*": {"base": "the index", "add": 9000}, "II-1": {"base": "*-1"}}');
SELECT * FROM hidden_cells(E'step(2) I\n1 40000.01\n2 40800.02', '{"I-2": {"base": "I-1", "factor": 1.02}}', 0.01);
SELECT * FROM hidden_cells(E'step I\n1 1000000000\n2 2000000000', '{"I-2": {"base": "I-1", "factor": 2}}', 1000000000);
-- ends that touch leave nothing: below 100.5 and from 100.5 on
SELECT * FROM hidden_cells(E'step I\n1 100\n2 201', '{"I-2": {"base": "I-1", "factor": 2, "add": -0.5}}');
-- what contradicts is named: five lump percentages of one base, and the two that exclude each other
SELECT base, cells, low_cell, high_cell, amount, contradicted_by
FROM hidden_cells('step(0) I
	1 50000
	10L 51500
	15L 53002
	20L 54500
	25L 56000', '{"I-10": {"base": "I-1", "factor": 1.03}, "I-15": {"base": "I-1", "factor": 1.06},
	"I-20": {"base": "I-1", "factor": 1.09}, "I-25": {"base": "I-1", "factor": 1.12}}');
-- a step that has a longevity row, too
SELECT base, cells, low_cell, high_cell, amount FROM hidden_cells(E'step(0) I\n12 50000\n12L 52500\n13L 55125',
	'{"I-12L": {"base": "I-12", "factor": 1.05}, "*-13": {"base": "*-12L", "factor": 1.05}}');

-- The base of rules drawn by chance: what is found gives every printed cell; a cell that is off is named.
SELECT setseed(0.35);
CREATE TABLE drawn AS
SELECT id, round((30000 + random() * 60000)::numeric, 4) AS base FROM generate_series(1, 25) AS id;
CREATE TABLE drawn_cell AS
SELECT id, base, lane, step, round((1 + random())::numeric, 4) AS factor, round((random() * 900)::numeric, 2) AS addend
FROM drawn, generate_series(1, 4) AS lane, generate_series(1, 12) AS step;
CREATE TABLE drawn_rule AS
SELECT id, base, jsonb_object_agg('L' || lane || '-' || step, jsonb_build_object('base', 'hidden', 'factor', factor,
	'add', addend)) AS factors,
	salary_schedule_agg(salary_step('L' || lane, step), round(base * factor + addend)) AS grid,
	salary_schedule_agg(salary_step('L' || lane, step), round(base * factor + addend) + CASE WHEN lane = 3 AND step = 7
		THEN 3 ELSE 0 END) AS typed FROM drawn_cell GROUP BY id, base;
SELECT count(*) AS rules, count(*) FILTER (WHERE h.contradicted_by IS NULL) AS whole,
	count(*) FILTER (WHERE h.low <= r.base AND r.base < h.high) AS holds_the_base,
	bool_and(h.low <= h.amount AND h.amount < h.high) AS inside, max(h.high - h.low) < 1 AS narrow,
	bool_and((SELECT bool_and(round(h.amount * c.factor + c.addend) = round(c.base * c.factor + c.addend))
		FROM drawn_cell AS c WHERE c.id = r.id)) AS gives_every_cell
FROM drawn_rule AS r, hidden_cells(grid, factors) AS h;
SELECT count(*) AS rules, count(*) FILTER (WHERE 'L3-7' IN (h.low_cell::text, h.high_cell::text)
	AND h.contradicted_by IS NOT NULL) AS named FROM drawn_rule AS r, hidden_cells(typed, factors) AS h;

-- a raise of unknown factor
SELECT r.* FROM (SELECT salary_schedule 'step(0) I II
	1 52143 55210
	2 53187 56315' AS grid) AS s, raise_interval(grid, round(grid * 1.0275, 0)) AS r;
SELECT r.* FROM (SELECT salary_schedule 'step(0) I II
	1 52143 55210
	2 53187 56315' AS grid) AS s, raise_interval(grid, round(grid + 1300, 0)) AS r;
SELECT * FROM raise_interval(E'I\n1 100', E'II\n1 100');
SELECT (raise_interval(E'I\n1 100.01', E'I\n1 103.01', 0.01)).factor,
	raise_interval(NULL, E'I\n1 103.01') AS of_nothing;
-- the shortest number between two fractions
SELECT shortest_between(1, 3, 1, 2, true), shortest_between(1, 3, 1, 2, false), shortest_between(-5, 1, 1, 1, true),
	shortest_between(1, 2, 51, 100, false), shortest_between(99999, 1, 100001, 1, false),
	shortest_between(0, 1, 1e-30, 1, false);

-- what is refused
SELECT pg_temp.failure(format('SELECT * FROM hidden_cells(E''step(0) I II\n1 50000 52000'', %s)', asked)) FROM (VALUES
	(1, $$'[]'$$), (2, $$'{"I-1": 1.05}'$$), (3, $$'{"I-1": {"factor": 1.05}}'$$),
	(4, $$'{"I-1": {"base": "x", "factor": "a"}}'$$), (5, $$'{"I-1": {"base": "x", "factor": 0}}'$$),
	(6, $$'{"I-1": {"base": "x", "times": 2}}'$$), (7, $$'{"I-1": {"base": "x", "add": 1e200}}'$$),
	(8, $$'{"III-1": {"base": "x"}}'$$), (9, $$'{"I-2": {"base": "x"}}'$$),
	(10, $$'{"I-1": {"base": "x"}, "i-1": {"base": "x"}}'$$),
	(11, $$'{"I-1": {"base": "I-1", "factor": 2}}'$$), (12, $$'{"I-1": {"base": "II-1"}, "II-1": {"base": "I-1"}}'$$),
	(13, $$'{"I-1": {"base": "x"}}', 0$$), (14, $$'{"I-1": {"base": "x"}}', 'NaN'$$),
	(15, $$'{"I-1": {"base": "x"}}', 1000000$$), (16, $$'{"one": {"base": "x"}}'$$)) AS q (n, asked) ORDER BY n;
SELECT count(*) AS of_nothing FROM (SELECT base FROM hidden_cells(NULL, '{}') UNION ALL
	SELECT base FROM hidden_cells(E'I\n1 1', NULL) UNION ALL SELECT base FROM hidden_cells(E'I\n1 1', '{}')) AS h;
DROP TABLE drawn, drawn_cell, drawn_rule;
