-- A hundred districts in one schema: what one of them is held to and owed is what it would be alone, and whoever
-- guards, reckons or changes one reads about as many rows as if there were no other.
\set VERBOSITY terse
SET client_min_messages = error;
SELECT caseload.create_district('county', contract => 'waterford');
SELECT caseload.create_district('alone', contract => 'waterford');
SELECT county.sample_districts(7, 100, 1);
SELECT alone.sample_facts(county.sample_seed(7, 50), 1);
-- of both the same is known: where a worker analyzed one of them alone, they would be planned apart
DO $$
DECLARE
	t regclass;
BEGIN
	FOR t IN SELECT c.oid FROM pg_class AS c WHERE c.relkind = 'r'
		AND c.relnamespace IN ('county'::regnamespace, 'alone'::regnamespace) LOOP
		EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = off)', t);
		EXECUTE format('ANALYZE %s', t);
	END LOOP;
END $$;
CREATE SCHEMA apart;
CREATE TABLE apart.measured (work text, schema text, rows_read numeric);
CREATE FUNCTION apart.rows_read(schema text) RETURNS numeric LANGUAGE sql VOLATILE AS $$
	SELECT coalesce(sum(t.seq_tup_read + coalesce(t.idx_tup_fetch, 0)), 0) FROM pg_stat_xact_user_tables AS t
	WHERE t.schemaname = rows_read.schema;
$$;
-- a work of district 50 of the county, and of the same district alone: of each, all rows of its schema that it reads
CREATE FUNCTION apart.measure(work text, statement text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	place record;
	before numeric;
BEGIN
	FOR place IN VALUES ('county', 50), ('alone', 1) LOOP
		PERFORM set_config('search_path', place.column1 || ', caseload, public', true);
		before := apart.rows_read(place.column1);
		EXECUTE replace(statement, '{district}', place.column2::text);
		INSERT INTO apart.measured VALUES (work, place.column1, apart.rows_read(place.column1) - before);
	END LOOP;
END $$;

SELECT apart.measure('all reports from nothing', 'SELECT refresh_reports({district})');
-- the first to be guarded brings the triggers, and has the facts of all looked through
SELECT county.guard_district(1);
SELECT alone.guard_district();
SELECT apart.measure('guard one more', 'SELECT guard_district({district})');
SELECT apart.measure('another teacher''s share of a class', 'UPDATE staffing SET share = 0.5 '
	'WHERE district_id = {district} AND section_id = '
	'(SELECT min(section_id) FROM section WHERE district_id = {district})');
SELECT apart.measure('a student comes', 'INSERT INTO enrollment (district_id, section_id, student_id, valid) '
	'SELECT district_id, section_id, 999999, valid FROM section WHERE district_id = {district} '
	'ORDER BY section_id LIMIT 1');
SELECT apart.measure('reports after them', 'SELECT refresh_reports({district})');
SELECT work, min(rows_read) > 0 AS reads,
	max(rows_read) FILTER (WHERE schema = 'county') <= 1.5 * max(rows_read) FILTER (WHERE schema = 'alone') AS apart
FROM apart.measured GROUP BY work ORDER BY work;

-- nobody else came to be guarded, or has an answer that is kept
SELECT count(*) FROM county.unguarded_district();
SELECT array_agg(DISTINCT district_id) AS capped FROM county.section_cap;
SELECT array_agg(DISTINCT district_id) AS booked FROM county.book;
-- and what it is held to, and owed, is what it is alone, but for the numbers that tables give themselves
CREATE FUNCTION apart.differing(name text) RETURNS TABLE (rows bigint, differing bigint) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format($q$
		WITH one AS (SELECT to_jsonb(k) - '{district_id,employment_id,kept_id,id}'::text[] AS r FROM county.%1$I AS k
				WHERE district_id = 50),
			other AS (SELECT to_jsonb(k) - '{district_id,employment_id,kept_id,id}'::text[] AS r FROM alone.%1$I AS k)
		SELECT (SELECT count(*) FROM one), (SELECT count(*) FROM (
			(TABLE one EXCEPT ALL TABLE other) UNION ALL (TABLE other EXCEPT ALL TABLE one)) AS d)$q$, name);
END $$;
SELECT v.name, d.rows > 0 AS there, d.differing
FROM (VALUES ('section_cap'), ('section_cap_lift'), ('caseload_cap'), ('caseload_cap_lift'), ('fresh_class_size'),
	('fresh_caseload'), ('fresh_finding'), ('fresh_pay_line')) AS v (name)
	CROSS JOIN LATERAL apart.differing(v.name) AS d ORDER BY v.name COLLATE "C";
DROP SCHEMA county, county_bi, county_then, alone, alone_bi, alone_then, apart CASCADE;
