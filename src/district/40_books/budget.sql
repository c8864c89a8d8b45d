-- Budgets with names, as the report shows them. They are reckoned at each look: a term's sum is known with one row
-- more.
CREATE FUNCTION named_budgets() RETURNS TABLE (limit_id bigint, district_id int, contract text, school_year text,
	code text, rule text, what text, scope text, subject_id bigint, test smallint,
	site_id bigint, site_name varchar(80),
	employee_id bigint, employee_name varchar(120), section_id bigint, section_name text, first_day date, last_day date,
	measure text, binds text, budget numeric, used numeric, citation text, note text)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $named_budgets$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH found AS MATERIALIZED (
		SELECT b.*, r.contract, r.code, r.title, r.scope, r.citation, r.note
		FROM budget_rows(NULL, NULL, 'infinity') AS b JOIN load_limit AS r ON r.id = b.limit_id
	), worker AS MATERIALIZED (
		-- a person is shown at the site of the largest job of the term, a class with its teacher of record
		SELECT DISTINCT ON (f.limit_id, f.district_id, f.subject_id, f.first_day) f.limit_id, f.district_id,
			f.subject_id, f.first_day, e.site_id, e.employee_id
		FROM found AS f JOIN employment AS e ON e.district_id = f.district_id AND e.employee_id = f.subject_id
			AND e.contract = f.contract AND e.valid && daterange(f.first_day, f.last_day, '[]')
		WHERE f.scope = 'employee'
		ORDER BY f.limit_id, f.district_id, f.subject_id, f.first_day, e.fte DESC, e.employment_id
	), taught AS MATERIALIZED (
		SELECT f.limit_id, f.district_id, f.subject_id, f.first_day, min(t.employee_id) AS employee_id
		FROM found AS f JOIN staffing AS t ON t.district_id = f.district_id AND t.section_id = f.subject_id
			AND t.role = 'teacher of record' AND t.valid && daterange(f.first_day, f.last_day, '[]')
		WHERE f.scope = 'section' GROUP BY f.limit_id, f.district_id, f.subject_id, f.first_day
	)
	SELECT f.limit_id, f.district_id, f.contract, f.school_year, f.code, f.title, f.what, f.scope, f.subject_id, f.test,
		s.site_id, s.site_name, p.employee_id, p.employee_name, c.section_id, c.section_name::text, f.first_day,
		f.last_day, f.measure, f.binds, trim_scale(f.budget), trim_scale(f.used), f.citation, f.note
	FROM found AS f
		LEFT JOIN worker AS w USING (limit_id, district_id, subject_id, first_day)
		LEFT JOIN taught AS t USING (limit_id, district_id, subject_id, first_day)
		LEFT JOIN section AS c ON f.scope = 'section' AND c.district_id = f.district_id
			AND c.section_id = f.subject_id
		LEFT JOIN employee AS p ON p.district_id = f.district_id
			AND p.employee_id = CASE f.scope WHEN 'employee' THEN f.subject_id ELSE t.employee_id END
		LEFT JOIN site AS s ON s.district_id = f.district_id
			AND s.site_id = CASE f.scope WHEN 'site' THEN f.subject_id ELSE coalesce(c.site_id, w.site_id) END;
END
$named_budgets$;
COMMENT ON FUNCTION named_budgets() IS 'all budgets of all terms, with names';

CREATE FUNCTION own_budget(asker bigint) RETURNS TABLE (id text, district_id int, contract text, school_year text,
	code text, rule text, what text, site_name varchar(80), employee_id bigint,
	employee_name varchar(120), section_id bigint,
	section_name text, first_day date, last_day date, measure text, binds text, budget numeric, used numeric,
	remaining numeric, beyond numeric, citation text, note text)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path FROM CURRENT
	SET plan_cache_mode = force_generic_plan
AS $own_budget$
#variable_conflict use_column
BEGIN
	IF NOT caseload.stands_at(current_schema()) THEN
		PERFORM caseload.check_place(current_schema());
	END IF;
	DECLARE
		sees sight := sight_of(asker, 'time_budget');
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		RETURN QUERY
		SELECT concat_ws('-', b.limit_id, b.test, b.district_id, b.subject_id, b.measure,
				to_char(b.first_day, 'YYYY-MM-DD')), b.district_id, b.contract, b.school_year, b.code, b.rule, b.what,
			b.site_name, b.employee_id, b.employee_name, b.section_id, b.section_name, b.first_day, b.last_day,
			b.measure, CASE b.binds WHEN 'under' THEN 'at least' WHEN 'at' THEN 'below' ELSE 'at most' END,
			b.budget, b.used, greatest(b.budget - b.used, 0), greatest(b.used - b.budget, 0), b.citation, b.note
		FROM named_budgets() AS b WHERE seen(sees, b.district_id, b.site_id, b.employee_id);
	END;
END
$own_budget$;
COMMENT ON FUNCTION own_budget(bigint) IS 'the budgets that time_budget shows to whoever asks';
