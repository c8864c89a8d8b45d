-- Reckoning, the ground: which rows of limit_cap match which class, person or site, and when.

CREATE TYPE match_row AS (cap_id bigint, test smallint, subject_id bigint, part bigint, valid daterange, share numeric,
	grades int4range, section_id bigint);
COMMENT ON TYPE match_row IS 'a row of limit_cap that matches a class, employee, site or district, and when; '
	'part: the class that it speaks of, 0 for none; section_id: a section of that class';

CREATE TYPE asked_row AS (cap_id bigint, subject_id bigint, part bigint);
COMMENT ON TYPE asked_row IS 'a row of limit_cap that asks something of a class, employee, site or district by days';

-- Whether rows of a limit do more than match or not: they take others out, or ask for more than plain values.
CREATE FUNCTION matches_by_days(limit_id bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $matches_by_days$
BEGIN
	RETURN EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = matches_by_days.limit_id AND (c.none
		OR caseload.has_conditions(c.applies)));
END
$matches_by_days$;
COMMENT ON FUNCTION matches_by_days(bigint) IS
	'whether rows of a limit say that there is none, or ask for more than plain values';

-- The size of a class, and what is tallied, change from day to day: each is a sum of what begins and ends. A tally
-- counts that names the class, or, in a limit on persons, the person and no class; of what is no class, the person's or
-- the site's own.
CREATE FUNCTION asked_days(l limit_year, scope text, district_id int, asked asked_row[])
RETURNS TABLE (cap_id bigint, subject_id bigint, part bigint, days datemultirange)
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $asked_days$
#variable_conflict use_column
DECLARE
	classes class_row[] := CASE WHEN l.together IS NOT NULL THEN taught_as_one(l, asked_days.district_id,
		ARRAY(SELECT DISTINCT a.part FROM pg_catalog.unnest(asked) AS a WHERE a.part <> 0)) END;
BEGIN
	RETURN QUERY
	WITH asks AS MATERIALIZED (
		SELECT a.cap_id, a.subject_id, a.part, k.key, k.wanted, count(*) OVER (
			PARTITION BY a.cap_id, a.subject_id, a.part) AS many
		FROM pg_catalog.unnest(asked) AS a JOIN limit_cap AS c ON c.id = a.cap_id
			CROSS JOIN LATERAL jsonb_each(caseload.conditions(c.applies, true)) AS k (key, wanted)
	), place AS MATERIALIZED (
		SELECT DISTINCT a.subject_id, a.part, a.key FROM asks AS a WHERE a.key <> 'size' OR a.part <> 0
	), edge AS (
		SELECT p.subject_id, p.part, p.key, '(,)'::daterange AS valid, 0::numeric AS quantity FROM place AS p
		UNION ALL
		SELECT p.subject_id, p.part, p.key, e.valid, 1
		FROM place AS p JOIN enrollment AS e ON e.district_id = asked_days.district_id
			AND e.section_id = ANY (ARRAY[p.part])
		WHERE p.key = 'size' AND l.together IS NULL
		UNION ALL
		-- of sections that are taught as one the students of all of them, each once
		SELECT g.subject_id, g.part, g.key, u.valid, 1
		FROM (SELECT p.subject_id, p.part, p.key, e.student_id,
					range_agg(c.days * o.days * datemultirange(e.valid)) AS days
				FROM place AS p JOIN pg_catalog.unnest(classes) AS c ON c.section_id = p.part
					JOIN pg_catalog.unnest(classes) AS o ON o.class_id = c.class_id
					JOIN enrollment AS e ON e.district_id = asked_days.district_id
						AND e.section_id = ANY (ARRAY[o.section_id])
				WHERE p.key = 'size'
				GROUP BY p.subject_id, p.part, p.key, e.student_id) AS g
			CROSS JOIN LATERAL pg_catalog.unnest(g.days) AS u (valid)
		UNION ALL
		SELECT p.subject_id, p.part, p.key, u.valid, caseload.quantity(y.quantity)
		FROM place AS p JOIN pg_catalog.unnest(classes) AS c ON c.section_id = p.part
			JOIN pg_catalog.unnest(classes) AS o ON o.class_id = c.class_id
			JOIN tally AS y ON y.district_id = asked_days.district_id AND y.section_id = o.section_id
				AND p.key = 'tally:' || y.what
			CROSS JOIN LATERAL pg_catalog.unnest(c.days * o.days * datemultirange(y.valid)) AS u (valid)
		UNION ALL
		SELECT p.subject_id, p.part, p.key, y.valid, caseload.quantity(y.quantity)
		FROM place AS p JOIN tally AS y ON y.district_id = asked_days.district_id
			AND p.key = 'tally:' || y.what
			AND CASE WHEN p.part <> 0 AND y.section_id IS NOT NULL THEN y.section_id = p.part AND l.together IS NULL
				WHEN y.section_id IS NOT NULL THEN false
				WHEN asked_days.scope = 'employee' THEN y.employee_id = p.subject_id
				WHEN asked_days.scope = 'site' THEN y.site_id = p.subject_id AND p.part = 0
				ELSE asked_days.scope = 'district' AND p.part = 0 END
	), level AS (
		SELECT v.subject_id, v.part, v.key, v.day, sum(sum(v.by)) OVER so_far AS value,
			lead(v.day) OVER so_far AS next_day
		FROM (SELECT e.subject_id, e.part, e.key, c.day, c.by FROM edge AS e CROSS JOIN LATERAL (VALUES
				(coalesce(lower(e.valid), '-infinity'), e.quantity), (upper(e.valid), -e.quantity)) AS c (day, by)
			WHERE c.day IS NOT NULL) AS v
		GROUP BY v.subject_id, v.part, v.key, v.day
		WINDOW so_far AS (PARTITION BY v.subject_id, v.part, v.key ORDER BY v.day)
	), met AS (
		-- a tally of nothing is one that is not there
		SELECT a.cap_id, a.subject_id, a.part, a.key, a.many,
			range_agg(daterange(nullif(v.day, '-infinity'), v.next_day)) AS days
		FROM asks AS a JOIN level AS v USING (subject_id, part, key)
		WHERE caseload.meets(CASE WHEN v.value <> 0 OR NOT a.wanted ? 'absent' THEN to_jsonb(v.value) END, a.wanted)
		GROUP BY a.cap_id, a.subject_id, a.part, a.key, a.many
	)
	SELECT m.cap_id, m.subject_id, m.part, range_intersect_agg(m.days)
	FROM met AS m GROUP BY m.cap_id, m.subject_id, m.part HAVING count(*) = min(m.many);
END
$asked_days$;
COMMENT ON FUNCTION asked_days(limit_year, text, int, asked_row[]) IS
	'the days on which the size of a class and tallies are as rows of limit_cap ask';

-- Rows without grades, program and condition speak of every class of the scope, and of a person or site once. A row
-- that says that there is no limit takes its class out of the rows of lower precedence, where they look at it alone and
-- where they count it among others; of caseloads, which stand under no class, it takes out those that it matches.
-- `apart`: each section by itself, also where some are taught as one.
CREATE FUNCTION matches_of(l limit_year, scope text, district_id int, subjects bigint[], apart boolean DEFAULT false)
RETURNS SETOF match_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $matches_of$
#variable_conflict use_column
BEGIN
	IF l.together IS NOT NULL AND NOT apart THEN
		RETURN QUERY SELECT * FROM matches_as_one(l, matches_of.scope, matches_of.district_id, subjects);
		RETURN;
	END IF;
	IF NOT matches_by_days(l.limit_id) THEN
		RETURN QUERY
		WITH cap AS MATERIALIZED (
			SELECT c.id, c.test, c.grades, c.program, c.applies FROM limit_cap AS c WHERE c.limit_id = l.limit_id
		)
		SELECT c.id, c.test, p.subject_id, p.part, p.valid * l.held, p.share, p.grades, p.part
		FROM profile(l, matches_of.scope, matches_of.district_id, subjects) AS p JOIN cap AS c
			ON (c.program IS NULL OR c.program = p.program) AND p.valid && l.held
			AND (c.grades IS NULL OR p.grades && c.grades) AND p.attributes @> c.applies;
		RETURN;
	END IF;
	RETURN QUERY
	WITH cap AS MATERIALIZED (
		SELECT c.id, c.test, c.grades, c.program, c.precedence, c.none, caseload.plain_values(c.applies) AS plain,
			caseload.conditions(c.applies) AS asks, caseload.conditions(c.applies, true) IS NOT NULL AS by_days
		FROM limit_cap AS c WHERE c.limit_id = l.limit_id
	), matched AS MATERIALIZED (
		SELECT c.id, c.test, c.precedence, c.none, c.by_days, p.subject_id, p.part, p.valid * l.held AS valid, p.share,
			p.grades, CASE p.part WHEN 0 THEN p.place END AS place
		FROM profile(l, matches_of.scope, matches_of.district_id, subjects) WITH ORDINALITY
			AS p (subject_id, part, valid, share, grades, program, attributes, place)
			JOIN cap AS c ON (c.program IS NULL OR c.program = p.program) AND p.valid && l.held
				AND (c.grades IS NULL OR p.grades && c.grades) AND p.attributes @> c.plain
				AND (c.asks IS NULL OR caseload.carries(p.attributes, c.asks))
	), asked AS MATERIALIZED (
		SELECT d.* FROM asked_days(l, matches_of.scope, matches_of.district_id, ARRAY(SELECT DISTINCT
			CAST(ROW(m.id, m.subject_id, m.part) AS asked_row) FROM matched AS m WHERE m.by_days)) AS d
	), found AS (
		SELECT m.id, m.test, m.precedence, m.none, m.subject_id, m.part, datemultirange(m.valid) AS days, m.share,
			m.grades, m.place
		FROM matched AS m WHERE NOT m.by_days
		UNION ALL
		SELECT m.id, m.test, m.precedence, m.none, m.subject_id, m.part, a.days * datemultirange(m.valid), m.share,
			m.grades, m.place
		FROM matched AS m JOIN asked AS a ON a.cap_id = m.id AND a.subject_id = m.subject_id AND a.part = m.part
		WHERE m.by_days
	), free AS (
		SELECT f.*, range_agg(f.days) FILTER (WHERE f.none) OVER (PARTITION BY f.test, f.subject_id, f.part, f.place
			ORDER BY f.precedence DESC GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS freed
		FROM found AS f
	)
	SELECT f.id, f.test, f.subject_id, f.part, u.valid, f.share, f.grades, f.part
	FROM free AS f CROSS JOIN LATERAL pg_catalog.unnest(f.days - coalesce(f.freed, '{}')) AS u (valid)
	WHERE NOT f.none;
END
$matches_of$;
COMMENT ON FUNCTION matches_of(limit_year, text, int, bigint[], boolean) IS
	'which rows of limit_cap match which of these classes, employees or sites, and when';
