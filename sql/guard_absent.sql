-- a table that is not there, by the number that a regclass is
SET search_path = pg_catalog;
CREATE SCHEMA absent;
CREATE TABLE absent.class (id int PRIMARY KEY, cap int);
CREATE TABLE absent.seat (class int);
SELECT caseload.check_caps(4294967::regclass);
\set VERBOSITY sqlstate
SELECT caseload.unguard(4294967::regclass);
SELECT caseload.unguard(0::regclass, 'cap');
SELECT caseload.guard_partitions(4294967::regclass);
SELECT caseload.guard(4294967::regclass, 'absent.class', '{class}', 'cap', '{id}');
SELECT caseload.guard('absent.seat', 4294967::regclass, '{class}', 'cap', '{id}');
SELECT caseload.guard('absent.seat', 'absent.class', '{class}', 'cap', '{id}',
	waiver_table => 4294967::regclass, waiver_valid => 'valid');
SELECT caseload.guard('absent.seat', 'absent.class', '{class}', 'cap', '{id}', breach_table => 4294967::regclass);
SELECT caseload.check_caps('absent.row');
-- whoever calls: not "permission denied" either
CREATE ROLE regress_guard_stranger;
SET ROLE regress_guard_stranger;
SELECT caseload.check_caps(4294967::regclass);
SELECT caseload.unguard(4294967::regclass);
SELECT caseload.guard_partitions(4294967::regclass);
RESET ROLE;
DROP ROLE regress_guard_stranger;
-- a table of the guard, or a column, that went since: the argument that names it
\set VERBOSITY default
CREATE INDEX ON absent.seat (class);
SELECT caseload.guard('absent.seat', 'absent.class', '{class}', 'cap', '{id}');
ALTER TABLE absent.class DROP COLUMN cap;
SELECT caseload.check_caps('absent.seat');
DROP TABLE absent.class;
SELECT caseload.check_caps('absent.seat');
SELECT caseload.unguard('absent.seat');
DROP TABLE absent.seat;
DROP SCHEMA absent;
