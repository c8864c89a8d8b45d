-- What falls due and what was missed: for whoever may read the facts, as functions; for readers, as rows of reports.

-- Grievances over what a limit finds have their day in the findings: the last one of a choice that the person has whose
-- load it is. One is filed by an event "grievance" since the first day over. Where a rule says from when one can be
-- filed, the day of the findings is that and no last one.
CREATE FUNCTION grievances_open(from_day date, to_day date, on_date date, only_district int DEFAULT NULL)
RETURNS SETOF due_item
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT
AS $grievances_open$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT k.district_id, k.contract::text, k.school_year::text, l.code, 'grievance: ' || l.title, 'employee',
		l.scope, k.employee_id, k.site_id, k.section_id, NULL::text, k.first_day, k.grieve_by, NULL::timestamptz,
		v.day, CASE WHEN v.day IS NOT NULL THEN CASE WHEN v.day > k.grieve_by THEN 'late' ELSE 'in time' END
			WHEN k.grieve_by >= grievances_open.on_date THEN 'open' ELSE 'lapsed' END,
		CASE WHEN v.day > k.grieve_by THEN v.day - k.grieve_by END, NULL::numeric(10,2), NULL::text, k.citation::text,
		k.note::text, 'load_limit', l.id, NULL::bigint, v.event_id
	FROM (SELECT DISTINCT ON (f.district_id, f.limit_id, f.subject_id, f.employee_id, f.school_year) f.*
			FROM (SELECT f.* FROM fresh_finding AS f UNION ALL SELECT f.* FROM now_finding() AS f) AS f
			WHERE f.grieve_by BETWEEN grievances_open.from_day AND grievances_open.to_day
				AND (grievances_open.only_district IS NULL OR f.district_id = grievances_open.only_district)
				AND NOT EXISTS (SELECT FROM due_rule AS r WHERE r.contract = f.contract AND r.closed_by = 'grievance'
					AND r.binds = 'not before' AND upper_inf(r.known) AND r.in_force @> f.grieve_by)
			ORDER BY f.district_id, f.limit_id, f.subject_id, f.employee_id, f.school_year, f.first_day, f.test,
				f.remedy_id) AS k
		JOIN load_limit AS l ON l.id = k.limit_id
		LEFT JOIN LATERAL (SELECT e.day, e.event_id FROM event AS e
			WHERE e.what = 'grievance' AND e.district_id = k.district_id AND e.day >= k.first_day
				AND e.day <= grievances_open.on_date AND (e.employee_id = k.employee_id OR e.section_id = k.section_id)
			ORDER BY e.day, e.event_id LIMIT 1) AS v ON true;
END
$grievances_open$;
COMMENT ON FUNCTION grievances_open(date, date, date, int) IS
	'the last days to grieve what limits find, of these days, and how that stands';

CREATE FUNCTION due_soon(district_id int, on_date date DEFAULT CURRENT_DATE, days int DEFAULT 30)
RETURNS SETOF due_item
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT
AS $due_soon$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	IF num_nulls(district_id, on_date, days) > 0 OR days NOT BETWEEN 0 AND 3660
		OR on_date NOT BETWEEN '1900-01-01' AND '2999-12-31' THEN
		RAISE invalid_parameter_value USING
			MESSAGE = 'due_soon: district_id must not be NULL, on_date lies between 1900 and 2999, and days are from 0 to '
				'3660',
			HINT = 'due_soon(1, ''2019-10-01'', 30) is what falls due from 1 to 31 October.';
	END IF;
	RETURN QUERY
	SELECT i.* FROM (
		SELECT i.* FROM due_items(on_date, on_date + days, on_date, due_soon.district_id) AS i
		WHERE i.state <> 'excused'
		UNION ALL
		SELECT g.* FROM grievances_open(on_date, on_date + days, on_date, due_soon.district_id) AS g) AS i
	ORDER BY i.due_by, i.contract COLLATE "C", i.code COLLATE "C", i.employee_id, i.site_id, i.section_id, i.event_id;
END
$due_soon$;
COMMENT ON FUNCTION due_soon(int, date, int) IS
	'what falls due from a day on, in so many days: for whom, by which article, done or not';

-- The school year is whatever its day lies in: a reply that was due in it, though it was asked for before.
CREATE FUNCTION due_missed(district_id int, school_year text, on_date date DEFAULT CURRENT_DATE)
RETURNS SETOF due_item
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT
AS $due_missed$
#variable_conflict use_column
DECLARE
	begins int := school_year_start(school_year);
BEGIN
	PERFORM caseload.check_place(current_schema());
	IF num_nulls(district_id, school_year, on_date) > 0 THEN
		RAISE null_value_not_allowed USING MESSAGE
			= 'due_missed: district_id, school_year and on_date must not be NULL',
			HINT = 'due_missed(1, ''2019-20'') is what was missed or late in that year, as it stands today.';
	END IF;
	IF NOT isfinite(on_date) THEN
		RAISE invalid_parameter_value USING MESSAGE = 'due_missed: on_date must be a day, not ' || on_date,
			HINT = 'The last day of the school year tells what had been missed by then.';
	END IF;
	RETURN QUERY
	SELECT i.* FROM due_items(make_date(begins - 1, 1, 1), make_date(begins + 2, 12, 31), on_date,
		due_missed.district_id) AS i
	WHERE i.state IN ('missed', 'late', 'too early', 'cannot be reckoned') AND i.school_year = due_missed.school_year
	ORDER BY i.due_by, i.contract COLLATE "C", i.code COLLATE "C", i.employee_id, i.site_id, i.section_id, i.event_id,
		i.done_by;
END
$due_missed$;
COMMENT ON FUNCTION due_missed(int, text, date) IS
	'what was missed, late or too early in a school year as it stands on a day, and what cannot be reckoned';

CREATE TYPE due_row_shown AS (id varchar(160), district_id int, contract varchar(64), school_year varchar(7),
	code varchar(120), title varchar(200), whose varchar(16), site_name varchar(80), employee_id bigint,
	employee_name varchar(120), section_id bigint, section_name varchar(80), matter varchar(120), runs_from date,
	due_by date, due_at timestamptz, done_on date, state varchar(20), days_late int, hours_late numeric(10,2),
	reason text, citation text, note text);
COMMENT ON TYPE due_row_shown IS 'a row of due_finding and due_coming';

CREATE FUNCTION due_rows(asker bigint, report name) RETURNS SETOF due_row_shown
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT
AS $due_rows$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, report);
		today date := least(CURRENT_DATE, 'infinity'::date);
		from_day date := CASE report WHEN 'due_coming' THEN today ELSE '1900-01-01' END;
		to_day date := CASE report WHEN 'due_coming' THEN today + 60 ELSE today + 3660 END;
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		RETURN QUERY
		SELECT concat_ws('-', i.place, i.row_id, i.district_id, i.school_year, i.matter, i.event_id, i.employee_id,
				i.site_id, i.section_id, CASE WHEN i.event_id IS NULL THEN to_char(i.runs_from, 'YYYYMMDD') END,
				i.done_by)::varchar(160),
			i.district_id, i.contract::varchar(64), i.school_year::varchar(7), i.code::varchar(120),
			i.title::varchar(200), i.whose::varchar(16), t.site_name, i.employee_id, m.employee_name, i.section_id,
			s.section_name, i.matter::varchar(120), i.runs_from, i.due_by, i.due_at, i.done_on, i.state::varchar(20),
			i.days_late, i.hours_late, i.reason, i.citation, i.note
		FROM (SELECT i.* FROM due_items(from_day, to_day, today) AS i
				UNION ALL
				SELECT g.* FROM grievances_open(from_day, to_day, today) AS g WHERE report = 'due_coming') AS i
			LEFT JOIN employee AS m ON m.district_id = i.district_id AND m.employee_id = i.employee_id
			LEFT JOIN section AS s ON s.district_id = i.district_id AND s.section_id = i.section_id
			LEFT JOIN site AS t ON t.district_id = i.district_id AND t.site_id = coalesce(i.site_id, s.site_id)
		WHERE CASE report WHEN 'due_coming' THEN i.state <> 'excused'
				ELSE i.state IN ('missed', 'late', 'too early', 'cannot be reckoned') END
			AND (seen(sees, i.district_id, coalesce(i.site_id, s.site_id), i.employee_id)
				-- what is due of everybody, or of nobody in particular, is anybody's to know; who was late with it
				-- is not
				OR report = 'due_coming' AND num_nonnulls(i.employee_id, i.site_id, i.section_id) = 0
					AND touches(sees, i.district_id));
	END;
END
$due_rows$;
COMMENT ON FUNCTION due_rows(bigint, name) IS 'the rows of due_finding or due_coming, as far as the asker may see them';
