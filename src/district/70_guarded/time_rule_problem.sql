-- Slips in rules of hours, each of which would be silent: a block that no entry meets, a number that nobody has.
CREATE FUNCTION time_rule_problem() RETURNS SETOF rule_finding
LANGUAGE plpgsql STABLE ROWS 5 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $time_rule_problem$
BEGIN
	RETURN QUERY
	SELECT b.contract, b.contract || '/hours: ' || b.what, 'time_block', b.id, 'a block that nothing reads',
		format('%s; paid or counted are %s', b.what, coalesce(r.others, 'none')), NULL::text
	FROM time_block AS b CROSS JOIN LATERAL (
		SELECT string_agg(u.what, ', ' ORDER BY u.what COLLATE "C") AS others,
			coalesce(bool_or(u.what = b.what), false) AS is_read
		FROM (SELECT h.what FROM hourly_pay AS h WHERE h.contract = b.contract
				UNION SELECT c.counts ->> 'what' FROM limit_cap AS c JOIN load_limit AS l ON l.id = c.limit_id
				WHERE l.contract = b.contract AND jsonb_typeof(c.counts -> 'what') = 'string'
				UNION SELECT c.per_counts ->> 'what' FROM limit_cap AS c JOIN load_limit AS l ON l.id = c.limit_id
				WHERE l.contract = b.contract AND jsonb_typeof(c.per_counts -> 'what') = 'string') AS u) AS r
	WHERE NOT r.is_read
		-- what is asked for by a condition may be any
		AND NOT EXISTS (SELECT FROM limit_cap AS c JOIN load_limit AS l ON l.id = c.limit_id
			WHERE l.contract = b.contract AND 'object' IN (jsonb_typeof(c.counts -> 'what'),
				jsonb_typeof(c.per_counts -> 'what')))
	UNION ALL
	SELECT b.contract, b.contract || '/hours: ' || b.what, 'time_block', b.id,
		'the least of an entry is above its most',
		format('%s and %s', b.least, b.most), NULL
	FROM time_block AS b WHERE time_length(b.least) > time_length(b.most)
		AND (caseload.measure(b.least) = 'days') = (caseload.measure(b.most) = 'days')
	UNION ALL
	SELECT b.contract, b.contract || '/hours: ' || b.what, 'time_block', b.id, 'days beside hours in a block',
		concat_ws(', ', b.block, b.least, b.most), NULL
	FROM time_block AS b
	WHERE 'days' IN (caseload.measure(b.block), caseload.measure(b.least), caseload.measure(b.most))
		AND EXISTS (SELECT FROM unnest(ARRAY[b.block, b.least, b.most]) AS u WHERE caseload.measure(u) <> 'days')
	UNION ALL
	SELECT l.contract, l.contract || '/' || l.code, 'limit_cap', c.id, 'by_site, and of no person',
		format('scope is %s: nobody has this number', l.scope), NULL
	FROM limit_cap AS c JOIN load_limit AS l ON l.id = c.limit_id WHERE c.by_site AND l.scope <> 'employee'
	UNION ALL
	SELECT l.contract, l.contract || '/' || l.code, 'limit_cap', c.id, 'a whole number beside parts of one',
		format('test %s has rows by_site: this number is added to theirs', c.test), NULL
	FROM limit_cap AS c JOIN load_limit AS l ON l.id = c.limit_id
	WHERE NOT c.by_site AND c.number IS NOT NULL AND EXISTS (SELECT FROM limit_cap AS o
		WHERE o.limit_id = c.limit_id AND o.test = c.test AND o.by_site)
	UNION ALL
	SELECT l.contract, l.contract || '/' || l.code, 'limit_cap', c.id, 'a number added up that is of no tally',
		format('%s for each of the counted days', c.number), NULL
	FROM limit_cap AS c JOIN load_limit AS l ON l.id = c.limit_id
	WHERE c.cap_taken = 'total' AND coalesce(caseload.measure(c.per)
		IN ('FTE', 'sections', 'teachers', 'employees', 'students'), true);
END
$time_rule_problem$;
COMMENT ON FUNCTION time_rule_problem() IS 'the part of rule_problem about budgets of hours and blocks';
