-- Reckoning, the ground of step 1: what an enrollment or a case says on which days. What it says itself goes before
-- what is the student's own, and where no row of the student is there, it is all that is said.

-- Where there is none everything is read as if that table were not there, and costs no more.
CREATE FUNCTION has_students(district_id int) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $has_students$
BEGIN
	RETURN EXISTS (SELECT FROM student AS s WHERE s.district_id = has_students.district_id);
END
$has_students$;
COMMENT ON FUNCTION has_students(int) IS 'whether anything of a district''s students is known that is their own';

-- Part of its caller's plan. Of a student there are a few rows, found by key: nothing here is joined that was found
-- before, whose size the planner cannot know. Nearly always one row holds all the time, and nothing else is looked for.
CREATE FUNCTION student_pieces(district_id int, student_id bigint, valid daterange)
RETURNS TABLE (days daterange, grade int, weight numeric, attributes jsonb)
LANGUAGE sql STABLE ROWS 2
BEGIN ATOMIC
	SELECT p.days, p.grade, p.weight, p.attributes
	FROM (SELECT student_pieces.district_id AS place, student_pieces.student_id AS id,
			student_pieces.valid AS days) AS a
		LEFT JOIN student AS w ON w.district_id = a.place AND w.student_id = ANY (ARRAY[a.id]) AND w.valid @> a.days
		CROSS JOIN LATERAL (
			SELECT a.days, w.grade, w.weight, w.attributes WHERE w.student_row_id IS NOT NULL
			UNION ALL
			SELECT s.valid * a.days, s.grade, s.weight, s.attributes FROM student AS s
			WHERE w.student_row_id IS NULL AND s.district_id = a.place AND s.student_id = ANY (ARRAY[a.id])
				AND NOT isempty(s.valid * a.days)
			UNION ALL
			SELECT u.days, NULL, NULL, '{}'::jsonb
			FROM (SELECT range_agg(s.valid) AS days FROM student AS s
					WHERE s.district_id = a.place AND s.student_id = ANY (ARRAY[a.id])) AS k
				CROSS JOIN LATERAL pg_catalog.unnest(datemultirange(a.days) - coalesce(k.days, '{}')) AS u (days)
			WHERE w.student_row_id IS NULL) AS p;
END;
COMMENT ON FUNCTION student_pieces(int, bigint, daterange) IS
	'these days, cut where what is a student''s own changes, and what it is; nothing on days of which no row speaks';

CREATE TYPE case_row AS (employee_id bigint, student_id bigint, program text, held_on daterange, valid daterange,
	grade int, goal_areas numeric, share numeric, weight numeric, attributes jsonb);
COMMENT ON TYPE case_row IS
	'a case on those of its days (held_on) on which it says the same, with what is the student''s';

CREATE FUNCTION cases_of(district_id int, employees bigint[], programs text[]) RETURNS SETOF case_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $cases_of$
#variable_conflict use_column
BEGIN
	IF NOT has_students(cases_of.district_id) THEN
		RETURN QUERY
		SELECT k.employee_id, k.student_id, k.program, k.valid, k.valid, k.grade, k.goal_areas, k.share, k.weight,
			k.attributes
		FROM pg_catalog.unnest(employees) AS a (id)
			JOIN case_assignment AS k ON k.district_id = cases_of.district_id AND k.employee_id = ANY (ARRAY[a.id])
		WHERE cases_of.programs IS NULL OR k.program = ANY (cases_of.programs);
		RETURN;
	END IF;
	RETURN QUERY
	SELECT k.employee_id, k.student_id, k.program, k.valid, p.days, coalesce(k.grade, p.grade), k.goal_areas, k.share,
		coalesce(k.weight, p.weight), p.attributes || k.attributes
	FROM pg_catalog.unnest(employees) AS a (id)
		JOIN case_assignment AS k ON k.district_id = cases_of.district_id AND k.employee_id = ANY (ARRAY[a.id])
		CROSS JOIN LATERAL student_pieces(k.district_id, k.student_id, k.valid) AS p
	WHERE cases_of.programs IS NULL OR k.program = ANY (cases_of.programs);
END
$cases_of$;
COMMENT ON FUNCTION cases_of(int, bigint[], text[]) IS
	'the cases of these employees in these programs (null: in all), with what is the students'' own';
