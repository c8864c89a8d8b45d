-- A change of lane or step inside the year whose difference is paid by its date, whatever the days: the salary
-- keeps the old cell to the end of the year, and a line of its own pays the share of the difference.

-- One employment follows another where it begins as that ends, on the same schedule; at the same site, if it can.
CREATE FUNCTION shared_changes(contract text, district_id int, employees bigint[], span daterange, known_on date)
RETURNS TABLE (employment_id bigint, day date, change text, was caseload.salary_step, becomes caseload.salary_step,
	share numeric, rule_id bigint)
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $shared_changes$
#variable_conflict use_column
BEGIN
	IF NOT EXISTS (SELECT FROM change_share AS c WHERE c.contract = shared_changes.contract AND c.in_force && span
			AND c.known @> shared_changes.known_on) THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH RECURSIVE job AS MATERIALIZED (
		SELECT e.employment_id, e.employee_id, e.site_id, e.schedule, e.placement, e.valid
		FROM employments_asked(shared_changes.contract, shared_changes.district_id, shared_changes.employees,
			daterange(lower(span) - 1, upper(span))) AS e WHERE e.placement IS NOT NULL AND e.agreed_salary IS NULL
	), follows AS MATERIALIZED (
		SELECT DISTINCT ON (e.employment_id) e.employment_id, b.employment_id AS before, lower(e.valid) AS day,
			b.placement AS was, e.placement AS becomes
		FROM job AS e JOIN job AS b ON b.employee_id = e.employee_id AND b.schedule = e.schedule
			AND upper(b.valid) = lower(e.valid)
		WHERE lower(e.valid) > lower(span)
		ORDER BY e.employment_id, b.site_id <> e.site_id, b.employment_id
	), made AS MATERIALIZED (
		SELECT f.employment_id, f.day, c.change, f.was, f.becomes, s.share, s.id
		FROM follows AS f CROSS JOIN LATERAL (SELECT CASE WHEN caseload.lane(f.was) <> caseload.lane(f.becomes)
				THEN 'lane' ELSE 'step' END AS change) AS c
			CROSS JOIN LATERAL share_of_change(shared_changes.contract, c.change, f.day, span,
				shared_changes.known_on) AS s
		WHERE f.was::text <> f.becomes::text
	), reached AS (
		SELECT m.employment_id, m.day, m.change, m.was, m.becomes, m.share, m.id FROM made AS m
		UNION ALL
		SELECT f.employment_id, r.day, r.change, r.was, r.becomes, r.share, r.id
		FROM reached AS r JOIN follows AS f ON f.before = r.employment_id
	)
	SELECT r.employment_id, r.day, r.change, r.was, r.becomes, r.share, r.id FROM reached AS r;
END
$shared_changes$;
COMMENT ON FUNCTION shared_changes(text, int, bigint[], daterange, date) IS
	'changes of lane and step in a year that are '
	'paid by a share, each with the employment that it made and those that followed that one';

-- The salary of a cell without its longevity; null where the schedule does not pay it.
CREATE FUNCTION base_cell(grid caseload.salary_schedule, placement caseload.salary_step) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN caseload.cell_problem(base_cell.grid, base_cell.placement) IS NULL
		THEN caseload.salary(base_cell.grid, base_cell.placement)
			- caseload.longevity_pay(base_cell.grid, base_cell.placement) END;
END;
COMMENT ON FUNCTION base_cell(caseload.salary_schedule, caseload.salary_step) IS
	'a cell without its longevity; null where there is none';

CREATE FUNCTION change_parts(contract text, school_year text, span daterange, district_id int, employees bigint[],
	known_on date)
RETURNS SETOF pay_part
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $change_parts$
#variable_conflict use_column
BEGIN
	IF NOT EXISTS (SELECT FROM change_share AS c WHERE c.contract = change_parts.contract AND c.in_force && span
			AND c.known @> change_parts.known_on) THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH grid AS MATERIALIZED (
		SELECT g.schedule, g.held, g.grid FROM schedules_held(change_parts.contract, span, change_parts.known_on) AS g
		WHERE NOT g.hourly
	), clock AS MATERIALIZED (
		SELECT k.* FROM pay_clock(change_parts.contract, '{lane change,step change}', change_parts.school_year, NULL,
			change_parts.known_on) AS k
	), made AS (
		SELECT e.employee_id, e.employment_id, e.site_id, e.schedule, e.placement, e.calendar, e.job_share, e.fte,
			c.change || ' change' AS component, c.day, c.rule_id, e.valid * g.held AS during,
			c.share * (base_cell(g.grid, c.becomes) - base_cell(g.grid, c.was)) AS annual, h.citation
		FROM shared_changes(change_parts.contract, change_parts.district_id, change_parts.employees, span,
				change_parts.known_on) AS c
			JOIN employments_asked(change_parts.contract, change_parts.district_id, change_parts.employees, span) AS e
				ON e.employment_id = c.employment_id
			JOIN change_share AS h ON h.id = c.rule_id
			JOIN grid AS g ON g.schedule = e.schedule AND g.held && e.valid
		OFFSET 0
	), begun AS (
		-- one clock after the other: joined with each other first they are a year's days to the third power
		SELECT m.*, a.units AS first_units, a.shown AS first_shown FROM made AS m
			JOIN clock AS a ON a.component = m.component AND a.calendar = m.calendar AND a.day = lower(m.during)
		OFFSET 0
	), ended AS (
		SELECT m.*, b.units - m.first_units AS units, b.shown - m.first_shown AS shown FROM begun AS m
			JOIN clock AS b ON b.component = m.component AND b.calendar = m.calendar AND b.day = upper(m.during)
		OFFSET 0
	)
	-- from the day of the change to the end of the year: all of it, unless the person leaves
	SELECT m.employee_id, m.employment_id, m.component, m.job_share, 2, m.during, trim_scale(round(m.shown, 4)),
		trim_scale(round(d.whole_shown - d.shown, 4)), m.annual,
		m.annual * m.fte * CASE WHEN d.whole > d.units THEN m.units ELSE upper(m.during) - lower(m.during) END,
		CASE WHEN d.whole > d.units THEN d.whole - d.units ELSE upper(span) - m.day END,
		'change_share', m.rule_id, NULL, NULL, m.site_id, m.schedule, m.placement, m.fte, m.citation
	FROM ended AS m
		JOIN clock AS d ON d.component = m.component AND d.calendar = m.calendar AND d.day = m.day
	WHERE m.annual IS NOT NULL;
END
$change_parts$;
COMMENT ON FUNCTION change_parts(text, text, daterange, int, bigint[], date) IS 'lines of the shares of changes, exact';
