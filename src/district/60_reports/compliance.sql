-- Findings: whether the contract is kept.
CREATE VIEW compliance_finding WITH (security_invoker = true) AS
SELECT concat_ws('-', f.limit_id, f.test, f.district_id, f.subject_id, f.remedy_id, f.employee_id, f.school_year)::varchar(120) AS id,
	l.contract::varchar(64) AS contract, f.school_year::varchar(7) AS school_year,
	(CASE WHEN counts_classes(f.limit_id, f.test) THEN 'class size' WHEN l.scope IN ('site', 'district') OR c.binds = 'under' THEN 'staffing' ELSE 'caseload' END)::varchar(16) AS kind,
	l.title::varchar(120) AS rule, t.site_name, f.employee_id, m.employee_name, CASE l.scope WHEN 'section' THEN f.subject_id END AS section_id, s.section_name,
	f.first_day, f.last_day, f.measure::varchar(16) AS measure, f.cap::numeric(12,2) AS cap, f.actual::numeric(12,2) AS actual, f.over::numeric(12,2) AS over_by,
	l.strictness::varchar(8) AS strictness, r.kind::varchar(20) AS remedy_type, concat_ws(': ', r.kind, r.scale::text)::varchar(200) AS remedy,
	r.choice::varchar(40) AS choice, f.due AS remedy_due, f.worth::numeric(12,2) AS worth, f.quantity::numeric(12,2) AS quantity, f.amount_due::numeric(12,2) AS amount_due, l.citation,
	grieve_by(l.contract, l.code, y.in_force, f.first_day, f.last_day) AS grieve_by, l.note
FROM reckoned_finding() AS f JOIN load_limit AS l ON l.id = f.limit_id
	JOIN calendar AS y ON y.contract = l.contract AND y.kind = 'student' AND y.school_year = f.school_year AND upper_inf(y.known)
	LEFT JOIN limit_remedy AS r ON r.id = f.remedy_id
	LEFT JOIN LATERAL (SELECT c.binds FROM limit_cap AS c WHERE c.limit_id = f.limit_id AND c.test = f.test ORDER BY c.id LIMIT 1) AS c ON true
	LEFT JOIN section AS s ON l.scope = 'section' AND s.district_id = f.district_id AND s.section_id = f.subject_id
	LEFT JOIN employee AS m ON m.district_id = f.district_id AND m.employee_id = f.employee_id
	LEFT JOIN site AS t ON t.district_id = f.district_id AND t.site_id = CASE l.scope WHEN 'section' THEN s.site_id WHEN 'site' THEN f.subject_id
		WHEN 'employee' THEN (SELECT min(e.site_id) FROM employment AS e WHERE e.district_id = f.district_id AND e.employee_id = f.subject_id AND e.valid @> f.first_day) END;
COMMENT ON VIEW compliance_finding IS 'one row a school year, limit, class or person, remedy and payee: what was over, since when, and what follows. Source: the limit''s article';
COMMENT ON COLUMN compliance_finding.id IS 'key of the finding';
COMMENT ON COLUMN compliance_finding.contract IS 'contract';
COMMENT ON COLUMN compliance_finding.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN compliance_finding.kind IS 'class size, caseload or staffing';
COMMENT ON COLUMN compliance_finding.rule IS 'title of the limit';
COMMENT ON COLUMN compliance_finding.site_name IS 'school';
COMMENT ON COLUMN compliance_finding.employee_id IS 'whose load it is, or who is paid';
COMMENT ON COLUMN compliance_finding.employee_name IS 'name';
COMMENT ON COLUMN compliance_finding.section_id IS 'class; null for a limit on a person or site';
COMMENT ON COLUMN compliance_finding.section_name IS 'name of the class';
COMMENT ON COLUMN compliance_finding.first_day IS 'first counted day on which it was over';
COMMENT ON COLUMN compliance_finding.last_day IS 'last counted day on which it was over';
COMMENT ON COLUMN compliance_finding.measure IS 'what is counted';
COMMENT ON COLUMN compliance_finding.cap IS 'cap on the worst day';
COMMENT ON COLUMN compliance_finding.actual IS 'load on the worst day';
COMMENT ON COLUMN compliance_finding.over_by IS 'how many too many, or too few, at the worst';
COMMENT ON COLUMN compliance_finding.strictness IS 'hard, paid or advisory';
COMMENT ON COLUMN compliance_finding.remedy_type IS 'pay, paraprofessional, release, position, meeting, grievance, consent or other; null if the contract names no remedy';
COMMENT ON COLUMN compliance_finding.remedy IS 'the remedy with its scale';
COMMENT ON COLUMN compliance_finding.choice IS 'remedies with the same word are alternatives';
COMMENT ON COLUMN compliance_finding.remedy_due IS 'false for an alternative that was not taken';
COMMENT ON COLUMN compliance_finding.worth IS 'what it comes to over the school year if it is taken on all days, in dollars or units; null where the contract states no amount';
COMMENT ON COLUMN compliance_finding.quantity IS 'of a remedy in units: how many are due over the school year';
COMMENT ON COLUMN compliance_finding.amount_due IS 'in dollars over the school year; adds up from class to teacher to district';
COMMENT ON COLUMN compliance_finding.citation IS 'article';
COMMENT ON COLUMN compliance_finding.grieve_by IS 'last day to grieve, by the contract''s deadline; null where it has none';
COMMENT ON COLUMN compliance_finding.note IS 'the reading chosen where the text is open';
