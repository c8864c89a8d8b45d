-- What the tables of caps have to say, from limits, exceptions and facts.

-- For classes the reckoning itself says which number holds when; what it counts there is every enrollment.
CREATE FUNCTION held_section(only_sections bigint[] DEFAULT NULL)
RETURNS TABLE (district_id int, subject_id bigint, program text, held_as text, citation text, days datemultirange, cap numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT p.district_id, p.subject_id, '', l.strictness, l.citation,
		held_days(p.valid, l.counted_on, r.days),
		held_at(caseload.quantity(p.number), m.rounded, m.binds,
			CASE WHEN caseload.measure(m.tolerance) = m.measure THEN caseload.quantity(m.tolerance) END, m.excess, true)
	FROM cap_piece('infinity', NULL, held_section.only_sections) AS p
		JOIN load_limit AS l ON l.id = p.limit_id AND l.scope = 'section'
		JOIN limit_manner AS m ON m.limit_id = p.limit_id AND m.manner = p.manner
		JOIN reckoned_limit() AS r ON r.limit_id = p.limit_id AND r.school_year = p.school_year
	WHERE p.per IS NULL AND EXISTS (SELECT FROM guarded_limit AS g WHERE g.cap_id = ANY (m.caps) AND g.held);
END;
COMMENT ON FUNCTION held_section(bigint[]) IS 'the caps of classes that a guard can hold, by days';

-- For caseloads the number must be known before the first case is there, so it cannot come from the cases. Where it
-- depends on what a case carries (its grade, its level), the greatest number that may hold is held. People of whom
-- their employments say the same are reckoned once: a district has thousands of teachers and a few dozen kinds of them.
CREATE FUNCTION held_caseload(only_employees bigint[] DEFAULT NULL)
RETURNS TABLE (district_id int, subject_id bigint, program text, held_as text, citation text, days datemultirange, cap numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH rule AS MATERIALIZED (
		SELECT c.*, g.contract, l.counted_on, l.strictness, l.citation, r.held, r.days
		FROM guarded_limit AS g JOIN limit_cap AS c ON c.id = g.cap_id JOIN load_limit AS l ON l.id = g.limit_id
			JOIN reckoned_limit() AS r ON r.limit_id = g.limit_id
		WHERE g.held AND g.scope = 'employee' AND r.days IS NOT NULL
	), carried AS MATERIALIZED (
		SELECT k.key FROM (SELECT attributes FROM site UNION ALL SELECT attributes FROM employment) AS f
			CROSS JOIN LATERAL jsonb_object_keys(f.attributes) AS k (key) GROUP BY k.key
	), worked AS MATERIALIZED (
		SELECT e.district_id, e.employee_id, e.contract, e.valid, e.fte, t.attributes || e.attributes AS attributes
		FROM employment AS e JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
		WHERE held_caseload.only_employees IS NULL OR e.employee_id = ANY (held_caseload.only_employees)
	), alike AS MATERIALIZED (
		SELECT p.district_id, min(p.employee_id) AS employee_id, array_agg(p.employee_id) AS employees
		FROM (SELECT w.district_id, w.employee_id,
				array_agg(ROW(w.contract, w.valid, w.fte, w.attributes)::text ORDER BY w.contract, w.valid, w.fte, w.attributes) AS said,
				EXISTS (SELECT FROM exception AS x WHERE x.district_id = w.district_id AND x.employee_id = w.employee_id) AS excepted
			FROM worked AS w GROUP BY w.district_id, w.employee_id) AS p
		GROUP BY p.district_id, p.said, CASE WHEN p.excepted THEN p.employee_id END
	), matched AS MATERIALIZED (
		-- a condition that neither the person nor the site can meet is one of the case
		SELECT r.*, w.district_id, w.employee_id, w.valid * r.held AS valid, r.grades IS NULL AND w.attributes @> r.applies AS certain
		FROM rule AS r JOIN (worked AS w JOIN alike AS a USING (district_id, employee_id)) ON w.contract = r.contract AND w.valid && r.held
		WHERE NOT EXISTS (SELECT FROM jsonb_each(r.applies) AS k (key, value)
			WHERE NOT w.attributes @> jsonb_build_object(k.key, k.value) AND k.key IN (SELECT c.key FROM carried AS c))
	), subject AS (
		SELECT m.limit_id, m.test, m.program, m.contract, m.district_id, m.employee_id FROM matched AS m
		GROUP BY m.limit_id, m.test, m.program, m.contract, m.district_id, m.employee_id
	), edge AS (
		SELECT m.limit_id, m.test, m.program, m.contract, m.district_id, m.employee_id, d.day
		FROM matched AS m CROSS JOIN LATERAL (VALUES (lower(m.valid)), (upper(m.valid))) AS d (day)
		UNION
		SELECT s.*, d.day FROM subject AS s JOIN exception AS x ON x.limit_id = s.limit_id AND x.district_id = s.district_id AND x.employee_id = s.employee_id
			CROSS JOIN LATERAL (VALUES (lower(x.valid)), (upper(x.valid))) AS d (day)
		UNION
		SELECT s.*, d.day FROM subject AS s JOIN employment AS e ON e.contract = s.contract AND e.district_id = s.district_id AND e.employee_id = s.employee_id
			CROSS JOIN LATERAL (VALUES (lower(e.valid)), (upper(e.valid))) AS d (day)
	), stretch AS (
		SELECT e.*, daterange(e.day, lead(e.day) OVER (PARTITION BY e.limit_id, e.test, e.program, e.district_id, e.employee_id ORDER BY e.day)) AS valid
		FROM edge AS e WHERE e.day IS NOT NULL
	), there AS (
		SELECT s.valid, s.day, m.district_id, m.employee_id, m.limit_id, m.test, m.program, m.precedence, m.certain, m.number, m.per, m.rounded, m.binds, m.tolerance, m.excess,
			m.strictness, m.citation, m.counted_on, m.days, m.contract,
			max(m.precedence) FILTER (WHERE m.certain) OVER here AS certain_rank
		FROM stretch AS s JOIN matched AS m USING (limit_id, test, program, district_id, employee_id)
		WHERE m.valid @> s.day
		WINDOW here AS (PARTITION BY s.limit_id, s.test, s.program, s.district_id, s.employee_id, s.day)
	), number AS (
		SELECT t.*, t.certain_rank IS NOT NULL AND t.certain AND t.precedence = t.certain_rank AS best,
			caseload.quantity(t.number) * CASE WHEN t.per IS NULL THEN 1 ELSE w.fte / caseload.quantity(t.per) END AS plain
		FROM there AS t CROSS JOIN LATERAL (SELECT sum(e.fte) AS fte FROM employment AS e
			WHERE e.contract = t.contract AND e.district_id = t.district_id AND e.employee_id = t.employee_id AND e.valid @> t.day) AS w
		WHERE t.certain_rank IS NULL OR t.certain AND t.precedence = t.certain_rank OR NOT t.certain AND t.precedence > t.certain_rank
	), contender AS (
		-- of certain rows of one rank the lowest
		SELECT DISTINCT ON (n.limit_id, n.test, n.program, n.district_id, n.employee_id, n.day, n.best, CASE WHEN n.best THEN NULL ELSE n.number END) n.*
		FROM number AS n
		ORDER BY n.limit_id, n.test, n.program, n.district_id, n.employee_id, n.day, n.best, CASE WHEN n.best THEN NULL ELSE n.number END, n.number
	), excepted AS (
		SELECT c.*, x.id IS NOT NULL AS is_excepted, CASE WHEN x.id IS NOT NULL THEN x.number ELSE c.plain END AS holds
		FROM contender AS c LEFT JOIN LATERAL (
			SELECT x.exception_id AS id, caseload.quantity(x.number) AS number FROM exception AS x
			WHERE x.limit_id = c.limit_id AND x.district_id = c.district_id AND x.employee_id = c.employee_id AND x.valid @> c.day
				AND (x.number IS NULL OR caseload.measure(x.number) = caseload.measure(c.number))
			ORDER BY x.number NULLS LAST LIMIT 1) AS x ON true
	)
	SELECT h.district_id, p.employee_id, h.program, h.held_as, h.citation, h.days, h.cap
	FROM (SELECT e.district_id, e.employee_id, e.program, e.strictness || CASE caseload.measure(e.number) WHEN 'units' THEN '_units' ELSE '' END AS held_as, e.citation,
			held_days(e.valid, e.counted_on, e.days) AS days,
			max(held_at(e.holds, e.rounded, e.binds, CASE WHEN caseload.measure(e.tolerance) = caseload.measure(e.number) THEN caseload.quantity(e.tolerance) END,
				e.excess, caseload.measure(e.number) <> 'units')) AS cap
		FROM excepted AS e WHERE e.holds IS NOT NULL
		GROUP BY e.limit_id, e.test, e.district_id, e.employee_id, e.program, e.strictness, e.citation, e.valid, e.counted_on, e.days, caseload.measure(e.number)) AS h
		JOIN alike AS a USING (district_id, employee_id) CROSS JOIN LATERAL pg_catalog.unnest(a.employees) AS p (employee_id);
END;
COMMENT ON FUNCTION held_caseload(bigint[]) IS 'the caps of caseloads that a guard can hold, by days';

-- The least cap of a group, and a row for each stretch of days on which it is higher or there is none.
CREATE FUNCTION wanted_cap(scope text, only_subjects bigint[] DEFAULT NULL)
RETURNS TABLE (district_id int, subject_id bigint, program text, held_as text, cap numeric, citation text, valid daterange, up_to numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH piece AS MATERIALIZED (
		SELECT h.* FROM held_section(wanted_cap.only_subjects) AS h WHERE wanted_cap.scope = 'section' AND NOT isempty(h.days)
		UNION ALL
		SELECT h.* FROM held_caseload(wanted_cap.only_subjects) AS h WHERE wanted_cap.scope = 'employee' AND NOT isempty(h.days)
	), group_terms AS (
		SELECT p.district_id, p.subject_id, p.program, p.held_as, min(p.cap) AS cap, string_agg(DISTINCT p.citation, '; ' ORDER BY p.citation) AS citation,
			range_agg(p.days) AS days
		FROM piece AS p GROUP BY p.district_id, p.subject_id, p.program, p.held_as
	), level AS (
		SELECT p.district_id, p.subject_id, p.program, p.held_as, p.cap, range_agg(p.days) AS days
		FROM piece AS p GROUP BY p.district_id, p.subject_id, p.program, p.held_as, p.cap
	), stacked AS (
		SELECT v.*, range_agg(v.days) OVER (PARTITION BY v.district_id, v.subject_id, v.program, v.held_as ORDER BY v.cap
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS tighter
		FROM level AS v
	)
	SELECT g.district_id, g.subject_id, g.program, g.held_as, g.cap, g.citation, NULL::daterange, NULL::numeric FROM group_terms AS g
	UNION ALL
	SELECT s.district_id, s.subject_id, s.program, s.held_as, NULL, NULL, u.valid, s.cap
	FROM stacked AS s CROSS JOIN LATERAL pg_catalog.unnest(s.days - s.tighter) AS u (valid) WHERE s.tighter IS NOT NULL
	UNION ALL
	SELECT g.district_id, g.subject_id, g.program, g.held_as, NULL, NULL, u.valid, NULL
	FROM group_terms AS g CROSS JOIN LATERAL pg_catalog.unnest('{(,)}'::datemultirange - g.days) AS u (valid);
END;
COMMENT ON FUNCTION wanted_cap(text, bigint[]) IS 'what the tables of caps have to say of classes or employees: a row with the least cap, and rows with valid for its lifts';

-- In one statement, for then the guards judge what it comes to and not what lies between; in a function of its own,
-- for an error of PL/pgSQL would carry these pages to whoever is refused. (Its body is a string: of a parsed one with two
-- ON CONFLICT pg_dump writes what cannot be read back.)
CREATE FUNCTION put_section_caps(only_sections bigint[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path FROM CURRENT
AS $put_section_caps$
	WITH wanted AS MATERIALIZED (
		SELECT * FROM wanted_cap('section', put_section_caps.only_sections)
	), cap AS MATERIALIZED (
		SELECT g.district_id, g.section_id,
			max(w.cap) FILTER (WHERE w.held_as = 'hard') AS hard, max(w.citation) FILTER (WHERE w.held_as = 'hard') AS hard_citation,
			max(w.cap) FILTER (WHERE w.held_as = 'paid') AS paid, max(w.citation) FILTER (WHERE w.held_as = 'paid') AS paid_citation,
			max(w.cap) FILTER (WHERE w.held_as = 'advisory') AS advisory, max(w.citation) FILTER (WHERE w.held_as = 'advisory') AS advisory_citation
		FROM (SELECT s.district_id, s.section_id FROM section AS s WHERE put_section_caps.only_sections IS NULL OR s.section_id = ANY (put_section_caps.only_sections)) AS g LEFT JOIN wanted AS w ON w.district_id = g.district_id AND w.subject_id = g.section_id AND w.valid IS NULL
		GROUP BY g.district_id, g.section_id
	), new_cap AS MATERIALIZED (
		-- all three as sets, which are hashed: an empty table that fills while it is searched again and again takes minutes
		TABLE cap EXCEPT SELECT o.district_id, o.section_id, o.hard, o.hard_citation, o.paid, o.paid_citation, o.advisory, o.advisory_citation FROM section_cap AS o
		WHERE put_section_caps.only_sections IS NULL OR o.section_id = ANY (put_section_caps.only_sections)
	), new_lift AS MATERIALIZED (
		SELECT w.district_id, w.subject_id AS section_id, w.held_as, w.valid, w.up_to FROM wanted AS w WHERE w.valid IS NOT NULL
		EXCEPT SELECT l.district_id, l.section_id, l.held_as, l.valid, l.up_to FROM section_cap_lift AS l
		WHERE put_section_caps.only_sections IS NULL OR l.section_id = ANY (put_section_caps.only_sections)
	), old_lift AS MATERIALIZED (
		SELECT l.district_id, l.section_id, l.held_as, l.valid FROM section_cap_lift AS l WHERE put_section_caps.only_sections IS NULL OR l.section_id = ANY (put_section_caps.only_sections)
		EXCEPT SELECT w.district_id, w.subject_id AS section_id, w.held_as, w.valid FROM wanted AS w
	), locked AS MATERIALIZED (
		-- first of all, and in the order in which the guards lock them, so that neither waits for the other for ever
		SELECT FROM section_cap AS c
			JOIN (SELECT n.district_id, n.section_id FROM new_cap AS n UNION SELECT n.district_id, n.section_id FROM new_lift AS n UNION SELECT o.district_id, o.section_id FROM old_lift AS o) AS x USING (district_id, section_id)
		ORDER BY c.district_id, c.section_id FOR NO KEY UPDATE OF c
	), put AS (
		INSERT INTO section_cap AS c (district_id, section_id, hard, hard_citation, paid, paid_citation, advisory, advisory_citation)
		SELECT n.* FROM new_cap AS n WHERE (SELECT count(*) FROM locked) IS NOT NULL ORDER BY n.district_id, n.section_id
		ON CONFLICT (district_id, section_id) DO UPDATE SET hard = excluded.hard, hard_citation = excluded.hard_citation, paid = excluded.paid, paid_citation = excluded.paid_citation, advisory = excluded.advisory, advisory_citation = excluded.advisory_citation
	), gone AS (
		DELETE FROM section_cap_lift AS l USING old_lift AS o
		WHERE (SELECT count(*) FROM locked) IS NOT NULL AND l.district_id = o.district_id AND l.section_id = o.section_id AND l.held_as = o.held_as AND l.valid = o.valid
	)
	INSERT INTO section_cap_lift AS l (district_id, section_id, held_as, valid, up_to) TABLE new_lift
	ON CONFLICT (district_id, section_id, held_as, valid) DO UPDATE SET up_to = excluded.up_to;
$put_section_caps$;
COMMENT ON FUNCTION put_section_caps(bigint[]) IS 'does what fill_section_caps() is asked, which locks the table first';

-- Those who fill wait for each other, so that none overwrites what another knows better; who adds students waits for
-- neither. What was known before the lock was had is not looked at: each statement of PL/pgSQL sees what is there now.
CREATE FUNCTION fill_section_caps(only_sections bigint[] DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $fill_section_caps$
BEGIN
	PERFORM caseload.check_place(current_schema());
	LOCK TABLE section_cap IN SHARE ROW EXCLUSIVE MODE;
	PERFORM put_section_caps(only_sections);
END
$fill_section_caps$;
COMMENT ON FUNCTION fill_section_caps(bigint[]) IS 'brings section_cap and its lifts to what limits and exceptions say, for these classes or all';

CREATE FUNCTION put_caseload_caps(only_employees bigint[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path FROM CURRENT
AS $put_caseload_caps$
	WITH wanted AS MATERIALIZED (
		SELECT * FROM wanted_cap('employee', put_caseload_caps.only_employees)
	), cap AS (
		SELECT g.district_id, g.employee_id, g.program,
			max(w.cap) FILTER (WHERE w.held_as = 'hard') AS hard, max(w.citation) FILTER (WHERE w.held_as = 'hard') AS hard_citation,
			max(w.cap) FILTER (WHERE w.held_as = 'paid') AS paid, max(w.citation) FILTER (WHERE w.held_as = 'paid') AS paid_citation,
			max(w.cap) FILTER (WHERE w.held_as = 'advisory') AS advisory, max(w.citation) FILTER (WHERE w.held_as = 'advisory') AS advisory_citation,
			max(w.cap) FILTER (WHERE w.held_as = 'hard_units') AS hard_units, max(w.citation) FILTER (WHERE w.held_as = 'hard_units') AS hard_units_citation,
			max(w.cap) FILTER (WHERE w.held_as = 'paid_units') AS paid_units, max(w.citation) FILTER (WHERE w.held_as = 'paid_units') AS paid_units_citation,
			max(w.cap) FILTER (WHERE w.held_as = 'advisory_units') AS advisory_units, max(w.citation) FILTER (WHERE w.held_as = 'advisory_units') AS advisory_units_citation
		FROM (SELECT w.district_id, w.subject_id AS employee_id, w.program FROM wanted AS w
			UNION SELECT c.district_id, c.employee_id, c.program FROM caseload_cap AS c WHERE put_caseload_caps.only_employees IS NULL OR c.employee_id = ANY (put_caseload_caps.only_employees)) AS g LEFT JOIN wanted AS w ON w.district_id = g.district_id AND w.subject_id = g.employee_id AND w.program = g.program AND w.valid IS NULL
		GROUP BY g.district_id, g.employee_id, g.program
	), new_cap AS MATERIALIZED (
		-- all three as sets, which are hashed: an empty table that fills while it is searched again and again takes minutes
		TABLE cap EXCEPT SELECT o.district_id, o.employee_id, o.program, o.hard, o.hard_citation, o.paid, o.paid_citation, o.advisory, o.advisory_citation, o.hard_units, o.hard_units_citation, o.paid_units, o.paid_units_citation, o.advisory_units, o.advisory_units_citation FROM caseload_cap AS o
		WHERE put_caseload_caps.only_employees IS NULL OR o.employee_id = ANY (put_caseload_caps.only_employees)
	), new_lift AS MATERIALIZED (
		SELECT w.district_id, w.subject_id AS employee_id, w.program, w.held_as, w.valid, w.up_to FROM wanted AS w WHERE w.valid IS NOT NULL
		EXCEPT SELECT l.district_id, l.employee_id, l.program, l.held_as, l.valid, l.up_to FROM caseload_cap_lift AS l
		WHERE put_caseload_caps.only_employees IS NULL OR l.employee_id = ANY (put_caseload_caps.only_employees)
	), old_lift AS MATERIALIZED (
		SELECT l.district_id, l.employee_id, l.program, l.held_as, l.valid FROM caseload_cap_lift AS l WHERE put_caseload_caps.only_employees IS NULL OR l.employee_id = ANY (put_caseload_caps.only_employees)
		EXCEPT SELECT w.district_id, w.subject_id AS employee_id, w.program, w.held_as, w.valid FROM wanted AS w
	), locked AS MATERIALIZED (
		-- first of all, and in the order in which the guards lock them, so that neither waits for the other for ever
		SELECT FROM caseload_cap AS c
			JOIN (SELECT n.district_id, n.employee_id, n.program FROM new_cap AS n UNION SELECT n.district_id, n.employee_id, n.program FROM new_lift AS n UNION SELECT o.district_id, o.employee_id, o.program FROM old_lift AS o) AS x USING (district_id, employee_id, program)
		ORDER BY c.district_id, c.employee_id, c.program FOR NO KEY UPDATE OF c
	), put AS (
		INSERT INTO caseload_cap AS c (district_id, employee_id, program, hard, hard_citation, paid, paid_citation, advisory, advisory_citation, hard_units, hard_units_citation, paid_units, paid_units_citation, advisory_units, advisory_units_citation)
		SELECT n.* FROM new_cap AS n WHERE (SELECT count(*) FROM locked) IS NOT NULL ORDER BY n.district_id, n.employee_id, n.program
		ON CONFLICT (district_id, employee_id, program) DO UPDATE SET hard = excluded.hard, hard_citation = excluded.hard_citation, paid = excluded.paid, paid_citation = excluded.paid_citation, advisory = excluded.advisory, advisory_citation = excluded.advisory_citation, hard_units = excluded.hard_units, hard_units_citation = excluded.hard_units_citation, paid_units = excluded.paid_units, paid_units_citation = excluded.paid_units_citation, advisory_units = excluded.advisory_units, advisory_units_citation = excluded.advisory_units_citation
	), gone AS (
		DELETE FROM caseload_cap_lift AS l USING old_lift AS o
		WHERE (SELECT count(*) FROM locked) IS NOT NULL AND l.district_id = o.district_id AND l.employee_id = o.employee_id AND l.program = o.program AND l.held_as = o.held_as AND l.valid = o.valid
	)
	INSERT INTO caseload_cap_lift AS l (district_id, employee_id, program, held_as, valid, up_to) TABLE new_lift
	ON CONFLICT (district_id, employee_id, program, held_as, valid) DO UPDATE SET up_to = excluded.up_to;
$put_caseload_caps$;
COMMENT ON FUNCTION put_caseload_caps(bigint[]) IS 'does what fill_caseload_caps() is asked, which locks the table first';

CREATE FUNCTION fill_caseload_caps(only_employees bigint[] DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $fill_caseload_caps$
BEGIN
	PERFORM caseload.check_place(current_schema());
	LOCK TABLE caseload_cap IN SHARE ROW EXCLUSIVE MODE;
	PERFORM put_caseload_caps(only_employees);
END
$fill_caseload_caps$;
COMMENT ON FUNCTION fill_caseload_caps(bigint[]) IS 'brings caseload_cap and its lifts to what limits and exceptions say, for these employees or all';

CREATE FUNCTION fill_caps() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $fill_caps$
BEGIN
	PERFORM caseload.check_place(current_schema());
	PERFORM fill_section_caps();
	PERFORM fill_caseload_caps();
END
$fill_caps$;
COMMENT ON FUNCTION fill_caps() IS 'brings the caps of all classes and caseloads to what limits and exceptions say';

-- what was written while no trigger fired
CREATE FUNCTION stale_cap() RETURNS TABLE (guard text, group_key text[])
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH stored AS (
		SELECT 'enrollment_' || h.held_as AS guard, ARRAY[c.district_id::text, c.section_id::text] AS group_key, h.cap, h.citation, NULL::daterange AS valid, NULL::numeric AS up_to
		FROM section_cap AS c CROSS JOIN LATERAL (VALUES ('hard', c.hard, c.hard_citation), ('paid', c.paid, c.paid_citation), ('advisory', c.advisory, c.advisory_citation)) AS h (held_as, cap, citation) WHERE h.cap IS NOT NULL
		UNION ALL
		SELECT 'enrollment_' || l.held_as, ARRAY[l.district_id::text, l.section_id::text], NULL, NULL, l.valid, l.up_to FROM section_cap_lift AS l
		UNION ALL
		SELECT 'caseload_' || h.held_as, ARRAY[c.district_id::text, c.employee_id::text, c.program], h.cap, h.citation, NULL, NULL
		FROM caseload_cap AS c CROSS JOIN LATERAL (VALUES ('hard', c.hard, c.hard_citation), ('paid', c.paid, c.paid_citation), ('advisory', c.advisory, c.advisory_citation),
			('hard_units', c.hard_units, c.hard_units_citation), ('paid_units', c.paid_units, c.paid_units_citation), ('advisory_units', c.advisory_units, c.advisory_units_citation)) AS h (held_as, cap, citation) WHERE h.cap IS NOT NULL
		UNION ALL
		SELECT 'caseload_' || l.held_as, ARRAY[l.district_id::text, l.employee_id::text, l.program], NULL, NULL, l.valid, l.up_to FROM caseload_cap_lift AS l
	), wanted AS (
		SELECT 'enrollment_' || w.held_as, ARRAY[w.district_id::text, w.subject_id::text], w.cap, w.citation, w.valid, w.up_to FROM wanted_cap('section') AS w
		UNION ALL
		SELECT 'caseload_' || w.held_as, ARRAY[w.district_id::text, w.subject_id::text, w.program], w.cap, w.citation, w.valid, w.up_to FROM wanted_cap('employee') AS w
	)
	SELECT d.guard, d.group_key FROM ((SELECT * FROM stored EXCEPT SELECT * FROM wanted) UNION (SELECT * FROM wanted EXCEPT SELECT * FROM stored)) AS d
	GROUP BY d.guard, d.group_key;
END;
COMMENT ON FUNCTION stale_cap() IS 'groups whose caps are not what limits and exceptions say; fill_caps() mends them';
