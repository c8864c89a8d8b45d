-- What was known is reckoned by the same texts: they are run once more in a schema of their own, "NAME_then", where the
-- names of the facts are views of what they were at the moment that is asked for. Of the books, too, what makes rows of
-- reports; there nothing is kept, and what they call known now is what was known on the day that is asked for.
CREATE FUNCTION caseload.then_scripts() RETURNS TABLE (name text, script text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH part AS (
		SELECT 1 AS turn, 0::bigint AS place, k.name, k.script FROM caseload.known_scripts() AS k WHERE k.name = 'facts'
		UNION ALL
		SELECT 2, d.place, d.name, replace(replace(d.script, 'known_on date DEFAULT ''infinity''',
			'known_on date DEFAULT known_day()'), 'only_year text DEFAULT NULL', 'only_year text DEFAULT known_year()')
		FROM caseload.district_scripts() WITH ORDINALITY AS d (name, stage, script, place)
		-- what was known is not written
		WHERE d.stage = 'reckoned' AND d.name NOT IN ('move_up', 'proposal', 'proposal_parts')
			AND NOT starts_with(d.name, 'forecast')
		UNION ALL
		SELECT 3, 0, k.name, k.script FROM caseload.known_scripts() AS k WHERE k.name = 'fresh'
		UNION ALL
		SELECT 4, d.place, d.name, replace(replace(d.script, '''infinity''', 'known_day()'),
			'caseload.asker()', 'known_asker()')
		FROM caseload.district_scripts() WITH ORDINALITY AS d (name, stage, script, place)
		WHERE d.stage = 'derived'
			AND d.name IN ('named', 'live', 'pay_named', 'pay_stale', 'seen', 'pay_rows', 'pay_months', 'due_list',
				'post_rows', 'budget', 'leave_rows')
		UNION ALL
		SELECT 5, r.place, r.name, replace(r.script, 'caseload.asker()', 'known_asker()')
		FROM caseload.report_scripts() WITH ORDINALITY AS r (name, script, place)
		WHERE r.name IN ('overage', 'compliance', 'pay_line', 'pay_line_month', 'pay_summary', 'scattergram',
			'due_finding', 'post_finding', 'time_budget', 'leave')
		UNION ALL
		SELECT 6, 0, k.name, k.script FROM caseload.known_scripts() AS k WHERE k.name = 'reports'
		UNION ALL
		SELECT 7, 0, k.name, k.script FROM caseload.known_scripts() AS k WHERE k.name = 'costs'
	)
	SELECT p.name, p.script FROM part AS p ORDER BY p.turn, p.place;
END;
COMMENT ON FUNCTION caseload.then_scripts() IS
	'the scripts that make the schema in which a district reckons what was known, in order';
