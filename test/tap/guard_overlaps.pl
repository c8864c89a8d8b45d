# A table of groups whose key is WITHOUT OVERLAPS has several rows of one key, each for its own time: a guard by that key,
# or by the key and the time, has no group to hold to, and says so.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('node');
plan skip_all => 'keys WITHOUT OVERLAPS came with PostgreSQL 18' if $node->pg_version < 18;
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
$node->safe_psql('postgres', q{
	CREATE EXTENSION caseload CASCADE;
	CREATE TABLE class (id int, valid daterange, cap int, PRIMARY KEY (id, valid WITHOUT OVERLAPS));
	CREATE TABLE seat (student int, class int, valid daterange NOT NULL,
		FOREIGN KEY (class, PERIOD valid) REFERENCES class (id, PERIOD valid));
	CREATE INDEX ON seat (class);
	INSERT INTO class VALUES (1, '[2025-09-01,2026-01-01)', 1), (1, '[2026-01-01,2026-06-01)', 2);
});
for my $keys ([ '{class,valid}', '{id,valid}' ], [ '{class}', '{id}' ])
{
	my ($code, $out, $err) = $node->psql('postgres', qq{
		SELECT caseload.guard('seat', 'class', key => '$keys->[0]', group_key => '$keys->[1]', cap => 'cap', valid => 'valid')});
	is($code, 3, "refused by $keys->[1]");
	like($err, qr/Table public\.class has no unique index on these columns/, 'with the reason');
}
# with a unique key beside it, by that
$node->safe_psql('postgres', q{
	CREATE TABLE room (id int PRIMARY KEY, valid daterange, cap int, UNIQUE (id, valid WITHOUT OVERLAPS));
	INSERT INTO room VALUES (1, '[2025-09-01,2026-06-01)', 1);
	CREATE TABLE lesson (student int, room int REFERENCES room, valid daterange);
	CREATE INDEX ON lesson (room);
	SELECT caseload.guard('lesson', 'room', key => '{room}', group_key => '{id}', cap => 'cap', valid => 'valid');
	INSERT INTO lesson VALUES (1, 1, '[2025-09-01,2025-10-01)');
});
my ($code, $out, $err) = $node->psql('postgres', q{INSERT INTO lesson VALUES (2, 1, '[2025-09-15,2025-10-01)')});
like($err, qr/is over its cap/, 'a unique key beside it holds');
$node->stop;
done_testing();
