# A warehouse, as doc/scale-out.md makes it: one district of three by logical replication, with its history, into a district
# of its own. What comes in leaves no mark, so the books go stale in silence; one call says so, and the reports are those of
# the publisher. Districts that the warehouse has besides are left as they are.
use strict;
use warnings;
use File::Basename;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{CASELOAD_SOURCE} || dirname(__FILE__) . '/../..';

my %node;
for my $name ('publisher', 'warehouse')
{
	$node{$name} = PostgreSQL::Test::Cluster->new($name);
	$node{$name}->init(allows_streaming => 'logical', extra => [ '--encoding=UTF8', '--locale=C' ]);
	$node{$name}->append_conf('postgresql.conf', "autovacuum = off\nwal_retrieve_retry_interval = 50ms\nmax_sync_workers_per_subscription = 4\nmax_logical_replication_workers = 8\nmax_wal_senders = 10\n");
	$node{$name}->start;
	$node{$name}->safe_psql('postgres', "CREATE DATABASE $name");
}
my ($publisher, $warehouse) = @node{ 'publisher', 'warehouse' };

sub run_on
{
	my ($name, $sql) = @_;
	return $node{$name}->safe_psql($name, "SET client_min_messages = error;\n$sql");
}

my @blocks;
for (split /^(```\w+\n.*?^```\n)/ms, slurp_file("$top/doc/scale-out.md"))
{
	push @blocks, [ $1, $2 ] if /^```(publisher|warehouse)\n(.*?)^```\n/ms;
}

sub page
{
	my ($name) = @_;
	my $block = shift @blocks;
	is($block->[0], $name, "a block of the page for $name") or die 'the page has changed';
	my ($host, $port) = ($publisher->host, $publisher->port);
	$block->[1] =~ s/host=publisher\.example/host=$host port=$port/;
	return run_on($name, $block->[1]);
}

my @reports = qw(class_size_overage caseload_overage compliance_finding pay_line pay_summary scattergram pay_register due_finding leave_account);

sub answers
{
	my ($name, $district) = @_;
	return run_on($name, join(' UNION ALL ', map { qq{SELECT '$_', count(*), md5(string_agg(r::text, E'\\n' ORDER BY r::text COLLATE "C")) FROM state_bi.$_ AS r WHERE district_id = $district} } @reports) . ' ORDER BY 1');
}

my $district = q{CREATE EXTENSION caseload CASCADE; SELECT caseload.create_district('state')};
run_on('publisher', <<"SQL");
$district;
SELECT caseload.load_contract('state', 'waterford');
SET search_path = state, caseload;
SELECT sample_districts(7, 3, 1);
UPDATE contract SET usual_cycle = '12';
SELECT make_pay_periods('waterford', '12', '2019-20');
SELECT close_period('waterford', '12', '2019-20', 1, d) FROM generate_series(1, 3) AS d;
UPDATE employee SET employee_name = 'Sample Before' WHERE district_id = 2 AND employee_id = 105;
SELECT refresh_reports();
SQL
run_on('warehouse', $district);
page('publisher');
page('warehouse');
$warehouse->wait_for_subscription_sync($publisher, 'district_2', 'warehouse');

is(run_on('warehouse', 'SELECT string_agg(DISTINCT district_id::text, $$ $$) FROM state.enrollment'), '2', 'one district came');
my $rows = q{SELECT count(*), md5(string_agg(r::text, E'\n' ORDER BY r::text COLLATE "C")) FROM state.%s AS r WHERE district_id = 2};
is(run_on('warehouse', sprintf($rows, $_)), run_on('publisher', sprintf($rows, $_)), "$_, to the bit") for qw(employee_was paid_basis enrollment);
is(answers('warehouse', 2), answers('publisher', 2), 'without a book all reports are those of the publisher');
# a district of the warehouse's own beside it, with a book
run_on('warehouse', q{INSERT INTO state.site (district_id, site_name) VALUES (9, 'Own School'); SELECT state.refresh_reports()});
is(answers('warehouse', 2), answers('publisher', 2), 'and so they are kept');

run_on('publisher', q{SET search_path = state; DELETE FROM enrollment WHERE district_id = 2 AND section_id IN (SELECT min(section_id) FROM state_bi.class_size_overage WHERE district_id = 2);
	UPDATE employment SET fte = 0.5 WHERE district_id = 2 AND employee_id = 105; UPDATE limit_remedy SET note = 'another reading';
	UPDATE enrollment SET share = 0.5 WHERE district_id = 3});
$publisher->wait_for_catchup('district_2');
is(run_on('warehouse', 'SELECT count(*) FROM state.mark') . run_on('warehouse', 'SELECT count(*) FROM state.rule_mark'), '00', 'what came in left no mark');
isnt(answers('warehouse', 2), answers('publisher', 2), 'so the kept answers are old');
run_on('warehouse', 'SELECT state.mark_everything(2)');
is(answers('warehouse', 2), answers('publisher', 2), 'one call, and they are reckoned at each look');
is(run_on('warehouse', q{SELECT string_agg(district_id || ' ' || coalesce(reason, 'fresh'), ', ' ORDER BY district_id) FROM state_bi.report_status WHERE about = 'book'}),
	'2 rules changed: 15 limits and pay are reckoned at each look, 9 fresh', 'of this district alone');
like(page('warehouse'), qr/^1 of 1 district brought up to date$/m, 'kept anew');
is(answers('warehouse', 2), answers('publisher', 2), 'as the publisher has them');
is(run_on('warehouse', q{SELECT count(*) FROM state_bi.report_status WHERE about = 'book' AND reason IS NULL}), '2', 'and nothing is stale');
like(($warehouse->psql('warehouse', 'SELECT state.mark_everything(7)'))[2], qr/there is no district 7/, 'a district that is not there is none');
run_on('warehouse', 'SELECT state.mark_everything()');
is(run_on('warehouse', q{SELECT count(*) FROM state_bi.report_status WHERE about = 'book' AND reason LIKE 'rules changed%'}), '2', 'without a number it is said of all');
is(scalar @blocks, 0, 'every block of the page was run');
$warehouse->stop;
$publisher->stop;
done_testing();
