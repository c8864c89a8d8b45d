-- the path that distributed engines and foreign servers use: nothing of ours may lean on another
SET search_path = pg_catalog;
SET datestyle = ISO;
CREATE SCHEMA school;
CREATE TABLE school.section (id int PRIMARY KEY, cap int, strictness text, citation text, room text);
CREATE TABLE school.enrollment (
	id int PRIMARY KEY, section_id int REFERENCES school.section ON UPDATE CASCADE ON DELETE CASCADE,
	valid daterange, note text);
CREATE INDEX ON school.enrollment (section_id);
INSERT INTO school.section VALUES (1, 2, 'hard', 'Article XXVI.B'),
	(2, 1, NULL, NULL), (3, 1, 'paid', 'Article XXVI.C'),
	(4, NULL, 'hard', NULL), (5, 1, 'advisory', NULL), (6, 0, 'hard', NULL);
SELECT caseload.guard('school.enrollment', 'school.section', key => '{section_id}', group_key => '{id}', cap => 'cap',
	valid => 'valid', strictness => 'strictness', citation => 'citation');

-- at the cap, and one above it
INSERT INTO school.enrollment VALUES (1, 1, '[2025-09-01,2026-06-01)'), (2, 1, '[2025-09-01,2026-06-01)');
INSERT INTO school.enrollment VALUES (3, 1, '[2025-10-01,2025-10-02)');
-- only the days of the row count: the day after the others have gone, and the day before they come
INSERT INTO school.enrollment VALUES (3, 1, '[2026-06-01,)'), (4, 1, '(,2025-09-01)');
INSERT INTO school.enrollment VALUES (5, 1, '(,)'), (6, 1, 'empty'), (7, 1, NULL), (8, NULL, '(,)');
INSERT INTO school.enrollment VALUES (6, 1, 'empty'), (7, 1, NULL), (8, NULL, '(,)'), (9, 4, '(,)'), (10, 4, '(,)');
INSERT INTO school.enrollment VALUES (11, 1, '[2026-06-01,2026-06-02)'), (12, 1, '[2026-06-01,2026-06-02)');
INSERT INTO school.enrollment VALUES (11, 6, '[2026-06-01,2026-06-02)');
-- every field of the error
DO $$
DECLARE s text; t text; c text; n text; st text;
BEGIN
	INSERT INTO school.enrollment VALUES (11, 6, '[infinity,)'), (12, 6, '[-infinity,-infinity]'),
		(13, 6, '[2024-02-29,2024-02-29]');
EXCEPTION WHEN check_violation THEN
	GET STACKED DIAGNOSTICS s = SCHEMA_NAME, t = TABLE_NAME, c = COLUMN_NAME,
	n = CONSTRAINT_NAME, st = RETURNED_SQLSTATE;
	RAISE INFO '% % % % %', st, s, t, c, n;
END $$;

-- UPDATE of the group, of the days, of neither
UPDATE school.enrollment SET section_id = 2 WHERE id IN (1, 2);
UPDATE school.enrollment SET section_id = 2 WHERE id = 1;
INSERT INTO school.enrollment VALUES (13, 1, '[2025-09-01,2026-01-01)');
UPDATE school.enrollment SET valid = '[2025-09-01,2026-06-02)' WHERE id = 13;
UPDATE school.enrollment SET valid = '[2025-12-01,2026-06-02)' WHERE id = 13;
UPDATE school.enrollment SET valid = '(,)' WHERE id = 3;
UPDATE school.enrollment SET note = 'kept';
UPDATE school.enrollment SET section_id = 2 WHERE id = 2;
-- two full classes change places in one statement
UPDATE school.enrollment SET section_id = 3 - section_id WHERE id IN (1, 2) RETURNING id, section_id;
UPDATE school.enrollment SET section_id = 3 - section_id WHERE id IN (1, 2) RETURNING id, section_id;
-- a delete makes room, in the same transaction
BEGIN;
DELETE FROM school.enrollment WHERE id = 2;
INSERT INTO school.enrollment VALUES (2, 1, '[2025-09-01,2026-06-01)');
COMMIT;
BEGIN;
SAVEPOINT s;
DELETE FROM school.enrollment WHERE id = 2;
ROLLBACK TO s;
INSERT INTO school.enrollment VALUES (14, 1, '[2025-09-01,2026-06-01)');
ROLLBACK;
-- upsert
INSERT INTO school.enrollment VALUES (2, 2, '(,)') ON CONFLICT (id) DO NOTHING;
INSERT INTO school.enrollment VALUES (2, 2, '(,)') ON CONFLICT (id) DO UPDATE SET section_id = excluded.section_id;
INSERT INTO school.enrollment VALUES (2, 2, '(,)') ON CONFLICT (id) DO UPDATE SET note = 'again';
-- MERGE: one goes out, one comes in
MERGE INTO school.enrollment e USING (VALUES (1, NULL), (20, 2)) n(id, section_id) ON e.id = n.id
WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (n.id, n.section_id, '[2025-09-01,)');
MERGE INTO school.enrollment e USING (VALUES (2, 2), (21, 2)) n(id, section_id) ON e.id = n.id
WHEN MATCHED THEN UPDATE SET section_id = n.section_id WHEN NOT MATCHED THEN INSERT VALUES (n.id, 4, '(,)');
-- COPY
COPY school.enrollment (id, section_id, valid) FROM stdin;
30	4	(,)
31	1	[2025-09-01,2025-09-02)
32	1	[2025-09-01,2025-09-02)
\.
-- paid and advisory caps let the row in and say so once a statement and class
INSERT INTO school.enrollment VALUES (40, 3, '[2025-09-01,)'), (41, 3, '[2025-09-01,)'),
	(42, 3, '[2025-09-01,)'), (43, 5, '(,)'), (44, 5, '(,)');
UPDATE school.enrollment SET note = 'nothing grew' WHERE section_id IN (3, 5);
-- the cap is lowered, the strictness raised
UPDATE school.section SET cap = 1 WHERE id = 1;
UPDATE school.section SET strictness = 'hard' WHERE id = 3;
UPDATE school.section SET cap = 2 WHERE id = 3;
UPDATE school.section SET cap = 5, strictness = 'hard' WHERE id = 3;
UPDATE school.section SET room = 'B 12', cap = 3 WHERE id = 1;
UPDATE school.section SET cap = NULL, strictness = 'hard' WHERE id = 5;
UPDATE school.section SET cap = 1 WHERE id = 5;
UPDATE school.section SET strictness = 'lenient' WHERE id = 1;
-- cascades
UPDATE school.section SET id = 101 WHERE id = 1;
SELECT section_id, count(*) FROM school.enrollment GROUP BY 1 ORDER BY 1;
DELETE FROM school.section WHERE id = 101;
SELECT section_id, count(*) FROM school.enrollment GROUP BY 1 ORDER BY 1;
-- a caller's function may catch the refusal
CREATE FUNCTION school.try(section int) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO school.enrollment SELECT 60 + i, section, '(,)' FROM generate_series(1, 2) i;
	RETURN 'in';
EXCEPTION WHEN check_violation THEN RETURN CASE WHEN current_user = session_user THEN 'refused' END;
END $$;
SELECT school.try(2);
-- what is above its cap, however it came to be so
SELECT * FROM caseload.check_caps('school.enrollment');
SET session_replication_role = replica;
INSERT INTO school.enrollment VALUES (50, 2, '[2025-09-01,2025-09-03)'),
	(51, 2, '[2025-09-02,2025-09-04)'), (52, 6, '(,)');
RESET session_replication_role;
ALTER TABLE school.enrollment DISABLE TRIGGER enrollment_section_id_cap_update;
SELECT * FROM caseload.check_caps('school.enrollment');
ALTER TABLE school.enrollment ENABLE TRIGGER enrollment_section_id_cap_update;
-- on the days that are over already nothing more goes in; elsewhere and out it does
INSERT INTO school.enrollment VALUES (53, 2, '[2025-09-03,2025-09-04)');
UPDATE school.enrollment SET valid = '[2025-09-02,2025-09-03)' WHERE id = 51;
INSERT INTO school.enrollment VALUES (54, 2, '[2025-08-01,2025-08-02)');
TRUNCATE school.enrollment;
SELECT * FROM caseload.check_caps('school.enrollment');
-- put on a table that is over already
INSERT INTO school.enrollment SELECT 100 + i, 2, '(,)' FROM generate_series(1, 1) i;
SELECT caseload.unguard('school.enrollment');
SELECT caseload.unguard('school.enrollment');
INSERT INTO school.enrollment SELECT i, 2, '(,)' FROM generate_series(1, 3) i;
SELECT caseload.guard('school.enrollment', 'school.section', '{section_id}', 'cap', '{id}', name => 'places');
SELECT caseload.guard('school.enrollment', 'school.section', '{section_id}', 'cap', '{id}', name => 'places');
INSERT INTO school.enrollment VALUES (4, 2, 'empty');
SELECT * FROM caseload.check_caps('school.enrollment');
SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal
	AND tgrelid IN ('school.enrollment'::regclass, 'school.section'::regclass);
DROP TABLE school.enrollment;
-- the trigger on the groups goes with the guarded table
SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = 'school.section'::regclass;
DROP SCHEMA school CASCADE;
