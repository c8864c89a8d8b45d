-- who may do what, and that nobody can make a guard run what he wrote
SET search_path = pg_catalog;
SET datestyle = ISO;
CREATE ROLE guard_owner;
CREATE ROLE guard_clerk;
CREATE ROLE guard_thief;
CREATE SCHEMA desk AUTHORIZATION guard_owner;
GRANT USAGE ON SCHEMA desk TO guard_clerk, guard_thief;
CREATE SCHEMA lair AUTHORIZATION guard_thief;
GRANT USAGE ON SCHEMA lair TO PUBLIC;
GRANT USAGE ON SCHEMA caseload TO guard_owner, guard_thief;
SET ROLE guard_owner;
CREATE TABLE desk.class (id text PRIMARY KEY, cap int, citation text);
CREATE TABLE desk.seat (id int, class text, valid daterange, site text);
CREATE INDEX ON desk.seat (class);
CREATE TABLE desk.secret (id text PRIMARY KEY, cap int, citation text);
INSERT INTO desk.class VALUES ('1A', 2, 'XX'), ('1B', 2, 'XX');
INSERT INTO desk.secret VALUES ('1A', 0, 'the key to the safe');
SELECT caseload.guard('desk.seat', 'desk.class', '{class}', 'cap', '{id}', valid => 'valid',
	citation => 'citation', name => 'cap');
RESET ROLE;

-- a role that may insert and nothing else, under row level security that shows it nothing
GRANT INSERT ON desk.seat TO guard_clerk, guard_thief;
ALTER TABLE desk.seat ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk.seat FORCE ROW LEVEL SECURITY;
ALTER TABLE desk.class ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk.class FORCE ROW LEVEL SECURITY;
CREATE POLICY let_in ON desk.seat FOR INSERT WITH CHECK (true);
SET ROLE guard_clerk;
INSERT INTO desk.seat VALUES (1, '1A', '[2025-09-01,)'), (2, '1A', '[2025-09-01,)');
INSERT INTO desk.seat VALUES (3, '1A', '[2026-01-01,)');
SELECT current_user;
RESET ROLE;
GRANT USAGE ON SCHEMA caseload TO guard_clerk;
SET ROLE guard_clerk;
SELECT * FROM caseload.check_caps('desk.seat');
RESET ROLE;
GRANT SELECT ON desk.seat, desk.class TO guard_clerk;
SET ROLE guard_clerk;
INSERT INTO desk.seat VALUES (3, '1A', '[2026-01-01,)');
SELECT * FROM caseload.check_caps('desk.seat');
RESET ROLE;
ALTER TABLE desk.seat DISABLE ROW LEVEL SECURITY;
ALTER TABLE desk.class DISABLE ROW LEVEL SECURITY;
SET ROLE guard_clerk;
INSERT INTO desk.seat VALUES (3, '1A', '[2026-01-01,)');
SELECT * FROM caseload.check_caps('desk.seat');
-- only the owner guards
SELECT caseload.guard('desk.seat', 'desk.class', '{class}', 'cap', '{id}', name => 'mine');
SELECT caseload.unguard('desk.seat');
SELECT caseload.guard_partitions('desk.seat');
RESET ROLE;

-- the thief may insert and make triggers; what he writes says who ran it
GRANT TRIGGER ON desk.seat TO guard_thief;
SET ROLE guard_thief;
CREATE TABLE lair.ran (who text, what text);
GRANT INSERT ON lair.ran TO PUBLIC;
CREATE FUNCTION lair.run(what text) RETURNS int LANGUAGE plpgsql AS $$
BEGIN INSERT INTO lair.ran VALUES (current_user, what); RETURN 0; END $$;
CREATE VIEW lair.class AS SELECT '1A'::text AS id, lair.run('view') AS cap, 'x'::text AS citation;
CREATE TABLE lair.own (id text PRIMARY KEY, cap int, citation text);
-- the triggers are not his to make
CREATE TRIGGER t AFTER INSERT ON desk.seat REFERENCING NEW TABLE AS n FOR EACH STATEMENT
	EXECUTE FUNCTION caseload.guard_rows('guard=t',
	'guarded=desk.seat', 'key=class', 'group_table=lair.class', 'group_key=id', 'cap=cap');
SELECT caseload.guard('desk.seat', 'desk.class', '{class}', 'cap', '{id}');
RESET ROLE;
-- were he let, he would still be refused
GRANT EXECUTE ON FUNCTION caseload.guard_rows() TO guard_thief;
SET ROLE guard_thief;
CREATE TRIGGER t AFTER INSERT ON desk.seat REFERENCING NEW TABLE AS n FOR EACH STATEMENT
	EXECUTE FUNCTION caseload.guard_rows('guard=t',
	'guarded=desk.seat', 'key=class', 'group_table=lair.class', 'group_key=id', 'cap=cap');
INSERT INTO desk.seat VALUES (4, '1B', '[2026-01-01,)');
CREATE OR REPLACE TRIGGER t AFTER INSERT ON desk.seat REFERENCING NEW TABLE AS n FOR EACH STATEMENT
	EXECUTE FUNCTION caseload.guard_rows('guard=t',
	'guarded=desk.seat', 'key=class', 'group_table=lair.own', 'group_key=id', 'cap=cap');
INSERT INTO desk.seat VALUES (4, '1B', '[2026-01-01,)');
CREATE OR REPLACE TRIGGER t AFTER INSERT ON desk.seat REFERENCING NEW TABLE AS n FOR EACH STATEMENT
	EXECUTE FUNCTION caseload.guard_rows('guard=t',
	'guarded=desk.seat', 'key=class', 'group_table=desk.class', 'group_key=id', 'cap=cap', 'waiver_table=lair.class',
	'waiver_key=id', 'waiver_valid=id');
INSERT INTO desk.seat VALUES (4, '1B', '[2026-01-01,)');
CREATE OR REPLACE TRIGGER t AFTER INSERT ON desk.seat REFERENCING NEW TABLE AS n FOR EACH STATEMENT
	EXECUTE FUNCTION caseload.guard_rows('guard=t',
	'guarded=desk.seat', 'key=class', 'group_table=desk.class', 'group_key=id', 'cap=cap', 'breach_table=lair.ran');
INSERT INTO desk.seat VALUES (4, '1B', '[2026-01-01,)');
CREATE OR REPLACE TRIGGER t AFTER INSERT ON desk.seat REFERENCING NEW TABLE AS n FOR EACH STATEMENT
	EXECUTE FUNCTION caseload.guard_rows('guard=t',
	'guarded=desk.seat', 'key=class', 'group_table=desk.class', 'group_key=id',
	'cap=cap) OR lair.run($$expression$$) = (0');
INSERT INTO desk.seat VALUES (4, '1B', '[2026-01-01,)');
CREATE OR REPLACE TRIGGER t AFTER INSERT ON desk.seat REFERENCING NEW TABLE AS n FOR EACH STATEMENT
	EXECUTE FUNCTION caseload.guard_rows('guard=t',
	'guarded=desk.seat', 'key=class', 'group_table=class', 'group_key=id', 'cap=cap');
INSERT INTO desk.seat VALUES (4, '1B', '[2026-01-01,)');
CREATE OR REPLACE TRIGGER t AFTER INSERT ON desk.seat REFERENCING NEW TABLE AS n FOR EACH STATEMENT
	EXECUTE FUNCTION caseload.guard_rows('guard=t',
	'guarded=desk.seat', 'key=class', 'group_table=pg_catalog.pg_authid', 'group_key=rolname',
	'cap=rolconnlimit', 'citation=rolpassword');
INSERT INTO desk.seat VALUES (4, '1B', '[2026-01-01,)');
RESET ROLE;
DROP TRIGGER t ON desk.seat;
-- his own operators, functions, tables and types stand first in everybody's path
SET ROLE guard_thief;
CREATE FUNCTION lair.same(text, text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN INSERT INTO lair.ran VALUES (current_user, 'operator'); RETURN false; END $$;
CREATE OPERATOR lair.= (LEFTARG = text, RIGHTARG = text, FUNCTION = lair.same);
CREATE FUNCTION lair.count(text) RETURNS bigint
LANGUAGE sql AS $$ INSERT INTO lair.ran VALUES (current_user, 'count'); SELECT 0::bigint $$;
CREATE FUNCTION lair.clock_timestamp() RETURNS timestamptz
LANGUAGE sql AS $$ INSERT INTO lair.ran VALUES (current_user, 'clock'); SELECT now() $$;
CREATE TABLE lair.seat (class text);
CREATE DOMAIN lair.text AS pg_catalog.text CHECK (lair.run('domain') = 0);
CREATE TABLE lair.section (id text PRIMARY KEY, cap int);
SET search_path = lair, pg_catalog;
INSERT INTO desk.seat VALUES (4, '1A', '[2026-01-01,)');
INSERT INTO desk.seat VALUES (5, '1B', '[2026-01-01,)'), (6, '1B', '[2026-01-01,)'), (7, '1B', '[2026-01-01,)');
RESET ROLE;
UPDATE desk.class SET cap = 1;
SELECT count(*) FROM caseload.check_caps('desk.seat');
SET search_path = pg_catalog;
SELECT * FROM lair.ran;
-- a column of a domain, and an operator of his own for just that domain
SET ROLE guard_owner;
CREATE DOMAIN desk.code AS varchar(4);
CREATE TABLE desk.booking (class desk.code);
CREATE INDEX ON desk.booking (class);
SELECT caseload.guard('desk.booking', 'desk.class', '{class}', 'cap', '{id}');
CREATE TABLE desk.room (id desk.code PRIMARY KEY, cap int);
INSERT INTO desk.room VALUES ('1A', 1);
SELECT caseload.guard('desk.booking', 'desk.room', '{class}', 'cap', '{id}');
GRANT INSERT ON desk.booking TO guard_thief;
GRANT USAGE ON TYPE desk.code TO PUBLIC;
RESET ROLE;
GRANT CREATE ON SCHEMA public TO guard_thief;
SET ROLE guard_thief;
CREATE FUNCTION public.same(desk.code, varchar) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN INSERT INTO lair.ran VALUES (current_user, 'domain operator'); RETURN false; END $$;
CREATE OPERATOR public.= (LEFTARG = desk.code, RIGHTARG = varchar, FUNCTION = public.same);
SET search_path = public, pg_catalog;
INSERT INTO desk.booking VALUES ('1A');
INSERT INTO desk.booking VALUES ('1A');
SET search_path = pg_catalog;
SELECT * FROM lair.ran;
RESET ROLE;
-- a partition that goes to another owner, a table that becomes another's
SET ROLE guard_owner;
CREATE TABLE desk.parted (class text) PARTITION BY LIST (class);
CREATE TABLE desk.part_a PARTITION OF desk.parted FOR VALUES IN ('1A');
CREATE INDEX ON desk.parted (class);
SELECT caseload.guard('desk.parted', 'desk.class', '{class}', 'cap', '{id}');
INSERT INTO desk.parted VALUES ('1A');
RESET ROLE;
ALTER TABLE desk.part_a OWNER TO guard_thief;
INSERT INTO desk.parted VALUES ('1A');
ALTER TABLE desk.part_a OWNER TO guard_owner;
INSERT INTO desk.parted VALUES ('1A');
ALTER TABLE desk.class OWNER TO guard_thief;
INSERT INTO desk.parted VALUES ('1A');
ALTER TABLE desk.class OWNER TO guard_owner;

-- a mistake in the arguments is named by guard()
SET ROLE guard_owner;
CREATE TABLE desk.other (id text PRIMARY KEY, cap text, half float8, day date, n int, strictness int);
CREATE TABLE desk.loose (id text, cap int);
CREATE VIEW desk.seen AS SELECT * FROM desk.class;
CREATE TEMP TABLE passing (id text PRIMARY KEY, cap int);
CREATE TABLE desk.heir () INHERITS (desk.loose);
SELECT caseload.guard(NULL, 'desk.class', '{class}', 'cap');
SELECT caseload.guard('desk.seat', NULL, '{class}', 'cap');
SELECT caseload.guard('desk.seat', 'desk.class', NULL, 'cap');
SELECT caseload.guard('desk.seat', 'desk.class', '{class}', NULL);
SELECT caseload.guard('desk.seat', 'desk.class', '{}', 'cap');
SELECT caseload.guard('desk.seat', 'desk.class', '{NULL}', 'cap');
SELECT caseload.guard('desk.seat', 'desk.class', '{class}', 'cap');
SELECT caseload.guard('desk.seat', 'desk.class', '{klass}', 'cap', '{id}');
SELECT caseload.guard('desk.seat', 'desk.class', '{class,site}', 'cap', '{id}');
SELECT caseload.guard('desk.seat', 'desk.class', '{id}', 'cap', '{id}');
SELECT caseload.guard('desk.seat', 'desk.class', '{class}', 'cap', '{citation}');
SELECT caseload.guard('desk.seat', 'desk.class', '{ctid}', 'cap', '{id}');
SELECT caseload.guard('desk.seat', 'desk.class', '{class}', 'caps', '{id}');
SELECT caseload.guard('desk.seat', 'desk.other', '{class}', 'cap', '{id}');
SELECT caseload.guard('desk.seat', 'desk.other', '{class}', 'half', '{id}');
SELECT caseload.guard('desk.seat', 'desk.other', '{class}', 'n', '{id}', strictness => 'strictness');
SELECT caseload.guard('desk.seat', 'desk.loose', '{class}', 'cap', '{id}');
SELECT caseload.guard('desk.loose', 'desk.class', '{id}', 'cap');
SELECT caseload.guard('desk.heir', 'desk.class', '{id}', 'cap');
SELECT caseload.guard('desk.seat', 'desk.seen', '{class}', 'cap', '{id}');
\set VERBOSITY sqlstate
SELECT caseload.guard('desk.seat', 'passing', '{class}', 'cap', '{id}');
\set VERBOSITY default
SELECT caseload.guard('desk.seat', 'lair.own', '{class}', 'cap', '{id}');
SELECT caseload.guard('desk.seat', 'desk.class', '{class}', 'cap', '{id}', valid => 'site');
SELECT caseload.guard('desk.seat', 'desk.class', '{class}', 'cap', '{id}', valid => 'valid', starts => 'valid');
SELECT caseload.guard('desk.seat', 'desk.class', '{class}', 'cap', '{id}', starts => 'valid');
SELECT caseload.guard('desk.seat', 'desk.class', '{class}', 'cap', '{id}', weight => 'site');
SELECT caseload.guard('desk.seat', 'desk.class', '{class}', 'cap', '{id}',
	waiver_table => 'desk.secret', waiver_key => '{id}');
SELECT caseload.guard('desk.seat', 'desk.class', '{class}', 'cap', '{id}', waiver_cap => 'cap');
SELECT caseload.guard('desk.seat', 'desk.class', '{class}', 'cap', '{id}', breach_table => 'desk.secret');
SELECT caseload.guard('desk.seat', 'desk.class', '{class}', 'cap', '{id}', name => repeat('x', 57));
SELECT caseload.guard('desk.seat', 'desk.class', '{class}', 'cap', '{id}', name => repeat('y', 56));
SELECT caseload.unguard('desk.seat', repeat('y', 56));
-- and again at first firing: a column that was renamed, a trigger made by hand
ALTER TABLE desk.class RENAME COLUMN cap TO places;
INSERT INTO desk.seat VALUES (9, '1A', '[2020-01-01,2020-01-02)');
ALTER TABLE desk.class RENAME COLUMN places TO cap;
INSERT INTO desk.seat VALUES (9, '1A', '[2020-01-01,2020-01-02)');
ALTER TABLE desk.class RENAME TO classes;
INSERT INTO desk.seat VALUES (9, '1A', '[2020-01-01,2020-01-02)');
ALTER TABLE desk.classes RENAME TO class;
-- the guarded table may be renamed
ALTER TABLE desk.seat RENAME TO chair;
INSERT INTO desk.chair VALUES (9, '1A', '[2026-01-01,2026-01-02)');
UPDATE desk.class SET cap = 1 WHERE id = '1A';
SELECT * FROM caseload.check_caps('desk.chair');
RESET ROLE;
CREATE TRIGGER by_hand AFTER INSERT ON desk.chair FOR EACH STATEMENT
	EXECUTE FUNCTION caseload.guard_rows('guard=t', 'guarded=desk.chair',
	'key=class', 'group_table=desk.class', 'group_key=id', 'cap=cap');
INSERT INTO desk.chair VALUES (9, '1A', '[2020-01-01,2020-01-02)');
CREATE OR REPLACE TRIGGER by_hand AFTER INSERT ON desk.chair FOR EACH STATEMENT
	EXECUTE FUNCTION caseload.guard_rows('guard=t', 'colour=blue');
INSERT INTO desk.chair VALUES (9, '1A', '[2020-01-01,2020-01-02)');
CREATE OR REPLACE TRIGGER by_hand AFTER INSERT ON desk.chair FOR EACH STATEMENT
	EXECUTE FUNCTION caseload.guard_rows('guard=t');
INSERT INTO desk.chair VALUES (9, '1A', '[2020-01-01,2020-01-02)');
DROP TRIGGER by_hand ON desk.chair;
CREATE TRIGGER by_hand BEFORE INSERT ON desk.chair FOR EACH ROW EXECUTE FUNCTION caseload.guard_rows('guard=t');
INSERT INTO desk.chair VALUES (9, '1A', '[2020-01-01,2020-01-02)');
DROP TRIGGER by_hand ON desk.chair;
CREATE TRIGGER by_hand AFTER UPDATE ON desk.class FOR EACH ROW EXECUTE FUNCTION caseload.guard_group('guard=t');
UPDATE desk.class SET cap = 5;
DROP TRIGGER by_hand ON desk.class;
SELECT caseload.guard_rows();
SET client_min_messages = warning;
DROP SCHEMA desk, lair CASCADE;
REVOKE ALL ON SCHEMA public FROM guard_thief;
REVOKE ALL ON SCHEMA caseload FROM guard_owner, guard_clerk, guard_thief;
DROP OWNED BY guard_owner, guard_clerk, guard_thief;
DROP ROLE guard_owner, guard_clerk, guard_thief;
