-- read_schedule() of 1,000 printed tables of 40 rows and 6 lanes, of which three end early, in columns and in tabs,
-- against the strict type's input of the same grids.
SET search_path = caseload, public;
CREATE TABLE printed AS
SELECT id, E'        MADE-UP SCHOOL DISTRICT\n\n' || string_agg(line, E'\n' ORDER BY step) AS columns,
	string_agg(tabs, E'\n' ORDER BY step) AS tabs, string_agg(strict, E'\n' ORDER BY step) AS strict
FROM generate_series(1, 1000) AS id
	CROSS JOIN LATERAL (
		SELECT 0 AS step, '  Step     ' || string_agg(lpad('Class ' || lane, 14), '' ORDER BY lane) AS line,
			'Step' || string_agg(E'\tClass ' || lane, '' ORDER BY lane) AS tabs,
			'step' || string_agg(E'\t' || lane, '' ORDER BY lane) AS strict
		FROM generate_series(1, 6) AS lane
		UNION ALL
		SELECT step, lpad(step::text, 6) || '     ' || string_agg(lpad(amount, 14), '' ORDER BY lane),
			step || string_agg(E'\t' || trim(amount), '' ORDER BY lane),
			step || string_agg(E'\t' || coalesce(nullif(trim(amount), ''), '-'), '' ORDER BY lane)
		FROM generate_series(1, 40) AS step, generate_series(1, 6) AS lane,
			LATERAL (SELECT CASE WHEN step > 20 + 5 * lane THEN ''
				ELSE to_char(40000 + id + 1000 * lane + 1177 * step, '"$"FM999,999') END) AS a (amount)
		GROUP BY step) AS row
GROUP BY id;
VACUUM ANALYZE printed;
-- a comparison of different grids would be none
DO $$
BEGIN
	ASSERT (SELECT bool_and(read_schedule(columns) OPERATOR(caseload.=) strict::salary_schedule AND
		read_schedule(tabs) OPERATOR(caseload.=) strict::salary_schedule) FROM printed);
END $$;
SELECT bench.compare('read_schedule of 1,000 tables of 40 x 6 in columns', 'the strict type of the same grids',
	$$SELECT count(read_schedule(columns)) FROM printed$$,
	$$SELECT count(strict::salary_schedule) FROM printed$$) \g /dev/null
SELECT bench.compare('the same in tabs', 'the strict type of the same grids',
	$$SELECT count(read_schedule(tabs)) FROM printed$$,
	$$SELECT count(strict::salary_schedule) FROM printed$$) \g /dev/null
DROP TABLE printed;
