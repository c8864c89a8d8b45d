-- Reckoning, the ground: which limit holds when, and which of its rows match which class, person or site.
-- A limit is reckoned for one school year of one district at a time, for a given set of its subjects: every
-- statement starts from these subjects and finds the facts by their keys, so its cost grows with what is asked and
-- with nothing else, whatever the planner knows of the tables. The functions are PL/pgSQL, which keeps its plans;
-- SQL functions that called each other were planned anew at each call.
--
-- A key of a table that holds its days apart by an exclusion constraint is asked for by `= ANY (ARRAY[key])`: to the
-- planner the constraint's GiST index is as good as the B-tree, and it takes three times as long. An array it cannot
-- search.

-- how a row of limit_cap reckons; rows of one test that reckon alike share it. Grouped by the text of our types:
-- pg_upgrade makes views before their operator classes.
CREATE VIEW limit_manner WITH (security_invoker = true) AS
SELECT c.limit_id, c.test, min(c.id) AS manner, caseload.measure(c.number) AS measure, c.rounded, c.binds,
	(array_agg(c.tolerance))[1] AS tolerance, c.counts, c.weighted, c.reckoned,
	c.wider, c.taken, c.taken_over, c.excess,
	(array_agg(c.excess_most))[1] AS excess_most, array_agg(c.id ORDER BY c.id) AS caps,
	c.reckoned IN ('overages', 'sections over') OR coalesce(bool_or(caseload.measure(c.per) = 'sections'), false)
		AS by_section,
	c.counts ? 'what' OR caseload.measure(c.number) NOT IN
		('students', 'seats', 'percent', 'IEPs', 'units', 'employees', 'FTE', 'sections', 'teachers') AS tallied,
	(array_agg(c.stays))[1] AS stays, c.stays_in,
	caseload.has_conditions(c.counts) AS conditional, c.cap_taken, c.per_counts
FROM limit_cap AS c
WHERE c.number IS NOT NULL
GROUP BY c.limit_id, c.test, caseload.measure(c.number), c.rounded, c.binds, c.tolerance::text, c.counts, c.weighted,
	c.reckoned, c.wider, c.taken, c.taken_over, c.excess, c.excess_most::text, c.stays::text, c.stays_in, c.cap_taken,
	c.per_counts;
COMMENT ON VIEW limit_manner IS
	'one row for all rows of a test that count and compare alike; manner is the least id of them';
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
COMMENT ON COLUMN limit_manner.stays IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.stays_in IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.conditional IS 'whether counts asks for more than plain values';
COMMENT ON COLUMN limit_manner.cap_taken IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.per_counts IS 'as in limit_cap';

-- A contract reaches the sites where somebody is employed under it. Of one on sites, only in the school years in which
-- somebody is, and from the first day on: a school that is not open yet is short of nothing.
CREATE VIEW contract_site WITH (security_invoker = true) AS
SELECT e.contract, e.district_id, e.site_id FROM employment AS e GROUP BY e.contract, e.district_id, e.site_id;
COMMENT ON VIEW contract_site IS 'the sites that a contract reaches: where somebody is employed under it';
COMMENT ON COLUMN contract_site.contract IS 'the contract';
COMMENT ON COLUMN contract_site.district_id IS 'district';
COMMENT ON COLUMN contract_site.site_id IS 'the site';

-- What the reckoning of one limit in one school year needs to know of its rules, found once.
CREATE TYPE limit_year AS (limit_id bigint, contract text, code text, scope text, joined text, paid_by smallint,
	carried_by text[], carried text, school_year text, year daterange, held daterange, days datemultirange,
	programs text[], class_tests smallint[], known_on date, others bigint[], counts datemultirange, holds boolean,
	together text[]);
COMMENT ON TYPE limit_year IS
	'a limit in a school year: its count days (counts), those days and, where a count holds until the next, all school '
	'days from the first on (days), the days on which it is in force (held), the programs that its rows name, null '
	'where one names none, the tests that count the students of classes, and the other rows of the same clause that '
	'are in force in that year, by what sections are taught as one (together), null: they are not';

CREATE FUNCTION limit_years(known_on date DEFAULT 'infinity',
	only_year text DEFAULT NULL, only_limit bigint DEFAULT NULL)
RETURNS SETOF limit_year
LANGUAGE plpgsql STABLE ROWS 50 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $limit_years$
BEGIN
	RETURN QUERY
	SELECT l.id, l.contract, l.code, l.scope, l.joined, l.paid_by, l.carried_by, l.carried, y.school_year, y.in_force,
		y.in_force * l.in_force,
		CASE WHEN NOT l.holds OR isempty(n.counts) THEN n.counts
			ELSE datemultirange(daterange(lower(n.counts), upper(l.in_force * y.in_force)))
				* (n.counts + counted_days(l.contract, 'every day', y.in_force, limit_years.known_on)) END,
		(SELECT CASE WHEN count(*) = count(c.program) THEN array_agg(DISTINCT c.program) END
			FROM limit_cap AS c WHERE c.limit_id = l.id), class_tests(l.id), limit_years.known_on,
		ARRAY(SELECT o.id FROM load_limit AS o WHERE o.contract = l.contract AND o.code = l.code AND o.id <> l.id
			AND o.scope = l.scope AND o.in_force && y.in_force AND o.known @> limit_years.known_on ORDER BY o.id),
		n.counts, l.holds, nullif(l.together, '{}')
	FROM load_limit AS l JOIN calendar AS y ON y.contract = l.contract
			AND y.kind = 'student' AND y.in_force && l.in_force
		CROSS JOIN LATERAL (SELECT CASE WHEN l.holds THEN c.days * datemultirange(l.in_force) ELSE c.days END AS counts
			FROM (SELECT counted_days(l.contract, l.counted_on, y.in_force, limit_years.known_on) AS days) AS c
			OFFSET 0) AS n
	WHERE l.known @> limit_years.known_on AND y.known @> limit_years.known_on
		AND (limit_years.only_year IS NULL OR y.school_year = limit_years.only_year)
		AND (limit_years.only_limit IS NULL OR l.id = limit_years.only_limit)
	ORDER BY l.id, y.school_year;
END
$limit_years$;
COMMENT ON FUNCTION limit_years(date, text, bigint) IS
	'each limit in each school year, with what its reckoning needs of its rules';

CREATE FUNCTION reckoned_limit(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, contract text, code text, school_year text, year daterange, days datemultirange,
	held daterange)
LANGUAGE sql STABLE ROWS 50
BEGIN ATOMIC
	SELECT l.limit_id, l.contract, l.code, l.school_year, l.year, l.days, l.held
	FROM limit_years(reckoned_limit.known_on, reckoned_limit.only_year) AS l;
END;
COMMENT ON FUNCTION reckoned_limit(date, text) IS
	'each limit in each school year, with its count days and the days on which it is in force';

-- A class is held to the contract of whoever is its teacher of record; on days on which nobody employed is, to each
-- contract that reaches its site.
CREATE FUNCTION contract_days(contract text, district_id int, section_id bigint, site_id bigint, valid daterange)
RETURNS SETOF daterange
LANGUAGE sql STABLE ROWS 1
BEGIN ATOMIC
	SELECT u.days
	FROM (SELECT range_agg(f.valid * e.valid) AS taught,
			range_agg(f.valid * e.valid) FILTER (WHERE e.contract = contract_days.contract) AS ours
		FROM staffing AS f JOIN employment AS e ON e.district_id = contract_days.district_id
			AND e.employee_id = ANY (ARRAY[f.employee_id]) AND NOT isempty(e.valid * f.valid)
		WHERE f.district_id = contract_days.district_id AND f.section_id = ANY (ARRAY[contract_days.section_id])
			AND f.role = 'teacher of record') AS t
		CROSS JOIN LATERAL pg_catalog.unnest(datemultirange(contract_days.valid) * (coalesce(t.ours, '{}')
			+ CASE WHEN EXISTS (SELECT FROM employment AS k WHERE k.district_id = contract_days.district_id
					AND k.site_id = ANY (ARRAY[contract_days.site_id]) AND k.contract = contract_days.contract)
				THEN '{(,)}' - coalesce(t.taught, '{}') ELSE '{}' END)) AS u (days);
END;
COMMENT ON FUNCTION contract_days(text, int, bigint, bigint, daterange) IS
	'the days on which a class is held to a contract';

CREATE FUNCTION site_says(level text, attributes jsonb, levels boolean) RETURNS jsonb
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN site_says.levels THEN jsonb_build_object('site_level', site_says.level) || site_says.attributes
		ELSE site_says.attributes END;
END;
COMMENT ON FUNCTION site_says(text, jsonb, boolean) IS
	'what a site carries; levels: its level, too, as "site_level"';

-- What a row of limit_cap is held against. `part` is the class it speaks of, 0 for none. Days in common are asked for
-- by NOT isempty: for && an index on the days alone was searched for each row, which finds nearly all of a year's.
CREATE FUNCTION profile(l limit_year, scope text, district_id int, subjects bigint[])
RETURNS TABLE (subject_id bigint, part bigint, valid daterange, share numeric, grades int4range, program text,
	attributes jsonb)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $profile$
#variable_conflict use_column
DECLARE
	levels boolean := EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.limit_id AND c.applies ? 'site_level');
BEGIN
	CASE profile.scope
	WHEN 'section' THEN
		RETURN QUERY
		SELECT s.section_id, s.section_id, d.valid, 1::numeric, s.grades, s.program,
			site_says(t.level, t.attributes, levels) || s.attributes
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN section AS s ON s.district_id = profile.district_id AND s.section_id = a.id
			JOIN site AS t ON t.district_id = s.district_id AND t.site_id = s.site_id
			CROSS JOIN LATERAL contract_days(l.contract, profile.district_id, s.section_id,
				s.site_id, s.valid) AS d (valid)
		WHERE l.programs IS NULL OR s.program = ANY (l.programs)
		UNION ALL
		-- and with what the employment of its teachers adds
		SELECT s.section_id, s.section_id, d.valid * f.valid * e.valid, 1, s.grades, s.program,
			site_says(t.level, t.attributes, levels) || e.attributes || s.attributes
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN section AS s ON s.district_id = profile.district_id AND s.section_id = a.id
			JOIN site AS t ON t.district_id = s.district_id AND t.site_id = s.site_id
			JOIN staffing AS f ON f.district_id = s.district_id AND f.section_id = ANY (ARRAY[s.section_id])
			JOIN employment AS e ON e.district_id = f.district_id AND e.employee_id = ANY (ARRAY[f.employee_id])
				AND e.contract = l.contract AND e.attributes <> '{}' AND NOT isempty(e.valid * f.valid)
			CROSS JOIN LATERAL contract_days(l.contract, profile.district_id, s.section_id,
				s.site_id, s.valid) AS d (valid)
		WHERE (l.programs IS NULL OR s.program = ANY (l.programs)) AND NOT isempty(d.valid * f.valid * e.valid);
	WHEN 'employee' THEN
		-- the classes of those who carry the load
		RETURN QUERY
		SELECT f.employee_id, s.section_id, s.valid * f.valid * e.valid, f.share, s.grades, s.program,
			site_says(t.level, t.attributes, levels) || e.attributes || s.attributes
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN staffing AS f ON f.district_id = profile.district_id AND f.employee_id = ANY (ARRAY[a.id])
			AND f.role = ANY (l.carried_by)
			JOIN section AS s ON s.district_id = f.district_id AND s.section_id = f.section_id
			JOIN site AS t ON t.district_id = s.district_id AND t.site_id = s.site_id
			JOIN employment AS e ON e.district_id = f.district_id AND e.employee_id = ANY (ARRAY[f.employee_id])
				AND e.contract = l.contract AND NOT isempty(e.valid * f.valid)
		WHERE NOT isempty(s.valid * f.valid * e.valid) AND (l.programs IS NULL OR s.program = ANY (l.programs));
		-- caseloads: a stretch for each program, grade and set of attributes
		RETURN QUERY
		SELECT c.employee_id, 0::bigint, u.valid * e.valid, 1::numeric, int4range(c.grade, c.grade, '[]'), c.program,
			site_says(t.level, t.attributes, levels) || e.attributes || c.attributes
		FROM (SELECT k.employee_id, k.program, k.grade, k.attributes, range_agg(k.valid) AS valid
				FROM cases_of(profile.district_id, subjects, l.programs) AS k
				GROUP BY k.employee_id, k.program, k.grade, k.attributes) AS c
			CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
			JOIN employment AS e ON e.district_id = profile.district_id AND e.employee_id = ANY (ARRAY[c.employee_id])
				AND e.contract = l.contract AND NOT isempty(e.valid * u.valid)
			JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id;
		-- and the employment itself, whose program stands among its attributes
		RETURN QUERY
		SELECT e.employee_id, 0::bigint, e.valid, 1::numeric, NULL::int4range, e.attributes ->> 'program',
			site_says(t.level, t.attributes, levels) || e.attributes
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN employment AS e ON e.district_id = profile.district_id
			AND e.employee_id = ANY (ARRAY[a.id]) AND e.contract = l.contract
			JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
		WHERE l.programs IS NULL OR e.attributes ->> 'program' = ANY (l.programs);
	WHEN 'site' THEN
		RETURN QUERY
		SELECT t.site_id, 0::bigint, daterange(lower(k.days), NULL), 1::numeric, NULL::int4range,
			t.attributes ->> 'program', site_says(t.level, t.attributes, levels)
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN site AS t ON t.district_id = profile.district_id AND t.site_id = a.id
			CROSS JOIN LATERAL (SELECT range_agg(k.valid) AS days FROM employment AS k
				WHERE k.district_id = t.district_id AND k.site_id = ANY (ARRAY[t.site_id])
					AND k.contract = l.contract) AS k
		WHERE k.days && l.year
		UNION ALL
		SELECT t.site_id, s.section_id, d.valid, 1, s.grades, s.program,
			site_says(t.level, t.attributes, levels) || s.attributes
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN site AS t ON t.district_id = profile.district_id AND t.site_id = a.id
			JOIN section AS s ON s.district_id = t.district_id AND s.site_id = t.site_id
			CROSS JOIN LATERAL contract_days(l.contract, profile.district_id, s.section_id,
				s.site_id, s.valid) AS d (valid)
		WHERE l.programs IS NULL OR s.program = ANY (l.programs);
	WHEN 'district' THEN
		RETURN QUERY
		SELECT a.id, 0::bigint, '(,)'::daterange, 1::numeric, NULL::int4range, NULL::text, '{}'::jsonb
		FROM pg_catalog.unnest(subjects) AS a (id)
		WHERE EXISTS (SELECT FROM employment AS k WHERE k.district_id = a.id AND k.contract = l.contract
			AND NOT isempty(k.valid * l.year))
		UNION ALL
		-- what a site carries speaks for its district, too: tallies are of no class
		SELECT a.id, 0, '(,)', 1, NULL, t.attributes ->> 'program',
			site_says(t.level, t.attributes, levels)
		FROM pg_catalog.unnest(subjects) AS a (id) JOIN site AS t ON t.district_id = a.id
		WHERE EXISTS (SELECT FROM employment AS k
			WHERE k.district_id = t.district_id AND k.site_id = ANY (ARRAY[t.site_id]) AND k.contract = l.contract
				AND NOT isempty(k.valid * l.year))
		UNION ALL
		SELECT a.id, s.section_id, d.valid, 1, s.grades, s.program,
			site_says(t.level, t.attributes, levels) || s.attributes
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN section AS s ON s.district_id = a.id
			JOIN site AS t ON t.district_id = s.district_id AND t.site_id = s.site_id
			CROSS JOIN LATERAL contract_days(l.contract, profile.district_id, s.section_id,
				s.site_id, s.valid) AS d (valid)
		WHERE l.programs IS NULL OR s.program = ANY (l.programs);
	END CASE;
END
$profile$;
COMMENT ON FUNCTION profile(limit_year, text, int, bigint[]) IS
	'what a limit is held against: classes, employees with their classes and caseloads, sites, the district';

-- Whoever a limit may speak of in a district; those whom none of its rows matches fall away at once.
CREATE FUNCTION subjects_of(l limit_year, district_id int) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $subjects_of$
#variable_conflict use_column
BEGIN
	CASE l.scope
	WHEN 'section' THEN
		RETURN ARRAY(SELECT s.section_id FROM section AS s
			WHERE s.district_id = subjects_of.district_id AND s.valid && l.held
				-- a row may speak of another section of the class
				AND (l.programs IS NULL OR s.program = ANY (l.programs) OR l.together IS NOT NULL)
			ORDER BY s.site_id, s.section_id);
	WHEN 'employee' THEN
		IF l.programs IS NULL THEN
			RETURN ARRAY(SELECT e.employee_id FROM employment AS e
				WHERE e.district_id = subjects_of.district_id AND e.contract = l.contract
				GROUP BY e.employee_id ORDER BY min(e.site_id), e.employee_id);
		END IF;
		RETURN ARRAY(
			SELECT k.employee_id FROM case_assignment AS k
			WHERE k.district_id = subjects_of.district_id AND k.program = ANY (l.programs)
			UNION
			SELECT f.employee_id FROM section AS s JOIN staffing AS f USING (district_id, section_id)
			WHERE s.district_id = subjects_of.district_id AND s.program = ANY (l.programs)
			UNION
			SELECT e.employee_id FROM employment AS e
			WHERE e.district_id = subjects_of.district_id AND e.attributes ->> 'program' = ANY (l.programs)
			ORDER BY 1);
	WHEN 'site' THEN
		RETURN ARRAY(SELECT t.site_id FROM site AS t WHERE t.district_id = subjects_of.district_id ORDER BY t.site_id);
	ELSE
		RETURN ARRAY[subjects_of.district_id];
	END CASE;
END
$subjects_of$;
COMMENT ON FUNCTION subjects_of(limit_year, int) IS
	'the classes, employees or sites of a district that a limit may speak of';
