-- Three districts in one schema: a report that is asked for one of them, or for some, reckons what is stale of those
-- and of nobody else, and shows the same rows. And guards go on all of them at a cost that grows as they do.
\set VERBOSITY terse
SET client_min_messages = error;
SET timezone = 'UTC';
SELECT caseload.create_district('asked', contract => 'waterford');
SELECT asked.sample_districts(7, 3, 1);
CREATE SCHEMA asks;
SET search_path = asked_bi, asked, caseload, public;
SET track_functions = 'all';
CREATE TABLE asks.report (name text, makes text);
INSERT INTO asks.report VALUES ('class_size_overage', 'outcome_of'), ('caseload_overage', 'outcome_of'),
	('compliance_finding', 'outcome_of'), ('pay_line', 'tried_lines'), ('pay_by_part', 'tried_lines'),
	('pay_line_month', 'tried_lines'), ('pay_summary', 'tried_lines'), ('scattergram', 'tried_lines');
-- how often a function was called, with what was not told of before this transaction
CREATE FUNCTION asks.calls(name text) RETURNS bigint LANGUAGE sql VOLATILE AS $$
	SELECT coalesce(sum(f.calls), 0)::bigint FROM pg_stat_xact_user_functions AS f
	WHERE f.schemaname = 'asked' AND f.funcname = calls.name;
$$;
-- what a look at a report reckons, and what it shows of each district, whole or with a filter
CREATE FUNCTION asks.look(report text, makes text, filter text, OUT reckoned bigint, OUT shown jsonb)
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	before bigint := asks.calls(makes);
BEGIN
	EXECUTE format('SELECT coalesce(jsonb_object_agg(d.district_id, d.rows), ''{}'') FROM (SELECT k.district_id, '
		'count(*) || '' '' || md5(string_agg(k::text, E''\n'' ORDER BY k::text)) AS rows FROM %I AS k WHERE %s '
		'GROUP BY k.district_id) AS d', report, filter) INTO shown;
	reckoned := asks.calls(makes) - before;
END $$;
CREATE FUNCTION asks.each_alone(OUT report text, OUT reckons boolean, OUT adds_up boolean, OUT districts int,
	OUT same boolean)
RETURNS SETOF record LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	r record;
	entire record;
	part record;
	reckoned bigint;
	shown jsonb;
BEGIN
	FOR r IN SELECT * FROM asks.report AS a ORDER BY a.name COLLATE "C" LOOP
		SELECT * INTO entire FROM asks.look(r.name, r.makes, 'true');
		reckoned := 0;
		shown := '{}';
		FOR place IN 1 .. 3 LOOP
			SELECT * INTO part FROM asks.look(r.name, r.makes, 'district_id = ' || place);
			reckoned := reckoned + part.reckoned;
			shown := shown || part.shown;
		END LOOP;
		report := r.name;
		reckons := entire.reckoned > 0;
		adds_up := reckoned = entire.reckoned;
		districts := (SELECT count(*) FROM jsonb_object_keys(entire.shown));
		same := shown = entire.shown;
		RETURN NEXT;
	END LOOP;
END $$;

-- nothing is kept
SELECT * FROM asks.each_alone();
-- some of them, and one that is named as a prepared statement is run
SELECT two.reckoned = one.reckoned + other.reckoned AS two_as_each
FROM asks.look('pay_summary', 'tried_lines', 'district_id IN (2, 3)') AS two,
	asks.look('pay_summary', 'tried_lines', 'district_id = 2') AS one,
	asks.look('pay_summary', 'tried_lines', 'district_id = 3') AS other;
PREPARE named(int) AS SELECT count(*) > 0 AS rows FROM class_size_overage WHERE district_id = $1;
SET plan_cache_mode = force_generic_plan;
BEGIN;
SELECT asks.calls('outcome_of') AS before \gset
EXECUTE named(2);
SELECT asks.calls('outcome_of') - :before AS ran \gset
SELECT :ran > 0 AND l.reckoned = :ran AS of_that_one
FROM asks.look('class_size_overage', 'outcome_of', 'district_id = 2') AS l;
COMMIT;
RESET plan_cache_mode;

-- all is kept; then a class and an employee of each change
SELECT refresh_reports() <> '' AS refreshed;
SELECT a.name, (asks.look(a.name, a.makes, 'true')).reckoned FROM asks.report AS a ORDER BY a.name COLLATE "C";
UPDATE staffing SET share = share WHERE (district_id, section_id) IN
	(SELECT s.district_id, min(s.section_id) FROM section AS s GROUP BY s.district_id);
UPDATE employment SET fte = fte WHERE (district_id, employee_id) IN
	(SELECT e.district_id, min(e.employee_id) FROM employment AS e GROUP BY e.district_id);
SELECT * FROM asks.each_alone();
-- who is up to date reckons nothing, whatever the others are
SELECT refresh_reports(2) <> '' AS refreshed;
SELECT a.name, (asks.look(a.name, a.makes, 'district_id = 2')).reckoned FROM asks.report AS a
ORDER BY a.name COLLATE "C";

-- Rules changed. A reader of two districts has both reckoned, or the one of them that is asked for.
UPDATE load_limit SET note = note;
UPDATE stipend SET title = title;
CREATE ROLE regress_asks;
SELECT grant_reports('regress_asks', district_id => 2), grant_reports('regress_asks', district_id => 3) \g /dev/null
GRANT USAGE ON SCHEMA asks TO regress_asks;
GRANT SELECT ON asks.report TO regress_asks;
SET SESSION AUTHORIZATION regress_asks;
SET search_path = asked_bi, caseload, public;
SELECT * FROM asks.each_alone();
SELECT array_agg(DISTINCT district_id) AS shown FROM class_size_overage;
SELECT count(*) FROM pay_line WHERE district_id = 1;
RESET SESSION AUTHORIZATION;
SET search_path = asked_bi, asked, caseload, public;

-- The caps of all are filled in one call, and its plans are made while there are none: each is found by its key all the
-- same. Some forty rows are read for each that is written.
BEGIN;
SELECT guard_district() <> '' AS guarded;
SELECT t.relname, count(*) = 1 AS there, sum(t.seq_tup_read + coalesce(t.idx_tup_fetch, 0))
		<= 100 * (SELECT count(*) FROM section_cap) AS by_key
FROM pg_stat_xact_user_tables AS t WHERE t.schemaname = 'asked' AND t.relname = 'section_cap' GROUP BY t.relname;
COMMIT;
SELECT revoke_reports('regress_asks') \g /dev/null
DROP SCHEMA asked, asked_bi, asked_then, asks CASCADE;
DROP ROLE regress_asks;
