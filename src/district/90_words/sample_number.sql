-- A made-up district, for trying things out: schools, teachers, classes, rosters that move during the year,
-- caseloads, aides and positions held, all by arithmetic, so that the same seed and size give the same rows.
-- First, the numbers it is made of.

-- Between 0 and 1, looks random enough, and the same on every machine. It is asked several times for each row, so it
-- is one expression that the planner can put in place of the call: hence the same sum twice.
CREATE FUNCTION sample_number(seed int, kind int, one bigint) RETURNS double precision
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT ((
		(abs(sample_number.seed::bigint) * 7919 + sample_number.kind * 104729
			+ abs(sample_number.one) % 2147483647 * 48271 % 2147483647) % 2147483647
		* ((abs(sample_number.seed::bigint) * 7919 + sample_number.kind * 104729
			+ abs(sample_number.one) % 2147483647 * 48271 % 2147483647) % 2147483647 + 16807)
		) % 2147483647) / 2147483647.0::double precision;
END;
COMMENT ON FUNCTION sample_number(int, int, bigint) IS 'a number from 0 to below 1 that depends on its arguments alone';

-- the first district is that of the seed itself
CREATE FUNCTION sample_seed(seed int, district_id int) RETURNS int
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT ((abs(sample_seed.seed::bigint) + (sample_seed.district_id - 1)::bigint * 1566083941) % 2147483647)::int;
END;
COMMENT ON FUNCTION sample_seed(int, int) IS 'the seed of one of several made-up districts, another for each';
