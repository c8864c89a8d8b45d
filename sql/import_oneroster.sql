-- What the files of OneRoster 1.1 and 1.2 mean, row by row.
SET client_min_messages = warning;
SET datestyle = ISO;
\set SHOW_CONTEXT never
CREATE EXTENSION IF NOT EXISTS caseload CASCADE;
SELECT caseload.create_district('lakeside') IS NOT NULL AS made;
SELECT caseload.create_import('lakeside');
SET search_path = lakeside_import, lakeside, caseload, public;
INSERT INTO oneroster_1_1_orgs ("sourcedId", status, name, type) VALUES ('D', '', 'Lakeside', 'district'),
	('02M800', 'active', 'Elm', 'school'), ('OLD', 'tobedeleted', 'Oak', 'school');
INSERT INTO oneroster_1_1_academic_sessions ("sourcedId", status, title, type, "startDate", "endDate") VALUES
	('Y', '', '2025-26', 'schoolYear', '2025-08-25', '2026-06-06'),
	('S1', '', 'Fall', 'semester', '2025-08-25', '2026-01-17'),
	('BAD', '', 'Bad', 'term', '2025-08-25', '2025-08-25'), ('WHEN', '', 'When', 'term', '2025-13-25', '2026-01-17'),
	('GONE', 'tobedeleted', 'Gone', 'term', '2025-08-25', '2026-06-06');
INSERT INTO oneroster_1_1_courses ("sourcedId", title, grades) VALUES ('C5', 'Grade 5', '05');
INSERT INTO oneroster_1_1_classes ("sourcedId", status, "dateLastModified", title, grades, "courseSourcedId",
	"schoolSourcedId", "termSourcedIds", periods, location, subjects, "classType") VALUES
	('K1', '', '', 'Kindergarten', 'KG', '', '02M800', 'Y', '1', '12', '', 'homeroom'),
	('PT', '', '', 'Early', 'PK,TK,KG', '', '02M800', 'Y, S1', '', '', 'Reading,Writing', 'scheduled'),
	('C5', '', '', 'By its course', '', 'C5', '02M800', 'S1', '', '', '', ''),
	('TW', '', '', 'First', '01', '', '02M800', 'Y', '', '', '', ''),
	('TW', '', '', 'Second', '01', '', '02M800', 'Y', '', '', '', ''),
	('NT', '', '', 'No term', '02', '', '02M800', '', '', '', '', ''),
	('LT', '', '', 'Lost term', '02', '', '02M800', 'GONE', '', '', '', ''),
	('HT', '', '', 'Half of its terms', '02', '', '02M800', 'S1,S9', '', '', '', ''),
	('UG', '', '', 'Odd grades', 'UG,02,Z9', '', '02M800', 'Y', '', '', '', ''),
	('LN', '', '', repeat('long ', 20), '02', '', '02M800', 'Y', '', '', '', ''),
	('DL', 'tobedeleted', '2025-11-03T07:00:00Z', 'Closed in November', '02', '', '02M800', 'Y', '', '', '', ''),
	('ST', 'retired', '', 'Of no status', '02', '', '02M800', 'Y', '', '', '', ''),
	('', '', '', 'Of no id', '02', '', '02M800', 'Y', '', '', '', ''),
	('NS', '', '', 'Of no school', '02', '', 'OLD', 'Y', '', '', '', '');
INSERT INTO oneroster_1_1_users ("sourcedId", status, "dateLastModified", role, "givenName", "familyName",
	grades) VALUES
	('t1', '', '', 'teacher', 'Rosa', 'Alvarez', ''), ('t2', '', '', 'teacher', 'Dana', 'Brook', ''),
	('t3', '', '', 'teacher', '', '', ''), ('a1', '', '', 'aide', 'Kim', 'Park', ''),
	('p1', '', '', 'parent', 'Pat', 'Quillfeather', ''), ('s1', '', '', 'student', 'Ada', 'Quillfeather', 'KG'),
	('s2', '', '', 'student', 'Ben', 'Quillfeather', 'IT'), ('s3', '', '', 'student', 'Cleo', 'Quillfeather', 'XX'),
	('s4', 'tobedeleted', '2025-10-06T00:00:00Z', 'student', 'Drew', 'Quillfeather', '05,06'),
	('s5', 'suspended', '', 'student', 'Eve', 'Quillfeather', '05');
INSERT INTO oneroster_1_1_enrollments ("sourcedId", status, "dateLastModified", "classSourcedId", "userSourcedId", role,
	"primary", "beginDate", "endDate") VALUES
	('e01', '', '', 'K1', 's1', 'student', '', '', ''),
	('e02', '', '', 'K1', 's2', 'student', '', '2025-09-08', '2025-12-01'),
	('e03', '', '', 'K1', 's2', 'student', '', '2025-12-01', ''),
	('e04', '', '', 'C5', 's4', 'student', '', '', ''), ('e05', '', '', 'DL', 's1', 'student', '', '', ''),
	('e06', '', '', 'K1', 's3', 'student', '', '2025-09-08', '2025-09-08'),
	('e07', 'tobedeleted', '2026-01-12T09:00:00Z', 'PT', 's1', 'student', '', '', ''),
	('e08', 'inactive', '2026-01-12T09:00:00Z', 'PT', 's2', 'student', '', '2025-09-02', '2025-12-01'),
	('e09', 'tobedeleted', '', 'PT', 's3', 'student', '', '', ''),
	('e10', 'draft', '', 'PT', 's3', 'student', '', '', ''),
	('e11', '', '', 'ZZ', 's1', 'student', '', '', ''), ('e12', '', '', 'K1', 's9', 'student', '', '', ''),
	('e13', '', '', 'K1', 't1', 'student', '', '', ''), ('e14', '', '', 'K1', 's5', 'student', '', '', ''),
	('e15', '', '', 'ST', 's1', 'student', '', '', ''), ('e16', '', '', '', 's1', 'student', '', '', ''),
	('e17', '', '', 'K1', '', 'student', '', '', ''), ('e18', '', '', 'K1', 's3', '', '', '', ''),
	('e19', '', '', 'K1', 's3', 'student', '', '2025-02-30', ''),
	('e20', '', '', 'PT', 's3', 'student', '', '', '45901'),
	('e21', '', '', 'K1', 't1', 'teacher', 'true', '', '2026-01-12'),
	('e22', '', '', 'K1', 't2', 'teacher', 'false', '', ''),
	('e23', '', '', 'K1', 't3', 'teacher', 'false', '2026-01-12', ''),
	('e24', '', '', 'K1', 'a1', 'teacher', '', '', ''),
	('e25', '', '', 'PT', 't2', 'teacher', '', '', ''), ('e26', '', '', 'PT', 't3', 'teacher', '', '', ''),
	('e27', '', '', 'K1', 't1', 'administrator', '', '', ''), ('e28', '', '', 'PT', 't1', 'administrator', '', '', ''),
	('e29', '', '', 'PT', 'a1', 'proctor', '', '', '');
INSERT INTO import_rule (source, what, says) VALUES ('oneroster', 'role proctor', 'none'),
	('oneroster', 'role aide', 'instructional aide'), ('oneroster', 'grade z9', '9');
CREATE VIEW facts AS
SELECT s.section_name, s.grades, s.valid AS meets, i.key AS student, e.valid
FROM section AS s LEFT JOIN enrollment AS e USING (district_id, section_id)
LEFT JOIN source_id AS i ON i.kind = 'student' AND i.id = e.student_id AND i.source = 'oneroster';
SELECT kind, "row", key, outcome, why FROM merge_oneroster_1_1(on_day => '2025-09-02');
SELECT * FROM facts ORDER BY section_name, student, valid;
SELECT attributes, period FROM section WHERE section_name IN ('Kindergarten', 'Early') ORDER BY section_id;
SELECT s.section_name, i.key, t.role, t.valid FROM staffing AS t JOIN section AS s USING (section_id)
JOIN source_id AS i ON i.kind = 'employee' AND i.id = t.employee_id ORDER BY 1, 2;
SELECT employee_name FROM employee ORDER BY employee_id;
SELECT i.key, t.grade, t.valid FROM student AS t JOIN source_id AS i ON i.kind = 'student' AND i.id = t.student_id
ORDER BY 1, 3;

-- What changed, in files that hold nothing else: a class and a student that are not in them are known from before. A
-- manifest that says delta is not read as if it were whole.
INSERT INTO oneroster_1_1_manifest VALUES ('oneroster.version', '1.1'), ('file.enrollments', 'delta');
INSERT INTO oneroster_1_1_enrollments ("sourcedId", status, "dateLastModified", "classSourcedId", "userSourcedId", role)
VALUES ('e01', 'tobedeleted', '2026-02-02T09:00:00Z', 'K1', 's1', 'student'),
	('e30', 'active', '2026-02-02T09:00:00Z', 'NT', 's1', 'student'), ('e31', 'active', '', 'NT', 's8', 'student');
SELECT kind, "row", key, outcome, why FROM merge_oneroster_1_1(on_day => '2026-02-02');
SELECT kind, "row", key, outcome, why FROM merge_oneroster_1_1(on_day => '2026-02-02', full_files => false);
SELECT * FROM facts WHERE student = 's1' ORDER BY section_name, valid;

-- A grade that is another than before holds since the day of the files; the one before stays.
INSERT INTO oneroster_1_1_users ("sourcedId", role, grades) VALUES ('s1', 'student', '01'), ('s2', 'student', 'IT');
SELECT kind, "row", key, outcome, why FROM merge_oneroster_1_1(on_day => '2026-02-02', full_files => false);
INSERT INTO oneroster_1_1_users ("sourcedId", role, grades) VALUES ('s1', 'student', '01'), ('s2', 'student', 'IT');
SELECT kind, "row", key, outcome, why FROM merge_oneroster_1_1(on_day => '2026-02-02', full_files => false);
INSERT INTO oneroster_1_1_users ("sourcedId", role, grades) VALUES ('s1', 'student', '01'), ('s2', 'student', 'IT');
SELECT kind, "row", key, outcome, why FROM merge_oneroster_1_1(on_day => '2026-03-02', full_files => false);
SELECT i.key, t.grade, t.valid FROM student AS t JOIN source_id AS i ON i.kind = 'student' AND i.id = t.student_id
WHERE i.key IN ('s1', 's2') ORDER BY 1, 3;

-- A source whose last days are days on which it holds; a rule that says what it cannot; plain rows that wait.
INSERT INTO import_rule (source, what, says) VALUES ('odd', 'last day', 'included'), ('wrong', 'last day', 'sometimes');
INSERT INTO oneroster_1_1_orgs ("sourcedId", name, type) VALUES ('B', 'Birch', 'school');
INSERT INTO oneroster_1_1_academic_sessions ("sourcedId", type, "startDate", "endDate")
VALUES ('Y', 'schoolYear', '2025-08-25', '2026-06-05');
INSERT INTO oneroster_1_1_classes ("sourcedId", title, grades, "schoolSourcedId", "termSourcedIds")
VALUES ('X', 'Included', '03', 'B', 'Y');
INSERT INTO plain_site (site_id, site_name) VALUES ('W', 'Willow');
SELECT kind, "row", key, outcome, why FROM merge_oneroster_1_1('odd', on_day => '2025-09-02');
TRUNCATE plain_site;
SELECT kind, "row", key, outcome, why FROM merge_oneroster_1_1('wrong', on_day => '2025-09-02');
SELECT * FROM oneroster_1_1_rows('odd', on_day => '2025-09-02');
SELECT section_id, site_id, section_name, grades, first_day, last_day FROM plain_section;
TRUNCATE plain_site, plain_section;
SELECT kind, "row", key, outcome, why FROM merge_oneroster_1_1('odd', on_day => '2025-09-02');

-- OneRoster 1.2: what a user is stands in roles.csv.
INSERT INTO oneroster_1_2_orgs ("sourcedId", name, type) VALUES ('E', 'Elder', 'school');
INSERT INTO oneroster_1_2_academic_sessions ("sourcedId", type, "startDate", "endDate")
VALUES ('Y', 'schoolYear', '2025-08-25', '2026-06-06');
INSERT INTO oneroster_1_2_classes ("sourcedId", title, grades, "schoolSourcedId", "termSourcedIds")
VALUES ('Z', 'Of roles', '03', 'E', 'Y');
INSERT INTO oneroster_1_2_users ("sourcedId", status, "dateLastModified", "givenName", "familyName",
	"preferredGivenName", grades) VALUES ('t', '', '', 'Margaret', 'Lane', 'Peg', ''),
	('u', '', '', 'No', 'Role', '', '03'),
	('s', '', '', 'Ada', 'Quillfeather', '', '03'),
	('x', 'tobedeleted', '2025-12-01T00:00:00Z', 'Ben', 'Quillfeather', '', '03'),
	('b', '', '', 'Teacher', 'Parent', '', '');
INSERT INTO oneroster_1_2_roles ("sourcedId", "userSourcedId", "roleType", role, "beginDate", "endDate",
	"orgSourcedId") VALUES
	('r1', 't', 'primary', 'teacher', '', '', 'E'), ('r2', 's', 'primary', 'student', '2025-08-25', '2025-11-01', 'E'),
	('r3', 's', 'primary', 'student', '2026-01-05', '', 'E'), ('r4', 'x', 'primary', 'student', '', '', 'E'),
	('r5', 'b', 'primary', 'teacher', '', '', 'E'), ('r6', 'b', 'secondary', 'parent', '', '', 'E'),
	('r7', 's', 'primary', 'student', 'soon', '', 'E');
INSERT INTO oneroster_1_2_enrollments ("sourcedId", "classSourcedId", "userSourcedId", role, "primary") VALUES
	('e1', 'Z', 't', 'teacher', 'true'), ('e2', 'Z', 's', 'student', ''), ('e3', 'Z', 'x', 'student', ''),
	('e4', 'Z', 'u', 'student', ''), ('e5', 'Z', 'b', 'teacher', '');
SELECT kind, "row", key, outcome, why FROM merge_oneroster_1_2('newer', on_day => '2025-09-02');
SELECT i.key, t.grade, t.valid FROM student AS t JOIN source_id AS i ON i.kind = 'student' AND i.id = t.student_id
WHERE i.source = 'newer' ORDER BY 1, 3;
SELECT i.key, e.valid FROM enrollment AS e JOIN source_id AS i ON i.kind = 'student' AND i.id = e.student_id
WHERE i.source = 'newer' ORDER BY 1, 2;
SELECT e.employee_name, t.role FROM staffing AS t JOIN employee AS e USING (employee_id)
JOIN section AS s USING (section_id) WHERE s.section_name = 'Of roles' ORDER BY 1;
SET search_path = public;
DROP SCHEMA lakeside_import, lakeside_bi, lakeside_then, lakeside CASCADE;
