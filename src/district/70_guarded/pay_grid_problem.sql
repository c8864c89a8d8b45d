-- Grids and raises held against each other: a schedule's cells follow from the row before and the raises since, its
-- longevity rows from the rule that speaks of steps. A contract that enters no raises says nothing about them.

-- The grid of the row before with the raises since, where they can be made.
CREATE FUNCTION raised_or_null(grid caseload.salary_schedule, contract text, schedule text, after date, through date)
RETURNS caseload.salary_schedule
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $raised_or_null$
BEGIN
	RETURN raised(grid, contract, schedule, after, through);
EXCEPTION WHEN no_data_found OR invalid_parameter_value OR numeric_value_out_of_range THEN
	-- the raise itself is told
	RETURN NULL;
END
$raised_or_null$;
COMMENT ON FUNCTION raised_or_null(caseload.salary_schedule, text, text, date, date) IS
	'raised(), and null where a raise cannot be made';

CREATE FUNCTION pay_grid_problem() RETURNS SETOF pay_finding
LANGUAGE plpgsql STABLE ROWS 5 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $pay_grid_problem$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH grid AS MATERIALIZED (
		SELECT s.id, s.contract, s.schedule, s.in_force, s.grid, s.derived_from, s.printed,
			s.times / s.over IS DISTINCT FROM lag(s.times / s.over) OVER w AS another_share,
			lag(s.grid) OVER w AS grid_before, lag(s.in_force) OVER w AS in_force_before
		FROM schedule AS s WHERE upper_inf(s.known)
		WINDOW w AS (PARTITION BY s.contract, s.schedule ORDER BY s.in_force)
	), due AS MATERIALIZED (
		SELECT g.*, raised_or_null(g.grid_before, g.contract, g.schedule, lower(g.in_force_before),
				lower(g.in_force)) AS due
		FROM grid AS g WHERE g.grid_before IS NOT NULL AND NOT (g.derived_from IS NOT NULL AND g.another_share)
			AND EXISTS (SELECT FROM raise AS r
			WHERE r.contract = g.contract AND r.schedule IN ('*', g.schedule))
	), hand AS MATERIALIZED (
		-- a schedule that is a share of another is told by it
		SELECT g.id, g.contract, g.schedule, count(*) AS cells,
			(array_agg(p.placement || ': ' || p.problem ORDER BY p.placement))[1] AS first
		FROM grid AS g CROSS JOIN LATERAL caseload.problems(g.grid) AS p
		WHERE g.derived_from IS NULL GROUP BY g.id, g.contract, g.schedule
	)
	SELECT h.contract, h.contract || '/' || h.schedule, 'schedule', h.id, 'a cell that looks like a slip of the hand',
		format('%s of them, first %s', h.cells, h.first), 'read the cell again in the printed table', 'likely'
	FROM hand AS h
	UNION ALL
	SELECT g.contract, g.contract || '/' || g.schedule, 'schedule', g.id, 'units that fall from a lane to the next',
		array_to_string(u.units, ', '), 'mend the units beside the lanes', 'certain'
	FROM grid AS g CROSS JOIN LATERAL (SELECT array_agg(m.units[1]::numeric ORDER BY m.at) AS units
			FROM regexp_matches(split_part(g.grid::text, chr(10), 1), ' ?[^ (]+[(]([0-9.]+)[)]', 'g')
				WITH ORDINALITY AS m (units, at) WHERE m.at > 1) AS u
	WHERE u.units <> (SELECT array_agg(n ORDER BY n) FROM unnest(u.units) AS n)
	UNION ALL
	SELECT d.contract, d.contract || '/' || d.schedule, 'schedule', d.id,
		'cells that the raises since the row before do not give',
		format('%s of %s, first %s: %s, and with the raises %s', count(*) FILTER (WHERE x.off), count(*),
			(array_agg(x.placement ORDER BY x.placement) FILTER (WHERE x.off))[1],
			(array_agg(x.amount ORDER BY x.placement) FILTER (WHERE x.off))[1],
			(array_agg(x.due ORDER BY x.placement) FILTER (WHERE x.off))[1]),
		'read both grids and the raises between them again', 'likely'
	FROM due AS d CROSS JOIN LATERAL (
			-- printed tables are rounded by themselves
			SELECT c.placement, c.amount, round(b.exact, 2) AS due,
				coalesce(abs(c.exact - b.exact) > 2, true) AS off
			FROM caseload.cells(d.grid) AS c FULL JOIN caseload.cells(d.due) AS b
				ON b.placement OPERATOR(caseload.=) c.placement) AS x
	WHERE d.due IS NOT NULL GROUP BY d.contract, d.schedule, d.id HAVING count(*) FILTER (WHERE x.off) > 0
	UNION ALL
	-- what each is rounded by adds up to nothing, what a raise was typed wrong by does not
	SELECT d.contract, d.contract || '/' || d.schedule, 'schedule', d.id,
		'cells that all differ one way from what the raises give',
		format('by %s each', round(avg(c.exact - b.exact), 2)),
		'read the raises between both grids again', 'likely'
	FROM due AS d CROSS JOIN LATERAL caseload.cells(d.grid) AS c JOIN LATERAL caseload.cells(d.due) AS b
		ON b.placement OPERATOR(caseload.=) c.placement
	WHERE d.due IS NOT NULL GROUP BY d.contract, d.schedule, d.id
	HAVING count(*) >= 8 AND abs(avg(c.exact - b.exact)) > 0.6 AND NOT bool_or(abs(c.exact - b.exact) > 2)
	UNION ALL
	SELECT r.contract, format('%s/raise of %s', r.contract, to_char(r.in_force_from, 'YYYY-MM-DD')), 'raise', r.id,
		'a raise inside of a row of its schedule', format('%s holds %s', min(g.schedule), min(g.in_force::text)),
		'begin a row of schedule with it, or mend raise.in_force_from', 'likely'
	FROM raise AS r JOIN grid AS g ON g.contract = r.contract AND r.schedule IN ('*', g.schedule)
		AND r.in_force_from > lower(g.in_force) AND r.in_force_from < upper(g.in_force)
	WHERE r.on_schedule AND r.settled GROUP BY r.contract, r.in_force_from, r.id
	UNION ALL
	SELECT g.contract, g.contract || '/' || g.schedule, 'schedule', g.id, 'longevity rows that the rule does not give',
		format('%s of them, first %s: %s, and by %s %s', count(*), (array_agg(c.placement ORDER BY c.placement))[1],
			(array_agg(c.amount ORDER BY c.placement))[1], min(r.code),
			(array_agg(round(w.due, 2) ORDER BY c.placement))[1]),
		'mend longevity_rule.scale, lanes or in_force, or the cells', 'likely'
	FROM grid AS g JOIN longevity_rule AS r ON r.contract = g.contract AND r.schedule IN ('*', g.schedule)
			AND r.service = 'step' AND r.base IS NULL AND upper_inf(r.known) AND r.in_force @> lower(g.in_force)
		CROSS JOIN LATERAL caseload.cells(g.grid) AS c
		CROSS JOIN LATERAL (SELECT caseload.salary_exact(g.grid, caseload.salary_step(c.lane,
			caseload.top_step(g.grid, c.lane))) AS top) AS t
		CROSS JOIN LATERAL (SELECT t.top + CASE WHEN r.lanes IS NULL OR c.lane = ANY (r.lanes)
			THEN caseload.pay(r.scale, c.step, t.top) ELSE 0 END AS due) AS w
	WHERE c.longevity AND abs(c.exact - w.due) > 2 GROUP BY g.contract, g.schedule, g.id;
END
$pay_grid_problem$;
COMMENT ON FUNCTION pay_grid_problem() IS
	'cells of schedules that look like slips, or that the raises and the longevity rules do not give';
