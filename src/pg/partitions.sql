-- A district whose large tables are partitioned by district_id, each partition a range of districts: reports of one
-- district read its partition alone, and partitions are detached and attached again. The tables are made so when the
-- district is made, of the same scripts: tables that are swapped later would leave every view and function reading the
-- ones that are gone.

-- In an order in which each comes after those that it refers to. History, the source's names, caps and the days of
-- kept overages stay whole: see doc/partitions.md. What is kept of the books is dropped and not detached.
CREATE FUNCTION caseload.partitioned_tables() RETURNS TABLE (table_name name, place bigint, is_kept boolean)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT t.table_name, t.place, starts_with(t.table_name, 'kept_')
	FROM unnest('{site,employee,student,section,employment,position_held,service,staffing,enrollment,case_assignment,
		tally,exception,remedy_given,leave_move,event,paid_on_cycle,back_pay_plan,paid_elsewhere,pay_run,paid_line,
		paid_basis,kept_finding,kept_problem,kept_pay_line}'::name[]) WITH ORDINALITY AS t (table_name, place);
END;
COMMENT ON FUNCTION caseload.partitioned_tables() IS
	'the tables that create_district() partitions, in an order in which they can be filled';

CREATE FUNCTION caseload.check_partitioned_by(partitioned_by text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $check_partitioned_by$
BEGIN
	IF partitioned_by <> 'district' THEN
		RAISE invalid_parameter_value USING MESSAGE = format('a district is not partitioned by "%s"', partitioned_by),
			DETAIL = CASE WHEN partitioned_by LIKE '%year%' THEN 'The days of a fact may lie in several school years, '
				'and the keys by which facts refer to each other are of no year.'
				ELSE 'There is one way.' END,
			HINT = 'It is partitioned by ''district'', or not at all: leave it out.';
	END IF;
END
$check_partitioned_by$;
COMMENT ON FUNCTION caseload.check_partitioned_by(text) IS
	'an error unless a district can be partitioned so; a part of create_district()';

CREATE FUNCTION caseload.partitioned_by(schema text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT 'district'::text FROM pg_class AS c
	WHERE c.oid = to_regclass(format('%I.site', partitioned_by.schema)) AND c.relkind = 'p';
END;
COMMENT ON FUNCTION caseload.partitioned_by(text) IS 'by what a district''s tables are partitioned; null: they are not';

-- On PostgreSQL 15 a partitioned table has no exclusion constraint: each partition has its own, which is as good, for
-- all begin with district_id. Likewise a key that refers to its own table, which would hold a partition where it is.
CREATE FUNCTION caseload.partitioned_script(name text, script text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $partitioned_script$
DECLARE
	parted text;
BEGIN
	IF NOT EXISTS (SELECT FROM caseload.partitioned_tables() AS t WHERE t.table_name = partitioned_script.name) THEN
		RETURN script;
	END IF;
	parted := regexp_replace(script, E',\n\t(EXCLUDE USING [^\n]*\\)|FOREIGN KEY \\([^)]*\\) REFERENCES ' || name
		|| E'\\M)', '', 'g');
	parted := regexp_replace(parted, E'((?:^|\n)CREATE TABLE ' || name || E' \\(.*?\n\\));',
		E'\\1 PARTITION BY RANGE (district_id);');
	IF parted !~ E'\n\\) PARTITION BY RANGE \\(district_id\\);' OR parted ~ '\mEXCLUDE\M' THEN
		RAISE internal_error USING MESSAGE = format('the script of table "%s" cannot be partitioned', name);
	END IF;
	RETURN parted;
END
$partitioned_script$;
COMMENT ON FUNCTION caseload.partitioned_script(text, text) IS
	'the script of a table with PARTITION BY, without what each partition has of its own; a part of create_district()';

CREATE FUNCTION caseload.partition_constraints()
RETURNS TABLE (table_name name, definition text)
LANGUAGE sql STABLE ROWS 10 SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT d.name::name, m.found[1] FROM caseload.district_scripts() AS d CROSS JOIN LATERAL regexp_matches(d.script,
		E'\n\t(EXCLUDE USING [^\n]*\\)|FOREIGN KEY \\([^)]*\\) REFERENCES ' || d.name || E'\\M)', 'g') AS m (found)
	WHERE d.stage = 'table' AND d.name IN (SELECT t.table_name FROM caseload.partitioned_tables() AS t);
END;
COMMENT ON FUNCTION caseload.partition_constraints() IS
	'the constraints that each partition of a table has of its own, as the table''s script writes them';

-- The first table of facts, by which run_district_scripts() sees that the others are partitioned, too.
CREATE FUNCTION caseload.begin_partitioned(schema text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $begin_partitioned$
BEGIN
	PERFORM set_config('search_path', format('%I, pg_temp', schema), true);
	EXECUTE (SELECT caseload.partitioned_script(d.name, d.script) FROM caseload.district_scripts() AS d
		WHERE d.stage = 'table' AND d.name = 'site');
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
END
$begin_partitioned$;
COMMENT ON FUNCTION caseload.begin_partitioned(text) IS
	'makes the first table of a partitioned district; a part of create_district()';

-- enrollment_d7, enrollment_d1_100
CREATE FUNCTION caseload.partition_suffix(first_district int, last_district int) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT '_d' || concat_ws('_', partition_suffix.first_district,
		nullif(partition_suffix.last_district, partition_suffix.first_district));
END;
COMMENT ON FUNCTION caseload.partition_suffix(int, int) IS
	'what the name of a partition has more than that of its table: _d7, _d1_100';

-- The districts of a partition, as its bounds say; of one that was detached, as the CHECK does that it got then.
CREATE FUNCTION caseload.districts_of(relation oid, OUT first_district int, OUT last_district int)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT CASE b.found[1] WHEN 'MINVALUE' THEN -2147483648 ELSE b.found[1]::int END,
		CASE b.found[2] WHEN 'MAXVALUE' THEN 2147483647 ELSE (b.found[2]::bigint - b.beyond)::int END
	FROM (
		SELECT regexp_match(pg_get_expr(c.relpartbound, c.oid),
			'FROM \(''?(-?\d+|MINVALUE)''?\) TO \(''?(-?\d+|MAXVALUE)''?\)') AS found, 1 AS beyond
		FROM pg_class AS c WHERE c.oid = districts_of.relation AND c.relispartition
		UNION ALL
		SELECT regexp_match(pg_get_constraintdef(k.oid), '>= \(?''?(-?\d+)[^<]*<= \(?''?(-?\d+)'), 0
		FROM pg_constraint AS k WHERE k.conrelid = districts_of.relation AND k.conname = 'districts_detached'
	) AS b WHERE b.found IS NOT NULL;
END;
COMMENT ON FUNCTION caseload.districts_of(oid) IS 'the first and last district of a partition, attached or detached';

CREATE FUNCTION caseload.district_partitions(schema text)
RETURNS TABLE (first_district int, last_district int, attached boolean, tables bigint, bytes bigint)
LANGUAGE sql STABLE ROWS 10 SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH part AS (
		SELECT c.oid, i.inhparent IS NOT NULL AS attached
		FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
			LEFT JOIN pg_inherits AS i ON i.inhrelid = c.oid
		WHERE n.nspname = district_partitions.schema AND c.relkind = 'r'
			AND (i.inhparent IN (SELECT to_regclass(format('%I.%I', district_partitions.schema, t.table_name))
					FROM caseload.partitioned_tables() AS t)
				OR i.inhparent IS NULL AND EXISTS (SELECT FROM pg_constraint AS k
					WHERE k.conrelid = c.oid AND k.conname = 'districts_detached'))
	)
	SELECT d.first_district, d.last_district, p.attached, count(*), sum(pg_total_relation_size(p.oid))::bigint
	FROM part AS p CROSS JOIN LATERAL caseload.districts_of(p.oid) AS d
	WHERE d.first_district IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
END;
COMMENT ON FUNCTION caseload.district_partitions(text) IS
	'the partitions of a partitioned district, attached and detached, their tables and size';

-- Of a statement on a partition only its own triggers of statements fire, so each has those of its table. Those of rows
-- PostgreSQL gives it; those of guards are for caseload.guard_partitions().
CREATE FUNCTION caseload.spread_triggers(schema text, only_suffix text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $spread_triggers$
DECLARE
	part record;
	fires record;
BEGIN
	IF caseload.partitioned_by(schema) IS NULL THEN
		RETURN;
	END IF;
	FOR part IN SELECT c.oid, c.relname, t.table_name, i.inhparent
		FROM caseload.partitioned_tables() AS t
			JOIN pg_inherits AS i ON i.inhparent = to_regclass(format('%I.%I', schema, t.table_name))
			JOIN pg_class AS c ON c.oid = i.inhrelid
		WHERE only_suffix IS NULL OR c.relname = t.table_name || only_suffix ORDER BY t.place, c.relname LOOP
		FOR fires IN SELECT g.tgname FROM pg_trigger AS g WHERE g.tgrelid = part.oid AND NOT g.tgisinternal
			AND g.tgparentid = 0 AND g.tgtype & 1 = 0 AND g.tgfoid <> 'caseload.guard_rows()'::regprocedure LOOP
			EXECUTE format('DROP TRIGGER %I ON %I.%I', fires.tgname, schema, part.relname);
		END LOOP;
		FOR fires IN SELECT pg_get_triggerdef(g.oid) AS definition FROM pg_trigger AS g
			WHERE g.tgrelid = part.inhparent AND NOT g.tgisinternal AND g.tgtype & 1 = 0
				AND g.tgfoid <> 'caseload.guard_rows()'::regprocedure ORDER BY g.tgname LOOP
			EXECUTE replace(fires.definition, format(' ON %I.%I ', schema, part.table_name),
				format(' ON %I.%I ', schema, part.relname));
		END LOOP;
	END LOOP;
END
$spread_triggers$;
COMMENT ON FUNCTION caseload.spread_triggers(text, text) IS 'gives partitions of a district the triggers of statements '
	'that their tables have, and no others of the extension''s';

-- The default partition takes nothing: it is where a row comes that has no other, and is told why.
CREATE FUNCTION caseload.refuse_row() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $refuse_row$
DECLARE
	whole name := (SELECT c.relname FROM pg_class AS c WHERE c.oid = pg_partition_root(TG_RELID));
	detached boolean := EXISTS (SELECT FROM caseload.district_partitions(TG_TABLE_SCHEMA) AS p WHERE NOT p.attached
		AND new.district_id BETWEEN p.first_district AND p.last_district);
BEGIN
	RAISE check_violation USING
		MESSAGE = format(CASE WHEN detached THEN 'the partition of district %s in "%s" is detached'
			ELSE 'district %s has no partition in "%s"' END, new.district_id, TG_TABLE_SCHEMA),
		DETAIL = format('A row of table "%s" has nowhere to go.', whole),
		HINT = format(CASE WHEN detached THEN 'Attach it again: SELECT caseload.attach_partition(%L, %s).'
			ELSE 'Make one first: SELECT caseload.add_partition(%L, %s).' END, TG_TABLE_SCHEMA, new.district_id),
		SCHEMA = TG_TABLE_SCHEMA, TABLE = whole;
END
$refuse_row$;
COMMENT ON FUNCTION caseload.refuse_row() IS
	'trigger on the default partitions of a partitioned district: refuses every row and says what is missing';

CREATE FUNCTION caseload.make_partition(schema text, table_name name, first_district int, last_district int,
	constraints text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $make_partition$
DECLARE
	part text := format('%I.%I', schema, table_name || caseload.partition_suffix(first_district, last_district));
	own text;
BEGIN
	IF to_regclass(part) IS NOT NULL THEN
		RAISE duplicate_table USING
			MESSAGE = format('table %s exists already and is no partition of the extension''s', part),
			HINT = 'Rename it, and call again.';
	END IF;
	EXECUTE format('CREATE TABLE %s PARTITION OF %I.%I FOR VALUES FROM (%s) TO (%s)', part, schema, table_name,
		first_district, CASE WHEN last_district < 2147483647 THEN (last_district + 1)::text ELSE 'MAXVALUE' END);
	FOREACH own IN ARRAY constraints LOOP
		EXECUTE format('ALTER TABLE %s ADD %s', part, CASE WHEN own LIKE 'FOREIGN KEY%'
			THEN replace(own, ' REFERENCES ' || table_name, ' REFERENCES ' || part) ELSE own END);
	END LOOP;
	EXECUTE format('COMMENT ON TABLE %s IS %L', part, format('partition of %s: district %s', table_name,
		concat_ws(' to ', first_district, nullif(last_district, first_district))));
END
$make_partition$;
COMMENT ON FUNCTION caseload.make_partition(text, name, int, int, text[]) IS
	'makes one table of a partition, with constraints of its own; a part of add_partition()';

-- What tables that an upgrade made have not got yet.
CREATE FUNCTION caseload.complete_partitions(schema text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $complete_partitions$
DECLARE
	missing record;
BEGIN
	IF caseload.partitioned_by(schema) IS NULL THEN
		RETURN;
	END IF;
	FOR missing IN SELECT t.table_name, t.table_name || '_else' AS part FROM caseload.partitioned_tables() AS t
		WHERE to_regclass(format('%I.%I', schema, t.table_name || '_else')) IS NULL ORDER BY t.place LOOP
		EXECUTE format('CREATE TABLE %I.%I PARTITION OF %I.%I DEFAULT', schema, missing.part, schema,
			missing.table_name);
		EXECUTE format('CREATE TRIGGER refuse_row BEFORE INSERT ON %I.%I FOR EACH ROW '
			'EXECUTE FUNCTION caseload.refuse_row()', schema, missing.part);
		EXECUTE format('COMMENT ON TABLE %I.%I IS %L', schema, missing.part, format('holds nothing: a row of %s whose '
			'district has no partition is refused here', missing.table_name));
	END LOOP;
	FOR missing IN WITH own AS MATERIALIZED (SELECT c.* FROM caseload.partition_constraints() AS c)
		SELECT t.table_name, p.first_district, p.last_district,
			ARRAY(SELECT o.definition FROM own AS o WHERE o.table_name = t.table_name) AS constraints
		FROM caseload.partitioned_tables() AS t CROSS JOIN caseload.district_partitions(schema) AS p
		WHERE p.attached AND to_regclass(format('%I.%I', schema, t.table_name
			|| caseload.partition_suffix(p.first_district, p.last_district))) IS NULL ORDER BY 2, t.place LOOP
		PERFORM caseload.make_partition(schema, missing.table_name, missing.first_district, missing.last_district,
			missing.constraints);
	END LOOP;
	PERFORM caseload.spread_triggers(schema);
END
$complete_partitions$;
COMMENT ON FUNCTION caseload.complete_partitions(text) IS 'makes what tables of a partitioned district lack of '
	'partitions and triggers; a part of create_district() and upgrade_district()';

CREATE FUNCTION caseload.check_partitioned(schema text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $check_partitioned$
BEGIN
	PERFORM caseload.check_district(schema);
	IF caseload.partitioned_by(schema) IS NULL THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('the tables of "%s" are not partitioned', schema),
			HINT = 'They are from the beginning or never: create_district(..., partitioned_by => ''district''). '
				'copy_district_rows() takes districts there.';
	END IF;
END
$check_partitioned$;
COMMENT ON FUNCTION caseload.check_partitioned(text) IS
	'an error unless the schema holds a partitioned district of the caller''s own';

CREATE FUNCTION caseload.add_partition(schema text, first_district int, last_district int DEFAULT NULL) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $add_partition$
DECLARE
	last_one int := coalesce(last_district, first_district);
	beside record;
	made int := 0;
	part record;
BEGIN
	IF schema IS NULL OR first_district IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'add_partition: schema and first_district must not be NULL',
			HINT = 'For example: caseload.add_partition(''county'', 7), or add_partition(''county'', 1, 100).';
	END IF;
	PERFORM caseload.check_partitioned(schema);
	IF last_one < first_district THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('the last district, %s, is before the first, %s', last_one, first_district);
	END IF;
	SELECT p.* INTO beside FROM caseload.district_partitions(schema) AS p
	WHERE p.first_district <= last_one AND p.last_district >= add_partition.first_district LIMIT 1;
	IF FOUND THEN
		RAISE duplicate_object USING
			MESSAGE = format('"%s" has a partition of district %s already', schema, concat_ws(' to ',
				beside.first_district, nullif(beside.last_district, beside.first_district))),
			HINT = CASE WHEN beside.attached THEN 'See caseload.district_partitions().' ELSE format(
				'It is detached: SELECT caseload.attach_partition(%L, %s).', schema, beside.first_district) END;
	END IF;
	FOR part IN WITH own AS MATERIALIZED (SELECT c.* FROM caseload.partition_constraints() AS c)
		SELECT t.table_name, ARRAY(SELECT o.definition FROM own AS o WHERE o.table_name = t.table_name) AS constraints
		FROM caseload.partitioned_tables() AS t ORDER BY t.place LOOP
		PERFORM caseload.make_partition(schema, part.table_name, first_district, last_one, part.constraints);
		made := made + 1;
	END LOOP;
	PERFORM caseload.finish_partition(schema, first_district, last_one);
	RETURN format('partition of district %s made, %s tables', concat_ws(' to ', first_district,
		nullif(last_one, first_district)), made);
END
$add_partition$;
COMMENT ON FUNCTION caseload.add_partition(text, int, int) IS
	'makes the partition of a district, or of all from the first to the last, in each partitioned table of a schema';

CREATE FUNCTION caseload.finish_partition(schema text, first_district int, last_district int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $finish_partition$
DECLARE
	guarded record;
BEGIN
	PERFORM caseload.spread_triggers(schema, caseload.partition_suffix(first_district, last_district));
	FOR guarded IN SELECT DISTINCT g.tgrelid::regclass AS id FROM pg_trigger AS g
		WHERE g.tgfoid = 'caseload.guard_rows()'::regprocedure
			AND g.tgrelid IN (SELECT to_regclass(format('%I.%I', schema, t.table_name))
				FROM caseload.partitioned_tables() AS t) ORDER BY 1 LOOP
		PERFORM caseload.guard_partitions(guarded.id);
	END LOOP;
END
$finish_partition$;
COMMENT ON FUNCTION caseload.finish_partition(text, int, int) IS
	'gives the tables of a partition the triggers that they lack; a part of add_partition() and attach_partition()';
