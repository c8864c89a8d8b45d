# A database in another encoding than UTF8 reads the same texts; SQL_ASCII takes ASCII alone.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Samples qw(samples types_of);

$ENV{PGCLIENTENCODING} = 'UTF8';
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
for my $encoding (qw(LATIN1 EUC_JP SQL_ASCII))
{
	my $database = lc $encoding;
	$node->safe_psql('postgres',
		"CREATE DATABASE $database ENCODING '$encoding' LOCALE 'C' TEMPLATE template0");
	$node->safe_psql($database, 'CREATE EXTENSION caseload CASCADE');
}

sub reads
{
	my ($database, $type, $input, $expected, $what) = @_;
	is($node->safe_psql($database, "SELECT caseload.$type \$i\$$input\$i\$"), $expected,
		"$database: $what");
}

sub refuses
{
	my ($database, $type, $input, $sqlstate, $what) = @_;
	my ($status, $out, $error) = $node->psql($database,
		"\\set VERBOSITY verbose\nSELECT caseload.$type \$i\$$input\$i\$");
	like($error, qr/ERROR:  \Q$sqlstate\E:/, "$database: $what");
}

my $no_break = "\xC2\xA0";
my $soft_hyphen = "\xC2\xAD";
my $superscript_one = "\xC2\xB9";
my $half = "\xC2\xBD";
reads('latin1', 'salary_step', "V$no_break-${no_break}14", 'V-14', 'no-break spaces are blanks');
reads('latin1', 'salary_step', "V-1${soft_hyphen}4", 'V-14', 'a soft hyphen vanishes');
refuses('latin1', 'salary_step', "V-1$superscript_one", '22P02', 'a superscript is refused');
refuses('latin1', 'salary_step', "V-7$half", '22P02', 'a fraction is refused');

# full-width V, hyphen-minus, 1, 4
reads('euc_jp', 'salary_step', "\xEF\xBC\xB6-\xEF\xBC\x91\xEF\xBC\x94", 'V-14', 'wide characters are folded');

for my $input ("V-1\xC2\xB9", "V\xC2\xA0-14", "\xEF\xBC\xB6-14")
{
	refuses('sql_ascii', 'salary_step', $input, '22P02', 'what is not ASCII is refused');
}

# words are in the language asked for, in the database's encoding
for my $database (qw(latin1 euc_jp sql_ascii))
{
	is( $node->safe_psql($database, q{SELECT caseload.explain('1+: $1000.50 each', 3, 'es') LIKE '% 3001,50 $.'}),
		't', "$database: money in Spanish has a plain blank");
}
for my $database (qw(latin1 euc_jp))
{
	my ($status, $out, $error) = $node->psql($database,
		"\\set VERBOSITY verbose\nSELECT caseload.explain('1+: \$1 each', 3, '\xC3\xA9')");
	like($error, qr/ERROR:  22023: no words in locale "\xC3\xA9"/, "$database: a locale that is none is named");
}

# canonical text is ASCII, so it is the same everywhere
for my $type (types_of($node, 'sql_ascii'))
{
	for my $sample (samples($type))
	{
		my $query = "SELECT encode(caseload.${type}_send(\$i\$$sample\$i\$), 'hex'),"
		  . " caseload.$type \$i\$$sample\$i\$";
		my $expected = $node->safe_psql('latin1', $query);
		is($node->safe_psql('euc_jp', $query), $expected, "$type in LATIN1 and EUC_JP");
		is($node->safe_psql('sql_ascii', $query), $expected, "$type in LATIN1 and SQL_ASCII");
		unlike($expected, qr/[^\t\n -~]/, "$type prints ASCII");
	}
}

$node->stop;
done_testing();
