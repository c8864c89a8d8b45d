-- A district once more, under another name: to try a rule on it, or a new version.

-- What of a district is copied, in an order in which each row comes after those that it refers to. Rules are the tables
-- that its scripts make before the first of facts. Not copied is what is reckoned of other tables, what says who may
-- read, and who holds what.
CREATE FUNCTION caseload.copied_tables(schema text, only_rules boolean) RETURNS TABLE (table_name name, place bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH RECURSIVE made AS (
		SELECT d.name, row_number() OVER () AS place FROM caseload.district_scripts() AS d WHERE d.stage = 'table'
	), wanted AS (
		SELECT c.oid, c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
		WHERE n.nspname = copied_tables.schema AND c.relkind IN ('r', 'p')
			AND (EXISTS (SELECT FROM made AS m WHERE m.name = c.relname)
				OR right(c.relname, 4) = '_was' AND EXISTS (SELECT FROM made AS m WHERE m.name || '_was' = c.relname))
			AND c.relname NOT IN ('district_version', 'mark', 'rule_mark', 'rule_mark_seen', 'book', 'book_lock',
				'reader', 'pay_lock', 'leave_lock', 'guarded_district', 'section_cap', 'section_cap_lift',
				'caseload_cap', 'caseload_cap_lift', 'cap_breach')
			AND NOT starts_with(c.relname, 'kept_')
			AND (NOT copied_tables.only_rules OR (SELECT m.place FROM made AS m WHERE m.name = c.relname)
				< (SELECT m.place FROM made AS m WHERE m.name = 'site'))
	), refers AS (
		SELECT DISTINCT k.conrelid, k.confrelid
		FROM pg_constraint AS k JOIN wanted AS w ON w.oid = k.conrelid JOIN wanted AS t ON t.oid = k.confrelid
		WHERE k.contype = 'f' AND k.conrelid <> k.confrelid
	), depth AS (
		SELECT w.oid, 0 AS depth FROM wanted AS w
		UNION
		-- there is no circle, and far fewer tables than this
		SELECT r.conrelid, d.depth + 1 FROM depth AS d JOIN refers AS r ON r.confrelid = d.oid WHERE d.depth < 100
	)
	SELECT w.relname, row_number() OVER (ORDER BY max(d.depth), w.relname)
	FROM wanted AS w JOIN depth AS d USING (oid) GROUP BY w.relname;
END;
COMMENT ON FUNCTION caseload.copied_tables(text, boolean) IS
	'the tables whose rows copy_district() takes along, in an order in which they can be filled';

-- Rows come as they stand, history too: nothing is noted, numbered or marked of them anew.
CREATE FUNCTION caseload.quiet_triggers(schema text, tables name[] DEFAULT NULL) RETURNS text[]
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $quiet_triggers$
DECLARE
	fires record;
	again text[] := '{}';
BEGIN
	FOR fires IN SELECT g.tgrelid::regclass AS on_table, g.tgname, CASE g.tgenabled WHEN 'A' THEN 'ENABLE ALWAYS'
			WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE' END AS as_it_was
		FROM pg_trigger AS g JOIN pg_class AS c ON c.oid = g.tgrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
		WHERE n.nspname = quiet_triggers.schema AND (quiet_triggers.tables IS NULL
			OR c.relname = ANY (quiet_triggers.tables)) AND NOT g.tgisinternal AND g.tgenabled <> 'D'
		ORDER BY c.relname COLLATE "C", g.tgname COLLATE "C" LOOP
		EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', fires.on_table, fires.tgname);
		again := again || format('ALTER TABLE %s %s TRIGGER %I', fires.on_table, fires.as_it_was, fires.tgname);
	END LOOP;
	RETURN again;
END
$quiet_triggers$;
COMMENT ON FUNCTION caseload.quiet_triggers(text, name[]) IS 'disables the triggers of a district''s tables, of all or '
	'of these, and gives the statements that enable them again; for the owner, in one transaction';

CREATE FUNCTION caseload.copy_rows(schema text, copy text, table_name name) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $copy_rows$
DECLARE
	here regclass := format('%I.%I', schema, table_name)::regclass;
	there regclass := format('%I.%I', copy, table_name)::regclass;
	column_names text;
	rows_copied bigint;
	numbered record;
BEGIN
	SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) INTO column_names
	FROM pg_attribute AS a JOIN pg_attribute AS b ON b.attrelid = there AND b.attname = a.attname
	WHERE a.attrelid = here AND a.attnum > 0 AND NOT a.attisdropped AND NOT b.attisdropped AND b.attgenerated = '';
	EXECUTE format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %s', there, column_names, column_names,
		here);
	GET DIAGNOSTICS rows_copied = ROW_COUNT;
	FOR numbered IN SELECT pg_get_serial_sequence(here::text, a.attname) AS was,
			pg_get_serial_sequence(there::text, a.attname) AS becomes
		FROM pg_attribute AS a WHERE a.attrelid = there AND a.attidentity <> '' LOOP
		EXECUTE format('SELECT setval(%L, s.last_value, s.is_called) FROM %s AS s', numbered.becomes, numbered.was);
	END LOOP;
	RETURN rows_copied;
END
$copy_rows$;
COMMENT ON FUNCTION caseload.copy_rows(text, text, name) IS
	'copies the rows of a table of one district into that of another, keys and all; a part of copy_district()';

-- to columns that can be written, by their names, for INSERT and SELECT alike
CREATE FUNCTION caseload.written_columns(relation regclass) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute AS a
	WHERE a.attrelid = written_columns.relation AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '';
END;
COMMENT ON FUNCTION caseload.written_columns(regclass) IS 'the columns of a table that are not generated, as a list';

CREATE FUNCTION caseload.copy_district(schema text, copy text, only_rules boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $copy_district$
DECLARE
	part record;
	again text[];
	statement text;
	tables_copied bigint := 0;
	rows_copied bigint := 0;
	left_out text;
BEGIN
	IF only_rules IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'copy_district: only_rules must not be NULL',
			HINT = 'false copies rules and facts, true the rules alone.';
	END IF;
	PERFORM caseload.check_new_name(schema, copy);
	-- a row that came while some tables are copied already would refer to what is not there
	FOR part IN SELECT t.table_name FROM caseload.copied_tables(schema, only_rules) AS t ORDER BY t.place LOOP
		EXECUTE format('LOCK TABLE %I.%I IN SHARE MODE', schema, part.table_name);
	END LOOP;
	PERFORM caseload.create_district(copy, partitioned_by => caseload.partitioned_by(schema));
	PERFORM caseload.add_partition(copy, p.first_district, p.last_district)
	FROM caseload.district_partitions(schema) AS p WHERE p.attached ORDER BY p.first_district;
	again := caseload.quiet_triggers(copy);
	FOR part IN SELECT t.table_name FROM caseload.copied_tables(schema, only_rules) AS t ORDER BY t.place LOOP
		-- what a district begins with, such as its time zone, is that of the one that is copied
		EXECUTE format('DELETE FROM %I.%I', copy, part.table_name);
		rows_copied := rows_copied + caseload.copy_rows(schema, copy, part.table_name);
		tables_copied := tables_copied + 1;
		EXECUTE format('ANALYZE %I.%I', copy, part.table_name);
	END LOOP;
	FOREACH statement IN ARRAY again LOOP
		EXECUTE statement;
	END LOOP;

	EXECUTE format($left_out$
		SELECT string_agg(x.what, ', ' ORDER BY x.what COLLATE "C") FROM (
			SELECT format('%%s %%s', c.kind, c.name) AS what FROM caseload.district_contents(%1$L) AS c
			WHERE c.kind <> 'trigger' AND c.name <> 'district_part' AND NOT EXISTS (SELECT FROM %1$I.district_part AS m
				WHERE m.space = c.space AND m.kind = c.kind AND m.name = c.name)
			UNION ALL
			SELECT format('column %%I.%%I', c.relname, a.attname)
			FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
				JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
				CROSS JOIN LATERAL (SELECT to_regclass(format('%%I.%%I', %2$L, c.relname)) AS copy) AS t
			WHERE n.nspname = %1$L AND c.relkind IN ('r', 'p') AND t.copy IS NOT NULL AND NOT EXISTS (
				SELECT FROM pg_attribute AS b WHERE b.attrelid = t.copy AND b.attname = a.attname
					AND NOT b.attisdropped)) AS x $left_out$, schema, copy) INTO left_out;
	IF left_out IS NOT NULL THEN
		RAISE NOTICE USING MESSAGE = format('what you added to district "%s" is not copied', schema),
			DETAIL = format('It is: %s.', left_out);
	END IF;
	RETURN format('district %I made, a copy of %I with %s rows of %s tables%s', copy, schema, rows_copied,
		tables_copied, CASE WHEN only_rules THEN ', rules alone' ELSE '' END);
END
$copy_district$;
COMMENT ON FUNCTION caseload.copy_district(text, text, boolean) IS 'makes a district with the rows of another, rules '
	'and facts with their history or rules alone; nobody but its owner may read it, and it has no books and no guards';
