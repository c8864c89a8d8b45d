-- The desk of a distributed district: a district of the ordinary kind on the coordinator, empty between two uses. The
-- rows of one district are taken to it, reckoned there by the same functions as on one machine, and what they made is
-- put back. So each statement that Citus plans asks for one district, and no function of the reckoning reads a
-- distributed table.
CREATE FUNCTION caseload.spread_rows(target regclass, source regclass, district_id int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $spread_rows$
DECLARE
	columns text := caseload.written_columns(target);
BEGIN
	EXECUTE format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %s%s', target, columns, columns, source,
		' WHERE district_id = ' || district_id);
END
$spread_rows$;
COMMENT ON FUNCTION caseload.spread_rows(regclass, regclass, int) IS
	'copies the rows of a district, or all, from one table to another of the same columns';

CREATE FUNCTION caseload.check_distributed(schema text, district_id int) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $check_distributed$
DECLARE
	desk text := schema || '_desk';
	owner name;
	found boolean;
BEGIN
	IF schema IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'a distributed district must be named';
	END IF;
	PERFORM caseload.check_citus();
	IF to_regclass(format('%I.reckoned', schema || '_bi')) IS NULL
			OR to_regclass(format('%I.district_version', desk)) IS NULL THEN
		RAISE invalid_parameter_value USING MESSAGE = format('schema "%s" holds no distributed district', schema),
			HINT = format('Make one with caseload.create_district(%L, distributed => true).', schema);
	END IF;
	FOREACH owner IN ARRAY ARRAY(SELECT pg_get_userbyid(n.nspowner) FROM pg_namespace AS n
			WHERE n.nspname IN (schema, schema || '_bi')) LOOP
		IF owner <> current_user THEN
			RAISE insufficient_privilege USING MESSAGE = format('district "%s" belongs to another role', schema),
				HINT = format('SET ROLE %I, its owner, and call again.', owner);
		END IF;
	END LOOP;
	PERFORM caseload.check_district(desk);
	IF district_id IS NOT NULL THEN
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.site AS s WHERE s.district_id = $1)', schema)
			INTO found USING district_id;
		IF NOT found THEN
			RAISE invalid_parameter_value USING MESSAGE = format('there is no district %s', district_id),
				DETAIL = 'It has no site.', HINT = format('See the column district_id of %I.site.', schema);
		END IF;
	END IF;
	RETURN desk;
END
$check_distributed$;
COMMENT ON FUNCTION caseload.check_distributed(text, int) IS
	'an error unless the schema holds a distributed district of the caller''s own with that district; gives its desk';

-- Rules are changed where they are distributed; what differs is brought to the desk before anything is reckoned.
CREATE FUNCTION caseload.bring_rules(schema text, desk text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $bring_rules$
DECLARE
	part record;
	differs boolean := false;
BEGIN
	FOR part IN SELECT t.table_name FROM caseload.spread_tables(desk) AS t WHERE NOT t.by_district
		ORDER BY t.place LOOP
		differs := caseload.rows_hash(format('%I.%I', schema, part.table_name)::regclass, 'true', NULL)
			<> caseload.rows_hash(format('%I.%I', desk, part.table_name)::regclass, 'true', NULL);
		EXIT WHEN differs;
	END LOOP;
	IF NOT differs THEN
		RETURN;
	END IF;
	FOR part IN SELECT t.table_name FROM caseload.spread_tables(desk) AS t WHERE NOT t.by_district
		ORDER BY t.place DESC LOOP
		EXECUTE format('DELETE FROM %I.%I', desk, part.table_name);
	END LOOP;
	FOR part IN SELECT t.table_name FROM caseload.spread_tables(desk) AS t WHERE NOT t.by_district
		ORDER BY t.place LOOP
		PERFORM caseload.spread_rows(format('%I.%I', desk, part.table_name)::regclass,
			format('%I.%I', schema, part.table_name)::regclass, NULL);
	END LOOP;
END
$bring_rules$;
COMMENT ON FUNCTION caseload.bring_rules(text, text) IS
	'brings the rules of a desk to those of its distributed district; a part of take_to_desk()';

-- One at a time: whoever comes next waits until the transaction ends.
CREATE FUNCTION caseload.take_to_desk(schema text, district_id int) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $take_to_desk$
DECLARE
	desk text := caseload.check_distributed(schema, NULL);
	again text[];
	statement text;
	part record;
BEGIN
	EXECUTE format('LOCK TABLE %I.district_version IN EXCLUSIVE MODE', desk);
	again := caseload.quiet_triggers(desk);
	PERFORM caseload.bring_rules(schema, desk);
	FOR part IN SELECT t.table_name FROM caseload.spread_tables(desk) AS t WHERE t.by_district ORDER BY t.place LOOP
		PERFORM caseload.spread_rows(format('%I.%I', desk, part.table_name)::regclass,
			format('%I.%I', schema, part.table_name)::regclass, district_id);
	END LOOP;
	PERFORM caseload.number_past(desk, district_id);
	FOREACH statement IN ARRAY again LOOP
		EXECUTE statement;
	END LOOP;
	RETURN desk;
END
$take_to_desk$;
COMMENT ON FUNCTION caseload.take_to_desk(text, int) IS
	'takes the rows of one district to the desk, which nobody else uses until the transaction ends';

CREATE FUNCTION caseload.clear_desk(desk text, district_id int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $clear_desk$
DECLARE
	again text[];
	statement text;
	part record;
BEGIN
	-- with the book go the kept answers, by its trigger
	FOREACH statement IN ARRAY '{book,mark,rule_mark_seen,pay_lock,leave_lock}'::text[] LOOP
		EXECUTE format('DELETE FROM %I.%I WHERE district_id = $1', desk, statement) USING district_id;
	END LOOP;
	again := caseload.quiet_triggers(desk);
	FOR part IN SELECT t.table_name FROM caseload.spread_tables(desk) AS t WHERE t.by_district
		ORDER BY t.place DESC LOOP
		EXECUTE format('DELETE FROM %I.%I WHERE district_id = $1', desk, part.table_name) USING district_id;
	END LOOP;
	FOREACH statement IN ARRAY again LOOP
		EXECUTE statement;
	END LOOP;
END
$clear_desk$;
COMMENT ON FUNCTION caseload.clear_desk(text, int) IS 'empties the desk again';

-- The rows of one table that the desk made, changed or deleted; what others wrote meanwhile is kept from it by a lock.
CREATE FUNCTION caseload.return_rows(schema text, desk text, table_name name, district_id int, gone boolean)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $return_rows$
DECLARE
	target regclass := format('%I.%I', schema, table_name)::regclass;
	source regclass := format('%I.%I', desk, table_name)::regclass;
	columns text := caseload.written_columns(source);
	key text := (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_index AS i
		JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
		WHERE i.indrelid = source AND i.indisprimary);
	changes text := (SELECT string_agg(format('%I = excluded.%1$I', a.attname), ', ' ORDER BY a.attnum)
		FROM pg_attribute AS a WHERE a.attrelid = source AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
			AND NOT EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = source AND i.indisprimary
				AND a.attnum = ANY (i.indkey)));
	which text := coalesce('district_id = ' || district_id, 'true');
	lost record;
BEGIN
	IF caseload.rows_hash(source, which, NULL) = caseload.rows_hash(target, which, NULL) THEN
		RETURN;
	END IF;
	EXECUTE format('CREATE TEMP TABLE at_desk_was ON COMMIT DROP AS SELECT %s FROM %s WHERE %s', columns, target,
		which);
	IF gone THEN
		FOR lost IN EXECUTE format('SELECT (SELECT string_agg(format(''%%I = %%L'', j.key, j.value), '' AND '') '
				'FROM jsonb_each_text(to_jsonb(k)) AS j) AS is_it '
				'FROM (SELECT %s FROM pg_temp.at_desk_was EXCEPT SELECT %s FROM %s) AS k', key, key, source) LOOP
			EXECUTE format('DELETE FROM %s WHERE %s', target, lost.is_it);
		END LOOP;
	ELSE
		EXECUTE format('CREATE TEMP TABLE at_desk_is ON COMMIT DROP AS SELECT %s FROM %s AS d WHERE %s '
			'AND CAST(ROW(%s) AS text) NOT IN (SELECT CAST(ROW(%s) AS text) FROM pg_temp.at_desk_was)', columns, source,
			which, columns, columns);
		EXECUTE format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM pg_temp.at_desk_is '
			'ON CONFLICT (%s) DO %s', target, columns, columns, key,
			coalesce('UPDATE SET ' || changes, 'NOTHING'));
		DROP TABLE pg_temp.at_desk_is;
		-- what is numbered there goes on from where the desk ended
		FOR lost IN SELECT quote_ident(a.attname) AS key, pg_get_serial_sequence(target::text, a.attname) AS counts
			FROM pg_attribute AS a WHERE a.attrelid = target AND a.attidentity <> '' LOOP
			EXECUTE format('SELECT setval(%L, m.most) FROM %s AS s CROSS JOIN (SELECT max(%s) AS most FROM %s) AS m '
				'WHERE m.most > s.last_value OR m.most = s.last_value AND NOT s.is_called', lost.counts, lost.counts,
				lost.key, source);
		END LOOP;
	END IF;
	DROP TABLE pg_temp.at_desk_was;
END
$return_rows$;
COMMENT ON FUNCTION caseload.return_rows(text, text, name, int, boolean) IS
	'brings a table of a distributed district to what a desk says of a district, or of rules: first what is gone, then '
	'what is new';

CREATE FUNCTION caseload.return_all_rows(schema text, desk text, district_id int, only_caps boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $return_all_rows$
DECLARE
	caps CONSTANT name[] := '{guarded_district,section_cap,section_cap_lift,caseload_cap,caseload_cap_lift}';
	part record;
BEGIN
	FOR part IN SELECT t.table_name, CASE WHEN t.by_district THEN return_all_rows.district_id END AS of_district, e.gone
		FROM caseload.spread_tables(desk) AS t CROSS JOIN (VALUES (true), (false)) AS e (gone)
		WHERE NOT only_caps OR t.table_name = ANY (caps)
		-- rows go in the order in which nothing refers to them any more, and come in the other
		ORDER BY e.gone DESC, CASE WHEN e.gone THEN - t.place ELSE t.place END LOOP
		PERFORM caseload.return_rows(schema, desk, part.table_name, part.of_district, part.gone);
	END LOOP;
END
$return_all_rows$;
COMMENT ON FUNCTION caseload.return_all_rows(text, text, int, boolean) IS
	'brings the tables of a distributed district, or the caps alone, to what a desk says of a district and of rules';

CREATE FUNCTION caseload.reckon_district(schema text, district_id int) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
	SET client_min_messages = warning
AS $reckon_district$
DECLARE
	desk text;
	part record;
	target regclass;
	put bigint;
	all_put bigint := 0;
	began CONSTANT timestamptz := clock_timestamp();
BEGIN
	IF district_id IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'reckon_district: district_id must not be NULL',
			HINT = 'Each district is reckoned by itself, and in a transaction of its own if there are many.';
	END IF;
	PERFORM caseload.check_distributed(schema, district_id);
	desk := caseload.take_to_desk(schema, district_id);
	EXECUTE format('SELECT %I.refresh_reports($1)', desk) USING district_id;
	FOR part IN SELECT r.* FROM caseload.spread_reports(desk) AS r ORDER BY r.report COLLATE "C" LOOP
		target := format('%I.%I', schema || '_bi', part.report)::regclass;
		EXECUTE format('CREATE TEMP TABLE at_desk_report ON COMMIT DROP AS SELECT * FROM %I.%I%s', desk || '_bi',
			part.report, CASE WHEN part.by_district THEN ' WHERE district_id = ' || district_id END);
		-- of rules alone
		IF NOT part.by_district AND caseload.rows_hash(target, 'true', NULL)
				= caseload.rows_hash('pg_temp.at_desk_report'::regclass, 'true', NULL) THEN
			DROP TABLE pg_temp.at_desk_report;
			CONTINUE;
		END IF;
		EXECUTE format('DELETE FROM %s%s', target,
			CASE WHEN part.by_district THEN ' WHERE district_id = ' || district_id END);
		EXECUTE format('INSERT INTO %s SELECT * FROM pg_temp.at_desk_report', target);
		GET DIAGNOSTICS put = ROW_COUNT;
		all_put := all_put + put;
		DROP TABLE pg_temp.at_desk_report;
	END LOOP;
	EXECUTE format('INSERT INTO %I.reckoned AS r VALUES (%s, %L) '
		'ON CONFLICT (district_id) DO UPDATE SET reckoned_at = excluded.reckoned_at', schema || '_bi', district_id,
		began);
	PERFORM caseload.clear_desk(desk, district_id);
	RETURN all_put;
END
$reckon_district$;
COMMENT ON FUNCTION caseload.reckon_district(text, int) IS
	'reckons every report of one district of a distributed one anew; gives how many rows that makes';

-- Whatever a function of the district writes, history and register too, as on one machine. Who writes to the
-- distributed tables meanwhile waits, so that nothing of theirs is undone.
CREATE FUNCTION caseload.run_at_desk(schema text, district_id int, statement text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET client_min_messages = warning
AS $run_at_desk$
DECLARE
	desk text;
	part record;
	other int;
	done bigint;
BEGIN
	IF district_id IS NULL OR statement IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'run_at_desk: district_id and statement must not be NULL';
	END IF;
	desk := caseload.check_distributed(schema, NULL);
	FOR part IN SELECT t.table_name FROM caseload.spread_tables(desk) AS t ORDER BY t.place LOOP
		EXECUTE format('LOCK TABLE %I.%I IN SHARE ROW EXCLUSIVE MODE', schema, part.table_name);
	END LOOP;
	PERFORM caseload.take_to_desk(schema, district_id);
	EXECUTE format('SELECT count(%I.refresh_reports(s.district_id)) FROM (SELECT DISTINCT s.district_id '
		'FROM %I.site AS s) AS s', desk, desk);
	PERFORM set_config('search_path', format('%I, %I, pg_temp', desk, desk || '_bi'), true);
	EXECUTE statement;
	GET DIAGNOSTICS done = ROW_COUNT;
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	FOR part IN SELECT t.table_name FROM caseload.spread_tables(desk) AS t WHERE t.by_district ORDER BY t.place LOOP
		EXECUTE format('SELECT t.district_id FROM %I.%I AS t WHERE t.district_id <> $1 LIMIT 1', desk, part.table_name)
			INTO other USING district_id;
		IF other IS NOT NULL THEN
			RAISE invalid_parameter_value USING
				MESSAGE = format('the statement wrote rows of district %s at the desk of district %s', other,
					district_id),
				DETAIL = format('They stand in table "%s".', part.table_name),
				HINT = 'Run it for each district by itself.';
		END IF;
	END LOOP;
	PERFORM caseload.return_all_rows(schema, desk, district_id, false);
	PERFORM caseload.clear_desk(desk, district_id);
	RETURN done;
END
$run_at_desk$;
COMMENT ON FUNCTION caseload.run_at_desk(text, int, text) IS
	'runs a statement on one district of a distributed one as on one machine, and puts back what it wrote; gives how '
	'many rows it counts';
