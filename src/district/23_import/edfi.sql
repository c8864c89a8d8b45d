-- Ed-Fi, rows of its resources and associations as Data Standard 5.2 names them, flattened: a reference is its columns,
-- with a dot between, and a list is one text, parted by commas. Of descriptors what stands behind the # counts.
-- PostgreSQL has no room for the reference from an assignment to its employment: it is called employmentReference here.
CREATE UNLOGGED TABLE edfi_schools (
	"schoolId" text, "nameOfInstitution" text, "schoolCategories" text, "gradeLevels" text
);
COMMENT ON TABLE edfi_schools IS 'staging: Ed-Fi schools';
CREATE UNLOGGED TABLE edfi_sessions (
	"schoolReference.schoolId" text, "schoolYearTypeReference.schoolYear" text, "sessionName" text,
	"beginDate" text, "endDate" text, "termDescriptor" text, "totalInstructionalDays" text
);
COMMENT ON TABLE edfi_sessions IS 'staging: Ed-Fi sessions: terms of a school';
CREATE UNLOGGED TABLE edfi_course_offerings (
	"localCourseCode" text, "courseReference.courseCode" text, "courseReference.educationOrganizationId" text,
	"schoolReference.schoolId" text, "sessionReference.schoolId" text, "sessionReference.schoolYear" text,
	"sessionReference.sessionName" text, "localCourseTitle" text, "offeredGradeLevels" text
);
COMMENT ON TABLE edfi_course_offerings IS 'staging: Ed-Fi courseOfferings: what sections are sections of';
CREATE UNLOGGED TABLE edfi_sections (
	"sectionIdentifier" text, "courseOfferingReference.localCourseCode" text,
	"courseOfferingReference.schoolId" text, "courseOfferingReference.schoolYear" text,
	"courseOfferingReference.sessionName" text, "locationReference.classroomIdentificationCode" text,
	"locationReference.schoolId" text, "sectionName" text, "offeredGradeLevels" text, "classPeriods" text,
	programs text
);
COMMENT ON TABLE edfi_sections IS 'staging: Ed-Fi sections: classes';
CREATE UNLOGGED TABLE edfi_staffs (
	"staffUniqueId" text, "firstName" text, "lastSurname" text, "birthDate" text
);
COMMENT ON TABLE edfi_staffs IS 'staging: Ed-Fi staffs';
CREATE UNLOGGED TABLE edfi_student_school_associations (
	"schoolReference.schoolId" text, "studentReference.studentUniqueId" text, "entryDate" text,
	"entryGradeLevelDescriptor" text, "exitWithdrawDate" text, "exitWithdrawTypeDescriptor" text,
	"primarySchool" text, "schoolYearTypeReference.schoolYear" text
);
COMMENT ON TABLE edfi_student_school_associations IS
	'staging: Ed-Fi studentSchoolAssociations: which student is at which school, in which grade';
CREATE UNLOGGED TABLE edfi_student_section_associations (
	"sectionReference.localCourseCode" text, "sectionReference.schoolId" text, "sectionReference.schoolYear" text,
	"sectionReference.sectionIdentifier" text, "sectionReference.sessionName" text,
	"studentReference.studentUniqueId" text, "beginDate" text, "endDate" text, "homeroomIndicator" text
);
COMMENT ON TABLE edfi_student_section_associations IS
	'staging: Ed-Fi studentSectionAssociations: who sits in which class';
CREATE UNLOGGED TABLE edfi_staff_section_associations (
	"sectionReference.localCourseCode" text, "sectionReference.schoolId" text, "sectionReference.schoolYear" text,
	"sectionReference.sectionIdentifier" text, "sectionReference.sessionName" text,
	"staffReference.staffUniqueId" text, "beginDate" text, "classroomPositionDescriptor" text, "endDate" text,
	"percentageContribution" text
);
COMMENT ON TABLE edfi_staff_section_associations IS
	'staging: Ed-Fi staffSectionAssociations: who teaches which class';
CREATE UNLOGGED TABLE edfi_staff_education_organization_employment_associations (
	"educationOrganizationReference.educationOrganizationId" text, "staffReference.staffUniqueId" text,
	"employmentStatusDescriptor" text, "hireDate" text, "annualWage" text, department text, "endDate" text,
	"fullTimeEquivalency" text, "hourlyWage" text, "separationDescriptor" text
);
COMMENT ON TABLE edfi_staff_education_organization_employment_associations IS
	'staging: Ed-Fi staffEducationOrganizationEmploymentAssociations: who is employed';
CREATE UNLOGGED TABLE edfi_staff_education_organization_assignment_associations (
	"educationOrganizationReference.educationOrganizationId" text,
	"employmentReference.educationOrganizationId" text, "employmentReference.employmentStatusDescriptor" text,
	"employmentReference.hireDate" text, "staffReference.staffUniqueId" text, "beginDate" text,
	"staffClassificationDescriptor" text, "endDate" text, "fullTimeEquivalency" text, "orderOfAssignment" text,
	"positionTitle" text
);
COMMENT ON TABLE edfi_staff_education_organization_assignment_associations IS
	'staging: Ed-Fi staffEducationOrganizationAssignmentAssociations: where they work';
CREATE UNLOGGED TABLE edfi_student_special_education_program_associations (
	"educationOrganizationReference.educationOrganizationId" text, "programReference.educationOrganizationId" text,
	"programReference.programName" text, "programReference.programTypeDescriptor" text,
	"studentReference.studentUniqueId" text, "beginDate" text, "endDate" text, "ideaEligibility" text,
	"iepBeginDate" text, "iepEndDate" text, "specialEducationExitDate" text
);
COMMENT ON TABLE edfi_student_special_education_program_associations IS
	'staging: Ed-Fi studentSpecialEducationProgramAssociations: who has an IEP';
CREATE UNLOGGED TABLE edfi_student_language_instruction_program_associations (
	"educationOrganizationReference.educationOrganizationId" text, "programReference.educationOrganizationId" text,
	"programReference.programName" text, "programReference.programTypeDescriptor" text,
	"studentReference.studentUniqueId" text, "beginDate" text, "endDate" text, "englishLearnerParticipation" text
);
COMMENT ON TABLE edfi_student_language_instruction_program_associations IS
	'staging: Ed-Fi studentLanguageInstructionProgramAssociations: who is an English learner';

-- the word of a descriptor, uri://ed-fi.org/GradeLevelDescriptor#Fourth grade
CREATE FUNCTION descriptor_word(descriptor text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT lower(btrim(regexp_replace(descriptor_word.descriptor, '^.*#', '')));
END;
COMMENT ON FUNCTION descriptor_word(text) IS 'the word of an Ed-Fi descriptor, small, without its namespace';

CREATE FUNCTION edfi_section_key(school text, school_year text, session text, course text, section text) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT nullif(concat_ws('|', edfi_section_key.school, edfi_section_key.school_year, edfi_section_key.session,
		edfi_section_key.course, edfi_section_key.section), '');
END;
COMMENT ON FUNCTION edfi_section_key(text, text, text, text, text) IS
	'the key of a section: all that identifies it, as a section identifier alone may come again';

CREATE VIEW edfi_site AS
SELECT 'schools' AS file, row_number() OVER (ORDER BY s.ctid) AS "row", s."schoolId" AS key, NULL::text AS status,
	NULL::text AS modified, true AS taken, s."nameOfInstitution" AS name, NULL::text AS level
FROM edfi_schools AS s;
COMMENT ON VIEW edfi_site IS 'schools';
CREATE VIEW edfi_term AS
SELECT 'sessions' AS file, row_number() OVER (ORDER BY s.ctid) AS "row", concat_ws('|', s."schoolReference.schoolId",
		s."schoolYearTypeReference.schoolYear", s."sessionName") AS key,
	NULL::text AS status, s."beginDate" AS first_text, s."endDate" AS last_text, false AS is_year
FROM edfi_sessions AS s;
COMMENT ON VIEW edfi_term IS 'sessions of schools';
CREATE VIEW edfi_class AS
SELECT 'sections' AS file, s."row", edfi_section_key(s."courseOfferingReference.schoolId",
		s."courseOfferingReference.schoolYear", s."courseOfferingReference.sessionName",
		s."courseOfferingReference.localCourseCode", s."sectionIdentifier") AS key,
	NULL::text AS status, NULL::text AS modified, s."courseOfferingReference.schoolId" AS site_key,
	coalesce(nullif(s."sectionName", ''), concat_ws(' ', coalesce(nullif(o.title, ''),
		s."courseOfferingReference.localCourseCode"), s."sectionIdentifier")) AS name,
	list_of(coalesce(nullif(s."offeredGradeLevels", ''), o.grades)) AS grades,
	ARRAY[concat_ws('|', s."courseOfferingReference.schoolId", s."courseOfferingReference.schoolYear",
		s."courseOfferingReference.sessionName")] AS terms,
	NULL::text AS first_text, NULL::text AS last_text, nullif(s."classPeriods", '') AS period,
	nullif(s."locationReference.classroomIdentificationCode", '') AS room, nullif(s.programs, '') AS program,
	'{}'::jsonb AS attributes
FROM (SELECT i.*, row_number() OVER (ORDER BY i.ctid) AS "row" FROM edfi_sections AS i) AS s
LEFT JOIN (
	SELECT i."schoolReference.schoolId" AS school, i."sessionReference.schoolYear" AS school_year,
		i."sessionReference.sessionName" AS session, i."localCourseCode" AS course, max(i."localCourseTitle") AS title,
		max(i."offeredGradeLevels") AS grades
	FROM edfi_course_offerings AS i GROUP BY 1, 2, 3, 4
) AS o ON o.school = s."courseOfferingReference.schoolId" AND o.school_year = s."courseOfferingReference.schoolYear"
	AND o.session = s."courseOfferingReference.sessionName" AND o.course = s."courseOfferingReference.localCourseCode";
COMMENT ON VIEW edfi_class IS 'sections; without a name or grades those of the course offering';
CREATE VIEW edfi_person AS
SELECT 'studentSchoolAssociations' AS file, row_number() OVER (ORDER BY s.ctid) AS "row",
	s."studentReference.studentUniqueId" AS key, NULL::text AS status, NULL::text AS modified, 'student' AS part,
	'student' AS word, NULL::text AS name, NULL::text AS born, s."entryGradeLevelDescriptor" AS grade,
	nullif(s."entryDate", '') AS first_text, nullif(s."exitWithdrawDate", '') AS last_text, '{}'::jsonb AS attributes
FROM edfi_student_school_associations AS s
UNION ALL
SELECT 'staffs', row_number() OVER (ORDER BY t.ctid), t."staffUniqueId", NULL, NULL, 'employee', 'staff',
	concat_ws(' ', nullif(t."firstName", ''), nullif(t."lastSurname", '')), nullif(t."birthDate", ''), NULL, NULL, NULL,
	'{}'
FROM edfi_staffs AS t;
COMMENT ON VIEW edfi_person IS 'students by their school associations, and staffs';
CREATE VIEW edfi_seat AS
SELECT 'studentSectionAssociations' AS file, row_number() OVER (ORDER BY e.ctid) AS "row", NULL::text AS status,
	NULL::text AS modified, edfi_section_key(e."sectionReference.schoolId", e."sectionReference.schoolYear",
		e."sectionReference.sessionName", e."sectionReference.localCourseCode", e."sectionReference.sectionIdentifier")
		AS class_key,
	e."studentReference.studentUniqueId" AS person_key, 'student' AS word, nullif(e."beginDate", '') AS first_text,
	nullif(e."endDate", '') AS last_text, NULL::text AS share
FROM edfi_student_section_associations AS e
UNION ALL
SELECT 'staffSectionAssociations', row_number() OVER (ORDER BY t.ctid), NULL, NULL,
	edfi_section_key(t."sectionReference.schoolId", t."sectionReference.schoolYear", t."sectionReference.sessionName",
		t."sectionReference.localCourseCode", t."sectionReference.sectionIdentifier"),
	t."staffReference.staffUniqueId", descriptor_word(t."classroomPositionDescriptor"), nullif(t."beginDate", ''),
	nullif(t."endDate", ''), nullif(t."percentageContribution", '')
FROM edfi_staff_section_associations AS t;
COMMENT ON VIEW edfi_seat IS 'who sits in a section or teaches it';
