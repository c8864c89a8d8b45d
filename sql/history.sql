-- What facts were: who changed them, when and why; what was known at a moment; what the law wants forgotten.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('past');
SET search_path = past, caseload, public;
CREATE TABLE moments (name text PRIMARY KEY, at timestamptz NOT NULL);
CREATE FUNCTION now_is(name text) RETURNS void LANGUAGE sql AS 'INSERT INTO moments VALUES (name, clock_timestamp())';
CREATE FUNCTION moment(name text) RETURNS timestamptz LANGUAGE sql STABLE
	AS 'SELECT m.at FROM moments AS m WHERE m.name = moment.name';
INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation) VALUES
	('fir', 'Fir', 'Fir', 'Fir', '[2025-07-01,2026-07-01)', 'made up');

-- each table of facts has its history, with all of its columns and a remark on each
SELECT h.table_name, string_agg(w.attname, ' ' ORDER BY w.attnum)
		FILTER (WHERE f.attname IS NULL) AS of_history, count(f.attname) = (SELECT count(*) FROM pg_attribute AS a
			WHERE a.attrelid = h.table_name::regclass AND a.attnum > 0 AND NOT a.attisdropped) AS all_columns,
	count(*) = count(col_description(w.attrelid, w.attnum)) AS all_explained
FROM history_tables() AS h JOIN pg_attribute AS w ON w.attrelid = (h.table_name || '_was')::regclass AND w.attnum > 0
	LEFT JOIN pg_attribute AS f ON f.attrelid = h.table_name::regclass AND f.attname = w.attname
GROUP BY h.table_name ORDER BY h.table_name;

-- Inserted, changed twice, deleted: three rows of history, each from when the one before ended.
INSERT INTO site (site_id, site_name) VALUES (1, 'First'), (2, 'Second');
SELECT now_is('inserted');
UPDATE site SET site_name = 'Frist' WHERE site_id = 1;
SELECT now_is('misspelt');
SET caseload.reason = 'it was misspelt';
UPDATE site SET site_name = 'First School', level = 'High School' WHERE site_id = 1;
RESET caseload.reason;
SELECT now_is('mended');
DELETE FROM site WHERE site_id = 1;
SELECT now_is('deleted');
SELECT site_name, level, changed_by = session_user AS by_us, change_reason, operation,
	upper(known) = changed_at AS until_then,
	lower(known) = coalesce(lag(upper(known)) OVER (ORDER BY changed_at), known_from) AS since_then
FROM site_was ORDER BY changed_at;
SELECT m.name, k.site_id, k.site_name, k.level
FROM moments AS m CROSS JOIN LATERAL site_known(m.at) AS k ORDER BY m.at, 2;
SELECT count(*) FROM site_known('2000-01-01');
SELECT site_name FROM site_known('infinity');

-- what is written as it stood leaves nothing, nor does what is rolled back or refused
UPDATE site SET site_name = site_name, attributes = '{}';
BEGIN;
UPDATE site SET site_name = 'Third';
ROLLBACK;
UPDATE site SET enrollment = -1;
SELECT count(*) FROM site_was WHERE site_id = 2;
-- by whatever statement a row is changed
INSERT INTO site (site_id, site_name) VALUES (2, 'Second'), (3, 'Third')
ON CONFLICT (district_id, site_id) DO UPDATE SET site_name = 'Second School';
MERGE INTO site AS s USING (VALUES (2), (3), (4)) AS v (id) ON s.site_id = v.id
WHEN MATCHED AND v.id = 2 THEN UPDATE SET site_name = 'Merged' WHEN MATCHED THEN DELETE
WHEN NOT MATCHED THEN INSERT (site_id, site_name) VALUES (v.id, 'Fourth');
SELECT site_id, site_name, operation FROM site_was WHERE site_id > 1 ORDER BY changed_at, site_id;

-- Brought in with a moment of its own; changed and deleted before that came; twice in one transaction.
INSERT INTO employee (employee_id, employee_name, known_from) VALUES
	(1, 'Of old', '2020-01-01'), (2, 'Not yet', '2100-01-01'), (3, 'Ever', '-infinity');
SELECT employee_id FROM employee_known('2020-01-01') ORDER BY 1;
SELECT employee_id FROM employee_known('2019-12-31') ORDER BY 1;
UPDATE employee SET hired = '2019-08-01' WHERE employee_id IN (1, 2);
BEGIN;
UPDATE employee SET hired = '2019-08-02' WHERE employee_id = 3;
UPDATE employee SET hired = '2019-08-03' WHERE employee_id = 3;
COMMIT;
SELECT employee_id, isempty(known) AS never, lower(known) AS since, hired
FROM employee_was WHERE employee_id < 3 ORDER BY 1;
SELECT lower(known) IS NULL AS ever, hired FROM employee_was WHERE employee_id = 3 ORDER BY changed_at;
SELECT employee_id FROM employee_known('2099-12-31') ORDER BY 1;

-- A key that changes: the row was not there under its new one.
SELECT now_is('before the key');
UPDATE employee SET employee_id = 9 WHERE employee_id = 3;
SELECT employee_id FROM employee_known(moment('before the key')) ORDER BY 1;
SELECT employee_id FROM employee_known('infinity') ORDER BY 1;
-- two that change places
CREATE TEMP TABLE swapped AS SELECT employee_id, hired FROM employee WHERE employee_id IN (1, 9);
SET client_min_messages = warning;
ALTER TABLE employee DROP CONSTRAINT employee_pkey CASCADE;
RESET client_min_messages;
ALTER TABLE employee ADD PRIMARY KEY (district_id, employee_id) DEFERRABLE;
SELECT now_is('before the swap');
UPDATE employee SET employee_id = 10 - employee_id WHERE employee_id IN (1, 9);
SELECT k.employee_id, k.hired = s.hired AS as_it_was
FROM employee_known(moment('before the swap')) AS k JOIN swapped AS s USING (employee_id) ORDER BY 1;
SELECT k.employee_id, k.hired = s.hired AS as_it_was
FROM employee_known('infinity') AS k JOIN swapped AS s USING (employee_id) ORDER BY 1;

-- TRUNCATE keeps every row; the history itself is not emptied, changed or deleted from.
SELECT count(*) FROM employee;
TRUNCATE employee CASCADE;
SELECT count(*), count(DISTINCT changed_at) FROM employee_was WHERE operation = 'TRUNCATE';
UPDATE employee_was SET employee_name = 'Somebody else';
DELETE FROM employee_was;
TRUNCATE employee_was;

-- A writer of facts needs no right to the history; he says since when a row is known once, and sets nothing back.
CREATE ROLE regress_past_clerk;
GRANT USAGE ON SCHEMA past TO regress_past_clerk;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA past TO regress_past_clerk;
REVOKE ALL ON employee_was FROM regress_past_clerk;
SET ROLE regress_past_clerk;
INSERT INTO employee (employee_id, employee_name, born, attributes, known_from)
VALUES (20, 'Sample One', '1980-02-29', '{"shoe": 42, "bilingual": true}', '2025-08-01');
UPDATE employee SET employee_name = 'Sample Uno' WHERE employee_id = 20;
UPDATE employee SET known_from = '-infinity' WHERE employee_id = 20;
SELECT count(*) FROM employee_was;
SET caseload.erasing = on;
DELETE FROM site_was;
RESET caseload.erasing;
SELECT past.erase_employee(1, 20, 'he wants to');
SELECT past.facts_known_from();
RESET ROLE;
SELECT changed_by = session_user AS by_session, employee_name FROM employee_was WHERE employee_id = 20;
-- the owner may, and it leaves no history
INSERT INTO employee (employee_id, employee_name) VALUES (21, 'Sample Two');
SELECT facts_known_from('2024-01-01') > 0 AS some;
SELECT employee_id, known_from FROM employee ORDER BY 1;
SELECT count(*) FROM employee_was WHERE employee_id = 21;

-- Guards: a corrected enrollment frees its seat, one too many is refused and leaves no history.
INSERT INTO load_limit (contract, code, title, in_force, scope, counted_on, strictness, citation)
VALUES ('fir', 'class', 'Class size', '[2025-07-01,2026-07-01)', 'section', 'every day', 'hard', 'made up');
INSERT INTO limit_cap (limit_id, number) VALUES (1, '2 students');
INSERT INTO calendar (contract, school_year, in_force, days, citation)
VALUES ('fir', '2025-26', '[2025-07-01,2026-07-01)', '{[2025-09-01,2026-06-01)}', 'made up');
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid)
VALUES (20, 2, 'fir', 'teacher', 'I-1', '[2025-07-01,2026-07-01)');
INSERT INTO section (section_id, site_id, section_name, grades, valid)
VALUES (1, 2, 'A', '[4,4]', '[2025-09-01,2026-02-01)');
INSERT INTO staffing (section_id, employee_id, valid) VALUES (1, 20, '[2025-09-01,2026-02-01)');
SELECT guard_district();
INSERT INTO enrollment (enrollment_id, section_id, student_id, valid, attributes)
SELECT n, 1, 100 + n, '[2025-09-01,2026-02-01)', '{"shoe": 36}' FROM generate_series(1, 2) AS n;
INSERT INTO enrollment (enrollment_id, section_id, student_id, valid) VALUES (3, 1, 103, '[2025-11-10,2026-02-01)');
UPDATE enrollment SET valid = '[2025-09-01,2025-11-10)' WHERE enrollment_id = 2;
INSERT INTO enrollment (enrollment_id, section_id, student_id, valid) VALUES (3, 1, 103, '[2025-11-10,2026-02-01)');
UPDATE enrollment SET valid = '[2025-09-01,2026-02-01)' WHERE enrollment_id = 2;
SELECT enrollment_id, valid, operation FROM enrollment_was;

-- Erased: what tells who somebody is, in facts, history and what is kept.
UPDATE employee SET employee_name = 'Sample Eins' WHERE employee_id = 20;
INSERT INTO longevity_rule (contract, code, in_force, service, applies, scale, citation) VALUES
	('fir', 'bilingual', '[2025-07-01,2026-07-01)', 'district', '{"bilingual": true}', '1+: $400 each per year',
	'made up');
INSERT INTO service (employee_id, school_year, kind, share, note) VALUES (20, '2024-25', 'district', 1, 'was ill');
INSERT INTO back_pay_plan (employee_id, contract, school_year, from_nth, installments, agreed_on, note)
VALUES (20, 'fir', '2025-26', 1, 2, '2026-05-01', 'as One asked for');
UPDATE employment SET attributes = '{"bilingual": true, "leave": "ill"}' WHERE employee_id = 20;
INSERT INTO stipend (contract, position, title, in_force, band, applies, citation) VALUES
	('fir', 'coach', 'Coach', '(,)', 'C $100', '{"varsity": true}', 'made up');
INSERT INTO position_held (employee_id, contract, position, valid, attributes)
VALUES (20, 'fir', 'coach', '[2025-07-01,2026-07-01)', '{"varsity": true, "hurt": "knee"}');
INSERT INTO tally (employee_id, valid, what, quantity, attributes)
VALUES (20, '[2025-09-09,2025-09-10)', 'absence', '1 day', '{"why": "ill"}');
INSERT INTO paid_elsewhere (employee_id, contract, school_year, payday, amount, source)
VALUES (20, 'fir', '2025-26', '2025-07-31', 100, 'statement of Sample One');
SELECT erase_employee(1, 20, 'asked on 1 May');
SELECT e.attributes AS job, h.attributes AS "position", t.attributes AS tally, p.source
FROM employment AS e JOIN position_held AS h USING (employee_id) JOIN tally AS t USING (employee_id)
	JOIN paid_elsewhere AS p USING (employee_id);
SELECT w.attributes FROM employment_was AS w UNION ALL SELECT w.attributes FROM position_held_was AS w
UNION ALL SELECT w.attributes FROM tally_was AS w ORDER BY 1;
SELECT note FROM back_pay_plan;
SELECT employee_name, born, attributes FROM employee WHERE employee_id = 20;
SELECT employee_name, born, attributes, change_reason FROM employee_was WHERE employee_id = 20 ORDER BY changed_at;
SELECT s.note, w.note AS was FROM service AS s JOIN service_was AS w USING (service_id);
SELECT erase_student(1, 102);
SELECT enrollment_id, student_id, valid, attributes FROM enrollment ORDER BY 1;
SELECT enrollment_id, student_id, valid, attributes, change_reason FROM enrollment_was ORDER BY changed_at;
SELECT erase_employee(1, 77, 'nobody');
SELECT erase_student(1, 102);
SELECT erase_employee(1, 20, '');
SELECT current_setting('caseload.erasing', true) AS erasing, current_setting('caseload.reason', true) AS reason;
DELETE FROM employee_was;

-- Forgotten: what was changed long ago; nobody is told half of it.
SELECT now_is('forgotten');
UPDATE site SET site_name = 'Second School' WHERE site_id = 2;
SET client_min_messages = warning;
SELECT forget_history(moment('forgotten'));
SELECT forget_history('infinity');
RESET client_min_messages;
SELECT site_name FROM site_was;
\set VERBOSITY sqlstate
SELECT * FROM pay_known_on('2025-26', '2026-01-01');
\set VERBOSITY terse
SELECT count(*) FROM pay_known_on('2025-26', 'infinity');

-- A column of their own is kept from when make_history() has been told; until then nothing is lost unseen.
ALTER TABLE site ADD color text DEFAULT 'red';
UPDATE site SET color = 'green' WHERE site_id = 2;
SELECT make_history();
UPDATE site SET color = 'green' WHERE site_id = 2;
SELECT color FROM site_was ORDER BY changed_at;
SELECT color FROM site_known('infinity') WHERE site_id = 2;

-- the trigger elsewhere
CREATE TABLE fact (district_id int, fact_id bigint, known_from timestamptz NOT NULL DEFAULT now());
INSERT INTO fact VALUES (1, 1);
CREATE TRIGGER was_update AFTER UPDATE ON fact REFERENCING OLD TABLE AS o
	EXECUTE FUNCTION caseload.keep_history('fact_id');
UPDATE fact SET fact_id = 2;
CREATE OR REPLACE TRIGGER was_update AFTER UPDATE ON fact REFERENCING OLD TABLE AS o NEW TABLE AS n
	EXECUTE FUNCTION caseload.keep_history('fact_id');
UPDATE fact SET fact_id = 2;
CREATE TABLE fact_was AS TABLE fact WITH NO DATA;
UPDATE fact SET fact_id = 2;
ALTER TABLE fact_was ADD known tstzrange, ADD changed_at timestamptz, ADD changed_by text, ADD change_reason text,
	ADD operation text;
UPDATE fact SET fact_id = 2;
ALTER TABLE fact_was ADD PRIMARY KEY (district_id, fact_id, changed_at);
UPDATE fact SET fact_id = 2;
SELECT fact_id, operation, isempty(known) AS under_a_new_key FROM fact_was ORDER BY 1;
ALTER TABLE fact DROP known_from;
UPDATE fact SET fact_id = 3;
SELECT caseload.keep_history();

SET client_min_messages = warning;
DROP SCHEMA past, past_bi, past_then CASCADE;
DROP ROLE regress_past_clerk;
