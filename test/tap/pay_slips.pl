# Slips of the hand drawn into the pay rules of the shipped contracts and of one made up of what these do not have:
# each column of each row, misspelt, the next row's, null, shifted, swapped with the next row's. Of those that the tables
# do not refuse and that change any answer of pay of the people in test/slips/pay_facts.sql, the linters must show four in
# five. SLIPS says how many that change something are drawn, if not 20 (300 take some ten minutes), SLIPS_SEED which.
use strict;
use warnings;
use FindBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $wanted = $ENV{SLIPS} // 20;
my $seed = $ENV{SLIPS_SEED} // 0.6;
my $from = "$FindBin::RealBin/../slips";
my $node = PostgreSQL::Test::Cluster->new('slips');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "fsync = off\njit = off\nautovacuum = off\n");
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION caseload CASCADE');
for my $name (qw(pay_facts.sql pay_slips.sql))
{
	my ($ended, $out, $said) = $node->psql('postgres', undef, extra_params => [ '-q', '-v', 'ON_ERROR_STOP=1', '-f', "$from/$name" ]);
	BAIL_OUT("$name: $said") if $ended;
}

sub sql
{
	return $node->safe_psql('postgres', "SET search_path = slips, slips_bi, caseload, public; $_[0]");
}

is(sql('SELECT count(*) FROM drawn.known'), 0, 'nothing is said of the contracts and facts as they are');
sql("CALL drawn.draw($seed, $wanted)");
note(sql(q{SELECT string_agg(format('%s: %s of %s', s.place, s.seen, s.slips), ', ' ORDER BY s.place)
	FROM (SELECT place, count(seen) AS seen, count(*) AS slips FROM drawn.slip WHERE outcome = 'changed' GROUP BY place) AS s}));
note(sql(q{SELECT string_agg(format('%s: %s of %s', s.kind, s.seen, s.slips), ', ' ORDER BY s.kind)
	FROM (SELECT kind, count(seen) AS seen, count(*) AS slips FROM drawn.slip WHERE outcome = 'changed' GROUP BY kind) AS s}));
note(sql(q{SELECT string_agg(format('not seen: %s.%s of %s, %s: %s became %s', place, name, contract, kind,
	coalesce(left(was, 60), 'null'), coalesce(left(became, 60), 'null')), E'\n' ORDER BY n) FROM drawn.slip
	WHERE outcome = 'changed' AND seen IS NULL}));
is(sql(q{SELECT count(*) FROM drawn.slip WHERE outcome LIKE 'error%'}), 0, 'no slip breaks a linter');
my ($seen, $changed) = split /\|/, sql(q{SELECT count(seen), count(*) FROM drawn.slip WHERE outcome = 'changed'});
diag(sprintf('%d of %d slips that change an answer of pay are seen: %.0f%%', $seen, $changed, 100 * $seen / $changed));
# so few may be fewer by chance: two standard deviations of as many draws
cmp_ok($seen, '>=', (0.8 - 2 * sqrt(0.16 / $changed)) * $changed, 'four in five are seen');
done_testing();
