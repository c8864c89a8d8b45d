-- As of when, how much is stale, and what could not be reckoned.
CREATE FUNCTION problem_now() RETURNS SETOF kept_problem
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT
AS $problem_now$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT k.* FROM kept_problem AS k
	WHERE books_fresh() OR k.district_id NOT IN (SELECT stale_district())
		AND (k.district_id, k.contract) NOT IN (SELECT w.district_id, w.contract FROM stale_contract() AS w)
		AND (k.district_id, k.limit_id) NOT IN (SELECT w.district_id, w.limit_id FROM stale_limit() AS w)
		AND (k.subject_id IS NULL OR (k.limit_id, k.district_id, k.subject_id) NOT IN
			(SELECT s.limit_id, s.district_id, s.subject_id FROM stale_subject() AS s));
	RETURN QUERY SELECT p.* FROM live_problem() AS p;
END
$problem_now$;
COMMENT ON FUNCTION problem_now() IS 'what cannot be reckoned, and why';

CREATE TYPE status_row AS (id varchar(120), district_id int, about varchar(16), refreshed_at timestamptz, took numeric(12,3),
	marked bigint, stale bigint, contract varchar(64), rule varchar(120), remedy varchar(200), subject_id bigint,
	employee_id bigint, employee_name varchar(120), reason text);
COMMENT ON TYPE status_row IS 'a row of report_status';

-- Readers who are bound see when their district was reckoned, and no other's problems.
CREATE FUNCTION status_rows() RETURNS SETOF status_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path FROM CURRENT
AS $status_rows$
#variable_conflict use_column
DECLARE
	sees sight := sight_of(asker());
BEGIN
	RETURN QUERY
	SELECT d.district_id::varchar(120), d.district_id, 'book'::varchar(16), b.refreshed_at, b.took,
		(SELECT count(*) FROM mark AS m WHERE m.district_id = d.district_id), coalesce(s.subjects, 0),
		NULL::varchar(64), NULL::varchar(120), NULL::varchar(200), NULL::bigint, NULL::bigint, NULL::varchar(120),
		CASE WHEN b.district_id IS NULL THEN 'nothing is kept yet, everything is reckoned at each look'
			WHEN s.whole > 0 THEN format('rules changed: %s limits are reckoned at each look', s.whole)
			WHEN s.subjects > 0 THEN format('facts changed: %s answers are reckoned at each look', s.subjects) END
	FROM (SELECT DISTINCT t.district_id FROM site AS t UNION SELECT k.district_id FROM book AS k) AS d
		LEFT JOIN book AS b USING (district_id)
		LEFT JOIN (SELECT a.district_id, sum(cardinality(a.subjects)) AS subjects, count(*) FILTER (WHERE a.subjects IS NULL) AS whole
			FROM stale_asks() AS a GROUP BY a.district_id) AS s USING (district_id)
	WHERE sees.everything OR d.district_id = ANY (sees.districts)
		OR d.district_id::text IN (SELECT split_part(k, ':', 1) FROM unnest(sees.site_keys || sees.employee_keys) AS k);
	RETURN QUERY
	SELECT concat_ws('-', p.district_id, p.limit_id, p.school_year, p.subject_id, p.remedy_id)::varchar(120), p.district_id,
		'problem'::varchar(16), NULL::timestamptz, NULL::numeric(12,3), NULL::bigint, NULL::bigint, p.contract::varchar(64),
		l.title::varchar(120), concat_ws(': ', r.kind, r.scale::text)::varchar(200), p.subject_id, p.employee_id,
		m.employee_name, p.problem
	FROM problem_now() AS p JOIN load_limit AS l ON l.id = p.limit_id LEFT JOIN limit_remedy AS r ON r.id = p.remedy_id
		LEFT JOIN employee AS m ON m.district_id = p.district_id AND m.employee_id = p.employee_id
	WHERE seen(sees, p.district_id, NULL, p.employee_id);
END
$status_rows$;
COMMENT ON FUNCTION status_rows() IS 'the rows of report_status';
