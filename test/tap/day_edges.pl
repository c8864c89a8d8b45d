# Days at the edge of the calendar: every function of the extension and of a district that takes a day, a range or a set of
# days is called with the first and the last that the server knows, with days out of the years 1 to 9999, with infinity, no
# bound and nothing. It gives a value, or an error that says what is out of bounds: never an internal one, never none for
# long. And with such days in its facts a district tells its reports, or why not.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('edges');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "autovacuum = off\nlog_statement = none\nfsync = off\njit = off\n");
$node->start;
$node->safe_psql('postgres', q{SET client_min_messages = warning; CREATE EXTENSION caseload CASCADE;
	SELECT caseload.create_district('bay', contract => 'waterford')});

# Each call is tried by the server itself, which tells the outcomes: those that are told here are the ones that may not be.
my $told = $node->safe_psql('postgres', <<'SQL');
SET client_min_messages = error;
SET search_path = bay, bay_bi, caseload, public;
SET statement_timeout = '120s';
CREATE TEMP TABLE edge (type regtype, value text);
INSERT INTO edge
SELECT 'date'::regtype, d FROM unnest('{4714-11-24 BC,4713-01-01 BC,0401-02-29 BC,0001-12-31 BC,0001-01-01,1999-12-31,9999-12-31,10000-01-01,5874897-12-31,-infinity,infinity}'::text[]) AS d
UNION ALL SELECT 'daterange', r FROM unnest(ARRAY['empty', '(,)', '[-infinity,infinity]', '(-infinity,infinity)', '[2025-07-01,infinity)', '[-infinity,2025-07-01)', '(,2025-07-01)', '[2025-07-01,)',
	'[4714-11-24 BC,5874897-12-31)', '[4714-11-24 BC,4714-11-25 BC)', '[0413-02-01 BC,0413-03-05 BC)', '[0401-02-01 BC,0401-03-05 BC)', '[0001-01-01,0001-01-02)', '[0001-12-31 BC,0001-01-02)',
	'[9999-12-01,9999-12-31]', '[9999-12-31,10000-01-02)', '[5874897-12-30,5874897-12-31)', '[1900-01-01,2100-01-01)', '[1900-01-01,2100-01-02)', '[5874897-12-31,infinity]', '[-infinity,4714-11-24 BC]']) AS r;
INSERT INTO edge SELECT 'datemultirange'::regtype, format('{%s}', value) FROM edge WHERE type = 'daterange'::regtype AND value <> 'empty'
UNION ALL SELECT 'datemultirange', '{}'
UNION ALL SELECT 'datemultirange', '{[-infinity,4714-11-24 BC],[0001-01-01,0001-01-02),[2025-09-01,2025-09-06),[5874897-12-31,infinity]}';
INSERT INTO edge SELECT 'daterange[]'::regtype, format('{"%s"}', value) FROM edge WHERE type = 'daterange'::regtype
UNION ALL SELECT 'daterange[]', '{}' UNION ALL SELECT 'daterange[]', '{"(,2025-09-03)","[2025-09-03,2025-10-01)","[2025-10-01,)"}' UNION ALL SELECT 'daterange[]', '{"(,)","(,)",NULL}';
INSERT INTO edge SELECT 'date[]'::regtype, format('{%s}', value) FROM edge WHERE type = 'date'::regtype UNION ALL SELECT 'date[]', '{}' UNION ALL SELECT 'date[]', '{NULL,-infinity,infinity,2025-09-01}';
-- what is given beside them, and other days than those that are tried
CREATE TEMP TABLE beside (type regtype, name text, value text);
INSERT INTO beside VALUES ('date', NULL, '2025-09-03'), ('daterange', NULL, '[2025-07-01,2026-07-01)'), ('datemultirange', NULL, '{[2025-08-18,2025-12-20),[2026-01-05,2026-06-05)}'),
	('daterange[]', NULL, '{"[2025-08-18,2025-12-20)","[2025-12-20,2026-06-05)"}'), ('date[]', NULL, '{2025-09-03,2026-06-30}'), ('integer', NULL, '1'), ('bigint', NULL, '1'), ('smallint', NULL, '1'),
	('boolean', NULL, 'true'), ('numeric', NULL, '1.5'), ('double precision', NULL, '1.5'), ('text', NULL, 'waterford'), ('jsonb', NULL, '{}'), ('text[]', NULL, '{}'), ('bigint[]', NULL, '{1}'), ('integer[]', NULL, '{1}'),
	('caseload_unit', NULL, '2 students'), ('salary_step', NULL, 'V-7'), ('pay_scale', NULL, '1+: $5 each per day'), ('salary_schedule', NULL, E'step V\n7 50000'),
	('load_series', NULL, '24 students from 2025-08-18, 26 from 2025-09-03 on {[2025-08-18,2026-06-05)}'), ('timestamp with time zone', NULL, '2025-09-03 12:00'),
	('text', 'how', 'previous'), ('text', 'school_year', '2019-20'), ('text', 'only_year', '2019-20'), ('text', 'cycle', '12'), ('text', 'way', 'months by duty days'), ('integer', 'isodow', '3'), ('text', 'schedule', 'teacher'),
	('text', 'measure', 'students'), ('text', 'locale', 'en'), ('text', 'reason', 'tried');
CREATE TEMP TABLE outcome (call text, state text, message text);
CREATE FUNCTION pg_temp.try(call text, statement text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	INSERT INTO outcome VALUES (call, '00000', '');
EXCEPTION WHEN OTHERS THEN
	INSERT INTO outcome VALUES (call, SQLSTATE, SQLERRM);
END $$;
CREATE TEMP TABLE call AS SELECT c.call FROM (
	SELECT format('SELECT count(*) FROM %s.%I(%s)', p.pronamespace::regnamespace, p.proname, string_agg(CASE
			WHEN a.n = t.tried THEN format('%L::%s', e.value, format_type(a.type, NULL))
			WHEN b.value IS NULL THEN format('NULL::%s', format_type(a.type, NULL))
			ELSE format('%L::%s', b.value, format_type(a.type, NULL)) END, ', ' ORDER BY a.n)) AS call
	FROM pg_proc AS p
		CROSS JOIN LATERAL (SELECT n AS tried, type FROM unnest(p.proargtypes) WITH ORDINALITY AS a (type, n)) AS t
		JOIN edge AS e ON e.type = t.type
		CROSS JOIN LATERAL unnest(p.proargtypes) WITH ORDINALITY AS a (type, n)
		LEFT JOIN LATERAL (SELECT b.value FROM beside AS b WHERE b.type = a.type AND (b.name IS NULL OR b.name = p.proargnames[a.n]) ORDER BY b.name LIMIT 1) AS b ON true
	WHERE p.pronamespace IN ('caseload'::regnamespace, 'bay'::regnamespace) AND p.prokind = 'f' AND p.prorettype <> 'trigger'::regtype AND p.provariadic = 0
		AND NOT p.proargtypes::oid[] && ARRAY['internal'::regtype]::oid[]
		-- of a district the farthest alone, and nothing that writes
		AND (p.pronamespace = 'caseload'::regnamespace OR e.value = ANY ('{-infinity,infinity,5874897-12-31,(,),"[-infinity,infinity]","{(,)}","{\"(,)\"}","{infinity}"}'))
		AND p.proname <> ALL ('{close_period,make_pay_periods,sample_facts,propose,propose_raise}')
	GROUP BY p.oid, p.pronamespace, p.proname, t.tried, e.value HAVING bool_and(a.n = t.tried OR b.value IS NOT NULL)) AS c;
SELECT count(*) FROM call;
SET statement_timeout = '60s';
\o /dev/null
SELECT format('SELECT pg_temp.try(%L, %L)', call, call) FROM call
\gexec
\o
SELECT state || ' ' || count(*) FROM outcome GROUP BY state ORDER BY state;
SELECT 'not so: ' || call || ': ' || state || ' ' || message FROM outcome
WHERE state !~ '^(?:00000|22|23|0A|55|P0002|42501)' OR message ~ 'cache lookup|unexpected|unrecognized'
UNION ALL SELECT 'not so: ' || call || ': takes too long' FROM call WHERE call NOT IN (SELECT call FROM outcome);
SQL
my @wrong = grep { /^not so: / } split /\n/, $told;
my ($calls) = split /\n/, $told;
diag(join ', ', grep { /^\w{5} \d+$/ } split /\n/, $told);
cmp_ok($calls, '>', 1000, 'functions that take days are called with days at the edge');
is(join("\n", @wrong), '', 'each gives a value, or an error that says what is out of bounds');

# ---- facts on such days ----
$node->safe_psql('postgres', 'SELECT bay.sample_facts(7, 1)');
my @edges = ('[-infinity,infinity]', '[4714-11-24 BC,5874897-12-31)', '[10000-01-01,)');
my $reports = join ', ', map { "'$_'" } split /\n/, $node->safe_psql('postgres', q{SELECT relname FROM pg_class WHERE relnamespace = 'bay_bi'::regnamespace AND relkind = 'v' ORDER BY 1});
# all three at once, and those who were hired on such days
my %facts = (
	facts => q{INSERT INTO enrollment (section_id, student_id, valid) SELECT min(section_id), 900001, '%s' FROM section;
		INSERT INTO case_assignment (employee_id, student_id, program, valid) SELECT min(employee_id), 900001, 'RSP', '%s' FROM employee;
		INSERT INTO employee (employee_id, employee_name, hired) VALUES (990001, 'Edge', '2019-07-01');
		INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) SELECT 990001, site_id, contract, schedule, placement, '%s' FROM employment ORDER BY employment_id LIMIT 1},
	hired => q{INSERT INTO employee (employee_id, employee_name, hired) VALUES (990001, 'Edge', '4714-11-24 BC'), (990002, 'Edge', '5874897-12-31'), (990003, 'Edge', 'infinity'), (990004, 'Edge', '-infinity');
		INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid) SELECT n, site_id, contract, schedule, placement, '%s' FROM employment, generate_series(990001, 990004) AS n
		WHERE employment_id = (SELECT min(employment_id) FROM employment)});
for my $what (sort keys %facts)
{
	for my $edge (@edges)
	{
		my ($code, $out, $err) = $node->psql('postgres', "\\set VERBOSITY verbose\nSET client_min_messages = error; SET search_path = bay, bay_bi, caseload, public; BEGIN;\n" . ($facts{$what} =~ s/%s/$edge/gr) . qq{;
			DO \$\$ DECLARE report text; BEGIN FOREACH report IN ARRAY ARRAY[$reports] LOOP EXECUTE format('SELECT count(r::text) FROM %I AS r', report); END LOOP; END \$\$;
			SELECT count(*) FROM rule_problem;
			ROLLBACK}, on_error_stop => 1);
		my ($state) = $err =~ /ERROR:\s+(\w{5})/;
		like($state // '00000', qr/^(?:00000|22008|22003|23514)$/, "$what on $edge: " . ($state // 'told')) || diag($err);
	}
}
$node->stop;
done_testing();
