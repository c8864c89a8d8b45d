-- A partition taken off, with all that the district keeps of its districts, and attached again. What is detached stands
-- beside the district as ordinary tables that no report reads: they may be dumped, moved to another tablespace, or
-- dropped. Each has a CHECK of its districts, by which it is known, and attached again without being read.
CREATE FUNCTION caseload.check_attached(schema text, what text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $check_attached$
DECLARE
	away record;
BEGIN
	IF caseload.partitioned_by(schema) IS NULL THEN
		RETURN;
	END IF;
	SELECT p.* INTO away FROM caseload.district_partitions(schema) AS p WHERE NOT p.attached LIMIT 1;
	IF FOUND THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('"%s" cannot be %s while a partition is detached', schema, what),
			DETAIL = format('It is that of district %s.', concat_ws(' to ', away.first_district,
				nullif(away.last_district, away.first_district))),
			HINT = format('Attach it first: SELECT caseload.attach_partition(%L, %s).', schema, away.first_district);
	END IF;
END
$check_attached$;
COMMENT ON FUNCTION caseload.check_attached(text, text) IS 'an error if a partition of a district is detached';

-- What is there of one: its first and last district. Locks nothing.
CREATE FUNCTION caseload.find_partition(schema text, district_id int, attached boolean, OUT first_district int,
	OUT last_district int)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $find_partition$
DECLARE
	there record;
	missing text;
BEGIN
	IF schema IS NULL OR district_id IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = format('%s: schema and district_id must not be NULL',
			CASE WHEN attached THEN 'detach_partition' ELSE 'attach_partition' END);
	END IF;
	PERFORM caseload.check_partitioned(schema);
	SELECT p.* INTO there FROM caseload.district_partitions(schema) AS p
	WHERE district_id BETWEEN p.first_district AND p.last_district ORDER BY p.attached = find_partition.attached DESC
	LIMIT 1;
	IF NOT FOUND OR there.attached <> attached THEN
		RAISE object_not_in_prerequisite_state USING MESSAGE = format(CASE WHEN there.attached IS NULL
				THEN 'district %s has no partition in "%s"' WHEN attached
				THEN 'the partition of district %s in "%s" is detached already'
				ELSE 'the partition of district %s in "%s" is attached' END, district_id, schema),
			HINT = 'See caseload.district_partitions().';
	END IF;
	first_district := there.first_district;
	last_district := there.last_district;
	missing := (SELECT string_agg(x.name, ', ' ORDER BY x.name) FROM caseload.partitioned_tables() AS t
		CROSS JOIN LATERAL (SELECT t.table_name || caseload.partition_suffix(there.first_district, there.last_district)
			AS name) AS x
		LEFT JOIN pg_class AS c ON c.oid = to_regclass(format('%I.%I', schema, x.name))
		LEFT JOIN pg_inherits AS i ON i.inhrelid = c.oid
		WHERE NOT (t.is_kept AND NOT attached) AND (c.oid IS NULL OR i.inhparent IS DISTINCT FROM
			CASE WHEN attached THEN to_regclass(format('%I.%I', schema, t.table_name))::oid END));
	IF missing IS NOT NULL THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('the partition of district %s in "%s" is not whole', district_id, schema),
			DETAIL = format(CASE WHEN attached THEN 'Not attached under their names: %s.'
				ELSE 'Not there, or no tables by themselves: %s.' END, missing),
			HINT = format('See caseload.partition_problem(%L).', schema);
	END IF;
END
$find_partition$;
COMMENT ON FUNCTION caseload.find_partition(text, int, boolean) IS
	'the first and last district of the partition of a district, which must be attached, or detached';

-- History is one table for all districts, and goes by its rows: there and back under the same columns.
CREATE FUNCTION caseload.move_history(schema text, first_district int, last_district int, away boolean) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $move_history$
DECLARE
	fact record;
	before text := current_setting('caseload.erasing', true);
	these constant text := format('district_id BETWEEN %s AND %s', first_district, last_district);
	columns text;
	rows_of_this bigint;
	rows_of_all bigint := 0;
BEGIN
	FOR fact IN SELECT format('%I.%I', schema, t.table_name || '_was') AS was, format('%I.%I', schema, t.table_name
			|| caseload.partition_suffix(first_district, last_district) || '_was') AS parted
		FROM caseload.partitioned_tables() AS t
		WHERE to_regclass(format('%I.%I', schema, t.table_name || '_was')) IS NOT NULL ORDER BY t.place LOOP
		columns := caseload.written_columns(fact.was::regclass);
		IF away THEN
			EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING ALL)', fact.parted, fact.was);
			EXECUTE format('INSERT INTO %s (%s) SELECT %s FROM %s WHERE %s', fact.parted, columns, columns, fact.was,
				these);
			GET DIAGNOSTICS rows_of_this = ROW_COUNT;
			PERFORM set_config('caseload.erasing', 'on', true);
			EXECUTE format('DELETE FROM %s WHERE %s', fact.was, these);
			PERFORM set_config('caseload.erasing', coalesce(before, ''), true);
			EXECUTE format('CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON %s '
				'EXECUTE FUNCTION %I.refuse_history()', fact.parted, schema);
			EXECUTE format('COMMENT ON TABLE %s IS %L', fact.parted, 'history of a partition that is detached');
		ELSE
			EXECUTE format('INSERT INTO %s (%s) SELECT %s FROM %s WHERE %s', fact.was, columns, columns, fact.parted,
				these);
			GET DIAGNOSTICS rows_of_this = ROW_COUNT;
			EXECUTE format('DROP TABLE %s', fact.parted);
		END IF;
		rows_of_all := rows_of_all + rows_of_this;
	END LOOP;
	RETURN rows_of_all;
END
$move_history$;
COMMENT ON FUNCTION caseload.move_history(text, int, int, boolean) IS 'moves the history of districts out of the '
	'district''s tables, or back; a part of detach_partition() and attach_partition()';

-- A table that is detached refers to what stays, rules and periods, and to no partitioned table.
CREATE FUNCTION caseload.detach_table(schema text, table_name name, part text, first_district int, last_district int)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $detach_table$
DECLARE
	had record;
BEGIN
	EXECUTE format('ALTER TABLE %I.%I DETACH PARTITION %s', schema, table_name, part);
	FOR had IN SELECT k.conname FROM pg_constraint AS k
		WHERE k.conrelid = part::regclass AND k.contype = 'f' AND k.confrelid IN
			(SELECT to_regclass(format('%I.%I', schema, t.table_name)) FROM caseload.partitioned_tables() AS t) LOOP
		EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', part, had.conname);
	END LOOP;
	FOR had IN SELECT g.tgname FROM pg_trigger AS g WHERE g.tgrelid = part::regclass AND NOT g.tgisinternal
		AND g.tgfoid IN ('caseload.guard_rows()'::regprocedure, to_regprocedure(format('%I.refill_caps()', schema)),
			to_regprocedure(format('%I.add_caseload()', schema)),
			to_regprocedure(format('%I.hold_leave()', schema))) LOOP
		EXECUTE format('DROP TRIGGER %I ON %s', had.tgname, part);
	END LOOP;
	EXECUTE format('ALTER TABLE %s ADD CONSTRAINT districts_detached CHECK (district_id >= %s AND district_id <= %s)',
		part, first_district, last_district);
END
$detach_table$;
COMMENT ON FUNCTION caseload.detach_table(text, name, text, int, int) IS
	'detaches one table of a partition; a part of detach_partition()';

-- All that stands between, in the order in which others lock it: who is amid a statement ends it first.
CREATE FUNCTION caseload.lock_partitioned(schema text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $lock_partitioned$
DECLARE
	whole record;
BEGIN
	FOR whole IN SELECT t.table_name FROM caseload.partitioned_tables() AS t ORDER BY t.place LOOP
		EXECUTE format('LOCK TABLE %I.%I IN ACCESS EXCLUSIVE MODE', schema, whole.table_name);
	END LOOP;
END
$lock_partitioned$;
COMMENT ON FUNCTION caseload.lock_partitioned(text) IS
	'locks the partitioned tables of a district; a part of detach_partition() and attach_partition()';

CREATE FUNCTION caseload.detach_partition(schema text, district_id int) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $detach_partition$
DECLARE
	these record;
	suffix text;
	part record;
	guarded record;
	tables bigint := 0;
	past bigint;
BEGIN
	SELECT f.* INTO these FROM caseload.find_partition(schema, district_id, true) AS f;
	suffix := caseload.partition_suffix(these.first_district, these.last_district);
	PERFORM caseload.lock_partitioned(schema);
	-- what rests on the facts: caps, kept answers, marks. guarded_district stays, so that they are guarded again
	FOR guarded IN EXECUTE format('SELECT g.district_id AS id FROM %I.guarded_district AS g '
		'WHERE g.district_id BETWEEN $1 AND $2 ORDER BY 1', schema)
		USING these.first_district, these.last_district LOOP
		EXECUTE format('SELECT %I.drop_caps($1)', schema) USING guarded.id;
	END LOOP;
	FOR part IN SELECT x.name FROM unnest('{book,mark,rule_mark_seen,leave_lock}'::name[]) AS x (name) LOOP
		EXECUTE format('DELETE FROM %I.%I WHERE district_id BETWEEN $1 AND $2', schema, part.name)
			USING these.first_district, these.last_district;
	END LOOP;
	past := caseload.move_history(schema, these.first_district, these.last_district, true);
	FOR part IN SELECT t.table_name, t.is_kept, format('%I.%I', schema, t.table_name || suffix) AS name
		FROM caseload.partitioned_tables() AS t ORDER BY t.place DESC LOOP
		IF part.is_kept THEN
			EXECUTE format('DROP TABLE %s', part.name);
		ELSE
			PERFORM caseload.detach_table(schema, part.table_name, part.name, these.first_district,
				these.last_district);
			tables := tables + 1;
		END IF;
	END LOOP;
	RETURN format('district %s detached: %s tables "..."%s in schema %I, and %s rows of history',
		concat_ws(' to ', these.first_district, nullif(these.last_district, these.first_district)), tables,
		quote_ident(suffix), schema, past);
END
$detach_partition$;
COMMENT ON FUNCTION caseload.detach_partition(text, int) IS 'detaches the partition of a district, facts, history and '
	'register, as tables that no report reads; its caps and books go, and attach_partition() brings it back';

CREATE FUNCTION caseload.attach_partition(schema text, district_id int) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $attach_partition$
DECLARE
	these record;
	suffix text;
	part record;
	guarded record;
	tables bigint := 0;
	past bigint;
	guarded_again bigint := 0;
BEGIN
	SELECT f.* INTO these FROM caseload.find_partition(schema, district_id, false) AS f;
	suffix := caseload.partition_suffix(these.first_district, these.last_district);
	PERFORM caseload.lock_partitioned(schema);
	FOR part IN SELECT t.table_name, t.is_kept, format('%I.%I', schema, t.table_name || suffix) AS name
		FROM caseload.partitioned_tables() AS t ORDER BY t.place LOOP
		IF part.is_kept THEN
			PERFORM caseload.make_partition(schema, part.table_name, these.first_district, these.last_district,
				'{}');
			CONTINUE;
		END IF;
		EXECUTE format('ALTER TABLE %I.%I ATTACH PARTITION %s FOR VALUES FROM (%s) TO (%s)', schema, part.table_name,
			part.name, these.first_district,
			CASE WHEN these.last_district < 2147483647 THEN (these.last_district + 1)::text ELSE 'MAXVALUE' END);
		EXECUTE format('ALTER TABLE %s DROP CONSTRAINT districts_detached', part.name);
		tables := tables + 1;
	END LOOP;
	past := caseload.move_history(schema, these.first_district, these.last_district, false);
	PERFORM caseload.finish_partition(schema, these.first_district, these.last_district);
	-- as when a district comes to be guarded: what is over already is listed and not judged
	FOR guarded IN EXECUTE format('SELECT g.district_id AS id FROM %I.guarded_district AS g '
		'WHERE g.district_id BETWEEN $1 AND $2 AND g.guarded_at IS NOT NULL '
		'AND EXISTS (SELECT FROM %I.site AS s WHERE s.district_id = g.district_id) ORDER BY 1', schema, schema)
		USING these.first_district, these.last_district LOOP
		EXECUTE format('SELECT %I.guard_district($1)', schema) USING guarded.id;
		guarded_again := guarded_again + 1;
	END LOOP;
	RETURN format('district %s attached: %s tables and %s rows of history; guarded again: %s; nothing is kept of its '
		'reports until refresh_reports()', concat_ws(' to ', these.first_district, nullif(these.last_district,
		these.first_district)), tables, past, guarded_again);
END
$attach_partition$;
COMMENT ON FUNCTION caseload.attach_partition(text, int) IS 'attaches again what detach_partition() detached: facts, '
	'history and register; foreign keys are checked, and caps are filled anew where the district was guarded';
