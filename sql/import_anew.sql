-- rosters: rows that are as they were, and mean something else since the crosswalk or a rule was changed
SET client_min_messages = warning;
SET datestyle = ISO;
\set SHOW_CONTEXT never
CREATE EXTENSION IF NOT EXISTS caseload CASCADE;
SELECT caseload.create_district('anew', contract => 'waterford') IS NOT NULL AS made;
SELECT caseload.create_import('anew') IS NOT NULL AS made;
SET search_path = anew_import, anew, caseload, public;
CREATE TEMP TABLE files (staging text, line text);
COPY files FROM STDIN;
plain_site	('S', 'Harbor', 'Elementary')
plain_employee	('E1', 'Ana', NULL, NULL)
plain_employee	('E2', 'Bo', NULL, NULL)
plain_section	('A', 'S', 'Room 3', '3', '2025-09-02', '2026-06-12', NULL, '1', 'R', NULL)
plain_section	('B', 'S', 'Room 4', '3', '2025-09-02', '2026-06-12', NULL, '1', 'R', NULL)
plain_staffing	('A', 'E1', NULL, NULL, NULL, NULL)
plain_staffing	('B', 'E2', 'helper', NULL, NULL, NULL)
plain_enrollment	('A', '1', NULL, NULL, NULL, NULL, NULL)
plain_enrollment	('A', '2', NULL, NULL, NULL, NULL, NULL)
plain_enrollment	('B', '3', NULL, NULL, NULL, NULL, NULL)
plain_enrollment	('B', '1', NULL, NULL, NULL, NULL, NULL)
plain_employment	('J1', 'E1', 'S', NULL, 'teacher', 'III-7', '1', NULL, '2025-07-01', '2026-06-30', NULL, NULL)
plain_employment	('J2', 'E1', 'S', NULL, 'speech', 'I-3', '1', NULL, '2025-07-01', '2026-06-30', NULL, NULL)
\.
-- the same files once more, but for those that are left out
CREATE FUNCTION pg_temp.stage(but text DEFAULT '') RETURNS void LANGUAGE plpgsql AS $stage$
DECLARE
	f record;
BEGIN
	FOR f IN SELECT * FROM files WHERE staging <> but LOOP
		EXECUTE format('INSERT INTO %I VALUES %s', f.staging, f.line);
	END LOOP;
END
$stage$;
CREATE VIEW pg_temp.seats AS SELECT t.section_name, array_agg(k.key ORDER BY k.key) AS students,
	(SELECT string_agg(p.employee_name || ' ' || s.role, ', ' ORDER BY p.employee_name) FROM staffing AS s
		JOIN employee AS p USING (employee_id) WHERE s.section_id = t.section_id) AS staff
FROM section AS t LEFT JOIN enrollment AS e USING (section_id)
	LEFT JOIN source_id AS k ON k.kind = 'student' AND k.id = e.student_id
GROUP BY t.section_id, t.section_name;

SELECT pg_temp.stage();
SELECT outcome, count(*) FROM merge_plain(on_day => '2025-10-01') GROUP BY outcome;

-- A rule joins both classes: who sat in the one that is no more moves, with its teacher, and it goes.
INSERT INTO import_rule (source, what, says) VALUES ('plain', 'joins', 'room and period');
SELECT pg_temp.stage();
SELECT kind, row, key, outcome, why FROM merge_plain(on_day => '2025-10-01')
WHERE kind IN ('section', 'staffing', 'enrollment');
SELECT * FROM pg_temp.seats ORDER BY section_name;
SELECT pg_temp.stage();
SELECT kind, outcome, why FROM merge_plain(on_day => '2025-10-02');

-- They are parted again, by files of which one does not come: who sits in it moves with the next.
DELETE FROM import_rule;
DELETE FROM source_id WHERE kind = 'section' AND key = 'B';
SELECT pg_temp.stage(but => 'plain_enrollment');
SELECT kind, row, key, outcome, why FROM merge_plain(on_day => '2025-10-03')
WHERE kind IN ('section', 'staffing', 'enrollment');
SELECT pg_temp.stage();
SELECT kind, row, key, outcome, why FROM merge_plain(on_day => '2025-10-03', full_files => false)
WHERE kind = 'enrollment';
SELECT * FROM pg_temp.seats ORDER BY section_name;

-- rules of roles and of the FTE
INSERT INTO import_rule (source, what, says) VALUES ('plain', 'role helper', 'paraprofessional'),
	('plain', 'fte', 'employment');
SELECT pg_temp.stage();
SELECT kind, row, key, outcome, why FROM merge_plain(on_day => '2025-10-03') WHERE outcome <> 'same';
SELECT * FROM pg_temp.seats ORDER BY section_name;
SELECT schedule, fte FROM employment ORDER BY schedule;

-- A school of the files is one that was typed; two numbers were one student.
INSERT INTO site (site_id, site_name) VALUES (70, 'Harbor School');
UPDATE source_id SET id = 70 WHERE kind = 'site';
UPDATE source_id SET id = (
	SELECT k.id FROM source_id AS k WHERE k.kind = 'student' AND k.key = '2')
WHERE kind = 'student' AND key = '3';
SELECT pg_temp.stage();
SELECT kind, row, key, outcome, why FROM merge_plain(on_day => '2025-10-04') WHERE outcome <> 'same';
SELECT count(*) FILTER (WHERE t.site_id = 70), count(*) FROM section AS t;
SELECT count(DISTINCT student_id), count(*) FROM enrollment;

-- A head count is known of a class that becomes one with another: it stays, without anybody.
INSERT INTO tally (section_id, valid, what, quantity)
SELECT section_id, '[2025-09-10,2025-09-11)', 'head count', '2 students'
FROM section WHERE section_name = 'Room 4';
INSERT INTO import_rule (source, what, says) VALUES ('plain', 'joins', 'room and period');
SELECT pg_temp.stage();
SELECT kind, row, key, outcome, why FROM merge_plain(on_day => '2025-10-05') WHERE kind = 'section';
SELECT * FROM pg_temp.seats ORDER BY section_name;

-- What a student is said to be holds until a later row says otherwise; one day is both the first and the last.
INSERT INTO plain_student VALUES ('1', '2025-09-02', NULL, '3', NULL, NULL),
	('1', '2025-11-03', NULL, '3', NULL, '{"iep": true}'),
	('2', '2025-09-02', '2025-09-02', '3', NULL, NULL), ('3', '2025-09-02', NULL, '4', NULL, '{"iep"'),
	('4', NULL, NULL, '4', NULL, repeat('[', 20000)),
	(repeat('5', 201), NULL, NULL, '4', NULL, NULL);
SELECT kind, row, left(key, 20) AS key, outcome, left(why, 100) AS why FROM merge_plain(on_day => '2025-10-05');
SELECT k.key, s.valid, s.grade, s.attributes FROM student AS s
	JOIN source_id AS k ON k.kind = 'student' AND k.id = s.student_id ORDER BY k.key, s.valid;
-- a text that is long is told of, cut
INSERT INTO plain_site SELECT string_agg(md5(n::text), ''), 'long', NULL FROM generate_series(1, 300) AS n;
SELECT kind, row, length(key), outcome, why FROM merge_plain(full_files => false);
DROP SCHEMA anew, anew_bi, anew_then, anew_import CASCADE;
