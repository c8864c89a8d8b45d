-- Who may fill and merge the staging tables at the same time.
CREATE FUNCTION roster_formats() RETURNS TABLE (format text, source text, title text)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT * FROM (VALUES ('oneroster_1_1', 'oneroster', 'OneRoster 1.1'),
		('oneroster_1_2', 'oneroster', 'OneRoster 1.2'), ('edfi', 'edfi', 'Ed-Fi'), ('sds', 'sds', 'School Data Sync'),
		('sds_v1', 'sds', 'School Data Sync V1'), ('clever', 'clever', 'Clever')) AS f (format, source, title);
END;
COMMENT ON FUNCTION roster_formats() IS
	'formats of others: the name under which their ids are known, and what they are called';

-- A format's tables have its name in front. So have those of a format whose name goes on, and what somebody put there
-- besides, which are not to be emptied by its merge: staging tables alone are unlogged.
CREATE FUNCTION format_tables(format text) RETURNS SETOF name
LANGUAGE sql STABLE SET search_path FROM CURRENT
AS $format_tables$
	SELECT c.relname FROM pg_class AS c WHERE c.relnamespace = quote_ident(current_schema())::regnamespace
		AND c.relkind = 'r' AND c.relpersistence = 'u' AND starts_with(c.relname, format_tables.format || '_')
		AND NOT EXISTS (SELECT FROM roster_formats() AS f WHERE starts_with(f.format, format_tables.format || '_')
			AND starts_with(c.relname, f.format || '_'))
	ORDER BY c.relname;
$format_tables$;
COMMENT ON FUNCTION format_tables(text) IS 'the staging tables of a format';

-- Whoever copies rows meanwhile waits, for a merge empties the tables that it has read; of two merges of a district,
-- or by the same tables, the second waits. It waits with nothing in hand: a session that copies one file after the
-- other in a transaction has locked the first tables and may come to any other, so all are taken at once or none. Now
-- and then it waits as others do, so that sessions that wait for each other, each with rows of its own in a table, are
-- found: by chance and ever longer, for of two in step neither would wait while the other does.
CREATE FUNCTION lock_staging(format text, district_id int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $lock_staging$
DECLARE
	tables name[] := ARRAY(SELECT t.name FROM (SELECT format_tables('plain') AS name UNION
		SELECT format_tables(format)) AS t ORDER BY t.name);
	of_district constant int := 'source_id'::regclass::oid::int;
	patience interval := (SELECT s.setting::int * interval '1 ms' FROM pg_settings AS s WHERE s.name = 'lock_timeout');
	soon interval := (SELECT s.setting::int * interval '1 ms' FROM pg_settings AS s
		WHERE s.name = 'deadlock_timeout');
	began timestamptz := clock_timestamp();
	tries int := 0;
	tried name;
BEGIN
	LOOP
		BEGIN
			tried := NULL;
			IF NOT pg_try_advisory_xact_lock(of_district, district_id) THEN
				RAISE lock_not_available;
			END IF;
			FOREACH tried IN ARRAY tables LOOP
				EXECUTE format('LOCK TABLE %I IN SHARE ROW EXCLUSIVE MODE NOWAIT', tried);
			END LOOP;
			RETURN;
		EXCEPTION WHEN lock_not_available THEN
			tries := tries + 1;
		END;
		IF patience > interval '0' AND clock_timestamp() > began + patience THEN
			RAISE lock_not_available USING
				MESSAGE = 'another session merges rosters of this district, or fills the same staging tables',
				DETAIL = format('lock_timeout is %s.', current_setting('lock_timeout')),
				HINT = 'Nothing was done. Call again when it has committed.';
		END IF;
		IF random() < 0.85 THEN
			PERFORM pg_sleep(0.02 + 0.18 * random());
			CONTINUE;
		END IF;
		BEGIN
			PERFORM set_config('lock_timeout',
				ceil(extract(epoch FROM soon * least(2 + tries / 10, 6)) * 1000)::text, true);
			IF tried IS NULL THEN
				PERFORM pg_advisory_xact_lock(of_district, district_id);
			ELSE
				EXECUTE format('LOCK TABLE %I IN SHARE ROW EXCLUSIVE MODE', tried);
			END IF;
			RAISE EXCEPTION USING ERRCODE = 'CLHAS';
		EXCEPTION
			WHEN SQLSTATE 'CLHAS' OR lock_not_available THEN
				NULL;
			WHEN deadlock_detected THEN
				RAISE deadlock_detected USING
					MESSAGE = 'another session has rows of its own in the same staging tables and waits for this one',
					HINT = format('Nothing was done, and the other goes on. Roll back, copy the files and call again; '
						'begin with LOCK TABLE %I.plain_site to have the tables alone.', current_schema());
		END;
	END LOOP;
END
$lock_staging$;
COMMENT ON FUNCTION lock_staging(text, int) IS
	'waits until nobody else fills or merges the staging tables of a format, and keeps others out until COMMIT';

