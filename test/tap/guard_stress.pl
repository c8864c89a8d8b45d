# Eight sessions at all three isolation levels insert, move, swap, upsert, delete, lower caps and change waivers for some
# seconds; afterwards no day of any class is above its cap, and no single statement has deadlocked. Then the same with a
# guard by the clock, over the hour that comes twice, with every kind of bound: no moment is.
# STRESS_SECONDS says how long each, if not 8.
use strict;
use warnings;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $seconds = $ENV{STRESS_SECONDS} // 8;
my $node = PostgreSQL::Test::Cluster->new('stress');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "max_connections = 30\nfsync = off\n");
$node->start;
my $folder = PostgreSQL::Test::Utils::tempdir();

# What a row's range is, some of them, and all days or moments that can differ: of hours, each and half an hour later.
my %clocks = (
	daterange => {
		some => q{daterange(d, d + 1 + (random() * 15)::int) FROM (SELECT DATE '2026-01-01' + (random() * 40)::int AS d) x},
		index => '(class)',
		waived => q{daterange(DATE '2026-01-10', DATE '2026-01-14')},
		each => q{SELECT t::date AS t FROM generate_series(DATE '2025-12-31', DATE '2026-03-01', '1 day') t},
	},
	tstzrange => {
		some => q{tstzrange(h, h + (random() * 15)::int * interval '1 hour', (ARRAY['[)', '[]', '(]', '()'])[1 + floor(random() * 4)::int])
			FROM (SELECT timestamptz '2026-10-31 12:00-07' + (random() * 40)::int * interval '1 hour' AS h) x},
		index => 'USING gist (class, valid)',
		waived => q{tstzrange('2026-11-01 00:00-07', '2026-11-01 06:00-08', '[]')},
		each => q{SELECT t FROM generate_series(timestamptz '2026-10-31 11:30-07', '2026-11-02 20:00-08', '30 minutes') t},
	},
);
my $database;

sub sql
{
	return $node->safe_psql($database, $_[0]);
}

sub make_classes
{
	my ($range, $clock) = @_;
	sql(<<"SQL");
CREATE EXTENSION caseload CASCADE;
CREATE TABLE class (id int PRIMARY KEY, cap int NOT NULL);
CREATE TABLE seat (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, student int UNIQUE, class int REFERENCES class, valid $range NOT NULL);
CREATE INDEX ON seat $clock->{index};
CREATE TABLE waiver (id int PRIMARY KEY, class int REFERENCES class, valid $range NOT NULL, cap int);
CREATE INDEX ON waiver (class);
CREATE TABLE outcome (what text, result text);
INSERT INTO class SELECT i, 3 + i % 3 FROM generate_series(1, 12) i;
INSERT INTO waiver SELECT i, i, $clock->{waived}, 7 FROM generate_series(1, 6) i;
CREATE FUNCTION "some"() RETURNS $range LANGUAGE sql AS \$\$ SELECT $clock->{some} \$\$;
CREATE FUNCTION any_class() RETURNS int LANGUAGE sql AS \$\$ SELECT 1 + (random() * 11)::int \$\$;
-- by plain SQL, time by time, with nothing of the guard's
CREATE VIEW above AS
WITH seats AS MATERIALIZED (SELECT class, valid FROM seat), waivers AS MATERIALIZED (SELECT class, valid, cap FROM waiver),
	times AS MATERIALIZED ($clock->{each}),
	loads AS (SELECT class, t, count(*) AS load FROM seats JOIN times ON valid @> t GROUP BY class, t)
SELECT loads.class, t, load, greatest(class.cap, max(waivers.cap)) AS cap
FROM loads JOIN class ON class.id = loads.class LEFT JOIN waivers ON waivers.class = class.id AND waivers.valid @> t
GROUP BY loads.class, t, load, class.cap HAVING load > greatest(class.cap, max(waivers.cap));
-- a refusal is an outcome, not an error; deadlocks and serialization failures are pgbench's to count
CREATE FUNCTION attempt(what text, statement text) RETURNS void LANGUAGE plpgsql AS \$\$
BEGIN
	EXECUTE statement;
	INSERT INTO outcome VALUES (what, 'done');
EXCEPTION WHEN check_violation OR unique_violation THEN
	INSERT INTO outcome VALUES (what, SQLSTATE);
END \$\$;
SELECT caseload.guard('seat', 'class', '{class}', 'cap', '{id}', valid => 'valid', waiver_table => 'waiver', waiver_valid => 'valid', waiver_cap => 'cap');
SQL
}

my %statements = (
	insert => 'INSERT INTO seat (class, valid) VALUES (any_class(), "some"())',
	several => 'INSERT INTO seat (class, valid) SELECT any_class(), "some"() FROM generate_series(1, 4)',
	move => 'UPDATE seat SET class = any_class() WHERE id IN (SELECT id FROM seat ORDER BY random() LIMIT 1 FOR UPDATE SKIP LOCKED)',
	longer => 'UPDATE seat SET valid = "some"() WHERE id IN (SELECT id FROM seat ORDER BY random() LIMIT 1 FOR UPDATE SKIP LOCKED)',
	swap => 'WITH two AS (SELECT id, class FROM seat ORDER BY random() LIMIT 2 FOR UPDATE SKIP LOCKED)
		UPDATE seat SET class = other.class FROM two JOIN two other ON other.id <> two.id WHERE seat.id = two.id',
	out => 'DELETE FROM seat WHERE id IN (SELECT id FROM seat ORDER BY random() LIMIT 2 FOR UPDATE SKIP LOCKED)',
	upsert => 'INSERT INTO seat (student, class, valid) SELECT DISTINCT ON (1) (random() * 30)::int, any_class(), "some"() FROM generate_series(1, 4)
		ORDER BY 1 ON CONFLICT (student) DO UPDATE SET class = excluded.class, valid = excluded.valid',
	cap => 'UPDATE class SET cap = 2 + (random() * 4)::int WHERE id = (SELECT any_class())',
	waiver => 'UPDATE waiver SET valid = "some"(), cap = 5 + (random() * 3)::int WHERE id = (SELECT 1 + (random() * 5)::int)',
);
my @scripts;
for my $level ('READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE')
{
	for my $what (sort keys %statements)
	{
		my $file = sprintf('%s/%s_%s.sql', $folder, $what, lc(substr($level, 0, 1) . length($level)));
		(my $statement = $statements{$what}) =~ s/\s+/ /g;
		open(my $out, '>', $file) or die $!;
		print $out "BEGIN ISOLATION LEVEL $level;\nSELECT pg_sleep(random() * 0.01); -- the snapshot ages\n";
		print $out "SELECT attempt('$what', \$s\$$statement\$s\$);\nCOMMIT;\n";
		close $out;
		push @scripts, '-f', $file . ($what =~ /insert|several|move/ ? '@2' : '@1');
	}
}
# what is committed is never above a cap, not even for a moment
open(my $look, '>', "$folder/look.sql") or die $!;
print $look "INSERT INTO outcome SELECT 'above', class::text FROM above UNION ALL SELECT 'looked', '';\n";
close $look;
push @scripts, '-f', "$folder/look.sql\@2";
for my $range (sort keys %clocks)
{
	$database = $range;
	$node->safe_psql('postgres', "CREATE DATABASE $range");
	make_classes($range, $clocks{$range});
	my ($report, $said) = ('', '');
	my $ended = IPC::Run::run([ 'pgbench', '-n', '-c', '8', '-j', '2', '-T', $seconds, '--failures-detailed', @scripts, $node->connstr($database) ],
		'>', \$report, '2>', \$said);
	ok($ended, "$range: no session broke off") or diag($said);
	my ($done) = $report =~ /number of transactions actually processed: (\d+)/;
	my ($deadlocks) = $report =~ /number of deadlock failures: (\d+)/;
	cmp_ok($done, '>', 100, "$range: transactions: $done");
	is($deadlocks, 0, "$range: no single statement deadlocked");

	my $outcomes = sql('SELECT string_agg(what || $$ $$ || result || $$ $$ || n, $$, $$ ORDER BY what, result) FROM (SELECT what, result, count(*) n FROM outcome GROUP BY 1, 2) x');
	note($outcomes);
	like($outcomes, qr/insert 23514/, "$range: some inserts were refused");
	like($outcomes, qr/several done/, "$range: some inserts were let in");
	like($outcomes, qr/cap 23514/, "$range: some lowered caps were refused");

	is(sql("SELECT * FROM above ORDER BY class, t LIMIT 5"), '', "$range: no time of any class is above its cap");
	is(sql("SELECT count(*) FROM outcome WHERE what = 'above'"), '0', "$range: nor was any, whenever somebody looked");
	cmp_ok(sql("SELECT count(*) FROM outcome WHERE what = 'looked'"), '>', 10, "$range: and many looked");
	is(sql("SELECT count(*) FROM caseload.check_caps('seat')"), '0', "$range: and check_caps agrees");
	cmp_ok(sql('SELECT count(*) FROM seat'), '>', 20, "$range: the classes are not empty");
}
$node->stop;
done_testing();
