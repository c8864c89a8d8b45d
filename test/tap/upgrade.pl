# From each version that was released to this one, at once, and from the first step by step, as who skipped none came: the
# extension, a district with facts, guards and what its owner did to it, and an empty one. An updated district, one made by
# this version and one restored from a dump of an updated one are the same, by the catalogs and by what they answer.
# CASELOAD_FROM="0.3.0 steps" runs these alone.
use strict;
use warnings;
use File::Basename;
use lib dirname(__FILE__);
use Catalogs;
use Released;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my @released = released_versions();
my ($first, $last) = @released[ 0, -1 ];
my @chosen = split ' ', $ENV{CASELOAD_FROM} // "@released steps";

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "max_locks_per_transaction = 256\n");
$node->start;

# the scripts of those versions, in the private copy of the server for as long as this test runs
my @scripts;
END { unlink @scripts }

sub provide
{
	my ($name, $text) = @_;
	my $file = $node->config_data('--sharedir') . "/extension/caseload--$name.sql";
	push @scripts, $file;
	open my $out, '>', $file or die "$file: $!";
	print $out $text;
	close $out or die "$file: $!";
	return;
}
provide($_, install_script($_)) for @released;

sub new_database
{
	my ($database, $version) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $database");
	$node->safe_psql($database, 'CREATE EXTENSION caseload ' . ($version ? "VERSION '$version'" : '') . ' CASCADE');
	$node->safe_psql($database, "GRANT CREATE ON DATABASE $database TO clerk; GRANT CREATE, USAGE ON SCHEMA public TO clerk");
	return;
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

# One script, and what every table and report says after it.
sub fill
{
	my ($database) = @_;
	clerk($database, 'Pond', q{
		SELECT load_contract('Pond', 'waterford');
		SELECT load_contract('Pond', 'anacortes');
		SELECT sample_facts(7, 2, 'waterford');
		SELECT guard_district();
		SELECT refresh_reports();
		INSERT INTO enrollment (section_id, student_id, valid) SELECT 111, 90000 + n, '[2020-01-06,2020-05-29)' FROM generate_series(1, 9) AS n;
		UPDATE contract SET usual_cycle = '12' WHERE contract = 'waterford';
		SELECT make_pay_periods('waterford', '12', '2019-20');
		SELECT close_period('waterford', '12', '2019-20', 1);
		SELECT erase_employee(1, 103, 'asked for');
		SELECT propose('waterford', 'asked')});
	return;
}

sub answers
{
	my ($database) = @_;
	my $letters = clerk($database, 'Pond', q{
		SELECT md5(string_agg(statement(f), E'\n' ORDER BY f.id COLLATE "C")), count(*) FROM compliance_finding AS f;
		SELECT md5(string_agg(pay_statement(e.employee_id, '2019-20'), E'\n' ORDER BY e.employee_id)), count(*) FROM employee AS e;
		SELECT md5(string_agg(o::text, E'\n' ORDER BY o::text COLLATE "C")), count(*) FROM owed('waterford', '12', '2019-20', 2) AS o;
		SELECT md5(string_agg(c::text, E'\n' ORDER BY c::text COLLATE "C")), count(*) FROM compare_cost('waterford', 'asked', '2019-20') AS c});
	return join "\n", $letters, grep { !/^district_version|^(rule_)?mark/ } split /\n/, district_rows($node, $database, 'Pond');
}

# The same of the fresh one, on the same day: what is due tells how many days are left.
my %fresh_answers;
sub today { return $node->safe_psql('postgres', 'SELECT CURRENT_DATE') }

sub answers_and_fresh
{
	my ($database) = @_;
	my ($day, $answers) = ('', '');
	while ($day ne today())
	{
		$day = today();
		$answers = answers($database);
		$fresh_answers{$day} //= answers('fresh');
	}
	return ($answers, $fresh_answers{$day});
}

$node->safe_psql('postgres', 'CREATE ROLE clerk; CREATE ROLE reader; CREATE ROLE auditor; GRANT auditor TO clerk');

# what every way is held against
new_database('fresh');
my $version = $node->safe_psql('fresh', q{SELECT extversion FROM pg_extension WHERE extname = 'caseload'});
my $fresh_extension = extension_catalog($node, 'fresh');
clerk('fresh', 'Pond', q{SELECT caseload.create_district('Pond')});
my $fresh_catalog = district_catalog($node, 'fresh', 'Pond');
fill('fresh');
my $fresh_answers = $fresh_answers{ today() } = answers('fresh');
like($fresh_answers, qr/^cap_breach\|[1-9].*^enrollment\|[1-9].*^paid_line\|[1-9].*^class_size_overage\|[1-9].*^pay_summary\|[1-9]/ms, 'the fresh one has something to say') or diag $fresh_answers;
unlike(join("\n", (split /\n/, $fresh_answers)[ 0 .. 3 ]), qr/^\||\|0$/m, 'and its letters and sums, too');

# no version can be stopped at that has no functions of its own
is($node->safe_psql('fresh', qq{SELECT string_agg(DISTINCT target, ',') FROM pg_extension_update_paths('caseload') WHERE path IS NOT NULL AND target <> '$version'}),
	"$version-unfinished", 'the files of this version update to this version alone');

# A district with facts, guards and what its owner did to it; where districts of a schema are guarded one by one, since
# 0.2.0, of some versions one of two is.
my %one_of_two = map { $released[$_] => $_ % 2 } 0 .. $#released;

sub make_lake
{
	my ($database, $from) = @_;
	clerk($database, 'Lake', q{SELECT caseload.create_district('Lake', contract => 'waterford')});
	clerk($database, 'Lake', q{SELECT sample_facts(7, 2);}
		  . ($one_of_two{$from} ? q{INSERT INTO site (district_id, site_name) VALUES (2, 'Elsewhere'); SELECT guard_district(1);} : 'SELECT guard_district();') . q{
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
	return;
}

my $guards = q{SELECT count(*), md5(string_agg(pg_get_triggerdef(oid), '' ORDER BY tgname, tgrelid)) FROM pg_trigger WHERE NOT tgisinternal};

# columns and rows as they were; tables of caps are filled anew, marks are left, the versions are another matter, and credit
# that adds up is told apart below; the branches of a UNION ALL may come in any order
sub kept
{
	my ($database, $rows) = @_;
	return join "\n", sort grep { !/^(section|caseload)_cap|^district_version|^(rule_)?mark|^credit_rule/ } split /\n/, $node->safe_psql($database, "SET search_path = caseload; $rows");
}

sub refuses_while_depended_on
{
	my ($database, $way) = @_;
	my $before = $node->safe_psql($database, $guards);
	my $error = refused($database, 'Lake', q{SELECT upgrade_district('Lake')});
	like($error, qr/ERROR:  district "Lake" cannot be upgraded while other objects depend on functions or reports that are made anew/, "$way: refused while their own objects depend on it");
	like($error, qr/DETAIL:  These do: default value for column due of table public\.our_dates, function public\.our_grid\(\), view public\.our_pay, view public\.our_pay_twice\.\n/, "$way: which are named");
	is($node->safe_psql($database, $guards), $before, "$way: and the guards are as they were");
	like(refused($database, 'Lake', 'RESET ROLE; SET ROLE reader; ' . q{SELECT upgrade_district('Lake')}), qr/district "Lake" belongs to another role/, "$way: only its owner upgrades it");
	return;
}

sub lake_is_as_it_was
{
	my ($database, $way, @versions) = @_;
	is(clerk($database, 'Lake', q{SELECT kind, year_at, part_years, most, first_step_most, halves FROM credit_rule ORDER BY id;
		SELECT next_placement('waterford', 'teacher', 'IV-9', '2019-20', share => 0.5, kind => 'job share'), count(*) FROM step_rule}),
		join("\n", 'district|0.5|whole|||f', 'job share|1|add up|||t', 'outside|1|none|10|11|f', 'outside|1|none|10|11|f', 'IV-9.5|1'),
		"$way: half a job is half a step, as it was");
	is(clerk($database, 'Lake', q{SELECT upgrade_district('Lake')}), qq{district "Lake" is at version $version, the extension's own: nothing to do}, "$way: once");
	is(clerk($database, 'Lake', 'SELECT version FROM district_version ORDER BY installed_at'), join("\n", @versions), "$way: the versions are on record");

	is($node->safe_psql($database, q{
		SELECT has_table_privilege('reader', '"Lake_bi".pay_summary', 'SELECT WITH GRANT OPTION'), has_column_privilege('reader', '"Lake_bi".class_size_overage', 'site_name', 'SELECT'),
			has_table_privilege('reader', '"Lake_bi".class_size_overage', 'SELECT'), has_table_privilege('reader', '"Lake_bi".schedule_cell', 'SELECT'),
			has_function_privilege('reader', '"Lake".schedule_on(text, text, date, date)', 'EXECUTE'), has_function_privilege('auditor', '"Lake".schedule_on(text, text, date, date)', 'EXECUTE'),
			has_table_privilege('reader', '"Lake_bi".compliance_finding', 'SELECT')}), 't|t|f|t|t|f|f', "$way: the reader reads what it read, and no more");
	is($node->safe_psql($database, q{
		SELECT has_table_privilege('auditor', '"Lake_bi".pay_summary', 'SELECT'), pg_get_userbyid(relowner) FROM pg_class WHERE oid = '"Lake_bi".scattergram'::regclass}),
		'f|auditor', "$way: a right by default is not given to what was there before, and what another role owns it owns");
	is($node->safe_psql($database, q{
		SELECT obj_description('"Lake_bi".pay_summary'::regclass), col_description('"Lake_bi".pay_summary'::regclass, n.attnum), col_description('"Lake_bi".pay_summary'::regclass, s.attnum),
			obj_description('"Lake".schedule_on'::regproc), obj_description('"Lake".site'::regclass), col_description('"Lake".site'::regclass, l.attnum)
		FROM pg_attribute AS n, pg_attribute AS s, pg_attribute AS l WHERE n.attrelid = '"Lake_bi".pay_summary'::regclass AND n.attname = 'employee_name'
			AND s.attrelid = n.attrelid AND s.attname = 'site_name' AND l.attrelid = '"Lake".site'::regclass AND l.attname = 'level'}),
		'ours: what we pay|ours: the name||ours: the grid|ours: schools|ours: level', "$way: their comments stand");
	is(clerk($database, 'Lake', 'SELECT (SELECT count(*) FROM our_sites), our_answer()'), $one_of_two{ $versions[0] } ? '3|42' : '2|42', "$way: what they made beside it stands");
	is($node->safe_psql($database, q{SELECT count(*) FROM pg_trigger WHERE tgname = 'our_trigger'}), '1', "$way: and their trigger");
	like(refused($database, 'Lake', q{INSERT INTO case_assignment (employee_id, student_id, program, valid) SELECT 125, 92000 + n, 'RSP', '[2019-09-16,2020-05-29)' FROM generate_series(1, 40) AS n}),
		qr/ERROR:  guard "caseload_hard"|ERROR: .*(cap|guard)/, "$way: and the guards of the district hold");
	is(clerk($database, 'Lake', q{SELECT count(*) FROM district_part WHERE name IN ('our_sites', 'our_answer()', 'our_trigger()', 'room', 'our_trigger ON site')}), '0', "$way: what they made is not taken for a part of it");

	# what was there before histories were kept was known since ever, and history is kept from now on
	my $knew = $versions[0] ge '0.3.0' ? 'f' : 't';
	is(clerk($database, 'Lake', q{
		SELECT bool_and(known_from = '-infinity') FROM employment;
		UPDATE employee SET employee_name = 'Sample of old' WHERE employee_id = (SELECT min(employee_id) FROM employee);
		SELECT lower_inf(known), operation, count(*) FROM employee_was GROUP BY 1, 2;
		SELECT count(*) > 0 FROM pay_known_on('2019-20', '2000-01-01');
		SELECT sum(k.total_pay) = sum(p.total_pay) FROM pay_known_on('2019-20', CURRENT_DATE) AS k FULL JOIN (SELECT * FROM pay_summary WHERE school_year = '2019-20') AS p
			ON p.id = concat_ws('-', k.district_id, k.employment_id, k.school_year)}), "$knew\n$knew|UPDATE|1\n$knew\nt", "$way: facts of before were known since ever; what is changed is kept");
	return;
}

# an object of theirs in the place of a new one
sub names_what_is_in_the_way
{
	my ($database, $way) = @_;
	like(refused($database, 'Pond', q{
		BEGIN;
		DO $do$ BEGIN EXECUTE (SELECT script FROM caseload.district_steps() WHERE name = '0.1.0_parts' AND to_regclass('district_part') IS NULL); EXCEPTION WHEN null_value_not_allowed THEN NULL; END $do$;
		ALTER VIEW district_part RENAME TO all_parts;
		CREATE VIEW district_part AS SELECT * FROM all_parts WHERE name NOT LIKE 'sample_facts(%';
		SELECT upgrade_district('Pond')}),
		qr/ERROR:  district "Pond" cannot be upgraded: function "sample_facts" already exists.*HINT:  Rename that object/s, "$way: an object of theirs in the place of one that is made: named");
	return;
}

# a rehearsal in one transaction leaves nothing
sub rolls_back
{
	my ($database, $way) = @_;
	my @before = (extension_catalog($node, $database), district_catalog($node, $database, 'Pond'));
	like($node->safe_psql($database, q{SET client_min_messages = error; BEGIN; ALTER EXTENSION caseload UPDATE; SET ROLE clerk; SELECT caseload.upgrade_district('Pond'); ROLLBACK}),
		qr/is at version \Q$version\E now/, "$way: in one transaction the extension and a district");
	is(differing(extension_catalog($node, $database), $before[0]), '', "$way: and after ROLLBACK the extension is as it was");
	is(differing(district_catalog($node, $database, 'Pond'), $before[1]), '', "$way: and so is the district");
	return;
}

# dumped and restored
sub restored_is_the_same
{
	my ($database, $way) = @_;
	my $dump = PostgreSQL::Test::Utils::tempdir() . '/pond.sql';
	new_database('restored');
	command_ok([ 'pg_dump', '-n', '"Pond"', '-n', '"Pond_bi"', '-n', '"Pond_then"', '-f', $dump, $node->connstr($database) ], "$way: the upgraded one is dumped");
	command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('restored'), '-f', $dump ], "$way: and restored");
	is(differing(answers_and_fresh('restored')), '', "$way: restored and fresh: every table and report has the same rows");
	is(differing(map { district_catalog($node, $_, 'Pond', settle => 1) } qw(restored fresh)), '', "$way: restored and fresh: the catalogs are the same");
	is(clerk('restored', 'Pond', q{SELECT upgrade_district('Pond')}), qq{district "Pond" is at version $version, the extension's own: nothing to do}, "$way: it knows its version");
	$node->safe_psql('postgres', 'DROP DATABASE restored');
	return;
}

# @versions: where the extension and the districts stop on their way to this one
sub comes_from
{
	my ($way, @versions) = @_;
	my $from = shift @versions;
	my $database = 'old';
	new_database($database, $from);
	clerk($database, 'Pond', q{SELECT caseload.create_district('Pond')});
	make_lake($database, $from);
	my $rows = district_rows($node, $database, 'Lake', tables => 1, query => 1);
	my $rows_before = kept($database, $rows);
	my $room = "$guards AND tgname LIKE 'room\\_%'";
	my $room_before = $node->safe_psql($database, $room);
	like($room_before, qr/^[1-9]/, "$way: a guard of their own is on");
	my $drop = 'DROP VIEW public.our_pay CASCADE; DROP FUNCTION public.our_grid; ALTER TABLE public.our_dates ALTER due DROP DEFAULT';
	clerk($database, 'Lake', $drop) if @versions;

	my $at = $from;
	for my $next (@versions)
	{
		$node->safe_psql($database, "ALTER EXTENSION caseload UPDATE TO '$next'");
		like(clerk($database, $_, "SELECT upgrade_district('$_')"), qr/^district "$_" is at version \Q$next\E now, and was at \Q$at\E; /, "$way: $_ is at $next") for qw(Pond Lake);
		$at = $next;
	}

	rolls_back($database, $way) if $from eq $last;
	$node->safe_psql($database, 'ALTER EXTENSION caseload UPDATE');
	is(differing(extension_catalog($node, $database), $fresh_extension), '', "$way: the updated extension is the one that this version makes");
	is(clerk($database, 'Lake', q{SELECT salary(schedule_on('waterford', 'teacher', '2019-09-01'), 'V-14')}), '91726', "$way: a district that is not upgraded yet still answers");
	if (!@versions)
	{
		refuses_while_depended_on($database, $way);
		clerk($database, 'Lake', $drop);
	}

	my ($status, $said, $notices) = $node->psql($database, q{SET ROLE clerk; SELECT caseload.upgrade_district('Lake')});
	like($said, qr/^district "Lake" is at version \Q$version\E now, and was at \Q$at\E; statements that put back rights and comments of its owner: [1-9]\d*; guarded again$/, "$way: upgraded") or diag $notices;
	like($notices, qr/NOTICE:  district "Lake": the guards are off until it is upgraded\n.*NOTICE:  district "Lake": the guards are put on again/s, "$way: it says what takes long");
	is(kept($database, $rows), $rows_before, "$way: every row of every table is there as it was");
	is($node->safe_psql($database, $room), $room_before, "$way: and so is their own guard");
	is(clerk($database, 'Lake', q{SELECT (SELECT string_agg(district_id::text, ',' ORDER BY district_id) FROM guarded_district WHERE guarded_at IS NOT NULL), (SELECT count(*) > 0 FROM section_cap WHERE hard IS NOT NULL OR paid IS NOT NULL),
		(SELECT bool_and(encode(t.tgargs, 'escape') LIKE '%some districts%') FROM pg_trigger AS t WHERE t.tgfoid = 'refill_caps()'::regprocedure), (SELECT count(*) FROM stale_cap())}),
		$one_of_two{$from} ? '1|t|t|0' : '1|t|f|0', "$way: the same districts are guarded again, and no other");
	lake_is_as_it_was($database, $way, $from, @versions, $version);

	names_what_is_in_the_way($database, $way) if $from eq $first && !@versions || $from eq $last;
	like(clerk($database, 'Pond', q{SELECT upgrade_district('Pond')}), qr/comments of its owner: 0$/, "$way: where nothing was changed, nothing is put back");
	is(differing(district_catalog($node, $database, 'Pond'), $fresh_catalog), '', "$way: upgraded and fresh: the catalogs are the same");
	fill($database);
	is(differing(answers_and_fresh($database)), '', "$way: upgraded and fresh: every table and report has the same rows");
	restored_is_the_same($database, $way) if $from eq $first;
	$node->safe_psql('postgres', 'DROP DATABASE old');
	return;
}

for my $from (@released)
{
	next unless grep { $_ eq $from } @chosen;
	my $began = time;
	comes_from("from $from", $from);
	note "from $from: ", time - $began, ' s';
}
if (grep { $_ eq 'steps' } @chosen)
{
	# what each release brought, which lies about where its files were installed over each other
	provide("$released[$_ - 1]--$released[$_]", update_script($released[ $_ - 1 ], $released[$_])) for 1 .. $#released;
	my $began = time;
	comes_from('step by step', @released);
	note 'step by step: ', time - $began, ' s';
	# the shortest way is this version's own, with those of others lying there
	is($node->safe_psql('fresh', qq{SELECT path FROM pg_extension_update_paths('caseload') WHERE source = '$first' AND target = '$version'}),
		"$first--$version-unfinished--$version", 'step by step: whoever skips them does');
}

$node->stop;
done_testing();
