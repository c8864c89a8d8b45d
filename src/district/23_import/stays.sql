-- Rows of a file that overlap or repeat each other become one fact.

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
	SELECT c."row", c.lo, c.hi, sum(CASE WHEN c.nth > 1 THEN 0 WHEN by_employment THEN round(c.fte / c.jobs, 4)
		ELSE c.fte END) OVER (PARTITION BY c.employee_id, c.lo, c.site_id, c.schedule) AS fte
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
				'lead(i.begins) OVER v IS DISTINCT FROM false AS last '
			'FROM (SELECT r.*, r.until IS NULL OR r.lo > r.until OR r.lo = r.until AND r.differs AS begins '
				'FROM (SELECT r.*, max(r.hi) OVER (PARTITION BY %3$s ORDER BY r.lo, r."row" '
					'ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until, (%4$s) AS differs '
				'FROM import_read AS r WHERE r.why IS NULL '
				'WINDOW w AS (PARTITION BY %3$s ORDER BY r.lo, r."row")) AS r) AS i '
			'WINDOW v AS (PARTITION BY %2$s ORDER BY i.lo, i."row")', columns, import_list(kind, '{group}', 'i.%I'), known_by,
			differs);
	ELSE
		EXECUTE format('CREATE TEMP TABLE import_stay ON COMMIT DROP AS '
			'SELECT i.*, i.nth = 1 AS last FROM (SELECT r."row", r.print, r.key, r.mend, %1$s, %2$s '
			'dense_rank() OVER (ORDER BY %3$s) AS place, row_number() OVER w AS nth, '
			'r.main AND r.print <> first_value(r.print) OVER w AS differs, first_value(r."row") OVER w AS holds '
			'FROM import_read AS r WHERE r.why IS NULL '
			'WINDOW w AS (PARTITION BY %3$s ORDER BY r.main DESC, r."row")) AS i',
			import_list(kind, '{group,value}', 'r.%I'),
			CASE WHEN kind = 'section' THEN 'r.lo, r.hi, r."with",' ELSE 'r."with",' END, known_by);
	END IF;
	ANALYZE import_stay;
END
$make_stays$;
COMMENT ON FUNCTION make_stays(text) IS 'tells which rows of a file become one fact, and its days';
