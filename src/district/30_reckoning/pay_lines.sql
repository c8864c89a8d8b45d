-- The lines of pay: of all components, with their cents.

-- One rule of rounding: numerators are summed and divided last, and a line has what the total through it has more than
-- the total before it. So the pieces of a year add up to the year, and those who share a position to the position.
-- The cents of one who shares a position follow from those before.
CREATE FUNCTION payees_asked(contract text, district_id int, employees bigint[], span daterange) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $payees_asked$
#variable_conflict use_column
DECLARE
	pools text[];
BEGIN
	IF employees IS NULL THEN
		RETURN NULL;
	END IF;
	pools := ARRAY(SELECT e.job_share FROM employment AS e WHERE e.district_id = payees_asked.district_id
		AND e.employee_id = ANY (employees) AND e.contract = payees_asked.contract AND e.job_share IS NOT NULL
		AND range_overlaps(e.valid, span));
	IF cardinality(pools) = 0 THEN
		RETURN employees;
	END IF;
	RETURN ARRAY(SELECT pg_catalog.unnest(payees_asked.employees) UNION SELECT o.employee_id FROM employment AS o
		WHERE o.contract = payees_asked.contract AND o.district_id = payees_asked.district_id
			AND o.job_share = ANY (pools));
END
$payees_asked$;
COMMENT ON FUNCTION payees_asked(text, int, bigint[], daterange) IS
	'these employees and, if any of them shares a position, all who share it; null: all';

-- No line of anybody's pay is as large, and what the reports show of it they hold: one bound for all lines.
CREATE FUNCTION line_amount(numer numeric, denom numeric, annual numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT caseload.exact_amount(line_amount.numer, line_amount.denom, 100000000, line_amount.annual, 10000000000);
END;
COMMENT ON FUNCTION line_amount(numeric, numeric, numeric) IS
	'the exact amount of a line of pay; NULL if one of the three is NULL or the line is beyond its bound';
CREATE FUNCTION line_beyond(numer numeric, denom numeric, annual numeric) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT num_nulls(line_beyond.numer, line_beyond.annual) = 0
		OR coalesce(abs(line_beyond.numer) >= 100000000 * line_beyond.denom, false)
		OR coalesce(abs(line_beyond.annual) >= 10000000000, false);
END;
COMMENT ON FUNCTION line_beyond(numeric, numeric, numeric) IS
	'whether a line of pay without an amount has none because it is beyond its bound';

-- What a cell or an agreed salary comes to is the row's of a person; what else is so much for a year by itself, the
-- rule's.
CREATE FUNCTION beyond_by(rule text, annual numeric) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN beyond_by.rule IN ('raise', 'longevity_rule', 'stipend') AND abs(beyond_by.annual) >= 100000000
		THEN 'rule' ELSE 'fact' END;
END;
COMMENT ON FUNCTION beyond_by(text, numeric) IS
	'what a line of pay beyond its bound is to be blamed on: rule, where that gives as much by itself, or fact';

-- Salary and the rest have no component in common, so neither needs the other's rows for its cents.
-- memory: the work_mem of whoever asks, where that is more.
CREATE FUNCTION salary_lines(contract text, school_year text, district_id int, employees bigint[], known_on date,
	memory text)
RETURNS TABLE (employee_id bigint, employment_id bigint, site_id bigint, employees_of bigint[], employments_of bigint[],
	sites_of bigint[], schedule text, placement caseload.salary_step, fte numeric, component text, during daterange,
	days numeric, divisor numeric, annual numeric, exact numeric, cents numeric, rule text, rule_id bigint,
	citation text, problem text, blame text)
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off SET work_mem = '64MB'
AS $salary_lines$
#variable_conflict use_column
DECLARE
	span constant daterange := (SELECT y.year FROM contract_year(salary_lines.known_on, salary_lines.school_year) AS y
		WHERE y.contract = salary_lines.contract);
	divided constant boolean := EXISTS (SELECT FROM divisors(salary_lines.contract, span, salary_lines.known_on));
	asked constant bigint[] := payees_asked(salary_lines.contract, salary_lines.district_id, employees, span);
	pooled constant boolean := asked IS DISTINCT FROM employees;
BEGIN
	IF pg_size_bytes(memory) > pg_size_bytes(current_setting('work_mem')) THEN
		memory := set_config('work_mem', memory, true);
	END IF;
	RETURN QUERY
	SELECT t.employee_id, t.employment_id, t.site_id, t.employees, t.employments, t.sites, t.schedule, t.placement,
		t.fte, t.component, t.during, t.days, t.divisor, CASE WHEN NOT t.beyond THEN t.annual END, t.exact, t.cents,
		t.rule, t.rule_id, t.citation,
		CASE WHEN t.beyond THEN 'it comes to 100,000,000 or more' ELSE t.problem END,
		CASE WHEN t.beyond THEN beyond_by(t.rule, t.annual) ELSE t.blame END
	FROM (
		SELECT p.*, p.exact IS NULL AND line_beyond(p.numer, p.denom, p.annual) AS beyond,
			caseload.running_cents(CASE WHEN p.exact IS NOT NULL THEN p.numer END, p.denom, p.digits) OVER (
				PARTITION BY p.whose, p.component, p.pool
				ORDER BY p.first, p.employment_id, p.after, p.rule_id
				ROWS UNBOUNDED PRECEDING) AS cents
		FROM (
			SELECT s.*, line_amount(s.numer, s.denom, s.annual) AS exact,
				CASE WHEN s.pool IS NULL THEN s.employee_id END AS whose, lower(s.during) AS first,
				upper(s.during) AS after
			FROM salary_parts(salary_lines.contract, salary_lines.school_year, span, salary_lines.district_id, asked,
				divided, salary_lines.known_on, pooled) AS s
			-- so that all of it is reckoned once, before the rows are sorted
			OFFSET 0
		) AS p
	) AS t
	-- only whoever shares a position brings others into it
	WHERE NOT pooled OR t.employee_id = ANY (salary_lines.employees);
END
$salary_lines$;
COMMENT ON FUNCTION salary_lines(text, text, int, bigint[], date, text) IS 'lines of salary and of the longevity in '
	'the grid with their cents; those that several people have alike once, with whose they are';

CREATE FUNCTION lines_beside(contract text, school_year text, district_id int, employees bigint[], known_on date,
	memory text) RETURNS SETOF pay_piece
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off SET work_mem = '64MB'
AS $lines_beside$
#variable_conflict use_column
DECLARE
	span constant daterange := (SELECT y.year FROM contract_year(lines_beside.known_on, lines_beside.school_year) AS y
		WHERE y.contract = lines_beside.contract);
	asked constant bigint[] := payees_asked(lines_beside.contract, lines_beside.district_id, employees, span);
	pooled constant boolean := asked IS DISTINCT FROM employees;
BEGIN
	IF pg_size_bytes(memory) > pg_size_bytes(current_setting('work_mem')) THEN
		memory := set_config('work_mem', memory, true);
	END IF;
	RETURN QUERY
	WITH part AS (
		SELECT p.*, line_amount(p.numer, p.denom, p.annual) AS exact,
			CASE WHEN p.pool IS NULL THEN p.employee_id END AS whose, lower(p.during) AS first, upper(p.during) AS after
		FROM (
			SELECT c.* FROM change_parts(lines_beside.contract, lines_beside.school_year, span,
				lines_beside.district_id, asked, lines_beside.known_on) AS c
			UNION ALL
			SELECT r.* FROM raise_parts(lines_beside.contract, lines_beside.school_year, span,
				lines_beside.district_id, asked, lines_beside.known_on) AS r
			UNION ALL
			SELECT v.* FROM longevity_parts(lines_beside.contract, lines_beside.school_year, span,
				lines_beside.district_id, asked, lines_beside.known_on) AS v
			UNION ALL
			SELECT s.* FROM paid_stipends(lines_beside.contract, lines_beside.school_year, span,
				lines_beside.district_id, asked, lines_beside.known_on) AS s
			UNION ALL
			SELECT h.* FROM hours_parts(lines_beside.contract, lines_beside.school_year, span,
				lines_beside.district_id, asked, lines_beside.known_on) AS h
			UNION ALL
			SELECT v.* FROM leave_parts(lines_beside.contract, lines_beside.school_year, span,
				lines_beside.district_id, asked, lines_beside.known_on) AS v
		) AS p
		-- so that all of it is reckoned once, before the rows are sorted
		OFFSET 0
	), total AS (
		SELECT p.*, p.exact IS NULL AND line_beyond(p.numer, p.denom, p.annual) AS beyond,
			caseload.running_cents(CASE WHEN p.exact IS NOT NULL THEN p.numer END, p.denom, p.digits) OVER (
				PARTITION BY p.whose, p.component, p.pool, p.digits
				-- two changes that one rule pays may reach one job on one day: no plan decides who has the cent
				ORDER BY p.first, p.employment_id, p.after, p.rule_id, p.numer
				ROWS UNBOUNDED PRECEDING) AS cents
		FROM part AS p
	)
	SELECT lines_beside.contract, lines_beside.school_year, lines_beside.district_id, t.employee_id, t.employment_id,
		t.site_id, t.schedule, t.placement, t.fte, t.component, t.during, t.days, t.divisor,
		CASE WHEN NOT t.beyond THEN t.annual END,
		t.exact, CASE WHEN t.digits = 2 THEN t.cents ELSE round(t.cents, 2) END,
		t.rule, t.rule_id, t.citation,
		CASE WHEN t.beyond THEN 'it comes to 100,000,000 or more' ELSE t.problem END,
		CASE WHEN t.beyond THEN beyond_by(t.rule, t.annual) ELSE t.blame END
	FROM total AS t
	-- only whoever shares a position brings others into it
	WHERE NOT pooled OR t.employee_id = ANY (lines_beside.employees);
END
$lines_beside$;
COMMENT ON FUNCTION lines_beside(text, text, int, bigint[], date, text) IS
	'lines of pay beside the salary, without overages; arguments as pay_lines_of() and salary_lines() have them';

-- Plain SQL, which is taken into the query that asks: what many people have alike is set down once and told to each of
-- them where it is read.
CREATE FUNCTION pay_lines_of(contract text, school_year text, district_id int, employees bigint[], known_on date)
RETURNS SETOF pay_piece
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	SELECT pay_lines_of.contract, pay_lines_of.school_year, pay_lines_of.district_id,
		pg_catalog.unnest(s.employees_of), pg_catalog.unnest(s.employments_of), pg_catalog.unnest(s.sites_of),
		s.schedule, s.placement, s.fte, s.component, s.during, s.days, s.divisor, s.annual, s.exact, s.cents, s.rule,
		s.rule_id, s.citation, s.problem, s.blame
	FROM salary_lines(pay_lines_of.contract, pay_lines_of.school_year, pay_lines_of.district_id,
		pay_lines_of.employees, pay_lines_of.known_on, current_setting('work_mem')) AS s
	UNION ALL
	SELECT b.* FROM lines_beside(pay_lines_of.contract, pay_lines_of.school_year, pay_lines_of.district_id,
		pay_lines_of.employees, pay_lines_of.known_on, current_setting('work_mem')) AS b;
END;
COMMENT ON FUNCTION pay_lines_of(text, text, int, bigint[], date) IS
	'the lines of pay, without overages, of a contract '
	'and school year in a district: of some employees or, null, of all';

-- What the limits pay is cents already; it stands on the largest employment of the year.
CREATE FUNCTION overage_lines(contract text, school_year text, district_id int, employees bigint[], known_on date)
RETURNS SETOF pay_piece
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $overage_lines$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH paid AS MATERIALIZED (
		SELECT o.limit_id, p.employee_id, sum(p.pay) AS pay, daterange(min(p.day), max(p.day), '[]') AS during
		FROM outcomes(ARRAY(SELECT CAST(ROW(l.id, overage_lines.district_id, NULL) AS ask_row) FROM load_limit AS l
				WHERE l.contract = overage_lines.contract), overage_lines.known_on, overage_lines.school_year) AS o
			CROSS JOIN LATERAL pg_catalog.unnest(o.pays) AS p
		WHERE p.employee_id IS NOT NULL
			AND (overage_lines.employees IS NULL OR p.employee_id = ANY (overage_lines.employees))
		GROUP BY o.limit_id, p.employee_id
	)
	SELECT overage_lines.contract, overage_lines.school_year, overage_lines.district_id, p.employee_id, e.employment_id,
		e.site_id, e.schedule, e.placement, e.fte, 'overage: ' || l.code, p.during, 1::numeric, 1::numeric, p.pay,
		p.pay, p.pay, 'load_limit', l.id, l.citation, NULL::text, NULL::text
	FROM paid AS p JOIN load_limit AS l ON l.id = p.limit_id
		JOIN contract_year(overage_lines.known_on, overage_lines.school_year) AS y
			ON y.contract = overage_lines.contract
		LEFT JOIN LATERAL (SELECT e.* FROM employment AS e WHERE e.district_id = overage_lines.district_id
				AND e.employee_id = p.employee_id AND e.contract = overage_lines.contract AND e.valid && y.year
			ORDER BY e.fte DESC, e.employment_id LIMIT 1) AS e ON true;
END
$overage_lines$;
COMMENT ON FUNCTION overage_lines(text, text, int, bigint[], date) IS
	'lines of what the limits pay, one a limit and payee; as pay_lines_of()';

CREATE FUNCTION lines_of_years(school_year text, known_on date, district_id int, employees bigint[], contract text,
	overages boolean) RETURNS SETOF pay_piece
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $lines_of_years$
#variable_conflict use_column
DECLARE
	place record;
BEGIN
	FOR place IN
		SELECT y.contract, y.school_year, d.district_id
		FROM contract_year(lines_of_years.known_on, lines_of_years.school_year) AS y
			JOIN (SELECT DISTINCT s.district_id FROM site AS s) AS d
				ON lines_of_years.district_id IS NULL OR d.district_id = lines_of_years.district_id
		WHERE (lines_of_years.contract IS NULL OR y.contract = lines_of_years.contract)
			AND (EXISTS (SELECT FROM employment AS e WHERE e.district_id = d.district_id AND e.contract = y.contract)
				OR EXISTS (SELECT FROM position_held AS h
					WHERE h.district_id = d.district_id AND h.contract = y.contract))
		ORDER BY y.contract, y.school_year, d.district_id
	LOOP
		RETURN QUERY SELECT p.* FROM pay_lines_of(place.contract, place.school_year, place.district_id, employees,
			known_on) AS p;
		IF overages THEN
			RETURN QUERY SELECT p.* FROM overage_lines(place.contract, place.school_year, place.district_id,
				employees, known_on) AS p;
		END IF;
	END LOOP;
END
$lines_of_years$;
COMMENT ON FUNCTION lines_of_years(text, date, int, bigint[], text, boolean) IS
	'pay_lines(), with or without what the limits pay';

CREATE FUNCTION pay_lines(school_year text DEFAULT NULL, known_on date DEFAULT 'infinity', district_id int DEFAULT NULL,
	employees bigint[] DEFAULT NULL, contract text DEFAULT NULL) RETURNS SETOF pay_piece
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	SELECT p.* FROM lines_of_years(pay_lines.school_year, pay_lines.known_on, pay_lines.district_id,
		pay_lines.employees, pay_lines.contract, true) AS p;
END;
COMMENT ON FUNCTION pay_lines(text, date, int, bigint[], text) IS 'the lines of pay, by the rules as known on a day; '
	'what is null is not asked: all school years, districts, employees, contracts';
