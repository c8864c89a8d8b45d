-- Lines of leave: a day's pay that is taken off for each day of leave that is not paid, a substitute's for one that is
-- paid by the difference, and what is cashed out.

-- A day's pay is that of the cell of each job of the first day of the leave, by the duty days of the job's year or by
-- the divisor by which the contract divides leave or, without a row for that, the salary.
CREATE FUNCTION leave_parts(contract text, school_year text, span daterange, district_id int, employees bigint[],
	known_on date)
RETURNS SETOF pay_part
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $leave_parts$
#variable_conflict use_column
DECLARE
	workers bigint[];
BEGIN
	IF NOT EXISTS (SELECT FROM leave_plan AS p WHERE p.contract = leave_parts.contract
			AND p.known @> leave_parts.known_on AND (p.paid <> 'full' OR p.cash_base IS NOT NULL)) THEN
		RETURN;
	END IF;
	workers := ARRAY(SELECT DISTINCT m.employee_id
		FROM leave_moves_asked(leave_parts.contract, leave_parts.district_id, leave_parts.employees) AS m
		WHERE elem_contained_by_range(lower(m.valid), span) AND m.kind IN ('taken', 'returned', 'cashed out')
			-- most leave is paid as if one were there
			AND m.account IN (SELECT p.account FROM leave_plan AS p WHERE p.contract = leave_parts.contract
				AND p.known @> leave_parts.known_on AND (p.paid <> 'full' OR p.cash_base IS NOT NULL)));
	IF cardinality(workers) = 0 THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH read AS MATERIALIZED (
		SELECT r.leave_move_id, r.employee_id, r.account, r.kind, r.valid, p.id, p.citation, p.paid, r.days,
			CASE r.kind WHEN 'cashed out' THEN r.quantity WHEN 'taken' THEN -r.days ELSE r.days END AS counted,
			CASE WHEN r.kind = 'cashed out' THEN p.cash_base WHEN p.paid = 'differential' THEN p.less_base END AS base
		FROM leave_reads(leave_parts.contract, leave_parts.district_id, workers, leave_parts.known_on) AS r
			JOIN leave_plan AS p ON p.id = r.plan_id
		WHERE r.school_year = leave_parts.school_year AND r.charged_from IS NULL AND r.problem IS NULL
			AND (r.kind IN ('taken', 'returned') AND p.paid IN ('none', 'differential')
				OR r.kind = 'cashed out' AND p.cash_base IS NOT NULL)
	), rate AS MATERIALIZED (
		SELECT n.base, b.during, b.amount, b.own, b.times, b.over, b.digits, b.problem
		FROM (SELECT DISTINCT r.base FROM read AS r WHERE r.base IS NOT NULL) AS n
			CROSS JOIN LATERAL base_pieces(leave_parts.contract, n.base, span, leave_parts.known_on) AS b
	), divided AS MATERIALIZED (
		SELECT n.account, coalesce(v.divisor, s.divisor) AS divisor
		FROM (SELECT DISTINCT r.account FROM read AS r) AS n
			CROSS JOIN LATERAL year_division(leave_parts.contract, 'leave: ' || n.account, span,
				leave_parts.known_on) AS w
			LEFT JOIN division AS v ON v.id = w.id AND v.component IN ('leave', 'leave: ' || n.account)
			CROSS JOIN LATERAL year_division(leave_parts.contract, 'salary', span, leave_parts.known_on) AS d
			LEFT JOIN division AS s ON s.id = d.id AND v.id IS NULL
	), day_count AS MATERIALIZED (
		SELECT j.calendar, clock_whole('duty days', j.days, j.half_days, j.year) / clock_unit('duty days') AS days
		FROM job_calendars(leave_parts.known_on, leave_parts.school_year) AS j
		WHERE j.contract = leave_parts.contract
	), grid AS MATERIALIZED (
		SELECT g.schedule, g.held, g.grid FROM schedules_held(leave_parts.contract, span, leave_parts.known_on) AS g
	), job AS MATERIALIZED (
		-- each job of the day for what is taken off, and the largest for what is cashed out, which may be after the
		-- last day of work: then the one that ended last
		SELECT r.*, e.employment_id, e.site_id, e.placement, e.calendar, e.schedule, e.fte, e.agreed_salary,
			c.days AS duty_days, coalesce(d.divisor, c.days) AS divisor,
			CASE WHEN e.agreed_salary IS NOT NULL THEN 1 ELSE e.fte END AS part,
			CASE WHEN e.agreed_salary IS NOT NULL THEN e.agreed_salary
				WHEN g.grid IS NULL OR caseload.cell_problem(g.grid, e.placement) IS NOT NULL THEN NULL
				ELSE caseload.salary(g.grid, e.placement) END AS annual,
			CASE WHEN e.agreed_salary IS NOT NULL THEN e.agreed_salary
				WHEN g.grid IS NULL OR caseload.cell_problem(g.grid, e.placement) IS NOT NULL THEN NULL
				ELSE caseload.salary_exact(g.grid, e.placement) END AS cell,
			b.amount, b.own, b.times, b.over, b.digits, b.problem AS base_problem,
			row_number() OVER (PARTITION BY r.leave_move_id ORDER BY e.valid @> lower(r.valid) DESC,
				CASE WHEN NOT e.valid @> lower(r.valid) THEN upper(e.valid) END DESC, e.fte DESC,
				e.employment_id) AS nth
		FROM read AS r JOIN employments_asked(leave_parts.contract, leave_parts.district_id, workers, span) AS e
				ON e.employee_id = r.employee_id AND (e.valid @> lower(r.valid) OR r.kind = 'cashed out')
			JOIN divided AS d ON d.account = r.account
			LEFT JOIN day_count AS c ON c.calendar = e.calendar
			LEFT JOIN grid AS g ON g.schedule = e.schedule AND g.held @> lower(r.valid)
			LEFT JOIN rate AS b ON b.base = r.base AND b.during @> lower(r.valid)
	), worth AS (
		SELECT j.*, CASE WHEN j.base IS NULL OR j.base_problem IS NOT NULL THEN NULL
				WHEN j.own = 'chain'
			AND j.cell IS NOT NULL THEN base_amount(leave_parts.contract, j.base, lower(j.valid),
					j.cell, j.annual, known_on => leave_parts.known_on)
				WHEN j.own IS NULL OR j.own <> 'chain' THEN worth_of(j.amount, j.own, j.times, j.over, j.digits, j.cell,
					j.annual) END AS rate
		FROM job AS j WHERE j.kind <> 'cashed out' OR j.nth = 1
	), line AS (
		-- of a substitute's day no more than the day's pay is taken off
		SELECT w.*, w.kind = 'cashed out' AS cash, w.kind <> 'cashed out' AND w.paid = 'differential'
				AND w.rate * w.fte * w.divisor <= w.annual * w.part AS by_rate,
			CASE WHEN w.kind <> 'cashed out' AND w.duty_days IS NULL THEN format('no calendar "%s" in %s', w.calendar,
					leave_parts.school_year)
				WHEN w.base IS NOT NULL THEN w.base_problem END AS why
		FROM worth AS w
	)
	SELECT l.employee_id, l.employment_id, CASE WHEN l.cash THEN 'leave cash-out: ' ELSE 'leave: ' END || l.account,
		NULL, 2, l.valid * span, trim_scale(round(l.counted, 6)),
		CASE WHEN l.cash OR l.by_rate THEN 1 ELSE l.divisor END,
		CASE WHEN l.cash OR l.by_rate THEN l.rate ELSE l.annual END,
		CASE WHEN l.why IS NOT NULL THEN NULL WHEN l.cash THEN l.rate * l.counted
			WHEN l.paid = 'differential' AND l.rate IS NULL THEN NULL
			WHEN l.by_rate THEN l.rate * l.fte * l.counted ELSE l.annual * l.part * l.counted END,
		CASE WHEN l.cash OR l.by_rate THEN 1 ELSE l.divisor END, 'leave_plan', l.id,
		CASE WHEN l.why IS NOT NULL THEN l.why
			WHEN l.annual IS NULL AND NOT l.cash THEN format('schedule "%s" pays no such place on %s', l.schedule,
				to_char(lower(l.valid), 'YYYY-MM-DD'))
			WHEN l.base IS NOT NULL AND l.rate IS NULL THEN format('pay base "%s" needs the employee''s own pay, and '
				'there is none on %s', l.base, to_char(lower(l.valid), 'YYYY-MM-DD')) END,
		CASE WHEN l.why IS NOT NULL AND l.duty_days IS NOT NULL THEN 'rule'
			WHEN l.why IS NOT NULL OR l.annual IS NULL AND NOT l.cash OR l.base IS NOT NULL AND l.rate IS NULL
				THEN 'fact' END, l.site_id, l.schedule, l.placement, l.fte, l.citation
	FROM line AS l;
END
$leave_parts$;
COMMENT ON FUNCTION leave_parts(text, text, daterange, int, bigint[], date) IS
	'lines of leave, exact: what is taken off for days of it, and what is cashed out';
