-- Rows of a file that overlap or repeat each other become one fact.

-- import_stay: each row with its place, the number of the fact that it becomes part of; `last` is the row that speaks
-- for the fact, from lo to hi.
CREATE FUNCTION make_stays(kind text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off SET work_mem = '256MB'
AS $make_stays$
#variable_conflict use_variable
DECLARE
	known_by text := import_list(kind, '{group}', 'r.%I');
	columns text := import_list(kind, '{group,value}', 'i.%I');
	differs text := (SELECT coalesce(string_agg(format(
			'(r.%1$I)%2$s IS DISTINCT FROM lag((r.%1$I)%2$s) OVER w', c.said,
			CASE WHEN c.type LIKE 'caseload.%' THEN '::text' ELSE '' END), ' OR ' ORDER BY c.place), 'false')
		FROM import_columns() AS c WHERE c.kind = kind AND c.part = 'value');
BEGIN
	IF EXISTS (SELECT FROM import_kinds() AS k WHERE k.kind = kind AND k.shape = 'stays') THEN
		EXECUTE format('CREATE TEMP TABLE import_stay ON COMMIT DROP AS '
			'SELECT i."row", i.print, i.key, i.mend, %1$s, max(CASE WHEN i.begins THEN i.lo END) OVER v AS lo, '
				'max(i.hi) OVER v AS hi, sum(i.begins::int) OVER (ORDER BY %2$s, i.lo, i."row") AS place, '
				'lead(i.begins) OVER v IS DISTINCT FROM false AS last, false AS differs '
			'FROM (SELECT r.*, r.until IS NULL OR r.lo > r.until OR r.lo = r.until AND r.differs AS begins '
				'FROM (SELECT r.*, max(r.hi) OVER (PARTITION BY %3$s ORDER BY r.lo, r."row" '
					'ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until, (%4$s) AS differs '
				'FROM import_read AS r WHERE r.why IS NULL '
				'WINDOW w AS (PARTITION BY %3$s ORDER BY r.lo, r."row")) AS r) AS i '
			'WINDOW v AS (PARTITION BY %2$s ORDER BY i.lo, i."row")', columns,
			import_list(kind, '{group}', 'i.%I'), known_by,
			differs);
	ELSE
		EXECUTE format('CREATE TEMP TABLE import_stay ON COMMIT DROP AS '
			'SELECT i.*, i.nth = 1 AS last FROM (SELECT r."row", r.print, r.key, r.mend, %1$s, %2$s '
			'dense_rank() OVER (ORDER BY %3$s) AS place, row_number() OVER w AS nth, '
			'r.main AND (%4$s) AS differs, first_value(r."row") OVER w AS holds '
			'FROM import_read AS r WHERE r.why IS NULL '
			'WINDOW w AS (PARTITION BY %3$s ORDER BY r.main DESC, r."row")) AS i',
			import_list(kind, '{group,value}', 'r.%I'),
			CASE WHEN kind = 'section' THEN 'r.lo, r.hi, r."with",' ELSE 'r."with",' END, known_by,
			replace(differs, 'lag(', 'first_value('));
	END IF;
	ANALYZE import_stay;
END
$make_stays$;
COMMENT ON FUNCTION make_stays(text) IS 'tells which rows of a file become one fact, and its days';

-- Of a student whom a later row says something else of, without an end or a later one, the earlier holds until then.
CREATE FUNCTION cut_students() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off SET work_mem = '64MB'
AS $cut_students$
BEGIN
	UPDATE import_read AS r SET hi = n.lo
	FROM (SELECT i."row", lead(i.lo) OVER w AS lo, lead(i.hi) OVER w AS hi,
			(i.grade, i.weight, i.attributes) IS DISTINCT FROM
				(lead(i.grade) OVER w, lead(i.weight) OVER w, lead(i.attributes) OVER w) AS differs
		FROM import_read AS i WHERE i.why IS NULL WINDOW w AS (PARTITION BY i.student_id ORDER BY i.lo, i."row")) AS n
	WHERE n."row" = r."row" AND n.differs AND n.lo > r.lo AND n.lo < r.hi AND n.hi >= r.hi;
END
$cut_students$;
COMMENT ON FUNCTION cut_students() IS 'ends what files say of a student where a later row says otherwise';

-- Of rows of one stay that do not say the same of it (but for the FTE of a job, which adds up), a later one that goes
-- on as long ends the earlier, as a row without a last day is ended by the placement of the next year, and a teacher's
-- half share by the whole one. Others cannot both be true.
CREATE FUNCTION cut_rows(kind text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off SET work_mem = '64MB'
AS $cut_rows$
#variable_conflict use_variable
DECLARE
	pairs text := format('SELECT DISTINCT ON (%%1$s."row") a."row" AS earlier, b."row" AS later, b.lo '
		'FROM import_read AS a JOIN import_read AS b ON %s AND %s AND b.lo < a.hi AND a.lo < b.hi '
			'AND (a.lo, a."row") < (b.lo, b."row") WHERE a.why IS NULL AND b.why IS NULL AND (%s) %%2$s '
		'ORDER BY %%1$s."row", b.lo, b."row", a.lo, a."row"',
		-- hashes are made of equal columns alone
		(SELECT string_agg(format('b.%1$I = a.%1$I', h.name), ' AND ') FROM import_kinds() AS k,
			unnest(k.hit) AS h (name) WHERE k.kind = kind),
		import_list(kind, '{group}', 'b.%1$I IS NOT DISTINCT FROM a.%1$I', ' AND '),
		(SELECT string_agg(format('b.%1$I%2$s IS DISTINCT FROM a.%1$I%2$s', c.said,
			CASE WHEN c.type LIKE 'caseload.%' THEN '::text' ELSE '' END), ' OR ' ORDER BY c.place)
		FROM import_columns() AS c WHERE c.kind = kind AND c.part = 'value' AND c.said <> 'fte'));
BEGIN
	EXECUTE format('UPDATE import_read AS r SET hi = p.lo, mend = concat_ws(''; '', r.mend, format(''it ends on the '
		'day before row %%s begins, which says otherwise'', p.later)) FROM (%s) AS p WHERE p.earlier = r."row"',
		format(pairs, 'a', 'AND b.lo > a.lo AND b.hi >= a.hi'));
	EXECUTE format('UPDATE import_read AS r SET why = format(''row %%s says otherwise of the same days; keep one '
		'of them'', p.earlier) FROM (%s) AS p WHERE p.later = r."row"', format(pairs, 'b', ''));
END
$cut_rows$;
COMMENT ON FUNCTION cut_rows(text) IS
	'ends rows of stays where a later one says otherwise, and refuses those that contradict one';
