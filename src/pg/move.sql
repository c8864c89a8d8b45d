-- One district of many in a schema goes to another schema, on this machine or, through postgres_fdw, on another: its
-- rows are copied there with their history, keys and register, and deleted here if they are still the same. No commit
-- spans two machines, so first there are two copies and then one, and never none.

-- What of a district goes along, in an order in which each row comes after those that it refers to, and by which
-- condition its rows are found. What guards have let in has no column of it; a guard of the owner's own may count by
-- other keys.
CREATE FUNCTION caseload.moved_tables(schema text) RETURNS TABLE (table_name name, place bigint, which text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT t.table_name, t.place, 'district_id = $1' AS which
	FROM caseload.copied_tables(moved_tables.schema, false) AS t
	WHERE EXISTS (SELECT FROM pg_attribute AS a WHERE a.attname = 'district_id' AND NOT a.attisdropped
		AND a.attrelid = format('%I.%I', moved_tables.schema, t.table_name)::regclass)
	UNION ALL
	SELECT 'cap_breach' AS table_name, 1000000 AS place,
		'group_key[1] = $1::text AND guard ~ ''^(enrollment|caseload|units)_(paid|advisory)$''' AS which;
END;
COMMENT ON FUNCTION caseload.moved_tables(text) IS
	'the tables whose rows go along with one district of many, in an order in which they can be filled';

-- Of all columns by their names, as two machines may have them in another order, and of their text in one form.
CREATE FUNCTION caseload.rows_hash(relation regclass, which text, district_id int) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
	SET datestyle = 'ISO, YMD' SET timezone = 'UTC' SET intervalstyle = 'postgres'
AS $rows_hash$
DECLARE
	column_names text := (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname COLLATE "C")
		FROM pg_attribute AS a WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped
			AND a.attgenerated = '');
	hash text;
BEGIN
	EXECUTE format('SELECT concat_ws('' '', count(*), md5(string_agg(r.hash, '''' ORDER BY r.hash COLLATE "C"))) '
		'FROM (SELECT md5(CAST(ROW(%s) AS text)) AS hash FROM %s WHERE %s) AS r', column_names, relation, which)
		INTO hash USING district_id;
	RETURN concat_ws(' ', md5(column_names), hash);
END
$rows_hash$;
COMMENT ON FUNCTION caseload.rows_hash(regclass, text, int) IS
	'a hash of rows of a table, whatever their order and the order of its columns; a part of district_hash()';

CREATE FUNCTION caseload.district_hash(schema text, district_id int) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $district_hash$
BEGIN
	IF schema IS NULL OR district_id IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'district_hash: schema and district_id must not be NULL',
			HINT = 'For example: caseload.district_hash(''state'', 7).';
	END IF;
	PERFORM caseload.check_district(schema);
	RETURN (SELECT md5(string_agg(concat_ws(' ', t.table_name, caseload.rows_hash(
			format('%I.%I', district_hash.schema, t.table_name)::regclass, t.which, district_hash.district_id)),
			E'\n' ORDER BY t.table_name COLLATE "C"))
		FROM caseload.moved_tables(district_hash.schema) AS t);
END
$district_hash$;
COMMENT ON FUNCTION caseload.district_hash(text, int) IS
	'a hash of all rows of one district of a schema, facts with their history and the register';

-- What would make another district of the same rows: other rules, another version, another zone.
CREATE FUNCTION caseload.check_source(schema text, from_schema text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $check_source$
DECLARE
	part record;
	here text;
	there text;
BEGIN
	FOR part IN
		SELECT t.name, c.oid, c.relowner <> (SELECT r.oid FROM pg_roles AS r WHERE r.rolname = current_user)
			OR c.relkind NOT IN ('r', 'p', 'f') AS not_ours
		FROM (SELECT t.table_name FROM caseload.copied_tables(schema, false) AS t
				UNION VALUES ('cap_breach'::name), ('guarded_district'), ('district_version')) AS t (name)
			LEFT JOIN pg_class AS c ON c.oid = to_regclass(format('%I.%I', from_schema, t.name))
		ORDER BY t.name COLLATE "C" LOOP
		IF part.oid IS NULL THEN
			RAISE undefined_table USING MESSAGE = format('schema "%s" has no table "%s"', from_schema, part.name),
				HINT = format('It holds the tables of a district, or foreign tables over them: '
					'IMPORT FOREIGN SCHEMA %I FROM SERVER ... INTO %I.', schema, from_schema);
		END IF;
		-- a view of a stranger's would run with the caller's rights
		IF part.not_ours THEN
			RAISE insufficient_privilege USING
				MESSAGE = format('%s is no table or foreign table of your own', part.oid::regclass);
		END IF;
		SELECT string_agg(a.attname, ', ' ORDER BY a.attname COLLATE "C") INTO there
		FROM pg_attribute AS a WHERE a.attrelid = part.oid AND a.attnum > 0 AND NOT a.attisdropped;
		SELECT string_agg(a.attname, ', ' ORDER BY a.attname COLLATE "C") INTO here
		FROM pg_attribute AS a WHERE a.attrelid = to_regclass(format('%I.%I', schema, part.name)) AND a.attnum > 0
			AND NOT a.attisdropped;
		IF here <> there THEN
			RAISE object_not_in_prerequisite_state USING
				MESSAGE = format('table "%s" has other columns in "%s" than in "%s"', part.name, from_schema, schema),
				DETAIL = format('There: %s. Here: %s.', there, here),
				HINT = 'A column of one''s own is added on both sides, or dropped; upgraded are both, too.';
		END IF;
	END LOOP;
	FOR part IN SELECT * FROM (VALUES
			('version', 'SELECT v.version FROM %I.district_version AS v ORDER BY v.installed_at DESC LIMIT 1',
				'Upgrade the older one: caseload.upgrade_district().'),
			('time zone', 'SELECT z.time_zone FROM %I.district_zone AS z ORDER BY z.set_at LIMIT 1',
				'A day of knowledge ends by it: UPDATE district_zone.'),
			('history', 'SELECT ''forgotten until '' || max(f.before) FROM %I.history_forgotten AS f',
				'Call forget_history() on both sides with the same moment.')) AS p (what, query, mend) LOOP
		EXECUTE format(part.query, schema) INTO here;
		EXECUTE format(part.query, from_schema) INTO there;
		IF here IS DISTINCT FROM there THEN
			RAISE object_not_in_prerequisite_state USING
				MESSAGE = format('the %s of "%s" is not that of "%s"', part.what, from_schema, schema),
				DETAIL = format('There: %s. Here: %s.', coalesce(there, 'none'), coalesce(here, 'none')),
				HINT = part.mend;
		END IF;
	END LOOP;
	FOR part IN SELECT t.table_name FROM caseload.copied_tables(schema, false) AS t
		WHERE t.table_name NOT IN ('district_zone', 'history_forgotten') AND NOT EXISTS (SELECT FROM pg_attribute AS a
			WHERE a.attname = 'district_id' AND a.attrelid = format('%I.%I', schema, t.table_name)::regclass)
		ORDER BY t.place LOOP
		IF caseload.rows_hash(format('%I.%I', schema, part.table_name)::regclass, 'true', NULL)
			<> caseload.rows_hash(format('%I.%I', from_schema, part.table_name)::regclass, 'true', NULL) THEN
			RAISE object_not_in_prerequisite_state USING
				MESSAGE = format('the rules differ: table "%s" has other rows in "%s" than in "%s"', part.table_name,
					from_schema, schema),
				DETAIL = 'Facts name rules by their numbers, and what is paid rests on them.',
				HINT = 'Bring the rules of both to the same rows first.';
		END IF;
	END LOOP;
END
$check_source$;
COMMENT ON FUNCTION caseload.check_source(text, text) IS 'an error unless a schema holds tables or foreign tables of a '
	'district with the same version, columns and rules; a part of copy_district_rows()';

-- The district goes on to number its own rows, from where its numbers end, those of deleted rows, too.
CREATE FUNCTION caseload.number_past(schema text, district_id int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $number_past$
DECLARE
	numbered record;
BEGIN
	FOR numbered IN SELECT a.attname AS key, c.oid::regclass AS id, w.oid::regclass AS was,
			pg_get_serial_sequence(c.oid::regclass::text, a.attname) AS counts
		FROM caseload.moved_tables(schema) AS t
			JOIN pg_class AS c ON c.oid = format('%I.%I', number_past.schema, t.table_name)::regclass
			JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attidentity <> ''
			LEFT JOIN pg_class AS w ON w.oid = to_regclass(format('%I.%I', number_past.schema, t.table_name || '_was'))
		ORDER BY t.place LOOP
		EXECUTE format('SELECT setval(%L, m.most) FROM %s AS s CROSS JOIN (SELECT max(u.id) AS most '
			'FROM (%s) AS u) AS m WHERE m.most > s.last_value OR m.most = s.last_value AND NOT s.is_called',
			numbered.counts, numbered.counts,
			format('SELECT max(t.%I) AS id FROM %s AS t WHERE t.district_id = $1', numbered.key, numbered.id)
				|| CASE WHEN numbered.was IS NOT NULL THEN format(
					' UNION ALL SELECT max(t.%I) FROM %s AS t WHERE t.district_id = $1', numbered.key, numbered.was)
					ELSE '' END) USING district_id;
	END LOOP;
END
$number_past$;
COMMENT ON FUNCTION caseload.number_past(text, int) IS
	'sets what numbers rows past those that a district has; a part of copy_district_rows()';

CREATE FUNCTION caseload.copy_district_rows(schema text, district_id int, from_schema text) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $copy_district_rows$
DECLARE
	tables name[];
	again text[];
	part record;
	statement text;
	found boolean;
	is_there boolean := false;
	guarded boolean;
BEGIN
	IF schema IS NULL OR district_id IS NULL OR from_schema IS NULL THEN
		RAISE null_value_not_allowed USING
			MESSAGE = 'copy_district_rows: schema, district_id and from_schema must not be NULL',
			HINT = 'For example: caseload.copy_district_rows(''state'', 7, ''from_shard_1'').';
	END IF;
	PERFORM caseload.check_district(schema);
	IF to_regnamespace(quote_ident(from_schema)) IS NULL OR schema = from_schema THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format(CASE WHEN schema = from_schema THEN 'schema "%s" cannot be copied into itself'
				ELSE 'there is no schema "%s"' END, from_schema),
			HINT = 'It holds the tables of another district, or foreign tables over them (IMPORT FOREIGN SCHEMA).';
	END IF;
	PERFORM caseload.check_source(schema, from_schema);
	IF caseload.partitioned_by(schema) IS NOT NULL AND NOT EXISTS (SELECT FROM caseload.district_partitions(schema) AS p
			WHERE district_id BETWEEN p.first_district AND p.last_district AND p.attached) THEN
		PERFORM caseload.add_partition(schema, district_id);
	END IF;
	tables := ARRAY(SELECT t.table_name FROM caseload.moved_tables(schema) AS t ORDER BY t.place);
	again := caseload.quiet_triggers(schema, tables);
	FOR part IN SELECT t.* FROM caseload.moved_tables(schema) AS t ORDER BY t.place LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I WHERE %s)', schema, part.table_name, part.which)
			INTO found USING district_id;
		IF found THEN
			RAISE object_not_in_prerequisite_state USING
				MESSAGE = format('table "%s" of "%s" has rows of district %s already', part.table_name, schema,
					district_id),
				HINT = 'caseload.delete_district_rows() deletes what a district has.';
		END IF;
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I WHERE %s)', from_schema, part.table_name, part.which)
			INTO found USING district_id;
		is_there := is_there OR found;
	END LOOP;
	IF NOT is_there THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('"%s" has no rows of district %s', from_schema, district_id);
	END IF;
	FOR part IN SELECT t.table_name, t.which, r.id, caseload.written_columns(r.id) AS columns
		FROM caseload.moved_tables(schema) AS t
			CROSS JOIN LATERAL (SELECT format('%I.%I', schema, t.table_name)::regclass AS id) AS r
		ORDER BY t.place LOOP
		EXECUTE format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %I.%I WHERE %s', part.id,
			part.columns, part.columns, from_schema, part.table_name, part.which) USING district_id;
	END LOOP;
	PERFORM caseload.number_past(schema, district_id);
	FOREACH statement IN ARRAY again LOOP
		EXECUTE statement;
	END LOOP;
	-- caps are filled anew, and what is over already is listed and not judged
	EXECUTE format('SELECT EXISTS (SELECT FROM %I.guarded_district AS g '
		'WHERE g.district_id = $1 AND g.guarded_at IS NOT NULL)', from_schema) INTO guarded USING district_id;
	IF guarded OR EXISTS (SELECT FROM pg_trigger AS t
			WHERE t.tgfoid = to_regprocedure(format('%I.refill_caps()', copy_district_rows.schema))
				AND encode(t.tgargs, 'escape') LIKE '%each district%') THEN
		EXECUTE format('SELECT %I.guard_district($1) FROM %I.site AS s WHERE s.district_id = $1 LIMIT 1', schema,
			schema) USING district_id;
	END IF;
	RETURN caseload.district_hash(schema, district_id);
END
$copy_district_rows$;
COMMENT ON FUNCTION caseload.copy_district_rows(text, int, text) IS 'copies one district of another schema, or of '
	'foreign tables over it, with keys, history and register, and gives the hash of its rows: see district_hash()';

-- Locked, then compared, then deleted: whoever wrote to the district since it was copied is not lost.
CREATE FUNCTION caseload.delete_district_rows(schema text, district_id int, hash text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $delete_district_rows$
DECLARE
	tables name[];
	again text[];
	part record;
	statement text;
	deleted bigint;
	all_deleted bigint := 0;
BEGIN
	IF schema IS NULL OR district_id IS NULL OR hash IS NULL THEN
		RAISE null_value_not_allowed USING
			MESSAGE = 'delete_district_rows: schema, district_id and hash must not be NULL',
			HINT = 'The hash is what copy_district_rows() gave where the rows are now, or district_hash().';
	END IF;
	PERFORM caseload.check_district(schema);
	-- an older snapshot would not see what was written before the tables were locked
	IF current_setting('transaction_isolation') <> 'read committed' THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = 'delete_district_rows: the transaction must be READ COMMITTED';
	END IF;
	tables := ARRAY(SELECT t.table_name FROM caseload.moved_tables(schema) AS t ORDER BY t.place);
	FOR part IN SELECT t.table_name FROM caseload.moved_tables(schema) AS t ORDER BY t.place LOOP
		EXECUTE format('LOCK TABLE %I.%I IN SHARE ROW EXCLUSIVE MODE', schema, part.table_name);
	END LOOP;
	IF caseload.district_hash(schema, district_id) <> hash THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('the rows of district %s in "%s" are not those of this hash', district_id, schema),
			DETAIL = 'Somebody has written since they were copied, or they were copied from elsewhere.',
			HINT = 'Delete the copy, by its own hash, and copy anew.';
	END IF;
	-- with it go the kept answers; caps are nobody's but the guards'
	EXECUTE format('DELETE FROM %I.book WHERE district_id = $1', schema) USING district_id;
	EXECUTE format('SELECT %I.drop_caps($1)', schema) USING district_id;
	FOREACH statement IN ARRAY '{guarded_district,mark,rule_mark_seen,pay_lock,leave_lock}'::text[] LOOP
		EXECUTE format('DELETE FROM %I.%I WHERE district_id = $1', schema, statement) USING district_id;
	END LOOP;
	again := caseload.quiet_triggers(schema, tables);
	FOR part IN SELECT t.* FROM caseload.moved_tables(schema) AS t ORDER BY t.place DESC LOOP
		EXECUTE format('DELETE FROM %I.%I WHERE %s', schema, part.table_name, part.which) USING district_id;
		GET DIAGNOSTICS deleted = ROW_COUNT;
		all_deleted := all_deleted + deleted;
	END LOOP;
	FOREACH statement IN ARRAY again LOOP
		EXECUTE statement;
	END LOOP;
	RETURN all_deleted;
END
$delete_district_rows$;
COMMENT ON FUNCTION caseload.delete_district_rows(text, int, text) IS 'deletes all rows of one district of a schema, '
	'without a trace in its history, if they still have this hash; gives how many';

-- postgres_fdw leaves a row where it is whose key says that it belongs on another shard: the shard refuses it.
CREATE FUNCTION caseload.restrict_districts(schema text, districts int4multirange) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $restrict_districts$
DECLARE
	part record;
	tables bigint := 0;
	other int;
BEGIN
	IF schema IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'restrict_districts: schema must not be NULL',
			HINT = 'For example: caseload.restrict_districts(''state'', ''{[1,501)}''); NULL instead of numbers: any.';
	END IF;
	PERFORM caseload.check_district(schema);
	FOR part IN SELECT format('%I.%I', schema, t.table_name)::regclass AS id FROM caseload.moved_tables(schema) AS t
		WHERE t.table_name <> 'cap_breach' ORDER BY t.place LOOP
		IF EXISTS (SELECT FROM pg_constraint AS c WHERE c.conrelid = part.id AND c.conname = 'districts_here') THEN
			EXECUTE format('ALTER TABLE %s DROP CONSTRAINT districts_here', part.id);
		END IF;
		IF districts IS NOT NULL THEN
			EXECUTE format('SELECT r.district_id FROM %s AS r WHERE NOT r.district_id <@ $1 LIMIT 1', part.id)
				INTO other USING districts;
			IF other IS NOT NULL THEN
				RAISE check_violation USING MESSAGE = format('table %s has rows of district %s, which is not among %s',
						part.id, other, districts),
					HINT = 'Name that district, too; or move it away first, and delete_district_rows() here.';
			END IF;
			EXECUTE format('ALTER TABLE %s ADD CONSTRAINT districts_here CHECK (district_id <@ int4multirange %L)',
				part.id, districts);
		END IF;
		tables := tables + 1;
	END LOOP;
	RETURN tables;
END
$restrict_districts$;
COMMENT ON FUNCTION caseload.restrict_districts(text, int4multirange) IS 'puts a CHECK on each table of facts, history '
	'and register, which refuses rows of other districts than these; null: takes it off';
