-- What the limits pay, as lines of pay: one a limit and payee, from the limits' own kept rows, on the largest
-- employment of the school year.
CREATE TYPE overage_row AS (limit_id bigint, contract text, school_year text, district_id int, employee_id bigint,
	first_day date, last_day date, pay numeric);
COMMENT ON TYPE overage_row IS 'what a limit pays an employee in a school year';
CREATE FUNCTION overages_paid(only_district int) RETURNS SETOF overage_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT
AS $overages_paid$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT k.limit_id, k.contract, k.school_year::text, k.district_id, k.employee_id, min(k.day), max(k.day), sum(k.pay)
	FROM (SELECT k.limit_id, k.contract, k.school_year, k.district_id, k.employee_id, k.counted_on AS day, k.pay
			FROM fresh_class_size_of(only_district) AS k
		UNION ALL SELECT k.limit_id, k.contract, k.school_year, k.district_id, k.employee_id, k.counted_on, k.pay
		FROM now_class_size(only_district) AS k
		UNION ALL SELECT k.limit_id, k.contract, k.school_year, k.district_id, k.employee_id, k.counted_on, k.pay
		FROM fresh_caseload_of(only_district) AS k
		UNION ALL SELECT k.limit_id, k.contract, k.school_year, k.district_id, k.employee_id, k.counted_on, k.pay
		FROM now_caseload(only_district) AS k) AS k
	WHERE k.pay IS NOT NULL AND k.employee_id IS NOT NULL
	GROUP BY k.limit_id, k.contract, k.school_year, k.district_id, k.employee_id HAVING sum(k.pay) <> 0;
END
$overages_paid$;
COMMENT ON FUNCTION overages_paid(int) IS 'what each limit pays each employee of a district in a school year';
REVOKE EXECUTE ON FUNCTION overages_paid(int) FROM PUBLIC;

-- Sums are made anew at each look, of each district that has facts or kept answers.
CREATE FUNCTION summed_places(asker bigint, report name) RETURNS TABLE (district_id int)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path FROM CURRENT
AS $summed_places$
BEGIN
	IF NOT caseload.stands_at(current_schema()) THEN
		PERFORM caseload.check_place(current_schema());
	END IF;
	DECLARE
		sees sight := sight_of(asker, report);
	BEGIN
		IF sees.everything THEN
			RETURN QUERY SELECT s.district_id FROM site AS s UNION SELECT b.district_id FROM book AS b;
		ELSIF cardinality(sees.bonds) > 0 THEN
			RETURN QUERY SELECT w.* FROM bound_places(sees) AS w;
		END IF;
	END;
END
$summed_places$;
COMMENT ON FUNCTION summed_places(bigint, name) IS 'the districts of which a report shows anything to whoever asks';

CREATE FUNCTION overage_pay(asker bigint, report name, only_district int) RETURNS SETOF kept_pay_line
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT
	SET plan_cache_mode = force_generic_plan SET jit = off
AS $overage_pay$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, report);
	BEGIN
		IF only_district IS NULL OR NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		RETURN QUERY
		SELECT o.district_id, o.contract, o.school_year::varchar(7), lower(y.year), upper(y.year) - 1, o.employee_id,
			100000 + row_number() OVER (PARTITION BY o.district_id, o.contract, o.school_year, o.employee_id
				ORDER BY o.limit_id)::int,
			m.employee_name, e.employment_id, e.site_id, t.site_name, e.schedule::varchar(64),
			e.placement::text::varchar(20), caseload.lane(e.placement)::varchar(12),
			caseload.step(e.placement)::numeric(4,1), CASE WHEN e.fte < 999999 THEN e.fte END::numeric(12,6),
			'overage: ' || l.code, 'overage'::varchar(9), o.first_day, o.last_day, 1::numeric(12,6),
			1::numeric(12,6), o.pay::numeric(18,6), o.pay::numeric(18,6), o.pay::numeric(14,2),
			'load_limit'::varchar(64), l.id, l.citation, NULL::text, NULL::varchar(8), NULL::text
		FROM overages_paid(only_district) AS o JOIN load_limit AS l ON l.id = o.limit_id
			JOIN contract_year() AS y ON y.contract = o.contract AND y.school_year = o.school_year
			LEFT JOIN employee AS m ON m.district_id = o.district_id AND m.employee_id = o.employee_id
			LEFT JOIN LATERAL (SELECT e.* FROM employment AS e
				WHERE e.district_id = o.district_id AND e.employee_id = o.employee_id AND e.contract = o.contract
					AND e.valid && y.year
				ORDER BY e.fte DESC, e.employment_id LIMIT 1) AS e ON true
			LEFT JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
		WHERE sees.everything OR seen(sees, o.district_id, e.site_id, o.employee_id);
	END;
END
$overage_pay$;
COMMENT ON FUNCTION overage_pay(bigint, name, int) IS
	'the lines of pay_line and its sums of what the limits pay in a district, as far as a report shows '
	'them to the asker';
DO $make_overage$
BEGIN
	PERFORM make_beside('overage_' || r.report, 'kept_pay_line',
		format('summed_places(caseload.asker(), %L)', r.report),
		format('overage_pay(caseload.asker(), %L, p.district_id)', r.report),
		format('the rows of %s that overage_pay() gives, each district beside its number', r.report))
	FROM unnest('{pay_line,pay_by_part,pay_summary}'::name[]) AS r (report);
END
$make_overage$;

-- a sum that no column of a report holds is not known, and stops nobody
CREATE FUNCTION dollars(amount numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN abs(dollars.amount) < 9999999999 THEN dollars.amount END;
END;
COMMENT ON FUNCTION dollars(numeric) IS 'an amount that a column of a report holds; null: it is more';
