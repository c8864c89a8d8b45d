-- A made-up district, for trying things out: schools, teachers, classes, rosters that move during the year,
-- caseloads, aides and positions held, all by arithmetic, so that the same seed and size give the same rows.

-- between 0 and 1, looks random enough, and the same on every machine
CREATE FUNCTION sample_number(seed int, kind int, one bigint) RETURNS double precision
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT ((y.mixed * y.mixed) % 2147483647 + y.mixed * 16807 % 2147483647) % 2147483647 / 2147483647.0::double precision
	FROM (SELECT (abs(sample_number.seed::bigint) * 7919 + sample_number.kind * 104729 + abs(sample_number.one) % 2147483647 * 48271 % 2147483647) % 2147483647 AS mixed) AS y;
END;
COMMENT ON FUNCTION sample_number(int, int, bigint) IS 'a number from 0 to below 1 that depends on its arguments alone';

CREATE FUNCTION sample_facts(seed int, size int, contract text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_facts$
DECLARE
	used_contract text := coalesce(contract, (SELECT c.contract FROM contract AS c ORDER BY c.contract LIMIT 1));
	start_year int := (SELECT CASE WHEN lower_inf(c.term) THEN 2023 ELSE extract(year FROM lower(c.term))::int END FROM contract AS c WHERE c.contract = used_contract);
	year daterange := daterange(make_date(start_year, 7, 1), make_date(start_year + 1, 7, 1));
	first_day date := caseload.first_full_week(start_year, 8) + 7;
	school_days datemultirange;
	meets daterange := daterange(first_day, first_day + 290);
	winter date := first_day + 133;
BEGIN
	IF start_year IS NULL THEN
		RAISE invalid_parameter_value USING MESSAGE = 'there is no contract to sample for',
			HINT = 'Load one first: caseload.load_contract(''my_district'', ''waterford'').';
	END IF;
	IF size < 1 OR size > 2000 THEN
		RAISE invalid_parameter_value USING MESSAGE = format('the size %s is not a number of schools', size), HINT = 'Give 1 to 2000.';
	END IF;
	IF EXISTS (SELECT FROM site) THEN
		RAISE invalid_parameter_value USING MESSAGE = 'the district has facts already', HINT = 'Make an empty district for the sample.';
	END IF;

	-- forty weeks from Monday to Friday, without one in November and two at New Year
	school_days := (SELECT range_agg(daterange(first_day + w * 7, first_day + w * 7 + 5)) FROM generate_series(0, 40) AS w WHERE w NOT IN (14, 18, 19));
	INSERT INTO calendar (contract, school_year, in_force, days, citation, note)
		VALUES (used_contract, start_year || '-' || lpad(((start_year + 1) % 100)::text, 2, '0'), year, school_days, 'made up', 'a sample');
	INSERT INTO term (contract, name, in_force, title, citation) VALUES
		(used_contract, 'semester', daterange(first_day, winter), 'fall', 'made up'), (used_contract, 'semester', daterange(winter, first_day + 290), 'spring', 'made up');
	INSERT INTO count_days (contract, name, in_force, days, citation, note)
	SELECT used_contract, n.name, year, CASE n.name
			WHEN 'Thursdays' THEN caseload.weekly_days(school_days, 4, caseload.first_full_week(start_year, 9))
			WHEN 'norm day' THEN caseload.nth_days(school_days, ARRAY[year], 25)
			ELSE caseload.nth_days(school_days, ARRAY[daterange(first_day, winter), daterange(winter, first_day + 290)], 20) END, 'made up', 'a sample'
	FROM (SELECT l.counted_on AS name FROM load_limit AS l WHERE l.contract = used_contract
		UNION SELECT d.from_event FROM deadline AS d WHERE d.contract = used_contract AND d.stage = 'grievance') AS n
	WHERE n.name NOT IN ('every day', 'duty days', 'first day', 'last day');

	INSERT INTO site (site_id, site_name, level, enrollment, attributes)
	SELECT s, 'School ' || lpad(s::text, 4, '0'), CASE s % 4 WHEN 0 THEN 'High School' WHEN 3 THEN 'Middle School' ELSE 'Elementary' END, 500, CASE WHEN s % 3 = 1 THEN '{"identified": true}' ELSE '{}' END::jsonb
	FROM generate_series(1, size) AS s;

	-- three classes of each grade from K to 6 at each school, a teacher to each, on the places of the schedule
	INSERT INTO employee (employee_id, employee_name, hired)
	SELECT s * 100 + k, 'Employee ' || s * 100 + k, make_date(start_year - (sample_number(seed, 1, s * 100 + k) * 25)::int, 8, 1)
	FROM generate_series(1, size) AS s, generate_series(1, 30) AS k;
	INSERT INTO employment (employee_id, site_id, contract, schedule, valid, placement, agreed_salary, fte)
	SELECT m.employee_id, m.employee_id / 100, used_contract, coalesce(p.schedule, 'none'), year, p.placement, CASE WHEN p.placement IS NULL THEN 60000 END,
		CASE WHEN sample_number(seed, 2, m.employee_id) < 0.05 THEN 0.5 ELSE 1 END
	FROM employee AS m LEFT JOIN (
		SELECT g.schedule, c.placement, row_number() OVER (ORDER BY c.placement) - 1 AS place, count(*) OVER () AS places
		FROM (SELECT g.schedule, g.grid FROM schedule AS g WHERE g.contract = used_contract AND g.in_force && year ORDER BY g.schedule <> 'teacher', g.schedule, g.in_force LIMIT 1) AS g
			CROSS JOIN LATERAL caseload.cells(g.grid) AS c) AS p ON p.place = floor(sample_number(seed, 3, m.employee_id) * p.places);
	INSERT INTO section (section_id, site_id, section_name, grades, valid, attributes)
	SELECT s * 100 + g * 3 + j, s, format('%s-%s', grade_name(g), j), CASE WHEN j = 3 AND g BETWEEN 1 AND 5 AND sample_number(seed, 4, s * 10 + g) < 0.08 THEN int4range(g, g + 1, '[]') ELSE int4range(g, g, '[]') END, meets,
		CASE WHEN j = 3 AND g BETWEEN 1 AND 5 AND sample_number(seed, 4, s * 10 + g) < 0.08 THEN '{"combination": true}' ELSE '{}' END::jsonb
	FROM generate_series(1, size) AS s, generate_series(0, 6) AS g, generate_series(1, 3) AS j;
	INSERT INTO staffing (section_id, employee_id, valid)
	SELECT c.section_id, c.section_id, CASE WHEN r.changes THEN daterange(lower(meets), winter) ELSE meets END
	FROM section AS c CROSS JOIN LATERAL (SELECT sample_number(seed, 5, c.section_id) < 0.04 AS changes) AS r
	UNION ALL
	SELECT c.section_id, c.site_id * 100 + 30, daterange(winter, upper(meets))
	FROM section AS c WHERE sample_number(seed, 5, c.section_id) < 0.04;

	-- A class aims at its cap, from four below to three above. A student in thirteen comes later, one in sixteen leaves,
	-- and one in thirty goes to the next class of the grade.
	INSERT INTO enrollment (section_id, student_id, valid, attributes)
	SELECT v.section_id, r.student, v.valid, CASE WHEN sample_number(seed, 10, r.student) < 0.12 THEN '{"iep": true}' ELSE '{}' END::jsonb
	FROM (SELECT c.section_id, c.section_id * 100 + k AS student, lower(meets) + (sample_number(seed, 7, c.section_id * 100 + k) * 280)::int AS day,
			sample_number(seed, 8, c.section_id * 100 + k) AS fate, c.section_id - 1 + CASE WHEN (c.section_id % 100 - 1) % 3 = 2 THEN 0 ELSE 2 END AS next_section
		FROM (SELECT c.section_id, coalesce((SELECT min(caseload.quantity(p.number)) FROM limit_cap AS p JOIN load_limit AS l ON l.id = p.limit_id
					WHERE l.contract = used_contract AND l.scope = 'section' AND p.program IS NULL AND p.grades && c.grades AND p.relative_to IS NULL
						AND p.applies = '{}' AND caseload.measure(p.number) = 'students' AND p.reckoned = 'total'), 24)
				- 4 + floor(sample_number(seed, 6, c.section_id) * 8) AS aim
			FROM section AS c) AS c CROSS JOIN LATERAL generate_series(1, greatest(c.aim, 5)::int) AS k) AS r
		CROSS JOIN LATERAL (
			SELECT r.section_id, daterange(CASE WHEN r.fate < 0.077 THEN r.day ELSE lower(meets) END, CASE WHEN r.fate BETWEEN 0.077 AND 0.14 THEN r.day + 1 WHEN r.fate > 0.967 THEN r.day + 1 ELSE upper(meets) END) AS valid
			UNION ALL
			SELECT CASE WHEN EXISTS (SELECT FROM section AS n WHERE n.section_id = r.next_section) THEN r.next_section ELSE r.section_id END, daterange(r.day + 1, upper(meets))
			WHERE r.fate > 0.967 AND r.day + 1 < upper(meets)) AS v;

	-- a special day class and a caseload for up to three programs of the contract at each school
	INSERT INTO section (section_id, site_id, section_name, grades, valid, program, attributes)
	SELECT s * 100 + 21 + p.place, s, p.program || ' ' || s, '[1,5]', meets, p.program, p.applies || '{"special_day": true}'
	FROM generate_series(1, size) AS s CROSS JOIN (SELECT DISTINCT ON (p.program) p.program, p.applies, p.number, dense_rank() OVER (ORDER BY p.program) AS place
		FROM limit_cap AS p JOIN load_limit AS l ON l.id = p.limit_id WHERE l.contract = used_contract AND l.scope = 'section' AND p.program IS NOT NULL AND caseload.measure(p.number) = 'students' ORDER BY p.program, p.id) AS p
	WHERE p.place <= 2;
	INSERT INTO staffing (section_id, employee_id, valid) SELECT c.section_id, c.section_id, meets FROM section AS c WHERE c.program IS NOT NULL;
	INSERT INTO enrollment (section_id, student_id, valid, attributes)
	SELECT c.section_id, c.section_id * 100 + k, meets, '{"iep": true}'
	FROM section AS c CROSS JOIN LATERAL generate_series(1, ((SELECT min(caseload.quantity(p.number)) FROM limit_cap AS p WHERE p.program = c.program AND caseload.measure(p.number) = 'students') - 2 + floor(sample_number(seed, 11, c.section_id) * 6))::int) AS k
	WHERE c.program IS NOT NULL;
	INSERT INTO tally (section_id, valid, what, quantity)
	SELECT c.section_id, meets, 'aides', caseload.caseload_unit(floor(sample_number(seed, 12, c.section_id) * 3 + 1)::numeric, 'aides') FROM section AS c WHERE c.program IS NOT NULL;
	INSERT INTO case_assignment (employee_id, student_id, program, valid, goal_areas, grade, attributes)
	SELECT e.employee_id, e.employee_id * 1000 + k, p.program,
		CASE WHEN sample_number(seed, 14, e.employee_id * 1000 + k) < 0.1 THEN daterange(lower(meets) + (sample_number(seed, 15, e.employee_id * 1000 + k) * 250)::int, upper(meets)) ELSE meets END,
		1 + floor(sample_number(seed, 16, e.employee_id * 1000 + k) * 3), (sample_number(seed, 17, e.employee_id * 1000 + k) * 6)::int, p.applies
	FROM (SELECT DISTINCT ON (p.program) p.program, p.applies, p.number, dense_rank() OVER (ORDER BY p.program DESC) AS place FROM limit_cap AS p JOIN load_limit AS l ON l.id = p.limit_id
			WHERE l.contract = used_contract AND l.scope = 'employee' AND p.program IS NOT NULL AND caseload.measure(p.number) IN ('students', 'IEPs') AND p.relative_to IS NULL AND NOT p.counts ? 'what' AND caseload.quantity(p.number) BETWEEN 1 AND 200
			ORDER BY p.program, p.id) AS p
		JOIN employee AS e ON e.employee_id % 100 = 24 + p.place AND p.place <= 3
		CROSS JOIN LATERAL generate_series(1, (caseload.quantity(p.number) * (0.85 + sample_number(seed, 13, e.employee_id) * 0.3))::int) AS k;

	-- a position in ten of those that the contract pays a stipend for
	INSERT INTO position_held (employee_id, site_id, contract, position, valid)
	SELECT m.employee_id, m.employee_id / 100, used_contract, p.position, year
	FROM employee AS m JOIN (SELECT q.position, row_number() OVER (ORDER BY q.position COLLATE "C") - 1 AS place, count(*) OVER () AS places FROM
			(SELECT DISTINCT s.position FROM stipend AS s WHERE s.contract = used_contract AND s.in_force && year AND s.band IS NOT NULL AND s.site_level = 'any') AS q) AS p
		ON p.place = floor(sample_number(seed, 19, m.employee_id) * p.places)
	WHERE sample_number(seed, 18, m.employee_id) < 0.1;

	PERFORM setval(pg_get_serial_sequence('site', 'site_id'), (SELECT max(site_id) FROM site));
	PERFORM setval(pg_get_serial_sequence('employee', 'employee_id'), (SELECT max(employee_id) FROM employee));
	PERFORM setval(pg_get_serial_sequence('section', 'section_id'), (SELECT max(section_id) FROM section));
	RETURN format('%s schools, %s employees, %s classes, %s enrollments, %s cases', size, (SELECT count(*) FROM employee), (SELECT count(*) FROM section),
		(SELECT count(*) FROM enrollment), (SELECT count(*) FROM case_assignment));
END
$sample_facts$;
COMMENT ON FUNCTION sample_facts(int, int, text) IS 'fills an empty district with a made-up year: so many schools, always the same for the same seed';
