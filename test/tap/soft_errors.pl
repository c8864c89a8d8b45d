# From PostgreSQL 16 on a bad literal can be asked about without an error.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Samples qw(samples types_of);

if (`postgres --version` =~ /\) (\d+)/ && $1 < 16)
{
	plan skip_all => 'soft errors came with PostgreSQL 16';
}

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION caseload CASCADE');

for my $type (types_of($node, 'postgres'))
{
	for my $sample (samples($type))
	{
		is( $node->safe_psql('postgres',
				"SELECT pg_input_is_valid(\$i\$$sample\$i\$, 'caseload.$type')"),
			't', "$type: a good literal is valid");
	}
	for my $bad ('', '?', "1\xC2\xB9", 'no such thing at all', '9' x 60)
	{
		is( $node->safe_psql('postgres', "SELECT pg_input_is_valid(\$i\$$bad\$i\$, 'caseload.$type')"),
			'f', "$type: a bad literal is not, and nothing is raised");
		like(
			$node->safe_psql('postgres',
				"SELECT sql_error_code, message <> '' FROM pg_input_error_info(\$i\$$bad\$i\$, 'caseload.$type')"),
			qr/^22(P02|003|023)\|t$/,
			"$type: what is wrong with it is told");
	}
}

$node->stop;
done_testing();
