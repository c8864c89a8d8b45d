-- The classes of made-up districts: three of each grade from K to 6 at each school, a teacher to each, and students
-- who come, leave and move.

CREATE FUNCTION sample_classes(seed int, from_district int, to_district int, schools int, of_contract text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_classes$
DECLARE
	dates record := sample_days(of_contract);
BEGIN
	INSERT INTO section (district_id, section_id, site_id, section_name, grades, valid, attributes)
	SELECT k.district_id, k.site_id * 100 + k.grade * 3 + k.place, k.site_id,
		format('%s-%s', grade_name(k.grade), k.place),
		CASE WHEN k.combination THEN int4range(k.grade, k.grade + 1, '[]') ELSE int4range(k.grade, k.grade, '[]') END,
		dates.meets, CASE WHEN k.combination THEN '{"combination": true}' ELSE '{}' END::jsonb
	FROM (
		SELECT d AS district_id, s AS site_id, g AS grade, j AS place,
			j = 3 AND g BETWEEN 1 AND 5 AND sample_number(sample_seed(seed, d), 4, s * 10 + g) < 0.08 AS combination
		FROM generate_series(from_district, to_district) AS d, generate_series(1, schools) AS s,
			generate_series(0, 6) AS g, generate_series(1, 3) AS j
	) AS k
	ORDER BY k.district_id, k.site_id, k.grade, k.place;

	INSERT INTO staffing (district_id, section_id, employee_id, valid)
	SELECT c.district_id, c.section_id, t.employee_id, t.valid
	FROM section AS c
		CROSS JOIN LATERAL (
			SELECT sample_number(sample_seed(seed, c.district_id), 5, c.section_id) < 0.04 AS changes
		) AS r
		CROSS JOIN LATERAL (
			SELECT c.section_id AS employee_id,
				CASE WHEN r.changes THEN daterange(lower(dates.meets), dates.winter) ELSE dates.meets END AS valid
			UNION ALL
			SELECT c.site_id * 100 + 30, daterange(dates.winter, upper(dates.meets)) WHERE r.changes
		) AS t
	WHERE c.district_id BETWEEN from_district AND to_district AND c.program IS NULL
	ORDER BY c.district_id, c.section_id, t.valid;
END
$sample_classes$;
COMMENT ON FUNCTION sample_classes(int, int, int, int, text)
	IS 'classes of each grade of made-up districts, and their teachers';

-- A class aims at its cap, from four below to three above. A student in thirteen comes later, one in sixteen leaves,
-- and one in thirty goes to the next class of the grade.
CREATE FUNCTION sample_rosters(seed int, from_district int, to_district int, from_site int, to_site int,
	of_contract text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_rosters$
DECLARE
	dates record := sample_days(of_contract);
	made bigint;
BEGIN
	INSERT INTO enrollment (district_id, section_id, student_id, valid, attributes)
	SELECT r.district_id, v.section_id, r.student, v.valid,
		CASE WHEN sample_number(r.seed_here, 10, r.student) < 0.12 THEN '{"iep": true}' ELSE '{}' END::jsonb
	FROM (
		SELECT c.district_id, c.section_id, c.seed_here, c.section_id * 100 + k AS student,
			lower(dates.meets) + (sample_number(c.seed_here, 7, c.section_id * 100 + k) * 280)::int AS day,
			sample_number(c.seed_here, 8, c.section_id * 100 + k) AS fate,
			c.section_id + CASE WHEN (c.section_id % 100 - 1) % 3 = 2 THEN -1 ELSE 1 END AS next_section
		FROM (
			SELECT c.district_id, c.section_id, sample_seed(seed, c.district_id) AS seed_here,
				coalesce((
					SELECT min(caseload.quantity(p.number))
					FROM limit_cap AS p JOIN load_limit AS l ON l.id = p.limit_id
					WHERE l.contract = of_contract AND l.scope = 'section' AND p.program IS NULL
						AND p.grades && c.grades AND p.relative_to IS NULL AND p.applies = '{}'
						AND caseload.measure(p.number) = 'students' AND p.reckoned = 'total'
				), 24) - 4 + floor(sample_number(sample_seed(seed, c.district_id), 6, c.section_id) * 8) AS aim
			FROM section AS c
			WHERE c.district_id BETWEEN from_district AND to_district AND c.program IS NULL
				AND c.site_id BETWEEN from_site AND to_site
			OFFSET 0 -- each class's cap and seed once, not once a student
		) AS c
			CROSS JOIN LATERAL generate_series(1, greatest(c.aim, 5)::int) AS k
		OFFSET 0
	) AS r
		CROSS JOIN LATERAL (
			SELECT r.section_id, daterange(
				CASE WHEN r.fate < 0.077 THEN r.day ELSE lower(dates.meets) END,
				CASE WHEN r.fate BETWEEN 0.077 AND 0.14 OR r.fate > 0.967 THEN r.day + 1 ELSE upper(dates.meets) END
			) AS valid
			UNION ALL
			SELECT r.next_section, daterange(r.day + 1, upper(dates.meets))
			WHERE r.fate > 0.967 AND r.day + 1 < upper(dates.meets)
		) AS v
	ORDER BY r.district_id, r.section_id, r.student, v.valid;
	GET DIAGNOSTICS made = ROW_COUNT;
	RETURN made;
END
$sample_rosters$;
COMMENT ON FUNCTION sample_rosters(int, int, int, int, int, text)
	IS 'enrollments in those classes, of some schools; says how many';
