-- What is due and what is paid, by employee and component: what every close and every question rests on.
CREATE TYPE owed_sum AS (employee_id bigint, component text, site_id bigint, leaves int, last_day date, earned numeric,
	due_before numeric, due numeric, paid numeric, problem text);
COMMENT ON TYPE owed_sum IS 'of a component: the year''s cents (earned), what of them is due through the period before '
	'the one asked for and through that, what is paid so far; the period in which the employment ends, if it does';

CREATE FUNCTION part_due(t cycle_time, nth int, first int, leaves int, earned numeric, even numeric, dated numeric)
RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN part_due.nth <= 0 THEN 0
		WHEN part_due.nth >= (part_due.t).last OR part_due.nth >= part_due.leaves THEN part_due.earned
		ELSE due_by(part_due.even, part_due.nth, part_due.first, (part_due.t).last) + round(part_due.dated, 2) END;
END;
COMMENT ON FUNCTION part_due(cycle_time, int, int, int, numeric, numeric, numeric) IS
	'what of a component is due through a period: its even part from its first period '
	'on, and what dates of its own say; '
	'all of it in the year''s last period and in that in which the employment ends';

CREATE FUNCTION over_by(nth int, came int, gone int, last int) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN over_by.nth >= over_by.gone THEN 1 WHEN over_by.nth < over_by.came THEN 0
		ELSE (over_by.nth - over_by.came + 1)::numeric / (over_by.last - over_by.came + 1) END;
END;
COMMENT ON FUNCTION over_by(int, int, int, int) IS
	'what part of an employment that ended before another began is due through a period: evenly, and all when it ended';

-- Only numbers, dates and keys are summed; the lines come once, in an array, for whoever closes keeps them, too.
CREATE FUNCTION owed_sums(t cycle_time, nth int, district_id int, lines pay_piece[], known_on date,
	employees bigint[]) RETURNS SETOF owed_sum
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $owed_sums$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH who AS MATERIALIZED (
		SELECT u.employee_id FROM unnest(owed_sums.employees) AS u (employee_id)
	), piece AS MATERIALIZED (
		-- what is excluded is nothing, and no problem of what is paid beside it
		SELECT row_number() OVER () AS id, l.employee_id, l.component, l.site_id, l.during, l.cents,
			CASE WHEN l.cents IS NULL THEN l.problem END AS problem,
			CASE WHEN l.rule = 'stipend' THEN l.rule_id END AS stipend_id,
			period_of(t, lower(l.during)) AS begins, period_of(t, upper(l.during) - 1) AS ends,
			upper(l.during) - 1 AS last_day
		FROM unnest(owed_sums.lines) AS l
	), special AS (
		SELECT d.stipend_id, d.during, stipend_shares(t, d.stipend_id, d.during, owed_sums.known_on) AS shares
		FROM (SELECT DISTINCT p.stipend_id, p.during FROM piece AS p WHERE p.stipend_id IS NOT NULL) AS d
	), leaver AS (
		-- a stipend that is paid in full stands for its term, though the employment is over
		SELECT p.employee_id,
			coalesce(max(p.last_day) FILTER (WHERE p.component = 'salary'), max(p.last_day)) AS last_day
		FROM piece AS p GROUP BY p.employee_id
	), back AS (
		-- who left, was away for a whole period and came back has been paid all of the time before: it is not spread
		-- over the year once more, or it would be taken back
		SELECT w.employee_id, w.ended AS gone, w.begins AS back
		FROM (SELECT p.employee_id, p.begins, max(p.ends) OVER (PARTITION BY p.employee_id ORDER BY p.begins, p.ends
				ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ended
			FROM piece AS p WHERE p.component = 'salary') AS w
		WHERE w.begins > w.ended + 1
	), over AS (
		SELECT g.id, g.gone, min(g.begins) OVER (PARTITION BY g.employee_id, g.component, g.gone) AS came
		FROM (SELECT p.id, p.employee_id, p.component, p.begins, min(b.gone) AS gone
			FROM back AS b JOIN piece AS p ON p.employee_id = b.employee_id AND p.ends < b.back
			GROUP BY p.id, p.employee_id, p.component, p.begins) AS g
	), elsewhere AS (
		SELECT e.employee_id, e.component, sum(e.amount) AS amount, max(e.payday) AS payday,
			least(width_bucket(max(e.payday), t.paydays), t.last) AS nth
		FROM paid_elsewhere AS e JOIN who AS w ON w.employee_id = e.employee_id
		WHERE e.district_id = owed_sums.district_id AND e.contract = t.contract AND e.school_year = t.school_year
		GROUP BY e.employee_id, e.component
	), in_total AS (
		SELECT e.employee_id, e.amount, e.payday, e.nth FROM elsewhere AS e WHERE e.component IS NULL
	), registered AS (
		-- what the register itself had paid by then is not to be paid elsewhere once more
		SELECT l.employee_id, l.component, sum(l.amount) AS amount
		FROM in_total AS e JOIN paid_line AS l ON l.employee_id = e.employee_id
			JOIN pay_run AS r ON r.district_id = l.district_id AND r.run = l.run
			JOIN pay_period AS p ON p.contract = r.contract AND p.cycle = r.cycle AND p.school_year = r.school_year
				AND p.nth = r.nth
		WHERE r.district_id = owed_sums.district_id AND r.contract = t.contract AND r.school_year = t.school_year
			AND p.payday <= e.payday
		GROUP BY l.employee_id, l.component
	), share AS (
		-- hours are paid when they are worked, and leave is taken off or paid when it is taken
		SELECT p.employee_id, p.component, p.site_id, p.begins, p.cents, p.problem, o.gone,
			CASE WHEN w.at_once THEN (p.ends < owed_sums.nth)::int
				ELSE coalesce(s.shares[owed_sums.nth - 1], CASE WHEN s.shares IS NOT NULL THEN 0
					ELSE over_by(owed_sums.nth - 1, o.came, o.gone, t.last) END) END AS before,
			CASE WHEN w.at_once THEN (p.ends <= owed_sums.nth)::int
				ELSE coalesce(s.shares[owed_sums.nth], CASE WHEN s.shares IS NULL
					THEN over_by(owed_sums.nth, o.came, o.gone, t.last) END) END AS through,
			CASE WHEN w.at_once THEN (p.ends <= e.nth)::int
				ELSE coalesce(s.shares[e.nth], CASE WHEN s.shares IS NOT NULL THEN 0
					ELSE over_by(e.nth, o.came, o.gone, t.last) END) END AS elsewhere
		FROM piece AS p
			CROSS JOIN LATERAL (SELECT p.component ~ '^(hours|leave|leave cash-out): ' AS at_once) AS w
			LEFT JOIN special AS s ON s.stipend_id = p.stipend_id AND s.during = p.during
			LEFT JOIN in_total AS e ON e.employee_id = p.employee_id
			LEFT JOIN over AS o ON o.id = p.id
	), summed AS (
		SELECT s.employee_id, s.component,
			(array_agg(s.site_id ORDER BY s.cents DESC NULLS LAST, s.site_id))[1] AS site_id,
			coalesce(min(s.begins) FILTER (WHERE s.gone IS NULL), min(s.begins)) AS first,
			sum(s.cents) AS earned, min(s.problem) AS problem,
			sum(CASE WHEN s.through IS NULL THEN s.cents ELSE 0 END) AS even,
			sum(s.cents * coalesce(s.before, 0)) AS before, sum(s.cents * coalesce(s.through, 0)) AS through,
			sum(s.cents * coalesce(s.elsewhere, 0)) AS elsewhere
		FROM share AS s GROUP BY s.employee_id, s.component
	), timed AS (
		SELECT s.employee_id, s.component, s.site_id, s.earned, s.problem, l.leaves, w.last_day,
			part_due(t, owed_sums.nth - 1, s.first, l.leaves, s.earned, s.even, s.before) AS due_before,
			part_due(t, owed_sums.nth, s.first, l.leaves, s.earned, s.even, s.through) AS due,
			CASE WHEN e.nth IS NOT NULL AND n.employee_id IS NULL THEN greatest(0,
				part_due(t, e.nth, s.first, l.leaves, s.earned, s.even, s.elsewhere) - coalesce(g.amount, 0))
				END AS due_elsewhere
		FROM summed AS s JOIN leaver AS w ON w.employee_id = s.employee_id
			CROSS JOIN LATERAL (SELECT NULLIF(period_of(t, w.last_day), t.last) AS leaves) AS l
			LEFT JOIN in_total AS e ON e.employee_id = s.employee_id
			LEFT JOIN elsewhere AS n ON n.employee_id = s.employee_id AND n.component = s.component
			LEFT JOIN registered AS g ON g.employee_id = s.employee_id AND g.component = s.component
	), matched AS (
		-- what is paid for all together is matched with what was still due on that payday: the difference is the
		-- largest component's, so that none of the others seems to be paid too much or too little ever after
		SELECT s.employee_id, s.component, s.due_elsewhere + CASE WHEN row_number() OVER w = 1
			THEN e.amount - sum(s.due_elsewhere) OVER (PARTITION BY s.employee_id) ELSE 0 END AS amount,
			min(s.problem) OVER (PARTITION BY s.employee_id) AS problem
		FROM timed AS s JOIN in_total AS e ON e.employee_id = s.employee_id WHERE s.due_elsewhere IS NOT NULL
		WINDOW w AS (PARTITION BY s.employee_id ORDER BY s.earned DESC NULLS LAST, s.component)
	), paid AS (
		SELECT p.employee_id, p.component, sum(p.amount) AS amount, min(p.problem) AS problem,
			(array_agg(p.site_id ORDER BY p.run DESC NULLS LAST))[1] AS site_id
		FROM (SELECT l.employee_id, l.component, l.amount, NULL::text AS problem, l.site_id, l.run
			FROM paid_line AS l JOIN pay_run AS r ON r.district_id = l.district_id AND r.run = l.run
				JOIN who AS w ON w.employee_id = l.employee_id
			WHERE r.district_id = owed_sums.district_id AND r.contract = t.contract AND r.school_year = t.school_year
			UNION ALL
			SELECT e.employee_id, e.component, e.amount, NULL, NULL, NULL
			FROM elsewhere AS e WHERE e.component IS NOT NULL
			UNION ALL
			SELECT m.employee_id, m.component, m.amount, m.problem, NULL, NULL FROM matched AS m
			UNION ALL
			SELECT e.employee_id, 'salary', e.amount, NULL, NULL, NULL FROM in_total AS e
			WHERE e.employee_id NOT IN (SELECT m.employee_id FROM matched AS m)) AS p
		GROUP BY p.employee_id, p.component
	)
	SELECT coalesce(s.employee_id, p.employee_id), coalesce(s.component, p.component),
		coalesce(s.site_id, p.site_id), s.leaves, s.last_day, coalesce(s.earned, 0), coalesce(s.due_before, 0),
		coalesce(s.due, 0), coalesce(p.amount, 0), coalesce(s.problem, p.problem)
	FROM timed AS s FULL JOIN paid AS p ON p.employee_id = s.employee_id AND p.component = s.component;
END
$owed_sums$;
COMMENT ON FUNCTION owed_sums(cycle_time, int, int, pay_piece[], date, bigint[]) IS
	'what these employees are due through a period and the one before it, and what they were paid, by component';
