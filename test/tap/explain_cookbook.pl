# The limits of the cookbook read back as sentences, English and Spanish, as they were read by eye when they were
# written to test/data/cookbook_explained.txt: each as it stands at the end of its example.
use strict;
use warnings;
use File::Basename;
use Pages qw(examples);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{CASELOAD_SOURCE} || dirname(__FILE__) . '/../..';
my $expected = "$top/test/data/cookbook_explained.txt";
my $say = <<'SQL';
SELECT format(E'%s\n%s\n%s', l.code, limit_in_words(l.id, 'en'), limit_in_words(l.id, 'es'))
FROM oakdale.load_limit AS l ORDER BY l.id;
SQL

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;

my $said = '';
my $shapes = 0;
for my $page (sort glob("$top/doc/cookbook-*.md"))
{
	my $script = "SET search_path = caseload, public;\n\\o /dev/null\n";
	my $database = basename($page, '.md') =~ tr/-/_/r;
	my ($out, $err) = ('', '');

	for my $example (examples($page))
	{
		my $sql = "$example->{sql};\n" =~ s/;\s*;\n/;\n/r;
		my $heading = $example->{heading} =~ tr/'//dr;
		$shapes += $sql =~ s/^ROLLBACK;/\\o\n\\echo '## $heading'\n$say\\o \/dev\/null\nROLLBACK;/mg;
		$script .= $sql;
	}
	$node->safe_psql('postgres', "CREATE DATABASE $database TEMPLATE template0");
	$node->safe_psql($database, 'CREATE EXTENSION caseload CASCADE');
	IPC::Run::run([ 'psql', '-X', '-q', '-A', '-t', '-d', $node->connstr($database) ], '<', \$script, '>', \$out, '2>', \$err);
	$said .= "# " . basename($page) . "\n$out";
}
open my $in, '<', $expected or die "$expected: $!";
my $right = do { local $/; <$in> };
close $in;
cmp_ok($shapes, '>=', 80, 'there are shapes in the cookbook');
my @said = split /^(?=## )/m, $said;
my @right = split /^(?=## )/m, $right;
is($said[$_] // '', $right[$_] // '', ($right[$_] // $said[$_]) =~ /^#+ (.*)/ ? $1 : 'its beginning') for 0 .. ($#said > $#right ? $#said : $#right);
$node->stop;
done_testing();
