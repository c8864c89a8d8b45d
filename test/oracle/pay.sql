-- Reckoning, steps 6 and 7: what follows from an excess, and what it pays, to whom, on which day.

-- The period that one amount of a scale is for; null where each counted day pays by itself.
CREATE FUNCTION point_period(scale caseload.pay_scale) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT substring(split_part(point_period.scale::text, ' max ', 1)
		FROM ' per (?:[0-9]+ )?(week|month|quarter|trimester|semester|year)s?$');
END;
COMMENT ON FUNCTION point_period(caseload.pay_scale)
	IS 'the week, month, semester or year that a scale pays once for; null if it pays by counted days, or prorates';

-- The terms that one amount is for, several in a row where the scale says so: pairs of weeks or months stand in step
-- with the one in which school begins, others with the first of the year. In such a term there is one point, which then
-- pays as a day does.
CREATE FUNCTION point_terms(contract text, scale caseload.pay_scale, school_year daterange, known_on date)
RETURNS daterange[]
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE WHEN p.every IS NULL THEN terms_of(point_terms.contract, p.period, point_terms.school_year,
			point_terms.known_on)
		WHEN p.period IN ('week', 'month') THEN (SELECT array_agg(daterange(w.first::date, (w.first + w.long)::date)
				ORDER BY w.first)
			FROM (SELECT b.first + n * b.long AS first, b.long FROM (SELECT date_trunc(p.period,
					min(lower(c.days))::timestamp) AS first, (p.every || ' ' || p.period)::interval AS long
				FROM calendar AS c WHERE c.contract = point_terms.contract AND c.kind = 'student'
					AND c.in_force && point_terms.school_year AND c.known @> point_terms.known_on) AS b
				CROSS JOIN generate_series(-60, 60) AS n) AS w
			WHERE daterange(w.first::date, (w.first + w.long)::date) && point_terms.school_year)
		ELSE (SELECT array_agg(r.term ORDER BY r.term) FROM (SELECT daterange(min(lower(t.term)), max(upper(t.term)))
				AS term FROM pg_catalog.unnest(terms_of(point_terms.contract, p.period, point_terms.school_year,
					point_terms.known_on)) WITH ORDINALITY AS t (term, nth)
				GROUP BY (t.nth - 1) / p.every) AS r) END
	FROM (SELECT point_period(scale) AS period, substring(split_part(scale::text, ' max ', 1)
		FROM ' per ([0-9]+) [a-z]+$')::int AS every) AS p;
END;
CREATE FUNCTION as_points(scale caseload.pay_scale) RETURNS caseload.pay_scale
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN point_period(scale) IS NULL THEN scale
		ELSE regexp_replace(scale::text, ' per [0-9]+ (week|month|quarter|trimester|semester|year)s( max .*)?$',
			' per day' || chr(92) || '2')::caseload.pay_scale END;
END;

CREATE FUNCTION pays_money(scale caseload.pay_scale) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT pays_money.scale::text ~ '[$%]';
END;
COMMENT ON FUNCTION pays_money(caseload.pay_scale) IS 'whether a scale is in dollars or percent, not in units';

-- The whole of what an employee's own place on a schedule is worth, on a day.
CREATE FUNCTION own_pay(contract text, district_id int, employee_id bigint, on_date date,
	known_on date DEFAULT 'infinity')
RETURNS TABLE (cell numeric, salary numeric)
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(e.agreed_salary, caseload.salary_exact(g.grid, e.placement)),
		coalesce(e.agreed_salary, caseload.salary(g.grid, e.placement))
	FROM employment AS e LEFT JOIN schedule AS g ON g.contract = e.contract AND g.schedule = e.schedule
		AND g.in_force @> own_pay.on_date AND g.known @> own_pay.known_on
	WHERE e.contract = own_pay.contract AND e.district_id = own_pay.district_id AND e.employee_id = own_pay.employee_id
		AND e.valid @> own_pay.on_date
	ORDER BY e.fte DESC, e.employment_id LIMIT 1;
END;
COMMENT ON FUNCTION own_pay(text, int, bigint, date, date)
	IS 'cell and annual full-time salary of an employee on a day, of the largest employment';

-- What an excess comes to is reckoned once for each limit, school year and district, and handed from step to step as an
-- array; steps that called each other anew did all the work before them four times over for one finding.
CREATE TYPE excess_row AS (test smallint, subject_id bigint, measure text, load caseload.load_series,
	cap caseload.load_series, excess caseload.load_series);
COMMENT ON TYPE excess_row IS 'step 5, of one limit, school year and district';
CREATE TYPE remedy_row AS (test smallint, subject_id bigint, remedy_id bigint, gated caseload.load_series,
	paid_on caseload.load_series, whole caseload.load_series, periods daterange[]);
COMMENT ON TYPE remedy_row IS 'step 6, of one limit, school year and district';
CREATE TYPE amount_row AS (test smallint, subject_id bigint, remedy_id bigint, employee_id bigint, day date,
	over numeric,
	amount numeric, money boolean, due boolean);
COMMENT ON TYPE amount_row IS 'step 7, exact, of one limit, school year and district';
CREATE TYPE pay_row AS (test smallint, subject_id bigint, remedy_id bigint, employee_id bigint, day date, over numeric,
	pay numeric);
COMMENT ON TYPE pay_row IS 'step 7, in cents, of one limit, school year and district';

-- The gates day by day, over the counted days as an array. The first one over, the second, ... have each their own days
-- if the row says so. A day's place is the term it is in, 0 for none.
CREATE FUNCTION days_as(days date[], loads numeric[], measure text) RETURNS caseload.load_series
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT caseload.load_series_agg(u.day, caseload.caseload_unit(u.load, days_as.measure))
	FROM ROWS FROM (pg_catalog.unnest(days_as.days), pg_catalog.unnest(days_as.loads)) AS u (day, load);
END;

CREATE FUNCTION places_of(days date[], terms daterange[]) RETURNS int[]
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT ARRAY(SELECT coalesce((SELECT count(*) FROM pg_catalog.unnest(places_of.terms) AS o WHERE lower(o) <= u.day
			AND EXISTS (SELECT FROM pg_catalog.unnest(places_of.terms) AS t WHERE t @> u.day)), 0)::int
		FROM pg_catalog.unnest(places_of.days) WITH ORDINALITY AS u (day, n) ORDER BY u.n);
END;

CREATE FUNCTION days_wanted(asked caseload.caseload_unit, of_days bigint) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT greatest(1, ceil(CASE caseload.measure(days_wanted.asked)
		WHEN 'percent' THEN caseload.quantity(days_wanted.asked) * days_wanted.of_days / 100
		ELSE caseload.quantity(days_wanted.asked) END));
END;

-- What begins in the last days of a term and stands on both sides of its end has its place in the next.
CREATE FUNCTION moved_places(loads numeric[], places int[], most caseload.caseload_unit) RETURNS int[]
LANGUAGE plpgsql IMMUTABLE
AS $moved_places$
DECLARE
	moved int[] := places;
	n int := cardinality(places);
	s int;
BEGIN
	FOR b IN 1 .. n - 1 LOOP
		CONTINUE WHEN places[b] = 0 OR places[b + 1] <> places[b] + 1 OR loads[b] <= 0 OR loads[b + 1] <= 0;
		s := b;
		WHILE s > 1 AND loads[s - 1] > 0 LOOP
			s := s - 1;
		END LOOP;
		IF places[s] = places[b] AND b - s + 1 <= days_wanted(most,
				(SELECT count(*) FROM pg_catalog.unnest(places) AS p WHERE p = places[b])) THEN
			FOR i IN s .. b LOOP
				moved[i] := places[b + 1];
			END LOOP;
		END IF;
	END LOOP;
	RETURN moved;
END
$moved_places$;

CREATE FUNCTION moved_periods(series caseload.load_series, terms daterange[], most caseload.caseload_unit)
RETURNS daterange[]
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $moved_periods$
DECLARE
	d date[] := ARRAY(SELECT u.day FROM caseload.unnest(series) AS u ORDER BY u.day);
	x numeric[] := ARRAY(SELECT caseload.quantity(u.load) FROM caseload.unnest(series) AS u ORDER BY u.day);
BEGIN
	RETURN ARRAY(SELECT daterange(min(u.day), max(u.day), '[]') FROM ROWS FROM (pg_catalog.unnest(d),
		pg_catalog.unnest(moved_places(x, places_of(d, terms), most))) AS u (day, place)
		WHERE u.place > 0 GROUP BY u.place ORDER BY 1);
END
$moved_periods$;

CREATE FUNCTION mean_of_days_over(series caseload.load_series, terms daterange[]) RETURNS caseload.load_series
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT days_as(array_agg(m.last ORDER BY m.last), array_agg(m.mean ORDER BY m.last),
		coalesce(caseload.measure(mean_of_days_over.series), 'students'))
	FROM (SELECT max(u.day) AS last, round(coalesce(avg(caseload.quantity(u.load))
			FILTER (WHERE caseload.quantity(u.load) > 0), 0), 6) AS mean
		FROM pg_catalog.unnest(mean_of_days_over.terms) AS t CROSS JOIN caseload.unnest(mean_of_days_over.series) AS u
		WHERE t @> u.day GROUP BY t) AS m;
END;

CREATE FUNCTION left_over(excess caseload.load_series, rule limit_remedy, counted datemultirange, stood datemultirange,
	within daterange[], borders daterange[]) RETURNS caseload.load_series
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $left_over$
DECLARE
	measure text := coalesce(caseload.measure(excess), 'students');
	all_days date[] := ARRAY(SELECT u.day FROM caseload.unnest(excess) AS u ORDER BY u.day);
	all_loads numeric[] := ARRAY(SELECT greatest(caseload.quantity(u.load), 0) FROM caseload.unnest(excess) AS u
		ORDER BY u.day);
	levels int := CASE rule.levels WHEN 'each' THEN (SELECT ceil(max(x)) FROM pg_catalog.unnest(all_loads) AS x) END;
	total caseload.load_series;
	days date[];
	loads numeric[];
	passed numeric[];
	ends int[];
	places int[];
	gate text;
	from_day int;
	to_day int;
	nth int;
	many bigint;
	passes boolean;
BEGIN
	FOR k IN 1 .. greatest(coalesce(levels, 1), 1) LOOP
		days := all_days;
		loads := CASE WHEN levels IS NULL THEN all_loads
			ELSE ARRAY(SELECT least(greatest(u.x - (k - 1), 0), 1) FROM pg_catalog.unnest(all_loads) WITH ORDINALITY
				AS u (x, n) ORDER BY u.n) END;
		FOREACH gate IN ARRAY rule.gates LOOP
			IF gate = 'counted_on' THEN
				CONTINUE WHEN rule.counted_on IS NULL;
				IF counted IS NULL THEN
					RETURN NULL;
				END IF;
				loads := ARRAY(SELECT u.x FROM ROWS FROM (pg_catalog.unnest(days), pg_catalog.unnest(loads))
					AS u (day, x) WHERE counted @> u.day ORDER BY u.day);
				days := ARRAY(SELECT d FROM pg_catalog.unnest(days) AS d WHERE counted @> d ORDER BY d);
				CONTINUE;
			END IF;
			CONTINUE WHEN gate = 'standing_on' AND rule.standing_on IS NULL OR gate = 'lasts' AND rule.lasts IS NULL;
			IF gate = 'standing_on' AND stood IS NULL THEN
				RETURN NULL;
			END IF;
			ends := places_of(days, CASE WHEN rule.runs_in IS NOT NULL THEN borders ELSE '{}' END);
			IF rule.lasts_in IS NOT NULL THEN
				places := places_of(days, within);
				IF rule.carries IS NOT NULL THEN
					places := moved_places(loads, places, rule.carries);
				END IF;
			END IF;
			passed := loads;
			FOR i IN 1 .. cardinality(days) LOOP
				CONTINUE WHEN loads[i] = 0;
				from_day := i;
				WHILE from_day > 1 AND loads[from_day - 1] > 0 AND ends[from_day - 1] = ends[i] LOOP
					from_day := from_day - 1;
				END LOOP;
				to_day := i;
				WHILE to_day < cardinality(days) AND loads[to_day + 1] > 0 AND ends[to_day + 1] = ends[i] LOOP
					to_day := to_day + 1;
				END LOOP;
				IF gate = 'standing_on' THEN
					passes := EXISTS (SELECT FROM pg_catalog.unnest(days[from_day:to_day]) AS d WHERE stood @> d);
				ELSE
					IF rule.lasts_in IS NULL THEN
						many := to_day - from_day + 1;
						nth := i - from_day + 1;
					ELSE
						SELECT count(*) FILTER (WHERE u.x > 0), count(*) FILTER (WHERE u.x > 0 AND u.n <= i)
						INTO many, nth
						FROM ROWS FROM (pg_catalog.unnest(loads), pg_catalog.unnest(places)) WITH ORDINALITY
							AS u (x, place, n) WHERE u.place = places[i];
					END IF;
					passes := CASE WHEN rule.from_then THEN nth ELSE many END >= days_wanted(rule.lasts,
						CASE WHEN rule.lasts_in IS NOT NULL THEN (SELECT count(*) FROM pg_catalog.unnest(places) AS p
							WHERE p = places[i]) END) AND (rule.lasts_in IS NULL OR places[i] > 0);
				END IF;
				IF NOT passes THEN
					passed[i] := 0;
				END IF;
			END LOOP;
			loads := passed;
		END LOOP;
		total := CASE WHEN k = 1 THEN days_as(days, loads, measure)
			ELSE total OPERATOR(caseload.+) days_as(days, loads, measure) END;
	END LOOP;
	RETURN coalesce(total, nothing_on('{}', measure));
END
$left_over$;

CREATE FUNCTION is_paid(remedy_id bigint, role text) RETURNS boolean
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT EXISTS (SELECT FROM limit_remedy AS r CROSS JOIN LATERAL pg_catalog.unnest(coalesce(r.payees,
		ARRAY[r.payee])) AS p (name) WHERE r.id = is_paid.remedy_id AND (p.name = is_paid.role
			OR r.payees IS NULL AND p.name = 'each teacher' AND position('teacher' IN is_paid.role) > 0));
END;
-- What was said on a day, for a payee of a class, a person, a site or a district; and whether it opens a day.
CREATE FUNCTION said_on(remedy_id bigint, district_id int, subject_id bigint, employee_id bigint, year daterange)
RETURNS SETOF date
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT DISTINCT d.day::date
	FROM limit_remedy AS r JOIN load_limit AS l ON l.id = r.limit_id CROSS JOIN tally AS y
		CROSS JOIN generate_series(lower(said_on.year)::timestamp, upper(said_on.year) - 1, '1 day') AS d (day)
		WHERE r.id = said_on.remedy_id AND y.district_id = said_on.district_id AND y.valid @> d.day::date
			AND jsonb_build_object('what', y.what) || (y.attributes - 'what') @> r.given
			AND CASE l.scope WHEN 'district' THEN true
				WHEN 'site' THEN y.site_id = said_on.subject_id AND num_nonnulls(y.section_id, y.employee_id) = 0
				WHEN 'employee' THEN coalesce(y.employee_id = said_on.subject_id, y.section_id IS NULL AND EXISTS (
					SELECT FROM employment AS e WHERE e.district_id = y.district_id AND e.contract = l.contract
						AND e.employee_id = said_on.subject_id AND e.site_id = y.site_id AND e.valid @> d.day::date))
				ELSE CASE WHEN y.section_id IS NOT NULL
						THEN y.section_id = said_on.subject_id AND coalesce(y.employee_id = said_on.employee_id,
							y.employee_id IS NULL)
					WHEN y.employee_id IS NOT NULL THEN coalesce(y.employee_id = said_on.employee_id, false)
					ELSE EXISTS (SELECT FROM section AS s WHERE s.district_id = y.district_id
						AND s.section_id = said_on.subject_id AND s.site_id = y.site_id) END END;
END;
CREATE FUNCTION open_days(remedy_id bigint, district_id int, subject_id bigint, employee_id bigint, year daterange)
RETURNS datemultirange
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH said AS MATERIALIZED (
		SELECT s.day FROM said_on(open_days.remedy_id, open_days.district_id, open_days.subject_id,
			open_days.employee_id, open_days.year) AS s (day)
	)
	SELECT coalesce(range_agg(daterange(d.day::date, d.day::date, '[]')), '{}')
	FROM generate_series(lower(open_days.year)::timestamp, upper(open_days.year) - 1, '1 day') AS d (day)
		JOIN limit_remedy AS r ON r.id = open_days.remedy_id
	WHERE CASE r.given_how WHEN 'on its days' THEN d.day::date IN (SELECT s.day FROM said AS s)
		WHEN 'from then' THEN coalesce((SELECT min(s.day) FROM said AS s) <= d.day::date, false)
		WHEN 'until then' THEN coalesce((SELECT min(s.day) FROM said AS s) > d.day::date, true)
		ELSE to_char(d.day, 'YYYYMM') IN (SELECT to_char(s.day, 'YYYYMM') FROM said AS s) END;
END;
CREATE FUNCTION paid_points(remedy_id bigint, whole caseload.load_series, periods daterange[])
RETURNS caseload.load_series
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT CASE WHEN paid_points.periods IS NULL THEN paid_points.whole
		WHEN r.takes = 'mean' THEN caseload.mean(paid_points.whole, paid_points.periods)
		WHEN r.takes = 'mean over' THEN mean_of_days_over(paid_points.whole, paid_points.periods)
		WHEN r.takes = 'last' THEN caseload.last(paid_points.whole, paid_points.periods)
		ELSE caseload.highest(paid_points.whole, paid_points.periods) END
	FROM limit_remedy AS r WHERE r.id = paid_points.remedy_id;
END;
-- A finding speaks of the days that are open to any payee.
CREATE FUNCTION open_remedies(district_id int, year daterange, remedies remedy_row[])
RETURNS remedy_row[]
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT array_agg(CASE WHEN r.given IS NULL THEN m ELSE CAST(ROW(m.test, m.subject_id, m.remedy_id,
		caseload.on_days(m.gated, c.days), paid_points(r.id, caseload.on_days(m.whole, c.days), m.periods),
		caseload.on_days(m.whole, c.days), m.periods) AS remedy_row) END)
	FROM pg_catalog.unnest(open_remedies.remedies) AS m JOIN limit_remedy AS r ON r.id = m.remedy_id
		JOIN load_limit AS l ON l.id = r.limit_id
		LEFT JOIN LATERAL (SELECT coalesce(range_agg(u.days), '{}') AS days
			FROM (SELECT f.employee_id FROM staffing AS f WHERE f.district_id = open_remedies.district_id
					AND f.section_id = m.subject_id AND f.valid && open_remedies.year
					AND is_paid(r.id, f.role)
					AND l.scope = 'section'
				UNION SELECT NULL WHERE l.scope <> 'section' OR NOT EXISTS (SELECT FROM staffing AS f
					WHERE f.district_id = open_remedies.district_id AND f.section_id = m.subject_id
						AND f.valid && open_remedies.year
						AND is_paid(r.id, f.role))) AS p
				CROSS JOIN LATERAL pg_catalog.unnest(open_days(r.id, open_remedies.district_id, m.subject_id,
					p.employee_id, open_remedies.year)) AS u (days)) AS c ON r.given IS NOT NULL;
END;

CREATE FUNCTION remedies_of(limit_id bigint, school_year daterange, excess excess_row[],
	known_on date DEFAULT 'infinity',
	left_out bigint[] DEFAULT '{}') RETURNS remedy_row[]
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH remedy AS MATERIALIZED (
		SELECT r.*, p.period,
			counted_days(l.contract, r.counted_on, remedies_of.school_year, remedies_of.known_on) AS counted,
			counted_days(l.contract, r.standing_on, remedies_of.school_year, remedies_of.known_on) AS stood,
			r AS rule, terms_of(l.contract, r.runs_in, remedies_of.school_year, remedies_of.known_on) AS borders,
			terms_of(l.contract, r.lasts_in, remedies_of.school_year, remedies_of.known_on) AS within,
			point_terms(l.contract, r.scale, remedies_of.school_year, remedies_of.known_on) AS periods
		FROM limit_remedy AS r JOIN load_limit AS l ON l.id = r.limit_id
			CROSS JOIN LATERAL (SELECT point_period(r.scale) AS period) AS p
		WHERE r.limit_id = remedies_of.limit_id AND r.id <> ALL (remedies_of.left_out)
	), gated AS MATERIALIZED (
		SELECT e.test AS of_test, e.subject_id, r.*,
			left_over(e.excess, r.rule, r.counted, r.stood, r.within, r.borders) AS gated
		FROM pg_catalog.unnest(remedies_of.excess) AS e JOIN remedy AS r ON r.test IS NULL OR r.test = e.test
	)
	SELECT array_agg(CAST(ROW(g.of_test, g.subject_id, g.id, g.gated, CASE WHEN g.period IS NULL THEN g.gated
			WHEN g.takes = 'mean' THEN caseload.mean(g.gated, o.periods)
			WHEN g.takes = 'mean over' THEN mean_of_days_over(g.gated, o.periods)
			WHEN g.takes = 'last' THEN caseload.last(g.gated, o.periods)
			ELSE caseload.highest(g.gated, o.periods) END, g.gated, o.periods) AS remedy_row))
	FROM gated AS g CROSS JOIN LATERAL (SELECT CASE WHEN g.carries IS NOT NULL AND g.period = g.lasts_in
		THEN moved_periods(g.gated, g.periods, g.carries) ELSE g.periods END AS periods OFFSET 0) AS o;
END;
COMMENT ON FUNCTION remedies_of(bigint, daterange, excess_row[], date, bigint[])
	IS 'step 6 of one limit in one school year';

-- The days that an amount is for, its term or the day alone, and of how many of them somebody is paid.
CREATE FUNCTION paid_for(days datemultirange, periods daterange[], valid daterange, day date,
	OUT span daterange, OUT there numeric, OUT of_days numeric)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT s.span, CASE WHEN paid_for.valid IS NULL THEN 1
			WHEN paid_for.periods IS NULL THEN (paid_for.valid @> paid_for.day)::int
			ELSE caseload.school_days(paid_for.days, s.span * paid_for.valid) END,
		CASE WHEN paid_for.valid IS NULL OR paid_for.periods IS NULL THEN 1
			ELSE caseload.school_days(paid_for.days, s.span) END
	FROM (SELECT coalesce((SELECT t FROM pg_catalog.unnest(paid_for.periods) AS t WHERE t @> paid_for.day LIMIT 1),
		daterange(paid_for.day, paid_for.day, '[]')) AS span) AS s;
END;
COMMENT ON FUNCTION paid_for(datemultirange, daterange[], daterange, date)
	IS 'the term of a day, or the day, how many of its counted days somebody is there, and of how many';

-- How many of those over on a day fall to an alternative; null where nobody said for how many one was taken. One goes
-- from alternative to alternative.
CREATE FUNCTION falls_to(remedy_id bigint, district_id int, subject_id bigint, employee_id bigint, day date,
	periods daterange[], over numeric, remedies remedy_row[]) RETURNS numeric
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $falls_to$
DECLARE
	this limit_remedy := (SELECT r FROM limit_remedy AS r WHERE r.id = falls_to.remedy_id);
	is_class boolean := (SELECT l.scope = 'section' FROM load_limit AS l WHERE l.id = this.limit_id);
	span daterange := coalesce((SELECT t FROM unnest(periods) AS t WHERE t @> day), daterange(day, day, '[]'));
	other limit_remedy;
	left_over numeric := over;
	own numeric := 0;
	parts int := 0;
	takes_rest bigint[] := '{}';
	free_rank int;
	any_rank int;
	said record;
	part numeric;
	parted bigint[] := '{}';
BEGIN
	FOR other IN SELECT r.* FROM limit_remedy AS r WHERE r.limit_id = this.limit_id AND r.choice = this.choice
			ORDER BY r.rank, r.id LOOP
		SELECT count(*) AS rows, count(g.over_by) AS parts, sum(g.over_by) AS many INTO said
		FROM remedy_given AS g WHERE g.district_id = falls_to.district_id AND g.remedy_id = other.id
			AND g.valid && span AND (g.employee_id IS NULL OR g.employee_id = falls_to.employee_id)
			AND (g.section_id IS NULL OR is_class AND g.section_id = falls_to.subject_id);
		IF said.rows > said.parts THEN
			takes_rest := takes_rest || other.id;
		END IF;
		IF said.parts > 0 THEN
			parts := parts + 1;
			parted := parted || other.id;
			part := least(said.many, left_over);
			left_over := left_over - part;
			IF other.id = this.id THEN
				own := part;
			END IF;
		END IF;
	END LOOP;
	IF parts = 0 THEN
		RETURN NULL;
	END IF;
	IF cardinality(takes_rest) > 0 THEN
		RETURN own + CASE WHEN this.id = ANY (takes_rest) THEN left_over ELSE 0 END;
	END IF;
	SELECT min(r.rank) FILTER (WHERE r.id <> ALL (parted)), min(r.rank) INTO free_rank, any_rank
	FROM unnest(remedies) AS m JOIN limit_remedy AS r ON r.id = m.remedy_id
	WHERE m.subject_id = falls_to.subject_id AND r.choice = this.choice
		AND caseload.quantity(caseload.load_on(caseload.highest(m.gated, ARRAY[span]), falls_to.day)) > 0;
	RETURN own + CASE WHEN free_rank IS NULL AND this.rank = any_rank
		OR this.rank = free_rank AND this.id <> ALL (parted) THEN left_over ELSE 0 END;
END
$falls_to$;

-- `due`: not an alternative that was not taken, nor the lesser of two tests.
CREATE FUNCTION amounts_of(limit_id bigint, district_id int, school_year daterange, days datemultirange,
	remedies remedy_row[], known_on date DEFAULT 'infinity') RETURNS amount_row[]
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH around AS MATERIALIZED (
		SELECT q.contract, q.scope, lower(amounts_of.days) AS first_day,
			named_terms(q.contract, amounts_of.school_year, amounts_of.known_on) AS terms
		FROM load_limit AS q WHERE q.id = amounts_of.limit_id
	), remedy AS MATERIALIZED (
		SELECT r.*, point_terms(q.contract, r.scale, amounts_of.school_year, amounts_of.known_on) AS periods
		FROM limit_remedy AS r CROSS JOIN around AS q WHERE r.limit_id = amounts_of.limit_id
	), remedied AS MATERIALIZED (
		SELECT m.test, m.subject_id, m.remedy_id, m.gated, m.paid_on, m.whole, m.periods AS point_periods,
			q.contract, q.scope, q.first_day, q.terms, r.scale, r.base, r.choice, r.rank, r.in_proportion,
			r.each_payee OR r.payees IS NULL AND r.payee = 'each teacher' AS each_payee,
			r.periods
		FROM pg_catalog.unnest(amounts_of.remedies) AS m JOIN remedy AS r ON r.id = m.remedy_id CROSS JOIN around AS q
	), payable AS (
		SELECT m.*, m.subject_id AS employee_id, NULL::daterange AS valid, 1::numeric AS share
		FROM remedied AS m WHERE m.scope = 'employee'
		UNION ALL
		SELECT m.*, f.employee_id, f.valid, f.share
		FROM remedied AS m JOIN staffing AS f ON f.district_id = amounts_of.district_id AND f.section_id = m.subject_id
			AND NOT isempty(f.valid * amounts_of.school_year)
			AND is_paid(m.remedy_id, f.role)
		WHERE m.scope = 'section'
		UNION ALL
		SELECT m.*, NULL, NULL, 1 FROM remedied AS m WHERE m.scope IN ('site', 'district')
	), opened AS MATERIALIZED (
		-- of several in a class each has the days that are open to himself or herself
		SELECT p.test, p.subject_id, p.remedy_id, p.contract, p.scope, p.first_day, p.terms, p.scale, p.base, p.choice,
			p.rank, p.in_proportion, p.each_payee, p.periods, p.employee_id, p.valid, p.share, CASE WHEN r.given IS NULL
				OR p.scope <> 'section' THEN p.paid_on
			ELSE paid_points(p.remedy_id, caseload.on_days(p.whole, open_days(p.remedy_id, amounts_of.district_id,
				p.subject_id, p.employee_id, amounts_of.school_year)), p.point_periods) END AS paid_on
		FROM payable AS p JOIN limit_remedy AS r ON r.id = p.remedy_id
	), fallen AS MATERIALIZED (
		SELECT p.test, p.subject_id, p.remedy_id, p.contract, p.scope, p.first_day, p.terms, p.scale, p.base, p.choice,
			p.rank, p.in_proportion, p.each_payee, p.periods, p.employee_id, p.valid, p.share,
			CASE WHEN f.parted IS NULL THEN p.paid_on ELSE f.paid_on END AS paid_on, f.parted, f.taken
		FROM opened AS p LEFT JOIN LATERAL (
			SELECT days_as(array_agg(v.day ORDER BY v.day), array_agg(CASE WHEN v.part > 0 THEN v.part ELSE v.over END
					ORDER BY v.day), coalesce(caseload.measure(p.paid_on), 'students')) AS paid_on,
				array_agg(v.day) FILTER (WHERE v.part IS NOT NULL) AS parted,
				array_agg(v.day) FILTER (WHERE v.part > 0) AS taken
			FROM (SELECT u.day, caseload.quantity(u.load) AS over, CASE WHEN caseload.quantity(u.load) > 0
					THEN falls_to(p.remedy_id, amounts_of.district_id, p.subject_id, p.employee_id, u.day, p.periods,
						caseload.quantity(u.load), amounts_of.remedies) END AS part
				FROM caseload.unnest(p.paid_on) AS u) AS v) AS f ON p.choice IS NOT NULL AND EXISTS (
			SELECT FROM remedy_given AS g JOIN limit_remedy AS r ON r.id = g.remedy_id
			WHERE r.limit_id = amounts_of.limit_id AND g.over_by IS NOT NULL)
	), based AS MATERIALIZED (
		-- the base is that of each counted day; who has no pay of his own on it has that of the first one
		SELECT p.*, w.worth, w.worth_on
		FROM fallen AS p CROSS JOIN LATERAL (
			SELECT v.worth, range_agg(daterange(v.day, v.day, '[]')) AS worth_on
			FROM (SELECT u.day, CASE WHEN p.base IS NOT NULL AND EXISTS (SELECT FROM pay_base AS b
						WHERE b.contract = p.contract AND b.name = p.base AND b.in_force @> u.day
							AND b.known @> amounts_of.known_on)
					THEN base_amount(p.contract, p.base, u.day, own_cell => coalesce(o.cell, f.cell),
						own_salary => coalesce(o.salary, f.salary), known_on => amounts_of.known_on) END AS worth
				FROM caseload.unnest(p.paid_on) AS u
					LEFT JOIN LATERAL own_pay(p.contract, amounts_of.district_id, p.employee_id, u.day,
						amounts_of.known_on) AS o ON p.base IS NOT NULL
					LEFT JOIN LATERAL own_pay(p.contract, amounts_of.district_id, p.employee_id,
						greatest(p.first_day, coalesce(lower(p.valid), p.first_day)), amounts_of.known_on) AS f
						ON p.base IS NOT NULL
				WHERE caseload.quantity(u.load) > 0) AS v GROUP BY v.worth) AS w
	), stint AS (
		SELECT b.test, b.subject_id, b.remedy_id, b.employee_id, k.day, caseload.quantity(k.load) AS over,
			k.amount * CASE
				WHEN b.scope <> 'section' THEN 1
				WHEN b.each_payee THEN s.there / s.of_days
				-- several in one role share what is due
				WHEN b.in_proportion = 'share' THEN b.share * s.there / s.of_days
				ELSE b.share * s.there
					/ sum(b.share * s.there) OVER (PARTITION BY b.test, b.subject_id, b.remedy_id, k.day) END
			* CASE b.in_proportion
				WHEN 'fte' THEN coalesce((SELECT sum(e.fte) FROM employment AS e
					WHERE e.district_id = amounts_of.district_id AND e.employee_id = b.employee_id
						AND e.contract = b.contract AND e.valid @> least(k.day, upper(b.valid) - 1)), 1)
				WHEN 'sections' THEN 1 / coalesce((SELECT NULLIF(count(*), 0)::numeric FROM staffing AS f
					WHERE f.district_id = amounts_of.district_id AND f.employee_id = b.employee_id
						AND f.valid @> least(k.day, upper(b.valid) - 1)), 1)
				ELSE 1 END AS amount,
			pays_money(b.scale) OR b.base IS NOT NULL AS money, b.choice, b.rank, b.each_payee, s.span,
			k.day = ANY (b.parted) AS parted, k.day = ANY (b.taken) AS taken
		FROM based AS b CROSS JOIN LATERAL caseload.breakdown(as_points(b.scale), b.paid_on, base => b.worth,
			terms => b.terms) AS k
			CROSS JOIN LATERAL paid_for(amounts_of.days, b.periods, b.valid, k.day) AS s
		WHERE s.there > 0 AND caseload.quantity(k.load) > 0 AND b.scale IS NOT NULL
			AND (b.base IS NULL OR b.worth IS NOT NULL) AND b.worth_on @> k.day
		UNION ALL
		-- without a scale a remedy follows on each day, and so does one whose base nobody gave: they are worth no
		-- amount
		SELECT b.test, b.subject_id, b.remedy_id, b.employee_id, k.day, caseload.quantity(k.load), NULL, false,
			b.choice,
			b.rank, b.each_payee, s.span, k.day = ANY (b.parted), k.day = ANY (b.taken)
		FROM based AS b CROSS JOIN LATERAL caseload.unnest(b.paid_on) AS k
			CROSS JOIN LATERAL paid_for(amounts_of.days, b.periods, b.valid, k.day) AS s
		WHERE s.there > 0 AND caseload.quantity(k.load) > 0
			AND (b.scale IS NULL OR b.base IS NOT NULL AND b.worth IS NULL) AND b.worth_on @> k.day
	), daily AS (
		-- who went and came back inside a term has both stints
		SELECT t.test, t.subject_id, t.remedy_id, t.employee_id, t.day, max(t.over) AS over,
			CASE WHEN t.each_payee THEN max(t.amount) ELSE sum(t.amount) END AS amount, t.money, t.choice,
				t.rank,
			t.span, t.parted, t.taken
		FROM stint AS t
		GROUP BY t.test, t.subject_id, t.remedy_id, t.employee_id, t.day, t.money, t.choice, t.rank, t.each_payee,
			t.span, t.parted, t.taken
	), chosen AS (
		-- alternatives may be for a day and for a term: one is chosen if it is for any day of what the other is for
		SELECT d.*, d.choice IS NULL OR CASE
				WHEN d.parted THEN coalesce(d.taken, false)
				WHEN g.any_given THEN g.given
				ELSE d.rank = min(d.rank) OVER alternatives AND NOT EXISTS (SELECT FROM remedied AS o
					WHERE o.subject_id = d.subject_id AND o.choice = d.choice AND o.rank < d.rank
					AND caseload.quantity(caseload.load_on(caseload.highest(o.gated, ARRAY[d.span]),
						d.day)) > 0) END AS chosen
		FROM daily AS d CROSS JOIN LATERAL (
			SELECT coalesce(bool_or(g.remedy_id = d.remedy_id), false) AS given, count(*) > 0 AS any_given
			FROM remedy_given AS g JOIN limit_remedy AS a ON a.id = g.remedy_id
			WHERE a.limit_id = amounts_of.limit_id AND a.choice = d.choice AND g.district_id = amounts_of.district_id
				AND g.valid && d.span AND (g.employee_id = d.employee_id OR g.employee_id IS NULL)
				-- of a person the subject is no class, though a class may have the same number
				AND (g.section_id = d.subject_id AND EXISTS (SELECT FROM around AS q WHERE q.scope = 'section')
					OR g.section_id IS NULL)) AS g
		WINDOW alternatives AS (PARTITION BY d.subject_id, d.employee_id, d.choice, d.day)
	), ranked AS (
		SELECT c.*, c.chosen AND row_number() OVER (PARTITION BY c.subject_id, c.remedy_id, c.employee_id, c.day
			ORDER BY c.amount DESC NULLS LAST, c.test) = 1 AS due
		FROM chosen AS c
	)
	SELECT array_agg(CAST(ROW(r.test, r.subject_id, r.remedy_id, r.employee_id, r.day, r.over, r.amount, r.money, r.due)
		AS amount_row))
	FROM ranked AS r;
END;
COMMENT ON FUNCTION amounts_of(bigint, int, daterange, datemultirange, remedy_row[], date)
	IS 'step 7 of one limit in one school year of a district, exact';

-- Cents. With `term` the running totals of the payees of one class are rounded one after the other, each with
-- those before it, and a day is given the difference to the day before: so the days add up to the year, the
-- payees to the class, and nobody is further than a cent from his own share. Who leaves first comes first, so
-- that nobody's total moves after his last day.
CREATE FUNCTION cents_of(amounts amount_row[]) RETURNS pay_row[]
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH due AS MATERIALIZED (
		SELECT a.test, a.subject_id, a.remedy_id, coalesce(a.employee_id, 0) AS payee, a.day, a.over, a.amount, r.rounds
		FROM pg_catalog.unnest(cents_of.amounts) AS a JOIN limit_remedy AS r ON r.id = a.remedy_id
		WHERE a.due AND a.money AND a.amount IS NOT NULL AND r.kind = 'pay'
	), grid AS (
		-- every payee on every day, by arrays and not by a join, whose size the planner cannot guess
		SELECT g.subject_id, g.remedy_id, p.payee, y.day
		FROM (SELECT d.subject_id, d.remedy_id, array_agg(DISTINCT d.payee) AS payees, array_agg(DISTINCT d.day) AS days
			FROM due AS d WHERE d.rounds = 'term' GROUP BY d.subject_id, d.remedy_id) AS g
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
				FROM due AS d WHERE d.rounds = 'term') AS c
			GROUP BY c.subject_id, c.remedy_id, c.payee, c.day) AS c
		WINDOW so_far AS (PARTITION BY c.subject_id, c.remedy_id, c.payee)
	), together AS (
		SELECT s.*, sum(s.own) OVER (PARTITION BY s.subject_id, s.remedy_id, s.day ORDER BY s.last_day,
			s.payee) AS through
		FROM so_far AS s
	), cents AS (
		SELECT t.*, round(t.through, 2) - round(t.through - t.own, 2) AS paid FROM together AS t WHERE t.test
			IS NOT NULL
	), paid AS (
		SELECT c.test, c.subject_id, c.remedy_id, c.payee, c.day, c.over,
			c.paid - lag(c.paid, 1, 0.00) OVER (PARTITION BY c.subject_id, c.remedy_id, c.payee ORDER BY c.day) AS pay
		FROM cents AS c
		UNION ALL
		SELECT d.test, d.subject_id, d.remedy_id, d.payee, d.day, d.over,
			CASE d.rounds WHEN 'count' THEN round(d.amount, 2) ELSE round(round(d.amount / d.over, 2) * d.over, 2) END
		FROM due AS d WHERE d.rounds <> 'term'
	)
	SELECT array_agg(CAST(ROW(p.test, p.subject_id, p.remedy_id, NULLIF(p.payee, 0), p.day, p.over, p.pay) AS pay_row))
	FROM paid AS p;
END;
COMMENT ON FUNCTION cents_of(amount_row[]) IS 'step 7 of one limit in one school year of a district, in cents';

-- A maximum over several payees: dollar for dollar from the first day on, each purse, of a payee, a site or the
-- district, by itself. What earlier rows of a clause pay is out of the purse before.
CREATE TYPE limit_pays AS (limit_id bigint, pays pay_row[]);
CREATE FUNCTION purse_of(whose text, scope text, district_id int, p pay_row) RETURNS bigint
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT coalesce(CASE WHEN purse_of.whose = 'payee' THEN (purse_of.p).employee_id
		WHEN purse_of.whose = 'district' THEN 0
		WHEN purse_of.scope = 'section' THEN (SELECT s.site_id FROM section AS s
			WHERE s.district_id = purse_of.district_id AND s.section_id = (purse_of.p).subject_id)
		WHEN purse_of.scope = 'site' THEN (purse_of.p).subject_id
		WHEN purse_of.scope = 'employee' THEN (SELECT min(e.site_id) FROM employment AS e
			WHERE e.district_id = purse_of.district_id AND e.employee_id = (purse_of.p).subject_id
				AND e.valid @> (purse_of.p).day) END, 0);
END;
CREATE FUNCTION within_most(of_limit bigint, in_year text, district_id int, all_pays limit_pays[]) RETURNS pay_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $within_most$
DECLARE
	l load_limit := (SELECT k FROM load_limit AS k WHERE k.id = of_limit);
	paid pay_row[] := (SELECT a.pays FROM unnest(all_pays) AS a WHERE a.limit_id = of_limit);
	before pay_row[] := '{}';
	earlier bigint;
	bound limit_most;
	year daterange := (SELECT c.in_force FROM calendar AS c WHERE c.contract = l.contract AND c.kind = 'student'
		AND c.school_year = in_year AND upper_inf(c.known));
	kept pay_row[];
	p pay_row;
	purse record;
	last_day date;
	left_over numeric;
	of_day numeric;
	gives numeric;
	told numeric;
BEGIN
	IF NOT EXISTS (SELECT FROM limit_most AS m WHERE m.limit_id = of_limit) THEN
		RETURN paid;
	END IF;
	FOR earlier IN SELECT o.id FROM load_limit AS o JOIN unnest(all_pays) AS a ON a.limit_id = o.id
			WHERE o.contract = l.contract AND o.code = l.code AND o.scope = l.scope AND o.in_force << l.in_force LOOP
		before := before || within_most(earlier, in_year, district_id, all_pays);
	END LOOP;
	FOR bound IN SELECT m.* FROM limit_most AS m WHERE m.limit_id = of_limit
			ORDER BY m.whose = 'district', m.whose = 'site', CASE m.per WHEN 'day' THEN 1 WHEN 'week' THEN 7
				WHEN 'month' THEN 30 WHEN 'quarter' THEN 90 WHEN 'semester' THEN 180 ELSE 365 END, m.most LOOP
		kept := '{}';
		FOR purse IN SELECT x.purse, x.term, array_agg(x.p ORDER BY (x.p).day, (x.p).subject_id, (x.p).remedy_id,
				(x.p).employee_id, (x.p).test) AS pays
			FROM (SELECT u AS p, purse_of(bound.whose, l.scope, district_id, u) AS purse, coalesce((SELECT lower(t)
					FROM unnest(terms_of(l.contract, bound.per, year)) AS t WHERE t @> u.day), u.day) AS term
				FROM unnest(paid) AS u) AS x GROUP BY x.purse, x.term LOOP
			left_over := greatest(bound.most - coalesce((SELECT sum(b.pay) FROM unnest(before) AS b
				WHERE purse_of(bound.whose, l.scope, district_id, b) = purse.purse
					AND coalesce((SELECT lower(t) FROM unnest(terms_of(l.contract, bound.per, year)) AS t
						WHERE t @> b.day), b.day) = purse.term), 0), 0);
			last_day := NULL;
			FOREACH p IN ARRAY purse.pays LOOP
				IF p.day IS DISTINCT FROM last_day THEN
					last_day := p.day;
					of_day := (SELECT sum(u.pay) FROM unnest(purse.pays) AS u WHERE u.day = last_day);
					gives := least(of_day, greatest(left_over, 0));
					left_over := left_over - of_day;
					told := 0;
				END IF;
				told := told + p.pay;
				IF gives < of_day THEN
					p.pay := round(gives * told / of_day, 2) - round(gives * (told - p.pay) / of_day, 2);
				END IF;
				kept := kept || p;
			END LOOP;
		END LOOP;
		paid := kept;
	END LOOP;
	RETURN paid;
END
$within_most$;

CREATE FUNCTION reckoned_outcome(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, district_id int, excess excess_row[], remedies remedy_row[],
	amounts amount_row[], pays pay_row[])
LANGUAGE sql STABLE ROWS 50 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH step_5 AS MATERIALIZED (
		SELECT e.limit_id, e.school_year, e.district_id,
			array_agg(CAST(ROW(e.test, e.subject_id, e.measure, e.load, e.cap, e.excess) AS excess_row)) AS excess
		FROM reckoned_excess(reckoned_outcome.known_on, reckoned_outcome.only_year) AS e
		GROUP BY e.limit_id, e.school_year, e.district_id
	), clause AS MATERIALIZED (
		-- rows of load_limit that are one clause, where it has more than one in a school year
		SELECT l.limit_id, l.school_year, o.limit_id AS other, l.held, o.held AS other_held,
			l.days * datemultirange(l.held) AS own_days, o.days * datemultirange(o.held) AS days
		FROM reckoned_limit(reckoned_outcome.known_on, reckoned_outcome.only_year) AS l
			JOIN reckoned_limit(reckoned_outcome.known_on, reckoned_outcome.only_year) AS o
				USING (contract, code, school_year)
			JOIN load_limit AS a ON a.id = l.limit_id JOIN load_limit AS b ON b.id = o.limit_id AND b.scope = a.scope
		WHERE o.limit_id <> l.limit_id
	), too_many AS MATERIALIZED (
		SELECT s.limit_id, s.school_year, s.district_id, e.test, e.subject_id, e.measure, u.day, u.load
		FROM step_5 AS s CROSS JOIN LATERAL pg_catalog.unnest(s.excess) AS e
			CROSS JOIN LATERAL caseload.unnest(e.excess) AS u
		WHERE caseload.quantity(u.load) > 0
	), history AS MATERIALIZED (
		SELECT s.limit_id, s.school_year, s.district_id,
			array_agg(CAST(ROW(e.test, e.subject_id, e.measure, e.load, e.cap, (
				SELECT caseload.daily_load(daterange(t.day, t.day, '[]'), d.days, t.load)
				FROM too_many AS t WHERE t.school_year = s.school_year AND t.district_id = s.district_id
					AND t.test = e.test AND t.subject_id = e.subject_id AND t.measure = e.measure
					AND (t.limit_id = s.limit_id OR t.limit_id IN (SELECT c.other FROM clause AS c
						WHERE c.limit_id = s.limit_id AND c.school_year = s.school_year)))) AS excess_row)) AS excess
		FROM step_5 AS s CROSS JOIN LATERAL pg_catalog.unnest(s.excess) AS e
			CROSS JOIN LATERAL (SELECT range_agg(u.days) AS days FROM clause AS c
				CROSS JOIN LATERAL pg_catalog.unnest(c.days + c.own_days) AS u (days)
				WHERE c.limit_id = s.limit_id AND c.school_year = s.school_year) AS d
		WHERE d.days IS NOT NULL AND EXISTS (SELECT FROM too_many AS t WHERE t.limit_id = s.limit_id
			AND t.school_year = s.school_year AND t.district_id = s.district_id AND t.test = e.test
			AND t.subject_id = e.subject_id)
		GROUP BY s.limit_id, s.school_year, s.district_id
	), to_pay AS MATERIALIZED (
		-- the days of a row: without those from the beginning of a later row on, and those before its own where there
		-- is an earlier one, of rows by which this is too many as well
		SELECT t.limit_id, t.school_year, t.district_id, t.test, t.subject_id, '{(,)}'::datemultirange
			- coalesce(range_agg(CASE WHEN lower(c.other_held) > lower(c.held) THEN daterange(lower(c.other_held), NULL)
				ELSE daterange(NULL, lower(c.held)) END) FILTER (WHERE c.other IS NOT NULL), '{}') AS days
		FROM (SELECT DISTINCT t.limit_id, t.school_year, t.district_id, t.test, t.subject_id FROM too_many AS t) AS t
			LEFT JOIN clause AS c ON c.limit_id = t.limit_id AND c.school_year = t.school_year
				AND EXISTS (SELECT FROM too_many AS o WHERE o.limit_id = c.other AND o.school_year = t.school_year
					AND o.district_id = t.district_id AND o.test = t.test AND o.subject_id = t.subject_id)
		GROUP BY t.limit_id, t.school_year, t.district_id, t.test, t.subject_id
	), left_out AS MATERIALIZED (
		SELECT x.limit_id, x.school_year, array_agg(x.remedy_id) AS remedies
		FROM term_problem(reckoned_outcome.known_on, reckoned_outcome.only_year) AS x WHERE x.remedy_id IS NOT NULL
		GROUP BY x.limit_id, x.school_year
	), step_6 AS MATERIALIZED (
		SELECT s.*, l.year, l.days, h.excess IS NOT NULL AS has_history,
			open_remedies(s.district_id, l.year, remedies_of(s.limit_id, l.year, coalesce(h.excess, s.excess),
				reckoned_outcome.known_on, coalesce((SELECT x.remedies FROM left_out AS x
					WHERE x.limit_id = s.limit_id AND x.school_year = s.school_year), '{}'))) AS remedies
		FROM step_5 AS s JOIN reckoned_limit(reckoned_outcome.known_on, reckoned_outcome.only_year) AS l
			USING (limit_id, school_year) LEFT JOIN history AS h USING (limit_id, school_year, district_id)
	), cut AS MATERIALIZED (
		-- each row of a clause has its own days
		SELECT s.limit_id, s.school_year, s.district_id, s.excess, s.year, s.days, s.has_history,
			CASE WHEN NOT s.has_history THEN s.remedies ELSE (SELECT array_agg(CAST(ROW(m.test, m.subject_id,
				m.remedy_id, caseload.on_days(m.gated, p.days), m.paid_on, m.whole, m.periods) AS remedy_row))
				FROM pg_catalog.unnest(s.remedies) AS m JOIN to_pay AS p ON p.limit_id = s.limit_id
					AND p.school_year = s.school_year AND p.district_id = s.district_id AND p.test = m.test
					AND p.subject_id = m.subject_id) END AS remedies
		FROM step_6 AS s
	), whole_7 AS MATERIALIZED (
		SELECT s.*, amounts_of(s.limit_id, s.district_id, s.year, s.days, s.remedies,
			reckoned_outcome.known_on) AS whole
		FROM cut AS s
	), step_7 AS MATERIALIZED (
		SELECT w.*, CASE WHEN NOT w.has_history THEN w.whole ELSE (SELECT array_agg(a)
			FROM pg_catalog.unnest(w.whole) AS a JOIN to_pay AS p ON p.limit_id = w.limit_id
				AND p.school_year = w.school_year AND p.district_id = w.district_id AND p.test = a.test
				AND p.subject_id = a.subject_id AND p.days @> a.day) END AS amounts
		FROM whole_7 AS w
	), cents AS MATERIALIZED (
		SELECT s.*, cents_of(s.amounts) AS pays FROM step_7 AS s
	)
	SELECT s.limit_id, s.school_year, s.district_id, s.excess, s.remedies, s.amounts,
		within_most(s.limit_id, s.school_year, s.district_id,
			(SELECT array_agg(CAST(ROW(c.limit_id, c.pays) AS limit_pays)) FROM cents AS c
					JOIN load_limit AS o ON o.id = c.limit_id JOIN load_limit AS i ON i.id = s.limit_id
						AND i.contract = o.contract AND i.code = o.code
				WHERE c.school_year = s.school_year AND c.district_id = s.district_id))
		FROM cents AS s;
END;
COMMENT ON FUNCTION reckoned_outcome(date, text)
	IS 'steps 5 to 7 together, an array of each, for each limit, school year and district';

CREATE FUNCTION reckoned_remedy(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint,
	gated caseload.load_series, paid_on caseload.load_series)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT o.limit_id, o.school_year, r.test, o.district_id, r.subject_id, r.remedy_id, r.gated, r.paid_on
	FROM reckoned_outcome(reckoned_remedy.known_on, reckoned_remedy.only_year) AS o
		CROSS JOIN LATERAL pg_catalog.unnest(o.remedies) AS r;
END;
COMMENT ON FUNCTION reckoned_remedy(date, text)
	IS 'step 6: what is left of an excess behind the gates of each remedy, and the points that it is paid for';

CREATE FUNCTION reckoned_amount(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint,
	employee_id bigint, day date, over numeric, amount numeric, money boolean, due boolean)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT o.limit_id, o.school_year, a.test, o.district_id, a.subject_id, a.remedy_id, a.employee_id, a.day, a.over,
		a.amount, a.money, a.due
	FROM reckoned_outcome(reckoned_amount.known_on, reckoned_amount.only_year) AS o
		CROSS JOIN LATERAL pg_catalog.unnest(o.amounts) AS a;
END;
COMMENT ON FUNCTION reckoned_amount(date, text) IS 'step 7: what each remedy comes to, exact, for each day and payee';

CREATE FUNCTION reckoned_pay(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint,
	employee_id bigint, day date, over numeric, pay numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT o.limit_id, o.school_year, p.test, o.district_id, p.subject_id, p.remedy_id, p.employee_id, p.day, p.over,
		p.pay
	FROM reckoned_outcome(reckoned_pay.known_on, reckoned_pay.only_year) AS o
		CROSS JOIN LATERAL pg_catalog.unnest(o.pays) AS p;
END;
COMMENT ON FUNCTION reckoned_pay(date, text) IS 'step 7, in cents: what is due to each payee for each day';
