# words.pl ROOT: what is said stands in the catalogs of words (src/core/words_LANGUAGE.c), in each language the same, and
# nothing stands there that is never said. Prints what does not keep to it.
use strict;
use warnings;
my ($root) = @ARGV;
my $bad = 0;

sub text {
	my ($file) = @_;
	open my $in, '<', $file or die "$file: $!";
	local $/;
	return scalar <$in>;
}

sub wrong {
	print "$_[0]\n";
	$bad = 1;
}

my %catalog;
for my $file (glob "$root/src/core/words_*.c") {
	my ($language) = $file =~ /words_(\w+)\.c$/;
	my $text = text($file);
	$catalog{$language}{$1}++ while $text =~ /\{"([\w.][\w. ]*)",\s*"/g;
	$catalog{$language}{$1}++ while $text =~ /\[(CL_SAY_\w+)\]\s*=/g;
}
my %all = map { $_ => 1 } map { keys %$_ } values %catalog;
for my $language (sort keys %catalog) {
	wrong("words_$language.c has nothing") unless %{$catalog{$language}};
	$catalog{$language}{$_} or wrong("$_: not in words_$language.c") for sort keys %all;
	$catalog{$language}{$_} > 1 and wrong("$_: twice in words_$language.c") for sort keys %{$catalog{$language}};
}

# Names of sentences are put together of their beginnings and the words of a column, or of a beginning and an end.
my (%literal, %end);
for my $file (glob "$root/src/district/*/*.sql") {
	my $sql = text($file);
	$sql =~ s/--[^\n]*//g;
	(my $name = $file) =~ s{^\Q$root\E/}{};
	for my $word ($sql =~ /'([^'\n]*)'/g) {
		$literal{$word} = 1;
		$end{$word} = 1 if $word =~ /^\.\w/;
	}
	while ($sql =~ /caseload\.say(?:_count)?\(\s*[\w.]+,\s*'([^']*)'(\s*\|\|)?/g) {
		my ($said, $goes_on) = ($1, $2);
		wrong("$name says $said, of which there are no words")
			unless $all{$said} || $goes_on && grep { index($_, $said) == 0 } keys %all;
	}
}
my $core = join '', map { text($_) } grep { !/words_\w+\.c$/ } glob "$root/src/core/*.c";
for my $name (sort keys %all) {
	if ($name =~ /^CL_SAY_/) {
		wrong("$name: nobody says it") unless $core =~ /\b$name\b/;
		next;
	}
	my $said = $literal{$name};
	for my $at (0 .. length($name) - 1) {
		last if $said;
		next if substr($name, $at, 1) ne '.';
		$said = $literal{substr($name, 0, $at + 1)} || $literal{substr($name, 0, $at)} && $end{substr($name, $at)};
	}
	wrong("$name: nobody says it") unless $said;
}
exit $bad;
