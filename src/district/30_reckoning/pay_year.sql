-- A year's pay, a row an employment and school year: sums of the lines of pay. What belongs to the person and not
-- to the place stands on the largest employment of its days.

CREATE FUNCTION year_of_stipends(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (contract text, school_year text, district_id int, employee_id bigint, "position" text, amount numeric)
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	SELECT p.contract, p.school_year, p.district_id, p.employee_id, substr(p.component, 10), sum(p.cents)
	FROM lines_of_years(year_of_stipends.only_year, year_of_stipends.known_on, NULL, NULL, NULL, false) AS p
	WHERE p.component LIKE 'stipend: %'
	GROUP BY p.contract, p.school_year, p.district_id, p.employee_id, p.component;
END;
COMMENT ON FUNCTION year_of_stipends(date, text) IS 'the stipends of each position held in a school year, in all; '
	'null where none of it can be reckoned: pay_lines() says why';

CREATE FUNCTION year_of_longevity(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (contract text, school_year text, district_id int, employee_id bigint, amount numeric)
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	SELECT p.contract, p.school_year, p.district_id, p.employee_id, sum(p.cents)
	FROM lines_of_years(year_of_longevity.only_year, year_of_longevity.known_on, NULL, NULL, NULL, false) AS p
	WHERE p.component LIKE 'longevity: %'
	GROUP BY p.contract, p.school_year, p.district_id, p.employee_id;
END;
COMMENT ON FUNCTION year_of_longevity(date, text) IS 'longevity pay by years of service; that by steps is in the grid';

-- The column of pay_summary that a component is part of.
CREATE FUNCTION pay_column(component text) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN pay_column.component LIKE 'longevity%' THEN 'longevity'
		WHEN pay_column.component LIKE 'overage: %' THEN 'overage'
		WHEN pay_column.component ~ '^(stipend|hours|leave cash-out): ' THEN 'stipend'
		ELSE 'base' END;
END;
COMMENT ON FUNCTION pay_column(text) IS
	'in which part of the year''s pay a component is counted: base (what leave takes off, too), longevity, stipend '
	'(hours and leave cashed out, too) or overage';

CREATE FUNCTION year_of_pay(known_on date DEFAULT 'infinity',
	only_year text DEFAULT NULL, overages boolean DEFAULT true)
RETURNS TABLE (contract text, school_year text, district_id int, employment_id bigint, employee_id bigint,
	site_id bigint, schedule text, placement caseload.salary_step, fte numeric,
	base_salary numeric, longevity_pay numeric, stipend_pay numeric, overage_pay numeric, largest boolean)
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	WITH job AS (
		SELECT y.contract, y.school_year, e.district_id, e.employment_id, e.employee_id, e.site_id, e.schedule,
			e.placement, e.fte, row_number() OVER (PARTITION BY y.contract, y.school_year, e.district_id,
				e.employee_id ORDER BY e.fte DESC, e.employment_id) = 1 AS largest
		FROM contract_year(year_of_pay.known_on, year_of_pay.only_year) AS y
			JOIN employment AS e ON e.contract = y.contract AND e.valid && y.year
	), paid AS (
		-- a part of which any line has a problem is not known
		SELECT k.contract, k.school_year, k.district_id, k.employee_id, k.employment_id,
			CASE WHEN NOT 'base' = ANY (k.unknown) THEN k.base END AS base,
			CASE WHEN NOT 'longevity' = ANY (k.unknown) THEN k.longevity END AS longevity,
			CASE WHEN NOT 'stipend' = ANY (k.unknown) THEN k.stipend END AS stipend, k.overage
		FROM (SELECT p.contract, p.school_year, p.district_id, p.employee_id, p.employment_id,
				coalesce(array_agg(pay_column(p.component)) FILTER (WHERE p.cents IS NULL), '{}') AS unknown,
				coalesce(sum(p.cents) FILTER (WHERE pay_column(p.component) = 'base'), 0) AS base,
				coalesce(sum(p.cents) FILTER (WHERE pay_column(p.component) = 'longevity'), 0) AS longevity,
				coalesce(sum(p.cents) FILTER (WHERE pay_column(p.component) = 'stipend'), 0) AS stipend,
				coalesce(sum(p.cents) FILTER (WHERE pay_column(p.component) = 'overage'), 0) AS overage
			FROM lines_of_years(year_of_pay.only_year, year_of_pay.known_on, NULL, NULL, NULL,
				year_of_pay.overages) AS p
			GROUP BY p.contract, p.school_year, p.district_id, p.employee_id, p.employment_id) AS k
	)
	-- a position held on days without any employment stands on the largest of the year
	SELECT j.contract, j.school_year, j.district_id, j.employment_id, j.employee_id, j.site_id, j.schedule, j.placement,
		j.fte, CASE WHEN p.employment_id IS NULL THEN 0 ELSE p.base END,
		CASE WHEN p.employment_id IS NULL THEN 0 ELSE p.longevity END,
		CASE WHEN p.employment_id IS NULL THEN 0 ELSE p.stipend END
			+ CASE WHEN n.employee_id IS NULL THEN 0 ELSE n.stipend END,
		coalesce(p.overage, 0), j.largest
	FROM job AS j LEFT JOIN paid AS p ON p.contract = j.contract AND p.school_year = j.school_year
			AND p.district_id = j.district_id AND p.employment_id = j.employment_id
		LEFT JOIN paid AS n ON j.largest AND n.employment_id IS NULL AND n.contract = j.contract
			AND n.school_year = j.school_year AND n.district_id = j.district_id AND n.employee_id = j.employee_id;
END;
COMMENT ON FUNCTION year_of_pay(date, text, boolean) IS
	'a year''s pay of each employment, by its parts, as known on a day; null is what cannot be reckoned; '
	'overages false: without those; largest: the employment on which overages stand';
