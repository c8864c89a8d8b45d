SET search_path = pg_catalog;
SET datestyle = ISO;
CREATE SCHEMA county;
CREATE TABLE county.section (district_id int, id int, cap int,
	PRIMARY KEY (district_id, id)) PARTITION BY LIST (district_id);
CREATE TABLE county.section_1 PARTITION OF county.section FOR VALUES IN (1);
CREATE TABLE county.section_2 PARTITION OF county.section FOR VALUES IN (2);
INSERT INTO county.section VALUES (1, 1, 2), (1, 2, 2), (2, 1, 2);
-- the columns of partitions stand in other places
CREATE TABLE county.enrollment (school_year int, id int, district_id int, section_id int, valid daterange,
	FOREIGN KEY (district_id, section_id) REFERENCES county.section) PARTITION BY LIST (school_year);
CREATE INDEX ON county.enrollment (district_id, section_id);
CREATE TABLE county.enrollment_2025 (valid daterange, gone int, section_id int,
	district_id int, id int, school_year int);
ALTER TABLE county.enrollment_2025 DROP COLUMN gone;
ALTER TABLE county.enrollment ATTACH PARTITION county.enrollment_2025 FOR VALUES IN (2025);
CREATE TABLE county.enrollment_2026 PARTITION OF county.enrollment FOR VALUES IN (2026) PARTITION BY RANGE (id);
CREATE TABLE county.enrollment_2026_a PARTITION OF county.enrollment_2026 FOR VALUES FROM (0) TO (100);
SELECT caseload.guard('county.enrollment_2025', 'county.section', '{district_id,section_id}', 'cap',
	'{district_id,id}', valid => 'valid');
SELECT caseload.guard('county.enrollment', 'county.section', '{district_id,section_id}', 'cap',
	'{district_id,id}', valid => 'valid', name => 'cap');
SELECT tgrelid::regclass AS on_table, tgname FROM pg_trigger WHERE tgname LIKE 'cap%'
ORDER BY tgrelid::regclass::text, tgname;

INSERT INTO county.enrollment VALUES (2025, 1, 1, 1, '(,)'), (2026, 2, 1, 1, '(,)'), (2025, 3, 2, 1, '(,)');
-- through the root, straight into a partition, into one of its own; what is counted is the whole, what is named the
-- root
DO $$
DECLARE statement text; t text; d text; m text;
BEGIN
	FOREACH statement IN ARRAY ARRAY[
		$s$INSERT INTO county.enrollment VALUES (2026, 4, 1, 1, '[2025-09-01,2025-09-02)')$s$,
		$s$INSERT INTO county.enrollment_2025 (school_year, id, district_id, section_id, valid) VALUES
			(2025, 4, 1, 1, '[2025-09-01,2025-09-02)')$s$,
		$s$INSERT INTO county.enrollment_2026 VALUES (2026, 4, 1, 1, '[2025-09-01,2025-09-02)')$s$,
		$s$INSERT INTO county.enrollment_2026_a VALUES (2026, 4, 1, 1, '[2025-09-01,2025-09-02)')$s$] LOOP
		BEGIN
			EXECUTE statement;
			RAISE INFO 'it went in: %', statement;
		EXCEPTION WHEN check_violation THEN
			GET STACKED DIAGNOSTICS t = TABLE_NAME, d = PG_EXCEPTION_DETAIL, m = MESSAGE_TEXT;
			RAISE INFO '%: % %', t, m, d;
		END;
	END LOOP;
END $$;
COPY county.enrollment_2026_a FROM stdin;
2026	4	1	1	[2025-09-01,2025-09-02)
\.
COPY county.enrollment FROM stdin;
2025	4	1	1	[2025-09-01,2025-09-02)
2026	5	2	1	[2025-09-01,2025-09-02)
\.
-- a row that moves to another partition is the same load
UPDATE county.enrollment SET school_year = 2026 WHERE id = 1;
UPDATE county.enrollment SET school_year = 2025 + id % 2, section_id = 2 WHERE id IN (1, 2);
UPDATE county.enrollment SET section_id = 2 WHERE district_id = 2;
UPDATE county.enrollment_2025 SET district_id = 1, section_id = 2 WHERE id = 3;
UPDATE county.section SET cap = 1 WHERE district_id = 1;
UPDATE county.section_1 SET cap = 1 WHERE id = 2;
-- a partition that comes later is counted and judged row by row, and seen to be without triggers by statement
CREATE TABLE county.enrollment_2027 PARTITION OF county.enrollment FOR VALUES IN (2027);
INSERT INTO county.enrollment VALUES (2027, 5, 1, 2, '(,)');
INSERT INTO county.enrollment_2027 VALUES (2027, 5, 1, 2, '(,)');
SELECT * FROM caseload.check_caps('county.enrollment_2027');
DELETE FROM county.enrollment_2027;
SELECT caseload.guard_partitions('county.enrollment');
SELECT caseload.guard_partitions('county.enrollment');
SELECT * FROM caseload.check_caps('county.enrollment');
INSERT INTO county.enrollment_2027 VALUES (2027, 5, 1, 2, '(,)');
-- a partition that leaves is a table of its own
ALTER TABLE county.enrollment DETACH PARTITION county.enrollment_2025;
INSERT INTO county.enrollment_2025 (school_year, id, district_id, section_id, valid) VALUES (2025, 6, 1, 2, '(,)');
ALTER TABLE county.enrollment ATTACH PARTITION county.enrollment_2025 FOR VALUES IN (2025);
SELECT problem, group_key, days, load, cap FROM caseload.check_caps('county.enrollment');
TRUNCATE county.enrollment;
SELECT caseload.unguard('county.enrollment');
SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'cap%';
-- deferred: one trigger, which partitions inherit
SELECT caseload.guard('county.enrollment', 'county.section', '{district_id,section_id}', 'cap', '{district_id,id}',
	valid => 'valid', deferred => true, name => 'cap');
INSERT INTO county.enrollment VALUES (2025, 1, 1, 1, '(,)'), (2026, 2, 1, 1, '(,)'), (2025, 3, 2, 1, '(,)');
CREATE TABLE county.enrollment_2028 PARTITION OF county.enrollment FOR VALUES IN (2028);
INSERT INTO county.enrollment_2028 VALUES (2028, 5, 1, 1, '(,)');
BEGIN;
INSERT INTO county.enrollment_2028 VALUES (2028, 5, 1, 1, '(,)');
UPDATE county.enrollment SET section_id = 2 WHERE id = 1;
UPDATE county.enrollment SET school_year = 2028 WHERE id = 2;
COMMIT;
SELECT * FROM caseload.check_caps('county.enrollment');
SELECT caseload.unguard('county.enrollment');
SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'cap%';
DROP SCHEMA county CASCADE;
