# Every page is reached from README.md, and every link of a page leads to a page, a heading or a file that is there.
use strict;
use warnings;
use File::Basename;
use Test::More;

my $top = $ENV{CASELOAD_SOURCE} || dirname(__FILE__) . '/../..';

sub text_of
{
	my ($file) = @_;
	open my $in, '<:encoding(UTF-8)', $file or die "$file: $!";
	local $/;
	my $text = <$in>;
	close $in;
	return $text;
}

# What a heading is called in a link: small letters, digits, hyphens and underscores; blanks become hyphens.
sub anchors
{
	my ($text) = @_;
	my (%anchors, %seen);
	$text =~ s/^```.*?^```//msg;
	for my $heading ($text =~ /^#+ (.*)/mg)
	{
		$heading =~ s/\[([^\]]*)\]\([^)]*\)/$1/g;
		my $anchor = lc $heading;
		$anchor =~ s/[^\w\- ]//g;
		$anchor =~ s/ /-/g;
		$anchors{ $anchor . ($seen{$anchor} ? "-$seen{$anchor}" : '') } = 1;
		$seen{$anchor}++;
	}
	return %anchors;
}

# The links of a page that stay here, as they are written. What stands in a block or as code is none.
sub links
{
	my ($text) = @_;
	$text =~ s/^```.*?^```//msg;
	$text =~ s/`[^`\n]*`//g;
	return grep { !m{^\w+://|^mailto:} } $text =~ /\]\(([^)\s]+)\)/g;
}

my @faults;
my %reached = ('README.md' => 1);
my @look = ('README.md');
while (defined(my $page = shift @look))
{
	my $text = text_of("$top/$page");
	for my $link (links($text))
	{
		my ($path, $anchor) = split /#/, $link, 2;
		my $target = $path eq '' ? $page : $path =~ m{^/} ? $path : dirname($page) . "/$path";
		1 while $target =~ s{(^|/)\./}{$1} || $target =~ s{[^/]+/\.\./}{};
		if (!-e "$top/$target")
		{
			push @faults, "$page: $link is not there";
			next;
		}
		next unless $target =~ /\.md$/;
		my %anchors = anchors(text_of("$top/$target"));
		push @faults, "$page: $link has no such heading" if defined $anchor && !$anchors{$anchor};
		push @look, $target unless $reached{$target}++;
	}
}
is(join("\n", @faults), '', 'every link leads somewhere');

my @pages = map { substr $_, length "$top/" } glob("$top/doc/*.md"), glob("$top/doc/*/*.md");
cmp_ok(scalar @pages, '>', 40, 'there are pages');
is(join("\n", grep { !$reached{$_} } @pages), '', 'every page is reached from README.md');
my %some = anchors("# What is the student's\n## A `deadline`, or two\n## A `deadline`, or two\n");
is(join(' ', sort keys %some), 'a-deadline-or-two a-deadline-or-two-1 what-is-the-students', 'headings are called as in links');

done_testing();
