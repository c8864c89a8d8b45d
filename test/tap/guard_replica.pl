# Guards on a subscriber. What logical replication brings was let in elsewhere, and triggers are quiet: it comes in, and
# check_caps lists it. With ENABLE ALWAYS a copied table and a deferred guard's rows are judged and the worker fails, but
# PostgreSQL fires no statement triggers for rows that are applied one by one.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my %node;
for my $name ('publisher', 'subscriber')
{
	$node{$name} = PostgreSQL::Test::Cluster->new($name);
	$node{$name}->init(allows_streaming => 'logical', extra => [ '--encoding=UTF8', '--locale=C' ]);
	$node{$name}->append_conf('postgresql.conf', "wal_retrieve_retry_interval = 100ms\n");
	$node{$name}->start;
	$node{$name}->safe_psql('postgres', <<'SQL');
CREATE TABLE class (id int PRIMARY KEY, cap int, strictness text);
CREATE TABLE seat (id int PRIMARY KEY, class int);
CREATE TABLE desk (id int PRIMARY KEY, class int);
CREATE TABLE late (id int PRIMARY KEY, class int);
SQL
}
my ($publisher, $subscriber) = @node{ 'publisher', 'subscriber' };

sub here
{
	return $subscriber->safe_psql('postgres', $_[0]);
}

# What the publisher does, and until the subscriber has done it.
sub arrives
{
	my ($statement) = @_;
	$publisher->safe_psql('postgres', $statement);
	$publisher->wait_for_catchup('classes');
}

# What is over its cap on the subscriber, and which triggers are off.
sub listed
{
	my ($table) = @_;
	return here("SELECT coalesce(group_key::text || ' ' || days || ' ' || load || ' of ' || cap, problem) FROM caseload.check_caps('$table') ORDER BY 1");
}

sub state_of
{
	my ($statements) = @_;
	my ($status, $out, $err) = $subscriber->psql('postgres', "\\set VERBOSITY sqlstate\n$statements");
	return $err =~ /ERROR:  (\w{5})/ ? $1 : '';
}

# The worker fails on what the guard says, and tries again until it is mended.
sub worker_fails
{
	my ($statement, $class, $name) = @_;
	my $from = -s $subscriber->logfile;
	$publisher->safe_psql('postgres', $statement) if $statement;
	ok($subscriber->wait_for_log(qr/ERROR:  load of "class" \(id\)=\($class\) is over its cap/, $from), "$name: the worker fails");
}

sub goes_on
{
	my ($mended) = @_;
	here($mended);
	$publisher->wait_for_catchup('classes');
}

$publisher->safe_psql('postgres', <<'SQL');
INSERT INTO class SELECT n, 2, 'hard' FROM generate_series(1, 8) AS n;
UPDATE class SET strictness = 'paid' WHERE id = 8;
INSERT INTO seat SELECT n, 1 FROM generate_series(1, 3) AS n;
INSERT INTO desk SELECT n, 1 FROM generate_series(1, 3) AS n;
INSERT INTO late SELECT n, 1 FROM generate_series(1, 3) AS n;
CREATE PUBLICATION classes FOR TABLE class, seat, desk;
SQL
here(<<'SQL');
CREATE EXTENSION caseload CASCADE;
CREATE TABLE breach (guard text, group_key text[], first_day date, last_day date, load numeric, cap numeric,
	measure text, strictness text, citation text, recorded_by text, recorded_at timestamptz);
SELECT caseload.guard(t, 'class', '{class}', 'cap', '{id}', strictness => 'strictness', breach_table => 'breach', deferred => t = 'desk'::regclass, name => t::text)
FROM unnest('{seat,desk,late}'::regclass[]) AS t;
SQL
my $connection = $publisher->connstr . ' dbname=postgres';
here("CREATE SUBSCRIPTION classes CONNECTION '$connection' PUBLICATION classes");
$subscriber->wait_for_subscription_sync($publisher, 'classes');

# triggers as guard() makes them: all of it comes in, and is listed
is(listed('seat'), '{1} (,) 3 of 2', 'copied: what is over comes in and is listed');
is(listed('desk'), '{1} (,) 3 of 2', 'copied, deferred: so it is');
arrives('INSERT INTO seat SELECT 10 + n, 2 FROM generate_series(1, 3) AS n; INSERT INTO desk SELECT 10 + n, 2 FROM generate_series(1, 3) AS n');
arrives('UPDATE seat SET class = 3 WHERE class = 2; UPDATE class SET cap = 0 WHERE id = 3; UPDATE desk SET class = 3 WHERE id = 11');
is(listed('seat'), "{1} (,) 3 of 2\n{3} (,) 3 of 0", 'applied: rows, moves and lowered caps');
is(listed('desk'), "{1} (,) 3 of 2\n{3} (,) 1 of 0", 'applied, deferred: so it is');
is(state_of('INSERT INTO seat VALUES (101, 1)'), '23514', 'they count for what is inserted here');
is(state_of('INSERT INTO desk VALUES (101, 1)'), '23514', 'for a deferred guard, too');

# what a session does that is a replica, or a table whose triggers are off
here('SET session_replication_role = replica; INSERT INTO seat SELECT 110 + n, 4 FROM generate_series(1, 3) AS n');
here('ALTER TABLE seat DISABLE TRIGGER USER; INSERT INTO seat SELECT 120 + n, 5 FROM generate_series(1, 3) AS n');
is(listed('seat'), "trigger seat_before of table public.seat is disabled\ntrigger seat_insert of table public.seat is disabled\n"
	  . "trigger seat_update of table public.seat is disabled\n{1} (,) 3 of 2\n{3} (,) 3 of 0\n{4} (,) 3 of 2\n{5} (,) 3 of 2",
	'a replica session, disabled triggers: both are listed');
here('ALTER TABLE seat ENABLE REPLICA TRIGGER seat_insert; ALTER TABLE seat ENABLE TRIGGER seat_before; ALTER TABLE seat ENABLE TRIGGER seat_update');
like(listed('seat'), qr/^trigger seat_insert of table public.seat is disabled\n\{1\}/, 'a trigger for replicas only is one that is off');

# enabled for replicas, too
here(<<'SQL');
DO $$
DECLARE
	made record;
BEGIN
	FOR made IN SELECT tgrelid::regclass AS on_table, tgname FROM pg_trigger WHERE tgfoid::regproc::text LIKE 'caseload.guard%' LOOP
		EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', made.on_table, made.tgname);
	END LOOP;
END $$;
SQL
is(listed('desk'), "{1} (,) 3 of 2\n{3} (,) 1 of 0", 'always: no trigger is said to be off');
is(state_of('SET session_replication_role = replica; INSERT INTO seat VALUES (101, 1)'), '23514', 'always: a replica session is refused');
is(state_of('SET session_replication_role = replica; INSERT INTO desk VALUES (101, 1)'), '23514', 'always, deferred: so it is');
arrives('INSERT INTO seat SELECT 20 + n, 6 FROM generate_series(1, 3) AS n; UPDATE seat SET class = 2 WHERE class = 3');
is(join(' ', grep { /[26]\}/ } split /\n/, listed('seat')), '{2} (,) 3 of 2 {6} (,) 3 of 2', 'always: what is applied row by row still comes in by statement, and is listed');
arrives('INSERT INTO desk VALUES (21, 6), (22, 6); UPDATE desk SET class = 6 WHERE id = 21; DELETE FROM desk WHERE id = 22');
arrives('INSERT INTO desk SELECT 80 + n, 8 FROM generate_series(1, 3) AS n');
is(here('SELECT guard, group_key, load, cap FROM breach'), 'desk|{8}|3|2', 'always, deferred: what a paid cap lets in is recorded once');
worker_fails('INSERT INTO desk SELECT 30 + n, 6 FROM generate_series(1, 3) AS n', 6, 'always, deferred: a row above a hard cap');
is(here('SELECT count(*) FROM desk WHERE class = 6'), '1', 'always, deferred: nothing of that transaction came in');
goes_on('SET session_replication_role = replica; UPDATE class SET cap = 4 WHERE id = 6');
is(here('SELECT count(*) FROM desk WHERE class = 6'), '4', 'always, deferred: with a higher cap it goes on');
worker_fails('UPDATE class SET cap = 1 WHERE id = 2', 2, 'always: a lowered cap');
goes_on('DELETE FROM seat WHERE class = 2; DELETE FROM desk WHERE class = 2');
is(here('SELECT cap FROM class WHERE id = 2'), '1', 'always: when there is room it goes on');

# a table that is copied is copied by a statement
$publisher->safe_psql('postgres', 'ALTER PUBLICATION classes ADD TABLE late');
here('ALTER SUBSCRIPTION classes REFRESH PUBLICATION');
worker_fails('', 1, 'always: a table that is copied');
is(here('SELECT count(*) FROM late'), '0', 'always: nothing of it came in');
here('UPDATE class SET cap = 3 WHERE id = 1');
$subscriber->wait_for_subscription_sync($publisher, 'classes');
is(here('SELECT count(*) FROM late'), '3', 'always: with a higher cap it is copied');
$subscriber->stop;
$publisher->stop;
done_testing();
