-- Step 7 where several share what is due, several tests give it, or there are alternatives.
CREATE FUNCTION shared_amounts_of(l limit_year, district_id int, remedies remedy_row[], payables payable_row[])
RETURNS amount_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $shared_amounts_of$
#variable_conflict use_column
DECLARE
	terms jsonb := named_terms(l.contract, l.year, l.known_on);
BEGIN
	RETURN ARRAY(
		WITH remedy AS MATERIALIZED (
			SELECT r.id, r.scale, r.base, r.choice, r.rank, r.in_proportion,
				earns_in_full(r.payee, r.payees, r.each_payee) AS in_full,
				pays_money(r.scale) OR r.base IS NOT NULL AS money,
				terms_of(l.contract, point_terms(r.scale), l.year, l.known_on) AS periods,
				scale_terms(l, r.scale, terms) AS terms
			FROM limit_remedy AS r WHERE r.limit_id = l.limit_id
		), payable AS MATERIALIZED (
			SELECT p.test, p.subject_id, p.remedy_id, p.employee_id, p.valid, p.share, p.paid_on, p.worth, p.worth_on,
				p.parted_on, p.taken_on, r.*,
				r.scale IS NOT NULL AND (r.base IS NULL OR p.worth IS NOT NULL) AS pays
			FROM pg_catalog.unnest(parted_payables(l, shared_amounts_of.district_id, remedies, payables)) AS p
				JOIN remedy AS r ON r.id = p.remedy_id
		), dated AS (
			SELECT p.test, p.subject_id, p.remedy_id, p.employee_id, k.day,
				caseload.quantity(k.load) AS over, k.amount, p.money,
				p.valid, p.share, p.in_full, p.in_proportion, p.periods, p.choice, p.rank,
				p.parted_on @> k.day AS parted, p.taken_on @> k.day AS taken
			FROM payable AS p
				CROSS JOIN LATERAL caseload.breakdown(p.scale, p.paid_on, base => p.worth, terms => p.terms) AS k
			WHERE p.pays AND (p.worth_on IS NULL OR p.worth_on @> k.day)
			UNION ALL
			SELECT p.test, p.subject_id, p.remedy_id, p.employee_id, u.day, caseload.quantity(u.load), NULL, false,
				p.valid, p.share, p.in_full, p.in_proportion, p.periods, p.choice, p.rank,
				p.parted_on @> u.day, p.taken_on @> u.day
			FROM payable AS p CROSS JOIN LATERAL caseload.unnest(p.paid_on) AS u
			WHERE NOT p.pays AND (p.worth_on IS NULL OR p.worth_on @> u.day)
		), present AS (
			SELECT d.*, CASE WHEN d.periods IS NULL THEN daterange(d.day, d.day, '[]')
					ELSE coalesce((SELECT t FROM pg_catalog.unnest(d.periods) AS t WHERE t @> d.day LIMIT 1),
						daterange(d.day, d.day, '[]')) END AS span,
				CASE WHEN d.valid IS NULL THEN 1 WHEN d.periods IS NULL THEN (d.valid @> d.day)::int::numeric
					ELSE part_there(l.days, d.periods, d.valid, d.day) END AS there
			FROM dated AS d WHERE d.over > 0
		), stint AS (
			-- several who are paid share what is due
			SELECT p.*, p.amount
				* CASE WHEN l.scope <> 'section' THEN 1
					WHEN p.in_full THEN p.there
					WHEN p.in_proportion = 'share' THEN p.share * p.there
					ELSE p.share * p.there
						/ sum(p.share * p.there) OVER (PARTITION BY p.test, p.subject_id, p.remedy_id, p.day) END
				* CASE WHEN p.in_proportion IN ('fte', 'sections')
					THEN proportion_of(l, p.in_proportion, shared_amounts_of.district_id, p.employee_id,
						least(p.day, upper(p.valid) - 1))
					ELSE 1 END AS own_amount
			FROM present AS p WHERE p.there > 0
		), daily AS (
			-- who went and came back inside a term has both stints
			SELECT t.test, t.subject_id, t.remedy_id, t.employee_id, t.day, max(t.over) AS over,
				CASE WHEN t.in_full THEN max(t.own_amount) ELSE sum(t.own_amount) END AS amount,
				t.money, t.choice, t.rank, t.span, t.parted, t.taken
			FROM stint AS t
			GROUP BY t.test, t.subject_id, t.remedy_id, t.employee_id, t.day, t.money, t.choice, t.rank, t.in_full,
				t.span, t.parted, t.taken
		), chosen AS (
			-- alternatives may be for a day and for a term: one is chosen if it is for any day of what the other is for
			SELECT d.*, CASE WHEN d.choice IS NULL THEN true
				WHEN d.parted THEN coalesce(d.taken, false)
				WHEN g.any_given THEN g.given
				ELSE d.rank = min(d.rank) OVER alternatives AND NOT EXISTS (SELECT FROM pg_catalog.unnest(remedies) AS o
					JOIN remedy AS r ON r.id = o.remedy_id
					WHERE o.subject_id = d.subject_id AND r.choice = d.choice AND r.rank < d.rank
						AND caseload.quantity(caseload.load_on(caseload.highest(o.gated, ARRAY[d.span]),
								d.day)) > 0) END AS chosen
			FROM daily AS d CROSS JOIN LATERAL (
				SELECT coalesce(bool_or(g.remedy_id = d.remedy_id), false) AS given, count(*) > 0 AS any_given
				FROM remedy_given AS g JOIN limit_remedy AS a ON a.id = g.remedy_id
				WHERE d.choice IS NOT NULL AND a.limit_id = l.limit_id AND a.choice = d.choice
					AND g.district_id = shared_amounts_of.district_id AND g.valid && d.span
					AND (g.employee_id = d.employee_id OR g.employee_id IS NULL)
					AND (l.scope = 'section' AND g.section_id = d.subject_id OR g.section_id IS NULL)) AS g
			WINDOW alternatives AS (PARTITION BY d.subject_id, d.employee_id, d.choice, d.day)
		)
		SELECT CAST(ROW(c.test, c.subject_id, c.remedy_id, c.employee_id, c.day, c.over, c.amount, c.money,
			c.chosen AND row_number() OVER (PARTITION BY c.subject_id, c.remedy_id, c.employee_id, c.day
				ORDER BY c.amount DESC NULLS LAST, c.test) = 1, false) AS amount_row)
		FROM chosen AS c);
END
$shared_amounts_of$;
COMMENT ON FUNCTION shared_amounts_of(limit_year, int, remedy_row[], payable_row[]) IS
	'step 7 of remedies with several payees, tests or alternatives, for each day and payee';

CREATE TYPE pay_row AS (test smallint, subject_id bigint, remedy_id bigint, employee_id bigint, day date, over numeric,
	pay numeric);
COMMENT ON TYPE pay_row IS 'step 7, in cents';

-- Cents. With `term` the running totals of the payees of one class are rounded one after the other, each with
-- those before it, and a day is given the difference to the day before: so the days add up to the year, the
-- payees to the class, and nobody is further than a cent from his own share. Who leaves first comes first, so
-- that nobody's total moves after his last day.
CREATE FUNCTION cents_of(amounts amount_row[]) RETURNS pay_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $cents_of$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH remedy AS MATERIALIZED (
			SELECT r.id, r.rounds FROM limit_remedy AS r WHERE r.kind = 'pay'
		), due AS MATERIALIZED (
			SELECT a.test, a.subject_id, a.remedy_id, coalesce(a.employee_id, 0) AS payee, a.day, a.over,
				a.amount, r.rounds, a.alone
			FROM pg_catalog.unnest(amounts) AS a JOIN remedy AS r ON r.id = a.remedy_id
			WHERE a.due AND a.money AND a.amount IS NOT NULL
		), grid AS (
			-- every payee on every day, by arrays and not by a join, whose size the planner cannot guess
			SELECT g.subject_id, g.remedy_id, p.payee, y.day
			FROM (SELECT d.subject_id, d.remedy_id, array_agg(DISTINCT d.payee) AS payees,
					array_agg(DISTINCT d.day) AS days
				FROM due AS d WHERE d.rounds = 'term' AND NOT d.alone GROUP BY d.subject_id, d.remedy_id) AS g
				CROSS JOIN LATERAL pg_catalog.unnest(g.payees) AS p (payee)
				CROSS JOIN LATERAL pg_catalog.unnest(g.days) AS y (day)
		), so_far AS (
			SELECT c.*, sum(c.amount) OVER (so_far ORDER BY c.day) AS own,
				max(c.day) FILTER (WHERE c.test IS NOT NULL) OVER so_far AS last_day
			FROM (SELECT c.subject_id, c.remedy_id, c.payee, c.day, max(c.test) AS test, max(c.over) AS over,
					sum(c.amount) AS amount
				FROM (SELECT g.*, NULL::smallint AS test, NULL::numeric AS over, 0::numeric AS amount FROM grid AS g
					UNION ALL
					SELECT d.subject_id, d.remedy_id, d.payee, d.day, d.test, d.over, d.amount
					FROM due AS d WHERE d.rounds = 'term' AND NOT d.alone) AS c
				GROUP BY c.subject_id, c.remedy_id, c.payee, c.day) AS c
			WINDOW so_far AS (PARTITION BY c.subject_id, c.remedy_id, c.payee)
		), together AS (
			SELECT s.*,
				sum(s.own) OVER (PARTITION BY s.subject_id, s.remedy_id, s.day ORDER BY s.last_day, s.payee) AS through
			FROM so_far AS s
		), cents AS (
			SELECT t.test, t.subject_id, t.remedy_id, t.payee, t.day, t.over,
				round(t.through, 2) - round(t.through - t.own, 2) AS paid
			FROM together AS t WHERE t.test IS NOT NULL
			UNION ALL
			SELECT d.test, d.subject_id, d.remedy_id, d.payee, d.day, d.over,
				round(sum(d.amount) OVER (PARTITION BY d.subject_id, d.remedy_id ORDER BY d.day), 2)
			FROM due AS d WHERE d.rounds = 'term' AND d.alone
		), paid AS (
			SELECT c.test, c.subject_id, c.remedy_id, c.payee, c.day, c.over,
				c.paid - lag(c.paid, 1, 0.00) OVER (PARTITION BY c.subject_id, c.remedy_id,
					c.payee ORDER BY c.day) AS pay
			FROM cents AS c
			UNION ALL
			SELECT d.test, d.subject_id, d.remedy_id, d.payee, d.day, d.over,
				CASE d.rounds WHEN 'count' THEN round(d.amount, 2)
				ELSE round(round(d.amount / d.over, 2) * d.over, 2) END
			FROM due AS d WHERE d.rounds <> 'term'
		)
		SELECT CAST(ROW(p.test, p.subject_id, p.remedy_id, NULLIF(p.payee, 0), p.day, p.over, p.pay) AS pay_row)
		FROM paid AS p);
END
$cents_of$;
COMMENT ON FUNCTION cents_of(amount_row[]) IS 'step 7, in cents: what is due to each payee for each day';
