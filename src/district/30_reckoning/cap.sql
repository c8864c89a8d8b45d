-- Reckoning, step 3: the cap of each day. Of the rows that match, the one of highest precedence, then of
-- the lowest number; a relative row stands on another row's number; an exception goes before all.

CREATE TYPE candidate_row AS (cap_id bigint, test smallint, subject_id bigint,
	part bigint, valid daterange, ranks int[],
	number caseload.caseload_unit, per caseload.caseload_unit, of_person boolean, relative_load text,
	section_id bigint);
COMMENT ON TYPE candidate_row IS 'a number that may hold; of_person: an exception for all classes of a person together';

-- Rows of one class or person whose numbers lean on others', until none does. A row that leans on its own limit stands
-- on those of its test of lower precedence.
CREATE TYPE leaning_row AS (limit_code text, cap_id bigint, test smallint, part bigint, valid daterange, precedence int,
	number caseload.caseload_unit, per caseload.caseload_unit, relative_to text, relative_load text,
	section_id bigint);
COMMENT ON TYPE leaning_row IS 'a row that matches a class or person, of the limit itself or of one that it leans on';
CREATE FUNCTION resolved(code text, leaning leaning_row[])
RETURNS TABLE (cap_id bigint, test smallint, part bigint, valid daterange, ranks int[], number caseload.caseload_unit,
	per caseload.caseload_unit, relative_load text, section_id bigint)
LANGUAGE sql STABLE ROWS 5
BEGIN ATOMIC
	WITH RECURSIVE matched AS (
		SELECT m.* FROM pg_catalog.unnest(resolved.leaning) AS m
	), resolved AS (
		SELECT m.cap_id, m.test, m.part, m.valid, m.limit_code AS base_code, m.test AS base_test,
			ARRAY[m.precedence] AS ranks,
			m.number, m.per, m.relative_to, m.relative_load, m.section_id
		FROM matched AS m WHERE m.limit_code = resolved.code
		UNION ALL
		SELECT r.cap_id, r.test, r.part, r.valid * b.valid, b.limit_code, b.test, r.ranks || b.precedence,
			r.number OPERATOR(caseload.+) b.number, coalesce(r.per, b.per), b.relative_to, b.relative_load,
			r.section_id
		FROM resolved AS r JOIN matched AS b ON b.limit_code = r.relative_to AND b.valid && r.valid
			AND (b.part = r.part OR b.part = 0 OR r.part = 0)
			AND (r.relative_to <> r.base_code OR b.test = r.base_test AND b.precedence < r.ranks[cardinality(r.ranks)])
		WHERE cardinality(r.ranks) < 16
	)
	SELECT r.cap_id, r.test, r.part, r.valid, r.ranks, r.number, r.per, r.relative_load, r.section_id
	FROM resolved AS r WHERE r.relative_to IS NULL;
END;
COMMENT ON FUNCTION resolved(text, leaning_row[]) IS 'the rows of a limit with the numbers that they lean on added';

-- Numbers that lean on another limit's are resolved here, and exceptions put in as rows of highest rank.
CREATE FUNCTION candidates_of(l limit_year, district_id int, subjects bigint[], matches match_row[])
RETURNS SETOF candidate_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $candidates_of$
#variable_conflict use_column
DECLARE
	found candidate_row[];
	leans_on text[];
	b limit_year;
	leaned_on match_row[] := '{}';
BEGIN
	WITH RECURSIVE leaned AS (
		SELECT c.relative_to AS code FROM limit_cap AS c WHERE c.limit_id = l.limit_id AND c.relative_to IS NOT NULL
		UNION
		SELECT c.relative_to FROM leaned AS a JOIN load_limit AS b ON b.contract = l.contract AND b.code = a.code
			JOIN limit_cap AS c ON c.limit_id = b.id AND c.relative_to IS NOT NULL
	)
	SELECT array_agg(a.code) INTO leans_on FROM leaned AS a WHERE a.code <> l.code;
	IF NOT EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.limit_id AND c.relative_to IS NOT NULL) THEN
		found := ARRAY(SELECT CAST(ROW(c.id, c.test, m.subject_id, m.part, m.valid, ARRAY[c.precedence::int],
					c.number, c.per, false, c.relative_load, m.section_id)
				AS candidate_row)
			FROM pg_catalog.unnest(matches) AS m JOIN limit_cap AS c ON c.id = m.cap_id WHERE NOT c.by_site);
	ELSE
		FOR b IN SELECT y.* FROM load_limit AS r
				CROSS JOIN LATERAL limit_years(l.known_on, l.school_year, r.id) AS y
				WHERE r.contract = l.contract AND r.code = ANY (leans_on) AND r.scope = l.scope
					AND r.known @> l.known_on LOOP
			-- of the classes as this limit sees them
			b.together := l.together;
			leaned_on := leaned_on || ARRAY(SELECT n
				FROM matches_of(b, l.scope, candidates_of.district_id, subjects) AS n);
		END LOOP;
		found := ARRAY(SELECT CAST(ROW(r.cap_id, r.test, s.subject_id, r.part, r.valid, r.ranks, r.number, r.per,
				false, r.relative_load, r.section_id) AS candidate_row)
			FROM (SELECT m.subject_id,
					array_agg(CAST(ROW(m.code, c.id, c.test, m.part, m.valid, c.precedence, c.number, c.per,
						c.relative_to, c.relative_load, m.section_id) AS leaning_row)) AS leaning
				FROM (SELECT l.code, m.* FROM pg_catalog.unnest(matches) AS m
						UNION ALL
						SELECT r.code, n.* FROM pg_catalog.unnest(leaned_on) AS n
							JOIN limit_cap AS k ON k.id = n.cap_id JOIN load_limit AS r ON r.id = k.limit_id) AS m
					JOIN limit_cap AS c ON c.id = m.cap_id
				WHERE NOT c.by_site
				GROUP BY m.subject_id) AS s
				CROSS JOIN LATERAL resolved(l.code, s.leaning) AS r);
	END IF;
	RETURN QUERY SELECT * FROM pg_catalog.unnest(found);
	IF NOT EXISTS (SELECT FROM exception AS x
		WHERE x.limit_id = l.limit_id AND x.district_id = candidates_of.district_id) THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH excepted AS MATERIALIZED (
		SELECT x.employee_id, x.section_id, x.site_id, x.valid, x.number
		FROM exception AS x WHERE x.limit_id = l.limit_id AND x.district_id = candidates_of.district_id
		UNION ALL
		-- a teacher's, of a limit on classes, is one for the classes of that teacher
		SELECT NULL, t.section_id, NULL, x.valid * t.valid, x.number
		FROM exception AS x JOIN staffing AS t ON t.district_id = x.district_id
			AND t.employee_id = ANY (ARRAY[x.employee_id]) AND t.role = 'teacher of record' AND t.valid && x.valid
		WHERE l.scope = 'section' AND x.limit_id = l.limit_id AND x.district_id = candidates_of.district_id
	), held AS (
		-- another number for a class is none for the average of its site that a second test looks at
		SELECT f.*, c.wider IS NOT NULL AND EXISTS (SELECT FROM limit_cap AS n
			WHERE n.limit_id = l.limit_id AND n.wider IS NULL)
				AS looks_past, c.reckoned NOT IN ('overages', 'sections over')
			AND caseload.measure(f.per) = 'sections' AS in_all
		FROM pg_catalog.unnest(found) AS f JOIN limit_cap AS c ON c.id = f.cap_id
	)
	SELECT f.cap_id, f.test, f.subject_id, CASE WHEN o.of_person THEN 0 ELSE f.part END, f.valid * x.valid,
		ARRAY[2147483647], x.number, NULL::caseload.caseload_unit, o.of_person, NULL, f.section_id
	FROM held AS f
		JOIN excepted AS x ON x.valid && f.valid
			AND (x.number IS NULL OR caseload.measure(x.number) = caseload.measure(f.number) AND NOT f.looks_past)
			AND (x.section_id = f.section_id
				OR x.employee_id = f.subject_id AND l.scope = 'employee'
				OR x.site_id = f.subject_id AND l.scope = 'site'
				OR l.scope = 'section' AND x.site_id = (SELECT s.site_id FROM section AS s
					WHERE s.district_id = candidates_of.district_id AND s.section_id = f.part))
		-- a number for so many classes of a person is an exception's own number, however many they are
		CROSS JOIN LATERAL (SELECT coalesce(f.in_all, false) AND l.scope <> 'section'
				AND x.section_id IS NULL AS of_person) AS o;
END
$candidates_of$;
COMMENT ON FUNCTION candidates_of(limit_year, int, bigint[], match_row[]) IS
	'the rows that match, with relative numbers resolved and exceptions among them';

-- The days on which any of these numbers may hold, cut where one begins or ends, and the best of each piece.
CREATE FUNCTION best_of(candidates candidate_row[])
RETURNS TABLE (cap_id bigint, valid daterange, number caseload.caseload_unit, per caseload.caseload_unit,
	relative_load text)
LANGUAGE sql STABLE ROWS 3
BEGIN ATOMIC
	SELECT b.cap_id, daterange(p.day, p.next_day), b.number, b.per, b.relative_load
	FROM (SELECT e.day, lead(e.day) OVER (ORDER BY e.day) AS next_day
			FROM (SELECT lower(c.valid) AS day FROM pg_catalog.unnest(best_of.candidates) AS c
				UNION SELECT upper(c.valid) FROM pg_catalog.unnest(best_of.candidates) AS c) AS e) AS p
		CROSS JOIN LATERAL (SELECT c.cap_id, c.number, c.per, c.relative_load
			FROM pg_catalog.unnest(best_of.candidates) AS c
			WHERE c.valid @> p.day ORDER BY c.ranks DESC, caseload.measure(c.number),
				caseload.quantity(c.number), c.cap_id LIMIT 1) AS b
	WHERE p.next_day IS NOT NULL;
END;
COMMENT ON FUNCTION best_of(candidate_row[]) IS 'which of several numbers holds on which days';

CREATE TYPE piece_row AS (test smallint, manner bigint, subject_id bigint, part bigint, valid daterange,
	number caseload.caseload_unit, per caseload.caseload_unit, relative_load text);
COMMENT ON TYPE piece_row IS 'the number that holds for a class, person or site on a stretch of days; '
	'relative_load: beside the size of the other classes';

-- A number that the source does not give holds nothing. Nearly every class has one row that matches it: that one holds.
CREATE FUNCTION pieces_of(l limit_year, district_id int, subjects bigint[], matches match_row[]) RETURNS SETOF piece_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $pieces_of$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH manner AS MATERIALIZED (
		SELECT u.cap_id, m.manner, m.by_section
		FROM limit_manner AS m CROSS JOIN LATERAL pg_catalog.unnest(m.caps) AS u (cap_id) WHERE m.limit_id = l.limit_id
	), candidate AS MATERIALIZED (
		SELECT c.*, m.manner, CASE WHEN m.by_section THEN c.part ELSE 0 END AS group_part
		FROM candidates_of(l, pieces_of.district_id, subjects, matches) AS c
			LEFT JOIN manner AS m ON m.cap_id = c.cap_id
		-- a number for each section speaks of sections alone, not of the person besides
		WHERE c.part <> 0 OR m.by_section IS NOT TRUE OR c.of_person
	), grouped AS (
		-- an exception for a person stands for all of the classes, on its days
		SELECT c.test, c.subject_id, c.group_part AS part, min(c.manner) AS manner, count(*) AS many,
			array_agg(CAST(ROW(c.cap_id, c.test, c.subject_id, c.part, c.valid, c.ranks, c.number, c.per, c.of_person,
				c.relative_load, c.section_id) AS candidate_row)) AS candidates
		FROM (SELECT c.* FROM candidate AS c
				UNION ALL
				SELECT o.cap_id, o.test, o.subject_id, p.part, o.valid, o.ranks || 1, NULL, NULL, true, NULL,
					NULL, NULL, p.part
				FROM candidate AS o JOIN (SELECT DISTINCT c.test, c.subject_id, c.group_part AS part FROM candidate AS c
					WHERE c.group_part <> 0) AS p ON p.test = o.test AND p.subject_id = o.subject_id
				WHERE o.of_person) AS c
		GROUP BY c.test, c.subject_id, c.group_part
	)
	SELECT g.test, g.manner, g.subject_id, g.part, g.candidates[1].valid, g.candidates[1].number, g.candidates[1].per,
		g.candidates[1].relative_load
	FROM grouped AS g WHERE g.many = 1 AND g.candidates[1].number IS NOT NULL AND g.manner IS NOT NULL
	UNION ALL
	SELECT g.test, m.manner, g.subject_id, g.part, b.valid, b.number, b.per, b.relative_load
	FROM grouped AS g CROSS JOIN LATERAL best_of(g.candidates) AS b JOIN manner AS m ON m.cap_id = b.cap_id
	WHERE g.many > 1 AND b.number IS NOT NULL;
	RETURN QUERY SELECT * FROM site_pieces(l, pieces_of.district_id, subjects);
END
$pieces_of$;
COMMENT ON FUNCTION pieces_of(limit_year, int, bigint[], match_row[]) IS
	'the number that holds on each stretch of days; a number that the source does not give holds nothing';

CREATE TYPE work_row AS (subject_id bigint, part bigint, measure text, valid daterange, amount numeric,
	employee_id bigint);
COMMENT ON TYPE work_row IS 'dated amounts of work that a cap may be given per: FTE, sections, teachers, employees; '
	'employee_id: whose it is, of a class';

CREATE FUNCTION work_of(l limit_year, district_id int, subjects bigint[], measures text[], apart boolean DEFAULT false)
RETURNS SETOF work_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $work_of$
#variable_conflict use_column
DECLARE
	weights jsonb := role_weights_of(l.limit_id);
BEGIN
	IF l.together IS NOT NULL AND NOT apart THEN
		RETURN QUERY SELECT * FROM work_as_one(l, work_of.district_id, subjects, measures);
		RETURN;
	END IF;
	CASE l.scope
	WHEN 'employee' THEN
		RETURN QUERY
		SELECT e.employee_id, 0::bigint, 'FTE', e.valid, e.fte::numeric, NULL::bigint
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN employment AS e ON e.district_id = work_of.district_id AND e.employee_id = ANY (ARRAY[a.id])
			AND e.contract = l.contract;
		-- a class is one, in however many roles and employments somebody teaches it
		RETURN QUERY
		SELECT c.employee_id, c.section_id, 'sections', u.valid, 1::numeric, NULL::bigint
		FROM (SELECT f.employee_id, f.section_id, range_agg(f.valid * e.valid) AS valid
				FROM pg_catalog.unnest(subjects) AS a (id)
					JOIN staffing AS f ON f.district_id = work_of.district_id AND f.employee_id = ANY (ARRAY[a.id])
						AND f.role = ANY (l.carried_by)
					JOIN employment AS e ON e.district_id = f.district_id AND e.employee_id = ANY (ARRAY[f.employee_id])
						AND e.contract = l.contract AND NOT isempty(e.valid * f.valid)
				GROUP BY f.employee_id, f.section_id) AS c CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid);
	WHEN 'section' THEN
		RETURN QUERY
		SELECT f.section_id, f.section_id, m.measure, f.valid,
			role_weight(f.role, weights) * CASE m.measure WHEN 'FTE' THEN f.share ELSE 1 END, f.employee_id
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN staffing AS f ON f.district_id = work_of.district_id
			AND f.section_id = ANY (ARRAY[a.id]) AND role_weight(f.role, weights) > 0
			CROSS JOIN (VALUES ('teachers'), ('FTE')) AS m (measure);
	WHEN 'site' THEN
		RETURN QUERY
		SELECT e.site_id, 0::bigint, 'FTE', e.valid, e.fte::numeric, NULL::bigint
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN employment AS e ON e.district_id = work_of.district_id AND e.site_id = ANY (ARRAY[a.id])
				AND e.contract = l.contract
		UNION ALL
		SELECT c.site_id, 0, m.measure, u.valid, 1, NULL
		FROM (SELECT e.site_id, e.employee_id, range_agg(e.valid) AS valid
				FROM pg_catalog.unnest(subjects) AS a (id)
					JOIN employment AS e ON e.district_id = work_of.district_id AND e.site_id = ANY (ARRAY[a.id])
				AND e.contract = l.contract
				GROUP BY e.site_id, e.employee_id) AS c
			CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
			CROSS JOIN (VALUES ('employees'), ('teachers')) AS m (measure)
		UNION ALL
		SELECT s.site_id, s.section_id, 'sections', s.valid, 1, NULL
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN section AS s ON s.district_id = work_of.district_id AND s.site_id = a.id
		UNION ALL
		SELECT t.site_id, 0, 'students', '(,)', t.enrollment, NULL
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN site AS t ON t.district_id = work_of.district_id AND t.site_id = a.id AND t.enrollment IS NOT NULL;
	WHEN 'district' THEN
		RETURN QUERY
		SELECT a.id, 0::bigint, 'FTE', e.valid, e.fte::numeric, NULL::bigint
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN employment AS e ON e.district_id = a.id AND e.contract = l.contract
		UNION ALL
		SELECT c.id, 0, m.measure, u.valid, 1, NULL
		FROM (SELECT a.id, e.employee_id, range_agg(e.valid) AS valid
				FROM pg_catalog.unnest(subjects) AS a (id)
					JOIN employment AS e ON e.district_id = a.id AND e.contract = l.contract
				GROUP BY a.id, e.employee_id) AS c
			CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
			CROSS JOIN (VALUES ('employees'), ('teachers')) AS m (measure);
	END CASE;
	-- and whatever is tallied, as aides: so many students for each
	RETURN QUERY
	SELECT a.id, 0::bigint, caseload.measure(y.quantity), y.valid, caseload.quantity(y.quantity), NULL::bigint
	FROM pg_catalog.unnest(subjects) AS a (id) JOIN tally AS y ON y.district_id = work_of.district_id
		AND a.id = CASE l.scope WHEN 'section' THEN y.section_id
		WHEN 'employee' THEN y.employee_id WHEN 'site' THEN y.site_id END
	WHERE caseload.measure(y.quantity) NOT IN ('FTE', 'sections', 'teachers', 'employees')
		AND caseload.measure(y.quantity) = ANY (measures);
END
$work_of$;
COMMENT ON FUNCTION work_of(limit_year, int, bigint[], text[], boolean) IS
	'how much work there is, for a number that is so many per section, teacher or FTE';

CREATE TYPE other_row AS (manner bigint, subject_id bigint, relative_load text, load caseload.load_series,
	there datemultirange);
COMMENT ON TYPE other_row IS 'how large the other classes beside a class are, on the days on which there are any';

CREATE TYPE share_row AS (manner bigint, subject_id bigint, measure text, valid daterange, amount numeric);
COMMENT ON TYPE share_row IS 'dated tallies that a number of this manner is so much of';

CREATE TYPE cap_row AS (test smallint, manner bigint, subject_id bigint, part bigint, cap caseload.load_series,
	covered caseload.load_series);
COMMENT ON TYPE cap_row IS 'the cap on each counted day, and the days that it covers';

-- Multiplied first and divided last, so that no quotient makes a phantom student. The joins here are of what was found
-- before, whose size the planner cannot know: never one in a loop around the other. (What that forbids it counts as
-- beyond any price, and would have such a plan compiled at each call: so jit is off.) What stands beside other classes
-- holds on the days on which there are any.
CREATE FUNCTION caps_of(l limit_year, pieces piece_row[], works work_row[], others other_row[] DEFAULT '{}',
	shares share_row[] DEFAULT '{}') RETURNS cap_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $caps_of$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH manner AS MATERIALIZED (
			SELECT m.manner, m.measure, m.per_counts = '{}' AS of_all,
				-- what is taken of a whole term is rounded then
				CASE m.cap_taken WHEN 'highest' THEN m.rounded ELSE 'exact' END AS rounded,
				m.reckoned IN ('overages', 'sections over') AS apart
			FROM limit_manner AS m WHERE m.limit_id = l.limit_id
		), piece AS (
			SELECT p.test, p.manner, p.subject_id, p.part, p.valid, p.number, 1::numeric AS over, p.relative_load
			FROM pg_catalog.unnest(pieces) AS p WHERE p.per IS NULL
			UNION ALL
			SELECT p.test, p.manner, p.subject_id, p.part, p.valid * w.valid, p.number OPERATOR(caseload.*) w.amount,
				caseload.quantity(p.per), NULL
			FROM pg_catalog.unnest(pieces) AS p JOIN pg_catalog.unnest(works) AS w ON w.subject_id = p.subject_id
				AND w.measure = caseload.measure(p.per)
				AND (w.part = p.part OR w.part = 0 OR p.part = 0) AND w.valid && p.valid
			WHERE p.per IS NOT NULL AND p.manner IN (SELECT m.manner FROM manner AS m WHERE m.of_all)
			UNION ALL
			SELECT p.test, p.manner, p.subject_id, p.part, p.valid * s.valid, p.number OPERATOR(caseload.*) s.amount,
				caseload.quantity(p.per), NULL
			FROM pg_catalog.unnest(pieces) AS p JOIN pg_catalog.unnest(shares) AS s ON s.manner = p.manner
				AND s.subject_id = p.subject_id AND s.measure = caseload.measure(p.per) AND s.valid && p.valid
			WHERE p.per IS NOT NULL
		), own_sum AS (
			SELECT p.test, p.manner, p.subject_id, p.relative_load,
				CASE WHEN m.apart THEN p.part ELSE 0 END AS part, m.rounded, m.measure,
				caseload.daily_load(p.valid, l.days, p.number) OPERATOR(caseload./) p.over AS cap,
				caseload.daily_load(p.valid, l.days, caseload.caseload_unit(1::numeric, m.measure)) AS covered
			FROM piece AS p JOIN manner AS m USING (manner)
			GROUP BY p.test, p.manner, p.subject_id, CASE WHEN m.apart THEN p.part ELSE 0 END,
				p.over, p.relative_load, m.rounded, m.measure
		), part_sum AS (
			SELECT s.test, s.manner, s.subject_id, s.part, s.rounded, s.measure, s.cap, s.covered FROM own_sum AS s
			WHERE s.relative_load IS NULL
			UNION ALL
			SELECT s.test, s.manner, s.subject_id, s.part, s.rounded, s.measure,
				caseload.during(s.cap OPERATOR(caseload.+) o.load, s.covered),
				caseload.during(s.covered, on_each(o.there, 'sections'))
			FROM own_sum AS s JOIN pg_catalog.unnest(others) AS o ON o.manner = s.manner
				AND o.subject_id = s.subject_id AND o.relative_load = s.relative_load
			UNION ALL
			-- and nothing on the days without
			SELECT s.test, s.manner, s.subject_id, s.part, s.rounded, s.measure, s.cap OPERATOR(caseload.*) 0,
				s.covered OPERATOR(caseload.*) 0
			FROM own_sum AS s WHERE s.relative_load IS NOT NULL
		)
		SELECT CAST(ROW(s.test, s.manner, s.subject_id, s.part,
			CASE s.rounded WHEN 'exact' THEN caseload.sum(s.cap)
				ELSE caseload.rounded(caseload.sum(s.cap), 0, s.rounded) END,
			caseload.lesser(caseload.sum(s.covered), caseload.caseload_unit(1::numeric, s.measure))) AS cap_row)
		FROM part_sum AS s GROUP BY s.test, s.manner, s.subject_id, s.part, s.rounded, s.measure);
END
$caps_of$;
COMMENT ON FUNCTION caps_of(limit_year, piece_row[], work_row[], other_row[], share_row[]) IS
	'step 3: the cap on each counted day, and the days that it covers';

-- as known on a day, for those who look into the reckoning
CREATE FUNCTION cap_piece(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL,
	only_subjects bigint[] DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, manner bigint, district_id int, subject_id bigint,
	part bigint, valid daterange, number caseload.caseload_unit, per caseload.caseload_unit, relative_load text)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $cap_piece$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT l.limit_id, l.school_year, p.test, p.manner, d.district_id, p.subject_id, p.part, p.valid, p.number, p.per,
		p.relative_load
	FROM limit_years(cap_piece.known_on, cap_piece.only_year) AS l
		CROSS JOIN (SELECT DISTINCT e.district_id FROM employment AS e) AS d
		CROSS JOIN LATERAL (SELECT coalesce(only_subjects, subjects_of(l, d.district_id)) AS subjects) AS s
		CROSS JOIN LATERAL (SELECT ARRAY(SELECT m
				FROM matches_of(l, l.scope, d.district_id, s.subjects) AS m) AS matches) AS m
		CROSS JOIN LATERAL pieces_of(l, d.district_id, s.subjects, m.matches) AS p
	WHERE l.days IS NOT NULL;
END
$cap_piece$;
COMMENT ON FUNCTION cap_piece(date, text, bigint[]) IS
	'the number that holds on each stretch of days; a number that the source does not give holds nothing';

CREATE FUNCTION reckoned_cap(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, manner bigint, district_id int, subject_id bigint,
	part bigint, cap caseload.load_series, covered caseload.load_series)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $reckoned_cap$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT l.limit_id, l.school_year, k.test, k.manner, d.district_id, k.subject_id, k.part, k.cap, k.covered
	FROM limit_years(reckoned_cap.known_on, reckoned_cap.only_year) AS l
		CROSS JOIN (SELECT DISTINCT e.district_id FROM employment AS e) AS d
		CROSS JOIN LATERAL (SELECT subjects_of(l, d.district_id) AS subjects) AS s
		CROSS JOIN LATERAL (SELECT ARRAY(SELECT m
				FROM matches_of(l, l.scope, d.district_id, s.subjects) AS m) AS matches) AS m
		CROSS JOIN LATERAL (SELECT ARRAY(SELECT p
				FROM pieces_of(l, d.district_id, s.subjects, m.matches) AS p) AS pieces) AS p
		CROSS JOIN LATERAL (SELECT ARRAY(SELECT w FROM work_of(l, d.district_id, s.subjects, ARRAY(
			SELECT DISTINCT caseload.measure(u.per) FROM pg_catalog.unnest(p.pieces) AS u)) AS w) AS works) AS w
		CROSS JOIN LATERAL pg_catalog.unnest(caps_of(l, p.pieces, w.works,
			others_of(l, d.district_id, p.pieces), shares_of(l, d.district_id, p.pieces))) AS k
	WHERE l.days IS NOT NULL;
END
$reckoned_cap$;
COMMENT ON FUNCTION reckoned_cap(date, text) IS 'step 3: the cap on each counted day, and the days that it covers';
