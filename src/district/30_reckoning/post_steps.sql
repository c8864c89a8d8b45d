-- Posts: how many are owed and how many are filled, of each site, class or department, from one day on which anything
-- changes to the next.

-- What a post is owed to, and the classes that belong to it.
CREATE TYPE post_unit AS (unit bigint, rule_id bigint, school_year text, district_id int, site_id bigint,
	section_id bigint, department text, sections bigint[], span daterange);
COMMENT ON TYPE post_unit IS
	'a site, class, department or district that a row of post_rule is for, in a school year, with its classes';
CREATE FUNCTION post_units(only_district int DEFAULT NULL, known_on date DEFAULT 'infinity',
	only_year text DEFAULT NULL)
RETURNS post_unit[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $post_units$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH rule AS MATERIALIZED (
			SELECT r.id, r.contract, r.each, r.department, r.grades, r.program, y.school_year, y.year,
				r.in_force * y.year AS span, caseload.plain_values(r.applies) AS plain,
				caseload.conditions(r.applies) AS asks
			FROM post_rule AS r
				JOIN contract_year(post_units.known_on, post_units.only_year) AS y ON y.contract = r.contract
					AND y.year && r.in_force
			-- a number that the source does not give is nobody's: see rule_problem
			WHERE r.known @> post_units.known_on AND r.number IS NOT NULL
		), place AS MATERIALIZED (
			-- as of a limit on sites: in school years in which somebody is employed there, and from the first day on
			SELECT k.contract, k.district_id, k.site_id, k.days, jsonb_build_object('site_level', t.level)
				|| t.attributes AS attributes
			FROM (SELECT e.contract, e.district_id, e.site_id, range_agg(e.valid) AS days FROM employment AS e
					WHERE (post_units.only_district IS NULL OR e.district_id = post_units.only_district)
						AND e.contract IN (SELECT r.contract FROM rule AS r)
					GROUP BY e.contract, e.district_id, e.site_id) AS k
				JOIN site AS t ON t.district_id = k.district_id AND t.site_id = k.site_id
		), open AS MATERIALIZED (
			SELECT r.id, r.school_year, r.each, r.department, r.grades, r.program, r.plain, r.asks, p.district_id,
				p.site_id, p.attributes, r.span * daterange(lower(p.days), NULL) AS span
			FROM rule AS r JOIN place AS p ON p.contract = r.contract
			WHERE p.days && r.year AND NOT isempty(r.span * daterange(lower(p.days), NULL))
		), class AS MATERIALIZED (
			SELECT o.id, o.school_year, o.each, o.district_id, o.site_id, o.span, s.section_id, s.valid,
				s.attributes ->> o.department AS department
			FROM open AS o JOIN section AS s ON s.district_id = o.district_id AND s.site_id = o.site_id
			WHERE NOT isempty(s.valid * o.span) AND (o.grades IS NULL OR o.grades && s.grades)
				AND (o.program IS NULL OR o.program = s.program) AND (o.attributes || s.attributes) @> o.plain
				AND (o.asks IS NULL OR caseload.carries(o.attributes || s.attributes, o.asks))
		), at_site AS (
			SELECT c.id, c.school_year, c.district_id, c.site_id, array_agg(c.section_id) AS sections
			FROM class AS c WHERE c.each = 'site' GROUP BY c.id, c.school_year, c.district_id, c.site_id
		), in_all AS (
			SELECT c.id, c.school_year, c.district_id, array_agg(c.section_id) AS sections
			FROM class AS c WHERE c.each = 'district' GROUP BY c.id, c.school_year, c.district_id
		), unit AS (
			-- a site that carries what is asked for, with those of its classes that may be counted
			SELECT o.id, o.school_year, o.district_id, o.site_id, NULL::bigint AS section_id, NULL::text AS department,
				c.sections, o.span
			FROM open AS o LEFT JOIN at_site AS c ON c.id = o.id AND c.school_year = o.school_year
				AND c.district_id = o.district_id AND c.site_id = o.site_id
			WHERE o.each = 'site' AND o.attributes @> o.plain
				AND (o.asks IS NULL OR caseload.carries(o.attributes, o.asks))
			UNION ALL
			SELECT c.id, c.school_year, c.district_id, c.site_id, c.section_id, NULL, ARRAY[c.section_id],
				c.valid * c.span
			FROM class AS c WHERE c.each = 'section'
			UNION ALL
			SELECT c.id, c.school_year, c.district_id, c.site_id, NULL, c.department, array_agg(c.section_id),
				range_merge(range_agg(c.valid * c.span))
			FROM class AS c WHERE c.each = 'department' AND c.department IS NOT NULL
			GROUP BY c.id, c.school_year, c.district_id, c.site_id, c.department
			UNION ALL
			SELECT d.id, d.school_year, d.district_id, NULL, NULL, NULL, c.sections, d.span
			FROM (SELECT o.id, o.school_year, o.district_id, range_merge(range_agg(o.span)) AS span
					FROM open AS o WHERE o.each = 'district' GROUP BY o.id, o.school_year, o.district_id) AS d
				LEFT JOIN in_all AS c ON c.id = d.id AND c.school_year = d.school_year
					AND c.district_id = d.district_id
		)
		SELECT CAST(ROW(row_number() OVER (ORDER BY u.id, u.school_year, u.district_id, u.site_id, u.section_id,
			u.department), u.id, u.school_year, u.district_id, u.site_id, u.section_id, u.department,
			coalesce(u.sections, '{}'), u.span) AS post_unit)
		FROM unit AS u);
END
$post_units$;
COMMENT ON FUNCTION post_units(int, date, text) IS
	'the sites, classes and departments that posts are promised to, in each school year';

CREATE TYPE post_part AS (unit bigint, employee_id bigint, valid daterange, amount numeric);
COMMENT ON TYPE post_part IS 'days on which somebody, or so many by a tally, fill a post, or are counted for it';

-- Who fills them. A person is one, by however many rows he or she is there.
CREATE FUNCTION post_filled(units post_unit[]) RETURNS post_part[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_mergejoin = off SET jit = off
AS $post_filled$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH asked AS MATERIALIZED (
			SELECT u.unit, u.district_id, u.site_id, u.department AS of_department, u.sections, u.span, r.each,
				r.department, r.positions, r.roles, r.contract, caseload.plain_values(r.employed) AS plain,
				caseload.conditions(r.employed) AS asks, r.tallies, r.counted, u.section_id
			FROM pg_catalog.unnest(units) AS u JOIN post_rule AS r ON r.id = u.rule_id
		), holder AS MATERIALIZED (
			SELECT a.unit, a.counted, a.contract, a.district_id, h.employee_id, h.valid * a.span AS valid,
				h.share AS amount
			FROM asked AS a JOIN position_held AS h ON h.district_id = a.district_id AND h.contract = a.contract
				AND h.position = ANY (a.positions) AND (a.each = 'district' OR h.site_id = a.site_id)
				AND (a.each <> 'department' OR h.attributes ->> a.department = a.of_department)
			WHERE h.valid && a.span
		), person AS (
			-- as it is paid: while its holder works under the contract, and of whoever never did on all days
			SELECT h.unit, h.counted, h.employee_id, u.valid, h.amount
			FROM holder AS h LEFT JOIN (SELECT e.district_id, e.employee_id, e.contract, range_agg(e.valid) AS days
					FROM employment AS e WHERE e.employee_id IN (SELECT h.employee_id FROM holder AS h)
					GROUP BY e.district_id, e.employee_id, e.contract) AS w ON w.district_id = h.district_id
					AND w.employee_id = h.employee_id AND w.contract = h.contract
				CROSS JOIN LATERAL pg_catalog.unnest(datemultirange(h.valid)
					* coalesce(w.days, datemultirange(h.valid))) AS u (valid)
			UNION ALL
			SELECT a.unit, a.counted, f.employee_id, f.valid * a.span, f.share
			FROM asked AS a CROSS JOIN LATERAL pg_catalog.unnest(a.sections) AS s (id)
				JOIN staffing AS f ON f.district_id = a.district_id AND f.section_id = s.id AND f.role = ANY (a.roles)
			WHERE f.valid && a.span
			UNION ALL
			SELECT a.unit, a.counted, e.employee_id, e.valid * a.span, e.fte
			FROM asked AS a JOIN employment AS e ON e.district_id = a.district_id
				AND (a.each = 'district' OR e.site_id = a.site_id)
				AND (jsonb_build_object('schedule', e.schedule) || e.attributes) @> a.plain
				AND (a.asks IS NULL
					OR caseload.carries(jsonb_build_object('schedule', e.schedule) || e.attributes, a.asks))
			WHERE a.plain IS NOT NULL AND e.valid && a.span
		)
		SELECT CAST(ROW(p.unit, p.employee_id, v.valid, 1) AS post_part)
		FROM (SELECT p.unit, p.employee_id, range_agg(p.valid) AS days FROM person AS p WHERE p.counted = 'people'
				GROUP BY p.unit, p.employee_id) AS p CROSS JOIN LATERAL pg_catalog.unnest(p.days) AS v (valid)
		UNION ALL
		SELECT CAST(ROW(p.unit, p.employee_id, p.valid, p.amount) AS post_part) FROM person AS p
		WHERE p.counted = 'FTE'
		UNION ALL
		SELECT CAST(ROW(a.unit, NULL, y.valid * a.span, caseload.quantity(y.quantity)) AS post_part)
		FROM asked AS a JOIN tally AS y ON y.district_id = a.district_id AND y.what = ANY (a.tallies)
			AND CASE a.each WHEN 'section' THEN y.section_id = a.section_id WHEN 'district' THEN true
				WHEN 'site' THEN y.site_id = a.site_id OR y.section_id = ANY (a.sections)
				ELSE y.section_id = ANY (a.sections) END
		WHERE y.valid && a.span);
END
$post_filled$;
COMMENT ON FUNCTION post_filled(post_unit[]) IS 'who fills the posts of these sites, classes and departments, and when';

-- What is counted for them. A student is one in however many classes; the enrollment of a site stands for its students
-- where none of its own is known.
CREATE FUNCTION post_counted(units post_unit[]) RETURNS post_part[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_mergejoin = off SET jit = off
AS $post_counted$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH asked AS MATERIALIZED (
			SELECT u.unit, u.district_id, u.site_id, u.section_id, u.sections, u.span, r.each, r.contract, r.what,
				coalesce(caseload.measure(r.per), caseload.measure(r.at_least)) AS measure
			FROM pg_catalog.unnest(units) AS u JOIN post_rule AS r ON r.id = u.rule_id
			WHERE num_nonnulls(r.per, r.at_least) > 0
		), class AS MATERIALIZED (
			SELECT a.unit, a.district_id, a.measure, a.span, s.id AS section_id
			FROM asked AS a CROSS JOIN LATERAL pg_catalog.unnest(a.sections) AS s (id) WHERE a.what IS NULL
		), student AS MATERIALIZED (
			SELECT c.unit, e.student_id, range_agg(e.valid * c.span) AS days
			FROM class AS c JOIN enrollment AS e ON e.district_id = c.district_id AND e.section_id = c.section_id
			WHERE c.measure = 'students' AND e.valid && c.span GROUP BY c.unit, e.student_id
		)
		SELECT CAST(ROW(s.unit, NULL, v.valid, 1) AS post_part)
		FROM student AS s CROSS JOIN LATERAL pg_catalog.unnest(s.days) AS v (valid)
		UNION ALL
		SELECT CAST(ROW(a.unit, NULL, a.span, t.enrollment) AS post_part)
		FROM asked AS a JOIN site AS t ON t.district_id = a.district_id AND t.site_id = a.site_id
		WHERE a.what IS NULL AND a.measure = 'students' AND a.each = 'site' AND t.enrollment IS NOT NULL
			AND a.unit NOT IN (SELECT s.unit FROM student AS s)
		UNION ALL
		SELECT CAST(ROW(c.unit, NULL, s.valid * c.span, 1) AS post_part)
		FROM class AS c JOIN section AS s ON s.district_id = c.district_id AND s.section_id = c.section_id
		WHERE c.measure = 'sections' AND s.valid && c.span
		UNION ALL
		SELECT CAST(ROW(g.unit, g.employee_id, v.valid, 1) AS post_part)
		FROM (SELECT c.unit, f.employee_id, range_agg(f.valid * c.span) AS days
				FROM class AS c JOIN staffing AS f ON f.district_id = c.district_id
					AND f.section_id = c.section_id AND f.role = 'teacher of record'
				WHERE c.measure = 'teachers' AND f.valid && c.span GROUP BY c.unit, f.employee_id) AS g
			CROSS JOIN LATERAL pg_catalog.unnest(g.days) AS v (valid)
		UNION ALL
		SELECT CAST(ROW(g.unit, g.employee_id, v.valid, 1) AS post_part)
		FROM (SELECT a.unit, e.employee_id, range_agg(e.valid * a.span) AS days
				FROM asked AS a JOIN employment AS e ON e.district_id = a.district_id AND e.contract = a.contract
					AND (a.each = 'district' OR e.site_id = a.site_id)
				WHERE a.what IS NULL AND a.measure = 'employees' AND e.valid && a.span
				GROUP BY a.unit, e.employee_id) AS g CROSS JOIN LATERAL pg_catalog.unnest(g.days) AS v (valid)
		UNION ALL
		SELECT CAST(ROW(a.unit, e.employee_id, e.valid * a.span, e.fte) AS post_part)
		FROM asked AS a JOIN employment AS e ON e.district_id = a.district_id AND e.contract = a.contract
			AND (a.each = 'district' OR e.site_id = a.site_id)
		WHERE a.what IS NULL AND a.measure = 'FTE' AND e.valid && a.span
		UNION ALL
		SELECT CAST(ROW(a.unit, NULL, y.valid * a.span, caseload.quantity(y.quantity)) AS post_part)
		FROM asked AS a JOIN tally AS y ON y.district_id = a.district_id AND y.what = a.what
			AND CASE a.each WHEN 'section' THEN y.section_id = a.section_id WHEN 'district' THEN true
				WHEN 'site' THEN y.site_id = a.site_id OR y.section_id = ANY (a.sections)
				ELSE y.section_id = ANY (a.sections) END
		WHERE y.valid && a.span);
END
$post_counted$;
COMMENT ON FUNCTION post_counted(post_unit[]) IS
	'what the posts of these sites, classes and departments are counted by, and when';

-- Multiplied first and divided last, so that no quotient makes a phantom post.
CREATE FUNCTION posts_owed(rule post_rule, many numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN (posts_owed.rule).at_least IS NOT NULL
			AND coalesce(posts_owed.many, 0) < caseload.quantity((posts_owed.rule).at_least) THEN 0
		ELSE least(greatest(CASE (posts_owed.rule).rounded WHEN 'up' THEN ceil(e.exact)
				WHEN 'down' THEN floor(e.exact) WHEN 'nearest' THEN round(e.exact) ELSE trim_scale(e.exact) END,
			(posts_owed.rule).least), (posts_owed.rule).most) END
	FROM (SELECT CASE WHEN (posts_owed.rule).per IS NULL THEN (posts_owed.rule).number
		ELSE coalesce(posts_owed.many, 0) * (posts_owed.rule).number / caseload.quantity((posts_owed.rule).per)
		END AS exact) AS e;
END;
COMMENT ON FUNCTION posts_owed(post_rule, numeric) IS
	'how many posts a row of post_rule promises where there are so many of what it counts';

CREATE TYPE post_step AS (unit bigint, rule_id bigint, school_year text, district_id int, site_id bigint,
	section_id bigint, department text, during daterange, many numeric, owed numeric, filled numeric, problem text);
COMMENT ON TYPE post_step IS 'days on which as many posts are owed and filled';
CREATE FUNCTION post_steps(only_district int DEFAULT NULL, known_on date DEFAULT 'infinity',
	only_year text DEFAULT NULL)
RETURNS SETOF post_step
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $post_steps$
#variable_conflict use_column
DECLARE
	units post_unit[];
BEGIN
	IF NOT EXISTS (SELECT FROM post_rule) THEN
		RETURN;
	END IF;
	units := post_units(only_district, known_on, only_year);
	RETURN QUERY
	WITH unit AS MATERIALIZED (
		SELECT u.* FROM pg_catalog.unnest(units) AS u
	), event AS (
		SELECT u.unit, lower(u.span) AS day, 0::numeric AS many, 0::numeric AS filled, 0 AS told FROM unit AS u
		UNION ALL
		SELECT c.unit, d.day, c.amount * d.sign, 0, d.sign
		FROM pg_catalog.unnest(post_counted(units)) AS c
			CROSS JOIN LATERAL (VALUES (lower(c.valid), 1), (upper(c.valid), -1)) AS d (day, sign)
		UNION ALL
		SELECT f.unit, d.day, 0, f.amount * d.sign, 0
		FROM pg_catalog.unnest(post_filled(units)) AS f
			CROSS JOIN LATERAL (VALUES (lower(f.valid), 1), (upper(f.valid), -1)) AS d (day, sign)
	), level AS (
		SELECT v.unit, v.day, lead(v.day) OVER so_far AS next_day, sum(sum(v.many)) OVER so_far AS many,
			sum(sum(v.filled)) OVER so_far AS filled, sum(sum(v.told)) OVER so_far AS told,
			bool_or(bool_or(v.told > 0)) OVER (PARTITION BY v.unit) AS ever
		FROM event AS v GROUP BY v.unit, v.day WINDOW so_far AS (PARTITION BY v.unit ORDER BY v.day)
	)
	SELECT u.unit, u.rule_id, u.school_year, u.district_id, u.site_id, u.section_id, u.department,
		daterange(l.day, coalesce(l.next_day, upper(u.span))), CASE WHEN n.problem IS NULL THEN n.many END,
		CASE WHEN n.problem IS NULL THEN posts_owed(r, l.many) END,
		CASE WHEN l.filled < 1000000000 THEN trim_scale(l.filled) END, n.problem
	FROM level AS l JOIN unit AS u ON u.unit = l.unit JOIN post_rule AS r ON r.id = u.rule_id
		CROSS JOIN LATERAL (SELECT CASE WHEN num_nonnulls(r.per, r.at_least) > 0 THEN l.many END AS many,
			-- a school of which nobody said how many students it has is not one without any
			CASE WHEN l.told = 0 AND num_nonnulls(r.per, r.at_least) > 0 AND (r.what IS NOT NULL
					OR NOT l.ever AND r.each = 'site'
						AND caseload.measure(coalesce(r.per, r.at_least)) = 'students')
					THEN format('how many %s there are is not known: %s',
						caseload.measure(coalesce(r.per, r.at_least)), CASE WHEN r.what IS NULL
							THEN 'enter enrollments, or site.enrollment'
							ELSE format('enter a tally of %s', r.what) END)
				WHEN greatest(l.many, l.filled, posts_owed(r, l.many)) >= 1000000000
					THEN 'there are more than any report holds: see the tallies that are counted' END AS problem) AS n
	WHERE l.day < upper(u.span) AND (u.department IS NULL OR EXISTS (SELECT FROM section AS s
		WHERE s.district_id = u.district_id AND s.section_id = ANY (u.sections)
			AND s.valid && daterange(l.day, coalesce(l.next_day, upper(u.span)))));
END
$post_steps$;
COMMENT ON FUNCTION post_steps(int, date, text) IS
	'how many posts are owed and filled, of each site, class or department, by stretches of days of each school year';

-- since: the first day of this school year from which on it was short without a break
CREATE FUNCTION post_owed(district int DEFAULT 1, on_date date DEFAULT CURRENT_DATE,
	known_on date DEFAULT 'infinity')
RETURNS TABLE (contract text, code text, title text, post text, site_id bigint, site_name text, section_id bigint,
	section_name text, department text, counted numeric, measure text, owed numeric, filled numeric, short numeric,
	since date, binds text, citation text, note text, problem text)
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $post_owed$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH step AS MATERIALIZED (
		SELECT s.* FROM (SELECT DISTINCT y.school_year FROM contract_year(post_owed.known_on) AS y
				WHERE y.year @> post_owed.on_date) AS y
			CROSS JOIN LATERAL post_steps(post_owed.district, post_owed.known_on, y.school_year) AS s
		WHERE lower(s.during) <= post_owed.on_date
	), kept AS (
		-- the last day before which it was not short, of those that are over
		SELECT s.*, max(upper(s.during)) FILTER (WHERE upper(s.during) <= post_owed.on_date
			AND (s.owed > s.filled) IS NOT TRUE) OVER (PARTITION BY s.unit) AS until FROM step AS s
	), begun AS (
		SELECT k.*, min(lower(k.during)) FILTER (WHERE lower(k.during) >= coalesce(k.until, '-infinity'))
			OVER (PARTITION BY k.unit) AS since FROM kept AS k
	)
	SELECT r.contract, r.code, r.title, r.post, s.site_id, t.site_name::text, s.section_id, c.section_name::text,
		s.department, s.many, CASE WHEN s.many IS NOT NULL THEN caseload.measure(coalesce(r.per, r.at_least)) END,
		s.owed, s.filled, CASE WHEN s.owed > s.filled THEN trim_scale(s.owed - s.filled)
			WHEN s.owed IS NOT NULL THEN 0 END, CASE WHEN s.owed > s.filled
			THEN s.since END,
		r.binds, r.citation, r.note, s.problem
	FROM begun AS s JOIN post_rule AS r ON r.id = s.rule_id
		LEFT JOIN site AS t ON t.district_id = s.district_id AND t.site_id = s.site_id
		LEFT JOIN section AS c ON c.district_id = s.district_id AND c.section_id = s.section_id
	WHERE s.during @> post_owed.on_date
	ORDER BY r.contract, r.code, s.site_id, s.section_id, s.department;
END
$post_owed$;
COMMENT ON FUNCTION post_owed(int, date, date) IS
	'the posts of a district on a day: how many are owed, filled and short, since when, and by which article';
