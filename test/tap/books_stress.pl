# Eight sessions in a district: four clerks who change every fact, one who changes rules and empties a table now and then,
# one who refreshes the reports, and two readers who compare the reports with a second reckoning from nothing
# (test/oracle), each in one snapshot. All of it goes on until each kind of change came to pass.
# STRESS_SECONDS says how long, if not 15; STRESS_SEED repeats what was drawn, though not who came first.
use strict;
use warnings;
use FindBin;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time);

my $seconds = $ENV{STRESS_SECONDS} // 15;
my $seed = $ENV{STRESS_SEED} // int(rand(2**31));
# a busy machine takes long until each kind of change came to pass
my $longest = 10 * $seconds + 900;
my $from = "$FindBin::RealBin/../oracle";
my $node = PostgreSQL::Test::Cluster->new('books');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "max_connections = 30\nfsync = off\njit = off\ndeadlock_timeout = 100ms\n");
$node->start;
my $folder = PostgreSQL::Test::Utils::tempdir();
my $connection = $node->connstr('postgres') . " options='-csearch_path=books,pg_temp -cclient_min_messages=error'";

sub sql
{
	return $node->safe_psql('postgres', "SET search_path = books, pg_temp; $_[0]");
}

sub run_file
{
	my ($name) = @_;
	my $said = '';
	my $ended = IPC::Run::run([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-v', 'district=books', '-d', $connection, '-f', "$from/$name" ],
		'<', \undef, '>', \my $out, '2>', \$said);
	BAIL_OUT("$name: $said") unless $ended;
}

sub script
{
	my ($name, $text) = @_;
	open(my $out, '>', "$folder/$name.sql") or die $!;
	print $out $text;
	close $out;
	return "$folder/$name.sql";
}

$node->safe_psql('postgres', q{CREATE EXTENSION caseload CASCADE; SELECT caseload.create_district('books')});
run_file($_) for qw(stress_rules.sql stress_facts.sql stress_changes.sql load.psql compare.sql);
sql('SELECT refresh_reports(); ANALYZE');

my $draws = <<'SCRIPT';
\set r random(1, 1000000000)
\set district random(1, 2)
\set undone random(1, 5)
\set broken_off random(1, 8)
SCRIPT
# a snapshot is old when the work begins, so that somebody else has changed what it sees
my %level = ('READ COMMITTED' => '', 'REPEATABLE READ' => "SELECT count(*) FROM enrollment;\n\\sleep 60 ms\n");
my (@clerks, @refreshers);
foreach my $level (sort keys %level)
{
	(my $name = lc $level) =~ s/ /_/;
	push @clerks, script("clerk_$name", $draws . <<"SCRIPT");
BEGIN ISOLATION LEVEL $level;
SELECT setseed(:r / 1000000000.0);
$level{$level}SELECT stress.change(:district);
SAVEPOINT one;
SELECT stress.change(:district);
SELECT stress.change(3 - :district);
\\if :undone = 1
ROLLBACK TO SAVEPOINT one;
\\endif
SELECT stress.change(:district);
\\if :broken_off = 1
ROLLBACK;
\\else
COMMIT;
\\endif
SCRIPT
	push @refreshers, script("refresh_$name", $draws . <<"SCRIPT");
\\sleep 200 ms
BEGIN ISOLATION LEVEL $level;
$level{$level}\\if :undone < 4
SELECT refresh_reports();
\\else
SELECT refresh_reports(:district);
\\endif
INSERT INTO stress.done VALUES ('refresh', 1, 'done');
COMMIT;
SCRIPT
}
my $pause = $seconds * 25 > 20000 ? 20000 : int($seconds * 25);
my $rules = script('rules', $draws . <<"SCRIPT");
\\sleep $pause ms
BEGIN;
SELECT setseed(:r / 1000000000.0);
SELECT stress.change(:district, true);
COMMIT;
SCRIPT
# An emptied table is empty in older snapshots, too: these four are locked before the snapshot is taken.
my $lock = 'LOCK TABLE tally, exception, remedy_given, student IN ACCESS SHARE MODE;';
my $look = script('look', <<"SCRIPT");
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
$lock
SELECT stress.marks() AS marks \\gset
SELECT rows, coalesce(wrong, '') AS wrong FROM stress.differences() \\gset
COMMIT;
INSERT INTO stress.looked VALUES ('amid changes', :marks, :rows, :wrong);
SCRIPT

# Sessions of all kinds at once for so many seconds; what broke off, how often a transaction was begun anew, and how many there were.
my %counted = (serialization => 0, deadlock => 0, retried => 0, processed => 0);

sub all_at_once
{
	my ($long) = @_;
	my @groups = ([ 4, '-R', '60', @clerks ], [ 1, $rules ], [ 1, @refreshers ], [ 2, '-M', 'extended', $look ]);
	my @started;
	foreach my $group (@groups)
	{
		my ($many, @rest) = @$group;
		my @options = map { /\.sql$/ ? ('-f', $_) : $_ } @rest;
		my ($out, $err) = ('', '');
		push @started, [ \$out, \$err, IPC::Run::start([ 'pgbench', '-n', '-c', $many, '-j', 1, '-T', $long, '--max-tries=50', '--failures-detailed', "--random-seed=$seed", @options, $connection ],
				'<', \undef, '>', \$out, '2>', \$err) ];
		$seed++;
	}
	my @broken;
	foreach my $one (@started)
	{
		my ($out, $err, $run) = @$one;
		my $well = $run->finish;
		push @broken, $$err unless $well;
		$counted{serialization} += $1 if $$out =~ /number of serialization failures: (\d+)/;
		$counted{deadlock} += $1 if $$out =~ /number of deadlock failures: (\d+)/;
		$counted{retried} += $1 if $$out =~ /total number of retries: (\d+)/;
		$counted{processed} += $1 if $$out =~ /number of transactions actually processed: (\d+)/;
	}
	return join("\n", @broken);
}

# Nobody writes: once as it was left, and once refreshed, when kept rows alone are read.
sub look_in_quiet
{
	foreach my $refresh ('', 'SELECT refresh_reports();')
	{
		$node->safe_psql('postgres', qq{SET search_path = books, pg_temp; $refresh
			INSERT INTO stress.looked SELECT 'in quiet', stress.marks(), d.rows, coalesce(d.wrong, '') FROM stress.differences() AS d});
	}
}

sub not_yet
{
	return sql(q{SELECT string_agg(k.kind, ', ' ORDER BY k.kind) FROM stress.kind AS k WHERE NOT EXISTS (SELECT FROM stress.done AS d WHERE d.kind = k.kind AND d.result = 'done')});
}

sub looks
{
	my ($where) = @_;
	return sql("SELECT count(*) FROM stress.looked WHERE $where");
}

my $first_seed = $seed;
my $began = time;
my $broken = '';
# a comparison takes as long as twenty seconds of the others' work: a shorter round would be the two readers' alone
my $round = $seconds > 120 ? 60 : 20;
do
{
	$broken = all_at_once($round);
	look_in_quiet() if $round == 60;
  } while ($broken eq ''
	&& looks("wrong <> ''") == 0
	&& time - $began < $longest
	&& (time - $began < $seconds || not_yet() ne '' || looks("who = 'amid changes'") < 3 || looks('marks > 0') < 1));
look_in_quiet() if $broken eq '';
note(sprintf('%d s, STRESS_SEED=%d: %d transactions, %d begun anew, given up for serialization %d, for a deadlock %d',
		time - $began, $first_seed, @counted{qw(processed retried serialization deadlock)}));
note('changes: ' . sql(q{SELECT string_agg(kind || ' ' || n, ', ' ORDER BY kind) FROM (SELECT kind, count(*) AS n FROM stress.done WHERE result = 'done' GROUP BY kind) AS x}));
note('refused: ' . sql(q{SELECT count(*) FROM stress.done WHERE result = 'refused'}));
note('comparisons: ' . sql(q{SELECT string_agg(concat_ws(' ', who, CASE WHEN marks > 0 THEN 'with marks' ELSE 'without marks' END, n), ', ' ORDER BY who, marks > 0)
	FROM (SELECT who, least(marks, 1) AS marks, count(*) AS n FROM stress.looked GROUP BY 1, 2) AS x}));

is($broken, '', 'no session broke off');
is(sql(q{SELECT format(E'%s, %s marks:\n%s', who, marks, left(wrong, 4000)) FROM stress.looked WHERE wrong <> '' LIMIT 1}), '', 'the reports are those of a reckoning from nothing')
  or diag("STRESS_SEED=$first_seed");
is(not_yet(), '', 'each kind of change came to pass');
cmp_ok(looks("who = 'amid changes'"), '>=', 3, 'compared amid changes');
cmp_ok(looks('marks > 0'), '>=', 1, 'compared with marks');
cmp_ok(looks('marks = 0'), '>=', 1, 'compared without marks');
cmp_ok(sql('SELECT count(*) FROM stress.looked WHERE rows = 0'), '==', 0, 'no report was empty when it was compared');
cmp_ok(sql(q{SELECT count(*) FROM stress.done WHERE kind = 'refresh'}), '>=', 3, 'reports were refreshed meanwhile');
$node->stop;
done_testing();
