#!/usr/bin/perl
# coverage.pl TREE BUILD...: what the tests ran of TREE/src, by gcc's counters in the folders BUILD, whose counts of a
# line are added up: a table of the files, the total, and every line that was not run, with the reason where it has one
# in itself. None is left out of the total for that.
use strict;
use warnings;
use File::Find;
use JSON::PP;

my ($tree, @builds) = @ARGV;
my @reasons = (
	[ qr/\belog\(ERROR\b/ => 'what the server promises is checked' ],
	[ qr/CL_LIBRARY|icu_failed/ => 'ICU refuses where it never should' ]);
my %count; # file, line: how often it was run

my @notes;
find({ no_chdir => 1, wanted => sub { push @notes, $_ if /\.gcno$/ && m{/src/} } }, @builds);
for my $note (sort @notes)
{
	# an object that no test ran has no .gcda, and its lines count as not run
	open(my $gcov, '-|', 'sh', '-c', 'exec gcov --json-format --stdout "$1" 2>/dev/null', 'sh', $note) or die "gcov: $!";
	my $said = do { local $/; <$gcov> };
	close($gcov) or die "gcov $note: status $?\n";
	for my $file (@{ JSON::PP->new->incr_parse($said)->{files} })
	{
		my ($name) = $file->{file} =~ m{^\Q$tree\E/(src/.*)} or next;
		$count{$name}{ $_->{line_number} } += $_->{count} for @{ $file->{lines} };
	}
}

my ($all, $all_run) = (0, 0);
my %source;
printf("%-44s %6s %6s %7s\n", 'file', 'lines', 'run', '%');
for my $name (sort keys %count)
{
	my $lines = keys %{ $count{$name} };
	my $run = grep { $_ > 0 } values %{ $count{$name} };
	printf("%-44s %6d %6d %7.2f\n", $name, $lines, $run, 100 * $run / $lines);
	$all += $lines;
	$all_run += $run;
	open(my $text, '<', "$tree/$name") or die "$name: $!";
	$source{$name} = [<$text>];
}
die "coverage: nothing was counted\n" if !$all;

print "\nnot run:\n";
for my $name (sort keys %count)
{
	for my $line (sort { $a <=> $b } grep { $count{$name}{$_} == 0 } keys %{ $count{$name} })
	{
		my $text = $source{$name}[ $line - 1 ];
		$text =~ s/^\s+|\s+$//g;
		my ($reason) = map { $_->[1] } grep { $text =~ $_->[0] } @reasons;
		print "$name:$line: $text", $reason ? " <- $reason" : '', "\n";
	}
}
printf("\n%d of %d lines run, %.2f%%; not run: %d\n", $all_run, $all, 100 * $all_run / $all, $all - $all_run);
