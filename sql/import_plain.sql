-- Rosters from plain files: what is read, joined, mended and refused, and that only what changed is written.
\set SHOW_CONTEXT never
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SELECT caseload.create_district('lake');
SELECT caseload.create_import('lake');
\copy lake_import.plain_site FROM STDIN CSV
02M800,Lincoln High,High School
"b0a1c2d3-0000-4000-8000-00000000beef",Bay Elementary,
03X1,Bay Elementary,
\.
\copy lake_import.plain_employee FROM STDIN CSV
E-1,Ann Lee,2015-08-20,1980-02-03
E-2,Bob Ray,9/1/2016,
E-3,,2016-09-01,
E-1,Ann Lee,2015-08-20,1980-02-03
E-2,Bob Roy,9/1/2016,
\.
\copy lake_import.plain_student FROM STDIN CSV
s1,,,K,,"{""iep"": true}"
s2,,,5,,
s3,,,eleven,,
s4,,,4,-1,
s5,,,4,,[1]
s6,,,4,,
\.
\copy lake_import.plain_section FROM STDIN CSV
A-1,b0a1c2d3-0000-4000-8000-00000000beef,Room 4,,2025-09-02,2026-06-12,,1,101,
B-1,b0a1c2d3-0000-4000-8000-00000000beef,Room 5,4-5,2025-09-02,2026-06-12,12:01:01,1,102,
C-1,nowhere,,4,2025-09-02,2026-06-12,,,,
D-1,02M800,Math,12-Sep,2025-09-02,2026-06-12,,2,7,
F-1,02M800,Empty,,2025-09-02,2026-06-12,,2,8,
G-1,02M800,Endless,9,,,,2,8,
H-1,02M800,,9 10,2025-02-30,,,2,8,
\.
\copy lake_import.plain_staffing FROM STDIN CSV
A-1,E-1,,,,
B-1,E-2,,,,0.5
B-1,E-1,,2026-01-10,,0.5
B-1,E-1,specialist,,2026-01-09,
B-1,E-2,specialist,,,1.5
B-1,E-3,,,,
\.
\copy lake_import.plain_enrollment FROM STDIN CSV
A-1,s1,,,,,
A-1,s2,,2025-10-31,,,
A-1,s2,2025-10-15,2025-12-01,,,
A-1,s6,2025-09-08,2025-10-31,,,
A-1,s6,2025-11-01,,,,
A-1,s1,,,,,
B-1,s2,2025-12-02,,0.5,,
B-1,s3,2025-12-02,2025-11-02,,,
B-1,s4,45901,,,,
B-1,s5,2025-10-01,2025-12-31,,,
B-1,s5,2026-01-01,,,2,"{""el"": true}"
Q-1,s4,,,,,
1.2E+05,s4,,,,,
B-1,,,,,,
B-1,s4,,,two,,
\.
\copy lake_import.plain_case FROM STDIN CSV
E-1,s1,12:01:01,2025-09-02,,,,,
E-1,s2,15:01:01 PM,2025-09-02,,4,0.5,,
E-1,s4,3:01:01 PM,2025-09-02,,,,,
E-1,s4,,2025-09-02,,,,,
\.
CREATE TEMP TABLE kept AS SELECT 'plain_site' AS name, to_jsonb(p) AS line FROM lake_import.plain_site AS p
	UNION ALL SELECT 'plain_section', to_jsonb(p) FROM lake_import.plain_section AS p
	UNION ALL SELECT 'plain_enrollment', to_jsonb(p) FROM lake_import.plain_enrollment AS p
	UNION ALL SELECT 'plain_staffing', to_jsonb(p) FROM lake_import.plain_staffing AS p;

-- a dry run tells all and leaves nothing behind
CREATE TEMP TABLE dry AS SELECT * FROM lake_import.merge_plain(dry_run => true, on_day => '2025-09-20');
SELECT (SELECT count(*) FROM lake.site) + (SELECT count(*) FROM lake.enrollment) + (SELECT count(*) FROM lake.source_id)
	+ (SELECT count(*) FROM lake.source_fact) AS facts, (SELECT count(*) FROM lake_import.plain_enrollment) AS staged;
CREATE TEMP TABLE wet AS SELECT * FROM lake_import.merge_plain(on_day => '2025-09-20');
SELECT kind, row, key, outcome, why FROM wet;
SELECT count(*) AS other_than_dry FROM (
	(SELECT kind, row, key, outcome, why FROM dry EXCEPT ALL SELECT kind, row, key, outcome, why FROM wet)
	UNION ALL
	(SELECT kind, row, key, outcome, why FROM wet EXCEPT ALL SELECT kind, row, key, outcome, why FROM dry)) AS d;
-- each line names the fact
SELECT count(*) AS unknown FROM wet AS w WHERE w.outcome = 'new' AND w.kind = 'enrollment'
	AND NOT EXISTS (SELECT FROM lake.enrollment AS e WHERE e.enrollment_id = w.id);
SELECT kind, key, id FROM lake.source_id ORDER BY kind, id, key;
SELECT site_name, level FROM lake.site ORDER BY site_id;
SELECT section_name, grades, valid, program, period FROM lake.section ORDER BY section_id;
SELECT employee_name, hired, born FROM lake.employee ORDER BY employee_id;
SELECT s.section_name, e.employee_name, role, t.valid, share
FROM lake.staffing AS t JOIN lake.section AS s USING (section_id) JOIN lake.employee AS e USING (employee_id)
ORDER BY 1, 2, 3;
SELECT s.section_name, i.key, e.valid, share, weight, e.attributes
FROM lake.enrollment AS e JOIN lake.section AS s USING (section_id)
	JOIN lake.source_id AS i ON i.kind = 'student' AND i.id = e.student_id ORDER BY 1, 2, 3;
SELECT i.key, valid, grade, weight, attributes FROM lake.student JOIN lake.source_id AS i
	ON i.kind = 'student' AND i.id = student_id ORDER BY 1, 2;
SELECT program, grade, share, valid FROM lake.case_assignment ORDER BY case_id;
-- staging is empty, and nothing of the files is left elsewhere
SELECT (SELECT count(*) FROM lake_import.plain_student) + (SELECT count(*) FROM lake_import.plain_employee) AS staged;

-- The same files again change nothing: no row is written, no history, no mark.
CREATE TEMP TABLE versions AS
	SELECT 'enrollment' AS name, enrollment_id AS id, xmin::text AS version, ctid::text AS place FROM lake.enrollment
	UNION ALL SELECT 'section', section_id, xmin::text AS version, ctid::text AS place FROM lake.section
	UNION ALL SELECT 'staffing', staffing_id, xmin::text AS version, ctid::text AS place FROM lake.staffing
	UNION ALL SELECT 'site', site_id, xmin::text AS version, ctid::text AS place FROM lake.site;
CREATE TEMP TABLE marks AS SELECT count(*) AS n FROM lake.mark;
CREATE FUNCTION pg_temp.again() RETURNS void LANGUAGE sql AS $$
	INSERT INTO lake_import.plain_site
		SELECT p.* FROM kept, jsonb_populate_record(NULL::lake_import.plain_site, line) AS p WHERE name = 'plain_site';
	INSERT INTO lake_import.plain_section
		SELECT p.* FROM kept, jsonb_populate_record(NULL::lake_import.plain_section, line) AS p
		WHERE name = 'plain_section';
	INSERT INTO lake_import.plain_staffing
		SELECT p.* FROM kept, jsonb_populate_record(NULL::lake_import.plain_staffing, line) AS p
		WHERE name = 'plain_staffing';
	INSERT INTO lake_import.plain_enrollment
		SELECT p.* FROM kept, jsonb_populate_record(NULL::lake_import.plain_enrollment, line) AS p
		WHERE name = 'plain_enrollment';
$$;
SELECT pg_temp.again();
SELECT kind, row, key, outcome, why FROM lake_import.merge_plain(on_day => '2025-09-21');
SELECT count(*) AS written FROM ((SELECT * FROM versions EXCEPT (
	SELECT 'enrollment' AS name, enrollment_id AS id, xmin::text AS version, ctid::text AS place FROM lake.enrollment
	UNION ALL SELECT 'section', section_id, xmin::text AS version, ctid::text AS place FROM lake.section
	UNION ALL SELECT 'staffing', staffing_id, xmin::text AS version, ctid::text AS place FROM lake.staffing
	UNION ALL SELECT 'site', site_id, xmin::text AS version, ctid::text AS place FROM lake.site))) AS w;
SELECT (SELECT count(*) FROM lake.enrollment_was) AS history, (SELECT count(*) FROM lake.mark) - n AS marks FROM marks;

-- Tomorrow's files: what is gone is closed, what is other is changed, and the days that are the class's move with it.
SELECT pg_temp.again();
DELETE FROM lake_import.plain_enrollment WHERE (section_id, student_id) IN (('A-1', 's1'), ('B-1', 's2'));
DELETE FROM lake_import.plain_staffing WHERE role = 'specialist';
UPDATE lake_import.plain_enrollment SET first_day = '2025-10-20' WHERE student_id = 's5' AND weight IS NULL;
UPDATE lake_import.plain_enrollment SET last_day = '2025-08-31' WHERE student_id = 's6' AND last_day IS NULL;
UPDATE lake_import.plain_section SET last_day = '2026-06-10' WHERE section_id IN ('A-1', 'D-1');
UPDATE lake_import.plain_site SET site_name = 'Lincoln Academy' WHERE site_id = '02M800';
SELECT kind, row, key, outcome, why FROM lake_import.merge_plain(on_day => '2025-10-06')
WHERE outcome NOT IN ('refused', 'mended');
SELECT s.section_name, i.key, e.valid, share, weight, e.attributes
FROM lake.enrollment AS e JOIN lake.section AS s USING (section_id)
	JOIN lake.source_id AS i ON i.kind = 'student' AND i.id = e.student_id ORDER BY 1, 2, 3;
SELECT section_name, valid FROM lake.section_was ORDER BY section_id;
-- who was closed and comes back is the same fact
SELECT pg_temp.again();
SELECT kind, row, key, outcome, why FROM lake_import.merge_plain(on_day => '2025-10-07')
WHERE outcome NOT IN ('refused', 'mended', 'same') AND kind = 'enrollment';
-- part of the files: what is not in them stays
INSERT INTO lake_import.plain_enrollment (section_id, student_id, first_day) VALUES ('D-1', 's2', '2025-10-08');
SELECT kind, row, key, outcome, why FROM lake_import.merge_plain(full_files => false, on_day => '2025-10-08');

-- What is said of a student without days holds from the day of the file on.
INSERT INTO lake_import.plain_student (student_id, grade, attributes) VALUES ('s1', 'K', '{"iep": false}');
SELECT kind, row, key, outcome, why FROM lake_import.merge_plain(full_files => false, on_day => '2026-01-12');
INSERT INTO lake_import.plain_student (student_id, grade, attributes) VALUES ('s1', 'K', '{"iep": false, "el": true}');
SELECT kind, row, key, outcome, why FROM lake_import.merge_plain(full_files => false, on_day => '2026-01-12');
SELECT valid, grade, attributes FROM lake.student JOIN lake.source_id AS i ON i.kind = 'student' AND i.id = student_id
WHERE i.key = 's1' ORDER BY 1;
-- a class takes the grades of its students when they change
SELECT section_name, grades FROM lake.section WHERE section_name = 'Room 4';
SELECT pg_temp.again();
INSERT INTO lake_import.plain_student (student_id, grade) VALUES ('s6', '6');
SELECT kind, row, key, outcome, why FROM lake_import.merge_plain(full_files => false, on_day => '2026-01-13')
WHERE outcome NOT IN ('refused', 'mended', 'same');
INSERT INTO lake.import_rule (source, what, says) VALUES ('plain', 'grades', '9-12');
SELECT pg_temp.again();
SELECT kind, row, key, outcome, why FROM lake_import.merge_plain(full_files => false, on_day => '2026-01-13')
WHERE outcome NOT IN ('mended', 'same') AND kind = 'section';

-- Days where the day of the month comes first: what may be either is refused.
INSERT INTO lake_import.plain_enrollment (section_id, student_id, first_day)
VALUES ('D-1', 's1', '13/10/2025'), ('D-1', 's4', '9/10/2025'), ('D-1', 's5', '10/10/2025'),
	('D-1 ', 's3', '2025-10-10');
SELECT kind, row, key, outcome, why FROM lake_import.merge_plain(full_files => false);

-- Grades as spreadsheets write them, by the month and day that they took them for; a list with slashes stays one.
SELECT g.said, d.* FROM unnest('{12-Sep,9/12/01,6/8/2025,12/9/01,2001-09-12,9/10/11,9/10,1/2/03,01/02/03,2/14/01,37146,
	9/9/01,0/5/01}'::text[]) WITH ORDINALITY AS g (said, nth) CROSS JOIN LATERAL lake_import.said_grades(g.said) AS d
ORDER BY g.nth;

-- what must be given
SELECT * FROM lake_import.merge_plain(source => '');
SELECT * FROM lake_import.merge_plain(district_id => NULL);
DROP SCHEMA lake, lake_bi, lake_then, lake_import CASCADE;
