-- Days at the edge of the calendar: every function of the extension and of a district that takes a day, a range or a
-- set of days is called with the first and the last that the server knows, with days out of the years 1 to 9999, with
-- infinity, no bound and nothing. It gives a value, or an error that says what is out of bounds: never an internal one,
-- never none for long. And with such days in its facts a district tells its reports.
SET client_min_messages = error;
SELECT caseload.create_district('edge', contract => 'waterford');
SET search_path = edge, edge_bi, caseload, public;
CREATE TEMP TABLE tried_value (type regtype, value text);
INSERT INTO tried_value
SELECT 'date'::regtype, d
FROM unnest('{4714-11-24 BC,4713-01-01 BC,0401-02-29 BC,0001-12-31 BC,0001-01-01,1999-12-31,9999-12-31}'::text[]
	|| '{10000-01-01,5874897-12-31,-infinity,infinity}') AS d
UNION ALL
SELECT 'daterange', r
FROM unnest(ARRAY['empty', '(,)', '[-infinity,infinity]', '(-infinity,infinity)', '[2025-07-01,infinity)',
	'[-infinity,2025-07-01)', '(,2025-07-01)', '[2025-07-01,)', '[4714-11-24 BC,5874897-12-31)',
	'[4714-11-24 BC,4714-11-25 BC)', '[0413-02-01 BC,0413-03-05 BC)', '[0401-02-01 BC,0401-03-05 BC)',
	'[0001-01-01,0001-01-02)', '[0001-12-31 BC,0001-01-02)', '[9999-12-01,9999-12-31]', '[9999-12-31,10000-01-02)',
	'[5874897-12-30,5874897-12-31)', '[1900-01-01,2100-01-01)', '[1900-01-01,2100-01-02)',
	'[5874897-12-31,infinity]', '[-infinity,4714-11-24 BC]']) AS r;
INSERT INTO tried_value
SELECT 'datemultirange'::regtype, format('{%s}', value)
FROM tried_value WHERE type = 'daterange'::regtype AND value <> 'empty'
UNION ALL VALUES ('datemultirange'::regtype, '{}'), ('datemultirange',
	'{[-infinity,4714-11-24 BC],[0001-01-01,0001-01-02),[2025-09-01,2025-09-06),[5874897-12-31,infinity]}');
INSERT INTO tried_value
SELECT 'daterange[]'::regtype, format('{"%s"}', value) FROM tried_value WHERE type = 'daterange'::regtype
UNION ALL VALUES ('daterange[]'::regtype, '{}'), ('daterange[]', '{"(,)","(,)",NULL}'),
	('daterange[]', '{"(,2025-09-03)","[2025-09-03,2025-10-01)","[2025-10-01,)"}');
INSERT INTO tried_value
SELECT 'date[]'::regtype, format('{%s}', value) FROM tried_value WHERE type = 'date'::regtype
UNION ALL VALUES ('date[]'::regtype, '{}'), ('date[]', '{NULL,-infinity,infinity,2025-09-01}');
-- what is given beside them, by type, and for some by name
CREATE TEMP TABLE other_value (type regtype, name text, value text);
INSERT INTO other_value VALUES ('date', NULL, '2025-09-03'), ('daterange', NULL, '[2025-07-01,2026-07-01)'),
	('datemultirange', NULL, '{[2025-08-18,2025-12-20),[2026-01-05,2026-06-05)}'),
	('daterange[]', NULL, '{"[2025-08-18,2025-12-20)","[2025-12-20,2026-06-05)"}'),
	('date[]', NULL, '{2025-09-03,2026-06-30}'), ('integer', NULL, '1'), ('bigint', NULL, '1'),
	('smallint', NULL, '1'), ('boolean', NULL, 'true'), ('numeric', NULL, '1.5'), ('double precision', NULL, '1.5'),
	('text', NULL, 'waterford'), ('jsonb', NULL, '{}'), ('text[]', NULL, '{}'), ('bigint[]', NULL, '{1}'),
	('integer[]', NULL, '{1}'), ('caseload_unit', NULL, '2 students'), ('salary_step', NULL, 'V-7'),
	('pay_scale', NULL, '1+: $5 each per day'), ('salary_schedule', NULL, E'step V\n7 50000'),
	('load_series', NULL, '24 students from 2025-08-18, 26 from 2025-09-03 on {[2025-08-18,2026-06-05)}'),
	('timestamp with time zone', NULL, '2025-09-03 12:00'), ('text', 'how', 'previous'),
	('text', 'school_year', '2019-20'), ('text', 'only_year', '2019-20'), ('text', 'cycle', '12'),
	('text', 'way', 'months by duty days'), ('integer', 'isodow', '3'), ('text', 'schedule', 'teacher'),
	('text', 'measure', 'students'), ('text', 'locale', 'en'), ('text', 'reason', 'tried');
CREATE TEMP TABLE tried_outcome (call text, state text, message text);
CREATE FUNCTION pg_temp.try(call text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE call;
	INSERT INTO tried_outcome VALUES (call, '00000', '');
EXCEPTION WHEN OTHERS THEN
	INSERT INTO tried_outcome VALUES (call, SQLSTATE, SQLERRM);
END $$;
-- of a district's functions with the farthest days alone, and none that writes
CREATE TEMP TABLE tried_call AS
SELECT format('SELECT count(*) FROM %s.%I(%s)', p.pronamespace::regnamespace, p.proname, string_agg(CASE
		WHEN a.n = t.tried THEN format('%L::%s', e.value, format_type(a.type, NULL))
		ELSE format('%L::%s', b.value, format_type(a.type, NULL)) END, ', ' ORDER BY a.n)) AS call
FROM pg_proc AS p
	CROSS JOIN LATERAL (SELECT n AS tried, type FROM unnest(p.proargtypes) WITH ORDINALITY AS a (type, n)) AS t
	JOIN tried_value AS e ON e.type = t.type
	CROSS JOIN LATERAL unnest(p.proargtypes) WITH ORDINALITY AS a (type, n)
	LEFT JOIN LATERAL (
		SELECT b.value FROM other_value AS b
		WHERE b.type = a.type AND (b.name IS NULL OR b.name = p.proargnames[a.n])
		ORDER BY b.name LIMIT 1) AS b ON true
WHERE p.pronamespace IN ('caseload'::regnamespace, 'edge'::regnamespace) AND p.prokind = 'f'
	AND p.prorettype <> 'trigger'::regtype AND p.provariadic = 0
	AND NOT p.proargtypes::oid[] && ARRAY['internal'::regtype]::oid[]
	AND (p.pronamespace = 'caseload'::regnamespace OR e.value = ANY ('{-infinity,infinity,5874897-12-31,"(,)"}'::text[]
		|| '{"[-infinity,infinity]","{(,)}","{\"(,)\"}","{infinity}"}'))
	AND p.proname <> ALL ('{close_period,make_pay_periods,sample_facts,propose,propose_raise}')
GROUP BY p.oid, p.pronamespace, p.proname, t.tried, e.value
HAVING bool_and(a.n = t.tried OR b.value IS NOT NULL);
SELECT count(*) > 1000 AS many, count(*) FILTER (WHERE call ~ 'edge[.]') > 100 AS many_of_the_district FROM tried_call;
SET statement_timeout = '120s';
\set ECHO none
\o /dev/null
SELECT format('SELECT pg_temp.try(%L)', call) FROM tried_call
\gexec
\o
\set ECHO all
RESET statement_timeout;
SELECT count(*) FILTER (WHERE state = '00000') > 500 AS many_give_a_value,
	count(*) FILTER (WHERE state ~ '^22') > 100 AS many_are_refused
FROM tried_outcome;
SELECT call, state, message FROM tried_outcome
WHERE state !~ '^(?:00000|22|23|0A|55|P0002|42501)' OR message ~ 'cache lookup|unexpected|unrecognized'
UNION ALL
SELECT call, NULL, 'takes too long' FROM tried_call WHERE call NOT IN (SELECT call FROM tried_outcome);

-- facts on such days, and people who were hired on them
SELECT sample_facts(7, 1);
BEGIN;
CREATE TEMP TABLE fact AS SELECT n, valid::daterange
FROM unnest('{"[-infinity,infinity]","[4714-11-24 BC,5874897-12-31)","[10000-01-01,)"}'::text[])
	WITH ORDINALITY AS f (valid, n);
INSERT INTO enrollment (section_id, student_id, valid)
SELECT (SELECT min(section_id) FROM section), 900000 + n, valid FROM fact;
INSERT INTO case_assignment (employee_id, student_id, program, valid)
SELECT (SELECT min(employee_id) FROM employee), 900000 + n, 'RSP', valid FROM fact;
INSERT INTO employee (employee_id, employee_name, hired)
SELECT 990000 + n, 'Edge', hired::date
FROM unnest('{2019-07-01,2019-07-01,2019-07-01,4714-11-24 BC,5874897-12-31,infinity,-infinity}'::text[])
	WITH ORDINALITY AS h (hired, n);
INSERT INTO employment (employee_id, site_id, contract, schedule, placement, valid)
SELECT 990000 + p.n, e.site_id, e.contract, e.schedule, e.placement, f.valid
FROM (SELECT * FROM employment ORDER BY employment_id LIMIT 1) AS e, generate_series(1, 7) AS p (n)
	JOIN fact AS f ON f.n = CASE WHEN p.n <= 3 THEN p.n ELSE 1 END;
TRUNCATE tried_outcome;
DO $$
DECLARE report name;
BEGIN
	FOR report IN SELECT relname FROM pg_class WHERE relnamespace = 'edge_bi'::regnamespace AND relkind = 'v' LOOP
		PERFORM pg_temp.try(format('SELECT count(r::text) FROM edge_bi.%I AS r', report));
	END LOOP;
	PERFORM pg_temp.try('SELECT count(*) FROM rule_problem');
	PERFORM pg_temp.try('SELECT count(*) FROM fact_problem');
	PERFORM pg_temp.try('SELECT count(rises_on) FROM anniversaries_of(1, NULL, $c$2019-20$c$)');
	PERFORM pg_temp.try($c$SELECT * FROM forecast_counts('waterford',
		ARRAY(SELECT jsonb_populate_record(NULL::forecast_seat, jsonb_build_object('who', employee_id, 'hired', hired))
			FROM employee), NULL, 2019, 2020, 'district', 'anniversary', 0, 'infinity')$c$);
END $$;
SELECT call, state, message FROM tried_outcome WHERE state <> '00000' ORDER BY call COLLATE "C";
SELECT count(*) > 15 AS many FROM tried_outcome WHERE state = '00000';
ROLLBACK;
DROP SCHEMA edge, edge_bi, edge_then CASCADE;
