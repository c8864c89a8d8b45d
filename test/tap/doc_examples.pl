# Every ```sql example of doc/ and README.md runs, each page from its top in a database of its
# own, and prints what the ```text block beneath it says, as psql's table or as bare rows.
use strict;
use warnings;
use File::Basename;
use Pages qw(examples);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{CASELOAD_SOURCE} || dirname(__FILE__) . '/../..';
my $marker = '=== example ';

# Trailing blanks, empty lines at the ends and psql's pointers into the query do not count, nor how far a report is, which
# it tells on a busy machine alone.
sub plain
{
	my ($text) = @_;
	$text =~ s/^NOTICE:  [^\n]*: \d+ of \d+\n//mg;
	$text =~ s/^LINE \d+:.*\n.*\^\s*\n//mg;
	$text =~ s/[ \t]+$//mg;
	$text =~ s/\A\n+//;
	$text =~ s/\n+\z//;
	return $text;
}

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;

# What each example prints, in one run of the page.
sub printed
{
	my ($database, $options, @examples) = @_;
	my $script = "SET search_path = caseload, public;\n";
	my ($out, $err) = ('', '');

	$script .= "\\echo $marker$_\n$examples[$_]{sql};\n" for 0 .. $#examples;
	$script =~ s/;\s*;\n/;\n/g;
	$node->safe_psql('postgres', "CREATE DATABASE $database TEMPLATE template0");
	$node->safe_psql($database, 'CREATE EXTENSION caseload CASCADE');
	# errors belong to what an example prints, so both streams go the same way
	IPC::Run::run([ 'psql', '-X', '-q', @$options, '-d', $node->connstr($database) ],
		'<', \$script, '>&', \$out);
	# -1: the last example, too, may print nothing
	my @parts = split /^\Q$marker\E\d+\n/m, $out, -1;
	shift @parts;
	return map { plain($_) } @parts;
}

my $count = 0;
for my $page (grep { -e } sort(glob("$top/doc/*.md")), "$top/README.md")
{
	my @examples = examples($page);
	my $name = basename($page);

	next unless @examples;
	$count++;
	my @table = printed("page_$count", [], @examples);
	my @bare = printed("bare_$count", [ '-A', '-t' ], @examples);
	for my $i (0 .. $#examples)
	{
		my $where = "$name, line $examples[$i]{line}";
		my $said = $examples[$i]{text};
		if (!defined $said)
		{
			unlike($table[$i] // 'ERROR: it did not run', qr/^(ERROR|FATAL):/m, "$where runs");
			next;
		}
		my $found = plain($said) eq ($bare[$i] // '') ? $bare[$i] : $table[$i];
		is($found, plain($said), "$where prints what the page says");
	}
}
ok($count > 0, 'there are pages with examples');

$node->stop;
done_testing();
