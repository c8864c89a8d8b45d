-- weights, waivers, breaches, deferred guards, keys of several columns, days in two columns
SET search_path = caseload, public;
SET datestyle = ISO;
CREATE SCHEMA clinic;
CREATE TABLE clinic.provider (district_id int, name varchar(20), most caseload_unit,
	strictness varchar(10) DEFAULT 'hard',
	citation varchar(40) DEFAULT '9.4', PRIMARY KEY (district_id, name));
CREATE TABLE clinic.cases (id int PRIMARY KEY, district_id int, provider varchar(20),
	starts date, ends date, units caseload_unit,
	FOREIGN KEY (district_id, provider) REFERENCES clinic.provider);
CREATE INDEX ON clinic.cases (district_id, provider);
CREATE TABLE clinic.waiver (district_id int, provider varchar(20),
	valid daterange NOT NULL, most caseload_unit, reason text);
CREATE TABLE clinic.breach (id int GENERATED ALWAYS AS IDENTITY, guard text,
	group_key text[], first_day date, last_day date,
	load numeric, cap numeric, measure text, strictness text, citation text, recorded_by text, recorded_at timestamptz);
SELECT guard('clinic.cases', 'clinic.provider', '{district_id,provider}', 'most',
	'{district_id,name}', starts => 'starts', ends => 'ends',
	weight => 'units', strictness => 'strictness', citation => 'citation',
	waiver_table => 'clinic.waiver', waiver_valid => 'valid',
	waiver_cap => 'most', breach_table => 'clinic.breach');
INSERT INTO clinic.provider VALUES (1, 'Ruiz', '50 units', 'hard'),
	(1, 'Okafor', '40 units', 'paid'), (2, 'Ruiz', '1 units', 'hard');
INSERT INTO clinic.cases VALUES (1, 1, 'Ruiz', '2025-09-01', '2025-12-19', '30 units'),
	(2, 1, 'Ruiz', '2025-12-20', NULL, '30.5 units');
-- the last day counts
UPDATE clinic.cases SET ends = '2025-12-20' WHERE id = 1;
INSERT INTO clinic.cases VALUES (3, 1, 'Ruiz', NULL, NULL, '19.5 units');
UPDATE clinic.cases SET units = '20 units' WHERE id = 3;
UPDATE clinic.cases SET units = '19.4 units' WHERE id = 3;
INSERT INTO clinic.cases VALUES (4, 1, 'Ruiz', '2025-10-01', NULL, NULL),
	(5, 1, 'Ruiz', '2025-10-02', '2025-10-01', '100 units');
INSERT INTO clinic.cases VALUES (6, 1, 'Ruiz', '2025-10-01', NULL, '-1 units');
INSERT INTO clinic.cases VALUES (6, 1, 'Ruiz', '2025-10-01', NULL, '1 students');
-- a waiver lifts the cap for its days: to a number, or altogether
INSERT INTO clinic.waiver VALUES (1, 'Ruiz', '[2025-10-01,2025-11-01)', '55 units', 'consent'),
	(1, 'Ruiz', '[2025-10-20,2025-11-11)', NULL, 'consent');
INSERT INTO clinic.cases VALUES (6, 1, 'Ruiz', '2025-10-05', '2025-11-10', '5.6 units');
INSERT INTO clinic.cases VALUES (7, 1, 'Ruiz', '2025-10-05', '2025-11-10', '1 units');
INSERT INTO clinic.cases VALUES (7, 1, 'Ruiz', '2025-10-20', '2025-11-11', '100 units');
INSERT INTO clinic.cases VALUES (7, 1, 'Ruiz', '2025-10-20', '2025-11-10', '100 units');
-- a waiver that is needed stays
DELETE FROM clinic.waiver WHERE most IS NULL;
UPDATE clinic.waiver SET valid = '[2025-10-21,2025-11-11)' WHERE most IS NULL;
UPDATE clinic.waiver SET most = '54 units' WHERE most IS NOT NULL;
UPDATE clinic.waiver SET valid = '[2025-10-20,2026-11-11)', reason = 'longer' WHERE most IS NULL;
SELECT * FROM check_caps('clinic.cases');
DELETE FROM clinic.cases WHERE id IN (6, 7);
DELETE FROM clinic.waiver;
-- paid: recorded once a statement and group, with the role
INSERT INTO clinic.cases VALUES (20, 1, 'Okafor', '2025-09-01', '2025-09-30', '30 units'),
	(21, 1, 'Okafor', '2025-09-15', '2025-10-15', '30 units'),
	(22, 1, 'Okafor', '2025-09-10', NULL, '5 units'), (23, 1, 'Okafor', '2025-09-20', NULL, '5 units');
INSERT INTO clinic.cases VALUES (24, 1, 'Okafor', NULL, NULL, '50 units');
UPDATE clinic.cases SET units = '1 units' WHERE id = 24;
SELECT id, guard, group_key, first_day, last_day, load, cap, measure, strictness, citation,
	recorded_by = current_user AS by_us,
	recorded_at <= clock_timestamp() AS "then" FROM clinic.breach ORDER BY id;
SELECT * FROM check_caps('clinic.cases');
SELECT unguard('clinic.cases', 'no such guard');
SELECT unguard('clinic.cases', 'cases_district_id_provider_cap');
TRUNCATE clinic.cases, clinic.breach;

-- deferred: judged at the end of the transaction
SELECT guard('clinic.cases', 'clinic.provider', '{district_id,provider}', 'most',
	'{district_id,name}', starts => 'starts', ends => 'ends',
	weight => 'units', strictness => 'strictness', waiver_table => 'clinic.waiver', waiver_valid => 'valid',
	breach_table => 'clinic.breach', deferred => true, name => 'load');
INSERT INTO clinic.cases VALUES (1, 1, 'Ruiz', NULL, NULL, '50 units'), (2, 1, 'Okafor', NULL, NULL, '40 units');
BEGIN;
UPDATE clinic.cases SET provider = 'Okafor', units = '40 units' WHERE id = 1;
UPDATE clinic.cases SET provider = 'Ruiz' WHERE id = 2;
UPDATE clinic.cases SET units = '50 units' WHERE id = 2;
COMMIT;
BEGIN;
INSERT INTO clinic.cases VALUES (3, 1, 'Ruiz', '2025-10-01', NULL, '1 units');
UPDATE clinic.cases SET ends = '2025-12-01' WHERE id = 3;
UPDATE clinic.cases SET starts = '2025-11-01' WHERE id = 3;
COMMIT;
BEGIN;
INSERT INTO clinic.cases VALUES (3, 1, 'Ruiz', '2025-10-01', NULL, '1 units');
DELETE FROM clinic.cases WHERE id = 3;
COMMIT;
BEGIN;
INSERT INTO clinic.cases VALUES (3, 1, 'Ruiz', '2025-10-01', NULL, '1 units');
SET CONSTRAINTS ALL IMMEDIATE;
ROLLBACK;
BEGIN;
UPDATE clinic.provider SET most = '49 units' WHERE name = 'Ruiz' AND district_id = 1;
INSERT INTO clinic.waiver VALUES (1, 'Ruiz', '(,)', NULL, 'consent');
COMMIT;
BEGIN;
DELETE FROM clinic.waiver;
UPDATE clinic.cases SET units = '49 units' WHERE id = 2;
COMMIT;
BEGIN;
UPDATE clinic.provider SET most = '48 units' WHERE name = 'Ruiz' AND district_id = 1;
COMMIT;
BEGIN;
INSERT INTO clinic.cases SELECT i, 1, 'Okafor', '2025-10-01', NULL, '1 units' FROM generate_series(4, 6) i;
INSERT INTO clinic.cases SELECT i, 1, 'Okafor', '2025-10-01', NULL, '1 units' FROM generate_series(7, 9) i;
COMMIT;
SELECT group_key, first_day, last_day, load, cap, strictness FROM clinic.breach ORDER BY id;
UPDATE clinic.cases SET id = id + 100 WHERE provider = 'Okafor';
SELECT * FROM check_caps('clinic.cases');
SELECT unguard('clinic.cases');
DROP TABLE clinic.cases, clinic.provider, clinic.waiver, clinic.breach;

-- whole and decimal numbers, several guards on one table, a group beside which there is no row
CREATE TABLE clinic.room (id text PRIMARY KEY, seats numeric(6,2));
CREATE TABLE clinic.teacher (id uuid PRIMARY KEY, classes smallint);
CREATE TABLE clinic.class (id int PRIMARY KEY, room text, teacher uuid, share numeric, size bigint);
SELECT guard('clinic.class', 'clinic.room', '{room}', 'seats', '{id}', weight => 'share');
SELECT guard('clinic.class', 'clinic.teacher', '{teacher}', 'classes', '{id}');
CREATE INDEX ON clinic.class (room);
INSERT INTO clinic.room VALUES ('A', 1.00), ('B', 1.5);
INSERT INTO clinic.teacher VALUES ('00000000-0000-0000-0000-000000000001', 2);
INSERT INTO clinic.class VALUES (1, 'A', '00000000-0000-0000-0000-000000000001', 0.25),
	(2, 'A', '00000000-0000-0000-0000-000000000001', 0.75);
INSERT INTO clinic.class VALUES (3, 'A', NULL, 0.000001);
INSERT INTO clinic.class VALUES (3, 'B', '00000000-0000-0000-0000-000000000001', 1);
INSERT INTO clinic.class VALUES (3, 'C', NULL, 9e15);
INSERT INTO clinic.class VALUES (3, 'B', NULL, 'NaN');
INSERT INTO clinic.class VALUES (3, 'C', NULL, 1e6), (4, 'C', '00000000-0000-0000-0000-00000000000f', 0);
-- a group that comes after its rows
INSERT INTO clinic.room VALUES ('C', 1);
SELECT guard, group_key, load, cap FROM check_caps('clinic.class');
DROP SCHEMA clinic CASCADE;
