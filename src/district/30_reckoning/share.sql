-- Numbers that are a part of something: of what else is tallied, and of one's own number by where one works.

-- Of a limit that asks for a share of what is tallied: the tallies that it is a share of, counted as loads are.
CREATE FUNCTION shares_of(l limit_year, district_id int, pieces piece_row[]) RETURNS share_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $shares_of$
#variable_conflict use_column
DECLARE
	shares share_row[] := '{}';
	m limit_manner;
	whole limit_manner;
	per text;
	subjects bigint[];
BEGIN
	FOR m IN SELECT n.* FROM limit_manner AS n WHERE n.limit_id = l.limit_id AND n.per_counts <> '{}' LOOP
		IF l.together IS NOT NULL THEN
			RAISE invalid_parameter_value USING
				MESSAGE = format('contract "%s", limit "%s": a share of what is tallied of sections that are one class',
					l.contract, l.code),
				DETAIL = 'Both limit_cap.per_counts and load_limit.together are given.',
				HINT = 'Take one of the two away.';
		END IF;
		subjects := ARRAY(SELECT DISTINCT p.subject_id FROM pg_catalog.unnest(pieces) AS p WHERE p.manner = m.manner);
		FOR per IN SELECT DISTINCT caseload.measure(p.per) FROM pg_catalog.unnest(pieces) AS p
				WHERE p.manner = m.manner AND p.per IS NOT NULL LOOP
			whole := m;
			whole.counts := m.per_counts;
			whole.conditional := caseload.has_conditions(m.per_counts);
			whole.measure := per;
			whole.weighted := 'none';
			shares := shares || ARRAY(SELECT CAST(ROW(m.manner, c.domain_id, per, c.valid, c.amount) AS share_row)
				FROM counted_tallies(l, whole, shares_of.district_id, subjects) AS c
				WHERE NOT isempty(c.valid));
		END LOOP;
	END LOOP;
	RETURN shares;
END
$shares_of$;
COMMENT ON FUNCTION shares_of(limit_year, int, piece_row[]) IS
	'the tallies that numbers of these pieces are so much of';

-- Each of a person's jobs has its best row, and its part of that row's number by its part of the FTE of all of them;
-- an exception of the person stands for the whole.
CREATE FUNCTION site_pieces(l limit_year, district_id int, subjects bigint[]) RETURNS SETOF piece_row
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $site_pieces$
#variable_conflict use_column
BEGIN
	IF l.scope <> 'employee'
		OR NOT EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.limit_id AND c.by_site) THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH rule AS MATERIALIZED (
		SELECT m.manner, c.id, c.test, c.number, c.precedence, c.applies
		FROM limit_manner AS m CROSS JOIN LATERAL pg_catalog.unnest(m.caps) AS u (cap_id)
			JOIN limit_cap AS c ON c.id = u.cap_id
		WHERE m.limit_id = l.limit_id AND c.by_site
	), job AS MATERIALIZED (
		SELECT e.employee_id, e.employment_id, e.valid * l.held AS valid, e.fte,
			site_says(t.level, t.attributes, true) || e.attributes AS attributes
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN employment AS e ON e.district_id = site_pieces.district_id AND e.employee_id = ANY (ARRAY[a.id])
				AND e.contract = l.contract AND NOT isempty(e.valid * l.held)
			JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
	), stretch AS (
		SELECT d.employee_id, d.day, lead(d.day) OVER (PARTITION BY d.employee_id ORDER BY d.day) AS next_day
		FROM (SELECT j.employee_id, lower(j.valid) AS day FROM job AS j
				UNION SELECT j.employee_id, upper(j.valid) FROM job AS j) AS d
	), whole AS (
		SELECT s.employee_id, s.day, daterange(s.day, s.next_day) AS valid, sum(j.fte) AS fte
		FROM stretch AS s JOIN job AS j ON j.employee_id = s.employee_id AND j.valid @> s.day
		GROUP BY s.employee_id, s.day, s.next_day
	), best AS (
		SELECT DISTINCT ON (j.employment_id, r.test) j.employee_id, j.valid, j.fte, r.manner, r.test, r.number
		FROM job AS j JOIN rule AS r ON caseload.carries(j.attributes, r.applies)
		ORDER BY j.employment_id, r.test, r.precedence DESC, caseload.quantity(r.number), r.id
	), excepted AS MATERIALIZED (
		SELECT x.employee_id, x.valid, x.number FROM exception AS x
		WHERE x.limit_id = l.limit_id AND x.district_id = site_pieces.district_id AND x.employee_id = ANY (subjects)
	)
	SELECT b.test, b.manner, b.employee_id, 0::bigint, u.days,
		b.number OPERATOR(caseload.*) b.fte OPERATOR(caseload./) w.fte, NULL::caseload.caseload_unit, NULL::text
	FROM best AS b JOIN whole AS w ON w.employee_id = b.employee_id AND b.valid @> w.day
		CROSS JOIN LATERAL pg_catalog.unnest(datemultirange(w.valid) - coalesce((SELECT range_agg(x.valid)
			FROM excepted AS x WHERE x.employee_id = b.employee_id AND (x.number IS NULL
				OR caseload.measure(x.number) = caseload.measure(b.number))), '{}')) AS u (days)
	UNION ALL
	SELECT b.test, min(b.manner), b.employee_id, 0, u.days, x.number, NULL, NULL
	FROM best AS b JOIN excepted AS x ON x.employee_id = b.employee_id
			AND caseload.measure(x.number) = caseload.measure(b.number)
		CROSS JOIN LATERAL pg_catalog.unnest(datemultirange(x.valid)
			* (SELECT range_agg(o.valid) FROM best AS o WHERE o.employee_id = b.employee_id AND o.test = b.test))
			AS u (days)
	GROUP BY b.test, b.employee_id, u.days, x.number;
END
$site_pieces$;
COMMENT ON FUNCTION site_pieces(limit_year, int, bigint[]) IS
	'the parts of their own number that persons have at each of their sites';
