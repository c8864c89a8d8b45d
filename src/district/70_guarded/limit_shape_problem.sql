-- Columns of a limit that do not go together: what nothing reads beside another, what counts what is not there, and
-- what follows from it nobody, or never.
CREATE FUNCTION limit_shape_problem() RETURNS SETOF rule_finding
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
	SET DateStyle = 'ISO'
AS $limit_shape_problem$
BEGIN
	RETURN QUERY
	WITH named AS MATERIALIZED (
		SELECT l.*, l.contract || '/' || l.code AS rule, k.term FROM load_limit AS l JOIN contract AS k USING (contract)
	), cap AS MATERIALIZED (
		SELECT l.contract, l.rule, l.scope, l.counted_on AS limit_days, c.*, caseload.measure(c.number) AS measure,
			caseload.quantity(c.number) AS n
		FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id
	), remedy AS MATERIALIZED (
		SELECT l.contract, l.rule, l.scope, l.strictness, l.in_force, l.counted_on AS limit_days, r.*,
			r.scale::text AS scale_text,
			coalesce(r.counted_on, l.counted_on) AS days_name
		FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
	), limit_measure AS (
		SELECT c.limit_id, min(c.measure) AS measure FROM cap AS c GROUP BY c.limit_id
		HAVING count(DISTINCT c.measure) = 1
	), years AS MATERIALIZED (
		SELECT c.contract, range_agg(c.in_force) AS years, range_agg(c.days) AS days FROM calendar AS c
		WHERE c.kind = 'student' AND upper_inf(c.known) GROUP BY c.contract
	), counted AS (
		-- how many days of a set, and how many school days its years have
		SELECT d.contract, d.name, sum(n.in_set) AS in_set, sum(n.in_all) AS in_all
		FROM count_days AS d JOIN years AS y ON y.contract = d.contract CROSS JOIN LATERAL (SELECT
			(SELECT sum(upper(u) - lower(u)) FROM pg_catalog.unnest(d.days) AS u) AS in_set,
			(SELECT sum(upper(u) - lower(u))
				FROM pg_catalog.unnest(y.days * datemultirange(d.in_force)) AS u) AS in_all) AS n
		WHERE upper_inf(d.known) GROUP BY d.contract, d.name
	)
	SELECT l.contract, l.rule, 'load_limit'::text AS place, l.id AS row_id,
		'in force outside of the contract''s term'::text AS problem,
		format('%s, and the term is %s', l.in_force, l.term) AS detail,
		CASE WHEN l.in_force && l.term THEN 'worth a look' ELSE 'likely' END AS sure
	FROM named AS l WHERE NOT l.in_force <@ l.term AND (lower(l.in_force) < lower(l.term)
		OR l.in_force && l.term AND lower(l.in_force) > lower(l.term)
		-- a promise for the time after it goes on from what is in force in it
		OR NOT l.in_force && l.term AND NOT EXISTS (SELECT FROM load_limit AS o
			WHERE o.contract = l.contract AND o.code = l.code AND o.in_force -|- l.in_force))
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'days between two rows of a clause',
		format('none is in force from %s to %s', upper(l.in_force), lower(n.in_force) - 1), 'likely'
	FROM named AS l CROSS JOIN LATERAL (SELECT o.in_force FROM load_limit AS o WHERE o.contract = l.contract
		AND o.code = l.code AND o.in_force >> l.in_force ORDER BY o.in_force LIMIT 1) AS n
	WHERE NOT n.in_force -|- l.in_force AND NOT EXISTS (SELECT FROM load_limit AS o WHERE o.contract = l.contract
		AND o.code = l.code AND o.id <> l.id AND o.in_force @> upper(l.in_force))
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'in force in no school year that has a calendar',
		format('%s; there are calendars for %s', l.in_force, y.years), 'likely'
	FROM named AS l JOIN years AS y ON y.contract = l.contract
	-- calendars of years to come are entered when they come
	WHERE upper_inf(l.known) AND upper(l.in_force) <= lower(y.years) AND NOT EXISTS (SELECT FROM load_limit AS o
		WHERE o.contract = l.contract AND o.code = l.code AND upper_inf(o.known) AND o.in_force && y.years)
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'a text no longer known, and none that came after',
		format('known until %s', to_char(upper(l.known) - 1, 'YYYY-MM-DD')), 'likely'
	FROM named AS l WHERE NOT upper_inf(l.known)
		AND NOT EXISTS (SELECT FROM load_limit AS o WHERE o.contract = l.contract
		AND o.code = l.code AND o.in_force && l.in_force AND lower(o.known) >= upper(l.known))
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'paid, and nothing follows',
		'it has no row in limit_remedy', 'likely'
	FROM named AS l WHERE l.strictness = 'paid' AND EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.id)
		AND NOT EXISTS (SELECT FROM limit_remedy AS r WHERE r.limit_id = l.id)
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, 'pay for passing what is not paid', r.strictness, 'likely'
	FROM remedy AS r WHERE r.kind = 'pay' AND r.strictness = 'advisory'
	UNION ALL
	-- said in its title, as Class size K-6
	SELECT l.contract, l.rule, 'load_limit', l.id, 'other grades than in its title',
		format('%s, and its rows speak of %s',
		l.title, g.grades), 'likely'
	FROM named AS l CROSS JOIN LATERAL (SELECT range_agg(c.grades) AS grades FROM limit_cap AS c WHERE c.limit_id = l.id
			HAVING count(*) = count(c.grades)) AS g
		CROSS JOIN LATERAL (SELECT substring(l.title
			FROM '(?:^|[^A-Za-z0-9-])((?:PK|TK|K|[1-9]|1[0-2])-(?:1[0-2]|[1-9]))(?:$|[^A-Za-z0-9-])') AS span) AS t
	WHERE t.span IS NOT NULL AND g.grades <> int4multirange(caseload.grades(t.span))
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'tests that are for others', format('test %s is for other grades, '
		'programs or conditions than test %s', t.other, t.test), 'worth a look'
	FROM named AS l CROSS JOIN LATERAL (
		WITH per_test AS (
			SELECT c.test, array_agg(DISTINCT concat_ws(' ', c.grades, c.program, c.applies) ORDER BY
				concat_ws(' ', c.grades, c.program, c.applies)) AS whom
			FROM limit_cap AS c WHERE c.limit_id = l.id AND c.wider IS NULL GROUP BY c.test
		)
		SELECT a.test, min(b.test) AS other
		FROM per_test AS a JOIN per_test AS b ON b.test > a.test AND b.whom <> a.whom
		GROUP BY a.test ORDER BY a.test LIMIT 1) AS t
	UNION ALL
	-- a test that looks further can be for other grades, and is for the same sites
	SELECT l.contract, l.rule, 'load_limit', l.id, 'tests that are for others',
		format('test %s is for other conditions '
		'than test %s', t.other, t.test), 'worth a look'
	FROM named AS l CROSS JOIN LATERAL (
		WITH per_test AS (
			SELECT c.test, bool_or(c.wider IS NOT NULL) AS wide, array_agg(DISTINCT c.applies::text) AS whom
			FROM limit_cap AS c WHERE c.limit_id = l.id GROUP BY c.test
		)
		SELECT a.test, min(b.test) AS other
		FROM per_test AS a JOIN per_test AS b ON b.test > a.test AND b.whom <> a.whom AND (a.wide OR b.wide)
		GROUP BY a.test ORDER BY a.test LIMIT 1) AS t
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'tests joined all, and there is one',
		'all of one test is the same as any', 'worth a look'
	FROM named AS l WHERE l.joined = 'all'
		AND (SELECT count(DISTINCT c.test) FROM limit_cap AS c WHERE c.limit_id = l.id) = 1
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, 'carried, and nobody carries classes',
		format('carried is %s, the scope is %s', l.carried, l.scope), 'certain'
	FROM named AS l WHERE l.scope <> 'employee' AND l.carried = 'by share'
		AND NOT EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.id AND c.wider = 'employee')
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'all classes of a person against the number of one',
		format('%s for %s, and the scope is employee', c.number, coalesce('grades ' || c.grades, 'any class')),
		CASE WHEN c.grades IS NULL THEN 'worth a look' ELSE 'likely' END
	FROM cap AS c WHERE c.scope = 'employee' AND c.reckoned = 'total' AND c.program IS NULL AND c.per IS NULL
		AND c.relative_to IS NULL AND c.wider IS NULL AND c.measure IN ('students', 'seats') AND NOT c.counts ? 'what'
		AND c.n BETWEEN 1 AND 45 AND c.binds <> 'under' AND (c.grades IS NULL OR upper(c.grades) > 6)
		AND NOT EXISTS (SELECT FROM cap AS o WHERE o.limit_id = c.limit_id AND o.program IS NOT NULL)
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a whole ' || c.scope || ' against the number of a class',
		c.number::text, 'likely'
	FROM cap AS c WHERE c.scope IN ('site', 'district') AND c.reckoned = 'total'
		AND (c.per IS NULL OR c.program IS NOT NULL)
		AND c.relative_to IS NULL AND c.wider IS NULL AND c.measure IN ('students', 'seats', 'IEPs')
		AND NOT c.counts ? 'what' AND c.n BETWEEN 1 AND 100 AND c.binds <> 'under'
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a minimum of students',
		format('binds is under, and the number %s', c.number), 'worth a look'
	FROM cap AS c WHERE c.binds = 'under' AND c.measure IN ('students', 'seats', 'IEPs', 'units', 'sections', 'percent')
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a maximum of help',
		format('binds is %s, and the number %s', c.binds, c.number), 'worth a look'
	FROM cap AS c WHERE c.binds <> 'under' AND c.measure IN ('aides', 'positions', 'teachers', 'counselors', 'nurses',
		'paraprofessionals', 'meetings') AND c.relative_to IS NULL
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a load added up over a term',
		format('the %s of each day, in a %s', c.measure, c.taken_over), 'likely'
	FROM cap AS c WHERE c.taken = 'total' AND c.measure IN ('students', 'seats', 'IEPs', 'units', 'percent', 'aides',
		'positions') AND NOT c.counts ? 'what'
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a class has no such load',
		format('%s: %s are counted for persons', c.number, c.measure), 'certain'
	FROM cap AS c WHERE c.scope = 'section' AND c.wider IS NULL AND c.measure IN ('IEPs', 'units')
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'one class has no average, and no largest',
		format('reckoned is %s, the scope is section', c.reckoned), 'likely'
	FROM cap AS c WHERE c.scope = 'section' AND c.wider IS NULL AND c.reckoned <> 'total'
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'wider than itself', c.wider, 'worth a look'
	FROM cap AS c WHERE c.wider = c.scope
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'tests do not begin at 1', c.test::text, 'likely'
	FROM cap AS c WHERE c.test > 1
		AND NOT EXISTS (SELECT FROM limit_cap AS o WHERE o.limit_id = c.limit_id AND o.test = c.test - 1)
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, v.name || ' in another measure than the number',
		format('%s, and the number is %s', v.value, c.number), 'certain'
	FROM cap AS c CROSS JOIN LATERAL (VALUES ('a tolerance', c.tolerance), ('the most that is over', c.excess_most))
		AS v (name, value)
	WHERE caseload.measure(v.value) <> c.measure AND c.reckoned NOT IN ('overages', 'sections over')
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a tolerance not below the number',
		format('%s of %s', c.tolerance, c.number), 'likely'
	FROM cap AS c WHERE c.relative_to IS NULL AND c.per IS NULL AND c.n > 0 AND caseload.quantity(c.tolerance) >= c.n
	UNION ALL
	SELECT l.contract, l.rule, 'exception', x.exception_id, 'an exception in another measure than the number',
		format('%s of district %s, and the number is in %s', x.number, x.district_id, m.measure), 'certain'
	FROM exception AS x JOIN named AS l ON l.id = x.limit_id JOIN limit_measure AS m ON m.limit_id = l.id
	WHERE caseload.measure(x.number) <> m.measure
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'units where cases are counted one by one',
		format('%s, and each case of %s is one', c.number, c.program), 'worth a look'
	FROM cap AS c WHERE c.measure = 'units' AND c.program IS NOT NULL AND c.scope = 'employee'
		AND EXISTS (SELECT FROM case_assignment AS k WHERE k.program = c.program)
		AND NOT EXISTS (SELECT FROM case_assignment AS k WHERE k.program = c.program AND k.goal_areas <> 1)
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'weighted without a weight',
		'limit_weight has no row, and neither enrollments, cases nor students have a weight', 'likely'
	FROM cap AS c WHERE c.weighted = 'weight'
		AND NOT EXISTS (SELECT FROM limit_weight AS w WHERE w.limit_id = c.limit_id)
		AND NOT EXISTS (SELECT FROM student AS s WHERE s.weight IS NOT NULL)
		AND NOT EXISTS (SELECT FROM case_assignment AS k WHERE k.weight IS NOT NULL)
		AND NOT EXISTS (SELECT FROM enrollment AS e WHERE e.weight IS NOT NULL)
	UNION ALL
	SELECT l.contract, l.rule, 'limit_weight', w.id, 'a weight that nothing reads', 'no row of the limit is weighted',
		'certain'
	FROM limit_weight AS w JOIN named AS l ON l.id = w.limit_id
	WHERE NOT EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.id AND c.weighted = 'weight')
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'a number for less than one', format('%s per %s', c.number, c.per),
		'likely'
	FROM cap AS c WHERE caseload.quantity(c.per) < 1
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, 'a choice of one', r.choice, 'likely'
	FROM remedy AS r WHERE r.choice IS NOT NULL AND NOT EXISTS (SELECT FROM limit_remedy AS o
		WHERE o.limit_id = r.limit_id AND o.choice = r.choice AND o.id <> r.id)
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, 'two alternatives of one rank',
		format('row %s has rank %s too', o.id, r.rank), 'worth a look'
	FROM remedy AS r JOIN limit_remedy AS o ON o.limit_id = r.limit_id AND o.choice = r.choice AND o.rank = r.rank
		AND o.id > r.id AND o.test IS NOT DISTINCT FROM r.test
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, 'beside alternatives, and due besides',
		'choice is null, and all other remedies of the limit are alternatives', 'likely'
	FROM remedy AS r WHERE r.choice IS NULL AND (SELECT count(*) >= 2 AND count(*) = count(o.choice)
		AND count(DISTINCT o.choice) = 1 FROM limit_remedy AS o WHERE o.limit_id = r.limit_id AND o.id <> r.id)
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, 'the same paid twice', format('row %s pays it too', o.id), 'likely'
	FROM remedy AS r JOIN limit_remedy AS o ON o.limit_id = r.limit_id AND o.id > r.id AND o.kind = 'pay'
		AND o.test IS NOT DISTINCT FROM r.test AND o.payee = r.payee AND o.choice IS NULL
		AND o.scale::text = r.scale_text AND o.counted_on IS NOT DISTINCT FROM r.counted_on
		AND o.standing_on IS NOT DISTINCT FROM r.standing_on AND o.lasts::text IS NOT DISTINCT FROM r.lasts::text
	WHERE r.kind = 'pay' AND r.choice IS NULL
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, 'the same remedy twice', format('%s, as row %s', r.kind, o.id),
		'likely'
	FROM remedy AS r JOIN limit_remedy AS o ON o.limit_id = r.limit_id AND o.id > r.id AND o.kind = r.kind
		AND o.test IS NOT DISTINCT FROM r.test AND o.choice IS NOT DISTINCT FROM r.choice
		AND o.payee = r.payee AND o.payees IS NOT DISTINCT FROM r.payees
	WHERE r.scale IS NULL AND o.scale IS NULL AND r.kind <> 'other'
		AND (r.counted_on, r.standing_on, r.lasts::text, r.given)
			IS NOT DISTINCT FROM (o.counted_on, o.standing_on, o.lasts::text, o.given)
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, 'money in what is not pay', format('%s: %s', r.kind, r.scale_text),
		'likely'
	FROM remedy AS r WHERE r.kind <> 'pay' AND pays_money(r.scale)
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, 'a scale of another remedy',
		format('%s: %s', r.kind, r.scale_text),
		'likely'
	FROM remedy AS r WHERE r.kind IN ('meeting', 'grievance', 'consent') AND r.scale IS NOT NULL
		OR r.kind = 'position' AND r.scale_text ~ ' aides ' OR r.kind <> 'position' AND r.scale_text ~ ' positions '
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, 'a base that nothing reads',
		format('%s: %s', r.base, r.scale_text),
		'worth a look'
	FROM remedy AS r WHERE r.base IS NOT NULL AND (r.scale IS NULL OR r.scale_text ~ '[$]' AND r.scale_text !~ '%')
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, 'lasts in what is no time', r.lasts::text, 'certain'
	FROM remedy AS r WHERE caseload.measure(r.lasts) NOT IN ('days', 'percent')
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, v.problem, v.value, 'certain'
	FROM remedy AS r CROSS JOIN LATERAL (VALUES ('lasts_in without lasts', r.lasts IS NULL, r.lasts_in),
		('from_then without lasts', r.lasts IS NULL AND r.from_then, 'true'),
		('levels without a gate', num_nonnulls(r.lasts, r.standing_on, r.counted_on) = 0, nullif(r.levels, 'together')),
		('runs_in, and no run', r.standing_on IS NULL AND (r.lasts IS NULL OR r.lasts_in IS NOT NULL AND
			r.carries IS NULL), r.runs_in),
		('standing, and no units', r.base IS NOT NULL OR r.scale IS NULL OR pays_money(r.scale), r.standing::text),
		('given_how without given', r.given IS NULL, nullif(r.given_how, 'on its days'))) AS v (problem, unread, value)
	WHERE v.unread AND v.value IS NOT NULL
	UNION ALL
	SELECT l.contract, l.rule, 'load_limit', l.id, v.problem, v.detail, 'certain'
	FROM named AS l CROSS JOIN LATERAL (VALUES ('holds, and every day is counted', l.holds
			AND l.counted_on = 'every day', 'no day is between two counts'),
		('empty_counts without an average', l.empty_counts AND NOT EXISTS (SELECT FROM limit_cap AS c
			WHERE c.limit_id = l.id AND c.reckoned = 'average'), 'no row of the limit is an average'))
		AS v (problem, unread, detail) WHERE v.unread
	UNION ALL
	SELECT c.contract, c.rule, 'limit_cap', c.id, 'none, and nothing below it',
		'no row of the test with a number is of lower precedence', 'likely'
	FROM cap AS c WHERE c.none AND NOT EXISTS (SELECT FROM limit_cap AS o WHERE o.limit_id = c.limit_id
		AND o.test = c.test AND o.precedence < c.precedence AND o.number IS NOT NULL)
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, 'nothing is taken of a term',
		format('takes is %s, and the scale is %s', r.takes, r.scale_text), 'likely'
	FROM remedy AS r WHERE r.takes <> 'highest' AND point_period(r.scale) IS NULL
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, 'pay of a whole ' || r.scope || ' goes to nobody', r.scale_text,
		'worth a look'
	FROM remedy AS r WHERE r.kind = 'pay' AND r.scale IS NOT NULL AND r.scope IN ('site', 'district')
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, 'a payee that nothing reads',
		format('%s, and the scope is %s', coalesce(array_to_string(r.payees, ', '), r.payee), r.scope), 'likely'
	FROM remedy AS r WHERE r.scope <> 'section' AND (r.payee <> 'teacher of record' OR r.payees IS NOT NULL)
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, 'a share of a class that is not the load',
		format('in_proportion is share, the scope is %s', r.scope), 'likely'
	FROM remedy AS r WHERE r.scope <> 'section' AND r.in_proportion = 'share'
	UNION ALL
	SELECT r.contract, r.rule, 'limit_remedy', r.id, 'by the day, and counted on few days',
		format('%s: due on the days of %s alone, %s of %s school days', r.scale_text, r.days_name, c.in_set, c.in_all),
		'likely'
	FROM remedy AS r JOIN counted AS c ON c.contract = r.contract AND c.name = r.days_name
	WHERE r.scale_text ~ ' per day' AND r.standing_on IS NULL AND c.in_set * 2 < c.in_all;
END
$limit_shape_problem$;
COMMENT ON FUNCTION limit_shape_problem() IS
	'columns of a limit, its caps and its remedies that do not go together';
