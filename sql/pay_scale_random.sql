SET search_path = caseload, public;
-- A second reckoning of pay, slow and plain: tiers as rows, each word of the definition as a CASE
-- over numeric, nothing of the type but that the scale is read from the text made of those rows.
SELECT setseed(0.20190701);
CREATE TABLE plan AS
SELECT id, CASE WHEN r < 0.15 THEN 'compound' WHEN r < 0.35 THEN 'hours' ELSE 'money' END AS sort,
	1 + floor(t * 5)::int AS tiers, CASE WHEN p < 0.5 THEN 'day' WHEN p < 0.7 THEN 'year' END AS period,
	b < 0.4 AS bounded, CASE WHEN c < 0.3 THEN 'day' WHEN c < 0.5 THEN 'year' END AS bound_period,
	CASE WHEN r < 0.35 AND r >= 0.15 THEN 'hours' WHEN d < 0.5 THEN '%' ELSE '$' END AS bound_kind,
	CASE WHEN d < 0.5 THEN round((e * 20)::numeric, 4) ELSE round((e * 500)::numeric, 2) END AS bound,
	k < 0.2 AS prorated
FROM (SELECT id, random() AS r, random() AS t, random() AS p, random() AS b, random() AS c,
		random() AS d, random() AS e, random() AS k
	FROM generate_series(1, 1500) AS id) AS dice;
-- a tier begins one or more past the end of the one before it
CREATE TABLE draft AS
SELECT id, i, floor(random() * 3)::int + (i = 1 AND random() < 0.8)::int AS gap, floor(random() * 4)::int AS width,
	random() AS form, random() AS how, random() AS kind, random() AS k,
	CASE WHEN random() < 0.05 THEN 0 WHEN random() < 0.5 THEN floor(random() * 100)
	ELSE round((random() * 30)::numeric, 4) END::numeric AS rate
FROM plan, generate_series(1, 5) AS i WHERE i <= tiers;
CREATE TABLE tier AS
SELECT id, i, lo, form, CASE form WHEN 'open' THEN lead(lo) OVER (PARTITION BY id ORDER BY i) - 1 ELSE hi END AS hi,
	CASE WHEN sort = 'compound' THEN 'flat' WHEN lo = 0
	AND how < 0.6 THEN 'flat' WHEN how < 0.6 THEN 'each' WHEN how < 0.8 THEN 'all' ELSE 'flat' END AS how,
	CASE WHEN sort = 'compound' THEN '%' WHEN sort = 'hours' THEN 'hours' WHEN kind < 0.4 THEN '%' ELSE '$' END AS kind,
	CASE WHEN k < 0.1 THEN 1 WHEN k < 0.3 THEN 1 + floor(k * 20)::int END AS every, rate
FROM (SELECT id, i, form, how, kind, k, rate, sort, lo, lo + wide AS hi FROM (
		SELECT draft.id, i, sort, how, draft.kind, k, rate,
			sum(gap) OVER w + coalesce(sum(CASE WHEN form < 0.6 AND form > 0.3 THEN width
					ELSE 0 END + 1) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS lo,
			CASE WHEN form < 0.3 THEN 'one' WHEN form < 0.6 THEN 'span' ELSE 'open' END AS form,
			CASE WHEN form < 0.6 AND form > 0.3 THEN width ELSE 0 END AS wide
		FROM draft JOIN plan USING (id) WINDOW w AS (PARTITION BY draft.id ORDER BY i)) AS placed) AS ended;
CREATE TABLE scale AS
SELECT plan.*, array_to_string(ARRAY[t.typed, CASE WHEN sort = 'compound' THEN 'compound' END, 'per ' || period,
		CASE WHEN prorated AND period IS NOT NULL THEN 'prorated' END,
		CASE WHEN bounded THEN concat('max ', CASE bound_kind WHEN '$' THEN '$' END, bound, CASE bound_kind
			WHEN '%' THEN '%' WHEN 'hours' THEN ' hours' END, ' per ' || bound_period) END], ' ') AS typed,
	t.percent OR bounded AND bound_kind = '%' AS wants_base
FROM plan JOIN (SELECT id, bool_or(kind = '%') AS percent,
		string_agg(concat(lo, CASE form WHEN 'open' THEN '+' WHEN 'span' THEN '-' || hi END, ': ',
		CASE kind WHEN '$' THEN '$' END, rate, CASE kind WHEN '%' THEN '%' WHEN 'hours' THEN ' hours' END, ' ', how,
		CASE how WHEN 'each' THEN ' ' || every END), ', ' ORDER BY i) AS typed
	FROM tier GROUP BY id) AS t USING (id);
CREATE INDEX ON tier (id);
CREATE UNIQUE INDEX ON plan (id);
ANALYZE tier, plan;
-- at the bounds, one millionth below and above them, between whole numbers, below zero and far beyond
CREATE TABLE asked AS
SELECT id, n, CASE WHEN n <= 3 THEN floor(r * 22)::numeric
	WHEN n <= 5 THEN floor(r * 22)::numeric + (n * 2 - 9) * 0.000001 WHEN n = 6 THEN round((r * 20)::numeric, 6)
		WHEN n = 7 THEN round((-5 * r)::numeric, 2) ELSE round((r * 1e9)::numeric, 6) END AS q,
	CASE WHEN wants_base OR s < 0.5 THEN round((t * 120000)::numeric, (u * 9)::int % 9) END AS base
FROM (SELECT id, n, wants_base, random() AS r, random() AS s, random() AS t, random() AS u
	FROM scale, generate_series(1, 8) AS n) AS dice;

CREATE FUNCTION pg_temp.slow(asked_id int, q numeric, base numeric) RETURNS numeric LANGUAGE sql AS $$
	WITH RECURSIVE priced AS (
		SELECT i, lo, hi, rate, CASE WHEN kind = '%' THEN rate * 0.01 * base WHEN kind = 'hours'
			AND base IS NOT NULL THEN rate * base ELSE rate END AS worth,
			CASE how
				WHEN 'each' THEN (SELECT CASE WHEN every IS NULL THEN part ELSE floor(part / every) END
					FROM (SELECT greatest(least(q, hi) - (lo - 1), 0) AS part) AS p)
				WHEN 'all' THEN CASE WHEN q >= lo AND (hi IS NULL OR q < hi + 1) THEN q ELSE 0 END
				ELSE CASE WHEN q >= lo AND (hi IS NULL OR q < hi + 1) THEN 1 ELSE 0 END
			END AS times
		FROM tier WHERE id = asked_id
	), step (i, amount) AS (
		SELECT 0, base
		UNION ALL
		SELECT priced.i, amount + CASE WHEN q >= lo THEN round(amount * rate * 0.01, 18) ELSE 0 END FROM step
			JOIN priced ON priced.i = step.i + 1
	), unbounded AS (
		SELECT CASE WHEN sort = 'compound' THEN (SELECT amount - base FROM step ORDER BY i DESC LIMIT 1)
			ELSE (SELECT sum(times * worth) FROM priced) END AS amount
		FROM plan WHERE id = asked_id
	)
	SELECT CASE WHEN bounded AND (bound_period IS NULL OR bound_period = period)
		THEN least(amount, CASE WHEN bound_kind = '%' THEN bound * 0.01 * base WHEN bound_kind = 'hours'
			AND base IS NOT NULL THEN bound * base ELSE bound END)
		ELSE amount END
	FROM unbounded, plan WHERE id = asked_id
$$;
CREATE TABLE reckoned AS
SELECT asked.*, typed, typed::pay_scale AS scale, pg_temp.slow(id, q, base) AS slow,
	CASE WHEN base IS NULL THEN pay(typed::pay_scale, q) ELSE pay(typed::pay_scale, q, base) END AS pay
FROM asked JOIN scale USING (id);

SELECT count(*) AS reckoned, count(*) FILTER (WHERE pay IS DISTINCT FROM slow) AS different FROM reckoned;
SELECT id, typed, q, base, slow, pay FROM reckoned WHERE pay IS DISTINCT FROM slow ORDER BY id, n LIMIT 5;
-- the dice have thrown everything, and much of it pays
SELECT count(DISTINCT how || kind) AS words_and_kinds, count(DISTINCT form) AS forms FROM tier;
SELECT count(*) FILTER (WHERE pay > 0) > 4000 AS pays, count(*) FILTER (WHERE pay > 0
	AND pay <> round(pay, 6)) > 300 AS fine, count(DISTINCT pay) > 2500 AS many FROM reckoned;
-- whole numbers go the quick way
SELECT count(*) > 2000 AS many, count(*) FILTER (WHERE pay IS DISTINCT FROM CASE WHEN base IS NULL THEN pay(scale,
		q::int) ELSE pay(scale, q::int, base) END) AS integer_differs,
	count(*) FILTER (WHERE pay IS DISTINCT FROM CASE WHEN base IS NULL THEN pay(scale, q::bigint)
		ELSE pay(scale, q::bigint, base) END) AS bigint_differs
FROM reckoned WHERE q = trunc(q);
SELECT count(*) FILTER (WHERE pay IS DISTINCT FROM CASE WHEN base IS NULL THEN pay(scale, q::caseload_unit)
	ELSE pay(scale, q::caseload_unit, base) END) AS unit_differs FROM reckoned;
-- lines add up; their number is that of the tiers, and one where a maximum stops them
SELECT count(*) FILTER (WHERE total IS DISTINCT FROM pay) AS breakdown_differs,
	count(*) FILTER (WHERE lines <> tiers + (lowest < 0)::int) AS lines_missing,
	count(*) FILTER (WHERE lowest < 0) > 200 AS stopped
FROM reckoned JOIN plan USING (id), LATERAL (SELECT sum(amount) AS total, count(*) AS lines, min(amount) AS lowest
	FROM (SELECT amount FROM breakdown(scale, q, base)
		UNION ALL SELECT amount FROM breakdown(scale, q) WHERE base IS NULL) AS b) AS l;
-- text and bytes stay what they are, and a raise by 1 is none
SELECT count(*) AS scales, count(*) FILTER (WHERE s::text::pay_scale <> s) AS text_differs,
	count(*) FILTER (WHERE pay_scale_send(s::text::pay_scale) <> pay_scale_send(s)) AS bytes_differ,
	count(*) FILTER (WHERE s * 1 <> s OR 1.0 * s <> s) AS raised,
	count(*) FILTER (WHERE needs_base(s) <> wants_base) AS base_differs,
	count(DISTINCT s) = count(DISTINCT s::text) AS equal_as_texts
FROM (SELECT typed::pay_scale AS s, wants_base FROM scale) AS t;
-- a raise of the scale is a raise of what it pays, but for the rounding of its rates at the fourth place
SELECT count(*) > 400 AS many,
	count(*) FILTER (WHERE abs(pay(scale * 1.035, q) - pay * 1.035) > 0.00005 * (abs(q) + 5)) AS raise_differs,
	count(*) FILTER (WHERE pay(scale * 3, q) <> pay * 3) AS threefold_differs
FROM reckoned WHERE NOT needs_base(scale) AND unit(scale) = '$';
DROP TABLE plan, draft, tier, scale, asked, reckoned;
