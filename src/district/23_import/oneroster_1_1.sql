-- OneRoster 1.1, CSV tables, as 1EdTech publishes them (final release, revised as 1.1.1 on 22 August 2023). A user has
-- one role, wherever he or she is enrolled.
CREATE UNLOGGED TABLE oneroster_1_1_manifest (
	"propertyName" text, value text
);
COMMENT ON TABLE oneroster_1_1_manifest IS
	'staging: OneRoster 1.1 manifest.csv: which files are there, whole (bulk) or what changed (delta)';
CREATE UNLOGGED TABLE oneroster_1_1_orgs (
	"sourcedId" text, status text, "dateLastModified" text, name text, type text, identifier text,
	"parentSourcedId" text
);
COMMENT ON TABLE oneroster_1_1_orgs IS 'staging: OneRoster 1.1 orgs.csv: schools, and the district above them';
CREATE UNLOGGED TABLE oneroster_1_1_academic_sessions (
	"sourcedId" text, status text, "dateLastModified" text, title text, type text, "startDate" text,
	"endDate" text, "parentSourcedId" text, "schoolYear" text
);
COMMENT ON TABLE oneroster_1_1_academic_sessions IS
	'staging: OneRoster 1.1 academicSessions.csv: terms and school years';
CREATE UNLOGGED TABLE oneroster_1_1_courses (
	"sourcedId" text, status text, "dateLastModified" text, "schoolYearSourcedId" text, title text,
	"courseCode" text, grades text, "orgSourcedId" text, subjects text, "subjectCodes" text
);
COMMENT ON TABLE oneroster_1_1_courses IS 'staging: OneRoster 1.1 courses.csv: what classes are sections of';
CREATE UNLOGGED TABLE oneroster_1_1_classes (
	"sourcedId" text, status text, "dateLastModified" text, title text, grades text, "courseSourcedId" text,
	"classCode" text, "classType" text, location text, "schoolSourcedId" text, "termSourcedIds" text,
	subjects text, "subjectCodes" text, periods text
);
COMMENT ON TABLE oneroster_1_1_classes IS 'staging: OneRoster 1.1 classes.csv: classes';
CREATE UNLOGGED TABLE oneroster_1_1_users (
	"sourcedId" text, status text, "dateLastModified" text, "enabledUser" text, "orgSourcedIds" text, role text,
	username text, "userIds" text, "givenName" text, "familyName" text, "middleName" text, identifier text,
	email text, sms text, phone text, "agentSourcedIds" text, grades text, password text
);
COMMENT ON TABLE oneroster_1_1_users IS 'staging: OneRoster 1.1 users.csv: staff, students and others';
CREATE UNLOGGED TABLE oneroster_1_1_enrollments (
	"sourcedId" text, status text, "dateLastModified" text, "classSourcedId" text, "schoolSourcedId" text,
	"userSourcedId" text, role text, "primary" text, "beginDate" text, "endDate" text
);
COMMENT ON TABLE oneroster_1_1_enrollments IS
	'staging: OneRoster 1.1 enrollments.csv: who sits in which class, and who teaches it';

CREATE VIEW oneroster_1_1_person AS
SELECT 'users.csv' AS file, row_number() OVER (ORDER BY u.ctid) AS "row", u."sourcedId" AS key, u.status,
	u."dateLastModified" AS modified, r.part, lower(u.role) AS word,
	CASE WHEN r.part = 'employee' THEN
		concat_ws(' ', nullif(u."givenName", ''), nullif(u."familyName", '')) END AS name, NULL::text AS born,
	u.grades AS grade, NULL::text AS first_text, NULL::text AS last_text, '{}'::jsonb AS attributes
FROM oneroster_1_1_users AS u
CROSS JOIN LATERAL (SELECT CASE WHEN u.role = 'student' THEN 'student'
	WHEN u.role <> '' AND u.role NOT IN ('guardian', 'parent', 'relative') THEN 'employee' END AS part) AS r;
COMMENT ON VIEW oneroster_1_1_person IS 'students and staff of users.csv; names of students are left out';
