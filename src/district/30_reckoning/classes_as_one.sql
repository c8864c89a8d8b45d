-- Reckoning, the ground: sections that are taught as one are one class where a limit says so.

CREATE TYPE class_row AS (section_id bigint, class_id bigint, days datemultirange);
COMMENT ON TYPE class_row IS
	'on which days a section is of which class, which has the number of the least section of it on these days';

-- What sections must agree in; null where one of these is not said.
CREATE FUNCTION class_key(together text[], period text, attributes jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN array_position(k.said, NULL) IS NULL THEN k.said END
	FROM (SELECT array_agg(coalesce(class_key.attributes ->> u.key,
			CASE u.key WHEN 'period' THEN class_key.period END) ORDER BY u.key) AS said
		FROM pg_catalog.unnest(class_key.together) AS u (key)) AS k;
END;
COMMENT ON FUNCTION class_key(text[], text, jsonb) IS
	'what a section carries of that in which sections of one class agree';

-- Two sections are one on the days on which both meet with one teacher of record; a third may be one with either. Asked
-- of some sections, these are told and all that are one with any of them.
CREATE FUNCTION taught_as_one(l limit_year, district_id int, sections bigint[]) RETURNS class_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $taught_as_one$
#variable_conflict use_column
DECLARE
	pairs class_row[];
	reached class_row[];
	further class_row[];
BEGIN
	-- in pairs, and what is reached by them, class_id is any other section of the class
	pairs := ARRAY(
		WITH asked AS MATERIALIZED (
			SELECT DISTINCT s.site_id, class_key(l.together, s.period, s.attributes) AS key
			FROM pg_catalog.unnest(sections) AS a (id)
				JOIN section AS s ON s.district_id = taught_as_one.district_id AND s.section_id = a.id
		), alike AS MATERIALIZED (
			SELECT s.section_id, s.site_id, s.valid, a.key
			FROM asked AS a JOIN section AS s ON s.district_id = taught_as_one.district_id AND s.site_id = a.site_id
				AND class_key(l.together, s.period, s.attributes) = a.key
		), taught AS MATERIALIZED (
			SELECT s.section_id, s.site_id, s.key, f.employee_id, s.valid * f.valid AS valid
			FROM alike AS s JOIN staffing AS f ON f.district_id = taught_as_one.district_id
				AND f.section_id = ANY (ARRAY[s.section_id]) AND f.role = 'teacher of record'
			WHERE NOT isempty(s.valid * f.valid)
		)
		SELECT CAST(ROW(a.section_id, b.section_id, range_agg(a.valid * b.valid)) AS class_row)
		FROM taught AS a JOIN taught AS b ON b.site_id = a.site_id AND b.key = a.key
			AND b.employee_id = a.employee_id AND b.section_id <> a.section_id
		WHERE NOT isempty(a.valid * b.valid) GROUP BY a.section_id, b.section_id);
	reached := pairs || ARRAY(
		SELECT CAST(ROW(s.section_id, s.section_id, datemultirange(s.valid)) AS class_row)
		FROM (SELECT a.id FROM pg_catalog.unnest(sections) AS a (id)
				UNION SELECT p.section_id FROM pg_catalog.unnest(pairs) AS p) AS a
			JOIN section AS s ON s.district_id = taught_as_one.district_id AND s.section_id = a.id);
	LOOP
		EXIT WHEN cardinality(pairs) = 0;
		further := ARRAY(SELECT CAST(ROW(x.section_id, x.class_id, range_agg(x.days)) AS class_row)
			FROM (SELECT r.section_id, r.class_id, r.days FROM pg_catalog.unnest(reached) AS r
				UNION ALL
				SELECT r.section_id, p.class_id, r.days * p.days FROM pg_catalog.unnest(reached) AS r
					JOIN pg_catalog.unnest(pairs) AS p ON p.section_id = r.class_id AND r.days && p.days) AS x
			GROUP BY x.section_id, x.class_id ORDER BY x.section_id, x.class_id);
		EXIT WHEN further = reached;
		reached := further;
	END LOOP;
	RETURN ARRAY(SELECT CAST(ROW(c.section_id, c.class_id, c.days - c.earlier) AS class_row)
		FROM (SELECT r.section_id, r.class_id, r.days, coalesce(range_agg(r.days) OVER (PARTITION BY r.section_id
				ORDER BY r.class_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '{}') AS earlier
			FROM pg_catalog.unnest(reached) AS r) AS c
		WHERE NOT isempty(c.days - c.earlier));
END
$taught_as_one$;
COMMENT ON FUNCTION taught_as_one(limit_year, int, bigint[]) IS
	'of which class these sections are on which days, with all others of these classes';
