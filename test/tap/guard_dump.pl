# Guards go through pg_dump and back: by statement, deferred, on partitions, with waivers. They hold as
# before, know their tables, and go when they are taken off or the guarded table is dropped.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE DATABASE before; CREATE DATABASE after');
$node->safe_psql('before', <<'SQL');
CREATE EXTENSION caseload CASCADE;
CREATE SCHEMA "It's a School";
SET search_path = "It's a School";
CREATE TABLE class (id int PRIMARY KEY, "Most \ places" int);
CREATE TABLE seat (id int, class int REFERENCES class, valid daterange) PARTITION BY LIST (id);
CREATE TABLE seat_1 PARTITION OF seat FOR VALUES IN (1);
CREATE TABLE seat_2 PARTITION OF seat DEFAULT;
CREATE INDEX ON seat (class);
CREATE TABLE desk (class int REFERENCES class);
CREATE INDEX ON desk (class);
CREATE TABLE waiver (class int, valid daterange);
INSERT INTO class VALUES (1, 1);
SELECT caseload.guard('seat', 'class', '{class}', 'Most \ places', '{id}', valid => 'valid', waiver_table => 'waiver', waiver_valid => 'valid');
SELECT caseload.guard('desk', 'class', '{class}', 'Most \ places', '{id}', deferred => true);
INSERT INTO seat VALUES (1, 1, '(,)');
INSERT INTO desk VALUES (1);
INSERT INTO waiver VALUES (1, '[2026-01-01,2026-02-01)');
INSERT INTO seat VALUES (2, 1, '[2026-01-05,2026-01-06)');
SQL
my $file = PostgreSQL::Test::Utils::tempdir() . '/dump.sql';
$node->command_ok([ 'pg_dump', '-f', $file, $node->connstr('before') ], 'dumped');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', $file, $node->connstr('after') ], 'restored');

my $triggers = q{SELECT string_agg(pg_get_triggerdef(t.oid), E'\n' ORDER BY tgrelid::regclass::text, tgname)
	FROM pg_trigger t WHERE NOT tgisinternal};
is($node->safe_psql('after', $triggers), $node->safe_psql('before', $triggers), 'the triggers are the same');

for my $database ('before', 'after')
{
	my $refused = sub {
		my ($statement, $name) = @_;
		my ($status, $out, $err) = $node->psql($database, qq{SET search_path = "It's a School"; $statement});
		like($err, qr/ERROR:  load of "class" \(id\)=\(1\) is over its cap/, "$database: $name is refused");
	};
	is($node->safe_psql($database, q{SELECT count(*) FROM caseload.check_caps('"It''s a School".seat')}), '0', "$database: nothing is over");
	$refused->(q{INSERT INTO seat VALUES (3, 1, '[2026-03-01,)')}, 'a row');
	$refused->(q{INSERT INTO seat_1 VALUES (1, 1, '[2026-03-01,)')}, 'a row of a partition');
	$refused->(q{INSERT INTO desk VALUES (1)}, 'a deferred row');
	$refused->(q{DELETE FROM waiver}, 'a revoked waiver');
	$refused->(q{UPDATE class SET "Most \ places" = 0}, 'a lowered cap');
	$node->safe_psql($database, q{SET search_path = "It's a School"; SELECT caseload.unguard('desk'); INSERT INTO desk VALUES (1);
		DROP TABLE seat; DELETE FROM waiver; UPDATE class SET "Most \ places" = 0});
	is($node->safe_psql($database, 'SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal'), '0', "$database: nothing is left");
}
$node->stop;
done_testing();
