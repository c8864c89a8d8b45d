-- Reckoning, the ground: which limit holds when, and which of its rows match which class, person or
-- site. Every function of the reckoning takes the day as known on (infinity: all that is known) and,
-- to be quick, a single school year. With a search_path of their own they are planned by themselves, each
-- step upon the finished rows of the one before; inlined into one query the steps were taken for a single
-- row each and ran in nested loops.

-- Whether one value, null for none, is as one condition asks.
CREATE FUNCTION is_so(told jsonb, word text, wanted jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $is_so$
DECLARE
	one jsonb;
	number numeric;
BEGIN
	IF word = 'absent' THEN
		RETURN wanted::boolean = (told IS NULL OR told = 'null'::jsonb);
	ELSIF word = 'not' THEN
		RETURN NOT is_so(told, 'one_of', CASE jsonb_typeof(wanted) WHEN 'array' THEN wanted
			ELSE jsonb_build_array(wanted) END);
	ELSIF word = 'one_of' THEN
		FOR one IN SELECT * FROM jsonb_array_elements(wanted) LOOP
			IF told = one OR jsonb_typeof(told) = 'array' AND told @> jsonb_build_array(one) THEN
				RETURN true;
			END IF;
		END LOOP;
		RETURN false;
	END IF;
	IF coalesce(jsonb_typeof(told), 'none') <> 'number' THEN
		RETURN false;
	END IF;
	number := told::text::numeric - wanted::text::numeric;
	RETURN CASE word WHEN 'at_least' THEN number >= 0 WHEN 'above' THEN number > 0 WHEN 'at_most' THEN number <= 0
		ELSE number < 0 END;
END
$is_so$;

-- Whether attributes are as a rule asks, but for what changes day by day.
CREATE FUNCTION fits_each(attributes jsonb, asked jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $fits_each$
DECLARE
	k record;
	w record;
BEGIN
	FOR k IN SELECT * FROM jsonb_each(asked) LOOP
		IF k.value::text ~ '^{"(at_least|at_most|above|below|one_of|not|absent)":' THEN
			CONTINUE WHEN k.key = 'size' OR k.key ~ '^tally:';
			FOR w IN SELECT * FROM jsonb_each(k.value) LOOP
				IF NOT is_so(attributes -> k.key, w.key, w.value) THEN
					RETURN false;
				END IF;
			END LOOP;
		ELSIF NOT attributes @> jsonb_build_object(k.key, k.value) THEN
			RETURN false;
		END IF;
	END LOOP;
	RETURN true;
END
$fits_each$;
-- planned with its caller: plain values are many
CREATE FUNCTION fits(attributes jsonb, asked jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN fits.asked::text LIKE '%: {"%' THEN fits_each(fits.attributes, fits.asked)
		ELSE fits.attributes @> fits.asked END;
END;

-- Sections that are one class, on a single day: whatever agrees with one of them, and has a teacher of record of it.
CREATE FUNCTION class_on(together text[], district_id int, section_id bigint, looked date) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $class_on$
#variable_conflict use_variable
DECLARE
	members bigint[] := ARRAY[section_id];
	more bigint[];
BEGIN
	LOOP
		more := ARRAY(SELECT DISTINCT o.section_id FROM section AS s JOIN section AS o
				ON o.district_id = s.district_id AND o.site_id = s.site_id
			WHERE s.district_id = class_on.district_id AND s.section_id = ANY (members)
				AND o.section_id <> ALL (members) AND s.valid @> looked AND o.valid @> looked
				AND (SELECT bool_and(coalesce(a.said = a.other, false)) FROM (SELECT
						coalesce(s.attributes ->> k, CASE k WHEN 'period' THEN s.period END) AS said,
						coalesce(o.attributes ->> k, CASE k WHEN 'period' THEN o.period END) AS other
					FROM unnest(together) AS k) AS a)
				AND EXISTS (SELECT FROM staffing AS f JOIN staffing AS g USING (district_id, employee_id, role)
					WHERE f.district_id = s.district_id AND f.role = 'teacher of record' AND f.section_id = s.section_id
						AND g.section_id = o.section_id AND f.valid @> looked AND g.valid @> looked));
		EXIT WHEN cardinality(more) = 0;
		members := members || more;
	END LOOP;
	RETURN members;
END
$class_on$;
-- Each section on each day that anything may be counted on: from whom to whom one comes by teachers, and the least.
CREATE FUNCTION one_class() RETURNS TABLE (limit_id bigint, district_id int, section_id bigint, class_id bigint,
	days datemultirange)
LANGUAGE sql STABLE ROWS 100 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH RECURSIVE looked AS MATERIALIZED (
		SELECT DISTINCT u.day::date AS day FROM (SELECT c.days FROM calendar AS c
				UNION SELECT d.days FROM count_days AS d) AS s
			CROSS JOIN LATERAL pg_catalog.unnest(s.days) AS r (stretch)
			CROSS JOIN LATERAL generate_series(lower(r.stretch)::timestamp, upper(r.stretch) - 1, '1 day') AS u (day)
	), met AS MATERIALIZED (
		SELECT l.together, s.district_id, s.site_id, s.section_id, d.day, (SELECT array_agg(coalesce(s.attributes ->> k,
			CASE k WHEN 'period' THEN s.period END)) FROM pg_catalog.unnest(l.together) AS k) AS said
		FROM (SELECT DISTINCT l.together FROM load_limit AS l WHERE l.together <> '{}') AS l
			CROSS JOIN section AS s JOIN looked AS d ON s.valid @> d.day
	), taught AS MATERIALIZED (
		SELECT m.*, f.employee_id FROM met AS m JOIN staffing AS f USING (district_id, section_id)
		WHERE f.role = 'teacher of record' AND f.valid @> m.day AND array_position(m.said, NULL) IS NULL
	), next AS MATERIALIZED (
		SELECT a.together, a.district_id, a.day, a.section_id, b.section_id AS other FROM taught AS a
			JOIN taught AS b USING (together, district_id, day, site_id, said, employee_id)
	), reached AS (
		SELECT m.together, m.district_id, m.day, m.section_id, m.section_id AS other FROM met AS m
		UNION
		SELECT r.together, r.district_id, r.day, r.section_id, n.other FROM reached AS r JOIN next AS n
			ON n.together = r.together AND n.district_id = r.district_id AND n.day = r.day AND n.section_id = r.other
	), one AS (
		SELECT r.together, r.district_id, r.section_id, r.day, min(r.other) AS class_id
		FROM reached AS r GROUP BY r.together, r.district_id, r.section_id, r.day
	)
	SELECT l.id, o.district_id, o.section_id, o.class_id, range_agg(daterange(o.day, o.day + 1))
	FROM load_limit AS l JOIN one AS o USING (together)
	GROUP BY l.id, o.district_id, o.section_id, o.class_id;
END;

-- The days on which a class, person or site is of the size, and has the tallies, that a rule asks for: each day that
-- anything is counted on is looked at by itself.
CREATE FUNCTION looked_days(asked jsonb, scope text, district_id int, subject_id bigint, part bigint, together text[])
RETURNS datemultirange
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $looked_days$
#variable_conflict use_variable
DECLARE
	looked date;
	days datemultirange := '{}';
	k record;
	w record;
	many numeric;
	met boolean;
	class bigint[] := ARRAY[part];
BEGIN
	FOR looked IN SELECT DISTINCT u.day::date FROM (SELECT c.days FROM calendar AS c
				UNION SELECT d.days FROM count_days AS d) AS s
			CROSS JOIN LATERAL pg_catalog.unnest(s.days) AS r (stretch)
			CROSS JOIN LATERAL generate_series(lower(r.stretch)::timestamp, upper(r.stretch) - 1, '1 day')
				AS u (day) LOOP
		met := true;
		IF together <> '{}' AND part <> 0 THEN
			class := class_on(together, district_id, part, looked);
		END IF;
		FOR k IN SELECT * FROM jsonb_each(asked) AS j WHERE j.key = 'size' OR j.key ~ '^tally:' LOOP
			IF k.key = 'size' THEN
				met := met AND part <> 0;
				many := (SELECT CASE together WHEN '{}' THEN count(*) ELSE count(DISTINCT e.student_id) END
					FROM enrollment AS e WHERE e.district_id = looked_days.district_id
					AND e.section_id = ANY (class) AND e.valid @> looked);
			ELSE
				many := (SELECT coalesce(sum(caseload.quantity(y.quantity)), 0) FROM tally AS y
					WHERE y.district_id = looked_days.district_id AND y.what = substr(k.key, 7) AND y.valid @> looked
						AND (part <> 0 AND y.section_id = ANY (class)
							OR scope = 'employee' AND y.section_id IS NULL AND y.employee_id = subject_id
							OR scope = 'site' AND y.section_id IS NULL AND y.site_id = subject_id AND part = 0
							OR scope = 'district' AND y.section_id IS NULL AND part = 0));
			END IF;
			FOR w IN SELECT * FROM jsonb_each(k.value) LOOP
				met := met AND CASE w.key WHEN 'absent' THEN (many = 0) = w.value::boolean
					ELSE is_so(to_jsonb(many), w.key, w.value) END;
			END LOOP;
		END LOOP;
		IF met THEN
			days := days + datemultirange(daterange(looked, looked + 1));
		END IF;
	END LOOP;
	RETURN days;
END
$looked_days$;
CREATE FUNCTION days_asked(asked jsonb, scope text, district_id int, subject_id bigint, part bigint, together text[])
RETURNS datemultirange
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE WHEN days_asked.asked::text ~ '"(size": {|tally:)'
		THEN looked_days(days_asked.asked, days_asked.scope, days_asked.district_id, days_asked.subject_id,
			days_asked.part, days_asked.together)
		ELSE '{(,)}' END;
END;

-- how a row of limit_cap reckons; rows of one test that reckon alike share it
CREATE VIEW limit_manner WITH (security_invoker = true) AS
SELECT c.limit_id, c.test, min(c.id) AS manner, caseload.measure(c.number) AS measure, c.rounded, c.binds,
	(array_agg(c.tolerance ORDER BY c.id))[1] AS tolerance, c.counts, c.weighted, c.reckoned, c.wider, c.taken,
		c.taken_over, c.excess,
	(array_agg(c.excess_most ORDER BY c.id))[1] AS excess_most, array_agg(c.id ORDER BY c.id) AS caps,
	c.reckoned IN ('overages', 'sections over') OR coalesce(bool_or(caseload.measure(c.per) = 'sections'),
		false) AS by_section,
	c.counts ? 'what' OR caseload.measure(c.number) NOT IN ('students', 'seats', 'percent', 'IEPs', 'units',
		'employees',
		'FTE', 'sections', 'teachers') AS tallied,
	(array_agg(c.stays ORDER BY c.id))[1] AS stays, c.stays_in, c.cap_taken, c.per_counts
FROM limit_cap AS c
WHERE c.number IS NOT NULL
GROUP BY c.limit_id, c.test, caseload.measure(c.number), c.rounded, c.binds, caseload.measure(c.tolerance),
	caseload.quantity(c.tolerance), c.counts, c.weighted, c.reckoned, c.wider, c.taken, c.taken_over, c.excess,
	caseload.measure(c.excess_most), caseload.quantity(c.excess_most), c.stays::text, c.stays_in, c.cap_taken,
	c.per_counts;
COMMENT ON VIEW limit_manner
	IS 'one row for all rows of a test that count and compare alike; manner is the least id of them';
COMMENT ON COLUMN limit_manner.limit_id IS 'the limit';
COMMENT ON COLUMN limit_manner.test IS 'the test';
COMMENT ON COLUMN limit_manner.manner IS 'least id of these rows of limit_cap';
COMMENT ON COLUMN limit_manner.measure IS 'what the number counts';
COMMENT ON COLUMN limit_manner.rounded IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.binds IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.tolerance IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.counts IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.weighted IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.reckoned IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.wider IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.taken IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.taken_over IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.excess IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.excess_most IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.caps IS 'all of these rows';
COMMENT ON COLUMN limit_manner.by_section IS 'whether each class has a number of its own';
COMMENT ON COLUMN limit_manner.tallied IS 'whether tallies are counted, and not enrollments, cases or persons';

-- only_beside: those alone in which a number stands beside other classes
CREATE FUNCTION reckoned_limit(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL,
	only_beside boolean DEFAULT false)
RETURNS TABLE (limit_id bigint, contract text, code text, school_year text, year daterange, days datemultirange,
	held daterange, counts datemultirange)
LANGUAGE sql STABLE ROWS 50 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT l.id, l.contract, l.code, y.school_year, y.in_force,
		-- where a count holds: school days, and days of counts, that a count stands on or before
		CASE WHEN l.holds AND c.counts IS NOT NULL THEN coalesce((
			SELECT (y.days + c.counts) * datemultirange(l.in_force)
				* datemultirange(daterange(min(lower(u * l.in_force)), NULL))
			FROM pg_catalog.unnest(c.counts) AS u WHERE u && l.in_force HAVING count(*) > 0), '{}')
			ELSE c.counts END,
		y.in_force * l.in_force, CASE WHEN l.holds THEN c.counts * datemultirange(l.in_force) ELSE c.counts END
	FROM load_limit AS l JOIN calendar AS y ON y.contract = l.contract AND y.kind = 'student'
			AND y.in_force && l.in_force
		CROSS JOIN LATERAL (SELECT counted_days(l.contract, l.counted_on, y.in_force, reckoned_limit.known_on) AS counts
			OFFSET 0) AS c
	WHERE l.known @> reckoned_limit.known_on AND y.known @> reckoned_limit.known_on
		AND (reckoned_limit.only_year IS NULL OR y.school_year = reckoned_limit.only_year)
		AND (NOT reckoned_limit.only_beside OR EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.id
			AND (c.relative_load IS NOT NULL OR c.relative_to IS NOT NULL)));
END;
COMMENT ON FUNCTION reckoned_limit(date, text, boolean)
	IS 'each limit in each school year, with its count days and the days on which it is in force';

-- A term that a remedy or a test names must be there and hold every counted day: an amount for a trimester that nobody
-- entered would be missing in silence. What rests on it is left out and told here.
CREATE FUNCTION term_problem(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, remedy_id bigint, school_year text, problem text)
LANGUAGE sql STABLE ROWS 10 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH used AS (
		SELECT c.limit_id, NULL::bigint AS remedy_id, c.taken_over AS name, NULL AS counted_on FROM limit_cap AS c
		WHERE c.taken_over IS NOT NULL AND c.number IS NOT NULL
		UNION
		SELECT c.limit_id, NULL, c.stays_in, NULL FROM limit_cap AS c
		WHERE c.stays_in IS NOT NULL AND c.number IS NOT NULL
		UNION
		SELECT r.limit_id, r.id, n.name, CASE WHEN r.gates[1] = 'counted_on' OR NOT r.gates @> '{counted_on}' THEN
			r.counted_on END
		FROM limit_remedy AS r CROSS JOIN LATERAL (VALUES (r.lasts_in), (r.runs_in)) AS n (name)
		WHERE n.name IS NOT NULL
		UNION
		SELECT r.limit_id, r.id, p.period[1], r.counted_on FROM limit_remedy AS r CROSS JOIN LATERAL
			regexp_matches(r.scale::text, ' per (?:[0-9]+ )?(quarter|trimester|semester|year)', 'g') AS p (period)
		UNION
		SELECT r.limit_id, r.id, m.per, r.counted_on FROM limit_remedy AS r JOIN limit_most AS m USING (limit_id)
		WHERE r.kind = 'pay' AND m.per <> 'day'
	), looked AS (
		SELECT u.*, l.code, l.school_year, l.days * datemultirange(l.held)
			* coalesce(counted_days(l.contract, u.counted_on, l.year, term_problem.known_on), l.days) AS days,
			terms_of(l.contract, u.name, l.year, term_problem.known_on) AS terms
		FROM used AS u JOIN reckoned_limit(term_problem.known_on, term_problem.only_year) AS l USING (limit_id)
		WHERE l.days IS NOT NULL
	), uncovered AS (
		SELECT k.*, lower(k.days - coalesce((SELECT range_agg(t) FROM pg_catalog.unnest(k.terms) AS t), '{}')) AS day
		FROM looked AS k
	)
	SELECT u.limit_id, u.remedy_id, u.school_year, format('limit "%s", %s: no %s in %s holds %s', u.code,
		CASE WHEN u.remedy_id IS NULL THEN 'taken_over' ELSE 'remedy ' || u.remedy_id END, u.name, u.school_year,
		to_char(u.day, 'YYYY-MM-DD'))
	FROM uncovered AS u WHERE u.day IS NOT NULL;
END;
COMMENT ON FUNCTION term_problem(date, text)
	IS 'terms that a remedy (or, without one, a test) rests on and that are not there on a counted day';

-- A contract reaches the sites where somebody is employed under it.
CREATE VIEW contract_site WITH (security_invoker = true) AS
SELECT e.contract, e.district_id, e.site_id FROM employment AS e GROUP BY e.contract, e.district_id, e.site_id;
COMMENT ON VIEW contract_site IS 'the sites that a contract reaches: where somebody is employed under it';
COMMENT ON COLUMN contract_site.contract IS 'the contract';
COMMENT ON COLUMN contract_site.district_id IS 'district';
COMMENT ON COLUMN contract_site.site_id IS 'the site';

-- The school years of a contract in which somebody is employed at a site under it, and in them the days from the first
-- on which anybody ever was.
CREATE VIEW site_open WITH (security_invoker = true) AS
SELECT DISTINCT e.contract, e.district_id, e.site_id, y.in_force AS year,
	CASE WHEN EXISTS (SELECT FROM employment AS o WHERE o.contract = e.contract AND o.district_id = e.district_id
			AND o.site_id = e.site_id AND NOT o.valid >> daterange(NULL, lower(y.in_force)))
		THEN y.in_force ELSE y.in_force * daterange((SELECT min(lower(o.valid)) FROM employment AS o WHERE
			o.contract = e.contract AND o.district_id = e.district_id AND o.site_id = e.site_id), NULL) END AS valid
FROM employment AS e JOIN calendar AS y ON y.contract = e.contract AND y.kind = 'student' AND y.in_force && e.valid;

-- A class is held to the contract of its teachers of record; while it has none, to each that reaches its site.
CREATE VIEW contract_section WITH (security_invoker = true) AS
WITH taught AS (
	SELECT s.district_id, s.section_id, e.contract, range_agg(s.valid * f.valid * e.valid) AS days
	FROM section AS s JOIN staffing AS f USING (district_id, section_id)
		JOIN employment AS e ON e.district_id = f.district_id AND e.employee_id = f.employee_id
			AND NOT isempty(e.valid * f.valid)
	WHERE f.role = 'teacher of record' AND NOT isempty(s.valid * f.valid * e.valid)
	GROUP BY s.district_id, s.section_id, e.contract
), held AS (
	SELECT t.contract, t.district_id, t.section_id, t.days FROM taught AS t
	UNION ALL
	SELECT k.contract, s.district_id, s.section_id, datemultirange(s.valid) - coalesce(o.days, '{}')
	FROM section AS s JOIN contract_site AS k USING (district_id, site_id)
		LEFT JOIN (SELECT t.district_id, t.section_id, range_agg(t.days) AS days FROM taught AS t
			GROUP BY t.district_id, t.section_id) AS o USING (district_id, section_id)
)
SELECT h.contract, h.district_id, h.section_id, u.valid
FROM (SELECT h.contract, h.district_id, h.section_id, range_agg(h.days) AS days FROM held AS h
		GROUP BY h.contract, h.district_id, h.section_id) AS h
	CROSS JOIN LATERAL pg_catalog.unnest(h.days) AS u (valid);
COMMENT ON VIEW contract_section
	IS 'the contract that a class is held to: that of its teachers of record, else any that reaches its site';
COMMENT ON COLUMN contract_section.contract IS 'the contract';
COMMENT ON COLUMN contract_section.district_id IS 'district';
COMMENT ON COLUMN contract_section.section_id IS 'the class';
COMMENT ON COLUMN contract_section.valid IS 'days on which it is so';

-- What is a student's own: from each day on which a row begins or ends to the next, what the row of that day says.
CREATE VIEW student_said WITH (security_invoker = true) AS
WITH edge AS (
	SELECT district_id, student_id, NULL::date AS day FROM enrollment
	UNION SELECT district_id, student_id, NULL FROM case_assignment
	UNION SELECT district_id, student_id, lower(valid) FROM student
	UNION SELECT district_id, student_id, upper(valid) FROM student WHERE NOT upper_inf(valid)
)
SELECT p.district_id, p.student_id, p.valid, s.grade, s.weight, coalesce(s.attributes, '{}') AS attributes
FROM (SELECT e.district_id, e.student_id, daterange(e.day, lead(e.day) OVER (PARTITION BY e.district_id, e.student_id
		ORDER BY e.day NULLS FIRST)) AS valid FROM edge AS e) AS p
	LEFT JOIN student AS s ON s.district_id = p.district_id AND s.student_id = p.student_id AND s.valid && p.valid;
COMMENT ON VIEW student_said IS 'what is the students'' own, from ever to ever';

CREATE VIEW enrollment_said WITH (security_invoker = true) AS
SELECT e.district_id, e.section_id, e.student_id, e.share, e.valid * s.valid AS valid,
	coalesce(e.weight, s.weight) AS weight, s.attributes || e.attributes AS attributes
FROM enrollment AS e JOIN student_said AS s USING (district_id, student_id) WHERE NOT isempty(e.valid * s.valid);
COMMENT ON VIEW enrollment_said IS 'what enrollments say, their own over the students''';

CREATE VIEW case_said WITH (security_invoker = true) AS
SELECT k.district_id, k.case_id, k.employee_id, k.student_id, k.program, k.goal_areas, k.share,
	k.valid * s.valid AS valid, coalesce(k.grade, s.grade) AS grade, coalesce(k.weight, s.weight) AS weight,
	s.attributes || k.attributes AS attributes
FROM case_assignment AS k JOIN student_said AS s USING (district_id, student_id) WHERE NOT isempty(k.valid * s.valid);
COMMENT ON VIEW case_said IS 'what cases say, their own over the students''';

-- What a row of limit_cap is held against. `part` is the class it speaks of, 0 for none. Days in common are asked for
-- by NOT isempty: for && an index on the days alone was searched for each row, which finds nearly all of a year's.
CREATE VIEW subject_profile WITH (security_invoker = true) AS
-- a class by itself
SELECT 'section'::text AS scope, k.contract, s.district_id, s.section_id AS subject_id, s.section_id AS part, k.valid,
	s.grades, s.program, jsonb_build_object('site_level', t.level) || t.attributes || s.attributes AS attributes,
	NULL::text AS role
FROM section AS s JOIN site AS t USING (district_id, site_id) JOIN contract_section AS k USING (district_id, section_id)
UNION ALL
-- and with what the employment of its teachers adds
SELECT 'section', k.contract, s.district_id, s.section_id, s.section_id, k.valid * f.valid * e.valid, s.grades,
	s.program,
	jsonb_build_object('site_level', t.level) || t.attributes || e.attributes || s.attributes, NULL
FROM section AS s JOIN site AS t USING (district_id, site_id) JOIN contract_section AS k USING (district_id, section_id)
	JOIN staffing AS f USING (district_id, section_id)
	JOIN employment AS e ON e.district_id = f.district_id AND e.employee_id = f.employee_id AND e.contract = k.contract
		AND NOT isempty(e.valid * f.valid)
WHERE e.attributes <> '{}' AND NOT isempty(k.valid * f.valid * e.valid)
UNION ALL
-- an employee's classes
SELECT 'employee', e.contract, f.district_id, f.employee_id, s.section_id, s.valid * f.valid * e.valid, s.grades,
	s.program, jsonb_build_object('site_level', t.level) || t.attributes || e.attributes || s.attributes, f.role
FROM staffing AS f JOIN section AS s USING (district_id, section_id) JOIN site AS t USING (district_id, site_id)
	JOIN employment AS e ON e.district_id = f.district_id AND e.employee_id = f.employee_id
		AND NOT isempty(e.valid * f.valid)
WHERE NOT isempty(s.valid * f.valid * e.valid)
UNION ALL
-- caseloads: a stretch for each program, grade and set of attributes
SELECT 'employee', e.contract, c.district_id, c.employee_id, 0, u.valid * e.valid, int4range(c.grade, c.grade, '[]'),
	c.program, jsonb_build_object('site_level', t.level) || t.attributes || e.attributes || c.attributes, NULL
FROM (SELECT district_id, employee_id, program, grade, attributes, range_agg(valid) AS valid FROM case_said
		GROUP BY district_id, employee_id, program, grade, attributes) AS c
	CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
	JOIN employment AS e ON e.district_id = c.district_id AND e.employee_id = c.employee_id
		AND NOT isempty(e.valid * u.valid)
	JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
UNION ALL
-- and the employment itself, whose program stands among its attributes
SELECT 'employee', e.contract, e.district_id, e.employee_id, 0, e.valid, NULL, e.attributes ->> 'program',
	jsonb_build_object('site_level', t.level) || t.attributes || e.attributes, NULL
FROM employment AS e JOIN site AS t USING (district_id, site_id)
UNION ALL
SELECT 'site', k.contract, t.district_id, t.site_id, 0, k.valid, NULL, t.attributes ->> 'program',
	jsonb_build_object('site_level', t.level) || t.attributes, NULL
FROM site AS t JOIN site_open AS k USING (district_id, site_id)
UNION ALL
SELECT 'site', k.contract, s.district_id, s.site_id, s.section_id, k.valid, s.grades, s.program,
	jsonb_build_object('site_level', t.level) || t.attributes || s.attributes, NULL
FROM section AS s JOIN site AS t USING (district_id, site_id) JOIN contract_section AS k USING (district_id, section_id)
UNION ALL
SELECT 'district', k.contract, k.district_id, k.district_id::bigint, 0, k.year, NULL, NULL, '{}', NULL
FROM site_open AS k GROUP BY k.contract, k.district_id, k.year
UNION ALL
-- what a site carries speaks for its district, too: tallies are of no class
SELECT 'district', k.contract, t.district_id, t.district_id::bigint, 0, k.year, NULL, t.attributes ->> 'program',
	jsonb_build_object('site_level', t.level) || t.attributes, NULL
FROM site AS t JOIN site_open AS k USING (district_id, site_id)
UNION ALL
SELECT 'district', k.contract, s.district_id, s.district_id::bigint, s.section_id, k.valid, s.grades, s.program,
	jsonb_build_object('site_level', t.level) || t.attributes || s.attributes, NULL
FROM section AS s JOIN site AS t USING (district_id, site_id) JOIN contract_section AS k USING (district_id,
	section_id);
COMMENT ON VIEW subject_profile
	IS 'what a limit is held against: classes, employees with their classes and caseloads, sites, the district';
COMMENT ON COLUMN subject_profile.scope IS 'section, employee, site or district';
COMMENT ON COLUMN subject_profile.contract IS 'the contract that reaches it';
COMMENT ON COLUMN subject_profile.district_id IS 'district';
COMMENT ON COLUMN subject_profile.subject_id IS 'the class, employee, site or district';
COMMENT ON COLUMN subject_profile.part IS 'the class that this row speaks of; 0 for none';
COMMENT ON COLUMN subject_profile.valid IS 'days on which it is so';
COMMENT ON COLUMN subject_profile.grades IS 'grades of the class or the case';
COMMENT ON COLUMN subject_profile.program IS 'program of the class, the case or the employment';
COMMENT ON COLUMN subject_profile.attributes IS 'of site, employment and class or case together';
COMMENT ON COLUMN subject_profile.role IS 'of an employee''s class: the role held in it; null for everything else';

-- The days on which a row of limit_cap does not speak of something, since one of higher precedence says that it has no
-- limit. Of what is no class (part 0) each caseload stands by itself.
CREATE FUNCTION freed_days(limit_id bigint, test smallint, precedence smallint, contract text, scope text,
	district_id int, subject_id bigint, part bigint, grades int4range, program text, attributes jsonb)
RETURNS datemultirange
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $freed_days$
#variable_conflict use_variable
DECLARE
	days datemultirange := '{}';
	n limit_cap;
	p subject_profile;
BEGIN
	FOR n IN SELECT c.* FROM limit_cap AS c WHERE c.limit_id = freed_days.limit_id AND c.none
			AND c.test = freed_days.test AND c.precedence > freed_days.precedence
			-- of one class, or of one caseload, grades and program are always the same
			AND (c.grades IS NULL OR c.grades && freed_days.grades)
			AND (c.program IS NULL OR c.program = freed_days.program) LOOP
		FOR p IN SELECT q.* FROM subject_profile AS q WHERE q.scope = freed_days.scope
				AND q.contract = freed_days.contract AND q.district_id = freed_days.district_id
				AND q.subject_id = freed_days.subject_id AND q.part = freed_days.part LOOP
			CONTINUE WHEN p.part = 0 AND (p.grades, p.program, p.attributes)
				IS DISTINCT FROM (freed_days.grades, freed_days.program, freed_days.attributes);
			IF coalesce(n.program = p.program, n.program IS NULL) AND fits(p.attributes, n.applies)
				AND coalesce(n.grades && p.grades, n.grades IS NULL) THEN
				days := days + datemultirange(p.valid)
					* days_asked(n.applies, p.scope, p.district_id, p.subject_id, p.part,
						(SELECT l.together FROM load_limit AS l WHERE l.id = freed_days.limit_id));
			END IF;
		END LOOP;
	END LOOP;
	RETURN days;
END
$freed_days$;

-- Rows without grades, program and condition speak of every class of the scope, and of a person or site once.
CREATE FUNCTION matched_cap(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL,
	only_subjects bigint[] DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, cap_id bigint, district_id int, subject_id bigint,
	part bigint, valid daterange)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH cap AS MATERIALIZED (
		SELECT l.limit_id, l.school_year, l.contract, l.held, r.scope, r.carried_by, r.together, c.test, c.id,
			c.grades, c.program,
			c.applies, c.precedence,
			EXISTS (SELECT FROM limit_cap AS n WHERE n.limit_id = l.limit_id AND n.none) AS freeing
		FROM reckoned_limit(matched_cap.known_on, matched_cap.only_year) AS l
			JOIN load_limit AS r ON r.id = l.limit_id
			JOIN limit_cap AS c ON c.limit_id = l.limit_id AND NOT c.none
		WHERE l.days IS NOT NULL
	), profile AS MATERIALIZED (
		SELECT p.scope, p.contract, p.district_id, p.subject_id, p.part, p.valid, p.grades, p.program, p.attributes,
			p.role
		FROM subject_profile AS p
		WHERE matched_cap.only_subjects IS NULL OR p.subject_id = ANY (matched_cap.only_subjects)
	), found AS MATERIALIZED (
	SELECT c.limit_id, c.school_year, c.test, c.id AS cap_id, p.district_id, p.subject_id, p.part, u.valid, c.scope,
		c.together
	FROM cap AS c JOIN profile AS p ON p.scope = c.scope AND p.contract = c.contract
		AND (c.program IS NULL OR p.program = c.program)
		AND p.valid && c.held AND (c.grades IS NULL OR p.grades && c.grades) AND fits(p.attributes, c.applies)
		AND (p.role IS NULL OR p.role = ANY (c.carried_by))
		CROSS JOIN LATERAL pg_catalog.unnest(datemultirange(p.valid * c.held)
			* days_asked(c.applies, c.scope, p.district_id, p.subject_id, p.part, c.together) - CASE WHEN c.freeing
			THEN freed_days(c.limit_id, c.test, c.precedence, c.contract, c.scope, p.district_id, p.subject_id, p.part,
				p.grades, p.program, p.attributes) ELSE '{}' END) AS u (valid)
	)
	SELECT f.limit_id, f.school_year, f.test, f.cap_id, f.district_id, f.subject_id, f.part, f.valid
	FROM found AS f WHERE f.together = '{}' OR f.part = 0
	UNION ALL
	SELECT f.limit_id, f.school_year, f.test, f.cap_id, f.district_id,
		CASE f.scope WHEN 'section' THEN k.class_id ELSE f.subject_id END, k.class_id, u.valid
	FROM found AS f JOIN one_class() AS k ON k.limit_id = f.limit_id AND k.district_id = f.district_id
			AND k.section_id = f.part
		CROSS JOIN LATERAL pg_catalog.unnest(k.days * datemultirange(f.valid)) AS u (valid);
END;
COMMENT ON FUNCTION matched_cap(date, text, bigint[])
	IS 'which rows of limit_cap match which class, employee or site, and when';
