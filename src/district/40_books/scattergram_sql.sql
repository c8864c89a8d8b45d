-- The scattergram as it is printed: a column a lane, which no view can have, for lanes are data. So this gives the text
-- of a query, to be run by whoever reads the reports.
CREATE FUNCTION scattergram_sql(schedule text, contract text DEFAULT NULL, school_year text DEFAULT NULL,
	shows text DEFAULT 'fte') RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $scattergram_sql$
#variable_conflict use_column
DECLARE
	found_in text[] := ARRAY(SELECT DISTINCT s.contract FROM schedule AS s JOIN contract AS k ON k.contract = s.contract
		WHERE s.schedule = scattergram_sql.schedule AND k.proposal_of IS NULL
			AND s.contract = coalesce(scattergram_sql.contract, s.contract) ORDER BY 1);
	asked record;
	lanes text[];
BEGIN
	IF cardinality(found_in) = 0 THEN
		RAISE invalid_parameter_value USING MESSAGE = format('there is no schedule "%s"%s here', schedule,
				' of contract "' || contract || '"'),
			DETAIL = (SELECT format('The schedules are: %s.', string_agg(DISTINCT s.schedule, ', ' ORDER BY s.schedule))
				FROM schedule AS s JOIN contract AS k ON k.contract = s.contract WHERE k.proposal_of IS NULL),
			HINT = 'See the table schedule.';
	ELSIF cardinality(found_in) > 1 THEN
		RAISE invalid_parameter_value USING MESSAGE = format('several contracts have a schedule "%s"', schedule),
			DETAIL = format('They are: %s.', array_to_string(found_in, ', ')),
			HINT = format('Name one: scattergram_sql(%L, %L).', schedule, found_in[1]);
	ELSIF shows NOT IN ('fte', 'employees', 'cost') IS NOT FALSE THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('a scattergram does not show "%s"', coalesce(shows, 'NULL')),
			HINT = 'It shows fte, employees or cost.';
	END IF;
	SELECT y.school_year, y.year INTO asked FROM contract_year('infinity', scattergram_sql.school_year) AS y
	WHERE y.contract = found_in[1] ORDER BY y.year @> current_date DESC, lower(y.year) DESC LIMIT 1;
	SELECT caseload.lanes(s.grid) INTO lanes FROM schedule AS s
	WHERE s.contract = found_in[1] AND s.schedule = scattergram_sql.schedule AND upper_inf(s.known)
		AND s.in_force && asked.year ORDER BY lower(s.in_force) DESC NULLS LAST LIMIT 1;
	IF lanes IS NULL THEN
		RAISE no_data_found USING
			MESSAGE = format('contract "%s" has no calendar, or no schedule "%s", of %s', found_in[1], schedule,
				 coalesce(asked.school_year, school_year, 'any school year')),
			HINT = 'See the tables calendar and schedule.';
	END IF;
	RETURN format('SELECT coalesce(step::text, ''all'') AS step,%s sum(%I) AS "all" '
		'FROM %I.scattergram WHERE contract = %L AND schedule = %L AND school_year = %L '
		'GROUP BY ROLLUP (step) ORDER BY scattergram.step NULLS LAST',
		(SELECT string_agg(format(' sum(%1$I) FILTER (WHERE lane = %2$L) AS %2$I,', shows, l.lane), '' ORDER BY l.rank)
			FROM unnest(lanes) WITH ORDINALITY AS l (lane, rank)),
		shows, reports_schema(), found_in[1], schedule, asked.school_year);
END
$scattergram_sql$;
COMMENT ON FUNCTION scattergram_sql(text, text, text, text) IS
	'the text of a query that shows the report scattergram of a schedule as a grid, a column a lane in '
	'their order, with sums: of fte, employees or cost';
