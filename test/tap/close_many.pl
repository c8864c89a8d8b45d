# Pay periods of 10,000 people are closed: all are paid, and what is paid is what the lines of the year say. How long it takes is reported, and not judged here.
use strict;
use warnings;
use FindBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time);

my $people = 10_000;
my $node = PostgreSQL::Test::Cluster->new('many');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
$node->safe_psql('postgres', q{CREATE EXTENSION caseload CASCADE; SELECT caseload.create_district('many')});
$node->safe_psql('postgres', "\\set district many\n\\set people $people\n\\set plain off\n\\i '$FindBin::Bin/../bench/parts/pay_facts.sql'");
$node->safe_psql('postgres', q{SELECT many.make_pay_periods('elm', '12', '2025-26')});

for my $nth (1, 2)
{
	my $began = time;
	my $run = $node->safe_psql('postgres', "SET client_min_messages = warning; SELECT many.close_period('elm', '12', '2025-26', $nth)");
	diag sprintf('period %s of %s people is closed in %.1f s', $nth, $people, time - $began);
	is($node->safe_psql('postgres', "SELECT count(DISTINCT employee_id) FROM many.paid_line WHERE run = $run AND kind = 'installment'"), $people, "period $nth pays everybody");
}
is($node->safe_psql('postgres', q{SELECT count(*) FROM many.still_owed(on_date => '2025-08-31') AS o WHERE o.due IS DISTINCT FROM o.paid}), '0', 'and what is due through it');
is($node->safe_psql('postgres', q{
	SELECT count(*) FROM (SELECT employee_id, component, sum(amount) AS paid FROM many.paid_line GROUP BY 1, 2) AS p
		FULL JOIN (SELECT employee_id, component, sum(cents) AS earned FROM many.pay_lines('2025-26') GROUP BY 1, 2) AS l
		USING (employee_id, component)
	WHERE p.paid IS DISTINCT FROM round(l.earned * 2 / 12, 2) AND component = 'salary'}), '0', 'two twelfths of the year, to the cent');
done_testing();
