-- The rows of pay_line of what is reckoned. What belongs to a person and falls on days without any employment stands on
-- the largest employment of the school year, if there is one.

CREATE FUNCTION named_lines(contract text, school_year text, district_id int, employees bigint[])
RETURNS SETOF kept_pay_line
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $named_lines$
#variable_conflict use_column
DECLARE
	year daterange := (SELECT y.year FROM contract_year('infinity', named_lines.school_year) AS y
		WHERE y.contract = named_lines.contract);
BEGIN
	RETURN QUERY
	SELECT p.district_id, p.contract, p.school_year::varchar(7), lower(year), upper(year) - 1, p.employee_id,
		row_number() OVER (PARTITION BY p.employee_id ORDER BY p.component COLLATE "C", lower(p.during),
			p.employment_id, upper(p.during), p.rule_id)::int,
		m.employee_name, e.employment_id, e.site_id, t.site_name, e.schedule::varchar(64),
		e.placement::text::varchar(20), caseload.lane(e.placement)::varchar(12),
		caseload.step(e.placement)::numeric(4,1), CASE WHEN e.fte < 999999 THEN e.fte END::numeric(12,6),
		p.component,
		pay_column(p.component)::varchar(9), lower(p.during), upper(p.during) - 1, p.days::numeric(12,6),
		p.divisor::numeric(12,6), p.annual::numeric(18,6),
		p.exact::numeric(18,6), p.cents::numeric(14,2), p.rule::varchar(64), p.rule_id, p.citation, p.problem,
		p.blame::varchar(8), e.job_share
	FROM pay_lines_of(named_lines.contract, named_lines.school_year, named_lines.district_id, employees,
			'infinity') AS p
		LEFT JOIN LATERAL (SELECT l.employment_id FROM employment AS l
			WHERE p.employment_id IS NULL AND l.district_id = p.district_id AND l.employee_id = p.employee_id
				AND l.contract = p.contract AND l.valid && year
			ORDER BY l.fte DESC, l.employment_id LIMIT 1) AS l ON true
		-- of this district, said so that of many no other is read
		LEFT JOIN employment AS e ON e.district_id = named_lines.district_id
			AND e.employment_id = coalesce(p.employment_id, l.employment_id)
		LEFT JOIN employee AS m ON m.district_id = named_lines.district_id AND m.employee_id = p.employee_id
		LEFT JOIN site AS t ON t.district_id = named_lines.district_id AND t.site_id = e.site_id;
END
$named_lines$;
COMMENT ON FUNCTION named_lines(text, text, int, bigint[]) IS 'lines of pay, without what the limits pay, with names';

CREATE FUNCTION paid_in(contract text, year daterange, district_id int, employees bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $paid_in$
#variable_conflict use_column
BEGIN
	IF employees IS NULL THEN
		RETURN ARRAY(SELECT e.employee_id FROM employment AS e
			WHERE e.district_id = paid_in.district_id AND e.contract = paid_in.contract AND e.valid && year
			UNION SELECT h.employee_id FROM position_held AS h
			WHERE h.district_id = paid_in.district_id AND h.contract = paid_in.contract AND h.valid && year
			ORDER BY 1);
	END IF;
	RETURN ARRAY(SELECT e.employee_id FROM unnest(employees) AS a (id)
			JOIN employment AS e ON e.employee_id = ANY (ARRAY[a.id])
		WHERE e.district_id = paid_in.district_id AND e.contract = paid_in.contract AND e.valid && year
		UNION SELECT h.employee_id FROM unnest(employees) AS a (id) JOIN position_held AS h ON h.employee_id = a.id
		WHERE h.district_id = paid_in.district_id AND h.contract = paid_in.contract AND h.valid && year
		ORDER BY 1);
END
$paid_in$;
COMMENT ON FUNCTION paid_in(text, daterange, int, bigint[]) IS
	'who, of these employees or, null, of all, is paid by a contract in a year';

-- One who fails stops nobody: those who do are found by halves, and each is a line with a problem.
CREATE FUNCTION tried_lines(contract text, school_year text, year daterange, district_id int, employees bigint[])
RETURNS SETOF kept_pay_line
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT
AS $tried_lines$
DECLARE
	lines kept_pay_line[];
	slices int4range[];
	slice int4range;
	asked bigint[] := employees;
	middle int;
	detail text;
BEGIN
	BEGIN
		lines := ARRAY(SELECT n FROM named_lines(contract, school_year, district_id, employees) AS n);
		RETURN QUERY SELECT n.* FROM unnest(lines) AS n;
		RETURN;
	EXCEPTION WHEN OTHERS THEN
		IF NOT tellable(SQLSTATE) THEN
			RAISE;
		END IF;
	END;
	asked := paid_in(contract, year, district_id, employees);
	slices := ARRAY[int4range(1, cardinality(asked), '[]')];
	WHILE cardinality(slices) > 0 LOOP
		slice := slices[cardinality(slices)];
		slices := slices[:cardinality(slices) - 1];
		CONTINUE WHEN isempty(slice);
		lines := NULL;
		BEGIN
			lines := ARRAY(SELECT n FROM named_lines(contract, school_year, district_id,
				asked[lower(slice):upper(slice) - 1]) AS n);
		EXCEPTION WHEN OTHERS THEN
			IF NOT tellable(SQLSTATE) THEN
				RAISE;
			END IF;
			middle := (lower(slice) + upper(slice)) / 2;
			IF upper(slice) - lower(slice) > 1 THEN
				slices := slices || int4range(middle, upper(slice)) || int4range(lower(slice), middle);
			ELSE
				GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
				lines := ARRAY[failed_line(contract, school_year, year, district_id, asked[lower(slice)],
					concat_ws(': ', SQLERRM, nullif(detail, '')))];
			END IF;
		END;
		RETURN QUERY SELECT n.* FROM unnest(lines) AS n;
	END LOOP;
END
$tried_lines$;
COMMENT ON FUNCTION tried_lines(text, text, daterange, int, bigint[]) IS
	'named_lines(), where one who cannot be reckoned is a line that says why';

CREATE FUNCTION failed_line(contract text, school_year text, year daterange, district_id int, employee_id bigint,
	problem text) RETURNS kept_pay_line
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $failed_line$
#variable_conflict use_column
DECLARE
	k kept_pay_line;
BEGIN
	SELECT failed_line.district_id, failed_line.contract, failed_line.school_year, lower(year), upper(year) - 1,
		m.employee_id, 1, m.employee_name, e.employment_id, e.site_id, t.site_name, left(e.schedule, 64),
		left(e.placement::text, 20), left(caseload.lane(e.placement), 12), caseload.step(e.placement),
		CASE WHEN e.fte < 999999 THEN e.fte END, 'salary', 'base', lower(year), upper(year) - 1, NULL, NULL, NULL, NULL,
		NULL, NULL, NULL, NULL, failed_line.problem, 'fact', e.job_share
	INTO k
	FROM employee AS m LEFT JOIN LATERAL (SELECT l.* FROM employment AS l
			WHERE l.district_id = m.district_id AND l.employee_id = m.employee_id AND l.contract = failed_line.contract
				AND l.valid && year
			ORDER BY l.fte DESC, l.employment_id LIMIT 1) AS e ON true
		LEFT JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
	WHERE m.district_id = failed_line.district_id AND m.employee_id = failed_line.employee_id;
	RETURN k;
END
$failed_line$;
COMMENT ON FUNCTION failed_line(text, text, daterange, int, bigint, text) IS
	'the line of somebody whose pay cannot be reckoned at all';
