SET search_path = caseload, public;
\getenv abs_srcdir PG_ABS_SRCDIR
\set helpers :abs_srcdir '/test/sql/failure.psql'
\set ECHO none
\i :helpers
\set ECHO all

-- grades as people write them, as the range that is kept
SELECT said, grades(said) FROM (VALUES ('K-3'), ('K'), ('9-12'), ('PK-K'), ('tk – 2'), ('Pre-K'), ('pre-k-k'),
	('Kindergarten through 3rd grade'), ('Grades 1 to 3'), ('gr. 4-6'), ('1st, 2nd and 3rd'), ('K,1'), ('3/4'),
	('[0,3]'), ('[-1,4)'), ('[TK,3]'), ('Ｋ－３')) AS v (said);
SELECT grades('K-3') = '[0,3]', grades('K-3') @> 3, grades('4-6') && grades('K-3'), pg_typeof(grades('K-3')),
	grades(NULL) IS NULL;
SELECT said, pg_temp.failure(format('SELECT grades(%L)', said)) AS failure
FROM (VALUES (''), ('3-1'), ('0'), ('1-15'), ('K-2, 5'), ('12-Sep'), ('elementary'), ('K³'), ('[3,1]'), ('[0,3'),
	('K-3 or so')) AS v (said);

-- in rows of classes and rules
SELECT create_district('graded');
INSERT INTO graded.site (site_id, site_name) VALUES (1, 'First');
INSERT INTO graded.section (site_id, section_name, grades, valid)
VALUES (1, 'Combination', grades('2-3'), '[2025-08-01,2026-06-01)') RETURNING section_name, grades;
SELECT section_name FROM graded.section AS s WHERE s.grades && grades('K-2');
SET client_min_messages = warning;
DROP SCHEMA graded, graded_bi, graded_then CASCADE;
