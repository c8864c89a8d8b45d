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

CREATE FUNCTION pays_money(scale caseload.pay_scale) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT pays_money.scale::text ~ '[$%]';
END;
COMMENT ON FUNCTION pays_money(caseload.pay_scale) IS 'whether a scale is in dollars or percent, not in units';

-- The terms that a scale speaks of, its period and the periods of its maxima.
CREATE FUNCTION terms_named(scale caseload.pay_scale) RETURNS SETOF text
LANGUAGE sql IMMUTABLE ROWS 2
BEGIN ATOMIC
	SELECT DISTINCT t.name[1]
	FROM regexp_matches(terms_named.scale::text, ' per (?:[0-9]+ )?(quarter|trimester|semester)', 'g') AS t (name);
END;
COMMENT ON FUNCTION terms_named(caseload.pay_scale) IS
	'the quarter, trimester or semester that a scale pays or stops by';

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
	bare := coalesce(counted, l.days) * datemultirange(l.held)
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
	paid_on caseload.load_series);
COMMENT ON TYPE remedy_row IS
	'step 6: what is left of an excess behind the gates of a remedy, and the points it is paid for';

-- without: remedies that are left out because they cannot be reckoned
CREATE FUNCTION remedies_of(l limit_year, excess excess_row[], without bigint[] DEFAULT '{}') RETURNS remedy_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $remedies_of$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH remedy AS MATERIALIZED (
			SELECT r.*, p.period, d.counted, counted_days(l.contract, r.standing_on, l.year, l.known_on) AS stood,
				covered_terms(l, r.lasts_in, r.id, d.counted) AS within,
				covered_terms(l, p.period, r.id, d.counted) AS periods,
				ARRAY(SELECT covered_terms(l, t, r.id, d.counted) IS NULL FROM terms_named(r.scale) AS t) AS covered
			FROM limit_remedy AS r CROSS JOIN LATERAL (SELECT point_period(r.scale) AS period) AS p
				CROSS JOIN LATERAL (SELECT counted_days(l.contract, r.counted_on, l.year, l.known_on) AS counted
					OFFSET 0) AS d
			WHERE r.limit_id = l.limit_id AND r.id <> ALL (without)
		), counted AS (
			SELECT e.test AS of_test, e.subject_id, r.*,
				CASE WHEN r.counted_on IS NULL THEN e.excess ELSE caseload.on_days(e.excess, r.counted) END AS series
			FROM pg_catalog.unnest(excess) AS e JOIN remedy AS r ON r.test IS NULL OR r.test = e.test
		), stood AS (
			SELECT c.*, CASE WHEN c.standing_on IS NULL THEN c.series
				ELSE caseload.standing_on(c.series, c.stood) END AS standing
			FROM counted AS c
		), gated AS MATERIALIZED (
			SELECT s.*, CASE WHEN s.lasts IS NULL THEN s.standing
				WHEN s.lasts_in IS NULL THEN caseload.lasting(s.standing, s.lasts, from_then => s.from_then)
				ELSE caseload.lasting(s.standing, s.lasts, within => s.within, from_then => s.from_then) END AS gated
			FROM stood AS s
		)
		-- of a clause in several rows each has its own days; what is paid sees them all and is cut by day
		SELECT CAST(ROW(g.of_test, g.subject_id, g.id, CASE WHEN cardinality(l.others) = 0 THEN g.gated
				ELSE caseload.on_days(g.gated, datemultirange(l.held)) END, CASE WHEN g.period IS NULL THEN g.gated
			WHEN g.takes = 'mean' THEN caseload.mean(g.gated, g.periods)
			WHEN g.takes = 'last' THEN caseload.last(g.gated, g.periods)
			ELSE caseload.highest(g.gated, g.periods) END) AS remedy_row)
		FROM gated AS g);
END
$remedies_of$;
COMMENT ON FUNCTION remedies_of(limit_year, excess_row[], bigint[]) IS
	'step 6: each excess behind the gates of each remedy that it may have';
