-- What clerks may do to the facts of stress_facts.sql, and what came of it. random() says what, so that setseed() says
-- it again.
CREATE SCHEMA stress;
CREATE TABLE stress.done (kind text, rows bigint, result text);
CREATE TABLE stress.looked (who text, marks bigint, rows bigint, wrong text);
CREATE FUNCTION stress.any_of(VARIADIC words text[]) RETURNS text LANGUAGE sql VOLATILE
RETURN words[1 + floor(random() * cardinality(words))];
CREATE FUNCTION stress.up_to(low int, high int) RETURNS int LANGUAGE sql VOLATILE
RETURN low + floor(random() * (high - low + 1))::int;
CREATE FUNCTION stress.days() RETURNS daterange LANGUAGE sql VOLATILE
BEGIN ATOMIC
	-- mostly all the time, lest nothing be over
	SELECT CASE WHEN random() < 0.6 THEN daterange('[2025-08-01,2027-07-01)')
		ELSE daterange(d.first, d.first + stress.up_to(10, 500)) END
	FROM (SELECT date '2025-08-01' + stress.up_to(0, 600) AS first OFFSET 0) AS d;
END;
CREATE FUNCTION stress.section(district int) RETURNS bigint LANGUAGE sql VOLATILE
BEGIN ATOMIC
	SELECT s.section_id FROM section AS s WHERE s.district_id = district ORDER BY random() LIMIT 1;
END;
CREATE FUNCTION stress.employee() RETURNS bigint LANGUAGE sql VOLATILE RETURN stress.up_to(1, 10);
CREATE FUNCTION stress.limit_of(scopes text[], measured text) RETURNS bigint LANGUAGE sql VOLATILE
BEGIN ATOMIC
	SELECT l.id FROM load_limit AS l WHERE l.scope = ANY (scopes) AND EXISTS (SELECT FROM limit_cap AS c
		WHERE c.limit_id = l.id AND caseload.measure(c.number) = measured)
	ORDER BY random() LIMIT 1;
END;
CREATE FUNCTION stress.attributes() RETURNS jsonb LANGUAGE sql VOLATILE
RETURN stress.any_of('{}', '{}', '{"small": true}', '{"title_i": true}', '{"iep": true}',
	'{"iep": true, "level": "high"}', '{"level": "high"}')::jsonb;

-- What is done: facts by any clerk, rules by one and seldom. $1 is the district. A table's kinds begin with its name.
CREATE TABLE stress.kind (kind text PRIMARY KEY, seldom boolean NOT NULL, weight numeric NOT NULL,
	statement text NOT NULL);
-- weight 0: seldom, and by one alone. %s: some rows of the table
INSERT INTO stress.kind
SELECT v.kind, v.weight = 0, greatest(v.weight, 1), replace(v.statement, '%s', format(
	'SELECT %I FROM %I WHERE district_id = $1 ORDER BY random() LIMIT stress.up_to(1, 3)', (SELECT a.attname
		FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[i.indnatts - 1]
		WHERE i.indisprimary AND i.indrelid = t.name::regclass), t.name))
FROM (VALUES
	('enrollment insert', 4, $$INSERT INTO enrollment (district_id, section_id, student_id, valid, share, weight,
		attributes) SELECT $1, stress.section($1), stress.up_to(1, 60), stress.days(), stress.any_of('1', '1', '0.5',
		'0.333')::numeric, stress.any_of(NULL, NULL, '2')::numeric, stress.attributes() FROM generate_series(1,
		stress.up_to(1, 3))$$),
	('enrollment update', 2, $$UPDATE enrollment SET valid = stress.days(), share = stress.any_of('1', '0.5')::numeric,
		attributes = stress.attributes() WHERE district_id = $1 AND enrollment_id IN (%s)$$),
	('enrollment move', 2, $$UPDATE enrollment SET section_id = n.id
		FROM (SELECT stress.section($1) AS id OFFSET 0) AS n WHERE district_id = $1 AND enrollment_id IN (%s)$$),
	('enrollment delete', 3, $$DELETE FROM enrollment WHERE district_id = $1 AND enrollment_id IN (%s)$$),
	('section insert', 1, $$INSERT INTO section (district_id, section_id, site_id, section_name, grades, valid,
		attributes) SELECT $1, stress.up_to(10, 14), stress.up_to(1, 3), 'New', int4range(g, g, '[]'), stress.days(),
		stress.attributes() FROM (SELECT stress.up_to(0, 6) AS g OFFSET 0) AS x$$),
	('section move', 1, $$UPDATE section SET site_id = stress.up_to(1, 3) WHERE district_id = $1
		AND section_id = stress.up_to(1, 8)$$),
	('section update', 2, $$UPDATE section SET grades = int4range(x.g, x.g + 1, '[]'), attributes = stress.attributes(),
		valid = stress.days(), period = stress.any_of(NULL, '1', '1', '1', '2')
		FROM (SELECT stress.up_to(0, 6) AS g, stress.up_to(1,
		8) AS id OFFSET 0) AS x WHERE district_id = $1 AND section_id = x.id$$),
	('section rename', 1, $$UPDATE section SET section_name = 'Class ' || stress.up_to(1, 99) WHERE district_id = $1
		AND section_id = stress.section($1)$$),
	('section delete', 1, $$WITH gone AS MATERIALIZED (SELECT section_id FROM section WHERE district_id = $1
		AND section_id > 9 ORDER BY random() LIMIT 1), a AS (DELETE FROM enrollment AS o
		USING gone AS g WHERE o.district_id = $1 AND o.section_id = g.section_id), b AS (DELETE FROM staffing AS o
		USING gone AS g WHERE o.district_id = $1 AND o.section_id = g.section_id), c AS (DELETE FROM tally AS o
		USING gone AS g WHERE o.district_id = $1 AND o.section_id = g.section_id), d AS (DELETE FROM exception AS o
		USING gone AS g WHERE o.district_id = $1 AND o.section_id = g.section_id), e AS (DELETE FROM remedy_given AS o
		USING gone AS g WHERE o.district_id = $1 AND o.section_id = g.section_id) DELETE FROM section AS o
		USING gone AS g WHERE o.district_id = $1 AND o.section_id = g.section_id$$),
	('staffing insert', 2, $$INSERT INTO staffing (district_id, section_id, employee_id, role, valid, share) SELECT $1,
		s.section_id, stress.employee(), stress.any_of('teacher of record', 'teacher of record', 'specialist',
		'case manager', 'co-teacher'), stress.days(), stress.any_of('1', '0.5', '0.25')::numeric
		FROM section AS s WHERE s.district_id = $1 AND s.section_id <> 9 ORDER BY random() LIMIT 1$$),
	('staffing update', 1, $$UPDATE staffing SET valid = stress.days(), share = stress.any_of('1', '0.6',
		'0.333')::numeric WHERE district_id = $1 AND section_id <> 9 AND staffing_id IN (%s)$$),
	('staffing hand over', 1, $$UPDATE staffing SET employee_id = n.id, role = stress.any_of('teacher of record',
		'specialist') FROM (SELECT stress.employee() AS id OFFSET 0) AS n WHERE district_id = $1 AND section_id <> 9
		AND staffing_id IN (%s)$$),
	('staffing delete', 1, $$DELETE FROM staffing WHERE district_id = $1 AND section_id <> 9 AND staffing_id IN (%s)$$),
	('employment insert', 1, $$INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, placement,
		fte, valid, attributes) SELECT $1, stress.employee(), stress.up_to(1, 3), stress.any_of('elm', 'oak'),
		'teacher', 'MA-1', stress.any_of('1', '0.5', '0.2')::numeric, stress.days(), stress.attributes()$$),
	('employment update', 1, $$UPDATE employment SET site_id = stress.up_to(1, 3), fte = stress.any_of('1',
		'0.4')::numeric, attributes = stress.attributes() WHERE district_id = $1 AND employee_id <> 90
		AND employment_id IN (%s)$$),
	('employment contract', 1, $$UPDATE employment SET contract = stress.any_of('elm', 'oak'),
		valid = stress.days() WHERE district_id = $1 AND employee_id <> 90 AND employment_id IN (%s)$$),
	('employment delete', 1, $$DELETE FROM employment WHERE district_id = $1 AND employee_id <> 90
		AND employment_id IN (%s)$$),
	('employment share', 1, $$UPDATE employment SET job_share = stress.any_of(NULL, 'one', 'two'),
		fte = stress.any_of('0.3333333', '0.6666667')::numeric WHERE district_id = $1 AND employee_id <> 90
		AND employment_id IN (%s)$$),
	('employment placement', 1, $$UPDATE employment SET placement = stress.any_of('BA-1', 'BA-2', 'MA-1',
		'MA-2')::caseload.salary_step WHERE district_id = $1 AND employee_id <> 90 AND employment_id IN (%s)$$),
	('position_held insert', 2, $$INSERT INTO position_held (district_id, employee_id, site_id, contract, position,
		valid) SELECT $1, stress.employee(), stress.up_to(1, 3), stress.any_of('elm', 'oak'),
		stress.any_of('coach', 'mentor',
		'own', 'coatch'), stress.days()$$),
	('position_held update', 1, $$UPDATE position_held SET employee_id = stress.employee(),
		site_id = stress.up_to(1, 3), share = stress.any_of('1', '0.5')::numeric WHERE district_id = $1
		AND position_held_id IN (%s)$$),
	('position_held delete', 1, $$DELETE FROM position_held WHERE district_id = $1 AND position_held_id IN (%s)$$),
	('service insert', 1, $$INSERT INTO service (district_id, employee_id, school_year, kind, share) SELECT $1,
		stress.employee(), y || '-' || y % 100 + 1, 'district', stress.any_of('1', '0.5')::numeric
		FROM (SELECT stress.up_to(2019, 2025) AS y OFFSET 0) AS x ON CONFLICT DO NOTHING$$),
	('service update', 1, $$UPDATE service SET share = stress.any_of('1', '0.4')::numeric WHERE district_id = $1
		AND service_id IN (%s)$$),
	('service delete', 1, $$DELETE FROM service WHERE district_id = $1 AND service_id IN (%s)$$),
	('case_assignment insert', 2, $$INSERT INTO case_assignment (district_id, employee_id, student_id, program, grade,
		goal_areas, valid, share, attributes) SELECT $1, stress.employee(), stress.up_to(1, 60), stress.any_of('RSP',
		'RSP', 'Speech'), stress.any_of(NULL, '0', '2', '4')::int, stress.up_to(1, 3), stress.days(),
		stress.any_of('1', '0.5')::numeric, stress.attributes() FROM generate_series(1, stress.up_to(1, 3))$$),
	('case_assignment update', 1, $$UPDATE case_assignment SET grade = stress.up_to(0, 6), goal_areas = stress.up_to(1,
		3), valid = stress.days(), attributes = stress.attributes() WHERE district_id = $1 AND case_id IN (%s)$$),
	('case_assignment move', 1, $$UPDATE case_assignment SET employee_id = stress.employee() WHERE district_id = $1
		AND case_id IN (%s)$$),
	('case_assignment delete', 2, $$DELETE FROM case_assignment WHERE district_id = $1 AND case_id IN (%s)$$),
	('student insert', 3, $$INSERT INTO student (district_id, student_id, valid, grade, weight, attributes) SELECT $1,
		stress.up_to(1, 60), stress.days(), stress.any_of(NULL, '0', '2', '3')::int, stress.any_of(NULL, NULL,
		'3')::numeric, stress.attributes() FROM generate_series(1, stress.up_to(1, 3))$$),
	('student update', 2, $$UPDATE student SET valid = stress.days(), weight = stress.any_of(NULL, '0.5')::numeric,
		attributes = stress.attributes() WHERE district_id = $1 AND student_row_id IN (%s)$$),
	('student renumber', 1, $$UPDATE student SET student_id = stress.up_to(1, 60) WHERE district_id = $1
		AND student_row_id IN (%s)$$),
	('student from then on', 2, $$WITH ended AS (UPDATE student AS s SET valid = daterange(lower(s.valid), d.day)
		FROM (SELECT date '2025-08-01' + stress.up_to(1, 600) AS day OFFSET 0) AS d WHERE s.district_id = $1
		AND s.student_row_id IN (%s) AND s.valid @> d.day AND lower(s.valid) < d.day RETURNING s.*, d.day)
		INSERT INTO student (district_id, student_id, valid, grade, attributes) SELECT e.district_id, e.student_id,
		daterange(e.day, NULL), e.grade, '{"iep": true}' FROM ended AS e$$),
	('student delete', 2, $$DELETE FROM student WHERE district_id = $1 AND student_row_id IN (%s)$$),
	('tally insert', 2, $$INSERT INTO tally (district_id, employee_id, section_id, site_id, valid, what, quantity,
		attributes) SELECT $1, CASE WHEN w.n < 5 THEN stress.employee() END, CASE WHEN w.n > 6
		THEN stress.section($1) END, CASE WHEN w.n IN (5, 6) THEN stress.up_to(1, 3) END, stress.days(),
		CASE WHEN w.n IN (1, 7) THEN 'assessments' ELSE stress.any_of('coverage', 'head count', 'aide') END,
		CASE WHEN w.n IN (1, 7) THEN '2 assessments' ELSE stress.any_of('3 hours', '3 hours', '7 students', '1 aides',
		'2 aides') END::caseload.caseload_unit, CASE w.n WHEN 1 THEN '{"kind": "initial"}' ELSE stress.any_of('{}',
		'{"kind": "initial"}') END::jsonb FROM (SELECT stress.up_to(1, 9) AS n OFFSET 0) AS w$$),
	('tally update', 1, $$UPDATE tally SET valid = stress.days(), what = stress.any_of('coverage', 'head count',
		what) WHERE district_id = $1 AND tally_id IN (%s)$$),
	('tally delete', 2, $$DELETE FROM tally WHERE district_id = $1 AND tally_id IN (%s)$$),
	('exception insert', 2, $$INSERT INTO exception (district_id, limit_id, employee_id, section_id, site_id, valid,
		number, reason) SELECT $1, stress.limit_of(CASE WHEN w.n = 1 THEN '{employee,section}' WHEN w.n = 2
		THEN '{section,site}' ELSE '{section,employee}' END::text[], w.measured), CASE WHEN w.n = 1
		THEN stress.employee() END, CASE WHEN w.n > 2 THEN stress.section($1) END, CASE WHEN w.n = 2
		THEN stress.up_to(1, 3) END, stress.days(), CASE WHEN random() < 0.8 THEN caseload.caseload_unit(stress.up_to(2,
		8)::numeric, w.measured) END, 'made up' FROM (SELECT stress.up_to(1, 3) AS n, stress.any_of('students',
		'students', 'seats') AS measured OFFSET 0) AS w$$),
	('exception update', 1, $$UPDATE exception SET valid = stress.days() WHERE district_id = $1
		AND exception_id IN (%s)$$),
	('exception delete', 2, $$DELETE FROM exception WHERE district_id = $1 AND exception_id IN (%s)$$),
	('remedy_given insert', 2, $$INSERT INTO remedy_given (district_id, remedy_id, employee_id, section_id,
		valid, over_by) SELECT $1, r.id, CASE WHEN w.n < 3 THEN stress.employee() END, CASE WHEN w.n > 1
		THEN stress.section($1) END, stress.days(), stress.any_of(NULL, '1', '1.5', '2')::numeric
		FROM (SELECT stress.up_to(1, 3) AS n OFFSET 0) AS w, limit_remedy AS r WHERE r.choice IS NOT NULL
		ORDER BY random() LIMIT 1$$),
	('remedy_given update', 1, $$UPDATE remedy_given SET valid = stress.days(),
		over_by = stress.any_of(NULL, '1', '3')::numeric WHERE district_id = $1
		AND remedy_given_id IN (%s)$$),
	('remedy_given delete', 2, $$DELETE FROM remedy_given WHERE district_id = $1 AND remedy_given_id IN (%s)$$),
	('site update', 1, $$UPDATE site SET attributes = stress.any_of('{}', '{"title_i": true}',
		'{"small": true}')::jsonb, enrollment = stress.up_to(3, 20) WHERE district_id = $1 AND site_id = stress.up_to(1,
		3)$$),
	('site level', 1, $$UPDATE site SET level = stress.any_of('High School', 'Elementary') WHERE district_id = $1
		AND site_id = stress.up_to(1, 3)$$),
	('site rename', 1, $$UPDATE site SET site_name = 'Site ' || site_id || ' ' || stress.up_to(1,
		99) WHERE district_id = $1 AND site_id = stress.up_to(1, 3)$$),
	('site insert', 0.5, $$INSERT INTO site (district_id, site_id, site_name) SELECT $1, n, 'Other ' || n
		FROM (SELECT stress.up_to(4, 9) AS n OFFSET 0) AS x$$),
	('site delete', 0.5, $$DELETE FROM site WHERE district_id = $1 AND site_id > 3$$),
	('employee rename', 1, $$UPDATE employee SET employee_name = 'Name ' || stress.up_to(1, 99) WHERE district_id = $1
		AND employee_id IN (stress.employee(), 90)$$),
	('employee insert', 0.5, $$INSERT INTO employee (district_id, employee_id, employee_name) SELECT $1,
		stress.up_to(100, 200), 'Other'$$),
	('employee delete', 0.5, $$DELETE FROM employee WHERE district_id = $1 AND employee_id > 99$$),
	('tally truncate', 0, $$TRUNCATE tally$$),
	('student truncate', 0, $$TRUNCATE student$$),
	('exception truncate', 0, $$TRUNCATE exception$$),
	('remedy_given truncate', 0, $$TRUNCATE remedy_given$$),
	('limit_cap number', 0, $$UPDATE limit_cap SET number = caseload.caseload_unit(stress.up_to(2, 7)::numeric,
		caseload.measure(number)) WHERE id = (SELECT id FROM limit_cap WHERE caseload.measure(number) = 'students'
		AND relative_to IS NULL ORDER BY random() LIMIT 1)$$),
	('limit_cap insert', 0, $$INSERT INTO limit_cap (limit_id, grades, precedence, number) SELECT id, '[2,2]', 7,
		'2 students' FROM load_limit WHERE code IN ('class-size', 'choice')$$),
	('limit_cap delete', 0, $$DELETE FROM limit_cap WHERE precedence = 7$$),
	('load_limit days', 0, $$UPDATE load_limit SET counted_on = stress.any_of('every day', 'Thursdays',
		'checks') WHERE code = stress.any_of('class-size', 'both', 'contacts', 'lasting', 'choice')$$),
	('load_limit words', 0, $$UPDATE load_limit SET title = 'Limit ' || stress.up_to(1, 99),
		citation = 'article ' || stress.up_to(1, 9), note = stress.any_of(NULL, 'noted'),
		strictness = stress.any_of('hard', 'paid', 'advisory') WHERE id = (SELECT id FROM load_limit
		ORDER BY random() LIMIT 1)$$),
	('load_limit carried', 0, $$UPDATE load_limit SET carried = stress.any_of('in full', 'by share'),
		carried_by = stress.any_of('{teacher of record}', '{teacher of record,specialist}',
		'{specialist,co-teacher}')::text[] WHERE code = stress.any_of('contacts', 'by share', 'average', 'overages',
		'wider and all')$$),
	('load_limit joined', 0, $$UPDATE load_limit SET joined = stress.any_of('any', 'all') WHERE code = 'both'$$),
	('load_limit in force', 0, $$UPDATE load_limit SET in_force = stress.any_of('[2025-07-01,2027-07-01)',
		'[2025-10-01,2026-12-01)')::daterange WHERE code = stress.any_of('class-size', 'cases', 'gain',
		'site tally')$$),
	('limit_weight update', 0, $$UPDATE limit_weight SET weight = stress.up_to(0, 3)$$),
	('time_block update', 0, $$UPDATE time_block SET begun = stress.any_of('counts', 'lost', 'nearest'),
		most = CASE WHEN random() < 0.5 THEN caseload.caseload_unit(stress.up_to(2, 4)::numeric, 'hours') END,
		least = CASE WHEN random() < 0.7 THEN caseload.caseload_unit(stress.up_to(1, 4)::numeric, 'hours')
			WHEN block IS NULL THEN '2 hours' END, shorter = stress.any_of('raised', 'lost')
		WHERE id = (SELECT id FROM time_block ORDER BY random() LIMIT 1)$$),
	('limit_most update', 0, $$UPDATE limit_most SET most = stress.up_to(1, 400) + 0.01 * stress.up_to(0, 99),
		per = CASE WHEN per IN ('week', 'month') THEN stress.any_of('week', 'month') ELSE per END
		WHERE id IN (SELECT id FROM limit_most ORDER BY random() LIMIT 2)$$),
	('limit_remedy scale', 0, $$UPDATE limit_remedy AS r SET scale = stress.any_of('1+: $5 each per day',
		'1+: $5.55 each per day', '2+: $20 flat per day')::caseload.pay_scale
		FROM load_limit AS l WHERE l.id = r.limit_id AND l.code IN ('class-size', 'average')$$),
	('limit_remedy rank', 0, $$UPDATE limit_remedy SET rank = stress.up_to(1, 3) WHERE choice IS NOT NULL$$),
	('limit_remedy insert', 0, $$INSERT INTO limit_remedy (limit_id, kind, scale,
		note) SELECT stress.limit_of('{section,employee}', 'students'), 'pay', '1+: $1 each per quarter', 'added'$$),
	('limit_remedy delete', 0, $$DELETE FROM limit_remedy WHERE note = 'added'$$),
	('count_days update', 0, $$UPDATE count_days SET beyond_calendar = NOT beyond_calendar
		WHERE name = stress.any_of('Thursdays', 'checks', 'whole')$$),
	('calendar update', 0, $$UPDATE calendar SET days = CASE WHEN days @> lower(in_force) + 70 THEN days - x.day
		ELSE days + x.day END FROM (SELECT datemultirange(daterange(make_date(y, 9, 9), make_date(y, 9, 10))) AS day, y
		FROM unnest('{2025,2026}'::int[]) AS y) AS x WHERE kind = 'student' AND extract(year
		FROM lower(in_force)) = x.y AND contract = stress.any_of('elm', 'oak')$$),
	('term update', 0, $$UPDATE term SET in_force = daterange(lower(in_force),
		CASE WHEN upper(in_force) - lower(in_force) = 190 THEN lower(in_force) + 160
		ELSE lower(in_force) + 190 END) WHERE name = 'semester' AND lower(in_force) = date '2026-07-01'
		AND contract = stress.any_of('elm', 'oak')$$),
	('term insert', 0, $$INSERT INTO term (contract, name, in_force, citation) SELECT stress.any_of('elm', 'oak'),
		'quarter', '[2027-03-31,2027-07-01)', 'late'$$),
	('term delete', 0, $$DELETE FROM term WHERE citation = 'late'$$),
	('pay_base update', 0, $$UPDATE pay_base SET amount = stress.up_to(20, 60) WHERE name = 'hour'$$),
	('stipend band', 0, $$UPDATE stipend SET band = stress.any_of('M $700 per semester', 'M $710 per semester')::
		caseload.stipend_band WHERE position = 'mentor'$$),
	('longevity_rule update', 0, $$UPDATE longevity_rule SET scale = stress.any_of('2+: $99.99 each',
		'1+: $10 each')::caseload.pay_scale WHERE contract = stress.any_of('elm', 'oak')$$),
	('credit_rule update', 0, $$UPDATE credit_rule SET year_at = stress.any_of('0.75', '0.5')::numeric$$),
	('division insert', 0, $$INSERT INTO division (contract, in_force, way, citation)
		SELECT stress.any_of('elm', 'oak'), '[2025-07-01,2027-07-01)', stress.any_of('thirtieths',
		'calendar days'), 'made up'$$),
	('division delete', 0, $$DELETE FROM division$$),
	('due_date update', 0, $$UPDATE due_date SET day = stress.up_to(1, 28)$$),
	('deadline update', 0, $$UPDATE deadline SET days = stress.up_to(1, 5)$$),
	('schedule update', 0, $$UPDATE schedule SET grid = E'step(0) BA MA\n1 50000 55000\n2 51000 ' || stress.up_to(60000,
		60009) WHERE contract = stress.any_of('elm', 'oak')$$))
	AS v (kind, weight, statement)
	CROSS JOIN LATERAL split_part(v.kind, ' ', 1) AS t (name);

-- One change. What constraints refuse is refused, and counted; a third of the time it is what was done least.
CREATE FUNCTION stress.change(district int, rarely boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $change$
DECLARE
	chosen stress.kind;
	changed bigint;
BEGIN
	SELECT k.* INTO chosen FROM stress.kind AS k
		LEFT JOIN (SELECT d.kind, count(*) AS times
			FROM stress.done AS d WHERE d.result = 'done' GROUP BY d.kind) AS n ON n.kind = k.kind
	WHERE k.seldom = rarely
	ORDER BY CASE WHEN rarely OR random() < 0.3 THEN coalesce(n.times, 0) ELSE 0 END,
		-ln(1 - random()) / k.weight LIMIT 1;
	EXECUTE chosen.statement USING district;
	GET DIAGNOSTICS changed = ROW_COUNT;
	INSERT INTO stress.done VALUES (chosen.kind, changed, CASE WHEN changed > 0 OR chosen.kind LIKE '%truncate'
		THEN 'done' ELSE 'nothing' END);
EXCEPTION WHEN integrity_constraint_violation THEN
	INSERT INTO stress.done VALUES (chosen.kind, 0, 'refused');
END
$change$;
