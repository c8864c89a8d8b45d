-- What the associations of Ed-Fi mean, row by row: grades, IEPs and English learners by days, employments and FTE.
SET client_min_messages = warning;
SET datestyle = ISO;
\set SHOW_CONTEXT never
CREATE EXTENSION IF NOT EXISTS caseload CASCADE;
SELECT caseload.create_district('lakeside') IS NOT NULL AS made;
SELECT caseload.create_import('lakeside');
SET search_path = lakeside_import, lakeside, caseload, public;
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('lakeside', 'Lakeside agreement', 'Lakeside', 'Lakeside Teachers', '[2025-07-01,2026-07-01)', '1');
INSERT INTO edfi_schools ("schoolId", "nameOfInstitution") VALUES ('101', 'Elm'), ('102', 'Harbor');
INSERT INTO edfi_sessions ("schoolReference.schoolId", "schoolYearTypeReference.schoolYear", "sessionName", "beginDate",
	"endDate") VALUES ('101', '2026', 'Fall, first half', '2025-08-25', '2026-01-16'),
	('101', '2026', 'Spring', '2026-01-20', '2026-06-05');
INSERT INTO edfi_course_offerings ("localCourseCode", "schoolReference.schoolId", "sessionReference.schoolYear",
	"sessionReference.sessionName", "localCourseTitle", "offeredGradeLevels")
VALUES ('M1', '101', '2026', 'Fall, first half', 'Mathematics', 'uri://ed-fi.org/GradeLevelDescriptor#First grade');
INSERT INTO edfi_sections ("sectionIdentifier", "courseOfferingReference.localCourseCode",
	"courseOfferingReference.schoolId", "courseOfferingReference.schoolYear", "courseOfferingReference.sessionName",
	"sectionName", "offeredGradeLevels", "classPeriods", "locationReference.classroomIdentificationCode") VALUES
	('A', 'M1', '101', '2026', 'Fall, first half', '', '', '1', '12'),
	('A', 'M1', '101', '2026', 'Spring', 'Same identifier, other session',

		'uri://ed-fi.org/GradeLevelDescriptor#Kindergarten,uri://k.org/GradeLevelDescriptor#First grade', '1', '12'),
	('B', 'M1', '101', '2026', 'Summer', 'Of no session', 'uri://ed-fi.org/GradeLevelDescriptor#Ungraded', '', '');
INSERT INTO edfi_staffs
		("staffUniqueId", "firstName", "lastSurname", "birthDate") VALUES ('1', 'Rosa', 'Alvarez', '1980-04-01'),
	('2', 'Dana', 'Brook', ''), ('3', 'Lee', 'Carver', ''), ('4', 'Maya', 'Diaz', ''), ('5', 'Omar', 'Ellis', '');
INSERT INTO edfi_staff_section_associations ("sectionReference.localCourseCode", "sectionReference.schoolId",
	"sectionReference.schoolYear", "sectionReference.sectionIdentifier", "sectionReference.sessionName",
	"staffReference.staffUniqueId", "beginDate", "classroomPositionDescriptor",
		"endDate", "percentageContribution") VALUES
	('M1', '101', '2026', 'A', 'Spring', '1', '2026-01-20',
		'uri://ed-fi.org/ClassroomPositionDescriptor#Teacher of Record', '', '0.6'),
	('M1', '101', '2026', 'A', 'Spring', '2', '2026-01-20',
		'uri://lakeside.example/ClassroomPositionDescriptor#Co-Teacher', '', '0.4'),
	('M1', '101', '2026', 'A', 'Spring', '3', '2026-02-02',
		'uri://ed-fi.org/ClassroomPositionDescriptor#Assistant Teacher', '2026-02-27', ''),
	('M1', '101', '2026', 'A', 'Spring', '4', '2026-02-02',
		'uri://ed-fi.org/ClassroomPositionDescriptor#Substitute Teacher', '2026-02-06', '45'),
	('M1', '101', '2026', 'A', 'Spring', '5', '2026-02-02',
		'uri://lakeside.example/ClassroomPositionDescriptor#Volunteer', '', '');
INSERT INTO edfi_student_school_associations
		("schoolReference.schoolId", "studentReference.studentUniqueId", "entryDate",
	"entryGradeLevelDescriptor", "exitWithdrawDate") VALUES
	('101', 's1', '2025-08-25', 'uri://ed-fi.org/GradeLevelDescriptor#Kindergarten', '2026-01-16'),
	('101', 's1', '2026-01-17', 'uri://ed-fi.org/GradeLevelDescriptor#First grade', ''),
	('101', 's2', '2025-08-25', 'uri://ed-fi.org/GradeLevelDescriptor#First grade', '2026-06-05'),
	('101', 's3', '2025-09-08', 'uri://ed-fi.org/GradeLevelDescriptor#First grade', '2025-09-05'),
	('102', 's2', '2025-10-01', 'uri://ed-fi.org/GradeLevelDescriptor#Second grade', '2025-12-19'),
	('101', 's4', '', 'uri://ed-fi.org/GradeLevelDescriptor#First grade', ''),
	('101', 's5', '2025-08-25', 'uri://lakeside.example/GradeLevelDescriptor#Primary', '');
INSERT INTO edfi_student_special_education_program_associations
		("studentReference.studentUniqueId", "beginDate", "endDate",
	"ideaEligibility", "iepBeginDate", "iepEndDate", "specialEducationExitDate") VALUES
	('s1', '2025-10-06', '', 'true', '2025-11-03', '2026-11-02', '2026-03-06'),
	('s2', '2025-10-06', '', 'false', '', '', ''), ('s3', '2025-10-06', 'June', '', '', '', '');
INSERT INTO edfi_student_language_instruction_program_associations ("studentReference.studentUniqueId", "beginDate",
	"endDate", "englishLearnerParticipation") VALUES ('s1', '2026-01-01', '2026-01-31', 'true'),
		('s2', '2025-09-01', '', '');
INSERT INTO edfi_student_section_associations ("sectionReference.localCourseCode", "sectionReference.schoolId",
	"sectionReference.schoolYear", "sectionReference.sectionIdentifier", "sectionReference.sessionName",
	"studentReference.studentUniqueId", "beginDate", "endDate") VALUES
	('M1', '101', '2026', 'A', 'Fall, first half', 's1', '2025-08-25', '2026-01-16'),
	('M1', '101', '2026', 'A', 'Spring', 's1', '2026-01-20', ''),
	('M1', '101', '2026', 'C', 'Spring', 's1', '2026-01-20', ''),
		('M1', '101', '2026', 'B', 'Summer', 's1', '2026-06-20', ''),
	('M1', '101', '2026', 'A', 'Spring', 's9', '2026-01-20', '');
SELECT kind, "row", key, outcome, why FROM merge_edfi(on_day => '2026-02-02');
SELECT section_name, grades, valid, period FROM section ORDER BY section_id;
SELECT s.section_name, e.employee_name, e.born, t.role, t.valid, t.share FROM staffing AS t
JOIN section AS s USING (section_id)
JOIN employee AS e USING (employee_id) ORDER BY 1, 2;
SELECT i.key, t.grade, t.attributes, t.valid FROM student AS t
JOIN source_id AS i ON i.kind = 'student' AND i.id = t.student_id ORDER BY 1, 4;

-- Dates in which the last day is the first one out: a state may mean them so.
INSERT INTO edfi_student_school_associations
		("schoolReference.schoolId", "studentReference.studentUniqueId", "entryDate",
	"entryGradeLevelDescriptor", "exitWithdrawDate") VALUES
	('101', 's1', '2025-08-25', 'uri://ed-fi.org/GradeLevelDescriptor#Kindergarten', '2026-01-17');
INSERT INTO import_rule (source, what, says) VALUES ('state', 'last day', 'excluded');
SELECT kind, "row", key, outcome, why FROM merge_edfi('state', on_day => '2026-02-02');
SELECT t.grade, t.valid FROM student AS t JOIN source_id AS i ON i.kind = 'student' AND i.id = t.student_id
WHERE i.source = 'state';

-- Who is employed: by assignment, the wage parted to the cent; who has no assignment works where he or she is employed.
CREATE FUNCTION employ() RETURNS void LANGUAGE sql AS $employ$
	INSERT INTO lakeside_import.edfi_staff_education_organization_employment_associations (
		"educationOrganizationReference.educationOrganizationId", "staffReference.staffUniqueId",
		"employmentStatusDescriptor", "hireDate", "annualWage", "endDate", "fullTimeEquivalency") VALUES
		('800', '1', 'x#Contractual', '2025-08-18', '60000.01', '', '1'),
		('800', '2', 'x#Contractual', '2025-08-18', '', '', '0.8'),
		('102', '3', 'x#Contractual', '2025-08-18', '50000', '2026-02-27', ''),
		('800', '4', 'x#Hourly', '2025-08-18', '', '', '1'),
		('800', '5', 'x#Contractual', 'August', '50000', '', '1');
	INSERT INTO lakeside_import.edfi_staff_education_organization_assignment_associations (
		"educationOrganizationReference.educationOrganizationId", "employmentReference.educationOrganizationId",
		"employmentReference.employmentStatusDescriptor", "employmentReference.hireDate",
		"staffReference.staffUniqueId",
		"beginDate", "staffClassificationDescriptor", "endDate", "fullTimeEquivalency") VALUES
		('101', '800', 'x#Contractual', '2025-08-18', '1', '2025-08-18', 'x#Teacher', '', '0.3333'),
		('102', '800', 'x#Contractual', '2025-08-18', '1', '2025-08-18', 'x#Teacher', '', '0.6667'),
		('101', '', '', '', '2', '2025-08-18', 'x#Teacher', '', '0.5'),
		('102', '', '', '', '2', '2025-08-18', 'x#Counselor', '', '0.3'),
		('900', '', '', '', '2', '2025-08-18', 'x#Coach', '', '0.1'),
		('101', '800', 'x#Gone', '2019-08-18', '4', '2025-08-18', 'x#Teacher', '', '1');
$employ$;
SELECT employ();
SELECT kind, "row", key, outcome, why FROM merge_edfi(on_day => '2025-09-02');
INSERT INTO import_rule (source, what, says) VALUES ('edfi', 'schedule', 'teacher');
SELECT employ();
SELECT kind, "row", key, outcome, why FROM merge_edfi(on_day => '2025-09-02');
SELECT e.employee_name, s.site_name, m.schedule, m.fte, m.agreed_salary, m.valid FROM employment AS m
JOIN employee AS e USING (employee_id) JOIN site AS s USING (site_id) ORDER BY 1, 2;

-- By employment: the person's FTE and wage in equal parts, where all last equally long.
DELETE FROM employment;
DELETE FROM source_fact WHERE kind = 'employment';
INSERT INTO import_rule (source, what, says) VALUES ('edfi', 'fte', 'employment');
SELECT employ();
UPDATE edfi_staff_education_organization_employment_associations SET "annualWage" = '70000'
WHERE "staffReference.staffUniqueId" = '2';
UPDATE edfi_staff_education_organization_assignment_associations SET "endDate" = '2026-01-16'
WHERE "staffReference.staffUniqueId" = '2' AND "educationOrganizationReference.educationOrganizationId" = '102';
SELECT kind, "row", key, outcome, why FROM merge_edfi(on_day => '2025-09-02');
SELECT e.employee_name, s.site_name, m.fte, m.agreed_salary FROM employment AS m
JOIN employee AS e USING (employee_id) JOIN site AS s USING (site_id) ORDER BY 1, 2;
SET search_path = public;
DROP SCHEMA lakeside_import, lakeside_bi, lakeside_then, lakeside CASCADE;
