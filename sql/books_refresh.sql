-- The books: what a refresh sees to and whom it leaves alone; what leaves no mark, and mark_everything(); roles,
-- isolation levels and progress.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
-- a refresh that takes seconds says how far it is
SET client_min_messages = warning;
SELECT caseload.create_district('books_refresh');
SET search_path = books_refresh, books_refresh_bi, caseload, public;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/books_helpers.psql'
\set district :abs_srcdir '/test/sql/books_district.psql'
\set ECHO none
\i :helpers
\i :district
\set ECHO all
SELECT regexp_replace(refresh_reports(), ' in .*', '');

-- ---- a district that comes later has no book: it is reckoned at each look, and the others stay as they are ----
INSERT INTO site (district_id, site_id, site_name) VALUES (3, 1, 'New');
INSERT INTO employee (district_id, employee_id, employee_name) VALUES (3, 11, 'Hope');
INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, placement, valid)
VALUES (3, 11, 1, 'oak', 'teacher', 'I-1', '[2025-07-01,2026-07-01)');
INSERT INTO section (district_id, section_id, site_id, section_name, grades, valid)
VALUES (3, 101, 1, 'Class 101', '[3,3]', '[2025-08-01,2026-06-30)');
INSERT INTO staffing (district_id, section_id, employee_id, valid) VALUES (3, 101, 11, '[2025-08-01,2026-06-30)');
INSERT INTO enrollment (district_id, section_id, student_id, valid)
SELECT 3, 101, n, '[2025-08-01,2026-06-30)' FROM generate_series(1, 5) AS n;
SELECT stale_now();
SELECT * FROM differences();
SELECT district_id, count(*) FROM class_size_overage WHERE rule = 'Class size' GROUP BY 1 ORDER BY 1;
SELECT count(*) FROM kept_class_size WHERE district_id = 3;
SELECT district_id, refreshed_at IS NULL AS never, marked > 0 AS marked, stale, reason FROM report_status ORDER BY 1;
SELECT regexp_replace(refresh_reports(1), ' in .*', '');
SELECT stale_now();
-- a rule that changes before the first refresh of that district is in it, and stays stale where nobody refreshed
UPDATE limit_cap SET number = '4 students' WHERE number::text = '3 students';
SELECT regexp_replace(refresh_reports(3), ' in .*', '');
SELECT stale_now();
SELECT * FROM differences();
SELECT count(*) FROM kept_class_size WHERE district_id = 3 AND rule = 'Class size';

-- ---- refresh of one district: the change of a rule is stale in the others, which are right ----
CREATE TABLE untouched AS TABLE of_two;
UPDATE load_limit SET title = 'Class sizes' WHERE code = 'class';
INSERT INTO enrollment (district_id, section_id, student_id, valid) VALUES (1, 102, 77, '[2025-08-01,2026-06-30)');
SELECT regexp_replace(refresh_reports(1), ' in .*', '');
SELECT stale_now();
SELECT district_id, marked, stale, reason FROM report_status ORDER BY 1;
SELECT count(*) FROM (TABLE untouched EXCEPT ALL TABLE of_two) AS x;
SELECT * FROM differences();
-- the kept rows have the old title, what is shown has the new one
SELECT (SELECT string_agg(DISTINCT rule, ', ') FROM kept_class_size
	WHERE district_id = 2 AND rule ~ '^Class sizes?$') AS kept,
	(SELECT string_agg(DISTINCT rule, ', ') FROM class_size_overage
		WHERE district_id = 2 AND rule ~ '^Class sizes?$') AS shown;
SELECT regexp_replace(refresh_reports(), ' in .*', '');
SELECT stale_now(), marks_now();
SELECT * FROM differences_to_last();

-- ---- gone with all that was theirs: a contract, a district ----
SELECT s.what, s.stale, t.marks, t.wrong, t.wrong_after, t.stale_after, t.rows FROM (VALUES
	('nobody works under elm', 'DELETE FROM employment WHERE contract = $$elm$$'),
	('elm is deleted', 'DELETE FROM contract WHERE contract = $$elm$$'),
	('district 3 is deleted', 'WITH a AS (DELETE FROM enrollment WHERE district_id = 3) SELECT;
		DELETE FROM staffing WHERE district_id = 3; DELETE FROM section WHERE district_id = 3;
		DELETE FROM employment WHERE district_id = 3; DELETE FROM employee WHERE district_id = 3;
		DELETE FROM site WHERE district_id = 3')) AS v (what, statement)
	CROSS JOIN LATERAL step(v.what, v.statement) AS t CROSS JOIN LATERAL (SELECT v.what, t.stale) AS s;
SELECT district_id, count(*) FROM kept_finding GROUP BY 1 ORDER BY 1;
SELECT DISTINCT contract FROM kept_finding;

-- ---- TRUNCATE says nothing of rows: everything is stale ----
BEGIN;
TRUNCATE tally, exception, remedy_given;
SELECT marks_now(), stale_now();
SELECT * FROM differences();
TRUNCATE enrollment;
SELECT * FROM differences();
SELECT regexp_replace(refresh_reports(), ' in .*', '');
SELECT * FROM differences_to_last();
ROLLBACK;

-- ---- what is rolled back leaves no mark, by a transaction and by a savepoint ----
BEGIN;
UPDATE enrollment SET share = 0.5;
UPDATE limit_cap SET number = number;
SELECT marks_now() <> '' AS marked;
SAVEPOINT a;
DELETE FROM case_assignment;
ROLLBACK TO a;
SELECT marks_now() LIKE '%employee 31%' AS marked;
ROLLBACK;
SELECT marks_now(), stale_now();

-- ---- mark_everything() ----
SELECT mark_everything();
SELECT marks_now(), stale_now();
SELECT * FROM differences();
SELECT regexp_replace(refresh_reports(), ' in .*', '');
SELECT marks_now(), stale_now();

-- ---- what comes in while no trigger fires is not seen, as the page on reports says; mark_everything() mends it ----
SET session_replication_role = replica;
INSERT INTO enrollment (section_id, student_id, valid)
SELECT 102, n, '[2025-08-01,2026-06-30)' FROM generate_series(801, 805) AS n;
RESET session_replication_role;
SELECT stale_now();
SELECT report, differing > 0 AS differing FROM differences();
SELECT mark_everything();
SELECT * FROM differences_to_last();
SELECT regexp_replace(refresh_reports(), ' in .*', '');
SELECT stale_now();
SELECT * FROM differences_to_last();
ALTER TABLE enrollment DISABLE TRIGGER mark_delete;
DELETE FROM enrollment WHERE student_id BETWEEN 801 AND 805;
ALTER TABLE enrollment ENABLE TRIGGER mark_delete;
SELECT stale_now();
SELECT report, differing > 0 AS differing FROM differences();
SELECT mark_everything();
SELECT * FROM differences_to_last();
SELECT regexp_replace(refresh_reports(), ' in .*', '');
SELECT * FROM differences_to_last();

-- ---- refresh at every isolation level ----
BEGIN ISOLATION LEVEL REPEATABLE READ;
UPDATE enrollment SET section_id = 102 WHERE section_id = 201 AND student_id < 20103;
UPDATE limit_cap SET number = '2 students' WHERE number::text = '4 students';
SELECT regexp_replace(refresh_reports(), ' in .*', '');
SELECT stale_now();
SELECT * FROM differences();
COMMIT;
-- there the change of a rule is not cleared away, for who has an older snapshot may not have seen it
SELECT marks_now(), stale_now();
BEGIN ISOLATION LEVEL SERIALIZABLE;
UPDATE enrollment SET section_id = 201 WHERE student_id BETWEEN 20101 AND 20102;
SELECT regexp_replace(refresh_reports(), ' in .*', '');
COMMIT;
SELECT stale_now();
SELECT * FROM differences();
SELECT mark_everything();
SELECT regexp_replace(refresh_reports(), ' in .*', '');
SELECT marks_now(), stale_now();
BEGIN READ ONLY;
SELECT refresh_reports();
ROLLBACK;
SELECT refresh_reports(7);

-- ---- whoever may execute it and nothing else refreshes; nobody else does ----
CREATE ROLE books_clerk;
GRANT USAGE ON SCHEMA books_refresh TO books_clerk;
UPDATE enrollment SET section_id = 102 WHERE section_id = 201 AND student_id < 20103;
SET ROLE books_clerk;
SELECT books_refresh.refresh_reports();
SELECT books_refresh.mark_everything();
RESET ROLE;
GRANT EXECUTE ON FUNCTION refresh_reports(int) TO books_clerk;
SET ROLE books_clerk;
SET search_path = pg_catalog;
SELECT regexp_replace(books_refresh.refresh_reports(), ' in .*', '');
SELECT count(*) FROM books_refresh.kept_finding;
SELECT books_refresh.keep(NULL, true), books_refresh.take_marks(1);
SELECT books_refresh.refresh_district(1, now());
SELECT books_refresh.clear_rule_marks();
SELECT books_refresh.now_finding();
RESET ROLE;
SET search_path = books_refresh, books_refresh_bi, caseload, public;
SELECT stale_now();
SELECT * FROM differences();
-- who writes facts writes no marks himself
GRANT SELECT, INSERT ON enrollment TO books_clerk;
GRANT UPDATE ON limit_cap TO books_clerk;
SET ROLE books_clerk;
INSERT INTO books_refresh.enrollment (section_id, student_id, valid) VALUES (102, 88, '[2025-08-01,2026-06-30)');
UPDATE books_refresh.limit_cap SET note = 'read again';
INSERT INTO books_refresh.mark VALUES (1, 'section', 1);
RESET ROLE;
SELECT marks_now(), stale_now();
SELECT * FROM differences();

-- ---- progress is told by application_name, and the session's own name comes back, also after an error ----
SET application_name = 'payroll';
CREATE TABLE seen_name (name text);
CREATE FUNCTION look_at_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO seen_name VALUES (current_setting('application_name'));
	RETURN NULL;
END $$;
CREATE TRIGGER look AFTER UPDATE ON book FOR EACH STATEMENT EXECUTE FUNCTION look_at_name();
CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_sleep(1.1);
	RETURN NULL;
END $$;
CREATE TRIGGER slow BEFORE INSERT ON kept_finding FOR EACH STATEMENT EXECUTE FUNCTION slow();
SELECT regexp_replace(refresh_reports(1), ' in .*', '');
SELECT DISTINCT regexp_replace(name, '\d+ of \d+', 'so many of so many') FROM seen_name WHERE name LIKE 'caseload: %';
SHOW application_name;
CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE 'no';
END $$;
CREATE TRIGGER fail AFTER UPDATE OF took ON book FOR EACH STATEMENT EXECUTE FUNCTION fail();
UPDATE enrollment SET share = share WHERE student_id = 88;
SELECT refresh_reports(1);
SHOW application_name;
-- nor has that taken a mark
SELECT marks_now();
DROP TRIGGER fail ON book;
DROP TRIGGER slow ON kept_finding;
SELECT regexp_replace(refresh_reports(), ' in .*', '');
SELECT marks_now(), stale_now();
SELECT * FROM differences();

-- ---- a book that is deleted takes with it what it kept: nothing is shown twice, and the others stay as they are ----
BEGIN;
CREATE TEMP VIEW kept_now AS
SELECT k.district_id, count(*)
FROM (SELECT district_id FROM kept_class_size UNION ALL SELECT district_id FROM kept_caseload
	UNION ALL SELECT district_id FROM kept_finding UNION ALL SELECT district_id FROM kept_pay_line) AS k GROUP BY 1;
CREATE TEMP TABLE kept_before AS TABLE kept_now;
DELETE FROM book WHERE district_id = 1;
SELECT b.district_id, coalesce(k.count, 0) = b.count AS as_before, coalesce(k.count, 0) AS kept
FROM kept_before AS b LEFT JOIN kept_now AS k USING (district_id)
WHERE b.district_id = 1 OR k.count IS DISTINCT FROM b.count;
SELECT stale_now();
SELECT * FROM differences();
SELECT regexp_replace(refresh_reports(), ' in .*', '');
SELECT * FROM differences_to_last();
TRUNCATE book;
SELECT * FROM kept_now;
SELECT * FROM differences();
ROLLBACK;

REVOKE ALL ON enrollment, limit_cap FROM books_clerk;
REVOKE ALL ON FUNCTION refresh_reports(int) FROM books_clerk;
REVOKE ALL ON SCHEMA books_refresh FROM books_clerk;
DROP ROLE books_clerk;
