# The tables of doc/ that go through a contract clause by clause: | article | the clause | rows | answered by | test |.
package Clauses;
use strict;
use warnings;
use Exporter qw(import);
our @EXPORT_OK = qw(clauses refs meet faults);

# The clauses of a page's text, in its order.
sub clauses
{
	my ($text) = @_;
	my ($within, $number, @clauses) = (0, 0);

	for my $line (split /\n/, $text)
	{
		$number++;
		$within = 1, next if $line =~ /^\| article \| the clause \| rows \| answered by \| test \|$/;
		$within = 0 unless $line =~ /^\|/;
		next if !$within || $line =~ /^\|-/;
		my @cells = map { s/^\s+|\s+$//gr } split /\|/, $line =~ s/^\||\|$//gr;
		push @clauses, {
			line => $number, cells => scalar @cells, article => $cells[0], says => $cells[1],
			rows => [ names($cells[2] // '') ], answers => [ names($cells[3] // '') ], tests => [ names($cells[4] // '') ],
			reason => ($cells[3] // '') =~ /^left out: (.*)$/ ? $1 : undef };
	}
	return @clauses;
}

sub names { return $_[0] =~ /`([^`]+)`/g }

# What a citation or the first column cites, one by one: 'Article XI.D.1-3; Appendix A-1(b), A-2' is XI.D.1, XI.D.2,
# XI.D.3, A-1(b) and A-2; in 'XXII.B.1, B.2.c' the second is of the same article. Words that are no article stay.
sub refs
{
	my @refs;
	my $article = '';

	for my $part (split /\s*;\s*|,\s+(?=(?:Article |Appendix )?(?:[IVX]+\b|[A-D]-\d|[A-Z]\.\w))/, $_[0])
	{
		$part =~ s/^(?:Article|Appendix) //;
		$part = "$article$part" if $article && $part =~ /^[A-Z]\.\w/ && $part !~ /^[IVX]+\./;
		$article = $1 if $part =~ /^([IVX]+\.)/;
		if ($part =~ /^([IVX]+\.(?:\w+\.)*)(\d+|[A-Z])-(\d+|[A-Z])$/)
		{
			my ($before, $first, $last) = ($1, $2, $3);
			push @refs, map { "$before$_" } $first .. $last;
		}
		else
		{
			push @refs, $part;
		}
	}
	return @refs;
}

# Whether what two texts cite has something in common: XI.D holds XI.D.7, and is none of XI.DA.
sub meet
{
	my ($one, $other) = @_;

	for my $a (refs($one))
	{
		for my $b (refs($other))
		{
			return 1 if $a eq $b || $a =~ /^\Q$b\E[.(, ]/ || $b =~ /^\Q$a\E[.(, ]/;
		}
	}
	return 0;
}

# Articles in Roman numbers come first, then the appendices; undef: no article.
sub place
{
	my ($ref) = refs($_[0]);
	my %worth = (I => 1, V => 5, X => 10);

	return 1000 + ord($1) * 100 + $2 if $ref =~ /^([A-D])-(\d+)/;
	return undef unless $ref =~ /^([IVX]+)(?:$|[., ])/;
	my @digits = map { $worth{$_} } split //, $1;
	my $sum = 0;
	$sum += $_ < $#digits && $digits[$_] < $digits[ $_ + 1 ] ? -$digits[$_] : $digits[$_] for 0 .. $#digits;
	return $sum;
}

# What is wrong with a table. $rows: the contract's rows, each with its table, its citation and its words; $there: what
# can answer; $test: the text of a test of that name, or undef.
sub faults
{
	my ($text, $rows, $there, $test) = @_;
	my (@faults, %named, %articles);
	my $last = 0;

	my @clauses = clauses($text);
	push @faults, 'no table of clauses' unless @clauses;
	for my $clause (@clauses)
	{
		my $where = "line $clause->{line}, $clause->{article}";
		my $place = place($clause->{article});

		push @faults, "$where: $clause->{cells} columns, not 5" if $clause->{cells} != 5;
		push @faults, "$where: stands before what precedes it" if defined $place && $place < $last;
		$last = $place, $articles{$place} = 1 if defined $place;
		if (defined $clause->{reason})
		{
			push @faults, "$where: left out without a reason" if $clause->{reason} !~ /\w+\W+\w+\W+\w+/;
			push @faults, "$where: left out, and has rows or a test" if @{ $clause->{rows} } || @{ $clause->{tests} };
			next;
		}
		push @faults, "$where: neither rows nor a reason" unless @{ $clause->{rows} };
		push @faults, "$where: nothing answers" unless @{ $clause->{answers} };
		push @faults, "$where: no test" unless @{ $clause->{tests} };
		push @faults, map { "$where: no $_ is there to answer" } grep { !$there->{$_} } @{ $clause->{answers} };
		my @keys;
		for my $name (@{ $clause->{rows} })
		{
			my ($table, $key) = split /:/, $name, 2;
			my @found = grep {
				$_->{table} eq $table && ($key eq '*' || $_->{words}{$key}) && meet($_->{citation}, $clause->{article})
			} @$rows;

			push @keys, $key;
			push @faults, "$where: the contract has no $name that cites it" unless @found;
			$named{ $_->{number} } = 1 for @found;
		}
		for my $name (@{ $clause->{tests} })
		{
			my $said = $test->($name);

			push(@faults, "$where: there is no test $name"), next unless defined $said;
			push @faults, "$where: the test $name names none of its rows"
			  unless grep { $_ eq '*' || index($said, $_ =~ s/'/''/gr) >= 0 } @keys;
		}
	}
	my @places = sort { $a <=> $b } grep { $_ < 1000 } keys %articles;
	push @faults, map { "article $_ of $places[-1] has no clause" } grep { !$articles{$_} } 1 .. $places[-1] if @places;
	push @faults, map { "no clause that it cites names $_->{table}: $_->{said}" } grep { !$named{ $_->{number} } } @$rows;
	return @faults;
}

1;
