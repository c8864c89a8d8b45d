-- Which limits the guard holds, and which can only be reported. A guard counts the rows of one class, or of
-- one caseload, on each day by itself: whatever looks further, over a term or at some of them, it cannot hold.
CREATE VIEW guarded_limit WITH (security_invoker = true) AS
SELECT l.id AS limit_id, l.contract, l.code, c.id AS cap_id, c.test, l.scope,
	c.program, c.number, l.strictness, l.citation,
	coalesce(w.reasons, '') = '' AS held, nullif(w.reasons, '') AS reason
FROM load_limit AS l JOIN limit_cap AS c ON c.limit_id = l.id
	JOIN contract AS k ON k.contract = l.contract AND k.proposal_of IS NULL
	CROSS JOIN LATERAL (SELECT concat_ws(', ',
		CASE WHEN c.none THEN 'there is no limit' WHEN c.number IS NULL THEN 'number not in the source' END,
		CASE WHEN l.scope NOT IN ('section', 'employee') THEN 'of a whole ' || l.scope END,
		CASE WHEN l.joined = 'all' AND (SELECT count(DISTINCT o.test) FROM limit_cap AS o
			WHERE o.limit_id = l.id) > 1 THEN 'tests joined all' END,
		CASE WHEN c.wider IS NOT NULL THEN 'looks at the whole ' || c.wider END,
		CASE WHEN c.binds = 'under' THEN 'a minimum' END,
		CASE WHEN c.reckoned <> 'total' THEN c.reckoned END,
		CASE WHEN c.taken <> 'each' THEN 'over a term' END,
		CASE c.weighted WHEN 'weight' THEN 'weighted' WHEN 'share' THEN 'by the share of the day' END,
		CASE WHEN c.counts <> '{}' THEN 'counts only some' END,
		CASE WHEN c.stays IS NOT NULL THEN 'counts only who stays' END,
		CASE WHEN caseload.measure(c.number) = 'percent' THEN 'a share'
			WHEN caseload.measure(c.number) <> ALL (CASE l.scope
				WHEN 'employee' THEN '{students,seats,IEPs,units}'::text[] ELSE '{students,seats}' END)
				THEN 'counts ' || caseload.measure(c.number) END,
		CASE WHEN c.per IS NOT NULL AND (l.scope <> 'employee' OR caseload.measure(c.per) <> 'FTE') THEN 'so many per '
			|| caseload.measure(c.per) END,
		CASE WHEN l.together <> '{}' THEN 'sections taught as one' END,
		CASE WHEN c.relative_load IS NOT NULL OR c.relative_to IS NOT NULL AND EXISTS (SELECT FROM limit_cap AS o
			JOIN load_limit AS b ON b.id = o.limit_id AND b.contract = l.contract WHERE o.relative_load IS NOT NULL)
				THEN 'relative to the size of other classes' END,
		-- of a test whose rows come and go with facts that refill no caps
		CASE WHEN EXISTS (SELECT FROM limit_cap AS o JOIN load_limit AS b ON b.id = o.limit_id
			WHERE (b.id = l.id AND o.test = c.test OR c.relative_to <> l.code AND b.contract = l.contract)
				AND caseload.conditions(o.applies, true) IS NOT NULL)
				THEN 'changes with the size of a class or a tally' END,
		CASE WHEN l.scope = 'employee' AND EXISTS (SELECT FROM limit_cap AS n WHERE n.limit_id = l.id AND n.none
			AND n.test = c.test AND n.precedence > c.precedence AND n.grades IS NOT NULL)
				THEN 'no limit on some grades' END,
		CASE WHEN l.scope = 'employee' AND c.program IS NULL THEN 'over all classes or programs of a person' END,
		CASE WHEN l.scope = 'employee'
			AND c.relative_to IS NOT NULL THEN 'relative to another limit' END) AS reasons) AS w;
COMMENT ON VIEW guarded_limit IS
	'each number of each limit: whether a guard can hold it, and if not, why; those are reported only';
COMMENT ON COLUMN guarded_limit.limit_id IS 'the limit';
COMMENT ON COLUMN guarded_limit.contract IS 'the contract';
COMMENT ON COLUMN guarded_limit.code IS 'code of the limit';
COMMENT ON COLUMN guarded_limit.cap_id IS 'the row of limit_cap';
COMMENT ON COLUMN guarded_limit.test IS 'its test';
COMMENT ON COLUMN guarded_limit.scope IS 'section: held by class; employee: held by person and program';
COMMENT ON COLUMN guarded_limit.program IS 'the program that it names';
COMMENT ON COLUMN guarded_limit.number IS 'the number';
COMMENT ON COLUMN guarded_limit.strictness IS 'hard: refused; paid, advisory: let in, said and recorded';
COMMENT ON COLUMN guarded_limit.citation IS 'article';
COMMENT ON COLUMN guarded_limit.held IS 'whether a guard holds it';
COMMENT ON COLUMN guarded_limit.reason IS 'why not';

-- The greatest load of which nothing follows. `whole`: what is counted is whole, so a fraction of the number is not
-- reached.
CREATE FUNCTION held_at(number numeric, rounded text, binds text, tolerance numeric,
	excess text, whole boolean) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT greatest(0, CASE WHEN held_at.whole THEN floor(m.most) ELSE trim_scale(round(m.most, 6)) END)
	FROM (SELECT CASE held_at.rounded WHEN 'up' THEN ceil(held_at.number) WHEN 'down' THEN floor(held_at.number)
			WHEN 'nearest' THEN floor(held_at.number + 0.5) ELSE held_at.number END
		- CASE held_at.binds WHEN 'at' THEN 1 ELSE 0 END
		+ greatest(coalesce(held_at.tolerance, 0),
			CASE held_at.excess WHEN 'down' THEN 0.999999 WHEN 'nearest' THEN 0.499999 ELSE 0 END) AS most) AS m;
END;
COMMENT ON FUNCTION held_at(numeric, text, text, numeric, text, boolean) IS
	'the greatest load of which nothing follows';

-- A set that the contract names is held on its days alone. `every day` and `duty days` are held on all days of the
-- school year, so that a weekend is no gap.
CREATE FUNCTION held_days(valid daterange, counted_on text, days datemultirange) RETURNS datemultirange
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN held_days.counted_on IN ('every day', 'duty days') THEN datemultirange(held_days.valid)
		ELSE held_days.days * datemultirange(held_days.valid) END;
END;
COMMENT ON FUNCTION held_days(daterange, text, datemultirange) IS 'the days on which a number is held';
