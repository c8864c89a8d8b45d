-- Accounts of leave and what moves them: which row of leave_plan holds for whom in a school year, and what each move is
-- in the unit of its account.

-- A school year goes by one row: by the first to begin in it, so that an account which is there in September stays
-- when another row comes to match in May; of those that begin on the same day by the one of highest precedence, then
-- one that names schedule or role.
CREATE FUNCTION leave_held(contract text, district_id int, employees bigint[], known_on date DEFAULT 'infinity')
RETURNS TABLE (employee_id bigint, account text, school_year text, year daterange, begins date, employment_id bigint,
	plan_id bigint, share numeric, worked datemultirange)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $leave_held$
#variable_conflict use_column
BEGIN
	IF NOT EXISTS (SELECT FROM leave_plan AS p WHERE p.contract = leave_held.contract
			AND p.known @> leave_held.known_on) THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH span AS MATERIALIZED (
		SELECT y.school_year, y.year, y.days FROM contract_year(leave_held.known_on) AS y
		WHERE y.contract = leave_held.contract
	), job AS MATERIALIZED (
		SELECT y.school_year, y.year, y.days, e.employee_id, e.valid * y.year AS valid, e.fte
		FROM span AS y CROSS JOIN LATERAL employments_asked(leave_held.contract, leave_held.district_id,
			leave_held.employees, y.year) AS e
	), worked AS MATERIALIZED (
		SELECT j.school_year, j.employee_id, j.days * range_agg(j.valid) AS days,
			sum(j.fte * caseload.school_days(j.days, j.valid)) AS fte_days,
			caseload.school_days(j.days * range_agg(j.valid), j.year) AS covered,
			caseload.school_days(j.days, j.year) AS whole
		FROM job AS j GROUP BY j.school_year, j.year, j.days, j.employee_id
	), stretch AS MATERIALIZED (
		SELECT y.school_year, y.year, s.employee_id, s.employment_id, s.during, s.schedule,
			s.attributes ->> 'role' AS role,
			m.attributes || s.attributes AS attributes, m.hired
		FROM span AS y CROSS JOIN LATERAL largest_stretches(leave_held.contract, leave_held.district_id,
				leave_held.employees, y.year) AS s
			JOIN employees_asked(leave_held.district_id, leave_held.employees) AS m ON m.employee_id = s.employee_id
	), full_time AS MATERIALIZED (
		SELECT s.employment_id, s.during, sum(j.fte) AS fte FROM stretch AS s
			JOIN job AS j ON j.employee_id = s.employee_id AND j.school_year = s.school_year
				AND j.valid @> lower(s.during)
		GROUP BY s.employment_id, s.during
	), matched AS (
		SELECT DISTINCT ON (s.employee_id, p.account, s.school_year) s.employee_id, p.account, s.school_year, s.year,
			b.begins, s.employment_id, p.id, p.by_fte, p.by_year
		FROM stretch AS s JOIN full_time AS f ON f.employment_id = s.employment_id AND f.during = s.during
			JOIN leave_plan AS p ON p.contract = leave_held.contract AND p.known @> leave_held.known_on
				AND p.in_force && s.during AND p.schedule IN ('*', s.schedule)
				AND p.role IN ('*', s.role) AND s.attributes @> p.applies
				AND coalesce(f.fte >= p.least_fte, true)
			CROSS JOIN LATERAL (SELECT greatest(lower(s.during), CASE WHEN NOT lower_inf(p.in_force)
					THEN lower(p.in_force) END, CASE WHEN p.service_years IS NULL THEN NULL
					-- nobody has served by then
					WHEN countable_day(s.hired) IS NULL THEN s.hired
					ELSE (s.hired + make_interval(months => ceil(p.service_years * 12)::int))::date END) AS begins)
				AS b
		WHERE b.begins < upper(s.during) AND (p.service_years IS NULL OR s.hired IS NOT NULL)
		ORDER BY s.employee_id, p.account, s.school_year, b.begins, p.precedence DESC, p.schedule = '*', p.role = '*',
			p.id
	)
	SELECT m.employee_id, m.account, m.school_year, m.year, m.begins, m.employment_id, m.id,
		coalesce(least(CASE WHEN m.by_fte AND m.by_year THEN w.fte_days / nullif(w.whole, 0)
			WHEN m.by_fte THEN w.fte_days / nullif(w.covered, 0)
			WHEN m.by_year THEN w.covered::numeric / nullif(w.whole, 0) ELSE 1 END, 1), 0), w.days
	FROM matched AS m JOIN worked AS w ON w.employee_id = m.employee_id AND w.school_year = m.school_year;
END
$leave_held$;
COMMENT ON FUNCTION leave_held(text, int, bigint[], date) IS 'which row of leave_plan each account of these employees '
	'or, null, of all, goes by in a school year, from which day on, and which share of its amount is granted';

CREATE FUNCTION leave_moves_asked(contract text, district_id int, employees bigint[]) RETURNS SETOF leave_move
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT m.* FROM leave_move AS m WHERE leave_moves_asked.employees IS NULL
		AND m.district_id = leave_moves_asked.district_id AND m.contract = leave_moves_asked.contract
	UNION ALL
	SELECT m.* FROM leave_move AS m WHERE leave_moves_asked.employees IS NOT NULL
		AND m.district_id = leave_moves_asked.district_id AND m.employee_id = ANY (leave_moves_asked.employees)
		AND m.contract = leave_moves_asked.contract;
END;
COMMENT ON FUNCTION leave_moves_asked(text, int, bigint[]) IS
	'movements of leave under a contract, of some employees or, null, of all';

CREATE TYPE leave_read AS (leave_move_id bigint, employee_id bigint, account text, charged_from text, event text,
	kind text, valid daterange, school_year text, plan_id bigint, employment_id bigint, days numeric, quantity numeric,
	problem text);
COMMENT ON TYPE leave_read IS 'a move of leave in days and in the unit of its account, or why it is in neither; '
	'charged_from: the account that it was taken of, where this one is charged with it';

-- What is taken of an account that is charged to another is a move of that one, too. A circle of them is a fault of the
-- rules, which rule_problem tells; here it ends.
CREATE FUNCTION leave_reads(contract text, district_id int, employees bigint[], known_on date DEFAULT 'infinity')
RETURNS SETOF leave_read
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $leave_reads$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH RECURSIVE move AS MATERIALIZED (
		SELECT m.*, caseload.quantity(m.quantity) AS counted, caseload.measure(m.quantity) = 'hours' AS of_hours
		FROM leave_moves_asked(leave_reads.contract, leave_reads.district_id, leave_reads.employees) AS m
	), held AS MATERIALIZED (
		SELECT h.*, p.unit, p.day_hours, p.week_days, p.charged_to
		FROM leave_held(leave_reads.contract, leave_reads.district_id,
				ARRAY(SELECT DISTINCT m.employee_id FROM move AS m), leave_reads.known_on) AS h
			JOIN leave_plan AS p ON p.id = h.plan_id
	), parted AS (
		SELECT m.*, h.school_year, h.year, h.begins, h.plan_id, h.employment_id, h.unit, h.day_hours, h.week_days,
			r.id IS NOT NULL AS has_part,
			EXISTS (SELECT FROM employment AS o WHERE o.district_id = m.district_id AND o.employee_id = m.employee_id
				AND o.contract = m.contract AND o.valid @> lower(m.valid)) AS employed,
			CASE WHEN NOT m.of_hours THEN m.counted WHEN r.id IS NULL THEN m.counted / h.day_hours
				WHEN upper(m.valid) - lower(m.valid) > 1 THEN NULL
				WHEN r.up_to >= m.counted THEN r.times / r.over ELSE 1 END AS days
		FROM move AS m
			LEFT JOIN held AS h ON h.employee_id = m.employee_id AND h.account = m.account AND h.year @> lower(m.valid)
			LEFT JOIN employment AS e ON e.district_id = leave_reads.district_id AND e.employment_id = h.employment_id
			LEFT JOIN employee AS w ON w.district_id = leave_reads.district_id AND w.employee_id = m.employee_id
			LEFT JOIN site AS t ON t.district_id = leave_reads.district_id AND t.site_id = e.site_id
			LEFT JOIN LATERAL (SELECT p.* FROM leave_part AS p
				WHERE m.of_hours AND m.kind IN ('taken', 'returned') AND p.contract = leave_reads.contract
					AND p.account IN ('*', m.account) AND p.site_level IN ('any', t.level)
					AND w.attributes || e.attributes @> p.applies
					AND p.in_force @> lower(m.valid) AND p.known @> leave_reads.known_on
				ORDER BY p.account = '*', (SELECT count(*) FROM jsonb_object_keys(p.applies)) DESC,
					p.site_level = 'any',
					p.up_to < m.counted, p.up_to LIMIT 1) AS r ON true
	), chain AS (
		SELECT p.leave_move_id, p.employee_id, p.account, NULL::text AS charged_from, p.event, p.kind, p.valid,
			p.school_year, p.plan_id, p.employment_id, p.days, CASE p.unit WHEN 'days' THEN p.days
				WHEN 'hours' THEN CASE WHEN p.of_hours AND NOT p.has_part THEN p.counted ELSE p.days * p.day_hours END
				ELSE p.days / p.week_days END AS quantity,
			CASE WHEN p.plan_id IS NULL THEN 'this employee has no such account on that day'
				WHEN lower(p.valid) < p.begins THEN format('the account begins on %s',
					to_char(p.begins, 'YYYY-MM-DD'))
				WHEN p.kind = 'taken' AND NOT p.employed THEN 'nobody is away who is not employed on that day'
				WHEN NOT p.year @> p.valid THEN format('it goes on beyond %s, the end of the school year',
					to_char(upper(p.year) - 1, 'YYYY-MM-DD'))
				WHEN p.days IS NULL AND p.has_part THEN 'hours count by the day, and these are of several days'
				WHEN p.days IS NULL THEN 'how many hours a day has is not said' END AS problem, 1 AS depth
		FROM parted AS p
		UNION ALL
		SELECT c.leave_move_id, c.employee_id, b.charged_to, c.account, c.event, c.kind, c.valid, c.school_year,
			h.plan_id, h.employment_id, c.days,
			CASE h.unit WHEN 'days' THEN c.days WHEN 'hours' THEN c.days * h.day_hours
				ELSE c.days / h.week_days END,
			CASE WHEN h.plan_id IS NULL THEN format('"%s" is charged to this account, which the employee does not have',
				c.account) END, c.depth + 1
		FROM chain AS c
			JOIN held AS b ON b.employee_id = c.employee_id AND b.account = c.account AND b.plan_id = c.plan_id
				AND b.school_year = c.school_year AND b.charged_to IS NOT NULL
			LEFT JOIN held AS h ON h.employee_id = c.employee_id AND h.account = b.charged_to
				AND h.school_year = c.school_year
		WHERE c.kind IN ('taken', 'returned') AND c.problem IS NULL AND c.depth < 9
	)
	SELECT c.leave_move_id, c.employee_id, c.account, c.charged_from, c.event, c.kind, c.valid, c.school_year,
		c.plan_id, c.employment_id, c.days, CASE WHEN c.problem IS NULL THEN c.quantity END, c.problem
	FROM chain AS c;
END
$leave_reads$;
COMMENT ON FUNCTION leave_reads(text, int, bigint[], date) IS 'the moves of leave of some employees or, null, of all, '
	'as their accounts count them, and what they charge other accounts with';
