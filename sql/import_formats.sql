-- The same small district in every format that is read: two schools, six classes, forty students, and what happens to
-- rosters: a move in January, a leaver, a class of two teachers, an exit before the entry, ids of any text.
SET client_min_messages = warning;
SET datestyle = ISO;
CREATE EXTENSION IF NOT EXISTS caseload CASCADE;
\getenv abs_srcdir PG_ABS_SRCDIR
SELECT caseload.create_district('lakeside') IS NOT NULL AS made;
SELECT caseload.create_import('lakeside');
SET search_path = lakeside, lakeside_bi, caseload, public;
-- :names tells how many rows of the district's tables and of the staging tables hold the name of a student
SELECT format('SELECT sum(x.n) AS names FROM (%s) AS x', string_agg(format('SELECT count(*) AS n FROM %s AS t '
	'WHERE t::text ~ ''Quillfeather|Rivermoor|Fieldhouse|Marshwood''', c.oid::regclass), ' UNION ALL ')) AS names
FROM pg_class AS c WHERE c.relnamespace IN ('lakeside'::regnamespace, 'lakeside_import'::regnamespace)
	AND c.relkind = 'r'
\gset

-- OneRoster 1.1: a dry run, the same files again, and those of a day in January
\set files :abs_srcdir '/test/sql/roster_oneroster_1_1.psql'
\set of_day ''
\set ECHO none
\i :files
\set ECHO all
SELECT kind, outcome, count(*), min(why) AS why
FROM lakeside_import.merge_oneroster_1_1(district_id => 1, dry_run => true, on_day => '2025-09-02')
GROUP BY kind, outcome ORDER BY kind, outcome;
SELECT count(*) FROM section WHERE district_id = 1;
:names;
SELECT kind, outcome, count(*), min(why) AS why
FROM lakeside_import.merge_oneroster_1_1(district_id => 1, on_day => '2025-09-02')
GROUP BY kind, outcome ORDER BY kind, outcome;
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", outcome, why FROM lakeside_import.merge_oneroster_1_1(district_id => 1, on_day => '2025-09-03');
\set of_day /next_day
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", key, outcome, why
FROM lakeside_import.merge_oneroster_1_1(district_id => 1, on_day => '2026-01-12');
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", outcome, why FROM lakeside_import.merge_oneroster_1_1(district_id => 1, on_day => '2026-01-20');

-- OneRoster 1.2: a dry run, the same files again, and those of a day in January
\set files :abs_srcdir '/test/sql/roster_oneroster_1_2.psql'
\set of_day ''
\set ECHO none
\i :files
\set ECHO all
SELECT kind, outcome, count(*), min(why) AS why
FROM lakeside_import.merge_oneroster_1_2(district_id => 2, dry_run => true, on_day => '2025-09-02')
GROUP BY kind, outcome ORDER BY kind, outcome;
SELECT count(*) FROM section WHERE district_id = 2;
SELECT kind, outcome, count(*), min(why) AS why
FROM lakeside_import.merge_oneroster_1_2(district_id => 2, on_day => '2025-09-02')
GROUP BY kind, outcome ORDER BY kind, outcome;
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", outcome, why FROM lakeside_import.merge_oneroster_1_2(district_id => 2, on_day => '2025-09-03');
\set of_day /next_day
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", key, outcome, why
FROM lakeside_import.merge_oneroster_1_2(district_id => 2, on_day => '2026-01-12');
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", outcome, why FROM lakeside_import.merge_oneroster_1_2(district_id => 2, on_day => '2026-01-20');

-- Ed-Fi: a dry run, the same files again, and those of a day in January
\set files :abs_srcdir '/test/sql/roster_edfi.psql'
\set of_day ''
\set ECHO none
\i :files
\set ECHO all
SELECT kind, outcome, count(*), min(why) AS why
FROM lakeside_import.merge_edfi(district_id => 3, dry_run => true, on_day => '2025-09-02')
GROUP BY kind, outcome ORDER BY kind, outcome;
SELECT count(*) FROM section WHERE district_id = 3;
SELECT kind, outcome, count(*), min(why) AS why
FROM lakeside_import.merge_edfi(district_id => 3, on_day => '2025-09-02')
GROUP BY kind, outcome ORDER BY kind, outcome;
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", outcome, why FROM lakeside_import.merge_edfi(district_id => 3, on_day => '2025-09-03');
\set of_day /next_day
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", key, outcome, why
FROM lakeside_import.merge_edfi(district_id => 3, on_day => '2026-01-12');
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", outcome, why FROM lakeside_import.merge_edfi(district_id => 3, on_day => '2026-01-20');

-- School Data Sync: a dry run, the same files again, and those of a day in January
\set files :abs_srcdir '/test/sql/roster_sds.psql'
\set of_day ''
\set ECHO none
\i :files
\set ECHO all
SELECT kind, outcome, count(*), min(why) AS why
FROM lakeside_import.merge_sds(district_id => 4, dry_run => true, on_day => '2025-09-02')
GROUP BY kind, outcome ORDER BY kind, outcome;
SELECT count(*) FROM section WHERE district_id = 4;
SELECT kind, outcome, count(*), min(why) AS why
FROM lakeside_import.merge_sds(district_id => 4, on_day => '2025-09-02')
GROUP BY kind, outcome ORDER BY kind, outcome;
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", outcome, why FROM lakeside_import.merge_sds(district_id => 4, on_day => '2025-09-03');
\set of_day /next_day
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", key, outcome, why
FROM lakeside_import.merge_sds(district_id => 4, on_day => '2026-01-12');
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", outcome, why FROM lakeside_import.merge_sds(district_id => 4, on_day => '2026-01-20');

-- Clever: a dry run, the same files again, and those of a day in January
\set files :abs_srcdir '/test/sql/roster_clever.psql'
\set of_day ''
\set ECHO none
\i :files
\set ECHO all
SELECT kind, outcome, count(*), min(why) AS why
FROM lakeside_import.merge_clever(district_id => 5, dry_run => true, on_day => '2025-09-02')
GROUP BY kind, outcome ORDER BY kind, outcome;
SELECT count(*) FROM section WHERE district_id = 5;
SELECT kind, outcome, count(*), min(why) AS why
FROM lakeside_import.merge_clever(district_id => 5, on_day => '2025-09-02')
GROUP BY kind, outcome ORDER BY kind, outcome;
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", outcome, why FROM lakeside_import.merge_clever(district_id => 5, on_day => '2025-09-03');
\set of_day /next_day
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", key, outcome, why
FROM lakeside_import.merge_clever(district_id => 5, on_day => '2026-01-12');
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", outcome, why FROM lakeside_import.merge_clever(district_id => 5, on_day => '2026-01-20');

-- School Data Sync V1: a dry run, the same files again, and those of a day in January
\set files :abs_srcdir '/test/sql/roster_sds_v1.psql'
\set of_day ''
\set ECHO none
\i :files
\set ECHO all
SELECT kind, outcome, count(*), min(why) AS why
FROM lakeside_import.merge_sds_v1(district_id => 6, dry_run => true, on_day => '2025-09-02')
GROUP BY kind, outcome ORDER BY kind, outcome;
SELECT count(*) FROM section WHERE district_id = 6;
SELECT kind, outcome, count(*), min(why) AS why
FROM lakeside_import.merge_sds_v1(district_id => 6, on_day => '2025-09-02')
GROUP BY kind, outcome ORDER BY kind, outcome;
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", outcome, why FROM lakeside_import.merge_sds_v1(district_id => 6, on_day => '2025-09-03');
\set of_day /next_day
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", key, outcome, why
FROM lakeside_import.merge_sds_v1(district_id => 6, on_day => '2026-01-12');
\set ECHO none
\i :files
\set ECHO all
SELECT kind, "row", outcome, why FROM lakeside_import.merge_sds_v1(district_id => 6, on_day => '2026-01-20');

-- Each column is a format; the loads of every class on every day are the same, and so is who taught it.
SELECT s.section_name, d.day, count(*) FILTER (WHERE e.district_id = 1) AS oneroster_1_1,
	count(*) FILTER (WHERE e.district_id = 2) AS oneroster_1_2, count(*) FILTER (WHERE e.district_id = 3) AS edfi,
	count(*) FILTER (WHERE e.district_id = 4) AS sds, count(*) FILTER (WHERE e.district_id = 5) AS clever,
	count(*) FILTER (WHERE e.district_id = 6) AS sds_v1
FROM section AS s JOIN enrollment AS e USING (district_id, section_id)
JOIN (VALUES (date '2025-08-25'), ('2026-01-11'), ('2026-01-12'), ('2026-06-05')) AS d (day) ON e.valid @> d.day
GROUP BY s.section_name, d.day ORDER BY s.section_name, d.day;
SELECT count(DISTINCT f.facts) AS different_ones, count(*) AS formats FROM (
	SELECT e.district_id, string_agg(concat_ws(' ', s.section_name, s.grades, s.valid, i.key, e.valid), ', '
		ORDER BY s.section_name, i.key, e.valid) AS facts
	FROM enrollment AS e JOIN section AS s USING (district_id, section_id)
	JOIN source_id AS i ON i.district_id = e.district_id AND i.kind = 'student' AND i.id = e.student_id
	GROUP BY e.district_id) AS f;
SELECT s.section_name, p.employee_name, t.valid, string_agg(t.role, ', ' ORDER BY t.district_id) AS role_by_format
FROM staffing AS t JOIN section AS s USING (district_id, section_id) JOIN employee AS p USING (district_id, employee_id)
GROUP BY s.section_name, p.employee_name, t.valid ORDER BY s.section_name, p.employee_name, t.valid;
-- who has an IEP or is an English learner stands in three of them
SELECT t.district_id, i.key, t.grade, t.attributes, t.valid FROM student AS t
JOIN source_id AS i ON i.district_id = t.district_id AND i.kind = 'student' AND i.id = t.student_id
WHERE t.attributes <> '{}' ORDER BY t.district_id, i.key, t.valid;
SELECT t.district_id, string_agg(concat(i.key, ' ', t.grade), ', ' ORDER BY i.key)
	FILTER (WHERE i.key IN ('900001', '900009', '900022', '900040')) AS grades
FROM student AS t JOIN source_id AS i ON i.district_id = t.district_id AND i.kind = 'student' AND i.id = t.student_id
GROUP BY t.district_id ORDER BY t.district_id;

-- Nothing is left of the files, and no student's name is anywhere.
:names;
SELECT caseload.create_import('lakeside');
DROP SCHEMA lakeside_import, lakeside_bi, lakeside_then, lakeside CASCADE;
