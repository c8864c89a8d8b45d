-- Reckoning, steps 4 and 5: what is too many, by each test and by all of them joined.

CREATE FUNCTION reckoned_test(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, measure text,
	taken_over text, load caseload.load_series, cap caseload.load_series, excess caseload.load_series)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH capped AS MATERIALIZED (
		SELECT k.*, l.contract, l.year, l.days, l.counts, r.holds, CASE
				WHEN m.wider IS NULL OR m.wider IN ('grade', r.scope) THEN k.subject_id
				WHEN m.wider = 'district' THEN k.district_id
				WHEN m.wider = 'site' AND r.scope = 'section' THEN (SELECT s.site_id FROM section AS s
					WHERE s.district_id = k.district_id AND s.section_id = k.subject_id)
				WHEN m.wider = 'site' THEN (SELECT min(e.site_id) FROM employment AS e
					WHERE e.district_id = k.district_id AND e.employee_id = k.subject_id
						AND NOT isempty(e.valid * l.year))
				WHEN m.wider = 'employee' THEN (SELECT min(f.employee_id) FROM staffing AS f
					WHERE f.district_id = k.district_id AND f.section_id = k.subject_id AND f.role = ANY (r.carried_by)
						AND NOT isempty(f.valid * l.year))
			END AS domain_id
		FROM reckoned_cap(reckoned_test.known_on, reckoned_test.only_year) AS k
			JOIN limit_manner AS m USING (limit_id, manner) JOIN load_limit AS r ON r.id = k.limit_id
			JOIN reckoned_limit(reckoned_test.known_on, reckoned_test.only_year) AS l USING (limit_id, school_year)
		-- a load over terms that are not there is none
		WHERE (k.limit_id, k.school_year) NOT IN (SELECT x.limit_id, x.school_year
			FROM term_problem(reckoned_test.known_on, reckoned_test.only_year) AS x WHERE x.remedy_id IS NULL)
	), held AS MATERIALIZED (
		-- a load over a term is one point, and is held against the cap at its highest in that term
		SELECT k.limit_id, k.school_year, k.test, k.manner, k.district_id, k.subject_id, k.part, k.days,
			coalesce(n.load, CASE WHEN m.taken = 'each' THEN nothing_on(k.days, m.measure)
				ELSE caseload.highest(nothing_on(k.days, m.measure), t.terms) END) AS load,
			CASE WHEN m.taken = 'each' THEN k.cap WHEN m.cap_taken = 'highest' THEN caseload.highest(k.cap, t.terms)
				ELSE caseload.rounded(CASE m.cap_taken WHEN 'total' THEN caseload.total(k.cap, t.terms)
					ELSE caseload.mean(k.cap, t.terms) END, CASE m.rounded WHEN 'exact' THEN 6 ELSE 0 END,
					CASE m.rounded WHEN 'exact' THEN 'nearest' ELSE m.rounded END) END AS cap,
			CASE WHEN m.taken = 'each' THEN v.covered ELSE caseload.highest(v.covered, t.terms) END AS covered
		FROM capped AS k JOIN limit_manner AS m USING (limit_id, manner)
			LEFT JOIN reckoned_load(reckoned_test.known_on, reckoned_test.only_year) AS n
				USING (limit_id, school_year, manner, district_id, domain_id, part)
			CROSS JOIN LATERAL (SELECT CASE WHEN m.taken_over IS NOT NULL
				THEN terms_of(k.contract, m.taken_over, k.year, reckoned_test.known_on) END AS terms) AS t
			CROSS JOIN LATERAL (SELECT CASE WHEN k.holds THEN caseload.during(k.covered,
				counted_last(caseload.on_days(k.covered, k.counts), k.days))
					ELSE k.covered END AS covered OFFSET 0) AS v
	), passed AS (
		-- at: met once the load is the number, to the sixth place, and by nothing below it
		SELECT h.*, caseload.during(CASE m.binds
				WHEN 'over' THEN caseload.overage(h.load, h.cap)
				WHEN 'at' THEN caseload.during(caseload.overage(h.load, h.cap OPERATOR(caseload.-) h.covered),
					caseload.overage(h.load, h.cap OPERATOR(caseload.-) (h.covered OPERATOR(caseload.*) 0.000001)))
				ELSE caseload.shortage(h.load, h.cap) END, h.covered) AS excess
		FROM held AS h JOIN limit_manner AS m USING (limit_id, manner)
	), tolerated AS (
		SELECT p.*, CASE WHEN m.tolerance IS NULL OR caseload.measure(m.tolerance) <> m.measure THEN p.excess
			ELSE caseload.during(p.excess, caseload.overage(p.excess, m.tolerance)) END AS beyond
		FROM passed AS p JOIN limit_manner AS m USING (limit_id, manner)
	), whole AS (
		SELECT t.*, CASE m.excess WHEN 'exact' THEN t.beyond ELSE caseload.rounded(t.beyond, 0, m.excess) END AS counted
		FROM tolerated AS t JOIN limit_manner AS m USING (limit_id, manner)
	), bounded AS (
		SELECT w.*, CASE WHEN m.excess_most IS NULL THEN w.counted ELSE caseload.lesser(w.counted, m.excess_most) END
			AS most
		FROM whole AS w JOIN limit_manner AS m USING (limit_id, manner)
	), added AS (
		-- rows of one test that reckon differently hold on different days; of `overages` each class has its own
		SELECT b.limit_id, b.school_year, b.test, b.district_id, b.subject_id,
			CASE m.reckoned WHEN 'sections over' THEN 'sections' ELSE m.measure END AS measure, m.taken_over,
			CASE WHEN m.reckoned = 'sections over' AND caseload.measure(m.tolerance) = 'sections'
				THEN caseload.quantity(m.tolerance) END AS classes_tolerated,
			caseload.sum(caseload.during(b.load, b.covered)) AS load, caseload.sum(b.cap) AS cap,
			caseload.sum(CASE m.reckoned WHEN 'sections over' THEN caseload.during(on_each(b.days, 'sections'), b.most)
				ELSE b.most END) AS excess
		FROM bounded AS b JOIN limit_manner AS m USING (limit_id, manner)
		GROUP BY b.limit_id, b.school_year, b.test, b.district_id, b.subject_id, m.measure, m.reckoned, m.taken_over,
			caseload.measure(m.tolerance), caseload.quantity(m.tolerance)
	)
	SELECT a.limit_id, a.school_year, a.test, a.district_id, a.subject_id, a.measure, a.taken_over,
		caseload.sum(a.load),
		caseload.sum(a.cap), caseload.sum(CASE WHEN a.classes_tolerated IS NULL THEN a.excess
			ELSE caseload.during(a.excess,
			caseload.overage(a.excess, caseload.caseload_unit(a.classes_tolerated, 'sections'))) END)
	FROM added AS a
	GROUP BY a.limit_id, a.school_year, a.test, a.district_id, a.subject_id, a.measure, a.taken_over;
END;
COMMENT ON FUNCTION reckoned_test(date, text)
	IS 'step 4: load, cap and what is too many, for each test of a limit by itself';

-- The least of several series is the greatest of their negatives.
CREATE FUNCTION reckoned_excess(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, measure text,
	load caseload.load_series, cap caseload.load_series, excess caseload.load_series)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH tests AS MATERIALIZED (
		SELECT t.*, r.joined, r.paid_by, l.days, max(t.taken_over) OVER by_subject AS joined_over,
			terms_of(l.contract, max(t.taken_over) OVER by_subject, l.year, reckoned_excess.known_on) AS terms
		FROM reckoned_test(reckoned_excess.known_on, reckoned_excess.only_year) AS t
			JOIN load_limit AS r ON r.id = t.limit_id
			JOIN reckoned_limit(reckoned_excess.known_on, reckoned_excess.only_year) AS l USING (limit_id, school_year)
		WINDOW by_subject AS (PARTITION BY t.limit_id, t.school_year, t.district_id, t.subject_id)
	), level AS MATERIALIZED (
		-- beside a test over a term a daily one is taken at its highest in the term
		SELECT t.*, CASE WHEN t.joined_over IS NOT NULL AND t.taken_over IS NULL THEN caseload.highest(t.excess,
			t.terms)
			ELSE t.excess END AS at_once,
			t.test = min(t.test) OVER (PARTITION BY t.limit_id, t.school_year, t.district_id, t.subject_id) AS first
		FROM tests AS t WHERE t.joined = 'all'
	), least AS (
		SELECT v.limit_id, v.school_year, v.district_id, v.subject_id, v.paid_by,
			caseload.max(v.at_once OPERATOR(caseload.*) (-1)) FILTER (WHERE v.paid_by IS NULL) OPERATOR(caseload.*) (-1)
				AS excess,
			-- whether all the others are passed, in points, since their measures may differ
			caseload.max(caseload.during(on_each(v.days, 'points'), v.at_once) OPERATOR(caseload.*) (-1))
				FILTER (WHERE v.test <> v.paid_by) OPERATOR(caseload.*) (-1) AS others
		FROM level AS v
		GROUP BY v.limit_id, v.school_year, v.district_id, v.subject_id, v.paid_by
	), least_day AS (
		-- the test whose excess is the least of each day: its cap and load are the ones to show
		SELECT DISTINCT ON (v.limit_id, v.school_year, v.district_id, v.subject_id, u.day)
			v.limit_id, v.school_year, v.district_id, v.subject_id, v.test, u.day
		FROM level AS v CROSS JOIN LATERAL caseload.unnest(v.at_once) AS u
		WHERE v.paid_by IS NULL
		ORDER BY v.limit_id, v.school_year, v.district_id, v.subject_id, u.day, caseload.quantity(u.load), v.test
	), least_days AS (
		SELECT d.limit_id, d.school_year, d.district_id, d.subject_id, d.test,
			range_agg(daterange(d.day, d.day, '[]')) AS days
		FROM least_day AS d GROUP BY d.limit_id, d.school_year, d.district_id, d.subject_id, d.test
	), shown AS (
		-- days of no excess at all, not even of none, are the first test's
		SELECT v.limit_id, v.school_year, v.district_id, v.subject_id, caseload.sum(caseload.on_days(v.load,
			o.days)) AS load,
			caseload.sum(caseload.on_days(v.cap, o.days)) AS cap
		FROM level AS v LEFT JOIN least_days AS d USING (limit_id, school_year, district_id, subject_id, test)
			CROSS JOIN LATERAL (SELECT CASE WHEN v.first THEN v.days - coalesce((SELECT range_agg(o.days)
				FROM least_days AS o WHERE o.limit_id = v.limit_id AND o.school_year = v.school_year
					AND o.district_id = v.district_id AND o.subject_id = v.subject_id AND o.test <> v.test), '{}')
				ELSE d.days END AS days) AS o
		WHERE v.paid_by IS NULL AND o.days IS NOT NULL
		GROUP BY v.limit_id, v.school_year, v.district_id, v.subject_id
	)
	SELECT t.limit_id, t.school_year, t.test, t.district_id, t.subject_id, t.measure, t.load, t.cap, t.excess
	FROM tests AS t WHERE t.joined = 'any'
	UNION ALL
	SELECT v.limit_id, v.school_year, v.test, v.district_id, v.subject_id, v.measure, s.load, s.cap, a.excess
	FROM level AS v JOIN least AS a USING (limit_id, school_year, district_id, subject_id)
		JOIN shown AS s USING (limit_id, school_year, district_id, subject_id)
	WHERE v.paid_by IS NULL AND v.first
	UNION ALL
	SELECT v.limit_id, v.school_year, v.test, v.district_id, v.subject_id, v.measure, v.load, v.cap,
		CASE WHEN a.others IS NULL THEN v.at_once ELSE caseload.during(v.at_once, a.others) END
	FROM level AS v JOIN least AS a USING (limit_id, school_year, district_id, subject_id)
	WHERE v.test = v.paid_by;
END;
COMMENT ON FUNCTION reckoned_excess(date, text) IS 'step 5: what is too many, by each test or by all of them joined';
