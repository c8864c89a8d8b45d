-- Who sits in which class and who teaches it, of any format.

-- Stays of the source that go on on the day before or on the day itself, where files are without days.
CREATE FUNCTION roster_known_stays(source text, district_id int, on_day date)
RETURNS TABLE (class_key text, person_key text, role text, first_day date)
LANGUAGE sql STABLE ROWS 100000 SET search_path FROM CURRENT SET jit = off
BEGIN ATOMIC
	SELECT c.key, p.key, NULL::text, min(lower(e.valid))
	FROM enrollment AS e
	JOIN source_id AS c ON c.district_id = e.district_id AND c.source = roster_known_stays.source AND c.kind = 'section'
		AND c.id = e.section_id
	JOIN source_id AS p ON p.district_id = e.district_id AND p.source = roster_known_stays.source AND p.kind = 'student'
		AND p.id = e.student_id
	WHERE e.district_id = roster_known_stays.district_id
		AND e.valid && daterange(roster_known_stays.on_day - 1, roster_known_stays.on_day, '[]')
	GROUP BY 1, 2
	UNION ALL
	SELECT c.key, p.key, t.role, min(lower(t.valid))
	FROM staffing AS t
	JOIN source_id AS c ON c.district_id = t.district_id AND c.source = roster_known_stays.source AND c.kind = 'section'
		AND c.id = t.section_id
	JOIN source_id AS p ON p.district_id = t.district_id AND p.source = roster_known_stays.source
		AND p.kind = 'employee' AND p.id = t.employee_id
	WHERE t.district_id = roster_known_stays.district_id
		AND t.valid && daterange(roster_known_stays.on_day - 1, roster_known_stays.on_day, '[]')
	GROUP BY 1, 2, 3;
END;
COMMENT ON FUNCTION roster_known_stays(text, int, date) IS 'who sat in or taught which class, and since when';

CREATE FUNCTION roster_read_seats(format text, source text, district_id int, ends boolean)
RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET jit = off SET enable_nestloop = off
AS $roster_read_seats$
BEGIN
	-- who or what is in no file may be known of an earlier one, as where a file holds only what changed
	EXECUTE replace($seats$
		INSERT INTO roster_seat (file, "row", class_key, person_key, word, role, first_day, last_day, share, why)
		SELECT v.file, v."row", v.class_key, v.person_key, v.word, r.role, f.day,
			least(l.day - $1, CASE WHEN coalesce(v.status, '') NOT IN ('', 'active') THEN m.day - 1 END, c.gone,
				p.gone),
			v.share,
			CASE WHEN roster_why(v.status, v.modified, m.day) IS NOT NULL THEN roster_why(v.status, v.modified, m.day)
				WHEN coalesce(v.class_key, '') = '' THEN 'it names no class'
				WHEN coalesce(v.person_key, '') = '' THEN 'it names nobody'
				WHEN coalesce(v.word, '') = '' THEN 'it names no role'
				WHEN f.why IS NOT NULL THEN f.why WHEN l.why IS NOT NULL THEN l.why
				WHEN c.why IS NOT NULL THEN format('its class "%s" was refused', v.class_key)
				WHEN c.key IS NULL AND kc.key IS NULL THEN format('no class "%s" is among the classes', v.class_key)
				WHEN r.role IS NULL AND v.word <> 'student' THEN ''
				WHEN p.why IS NOT NULL THEN format('its %s "%s" was refused', p.part, v.person_key)
				WHEN p.key IS NULL AND kp.key IS NULL THEN format('no %s "%s" is among the %s',
					CASE v.word WHEN 'student' THEN 'student' ELSE 'employee' END, v.person_key,
					CASE v.word WHEN 'student' THEN 'students' ELSE 'staff' END)
				END
		FROM FORMAT_seat AS v
		LEFT JOIN roster_day AS f ON f.said = v.first_text
		LEFT JOIN roster_day AS l ON l.said = v.last_text
		LEFT JOIN roster_day AS m ON m.said = v.modified
		LEFT JOIN (SELECT DISTINCT ON (i.key) i.* FROM roster_class AS i ORDER BY i.key, i."row" DESC) AS c
			ON c.key = v.class_key
		LEFT JOIN roster_person AS p ON p.key = v.person_key
			AND p.part = CASE v.word WHEN 'student' THEN 'student' ELSE 'employee' END
		LEFT JOIN roster_role AS r
			ON r.word = CASE WHEN v.word = 'teacher' AND p.word = 'aide' THEN 'aide' ELSE v.word END
		LEFT JOIN source_id AS kc ON kc.district_id = $3 AND kc.source = $2 AND kc.kind = 'section'
			AND kc.key = v.class_key
		LEFT JOIN source_id AS kp ON kp.district_id = $3 AND kp.source = $2
			AND kp.kind = CASE v.word WHEN 'student' THEN 'student' ELSE 'employee' END AND kp.key = v.person_key
	$seats$, 'FORMAT', format) USING ends::int, source, district_id;
	INSERT INTO roster_line (kind, "row", key, outcome, why)
	SELECT s.file, s."row", concat_ws(' / ', s.class_key, s.person_key), 'refused', s.why
	FROM roster_seat AS s WHERE s.why <> '' ORDER BY s.file, s."row";
	-- a role that is none here is told once, unless a rule leaves it out
	INSERT INTO roster_line (kind, key, outcome, why)
	SELECT s.file, s.word, 'refused', format('%s of role "%s" left out; import_rule "role %2$s" says what it is here, '
		'or none', CASE count(*) WHEN 1 THEN '1 row' ELSE count(*) || ' rows' END, s.word)
	FROM roster_seat AS s WHERE s.why = '' AND NOT EXISTS (SELECT FROM roster_role AS r WHERE r.word = s.word)
	GROUP BY s.file, s.word ORDER BY s.file, s.word;
	UPDATE roster_seat AS s SET role = 'teacher of record'
	FROM roster_role AS r
	WHERE s.word = r.word AND r.word IN ('teacher', 'professor', 'lecturer', 'instructor', 'faculty', 'adjunct')
		AND r.role = 'co-teacher' AND s.role = 'co-teacher' AND s.why IS NULL
		AND NOT EXISTS (SELECT FROM roster_seat AS o WHERE o.class_key = s.class_key AND o.role = 'teacher of record'
			AND o.why IS NULL AND coalesce(o.first_day, '-infinity') <= coalesce(s.last_day, 'infinity')
			AND coalesce(s.first_day, '-infinity') <= coalesce(o.last_day, 'infinity'));
END
$roster_read_seats$;
COMMENT ON FUNCTION roster_read_seats(text, text, int, boolean) IS 'reads who sits in a class or teaches it';

-- Into the plain staging tables, in the order of the files. A row without days has those of its class: they are empty.
CREATE FUNCTION roster_fill_seats(source text, district_id int, on_day date, seen boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET jit = off SET enable_nestloop = off
AS $roster_fill_seats$
BEGIN
	IF NOT seen THEN
		INSERT INTO plain_staffing (section_id, employee_id, role, first_day, last_day, share)
		SELECT s.class_key, s.person_key, s.role, s.first_day::text, s.last_day::text, s.share
		FROM roster_seat AS s WHERE s.why IS NULL AND s.role IS NOT NULL ORDER BY s.file, s."row";
		INSERT INTO plain_enrollment (section_id, student_id, first_day, last_day)
		SELECT s.class_key, s.person_key, s.first_day::text, s.last_day::text
		FROM roster_seat AS s WHERE s.why IS NULL AND s.role IS NULL ORDER BY s.file, s."row";
		RETURN;
	END IF;
	UPDATE roster_seat AS s SET first_day = nullif(coalesce(k.first_day, roster_fill_seats.on_day), c.first_day)
	FROM (SELECT i.key, coalesce(r.first_day, lower(t.valid)) AS first_day FROM source_id AS i
			JOIN section AS t ON t.district_id = i.district_id AND t.section_id = i.id
			LEFT JOIN roster_class AS r ON r.key = i.key AND r.why IS NULL
			WHERE i.district_id = roster_fill_seats.district_id AND i.source = roster_fill_seats.source
				AND i.kind = 'section') AS c,
		roster_seat AS o LEFT JOIN roster_known_stays(roster_fill_seats.source, roster_fill_seats.district_id,
			roster_fill_seats.on_day) AS k ON k.class_key = o.class_key AND k.person_key = o.person_key
			AND k.role IS NOT DISTINCT FROM o.role
	WHERE o.ctid = s.ctid AND c.key = s.class_key AND c.first_day < roster_fill_seats.on_day
		AND s.first_day IS NULL AND s.why IS NULL;
	PERFORM roster_fill_seats(source, district_id, on_day, false);
END
$roster_fill_seats$;
COMMENT ON FUNCTION roster_fill_seats(text, int, date, boolean) IS
	'puts who sits in a class or teaches it into the plain staging tables';
