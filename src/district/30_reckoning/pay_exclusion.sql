-- Stipends that somebody holds and is not paid: each stands as a line of nothing, which says why and by which article.

-- Of whom a position is none to be paid for, and on which days.
CREATE FUNCTION excluded_days(contract text, span daterange, district_id int, employees bigint[], known_on date)
RETURNS TABLE (exclusion_id bigint, employee_id bigint, "position" text, days datemultirange)
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $excluded_days$
#variable_conflict use_column
BEGIN
	IF NOT EXISTS (SELECT FROM stipend_exclusion AS x WHERE x.contract = excluded_days.contract
			AND x.not_for IS NOT NULL AND x.in_force && span AND x.known @> excluded_days.known_on) THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH rule AS MATERIALIZED (
		SELECT x.id, x.positions, x.in_force * span AS span, caseload.plain_values(x.not_for) AS plain,
			caseload.conditions(x.not_for) AS asks
		FROM stipend_exclusion AS x WHERE x.contract = excluded_days.contract AND x.not_for IS NOT NULL
			AND x.in_force && span AND x.known @> excluded_days.known_on
	)
	SELECT r.id, e.employee_id, p.position, range_agg(e.valid * r.span)
	FROM employments_asked(excluded_days.contract, excluded_days.district_id, excluded_days.employees, span) AS e
		JOIN rule AS r ON e.valid && r.span
			AND (jsonb_build_object('schedule', e.schedule) || e.attributes) @> r.plain
			AND (r.asks IS NULL
				OR caseload.carries(jsonb_build_object('schedule', e.schedule) || e.attributes, r.asks))
		CROSS JOIN LATERAL pg_catalog.unnest(r.positions) AS p (position)
	GROUP BY r.id, e.employee_id, p.position;
END
$excluded_days$;
COMMENT ON FUNCTION excluded_days(text, daterange, int, bigint[], date) IS
	'the days on which these employees are not paid for a position, by stipend_exclusion.not_for';

-- Lines that nothing is paid for on days on which the position is held all the same.
CREATE FUNCTION excluded_parts(contract text, span daterange, district_id int, employees bigint[], known_on date)
RETURNS SETOF pay_part
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $excluded_parts$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT h.employee_id, e.employment_id, 'stipend: ' || h.position, NULL::text, 2, u.during, NULL::numeric,
		NULL::numeric, 0::numeric, 0::numeric, 1::numeric, 'stipend_exclusion', x.exclusion_id,
		format('not paid to whoever has %s: %s', (SELECT string_agg(k.key || ' ' || replace(k.value::text, '"', ''),
			' and ' ORDER BY k.key) FROM jsonb_each(r.not_for) AS k), r.citation), 'fact', e.site_id, e.schedule,
		e.placement, e.fte, r.citation
	FROM (SELECT h.employee_id, h.position, range_agg(h.valid * span) AS days FROM position_held AS h
			WHERE h.district_id = excluded_parts.district_id AND h.contract = excluded_parts.contract
				AND h.valid && span AND coalesce(h.employee_id = ANY (employees), true)
			GROUP BY h.employee_id, h.position) AS h
		JOIN excluded_days(excluded_parts.contract, span, excluded_parts.district_id, excluded_parts.employees,
			excluded_parts.known_on) AS x ON x.employee_id = h.employee_id AND x.position = h.position
		JOIN stipend_exclusion AS r ON r.id = x.exclusion_id
		CROSS JOIN LATERAL pg_catalog.unnest(h.days * x.days) AS u (during)
		LEFT JOIN LATERAL (SELECT e.* FROM employment AS e WHERE e.district_id = excluded_parts.district_id
				AND e.employee_id = ANY (ARRAY[h.employee_id]) AND e.contract = excluded_parts.contract
				AND e.valid @> lower(u.during)
			ORDER BY e.fte DESC, e.employment_id LIMIT 1) AS e ON true;
END
$excluded_parts$;
COMMENT ON FUNCTION excluded_parts(text, daterange, int, bigint[], date) IS
	'lines of nothing for positions held by people whom a contract does not pay for them';

-- Of several positions so many are paid in the year: by what each comes to in it, or by who came first. Two of one name
-- at once are two.
CREATE FUNCTION one_of_parts(contract text, span daterange, district_id int, parts pay_part[], known_on date)
RETURNS SETOF pay_part
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $one_of_parts$
#variable_conflict use_column
BEGIN
	IF NOT EXISTS (SELECT FROM stipend_exclusion AS x WHERE x.contract = one_of_parts.contract AND x.most IS NOT NULL
			AND x.in_force && span AND x.known @> one_of_parts.known_on) THEN
		RETURN QUERY SELECT p.* FROM pg_catalog.unnest(parts) AS p;
		RETURN;
	END IF;
	RETURN QUERY
	WITH part AS MATERIALIZED (
		SELECT p.*, row_number() OVER (PARTITION BY p.employee_id, p.component ORDER BY p.during, p.rule_id) AS nth
		FROM pg_catalog.unnest(parts) AS p
	), paid AS MATERIALIZED (
		-- stretches of one position one after another are one
		SELECT p.*, (SELECT count(*) FROM part AS o WHERE o.employee_id = p.employee_id AND o.component = p.component
			AND o.nth < p.nth AND o.during && p.during AND o.numer > 0) AS beside
		FROM part AS p WHERE p.numer > 0
	), whole AS (
		SELECT x.id, x.most, x.keeps, x.citation, p.employee_id, p.component, p.beside,
			sum(p.numer / p.denom) AS worth, min(CASE WHEN x.keeps = 'first' THEN (
				SELECT coalesce(min(coalesce(lower(h.valid), '-infinity')), lower(p.during)) FROM position_held AS h
				WHERE h.district_id = one_of_parts.district_id AND h.employee_id = ANY (ARRAY[p.employee_id])
					AND h.contract = one_of_parts.contract AND h.position = substr(p.component, 10)
					AND h.valid && p.during) ELSE lower(p.during) END) AS first
		FROM paid AS p JOIN stipend_exclusion AS x ON x.contract = one_of_parts.contract AND x.most IS NOT NULL
			AND x.known @> one_of_parts.known_on AND substr(p.component, 10) = ANY (x.positions)
			AND x.in_force && p.during
		GROUP BY x.id, x.most, x.keeps, x.citation, p.employee_id, p.component, p.beside
	), ranked AS MATERIALIZED (
		SELECT w.*, row_number() OVER turn AS place, string_agg(substr(w.component, 10), ', ') OVER turn AS kept
		FROM whole AS w WINDOW turn AS (PARTITION BY w.id, w.employee_id ORDER BY CASE w.keeps
			WHEN 'highest' THEN -w.worth WHEN 'lowest' THEN w.worth END, w.first, w.component, w.beside)
	), left_out AS (
		SELECT DISTINCT ON (r.employee_id, r.component, r.beside) r.employee_id, r.component, r.beside, r.id,
			r.citation, format('%s of these is paid a school year, and that is %s: %s', r.most, k.kept, r.citation)
				AS problem
		FROM ranked AS r JOIN ranked AS k ON k.id = r.id AND k.employee_id = r.employee_id AND k.place = r.most
		WHERE r.place > r.most ORDER BY r.employee_id, r.component, r.beside, r.id
	)
	SELECT p.employee_id, p.employment_id, p.component, p.pool, p.digits, p.during,
		CASE WHEN o.id IS NULL THEN p.days END, CASE WHEN o.id IS NULL THEN p.divisor END,
		CASE WHEN o.id IS NULL THEN p.annual ELSE 0 END, CASE WHEN o.id IS NULL THEN p.numer ELSE 0 END,
		CASE WHEN o.id IS NULL THEN p.denom ELSE 1 END, CASE WHEN o.id IS NULL THEN p.rule ELSE 'stipend_exclusion' END,
		coalesce(o.id, p.rule_id), coalesce(o.problem, p.problem), CASE WHEN o.id IS NULL THEN p.blame ELSE 'fact' END,
		p.site_id, p.schedule, p.placement, p.fte,
		CASE WHEN o.id IS NULL THEN p.citation ELSE o.citation END
	FROM part AS p LEFT JOIN paid AS d ON d.employee_id = p.employee_id AND d.component = p.component AND d.nth = p.nth
		LEFT JOIN left_out AS o ON o.employee_id = d.employee_id AND o.component = d.component AND o.beside = d.beside;
END
$one_of_parts$;
COMMENT ON FUNCTION one_of_parts(text, daterange, int, pay_part[], date) IS
	'lines of stipends, of which so many are paid a year; of the others nothing, and why';

CREATE FUNCTION paid_stipends(contract text, school_year text, span daterange, district_id int, employees bigint[],
	known_on date)
RETURNS SETOF pay_part
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $paid_stipends$
#variable_conflict use_column
BEGIN
	IF NOT EXISTS (SELECT FROM stipend_exclusion AS x WHERE x.contract = paid_stipends.contract
			AND x.in_force && span AND x.known @> paid_stipends.known_on) THEN
		RETURN QUERY SELECT s.* FROM stipend_parts(paid_stipends.contract, paid_stipends.school_year, span,
			paid_stipends.district_id, paid_stipends.employees, paid_stipends.known_on) AS s;
		RETURN;
	END IF;
	RETURN QUERY
	SELECT s.* FROM one_of_parts(paid_stipends.contract, span, paid_stipends.district_id,
		ARRAY(SELECT CAST(s AS pay_part)
		FROM stipend_parts(paid_stipends.contract, paid_stipends.school_year, span, paid_stipends.district_id,
			paid_stipends.employees, paid_stipends.known_on) AS s), paid_stipends.known_on) AS s
	UNION ALL
	SELECT x.* FROM excluded_parts(paid_stipends.contract, span, paid_stipends.district_id, paid_stipends.employees,
		paid_stipends.known_on) AS x;
END
$paid_stipends$;
COMMENT ON FUNCTION paid_stipends(text, text, daterange, int, bigint[], date) IS
	'lines of stipends, exact, without what a contract excludes: of that a line of nothing';
