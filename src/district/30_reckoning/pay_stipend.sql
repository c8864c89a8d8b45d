-- Lines of stipends: each position held, by the row that holds on each of its days. What is prorated is a line a piece;
-- what is not is one line a term, however many rows of position_held hold it one after another.

-- The term that an amount is for, as the band or the scale names it; null: the year.
CREATE FUNCTION stipend_period(band caseload.stipend_band, scale caseload.pay_scale) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT substring(split_part(coalesce(stipend_period.band::text, stipend_period.scale::text), ' max ', 1)
		FROM ' per ([a-z0-9 ]+?)s?(?: prorated)?$');
END;
COMMENT ON FUNCTION stipend_period(caseload.stipend_band, caseload.pay_scale) IS
	'the semester or month that a stipend is for; null for the year';

-- What is wrong with a row whoever holds the position.
CREATE FUNCTION stipend_fault(s stipend) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE
		WHEN stipend_period(s.band, s.scale) NOT IN ('week', 'month', 'quarter', 'trimester', 'semester', 'year')
			THEN format('a stipend per %s, of which nothing is counted', stipend_period(s.band, s.scale))
		WHEN s.base IS NULL AND (strpos(s.band::text, '%') > 0 OR caseload.needs_base(s.scale))
			THEN 'a percentage without a base'
		WHEN s.base IS NULL AND s.scale IS NOT NULL AND NOT pays_money(s.scale) THEN 'units without a base' END;
END;
COMMENT ON FUNCTION stipend_fault(stipend) IS 'why nobody can be paid by this row of stipend; null if nothing is wrong';

-- Of the rows that match on a day the highest precedence is paid, then that of the site's own level. Whoever is or was
-- employed under the contract is paid for the days of that; who never was, a coach from outside, for all of them.
CREATE TYPE stipend_piece AS (position_held_id bigint, employee_id bigint, "position" text, counted numeric,
	share numeric, level text, stipend_id bigint, during daterange);
COMMENT ON TYPE stipend_piece IS 'days on which a position is held and one row of stipend, or none, pays it';
CREATE FUNCTION stipend_pieces(contract text, span daterange, district_id int, employees bigint[], known_on date)
RETURNS SETOF stipend_piece
LANGUAGE sql STABLE ROWS 1000
BEGIN ATOMIC
	WITH held AS MATERIALIZED (
		SELECT h.position_held_id, h.employee_id, h.position, h.counted, h.share,
			h.valid * stipend_pieces.span AS during, t.level, coalesce(t.enrollment, 0) AS enrollment, h.attributes
		FROM position_held AS h LEFT JOIN site AS t ON t.district_id = h.district_id AND t.site_id = h.site_id
		WHERE stipend_pieces.employees IS NULL AND h.contract = stipend_pieces.contract
			AND h.district_id = stipend_pieces.district_id AND h.valid && stipend_pieces.span
		UNION ALL
		SELECT h.position_held_id, h.employee_id, h.position, h.counted, h.share, h.valid * stipend_pieces.span,
			t.level, coalesce(t.enrollment, 0), h.attributes
		FROM position_held AS h LEFT JOIN site AS t ON t.district_id = h.district_id AND t.site_id = h.site_id
		WHERE stipend_pieces.employees IS NOT NULL AND h.district_id = stipend_pieces.district_id
			AND h.employee_id = ANY (stipend_pieces.employees) AND h.contract = stipend_pieces.contract
			-- as a function: of all that is held in a year an index on the days would bring everybody's
			AND range_overlaps(h.valid, stipend_pieces.span)
	), matching AS MATERIALIZED (
		SELECT h.position_held_id, s.id, s.precedence, s.site_level = 'any' AS at_any, h.during * s.in_force AS during
		FROM held AS h JOIN stipend AS s ON s.contract = stipend_pieces.contract AND s.position = h.position
			AND s.site_level IN ('any', h.level) AND s.enrollment @> h.enrollment AND h.attributes @> s.applies
			AND s.in_force && h.during AND s.known @> stipend_pieces.known_on
	), cut AS (
		SELECT p.position_held_id, daterange(p.day, p.next) AS during
		FROM (SELECT d.position_held_id, d.day,
				lead(d.day) OVER (PARTITION BY d.position_held_id ORDER BY d.day) AS next
			FROM (SELECT h.position_held_id, lower(h.during) AS day FROM held AS h
				UNION SELECT h.position_held_id, upper(h.during) FROM held AS h
				UNION SELECT m.position_held_id, lower(m.during) FROM matching AS m
				UNION SELECT m.position_held_id, upper(m.during) FROM matching AS m) AS d) AS p
		WHERE p.next IS NOT NULL
	), chosen AS (
		SELECT DISTINCT ON (c.position_held_id, c.during) c.position_held_id, m.id, c.during
		FROM cut AS c LEFT JOIN matching AS m ON m.position_held_id = c.position_held_id AND m.during @> c.during
		ORDER BY c.position_held_id, c.during, m.precedence DESC, m.at_any, m.id
	), work AS (
		SELECT e.employee_id, range_agg(e.valid) AS days
		FROM (SELECT e.employee_id, e.valid FROM employment AS e WHERE stipend_pieces.employees IS NULL
				AND e.district_id = stipend_pieces.district_id AND e.contract = stipend_pieces.contract
				AND NOT e.valid >> stipend_pieces.span AND e.employee_id IN (SELECT h.employee_id FROM held AS h)
			UNION ALL
			SELECT e.employee_id, e.valid FROM employment AS e WHERE stipend_pieces.employees IS NOT NULL
				AND e.district_id = stipend_pieces.district_id AND e.employee_id = ANY (stipend_pieces.employees)
				AND e.contract = stipend_pieces.contract AND NOT e.valid >> stipend_pieces.span) AS e
		GROUP BY e.employee_id
	)
	SELECT g.position_held_id, h.employee_id, h.position, h.counted, h.share, h.level, g.id, u.during
	FROM (SELECT c.position_held_id, c.id, range_agg(c.during) AS days FROM chosen AS c
			GROUP BY c.position_held_id, c.id) AS g JOIN held AS h USING (position_held_id)
		LEFT JOIN work AS w ON w.employee_id = h.employee_id
		LEFT JOIN (SELECT x.employee_id, x.position, range_agg(x.days) AS days
			FROM excluded_days(stipend_pieces.contract, stipend_pieces.span, stipend_pieces.district_id,
				stipend_pieces.employees, stipend_pieces.known_on) AS x
			GROUP BY x.employee_id, x.position) AS x ON x.employee_id = h.employee_id AND x.position = h.position
		CROSS JOIN LATERAL pg_catalog.unnest(g.days * coalesce(w.days, g.days) - coalesce(x.days, '{}')) AS u (during);
END;
COMMENT ON FUNCTION stipend_pieces(text, daterange, int, bigint[], date) IS
	'positions held on these days, and on those of the employments under the contract, each cut where the row of '
	'stipend that pays it changes, without days on which the contract excludes whoever holds it';

-- The terms of a stipend, each with its clock if the stipend is divided by days: the year, or what the row names.
CREATE TYPE stipend_term AS (stipend_id bigint, term daterange, paid_for daterange, parts int, way text,
	students boolean, divisor numeric, counts text, problem text);
COMMENT ON TYPE stipend_term IS
	'a term in which a stipend is earned; paid_for: the term or the year that is paid once; '
	'parts: so many terms share its amount; way: of its division, null if it is paid in full; students: by their days';
CREATE FUNCTION stipend_terms(contract text, school_year text, span daterange, known_on date) RETURNS SETOF stipend_term
LANGUAGE sql STABLE ROWS 100
BEGIN ATOMIC
	SELECT s.id, u.term, CASE WHEN s.period IS NULL THEN stipend_terms.span ELSE u.term END,
		CASE WHEN s.period IS NULL THEN cardinality(t.terms) ELSE 1 END,
		CASE WHEN s.prorated_by IS NULL THEN NULL WHEN v.component <> '*' THEN v.way
			WHEN s.prorated_by = 'salary' THEN z.way WHEN s.prorated_by = 'months' THEN 'months begun'
			ELSE 'duty days' END,
		coalesce(s.prorated_by = 'school days' AND coalesce(v.component, '*') = '*', false),
		CASE WHEN s.prorated_by IS NOT NULL AND v.component <> '*' THEN v.divisor
			WHEN s.prorated_by = 'salary' THEN z.divisor END,
		CASE WHEN s.prorated_by = 'salary' AND coalesce(v.component, '*') = '*' THEN z.counts ELSE v.counts END,
		coalesce(s.fault, CASE WHEN t.terms IS NULL
			THEN format('no %s in %s', s.term_name, stipend_terms.school_year) END)
	FROM (SELECT s.id, 'stipend: ' || s.position AS component, s.prorated_by, stipend_fault(s) AS fault,
				stipend_period(s.band, s.scale) AS period,
				coalesce(stipend_period(s.band, s.scale), s.lasts_in, 'year') AS term_name
			FROM stipend AS s WHERE s.contract = stipend_terms.contract AND s.in_force && stipend_terms.span
				AND s.known @> stipend_terms.known_on) AS s
		-- OFFSET: so that it is asked once, and not wherever it is named
		CROSS JOIN LATERAL (SELECT CASE WHEN s.fault IS NULL THEN terms_of(stipend_terms.contract, s.term_name,
			stipend_terms.span, stipend_terms.known_on) END AS terms OFFSET 0) AS t
		LEFT JOIN LATERAL (SELECT d.component, d.way, d.divisor, d.counts
			FROM year_division(stipend_terms.contract, s.component, stipend_terms.span, stipend_terms.known_on) AS y
				JOIN division AS d ON d.id = y.id WHERE s.prorated_by IS NOT NULL) AS v ON true
		LEFT JOIN LATERAL (SELECT y.way, y.divisor, y.counts
			FROM year_division(stipend_terms.contract, 'salary', stipend_terms.span, stipend_terms.known_on) AS y
			WHERE s.prorated_by = 'salary') AS z ON true
		CROSS JOIN LATERAL pg_catalog.unnest(coalesce(t.terms, ARRAY[stipend_terms.span])) AS u (term)
	WHERE u.term && stipend_terms.span;
END;
COMMENT ON FUNCTION stipend_terms(text, text, daterange, date) IS
	'the terms that each stipend in force is paid for in a school year, and how it is divided in them';

CREATE FUNCTION stipend_parts(contract text, school_year text, span daterange, district_id int, employees bigint[],
	known_on date)
RETURNS SETOF pay_part
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $stipend_parts$
#variable_conflict use_column
DECLARE
	duty datemultirange;
	half datemultirange;
	school datemultirange;
	school_half datemultirange;
	pieces stipend_piece[];
	holders bigint[];
BEGIN
	-- most people hold no position, and for them the pieces need no query
	IF employees IS NOT NULL AND NOT EXISTS (SELECT FROM position_held AS h
			WHERE h.district_id = stipend_parts.district_id AND h.employee_id = ANY (employees)
				AND h.contract = stipend_parts.contract AND range_overlaps(h.valid, span)) THEN
		RETURN;
	END IF;
	pieces := ARRAY(SELECT p FROM stipend_pieces(stipend_parts.contract, span, stipend_parts.district_id,
		stipend_parts.employees, stipend_parts.known_on) AS p);
	IF cardinality(pieces) = 0 THEN
		RETURN;
	END IF;
	SELECT y.days, y.half_days INTO duty, half FROM contract_year(stipend_parts.known_on,
		stipend_parts.school_year) AS y WHERE y.contract = stipend_parts.contract;
	SELECT j.days, j.half_days INTO school, school_half FROM job_calendar(stipend_parts.contract, 'student',
		stipend_parts.school_year, stipend_parts.known_on) AS j;
	holders := ARRAY(SELECT DISTINCT p.employee_id FROM unnest(pieces) AS p);
	RETURN QUERY
	WITH rule AS MATERIALIZED (
		SELECT s.id, s.band, s.scale, s.base, s.digits, s.part_digits, s.prorated_by = 'salary' AS as_paid, s.lasts,
			b.own, b.amount, b.times,
			b.over, b.digits AS base_digits,
			b.problem, coalesce(b.during, span) AS during
		FROM (SELECT DISTINCT p.stipend_id AS id FROM unnest(pieces) AS p) AS u JOIN stipend AS s ON s.id = u.id
			LEFT JOIN LATERAL (SELECT b.* FROM base_pieces(s.contract, s.base, span, stipend_parts.known_on) AS b
				WHERE s.base IS NOT NULL OFFSET 0) AS b ON true
	), term AS MATERIALIZED (
		SELECT t.* FROM stipend_terms(stipend_parts.contract, stipend_parts.school_year, span,
			stipend_parts.known_on) AS t
	), clock AS MATERIALIZED (
		SELECT t.way, t.students, t.term, d.day, d.units, d.shown, d.whole, d.whole_shown
		FROM (SELECT DISTINCT t.way, t.students, t.term FROM term AS t JOIN rule AS r ON r.id = t.stipend_id
				WHERE t.way IS NOT NULL) AS t
			CROSS JOIN LATERAL span_clock(t.way, CASE WHEN t.students THEN school ELSE duty END,
				CASE WHEN t.students THEN school_half ELSE half END, t.term) AS d
	), stretch AS MATERIALIZED (
		SELECT s.employee_id, s.employment_id, s.site_id, s.during, s.schedule, s.placement, s.fte, s.agreed_salary
		FROM largest_stretches(stipend_parts.contract,
			stipend_parts.district_id, holders, span) AS s
	), own AS MATERIALIZED (
		SELECT s.employee_id, false AS as_paid, x.during, x.cell, x.salary
		FROM stretch AS s CROSS JOIN LATERAL (
				SELECT s.during, s.agreed_salary AS cell, s.agreed_salary AS salary WHERE s.agreed_salary IS NOT NULL
				UNION ALL
				SELECT s.during * g.held, caseload.salary_exact(g.grid, s.placement),
					caseload.salary(g.grid, s.placement)
				FROM schedules_held(stipend_parts.contract, span, stipend_parts.known_on) AS g
				-- a rate by the hour is nobody's pay of a year
				WHERE s.agreed_salary IS NULL AND NOT g.hourly AND g.schedule = s.schedule AND g.held && s.during
					AND caseload.cell_problem(g.grid, s.placement) IS NULL) AS x
		WHERE EXISTS (SELECT FROM rule AS r WHERE r.own IS NOT NULL AND r.as_paid IS NOT TRUE)
		UNION ALL
		SELECT w.employee_id, true, w.during, w.cell, w.salary
		FROM paid_pieces(stipend_parts.contract, stipend_parts.district_id, holders, span, stipend_parts.known_on) AS w
		WHERE EXISTS (SELECT FROM rule AS r WHERE r.own IS NOT NULL AND r.as_paid)
	), held AS MATERIALIZED (
		SELECT p.*, range_agg(p.during) OVER (PARTITION BY p.employee_id, p.position) AS days FROM unnest(pieces) AS p
	), based AS MATERIALIZED (
		SELECT h.position_held_id, h.employee_id, h.position, h.counted, h.share, h.days, r.id, r.band, r.scale, r.base,
			r.digits, r.part_digits, r.as_paid, r.lasts, r.own, r.amount, r.times, r.over, r.base_digits, r.problem,
			h.during * r.during AS during
		FROM held AS h JOIN rule AS r ON r.id = h.stipend_id AND r.during && h.during
	), worth AS MATERIALIZED (
		SELECT b.position_held_id, b.employee_id, b.position, b.share, b.days, b.id, b.digits, b.part_digits, b.lasts,
			o.during,
			CASE WHEN o.problem IS NULL AND t.problem IS NULL AND n.problem IS NULL THEN
				CASE WHEN b.band IS NOT NULL THEN caseload.stipend(b.band, coalesce(o.worth, 0))
					ELSE caseload.pay(b.scale, b.counted, coalesce(o.worth, 0)) END END AS annual,
			coalesce(t.problem, n.problem, o.problem) AS problem,
			CASE WHEN t.problem IS NOT NULL THEN 'rule' WHEN n.problem IS NOT NULL THEN 'fact' ELSE o.blame END AS blame
		FROM based AS b
			JOIN (SELECT t.stipend_id, min(t.problem) AS problem FROM term AS t GROUP BY t.stipend_id) AS t
				ON t.stipend_id = b.id
			-- NaN is more than any number
			CROSS JOIN LATERAL (SELECT CASE WHEN b.scale IS NOT NULL AND b.counted >= 10000000000
				THEN format('counted is %s, by which nothing is paid', b.counted)
				-- which is asked of what pays nothing alone, for it is dear
				WHEN b.scale IS NOT NULL AND caseload.pay(b.scale, b.counted, 1) = 0
					AND unforeseen(b.scale, b.counted)
				THEN format('counted is %s, of which %s says nothing', b.counted, b.scale) END AS problem OFFSET 0) AS n
			CROSS JOIN LATERAL (
				SELECT b.during, b.amount AS worth, b.problem, CASE WHEN b.problem IS NOT NULL THEN 'rule' END AS blame
				WHERE b.own IS NULL OR b.problem IS NOT NULL
				UNION ALL
				SELECT b.during * o.during, CASE b.own WHEN 'chain' THEN base_amount(stipend_parts.contract, b.base,
						lower(b.during * o.during), o.cell, o.salary, known_on => stipend_parts.known_on)
					ELSE worth_of(b.amount, b.own, b.times, b.over, b.base_digits, o.cell, o.salary) END, NULL, NULL
				FROM own AS o WHERE b.own IS NOT NULL AND b.problem IS NULL AND o.employee_id = b.employee_id
					AND o.as_paid = coalesce(b.as_paid, false) AND o.during && b.during
				UNION ALL
				SELECT u.during, NULL,
					format('pay base "%s" needs the employee''s own %s, and there is none from %s to %s',
					b.base, CASE b.own WHEN 'chain' THEN 'pay' ELSE b.own END, to_char(lower(u.during), 'YYYY-MM-DD'),
					to_char(upper(u.during) - 1, 'YYYY-MM-DD')), 'fact'
				FROM (SELECT datemultirange(b.during) - coalesce(range_agg(o.during), '{}') AS days FROM own AS o
						WHERE o.employee_id = b.employee_id AND o.as_paid = coalesce(b.as_paid, false)) AS n
					CROSS JOIN LATERAL unnest(n.days) AS u (during)
				WHERE b.own IS NOT NULL AND b.problem IS NULL) AS o
	), earned AS MATERIALIZED (
		SELECT w.*, w.during * t.term AS in_term, t.term, t.paid_for, t.parts, t.way, t.students,
			t.divisor, t.counts
		FROM worth AS w JOIN term AS t ON t.stipend_id = w.id AND t.term && w.during
		WHERE w.lasts IS NULL
			OR caseload.school_days(duty * w.days, t.term) >= caseload.quantity(w.lasts)
	), divided AS MATERIALIZED (
		SELECT e.*, a.whole, a.whole_shown, b.units - a.units AS units,
			b.shown - a.shown AS shown, o.units AS own_units,
			sum(b.units - a.units) OVER row_of_term AS row_units,
			sum(upper(e.in_term) - lower(e.in_term)) OVER row_of_term AS row_length,
			-- of the year or term that is paid once, how much is held
			round(sum((b.units - a.units) * e.share / NULLIF(a.whole, 0)) OVER (PARTITION BY e.employee_id, e.position,
				e.paid_for), 9) >= e.parts AS in_full
		FROM earned AS e JOIN clock AS a ON a.way = e.way AND a.students = e.students AND a.term = e.term
				AND a.day = lower(e.in_term)
			JOIN clock AS b ON b.way = e.way AND b.students = e.students AND b.term = e.term
				AND b.day = upper(e.in_term)
			CROSS JOIN LATERAL (SELECT CASE WHEN e.divisor IS NOT NULL THEN (SELECT sum(y.units - x.units)
				FROM unnest(e.days * datemultirange(e.term)) AS u (stretch)
					JOIN clock AS x ON x.way = e.way AND x.students = e.students AND x.term = e.term
						AND x.day = lower(u.stretch)
					JOIN clock AS y ON y.way = e.way AND y.students = e.students AND y.term = e.term
						AND y.day = upper(u.stretch)) END AS units) AS o
		WINDOW row_of_term AS (PARTITION BY e.position_held_id, e.term)
	), shared AS MATERIALIZED (
		-- each month in which anybody holds it is paid alike, and goes to its holders by their days; before: what
		-- those have who come before, so that the cents of all are those of the amount
		SELECT u.position_held_id, h.attributes ->> s.shared_by AS key, m.share, m.before
		FROM (SELECT DISTINCT e.position_held_id, e.id FROM earned AS e WHERE e.way IS NULL) AS u
			JOIN stipend AS s ON s.id = u.id AND s.shared_by IS NOT NULL
			JOIN position_held AS h ON h.district_id = stipend_parts.district_id
				AND h.position_held_id = u.position_held_id AND h.attributes ? s.shared_by
			CROSS JOIN LATERAL (SELECT sum(d.mine / d.of_all) / count(*) AS share,
					sum(d.before / d.of_all) / count(*) AS before
				FROM (SELECT sum(x.days) AS of_all, coalesce(sum(x.days) FILTER (WHERE x.mine), 0) AS mine,
						coalesce(sum(x.days) FILTER (WHERE x.before), 0) AS before
					FROM (SELECT t.month, o.position_held_id = h.position_held_id AS mine,
							(lower(o.valid * span), o.position_held_id) < (lower(h.valid * span), h.position_held_id)
							AS before,
							(upper(o.valid * span * t.days) - lower(o.valid * span * t.days))::numeric AS days
						FROM position_held AS o CROSS JOIN LATERAL (SELECT g::date AS month,
								daterange(g::date, (g + interval '1 month')::date) AS days
							FROM generate_series(date_trunc('month', lower(span)::timestamp),
								upper(span)::timestamp - interval '1 day', interval '1 month') AS g) AS t
						WHERE o.district_id = h.district_id AND o.contract = h.contract AND o.position = h.position
							AND o.attributes ->> s.shared_by = h.attributes ->> s.shared_by AND o.valid && span
							AND o.valid * span && t.days) AS x
					GROUP BY x.month) AS d) AS m
	), once AS MATERIALIZED (
		SELECT o.*, min(o.after) OVER same AS first_after, max(o.first) OVER same AS last_first,
			max(o.after) OVER same AS last_after
		FROM (SELECT e.employee_id, e.position, e.paid_for, e.position_held_id, h.key, h.share,
				h.before,
				min(lower(e.in_term)) AS first, max(upper(e.in_term)) AS after
			FROM earned AS e LEFT JOIN shared AS h ON h.position_held_id = e.position_held_id WHERE e.way IS NULL
			GROUP BY e.employee_id, e.position, e.paid_for, e.position_held_id, h.key, h.share,
				h.before) AS o
		-- what is shared is paid row by row
		WINDOW same AS (PARTITION BY o.employee_id, o.position, o.paid_for,
			CASE WHEN o.key IS NOT NULL THEN o.position_held_id END)
	), lines AS (
		-- a share that is stated is that of the year or term, whatever the days
		SELECT d.employee_id, d.position,
			CASE WHEN d.in_full THEN d.digits ELSE coalesce(d.part_digits, d.digits) END AS digits,
			d.in_term AS during, CASE WHEN d.share < 1 THEN NULL
				WHEN d.divisor IS NULL THEN trim_scale(round(d.shown, 4))
				ELSE days_shown(d.way, d.divisor, d.counts, d.units, d.own_units, d.whole) END AS days,
			CASE WHEN d.share < 1 THEN NULL WHEN d.divisor IS NULL OR d.own_units >= d.whole
				THEN d.whole_shown * d.parts ELSE d.divisor * d.parts END AS divisor,
			d.annual,
			CASE WHEN d.share < 1 THEN d.annual * d.share * CASE WHEN d.row_units > 0 THEN d.units
					ELSE upper(d.in_term) - lower(d.in_term) END
				ELSE d.annual * d.units * share_times(d.way, d.divisor, d.counts, d.own_units, d.whole) END AS numer,
			CASE WHEN d.share < 1 THEN CASE WHEN d.row_units > 0 THEN d.row_units ELSE d.row_length END
				ELSE coalesce(NULLIF(share_over(d.way, d.divisor, d.counts, d.own_units, d.whole), 0), d.whole)
				END * d.parts AS denom, d.id, d.problem, d.blame
		FROM divided AS d
		UNION ALL
		-- of rows that hold it one after another the first is paid; two at once are two
		(SELECT DISTINCT ON (o.position_held_id, o.paid_for) e.employee_id, e.position, e.digits, daterange(o.first,
				CASE WHEN o.last_first >= o.after THEN o.last_after ELSE o.after END),
			CASE WHEN coalesce(o.share, 1) = 1 THEN 1 END, CASE WHEN coalesce(o.share, 1) = 1 THEN 1 END, e.annual,
			CASE WHEN o.key IS NULL THEN e.annual
				ELSE round(round(e.annual * (o.before + o.share), 12), least(e.digits, 2))
					- round(round(e.annual * o.before, 12), least(e.digits, 2)) END, 1, e.id, e.problem, e.blame
		FROM once AS o JOIN earned AS e ON e.way IS NULL AND e.position_held_id = o.position_held_id
			AND e.paid_for = o.paid_for
		WHERE o.first_after > o.first
		ORDER BY o.position_held_id, o.paid_for, lower(e.in_term))
		UNION ALL
		SELECT h.employee_id, h.position, 2, h.during, NULL, NULL, NULL, NULL, NULL, NULL,
			format('no stipend for position "%s"', h.position) || CASE WHEN EXISTS (SELECT FROM stipend AS s
					WHERE s.contract = stipend_parts.contract AND s.position = h.position
						AND s.known @> stipend_parts.known_on)
				THEN format(' at level "%s" from %s to %s', coalesce(h.level, 'any'),
					to_char(lower(h.during), 'YYYY-MM-DD'), to_char(upper(h.during) - 1, 'YYYY-MM-DD')) ELSE '' END,
			'fact'
		FROM held AS h WHERE h.stipend_id IS NULL
			AND NOT EXISTS (SELECT FROM once AS o WHERE o.employee_id = h.employee_id AND o.position = h.position
				AND o.paid_for @> h.during)
	)
	SELECT l.employee_id, s.employment_id, 'stipend: ' || l.position, NULL,
		least(l.digits, 2), l.during, l.days, l.divisor,
		l.annual, l.numer, l.denom, 'stipend', l.id, l.problem, l.blame, s.site_id, s.schedule, s.placement, s.fte,
		(SELECT s.citation FROM stipend AS s WHERE s.id = l.id)
	FROM lines AS l LEFT JOIN stretch AS s ON s.employee_id = l.employee_id AND s.during @> lower(l.during)
	WHERE l.annual IS DISTINCT FROM 0;
END
$stipend_parts$;
COMMENT ON FUNCTION stipend_parts(text, text, daterange, int, bigint[], date) IS 'lines of stipends, exact';
