# What `make demo` shows fits a terminal of 80 columns, and its figures agree with each other.
use strict;
use warnings;
use File::Basename;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{CASELOAD_SOURCE} || dirname(__FILE__) . '/../..';
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE DATABASE demo');
$node->safe_psql('demo', 'CREATE EXTENSION caseload CASCADE; ALTER DATABASE demo SET search_path = public, caseload');

$ENV{PGHOST} = $node->host;
$ENV{PGPORT} = $node->port;
$ENV{PGDATABASE} = 'demo';
$ENV{PGOPTIONS} = '-c client_min_messages=warning';

my ($raw, $narrow) = ('', '');
for my $file (sort glob("$top/test/demo/*.sql"))
{
	my ($out, $err);
	my $name = basename($file);
	ok(IPC::Run::run([ 'bash', '-c', '. "$0" && show "$1"', "$top/test/show.sh", $file ], '>', \$out, '2>', \$err),
		"$name runs") or diag($out . $err);
	$raw .= $out;
	ok(IPC::Run::run([ 'bash', '-c', '. "$0" && LC_ALL=C.UTF-8 narrow', "$top/test/show.sh" ],
			'<', \$out, '>', \my $folded), "$name is folded");
	$narrow .= $folded;
}
utf8::decode($_) for $raw, $narrow;

# Tables and headings are written to fit; sentences are broken at a blank.
my @lines = split /\n/, $raw;
my $drawn = qr/[\x{2500}\x{2502}]/;
cmp_ok(scalar(grep { /$drawn/ } @lines), '>', 100, 'there are tables');
is_deeply([ grep { length > 80 && (/$drawn/ || /^==/) } @lines ], [], 'no table and no heading is wider than 80 columns');
is_deeply([ grep { length > 80 } split /\n/, $narrow ], [], 'no line that is shown is');
cmp_ok(scalar(grep { length > 80 } @lines), '>', 5, 'and some had to be folded for that');
(my $words_raw = $raw) =~ s/\s+/ /g;
(my $words = $narrow) =~ s/\s+/ /g;
is($words, $words_raw, 'folding loses no word');

# rows(HEADING): the rows of the table under it, each a list of cells without commas in numbers
sub rows
{
	my ($heading) = @_;
	my ($table) = $raw =~ /^== \Q$heading\E[^\n]*\n(?:==[^\n]*\n)*(.*?)\n\n/sm or die "no table under $heading";
	return map { [ map { s/^\s+|\s+$//gr =~ s/(?<=\d),(?=\d)//gr } split /\x{2502}/ ] }
	  grep { !/\x{2500}/ } split /\n/, $table;
}

my ($paid_head, @paid) = rows('What each of them is paid');
my ($raise_head, @raise) = rows('What 3 percent on the schedules');
is(scalar(@paid), 12, 'twelve are paid');
my $all = pop @raise;
is_deeply(
	[ map { [ @$_[ 0 .. 2 ], sprintf('%.2f', $_->[4]) ] } @paid ],
	[ map { [ @$_[ 0 .. 3 ] ] } @raise ],
	'the salary of each, with its schedule and place, is the one that the raise starts from');
my ($now, $raised) = (0, 0);
($now, $raised) = ($now + $_->[3], $raised + $_->[4]) for @raise;
is_deeply([ map { sprintf '%.2f', $_ } $now, $raised, $raised - $now ], [ @$all[ 3 .. 5 ] ], 'and they add up');

# a salary stands in the printed table above: Diaz, V-24, is paid its row 24
my ($grid_head, @grid) = rows('The schedule of 2019-20 for teachers');
my ($row) = grep { $_->[0] eq '24' } @grid;
my ($diaz) = grep { $_->[0] eq 'Diaz, Elena' } @paid;
is($diaz->[4], $row->[5], 'a salary is that of the schedule shown');

my %line_by_line = map { $_->[1] eq 'together' ? ($_->[0] => $_->[2]) : () } rows('Two of them line by line');
my %total = map { $_->[0] => sprintf '%.2f', $_->[6] } @paid;
is($line_by_line{$_}, $total{$_}, "$_: the lines add up to the total") for 'Diaz, Elena', 'King, Dale';

$node->stop;
done_testing();
