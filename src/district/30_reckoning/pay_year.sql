-- A year's pay: salary by the days on each place, longevity by service, stipends, overages. One row an
-- employment and school year; what belongs to the person and not to the place (stipends, overages,
-- longevity by service) stands on the largest employment.

-- The part of a school year that falls on these days.
CREATE FUNCTION part_of_year(prorated_by text, days datemultirange,
	school_year daterange, valid daterange) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE
		WHEN part_of_year.school_year <@ part_of_year.valid THEN 1
		WHEN part_of_year.prorated_by = 'calendar days' THEN
			coalesce(upper(v.days) - lower(v.days),
				0)::numeric / (upper(part_of_year.school_year) - lower(part_of_year.school_year))
		WHEN part_of_year.prorated_by = 'months' THEN
			(SELECT count(*) FILTER (WHERE lower(m.month) <@ part_of_year.valid)::numeric / count(*)
				FROM pg_catalog.unnest(caseload.months(part_of_year.school_year)) AS m (month))
		ELSE coalesce(caseload.school_days(part_of_year.days,
				v.days)::numeric / NULLIF(caseload.school_days(part_of_year.days, part_of_year.school_year), 0), 0) END
	FROM (SELECT part_of_year.valid * part_of_year.school_year AS days) AS v;
END;
COMMENT ON FUNCTION part_of_year(text, datemultirange, daterange, daterange) IS
	'the part of a school year on these days: by duty days, by the months that begin on them, or by calendar days';

CREATE FUNCTION year_of_stipends(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (contract text, school_year text, district_id int, employee_id bigint, "position" text, amount numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT y.contract, y.school_year, h.district_id, h.employee_id, h.position,
		round(CASE WHEN s.base IS NOT NULL AND b.amount IS NULL THEN NULL
			ELSE CASE WHEN s.band IS NOT NULL THEN caseload.stipend(s.band, coalesce(b.amount, 0))
				ELSE caseload.pay(s.scale, h.counted, coalesce(b.amount, 0)) END * p.times END, s.digits)
	FROM contract_year(year_of_stipends.known_on, year_of_stipends.only_year) AS y
		JOIN position_held AS h ON h.contract = y.contract AND h.valid && y.year
		LEFT JOIN site AS t ON t.district_id = h.district_id AND t.site_id = h.site_id
		CROSS JOIN LATERAL (SELECT greatest(lower(h.valid), lower(y.year)) AS first_day) AS d
		CROSS JOIN LATERAL (SELECT s.* FROM stipend AS s
			WHERE s.contract = h.contract AND s.position = h.position AND s.site_level IN ('any', t.level)
			AND s.enrollment @> coalesce(t.enrollment, 0) AND h.attributes @> s.applies AND s.in_force @> d.first_day
				AND s.known @> year_of_stipends.known_on
			ORDER BY s.precedence DESC, s.site_level = 'any', s.id LIMIT 1) AS s
		LEFT JOIN LATERAL own_pay(h.contract, h.district_id, h.employee_id, d.first_day,
			year_of_stipends.known_on) AS o ON true
		CROSS JOIN LATERAL (SELECT CASE WHEN s.base IS NOT NULL
				AND EXISTS (SELECT FROM pay_base AS b WHERE b.contract = h.contract AND b.name = s.base
				AND b.in_force @> d.first_day AND b.known @> year_of_stipends.known_on)
			THEN base_amount(h.contract, s.base, d.first_day, own_cell => o.cell, own_salary => o.salary,
				known_on => year_of_stipends.known_on) END AS amount) AS b
		CROSS JOIN LATERAL (SELECT substring(s.band::text FROM ' per (quarter|trimester|semester)s?$') AS period) AS q
		CROSS JOIN LATERAL (SELECT coalesce(terms_of(h.contract, coalesce(q.period, s.lasts_in), y.year,
					year_of_stipends.known_on), ARRAY[y.year]) AS terms) AS r
		-- a band by the semester is paid for each semester; one by the year for its terms' share, or in full for
		-- any part of it
		CROSS JOIN LATERAL (SELECT CASE WHEN q.period IS NOT NULL THEN sum(w.share)
				WHEN s.prorated_by IS NOT NULL THEN sum(w.share) / count(*) ELSE max(w.share) END AS times
			FROM pg_catalog.unnest(r.terms) AS u (term) CROSS JOIN LATERAL (SELECT CASE
				WHEN NOT u.term && h.valid THEN 0
				WHEN s.lasts IS NOT NULL
					AND caseload.school_days(y.days, u.term * h.valid) < caseload.quantity(s.lasts) THEN 0
				WHEN s.prorated_by IS NULL THEN 1
				WHEN h.share < 1 THEN h.share
				ELSE part_of_year(CASE s.prorated_by WHEN 'months' THEN 'months' ELSE 'duty days' END, y.days, u.term,
					h.valid) END AS share) AS w) AS p;
END;
COMMENT ON FUNCTION year_of_stipends(date, text) IS
	'the stipends of each position held in a school year; null where the contract''s base is not there';

CREATE FUNCTION year_of_longevity(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (contract text, school_year text, district_id int, employee_id bigint, amount numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT y.contract, y.school_year, e.district_id, e.employee_id,
		sum(round(caseload.pay(r.scale, x.years, CASE WHEN r.base IS NULL THEN o.cell
			ELSE base_amount(y.contract, r.base, d.first_day, own_cell => o.cell, own_salary => o.salary,
				known_on => year_of_longevity.known_on) END)
			* CASE WHEN r.in_proportion = 'fte' THEN e.fte ELSE 1 END, 2))
	FROM contract_year(year_of_longevity.known_on, year_of_longevity.only_year) AS y
		JOIN LATERAL (SELECT DISTINCT ON (e.district_id, e.employee_id) e.* FROM employment AS e
			WHERE e.contract = y.contract AND e.valid && y.year
			ORDER BY e.district_id, e.employee_id, e.fte DESC, e.employment_id) AS e ON true
		JOIN employee AS m ON m.district_id = e.district_id AND m.employee_id = e.employee_id
		CROSS JOIN LATERAL (SELECT greatest(lower(e.valid), lower(y.year)) AS first_day) AS d
		JOIN longevity_rule AS r ON r.contract = y.contract AND r.service IN ('district', 'total', 'continuous')
		AND r.schedule IN ('*', e.schedule)
			AND r.in_force @> d.first_day AND r.known @> year_of_longevity.known_on
			AND (r.lanes IS NULL OR caseload.lane(e.placement) = ANY (r.lanes))
		AND (r.steps IS NULL OR r.steps @> caseload.step(e.placement))
			AND (r.hired IS NULL OR r.hired @> m.hired) AND m.attributes || e.attributes @> r.applies
		LEFT JOIN LATERAL own_pay(y.contract, e.district_id, e.employee_id, d.first_day,
			year_of_longevity.known_on) AS o ON true
		-- the years that were finished before this one
		CROSS JOIN LATERAL (SELECT years_of_service(y.contract, e.district_id, e.employee_id,
			(school_year_start(y.school_year) - 1) || '-'
				|| lpad((school_year_start(y.school_year) % 100)::text, 2, '0'),
			CASE r.service WHEN 'total' THEN '{district,job share,outside,military,other}'::text[]
				ELSE '{district,job share}' END, year_of_longevity.known_on) AS years) AS x
	GROUP BY y.contract, y.school_year, e.district_id, e.employee_id;
END;
COMMENT ON FUNCTION year_of_longevity(date, text) IS 'longevity pay by years of service; that by steps is in the grid';

-- The schedule is read where it is joined, and no schedule goes further than this row.
CREATE FUNCTION year_of_pay(known_on date DEFAULT 'infinity',
	only_year text DEFAULT NULL, overages boolean DEFAULT true)
RETURNS TABLE (contract text, school_year text, district_id int, employment_id bigint, employee_id bigint,
	site_id bigint, schedule text, placement caseload.salary_step, fte numeric,
	base_salary numeric, longevity_pay numeric, stipend_pay numeric, overage_pay numeric, largest boolean)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH paid AS (
		SELECT y.contract, y.school_year, e.district_id, e.employment_id, e.employee_id, e.site_id, e.schedule,
			e.placement, e.fte, e.agreed_salary,
			coalesce(sum(round((caseload.salary(g.grid, e.placement) - caseload.longevity_pay(g.grid,
								e.placement)) * e.fte
				* part_of_year(y.prorated_by, y.days, y.year, e.valid * g.in_force * y.year), 2)), 0) AS base_salary,
			coalesce(sum(round(caseload.longevity_pay(g.grid, e.placement) * e.fte
				* part_of_year(y.prorated_by, y.days, y.year, e.valid * g.in_force * y.year), 2)), 0) AS longevity,
			part_of_year(y.prorated_by, y.days, y.year, e.valid * y.year) AS share
		FROM contract_year(year_of_pay.known_on, year_of_pay.only_year) AS y
			JOIN employment AS e ON e.contract = y.contract AND e.valid && y.year
			LEFT JOIN schedule AS g ON e.agreed_salary IS NULL AND g.contract = e.contract AND g.schedule = e.schedule
			AND g.known @> year_of_pay.known_on AND g.in_force && (e.valid * y.year)
		GROUP BY y.contract, y.school_year, y.year, y.days, y.prorated_by, e.district_id, e.employment_id
	), ranked AS (
		SELECT p.*, row_number() OVER (PARTITION BY p.contract, p.school_year, p.district_id,
			p.employee_id ORDER BY p.fte DESC, p.employment_id) = 1 AS largest FROM paid AS p
	), stipends AS (
		SELECT s.contract, s.school_year, s.district_id, s.employee_id, sum(s.amount) AS amount
		FROM year_of_stipends(year_of_pay.known_on, year_of_pay.only_year) AS s
		GROUP BY s.contract, s.school_year, s.district_id, s.employee_id
	), overages AS (
		SELECT l.contract, o.school_year, o.district_id, o.employee_id, sum(o.pay) AS amount
		FROM reckoned_pay(year_of_pay.known_on, year_of_pay.only_year) AS o JOIN load_limit AS l ON l.id = o.limit_id
		WHERE year_of_pay.overages GROUP BY l.contract, o.school_year, o.district_id, o.employee_id
	)
	SELECT contract, school_year, district_id, r.employment_id, employee_id, r.site_id, r.schedule, r.placement, r.fte,
		CASE WHEN r.agreed_salary IS NOT NULL THEN round(r.agreed_salary * r.share, 2) ELSE r.base_salary END,
		r.longevity + CASE WHEN r.largest THEN coalesce(v.amount, 0) ELSE 0 END,
		CASE WHEN r.largest THEN coalesce(s.amount, 0) ELSE 0 END,
		CASE WHEN r.largest THEN coalesce(o.amount, 0) ELSE 0 END, r.largest
	FROM ranked AS r LEFT JOIN stipends AS s USING (contract, school_year, district_id, employee_id)
		LEFT JOIN overages AS o USING (contract, school_year, district_id, employee_id)
		LEFT JOIN year_of_longevity(year_of_pay.known_on, year_of_pay.only_year) AS v
		USING (contract, school_year, district_id, employee_id);
END;
COMMENT ON FUNCTION year_of_pay(date, text, boolean) IS
	'a year''s pay of each employment, by its parts, as known on a day; '
	'overages false: without those; largest: the employment on which stipends and overages stand';

CREATE FUNCTION pay_known_on(school_year text, known_on date)
RETURNS TABLE (contract varchar(64), school_year varchar(7), employee_id bigint, employee_name varchar(120),
	site_name varchar(80), schedule varchar(64), placement varchar(20), fte numeric(6,4),
	base_salary numeric(12,2), longevity_pay numeric(12,2), stipend_pay numeric(12,2),
	overage_pay numeric(12,2), total_pay numeric(12,2))
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT p.contract, p.school_year, p.employee_id, m.employee_name, t.site_name, p.schedule, p.placement::text, p.fte,
		p.base_salary, p.longevity_pay, p.stipend_pay, p.overage_pay,
		p.base_salary + p.longevity_pay + p.stipend_pay + p.overage_pay
	FROM year_of_pay(pay_known_on.known_on, pay_known_on.school_year) AS p
		JOIN employee AS m USING (district_id, employee_id) JOIN site AS t USING (district_id, site_id);
END;
COMMENT ON FUNCTION pay_known_on(text, date) IS 'pay_summary of a school year by the rules as they were known on a '
	'day; retroactive pay is the difference of two days';
