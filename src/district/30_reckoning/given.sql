-- Reckoning, step 6 once more: a remedy that hangs on what was said on a day, a consent, a notice, a claim. That is a
-- tally: of the class, if it names one, else of the payee, else of the site.

-- Whom a remedy is paid to. What they share, or each has in full, is for step 7 to say.
CREATE FUNCTION earns(role text, payee text, payees text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN earns.payees IS NOT NULL THEN earns.role = ANY (earns.payees)
		ELSE earns.role = earns.payee OR earns.payee = 'each teacher' AND earns.role LIKE '%teacher%' END;
END;
COMMENT ON FUNCTION earns(text, text, text[]) IS 'whether a role in staffing is one that a remedy is paid to';

CREATE FUNCTION earns_in_full(payee text, payees text[], each_payee boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT earns_in_full.each_payee OR earns_in_full.payees IS NULL AND earns_in_full.payee = 'each teacher';
END;
COMMENT ON FUNCTION earns_in_full(text, text[], boolean) IS
	'whether each of those whom a remedy is paid to has the whole amount';

CREATE TYPE given_row AS (subject_id bigint, remedy_id bigint, employee_id bigint, days datemultirange);
COMMENT ON TYPE given_row IS 'the days that a tally opens to a payee; employee_id null: nobody is paid';

-- Which days tallies open. Before a notice that nobody gave lies the whole year.
CREATE FUNCTION opened(given_how text, said daterange[], year daterange) RETURNS datemultirange
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE WHEN count(*) = 0 THEN CASE opened.given_how WHEN 'until then' THEN datemultirange(opened.year)
				ELSE '{}' END
			WHEN opened.given_how = 'from then'
				THEN datemultirange(daterange(min(lower(v.valid)), upper(opened.year)))
			WHEN opened.given_how = 'until then'
				THEN datemultirange(daterange(lower(opened.year), min(lower(v.valid))))
			WHEN opened.given_how = 'its month'
				THEN range_agg(daterange(CAST(date_trunc('month', lower(v.valid)) AS date),
					CAST(date_trunc('month', upper(v.valid) - 1) + interval '1 month' AS date)))
			ELSE range_agg(v.valid) END
	FROM (SELECT u.valid * opened.year AS valid FROM pg_catalog.unnest(opened.said) AS u (valid)
		WHERE u.valid && opened.year) AS v;
END;
COMMENT ON FUNCTION opened(text, daterange[], daterange) IS 'the days of a school year that tallies open to a remedy';

CREATE FUNCTION given_to(l limit_year, district_id int, remedies remedy_row[]) RETURNS given_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $given_to$
#variable_conflict use_column
BEGIN
	IF NOT EXISTS (SELECT FROM limit_remedy AS r WHERE r.limit_id = l.limit_id AND r.given IS NOT NULL) THEN
		RETURN '{}';
	END IF;
	RETURN ARRAY(
		WITH tied AS MATERIALIZED (
			SELECT DISTINCT m.subject_id, r.id, r.given, r.given_how, r.payee, r.payees
			FROM pg_catalog.unnest(remedies) AS m JOIN limit_remedy AS r ON r.id = m.remedy_id
			WHERE r.given IS NOT NULL
		), payee AS MATERIALIZED (
			SELECT DISTINCT t.*, f.employee_id, s.site_id
			FROM tied AS t JOIN section AS s ON s.district_id = given_to.district_id
					AND s.section_id = ANY (ARRAY[t.subject_id])
				LEFT JOIN staffing AS f ON f.district_id = given_to.district_id
					AND f.section_id = ANY (ARRAY[t.subject_id]) AND f.valid && l.year
					AND earns(f.role, t.payee, t.payees)
			WHERE l.scope = 'section'
			UNION ALL
			SELECT t.*, CASE l.scope WHEN 'employee' THEN t.subject_id END,
				CASE l.scope WHEN 'site' THEN t.subject_id END
			FROM tied AS t WHERE l.scope <> 'section'
		), said AS (
			SELECT p.subject_id, p.id, p.employee_id, y.valid
			FROM payee AS p JOIN tally AS y ON y.district_id = given_to.district_id
				AND y.section_id = ANY (ARRAY[p.subject_id])
			WHERE l.scope = 'section' AND (y.employee_id IS NULL OR y.employee_id = p.employee_id)
				AND tally_carries(y.attributes, y.what) @> p.given
			UNION ALL
			SELECT p.subject_id, p.id, p.employee_id, y.valid
			FROM payee AS p JOIN tally AS y ON y.district_id = given_to.district_id
				AND y.employee_id = ANY (ARRAY[p.employee_id])
			WHERE (l.scope = 'employee' OR y.section_id IS NULL)
				AND tally_carries(y.attributes, y.what) @> p.given
			UNION ALL
			SELECT p.subject_id, p.id, p.employee_id, y.valid
			FROM payee AS p JOIN tally AS y ON y.district_id = given_to.district_id
				AND y.site_id = ANY (ARRAY[p.site_id])
			WHERE y.employee_id IS NULL AND y.section_id IS NULL
				AND tally_carries(y.attributes, y.what) @> p.given
			UNION ALL
			-- of the site where somebody works, while he or she works there
			SELECT p.subject_id, p.id, p.employee_id, y.valid * e.valid
			FROM payee AS p JOIN employment AS e ON e.district_id = given_to.district_id
					AND e.employee_id = ANY (ARRAY[p.employee_id]) AND e.contract = l.contract
				JOIN tally AS y ON y.district_id = given_to.district_id AND y.site_id = ANY (ARRAY[e.site_id])
			WHERE l.scope = 'employee' AND y.employee_id IS NULL AND y.section_id IS NULL AND y.valid && e.valid
				AND tally_carries(y.attributes, y.what) @> p.given
			UNION ALL
			SELECT p.subject_id, p.id, p.employee_id, y.valid
			FROM payee AS p JOIN tally AS y ON y.district_id = given_to.district_id
			WHERE l.scope = 'district' AND tally_carries(y.attributes, y.what) @> p.given
		)
		SELECT CAST(ROW(p.subject_id, p.id, p.employee_id, opened(p.given_how, s.said, l.year)) AS given_row)
		FROM payee AS p LEFT JOIN (SELECT s.subject_id, s.id, s.employee_id, array_agg(s.valid) AS said
				FROM said AS s GROUP BY s.subject_id, s.id, s.employee_id) AS s
			ON s.subject_id = p.subject_id AND s.id = p.id AND coalesce(s.employee_id, 0) = coalesce(p.employee_id, 0));
END
$given_to$;
COMMENT ON FUNCTION given_to(limit_year, int, remedy_row[]) IS
	'the days that tallies open of the remedies that hang on one, for each payee';

-- A remedy is open on a day if it is to anybody.
CREATE FUNCTION given_remedies(remedies remedy_row[], given given_row[]) RETURNS remedy_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $given_remedies$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		SELECT CASE WHEN o.subject_id IS NULL THEN m ELSE CAST(ROW(m.test, m.subject_id, m.remedy_id,
			caseload.on_days(m.gated, c.days), points_of(c.whole, r.takes, m.periods), c.whole, m.periods,
			m.to_pay) AS remedy_row) END
		FROM pg_catalog.unnest(remedies) AS m JOIN limit_remedy AS r ON r.id = m.remedy_id
			LEFT JOIN (SELECT g.subject_id, g.remedy_id, coalesce(range_agg(g.days), '{}') AS days
				FROM (SELECT g.subject_id, g.remedy_id, u.days FROM pg_catalog.unnest(given) AS g
					LEFT JOIN LATERAL pg_catalog.unnest(g.days) AS u (days) ON true) AS g
				GROUP BY g.subject_id, g.remedy_id) AS o ON o.subject_id = m.subject_id AND o.remedy_id = m.remedy_id
			CROSS JOIN LATERAL (SELECT o.days, caseload.on_days(m.whole, o.days) AS whole OFFSET 0) AS c);
END
$given_remedies$;
COMMENT ON FUNCTION given_remedies(remedy_row[], given_row[]) IS
	'step 6: each excess on the days that tallies open';
