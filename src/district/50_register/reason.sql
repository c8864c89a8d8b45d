-- Why somebody is paid a difference: the pay lines now against those that the last run was reckoned from.
CREATE FUNCTION line_words(during daterange, placement caseload.salary_step, fte numeric, annual numeric, rule text,
	rule_id bigint, cents numeric, problem text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT concat(iso_range(line_words.during), ' ', CASE WHEN line_words.problem IS NOT NULL THEN line_words.problem
		ELSE concat_ws(' ', line_words.placement::text, 'at ' || trim_scale(line_words.annual),
			CASE WHEN line_words.fte <> 1 THEN 'x ' || trim_scale(line_words.fte) END,
			'(' || line_words.rule || ' ' || line_words.rule_id || ')', '= ' || round(line_words.cents, 2)) END);
END;
COMMENT ON FUNCTION line_words(daterange, caseload.salary_step, numeric, numeric, text, bigint, numeric, text) IS
	'a pay line in words: [2025-07-01,2026-07-01) BA-1 at 50000 (schedule 1) = 50000.00';

-- The run of which the lines are compared: the last that closed a period and was not reversed.
CREATE FUNCTION last_run(district_id int, t cycle_time) RETURNS pay_run
LANGUAGE sql STABLE SET search_path FROM CURRENT
AS $last_run$
	SELECT r FROM pay_run AS r
	WHERE r.district_id = last_run.district_id AND r.contract = (last_run.t).contract
		AND r.cycle = (last_run.t).cycle AND r.school_year = (last_run.t).school_year AND r.reverses IS NULL
		AND NOT EXISTS (SELECT FROM pay_run AS u WHERE u.district_id = r.district_id AND u.reverses = r.run)
	ORDER BY r.turn DESC LIMIT 1;
$last_run$;
COMMENT ON FUNCTION last_run(int, cycle_time) IS
	'the last run of a cycle and school year that closed a period and was not reversed';

CREATE FUNCTION differing_lines(run bigint, district_id int, lines pay_piece[], employees bigint[], components text[])
RETURNS TABLE (employee_id bigint, component text, words text)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $differing_lines$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH asked AS MATERIALIZED (
		SELECT u.employee_id, u.component
		FROM unnest(differing_lines.employees, differing_lines.components) AS u (employee_id, component)
	), now AS MATERIALIZED (
		SELECT a.employee_id, a.component, l.during,
			line_words(l.during, l.placement, l.fte, l.annual, l.rule, l.rule_id,
			l.cents, l.problem) AS words
		FROM asked AS a JOIN unnest(differing_lines.lines) AS l
			ON l.employee_id = a.employee_id AND l.component = a.component
	), was AS MATERIALIZED (
		SELECT a.employee_id, a.component, l.during,
			line_words(l.during, l.placement, l.fte, l.annual, l.rule, l.rule_id,
			l.cents, l.problem) AS words
		FROM asked AS a JOIN paid_basis AS l ON l.employee_id = a.employee_id AND l.component = a.component
		WHERE l.run = differing_lines.run AND l.district_id = differing_lines.district_id
	), gone AS (
		SELECT x.employee_id, x.component,
			string_agg(x.words, '; ' ORDER BY lower(x.during), x.words COLLATE "C") AS words
		FROM (SELECT * FROM was EXCEPT ALL SELECT * FROM now) AS x GROUP BY x.employee_id, x.component
	), come AS (
		SELECT x.employee_id, x.component,
			string_agg(x.words, '; ' ORDER BY lower(x.during), x.words COLLATE "C") AS words
		FROM (SELECT * FROM now EXCEPT ALL SELECT * FROM was) AS x GROUP BY x.employee_id, x.component
	)
	SELECT coalesce(g.employee_id, c.employee_id), coalesce(g.component, c.component),
		format('was %s; now %s', coalesce(g.words, 'nothing'), coalesce(c.words, 'nothing'))
	FROM gone AS g FULL JOIN come AS c ON c.employee_id = g.employee_id AND c.component = g.component;
END
$differing_lines$;
COMMENT ON FUNCTION differing_lines(bigint, int, pay_piece[], bigint[], text[]) IS
	'for these employees and components, the lines that a run was reckoned from and that are no more, '
	'and those that are new, in words';
