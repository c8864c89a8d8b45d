# A filled and guarded district, and one that came from 0.1.0, through pg_upgrade to a newer PostgreSQL: every table and
# report says the same there, and the guards hold. It needs another major version with its headers on this machine, of
# which it makes a copy of its own with the extension built for it, and is skipped where there is none.
use strict;
use warnings;
use File::Basename;
use File::Copy;
use Cwd qw(abs_path);
use lib dirname(__FILE__);
use Catalogs;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $tree = abs_path(dirname(__FILE__) . '/../..');

sub ask
{
	my ($pg_config, $what) = @_;
	my $answer = qx{"$pg_config" --$what 2>/dev/null} // '';
	chomp $answer;
	return $answer;
}
sub major_version { return ask($_[0], 'version') =~ /^PostgreSQL (\d+)/ ? $1 : 0 }

my $here = major_version('pg_config');
my ($other) = grep {
	my $version = major_version($_);
	$version >= 15 && $version != $here && -f ask($_, 'pgxs') && -f ask($_, 'includedir-server') . '/postgres.h' && -x ask($_, 'bindir') . '/pg_upgrade'
} sort glob '/usr/lib/postgresql/*/bin/pg_config';
plan skip_all => "there is no other major version of PostgreSQL than $here with its headers here" unless $other;

my $root = PostgreSQL::Test::Utils::tempdir();
for my $part (map { ask($other, $_) } qw(bindir pkglibdir sharedir))
{
	system_or_bail('mkdir', '-p', "$root/root$part", "$root/build");
	system_or_bail('cp', '-R', '-P', "$part/.", "$root/root$part");
}
my $built = system(qq{make -s -C "$root/build" -f "$tree/Makefile" PG_CONFIG="$other" with_llvm=no DESTDIR="$root/root" install >"$root/build.log" 2>&1});
BAIL_OUT(slurp_file("$root/build.log")) if $built != 0;

my $install = dirname("$root/root" . ask($other, 'bindir'));
sub new_cluster
{
	my ($name, $of_other) = @_;
	my $node = PostgreSQL::Test::Cluster->new($name, $of_other ? (install_path => $install) : ());
	my $version = $of_other ? major_version($other) : $here;
	$node->init(extra => [ '--encoding=UTF8', '--locale=C', $version >= 18 ? '--no-data-checksums' : () ]);
	return $node;
}
my $old = new_cluster('old', major_version($other) < $here);
my $new = new_cluster('new', major_version($other) > $here);
note join ' to ', map { $_->config_data('--version') } $old, $new;

my $script = $old->config_data('--sharedir') . '/extension/caseload--0.1.0.sql';
copy("$tree/test/data/caseload--0.1.0.sql", $script) or die "$script: $!";
END { unlink $script if defined $script }

sub clerk
{
	my ($node, $database, $statements) = @_;
	return $node->safe_psql($database, "SET client_min_messages = error; SET ROLE clerk; SET search_path = lake, lake_bi, caseload, public; $statements");
}

$old->start;
$old->safe_psql('postgres', 'CREATE ROLE clerk; CREATE ROLE reader; CREATE DATABASE made; CREATE DATABASE updated');
for my $database (qw(made updated))
{
	$old->safe_psql($database, 'CREATE EXTENSION caseload ' . ($database eq 'updated' ? q{VERSION '0.1.0'} : '') . qq{ CASCADE; GRANT CREATE ON DATABASE $database TO clerk});
	clerk($old, $database, q{
		SELECT caseload.create_district('lake', contract => 'waterford');
		SELECT sample_facts(7, 2);
		GRANT USAGE ON SCHEMA lake_bi TO reader;
		GRANT SELECT ON pay_summary TO reader;
		SELECT guard_district()});
}
$old->safe_psql('updated', 'ALTER EXTENSION caseload UPDATE');
clerk($old, 'updated', q{SELECT upgrade_district('lake')});
my %rows = map { $_ => district_rows($old, $_, 'lake') } qw(made updated);
like($rows{made}, qr/^class_size_overage\|[1-9].*^pay_summary\|[1-9]/ms, 'there is something to say');
$old->stop;

my $log = PostgreSQL::Test::Utils::tempdir();
chdir $log;
my $upgraded = run_log([ $new->config_data('--bindir') . '/pg_upgrade', '-d', $old->data_dir, '-D', $new->data_dir, '-b', $old->config_data('--bindir'),
	'-B', $new->config_data('--bindir'), '-s', $new->host, '-p', $old->port, '-P', $new->port ]);
ok($upgraded, 'pg_upgrade');
if (!$upgraded)
{
	diag grep { /error|CONTEXT|DETAIL/i } map { split /^/, slurp_file($_) } glob $new->data_dir . '/pg_upgrade_output.d/*/log/pg_upgrade_dump_*.log';
	done_testing();
	exit;
}

$new->start;
for my $database (qw(made updated))
{
	$new->safe_psql($database, 'ANALYZE');
	is(differing(district_rows($new, $database, 'lake'), $rows{$database}), '', "$database: every table and report says what it said");
	like(clerk($new, $database, q{SELECT upgrade_district('lake')}), qr/nothing to do/, "$database: the district knows its version");
	my ($status, $out, $err) = $new->psql($database, q{SET ROLE clerk; SET search_path = lake, caseload, public;
		INSERT INTO case_assignment (employee_id, student_id, program, valid) SELECT 125, 92000 + n, 'RSP', '[2019-09-16,2020-05-29)' FROM generate_series(1, 40) AS n});
	like($err, qr/guard "caseload_hard"|cap/, "$database: the guards hold");
	is($new->safe_psql($database, q{SET ROLE reader; SELECT count(*) FROM information_schema.table_privileges WHERE grantee = 'reader' AND table_name = 'pay_summary'}), '1', "$database: the reader's rights are there");
	like(clerk($new, $database, q{SELECT caseload.create_district('pond', contract => 'anacortes')}), qr/made/, "$database: and another district can be made");
}
$new->stop;
done_testing();
