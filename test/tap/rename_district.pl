# A district that was renamed is in its catalogs what one is that was made under that name, with the same rows; so is one
# that was copied, but for what is reckoned; and both come through a dump.
use strict;
use warnings;
use File::Basename;
use lib dirname(__FILE__);
use Catalogs;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('node');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE ROLE owner LOGIN; CREATE ROLE reader');

# As its owner, who is no superuser.
sub as_owner
{
	my ($database, $statements) = @_;
	return $node->safe_psql($database, "SET ROLE owner; SET client_min_messages = error; $statements");
}

sub new_district
{
	my ($database, $name, $bare) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $database; GRANT CREATE ON DATABASE $database TO owner");
	$node->safe_psql($database, 'CREATE EXTENSION caseload CASCADE');
	as_owner($database, qq{SELECT caseload.create_district('$name', contract => 'waterford'), caseload.create_import('$name'); });
	as_owner($database, qq{SELECT "$name".sample_facts(3, 1)});
	as_owner($database, qq{UPDATE "$name".employee SET employee_name = 'Ames, Lee' WHERE employee_id = 103});
	return if $bare;
	as_owner($database, qq{SELECT "$name".guard_district(), "$name".grant_reports('reader')});
	as_owner($database, qq{SELECT "$name".refresh_reports()});
	return;
}

# what stands in the schema for rosters, which Catalogs leaves out
sub import_catalog
{
	my ($database, $name) = @_;
	return $node->safe_psql($database, qq{
		SET search_path = pg_catalog;
		SELECT 'function', p.oid::regprocedure, p.proacl, obj_description(p.oid, 'pg_proc'), pg_get_functiondef(p.oid)
		FROM pg_proc AS p WHERE p.pronamespace = '"${name}_import"'::regnamespace
		UNION ALL SELECT 'part', NULL, NULL, concat_ws(' ', i.kind, i.name), NULL FROM "${name}_import".import_part AS i
		UNION ALL SELECT 'schema', NULL, NULL, obj_description('"${name}_import"'::regnamespace, 'pg_namespace'), NULL
		ORDER BY 1, 2, 4});
}

new_district('was_another', 'harbor');
new_district('made_so', 'Lake Haven');
as_owner('was_another', q{SELECT caseload.rename_district('harbor', 'Lake Haven')});
is(differing(district_catalog($node, 'was_another', 'Lake Haven'), district_catalog($node, 'made_so', 'Lake Haven')),
	'', 'tables, functions, views, triggers, rights and comments are those of one that was made under that name');
is(differing(import_catalog('was_another', 'Lake Haven'), import_catalog('made_so', 'Lake Haven')), '', 'what reads rosters is');
my ($renamed, $made_so) = map { district_rows($node, $_, 'Lake Haven') } 'was_another', 'made_so';
# how long a refresh took differs
s/^(?:book|report_status)\|.*\n//mg for $renamed, $made_so;
is(differing($renamed, $made_so), '', 'the rows are');

# a dump of both, the renamed one and a copy of it
as_owner('was_another', q{SELECT caseload.copy_district('Lake Haven', 'copied')});
new_district('made_anew', 'copied', 'bare');
is(differing(district_catalog($node, 'was_another', 'copied'), district_catalog($node, 'made_anew', 'copied')), '', 'a copy is one that was made under its name');

my $dump = PostgreSQL::Test::Utils::tempdir() . '/dump.sql';
$node->command_ok([ 'pg_dump', '-f', $dump, 'was_another' ], 'dumped');
$node->safe_psql('postgres', 'CREATE DATABASE restored');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', 'restored', '-f', $dump ], 'restored');
for my $district ('Lake Haven', 'copied')
{
	is(district_rows($node, 'restored', $district), district_rows($node, 'was_another', $district), "$district says the same there");
	is(as_owner('restored', qq{SELECT caseload.check_district('$district')}), '', "and is a district of its owner's");
}
$node->stop;
done_testing();
