-- Reckoning, steps 1 and 2: who counts, how much, and what several sections or counts come to.

CREATE FUNCTION nothing_on(days datemultirange, measure text) RETURNS caseload.load_series
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT caseload.daily_load('empty', nothing_on.days, caseload.caseload_unit(1::numeric, nothing_on.measure));
END;
COMMENT ON FUNCTION nothing_on(datemultirange, text) IS 'a load of zero on these days';

CREATE FUNCTION on_each(days datemultirange, measure text) RETURNS caseload.load_series
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT caseload.daily_load('(,)', on_each.days, caseload.caseload_unit(1::numeric, on_each.measure));
END;
COMMENT ON FUNCTION on_each(datemultirange, text) IS 'a load of one on each of these days';

-- Part of its caller's plan: a plain value costs what @> costs.
CREATE FUNCTION counts_as(attributes jsonb, asked jsonb, conditional boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN counts_as.conditional THEN caseload.carries(counts_as.attributes, counts_as.asked)
		ELSE counts_as.attributes @> counts_as.asked END;
END;
COMMENT ON FUNCTION counts_as(jsonb, jsonb, boolean) IS
	'whether what a fact carries is what a rule counts; conditional: it asks for more than plain values';

-- What a test looks at: the class, person, site or district that the limit is about, or, where it looks further, what
-- stands around it.
CREATE TYPE domain_row AS (subject_id bigint, domain_id bigint);
COMMENT ON TYPE domain_row IS 'what a test of a limit on this subject looks at';
CREATE FUNCTION domains_of(l limit_year, wider text, district_id int, subjects bigint[]) RETURNS domain_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $domains_of$
#variable_conflict use_column
BEGIN
	IF domains_of.wider = 'district' AND l.scope <> 'district' THEN
		RETURN ARRAY(SELECT CAST(ROW(a.id, domains_of.district_id) AS domain_row)
			FROM pg_catalog.unnest(subjects) AS a (id));
	ELSIF domains_of.wider = 'site' AND l.scope = 'section' THEN
		RETURN ARRAY(SELECT CAST(ROW(s.section_id, s.site_id) AS domain_row)
			FROM pg_catalog.unnest(subjects) AS a (id)
				JOIN section AS s ON s.district_id = domains_of.district_id AND s.section_id = a.id);
	ELSIF domains_of.wider = 'site' AND l.scope = 'employee' THEN
		RETURN ARRAY(SELECT CAST(ROW(e.employee_id, min(e.site_id)) AS domain_row)
			FROM pg_catalog.unnest(subjects) AS a (id)
				JOIN employment AS e ON e.district_id = domains_of.district_id AND e.employee_id = ANY (ARRAY[a.id])
					AND NOT isempty(e.valid * l.year)
			GROUP BY e.employee_id);
	ELSIF domains_of.wider = 'employee' AND l.scope = 'section' THEN
		RETURN ARRAY(SELECT CAST(ROW(f.section_id, min(f.employee_id)) AS domain_row)
			FROM pg_catalog.unnest(subjects) AS a (id)
				JOIN staffing AS f ON f.district_id = domains_of.district_id AND f.section_id = ANY (ARRAY[a.id])
					AND f.role = ANY (l.carried_by) AND NOT isempty(f.valid * l.year)
			GROUP BY f.section_id);
	END IF;
	RETURN ARRAY(SELECT CAST(ROW(a.id, a.id) AS domain_row) FROM pg_catalog.unnest(subjects) AS a (id));
END
$domains_of$;
COMMENT ON FUNCTION domains_of(limit_year, text, int, bigint[]) IS
	'what a test looks at: the subject itself, its teacher, its site, the district';

CREATE TYPE member_row AS (domain_id bigint, section_id bigint, valid daterange, share numeric, class_id bigint);
COMMENT ON TYPE member_row IS 'a section that a load is counted over, and when; class_id: the class that it is of';

-- Which classes belong to what a row looks at: a class to itself, to its teacher, to its site, ...
CREATE FUNCTION members_of(l limit_year, m limit_manner, district_id int, domains bigint[], matches match_row[])
RETURNS member_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $members_of$
#variable_conflict use_column
DECLARE
	sites bigint[];
BEGIN
	IF m.wider = 'grade' THEN
		sites := ARRAY(SELECT DISTINCT s.site_id FROM pg_catalog.unnest(domains) AS a (id)
			JOIN section AS s ON s.district_id = members_of.district_id AND s.section_id = a.id);
		matches := ARRAY(SELECT n FROM matches_of(l, 'site', members_of.district_id, sites) AS n
			WHERE n.cap_id = ANY (m.caps) AND n.part <> 0);
		-- the same grades at the site, seen from each class
		RETURN ARRAY(
			SELECT CAST(ROW(g.domain_id, g.section_id, u.valid, 1, g.part) AS member_row)
			FROM (SELECT s.section_id AS domain_id, n.part, n.section_id, range_agg(n.valid) AS valid
					FROM pg_catalog.unnest(domains) AS a (id)
						JOIN section AS s ON s.district_id = members_of.district_id AND s.section_id = a.id
						JOIN pg_catalog.unnest(matches) AS n ON n.subject_id = s.site_id AND n.grades && s.grades
					GROUP BY s.section_id, n.part, n.section_id) AS g
				CROSS JOIN LATERAL pg_catalog.unnest(g.valid) AS u (valid));
	END IF;
	IF m.wider <> l.scope THEN
		matches := ARRAY(SELECT n FROM matches_of(l, m.wider, members_of.district_id, domains) AS n);
	END IF;
	IF l.carried = 'by share' AND coalesce(m.wider, l.scope) = 'employee' THEN
		-- each stint with its own share: two roles at once are two, whether or not their shares are the same
		RETURN ARRAY(SELECT CAST(ROW(g.domain_id, g.section_id, u.valid * f.valid, f.share, g.part) AS member_row)
			FROM (SELECT n.subject_id AS domain_id, n.part, n.section_id, range_agg(n.valid) AS valid
					FROM pg_catalog.unnest(matches) AS n WHERE n.cap_id = ANY (m.caps) AND n.part <> 0
					GROUP BY n.subject_id, n.part, n.section_id) AS g
				JOIN staffing AS f ON f.district_id = members_of.district_id
					AND f.section_id = ANY (ARRAY[g.section_id]) AND f.employee_id = g.domain_id
					AND f.role = ANY (l.carried_by)
				CROSS JOIN LATERAL pg_catalog.unnest(g.valid) AS u (valid)
			WHERE NOT isempty(u.valid * f.valid));
	END IF;
	RETURN ARRAY(SELECT CAST(ROW(g.domain_id, g.section_id, u.valid, 1, g.part) AS member_row)
		FROM (SELECT n.subject_id AS domain_id, n.part, n.section_id, range_agg(n.valid) AS valid
				FROM pg_catalog.unnest(matches) AS n WHERE n.cap_id = ANY (m.caps) AND n.part <> 0
				GROUP BY n.subject_id, n.part, n.section_id) AS g
			CROSS JOIN LATERAL pg_catalog.unnest(g.valid) AS u (valid));
END
$members_of$;
COMMENT ON FUNCTION members_of(limit_year, limit_manner, int, bigint[], match_row[]) IS
	'the classes that each load is counted over, and when';

CREATE TYPE counted_row AS (domain_id bigint, section_id bigint, student_id bigint, valid daterange, counts boolean,
	amount numeric);
COMMENT ON TYPE counted_row IS 'a student, case, tally, class or person that counts, from when to when and how much';

CREATE FUNCTION counted_cases(l limit_year, m limit_manner, district_id int, domains bigint[]) RETURNS SETOF counted_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_mergejoin = off SET jit = off
AS $counted_cases$
#variable_conflict use_column
DECLARE
	weighs boolean := EXISTS (SELECT FROM limit_weight AS w
		WHERE w.limit_id = l.limit_id AND caseload.has_conditions(w.counts));
BEGIN
	RETURN QUERY
	WITH cap AS MATERIALIZED (
		-- a limit on students means cases only where it names a program
		SELECT c.program, c.grades, c.precedence, caseload.plain_values(c.applies) AS plain,
			caseload.conditions(c.applies) AS asks FROM limit_cap AS c
		WHERE c.id = ANY (m.caps) AND (c.program IS NOT NULL OR m.measure IN ('IEPs', 'units'))
	), freed AS MATERIALIZED (
		SELECT n.program, n.grades, n.precedence, n.applies FROM limit_cap AS n
		WHERE n.limit_id = l.limit_id AND n.test = m.test AND n.none AND caseload.conditions(n.applies, true) IS NULL
	), held AS MATERIALIZED (
		SELECT k.* FROM cases_of(counted_cases.district_id, domains, l.programs) AS k
		WHERE NOT isempty(k.valid * l.held)
			AND EXISTS (SELECT FROM cap AS c WHERE c.program IS NULL OR c.program = k.program)
	), employed AS MATERIALIZED (
		SELECT e.employee_id, e.valid, site_says(t.level, t.attributes, true) || e.attributes AS attributes
		FROM (SELECT DISTINCT h.employee_id FROM held AS h) AS h
			JOIN employment AS e ON e.district_id = counted_cases.district_id
				AND e.employee_id = ANY (ARRAY[h.employee_id]) AND e.contract = l.contract
			JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
	), kind AS MATERIALIZED (
		-- cases that say the same are matched once
		SELECT x.employee_id, x.program, x.grade, x.attributes, e.valid
		FROM (SELECT DISTINCT h.employee_id, h.program, h.grade, h.attributes FROM held AS h) AS x
			JOIN employed AS e ON e.employee_id = x.employee_id
		WHERE EXISTS (SELECT FROM cap AS c WHERE (c.program IS NULL OR c.program = x.program)
			AND (c.grades IS NULL OR c.grades @> x.grade) AND e.attributes || x.attributes @> c.plain
			AND (c.asks IS NULL OR caseload.carries(e.attributes || x.attributes, c.asks))
			AND NOT EXISTS (SELECT FROM freed AS n WHERE n.precedence > c.precedence
				AND (n.program IS NULL OR n.program = x.program) AND (n.grades IS NULL OR n.grades @> x.grade)
				AND caseload.carries(e.attributes || x.attributes, n.applies)))
	)
	SELECT k.employee_id, 0::bigint, k.student_id, k.valid * l.held, counts_as(k.attributes, m.counts, m.conditional),
		CASE m.weighted WHEN 'none' THEN 1 WHEN 'share' THEN k.share
			ELSE coalesce(k.weight, (SELECT max(w.weight) FROM limit_weight AS w
				WHERE w.limit_id = l.limit_id AND counts_as(k.attributes, w.counts, weighs)), 1) END
			* CASE m.measure WHEN 'units' THEN k.goal_areas ELSE 1 END
	FROM held AS k JOIN (
			SELECT x.employee_id, x.program, coalesce(x.grade, -99) AS grade, x.attributes, range_agg(x.valid) AS days
			FROM kind AS x GROUP BY x.employee_id, x.program, coalesce(x.grade, -99), x.attributes) AS x
		ON x.employee_id = k.employee_id AND x.program = k.program AND x.grade = coalesce(k.grade, -99)
			AND x.attributes = k.attributes
	-- of a case as it was assigned: one that is cut where the student changes is none the less
	WHERE x.days && k.held_on;
END
$counted_cases$;
COMMENT ON FUNCTION counted_cases(limit_year, limit_manner, int, bigint[]) IS 'step 1: each case that counts';

-- heads, and shares of the day, are the same whatever a student's own is
CREATE FUNCTION asks_of_students(m limit_manner, district_id int) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $asks_of_students$
BEGIN
	RETURN (m.counts <> '{}' OR m.weighted = 'weight') AND has_students(asks_of_students.district_id);
END
$asks_of_students$;
COMMENT ON FUNCTION asks_of_students(limit_manner, int) IS
	'whether what is counted hangs on what is the students'' own';

-- Of the pieces of a student's days the planner thinks that they are a hundred, and would have the plan compiled.
CREATE FUNCTION counted_students(l limit_year, m limit_manner, district_id int, members member_row[])
RETURNS SETOF counted_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $counted_students$
#variable_conflict use_column
DECLARE
	weighs boolean := EXISTS (SELECT FROM limit_weight AS w
		WHERE w.limit_id = l.limit_id AND caseload.has_conditions(w.counts));
BEGIN
	RETURN QUERY
	SELECT d.domain_id, d.class_id, e.student_id, p.days,
		counts_as(p.attributes || e.attributes, m.counts, m.conditional),
		d.share * CASE m.weighted WHEN 'none' THEN 1 WHEN 'share' THEN e.share
			ELSE coalesce(e.weight, p.weight, (SELECT max(w.weight) FROM limit_weight AS w
				WHERE w.limit_id = l.limit_id AND counts_as(p.attributes || e.attributes, w.counts, weighs)), 1) END
	FROM pg_catalog.unnest(members) AS d
		JOIN enrollment AS e ON e.district_id = counted_students.district_id
			AND e.section_id = ANY (ARRAY[d.section_id]) AND NOT isempty(e.valid * d.valid)
		CROSS JOIN LATERAL student_pieces(e.district_id, e.student_id, d.valid * e.valid) AS p;
END
$counted_students$;
COMMENT ON FUNCTION counted_students(limit_year, limit_manner, int, member_row[]) IS
	'step 1 for students of classes, with what is their own';

CREATE FUNCTION counted_of(l limit_year, m limit_manner, district_id int, domains bigint[], members member_row[],
	apart boolean DEFAULT false)
RETURNS SETOF counted_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $counted_of$
#variable_conflict use_column
DECLARE
	weighs boolean := EXISTS (SELECT FROM limit_weight AS w
		WHERE w.limit_id = l.limit_id AND caseload.has_conditions(w.counts));
	looks_at text := coalesce(m.wider, l.scope);
BEGIN
	IF l.together IS NOT NULL AND NOT apart THEN
		RETURN QUERY SELECT * FROM counted_as_one(l, m, counted_of.district_id, domains, members);
		RETURN;
	END IF;
	IF m.tallied THEN
		RETURN QUERY SELECT * FROM counted_tallies(l, m, counted_of.district_id, domains);
		RETURN;
	END IF;
	IF m.measure IN ('students', 'seats', 'percent') AND asks_of_students(m, counted_of.district_id) THEN
		RETURN QUERY SELECT * FROM counted_students(l, m, counted_of.district_id, members);
	ELSIF m.measure IN ('students', 'seats', 'percent') THEN
		RETURN QUERY
		SELECT d.domain_id, d.class_id, e.student_id, d.valid * e.valid,
			counts_as(e.attributes, m.counts, m.conditional),
			d.share * CASE m.weighted WHEN 'none' THEN 1 WHEN 'share' THEN e.share
				ELSE coalesce(e.weight, (SELECT max(w.weight) FROM limit_weight AS w
					WHERE w.limit_id = l.limit_id AND counts_as(e.attributes, w.counts, weighs)), 1) END
		FROM pg_catalog.unnest(members) AS d
			JOIN enrollment AS e ON e.district_id = counted_of.district_id AND e.section_id = ANY (ARRAY[d.section_id])
				AND NOT isempty(e.valid * d.valid);
	END IF;
	IF looks_at = 'employee' AND m.measure IN ('students', 'seats', 'percent', 'IEPs', 'units') THEN
		RETURN QUERY SELECT * FROM counted_cases(l, m, counted_of.district_id, domains);
	END IF;
	IF m.measure = 'sections' THEN
		RETURN QUERY SELECT d.domain_id, d.class_id, 0::bigint, d.valid, true, d.share
		FROM pg_catalog.unnest(members) AS d;
	ELSIF m.measure IN ('teachers', 'employees', 'FTE') AND looks_at = 'section' THEN
		-- those who teach a class, by their role
		RETURN QUERY
		SELECT d.domain_id, d.class_id, CASE WHEN l.together IS NULL THEN 0 ELSE f.employee_id END,
			d.valid * f.valid, true, CASE m.measure WHEN 'FTE' THEN f.share ELSE 1 END
		FROM pg_catalog.unnest(members) AS d
			JOIN staffing AS f ON f.district_id = counted_of.district_id AND f.section_id = ANY (ARRAY[d.section_id])
				AND NOT isempty(f.valid * d.valid)
				AND counts_as(jsonb_build_object('role', f.role), m.counts, m.conditional);
	ELSIF m.measure IN ('teachers', 'employees', 'FTE') THEN
		-- those who work at a site
		RETURN QUERY
		SELECT o.domain_id, 0::bigint, 0::bigint, e.valid * l.held, counts_as(e.attributes, m.counts, m.conditional),
			CASE m.measure WHEN 'FTE' THEN e.fte ELSE 1 END
		FROM employment AS e
			CROSS JOIN LATERAL (SELECT CASE looks_at WHEN 'site' THEN e.site_id WHEN 'district' THEN e.district_id
			ELSE e.employee_id END AS domain_id) AS o
		WHERE e.district_id = counted_of.district_id AND e.contract = l.contract AND e.valid && l.held
			AND looks_at IN ('employee', 'site', 'district')
			AND CASE looks_at WHEN 'site' THEN e.site_id = ANY (domains)
			WHEN 'employee' THEN e.employee_id = ANY (domains)
				ELSE true END;
	END IF;
END
$counted_of$;
COMMENT ON FUNCTION counted_of(limit_year, limit_manner, int, bigint[], member_row[], boolean) IS
	'step 1: each student, case, tally, class or person that counts, from when to when and how much';

CREATE TYPE load_row AS (manner bigint, domain_id bigint, part bigint, load caseload.load_series);
COMMENT ON TYPE load_row IS 'the load on each counted day, or one point a term';

CREATE FUNCTION loads_of(l limit_year, m limit_manner, district_id int, domains bigint[], members member_row[])
RETURNS load_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $loads_of$
#variable_conflict use_column
DECLARE
	counted_as text := CASE m.measure WHEN 'percent' THEN 'students' ELSE m.measure END;
	apart boolean := m.reckoned IN ('largest', 'overages', 'sections over');
	-- a person is counted once, in however many of the classes
	per_staff boolean := m.reckoned IN ('per teacher', 'per FTE');
	once boolean := (m.reckoned = 'total' OR per_staff) AND m.measure IN ('students', 'percent')
		AND coalesce(m.wider, l.scope) <> 'section';
	-- but where classes are carried by share, by each share of each class
	by_share boolean := l.carried = 'by share' AND coalesce(m.wider, l.scope) = 'employee';
	nothing caseload.load_series := nothing_on(l.counts, m.measure);
	one_each constant caseload.caseload_unit := caseload.caseload_unit(1::numeric, m.measure);
	terms daterange[];
	-- what is tallied of a class needs nobody to sit in it
	empty_counts boolean := m.tallied
		OR (SELECT r.empty_counts FROM load_limit AS r WHERE r.id = l.limit_id);
BEGIN
	IF NOT m.tallied AND m.measure IN ('students', 'seats') AND l.scope = 'section' AND m.wider IS NULL
		AND m.reckoned = 'total' AND m.weighted = 'none' AND m.taken = 'each' AND NOT l.holds
		AND m.stays IS NULL AND l.together IS NULL
		AND NOT asks_of_students(m, loads_of.district_id) THEN
		-- the plain case: heads in a class, in one pass, and of the index alone where all of them count
		IF m.counts = '{}' THEN
			RETURN ARRAY(SELECT CAST(ROW(m.manner, d.domain_id, 0,
						caseload.daily_load(d.valid * e.valid, l.counts, one_each))
					AS load_row)
				FROM pg_catalog.unnest(members) AS d
					JOIN enrollment AS e ON e.district_id = loads_of.district_id
						AND e.section_id = ANY (ARRAY[d.section_id])
				GROUP BY d.domain_id);
		END IF;
		RETURN ARRAY(SELECT CAST(ROW(m.manner, s.domain_id, 0,
					CASE WHEN s.load IS NULL THEN nothing ELSE s.load END) AS load_row)
			FROM (SELECT d.domain_id, caseload.daily_load(d.valid * e.valid, l.counts, one_each)
					FILTER (WHERE counts_as(e.attributes, m.counts, m.conditional)) AS load
				FROM pg_catalog.unnest(members) AS d
					JOIN enrollment AS e ON e.district_id = loads_of.district_id
						AND e.section_id = ANY (ARRAY[d.section_id])
				GROUP BY d.domain_id) AS s);
	END IF;
	IF m.taken_over IS NOT NULL THEN
		terms := covered_terms(l, m.taken_over, NULL);
	END IF;
	RETURN ARRAY(
		WITH counted AS MATERIALIZED (
			SELECT * FROM counted_of(l, m, loads_of.district_id, domains, members) WHERE m.stays IS NULL
			UNION ALL
			SELECT s.* FROM staying(l, m, CASE WHEN m.stays IS NOT NULL THEN ARRAY(SELECT CAST(ROW(c.domain_id,
					c.section_id, c.student_id, c.valid, c.counts, c.amount) AS counted_row)
				FROM counted_of(l, m, loads_of.district_id, domains, members) AS c) END, once AND NOT by_share) AS s
			WHERE m.stays IS NOT NULL
		), one AS (
			SELECT c.domain_id, c.section_id, c.valid, c.counts, c.amount, false AS class FROM counted AS c
			WHERE NOT once OR c.student_id = 0 OR by_share AND c.section_id <> 0
			UNION ALL
			SELECT c.domain_id, 0, u.valid, c.counts, c.amount, false
			FROM (SELECT c.domain_id, c.student_id, c.counts, c.amount, range_agg(c.valid) AS valid FROM counted AS c
				WHERE once AND c.student_id <> 0 AND NOT (by_share AND c.section_id <> 0)
				GROUP BY c.domain_id, c.student_id, c.counts, c.amount,
					CASE WHEN m.weighted = 'share' THEN c.section_id END) AS c
				CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
			UNION ALL
			-- what a ratio is divided by, and an average
			SELECT g.domain_id, 0, g.valid, NULL, g.amount, true
			FROM staff_counted(l, m, loads_of.district_id, CASE WHEN per_staff THEN members END) AS g WHERE per_staff
			UNION ALL
			SELECT k.domain_id, 0, u.valid, NULL, 1, true
			FROM (SELECT d.domain_id, d.class_id, range_agg(d.valid) AS valid FROM pg_catalog.unnest(members) AS d
					GROUP BY d.domain_id, d.class_id) AS k CROSS JOIN LATERAL pg_catalog.unnest(k.valid) AS u (valid)
			WHERE m.reckoned = 'average' AND empty_counts
			UNION ALL
			SELECT s.domain_id, 0, u.valid, NULL, 1, true
			FROM (SELECT c.domain_id, c.section_id, range_agg(c.valid) AS valid FROM counted AS c
					WHERE c.section_id <> 0 GROUP BY c.domain_id, c.section_id) AS s
				CROSS JOIN LATERAL pg_catalog.unnest(s.valid) AS u (valid)
			WHERE m.reckoned = 'average' AND NOT empty_counts
		), part_load AS (
			SELECT o.domain_id, CASE WHEN apart THEN o.section_id ELSE 0 END AS part,
				caseload.daily_load(o.valid, l.counts,
					caseload.caseload_unit(o.amount, counted_as)) FILTER (WHERE o.counts) AS load,
				caseload.daily_load(o.valid, l.counts, caseload.caseload_unit(o.amount, 'students'))
					FILTER (WHERE m.measure = 'percent' AND NOT o.class) AS everyone,
				caseload.daily_load(o.valid, l.counts,
					caseload.caseload_unit(o.amount, 'sections')) FILTER (WHERE o.class) AS classes,
				bool_or(NOT o.class) AS any_counted
			FROM one AS o GROUP BY o.domain_id, CASE WHEN apart THEN o.section_id ELSE 0 END
		), several AS (
			-- of several classes: the largest, or all of them by how many they are
			SELECT p.domain_id, CASE m.reckoned WHEN 'largest' THEN 0 ELSE p.part END AS part,
				CASE WHEN m.measure = 'percent' THEN caseload.sum(p.load) OPERATOR(caseload./) caseload.sum(p.everyone)
					WHEN m.reckoned = 'largest' THEN caseload.max(p.load)
					WHEN m.reckoned = 'average' OR per_staff
						THEN caseload.sum(p.load) OPERATOR(caseload./) caseload.sum(p.classes)
					ELSE caseload.sum(p.load) END AS load
			FROM part_load AS p WHERE p.any_counted
			GROUP BY p.domain_id, CASE m.reckoned WHEN 'largest' THEN 0 ELSE p.part END
		)
		-- a count that holds is the load of each day until the next one; of a total it counts once
		SELECT CAST(ROW(m.manner, s.domain_id, s.part, CASE WHEN m.taken = 'total' AND l.holds
				THEN caseload.total((SELECT caseload.sum(u.series)
					FROM (VALUES (a.load), (nothing_on(l.days, m.measure))) AS u (series)), terms)
			WHEN m.taken = 'total' THEN caseload.total(a.load, terms)
			WHEN m.taken = 'mean' THEN caseload.mean(h.load, terms) ELSE h.load END) AS load_row)
		FROM several AS s CROSS JOIN LATERAL (SELECT caseload.sum(u.series) AS load
			FROM (VALUES (s.load), (nothing)) AS u (series)) AS a
			CROSS JOIN LATERAL (SELECT CASE WHEN l.holds THEN caseload.held(a.load, l.days)
				ELSE a.load END AS load) AS h);
END
$loads_of$;
COMMENT ON FUNCTION loads_of(limit_year, limit_manner, int, bigint[], member_row[]) IS
	'steps 1 and 2: the load on each counted day, or one point a term';
