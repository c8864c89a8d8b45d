-- The facts as they were known, under the names that the scripts of the reckoning read. The moment, the day of the
-- rules, the school year and who asks are settings for as long as one of the reports below is reckoned.
CREATE FUNCTION known_at() RETURNS timestamptz
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(to_timestamp(nullif(current_setting('caseload.known_at', true), '')::float8), 'infinity');
END;
COMMENT ON FUNCTION known_at() IS 'the moment whose knowledge of facts is reckoned by';

CREATE FUNCTION known_day() RETURNS date
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(nullif(current_setting('caseload.known_day', true), '')::date, 'infinity');
END;
COMMENT ON FUNCTION known_day() IS 'the day whose knowledge of rules is reckoned by';

CREATE FUNCTION known_year() RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT nullif(current_setting('caseload.known_year', true), '');
END;
COMMENT ON FUNCTION known_year() IS 'the school year that is reckoned; null: each';

CREATE FUNCTION known_asker() RETURNS bigint
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(nullif(current_setting('caseload.known_asker', true), '')::bigint, caseload.asker());
END;
COMMENT ON FUNCTION known_asker() IS 'the caseload.asker() of whoever asks what was known';

DO $known_facts$
DECLARE
	fact record;
	said record;
	here name := current_schema();
BEGIN
	FOR fact IN SELECT h.table_name, h.key, h.table_name::regclass AS id FROM history_tables() AS h LOOP
		EXECUTE format('CREATE VIEW %I.%I AS %s', here, fact.table_name,
			known_query(fact.table_name, fact.key, '(SELECT known_at())'));
		EXECUTE format('COMMENT ON VIEW %I.%I IS %L', here, fact.table_name,
			format('the rows of %s as they were known at known_at()', fact.table_name));
		FOR said IN SELECT a.attname, col_description(fact.id, a.attnum) AS what FROM pg_attribute AS a
			WHERE a.attrelid = fact.id AND a.attnum > 0 AND NOT a.attisdropped LOOP
			EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', here, fact.table_name, said.attname, said.what);
		END LOOP;
	END LOOP;
END
$known_facts$;

-- one school year is asked for, and the others are not reckoned
DO $known_years$
BEGIN
	EXECUTE format('CREATE FUNCTION contract_year(known_on date DEFAULT known_day(), '
		'only_year text DEFAULT known_year()) RETURNS %s LANGUAGE sql STABLE BEGIN ATOMIC '
		'SELECT y.* FROM %s(contract_year.known_on, contract_year.only_year) AS y; END',
		pg_get_function_result('contract_year(date, text)'::regprocedure), 'contract_year'::regproc);
END
$known_years$;
COMMENT ON FUNCTION contract_year(date, text) IS 'the school years that are asked for, by what was known of calendars';
