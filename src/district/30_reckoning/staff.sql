-- Reckoning, steps 1 to 3: who staffs classes, and how much each of them counts.

CREATE TYPE graded_row AS (domain_id bigint, employee_id bigint, valid daterange, amount numeric);
COMMENT ON TYPE graded_row IS 'how much somebody counts on some days';

-- The greatest amount of each day, as amounts that add up: what the least of them has on all days, and what each
-- greater one has more.
CREATE FUNCTION greatest_amounts(graded graded_row[]) RETURNS SETOF graded_row
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $greatest_amounts$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH level AS (
		SELECT g.domain_id, g.employee_id, g.amount, range_agg(g.valid) AS days
		FROM pg_catalog.unnest(graded) AS g WHERE g.amount > 0 GROUP BY g.domain_id, g.employee_id, g.amount
	)
	SELECT s.domain_id, s.employee_id, u.valid, s.more
	FROM (SELECT v.domain_id, v.employee_id, range_agg(v.days) OVER at_least AS days,
				v.amount - lead(v.amount, 1, 0::numeric) OVER at_least AS more
			FROM level AS v
			WINDOW at_least AS (PARTITION BY v.domain_id, v.employee_id ORDER BY v.amount DESC)) AS s
		CROSS JOIN LATERAL pg_catalog.unnest(s.days) AS u (valid);
END
$greatest_amounts$;
COMMENT ON FUNCTION greatest_amounts(graded_row[]) IS 'the greatest amount of each day, as amounts that add up';

CREATE FUNCTION role_weights_of(limit_id bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $role_weights_of$
BEGIN
	RETURN (SELECT r.role_weights FROM load_limit AS r WHERE r.id = role_weights_of.limit_id);
END
$role_weights_of$;
COMMENT ON FUNCTION role_weights_of(bigint) IS 'how much the roles of a limit count, null: each teacher one';

CREATE FUNCTION role_weight(role text, weights jsonb) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT coalesce((role_weight.weights ->> role_weight.role)::numeric,
		CASE WHEN role_weight.role LIKE '%teacher%' THEN 1 ELSE 0 END);
END;
COMMENT ON FUNCTION role_weight(text, jsonb) IS
	'how much a role in staffing counts: as the limit says, else a teacher one';

-- What a ratio is divided by: whoever staffs these classes, each person once, in the greatest of his or her roles; or
-- their FTE, which is in a class the share of it, and elsewhere that of their employments, at the site of the class
-- where they have any there.
CREATE FUNCTION staff_counted(l limit_year, m limit_manner, district_id int, members member_row[])
RETURNS SETOF graded_row
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $staff_counted$
#variable_conflict use_column
DECLARE
	weights jsonb := role_weights_of(l.limit_id);
	in_class boolean := m.reckoned = 'per FTE' AND coalesce(m.wider, l.scope) = 'section';
	staff graded_row[];
BEGIN
	IF in_class THEN
		-- in several sections of a class with the greatest share
		RETURN QUERY SELECT g.* FROM (SELECT DISTINCT f.role FROM pg_catalog.unnest(members) AS d
				JOIN staffing AS f ON f.district_id = staff_counted.district_id
					AND f.section_id = ANY (ARRAY[d.section_id])
				WHERE role_weight(f.role, weights) > 0) AS r
			CROSS JOIN LATERAL greatest_amounts(ARRAY(
				SELECT CAST(ROW(d.domain_id, f.employee_id, d.valid * f.valid, f.share * role_weight(f.role, weights))
					AS graded_row)
				FROM pg_catalog.unnest(members) AS d JOIN staffing AS f ON f.district_id = staff_counted.district_id
					AND f.section_id = ANY (ARRAY[d.section_id]) AND f.role = r.role)) AS g;
		RETURN;
	END IF;
	IF m.reckoned = 'per teacher' THEN
		staff := ARRAY(SELECT CAST(ROW(d.domain_id, f.employee_id, d.valid * f.valid, role_weight(f.role, weights))
				AS graded_row)
			FROM pg_catalog.unnest(members) AS d JOIN staffing AS f ON f.district_id = staff_counted.district_id
				AND f.section_id = ANY (ARRAY[d.section_id])
			WHERE NOT isempty(d.valid * f.valid));
	ELSE
		-- by each employment, whose numbers are negative lest they be those of employees
		staff := ARRAY(SELECT CAST(ROW(d.domain_id, -e.employment_id, d.valid * f.valid * e.valid,
				e.fte * role_weight(f.role, weights)) AS graded_row)
			FROM pg_catalog.unnest(members) AS d
				JOIN staffing AS f ON f.district_id = staff_counted.district_id
					AND f.section_id = ANY (ARRAY[d.section_id])
				JOIN section AS s ON s.district_id = f.district_id AND s.section_id = f.section_id
				JOIN employment AS e ON e.district_id = f.district_id AND e.employee_id = ANY (ARRAY[f.employee_id])
			WHERE NOT isempty(d.valid * f.valid * e.valid) AND (e.site_id = s.site_id
				OR coalesce(m.wider, l.scope) NOT IN ('site', 'grade') OR NOT EXISTS (SELECT FROM employment AS o
					WHERE o.district_id = f.district_id AND o.employee_id = f.employee_id AND o.site_id = s.site_id)));
	END IF;
	RETURN QUERY SELECT g.* FROM greatest_amounts(staff) AS g;
END
$staff_counted$;
COMMENT ON FUNCTION staff_counted(limit_year, limit_manner, int, member_row[]) IS
	'the teachers, or their FTE, by which what is counted is divided';
