-- Making a district: whose it is, what is refused, and that nothing half-done stays.
\set SHOW_CONTEXT never
SET datestyle = ISO;
SET client_min_messages = warning;
SELECT name, title, term, citation FROM caseload.contracts() WHERE name = 'waterford';

CREATE ROLE regress_caseload_analyst;
CREATE ROLE regress_caseload_reader;
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_caseload_analyst', current_database()); END $$;

-- a district belongs to whoever makes it, and to no extension
SET ROLE regress_caseload_analyst;
SELECT caseload.create_district('waterford', contract => 'waterford');
SELECT caseload.create_district('Mixed "Case"');
RESET ROLE;
SELECT n.nspname, pg_get_userbyid(n.nspowner) AS owner, obj_description(n.oid) FROM pg_namespace AS n
WHERE n.nspname ~ '^(waterford|Mixed)' ORDER BY n.nspname COLLATE "C";
SELECT n.nspname COLLATE "C" AS schema, c.relkind, count(*) > 0 AS some,
	count(*) FILTER (WHERE pg_get_userbyid(c.relowner) <> 'regress_caseload_analyst') AS not_the_makers,
	count(*) FILTER (WHERE c.relkind IN ('r', 'v') AND obj_description(c.oid, 'pg_class') IS NULL) AS without_comment
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname ~ '^(waterford|Mixed)' GROUP BY 1, 2 ORDER BY 1, 2;
SELECT c.relname, a.attname AS column_without_comment
FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
WHERE c.relnamespace IN ('waterford'::regnamespace, 'waterford_bi'::regnamespace) AND c.relkind IN ('r', 'v')
	AND a.attnum > 0 AND NOT a.attisdropped
	AND col_description(c.oid, a.attnum) IS NULL ORDER BY 1, 2;
SELECT p.proname AS function_without_comment FROM pg_proc AS p
WHERE p.pronamespace = 'waterford'::regnamespace AND obj_description(p.oid, 'pg_proc') IS NULL ORDER BY 1;
-- no table is a member of the extension; the functions that carry the texts are
SELECT count(*) AS member_tables FROM pg_depend AS d WHERE d.deptype = 'e' AND d.classid = 'pg_class'::regclass
	AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'caseload');
-- no column of an exclusion constraint may be null, or two clashing rows get in
SELECT k.conrelid::regclass AS in_table, a.attname AS nullable FROM pg_constraint AS k
JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND NOT a.attnotnull
WHERE k.contype = 'x' AND k.connamespace = 'waterford'::regnamespace ORDER BY 1, 2;
-- a rule (what is in force on certain days) has an article; a fact refers to facts of its own district
SELECT c.relname AS without_article FROM pg_class AS c
	JOIN pg_attribute AS f ON f.attrelid = c.oid AND f.attname IN ('in_force', 'in_force_from')
LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'citation' AND a.attnotnull
WHERE c.relnamespace = 'waterford'::regnamespace AND c.relkind = 'r' AND a.attname IS NULL ORDER BY 1;
SELECT k.conrelid::regclass AS in_table, k.conname FROM pg_constraint AS k
JOIN pg_attribute AS a ON a.attrelid = k.confrelid AND a.attname = 'district_id'
WHERE k.contype = 'f' AND k.connamespace = 'waterford'::regnamespace
	AND a.attnum <> k.confkey[1] ORDER BY 1, 2;
-- every foreign key has an index that begins with its columns
SELECT k.conrelid::regclass AS in_table, k.conname AS without_index FROM pg_constraint AS k
WHERE k.contype = 'f' AND k.connamespace = 'waterford'::regnamespace AND NOT EXISTS (
	SELECT FROM pg_index AS i WHERE i.indrelid = k.conrelid
		AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] = k.conkey)
ORDER BY 1, 2;
-- every function of a district finds its tables whatever the caller's search_path is
SELECT p.proname AS unpinned FROM pg_proc AS p
WHERE p.pronamespace = 'waterford'::regnamespace AND p.prosqlbody IS NULL
	AND coalesce(p.proconfig::text, '') !~ 'search_path=waterford, pg_temp' ORDER BY 1;
SET ROLE regress_caseload_analyst;
SET search_path = pg_catalog;
SELECT waterford.base_amount('waterford', 'stipend base', '2019-09-01'),
	caseload.salary(waterford.schedule_on('waterford', 'teacher', '2019-09-01'), 'V-14');
RESET search_path;
SELECT count(*) FROM "Mixed ""Case""".schedule;
SELECT count(*) FROM "Mixed ""Case""_bi".schedule_cell;

-- a table of another name on the path is not taken for the district's
CREATE TEMPORARY TABLE pay_base (contract text);
SELECT waterford.base_amount('waterford', 'stipend base', '2019-09-01');
DROP TABLE pg_temp.pay_base;

-- names
SELECT caseload.create_district('waterford');
CREATE SCHEMA other_bi;
SELECT caseload.create_district('other');
SELECT to_regnamespace('other') IS NULL AS nothing_left;
DROP SCHEMA other_bi;
SELECT caseload.create_district('');
SELECT caseload.create_district(NULL);
SELECT caseload.create_district('pg_district');
SELECT caseload.create_district(repeat('x', 59));
SELECT caseload.create_district(repeat('é', 31));
SELECT caseload.create_district(repeat('x', 58));
SELECT count(*) FROM pg_namespace WHERE nspname IN (repeat('x', 58), repeat('x', 58) || '_bi');
\set VERBOSITY sqlstate
SELECT caseload.create_district('waterford');
SELECT caseload.create_district('');
SELECT caseload.create_district(NULL);
SELECT caseload.create_district(repeat('x', 59));
\set VERBOSITY default

-- contracts
\set VERBOSITY terse
SELECT caseload.create_district('another', contract => 'atlantis');
SELECT caseload.create_district('another', distributed => true);
SELECT caseload.create_district('another', partitioned_by => 'district', distributed => true);
SELECT caseload.reckon_district('another', 1);
\set VERBOSITY default
SELECT to_regnamespace('another') IS NULL AS nothing_left;
SELECT caseload.load_contract('Mixed "Case"', 'waterford');
SELECT caseload.load_contract('Mixed "Case"', 'waterford');
SELECT caseload.load_contract('public', 'waterford');
SELECT caseload.load_contract('nowhere', 'waterford');
SELECT count(*) AS cells FROM "Mixed ""Case""_bi".schedule_cell;
-- what is loaded is the same wherever it stands
SELECT count(*) AS differing FROM (
	(SELECT schedule, in_force, grid, citation FROM waterford.schedule
		EXCEPT SELECT schedule, in_force, grid, citation FROM "Mixed ""Case""".schedule)
	UNION ALL (SELECT schedule, in_force, grid, citation FROM "Mixed ""Case""".schedule
		EXCEPT SELECT schedule, in_force, grid, citation FROM waterford.schedule)) AS d;

-- versions
SELECT regexp_replace(caseload.upgrade_district('waterford'), 'version [^,]*', 'version V');
SELECT caseload.upgrade_district('public');
UPDATE waterford.district_version SET version = '0.0.0';
DO $$ BEGIN PERFORM caseload.upgrade_district('waterford'); EXCEPTION WHEN feature_not_supported THEN RAISE WARNING '%',
	regexp_replace(sqlerrm, 'to version .*', 'to version V'); END $$;

-- two rules never hold at once
SET search_path = waterford;
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES
	('waterford', 'tutor hour', '[2020-07-01,2021-07-01)', 41, 'Article 0');
INSERT INTO schedule (contract, schedule, title, in_force, grid, citation) SELECT contract, schedule, title,
	'[2022-06-30,)', grid, citation FROM schedule WHERE schedule = 'teacher' AND NOT printed;
INSERT INTO stipend (contract, position, title, site_level, enrollment, in_force, band, base, citation)
	VALUES ('waterford', 'MTSS Coordinator', 'x', 'High School', '[500,501)', '[2021-07-01,2022-07-01)',
		'E 2%', 'stipend base', 'Article 0');
-- unless one was known before the other
INSERT INTO pay_base (contract, name, in_force, known, amount, citation) VALUES
	('waterford', 'mileage', '[2019-07-01,2022-07-01)', '(,2020-01-01)', 0.575, 'Article 0'),
	('waterford', 'mileage', '[2019-07-01,2022-07-01)', '[2020-01-01,)', 0.58, 'Article 0');
SELECT base_amount('waterford', 'mileage', '2019-09-01', known_on => '2019-12-31') AS then,
	base_amount('waterford', 'mileage', '2019-09-01') AS now;
-- a rule without an article, of no contract, of two kinds at once or of no day is refused
\set VERBOSITY sqlstate
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES
	('waterford', 'x', '[2020-07-01,2021-07-01)', 41, '');
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES
	('nowhere', 'x', '[2020-07-01,2021-07-01)', 41, 'Article 0');
INSERT INTO pay_base (contract, name, in_force, amount, own, citation) VALUES
	('waterford', 'x', '[2020-07-01,2021-07-01)', 41, 'cell', 'Article 0');
INSERT INTO pay_base (contract, name, in_force, amount, citation) VALUES ('waterford', 'x', 'empty', 41, 'Article 0');
INSERT INTO due_date (contract, code, title, month, day, binds, in_force, citation) VALUES
	('waterford', 'x', 'x', 2, 30, 'on', '(,)', 'Article 0');
\set VERBOSITY default

-- bases made of others: a named cell, a chain, the cap of a limit
INSERT INTO pay_base (contract, name, in_force, schedule, placement, over, digits, citation) VALUES
	('waterford', 'daily rate', '(,)', 'teacher', 'V-14', 187, 2, 'Article 0');
INSERT INTO pay_base (contract, name, in_force, plus, times, citation) VALUES
	('waterford', 'day and a half', '(,)', 'daily rate', 1.5, 'Article 0');
INSERT INTO pay_base (contract, name, in_force, amount, over, over_cap, digits, citation) VALUES
	('waterford', 'seat day', '(,)', 84000, 185, true, 2, 'Article 0');
SELECT base_amount('waterford', 'daily rate', '2019-09-01') AS daily_rate,
	base_amount('waterford', 'day and a half', '2019-09-01') AS day_and_a_half,
	base_amount('waterford', 'seat day', '2019-09-01', cap => 28) AS seat_day;
SELECT base_amount('waterford', 'seat day', '2019-09-01');
SELECT base_amount('waterford', 'daily rate', '2030-09-01');

-- facts: keys begin with the district, so the same ids may occur in two
INSERT INTO site (district_id, site_id, site_name) VALUES (1, 1, 'North'), (2, 1, 'North');
INSERT INTO employee (district_id, employee_id, employee_name) VALUES (1, 1, 'Sample One'), (2, 1, 'Sample Two');
INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, valid, placement) VALUES
	(1, 1, 1, 'waterford', 'teacher', '[2019-08-01,2020-07-01)', 'IV-7'),
	(2, 1, 1, 'waterford', 'teacher', '[2019-08-01,2020-07-01)', 'V-7');
INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, valid, placement) VALUES
	(1, 1, 1, 'waterford', 'teacher', '[2020-06-30,)', 'IV-8');
INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, valid, placement) VALUES
	(3, 1, 1, 'waterford', 'teacher', '[2019-08-01,2020-07-01)', 'V-7');
INSERT INTO tally (section_id, valid, what, quantity) VALUES
	(7, '[2019-09-05,2019-09-06)', 'head count', '27 students');
SELECT s.relname, i.indkey[0] = a.attnum AS district_first
FROM pg_class AS s JOIN pg_index AS i ON i.indrelid = s.oid AND i.indisprimary
JOIN pg_attribute AS a ON a.attrelid = s.oid AND a.attname = 'district_id'
WHERE s.relnamespace = 'waterford'::regnamespace AND s.relname <> 'reader' AND s.relname !~ '^kept_' ORDER BY 1;
RESET search_path;

-- a role without rights may neither read nor load; a reader of the report reads with its own rights
SET ROLE regress_caseload_reader;
\set VERBOSITY sqlstate
SELECT caseload.create_district('mine');
SELECT caseload.load_contract('waterford', 'waterford');
SELECT caseload.upgrade_district('waterford');
SELECT count(*) FROM waterford_bi.schedule_cell;
RESET ROLE;
GRANT USAGE ON SCHEMA waterford_bi TO regress_caseload_reader;
GRANT SELECT ON waterford_bi.schedule_cell TO regress_caseload_reader;
SET ROLE regress_caseload_reader;
SELECT count(*) FROM waterford_bi.schedule_cell;
RESET ROLE;
-- nor does a superuser run what another role's schema holds
SELECT caseload.load_contract('waterford', 'waterford');
\set VERBOSITY default
SELECT caseload.upgrade_district('waterford');

-- a report is of types that every tool knows
SELECT DISTINCT format_type(a.atttypid, NULL) AS type FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
WHERE c.relnamespace = 'waterford_bi'::regnamespace AND c.relkind = 'v' AND a.attnum > 0 ORDER BY 1;
-- read as their owner, so that a reader needs nothing but the reports
SELECT c.relname, c.reloptions FROM pg_class AS c
WHERE c.relnamespace = 'waterford_bi'::regnamespace AND c.reloptions IS NOT NULL ORDER BY 1;

-- its functions find its tables by its name, quoted as it must be
SET search_path = "Mixed ""Case""", caseload, public;
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Ada');
SELECT check_whole(), erase_employee(1, 1, 'asked for');
SELECT employee_name FROM employee;
SET ROLE regress_caseload_analyst;
SELECT create_import('Mixed "Case"') IS NOT NULL AS made;
SET search_path = "Mixed ""Case""_import", "Mixed ""Case""", caseload, public;
SELECT count(*) > 0 AS staging_tables FROM format_tables('plain');
RESET ROLE;
RESET search_path;

DROP SCHEMA waterford, waterford_bi, waterford_then, "Mixed ""Case""", "Mixed ""Case""_bi",
	"Mixed ""Case""_then", "Mixed ""Case""_import" CASCADE;
SELECT format('DROP SCHEMA %1$I, %1$I_bi, %1$I_then CASCADE', repeat('x', 58)) \gexec
DO $$ BEGIN EXECUTE format('REVOKE CREATE ON DATABASE %I FROM regress_caseload_analyst', current_database()); END $$;
DROP ROLE regress_caseload_analyst, regress_caseload_reader;
