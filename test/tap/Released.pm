# The update scripts that earlier versions came with, and that no later one brings: a release's was what upgrade/ holds for
# it, its functions, CREATE OR REPLACE, and what else it declared. Made of the install scripts that are kept in test/data.
package Released;
use strict;
use warnings;
use Cwd qw(abs_path);
use Exporter 'import';
use File::Basename;
use PostgreSQL::Test::Utils;
our @EXPORT = qw(released_versions install_script update_script statements_of);

my $test = abs_path(dirname(__FILE__) . '/..');

# in their order
sub released_versions
{
	my @numbers = map { [/--(\d+)\.(\d+)\.(\d+)\.sql$/] } glob "$test/data/caseload--*.sql";
	return map { join '.', @$_ } sort { $a->[0] <=> $b->[0] || $a->[1] <=> $b->[1] || $a->[2] <=> $b->[2] } @numbers;
}

sub install_script { return slurp_file("$test/data/caseload--$_[0].sql") }

# The statements of a script, comments and psql's commands left out.
sub statements_of
{
	my ($script) = @_;
	my @statements;
	my $one = '';
	for ($script)
	{
		pos = 0;
		while (pos() < length)
		{
			if (/\G--[^\n]*/gc || $one eq '' && /\G(?:\s+|\\[^\n]*)/gc) { next }
			if (/\G;/gc)
			{
				push @statements, "$one;";
				$one = '';
			}
			elsif (/\G(BEGIN ATOMIC\n.*?^END);/gcsm)
			{
				push @statements, "$one$1;";
				$one = '';
			}
			elsif (/\G(\$[a-z_]*\$)/gc)
			{
				my $begin = pos() - length $1;
				my $end = index $script, $1, pos;
				die "no end of $1" if $end < 0;
				pos = $end + length $1;
				$one .= substr $script, $begin, pos() - $begin;
			}
			elsif (/\G(E'(?:[^'\\]++|\\.|'')*+'|'(?:[^']++|'')*+'|"[^"]*"|\w+|.)/gcs) { $one .= $1 }
		}
	}
	die "a statement without an end: $one" if $one =~ /\S/;
	return @statements;
}

# However its lines are broken.
sub plain { return $_[0] =~ s/\s+/ /gr =~ s/' '//gr }

# From one released version to the next.
sub update_script
{
	my ($from, $to) = @_;
	my @before = statements_of(slurp_file("$test/../upgrade/caseload--$from--$to.sql"));
	my %known = map { plain($_) => 1 } @before, statements_of(install_script($from));
	my @update = @before;
	for my $statement (statements_of(install_script($to)))
	{
		if ($statement =~ /^(?:CREATE (?:OR REPLACE )?(?:FUNCTION|AGGREGATE)|COMMENT ON (?:FUNCTION|AGGREGATE)|GRANT|REVOKE) /)
		{
			push @update, $statement =~ s/^CREATE (?!OR REPLACE )/CREATE OR REPLACE /r;
		}
		# a DO is for CREATE EXTENSION alone: it looks at the schema
		elsif ($statement !~ /^DO / && !$known{ plain($statement) }) { push @update, $statement }
	}
	return join "\n", @update, '';
}

1;
