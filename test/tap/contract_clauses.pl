# The tables of doc/ that go through the contracts that ship clause by clause hold both ways: every clause has rows that
# the loaded contract has, something that answers and a test, or a reason for being left out; every row of the contract
# is named by a clause that its citation cites. A table that is spoiled in one place must be found out.
use strict;
use warnings;
use File::Basename;
use JSON::PP;
use Clauses qw(clauses refs meet faults);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{CASELOAD_SOURCE} || $ENV{tree} || dirname(__FILE__) . '/../..';
my %page = (waterford => 'waterford_clauses');

is(join(' ', refs('Article XI.D.16-18; Appendix A-1(b), A-2')), 'XI.D.16 XI.D.17 XI.D.18 A-1(b) A-2', 'what is cited');
is(join(' ', refs('Article XXVI.B-D')), 'XXVI.B XXVI.C XXVI.D', 'a run of letters');
is(join(' ', refs('Article XXII.B.1, B.2.c; XIX.B.7, C.3')), 'XXII.B.1 XXII.B.2.c XIX.B.7 XIX.C.3', 'more of an article');
is(join('|', refs('CBA pp. 36-39; ACE flyer, item 2')), 'CBA pp. 36-39|ACE flyer, item 2', 'what is no article stays');
ok(meet('Article XI.D.7', 'XI.D.1-18') && meet('Appendix A-2(b)', 'A-2') && !meet('Article II', 'III') && !meet('X.A', 'X.AB'),
	'what meets');

my $node = PostgreSQL::Test::Cluster->new('clauses');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "fsync = off\njit = off\n");
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION caseload CASCADE');

# The text of a test, of pg_regress with what it prints or TAP.
sub test_text
{
	my ($name) = @_;
	my @files = grep { -e } "$top/sql/$name.sql", "$top/expected/$name.out", "$top/test/tap/$name.pl";

	return @files ? join("\n", map { slurp_file($_) } @files) : undef;
}

# Each row of a table with a citation. What names it is any of its words, but for those that many rows share.
sub rows_of
{
	my ($contract) = @_;
	my @rows;
	my @tables = split /\n/, $node->safe_psql('postgres', qq{
		SELECT c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'citation'
		WHERE c.relnamespace = '$contract'::regnamespace AND c.relkind = 'r' ORDER BY 1});

	for my $table (@tables)
	{
		for my $line (split /\n/, $node->safe_psql('postgres', "SELECT to_jsonb(t) FROM $contract.$table AS t ORDER BY t::text"))
		{
			my $row = decode_json($line);
			my %words = map { $_ => 1 } grep { defined && !ref } map { $row->{$_} }
			  grep { !/^(?:id|citation|note|known|title)$/ && ($_ ne 'contract' || $table eq 'contract') } keys %$row;

			push @rows, { number => scalar @rows, table => $table, citation => $row->{citation}, words => \%words,
				said => join(', ', map { "$_ $row->{$_}" } grep { defined $row->{$_} && !ref $row->{$_} } sort keys %$row) };
		}
	}
	return @rows;
}

for my $contract (split /\n/, $node->safe_psql('postgres', 'SELECT name FROM caseload.contracts() ORDER BY 1'))
{
	my $page = $page{$contract} // $contract;

	$node->safe_psql('postgres', "SELECT caseload.create_district('$contract', contract => '$contract')");
	my %there = map { $_ => 1 } split /\n/, $node->safe_psql('postgres', qq{
		SELECT proname FROM pg_proc WHERE pronamespace::regnamespace::text IN ('caseload', '$contract', '${contract}_bi')
		UNION SELECT relname FROM pg_class
		WHERE relnamespace::regnamespace::text IN ('$contract', '${contract}_bi') AND relkind IN ('r', 'v')});
	my @rows = rows_of($contract);
	my $text = slurp_file("$top/doc/$page.md");
	my @clauses = clauses($text);
	my $why = sub { join "\n", faults($_[0], \@rows, \%there, \&test_text) };

	cmp_ok(scalar @rows, '>', 0, "$contract has rows");
	is($why->($text), '', "$page.md: every clause is said or left out with a reason, every row is a clause's");

	# each clause that is said, taken away or spoiled, is missed
	my @lines = split /\n/, $text;
	my @said = grep { !defined $_->{reason} } @clauses;
	my $missed = sub {
		my ($what, $change) = @_;
		my @unseen = grep {
			my @changed = @lines;
			$changed[ $_->{line} - 1 ] = $change->($changed[ $_->{line} - 1 ]);
			$why->(join("\n", @changed)) eq '';
		} @_[ 2 .. $#_ ];
		is(join(', ', map { "line $_->{line}" } @unseen), '', "$page.md: $what is found");
	};
	$missed->('a row that is not there', sub { $_[0] =~ s/`(\w+):/`$1:no /r }, @said);
	$missed->('a report that is not there', sub { $_[0] =~ s/(`[^`]+`)( \| `\w+` \|)$/`no_report`$2/r }, @said);
	$missed->('a test that is not there', sub { $_[0] =~ s/`(\w+)` \|$/`no_test` |/r }, @said);
	$missed->('a clause without a reason', sub { $_[0] =~ s/left out: .* \| /left out: none | /r }, grep { defined $_->{reason} } @clauses);
	my ($alone) = grep { my $clause = $_; 1 == grep { "@{ $_->{rows} }" eq "@{ $clause->{rows} }" } @said } grep { "@{ $_->{rows} }" !~ /\*/ } @said;
	$missed->('a row that no clause names', sub { '|' . '-|' x 5 }, $alone);
	diag sprintf '%s: %d clauses, %d said by rows, %d left out', $contract, scalar @clauses, scalar @said, @clauses - @said;
}
$node->stop;
done_testing();
