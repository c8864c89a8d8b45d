-- Special education in made-up districts: special day classes with aides, and caseloads, for programs of the contract.

CREATE FUNCTION sample_special(seed int, from_district int, to_district int, schools int, of_contract text)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_special$
DECLARE
	dates record := sample_days(of_contract);
	made bigint;
BEGIN
	-- a class for each of two programs at each school
	INSERT INTO section (district_id, section_id, site_id, section_name, grades, valid, program, attributes)
	SELECT d, s * 100 + 21 + p.place, s, p.program || ' ' || s, '[1,5]', dates.meets, p.program,
		p.applies || '{"special_day": true}'
	FROM generate_series(from_district, to_district) AS d, generate_series(1, schools) AS s
		CROSS JOIN (
			SELECT DISTINCT ON (p.program) p.program, p.applies, dense_rank() OVER (ORDER BY p.program) AS place
			FROM limit_cap AS p JOIN load_limit AS l ON l.id = p.limit_id
			WHERE l.contract = of_contract AND l.scope = 'section' AND p.program IS NOT NULL
				AND caseload.measure(p.number) = 'students'
			ORDER BY p.program, p.id
		) AS p
	WHERE p.place <= 2
	ORDER BY d, s, p.place;

	INSERT INTO staffing (district_id, section_id, employee_id, valid)
	SELECT c.district_id, c.section_id, c.section_id, dates.meets
	FROM section AS c
	WHERE c.district_id BETWEEN from_district AND to_district AND c.program IS NOT NULL
	ORDER BY c.district_id, c.section_id;

	INSERT INTO enrollment (district_id, section_id, student_id, valid, attributes)
	SELECT c.district_id, c.section_id, c.section_id * 100 + k, dates.meets, '{"iep": true}'
	FROM section AS c
		CROSS JOIN LATERAL generate_series(1, (
			(
				SELECT min(caseload.quantity(p.number)) FROM limit_cap AS p
				WHERE p.program = c.program AND caseload.measure(p.number) = 'students'
			) - 2 + floor(sample_number(sample_seed(seed, c.district_id), 11, c.section_id) * 6)
		)::int) AS k
	WHERE c.district_id BETWEEN from_district AND to_district AND c.program IS NOT NULL
	ORDER BY c.district_id, c.section_id, k;
	GET DIAGNOSTICS made = ROW_COUNT;

	INSERT INTO tally (district_id, section_id, valid, what, quantity)
	SELECT c.district_id, c.section_id, dates.meets, 'aides', caseload.caseload_unit(
		floor(sample_number(sample_seed(seed, c.district_id), 12, c.section_id) * 3 + 1)::numeric, 'aides')
	FROM section AS c
	WHERE c.district_id BETWEEN from_district AND to_district AND c.program IS NOT NULL
	ORDER BY c.district_id, c.section_id;

	-- and a caseload for each of three programs
	INSERT INTO case_assignment (district_id, employee_id, student_id, program, valid, goal_areas, grade, attributes)
	SELECT r.district_id, r.employee_id, r.student, r.program,
		CASE
			WHEN sample_number(r.seed_here, 14, r.student) < 0.1
			THEN daterange(lower(dates.meets) + (sample_number(r.seed_here, 15, r.student) * 250)::int,
				upper(dates.meets))
			ELSE dates.meets
		END,
		1 + floor(sample_number(r.seed_here, 16, r.student) * 3), (sample_number(r.seed_here, 17, r.student) * 6)::int,
		r.applies
	FROM (
		SELECT e.district_id, e.employee_id, e.employee_id * 1000 + k AS student, p.program, p.applies, p.place,
			sample_seed(seed, e.district_id) AS seed_here
		FROM (
			SELECT DISTINCT ON (p.program) p.program, p.applies, p.number,
				dense_rank() OVER (ORDER BY p.program DESC) AS place
			FROM limit_cap AS p JOIN load_limit AS l ON l.id = p.limit_id
			WHERE l.contract = of_contract AND l.scope = 'employee' AND p.program IS NOT NULL
				AND caseload.measure(p.number) IN ('students', 'IEPs') AND p.relative_to IS NULL
				AND NOT p.counts ? 'what' AND caseload.quantity(p.number) BETWEEN 1 AND 200
			ORDER BY p.program, p.id
		) AS p
			JOIN employee AS e ON e.employee_id % 100 = 24 + p.place AND p.place <= 3
				AND e.district_id BETWEEN from_district AND to_district
			CROSS JOIN LATERAL generate_series(1, (caseload.quantity(p.number)
				* (0.85 + sample_number(sample_seed(seed, e.district_id), 13, e.employee_id) * 0.3))::int) AS k
		OFFSET 0
	) AS r
	ORDER BY r.district_id, r.place, r.student;
	RETURN made;
END
$sample_special$;
COMMENT ON FUNCTION sample_special(int, int, int, int, text)
	IS 'special day classes and caseloads of made-up districts; says how many enrollments';
