# The sample files of plain rosters go in by \copy, each into the staging table of its name, and what psql's \copy of
# each of its columns takes is what the page says; the same files again change nothing.
use strict;
use warnings;
use File::Basename;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $data = ($ENV{CASELOAD_SOURCE} || dirname(__FILE__) . '/../..') . '/test/data/roster/plain';
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
$node->safe_psql('postgres', q{
	CREATE EXTENSION btree_gist; CREATE EXTENSION caseload;
	SELECT caseload.create_district('harbor', 'waterford'); SELECT caseload.create_import('harbor')});

my @files = sort glob "$data/*.csv";
ok(@files == 11, 'a sample of each plain file');

sub fill
{
	for my $file (@files)
	{
		my $table = 'harbor_import.plain_' . basename($file, '.csv');
		my $head = $node->safe_psql('postgres', "SELECT string_agg(attname, ',' ORDER BY attnum)
			FROM pg_attribute WHERE attrelid = '$table'::regclass AND attnum > 0");
		open my $in, '<', $file or die "$file: $!";
		chomp(my $line = <$in>);
		close $in;
		is($line, $head, "the head of $table");
		$node->safe_psql('postgres', "\\copy $table FROM '$file' CSV HEADER");
	}
	return;
}

fill();
is($node->safe_psql('postgres', q{SELECT kind, row, key, outcome, why
	FROM harbor_import.merge_plain(on_day => '2025-10-01') WHERE outcome <> 'new'}),
	"enrollment|3|K1-A / 900103|joined|one stay with row 4\n"
	  . 'enrollment|5|K1-A / 900104|refused|never came: the last day, 2025-09-30, is before the first, 2025-10-01',
	'what of the samples is not new');
is($node->safe_psql('postgres', q{SELECT section_name, grades, count(e.*) FROM harbor.section AS s
	JOIN harbor.enrollment AS e USING (section_id) GROUP BY 1, 2 ORDER BY 1}),
	"Algebra|[9,11)|2\nRoom 3|[0,2)|3", 'classes have the grades and students of the files');
is($node->safe_psql('postgres', q{SELECT count(*) FROM harbor.fact_problem WHERE problem NOT LIKE 'no school year%'}),
	0, 'nothing that cannot be paid but for the calendar');

fill();
is($node->safe_psql('postgres', q{SELECT string_agg(DISTINCT outcome, ' ' ORDER BY outcome)
	FROM harbor_import.merge_plain(on_day => '2025-10-01')}), 'refused same', 'the same files again');
is($node->safe_psql('postgres', q{SELECT count(*) FROM harbor.enrollment_was}), 0, 'nothing was written');

# a dump takes the crosswalk along, and the district is read into where it is restored
my $dump = $node->backup_dir . '/harbor.sql';
$node->command_ok([ 'pg_dump', '-f', $dump, '-d', $node->connstr('postgres') ], 'dump');
$node->safe_psql('postgres', 'CREATE DATABASE there');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', $dump, '-d', $node->connstr('there') ],
	'restore');
$node->safe_psql('there', "\\copy harbor_import.plain_site FROM '$data/site.csv' CSV HEADER");
is($node->safe_psql('there', 'SELECT kind, outcome, why FROM harbor_import.merge_plain()'), 'site|same|2 rows',
	'the same file again where the dump was restored');
is($node->safe_psql('there', q{SELECT caseload.create_import('harbor') LIKE '% made anew%'}), 't', 'made anew there');

done_testing();
