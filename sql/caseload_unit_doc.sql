-- The examples of doc/caseload_unit.md, in its order.
SET search_path = caseload, public;
BEGIN;
\set ON_ERROR_ROLLBACK on

SELECT overage('30 students', '25 students') AS over, caseload_unit '28 students' * 0.6 AS cap_of_part_time;
SELECT caseload_unit '30 students' > '25 IEPs';

SELECT caseload_unit '1,200 Student' AS a, caseload_unit '.50fte' AS b, caseload_unit '1 IEP' AS c,
	caseload_unit '0.3333335 hours' AS d;
SELECT caseload_unit '25 pupils';

CREATE TABLE load (id int PRIMARY KEY, load caseload_unit);
INSERT INTO load VALUES (1, '31 students'), (2, '3 IEPs'), (3, '28 students'), (4, '12 IEPs');
SELECT id, load FROM load ORDER BY load DESC;
SELECT measure(load), count(*), sum(load), avg(load), max(load) FROM load GROUP BY measure(load) ORDER BY 1;
SELECT id FROM load WHERE load < '30 students';
SELECT id FROM load WHERE load *>= '0 students' AND load *< '30 students';
SELECT sum(load) FROM load;

SELECT caseload_unit '1 FTE' / 3 AS third, caseload_unit '30 students' / '25 students' AS ratio,
	rounded('16.8 students', 0, 'down') AS whole;
SELECT caseload_unit '25 students' + '5 IEPs';

CREATE TABLE rule (program text, cap caseload_unit);
INSERT INTO rule SELECT * FROM (VALUES ('resource', '25 students'), ('speech', '55 IEPs')) AS v(program, cap);
INSERT INTO rule VALUES ('kindergarten', 17.0);
SELECT program, cap, cap * 0.5 AS half_time FROM rule ORDER BY cap;

ROLLBACK;
