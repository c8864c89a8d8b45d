# What the pages of doc/ hold.
package Pages;
use strict;
use warnings;
use Exporter qw(import);
our @EXPORT_OK = qw(examples called);

# The examples of a page: what is run, what it says to print (undef: nothing is said), its line, and under which heading
# it stands.
sub examples
{
	my ($page) = @_;
	my @examples;
	my ($language, $block, $line, $heading);

	open my $in, '<', $page or die "$page: $!";
	while (<$in>)
	{
		if (!defined $language)
		{
			$heading = $1 if /^#+ (.*)/;
			next unless /^```(\w*)/;
			($language, $block, $line) = ($1, '', $.);
		}
		elsif (/^```/)
		{
			push @examples, { sql => $block, line => $line, heading => $heading } if $language eq 'sql';
			$examples[-1]{text} = $block
			  if $language eq 'text' && @examples && !defined $examples[-1]{text};
			undef $language;
		}
		else
		{
			$block .= $_;
		}
	}
	close $in;
	return @examples;
}

# The functions that a page calls in its examples, or names as `name(`.
sub called
{
	my ($page) = @_;
	my %called;
	$called{$_} = 1 for map { $_->{sql} =~ /\b([a-z]\w*)\(/g } examples($page);
	open my $in, '<', $page or die "$page: $!";
	while (<$in>)
	{
		$called{$_} = 1 for /`(?:\w+\.)?([a-z]\w*)\(/g;
	}
	close $in;
	return sort keys %called;
}

1;
