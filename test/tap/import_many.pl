# Several sessions that load rosters into the same districts at once, each its own files, in any order and in one
# transaction or in many: what each has loaded is there once, no number is given twice, and nobody sees a deadlock but
# the one that a merge tells of, after which the same files go in.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $rounds = $ENV{CASELOAD_ROUNDS} || 4;
my $students = 30;
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "deadlock_timeout = '200ms'\nfsync = off\n");
$node->start;
$node->safe_psql('postgres', q{
	CREATE EXTENSION btree_gist; CREATE EXTENSION caseload;
	SELECT caseload.create_district(d), caseload.create_import(d) FROM unnest('{tide,ebb}'::text[]) AS d});

# The files of a source in a round: a class a round, and all classes before. In $order the files go in.
sub script
{
	my ($who, $schema, $source, $round, $order, $together) = @_;
	my %rows = (
		plain_site => "SELECT '$source'",
		plain_student => "SELECT '$source-' || n, '4' FROM generate_series(1, $students) AS n",
		plain_section => "SELECT '$source-' || r, '$source', '2025-09-02', '2026-06-12'"
		  . " FROM generate_series(1, $round) AS r",
		plain_enrollment => "SELECT '$source-' || r, '$source-' || n FROM generate_series(1, $round) AS r,"
		  . " generate_series(1, $students) AS n");
	my %columns = (
		plain_site => 'site_id', plain_student => 'student_id, grade',
		plain_section => 'section_id, site_id, first_day, last_day', plain_enrollment => 'section_id, student_id');
	if ($who eq 'sds')
	{
		%rows = map { my $v = $rows{"plain_$_"}; ("sds_v1_$_" => $v) } qw(student section);
		$rows{sds_v1_school} = "SELECT '$source', '$source'";
		$rows{sds_v1_student_enrollment} = "SELECT '$source-' || r, '$source-' || n"
		  . " FROM generate_series(1, $round) AS r, generate_series(1, $students) AS n";
		%columns = (
			sds_v1_school => '"SIS ID", "Name"', sds_v1_student => '"SIS ID", "Grade"',
			sds_v1_section => '"SIS ID", "School SIS ID", "Term StartDate", "Term EndDate"',
			sds_v1_student_enrollment => '"Section SIS ID", "SIS ID"');
	}
	$rows{plain_site} = "SELECT '$source', '$source'" if $rows{plain_site};
	$columns{plain_site} = 'site_id, site_name' if $columns{plain_site};
	my @tables = sort keys %rows;
	@tables = reverse @tables if $order;
	my $merge = $who eq 'sds' ? 'merge_sds_v1' : 'merge_plain';
	return "SET search_path = ${schema}_import, $schema, public;\n"
	  . ($together ? "BEGIN;\n" : '')
	  . join('', map { "INSERT INTO $_ ($columns{$_}) $rows{$_};\n" } @tables)
	  . "SELECT kind, key, outcome, why FROM $merge('$source', on_day => '2025-09-02') WHERE outcome = 'refused';\n"
	  . ($together ? "COMMIT;\n" : '');
}

# who, district, source, order of the files. Rows in a table that two fill in transactions of their own would be merged
# by whichever comes first, so sessions that share tables each load in one transaction.
my @sessions = (
	[ 'plain', 'tide', 'one', 0 ], [ 'plain', 'tide', 'two', 1 ], [ 'sds', 'tide', 'three', 0 ],
	[ 'plain', 'ebb', 'one', 1 ]);
my @children;
for my $s (@sessions)
{
	my $pid = fork;
	die "fork: $!" unless defined $pid;
	if (!$pid)
	{
		my ($refused, $said) = (0, '');
		for my $round (1 .. $rounds)
		{
			for my $try (1 .. 50)
			{
				my ($out, $err) = ('', '');
				my $status = $node->psql('postgres', script($s->[0], $s->[1], $s->[2], $round, $s->[3], 1),
					stdout => \$out, stderr => \$err, on_error_stop => 1);
				$said .= $out;
				last if !$status;
				if ($err !~ /another session has rows of its own in the same staging tables/ || $try == 50)
				{
					$said .= $err;
					last;
				}
				$refused++;
			}
		}
		print STDERR "$s->[1] $s->[2]: $said\n" if $said ne '';
		# without what ends the parent's server
		require POSIX;
		POSIX::_exit($said eq '' ? 0 : 1);
	}
	push @children, $pid;
}
for my $i (0 .. $#children)
{
	waitpid $children[$i], 0;
	is($?, 0, "$sessions[$i][1], $sessions[$i][2]: every round is loaded, nothing refused, no other error");
}

for my $district (qw(tide ebb))
{
	my @sources = map { $_->[2] } grep { $_->[1] eq $district } @sessions;
	is($node->safe_psql('postgres', "SELECT k.source, count(*), count(DISTINCT s.section_id),
			count(DISTINCT e.student_id)
		FROM $district.enrollment AS e JOIN $district.section AS s USING (section_id)
		JOIN $district.source_id AS k ON k.kind = 'student' AND k.id = e.student_id
		JOIN $district.source_id AS c ON c.kind = 'section' AND c.id = s.section_id AND c.source = k.source
		GROUP BY k.source ORDER BY k.source"),
		join("\n", map { join '|', $_, $rounds * $students, $rounds, $students } sort @sources),
		"$district: each source has its classes and students, each seat once");
	is($node->safe_psql('postgres', "SELECT count(*) - count(DISTINCT (kind, id)) FROM $district.source_id"), 0,
		"$district: no number is given twice");
	is($node->safe_psql('postgres', "SELECT count(*) FROM $district.enrollment"), @sources * $rounds * $students,
		"$district: and there is nothing else");
}
$node->stop;
done_testing();
