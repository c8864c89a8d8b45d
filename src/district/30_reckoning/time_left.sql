-- Budgets: of what is tallied and added up over a term how much there may or must be, how much was used and what is
-- left. The numbers are those of the limits, reckoned as for the reports of what is too many.

CREATE TYPE budget_row AS (limit_id bigint, school_year text, district_id int, test smallint, subject_id bigint,
	what text, measure text, binds text, first_day date, last_day date, budget numeric, used numeric);
COMMENT ON TYPE budget_row IS 'how much a class, person, site or district may use, or must, in a term, and has';

CREATE FUNCTION has_budget(limit_id bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $has_budget$
BEGIN
	RETURN EXISTS (SELECT FROM limit_manner AS m
		WHERE m.limit_id = has_budget.limit_id AND m.tallied AND m.taken = 'total');
END
$has_budget$;
COMMENT ON FUNCTION has_budget(bigint) IS 'whether a limit adds up what is tallied over a term';

-- Up to a day: what was entered for later days is not yet used, and of a share of what is tallied the share so far. A
-- number for the term is that of the whole term.
CREATE FUNCTION budgets_of(l limit_year, district_id int, on_date date) RETURNS budget_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $budgets_of$
#variable_conflict use_column
DECLARE
	subjects bigint[] := subjects_of(l, budgets_of.district_id);
	so_far limit_year := l;
	whole test_row[];
	used test_row[];
BEGIN
	whole := all_tests_of(l, budgets_of.district_id, subjects);
	IF cardinality(whole) = 0 THEN
		RETURN '{}';
	END IF;
	used := whole;
	IF on_date IS NOT NULL THEN
		so_far.held := l.held * daterange(NULL, on_date, '[]');
		used := CASE WHEN isempty(so_far.held) THEN '{}'
			ELSE all_tests_of(so_far, budgets_of.district_id, subjects) END;
	END IF;
	RETURN ARRAY(
		WITH kind AS MATERIALIZED (
			SELECT m.test, m.measure, m.taken_over, min(m.binds) AS binds, bool_or(m.cap_taken = 'total') AS of_sum,
				string_agg(DISTINCT attribute_words(m.counts), '; ') AS what
			FROM limit_manner AS m WHERE m.limit_id = l.limit_id AND m.tallied AND m.taken = 'total'
			GROUP BY m.test, m.measure, m.taken_over
		), term AS MATERIALIZED (
			SELECT k.taken_over, t.days FROM (SELECT DISTINCT k.taken_over FROM kind AS k) AS k
				CROSS JOIN LATERAL pg_catalog.unnest(terms_of(l.contract, k.taken_over, l.year, l.known_on)) AS t (days)
			WHERE on_date IS NULL OR t.days @> on_date
		), point AS MATERIALIZED (
			SELECT w.test, w.subject_id, w.measure, w.taken_over, w.of_whole, u.day, caseload.quantity(u.load) AS cap,
				coalesce(caseload.quantity(caseload.load_on(w.load, u.day)), 0) AS load
			FROM (SELECT t.*, true AS of_whole FROM pg_catalog.unnest(whole) AS t
					UNION ALL SELECT t.*, false FROM pg_catalog.unnest(used) AS t) AS w
				CROSS JOIN LATERAL caseload.unnest(w.cap) AS u
		)
		SELECT CAST(ROW(l.limit_id, l.school_year, budgets_of.district_id, k.test, p.subject_id, k.what,
				k.measure, k.binds,
				lower(t.days), upper(t.days) - 1, CASE WHEN k.of_sum THEN coalesce(s.cap, 0) ELSE p.cap END,
				coalesce(s.load, 0)) AS budget_row)
		FROM kind AS k JOIN point AS p ON p.of_whole AND p.test = k.test AND p.measure = k.measure
				AND p.taken_over = k.taken_over
			JOIN term AS t ON t.taken_over = k.taken_over AND t.days @> p.day
			LEFT JOIN point AS s ON NOT s.of_whole AND s.test = p.test AND s.subject_id = p.subject_id
				AND s.measure = p.measure AND s.taken_over = p.taken_over AND s.day = p.day
		-- of a term in which the number does not hold for somebody
		WHERE p.cap <> 0 OR s.load <> 0
		ORDER BY p.subject_id, k.test, k.measure, t.days);
END
$budgets_of$;
COMMENT ON FUNCTION budgets_of(limit_year, int, date) IS
	'the budgets of a limit in a school year of a district; on_date: of that day''s terms, and up to it';

-- What cannot be reckoned stands in report_status, and is no budget of anybody here.
CREATE FUNCTION budget_rows(only_district int, on_date date, known_on date DEFAULT 'infinity',
	only_year text DEFAULT NULL)
RETURNS SETOF budget_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $budget_rows$
#variable_conflict use_variable
DECLARE
	l limit_year;
	district int;
	found budget_row[];
BEGIN
	FOR l IN SELECT y.* FROM load_limit AS r CROSS JOIN LATERAL limit_years(known_on, only_year, r.id) AS y
		WHERE has_budget(r.id) AND r.known @> known_on AND y.days IS NOT NULL
			AND (on_date IS NULL OR y.held @> on_date) ORDER BY r.contract, r.code, y.school_year LOOP
		CONTINUE WHEN EXISTS (SELECT FROM unnest(missing_terms(l)) AS p WHERE p.remedy_id IS NULL);
		FOR district IN SELECT DISTINCT e.district_id FROM employment AS e WHERE e.contract = l.contract
				AND (only_district IS NULL OR e.district_id = only_district) ORDER BY 1 LOOP
			found := '{}';
			BEGIN
				found := budgets_of(l, district, on_date);
			EXCEPTION WHEN OTHERS THEN
				IF NOT tellable(SQLSTATE) THEN
					RAISE;
				END IF;
			END;
			RETURN QUERY SELECT b.* FROM unnest(found) AS b;
		END LOOP;
	END LOOP;
END
$budget_rows$;
COMMENT ON FUNCTION budget_rows(int, date, date, text) IS
	'the budgets of all limits; on_date null: all terms, with all that was entered';

CREATE FUNCTION time_left(district_id int DEFAULT 1, on_date date DEFAULT current_date,
	known_on date DEFAULT 'infinity')
RETURNS TABLE (contract text, code text, title text, what text, employee_id bigint, section_id bigint, site_id bigint,
	first_day date, last_day date, measure text, binds text, budget numeric, used numeric, remaining numeric,
	beyond numeric, citation text)
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	SELECT r.contract, r.code, r.title, b.what, CASE r.scope WHEN 'employee' THEN b.subject_id END,
		CASE r.scope WHEN 'section' THEN b.subject_id END, CASE r.scope WHEN 'site' THEN b.subject_id END,
		b.first_day, b.last_day, b.measure, CASE b.binds WHEN 'under' THEN 'at least' WHEN 'at' THEN 'below'
			ELSE 'at most' END, trim_scale(b.budget), trim_scale(b.used),
		trim_scale(greatest(b.budget - b.used, 0)), trim_scale(greatest(b.used - b.budget, 0)), r.citation
	FROM budget_rows(time_left.district_id, time_left.on_date, time_left.known_on) AS b
		JOIN load_limit AS r ON r.id = b.limit_id
	ORDER BY r.contract, r.code, b.subject_id, b.test, b.measure, b.first_day;
END;
COMMENT ON FUNCTION time_left(int, date, date) IS
	'budgets of the terms that a day is in: how much there may or must be, was used up to that day, is left or beyond';
