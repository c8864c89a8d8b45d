# The dashboard of doc/bi/evidence without its builder: each source runs as a reader of the reports alone, gives rows
# of types that it can hold, the pages name sources and columns that are there, the figures that its pages are compared
# with in make check-bi can be had, and what a week costs is what is reckoned here by hand.
use strict;
use warnings;
use File::Basename;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{CASELOAD_SOURCE} || $ENV{tree} || dirname(__FILE__) . '/../..';
my $project = "$top/doc/bi/evidence";
# what the driver makes a number, a date, a text or a boolean; of any other type it makes a text, and sorts it as one
my $known =
  qr/^(?:boolean|smallint|integer|bigint|numeric|double precision|text|character varying|date|timestamp with)/;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE DATABASE demo');
$node->safe_psql('demo', 'CREATE EXTENSION caseload CASCADE');
$node->safe_psql('demo', slurp_file("$top/test/bi/sample.sql"));

# The dashboard sets the schema of its connection.yaml; nothing else is on the path.
my ($schema) = slurp_file("$project/sources/caseload/connection.yaml") =~ /^  schema: (\w+)$/m;
$node->safe_psql('demo', 'ALTER ROLE bi_reader RESET search_path');

sub as_reader
{
	my ($sql) = @_;
	my ($code, $out, $err) =
	  $node->psql('demo', "SET search_path = $schema; $sql", extra_params => [ '-U', 'bi_reader' ]);
	return ($out, $err);
}

like((as_reader('SELECT count(*) FROM example.employee'))[1], qr/permission denied/, 'the reader reads no fact');
my %columns;
for my $file (sort glob "$project/sources/caseload/*.sql")
{
	my $name = basename($file, '.sql');
	my $sql = slurp_file($file);

	unlike($sql, qr/;\s*\z/, "$name ends without a semicolon: it is put in brackets to be counted");
	my ($out, $err) = as_reader("WITH root AS (\n$sql\n) SELECT count(*) FROM root");
	is($err, '', "$name runs");
	cmp_ok($out || 0, '>', 0, "$name has rows");
	my ($described) = as_reader("$sql \\gdesc");
	my %types = map { split /\|/ } split /\n/, $described;
	$columns{$name} = \%types;
	is(join(' ', grep { $types{$_} !~ $known } sort keys %types), '', "$name has columns of plain types");
}
cmp_ok(scalar keys %columns, '>=', 10, 'there are sources');

my %read;
for my $file (sort glob "$project/pages/*.md")
{
	my $page = basename($file, '.md');
	my $text = slurp_file($file);
	my %queries;

	$queries{$1} = $2 while $text =~ /^```sql (\w+)\n(.*?)^```/msg;
	for my $name (sort keys %queries)
	{
		my @from = $queries{$name} =~ /\bcaseload\.(\w+)/g;
		ok(@from > 0, "$page: $name reads a source");
		$read{$_} = 1 for @from;
		is(join(' ', grep { !$columns{$_} } @from), '', "$page: $name reads sources that are there");
		# names that are no function, keyword, alias or text must be columns of what is read
		my %has = map { $_ => 1 } map { keys %{ $columns{$_} // {} } } @from;
		(my $bare = $queries{$name}) =~ s/'(?:[^']|'')*'/ /g;
		$has{$_} = 1 for $bare =~ /\bAS (\w+)/g;
		my %words = map { lc($_) => 1 }
		  qw(select from where group by order having limit as and or not in is null distinct case when then else end
		  filter union all over desc asc nulls last like caseload int text date);
		$bare =~ s/\bcaseload\.\w+/ /g;
		$bare =~ s/\b\w+\s*\(/(/g;
		my @strange = grep { !$has{$_} && !$words{ lc $_ } && !/^\d+$/ } $bare =~ /\b(\w+)\b/g;
		is(join(' ', @strange), '', "$page: $name names columns that are there");
	}
	while ($text =~ /<(?:BigValue|BarChart|LineChart|Heatmap|DataTable|Dropdown|Value)\s+data=\{(\w+)/g)
	{
		ok($queries{$1}, "$page: what is shown is the query $1 of the page");
	}
	while ($text =~ /<DataTable data=\{(\w+)\}.*?>(.*?)<\/DataTable>/sg)
	{
		my ($query, $body) = ($1, $2);
		is(join(' ', grep { $queries{$query} !~ /\b$_\b/ } $body =~ /<Column id=(\w+)/g), '',
			"$page: the columns of $query are among what it selects");
	}
	# the builder ends at a chart without rows; those in an each are there only for what has some
	$text =~ s/\{#each .*?\{\/each\}//sg;
	is(join(' ', grep { !/emptySet=pass emptyMessage="/ } $text =~ /<(?:BarChart|LineChart|Heatmap|DataTable)\s.*?>\n/sg),
		'', "$page: each chart and table may be without rows");
	ok(-s "$top/doc/pictures/evidence-$page.png", "$page has a picture");
	cmp_ok(-s "$top/doc/pictures/evidence-$page.png" // 0, '<', 220_000, "the picture of $page is small");
}
is(join(' ', grep { !$read{$_} } sort keys %columns), '', 'each source is read by a page');

# Thursday, October 10, 2019: 13 classes have 25 students over in all, and the contract pays $50 for each.
is((as_reader('SELECT sum(classes), sum(students_over), sum(pay) FROM ('
	. slurp_file("$project/sources/caseload/overage_week.sql")
	. ") AS week WHERE week = '2019-10-07' AND rule = 'Class size TK-6'"))[0],
	'13|25.00|1250.00', 'the week of October 7 by hand');
# what is owed by month and in all, by two reports
is((as_reader('SELECT sum(earned - paid) - (SELECT sum(owed) FROM pay_owed) FROM ('
	. slurp_file("$project/sources/caseload/owed_month.sql") . ') AS month'))[0],
	'0.00', 'owed by month adds up to owed');

# A district of which nothing is known yet: the builder ends at a source without rows.
$node->safe_psql('demo', q(SELECT caseload.create_district('bare'); SELECT bare.grant_reports('bi_reader')));
for my $name (sort keys %columns)
{
	my ($rows) = as_reader("SET search_path = bare_bi; WITH root AS (\n"
		. slurp_file("$project/sources/caseload/$name.sql") . "\n) SELECT count(*) FROM root");
	is($rows, '1', "$name has a row in an empty district, too");
}

my ($out, $err);
$node->safe_psql('demo', "ALTER ROLE bi_reader SET search_path = $schema");
IPC::Run::run([ 'psql', '-X', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-U', 'bi_reader',
	'-d', $node->connstr('demo'), '-f', "$top/test/bi/evidence/figures.sql" ], '>', \$out, '2>', \$err);
is($err, '', 'the figures to compare with can be had');
for my $file (glob "$project/pages/*.md")
{
	my $page = basename($file, '.md');
	cmp_ok(scalar(() = $out =~ /^\Q$page\E\|/mg), '>=', 3, "there are figures of $page");
}
is(join(' ', grep { /\|(?:\||$)/ } split /\n/, $out), '', 'no figure is empty');

# The packages are pinned, and what is pinned is what the lock file holds.
my $lock = slurp_file("$project/package-lock.json");
my ($wanted) = slurp_file("$project/package.json") =~ /"dependencies": \{(.*?)\}/s;
while ($wanted =~ /"([^"]+)": "([^"]*)"/g)
{
	my ($name, $version) = ($1, $2);
	like($version, qr/^\d+\.\d+\.\d+$/, "$name is pinned");
	like($lock, qr/"node_modules\/\Q$name\E": \{\s+"version": "\Q$version\E"/, "$name is locked as it is pinned");
}
unlike($lock, qr/"resolved"/, 'the lock file names no place to fetch from');
like(slurp_file("$project/evidence.settings.json"), qr/"send_anonymous_usage_stats": "no"/,
	'the builder reports to nobody');

# Next year's calendar is entered, and a year later: the overview is of the last year begun, by the day it is read.
my $year = slurp_file("$project/sources/caseload/this_year.sql");
is((as_reader($year))[0], '2019-20', 'the only year is this year');
$node->safe_psql('demo', q{
	INSERT INTO example.calendar (contract, school_year, in_force, days, citation) VALUES
		('waterford', '2020-21', '[2020-07-01,2021-07-01)', '{[2020-08-17,2021-05-29)}', 'test');
	UPDATE example.employment SET valid = daterange(lower(valid), '2021-07-01')});
is((as_reader($year))[0], '2020-21', 'the later of two years is this year');
is((as_reader($year =~ s/current_date/date '2020-06-30'/r))[0], '2019-20', 'on June 30 it is not begun');
is((as_reader($year =~ s/current_date/date '2020-07-01'/r))[0], '2020-21', 'on July 1 it is');

done_testing();
