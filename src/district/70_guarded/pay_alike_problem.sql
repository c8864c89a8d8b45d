-- Rows of pay rules held against those that they stand beside: the row for all others, the other provisions of a table,
-- the same position for another rank, the tiers of one scale.

-- What a position is of and which rank it has: Head JV Soccer and Assistant Soccer are soccer, 2 and 1. Null: no rank.
CREATE FUNCTION position_rank(said text, OUT stem text, OUT rank int)
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $position_rank$
BEGIN
	stem := btrim(regexp_replace(lower(said),
		E'\\m(head|varsity|jv|junior varsity|frosh|freshman|assistant|asst|coach)\\M[.]?|[[:space:]]+', ' ', 'g'));
	rank := CASE WHEN said ~* E'\\m(assistant|asst)\\M' THEN 1
		WHEN said ~* E'\\m(jv|junior varsity|frosh|freshman)\\M' THEN 2
		WHEN said ~* E'\\m(head|varsity)\\M' THEN 3 END;
	stem := regexp_replace(stem, ' +', ' ', 'g');
END
$position_rank$;
COMMENT ON FUNCTION position_rank(text) IS
	'what a position is of and its rank there, as soccer and 1 of Assistant Soccer; null: it names no rank';

-- The gaps between what a scale of percentages gives from year to year until it gives nothing; null: it never ends.
CREATE FUNCTION scale_gaps(scale caseload.pay_scale) RETURNS numeric[]
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT
AS $scale_gaps$
	SELECT array_agg(p.before - p.pay ORDER BY p.n) FILTER (WHERE p.before > 0)
	FROM (SELECT n, caseload.pay(scale, n, 100) AS pay, lag(caseload.pay(scale, n, 100)) OVER (ORDER BY n) AS before
		FROM generate_series(1, 12) AS n) AS p HAVING min(p.pay) = 0;
$scale_gaps$;
COMMENT ON FUNCTION scale_gaps(caseload.pay_scale) IS
	'by how much less a scale gives from year to year until it gives nothing; null: it never ends';

CREATE FUNCTION pay_alike_problem() RETURNS SETOF pay_finding
LANGUAGE plpgsql STABLE ROWS 5 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $pay_alike_problem$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH special AS (
		-- rows that stand before one for all others
		SELECT r.contract, 'steps' AS rule, 'step_rule' AS place, r.id, r.note, r.in_force, r.schedule, r.role,
			ARRAY[r.schedule, r.role] AS of_whom, format('%s|%s|%s|%s', r.years_a_step, r.moves_on, r.highest,
				r.past_last) AS says
		FROM step_rule AS r WHERE upper_inf(r.known) AND NOT r.frozen
		UNION ALL
		SELECT r.contract, 'start', 'start_rule', r.id, r.note, r.in_force, r.schedule, r.role,
			ARRAY[r.schedule, r.role], format('%s|%s', r.first_step, r.most)
		FROM start_rule AS r WHERE upper_inf(r.known)
		UNION ALL
		SELECT h.contract, 'hours: ' || h.what, 'hourly_pay', h.id, h.note, h.in_force, h.schedule, '*',
			ARRAY[h.schedule, h.what], format('%s|%s', h.base, h.not_with)
		FROM hourly_pay AS h WHERE upper_inf(h.known)
		UNION ALL
		SELECT d.contract, d.component, 'division', d.id, d.note, d.in_force, d.component, '*', ARRAY[d.component, '*'],
			format('%s|%s|%s', d.way, d.divisor, d.counts) FROM division AS d WHERE upper_inf(d.known)
	), ranked AS MATERIALIZED (
		SELECT s.id, s.contract, s.position, s.site_level, s.applies, s.enrollment, s.in_force, s.note, s.base,
			s.band::text AS band, caseload.stipend(s.band, 100000) AS pay, k.stem, k.rank,
			regexp_replace(lower(s.position), E'\\m(girls|boys|women|men)\\M''?s?', 'who') AS of_either
		FROM stipend AS s CROSS JOIN LATERAL position_rank(s.position) AS k
		WHERE s.band IS NOT NULL AND upper_inf(s.known)
	), held AS MATERIALIZED (
		SELECT k.key FROM (SELECT m.attributes FROM employee AS m WHERE m.attributes <> '{}'
				UNION ALL SELECT e.attributes FROM employment AS e WHERE e.attributes <> '{}') AS f
			CROSS JOIN LATERAL jsonb_object_keys(f.attributes) AS k (key) GROUP BY k.key
	), provision AS MATERIALIZED (
		SELECT r.id, r.contract, r.code, r.in_force, r.note, v.col, v.value FROM retirement_incentive AS r
			CROSS JOIN LATERAL (VALUES ('age_from', r.age_from::text), ('age_before', r.age_before::text),
				('year_days', r.year_days::text), ('lump_index', r.lump_index)) AS v (col, value)
		WHERE upper_inf(r.known)
	), tier AS MATERIALIZED (
		SELECT r.contract, r.code AS rule, 'longevity_rule' AS place, r.id, r.scale, r.note,
			45 AS most FROM longevity_rule AS r WHERE upper_inf(r.known)
		UNION ALL
		SELECT s.contract, s.position, 'stipend', s.id, s.scale, s.note, 1000 FROM stipend AS s
		WHERE s.scale IS NOT NULL AND upper_inf(s.known)
	)
	SELECT s.contract, s.contract || '/' || s.rule, s.place, s.id, 'says what the row for all others says',
		format('%s: row %s', array_to_string(array_remove(s.of_whom, '*'), ', '), o.id),
		'read the row again: it would be paid so without it', 'worth a look'
	FROM special AS s CROSS JOIN LATERAL (SELECT o.id, o.says, o.in_force FROM special AS o
			WHERE o.place = s.place AND o.contract = s.contract AND o.id <> s.id AND o.in_force && s.in_force
				AND (o.place <> 'hourly_pay' OR o.rule = s.rule)
				AND o.schedule IN ('*', s.schedule) AND o.role IN ('*', s.role)
			ORDER BY (o.schedule <> '*')::int + (o.role <> '*')::int DESC LIMIT 1) AS o
	WHERE o.says = s.says AND s.note IS NULL AND o.in_force @> s.in_force
	UNION ALL
	SELECT r.contract, r.contract || '/' || r.position, 'stipend', r.id,
		CASE WHEN r.less THEN 'a higher rank that pays less' ELSE 'a higher rank that pays no more' END,
		format('%s%s, and %s for %s', r.band, coalesce(' at ' || nullif(r.site_level, 'any'), ''), r.other_band,
			r.other),
		'read both bands again in the contract', CASE WHEN r.less THEN 'likely' ELSE 'worth a look' END
	FROM (SELECT DISTINCT ON (a.id) a.*, o.position AS other, o.band AS other_band, a.pay < o.pay AS less
		FROM ranked AS a JOIN ranked AS o ON o.contract = a.contract AND o.stem = a.stem AND o.site_level = a.site_level
			AND o.in_force && a.in_force AND o.rank < coalesce(a.rank, 3) AND o.applies = a.applies
			AND o.enrollment && a.enrollment AND o.base IS NOT DISTINCT FROM a.base AND o.pay >= a.pay
		WHERE a.note IS NULL ORDER BY a.id, o.pay DESC, o.id) AS r
	UNION ALL
	SELECT a.contract, a.contract || '/' || a.position, 'stipend', a.id, 'girls and boys who are not coached alike',
		format('%s, and %s for %s', a.band, min(o.band), min(o.position)), 'read both bands again in the contract',
		'likely'
	FROM ranked AS a JOIN ranked AS o ON o.contract = a.contract AND o.of_either = a.of_either
		AND o.position <> a.position AND o.site_level = a.site_level AND o.in_force && a.in_force
		AND o.applies = a.applies AND o.enrollment && a.enrollment AND o.pay > a.pay
	GROUP BY a.contract, a.position, a.id, a.band
	UNION ALL
	-- a provision of its own age is one that its note tells
	SELECT a.contract, a.contract || '/' || a.code, 'retirement_incentive', a.id, 'unlike the other provisions',
		string_agg(format('%s is %s, and theirs %s', a.col, coalesce(a.value, 'null'), coalesce(o.value, 'null')), '; '
			ORDER BY a.col), 'mend the column, or name its value in note', 'worth a look'
	FROM provision AS a CROSS JOIN LATERAL (SELECT min(o.value) AS value FROM provision AS o
			WHERE o.contract = a.contract AND o.id <> a.id AND o.col = a.col AND o.in_force && a.in_force
			HAVING count(*) > 0 AND count(DISTINCT coalesce(o.value, '')) = 1
				AND NOT coalesce(bool_or(strpos(o.note, o.value) > 0), false)) AS o
	WHERE a.value IS DISTINCT FROM o.value AND strpos(coalesce(a.note, ''), coalesce(a.value, '?')) = 0
	GROUP BY a.contract, a.code, a.id
	UNION ALL
	SELECT r.contract, r.contract || '/' || r.code, 'retirement_incentive', r.id,
		'years of service less round than the rest', r.service::text,
		'read retirement_incentive.service again in the contract', 'worth a look'
	FROM (SELECT r.*, count(*) FILTER (WHERE lower(r.service) % 5 <> 0) OVER w AS odds, count(*) OVER w AS rows
		FROM retirement_incentive AS r WHERE upper_inf(r.known) WINDOW w AS (PARTITION BY r.contract)) AS r
	WHERE lower(r.service) % 5 <> 0 AND r.odds = 1 AND r.rows >= 2
		AND strpos(coalesce(r.note, ''), trim_scale(lower(r.service))::text) = 0
	UNION ALL
	SELECT c.contract, c.contract || '/' || c.kind, 'credit_rule', c.id, 'a year is reached elsewhere in other service',
		format('from %s on, and %s of %s', trim_scale(c.year_at), trim_scale(o.year_at), o.kind),
		'read credit_rule.year_at again, or say in note why', 'worth a look'
	FROM credit_rule AS c JOIN LATERAL (SELECT o.* FROM credit_rule AS o WHERE o.contract = c.contract
			AND o.kind <> c.kind AND o.part_years = c.part_years AND o.in_force && c.in_force AND upper_inf(o.known)
			AND o.year_at <> c.year_at
		ORDER BY o.id LIMIT 1) AS o ON true
	WHERE upper_inf(c.known) AND c.part_years = 'whole' AND c.note IS NULL
	UNION ALL
	-- a year is credited from some fourth, third, fifth or tenth of it on, or half of its days
	SELECT c.contract, c.contract || '/' || c.kind, 'credit_rule', c.id, 'a share of a year unlike any',
		trim_scale(c.year_at)::text, 'read credit_rule.year_at again, or say in note which days it is', 'worth a look'
	FROM credit_rule AS c WHERE upper_inf(c.known) AND c.note IS NULL AND c.year_at * 20 % 1 <> 0
		AND abs(c.year_at - 0.67) > 0.008 AND abs(c.year_at - 0.33) > 0.008
	UNION ALL
	SELECT s.contract, s.contract || '/' || s.schedule, 'schedule', s.id,
		CASE s.cells WHEN 'hourly' THEN 'hourly rates as high as salaries' ELSE 'salaries as low as hourly rates' END,
		format('up to %s', c.most), 'mend schedule.cells, or the grid', 'likely'
	FROM schedule AS s CROSS JOIN LATERAL (SELECT max(c.amount) AS most FROM caseload.cells(s.grid) AS c) AS c
	WHERE s.cells = 'hourly' AND c.most > 1000 OR s.cells = 'annual' AND c.most < 1000
		-- an index of ones is a schedule of its own kind
		AND c.most > 10
	UNION ALL
	SELECT h.contract, h.contract || '/' || h.change, 'change_share', h.id, 'a change by an odd day', h.by,
		'read change_share.by again, or say in note why', 'worth a look'
	FROM change_share AS h WHERE h.by !~ '-(01|10|15|16|20|28|29|30|31)$' AND h.note IS NULL AND upper_inf(h.known)
	UNION ALL
	SELECT r.contract, r.contract || '/' || r.code, 'longevity_rule', r.id,
		'a name in its code that it does not ask for', k.key, 'mend longevity_rule.applies or code', 'worth a look'
	FROM longevity_rule AS r JOIN held AS k ON strpos(said_words(r.code), said_words(k.key)) > 0
	WHERE length(k.key) >= 5 AND NOT r.applies ? k.key AND upper_inf(r.known)
	UNION ALL
	SELECT r.contract, r.contract || '/' || r.rule, r.place, r.id, 'a base that nothing reads',
		format('%s: %s', r.base, r.scale), 'mend the scale, or take the base away', 'worth a look'
	FROM (SELECT r.contract, r.code AS rule, 'longevity_rule' AS place, r.id, r.base, r.scale::text AS scale
			FROM longevity_rule AS r WHERE upper_inf(r.known)
		UNION ALL
		SELECT s.contract, s.position, 'stipend', s.id, s.base, coalesce(s.band::text, s.scale::text)
		FROM stipend AS s WHERE upper_inf(s.known)) AS r
	WHERE r.base IS NOT NULL AND r.scale ~ '[$]' AND r.scale !~ '%'
	UNION ALL
	SELECT t.contract, t.contract || '/' || t.rule, t.place, t.id, p.problem, p.detail,
		'read the scale again in the contract', p.sure
	FROM tier AS t CROSS JOIN LATERAL (SELECT max(n.m[1]::numeric) AS last
			FROM regexp_matches(t.scale::text, '([0-9]+)(?:-[0-9]+)?[+]?: ', 'g') AS n (m)) AS l
		CROSS JOIN LATERAL (SELECT max(a.pay / a.before) AS most FROM (SELECT n.m[1]::numeric AS pay,
				lag(n.m[1]::numeric) OVER (ORDER BY n.at) AS before
			FROM regexp_matches(t.scale::text, '[$]?([0-9.]+)%? (?:flat|each|all)', 'g')
				WITH ORDINALITY AS n (m, at)) AS a
			WHERE a.before > 0) AS j
		CROSS JOIN LATERAL (VALUES
			('a tier that nobody reaches', CASE WHEN l.last > t.most THEN format('from %s on', l.last) END, 'likely'),
			('a tier that pays many times the one before', CASE WHEN j.most > 5 AND t.note IS NULL
				THEN format('%s times in %s', trim_scale(round(j.most, 2)), t.scale) END, 'likely'))
			AS p (problem, detail, sure) WHERE p.detail IS NOT NULL
	UNION ALL
	SELECT r.contract, r.contract || '/' || r.code, 'repayment', r.id, 'parts that do not fall alike',
		r.scale::text, 'read the scale again, or name its percentages in note', 'worth a look'
	FROM repayment AS r CROSS JOIN LATERAL (SELECT max(g.gap) - min(g.gap) AS spread
		FROM unnest(scale_gaps(r.scale)) AS g (gap)) AS g
	WHERE g.spread > 1.5 AND coalesce(r.note, '') !~ '[0-9] ?%' AND upper_inf(r.known);
END
$pay_alike_problem$;
COMMENT ON FUNCTION pay_alike_problem() IS
	'rows of pay rules that stand out beside the rows they are read with, or tiers beside those of their scale';
