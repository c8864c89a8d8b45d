# upgrade.pl once more, from 0.7.0.
use strict;
use warnings;
use File::Basename;
use lib dirname(__FILE__);
# before the test runs: they set themselves up as it begins
use Catalogs;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

our $from = '0.7.0';
my $file = dirname(__FILE__) . '/upgrade.pl';
do $file or die $@ || "$file: $!";
