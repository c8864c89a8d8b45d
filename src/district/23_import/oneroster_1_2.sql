-- OneRoster 1.2, CSV binding, as 1EdTech publishes it (1.2.1 of 22 August 2023). What a user is stands in roles.csv, by
-- school and dated.
CREATE UNLOGGED TABLE oneroster_1_2_manifest (LIKE oneroster_1_1_manifest);
COMMENT ON TABLE oneroster_1_2_manifest IS
	'staging: OneRoster 1.2 manifest.csv: which files are there, whole (bulk) or what changed (delta)';
CREATE UNLOGGED TABLE oneroster_1_2_orgs (LIKE oneroster_1_1_orgs);
COMMENT ON TABLE oneroster_1_2_orgs IS 'staging: OneRoster 1.2 orgs.csv: schools, and the district above them';
CREATE UNLOGGED TABLE oneroster_1_2_academic_sessions (LIKE oneroster_1_1_academic_sessions);
COMMENT ON TABLE oneroster_1_2_academic_sessions IS
	'staging: OneRoster 1.2 academicSessions.csv: terms and school years';
CREATE UNLOGGED TABLE oneroster_1_2_courses (LIKE oneroster_1_1_courses);
COMMENT ON TABLE oneroster_1_2_courses IS 'staging: OneRoster 1.2 courses.csv: what classes are sections of';
CREATE UNLOGGED TABLE oneroster_1_2_classes (LIKE oneroster_1_1_classes);
COMMENT ON TABLE oneroster_1_2_classes IS 'staging: OneRoster 1.2 classes.csv: classes';
CREATE UNLOGGED TABLE oneroster_1_2_users (
	"sourcedId" text, status text, "dateLastModified" text, "enabledUser" text, username text, "userIds" text,
	"givenName" text, "familyName" text, "middleName" text, identifier text, email text, sms text, phone text,
	"agentSourcedIds" text, grades text, password text, "userMasterIdentifier" text, "preferredGivenName" text,
	"preferredMiddleName" text, "preferredFamilyName" text, "primaryOrgSourcedId" text, pronouns text
);
COMMENT ON TABLE oneroster_1_2_users IS 'staging: OneRoster 1.2 users.csv: staff, students and others';
CREATE UNLOGGED TABLE oneroster_1_2_roles (
	"sourcedId" text, status text, "dateLastModified" text, "userSourcedId" text, "roleType" text, role text,
	"beginDate" text, "endDate" text, "orgSourcedId" text, "userProfileSourcedId" text
);
COMMENT ON TABLE oneroster_1_2_roles IS
	'staging: OneRoster 1.2 roles.csv: who is what, where and from when to when';
CREATE UNLOGGED TABLE oneroster_1_2_enrollments (LIKE oneroster_1_1_enrollments);
COMMENT ON TABLE oneroster_1_2_enrollments IS
	'staging: OneRoster 1.2 enrollments.csv: who sits in which class, and who teaches it';

CREATE VIEW oneroster_1_2_person AS
SELECT 'roles.csv' AS file, r."row", r."userSourcedId" AS key,
	CASE WHEN u.status IN ('tobedeleted', 'inactive') THEN u.status ELSE r.status END AS status,
	CASE WHEN u.status IN ('tobedeleted', 'inactive') THEN u."dateLastModified"
		ELSE r."dateLastModified" END AS modified, p.part, lower(r.role) AS word,
	CASE WHEN p.part = 'employee' THEN concat_ws(' ', coalesce(nullif(u."preferredGivenName", ''),
		nullif(u."givenName", '')), coalesce(nullif(u."preferredFamilyName", ''), nullif(u."familyName", ''))) END
		AS name, NULL::text AS born, u.grades AS grade, nullif(r."beginDate", '') AS first_text,
	nullif(r."endDate", '') AS last_text,
	'{}'::jsonb AS attributes
FROM (SELECT i.*, row_number() OVER (ORDER BY i.ctid) AS "row" FROM oneroster_1_2_roles AS i) AS r
LEFT JOIN (SELECT DISTINCT ON (i."sourcedId") i.* FROM oneroster_1_2_users AS i
	ORDER BY i."sourcedId", i.ctid DESC) AS u ON u."sourcedId" = r."userSourcedId"
CROSS JOIN LATERAL (SELECT CASE WHEN r.role = 'student' THEN 'student'
	WHEN r.role <> '' AND r.role NOT IN ('guardian', 'parent', 'relative') THEN 'employee' END AS part) AS p;
COMMENT ON VIEW oneroster_1_2_person IS 'students and staff by roles.csv; names of students are left out';
