-- Reckoning, step 3, where a number stands beside the actual size of the other classes of the same grades at the site.

-- A class that its rows match is another one on the days on which it has anybody, or on all of its days where the limit
-- counts empty classes; where a count holds, from the count on which it was there.
CREATE FUNCTION classes_there(l limit_year, m limit_manner, district_id int, members member_row[])
RETURNS TABLE (section_id bigint, days datemultirange)
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $classes_there$
#variable_conflict use_column
DECLARE
	empty_counts boolean := m.tallied
		OR (SELECT r.empty_counts FROM load_limit AS r WHERE r.id = l.limit_id);
BEGIN
	RETURN QUERY
	WITH there AS (
		SELECT d.domain_id, range_agg(d.valid) AS days, CASE WHEN empty_counts THEN range_agg(d.valid)
			ELSE range_agg(d.valid * e.valid) END AS counted
		FROM pg_catalog.unnest(members) AS d
			LEFT JOIN enrollment AS e ON NOT empty_counts AND e.district_id = classes_there.district_id
				AND e.section_id = ANY (ARRAY[d.section_id])
		GROUP BY d.domain_id
	)
	SELECT t.domain_id, CASE WHEN l.holds THEN t.days * coalesce((SELECT range_agg(daterange(u.day, u.day, '[]'))
			FROM caseload.unnest(caseload.held(caseload.during(on_each(l.counts, 'sections'),
				on_each(t.counted * l.counts, 'sections')), l.days)) AS u
			WHERE caseload.quantity(u.load) > 0), '{}') ELSE t.counted * l.days END
	FROM there AS t WHERE t.counted IS NOT NULL;
END
$classes_there$;
COMMENT ON FUNCTION classes_there(limit_year, limit_manner, int, member_row[]) IS
	'the days on which classes are there beside others';

CREATE FUNCTION others_of(l limit_year, district_id int, pieces piece_row[]) RETURNS other_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $others_of$
#variable_conflict use_column
DECLARE
	beside piece_row[] := ARRAY(SELECT p FROM pg_catalog.unnest(pieces) AS p WHERE p.relative_load IS NOT NULL);
	others other_row[] := '{}';
	m limit_manner;
	peers bigint[];
	members member_row[];
BEGIN
	IF cardinality(beside) = 0 THEN
		RETURN others;
	END IF;
	FOR m IN SELECT n.* FROM limit_manner AS n WHERE n.limit_id = l.limit_id
			AND EXISTS (SELECT FROM pg_catalog.unnest(beside) AS p WHERE p.manner = n.manner) LOOP
		IF l.scope <> 'section' OR m.wider IS NOT NULL OR m.reckoned <> 'total' OR m.taken <> 'each'
			OR EXISTS (SELECT FROM pg_catalog.unnest(beside) AS p WHERE p.manner = m.manner AND p.per IS NOT NULL) THEN
			RAISE invalid_parameter_value USING
				MESSAGE = format('limit "%s": a number beside other classes is for classes by themselves', l.code),
				DETAIL = format('Its scope is %s; of test %s the row or the one that it leans on has relative_load.',
					l.scope, m.test),
				HINT = 'It goes with scope "section", reckoned "total" and taken "each", without wider and per.';
		END IF;
		peers := ARRAY(SELECT DISTINCT o.section_id
			FROM pg_catalog.unnest(beside) AS p
				JOIN section AS s ON s.district_id = others_of.district_id AND s.section_id = p.subject_id
				JOIN section AS o ON o.district_id = s.district_id AND o.site_id = s.site_id AND o.grades && s.grades
			WHERE p.manner = m.manner);
		members := members_of(l, m, others_of.district_id, peers,
			ARRAY(SELECT n FROM matches_of(l, l.scope, others_of.district_id, peers) AS n));
		others := others || ARRAY(
			WITH peer AS MATERIALIZED (
				SELECT t.section_id, s.site_id, s.grades, t.days,
					coalesce(n.load, nothing_on(l.days, m.measure)) AS load
				FROM classes_there(l, m, others_of.district_id, members) AS t
					JOIN section AS s ON s.district_id = others_of.district_id AND s.section_id = t.section_id
					LEFT JOIN pg_catalog.unnest(loads_of(l, m, others_of.district_id, peers, members)) AS n
						ON n.domain_id = t.section_id
			)
			SELECT CAST(ROW(m.manner, p.subject_id, p.relative_load, CASE p.relative_load
				WHEN 'mean' THEN caseload.sum(caseload.on_days(o.load, o.days))
					OPERATOR(caseload./) caseload.sum(on_each(o.days, 'sections'))
				WHEN 'largest' THEN caseload.max(caseload.on_days(o.load, o.days))
				ELSE caseload.max(caseload.on_days(o.load, o.days) OPERATOR(caseload.*) (-1))
					OPERATOR(caseload.*) (-1) END, range_agg(o.days)) AS other_row)
			FROM (SELECT DISTINCT b.subject_id, b.relative_load FROM pg_catalog.unnest(beside) AS b
					WHERE b.manner = m.manner) AS p
				JOIN section AS s ON s.district_id = others_of.district_id AND s.section_id = p.subject_id
				JOIN peer AS o ON o.site_id = s.site_id AND o.grades && s.grades AND o.section_id <> s.section_id
			GROUP BY p.subject_id, p.relative_load);
	END LOOP;
	RETURN others;
END
$others_of$;
COMMENT ON FUNCTION others_of(limit_year, int, piece_row[]) IS
	'how large the other classes of the same grades at the site are on each day, where a number stands beside them';
