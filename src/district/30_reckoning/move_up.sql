-- The preview, written down. Whoever runs it at the same time waits, and then finds everybody placed.
CREATE FUNCTION move_up(contract text, school_year text, district_id int DEFAULT NULL, known_on date DEFAULT 'infinity',
	OUT moved bigint, OUT stayed bigint, OUT closed bigint, OUT not_placed bigint)
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET jit = off
AS $move_up$
#variable_conflict use_column
DECLARE
	found move_row[];
BEGIN
	LOCK TABLE employment IN SHARE ROW EXCLUSIVE MODE;
	found := ARRAY(SELECT m FROM moves(move_up.contract, move_up.school_year, move_up.district_id,
		move_up.known_on) AS m);
	SELECT count(*) FILTER (WHERE m.why_not IS NULL), count(*) FILTER (WHERE m.why_not IS NOT NULL
			AND m.becomes IS NOT NULL), count(*) FILTER (WHERE m.becomes IS NULL)
	INTO moved, stayed, not_placed FROM pg_catalog.unnest(found) AS m;
	UPDATE employment AS e SET valid = daterange(lower(e.valid), m.closes)
	FROM pg_catalog.unnest(found) AS m
	WHERE m.closes IS NOT NULL AND e.district_id = m.district_id AND e.employment_id = m.employment_id;
	GET DIAGNOSTICS closed = ROW_COUNT;
	INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, valid, placement, fte, agreed_salary,
		attributes, calendar, job_share)
	SELECT e.district_id, e.employee_id, e.site_id, e.contract, e.schedule, n.valid,
		n.placement, e.fte, e.agreed_salary,
		e.attributes, e.calendar, e.job_share
	FROM pg_catalog.unnest(found) AS m JOIN employment AS e ON e.district_id = m.district_id
			AND e.employment_id = m.employment_id
		CROSS JOIN LATERAL (
			SELECT m.next AS valid, m.was AS placement WHERE m.why_not IS NOT NULL
			UNION ALL SELECT m.next * daterange(NULL, m.moves_on), m.was WHERE m.why_not IS NULL
			UNION ALL SELECT m.next * daterange(m.moves_on, NULL), m.becomes WHERE m.why_not IS NULL) AS n
	WHERE NOT isempty(n.valid);
END
$move_up$;
COMMENT ON FUNCTION move_up(text, text, int, date) IS
	'writes the employments of a school year as moves() shows them, and '
	'ends those that go on under another placement: how many moved, how many stay, how '
	'many were ended, and for how many '
	'nothing was written. Once more it finds everybody placed';
