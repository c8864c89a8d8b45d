# doc/limits-of-types.md: each bound that it names is one, at it and past it; and it names the columns with a length that
# there are.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $page = slurp_file(abs_path(dirname(__FILE__) . '/../..') . '/doc/limits-of-types.md');
my $node = PostgreSQL::Test::Cluster->new('node');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION caseload CASCADE');

# The value, or the SQLSTATE of the error. What is made is undone.
sub outcome
{
	my ($expression) = @_;
	my ($code, $out, $err) = $node->psql('postgres', "\\set VERBOSITY sqlstate\nSET client_min_messages = error;\nBEGIN;\nSET search_path = caseload;\nSELECT $expression;\nROLLBACK;");
	return $err =~ /ERROR:  (\w{5})/ ? "error $1" : $code ? "psql: $err" : $out;
}

# Rows of the table under a heading, without the two lines of its head.
sub rows
{
	my ($heading) = @_;
	my ($part) = $page =~ /^## \Q$heading\E\n(.*?)(?=^## |\z)/ms or die "no part $heading";
	my @rows = map { [ map { s/^\s+|\s+$//gr } split /(?<!\\)\|/, substr($_, 1) ] } grep { /^\|/ } split /\n/, $part;
	return @rows[ 2 .. $#rows ];
}
sub plain { my ($cell) = @_; die "not in backticks: $cell" unless $cell =~ /^`(.*)`$/; return $1 }

my @bounds = rows('Bounds');
cmp_ok(scalar @bounds, '>', 25, 'the page names bounds');
for my $bound (@bounds)
{
	my ($what, $is, $at, $past, $error) = @$bound;
	like($error, qr/^[0-9A-Z]{5}$/, "$what: $is: an error is named");
	my $got = outcome(plain($at));
	ok($got ne '' && $got !~ /^(?:psql|error)/, "$what: $is") or diag(substr($got, 0, 300));
	is(outcome(plain($past)), "error $error", "$what: past it");
}
for my $rounded (rows('Places beyond the last'))
{
	my ($what, $places, $given, $becomes) = @$rounded;
	is(outcome(plain($given)), plain($becomes), "$what: " . plain($given));
}
$node->safe_psql('postgres', q{SELECT caseload.create_district('lakeside')});
my $there = $node->safe_psql('postgres', q{
	SELECT format_type(a.atttypid, a.atttypmod), string_agg(c.relname || '.' || a.attname, ', ' ORDER BY c.relname, a.attname)
	FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
	WHERE c.relnamespace = 'lakeside'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypmod <> -1
		-- what is reckoned is kept as the reports show it, and what was is of the type of what is
		AND c.relname !~ '^kept_|_was$|^book$' GROUP BY 1 ORDER BY 1});
is(join("\n", map { join '|', @$_ } rows('Tables of a district')), $there, 'the columns with a length are those on the page');
$node->stop;
done_testing();
