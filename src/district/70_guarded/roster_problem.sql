-- Facts that no rule meets: names of programs, positions and hours that are almost what a rule asks for, classes
-- without a teacher of record. Names are compared once, however many rows carry them, and rows looked up by them
-- after it.
CREATE FUNCTION fact_name_problem() RETURNS TABLE (district_id int, contract text, place text, row_id bigint,
	problem text, detail text)
LANGUAGE plpgsql STABLE ROWS 5 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $fact_name_problem$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH ruled AS MATERIALIZED (
		SELECT 'program' AS kind, l.contract, c.program AS name
		FROM limit_cap AS c JOIN load_limit AS l ON l.id = c.limit_id
		WHERE c.program IS NOT NULL GROUP BY l.contract, c.program
		UNION
		SELECT 'what', h.contract, h.what FROM hourly_pay AS h
		UNION
		SELECT 'what', l.contract, c.counts ->> 'what' FROM limit_cap AS c JOIN load_limit AS l ON l.id = c.limit_id
		WHERE jsonb_typeof(c.counts -> 'what') = 'string'
		UNION
		SELECT 'what', l.contract, substr(k.key, 7) FROM limit_cap AS c JOIN load_limit AS l ON l.id = c.limit_id
			CROSS JOIN LATERAL jsonb_object_keys(c.applies) AS k (key)
		WHERE starts_with(k.key, 'tally:')
		UNION
		SELECT 'what', l.contract, r.given ->> 'what' FROM limit_remedy AS r JOIN load_limit AS l ON l.id = r.limit_id
		WHERE jsonb_typeof(r.given -> 'what') = 'string'
		UNION
		SELECT 'role', l.contract, r.payee FROM limit_remedy AS r JOIN load_limit AS l ON l.id = r.limit_id
		UNION
		SELECT 'role', l.contract, u.role FROM load_limit AS l CROSS JOIN LATERAL unnest(l.carried_by) AS u (role)
		UNION
		SELECT 'role', NULL, 'teacher of record'
	), carried AS MATERIALIZED (
		SELECT 'program' AS kind, s.program AS name FROM section AS s WHERE s.program IS NOT NULL GROUP BY s.program
		UNION
		SELECT 'program', k.program FROM case_assignment AS k GROUP BY k.program
		UNION
		SELECT 'what', t.what FROM tally AS t GROUP BY t.what
		UNION
		SELECT 'role', f.role FROM staffing AS f GROUP BY f.role
	), stray AS MATERIALIZED (
		SELECT c.kind, c.name, r.name AS other, min(r.contract) AS contract
		FROM (SELECT c.kind, c.name, unnest(name_traces(c.name)) AS trace FROM carried AS c WHERE NOT EXISTS (SELECT
				FROM ruled AS r WHERE r.kind = c.kind AND r.name = c.name)) AS c
			JOIN (SELECT r.kind, r.name, r.contract, unnest(name_traces(r.name)) AS trace FROM ruled AS r) AS r
				ON r.kind = c.kind AND r.trace = c.trace
		GROUP BY c.kind, c.name, r.name
	)
	SELECT f.district_id, s.contract, f.place, f.row_id, CASE s.kind WHEN 'program' THEN 'a program that no rule names'
			WHEN 'what' THEN 'a tally of what no rule names' ELSE 'a role that no rule names' END,
		format('%s: a rule names %s; mend %s.%s', s.name, s.other, f.place, s.kind)
	FROM stray AS s JOIN LATERAL (
		SELECT c.district_id, 'section' AS place, c.section_id AS row_id FROM section AS c
		WHERE s.kind = 'program' AND c.program = s.name
		UNION ALL
		SELECT k.district_id, 'case_assignment', k.case_id FROM case_assignment AS k
		WHERE s.kind = 'program' AND k.program = s.name
		UNION ALL
		SELECT t.district_id, 'tally', t.tally_id FROM tally AS t WHERE s.kind = 'what' AND t.what = s.name
		UNION ALL
		SELECT f.district_id, 'staffing', f.staffing_id FROM staffing AS f
		WHERE s.kind = 'role' AND f.role = s.name) AS f
		ON true
	UNION ALL
	-- under a contract that pays hours: whatever is called as no rule calls it, is paid nothing and counted nowhere
	SELECT h.district_id, h.contract, 'tally', h.tally_id, 'hours that no rule names',
		format('employee %s, %s on %s: paid are %s; mend tally.what, or enter hourly_pay', h.employee_id, h.what,
			to_char(h.day, 'YYYY-MM-DD'), h.paid)
	FROM (SELECT DISTINCT ON (t.district_id, t.tally_id) t.district_id, t.tally_id, t.employee_id, t.what,
			lower(t.valid) AS day, p.contract, p.paid
		FROM (SELECT h.contract, string_agg(DISTINCT h.what, ', ') AS paid
			FROM hourly_pay AS h GROUP BY h.contract) AS p
			JOIN employment AS e ON e.contract = p.contract
			JOIN tally AS t ON t.district_id = e.district_id AND t.employee_id = e.employee_id
				AND e.valid @> lower(t.valid) AND caseload.measure(t.quantity) = 'hours'
		WHERE t.what NOT IN (SELECT r.name FROM ruled AS r WHERE r.kind = 'what')
			AND t.what NOT IN (SELECT s.name FROM stray AS s WHERE s.kind = 'what')
		ORDER BY t.district_id, t.tally_id, e.fte DESC, e.employment_id) AS h;
END
$fact_name_problem$;
COMMENT ON FUNCTION fact_name_problem() IS 'facts whose program, tally or role is almost one that a rule names';

-- School days are those of the contracts that the district's people work under. A district that enters no teachers,
-- as one of head counts, is not asked for them.
CREATE FUNCTION untaught_section() RETURNS TABLE (district_id int, section_id bigint, section_name text, days int,
	first_day date, last_day date, roles text)
LANGUAGE plpgsql STABLE ROWS 20 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $untaught_section$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH worked AS MATERIALIZED (
		SELECT DISTINCT e.district_id, e.contract FROM employment AS e
	), school AS MATERIALIZED (
		SELECT w.district_id, range_agg(c.days) AS days FROM worked AS w JOIN calendar AS c ON c.contract = w.contract
			AND c.kind = 'student' AND upper_inf(c.known)
		WHERE EXISTS (SELECT FROM staffing AS f WHERE f.district_id = w.district_id) GROUP BY w.district_id
	), taught AS MATERIALIZED (
		SELECT f.district_id, f.section_id, range_agg(f.valid) FILTER (WHERE f.role = 'teacher of record') AS days,
			string_agg(DISTINCT f.role, ', ') FILTER (WHERE f.role <> 'teacher of record') AS roles
		FROM staffing AS f GROUP BY f.district_id, f.section_id
	)
	SELECT s.district_id, s.section_id, s.section_name::text,
		(SELECT sum(upper(u.days) - lower(u.days)) FROM unnest(m.missed) AS u (days))::int,
		lower(m.missed), upper(m.missed) - 1, t.roles
	FROM section AS s JOIN school AS h ON h.district_id = s.district_id
		LEFT JOIN taught AS t ON t.district_id = s.district_id AND t.section_id = s.section_id
		CROSS JOIN LATERAL (SELECT s.valid * range_merge(h.days) AS valid) AS v
		-- most classes are taught on all of their days, and are done with here
		CROSS JOIN LATERAL (SELECT CASE WHEN t.days @> v.valid THEN '{}'
			ELSE h.days * datemultirange(v.valid) - coalesce(t.days, '{}') END AS missed OFFSET 0) AS m
	WHERE NOT isempty(m.missed);
END
$untaught_section$;
COMMENT ON FUNCTION untaught_section() IS
	'classes without a teacher of record on school days: how many, the first and the last, and which roles there are';
