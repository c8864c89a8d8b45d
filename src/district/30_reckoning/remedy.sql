-- Reckoning, step 6: what is left of an excess behind the gates of each remedy.

-- The period that one amount of a scale is for; null where each counted day pays by itself.
CREATE FUNCTION point_period(scale caseload.pay_scale) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT substring(split_part(point_period.scale::text, ' max ', 1)
		FROM ' per (?:[0-9]+ )?(week|month|quarter|trimester|semester|year)s?$');
END;
COMMENT ON FUNCTION point_period(caseload.pay_scale) IS
	'the week, month, semester or year that a scale pays once for; null if it pays by counted days, or prorates';

CREATE FUNCTION point_terms(scale caseload.pay_scale) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT coalesce(substring(split_part(point_terms.scale::text, ' max ', 1)
		FROM ' per ([0-9]+ (?:week|month|quarter|trimester|semester|year)s)$'), point_period(point_terms.scale));
END;
COMMENT ON FUNCTION point_terms(caseload.pay_scale) IS
	'what a scale pays once for, as terms_of() takes it: week, semester, 2 weeks; null as of point_period()';

-- Terms by name for a scale of several in a row, which begin where terms_of() begins.
CREATE FUNCTION scale_terms(l limit_year, scale caseload.pay_scale, named jsonb) RETURNS jsonb
LANGUAGE sql STABLE
BEGIN ATOMIC
	-- a row that is cut off by the beginning of the year would put the others out of step
	SELECT CASE WHEN r.part IS NOT NULL THEN named || jsonb_build_object(r.part[2],
			(SELECT coalesce(jsonb_agg(iso_range(t.term) ORDER BY t.term), '[]')
				FROM (SELECT t.term, t.in_row, count(*) OVER (PARTITION BY t.in_row) AS terms
					FROM terms_in_rows((l).contract, r.part[2], CAST(r.part[1] AS int), (l).year,
						(l).known_on) AS t) AS t
				WHERE t.in_row >= 0 OR t.terms = CAST(r.part[1] AS int)))
		WHEN scale::text ~ ' per (?:[0-9]+ )?(quarter|trimester|semester|year)' THEN named END
	FROM (SELECT regexp_match(point_terms(scale), '^([0-9]+) ([a-z]+?)s$') AS part) AS r;
END;
COMMENT ON FUNCTION scale_terms(limit_year, caseload.pay_scale, jsonb) IS
	'of the terms of a school year by name those that breakdown() of a scale asks for; null if it asks for none';

CREATE FUNCTION pays_money(scale caseload.pay_scale) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT pays_money.scale::text ~ '[$%]';
END;
COMMENT ON FUNCTION pays_money(caseload.pay_scale) IS 'whether a scale is in dollars or percent, not in units';

-- One aide over two semesters is one aide, while hours of help, and days of release, add up.
CREATE FUNCTION is_standing(standing boolean, kind text, scale caseload.pay_scale) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT is_standing.scale IS NOT NULL AND coalesce(is_standing.standing, is_standing.kind IN ('paraprofessional',
		'position') AND is_standing.scale::text !~ ' (minutes|hours|days) (each|flat)')
		AND NOT pays_money(is_standing.scale);
END;
COMMENT ON FUNCTION is_standing(boolean, text, caseload.pay_scale) IS
	'whether the units of a remedy are there while it is due, and are not added up over its days';

-- The terms that a scale speaks of, its period and the periods of its maxima.
CREATE FUNCTION terms_named(scale caseload.pay_scale) RETURNS SETOF text
LANGUAGE sql IMMUTABLE ROWS 2
BEGIN ATOMIC
	SELECT DISTINCT t.name[1]
	FROM regexp_matches(terms_named.scale::text, ' per (?:[0-9]+ )?(quarter|trimester|semester)', 'g') AS t (name);
END;
COMMENT ON FUNCTION terms_named(caseload.pay_scale) IS
	'the quarter, trimester or semester that a scale pays or stops by';

-- Terms that a gate names must hold the days that come to it: all of the limit's, if they are not cut before.
CREATE FUNCTION counts_first(gates text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT coalesce(array_position(counts_first.gates, 'counted_on')
		< array_position(counts_first.gates, 'lasts'), true)
		AND coalesce(array_position(counts_first.gates, 'counted_on')
			< array_position(counts_first.gates, 'standing_on'), true);
END;
COMMENT ON FUNCTION counts_first(text[]) IS 'whether a remedy leaves out days before it looks how long an excess lasts';

-- A limit that pays by the trimester, in a year whose third trimester nobody has entered, would be paid for two of them
-- and be silent; so a term that is missing is an error of that limit.
CREATE FUNCTION covered_terms(l limit_year, name text, remedy_id bigint, counted datemultirange DEFAULT NULL)
RETURNS daterange[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $covered_terms$
DECLARE
	terms daterange[];
	bare datemultirange;
BEGIN
	IF name IS NULL THEN
		RETURN NULL;
	END IF;
	terms := terms_of(l.contract, name, l.year, l.known_on);
	-- a set may go beyond the calendar; counted are the limit's own days
	bare := l.days * coalesce(counted, '{(,)}') * datemultirange(l.held)
		- coalesce((SELECT range_agg(t) FROM unnest(terms) AS t), '{}');
	IF NOT isempty(bare) THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('contract "%s", limit "%s"%s: no %s of %s holds %s', l.contract, l.code,
				CASE WHEN remedy_id IS NULL THEN '' ELSE format(', remedy %s', remedy_id) END, name, l.school_year,
				to_char(lower(bare), 'YYYY-MM-DD')),
			DETAIL = 'The load is counted on that day, and what follows depends on the term that the day is in.',
			HINT = format('Enter every %s of %s in the table term.', name, l.school_year);
	END IF;
	RETURN terms;
END
$covered_terms$;
COMMENT ON FUNCTION covered_terms(limit_year, text, bigint, datemultirange) IS
	'the terms of that name in the school year of a limit; an error (22023) if a counted day is in none';

CREATE TYPE remedy_row AS (test smallint, subject_id bigint, remedy_id bigint, gated caseload.load_series,
	paid_on caseload.load_series, whole caseload.load_series, periods daterange[],
	to_pay daterange);
COMMENT ON TYPE remedy_row IS
	'step 6: what is left of an excess behind the gates of a remedy, and the points it is paid for; of a remedy that '
	'hangs on what was said, besides, what these points are made of, before it is cut to those days; to_pay: as in '
	'excess_row';

-- One point a period, where a scale pays once for it.
CREATE FUNCTION points_of(gated caseload.load_series, takes text, periods daterange[]) RETURNS caseload.load_series
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE WHEN points_of.periods IS NULL THEN points_of.gated
		WHEN points_of.takes = 'mean' THEN caseload.mean(points_of.gated, points_of.periods)
		WHEN points_of.takes = 'mean over' THEN caseload.mean_over(points_of.gated, points_of.periods)
		WHEN points_of.takes = 'last' THEN caseload.last(points_of.gated, points_of.periods)
		ELSE caseload.highest(points_of.gated, points_of.periods) END;
END;
COMMENT ON FUNCTION points_of(caseload.load_series, text, daterange[]) IS
	'the days that a remedy is paid for: each counted one, or one for each term';

-- What a remedy's gates look at, found once for all subjects. A name that is NULL is no gate; one that is not there
-- lets nothing through.
CREATE TYPE remedy_gates AS (counted_on text, counted datemultirange, standing_on text, stood datemultirange,
	lasts caseload.caseload_unit, lasts_in text, within daterange[], from_then boolean, runs_in text,
	borders daterange[], carries caseload.caseload_unit);
COMMENT ON TYPE remedy_gates IS 'the gates of a remedy, with the days and terms that they name';

-- One gate of the three; of one expression, so that it is part of its caller's plan.
CREATE FUNCTION through_gate(gate text, excess caseload.load_series, g remedy_gates) RETURNS caseload.load_series
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE through_gate.gate
		WHEN 'counted_on' THEN CASE WHEN (through_gate.g).counted_on IS NULL THEN through_gate.excess
			ELSE caseload.on_days(through_gate.excess, (through_gate.g).counted) END
		WHEN 'standing_on' THEN CASE WHEN (through_gate.g).standing_on IS NULL THEN through_gate.excess
			WHEN (through_gate.g).runs_in IS NULL
				THEN caseload.standing_on(through_gate.excess, (through_gate.g).stood)
			ELSE caseload.standing_on(through_gate.excess, (through_gate.g).stood, (through_gate.g).borders) END
		WHEN 'lasts' THEN CASE WHEN (through_gate.g).lasts IS NULL THEN through_gate.excess
			WHEN (through_gate.g).lasts_in IS NULL AND (through_gate.g).runs_in IS NULL
				THEN caseload.lasting(through_gate.excess, (through_gate.g).lasts, (through_gate.g).from_then)
			WHEN (through_gate.g).lasts_in IS NULL
				THEN caseload.lasting(through_gate.excess, (through_gate.g).lasts, (through_gate.g).from_then,
					(through_gate.g).borders)
			ELSE caseload.lasting(through_gate.excess, (through_gate.g).lasts, CASE
				WHEN (through_gate.g).carries IS NULL THEN (through_gate.g).within
				ELSE caseload.carried(through_gate.excess, (through_gate.g).within, (through_gate.g).carries) END,
				(through_gate.g).from_then) END
		ELSE through_gate.excess END;
END;
COMMENT ON FUNCTION through_gate(text, caseload.load_series, remedy_gates) IS
	'what is left of an excess behind one gate of a remedy';

-- without: remedies that are left out because they cannot be reckoned
CREATE FUNCTION remedies_of(l limit_year, excess excess_row[], without bigint[] DEFAULT '{}') RETURNS remedy_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $remedies_of$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH remedy AS MATERIALIZED (
			SELECT r.id, r.test, r.levels, r.gates, r.takes, r.given, p.period, r.lasts_in, r.carries,
				CAST(ROW(r.counted_on, d.counted, r.standing_on,
					counted_days(l.contract, r.standing_on, l.year, l.known_on), r.lasts, r.lasts_in,
					covered_terms(l, r.lasts_in, r.id, d.of_terms), r.from_then, r.runs_in,
					covered_terms(l, r.runs_in, r.id, d.of_terms), r.carries) AS remedy_gates) AS gated_by,
				CASE WHEN p.period = point_period(r.scale) THEN covered_terms(l, p.period, r.id, d.counted)
					WHEN covered_terms(l, point_period(r.scale), r.id, d.counted) IS NOT NULL
					THEN terms_of(l.contract, p.period, l.year, l.known_on) END AS periods,
				ARRAY(SELECT covered_terms(l, t, r.id, d.counted) IS NULL FROM terms_named(r.scale) AS t) AS covered
			FROM limit_remedy AS r CROSS JOIN LATERAL (SELECT point_terms(r.scale) AS period) AS p
				CROSS JOIN LATERAL (SELECT c.counted, CASE WHEN counts_first(r.gates) THEN c.counted END AS of_terms
					FROM (SELECT counted_days(l.contract, r.counted_on, l.year, l.known_on) AS counted) AS c
					OFFSET 0) AS d
			WHERE r.limit_id = l.limit_id AND r.id <> ALL (without)
		), looked AS MATERIALIZED (
			SELECT e.test AS of_test, e.subject_id, e.to_pay, r.id, r.gates, r.gated_by, v.level
			FROM pg_catalog.unnest(excess) AS e JOIN remedy AS r ON r.test IS NULL OR r.test = e.test
				CROSS JOIN LATERAL (SELECT e.excess WHERE r.levels = 'together'
					UNION ALL SELECT n FROM caseload.levels(e.excess) AS n WHERE r.levels = 'each') AS v (level)
		), first AS MATERIALIZED (
			SELECT k.*, through_gate(k.gates[1], k.level, k.gated_by) AS left_over FROM looked AS k
		), second AS MATERIALIZED (
			SELECT k.*, through_gate(k.gates[2], k.left_over, k.gated_by) AS left_then FROM first AS k
		), third AS MATERIALIZED (
			SELECT k.*, through_gate(k.gates[3], k.left_then, k.gated_by) AS left_last FROM second AS k
		), gated AS MATERIALIZED (
			SELECT k.of_test, k.subject_id, k.to_pay, k.id, CASE WHEN count(*) = 1 THEN (array_agg(k.left_last))[1]
				ELSE caseload.sum(k.left_last) END AS gated
			FROM third AS k GROUP BY k.of_test, k.subject_id, k.to_pay, k.id
		)
		-- of a clause in several rows each has its own days; what is paid sees them all and is cut by day
		SELECT CAST(ROW(g.of_test, g.subject_id, g.id, CASE WHEN g.to_pay IS NULL THEN g.gated
				ELSE caseload.on_days(g.gated, datemultirange(g.to_pay)) END, points_of(g.gated, r.takes, o.periods),
			CASE WHEN r.given IS NOT NULL THEN g.gated END,
			CASE WHEN r.given IS NOT NULL THEN o.periods END, g.to_pay) AS remedy_row)
		FROM gated AS g JOIN remedy AS r ON r.id = g.id
			-- days that the next term counts are paid with it
			CROSS JOIN LATERAL (SELECT CASE WHEN r.carries IS NULL OR r.period <> r.lasts_in THEN r.periods
				ELSE caseload.carried(g.gated, r.periods, r.carries) END AS periods OFFSET 0) AS o);
END
$remedies_of$;
COMMENT ON FUNCTION remedies_of(limit_year, excess_row[], bigint[]) IS
	'step 6: each excess behind the gates of each remedy that it may have';
