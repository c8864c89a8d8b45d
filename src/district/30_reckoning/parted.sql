-- Step 7 where an alternative was taken for a part of those who are over, and another one for the rest.

-- Each alternative with what falls to it of each point: what was said of it, in the order of ranks, and the rest to the
-- one that was taken without a number, else to the first of those of which nothing was said, else to the first. One to
-- which nothing falls keeps the whole, which tells what it would be worth, and is not due.
CREATE FUNCTION parted_payables(l limit_year, district_id int, remedies remedy_row[], payables payable_row[])
RETURNS payable_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $parted_payables$
#variable_conflict use_column
BEGIN
	IF NOT EXISTS (SELECT FROM limit_remedy AS r JOIN remedy_given AS g ON g.remedy_id = r.id
		WHERE r.limit_id = l.limit_id AND r.choice IS NOT NULL AND g.over_by IS NOT NULL
			AND g.district_id = parted_payables.district_id) THEN
		RETURN payables;
	END IF;
	RETURN ARRAY(
		WITH remedy AS MATERIALIZED (
			SELECT r.id, r.choice, r.rank, terms_of(l.contract, point_terms(r.scale), l.year, l.known_on) AS periods
			FROM limit_remedy AS r WHERE r.limit_id = l.limit_id AND r.choice IS NOT NULL
		), payable AS MATERIALIZED (
			SELECT row_number() OVER () AS nth, p.*, r.choice, r.rank, r.periods
			FROM pg_catalog.unnest(payables) AS p LEFT JOIN remedy AS r ON r.id = p.remedy_id
		), point AS MATERIALIZED (
			SELECT p.nth, p.subject_id, p.employee_id, p.remedy_id, p.choice, p.rank, u.day,
				caseload.quantity(u.load) AS over, coalesce((SELECT t FROM pg_catalog.unnest(p.periods) AS t
					WHERE t @> u.day LIMIT 1), daterange(u.day, u.day, '[]')) AS span
			FROM payable AS p CROSS JOIN LATERAL caseload.unnest(p.paid_on) AS u
			WHERE p.choice IS NOT NULL AND caseload.quantity(u.load) > 0
		), said AS MATERIALIZED (
			SELECT p.nth, p.day, a.id, a.rank, sum(g.over_by) AS part, bool_or(g.over_by IS NULL) AS all_of_it
			FROM point AS p JOIN remedy AS a ON a.choice = p.choice
				JOIN remedy_given AS g ON g.remedy_id = a.id AND g.district_id = parted_payables.district_id
					AND g.valid && p.span AND (g.employee_id = p.employee_id OR g.employee_id IS NULL)
					AND (l.scope = 'section' AND g.section_id = p.subject_id OR g.section_id IS NULL)
			GROUP BY p.nth, p.day, a.id, a.rank
		), split AS MATERIALIZED (
			SELECT p.nth, p.day, p.remedy_id, p.rank, p.over, p.span, p.subject_id, p.choice,
				coalesce(sum(s.part) FILTER (WHERE s.id <> p.remedy_id
					AND (s.rank, s.id) < (p.rank, p.remedy_id)), 0) AS before,
				coalesce(sum(s.part) FILTER (WHERE s.id = p.remedy_id), 0) AS own, sum(s.part) AS said,
				bool_or(s.all_of_it) AS rest_said, coalesce(bool_or(s.all_of_it)
					FILTER (WHERE s.id = p.remedy_id), false) AS rest_own,
				coalesce(array_agg(s.id) FILTER (WHERE s.part > 0), '{}') AS parted
			FROM point AS p JOIN said AS s ON s.nth = p.nth AND s.day = p.day
			GROUP BY p.nth, p.day, p.remedy_id, p.rank, p.over, p.span, p.subject_id, p.choice
			HAVING count(s.part) > 0
		), fallen AS MATERIALIZED (
			SELECT s.nth, s.day, least(s.own, greatest(s.over - s.before, 0)) + CASE
				WHEN s.rest_said AND NOT s.rest_own OR NOT s.rest_said AND s.rank IS DISTINCT FROM f.first THEN 0
				WHEN NOT s.rest_said AND f.is_free AND s.remedy_id = ANY (s.parted) THEN 0
				ELSE greatest(s.over - s.said, 0) END AS part
			FROM split AS s CROSS JOIN LATERAL (
				SELECT coalesce(min(o.rank) FILTER (WHERE o.is_free), min(o.rank)) AS first,
					coalesce(bool_or(o.is_free), false) AS is_free
				FROM (SELECT r.rank, r.id <> ALL (s.parted) AS is_free
					FROM pg_catalog.unnest(remedies) AS m JOIN remedy AS r ON r.id = m.remedy_id
					WHERE m.subject_id = s.subject_id AND r.choice = s.choice
						AND caseload.quantity(caseload.load_on(caseload.highest(m.gated, ARRAY[s.span]), s.day)) > 0)
					AS o) AS f
		), made AS (
			SELECT p.nth, caseload.load_series_agg(u.day, CASE WHEN f.part > 0
					THEN caseload.caseload_unit(f.part, caseload.measure(u.load)) ELSE u.load END) AS paid_on,
				range_agg(daterange(u.day, u.day, '[]')) FILTER (WHERE f.part IS NOT NULL) AS parted_on,
				range_agg(daterange(u.day, u.day, '[]')) FILTER (WHERE f.part > 0) AS taken_on
			FROM payable AS p CROSS JOIN LATERAL caseload.unnest(p.paid_on) AS u
				LEFT JOIN fallen AS f ON f.nth = p.nth AND f.day = u.day
			WHERE p.nth IN (SELECT f.nth FROM fallen AS f)
			GROUP BY p.nth
		)
		SELECT CAST(ROW(p.test, p.subject_id, p.remedy_id, p.employee_id, p.valid, p.share, p.gated,
			CASE WHEN m.nth IS NULL THEN p.paid_on ELSE m.paid_on END, p.worth, p.simple, p.worth_on,
			m.parted_on, m.taken_on) AS payable_row)
		FROM payable AS p LEFT JOIN made AS m ON m.nth = p.nth);
END
$parted_payables$;
COMMENT ON FUNCTION parted_payables(limit_year, int, remedy_row[], payable_row[]) IS
	'alternatives with what falls to each of those who are over, where one was taken for some of them';
