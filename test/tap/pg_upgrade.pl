# Filled, analyzed and guarded districts with rosters, books and a register, one of them come from 0.1.0, through pg_upgrade
# to a newer PostgreSQL: every table and report says the same there, the catalogs are those of a district that is made
# there, guards, books and register go on, and statistics are kept or rebuilt. It needs another major version with its
# headers on this machine, Debian's or the one of OTHER_PG_CONFIG=/path/to/its/pg_config; of that it makes a copy of its own
# with the extension built for it, and is skipped where there is none.
use strict;
use warnings;
use File::Basename;
use Cwd qw(abs_path);
use lib dirname(__FILE__);
use Catalogs;
use Released;
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

sub missing
{
	my ($pg_config) = @_;
	my $version = major_version($pg_config);
	return 'is none of PostgreSQL 15 or newer' if $version < 15;
	return "is of PostgreSQL $here, too" if $version == $here;
	return 'has no headers and PGXS (postgresql-server-dev)' unless -f ask($pg_config, 'pgxs') && -f ask($pg_config, 'includedir-server') . '/postgres.h';
	return 'has no pg_upgrade' unless -x ask($pg_config, 'bindir') . '/pg_upgrade';
	return '';
}

my $other = $ENV{OTHER_PG_CONFIG};
BAIL_OUT("OTHER_PG_CONFIG=$other " . missing($other)) if $other && missing($other);
($other) = grep { !missing($_) } sort glob '/usr/lib/postgresql/*/bin/pg_config' unless $other;
plan skip_all => "there is no other major version of PostgreSQL than $here with its headers here, and OTHER_PG_CONFIG names none" unless $other;

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
	$node->append_conf('postgresql.conf', "autovacuum = off\njit = off\nmax_locks_per_transaction = 256\n");
	return $node;
}
my $old = new_cluster('old', major_version($other) < $here);
my $new = new_cluster('new', major_version($other) > $here);
my ($from, $to) = map { $_->config_data('--version') =~ s/^(PostgreSQL \S+).*/$1/r } $old, $new;
note "$from to $to";

my $script = $old->config_data('--sharedir') . '/extension/caseload--0.1.0.sql';
open my $file, '>', $script or die "$script: $!";
print $file install_script('0.1.0');
close $file or die "$script: $!";
END { unlink $script if defined $script }

sub clerk
{
	my ($node, $database, $statements) = @_;
	return $node->safe_psql($database, "SET client_min_messages = error; SET ROLE clerk; SET search_path = lake, lake_bi, caseload, public; $statements");
}

sub make_lake
{
	my ($node, $database, $version) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $database");
	$node->safe_psql($database, 'CREATE EXTENSION caseload ' . ($version ? "VERSION '$version'" : '') . qq{ CASCADE; GRANT CREATE ON DATABASE $database TO clerk});
	clerk($node, $database, q{
		SELECT caseload.create_district('lake', contract => 'waterford');
		SELECT sample_facts(7, 2);
		GRANT USAGE ON SCHEMA lake_bi TO reader;
		GRANT SELECT ON pay_summary TO reader;
		SELECT guard_district()});
	if ($version)
	{
		$node->safe_psql($database, 'ALTER EXTENSION caseload UPDATE');
		clerk($node, $database, q{SELECT upgrade_district('lake')});
	}
	clerk($node, $database, q{
		SELECT caseload.create_import('lake');
		SELECT refresh_reports();
		INSERT INTO enrollment (section_id, student_id, valid) SELECT 111, 90000 + n, '[2020-01-06,2020-05-29)' FROM generate_series(1, 9) AS n;
		UPDATE contract SET usual_cycle = '12' WHERE contract = 'waterford';
		SELECT make_pay_periods('waterford', '12', '2019-20');
		SELECT close_period('waterford', '12', '2019-20', 1)});
	$node->safe_psql($database, 'ANALYZE');
	return;
}

# what the planner knows of columns of our types
sub statistics
{
	my ($node, $database) = @_;
	return $node->safe_psql($database, q{
		SET search_path = caseload, pg_catalog;
		SELECT s.tablename, s.attname, s.null_frac, s.n_distinct, s.avg_width, s.most_common_freqs, cardinality(s.histogram_bounds::text::text[])
		FROM pg_stats AS s JOIN pg_attribute AS a ON a.attrelid = format('%I.%I', s.schemaname, s.tablename)::regclass AND a.attname = s.attname
			JOIN pg_type AS t ON t.oid = a.atttypid
		WHERE s.schemaname = 'lake' AND t.typnamespace = 'caseload'::regnamespace ORDER BY 1, 2});
}

$old->start;
$old->safe_psql('postgres', 'CREATE ROLE clerk; CREATE ROLE reader');
make_lake($old, 'made');
make_lake($old, 'updated', '0.1.0');
my $day = $old->safe_psql('postgres', 'SELECT CURRENT_DATE');
my %rows = map { $_ => district_rows($old, $_, 'lake') } qw(made updated);
like($rows{made}, qr/^paid_line\|[1-9].*^class_size_overage\|[1-9].*^pay_summary\|[1-9]/ms, 'there is something to say');
my %statistics = map { $_ => statistics($old, $_) } qw(made updated);
like($statistics{made}, qr/^employment\|placement\|/m, 'there are statistics of columns of our types') or diag $statistics{made};
$old->stop;

my $log = PostgreSQL::Test::Utils::tempdir();
chdir $log;
my $upgraded = run_log([ $new->config_data('--bindir') . '/pg_upgrade', '-d', $old->data_dir, '-D', $new->data_dir, '-b', $old->config_data('--bindir'),
	'-B', $new->config_data('--bindir'), '-s', $new->host, '-p', $old->port, '-P', $new->port ]);
SKIP:
{
	my @errors = $upgraded ? () : grep { /error|CONTEXT|DETAIL/i } map { split /^/, slurp_file($_) } glob $new->data_dir . '/pg_upgrade_output.d/*/log/pg_upgrade_dump_*.log';
	# a pair of releases that does this to any table; doc/upgrading.md tells which
	my ($releases) = grep { /unrecognized parameter "pg_attver"/ } @errors;
	skip $releases =~ s/\s+$//r . " ($from to $to: so it is with any table)", 1 if $releases;
	ok($upgraded, "pg_upgrade, $from to $to") or diag @errors;
}

if ($upgraded)
{
	$new->start;
	# what the same district is that is made there
	make_lake($new, 'fresh');
	my $keeps = $new->safe_psql('postgres', 'SHOW server_version_num') >= 180000;
	for my $database (qw(made updated))
	{
		is(statistics($new, $database), $keeps ? $statistics{$database} : '', "$database: statistics are " . ($keeps ? 'kept' : 'not kept'));
		$new->safe_psql($database, 'ANALYZE');
		is(statistics($new, $database), $statistics{$database}, "$database: and rebuilt by ANALYZE");
		# what is due tells how many days are left
		my @rows = (district_rows($new, $database, 'lake'), $rows{$database});
		@rows = map { s/^due_.*\n//gmr } @rows if $new->safe_psql('postgres', 'SELECT CURRENT_DATE') ne $day;
		is(differing(@rows), '', "$database: every table and report says what it said");
		is(differing(map { extension_catalog($new, $_) } $database, 'fresh'), '', "$database: the extension is the one that is made there");
		is($new->safe_psql($database, q{
			SET client_min_messages = error; CREATE EXTENSION amcheck;
			SELECT count(*) > 0, count(bt_index_check(c.oid, true)) = count(*) FROM pg_class AS c JOIN pg_am AS a ON a.oid = c.relam
			WHERE c.relnamespace = 'lake'::regnamespace AND c.relkind = 'i' AND a.amname = 'btree'}), 't|t', "$database: indexes are in order by that server");
		like(clerk($new, $database, q{SELECT upgrade_district('lake')}), qr/nothing to do/, "$database: the district knows its version");
		my ($status, $out, $err) = $new->psql($database, q{SET ROLE clerk; SET search_path = lake, caseload, public;
			INSERT INTO case_assignment (employee_id, student_id, program, valid) SELECT 125, 92000 + n, 'RSP', '[2019-09-16,2020-05-29)' FROM generate_series(1, 40) AS n});
		like($err, qr/guard "caseload_hard"|cap/, "$database: the guards hold");
		is($new->safe_psql($database, q{SET ROLE reader; SELECT count(*) FROM information_schema.table_privileges WHERE grantee = 'reader' AND table_name = 'pay_summary'}), '1', "$database: the reader's rights are there");
		is(clerk($new, $database, q{SELECT close_period('waterford', '12', '2019-20', 2); SELECT count(*) > 0 FROM paid_line WHERE run = 2}), "2\nt", "$database: the register goes on");
		is(clerk($new, $database, q{
			UPDATE enrollment SET valid = '[2020-01-06,2020-03-02)' WHERE student_id > 90000;
			SELECT marked > 0 OR stale > 0 FROM report_status;
			CREATE TEMP TABLE marked AS SELECT * FROM class_size_overage;
			SELECT refresh_reports() IS NULL;
			SELECT count(*) FROM (TABLE marked EXCEPT TABLE class_size_overage) AS x;
			SELECT count(*) FROM (TABLE class_size_overage EXCEPT TABLE marked) AS x;
			SELECT marked, stale FROM report_status}), "t\nf\n0\n0\n0|0", "$database: and so do the books");
		like(clerk($new, $database, q{SELECT caseload.create_district('pond', contract => 'anacortes')}), qr/made/, "$database: and another district can be made");
	}
	is(differing(map { district_catalog($new, $_, 'lake', settle => 1) } qw(made fresh)), '', 'made: the catalogs are those of a district that is made there');
	is(differing(map { district_catalog($new, $_, 'lake', settle => 1) } qw(updated fresh)), '', 'updated: the catalogs are those of a district that is made there');
	$new->stop;
}
done_testing();
