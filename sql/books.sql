-- The books: a change of any table of facts makes its own answers stale and no others, the reports are right at
-- once, and a refresh leaves them right and nothing stale. A line of what: marks, what is stale, rows that differ
-- from a reckoning afresh before the refresh and after it, what is stale then, rows of the reports.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
-- a refresh that takes seconds says how far it is
SET client_min_messages = warning;
SELECT caseload.create_district('books');
SET search_path = books, books_bi, caseload, public;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/books_helpers.psql'
\set district :abs_srcdir '/test/sql/books_district.psql'
\set ECHO none
\i :helpers
\i :district
\set ECHO all
-- ---- without a book everything is reckoned at each look, and it is right; the first refresh makes one ----
SELECT district_id, about, refreshed_at IS NULL AS never, took, marked, stale, reason FROM report_status ORDER BY 1;
SELECT * FROM differences();
SELECT regexp_replace(refresh_reports(), ' in .*', '');
SELECT district_id, about, refreshed_at <= clock_timestamp() AS known, took > '0' AS took, marked, stale, reason
FROM report_status ORDER BY 1;
SELECT * FROM differences();
SELECT regexp_replace(refresh_reports(), ' in .*', '');
SELECT (SELECT count(*) FROM kept_class_size) AS class_sizes, (SELECT count(*) FROM kept_caseload) AS caseloads,
	(SELECT count(*) FROM kept_finding) AS findings, (SELECT count(*) FROM kept_problem) AS problems;
CREATE TABLE untouched AS TABLE of_two;

-- ---- facts: each row marks its own keys, and what they reach is stale ----
\pset format unaligned
\pset tuples_only on
SELECT s.what, t.* FROM (VALUES
	('enrollment, insert',
		'INSERT INTO enrollment (section_id, student_id, valid) VALUES (102, 1, $$[2025-08-01,2026-06-30)$$)'),
	('enrollment, update', 'UPDATE enrollment SET section_id = 201 WHERE student_id = 1'),
	('enrollment, update of nothing', 'UPDATE enrollment SET section_id = 201 WHERE student_id = -1'),
	('enrollment, delete', 'DELETE FROM enrollment WHERE student_id = 1'),
	('section, insert', 'INSERT INTO section (section_id, site_id, section_name, grades, valid)
		VALUES (104, 1, $$Class 104$$, $$[3,3]$$, $$[2025-08-01,2026-06-30)$$)'),
	('enrollment of a new class', 'INSERT INTO enrollment (section_id, student_id, valid)
		SELECT 104, n, $$[2025-08-01,2026-06-30)$$ FROM generate_series(901, 905) AS n'),
	('section, update: it moves', 'UPDATE section SET site_id = 2 WHERE section_id = 104'),
	('section, update: renamed', 'UPDATE section SET section_name = $$Room 4$$ WHERE section_id = 104'),
	('staffing, insert', 'INSERT INTO staffing (staffing_id, section_id, employee_id, valid)
		VALUES (90, 104, 12, $$[2025-08-01,2026-06-30)$$)'),
	('staffing, update', 'UPDATE staffing SET employee_id = 21 WHERE staffing_id = 90'),
	('staffing, delete', 'DELETE FROM staffing WHERE staffing_id = 90'),
	('section, delete, with its students', 'WITH gone AS (DELETE FROM enrollment WHERE section_id = 104) SELECT;
		DELETE FROM section WHERE section_id = 104'),
	('employee, insert', 'INSERT INTO employee (employee_id, employee_name) VALUES (13, $$Gwen$$)'),
	('employment, insert', 'INSERT INTO employment (employment_id, employee_id, site_id, contract, schedule, placement,
		valid) VALUES (113, 13, 2, $$oak$$, $$teacher$$, $$II-1$$, $$[2025-07-01,2026-07-01)$$)'),
	('employment, update: another site', 'UPDATE employment SET site_id = 3 WHERE employment_id = 113'),
	('employment, update: another step',
		'UPDATE employment SET placement = $$II-2$$ WHERE employee_id = 11 AND district_id = 1'),
	('employment, delete', 'DELETE FROM employment WHERE employment_id = 113'),
	('employee, update: renamed', 'UPDATE employee SET employee_name = $$Beatrice$$ WHERE employee_id = 12'),
	('employee, delete', 'DELETE FROM employee WHERE employee_id = 13'),
	('case_assignment, insert', 'INSERT INTO case_assignment (case_id, employee_id, student_id, program, valid)
		VALUES (90, 31, 90, $$RSP$$, $$[2025-08-01,2026-06-30)$$)'),
	('case_assignment, update', 'UPDATE case_assignment SET employee_id = 41 WHERE case_id = 90'),
	('case_assignment, delete', 'DELETE FROM case_assignment WHERE case_id = 90'),
	('student who sits in two classes and has no case', 'INSERT INTO enrollment (section_id, student_id, valid)
		SELECT s, 777, $$[2025-08-01,2025-12-01)$$ FROM unnest($${102,201}$$::int[]) AS s'),
	('student, insert: of these days', 'INSERT INTO student (student_row_id, student_id, valid, attributes)
		VALUES (90, 777, $$[2025-11-01,)$$, $${"iep": true}$$)'),
	('student, insert: of days after', 'INSERT INTO student (student_row_id, student_id, valid)
		VALUES (91, 778, $$[2025-12-01,)$$)'),
	('student, update: another number', 'UPDATE student SET student_id = 777, valid = $$[2025-08-01,2025-09-01)$$
		WHERE student_row_id = 91'),
	('student on two caseloads, insert: it weighs more', 'INSERT INTO student (student_row_id, student_id, valid,
		attributes) VALUES (92, 2, $$[2025-08-01,)$$, $${"severe": true}$$)'),
	('student, update: from January on', 'UPDATE student SET valid = $$[2026-01-07,)$$ WHERE student_row_id = 92'),
	('student, update: an agreed weight', 'UPDATE student SET weight = 7 WHERE student_row_id = 92'),
	('student, delete', 'DELETE FROM student WHERE student_row_id IN (90, 91, 92)'),
	('enrollment, delete', 'DELETE FROM enrollment WHERE student_id = 777'),
	('tally, insert', 'INSERT INTO tally (tally_id, section_id, valid, what, quantity)
		VALUES (90, 103, $$[2025-09-01,2025-09-03)$$, $$aides$$, $$0.5 aides$$)'),
	('tally, update', 'UPDATE tally SET section_id = NULL, site_id = 1 WHERE tally_id = 90'),
	('tally, update', 'UPDATE tally SET site_id = NULL, employee_id = 21 WHERE tally_id = 90'),
	('tally, delete', 'DELETE FROM tally WHERE tally_id = 90'),
	('exception, insert', 'INSERT INTO exception (exception_id, limit_id, section_id, valid, number, reason)
		SELECT 90, id, 101, $$[2025-09-01,2025-09-03)$$, $$2 students$$, $$agreed$$ FROM load_limit
		WHERE code = $$class$$'),
	('exception, update', 'UPDATE exception SET section_id = NULL, employee_id = 21 WHERE exception_id = 90'),
	('exception, update', 'UPDATE exception SET employee_id = NULL, site_id = 2 WHERE exception_id = 90'),
	('exception, delete', 'DELETE FROM exception WHERE exception_id = 90'),
	('remedy_given, insert', 'INSERT INTO remedy_given (remedy_given_id, remedy_id, employee_id, valid)
		SELECT 90, id, 31, $$[2025-09-01,2025-09-03)$$ FROM limit_remedy WHERE choice = $$relief$$ AND kind = $$pay$$'),
	('remedy_given, update', 'UPDATE remedy_given SET valid = $$[2025-09-01,2025-09-04)$$ WHERE remedy_given_id = 90'),
	('remedy_given, delete', 'DELETE FROM remedy_given WHERE remedy_given_id = 90'),
	('a class with the number of an employee', 'INSERT INTO section (section_id, site_id, section_name, grades, valid)
		VALUES (31, 2, $$Class 31$$, $$[3,3]$$, $$[2025-08-01,2026-06-30)$$)'),
	('remedy_given for that class is not for the employee', 'INSERT INTO remedy_given (remedy_given_id, remedy_id,
		section_id, valid) SELECT 90, id, 31, $$[2025-09-01,2025-09-03)$$ FROM limit_remedy
		WHERE choice = $$relief$$ AND kind = $$pay$$'),
	('remedy_given, delete', 'DELETE FROM remedy_given WHERE remedy_given_id = 90'),
	('section, delete', 'DELETE FROM section WHERE section_id = 31'),
	('site, insert', 'INSERT INTO site (site_id, site_name) VALUES (4, $$East$$)'),
	('site, update: renamed', 'UPDATE site SET site_name = $$Southern$$ WHERE site_id = 2'),
	('site, update: attributes', 'UPDATE site SET attributes = $${"special": true}$$ WHERE site_id = 2'),
	('site, delete', 'DELETE FROM site WHERE site_id = 4')) AS s (what, statement)
	CROSS JOIN LATERAL step(s.what, s.statement) AS t;
-- the new names are in the rows
SELECT DISTINCT site_name, section_name, employee_name FROM class_size_overage
WHERE section_name IS NOT NULL ORDER BY 1, 2, 3;
-- the other district's rows are those that were
SELECT count(*) FROM (TABLE untouched EXCEPT ALL TABLE of_two) AS x;
SELECT (SELECT count(*) FROM untouched) = (SELECT count(*) FROM of_two), count(DISTINCT of) FROM untouched;

