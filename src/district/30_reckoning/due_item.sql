-- What is due, with what was done about it: in time, late, too early or not at all.
CREATE TYPE due_item AS (district_id int, contract text, school_year text, code text, title text, whose text, per text,
	employee_id bigint, site_id bigint, section_id bigint, matter text, runs_from date, due_by date,
	due_at timestamptz, done_on date, state text, days_late int, hours_late numeric(10,2), reason text, citation text,
	note text, place text, row_id bigint, event_id bigint, done_by bigint);
COMMENT ON TYPE due_item IS
	'something due, and how it stands on a day: open, in time, late, missed, too early, lapsed, '
	'excused or cannot be reckoned';

-- As it stands at the end of on_date: what happened later has not happened yet, what is to happen may be told already.
CREATE FUNCTION due_items(from_day date, to_day date, on_date date, only_district int DEFAULT NULL,
	only_contract text DEFAULT NULL, known_on date DEFAULT 'infinity') RETURNS SETOF due_item
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $due_items$
#variable_conflict use_column
DECLARE
	zone text := time_zone_here();
BEGIN
	RETURN QUERY
	WITH opened AS MATERIALIZED (
		SELECT r AS rule, r.each IS NOT NULL AS again, r.closed_by, r.unless, o.*, row_number() OVER () AS nth
		FROM (SELECT t.* FROM due_times(due_items.from_day, due_items.to_day, due_items.only_district,
					due_items.only_contract, due_items.known_on) AS t
				UNION ALL SELECT t.* FROM due_starts(due_items.from_day, due_items.to_day, due_items.only_district,
					due_items.only_contract, due_items.known_on) AS t) AS o
			JOIN due_reading AS r ON r.place = o.place AND r.row_id = o.row_id
	), happened AS MATERIALIZED (
		SELECT e.*, timezone(zone, e.day + coalesce(e.clock, time '00:00')) AS at_first,
			timezone(zone, CASE WHEN e.clock IS NULL THEN (e.day + 1)::timestamp ELSE e.day + e.clock END) AS at_last
		FROM event AS e WHERE e.day <= due_items.on_date
			AND (due_items.only_district IS NULL OR e.district_id = due_items.only_district)
			AND e.what IN (SELECT o.closed_by FROM opened AS o UNION SELECT o.unless FROM opened AS o)
	), named AS (
		SELECT h.*, s.per, s.subject_id
		FROM happened AS h CROSS JOIN LATERAL due_subjects(h.employee_id, h.site_id, h.section_id) AS s
	), met AS (
		-- by what it names, and when; what says for which year or month it was is done for that one
		SELECT o.nth, o.rule, o.due_by, h.event_id, h.employee_id, h.day, h.clock, h.at_first, h.at_last, h.attributes,
			h.what = o.closed_by AS does
		FROM opened AS o CROSS JOIN LATERAL (VALUES (o.closed_by), (o.unless)) AS w (what)
			JOIN named AS h ON h.district_id = o.district_id AND h.what = w.what AND h.per = o.per
				AND h.subject_id = o.subject_id
		WHERE o.looks IS NOT NULL AND h.event_id IS DISTINCT FROM o.event_id
			AND (h.contract IS NULL OR h.contract = (o.rule).contract)
			AND CASE WHEN o.again AND h.matter ~ '^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$' THEN h.matter = o.matter
				WHEN NOT o.again AND h.matter IS NOT NULL THEN false
				ELSE o.looks @> h.day + coalesce(h.clock, CASE WHEN (o.rule).runs = 'before' THEN time '00:00'
					ELSE time '23:59:59' END) END
		UNION ALL
		SELECT o.nth, o.rule, o.due_by, h.event_id, h.employee_id, h.day, h.clock, h.at_first, h.at_last, h.attributes,
			h.what = o.closed_by
		FROM opened AS o JOIN happened AS h ON h.district_id = o.district_id AND h.matter = o.matter
			AND h.what IN (o.closed_by, o.unless) AND (h.contract IS NULL OR h.contract = (o.rule).contract)
		WHERE o.looks IS NULL AND h.event_id IS DISTINCT FROM o.event_id
			AND (h.day >= o.runs_from OR (o.rule).runs = 'before' OR (o.rule).binds = 'not before')
	), judged AS MATERIALIZED (
		SELECT m.*, (m.rule).asks = '{}' OR caseload.carries(m.attributes, (m.rule).asks) AS will_do FROM met AS m
	), excused AS (
		SELECT DISTINCT j.nth FROM judged AS j WHERE NOT j.does
	), best AS (
		SELECT DISTINCT ON (j.nth) j.* FROM judged AS j WHERE j.does
		ORDER BY j.nth, j.will_do DESC, (j.rule).binds = 'on' AND j.day = j.due_by DESC, j.day, j.clock, j.event_id
	), stands AS (
		SELECT o.*, b.event_id AS done_by, b.day AS done_on, b.at_first, b.at_last, b.will_do, b.employee_id AS who,
			x.nth IS NOT NULL AS is_excused
		FROM opened AS o LEFT JOIN best AS b ON b.nth = o.nth AND NOT (o.again AND (o.rule).lapses)
			LEFT JOIN excused AS x ON x.nth = o.nth
		UNION ALL
		-- of a choice each who made it too late
		SELECT o.*, j.event_id, j.day, j.at_first, j.at_last, j.will_do, j.employee_id, false
		FROM opened AS o JOIN judged AS j ON j.nth = o.nth AND j.does AND j.will_do
		WHERE o.again AND (o.rule).lapses AND j.day <> o.due_by
			AND CASE (o.rule).binds WHEN 'on' THEN true WHEN 'not before' THEN j.day < o.due_by
				ELSE j.day > o.due_by END
	), said AS (
		SELECT s.*, CASE WHEN s.problem IS NOT NULL THEN 'cannot be reckoned'
			WHEN s.is_excused THEN 'excused'
			WHEN s.done_by IS NULL OR NOT s.will_do THEN CASE
				WHEN (s.rule).binds = 'not before' OR s.due_by >= due_items.on_date THEN 'open'
				WHEN (s.rule).lapses THEN 'lapsed' ELSE 'missed' END
			WHEN s.due_last IS NOT NULL THEN CASE
				WHEN (s.rule).binds = 'not before' AND s.at_first >= s.due_last THEN 'in time'
				WHEN (s.rule).binds = 'not before' AND s.at_last < s.due_first THEN 'too early'
				WHEN (s.rule).binds <> 'not before' AND s.at_last <= s.due_first THEN 'in time'
				WHEN (s.rule).binds <> 'not before' AND s.at_first > s.due_last THEN 'late'
				ELSE 'cannot be reckoned' END
			WHEN s.done_on < s.due_by AND (s.rule).binds IN ('on', 'not before') THEN 'too early'
			WHEN s.done_on > s.due_by AND (s.rule).binds <> 'not before' THEN 'late'
			ELSE 'in time' END AS state
		FROM stands AS s
	)
	SELECT s.district_id, (s.rule).contract, coalesce(y.school_year, s.school_year),
		(s.rule).code, (s.rule).title, (s.rule).whose,
		(s.rule).per, coalesce(s.employee_id, CASE WHEN s.again AND (s.rule).lapses THEN s.who END), s.site_id,
		s.section_id, s.matter, s.runs_from, s.due_by, CASE WHEN s.due_first = s.due_last THEN s.due_last END,
		CASE WHEN s.will_do THEN s.done_on END, s.state, CASE s.state WHEN 'late' THEN s.done_on - s.due_by
			WHEN 'missed' THEN due_items.on_date - s.due_by END,
		CAST(CASE WHEN s.state = 'late' AND s.at_first = s.at_last AND s.due_first = s.due_last
			THEN extract(epoch FROM s.at_last - s.due_last) / 3600 END AS numeric(10,2)),
		CASE WHEN s.problem IS NOT NULL THEN s.problem
			WHEN s.state = 'cannot be reckoned'
				THEN concat_ws(' and ', CASE WHEN s.due_first < s.due_last THEN format('event %s', s.event_id) END,
					CASE WHEN s.at_first < s.at_last THEN format('event %s', s.done_by) END)
				|| ' without a time of day, by which hours are counted'
			WHEN NOT s.will_do THEN format('event %s does not do: asked for is %s', s.done_by, (s.rule).asks) END,
		(s.rule).citation, (s.rule).note, (s.rule).place, (s.rule).row_id, s.event_id,
		CASE WHEN s.will_do THEN s.done_by END
	FROM said AS s LEFT JOIN contract_year(due_items.known_on) AS y ON y.contract = (s.rule).contract
		AND y.year @> coalesce(s.due_by, s.runs_from);
END
$due_items$;
COMMENT ON FUNCTION due_items(date, date, date, int, text, date) IS
	'what is due on one of these days, by which article, for whom, and how it stands at the end of on_date';
