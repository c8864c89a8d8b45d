# Every type through pg_dump and back, and through COPY in text and binary: not one bit changes.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Samples qw(samples types_of);

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION caseload CASCADE');
my @types = types_of($node, 'postgres');

# The text and the bytes of each row, in the order they were put in.
sub rows
{
	my ($database, $type, $table) = @_;
	return $node->safe_psql($database,
		"SELECT id, encode(convert_to(value::text, 'UTF8'), 'hex'),"
		  . " encode(caseload.${type}_send(value), 'hex') FROM $table ORDER BY id");
}

for my $type (@types)
{
	my $sql = "CREATE TABLE of_$type (id int PRIMARY KEY, value caseload.$type NOT NULL);"
	  . "CREATE INDEX of_${type}_value ON of_$type (value);"
	  . "CREATE INDEX of_${type}_hash ON of_$type USING hash (value);";
	my $id = 0;
	for my $sample (samples($type))
	{
		$id++;
		$sql .= "INSERT INTO of_$type VALUES ($id, \$sample\$$sample\$sample\$);";
	}
	$node->safe_psql('postgres', $sql);
}

my $dump = "$PostgreSQL::Test::Utils::tmp_check/dump.custom";
command_ok(
	[ 'pg_dump', '-Fc', '-f', $dump, $node->connstr('postgres') ], 'pg_dump');
$node->safe_psql('postgres', 'CREATE DATABASE restored TEMPLATE template0');
command_ok([ 'pg_restore', '--exit-on-error', '-d', $node->connstr('restored'), $dump ],
	'pg_restore');

for my $type (@types)
{
	my $before = rows('postgres', $type, "of_$type");
	isnt($before, '', "$type has rows");
	is(rows('restored', $type, "of_$type"), $before, "$type is restored as it was");
	for my $format (qw(text csv binary))
	{
		my $file = "$PostgreSQL::Test::Utils::tmp_check/$type.$format";
		$node->safe_psql('postgres',
			"COPY of_$type TO '$file' (FORMAT $format);"
			  . "CREATE TABLE copied (LIKE of_$type);"
			  . "COPY copied FROM '$file' (FORMAT $format)");
		is(rows('postgres', $type, 'copied'), $before, "$type through COPY in $format");
		$node->safe_psql('postgres', 'DROP TABLE copied');
	}
	is( $node->safe_psql('restored',
			"SET enable_seqscan = off; SELECT count(*) FROM of_$type a JOIN of_$type b"
			  . " ON a.value OPERATOR(caseload.=) b.value AND a.id = b.id"),
		$node->safe_psql('postgres', "SELECT count(*) FROM of_$type"),
		"$type is found through its restored indexes");
}

$node->stop;
done_testing();
