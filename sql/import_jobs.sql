-- Employees, placements, positions, service and what another system paid, from plain files.
\set SHOW_CONTEXT never
SET DateStyle = 'ISO, YMD';
SET client_min_messages = warning;
SELECT caseload.create_district('bay', 'waterford');
SELECT caseload.create_import('bay');
\copy bay_import.plain_site FROM STDIN CSV
1,Lincoln High,High School
2,Bay Elementary,
\.
\copy bay_import.plain_employee FROM STDIN CSV
7,Ann Lee,2015-08-20,1980-02-03
8,Bob Ray,2016-09-01,
\.
\copy bay_import.plain_employment FROM STDIN CSV
a1,7,1,,teacher,III-7,0.5,,2019-07-01,2020-06-30,,
a2,7,1,,teacher,III-7,0.3,,2019-07-01,2020-06-30,,
a3,7,2,,teacher,III-7,0.2,,2019-07-01,,,
b1,8,2,waterford,teacher,III-99x,1,,2019-07-01,,,
b2,8,2,waterfrd,teacher,III-9,1,,2019-07-01,,,
b3,8,2,waterford,techer,III-9,1,,2019-07-01,,,
b4,8,2,waterford,teacher,,1,,2019-07-01,,,
b5,8,1,waterford,coordinator,,1,"$61,000.50",2019-07-01,,duty,"{""bilingual"": true}"
b6,8,1,waterford,teacher,III-9,0,,2020-07-01,,,
b7,8,1,waterford,director,,1,"61,00",2020-07-01,,,
b8,8,,waterford,teacher,III-9,,,2020-07-01,,,
\.
\copy bay_import.plain_position FROM STDIN CSV
,7,1,,Department Chair,2019-07-01,2020-06-30,,
,7,1,,Departement Chair,2019-07-01,2020-06-30,,
,8,,,Department Chair,2019-07-01,2019-12-31,2,0.5
,8,,,Department Chair,2020-01-01,2020-06-30,2,0.5
\.
\copy bay_import.plain_service FROM STDIN CSV
7,2017-18,,,
7,2018-19,,0.5,half
7,2018-2019,,0.5,half
8,2018-19,abroad,1,
\.
\copy bay_import.plain_paid_elsewhere FROM STDIN CSV
,7,,2019-20,2019-09-30,,"5,100.00",
,7,,2019-20,2019-09-30,,5100,
,7,,2019-20,2019-10-31,,5100,Escape
p3,8,,2019-20,2019-10-31,salary,0,Escape
p4,8,,2019-20,2019-10-31,salary,12.345,Escape
\.
CREATE TEMP TABLE jobs AS SELECT * FROM bay_import.plain_employment;
CREATE TEMP TABLE held AS SELECT * FROM bay_import.plain_position;
CREATE TEMP TABLE years AS SELECT * FROM bay_import.plain_service;
CREATE TEMP TABLE paid AS SELECT * FROM bay_import.plain_paid_elsewhere;
SELECT kind, row, key, outcome, regexp_replace(why, '; there are ASB.*', '; there are ...') AS why
FROM bay_import.merge_plain(on_day => '2019-09-20');
SELECT e.employee_name, s.site_name, contract, schedule, valid, placement, fte, agreed_salary, m.attributes
FROM bay.employment AS m JOIN bay.employee AS e USING (employee_id) JOIN bay.site AS s USING (site_id) ORDER BY 1, 2, 5;
SELECT employee_id, position, valid, counted, share FROM bay.position_held ORDER BY 1, 3;
SELECT employee_id, school_year, kind, share, note FROM bay.service ORDER BY 1, 2;
SELECT employee_id, payday, component, amount, source FROM bay.paid_elsewhere ORDER BY 1, 2;

-- again
INSERT INTO bay_import.plain_employment SELECT * FROM jobs;
INSERT INTO bay_import.plain_position SELECT * FROM held;
INSERT INTO bay_import.plain_service SELECT * FROM years;
INSERT INTO bay_import.plain_paid_elsewhere SELECT * FROM paid;
SELECT kind, outcome, count(*), min(why) FILTER (WHERE outcome = 'same') FROM bay_import.merge_plain() GROUP BY 1, 2
ORDER BY 1, 2;
-- a raise, a job that ends, a year that was wrong; what was paid stays paid
INSERT INTO bay_import.plain_employment SELECT * FROM jobs WHERE employment_id <> 'a2';
UPDATE bay_import.plain_employment SET placement = 'III-8' WHERE employment_id = 'a3';
INSERT INTO bay_import.plain_service SELECT * FROM years LIMIT 1;
INSERT INTO bay_import.plain_paid_elsewhere SELECT * FROM paid LIMIT 1;
SELECT kind, row, key, outcome, why FROM bay_import.merge_plain(on_day => '2019-10-20') WHERE outcome <> 'refused';
SELECT count(*) FROM bay.paid_elsewhere;

-- The FTE of each row is the person's whole: each job has an equal part of it, as long as there are so many.
INSERT INTO bay.import_rule (source, what, says) VALUES ('plain', 'fte', 'employment');
INSERT INTO bay_import.plain_employment (employment_id, employee_id, site_id, schedule, placement, fte, first_day,
	last_day)
VALUES ('a1', '7', '1', 'teacher', 'III-7', '1', '2019-07-01', '2020-06-30'),
	('a3', '7', '2', 'teacher', 'III-7', '1.0', '2019-07-01', NULL);
SELECT kind, row, key, outcome, why FROM bay_import.merge_plain(full_files => false);
SELECT s.site_name, valid, fte FROM bay.employment AS m JOIN bay.site AS s USING (site_id)
WHERE employee_id = 1 ORDER BY 1, 2;
UPDATE bay.import_rule SET says = 'both';
INSERT INTO bay_import.plain_employment (employee_id) VALUES ('7');
SELECT * FROM bay_import.merge_plain();
DELETE FROM bay.import_rule WHERE what = 'fte';
TRUNCATE bay_import.plain_employment;
-- A contract whose schedules and stipends are not entered yet knows no name of any: a placement on one is refused, an
-- agreed salary is none.
INSERT INTO bay.contract (contract, title, employer, bargaining_unit, term, citation)
VALUES ('bare', 'Bare', 'Bay', 'Bay Teachers', '[2019-07-01,2022-07-01)', '1');
\copy bay_import.plain_employment FROM STDIN CSV
n1,8,1,bare,teacher,III-9,1,,2021-07-01,,,
n2,8,1,bare,coach,,0.5,"20,000",2021-07-01,,,
\.
\copy bay_import.plain_position FROM STDIN CSV
,8,,bare,Department Chair,2021-07-01,2022-06-30,,
\.
SELECT kind, row, key, outcome, why FROM bay_import.merge_plain(on_day => '2021-09-20', full_files => false);
-- Rows of one job that overlap: the FTE adds up; of what else they say, a later one that goes on ends the earlier, and
-- what contradicts is refused. A lane that no grid of the schedule has, a school year of two years, a year of no one.
\copy bay_import.plain_employee FROM STDIN CSV
9,Cy Poe,2019-08-19,
10,Di Roe,0219-08-19,
\.
\copy bay_import.plain_employment FROM STDIN CSV
c1,9,1,waterford,teacher,III-7,0.6,,2019-07-01,,,
c2,9,1,waterford,teacher,III-7,0.2,,2019-08-01,,,
c3,9,1,waterford,teacher,III-8,0.8,,2020-07-01,,,
c4,9,1,waterford,teacher,II-8,0.8,,2021-01-01,2021-06-30,,
c5,9,2,waterford,teacher,IX-1,1,,2022-07-01,,,
\.
\copy bay_import.plain_position FROM STDIN CSV
,9,1,waterford,Department Chair,2019-07-01,,2,
,9,1,waterford,Department Chair,2020-07-01,,3,
\.
\copy bay_import.plain_service FROM STDIN CSV
9,2022-24,,,
9,1999-00,,,
\.
CREATE TEMP TABLE cut AS SELECT * FROM bay_import.plain_employment;
SELECT kind, row, key, outcome, why FROM bay_import.merge_plain(on_day => '2020-08-01', full_files => false);
SELECT m.placement, m.fte, m.valid FROM bay.employment AS m JOIN bay.employee AS e USING (employee_id)
WHERE e.employee_name = 'Cy Poe' ORDER BY m.valid;
SELECT h.counted, h.valid FROM bay.position_held AS h JOIN bay.employee AS e USING (employee_id)
WHERE e.employee_name = 'Cy Poe' ORDER BY h.valid;
-- again, and with the placement of one more year
INSERT INTO bay_import.plain_employment SELECT * FROM cut;
INSERT INTO bay_import.plain_employment (employment_id, employee_id, site_id, contract, schedule, placement, fte,
	first_day) VALUES ('c6', '9', '1', 'waterford', 'teacher', 'III-9', '0.8', '2021-07-01');
SELECT kind, row, key, outcome, why FROM bay_import.merge_plain(on_day => '2021-08-01', full_files => false);
SELECT m.placement, m.fte, m.valid FROM bay.employment AS m JOIN bay.employee AS e USING (employee_id)
WHERE e.employee_name = 'Cy Poe' ORDER BY m.valid;
DROP SCHEMA bay, bay_bi, bay_then, bay_import CASCADE;
