-- statements with two events, statements inside statements, savepoints between: every row is judged, once its
-- statement is done
SET search_path = pg_catalog;
SET datestyle = ISO;
SET client_min_messages = warning;
CREATE SCHEMA nest;
CREATE TABLE nest.class (id int PRIMARY KEY, cap int, room text);
CREATE TABLE nest.seat (id int PRIMARY KEY, class int REFERENCES nest.class, place text,
	twin int REFERENCES nest.seat ON UPDATE CASCADE ON DELETE SET NULL);
CREATE INDEX ON nest.seat (class);
CREATE INDEX ON nest.seat (place);
CREATE TABLE nest.place (id text PRIMARY KEY, cap int);
INSERT INTO nest.class VALUES (1, 2), (2, 2), (3, 100);
INSERT INTO nest.place VALUES ('A', 3), ('B', 100);
SELECT caseload.guard('nest.seat', 'nest.class', '{class}', 'cap', '{id}', name => 'by_class');
SELECT caseload.guard('nest.seat', 'nest.place', '{place}', 'cap', '{id}', name => 'by_place');
INSERT INTO nest.seat VALUES (1, 1), (2, 3), (3, 3);

-- what an upsert inserts and what it updates count together; so does what a MERGE does
INSERT INTO nest.seat VALUES (2, 1), (10, 1) ON CONFLICT (id) DO UPDATE SET class = excluded.class;
INSERT INTO nest.seat VALUES (2, 1), (10, 2) ON CONFLICT (id) DO UPDATE SET class = excluded.class;
MERGE INTO nest.seat s USING (VALUES (3, 2), (11, 2)) n (id, class) ON s.id = n.id
WHEN MATCHED THEN UPDATE SET class = n.class WHEN NOT MATCHED THEN INSERT VALUES (n.id, n.class);
MERGE INTO nest.seat s USING (VALUES (1, NULL), (2, 3), (3, 1), (11, 1)) n (id, class) ON s.id = n.id
WHEN MATCHED AND n.class IS NULL THEN DELETE WHEN MATCHED
	THEN UPDATE SET class = n.class WHEN NOT MATCHED THEN INSERT VALUES (n.id, n.class);
SELECT class, array_agg(id ORDER BY id) FROM nest.seat GROUP BY 1 ORDER BY 1;
-- two guards on one table, of which the second refuses
INSERT INTO nest.seat VALUES (2, 3, 'A'), (20, 3, 'A'), (21, 3, 'A'),
	(22, 3, 'A') ON CONFLICT (id) DO UPDATE SET place = excluded.place;
INSERT INTO nest.seat VALUES (2, 3, 'A'), (20, 3, 'A'), (21, 3, 'A'),
	(22, 3, 'B') ON CONFLICT (id) DO UPDATE SET place = excluded.place;
-- one statement with two parts
WITH moved AS (UPDATE nest.seat SET class = 2 WHERE id = 20 RETURNING id) INSERT INTO nest.seat
SELECT id + 100, 2 FROM moved;
WITH gone AS (DELETE FROM nest.seat WHERE id = 10 RETURNING class) INSERT INTO nest.seat
SELECT 100 + i, class FROM gone, generate_series(1, 3) i;
WITH gone AS (DELETE FROM nest.seat WHERE id = 10 RETURNING class) INSERT INTO nest.seat
SELECT 100 + i, class FROM gone, generate_series(1, 2) i;
-- an insert inside an insert: by a function in it, by a row trigger
CREATE FUNCTION nest.add(id int, class int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO nest.seat VALUES (id, class) ON CONFLICT ON CONSTRAINT seat_pkey DO UPDATE SET class = excluded.class;
	RETURN class;
END $$;
CREATE FUNCTION nest.try_add(id int, class int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
	RETURN nest.add(id, class);
EXCEPTION WHEN check_violation THEN RETURN 3;
END $$;
INSERT INTO nest.seat VALUES (30, nest.add(31, 2));
INSERT INTO nest.seat VALUES (30, nest.try_add(31, 2)), (32, 3);
INSERT INTO nest.seat VALUES (30, 1), (33, nest.try_add(34, 2)) ON CONFLICT (id) DO UPDATE SET class = excluded.class;
INSERT INTO nest.seat VALUES (30, nest.try_add(34, 2)), (33, 3) ON CONFLICT (id) DO UPDATE SET class = excluded.class;
CREATE FUNCTION nest.twice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.id < 1000 THEN INSERT INTO nest.seat VALUES
		(NEW.id + 1000, NEW.class) ON CONFLICT (id) DO UPDATE SET class = excluded.class; END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER twice AFTER INSERT ON nest.seat FOR EACH ROW EXECUTE FUNCTION nest.twice();
DELETE FROM nest.seat WHERE class IN (1, 2);
INSERT INTO nest.seat VALUES (40, 1), (41, 1) ON CONFLICT (id) DO UPDATE SET class = excluded.class;
INSERT INTO nest.seat VALUES (40, 1), (2, 2) ON CONFLICT (id) DO UPDATE SET class = excluded.class;
SELECT class, array_agg(id ORDER BY id) FROM nest.seat WHERE class < 3 GROUP BY 1 ORDER BY 1;
DROP TRIGGER twice ON nest.seat;
-- a cascade onto the table itself
UPDATE nest.seat SET twin = 2 WHERE id = 40;
INSERT INTO nest.seat VALUES (2, 1), (50, 2) ON CONFLICT (id) DO UPDATE SET id = 99, class = 2;
SELECT id, class, twin FROM nest.seat WHERE id IN (40, 99) ORDER BY id;
-- a savepoint that is rolled back leaves nothing behind
BEGIN;
SAVEPOINT s;
INSERT INTO nest.seat VALUES (60, 1), (99, 1) ON CONFLICT (id) DO UPDATE SET class = 1;
ROLLBACK TO s;
INSERT INTO nest.seat VALUES (60, 3), (99, 3) ON CONFLICT (id) DO UPDATE SET class = 3;
COMMIT;
-- with one trigger off, the other judges alone
ALTER TABLE nest.seat DISABLE TRIGGER by_class_insert;
INSERT INTO nest.seat VALUES (99, 1), (61, 3) ON CONFLICT (id) DO UPDATE SET class = excluded.class;
ALTER TABLE nest.seat ENABLE TRIGGER by_class_insert;
ALTER TABLE nest.seat DISABLE TRIGGER by_class_before;
INSERT INTO nest.seat VALUES (99, 1), (61, 1) ON CONFLICT (id) DO UPDATE SET class = excluded.class;
ALTER TABLE nest.seat ENABLE TRIGGER by_class_before;
SELECT * FROM caseload.check_caps('nest.seat');
-- many rows: more than fit in memory, of both events
SET work_mem = '64kB';
UPDATE nest.class SET cap = 30000 WHERE id = 3;
INSERT INTO nest.seat SELECT i, 3 FROM generate_series(2000, 12000) i;
INSERT INTO nest.seat SELECT i, 3 - (i = 5000)::int - (i > 12000)::int * 2
FROM generate_series(2001, 12003) i ON CONFLICT (id) DO UPDATE SET class = excluded.class;
INSERT INTO nest.seat SELECT i, 3
FROM generate_series(2001, 13003) i ON CONFLICT (id) DO UPDATE SET class = excluded.class;
SELECT count(*) FROM nest.seat WHERE id >= 2000;
-- what a refused statement has sorted goes with its subtransaction
DO $$
DECLARE
	held bigint;
BEGIN
	FOR n IN 1 .. 60 LOOP
		BEGIN
			INSERT INTO nest.seat SELECT i, CASE WHEN i > 13003 THEN 1 ELSE 3 END FROM generate_series(12000,
				13010) i ON CONFLICT (id) DO UPDATE SET class = 3;
			RAISE EXCEPTION 'class 1 took seven';
		EXCEPTION WHEN check_violation THEN NULL;
		END;
		BEGIN
			INSERT INTO nest.seat VALUES (2001, 3);
			RAISE EXCEPTION 'two seats with one id';
		EXCEPTION WHEN unique_violation THEN NULL;
		END;
	END LOOP;
	SELECT sum(total_bytes) INTO held FROM pg_backend_memory_contexts
	WHERE name LIKE 'TupleSort%' OR name = 'TopTransactionContext';
	IF held > 100000 THEN
		RAISE EXCEPTION 'they hold % bytes', held;
	END IF;
END $$;
-- the locks of many groups are row locks: the lock table does not grow
INSERT INTO nest.class SELECT i, 2 FROM generate_series(100, 3000) i;
BEGIN;
INSERT INTO nest.seat SELECT 100000 + i, i FROM generate_series(100, 3000) i;
SELECT count(*) < 40 AS few FROM pg_locks WHERE pid = pg_backend_pid();
COMMIT;
DROP SCHEMA nest CASCADE;
