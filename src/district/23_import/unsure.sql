-- Where a hard cap may refuse a row. A statement of which one row is refused has written nothing, so rows that may be
-- refused are written after the others and in few at once. This is a guess by counting: what is refused says the guard.
CREATE FUNCTION mark_unsure(kind text, district_id int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off SET work_mem = '64MB'
AS $mark_unsure$
#variable_conflict use_variable
DECLARE
	fact text;
	caps text;
	key text[];
	cap text;
	weight text;
	found boolean;
	seats text;
BEGIN
	SELECT g.fact, g.caps, g.key, g.cap, g.weight INTO fact, caps, key, cap, weight
	FROM (VALUES ('enrollment', 'enrollment', 'section_cap', '{section_id}'::text[], 'c.hard', '1'),
		('case', 'case_assignment', 'caseload_cap', '{employee_id,program}', 'least(c.hard, c.hard_units)',
			'greatest(1, f.goal_areas)')) AS g (kind, fact, caps, key, cap, weight)
	WHERE g.kind = kind;
	IF fact IS NULL OR NOT has_table_privilege(caps, 'SELECT') THEN
		RETURN;
	END IF;
	-- The groups with more rows than their cap. A few are looked up by their keys, whatever the planner thinks.
	PERFORM set_config('enable_nestloop', few_odd(), true);
	EXECUTE format('CREATE TEMP TABLE import_full ON COMMIT DROP AS '
		'SELECT w.*, %1$s AS cap FROM (SELECT %2$s, count(*) AS rows FROM import_want AS w '
			'WHERE w.op IN (''new'', ''changed'') GROUP BY %2$s) AS w '
		'JOIN %3$I AS c ON c.district_id = $1 AND %4$s '
		'WHERE %1$s < w.rows + (SELECT coalesce(sum(%5$s), 0) FROM %6$I AS f WHERE f.district_id = $1 AND %7$s)',
		cap, import_keys(key, 'w.%I', ', '), caps, import_keys(key, 'c.%1$I = w.%1$I', ' AND '), weight, fact,
		import_keys(key, 'f.%1$I = w.%1$I', ' AND ')) USING district_id;
	SELECT EXISTS (SELECT FROM import_full) INTO found;
	IF found THEN
		ANALYZE import_full;
		-- who is there after all has been written, and before any new row is: then changed rows as they were and as
		-- they will be
		seats := format('SELECT %1$s, f.lo, f.hi, f.weight, f.after, f.before FROM import_full AS g JOIN ('
			'SELECT %2$s, w.lo, w.hi, 1 AS weight, true AS after, w.op = ''changed'' AS before '
				'FROM import_want AS w WHERE w.op IN (''new'', ''changed'') '
			'UNION ALL SELECT %3$s, coalesce(lower(f.valid), ''-infinity''), least(coalesce(upper(f.valid), '
				'''infinity''), x.until), %4$s, NOT EXISTS (SELECT FROM import_want AS w WHERE w.op = ''changed'' '
				'AND w.id = f.%5$I), true '
				'FROM import_full AS g JOIN %6$I AS f ON f.district_id = $1 AND %7$s '
				'LEFT JOIN import_gone AS x ON x.id = f.%5$I AND x.op IN (''close'', ''delete'') '
				'WHERE x.op IS DISTINCT FROM ''delete'') AS f ON %7$s', import_keys(key, 'g.%I', ', '),
			import_keys(key, 'w.%I', ', '), import_keys(key, 'f.%I', ', '), weight,
			(SELECT i.fact_key FROM import_kinds() AS i WHERE i.kind = kind), fact,
			import_keys(key, 'f.%1$I = g.%1$I', ' AND '));
		EXECUTE format('CREATE TEMP TABLE import_peak ON COMMIT DROP AS '
			'SELECT %1$s, max(p.after) AS after, max(p.before) AS before '
			'FROM (SELECT %2$s, sum(sum(d.after)) OVER w AS after, sum(sum(d.before)) OVER w AS before '
				'FROM (SELECT %3$s, b.day, CASE WHEN s.after THEN b.sign * s.weight ELSE 0 END AS after, '
						'CASE WHEN s.before THEN b.sign * s.weight ELSE 0 END AS before '
					'FROM (%4$s) AS s CROSS JOIN LATERAL (VALUES (s.lo, 1), (s.hi, -1)) AS b (day, sign)) AS d '
				'GROUP BY %2$s, d.day WINDOW w AS (PARTITION BY %2$s ORDER BY d.day)) AS p GROUP BY %1$s',
			import_keys(key, 'p.%I', ', '), import_keys(key, 'd.%I', ', '), import_keys(key, 's.%I', ', '), seats)
			USING district_id;
		-- the first new rows of a group that is full find a seat, whichever days they have
		EXECUTE format('UPDATE import_want AS w SET unsure = true FROM ('
			'SELECT w.place, w.op, g.cap, p.after, p.before, row_number() OVER (PARTITION BY %1$s, w.op ORDER BY w.n) '
				'AS nth FROM import_want AS w JOIN import_full AS g ON %2$s JOIN import_peak AS p ON %3$s '
			'WHERE w.op IN (''new'', ''changed'')) AS u '
			'WHERE u.place = w.place AND u.after > u.cap AND (u.op = ''changed'' OR u.before + u.nth > u.cap)',
			import_keys(key, 'w.%I', ', '), import_keys(key, 'g.%1$I = w.%1$I', ' AND '),
			import_keys(key, 'p.%1$I = w.%1$I', ' AND '));
		DROP TABLE import_peak;
	END IF;
	DROP TABLE import_full;
END
$mark_unsure$;
COMMENT ON FUNCTION mark_unsure(text, int) IS 'marks rows that a hard cap may refuse';

CREATE FUNCTION import_keys(key text[], pattern text, separator text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT
AS $import_keys$
	SELECT string_agg(format(import_keys.pattern, k.name), import_keys.separator ORDER BY k.place)
	FROM unnest(import_keys.key) WITH ORDINALITY AS k (name, place);
$import_keys$;
COMMENT ON FUNCTION import_keys(text[], text, text) IS 'the columns of a key, each by a pattern of format()';
