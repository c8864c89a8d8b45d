-- Reckoning, steps 4 and 5: what is too many, by each test and by all of them joined.

CREATE TYPE test_row AS (test smallint, subject_id bigint, measure text, taken_over text, load caseload.load_series,
	cap caseload.load_series, excess caseload.load_series);
COMMENT ON TYPE test_row IS 'step 4: load, cap and what is too many, for one test of a limit by itself';

CREATE TYPE mapped_row AS (manner bigint, subject_id bigint, domain_id bigint);
COMMENT ON TYPE mapped_row IS 'which load is held against the cap of a subject';

CREATE FUNCTION cap_of_terms(cap caseload.load_series, cap_taken text, terms daterange[]) RETURNS caseload.load_series
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE cap_of_terms.cap_taken WHEN 'mean' THEN caseload.mean(cap_of_terms.cap, cap_of_terms.terms)
		ELSE caseload.total(cap_of_terms.cap, cap_of_terms.terms) END;
END;
COMMENT ON FUNCTION cap_of_terms(caseload.load_series, text, daterange[]) IS
	'the cap of each term, where it is not the highest of a day: the mean of its counted days, or their sum';

-- Joins of what was found before: see caps_of().
CREATE FUNCTION tests_of(l limit_year, caps cap_row[], mapped mapped_row[], loads load_row[]) RETURNS test_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $tests_of$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH manner AS MATERIALIZED (
			SELECT m.*, CASE WHEN m.taken_over IS NOT NULL THEN covered_terms(l, m.taken_over, NULL) END AS terms,
				nothing_on(l.days, m.measure) AS nothing
			FROM limit_manner AS m WHERE m.limit_id = l.limit_id
		), held AS (
			-- a load over a term is one point, and is held against what the cap comes to in that term
			SELECT k.test, k.subject_id, m.measure, m.reckoned, m.taken_over, m.binds, m.tolerance, m.excess AS rounds,
				m.excess_most, coalesce(n.load, CASE WHEN m.taken = 'each' THEN m.nothing
					ELSE caseload.highest(m.nothing, m.terms) END) AS load,
				CASE WHEN m.taken = 'each' THEN k.cap WHEN m.cap_taken = 'highest' THEN caseload.highest(k.cap, m.terms)
					WHEN m.rounded = 'exact' THEN cap_of_terms(k.cap, m.cap_taken, m.terms)
					ELSE caseload.rounded(cap_of_terms(k.cap, m.cap_taken, m.terms), 0, m.rounded) END AS cap,
				CASE WHEN m.taken = 'each' THEN k.covered ELSE caseload.highest(k.covered, m.terms) END AS covered
			-- what was not there when it was counted last has no count to hold
			FROM (SELECT c.test, c.manner, c.subject_id, c.part, c.cap, CASE WHEN l.holds
					THEN caseload.during(c.covered, caseload.held(caseload.on_days(c.covered, l.counts), l.days))
					ELSE c.covered END AS covered
				FROM pg_catalog.unnest(caps) AS c) AS k JOIN manner AS m USING (manner)
				LEFT JOIN pg_catalog.unnest(mapped) AS d ON d.manner = k.manner AND d.subject_id = k.subject_id
				LEFT JOIN pg_catalog.unnest(loads) AS n ON n.manner = k.manner
				AND n.domain_id = d.domain_id AND n.part = k.part
		), passed AS (
			-- `at` is met at the number and not below it: quantities have six places
			SELECT h.*, caseload.during(CASE h.binds
				WHEN 'over' THEN caseload.overage(h.load, h.cap)
				WHEN 'at' THEN caseload.during(caseload.overage(h.load, h.cap OPERATOR(caseload.-) h.covered),
					caseload.overage(h.load, h.cap OPERATOR(caseload.-) (h.covered OPERATOR(caseload.*) 0.000001)))
				ELSE caseload.shortage(h.load, h.cap) END, h.covered) AS excess
			FROM held AS h
		), tolerated AS (
			SELECT p.*, CASE WHEN p.tolerance IS NULL OR caseload.measure(p.tolerance) <> p.measure THEN p.excess
				ELSE caseload.during(p.excess, caseload.overage(p.excess, p.tolerance)) END AS beyond
			FROM passed AS p
		), bounded AS (
			SELECT t.*, CASE WHEN t.excess_most IS NULL THEN c.counted
				ELSE caseload.lesser(c.counted, t.excess_most) END AS most
			FROM tolerated AS t CROSS JOIN LATERAL (SELECT CASE t.rounds WHEN 'exact' THEN t.beyond
				ELSE caseload.rounded(t.beyond, 0, t.rounds) END AS counted) AS c
		), added AS (
			-- rows of one test that reckon differently hold on different days; of `overages` each class has its own
			SELECT b.test, b.subject_id,
				CASE b.reckoned WHEN 'sections over' THEN 'sections' ELSE b.measure END AS measure,
				b.taken_over, b.reckoned = 'sections over'
				AND caseload.measure(b.tolerance) = 'sections' AS classes_tolerated,
				(array_agg(b.tolerance))[1] AS tolerance,
				caseload.sum(caseload.during(b.load, b.covered)) AS load, caseload.sum(b.cap) AS cap,
				caseload.sum(CASE b.reckoned
					WHEN 'sections over' THEN caseload.during(on_each(l.days, 'sections'), b.most)
					ELSE b.most END) AS excess
			FROM bounded AS b
			GROUP BY b.test, b.subject_id, b.measure, b.reckoned, b.taken_over, b.tolerance::text,
				caseload.measure(b.tolerance)
		)
		SELECT CAST(ROW(a.test, a.subject_id, a.measure, a.taken_over, caseload.sum(a.load), caseload.sum(a.cap),
			caseload.sum(CASE WHEN a.classes_tolerated THEN caseload.during(a.excess,
					caseload.overage(a.excess, a.tolerance))
				ELSE a.excess END)) AS test_row)
		FROM added AS a GROUP BY a.test, a.subject_id, a.measure, a.taken_over);
END
$tests_of$;
COMMENT ON FUNCTION tests_of(limit_year, cap_row[], mapped_row[], load_row[]) IS
	'step 4: load, cap and what is too many, for each test of a limit by itself';

CREATE TYPE excess_row AS (test smallint, subject_id bigint, measure text, load caseload.load_series,
	cap caseload.load_series, excess caseload.load_series, to_pay daterange);
COMMENT ON TYPE excess_row IS 'step 5: what is too many, by each test or by all of them joined; to_pay: of a clause in '
	'several rows the days that are for this one to pay, null: all';

-- Beside a test over a term a daily one is taken at its highest in the term. The least of several series is the
-- greatest of their negatives; load and cap are those of the test that gives the least, day by day. Whoever has nothing
-- too many on any day is left out, unless everyone is asked for: nothing follows.
CREATE FUNCTION joined_of(l limit_year, tests test_row[], everyone boolean DEFAULT false) RETURNS excess_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $joined_of$
#variable_conflict use_column
BEGIN
	IF l.joined = 'any' THEN
		RETURN ARRAY(SELECT CAST(ROW(t.test, t.subject_id, t.measure, t.load, t.cap, t.excess, NULL)
				AS excess_row)
			FROM pg_catalog.unnest(tests) AS t
			WHERE everyone OR caseload.days_above(t.excess, caseload.caseload_unit(0::numeric, t.measure)) > 0);
	END IF;
	RETURN ARRAY(
		WITH level AS MATERIALIZED (
			SELECT t.*, CASE WHEN t.joined_over IS NOT NULL AND t.taken_over IS NULL
				THEN caseload.highest(t.excess, covered_terms(l, t.joined_over, NULL)) ELSE t.excess END AS at_once
			FROM (SELECT t.*, max(t.taken_over) OVER (PARTITION BY t.subject_id) AS joined_over
				FROM pg_catalog.unnest(tests) AS t) AS t
		), least AS (
			SELECT v.subject_id, min(v.test) AS first_test,
				caseload.max(v.at_once OPERATOR(caseload.*) (-1)) FILTER (WHERE l.paid_by IS NULL)
					OPERATOR(caseload.*) (-1) AS excess,
				-- whether all the others are passed, in points, since their measures may differ
				caseload.max(caseload.during(on_each(l.days, 'points'), v.at_once) OPERATOR(caseload.*) (-1))
					FILTER (WHERE v.test <> l.paid_by) OPERATOR(caseload.*) (-1) AS others
			FROM level AS v GROUP BY v.subject_id
		), masked AS (
			SELECT v.*, a.first_test, a.excess AS least, on_each(l.days, 'points')
				OPERATOR(caseload.-) caseload.during(on_each(l.days, 'points'),
					v.at_once OPERATOR(caseload.-) a.excess) AS mask
			FROM level AS v JOIN least AS a USING (subject_id) WHERE l.paid_by IS NULL
		), given AS (
			SELECT m.*, caseload.sum(m.mask) OVER (PARTITION BY m.subject_id ORDER BY m.test
				ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier FROM masked AS m
		), shown AS (
			SELECT g.subject_id, g.first_test AS test, min(g.measure) AS measure, (array_agg(g.least))[1] AS excess,
				caseload.sum(caseload.during(g.load, w.days)) AS load,
				caseload.sum(caseload.during(g.cap, w.days)) AS cap
			FROM given AS g CROSS JOIN LATERAL (SELECT CASE WHEN g.earlier IS NULL THEN g.mask
				ELSE g.mask OPERATOR(caseload.-) caseload.during(g.mask, g.earlier) END AS days OFFSET 0) AS w
			GROUP BY g.subject_id, g.first_test
			UNION ALL
			SELECT v.subject_id, v.test, v.measure, CASE WHEN a.others IS NULL THEN v.at_once
				ELSE caseload.during(v.at_once, a.others) END, v.load, v.cap
			FROM level AS v JOIN least AS a USING (subject_id) WHERE v.test = l.paid_by
		)
		SELECT CAST(ROW(s.test, s.subject_id, s.measure, s.load, s.cap, s.excess, NULL) AS excess_row)
		FROM shown AS s
		WHERE everyone OR caseload.days_above(s.excess, caseload.caseload_unit(0::numeric, s.measure)) > 0);
END
$joined_of$;
COMMENT ON FUNCTION joined_of(limit_year, test_row[], boolean) IS
	'step 5: what is too many, by each test or by all of them joined; everyone: also of whoever has nothing too many';

-- Steps 1 to 4 for some of a limit's subjects.
CREATE FUNCTION all_tests_of(l limit_year, district_id int, subjects bigint[]) RETURNS test_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $all_tests_of$
#variable_conflict use_column
DECLARE
	matches match_row[];
	pieces piece_row[];
	works work_row[];
	caps cap_row[];
	mapped mapped_row[] := '{}';
	loads load_row[] := '{}';
	m limit_manner;
	per text[];
	capped bigint[];
	of_manner domain_row[];
	domains bigint[];
BEGIN
	matches := ARRAY(SELECT r FROM matches_of(l, l.scope, all_tests_of.district_id, subjects) AS r);
	IF cardinality(matches) = 0 THEN
		RETURN '{}';
	END IF;
	pieces := ARRAY(SELECT p FROM pieces_of(l, all_tests_of.district_id, subjects, matches) AS p);
	IF cardinality(pieces) = 0 THEN
		RETURN '{}';
	END IF;
	per := ARRAY(SELECT DISTINCT caseload.measure(p.per) FROM pg_catalog.unnest(pieces) AS p WHERE p.per IS NOT NULL);
	IF cardinality(per) > 0 THEN
		works := ARRAY(SELECT w FROM work_of(l, all_tests_of.district_id,
			ARRAY(SELECT DISTINCT p.subject_id FROM pg_catalog.unnest(pieces) AS p), per) AS w);
	END IF;
	caps := caps_of(l, pieces, works, others_of(l, all_tests_of.district_id, pieces),
		shares_of(l, all_tests_of.district_id, pieces));
	FOR m IN SELECT n.* FROM limit_manner AS n WHERE n.limit_id = l.limit_id LOOP
		capped := ARRAY(SELECT DISTINCT k.subject_id FROM pg_catalog.unnest(caps) AS k WHERE k.manner = m.manner);
		CONTINUE WHEN cardinality(capped) = 0;
		of_manner := domains_of(l, m.wider, all_tests_of.district_id, capped);
		domains := ARRAY(SELECT DISTINCT d.domain_id FROM pg_catalog.unnest(of_manner) AS d
			WHERE d.domain_id IS NOT NULL);
		mapped := mapped || ARRAY(SELECT CAST(ROW(m.manner, d.subject_id, d.domain_id) AS mapped_row)
			FROM pg_catalog.unnest(of_manner) AS d);
		loads := loads || loads_of(l, m, all_tests_of.district_id, domains,
			members_of(l, m, all_tests_of.district_id, domains, matches));
	END LOOP;
	RETURN tests_of(l, caps, mapped, loads);
END
$all_tests_of$;
COMMENT ON FUNCTION all_tests_of(limit_year, int, bigint[]) IS
	'steps 1 to 4: each test of these subjects of a limit, in a school year of a district';

CREATE FUNCTION excess_of(l limit_year, district_id int, subjects bigint[]) RETURNS excess_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $excess_of$
DECLARE
	tests test_row[] := all_tests_of(l, excess_of.district_id, subjects);
BEGIN
	IF cardinality(tests) = 0 THEN
		RETURN '{}';
	END IF;
	RETURN joined_of(l, tests);
END
$excess_of$;
COMMENT ON FUNCTION excess_of(limit_year, int, bigint[]) IS
	'steps 1 to 5: what is too many for these subjects of a limit, in a school year of a district';

-- A clause whose number changes inside a school year stands in two rows, and has one history: what lasts over the day
-- of the change lasts on, a term is paid once, and what a maximum has seen it has seen. A day is for that row to pay
-- which began last, of those by which anything is too many: a term may end when none is in force, or one by which
-- nothing is.
CREATE FUNCTION clause_excess(l limit_year, district_id int, excess excess_row[]) RETURNS excess_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $clause_excess$
#variable_conflict use_column
DECLARE
	subjects bigint[];
	days datemultirange;
	rows_of excess_row[];
	y limit_year;
BEGIN
	IF cardinality(l.others) = 0 THEN
		RETURN excess;
	END IF;
	subjects := ARRAY(SELECT DISTINCT e.subject_id FROM pg_catalog.unnest(excess) AS e ORDER BY e.subject_id);
	days := l.days * datemultirange(l.held);
	rows_of := ARRAY(SELECT CAST(ROW(e.test, e.subject_id, e.measure, e.load, e.cap, e.excess, l.held) AS excess_row)
		FROM pg_catalog.unnest(excess) AS e);
	FOR y IN SELECT o.* FROM pg_catalog.unnest(l.others) AS a (id)
			CROSS JOIN LATERAL limit_years(l.known_on, l.school_year, a.id) AS o WHERE o.days IS NOT NULL LOOP
		days := days + y.days * datemultirange(y.held);
		rows_of := rows_of || ARRAY(SELECT CAST(ROW(e.test, e.subject_id, e.measure, e.load, e.cap, e.excess, y.held)
				AS excess_row)
			FROM pg_catalog.unnest(excess_of(y, clause_excess.district_id, subjects)) AS e);
	END LOOP;
	RETURN ARRAY(SELECT CAST(ROW(e.test, e.subject_id, e.measure, e.load, e.cap, h.excess,
			daterange(CASE WHEN h.later THEN lower(l.held) END, h.next_day)) AS excess_row)
		FROM pg_catalog.unnest(excess) AS e JOIN (
			SELECT r.test, r.subject_id, r.measure,
				caseload.daily_load(daterange(u.day, u.day, '[]'), days, u.load) AS excess,
				bool_or(r.to_pay < l.held) AS later, min(lower(r.to_pay)) FILTER (WHERE r.to_pay > l.held) AS next_day
			FROM pg_catalog.unnest(rows_of) AS r CROSS JOIN LATERAL caseload.unnest(r.excess) AS u
			GROUP BY r.test, r.subject_id, r.measure) AS h
			ON h.test = e.test AND h.subject_id = e.subject_id AND h.measure = e.measure);
END
$clause_excess$;
COMMENT ON FUNCTION clause_excess(limit_year, int, excess_row[]) IS
	'what is too many for these subjects by all rows of a clause that are in force in the school year';

CREATE FUNCTION reckoned_test(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, measure text,
	taken_over text, load caseload.load_series, cap caseload.load_series, excess caseload.load_series)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $reckoned_test$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT l.limit_id, l.school_year, t.test, d.district_id, t.subject_id, t.measure,
		t.taken_over, t.load, t.cap, t.excess
	FROM limit_years(reckoned_test.known_on, reckoned_test.only_year) AS l
		CROSS JOIN (SELECT DISTINCT e.district_id FROM employment AS e) AS d
		CROSS JOIN LATERAL pg_catalog.unnest(all_tests_of(l, d.district_id, subjects_of(l, d.district_id))) AS t
	WHERE l.days IS NOT NULL AND NOT EXISTS (SELECT
		FROM pg_catalog.unnest(missing_terms(l)) AS p WHERE p.remedy_id IS NULL);
END
$reckoned_test$;
COMMENT ON FUNCTION reckoned_test(date, text) IS
	'step 4: load, cap and what is too many, for each test of a limit by itself';

CREATE FUNCTION reckoned_excess(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, measure text,
	load caseload.load_series, cap caseload.load_series, excess caseload.load_series)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $reckoned_excess$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT l.limit_id, l.school_year, e.test, d.district_id, e.subject_id, e.measure, e.load, e.cap, e.excess
	FROM limit_years(reckoned_excess.known_on, reckoned_excess.only_year) AS l
		CROSS JOIN (SELECT DISTINCT e.district_id FROM employment AS e) AS d
		CROSS JOIN LATERAL (SELECT all_tests_of(l, d.district_id, subjects_of(l, d.district_id)) AS tests) AS t
		CROSS JOIN LATERAL pg_catalog.unnest(joined_of(l, t.tests, true)) AS e
	WHERE l.days IS NOT NULL AND cardinality(t.tests) > 0
		AND NOT EXISTS (SELECT FROM pg_catalog.unnest(missing_terms(l)) AS p WHERE p.remedy_id IS NULL);
END
$reckoned_excess$;
COMMENT ON FUNCTION reckoned_excess(date, text) IS
	'step 5: what is too many, by each test or by all of them joined';
