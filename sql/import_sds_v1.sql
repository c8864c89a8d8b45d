-- School Data Sync V1: what its own columns say, files without days, and its staging tables beside those of 2.1.
SET client_min_messages = warning;
SET datestyle = ISO;
\set SHOW_CONTEXT never
CREATE EXTENSION IF NOT EXISTS caseload CASCADE;
SELECT caseload.create_district('marina') IS NOT NULL AS made;
SELECT caseload.create_import('marina') IS NOT NULL AS made;
SET search_path = marina_import, marina, caseload, public;

-- A merge of one version leaves the tables of the other as they are, and what the owner put there under such a name.
CREATE TABLE sds_notes (note text);
INSERT INTO sds_notes VALUES ('ours');
SELECT f.format, (SELECT count(*) FROM format_tables(f.format)) AS tables FROM roster_formats() AS f ORDER BY 1;
INSERT INTO sds_v1_school ("SIS ID", "Name") VALUES ('1', 'Gull');
INSERT INTO sds_orgs ("sourcedId", name, type) VALUES ('2', 'Tern', 'school');
SELECT kind, key, outcome FROM merge_sds();
SELECT (SELECT count(*) FROM sds_orgs) AS of_2_1, (SELECT count(*) FROM sds_v1_school) AS of_1,
	(SELECT count(*) FROM sds_notes) AS notes;
INSERT INTO sds_orgs ("sourcedId", name, type) VALUES ('2', 'Tern', 'school');
SELECT kind, key, outcome FROM merge_sds_v1(full_files => false);
SELECT (SELECT count(*) FROM sds_orgs) AS of_2_1, (SELECT count(*) FROM sds_v1_school) AS of_1,
	(SELECT count(*) FROM sds_notes) AS notes;
TRUNCATE sds_orgs;
DROP TABLE sds_notes;

-- Days as ISO writes them, short and long, and as Microsoft's own sample files do; a class that is not active any more;
-- a teacher of two schools; no names and no birthdays of students.
CREATE PROCEDURE school(seats text[]) LANGUAGE sql AS $school$
	INSERT INTO sds_v1_school ("SIS ID", "Name") VALUES ('1', 'Gull'), ('2', 'Tern');
	INSERT INTO sds_v1_section ("SIS ID", "School SIS ID", "Section Name", "Term StartDate", "Term EndDate",
		"Course Subject", "Periods", "Status") VALUES
		('A', '1', 'Algebra', '20250825', '20260605', 'Math', '3', 'Active'),
		('B', '1', 'Biology', '8/25/2025', '6/5/2026', '', '', ''),
		('C', '1', 'Closed', '2025-08-25', '2026-06-05', '', '', 'Inactive'),
		('D', '1', 'No such day', '20250230', '2026-06-05', '', '', 'Active'),
		('E', '1', 'No days', '', '', '', '', 'Active');
	INSERT INTO sds_v1_student ("SIS ID", "School SIS ID", "First Name", "Last Name", "Grade", "Status", "Birthdate")
	VALUES ('s1', '1', 'Ada', 'Quillfeather', '9', 'Active', '2011-01-02'),
		('s2', '1', 'Ben', 'Quillfeather', '10', '', '2010-01-02'),
		('s3', '1', 'Cleo', 'Quillfeather', '10', 'Inactive', '2010-01-02');
	INSERT INTO sds_v1_teacher ("SIS ID", "School SIS ID", "First Name", "Last Name", "Status") VALUES
		('t1', '1', 'Rosa', 'Alvarez', 'Active'), ('t1', '2', 'Rosa', 'Alvarez', 'Active'),
		('t2', '1', 'Dana', 'Brook', '');
	INSERT INTO sds_v1_student_enrollment
	SELECT split_part(p.seat, ' ', 1), split_part(p.seat, ' ', 2) FROM unnest(seats) AS p (seat);
	INSERT INTO sds_v1_teacher_roster VALUES ('A', 't1'), ('B', 't1'), ('B', 't2');
$school$;
CALL school('{A s1,A s2,A s3,B s1,C s1,E s2}');
SELECT kind, "row", key, outcome, why FROM merge_sds_v1(on_day => '2025-08-18');
-- what no file says a rule does: of two years the one that is on or the next
INSERT INTO import_rule (source, what, says) VALUES ('sds', 'class days', '2025-08-25 to 2026-06-05'),
	('sds', 'class days', '2024-08-26 to 2025-06-06');
CALL school('{A s1,A s2,A s3,B s1,C s1,E s2}');
SELECT kind, "row", key, outcome, why FROM merge_sds_v1(on_day => '2025-08-20') WHERE outcome <> 'refused';
SELECT s.section_name, s.grades, s.valid, s.period, s.attributes, p.employee_name, t.role
FROM section AS s LEFT JOIN staffing AS t USING (section_id) LEFT JOIN employee AS p USING (employee_id)
ORDER BY 1, 6;
-- whoever is new in October is so since October
CALL school('{A s1,B s1,B s2,E s2}');
SELECT kind, "row", key, outcome, why FROM merge_sds_v1(on_day => '2025-10-06')
WHERE outcome NOT IN ('refused', 'same');
SELECT s.section_name, i.key, e.valid FROM enrollment AS e JOIN section AS s USING (section_id)
JOIN source_id AS i ON i.kind = 'student' AND i.id = e.student_id ORDER BY 1, 2;
SELECT (SELECT count(*) FROM marina.student AS t WHERE t::text ~ 'Quillfeather|2010-01|2011-01') AS students,
	(SELECT count(*) FROM source_id AS i WHERE i::text ~ 'Quillfeather|2010-01|2011-01') AS keys,
	(SELECT count(*) FROM sds_v1_student) + (SELECT count(*) FROM plain_student) AS left_in_staging;
-- a rule that says no days
UPDATE import_rule SET says = '2025-08-25 to 2025-02-30' WHERE says LIKE '2025%';
SELECT * FROM merge_sds_v1();
UPDATE import_rule SET says = 'from August' WHERE says LIKE '2025%';
SELECT * FROM merge_sds_v1();
SET search_path = public;
DROP SCHEMA marina_import, marina_bi, marina_then, marina CASCADE;
