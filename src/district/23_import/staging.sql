-- Where the rows of files stand until they are merged: all columns are text, so that nothing of a file is refused
-- before it can be named. UNLOGGED: what is in a file, names and birthdays of students among it, is in no write-ahead
-- log, and a merge empties it. The last day is the last one on which it holds; a day is written as 2025-09-02.
CREATE UNLOGGED TABLE plain_site (
	site_id   text,
	site_name text,
	level     text
);
COMMENT ON TABLE plain_site IS 'staging: schools and other places of work';
COMMENT ON COLUMN plain_site.site_id IS 'what the source calls it: any text';
COMMENT ON COLUMN plain_site.site_name IS 'name';
COMMENT ON COLUMN plain_site.level IS 'level that the stipend schedule knows: High School; empty: any';
CREATE UNLOGGED TABLE plain_student (
	student_id text,
	first_day  text,
	last_day   text,
	grade      text,
	weight     text,
	attributes text
);
COMMENT ON TABLE plain_student IS 'staging: what is a student''s own, dated: a row for each stretch of days';
COMMENT ON COLUMN plain_student.student_id IS 'what the source calls the student: any text';
COMMENT ON COLUMN plain_student.first_day IS 'from this day on; empty: since ever';
COMMENT ON COLUMN plain_student.last_day IS 'the last day; empty: it goes on';
COMMENT ON COLUMN plain_student.grade IS 'grade: PK, TK, K, 1';
COMMENT ON COLUMN plain_student.weight IS 'an agreed weight';
COMMENT ON COLUMN plain_student.attributes IS 'JSON: {"iep": true, "el": true}';
CREATE UNLOGGED TABLE plain_employee (
	employee_id   text,
	employee_name text,
	hired         text,
	born          text
);
COMMENT ON TABLE plain_employee IS 'staging: employees of the bargaining unit';
COMMENT ON COLUMN plain_employee.employee_id IS 'what the source calls the employee: any text';
COMMENT ON COLUMN plain_employee.employee_name IS 'name';
COMMENT ON COLUMN plain_employee.hired IS 'first day of paid service';
COMMENT ON COLUMN plain_employee.born IS 'birthday, for retirement';
CREATE UNLOGGED TABLE plain_section (
	section_id   text,
	site_id      text,
	section_name text,
	grades       text,
	first_day    text,
	last_day     text,
	program      text,
	period       text,
	room         text,
	attributes   text
);
COMMENT ON TABLE plain_section IS 'staging: classes';
COMMENT ON COLUMN plain_section.section_id IS 'what the source calls it: any text';
COMMENT ON COLUMN plain_section.site_id IS 'the school';
COMMENT ON COLUMN plain_section.section_name IS 'name or number; empty: the source''s own text';
COMMENT ON COLUMN plain_section.grades IS 'grades taught in it: K, 4-5, 9 10 11; empty: those of its students';
COMMENT ON COLUMN plain_section.first_day IS 'the first day on which it meets';
COMMENT ON COLUMN plain_section.last_day IS 'the last day on which it meets';
COMMENT ON COLUMN plain_section.program IS 'program, for special education and the like';
COMMENT ON COLUMN plain_section.period IS 'period of the bell schedule';
COMMENT ON COLUMN plain_section.room IS 'room, to find classes that are one';
COMMENT ON COLUMN plain_section.attributes IS 'JSON: whatever else a rule asks of a class';
CREATE UNLOGGED TABLE plain_staffing (
	section_id  text,
	employee_id text,
	role        text,
	first_day   text,
	last_day    text,
	share       text
);
COMMENT ON TABLE plain_staffing IS 'staging: who teaches a class';
COMMENT ON COLUMN plain_staffing.section_id IS 'the class';
COMMENT ON COLUMN plain_staffing.employee_id IS 'the employee';
COMMENT ON COLUMN plain_staffing.role IS 'role; empty: teacher of record';
COMMENT ON COLUMN plain_staffing.first_day IS 'from this day on; empty: since the class meets';
COMMENT ON COLUMN plain_staffing.last_day IS 'the last day; empty: as long as the class meets';
COMMENT ON COLUMN plain_staffing.share IS 'part of the class; empty: 1';
CREATE UNLOGGED TABLE plain_enrollment (
	section_id text,
	student_id text,
	first_day  text,
	last_day   text,
	share      text,
	weight     text,
	attributes text
);
COMMENT ON TABLE plain_enrollment IS 'staging: who sits in which class';
COMMENT ON COLUMN plain_enrollment.section_id IS 'the class';
COMMENT ON COLUMN plain_enrollment.student_id IS 'the student';
COMMENT ON COLUMN plain_enrollment.first_day IS 'from this day on; empty: since the class meets';
COMMENT ON COLUMN plain_enrollment.last_day IS 'the last day; empty: as long as the class meets';
COMMENT ON COLUMN plain_enrollment.share IS 'part of the day or week spent in the class; empty: 1';
COMMENT ON COLUMN plain_enrollment.weight IS 'an agreed weight of this student in this class';
COMMENT ON COLUMN plain_enrollment.attributes IS 'JSON: what is said of the student in this class alone';
CREATE UNLOGGED TABLE plain_case (
	employee_id text,
	student_id  text,
	program     text,
	first_day   text,
	last_day    text,
	grade       text,
	share       text,
	weight      text,
	attributes  text
);
COMMENT ON TABLE plain_case IS 'staging: who is on whose caseload';
COMMENT ON COLUMN plain_case.employee_id IS 'the provider or case manager';
COMMENT ON COLUMN plain_case.student_id IS 'the student';
COMMENT ON COLUMN plain_case.program IS 'the program, as the limits name it: RSP, SLP';
COMMENT ON COLUMN plain_case.first_day IS 'from this day on; empty: since ever';
COMMENT ON COLUMN plain_case.last_day IS 'the last day; empty: it goes on';
COMMENT ON COLUMN plain_case.grade IS 'grade of the student; empty: the student''s own';
COMMENT ON COLUMN plain_case.share IS 'part of the case; empty: 1';
COMMENT ON COLUMN plain_case.weight IS 'an agreed weight of this case';
COMMENT ON COLUMN plain_case.attributes IS 'JSON: what limits ask for';
CREATE UNLOGGED TABLE plain_employment (
	employment_id text,
	employee_id   text,
	site_id       text,
	contract      text,
	schedule      text,
	placement     text,
	fte           text,
	agreed_salary text,
	first_day     text,
	last_day      text,
	calendar      text,
	attributes    text
);
COMMENT ON TABLE plain_employment IS 'staging: placements and full-time equivalents';
COMMENT ON COLUMN plain_employment.employment_id IS
	'what the source calls it; empty: it is known by employee, site and schedule';
COMMENT ON COLUMN plain_employment.employee_id IS 'the employee';
COMMENT ON COLUMN plain_employment.site_id IS 'place of work';
COMMENT ON COLUMN plain_employment.contract IS 'the contract; empty: the only one that is loaded';
COMMENT ON COLUMN plain_employment.schedule IS 'the salary schedule, by its short name';
COMMENT ON COLUMN plain_employment.placement IS 'lane and step: III-7';
COMMENT ON COLUMN plain_employment.fte IS 'full-time equivalent; empty: 1';
COMMENT ON COLUMN plain_employment.agreed_salary IS 'annual salary of those off the grid';
COMMENT ON COLUMN plain_employment.first_day IS 'from this day on; empty: since ever';
COMMENT ON COLUMN plain_employment.last_day IS 'the last day; empty: it goes on';
COMMENT ON COLUMN plain_employment.calendar IS 'calendar.kind of the job''s own days; empty: duty';
COMMENT ON COLUMN plain_employment.attributes IS 'JSON: whatever else a rule asks of an employment';
CREATE UNLOGGED TABLE plain_position (
	position_held_id text,
	employee_id      text,
	site_id          text,
	contract         text,
	position         text,
	first_day        text,
	last_day         text,
	counted          text,
	share            text
);
COMMENT ON TABLE plain_position IS 'staging: positions, degrees and credentials that a stipend is paid for';
COMMENT ON COLUMN plain_position.position_held_id IS
	'what the source calls it; empty: it is known by employee, site and position';
COMMENT ON COLUMN plain_position.employee_id IS 'the employee';
COMMENT ON COLUMN plain_position.site_id IS 'the site where it is held; empty for a degree or credential';
COMMENT ON COLUMN plain_position.contract IS 'the contract; empty: the only one that is loaded';
COMMENT ON COLUMN plain_position.position IS 'stipend.position';
COMMENT ON COLUMN plain_position.first_day IS 'from this day on; empty: since ever';
COMMENT ON COLUMN plain_position.last_day IS 'the last day; empty: it goes on';
COMMENT ON COLUMN plain_position.counted IS 'what the stipend''s scale counts: teachers mentored; empty: 1';
COMMENT ON COLUMN plain_position.share IS 'the part of the year, for a stipend that is prorated; empty: 1';
CREATE UNLOGGED TABLE plain_service (
	employee_id text,
	school_year text,
	kind        text,
	share       text,
	note        text
);
COMMENT ON TABLE plain_service IS 'staging: service by school year';
COMMENT ON COLUMN plain_service.employee_id IS 'the employee';
COMMENT ON COLUMN plain_service.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN plain_service.kind IS 'district, job share, outside, military or other; empty: district';
COMMENT ON COLUMN plain_service.share IS 'part of the year worked, or of the position; empty: 1';
COMMENT ON COLUMN plain_service.note IS 'remark';
CREATE UNLOGGED TABLE plain_paid_elsewhere (
	payment_id  text,
	employee_id text,
	contract    text,
	school_year text,
	payday      text,
	component   text,
	amount      text,
	source      text
);
COMMENT ON TABLE plain_paid_elsewhere IS 'staging: what another system paid';
COMMENT ON COLUMN plain_paid_elsewhere.payment_id IS
	'what the source calls the payment; empty: it is known by employee, year, payday and component';
COMMENT ON COLUMN plain_paid_elsewhere.employee_id IS 'the employee';
COMMENT ON COLUMN plain_paid_elsewhere.contract IS 'the contract; empty: the only one that is loaded';
COMMENT ON COLUMN plain_paid_elsewhere.school_year IS 'the school year whose pay it was, as 2019-20';
COMMENT ON COLUMN plain_paid_elsewhere.payday IS 'when it was paid';
COMMENT ON COLUMN plain_paid_elsewhere.component IS 'what for, as in the pay lines; empty: all that no other row names';
COMMENT ON COLUMN plain_paid_elsewhere.amount IS 'dollars, gross';
COMMENT ON COLUMN plain_paid_elsewhere.source IS 'which system, or which statement; empty: the source of the merge';

CREATE TYPE import_line AS (kind text, "row" bigint, key text, outcome text, id bigint, why text);
COMMENT ON TYPE import_line IS 'what became of a row of a file';
COMMENT ON COLUMN import_line.kind IS 'site, student, employee, section, staffing, enrollment, case, employment, '
	'position, service or paid_elsewhere; of what a format refuses, its file';
COMMENT ON COLUMN import_line."row" IS
	'which row of the file, counted below the head; null: a fact that no row speaks of';
COMMENT ON COLUMN import_line.key IS 'by what the source knows it; students are named by it alone';
COMMENT ON COLUMN import_line.outcome IS
	'new, changed, closed, joined, mended, refused; same: one line a kind that counts the rows';
COMMENT ON COLUMN import_line.id IS 'key of the fact';
COMMENT ON COLUMN import_line.why IS 'what was changed, joined or mended, or why it was refused and what to do';
