-- A district under another name. Its functions are pinned to its schemas by name, a guard's tables stand in its
-- triggers by name, and a few bodies name a schema: all that is written anew in one transaction with the names.

-- A path with schemas called otherwise: each word of it, in quotes or not, that is one of these names.
CREATE FUNCTION caseload.renamed_path(path text, was text[], becomes text[]) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
BEGIN ATOMIC
	SELECT string_agg(coalesce(quote_ident(renamed_path.becomes[array_position(renamed_path.was, p.name)]), p.word),
		', ' ORDER BY p.place)
	FROM (
		SELECT w.place, w.part[1] AS word, CASE WHEN starts_with(w.part[1], '"')
				THEN replace(substr(w.part[1], 2, length(w.part[1]) - 2), '""', '"') ELSE w.part[1] END AS name
		FROM regexp_matches(renamed_path.path, '"(?:[^"]|"")*"|[^", ]+', 'g') WITH ORDINALITY AS w (part, place)
	) AS p;
END;
COMMENT ON FUNCTION caseload.renamed_path(text, text[], text[]) IS
	'a search path in which schemas have other names; a part of rename_district()';

-- What no statement of the district's owner can make follow: it would go on looking under the old name, in silence.
CREATE FUNCTION caseload.rename_hindrances(was text[]) RETURNS TABLE (hindrance text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
BEGIN ATOMIC
	SELECT format('function %s of role %I looks in it', p.oid::regprocedure, pg_get_userbyid(p.proowner))
	FROM pg_proc AS p CROSS JOIN LATERAL unnest(p.proconfig) AS c (setting)
	WHERE c.setting LIKE 'search_path=%' AND NOT pg_has_role(p.proowner, 'USAGE')
		AND caseload.renamed_path(substr(c.setting, 13), rename_hindrances.was,
			array_fill(''::text, ARRAY[cardinality(rename_hindrances.was)])) LIKE '%""%'
	UNION ALL
	-- guards of the district's own, and of the owner's on the same tables, are put on anew
	SELECT DISTINCT format('a guard on %s names a table of it', t.tgrelid::regclass)
	FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
		CROSS JOIN LATERAL string_to_table(encode(t.tgargs, 'escape'), E'\\000') AS p (piece)
		CROSS JOIN LATERAL (SELECT convert_from(decode(p.piece, 'escape'), getdatabaseencoding())) AS a (word)
		CROSS JOIN LATERAL unnest(rename_hindrances.was) AS w (schema)
	WHERE t.tgfoid = 'caseload.guard_rows()'::regprocedure
		AND (n.nspname <> rename_hindrances.was[1] OR coalesce((SELECT r.relname FROM pg_class AS r
			WHERE r.oid = pg_partition_root(c.oid)), c.relname) NOT IN ('enrollment', 'case_assignment'))
		AND a.word ~ '^(group_table|waiver_table|breach_table)='
		AND starts_with(substr(a.word, strpos(a.word, '=') + 1), quote_ident(w.schema) || '.');
END;
COMMENT ON FUNCTION caseload.rename_hindrances(text[]) IS
	'what would go on looking for schemas under these names, and is not the caller''s to change';

-- What may name a schema and is nobody's to read for sure: told, not refused. `ours` need not be looked at.
CREATE FUNCTION caseload.names_schemas(was text[], ours oid[]) RETURNS TABLE (place text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
BEGIN ATOMIC
	SELECT concat_ws(' in ', CASE WHEN s.setrole <> 0 THEN format('role %I', pg_get_userbyid(s.setrole)) END,
		CASE WHEN s.setdatabase <> 0 THEN format('database %I', d.datname) END) || ': ' || c.setting
	FROM pg_db_role_setting AS s LEFT JOIN pg_database AS d ON d.oid = s.setdatabase
		CROSS JOIN LATERAL unnest(s.setconfig) AS c (setting)
	WHERE c.setting LIKE 'search_path=%' AND (s.setdatabase = 0 OR d.datname = current_database())
		AND caseload.renamed_path(substr(c.setting, 13), names_schemas.was,
			array_fill(''::text, ARRAY[cardinality(names_schemas.was)])) LIKE '%""%'
	UNION ALL
	SELECT DISTINCT format('the text of function %s', p.oid::regprocedure)
	FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
		CROSS JOIN LATERAL unnest(names_schemas.was) AS w (schema)
	WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'caseload') AND p.prosqlbody IS NULL
		AND p.oid <> ALL (names_schemas.ours)
		-- as a whole word
		AND p.prosrc ~ ('(^|[^a-zA-Z0-9_."$])'
			|| regexp_replace(quote_ident(w.schema), '([^a-zA-Z0-9_])', E'\\\\\\1', 'g') || '[.]')
	ORDER BY 1;
END;
COMMENT ON FUNCTION caseload.names_schemas(text[], oid[]) IS
	'settings of roles and of the database, and texts of functions, that name schemas; a part of rename_district()';

-- The two functions of a district that hold a schema's name in their text, as their scripts write it.
CREATE FUNCTION caseload.rename_in_texts(schema text, was text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $rename_in_texts$
DECLARE
	held record;
BEGIN
	FOR held IN
		SELECT f.oid, f.prosrc, f.definition, strpos(f.definition, f.prosrc) AS place, t.text
		FROM (VALUES ('asked_here', was, schema), ('lines_known', was || '_then', schema || '_then'))
				AS x (function, was, is_now)
			JOIN LATERAL (SELECT p.oid, p.prosrc, pg_get_functiondef(p.oid) AS definition FROM pg_proc AS p
				WHERE p.proname = x.function AND p.pronamespace = to_regnamespace(quote_ident(schema))) AS f ON true
			-- the second way of writing it: quote_all_identifiers was on when the district was made
			CROSS JOIN LATERAL (SELECT replace(replace(replace(f.prosrc, quote_literal(x.was), quote_literal(x.is_now)),
				'FROM ' || quote_ident(x.was) || '.', 'FROM ' || quote_ident(x.is_now) || '.'),
				format('FROM "%s".', replace(x.was, '"', '""')), 'FROM ' || quote_ident(x.is_now) || '.')) AS t (text)
	LOOP
		IF held.text = held.prosrc THEN
			RAISE object_not_in_prerequisite_state USING
				MESSAGE = format('function %s is not as the extension made it', held.oid::regprocedure),
				DETAIL = 'The name of the schema is not found in its text, so it cannot follow.';
		END IF;
		EXECUTE left(held.definition, held.place - 1) || held.text
			|| substr(held.definition, held.place + length(held.prosrc));
	END LOOP;
END
$rename_in_texts$;
COMMENT ON FUNCTION caseload.rename_in_texts(text, text) IS
	'writes a district''s new name into the functions whose text holds it; a part of rename_district()';

-- What is noted of a district names types with their schema where it is not the district's own.
CREATE FUNCTION caseload.part_names(schema text) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $part_names$
DECLARE
	names jsonb;
BEGIN
	EXECUTE format('SELECT jsonb_agg(jsonb_build_object(''space'', p.space, ''kind'', p.kind, ''name'', p.name, '
		'''comments'', p.comments, ''classid'', c.classid, ''objid'', c.objid)) '
		'FROM %I.district_part AS p LEFT JOIN caseload.district_contents($1) AS c USING (space, kind, name)', schema)
		INTO names USING schema;
	RETURN names;
END
$part_names$;
COMMENT ON FUNCTION caseload.part_names(text) IS
	'what the extension made in a district, with what it is; a part of rename_district()';

CREATE FUNCTION caseload.put_part_names(schema text, names jsonb) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT caseload.put_parts(put_part_names.schema, (
		SELECT jsonb_agg(jsonb_build_object('space', p.space, 'kind', p.kind, 'name', coalesce(c.name, p.name),
			'comments', p.comments))
		FROM jsonb_to_recordset(put_part_names.names)
				AS p (space text, kind text, name text, comments jsonb, classid oid, objid oid)
			LEFT JOIN caseload.district_contents(put_part_names.schema) AS c USING (classid, objid)));
END;
COMMENT ON FUNCTION caseload.put_part_names(text, jsonb) IS
	'notes what the extension made in a district under the names that it has now; a part of rename_district()';

-- What create_import() noted of itself has the schema in it: taken by what it is, and noted under the new name.
CREATE FUNCTION caseload.import_names(schema text) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $import_names$
DECLARE
	names jsonb;
BEGIN
	IF NOT caseload.has_import(schema) THEN
		RETURN NULL;
	END IF;
	EXECUTE format('SELECT jsonb_agg(jsonb_build_object(''kind'', p.kind, ''name'', p.name, ''id'', CASE p.kind '
		'WHEN ''routine'' THEN to_regprocedure(p.name)::oid ELSE to_regclass(p.name)::oid END)) '
		'FROM %I.import_part AS p', schema || '_import') INTO names;
	RETURN names;
END
$import_names$;
COMMENT ON FUNCTION caseload.import_names(text) IS
	'what create_import() made for a district, with what it is; a part of rename_district()';

CREATE FUNCTION caseload.put_import_names(schema text, names jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $put_import_names$
BEGIN
	IF names IS NOT NULL THEN
		EXECUTE format('UPDATE %I.import_part AS p SET name = CASE x.kind WHEN ''routine'' '
			'THEN x.id::regprocedure::text ELSE x.id::regclass::text END '
			'FROM jsonb_to_recordset($1) AS x (kind text, name text, id oid) '
			'WHERE x.kind = p.kind AND x.name = p.name AND x.id IS NOT NULL', schema || '_import') USING names;
	END IF;
END
$put_import_names$;
COMMENT ON FUNCTION caseload.put_import_names(text, jsonb) IS
	'notes what create_import() made under the names that it has now; a part of rename_district()';

CREATE FUNCTION caseload.check_new_name(schema text, becomes text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $check_new_name$
DECLARE
	taken text;
	version_here text;
BEGIN
	IF schema IS NULL OR becomes IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'the district and its new name must be named',
			HINT = 'For example: caseload.rename_district(''my_district'', ''another_name'').';
	END IF;
	IF becomes = '' THEN
		RAISE invalid_name USING MESSAGE = 'the name of a district must not be empty';
	END IF;
	PERFORM caseload.check_district(schema);
	PERFORM caseload.check_length(becomes);
	IF caseload.has_import(schema) AND octet_length(becomes || '_import') > 63 THEN
		RAISE name_too_long USING MESSAGE = format('district name "%s" is too long for rosters', becomes),
			DETAIL = format('With "_import" for what is read it takes %s bytes.', octet_length(becomes || '_import')),
			HINT = 'PostgreSQL has room for 63 bytes.';
	END IF;
	taken := (SELECT n.nspname FROM pg_namespace AS n
		WHERE n.nspname = ANY (ARRAY[becomes, becomes || '_bi', becomes || '_then', becomes || '_import'])
		ORDER BY n.nspname COLLATE "C" LIMIT 1);
	IF taken IS NOT NULL THEN
		RAISE duplicate_schema USING MESSAGE = format('schema "%s" exists already', taken),
			HINT = 'A district''s schemas are its name, and that with "_bi", "_then" and "_import": '
				'choose another name.';
	END IF;
	taken := (SELECT min(r.schema) FROM caseload.renamed_districts() AS r
		WHERE r.looks_in IN (quote_ident(becomes), format('"%s"', replace(becomes, '"', '""'))));
	IF taken IS NOT NULL THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('the functions of district "%s" look in schema %I', taken, becomes),
			DETAIL = 'It had that name before: they would read and write this district.',
			HINT = format('Choose another name, or rename that one back: ALTER SCHEMA %I RENAME TO %I.', taken,
				becomes);
	END IF;
	EXECUTE format('SELECT v.version FROM %I.district_version AS v ORDER BY v.installed_at DESC LIMIT 1', schema)
		INTO version_here;
	IF version_here IS DISTINCT FROM (SELECT e.extversion FROM pg_extension AS e WHERE e.extname = 'caseload') THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('district "%s" is of version %s, which is not the extension''s', schema, version_here),
			HINT = format('Upgrade it first: SELECT caseload.upgrade_district(%L).', schema);
	END IF;
END
$check_new_name$;
COMMENT ON FUNCTION caseload.check_new_name(text, text) IS
	'an error unless the schema holds a district of the caller''s own, and this name for another is free';

CREATE FUNCTION caseload.rename_district(schema text, becomes text) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $rename_district$
DECLARE
	endings text[] := ARRAY['', '_bi', '_then', '_import'];
	was text[];
	is_now text[];
	of_import boolean;
	part record;
	one record;
	hindrances text;
	guarded boolean;
	each boolean;
	own_guards text[];
	parts jsonb;
	of_import_parts jsonb;
	talkative text := current_setting('client_min_messages');
	told text;
BEGIN
	PERFORM caseload.check_new_name(schema, becomes);
	of_import := caseload.has_import(schema);
	was := ARRAY(SELECT rename_district.schema || e FROM unnest(endings) AS e WHERE e <> '_import' OR of_import);
	is_now := ARRAY(SELECT rename_district.becomes || e FROM unnest(endings) AS e WHERE e <> '_import' OR of_import);
	hindrances := (SELECT string_agg(h.hindrance, '; ' ORDER BY h.hindrance COLLATE "C")
		FROM caseload.rename_hindrances(was) AS h);
	IF hindrances IS NOT NULL THEN
		RAISE dependent_objects_still_exist USING
			MESSAGE = format('district "%s" cannot be renamed while others look for it by its name', schema),
			DETAIL = format('%s.', hindrances),
			HINT = 'A function is altered by its owner (ALTER FUNCTION ... SET search_path); a guard is taken off with '
			'caseload.unguard() and put on again under the new name.';
	END IF;
	-- who is amid a statement ends it first: its functions would look for a schema that is gone
	FOR part IN SELECT c.oid::regclass AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
		WHERE n.nspname = ANY (was) AND c.relkind IN ('r', 'p') ORDER BY c.oid LOOP
		EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', part.name);
	END LOOP;

	PERFORM set_config('search_path', format('%I, pg_temp', schema), true);
	guarded := EXISTS (SELECT FROM pg_trigger AS t WHERE t.tgfoid = to_regprocedure('refill_caps()'));
	each := EXISTS (SELECT FROM pg_trigger AS t WHERE t.tgfoid = to_regprocedure('refill_caps()')
		AND encode(t.tgargs, 'escape') LIKE '%each district%');
	own_guards := ARRAY(SELECT g.call FROM caseload.own_guards(schema) AS g ORDER BY g.guard);
	PERFORM take_guards_off();
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	parts := caseload.part_names(schema);
	of_import_parts := caseload.import_names(schema);

	FOR part IN SELECT w.name AS was, n.name AS is_now FROM unnest(was) WITH ORDINALITY AS w (name, place)
		JOIN unnest(is_now) WITH ORDINALITY AS n (name, place) USING (place) LOOP
		EXECUTE format('ALTER SCHEMA %I RENAME TO %I', part.was, part.is_now);
	END LOOP;
	-- wherever they stand: those that are somebody else's were refused
	FOR part IN SELECT p.oid, substr(c.setting, 13) AS path, r.path AS is_now,
			CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END AS word
		FROM pg_proc AS p CROSS JOIN LATERAL unnest(p.proconfig) AS c (setting)
			CROSS JOIN LATERAL caseload.renamed_path(substr(c.setting, 13), was, is_now) AS r (path)
		WHERE c.setting LIKE 'search_path=%' AND r.path <> caseload.renamed_path(substr(c.setting, 13), was, was) LOOP
		EXECUTE format('ALTER %s %s SET search_path = %s', part.word, part.oid::regprocedure, part.is_now);
	END LOOP;
	PERFORM caseload.rename_in_texts(becomes, schema);
	-- comments of ours on the schemas name the district; another is the owner's own
	FOR part IN SELECT n.nspname, d.description FROM pg_namespace AS n
			JOIN pg_description AS d ON d.classoid = 'pg_namespace'::regclass AND d.objoid = n.oid
		WHERE n.nspname = ANY (is_now) AND strpos(d.description, format('district %s', schema)) > 0
			AND right(d.description, 20) = '(extension caseload)' LOOP
		EXECUTE format('COMMENT ON SCHEMA %I IS %L', part.nspname,
			replace(part.description, format('district %s', schema), format('district %s', becomes)));
	END LOOP;
	PERFORM caseload.put_part_names(becomes, parts);
	PERFORM caseload.put_import_names(becomes, of_import_parts);

	-- what is over already was let in before: nobody is told again
	PERFORM set_config('client_min_messages',
		CASE WHEN talkative IN ('error') THEN talkative ELSE 'error' END, true);
	PERFORM set_config('search_path', format('%I, pg_temp', becomes), true);
	IF guarded THEN
		PERFORM put_guards_on(each);
	END IF;
	FOR one IN SELECT g.call FROM unnest(own_guards) AS g (call) LOOP
		-- in it tables stand by schema and name, in a literal
		EXECUTE replace(one.call, '''' || replace(quote_ident(schema), '''', '''''') || '.',
			'''' || replace(quote_ident(becomes), '''', '''''') || '.');
	END LOOP;
	PERFORM set_config('client_min_messages', talkative, true);
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	told := (SELECT string_agg(n.place, '; ' ORDER BY n.place COLLATE "C") FROM caseload.names_schemas(was,
		ARRAY(SELECT (p ->> 'objid')::oid FROM jsonb_array_elements(parts) AS p WHERE p ->> 'kind' = 'function'
			UNION ALL SELECT (p ->> 'id')::oid FROM jsonb_array_elements(of_import_parts) AS p
			WHERE p ->> 'kind' = 'routine')) AS n);
	IF told IS NOT NULL THEN
		RAISE NOTICE USING MESSAGE = format('district "%s" is named elsewhere, too', schema),
			DETAIL = format('%s.', told), HINT = 'These are not changed: look at each.';
	END IF;
	RETURN format('district %I is %I now', schema, becomes) || CASE WHEN guarded THEN ', and guarded again' ELSE '' END;
END
$rename_district$;
COMMENT ON FUNCTION caseload.rename_district(text, text) IS 'gives a district another name: its schemas, and what '
	'looks for them by name: functions, guards, what reads rosters; rights and what others built on it stay';
