-- Clever, the CSV files of its SFTP instructions 2.1.1 (19 October 2024). Only what is active stands in them, and only
-- a class has days. Their columns may come in any order and many may be left out.
CREATE UNLOGGED TABLE clever_schools (
	"School_id" text, "School_name" text, "School_number" text, "State_id" text, "Low_grade" text,
	"High_grade" text, "Principal" text, "Principal_email" text, "School_address" text, "School_city" text,
	"School_state" text, "School_zip" text, "School_phone" text
);
COMMENT ON TABLE clever_schools IS 'staging: Clever schools.csv: schools';
CREATE UNLOGGED TABLE clever_students (
	"School_id" text, "Student_id" text, "Student_number" text, "State_id" text, "Last_name" text,
	"Middle_name" text, "First_name" text, "Grade" text, "Gender" text, "Graduation_year" text, "DOB" text,
	"Race" text, "Hispanic_Latino" text, "Home_language" text, "Ell_status" text, "Frl_status" text,
	"IEP_status" text, "Student_street" text, "Student_city" text, "Student_state" text, "Student_zip" text,
	"Student_email" text, "Contact_relationship" text, "Contact_type" text, "Contact_name" text,
	"Contact_phone" text, "Contact_phone_type" text, "Contact_email" text, "Contact_sis_id" text, "Username" text,
	"Password" text, "Unweighted_gpa" text, "Weighted_gpa" text
);
COMMENT ON TABLE clever_students IS 'staging: Clever students.csv: students';
CREATE UNLOGGED TABLE clever_teachers (
	"School_id" text, "Teacher_id" text, "Teacher_number" text, "State_teacher_id" text, "Teacher_email" text,
	"First_name" text, "Middle_name" text, "Last_name" text, "Title" text, "Username" text, "Password" text
);
COMMENT ON TABLE clever_teachers IS 'staging: Clever teachers.csv: teachers';
CREATE UNLOGGED TABLE clever_staff (
	"School_id" text, "Staff_id" text, "Staff_email" text, "First_name" text, "Last_name" text, "Department" text,
	"Title" text, "Username" text, "Password" text, "Role" text
);
COMMENT ON TABLE clever_staff IS 'staging: Clever staff.csv: other staff';
CREATE UNLOGGED TABLE clever_sections (
	"School_id" text, "Section_id" text, "Teacher_id" text, "Teacher_2_id" text, "Teacher_3_id" text,
	"Teacher_4_id" text, "Teacher_5_id" text, "Teacher_6_id" text, "Teacher_7_id" text, "Teacher_8_id" text,
	"Teacher_9_id" text, "Teacher_10_id" text, "Name" text, "Section_number" text, "Grade" text,
	"Course_name" text, "Course_number" text, "Course_description" text, "Period" text, "Subject" text,
	"Term_name" text, "Term_start" text, "Term_end" text
);
COMMENT ON TABLE clever_sections IS 'staging: Clever sections.csv: classes and who teaches them';
CREATE UNLOGGED TABLE clever_enrollments (
	"School_id" text, "Section_id" text, "Student_id" text
);
COMMENT ON TABLE clever_enrollments IS 'staging: Clever enrollments.csv: who sits in which class';

CREATE VIEW clever_site AS
SELECT 'schools.csv' AS file, row_number() OVER (ORDER BY s.ctid) AS "row", s."School_id" AS key, NULL::text AS status,
	NULL::text AS modified, true AS taken, s."School_name" AS name, NULL::text AS level
FROM clever_schools AS s;
COMMENT ON VIEW clever_site IS 'schools of schools.csv';
CREATE VIEW clever_term AS
SELECT NULL::text AS file, NULL::bigint AS "row", NULL::text AS key, NULL::text AS status, NULL::text AS first_text,
	NULL::text AS last_text, false AS is_year WHERE false;
COMMENT ON VIEW clever_term IS 'empty: a class has its own days';
CREATE VIEW clever_class AS
SELECT 'sections.csv' AS file, row_number() OVER (ORDER BY s.ctid) AS "row", s."Section_id" AS key,
	NULL::text AS status, NULL::text AS modified, s."School_id" AS site_key, coalesce(nullif(s."Name", ''),
		nullif(concat_ws(' ', nullif(s."Course_name", ''), nullif(s."Section_number", '')), '')) AS name,
	list_of(s."Grade") AS grades, NULL::text[] AS terms, nullif(s."Term_start", '') AS first_text,
	nullif(s."Term_end", '') AS last_text, nullif(s."Period", '') AS period, NULL::text AS room, NULL::text AS program,
	jsonb_strip_nulls(jsonb_build_object('subjects', to_jsonb(list_of(s."Subject")))) AS attributes
FROM clever_sections AS s;
COMMENT ON VIEW clever_class IS 'classes of sections.csv';
CREATE VIEW clever_person AS
SELECT 'students.csv' AS file, row_number() OVER (ORDER BY s.ctid) AS "row", s."Student_id" AS key,
	NULL::text AS status, NULL::text AS modified, 'student' AS part, 'student' AS word, NULL::text AS name,
	NULL::text AS born, s."Grade" AS grade, NULL::text AS first_text, NULL::text AS last_text,
	jsonb_strip_nulls(jsonb_build_object(
		'iep', nullif(upper(s."IEP_status") IN ('Y', 'YES', 'TRUE'), false),
		'el', nullif(upper(s."Ell_status") IN ('Y', 'YES', 'TRUE'), false))) AS attributes
FROM clever_students AS s
UNION ALL
SELECT 'teachers.csv', row_number() OVER (ORDER BY t.ctid), t."Teacher_id", NULL, NULL, 'employee', 'teacher',
	concat_ws(' ', nullif(t."First_name", ''), nullif(t."Last_name", '')), NULL, NULL, NULL, NULL, '{}'
FROM clever_teachers AS t
UNION ALL
SELECT 'staff.csv', row_number() OVER (ORDER BY t.ctid), t."Staff_id", NULL, NULL, 'employee', 'staff',
	concat_ws(' ', nullif(t."First_name", ''), nullif(t."Last_name", '')), NULL, NULL, NULL, NULL, '{}'
FROM clever_staff AS t;
COMMENT ON VIEW clever_person IS 'students, teachers and other staff; names of students are left out';
CREATE VIEW clever_seat AS
SELECT 'enrollments.csv' AS file, row_number() OVER (ORDER BY e.ctid) AS "row", NULL::text AS status,
	NULL::text AS modified, e."Section_id" AS class_key, e."Student_id" AS person_key, 'student' AS word,
	NULL::text AS first_text, NULL::text AS last_text, NULL::text AS share
FROM clever_enrollments AS e
UNION ALL
SELECT 'sections.csv', s."row", NULL, NULL, s."Section_id", t.key,
	CASE t.place WHEN 1 THEN 'primary teacher' ELSE 'teacher' END, NULL, NULL, NULL
FROM (SELECT i.*, row_number() OVER (ORDER BY i.ctid) AS "row" FROM clever_sections AS i) AS s
CROSS JOIN LATERAL (VALUES (1, s."Teacher_id"), (2, s."Teacher_2_id"), (3, s."Teacher_3_id"), (4, s."Teacher_4_id"),
	(5, s."Teacher_5_id"), (6, s."Teacher_6_id"), (7, s."Teacher_7_id"), (8, s."Teacher_8_id"), (9, s."Teacher_9_id"),
	(10, s."Teacher_10_id")) AS t (place, key)
WHERE t.key <> '';
COMMENT ON VIEW clever_seat IS 'who sits in a class by enrollments.csv, and who teaches it by sections.csv';
