-- For whom something is due, and from what: one row a rule, time or event, and person, site or class.
CREATE TYPE due_open AS (place text, row_id bigint, district_id int, school_year text, per text, subject_id bigint,
	employee_id bigint, site_id bigint, section_id bigint, matter text, runs_from date, due_by date,
	due_first timestamptz, due_last timestamptz, event_id bigint, looks tsrange, problem text);
COMMENT ON TYPE due_open IS
	'something due: by which rule, for whom, of what matter, from and to when, and the days and '
	'hours in which what is done is done for it; due_first and due_last of hours: apart '
	'where the time of day is not told';

-- An event under each of what it names, for what is due once for each of these; under 0, for its district.
CREATE FUNCTION due_subjects(employee_id bigint, site_id bigint, section_id bigint)
RETURNS TABLE (per text, subject_id bigint)
LANGUAGE sql IMMUTABLE ROWS 2
BEGIN ATOMIC
	SELECT s.per, s.id FROM (VALUES ('district', 0::bigint), ('employee', due_subjects.employee_id),
		('site', due_subjects.site_id), ('section', due_subjects.section_id)) AS s (per, id) WHERE s.id IS NOT NULL;
END;
COMMENT ON FUNCTION due_subjects(bigint, bigint, bigint) IS 'by what an event is looked for';

CREATE FUNCTION asked_keys(attributes jsonb, asked jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE
RETURN CASE WHEN asked_keys.asked = '{}' THEN '{}' ELSE coalesce((SELECT jsonb_object_agg(k.key,
		asked_keys.attributes -> k.key) FROM jsonb_object_keys(asked_keys.asked) AS k (key)
	WHERE asked_keys.attributes ? k.key), '{}') END;
COMMENT ON FUNCTION asked_keys(jsonb, jsonb) IS 'of some attributes those that are asked for';

-- What comes again and again, for whoever is there on the last day and, where it runs on from another, on that one too.
-- A choice that ends is told of once, whoever has it. How often a rule comes, and whether it hangs on another, is seen
-- to here, for what was done before is read by the rule of its own class.
CREATE FUNCTION due_times(from_day date, to_day date, only_district int DEFAULT NULL, only_contract text DEFAULT NULL,
	known_on date DEFAULT 'infinity') RETURNS SETOF due_open
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $due_times$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH ruled AS MATERIALIZED (
		SELECT r.* FROM due_reading AS r WHERE r.known @> due_times.known_on AND r.each IS NOT NULL
			AND (due_times.only_contract IS NULL OR r.contract = due_times.only_contract)
	), timed AS (
		SELECT p.*, r.contract, r.code, r.per, r.applies, r.precedence, r.runs, r.every_years, r.if_due, r.closed_by,
			r.asks, r.lapses, coalesce(p.due_by, p.runs_from) AS on_day,
			bool_or(coalesce(p.due_by, p.runs_from) BETWEEN due_times.from_day AND due_times.to_day)
				OVER (PARTITION BY r.contract, r.code, p.school_year, p.label) AS asked
		FROM due_periods(due_times.only_contract, due_times.known_on) AS p
			JOIN ruled AS r ON r.place = p.place AND r.row_id = p.row_id
	), wanted AS MATERIALIZED (
		-- of the rules that others hang on, the years of those
		SELECT t.* FROM timed AS t WHERE t.asked OR EXISTS (SELECT FROM timed AS o WHERE o.asked
			AND o.contract = t.contract AND o.if_due = t.code AND o.school_year = t.school_year)
	), done AS MATERIALIZED (
		SELECT e.district_id, e.what, s.per, s.subject_id, e.day, e.attributes,
			lead(e.day) OVER (PARTITION BY e.district_id, e.what, s.per, s.subject_id ORDER BY e.day, e.event_id)
				AS next_day
		FROM event AS e CROSS JOIN LATERAL due_subjects(e.employee_id, e.site_id, e.section_id) AS s
		WHERE e.what IN (SELECT w.closed_by FROM wanted AS w
				WHERE w.every_years > 1 OR strpos(w.applies::text, '"last:') > 0)
			AND (due_times.only_district IS NULL OR e.district_id = due_times.only_district)
	), who AS (
		SELECT w AS t, d.district_id, 'district' AS per, 0::bigint AS subject_id, NULL::bigint AS employee_id,
			NULL::bigint AS site_id, NULL::bigint AS section_id, 0::numeric AS fte, 0::bigint AS job, '{}'::jsonb AS has
		FROM wanted AS w CROSS JOIN (SELECT DISTINCT e.district_id FROM employment AS e
				WHERE due_times.only_district IS NULL OR e.district_id = due_times.only_district) AS d
		WHERE (w.per = 'district' OR w.lapses) AND EXISTS (SELECT FROM employment AS e
			WHERE e.district_id = d.district_id AND e.contract = w.contract AND e.valid && w.period)
		UNION ALL
		SELECT w, e.district_id, 'employee', e.employee_id, e.employee_id, e.site_id, NULL, e.fte, e.employment_id,
			CASE WHEN w.applies = '{}' THEN '{}' ELSE m.attributes || e.attributes || jsonb_build_object(
				'schedule', e.schedule, 'fte', e.fte, 'site_level', t.level, 'years_in_district',
				extract(year FROM age(lower(w.period)::timestamp, countable_day(m.hired)::timestamp))) END
		FROM wanted AS w JOIN employment AS e ON e.contract = w.contract AND e.valid @> w.on_day
			JOIN employee AS m ON m.district_id = e.district_id AND m.employee_id = e.employee_id
			JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
		WHERE w.per = 'employee' AND NOT w.lapses
			AND (due_times.only_district IS NULL OR e.district_id = due_times.only_district)
			AND (w.runs = 'before' OR e.valid @> w.runs_from OR EXISTS (SELECT FROM employment AS o
				WHERE o.district_id = e.district_id AND o.employee_id = e.employee_id AND o.contract = w.contract
					AND o.valid @> w.runs_from))
		UNION ALL
		SELECT w, t.district_id, 'site', t.site_id, NULL, t.site_id, NULL, 0, 0,
			CASE WHEN w.applies = '{}' THEN '{}'
				ELSE t.attributes || jsonb_build_object('site_level', t.level, 'enrollment', t.enrollment) END
		FROM wanted AS w CROSS JOIN site AS t
		WHERE w.per = 'site' AND NOT w.lapses
			AND (due_times.only_district IS NULL OR t.district_id = due_times.only_district)
			AND EXISTS (SELECT FROM employment AS e WHERE e.district_id = t.district_id AND e.site_id = t.site_id
				AND e.contract = w.contract AND e.valid @> w.on_day)
		UNION ALL
		SELECT w, s.district_id, 'section', s.section_id, NULL, s.site_id, s.section_id, 0, 0,
			CASE WHEN w.applies = '{}' THEN '{}' ELSE s.attributes || jsonb_strip_nulls(jsonb_build_object(
				'program', s.program, 'site_level', t.level)) END
		FROM wanted AS w JOIN section AS s ON s.valid @> w.on_day
			JOIN site AS t ON t.district_id = s.district_id AND t.site_id = s.site_id
		WHERE w.per = 'section' AND NOT w.lapses
			AND (due_times.only_district IS NULL OR s.district_id = due_times.only_district)
			AND EXISTS (SELECT FROM staffing AS f JOIN employment AS e ON e.district_id = f.district_id
					AND e.employee_id = f.employee_id AND e.contract = w.contract AND e.valid @> w.on_day
				WHERE f.district_id = s.district_id AND f.section_id = s.section_id AND f.valid @> w.on_day)
	), held AS MATERIALIZED (
		SELECT w.*, asked_keys(CASE WHEN l.day IS NULL THEN w.has ELSE w.has || coalesce((SELECT
					jsonb_object_agg('last:' || a.key, a.value) FROM jsonb_each(l.attributes) AS a), '{}') END,
				CASE WHEN (w.t).lapses THEN '{}' ELSE (w.t).applies END) AS is_so,
			CASE WHEN (w.t).lapses THEN '{}' ELSE (w.t).applies END AS wanted
		FROM who AS w LEFT JOIN done AS l ON strpos((w.t).applies::text, '"last:') > 0 AND l.what = (w.t).closed_by
				AND l.district_id = w.district_id AND l.per = w.per AND l.subject_id = w.subject_id
				AND l.day < lower((w.t).period) AND (l.next_day IS NULL OR l.next_day >= lower((w.t).period))
	), questions AS MATERIALIZED (
		-- asked once for all who have the same of what is asked for
		SELECT DISTINCT h.is_so, h.wanted FROM held AS h
	), verdict AS MATERIALIZED (
		SELECT q.is_so, q.wanted FROM questions AS q WHERE caseload.carries(q.is_so, q.wanted)
	), chosen AS MATERIALIZED (
		SELECT h.*, row_number() OVER (PARTITION BY (h.t).contract, (h.t).code, (h.t).school_year, (h.t).label,
			h.district_id, h.per, h.subject_id ORDER BY (h.t).precedence DESC, h.fte DESC, h.job) AS nth
		FROM held AS h JOIN verdict AS v ON v.is_so = h.is_so AND v.wanted = h.wanted
	), due AS MATERIALIZED (
		SELECT c.* FROM chosen AS c WHERE c.nth = 1 AND ((c.t).every_years = 1 OR NOT EXISTS (SELECT FROM done AS d
			WHERE d.what = (c.t).closed_by AND d.district_id = c.district_id AND d.per = c.per
				AND d.subject_id = c.subject_id AND d.day < lower((c.t).period)
				AND d.day >= lower((c.t).period) - make_interval(years => (c.t).every_years - 1)
				AND ((c.t).asks = '{}' OR caseload.carries(d.attributes, (c.t).asks))))
	)
	SELECT (d.t).place, (d.t).row_id, d.district_id, (d.t).school_year, d.per, d.subject_id, d.employee_id, d.site_id,
		d.section_id, (d.t).label, (d.t).runs_from, (d.t).due_by, NULL::timestamptz, NULL::timestamptz, NULL::bigint,
		tsrange(lower((d.t).looks)::timestamp, upper((d.t).looks)::timestamp), CASE WHEN (d.t).due_by IS NULL
			THEN 'the calendar ends before, or the source does not say how long' END
	FROM due AS d
	WHERE (d.t).on_day BETWEEN due_times.from_day AND due_times.to_day
		AND ((d.t).if_due IS NULL OR EXISTS (SELECT FROM due AS o WHERE (o.t).contract = (d.t).contract
			AND (o.t).code = (d.t).if_due AND (o.t).school_year = (d.t).school_year
			AND o.district_id = d.district_id AND o.per = d.per AND o.subject_id = d.subject_id));
END
$due_times$;
COMMENT ON FUNCTION due_times(date, date, int, text, date) IS
	'what comes again and again, and is due on one of these days, for each of whom it is due';

-- What runs from an event, whose own attributes come before those of whom it names. Where it is part of no matter, what
-- is done is done for the nearest event of the same person, site or district.
CREATE FUNCTION due_starts(from_day date, to_day date, only_district int DEFAULT NULL,
	only_contract text DEFAULT NULL, known_on date DEFAULT 'infinity') RETURNS SETOF due_open
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $due_starts$
#variable_conflict use_column
DECLARE
	zone text := time_zone_here();
BEGIN
	RETURN QUERY
	WITH ruled AS MATERIALIZED (
		SELECT r.* FROM due_reading AS r WHERE r.known @> due_starts.known_on AND r.from_event IS NOT NULL
			AND (due_starts.only_contract IS NULL OR r.contract = due_starts.only_contract)
	), occurred AS (
		SELECT e.district_id, e.event_id, e.what, e.contract, e.employee_id, e.site_id, e.section_id, e.day, e.clock,
			e.matter, e.attributes
		FROM event AS e WHERE e.what IN (SELECT r.from_event FROM ruled AS r)
			AND (due_starts.only_district IS NULL OR e.district_id = due_starts.only_district)
		UNION ALL
		SELECT m.district_id, NULL, 'hired', NULL, m.employee_id, NULL, NULL, m.hired, NULL, NULL, '{}'
		FROM employee AS m WHERE m.hired BETWEEN '1900-01-01' AND '2999-12-31'
			AND EXISTS (SELECT FROM ruled AS r WHERE r.from_event = 'hired')
			AND (due_starts.only_district IS NULL OR m.district_id = due_starts.only_district)
	), met AS (
		SELECT r AS rule, r.contract AS of_contract, r.code, o.*, s.per, s.subject_id, j.site_id AS works_at,
			row_number() OVER (PARTITION BY r.contract, r.code, o.district_id, o.event_id, o.employee_id
				ORDER BY r.precedence DESC) AS nth
		FROM occurred AS o JOIN ruled AS r ON r.from_event = o.what AND r.in_force @> o.day
			JOIN LATERAL (SELECT s.per, s.subject_id
				FROM due_subjects(o.employee_id, o.site_id, o.section_id) AS s WHERE r.per IN (s.per, 'event')
				ORDER BY array_position('{employee,section,site,district}', s.per) LIMIT 1) AS s ON true
			LEFT JOIN LATERAL (SELECT e.site_id, e.attributes || jsonb_build_object('schedule', e.schedule,
					'fte', e.fte) AS attributes
				FROM employment AS e WHERE e.district_id = o.district_id AND e.employee_id = o.employee_id
					AND e.contract = r.contract AND e.valid @> o.day
				ORDER BY e.fte DESC, e.employment_id LIMIT 1) AS j ON true
			LEFT JOIN employee AS m ON r.applies <> '{}' AND m.district_id = o.district_id
				AND m.employee_id = o.employee_id
			LEFT JOIN section AS c ON c.district_id = o.district_id AND c.section_id = o.section_id
			LEFT JOIN site AS t ON r.applies <> '{}' AND t.district_id = o.district_id
				AND t.site_id = coalesce(o.site_id, c.site_id, j.site_id)
		WHERE (o.contract = r.contract OR o.contract IS NULL AND CASE WHEN o.employee_id IS NOT NULL
				THEN j.site_id IS NOT NULL ELSE EXISTS (SELECT FROM employment AS e
					WHERE e.district_id = o.district_id AND e.contract = r.contract) END)
			AND (r.applies = '{}' OR caseload.carries(CASE s.per WHEN 'employee' THEN m.attributes || coalesce(
						j.attributes, '{}') || jsonb_build_object('years_in_district',
						extract(year FROM age(countable_day(o.day)::timestamp, countable_day(m.hired)::timestamp)))
					WHEN 'section' THEN c.attributes || jsonb_strip_nulls(jsonb_build_object('program', c.program))
					WHEN 'site' THEN t.attributes ELSE '{}' END
				|| jsonb_strip_nulls(jsonb_build_object('site_level', t.level)) || o.attributes, r.applies))
	), began AS (
		SELECT m.*, m.day + coalesce(m.clock, time '00:00') AS first,
			m.day + coalesce(m.clock, time '23:59:59') AS last
		FROM met AS m WHERE m.nth = 1
	), placed AS (
		SELECT b.*, lag(b.first) OVER one AS before, lead(b.first) OVER one AS after
		FROM began AS b
		WINDOW one AS (PARTITION BY b.of_contract, b.code, b.district_id, b.per, b.subject_id, b.matter IS NULL
			ORDER BY b.first, b.event_id)
	), started AS MATERIALIZED (
		SELECT p.*, (p.rule).unit AS unit,
			CASE (p.rule).runs WHEN 'before' THEN -(p.rule).within ELSE (p.rule).within END AS amount
		FROM placed AS p
	), counted AS MATERIALIZED (
		-- a day is counted from once, however much runs from it
		SELECT d.of_contract, d.day, d.amount, d.unit, due_from(c, d.day, d.amount, d.unit) AS found
		FROM (SELECT DISTINCT s.of_contract, s.day, s.amount, s.unit FROM started AS s WHERE s.unit <> 'hours') AS d
			LEFT JOIN due_calendars(due_starts.known_on) AS c ON c.contract = d.of_contract
	), due AS (
		SELECT s.*, c.found - CASE (s.rule).binds WHEN 'before' THEN 1 ELSE 0 END AS due_by,
			CASE WHEN s.unit = 'hours' THEN timezone(zone, s.first) + make_interval(hours => s.amount) END AS due_first,
			CASE WHEN s.unit = 'hours' THEN timezone(zone, CASE WHEN s.clock IS NULL
				THEN (s.day + 1)::timestamp ELSE s.first END) + make_interval(hours => s.amount) END AS due_last
		FROM started AS s LEFT JOIN counted AS c ON c.of_contract = s.of_contract AND c.day = s.day
			AND c.amount = s.amount AND c.unit = s.unit
	), told AS (
		SELECT d.*, coalesce(d.due_by, CAST(timezone(zone, d.due_first) AS date)) AS by_day FROM due AS d
	)
	SELECT (d.rule).place, (d.rule).row_id, d.district_id, NULL::text, d.per, d.subject_id, d.employee_id,
		coalesce(d.site_id, s.site_id, d.works_at), d.section_id, d.matter, d.day, d.by_day, d.due_first, d.due_last,
		d.event_id, CASE WHEN d.matter IS NOT NULL THEN NULL
			WHEN (d.rule).runs = 'before' THEN tsrange(d.before, d.last, '(]')
			ELSE tsrange(d.first, d.after) END,
		CASE WHEN (d.rule).within IS NULL THEN 'the source does not say how long'
			WHEN d.by_day IS NULL THEN 'the calendar ends before'
			WHEN (d.rule).binds = 'not before' AND d.matter IS NULL
				THEN format('event %s has no matter, by which what is done too early is found', d.event_id) END
	FROM told AS d LEFT JOIN section AS s ON s.district_id = d.district_id AND s.section_id = d.section_id
	WHERE coalesce(d.by_day, d.day) BETWEEN due_starts.from_day AND due_starts.to_day;
END
$due_starts$;
COMMENT ON FUNCTION due_starts(date, date, int, text, date) IS
	'what runs from an event and is due on one of these days';
