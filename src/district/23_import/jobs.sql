-- What is special about jobs: names that rules must know, and the FTE of a person with several.
CREATE FUNCTION check_jobs(kind text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off
AS $check_jobs$
#variable_conflict use_variable
BEGIN
	IF kind = 'employment' THEN
		UPDATE import_read AS r SET why = concat_ws('; ', r.why, CASE
			WHEN r.placement IS NULL AND r.agreed_salary IS NULL THEN 'no placement, and no agreed_salary'
			WHEN r.schedule = ANY (k.known) THEN format('schedule %s of %s has no lane "%s"; there are %s', r.schedule,
				r.contract, o.lane, array_to_string(g.lanes, ', '))
			ELSE format('contract %s has no schedule "%s"; there are %s', r.contract, r.schedule,
				coalesce(k.names, 'none yet')) END)
		FROM (SELECT i."row", i.contract, i.schedule, regexp_replace(i.placement::text, '-[^-]*$', '') AS lane
				FROM import_read AS i) AS o JOIN contract AS c ON c.contract = o.contract
			LEFT JOIN (SELECT s.contract, array_agg(DISTINCT s.schedule) AS known,
				string_agg(DISTINCT s.schedule, ', ') AS names FROM schedule AS s GROUP BY s.contract) AS k
			ON k.contract = c.contract
			LEFT JOIN (SELECT s.contract, s.schedule, array_agg(DISTINCT l.lane) AS lanes
				FROM schedule AS s CROSS JOIN LATERAL unnest(caseload.lanes(s.grid)) AS l (lane) GROUP BY 1, 2) AS g
			ON g.contract = o.contract AND g.schedule = o.schedule
		WHERE o."row" = r."row" AND r.why IS NULL AND (r.placement IS NULL AND r.agreed_salary IS NULL
			OR r.placement IS NOT NULL AND (k.known IS NULL OR r.schedule <> ALL (k.known)
				OR o.lane <> ALL (g.lanes)));
	ELSIF kind = 'position' THEN
		UPDATE import_read AS r SET why = format('contract %s has no stipend for "%s"; there are %s', r.contract,
			r.position, coalesce(k.names, 'none yet'))
		FROM contract AS c LEFT JOIN (SELECT s.contract, array_agg(DISTINCT s.position) AS known,
			string_agg(DISTINCT s.position, ', ') AS names FROM stipend AS s GROUP BY s.contract) AS k
			ON k.contract = c.contract
		WHERE c.contract = r.contract AND r.why IS NULL AND (k.known IS NULL OR r.position <> ALL (k.known));
	ELSE
		UPDATE import_read AS r SET why = format('"%s" is no kind of service; there are district, job share, outside, '
			'military and other', r.kind)
		WHERE r.why IS NULL AND r.kind NOT IN ('district', 'job share', 'outside', 'military', 'other');
	END IF;
END
$check_jobs$;
COMMENT ON FUNCTION check_jobs(text) IS 'refuses jobs and service under names that no rule knows';

-- Of rows of one job that do not say the same of it (but for the FTE, which adds up), a later one that goes on as long
-- ends the earlier, as a row without a last day is ended by the placement of the next year. Others cannot both be true.
CREATE FUNCTION cut_jobs(kind text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off SET work_mem = '64MB'
AS $cut_jobs$
#variable_conflict use_variable
DECLARE
	pairs text := format('SELECT DISTINCT ON (%%1$s."row") a."row" AS earlier, b."row" AS later, b.lo '
		'FROM import_read AS a JOIN import_read AS b ON b.employee_id = a.employee_id AND %s AND b.lo < a.hi '
			'AND a.lo < b.hi AND (a.lo, a."row") < (b.lo, b."row") '
		'WHERE a.why IS NULL AND b.why IS NULL AND (%s) %%2$s '
		'ORDER BY %%1$s."row", b.lo, b."row", a.lo, a."row"',
		import_list(kind, '{group}', 'b.%1$I IS NOT DISTINCT FROM a.%1$I', ' AND '),
		(SELECT string_agg(format('b.%1$I%2$s IS DISTINCT FROM a.%1$I%2$s', c.said,
			CASE WHEN c.type LIKE 'caseload.%' THEN '::text' ELSE '' END), ' OR ' ORDER BY c.place)
		FROM import_columns() AS c WHERE c.kind = kind AND c.part = 'value' AND c.said <> 'fte'));
BEGIN
	EXECUTE format('UPDATE import_read AS r SET hi = p.lo, mend = concat_ws(''; '', r.mend, format(''it ends on the day '
		'before row %%s begins, which says otherwise'', p.later)) FROM (%s) AS p WHERE p.earlier = r."row"',
		format(pairs, 'a', 'AND b.lo > a.lo AND b.hi >= a.hi'));
	EXECUTE format('UPDATE import_read AS r SET why = format(''row %%s says otherwise of the same days; keep one '
		'of them'', p.earlier) FROM (%s) AS p WHERE p.later = r."row"', format(pairs, 'b', ''));
END
$cut_jobs$;
COMMENT ON FUNCTION cut_jobs(text) IS
	'ends rows of jobs where a later one says otherwise, and refuses those that contradict one';

-- A fact of its own for each stretch of days on which a person's jobs are the same ones. By assignment, what each row
-- says of the FTE adds up where they are of one employment; by employment, each row says the person's whole FTE, of
-- which it has an equal part.
CREATE FUNCTION part_employments(by_employment boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off SET work_mem = '64MB'
AS $part_employments$
BEGIN
	CREATE TEMP TABLE import_part_of ON COMMIT DROP AS
	WITH bound AS MATERIALIZED (
		SELECT DISTINCT r.employee_id, b.day FROM import_read AS r CROSS JOIN LATERAL (VALUES (r.lo), (r.hi)) AS b (day)
		WHERE r.why IS NULL
	), piece AS (
		SELECT b.employee_id, b.day AS lo, lead(b.day) OVER (PARTITION BY b.employee_id ORDER BY b.day) AS hi
		FROM bound AS b
	), cut AS (
		SELECT r."row", p.lo, p.hi, count(*) OVER (PARTITION BY p.employee_id, p.lo) AS jobs,
			-- a row that repeats another is no job of its own
			row_number() OVER (PARTITION BY p.employee_id, p.lo, r.site_id, r.schedule, r.key, r.fte, r.placement::text
				ORDER BY r."row") AS nth,
			r.site_id, r.schedule, r.employee_id, r.fte
		FROM import_read AS r JOIN piece AS p ON p.employee_id = r.employee_id AND p.lo >= r.lo AND p.hi <= r.hi
		WHERE r.why IS NULL
	)
	SELECT c."row", c.lo, c.hi, sum(CASE WHEN c.nth > 1 THEN 0
		WHEN by_employment THEN trim_scale(round(c.fte / c.jobs, 4)) ELSE c.fte END)
		OVER (PARTITION BY c.employee_id, c.lo, c.site_id, c.schedule) AS fte
	FROM cut AS c;
	-- rows that nothing cuts stand as they are
	DELETE FROM import_part_of AS p USING import_read AS r
	WHERE r."row" = p."row" AND r.lo = p.lo AND r.hi = p.hi AND r.fte = p.fte;
	CREATE TEMP TABLE import_parted ON COMMIT DROP AS
	SELECT r.*, p.lo AS new_lo, p.hi AS new_hi, p.fte AS new_fte
	FROM import_read AS r JOIN import_part_of AS p ON p."row" = r."row";
	DELETE FROM import_read AS r USING import_parted AS p WHERE p."row" = r."row";
	UPDATE import_parted AS p SET lo = p.new_lo, hi = p.new_hi, fte = p.new_fte;
	ALTER TABLE import_parted DROP new_lo, DROP new_hi, DROP new_fte;
	INSERT INTO import_read SELECT p.* FROM import_parted AS p;
	DROP TABLE import_parted, import_part_of;
END
$part_employments$;
COMMENT ON FUNCTION part_employments(boolean) IS 'cuts employments where others of the person begin or end, and says '
	'the FTE of each part: the sum of its rows, or by employment an equal part of the person''s';
