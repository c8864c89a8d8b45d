-- What is special about jobs: names that rules must know, and the FTE of a person with several.
CREATE FUNCTION check_jobs(kind text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off
AS $check_jobs$
#variable_conflict use_variable
BEGIN
	IF kind = 'employment' THEN
		UPDATE import_read AS r SET why = concat_ws('; ', r.why, CASE
			WHEN r.placement IS NULL AND r.agreed_salary IS NULL THEN 'no placement, and no agreed_salary'
			ELSE format('contract %s has no schedule "%s"; there are %s', r.contract, r.schedule,
				coalesce(k.names, 'none yet')) END)
		FROM import_read AS o JOIN contract AS c ON c.contract = o.contract
			LEFT JOIN (SELECT s.contract, array_agg(DISTINCT s.schedule) AS known,
				string_agg(DISTINCT s.schedule, ', ') AS names FROM schedule AS s GROUP BY s.contract) AS k
			ON k.contract = c.contract
		WHERE o."row" = r."row" AND r.why IS NULL AND (r.placement IS NULL AND r.agreed_salary IS NULL
			OR r.placement IS NOT NULL AND (k.known IS NULL OR r.schedule <> ALL (k.known)));
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
