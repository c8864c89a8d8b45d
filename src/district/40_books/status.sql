-- As of when, how much is stale, and what could not be reckoned.
CREATE FUNCTION problem_now() RETURNS SETOF kept_problem
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT
AS $problem_now$
#variable_conflict use_column
BEGIN
	RETURN QUERY SELECT k.* FROM fresh_problem AS k;
	RETURN QUERY SELECT p.* FROM now_problem() AS p;
END
$problem_now$;
COMMENT ON FUNCTION problem_now() IS 'what cannot be reckoned, and why';

CREATE TYPE status_row AS (id varchar(120), district_id int, about varchar(16),
	refreshed_at timestamptz, took numeric(12,3),
	marked bigint, stale bigint, contract varchar(64), rule text, remedy varchar(200), subject_id bigint,
	employee_id bigint, employee_name varchar(120), reason text);
COMMENT ON TYPE status_row IS 'a row of report_status';

-- Readers who are bound see when their district was reckoned, not how much of it changed since, and the problems of
-- their own sites or persons. What is wrong with a whole limit may name others in its reason: they are told that it is.
CREATE FUNCTION status_rows(asker bigint) RETURNS SETOF status_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path FROM CURRENT
AS $status_rows$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'report_status');
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		RETURN QUERY
		SELECT d.district_id::varchar(120), d.district_id, 'book'::varchar(16), b.refreshed_at, b.took,
			CASE WHEN w.whole THEN (SELECT count(*) FROM mark AS m WHERE m.district_id = d.district_id) END,
			CASE WHEN w.whole THEN coalesce(s.subjects, 0) + coalesce(p.people, 0) END,
			NULL::varchar(64), NULL::text, NULL::varchar(200), NULL::bigint, NULL::bigint, NULL::varchar(120),
			CASE WHEN b.district_id IS NULL THEN 'nothing is kept yet, everything is reckoned at each look'
				WHEN NOT w.whole THEN NULL
				WHEN s.whole > 0 OR p.whole > 0 THEN format('rules changed: %s reckoned at each look',
					concat_ws(' and ', CASE WHEN s.whole > 0 THEN s.whole || ' limits' END,
						CASE WHEN p.whole > 0 THEN 'pay' END)
						|| CASE WHEN s.whole > 0 THEN ' are' ELSE ' is' END)
				WHEN coalesce(s.subjects, 0) + coalesce(p.people, 0) > 0
					THEN format('facts changed: %s answers are reckoned at each look',
						coalesce(s.subjects, 0) + coalesce(p.people, 0)) END
		FROM (SELECT DISTINCT t.district_id FROM site AS t UNION SELECT k.district_id FROM book AS k) AS d
			LEFT JOIN book AS b USING (district_id)
			LEFT JOIN (SELECT a.district_id, sum(cardinality(a.subjects)) AS subjects,
					count(*) FILTER (WHERE a.subjects IS NULL) AS whole
				FROM stale_asks() AS a GROUP BY a.district_id) AS s USING (district_id)
			LEFT JOIN (SELECT a.district_id, max(cardinality(a.employees)) AS people,
					count(*) FILTER (WHERE a.employees IS NULL) AS whole
				FROM stale_pay() AS a GROUP BY a.district_id) AS p USING (district_id)
			CROSS JOIN LATERAL (SELECT seen(sees, d.district_id, NULL, NULL) AS whole) AS w
		WHERE touches(sees, d.district_id);
		RETURN QUERY
		SELECT concat_ws('-', p.district_id, p.limit_id, p.school_year, p.subject_id, p.remedy_id)::varchar(120),
			p.district_id, 'problem'::varchar(16), NULL::timestamptz, NULL::numeric(12,3), NULL::bigint, NULL::bigint,
			p.contract::varchar(64), l.title::text, concat_ws(': ', r.kind, r.scale::text)::varchar(200),
			p.subject_id, p.employee_id, m.employee_name,
			CASE WHEN w.own THEN p.problem ELSE 'this is not reckoned: whoever reads the whole district is told why' END
		FROM problem_now() AS p JOIN load_limit AS l ON l.id = p.limit_id
			LEFT JOIN limit_remedy AS r ON r.id = p.remedy_id
			LEFT JOIN employee AS m ON m.district_id = p.district_id AND m.employee_id = p.employee_id
			LEFT JOIN section AS c ON l.scope = 'section' AND c.district_id = p.district_id
			AND c.section_id = p.subject_id
			CROSS JOIN LATERAL (SELECT sees.everything
				OR seen(sees, p.district_id,
					CASE l.scope WHEN 'section' THEN c.site_id WHEN 'site' THEN p.subject_id END,
					coalesce(p.employee_id, CASE l.scope WHEN 'employee' THEN p.subject_id END))
				OR l.scope = 'employee' AND EXISTS (SELECT FROM employment AS e
					WHERE e.district_id = p.district_id AND e.employee_id = p.subject_id
						AND seen(sees, e.district_id, e.site_id, NULL)) AS own) AS w
		WHERE w.own OR p.subject_id IS NULL AND p.employee_id IS NULL AND touches(sees, p.district_id);
		-- of many alike one row tells, and how many they are
		RETURN QUERY
		SELECT concat_ws('-', k.district_id, 'pay', min(k.employee_id), k.school_year, min(k.line),
				left(md5(concat_ws('/', k.contract, k.component, k.problem)), 8))::varchar(120),
			k.district_id, 'problem'::varchar(16), NULL::timestamptz, NULL::numeric(12,3), NULL::bigint, NULL::bigint,
			k.contract::varchar(64), k.component, NULL::varchar(200), NULL::bigint,
			CASE WHEN count(DISTINCT k.employee_id) = 1 THEN min(k.employee_id) END,
			CASE WHEN count(DISTINCT k.employee_id) = 1 THEN min(k.employee_name) END::varchar(120),
			k.problem || CASE WHEN count(DISTINCT k.employee_id) > 1
				THEN format(' (%s employees)', count(DISTINCT k.employee_id)) ELSE '' END
		FROM (SELECT k.* FROM fresh_pay_line AS k WHERE k.problem IS NOT NULL
			UNION ALL SELECT k.* FROM now_pay_line() AS k WHERE k.problem IS NOT NULL) AS k
		WHERE sees.everything OR seen(sees, k.district_id, k.site_id, k.employee_id)
		GROUP BY k.district_id, k.contract, k.school_year, k.component, k.problem;
	END;
END
$status_rows$;
COMMENT ON FUNCTION status_rows(bigint) IS 'the rows of report_status, as far as the asker may see them';
