-- What Ed-Fi alone has: what is a student's own, from three associations, and who is employed at which FTE.

CREATE FUNCTION edfi_read_texts() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET jit = off
AS $edfi_read_texts$
BEGIN
	INSERT INTO roster_day (said, day, why)
	SELECT t.said, d.day, d.why FROM (
		SELECT v.said FROM edfi_student_special_education_program_associations AS p CROSS JOIN LATERAL
			(VALUES (p."beginDate"), (p."endDate"), (p."iepBeginDate"), (p."specialEducationExitDate")) AS v (said)
		UNION SELECT v.said FROM edfi_student_language_instruction_program_associations AS p CROSS JOIN LATERAL
			(VALUES (p."beginDate"), (p."endDate")) AS v (said)
		UNION SELECT v.said FROM edfi_staff_education_organization_employment_associations AS p CROSS JOIN LATERAL
			(VALUES (p."hireDate"), (p."endDate")) AS v (said)
		UNION SELECT v.said FROM edfi_staff_education_organization_assignment_associations AS p CROSS JOIN LATERAL
			(VALUES (p."beginDate"), (p."endDate")) AS v (said)
	) AS t CROSS JOIN LATERAL said_day(t.said, true) AS d WHERE t.said <> '' ON CONFLICT DO NOTHING;
END
$edfi_read_texts$;
COMMENT ON FUNCTION edfi_read_texts() IS 'reads the days of programs, employments and assignments';

-- What one association says of a student from when to when. The most recent IEP is written anew each year, so that the
-- student has one as long as the program association lasts.
CREATE VIEW edfi_student_said AS
SELECT 'studentSchoolAssociations' AS file, p."row", p.key, 'grade' AS what, g.grade, p.first_text, p.last_text,
	NULL::text AS other_first, NULL::text AS other_last
FROM edfi_person AS p LEFT JOIN roster_grade AS g ON g.said = (list_of(p.grade))[1]
WHERE p.part = 'student'
UNION ALL
SELECT 'studentSpecialEducationProgramAssociations', row_number() OVER (ORDER BY p.ctid),
	p."studentReference.studentUniqueId",
	CASE WHEN lower(p."ideaEligibility") = 'false' THEN 'none' ELSE 'iep' END, NULL,
	nullif(p."beginDate", ''), nullif(p."endDate", ''), nullif(p."iepBeginDate", ''),
	nullif(p."specialEducationExitDate", '')
FROM edfi_student_special_education_program_associations AS p
UNION ALL
SELECT 'studentLanguageInstructionProgramAssociations', row_number() OVER (ORDER BY p.ctid),
	p."studentReference.studentUniqueId",
	CASE WHEN lower(p."englishLearnerParticipation") = 'false' THEN 'none' ELSE 'el' END, NULL,
	nullif(p."beginDate", ''), nullif(p."endDate", ''), NULL, NULL
FROM edfi_student_language_instruction_program_associations AS p;
COMMENT ON VIEW edfi_student_said IS 'what associations say of students: grade, IEP, English learner';

CREATE FUNCTION edfi_read_students(ends boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET jit = off SET enable_nestloop = off
AS $edfi_read_students$
BEGIN
	INSERT INTO roster_line (kind, "row", key, outcome, why)
	SELECT s.file, s."row", s.key, CASE WHEN w.why IS NULL THEN 'mended' ELSE 'refused' END,
		coalesce(w.why, 'never came: it ends before it begins')
	FROM edfi_student_said AS s
	LEFT JOIN roster_day AS f ON f.said = s.first_text LEFT JOIN roster_day AS l ON l.said = s.last_text
	CROSS JOIN LATERAL (SELECT CASE WHEN coalesce(s.key, '') = '' THEN 'it has no studentUniqueId'
		WHEN s.first_text IS NULL THEN 'it has no first day' ELSE coalesce(f.why, l.why) END AS why) AS w
	WHERE w.why IS NOT NULL OR l.day - ends::int < f.day
	ORDER BY s.file, s."row";
	WITH said AS MATERIALIZED (
		SELECT s."row", s.key, s.what, s.grade, least(f.day, o.day) AS lo,
			coalesce(least(l.day, e.day) + 1 - ends::int, 'infinity') AS hi
		FROM edfi_student_said AS s JOIN roster_day AS f ON f.said = s.first_text AND f.day IS NOT NULL
		LEFT JOIN roster_day AS l ON l.said = s.last_text
		LEFT JOIN roster_day AS o ON o.said = s.other_first
		LEFT JOIN roster_day AS e ON e.said = s.other_last
		WHERE s.key <> '' AND s.what <> 'none' AND l.why IS NULL
	), edge AS (
		SELECT s.key, s.lo AS day FROM said AS s WHERE s.lo < s.hi
		UNION SELECT s.key, s.hi FROM said AS s WHERE s.lo < s.hi
	), piece AS (
		SELECT e.key, e.day AS lo, lead(e.day) OVER (PARTITION BY e.key ORDER BY e.day) AS hi FROM edge AS e
	), told AS MATERIALIZED (
		SELECT o.*, row_number() OVER (ORDER BY o.key, o.lo) AS nth FROM (
			-- at two schools at once, the grade of the later entry; that row is told, or the last one before
			SELECT p.key, p.lo, p.hi,
				(array_agg(s.grade ORDER BY s.lo DESC) FILTER (WHERE s.what = 'grade' AND s.hi >= p.hi))[1] AS grade,
				(array_agg(s."row" ORDER BY s.hi < p.hi, CASE WHEN s.hi < p.hi THEN s.hi ELSE s.lo END DESC)
					FILTER (WHERE s.what = 'grade'))[1] AS "row",
				jsonb_strip_nulls(jsonb_build_object('iep', nullif(bool_or(s.what = 'iep' AND s.hi >= p.hi), false),
					'el', nullif(bool_or(s.what = 'el' AND s.hi >= p.hi), false))) AS attributes
			FROM piece AS p JOIN said AS s ON s.key = p.key AND s.lo <= p.lo AND s.lo < s.hi
			GROUP BY p.key, p.lo, p.hi HAVING bool_or(s.hi >= p.hi)
		) AS o
	), noted AS (
		INSERT INTO roster_place (kind, nth, "row") SELECT 'student', t.nth, t."row" FROM told AS t
	)
	INSERT INTO plain_student (student_id, first_day, last_day, grade, attributes)
	SELECT t.key, t.lo::text, CASE WHEN t.hi < 'infinity' THEN (t.hi - 1)::text END, grade_word(t.grade),
		t.attributes::text
	FROM told AS t ORDER BY t.nth;
END
$edfi_read_students$;
COMMENT ON FUNCTION edfi_read_students(boolean) IS
	'reads what is the students'' own of Ed-Fi associations into the plain staging table';

-- Employments: a row for each assignment, or for an employment without any. import_rule "fte" says whose FTE counts:
-- the assignment's own, or the person's, of which the merge gives equal parts to what he or she does at once. On which
-- schedule they are paid no standard knows.
CREATE FUNCTION edfi_read_employments(source text, district_id int, ends boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET jit = off
AS $edfi_read_employments$
DECLARE
	rules jsonb := (SELECT coalesce(jsonb_object_agg(i.what, i.says), '{}') FROM import_rule AS i
		WHERE i.district_id = edfi_read_employments.district_id AND i.source = edfi_read_employments.source
			AND i.what IN ('schedule', 'contract'));
	of_person boolean := employment_fte(source, district_id);
	rows_there bigint := (SELECT count(*) FROM edfi_staff_education_organization_employment_associations);
BEGIN
	IF rows_there > 0 AND rules ->> 'schedule' IS NULL THEN
		INSERT INTO roster_line (kind, key, outcome, why)
		VALUES ('staffEducationOrganizationEmploymentAssociations', 'schedule', 'refused', format('%s rows are left '
			'out: import_rule "schedule" says on which salary schedule they are', rows_there));
	END IF;
	IF rows_there = 0 OR rules ->> 'schedule' IS NULL THEN
		RETURN;
	END IF;
	WITH job AS MATERIALIZED (
		SELECT row_number() OVER (ORDER BY e.ctid) AS "row", e."staffReference.staffUniqueId" AS staff,
			e."educationOrganizationReference.educationOrganizationId" AS organization,
			e."employmentStatusDescriptor" AS status, e."hireDate" AS hired, f.day AS lo, l.day - ends::int AS hi,
			coalesce(f.why, l.why) AS why, n.fte, n.wage
		FROM edfi_staff_education_organization_employment_associations AS e
		LEFT JOIN roster_day AS f ON f.said = e."hireDate" LEFT JOIN roster_day AS l ON l.said = e."endDate"
		CROSS JOIN LATERAL (SELECT
			(said_number('fte', coalesce(nullif(e."fullTimeEquivalency", ''), '1'))).number AS fte,
			(said_number('money', nullif(e."annualWage", ''))).number AS wage) AS n
	), assignment AS MATERIALIZED (
		SELECT row_number() OVER (ORDER BY a.ctid) AS "row", a."staffReference.staffUniqueId" AS staff,
			a."educationOrganizationReference.educationOrganizationId" AS organization,
			nullif(a."employmentReference.educationOrganizationId", '') AS employer,
			a."employmentReference.employmentStatusDescriptor" AS status, a."employmentReference.hireDate" AS hired,
			a."beginDate" AS began, a."staffClassificationDescriptor" AS classification, f.day AS lo,
			l.day - ends::int AS hi, coalesce(f.why, l.why) AS why,
			(said_number('fte', nullif(a."fullTimeEquivalency", ''))).number AS fte
		FROM edfi_staff_education_organization_assignment_associations AS a
		LEFT JOIN roster_day AS f ON f.said = a."beginDate" LEFT JOIN roster_day AS l ON l.said = a."endDate"
	), place AS MATERIALIZED (
		SELECT s."schoolId" AS site FROM edfi_schools AS s
		UNION SELECT i.key FROM source_id AS i WHERE i.district_id = edfi_read_employments.district_id
			AND i.source = edfi_read_employments.source AND i.kind = 'site'
	), alone AS (
		-- how many the person has at the same time, how many of the same days, the place of this one among them, and
		-- the FTE of all employments of that time
		SELECT a."row", o.jobs, o.alike, o.nth, (SELECT sum(j.fte) FROM job AS j WHERE j.staff = a.staff
				AND j.lo <= coalesce(a.hi, 'infinity')
				AND a.lo <= coalesce(j.hi, 'infinity')) AS fte
		FROM assignment AS a CROSS JOIN LATERAL (SELECT count(*) AS jobs,
				count(*) FILTER (WHERE o.lo = a.lo AND o.hi IS NOT DISTINCT FROM a.hi) AS alike,
				count(*) FILTER (WHERE o."row" <= a."row") AS nth
			FROM assignment AS o JOIN place AS p ON p.site = o.organization
			WHERE o.staff = a.staff AND o.lo <= coalesce(a.hi, 'infinity') AND a.lo <= coalesce(o.hi, 'infinity')) AS o
	), told AS MATERIALIZED (
		SELECT 'staffEducationOrganizationEmploymentAssociations' AS file, j."row", j.staff,
			concat_ws('|', j.staff, j.organization, descriptor_word(j.status), j.hired) AS key, p.site, j.fte, j.wage,
			j.lo, j.hi, coalesce(j.why, CASE WHEN p.site IS NULL THEN
				format('organization "%s" is no school, and no assignment says where', j.organization)
				WHEN j.wage IS NULL THEN 'it has no annualWage; plain_employment takes placements' END) AS why
		FROM job AS j LEFT JOIN place AS p ON p.site = j.organization
		WHERE NOT EXISTS (SELECT FROM assignment AS a WHERE a.staff = j.staff)
		UNION ALL
		-- the wage is for the FTE of the employment; to the cent, the parts add up to it
		SELECT 'staffEducationOrganizationAssignmentAssociations', a."row", a.staff,
			concat_ws('|', a.staff, a.organization, descriptor_word(a.classification), a.began), p.site,
			CASE WHEN of_person THEN w.fte ELSE coalesce(a.fte, j.fte) END,
			CASE WHEN of_person AND w.jobs > 0
					THEN round(j.wage * w.nth / w.jobs, 2) - round(j.wage * (w.nth - 1) / w.jobs, 2)
				WHEN a.fte IS NULL THEN j.wage ELSE round(j.wage * (sum(a.fte) OVER upto / j.fte), 2)
				- round(j.wage * ((sum(a.fte) OVER upto - a.fte) / j.fte), 2) END,
			a.lo, coalesce(a.hi, j.hi),
			coalesce(a.why, CASE WHEN p.site IS NULL THEN format('organization "%s" is no school', a.organization)
				WHEN j.staff IS NULL THEN 'its employment is not among the employments'
				WHEN j.wage IS NULL THEN 'its employment has no annualWage; plain_employment takes placements'
				WHEN a.fte IS NULL AND w.jobs > 1 AND NOT of_person THEN 'it is one of several at once and has no '
					'fullTimeEquivalency; import_rule "fte" may say employment'
				WHEN of_person AND w.jobs > w.alike THEN 'others begin or end while it lasts, and then an annualWage '
					'is parted only where import_rule "fte" says assignment' END)
		FROM assignment AS a JOIN alone AS w ON w."row" = a."row" LEFT JOIN place AS p ON p.site = a.organization
		LEFT JOIN (SELECT DISTINCT ON (i.staff, i.organization, i.status, i.hired) i.* FROM job AS i
			ORDER BY i.staff, i.organization, i.status, i.hired, i."row") AS j ON j.staff = a.staff
			AND (j.organization = a.employer AND j.status = a.status AND j.hired = a.hired
				OR a.employer IS NULL AND j."row" = (SELECT min(i."row") FROM job AS i WHERE i.staff = a.staff))
		WINDOW upto AS (PARTITION BY j."row" ORDER BY a."row")
	), refused AS (
		INSERT INTO roster_line (kind, "row", key, outcome, why)
		SELECT t.file, t."row", t.key, 'refused', t.why FROM told AS t WHERE t.why IS NOT NULL ORDER BY t.file, t."row"
	), noted AS (
		INSERT INTO roster_place (kind, nth, "row")
		SELECT 'employment', row_number() OVER (ORDER BY t.file, t."row"), t."row" FROM told AS t WHERE t.why IS NULL
	)
	INSERT INTO plain_employment (employment_id, employee_id, site_id, contract, schedule, fte, agreed_salary,
		first_day, last_day)
	SELECT t.key, t.staff, t.site, rules ->> 'contract', rules ->> 'schedule', t.fte::text, t.wage::text, t.lo::text,
		t.hi::text
	FROM told AS t WHERE t.why IS NULL ORDER BY t.file, t."row";
END
$edfi_read_employments$;
COMMENT ON FUNCTION edfi_read_employments(text, int, boolean) IS
	'reads who is employed, where and at which FTE, into the plain staging table';
