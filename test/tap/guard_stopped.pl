# A statement that SPI stops at a limit of rows: its triggers do not fire, and so it must not be committed.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $compiler = $ENV{CC} // 'cc';
# the private copy of the server has none; the build was told where they are
my $config = $ENV{PG_CONFIG} // 'pg_config';
my $headers = qx($config --includedir-server);
chomp $headers;
plan skip_all => 'there is no C compiler, or no header of the server'
  unless system("$compiler --version >/dev/null 2>&1") == 0 && -e "$headers/executor/spi.h";

my $folder = PostgreSQL::Test::Utils::tempdir;
open my $source, '>', "$folder/stopped.c" or die $!;
print $source <<'C';
#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "utils/builtins.h"
PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(run_some);
Datum
run_some(PG_FUNCTION_ARGS)
{
	int64 rows;

	SPI_connect();
	SPI_execute(text_to_cstring(PG_GETARG_TEXT_PP(0)), false, PG_GETARG_INT32(1));
	rows = (int64) SPI_processed;
	SPI_finish();
	PG_RETURN_INT64(rows);
}
C
close $source;
command_ok([ $compiler, '-shared', '-fPIC', "-I$headers", '-o', "$folder/stopped.so", "$folder/stopped.c" ], 'compiled');

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
$node->safe_psql('postgres', qq{
	CREATE EXTENSION caseload CASCADE;
	CREATE FUNCTION run_some(text, int) RETURNS bigint LANGUAGE c AS '$folder/stopped.so', 'run_some';
	CREATE TABLE class (id int PRIMARY KEY, cap int);
	INSERT INTO class VALUES (1, 2);
	CREATE TABLE plain (id int, class int);
	CREATE INDEX ON plain (class);
	CREATE TABLE parted (id int, class int) PARTITION BY LIST (id);
	CREATE TABLE part PARTITION OF parted DEFAULT;
	CREATE INDEX ON parted (class);
	SELECT caseload.guard('plain', 'class', '{class}', 'cap', '{id}');
	SELECT caseload.guard('parted', 'class', '{class}', 'cap', '{id}')});

for my $table ('plain', 'parted')
{
	my $insert = "INSERT INTO $table SELECT i, 1 FROM generate_series(1, 9) AS i RETURNING id";
	my ($status, $out, $error) = $node->psql('postgres', "\\set VERBOSITY verbose\nSELECT run_some('$insert', 3)");
	like($error, qr/ERROR:  55000: a guard has not judged all rows of a statement on table public\.$table/,
		"$table: stopped, and refused");
	($status, $out, $error) = $node->psql('postgres', "BEGIN; SAVEPOINT tried; SELECT run_some('$insert', 3);"
		  . "ROLLBACK TO tried; INSERT INTO $table VALUES (1, 1); COMMIT");
	is($error, '', "$table: taken back, all the rest is taken");
	($status, $out, $error) = $node->psql('postgres', "\\set VERBOSITY verbose\nSELECT run_some('$insert', 0)");
	like($error, qr/ERROR:  23514/, "$table: run to its end, judged");
	is($node->safe_psql('postgres', "SELECT count(*) FROM $table"), 1, "$table: what is there");
}
done_testing();
