-- Reckoning, step 7: what a remedy comes to, for whom, on which day, exact.

-- The whole of what an employee's own place on a schedule is worth, on a day.
CREATE FUNCTION own_pay(contract text, district_id int, employee_id bigint,
	on_date date, known_on date DEFAULT 'infinity')
RETURNS TABLE (cell numeric, salary numeric)
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(e.agreed_salary, caseload.salary_exact(g.grid, e.placement)),
		coalesce(e.agreed_salary, caseload.salary(g.grid, e.placement))
	FROM employment AS e CROSS JOIN LATERAL (SELECT CASE WHEN e.agreed_salary IS NULL
		THEN schedule_on(e.contract, e.schedule, own_pay.on_date, own_pay.known_on) END AS grid OFFSET 0) AS g
	WHERE e.contract = own_pay.contract AND e.district_id = own_pay.district_id
		AND e.employee_id = ANY (ARRAY[own_pay.employee_id])
		AND e.valid @> own_pay.on_date
	ORDER BY e.fte DESC, e.employment_id LIMIT 1;
END;
COMMENT ON FUNCTION own_pay(text, int, bigint, date, date) IS
	'cell and annual full-time salary of an employee on a day, of the largest employment';

CREATE TYPE amount_row AS (test smallint, subject_id bigint, remedy_id bigint,
	employee_id bigint, day date, over numeric,
	amount numeric, money boolean, due boolean, alone boolean);
COMMENT ON TYPE amount_row IS 'step 7, exact; due: not an alternative that was not taken, nor the lesser of two tests; '
	'alone: nobody else is paid for this subject by this remedy';

-- What a remedy is paid for, and to whom.
CREATE TYPE payable_row AS (test smallint, subject_id bigint, remedy_id bigint, employee_id bigint, valid daterange,
	share numeric, gated caseload.load_series, paid_on caseload.load_series, worth numeric, simple boolean,
	worth_on datemultirange, parted_on datemultirange, taken_on datemultirange);
COMMENT ON TYPE payable_row IS 'a remedy and a payee; worth: of its base, on the days of worth_on, or null: on all; '
	'simple: one payee, one test, no alternative; on the days of parted_on it was said for how many of those over '
	'alternatives were taken, and this one is due on those of taken_on';

CREATE FUNCTION payables_of(l limit_year, district_id int, remedies remedy_row[], excess excess_row[],
	given given_row[])
RETURNS payable_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $payables_of$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH remedy AS MATERIALIZED (
			SELECT r.id, r.base, r.choice, r.payee, r.payees, r.takes
			FROM limit_remedy AS r WHERE r.limit_id = l.limit_id
		), payable AS (
			SELECT m.*, CASE l.scope WHEN 'employee' THEN m.subject_id END AS employee_id, NULL::daterange AS valid,
				1::numeric AS share
			FROM pg_catalog.unnest(remedies) AS m WHERE l.scope <> 'section'
			UNION ALL
			SELECT m.*, f.employee_id, f.valid, f.share
			FROM pg_catalog.unnest(remedies) AS m JOIN remedy AS r ON r.id = m.remedy_id
				JOIN staffing AS f ON f.district_id = payables_of.district_id
					AND f.section_id = ANY (ARRAY[m.subject_id]) AND NOT isempty(f.valid * l.year)
				AND earns(f.role, r.payee, r.payees)
			WHERE l.scope = 'section'
		), own_days AS MATERIALIZED (
			-- of several in a class each has the days that are open to himself or herself
			SELECT p.test, p.subject_id, p.remedy_id, p.employee_id, p.valid, p.share, p.to_pay,
				CASE WHEN g.days IS NULL THEN p.gated ELSE caseload.on_days(p.gated, g.days) END AS gated,
				CASE WHEN g.days IS NULL THEN p.paid_on
					ELSE points_of(caseload.on_days(p.whole, g.days), r.takes, p.periods) END AS paid_on
			FROM payable AS p JOIN remedy AS r ON r.id = p.remedy_id
				LEFT JOIN pg_catalog.unnest(given) AS g ON g.subject_id = p.subject_id AND g.remedy_id = p.remedy_id
					AND g.employee_id = p.employee_id
		), counted AS (
			SELECT p.*, r.base, r.choice IS NULL
				AND count(*) OVER (PARTITION BY p.subject_id, p.remedy_id) = 1 AS simple
			FROM own_days AS p JOIN remedy AS r ON r.id = p.remedy_id
		), base AS MATERIALIZED (
			SELECT n.base, b.during, b.amount, b.own, b.times, b.over, b.digits, b.problem,
				count(*) OVER (PARTITION BY n.base) = 1 AND b.own IS NULL AND b.problem IS NULL AS constant
			FROM (SELECT DISTINCT r.base FROM remedy AS r WHERE r.base IS NOT NULL) AS n
				CROSS JOIN LATERAL base_pieces(l.contract, n.base, l.year, l.known_on, true) AS b
		), numbered AS MATERIALIZED (
			SELECT c.*, row_number() OVER () AS nth FROM counted AS c
		), own AS MATERIALIZED (
			SELECT o.* FROM own_pieces(l.contract, payables_of.district_id,
				ARRAY(SELECT DISTINCT n.employee_id FROM numbered AS n), l.year, l.known_on) AS o
			WHERE EXISTS (SELECT FROM base AS b WHERE b.own IS NOT NULL)
		), dated AS (
			-- what a day is worth is asked once for all days on which it is the same
			SELECT n.nth, b.during AS of_base, o.during AS of_own, k.cap, min(u.day) AS day,
				range_agg(daterange(u.day, u.day, '[]')) AS days
			FROM numbered AS n CROSS JOIN LATERAL caseload.unnest(n.paid_on) AS u
				JOIN base AS b ON b.base = n.base AND b.during @> u.day AND NOT b.constant
				LEFT JOIN own AS o ON b.own IS NOT NULL AND o.employee_id = n.employee_id AND o.during @> u.day
				LEFT JOIN pg_catalog.unnest(excess) AS e ON b.own = 'chain' AND e.test = n.test
					AND e.subject_id = n.subject_id
				CROSS JOIN LATERAL (SELECT caseload.quantity(caseload.load_on(e.cap, u.day)) AS cap) AS k
			WHERE caseload.quantity(u.load) > 0 AND (n.to_pay IS NULL OR n.to_pay @> u.day)
			GROUP BY n.nth, b.during, o.during, k.cap
		), worth AS MATERIALIZED (
			-- who has no pay of his own on a day has that of the first counted day, or the error that there is none
			SELECT d.nth, d.days, CASE WHEN b.own IS NULL AND b.problem IS NULL THEN b.amount
				WHEN NOT EXISTS (SELECT FROM pay_base AS p WHERE p.contract = l.contract AND p.name = b.base
					AND p.in_force @> d.day AND p.known @> l.known_on) THEN NULL
				WHEN b.own IN ('cell', 'salary') AND o.cell IS NOT NULL
					THEN worth_of(b.amount, b.own, b.times, b.over, b.digits, o.cell, o.salary)
				ELSE base_amount(l.contract, b.base, d.day, own_cell => coalesce(o.cell, f.cell),
					own_salary => coalesce(o.salary, f.salary), cap => d.cap, known_on => l.known_on) END AS worth
			FROM dated AS d JOIN numbered AS n ON n.nth = d.nth
				JOIN base AS b ON b.base = n.base AND b.during = d.of_base
				LEFT JOIN own AS o ON o.employee_id = n.employee_id AND o.during = d.of_own
				LEFT JOIN LATERAL own_pay(l.contract, payables_of.district_id, n.employee_id,
					greatest(lower(l.days), coalesce(lower(n.valid), lower(l.days))), l.known_on) AS f
					ON b.own IS NOT NULL AND o.cell IS NULL
		), valued AS (
			SELECT w.nth, w.worth, CASE WHEN count(*) OVER (PARTITION BY w.nth) > 1 THEN w.days END AS days
			FROM (SELECT w.nth, w.worth, range_agg(w.days) AS days FROM (SELECT w.nth, w.worth, u.days FROM worth AS w
					CROSS JOIN LATERAL pg_catalog.unnest(w.days) AS u (days)) AS w GROUP BY w.nth, w.worth) AS w
		)
		SELECT CAST(ROW(n.test, n.subject_id, n.remedy_id, n.employee_id, n.valid, n.share, n.gated, n.paid_on,
			coalesce(v.worth, b.amount), n.simple, v.days, NULL, NULL) AS payable_row)
		FROM numbered AS n LEFT JOIN base AS b ON b.base = n.base AND b.constant
			LEFT JOIN valued AS v ON v.nth = n.nth);
END
$payables_of$;
COMMENT ON FUNCTION payables_of(limit_year, int, remedy_row[], excess_row[], given_row[]) IS
	'each remedy with whoever it is paid to, and what its base is worth on the days that are counted';

-- The days that an amount is for are its term or the day alone; who is there for a part of them is paid a part. A
-- remedy without a scale follows on each day, and so does one whose base nobody gave: neither is worth an amount.
CREATE FUNCTION amounts_of(l limit_year, district_id int, remedies remedy_row[], excess excess_row[],
	given given_row[] DEFAULT '{}')
RETURNS amount_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $amounts_of$
#variable_conflict use_column
DECLARE
	payables payable_row[] := payables_of(l, amounts_of.district_id, remedies, excess, given);
	terms jsonb := named_terms(l.contract, l.year, l.known_on);
	shared amount_row[] := '{}';
BEGIN
	IF EXISTS (SELECT FROM pg_catalog.unnest(payables) AS p WHERE NOT p.simple) THEN
		shared := shared_amounts_of(l, amounts_of.district_id, remedies,
			ARRAY(SELECT p FROM pg_catalog.unnest(payables) AS p WHERE NOT p.simple));
	END IF;
	RETURN shared || ARRAY(
		WITH remedy AS MATERIALIZED (
			SELECT r.id, r.scale, earns_in_full(r.payee, r.payees, r.each_payee) AS in_full,
				r.in_proportion, r.base, pays_money(r.scale) OR r.base IS NOT NULL AS money,
				terms_of(l.contract, point_terms(r.scale), l.year, l.known_on) AS periods,
				scale_terms(l, r.scale, terms) AS terms
			FROM limit_remedy AS r WHERE r.limit_id = l.limit_id
		), payable AS (
			SELECT p.test, p.subject_id, p.remedy_id, p.employee_id, p.valid, p.share, p.paid_on,
				p.worth, p.worth_on, r.scale, r.in_full,
				r.in_proportion, r.money, r.periods, r.terms, r.scale IS NOT NULL
				AND (r.base IS NULL OR p.worth IS NOT NULL) AS pays
			FROM pg_catalog.unnest(payables) AS p JOIN remedy AS r ON r.id = p.remedy_id WHERE p.simple
		), dated AS (
			SELECT p.test, p.subject_id, p.remedy_id, p.employee_id, k.day,
				caseload.quantity(k.load) AS over, k.amount, p.money,
				p.valid, p.share, p.in_full, p.in_proportion, p.periods
			FROM payable AS p
				CROSS JOIN LATERAL caseload.breakdown(p.scale, p.paid_on, base => p.worth, terms => p.terms) AS k
			WHERE p.pays AND (p.worth_on IS NULL OR p.worth_on @> k.day)
			UNION ALL
			SELECT p.test, p.subject_id, p.remedy_id, p.employee_id, u.day, caseload.quantity(u.load), NULL, false,
				p.valid, p.share, p.in_full, p.in_proportion, p.periods
			FROM payable AS p CROSS JOIN LATERAL caseload.unnest(p.paid_on) AS u
			WHERE NOT p.pays AND (p.worth_on IS NULL OR p.worth_on @> u.day)
		), present AS (
			SELECT d.*, CASE WHEN d.valid IS NULL THEN 1 WHEN d.periods IS NULL THEN (d.valid @> d.day)::int::numeric
				ELSE part_there(l.days, d.periods, d.valid, d.day) END AS there
			FROM dated AS d WHERE d.over > 0
		)
		-- a single payee of a class has all of it, unless each has it in full or by the share of the class
		SELECT CAST(ROW(p.test, p.subject_id, p.remedy_id, p.employee_id, p.day, p.over, p.amount
				* CASE WHEN p.valid IS NULL THEN 1 WHEN p.in_full THEN p.there
					WHEN p.in_proportion = 'share' THEN p.share * p.there ELSE 1 END
				* CASE WHEN p.in_proportion IN ('fte', 'sections')
					THEN proportion_of(l, p.in_proportion, amounts_of.district_id, p.employee_id,
						least(p.day, upper(p.valid) - 1))
					ELSE 1 END,
			p.money, true, true) AS amount_row)
		FROM present AS p WHERE p.there > 0);
END
$amounts_of$;
COMMENT ON FUNCTION amounts_of(limit_year, int, remedy_row[], excess_row[], given_row[]) IS
	'step 7: what each remedy comes to, for each day and payee';

-- Maxima have seen all days of a clause in several rows; each row pays those that are for it to pay.
CREATE FUNCTION clause_amounts(amounts amount_row[], remedies remedy_row[]) RETURNS amount_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $clause_amounts$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(SELECT a FROM pg_catalog.unnest(amounts) AS a JOIN pg_catalog.unnest(remedies) AS m
		ON m.test = a.test AND m.subject_id = a.subject_id AND m.remedy_id = a.remedy_id WHERE m.to_pay @> a.day);
END
$clause_amounts$;
COMMENT ON FUNCTION clause_amounts(amount_row[], remedy_row[]) IS
	'of what a clause in several rows comes to, what this row pays';

-- Of an amount for a term: the part of its counted days on which somebody is there.
CREATE FUNCTION part_there(days datemultirange, periods daterange[], valid daterange, day date) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $part_there$
DECLARE
	span daterange := coalesce((SELECT t FROM unnest(periods) AS t WHERE t @> day LIMIT 1), daterange(day, day, '[]'));
BEGIN
	IF span <@ valid THEN
		RETURN 1;
	END IF;
	-- of a clause in several rows another row may count on days of this term when this one counts on none
	RETURN coalesce(caseload.school_days(days, span * valid)::numeric / NULLIF(caseload.school_days(days, span), 0), 0);
END
$part_there$;
COMMENT ON FUNCTION part_there(datemultirange, daterange[], daterange, date) IS
	'of the term that a day is in, the part of its counted days inside a range';

CREATE FUNCTION proportion_of(l limit_year, in_proportion text, district_id int, employee_id bigint, day date)
RETURNS numeric
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $proportion_of$
#variable_conflict use_variable
BEGIN
	IF in_proportion = 'fte' THEN
		RETURN coalesce((SELECT sum(e.fte) FROM employment AS e WHERE e.district_id = proportion_of.district_id
			AND e.employee_id = ANY (ARRAY[proportion_of.employee_id]) AND e.contract = l.contract
			AND e.valid @> day), 1);
	END IF;
	RETURN 1 / coalesce((SELECT NULLIF(count(*), 0)::numeric FROM staffing AS f
			WHERE f.district_id = proportion_of.district_id
		AND f.employee_id = ANY (ARRAY[proportion_of.employee_id]) AND f.valid @> day), 1);
END
$proportion_of$;
COMMENT ON FUNCTION proportion_of(limit_year, text, int, bigint, date) IS
	'the part of an amount that is paid to an employee, by full-time equivalent or by sections';
