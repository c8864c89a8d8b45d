-- Made-up districts, one or many, filled a few at a time: a statement that fills a thousand would say nothing for
-- long, and keep the keys it has to check in memory meanwhile.

-- who waits for seconds is told
CREATE FUNCTION sample_told(done text, enrollments bigint, last_told timestamptz) RETURNS timestamptz
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_told$
BEGIN
	IF clock_timestamp() - last_told < interval '5 s' THEN
		RETURN last_told;
	END IF;
	RAISE NOTICE 'sample: %, % enrollments', done, ltrim(to_char(enrollments, '999,999,990'));
	RETURN clock_timestamp();
END
$sample_told$;
COMMENT ON FUNCTION sample_told(text, bigint, timestamptz)
	IS 'says how far the sample is, unless it was said within five seconds; gives when it was said';

CREATE FUNCTION sample_districts(seed int, districts int, schools_each int, contract text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_districts$
DECLARE
	at_once constant int := 25; -- schools filled by one statement: some 15,000 enrollments
	step int := greatest(at_once / greatest(schools_each, 1), 1);
	used_contract text := coalesce(contract, (SELECT c.contract FROM contract AS c ORDER BY c.contract LIMIT 1));
	enrollments bigint := 0;
	told timestamptz := clock_timestamp();
	done text;
	other int;
BEGIN
	IF seed IS NULL OR districts IS NULL OR schools_each IS NULL THEN
		RAISE null_value_not_allowed USING
			MESSAGE = 'a sample needs a seed, a number of districts and a number of schools';
	END IF;
	IF used_contract IS NULL THEN
		RAISE invalid_parameter_value USING MESSAGE = 'there is no contract to sample for',
			HINT = 'Load one first: caseload.load_contract(''my_district'', ''waterford'').';
	END IF;
	IF NOT EXISTS (SELECT FROM contract AS c WHERE c.contract = used_contract) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('there is no contract "%s" to sample for', used_contract),
			HINT = 'TABLE contract shows those that are loaded; caseload.load_contract loads another.';
	END IF;
	IF schools_each NOT BETWEEN 1 AND 2000 THEN
		RAISE invalid_parameter_value USING MESSAGE = format('a sample district cannot have %s schools', schools_each),
			HINT = 'Give 1 to 2000.';
	END IF;
	IF districts NOT BETWEEN 1 AND 10000 OR districts::bigint * schools_each > 10000 THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('a sample cannot have %s districts of %s schools each', districts, schools_each),
			DETAIL = 'A sample has 10,000 schools at most, some 6,000,000 enrollments.',
			HINT = 'Give fewer districts, or fewer schools to each.';
	END IF;
	SELECT min(s.district_id) INTO other FROM site AS s;
	IF other IS NOT NULL THEN
		RAISE invalid_parameter_value USING MESSAGE = 'the district has facts already',
			DETAIL = format('Sites of district_id %s are there.', other),
			HINT = 'Make an empty district for the sample.';
	END IF;

	PERFORM sample_calendar(used_contract);
	-- For other sessions to see. Set as SET LOCAL does: the name that the session had comes back when this function
	-- ends, in whatever way, since a function with settings of its own gives them all back.
	PERFORM set_config('application_name', format('caseload: sample 0 of %s',
		CASE districts WHEN 1 THEN schools_each || ' schools' ELSE districts || ' districts' END), true);
	FOR low IN 1 .. districts BY step LOOP
		DECLARE
			high int := least(low + step - 1, districts);
		BEGIN
			PERFORM sample_people(seed, low, high, schools_each, used_contract);
			PERFORM sample_classes(seed, low, high, schools_each, used_contract);
			FOR site IN 1 .. schools_each BY at_once LOOP
				enrollments := enrollments
					+ sample_rosters(seed, low, high, site, site + at_once - 1, used_contract);
				-- one district of many schools is told by school
				IF districts = 1 THEN
					done := format('%s of %s schools', least(site + at_once - 1, schools_each), schools_each);
					PERFORM set_config('application_name', 'caseload: sample ' || done, true);
					told := sample_told(done, enrollments, told);
				END IF;
			END LOOP;
			enrollments := enrollments + sample_special(seed, low, high, schools_each, used_contract);
			IF districts > 1 THEN
				done := format('%s of %s districts', high, districts);
				PERFORM set_config('application_name', 'caseload: sample ' || done, true);
				told := sample_told(done, enrollments, told);
			END IF;
		END;
	END LOOP;

	PERFORM setval(pg_get_serial_sequence('site', 'site_id'), (SELECT max(site_id) FROM site));
	PERFORM setval(pg_get_serial_sequence('employee', 'employee_id'), (SELECT max(employee_id) FROM employee));
	PERFORM setval(pg_get_serial_sequence('section', 'section_id'), (SELECT max(section_id) FROM section));
	-- Reports over tables that were never analyzed can take a hundred times as long. Who does not own them is warned.
	IF (SELECT pg_has_role(c.relowner, 'USAGE') FROM pg_class AS c WHERE c.oid = 'enrollment'::regclass) THEN
		ANALYZE site, employee, employment, position_held, section, staffing, enrollment, tally, case_assignment,
			calendar, term, count_days;
	END IF;
	RETURN format('%s, %s schools, %s employees, %s classes, %s enrollments, %s cases',
		CASE districts WHEN 1 THEN '1 district' ELSE districts || ' districts' END, districts * schools_each,
		(SELECT count(*) FROM employee), (SELECT count(*) FROM section),
		(SELECT count(*) FROM enrollment), (SELECT count(*) FROM case_assignment));
END
$sample_districts$;
COMMENT ON FUNCTION sample_districts(int, int, int, text)
	IS 'fills an empty schema with made-up districts of so many schools each, always the same for the same seed';

CREATE FUNCTION sample_facts(seed int, size int, contract text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_facts$
BEGIN
	IF size IS NULL OR size NOT BETWEEN 1 AND 2000 THEN
		RAISE invalid_parameter_value USING HINT = 'Give 1 to 2000.',
			MESSAGE = format('the size %s is not a number of schools', coalesce(size::text, 'null'));
	END IF;
	RETURN regexp_replace(sample_districts(seed, 1, size, contract), '^1 district, ', '');
END
$sample_facts$;
COMMENT ON FUNCTION sample_facts(int, int, text)
	IS 'fills an empty district with a made-up year: so many schools, always the same for the same seed';
