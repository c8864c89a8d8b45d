-- Microsoft School Data Sync, CSV files of format version 1. The columns are those of the complete files and in their
-- order; most may be left out. Who is enrolled stands without days, as in version 2.1, and the days of a class stand
-- with it. Of no class is told which grades it has.
CREATE UNLOGGED TABLE sds_v1_school (
	"SIS ID" text, "Name" text, "School Number" text, "School NCES_ID" text, "State ID" text, "Grade Low" text,
	"Grade High" text, "Principal SIS ID" text, "Principal Name" text, "Principal Secondary Email" text,
	"Address" text, "City" text, "State" text, "Country" text, "Zip" text, "Phone" text, "Zone" text
);
COMMENT ON TABLE sds_v1_school IS 'staging: School Data Sync 1 school.csv: schools';
CREATE UNLOGGED TABLE sds_v1_section (
	"SIS ID" text, "School SIS ID" text, "Section Name" text, "Section Number" text, "Term SIS ID" text,
	"Term Name" text, "Term StartDate" text, "Term EndDate" text, "Course SIS ID" text, "Course Name" text,
	"Course Number" text, "Course Description" text, "Course Subject" text, "Periods" text, "Status" text
);
COMMENT ON TABLE sds_v1_section IS 'staging: School Data Sync 1 section.csv: classes';
CREATE UNLOGGED TABLE sds_v1_student (
	"SIS ID" text, "School SIS ID" text, "First Name" text, "Last Name" text, "Username" text, "Password" text,
	"State ID" text, "Secondary Email" text, "Student Number" text, "Middle Name" text, "Grade" text, "Status" text,
	"Birthdate" text, "Graduation Year" text
);
COMMENT ON TABLE sds_v1_student IS 'staging: School Data Sync 1 student.csv: students';
CREATE UNLOGGED TABLE sds_v1_teacher (
	"SIS ID" text, "School SIS ID" text, "First Name" text, "Last Name" text, "Username" text, "Password" text,
	"State ID" text, "Teacher Number" text, "Status" text, "Middle Name" text, "Secondary Email" text, "Title" text,
	"Qualification" text
);
COMMENT ON TABLE sds_v1_teacher IS 'staging: School Data Sync 1 teacher.csv: teachers';
CREATE UNLOGGED TABLE sds_v1_student_enrollment (
	"Section SIS ID" text, "SIS ID" text
);
COMMENT ON TABLE sds_v1_student_enrollment IS
	'staging: School Data Sync 1 studentenrollment.csv: who sits in which class';
CREATE UNLOGGED TABLE sds_v1_teacher_roster (
	"Section SIS ID" text, "SIS ID" text
);
COMMENT ON TABLE sds_v1_teacher_roster IS 'staging: School Data Sync 1 teacherroster.csv: who teaches which class';

CREATE VIEW sds_v1_site AS
SELECT 'school.csv' AS file, row_number() OVER (ORDER BY s.ctid) AS "row", s."SIS ID" AS key, NULL::text AS status,
	NULL::text AS modified, true AS taken, s."Name" AS name, NULL::text AS level
FROM sds_v1_school AS s;
COMMENT ON VIEW sds_v1_site IS 'schools of school.csv';
CREATE VIEW sds_v1_term AS
SELECT NULL::text AS file, NULL::bigint AS "row", NULL::text AS key, NULL::text AS status, NULL::text AS first_text,
	NULL::text AS last_text, false AS is_year WHERE false;
COMMENT ON VIEW sds_v1_term IS 'empty: a class has its own days';
CREATE VIEW sds_v1_class AS
SELECT 'section.csv' AS file, row_number() OVER (ORDER BY s.ctid) AS "row", s."SIS ID" AS key,
	lower(s."Status") AS status, NULL::text AS modified, s."School SIS ID" AS site_key, s."Section Name" AS name,
	NULL::text[] AS grades, NULL::text[] AS terms, nullif(s."Term StartDate", '') AS first_text,
	nullif(s."Term EndDate", '') AS last_text, nullif(s."Periods", '') AS period, NULL::text AS room,
	NULL::text AS program,
	jsonb_strip_nulls(jsonb_build_object('subjects', to_jsonb(list_of(s."Course Subject")))) AS attributes
FROM sds_v1_section AS s;
COMMENT ON VIEW sds_v1_class IS 'classes of section.csv';
CREATE VIEW sds_v1_person AS
SELECT 'student.csv' AS file, row_number() OVER (ORDER BY s.ctid) AS "row", s."SIS ID" AS key,
	lower(s."Status") AS status, NULL::text AS modified, 'student' AS part, 'student' AS word, NULL::text AS name,
	NULL::text AS born, s."Grade" AS grade, NULL::text AS first_text, NULL::text AS last_text,
	'{}'::jsonb AS attributes
FROM sds_v1_student AS s
UNION ALL
SELECT 'teacher.csv', row_number() OVER (ORDER BY t.ctid), t."SIS ID", lower(t."Status"), NULL, 'employee', 'teacher',
	concat_ws(' ', nullif(t."First Name", ''), nullif(t."Last Name", '')), NULL, NULL, NULL, NULL, '{}'
FROM sds_v1_teacher AS t;
COMMENT ON VIEW sds_v1_person IS 'students and teachers; names of students are left out';
CREATE VIEW sds_v1_seat AS
SELECT 'studentenrollment.csv' AS file, row_number() OVER (ORDER BY e.ctid) AS "row", NULL::text AS status,
	NULL::text AS modified, e."Section SIS ID" AS class_key, e."SIS ID" AS person_key, 'student' AS word,
	NULL::text AS first_text, NULL::text AS last_text, NULL::text AS share
FROM sds_v1_student_enrollment AS e
UNION ALL
SELECT 'teacherroster.csv', row_number() OVER (ORDER BY t.ctid), NULL, NULL, t."Section SIS ID", t."SIS ID",
	'teacher', NULL, NULL, NULL
FROM sds_v1_teacher_roster AS t;
COMMENT ON VIEW sds_v1_seat IS 'who sits in a class by studentenrollment.csv, and who teaches it by teacherroster.csv';
