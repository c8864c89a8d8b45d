# The Metabase collection of doc/bi/metabase: each card's query runs as a reader of the reports alone, with its
# parameters at their defaults and with each given, gives the columns, of the kinds, that the card says, and rows on the
# sample district; each chart names columns that are there, each dashboard cards and parameters that are there; and
# what the card of a raise says is what the contract's own grids come to.
use strict;
use warnings;
use File::Basename;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = $ENV{CASELOAD_SOURCE} || $ENV{tree} || dirname(__FILE__) . '/../..';
my %given = (school_year => "'2019-20'", site => "'School 0001'");
# no thing of the sample district falls under these for the one school
my %may_be_empty = map { $_ => 1 } qw(caseloads_over_their_cap caseloads_against_caps);
my %kinds = (
	'numeric' => 'type/Decimal', 'integer' => 'type/Integer', 'bigint' => 'type/BigInteger', 'text' => 'type/Text',
	'character varying' => 'type/Text', 'date' => 'type/Date', 'boolean' => 'type/Boolean',
	'timestamp with time zone' => 'type/DateTimeWithLocalTZ');

# The files are kept in one form, and these parts of it are all that is needed here; that they are YAML, and
# representations, Metabase's own checker says in make check-bi.
sub card
{
	my ($text) = @_;
	my %card;

	($card{sql}) = $text =~ /^    native: \|\n((?:      .*\n|\n)+)/m;
	my ($tags) = $text =~ /^    template-tags:(?: \[\])?\n((?:    .*\n)*)/m;
	for my $tag (split /^    - /m, $tags // '')
	{
		next unless $tag =~ /^      name: (\w+)$/m;
		my $name = $1;
		my ($default) = $tag =~ /^      default: (.*)$/m;
		$card{tags}{$name} = $default;
		$card{tags}{$name} = "'$default'" if defined $default && $tag =~ /^type: text$/m;
	}
	my ($metadata) = $text =~ /^result_metadata:\n((?:[- ] .*\n)*)/m;
	push @{ $card{columns} }, "$1 $2" while ($metadata // '') =~ /^- name: (\w+)\n(?:  (?!base_type).*\n)*  base_type: (\S+)/mg;
	for my $setting ('graph.dimensions', 'graph.metrics')
	{
		my ($list) = $text =~ /^  \Q$setting\E:\n((?:  - .*\n)+)/m;
		push @{ $card{drawn} }, ($list // '') =~ /^  - (\w+)$/mg;
	}
	push @{ $card{drawn} }, $text =~ /^  (?:scalar\.field|table\.pivot_column|table\.cell_column): (\w+)$/mg;
	push @{ $card{drawn} }, $text =~ /^    '\["name","(\w+)"\]':/mg;
	($card{id}) = $text =~ /^entity_id: (\S+)$/m;
	return \%card;
}

# As Metabase does: an optional part goes if a parameter in it is not given.
sub compiled
{
	my ($card, %values) = @_;
	my $sql = $card->{sql};

	for my $tag (keys %{ $card->{tags} })
	{
		$values{$tag} //= $card->{tags}{$tag};
	}
	$sql =~ s/\[\[(.*?\{\{(\w+)\}\}.*?)\]\]/defined $values{$2} ? $1 : ''/ge;
	$sql =~ s/\{\{(\w+)\}\}/$values{$1} \/\/ die "no value for $1"/ge;
	return $sql;
}

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE DATABASE demo');
$node->safe_psql('demo', 'CREATE EXTENSION caseload CASCADE');
$node->safe_psql('demo', slurp_file("$top/test/bi/sample.sql"));

sub as_reader
{
	my ($sql) = @_;
	my ($code, $out, $err) = $node->psql('demo', $sql, extra_params => [ '-U', 'bi_reader' ]);
	return ($out, $err);
}

like((as_reader('SELECT count(*) FROM example.employee'))[1], qr/permission denied/, 'the reader reads no fact');
my (%cards, %ids);
for my $file (sort glob "$top/doc/bi/metabase/collections/main/caseload/*.yaml")
{
	my $text = slurp_file($file);
	my $name = basename($file, '.yaml');

	next unless $text =~ /^  model: Card$/m;
	my $card = $cards{$name} = card($text);
	ok(!$ids{ $card->{id} }, "$name has an id of its own");
	$ids{ $card->{id} } = $card;
	my @wanted = @{ $card->{columns} // [] };
	ok(@wanted, "$name says what columns it has");
	my ($described, $err) = as_reader(compiled($card) =~ s/\s+\z//r . " \\gdesc");
	is($err, '', "$name is described");
	my @found = map { my ($column, $type) = split /\|/; $type =~ s/\(.*//; "$column " . ($kinds{$type} // $type) }
	  split /\n/, $described;
	is("@found", "@wanted", "$name has the columns that the card says");
	my %has = map { (split / /)[0] => 1 } @wanted;
	is(join(' ', grep { !$has{$_} } @{ $card->{drawn} // [] }), '', "$name draws columns that it has");

	my ($out, $said) = as_reader(compiled($card));
	is($said, '', "$name runs with its defaults");
	isnt($out, '', "$name has rows");
	for my $tag (sort grep { !defined $card->{tags}{$_} } keys %{ $card->{tags} // {} })
	{
		my ($some, $complaint) = as_reader(compiled($card, $tag => $given{$tag}));
		is($complaint, '', "$name runs with $tag given");
		ok($some ne '' || $may_be_empty{$name}, "$name has rows with $tag given");
		my ($none) = as_reader(compiled($card, $tag => "'none such'"));
		isnt($none, $out, "$name: $tag makes a difference");
	}
}
cmp_ok(scalar keys %cards, '>=', 15, 'there are cards');

my %shown;
for my $file (sort glob "$top/doc/bi/metabase/collections/main/caseload/*.yaml")
{
	my $text = slurp_file($file);
	my $name = basename($file, '.yaml');

	next unless $text =~ /^  model: Dashboard$/m;
	my ($parameters) = $text =~ /^parameters:(?: \[\])?\n((?:[- ] .*\n)*)/m;
	my %known = map { $_ => 1 } ($parameters // '') =~ /^- id: (\S+)$/mg;
	my ($dashcards) = $text =~ /^dashcards:\n(.*?)^serdes/ms;
	for my $part (split /^- entity_id: /m, $dashcards)
	{
		next unless $part =~ /^  card_id: (\S+)$/m;
		my $card = $ids{$1};
		ok($card, "$name shows a card that is there") or next;
		$shown{$1} = 1;
		my %used = map { $_ => 1 } $part =~ /^      - template-tag\n        - (\w+)$/mg,
		  $part =~ /^    - - template-tag\n      - (\w+)$/mg;
		is(join(' ', sort keys %used), join(' ', sort keys %{ $card->{tags} // {} }),
			"$name gives each parameter of the card");
		is(join(' ', grep { !$known{$_} } $part =~ /^    parameter_id: (\S+)$/mg), '', "$name has these parameters");
	}
}
is(scalar keys %shown, scalar keys %cards, 'each card stands on a dashboard');

# The same raise by the grids themselves, in the rules, and taken back: 3.5 percent, and one that rounds otherwise. The
# card knows cells as printed, so the grids are rounded first: what they hold beyond makes 28 dollars here.
for my $percent ('3.5', '1.37')
{
	my ($said) = as_reader(compiled($cards{cost_of_a_raise_in_all}, percent => $percent));
	my $want = $node->safe_psql('demo', qq{
		SET search_path = example, example_bi, caseload, public;
		SELECT sum(cents) AS before FROM pay_line WHERE component IN ('salary', 'longevity of the grid') \\gset
		BEGIN;
		UPDATE schedule SET grid = round(grid, (SELECT CASE WHEN bool_and(c.amount = trunc(c.amount)) THEN 0 ELSE 2 END
			FROM cells(grid) AS c)) * (1 + $percent / 100);
		SELECT sum(cents) - :before FROM pay_line WHERE component IN ('salary', 'longevity of the grid');
		ROLLBACK;});
	is($said, $want, "a raise of $percent percent costs what the raised grids come to");
	cmp_ok($said, '>', 0, "a raise of $percent percent costs something");
}

$node->stop;
done_testing();
