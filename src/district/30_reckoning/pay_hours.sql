-- Lines of hours: a tally by the rate of its first day, which may be that of one's own cell.

CREATE FUNCTION tallies_asked(district_id int, employees bigint[], what text[], span daterange) RETURNS SETOF tally
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT t.* FROM tally AS t WHERE tallies_asked.employees IS NULL AND t.district_id = tallies_asked.district_id
		AND t.what = ANY (tallies_asked.what) AND t.employee_id IS NOT NULL
		AND elem_contained_by_range(lower(t.valid), tallies_asked.span)
	UNION ALL
	SELECT t.* FROM tally AS t WHERE tallies_asked.employees IS NOT NULL AND t.district_id = tallies_asked.district_id
		AND t.employee_id = ANY (tallies_asked.employees) AND t.what = ANY (tallies_asked.what)
		AND elem_contained_by_range(lower(t.valid), tallies_asked.span);
END;
COMMENT ON FUNCTION tallies_asked(int, bigint[], text[], daterange) IS
	'what was counted of some employees or, null, of all, and began on these days';

-- Whoever works under several contracts that name the same hours is paid them once: of those that have a rule for them
-- on that day by the one of the larger job, of equals that of the first employment.
CREATE FUNCTION hours_payers(district_id int, employees bigint[], what text[], span daterange, known_on date)
RETURNS TABLE (tally_id bigint, contract text)
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	SELECT DISTINCT ON (j.tally_id) j.tally_id, j.contract
	FROM (SELECT DISTINCT ON (t.tally_id, e.contract) t.tally_id, t.what, lower(t.valid) AS day, e.contract, e.schedule,
				e.fte, e.employment_id
			FROM tallies_asked(hours_payers.district_id, hours_payers.employees, hours_payers.what,
					hours_payers.span) AS t
				JOIN employment AS e ON e.district_id = t.district_id AND e.employee_id = t.employee_id
					AND e.valid @> lower(t.valid)
			ORDER BY t.tally_id, e.contract, e.fte DESC, e.employment_id) AS j
		JOIN (SELECT DISTINCT r.contract, r.what FROM hourly_pay AS r WHERE r.known @> hours_payers.known_on) AS n
			ON n.contract = j.contract AND n.what = j.what
		LEFT JOIN hourly_pay AS r ON r.contract = j.contract AND r.what = j.what AND r.schedule IN ('*', j.schedule)
			AND r.in_force @> j.day AND r.known @> hours_payers.known_on
	ORDER BY j.tally_id, r.id IS NULL, j.fte DESC, j.employment_id;
END;
COMMENT ON FUNCTION hours_payers(int, bigint[], text[], daterange, date) IS
	'which contract pays each tally of hours that one names under which its employee works on the first of its days';

CREATE FUNCTION hours_parts(contract text, school_year text, span daterange, district_id int, employees bigint[],
	known_on date)
RETURNS SETOF pay_part
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $hours_parts$
#variable_conflict use_column
DECLARE
	named text[] := ARRAY(SELECT DISTINCT r.what FROM hourly_pay AS r
		WHERE r.contract = hours_parts.contract AND r.known @> hours_parts.known_on);
	workers bigint[];
	blocks time_block[];
	most constant numeric := 1000000; -- no line of a report shows as many days or hours
	shared boolean;
BEGIN
	IF cardinality(named) = 0 THEN
		RETURN;
	END IF;
	workers := ARRAY(SELECT DISTINCT t.employee_id
		FROM tallies_asked(hours_parts.district_id, hours_parts.employees, named, span) AS t);
	IF cardinality(workers) = 0 THEN
		RETURN;
	END IF;
	blocks := blocks_of(hours_parts.contract, hours_parts.known_on);
	shared := EXISTS (SELECT FROM hourly_pay AS r WHERE r.contract <> hours_parts.contract AND r.what = ANY (named)
		AND r.known @> hours_parts.known_on);
	RETURN QUERY
	WITH rule AS MATERIALIZED (
		SELECT r.id, r.what, r.schedule, r.base, r.not_with, r.citation, b.during, b.amount, b.own, b.times,
			b.over, b.digits, b.problem
		FROM hourly_pay AS r CROSS JOIN LATERAL base_pieces(r.contract, r.base, r.in_force * span,
			hours_parts.known_on) AS b
		WHERE r.contract = hours_parts.contract AND r.in_force && span AND r.known @> hours_parts.known_on
	), grid AS MATERIALIZED (
		SELECT g.schedule, g.held, g.grid FROM schedules_held(hours_parts.contract, span, hours_parts.known_on) AS g
	), payer AS MATERIALIZED (
		SELECT p.tally_id FROM hours_payers(hours_parts.district_id, workers, named, span, hours_parts.known_on) AS p
		WHERE shared AND p.contract = hours_parts.contract
	), worked AS MATERIALIZED (
		SELECT DISTINCT ON (t.tally_id) t.tally_id, t.employee_id, s.employment_id, s.site_id, s.schedule, s.fte,
			t.what, t.valid,
			h.counts, h.per, trim_scale(round(h.counts / h.per, 6)) AS hours, t.quantity::text AS counted,
			caseload.measure(t.quantity) IN ('hours', 'minutes') AS of_hours, r.id, r.base, r.not_with, r.citation,
			r.amount, r.own, r.times, r.over, r.digits,
			r.problem, s.agreed_salary, s.placement, g.grid, g.grid IS NOT NULL
				AND caseload.cell_problem(g.grid, s.placement) IS NULL AS has_cell
		FROM tallies_asked(hours_parts.district_id, hours_parts.employees, named, span) AS t
			JOIN largest_stretches(hours_parts.contract, hours_parts.district_id, workers, span) AS s
				ON s.employee_id = t.employee_id AND s.during @> lower(t.valid)
			-- minutes are divided last, so that a third of an hour is paid to the cent
			CROSS JOIN LATERAL (SELECT entry_counts(t.quantity, t.what, lower(t.valid), blocks) AS counts,
				CASE caseload.measure(t.quantity) WHEN 'minutes' THEN 60 ELSE 1 END::numeric AS per) AS h
			LEFT JOIN rule AS r ON r.what = t.what AND r.schedule IN ('*', s.schedule) AND r.during @> lower(t.valid)
			LEFT JOIN grid AS g ON g.schedule = s.schedule AND g.held @> lower(t.valid)
		WHERE NOT shared OR t.tally_id IN (SELECT p.tally_id FROM payer AS p)
		ORDER BY t.tally_id, r.schedule = '*'
	), covered AS MATERIALIZED (
		SELECT s.employee_id, s.component, s.during
		FROM paid_stipends(hours_parts.contract, hours_parts.school_year, span, hours_parts.district_id,
			ARRAY(SELECT DISTINCT w.employee_id FROM worked AS w WHERE w.not_with IS NOT NULL),
			hours_parts.known_on) AS s
		WHERE s.problem IS NULL AND s.numer > 0 AND EXISTS (SELECT FROM worked AS w WHERE w.not_with IS NOT NULL)
	), rated AS (
		SELECT w.*, CASE WHEN w.problem IS NOT NULL OR w.id IS NULL OR NOT w.of_hours OR w.hours >= most THEN NULL
				WHEN EXISTS (SELECT FROM covered AS k WHERE k.employee_id = w.employee_id
					AND k.component = 'stipend: ' || w.not_with AND k.during @> lower(w.valid)) THEN 0
				WHEN w.own IS NULL THEN w.amount
				WHEN w.own = 'chain' AND c.cell IS NOT NULL THEN base_amount(hours_parts.contract, w.base,
					lower(w.valid), c.cell, c.salary, known_on => hours_parts.known_on)
				WHEN w.own <> 'chain' THEN worth_of(w.amount, w.own, w.times, w.over, w.digits, c.cell,
					c.salary) END AS rate
		FROM worked AS w CROSS JOIN LATERAL (
			SELECT CASE WHEN w.agreed_salary IS NOT NULL THEN w.agreed_salary
					WHEN w.has_cell THEN caseload.salary_exact(w.grid, w.placement) END AS cell,
				CASE WHEN w.agreed_salary IS NOT NULL THEN w.agreed_salary
					WHEN w.has_cell THEN caseload.salary(w.grid, w.placement) END AS salary) AS c
	)
	SELECT r.employee_id, r.employment_id, 'hours: ' || r.what, NULL, 2, r.valid * span,
		CASE WHEN r.of_hours AND r.hours < most THEN r.hours END, 1::numeric, r.rate, r.rate * r.counts, r.per,
		'hourly_pay', r.id,
		CASE WHEN NOT r.of_hours THEN format('tally %s counts %s, which are no hours', r.tally_id, r.counted)
			WHEN r.hours >= most THEN format('tally %s counts %s, more than anybody works', r.tally_id, r.counted)
			WHEN r.id IS NULL THEN format('no hourly pay for "%s" on %s', r.what, to_char(lower(r.valid), 'YYYY-MM-DD'))
			WHEN r.problem IS NOT NULL THEN r.problem
			WHEN r.rate IS NULL THEN format('pay base "%s" needs the employee''s own pay, and there is none on %s',
				r.base,
				to_char(lower(r.valid), 'YYYY-MM-DD')) END,
		CASE WHEN NOT r.of_hours OR r.hours >= most OR r.id IS NULL THEN 'fact' WHEN r.problem IS NOT NULL THEN 'rule'
			WHEN r.rate IS NULL THEN 'fact' END, r.site_id, r.schedule, r.placement, r.fte, r.citation
	FROM rated AS r;
END
$hours_parts$;
COMMENT ON FUNCTION hours_parts(text, text, daterange, int, bigint[], date) IS
	'lines of hours, exact: the rate, and how many';
