# Samples.pm: for each type a few literals, in canonical form or not, that every test of "all types"
# uses. A type without samples fails those tests, so a new type cannot be forgotten here.
package Samples;
use strict;
use warnings;
use Test::More;
use Exporter 'import';
our @EXPORT_OK = qw(samples types_of);

my %samples = (
	salary_step => [ 'V-14', 'ma+09 - 7.5', '20-3' ],
	caseload_unit => [ '25 students', '-0.5 FTE', '40 IEPs' ],
	stipend_band => [ 'C 4%', 'COMBO $600 per semester', 'CLIMATE $1800' ],
	pay_scale => [
		'1+: $50 each per count',
		'1-2: $10 each, 3: $15 each, 4: $25 each per day',
		'1+: $40 each per year prorated max $500 per semester, $900 per year',
		'19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound'
	],
	salary_schedule => [
		"step(0)\tI(24)\tII(36)\n1\t53856\t56029\n14\t-\t91726",
		"step BA MA\n1 40,000.50 42,000.75\n19L 50,000.00 -"
	],
	load_series => [
		'24 students from 2019-08-14, 26 from 2019-09-03, 0 from 2020-06-01'
		  . ' on {[2019-08-14,2019-12-21),[2020-01-06,2020-06-05)}'
	],);

sub samples
{
	my ($type) = @_;
	ok($samples{$type}, "there are samples of $type");
	return @{ $samples{$type} // [] };
}

# The base types that the extension made in this database.
sub types_of
{
	my ($node, $database) = @_;
	my @types = split /\n/, $node->safe_psql($database, q{
		SELECT t.typname FROM pg_type t JOIN pg_depend d ON d.objid = t.oid
			JOIN pg_extension e ON e.oid = d.refobjid
		WHERE d.classid = 'pg_type'::regclass AND d.refclassid = 'pg_extension'::regclass
			AND d.deptype = 'e' AND e.extname = 'caseload' AND t.typtype = 'b' AND t.typelem = 0
		ORDER BY t.typname});
	ok(scalar @types, 'the extension has types: ' . join(', ', @types));
	return @types;
}

1;
