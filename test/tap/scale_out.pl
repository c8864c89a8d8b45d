# doc/scale-out.md on two machines: its blocks are run as they stand there. A hub over shards answers what one machine
# would, to the cent, and ships what the page says; a row on a wrong shard is refused, a shard that is down is named; and a
# district moves to another shard without a row or a cent lost, whoever writes meanwhile.
use strict;
use warnings;
use File::Basename;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{CASELOAD_SOURCE} || dirname(__FILE__) . '/../..';

my $main = PostgreSQL::Test::Cluster->new('main');
$main->init(allows_streaming => 1, extra => [ '--encoding=UTF8', '--locale=C' ]);
$main->append_conf('postgresql.conf', "autovacuum = off\n");
$main->start;
if ($main->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'}) eq '0')
{
	$main->stop;
	plan skip_all => 'postgres_fdw is not installed';
}

# The blocks of the page, in order: on which server, under which heading, what.
my @blocks;
my $heading = '';
for (split /^(```\w+\n.*?^```\n|#+ [^\n]*\n)/ms, slurp_file("$top/doc/scale-out.md"))
{
	$heading = $1 if /^#+ (.*)/;
	push @blocks, { server => $1, heading => $heading, sql => $2 } if /^```(\w+)\n(.*?)^```\n/ms;
}

my %node = (one => $main, shard_1 => $main, hub => $main);

sub run_on
{
	my ($server, $sql) = @_;
	return $node{$server}->safe_psql($server, "SET client_min_messages = error;\n$sql");
}

sub fails
{
	my ($server, $sql) = @_;
	my ($status, $out, $err) = $node{$server}->psql($server, "\\set VERBOSITY verbose\nSET client_min_messages = error;\n$sql");
	return $err;
}

# The next blocks of the page, which stand under this heading; what they print, each by itself.
sub page
{
	my ($under, $count) = @_;
	my @printed;
	while ($count-- > 0)
	{
		my $block = shift @blocks or die "the page has no more blocks";
		is($block->{heading}, $under, "$under: a block for $block->{server}") or die "the page has changed";
		push @printed, run_block($block->{server}, $block->{sql});
	}
	return @printed;
}

my $hash;
sub run_block
{
	my ($server, $sql) = @_;
	$sql =~ s/host '(shard_\d)\.example'/"host '" . $node{$1}->host . "', port '" . $node{$1}->port . "'"/ge;
	$sql =~ s/user 'postgres'/"user '" . getpwuid($<) . "'"/ge;
	$sql =~ s/:'hash'/'$hash'/g if defined $hash;
	return map { run_on($_, $sql) } $server eq 'shards' ? qw(shard_1 shard_2) : $server;
}

# Four districts, with something paid, changed, let in above a cap and agreed.
$main->safe_psql('postgres', 'CREATE DATABASE shard_1');
run_on('shard_1', <<'SQL');
CREATE EXTENSION caseload CASCADE;
SELECT caseload.create_district('state', contract => 'waterford');
CREATE ROLE hub LOGIN;
SET search_path = state, caseload;
SELECT sample_districts(7, 4, 1);
UPDATE contract SET usual_cycle = '12';
SELECT make_pay_periods('waterford', '12', '2019-20');
SELECT close_period('waterford', '12', '2019-20', 1, d) FROM generate_series(1, 4) AS d;
SELECT guard_district();
UPDATE employee SET employee_name = employee_name || ' Jr.' WHERE employee_id = 105;
INSERT INTO exception (district_id, limit_id, employee_id, valid, number, reason)
SELECT d, l.id, 125, '[2020-01-06,2020-05-29)', '32 students', 'waiver' FROM generate_series(1, 4) AS d, load_limit AS l WHERE l.code = 'selpa-state-maximum';
INSERT INTO enrollment (district_id, section_id, student_id, valid) SELECT d, 111, 90000 + n, '[2020-01-06,2020-05-29)' FROM generate_series(1, 4) AS d, generate_series(1, 9) AS n;
INSERT INTO section (district_id, site_id, section_name, grades, valid) SELECT d, 1, 'gone', '[1,2)', '[2019-08-12,2020-05-29)' FROM generate_series(1, 4) AS d;
DELETE FROM section WHERE section_name = 'gone';
SQL
like(run_on('shard_1', q{SELECT count(*) FILTER (WHERE group_key[1] = '3') || ' of ' || count(*) FROM state.cap_breach}), qr/^[1-9]\d* of/, 'the guards have let something in');
is(run_on('shard_1', q{SELECT count(*) FROM state.section_was WHERE section_name = 'gone' AND operation = 'DELETE'}), '4', 'and classes were deleted');
$main->safe_psql('postgres', 'CREATE DATABASE one TEMPLATE shard_1; CREATE DATABASE hub');
run_on('one', 'SELECT state.refresh_reports()');
$main->backup('copy');
my $other = PostgreSQL::Test::Cluster->new('other');
$other->init_from_backup($main, 'copy');
$other->start;
$other->safe_psql('postgres', 'ALTER DATABASE shard_1 RENAME TO shard_2');
$other->safe_psql('postgres', 'CREATE DATABASE shard_3 TEMPLATE shard_2');
@node{qw(shard_2 shard_3)} = ($other, $other);

# ---- a hub over shards ----
page('A hub over shards', 5);
is(run_on('shard_1', 'SELECT string_agg(DISTINCT district_id::text, $$ $$) FROM state.site_was RIGHT JOIN state.site USING (district_id)'), '1 2', 'a shard has its districts alone');

my @reports = split /\n/, run_on('hub', q{SELECT relname FROM pg_class WHERE relnamespace = 'state'::regnamespace AND relkind = 'p' AND relname NOT IN ('enrollment', 'section', 'site', 'report_status') ORDER BY 1});
my @all = split /\n/, run_on('one', q{SELECT c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'district_id'
	WHERE c.relnamespace = 'state_bi'::regnamespace AND c.relkind = 'v' AND c.relname <> 'report_status' ORDER BY 1});
is("@reports", "@all", 'every report with districts is on the hub: ' . scalar @all);

# Each report whole, and the sum of each amount.
sub answers
{
	my ($server, $schema, @names) = @_;
	return run_on($server, join(' UNION ALL ', map { qq{SELECT '$_', count(*), md5(string_agg(r::text, E'\\n' ORDER BY r::text COLLATE "C")) FROM $schema.$_ AS r} } @names) . ' ORDER BY 1');
}

sub cents
{
	my ($server, $schema) = @_;
	return run_on($server, "SELECT 'classes', sum(pay) FROM (SELECT district_id, sum(pay) AS pay FROM $schema.class_size_overage GROUP BY 1) AS d
		UNION ALL SELECT 'pay', sum(pay) FROM (SELECT district_id, sum(total_pay) AS pay FROM $schema.pay_summary GROUP BY 1) AS d
		UNION ALL SELECT 'paid', sum(pay) FROM (SELECT district_id, sum(amount) AS pay FROM $schema.pay_register GROUP BY 1) AS d");
}

sub same_as_one
{
	my ($name, @names) = @_;
	is(answers('hub', 'state', @names), answers('one', 'state_bi', @names), "$name: every report has the rows that one machine gives");
	is(cents('hub', 'state'), cents('one', 'state_bi'), "$name: sums are the same to the cent");
}
like(cents('one', 'state_bi'), qr/^classes\|[1-9].*^pay\|[1-9].*^paid\|[1-9]/ms, 'there is pay of each kind');
# all of them at the end
same_as_one('two shards', qw(class_size_overage compliance_finding pay_summary));

# ---- what is shipped: the table of the page, row by row ----
page('What is shipped', 1);
run_on('one', q{CREATE TABLE rule (days datemultirange, cap caseload.caseload_unit, scale caseload.pay_scale);
	INSERT INTO rule VALUES ('{[2019-08-14,2019-12-21),[2020-01-06,2020-05-29)}', '25 students', '1+: $10 each per day')});

sub shipped
{
	my ($sql) = @_;
	my $plan = run_on('hub', "EXPLAIN (VERBOSE, COSTS OFF) $sql");
	my @remote = $plan =~ /Remote SQL: (.*)/g;
	my $async = () = $plan =~ /Async Foreign Scan/g;
	return (join("\n", @remote), scalar @remote, $async, $plan);
}

# Both shards at once carry out what these match, each; and the answer is that of one machine.
sub whole
{
	my ($name, $sql, @parts) = @_;
	my ($remote, $count, $async, $plan) = shipped($sql);
	my $both = !grep { my $part = $_; 2 != grep { /$part/ } split /\n/, $remote } @parts;
	ok($both && $count == 2 && $async == 2, "$name: whole, and both shards at once") or diag $plan;
	same_answer($name, $sql);
}

sub rows_travel
{
	my ($name, $sql, $not) = @_;
	my ($remote, $count, $async, $plan) = shipped($sql);
	ok($count > 0 && $remote !~ $not, "$name: rows travel") or diag $plan;
	same_answer($name, $sql);
}

sub same_answer
{
	my ($name, $sql) = @_;
	my $set = 'SET search_path = caseload, public;';
	(my $on_one = $sql) =~ s/state\.(?!enrollment|section)/state_bi./g;
	my $ordered = sub { "$set SELECT count(*), md5(string_agg(r::text, E'\\n' ORDER BY r::text COLLATE \"C\")) FROM ($_[0]) AS r" };
	my ($hub, $one) = (run_on('hub', $ordered->($sql)), run_on('one', $ordered->($on_one)));
	is($hub, $one, "$name: the same answer");
	unlike($one, qr/^0\|/, "$name: which is not empty");
}

my $by_district = 'SELECT district_id, sum(pay) AS pay FROM state.class_size_overage GROUP BY district_id';
my $load = 'caseload.daily_load(valid, (SELECT days FROM rule))';
my $pay = "caseload.pay((SELECT scale FROM rule), caseload.overage($load, (SELECT cap FROM rule)))";
my $by_class = "SELECT district_id, section_id, $pay AS pay FROM state.enrollment GROUP BY district_id, section_id";
whole('a report by district', $by_district, qr/sum\(pay\)/, qr/GROUP BY/);
whole('the sum of all', "SELECT sum(pay) FROM ($by_district) AS d", qr/sum\(pay\)/, qr/GROUP BY/);
rows_travel('a sum without districts', 'SELECT sum(pay) FROM state.class_size_overage', qr/sum\(/);
whole('pay of each class', $by_class, qr/caseload\.pay\(\$\d::caseload\.pay_scale, caseload\.overage\(caseload\.daily_load\(valid, \$\d::\S+\), \$\d::caseload\.caseload_unit\)/, qr/GROUP BY/);
whole('pay by district', "SELECT district_id, sum(pay) FROM ($by_class) AS c GROUP BY district_id", qr/caseload\.pay\(/, qr/GROUP BY/);
whole('enrollments of each class', 'SELECT district_id, section_id, count(*) FROM state.enrollment GROUP BY district_id, section_id', qr/count\(\*\)/, qr/GROUP BY/);
whole('a series of all', "SELECT caseload.sum(s) FROM (SELECT district_id, $load AS s FROM state.enrollment GROUP BY district_id) AS d", qr/caseload\.daily_load\(valid/, qr/GROUP BY/);
rows_travel('the same without districts', "SELECT $load FROM state.enrollment", qr/daily_load/);
whole('a condition by an operator', "SELECT district_id, student_id FROM state.enrollment WHERE '1 students'::caseload.caseload_unit OPERATOR(caseload.*) share OPERATOR(caseload.>) '0.5 students'::caseload.caseload_unit", qr/WHERE .*OPERATOR\(caseload\.>\)/);
rows_travel('a condition by caseload_unit()', "SELECT district_id, student_id FROM state.enrollment WHERE caseload.caseload_unit(share, 'students') OPERATOR(caseload.>) '0.5 students'::caseload.caseload_unit", qr/WHERE/);
my ($remote, $count) = shipped('SELECT district_id, sum(pay) FROM state.class_size_overage WHERE district_id = 3 GROUP BY district_id');
ok($count == 1 && $remote =~ /WHERE \(\(district_id = 3\)\)/, 'one district: its shard alone is asked, for it alone') or diag $remote;

# ---- written through the hub ----
page('Writing through the hub', 2);
like(fails('hub', q{INSERT INTO state.enrollment (district_id, section_id, student_id, valid) VALUES (1, 111, 1, '[2019-09-02,2019-09-03)')}),
	qr/ERROR:  23502: null value in column "enrollment_id"/, 'no identity goes through an imported foreign table');
my $cases = q{INSERT INTO state.new_case SELECT 3, 125, 95000 + n, 'RSP', '[2019-09-16,2020-05-29)' FROM generate_series(1, %d) AS n};
like(fails('hub', sprintf($cases, 40)), qr/ERROR:  23514: load of "caseload_cap" .*\n.*DETAIL:  The cap is/, 'a guard of the shard refuses with its own words');
run_on('hub', sprintf($cases, 1));
is(run_on('shard_2', q{DELETE FROM state.case_assignment WHERE student_id = 95001 RETURNING district_id, share}), '3|1', 'and lets in what it may, with the defaults of the shard');

# ---- a row on a wrong shard ----
run_on('shard_1', q{GRANT SELECT, UPDATE ON state.site TO hub; INSERT INTO state.site (district_id, site_id, site_name) VALUES (1, 99, 'Moving School')});
my $astray = 'UPDATE state.site SET district_id = 3 WHERE district_id = 1 AND site_id = 99';
like(fails('hub', $astray), qr/ERROR:  23514: new row for relation "site" violates check constraint "districts_here"/, 'a key that belongs on another shard is refused');
run_on('shard_1', q{SELECT caseload.restrict_districts('state', NULL)});
run_on('hub', $astray);
is(run_on('shard_1', 'SELECT district_id FROM state.site WHERE site_id = 99') . ' ' . run_on('hub', 'SELECT count(*) FROM state.site WHERE district_id = 3 AND site_id = 99'),
	'3 0', 'without the CHECK it stays where nobody finds it');
like(fails('shard_1', q{SELECT caseload.restrict_districts('state', '{[1,3)}')}), qr/ERROR:  23514: table state\.\w+ has rows of district 3, which is not among \{\[1,3\)\}/, 'which is named');
run_on('shard_1', q{SELECT caseload.delete_district_rows('state', 3, caseload.district_hash('state', 3)), caseload.restrict_districts('state', '{[1,3)}')});
my @leaning = split /\n/, run_on('shard_1', q{SELECT c.conrelid::regclass FROM pg_constraint AS c WHERE c.conname = 'districts_here' ORDER BY 1});
cmp_ok(scalar @leaning, '>', 30, 'tables that hold their districts');

# ---- a shard that is down ----
$other->stop;
like(fails('hub', $by_district), qr/ERROR:  08001: could not connect to server "shard_2"/, 'a shard that is down is named');
like(run_on('hub', 'SELECT district_id, sum(pay) > 0 FROM state.class_size_overage WHERE district_id = 1 GROUP BY 1'), qr/^1\|t$/, 'districts of the others are answered');
$other->start;

# ---- one more shard, and a district moves to it ----
run_on('shard_3', q{SELECT caseload.delete_district_rows('state', d, caseload.district_hash('state', d)) FROM generate_series(1, 4) AS d});
is(run_on('shard_3', q{SELECT sum(n) FROM (SELECT count(*) AS n FROM state.site UNION ALL SELECT count(*) FROM state.enrollment_was UNION ALL SELECT count(*) FROM state.employee_was UNION ALL SELECT count(*) FROM state.book
	UNION ALL SELECT count(*) FROM state.paid_line UNION ALL SELECT count(*) FROM state.cap_breach UNION ALL SELECT count(*) FROM state.section_cap UNION ALL SELECT count(*) FROM state.kept_pay_line) AS t}), '0', 'a shard without districts');
page('Moving a district', 1);
run_block('hub', "CREATE SERVER shard_3 FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'shard_3.example', dbname 'shard_3', extensions 'caseload', async_capable 'true', fetch_size '10000');
	CREATE USER MAPPING FOR CURRENT_USER SERVER shard_3 OPTIONS (user 'hub');
	CREATE SCHEMA shard_3; IMPORT FOREIGN SCHEMA state_bi FROM SERVER shard_3 INTO shard_3;
	IMPORT FOREIGN SCHEMA state LIMIT TO (enrollment, section, site) FROM SERVER shard_3 INTO shard_3");
run_on('shard_3', q{SELECT state.grant_reports('hub'); GRANT USAGE ON SCHEMA state TO hub; GRANT SELECT ON state.enrollment, state.section, state.site TO hub});

my $copy = q{SELECT caseload.copy_district_rows('state', 3, 'from_shard_2')};
like(fails('shard_3', qq{BEGIN; UPDATE state.limit_remedy SET note = 'another reading' WHERE id = (SELECT min(id) FROM state.limit_remedy); $copy}),
	qr/ERROR:  55000: the rules differ: table "limit_remedy" has other rows in "from_shard_2" than in "state"/, 'refused under other rules');
like(fails('shard_3', "BEGIN; ALTER TABLE state.site ADD bell text; $copy"), qr/ERROR:  55000: table "site" has other columns/, 'refused where a column is missing');
like(fails('shard_3', q{SELECT caseload.copy_district_rows('state', 7, 'from_shard_2')}), qr/ERROR:  22023: "from_shard_2" has no rows of district 7/, 'refused: no such district');
like(fails('shard_3', q{SELECT caseload.copy_district_rows('state', 3, 'nowhere')}), qr/ERROR:  22023: there is no schema "nowhere"/, 'refused: no such schema');
like(fails('shard_3', q{SELECT caseload.copy_district_rows('state', 3, 'state_bi')}), qr/ERROR:  42P01: schema "state_bi" has no table/, 'refused: no tables');
like(fails('shard_3', q{SELECT caseload.copy_district_rows('state', 4, 'from_shard_2')}), qr/ERROR:  23514: .*"districts_here"/, 'refused: not held here');
like(fails('shard_3', q{BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT caseload.delete_district_rows('state', 3, 'x')}), qr/ERROR:  55000: .*READ COMMITTED/, 'refused: an older snapshot');

# The hub takes the district off, and whoever asks it waits.
my ($held_in, $held_out) = ('', '');
my $held = IPC::Run::start([ 'psql', '-XqAt', '-v', 'ON_ERROR_STOP=1', '-d', $main->connstr('hub') ], '<', \$held_in, '>', \$held_out, '2>&1');

sub in_held
{
	my ($sql) = @_;
	$held_in .= "$sql\n\\echo did\n";
	$held->pump until $held_out =~ /^did$/m;
	$held_out = '';
}
my ($open) = shift @blocks;
is($open->{server}, 'hub_open', 'the hub takes the district off first');
in_held($open->{sql});
my $asked = '';
my $asker = IPC::Run::start([ 'psql', '-XqAt', '-d', $main->connstr('hub'), '-c', 'SELECT count(*) FROM state.pay_summary WHERE district_id = 3' ], '>', \$asked);
ok($main->poll_query_until('postgres', q{SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = 'hub' AND wait_event_type = 'Lock'}), 'whoever asks the hub waits');

my $before = run_on('shard_2', q{SELECT caseload.district_hash('state', 3)});
my ($copied) = page('Moving a district', 1);
($hash) = $copied =~ /^(\w+)$/m;
is($hash, $before, 'copied, with history and register');
like(fails('shard_3', $copy), qr/ERROR:  55000: table "\w+" of "state" has rows of district 3 already/, 'not twice');
# somebody writes while it is copied
run_on($_, q{UPDATE state.employee SET employee_name = 'Sample Somebody' WHERE district_id = 3 AND employee_id = 107}) for qw(shard_2 one);
like(fails('shard_2', "SELECT caseload.delete_district_rows('state', 3, '$hash')"), qr/ERROR:  55000: the rows of district 3 in "state" are not those of this hash/, 'not deleted where somebody wrote since');
is(run_on('shard_2', q{SELECT count(*) > 0 FROM state.enrollment WHERE district_id = 3}), 't', 'and nothing is gone');
run_on('shard_3', "SELECT caseload.delete_district_rows('state', 3, '$hash')");
($hash) = run_on('shard_3', "$copy; SELECT state.refresh_reports(3)") =~ /^(\w+)$/m;
isnt($hash, $before, 'copied anew');
page('Moving a district', 1);
is(run_on('shard_2', q{SELECT string_agg(DISTINCT district_id::text, ' ') FROM state.site}), '4', 'and deleted');
like(fails('shard_2', q{INSERT INTO state.site (district_id, site_name) VALUES (3, 'Late School')}), qr/ERROR:  23514: .*"districts_here"/, 'where it was it is refused from now on');
my $close = shift @blocks;
is($close->{server}, 'hub_open', 'the hub puts it to the new shard');
in_held($close->{sql});
$held_in .= "\\q\n";
$held->finish;
$asker->finish;
is($asked, run_on('one', 'SELECT count(*) FROM state_bi.pay_summary WHERE district_id = 3') . "\n", 'who waited sees it once, where it is now');

same_as_one('moved', @reports);
is(run_on('shard_3', q{SELECT caseload.district_hash('state', 3)}), $hash, 'it is what was copied');
like(fails('shard_3', q{INSERT INTO state.case_assignment (district_id, employee_id, student_id, program, valid) SELECT 3, 125, 95000 + n, 'RSP', '[2019-09-16,2020-05-29)' FROM generate_series(1, 40) AS n}),
	qr/ERROR:  23514: load of "caseload_cap"/, 'its guard holds there');
is(run_on('shard_3', q{INSERT INTO state.section (district_id, site_id, section_name, grades, valid) VALUES (3, 1, 'new', '[1,2)', '[2019-08-12,2020-05-29)')
	RETURNING section_id > (SELECT max(section_id) FROM (SELECT section_id FROM state.section UNION ALL SELECT section_id FROM state.section_was) AS s)}), 't', 'and its next number is free');
is(run_on('shard_3', q{SELECT close_period('waterford', '12', '2019-20', 2, 3) > (SELECT max(run) FROM pay_run WHERE nth = 1)} =~ s/^/SET search_path = state; /r), 't', 'and its next payday is closed there');
is(scalar @blocks, scalar(grep { $_->{server} =~ /^(publisher|warehouse)$/ } @blocks), 'every block of the page was run; those of the warehouse have a test of their own');
$main->stop;
$other->stop;
done_testing();
