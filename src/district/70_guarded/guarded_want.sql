-- What the tables of caps have to say, from limits, exceptions and facts: of one district at a time, for given classes
-- or employees, whose facts are found by their keys.

-- For classes the reckoning itself says which number holds when; what it counts there is every enrollment.
CREATE FUNCTION held_section(only_district int, sections bigint[])
RETURNS TABLE (subject_id bigint, program text, held_as text, citation text, days datemultirange, cap numeric)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $held_section$
#variable_conflict use_column
DECLARE
	l limit_year;
	matches match_row[];
BEGIN
	FOR l IN SELECT y.* FROM (SELECT DISTINCT g.limit_id FROM guarded_limit AS g
		WHERE g.held AND g.scope = 'section') AS g
		CROSS JOIN LATERAL limit_years('infinity', NULL, g.limit_id) AS y WHERE y.days IS NOT NULL LOOP
		matches := ARRAY(SELECT m FROM matches_of(l, 'section', only_district, sections) AS m);
		CONTINUE WHEN cardinality(matches) = 0;
		RETURN QUERY
		SELECT p.subject_id, '', r.strictness, r.citation, held_days(p.valid, r.counted_on, l.counts),
			held_at(caseload.quantity(p.number), m.rounded, m.binds,
				CASE WHEN caseload.measure(m.tolerance) = m.measure THEN caseload.quantity(m.tolerance) END,
				m.excess, true)
		FROM pieces_of(l, only_district, sections, matches) AS p JOIN load_limit AS r ON r.id = l.limit_id
			JOIN limit_manner AS m ON m.limit_id = l.limit_id AND m.manner = p.manner
		WHERE p.per IS NULL AND p.relative_load IS NULL
			AND EXISTS (SELECT FROM guarded_limit AS g
				WHERE g.limit_id = l.limit_id AND g.cap_id = ANY (m.caps) AND g.held);
	END LOOP;
END
$held_section$;
COMMENT ON FUNCTION held_section(int, bigint[]) IS
	'the caps of these classes of a district that a guard can hold, by days';

-- What sites and employments of a district carry, of all that the limits on caseloads ask for: a condition that neither
-- a person nor a site can meet is one of the case.
CREATE FUNCTION carried_keys(only_district int) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $carried_keys$
BEGIN
	RETURN ARRAY(
		SELECT DISTINCT k.key FROM load_limit AS l JOIN limit_cap AS c ON c.limit_id = l.id
			CROSS JOIN LATERAL jsonb_object_keys(c.applies) AS k (key)
		WHERE l.scope = 'employee'
			AND (EXISTS (SELECT FROM site AS t WHERE t.district_id = only_district AND t.attributes ? k.key)
				OR EXISTS (SELECT FROM employment AS e WHERE e.district_id = only_district AND e.attributes ? k.key)
				OR k.key = 'site_level')
		ORDER BY 1);
END
$carried_keys$;
COMMENT ON FUNCTION carried_keys(int) IS
	'the keys that limits on caseloads ask for and sites or employments of the district carry';

CREATE FUNCTION asks_without(asked jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT EXISTS (SELECT FROM jsonb_each(asks_without.asked) AS k (key, wanted)
		WHERE caseload.is_condition(k.wanted) AND (k.wanted ? 'absent' OR k.wanted ? 'not'));
END;
COMMENT ON FUNCTION asks_without(jsonb) IS
	'whether a rule asks for what is not so of a person: a case may carry it all the same';

-- For caseloads the number must be known before the first case is there, so it cannot come from the cases. Where it
-- depends on what a case carries (its grade, its level), the greatest number that may hold is held. People of whom
-- their employments say the same are reckoned once: a district has thousands of teachers and a few dozen kinds of them.
CREATE FUNCTION held_caseload(only_district int, employees bigint[])
RETURNS TABLE (subject_id bigint, program text, held_as text, citation text, days datemultirange, cap numeric)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $held_caseload$
#variable_conflict use_column
DECLARE
	carried text[] := carried_keys(only_district);
BEGIN
	RETURN QUERY
	WITH rule AS MATERIALIZED (
		SELECT c.*, g.contract, l.counted_on, l.strictness, l.citation, y.held, y.days
		FROM guarded_limit AS g JOIN limit_cap AS c ON c.id = g.cap_id JOIN load_limit AS l ON l.id = g.limit_id
			JOIN reckoned_limit() AS y ON y.limit_id = g.limit_id
		WHERE g.held AND g.scope = 'employee' AND y.days IS NOT NULL
	), free AS MATERIALIZED (
		-- rows that say that there is no limit, in the place of the number that they outrank
		SELECT r.limit_id, r.test, r.program, r.contract, r.held, n.grades, n.applies, n.precedence
		FROM (SELECT DISTINCT r.limit_id, r.test, r.program, r.contract, r.held FROM rule AS r) AS r
			JOIN limit_cap AS n ON n.limit_id = r.limit_id AND n.test = r.test AND n.none
				AND (n.program IS NULL OR n.program = r.program)
	), worked AS MATERIALIZED (
		SELECT e.employee_id, e.contract, e.valid, e.fte,
			site_says(t.level, t.attributes, true) || e.attributes AS attributes
		FROM pg_catalog.unnest(employees) AS a (id)
			JOIN employment AS e ON e.district_id = only_district AND e.employee_id = a.id
			JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
	), alike AS MATERIALIZED (
		SELECT min(p.employee_id) AS employee_id, array_agg(p.employee_id) AS employees
		FROM (SELECT w.employee_id, array_agg(ROW(w.contract, w.valid, w.fte, w.attributes)::text
					ORDER BY w.contract, w.valid, w.fte, w.attributes) AS said,
				EXISTS (SELECT FROM exception AS x
					WHERE x.district_id = only_district AND x.employee_id = w.employee_id) AS excepted
			FROM worked AS w GROUP BY w.employee_id) AS p
		GROUP BY p.said, CASE WHEN p.excepted THEN p.employee_id END
	), kind AS MATERIALIZED (
		SELECT w.* FROM alike AS a JOIN worked AS w USING (employee_id)
	), matched AS MATERIALIZED (
		SELECT r.*, w.employee_id, w.valid * r.held AS valid, r.grades IS NULL
			AND caseload.carries(w.attributes, r.applies) AND NOT asks_without(r.applies) AS certain
		FROM rule AS r JOIN kind AS w ON w.contract = r.contract AND w.valid && r.held
		WHERE NOT EXISTS (SELECT FROM jsonb_each(r.applies) AS k (key, value)
			WHERE NOT caseload.carries(w.attributes, jsonb_build_object(k.key, k.value)) AND k.key = ANY (carried))
	), subject AS (
		SELECT DISTINCT m.limit_id, m.test, m.program, m.contract, m.employee_id FROM matched AS m
	), edge AS (
		SELECT m.limit_id, m.test, m.program, m.employee_id, d.day
		FROM matched AS m CROSS JOIN LATERAL (VALUES (lower(m.valid)), (upper(m.valid))) AS d (day)
		UNION
		SELECT s.limit_id, s.test, s.program, s.employee_id, d.day
		FROM subject AS s
			JOIN exception AS x ON x.limit_id = s.limit_id AND x.district_id = only_district
				AND x.employee_id = s.employee_id
			CROSS JOIN LATERAL (VALUES (lower(x.valid)), (upper(x.valid))) AS d (day)
		UNION
		SELECT s.limit_id, s.test, s.program, s.employee_id, d.day
		FROM subject AS s
			JOIN employment AS e ON e.contract = s.contract AND e.district_id = only_district
				AND e.employee_id = s.employee_id
			CROSS JOIN LATERAL (VALUES (lower(e.valid)), (upper(e.valid))) AS d (day)
	), stretch AS (
		SELECT e.*, daterange(e.day, lead(e.day) OVER (PARTITION BY e.limit_id, e.test, e.program, e.employee_id
			ORDER BY e.day)) AS stretch
		FROM edge AS e WHERE e.day IS NOT NULL
	), there AS (
		SELECT s.day, s.stretch, m.*, max(m.precedence) FILTER (WHERE m.certain) OVER here AS certain_rank
		FROM stretch AS s JOIN matched AS m USING (limit_id, test, program, employee_id)
		WHERE m.valid @> s.day
		WINDOW here AS (PARTITION BY s.limit_id, s.test, s.program, s.employee_id, s.day)
	), number AS (
		SELECT t.*, t.certain_rank IS NOT NULL AND t.certain AND t.precedence = t.certain_rank AS best,
			caseload.quantity(t.number) * CASE WHEN t.per IS NULL THEN 1
				ELSE w.fte / caseload.quantity(t.per) END AS plain
		FROM there AS t CROSS JOIN LATERAL (SELECT sum(e.fte) AS fte FROM employment AS e
			WHERE e.contract = t.contract AND e.district_id = only_district AND e.employee_id = t.employee_id
				AND e.valid @> t.day) AS w
		WHERE t.certain_rank IS NULL OR t.certain AND t.precedence = t.certain_rank
			OR NOT t.certain AND t.precedence > t.certain_rank
	), contender AS (
		-- of certain rows of one rank the lowest
		SELECT DISTINCT ON (n.limit_id, n.test, n.program, n.employee_id, n.day, n.best,
			CASE WHEN n.best THEN NULL ELSE n.number END) n.*
		FROM number AS n
		ORDER BY n.limit_id, n.test, n.program, n.employee_id, n.day, n.best,
			CASE WHEN n.best THEN NULL ELSE n.number END,
			n.number
	), freed AS (
		-- days on which there is no limit, or on which the case may have none
		SELECT f.limit_id, f.test, f.program, w.employee_id, f.precedence, range_agg(w.valid * f.held) AS days
		FROM free AS f JOIN kind AS w ON w.contract = f.contract AND w.valid && f.held
		WHERE NOT EXISTS (SELECT FROM jsonb_each(f.applies) AS k (key, value)
			WHERE NOT caseload.carries(w.attributes, jsonb_build_object(k.key, k.value)) AND k.key = ANY (carried))
		GROUP BY f.limit_id, f.test, f.program, w.employee_id, f.precedence
	), excepted AS (
		SELECT c.*, CASE WHEN x.id IS NOT NULL THEN x.number ELSE c.plain END AS holds
		FROM contender AS c LEFT JOIN LATERAL (
			SELECT x.exception_id AS id, caseload.quantity(x.number) AS number FROM exception AS x
			WHERE x.limit_id = c.limit_id AND x.district_id = only_district AND x.employee_id = c.employee_id
				AND x.valid @> c.day AND (x.number IS NULL OR caseload.measure(x.number) = caseload.measure(c.number))
			ORDER BY x.number NULLS LAST LIMIT 1) AS x ON true
		WHERE NOT EXISTS (SELECT FROM freed AS f WHERE f.limit_id = c.limit_id AND f.test = c.test
			AND f.program = c.program AND f.employee_id = c.employee_id AND f.days @> c.day
			AND f.precedence > coalesce(c.certain_rank, -32769))
	)
	SELECT p.employee_id, h.program, h.held_as, h.citation, h.days, h.cap
	FROM (SELECT e.employee_id, e.program, e.citation, held_days(e.stretch, e.counted_on, e.days) AS days,
			e.strictness || CASE caseload.measure(e.number) WHEN 'units' THEN '_units' ELSE '' END AS held_as,
			max(held_at(e.holds, e.rounded, e.binds,
					CASE WHEN caseload.measure(e.tolerance) = caseload.measure(e.number)
				THEN caseload.quantity(e.tolerance) END, e.excess, caseload.measure(e.number) <> 'units')) AS cap
		FROM excepted AS e WHERE e.holds IS NOT NULL
		GROUP BY e.limit_id, e.test, e.employee_id, e.program, e.strictness, e.citation,
			e.stretch, e.counted_on, e.days,
			caseload.measure(e.number)) AS h
		JOIN alike AS a USING (employee_id) CROSS JOIN LATERAL pg_catalog.unnest(a.employees) AS p (employee_id);
END
$held_caseload$;
COMMENT ON FUNCTION held_caseload(int, bigint[]) IS
	'the caps of the caseloads of these employees of a district that a guard can hold, by days';

CREATE TYPE cap_line AS (subject_id bigint, program text, held_as text, cap numeric, citation text, valid daterange,
	up_to numeric);
COMMENT ON TYPE cap_line IS
	'what the tables of caps say of a group: its least cap, or, with valid, days with a higher one '
	'or none; subject_id: the class or employee; program: empty for a class';

CREATE FUNCTION wanted_caps(kind text, only_district int, subjects bigint[]) RETURNS cap_line[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $wanted_caps$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH piece AS MATERIALIZED (
			SELECT h.* FROM held_section(only_district, subjects) AS h WHERE kind = 'section' AND NOT isempty(h.days)
			UNION ALL
			SELECT h.* FROM held_caseload(only_district, subjects) AS h WHERE kind = 'caseload' AND NOT isempty(h.days)
		), group_terms AS (
			SELECT p.subject_id, p.program, p.held_as, min(p.cap) AS cap,
				string_agg(DISTINCT p.citation, '; ' ORDER BY p.citation) AS citation, range_agg(p.days) AS days
			FROM piece AS p GROUP BY p.subject_id, p.program, p.held_as
		), level AS (
			SELECT p.subject_id, p.program, p.held_as, p.cap, range_agg(p.days) AS days
			FROM piece AS p GROUP BY p.subject_id, p.program, p.held_as, p.cap
		), stacked AS (
			SELECT v.*, range_agg(v.days) OVER (PARTITION BY v.subject_id, v.program, v.held_as ORDER BY v.cap
				ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS tighter
			FROM level AS v
		)
		SELECT CAST(ROW(g.subject_id, g.program, g.held_as, g.cap, g.citation, NULL, NULL) AS cap_line)
		FROM group_terms AS g
		UNION ALL
		SELECT CAST(ROW(s.subject_id, s.program, s.held_as, NULL, NULL, u.valid, s.cap) AS cap_line)
		FROM stacked AS s CROSS JOIN LATERAL pg_catalog.unnest(s.days - s.tighter) AS u (valid)
		WHERE s.tighter IS NOT NULL
		UNION ALL
		SELECT CAST(ROW(g.subject_id, g.program, g.held_as, NULL, NULL, u.valid, NULL) AS cap_line)
		FROM group_terms AS g CROSS JOIN LATERAL pg_catalog.unnest('{(,)}'::datemultirange - g.days) AS u (valid));
END
$wanted_caps$;
COMMENT ON FUNCTION wanted_caps(text, int, bigint[]) IS
	'what the tables of caps have to say of these classes (kind section) or employees (kind caseload) of a district';
