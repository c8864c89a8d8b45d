-- The three reports over limits, of this reckoning: each row as text, so that one reckoning serves all.
CREATE VIEW reported WITH (security_invoker = true) AS
WITH outcome AS MATERIALIZED (
	SELECT all_outcomes() AS rows
), reckoned AS MATERIALIZED (
	SELECT d.* FROM outcome AS o CROSS JOIN LATERAL days_of(o.rows) AS d
), class_size_overage AS (
	SELECT concat_ws('-', d.limit_id, d.test, d.district_id, d.subject_id, d.employee_id, to_char(d.day,
		'YYYYMMDD'))::varchar(120) AS id, d.district_id,
		l.contract::varchar(64) AS contract, d.school_year::varchar(7) AS school_year, t.site_name, d.employee_id,
			m.employee_name,
		CASE l.scope WHEN 'section' THEN d.subject_id END AS section_id, s.section_name,
		CASE l.scope WHEN 'section' THEN grades_name(s.grades) END::varchar(8) AS grade,
		l.title::varchar(120) AS rule, d.day AS counted_on, date_trunc('month', d.day)::date AS month,
		d.cap::numeric(12,2) AS cap, d.load::numeric(12,2) AS load, d.over::numeric(12,2) AS over_by,
			d.pay::numeric(12,2) AS pay, l.citation, d.due_by, d.paid_on
	FROM reckoned AS d JOIN load_limit AS l ON l.id = d.limit_id
		-- asked once for each test, and not for each day
		JOIN (SELECT c.limit_id, c.test, counts_classes(c.limit_id, c.test) AS classes FROM (SELECT DISTINCT limit_id,
			test
			FROM limit_cap) AS c OFFSET 0) AS k
			ON k.limit_id = d.limit_id AND k.test = d.test
		LEFT JOIN section AS s ON l.scope = 'section' AND s.district_id = d.district_id AND s.section_id = d.subject_id
		LEFT JOIN employee AS m ON m.district_id = d.district_id AND m.employee_id = d.employee_id
		LEFT JOIN site AS t ON t.district_id = d.district_id AND t.site_id = CASE l.scope WHEN 'section'
			THEN s.site_id WHEN 'site' THEN d.subject_id
			ELSE (SELECT min(e.site_id) FROM employment AS e WHERE e.district_id = d.district_id
				AND e.employee_id = d.employee_id AND e.valid @> d.day) END
	WHERE k.classes
), caseload_overage AS (
	SELECT concat_ws('-', d.limit_id, d.test, d.district_id, d.subject_id, d.employee_id, to_char(d.day,
		'YYYYMMDD'))::varchar(120) AS id, d.district_id,
		l.contract::varchar(64) AS contract, d.school_year::varchar(7) AS school_year, t.site_name, d.employee_id,
			m.employee_name,
		CASE l.scope WHEN 'section' THEN (SELECT s.program FROM section AS s WHERE s.district_id = d.district_id
			AND s.section_id = d.subject_id)
			WHEN 'employee' THEN (SELECT string_agg(DISTINCT c.program, ', ' ORDER BY c.program)
				FROM limit_cap AS c WHERE c.limit_id = d.limit_id AND c.test = d.test
				AND EXISTS (SELECT FROM subject_profile AS p WHERE p.scope = 'employee'
					AND p.district_id = d.district_id
					AND p.subject_id = d.subject_id
					AND p.program = c.program AND p.valid @> d.day)) END::varchar(120) AS program,
		l.title::varchar(120) AS rule, d.day AS counted_on, date_trunc('month', d.day)::date AS month,
			d.measure::varchar(16) AS measure,
		d.cap::numeric(12,2) AS cap, d.load::numeric(12,2) AS load, d.over::numeric(12,2) AS over_by,
			d.pay::numeric(12,2) AS pay, l.citation, d.due_by, d.paid_on
	FROM reckoned AS d JOIN load_limit AS l ON l.id = d.limit_id
		-- asked once for each test, and not for each day
		JOIN (SELECT c.limit_id, c.test, counts_classes(c.limit_id, c.test) AS classes FROM (SELECT DISTINCT limit_id,
			test
			FROM limit_cap) AS c OFFSET 0) AS k
			ON k.limit_id = d.limit_id AND k.test = d.test
		LEFT JOIN employee AS m ON m.district_id = d.district_id AND m.employee_id = d.employee_id
		LEFT JOIN site AS t ON t.district_id = d.district_id AND t.site_id = CASE l.scope WHEN 'site' THEN d.subject_id
			WHEN 'section' THEN (SELECT s.site_id FROM section AS s WHERE s.district_id = d.district_id
				AND s.section_id = d.subject_id)
			ELSE (SELECT min(e.site_id) FROM employment AS e WHERE e.district_id = d.district_id
				AND e.employee_id = d.employee_id AND e.valid @> d.day) END
	WHERE NOT k.classes
), compliance_finding AS (
	SELECT concat_ws('-', f.limit_id, f.test, f.district_id, f.subject_id, f.remedy_id, f.employee_id,
		f.school_year)::varchar(120) AS id, f.district_id,
		l.contract::varchar(64) AS contract, f.school_year::varchar(7) AS school_year,
		(CASE WHEN counts_classes(f.limit_id, f.test) THEN 'class size' WHEN l.scope IN ('site', 'district')
			OR c.binds = 'under' THEN 'staffing' ELSE 'caseload' END)::varchar(16) AS kind,
		l.title::varchar(120) AS rule, t.site_name, f.employee_id, m.employee_name, CASE l.scope WHEN 'section'
			THEN f.subject_id END AS section_id, s.section_name,
		f.first_day, f.last_day, f.measure::varchar(16) AS measure, f.cap::numeric(12,2) AS cap,
			f.actual::numeric(12,2) AS actual, f.over::numeric(12,2) AS over_by,
		l.strictness::varchar(8) AS strictness, r.kind::varchar(20) AS remedy_type, concat_ws(': ', r.kind,
			r.scale::text)::varchar(200) AS remedy,
		r.choice::varchar(40) AS choice, f.due AS remedy_due, f.worth::numeric(12,2) AS worth,
			f.quantity::numeric(12,2) AS quantity, f.amount_due::numeric(12,2) AS amount_due, l.citation,
		grieve_by(l.contract, l.code, y.in_force, f.first_day, f.last_day) AS grieve_by, l.note,
		f.due_by, f.paid_on
	FROM outcome AS o CROSS JOIN LATERAL findings_of(o.rows) AS f JOIN load_limit AS l ON l.id = f.limit_id
		JOIN calendar AS y ON y.contract = l.contract AND y.kind = 'student' AND y.school_year = f.school_year
			AND upper_inf(y.known)
		LEFT JOIN limit_remedy AS r ON r.id = f.remedy_id
		LEFT JOIN LATERAL (SELECT c.binds FROM limit_cap AS c WHERE c.limit_id = f.limit_id AND c.test = f.test
			ORDER BY c.id LIMIT 1) AS c ON true
		LEFT JOIN section AS s ON l.scope = 'section' AND s.district_id = f.district_id AND s.section_id = f.subject_id
		LEFT JOIN employee AS m ON m.district_id = f.district_id AND m.employee_id = f.employee_id
		LEFT JOIN site AS t ON t.district_id = f.district_id AND t.site_id = CASE l.scope WHEN 'section'
			THEN s.site_id WHEN 'site' THEN f.subject_id
			WHEN 'employee' THEN (SELECT min(e.site_id) FROM employment AS e WHERE e.district_id = f.district_id
				AND e.employee_id = f.subject_id AND e.valid @> f.first_day) END
)
SELECT 'class_size_overage' AS report, r.district_id, r::text AS line FROM class_size_overage AS r
UNION ALL
SELECT 'caseload_overage' AS report, r.district_id, r::text AS line FROM caseload_overage AS r
UNION ALL
SELECT 'compliance_finding' AS report, r.district_id, r::text AS line FROM compliance_finding AS r;
