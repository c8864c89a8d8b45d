-- Microsoft School Data Sync, CSV files of format version 2.1. Who is enrolled stands without days: a file holds those
-- of the day on which it is written.
CREATE UNLOGGED TABLE sds_orgs (
	"sourcedId" text, name text, type text, "parentSourcedId" text
);
COMMENT ON TABLE sds_orgs IS 'staging: School Data Sync 2.1 orgs.csv: schools, and what is above them';
CREATE UNLOGGED TABLE sds_users (
	"sourcedId" text, username text, "givenName" text, "familyName" text, password text,
	"activeDirectoryMatchId" text, email text, phone text, sms text
);
COMMENT ON TABLE sds_users IS 'staging: School Data Sync 2.1 users.csv: staff, students and others';
CREATE UNLOGGED TABLE sds_roles (
	"userSourcedId" text, "orgSourcedId" text, role text, "sessionSourcedId" text, grade text, "isPrimary" text,
	"roleStartDate" text, "roleEndDate" text
);
COMMENT ON TABLE sds_roles IS 'staging: School Data Sync 2.1 roles.csv: who is what, where and in which grade';
CREATE UNLOGGED TABLE sds_classes (
	"sourcedId" text, "orgSourcedId" text, title text, "sessionSourcedIds" text, "courseSourcedId" text, code text
);
COMMENT ON TABLE sds_classes IS 'staging: School Data Sync 2.1 classes.csv: classes';
CREATE UNLOGGED TABLE sds_enrollments (
	"classSourcedId" text, "userSourcedId" text, role text
);
COMMENT ON TABLE sds_enrollments IS
	'staging: School Data Sync 2.1 enrollments.csv: who sits in which class, and who teaches it';
CREATE UNLOGGED TABLE sds_academic_sessions (
	"sourcedId" text, title text, type text, "schoolYear" text, "startDate" text, "endDate" text
);
COMMENT ON TABLE sds_academic_sessions IS
	'staging: School Data Sync 2.1 academicSessions.csv: terms and school years';
CREATE UNLOGGED TABLE sds_courses (
	"sourcedId" text, "orgSourcedId" text, title text, code text, "schoolYearSourcedId" text, subject text,
	grade text
);
COMMENT ON TABLE sds_courses IS 'staging: School Data Sync 2.1 courses.csv: what classes are sections of';
CREATE UNLOGGED TABLE sds_user_flags (
	"userSourcedId" text, flag text
);
COMMENT ON TABLE sds_user_flags IS
	'staging: School Data Sync 2.1 userFlags.csv: who has an IEP or is an English learner';

CREATE VIEW sds_site AS
SELECT 'orgs.csv' AS file, row_number() OVER (ORDER BY o.ctid) AS "row", o."sourcedId" AS key, NULL::text AS status,
	NULL::text AS modified, o.type = 'school' AS taken, o.name, NULL::text AS level
FROM sds_orgs AS o;
COMMENT ON VIEW sds_site IS 'schools of orgs.csv';
CREATE VIEW sds_term AS
SELECT 'academicSessions.csv' AS file, row_number() OVER (ORDER BY a.ctid) AS "row", a."sourcedId" AS key,
	NULL::text AS status, a."startDate" AS first_text, a."endDate" AS last_text, a.type = 'schoolYear' AS is_year
FROM sds_academic_sessions AS a;
COMMENT ON VIEW sds_term IS 'terms and school years of academicSessions.csv';
CREATE VIEW sds_class AS
SELECT 'classes.csv' AS file, c."row", c."sourcedId" AS key, NULL::text AS status, NULL::text AS modified,
	c."orgSourcedId" AS site_key, c.title AS name, list_of(o.grade) AS grades, list_of(c."sessionSourcedIds") AS terms,
	NULL::text AS first_text, NULL::text AS last_text, NULL::text AS period, NULL::text AS room, NULL::text AS program,
	jsonb_strip_nulls(jsonb_build_object('subjects', to_jsonb(list_of(o.subject)))) AS attributes
FROM (SELECT i.*, row_number() OVER (ORDER BY i.ctid) AS "row" FROM sds_classes AS i) AS c
LEFT JOIN (SELECT i."sourcedId", max(i.grade) AS grade, max(i.subject) AS subject FROM sds_courses AS i
	GROUP BY i."sourcedId") AS o ON o."sourcedId" = c."courseSourcedId";
COMMENT ON VIEW sds_class IS 'classes of classes.csv, with the grade of their course';
CREATE VIEW sds_person AS
SELECT 'roles.csv' AS file, r."row", r."userSourcedId" AS key, NULL::text AS status, NULL::text AS modified, p.part,
	lower(r.role) AS word, CASE WHEN p.part = 'employee' THEN
		concat_ws(' ', nullif(u."givenName", ''), nullif(u."familyName", '')) END AS name,
	NULL::text AS born, r.grade, nullif(r."roleStartDate", '') AS first_text, nullif(r."roleEndDate", '') AS last_text,
	coalesce(f.attributes, '{}') AS attributes
FROM (SELECT i.*, row_number() OVER (ORDER BY i.ctid) AS "row" FROM sds_roles AS i) AS r
LEFT JOIN (SELECT DISTINCT ON (i."sourcedId") i."sourcedId", i."givenName", i."familyName" FROM sds_users AS i
	ORDER BY i."sourcedId", i.ctid DESC) AS u ON u."sourcedId" = r."userSourcedId"
LEFT JOIN (SELECT i."userSourcedId", jsonb_object_agg(w.attribute, true) AS attributes FROM sds_user_flags AS i
	JOIN (VALUES ('iep', 'iep'), ('ell', 'el'), ('el', 'el'), ('englishlearner', 'el')) AS w (flag, attribute)
		ON w.flag = lower(i.flag)
	GROUP BY i."userSourcedId") AS f ON f."userSourcedId" = r."userSourcedId"
CROSS JOIN LATERAL (SELECT CASE WHEN lower(r.role) = 'student' THEN 'student' WHEN r.role <> ''
	AND lower(r.role) NOT IN ('guardian', 'parent', 'relative', 'alumni', 'other') THEN 'employee' END AS part) AS p;
COMMENT ON VIEW sds_person IS 'students and staff by roles.csv, with flags; names of students are left out';
CREATE VIEW sds_seat AS
SELECT 'enrollments.csv' AS file, row_number() OVER (ORDER BY e.ctid) AS "row", NULL::text AS status,
	NULL::text AS modified, e."classSourcedId" AS class_key, e."userSourcedId" AS person_key, lower(e.role) AS word,
	NULL::text AS first_text, NULL::text AS last_text, NULL::text AS share
FROM sds_enrollments AS e;
COMMENT ON VIEW sds_seat IS 'who sits in a class or teaches it, by enrollments.csv';
