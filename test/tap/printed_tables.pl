# Every table of test/data/tables/ and test/data/printed/ is read cell by cell as the .csv beside it says (lane, step,
# longevity, amount), or refused where a .refuse stands beside it. Lanes called COL1, COL2 ... count by their order.
# What is named in %steps is read with the steps given there.
use strict;
use warnings;
use File::Basename;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{CASELOAD_SOURCE} || $ENV{tree} || dirname(__FILE__) . '/../..';
$top = File::Spec->rel2abs($top);
my %steps = (plus_rows => '{"+1": "10", "+2": "11", "+3": "12"}');

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION caseload CASCADE');

# The bytes of a file, as SQL.
sub printed
{
	my ($path) = @_;
	my $bytes = slurp_file($path);

	return sprintf "convert_from('\\x%s', 'UTF8')", unpack('H*', $bytes);
}

# The cells that a file names: [lane, step, longevity, amount], by lane and step.
sub wanted
{
	my ($path) = @_;
	my ($head, @rows) = split /\r?\n/, slurp_file($path);
	my ($lanes, %rank, @cells) = (0);

	for my $row (@rows)
	{
		my ($lane, $step, $longevity, $amount) = split /,/, $row;
		$rank{$lane} = ++$lanes unless $rank{$lane};
		push @cells, [ $lane, $rank{$lane}, $step + 0, substr($longevity, 0, 1), $amount + 0 ];
	}
	return @cells;
}

sub ordered
{
	my (@cells) = @_;
	return join "\n", sort map { join '|', @$_ } @cells;
}

my @files = glob("$top/test/data/tables/*.txt $top/test/data/printed/*.txt");
for my $file (@files)
{
	my $name = basename($file, '.txt');
	my $base = $file =~ s/\.txt$//r;
	my $text = printed($file);
	my ($code, $out, $err) = $node->psql('postgres',
		"SELECT lane, lane_rank, trim_scale(step), longevity, trim_scale(exact)"
		  . " FROM caseload.cells(caseload.read_schedule($text))");

	if (-e "$base.refuse")
	{
		isnt($code, 0, "$name is refused");
		like($err, qr/line \d+/i, "$name: the refusal names a line");
		next;
	}
	my @wanted = wanted("$base.csv");
	my $named = !grep { $_->[0] =~ /^COL\d/ } @wanted;
	my @got = map { [ split /\|/ ] } split /\n/, $out;
	my @ours = map { my @c = @$_; [ $named ? $c[0] : '', @c[ 1 .. 3 ], $c[4] + 0 ] } @got;
	my @theirs = map { my @c = @$_; [ $named ? $c[0] : '', @c[ 1 .. 4 ] ] } @wanted;

	is($code, 0, "$name is read: $err");
	is(ordered(@ours), ordered(@theirs), "$name is read cell by cell");
}
ok(@files > 40, 'there are tables');

for my $name (sort keys %steps)
{
	my $text = printed("$top/test/data/tables/$name.txt");
	my $rows = $node->safe_psql('postgres',
		"SELECT count(*) FROM caseload.cells(caseload.read_schedule($text, steps => '$steps{$name}'))");

	is($rows, 36, "$name is read with its steps given");
}

$node->stop;
done_testing();
