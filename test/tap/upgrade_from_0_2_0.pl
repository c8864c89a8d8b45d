# upgrade.pl once more, from 0.2.0.
use strict;
use warnings;
use File::Basename;

our $from = '0.2.0';
my $file = dirname(__FILE__) . '/upgrade.pl';
do $file or die $@ || "$file: $!";
