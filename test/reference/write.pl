# write.pl TREE FOLDER: writes the reference pages into a folder, by a server that PGHOST and PGPORT lead to. What is
# wrong with test/reference/*.txt is told, and is an error.
use strict;
use warnings;
use File::Basename;
use lib dirname(__FILE__) . '/../tap';
use Encode qw(encode_utf8);
use Pages qw(called);
use Reference qw(reference_pages);

my ($tree, $folder) = @ARGV;
my $database = 'caseload_reference';

sub ask
{
	my ($script) = @_;
	my $file = "$folder/script.sql";
	open my $out, '>', $file or die "$file: $!";
	print $out $script;
	close $out;
	my $said = `psql -X -q -d $database -f $file 2>&1`;
	unlink $file;
	# psql names the file that it reads
	$said =~ s/^psql:\Q$file\E:\d+: //mg;
	return $said;
}

system('psql', '-X', '-q', '-d', 'postgres', '-c', "CREATE DATABASE $database TEMPLATE template0") == 0 or die;
print ask(Reference::setup());
my @pages = grep { !/reference[\w-]*\.md$/ } glob("$tree/doc/*.md"), "$tree/README.md";
my ($pages, $faults) = reference_pages($tree, \&ask, map { called($_) } @pages);
for my $name (sort keys %$pages)
{
	open my $out, '>', "$folder/$name" or die "$folder/$name: $!";
	print $out encode_utf8($pages->{$name});
	close $out;
}
print "$_\n" for @$faults;
exit(@$faults ? 1 : 0);
