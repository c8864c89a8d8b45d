-- Functions and views of a district are bound to the tables that stood there when they were made. A table that is
-- renamed away, for another to take its name, goes on being read by them, in silence.
CREATE FUNCTION caseload.swapped_tables(schema text) RETURNS TABLE (reads regclass, readers bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $swapped_tables$
BEGIN
	PERFORM caseload.check_district(schema);
	RETURN QUERY EXECUTE format($query$
	WITH part AS MATERIALIZED (
		SELECT c.kind, c.classid, c.objid FROM caseload.district_contents(%1$L) AS c
			JOIN %1$I.district_part AS p USING (space, kind, name)
	), reader AS (
		SELECT p.classid, p.objid FROM part AS p WHERE p.kind = 'function'
		UNION ALL
		SELECT 'pg_rewrite'::regclass, w.oid FROM part AS p JOIN pg_rewrite AS w ON w.ev_class = p.objid
		WHERE p.kind = 'view'
	)
	SELECT t.oid::regclass, count(DISTINCT (d.classid, d.objid))
	FROM reader AS r JOIN pg_depend AS d ON d.classid = r.classid AND d.objid = r.objid
			AND d.refclassid = 'pg_class'::regclass
		JOIN pg_class AS t ON t.oid = d.refobjid AND t.relkind IN ('r', 'p')
	WHERE NOT EXISTS (SELECT FROM part AS p WHERE p.kind = 'table' AND p.objid = t.oid)
		AND t.relnamespace <> 'pg_catalog'::regnamespace
	GROUP BY t.oid ORDER BY t.oid::regclass::text $query$, schema);
END
$swapped_tables$;
COMMENT ON FUNCTION caseload.swapped_tables(text) IS 'tables that functions and reports of a district read although '
	'they are not those that stand under its names: renamed away, or moved to another schema';

CREATE FUNCTION caseload.partition_problem(schema text)
RETURNS TABLE (table_name text, problem text, mend text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $partition_problem$
BEGIN
	PERFORM caseload.check_district(schema);
	RETURN QUERY SELECT s.reads::text, format('it stands under no name of the district, and %s of its functions and '
			'views read it', s.readers), 'Give it its name back, and copy the rows of the one that has it.'
	FROM caseload.swapped_tables(schema) AS s;
	IF caseload.partitioned_by(schema) IS NULL THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH part AS MATERIALIZED (
		SELECT t.table_name AS whole, t.place, c.oid, c.relname, c.relkind, d.first_district, d.last_district
		FROM caseload.partitioned_tables() AS t
			JOIN pg_inherits AS i ON i.inhparent = to_regclass(format('%I.%I', schema, t.table_name))
			JOIN pg_class AS c ON c.oid = i.inhrelid CROSS JOIN LATERAL caseload.districts_of(c.oid) AS d
		WHERE d.first_district IS NOT NULL
	), own AS MATERIALIZED (
		SELECT k.table_name AS whole, k.definition AS own FROM caseload.partition_constraints() AS k
	)
	SELECT format('%I.%I', schema, p.relname), x.problem, x.mend
	FROM part AS p CROSS JOIN LATERAL (
		SELECT 1 AS turn, format('it has no constraint %s', k.own) AS problem,
			format('ALTER TABLE %I.%I ADD %s;', schema, p.relname, CASE WHEN k.own LIKE 'FOREIGN KEY%'
				THEN replace(k.own, ' REFERENCES ' || p.whole, format(' REFERENCES %I.%I', schema, p.relname))
				ELSE k.own END) AS mend
		FROM own AS k
		WHERE k.whole = p.whole AND NOT EXISTS (SELECT FROM pg_constraint AS c WHERE c.conrelid = p.oid
			AND replace(pg_get_constraintdef(c.oid), format(' REFERENCES %I.%I(district_id, run)', schema, p.relname),
				' REFERENCES ' || p.whole) = k.own)
		UNION ALL
		SELECT 2, format('it lacks trigger %s of its table', string_agg(g.tgname, ', ' ORDER BY g.tgname)),
			CASE WHEN bool_or(g.tgfoid <> 'caseload.guard_rows()'::regprocedure)
				THEN format('SELECT caseload.spread_triggers(%L);', schema)
				ELSE format('SELECT caseload.guard_partitions(%L);', format('%I.%I', schema, p.whole)) END
		FROM pg_trigger AS g WHERE g.tgrelid = to_regclass(format('%I.%I', schema, p.whole)) AND NOT g.tgisinternal
			AND g.tgtype & 1 = 0 AND NOT EXISTS (SELECT FROM pg_trigger AS h WHERE h.tgrelid = p.oid
				AND h.tgname = g.tgname AND (h.tgenabled <> 'D' OR g.tgenabled = 'D'))
		HAVING count(*) > 0
	) AS x ORDER BY p.place, p.relname, x.turn;
	RETURN QUERY
	SELECT format('%I.%I', schema, t.table_name), format('it has no partition of district %s, as others have',
			concat_ws(' to ', d.first_district, nullif(d.last_district, d.first_district))),
		'Make it, or attach what was detached, under the bounds that the others have.'::text
	FROM caseload.district_partitions(schema) AS d CROSS JOIN caseload.partitioned_tables() AS t
	WHERE d.attached AND NOT EXISTS (SELECT FROM pg_inherits AS i CROSS JOIN LATERAL caseload.districts_of(i.inhrelid)
			AS r WHERE i.inhparent = to_regclass(format('%I.%I', schema, t.table_name))
			AND r.first_district = d.first_district AND r.last_district = d.last_district)
	ORDER BY d.first_district, t.place;
END
$partition_problem$;
COMMENT ON FUNCTION caseload.partition_problem(text) IS 'what is wrong with the tables of a district as they stand: '
	'swapped for others, partitions without constraints or triggers, tables without a partition';
