-- Reckoning, steps 1 and 2: who counts, how much, and what several sections or counts come to.

CREATE FUNCTION nothing_on(days datemultirange, measure text) RETURNS caseload.load_series
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT caseload.daily_load('empty', nothing_on.days, caseload.caseload_unit(1::numeric, nothing_on.measure));
END;
COMMENT ON FUNCTION nothing_on(datemultirange, text) IS 'a load of zero on these days';

CREATE FUNCTION on_all(series caseload.load_series, days datemultirange, measure text) RETURNS caseload.load_series
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT caseload.sum(s.series) FROM (VALUES (on_all.series), (nothing_on(on_all.days,
		on_all.measure))) AS s (series);
END;
COMMENT ON FUNCTION on_all(caseload.load_series, datemultirange, text)
	IS 'the load, zero on those of the days that it does not have';

-- Which classes belong to what a row looks at: a class to itself, to its teacher, to its site, ...
CREATE FUNCTION domain_section(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL,
	only_beside boolean DEFAULT false)
RETURNS TABLE (limit_id bigint, school_year text, manner bigint, district_id int, domain_id bigint, section_id bigint,
	valid datemultirange, class_id bigint)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH cap AS MATERIALIZED (
		SELECT l.limit_id, l.school_year, l.contract, l.held, r.carried_by, r.together, m.manner, m.wider,
			CASE m.wider WHEN 'grade' THEN 'site' ELSE coalesce(m.wider, r.scope) END AS scope, c.grades, c.program,
				c.applies, c.test, c.precedence,
			EXISTS (SELECT FROM limit_cap AS n WHERE n.limit_id = l.limit_id AND n.none) AS freeing
		FROM reckoned_limit(domain_section.known_on, domain_section.only_year, domain_section.only_beside) AS l
			JOIN load_limit AS r ON r.id = l.limit_id
			JOIN limit_manner AS m ON m.limit_id = l.limit_id
			JOIN limit_cap AS c ON c.limit_id = l.limit_id AND c.id = ANY (m.caps)
		WHERE l.days IS NOT NULL
	), profile AS MATERIALIZED (
		SELECT p.scope, p.contract, p.district_id, p.subject_id, p.part, p.valid, p.grades, p.program, p.attributes,
			p.role
		FROM subject_profile AS p WHERE p.part <> 0
	), raw AS MATERIALIZED (
		SELECT c.limit_id, c.school_year, c.manner, c.wider, c.scope, c.together, c.carried_by, p.district_id,
			p.subject_id, p.part, p.grades, u.valid
		FROM cap AS c JOIN profile AS p ON p.scope = c.scope AND p.contract = c.contract
			AND (c.program IS NULL OR p.program = c.program)
			AND p.valid && c.held AND (c.grades IS NULL OR p.grades && c.grades) AND fits(p.attributes, c.applies)
			AND (p.role IS NULL OR p.role = ANY (c.carried_by))
			CROSS JOIN LATERAL pg_catalog.unnest(datemultirange(p.valid * c.held)
				* days_asked(c.applies, c.scope, p.district_id, p.subject_id, p.part, c.together) - CASE WHEN c.freeing
				THEN freed_days(c.limit_id, c.test, c.precedence, c.contract, c.scope, p.district_id, p.subject_id,
					p.part, p.grades, p.program, p.attributes) ELSE '{}' END) AS u (valid)
	), klass AS MATERIALIZED (
		SELECT * FROM one_class()
	), matched AS MATERIALIZED (
		SELECT r.limit_id, r.school_year, r.manner, r.wider, r.district_id, r.subject_id, r.part AS section_id,
			r.part AS class_id, r.grades, r.valid
		FROM raw AS r WHERE r.together = '{}'
		UNION ALL
		-- who matches brings along the others of the class; of a person's those that he or she carries
		SELECT r.limit_id, r.school_year, r.manner, r.wider, r.district_id,
			CASE r.scope WHEN 'section' THEN k.class_id ELSE r.subject_id END, g.section_id, k.class_id, r.grades,
			u.valid
		FROM raw AS r JOIN klass AS k ON k.limit_id = r.limit_id AND k.district_id = r.district_id
				AND k.section_id = r.part
			JOIN klass AS g ON g.limit_id = k.limit_id AND g.district_id = k.district_id AND g.class_id = k.class_id
			CROSS JOIN LATERAL pg_catalog.unnest(k.days * g.days * datemultirange(r.valid)
				* CASE WHEN r.scope <> 'employee' OR g.section_id = r.part THEN '{(,)}' ELSE coalesce((SELECT
					range_agg(f.valid) FROM staffing AS f WHERE f.district_id = r.district_id
						AND f.section_id = g.section_id AND f.employee_id = r.subject_id
						AND f.role = ANY (r.carried_by)), '{}') END) AS u (valid)
		WHERE r.together <> '{}'
	)
	SELECT m.limit_id, m.school_year, m.manner, m.district_id, m.subject_id, m.section_id, range_agg(m.valid),
		m.class_id
	FROM matched AS m WHERE m.wider IS DISTINCT FROM 'grade'
	GROUP BY m.limit_id, m.school_year, m.manner, m.district_id, m.subject_id, m.section_id, m.class_id
	UNION ALL
	-- the same grades at the site, seen from each class
	SELECT m.limit_id, m.school_year, m.manner, m.district_id, s.section_id, m.section_id, range_agg(m.valid),
		m.class_id
	FROM matched AS m JOIN section AS s ON s.district_id = m.district_id AND s.site_id = m.subject_id
		AND s.grades && m.grades
	WHERE m.wider = 'grade'
	GROUP BY m.limit_id, m.school_year, m.manner, m.district_id, s.section_id, m.section_id, m.class_id;
END;
COMMENT ON FUNCTION domain_section(date, text, boolean) IS 'the classes that each load is counted over, and when';

-- Which sites a limit of a site or district speaks of, for tallies that belong to no class.
CREATE FUNCTION domain_site(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL,
	only_beside boolean DEFAULT false)
RETURNS TABLE (limit_id bigint, school_year text, manner bigint, district_id int, domain_id bigint, site_id bigint,
	opened datemultirange)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT l.limit_id, l.school_year, m.manner, p.district_id,
		CASE r.scope WHEN 'district' THEN p.district_id ELSE p.subject_id END, p.subject_id, range_agg(p.valid)
	FROM reckoned_limit(domain_site.known_on, domain_site.only_year, domain_site.only_beside) AS l
		JOIN load_limit AS r ON r.id = l.limit_id
		JOIN limit_manner AS m ON m.limit_id = l.limit_id AND m.tallied
			AND r.scope IN ('site', 'district') AND coalesce(m.wider, r.scope) = r.scope
		JOIN limit_cap AS c ON c.limit_id = l.limit_id AND c.id = ANY (m.caps)
		JOIN subject_profile AS p ON p.scope = 'site' AND p.part = 0 AND p.contract = l.contract
			AND NOT isempty(p.valid * l.year)
			AND (c.grades IS NULL OR p.grades && c.grades) AND (c.program IS NULL OR p.program = c.program)
			AND fits(p.attributes, c.applies)
			AND isempty(freed_days(l.limit_id, c.test, c.precedence, l.contract, 'site', p.district_id, p.subject_id, 0,
				p.grades, p.program, p.attributes))
	WHERE l.days IS NOT NULL
	GROUP BY l.limit_id, l.school_year, m.manner, p.district_id, p.subject_id, r.scope;
END;
COMMENT ON FUNCTION domain_site(date, text, boolean) IS 'the sites whose tallies are counted, and when they are open';

CREATE FUNCTION tally_counts(limit_id bigint, weighted text, what text, attributes jsonb) RETURNS numeric
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $tally_counts$
#variable_conflict use_variable
DECLARE
	most numeric;
	w limit_weight;
BEGIN
	FOR w IN SELECT v.* FROM limit_weight AS v WHERE v.limit_id = tally_counts.limit_id AND weighted = 'weight' LOOP
		IF fits(attributes || jsonb_build_object('what', what), w.counts) THEN
			most := greatest(most, w.weight);
		END IF;
	END LOOP;
	RETURN coalesce(most, 1);
END
$tally_counts$;

-- Block by block, as one counts on one's fingers.
CREATE FUNCTION entry_says(of_contract text, of_what text, day date, entry caseload.caseload_unit, known_on date)
RETURNS numeric
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $entry_says$
DECLARE
	b time_block;
	rest numeric := caseload.quantity(entry);
	said numeric := 0;
	block numeric;
BEGIN
	SELECT k.* INTO b FROM time_block AS k
	WHERE k.contract = of_contract AND k.what = of_what AND day <@ k.in_force AND entry_says.known_on <@ k.known;
	IF b.id IS NULL OR rest <= 0 OR caseload.measure(entry) <> 'hours' THEN
		RETURN rest;
	END IF;
	block := caseload.quantity(b.block);
	IF b.least IS NOT NULL AND rest < caseload.quantity(b.least) AND b.shorter = 'lost' THEN
		RETURN 0;
	END IF;
	WHILE block IS NOT NULL AND rest >= block LOOP
		said := said + block;
		rest := rest - block;
	END LOOP;
	IF block IS NULL THEN
		said := rest;
	ELSIF rest > 0 AND (b.begun = 'counts' OR b.begun = 'nearest' AND rest + rest >= block) THEN
		said := said + block;
	END IF;
	IF b.least IS NOT NULL AND said < caseload.quantity(b.least) THEN
		said := caseload.quantity(b.least);
	END IF;
	RETURN CASE WHEN b.most IS NOT NULL AND said > caseload.quantity(b.most) THEN caseload.quantity(b.most)
		ELSE said END;
END
$entry_says$;

CREATE FUNCTION counted_one(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL,
	only_beside boolean DEFAULT false)
RETURNS TABLE (limit_id bigint, school_year text, manner bigint, district_id int, domain_id bigint, section_id bigint,
	student_id bigint, valid daterange, counts boolean, amount numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH domain AS MATERIALIZED (
		SELECT d.limit_id, d.school_year, d.manner, d.district_id, d.domain_id, d.section_id, u.valid, d.class_id
		FROM domain_section(counted_one.known_on, counted_one.only_year, counted_one.only_beside) AS d
			CROSS JOIN LATERAL pg_catalog.unnest(d.valid) AS u (valid)
	), klass AS MATERIALIZED (
		SELECT * FROM one_class()
	), holding AS MATERIALIZED (
		SELECT * FROM reckoned_limit(counted_one.known_on, counted_one.only_year, counted_one.only_beside) AS l
		WHERE l.days IS NOT NULL
	), case_cap AS MATERIALIZED (
		SELECT l.limit_id, l.school_year, l.contract, m.manner, m.measure, c.program, c.grades, c.applies,
			m.test, c.precedence
		FROM holding AS l JOIN load_limit AS r ON r.id = l.limit_id JOIN limit_manner AS m ON m.limit_id = l.limit_id
			JOIN limit_cap AS c ON c.limit_id = l.limit_id AND c.id = ANY (m.caps)
		WHERE NOT m.tallied AND m.measure IN ('students', 'seats', 'percent', 'IEPs', 'units')
			AND coalesce(m.wider, r.scope) = 'employee'
	), case_held AS MATERIALIZED (
		-- whose case it is is asked of all of its days, what it says of some of them
		SELECT k.district_id, k.case_id, k.valid, e.contract, k.program, k.grade,
			jsonb_build_object('site_level', t.level) || t.attributes || e.attributes || k.attributes AS attributes
		FROM case_said AS k JOIN case_assignment AS c USING (district_id, case_id)
			JOIN employment AS e ON e.district_id = k.district_id AND e.employee_id = k.employee_id
				AND NOT isempty(e.valid * c.valid)
			JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
		WHERE EXISTS (SELECT FROM case_cap)
	), matched_case AS MATERIALIZED (
		-- once, however many of the rows match
		SELECT DISTINCT c.limit_id, c.school_year, c.manner, h.district_id, h.case_id, h.valid
		FROM case_cap AS c JOIN case_held AS h ON h.contract = c.contract
			AND (h.program = c.program OR c.program IS NULL AND c.measure IN ('IEPs', 'units'))
			AND (c.grades IS NULL OR c.grades @> h.grade) AND fits(h.attributes, c.applies)
		WHERE (SELECT coalesce(max(n.precedence), -32768) FROM limit_cap AS n
			WHERE n.limit_id = c.limit_id AND n.test = c.test AND n.none AND fits(h.attributes, n.applies)
				AND (n.program IS NULL OR n.program = h.program)
				AND (n.grades IS NULL OR n.grades @> h.grade)) <= c.precedence
	), carrying AS MATERIALIZED (
		-- who carries a class in full, and who by share: in two roles with the shares of both
		SELECT d.*, 1::numeric AS share
		FROM domain AS d JOIN limit_manner AS m USING (limit_id, manner) JOIN load_limit AS r ON r.id = d.limit_id
		WHERE r.carried = 'in full' OR coalesce(m.wider, r.scope) <> 'employee'
		UNION ALL
		SELECT d.limit_id, d.school_year, d.manner, d.district_id, d.domain_id, d.section_id, d.valid * f.valid,
			d.class_id, f.share
		FROM domain AS d JOIN limit_manner AS m USING (limit_id, manner) JOIN load_limit AS r ON r.id = d.limit_id
			JOIN staffing AS f ON f.district_id = d.district_id AND f.section_id = d.section_id
				AND f.employee_id = d.domain_id AND f.role = ANY (r.carried_by) AND f.valid && d.valid
		WHERE r.carried = 'by share' AND coalesce(m.wider, r.scope) = 'employee'
	)
	-- students of classes
	SELECT d.limit_id, d.school_year, d.manner, d.district_id, d.domain_id, d.class_id, e.student_id,
		d.valid * e.valid, fits(e.attributes, m.counts), d.share * CASE m.weighted WHEN 'none' THEN 1 WHEN 'share'
			THEN e.share
			ELSE coalesce(e.weight, (SELECT max(w.weight) FROM limit_weight AS w
				WHERE w.limit_id = d.limit_id AND fits(e.attributes, w.counts)), 1) END
	FROM carrying AS d JOIN limit_manner AS m USING (limit_id, manner)
		JOIN enrollment_said AS e ON e.district_id = d.district_id AND e.section_id = d.section_id
			AND NOT isempty(e.valid * d.valid)
	WHERE NOT m.tallied AND m.measure IN ('students', 'seats', 'percent')
	UNION ALL
	-- cases: a limit on students means them only where it names a program
	SELECT l.limit_id, l.school_year, m.manner, k.district_id, k.employee_id, 0, k.student_id, k.valid * l.held,
		fits(k.attributes, m.counts), CASE m.weighted WHEN 'none' THEN 1 WHEN 'share' THEN k.share
			ELSE coalesce(k.weight, (SELECT max(w.weight) FROM limit_weight AS w
				WHERE w.limit_id = l.limit_id AND fits(k.attributes, w.counts)), 1) END
			* CASE m.measure WHEN 'units' THEN k.goal_areas ELSE 1 END
	FROM matched_case AS c JOIN holding AS l USING (limit_id, school_year) JOIN limit_manner AS m USING (limit_id,
		manner)
		JOIN case_said AS k USING (district_id, case_id, valid)
	WHERE NOT isempty(k.valid * l.held)
	UNION ALL
	-- tallies, of the class, the employee or all that a test looks at beyond its scope
	SELECT l.limit_id, l.school_year, m.manner, y.district_id, o.domain_id, coalesce(c.class_id, 0), 0,
		c.days * l.held, true,
		entry_says(r.contract, y.what, lower(y.valid), y.quantity, counted_one.known_on)
			* tally_counts(l.limit_id, m.weighted, y.what, y.attributes)
	FROM holding AS l JOIN load_limit AS r ON r.id = l.limit_id
		JOIN limit_manner AS m ON m.limit_id = l.limit_id
			AND (r.scope IN ('section', 'employee') OR coalesce(m.wider, r.scope) <> r.scope)
		JOIN tally AS y ON y.valid && l.held AND caseload.measure(y.quantity) = m.measure
			AND fits(y.attributes || jsonb_build_object('what', y.what), m.counts)
		-- of which class a section is, on parts of these days; when it does not meet, of itself
		CROSS JOIN LATERAL (
			SELECT k.class_id, u.days FROM klass AS k
				CROSS JOIN LATERAL pg_catalog.unnest(k.days * datemultirange(y.valid)) AS u (days)
			WHERE k.limit_id = l.limit_id AND k.district_id = y.district_id AND k.section_id = y.section_id
			UNION ALL
			SELECT y.section_id, u.days FROM pg_catalog.unnest(datemultirange(y.valid) - coalesce((
				SELECT range_agg(d) FROM klass AS k CROSS JOIN LATERAL pg_catalog.unnest(k.days) AS d
				WHERE k.limit_id = l.limit_id AND k.district_id = y.district_id
					AND k.section_id = y.section_id), '{}')) AS u (days)) AS c
		CROSS JOIN LATERAL (
			SELECT CASE coalesce(m.wider, r.scope) WHEN 'section' THEN c.class_id WHEN 'employee' THEN y.employee_id
				WHEN 'district' THEN y.district_id
				ELSE coalesce(y.site_id, (SELECT s.site_id FROM section AS s
						WHERE s.district_id = y.district_id AND s.section_id = y.section_id),
					(SELECT min(e.site_id) FROM employment AS e WHERE e.district_id = y.district_id
						AND e.employee_id = y.employee_id AND NOT isempty(e.valid * y.valid))) END AS domain_id) AS o
	WHERE m.tallied AND o.domain_id IS NOT NULL
	UNION ALL
	-- of a site or the district: through the class that the tally is of, else through its site or its employee's
	SELECT d.limit_id, d.school_year, d.manner, d.district_id, d.domain_id, d.class_id, 0, y.valid * d.valid, true,
		entry_says(r.contract, y.what, lower(y.valid), y.quantity, counted_one.known_on)
			* tally_counts(d.limit_id, m.weighted, y.what, y.attributes)
	FROM domain AS d JOIN limit_manner AS m USING (limit_id, manner) JOIN load_limit AS r ON r.id = d.limit_id
		JOIN tally AS y ON y.district_id = d.district_id AND y.section_id = d.section_id AND y.valid && d.valid
			AND caseload.measure(y.quantity) = m.measure
			AND fits(y.attributes || jsonb_build_object('what', y.what), m.counts)
	WHERE m.tallied AND r.scope IN ('site', 'district') AND coalesce(m.wider, r.scope) = r.scope
	UNION ALL
	SELECT l.limit_id, l.school_year, m.manner, y.district_id, d.domain_id, 0, 0, u.days * l.held, true,
		entry_says(r.contract, y.what, lower(y.valid), y.quantity, counted_one.known_on)
			* tally_counts(l.limit_id, m.weighted, y.what, y.attributes)
	FROM domain_site(counted_one.known_on, counted_one.only_year, counted_one.only_beside) AS d
		JOIN holding AS l USING (limit_id, school_year) JOIN limit_manner AS m USING (limit_id, manner)
		JOIN load_limit AS r ON r.id = d.limit_id
		JOIN tally AS y ON y.district_id = d.district_id AND y.section_id IS NULL AND y.valid && l.held
			AND caseload.measure(y.quantity) = m.measure
			AND fits(y.attributes || jsonb_build_object('what', y.what), m.counts)
			AND d.site_id = coalesce(y.site_id, (SELECT min(e.site_id) FROM employment AS e
				WHERE e.district_id = y.district_id AND e.employee_id = y.employee_id
					AND NOT isempty(e.valid * y.valid)))
		CROSS JOIN LATERAL pg_catalog.unnest(d.opened * datemultirange(y.valid)) AS u (days)
	WHERE NOT isempty(u.days * l.held)
	UNION ALL
	-- classes
	SELECT d.limit_id, d.school_year, d.manner, d.district_id, d.domain_id, d.class_id, CASE r.together WHEN '{}' THEN 0
		ELSE d.class_id END, d.valid, true, 1
	FROM domain AS d JOIN limit_manner AS m USING (limit_id, manner) JOIN load_limit AS r ON r.id = d.limit_id
	WHERE NOT m.tallied AND m.measure = 'sections'
	UNION ALL
	-- those who teach a class, by their role
	SELECT d.limit_id, d.school_year, d.manner, d.district_id, d.domain_id, d.class_id, CASE r.together WHEN '{}' THEN 0
		ELSE f.employee_id END, d.valid * f.valid, true,
		CASE m.measure WHEN 'FTE' THEN f.share ELSE 1 END
	FROM domain AS d JOIN limit_manner AS m USING (limit_id, manner)
		JOIN load_limit AS r ON r.id = d.limit_id
		JOIN staffing AS f ON f.district_id = d.district_id AND f.section_id = d.section_id
			AND NOT isempty(f.valid * d.valid) AND fits(jsonb_build_object('role', f.role), m.counts)
	WHERE NOT m.tallied AND m.measure IN ('teachers', 'employees', 'FTE') AND coalesce(m.wider, r.scope) = 'section'
	UNION ALL
	-- those who work at a site
	SELECT l.limit_id, l.school_year, m.manner, e.district_id, CASE coalesce(m.wider, r.scope) WHEN 'site'
		THEN e.site_id
			WHEN 'district' THEN e.district_id ELSE e.employee_id END, 0, 0, e.valid * l.held,
		fits(e.attributes, m.counts), CASE m.measure WHEN 'FTE' THEN e.fte ELSE 1 END
	FROM holding AS l JOIN load_limit AS r ON r.id = l.limit_id
		JOIN limit_manner AS m ON m.limit_id = l.limit_id
		JOIN employment AS e ON e.contract = l.contract AND e.valid && l.held
	WHERE NOT m.tallied AND m.measure IN ('teachers', 'employees', 'FTE')
		AND coalesce(m.wider, r.scope) IN ('employee', 'site', 'district');
END;
COMMENT ON FUNCTION counted_one(date, text, boolean)
	IS 'step 1: each student, case, tally, class or person that counts, from when to when and how much';

CREATE FUNCTION counted_last(series caseload.load_series, days datemultirange) RETURNS caseload.load_series
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH count AS MATERIALIZED (
		SELECT u.day, u.load FROM caseload.unnest(counted_last.series) AS u
	)
	SELECT coalesce(caseload.load_series_agg(d.day::date, n.load),
		caseload.on_days(counted_last.series, '{}'))
	FROM pg_catalog.unnest(counted_last.days) AS r
		CROSS JOIN LATERAL generate_series(lower(r)::timestamp, upper(r) - 1, interval '1 day') AS d (day)
		CROSS JOIN LATERAL (SELECT c.load FROM count AS c WHERE c.day <= d.day::date ORDER BY c.day DESC LIMIT 1) AS n;
END;
COMMENT ON FUNCTION counted_last(caseload.load_series, datemultirange) IS 'on each day what was counted last';

CREATE FUNCTION reckoned_load(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL,
	only_beside boolean DEFAULT false)
RETURNS TABLE (limit_id bigint, school_year text, manner bigint, district_id int, domain_id bigint, part bigint,
	load caseload.load_series)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH counted_ones AS MATERIALIZED (
		SELECT * FROM counted_one(reckoned_load.known_on, reckoned_load.only_year, reckoned_load.only_beside)
	), each_counted AS MATERIALIZED (
		SELECT c.* FROM counted_ones AS c JOIN limit_manner AS m USING (limit_id, manner)
			JOIN load_limit AS r ON r.id = c.limit_id
		WHERE r.together = '{}' OR c.section_id = 0 OR c.student_id = 0 OR m.weighted = 'share'
		UNION ALL
		-- once in a class, in however many of its sections
		SELECT c.limit_id, c.school_year, c.manner, c.district_id, c.domain_id, c.section_id, c.student_id, u.valid,
			c.counts, c.amount
		FROM (SELECT c.limit_id, c.school_year, c.manner, c.district_id, c.domain_id, c.section_id, c.student_id,
					c.counts, c.amount, range_agg(c.valid) AS valid
				FROM counted_ones AS c JOIN limit_manner AS m USING (limit_id, manner)
					JOIN load_limit AS r ON r.id = c.limit_id
				WHERE NOT (r.together = '{}' OR c.section_id = 0 OR c.student_id = 0 OR m.weighted = 'share')
				GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9) AS c
			CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
	), all_counted AS MATERIALIZED (
		-- a person is counted once, in however many of the classes, unless by shares
		SELECT c.*, c.student_id <> 0 AND m.reckoned IN ('total', 'per teacher', 'per FTE')
			AND m.measure IN ('students', 'percent')
			AND coalesce(m.wider, r.scope) <> 'section'
			AND NOT (r.carried = 'by share' AND coalesce(m.wider, r.scope) = 'employee' AND c.section_id <> 0) AS once
		FROM each_counted AS c JOIN limit_manner AS m USING (limit_id, manner)
			JOIN load_limit AS r ON r.id = c.limit_id
	), stay AS MATERIALIZED (
		-- for each student and term: the counted days of his or her own, and what there are
		SELECT c.limit_id, c.school_year, c.manner, c.district_id, c.domain_id, c.student_id,
			CASE WHEN c.once THEN 0 ELSE c.section_id END AS place, t.term
		FROM all_counted AS c JOIN limit_manner AS m USING (limit_id, manner)
			JOIN reckoned_limit(reckoned_load.known_on, reckoned_load.only_year, reckoned_load.only_beside) AS l
				USING (limit_id, school_year)
			CROSS JOIN LATERAL pg_catalog.unnest(terms_of(l.contract, m.stays_in, l.year,
				reckoned_load.known_on)) AS t (term)
			CROSS JOIN LATERAL pg_catalog.unnest(l.counts * datemultirange(t.term)) AS r (days)
			CROSS JOIN LATERAL generate_series(lower(r.days)::timestamp, upper(r.days) - 1, interval '1 day') AS d (day)
		WHERE m.stays IS NOT NULL AND c.student_id <> 0
		GROUP BY c.limit_id, c.school_year, c.manner, c.district_id, c.domain_id, c.student_id, 7, t.term, m.stays
		HAVING count(DISTINCT d.day) FILTER (WHERE c.valid @> d.day::date)
			>= greatest(1, CASE caseload.measure(m.stays) WHEN 'percent'
				THEN caseload.quantity(m.stays) * count(DISTINCT d.day) / 100 ELSE caseload.quantity(m.stays) END)
	), counted AS MATERIALIZED (
		SELECT c.* FROM all_counted AS c JOIN limit_manner AS m USING (limit_id, manner)
		WHERE m.stays IS NULL OR c.student_id = 0
		UNION ALL
		SELECT c.limit_id, c.school_year, c.manner, c.district_id, c.domain_id, c.section_id, c.student_id,
			c.valid * s.term, c.counts, c.amount, c.once
		FROM all_counted AS c JOIN stay AS s USING (limit_id, school_year, manner, district_id, domain_id, student_id)
		WHERE s.place = CASE WHEN c.once THEN 0 ELSE c.section_id END
	), one AS (
		SELECT c.limit_id, c.school_year, c.manner, c.district_id, c.domain_id, c.section_id, c.valid, c.counts,
			c.amount
		FROM counted AS c WHERE NOT c.once
		UNION ALL
		SELECT c.limit_id, c.school_year, c.manner, c.district_id, c.domain_id, 0, u.valid, c.counts, c.amount
		FROM (SELECT c.limit_id, c.school_year, c.manner, c.district_id, c.domain_id, c.student_id, c.counts,
				CASE m.weighted WHEN 'share' THEN c.section_id ELSE 0 END, c.amount, range_agg(c.valid) AS valid
			FROM counted AS c JOIN limit_manner AS m USING (limit_id, manner) WHERE c.once
			GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9) AS c
			CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
	), part_load AS (
		SELECT o.limit_id, o.school_year, o.manner, o.district_id, o.domain_id,
			CASE WHEN m.reckoned IN ('largest', 'overages', 'sections over') THEN o.section_id ELSE 0 END AS part,
			caseload.daily_load(o.valid, l.counts, caseload.caseload_unit(o.amount,
				CASE m.measure WHEN 'percent' THEN 'students' ELSE m.measure END)) FILTER (WHERE o.counts) AS load,
			caseload.daily_load(o.valid, l.counts, caseload.caseload_unit(o.amount, 'students'))
				FILTER (WHERE m.measure = 'percent') AS everyone
		FROM one AS o JOIN limit_manner AS m USING (limit_id, manner)
			JOIN reckoned_limit(reckoned_load.known_on, reckoned_load.only_year, reckoned_load.only_beside) AS l
				USING (limit_id, school_year)
		GROUP BY o.limit_id, o.school_year, o.manner, o.district_id, o.domain_id,
			CASE WHEN m.reckoned IN ('largest', 'overages', 'sections over') THEN o.section_id ELSE 0 END
	), several AS (
		-- of several classes: the largest, or all of them by how many they are
		SELECT p.limit_id, p.school_year, p.manner, p.district_id, p.domain_id,
			CASE m.reckoned WHEN 'largest' THEN 0 ELSE p.part END AS part,
			CASE WHEN m.measure = 'percent' THEN caseload.sum(p.load) OPERATOR(caseload./) caseload.sum(p.everyone)
				WHEN m.reckoned = 'largest' THEN caseload.max(p.load) ELSE caseload.sum(p.load) END AS load
		FROM part_load AS p JOIN limit_manner AS m USING (limit_id, manner)
		GROUP BY p.limit_id, p.school_year, p.manner, p.district_id, p.domain_id,
			CASE m.reckoned WHEN 'largest' THEN 0 ELSE p.part END, m.reckoned, m.measure
	), staffed AS MATERIALIZED (
		-- on each day whoever has a role in one of the classes, and how much that counts
		SELECT d.limit_id, d.school_year, d.manner, d.district_id, d.domain_id, g.day::date AS day, f.employee_id,
			f.role, f.share, s.site_id, m.reckoned, coalesce(m.wider, r.scope) AS looks_at,
			CASE WHEN r.role_weights ? f.role THEN (r.role_weights ->> f.role)::numeric
				WHEN f.role ~ 'teacher' THEN 1 ELSE 0 END AS weight
		FROM domain_section(reckoned_load.known_on, reckoned_load.only_year, reckoned_load.only_beside) AS d
			JOIN limit_manner AS m USING (limit_id, manner) JOIN load_limit AS r ON r.id = d.limit_id
			JOIN reckoned_limit(reckoned_load.known_on, reckoned_load.only_year, reckoned_load.only_beside) AS l
				USING (limit_id, school_year)
			JOIN section AS s ON s.district_id = d.district_id AND s.section_id = d.section_id
			CROSS JOIN LATERAL pg_catalog.unnest(l.counts) AS u (days)
			CROSS JOIN LATERAL generate_series(lower(u.days)::timestamp, upper(u.days) - 1, interval '1 day') AS g (day)
			JOIN staffing AS f ON f.district_id = d.district_id AND f.section_id = d.section_id
				AND f.valid @> g.day::date
		WHERE m.reckoned IN ('per teacher', 'per FTE') AND d.valid @> g.day::date
	), shared AS (
		SELECT s.limit_id, s.school_year, s.manner, s.district_id, s.domain_id, s.day, max(s.weight) AS amount
		FROM staffed AS s WHERE s.reckoned = 'per teacher' GROUP BY 1, 2, 3, 4, 5, 6, s.employee_id
		UNION ALL
		SELECT s.limit_id, s.school_year, s.manner, s.district_id, s.domain_id, s.day, max(s.weight * s.share)
		FROM staffed AS s WHERE s.reckoned = 'per FTE' AND s.looks_at = 'section'
		GROUP BY 1, 2, 3, 4, 5, 6, s.employee_id, s.role
		UNION ALL
		SELECT s.limit_id, s.school_year, s.manner, s.district_id, s.domain_id, s.day, max(s.weight * e.fte)
		FROM staffed AS s JOIN employment AS e ON e.district_id = s.district_id AND e.employee_id = s.employee_id
			AND e.valid @> s.day
		WHERE s.reckoned = 'per FTE' AND s.looks_at <> 'section' AND (s.looks_at IN ('employee', 'district')
			OR s.site_id = CASE WHEN s.site_id IN (SELECT o.site_id FROM employment AS o
				WHERE o.district_id = s.district_id AND o.employee_id = s.employee_id) THEN e.site_id
				ELSE s.site_id END)
		GROUP BY 1, 2, 3, 4, 5, 6, e.employment_id
	), staff AS (
		SELECT s.limit_id, s.school_year, s.manner, s.district_id, s.domain_id,
			caseload.load_series_agg(s.day, caseload.caseload_unit(s.amount, 'teachers')) AS staff
		FROM shared AS s GROUP BY 1, 2, 3, 4, 5
	), classes AS (
		SELECT d.limit_id, d.school_year, d.manner, d.district_id, d.domain_id,
			caseload.daily_load(u.valid, l.counts, caseload.caseload_unit '1 sections') AS classes
		FROM (SELECT s.limit_id, s.school_year, s.manner, s.district_id, s.domain_id, s.class_id, range_agg(v) AS valid,
				-- of a class with anybody in any of its sections
				range_agg(v * e.valid) AS seated
			FROM domain_section(reckoned_load.known_on, reckoned_load.only_year, reckoned_load.only_beside) AS s
				CROSS JOIN LATERAL pg_catalog.unnest(s.valid) AS v
				LEFT JOIN enrollment AS e ON e.district_id = s.district_id AND e.section_id = s.section_id
			GROUP BY s.limit_id, s.school_year, s.manner, s.district_id, s.domain_id, s.class_id) AS d
			JOIN limit_manner AS m USING (limit_id, manner)
			JOIN reckoned_limit(reckoned_load.known_on, reckoned_load.only_year, reckoned_load.only_beside) AS l
				USING (limit_id, school_year)
			JOIN load_limit AS r ON r.id = d.limit_id
			-- a class without anybody is none, unless the limit says so
			CROSS JOIN LATERAL pg_catalog.unnest(CASE WHEN r.empty_counts OR m.tallied THEN d.valid
				ELSE coalesce(d.seated, '{}') END) AS u (valid)
		WHERE m.reckoned = 'average' AND EXISTS (SELECT FROM limit_cap AS any_cap WHERE any_cap.reckoned = 'average')
		GROUP BY d.limit_id, d.school_year, d.manner, d.district_id, d.domain_id
	)
	SELECT s.limit_id, s.school_year, s.manner, s.district_id, s.domain_id, s.part,
		CASE WHEN m.taken = 'total' THEN caseload.total(CASE WHEN r.holds THEN on_all(a.load, l.days, m.measure)
				ELSE a.load END, t.terms)
			WHEN m.taken = 'mean' THEN caseload.mean(h.load, t.terms) ELSE h.load END
	FROM several AS s JOIN limit_manner AS m USING (limit_id, manner) JOIN load_limit AS r ON r.id = s.limit_id
		JOIN reckoned_limit(reckoned_load.known_on, reckoned_load.only_year, reckoned_load.only_beside) AS l
			USING (limit_id, school_year)
		LEFT JOIN classes AS k USING (limit_id, school_year, manner, district_id, domain_id)
		LEFT JOIN staff AS p USING (limit_id, school_year, manner, district_id, domain_id)
		CROSS JOIN LATERAL (SELECT on_all(CASE WHEN m.reckoned = 'average' THEN s.load OPERATOR(caseload./) k.classes
			WHEN m.reckoned IN ('per teacher', 'per FTE') THEN s.load OPERATOR(caseload./) p.staff
			ELSE s.load END, l.counts, m.measure) AS load) AS a
		CROSS JOIN LATERAL (SELECT CASE WHEN r.holds THEN counted_last(a.load, l.days) ELSE a.load END AS load
			OFFSET 0) AS h
		CROSS JOIN LATERAL (SELECT CASE WHEN m.taken_over IS NOT NULL
			THEN terms_of(l.contract, m.taken_over, l.year, reckoned_load.known_on) END AS terms) AS t;
END;
COMMENT ON FUNCTION reckoned_load(date, text, boolean)
	IS 'steps 1 and 2: the load on each counted day, or one point a term';

CREATE FUNCTION on_each(days datemultirange, measure text) RETURNS caseload.load_series
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT caseload.daily_load('(,)', on_each.days, caseload.caseload_unit(1::numeric, on_each.measure));
END;
COMMENT ON FUNCTION on_each(datemultirange, text) IS 'a load of one on each of these days';
