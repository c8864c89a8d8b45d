# The schema that CREATE EXTENSION finds: its own, empty, or one that nobody else can put functions into.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE ROLE stranger; CREATE ROLE admin SUPERUSER LOGIN; CREATE ROLE second SUPERUSER');

# A database in which this was run first, and what CREATE EXTENSION then says.
sub said
{
	my ($database, $before, $user) = @_;
	$node->safe_psql('postgres',
		"CREATE DATABASE $database TEMPLATE template0; GRANT CREATE ON DATABASE $database TO stranger");
	$node->safe_psql($database, $before);
	my ($status, $out, $error) = $node->psql($database,
		"\\set VERBOSITY verbose\n CREATE EXTENSION caseload CASCADE",
		extra_params => [ '-U', $user // getpwuid($<) ]);
	return $error;
}

sub is_refused
{
	my ($database, $error, $message, $detail) = @_;
	like($error, qr/ERROR:  55000: $message/, "$database: refused");
	like($error, qr/DETAIL:  $detail/, "$database: why");
	like($error, qr/HINT:  Rename it/, "$database: the mend");
	is($node->safe_psql($database, "SELECT count(*) FROM pg_extension WHERE extname = 'caseload'"), 0,
		"$database: nothing was made");
}

sub is_taken
{
	my ($database, $error) = @_;
	unlike($error, qr/ERROR/, "$database: taken");
	is($node->safe_psql($database, "SELECT caseload.salary_step 'V-14'"), 'V-14', "$database: it works");
}

is_refused('owned', said('owned', 'CREATE SCHEMA caseload AUTHORIZATION stranger'),
	'schema "caseload" belongs to another role', 'Its owner, stranger, could');
# with functions and an operator that would be called by the check itself, were it not careful
is_refused('trapped', said('trapped', q{
		CREATE SCHEMA caseload AUTHORIZATION stranger;
		SET ROLE stranger;
		CREATE TABLE caseload.ran (who text);
		CREATE FUNCTION caseload.spring(name, text) RETURNS boolean LANGUAGE plpgsql AS
			$$ BEGIN RAISE 'sprung as %', current_user; END $$;
		CREATE OPERATOR caseload.= (LEFTARG = name, RIGHTARG = text, FUNCTION = caseload.spring);
		CREATE OPERATOR caseload.<> (LEFTARG = name, RIGHTARG = text, FUNCTION = caseload.spring);
		CREATE FUNCTION caseload.format(text, name) RETURNS text LANGUAGE plpgsql AS
			$$ BEGIN RAISE 'sprung as %', current_user; END $$}),
	'schema "caseload" belongs to another role', 'Its owner, stranger, could');
is_refused('filled', said('filled', 'CREATE SCHEMA caseload;
		CREATE FUNCTION caseload.salary(text) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$'),
	'schema "caseload" is not empty', 'There is function caseload.salary\(text\) in it');
is_refused('typed', said('typed', 'CREATE SCHEMA caseload; CREATE TYPE caseload.step AS ENUM ()'),
	'schema "caseload" is not empty', 'There is type caseload.step in it');

is_taken('without', said('without', ''));
is_taken('own', said('own', 'CREATE SCHEMA caseload'));
is_taken('again', said('again', 'CREATE EXTENSION caseload CASCADE; DROP EXTENSION caseload'));
is_taken('superuser', said('superuser', 'CREATE SCHEMA caseload AUTHORIZATION second', 'admin'));
is_taken('beside', said('beside', 'CREATE SCHEMA caseload; CREATE EXTENSION btree_gist SCHEMA caseload'));
is( $node->safe_psql('without',
		q{SELECT pg_get_userbyid(nspowner) = current_user FROM pg_namespace WHERE nspname = 'caseload'}),
	't', 'a schema of its own belongs to who made it');
is( $node->safe_psql('without', q{SET search_path = pg_catalog; SELECT count(*) FROM pg_extension AS e
		JOIN pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'caseload' AND n.nspname = 'caseload'}),
	1, 'and the extension is in it');

# a dump makes the schema, gives it its owner, and then the extension; another superuser may restore it
my $dump = "$PostgreSQL::Test::Utils::tmp_check/extension.sql";
command_ok([ 'pg_dump', '-f', $dump, $node->connstr('superuser') ], 'pg_dump');
$node->safe_psql('postgres', 'CREATE DATABASE restored TEMPLATE template0');
command_ok(
	[ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-U', 'admin', '-f', $dump, $node->connstr('restored') ],
	'restored');
is($node->safe_psql('restored', q{SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'caseload'}),
	'second', 'with its owner');
is($node->safe_psql('restored', "SELECT caseload.salary_step 'V-14'"), 'V-14', 'and works');
done_testing();
