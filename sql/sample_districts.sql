-- Made-up districts, several in one schema: the first is the one that sample_facts makes, the others differ.
\set VERBOSITY terse
SET DateStyle = 'ISO, YMD';
SELECT caseload.create_district('one', contract => 'waterford');
SELECT caseload.create_district('three', contract => 'waterford');
SELECT caseload.create_district('many', contract => 'waterford');
SELECT one.sample_facts(7, 2);
SELECT three.sample_districts(7, 3, 2);

-- the rows of a seed are the same in every version
SELECT md5(string_agg(concat_ws(' ', section_id, student_id, valid, attributes), ','
	ORDER BY section_id, student_id, valid))
FROM one.enrollment;
SELECT md5(string_agg(concat_ws(' ', e.employee_id, e.hired, m.placement, m.fte, m.valid), ',' ORDER BY e.employee_id))
FROM one.employee AS e JOIN one.employment AS m USING (district_id, employee_id);

-- Every row of every table of facts, but for the numbers that tables give themselves: the first district has those that
-- sample_facts made, the others have rows of their own (sites and classes are mostly alike).
CREATE FUNCTION pg_temp.facts(schema text, district int) RETURNS TABLE (kind text, fact jsonb) LANGUAGE plpgsql AS $$
DECLARE
	given text;
BEGIN
	FOR kind, given IN VALUES ('site', ''), ('employee', ''), ('employment', 'employment_id'), ('section', ''),
		('staffing', 'staffing_id'), ('enrollment', 'enrollment_id'), ('case_assignment', 'case_id'),
		('tally', 'tally_id'), ('position_held', 'position_held_id')
	LOOP
		FOR fact IN EXECUTE format('SELECT to_jsonb(t) - %L - %L - %L FROM %I.%I AS t '
			'WHERE district_id = %s', given, 'district_id', 'known_from', schema, kind, district)
		LOOP
			RETURN NEXT;
		END LOOP;
	END LOOP;
END $$;
SELECT kind, count(*) AS different FROM (
	(SELECT * FROM pg_temp.facts('one', 1) EXCEPT ALL SELECT * FROM pg_temp.facts('three', 1))
	UNION ALL (SELECT * FROM pg_temp.facts('three', 1) EXCEPT ALL SELECT * FROM pg_temp.facts('one', 1))
) AS d GROUP BY 1;
SELECT kind, bool_and(hash <> first_hash) AS another FROM (
	SELECT d, kind, md5(string_agg(fact::text, ',' ORDER BY fact)) AS hash,
		first_value(md5(string_agg(fact::text, ',' ORDER BY fact))) OVER (PARTITION BY kind ORDER BY d) AS first_hash
	FROM generate_series(1, 3) AS d, pg_temp.facts('three', d) GROUP BY d, kind
) AS h WHERE d > 1 AND kind NOT IN ('site', 'section') GROUP BY kind ORDER BY kind COLLATE "C";
SELECT count(DISTINCT c.hash) AS of_three FROM (
	SELECT district_id, md5(string_agg(concat_ws(' ', section_id, student_id, valid), ','
		ORDER BY section_id, student_id, valid)) AS hash
	FROM three.enrollment GROUP BY 1
) AS c;
-- the next row of one's own gets a number that is free
INSERT INTO three.section (site_id, section_name, grades, valid)
VALUES (1, 'my own', '[1,1]', '[2019-08-12,2020-05-28)')
RETURNING section_id > (SELECT max(section_id) FROM three.section WHERE section_name <> 'my own') AS free;
-- the planner knows the tables
SELECT count(*) FROM pg_class WHERE relnamespace = 'three'::regnamespace AND reltuples > 0
	AND relname IN ('site', 'employee', 'employment', 'section', 'staffing', 'enrollment', 'case_assignment', 'tally');

-- never over facts that are there
SELECT three.sample_districts(7, 3, 2);
SELECT three.sample_facts(7, 2);
SET client_min_messages = warning;
TRUNCATE one.site CASCADE;
RESET client_min_messages;
INSERT INTO one.site (district_id, site_name) VALUES (12, 'Real School');
\set VERBOSITY default
\set SHOW_CONTEXT never
SELECT one.sample_districts(7, 3, 2);
\set VERBOSITY terse
-- nor by halves
SELECT many.sample_districts(7, 0, 1);
SELECT many.sample_districts(7, 10001, 1);
SELECT many.sample_districts(7, 6, 2000);
SELECT many.sample_districts(7, 2147483647, 2000);
SELECT many.sample_districts(7, 1, 2001);
SELECT many.sample_districts(7, 1, 0);
SELECT many.sample_districts(7, NULL, 1);
SELECT many.sample_districts(7, 3, 2, 'utla');
SELECT count(*) FROM many.calendar;

-- How far it is stands in application_name, for other sessions to read, and is what it was when all is done.
SET application_name = 'my session';
CREATE FUNCTION many.see() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_stat_clear_snapshot();
	RAISE INFO '%: %', tg_relid::regclass,
		(SELECT a.application_name FROM pg_stat_activity AS a WHERE a.pid = pg_backend_pid());
	RETURN NULL;
END $$;
CREATE TRIGGER see AFTER INSERT ON many.site FOR EACH STATEMENT EXECUTE FUNCTION many.see();
CREATE TRIGGER see AFTER INSERT ON many.tally FOR EACH STATEMENT EXECUTE FUNCTION many.see();
SELECT many.sample_districts(7, 26, 1);
SELECT current_setting('application_name');
SET client_min_messages = warning;
TRUNCATE many.site, many.employee, many.calendar, many.term, many.count_days CASCADE;
RESET client_min_messages;
-- one district is told by schools; and the name comes back when it fails, too
ALTER TABLE many.case_assignment ADD CONSTRAINT never CHECK (goal_areas < 0);
SELECT many.sample_facts(7, 26);
SELECT current_setting('application_name');
ALTER TABLE many.case_assignment DROP CONSTRAINT never;
SELECT many.sample_facts(7, 26);
-- and is told once in five seconds
SELECT three.sample_told('200 of 1000 districts', 116000, clock_timestamp() - interval '1 min')
	> clock_timestamp() - interval '30 s' AS told;
SELECT three.sample_told('200 of 1000 districts', 116000, clock_timestamp() - interval '1 s')
	> clock_timestamp() - interval '1 s' AS told;
RESET application_name;
SET client_min_messages = warning;
DROP SCHEMA one, one_bi, one_then CASCADE;
DROP SCHEMA three, three_bi, three_then CASCADE;
DROP SCHEMA many, many_bi, many_then CASCADE;
