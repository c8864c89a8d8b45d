-- The schools of made-up districts and who works there. Like the functions that come after, it fills the districts
-- from one number to another, so many schools to each.

CREATE FUNCTION sample_people(seed int, from_district int, to_district int, schools int, of_contract text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_people$
DECLARE
	dates record := sample_days(of_contract);
BEGIN
	INSERT INTO site (district_id, site_id, site_name, level, enrollment, attributes)
	SELECT d, s, 'School ' || lpad(s::text, 4, '0'),
		CASE s % 4 WHEN 0 THEN 'High School' WHEN 3 THEN 'Middle School' ELSE 'Elementary' END, 500,
		CASE WHEN s % 3 = 1 THEN '{"identified": true}' ELSE '{}' END::jsonb
	FROM generate_series(from_district, to_district) AS d, generate_series(1, schools) AS s
	ORDER BY d, s;

	INSERT INTO employee (district_id, employee_id, employee_name, hired)
	SELECT d, s * 100 + k, 'Employee ' || s * 100 + k,
		make_date(dates.start_year - (sample_number(sample_seed(seed, d), 1, s * 100 + k) * 25)::int, 8, 1)
	FROM generate_series(from_district, to_district) AS d, generate_series(1, schools) AS s,
		generate_series(1, 30) AS k
	ORDER BY d, s, k;

	-- on the places of the teachers' schedule, or of the first that there is
	INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, valid, placement, agreed_salary, fte)
	SELECT m.district_id, m.employee_id, m.employee_id / 100, of_contract, coalesce(p.schedule, 'none'), dates.year,
		p.placement, CASE WHEN p.placement IS NULL THEN 60000 END,
		CASE WHEN sample_number(sample_seed(seed, m.district_id), 2, m.employee_id) < 0.05 THEN 0.5 ELSE 1 END
	FROM employee AS m
		LEFT JOIN (
			SELECT g.schedule, c.placement, row_number() OVER (ORDER BY c.placement) - 1 AS place,
				count(*) OVER () AS places
			FROM (
				SELECT g.schedule, g.grid FROM schedule AS g
				WHERE g.contract = of_contract AND g.in_force && dates.year
				ORDER BY g.schedule <> 'teacher', g.schedule, g.in_force LIMIT 1
			) AS g
				CROSS JOIN LATERAL caseload.cells(g.grid) AS c
		) AS p ON p.place = floor(sample_number(sample_seed(seed, m.district_id), 3, m.employee_id) * p.places)
	WHERE m.district_id BETWEEN from_district AND to_district
	ORDER BY m.district_id, m.employee_id;

	-- a position in ten of those that the contract pays a stipend for
	INSERT INTO position_held (district_id, employee_id, site_id, contract, position, valid)
	SELECT m.district_id, m.employee_id, m.employee_id / 100, of_contract, p.position, dates.year
	FROM employee AS m
		JOIN (
			SELECT q.position, row_number() OVER (ORDER BY q.position COLLATE "C") - 1 AS place,
				count(*) OVER () AS places
			FROM (
				SELECT DISTINCT s.position FROM stipend AS s
				WHERE s.contract = of_contract AND s.in_force && dates.year AND s.band IS NOT NULL
					AND s.site_level = 'any'
			) AS q
		) AS p ON p.place = floor(sample_number(sample_seed(seed, m.district_id), 19, m.employee_id) * p.places)
	WHERE m.district_id BETWEEN from_district AND to_district
		AND sample_number(sample_seed(seed, m.district_id), 18, m.employee_id) < 0.1
	ORDER BY m.district_id, m.employee_id;
END
$sample_people$;
COMMENT ON FUNCTION sample_people(int, int, int, int, text)
	IS 'sites, employees, employments and positions held of made-up districts';
