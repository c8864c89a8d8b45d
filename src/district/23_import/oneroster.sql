-- What both versions of OneRoster publish alike: organizations, sessions, classes and enrollments. Days end without
-- their endDate in either: it is the first day no longer.
DO $views$
DECLARE
	version text;
BEGIN
	FOREACH version IN ARRAY '{1_1,1_2}'::text[] LOOP
		EXECUTE replace($view$
			CREATE VIEW oneroster_#_site AS
			SELECT 'orgs.csv' AS file, row_number() OVER (ORDER BY o.ctid) AS "row", o."sourcedId" AS key, o.status,
				o."dateLastModified" AS modified, o.type = 'school' AS taken, o.name, NULL::text AS level
			FROM oneroster_#_orgs AS o;
			COMMENT ON VIEW oneroster_#_site IS 'schools of orgs.csv';
			CREATE VIEW oneroster_#_term AS
			SELECT 'academicSessions.csv' AS file, row_number() OVER (ORDER BY a.ctid) AS "row",
				a."sourcedId" AS key, a.status, a."startDate" AS first_text, a."endDate" AS last_text,
				a.type = 'schoolYear' AS is_year
			FROM oneroster_#_academic_sessions AS a;
			COMMENT ON VIEW oneroster_#_term IS 'terms and school years of academicSessions.csv';
			CREATE VIEW oneroster_#_class AS
			SELECT 'classes.csv' AS file, c."row", c."sourcedId" AS key, c.status, c."dateLastModified" AS modified,
				c."schoolSourcedId" AS site_key, c.title AS name,
				list_of(coalesce(nullif(c.grades, ''), o.grades)) AS grades, list_of(c."termSourcedIds") AS terms,
				NULL::text AS first_text, NULL::text AS last_text,
				nullif(c.periods, '') AS period, nullif(c.location, '') AS room, NULL::text AS program,
				jsonb_strip_nulls(jsonb_build_object('homeroom', nullif(c."classType" = 'homeroom', false),
					'subjects', to_jsonb(list_of(c.subjects)))) AS attributes
			FROM (SELECT i.*, row_number() OVER (ORDER BY i.ctid) AS "row" FROM oneroster_#_classes AS i) AS c
			LEFT JOIN (SELECT i."sourcedId", max(i.grades) AS grades FROM oneroster_#_courses AS i
				GROUP BY i."sourcedId") AS o ON o."sourcedId" = c."courseSourcedId";
			COMMENT ON VIEW oneroster_#_class IS 'classes of classes.csv; without grades those of the course';
			CREATE VIEW oneroster_#_seat AS
			SELECT 'enrollments.csv' AS file, row_number() OVER (ORDER BY e.ctid) AS "row", e.status,
				e."dateLastModified" AS modified, e."classSourcedId" AS class_key, e."userSourcedId" AS person_key,
				CASE WHEN e.role = 'teacher' AND lower(e."primary") = 'true' THEN 'primary teacher'
					ELSE lower(e.role) END AS word,
				nullif(e."beginDate", '') AS first_text, nullif(e."endDate", '') AS last_text, NULL::text AS share
			FROM oneroster_#_enrollments AS e;
			COMMENT ON VIEW oneroster_#_seat IS 'who sits in a class or teaches it, by enrollments.csv';
		$view$, '#', version);
	END LOOP;
END
$views$;
