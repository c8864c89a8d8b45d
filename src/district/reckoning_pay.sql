-- Reckoning, steps 6 and 7: what follows from an excess, and what it pays, to whom, on which day.

-- The period that one amount of a scale is for; null where each counted day pays by itself.
CREATE FUNCTION point_period(scale caseload.pay_scale) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT substring(split_part(point_period.scale::text, ' max ', 1) FROM ' per (?:[0-9]+ )?(week|month|quarter|trimester|semester|year)s?$');
END;
COMMENT ON FUNCTION point_period(caseload.pay_scale) IS 'the week, month, semester or year that a scale pays once for; null if it pays by counted days, or prorates';

CREATE FUNCTION pays_money(scale caseload.pay_scale) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT pays_money.scale::text ~ '[$%]';
END;
COMMENT ON FUNCTION pays_money(caseload.pay_scale) IS 'whether a scale is in dollars or percent, not in units';

-- The whole of what an employee's own place on a schedule is worth, on a day.
CREATE FUNCTION own_pay(contract text, district_id int, employee_id bigint, on_date date, known_on date DEFAULT 'infinity')
RETURNS TABLE (cell numeric, salary numeric)
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(e.agreed_salary, caseload.salary_exact(g.grid, e.placement)), coalesce(e.agreed_salary, caseload.salary(g.grid, e.placement))
	FROM employment AS e LEFT JOIN schedule AS g ON g.contract = e.contract AND g.schedule = e.schedule AND g.in_force @> own_pay.on_date AND g.known @> own_pay.known_on
	WHERE e.contract = own_pay.contract AND e.district_id = own_pay.district_id AND e.employee_id = own_pay.employee_id AND e.valid @> own_pay.on_date
	ORDER BY e.fte DESC, e.employment_id LIMIT 1;
END;
COMMENT ON FUNCTION own_pay(text, int, bigint, date, date) IS 'cell and annual full-time salary of an employee on a day, of the largest employment';

CREATE FUNCTION reckoned_remedy(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint,
	gated caseload.load_series, paid_on caseload.load_series)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT e.limit_id, e.school_year, e.test, e.district_id, e.subject_id, r.id, g3.series,
		CASE WHEN p.period IS NULL THEN g3.series
			WHEN r.takes = 'mean' THEN caseload.mean(g3.series, terms_of(l.contract, p.period, l.year, reckoned_remedy.known_on))
			WHEN r.takes = 'last' THEN caseload.last(g3.series, terms_of(l.contract, p.period, l.year, reckoned_remedy.known_on))
			ELSE caseload.highest(g3.series, terms_of(l.contract, p.period, l.year, reckoned_remedy.known_on)) END
	FROM reckoned_excess(reckoned_remedy.known_on, reckoned_remedy.only_year) AS e
		JOIN reckoned_limit(reckoned_remedy.known_on, reckoned_remedy.only_year) AS l USING (limit_id, school_year)
		JOIN limit_remedy AS r ON r.limit_id = e.limit_id AND (r.test IS NULL OR r.test = e.test)
		CROSS JOIN LATERAL (SELECT CASE WHEN r.counted_on IS NULL THEN e.excess
			ELSE caseload.on_days(e.excess, counted_days(l.contract, r.counted_on, l.year, reckoned_remedy.known_on)) END AS series) AS g1
		CROSS JOIN LATERAL (SELECT CASE WHEN r.standing_on IS NULL THEN g1.series
			ELSE caseload.standing_on(g1.series, counted_days(l.contract, r.standing_on, l.year, reckoned_remedy.known_on)) END AS series) AS g2
		CROSS JOIN LATERAL (SELECT CASE WHEN r.lasts IS NULL THEN g2.series
			WHEN r.lasts_in IS NULL THEN caseload.lasting(g2.series, r.lasts, from_then => r.from_then)
			ELSE caseload.lasting(g2.series, r.lasts, within => terms_of(l.contract, r.lasts_in, l.year, reckoned_remedy.known_on), from_then => r.from_then) END AS series) AS g3
		CROSS JOIN LATERAL (SELECT point_period(r.scale) AS period) AS p;
END;
COMMENT ON FUNCTION reckoned_remedy(date, text) IS 'step 6: what is left of an excess behind the gates of each remedy, and the points that it is paid for';

-- The days that an amount is for, its term or the day alone, and of how many of them somebody is paid.
CREATE FUNCTION paid_for(days datemultirange, periods daterange[], valid daterange, day date, OUT span daterange, OUT there numeric, OUT of_days numeric)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT s.span, CASE WHEN paid_for.valid IS NULL THEN 1 WHEN paid_for.periods IS NULL THEN (paid_for.valid @> paid_for.day)::int
			ELSE caseload.school_days(paid_for.days, s.span * paid_for.valid) END,
		CASE WHEN paid_for.valid IS NULL OR paid_for.periods IS NULL THEN 1 ELSE caseload.school_days(paid_for.days, s.span) END
	FROM (SELECT coalesce((SELECT t FROM pg_catalog.unnest(paid_for.periods) AS t WHERE t @> paid_for.day LIMIT 1), daterange(paid_for.day, paid_for.day, '[]')) AS span) AS s;
END;
COMMENT ON FUNCTION paid_for(datemultirange, daterange[], daterange, date) IS 'the term of a day, or the day, how many of its counted days somebody is there, and of how many';

-- `due`: not an alternative that was not taken, nor the lesser of two tests.
CREATE FUNCTION reckoned_amount(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint, employee_id bigint, day date,
	over numeric, amount numeric, money boolean, due boolean)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH remedied AS (
		SELECT m.*, l.contract, l.year, l.days, r.scale, r.base, r.choice, r.rank, r.in_proportion, r.payee, q.scope,
			terms_of(l.contract, point_period(r.scale), l.year, reckoned_amount.known_on) AS periods
		FROM reckoned_remedy(reckoned_amount.known_on, reckoned_amount.only_year) AS m
			JOIN reckoned_limit(reckoned_amount.known_on, reckoned_amount.only_year) AS l USING (limit_id, school_year)
			JOIN limit_remedy AS r ON r.id = m.remedy_id JOIN load_limit AS q ON q.id = m.limit_id
	), payable AS (
		SELECT m.*, m.subject_id AS employee_id, NULL::daterange AS valid, 1::numeric AS share FROM remedied AS m WHERE m.scope = 'employee'
		UNION ALL
		SELECT m.*, f.employee_id, f.valid, f.share
		FROM remedied AS m JOIN staffing AS f ON f.district_id = m.district_id AND f.section_id = m.subject_id AND f.valid && m.year
			AND (f.role = m.payee OR m.payee = 'each teacher' AND f.role LIKE '%teacher%')
		WHERE m.scope = 'section'
		UNION ALL
		SELECT m.*, NULL, NULL, 1 FROM remedied AS m WHERE m.scope IN ('site', 'district')
	), based AS (
		-- the base is that of the first counted day
		SELECT p.*, CASE WHEN p.base IS NOT NULL AND EXISTS (SELECT FROM pay_base AS b WHERE b.contract = p.contract AND b.name = p.base
				AND b.in_force @> d.first_day AND b.known @> reckoned_amount.known_on)
			THEN base_amount(p.contract, p.base, d.first_day, own_cell => o.cell, own_salary => o.salary, known_on => reckoned_amount.known_on) END AS worth
		FROM payable AS p CROSS JOIN LATERAL (SELECT greatest(lower(p.days), coalesce(lower(p.valid), lower(p.days))) AS first_day) AS d
			LEFT JOIN LATERAL own_pay(p.contract, p.district_id, p.employee_id, d.first_day, reckoned_amount.known_on) AS o ON p.base IS NOT NULL
	), stint AS (
		SELECT b.limit_id, b.school_year, b.test, b.district_id, b.subject_id, b.remedy_id, b.employee_id, k.day, caseload.quantity(k.load) AS over,
			k.amount * CASE
				WHEN b.scope <> 'section' THEN 1
				WHEN b.payee = 'each teacher' THEN s.there / s.of_days
				-- several in one role share what is due
				WHEN b.in_proportion = 'share' THEN b.share * s.there / s.of_days
				ELSE b.share * s.there / sum(b.share * s.there) OVER (PARTITION BY b.limit_id, b.school_year, b.test, b.district_id, b.subject_id, b.remedy_id, k.day) END
			* CASE b.in_proportion
				WHEN 'fte' THEN coalesce((SELECT sum(e.fte) FROM employment AS e WHERE e.district_id = b.district_id AND e.employee_id = b.employee_id
					AND e.contract = b.contract AND e.valid @> least(k.day, upper(b.valid) - 1)), 1)
				WHEN 'sections' THEN 1 / coalesce((SELECT NULLIF(count(*), 0)::numeric FROM staffing AS f WHERE f.district_id = b.district_id
					AND f.employee_id = b.employee_id AND f.valid @> least(k.day, upper(b.valid) - 1)), 1)
				ELSE 1 END AS amount,
			pays_money(b.scale) OR b.base IS NOT NULL AS money, b.choice, b.rank, b.payee, s.span
		FROM based AS b CROSS JOIN LATERAL caseload.breakdown(b.scale, b.paid_on, base => b.worth, terms => named_terms(b.contract, b.year, reckoned_amount.known_on)) AS k
			CROSS JOIN LATERAL paid_for(b.days, b.periods, b.valid, k.day) AS s
		WHERE s.there > 0 AND caseload.quantity(k.load) > 0 AND b.scale IS NOT NULL AND (b.base IS NULL OR b.worth IS NOT NULL)
		UNION ALL
		-- a remedy without a scale follows on each day, and so does one whose base nobody gave: neither is worth an amount
		SELECT b.limit_id, b.school_year, b.test, b.district_id, b.subject_id, b.remedy_id, b.employee_id, k.day, caseload.quantity(k.load), NULL, false, b.choice, b.rank, b.payee, s.span
		FROM based AS b CROSS JOIN LATERAL caseload.unnest(b.paid_on) AS k CROSS JOIN LATERAL paid_for(b.days, b.periods, b.valid, k.day) AS s
		WHERE s.there > 0 AND caseload.quantity(k.load) > 0 AND (b.scale IS NULL OR b.base IS NOT NULL AND b.worth IS NULL)
	), daily AS (
		-- who went and came back inside a term has both stints
		SELECT t.limit_id, t.school_year, t.test, t.district_id, t.subject_id, t.remedy_id, t.employee_id, t.day, max(t.over) AS over,
			CASE t.payee WHEN 'each teacher' THEN max(t.amount) ELSE sum(t.amount) END AS amount, t.money, t.choice, t.rank, t.span
		FROM stint AS t
		GROUP BY t.limit_id, t.school_year, t.test, t.district_id, t.subject_id, t.remedy_id, t.employee_id, t.day, t.money, t.choice, t.rank, t.payee, t.span
	), chosen AS (
		-- alternatives may be for a day and for a term: one is chosen if it is for any day of what the other is for
		SELECT d.*, d.choice IS NULL OR CASE
				WHEN g.any_given THEN g.given
				ELSE d.rank = min(d.rank) OVER alternatives AND NOT EXISTS (SELECT FROM remedied AS o WHERE o.limit_id = d.limit_id AND o.school_year = d.school_year
					AND o.district_id = d.district_id AND o.subject_id = d.subject_id AND o.choice = d.choice AND o.rank < d.rank
					AND caseload.quantity(caseload.load_on(caseload.highest(o.gated, ARRAY[d.span]), d.day)) > 0) END AS chosen
		FROM daily AS d CROSS JOIN LATERAL (SELECT coalesce(bool_or(g.remedy_id = d.remedy_id), false) AS given, count(*) > 0 AS any_given
			FROM remedy_given AS g JOIN limit_remedy AS a ON a.id = g.remedy_id
			WHERE a.limit_id = d.limit_id AND a.choice = d.choice AND g.district_id = d.district_id
				AND g.valid && d.span AND (g.employee_id = d.employee_id OR g.employee_id IS NULL) AND (g.section_id = d.subject_id OR g.section_id IS NULL)) AS g
		WINDOW alternatives AS (PARTITION BY d.limit_id, d.school_year, d.district_id, d.subject_id, d.employee_id, d.choice, d.day)
	)
	SELECT c.limit_id, c.school_year, c.test, c.district_id, c.subject_id, c.remedy_id, c.employee_id, c.day, c.over, c.amount, c.money,
		c.chosen AND row_number() OVER (PARTITION BY c.limit_id, c.school_year, c.district_id, c.subject_id, c.remedy_id, c.employee_id, c.day
			ORDER BY c.amount DESC NULLS LAST, c.test) = 1
	FROM chosen AS c;
END;
COMMENT ON FUNCTION reckoned_amount(date, text) IS 'step 7: what each remedy comes to, exact, for each day and payee';

-- Cents. With `term` the running totals of the payees of one class are rounded one after the other, each with
-- those before it, and a day is given the difference to the day before: so the days add up to the year, the
-- payees to the class, and nobody is further than a cent from his own share. Who leaves first comes first, so
-- that nobody's total moves after his last day.
CREATE FUNCTION reckoned_pay(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint, employee_id bigint, day date,
	over numeric, pay numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH due AS MATERIALIZED (
		SELECT a.limit_id, a.school_year, a.test, a.district_id, a.subject_id, a.remedy_id, coalesce(a.employee_id, 0) AS payee, a.day, a.over, a.amount, r.rounds
		FROM reckoned_amount(reckoned_pay.known_on, reckoned_pay.only_year) AS a JOIN limit_remedy AS r ON r.id = a.remedy_id
		WHERE a.due AND a.money AND a.amount IS NOT NULL AND r.kind = 'pay'
	), grid AS (
		-- every payee on every day, by arrays and not by a join, whose size the planner cannot guess
		SELECT g.limit_id, g.school_year, g.district_id, g.subject_id, g.remedy_id, p.payee, y.day
		FROM (SELECT d.limit_id, d.school_year, d.district_id, d.subject_id, d.remedy_id, array_agg(DISTINCT d.payee) AS payees, array_agg(DISTINCT d.day) AS days
			FROM due AS d WHERE d.rounds = 'term' GROUP BY d.limit_id, d.school_year, d.district_id, d.subject_id, d.remedy_id) AS g
			CROSS JOIN LATERAL pg_catalog.unnest(g.payees) AS p (payee) CROSS JOIN LATERAL pg_catalog.unnest(g.days) AS y (day)
	), so_far AS (
		SELECT c.*, sum(c.amount) OVER (so_far ORDER BY c.day) AS own, max(c.day) FILTER (WHERE c.test IS NOT NULL) OVER so_far AS last_day
		FROM (SELECT c.limit_id, c.school_year, c.district_id, c.subject_id, c.remedy_id, c.payee, c.day, max(c.test) AS test, max(c.over) AS over, sum(c.amount) AS amount
			FROM (SELECT g.*, NULL::smallint AS test, NULL::numeric AS over, 0::numeric AS amount FROM grid AS g
				UNION ALL
				SELECT d.limit_id, d.school_year, d.district_id, d.subject_id, d.remedy_id, d.payee, d.day, d.test, d.over, d.amount FROM due AS d WHERE d.rounds = 'term') AS c
			GROUP BY c.limit_id, c.school_year, c.district_id, c.subject_id, c.remedy_id, c.payee, c.day) AS c
		WINDOW so_far AS (PARTITION BY c.limit_id, c.school_year, c.district_id, c.subject_id, c.remedy_id, c.payee)
	), together AS (
		SELECT s.*, sum(s.own) OVER (PARTITION BY s.limit_id, s.school_year, s.district_id, s.subject_id, s.remedy_id, s.day ORDER BY s.last_day, s.payee) AS through
		FROM so_far AS s
	), cents AS (
		SELECT t.*, round(t.through, 2) - round(t.through - t.own, 2) AS paid FROM together AS t WHERE t.test IS NOT NULL
	)
	SELECT c.limit_id, c.school_year, c.test, c.district_id, c.subject_id, c.remedy_id, NULLIF(c.payee, 0), c.day, c.over,
		c.paid - lag(c.paid, 1, 0.00) OVER (PARTITION BY c.limit_id, c.school_year, c.district_id, c.subject_id, c.remedy_id, c.payee ORDER BY c.day)
	FROM cents AS c
	UNION ALL
	SELECT d.limit_id, d.school_year, d.test, d.district_id, d.subject_id, d.remedy_id, NULLIF(d.payee, 0), d.day, d.over,
		CASE d.rounds WHEN 'count' THEN round(d.amount, 2) ELSE round(round(d.amount / d.over, 2) * d.over, 2) END
	FROM due AS d WHERE d.rounds <> 'term';
END;
COMMENT ON FUNCTION reckoned_pay(date, text) IS 'step 7, in cents: what is due to each payee for each day';
