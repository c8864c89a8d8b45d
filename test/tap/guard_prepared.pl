# PREPARE TRANSACTION under a guard. What is prepared holds the place that it took, over a crash of the server too, until
# it is committed or rolled back. A deferred guard judges when the transaction is prepared, for later nobody could refuse it.
use strict;
use warnings;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "max_prepared_transactions = 10\n");
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION caseload CASCADE');

# The SQLSTATE with which it fails, or nothing.
sub state_of
{
	my ($statements) = @_;
	my ($status, $out, $err) = $node->psql('postgres', "\\set VERBOSITY sqlstate\n$statements");
	return $err =~ /ERROR:  (\w{5})/ ? $1 : '';
}

sub prepared
{
	return $node->safe_psql('postgres', q{SELECT string_agg(gid, ' ' ORDER BY gid) FROM pg_prepared_xacts});
}

# Another session's insert, seen to wait, then what becomes of it once $end is done.
sub waits_until
{
	my ($end, $statement) = @_;
	my ($out, $err) = ('', '');
	my $session = IPC::Run::start([ 'psql', '-X', '-q', '-v', 'VERBOSITY=sqlstate', '-d', $node->connstr('postgres'), '-c', $statement ],
		'<', \undef, '>', \$out, '2>', \$err, IPC::Run::timeout($PostgreSQL::Test::Utils::timeout_default));
	my $waited = $node->poll_query_until('postgres',
		q{SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND wait_event = 'transactionid'});
	ok($waited, "an insert waits until $end");
	$node->safe_psql('postgres', $end);
	$session->finish;
	return $err =~ /ERROR:  (\w{5})/ ? $1 : $err;
}

for my $form ('by statement', 'deferred')
{
	my $deferred = $form eq 'deferred' ? 'true' : 'false';
	$node->safe_psql('postgres', <<"SQL");
DROP TABLE IF EXISTS seat, class;
CREATE TABLE class (id int PRIMARY KEY, cap int NOT NULL);
CREATE TABLE seat (student int PRIMARY KEY, class int NOT NULL REFERENCES class);
CREATE INDEX ON seat (class);
INSERT INTO class SELECT n, 2 FROM generate_series(1, 5) AS n;
SELECT caseload.guard('seat', 'class', '{class}', 'cap', '{id}', deferred => $deferred);
INSERT INTO seat VALUES (1, 1), (2, 2);
SQL
	my $soon = "SET lock_timeout = '100ms';";
	$node->safe_psql('postgres', q{BEGIN; INSERT INTO seat VALUES (11, 1); PREPARE TRANSACTION 'last place'});
	for my $when ('prepared', 'after a crash')
	{
		if ($when eq 'after a crash')
		{
			$node->stop('immediate');
			$node->start;
		}
		is(prepared(), 'last place', "$form, $when: it stands");
		is(state_of("$soon INSERT INTO seat VALUES (12, 1)"), '55P03', "$form, $when: an insert into the class waits");
		is(state_of("$soon UPDATE class SET cap = 1 WHERE id = 1"), '55P03', "$form, $when: so does a lower cap");
		is(state_of("$soon INSERT INTO seat VALUES (13, 2)"), '', "$form, $when: an insert into another class does not");
		is(state_of("$soon DELETE FROM seat WHERE student = 13"), '', "$form, $when: nor does a delete");
		is($node->safe_psql('postgres', "SELECT count(*) FROM caseload.check_caps('seat')"), '0', "$form, $when: check_caps runs and lists nothing");
	}
	is(waits_until("COMMIT PREPARED 'last place'", 'INSERT INTO seat VALUES (12, 1)'), '23514', "$form: and is refused when the place is taken");
	is($node->safe_psql('postgres', 'SELECT student FROM seat WHERE class = 1 ORDER BY 1'), "1\n11", "$form: by the row that was prepared");
	is(state_of('UPDATE class SET cap = 1 WHERE id = 1'), '23514', "$form: which counts against a lower cap, too");

	$node->safe_psql('postgres', q{DELETE FROM seat WHERE student = 11; BEGIN; INSERT INTO seat VALUES (11, 1); PREPARE TRANSACTION 'given up'});
	is(waits_until("ROLLBACK PREPARED 'given up'", 'INSERT INTO seat VALUES (12, 1)'), '', "$form: it passes when the place is given up");
	is($node->safe_psql('postgres', 'SELECT student FROM seat WHERE class = 1 ORDER BY 1'), "1\n12", "$form: and holds it");

	# one too many: of a deferred guard PREPARE itself is what fails
	is(state_of(q{BEGIN; INSERT INTO seat VALUES (21, 3), (22, 3), (23, 3); PREPARE TRANSACTION 'too many'}), '23514', "$form: too many cannot be prepared");
	is(state_of(q{BEGIN; INSERT INTO seat VALUES (21, 3), (22, 3); INSERT INTO seat VALUES (23, 3); PREPARE TRANSACTION 'too many'}),
		'23514', "$form: nor can they by two statements");
	is(prepared() . $node->safe_psql('postgres', 'SELECT count(*) FROM seat WHERE class = 3'), '0', "$form: nothing of it is left");
	is( state_of(q{BEGIN; INSERT INTO seat VALUES (21, 3), (22, 3), (23, 3); DELETE FROM seat WHERE student = 23; PREPARE TRANSACTION 'enough'}),
		$form eq 'deferred' ? '' : '23514', "$form: what is over only in between");
	is(prepared(), $form eq 'deferred' ? 'enough' : '', "$form: passes if deferred");
	$node->safe_psql('postgres', q{ROLLBACK PREPARED 'enough'}) if $form eq 'deferred';

	# What a statement's first trigger collects for the last one ends with the transaction: in one session, a prepared
	# transaction of each kind that collects or has just failed to, and after each a statement that must be judged aright.
	$node->safe_psql('postgres', <<'SQL');
TRUNCATE seat;
INSERT INTO seat VALUES (1, 1), (2, 1), (3, 2), (4, 3), (9, 5);
CREATE OR REPLACE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$
	BEGIN IF current_setting('test.fails', true) = 'now' THEN RAISE USING ERRCODE = 'P0007'; END IF; RETURN NULL; END $$;
CREATE TRIGGER zz_fails AFTER UPDATE ON seat EXECUTE FUNCTION fails();
SQL
	my $upsert = 'INSERT INTO seat VALUES (3, 3), (5, 4) ON CONFLICT (student) DO UPDATE SET class = excluded.class';
	my $merge = 'MERGE INTO seat USING (VALUES (4, 4), (6, 2)) AS n (student, class) ON n.student = seat.student
		WHEN MATCHED THEN UPDATE SET class = n.class WHEN NOT MATCHED THEN INSERT VALUES (n.student, n.class)';
	my $over = 'INSERT INTO seat VALUES (9, 1), (7, 5) ON CONFLICT (student) DO UPDATE SET class = excluded.class';
	my ($status, $out, $err) = $node->psql('postgres', <<"SQL", on_error_stop => 0);
\\set VERBOSITY sqlstate
SET lock_timeout = '10s';
BEGIN; $upsert; PREPARE TRANSACTION 'upsert';
$over;
COMMIT PREPARED 'upsert';
BEGIN; $merge; PREPARE TRANSACTION 'merge';
$over;
COMMIT PREPARED 'merge';
-- an upsert that fails when the first of its triggers has collected: an update fires before an insert
BEGIN; SAVEPOINT before; SET LOCAL test.fails = 'now'; $upsert; ROLLBACK TO before; INSERT INTO seat VALUES (8, 3); PREPARE TRANSACTION 'after a failure';
$over;
COMMIT PREPARED 'after a failure';
SELECT class, count(*) FROM seat GROUP BY class ORDER BY class;
SELECT * FROM caseload.check_caps('seat');
SQL
	is(join(' ', $err =~ /ERROR:  (\w{5})/g), '23514 23514 P0007 23514', "$form: each that goes over is refused, and nothing else")
	  or diag($err);
	is($out, "1|2\n2|1\n3|2\n4|2\n5|1", "$form: the classes hold what was prepared");
}

# A trigger that is off leaves what the BEFORE trigger noted to the end of the transaction. Memory goes then, so the note must.
$node->safe_psql('postgres', <<'SQL');
DROP TABLE seat;
CREATE TABLE seat (student int PRIMARY KEY, class int REFERENCES class);
SELECT caseload.guard('seat', 'class', '{class}', 'cap', '{id}', name => 'by_class');
ALTER TABLE seat DISABLE TRIGGER by_class_insert;
SQL
my ($status, $out, $err) = $node->psql('postgres', <<'SQL', on_error_stop => 0);
\set VERBOSITY sqlstate
BEGIN; INSERT INTO seat VALUES (1, 1); PREPARE TRANSACTION 'noted';
INSERT INTO seat VALUES (2, 2), (3, 2), (4, 2);
UPDATE seat SET class = 2;
COMMIT PREPARED 'noted';
ALTER TABLE seat ENABLE TRIGGER by_class_insert;
INSERT INTO seat VALUES (5, 1), (6, 1);
INSERT INTO seat VALUES (5, 1);
SELECT group_key, load, cap FROM caseload.check_caps('seat');
SQL
is(join(' ', $err =~ /ERROR:  (\w{5})/g), '23514', 'notes of a trigger that was off: the one that goes over is refused') or diag($err);
is($out, '{2}|3|2', 'and what came in past it is listed') or diag($err);

# Where a release of the server has a fault in what is prepared, guard() says so of each guard, but only where anything can be.
sub warned
{
	my ($deferred) = @_;
	my (undef, undef, $said) = $node->psql('postgres', <<"SQL");
BEGIN;
CREATE OR REPLACE FUNCTION caseload.release_problem(release integer DEFAULT 0)
RETURNS TABLE (guards text, problem text, first_good text)
LANGUAGE sql STABLE AS \$\$ VALUES ('prepared', 'what it does', '17.10') \$\$;
CREATE TABLE desk (student int, class int REFERENCES class);
CREATE INDEX ON desk (class);
SELECT caseload.guard('desk', 'class', '{class}', 'cap', '{id}', name => 'desk', deferred => $deferred);
SQL
	return $said;
}
my $warning = qr/WARNING:  this release of PostgreSQL lets rows past guard "desk"\nDETAIL:  what it does\.\nHINT:  Update the server to 17\.10 or later\./;
like(warned('false'), $warning, 'a release with a fault: a guard by statement');
like(warned('true'), $warning, 'and a deferred one');
$node->append_conf('postgresql.conf', "max_prepared_transactions = 0\n");
$node->restart;
is(warned('false'), '', 'not where nothing can be prepared');
$node->stop;
done_testing();
