-- Files that hold who is enrolled on their day, and no days: School Data Sync and Clever. What a later file has first
-- holds since then; what it has no more is over.
SET client_min_messages = warning;
SET datestyle = ISO;
\set SHOW_CONTEXT never
CREATE EXTENSION IF NOT EXISTS caseload CASCADE;
SELECT caseload.create_district('lakeside') IS NOT NULL AS made;
SELECT caseload.create_import('lakeside');
SET search_path = lakeside_import, lakeside, caseload, public;
CREATE VIEW facts AS
SELECT i.source, s.section_name, i.key AS who, t.role, t.valid
FROM (SELECT e.section_id, 'student' AS kind, e.student_id AS id, '' AS role, e.valid FROM enrollment AS e
	UNION ALL SELECT f.section_id, 'employee', f.employee_id, f.role, f.valid FROM staffing AS f) AS t
JOIN section AS s USING (section_id) JOIN source_id AS i ON i.kind = t.kind AND i.id = t.id
	AND i.district_id = s.district_id;

-- School Data Sync: days as Microsoft's own sample files write them, and as its page says
CREATE PROCEDURE school(people text[]) LANGUAGE sql AS $school$
	INSERT INTO lakeside_import.sds_orgs ("sourcedId", name, type) VALUES ('D', 'Lakeside', 'district'),
	('S', 'Elm', 'school');
	INSERT INTO lakeside_import.sds_academic_sessions ("sourcedId", title, type, "startDate", "endDate")
	VALUES ('Y', 'Year', 'schoolYear', '8/24/2025', '2026-06-05');
	INSERT INTO lakeside_import.sds_courses ("sourcedId", title, subject, grade)
	VALUES ('C', 'Biology', 'Science', '10');
	INSERT INTO lakeside_import.sds_classes ("sourcedId", "orgSourcedId", title, "sessionSourcedIds", "courseSourcedId")
	VALUES ('B1', 'S', 'Biology 10', 'Y', 'C');
	INSERT INTO lakeside_import.sds_users ("sourcedId", "givenName", "familyName") VALUES ('t1', 'Rosa', 'Alvarez'),
		('t2', 'Dana', 'Brook'), ('s1', 'Ada', 'Quillfeather'), ('s2', 'Ben', 'Quillfeather'),
		('s3', 'Cleo', 'Quillfeather');
	INSERT INTO lakeside_import.sds_roles ("userSourcedId", "orgSourcedId", role, grade, "roleStartDate",
		"roleEndDate") VALUES
		('t1', 'S', 'teacher', '', '', ''), ('t2', 'S', 'Paraprofessional', '', '', ''),
		('s1', 'S', 'student', '10', '', ''),
		('s2', 'S', 'student', 'PS1', '', ''), ('s3', 'S', 'student', '09', '8/24/2025', '6/5/2026'),
		('t1', 'S', 'guardian', '', '', '');
	INSERT INTO lakeside_import.sds_user_flags VALUES ('s1', 'IEP'), ('s1', 'freeLunch'), ('s2', 'ell');
	INSERT INTO lakeside_import.sds_enrollments
	SELECT 'B1', split_part(p.who, ' ', 1), split_part(p.who, ' ', 2) FROM unnest(people) AS p (who);
$school$;
CALL school('{t1 teacher,t2 paraprofessional,s1 student,s2 student,s9 student,s1 coach}');
SELECT kind, "row", key, outcome, why FROM merge_sds(on_day => '2025-08-18');
SELECT s.section_name, s.grades, s.valid, s.attributes FROM section AS s;
SELECT i.key, t.grade, t.attributes, t.valid FROM student AS t
JOIN source_id AS i ON i.kind = 'student' AND i.id = t.student_id ORDER BY 1;
-- before the term begins, whoever is new is there from its first day; later from the day of the file
CALL school('{t1 teacher,t2 paraprofessional,s1 student,s2 student,s3 student}');
SELECT kind, "row", key, outcome, why FROM merge_sds(on_day => '2025-08-20') WHERE outcome <> 'same';
CALL school('{t2 teacher,s2 student,s3 student}');
SELECT kind, "row", key, outcome, why FROM merge_sds(on_day => '2025-10-06') WHERE outcome <> 'same';
CALL school('{t2 teacher,s1 student,s2 student,s3 student}');
SELECT kind, "row", key, outcome, why FROM merge_sds(on_day => '2025-11-03') WHERE outcome <> 'same';
CALL school('{t2 teacher,s1 student,s2 student,s3 student}');
SELECT kind, "row", key, outcome, why FROM merge_sds(on_day => '2025-11-04');
SELECT section_name, who, role, valid FROM facts ORDER BY who, valid;
-- a source of which a rule says otherwise: whoever is enrolled was since the class began
INSERT INTO import_rule (district_id, source, what, says) VALUES (2, 'late', 'without days', 'as the class');
CALL school('{s1 student}');
SELECT count(*) FROM merge_sds('late', 2, on_day => '2025-09-02');
CALL school('{s1 student,s2 student}');
SELECT kind, "row", key, outcome, why FROM merge_sds('late', 2, on_day => '2025-10-06') WHERE outcome <> 'same';
SELECT who, valid FROM facts WHERE source = 'late' ORDER BY 1;

-- a class without terms, merged before the school year: it has the days of the next one of the files
INSERT INTO sds_orgs ("sourcedId", name, type) VALUES ('S', 'Elm', 'school');
INSERT INTO sds_academic_sessions ("sourcedId", title, type, "startDate", "endDate")
VALUES ('Y5', 'Year', 'schoolYear', '8/25/2025', '6/5/2026'), ('Y6', 'Year', 'schoolYear', '8/24/2026', '6/4/2027'),
	('Y7', 'Year', 'schoolYear', '8/23/2027', '6/2/2028');
INSERT INTO sds_courses ("sourcedId", grade) VALUES ('C', '10');
INSERT INTO sds_classes ("sourcedId", "orgSourcedId", title, "courseSourcedId") VALUES ('B9', 'S', 'Biology', 'C');
SELECT kind, outcome, why FROM merge_sds('early', 3, on_day => '2026-08-10');
SELECT s.section_name, s.valid FROM section AS s WHERE district_id = 3;

-- Clever: a class has its own days, a student's status changes in January, a third teacher
INSERT INTO clever_schools ("School_id", "School_name") VALUES ('1', 'Harbor');
INSERT INTO clever_students ("School_id", "Student_id", "Grade", "IEP_status", "Ell_status", "DOB", "Last_name") VALUES
	('1', 'c1', 'PreKindergarten', 'N', 'Y', '1/2/2020', 'Quillfeather'),
	('1', 'c2', '12', '', '', '1/2/2008', 'Quillfeather'),
	('1', 'c3', 'Ungraded', 'Y', 'N', '1/2/2008', 'Quillfeather');
INSERT INTO clever_teachers ("School_id", "Teacher_id", "First_name", "Last_name") VALUES ('1', 'u1', 'Lee', 'Carver'),
	('2', 'u1', 'Lee', 'Carver'), ('1', 'u2', 'Maya', 'Diaz'), ('1', 'u3', 'Omar', 'Ellis');
INSERT INTO clever_staff ("School_id", "Staff_id", "First_name", "Last_name") VALUES ('1', 'v1', 'Kim', 'Park');
INSERT INTO clever_sections ("School_id", "Section_id", "Teacher_id", "Teacher_2_id", "Teacher_3_id", "Name",
	"Course_name", "Section_number", "Grade", "Period", "Subject", "Term_start", "Term_end") VALUES
	('1', 'x1', 'u1', 'u2', 'u3', '', 'Algebra', '3', '12', '4', 'math', '08/25/2025', '06/05/2026'),
	('1', 'x2', 'u2', '', '', 'Early', '', '', 'PreKindergarten', '', '', '08/25/2025', '01/16/2026'),
	('1', 'x3', 'u9', '', '', 'Of nobody known', '', '', '1', '', '', '13/25/2025', '06/05/2026');
INSERT INTO clever_enrollments ("School_id", "Section_id", "Student_id") VALUES ('1', 'x1', 'c2'), ('1', 'x2', 'c1'),
	('1', 'x2', 'c1'), ('1', 'x1', 'c3'), ('1', 'x3', 'c1');
SELECT kind, "row", key, outcome, why FROM merge_clever(on_day => '2025-09-02');
SELECT who, section_name, role, valid FROM facts WHERE source = 'clever' ORDER BY 1, 2;
SELECT section_name, grades, period, s.attributes FROM section AS s JOIN site USING (site_id)
WHERE site_name = 'Harbor' ORDER BY 1;
INSERT INTO clever_students ("School_id", "Student_id", "Grade", "IEP_status", "Ell_status") VALUES
	('1', 'c1', 'PreKindergarten', 'N', 'Y'), ('1', 'c2', '12', 'Y', ''), ('1', 'c3', 'Ungraded', 'Y', 'N');
INSERT INTO clever_enrollments ("School_id", "Section_id", "Student_id") VALUES ('1', 'x1', 'c2'), ('1', 'x1', 'c1'),
	('1', 'x1', 'c3');
SELECT kind, "row", key, outcome, why FROM merge_clever(on_day => '2026-01-12');
SELECT i.key, t.grade, t.attributes, t.valid FROM student AS t
JOIN source_id AS i ON i.kind = 'student' AND i.id = t.student_id WHERE i.source = 'clever' ORDER BY 1, 4;
SELECT who, section_name, role, valid FROM facts WHERE source = 'clever' ORDER BY 1, 2;
SET search_path = public;
DROP SCHEMA lakeside_import, lakeside_bi, lakeside_then, lakeside CASCADE;
