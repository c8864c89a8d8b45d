-- Reckoning, step 1: what is tallied, and how much of it counts.

CREATE FUNCTION weighed_tally(limit_id bigint, quantity numeric, attributes jsonb) RETURNS numeric
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $weighed_tally$
BEGIN
	RETURN quantity * coalesce((SELECT max(w.weight) FROM limit_weight AS w
		WHERE w.limit_id = weighed_tally.limit_id AND caseload.carries(weighed_tally.attributes, w.counts)), 1);
END
$weighed_tally$;
COMMENT ON FUNCTION weighed_tally(bigint, numeric, jsonb) IS 'a tally times the greatest weight that it carries';

-- Part of their callers' plans.
CREATE FUNCTION tally_carries(attributes jsonb, what text) RETURNS jsonb
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT tally_carries.attributes || jsonb_build_object('what', tally_carries.what);
END;
COMMENT ON FUNCTION tally_carries(jsonb, text) IS 'what rules may ask of a tally: its attributes and what it counts';

CREATE FUNCTION tally_amount(weighted text, limit_id bigint, quantity numeric, carried jsonb) RETURNS numeric
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE tally_amount.weighted WHEN 'weight'
			THEN weighed_tally(tally_amount.limit_id, tally_amount.quantity, tally_amount.carried)
		ELSE tally_amount.quantity END;
END;
COMMENT ON FUNCTION tally_amount(text, bigint, numeric, jsonb) IS 'how much a tally counts';

-- Step 1 for tallies, of the class, the employee or the site. A tally speaks of the class that it names, else of its
-- site, else of the place of work of its employee; of a whole site or district those are counted that match its rows.
CREATE FUNCTION counted_tallies(l limit_year, m limit_manner, district_id int, domains bigint[])
RETURNS SETOF counted_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $counted_tallies$
#variable_conflict use_column
DECLARE
	looks_at text := CASE m.wider WHEN 'grade' THEN 'site' ELSE coalesce(m.wider, l.scope) END;
	by_days boolean := matches_by_days(l.limit_id);
	ours match_row[];
	blocks time_block[] := blocks_of(l.contract, l.known_on);
BEGIN
	IF looks_at IN ('section', 'employee') THEN
		RETURN QUERY
		SELECT a.id, coalesce(y.section_id, 0), 0::bigint, y.valid * l.held, true, tally_amount(m.weighted, l.limit_id,
			entry_counts(y.quantity, y.what, lower(y.valid), blocks), tally_carries(y.attributes, y.what))
		FROM pg_catalog.unnest(domains) AS a (id)
			JOIN tally AS y ON y.district_id = counted_tallies.district_id
				AND CASE WHEN looks_at = 'section' THEN y.section_id ELSE y.employee_id END = a.id
		WHERE y.valid && l.held AND caseload.measure(y.quantity) = m.measure
			AND counts_as(tally_carries(y.attributes, y.what), m.counts, m.conditional);
		RETURN;
	END IF;
	-- where rows match by days, through the classes and sites that they match
	IF (by_days OR l.together IS NOT NULL) AND coalesce(m.wider, l.scope) = l.scope THEN
		ours := ARRAY(SELECT n FROM matches_of(l, 'site', counted_tallies.district_id, ARRAY(SELECT t.site_id
			FROM site AS t WHERE t.district_id = counted_tallies.district_id
				AND (looks_at = 'district' OR t.site_id = ANY (domains)))) AS n WHERE n.cap_id = ANY (m.caps));
		RETURN QUERY
		WITH held AS MATERIALIZED (
			SELECT n.section_id AS part, CASE n.part WHEN 0 THEN n.subject_id END AS site_id, range_agg(n.valid) AS days
			FROM pg_catalog.unnest(ours) AS n GROUP BY n.section_id, CASE n.part WHEN 0 THEN n.subject_id END
		)
		SELECT CASE looks_at WHEN 'site' THEN w.site_id ELSE y.district_id END, coalesce(y.section_id, 0), 0::bigint,
			u.days * y.valid, true, tally_amount(m.weighted, l.limit_id,
			entry_counts(y.quantity, y.what, lower(y.valid), blocks), tally_carries(y.attributes, y.what))
		FROM tally AS y
			LEFT JOIN section AS s ON s.district_id = y.district_id AND s.section_id = y.section_id
			CROSS JOIN LATERAL (SELECT coalesce(y.site_id, s.site_id, (SELECT min(e.site_id) FROM employment AS e
				WHERE e.district_id = y.district_id AND e.employee_id = ANY (ARRAY[y.employee_id])
					AND NOT isempty(e.valid * y.valid))) AS site_id) AS w
			JOIN held AS h ON h.part = coalesce(y.section_id, 0) AND (h.part <> 0 OR h.site_id = w.site_id)
			CROSS JOIN LATERAL pg_catalog.unnest(h.days) AS u (days)
		WHERE y.district_id = counted_tallies.district_id AND NOT isempty(u.days * y.valid)
			AND CASE looks_at WHEN 'site' THEN w.site_id ELSE y.district_id END = ANY (domains)
			AND caseload.measure(y.quantity) = m.measure
			AND counts_as(tally_carries(y.attributes, y.what), m.counts, m.conditional);
		RETURN;
	END IF;
	RETURN QUERY
	-- of a class: on the days on which it is held to this contract
	SELECT o.domain_id, coalesce(y.section_id, 0), 0::bigint, y.valid * l.held * d.valid, true,
		tally_amount(m.weighted, l.limit_id, entry_counts(y.quantity, y.what, lower(y.valid), blocks),
			tally_carries(y.attributes, y.what))
	FROM tally AS y
		LEFT JOIN section AS s ON s.district_id = y.district_id AND s.section_id = y.section_id
		CROSS JOIN LATERAL (SELECT coalesce(y.site_id, s.site_id, (SELECT min(e.site_id) FROM employment AS e
			WHERE e.district_id = y.district_id AND e.employee_id = ANY (ARRAY[y.employee_id])
						AND NOT isempty(e.valid * y.valid))) AS site_id) AS w
		LEFT JOIN site AS t ON t.district_id = y.district_id AND t.site_id = w.site_id
		CROSS JOIN LATERAL (SELECT CASE looks_at WHEN 'site' THEN w.site_id ELSE y.district_id END AS domain_id) AS o
		CROSS JOIN LATERAL (SELECT '(,)'::daterange WHERE m.wider <> l.scope
			UNION ALL
			-- a school that is not open yet has nothing that counts, as where rows match by days
			SELECT daterange(lower(range_agg(k.valid)), NULL) FROM employment AS k
			WHERE coalesce(m.wider, l.scope) = l.scope AND s.section_id IS NULL AND k.district_id = y.district_id
				AND k.site_id = ANY (ARRAY[w.site_id]) AND k.contract = l.contract
			HAVING range_agg(k.valid) && l.year
			UNION ALL
			SELECT h.days FROM contract_days(l.contract, s.district_id, s.section_id, s.site_id, s.valid) AS h (days)
			WHERE coalesce(m.wider, l.scope) = l.scope AND s.section_id IS NOT NULL) AS d (valid)
	WHERE y.district_id = counted_tallies.district_id AND o.domain_id = ANY (domains)
		AND NOT isempty(y.valid * l.held * d.valid) AND caseload.measure(y.quantity) = m.measure
		AND counts_as(tally_carries(y.attributes, y.what), m.counts, m.conditional)
		AND (m.wider <> l.scope OR EXISTS (SELECT FROM limit_cap AS c WHERE c.id = ANY (m.caps)
			AND (c.program IS NULL OR c.program = coalesce(s.program, t.attributes ->> 'program'))
			AND (c.grades IS NULL OR s.grades && c.grades)
			AND coalesce(site_says(t.level, t.attributes, true), '{}') || coalesce(s.attributes, '{}') @> c.applies));
END
$counted_tallies$;
COMMENT ON FUNCTION counted_tallies(limit_year, limit_manner, int, bigint[]) IS 'step 1: each tally that counts';
