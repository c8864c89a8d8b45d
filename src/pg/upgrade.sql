-- How a district comes to the version of the extension. Its tables are altered by a step for each version and keep
-- their rows. Functions, views and types are dropped and made anew, so whatever others hung on them is noted before
-- and put back: rights, owners, comments, guards. Objects that others built on them cannot be put back and are named.
@texts caseload.district_steps src/district/steps/*.sql
COMMENT ON FUNCTION caseload.district_steps() IS
	'the scripts that alter the tables of a district, from version to version';

CREATE FUNCTION caseload.district_contents(schema text)
RETURNS TABLE (space text, kind text, name text, object text, classid oid, objid oid, comments jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $district_contents$
BEGIN
	-- so that types of the district are written without its name
	PERFORM set_config('search_path', format('%I, pg_temp', district_contents.schema), true);
	RETURN QUERY
	WITH place AS (
		SELECT n.oid, n.nspname, p.space
		FROM (VALUES (district_contents.schema, 'district'), (district_contents.schema || '_bi', 'reports'),
				(district_contents.schema || '_then', 'then')) AS p (nspname, space)
			JOIN pg_namespace AS n ON n.nspname = p.nspname
	), found AS (
		SELECT p.space, CASE c.relkind WHEN 'v' THEN 'view' WHEN 'c' THEN 'type' WHEN 'm' THEN 'materialized view'
				WHEN 'f' THEN 'foreign table' ELSE 'table' END AS kind,
			quote_ident(c.relname) AS name, format('%I.%I', p.nspname, c.relname) AS object,
			'pg_class'::regclass::oid AS classid, c.oid AS objid, c.reltype AS type_of
		FROM place AS p JOIN pg_class AS c ON c.relnamespace = p.oid
		WHERE c.relkind IN ('r', 'p', 'v', 'c', 'm', 'f') AND NOT c.relispartition
		UNION ALL
		SELECT p.space, 'type', quote_ident(t.typname), format('%I.%I', p.nspname, t.typname), 'pg_type'::regclass,
			t.oid, t.oid
		FROM place AS p JOIN pg_type AS t ON t.typnamespace = p.oid WHERE t.typtype IN ('d', 'e')
		UNION ALL
		SELECT p.space, 'function', s.name, format('%I.', p.nspname) || s.name, 'pg_proc'::regclass, f.oid, NULL
		FROM place AS p JOIN pg_proc AS f ON f.pronamespace = p.oid
			CROSS JOIN LATERAL (SELECT format('%I(%s)', f.proname, (
				SELECT string_agg(format_type(a.type, NULL), ', ' ORDER BY a.place)
				FROM unnest(f.proargtypes) WITH ORDINALITY AS a (type, place)))) AS s (name)
		UNION ALL
		SELECT p.space, 'trigger', format('%I ON %I', g.tgname, c.relname),
			format('%I ON %I.%I', g.tgname, p.nspname, c.relname), 'pg_trigger'::regclass, g.oid, NULL
		FROM place AS p JOIN pg_class AS c ON c.relnamespace = p.oid JOIN pg_trigger AS g ON g.tgrelid = c.oid
		WHERE NOT g.tgisinternal AND NOT c.relispartition
	)
	SELECT f.space, f.kind, f.name, f.object, f.classid, f.objid, coalesce((
		SELECT jsonb_object_agg(coalesce(a.attname, ''), left(md5(d.description), 6))
		FROM pg_description AS d
			LEFT JOIN pg_attribute AS a ON a.attrelid = d.objoid AND a.attnum = d.objsubid AND d.objsubid > 0
		WHERE d.classoid = f.classid AND d.objoid = f.objid
			OR f.kind = 'type' AND d.classoid = 'pg_type'::regclass AND d.objoid = f.type_of), '{}')
	FROM found AS f;
END
$district_contents$;
COMMENT ON FUNCTION caseload.district_contents(text) IS
	'tables, views, types, functions and triggers in the schemas of a district, with hashes of their comments';

-- What of a district the extension made is noted in a view of it, which pg_dump takes along with the functions and
-- not with the rows: rows alone go into a district of any version.
CREATE FUNCTION caseload.put_parts(schema text, parts jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $put_parts$
BEGIN
	PERFORM caseload.check_district(schema);
	EXECUTE format('CREATE OR REPLACE VIEW %I.district_part WITH (security_invoker = true) AS
			SELECT p.space, p.kind, p.name, p.comments
			FROM jsonb_to_recordset(%L) AS p (space text, kind text, name text, comments jsonb)', schema,
		(SELECT jsonb_agg(jsonb_build_object('space', c.space, 'kind', c.kind, 'name', c.name, 'comments', c.comments)
				ORDER BY c.space, c.kind, c.name COLLATE "C")
			FROM jsonb_to_recordset(parts) AS c (space text, kind text, name text, comments jsonb)));
END
$put_parts$;
COMMENT ON FUNCTION caseload.put_parts(text, jsonb) IS 'notes these as what the extension made in a district';

CREATE FUNCTION caseload.note_parts(schema text, but_not text[] DEFAULT '{}') RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $note_parts$
BEGIN
	PERFORM caseload.put_parts(schema, (SELECT jsonb_agg(to_jsonb(c)) FROM caseload.district_contents(schema) AS c
		WHERE concat_ws(' ', c.space, c.kind, c.name) <> ALL (but_not)));
	EXECUTE format($comments$
		COMMENT ON VIEW %1$I.district_part IS
			'tables, views, types, functions and triggers that the extension''s scripts made, for upgrade_district()';
		COMMENT ON COLUMN %1$I.district_part.space IS
			'district: the district''s schema; reports: that of its reports; then: that of what was known';
		COMMENT ON COLUMN %1$I.district_part.kind IS 'table, view, type, function or trigger';
		COMMENT ON COLUMN %1$I.district_part.name IS
			'its name; of a function with the types of its arguments, of a trigger with its table';
		COMMENT ON COLUMN %1$I.district_part.comments IS
			'how a hash of its comment begins, under "", and of each column''s: another comment is the owner''s own'
		$comments$, schema);
END
$note_parts$;
COMMENT ON FUNCTION caseload.note_parts(text, text[]) IS
	'notes what there is in a district as made by the extension, but for what is named';

-- Rights that any other than the owner has, those by default among them: what is made anew has those at once, which
-- the owner may have taken away. A row without a grantee tells whose the object is.
CREATE FUNCTION caseload.district_rights(schema text)
RETURNS TABLE (kind text, object text, "column" text, owned_by text, grantee oid, privilege text, grantable boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH part AS MATERIALIZED (
		SELECT c.kind, c.object, c.objid, coalesce(f.proowner, v.relowner, t.typowner) AS owner,
			CASE c.kind WHEN 'function' THEN coalesce(f.proacl, acldefault('f', f.proowner))
				WHEN 'view' THEN coalesce(v.relacl, acldefault('r', v.relowner))
				ELSE coalesce(t.typacl, acldefault('T', t.typowner)) END AS acl
		FROM caseload.district_contents(district_rights.schema) AS c
			LEFT JOIN pg_proc AS f ON c.kind = 'function' AND f.oid = c.objid
			LEFT JOIN pg_class AS v ON c.kind = 'view' AND v.oid = c.objid
			LEFT JOIN pg_type AS t
				ON c.kind = 'type' AND (t.typrelid = c.objid OR t.typrelid = 0 AND t.oid = c.objid)
		WHERE c.kind IN ('function', 'view', 'type')
	), held AS (
		SELECT p.kind, p.object, p.owner, NULL::text AS "column", p.acl FROM part AS p
		UNION ALL
		SELECT p.kind, p.object, p.owner, a.attname, a.attacl
		FROM part AS p JOIN pg_attribute AS a ON p.kind = 'view' AND a.attrelid = p.objid
	)
	SELECT h.kind, h.object, h."column", pg_get_userbyid(h.owner), x.grantee, x.privilege_type, bool_or(x.is_grantable)
	FROM held AS h CROSS JOIN LATERAL aclexplode(h.acl) AS x WHERE x.grantee <> h.owner
	GROUP BY h.kind, h.object, h."column", h.owner, x.grantee, x.privilege_type
	UNION ALL
	SELECT p.kind, p.object, NULL AS "column", pg_get_userbyid(p.owner), NULL AS grantee, NULL AS privilege_type,
		NULL AS bool_or
	FROM part AS p;
END;
COMMENT ON FUNCTION caseload.district_rights(text) IS
	'whose the functions, views and types of a district are, and what rights others have to them';

-- comments that are not what the extension's scripts said, or that are gone
CREATE FUNCTION caseload.district_comments(schema text)
RETURNS TABLE (kind text, object text, "column" text, comment text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $district_comments$
BEGIN
	PERFORM caseload.check_district(schema);
	RETURN QUERY EXECUTE format($query$
	SELECT c.kind, c.object, k.key, d.description
	FROM caseload.district_contents(%1$L) AS c JOIN %1$I.district_part AS p USING (space, kind, name)
		CROSS JOIN LATERAL (SELECT jsonb_object_keys(p.comments || c.comments)) AS k (key)
		LEFT JOIN pg_class AS r ON c.classid = 'pg_class'::regclass AND r.oid = c.objid
		LEFT JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attname = k.key
		LEFT JOIN pg_description AS d ON d.objsubid = coalesce(a.attnum, 0) AND CASE WHEN r.relkind = 'c' AND k.key = ''
			THEN d.classoid = 'pg_type'::regclass AND d.objoid = r.reltype
			ELSE d.classoid = c.classid AND d.objoid = c.objid END
	WHERE c.comments -> k.key IS DISTINCT FROM p.comments -> k.key AND (k.key = '' OR a.attnum IS NOT NULL) $query$,
		schema);
END
$district_comments$;
COMMENT ON FUNCTION caseload.district_comments(text) IS
	'comments on what the extension made in a district that are its owner''s own';

-- what others built on what an upgrade makes anew
CREATE FUNCTION caseload.district_dependents(schema text) RETURNS TABLE (dependent text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $district_dependents$
BEGIN
	PERFORM caseload.check_district(schema);
	RETURN QUERY EXECUTE format($query$
	WITH RECURSIVE part AS MATERIALIZED (
		SELECT c.classid, c.objid
		FROM caseload.district_contents(%L) AS c JOIN %I.district_part AS p USING (space, kind, name)
		WHERE p.kind <> 'table'
	), reached AS (
		SELECT p.classid, p.objid, 0 AS part FROM part AS p
		UNION
		-- of a composite type the type leads and the relation follows
		SELECT 'pg_type'::regclass, c.reltype, 0
		FROM part AS p JOIN pg_class AS c ON p.classid = 'pg_class'::regclass AND c.oid = p.objid AND c.relkind = 'c'
		UNION
		SELECT o.classid, o.objid, o.part
		FROM reached AS r JOIN pg_depend AS d
				ON d.refclassid = r.classid AND d.refobjid = r.objid AND d.deptype IN ('n', 'a', 'i', 'P', 'S')
			LEFT JOIN pg_rewrite AS w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
			CROSS JOIN LATERAL (VALUES (d.classid, d.objid, d.objsubid), ('pg_class'::regclass, w.ev_class, 0))
				AS o (classid, objid, part)
		WHERE o.objid IS NOT NULL
	)
	SELECT DISTINCT pg_describe_object(r.classid, r.objid, r.part) FROM reached AS r
	WHERE (r.classid, r.objid) NOT IN (SELECT p.classid, p.objid FROM part AS p)
		-- the rules of views stand for their views; row and array types, for what they belong to
		AND NOT (r.classid = 'pg_rewrite'::regclass
			AND EXISTS (SELECT FROM pg_rewrite AS w WHERE w.oid = r.objid AND w.rulename = '_RETURN'))
		AND NOT (r.classid = 'pg_type'::regclass
			AND EXISTS (SELECT FROM pg_type AS t WHERE t.oid = r.objid AND (t.typrelid <> 0 OR t.typelem <> 0)))
		-- triggers of partitions, for those of their tables
		AND NOT (r.classid = 'pg_trigger'::regclass AND EXISTS (SELECT FROM pg_trigger AS t JOIN pg_trigger AS w
				ON w.tgrelid = pg_partition_root(t.tgrelid) AND w.tgname = t.tgname AND w.tgfoid = t.tgfoid
			WHERE t.oid = r.objid AND (w.tableoid, w.oid) IN (SELECT p.classid, p.objid FROM part AS p)))
	ORDER BY 1 $query$, schema, schema);
END
$district_dependents$;
COMMENT ON FUNCTION caseload.district_dependents(text) IS 'objects that depend on functions, views or types that '
	'upgrade_district() would make anew, but are not the extension''s';

-- What brings back rights, owners and comments as they were. A function whose arguments changed takes the place of the
-- only one of its name. Where there is no statement, `lost` says what cannot come back.
CREATE FUNCTION caseload.put_back(schema text, rights jsonb, comments jsonb)
RETURNS TABLE (turn int, statement text, lost text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH now AS MATERIALIZED (
		SELECT n.*, CASE n.kind WHEN 'function' THEN 'ROUTINE' WHEN 'view' THEN 'TABLE' ELSE 'TYPE' END AS word
		FROM caseload.district_rights(put_back.schema) AS n
	), object AS MATERIALIZED (
		SELECT c.kind, c.object, c.classid, c.objid, split_part(c.object, '(', 1) AS bare
		FROM caseload.district_contents(put_back.schema) AS c
	), was AS MATERIALIZED (
		SELECT w.*, coalesce(o.object, (SELECT min(l.object) FROM object AS l
			WHERE w.kind = 'function' AND l.kind = 'function' AND l.bare = split_part(w.object, '(', 1)
			HAVING count(*) = 1)) AS is_now
		FROM jsonb_to_recordset(put_back.rights) AS w (kind text, object text, "column" text, owned_by text,
				grantee oid, privilege text, grantable boolean)
			LEFT JOIN object AS o ON o.kind = w.kind AND o.object = w.object
	), change AS (
		SELECT 1 AS turn, n.kind, n.object, n.object AS is_now, n."column", n.word, n.grantee, n.privilege,
			false AS grantable, NULL::text AS owned_by
		FROM now AS n
		WHERE n.grantee IS NOT NULL AND EXISTS (SELECT FROM was AS w WHERE w.kind = n.kind AND w.is_now = n.object)
			AND NOT EXISTS (SELECT FROM was AS w WHERE w.kind = n.kind AND w.is_now = n.object
				AND w."column" IS NOT DISTINCT FROM n."column" AND w.grantee = n.grantee AND w.privilege = n.privilege)
		UNION ALL
		-- whether everybody may call a function is said by the script that made it
		SELECT 2, w.kind, w.object, w.is_now, w."column",
			CASE w.kind WHEN 'function' THEN 'ROUTINE' WHEN 'view' THEN 'TABLE' ELSE 'TYPE' END,
			w.grantee, w.privilege, w.grantable, NULL AS owned_by
		FROM was AS w WHERE w.grantee IS NOT NULL AND (w.grantee <> 0 OR w.kind = 'view')
			AND NOT EXISTS (SELECT FROM now AS n WHERE n.kind = w.kind AND n.object = w.is_now
				AND n."column" IS NOT DISTINCT FROM w."column" AND n.grantee = w.grantee AND n.privilege = w.privilege
				AND n.grantable >= w.grantable)
		UNION ALL
		SELECT 3, n.kind, w.object, n.object, NULL AS "column", CASE n.word WHEN 'TABLE' THEN 'VIEW' ELSE n.word END,
			NULL AS grantee, NULL AS privilege, NULL AS grantable, w.owned_by
		FROM was AS w JOIN now AS n ON n.kind = w.kind AND n.object = w.is_now AND n.grantee IS NULL
		WHERE w.grantee IS NULL AND w.owned_by <> n.owned_by
	)
	SELECT c.turn, CASE WHEN c.is_now IS NULL OR c."column" IS NOT NULL AND a.attnum IS NULL THEN NULL
			ELSE format(CASE c.turn WHEN 1 THEN 'REVOKE %1$s ON %2$s %3$s FROM %4$s'
					WHEN 2 THEN 'GRANT %1$s ON %2$s %3$s TO %4$s%5$s' ELSE 'ALTER %2$s %3$s OWNER TO %6$s' END,
				c.privilege || coalesce(' (' || quote_ident(c."column") || ')', ''), c.word, c.is_now, r.role,
				CASE WHEN c.grantable THEN ' WITH GRANT OPTION' ELSE '' END, quote_ident(c.owned_by)) END,
		format('%s %s%s is no more; it was granted to %s', c.kind, c.object,
			coalesce('.' || quote_ident(c."column"), ''), r.role)
	FROM change AS c LEFT JOIN object AS o ON o.kind = c.kind AND o.object = c.is_now
		LEFT JOIN pg_attribute AS a ON o.classid = 'pg_class'::regclass AND a.attrelid = o.objid
			AND a.attname = c."column" AND a.attnum > 0 AND NOT a.attisdropped
		CROSS JOIN LATERAL (SELECT CASE c.grantee WHEN 0 THEN 'PUBLIC'
			ELSE quote_ident(pg_get_userbyid(c.grantee)) END) AS r (role)
	UNION ALL
	SELECT 4, CASE WHEN o.object IS NULL OR w."column" <> '' AND a.attnum IS NULL THEN NULL
			ELSE format('COMMENT ON %s %s IS %L', CASE WHEN w."column" <> '' THEN 'COLUMN'
					WHEN w.kind = 'function' THEN 'ROUTINE' ELSE upper(w.kind) END,
				o.object || CASE WHEN w."column" <> '' THEN '.' || quote_ident(w."column") ELSE '' END, w.comment) END,
		format('%s %s%s is no more; the comment on it was: %s', w.kind, w.object,
			CASE WHEN w."column" <> '' THEN '.' || quote_ident(w."column") ELSE '' END, w.comment)
	FROM jsonb_to_recordset(put_back.comments) AS w (kind text, object text, "column" text, comment text)
		LEFT JOIN object AS o ON o.kind = w.kind
			AND (o.object = w.object OR w.kind = 'function' AND o.bare = split_part(w.object, '(', 1)
				AND NOT EXISTS (SELECT FROM object AS e WHERE e.object = w.object)
				AND 1 = (SELECT count(*) FROM object AS e WHERE e.kind = 'function' AND e.bare = o.bare))
		LEFT JOIN pg_attribute AS a ON o.classid = 'pg_class'::regclass AND a.attrelid = o.objid
			AND a.attname = w."column" AND a.attnum > 0 AND NOT a.attisdropped
	ORDER BY 1, 2, 3;
END;
COMMENT ON FUNCTION caseload.put_back(text, jsonb, jsonb) IS 'statements that put back rights, owners and comments of '
	'what was made anew in a district, and what is lost of them';

-- Guards of the owner's own on the tables that guard_district() guards, which it takes off with its own: the calls that
-- put them on, from what their triggers were given.
CREATE FUNCTION caseload.own_guards(schema text) RETURNS TABLE (guard text, call text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH word AS (
		SELECT t.tgrelid, t.oid, t.tgdeferrable, p.place, split_part(w.word, '=', 1) AS name,
			substr(w.word, strpos(w.word, '=') + 1) AS value
		FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
			CROSS JOIN LATERAL string_to_table(encode(t.tgargs, 'escape'), E'\\000') WITH ORDINALITY AS p (piece, place)
			CROSS JOIN LATERAL (SELECT convert_from(decode(p.piece, 'escape'), getdatabaseencoding())) AS w (word)
		WHERE n.nspname = own_guards.schema AND c.relname IN ('enrollment', 'case_assignment')
			AND t.tgfoid = 'caseload.guard_rows()'::regprocedure AND p.place <= t.tgnargs
	), argument AS (
		SELECT w.tgrelid, w.oid, w.tgdeferrable, w.name, min(w.place) AS place,
			CASE WHEN w.name IN ('key', 'group_key', 'waiver_key')
				THEN format('ARRAY[%s]', string_agg(quote_literal(w.value), ', ' ORDER BY w.place))
				ELSE quote_literal(min(w.value)) END AS value
		FROM word AS w GROUP BY w.tgrelid, w.oid, w.tgdeferrable, w.name
	), guard AS (
		SELECT a.tgrelid, a.oid, min(a.value) FILTER (WHERE a.name = 'guard') AS guard,
			format('SELECT caseload.guard(%s, deferred => %L)', string_agg(format('%s => %s',
				CASE a.name WHEN 'guard' THEN 'name' ELSE a.name END, a.value), ', ' ORDER BY a.place),
				bool_or(a.tgdeferrable)) AS call
		FROM argument AS a GROUP BY a.tgrelid, a.oid
	)
	SELECT DISTINCT ON (g.tgrelid, g.guard) g.guard, g.call FROM guard AS g
	WHERE g.guard !~ '^''(enrollment|caseload|units)_(hard|paid|advisory)''$' ORDER BY g.tgrelid, g.guard, g.call DESC;
END;
COMMENT ON FUNCTION caseload.own_guards(text) IS 'guards on enrollment and case_assignment that are not those of '
	'guard_district(), with the calls that put them on';

-- Steps first, then the tables that are new, and all that is derived. A step's own second part, which may call what is
-- made by then, comes last.
CREATE FUNCTION caseload.run_district_scripts(schema text, steps text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $run_district_scripts$
DECLARE
	of_ours record;
	partitioned boolean := caseload.partitioned_by(schema) IS NOT NULL;
BEGIN
	-- the scripts would call whatever another role put there under the names that they use
	IF (SELECT pg_get_userbyid(n.nspowner) FROM pg_namespace AS n WHERE n.nspname = schema)
			IS DISTINCT FROM current_user THEN
		RAISE insufficient_privilege USING MESSAGE = format('schema "%s" is not the current role''s own', schema);
	END IF;
	-- pg_catalog is not named, so it is searched first and yet nothing is created in it
	PERFORM set_config('search_path', format('%I, pg_temp', schema), true);
	FOR of_ours IN SELECT d.script FROM unnest(steps) WITH ORDINALITY AS s (name, place)
		JOIN caseload.district_steps() AS d USING (name) ORDER BY s.place LOOP
		EXECUTE of_ours.script;
	END LOOP;
	FOR of_ours IN SELECT s.name, s.script FROM caseload.district_scripts() AS s WHERE s.stage = 'table' LOOP
		CONTINUE WHEN to_regclass(format('%I.%I', schema, of_ours.name)) IS NOT NULL;
		EXECUTE CASE WHEN partitioned THEN caseload.partitioned_script(of_ours.name, of_ours.script)
			ELSE of_ours.script END;
	END LOOP;
	FOR of_ours IN SELECT s.script FROM caseload.district_scripts() AS s WHERE s.stage = 'comment' LOOP
		EXECUTE of_ours.script;
	END LOOP;
	FOR of_ours IN SELECT s.script FROM caseload.district_scripts() AS s WHERE s.stage IN ('derived', 'reckoned') LOOP
		EXECUTE of_ours.script;
	END LOOP;
	PERFORM set_config('search_path', format('%I, %I, pg_temp', schema || '_bi', schema), true);
	FOR of_ours IN SELECT s.script FROM caseload.report_scripts() AS s LOOP
		EXECUTE of_ours.script;
	END LOOP;
	PERFORM set_config('search_path', format('%I, %I, pg_temp', schema || '_then', schema), true);
	FOR of_ours IN SELECT s.script FROM caseload.then_scripts() AS s LOOP
		EXECUTE of_ours.script;
	END LOOP;
	PERFORM set_config('search_path', format('%I, %I, pg_temp', schema || '_bi', schema), true);
	EXECUTE (SELECT s.script FROM caseload.known_scripts() AS s WHERE s.name = 'twins');
	PERFORM set_config('search_path', format('%I, pg_temp', schema), true);
	FOR of_ours IN SELECT d.script FROM unnest(steps) WITH ORDINALITY AS s (name, place)
		JOIN caseload.district_steps() AS d ON d.name = s.name || '_after' ORDER BY s.place LOOP
		EXECUTE of_ours.script;
	END LOOP;
	PERFORM caseload.complete_partitions(schema);
EXCEPTION WHEN duplicate_table OR duplicate_function OR duplicate_object THEN
	RAISE USING ERRCODE = SQLSTATE, MESSAGE = format('district "%s" cannot be upgraded: %s', schema, SQLERRM),
		DETAIL = 'This version makes an object of that name, and there is one that the extension did not make.',
		HINT = 'Rename that object, or move it to another schema, and upgrade again.';
END
$run_district_scripts$;
COMMENT ON FUNCTION caseload.run_district_scripts(text, text[]) IS
	'alters a district''s tables by these steps and makes what is derived from them';

CREATE FUNCTION caseload.upgrade_district(schema text) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $upgrade_district$
DECLARE
	version_here text;
	version_of_extension text := (SELECT e.extversion FROM pg_extension AS e WHERE e.extname = 'caseload');
	version_reached text;
	steps text[] := '{}';
	step record;
	guarded boolean;
	by_district boolean;
	each boolean;
	has_books boolean;
	own_guards text[];
	own_guard text;
	rights jsonb;
	comments jsonb;
	not_ours text[];
	in_the_way text;
	kept int := 0;
	talkative text := current_setting('client_min_messages');
BEGIN
	IF schema IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'a district must be named';
	END IF;
	PERFORM caseload.check_district(schema);
	PERFORM set_config('search_path', format('%I, pg_temp', schema), true);
	LOCK TABLE district_version IN EXCLUSIVE MODE;
	SELECT v.version INTO version_here FROM district_version AS v ORDER BY v.installed_at DESC LIMIT 1;
	IF version_here = version_of_extension THEN
		RETURN format('district %I is at version %s, the extension''s own: nothing to do', schema, version_here);
	END IF;
	version_reached := version_here;
	WHILE version_reached <> version_of_extension LOOP
		SELECT d.name, d.script INTO step FROM caseload.district_steps() AS d
		WHERE split_part(d.name, '--', 1) = version_reached AND d.name ~ '^[^-]+--[^-_]+$';
		IF step IS NULL THEN
			RAISE feature_not_supported USING
				MESSAGE = format('there is no way from version %s of district "%s" to version %s',
					version_here, schema, version_of_extension),
				HINT = 'Update the extension first: ALTER EXTENSION caseload UPDATE.';
		END IF;
		steps := steps || step.name;
		version_reached := split_part(step.name, '--', 2);
	END LOOP;
	-- before 0.2.0 a district did not note what of it was made by the extension
	IF to_regclass(format('%I.district_part', schema)) IS NULL THEN
		EXECUTE (SELECT d.script FROM caseload.district_steps() AS d WHERE d.name = version_here || '_parts');
	END IF;

	PERFORM caseload.check_attached(schema, 'upgraded');
	-- before anything is done, for it is made anew, too
	IF caseload.has_import(schema) THEN
		PERFORM caseload.check_staging(schema);
	END IF;
	has_books := to_regclass(format('%I.rule_mark', schema)) IS NOT NULL;
	guarded := EXISTS (SELECT FROM pg_trigger AS t WHERE t.tgfoid = to_regprocedure('refill_caps()'));
	IF guarded THEN
		RAISE NOTICE 'district %: the guards are off until it is upgraded', quote_ident(schema);
		own_guards := ARRAY(SELECT g.call FROM caseload.own_guards(schema) AS g);
		-- since 0.2.0 one district may be guarded and another not; which are, and whether those that come are, stays
		by_district := to_regclass(format('%I.guarded_district', schema)) IS NOT NULL;
		IF by_district THEN
			each := EXISTS (SELECT FROM pg_trigger AS t WHERE t.tgfoid = to_regprocedure('refill_caps()')
				AND encode(t.tgargs, 'escape') LIKE '%each district%');
			PERFORM take_guards_off();
		ELSE
			PERFORM unguard_district();
		END IF;
	END IF;
	in_the_way := (SELECT string_agg(d.dependent, ', ' ORDER BY d.dependent)
		FROM caseload.district_dependents(schema) AS d);
	IF in_the_way IS NOT NULL THEN
		RAISE dependent_objects_still_exist USING
			MESSAGE = format('district "%s" cannot be upgraded while other objects depend on functions or reports '
				'that are made anew', schema),
			DETAIL = format('These do: %s.', in_the_way),
			HINT = 'Note how they are defined (pg_dump, pg_get_viewdef), drop them, upgrade, and make them again.';
	END IF;
	rights := (SELECT jsonb_agg(to_jsonb(r)) FROM caseload.district_rights(schema) AS r
		JOIN caseload.district_contents(schema) AS c USING (kind, object)
		JOIN district_part AS p USING (space, kind, name));
	comments := (SELECT jsonb_agg(to_jsonb(c)) FROM caseload.district_comments(schema) AS c);
	not_ours := ARRAY(SELECT concat_ws(' ', c.space, c.kind, c.name) FROM caseload.district_contents(schema) AS c
		WHERE NOT EXISTS (SELECT FROM district_part AS p
			WHERE p.space = c.space AND p.kind = c.kind AND p.name = c.name));

	-- nothing but parts of ours hangs on them: CASCADE only spares their order, and would tell of each
	PERFORM set_config('client_min_messages',
		CASE WHEN talkative IN ('warning', 'error') THEN talkative ELSE 'warning' END, true);
	FOR step IN SELECT c.kind, c.object, c.objid FROM caseload.district_contents(schema) AS c
		JOIN district_part AS p USING (space, kind, name) WHERE p.kind <> 'table' LOOP
		CONTINUE WHEN NOT CASE step.kind WHEN 'function' THEN EXISTS (SELECT FROM pg_proc AS f WHERE f.oid = step.objid)
			WHEN 'trigger' THEN EXISTS (SELECT FROM pg_trigger AS t WHERE t.oid = step.objid)
			ELSE to_regtype(step.object) IS NOT NULL END;
		EXECUTE format('DROP %s %s CASCADE',
			CASE step.kind WHEN 'function' THEN 'ROUTINE' ELSE upper(step.kind) END, step.object);
	END LOOP;
	PERFORM set_config('client_min_messages', talkative, true);
	DROP VIEW district_part;

	IF to_regnamespace(format('%I', schema || '_then')) IS NULL THEN
		PERFORM caseload.create_then(schema);
	END IF;
	PERFORM caseload.run_district_scripts(schema, steps);
	PERFORM caseload.note_parts(schema, not_ours);
	FOR step IN SELECT p.statement, p.lost FROM caseload.put_back(schema, rights, comments) AS p
		ORDER BY p.turn, p.statement LOOP
		IF step.statement IS NULL THEN
			RAISE NOTICE '%', step.lost;
		ELSE
			EXECUTE step.statement;
			kept := kept + 1;
		END IF;
	END LOOP;
	-- what was kept was reckoned by functions that are no more
	IF has_books THEN
		PERFORM mark_everything();
	END IF;
	INSERT INTO district_version (version) VALUES (version_of_extension);
	IF caseload.has_import(schema) THEN
		PERFORM caseload.create_import(schema);
	END IF;
	IF guarded THEN
		RAISE NOTICE 'district %: the guards are put on again', quote_ident(schema);
		IF by_district THEN
			PERFORM fill_caps();
			PERFORM put_guards_on(each);
		ELSE
			PERFORM guard_district();
		END IF;
		FOREACH own_guard IN ARRAY own_guards LOOP
			EXECUTE own_guard;
		END LOOP;
	END IF;
	RETURN format('district %I is at version %s now, and was at %s; '
		'statements that put back rights and comments of its owner: %s',
		schema, version_of_extension, version_here, kept) || CASE WHEN guarded THEN '; guarded again' ELSE '' END;
END
$upgrade_district$;
COMMENT ON FUNCTION caseload.upgrade_district(text) IS 'brings a district to the version of the extension, with its '
	'rows, and with the rights and comments that its owner gave';
