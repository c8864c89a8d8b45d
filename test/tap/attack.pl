# What others try on a district and on the functions of the extension, as the roles that doc/security.md names: each of
# these is refused, with the right SQLSTATE, or shows no more than is theirs.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('node');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
$node->safe_psql('postgres', q{
	CREATE EXTENSION caseload CASCADE;
	CREATE ROLE owner LOGIN; CREATE ROLE stranger LOGIN; CREATE ROLE writer LOGIN; CREATE ROLE reader LOGIN; CREATE ROLE site LOGIN;
	GRANT CREATE ON DATABASE postgres TO owner, stranger;
	CREATE SCHEMA lair AUTHORIZATION stranger;
	GRANT CREATE, USAGE ON SCHEMA lair TO writer, reader, site;
});

# The SQLSTATE of the last error of these statements, or what they gave.
sub outcome
{
	my ($role, $statements) = @_;
	my ($code, $out, $err) = $node->psql('postgres', "\\set VERBOSITY sqlstate\nSET client_min_messages = error;\n$statements",
		connstr => $node->connstr('postgres') . " user=$role", on_error_stop => 0);
	return $err =~ /ERROR:  (\w{5})(?!.*ERROR)/s ? "error $1" : $out;
}
sub as { my ($role, $statements) = @_; my $got = outcome($role, $statements); BAIL_OUT("$role: $statements: $got") if $got =~ /^error/; return $got }
sub refused
{
	my ($role, $state, $what, $statements) = @_;
	return is(outcome($role, $statements), "error $state", "$role: $what");
}

as('owner', q{
	SELECT caseload.create_district('harbor', contract => 'waterford');
	SELECT harbor.sample_facts(7, 2);
	SELECT caseload.create_import('harbor');
	CREATE TABLE harbor.room (id int PRIMARY KEY, seats int);
	CREATE TABLE harbor.seat (student int, room int REFERENCES harbor.room);
	CREATE INDEX ON harbor.seat (room);
	SELECT caseload.guard('harbor.seat', 'harbor.room', key => '{room}', group_key => '{id}', cap => 'seats');
	INSERT INTO harbor.room VALUES (1, 1);
	INSERT INTO harbor.seat VALUES (1, 1);
	SELECT harbor.guard_district() IS NOT NULL;
	SELECT harbor.refresh_reports();
	SELECT harbor.grant_reports('reader'), harbor.grant_reports('site', site_id => 1);
	GRANT USAGE ON SCHEMA harbor TO writer;
	GRANT SELECT, INSERT, UPDATE, DELETE ON harbor.enrollment, harbor.case_assignment, harbor.employee, harbor.seat TO writer;
});

# who may CREATE in the database
for my $call (q{check_district('harbor')}, q{load_contract('harbor', 'clovis')}, q{upgrade_district('harbor')}, q{create_import('harbor')},
	q{rename_district('harbor', 'mine')}, q{copy_district('harbor', 'mine')}, q{copy_district('harbor', 'mine', only_rules => true)}, q{check_caps('harbor')},
	q{copy_district_rows('harbor', 1, 'lair')}, q{district_hash('harbor', 1)}, q{delete_district_rows('harbor', 1, 'x')}, q{restrict_districts('harbor', NULL)},
	q{check_caps('harbor.seat')}, q{unguard('harbor.seat')}, q{guard_partitions('harbor.seat')},
	q{guard('harbor.seat', 'harbor.room', key => '{room}', group_key => '{id}', cap => 'seats', name => 'mine')})
{
	refused('stranger', '42501', $call, "SELECT caseload.$call");
}
refused('stranger', '42501', 'a function of ours made anew', q{CREATE FUNCTION caseload.pay(caseload.pay_scale, text) RETURNS numeric LANGUAGE sql AS 'SELECT 0'});
refused('stranger', '42501', 'our operator made anew', q{CREATE OPERATOR caseload.* (LEFTARG = caseload.salary_schedule, RIGHTARG = int, FUNCTION = caseload.salary_schedule_times)});
refused('stranger', '42501', 'a trigger that guards for him', q{CREATE TABLE lair.seat (room int); CREATE TRIGGER mine BEFORE INSERT ON lair.seat FOR EACH ROW EXECUTE FUNCTION caseload.guard_rows('guard=mine')});
refused('stranger', '42501', 'groups of somebody else', q{CREATE TABLE IF NOT EXISTS lair.seat (room int); SELECT caseload.guard('lair.seat', 'harbor.room', key => '{room}', group_key => '{id}', cap => 'seats')});
refused('stranger', '42501', 'a function of the district', 'SELECT harbor.refresh_reports()');
refused('stranger', '42501', 'a report', 'SELECT * FROM harbor_bi.pay_summary');
refused('stranger', '42501', 'what was known', 'SELECT * FROM harbor_then.employee');
refused('stranger', '42501', 'rosters', 'SELECT * FROM harbor_import.plain_employee');
refused('stranger', '42501', 'marks on another one\'s district', q{
	CREATE TABLE IF NOT EXISTS lair.fact (district_id int, section_id bigint);
	CREATE TRIGGER leave_marks AFTER INSERT ON lair.fact REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION caseload.leave_marks('section');
	ALTER TABLE lair.fact SET SCHEMA harbor});
# his own district, with what he wrote in it, which he would have the owner or a superuser run
as('stranger', q{
	SELECT caseload.create_district('trap');
	CREATE OR REPLACE FUNCTION trap.take_guards_off() RETURNS void LANGUAGE plpgsql AS 'BEGIN EXECUTE ''ALTER ROLE stranger SUPERUSER''; END';
	CREATE OR REPLACE FUNCTION trap.unguard_district() RETURNS text LANGUAGE plpgsql SET search_path = trap, pg_temp AS 'BEGIN EXECUTE ''ALTER ROLE stranger SUPERUSER''; END';
	GRANT USAGE ON SCHEMA trap TO PUBLIC;
	GRANT SELECT ON ALL TABLES IN SCHEMA trap TO PUBLIC});
for my $role ('owner', $node->safe_psql('postgres', 'SELECT current_user'))
{
	for my $call (q{check_district('trap')}, q{load_contract('trap', 'clovis')}, q{upgrade_district('trap')}, q{create_import('trap')}, q{rename_district('trap', 'sprung')}, q{copy_district('trap', 'sprung')},
		q{copy_district_rows('trap', 1, 'harbor')}, q{district_hash('trap', 1)}, q{delete_district_rows('trap', 1, 'x')}, q{restrict_districts('trap', '{[1,2)}')})
	{
		refused($role, '42501', "$call of somebody else's district", "SELECT caseload.$call");
	}
}
is($node->safe_psql('postgres', q{SELECT rolsuper FROM pg_roles WHERE rolname = 'stranger'}), 'f', 'nobody ran what the stranger wrote');

# who writes facts
for my $table (qw(mark rule_mark book reader pay_run paid_line section_cap kept_pay_line kept_finding employment schedule load_limit enrollment_was employee_was))
{
	refused('writer', '42501', "DELETE FROM $table", "DELETE FROM harbor.$table");
}
refused('writer', '42501', 'TRUNCATE', 'TRUNCATE harbor.enrollment');
refused('writer', '42501', 'triggers off', 'ALTER TABLE harbor.enrollment DISABLE TRIGGER ALL');
refused('writer', '42501', 'triggers off by role', 'SET session_replication_role = replica');
refused('writer', '42501', 'a trigger of his', q{CREATE TRIGGER mine AFTER INSERT ON harbor.enrollment EXECUTE FUNCTION suppress_redundant_updates_trigger()});
refused('writer', '23514', 'a seat over the cap', 'INSERT INTO harbor.seat VALUES (2, 1)');
refused('writer', '23514', 'a seat over the cap, all others hidden', q{SET row_security = off; INSERT INTO harbor.seat VALUES (2, 1), (3, 1)});
for my $call (qw(refresh_reports() mark_everything() make_history() guard_district() unguard_district() put_guards_on(true) take_guards_off() fill_caps()), q{grant_reports('writer')}, q{revoke_reports('site')})
{
	like(outcome('writer', "SELECT harbor.$call"), qr/^error (?:42501|55000)$/, "writer: $call");
}
like(outcome('writer', 'SELECT harbor.put_rule_marks()'), qr/^error (?:42501|0A000)$/, 'writer: a trigger function by hand');
# what a writer writes is a value
as('writer', q{UPDATE harbor.employee SET employee_name = '%s %1$I {0} '' || pg_sleep(0) || '' {0, plural, other {#}} $$' WHERE employee_id = 103});
is(as('reader', 'SELECT DISTINCT employee_name FROM harbor_bi.pay_summary WHERE employee_id = 103'), q{%s %1$I {0} ' || pg_sleep(0) || ' {0, plural, other {#}} $$}, 'a name is a name');
is(as('reader', q{SELECT count(*) > 0 FROM harbor_bi.pay_line AS l WHERE employee_id = 103 AND harbor_bi.explain_line(l, 'en') LIKE '%'}), 't', 'and is told of as one')
	if $node->safe_psql('postgres', q{SELECT to_regprocedure('harbor_bi.explain_line(harbor_bi.pay_line, text)') IS NOT NULL}) eq 't';

# who reads the reports
for my $table (qw(employee employment enrollment student schedule kept_pay_line reader mark paid_line))
{
	refused('reader', '42501', "SELECT FROM $table", "SELECT * FROM harbor.$table");
}
like(outcome('reader', 'UPDATE harbor_bi.pay_summary SET total_pay = 0'), qr/^error (?:42501|55000)$/, 'reader: writing');
refused('reader', '42501', 'reading rosters', 'SELECT * FROM harbor_import.plain_site');
refused('reader', '42501', 'making a report', 'CREATE VIEW harbor_bi.mine AS SELECT 1');
# temporary tables of our names are not taken for ours
my $mine = as('site', 'SELECT count(*), min(site_name), max(site_name) FROM harbor_bi.pay_summary');
like($mine, qr/\|School 0001\|School 0001$/, 'who is bound to a site sees that site');
is(as('site', q{
	CREATE TEMP TABLE reader (role oid, site_id bigint, employee_id bigint, district_id int);
	CREATE TEMP TABLE kept_pay_line (x int);
	CREATE FUNCTION pg_temp.sight_of(bigint, name) RETURNS text LANGUAGE sql AS 'SELECT ''everything''';
	SET search_path = pg_temp, harbor_bi;
	SELECT count(*), min(site_name), max(site_name) FROM harbor_bi.pay_summary}), $mine, 'and no more by temporary tables and functions of our names');
is(as('site', q{
	CREATE FUNCTION lair.everything(bigint) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
	SET search_path = lair, harbor_bi, pg_catalog, caseload;
	SELECT count(*), min(site_name), max(site_name) FROM pay_summary}), $mine, 'or by a search path');
for my $guess (0, 1, -1, '9223372036854775807', 'NULL')
{
	like(outcome('site', "SELECT count(*) FROM harbor.own_pay_summary($guess, 1)"), qr/^(?:error 42501|0)$/, "site: somebody's number, $guess");
}
# with the schema open to him the functions show what the report shows
$node->safe_psql('postgres', 'GRANT USAGE ON SCHEMA harbor, harbor_then TO site');
for my $own (split /\n/, $node->safe_psql('postgres', q{SELECT p.proname FROM pg_proc AS p WHERE p.pronamespace = 'harbor'::regnamespace
	AND p.proname LIKE 'own\_%' AND p.pronargs = 1 AND p.proargtypes[0] = 'bigint'::regtype ORDER BY 1}))
{
	like(outcome('site', "SELECT count(*) FROM harbor.$own(1)"), qr/^(?:error 42501|0)$/, "site: $own of a number that is nobody's shows nothing");
}
is(as('site', q{SELECT count(*) FROM harbor_bi.pay_summary WHERE site_name <> 'School 0001'}), '0', 'site: nor does the report');
is(as('site', q{SELECT count(*) FROM harbor_bi.pay_line_known_on('2019-20', '2100-01-01') WHERE site_name <> 'School 0001'}), '0', 'site: nor what was known');
refused('site', '42501', 'the facts', 'SELECT * FROM harbor_then.employee');
refused('site', '42501', 'another role', 'SET ROLE owner');
refused('site', '22004', 'a NULL for the year', q{SELECT * FROM harbor_bi.pay_line_known_on(NULL, NULL)});

# every function that runs as its owner looks in its own schema, then in the temporary one, and no one may call it who has no rights
is($node->safe_psql('postgres', q{SELECT p.oid::regprocedure FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
	WHERE p.prosecdef AND n.nspname LIKE 'harbor%' AND NOT EXISTS (SELECT FROM unnest(p.proconfig) AS c (setting)
		WHERE c.setting ~ ('^search_path=' || n.nspname || '(, harbor)?, pg_temp$'))}), '', 'each has its path');
is($node->safe_psql('postgres', q{SELECT p.oid::regprocedure FROM pg_proc AS p WHERE p.prosecdef AND p.pronamespace = 'caseload'::regnamespace}), '', 'of the extension\'s own there is none');
$node->stop;
done_testing();
