-- What is special about classes: grades that no file tells, and sections that are one class.

-- Sections without grades take their students', those of the files first. They are put into the staging table, so that
-- a class whose students are other ones is a changed row as any.
CREATE FUNCTION fill_grades(source text, district_id int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off SET work_mem = '64MB'
	SET synchronize_seqscans = off SET max_parallel_workers_per_gather = 0
AS $fill_grades$
#variable_conflict use_variable
BEGIN
	IF NOT EXISTS (SELECT FROM plain_section AS s WHERE coalesce(btrim(s.grades), '') = '') THEN
		RETURN;
	END IF;
	CREATE TEMP TABLE import_section ON COMMIT DROP AS SELECT row_number() OVER () AS nth, s.* FROM plain_section AS s;
	WITH blank AS MATERIALIZED (
		SELECT DISTINCT s.section_id FROM plain_section AS s WHERE coalesce(btrim(s.grades), '') = ''
	), student_grade AS MATERIALIZED (
		SELECT g.student_id, g.grade FROM (
			SELECT p.student_id, lower(d.grades) AS grade FROM plain_student AS p
				JOIN (SELECT x.said, (said_grades(x.said)).grades
					FROM (SELECT DISTINCT p.grade AS said FROM plain_student AS p WHERE p.grade <> '') AS x) AS d
				ON d.said = p.grade
			UNION ALL
			SELECT i.key, t.grade FROM student AS t JOIN source_id AS i ON i.district_id = district_id
				AND i.source = source AND i.kind = 'student' AND i.id = t.student_id
			WHERE t.district_id = district_id AND t.grade IS NOT NULL
				AND NOT EXISTS (SELECT FROM plain_student AS p WHERE p.student_id = i.key)) AS g
	), seat AS (
		SELECT e.section_id, e.student_id FROM plain_enrollment AS e JOIN blank USING (section_id)
		UNION
		SELECT b.section_id, i.key FROM blank AS b
			JOIN source_id AS k ON k.district_id = district_id AND k.source = source AND k.kind = 'section'
				AND k.key = b.section_id
			JOIN enrollment AS e ON e.district_id = district_id AND e.section_id = k.id
			JOIN source_id AS i ON i.district_id = district_id AND i.source = source AND i.kind = 'student'
				AND i.id = e.student_id
		WHERE NOT EXISTS (SELECT FROM plain_enrollment)
	)
	UPDATE import_section AS s SET grades = g.low || '-' || g.high
	FROM (SELECT c.section_id, grade_word(min(g.grade)) AS low, grade_word(max(g.grade)) AS high
		FROM seat AS c JOIN student_grade AS g USING (student_id) GROUP BY c.section_id) AS g
	WHERE s.section_id = g.section_id AND coalesce(btrim(s.grades), '') = '';
	UPDATE import_section AS s SET grades = r.says FROM import_rule AS r
	WHERE r.district_id = district_id AND r.source = source AND r.what = 'grades'
		AND coalesce(btrim(s.grades), '') = '';
	-- in their order, which is that of the file
	DELETE FROM plain_section;
	INSERT INTO plain_section SELECT s.section_id, s.site_id, s.section_name, s.grades, s.first_day, s.last_day,
		s.program, s.period, s.room, s.attributes FROM import_section AS s ORDER BY s.nth;
	DROP TABLE import_section;
END
$fill_grades$;
COMMENT ON FUNCTION fill_grades(text, int) IS
	'gives classes of which no file tells the grades those of their students, or those that a rule says';

CREATE FUNCTION grade_word(grade int) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT
AS $grade_word$
	SELECT CASE grade_word.grade WHEN -2 THEN 'PK' WHEN -1 THEN 'TK' WHEN 0 THEN 'K' ELSE grade_word.grade::text END;
$grade_word$;
COMMENT ON FUNCTION grade_word(int) IS 'a grade as files write it';

-- Sections that are one class have one number, the lowest of theirs. In import_read, main is whether a row speaks for
-- its class, and `with` the name of the one that does.
CREATE FUNCTION join_classes(source text, district_id int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off SET work_mem = '64MB'
AS $join_classes$
#variable_conflict use_variable
DECLARE
	rules text[] := ARRAY(SELECT r.says FROM import_rule AS r WHERE r.district_id = district_id AND r.source = source
		AND r.what = 'joins');
	unknown text := (SELECT min(r.rule) FROM unnest(rules) AS r (rule)
		WHERE r.rule NOT IN ('room and period', 'co-taught'));
BEGIN
	IF unknown IS NOT NULL THEN
		PERFORM refuse_import(format('import_rule "joins" of source "%s" says "%s"', source, unknown),
			'It says "room and period" or "co-taught".');
	END IF;
	CREATE TEMP TABLE import_pair (a bigint, b bigint) ON COMMIT DROP;
	IF 'room and period' = ANY (rules) THEN
		-- a class that begins when all before it are over is another
		INSERT INTO import_pair
		SELECT d.before, d.section_id
		FROM (SELECT r.section_id, r.lo, lag(r.section_id) OVER w AS before,
				max(r.hi) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until
			FROM import_read AS r WHERE r.why IS NULL AND r.room IS NOT NULL AND r.period IS NOT NULL
			WINDOW w AS (PARTITION BY r.site_id, lower(r.room), lower(r.period) ORDER BY r.lo, r."row")) AS d
		WHERE d.lo < d.until;
	END IF;
	IF 'co-taught' = ANY (rules) THEN
		INSERT INTO import_pair
		SELECT r.section_id, k.id FROM import_read AS r JOIN source_id AS k ON k.district_id = district_id
			AND k.source = source AND k.kind = 'section' AND k.key = r.attributes ->> 'co_taught_with'
		WHERE r.why IS NULL;
	END IF;
	ALTER TABLE import_read ADD own_id bigint;
	UPDATE import_read AS r SET own_id = r.section_id;
	LOOP
		UPDATE import_read AS r SET section_id = l.id
		FROM (SELECT e.own_id, min(o.section_id) AS id
			FROM (SELECT p.a AS own_id, p.b AS other FROM import_pair AS p UNION SELECT p.b, p.a FROM import_pair AS p)
				AS e JOIN import_read AS o ON o.own_id = e.other GROUP BY e.own_id) AS l
		WHERE r.own_id = l.own_id AND l.id < r.section_id;
		EXIT WHEN NOT FOUND;
	END LOOP;
	UPDATE source_id AS k SET id = r.section_id FROM import_read AS r
	WHERE k.district_id = district_id AND k.source = source AND k.kind = 'section' AND k.key = r.key
		AND r.section_id <> r.own_id;
	UPDATE import_read AS r SET main = false, "with" = m.key
	FROM (SELECT DISTINCT ON (o.section_id) o.section_id, o.key FROM import_read AS o WHERE o.why IS NULL
		ORDER BY o.section_id, o.section_id <> o.own_id, o."row") AS m
	WHERE r.section_id = m.section_id AND r.key <> m.key AND r.why IS NULL;
	UPDATE import_read AS r SET lo = c.lo, hi = c.hi, grades = c.grades
	FROM (SELECT o.section_id, min(o.lo) AS lo, max(o.hi) AS hi,
			int4range(min(lower(o.grades)), max(upper(o.grades))) AS grades
		FROM import_read AS o WHERE o.why IS NULL GROUP BY o.section_id HAVING count(*) > 1) AS c
	WHERE r.section_id = c.section_id AND r.main AND r.why IS NULL;
	ALTER TABLE import_read DROP own_id;
	DROP TABLE import_pair;
END
$join_classes$;
COMMENT ON FUNCTION join_classes(text, int) IS 'makes one class of the sections that a rule joins';

-- A class that became one with another has lost its pupils and teachers to it. It goes, unless something else that is
-- known of it (a head count, an exception) would be lost with it.
CREATE FUNCTION drop_emptied(source text, district_id int) RETURNS SETOF import_line
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET enable_nestloop = off SET jit = off
AS $drop_emptied$
#variable_conflict use_variable
DECLARE
	emptied record;
BEGIN
	FOR emptied IN SELECT DISTINCT f.id, t.section_name FROM source_fact AS f
			JOIN section AS t ON t.district_id = f.district_id AND t.section_id = f.id
		WHERE f.district_id = district_id AND f.source = source AND f.kind = 'section'
			AND NOT EXISTS (SELECT FROM source_id AS k WHERE k.district_id = f.district_id AND k.source = f.source
				AND k.kind = 'section' AND k.id = f.id) ORDER BY f.id LOOP
		BEGIN
			DELETE FROM section AS t WHERE t.district_id = district_id AND t.section_id = emptied.id;
			DELETE FROM source_fact AS f WHERE f.district_id = district_id AND f.source = source
				AND f.kind = 'section' AND f.id = emptied.id;
			RETURN NEXT CAST(ROW('section', NULL, emptied.section_name, 'closed', emptied.id,
				'became one with another class: taken away') AS import_line);
		EXCEPTION WHEN foreign_key_violation THEN
			NULL;
		END;
	END LOOP;
END
$drop_emptied$;
COMMENT ON FUNCTION drop_emptied(text, int) IS
	'takes away the classes of a source that became one with another, where nothing refers to them';
