-- The lines of pay cut by month. A line's cents are split, and running totals stay inside the line: so months add up to
-- it, and who asks for months moves no cent of anything else. A finer grid, rounded and then added up, would not do so.

CREATE FUNCTION cut_by_month(lines pay_piece[], known_on date DEFAULT 'infinity')
RETURNS TABLE (contract text, school_year text, district_id int, employee_id bigint, employment_id bigint,
	site_id bigint, component text, during daterange, month date, days numeric, cents numeric)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $cut_by_month$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH line AS MATERIALIZED (
		SELECT l.ordinality AS nth, l.contract, l.school_year, l.component, l.during, l.cents,
			CASE l.rule WHEN 'stipend' THEN l.rule_id END AS stipend_id,
			CASE l.rule WHEN 'stipend' THEN 'duty' ELSE coalesce(e.calendar, 'duty') END AS calendar
		FROM unnest(lines) WITH ORDINALITY AS l
			LEFT JOIN employment AS e ON e.district_id = l.district_id AND e.employment_id = l.employment_id
	), kind AS MATERIALIZED (
		-- a stipend that says itself how it is divided is cut so, too
		SELECT k.contract, k.school_year, k.component, k.calendar, k.stipend_id,
			CASE WHEN s.prorated_by IS NULL OR d.component <> '*' THEN v.way
				WHEN s.prorated_by = 'salary' THEN z.way WHEN s.prorated_by = 'months' THEN 'months begun'
				ELSE 'duty days' END AS way,
			CASE WHEN s.prorated_by = 'school days' AND coalesce(d.component, '*') = '*' THEN 'student'
				ELSE k.calendar END AS days_of
		FROM (SELECT DISTINCT l.contract, l.school_year, l.component, l.calendar, l.stipend_id FROM line AS l) AS k
			JOIN contract_year(cut_by_month.known_on) AS y ON y.contract = k.contract AND y.school_year = k.school_year
			CROSS JOIN LATERAL year_division(k.contract, k.component, y.year, cut_by_month.known_on) AS v
			CROSS JOIN LATERAL year_division(k.contract, 'salary', y.year, cut_by_month.known_on) AS z
			LEFT JOIN division AS d ON d.id = v.id LEFT JOIN stipend AS s ON s.id = k.stipend_id
	), clock AS MATERIALIZED (
		SELECT j.contract, j.school_year, j.calendar, w.way, d.day, d.units
		FROM (SELECT DISTINCT k.contract, k.school_year, k.days_of, k.way FROM kind AS k) AS w
			JOIN job_calendars(cut_by_month.known_on) AS j
				ON j.contract = w.contract AND j.school_year = w.school_year AND j.calendar = w.days_of
			CROSS JOIN LATERAL clock_days(w.way, j.days, j.half_days, j.year) AS d
	), cut AS (
		SELECT l.nth, l.cents, l.during, l.contract, l.school_year, k.days_of AS calendar, k.way, m::date AS month,
			least((m + interval '1 month')::date, upper(l.during)) AS after
		FROM line AS l LEFT JOIN kind AS k ON k.contract = l.contract AND k.school_year = l.school_year
				AND k.component = l.component AND k.calendar = l.calendar
				AND k.stipend_id IS NOT DISTINCT FROM l.stipend_id
			CROSS JOIN LATERAL generate_series(date_trunc('month', lower(l.during)::timestamp),
				upper(l.during)::timestamp - interval '1 day', interval '1 month') AS m
	), running AS (
		-- days that the clock does not move in, as of a stipend for the summer, go by the calendar
		SELECT c.nth, c.month, c.way, t.units - a.units AS units,
			round(c.cents * CASE WHEN b.units > a.units THEN (t.units - a.units) / (b.units - a.units)
				ELSE (c.after - lower(c.during))::numeric / (upper(c.during) - lower(c.during)) END, 2) AS through
		FROM cut AS c LEFT JOIN clock AS a ON a.contract = c.contract AND a.school_year = c.school_year
				AND a.calendar = c.calendar AND a.way = c.way AND a.day = lower(c.during)
			LEFT JOIN clock AS b ON b.contract = c.contract AND b.school_year = c.school_year
				AND b.calendar = c.calendar AND b.way = c.way AND b.day = upper(c.during)
			LEFT JOIN clock AS t ON t.contract = c.contract AND t.school_year = c.school_year
				AND t.calendar = c.calendar AND t.way = c.way AND t.day = c.after
		OFFSET 0
	), split AS (
		SELECT r.nth, r.month, clock_shown(r.way, r.units - lag(r.units, 1, 0::numeric) OVER line) AS days,
			r.through - lag(r.through, 1, 0::numeric) OVER line AS cents
		FROM running AS r WINDOW line AS (PARTITION BY r.nth ORDER BY r.month)
	)
	SELECT l.contract, l.school_year, l.district_id, l.employee_id, l.employment_id, l.site_id, l.component, l.during,
		s.month, s.days, s.cents
	FROM split AS s JOIN unnest(lines) WITH ORDINALITY AS l ON l.ordinality = s.nth;
END
$cut_by_month$;
COMMENT ON FUNCTION cut_by_month(pay_piece[], date) IS 'lines of pay by the months that they touch: how much of each '
	'month is paid, and the line''s cents, which the months add up to';

CREATE FUNCTION pay_line_month(school_year text DEFAULT NULL, known_on date DEFAULT 'infinity',
	district_id int DEFAULT NULL, employees bigint[] DEFAULT NULL, contract text DEFAULT NULL)
RETURNS TABLE (contract text, school_year text, district_id int, employee_id bigint, employment_id bigint,
	site_id bigint, component text, during daterange, month date, days numeric, cents numeric)
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	SELECT m.* FROM cut_by_month(ARRAY(SELECT p FROM pay_lines(pay_line_month.school_year, pay_line_month.known_on,
		pay_line_month.district_id, pay_line_month.employees, pay_line_month.contract) AS p),
		pay_line_month.known_on) AS m;
END;
COMMENT ON FUNCTION pay_line_month(text, date, int, bigint[], text) IS 'pay_lines() by month';
