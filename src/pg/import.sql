-- The schema in which rosters are read, "NAME_import": staging tables that psql's \copy fills, and the functions that
-- merge them into the district. Who loads no rosters need not have it, so it is no part of create_district().
@texts caseload.import_scripts \
	src/district/23_import/staging.sql \
	src/district/23_import/kind.sql \
	src/district/23_import/said.sql \
	src/district/23_import/read_rows.sql \
	src/district/23_import/crosswalk.sql \
	src/district/23_import/classes.sql \
	src/district/23_import/jobs.sql \
	src/district/23_import/known_rows.sql \
	src/district/23_import/stays.sql \
	src/district/23_import/compare.sql \
	src/district/23_import/unsure.sql \
	src/district/23_import/write_rows.sql \
	src/district/23_import/merge_kind.sql \
	src/district/23_import/roster.sql \
	src/district/23_import/roster_rows.sql \
	src/district/23_import/roster_seats.sql \
	src/district/23_import/oneroster_1_1.sql \
	src/district/23_import/oneroster_1_2.sql \
	src/district/23_import/oneroster.sql \
	src/district/23_import/edfi.sql \
	src/district/23_import/edfi_read.sql \
	src/district/23_import/sds.sql \
	src/district/23_import/sds_v1.sql \
	src/district/23_import/clever.sql \
	src/district/23_import/lock.sql \
	src/district/23_import/merge.sql \
	src/district/23_import/merge_formats.sql
COMMENT ON FUNCTION caseload.import_scripts() IS 'the scripts that make the schema in which rosters are read, in order';

-- What create_import() made is noted there, so that whatever else stands in that schema is left alone.
CREATE FUNCTION caseload.has_import(schema text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT to_regclass(format('%I.import_part', has_import.schema || '_import')) IS NOT NULL
		AND EXISTS (SELECT FROM pg_namespace AS n WHERE n.nspname = has_import.schema || '_import'
			AND pg_get_userbyid(n.nspowner) = current_user);
END;
COMMENT ON FUNCTION caseload.has_import(text) IS 'whether create_import() has been called for a district';

-- The names of both schemas stand in the search path of the functions: without its own, each would find others.
CREATE FUNCTION caseload.check_import(schema text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $check_import$
BEGIN
	IF right(schema, 7) IS DISTINCT FROM '_import' THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = 'the schema in which this district reads rosters is not there',
			HINT = 'Rename it back: its name is that of the district with "_import".';
	END IF;
	PERFORM caseload.check_place(left(schema, -7));
END
$check_import$;
COMMENT ON FUNCTION caseload.check_import(text) IS 'called by what reads rosters, with the schema in which it looks: '
	'an error if that is not its own, or its district''s functions look elsewhere';

CREATE FUNCTION caseload.check_staging(schema text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $check_staging$
DECLARE
	staging record;
	filled boolean;
BEGIN
	FOR staging IN SELECT c.oid::regclass AS name FROM pg_class AS c
		WHERE c.relnamespace = to_regnamespace(quote_ident(schema || '_import')) AND c.relkind = 'r'
			-- what was read of a format stands for the next merge to empty
			AND c.relname <> 'import_part' AND NOT starts_with(c.relname, 'roster_') ORDER BY c.relname LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM %s)', staging.name) INTO filled;
		IF filled THEN
			RAISE object_not_in_prerequisite_state USING
				MESSAGE = format('staging table %s holds rows', staging.name),
				HINT = format('Merge them, or TRUNCATE %s, and call again.', staging.name);
		END IF;
	END LOOP;
END
$check_staging$;
COMMENT ON FUNCTION caseload.check_staging(text) IS 'an error if a staging table of a district''s holds rows';

-- rights that others were given to tables and functions there, as statements
CREATE FUNCTION caseload.import_grants(schema text) RETURNS TABLE (kind text, object text, statement text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT h.kind, h.object, format('GRANT %s ON %s %s TO %s%s', x.privilege_type, h.kind, h.object,
		CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
		CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
	FROM (
		SELECT 'TABLE' AS kind, format('%I.%I', n.nspname, c.relname) AS object, c.relacl AS acl, c.relowner AS owner,
			n.nspname
		FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.relkind = 'r'
		UNION ALL
		SELECT 'ROUTINE' AS kind, p.oid::regprocedure::text, p.proacl, p.proowner, n.nspname
		FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
	) AS h CROSS JOIN LATERAL aclexplode(h.acl) AS x
	WHERE h.nspname = import_grants.schema || '_import' AND x.grantee <> h.owner;
END;
COMMENT ON FUNCTION caseload.import_grants(text) IS
	'statements that give others the rights that they have to what create_import() made';

CREATE FUNCTION caseload.create_import(district text) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $create_import$
DECLARE
	import_schema text := district || '_import';
	anew boolean;
	grants jsonb;
	before oid[];
	part record;
	dependents text;
BEGIN
	IF district IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'create_import: a district must be named';
	END IF;
	PERFORM caseload.check_district(district);
	IF octet_length(import_schema) > 63 THEN
		RAISE name_too_long USING MESSAGE = format('district name "%s" is too long for rosters', district),
			DETAIL = format('With "_import" for what is read it takes %s bytes.', octet_length(import_schema)),
			HINT = 'PostgreSQL has room for 63 bytes. Make the district under a shorter name.';
	END IF;
	IF to_regclass(format('%I.source_id', district)) IS NULL THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('district "%s" is of a version that reads no rosters', district),
			HINT = format('Upgrade it first: SELECT caseload.upgrade_district(%L).', district);
	END IF;
	anew := caseload.has_import(district);
	IF anew THEN
		PERFORM caseload.check_staging(district);
		grants := (SELECT jsonb_agg(to_jsonb(g)) FROM caseload.import_grants(district) AS g);
		-- without CASCADE: what others built on it is theirs to drop
		FOR part IN EXECUTE format('SELECT p.kind, string_agg(p.name, '', '') AS names FROM %I.import_part AS p '
			'GROUP BY p.kind ORDER BY p.kind <> ''view'', p.kind', import_schema) LOOP
			EXECUTE format('DROP %s IF EXISTS %s', upper(part.kind), part.names);
		END LOOP;
		EXECUTE format('DROP TABLE %I.import_part', import_schema);
	ELSIF to_regnamespace(quote_ident(import_schema)) IS NOT NULL THEN
		RAISE duplicate_schema USING MESSAGE = format('schema "%s" exists already', import_schema),
			HINT = 'Rosters of a district are read in a schema of that name; rename the one that is there.';
	ELSE
		EXECUTE format('CREATE SCHEMA %I', import_schema);
		EXECUTE format('COMMENT ON SCHEMA %I IS %L', import_schema,
			format('rosters on their way into district %s (extension caseload)', district));
	END IF;

	before := ARRAY(SELECT p.oid FROM pg_proc AS p WHERE p.pronamespace = to_regnamespace(quote_ident(import_schema))
		UNION ALL SELECT c.oid FROM pg_class AS c WHERE c.relnamespace = to_regnamespace(quote_ident(import_schema)));
	PERFORM set_config('search_path', format('%I, %I, pg_temp', import_schema, district), true);
	FOR part IN SELECT s.script FROM caseload.import_scripts() AS s LOOP
		EXECUTE part.script;
	END LOOP;
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	EXECUTE format('CREATE TABLE %I.import_part (kind text, name text, PRIMARY KEY (kind, name))', import_schema);
	EXECUTE format('INSERT INTO %I.import_part SELECT ''routine'', p.oid::regprocedure::text FROM pg_proc AS p '
		'WHERE p.pronamespace = to_regnamespace($1) AND p.oid <> ALL ($2) '
		'UNION ALL SELECT CASE c.relkind WHEN ''c'' THEN ''type'' WHEN ''v'' THEN ''view'' ELSE ''table'' END, '
		'c.oid::regclass::text FROM pg_class AS c WHERE c.relnamespace = to_regnamespace($1) '
		'AND c.relkind IN (''r'', ''c'', ''v'') AND c.relname <> ''import_part'' '
		'AND c.oid <> ALL ($2)', import_schema)
		USING quote_ident(import_schema), before;
	EXECUTE format('COMMENT ON TABLE %1$I.import_part IS ''what create_import() made here, for it to make anew''; '
		'COMMENT ON COLUMN %1$I.import_part.kind IS ''routine, table or type''; '
		'COMMENT ON COLUMN %1$I.import_part.name IS ''its name; of a function with the types of its arguments''',
		import_schema);
	-- whoever may use the district need not be allowed to load it
	FOR part IN EXECUTE format('SELECT p.name FROM %I.import_part AS p WHERE p.kind = ''routine''', import_schema) LOOP
		EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', part.name);
	END LOOP;
	FOR part IN SELECT g.statement FROM jsonb_to_recordset(grants) AS g (kind text, object text, statement text)
		WHERE CASE g.kind WHEN 'TABLE' THEN to_regclass(g.object)::oid ELSE to_regprocedure(g.object)::oid END
			IS NOT NULL ORDER BY 1 LOOP
		EXECUTE part.statement;
	END LOOP;
	RETURN format('schema %I made%s: \copy files into its tables, and call its function merge_...()', import_schema,
		CASE WHEN anew THEN ' anew' ELSE '' END);
EXCEPTION WHEN dependent_objects_still_exist THEN
	GET STACKED DIAGNOSTICS dependents = PG_EXCEPTION_DETAIL;
	RAISE dependent_objects_still_exist USING
		MESSAGE = format('schema "%s" cannot be made anew while other objects depend on what it holds', import_schema),
		DETAIL = dependents, HINT = 'Note how they are defined, drop them, call again, and make them again.';
END
$create_import$;
COMMENT ON FUNCTION caseload.create_import(text) IS 'makes the schema NAME_import, with staging tables for rosters and '
	'the functions that merge them into the district; makes it anew where it is there and its tables are empty';
