-- what a guard refuses when it is made, and triggers that nobody made by guard()
SET search_path = pg_catalog;
SET DateStyle = 'ISO, MDY';
CREATE SCHEMA refused;
CREATE TABLE refused.class (id int PRIMARY KEY, cap int NOT NULL, UNIQUE (id, cap));
CREATE TABLE refused.seat (class int, weight bigint, valid daterange, note json);
CREATE INDEX ON refused.seat (class);
SELECT caseload.check_caps('refused.seat'::regclass);
SELECT caseload.unguard(NULL);
CREATE TABLE refused.noted (note json, cap int);
SELECT caseload.guard('refused.seat', 'refused.noted', '{note}', 'cap', '{note}');
SELECT caseload.guard('refused.seat', 'refused.class', '{class,class,class,class,class,class,class,class,class}', 'cap',
	'{id,id,id,id,id,id,id,id,id}');
CREATE COLLATION refused.any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE refused.room (name text COLLATE refused.any_case PRIMARY KEY, cap int);
CREATE TABLE refused.desk (room text);
CREATE INDEX ON refused.desk (room);
SELECT caseload.guard('refused.desk', 'refused.room', '{room}', 'cap', '{name}');

-- made by hand: each argument once, and on the table that the guard names
CREATE TRIGGER by_hand AFTER INSERT ON refused.seat FOR EACH STATEMENT
	EXECUTE FUNCTION caseload.guard_rows('guard=one', 'guard=two');
INSERT INTO refused.seat (class) VALUES (1);
DROP TRIGGER by_hand ON refused.seat;
CREATE TRIGGER by_hand AFTER UPDATE ON refused.noted FOR EACH ROW
	EXECUTE FUNCTION caseload.guard_group('guard=one');
INSERT INTO refused.noted (cap) VALUES (1);
UPDATE refused.noted SET cap = 2;
DROP TRIGGER by_hand ON refused.noted;
CREATE TABLE refused.waiver (class int, valid daterange);
CREATE CONSTRAINT TRIGGER by_hand AFTER UPDATE ON refused.noted FROM refused.seat FOR EACH ROW
	EXECUTE FUNCTION caseload.guard_group('guard=one', 'guarded=refused.seat', 'group_table=refused.class', 'key=class',
		'group_key=id', 'cap=cap');
UPDATE refused.noted SET cap = 2;
DROP TRIGGER by_hand ON refused.noted;
CREATE CONSTRAINT TRIGGER by_hand AFTER UPDATE ON refused.noted FROM refused.seat FOR EACH ROW
	EXECUTE FUNCTION caseload.guard_waiver('guard=one', 'guarded=refused.seat', 'group_table=refused.class',
		'key=class', 'group_key=id', 'cap=cap', 'waiver_table=refused.waiver', 'waiver_key=class',
		'waiver_valid=valid');
UPDATE refused.noted SET cap = 2;
DROP TRIGGER by_hand ON refused.noted;

-- the name that a guard takes of a table with a long one is cut, and ends in _cap
CREATE TABLE refused.seats_of_all_the_classes_that_are_held_in_one_building_b (class int);
CREATE INDEX ON refused.seats_of_all_the_classes_that_are_held_in_one_building_b (class);
SELECT caseload.guard('refused.seats_of_all_the_classes_that_are_held_in_one_building_b', 'refused.class', '{class}',
	'cap', '{id}');

-- weights of bigint; days before the first year; a row without a key is of no group
SELECT caseload.guard('refused.seat', 'refused.class', '{class}', 'cap', '{id}', valid => 'valid', weight => 'weight',
	deferred => true);
INSERT INTO refused.class VALUES (1, 30);
INSERT INTO refused.seat (class, weight, valid) VALUES (1, 30, '["0044-03-15 BC","0043-01-01 BC")'), (NULL, 90, '(,)');
INSERT INTO refused.seat (class, weight, valid) VALUES (1, 1, '["0044-12-30 BC","0001-01-02")');
UPDATE refused.seat SET class = 1 WHERE class IS NULL;
UPDATE refused.seat SET class = NULL WHERE class = 1;
SELECT class, weight FROM refused.seat ORDER BY weight;

-- who may read the columns of the key, and no other, is told which group it is
CREATE ROLE regress_guard_clerk;
GRANT USAGE ON SCHEMA refused TO regress_guard_clerk;
GRANT INSERT, SELECT (class, valid, weight) ON refused.seat TO regress_guard_clerk;
GRANT SELECT ON refused.class TO regress_guard_clerk;
SET ROLE regress_guard_clerk;
INSERT INTO refused.seat (class, weight, valid) VALUES (1, 31, '[2025-08-18,2026-06-05)');
RESET ROLE;
REVOKE SELECT (class, valid, weight) ON refused.seat FROM regress_guard_clerk;
SET ROLE regress_guard_clerk;
INSERT INTO refused.seat (class, weight, valid) VALUES (1, 31, '[2025-08-18,2026-06-05)');
RESET ROLE;
SET client_min_messages = warning;
DROP SCHEMA refused CASCADE;
DROP ROLE regress_guard_clerk;
