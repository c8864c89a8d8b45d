-- The linter of what is due: rules that name what is not there, and events that nothing reads.
CREATE FUNCTION due_rule_problem() RETURNS SETOF rule_finding
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $due_rule_problem$
BEGIN
	RETURN QUERY
	WITH ruled AS MATERIALIZED (
		SELECT r.*, r.contract || '/' || r.code AS rule FROM due_rule AS r
	), named AS MATERIALIZED (
		SELECT n.contract, n.name, count(*) AS times, min(n.rule) AS rule, min(n.id) AS id
		FROM (SELECT r.contract, r.rule, r.id, v.name FROM ruled AS r
				CROSS JOIN LATERAL (VALUES (r.from_event), (r.closed_by), (r.unless)) AS v (name)
			WHERE v.name <> 'hired') AS n
		GROUP BY n.contract, n.name
	), trace AS MATERIALIZED (
		-- by sorting: a join of traces with traces is taken for one of a few rows, and is thousands times thousands
		SELECT n.contract, array_agg(n.name) AS names
		FROM named AS n CROSS JOIN LATERAL unnest(name_traces(n.name)) AS t (trace)
		GROUP BY n.contract, t.trace HAVING count(*) > 1
	), alike AS MATERIALIZED (
		SELECT DISTINCT t.contract, n.name, o.name AS other FROM trace AS t
			CROSS JOIN LATERAL unnest(t.names) AS n (name) CROSS JOIN LATERAL unnest(t.names) AS o (name)
		WHERE n.name <> o.name
	)
	SELECT r.contract, r.rule, 'due_rule'::text, r.id, 'number not in the source'::text, coalesce(r.note, ''),
		CASE WHEN left_open(r.note) THEN 'open' END
	FROM ruled AS r WHERE r.within IS NULL
	UNION ALL
	SELECT r.contract, r.rule, 'due_rule', r.id, 'a term that is not there', r.each, NULL
	FROM ruled AS r
	WHERE r.each IS NOT NULL AND r.each !~ '^([1-9][0-9]{0,3} )?(week|month|year)s?$' AND r.each <> 'contract'
		AND EXISTS (SELECT FROM calendar AS c WHERE c.contract = r.contract)
		AND NOT EXISTS (SELECT FROM term AS t WHERE t.contract = r.contract
			AND t.name IN (r.each, substring(r.each FROM '^[1-9][0-9]{0,3} ([a-z]+?)s?$')))
	UNION ALL
	SELECT r.contract, r.rule, 'due_rule', r.id, 'a day from which nothing runs', r.from_day, NULL
	FROM ruled AS r
	WHERE r.from_day NOT IN ('first day', 'last day', 'first school day', 'last school day', 'first duty day',
			'last duty day')
		AND EXISTS (SELECT FROM calendar AS c WHERE c.contract = r.contract)
		AND NOT EXISTS (SELECT FROM count_days AS d WHERE d.contract = r.contract AND d.name = r.from_day)
		AND NOT EXISTS (SELECT FROM due_date AS d WHERE d.contract = r.contract AND d.code = r.from_day)
	UNION ALL
	SELECT r.contract, r.rule, 'due_rule', r.id, 'a rule that is not there', r.if_due, NULL
	FROM ruled AS r WHERE r.if_due IS NOT NULL AND NOT EXISTS (SELECT FROM due_rule AS o
		WHERE o.contract = r.contract AND o.code = r.if_due AND o.each IS NOT NULL AND o.in_force && r.in_force)
	UNION ALL
	SELECT DISTINCT r.contract, r.rule, 'due_rule', r.id, 'hangs on a rule that is not like it',
		format('%s: %s', r.if_due, CASE WHEN o.if_due IS NOT NULL THEN 'it hangs on another itself'
			WHEN o.lapses THEN 'it is the last day of a choice, which is nobody''s' ELSE 'it is due per ' || o.per END),
		NULL
	FROM ruled AS r JOIN due_rule AS o ON o.contract = r.contract AND o.code = r.if_due AND o.each IS NOT NULL
	WHERE o.if_due IS NOT NULL OR o.lapses OR o.per <> r.per
	UNION ALL
	SELECT n.contract, n.rule, 'due_rule', n.id, 'an event called almost as another', format('%s and %s', n.name,
		min(a.other)), NULL
	FROM alike AS a JOIN named AS n ON n.contract = a.contract AND n.name = a.name
		JOIN named AS m ON m.contract = a.contract AND m.name = a.other
	WHERE n.times = 1 AND (m.times > 1 OR n.name < m.name)
	GROUP BY n.contract, n.rule, n.id, n.name;
END
$due_rule_problem$;
COMMENT ON FUNCTION due_rule_problem() IS 'rules of what is due that cannot be right or name what is not there';

-- An event that is misspelled opens nothing and closes nothing, and what it should have closed is told to be missed.
CREATE FUNCTION due_event_problem()
RETURNS TABLE (district_id int, contract text, row_id bigint, problem text, detail text)
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $due_event_problem$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH read AS MATERIALIZED (
		SELECT r.contract, v.name, v.does, r.each IS NOT NULL AS again, r.per, r.from_event, r.lapses
		FROM due_reading AS r CROSS JOIN LATERAL (VALUES (r.from_event, 'starts'), (r.closed_by, 'closes'),
			(r.unless, 'excuses')) AS v (name, does) WHERE v.name IS NOT NULL
		UNION ALL
		-- filed over what a limit finds
		SELECT d.contract, 'grievance', 'closes', true, 'event', NULL, true
		FROM deadline AS d WHERE d.stage = 'grievance'
	), written AS MATERIALIZED (
		SELECT e.what, e.contract, min(e.district_id) AS district_id, min(e.event_id) AS event_id, count(*) AS times
		FROM event AS e GROUP BY e.what, e.contract, e.district_id
	), stray AS MATERIALIZED (
		SELECT w.* FROM written AS w WHERE NOT EXISTS (SELECT FROM read AS r
			WHERE r.name = w.what AND (w.contract IS NULL OR r.contract = w.contract))
	), meant AS (
		SELECT s.what, string_agg(DISTINCT r.name, ', ') AS others
		FROM (SELECT DISTINCT s.what, t.trace FROM stray AS s
				CROSS JOIN LATERAL unnest(name_traces(s.what)) AS t (trace)) AS s
			JOIN (SELECT DISTINCT r.name, t.trace FROM read AS r
				CROSS JOIN LATERAL unnest(name_traces(r.name)) AS t (trace)) AS r ON r.trace = s.trace
		GROUP BY s.what
	)
	SELECT s.district_id, s.contract, s.event_id, 'an event that no rule reads',
		format('"%s", %s: mend event.what%s, or '
		'enter a row of due_rule for it', s.what, CASE s.times WHEN 1 THEN 'once' ELSE s.times || ' times' END,
		coalesce(': there is ' || m.others, ''))
	FROM stray AS s LEFT JOIN meant AS m ON m.what = s.what
	UNION ALL
	SELECT e.district_id, e.contract, e.event_id, 'an event that does not say whose it is',
		format('"%s" of %s %s what is due for each %s: mend event.%s_id', e.what, to_char(e.day, 'YYYY-MM-DD'),
			CASE WHEN bool_or(r.does = 'starts') THEN 'starts' ELSE min(r.does) END, r.per, r.per)
	FROM event AS e JOIN read AS r ON r.name = e.what AND (e.contract IS NULL OR r.contract = e.contract)
	WHERE CASE r.per WHEN 'employee' THEN e.employee_id WHEN 'site' THEN e.site_id
			WHEN 'section' THEN e.section_id ELSE 0 END IS NULL
		-- done in a matter it is found by that
		AND (r.does = 'starts' OR e.matter IS NULL AND NOT (r.again AND r.lapses))
	GROUP BY e.district_id, e.contract, e.event_id, e.what, e.day, r.per
	UNION ALL
	SELECT e.district_id, e.contract, e.event_id, 'an event of nobody who is employed on that day',
		format('employee %s, "%s" of %s: nothing runs from it; mend event.day, the employment, or say event.contract',
			e.employee_id, e.what, to_char(e.day, 'YYYY-MM-DD'))
	FROM event AS e
	WHERE e.employee_id IS NOT NULL AND e.contract IS NULL
		AND EXISTS (SELECT FROM read AS r WHERE r.name = e.what AND r.does = 'starts')
		AND NOT EXISTS (SELECT FROM employment AS j JOIN read AS r ON r.contract = j.contract AND r.name = e.what
			AND r.does = 'starts' WHERE j.district_id = e.district_id AND j.employee_id = e.employee_id
				AND j.valid @> e.day)
	UNION ALL
	SELECT e.district_id, e.contract, e.event_id, 'an event of a matter in which nothing was asked for',
		format('"%s" of %s, %s: mend event.matter, or enter what it answers', e.what, to_char(e.day, 'YYYY-MM-DD'),
			e.matter)
	FROM event AS e
	WHERE e.matter !~ '^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$'
		AND NOT EXISTS (SELECT FROM read AS r WHERE r.name = e.what AND (r.does = 'starts' OR r.again))
		AND NOT EXISTS (SELECT FROM read AS r JOIN event AS o ON o.what = r.from_event
			WHERE r.name = e.what AND o.district_id = e.district_id AND o.matter = e.matter)
		AND EXISTS (SELECT FROM read AS r WHERE r.name = e.what);
END
$due_event_problem$;
COMMENT ON FUNCTION due_event_problem() IS 'events that no rule reads, or not for all that they are for';
