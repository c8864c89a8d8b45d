# doc/citus.md on a coordinator and two workers, where Citus is installed: its blocks are run as they stand there. A
# district is distributed in tables, keys and rules; every report has the rows that one machine gives; the guards hold on
# shards, of many classes at once and with caps that are changed; and what is written at the desk comes back.
use strict;
use warnings;
use File::Basename;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{CASELOAD_SOURCE} || dirname(__FILE__) . '/../..';

my %node;
for my $name (qw(coordinator worker_1 worker_2))
{
	$node{$name} = PostgreSQL::Test::Cluster->new($name);
	$node{$name}->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
	$node{$name}->append_conf('postgresql.conf', "autovacuum = off\nmax_locks_per_transaction = 512\n"
		. "max_prepared_transactions = 60\nmax_connections = 60\n");
	next if $name ne 'coordinator';
	$node{$name}->start;
	if ($node{$name}->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions WHERE name = 'citus'}) eq '0')
	{
		$node{$name}->stop;
		plan skip_all => 'Citus is not installed';
	}
	$node{$name}->stop;
}
my @all = @node{qw(coordinator worker_1 worker_2)};
for (@all)
{
	# Citus calls a node by one name and its port; a name that is a folder is that of a socket
	$_->append_conf('postgresql.conf', "shared_preload_libraries = 'citus'\ncitus.enable_statistics_collection = off\n"
		. "listen_addresses = ''\nunix_socket_directories = '" . $_->host . "'\n");
	$_->start;
	$_->safe_psql('postgres', 'CREATE DATABASE state');
}

sub ask
{
	my ($sql) = @_;
	return $node{coordinator}->safe_psql('state', "SET client_min_messages = error;\n$sql");
}

# what a statement says that is refused
sub said
{
	my ($sql) = @_;
	my ($status, $out, $err) = $node{coordinator}->psql('state', "\\set VERBOSITY verbose\nSET client_min_messages = error;\n$sql");
	return $err;
}

my @blocks;
for (split /^(```\w+\n.*?^```\n)/ms, slurp_file("$top/doc/citus.md"))
{
	push @blocks, { on => $1, sql => $2 } if /^```(\w+)\n(.*?)^```\n/ms;
}

# the next block of the page, which has these words
sub page
{
	my ($words) = @_;
	my $block = shift @blocks or die 'the page has no more blocks';
	like($block->{sql}, qr/\Q$words\E/, "the page: $words") or die 'the page has changed';
	return join "\n", map { $_->safe_psql('state', "SET client_min_messages = error;\n$block->{sql}") }
		$block->{on} eq 'nodes' ? @all : $node{coordinator};
}

# ---- a district that is distributed ----
ask('CREATE EXTENSION caseload CASCADE');
like(said(q{SELECT caseload.create_district('county', distributed => true)}), qr/0A000: a district cannot be distributed: Citus is not installed in this database/, 'without Citus it says so');
ask('DROP EXTENSION caseload');
page('CREATE EXTENSION citus');
is(ask(q{SELECT extversion ~ '^1[0-9]\.' FROM pg_extension WHERE extname = 'citus'}), 't', 'Citus ' . ask(q{SELECT extversion FROM pg_extension WHERE extname = 'citus'}));
ask("SELECT citus_set_coordinator_host('" . $all[0]->host . "', " . $all[0]->port . ')');
ask("SELECT citus_add_node('" . $_->host . "', " . $_->port . ')') for @all[1, 2];
like(page('distributed => true'), qr/schemas county and county_bi made and distributed, reckoned in county_desk, contract waterford loaded/, 'it is made');
is(ask(q{SELECT count(*) FROM caseload.spread_tables('county_desk') AS t LEFT JOIN pg_dist_partition AS p
	ON p.logicalrelid = format('county.%I', t.table_name)::regclass AND p.partmethod = CASE WHEN t.by_district THEN 'h' ELSE 'n' END
	WHERE p.logicalrelid IS NULL}), '0', 'each table is a reference table, or distributed if it has a district');
is(ask(q{SELECT count(DISTINCT colocationid) FROM pg_dist_partition WHERE partmethod = 'h'}), '1', 'all of a district lies on one node');
is(ask(q{SELECT string_agg(DISTINCT c.conname || ' ' || c.conrelid::regclass, ', ') FROM pg_constraint AS c JOIN caseload.spread_tables('county_desk') AS t
	ON c.conrelid = format('county_desk.%I', t.table_name)::regclass AND c.contype IN ('f', 'p', 'u', 'x', 'c')
	WHERE NOT EXISTS (SELECT FROM pg_constraint AS d WHERE d.conrelid = format('county.%I', t.table_name)::regclass AND d.contype = c.contype
		AND d.conkey IS NOT DISTINCT FROM c.conkey)}), '', 'no key and no check is missing');
cmp_ok(ask(q{SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND connamespace = 'county'::regnamespace}), '>', 40, 'foreign keys among them');
is(ask('SELECT count(*) FROM county.load_limit'), ask('SELECT count(*) FROM county_desk.load_limit'), 'the contract is there');
like(said(q{SELECT caseload.create_district('county', distributed => true)}), qr/42P06/, 'not twice');

# ---- three districts, and the same on one machine ----
ask(<<'SQL');
SET citus.enable_ddl_propagation = off;
SELECT caseload.create_district('one', 'waterford');
SELECT one.sample_districts(7, 3, 1);
SELECT one.refresh_reports();
SQL
ask(<<'SQL');
INSERT INTO county.calendar OVERRIDING SYSTEM VALUE SELECT * FROM one.calendar;
INSERT INTO county.count_days OVERRIDING SYSTEM VALUE SELECT * FROM one.count_days;
INSERT INTO county.term OVERRIDING SYSTEM VALUE SELECT * FROM one.term;
DO $$
DECLARE
	t record;
BEGIN
	FOR t IN SELECT * FROM caseload.spread_tables('county_desk') WHERE by_district ORDER BY place LOOP
		PERFORM caseload.spread_rows(format('county.%I', t.table_name)::regclass, format('one.%I', t.table_name)::regclass, NULL);
	END LOOP;
END $$;
SELECT setval('county.enrollment_enrollment_id_seq', 1000000);
SQL
cmp_ok(ask('SELECT count(DISTINCT n.nodeport) FROM (SELECT DISTINCT district_id FROM county.site) AS d
	JOIN pg_dist_shard AS s ON s.shardid = get_shard_id_for_distribution_column(\'county.site\', d.district_id) JOIN pg_dist_placement AS p USING (shardid)
	JOIN pg_dist_node AS n USING (groupid)'), '>', 1, 'the districts lie on several nodes');

# ---- reports ----
like(page('reckon_district'), qr/^t\n[1-9]\d*\n[1-9]\d*\n[1-9]\d*$/, 'a district is reckoned, and all');
is(ask('SELECT string_agg(district_id::text, \' \' ORDER BY district_id) FROM county_bi.reckoned'), '1 2 3', 'each of them');
my @reports = split /\n/, ask(q{SELECT report FROM caseload.spread_reports('county_desk') ORDER BY 1});
my %there = map { split /\|/, $_, 2 } split /\n/, ask(answers('county_bi'));
my %here = map { split /\|/, $_, 2 } split /\n/, ask(answers('one_bi'));
sub answers
{
	my ($schema) = @_;
	return join(' UNION ALL ', map { qq{SELECT '$_', count(*), md5(string_agg(r.row, E'\\n' ORDER BY r.row COLLATE "C"))
		FROM (SELECT CAST(ROW(k.*) AS text) AS row FROM (SELECT * FROM $schema.$_) AS k) AS r} } @reports);
}
is($there{$_}, $here{$_}, "$_ is what one machine gives: $here{$_}") for @reports;
cmp_ok(scalar(grep { !/^0/ } values %here), '>', 10, 'and most have rows');
is(ask('SELECT count(*) FROM county_desk.site'), '0', 'the desk is empty again');
is(page('sum(pay)'), ask('SELECT district_id, sum(pay) FROM one_bi.class_size_overage GROUP BY district_id ORDER BY district_id'), 'sums by district are those of one machine');
my $paid = q{SELECT e.district_id, sum(caseload.pay('1+: $10 each per day', caseload.overage(e.load, '25 students')))
	FROM (SELECT n.district_id, n.section_id, caseload.daily_load(n.valid, '{[2019-08-14,2020-05-29)}') AS load
		FROM one.enrollment AS n GROUP BY n.district_id, n.section_id) AS e GROUP BY e.district_id ORDER BY e.district_id};
is(page('coordinator_aggregation_strategy'), ask($paid), 'so is pay of a scale of one\'s own');
sub series
{
	my ($schema) = @_;
	return qq{SELECT s.district_id, caseload.sum(s.load) FROM (SELECT e.district_id, e.section_id, caseload.daily_load(e.valid, '{[2019-08-14,2020-05-29)}') AS load
		FROM $schema.enrollment AS e GROUP BY e.district_id, e.section_id) AS s GROUP BY s.district_id ORDER BY s.district_id};
}
is(ask('SET citus.coordinator_aggregation_strategy = disabled; ' . series('county')), ask(series('one')), 'series of districts are those of one machine');

# ---- what functions write ----
like(page('make_pay_periods'), qr/^1\n1\n1$/, 'a rule and a correction come back from the desk');
is(ask('SELECT upper(valid), (SELECT count(*) FROM county.pay_period) > 0 FROM county.enrollment WHERE district_id = 1 AND enrollment_id = 7'), '2020-03-02|t', 'as they were written');
is(ask('SELECT operation, upper(known) IS NOT NULL FROM county.enrollment_was'), 'UPDATE|t', 'with the history');
is(ask(q{SELECT caseload.run_at_desk('county', 1, 'DELETE FROM enrollment WHERE enrollment_id = 8')}) . ask('SELECT count(*) FROM county.enrollment WHERE district_id = 1 AND enrollment_id = 8'), '10', 'what is deleted goes');
is(ask('SELECT count(*) FROM county.enrollment WHERE district_id <> 1'), ask('SELECT count(*) FROM one.enrollment WHERE district_id <> 1'), 'and nothing of others');
ask(q{UPDATE county.contract SET usual_cycle = '12'});
is(ask(q{SELECT caseload.run_at_desk('county', 2, $$SELECT close_period('waterford', '12', '2019-20', 1, 2)$$)}), '1', 'a period is closed');
ask(q{UPDATE one.contract SET usual_cycle = '12'; SELECT one.make_pay_periods('waterford', '12', '2019-20'); SELECT one.close_period('waterford', '12', '2019-20', 1, 2)});
is(ask('SELECT employee_id, component, kind, amount FROM county.paid_line WHERE district_id = 2 ORDER BY 1, 2, 3'),
	ask('SELECT employee_id, component, kind, amount FROM one.paid_line WHERE district_id = 2 ORDER BY 1, 2, 3'), 'to the cent of one machine');
cmp_ok(ask('SELECT sum(amount) FROM county.paid_line WHERE district_id = 2'), '>', 100000, 'which is pay of all');
like(said(q{SELECT caseload.run_at_desk('county', 1, $$INSERT INTO employee (district_id, employee_id, employee_name) VALUES (4, 1, 'x')$$)}), qr/22023: the statement wrote rows of district 4 at the desk of district 1/, 'rows of another district are refused');
like(said(q{SELECT caseload.reckon_district('county', 9)}), qr/22023: there is no district 9/, 'there is no such district');
like(said(q{SELECT caseload.reckon_district('one', 1)}), qr/22023: schema "one" holds no distributed district/, 'there is no such schema');
ask(q{UPDATE county.schedule SET title = title || ', new'});
ask(q{SELECT caseload.reckon_district('county', 1)});
is(ask('SELECT count(*) FROM county_desk.schedule AS s WHERE s.title NOT LIKE $$%, new$$'), '0', 'rules that are changed reach the desk');

# ---- guards ----
is(page('guard_distributed'), 't', 'a district is guarded');
ask(q{SELECT caseload.guard_distributed('county', d) FROM generate_series(2, 3) AS d});
ask(q{SELECT one.guard_district()});
is(ask('SELECT count(*), sum(paid) FROM county.section_cap WHERE district_id > 1'), ask('SELECT count(*), sum(paid) FROM one.section_cap WHERE district_id > 1'), 'caps of classes are those of one machine');
is(ask('SELECT count(*), sum(advisory), sum(hard) FROM county.caseload_cap WHERE district_id > 1'), ask('SELECT count(*), sum(advisory), sum(hard) FROM one.caseload_cap WHERE district_id > 1'), 'and of caseloads');
ask(q{UPDATE county.section_cap SET hard = 60 WHERE section_id IN (101, 102, 103)});
my $many = q{INSERT INTO county.enrollment (district_id, section_id, student_id, valid) SELECT d, s, %d + n, '[2019-09-03,2020-05-01)'
	FROM generate_series(1, 3) AS d, generate_series(101, 103) AS s, generate_series(1, %d) AS n};
is(ask(sprintf($many, 800000, 20) . '; SELECT count(*) FROM county.enrollment WHERE student_id > 800000'), '180', 'many classes of several districts at once');
like(said(sprintf($many, 850000, 60)), qr/load of "section_cap" \(district_id, section_id\)=\([123], 10[123]\) is over its cap\nDETAIL:  The cap is 60, the load /, 'over the cap is refused');
is(ask('SELECT count(*) FROM county.enrollment WHERE student_id > 800000'), '180', 'as a whole');
like(said(q{INSERT INTO county.enrollment (district_id, section_id, student_id, valid) VALUES } . join(', ', map { "(2, 102, 90000$_, '[2019-10-01,2019-11-01)')" } 10 .. 50)), qr/23514: load of "section_cap" \(district_id, section_id\)=\(2, 102\)/, 'with the SQLSTATE of the guard');
like(said(q{COPY county.enrollment (district_id, section_id, student_id, valid) FROM STDIN;
} . join('', map { "3\t103\t9100$_\t[2019-10-01,2019-11-01)\n" } 10 .. 50) . "\\.\n"), qr/load of "section_cap" \(district_id, section_id\)=\(3, 103\) is over its cap/, 'by COPY, too');
like(said('UPDATE county.section_cap SET hard = 30 WHERE district_id = 2 AND section_id = 102'), qr/23514: load of "section_cap" \(district_id, section_id\)=\(2, 102\)/, 'a cap is not lowered under what is there');
is(ask('UPDATE county.section_cap SET hard = 90 WHERE district_id = 2 AND section_id = 102; INSERT INTO county.enrollment (district_id, section_id, student_id, valid)
	SELECT 2, 102, 700000 + n, daterange(\'2019-10-01\', \'2019-11-01\') FROM generate_series(1, 30) AS n; SELECT count(*) FROM county.enrollment WHERE student_id BETWEEN 700001 AND 700030'), '30', 'one that is raised lets more in');
like(ask(q{SELECT string_agg(DISTINCT guard, ' ') FROM caseload.check_caps('county.enrollment'::regclass)}), qr/enrollment_paid/, 'what is over is listed');

# two take the last seat
ask(q{INSERT INTO county.section (district_id, section_id, site_id, section_name, grades, valid) VALUES (1, 999, 1, 'last seat', '[1,2)', '[2019-08-12,2020-05-29)');
	INSERT INTO county.section_cap (district_id, section_id, hard) VALUES (1, 999, 1)});
my (@in, @out, @session);
for my $i (0, 1)
{
	($in[$i], $out[$i]) = ('', '');
	$session[$i] = IPC::Run::start([ 'psql', '-XqAt', '-d', $node{coordinator}->connstr('state') ], '<', \$in[$i], '>', \$out[$i], '2>&1', IPC::Run::timeout(300));
	$in[$i] .= "SET client_min_messages = warning;\nBEGIN ISOLATION LEVEL REPEATABLE READ;\nSELECT 'begun' FROM county.enrollment LIMIT 1;\n";
	$session[$i]->pump until $out[$i] =~ /^begun$/m;
}
$in[$_] .= "INSERT INTO county.enrollment (district_id, section_id, student_id, valid) VALUES (1, 999, 60000$_, '[2019-12-02,2019-12-03)');\nSELECT 'is in';\n" for 0, 1;
until (grep { /is in|ERROR/ } @out)
{
	$_->pump_nb for @session;
	select(undef, undef, undef, 0.1);
}
my $winner = $out[0] =~ /is in/ ? 0 : 1;
$in[$winner] .= "COMMIT;\nSELECT 'done';\n";
$session[$winner]->pump until $out[$winner] =~ /^done$/m;
$session[ 1 - $winner ]->pump until $out[ 1 - $winner ] =~ /is in|ERROR/;
like($out[ 1 - $winner ], qr/ERROR:  (load of "section_cap".*is over its cap|could not serialize)/, 'of two who take the last seat one is refused');
$_ .= "\\q\n" for @in;
$_->finish for @session;
is(ask('SELECT count(*) FROM county.enrollment WHERE section_id = 999'), '1', 'and one has it');

ask(q{SELECT caseload.unguard_distributed('county')});
is(ask(q{SELECT (SELECT count(*) FROM county.section_cap), count(*) FROM pg_trigger WHERE tgfoid = 'caseload.guard_rows'::regproc AND tgrelid = 'county.enrollment'::regclass}), '0|0', 'the guards are off again');
is(scalar @blocks, 0, 'every block of the page was run');
$_->stop for @all;
done_testing();
