-- The lines of pay cut by month. Kept lines are cut as they are looked at, for each month of each would be twelve times
-- as many rows to keep.
CREATE TYPE pay_month_row AS (district_id int, contract varchar(64), school_year varchar(7), employee_id bigint,
	employee_name varchar(120), employment_id bigint, site_id bigint, site_name varchar(80), component text,
	first_day date, last_day date, month date, days numeric(12,6), cents numeric(14,2));
COMMENT ON TYPE pay_month_row IS 'a row of pay_line_month';
CREATE FUNCTION pay_months(asker bigint, only_district int) RETURNS SETOF pay_month_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path FROM CURRENT SET jit = off
AS $pay_months$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'pay_line_month');
	BEGIN
		IF only_district IS NULL OR NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		RETURN QUERY
		WITH line AS MATERIALIZED (
			SELECT k.* FROM (SELECT f.* FROM fresh_pay_line_of(only_district) AS f
				UNION ALL SELECT n.* FROM now_pay_line(only_district) AS n) AS k
			WHERE sees.everything OR seen(sees, k.district_id, k.site_id, k.employee_id)
			UNION ALL
			SELECT o.* FROM overage_pay(asker, 'pay_line_month', only_district) AS o
		), named AS (
			SELECT DISTINCT l.district_id, l.employee_id, l.employee_name, l.employment_id, l.site_name FROM line AS l
		)
		SELECT c.district_id, c.contract::varchar(64), c.school_year::varchar(7), c.employee_id, n.employee_name,
			c.employment_id, c.site_id, n.site_name, c.component, lower(c.during), upper(c.during) - 1,
			c.month, sum(c.days)::numeric(12,6), sum(c.cents)::numeric(14,2)
		FROM cut_by_month(ARRAY(SELECT CAST(ROW(l.contract, l.school_year, l.district_id, l.employee_id,
				l.employment_id, l.site_id, l.schedule, l.placement, l.fte, l.component,
				daterange(l.first_day, l.last_day, '[]'), l.days, l.divisor, l.annual, l.exact, l.cents, l.rule,
				l.rule_id, l.citation, NULL, NULL) AS pay_piece) FROM line AS l)) AS c
			JOIN named AS n ON n.district_id = c.district_id AND n.employee_id = c.employee_id
				AND n.employment_id IS NOT DISTINCT FROM c.employment_id
		GROUP BY c.district_id, c.contract, c.school_year, c.employee_id, n.employee_name, c.employment_id, c.site_id,
			n.site_name, c.component, c.during, c.month;
	END;
END
$pay_months$;
COMMENT ON FUNCTION pay_months(bigint, int) IS
	'the rows of pay_line_month of a district, as far as the asker may see them';
