# rooms.pl ROOT: a room of src/district may name what rooms of lower numbers make, and of its own, but nothing of higher
# ones. Prints what does not keep to it, and each file that no list in src/pg carries into the install script.
use strict; use warnings;
my ($root) = @ARGV; my (%room, %text);
for my $file (sort glob "$root/src/district/[0-9]*/*.sql") {
	my ($n) = $file =~ m{/(\d+)_[^/]*/[^/]*$};
	open my $in, '<', $file or die; local $/; my $s = <$in>; 
	$s =~ s/--[^\n]*//g; $text{$file} = $s;
	while ($s =~ /^CREATE (?:OR REPLACE )?(FUNCTION|TABLE|VIEW|TYPE) (\w+)/mg) { my $k=$2; $room{$k} = $n if !exists $room{$k} || $room{$k} > $n; }
}
my $bad = 0;
my $lists = join '', map { open my $in, '<', $_ or die; local $/; <$in> } glob "$root/src/pg/*.sql";
for my $file (sort keys %text) {
	my ($name) = $file =~ m{/(src/district/.*)};
	if (index($lists, $name) < 0) { print "$name is in no list of src/pg/*.sql\n"; $bad = 1; }
}
for my $file (sort keys %text) {
	my ($n) = $file =~ m{/(\d+)_[^/]*/[^/]*$};
	my $s = $text{$file}; $s =~ s/'[^'\n]*'//g;
	for my $name (sort keys %room) {
		next if $room{$name} <= $n;
		# a function is called, anything else stands after FROM, JOIN, INTO, UPDATE or as a type
		if ($s =~ /(?<![\w.])$name\s*\(/ || $s =~ /\b(?:FROM|JOIN|INTO|UPDATE|SETOF|TABLE|REFERENCES)\s+$name\b/) { print "$file names $name of room $room{$name}\n"; $bad = 1; }
	}
}
exit $bad;
