-- Rosters into districts that hold facts already: guards, rows by hand, other sources, classes that are one.
\set SHOW_CONTEXT never
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SELECT caseload.create_district('cove', 'waterford');
SELECT caseload.create_import('cove');
SET search_path = cove, caseload, public;
INSERT INTO calendar (contract, school_year, in_force, days, citation)
SELECT 'waterford', '2019-20', '[2019-07-01,2020-07-01)', (SELECT range_agg(daterange(d, d + 5))
	FROM generate_series(0, 7) AS w, CAST(date '2019-08-19' + 7 * w AS date) AS d), 'made up';
DELETE FROM load_limit;
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation) VALUES
	('waterford', 'fire-code', 'Fire code', '[2019-07-01,2020-07-01)', 'section', 'hard', 'Made up 1');
INSERT INTO limit_cap (limit_id, number) SELECT id, '3 students' FROM load_limit;
-- by hand, before any file
INSERT INTO site (site_id, site_name) VALUES (1, 'Moon');
INSERT INTO employee (employee_id, employee_name) VALUES (1, 'Typed');
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid)
VALUES (1, 1, 'waterford', 'teacher', 'V-5', '[2019-07-01,2020-07-01)');
INSERT INTO section (section_id, site_id, section_name, grades, valid)
VALUES (1, 1, 'By hand', '[1,1]', '[2019-08-19,2020-05-30)');
INSERT INTO enrollment (section_id, student_id, valid) VALUES (1, 5, '[2019-08-19,2020-05-30)');
SELECT guard_district();

-- the crosswalk says by hand that the source's 02M800 is the school that is there
INSERT INTO source_id (source, kind, key, id) VALUES ('plain', 'site', '02M800', 1), ('plain', 'section', 'HAND', 1),
	('plain', 'student', 's5', 5);
\copy cove_import.plain_site FROM STDIN CSV
02M800,Moon Elementary,
\.
\copy cove_import.plain_section FROM STDIN CSV
A,02M800,Class A,1,2019-08-19,2020-05-29,,,,
B,02M800,Class B,1,2019-08-19,2020-05-29,,,,
\.
COPY cove_import.plain_enrollment (section_id, student_id, first_day, last_day) FROM STDIN CSV;
A,s1,,
A,s2,,
A,s3,,
A,s4,,
A,s4,2019-11-01,2019-11-30
B,s4,,2019-09-30
B,s1,2019-10-01,
B,s2,2019-09-02,
B,s3,2019-09-02,
B,s6,2019-10-01,
HAND,s5,2019-09-02,2019-10-31
HAND,s6,,
\.
CREATE TEMP TABLE first_files AS SELECT * FROM cove_import.plain_enrollment;
SELECT kind, row, key, outcome, why FROM cove_import.merge_plain(on_day => '2019-09-03');
SELECT s.section_name, i.key, e.valid FROM enrollment AS e JOIN section AS s USING (section_id)
	JOIN source_id AS i ON i.kind = 'student' AND i.id = e.student_id ORDER BY 1, 2, 3;
-- what was typed is as it was typed
SELECT site_name FROM site;
-- a change that a guard refuses leaves the row as it was, and is tried anew with the next files
INSERT INTO cove_import.plain_enrollment SELECT * FROM first_files;
UPDATE cove_import.plain_enrollment SET last_day = NULL WHERE section_id = 'B' AND student_id = 's4';
UPDATE cove_import.plain_enrollment SET first_day = NULL WHERE section_id = 'B' AND student_id = 's1';
SELECT kind, row, key, outcome, why FROM cove_import.merge_plain(on_day => '2019-09-04');
SELECT s.section_name, i.key, e.valid FROM enrollment AS e JOIN section AS s USING (section_id)
	JOIN source_id AS i ON i.kind = 'student' AND i.id = e.student_id WHERE s.section_name = 'Class B' ORDER BY 1, 2, 3;
-- one leaves, another takes the place: what makes room goes first
INSERT INTO cove_import.plain_enrollment SELECT * FROM first_files
	WHERE section_id <> 'A' OR student_id NOT IN ('s1', 's4');
INSERT INTO cove_import.plain_enrollment (section_id, student_id, first_day) VALUES ('A', 's9', '2019-10-01');
SELECT kind, row, key, outcome, why FROM cove_import.merge_plain(on_day => '2019-10-01')
WHERE kind = 'enrollment' AND outcome <> 'refused';
-- another source knows other ids, and does not touch the rows of the first
INSERT INTO cove_import.plain_enrollment (section_id, student_id) VALUES ('A', 's9');
SELECT kind, row, key, outcome, why FROM cove_import.merge_plain('other');
SELECT source, kind, count(*) FROM source_fact GROUP BY 1, 2 ORDER BY 1, 2;

-- many rows of which some are refused: those that are not go in, and which are does not depend on how they are cut
INSERT INTO cove_import.plain_section
SELECT 'N' || n, '02M800', 'Many ' || n, '1', '2019-08-19', '2020-05-29' FROM generate_series(1, 40) AS n;
INSERT INTO cove_import.plain_enrollment (section_id, student_id)
SELECT 'N' || n, 'm' || n || '-' || k FROM generate_series(1, 5) AS k, generate_series(1, 40) AS n;
SELECT outcome, count(*), min(row), max(row) FROM cove_import.merge_plain(full_files => false)
WHERE kind = 'enrollment' GROUP BY 1 ORDER BY 1;
SELECT min(n), max(n) FROM (SELECT count(*) AS n FROM enrollment AS e JOIN section AS s USING (section_id)
	WHERE s.section_name LIKE 'Many %' GROUP BY s.section_id) AS c;

-- Rows over a cap cost no more than a statement each: of 16 classes of 5, 3 of each go in with all others in one, and
-- the 2 over in each are tried by themselves: 1 + 16 * 2.
CREATE SEQUENCE public.regress_caseload_written;
CREATE FUNCTION public.regress_caseload_count() RETURNS trigger LANGUAGE plpgsql AS
	'BEGIN PERFORM nextval(''public.regress_caseload_written''); RETURN NULL; END';
CREATE TRIGGER count_statements BEFORE INSERT ON enrollment EXECUTE FUNCTION public.regress_caseload_count();
INSERT INTO cove_import.plain_section
SELECT 'T' || n, '02M800', 'Tried ' || n, '1', '2019-08-19', '2020-05-29' FROM generate_series(1, 16) AS n;
INSERT INTO cove_import.plain_enrollment (section_id, student_id)
SELECT 'T' || n, 'm' || n || '-' || k FROM generate_series(1, 5) AS k, generate_series(1, 16) AS n;
SELECT outcome, count(*) FROM cove_import.merge_plain(full_files => false)
WHERE kind = 'enrollment' GROUP BY 1 ORDER BY 1;
SELECT last_value AS statements FROM public.regress_caseload_written;
DROP TRIGGER count_statements ON enrollment;
DROP FUNCTION public.regress_caseload_count;
DROP SEQUENCE public.regress_caseload_written;

-- Which rows are taken is what it would be if they came one by one: the same rows, drawn by seed, by hand into
-- other classes. Before them some sit there already, and other files then change the days of some.
INSERT INTO section (section_id, site_id, section_name, grades, valid)
SELECT 9000 + n, 1, 'One ' || n, '[1,1]', '[2019-08-19,2020-05-30)' FROM generate_series(1, 40) AS n;
SELECT setseed(0.31);
CREATE TEMP TABLE drawn AS
SELECT n AS class, k AS student, f.day AS first_day, f.day + (random() * 150)::int AS last_day
FROM generate_series(1, 40) AS n, generate_series(1, 9) AS k,
	-- anew for each row
	LATERAL (SELECT date '2019-08-19' + (random() * 100 + n * 0 + k * 0)::int AS day) AS f;
INSERT INTO source_id (source, kind, key, id)
SELECT 'drawn', 'section', 'R' || n, 9100 + n FROM generate_series(1, 40) AS n
UNION ALL SELECT 'drawn', 'site', '02M800', 1;
INSERT INTO section (section_id, site_id, section_name, grades, valid)
SELECT 9100 + n, 1, 'Drawn ' || n, '[1,1]', '[2019-08-19,2020-05-30)' FROM generate_series(1, 40) AS n;
INSERT INTO enrollment (section_id, student_id, valid)
SELECT s + n, 800000 + n, daterange('2019-09-16', '2019-10-16')
FROM generate_series(1, 20) AS n, unnest('{9000,9100}'::int[]) AS s;
INSERT INTO cove_import.plain_enrollment (section_id, student_id, first_day, last_day)
SELECT 'R' || class, 'd' || class || '-' || student, first_day, last_day FROM drawn ORDER BY student, class;
SELECT outcome, count(*) > 30 AS many FROM cove_import.merge_plain('drawn', on_day => '2019-09-01')
WHERE kind = 'enrollment' GROUP BY 1 ORDER BY 1;
CREATE PROCEDURE one_by_one() LANGUAGE plpgsql AS $one_by_one$
DECLARE
	r record;
BEGIN
	FOR r IN SELECT * FROM drawn ORDER BY class, student LOOP
		BEGIN
			INSERT INTO enrollment (section_id, student_id, valid) VALUES (9000 + r.class,
				700000 + 100 * r.class + r.student, daterange(r.first_day, r.last_day, '[]'));
		EXCEPTION WHEN check_violation THEN
			NULL;
		END;
	END LOOP;
END
$one_by_one$;
CALL one_by_one();
CREATE VIEW taken AS
SELECT e.section_id >= 9100 AS merged, (e.section_id - 9000) % 100 AS class,
	coalesce(split_part(i.key, '-', 2)::int, e.student_id % 100) AS student, e.valid
FROM enrollment AS e LEFT JOIN source_id AS i ON i.source = 'drawn' AND i.kind = 'student' AND i.id = e.student_id
WHERE e.section_id BETWEEN 9001 AND 9140 AND e.student_id NOT BETWEEN 800001 AND 800020;
SELECT count(*) > 100 AS many, count(*) FILTER (WHERE a.class IS NULL OR b.class IS NULL) AS differing
FROM (SELECT class, student, valid FROM taken WHERE merged) AS a
FULL JOIN (SELECT class, student, valid FROM taken WHERE NOT merged) AS b USING (class, student, valid);
DROP VIEW taken;
DROP PROCEDURE one_by_one;
-- files of the next day: some leave, others stay longer; what is refused now is what the guard says
INSERT INTO cove_import.plain_enrollment (section_id, student_id, first_day, last_day)
SELECT 'R' || class, 'd' || class || '-' || student, first_day, last_day + CASE WHEN student % 3 = 1 THEN 60 ELSE 0 END
FROM drawn WHERE student % 4 <> 2 ORDER BY student, class;
SELECT outcome, count(*) > 20 AS many FROM cove_import.merge_plain('drawn', on_day => '2019-09-02')
WHERE kind = 'enrollment' AND outcome <> 'joined' GROUP BY 1 ORDER BY 1;
SELECT count(*) FROM caseload.check_caps('enrollment'::regclass);

-- caseloads alike, each by its program
INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation)
SELECT 'waterford', 'slp', 'Caseload', '[2019-07-01,2020-07-01)', 'employee', 'hard', 'Made up 2';
INSERT INTO limit_cap (limit_id, program, number) SELECT id, 'SLP', '2 students' FROM load_limit
WHERE code = 'slp';
INSERT INTO source_id (source, kind, key, id) VALUES ('plain', 'employee', 'e1', 1);
INSERT INTO cove_import.plain_case (employee_id, student_id, program, first_day, last_day)
SELECT 'e1', 'm1-' || k, p, '2019-09-02', '2019-12-20'
FROM generate_series(1, 4) AS k, unnest('{SLP,RSP}'::text[]) AS p;
SELECT kind, row, key, outcome, why FROM cove_import.merge_plain(full_files => false, on_day => '2019-09-02');

-- Sections that are one class: in the same room at the same period, and those of two teachers.
SELECT unguard_district();
INSERT INTO import_rule (source, what, says) VALUES ('sis', 'joins', 'room and period'), ('sis', 'joins', 'co-taught'),
	('sis', 'role aide', 'paraprofessional');
\copy cove_import.plain_site FROM STDIN CSV
9,Sun,
\.
\copy cove_import.plain_employee FROM STDIN CSV
t1,Lee,,
t2,Ray,,
\.
\copy cove_import.plain_section FROM STDIN CSV
P-4,9,Fourth of the combination,4,2019-08-19,2020-05-29,,1,Room 1,
P-5,9,Fifth of the combination,5,2019-08-19,2020-05-29,,1,room 1,
P-6,9,Another period,6,2019-08-19,2020-05-29,,2,Room 1,
P-7,9,Second semester,7,2020-05-30,2020-06-30,,1,Room 1,
C-1,9,English,8,2019-08-19,2020-05-29,,3,Room 3,"{""co_taught_with"": ""C-2""}"
C-2,9,English inclusion,8,2019-08-19,2020-05-29,,3,Room 4,
\.
COPY cove_import.plain_staffing (section_id, employee_id, role) FROM STDIN CSV;
P-4,t1,
C-1,t1,
C-2,t2,
C-2,t1,aide
\.
COPY cove_import.plain_enrollment (section_id, student_id) FROM STDIN CSV;
P-4,a
P-5,b
P-5,a
C-1,c
C-2,c
C-2,d
\.
CREATE TEMP TABLE sections AS SELECT * FROM cove_import.plain_section;
CREATE TEMP TABLE seats AS SELECT * FROM cove_import.plain_enrollment;
SELECT kind, row, key, outcome, why FROM cove_import.merge_plain('sis', on_day => '2019-09-03');
SELECT s.section_name, s.grades, count(e.enrollment_id) AS students,
	(SELECT string_agg(t.role, ', ' ORDER BY t.staffing_id) FROM staffing AS t WHERE t.section_id = s.section_id)
	AS roles
FROM section AS s JOIN site USING (site_id) LEFT JOIN enrollment AS e USING (section_id)
WHERE site_name = 'Sun' GROUP BY s.section_id, s.section_name, s.grades ORDER BY s.section_id;
INSERT INTO cove_import.plain_section SELECT * FROM sections;
INSERT INTO cove_import.plain_enrollment SELECT * FROM seats;
SELECT kind, row, key, outcome, why FROM cove_import.merge_plain('sis', on_day => '2019-09-04');
INSERT INTO import_rule (source, what, says) VALUES ('sis', 'joins', 'same color');
INSERT INTO cove_import.plain_section SELECT * FROM sections;
SELECT * FROM cove_import.merge_plain('sis');

-- a student who is erased is no more in the crosswalk, nor an employee
SELECT count(*) FROM source_id WHERE source = 'sis' AND key IN ('c', 't2');
SET client_min_messages = error;
SELECT erase_student(1, (SELECT id FROM source_id WHERE source = 'sis' AND key = 'c'), 'asked to');
SELECT erase_employee(1, (SELECT id FROM source_id WHERE source = 'sis' AND key = 't2'), 'asked to');
SET client_min_messages = warning;
SELECT count(*) FROM source_id WHERE source = 'sis' AND key IN ('c', 't2');
DROP SCHEMA cove, cove_bi, cove_then, cove_import CASCADE;
