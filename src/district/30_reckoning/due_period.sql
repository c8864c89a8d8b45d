-- When the rules that come again and again fall due: the times of each, the day of each from which it runs, and the day
-- that this gives.

-- The days of a contract's calendars over all its years: what runs in June may end in September.
CREATE TYPE due_calendar AS (contract text, school datemultirange, duty datemultirange, duty_years datemultirange,
	working datemultirange, working_years datemultirange);
COMMENT ON TYPE due_calendar IS 'school days, duty days and working days of a contract, and the years that have them';
CREATE FUNCTION due_calendars(known_on date DEFAULT 'infinity') RETURNS SETOF due_calendar
LANGUAGE sql STABLE ROWS 10
BEGIN ATOMIC
	SELECT c.contract, range_agg(c.days) FILTER (WHERE c.kind = 'student'),
		range_agg(c.days) FILTER (WHERE c.kind = 'duty'), range_agg(c.in_force) FILTER (WHERE c.kind = 'duty'),
		range_agg(c.days) FILTER (WHERE c.kind = 'working'), range_agg(c.in_force) FILTER (WHERE c.kind = 'working')
	FROM calendar AS c WHERE c.known @> due_calendars.known_on GROUP BY c.contract;
END;
COMMENT ON FUNCTION due_calendars(date) IS 'the days by which a contract counts';

-- An amount of hours goes from a moment, and is not reckoned here. None at all is the day itself, whatever it is.
CREATE FUNCTION due_from(c due_calendar, start date, amount int, unit text) RETURNS date
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE WHEN due_from.amount = 0 THEN due_from.start ELSE CASE due_from.unit
		WHEN 'calendar days' THEN due_from.start + due_from.amount
		WHEN 'weeks' THEN due_from.start + 7 * due_from.amount
		WHEN 'months' THEN CAST(due_from.start + make_interval(months => due_from.amount) AS date)
		WHEN 'weekdays' THEN (SELECT CAST(g.moment AS date)
			FROM generate_series(due_from.start + sign(due_from.amount)::int,
				(due_from.start + 2 * due_from.amount + 7 * sign(due_from.amount)::int)::timestamp,
				make_interval(days => sign(due_from.amount)::int)) AS g (moment)
			WHERE extract(isodow FROM g.moment) < 6
			ORDER BY abs(extract(epoch FROM g.moment - due_from.start)) OFFSET abs(due_from.amount) - 1 LIMIT 1)
		ELSE due_among(CASE WHEN due_from.unit = 'working days' AND (due_from.c).working_years @> due_from.start
				THEN (due_from.c).working
			WHEN due_from.unit IN ('working days', 'duty days') AND (due_from.c).duty_years @> due_from.start
				THEN (due_from.c).duty
			WHEN due_from.unit IN ('working days', 'duty days', 'school days') THEN (due_from.c).school END,
			due_from.start, due_from.amount) END END;
END;
COMMENT ON FUNCTION due_from(due_calendar, date, int, text) IS
	'so many days, weeks or months after a day, or before it; null where the calendar ends before';

CREATE TYPE due_period AS (place text, row_id bigint, school_year text, period daterange, label text, runs_from date,
	due_by date, looks daterange);
COMMENT ON TYPE due_period IS 'a rule and one of its times: what that time is called, the day from which it runs, the '
	'last day in time, and the days on which what is done is done for it';

-- What is done belongs to the time in which its day lies, not to the one that it is about: the sheet of October that is
-- due on 5 November is looked for in November.
CREATE FUNCTION due_periods(only_contract text DEFAULT NULL, known_on date DEFAULT 'infinity')
RETURNS SETOF due_period
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $due_periods$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH ruled AS MATERIALIZED (
		SELECT r.* FROM due_reading AS r WHERE r.known @> due_periods.known_on AND r.each IS NOT NULL
			AND (due_periods.only_contract IS NULL OR r.contract = due_periods.only_contract)
	), cal AS MATERIALIZED (
		SELECT c AS days, c.contract, c.school, c.duty, c.duty_years FROM due_calendars(due_periods.known_on) AS c
	), school AS MATERIALIZED (
		SELECT y.contract, y.school_year, y.year FROM contract_year(due_periods.known_on) AS y
	), ahead AS (
		-- a wish for the year after the last calendar has its date in that one
		SELECT n.contract, n.school_year, n.year
		FROM (SELECT DISTINCT ON (y.contract) y.contract, school_year_from(school_year_start(y.school_year) + 1)
					AS school_year, daterange(upper(y.year), CAST(upper(y.year) + interval '1 year' AS date)) AS year
				FROM school AS y ORDER BY y.contract, y.school_year DESC) AS n
	), times AS MATERIALIZED (
		SELECT n.contract, n.each, y.school_year, t.term AS period, false AS is_ahead
		FROM (SELECT DISTINCT r.contract, r.each FROM ruled AS r) AS n JOIN school AS y ON y.contract = n.contract
			CROSS JOIN LATERAL pg_catalog.unnest(terms_of(n.contract, n.each, y.year, due_periods.known_on))
				AS t (term)
		WHERE n.each <> 'contract'
		UNION ALL
		SELECT k.contract, 'contract', y.school_year, k.term, false
		FROM contract AS k LEFT JOIN school AS y ON y.contract = k.contract AND y.year @> lower(k.term)
		UNION ALL
		SELECT a.contract, 'year', a.school_year, a.year, true FROM ahead AS a
	), time_of AS (
		SELECT r AS rule, r.place, r.row_id, r.contract, t.school_year, t.period, t.is_ahead, c.days AS cal, CASE
				WHEN r.month IS NULL OR r.day IS NOT NULL THEN t.period
				ELSE t.period * daterange(m.first, CAST(m.first + interval '1 month' AS date)) END AS base
		FROM ruled AS r JOIN times AS t ON t.contract = r.contract AND t.each = r.each
			JOIN cal AS c ON c.contract = r.contract
			LEFT JOIN LATERAL (SELECT make_date(CAST(extract(year FROM lower(t.period)) AS int)
				+ CASE WHEN r.month < extract(month FROM lower(t.period)) THEN 1 ELSE 0 END, r.month, 1) AS first) AS m
				ON r.month IS NOT NULL
		WHERE CASE WHEN t.is_ahead THEN r.day IS NOT NULL ELSE r.recess OR c.school && t.period END
	), start AS (
		SELECT t.*, s.day AS runs_from FROM time_of AS t CROSS JOIN LATERAL (
			SELECT make_date(school_year_start(t.school_year) + (t.rule).years_on, (t.rule).month, (t.rule).day) AS day
			WHERE (t.rule).day IS NOT NULL
			UNION ALL
			SELECT CASE (t.rule).from_day WHEN 'first day' THEN lower(t.base)
				WHEN 'last day' THEN upper(t.base) - 1
				WHEN 'first school day' THEN lower((t.cal).school * datemultirange(t.base))
				WHEN 'last school day' THEN upper((t.cal).school * datemultirange(t.base)) - 1
				WHEN 'first duty day' THEN lower(d.duty) WHEN 'last duty day' THEN upper(d.duty) - 1 END
			FROM (SELECT CASE WHEN (t.cal).duty_years && t.base THEN (t.cal).duty ELSE (t.cal).school END
				* datemultirange(t.base) AS duty) AS d
			WHERE (t.rule).from_day IS NOT NULL
			UNION ALL
			SELECT CAST(g.moment AS date)
			FROM pg_catalog.unnest(named_days(t.contract, (t.rule).from_day, t.base, due_periods.known_on))
					AS u (stretch)
				CROSS JOIN LATERAL generate_series(lower(u.stretch)::timestamp, upper(u.stretch) - 1, '1 day')
					AS g (moment)
			WHERE (t.rule).from_day IS NOT NULL
			UNION ALL
			SELECT due_on(t.contract, (t.rule).from_day, t.school_year, due_periods.known_on)
			WHERE (t.rule).from_day IS NOT NULL) AS s
		WHERE s.day IS NOT NULL AND (t.rule).in_force @> s.day AND NOT (t.is_ahead AND s.day >= lower(t.period))
	), due AS (
		SELECT s.*, due_from(s.cal, s.runs_from,
				CASE (s.rule).runs WHEN 'before' THEN -(s.rule).within ELSE (s.rule).within END, (s.rule).unit)
				- CASE (s.rule).binds WHEN 'before' THEN 1 ELSE 0 END AS due_by,
			(s.rule).from_day IS NOT NULL AND (s.rule).from_day NOT IN ('first day', 'last day', 'first school day',
				'last school day', 'first duty day', 'last duty day') AS named,
			lag(s.runs_from) OVER one AS last_start, lead(s.runs_from) OVER one AS next_start
		FROM start AS s WINDOW one AS (PARTITION BY s.place, s.row_id ORDER BY s.runs_from)
	)
	SELECT d.place, d.row_id, d.school_year, d.period, CASE WHEN d.named THEN to_char(d.runs_from, 'YYYY-MM-DD')
			WHEN (d.rule).each = 'year' THEN d.school_year
			WHEN (d.rule).each = 'month' THEN to_char(lower(d.period), 'YYYY-MM')
			ELSE to_char(lower(d.period), 'YYYY-MM-DD') END,
		d.runs_from, d.due_by, CASE
			WHEN d.named AND (d.rule).runs = 'before' THEN daterange(d.last_start, d.runs_from, '(]')
			WHEN d.named THEN daterange(d.runs_from, d.next_start)
			ELSE coalesce((SELECT t.period FROM times AS t WHERE t.contract = d.contract AND t.each = (d.rule).each
					AND t.period @> coalesce(d.due_by, d.runs_from) ORDER BY t.period LIMIT 1),
				CASE WHEN d.due_by < lower(d.period)
					THEN daterange(lower(d.period) - coalesce(upper(d.period) - lower(d.period), 366), lower(d.period))
					ELSE daterange(upper(d.period), upper(d.period) + (upper(d.period) - lower(d.period))) END) END
	FROM due AS d;
END
$due_periods$;
COMMENT ON FUNCTION due_periods(text, date) IS
	'the times of the rules that come again and again, with the day of each; due_by null: the calendar ends before';
