# History on a subscriber: facts and what they were are both published, and nothing is written down twice, for triggers
# are quiet where rows are applied. What is erased is erased there, too.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my %node;
for my $name ('publisher', 'subscriber')
{
	$node{$name} = PostgreSQL::Test::Cluster->new($name);
	$node{$name}->init(allows_streaming => 'logical', extra => [ '--encoding=UTF8', '--locale=C' ]);
	$node{$name}->start;
	$node{$name}->safe_psql('postgres', q{CREATE EXTENSION caseload CASCADE; SELECT caseload.create_district('pond')});
}
my ($publisher, $subscriber) = @node{ 'publisher', 'subscriber' };

# Each table by its rows, to the bit.
sub rows
{
	my ($node) = @_;
	return join "\n", map { "$_ " . $node->safe_psql('postgres', qq{SELECT count(*), md5(string_agg(r::text, E'\\n' ORDER BY r::text COLLATE "C")) FROM pond.$_ AS r}) } qw(site site_was employee employee_was);
}

sub arrives
{
	my ($statements, $name) = @_;
	$publisher->safe_psql('postgres', "SET client_min_messages = error; SET search_path = pond; $statements");
	$publisher->wait_for_catchup('facts');
	is(rows($subscriber), rows($publisher), $name);
}

$publisher->safe_psql('postgres', q{
	SET search_path = pond;
	INSERT INTO site (site_id, site_name) VALUES (1, 'Norht'), (2, 'South');
	UPDATE site SET site_name = 'North' WHERE site_id = 1;
	CREATE PUBLICATION facts FOR TABLE site, site_was, employee, employee_was});
my $connection = $publisher->connstr . ' dbname=postgres';
$subscriber->safe_psql('postgres', "CREATE SUBSCRIPTION facts CONNECTION '$connection' PUBLICATION facts");
$subscriber->wait_for_subscription_sync($publisher, 'facts');
is(rows($subscriber), rows($publisher), 'copied: facts and their history');
like(rows($subscriber), qr/^site 2\|.*^site_was 1\|/ms, 'which are there');

arrives(q{INSERT INTO employee (employee_id, employee_name, born) VALUES (1, 'Sample One', '1980-01-01'), (2, 'Sample Two', NULL);
	UPDATE employee SET employee_name = 'Sample Uno' WHERE employee_id = 1; DELETE FROM employee WHERE employee_id = 2; DELETE FROM site WHERE site_id = 2},
	'applied: changed and deleted rows stand once in the history');
is($subscriber->safe_psql('postgres', q{SELECT string_agg(employee_name || ' ' || operation, ', ' ORDER BY changed_at) FROM pond.employee_was}), 'Sample One UPDATE, Sample Two DELETE', 'with what they were');
is($subscriber->safe_psql('postgres', q{SELECT k.employee_name FROM pond.employee_was AS w CROSS JOIN LATERAL pond.employee_known(lower(w.known)) AS k WHERE w.operation = 'UPDATE' AND k.employee_id = 1}),
	'Sample One', 'what was known is told there');
arrives(q{SELECT erase_employee(1, 1, 'the law')}, 'applied: what is erased');
is($subscriber->safe_psql('postgres', q{SELECT count(*) FROM pond.employee_was WHERE employee_name LIKE 'Sample%' AND employee_id = 1}), '0', 'is erased there');
arrives(q{SELECT forget_history(clock_timestamp())}, 'applied: what is forgotten');

# once it takes over it keeps its own
$subscriber->safe_psql('postgres', q{DROP SUBSCRIPTION facts; UPDATE pond.site SET site_name = 'North School'});
is($subscriber->safe_psql('postgres', 'SELECT site_name FROM pond.site_was'), 'North', 'written here, it is kept here');
$subscriber->stop;
$publisher->stop;
done_testing();
