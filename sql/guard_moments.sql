-- A guard by the clock: at no moment more in a room than its seats.
CREATE SCHEMA hall;
SET search_path = hall, caseload, public;
SET datestyle = 'SQL, DMY'; -- the guard's words are ISO, whatever this says
SET timezone = 'America/Los_Angeles';
\set VERBOSITY default
\set SHOW_CONTEXT never
CREATE TABLE room (id int PRIMARY KEY, seats int, strictness text DEFAULT 'hard', citation text);
CREATE TABLE seat (id int PRIMARY KEY, student int, room int REFERENCES room, during tstzrange);
CREATE INDEX ON seat (room);
INSERT INTO room VALUES (1, 2, 'hard', '12.3'), (2, 1, 'hard', NULL), (3, 1, 'paid', '12.4'), (4, 0, 'hard', NULL);
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'during', strictness => 'strictness',
	citation => 'citation', name => 'seats');
-- two classes that follow each other, and one that comes a minute early: 2, 2, then 3 from 10:09 to 10:10
INSERT INTO seat VALUES (1, 101, 1, '[2026-01-12 09:15,2026-01-12 10:10)'),
	(2, 102, 1, '[2026-01-12 09:15,2026-01-12 10:10)'),
	(3, 103, 1, '[2026-01-12 10:10,2026-01-12 11:05)'), (4, 104, 1, '[2026-01-12 10:10,2026-01-12 11:05)');
INSERT INTO seat VALUES (5, 105, 1, '[2026-01-12 10:09,2026-01-12 10:10)');
-- the moment is the same, and is told by the session's clock
SET timezone = 'America/New_York';
INSERT INTO seat VALUES (5, 105, 1, '[2026-01-12 10:09-08,2026-01-12 10:10-08)');
SET timezone = 'Asia/Kolkata';
INSERT INTO seat VALUES (5, 105, 1, '[2026-01-12 10:09:00.000001-08,2026-01-12 10:10-08)');
SET timezone = 'America/Los_Angeles';
-- the day before and the hour after have room
INSERT INTO seat VALUES (5, 105, 1, '[2026-01-11 10:09,2026-01-11 10:10)'),
	(6, 106, 1, '[2026-01-12 11:05,2026-01-12 12:00)');
DELETE FROM seat;
-- bounds as the type means them, one seat at a time: what ends with 10:00 itself meets what begins with it, and nothing
-- else does
INSERT INTO seat VALUES (1, 101, 2, '[2026-01-12 09:00,2026-01-12 10:00)');
INSERT INTO seat VALUES (2, 102, 2, '[2026-01-12 10:00,2026-01-12 11:00]');
INSERT INTO seat VALUES (3, 103, 2, '[2026-01-12 11:00,2026-01-12 12:00)');
INSERT INTO seat VALUES (3, 103, 2, '(2026-01-12 11:00,2026-01-12 12:00]');
INSERT INTO seat VALUES (4, 104, 2, '[2026-01-12 12:00,2026-01-12 12:00]');
INSERT INTO seat VALUES (4, 104, 2, '(2026-01-12 12:00,2026-01-12 12:01)');
-- there is no moment between two microseconds, and none in an empty range, nor in none
INSERT INTO seat VALUES (5, 105, 2, '(2026-01-12 09:30,2026-01-12 09:30:00.000001)'),
	(6, 106, 2, 'empty'), (7, 107, 2, NULL);
INSERT INTO seat VALUES (8, 108, 2, '(2026-01-12 09:30,2026-01-12 09:30:00.000002)');
-- without a bound, and up to the infinite moments, which bound nothing, whether they belong to it or not
INSERT INTO seat VALUES (8, 108, 2, '(,2026-01-12 09:00)'), (9, 109, 2, '[2026-01-12 12:01,infinity]');
INSERT INTO seat VALUES (10, 110, 2, '(-infinity,2020-01-01)');
INSERT INTO seat VALUES (10, 110, 2, '[9999-12-31 23:59:59.999999,infinity)');
INSERT INTO seat VALUES (10, 110, 2, '(,)');
INSERT INTO seat VALUES (10, 110, 2, '[infinity,]'), (11, 111, 2, '(,-infinity]'),
	(12, 112, 2, '[4713-01-01 00:00+00 BC,4713-01-01 00:00+00 BC)');
SET timezone = 'UTC';
INSERT INTO seat VALUES (13, 113, 4, '[4713-01-02 00:00+00 BC,)');
INSERT INTO seat VALUES (13, 113, 4, '[294276-12-31 00:00+00,)');
INSERT INTO seat VALUES (13, 113, 4, '(,)');
SET timezone = 'America/Los_Angeles';
DELETE FROM seat;
-- when the clocks go back, 1:30 comes twice, an hour apart; when they go forward, 2:00 is 3:00
INSERT INTO seat VALUES (1, 101, 2, '[2026-11-01 01:00-07,2026-11-01 01:00-08)'),
	(2, 102, 2, '[2026-11-01 01:00-08,2026-11-01 02:00)');
INSERT INTO seat VALUES (3, 103, 2, '[2026-11-01 01:30-07,2026-11-01 01:31-07)');
INSERT INTO seat VALUES (3, 103, 2, '[2026-11-01 01:30-08,2026-11-01 01:31-08)');
INSERT INTO seat VALUES (3, 103, 2, '[2026-03-08 01:30,2026-03-08 02:00)'),
	(4, 104, 2, '[2026-03-08 03:00,2026-03-08 04:00)');
INSERT INTO seat VALUES (5, 105, 2, '[2026-03-08 02:15,2026-03-08 02:20)');
DELETE FROM seat;

-- every way in: moves, swaps, upserts, MERGE, COPY, a lowered cap, savepoints
INSERT INTO seat VALUES (1, 101, 2, '[2026-01-12 09:00,2026-01-12 10:00)'),
	(2, 102, 1, '[2026-01-12 09:30,2026-01-12 09:40)'),
	(3, 103, 1, '[2026-01-12 09:00,2026-01-12 10:00)');
UPDATE seat SET room = 2 WHERE id = 2;
UPDATE seat SET room = CASE id WHEN 1 THEN 1 ELSE 2 END WHERE id IN (1, 2);
UPDATE seat SET during = '[2026-01-12 09:30,2026-01-12 09:50)' WHERE id = 2;
INSERT INTO seat VALUES (1, 101, 2, '[2026-01-12 09:49,2026-01-12 10:00)')
	ON CONFLICT (id) DO UPDATE SET room = excluded.room, during = excluded.during;
INSERT INTO seat VALUES (1, 101, 2, '[2026-01-12 09:50,2026-01-12 10:00)')
	ON CONFLICT (id) DO UPDATE SET room = excluded.room, during = excluded.during;
MERGE INTO seat AS s USING (VALUES (1), (4)) AS n (id) ON s.id = n.id
WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (n.id, 104, 2, '[2026-01-12 09:50,2026-01-12 10:01)');
MERGE INTO seat AS s USING (VALUES (4), (5)) AS n (id) ON s.id = n.id
WHEN MATCHED THEN UPDATE SET during = '[2026-01-12 09:50,2026-01-12 10:02)'
WHEN NOT MATCHED THEN INSERT VALUES (n.id, 105, 2, '[2026-01-12 10:01:59,2026-01-12 11:00)');
COPY seat FROM stdin;
6	106	2	["2026-01-12 10:01-08","2026-01-12 10:02-08")
7	107	2	["2026-01-12 10:01:59.999999-08","2026-01-12 10:03-08")
\.
UPDATE room SET seats = 0 WHERE id = 2;
BEGIN;
INSERT INTO seat VALUES (6, 106, 2, '[2026-01-12 10:01,2026-01-12 10:02)');
SAVEPOINT more;
INSERT INTO seat VALUES (7, 107, 2, '[2026-01-12 10:01,2026-01-12 10:02)');
ROLLBACK TO more;
DELETE FROM seat WHERE id = 6;
INSERT INTO seat VALUES (7, 107, 2, '[2026-01-12 10:01,2026-01-12 10:02)');
COMMIT;
SELECT id, room, during FROM seat ORDER BY id;
-- what is over is listed with its days and its moments: room 3 from 9:30 to 10:00, room 4, which has no seat, whenever
-- anybody is there
INSERT INTO seat VALUES (11, 111, 3, '[2026-01-12 09:00,2026-01-12 10:00)'),
	(12, 112, 3, '[2026-01-12 09:30,2026-01-13 00:00)');
ALTER TABLE seat DISABLE TRIGGER USER;
INSERT INTO seat VALUES (13, 113, 4, '(,2026-01-12 09:30]'),
	(14, 114, 4, '[2026-01-13 09:30,2026-01-14 00:00)'),
	(15, 115, 4, '[2026-02-12 09:30,)');
ALTER TABLE seat ENABLE TRIGGER USER;
SET datestyle = ISO;
SELECT group_key, days, load, cap, strictness, moments FROM check_caps('seat') ORDER BY group_key, days;
-- by a clock further east the same moments are of other days
SET timezone = 'Asia/Tokyo';
SELECT group_key, days, moments, moments::tstzrange IS NOT NULL AS a_range
FROM check_caps('seat') ORDER BY group_key, days;
SET timezone = 'America/Los_Angeles';
-- there nothing more goes in; elsewhere it does
INSERT INTO seat VALUES (16, 116, 4, '[2026-01-13 23:59:59,2026-01-14 00:00:01)');
UPDATE seat SET during = '[2026-01-13 09:30,2026-01-13 10:00)' WHERE id = 14;
SELECT unguard('seat');
DROP TABLE seat;

-- waivers and breaches by the clock; each student once
CREATE TABLE seat (id int PRIMARY KEY, student int, room int REFERENCES room, during tstzrange);
CREATE INDEX ON seat (room);
CREATE TABLE waiver (room int REFERENCES room, during tstzrange NOT NULL, seats int);
CREATE TABLE breach (guard text, group_key text[], moments tstzrange, load numeric, cap numeric, measure text,
	strictness text, citation text, recorded_by text, recorded_at timestamptz);
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'during',
	strictness => 'strictness', once => 'student',
	citation => 'citation', waiver_table => 'waiver', waiver_valid => 'during',
	waiver_cap => 'seats', breach_table => 'breach');
INSERT INTO waiver VALUES (2, '[2026-01-12 09:00,2026-01-12 09:30)', 2);
INSERT INTO seat VALUES (1, 101, 2, '[2026-01-12 09:00,2026-01-12 10:00)'),
	(2, 101, 2, '[2026-01-12 09:10,2026-01-12 10:10)');
INSERT INTO seat VALUES (3, 102, 2, '[2026-01-12 09:10,2026-01-12 09:31)');
INSERT INTO seat VALUES (3, 102, 2, '[2026-01-12 09:10,2026-01-12 09:30)');
UPDATE waiver SET during = '[2026-01-12 09:00,2026-01-12 09:29)';
UPDATE waiver SET during = '[2026-01-12 09:00,2026-01-12 09:40)';
DELETE FROM waiver;
INSERT INTO seat VALUES (4, 103, 3, '[2026-01-12 09:00,2026-01-12 10:00)'),
	(5, 104, 3, '[2026-01-12 09:59,2026-01-12 11:00)'),
	(6, 105, 3, '[2026-01-12 10:30,2026-01-12 10:31)');
INSERT INTO seat VALUES (7, 106, 3, '[2026-01-12 10:59,)'), (8, 107, 3, '[2026-01-12 12:00,)');
SELECT guard, group_key, moments, load, cap, strictness, citation FROM breach ORDER BY recorded_at;
SELECT unguard('seat');

-- deferred; the time before the guard, which is over, stays as it may be
SET client_min_messages = error;
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'during', deferred => true);
RESET client_min_messages;
BEGIN;
INSERT INTO seat VALUES (20, 120, 2, '[2026-01-12 12:00,2026-01-12 13:00)'),
	(21, 121, 2, '[2026-01-12 12:30,2026-01-12 13:30)');
UPDATE seat SET during = '[2026-01-12 13:00,2026-01-12 13:30)' WHERE id = 21;
COMMIT;
BEGIN;
UPDATE seat SET during = '[2026-01-12 12:59:59.999999,2026-01-12 13:30)' WHERE id = 21;
COMMIT;
BEGIN;
SAVEPOINT tried;
INSERT INTO seat VALUES (22, 122, 2, '[2026-01-12 12:00,2026-01-12 13:00)');
ROLLBACK TO tried;
DELETE FROM seat WHERE id = 1;
INSERT INTO seat VALUES (1, 101, 2, '[2026-01-12 09:00,2026-01-12 10:00)');
COMMIT;
SELECT unguard('seat');
DROP TABLE seat, waiver, breach;

-- a clock on the wall has no zone: the hour that comes twice is one
CREATE TABLE seat (id int, room int REFERENCES room, during tsrange);
CREATE INDEX ON seat (room);
CREATE TABLE breach (guard text, group_key text[], moments tsrange, load numeric, cap numeric, measure text,
	strictness text, citation text, recorded_by text, recorded_at timestamptz);
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'during',
	strictness => 'strictness', breach_table => 'breach');
INSERT INTO seat VALUES (1, 2, '[2026-11-01 01:00,2026-11-01 02:00)'), (2, 2, '[2026-11-01 02:00,2026-11-01 03:00)');
INSERT INTO seat VALUES (3, 2, '[2026-11-01 01:30,2026-11-01 01:31)');
INSERT INTO seat VALUES (3, 3, '[2026-11-01 01:30,2026-11-01 01:31]'), (4, 3, '[2026-11-01 01:31,)');
SELECT moments, load, cap FROM breach;
SELECT group_key, days, moments, load, cap FROM check_caps('seat');
DROP TABLE seat, breach;

-- a range that is generated of two columns
CREATE TABLE seat (id int, room int REFERENCES room, begins timestamptz, ends timestamptz,
	during tstzrange GENERATED ALWAYS AS (tstzrange(begins, ends)) STORED);
CREATE INDEX ON seat (room);
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'during');
INSERT INTO seat VALUES (1, 2, '2026-01-12 09:00', '2026-01-12 10:00'), (2, 2, '2026-01-12 10:00', NULL);
UPDATE seat SET begins = '2026-01-12 09:59' WHERE id = 2;
DROP TABLE seat;

-- partitions by the day: rows that are put into one, moved to another, by UPDATE and MERGE
CREATE TABLE seat (id int, day date, room int REFERENCES room, during tstzrange) PARTITION BY RANGE (day);
CREATE TABLE seat_12 PARTITION OF seat FOR VALUES FROM ('2026-01-12') TO ('2026-01-13');
CREATE TABLE seat_13 PARTITION OF seat FOR VALUES FROM ('2026-01-13') TO ('2026-01-14');
CREATE INDEX ON seat (room);
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'during');
INSERT INTO seat VALUES (1, '2026-01-12', 2, '[2026-01-12 23:00,2026-01-13 01:00)'),
	(2, '2026-01-13', 2, '[2026-01-13 01:00,2026-01-13 02:00)');
INSERT INTO seat_13 VALUES (3, '2026-01-13', 2, '[2026-01-13 00:59,2026-01-13 01:00)');
UPDATE seat SET day = '2026-01-12', during = '[2026-01-13 00:30,2026-01-13 02:00)' WHERE id = 2;
MERGE INTO seat AS s USING (VALUES (2)) AS n (id) ON s.id = n.id
WHEN MATCHED THEN UPDATE SET day = '2026-01-12', during = '[2026-01-13 00:30,2026-01-13 02:00)';
MERGE INTO seat AS s USING (VALUES (2)) AS n (id) ON s.id = n.id
WHEN MATCHED THEN UPDATE SET day = '2026-01-12', during = '[2026-01-13 01:00,2026-01-13 03:00)';
CREATE TABLE seat_14 PARTITION OF seat FOR VALUES FROM ('2026-01-14') TO ('2026-01-15');
INSERT INTO seat_14 VALUES (4, '2026-01-14', 2, '[2026-01-13 02:59:59,2026-01-14 02:00)');
SELECT tableoid::regclass AS part, id, during FROM seat ORDER BY id;
DROP TABLE seat;

-- one guard has one clock
CREATE DOMAIN lesson AS tstzrange;
CREATE TABLE seat (room int REFERENCES room, during lesson, days daterange, wall tsrange, begins timestamptz,
	ends timestamp, several tstzmultirange);
CREATE INDEX ON seat (room);
CREATE TABLE waiver (room int, days daterange, during lesson);
CREATE TABLE breach (guard text, group_key text[], first_day date, last_day date,
	load numeric, cap numeric, measure text,
	strictness text, citation text, recorded_by text, recorded_at timestamptz);
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'several');
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'begins');
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', starts => 'begins');
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', ends => 'ends');
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'during', ends => 'ends');
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'during',
	waiver_table => 'waiver', waiver_valid => 'days');
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'days',
	waiver_table => 'waiver', waiver_valid => 'during');
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'wall',
	waiver_table => 'waiver', waiver_valid => 'during');
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'during', breach_table => 'breach');
ALTER TABLE breach ADD moments tsrange;
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'during', breach_table => 'breach');
-- a domain is what it is of; several guards of one table may have clocks of their own
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'during',
	waiver_table => 'waiver', waiver_valid => 'during',
	name => 'lessons');
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'days', name => 'by_day');
INSERT INTO seat VALUES (2, '[2026-01-12 09:00,2026-01-12 10:00)', '[2026-01-12,2026-01-13)');
INSERT INTO seat VALUES (2, '[2026-01-12 10:00,2026-01-12 11:00)', '[2026-01-12,2026-01-13)');
INSERT INTO seat VALUES (2, '[2026-01-12 09:59,2026-01-12 11:00)', '[2026-01-13,2026-01-14)');
SELECT unguard('seat', 'by_day');
-- the column becomes one of days: the waivers' is of moments still, which the next row is told
ALTER TABLE seat ALTER during TYPE daterange USING daterange(lower(during)::date, lower(during)::date, '[]');
INSERT INTO seat VALUES (2, '[2026-01-13,2026-01-14)');
ALTER TABLE waiver ALTER during TYPE daterange USING NULL;
INSERT INTO seat VALUES (2, '[2026-01-12,2026-01-14)');
INSERT INTO seat VALUES (2, '[2026-01-13,2026-01-14)');
DROP TABLE seat, waiver, breach;

-- of a room with many rows, those of that time are read, where an index on the key and the range is there
CREATE TABLE seat (id int, room int, during tstzrange);
CREATE INDEX seat_near ON seat USING gist (room, during);
SELECT guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'during');
INSERT INTO seat SELECT i, 2, tstzrange(t, t + interval '1 hour')
FROM generate_series(1, 3000) AS i, CAST(timestamptz '2026-01-01' + i * interval '1 hour' AS timestamptz) AS t;
VACUUM ANALYZE seat;
BEGIN;
DELETE FROM seat WHERE id = 1500;
SELECT pg_stat_get_xact_tuples_returned('seat_near'::regclass) AS before \gset
INSERT INTO seat SELECT 1500, 2, tstzrange(t, t + interval '1 hour')
FROM CAST(timestamptz '2026-01-01' + 1500 * interval '1 hour' AS timestamptz) AS t;
SELECT pg_stat_get_xact_tuples_returned('seat_near'::regclass) - :before < 20 AS few;
COMMIT;
INSERT INTO seat VALUES (1, 2, '[2026-03-01 00:00,2026-03-01 00:01)');
DROP TABLE seat;

-- many drawn changes, with every kind of bound, of guards that count rows, students and weights, at the end of the
-- statement and of the transaction: never are there more at a moment than seats, and nothing is refused that leaves it
-- so. All is within some microseconds, so that each moment can be counted by itself.
CREATE TABLE seat (id int, student int, room int, during tstzrange, weight int);
CREATE INDEX ON seat (room);
INSERT INTO room SELECT g, 3 FROM generate_series(11, 14) AS g;
CREATE FUNCTION crowded(counts text) RETURNS boolean LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
	SELECT EXISTS (SELECT FROM generate_series(-2, 16) AS m (micro)
		JOIN seat AS s ON s.during @> (timestamptz '2026-01-12 09:00' + m.micro * interval '1 microsecond')
		GROUP BY m.micro, s.room
		HAVING CASE counts WHEN 'students' THEN count(DISTINCT s.student) WHEN 'weights' THEN sum(s.weight)
			ELSE count(*) END > 3) $$;
CREATE FUNCTION some_time() RETURNS tstzrange LANGUAGE sql VOLATILE SET search_path FROM CURRENT AS $$
	SELECT tstzrange(CASE WHEN random() < 0.9 THEN timestamptz '2026-01-12 09:00' + f * interval '1 microsecond' END,
		CASE WHEN random() < 0.9
			THEN timestamptz '2026-01-12 09:00' + (f + floor(random() * 6)::int) * interval '1 microsecond' END,
		(ARRAY['[)', '[]', '(]', '()'])[1 + floor(random() * 4)::int])
	FROM (SELECT floor(random() * 10)::int AS f OFFSET 0) AS x $$;
SELECT setseed(0.0917);
CREATE TABLE told (guard text, wrong text);
CREATE PROCEDURE draw(counts text, deferred boolean) LANGUAGE plpgsql AS $$
DECLARE
	change text;
	was_refused boolean;
	needless boolean;
BEGIN
	TRUNCATE seat;
	PERFORM guard('seat', 'room', '{room}', 'seats', '{id}', valid => 'during', deferred => draw.deferred,
		weight => CASE counts WHEN 'weights' THEN 'weight' END, once => CASE counts WHEN 'students' THEN 'student' END);
	FOR n IN 1 .. 300 LOOP
		change := CASE floor(random() * 5)
			WHEN 0 THEN format('DELETE FROM seat WHERE id = %s', 1 + floor(random() * n)::int)
			WHEN 1 THEN format('UPDATE seat SET during = %L, weight = %s WHERE id = %s', some_time(),
				floor(random() * 3)::int, 1 + floor(random() * n)::int)
			WHEN 2 THEN format('UPDATE seat SET room = %s, during = %L WHERE id IN (%s, %s)',
				11 + floor(random() * 4)::int, some_time(), 1 + floor(random() * n)::int, 1 + floor(random() * n)::int)
			WHEN 3 THEN format('UPDATE seat SET student = %s WHERE id = %s', 1 + floor(random() * 12)::int,
				1 + floor(random() * n)::int)
			ELSE format('INSERT INTO seat VALUES (%s, %s, %s, %L, %s)', n, 1 + floor(random() * 12)::int,
				11 + floor(random() * 4)::int, some_time(), floor(random() * 3)::int) END;
		was_refused := false;
		BEGIN
			EXECUTE change;
			SET CONSTRAINTS ALL IMMEDIATE;
		EXCEPTION WHEN check_violation THEN was_refused := true;
		END;
		COMMIT;
		IF was_refused THEN
			ALTER TABLE seat DISABLE TRIGGER USER;
			BEGIN
				EXECUTE change;
				needless := NOT crowded(counts);
				RAISE division_by_zero;
			EXCEPTION WHEN division_by_zero THEN NULL;
			END;
			ALTER TABLE seat ENABLE TRIGGER USER;
			INSERT INTO told VALUES (format('%s %s', counts, deferred),
				CASE WHEN needless THEN 'needlessly ' || change ELSE 'refused' END);
		ELSIF crowded(counts) THEN
			INSERT INTO told VALUES (format('%s %s', counts, deferred), 'let in: ' || change);
		END IF;
		COMMIT;
	END LOOP;
	PERFORM unguard('seat');
END $$;
CALL draw('rows', false);
CALL draw('students', false);
CALL draw('weights', false);
CALL draw('weights', true);
CALL draw('students', true);
SELECT guard, count(*) FILTER (WHERE wrong = 'refused') > 10 AS some_refused,
	count(*) FILTER (WHERE wrong <> 'refused') AS wrong
FROM told GROUP BY guard ORDER BY guard;
SET client_min_messages = warning;
DROP SCHEMA hall CASCADE;
