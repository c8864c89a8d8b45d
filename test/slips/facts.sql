-- Facts for the slips: beside sample_facts(), for each row of limit_cap a class, a person, a caseload or a site that it
-- holds for, one or two over its number. Run in a district whose one contract is loaded.
SET client_min_messages = error;
SELECT sample_facts(1, 1);
CREATE SCHEMA IF NOT EXISTS slip;
DO $facts$
DECLARE
	of_contract text := (SELECT contract FROM contract);
	year daterange := (SELECT in_force FROM calendar ORDER BY in_force LIMIT 1);
	cap record;
	person bigint := 90000;
	class bigint;
	site bigint;
	n int;
	carried jsonb;
	counted jsonb;
BEGIN
	INSERT INTO pay_base (contract, name, in_force, amount, citation)
	SELECT DISTINCT of_contract, r.base, (SELECT term FROM contract), 45, 'made up' FROM limit_remedy AS r
	WHERE r.base IS NOT NULL AND NOT EXISTS (SELECT FROM pay_base AS b WHERE b.name = r.base);
	FOR cap IN SELECT c.*, l.scope, c.counts ->> 'what' AS what, caseload.measure(c.number) AS measure,
			caseload.quantity(c.number) + coalesce((SELECT min(caseload.quantity(b.number)) FROM limit_cap AS b
				JOIN load_limit AS o ON o.id = b.limit_id WHERE o.contract = of_contract AND o.code = c.relative_to
					AND b.relative_to IS NULL), 0) AS number_of
		FROM limit_cap AS c JOIN load_limit AS l ON l.id = c.limit_id
		WHERE c.number IS NOT NULL AND l.in_force && year ORDER BY c.id LOOP
		person := person + 1;
		class := person * 10;
		n := greatest(1, least(ceil(cap.number_of) + 1 + person % 2, 2000))
			- CASE cap.binds WHEN 'under' THEN 1 + person % 2 ELSE 0 END;
		carried := (SELECT coalesce(jsonb_object_agg(e.key, e.value), '{}') FROM jsonb_each(cap.applies) AS e
			WHERE jsonb_typeof(e.value) NOT IN ('object', 'array'));
		counted := (SELECT coalesce(jsonb_object_agg(e.key, e.value), '{}') FROM jsonb_each(cap.counts) AS e
			WHERE jsonb_typeof(e.value) NOT IN ('object', 'array') AND e.key NOT IN ('what', 'role'));
		INSERT INTO site (site_id, site_name, level, attributes)
		VALUES (person, 'Site ' || person, coalesce(carried ->> 'site_level', 'any'), carried - 'site_level')
		RETURNING site_id INTO site;
		INSERT INTO employee (employee_id, employee_name) VALUES (person, 'E' || person);
		INSERT INTO employment (employee_id, site_id, contract, schedule, valid, agreed_salary, attributes)
		VALUES (person, site, of_contract, 'none', year, 50000, carried
			|| CASE WHEN cap.program IS NULL THEN '{}' ELSE jsonb_build_object('program', cap.program) END);
		-- classes: five of a person, one where the limit is of a class
		FOR place IN 1 .. CASE WHEN cap.scope = 'employee' AND cap.program IS NULL AND cap.what IS NULL THEN 5
				WHEN cap.scope = 'section' OR cap.wider IS NOT NULL THEN 1 ELSE 0 END LOOP
			INSERT INTO section (section_id, site_id, section_name, grades, valid, program, attributes)
			VALUES (class + place, site, 'C' || class + place, coalesce(cap.grades, '[3,3]'),
				year, cap.program, carried);
			INSERT INTO staffing (section_id, employee_id, valid) VALUES (class + place, person, year);
			INSERT INTO enrollment (section_id, student_id, valid, attributes)
			SELECT class + place, (class + place) * 100 + k, year, counted
			FROM generate_series(1, CASE WHEN cap.measure NOT IN ('students', 'seats', 'percent') THEN 5
				WHEN cap.measure = 'percent' THEN 20 ELSE least(n, 60) END) AS k;
		END LOOP;
		IF cap.what IS NOT NULL OR cap.measure NOT IN ('students', 'seats', 'percent', 'IEPs', 'units') THEN
			INSERT INTO tally (employee_id, section_id, site_id, valid, what, quantity, attributes)
			SELECT CASE WHEN cap.scope = 'employee' THEN person END, CASE WHEN cap.scope = 'section'
				AND cap.wider IS NULL THEN class + 1 END, CASE WHEN cap.scope IN ('site', 'district')
				OR cap.wider = 'site' THEN site END, CASE WHEN cap.taken = 'total'
				THEN daterange(lower(year) + 100, lower(year) + 101) ELSE year END,
				coalesce(cap.what, cap.measure), caseload.caseload_unit(n, cap.measure), counted;
		END IF;
		IF cap.scope = 'employee' AND cap.program IS NOT NULL AND cap.what IS NULL THEN
			INSERT INTO case_assignment (employee_id, student_id, program, valid, goal_areas, grade, attributes)
			SELECT person, person * 10000 + k, cap.program, year,
				CASE cap.measure WHEN 'units' THEN 3 ELSE 1 + k % 3 END,
				coalesce(lower(cap.grades), 3), carried || counted FROM generate_series(1, n) AS k;
		END IF;
	END LOOP;
	ANALYZE;
END
$facts$;
SELECT refresh_reports();
