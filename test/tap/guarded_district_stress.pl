# Eight sessions in a guarded district: students and cases come, go and change hands, one by one and many at once; then
# with them exceptions are recorded and revoked, numbers of limits and grades of classes changed. Afterwards, and whenever
# somebody looks, nothing is above a hard cap and all caps are those of the limits.
# STRESS_SECONDS says how long, if not 6, and longer where what is asked for has not come to pass yet.
use strict;
use warnings;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $seconds = $ENV{STRESS_SECONDS} // 6;
my $node = PostgreSQL::Test::Cluster->new('stress');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "max_connections = 30\nfsync = off\ndeadlock_timeout = 100ms\n");
$node->start;
my $folder = PostgreSQL::Test::Utils::tempdir();

sub sql
{
	return $node->safe_psql('postgres', "SET client_min_messages = error; SET search_path = waterford, caseload, public; $_[0]");
}

# Class sizes are made hard, and of what the sample has above them nothing stays.
sql(<<'SQL');
CREATE EXTENSION caseload CASCADE;
SELECT caseload.create_district('waterford', contract => 'waterford');
SELECT sample_facts(1, 2);
UPDATE load_limit SET strictness = 'hard' WHERE code = 'class-size';
SELECT guard_district();
DELETE FROM enrollment WHERE section_id IN (SELECT group_key[2]::bigint FROM check_caps('enrollment') WHERE strictness = 'hard');
CREATE TABLE public.outcome (what text, result text);
CREATE FUNCTION any_class() RETURNS bigint LANGUAGE sql AS $$ SELECT 101 + (random() * 7)::int $$;
CREATE FUNCTION anybody() RETURNS bigint LANGUAGE sql AS $$ SELECT 101 + (random() * 5)::int $$;
CREATE FUNCTION days() RETURNS daterange LANGUAGE sql AS $$
	SELECT daterange(d, d + 5 + (random() * 100)::int) FROM (SELECT DATE '2019-09-01' + (random() * 200)::int AS d) AS x $$;
CREATE FUNCTION students(at_least int, at_most int) RETURNS caseload_unit LANGUAGE sql AS $$
	SELECT CAST(at_least + (random() * (at_most - at_least))::int || ' students' AS caseload_unit) $$;
-- a refusal is an outcome, not an error; deadlocks are in the log
CREATE FUNCTION attempt(what text, statement text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	INSERT INTO outcome VALUES (what, 'done');
EXCEPTION WHEN check_violation OR exclusion_violation THEN
	INSERT INTO outcome VALUES (what, SQLSTATE);
END $$;
SQL

my $case = 'case_assignment (employee_id, student_id, program, valid)';
my $some = 'ORDER BY random() LIMIT %d FOR UPDATE SKIP LOCKED';
my $any_class = 'section_id BETWEEN 101 AND 108';
my %facts = (
	student => 'INSERT INTO enrollment (section_id, student_id, valid) VALUES (any_class(), random() * 1000000, days())',
	students => 'INSERT INTO enrollment (section_id, student_id, valid) SELECT any_class(), random() * 1000000, days() FROM generate_series(1, 6)',
	leaves => "DELETE FROM enrollment WHERE enrollment_id IN (SELECT enrollment_id FROM enrollment WHERE $any_class " . sprintf($some, 3) . ')',
	moves => "UPDATE enrollment SET section_id = any_class() WHERE enrollment_id IN (SELECT enrollment_id FROM enrollment WHERE $any_class " . sprintf($some, 3) . ')',
	cases => "INSERT INTO $case SELECT anybody(), random() * 1000000, 'RSP', days() FROM generate_series(1, 6)",
	given => "UPDATE case_assignment SET employee_id = anybody() WHERE case_id IN (SELECT case_id FROM case_assignment WHERE employee_id < 200 " . sprintf($some, 3) . ')',
	closed => "DELETE FROM case_assignment WHERE case_id IN (SELECT case_id FROM case_assignment WHERE employee_id < 200 " . sprintf($some, 3) . ')',
	# a caseload that nobody had before: its row is made by whoever comes first
	begins => "INSERT INTO $case SELECT anybody(), random() * 1000000, 'new ' || (random() * 300)::int, days() FROM generate_series(1, 3)",);
my $limit = "(SELECT id FROM load_limit WHERE code = '%s')";
my $class_size = sprintf($limit, 'class-size');
my $caseload = sprintf($limit, 'selpa-state-maximum');
my %rules = (
	waiver => "INSERT INTO exception (limit_id, section_id, valid, number, reason) VALUES ($class_size, any_class(), days(), students(20, 32), 'made up')",
	site_waiver => "INSERT INTO exception (limit_id, site_id, valid, reason) VALUES ($class_size, 1, days(), 'made up')",
	state_waiver => "INSERT INTO exception (limit_id, employee_id, valid, number, reason) VALUES ($caseload, anybody(), days(), students(24, 34), 'made up')",
	revoked => 'DELETE FROM exception WHERE exception_id IN (SELECT exception_id FROM exception ' . sprintf($some, 2) . ')',
	all_revoked => 'DELETE FROM exception WHERE section_id IS NOT NULL',
	number => "UPDATE limit_cap SET number = students(24, 30) WHERE id = (SELECT min(id) FROM limit_cap WHERE limit_id = $class_size)",
	maximum => "UPDATE limit_cap SET number = students(26, 30) WHERE id = (SELECT min(id) FROM limit_cap WHERE limit_id = $caseload AND program = 'RSP')",
	grades => 'UPDATE section SET grades = int4range(g, g, $$[]$$) FROM (SELECT any_class() AS id, (random() * 6)::int AS g OFFSET 0) AS x WHERE section_id = x.id',);

sub script
{
	my ($name, $text) = @_;
	open(my $out, '>', "$folder/$name.sql") or die $!;
	print $out $text;
	close $out;
	return "$folder/$name.sql";
}

# A busy machine does little in the time: it goes on until much was done and each of these outcomes is there, at most 15 times as long.
sub stress
{
	my ($long, $many, $wanted, @weighted) = @_;
	my ($done, $deadlocks, $ended, $outcomes, $said) = (0, 0);
	for my $round (1 .. 15)
	{
		my $report = $said = '';
		$ended = IPC::Run::run([ 'pgbench', '-n', '-c', '8', '-j', '2', '-T', $long, '--failures-detailed', (map { ('-f', $_) } @weighted),
				$node->connstr('postgres') . " options='-csearch_path=waterford,caseload,public -cclient_min_messages=error'" ],
			'<', \undef, '>', \$report, '2>', \$said);
		$done += $1 if $report =~ /number of transactions actually processed: (\d+)/;
		$deadlocks += $1 if $report =~ /number of deadlock failures: (\d+)/;
		$outcomes = sql(q{SELECT string_agg(what || ' ' || result || ' ' || n, ', ' ORDER BY what, result) FROM (SELECT what, result, count(*) AS n FROM outcome GROUP BY 1, 2) AS x});
		last unless $ended && $deadlocks == 0 && ($done <= $many || grep { $outcomes !~ $_ } @$wanted);
	}
	ok($ended, 'no session broke off') or diag($said);
	cmp_ok($done, '>', $many, 'much was done');
	like($outcomes, $_, "came to pass: $_") foreach @$wanted;
	note("$done, of which deadlocks $deadlocks: $outcomes");
	return ($outcomes, $deadlocks);
}

sub holds
{
	my ($when) = @_;
	is(sql(q{SELECT * FROM check_caps('waterford') WHERE strictness = 'hard' OR strictness IS NULL LIMIT 5}), '', "$when: nothing is above a hard cap");
	is(sql('SELECT * FROM stale_cap() LIMIT 5'), '', "$when: all caps are those of the limits");
	is(sql(q{SELECT l.code, e.subject_id, u.day, u.load FROM reckoned_excess() AS e JOIN load_limit AS l ON l.id = e.limit_id AND l.strictness = 'hard'
		CROSS JOIN LATERAL unnest(e.excess) AS u (day, load) WHERE quantity(u.load) > 0 ORDER BY 1, 2, 3 LIMIT 5}), '', "$when: nor is anything by the reckoning");
}

my @facts = map {
	(my $statement = $facts{$_}) =~ s/\s+/ /g;
	script($_, "SELECT attempt('$_', \$s\$$statement\$s\$);\n") . ($_ =~ /^student/ ? '@3' : '@2')
} sort keys %facts;
my @rules = map { script($_, "SELECT attempt('$_', \$s\$$rules{$_}\$s\$);\n") . '@1' } sort keys %rules;
my @refused = map { qr/\b$_ 23514/ } qw(cases moves students);
my ($outcomes, $deadlocks) = stress($seconds / 3 < 1 ? 1 : int($seconds / 3), 200, \@refused, @facts);
is($deadlocks, 0, 'facts: no single statement deadlocked');
holds('facts');
sql('TRUNCATE outcome');
my $look = script('look', q{INSERT INTO outcome SELECT 'above', guard FROM check_caps('waterford') WHERE strictness = 'hard' OR strictness IS NULL UNION ALL SELECT 'looked', '';} . "\n");
my @changed = ((map { qr/\b$_ done/ } qw(grades number revoked state_waiver waiver)), qr/(?:number|maximum|revoked) 23514/, qr/looked/);
($outcomes, $deadlocks) = stress($seconds - int($seconds / 3), 50, \@changed, @facts, @rules, "$look\@1");
unlike($outcomes, qr/above/, 'facts and rules: and found nothing');
holds('facts and rules');
# not even with a rule that reaches many groups: it, too, locks them in their order
is(join('', slurp_file($node->logfile) =~ /ERROR:  deadlock detected\n.*?DETAIL:  (.*?)HINT:/sg), '', 'facts and rules: no deadlocks');
is($deadlocks, 0, 'facts and rules: no single statement deadlocked');
$node->stop;
done_testing();
