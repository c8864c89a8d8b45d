-- Rules of pay that cannot be right, or that name what is not there; rule_problem shows them beside the limits'.
CREATE FUNCTION pay_look() RETURNS SETOF pay_finding
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $pay_look$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH lane_name AS (
		SELECT DISTINCT s.contract, s.schedule, l.lane FROM schedule AS s
			CROSS JOIN LATERAL pg_catalog.unnest(caseload.lanes(s.grid)) AS l (lane)
	), lane_wanted AS (
		SELECT r.contract, format('%s/raise of %s', r.contract, to_char(r.in_force_from, 'YYYY-MM-DD')) AS rule,
			'raise'::text AS place, r.id, r.schedule, l.lane
		FROM raise AS r CROSS JOIN LATERAL pg_catalog.unnest(r.lanes) AS l (lane)
		UNION ALL
		SELECT r.contract, r.contract || '/' || r.code, 'longevity_rule', r.id, r.schedule, l.lane
		FROM longevity_rule AS r CROSS JOIN LATERAL pg_catalog.unnest(r.lanes) AS l (lane)
		UNION ALL
		SELECT b.contract, b.contract || '/' || b.name, 'pay_base', b.id, b.schedule, caseload.lane(b.placement)
		FROM pay_base AS b WHERE b.placement IS NOT NULL
		UNION ALL
		SELECT d.contract, d.contract || '/' || d.degree, 'degree_lane', d.id, d.schedule, d.lane FROM degree_lane AS d
	), schedule_wanted AS (
		SELECT r.contract, format('%s/raise of %s', r.contract, to_char(r.in_force_from, 'YYYY-MM-DD')) AS rule,
			'raise'::text AS place, r.id, r.schedule FROM raise AS r WHERE r.schedule <> '*'
		UNION ALL
		SELECT r.contract, r.contract || '/' || r.code, 'longevity_rule', r.id, r.schedule
		FROM longevity_rule AS r WHERE r.schedule <> '*'
		UNION ALL
		SELECT b.contract, b.contract || '/' || b.name, 'pay_base', b.id, b.schedule
		FROM pay_base AS b WHERE b.schedule IS NOT NULL
		UNION ALL
		SELECT w.contract, w.contract || '/' || w.role, 'work_year', w.id, w.schedule FROM work_year AS w
		UNION ALL
		SELECT r.contract, r.contract || '/hours: ' || r.what, 'hourly_pay', r.id, r.schedule
		FROM hourly_pay AS r WHERE r.schedule <> '*'
		UNION ALL
		SELECT r.contract, r.contract || '/steps', 'step_rule', r.id, r.schedule
		FROM step_rule AS r WHERE r.schedule <> '*'
		UNION ALL
		SELECT r.contract, r.contract || '/start', 'start_rule', r.id, r.schedule FROM start_rule AS r
		WHERE r.schedule <> '*'
		UNION ALL
		SELECT d.contract, d.contract || '/' || d.degree, 'degree_lane', d.id, d.schedule FROM degree_lane AS d
		UNION ALL
		SELECT s.contract, s.contract || '/' || s.schedule, 'schedule', s.id, s.derived_from
		FROM schedule AS s WHERE s.derived_from IS NOT NULL
	), base_wanted AS (
		SELECT s.contract, s.contract || '/' || s.position AS rule, 'stipend'::text AS place, s.id, s.base, s.in_force,
			s.note
		FROM stipend AS s WHERE s.base IS NOT NULL
		UNION ALL
		SELECT r.contract, r.contract || '/' || r.code, 'longevity_rule', r.id, r.base, r.in_force, r.note
		FROM longevity_rule AS r WHERE r.base IS NOT NULL
		UNION ALL
		SELECT b.contract, b.contract || '/' || b.name, 'pay_base', b.id, b.plus, b.in_force, b.note
		FROM pay_base AS b WHERE b.plus IS NOT NULL
		UNION ALL
		SELECT r.contract, r.contract || '/hours: ' || r.what, 'hourly_pay', r.id, r.base, r.in_force, r.note
		FROM hourly_pay AS r
	), found AS (
		SELECT w.contract, w.rule, w.place, w.id AS row_id, 'a schedule that is not there'::text AS problem,
			w.schedule AS detail, NULL::text AS sure
		FROM schedule_wanted AS w WHERE NOT EXISTS (SELECT FROM schedule AS s
			WHERE s.contract = w.contract AND s.schedule = w.schedule)
		UNION ALL
		SELECT w.contract, w.rule, w.place, w.id, 'a lane that is not there', w.lane, NULL
		FROM lane_wanted AS w WHERE EXISTS (SELECT FROM lane_name AS n
				WHERE n.contract = w.contract AND w.schedule IN ('*', n.schedule))
			AND NOT EXISTS (SELECT FROM lane_name AS n WHERE n.contract = w.contract AND w.schedule IN ('*', n.schedule)
				AND n.lane = upper(translate(w.lane, ' ' || chr(9), '')))
		UNION ALL
		SELECT w.contract, w.rule, w.place, w.id, 'a base that is not there', w.base,
			CASE WHEN left_open(w.note, w.base) THEN 'open' END
		FROM base_wanted AS w WHERE NOT EXISTS (SELECT FROM pay_base AS b
			WHERE b.contract = w.contract AND b.name = w.base AND b.in_force && w.in_force)
		UNION ALL
		SELECT b.contract, b.contract || '/' || b.name, 'pay_base', b.id, 'a circle of bases', z.path, NULL
		FROM pay_base AS b JOIN (
			WITH RECURSIVE walk AS (
				SELECT DISTINCT b.contract, b.name, b.plus, ARRAY[b.name] AS path
				FROM pay_base AS b WHERE b.plus IS NOT NULL
				UNION ALL
				SELECT w.contract, w.name, b.plus, w.path || b.name FROM walk AS w JOIN pay_base AS b
					ON b.contract = w.contract AND b.name = w.plus AND b.plus IS NOT NULL AND NOT b.name = ANY (w.path)
			)
			SELECT DISTINCT w.contract, w.name, array_to_string(w.path || w.plus, ' > ') AS path
			FROM walk AS w WHERE w.plus = w.name
		) AS z ON z.contract = b.contract AND z.name = b.name
		UNION ALL
		SELECT r.contract, format('%s/raise of %s', r.contract, to_char(r.in_force_from, 'YYYY-MM-DD')), 'raise', r.id,
			p.problem, p.detail,
			CASE WHEN p.problem = 'an index without a value' AND left_open(r.note, r.index_name) THEN 'open' END
		FROM raise AS r CROSS JOIN LATERAL (VALUES
			('an index without a value', CASE WHEN r.index_name IS NOT NULL AND NOT EXISTS (SELECT FROM index_value AS i
				WHERE i.contract IN (r.contract, '*') AND i.index_name = r.index_name AND i.in_force @> r.in_force_from
					AND upper_inf(i.known)) THEN r.index_name END),
			('index_times without index_name', CASE WHEN r.index_name IS NULL THEN r.index_times::text END),
			('at_least is above at_most',
				CASE WHEN r.at_least > r.at_most THEN format('%s, %s', r.at_least, r.at_most) END),
			('bounds without a percentage', CASE WHEN num_nonnulls(r.percent, r.index_name) = 0
				THEN coalesce(r.at_least, r.at_most)::text END),
			('no lane is raised', CASE WHEN cardinality(r.lanes) = 0 THEN 'lanes is empty; null is all of them' END),
			('a cell is not rounded so', CASE WHEN r.rounds_to NOT BETWEEN -9 AND 8 THEN r.rounds_to::text END))
			AS p (problem, detail)
		WHERE p.detail IS NOT NULL
		UNION ALL
		SELECT i.contract, i.contract || '/' || i.index_name, 'index_value', i.id,
			'a contract that is not there', i.contract, NULL
		FROM index_value AS i WHERE i.contract <> '*'
			AND NOT EXISTS (SELECT FROM contract AS k WHERE k.contract = i.contract)
		UNION ALL
		SELECT s.contract, s.contract || '/' || s.position, 'stipend', s.id, 'installments without dates',
			'paid is installments, and stipend_installment has no row', NULL
		FROM stipend AS s WHERE s.paid = 'installments'
			AND NOT EXISTS (SELECT FROM stipend_installment AS i WHERE i.stipend_id = s.id)
		UNION ALL
		SELECT s.contract, s.contract || '/' || s.position, 'stipend', s.id, 'a term that is not there', s.lasts_in,
			CASE WHEN NOT EXISTS (SELECT FROM calendar AS c WHERE c.contract = s.contract) THEN 'open' END
		FROM stipend AS s WHERE s.lasts_in NOT IN ('year', 'month', 'week')
			AND NOT EXISTS (SELECT FROM term AS t WHERE t.contract = s.contract AND t.name = s.lasts_in)
		UNION ALL
		SELECT s.contract, s.contract || '/' || s.position, 'stipend_installment', i.id,
			'a date that is not there', i.due, NULL
		FROM stipend_installment AS i JOIN stipend AS s ON s.id = i.stipend_id
		WHERE NOT EXISTS (SELECT FROM due_date AS d WHERE d.contract = s.contract AND d.code = i.due)
		UNION ALL
		SELECT d.contract, d.contract || '/' || d.limit_code, 'deadline', d.id,
			'a limit that is not there', d.limit_code, NULL
		FROM deadline AS d WHERE d.limit_code <> '*'
			AND NOT EXISTS (SELECT FROM load_limit AS l WHERE l.contract = d.contract AND l.code = d.limit_code)
		UNION ALL
		-- overages and hours are not divided
		SELECT d.contract, d.contract || '/' || d.component, 'division', d.id,
			'a component that is not there', d.component, NULL
		FROM division AS d
		WHERE d.component NOT IN ('*', 'salary', 'longevity of the grid', 'longevity', 'leave',
			'stipend', 'lane change', 'step change')
			AND NOT EXISTS (SELECT FROM stipend AS s
				WHERE s.contract = d.contract AND d.component = 'stipend: ' || s.position)
			AND NOT EXISTS (SELECT FROM longevity_rule AS r
				WHERE r.contract = d.contract AND d.component = 'longevity: ' || r.code)
			AND NOT EXISTS (SELECT FROM leave_plan AS p
				WHERE p.contract = d.contract AND d.component = 'leave: ' || p.account)
		UNION ALL
		-- printed tables are rounded by themselves, so a dollar is let pass
		SELECT s.contract, s.contract || '/' || s.schedule, 'schedule', s.id, 'cells that are not times the source''s',
			format('%s of %s, first %s', count(*), s.derived_from,
				(array_agg(format('%s: %s, and %s times %s / %s is %s',
				c.placement, c.amount, b.amount, s.times, s.over, round(b.exact * s.times / s.over, 2))
				ORDER BY c.lane_rank, c.step, c.longevity))[1]), NULL
		FROM schedule AS s JOIN schedule AS f ON f.contract = s.contract AND f.schedule = s.derived_from
				AND f.in_force @> lower(s.in_force) AND upper_inf(f.known)
			-- where a step has two rows in one of the grids, each is held against its like
			CROSS JOIN LATERAL (SELECT c.*, count(*) OVER (PARTITION BY c.lane, c.step) AS rows
				FROM caseload.cells(s.grid) AS c) AS c
			JOIN LATERAL (SELECT b.*, count(*) OVER (PARTITION BY b.lane, b.step) AS rows
				FROM caseload.cells(f.grid) AS b) AS b
				ON b.lane = c.lane AND b.step = c.step AND (b.longevity = c.longevity OR b.rows = 1 AND c.rows = 1)
		WHERE upper_inf(s.known) AND abs(c.exact - b.exact * s.times / s.over) > 1
		GROUP BY s.contract, s.schedule, s.id, s.derived_from, s.times, s.over
	)
	SELECT f.contract, f.rule, f.place, f.row_id, f.problem, f.detail, k.mend, coalesce(f.sure, k.sure)
	FROM found AS f LEFT JOIN problem_kind AS k ON k.problem = f.problem
	UNION ALL
	SELECT p.* FROM pay_series_problem() AS p
	UNION ALL
	SELECT p.* FROM pay_grid_problem() AS p
	UNION ALL
	SELECT p.* FROM pay_number_problem() AS p
	UNION ALL
	SELECT p.* FROM pay_name_problem() AS p
	UNION ALL
	SELECT p.* FROM pay_word_problem() AS p
	UNION ALL
	SELECT p.* FROM pay_alike_problem() AS p;
END
$pay_look$;
COMMENT ON FUNCTION pay_look() IS 'all that is found in rules of pay, what their source leaves open too';

CREATE VIEW pay_rule_problem WITH (security_invoker = true) AS
SELECT p.contract, p.rule, p.place, p.row_id, p.problem, p.detail, p.mend, p.sure FROM pay_look() AS p
WHERE p.sure IS DISTINCT FROM 'open' AND NOT EXISTS (SELECT FROM contract AS k
	WHERE k.contract = p.contract AND k.proposal_of IS NOT NULL);
COMMENT ON VIEW pay_rule_problem IS 'rules of pay that cannot be right or name what is not there';
COMMENT ON COLUMN pay_rule_problem.contract IS 'the contract';
COMMENT ON COLUMN pay_rule_problem.rule IS 'contract, and the name of the rule';
COMMENT ON COLUMN pay_rule_problem.place IS 'the table that the row is in';
COMMENT ON COLUMN pay_rule_problem.row_id IS 'its id there';
COMMENT ON COLUMN pay_rule_problem.problem IS 'what is wrong';
COMMENT ON COLUMN pay_rule_problem.detail IS 'where to look';
COMMENT ON COLUMN pay_rule_problem.mend IS 'what to do about it';
COMMENT ON COLUMN pay_rule_problem.sure IS
	'certain: it cannot be right as it stands; likely: it seldom is; worth a look: it can well be right';
