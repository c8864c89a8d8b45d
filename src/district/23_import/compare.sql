-- What the files say, against the facts that came from them before. import_want: a row for each fact that there is to
-- be; op is new, changed or same, or other: somebody else's. import_gone: facts of which the files have nothing more;
-- op is close, delete, keep (it was over), or leave (the row that speaks of it was refused).
CREATE FUNCTION compare_kind(kind text, source text, district_id int, on_day date) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off SET work_mem = '256MB'
AS $compare_kind$
#variable_conflict use_variable
DECLARE
	k record;
	days boolean := EXISTS (SELECT FROM import_columns() AS c WHERE c.kind = kind AND c.part = 'first');
	known_by text := import_list(kind, '{group}', 'w.%1$I IS NOT DISTINCT FROM h.%1$I', ' AND ');
	-- hashes are made of equal columns alone
	by_hit text;
	change text;
	base bigint;
BEGIN
	SELECT i.* INTO k FROM import_kinds() AS i WHERE i.kind = kind;
	by_hit := (SELECT string_agg(format('w.%1$I = h.%1$I', h.name), ' AND ') FROM unnest(k.hit) AS h (name));
	change := (SELECT string_agg(format('CASE WHEN (h.%1$I)::text IS DISTINCT FROM (w.%1$I)::text AND %2$s '
			'THEN format(''%1$s %%s -> %%s'', coalesce(h.%1$I::text, ''none''), coalesce(w.%1$I::text, ''none'')) END',
			c.said, CASE c.type WHEN 'caseload.salary_step' THEN 'true'
				ELSE format('h.%1$I IS DISTINCT FROM w.%1$I', c.said) END), ', ' ORDER BY c.place)
		FROM import_columns() AS c WHERE c.kind = kind AND c.part = 'value') || CASE WHEN days THEN
		', CASE WHEN h.lo <> w.lo THEN format(''first day %s -> %s'', '
			'coalesce(nullif(h.lo, ''-infinity'') || '''', ''none''), '
			'coalesce(nullif(w.lo, ''-infinity'') || '''', ''none'')) END'
		', CASE WHEN h.hi <> w.hi THEN format(''last day %s -> %s'', '
			'coalesce(nullif(h.hi, ''infinity'') - 1 || '''', ''none''), '
			'coalesce(nullif(w.hi, ''infinity'') - 1 || '''', ''none'')) END' ELSE '' END;
	-- All are new ones until a fact is found that is to be one of them. They are written class by class, so that what a
	-- guard refuses stands together, and within one in the order of the file.
	IF k.shape <> 'one' THEN
		base := reserve_ids(k.fact, k.fact_key, district_id, (SELECT count(*) FROM import_stay AS s WHERE s.last));
	END IF;
	EXECUTE format('CREATE TEMP TABLE import_want ON COMMIT DROP AS SELECT s.place, s."row", s.key, %s, %s %s AS id, '
		'''new''::text AS op, NULL::text AS change, row_number() OVER w AS n, '
		'NULL::text AS why, false AS unsure FROM import_stay AS s WHERE s.last '
		'WINDOW w AS (ORDER BY %s, s."row", s.place)',
		import_list(kind, '{group,value}', 's.%I'),
		CASE WHEN days THEN 's.lo, s.hi, s.lo = ''-infinity'' AS undated,' ELSE '' END,
		CASE WHEN k.shape = 'one' THEN format('s.%I', k.fact_key)
			ELSE '$1 + row_number() OVER w' END, format('s.%I', k.hit[1])) USING base;
	CREATE TEMP TABLE import_gone (id bigint, op text, key text, n bigint, "row" bigint, why text, lo date, hi date,
		until date, cut boolean) ON COMMIT DROP;
	IF EXISTS (SELECT FROM import_have) THEN
		ANALYZE import_want;
		IF kind = 'student' THEN
			PERFORM date_students(on_day);
		END IF;
		-- one that is as the file says is left; another on the same days becomes it
		EXECUTE format('CREATE TEMP TABLE import_match ON COMMIT DROP AS '
			'SELECT m.*, count(*) OVER (PARTITION BY m.place) AS haves, count(*) OVER (PARTITION BY m.id) AS wants, '
				'row_number() OVER (PARTITION BY m.place ORDER BY m.id) AS nth_have, '
				'row_number() OVER (PARTITION BY m.id ORDER BY m.place) AS nth_want '
			'FROM (SELECT w.place, h.id, nullif(concat_ws(''; '', %s), '''') AS change '
				'FROM import_want AS w JOIN import_have AS h ON %s AND %s%s) AS m', change, by_hit, known_by,
			CASE WHEN days THEN ' AND h.lo < w.hi AND w.lo < h.hi AND NOT h.cut' ELSE '' END);
		UPDATE import_want AS w SET id = m.id, op = 'same' FROM import_match AS m
		WHERE m.place = w.place AND m.change IS NULL;
		UPDATE import_want AS w SET id = m.id, op = 'changed', change = m.change FROM import_match AS m
		WHERE m.place = w.place AND m.change IS NOT NULL
			-- one that is cut goes on as its first part; of those that become one the first does
			AND (m.haves = 1 AND m.nth_want = 1 OR m.wants = 1 AND m.nth_have = 1);
		EXECUTE format('INSERT INTO import_gone (id, op, key, lo, hi, until, cut, why) '
			'SELECT h.id, CASE WHEN r.refused THEN ''leave'' WHEN h.cut THEN ''close'' '
					'WHEN o.id IS NOT NULL THEN ''delete'' '
					'WHEN h.id IN (SELECT m.id FROM import_match AS m) THEN ''delete'' '
					'WHEN r.never OR NOT %1$L::boolean THEN ''delete'' '
					'WHEN r.hit THEN CASE WHEN h.hi <= $1 THEN ''keep'' ELSE ''delete'' END '
					'WHEN h.hi <= $1 THEN ''keep'' WHEN h.lo >= $1 THEN ''delete'' ELSE ''close'' END, '
				'concat_ws('' / '', %2$s), h.lo, h.hi, $1, h.cut, CASE WHEN o.id IS NOT NULL '
				'AND r.refused IS NOT TRUE AND NOT h.cut THEN ''the files mean another since the crosswalk or a rule '
				'was changed: taken away'' END '
			'FROM (SELECT h.*%3$s FROM import_have AS h) AS h LEFT JOIN (SELECT DISTINCT o.id FROM import_odd AS o '
				'WHERE o.moved) AS o ON o.id = h.id LEFT JOIN (SELECT %4$s, bool_or(w.why IS NOT NULL '
				'AND NOT w.never) AS refused, bool_or(w.never) AS never, true AS hit FROM import_read AS w '
				'GROUP BY %4$s) AS r ON %5$s '
			'WHERE h.open AND NOT EXISTS (SELECT FROM import_want AS w WHERE w.id = h.id)',
			days, (SELECT string_agg(format(CASE WHEN c.how LIKE 'key %' OR c.how LIKE 'own %'
					THEN '(SELECT min(i.key) FROM source_id AS i WHERE i.district_id = $2 AND i.source = $3 '
						'AND i.kind = %2$L AND i.id = h.%1$I)' ELSE 'h.%1$I' END, c.said, split_part(c.how, ' ', 2)),
					', ' ORDER BY c.place)
				FROM import_columns() AS c WHERE c.kind = kind AND c.part = 'group'),
			CASE WHEN days THEN '' ELSE ', NULL::date AS lo, NULL::date AS hi' END,
			import_list(kind, '{group}', 'w.%I'),
			replace(by_hit, 'w.', 'r.') || ' AND '
				|| import_list(kind, '{group}', 'r.%1$I IS NOT DISTINCT FROM h.%1$I', ' AND '))
			USING on_day, district_id, source;
		DROP TABLE import_match;
	END IF;
	IF k.shape = 'one' THEN
		EXECUTE format('UPDATE import_want AS w SET op = ''other'', id = f.%1$I FROM %2$I AS f WHERE w.op = ''new'' '
			'AND f.district_id = $1 AND f.%1$I = w.%1$I', k.fact_key, k.fact) USING district_id;
	END IF;
	-- what is never deleted: others refer to it, or it was paid
	UPDATE import_gone AS g SET op = 'keep', why = NULL WHERE kind IN ('site', 'employee', 'paid_elsewhere')
		AND g.op <> 'leave'
		OR kind = 'section' AND g.op = 'delete';
END
$compare_kind$;
COMMENT ON FUNCTION compare_kind(text, text, int, date) IS 'compares what the files say with what they said before';

-- A file that gives no first day says what holds today. What held before goes on to hold for the days before.
CREATE FUNCTION date_students(on_day date) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off
AS $date_students$
BEGIN
	UPDATE import_want AS w SET lo = CASE WHEN h.lo >= on_day OR w.grade IS NOT DISTINCT FROM h.grade
			AND w.weight IS NOT DISTINCT FROM h.weight AND w.attributes = h.attributes THEN h.lo ELSE on_day END
	FROM (SELECT DISTINCT ON (u.place) u.place, x.*
		FROM import_want AS u JOIN import_have AS x ON x.student_id = u.student_id AND x.lo < u.hi
		WHERE u.undated ORDER BY u.place, x.lo DESC) AS h
	WHERE w.place = h.place AND w.undated;
	UPDATE import_have AS h SET cut = true FROM import_want AS w
	WHERE w.student_id = h.student_id AND w.lo = on_day AND h.lo < on_day AND h.hi > on_day AND w.undated;
END
$date_students$;
COMMENT ON FUNCTION date_students(date) IS 'gives what files say of students without a day the day from which it holds';

-- numbers the rows that are to be written, for each kind of writing class by class, those that may be refused last
CREATE FUNCTION number_rows() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off SET work_mem = '256MB'
AS $number_rows$
BEGIN
	IF EXISTS (SELECT FROM import_want AS w WHERE w.op <> 'new' OR w.unsure) THEN
		UPDATE import_want AS w SET n = o.n
		FROM (SELECT w.place, row_number() OVER (PARTITION BY w.op ORDER BY w.unsure, w.n) AS n
			FROM import_want AS w WHERE w.op IN ('new', 'changed')) AS o
		WHERE o.place = w.place;
	END IF;
	CREATE INDEX ON import_want (op, n);
	ANALYZE import_want (op, n, place, id, "row");
	UPDATE import_gone AS g SET n = o.n
	FROM (SELECT g.id, row_number() OVER (PARTITION BY g.op ORDER BY g.id) AS n FROM import_gone AS g) AS o
	WHERE o.id = g.id;
END
$number_rows$;
COMMENT ON FUNCTION number_rows() IS 'numbers what is to be written';
