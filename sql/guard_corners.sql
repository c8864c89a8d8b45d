-- key types, collations, renamed schemas, plans made anew, names of guards: what a guard must not trip over
SET search_path = pg_catalog;
SET datestyle = ISO;
SET client_min_messages = warning;
CREATE SCHEMA corner;
-- a key in a domain: a bare "character" or "bit" would mean a length of one
CREATE DOMAIN corner.code AS char(4);
CREATE DOMAIN corner.flags AS bit(3);
CREATE TYPE corner.color AS ENUM ('red', 'blue');
CREATE DOMAIN corner.paint AS corner.color;
CREATE DOMAIN corner.measured AS numeric(4, 1);
CREATE TYPE corner.pair AS (room int, wing text);
CREATE FUNCTION corner.holds(key_type text, key text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE found text;
BEGIN
	EXECUTE format('CREATE TABLE corner.class (id %s PRIMARY KEY, cap int)', key_type);
	EXECUTE format('CREATE TABLE corner.seat (class %s)', key_type);
	CREATE INDEX ON corner.seat (class);
	PERFORM caseload.guard('corner.seat', 'corner.class', '{class}', 'cap', '{id}');
	EXECUTE format('INSERT INTO corner.class VALUES (%L, 1)', key);
	EXECUTE format('INSERT INTO corner.seat VALUES (%L)', key);
	BEGIN
		EXECUTE format('INSERT INTO corner.seat VALUES (%L)', key);
		found := 'it does not hold';
	EXCEPTION WHEN check_violation THEN found := SQLERRM;
	END;
	DROP TABLE corner.seat, corner.class;
	RETURN found;
END $$;
SELECT t.type, corner.holds(t.type, t.key)
FROM (VALUES ('corner.code', '1A'), ('corner.flags', '101'), ('corner.paint', 'red'),
	('corner.measured', '3.0'), ('corner.pair', '(1,east)'), ('char(4)', '1A'), ('bit(3)', '101'),
	('bit varying(5)', '101'), ('"char"', 'a'), ('name', 'a'),
	('int4range', '[1,3)'), ('int[]', '{1,2}'),
	('uuid', '00000000-0000-0000-0000-000000000001'),
	('interval', '1 day')) t(type, key);

-- names that need quotes, and with an equals sign, which parts the arguments of a trigger
CREATE TABLE corner."a=b ""c\d" ("i=d %s" text COLLATE "C" PRIMARY KEY, "c'ap" int);
CREATE TABLE corner.seat ("cl""ass" text COLLATE "POSIX");
CREATE INDEX ON corner.seat ("cl""ass");
SELECT caseload.guard('corner.seat', 'corner."a=b ""c\d"', '{"cl\"ass"}', 'c''ap', '{i=d %s}', name => 'odd=''name');
INSERT INTO corner."a=b ""c\d" VALUES ('1A', 1);
INSERT INTO corner.seat VALUES ('1A');
INSERT INTO corner.seat VALUES ('1A');
-- the two columns have collations of their own: each row is found, and joined
ALTER TABLE corner.seat DISABLE TRIGGER USER;
INSERT INTO corner.seat VALUES ('1A');
ALTER TABLE corner.seat ENABLE TRIGGER USER;
SELECT guard, problem, group_key, load, cap FROM caseload.check_caps('corner.seat');
SELECT caseload.unguard('corner.seat', 'odd=''name');
DROP TABLE corner.seat;

-- guards whose triggers would fire in another order for INSERT than for UPDATE would lock crosswise
CREATE TABLE corner.class (id int PRIMARY KEY, cap int);
CREATE TABLE corner.seat (class int);
CREATE INDEX ON corner.seat (class);
SELECT caseload.guard('corner.seat', 'corner.class', '{class}', 'cap', '{id}', name => 'room');
SELECT caseload.guard('corner.seat', 'corner.class', '{class}', 'cap', '{id}', name => 'room_kind');
SELECT caseload.guard('corner.seat', 'corner.class', '{class}', 'cap', '{id}', name => 'room_wing');
SELECT caseload.unguard('corner.seat', 'room_wing');

-- a plan that is made anew, under another search path say, uses the index as the first did
INSERT INTO corner.class SELECT i, 2 FROM generate_series(1, 5) i;
VACUUM ANALYZE corner.class;
INSERT INTO corner.seat VALUES (1);
SET search_path = public;
BEGIN;
SELECT pg_stat_get_xact_numscans('corner.class'::regclass) AS before \gset
INSERT INTO corner.seat VALUES (2);
SELECT pg_stat_get_xact_numscans('corner.class'::regclass) - :before AS read_whole;
COMMIT;
SHOW enable_seqscan;
SET search_path = pg_catalog;
INSERT INTO corner.seat VALUES (2), (2);
SHOW enable_seqscan;

-- a schema that was renamed, and somebody's views in its place, within one session
CREATE ROLE guard_squatter;
CREATE SCHEMA lot;
CREATE TABLE lot.ran (who text);
GRANT USAGE ON SCHEMA lot TO PUBLIC;
GRANT INSERT ON lot.ran TO PUBLIC;
ALTER SCHEMA corner RENAME TO yard;
INSERT INTO yard.seat VALUES (3);
CREATE SCHEMA corner AUTHORIZATION guard_squatter;
SET ROLE guard_squatter;
CREATE FUNCTION corner.run() RETURNS int LANGUAGE plpgsql AS $$
BEGIN INSERT INTO lot.ran VALUES (current_user); RETURN 1000; END $$;
CREATE VIEW corner.class AS SELECT 3 AS id, corner.run() AS cap;
CREATE VIEW corner.seat AS SELECT corner.run() AS class;
RESET ROLE;
INSERT INTO yard.seat VALUES (3);
SELECT * FROM lot.ran;
DROP SCHEMA corner CASCADE;
ALTER SCHEMA yard RENAME TO corner;
INSERT INTO corner.seat VALUES (3), (3);
INSERT INTO corner.seat VALUES (3);
DROP SCHEMA corner, lot CASCADE;
DROP ROLE guard_squatter;
