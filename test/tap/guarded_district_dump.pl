# A guarded district through pg_dump and back: whole, by two jobs, section by section, by an owner who is not a superuser,
# and its rows alone. Nothing in it is judged on the way, what was over is listed as before, and the guards hold.
use strict;
use warnings;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;

# As the district's owner, in the district.
sub settings
{
	my ($database) = @_;
	my $role = $database eq 'by_owner' ? 'clerk' : 'NONE';
	return "SET client_min_messages = error; SET ROLE $role; SET search_path = waterford, caseload, public;";
}

sub district
{
	my ($database, $statements) = @_;
	return $node->safe_psql($database, settings($database) . $statements);
}

sub refused
{
	my ($database, $statement, $name) = @_;
	my ($status, $out, $err) = $node->psql($database, "\\set VERBOSITY sqlstate\n" . settings($database) . $statement);
	like($err, qr/ERROR:  23514/, "$database: $name is refused");
}

sub new_database
{
	my ($database, $district) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $database TEMPLATE template0");
	$node->safe_psql($database, "CREATE EXTENSION caseload CASCADE; $district") if defined $district;
}

# A line for each thing that must be the same: how many rows, and their hash.
sub state_of
{
	my ($database) = @_;
	my %rows = (
		triggers => 'SELECT pg_get_triggerdef(oid), tgenabled FROM pg_trigger WHERE NOT tgisinternal',
		over => "SELECT * FROM check_caps('waterford')",
		(map { $_ => "SELECT * FROM $_" } qw(section_cap section_cap_lift caseload_cap caseload_cap_lift cap_breach exception enrollment case_assignment)));
	return join "\n", map { "$_: " . district($database, qq{SELECT count(*), md5(string_agg(r::text, E'\\n' ORDER BY r::text COLLATE "C")) FROM ($rows{$_}) AS r}) } sort keys %rows;
}

# Two schools. Somebody had too many cases in the fall before there was a guard, and has a waiver for the spring; a class was
# full and got three more.
new_database('source', "SELECT caseload.create_district('waterford', contract => 'waterford')");
district('source', <<'SQL');
SELECT sample_facts(1, 2);
INSERT INTO case_assignment (employee_id, student_id, program, valid) SELECT 225, 90000 + n, 'RSP', '[2019-09-16,2019-12-20)' FROM generate_series(1, 9) AS n;
SELECT guard_district();
INSERT INTO exception (limit_id, employee_id, valid, number, reason, consented_by)
SELECT DISTINCT limit_id, 225, daterange '[2020-01-06,2020-05-29)', caseload_unit '32 students', 'state waiver', 'the teacher' FROM guarded_limit WHERE code = 'selpa-state-maximum';
INSERT INTO case_assignment (employee_id, student_id, program, valid) SELECT 225, 91000 + n, 'RSP', '[2020-01-06,2020-05-29)' FROM generate_series(1, 5) AS n;
INSERT INTO enrollment (section_id, student_id, valid) SELECT 111, 90000 + n, '[2020-01-06,2020-05-29)' FROM generate_series(1, 3) AS n;
SQL
my $cases = q{INSERT INTO case_assignment (employee_id, student_id, program, valid) SELECT 125, 92000 + n, 'RSP', '[2019-09-16,2020-05-29)' FROM generate_series(1, 4) AS n};
my $source = state_of('source');
is(district('source', q{SELECT string_agg(strictness || CASE WHEN n > 0 THEN ' over' END, ', ' ORDER BY strictness)
	FROM (SELECT strictness, count(*) AS n FROM check_caps('waterford') GROUP BY strictness) AS x}), 'advisory over, hard over, paid over', 'something is over each kind of cap');
like($source, qr/^cap_breach: 1\|.*^caseload_cap_lift: [1-9]\d*\|.*^section_cap_lift: [1-9]\d*\|.*^triggers: 330\|/ms, 'and there are breaches, lifts and triggers');

my $dump = PostgreSQL::Test::Utils::tempdir() . '/district';
my @only = ('-n', 'waterford', '-n', 'waterford_bi', '-n', 'waterford_then');
command_ok([ 'pg_dump', '-f', "$dump.sql", $node->connstr('source') ], 'dumped as text');
command_ok([ 'pg_dump', '-Fc', '-f', "$dump.all", $node->connstr('source') ], 'dumped');
command_ok([ 'pg_dump', '-Fc', @only, '-f', "$dump.alone", $node->connstr('source') ], 'the district alone dumped');

sub same
{
	my ($database) = @_;
	is(state_of($database), $source, "$database: triggers, caps, lifts, breaches and what is over are the same");
	is(district($database, 'SELECT count(*) FROM stale_cap()'), '0', "$database: the caps are those of the limits");
	refused($database, $cases, 'a caseload over a hard cap');
	refused($database, 'DELETE FROM exception', 'a waiver that is used');
}

sub same_and_alive
{
	my ($database) = @_;
	same($database);
	district($database, q{INSERT INTO enrollment (section_id, student_id, valid) VALUES (111, 93001, '[2020-01-06,2020-05-29)')});
	is(district($database, q{SELECT guard, load, cap FROM cap_breach ORDER BY recorded_at DESC LIMIT 1}), 'enrollment_paid|29|25', "$database: a paid cap records who comes in");
	district($database, q{UPDATE limit_cap AS c SET number = '29 students' FROM load_limit AS l WHERE l.id = c.limit_id AND l.code = 'selpa-state-maximum' AND c.program = 'RSP'});
	is(district($database, q{SELECT hard FROM caseload_cap WHERE employee_id = 125 AND program = 'RSP'}), '29', "$database: a rule that is changed changes the caps");
	district($database, $cases);
	is(district($database, q{SELECT count(*) FROM case_assignment WHERE student_id BETWEEN 92001 AND 92004}), '4', "$database: and lets in what it now may");
	refused($database, $cases =~ s/92000/94000/r, 'what is above that');
}

new_database('as_text');
command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', "$dump.sql", '-d', $node->connstr('as_text') ], 'as_text: restored');
same_and_alive('as_text');
new_database('by_jobs');
command_ok([ 'pg_restore', '--exit-on-error', '--jobs=2', '-d', $node->connstr('by_jobs'), "$dump.all" ], 'by_jobs: restored');
same_and_alive('by_jobs');
new_database('by_section');
for my $section ('pre-data', 'data', 'post-data')
{
	command_ok([ 'pg_restore', '--exit-on-error', "--section=$section", '-d', $node->connstr('by_section'), "$dump.all" ], "by_section: $section restored");
}
same('by_section');

# Who is not a superuser may not make the guards' triggers by CREATE TRIGGER. guard_district() makes them.
$node->safe_psql('postgres', 'CREATE ROLE clerk LOGIN');
new_database('by_owner', 'GRANT CREATE ON DATABASE by_owner TO clerk');
my $clerk = $node->connstr('by_owner') . ' user=clerk';
my ($out, $err) = ('', '');
ok(!IPC::Run::run([ 'pg_restore', '--no-owner', '-d', $clerk, "$dump.alone" ], '<', \undef, '>', \$out, '2>', \$err), 'by_owner: restored, but for');
my %errors = map { $_ => 1 } $err =~ /ERROR:  (.*)/g;
is(join("\n", sort keys %errors), join("\n", map { "permission denied for function caseload.guard_$_" } qw(group rows waiver)), 'by_owner: the guards');
($out, $err) = ('', '');
IPC::Run::run([ 'psql', '-X', '-q', '-d', $clerk, '-c', "SELECT * FROM caseload.check_caps('waterford')" ], '<', \undef, '>', \$out, '2>', \$err);
like($err, qr/district "waterford" has no guard/, 'by_owner: which check_caps says');
command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $clerk, '-c', 'SELECT waterford.guard_district()' ], 'by_owner: the owner puts them on');
same_and_alive('by_owner');

# The rows alone. A guarded district fills its caps as rules and facts come in, and those of the dump are there twice.
command_ok([ 'pg_dump', '--data-only', @only, '-f', "$dump.rows", $node->connstr('source') ], 'the rows alone dumped');
command_ok([ 'pg_dump', '--data-only', '--disable-triggers', @only, '-f', "$dump.quiet", $node->connstr('source') ], 'the rows alone dumped, to be put in with triggers off');
new_database('rows', "SELECT caseload.create_district('waterford'); SELECT waterford.guard_district()");
my @load = ('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '--single-transaction', '-d', $node->connstr('rows'), '-f');
command_fails_like([ @load, "$dump.rows" ], qr/is over its cap|duplicate key value violates unique constraint "caseload_cap_pkey"/, 'rows: not while the guards are on');
is(district('rows', 'SELECT (SELECT count(*) FROM employee) + (SELECT count(*) FROM caseload_cap)'), '0', 'rows: in one transaction nothing comes in');
command_ok([ @load, "$dump.quiet" ], 'rows: with triggers off they come in');
same('rows');
new_database('rows_first', "SELECT caseload.create_district('waterford')");
$load[-2] = $node->connstr('rows_first');
command_ok([ @load, "$dump.rows" ], 'rows_first: a district without guards takes them');
district('rows_first', 'SELECT guard_district()');
same_and_alive('rows_first');
$node->stop;
done_testing();
