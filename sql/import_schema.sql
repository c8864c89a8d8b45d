-- The schema in which rosters are read: who makes it, when it is made anew, and what is in the way.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SELECT caseload.create_district('isle');
SELECT caseload.create_import('isle');
SELECT caseload.create_import(NULL);
SELECT caseload.create_import('isla');
SELECT caseload.create_import('isle_import');
SELECT caseload.create_district('a_name_of_a_district_that_is_so_long_that_rosters_are_too_much');
SELECT caseload.create_district('a_name_of_a_district_that_is_long_so_rosters_are_too_much');
SELECT caseload.create_import('a_name_of_a_district_that_is_long_so_rosters_are_too_much');
SELECT count(*) AS bare FROM pg_class AS c WHERE c.relnamespace = 'isle_import'::regnamespace
	AND c.relkind IN ('r', 'c') AND (obj_description(c.oid, 'pg_class') IS NULL
		AND obj_description(c.reltype, 'pg_type') IS NULL OR EXISTS (SELECT FROM pg_attribute AS a
		WHERE a.attrelid = c.oid AND a.attnum > 0
		AND NOT a.attisdropped AND col_description(c.oid, a.attnum) IS NULL));
SELECT p.oid::regprocedure AS bare FROM pg_proc AS p WHERE p.pronamespace = 'isle_import'::regnamespace
	AND obj_description(p.oid, 'pg_proc') IS NULL;
SELECT p.oid::regprocedure AS unpinned FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
WHERE p.pronamespace = 'isle_import'::regnamespace AND l.lanname = 'plpgsql'
	AND NOT coalesce(array_to_string(p.proconfig, ' ') LIKE '%search_path=isle_import, isle, pg_temp%', false);
-- every column of staging is text
SELECT a.attrelid::regclass, a.attname FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
WHERE c.relnamespace = 'isle_import'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
	AND c.relname LIKE 'plain%'
	AND a.atttypid <> 'text'::regtype;

-- Made anew with the rights that others were given, and with what the owner made there; not while rows stand in it.
CREATE ROLE regress_caseload_roster;
GRANT USAGE ON SCHEMA isle, isle_import TO regress_caseload_roster;
GRANT INSERT, SELECT ON isle_import.plain_site TO regress_caseload_roster;
GRANT EXECUTE ON FUNCTION isle_import.merge_plain TO regress_caseload_roster;
CREATE TABLE isle_import.notes (note text);
INSERT INTO isle_import.plain_site VALUES ('1', 'One');
SELECT caseload.create_import('isle');
TRUNCATE isle_import.plain_site;
SELECT caseload.create_import('isle');
SELECT has_table_privilege('regress_caseload_roster', 'isle_import.plain_site', 'INSERT') AS may_fill,
	has_table_privilege('regress_caseload_roster', 'isle_import.plain_student', 'INSERT') AS may_fill_students,
	has_function_privilege('regress_caseload_roster', 'isle_import.merge_plain(text, int, boolean, boolean, date)',
		'EXECUTE') AS may_merge, to_regclass('isle_import.notes') IS NOT NULL AS notes_stay;
SELECT count(*) AS of_everybody FROM pg_proc AS p WHERE p.pronamespace = 'isle_import'::regnamespace
	AND has_function_privilege('public', p.oid, 'EXECUTE');
SELECT count(*) AS of_everybody FROM pg_class AS c WHERE c.relnamespace = 'isle_import'::regnamespace
	AND c.relkind = 'r' AND has_table_privilege('public', c.oid, 'SELECT');
-- not with a snapshot of before another merge
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT * FROM isle_import.merge_plain();
ROLLBACK;
-- what others built on it is named
CREATE VIEW public.on_staging AS SELECT * FROM isle_import.plain_site;
SELECT caseload.create_import('isle');
DROP VIEW public.on_staging;
-- another's
SET ROLE regress_caseload_roster;
SELECT caseload.create_import('isle');
RESET ROLE;
-- a clerk who loads rosters: what must be granted
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA isle TO regress_caseload_roster;
GRANT USAGE, UPDATE ON ALL SEQUENCES IN SCHEMA isle TO regress_caseload_roster;
GRANT SELECT, INSERT, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA isle_import TO regress_caseload_roster;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA isle_import TO regress_caseload_roster;
SET ROLE regress_caseload_roster;
INSERT INTO isle_import.plain_site VALUES ('9', 'Nine');
INSERT INTO isle_import.plain_section VALUES ('A', '9', 'Class A', '4', '2025-09-02', '2026-06-12');
INSERT INTO isle_import.plain_enrollment (section_id, student_id) VALUES ('A', 'x');
SELECT kind, row, key, outcome FROM isle_import.merge_plain(on_day => '2025-09-02');
RESET ROLE;
-- a schema of that name that is none
SELECT caseload.create_district('reef');
CREATE SCHEMA reef_import;
SELECT caseload.create_import('reef');
DROP SCHEMA reef_import;

-- a district that was renamed is not read into whatever has its name since
INSERT INTO isle_import.plain_site VALUES ('1', 'One');
ALTER SCHEMA isle RENAME TO atoll;
SELECT * FROM isle_import.merge_plain();
SELECT caseload.create_district('isle');
ALTER SCHEMA atoll RENAME TO isle;
ALTER SCHEMA isle_import RENAME TO key_import;
SELECT * FROM key_import.merge_plain();
ALTER SCHEMA key_import RENAME TO isle_import;
SELECT kind, row, key, outcome FROM isle_import.merge_plain();
-- an upgrade makes it anew, and not while rows stand in it
UPDATE isle.district_version SET version = '0.3.0';
INSERT INTO isle_import.plain_site VALUES ('2', 'Two');
SELECT caseload.upgrade_district('isle');
SET client_min_messages = error;
DROP SCHEMA isle, isle_bi, isle_then, isle_import, reef, reef_bi, reef_then CASCADE;
SELECT format('DROP SCHEMA %1$I, %2$I, %3$I CASCADE', d.name, d.name || '_bi', d.name || '_then')
FROM (VALUES ('a_name_of_a_district_that_is_long_so_rosters_are_too_much')) AS d (name) \gexec
DROP ROLE regress_caseload_roster;
