# The reference pages say what the catalog says, every function on them has an example that runs, and no page calls a
# function that they do not tell.
use strict;
use warnings;
use Encode qw(decode_utf8);
use File::Basename;
use Pages qw(called);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Reference qw(reference_pages setup);
use Test::More;

my $top = $ENV{CASELOAD_SOURCE} || dirname(__FILE__) . '/../..';

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE DATABASE reference TEMPLATE template0');

sub ask
{
	my ($script) = @_;
	my $out = '';
	IPC::Run::run([ 'psql', '-X', '-q', '-d', $node->connstr('reference') ], '<', \$script, '>&', \$out);
	return $out;
}

is(ask(setup()), '', 'the sample district is made');
my @pages = grep { !/reference[\w-]*\.md$/ } glob("$top/doc/*.md"), "$top/README.md";
my ($pages, $faults) = reference_pages($top, \&ask, map { called($_) } @pages);
is(join("\n", @$faults), '', 'all that is public is told, with an example that runs');

for my $name (sort keys %$pages)
{
	my $kept = -e "$top/doc/$name" ? decode_utf8(slurp_file("$top/doc/$name")) : '';
	my @is = split /\n/, $kept;
	my @ought = split /\n/, $pages->{$name};
	my $line = 0;
	$line++ while $line < @ought && $line < @is && $is[$line] eq $ought[$line];
	ok($kept eq $pages->{$name}, "doc/$name says what the catalog says: else run bash test/reference.sh")
	  or diag('line ' . ($line + 1) . "\nis:    " . ($is[$line] // '(end)') . "\nought: " . ($ought[$line] // '(end)'));
}

# a function that nobody has told, and one that is told and gone, are found
my ($more) = grep { /extra_function/ } do
{
	ask('CREATE FUNCTION caseload.extra_function() RETURNS int LANGUAGE sql RETURN 1;');
	my (undef, $found) = reference_pages($top, \&ask);
	@$found;
};
like($more // '', qr/extra_function\(\) is neither told/, 'a new function without an example is a fault');

$node->stop;
done_testing();
