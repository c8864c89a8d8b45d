-- What the formats of others have in common. Each has views of one shape over its staging tables, FORMAT_site, _term,
-- _class, _person and _seat, which say how its files mean it; from there on they are read alike. The tables here hold
-- what was read while a merge runs, and are empty otherwise.
CREATE UNLOGGED TABLE roster_day (
	said text PRIMARY KEY,
	day  date,
	why  text
);
COMMENT ON TABLE roster_day IS 'while a merge runs: what each text of a day says';
CREATE UNLOGGED TABLE roster_grade (
	said  text PRIMARY KEY,
	grade int,
	name  text,
	known boolean
);
COMMENT ON TABLE roster_grade IS 'while a merge runs: what each text of a grade says';
CREATE UNLOGGED TABLE roster_role (
	word text PRIMARY KEY,
	role text
);
COMMENT ON TABLE roster_role IS 'while a merge runs: the role here of each word for one; null: it is left out';
CREATE UNLOGGED TABLE roster_term (
	key       text,
	file      text,
	"row"     bigint,
	first_day date,
	last_day  date,
	is_year   boolean,
	why       text
);
COMMENT ON TABLE roster_term IS 'while a merge runs: terms';
CREATE UNLOGGED TABLE roster_class (
	key       text,
	file      text,
	"row"     bigint,
	first_day date,
	last_day  date,
	gone      date,
	why       text
);
COMMENT ON TABLE roster_class IS 'while a merge runs: classes';
CREATE UNLOGGED TABLE roster_person (
	key   text,
	part  text,
	word  text,
	file  text,
	"row" bigint,
	gone  date,
	why   text
);
COMMENT ON TABLE roster_person IS 'while a merge runs: students and staff';
CREATE UNLOGGED TABLE roster_seat (
	file       text,
	"row"      bigint,
	class_key  text,
	person_key text,
	word       text,
	role       text,
	first_day  date,
	last_day   date,
	share      text,
	why        text
);
COMMENT ON TABLE roster_seat IS 'while a merge runs: who sits in a class, without a role, and who teaches it';
CREATE UNLOGGED TABLE roster_place (
	kind  text,
	nth   bigint,
	"row" bigint
);
COMMENT ON TABLE roster_place IS
	'while a merge runs: which rows of a file the rows for schools, students and employments are from';
CREATE UNLOGGED TABLE roster_line (
	place   bigint GENERATED ALWAYS AS IDENTITY,
	kind    text,
	"row"   bigint,
	key     text,
	outcome text,
	why     text
);
COMMENT ON TABLE roster_line IS 'while a merge runs: what is to be told of rows of the files';

CREATE FUNCTION list_of(said text) RETURNS text[]
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT regexp_split_to_array(nullif(btrim(list_of.said), ''), ' *[,;|] *');
END;
COMMENT ON FUNCTION list_of(text) IS 'the words of a list in one column';

-- ends: whether the last day of a file is the first day no longer. seen: whether what stands in a file without days
-- holds since the file first has it, once its class is known; else it has the class's days.
CREATE FUNCTION roster_manner(format text, source text, district_id int, OUT ends boolean, OUT seen boolean)
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $roster_manner$
DECLARE
	r record;
BEGIN
	ends := format LIKE 'oneroster%';
	seen := format IN ('sds', 'sds_v1', 'clever');
	FOR r IN SELECT i.what, i.says FROM import_rule AS i WHERE i.district_id = roster_manner.district_id
		AND i.source = roster_manner.source AND i.what IN ('last day', 'without days') ORDER BY i.what, i.says LOOP
		IF r.what = 'last day' AND r.says IN ('included', 'excluded') THEN
			ends := r.says = 'excluded';
		ELSIF r.what = 'without days' AND r.says IN ('as the class', 'since seen') THEN
			seen := r.says = 'since seen';
		ELSE
			PERFORM refuse_import(format('import_rule of source "%s": "%s" cannot say "%s"', source, r.what, r.says),
				CASE r.what WHEN 'last day' THEN 'It says included or excluded.'
					ELSE 'It says as the class, or since seen.' END);
		END IF;
	END LOOP;
END
$roster_manner$;
COMMENT ON FUNCTION roster_manner(text, text, int) IS 'how a format means its days, or a rule of the district''s says';

-- Days of a class of which its files tell none: those of the school year of the files in which the merge is, else of
-- their next one; else what a rule says, of which the first that is not over.
CREATE FUNCTION roster_class_days(source text, district_id int, on_day date, OUT first_day date, OUT last_day date)
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $roster_class_days$
DECLARE
	r record;
	part text[];
	days daterange;
BEGIN
	SELECT min(t.first_day), max(t.last_day) INTO first_day, last_day FROM roster_term AS t
	WHERE t.is_year AND t.why IS NULL AND on_day BETWEEN t.first_day AND t.last_day;
	IF first_day IS NULL THEN
		SELECT t.first_day, max(t.last_day) INTO first_day, last_day FROM roster_term AS t
		WHERE t.is_year AND t.why IS NULL AND t.first_day > on_day GROUP BY t.first_day ORDER BY t.first_day LIMIT 1;
	END IF;
	FOR r IN SELECT i.says FROM import_rule AS i WHERE i.district_id = roster_class_days.district_id
		AND i.source = roster_class_days.source AND i.what = 'class days' ORDER BY i.says LOOP
		part := regexp_match(r.says, '^([0-9]{4}-[0-9]{2}-[0-9]{2}) to ([0-9]{4}-[0-9]{2}-[0-9]{2})$');
		BEGIN
			days := daterange(part[1]::date, part[2]::date, '[]');
		EXCEPTION WHEN data_exception THEN
			days := NULL;
		END;
		IF part IS NULL OR days IS NULL THEN
			PERFORM refuse_import(format('import_rule "class days" of source "%s" says "%s"', source, r.says),
				'It says the first and the last day on which classes meet, as 2025-08-25 to 2026-06-05.');
		END IF;
		IF first_day IS NULL AND upper(days) > on_day THEN
			first_day := lower(days);
			last_day := upper(days) - 1;
		END IF;
	END LOOP;
END
$roster_class_days$;
COMMENT ON FUNCTION roster_class_days(text, int, date) IS
	'the first and last day of classes of which no file tells them; null: nobody does';

-- Grades by their codes in the Common Education Data Standards, by the descriptors of Ed-Fi and the words of Clever.
-- Where there is no number, as for an ungraded student, null is the answer.
CREATE FUNCTION roster_grades() RETURNS TABLE (word text, grade int)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT * FROM (VALUES ('pr', -2), ('pk', -2), ('tk', -1), ('kg', 0), ('ps', NULL), ('it', NULL), ('ug', NULL),
		('infanttoddler', NULL), ('infant/toddler', NULL), ('ungraded', NULL), ('other', NULL), ('postgraduate', NULL),
		('postsecondary', NULL), ('adult education', NULL), ('out of school', NULL), ('no grade level', NULL),
		('early education', -2), ('preschool/prekindergarten', -2), ('transitional kindergarten', -1),
		('transitionalkindergarten', -1), ('first grade', 1), ('second grade', 2), ('third grade', 3),
		('fourth grade', 4), ('fifth grade', 5), ('sixth grade', 6), ('seventh grade', 7), ('eighth grade', 8),
		('ninth grade', 9), ('tenth grade', 10), ('eleventh grade', 11), ('twelfth grade', 12)) AS g (word, grade);
END;
COMMENT ON FUNCTION roster_grades() IS 'words for grades that are no numbers, and their numbers';

-- Roles by the words of the formats. "teacher" alone does not say which: of record, unless another one is.
CREATE FUNCTION roster_roles() RETURNS TABLE (word text, role text)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT * FROM (VALUES ('primary teacher', 'teacher of record'), ('teacher', 'co-teacher'),
		('professor', 'co-teacher'), ('lecturer', 'co-teacher'), ('instructor', 'co-teacher'),
		('faculty', 'co-teacher'), ('adjunct', 'co-teacher'),
		('teacher of record', 'teacher of record'), ('co-teacher', 'co-teacher'),
		('support teacher', 'co-teacher'), ('substitute teacher', 'substitute'), ('substitute', 'substitute'),
		('assistant teacher', 'aide'), ('teacherassistant', 'aide'), ('assistant', 'aide'), ('aide', 'aide'),
		('paraprofessional', 'aide')) AS r (word, role);
END;
COMMENT ON FUNCTION roster_roles() IS 'words for who teaches a class, and the role here';

-- a status that is given: in force, gone since a day, or unknown
CREATE FUNCTION roster_why(status text, modified text, modified_day date) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN coalesce(roster_why.status, '') IN ('', 'active') THEN NULL
		WHEN roster_why.status NOT IN ('tobedeleted', 'inactive')
			THEN 'status "' || roster_why.status || '" is neither active nor tobedeleted'
		WHEN coalesce(roster_why.modified, '') = ''
			THEN roster_why.status
				|| ', and no day since when (dateLastModified): it is read as if the row were not there'
		WHEN roster_why.modified_day IS NULL THEN 'dateLastModified "' || roster_why.modified || '" is no day' END;
END;
COMMENT ON FUNCTION roster_why(text, text, date) IS 'what is wrong with the status of a row';

CREATE FUNCTION roster_empty() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $roster_empty$
BEGIN
	TRUNCATE roster_day, roster_grade, roster_role, roster_term, roster_class, roster_person, roster_seat, roster_place,
		roster_line;
END
$roster_empty$;
COMMENT ON FUNCTION roster_empty() IS 'empties what was read of a roster';

-- Each text is read once, however many rows have it.
CREATE FUNCTION roster_read_texts(format text, source text, district_id int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET jit = off
AS $roster_read_texts$
BEGIN
	EXECUTE replace($texts$
		INSERT INTO roster_day (said, day, why)
		SELECT t.said, d.day, d.why FROM (
			SELECT v.first_text AS said FROM FORMAT_term AS v UNION SELECT v.last_text FROM FORMAT_term AS v
			UNION SELECT v.first_text FROM FORMAT_class AS v UNION SELECT v.last_text FROM FORMAT_class AS v
			UNION SELECT v.first_text FROM FORMAT_person AS v UNION SELECT v.last_text FROM FORMAT_person AS v
			UNION SELECT v.first_text FROM FORMAT_seat AS v UNION SELECT v.last_text FROM FORMAT_seat AS v
			UNION SELECT v.modified FROM FORMAT_class AS v UNION SELECT v.modified FROM FORMAT_person AS v
			UNION SELECT v.modified FROM FORMAT_seat AS v
		) AS t CROSS JOIN LATERAL said_day(t.said, true) AS d WHERE t.said <> ''
	$texts$, 'FORMAT', format);
	EXECUTE replace($texts$
		INSERT INTO roster_grade (said, grade, name, known)
		SELECT t.said, g.grade, grade_word(g.grade), g.known
		FROM (SELECT (list_of(v.grade))[1] AS said FROM FORMAT_person AS v
			UNION SELECT unnest(v.grades) FROM FORMAT_class AS v) AS t
		CROSS JOIN LATERAL (SELECT lower(btrim(regexp_replace(t.said, '^.*#', ''))) AS word) AS w
		LEFT JOIN import_rule AS i ON i.district_id = $2 AND i.source = $1 AND i.what = 'grade ' || w.word
			AND i.says ~ '^(-?[0-9]+|none)$'
		LEFT JOIN roster_grades() AS r ON r.word = w.word
		CROSS JOIN LATERAL (SELECT CASE WHEN i.says = 'none' THEN NULL WHEN i.says IS NOT NULL THEN i.says::int
				WHEN r.word IS NOT NULL THEN r.grade ELSE said_grade(w.word) END AS grade,
			i.says IS NOT NULL OR r.word IS NOT NULL OR w.word ~ '^ps[0-9]+$'
				OR said_grade(w.word) IS NOT NULL AS known) AS g
		WHERE t.said <> '' ON CONFLICT DO NOTHING
	$texts$, 'FORMAT', format) USING source, district_id;
	INSERT INTO roster_role (word, role)
	SELECT coalesce(r.word, i.word), nullif(coalesce(i.says, r.role), 'none')
	FROM roster_roles() AS r
	FULL JOIN (SELECT DISTINCT ON (1) lower(substr(i.what, 6)) AS word, i.says FROM import_rule AS i
		WHERE i.district_id = roster_read_texts.district_id AND i.source = roster_read_texts.source
			AND i.what LIKE 'role %' ORDER BY 1, 2) AS i ON i.word = r.word;
END
$roster_read_texts$;
COMMENT ON FUNCTION roster_read_texts(text, text, int) IS
	'reads the days, grades and roles of a format''s staging tables';
