-- Untyped literals find the right type and the right function.
SET search_path = caseload, public;

-- Functions.
SELECT overage('30 students', '25 students') AS overage, pg_typeof(overage('30 students', '25 students')) AS type;
SELECT rounded('2.5 students', 0, 'up') AS rounded,
	quantity('2.5 students') AS quantity, measure('2.5 students') AS measure;
SELECT lane('V-14') AS lane, step('V-14') AS step, label('C 4%') AS label,
	stipend('C 4%', 53856) AS stipend, stipend('COMBO $600') AS flat;
SELECT stipend('C 4%', '53856') AS base_untyped_too;
SELECT caseload_unit('28 students') AS one_argument, caseload_unit(28) AS of_a_number,
	caseload_unit(28, 'students') AS of_two;
SELECT salary_step('V', 14) AS made;

-- Operators: a literal takes the type of what is beside it.
SELECT caseload_unit '25 students' + '5 students' AS plus, '30 students' - caseload_unit '5 students' AS minus,
	caseload_unit '25 students' = '25 students' AS eq,
	'30 students' > caseload_unit '25 students' AS gt, caseload_unit '30 students' / '25 students' AS ratio,
	caseload_unit '5 students' IN ('5 students', '6 students') AS found;
SELECT salary_step 'V-14' > 'V-2' AS gt, 'V-14' BETWEEN salary_step 'V-2' AND 'V-20' AS between,
	stipend_band 'C 4%' < 'AA 12%' AS lt;
SELECT salary_step 'V-14' + '1' AS a_number_is_found, salary_step 'V-14' - 1.5 AS minus;
-- A quantity times a number: say the type of the quantity.
CREATE TEMP TABLE work (id int, fte numeric, whole int);
INSERT INTO work VALUES (1, 0.6, 1), (2, 1, 2);
SELECT caseload_unit '28 students' * fte AS times, fte * caseload_unit '28 students' AS times_left,
	caseload_unit '28 students' * whole AS times_int,
	caseload_unit '28 students' / fte AS divided FROM work ORDER BY id;
SELECT '28 students' * fte FROM work;
SELECT '28 students' * 2;

-- Literals that pass through VALUES are text, and a staging table is text: both are cast on assignment.
CREATE TEMP TABLE rule (id int, cap caseload_unit, place salary_step, band stipend_band);
INSERT INTO rule VALUES (1, '25 students', 'V-14', 'C 4%');
INSERT INTO rule SELECT * FROM (VALUES (2, '30 students', 'VI-1', 'AA 12%'),
	(3, NULL, NULL, NULL)) AS v(id, cap, place, band);
-- (varchar goes through text, for the cast is from text.)
CREATE TEMP TABLE staging (id int, cap text, place text, band varchar(40), number numeric);
INSERT INTO staging VALUES (4, ' 40 IEPS', 'vii-2.5', 'combo $600', 33);
INSERT INTO rule SELECT id, cap, place, band::text FROM staging;
INSERT INTO rule (id, cap) SELECT 5, number FROM staging;
UPDATE rule SET cap = s.cap, band = s.band::text FROM staging s WHERE rule.id = 3;
SELECT * FROM rule ORDER BY id;
INSERT INTO staging VALUES (6, '40 pupils');
INSERT INTO rule (id, cap) SELECT id, cap FROM staging WHERE id = 6;
INSERT INTO rule (id, cap) VALUES (7, 25.5);
-- a whole number is an integer, and there is no cast from that
INSERT INTO rule (id, cap) VALUES (8, 25);
SELECT * FROM rule WHERE cap = '25 students' AND place >= 'V-1' AND band <= 'C 4%';
-- without an assignment no text is a quantity by itself
\set VERBOSITY terse
SELECT 'a' FROM staging WHERE cap < caseload_unit '3 students';
\set VERBOSITY default
-- COALESCE, CASE, UNION and arrays
SELECT coalesce(cap, '0 students') AS cap,
	CASE WHEN cap IS NULL THEN '1 students' ELSE cap END AS case FROM rule WHERE id IN (1, 2) ORDER BY id;
SELECT caseload_unit '1 students' AS u UNION SELECT '2 students' ORDER BY u;
SELECT ARRAY[caseload_unit '1 students', '2 IEPs'] AS array,
	'{1 students,2 IEPs}'::caseload_unit[] = ARRAY[caseload_unit '1 students', '2 IEPs'] AS same;
PREPARE over(caseload_unit) AS SELECT overage($1, '25 students');
EXECUTE over('30 students');
DEALLOCATE over;
