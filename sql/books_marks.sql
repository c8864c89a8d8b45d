-- The books: no table that a report rests on may change without a mark. What a report rests on is found by the server's
-- dependencies (views, functions with a parsed body) and, where a function is PL/pgSQL, of which the server notes
-- nothing, by the names in its text. pay_summary and scattergram are reckoned at each look, from the tables themselves:
-- what only they rest on needs no marks.
\set VERBOSITY terse
SELECT caseload.create_district('books_marks');
SET search_path = books_marks, books_marks_bi, caseload, public;
CREATE FUNCTION rests_on(report regclass) RETURNS TABLE (relation regclass) LANGUAGE sql STABLE AS $$
	WITH RECURSIVE own AS (
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
	), edge AS (
		SELECT * FROM noted UNION SELECT * FROM named
	), reached AS (
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
FROM (VALUES ('class_size_overage'), ('caseload_overage'), ('compliance_finding')) AS r (report)
	CROSS JOIN LATERAL rests_on(r.report::regclass) AS t;
-- the books' own tables, which hold the answers and say how fresh they are and who sees them
CREATE VIEW needed AS
SELECT report, table_name, triggers FROM rests
WHERE table_name !~ '^(kept_\w+|mark|rule_mark|rule_mark_seen|book|book_lock|reader)$';

CREATE TEMP TABLE found AS TABLE needed;
-- a report rests on these, and the walk has not stopped short: it finds facts and rules far down
SELECT string_agg(DISTINCT table_name, ' ' ORDER BY table_name) FROM found;
SELECT report, string_agg(t.table_name, ' ') AS not_found FROM (SELECT DISTINCT report FROM found) AS r
	CROSS JOIN marked_tables() AS t WHERE NOT EXISTS (SELECT FROM found AS n
	WHERE n.report = r.report AND n.table_name = t.table_name) GROUP BY report;
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
	OR g.tgfoid::regproc::text <> CASE WHEN t.is_rule THEN 'put_rule_marks' ELSE 'put_marks' END;
SELECT t.table_name, k.key FROM marked_tables() AS t CROSS JOIN LATERAL string_to_table(t.keys, ' ') AS k (key)
WHERE NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = t.table_name::regclass AND a.attname = CASE k.key
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
