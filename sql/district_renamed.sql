-- A district whose schema was renamed: its functions look in whatever has the old name, so nothing is done with it.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SELECT caseload.create_district('harbor', contract => 'waterford');
SELECT harbor.sample_facts(1, 1) IS NOT NULL AS filled;
SET client_min_messages = error;
SELECT harbor.guard_district() IS NOT NULL AS guarded;
SET client_min_messages = warning;
SELECT count(*) AS renamed FROM caseload.renamed_districts();
ALTER SCHEMA harbor RENAME TO haven;
ALTER SCHEMA harbor_bi RENAME TO haven_bi;
SELECT schema, owner = current_user::regrole AS mine, looks_in FROM caseload.renamed_districts();
-- nothing is there under the old name
SELECT caseload.check_district('haven');
SELECT caseload.load_contract('haven', 'waterford');
SELECT caseload.upgrade_district('haven');
SELECT * FROM caseload.check_caps('haven');
SELECT haven.guard_district();
SELECT haven.unguard_district();
SELECT haven.fill_caps();
-- each report, in a session that has not looked at any
SELECT format('SELECT * FROM haven_bi.%I', n) FROM haven.report_names() AS n WHERE n <> 'schedule_cell'
UNION ALL SELECT 'SELECT * FROM haven_bi.pay_line_known_on(''2019-20'', ''2019-07-01'')'
UNION ALL SELECT 'SELECT * FROM haven.pay_known_on(''2019-20'', ''2019-07-01'')'
UNION ALL SELECT 'SELECT haven.make_pay_periods(''waterford'', ''12'', ''2019-20'')'
\gexec
UPDATE haven.section SET valid = valid;
INSERT INTO haven.case_assignment (employee_id, student_id, program, valid)
SELECT employee_id, 1, 'RSP', '[2020-01-06,2020-05-29)' FROM haven.employee LIMIT 1;
-- nor is anything made there
SELECT caseload.create_district('harbor');
SELECT to_regnamespace('harbor') IS NULL AS nothing_made;

-- something made by hand
CREATE SCHEMA harbor;
CREATE TABLE harbor.district_version (version text, installed_at timestamptz);
CREATE TABLE harbor.enrollment (LIKE haven.enrollment);
SELECT haven.unguard_district();
SELECT haven.fill_caps();
SELECT caseload.check_district('harbor');
DROP SCHEMA harbor CASCADE;
-- another district that was renamed to it
SELECT caseload.create_district('cove');
SELECT caseload.check_place(NULL);
SELECT caseload.check_place('cove');
SELECT caseload.check_place('cove_bi');
ALTER SCHEMA cove RENAME TO harbor;
SELECT haven.unguard_district();
SELECT harbor.unguard_district();
SELECT caseload.load_contract('harbor', 'waterford');
-- one that was restored there: its functions are its own, but those of the renamed one look there, too
DO $$
DECLARE
	f regprocedure;
BEGIN
	FOR f IN SELECT p.oid FROM pg_proc AS p WHERE p.pronamespace = 'harbor'::regnamespace
		AND p.proconfig::text LIKE '%cove, pg_temp%' LOOP
		EXECUTE format('ALTER FUNCTION %s SET search_path = harbor, pg_temp', f);
	END LOOP;
END $$;
SELECT schema, looks_in FROM caseload.renamed_districts();
SELECT haven.unguard_district();
SELECT harbor.unguard_district();
SELECT caseload.load_contract('harbor', 'waterford');
\set VERBOSITY sqlstate
SELECT caseload.check_district('haven');
SELECT haven.guard_district();
SELECT caseload.create_district('harbor');
\set VERBOSITY default
-- what a stranger made does not stop anybody
DROP SCHEMA harbor, cove_bi, cove_then CASCADE;
CREATE ROLE regress_caseload_stranger;
CREATE SCHEMA pier AUTHORIZATION regress_caseload_stranger;
SET ROLE regress_caseload_stranger;
CREATE FUNCTION pier.unguard_district() RETURNS void LANGUAGE sql SET search_path = harbor, pg_temp AS '';
RESET ROLE;
-- renamed back all is well
ALTER SCHEMA haven RENAME TO harbor;
ALTER SCHEMA haven_bi RENAME TO harbor_bi;
SELECT caseload.check_district('harbor');
SELECT count(*) AS stale FROM harbor.stale_cap();
SET client_min_messages = error;
SELECT harbor.guard_district() IS NOT NULL AS guarded;
UPDATE harbor.section SET valid = valid;
SELECT harbor.unguard_district();
-- how somebody has names quoted and strings read changes nothing, now or when a district was made
SET client_min_messages = warning;
SET quote_all_identifiers = on;
SET standard_conforming_strings = off;
SET escape_string_warning = on;
SELECT caseload.check_district('harbor');
SELECT count(*) FROM harbor_bi.class_size_overage;
SELECT count(*) FROM caseload.renamed_districts() WHERE schema = 'harbor';
SELECT caseload.create_district('quay');
RESET quote_all_identifiers;
RESET standard_conforming_strings;
RESET escape_string_warning;
SELECT caseload.check_district('quay');
SELECT count(*) FROM quay_bi.class_size_overage;
ALTER SCHEMA quay RENAME TO dock;
SELECT schema, looks_in FROM caseload.renamed_districts() WHERE schema = 'dock';
SELECT caseload.check_district('dock');
SET client_min_messages = error;
DROP SCHEMA harbor, harbor_bi, harbor_then, pier, dock, quay_bi, quay_then CASCADE;
DROP ROLE regress_caseload_stranger;
