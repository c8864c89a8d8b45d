-- One kind of facts, from its staging table into its table. import_told: what became of each row.

-- import_read: the rows that are to be read, and import_have: the facts that they speak of
CREATE FUNCTION read_kind(kind text, staging text, source text, district_id int, whole boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off SET work_mem = '256MB'
	SET synchronize_seqscans = off SET max_parallel_workers_per_gather = 0
AS $read_kind$
#variable_conflict use_variable
DECLARE
	c record;
	rows_of text := '(' || staged_rows(staging) || ')';
	texts_of text := format('(SELECT row_number() OVER () AS "row", p.* FROM %I AS p)', staging);
BEGIN
	IF NOT whole THEN
		PERFORM set_config('enable_nestloop', few_odd(), true);
		EXECUTE format('CREATE TEMP TABLE import_rows ON COMMIT DROP AS SELECT o."row", p.*, o.print '
			'FROM (SELECT DISTINCT ON (o.at) o."row", o.at, o.print FROM import_odd AS o WHERE o.at IS NOT NULL) AS o '
			'JOIN %I AS p ON p.ctid = o.at ORDER BY o."row"', staging);
		PERFORM set_config('enable_nestloop', 'off', true);
		rows_of := 'import_rows';
		texts_of := rows_of;
	END IF;
	PERFORM read_said(kind, texts_of, source, district_id);
	FOR c IN SELECT i.said, split_part(i.how, ' ', 2) AS named FROM import_columns() AS i
		WHERE i.kind = kind AND (i.how LIKE 'own %' OR i.how = 'key student') LOOP
		PERFORM name_keys(c.named, c.said, texts_of, source, district_id);
	END LOOP;
	EXECUTE 'CREATE TEMP TABLE import_read ON COMMIT DROP AS '
		|| read_query(kind, rows_of, kind IN ('staffing', 'enrollment')) USING district_id, source;
	ANALYZE import_read;
	IF NOT whole THEN
		DROP TABLE import_rows;
	END IF;
	IF kind = 'student' THEN
		PERFORM cut_students();
	ELSIF kind = 'section' THEN
		PERFORM join_classes(source, district_id);
	ELSIF kind IN ('employment', 'position', 'service') THEN
		PERFORM check_jobs(kind);
	END IF;
	IF kind IN ('employment', 'position') THEN
		PERFORM cut_jobs(kind);
	END IF;
	IF kind = 'employment' THEN
		PERFORM part_employments(employment_fte(source, district_id));
	END IF;
	PERFORM find_known(kind, source, district_id);
END
$read_kind$;
COMMENT ON FUNCTION read_kind(text, text, text, int, boolean) IS
	'reads rows of a staging table and the facts that they speak of';

CREATE FUNCTION employment_fte(source text, district_id int) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $employment_fte$
#variable_conflict use_variable
DECLARE
	rules text[] := ARRAY(SELECT r.says FROM import_rule AS r WHERE r.district_id = district_id AND r.source = source
		AND r.what = 'fte');
BEGIN
	IF NOT rules <@ '{employment,assignment}' OR cardinality(rules) > 1 THEN
		PERFORM refuse_import(format('import_rule "fte" of source "%s" says "%s"', source,
			array_to_string(rules, '" and "')), 'It says "employment" or "assignment".');
	END IF;
	RETURN rules = '{employment}';
END
$employment_fte$;
COMMENT ON FUNCTION employment_fte(text, int) IS 'whether the FTE of each row is that of the whole person';

CREATE FUNCTION count_rows(n bigint) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT
AS $count_rows$
	SELECT to_char(count_rows.n, 'FM999,999,999,999') || CASE count_rows.n WHEN 1 THEN ' row' ELSE ' rows' END;
$count_rows$;
COMMENT ON FUNCTION count_rows(bigint) IS 'how many rows, in words';

CREATE FUNCTION note_written(kind text, source text, district_id int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off SET work_mem = '256MB'
AS $note_written$
#variable_conflict use_variable
BEGIN
	IF EXISTS (SELECT FROM import_have) THEN
		DELETE FROM source_fact AS s WHERE s.ctid = ANY (ARRAY(
			SELECT f.ctid
			FROM (SELECT w.id FROM import_want AS w WHERE w.op IN ('same', 'changed')
					UNION SELECT g.id FROM import_gone AS g WHERE g.op IN ('close', 'delete', 'keep')) AS w
				CROSS JOIN LATERAL (SELECT f.ctid FROM source_fact AS f WHERE f.district_id = district_id
					AND f.source = source AND f.kind = kind AND f.id = w.id OFFSET 0) AS f));
	END IF;
	INSERT INTO source_fact (district_id, source, kind, id, print)
	SELECT district_id, source, kind, w.id, s.print
	FROM import_want AS w JOIN import_stay AS s USING (place) WHERE w.op IN ('new', 'same', 'changed') AND NOT s.differs
	ORDER BY w.id
	-- a row that repeats another has its hash
	ON CONFLICT DO NOTHING;
	INSERT INTO source_fact (district_id, source, kind, id, print)
	SELECT district_id, source, kind, g.id, 0 FROM import_gone AS g WHERE g.op IN ('close', 'keep');
END
$note_written$;
COMMENT ON FUNCTION note_written(text, text, int) IS 'notes which facts came from a source, and from which rows';

CREATE FUNCTION tell_kind(kind text, shape text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off SET work_mem = '256MB'
AS $tell_kind$
#variable_conflict use_variable
BEGIN
	INSERT INTO import_told (kind, "row", key, outcome, id, why)
	SELECT kind, w."row", w.key, w.op, CASE WHEN w.op <> 'refused' THEN w.id END, coalesce(w.why, w.change)
	FROM import_want AS w WHERE w.op IN ('new', 'changed', 'refused');
	INSERT INTO import_told (kind, "row", key, outcome, why)
	SELECT kind, r."row", r.key, 'refused', r.why FROM import_read AS r WHERE r.why IS NOT NULL;
	INSERT INTO import_told (kind, "row", key, outcome, why)
	SELECT DISTINCT kind, s."row", s.key, 'mended', s.mend FROM import_stay AS s
	WHERE s.mend IS NOT NULL AND NOT s.differs;
	INSERT INTO import_told (kind, key, outcome, id, why)
	SELECT kind, g.key, CASE WHEN g.op = 'refused' THEN g.op ELSE 'closed' END, g.id,
		coalesce(g.why, CASE g.op WHEN 'close' THEN format('%s: last day %s -> %s', CASE WHEN g.cut
			THEN 'the files say otherwise since then' ELSE 'no more in the files' END,
			coalesce(nullif(g.hi, 'infinity') - 1 || '', 'none'), g.until - 1)
			WHEN 'delete' THEN 'no more in the files: taken away' ELSE 'no more in the files: it stays as it is' END)
	FROM import_gone AS g WHERE g.op IN ('close', 'delete', 'refused')
		OR g.op = 'keep' AND kind IN ('site', 'employee', 'section');
	IF shape = 'stays' THEN
		INSERT INTO import_told (kind, "row", key, outcome, id, why)
		SELECT kind, s."row", s.key, 'joined', w.id, format('one stay with row %s', w."row")
		FROM import_stay AS s JOIN import_want AS w USING (place) WHERE NOT s.last AND s."row" <> w."row"
			AND (w.op <> 'same' OR s."row" IN (SELECT o."row" FROM import_odd AS o WHERE o."row" IS NOT NULL));
	ELSE
		INSERT INTO import_told (kind, "row", key, outcome, id, why)
		SELECT kind, s."row", s.key, CASE WHEN s.differs THEN 'refused' ELSE 'joined' END,
			CASE WHEN NOT s.differs THEN w.id END,
			CASE WHEN s.differs THEN format('row %s says otherwise of the same; keep one of them', s.holds)
				WHEN kind = 'section' AND s."with" IS NOT NULL
				THEN format('one class with %s', s."with") ELSE format('repeats row %s', s.holds) END
		FROM import_stay AS s JOIN import_want AS w USING (place) WHERE NOT s.last
			AND (w.op <> 'same' OR s."row" IN (SELECT o."row" FROM import_odd AS o WHERE o."row" IS NOT NULL));
	END IF;
END
$tell_kind$;
COMMENT ON FUNCTION tell_kind(text, text) IS 'tells what became of the rows of one kind';

CREATE FUNCTION merge_kind(kind text, source text, district_id int, full_files boolean, on_day date) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $merge_kind$
#variable_conflict use_variable
DECLARE
	k record;
	c record;
	same bigint;
	of_file bigint;
	whole boolean;
	others bigint := 0;
	began timestamptz := clock_timestamp();
BEGIN
	SELECT i.* INTO k FROM import_kinds() AS i WHERE i.kind = kind;
	EXECUTE format('SELECT count(*) FROM %I', k.staging) INTO of_file;
	IF of_file = 0 THEN
		RETURN;
	END IF;
	IF of_file > 100000 THEN
		RAISE NOTICE '%: %', kind, count_rows(of_file);
	END IF;
	IF kind = 'section' THEN
		PERFORM fill_grades(source, district_id);
	END IF;
	same := find_odd(kind, k.staging, source, district_id, full_files);
	-- whether classes are one is seen by all of them
	whole := same = 0 OR kind = 'section' AND EXISTS (SELECT FROM import_rule AS r WHERE r.district_id = district_id
		AND r.source = source AND r.what = 'joins');
	IF whole OR EXISTS (SELECT FROM import_odd)
			OR kind IN ('staffing', 'enrollment') AND EXISTS (SELECT FROM import_moved) THEN
		LOOP
			PERFORM read_kind(kind, k.staging, source, district_id, whole);
			EXIT WHEN whole;
			EXIT WHEN find_siblings(kind, k.staging, source, district_id) = 0;
			DROP TABLE import_read, import_said, import_have;
		END LOOP;
		PERFORM make_stays(kind);
		PERFORM compare_kind(kind, source, district_id, on_day);
		PERFORM mark_unsure(kind, district_id);
		PERFORM number_rows();
		PERFORM write_rows(kind, district_id);
		PERFORM note_written(kind, source, district_id);
		FOR c IN SELECT i.how FROM import_columns() AS i WHERE i.kind = kind AND i.how LIKE 'own %' LOOP
			PERFORM unname_refused(kind, k.fact, source, district_id);
		END LOOP;
		IF kind = 'section' THEN
			INSERT INTO import_moved SELECT w.id FROM import_want AS w
			WHERE w.op = 'changed' AND w.change ~ '(first|last) day ';
		END IF;
		PERFORM tell_kind(kind, k.shape);
		SELECT count(*) INTO others FROM import_want AS w WHERE w.op = 'other';
		DROP TABLE import_read, import_said, import_have, import_stay, import_want, import_gone;
	END IF;
	-- a row of several jobs may be told of more than once
	same := of_file - (SELECT CASE WHEN kind = 'employment' THEN count(DISTINCT t."row") ELSE count(t."row") END
		FROM import_told AS t WHERE t.kind = kind AND t.outcome IN ('new', 'changed', 'joined', 'refused')) - others;
	IF others > 0 THEN
		INSERT INTO import_told (kind, outcome, why)
		VALUES (kind, 'same', count_rows(others) || ' of facts by hand or from elsewhere, which are left as they are');
	END IF;
	IF same > 0 THEN
		INSERT INTO import_told (kind, outcome, why) VALUES (kind, 'same', count_rows(same));
	END IF;
	DROP TABLE import_odd;
	IF of_file > 100000 THEN
		RAISE NOTICE '%: merged in % s', kind, round(extract(epoch FROM clock_timestamp() - began), 1);
	END IF;
END
$merge_kind$;
COMMENT ON FUNCTION merge_kind(text, text, int, boolean, date) IS 'merges one kind of facts';
