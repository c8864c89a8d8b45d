-- The facts of the source that rows which are not as they were speak of, and those of which no row speaks any more.
-- import_have: what each is, in the words of import_read, and whether the files have a row of it.
CREATE FUNCTION find_known(kind text, source text, district_id int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off SET work_mem = '256MB'
AS $find_known$
#variable_conflict use_variable
DECLARE
	k record;
	days boolean := EXISTS (SELECT FROM import_columns() AS c WHERE c.kind = kind AND c.part = 'first');
	columns text := import_list(kind, '{group,value}', 'f.%I');
	hit text;
BEGIN
	SELECT i.* INTO k FROM import_kinds() AS i WHERE i.kind = kind;
	hit := (SELECT string_agg(format('f.%1$I = r.%1$I', h.name), ' AND ') FROM unnest(k.hit) AS h (name));
	PERFORM set_config('enable_nestloop', few_odd(), true);
	EXECUTE format('CREATE TEMP TABLE import_have ON COMMIT DROP AS '
		'WITH wanted AS MATERIALIZED (SELECT f.%1$I AS id '
			'FROM %2$I AS f JOIN (SELECT DISTINCT %3$s FROM import_read AS r) AS r ON %4$s '
			'WHERE f.district_id = $1 UNION SELECT o.id FROM import_odd AS o WHERE o."row" IS NULL%5$s), '
		'of_source AS MATERIALIZED (SELECT s.id, max(s.print) <> 0 OR min(s.print) <> 0 AS open '
			'FROM wanted AS w %8$s GROUP BY s.id) '
		'SELECT o.id, o.open, false AS cut, %6$s%7$s FROM of_source AS o '
		'JOIN %2$I AS f ON f.district_id = $1 AND f.%1$I = o.id', k.fact_key, k.fact,
		(SELECT string_agg(format('r.%I', h.name), ', ') FROM unnest(k.hit) AS h (name)), hit,
		-- days that a file leaves out are the class's
		CASE WHEN kind IN ('staffing', 'enrollment') AND EXISTS (SELECT FROM import_moved)
			THEN format(' UNION SELECT f.%I FROM %I AS f JOIN import_moved AS m '
			'ON m.id = f.section_id WHERE f.district_id = $1', k.fact_key, k.fact) ELSE '' END, columns,
		CASE WHEN days THEN ', coalesce(lower(f.valid), ''-infinity'') AS lo, '
			'coalesce(upper(f.valid), ''infinity'') AS hi' ELSE '' END,
		-- whatever the planner knows of a table that was filled a moment ago
		CASE few_odd() WHEN 'on' THEN 'CROSS JOIN LATERAL (SELECT s.id, s.print FROM source_fact AS s '
				'WHERE s.district_id = $1 AND s.source = $2 AND s.kind = $3 AND s.id = w.id OFFSET 0) AS s'
			ELSE 'JOIN source_fact AS s ON s.district_id = $1 AND s.source = $2 AND s.kind = $3 AND s.id = w.id' END)
		USING district_id, source, kind;
	ANALYZE import_have;
END
$find_known$;
COMMENT ON FUNCTION find_known(text, text, int) IS 'finds the facts of a source that changed rows speak of';

-- rows of the file that are as they were, of facts of which another row changed
CREATE FUNCTION find_siblings(kind text, staging text, source text, district_id int) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off
	SET work_mem = '256MB' SET synchronize_seqscans = off SET max_parallel_workers_per_gather = 0
AS $find_siblings$
#variable_conflict use_variable
DECLARE
	found bigint;
BEGIN
	CREATE TEMP TABLE import_sibling ON COMMIT DROP AS
	SELECT DISTINCT s.print
	FROM import_have AS h CROSS JOIN LATERAL (SELECT s.print FROM source_fact AS s WHERE s.district_id = district_id
			AND s.source = source AND s.kind = kind AND s.id = h.id OFFSET 0) AS s
	WHERE s.print <> 0 AND NOT EXISTS (SELECT FROM import_odd AS o WHERE o.was = s.print)
		AND NOT EXISTS (SELECT FROM import_odd AS o WHERE o.print = s.print);
	ANALYZE import_sibling;
	IF NOT EXISTS (SELECT FROM import_sibling) THEN
		DROP TABLE import_sibling;
		RETURN 0;
	END IF;
	EXECUTE format('INSERT INTO import_odd ("row", print, at) SELECT s."row", s.print, s.at '
		'FROM (%s) AS s JOIN import_sibling AS b ON b.print = s.print', staged_rows(staging));
	GET DIAGNOSTICS found = ROW_COUNT;
	DROP TABLE import_sibling;
	RETURN found;
END
$find_siblings$;
COMMENT ON FUNCTION find_siblings(text, text, text, int) IS
	'adds rows that are as they were to those that are read, where they speak of the same facts; returns how many';
