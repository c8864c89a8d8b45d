-- A district whose rows lie on many machines, by Citus: its rules as reference tables, which each machine has, and its
-- facts, register and reports distributed by district_id. The functions that reckon read several tables by parameters,
-- which Citus plans for none of them; so they stand in a district of the ordinary kind beside it, its desk, to which
-- the rows of one district at a time are taken: see desk.sql. Citus is asked for by its functions' names alone, so all
-- of this is there, and does nothing, where it is not.
CREATE FUNCTION caseload.check_citus() RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $check_citus$
BEGIN
	IF NOT EXISTS (SELECT FROM pg_extension AS e WHERE e.extname = 'citus') THEN
		RAISE feature_not_supported USING
			MESSAGE = 'a district cannot be distributed: Citus is not installed in this database',
			HINT = 'CREATE EXTENSION citus on each node and citus_add_node() for each, see doc/citus.md; or leave '
				'"distributed" out: one machine holds a thousand districts, and postgres_fdw joins several.';
	END IF;
END
$check_citus$;
COMMENT ON FUNCTION caseload.check_citus() IS 'an error where Citus is not installed in this database';

-- The tables that a distributed district has: all that is copied with a district, and the caps that guards hold. What
-- says how fresh kept answers are stays at the desk, as nothing is kept there.
CREATE FUNCTION caseload.spread_tables(desk text) RETURNS TABLE (table_name name, place bigint, by_district boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT t.name, t.place, EXISTS (SELECT FROM pg_attribute AS a WHERE a.attname = 'district_id' AND NOT a.attisdropped
		AND a.attrelid = to_regclass(format('%I.%I', spread_tables.desk, t.name)))
	FROM (SELECT c.table_name, c.place FROM caseload.copied_tables(spread_tables.desk, false) AS c
		UNION ALL
		SELECT v.name, 100000 + v.place FROM (VALUES ('guarded_district'::name, 1), ('section_cap', 2),
			('section_cap_lift', 3), ('caseload_cap', 4), ('caseload_cap_lift', 5)) AS v (name, place))
		AS t (name, place);
END;
COMMENT ON FUNCTION caseload.spread_tables(text) IS
	'the tables that a distributed district has beside its desk, in an order in which they can be filled';

CREATE FUNCTION caseload.spread_reports(desk text) RETURNS TABLE (report name, by_district boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT c.relname, EXISTS (SELECT FROM pg_attribute AS a WHERE a.attname = 'district_id' AND a.attrelid = c.oid)
	FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
	-- nothing is kept at a desk whose age could be told
	WHERE n.nspname = spread_reports.desk || '_bi' AND c.relkind = 'v' AND c.relname <> 'report_status';
END;
COMMENT ON FUNCTION caseload.spread_reports(text) IS 'the reports that a distributed district keeps';

-- with the first one all others lie together
CREATE FUNCTION caseload.spread_table(relation regclass, by_district boolean, beside regclass) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $spread_table$
BEGIN
	IF NOT by_district THEN
		EXECUTE 'SELECT create_reference_table($1)' USING relation;
	ELSE
		EXECUTE 'SELECT create_distributed_table($1, ''district_id'', colocate_with => $2)'
			USING relation, coalesce(beside::text, 'none');
	END IF;
END
$spread_table$;
COMMENT ON FUNCTION caseload.spread_table(regclass, boolean, regclass) IS
	'makes a distributed table, or a reference table; a part of create_district()';

CREATE FUNCTION caseload.create_distributed(schema text, contract text) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
	SET client_min_messages = warning
AS $create_distributed$
DECLARE
	desk text := schema || '_desk';
	reports_schema text := schema || '_bi';
	part record;
	beside regclass;
	made regclass;
BEGIN
	PERFORM caseload.check_citus();
	PERFORM caseload.check_length(desk);
	IF to_regnamespace(quote_ident(schema)) IS NOT NULL OR to_regnamespace(quote_ident(reports_schema)) IS NOT NULL THEN
		RAISE duplicate_schema USING MESSAGE = format('schema "%s" exists already',
				CASE WHEN to_regnamespace(quote_ident(schema)) IS NULL THEN reports_schema ELSE schema END),
			HINT = 'A distributed district makes a schema of this name, with "_bi" for its reports, and with "_desk" '
				'for where it is reckoned: choose another name.';
	END IF;
	-- functions and views, which no other node needs
	PERFORM set_config('citus.enable_ddl_propagation', 'off', true);
	PERFORM caseload.create_district(desk, contract);
	PERFORM set_config('citus.enable_ddl_propagation', 'on', true);
	EXECUTE format('CREATE SCHEMA %I', schema);
	EXECUTE format('CREATE SCHEMA %I', reports_schema);
	EXECUTE format('COMMENT ON SCHEMA %I IS %L', schema,
		'distributed district: rules of the contract and facts of its districts (extension caseload)');
	EXECUTE format('COMMENT ON SCHEMA %I IS %L', reports_schema,
		format('reports on distributed district %s, as last reckoned (extension caseload)', schema));
	-- tables without foreign keys, which then come between tables that are distributed already
	FOR part IN SELECT t.* FROM caseload.spread_tables(desk) AS t ORDER BY t.by_district, t.place LOOP
		EXECUTE format('CREATE TABLE %I.%I (LIKE %I.%2$I INCLUDING ALL)', schema, part.table_name, desk);
		made := format('%I.%I', schema, part.table_name)::regclass;
		PERFORM caseload.spread_table(made, part.by_district, beside);
		IF part.by_district AND beside IS NULL THEN
			beside := made;
		END IF;
	END LOOP;
	FOR part IN SELECT t.* FROM caseload.spread_reports(desk) AS t ORDER BY t.report COLLATE "C" LOOP
		EXECUTE format('CREATE TABLE %I.%I (LIKE %I.%2$I INCLUDING COMMENTS)', reports_schema, part.report,
			desk || '_bi');
		made := format('%I.%I', reports_schema, part.report)::regclass;
		IF part.by_district THEN
			EXECUTE format('CREATE INDEX ON %s (district_id)', made);
		END IF;
		PERFORM caseload.spread_table(made, part.by_district, beside);
	END LOOP;
	EXECUTE format('CREATE TABLE %I.reckoned (district_id int PRIMARY KEY, reckoned_at timestamptz NOT NULL)',
		reports_schema);
	EXECUTE format('COMMENT ON TABLE %I.reckoned IS %L', reports_schema,
		'when the reports of a district were last reckoned');
	EXECUTE format('COMMENT ON COLUMN %I.reckoned.district_id IS %L', reports_schema, 'district');
	EXECUTE format('COMMENT ON COLUMN %I.reckoned.reckoned_at IS %L', reports_schema, 'of what stood there then');
	PERFORM caseload.spread_table(format('%I.reckoned', reports_schema)::regclass, true, beside);
	PERFORM set_config('search_path', format('%I, pg_temp', desk), true);
	FOR part IN SELECT t.table_name, k.conname, pg_get_constraintdef(k.oid) AS definition
		FROM caseload.spread_tables(desk) AS t
			JOIN pg_constraint AS k ON k.conrelid = format('%I.%I', desk, t.table_name)::regclass AND k.contype = 'f'
		ORDER BY t.place, k.conname COLLATE "C" LOOP
		PERFORM set_config('search_path', format('%I, pg_temp', schema), true);
		EXECUTE format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s', schema, part.table_name, part.conname,
			part.definition);
	END LOOP;
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	FOR part IN SELECT t.* FROM caseload.spread_tables(desk) AS t WHERE NOT t.by_district ORDER BY t.place LOOP
		PERFORM caseload.spread_rows(format('%I.%I', schema, part.table_name)::regclass,
			format('%I.%I', desk, part.table_name)::regclass, NULL);
	END LOOP;
	RETURN format('schemas %I and %I made and distributed, reckoned in %I, %s', schema, reports_schema, desk,
		CASE WHEN contract = '' THEN 'no contract loaded' ELSE format('contract %s loaded', contract) END);
END
$create_distributed$;
COMMENT ON FUNCTION caseload.create_distributed(text, text) IS
	'makes a district whose tables are distributed by Citus; a part of create_district()';
