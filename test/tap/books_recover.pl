# The books through what happens to a server: a standby, a dump and its restore without statistics, logical replication, a
# refresh that is cancelled, parallel workers and plans of every kind. Always the reports say what a reckoning afresh says,
# or, where no trigger fires, mark_everything() makes it so.
use strict;
use warnings;
use File::Basename;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{CASELOAD_SOURCE} || dirname(__FILE__) . '/../..';
my $path = 'SET client_min_messages = warning; SET search_path = river, river_bi, caseload, public;';

sub new_cluster
{
	my ($name, @more) = @_;
	my $cluster = PostgreSQL::Test::Cluster->new($name);
	$cluster->init(extra => [ '--encoding=UTF8', '--locale=C' ], @more);
	$cluster->append_conf('postgresql.conf', "autovacuum = off\nfsync = off\n");
	$cluster->start;
	return $cluster;
}

sub sql
{
	my ($on, $statements) = @_;
	return $on->safe_psql('postgres', "$path $statements");
}

sub error_of
{
	my ($on, $statements) = @_;
	my ($status, $out, $err) = $on->psql('postgres', "\\set VERBOSITY verbose\n$path $statements");
	return $err;
}

# The reports beside a reckoning afresh: 'differing of rows' for class sizes, caseloads and findings.
sub compared
{
	my ($on, $settings) = @_;
	return join ', ', split /\n/, sql($on, ($settings // '') . q{ SELECT report || ' ' || differing || ' of ' || rows FROM differences()});
}

# The same where nothing can be written: what is shown as one text, and the kept rows do not count.
sub shown
{
	my ($on, $settings) = @_;
	return sql($on, ($settings // '') . q{
		SELECT 'class sizes', count(*), md5(string_agg(r::text, E'\n' ORDER BY r::text COLLATE "C")) FROM class_size_overage AS r
		UNION ALL SELECT 'caseloads', count(*), md5(string_agg(r::text, E'\n' ORDER BY r::text COLLATE "C")) FROM caseload_overage AS r
		UNION ALL SELECT 'findings', count(*), md5(string_agg(r::text, E'\n' ORDER BY r::text COLLATE "C")) FROM compliance_finding AS r});
}

my $primary = new_cluster('primary', allows_streaming => 'logical');
$primary->safe_psql('postgres', "SET client_min_messages = warning; CREATE EXTENSION caseload CASCADE; SELECT caseload.create_district('river', contract => 'waterford')");
sql($primary, "\\i $top/test/sql/books_helpers.psql");
sql($primary, 'SELECT sample_facts(7, 2)');
like(sql($primary, 'SELECT refresh_reports()'), qr/^1 of 1 district brought up to date/, 'the first refresh');
my $fresh = shown($primary);
like($fresh, qr/^class sizes\|[1-9]\d*\|.*\ncaseloads\|[1-9]\d*\|.*\nfindings\|[1-9]/, 'every report has rows');

# ---- whatever the planner does, with marks and without ----
my %plans = (
	'no sequential scan' => 'SET enable_seqscan = off;',
	'no index' => 'SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off;',
	'no hash, no merge' => 'SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_hashagg = off;',
	'no nested loop' => 'SET enable_nestloop = off;',
	'parallel workers' => 'SET max_parallel_workers_per_gather = 4; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;'
	  . ' SET min_parallel_table_scan_size = 0; SET min_parallel_index_scan_size = 0; SET '
	  . (sql($primary, 'SHOW server_version_num') < 160000 ? 'force_parallel_mode' : 'debug_parallel_query') . ' = on;',
	'jit' => 'SET jit = on; SET jit_above_cost = 0;',);
for my $plan (sort keys %plans)
{
	is(shown($primary, $plans{$plan}), $fresh, "$plan: the kept rows are the same");
}
my $change = q{UPDATE enrollment SET section_id = (SELECT min(section_id) FROM section)
	WHERE enrollment_id IN (SELECT enrollment_id FROM enrollment ORDER BY enrollment_id DESC LIMIT 20);
	UPDATE case_assignment SET employee_id = (SELECT min(employee_id) FROM case_assignment) WHERE case_id % 7 = 0;
	UPDATE site SET site_name = 'Renamed' WHERE site_id = 2;};
sql($primary, $change);
my $stale = shown($primary);
isnt($stale, $fresh, 'the change shows');
for my $plan (sort keys %plans)
{
	is(shown($primary, $plans{$plan}), $stale, "$plan: with marks, too");
}
is(sql($primary, q{SET search_path = pg_catalog; SELECT count(*) FROM river_bi.class_size_overage}),
	(split /\|/, $stale)[1], 'with another search_path, too');
like(compared($primary), qr/^class sizes 0 of \d+, caseloads 0 of \d+, findings 0 of \d+$/, 'and that is right');

# ---- a standby says what the primary says, and refreshes nothing ----
$primary->backup('base');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'base', has_streaming => 1);
$standby->start;
$primary->wait_for_catchup($standby);
is(shown($standby), $stale, 'standby: the same with marks');
like(sql($standby, q{SELECT marked > 0, stale > 0, reason FROM report_status}), qr/^t\|t\|facts changed/, 'standby: report_status says how much is stale');
like(error_of($standby, 'SELECT refresh_reports()'), qr/ERROR:  25006: refresh_reports\(\) writes, and this server is a standby/,
	'standby: refresh_reports() is refused');
like(error_of($standby, 'SELECT mark_everything()'), qr/ERROR:  25006: mark_everything\(\) writes, and this server is a standby/, 'standby: so is mark_everything()');
sql($primary, 'SELECT mark_everything()');
$primary->wait_for_catchup($standby);
is(shown($standby), $stale, 'standby: the same with everything marked');
sql($primary, 'SELECT refresh_reports()');
$primary->wait_for_catchup($standby);
is(shown($standby), $stale, 'standby: and without a mark');
is(sql($standby, 'SELECT marked, stale FROM report_status'), '0|0', 'standby: after a refresh of the primary nothing is stale');

# ---- a refresh that is cancelled, and one whose session ends, lose nothing ----
sql($primary, $change . q{ INSERT INTO enrollment (section_id, student_id, valid)
	SELECT section_id, 9000000 + n, valid FROM section, generate_series(1, 3) AS n; SELECT mark_everything();});
$stale = shown($primary);
my $marks = sql($primary, 'SELECT (SELECT count(*) FROM mark), (SELECT count(*) FROM rule_mark)');
my $kept = sql($primary, 'SELECT count(*), md5(string_agg(k::text, chr(10) ORDER BY k::text)) FROM kept_class_size AS k');
# it is held at the first of the rows that it keeps
sql($primary, q{
	CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(7); RETURN NULL; END $$;
	CREATE TRIGGER hold AFTER INSERT ON kept_finding FOR EACH STATEMENT EXECUTE FUNCTION hold();});
for my $end ('pg_cancel_backend', 'pg_terminate_backend')
{
	my $holder = $primary->background_psql('postgres');
	$holder->query_safe('SELECT pg_advisory_lock(7)');
	my ($out, $err) = ('', '');
	my $refresh = IPC::Run::start([ 'psql', '-X', '-d', $primary->connstr('postgres'), map { ('-c', $_) }
			"SET application_name = 'payroll'", 'SET client_min_messages = warning', 'SELECT river.refresh_reports()', 'SHOW application_name' ],
		'<', \undef, '>', \$out, '2>', \$err);
	$primary->poll_query_until('postgres', q{SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)});
	is(sql($primary, qq{SELECT $end(pid) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted}), 't', "$end: sent");
	$refresh->finish;
	$holder->quit;
	like($err, $end eq 'pg_cancel_backend' ? qr/canceling statement due to user request/ : qr/terminating connection/, "$end: it ends with that");
	like($out, qr/payroll/, "$end: the session has its own name again") if $end eq 'pg_cancel_backend';
	is(sql($primary, 'SELECT (SELECT count(*) FROM mark), (SELECT count(*) FROM rule_mark)'), $marks, "$end: every mark is there");
	is(sql($primary, 'SELECT count(*), md5(string_agg(k::text, chr(10) ORDER BY k::text)) FROM kept_class_size AS k'), $kept, "$end: so are the kept rows");
	is(shown($primary), $stale, "$end: the reports say the same");
}
sql($primary, 'DROP FUNCTION hold() CASCADE; SELECT refresh_reports()');
is(sql($primary, 'SELECT (SELECT count(*) FROM mark), (SELECT count(*) FROM rule_mark)'), '0|0', 'begun again it ends');
is(shown($primary), $stale, 'and the reports still say the same');

# ---- dump and restore, with marks and kept rows; the new server has no statistics ----
sql($primary, q{UPDATE enrollment SET valid = daterange(lower(valid), lower(valid) + 30) WHERE enrollment_id % 13 = 0
	AND upper(valid) > lower(valid) + 30; UPDATE limit_cap SET note = 'read again' WHERE id = (SELECT min(id) FROM limit_cap)});
$stale = shown($primary);
my $counts = q{SELECT (SELECT count(*) FROM mark), (SELECT count(*) FROM rule_mark), (SELECT count(*) FROM rule_mark_seen),
	(SELECT count(*) FROM book), (SELECT count(*) FROM kept_class_size), (SELECT count(*) FROM kept_finding)};
my $had = sql($primary, $counts);
like($had, qr/^[1-9]\d*\|[1-9]/, 'there are marks of both kinds');
my $dump = "$PostgreSQL::Test::Utils::tmp_check/river.sql";
command_ok([ 'pg_dump', '-f', $dump, $primary->connstr('postgres') ], 'pg_dump');
my $restored = new_cluster('restored', allows_streaming => 'logical');
command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $restored->connstr('postgres'), '-f', $dump ], 'psql of the dump');
is(sql($restored, $counts), $had, 'restored: marks and kept rows are there');
is(sql($restored, 'SELECT count(*) FROM pg_statistic AS s JOIN pg_class AS c ON c.oid = s.starelid WHERE c.relnamespace = $$river$$::regnamespace'),
	'0', 'restored: without statistics');
is(shown($restored), $stale, 'restored: the reports say the same');
like(compared($restored), qr/^class sizes 0 of \d+, caseloads 0 of \d+, findings 0 of \d+$/, 'restored: and that is right');
sql($restored, 'SELECT refresh_reports()');
is(shown($restored), $stale, 'restored: and after a refresh');

# a district of some size, restored and never analyzed, is read and refreshed within the time that is set
sql($primary, q{SELECT caseload.create_district('lake', contract => 'waterford'); SELECT lake.sample_facts(7, 10);});
command_ok([ 'pg_dump', '-n', 'lake', '-n', 'lake_bi', '-n', 'lake_then', '-f', $dump, $primary->connstr('postgres') ], 'pg_dump of ten schools');
command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $restored->connstr('postgres'), '-f', $dump ], 'psql of ten schools');
my $lake = q{SET search_path = lake, lake_bi, caseload, public; SET statement_timeout = '120s';};
my $want = shown($primary, $lake);
is(shown($restored, $lake), $want, 'ten schools, no statistics and no book');
like(sql($restored, "$lake SELECT refresh_reports()"), qr/^1 of 1 district/, 'ten schools, no statistics: the first refresh');
is(shown($restored, $lake), $want, 'ten schools, no statistics: kept');
is(shown($restored, "$lake UPDATE enrollment SET share = share WHERE enrollment_id % 9 = 0;"), $want, 'ten schools, no statistics: many marks');

# ---- logical replication of facts leaves no mark: stale, as told, and mark_everything() mends it ----
$primary->safe_psql('postgres', q{CREATE PUBLICATION facts FOR TABLE river.enrollment, river.case_assignment});
my $connection = $primary->connstr . ' dbname=postgres';
$restored->safe_psql('postgres', qq{CREATE SUBSCRIPTION facts CONNECTION '$connection' PUBLICATION facts WITH (copy_data = false)});
$primary->wait_for_catchup('facts');
is(shown($restored), $stale, 'subscriber: as it was');
sql($primary, q{DELETE FROM enrollment WHERE enrollment_id % 5 = 0; UPDATE case_assignment SET employee_id = (SELECT max(employee_id) FROM case_assignment)
	WHERE case_id % 11 = 0});
$primary->wait_for_catchup('facts');
is(sql($restored, 'SELECT (SELECT count(*) FROM mark), (SELECT count(*) FROM rule_mark)'), '0|0', 'subscriber: what was applied has left no mark');
is(shown($restored), $stale, 'subscriber: so the reports say what they said');
unlike(compared($restored), qr/^class sizes 0 of \d+, caseloads 0 of \d+, findings 0 of \d+$/, 'subscriber: which is not right any more');
sql($restored, 'SELECT mark_everything()');
my $mended = shown($primary);
isnt($mended, $stale, 'the publisher shows the change');
is(shown($restored), $mended, 'subscriber: mark_everything() mends it at once');
sql($restored, 'SELECT refresh_reports()');
is(shown($restored), $mended, 'subscriber: and after a refresh');
like(compared($restored), qr/^class sizes 0 of \d+, caseloads 0 of \d+, findings 0 of \d+$/, 'subscriber: and that is right');

$restored->safe_psql('postgres', 'DROP SUBSCRIPTION facts');
$_->stop for ($standby, $restored, $primary);
done_testing();
