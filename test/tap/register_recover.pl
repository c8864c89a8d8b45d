# Register and books when a backend or the postmaster is killed, the server is stopped at once, or its disk is full, at drawn
# moments and at the last row that is written: a period is closed whole or not at all, what was told to be done is there,
# closing again pays nobody twice, what is paid and what is owed are together what the year's lines say, and the reports say
# what a reckoning afresh says.
# RECOVER_ROUNDS: how many drawn moments, if not 2; RECOVER_PEOPLE: how many are paid, if not 60; RECOVER_SEED: of which
# drawing. RECOVER_DISK: an empty directory of the server's user on a small file system of its own, which is then filled.
use strict;
use warnings;
use FindBin;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time usleep);

my $rounds = $ENV{RECOVER_ROUNDS} || 2;
my $seed = $ENV{RECOVER_SEED} || int(time);
srand($seed);
diag("RECOVER_SEED=$seed");
my $people = $ENV{RECOVER_PEOPLE} || 60;
my $node = PostgreSQL::Test::Cluster->new('recover');
$node->init(extra => [ '--encoding=UTF8', '--locale=C', '--wal-segsize=1' ]);
# as a server stands, but for fsync: the machine goes on, so that it keeps what it was handed
$node->append_conf('postgresql.conf', <<'CONF');
fsync = off
full_page_writes = on
synchronous_commit = on
restart_after_crash = on
autovacuum = off
log_statement = none
min_wal_size = 2MB
max_wal_size = 16MB
CONF
$node->start;

sub sql { my ($statements) = @_; return $node->safe_psql('postgres', "SET client_min_messages = warning; $statements") }
sub one { my ($statements) = @_; return join ' ', split /\n/, sql($statements) }

$node->safe_psql('postgres', q{SET client_min_messages = warning; CREATE EXTENSION caseload CASCADE;
	SELECT caseload.create_district('elm'); SELECT caseload.create_district('river', contract => 'waterford')});
$node->safe_psql('postgres', "\\set district elm\n\\set people $people\n\\set plain off\n\\i '$FindBin::Bin/../bench/parts/pay_facts.sql'");
$node->safe_psql('postgres', "SET client_min_messages = warning; SET search_path = river, river_bi, caseload, public;
	\\i '$FindBin::Bin/../sql/books_helpers.psql'
	SELECT sample_facts(7, 1); SELECT refresh_reports()");
sql(q{SELECT elm.make_pay_periods('elm', '12', '2025-26'); SELECT elm.refresh_reports();
	INSERT INTO elm.pay_code (contract, component, code) VALUES ('elm', 'salary', '1'), ('elm', 'longevity*', '2'), ('elm', 'stipend: *', '3');
	CREATE TABLE done (what text, n int);
	-- whoever holds the lock stops a closing, or a refresh, at the last of its rows
	CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(7); RETURN NULL; END $$;
	CREATE TRIGGER hold AFTER INSERT ON elm.paid_basis FOR EACH STATEMENT EXECUTE FUNCTION hold();
	CREATE TRIGGER hold AFTER INSERT ON elm.paid_line FOR EACH STATEMENT WHEN (current_setting('recover.held', true) = 'lines') EXECUTE FUNCTION hold();
	CREATE TRIGGER hold AFTER INSERT ON river.kept_finding FOR EACH STATEMENT EXECUTE FUNCTION hold();});

my $path = 'SET client_min_messages = error; SET search_path = elm, elm_bi, caseload, public;';
my $book_path = 'SET client_min_messages = error; SET search_path = river, river_bi, caseload, public;';
my $places = q{(SELECT md5(string_agg(e.employee_id || ' ' || e.placement, ',' ORDER BY e.employment_id)) FROM employment AS e)};

# What is paid, in which runs, by which facts; in memory, for it is asked where no file may grow, too.
sub register
{
	return one(qq{$path SET work_mem = '64MB'; SELECT count(*), coalesce(max(run), 0) FROM pay_run;
		SELECT count(*), sum(amount), md5(string_agg(l::text, ',' ORDER BY l::text COLLATE "C")) FROM paid_line AS l;
		SELECT count(*), md5(string_agg(b::text, ',' ORDER BY basis_id)) FROM paid_basis AS b;
		SELECT $places});
}
sub closed { return sql(qq{$path SELECT coalesce(max(nth), 0) FROM pay_run AS r WHERE reverses IS NULL AND NOT EXISTS (SELECT FROM pay_run AS v WHERE v.reverses = r.run)}) }

# Of the periods that are closed everything is as it should be; each by another way than the register's own.
sub all_is_paid
{
	my ($after) = @_;
	my $closed = closed();
	# what is reversed was paid by facts that stay: what those before it paid is not known by them
	my $by_facts = sql("$path SELECT reverses IS NULL FROM pay_run ORDER BY run DESC LIMIT 1") eq 't';
	is(one(qq{$path
		WITH p AS (SELECT employee_id, component, sum(amount) AS paid FROM paid_line GROUP BY 1, 2),
			l AS (SELECT employee_id, component, sum(cents) AS earned FROM pay_lines('2025-26') GROUP BY 1, 2)
		SELECT count(*) FILTER (WHERE coalesce(p.paid, 0) <> round(l.earned * $closed / 12, 2) AND component = 'salary'),
			count(*) FILTER (WHERE l.earned IS NULL AND p.paid <> 0), count(*) FILTER (WHERE component = 'salary')
		FROM p FULL JOIN l USING (employee_id, component)}), "0|0|$people", "$after: $closed of 12 periods are paid, to the cent") if $by_facts;
	is(one(qq{$path SELECT (SELECT coalesce(sum(amount), 0) FROM paid_line)
			+ (SELECT coalesce(sum(o.earned - o.paid), 0) FROM still_owed(on_date => '2025-07-01') AS o) - (SELECT sum(cents) FROM pay_lines('2025-26'))}), '0.00',
		"$after: what is paid and what is owed are what the year's lines say");
	# a run has all its lines: those it was reckoned from, and of one that was reversed the opposite of each
	is(one(qq{$path SELECT count(*) FROM pay_run AS r WHERE r.reverses IS NULL AND ((SELECT count(DISTINCT employee_id) FROM paid_line AS l WHERE l.run = r.run) <> $people
			OR (SELECT count(DISTINCT employee_id) FROM paid_basis AS b WHERE b.run = r.run) <> $people);
		SELECT count(*) FROM pay_run AS r WHERE r.reverses IS NOT NULL AND EXISTS (SELECT FROM (SELECT l.employee_id, l.component, l.kind, l.amount FROM paid_line AS l WHERE l.run = r.reverses) AS a
			FULL JOIN (SELECT l.employee_id, l.component, l.kind, -l.amount AS amount FROM paid_line AS l WHERE l.run = r.run) AS b USING (employee_id, component, kind)
			WHERE a.amount IS DISTINCT FROM b.amount)}), '0 0', "$after: no run is in parts");
	is(one(qq{$path SELECT count(*) FROM pay_run AS r WHERE (SELECT (count(*), sum(amount)) FROM payroll_export(r.run)) IS DISTINCT FROM (SELECT (count(*), sum(amount)) FROM paid_line AS l WHERE l.run = r.run)}),
		'0', "$after: what is exported of each run is what it paid");
	my $shown = 'SELECT count(*), md5(string_agg(s::text, chr(10) ORDER BY s::text COLLATE "C")) FROM pay_summary AS s';
	is(one("$path $shown"), one("$path BEGIN; DO \$\$ BEGIN PERFORM mark_everything(); END \$\$; $shown; ROLLBACK"), "$after: the report of pay is as reckoned anew");
}
sub books_agree_as_shown
{
	my ($after) = @_;
	like(one("$book_path SELECT report || ' ' || differing FROM differences() WHERE rows > 0"), qr/^class sizes 0 caseloads 0 findings 0$/, "$after: the reports are as reckoned afresh");
}
sub books_agree
{
	my ($after) = @_;
	books_agree_as_shown($after);
	sql("$book_path SELECT refresh_reports()");
	is(one("$book_path SELECT sum(differing) FROM differences_to_last(); SELECT (SELECT count(*) FROM mark) + (SELECT count(*) FROM rule_mark)"), '0 0', "$after: and after a refresh, with no mark left");
}

# A session that is to be hit while it works; it has told its process when this returns.
sub begin
{
	my (@statements) = @_;
	my %work = (out => '', err => '');
	$work{run} = IPC::Run::start([ 'psql', '-X', '-A', '-t', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), map { ('-c', $_) } 'SELECT pg_backend_pid()', @statements ],
		'<', \undef, '>', \$work{out}, '2>', \$work{err});
	$work{run}->pump until $work{out} =~ /^(\d+)\n/;
	$work{pid} = $1;
	return \%work;
}
sub finish { my ($work) = @_; eval { $work->{run}->finish }; my (undef, @told) = split /\n/, $work->{out}; return @told }

sub start_again
{
	my $until = time + 180;
	# of a postmaster that was killed the last child must have gone first; what it left says that it runs
	until ($node->start(fail_ok => 1) || time > $until)
	{
		usleep(100_000);
		$node->{_pid} = undef;
	}
}
my %hits = (
	'kill -9 of a backend' => sub {
		my ($work) = @_;
		kill 'KILL', $work->{pid};
		finish($work);
		# it begins anew by itself, soon
		$node->poll_query_until('postgres', 'SELECT true');
	},
	'kill -9 of the postmaster' => sub { my ($work) = @_; $node->kill9; finish($work); start_again() },
	'immediate shutdown' => sub { my ($work) = @_; $node->stop('immediate'); finish($work); $node->start },);
my @hits = sort keys %hits;

# Facts that change and the closing that pays for them, in one transaction; and the run that it tells.
my $change = 0;
sub closing
{
	my ($nth) = @_;
	$change++;
	return (qq{$path BEGIN; UPDATE employment SET placement = salary_step('V', 1 + $change % 19) WHERE employee_id % 50 = $change % 50},
		"SELECT close_period('elm', '12', '2025-26', $nth)", 'COMMIT', "SELECT 'done'");
}
my $fact = 0;
sub fact_and_refresh
{
	$fact++;
	return (qq{$book_path BEGIN; UPDATE enrollment SET section_id = (SELECT min(section_id) FROM section) WHERE enrollment_id % 17 = $fact % 17;
			INSERT INTO public.done VALUES ('fact', $fact); COMMIT}, "SELECT 'fact $fact'", 'SELECT refresh_reports()', "SELECT 'refreshed'");
}

# ---- first without any fault: how long it takes ----
my $began = time;
sql(join ';', closing(1));
my $takes = time - $began;
all_is_paid('first');

# ---- held at the last row: nothing of it is there ----
for my $hit (@hits)
{
	my $before = register();
	my $next = closed() + 1;
	my $holder = $node->background_psql('postgres', on_error_die => 0);
	$holder->query_safe('SELECT pg_advisory_lock(7)');
	my $work = begin(closing($next));
	my $book = begin(fact_and_refresh());
	$node->poll_query_until('postgres', q{SELECT count(*) = 2 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted});
	$hits{$hit}->($work);
	my @told = finish($book);
	eval { $holder->quit };
	is(register(), $before, "$hit at the last row: nothing of the closing is there, nor of the facts beside it");
	is($told[0], "fact $fact", "$hit at the last row: the facts of the other were told to be there");
	is(one("SELECT count(*) FROM done WHERE n = $fact"), '1', "$hit at the last row: and are there");
	books_agree($hit);
	sql(join ';', closing($next));
	all_is_paid("$hit at the last row, closed again") if $hit eq $hits[-1];
}

# ---- reversed, and held there ----
{
	my $before = register();
	my $last = sql("$path SELECT max(run) FROM pay_run");
	my $holder = $node->background_psql('postgres', on_error_die => 0);
	$holder->query_safe('SELECT pg_advisory_lock(7)');
	my $work = begin("$path SET recover.held = 'lines'", "SELECT reverse_period($last, 'wrong')");
	$node->poll_query_until('postgres', q{SELECT count(*) = 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted});
	$hits{'immediate shutdown'}->($work);
	eval { $holder->quit };
	is(register(), $before, 'a reversal that is hit takes nothing back');
	sql("$path SELECT reverse_period($last, 'wrong')");
	all_is_paid('reversed then');
}

# ---- at drawn moments: whole or not at all ----
my ($whole, $not) = (0, 0);
for my $round (1 .. $rounds)
{
	my $hit = $hits[ $round % @hits ];
	my $before = register();
	my $closed = closed();
	my $reverse = $closed == 12 || ($closed > 0 && rand() < 0.25);
	my $last = $reverse && sql(qq{$path SELECT max(run) FROM pay_run AS r WHERE reverses IS NULL AND NOT EXISTS (SELECT FROM pay_run AS v WHERE v.reverses = r.run)});
	my $work = begin($reverse ? ("$path SELECT reverse_period($last, 'drawn')", "SELECT 'done'") : closing($closed + 1));
	my $book = begin(fact_and_refresh());
	my $moment = rand() * $takes * ($reverse ? 0.3 : 1.2);
	usleep(1_000_000 * $moment);
	$hits{$hit}->($work);
	my $told = join ' ', finish($work);
	my @told_of_book = finish($book);
	my $what = sprintf('round %d: %s %.2f s after %s began', $round, $hit, $moment, $reverse ? 'a reversal' : "closing $closed + 1");
	my $after = closed();
	my $done = $after != $closed;
	$done ? $whole++ : $not++;
	ok($done || $told !~ /done/, "$what: what is told to be done is there");
	is($after, $closed + ($reverse ? -1 : 1), "$what: one period, no more") if $done;
	is(register(), $before, "$what: nothing of it is there") unless $done;
	is(one("SELECT count(*) FROM done WHERE n = $fact"), '1', "$what: so are facts") if @told_of_book;
	all_is_paid("$what, " . ($done ? 'whole' : 'not at all'));
	books_agree($what) if $round % 2;
	# again: what is done is refused, what is not is done
	my ($code, undef, $err) = $node->psql('postgres', "\\set VERBOSITY verbose\n$path SELECT " . ($reverse ? "reverse_period($last, 'drawn')" : "close_period('elm', '12', '2025-26', $closed + 1)"), on_error_stop => 1);
	$done ? like($err, $reverse ? qr/ERROR:  55000: run \d+ is reversed already/ : qr/ERROR:  23505: period \d+ .* is closed already/, "$what: again it is refused")
		: is($code, 0, "$what: again it is done") || diag($err);
	all_is_paid("$what, again") unless $done;
}
diag("of $rounds drawn moments $whole came after the whole was done, $not before");

# ---- a disk that takes no more: no file may grow beyond where the register stands now ----
{
	sql("$path SELECT reverse_period((SELECT max(run) FROM pay_run AS r WHERE reverses IS NULL AND NOT EXISTS (SELECT FROM pay_run AS v WHERE v.reverses = r.run)), 'room')") if closed() == 12;
	my $file = $node->data_dir . '/' . sql(q{CHECKPOINT; SELECT pg_relation_filepath('elm.paid_basis')});
	sql(qq{INSERT INTO elm.paid_basis (run, district_id, employee_id, component, problem)
		SELECT (SELECT min(run) FROM elm.pay_run), 1, n % $people + 1, 'filler', repeat('x', 200) FROM generate_series(1, 30000) AS n});
	my $before = register();
	my $next = closed() + 1;
	$node->stop;
	# half a page more: the write is cut short, as a full disk cuts it
	my $limit = int((-s $file) / 1024) + 4;
	my $biggest = (sort { $b <=> $a } map { -s } glob($node->data_dir . '/base/*/*'), glob($node->data_dir . '/global/*'))[0];
	is($biggest, -s $file, 'no other file is that long');
	is(system('bash', '-c', "ulimit -S -f $limit && exec pg_ctl -w -s -D '" . $node->data_dir . "' -l '" . $node->logfile . ".full' start"), 0, 'the server may write no longer files');
	$node->_update_pid(1);
	my ($code, $out, $err) = $node->psql('postgres', "\\set VERBOSITY verbose\n" . join(";\n", closing($next)), on_error_stop => 1);
	like($err, qr/ERROR:  (?:53100|XX000): could not extend file/, 'the closing is told that the disk is full');
	is(register(), $before, 'and nothing of it is there');
	books_agree('on a full disk');
	$node->restart;
	sql(join ';', closing($next));
	is(closed(), $next, 'with room again it is closed');
}

# ---- a tablespace that is full, where there is one that may be filled ----
if (my $disk = $ENV{RECOVER_DISK})
{
	sql("$path SELECT reverse_period((SELECT max(run) FROM pay_run AS r WHERE reverses IS NULL AND NOT EXISTS (SELECT FROM pay_run AS v WHERE v.reverses = r.run)), 'room')") if closed() == 12;
	$node->safe_psql('postgres', "CREATE TABLESPACE small LOCATION '$disk'");
	$node->safe_psql('postgres', "ALTER TABLE $_ SET TABLESPACE small") for qw(elm.paid_line elm.paid_basis river.kept_finding);
	my $before = register();
	my $next = closed() + 1;
	open my $filler, '>', "$disk/filler" or die "$disk/filler: $!";
	1 while syswrite $filler, 'x' x 512;
	note("$disk: $!");
	my ($code, $out, $err) = $node->psql('postgres', "\\set VERBOSITY verbose\n" . join(";\n", closing($next)), on_error_stop => 1);
	like($err, qr/ERROR:  53100: could not extend file/, 'a full tablespace: the closing is told so');
	is(register(), $before, 'a full tablespace: nothing of it is there');
	books_agree_as_shown('a full tablespace');
	unlink "$disk/filler";
	close $filler;
	books_agree('a tablespace with room again');
	sql(join ';', closing($next));
	is(closed(), $next, 'a tablespace with room again: it is closed');
	all_is_paid('a tablespace with room again');
	$node->safe_psql('postgres', "ALTER TABLE $_ SET TABLESPACE pg_default") for qw(elm.paid_line elm.paid_basis river.kept_finding);
	$node->safe_psql('postgres', 'DROP TABLESPACE small');
}
$node->stop;
done_testing();
