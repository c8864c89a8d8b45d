# A district through pg_dump and back, with the database and by itself: every row, view and function
# of it, its owner and what its constraints refuse.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

sub new_cluster
{
	my ($name) = @_;
	my $node = PostgreSQL::Test::Cluster->new($name);
	$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
	$node->start;
	$node->safe_psql('postgres', 'CREATE ROLE analyst; CREATE ROLE reader');
	return $node;
}

# A line for each table and view of the district: its rows counted and hashed.
sub contents
{
	my ($node, $database) = @_;
	my @relations = split /\n/, $node->safe_psql($database, q{
		SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname IN ('Lake District', 'Lake District_bi', 'Lake District_then') AND c.relkind IN ('r', 'v') ORDER BY 1});
	my $lines = '';
	for my $relation (@relations)
	{
		$lines .= "$relation " . $node->safe_psql($database,
			qq{SELECT count(*), md5(string_agg(r::text, E'\\n' ORDER BY r::text COLLATE "C")) FROM $relation AS r}) . "\n";
	}
	return $lines;
}

# What is not rows: owners, privileges, comments, constraints, functions, where the sequences stand.
sub objects
{
	my ($node, $database) = @_;
	return $node->safe_psql($database, q{
		WITH spaces AS (SELECT oid, nspname FROM pg_namespace WHERE nspname IN ('Lake District', 'Lake District_bi', 'Lake District_then'))
		SELECT c.relkind::text, c.relname::text, pg_get_userbyid(c.relowner), c.relacl::text, c.reloptions::text, obj_description(c.oid, 'pg_class'),
			(SELECT string_agg(pg_get_constraintdef(k.oid), ';' ORDER BY k.conname) FROM pg_constraint k WHERE k.conrelid = c.oid),
			(SELECT string_agg(col_description(c.oid, a.attnum), ';' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0)
		FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace
		UNION ALL
		SELECT 'function', p.oid::regprocedure::text, pg_get_userbyid(p.proowner), p.proacl::text, p.proconfig::text, obj_description(p.oid, 'pg_proc'),
			md5(pg_get_functiondef(p.oid)), NULL FROM pg_proc p JOIN spaces s ON s.oid = p.pronamespace
		UNION ALL
		SELECT 'sequence', q.sequencename::text, q.last_value::text, NULL, NULL, NULL, NULL, NULL
		FROM pg_sequences q JOIN spaces s ON s.nspname = q.schemaname
		UNION ALL
		SELECT 'schema', s.nspname, pg_get_userbyid(n.nspowner), n.nspacl::text, NULL, obj_description(n.oid, 'pg_namespace'), NULL, NULL
		FROM spaces s JOIN pg_namespace n ON n.oid = s.oid
		ORDER BY 1, 2});
}

# The lines that only one of two texts has.
sub differing
{
	my ($got, $expected) = @_;
	my %in = ((map { $_ => 1 } split /\n/, $got));
	my %ex = ((map { $_ => 1 } split /\n/, $expected));
	return join "\n", (map { "got: $_" } grep { !$ex{$_} } sort keys %in), (map { "missing: $_" } grep { !$in{$_} } sort keys %ex);
}

# What one placement was and is, what is paid by what is known, and where a day ends.
sub known
{
	my ($node, $database) = @_;
	return $node->safe_psql($database, q{
		SET ROLE analyst;
		SET search_path = "Lake District";
		SELECT concat_ws(' ', (SELECT k.placement FROM employment_was AS w CROSS JOIN LATERAL employment_known(lower(w.known)) AS k WHERE k.employment_id = w.employment_id),
			(SELECT placement FROM employment WHERE employment_id = 1),
			(SELECT sum(total_pay) FROM pay_known_on('2019-20', 'infinity')), (SELECT time_zone FROM district_zone))});
}

my $node = new_cluster('main');
$node->safe_psql('postgres', 'CREATE EXTENSION caseload CASCADE; GRANT CREATE ON DATABASE postgres TO analyst');
$node->safe_psql('postgres', q{
	SET ROLE analyst;
	SELECT caseload.create_district('Lake District', contract => 'waterford');
	GRANT USAGE ON SCHEMA "Lake District_bi" TO reader;
	GRANT SELECT ON "Lake District_bi".schedule_cell, "Lake District".schedule TO reader;
	SET search_path = "Lake District";
	INSERT INTO calendar (contract, school_year, in_force, days, citation) VALUES ('waterford', '2019-20', '[2019-07-01,2020-07-01)', '{[2019-08-12,2020-05-29)}', 'made up');
	INSERT INTO site (site_name, level, enrollment) VALUES ('North', 'High School', 512);
	INSERT INTO employee (employee_name, born, hired) VALUES ('Sample One', '1960-02-29', '1995-08-15'), ('Sample Two', NULL, NULL);
	INSERT INTO employment (employee_id, site_id, contract, schedule, valid, placement, fte)
		VALUES (1, 1, 'waterford', 'teacher', '[2019-08-01,2020-07-01)', 'V-24', 1), (2, 1, 'waterford', 'teacher', '[2019-08-01,)', 'II-7.5', 0.5);
	INSERT INTO position_held (employee_id, site_id, contract, position, valid) VALUES (1, 1, 'waterford', 'MTSS Coordinator', '[2019-08-01,2020-07-01)');
	INSERT INTO service (employee_id, school_year, kind, share) VALUES (2, '2018-19', 'job share', 0.5);
	INSERT INTO section (site_id, section_name, grades, valid) VALUES (1, '4/5 A', '[4,5]', '[2019-08-01,2020-07-01)');
	INSERT INTO staffing (section_id, employee_id, valid) VALUES (1, 1, '[2019-08-01,2020-07-01)');
	INSERT INTO tally (section_id, valid, what, quantity) VALUES (1, '[2019-09-05,2019-09-06)', 'head count', '31.5 students');
	SET caseload.reason = 'put right';
	UPDATE employment SET placement = 'V-25' WHERE employee_id = 1;
	UPDATE employee SET employee_name = 'Sample I' WHERE employee_id = 1;
	DELETE FROM service;
	INSERT INTO service (employee_id, school_year, kind, share) VALUES (2, '2018-19', 'job share', 0.5);
	UPDATE district_zone SET time_zone = 'America/Denver';
	INSERT INTO pay_base (contract, name, in_force, known, amount, citation) VALUES ('waterford', 'mileage', '(,)', '(,2020-01-01)', 0.575, 'none');
});
# The server prints a body in BEGIN ATOMIC in other words than it read (IN as = ANY): printed and
# read twice, the words stay, and can be compared with those of the restored function.
$node->safe_psql('postgres', q{
	SET ROLE analyst;
	DO $do$
	DECLARE
		one regprocedure;
	BEGIN
		FOR round IN 1 .. 2 LOOP
			FOR one IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace IN ('"Lake District"'::regnamespace, '"Lake District_then"'::regnamespace) AND p.prosqlbody IS NOT NULL LOOP
				EXECUTE pg_get_functiondef(one);
			END LOOP;
		END LOOP;
	END
	$do$;
});
my $contents = contents($node, 'postgres');
my $objects = objects($node, 'postgres');
like($contents, qr/"Lake District"\.employee_was 1\|.*"Lake District"\.employment_was 1\|.*"Lake District"\.service_was 1\|/s, 'it has a history');
my $known = known($node, 'postgres');
like($known, qr/^V-24 V-25 \d+\.\d\d America\/Denver$/, 'what was known is told');
like($contents, qr/"Lake District_bi"\.schedule_cell 506\|/, 'the district is filled');
unlike($contents, qr/\.(site|employee|employment|position_held|service|section|staffing|tally|schedule|raise|stipend) 0\|/, 'no table is empty');

my $dump = "$PostgreSQL::Test::Utils::tmp_check/district";
command_ok([ 'pg_dump', '-Fc', '-f', "$dump.database", $node->connstr('postgres') ], 'pg_dump of the database');
command_ok([ 'pg_dump', '-Fp', '-n', '"Lake District"', '-n', '"Lake District_bi"', '-n', '"Lake District_then"', '-f', "$dump.sql", $node->connstr('postgres') ],
	'pg_dump of the district alone');

my $other = new_cluster('other');
for my $way (qw(database alone))
{
	$other->safe_psql('postgres', "CREATE DATABASE $way TEMPLATE template0");
	if ($way eq 'database')
	{
		command_ok([ 'pg_restore', '--exit-on-error', '-d', $other->connstr($way), "$dump.database" ], 'pg_restore of the database');
	}
	else
	{
		$other->safe_psql($way, 'CREATE EXTENSION caseload CASCADE');
		command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $other->connstr($way), '-f', "$dump.sql" ], 'psql of the district alone');
	}
	is(differing(contents($other, $way), $contents), '', "$way: every table and view holds the same rows");
	is(differing(objects($other, $way), $objects), '', "$way: owners, privileges, comments, constraints, functions and sequences are the same");

	is(known($other, $way), $known, "$way: what was known is told as before");
	is( $other->safe_psql($way, q{
			SET ROLE analyst;
			UPDATE "Lake District".employee SET employee_name = 'Sample Zwei' WHERE employee_id = 2;
			SELECT employee_name, changed_by <> '', operation FROM "Lake District".employee_was WHERE employee_id = 2}),
		'Sample Two|t|UPDATE', "$way: and history is kept on");
	is( $other->safe_psql($way, q{
			SET ROLE analyst;
			SELECT "Lake District".stipend_pay('waterford', h.position, '2019-09-01', s.level, s.enrollment, h.attributes)
			FROM "Lake District".position_held h JOIN "Lake District".site s USING (district_id, site_id)}),
		'2154', "$way: the functions find their tables");
	is($other->safe_psql($way, q{SET ROLE reader; SELECT amount FROM "Lake District_bi".schedule_cell
			WHERE schedule = 'teacher' AND in_force_from = '2019-07-01' AND lane = 'V' AND step = 14}),
		'91726.00', "$way: the reader reads the report");
	my ($status, $out, $err) = $other->psql($way, q{SET ROLE analyst;
		INSERT INTO "Lake District".pay_base (contract, name, in_force, amount, citation) VALUES ('waterford', 'tutor hour', '[2020-07-01,)', 41, 'none')});
	like($err, qr/violates exclusion constraint/, "$way: two rules still cannot hold at once");
	like($other->safe_psql($way, q{SET ROLE analyst; SELECT caseload.upgrade_district('Lake District')}), qr/nothing to do/, "$way: it knows its version");
	is($other->safe_psql($way, q{SET ROLE analyst; INSERT INTO "Lake District".employee (employee_name) VALUES ('Sample Three') RETURNING employee_id}),
		'3', "$way: the next id is the next");
}

# the district goes when its owner drops it, and the extension stays; the extension does not go while it stands
my ($status, $out, $err) = $other->psql('database', 'DROP EXTENSION caseload');
like($err, qr/other objects depend on it/, 'the extension cannot be dropped under a district');
$other->safe_psql('database', 'DROP SCHEMA "Lake District", "Lake District_bi", "Lake District_then" CASCADE; DROP EXTENSION caseload');

$other->stop;
$node->stop;
done_testing();
