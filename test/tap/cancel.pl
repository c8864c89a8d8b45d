# Whatever runs long can be cancelled, and leaves nothing: each function of the extension on the largest values that their
# bounds permit, texts of many megabytes, aggregates over millions of rows, and each report of a district that keeps nothing.
# What is asked to stop after a tenth of a second has not taken two seconds of processor time, where the whole takes many;
# waiting for a busy machine does not count.
# CANCEL_ALL=1: also the functions of small arguments, each that compares, and all steps of a schedule; CANCEL_SCHOOLS: how many the district has, if not 2; CANCEL_TABLE=1:
# each is told with its times.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time);

plan skip_all => 'the processor time of a backend is read from /proc' unless -r "/proc/$$/stat";

my $after = 100; # ms
my $most = 2000; # ms of processor time
my $node = PostgreSQL::Test::Cluster->new('cancel');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "autovacuum = off\nlog_statement = none\njit = off\nshared_buffers = 256MB\nwork_mem = 64MB\n");
$node->start;
$node->safe_psql('postgres', q{CREATE EXTENSION caseload CASCADE});

# The largest of each type, kept uncompressed: what is measured is ours.
$node->safe_psql('postgres', '\set steps ' . ($ENV{CANCEL_ALL} ? 198 : 59) . <<'SQL');

SET search_path = caseload, public;
SET client_min_messages = error;
CREATE FUNCTION day(n int) RETURNS text LANGUAGE sql AS $$ SELECT to_char(date '1900-01-01' + n, 'YYYY-MM-DD') $$;
CREATE TABLE big (series load_series, other load_series, schedule salary_schedule, other_schedule salary_schedule, scale pay_scale, days datemultirange,
	periods daterange[], lanes text[], wanted date[], printed text);
ALTER TABLE big ALTER series SET STORAGE EXTERNAL, ALTER other SET STORAGE EXTERNAL, ALTER schedule SET STORAGE EXTERNAL, ALTER other_schedule SET STORAGE EXTERNAL,
	ALTER scale SET STORAGE EXTERNAL, ALTER days SET STORAGE EXTERNAL, ALTER periods SET STORAGE EXTERNAL, ALTER lanes SET STORAGE EXTERNAL,
	ALTER wanted SET STORAGE EXTERNAL, ALTER printed SET STORAGE EXTERNAL;
INSERT INTO big VALUES (
	-- every day of 200 years another load; the other has them the other way round, on every other day
	(SELECT format('%s on {[1900-01-01,2100-01-02)}', string_agg(format(CASE n WHEN 0 THEN '%s days from %s' ELSE '%s from %s' END, n * 7919 % 73050 + 1, day(n)), ', ' ORDER BY n))
		FROM generate_series(0, 73049) AS n)::load_series,
	(SELECT format('%s on {%s}', string_agg(format(CASE n WHEN 0 THEN '%s days from %s' ELSE '%s from %s' END, n * 104729::bigint % 73050 + 1, day(n)), ', ' ORDER BY n),
		string_agg(format('[%s,%s)', day(n), day(n + 1)), ',' ORDER BY n)) FROM generate_series(0, 73049, 2) AS n)::load_series,
	(SELECT string_agg(line, E'\n' ORDER BY n)::salary_schedule FROM (
		SELECT -1 AS n, 'step(2)' || string_agg(' L' || l, '') AS line FROM generate_series(1, 10000) AS l
		UNION ALL SELECT s, (s / 2.0)::numeric(3, 1) || (SELECT string_agg(' ' || 40000 + 500 * s + (s * 37 + l * 101) % 9973, '' ORDER BY l) FROM generate_series(1, 10000) AS l)
		FROM generate_series(0, :steps) AS s) AS x),
	NULL,
	(SELECT string_agg(format('%s: $%s each', n, n), ', ' ORDER BY n) || ', 1000+: $7 each' FROM generate_series(1, 999) AS n)::pay_scale,
	(SELECT format('{%s}', string_agg(format('[%s,%s)', day(n), day(n + 1)), ',' ORDER BY n))::datemultirange FROM generate_series(0, 73049, 2) AS n),
	-- a million days in no order, some of them those of the series
	(SELECT array_agg(daterange(d, d + 1) ORDER BY md5(n::text)) FROM generate_series(0, 999999) AS n, CAST(date '0500-01-01' + n AS date) AS d),
	(SELECT array_agg('L' || l) FROM generate_series(1, 10000) AS l),
	(SELECT array_agg(date '1900-01-01' + (n * 7919::bigint % 73050)::int) FROM generate_series(0, 999999) AS n),
	(SELECT E'Step BA MA\n' || string_agg(format('%s %s %s', n % 100, 40000 + n, 50000 + n), E'\n') FROM generate_series(1, 60000) AS n));
UPDATE big SET other_schedule = schedule * 1.03;
SQL

my $session = $node->background_psql('postgres', on_error_die => 0, on_error_stop => 0);
my $pid = $session->query_safe('SELECT pg_backend_pid()');
$session->query_safe("\\set VERBOSITY sqlstate\nSET search_path = caseload, public; SET client_min_messages = error");
my $ticks = `getconf CLK_TCK` || 100;
sub spent { my @stat = split / /, (slurp_file("/proc/$pid/stat") =~ s/.*\) //sr); return 1000 * ($stat[11] + $stat[12]) / $ticks }

my (%ended, @table);
sub stops
{
	my ($what, $statement) = @_;
	$session->{stderr} = '';
	my $before = spent();
	my $began = time;
	$session->query("BEGIN; SET LOCAL statement_timeout = $after;\n$statement;\nROLLBACK");
	my $took = 1000 * (time - $began);
	my $cpu = spent() - $before;
	my ($state) = $session->{stderr} =~ /ERROR:\s+(\w{5})/;
	my $end = $state // 'done';
	$ended{$end}++;
	push @table, [ $what, $end, $took, $cpu ];
	ok($cpu < $most && $end !~ /^(?:XX|08|58)/, sprintf('%s: %s', $what, $end)) || diag(sprintf('%s: %d ms of processor time', $statement, $cpu));
	return $end;
}

# ---- each function, by the types of its arguments ----
my %argument = (
	'caseload.load_series' => [ 'b.series', 'b.other', 'b.series' ],
	'caseload.salary_schedule' => [ 'b.schedule', 'b.other_schedule' ],
	'caseload.pay_scale' => ['b.scale'],
	'caseload.caseload_unit' => [ q{caseload_unit '2 days'}, q{caseload_unit '3 days'} ],
	'caseload.salary_step' => [ q{salary_step 'L7-5'}, q{salary_step 'L8-5'} ],
	'caseload.stipend_band' => [ q{stipend_band 'C 4%'}, q{stipend_band 'D 4%'} ],
	'caseload.salary_step[]' => [q{ARRAY(SELECT salary_step('L' || n, 5) FROM generate_series(1, 10000) AS n)}],
	datemultirange => [ 'b.days', q{'{}'::datemultirange} ],
	daterange => [q{daterange '[1900-01-01,2100-01-01)'}],
	'daterange[]' => [ 'b.periods', 'b.periods' ],
	'text[]' => ['b.lanes'],
	'date[]' => ['b.wanted'],
	'numeric[]' => [q{ARRAY(SELECT n::numeric FROM generate_series(1, 10000) AS n)}],
	date => [q{date '2050-01-01'}],
	integer => ['1'], bigint => ['1::bigint'], smallint => ['1::smallint'], boolean => ['true'], numeric => ['1.5'], 'double precision' => ['1.5::float'],
	jsonb => [q{'{"L7": 1.5}'::jsonb}], text => [q{'next'}],);
my $small = qr/^(?:(?:caseload\.)?(?:caseload_unit|salary_step|stipend_band)|daterange|date|integer|bigint|smallint|boolean|numeric|double precision|jsonb|text)$/;
my %named = (printed => 'b.printed', how => q{'next'}, way => q{'months by duty days'}, n => '20000', keep => q{'annual'});
my $functions = $node->safe_psql('postgres', q{
	SELECT p.proname, p.proretset, array_to_string(ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY AS a (t, n) ORDER BY n), ','),
		array_to_string(p.proargnames[1:p.pronargs], ',', '')
	FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
	WHERE p.pronamespace = 'caseload'::regnamespace AND p.prokind = 'f' AND p.pronargs > 0 AND p.provolatile <> 'v'
		AND NOT p.proargtypes::oid[] && ARRAY['internal'::regtype, 'cstring'::regtype, 'regclass'::regtype, 'oid'::regtype, 'name'::regtype]::oid[]
		AND NOT coalesce(p.proargnames && '{schema,district,asker}', false)
	ORDER BY p.proname, p.oid});
my @unknown;
for my $function (split /\n/, $functions)
{
	my ($name, $set, $types, $names) = split /\|/, $function, 4;
	next if !$ENV{CANCEL_ALL} && ($name =~ /_(?:eq|ne|lt|le|gt|ge|hash_extended|larger|smaller)$/ || !grep { !/$small/ } split /,/, $types);
	my @names = split /,/, $names, -1;
	my %used;
	my @arguments = map { my $i = $_; my $type = (split /,/, $types)[$i]; my $of = $argument{$type};
		push @unknown, "$name: $type" unless $of;
		$named{ $names[$i] // '' } // ($of ? $of->[ $used{$type}++ % @$of ] : 'NULL') } 0 .. (split /,/, $types) - 1;
	my $call = sprintf('%s(%s)', $name, join ', ', @arguments);
	stops($call =~ s/\s+/ /gr, $set eq 't' ? "SELECT count(*) FROM big AS b, LATERAL $call" : "SELECT count($call) FROM big AS b");
}
note("no argument of: $_") for @unknown;

# ---- texts and bytes ----
for my $type (qw(caseload_unit salary_step stipend_band salary_schedule pay_scale load_series))
{
	stops("$type: 50 MB of blanks", "SELECT repeat(' ', 50000000)::$type");
	stops("$type: 50 MB of digits", "SELECT ('1' || repeat('0', 50000000))::$type");
	stops("$type: 20 MB of letters and a mark", "SELECT (repeat('a', 20000000) || E'\\u00B2')::$type");
	stops("$type: 20 MB of dashes", "SELECT repeat(E'\\u2013', 7000000)::$type");
	stops("$type: 20 MB of parts", "SELECT ('1' || repeat(', 1', 7000000))::$type");
}
# what one walk past the folded text has to cross
stops('salary_schedule: 20 MB of cells in a row', q{SELECT (E'step a\n1' || repeat(' 2', 10000000))::salary_schedule});
stops('salary_schedule: a cell of 20 MB of dashes', q{SELECT (E'step a b\n1 2 ' || repeat('-', 20000000))::salary_schedule});
stops('salary_step: 20 MB of blanks after it', q{SELECT ('V-7' || repeat(' ', 20000000))::salary_step});
stops('salary_step: 20 MB of blanks in its lane', q{SELECT ('V' || repeat(' ', 20000000) || 'W-7')::salary_step});
stops('stipend_band: a label of 20 MB', q{SELECT (repeat('a', 20000000) || ' 4%')::stipend_band});
for my $column (qw(series schedule scale))
{
	stops("$column as text", "SELECT length(b.$column\::text) FROM big AS b");
	stops("$column from text", "SELECT count((b.$column\::text)::" . { series => 'load_series', schedule => 'salary_schedule', scale => 'pay_scale' }->{$column} . ') FROM big AS b');
}
my @printed = (
	[ 'many columns', q{repeat('40000 ', 170000)} ], [ 'many lines', q{E'Step BA\n' || repeat(E'1 40000\n', 120000)} ], [ 'one word a line', q{repeat(E'a\n', 500000)} ],
	[ 'tabs', q{E'Step\tBA\n' || repeat(E'1\t', 500000)} ], [ 'dollars', q{E'Step BA\n' || repeat('$ ', 500000)} ], [ 'dots', q{E'Step BA MA\n' || repeat('1 . . 40000 ', 80000)} ],
	[ 'steps', q{repeat('Step ', 200000)} ], [ 'degrees', q{repeat('BA+15 ', 170000) || E'\n1 40000'} ], [ 'parentheses', q{repeat('(', 1000000)} ], [ 'dashes', q{repeat('- ', 500000)} ],
	[ 'wide', q{repeat(E'\u3000', 340000)} ], [ 'marks', q{E'Step BA\n' || repeat(E'1 40000\u00B9\n', 100000)} ]);
stops("read_schedule: $_->[0]", "SELECT read_schedule($_->[1])") for @printed;
stops("reading_notes: $_->[0]", "SELECT count(*) FROM reading_notes($_->[1])") for @printed;
stops("grades: $_->[0]", "SELECT grades($_->[1])") for @printed;

# ---- aggregates over millions of rows ----
my $rows = 'FROM generate_series(1, 5000000) AS n';
stops('daily_load', "SELECT daily_load(daterange(date '2025-08-18' + n % 200, date '2025-08-18' + n % 300), '{[2025-08-18,2026-06-05)}') $rows");
stops('daily_load, a change a day', "SELECT daily_load(daterange(date '1900-01-01' + (n * 7919::bigint % 73050)::int, '2100-01-01'), '{[1900-01-01,2100-01-01)}') $rows");
stops('sum of series', "SELECT sum(b.series) FROM big AS b, generate_series(1, 100000)");
stops('sum of series of other days', "SELECT sum(CASE n % 2 WHEN 0 THEN b.series ELSE b.other END) FROM big AS b, generate_series(1, 100000) AS n");
stops('max of series', "SELECT max(CASE n % 2 WHEN 0 THEN b.series ELSE b.other END) FROM big AS b, generate_series(1, 100000) AS n");
stops('sum of units', "SELECT sum(caseload_unit(n, 'students')) $rows");
stops('mean of units', "SELECT avg(caseload_unit(n, 'students')) $rows");
stops('schedule of its cells', "SELECT salary_schedule_agg(salary_step('L' || n % 9999, n / 9999), 40000 + n) FROM generate_series(1, 900000) AS n");
stops('sort of series', "SELECT count(*) FROM (SELECT x FROM big AS b, generate_series(1, 20000) AS n, LATERAL (SELECT CASE n % 2 WHEN 0 THEN b.series ELSE b.other END AS x) AS x ORDER BY x) AS x");
stops('groups of series', "SELECT count(*) FROM (SELECT b.series FROM big AS b, generate_series(1, 20000) AS n GROUP BY b.series, n % 3) AS x");
stops('groups of schedules', "SELECT count(*) FROM (SELECT 1 FROM big AS b, generate_series(1, 100) AS n GROUP BY b.schedule, n % 3) AS x");

# ---- each report, reckoned from nothing ----
$session->{stderr} = '';
my $schools = $ENV{CANCEL_SCHOOLS} || 2;
$session->query_safe(qq{SELECT create_district('bay', contract => 'waterford'); SELECT bay.sample_facts(7, $schools);
	UPDATE bay.contract SET usual_cycle = '12' WHERE contract = 'waterford'; SELECT bay.make_pay_periods('waterford', '12', '2019-20')});
# what a session holds, and what the district's tables hold
sub held
{
	return $node->safe_psql('postgres', qq{SELECT count(*) FROM pg_locks WHERE pid = $pid AND locktype <> 'virtualxid'; SELECT count(*) FROM pg_ls_tmpdir();
		SELECT sum((xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM bay.%I', relname), false, true, '')))[1]::text::bigint)
		FROM pg_class WHERE relnamespace = 'bay'::regnamespace AND relkind IN ('r', 'p')});
}
my $before = held();
for my $report (split /\n/, $node->safe_psql('postgres', q{SELECT c.relname FROM pg_class AS c WHERE c.relnamespace = 'bay_bi'::regnamespace AND c.relkind = 'v' ORDER BY 1}))
{
	stops("report $report", "SELECT count(r::text) FROM bay_bi.$report AS r");
}
stops('refresh_reports()', 'SELECT bay.refresh_reports()');
stops('close_period()', q{SELECT bay.close_period('waterford', '12', '2019-20', 1)});
stops('guard_district()', q{SELECT count(*) FROM bay.guard_district()});
is(held(), $before, 'what is cancelled leaves no row, no lock and no file');

cmp_ok($ended{57014}, '>', 40, 'many run longer than that, and are cancelled');
diag(join ', ', map { "$_: $ended{$_}" } sort keys %ended);
if ($ENV{CANCEL_TABLE})
{
	diag(sprintf('%8.0f ms, %6d ms of processor time  %s  %s', @$_[ 2, 3, 1, 0 ])) for sort { $b->[2] <=> $a->[2] } @table;
}
$session->quit;
$node->stop;
done_testing();
