-- From a format's views to the plain staging tables. What is refused or read otherwise than it stands is told in
-- roster_line, by the file and the row; a student by the source's own key.

-- terms, schools and classes
CREATE FUNCTION roster_read_classes(format text, source text, district_id int, on_day date, ends boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET jit = off SET enable_nestloop = off
AS $roster_read_classes$
DECLARE
	meets record;
BEGIN
	EXECUTE replace($classes$
		INSERT INTO roster_term (key, file, "row", first_day, last_day, is_year, why)
		SELECT v.key, v.file, v."row", f.day, l.day - $1, v.is_year,
			CASE WHEN coalesce(v.status, '') NOT IN ('', 'active') THEN format('it is %s: no class has it', v.status)
				WHEN f.day IS NULL OR l.day IS NULL THEN coalesce(f.why, l.why, 'a term needs its first and last day')
				WHEN l.day - $1 < f.day THEN 'it ends before it begins' END
		FROM FORMAT_term AS v LEFT JOIN roster_day AS f ON f.said = v.first_text
		LEFT JOIN roster_day AS l ON l.said = v.last_text
	$classes$, 'FORMAT', format) USING ends::int;
	INSERT INTO roster_line (kind, "row", key, outcome, why)
	SELECT t.file, t."row", t.key, 'refused', t.why FROM roster_term AS t WHERE t.why IS NOT NULL ORDER BY t."row";

	EXECUTE replace($classes$
		INSERT INTO roster_line (kind, "row", key, outcome, why)
		SELECT v.file, v."row", v.key, 'refused', coalesce(roster_why(v.status, 'then', current_date),
			'a school has no last day; its classes have, each in a row of its own')
		FROM FORMAT_site AS v WHERE v.taken AND coalesce(v.status, '') NOT IN ('', 'active') ORDER BY v."row"
	$classes$, 'FORMAT', format);
	EXECUTE replace($classes$
		WITH taken AS MATERIALIZED (
			SELECT v.key, v.name, v.level, v."row", row_number() OVER (ORDER BY v."row") AS nth FROM FORMAT_site AS v
			WHERE v.taken AND coalesce(v.status, '') IN ('', 'active')
		), noted AS (
			INSERT INTO roster_place (kind, nth, "row") SELECT 'site', t.nth, t."row" FROM taken AS t
		)
		INSERT INTO plain_site (site_id, site_name, level)
		SELECT t.key, left(t.name, 80), t.level FROM taken AS t ORDER BY t.nth
	$classes$, 'FORMAT', format);

	meets := roster_class_days(source, district_id, on_day);
	-- A class that stands twice is as it stands last.
	EXECUTE replace($classes$
		INSERT INTO roster_class (key, file, "row", first_day, last_day, gone, why)
		SELECT v.key, v.file, v."row", coalesce(f.day, t.first_day, $2),
			least(coalesce(l.day - $1, t.last_day, $3), g.day),
			g.day, coalesce(roster_why(v.status, v.modified, m.day),
				CASE WHEN coalesce(v.key, '') = '' THEN 'it has no id'
					WHEN lead(v."row") OVER same IS NOT NULL
						THEN format('the class stands again in row %s, which holds', lead(v."row") OVER same)
					WHEN v.first_text <> '' AND f.day IS NULL THEN f.why
					WHEN v.last_text <> '' AND l.day IS NULL THEN l.why
					WHEN t.lost IS NOT NULL AND t.first_day IS NULL
						THEN format('no term "%s" is among the terms', array_to_string(t.lost, '", "'))
					WHEN coalesce(f.day, t.first_day, $2) IS NULL
						THEN 'no file says on which days it meets; import_rule "class days" can' END)
		FROM FORMAT_class AS v
		LEFT JOIN roster_day AS f ON f.said = v.first_text
		LEFT JOIN roster_day AS l ON l.said = v.last_text
		LEFT JOIN roster_day AS m ON m.said = v.modified
		LEFT JOIN LATERAL (SELECT m.day - 1 AS day WHERE coalesce(v.status, '') NOT IN ('', 'active')) AS g ON true
		LEFT JOIN LATERAL (SELECT min(r.first_day) AS first_day, max(r.last_day) AS last_day,
				array_agg(w.term) FILTER (WHERE r.key IS NULL) AS lost
			FROM unnest(v.terms) AS w (term)
			LEFT JOIN roster_term AS r ON r.key = w.term AND r.why IS NULL) AS t ON true
		WINDOW same AS (PARTITION BY v.key ORDER BY v."row")
	$classes$, 'FORMAT', format) USING ends::int, meets.first_day, meets.last_day;
	INSERT INTO roster_line (kind, "row", key, outcome, why)
	SELECT c.file, c."row", c.key, 'refused', c.why FROM roster_class AS c WHERE c.why IS NOT NULL ORDER BY c."row";
	EXECUTE replace($classes$
		INSERT INTO roster_line (kind, "row", key, outcome, why)
		SELECT v.file, v."row", v.key, 'mended', concat_ws('; ',
			CASE WHEN length(v.name) > 80 THEN 'its name is cut after 80 letters' END,
			CASE WHEN g.lost IS NOT NULL THEN format('grade "%s" is unknown and left out', g.lost) END,
			CASE WHEN t.lost IS NOT NULL THEN format('no term "%s" is among the terms; the others hold', t.lost) END)
		FROM FORMAT_class AS v JOIN roster_class AS c ON c.file = v.file AND c."row" = v."row" AND c.why IS NULL
		LEFT JOIN LATERAL (SELECT string_agg(w.said, '", "') AS lost FROM unnest(v.grades) AS w (said)
			JOIN roster_grade AS r ON r.said = w.said WHERE NOT r.known) AS g ON true
		LEFT JOIN LATERAL (SELECT string_agg(w.term, '", "') AS lost FROM unnest(v.terms) AS w (term)
			WHERE NOT EXISTS (SELECT FROM roster_term AS r WHERE r.key = w.term AND r.why IS NULL)) AS t ON true
		WHERE length(v.name) > 80 OR g.lost IS NOT NULL OR t.lost IS NOT NULL ORDER BY v."row"
	$classes$, 'FORMAT', format);
	EXECUTE replace($classes$
		INSERT INTO plain_section (section_id, site_id, section_name, grades, first_day, last_day, program, period,
			room, attributes)
		SELECT v.key, v.site_key, left(v.name, 80), g.grades, c.first_day::text, c.last_day::text, v.program, v.period,
			v.room, v.attributes::text
		FROM FORMAT_class AS v JOIN roster_class AS c ON c.file = v.file AND c."row" = v."row" AND c.why IS NULL
		LEFT JOIN LATERAL (SELECT string_agg(r.name, ' ' ORDER BY r.grade) AS grades FROM unnest(v.grades) AS w (said)
			JOIN roster_grade AS r ON r.said = w.said) AS g ON true
		ORDER BY v."row"
	$classes$, 'FORMAT', format);
END
$roster_read_classes$;
COMMENT ON FUNCTION roster_read_classes(text, text, int, date, boolean) IS
	'reads terms, schools and classes of a format into the plain staging tables';

-- Students and staff. Who stands in several rows is one person.
CREATE FUNCTION roster_read_people(format text, ends boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET jit = off SET enable_nestloop = off
AS $roster_read_people$
BEGIN
	EXECUTE replace($people$
		INSERT INTO roster_person (key, part, word, file, "row", gone, why)
		SELECT DISTINCT ON (v.key, v.part) v.key, v.part, v.word, v.file, v."row",
			CASE WHEN coalesce(v.status, '') NOT IN ('', 'active') THEN m.day - 1 END,
			coalesce(roster_why(v.status, v.modified, m.day),
				CASE WHEN coalesce(v.key, '') = '' THEN 'it has no id' END)
		FROM FORMAT_person AS v LEFT JOIN roster_day AS m ON m.said = v.modified
		WHERE v.part IS NOT NULL ORDER BY v.key, v.part, coalesce(v.status, '') IN ('', 'active') DESC, v."row" DESC
	$people$, 'FORMAT', format);
	EXECUTE replace($people$
		INSERT INTO roster_line (kind, "row", key, outcome, why)
		SELECT t.* FROM (
			SELECT p.file, p."row", p.key, 'refused', p.why FROM roster_person AS p WHERE p.why IS NOT NULL
			UNION ALL
			SELECT v.file, v."row", v.key, 'mended', format('grade "%s" is unknown and left empty', g.said)
			FROM FORMAT_person AS v JOIN roster_grade AS g ON g.said = (list_of(v.grade))[1] AND NOT g.known
			JOIN roster_person AS p ON p.key = v.key AND p.part = v.part AND p.why IS NULL
			WHERE v.part = 'student'
		) AS t (file, "row", key, outcome, why) ORDER BY t.file, t."row"
	$people$, 'FORMAT', format);
	EXECUTE replace($people$
		INSERT INTO plain_employee (employee_id, employee_name, born)
		SELECT v.key, left(coalesce(nullif(v.name, ''), v.key), 120), v.born
		FROM FORMAT_person AS v JOIN roster_person AS p ON p.key = v.key AND p.part = v.part AND p.file = v.file
			AND p."row" = v."row"
		WHERE v.part = 'employee' AND p.why IS NULL ORDER BY v.file, v."row"
	$people$, 'FORMAT', format);
END
$roster_read_people$;
COMMENT ON FUNCTION roster_read_people(text, boolean) IS
	'reads who there is of a format, and its staff into the plain staging table';

-- What is a student's own. Rows without days say what holds on the day of the files: the merge dates them.
CREATE FUNCTION roster_read_students(format text, ends boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET jit = off SET enable_nestloop = off
AS $roster_read_students$
BEGIN
	EXECUTE replace($students$
		INSERT INTO roster_line (kind, "row", key, outcome, why)
		SELECT v.file, v."row", v.key, 'refused', coalesce(f.why, l.why)
		FROM FORMAT_person AS v LEFT JOIN roster_day AS f ON f.said = v.first_text
		LEFT JOIN roster_day AS l ON l.said = v.last_text
		WHERE v.part = 'student' AND coalesce(f.why, l.why) IS NOT NULL ORDER BY v."row"
	$students$, 'FORMAT', format);
	EXECUTE replace($students$
		WITH said AS MATERIALIZED (
			SELECT v."row", v.key, g.grade, v.attributes, f.day AS first_day, least(l.day - $1, p.gone) AS last_day,
				row_number() OVER (ORDER BY v."row") AS nth
			FROM FORMAT_person AS v
			JOIN roster_person AS p ON p.key = v.key AND p.part = 'student' AND p.why IS NULL
			LEFT JOIN roster_grade AS g ON g.said = (list_of(v.grade))[1]
			LEFT JOIN roster_day AS f ON f.said = v.first_text LEFT JOIN roster_day AS l ON l.said = v.last_text
			WHERE v.part = 'student' AND coalesce(f.why, l.why) IS NULL
		), noted AS (
			INSERT INTO roster_place (kind, nth, "row") SELECT 'student', s.nth, s."row" FROM said AS s
		)
		INSERT INTO plain_student (student_id, first_day, last_day, grade, attributes)
		SELECT s.key, s.first_day::text, s.last_day::text, grade_word(s.grade), s.attributes::text
		FROM said AS s ORDER BY s.nth
	$students$, 'FORMAT', format) USING ends::int;
END
$roster_read_students$;
COMMENT ON FUNCTION roster_read_students(text, boolean) IS
	'reads what is the students'' own of a format into the plain staging table';
