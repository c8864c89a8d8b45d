-- A year's pay for the reports: the kept answers say what is paid for overages, and a reader who is bound sees his
-- part.
CREATE FUNCTION overages_paid() RETURNS TABLE (contract text, school_year text, district_id int, employee_id bigint,
	amount numeric)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT
AS $overages_paid$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT k.contract, k.school_year::text, k.district_id, k.employee_id, sum(k.pay)
	FROM (SELECT k.contract, k.school_year, k.district_id, k.employee_id, k.pay FROM fresh_class_size AS k
		UNION ALL SELECT k.contract, k.school_year, k.district_id, k.employee_id, k.pay FROM now_class_size() AS k
		UNION ALL SELECT k.contract, k.school_year, k.district_id, k.employee_id, k.pay FROM fresh_caseload AS k
		UNION ALL SELECT k.contract, k.school_year, k.district_id, k.employee_id, k.pay FROM now_caseload() AS k) AS k
	WHERE k.pay IS NOT NULL GROUP BY k.contract, k.school_year, k.district_id, k.employee_id;
END
$overages_paid$;
COMMENT ON FUNCTION overages_paid() IS 'what each employee is paid for overages in a school year';
REVOKE EXECUTE ON FUNCTION overages_paid() FROM PUBLIC;

-- All are reckoned before those are shown whom the asker may see: an error may speak of somebody else.
CREATE FUNCTION tell_all(sees sight, state text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $tell_all$
BEGIN
	IF NOT sees.everything THEN
		RAISE USING ERRCODE = state, MESSAGE = 'the pay of somebody cannot be reckoned',
			HINT = 'Whoever reads the reports of all districts is told whose, and why.';
	END IF;
END
$tell_all$;
COMMENT ON FUNCTION tell_all(sight, text) IS 'an error that tells no more, unless the asker sees everything';

CREATE TYPE pay_report_row AS (id varchar(60), district_id int, contract varchar(64), school_year varchar(7),
	employee_id bigint, employee_name varchar(120), site_name varchar(80), schedule varchar(64), placement varchar(20),
	lane varchar(12), step numeric(4,1), fte numeric(6,4), base_salary numeric(12,2), longevity_pay numeric(12,2),
	stipend_pay numeric(12,2), overage_pay numeric(12,2), total_pay numeric(12,2));
COMMENT ON TYPE pay_report_row IS 'a row of pay_summary';
CREATE FUNCTION pay_rows(asker bigint) RETURNS SETOF pay_report_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path FROM CURRENT
AS $pay_rows$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'pay_summary');
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		BEGIN
			RETURN QUERY
			SELECT concat_ws('-', p.district_id, p.employment_id, p.school_year)::varchar(60), p.district_id,
				p.contract::varchar(64), p.school_year::varchar(7), p.employee_id, m.employee_name, t.site_name,
				p.schedule::varchar(64), p.placement::text::varchar(20), caseload.lane(p.placement)::varchar(12),
				caseload.step(p.placement)::numeric(4,1), p.fte::numeric(6,4), p.base_salary::numeric(12,2),
				p.longevity_pay::numeric(12,2), p.stipend_pay::numeric(12,2), o.overage_pay::numeric(12,2),
				(p.base_salary + p.longevity_pay + p.stipend_pay + o.overage_pay)::numeric(12,2)
			FROM year_of_pay('infinity', NULL, false) AS p JOIN employee AS m USING (district_id, employee_id)
				JOIN site AS t USING (district_id, site_id)
				LEFT JOIN overages_paid() AS v USING (contract, school_year, district_id, employee_id)
				CROSS JOIN LATERAL (SELECT CASE WHEN p.largest THEN coalesce(v.amount, 0)
						ELSE 0 END AS overage_pay) AS o
			WHERE sees.everything OR seen(sees, p.district_id, p.site_id, p.employee_id);
		EXCEPTION WHEN OTHERS THEN
			PERFORM tell_all(sees, SQLSTATE);
			RAISE;
		END;
	END;
END
$pay_rows$;
COMMENT ON FUNCTION pay_rows(bigint) IS 'the rows of pay_summary, as far as the asker may see them';

-- A reader who is bound to a site counts the people of that site alone.
CREATE TYPE scattergram_row AS (district_id int, contract varchar(64), schedule varchar(64), school_year varchar(7),
	lane varchar(12), lane_rank int, step numeric(4,1), employees bigint, fte numeric(12,4), cost numeric(14,2));
COMMENT ON TYPE scattergram_row IS 'a row of scattergram';
CREATE FUNCTION scattergram_rows(asker bigint) RETURNS SETOF scattergram_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path FROM CURRENT
AS $scattergram_rows$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'scattergram');
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		BEGIN
			RETURN QUERY
			SELECT p.district_id, p.contract::varchar(64), p.schedule::varchar(64),
				p.school_year::varchar(7), p.lane::varchar(12),
				r.lane_rank, p.step::numeric(4,1), count(DISTINCT p.employee_id), sum(p.fte)::numeric(12,4),
				sum(p.cost)::numeric(14,2)
			FROM (SELECT y.district_id, y.contract, y.schedule, y.school_year, caseload.lane(y.placement) AS lane,
						caseload.step(y.placement) AS step, y.employee_id, y.fte,
					y.base_salary + y.longevity_pay AS cost
					FROM year_of_pay('infinity', NULL, false) AS y
					WHERE y.placement IS NOT NULL
						AND (sees.everything OR seen(sees, y.district_id, y.site_id, y.employee_id))) AS p
				LEFT JOIN (SELECT s.contract, s.schedule, k.lane, max(k.lane_rank)::int AS lane_rank
					FROM schedule AS s
						CROSS JOIN LATERAL pg_catalog.unnest(caseload.lanes(s.grid)) WITH ORDINALITY AS k (lane,
							lane_rank)
					GROUP BY s.contract, s.schedule, k.lane) AS r
					ON r.contract = p.contract AND r.schedule = p.schedule AND r.lane = p.lane
			GROUP BY p.district_id, p.contract, p.schedule, p.school_year, p.lane, r.lane_rank, p.step;
		EXCEPTION WHEN OTHERS THEN
			PERFORM tell_all(sees, SQLSTATE);
			RAISE;
		END;
	END;
END
$scattergram_rows$;
COMMENT ON FUNCTION scattergram_rows(bigint) IS 'the rows of scattergram, of the people whom the asker may see';
