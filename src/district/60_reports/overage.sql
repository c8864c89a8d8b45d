-- Reports of overages: a row a counted day. Class sizes are those limits that count the students of
-- classes; caseloads are all others, of cases, tallies and persons.
CREATE VIEW class_size_overage WITH (security_invoker = true) AS
SELECT concat_ws('-', d.limit_id, d.test, d.district_id, d.subject_id, d.employee_id, to_char(d.day, 'YYYYMMDD'))::varchar(120) AS id,
	l.contract::varchar(64) AS contract, d.school_year::varchar(7) AS school_year, t.site_name, d.employee_id, m.employee_name,
	CASE l.scope WHEN 'section' THEN d.subject_id END AS section_id, s.section_name,
	CASE l.scope WHEN 'section' THEN grades_name(s.grades) END::varchar(8) AS grade,
	l.title::varchar(120) AS rule, d.day AS counted_on, date_trunc('month', d.day)::date AS month,
	d.cap::numeric(12,2) AS cap, d.load::numeric(12,2) AS load, d.over::numeric(12,2) AS over_by, d.pay::numeric(12,2) AS pay, l.citation
FROM reckoned_day() AS d JOIN load_limit AS l ON l.id = d.limit_id
	-- asked once for each test, and not for each day
	JOIN (SELECT c.limit_id, c.test, counts_classes(c.limit_id, c.test) AS classes FROM (SELECT DISTINCT limit_id, test FROM limit_cap) AS c OFFSET 0) AS k
		ON k.limit_id = d.limit_id AND k.test = d.test
	LEFT JOIN section AS s ON l.scope = 'section' AND s.district_id = d.district_id AND s.section_id = d.subject_id
	LEFT JOIN employee AS m ON m.district_id = d.district_id AND m.employee_id = d.employee_id
	LEFT JOIN site AS t ON t.district_id = d.district_id AND t.site_id = CASE l.scope WHEN 'section' THEN s.site_id WHEN 'site' THEN d.subject_id
		ELSE (SELECT min(e.site_id) FROM employment AS e WHERE e.district_id = d.district_id AND e.employee_id = d.employee_id AND e.valid @> d.day) END
WHERE k.classes;
COMMENT ON VIEW class_size_overage IS 'one row a counted day on which a class, or the classes of a teacher, are over the limit, and payee. Source: the limit''s article';
COMMENT ON COLUMN class_size_overage.id IS 'key of the row';
COMMENT ON COLUMN class_size_overage.contract IS 'contract';
COMMENT ON COLUMN class_size_overage.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN class_size_overage.site_name IS 'school';
COMMENT ON COLUMN class_size_overage.employee_id IS 'who is paid, or would be';
COMMENT ON COLUMN class_size_overage.employee_name IS 'name of the payee';
COMMENT ON COLUMN class_size_overage.section_id IS 'class; null for a limit on all classes of a teacher';
COMMENT ON COLUMN class_size_overage.section_name IS 'name of the class';
COMMENT ON COLUMN class_size_overage.grade IS 'grade or grades of the class';
COMMENT ON COLUMN class_size_overage.rule IS 'title of the limit';
COMMENT ON COLUMN class_size_overage.counted_on IS 'day of the count; for a term, its last counted day';
COMMENT ON COLUMN class_size_overage.month IS 'first day of that month';
COMMENT ON COLUMN class_size_overage.cap IS 'cap on that day, in students';
COMMENT ON COLUMN class_size_overage.load IS 'students counted';
COMMENT ON COLUMN class_size_overage.over_by IS 'how many are too many';
COMMENT ON COLUMN class_size_overage.pay IS 'what is due for that day, in dollars; null where the contract states no amount';
COMMENT ON COLUMN class_size_overage.citation IS 'article';

CREATE VIEW caseload_overage WITH (security_invoker = true) AS
SELECT concat_ws('-', d.limit_id, d.test, d.district_id, d.subject_id, d.employee_id, to_char(d.day, 'YYYYMMDD'))::varchar(120) AS id,
	l.contract::varchar(64) AS contract, d.school_year::varchar(7) AS school_year, t.site_name, d.employee_id, m.employee_name,
	CASE l.scope WHEN 'section' THEN (SELECT s.program FROM section AS s WHERE s.district_id = d.district_id AND s.section_id = d.subject_id)
		WHEN 'employee' THEN (SELECT string_agg(DISTINCT c.program, ', ' ORDER BY c.program) FROM limit_cap AS c WHERE c.limit_id = d.limit_id AND c.test = d.test
			AND EXISTS (SELECT FROM subject_profile AS p WHERE p.scope = 'employee' AND p.district_id = d.district_id AND p.subject_id = d.subject_id
				AND p.program = c.program AND p.valid @> d.day)) END::varchar(120) AS program,
	l.title::varchar(120) AS rule, d.day AS counted_on, date_trunc('month', d.day)::date AS month, d.measure::varchar(16) AS measure,
	d.cap::numeric(12,2) AS cap, d.load::numeric(12,2) AS load, d.over::numeric(12,2) AS over_by, d.pay::numeric(12,2) AS pay, l.citation
FROM reckoned_day() AS d JOIN load_limit AS l ON l.id = d.limit_id
	-- asked once for each test, and not for each day
	JOIN (SELECT c.limit_id, c.test, counts_classes(c.limit_id, c.test) AS classes FROM (SELECT DISTINCT limit_id, test FROM limit_cap) AS c OFFSET 0) AS k
		ON k.limit_id = d.limit_id AND k.test = d.test
	LEFT JOIN employee AS m ON m.district_id = d.district_id AND m.employee_id = d.employee_id
	LEFT JOIN site AS t ON t.district_id = d.district_id AND t.site_id = CASE l.scope WHEN 'site' THEN d.subject_id
		WHEN 'section' THEN (SELECT s.site_id FROM section AS s WHERE s.district_id = d.district_id AND s.section_id = d.subject_id)
		ELSE (SELECT min(e.site_id) FROM employment AS e WHERE e.district_id = d.district_id AND e.employee_id = d.employee_id AND e.valid @> d.day) END
WHERE NOT k.classes;
COMMENT ON VIEW caseload_overage IS 'one row a counted day on which a caseload, or anything else that is no class, is over the limit, and payee. Source: the limit''s article';
COMMENT ON COLUMN caseload_overage.id IS 'key of the row';
COMMENT ON COLUMN caseload_overage.contract IS 'contract';
COMMENT ON COLUMN caseload_overage.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN caseload_overage.site_name IS 'place of work';
COMMENT ON COLUMN caseload_overage.employee_id IS 'whose caseload it is';
COMMENT ON COLUMN caseload_overage.employee_name IS 'name';
COMMENT ON COLUMN caseload_overage.program IS 'program';
COMMENT ON COLUMN caseload_overage.rule IS 'title of the limit';
COMMENT ON COLUMN caseload_overage.counted_on IS 'day of the count; for a term, its last counted day';
COMMENT ON COLUMN caseload_overage.month IS 'first day of that month';
COMMENT ON COLUMN caseload_overage.measure IS 'what is counted: students, units, IEPs, ...';
COMMENT ON COLUMN caseload_overage.cap IS 'cap on that day, in that measure';
COMMENT ON COLUMN caseload_overage.load IS 'how many there are';
COMMENT ON COLUMN caseload_overage.over_by IS 'how many are too many, or too few of a minimum';
COMMENT ON COLUMN caseload_overage.pay IS 'what is due for that day, in dollars; null where the contract states no amount';
COMMENT ON COLUMN caseload_overage.citation IS 'article';
