-- Proposals: copied whole, changed by hand, costed for the people of the contract, withdrawn. Figures reckoned by hand.
\set VERBOSITY default
\set SHOW_CONTEXT never
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SELECT caseload.create_district('propose');
SET search_path = propose, propose_bi, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('larch', 'Larch', 'Larch', 'Larch', '[2025-07-01,2026-07-01)', 'made up');
-- 182 days, Monday to Friday from 18 August
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'larch', '2025-26', '[2025-07-01,2026-07-01)', (SELECT range_agg(daterange(d, d + 1))
	FROM (SELECT d::date AS d FROM generate_series(date '2025-08-18', '2026-06-30', '1 day') AS d
		WHERE extract(isodow FROM d) < 6 ORDER BY d LIMIT 182) AS d), 'made up';
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) VALUES
	('larch', 'teacher', 'Teachers', '[2025-07-01,2026-07-01)', 'step(0) BA MA
1 50000 55000
2 51000 56010
3 52030 58000', 'Article 9');
INSERT INTO site (site_id, site_name) VALUES (1, 'First');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'Employee ' || n FROM generate_series(1, 5) AS n;
-- 50,000 + 28,005 + 52,030 + 58,000 + 52,030 = 240,065; 4 and 5 stand past the last row of their lane
INSERT INTO employment (employee_id, site_id, contract, schedule, valid, placement, fte, attributes) VALUES
	(1, 1, 'larch', 'teacher', '[2025-07-01,2026-07-01)', 'BA-1', 1, '{}'),
	(2, 1, 'larch', 'teacher', '[2025-07-01,2026-07-01)', 'MA-2', 0.5, '{"units": 36}'),
	(3, 1, 'larch', 'teacher', '[2025-07-01,2026-07-01)', 'BA-3', 1, '{"units": 80}'),
	(4, 1, 'larch', 'teacher', '[2025-07-01,2026-07-01)', 'MA-5', 1, '{"units": 12}'),
	(5, 1, 'larch', 'teacher', '[2025-07-01,2026-07-01)', 'BA-4', 1, '{}');
-- 1,200, and 10% of 18,000
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES
	('larch', 'base', '[2025-07-01,2026-07-01)', 18000, 'Article 12');
INSERT INTO stipend (contract, position, title, in_force, band, base, citation) VALUES
	('larch', 'coach', 'Coach', '[2025-07-01,2026-07-01)', 'C $1200', NULL, 'Article 12'),
	('larch', 'lead', 'Lead', '[2025-07-01,2026-07-01)', 'L 10%', 'base', 'Article 12');
INSERT INTO stipend_installment (stipend_id, share, due, citation)
SELECT id, 1, '12-01', 'Article 12' FROM stipend WHERE position = 'coach';
INSERT INTO position_held (employee_id, contract, position, valid) VALUES
	(1, 'larch', 'coach', '[2025-07-01,2026-07-01)'), (3, 'larch', 'lead', '[2025-07-01,2026-07-01)');
-- 30 students of 28, 2 x $10 on 182 days = 3,640; a second class of 30 has a waiver of 30
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation) VALUES
	('larch', 'size', 'Class size', '[2025-07-01,2026-07-01)', 'section', 'paid', 'Article 15');
INSERT INTO limit_cap (limit_id, grades, number) SELECT id, '[1,6]', '28 students' FROM load_limit;
INSERT INTO limit_remedy (limit_id, kind, scale) SELECT id, 'pay', '1+: $10 each per day' FROM load_limit;
INSERT INTO section (section_id, site_id, section_name, grades, valid) VALUES
	(1, 1, 'One', '[3,3]', '[2025-08-18,2026-07-01)'), (2, 1, 'Two', '[3,3]', '[2025-08-18,2026-07-01)');
INSERT INTO staffing (section_id, employee_id, valid) VALUES
	(1, 1, '[2025-08-18,2026-07-01)'), (2, 3, '[2025-08-18,2026-07-01)');
INSERT INTO enrollment (section_id, student_id, valid)
SELECT s, 100 * s + n, '[2025-08-18,2026-07-01)' FROM generate_series(1, 2) AS s, generate_series(1, 30) AS n;
INSERT INTO exception (limit_id, section_id, valid, number, reason)
SELECT id, 2, '[2025-08-18,2026-07-01)', '30 students', 'waiver of 1 September' FROM load_limit;
INSERT INTO employer_rate (contract, code, component, in_force, percent, amount, most, citation) VALUES
	('larch', 'STRS', 'salary', '[2025-07-01,2026-07-01)', 10, NULL, NULL, 'law'),
	('larch', 'Medicare', '*', '[2025-07-01,2026-07-01)', 1.45, NULL, NULL, 'law'),
	('larch', 'fund', '*', '[2025-07-01,2026-07-01)', 10, NULL, 53000, 'law'),
	('larch', 'health', '*', '[2025-07-01,2026-07-01)', NULL, 12000, NULL, 'Article 20');
SELECT component, sum(cents) AS paid FROM pay_lines('2025-26') GROUP BY 1 ORDER BY 1;
SELECT refresh_reports() LIKE '1 of 1 district brought up to date%' AS kept;

-- 1: every rule is copied with its own, and nothing of it is in force
CREATE FUNCTION pg_temp.shown(OUT report text, OUT rows text) RETURNS SETOF record LANGUAGE plpgsql AS $shown$
BEGIN
	FOR report IN SELECT c.oid::regclass::text FROM pg_class AS c WHERE c.relkind = 'v'
		AND (c.relnamespace = 'propose_bi'::regnamespace
			OR c.oid IN ('guarded_limit'::regclass, 'rule_problem'::regclass, 'pay_rule_problem'::regclass,
				'rule_gap'::regclass, 'fact_problem'::regclass)) ORDER BY 1 LOOP
		EXECUTE format('SELECT string_agg(t::text, chr(10) ORDER BY t::text) FROM %s AS t', report) INTO rows;
		RETURN NEXT;
	END LOOP;
END
$shown$;
CREATE TEMPORARY TABLE before AS SELECT * FROM pg_temp.shown();
SELECT count(*) > 20 AS reports, count(rows) > 5 AS with_rows FROM before;
SELECT propose('larch', 'offer');
SELECT contract, title, proposal_of, term FROM contract ORDER BY 1;
SELECT b.report AS takes_it_for_agreed FROM before AS b JOIN pg_temp.shown() AS s USING (report)
WHERE b.rows IS DISTINCT FROM s.rows ORDER BY 1;
SELECT count(*) AS marks FROM rule_mark;
SELECT stale FROM report_status;
SELECT part, now, proposed, difference, unreckoned FROM compare_cost('larch', 'offer') WHERE difference <> 0;

-- 2: 1% of cells that are paid in whole dollars: 500 + 280 (of 560) + 520 + 580 + 520 = 2,400.00, not 1% of 240,065
SELECT propose('larch', 'one percent'), propose_raise('one percent', 1) AS schedules;
SELECT difference FROM compare_cost('larch', 'one percent', '2025-26') WHERE part = 'schedule';
-- $1,000 a cell: 4.5 FTE
SELECT propose('larch', 'flat'), propose_raise('flat', flat => 1000) AS schedules;
SELECT difference FROM compare_cost('larch', 'flat', '2025-26') WHERE part = 'schedule';

-- 3: all at once, a part after the other. The same 1%, 2,400; a fourth step in BA, 53,600 - 52,550 = 1,050; a lane for
-- 30 units beyond MA, half of 58,570 - 56,570 = 1,000; a longevity row at step 5, 60,000 - 58,580 = 1,420; the coach
-- 300, the lead 2% of 18,000 = 360; then 12% of 2,000 = 240; a cap of 27, one student more on 182 days, 1,820: in all
-- 8,590.00. The waiver is of the contract's row of the limit, and holds under the copy of it.
UPDATE schedule SET grid = 'step(0) BA MA MA30
1 50500 55550 57000
2 51510 56570 58570
3 52550 58580 60000
4 53600 - -
5L - 60000 61000' WHERE contract = 'offer';
INSERT INTO proposed_place (contract, lanes, applies, to_lane, citation) VALUES
	('offer', '{MA}', '{"units": {"at_least": 30}}', 'MA30', 'offer 9.3');
UPDATE stipend SET band = 'C $1500' WHERE contract = 'offer' AND position = 'coach';
UPDATE stipend SET band = 'L 12%' WHERE contract = 'offer' AND position = 'lead';
UPDATE pay_base SET amount = 20000 WHERE contract = 'offer';
UPDATE limit_cap SET number = '27 students' FROM load_limit AS l WHERE l.id = limit_id AND l.contract = 'offer';
UPDATE employer_rate SET amount = 13000 WHERE contract = 'offer' AND code = 'health';
-- STRS 10% of the salaries 240,065 and, without longevity, 244,515. Medicare person by person: 795.18 + 406.07 + 780.54
-- + 841.00 + 754.44 and 833.17 + 424.63 + 796.78 + 870.00 + 777.20. The fund: of 53,000 at most: 3 x 5,300 + 5,203 +
-- 2,800.50, and 4 x 5,300 + 2,928.50. Health: 4.5 FTE.
SELECT * FROM compare_cost('larch', 'offer', '2025-26') ORDER BY nth;
SELECT sum(difference) FILTER (WHERE nth < 10) = sum(difference) FILTER (WHERE part = 'pay') AS parts_add_up
FROM compare_cost('larch', 'offer');
-- the reports and the people are as they were
SELECT sum(total_pay) FROM pay_summary;
SELECT employee_id, placement FROM employment ORDER BY 1;
SELECT count(*) FROM rule_mark;
SELECT sum(total_pay) AS known FROM pay_summary_known_on('2025-26', '9999-12-31');

-- a day less for everybody: of the whole year nobody loses anything, of overages $20
SELECT propose('larch', 'a day less');
UPDATE calendar SET days = days - '{[2026-04-28,2026-04-29)}' WHERE contract = 'a day less';
SELECT part, difference FROM compare_cost('larch', 'a day less') WHERE nth <= 10 AND difference <> 0 ORDER BY nth;

-- 4: a step up for everybody in BA: 1,000 of 1, nothing of 3 and 5, who stand on the last row
SELECT propose('larch', 'step up');
INSERT INTO proposed_place (contract, schedule, lanes, plus_steps, citation) VALUES 
	('step up', 'teacher', '{BA}', 1, 'x');
SELECT part, difference FROM compare_cost('larch', 'step up') WHERE difference <> 0 ORDER BY nth;

-- 5: a stipend that rests on a base of its own: 10% of 40,000 and not of 18,000
SELECT propose('larch', 'new base');
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES ('new base', 'b', '(,)', 40000, 'x');
UPDATE stipend SET base = 'b' WHERE contract = 'new base' AND position = 'lead';
SELECT part, difference, unreckoned FROM compare_cost('larch', 'new base')
WHERE difference <> 0 AND nth < 10 ORDER BY nth;
-- what has no amount is told, and in no figure
UPDATE stipend SET base = 'c' WHERE contract = 'new base' AND position = 'lead';
SELECT part, difference, unreckoned FROM compare_cost('larch', 'new base')
WHERE difference <> 0 AND nth < 10 ORDER BY nth;
SELECT contract, rule, problem FROM proposal_problem ORDER BY 1, 2, 3;

-- 6: an answer to an offer is a proposal for the contract, and knows its waivers
SELECT propose('offer', 'answer', 'Answer of the board');
SELECT title, proposal_of FROM contract WHERE contract = 'answer';
SELECT part, difference FROM compare_cost('larch', 'answer') WHERE part IN ('overages', 'pay') ORDER BY 1;

-- 7: no table of rules can be forgotten: what names a contract is copied, or is a fact, or the register's
SELECT c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'contract'
WHERE c.relnamespace = 'propose'::regnamespace AND c.relkind = 'r'
	AND c.relname NOT IN (SELECT table_name FROM rule_tables())
	AND NOT EXISTS (SELECT FROM pg_attribute AS d WHERE d.attrelid = c.oid AND d.attname = 'district_id')
ORDER BY 1;
SELECT k.conrelid::regclass FROM pg_constraint AS k WHERE k.contype = 'f' AND k.confdeltype = 'c'
	AND k.confrelid IN (SELECT table_name::regclass FROM rule_tables())
	AND k.conrelid NOT IN (SELECT table_name::regclass FROM rule_tables()) ORDER BY 1;
SELECT part, string_agg(table_name, ' ' ORDER BY table_name) AS tables FROM rule_tables()
	CROSS JOIN LATERAL (SELECT part_of_table(CASE parent WHEN 'contract' THEN table_name ELSE parent END) AS part) AS p
GROUP BY 1 ORDER BY 1;
SELECT load_contract('propose', 'waterford');
SELECT propose('waterford', 'of waterford');
CREATE FUNCTION pg_temp.counted(name text, OUT rules text, OUT rows bigint, OUT said bigint) RETURNS SETOF record
LANGUAGE plpgsql AS $counted$
DECLARE
	t record;
BEGIN
	FOR t IN SELECT * FROM rule_tables() ORDER BY table_name LOOP
		rules := t.table_name;
		EXECUTE format('SELECT count(*), count(DISTINCT (to_jsonb(r) - ''{id,%1$s}''::text[])) FROM %2$I AS r %3$s '
			'WHERE %4$s.contract = $1', t.by_column, t.table_name, CASE WHEN t.parent <> 'contract'
				THEN format('JOIN %I AS p ON p.id = r.%I', t.parent, t.by_column) END,
			CASE t.parent WHEN 'contract' THEN 'r' ELSE 'p' END) INTO rows, said USING name;
		RETURN NEXT;
	END LOOP;
END
$counted$;
SELECT count(*) FILTER (WHERE rows > 0) > 15 AS many, sum(rows) > 300 AS rows FROM pg_temp.counted('waterford');
SELECT * FROM pg_temp.counted('waterford') EXCEPT SELECT * FROM pg_temp.counted('of waterford');
SELECT parts_changed('waterford', 'of waterford'), parts_changed('larch', 'offer'), parts_changed('larch', 'flat');

-- 8: nothing is left of what is withdrawn, and nothing is marked
CREATE TEMPORARY TABLE marks AS SELECT count(*) AS marks FROM rule_mark;
SELECT withdraw_proposal(contract) FROM contract WHERE proposal_of IS NOT NULL AND contract <> 'offer'
ORDER BY contract;
SELECT * FROM pg_temp.counted('of waterford') WHERE rows > 0;
SELECT count(*) AS copies FROM proposed_copy WHERE contract <> 'offer';
SELECT count(*) - (SELECT marks FROM marks) AS marked_since FROM rule_mark;

-- who is put under a proposal is found; withdrawn it cannot be while he is
UPDATE position_held SET contract = 'offer' WHERE employee_id = 1;
SELECT place, problem, detail FROM fact_problem ORDER BY 1;
SELECT withdraw_proposal('offer');
UPDATE position_held SET contract = 'larch' WHERE employee_id = 1;
SELECT count(*) FROM fact_problem;

-- 9: errors
SELECT propose('larhc', 'offer');
SELECT propose('larch', 'offer');
SELECT propose('larch', 'waterford');
SELECT propose('larch', NULL);
SELECT propose('larch', '');
SELECT withdraw_proposal('larch');
SELECT withdraw_proposal('ofer');
SELECT propose_raise('offer', 3, schedule => 'nurse');
SELECT propose_raise('larch', 3);
SELECT propose_raise('offer');
SELECT * FROM compare_cost('waterford', 'offer');
SELECT * FROM compare_cost('larch', 'larch');
SELECT * FROM compare_cost('larch', 'offer', '2031-32');
SELECT * FROM compare_cost('larch', 'offer', district_id => 2);
INSERT INTO proposed_place (contract, citation) VALUES ('offer', 'x');

-- 10: who reads everybody's pay may ask, and writes nothing; who reads a part, or nothing, may not
CREATE ROLE propose_reader; CREATE ROLE propose_part; CREATE ROLE propose_none;
SELECT grant_reports('propose_reader'), grant_reports('propose_part', site_id => 1);
SET ROLE propose_reader;
BEGIN READ ONLY;
SELECT part, difference FROM propose_bi.compare_cost('larch', 'offer') WHERE part IN ('pay', 'in all') ORDER BY 1;
COMMIT;
UPDATE propose.contract SET title = 'x';
SET ROLE propose_part;
SELECT part, difference FROM propose_bi.compare_cost('larch', 'offer');
SET ROLE propose_none;
SELECT part, difference FROM propose_bi.compare_cost('larch', 'offer');
RESET ROLE;

-- 11: who is under a proposal all the same is paid by its rules as they are, in the books too; and what is agreed by
-- taking proposal_of away is held by the guard from then on
SELECT guard_district();
UPDATE employment SET contract = 'offer';
UPDATE position_held SET contract = 'offer';
SELECT refresh_reports() LIKE '1 of 1 district brought up to date%' AS kept;
SELECT propose_raise('offer', 1);
SELECT (SELECT sum(total_pay) FROM pay_summary) = sum(cents) AS books_follow FROM pay_lines('2025-26');
UPDATE contract SET proposal_of = NULL WHERE contract = 'offer';
SELECT (SELECT sum(total_pay) FROM pay_summary) = sum(cents) AS books_follow FROM pay_lines('2025-26');
SELECT section_id, paid IS NOT NULL AS held FROM section_cap ORDER BY 1;
SELECT * FROM stale_cap();
SET client_min_messages = warning;
DROP SCHEMA propose, propose_bi, propose_then CASCADE;
DROP ROLE propose_reader, propose_part, propose_none;
