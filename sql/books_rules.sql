-- The books: a change of any table of rules makes all of its contract stale in every district, and no other
-- contract; the reports are right at once, and a refresh leaves them right and nothing stale. Lines as in the test
-- books.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
-- a refresh that takes seconds says how far it is
SET client_min_messages = warning;
SELECT caseload.create_district('books_rules');
SET search_path = books_rules, books_rules_bi, caseload, public;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/books_helpers.psql'
\set district :abs_srcdir '/test/sql/books_district.psql'
\set ECHO none
\i :helpers
\i :district
\set ECHO all
SELECT regexp_replace(refresh_reports(), ' in .*', '');
\pset format unaligned
\pset tuples_only on
-- ---- rules: all of a contract in every district, and no other contract ----
SELECT s.what, t.* FROM (VALUES
	('contract, insert', 'INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
		VALUES ($$ash$$, $$ash$$, $$ash$$, $$ash$$, $$[2025-07-01,2026-07-01)$$, $$made up$$)'),
	('contract, update', 'UPDATE contract SET note = $$none$$ WHERE contract = $$elm$$'),
	('contract, delete', 'DELETE FROM contract WHERE contract = $$ash$$'),
	('calendar, insert', 'INSERT INTO calendar (contract, school_year, in_force, days, citation)
		VALUES ($$oak$$, $$2026-27$$, $$[2026-07-01,2027-07-01)$$, $${[2026-09-01,2026-09-02)}$$, $$made up$$)'),
	('calendar, update: a day more', 'UPDATE calendar SET days = days + $${[2025-09-08,2025-09-09)}$$
		WHERE contract = $$elm$$'),
	('calendar, delete', 'DELETE FROM calendar WHERE school_year = $$2026-27$$'),
	('count_days, insert', 'INSERT INTO count_days (contract, name, in_force, days, citation)
		VALUES ($$oak$$, $$norm day$$, $$[2025-07-01,2026-07-01)$$, $${[2025-09-04,2025-09-05)}$$, $$made up$$)'),
	('count_days, update', 'UPDATE count_days SET days = days + $${[2025-09-03,2025-09-04)}$$ WHERE name = $$counts$$'),
	('count_days, delete', 'DELETE FROM count_days WHERE name = $$norm day$$'),
	('term, update', 'UPDATE term SET in_force = $$[2025-09-01,2025-12-01)$$ WHERE lower(in_force) = $$2025-09-01$$'),
	('term, delete: one is missing', 'DELETE FROM term WHERE lower(in_force) = $$2026-01-01$$'),
	('term, insert', 'INSERT INTO term (contract, name, in_force, citation)
		VALUES ($$oak$$, $$semester$$, $$[2026-01-01,2026-02-01)$$, $$made up$$)'),
	('schedule, insert', 'INSERT INTO schedule (contract, schedule, title, in_force, grid, citation)
		SELECT contract, $$other$$, title, in_force, grid, citation FROM schedule'),
	('schedule, update', 'UPDATE schedule SET grid = grid * 1.1 WHERE schedule = $$teacher$$'),
	('schedule, delete', 'DELETE FROM schedule WHERE schedule = $$other$$'),
	('pay_base, insert', 'INSERT INTO pay_base (contract, name, in_force, amount, citation)
		VALUES ($$oak$$, $$hour$$, $$[2025-07-01,2026-07-01)$$, 40, $$made up$$)'),
	('pay_base, update', 'UPDATE pay_base SET times = 0.5 WHERE name = $$own$$'),
	('pay_base, delete', 'DELETE FROM pay_base WHERE name = $$hour$$'),
	('due_date, insert', 'INSERT INTO due_date (contract, code, title, month, day, binds, in_force, citation)
		VALUES ($$oak$$, $$overages$$, $$Pay$$, 12, 1, $$on$$, $$[2025-07-01,2026-07-01)$$, $$made up$$)'),
	('limit_remedy, update: paid with a day', 'UPDATE limit_remedy SET paid_with = $$overages$$ WHERE kind = $$pay$$'),
	('due_date, update', 'UPDATE due_date SET day = 2'),
	('due_date, delete', 'DELETE FROM due_date'),
	('deadline, update', 'UPDATE deadline SET days = 3'),
	('deadline, delete', 'DELETE FROM deadline'),
	('deadline, insert', 'INSERT INTO deadline (contract, stage, in_force, days, from_event, citation)
		VALUES ($$oak$$, $$grievance$$, $$[2025-07-01,2026-07-01)$$, 4, $$last day$$, $$made up$$)'),
	('load_limit, insert', 'INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
		VALUES ($$elm$$, $$new$$, $$New$$, $$[2025-07-01,2026-07-01)$$, $$employee$$, $$advisory$$, $$10$$)'),
	('limit_cap, insert', 'INSERT INTO limit_cap (limit_id, program, number) SELECT id, $$RSP$$, $$1 IEPs$$ FROM '
		'load_limit WHERE code = $$new$$'),
	('limit_cap, update',
		'UPDATE limit_cap SET number = $$2 IEPs$$ WHERE limit_id = (SELECT id FROM load_limit WHERE code = $$new$$)'),
	('limit_cap, delete', 'DELETE FROM limit_cap WHERE limit_id = (SELECT id FROM load_limit WHERE code = $$new$$)'),
	('limit_weight, insert', 'INSERT INTO limit_weight (limit_id, counts, weight) SELECT id, $${"severe": true}$$, 3 '
		'FROM load_limit WHERE code = $$cases$$'),
	('limit_weight, update', 'UPDATE limit_weight SET weight = 4 WHERE weight = 3'),
	('limit_weight, delete', 'DELETE FROM limit_weight WHERE weight = 4'),
	('limit_most, insert', 'INSERT INTO limit_most (limit_id, whose, most, per) SELECT id, $$district$$, 10, $$year$$ '
		'FROM load_limit WHERE code IN ($$class$$, $$cases$$)'),
	('limit_most, update', 'UPDATE limit_most SET most = 20'),
	('limit_most, delete', 'DELETE FROM limit_most'),
	('limit_remedy, insert',
		'INSERT INTO limit_remedy (limit_id, kind) SELECT id, $$meeting$$ FROM load_limit WHERE code = $$school$$'),
	('limit_remedy, update', 'UPDATE limit_remedy SET kind = $$grievance$$ WHERE kind = $$meeting$$'),
	('limit_remedy, delete', 'DELETE FROM limit_remedy WHERE kind = $$grievance$$'),
	('load_limit, update: renamed', 'UPDATE load_limit SET title = $$Size of a class$$ WHERE code = $$class$$'),
	('load_limit, update: to another contract', 'UPDATE load_limit SET contract = $$elm$$ WHERE code = $$cases$$'),
	('load_limit, update: and back', 'UPDATE load_limit SET contract = $$oak$$ WHERE code = $$cases$$'),
	('load_limit, delete, with its rows', 'DELETE FROM load_limit WHERE code = $$mean$$')) AS s (what, statement)
	CROSS JOIN LATERAL step(s.what, s.statement) AS t;

-- ---- a contract whose name is longer than the reports show: what is kept of it is found all the same ----
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES (repeat('k', 70), 'Long', 'Long', 'Long', '[2025-07-01,2026-07-01)', 'made up');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT repeat('k', 70), school_year, in_force, days, citation FROM calendar WHERE contract = 'oak' LIMIT 1;
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
VALUES (repeat('k', 70), 'staff', 'Staff', '[2025-07-01,2026-07-01)', 'site', 'advisory', '1');
INSERT INTO limit_cap (limit_id, number) SELECT id, '0 employees' FROM load_limit WHERE code = 'staff';
INSERT INTO employment (employee_id, site_id, contract, schedule, agreed_salary, valid)
SELECT min(employee_id), min(site_id), repeat('k', 70), 'none', 1, '[2025-07-01,2026-07-01)' FROM employment
WHERE district_id = 1;
SELECT refresh_reports() IS NOT NULL AS refreshed;
SELECT length(contract), cap, count(*) FROM caseload_overage WHERE contract ~ '^kk' GROUP BY 1, 2;
UPDATE limit_cap SET number = '0.5 employees' WHERE caseload.measure(number) = 'employees';
SELECT length(contract), cap, count(*) FROM caseload_overage WHERE contract ~ '^kk' GROUP BY 1, 2;
SELECT refresh_reports() IS NOT NULL AS refreshed;
SELECT length(contract), cap, count(*) FROM caseload_overage WHERE contract ~ '^kk' GROUP BY 1, 2;
SELECT length(contract), cap, count(*) FROM compliance_finding WHERE contract ~ '^kk' GROUP BY 1, 2;
