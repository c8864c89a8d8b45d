-- The books: no table that a report rests on may change without a mark. What a report rests on is found by the server's
-- dependencies (views, functions with a parsed body) and, where a function is PL/pgSQL, of which the server notes
-- nothing, by the names in its text.
\set VERBOSITY terse
SELECT caseload.create_district('books_marks');
SET search_path = books_marks, books_marks_bi, caseload, public;
-- once for all reports: each text is searched for each name
CREATE TEMP TABLE edge AS
WITH own AS (
	-- what stands in the district: relations and functions, by the name that a text calls them
	SELECT 'pg_class'::regclass AS kind, c.oid, c.relname::text AS name FROM pg_class AS c
	WHERE c.relnamespace = 'books_marks'::regnamespace AND c.relkind IN ('r', 'v')
	UNION ALL
	SELECT 'pg_proc', p.oid, p.proname FROM pg_proc AS p WHERE p.pronamespace = 'books_marks'::regnamespace
), noted AS (
	-- a view rests on what its rule does, a parsed function on what it says
	SELECT 'pg_class'::regclass AS kind, r.ev_class AS oid, d.refclassid::regclass AS on_kind, d.refobjid AS on_oid
	FROM pg_depend AS d JOIN pg_rewrite AS r ON r.oid = d.objid WHERE d.classid = 'pg_rewrite'::regclass
	UNION
	SELECT 'pg_proc', d.objid, d.refclassid::regclass, d.refobjid FROM pg_depend AS d
	WHERE d.classid = 'pg_proc'::regclass
), said AS (
	-- of a text what is no comment, nor what it writes to
	SELECT p.oid, regexp_replace(regexp_replace(p.prosrc, '--[^\n]*', '', 'g'),
		'\m(INSERT INTO|DELETE FROM|UPDATE) \w+',
		'', 'g') AS text
	FROM pg_proc AS p WHERE p.pronamespace = 'books_marks'::regnamespace AND p.prosqlbody IS NULL
), named AS (
	SELECT 'pg_proc'::regclass AS kind, s.oid, o.kind AS on_kind, o.oid AS on_oid
	FROM said AS s JOIN own AS o ON s.text ~ CASE WHEN o.kind = 'pg_class'::regclass
		THEN '\m(FROM|JOIN|USING|TABLE)\s+' || o.name || '\M' ELSE '\m' || o.name || '\(' END
)
SELECT * FROM noted UNION SELECT * FROM named;
ANALYZE edge;
CREATE FUNCTION rests_on(report regclass) RETURNS TABLE (relation regclass) LANGUAGE sql STABLE AS $$
	WITH RECURSIVE reached AS (
		SELECT 'pg_class'::regclass AS kind, rests_on.report::oid AS oid
		UNION
		SELECT e.on_kind, e.on_oid FROM reached AS r JOIN edge AS e ON e.kind = r.kind AND e.oid = r.oid
		WHERE e.on_kind IN ('pg_class'::regclass, 'pg_proc'::regclass)
	)
	SELECT c.oid::regclass FROM reached AS r JOIN pg_class AS c ON r.kind = 'pg_class'::regclass AND c.oid = r.oid
	WHERE c.relkind = 'r' AND c.relnamespace = 'books_marks'::regnamespace;
$$;
CREATE VIEW rests AS
SELECT r.report, t.relation::text AS table_name, (SELECT count(*) FROM pg_trigger AS g WHERE g.tgrelid = t.relation
	AND g.tgname IN ('mark_insert', 'mark_update', 'mark_delete', 'mark_truncate') AND g.tgenabled = 'O') AS triggers
FROM (SELECT k.report FROM kept_reports() AS k) AS r
	CROSS JOIN LATERAL rests_on(r.report::regclass) AS t;
-- the books' own tables, which hold the answers and say how fresh they are and who sees them
CREATE VIEW needed AS
SELECT report, table_name, triggers FROM rests
WHERE table_name !~ '^(kept_\w+|mark|rule_mark|rule_mark_seen|book|book_lock|reader)$';

CREATE TEMP TABLE found AS TABLE needed;
-- a report rests on these, and the walk has not stopped short: it finds facts and rules far down
SELECT string_agg(DISTINCT table_name, ' ' ORDER BY table_name) FROM found;
SELECT report, string_agg(t.table_name, ' ' ORDER BY t.table_name) AS not_found FROM (SELECT DISTINCT report FROM found)
	AS r CROSS JOIN marked_tables() AS t WHERE NOT EXISTS (SELECT FROM found AS n
	WHERE n.report = r.report AND n.table_name = t.table_name) GROUP BY report ORDER BY report;
-- none of them may lack a trigger
SELECT * FROM found WHERE triggers <> 4;
-- nor may a table of the district be new and nobody have asked whether it needs one: those that have none are
SELECT string_agg(c.relname, ' ' ORDER BY c.relname) FROM pg_class AS c
WHERE c.relnamespace = 'books_marks'::regnamespace AND c.relkind = 'r'
	AND c.relname NOT IN (SELECT table_name FROM marked_tables());
-- each is as marked_tables() says: by its rows' own keys, which are its columns
SELECT t.table_name, g.tgname, pg_get_triggerdef(g.oid) FROM marked_tables() AS t
	JOIN pg_trigger AS g ON g.tgrelid = t.table_name::regclass AND g.tgname LIKE 'mark%'
WHERE encode(g.tgargs, 'escape') <> t.keys || '\000'
	|| CASE WHEN t.about IS NOT NULL AND g.tgname <> 'mark_truncate' THEN t.about || '\000' ELSE '' END
	OR g.tgfoid::regproc::text <> CASE WHEN t.is_rule OR g.tgname = 'mark_truncate'
		THEN 'put_rule_marks' ELSE 'leave_marks' END;
SELECT t.table_name, k.key FROM marked_tables() AS t CROSS JOIN LATERAL string_to_table(t.keys, ' ') AS k (key)
WHERE k.key <> 'all'
	AND NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = t.table_name::regclass AND a.attname = CASE k.key
	WHEN 'contract' THEN 'contract' ELSE k.key || '_id' END);

-- It fails where it must: a function far down that looks into another table, and a trigger that is off.
BEGIN;
CREATE OR REPLACE FUNCTION proportion_of(l limit_year, in_proportion text,
	district_id int, employee_id bigint, day date)
RETURNS numeric LANGUAGE plpgsql STABLE AS $$
BEGIN
	RETURN (SELECT sum(s.share) FROM service AS s WHERE s.employee_id = proportion_of.employee_id);
END $$;
ALTER TABLE tally DISABLE TRIGGER mark_update;
SELECT DISTINCT table_name, triggers FROM needed WHERE triggers <> 4 ORDER BY 1;
ROLLBACK;

-- ---- what a statement marks: each key once, as it was and as it is, whoever writes ----
-- the marks that there are, which then are gone
CREATE FUNCTION taken_marks() RETURNS text LANGUAGE sql AS $$
	WITH taken AS (DELETE FROM mark RETURNING *)
	SELECT string_agg(format('%s %s %s', district_id, scope, subject_id), ', ' ORDER BY district_id, scope, subject_id)
	FROM taken
$$;
INSERT INTO site (district_id, site_id, site_name) VALUES (1, 10, 'a'), (1, 11, 'b'), (2, 10, 'a');
INSERT INTO employee (employee_id, employee_name) SELECT n, 'e' FROM generate_series(1, 3) AS n;
INSERT INTO section (district_id, section_id, site_id, section_name, grades, valid)
SELECT d, n, 10, 's', '[1,1]', '[2025-09-01,2026-06-01)' FROM generate_series(1, 3) AS n, generate_series(1, 2) AS d;
SELECT taken_marks();
-- a writer who may write nothing else, nor even read; not even row security keeps the marks out
CREATE ROLE regress_marks_writer;
GRANT USAGE ON SCHEMA books_marks TO regress_marks_writer;
GRANT INSERT ON enrollment TO regress_marks_writer;
ALTER TABLE mark ENABLE ROW LEVEL SECURITY;
ALTER TABLE mark FORCE ROW LEVEL SECURITY;
SET ROLE regress_marks_writer;
INSERT INTO enrollment (section_id, student_id, valid) VALUES (1, 1, '[2025-09-01,2025-10-01)');
INSERT INTO enrollment (district_id, section_id, student_id, valid) SELECT 2 - n % 2, 1 + n % 3, 100 + n,
	'[2025-09-01,2025-10-01)' FROM generate_series(1, 40) AS n;
COPY enrollment (section_id, student_id, valid) FROM stdin;
3	200	[2025-09-01,2025-10-01)
3	201	[2025-09-01,2025-10-01)
\.
INSERT INTO mark VALUES (1, 'section', 1);
RESET ROLE;
ALTER TABLE mark NO FORCE ROW LEVEL SECURITY;
ALTER TABLE mark DISABLE ROW LEVEL SECURITY;
SELECT district_id, scope, subject_id, count(*) FROM mark GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
SELECT taken_marks();
-- no row, no mark
INSERT INTO enrollment (section_id, student_id, valid) SELECT 1, 1, '[2025-09-01,2025-10-01)' WHERE false;
UPDATE enrollment SET share = 1 WHERE false;
DELETE FROM enrollment WHERE false;
SELECT taken_marks();
-- the class that it left and the class that it came to
UPDATE enrollment SET section_id = 2 WHERE district_id = 1 AND section_id = 1;
SELECT taken_marks();
UPDATE enrollment SET share = 0.5 WHERE student_id = 1;
SELECT taken_marks();
UPDATE section SET site_id = 11 WHERE district_id = 1 AND section_id = 1;
SELECT taken_marks();
DELETE FROM enrollment WHERE student_id = 1;
SELECT taken_marks();
-- both triggers of a statement that does both
INSERT INTO site (site_id, site_name) VALUES (11, 'b'), (12, 'c')
ON CONFLICT (district_id, site_id) DO UPDATE SET level = 'High School';
SELECT taken_marks();
INSERT INTO site (site_id, site_name) VALUES (12, 'c') ON CONFLICT DO NOTHING;
SELECT taken_marks();
MERGE INTO enrollment AS e USING (VALUES (1, 300), (2, 101), (3, 200), (3, 201)) AS n (section_id, student_id)
ON e.district_id = 1 AND e.student_id = n.student_id
WHEN MATCHED AND n.student_id = 200 THEN DELETE
WHEN MATCHED AND n.student_id = 101 THEN UPDATE SET section_id = n.section_id, share = 0.5
WHEN NOT MATCHED THEN INSERT (section_id, student_id, valid)
	VALUES (n.section_id, n.student_id, '[2025-09-01,2025-10-01)');
SELECT taken_marks();
-- a key that is null marks nothing
INSERT INTO tally (employee_id, what, quantity, valid) VALUES (1, 'heads', '1 student', '[2025-09-01,2025-10-01)');
INSERT INTO tally (section_id, what, quantity, valid) VALUES (2, 'heads', '1 student', '[2025-09-01,2025-10-01)');
UPDATE tally SET employee_id = 2 WHERE employee_id = 1;
SELECT taken_marks();
-- a student, with the days of the row as it was and as it is, each once; without a key or days nothing
CREATE FUNCTION taken_students() RETURNS text LANGUAGE sql AS $$
	WITH taken AS (DELETE FROM mark RETURNING *)
	SELECT string_agg(format('%s %s %s %s', district_id, scope, subject_id, valid), ', '
		ORDER BY district_id, scope, subject_id, valid) FROM taken
$$;
INSERT INTO student (student_id, valid) VALUES (7, '[2025-09-01,2026-01-01)'), (7, '[2026-01-01,)'), (8, '(,)'),
	(9, '[-infinity,2025-09-01]');
SELECT taken_students();
UPDATE student SET student_id = 6, valid = '[2025-10-01,2025-11-01)' WHERE student_id = 7 AND lower_inc(valid)
	AND NOT upper_inf(valid);
SELECT taken_students();
UPDATE student SET weight = 2 WHERE student_id = 6;
DELETE FROM student WHERE student_id IN (7, 8);
SELECT taken_students();
-- and what sits there on other days is not stale
INSERT INTO case_assignment (employee_id, student_id, program, valid) VALUES (3, 101, 'RSP', '[2025-09-15,2025-12-01)');
SELECT taken_marks();
SELECT s.valid, s.student_id, classes_of(1, ARRAY[s]), providers_of(1, ARRAY[s]) FROM unnest(ARRAY[
	(101, '[2025-08-01,2025-09-01)'), (101, '[2025-08-01,2025-09-02)'), (101, '[2025-09-30,2025-10-01)'),
	(101, '[2025-10-01,)'), (101, NULL), (-1, NULL)]::student_mark[]) AS s;
-- nor does what failed
DO $$ BEGIN
	INSERT INTO enrollment (section_id, student_id, valid) VALUES (1, 400, '[2025-09-01,2025-10-01)');
	RAISE division_by_zero;
EXCEPTION WHEN division_by_zero THEN NULL;
END $$;
SELECT taken_marks();
-- what is emptied makes everything stale
DELETE FROM rule_mark;
TRUNCATE tally;
SELECT contract, (SELECT taken_marks()) FROM rule_mark;

-- ---- the table of marks is the one beside the table of the trigger, and of the same owner ----
ALTER SCHEMA books_marks RENAME TO books_moved;
SET search_path = books_moved, caseload, public;
CREATE SCHEMA books_marks CREATE TABLE mark (district_id int, scope text, subject_id bigint);
INSERT INTO enrollment (section_id, student_id, valid) VALUES (1, 500, '[2025-09-01,2025-10-01)');
SELECT taken_marks(), (SELECT count(*) FROM books_marks.mark) AS elsewhere;
DROP SCHEMA books_marks CASCADE;
ALTER SCHEMA books_moved RENAME TO books_marks;
SET search_path = books_marks, books_marks_bi, caseload, public;
\set VERBOSITY default
\set SHOW_CONTEXT never
CREATE SCHEMA beside CREATE TABLE fact (district_id int, section_id bigint, site_id bigint, employee_id int);
CREATE TRIGGER m AFTER INSERT ON beside.fact REFERENCING NEW TABLE AS n
EXECUTE FUNCTION caseload.leave_marks('section');
INSERT INTO beside.fact VALUES (1, 1);
CREATE VIEW beside.mark AS SELECT 1 AS district_id, 'section' AS scope, 1::bigint AS subject_id;
INSERT INTO beside.fact VALUES (1, 1);
DROP VIEW beside.mark;
CREATE TABLE beside.mark (district_id int, subject_id bigint, scope text);
INSERT INTO beside.fact VALUES (1, 1);
DROP TABLE beside.mark;
CREATE TABLE beside.mark (district_id int CHECK (district_id < 9), scope text, subject_id bigint);
INSERT INTO beside.fact VALUES (1, 1), (1, NULL), (NULL, 1);
INSERT INTO beside.fact VALUES (9, 1);
ALTER TABLE beside.mark OWNER TO regress_marks_writer;
INSERT INTO beside.fact VALUES (2, 1);
ALTER TABLE beside.fact OWNER TO regress_marks_writer;
INSERT INTO beside.fact VALUES (2, 1);
TABLE beside.mark;
-- triggers on it fire, and as its owner; what would not fire is refused
CREATE FUNCTION beside.tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE NOTICE '% % % by %', TG_WHEN, TG_OP, TG_LEVEL, current_user;
	RETURN NEW;
END $$;
CREATE TRIGGER a BEFORE INSERT ON beside.mark FOR EACH ROW EXECUTE FUNCTION beside.tell();
CREATE TRIGGER b AFTER INSERT ON beside.mark FOR EACH ROW EXECUTE FUNCTION beside.tell();
CREATE TRIGGER c BEFORE INSERT ON beside.mark EXECUTE FUNCTION beside.tell();
CREATE TRIGGER d AFTER INSERT ON beside.mark EXECUTE FUNCTION beside.tell();
GRANT USAGE ON SCHEMA beside TO regress_marks_writer;
INSERT INTO beside.fact VALUES (3, 1);
CREATE TRIGGER e AFTER INSERT ON beside.mark REFERENCING NEW TABLE AS n EXECUTE FUNCTION beside.tell();
INSERT INTO beside.fact VALUES (3, 1);
DROP TRIGGER e ON beside.mark;
CREATE RULE r AS ON INSERT TO beside.mark DO INSTEAD NOTHING;
INSERT INTO beside.fact VALUES (3, 1);
DROP TABLE beside.mark;
CREATE TABLE beside.mark (district_id int, scope text, subject_id bigint);
-- a partition's rows come in its own order of columns, and what is put straight into it is its own affair
CREATE TABLE beside.parted (district_id int, section_id bigint, site_id bigint) PARTITION BY LIST (district_id);
CREATE TABLE beside.part (x text, site_id bigint, section_id bigint, district_id int);
ALTER TABLE beside.part DROP x;
ALTER TABLE beside.parted ATTACH PARTITION beside.part FOR VALUES IN (1, 2);
CREATE TABLE beside.part_3 PARTITION OF beside.parted FOR VALUES IN (3);
CREATE TRIGGER m AFTER INSERT ON beside.parted REFERENCING NEW TABLE AS n
EXECUTE FUNCTION caseload.leave_marks('section site');
CREATE TRIGGER u AFTER UPDATE ON beside.parted REFERENCING OLD TABLE AS o NEW TABLE AS n
EXECUTE FUNCTION caseload.leave_marks('section site');
INSERT INTO beside.parted VALUES (1, 10, 100), (2, 20, 200), (3, 30, 300);
UPDATE beside.parted SET district_id = 3 WHERE district_id = 1;
SELECT DISTINCT * FROM beside.mark ORDER BY 1, 2, 3;
-- more keys than are gathered at once: each is there, few twice
ALTER TABLE beside.fact OWNER TO CURRENT_USER;
TRUNCATE beside.mark;
INSERT INTO beside.fact SELECT 1, n / 2 FROM generate_series(0, 239999) AS n;
SELECT count(DISTINCT subject_id), min(subject_id), max(subject_id), count(*) < 120010 AS few_twice FROM beside.mark;
TRUNCATE beside.fact;

-- ---- called in another way ----
SELECT caseload.leave_marks();
CREATE FUNCTION refused(how text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	hint text;
BEGIN
	DROP TRIGGER IF EXISTS m ON beside.fact;
	EXECUTE 'CREATE TRIGGER m ' || how;
	INSERT INTO beside.fact VALUES (1, 1);
	UPDATE beside.fact SET section_id = 1;
	DELETE FROM beside.fact;
	TRUNCATE beside.fact;
	RETURN 'not refused';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(E'\n', SQLSTATE || ' ' || SQLERRM, hint);
END $$;
SELECT refused('BEFORE INSERT ON beside.fact EXECUTE FUNCTION caseload.leave_marks(''section'')');
SELECT refused('AFTER INSERT ON beside.fact FOR EACH ROW EXECUTE FUNCTION caseload.leave_marks(''section'')');
SELECT refused('AFTER TRUNCATE ON beside.fact EXECUTE FUNCTION caseload.leave_marks(''section'')');
SELECT refused('AFTER INSERT ON beside.fact EXECUTE FUNCTION caseload.leave_marks(''section'')');
SELECT refused('AFTER UPDATE ON beside.fact REFERENCING NEW TABLE AS n '
	'EXECUTE FUNCTION caseload.leave_marks(''site'')');
SELECT refused('AFTER DELETE ON beside.fact REFERENCING OLD TABLE AS o EXECUTE FUNCTION caseload.leave_marks('
	|| words || ')')
FROM unnest('{'''',''  '',''sections'',''section teacher'',"''section'', ''site''",''employee''}'::text[]) AS w (words);
SELECT refused('AFTER DELETE ON beside.fact REFERENCING OLD TABLE AS o '
	'EXECUTE FUNCTION caseload.leave_marks('' site  section'')');
ALTER TABLE beside.fact DROP district_id;
SELECT refused('AFTER DELETE ON beside.fact REFERENCING OLD TABLE AS o '
	'EXECUTE FUNCTION caseload.leave_marks(''site'')');
SET client_min_messages = warning;
DROP SCHEMA beside CASCADE;
REVOKE ALL ON enrollment FROM regress_marks_writer;
REVOKE ALL ON SCHEMA books_marks FROM regress_marks_writer;
DROP ROLE regress_marks_writer;
