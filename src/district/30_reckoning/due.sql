-- By when a remedy is due and when it is paid, for each day that it may be for.

-- For each day of a school year the day that a name stands for: the last of its term or month, the next of a set of
-- count days (which may lie beyond the year), or the day of a due_date. No row: the name stands for none.
CREATE FUNCTION days_meant(l limit_year, name text) RETURNS TABLE (during daterange, day date)
LANGUAGE plpgsql STABLE ROWS 12 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $days_meant$
#variable_conflict use_column
DECLARE
	terms daterange[] := terms_of(l.contract, days_meant.name, l.year, l.known_on);
	days datemultirange;
BEGIN
	IF terms IS NOT NULL THEN
		RETURN QUERY SELECT t.term, upper(t.term) - 1 FROM pg_catalog.unnest(terms) AS t (term);
		RETURN;
	END IF;
	days := (SELECT range_agg(d.days) FROM count_days AS d
		WHERE d.contract = l.contract AND d.name = days_meant.name AND d.known @> l.known_on)
		* datemultirange(daterange(lower(l.year), upper(l.year) + 366));
	IF NOT isempty(days) THEN
		RETURN QUERY
		SELECT daterange(lag(s.day) OVER (ORDER BY s.day), s.day, '(]'), s.day
		FROM (SELECT CAST(g.moment AS date) AS day FROM pg_catalog.unnest(days) AS u (stretch)
			CROSS JOIN LATERAL generate_series(lower(u.stretch)::timestamp, upper(u.stretch) - 1, '1 day')
				AS g (moment)) AS s;
		RETURN;
	END IF;
	RETURN QUERY SELECT daterange '(,)', o.day
	FROM (SELECT due_on(l.contract, days_meant.name, l.school_year, l.known_on) AS day) AS o WHERE o.day IS NOT NULL;
END
$days_meant$;
COMMENT ON FUNCTION days_meant(limit_year, text) IS
	'for the days of a school year, the end of their term or month, the next day of a set, or a day of the year';

CREATE TYPE due_row AS (remedy_id bigint, day date, due_by date, paid_on date);
COMMENT ON TYPE due_row IS 'of a remedy for a day: the last day to do it, and the day on which it is paid';

CREATE FUNCTION dues_of(l limit_year) RETURNS due_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $dues_of$
#variable_conflict use_column
DECLARE
	school_days datemultirange;
	duty_days datemultirange;
	duty_years datemultirange;
BEGIN
	IF NOT EXISTS (SELECT FROM limit_remedy AS r
		WHERE r.limit_id = l.limit_id AND num_nonnulls(r.due_within, r.paid_with) > 0) THEN
		RETURN NULL;
	END IF;
	SELECT range_agg(c.days) FILTER (WHERE c.kind = 'student'), range_agg(c.days) FILTER (WHERE c.kind = 'duty'),
		range_agg(c.in_force) FILTER (WHERE c.kind = 'duty') INTO school_days, duty_days, duty_years
	FROM calendar AS c WHERE c.contract = l.contract AND c.known @> l.known_on;
	RETURN ARRAY(
		WITH remedy AS MATERIALIZED (
			SELECT r.id, caseload.quantity(r.due_within)::int AS within, r.due_in, r.due_from, r.paid_with
			FROM limit_remedy AS r WHERE r.limit_id = l.limit_id AND num_nonnulls(r.due_within, r.paid_with) > 0
		), meant AS MATERIALIZED (
			SELECT n.name, m.during, m.day
			FROM (SELECT r.due_from AS name FROM remedy AS r UNION SELECT r.paid_with FROM remedy AS r) AS n
				CROSS JOIN LATERAL days_meant(l, n.name) AS m WHERE n.name IS NOT NULL
		), starts AS (
			SELECT r.id, r.within, r.due_in, d.day, CASE WHEN r.due_from IS NULL THEN d.day ELSE f.day END AS event,
				p.day AS paid_on
			FROM remedy AS r CROSS JOIN (SELECT lower(l.year) + n AS day
					FROM generate_series(0, upper(l.year) - lower(l.year) - 1) AS n) AS d
				LEFT JOIN meant AS f ON f.name = r.due_from AND f.during @> d.day
				LEFT JOIN meant AS p ON p.name = r.paid_with AND p.during @> d.day
		)
		-- a row has its duty days from the calendar of them, where there is one for the event, else the school days
		SELECT CAST(ROW(e.id, e.day, CASE WHEN e.within IS NULL THEN NULL
				WHEN e.due_in = 'calendar' THEN e.event + e.within
				WHEN e.due_in = 'duty' AND duty_years @> e.event THEN due_among(duty_days, e.event, e.within)
				ELSE due_among(school_days, e.event, e.within) END, e.paid_on) AS due_row)
		FROM starts AS e);
END
$dues_of$;
COMMENT ON FUNCTION dues_of(limit_year) IS
	'by when the remedies of a limit are due, and when they are paid, for each day of a school year; null: no row says';
