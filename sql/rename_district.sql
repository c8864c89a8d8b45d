-- A district under another name, and a district once more.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE ROLE regress_caseload_clerk;
CREATE ROLE regress_caseload_owner;
CREATE ROLE regress_caseload_reader;
CREATE SCHEMA wharf AUTHORIZATION regress_caseload_owner;
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_caseload_owner', current_database()); END $$;
SET ROLE regress_caseload_owner;
SELECT caseload.create_district('harbor', contract => 'waterford');
SELECT caseload.create_import('harbor') IS NOT NULL AS imports;
SELECT harbor.sample_facts(1, 1) IS NOT NULL AS filled;
-- what is the owner's own: a table that is guarded, a function that looks there, a view on a report
CREATE TABLE harbor.room (room int PRIMARY KEY, seats int);
ALTER TABLE harbor.enrollment ADD room int;
CREATE INDEX ON harbor.enrollment (room);
SET client_min_messages = error;
SELECT harbor.guard_district() IS NOT NULL AS guarded;
SET client_min_messages = warning;
SELECT caseload.guard('harbor.enrollment', 'harbor.room', key => '{room}', cap => 'seats', valid => 'valid',
	name => 'room');
CREATE FUNCTION wharf.students_of_harbor() RETURNS bigint LANGUAGE plpgsql
SET search_path = wharf, harbor, caseload AS
	'BEGIN RETURN (SELECT count(*) FROM enrollment); END';
CREATE VIEW wharf.our_pay AS SELECT employee_id, total_pay FROM harbor_bi.pay_summary;
SELECT harbor.refresh_reports() IS NOT NULL AS kept;
SELECT harbor.grant_reports('regress_caseload_reader', employee_id => 103);
COMMENT ON FUNCTION harbor.lines_known(text, text, timestamptz, int, bigint[]) IS 'ours';
CREATE TABLE wharf.said AS
	SELECT 'pay' AS what, to_jsonb(p) AS line FROM harbor_bi.pay_summary AS p
	UNION ALL SELECT 'classes', to_jsonb(o) FROM harbor_bi.class_size_overage AS o
	UNION ALL SELECT 'findings', to_jsonb(f) FROM harbor_bi.compliance_finding AS f
	UNION ALL SELECT 'known', to_jsonb(k) FROM harbor_bi.pay_line_known_on('2019-20', '2100-01-01') AS k;
SELECT what, count(*) FROM wharf.said GROUP BY what ORDER BY what;

-- what is refused
SELECT caseload.rename_district('harbor', NULL);
SELECT caseload.rename_district('harbor', '');
SELECT caseload.rename_district('haven', 'harbor');
SELECT caseload.rename_district('harbor', 'harbor');
SELECT caseload.rename_district('harbor', 'pg_harbor');
SELECT caseload.rename_district('harbor', repeat('n', 59));
SELECT caseload.rename_district('harbor', repeat('n', 58));
CREATE SCHEMA haven_then;
SELECT caseload.rename_district('harbor', 'haven');
DROP SCHEMA haven_then;
RESET ROLE;
CREATE FUNCTION wharf.clerks() RETURNS bigint LANGUAGE sql SET search_path = harbor_bi AS 'SELECT 1::bigint';
ALTER FUNCTION wharf.clerks() OWNER TO regress_caseload_clerk;
SET ROLE regress_caseload_owner;
CREATE TABLE harbor.lesson (room int REFERENCES harbor.room);
CREATE INDEX ON harbor.lesson (room);
SELECT caseload.guard('harbor.lesson', 'harbor.room', key => '{room}', cap => 'seats');
SET ROLE regress_caseload_clerk;
SELECT caseload.rename_district('harbor', 'haven');
SELECT caseload.copy_district('harbor', 'haven');
SET ROLE regress_caseload_owner;
-- the owner may not change a clerk's function
SELECT caseload.rename_district('harbor', 'haven');
SELECT caseload.unguard('harbor.lesson');
RESET ROLE;
DROP FUNCTION wharf.clerks();
SELECT to_regnamespace('haven') IS NULL AND to_regnamespace('harbor_then') IS NOT NULL AS nothing_done;

-- and what is done: a name that is quoted, the name of an alias in the texts of functions, and a plain one
ALTER ROLE regress_caseload_reader SET search_path = harbor_bi, caseload;
SET ROLE regress_caseload_owner;
CREATE FUNCTION wharf.named() RETURNS bigint LANGUAGE plpgsql AS
	'BEGIN RETURN (SELECT count(*) FROM harbor.section); END';
SET client_min_messages = notice;
SELECT caseload.rename_district('harbor', 'Harbor "1"''s, new');
SET client_min_messages = warning;
SELECT caseload.rename_district('Harbor "1"''s, new', 'b');
SELECT caseload.check_district('b');
SELECT count(*) AS renamed FROM caseload.renamed_districts();
SELECT what, count(*) FROM (
	(SELECT 'pay' AS what, to_jsonb(p) AS line FROM b_bi.pay_summary AS p
	UNION ALL SELECT 'classes', to_jsonb(o) FROM b_bi.class_size_overage AS o
	UNION ALL SELECT 'findings', to_jsonb(f) FROM b_bi.compliance_finding AS f
	UNION ALL SELECT 'known', to_jsonb(k) FROM b_bi.pay_line_known_on('2019-20', '2100-01-01') AS k)
	EXCEPT ALL TABLE wharf.said) AS differs GROUP BY what;
-- nothing looks for the old name: paths, texts, comments, what is noted
SELECT p.oid::regprocedure, c.setting FROM pg_proc AS p CROSS JOIN LATERAL unnest(p.proconfig) AS c (setting)
WHERE c.setting ~* 'harbor' ORDER BY 1;
SELECT p.proname FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
WHERE n.nspname ~ '^b(_bi|_then|_import)?$' AND p.prosrc ~* 'harbor';
SELECT nspname, obj_description(oid, 'pg_namespace') FROM pg_namespace
WHERE nspname ~ '^b(_bi|_then|_import)?$' ORDER BY 1;
SELECT count(*) FROM b.district_part WHERE name ~* 'harbor';
SELECT count(*) AS without FROM b.district_part AS p WHERE NOT EXISTS (
	SELECT FROM caseload.district_contents('b') AS c WHERE (c.space, c.kind, c.name) = (p.space, p.kind, p.name));
SELECT count(*) FROM b_import.import_part WHERE name ~* 'harbor';
SELECT obj_description('b.lines_known(text, text, timestamptz, int, bigint[])'::regprocedure, 'pg_proc');
SELECT wharf.students_of_harbor() = (SELECT count(*) FROM b.enrollment) AS the_same,
	(SELECT count(*) FROM wharf.our_pay) = (SELECT count(*) FROM b_bi.pay_summary) AS the_view;
-- the reader's grants are as they were
SET ROLE regress_caseload_reader;
SELECT count(*), min(employee_id), max(employee_id) FROM b_bi.pay_summary;
SELECT count(*) FROM b.enrollment;
SET ROLE regress_caseload_owner;
-- what is guarded is guarded, by the district's guards and by the owner's
SELECT guard, call FROM caseload.own_guards('b');
SELECT encode(tgargs, 'escape') ~* 'harbor' AS names_it, count(*) > 0 AS some FROM pg_trigger AS t
	JOIN pg_class AS c ON c.oid = t.tgrelid WHERE c.relnamespace = 'b'::regnamespace AND NOT t.tgisinternal GROUP BY 1;
INSERT INTO b.room VALUES (7, 1);
UPDATE b.enrollment SET room = 7 WHERE enrollment_id IN (
	SELECT min(enrollment_id) FROM b.enrollment GROUP BY student_id ORDER BY 1 LIMIT 2);
SELECT DISTINCT problem FROM caseload.check_caps('b') WHERE problem <> 'over the cap';
-- marks come, and imports run
SELECT count(*) AS marked FROM b.mark;
UPDATE b.section SET valid = valid;
SELECT count(*) > 0 AS marked FROM b.mark;
SELECT b.refresh_reports() IS NOT NULL AS kept;
INSERT INTO b_import.plain_site (site_id, site_name) VALUES ('77', 'Pier School');
SELECT caseload.create_import('b');
TRUNCATE b_import.plain_site;
SELECT caseload.create_import('b');
SELECT caseload.upgrade_district('b');
-- a district can stand under the old name now, and another cannot take this one
SELECT caseload.create_district('harbor');
SELECT caseload.rename_district('harbor', 'b');

-- a copy: the same rows, keys and history, and the same answers, which nobody else may read
UPDATE b.employee SET employee_name = 'Ames, Lee' WHERE employee_id = 103;
SELECT caseload.copy_district('b', 'tide', only_rules => NULL);
SET client_min_messages = notice;
SELECT regexp_replace(caseload.copy_district('b', 'tide'), '[0-9]+ rows of [0-9]+', '... rows of ...');
SET client_min_messages = warning;
SELECT what, count(*) FROM (
	(SELECT 'pay' AS what, to_jsonb(p) AS line FROM tide_bi.pay_summary AS p
	UNION ALL SELECT 'classes', to_jsonb(o) FROM tide_bi.class_size_overage AS o
	UNION ALL SELECT 'findings', to_jsonb(f) FROM tide_bi.compliance_finding AS f)
	EXCEPT ALL
	(SELECT 'pay' AS what, to_jsonb(p) AS line FROM b_bi.pay_summary AS p
	UNION ALL SELECT 'classes', to_jsonb(o) FROM b_bi.class_size_overage AS o
	UNION ALL SELECT 'findings', to_jsonb(f) FROM b_bi.compliance_finding AS f)) AS differs GROUP BY what;
SELECT count(*) AS paid FROM tide_bi.pay_summary;
SELECT count(*) AS was, min(employee_name) <> 'Ames, Lee' AS another FROM tide.employee_was;
SELECT (SELECT count(*) FROM tide.book) AS books, (SELECT count(*) FROM tide.mark) AS marks,
	(SELECT count(*) FROM tide.reader) AS readers, tide.guards_are_on() AS guarded;
SELECT has_schema_privilege('regress_caseload_reader', 'tide_bi', 'USAGE') AS read_by_others;
-- numbers go on after those that were copied, and triggers fire
INSERT INTO tide.case_assignment (employee_id, student_id, program, valid)
SELECT 103, 1, 'RSP', '[2020-01-06,2020-05-29)'
RETURNING case_id > (SELECT max(case_id) FROM b.case_assignment) AS after;
SELECT count(*) > 0 AS marked FROM tide.mark;
SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D' AND tgrelid IN (
	SELECT oid FROM pg_class WHERE relnamespace = 'tide'::regnamespace);
-- each table is copied or is one of these
SELECT string_agg(relname, ' ' ORDER BY relname COLLATE "C") FROM pg_class
WHERE relnamespace = 'tide'::regnamespace AND relkind = 'r'
	AND relname NOT IN (SELECT table_name FROM caseload.copied_tables('tide', false));
-- the rules alone
SELECT regexp_replace(caseload.copy_district('b', 'ebb', only_rules => true),
	'[0-9]+ rows of [0-9]+', '... rows of ...');
SELECT (SELECT count(*) FROM ebb.schedule) = (SELECT count(*) FROM b.schedule) AS schedules,
	(SELECT count(*) FROM ebb.limit_cap) = (SELECT count(*) FROM b.limit_cap) AS caps,
	(SELECT count(*) FROM ebb.employee) AS people;
INSERT INTO ebb.site (site_id, site_name) VALUES (1, 'Pier School');

SET client_min_messages = error;
RESET ROLE;
DROP SCHEMA wharf CASCADE;
DROP SCHEMA b, b_bi CASCADE;
DROP SCHEMA b_then, b_import CASCADE;
DROP SCHEMA harbor, harbor_bi, harbor_then CASCADE;
DROP SCHEMA tide, tide_bi, tide_then CASCADE;
DROP SCHEMA ebb, ebb_bi, ebb_then CASCADE;
DO $$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %I FROM regress_caseload_owner', current_database()); END $$;
DROP ROLE regress_caseload_clerk, regress_caseload_owner, regress_caseload_reader;
