-- A result's columns are known before it is run, so a scattergram with a column a lane is made by SQL that the caller
-- runs. Whoever reads the reports may ask for it: it reads nothing else.
CREATE FUNCTION scattergram_sql(schedule text, contract text DEFAULT NULL, on_date date DEFAULT current_date,
	measure text DEFAULT 'fte') RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $scattergram_sql$
#variable_conflict use_column
DECLARE
	measures constant text[] := '{fte,employees,cost,fte_on_day,employees_on_day}';
	of_year text;
	contracts text[];
	since date;
	lanes text[];
BEGIN
	IF num_nulls(schedule, on_date, measure) > 0 THEN
		RAISE null_value_not_allowed USING MESSAGE = 'schedule, on_date and measure of a scattergram must not be NULL',
			HINT = 'Leave on_date out for today, and measure for full-time equivalents.';
	END IF;
	IF NOT isfinite(on_date) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('a scattergram is of one day, and not of %s', on_date),
			HINT = 'Leave on_date out for today.';
	END IF;
	of_year := (SELECT y.begins || '-' || lpad(((y.begins + 1) % 100)::text, 2, '0')
		FROM (SELECT date_part('year', scattergram_sql.on_date - interval '6 months')::int AS begins) AS y);
	IF measure <> ALL (measures) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('a scattergram shows no "%s"', measure),
			HINT = format('It shows one of: %s.', array_to_string(measures, ', '));
	END IF;
	contracts := ARRAY(SELECT DISTINCT g.contract::text FROM schedule_cell AS g
		WHERE g.schedule = scattergram_sql.schedule
			AND (scattergram_sql.contract IS NULL OR g.contract = scattergram_sql.contract) ORDER BY 1);
	IF cardinality(contracts) = 0 THEN
		RAISE no_data_found USING MESSAGE = format('there is no schedule "%s"%s', schedule,
				CASE WHEN contract IS NOT NULL THEN format(' in contract "%s"', contract) ELSE '' END),
			HINT = 'See the report schedule_cell for their names.';
	END IF;
	IF cardinality(contracts) > 1 THEN
		RAISE invalid_parameter_value USING MESSAGE = format('several contracts have a schedule "%s": %s', schedule,
			array_to_string(contracts, ', ')),
			HINT = format('Name one: scattergram_sql(%L, %L).', schedule, contracts[1]);
	END IF;
	-- the grid of that day, else the last one before it, else the first
	SELECT g.in_force_from INTO since FROM schedule_cell AS g
	WHERE g.contract = contracts[1] AND g.schedule = scattergram_sql.schedule
	ORDER BY g.in_force_from > scattergram_sql.on_date IS TRUE, abs(g.in_force_from - scattergram_sql.on_date)
	LIMIT 1;
	-- who stands in a lane that this grid does not have is not left out
	lanes := ARRAY(SELECT l.lane FROM (
			SELECT g.lane::text, g.lane_rank::int FROM schedule_cell AS g
			WHERE g.contract = contracts[1] AND g.schedule = scattergram_sql.schedule
				AND g.in_force_from IS NOT DISTINCT FROM since
			UNION ALL
			SELECT s.lane, 1000 + coalesce(s.lane_rank, 1000) FROM scattergram AS s
			WHERE s.contract = contracts[1] AND s.schedule = scattergram_sql.schedule AND s.school_year = of_year)
			AS l (lane, lane_rank)
		GROUP BY l.lane ORDER BY min(l.lane_rank), l.lane COLLATE "C");
	RETURN format('SELECT CASE WHEN grouping(c.step) = 1 THEN ''total'' ELSE trim_scale(c.step)::text END AS step%1$s, '
			'sum(c.shown) AS total '
			'FROM (SELECT s.step, s.lane, s.%2$I AS shown FROM %3$I.scattergram AS s '
			'WHERE s.contract = %4$L AND s.schedule = %5$L AND s.school_year = %6$L '
			'UNION ALL SELECT DISTINCT g.step, NULL, NULL::numeric FROM %3$I.schedule_cell AS g '
			'WHERE g.contract = %4$L AND g.schedule = %5$L AND g.in_force_from IS NOT DISTINCT FROM %7$L::date) AS c '
			'GROUP BY ROLLUP (c.step) ORDER BY grouping(c.step), c.step',
		(SELECT string_agg(format(', sum(c.shown) FILTER (WHERE c.lane = %1$L) AS %1$I', l.lane), '' ORDER BY l.nth)
			FROM pg_catalog.unnest(lanes) WITH ORDINALITY AS l (lane, nth)),
		measure, current_schema(), contracts[1], schedule, of_year, since);
END
$scattergram_sql$;
COMMENT ON FUNCTION scattergram_sql(text, text, date, text) IS 'the SELECT that shows the scattergram of a schedule in '
	'the school year of a day as a grid: a row a step, a column a lane, and totals; of fte, employees or cost, or of '
	'those on one day of the year';
