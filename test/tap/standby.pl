# On a hot standby: every report, with kept answers and with stale ones, and every example of the reference, give what they
# give on the primary; what writes is refused there (25006), and what brings the books up to date says where to go. What
# rosters are staged in is unlogged, and not there.
use strict;
use warnings;
use File::Basename;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Reference;
use Test::More;

my $top = $ENV{CASELOAD_SOURCE} || dirname(__FILE__) . '/../..';

my $primary = PostgreSQL::Test::Cluster->new('primary');
# no row goes away on the primary that the standby is amid reading
$primary->init(allows_streaming => 1, extra => [ '--encoding=UTF8', '--locale=C' ]);
$primary->append_conf('postgresql.conf', "autovacuum = off\nmax_standby_streaming_delay = -1\n");
$primary->start;

sub ask
{
	my ($node, $script) = @_;
	my $out = '';
	IPC::Run::run([ 'psql', '-X', '-q', '-d', $node->connstr('postgres') ], '<', \$script, '>&', \$out);
	return $out;
}

is(ask($primary, Reference::setup()), '', 'the sample district is made');
# periods that are paid, something owed, something due, a guard, and a reader of one site
is(ask($primary, <<'SQL'), '', 'and lived in');
SET client_min_messages = error;
SET search_path = valley, caseload;
\o /dev/null
UPDATE contract SET usual_cycle = '12';
SELECT make_pay_periods('waterford', '12', '2019-20');
SELECT count(close_period('waterford', '12', '2019-20', n)) FROM generate_series(1, 2) AS n;
UPDATE employment SET fte = 1 WHERE employment_id = (SELECT min(e.employment_id) FROM employment AS e WHERE e.fte < 1);
SELECT guard_district();
CREATE ROLE principal LOGIN;
SELECT grant_reports('principal', site_id => 1);
SQL
$primary->backup('copy');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'copy', has_streaming => 1);
$standby->start;
is($standby->safe_psql('postgres', 'SELECT pg_is_in_recovery()'), 't', 'it is a standby');

# The reports, and the views of the district's own.
my @views = split /\n/, $primary->safe_psql('postgres', q{SELECT c.oid::regclass FROM pg_class AS c
	WHERE c.relkind = 'v' AND c.relnamespace IN (SELECT n.oid FROM pg_namespace AS n WHERE n.nspname IN ('valley', 'valley_bi'))
	ORDER BY c.relnamespace::regnamespace::text COLLATE "C", c.relname COLLATE "C"});
my %read = map { $_ => 1 } @views;
my @reports = split /\n/, $primary->safe_psql('postgres', q{SET search_path = valley; SELECT 'valley_bi.' || n FROM report_names() AS n ORDER BY 1});
is(join(' ', grep { !$read{$_} } @reports), '', 'every report is among the views');
cmp_ok(scalar @reports, '>', 15, 'and there are reports');

# Each view by its rows, in one session: name, how many, their hash; what an error says instead.
sub rows
{
	my ($node, $role, @names) = @_;
	my $script = "SET role = $role;\n\\pset tuples_only on\n\\pset format unaligned\n\\set VERBOSITY verbose\n";
	$script .= "\\echo -n $_ ''\nSELECT count(*), md5(string_agg(r::text, E'\\n' ORDER BY r::text COLLATE \"C\")) FROM $_ AS r;\n" for @names;
	my $out = ask($node, $script);
	$out =~ s/^LOCATION:.*\n//mg;
	return $out;
}

sub same_rows
{
	my ($name, %names_of) = @_;
	$primary->wait_for_catchup($standby);
	for my $role (sort keys %names_of)
	{
		my @names = @{ $names_of{$role} };
		my @there = split /\n/, rows($standby, $role, @names);
		my @here = split /\n/, rows($primary, $role, @names);
		my %here = map { $_ => 1 } @here;
		is(join("\n", grep { !$here{$_} } @there), '', "$name, role $role: each gives on the standby what it gives on the primary");
		is(scalar(grep { /^\S+ \d+\|/ } @there), scalar(@names), "$name, role $role: without an error");
	}
}

same_rows('kept answers', NONE => \@views, principal => [ map { "valley_bi.$_" } qw(class_size_overage compliance_finding pay_summary report_status) ]);
my ($kept) = rows($standby, 'NONE', 'valley_bi.class_size_overage') =~ /(\d+\|\w+)/;
like($kept, qr/^[1-9]/, 'something is over');
# what is stale is reckoned on the standby
$primary->safe_psql('postgres', q{SET search_path = valley; DELETE FROM enrollment WHERE section_id IN (SELECT section_id FROM valley_bi.class_size_overage);
	UPDATE limit_remedy SET note = 'another'; UPDATE employee SET employee_name = 'Renamed' WHERE employee_id = 105});
is($primary->safe_psql('postgres', q{SELECT count(*) > 0 FROM valley.mark}), 't', 'marks are there');
same_rows('stale answers', NONE => \@reports);
unlike(rows($standby, 'NONE', 'valley_bi.class_size_overage'), qr/\Q$kept\E/, 'and they are not those of before');

sub refused
{
	my ($call) = @_;
	my ($status, $out, $err) = $standby->psql('postgres', "\\set VERBOSITY verbose\nSET search_path = valley; SELECT $call");
	return $err;
}

for my $call ('refresh_reports()', 'refresh_reports(1)', 'mark_everything()', 'mark_everything(1)')
{
	(my $name = $call) =~ s/1//;
	like(refused($call), qr/ERROR:  25006: \Q$name\E writes, and this server is a standby\n.*HINT:  Call it on the primary/s, "$call says where to go");
}
for my $call ("close_period('waterford', '12', '2019-20', 3)", 'guard_district()', 'fill_caps()', "grant_reports('principal')", q{forget_history('2019-08-01')},
	q{caseload.create_district('elm')}, q{caseload.restrict_districts('valley', '{[1,2)}')})
{
	like(refused($call), qr/ERROR:  25006: /, "$call is refused as a write");
}

# The examples of the reference: each gives what it gives on the primary, or is refused because it writes, as a write, by
# the lock that it wants, or because staging is not there.
my $refused = qr/^ERROR:  (25006|55000: cannot acquire lock mode|0A000: cannot access temporary or unlogged relations)/m;
my %path = (caseload => 'SET search_path = caseload, valley, public;', district => 'SET search_path = valley, valley_bi, valley_import, caseload, public;');
my @examples;
$primary->wait_for_catchup($standby);
for my $file (sort keys %path)
{
	my ($sections) = Reference::sections("$top/test/reference/$file.txt");
	my @of_file;
	for my $name (map { @{ $_->{names} } } @$sections)
	{
		push @of_file, map { { name => $name->{name}, sql => $_ } } @{ $name->{examples} };
	}
	my @gave = Reference::run_examples(sub { ask($standby, $_[0]) }, $path{$file}, map { $_->{sql} } @of_file);
	$_->{there} = shift @gave // '' for @of_file;
	my @read = grep { $_->{there} !~ $refused } @of_file;
	@gave = Reference::run_examples(sub { ask($primary, $_[0]) }, $path{$file}, map { $_->{sql} } @read);
	$_->{here} = shift @gave // '' for @read;
	push @examples, @of_file;
}
my %volatile = map { $_ => 1 } split /\n/, $primary->safe_psql('postgres', q{SELECT DISTINCT p.proname FROM pg_proc AS p
	WHERE p.provolatile = 'v' AND p.pronamespace IN (SELECT n.oid FROM pg_namespace AS n WHERE n.nspname = 'caseload' OR n.nspname LIKE 'valley%')});
my @differing = map { "$_->{sql}\nprimary: $_->{here}\nstandby: $_->{there}" } grep { defined $_->{here} && $_->{here} ne $_->{there} } @examples;
my @writing = grep { !defined $_->{here} } @examples;
# an example that writes first says so
my @wrongly = map { $_->{sql} } grep { !$volatile{ $_->{name} } && $_->{sql} !~ /^\s*(INSERT|UPDATE|DELETE|CREATE)\b|\b(propose|make_pay_periods|copy_district|facts_known_from|guard_district)\(/m } @writing;
is(join("\n", @differing), '', 'what reads gives the same there');
is(join("\n", @wrongly), '', 'and nothing is refused that only reads');
cmp_ok(@examples - @writing, '>', 100, 'examples that read');
cmp_ok(scalar @writing, '>', 20, 'examples that write');
$standby->stop;
$primary->stop;
done_testing();
