-- Reckoning, step 3: the cap of each day. Of the rows that match, the one of highest precedence, then of
-- the lowest number; a relative row stands on another row's number; an exception goes before all.

-- Numbers that lean on another limit's are resolved here, and exceptions put in as rows of highest rank.
CREATE FUNCTION cap_candidate(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL,
	only_subjects bigint[] DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, cap_id bigint, district_id int, subject_id bigint,
	part bigint, valid daterange, ranks int[], number caseload.caseload_unit, per caseload.caseload_unit, own boolean,
	relative_load text)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH RECURSIVE matched AS MATERIALIZED (
		SELECT m.*, l.contract, l.code, l.scope, c.precedence, c.number, c.per, c.relative_to, c.relative_load
		FROM matched_cap(cap_candidate.known_on, cap_candidate.only_year, cap_candidate.only_subjects) AS m
			JOIN load_limit AS l ON l.id = m.limit_id JOIN limit_cap AS c ON c.id = m.cap_id
		WHERE NOT c.by_site
	), resolved AS (
		SELECT m.limit_id, m.school_year, m.test, m.cap_id, m.district_id, m.subject_id, m.part, m.valid, m.contract,
			m.code AS base_code, m.test AS base_test, ARRAY[m.precedence::int] AS ranks, m.number, m.per, m.relative_to,
			m.relative_load
		FROM matched AS m
		UNION ALL
		SELECT r.limit_id, r.school_year, r.test, r.cap_id, r.district_id, r.subject_id, r.part, r.valid * b.valid,
			r.contract, b.code, b.test, r.ranks || b.precedence::int, r.number OPERATOR(caseload.+) b.number,
			coalesce(r.per, b.per), b.relative_to, b.relative_load
		FROM resolved AS r JOIN matched AS b ON b.contract = r.contract AND b.code = r.relative_to
			AND b.school_year = r.school_year AND b.district_id = r.district_id AND b.subject_id = r.subject_id
			AND (b.part = r.part OR b.part = 0 OR r.part = 0) AND b.valid && r.valid
			AND (r.relative_to <> r.base_code OR b.test = r.base_test AND b.precedence < r.ranks[cardinality(r.ranks)])
		WHERE cardinality(r.ranks) < 16
	), found AS (
		SELECT r.limit_id, r.school_year, r.test, r.cap_id, r.district_id, r.subject_id, r.part, r.valid, r.ranks,
			r.number,
			r.per, r.relative_load
		FROM resolved AS r WHERE r.relative_to IS NULL
	), held AS (
		-- another number for a class is none for the average of its site that a second test looks at
		SELECT f.*, c.wider IS NOT NULL AND EXISTS (SELECT FROM limit_cap AS n
				WHERE n.limit_id = f.limit_id AND n.wider IS NULL) AS looks_past
		FROM found AS f JOIN limit_cap AS c ON c.id = f.cap_id
	), said AS (
		SELECT x.limit_id, x.district_id, x.employee_id, x.section_id, x.site_id, x.valid, x.number FROM exception AS x
		UNION ALL
		-- a teacher's, of a limit on classes, is one for the classes of that teacher
		SELECT x.limit_id, x.district_id, NULL, t.section_id, NULL, x.valid * t.valid, x.number
		FROM exception AS x JOIN load_limit AS l ON l.id = x.limit_id AND l.scope = 'section'
			JOIN staffing AS t ON t.district_id = x.district_id AND t.employee_id = x.employee_id
				AND t.role = 'teacher of record' AND t.valid && x.valid
	), excepted AS (
		SELECT s.* FROM said AS s JOIN load_limit AS l ON l.id = s.limit_id
		WHERE l.together = '{}' OR s.section_id IS NULL
		UNION ALL
		-- of a section one of its class
		SELECT s.limit_id, s.district_id, s.employee_id, k.class_id, s.site_id, u.valid, s.number
		FROM said AS s JOIN one_class() AS k USING (limit_id, district_id, section_id)
			CROSS JOIN LATERAL pg_catalog.unnest(k.days * datemultirange(s.valid)) AS u (valid)
	)
	SELECT f.limit_id, f.school_year, f.test, f.cap_id, f.district_id, f.subject_id, f.part, f.valid, f.ranks, f.number,
		f.per, false, f.relative_load
	FROM found AS f
	UNION ALL
	SELECT f.limit_id, f.school_year, f.test, f.cap_id, f.district_id, f.subject_id, f.part, f.valid * x.valid,
		ARRAY[2147483647], x.number, NULL, x.section_id IS NULL AND l.scope <> 'section', NULL
	FROM held AS f JOIN load_limit AS l ON l.id = f.limit_id
		JOIN excepted AS x ON x.limit_id = f.limit_id AND x.district_id = f.district_id AND x.valid && f.valid
			AND (x.number IS NULL OR caseload.measure(x.number) = caseload.measure(f.number) AND NOT f.looks_past)
			AND (x.section_id = f.part
				OR x.employee_id = f.subject_id AND l.scope = 'employee'
				OR x.site_id = f.subject_id AND l.scope = 'site'
				OR l.scope = 'section' AND x.site_id = (SELECT s.site_id FROM section AS s
					WHERE s.district_id = f.district_id AND s.section_id = f.part));
END;
COMMENT ON FUNCTION cap_candidate(date, text, bigint[])
	IS 'the rows that match, relative numbers resolved, exceptions among them; own: an exception of the person or site';

-- An exception of a person or site to a number that is so many per class is the number itself (`entire`), and goes
-- before
-- one for a single class.
CREATE FUNCTION cap_piece(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL,
	only_subjects bigint[] DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, manner bigint, district_id int, subject_id bigint,
	part bigint, valid daterange, number caseload.caseload_unit, per caseload.caseload_unit, entire boolean,
	relative_load text)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH candidate AS MATERIALIZED (
		SELECT c.limit_id, c.school_year, c.test, c.district_id, c.subject_id,
			CASE WHEN m.by_section THEN c.part ELSE 0 END AS part, c.cap_id, c.valid, c.ranks, c.number, c.per,
				m.manner, c.relative_load,
			c.own AND coalesce(m.by_section AND m.reckoned NOT IN ('overages', 'sections over'), false) AS entire
		FROM cap_candidate(cap_piece.known_on, cap_piece.only_year, cap_piece.only_subjects) AS c
			LEFT JOIN limit_manner AS m ON m.limit_id = c.limit_id AND c.cap_id = ANY (m.caps)
		-- a number for each section speaks of sections alone, not of the person besides
		WHERE c.part <> 0 OR m.by_section IS NOT TRUE
	), edge AS (
		SELECT c.limit_id, c.school_year, c.test, c.district_id, c.subject_id, c.part, e.day
		FROM candidate AS c CROSS JOIN LATERAL (VALUES (lower(c.valid)), (upper(c.valid))) AS e (day)
		GROUP BY c.limit_id, c.school_year, c.test, c.district_id, c.subject_id, c.part, e.day
	), piece AS (
		SELECT e.*, lead(e.day) OVER (PARTITION BY e.limit_id, e.school_year, e.test, e.district_id, e.subject_id,
			e.part
			ORDER BY e.day) AS next_day
		FROM edge AS e
	), best AS (
		SELECT DISTINCT ON (p.limit_id, p.school_year, p.test, p.district_id, p.subject_id, p.part, p.day)
			p.limit_id, p.school_year, p.test, c.manner, p.district_id, p.subject_id, p.part,
			daterange(p.day, p.next_day) AS valid, c.number, c.per, c.entire, c.relative_load
		FROM piece AS p JOIN candidate AS c USING (limit_id, school_year, test, district_id, subject_id, part)
		WHERE p.next_day IS NOT NULL AND c.valid @> p.day
		ORDER BY p.limit_id, p.school_year, p.test, p.district_id, p.subject_id, p.part, p.day, c.ranks DESC,
			c.entire DESC,
			c.number, c.cap_id
	)
	SELECT b.limit_id, b.school_year, b.test, b.manner, b.district_id, b.subject_id, b.part, b.valid, b.number, b.per,
		b.entire, b.relative_load
	FROM best AS b WHERE b.number IS NOT NULL AND b.manner IS NOT NULL;
END;
COMMENT ON FUNCTION cap_piece(date, text, bigint[])
	IS 'the number that holds on each stretch of days; a number that the source does not give holds nothing';

-- How much work there is, for a number that is so many per section, teacher or FTE.
CREATE VIEW work_done WITH (security_invoker = true) AS
SELECT 'employee'::text AS scope, e.contract, e.district_id, e.employee_id AS subject_id, 0::bigint AS part,
	'FTE'::text AS measure, e.valid, e.fte::numeric AS amount, NULL::text AS role, NULL::bigint AS teacher,
	NULL::text AS teaches_as
FROM employment AS e
UNION ALL
SELECT 'employee', c.contract, c.district_id, c.employee_id, c.section_id, 'sections', u.valid, 1, c.role, NULL, NULL
FROM (SELECT e.contract, f.district_id, f.employee_id, f.section_id, f.role, range_agg(f.valid * e.valid) AS valid
	FROM staffing AS f JOIN employment AS e ON e.district_id = f.district_id AND e.employee_id = f.employee_id
		AND NOT isempty(e.valid * f.valid)
	GROUP BY e.contract, f.district_id, f.employee_id, f.section_id, f.role) AS c
	CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
UNION ALL
-- whoever staffs a class does, under whichever contract: of sections that are one some may be under another one
SELECT 'section', k.contract, f.district_id, f.section_id, f.section_id, m.measure, f.valid,
	CASE m.measure WHEN 'FTE' THEN f.share ELSE 1 END, NULL, f.employee_id, f.role
FROM staffing AS f CROSS JOIN contract AS k CROSS JOIN (VALUES ('teachers'), ('FTE')) AS m (measure)
UNION ALL
SELECT 'site', e.contract, e.district_id, e.site_id, 0, 'FTE', e.valid, e.fte, NULL, NULL, NULL
FROM employment AS e
UNION ALL
SELECT 'site', c.contract, c.district_id, c.site_id, 0, m.measure, u.valid, 1, NULL, NULL, NULL
FROM (SELECT e.contract, e.district_id, e.site_id, e.employee_id, range_agg(e.valid) AS valid FROM employment AS e
	GROUP BY e.contract, e.district_id, e.site_id, e.employee_id) AS c
	CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
	CROSS JOIN (VALUES ('employees'), ('teachers')) AS m (measure)
UNION ALL
SELECT 'site', k.contract, s.district_id, s.site_id, s.section_id, 'sections', k.valid, 1, NULL, NULL, NULL
FROM section AS s JOIN contract_section AS k USING (district_id, section_id)
UNION ALL
SELECT 'site', k.contract, t.district_id, t.site_id, 0, 'students', '(,)', t.enrollment, NULL, NULL, NULL
FROM site AS t JOIN contract AS k ON true WHERE t.enrollment IS NOT NULL
UNION ALL
SELECT 'district', e.contract, e.district_id, e.district_id, 0, 'FTE', e.valid, e.fte, NULL, NULL, NULL
FROM employment AS e
UNION ALL
SELECT 'district', c.contract, c.district_id, c.district_id, 0, m.measure, u.valid, 1, NULL, NULL, NULL
FROM (SELECT e.contract, e.district_id, e.employee_id, range_agg(e.valid) AS valid FROM employment AS e
	GROUP BY e.contract, e.district_id, e.employee_id) AS c
	CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
	CROSS JOIN (VALUES ('employees'), ('teachers')) AS m (measure)
UNION ALL
-- and whatever is tallied, as aides: so many students for each
SELECT o.scope, k.contract, y.district_id, o.subject_id, 0, caseload.measure(y.quantity), y.valid,
	caseload.quantity(y.quantity), NULL, NULL, NULL
FROM tally AS y CROSS JOIN LATERAL (VALUES ('section', y.section_id), ('employee', y.employee_id), ('site', y.site_id))
	AS o (scope, subject_id)
	JOIN contract AS k ON true
WHERE o.subject_id IS NOT NULL AND caseload.measure(y.quantity) NOT IN ('FTE', 'sections', 'teachers', 'employees');
COMMENT ON VIEW work_done IS 'dated amounts of work that a cap may be given per: FTE, sections, teachers, employees';
COMMENT ON COLUMN work_done.scope IS 'section, employee, site or district';
COMMENT ON COLUMN work_done.contract IS 'the contract';
COMMENT ON COLUMN work_done.district_id IS 'district';
COMMENT ON COLUMN work_done.subject_id IS 'the class, employee, site or district';
COMMENT ON COLUMN work_done.part IS 'the class that this row speaks of; 0 for none';
COMMENT ON COLUMN work_done.measure IS 'FTE, sections, teachers, employees, students or what is tallied';
COMMENT ON COLUMN work_done.valid IS 'days on which it is so';
COMMENT ON COLUMN work_done.amount IS 'how much';
COMMENT ON COLUMN work_done.teacher IS 'of a class: who teaches it';
COMMENT ON COLUMN work_done.teaches_as IS 'of a class: in which role';
COMMENT ON COLUMN work_done.role IS 'of an employee''s class: the role held in it; null for everything else';

-- Beside other classes: each class on each day by itself. Where a count holds the other must have been there when it
-- was taken.
CREATE FUNCTION beside(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, manner bigint, district_id int, subject_id bigint, relative_load text,
	day date, size numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH rule AS MATERIALIZED (
		SELECT l.limit_id, l.school_year, l.days, l.counts, m.manner, m.tallied OR r.empty_counts AS empty_too, r.holds
		FROM reckoned_limit(beside.known_on, beside.only_year, true) AS l JOIN load_limit AS r ON r.id = l.limit_id
			JOIN limit_manner AS m USING (limit_id)
		WHERE r.scope = 'section' AND m.wider IS NULL AND m.reckoned = 'total' AND EXISTS (SELECT FROM limit_cap AS c
			WHERE c.relative_load IS NOT NULL)
	), class AS MATERIALIZED (
		SELECT x.limit_id, x.school_year, x.manner, x.district_id, x.domain_id AS section_id, x.valid, s.site_id,
			x.section_id AS of_it,
			s.grades, n.load
		FROM domain_section(beside.known_on, beside.only_year, true) AS x
			JOIN rule AS u USING (limit_id, school_year, manner)
			JOIN section AS s ON s.district_id = x.district_id AND s.section_id = x.domain_id
			LEFT JOIN reckoned_load(beside.known_on, beside.only_year, true) AS n ON n.limit_id = x.limit_id
				AND n.school_year = x.school_year AND n.manner = x.manner AND n.district_id = x.district_id
				AND n.domain_id = x.domain_id
	), daily AS MATERIALIZED (
		SELECT u.limit_id, u.school_year, u.manner, u.empty_too, g.day::date AS day, CASE WHEN u.holds THEN (SELECT
			max(least(upper(k) - 1, g.day::date)) FROM pg_catalog.unnest(u.counts) AS k WHERE lower(k) <= g.day)
			ELSE g.day::date END AS counted
		FROM rule AS u CROSS JOIN LATERAL pg_catalog.unnest(u.days) AS r (days)
			CROSS JOIN LATERAL generate_series(lower(r.days)::timestamp, upper(r.days) - 1, interval '1 day') AS g (day)
	), there AS MATERIALIZED (
		SELECT DISTINCT c.limit_id, c.school_year, c.manner, c.district_id, c.section_id, c.site_id, c.grades, d.day,
			coalesce(caseload.quantity(caseload.load_on(c.load, d.day)), 0) AS size
		FROM class AS c JOIN daily AS d USING (limit_id, school_year, manner)
		WHERE c.valid @> d.day AND EXISTS (SELECT FROM class AS o WHERE o.limit_id = c.limit_id
			AND o.school_year = c.school_year AND o.manner = c.manner AND o.district_id = c.district_id
			AND o.section_id = c.section_id AND o.valid @> d.counted AND (d.empty_too OR EXISTS (SELECT
				FROM enrollment AS e WHERE e.district_id = o.district_id AND e.section_id = o.of_it
				AND e.valid @> d.counted)))
	)
	SELECT t.limit_id, t.school_year, t.manner, t.district_id, s.section_id, w.relative_load, t.day,
		CASE w.relative_load WHEN 'mean' THEN round(sum(t.size) / count(*), 6) WHEN 'largest' THEN max(t.size)
			ELSE min(t.size) END
	FROM there AS t JOIN section AS s ON s.district_id = t.district_id AND s.site_id = t.site_id
			AND s.grades && t.grades AND s.section_id <> t.section_id
		CROSS JOIN (VALUES ('mean'), ('largest'), ('smallest')) AS w (relative_load)
	GROUP BY t.limit_id, t.school_year, t.manner, t.district_id, s.section_id, w.relative_load, t.day;
END;

-- A person's own number on one day, by the jobs of that day; an exception stands for the whole.
CREATE FUNCTION by_jobs(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, manner bigint, district_id int, subject_id bigint,
	day date, number numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH daily AS MATERIALIZED (
		SELECT l.limit_id, l.school_year, l.contract, l.held, g.day::date AS day
		FROM reckoned_limit(by_jobs.known_on, by_jobs.only_year) AS l
			CROSS JOIN LATERAL pg_catalog.unnest(l.days) AS u (days)
			CROSS JOIN LATERAL generate_series(lower(u.days)::timestamp, upper(u.days) - 1, interval '1 day') AS g (day)
		WHERE EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.limit_id AND c.by_site)
			AND l.held @> g.day::date
	), job AS MATERIALIZED (
		SELECT d.limit_id, d.school_year, d.day, e.district_id, e.employee_id, e.employment_id, e.fte,
			sum(e.fte) OVER (PARTITION BY d.limit_id, d.day, e.district_id, e.employee_id) AS all_of_it,
			jsonb_build_object('site_level', t.level) || t.attributes || e.attributes AS attributes
		FROM daily AS d JOIN employment AS e ON e.contract = d.contract AND e.valid @> d.day
			JOIN site AS t USING (district_id, site_id)
	), best AS (
		SELECT DISTINCT ON (j.limit_id, j.day, j.district_id, j.employment_id, c.test) j.*, c.test, c.id AS cap_id,
			caseload.quantity(c.number) AS number
		FROM job AS j JOIN limit_cap AS c ON c.limit_id = j.limit_id AND c.by_site AND fits(j.attributes, c.applies)
		ORDER BY j.limit_id, j.day, j.district_id, j.employment_id, c.test, c.precedence DESC,
			caseload.quantity(c.number), c.id
	), own AS (
		SELECT b.limit_id, b.school_year, b.test, min(m.manner) AS manner, b.district_id, b.employee_id, b.day,
			sum(round(b.number * b.fte / b.all_of_it, 6)) AS number
		FROM best AS b JOIN limit_manner AS m ON m.limit_id = b.limit_id AND b.cap_id = ANY (m.caps)
		GROUP BY b.limit_id, b.school_year, b.test, b.district_id, b.employee_id, b.day
	)
	SELECT o.limit_id, o.school_year, o.test, o.manner, o.district_id, o.employee_id, o.day,
		CASE WHEN x.n > 0 THEN x.number ELSE o.number END
	FROM own AS o CROSS JOIN LATERAL (
		SELECT count(*) AS n, sum(caseload.quantity(x.number)) AS number FROM exception AS x
		WHERE x.limit_id = o.limit_id AND x.district_id = o.district_id AND x.employee_id = o.employee_id
			AND x.valid @> o.day AND (x.number IS NULL OR caseload.measure(x.number) = (SELECT m.measure
				FROM limit_manner AS m WHERE m.manner = o.manner AND m.limit_id = o.limit_id))) AS x
	WHERE x.n = 0 OR x.number IS NOT NULL;
END;

-- Multiplied first and divided last, so that no quotient makes a phantom student.
CREATE FUNCTION reckoned_cap(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, manner bigint, district_id int, subject_id bigint,
	part bigint, cap caseload.load_series, covered caseload.load_series)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH pieces AS MATERIALIZED (
		SELECT * FROM cap_piece(reckoned_cap.known_on, reckoned_cap.only_year)
	), each_work AS MATERIALIZED (
		SELECT l.id AS limit_id, w.district_id, w.subject_id, w.part, w.measure, w.valid,
			w.amount * k.weight AS amount, w.teacher, l.scope, l.together
		FROM load_limit AS l JOIN work_done AS w ON w.scope = l.scope AND w.contract = l.contract
			CROSS JOIN LATERAL (SELECT CASE WHEN w.teaches_as IS NULL THEN 1
				WHEN l.role_weights ? w.teaches_as THEN (l.role_weights ->> w.teaches_as)::numeric
				WHEN w.teaches_as LIKE '%teacher%' THEN 1 ELSE 0 END AS weight) AS k
		WHERE k.weight > 0 AND w.role IS NULL
			AND EXISTS (SELECT FROM pieces AS p WHERE p.limit_id = l.id AND p.per IS NOT NULL)
		UNION ALL
		-- a class is one, in however many of the roles that carry it, and employments, somebody has it
		SELECT c.limit_id, c.district_id, c.subject_id, c.part, c.measure, u.valid, 1, NULL,
			'employee', (SELECT l.together FROM load_limit AS l WHERE l.id = c.limit_id)
		FROM (SELECT l.id AS limit_id, w.district_id, w.subject_id, w.part, w.measure, range_agg(w.valid) AS valid
			FROM load_limit AS l JOIN work_done AS w ON w.scope = l.scope AND w.contract = l.contract
				AND w.role = ANY (l.carried_by)
			WHERE EXISTS (SELECT FROM pieces AS p WHERE p.limit_id = l.id AND p.per IS NOT NULL)
			GROUP BY l.id, w.district_id, w.subject_id, w.part, w.measure) AS c
			CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
	), work AS MATERIALIZED (
		SELECT w.limit_id, w.district_id, w.subject_id, w.part, w.measure, w.valid, w.amount FROM each_work AS w
		WHERE w.together = '{}' OR w.part = 0 AND w.scope <> 'section'
		UNION ALL
		SELECT w.limit_id, w.district_id, w.subject_id, w.part, w.measure, u.valid, w.amount
		FROM (SELECT w.limit_id, w.district_id, CASE w.scope WHEN 'section' THEN k.class_id ELSE w.subject_id END
					AS subject_id, CASE w.part WHEN 0 THEN 0 ELSE k.class_id END AS part, w.measure, w.amount,
					-- what is tallied of several sections adds up; a class, and who teaches it, is one
					w.teacher, CASE w.part WHEN 0 THEN ROW(w.subject_id, w.valid)::text END AS apart,
					range_agg(d * w.valid) AS valid
				FROM each_work AS w JOIN one_class() AS k ON k.limit_id = w.limit_id AND k.district_id = w.district_id
					AND k.section_id = CASE w.part WHEN 0 THEN w.subject_id ELSE w.part END
					CROSS JOIN LATERAL pg_catalog.unnest(k.days) AS d
				WHERE NOT (w.together = '{}' OR w.part = 0 AND w.scope <> 'section')
				GROUP BY 1, 2, 3, 4, 5, 6, 7, 8) AS w
			CROSS JOIN LATERAL pg_catalog.unnest(w.valid) AS u (valid)
	), piece AS (
		SELECT p.limit_id, p.school_year, p.test, p.manner, p.district_id, p.subject_id, p.part, p.valid, p.number,
			1::numeric AS over
		FROM pieces AS p WHERE p.per IS NULL AND NOT p.entire AND p.relative_load IS NULL
		UNION ALL
		-- once, for however many classes
		SELECT e.limit_id, e.school_year, e.test, e.manner, e.district_id, e.subject_id, 0, u.valid,
			caseload.caseload_unit(e.quantity, e.measure), 1
		FROM (SELECT p.limit_id, p.school_year, p.test, p.manner, p.district_id, p.subject_id,
				caseload.quantity(p.number) AS quantity, caseload.measure(p.number) AS measure,
					range_agg(p.valid) AS valid
			FROM pieces AS p WHERE p.entire
			GROUP BY p.limit_id, p.school_year, p.test, p.manner, p.district_id, p.subject_id,
				caseload.quantity(p.number),
				caseload.measure(p.number)) AS e
			CROSS JOIN LATERAL pg_catalog.unnest(e.valid) AS u (valid)
		UNION ALL
		SELECT p.limit_id, p.school_year, p.test, p.manner, p.district_id, p.subject_id, p.part, p.valid * w.valid,
			p.number OPERATOR(caseload.*) w.amount, caseload.quantity(p.per)
		FROM pieces AS p JOIN work AS w ON w.limit_id = p.limit_id AND w.district_id = p.district_id
			AND w.subject_id = p.subject_id AND w.measure = caseload.measure(p.per)
			AND (w.part = p.part OR w.part = 0 OR p.part = 0) AND w.valid && p.valid
		WHERE p.per IS NOT NULL
			AND (SELECT m.per_counts FROM limit_manner AS m
				WHERE m.limit_id = p.limit_id AND m.manner = p.manner) = '{}'
		UNION ALL
		-- a share of what is tallied of the class or person
		SELECT p.limit_id, p.school_year, p.test, p.manner, p.district_id, p.subject_id, p.part, p.valid * y.valid,
			p.number OPERATOR(caseload.*)
				entry_says(r.contract, y.what, lower(y.valid), y.quantity, reckoned_cap.known_on),
			caseload.quantity(p.per)
		FROM pieces AS p JOIN load_limit AS r ON r.id = p.limit_id
			JOIN limit_manner AS m ON m.limit_id = p.limit_id AND m.manner = p.manner AND m.per_counts <> '{}'
			JOIN tally AS y ON y.district_id = p.district_id AND y.valid && p.valid
				AND caseload.measure(y.quantity) = caseload.measure(p.per)
				AND CASE r.scope WHEN 'employee' THEN y.employee_id ELSE y.section_id END = p.subject_id
				AND fits(y.attributes || jsonb_build_object('what', y.what), m.per_counts)
		WHERE p.per IS NOT NULL
	), part_sum AS (
		SELECT p.limit_id, p.school_year, p.test, p.manner, p.district_id, p.subject_id,
			CASE WHEN m.reckoned IN ('overages', 'sections over') THEN p.part ELSE 0 END AS part,
			caseload.daily_load(p.valid, l.days, p.number) OPERATOR(caseload./) p.over AS cap,
			caseload.daily_load(p.valid, l.days, caseload.caseload_unit(1::numeric, m.measure)) AS covered
		FROM piece AS p JOIN limit_manner AS m USING (limit_id, manner)
			JOIN reckoned_limit(reckoned_cap.known_on, reckoned_cap.only_year) AS l USING (limit_id, school_year)
		GROUP BY p.limit_id, p.school_year, p.test, p.manner, p.district_id, p.subject_id,
			CASE WHEN m.reckoned IN ('overages', 'sections over') THEN p.part ELSE 0 END, p.over
		UNION ALL
		SELECT p.limit_id, p.school_year, p.test, p.manner, p.district_id, p.subject_id, 0,
			on_all(caseload.load_series_agg(b.day, p.number OPERATOR(caseload.+)
				caseload.caseload_unit(b.size, m.measure)), l.days, m.measure),
			on_all(caseload.load_series_agg(b.day, caseload.caseload_unit(1::numeric, m.measure)), l.days, m.measure)
		FROM pieces AS p JOIN limit_manner AS m USING (limit_id, manner)
			JOIN reckoned_limit(reckoned_cap.known_on, reckoned_cap.only_year) AS l USING (limit_id, school_year)
			-- on days without any other there is no number
			LEFT JOIN beside(reckoned_cap.known_on, reckoned_cap.only_year) AS b
				ON (b.limit_id, b.school_year, b.manner, b.district_id, b.subject_id, b.relative_load)
				= (p.limit_id, p.school_year, p.manner, p.district_id, p.subject_id, p.relative_load)
				AND p.valid @> b.day
		WHERE p.relative_load IS NOT NULL
		GROUP BY p.limit_id, p.school_year, p.test, p.manner, p.district_id, p.subject_id, p.number, m.measure, l.days
		UNION ALL
		SELECT j.limit_id, j.school_year, j.test, j.manner, j.district_id, j.subject_id, 0,
			on_all(caseload.load_series_agg(j.day, caseload.caseload_unit(j.number, m.measure)), l.days, m.measure),
			on_all(caseload.load_series_agg(j.day, caseload.caseload_unit(1::numeric, m.measure)), l.days, m.measure)
		FROM by_jobs(reckoned_cap.known_on, reckoned_cap.only_year) AS j
			JOIN limit_manner AS m USING (limit_id, manner)
			JOIN reckoned_limit(reckoned_cap.known_on, reckoned_cap.only_year) AS l USING (limit_id, school_year)
		GROUP BY j.limit_id, j.school_year, j.test, j.manner, j.district_id, j.subject_id, m.measure, l.days
	)
	SELECT s.limit_id, s.school_year, s.test, s.manner, s.district_id, s.subject_id, s.part,
		CASE WHEN m.rounded = 'exact' OR m.cap_taken <> 'highest' THEN caseload.sum(s.cap)
			ELSE caseload.rounded(caseload.sum(s.cap), 0, m.rounded) END,
		caseload.lesser(caseload.sum(s.covered), caseload.caseload_unit(1::numeric, m.measure))
	FROM part_sum AS s JOIN limit_manner AS m USING (limit_id, manner)
	GROUP BY s.limit_id, s.school_year, s.test, s.manner, s.district_id, s.subject_id, s.part, m.rounded, m.measure,
		m.cap_taken;
END;
COMMENT ON FUNCTION reckoned_cap(date, text) IS 'step 3: the cap on each counted day, and the days that it covers';
