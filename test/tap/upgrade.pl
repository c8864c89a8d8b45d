# From a version that was released, 0.1.0 or what upgrade_from_0_2_0.pl and its like say, to this one: the extension, a district with facts, guards and what its owner did to it, and an empty one.
# An updated district, one made by this version and one restored from a dump of the updated one are the same, by the
# catalogs and by what they answer.
use strict;
use warnings;
use File::Basename;
use File::Copy;
use lib dirname(__FILE__);
use Catalogs;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

our $from //= '0.1.0';
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;

# the script of that version, in the private copy of the server for as long as this test runs
my $script = $node->config_data('--sharedir') . "/extension/caseload--$from.sql";
copy(dirname(__FILE__) . "/../data/caseload--$from.sql", $script) or die "$script: $!";
END { unlink $script if defined $script }

$node->safe_psql('postgres', q{
	CREATE ROLE clerk; CREATE ROLE reader; CREATE ROLE auditor; GRANT auditor TO clerk;
	CREATE DATABASE old; CREATE DATABASE fresh; CREATE DATABASE restored});
for my $database (qw(old fresh))
{
	$node->safe_psql($database, 'CREATE EXTENSION caseload VERSION ' . "'$from' CASCADE") if $database eq 'old';
	$node->safe_psql($database, 'CREATE EXTENSION caseload CASCADE') if $database eq 'fresh';
	$node->safe_psql($database, "GRANT CREATE ON DATABASE $database TO clerk; GRANT CREATE, USAGE ON SCHEMA public TO clerk");
}

sub clerk
{
	my ($database, $district, $statements) = @_;
	return $node->safe_psql($database, qq{SET client_min_messages = error; SET ROLE clerk; SET search_path = "$district", "${district}_bi", caseload, public; $statements});
}

# What it says when it goes wrong.
sub refused
{
	my ($database, $district, $statements) = @_;
	my ($status, $out, $err) = $node->psql($database, qq{SET client_min_messages = error; SET ROLE clerk; SET search_path = "$district", caseload, public; $statements});
	return $err;
}

clerk('old', 'Pond', q{SELECT caseload.create_district('Pond')});
clerk('fresh', 'Pond', q{SELECT caseload.create_district('Pond')});
clerk('old', 'Lake', q{SELECT caseload.create_district('Lake', contract => 'waterford')});
clerk('old', 'Lake', q{
	SELECT sample_facts(7, 2);
	SELECT guard_district();
	INSERT INTO enrollment (section_id, student_id, valid) SELECT 111, 90000 + n, '[2020-01-06,2020-05-29)' FROM generate_series(1, 9) AS n;

	GRANT USAGE ON SCHEMA "Lake", "Lake_bi" TO reader;
	GRANT CREATE ON SCHEMA "Lake_bi" TO auditor;
	GRANT SELECT ON pay_summary TO reader WITH GRANT OPTION;
	GRANT SELECT (contract, site_name) ON class_size_overage TO reader;
	GRANT SELECT ON schedule_cell TO PUBLIC;
	REVOKE EXECUTE ON FUNCTION schedule_on FROM PUBLIC;
	GRANT EXECUTE ON FUNCTION schedule_on TO reader;
	ALTER VIEW scattergram OWNER TO auditor;
	ALTER DEFAULT PRIVILEGES IN SCHEMA "Lake_bi" GRANT SELECT ON TABLES TO auditor;

	COMMENT ON VIEW pay_summary IS 'ours: what we pay';
	COMMENT ON COLUMN pay_summary.employee_name IS 'ours: the name';
	COMMENT ON COLUMN pay_summary.site_name IS NULL;
	COMMENT ON FUNCTION schedule_on IS 'ours: the grid';
	COMMENT ON TABLE site IS 'ours: schools';
	COMMENT ON COLUMN site.level IS 'ours: level';

	-- what they made beside it
	CREATE VIEW "Lake".our_sites AS SELECT site_id, site_name FROM site;
	CREATE FUNCTION "Lake".our_answer() RETURNS int LANGUAGE sql AS 'SELECT 42';
	CREATE FUNCTION "Lake".our_trigger() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
	CREATE TRIGGER our_trigger AFTER INSERT ON site EXECUTE FUNCTION our_trigger();
	CREATE TABLE "Lake".room (district_id int, section_id bigint, seats numeric, PRIMARY KEY (district_id, section_id));
	INSERT INTO room SELECT district_id, section_id, 60 FROM section;
	SELECT guard('enrollment', 'room', ARRAY['district_id', 'section_id'], 'seats', name => 'room');
	-- and upon it
	CREATE VIEW public.our_pay AS SELECT employee_name, total_pay FROM pay_summary;
	CREATE VIEW public.our_pay_twice AS SELECT total_pay * 2 AS twice FROM our_pay;
	CREATE FUNCTION public.our_grid() RETURNS salary_schedule LANGUAGE sql STABLE BEGIN ATOMIC SELECT schedule_on('waterford', 'teacher', '2020-01-01'); END;
	CREATE TABLE public.our_dates (due date DEFAULT due_on('waterford', 'x', '2019-20'));
});

# since 0.2.0 one district of a schema may be guarded and another not
my $by_district = $from ne '0.1.0';
clerk('old', 'Two', q{
	SELECT caseload.create_district('Two', contract => 'waterford');
	SELECT sample_facts(7, 2);
	INSERT INTO site (district_id, site_name) VALUES (2, 'Elsewhere');
	SELECT guard_district(1)}) if $by_district;

$node->safe_psql('old', 'ALTER EXTENSION caseload UPDATE');
is(differing(extension_catalog($node, 'old'), extension_catalog($node, 'fresh')), '', 'the updated extension is the one that this version makes');
my $version = $node->safe_psql('old', q{SELECT extversion FROM pg_extension WHERE extname = 'caseload'});
isnt($version, $from, 'it has another version');
is(clerk('old', 'Lake', q{SELECT salary(schedule_on('waterford', 'teacher', '2019-09-01'), 'V-14')}), '91726', 'a district that is not upgraded yet still answers');

# columns and rows as they were; tables of caps are filled anew, marks are left, the versions are another matter, and credit
# that adds up is told apart below
my $rows = district_rows($node, 'old', 'Lake', tables => 1, query => 1);
my $before = "SET search_path = caseload; $rows";
# the branches of a UNION ALL may come in any order
sub kept { return join "\n", sort grep { !/^(section|caseload)_cap|^district_version|^(rule_)?mark|^credit_rule/ } split /\n/, $node->safe_psql('old', $before) }
my $rows_before = kept();
my $guards = q{SELECT count(*), md5(string_agg(pg_get_triggerdef(oid), '' ORDER BY tgname, tgrelid)) FROM pg_trigger WHERE NOT tgisinternal};
my $room_before = $node->safe_psql('old', qq{$guards AND tgname LIKE 'room\\_%'});
like($room_before, qr/^[1-9]/, 'a guard of their own is on');
my $triggers_before = $node->safe_psql('old', $guards);

my $error = refused('old', 'Lake', q{SELECT upgrade_district('Lake')});
like($error, qr/ERROR:  district "Lake" cannot be upgraded while other objects depend on functions or reports that are made anew/, 'refused while their own objects depend on it');
like($error, qr/DETAIL:  These do: default value for column due of table public\.our_dates, function public\.our_grid\(\), view public\.our_pay, view public\.our_pay_twice\.\n/, 'which are named');
is($node->safe_psql('old', $guards), $triggers_before, 'and the guards are as they were');
like(refused('old', 'Lake', 'RESET ROLE; SET ROLE reader; ' . q{SELECT upgrade_district('Lake')}), qr/district "Lake" belongs to another role/, 'only its owner upgrades it');
clerk('old', 'Lake', 'DROP VIEW public.our_pay CASCADE; DROP FUNCTION public.our_grid; ALTER TABLE public.our_dates ALTER due DROP DEFAULT');

my ($status, $said, $notices) = $node->psql('old', q{SET ROLE clerk; SELECT caseload.upgrade_district('Lake')});
is($said, qq{district "Lake" is at version $version now, and was at $from; statements that put back rights and comments of its owner: }
	  . (split / /, $said)[-3] . ' guarded again', 'upgraded') or diag $notices;
like($notices, qr/NOTICE:  district "Lake": the guards are off until it is upgraded\n.*NOTICE:  district "Lake": the guards are put on again/s, 'it says what takes long');
is(kept(), $rows_before, 'every row of every table is there as it was');
is(clerk('old', 'Lake', q{SELECT kind, year_at, part_years, most, first_step_most, halves FROM credit_rule ORDER BY id;
	SELECT next_placement('waterford', 'teacher', 'IV-9', '2019-20', share => 0.5, kind => 'job share'), count(*) FROM step_rule}),
	join("\n", 'district|0.5|whole|||f', 'job share|1|add up|||t', 'outside|1|none|10|11|f', 'outside|1|none|10|11|f', 'IV-9.5|1'),
	'half a job is half a step, as it was');
is(clerk('old', 'Lake', q{SELECT upgrade_district('Lake')}), qq{district "Lake" is at version $version, the extension's own: nothing to do}, 'once');
is(clerk('old', 'Lake', 'SELECT version FROM district_version ORDER BY installed_at'), "$from\n$version", 'both versions are on record');

is($node->safe_psql('old', q{
	SELECT has_table_privilege('reader', '"Lake_bi".pay_summary', 'SELECT WITH GRANT OPTION'), has_column_privilege('reader', '"Lake_bi".class_size_overage', 'site_name', 'SELECT'),
		has_table_privilege('reader', '"Lake_bi".class_size_overage', 'SELECT'), has_table_privilege('reader', '"Lake_bi".schedule_cell', 'SELECT'),
		has_function_privilege('reader', '"Lake".schedule_on(text, text, date, date)', 'EXECUTE'), has_function_privilege('auditor', '"Lake".schedule_on(text, text, date, date)', 'EXECUTE'),
		has_table_privilege('reader', '"Lake_bi".compliance_finding', 'SELECT')}), 't|t|f|t|t|f|f', 'the reader reads what it read, and no more');
is($node->safe_psql('old', q{
	SELECT has_table_privilege('auditor', '"Lake_bi".pay_summary', 'SELECT'), pg_get_userbyid(relowner) FROM pg_class WHERE oid = '"Lake_bi".scattergram'::regclass}),
	'f|auditor', 'a right by default is not given to what was there before, and what another role owns it owns');
is($node->safe_psql('old', q{
	SELECT obj_description('"Lake_bi".pay_summary'::regclass), col_description('"Lake_bi".pay_summary'::regclass, n.attnum), col_description('"Lake_bi".pay_summary'::regclass, s.attnum),
		obj_description('"Lake".schedule_on'::regproc), obj_description('"Lake".site'::regclass), col_description('"Lake".site'::regclass, l.attnum)
	FROM pg_attribute AS n, pg_attribute AS s, pg_attribute AS l WHERE n.attrelid = '"Lake_bi".pay_summary'::regclass AND n.attname = 'employee_name'
		AND s.attrelid = n.attrelid AND s.attname = 'site_name' AND l.attrelid = '"Lake".site'::regclass AND l.attname = 'level'}),
	'ours: what we pay|ours: the name||ours: the grid|ours: schools|ours: level', 'their comments stand');
is(clerk('old', 'Lake', 'SELECT (SELECT count(*) FROM our_sites), our_answer()'), '2|42', 'what they made beside it stands');
is($node->safe_psql('old', qq{$guards AND tgname LIKE 'room\\_%'}), $room_before, 'and so does their own guard');
is($node->safe_psql('old', q{SELECT count(*) FROM pg_trigger WHERE tgname = 'our_trigger'}), '1', 'and their trigger');
like(refused('old', 'Lake', q{INSERT INTO case_assignment (employee_id, student_id, program, valid) SELECT 125, 92000 + n, 'RSP', '[2019-09-16,2020-05-29)' FROM generate_series(1, 40) AS n}),
	qr/ERROR:  guard "caseload_hard"|ERROR: .*(cap|guard)/, 'and the guards of the district hold');
is(clerk('old', 'Lake', q{SELECT count(*) FROM district_part WHERE name IN ('our_sites', 'our_answer()', 'our_trigger()', 'room', 'our_trigger ON site')}), '0', 'what they made is not taken for a part of it');

if ($by_district)
{
	my $two = q{SELECT (SELECT string_agg(district_id::text, ',') FROM guarded_district WHERE guarded_at IS NOT NULL), (SELECT count(*) > 0 FROM section_cap WHERE hard IS NOT NULL OR paid IS NOT NULL),
		(SELECT bool_and(encode(t.tgargs, 'escape') LIKE '%some districts%') FROM pg_trigger AS t WHERE t.tgfoid = 'refill_caps()'::regprocedure), (SELECT count(*) FROM stale_cap())};
	is(clerk('old', 'Two', $two), '1|t|t|0', 'one of two districts is guarded');
	like(clerk('old', 'Two', q{SELECT upgrade_district('Two')}), qr/guarded again$/, 'upgraded');
	is(clerk('old', 'Two', $two), '1|t|t|0', 'that one is guarded again, and no other');
}

# what was there before histories were kept was known since ever, and history is kept from now on
my $knew = $from ge '0.3.0' ? 'f' : 't';
is(clerk('old', 'Lake', q{
	SELECT bool_and(known_from = '-infinity') FROM employment;
	UPDATE employee SET employee_name = 'Sample of old' WHERE employee_id = (SELECT min(employee_id) FROM employee);
	SELECT lower_inf(known), operation, count(*) FROM employee_was GROUP BY 1, 2;
	SELECT count(*) > 0 FROM pay_known_on('2019-20', '2000-01-01');
	SELECT sum(k.total_pay) = sum(p.total_pay) FROM pay_known_on('2019-20', CURRENT_DATE) AS k FULL JOIN (SELECT * FROM pay_summary WHERE school_year = '2019-20') AS p
		ON p.id = concat_ws('-', k.district_id, k.employment_id, k.school_year)}), "$knew\n$knew|UPDATE|1\n$knew\nt", 'facts of before were known since ever; what is changed is kept');

# an object of theirs in the place of a new one
like(refused('old', 'Pond', q{
	BEGIN;
	DO $do$ BEGIN EXECUTE (SELECT script FROM caseload.district_steps() WHERE name = '0.1.0_parts' AND to_regclass('district_part') IS NULL); EXCEPTION WHEN null_value_not_allowed THEN NULL; END $do$;
	ALTER VIEW district_part RENAME TO all_parts;
	CREATE VIEW district_part AS SELECT * FROM all_parts WHERE name NOT LIKE 'sample_facts(%';
	SELECT upgrade_district('Pond')}),
	qr/ERROR:  district "Pond" cannot be upgraded: function "sample_facts" already exists.*HINT:  Rename that object/s, 'an object of theirs in the place of one that is made: named');

# an empty one, upgraded, against one that this version made, filled by one script
like(clerk('old', 'Pond', q{SELECT upgrade_district('Pond')}), qr/comments of its owner: 0$/, 'where nothing was changed, nothing is put back');
is(differing(district_catalog($node, 'old', 'Pond'), district_catalog($node, 'fresh', 'Pond')), '', 'upgraded and fresh: the catalogs are the same');
for my $database (qw(old fresh))
{
	clerk($database, 'Pond', q{
		SELECT load_contract('Pond', 'waterford');
		SELECT load_contract('Pond', 'anacortes');
		SELECT sample_facts(7, 2, 'waterford');
		SELECT guard_district();
		INSERT INTO enrollment (section_id, student_id, valid) SELECT 111, 90000 + n, '[2020-01-06,2020-05-29)' FROM generate_series(1, 9) AS n;
	});
}
sub answers { my ($database) = @_; return join "\n", grep { !/^district_version|^(rule_)?mark/ } split /\n/, district_rows($node, $database, 'Pond') }
my $answers = answers('fresh');
like($answers, qr/^cap_breach\|[1-9].*^enrollment\|[1-9].*^class_size_overage\|[1-9].*^pay_summary\|[1-9]/ms, 'the fresh one has something to say') or diag $answers;
is(differing(answers('old'), $answers), '', 'upgraded and fresh: every table and report has the same rows');

my $dump = PostgreSQL::Test::Utils::tempdir() . '/pond.sql';
command_ok([ 'pg_dump', '-n', '"Pond"', '-n', '"Pond_bi"', '-n', '"Pond_then"', '-f', $dump, $node->connstr('old') ], 'the upgraded one is dumped');
$node->safe_psql('restored', 'CREATE EXTENSION caseload CASCADE');
command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('restored'), '-f', $dump ], 'and restored');
is(differing(answers('restored'), $answers), '', 'restored and fresh: every table and report has the same rows');
is(differing(map { district_catalog($node, $_, 'Pond', settle => 1) } qw(restored fresh)), '', 'restored and fresh: the catalogs are the same');
is(clerk('restored', 'Pond', q{SELECT upgrade_district('Pond')}), qq{district "Pond" is at version $version, the extension's own: nothing to do}, 'it knows its version');

$node->stop;
done_testing();
