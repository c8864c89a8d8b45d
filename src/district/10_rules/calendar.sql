-- When it is counted: calendars, named sets of count days, and terms, as dated rows. A calendar is
-- PostgreSQL's own datemultirange, so that a set of count days of any kind is a row and no grammar.
CREATE TABLE calendar (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract    text NOT NULL REFERENCES contract ON DELETE CASCADE,
	school_year text NOT NULL CHECK (CASE WHEN school_year ~ '^[0-9]{4}-[0-9]{2}$'
		THEN (left(school_year, 4)::int + 1) % 100 = right(school_year, 2)::int ELSE false END),
	kind        text NOT NULL DEFAULT 'student' CHECK (kind <> ''),
	in_force    daterange NOT NULL CHECK (NOT isempty(in_force)),
	known       daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	days        datemultirange NOT NULL,
	citation    text NOT NULL CHECK (citation <> ''),
	note        text,
	half_days   datemultirange NOT NULL DEFAULT '{}',
	CHECK (days <@ in_force),
	CONSTRAINT calendar_half_days_check CHECK (half_days <@ days),
	EXCLUDE USING gist (contract WITH =, kind WITH =, in_force WITH &&, known WITH &&),
	EXCLUDE USING gist (contract WITH =, kind WITH =, school_year WITH =, known WITH &&)
);
COMMENT ON TABLE calendar IS
	'school days of each year: the students'' and, where they differ, the employees'' or those of a job';
COMMENT ON COLUMN calendar.id IS 'key';
COMMENT ON COLUMN calendar.contract IS 'the contract';
COMMENT ON COLUMN calendar.school_year IS '2019-20';
COMMENT ON COLUMN calendar.kind IS
	'student: days on which students come; duty: days on which employees are required to give service; any other '
	'name: those of a job, as in employment.calendar';
COMMENT ON COLUMN calendar.in_force IS 'the whole school year, holidays and summer included';
COMMENT ON COLUMN calendar.known IS 'days on which this was the calendar known; a day lost to snow is a second row';
COMMENT ON COLUMN calendar.days IS 'the days themselves';
COMMENT ON COLUMN calendar.half_days IS 'those of the days that count as half a day';
COMMENT ON COLUMN calendar.citation IS 'who adopted it, and when';
COMMENT ON COLUMN calendar.note IS 'the reading chosen where the text is open, and the other one';

CREATE TABLE count_days (
	id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract text NOT NULL REFERENCES contract ON DELETE CASCADE,
	name     text NOT NULL CHECK (name <> ''),
	in_force daterange NOT NULL CHECK (NOT isempty(in_force)),
	known    daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	days     datemultirange NOT NULL,
	citation text NOT NULL CHECK (citation <> ''),
	note     text,
	beyond_calendar boolean NOT NULL DEFAULT false,
	CHECK (days <@ in_force),
	EXCLUDE USING gist (contract WITH =, name WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE count_days IS 'named sets of days on which a limit is counted, or that a deadline runs from';
COMMENT ON COLUMN count_days.id IS 'key';
COMMENT ON COLUMN count_days.contract IS 'the contract';
COMMENT ON COLUMN count_days.name IS 'the name that limits, remedies and deadlines use: Thursdays, norm day';
COMMENT ON COLUMN count_days.in_force IS 'the stretch for which the set is complete, mostly a school year';
COMMENT ON COLUMN count_days.known IS 'days on which this was the set known';
COMMENT ON COLUMN count_days.days IS 'the days themselves';
COMMENT ON COLUMN count_days.beyond_calendar IS
	'whether days that are no school days count as well; a deadline runs from any of them';
COMMENT ON COLUMN count_days.citation IS 'article';
COMMENT ON COLUMN count_days.note IS 'the reading chosen where the text is open, and the other one';

CREATE TABLE term (
	id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract text NOT NULL REFERENCES contract ON DELETE CASCADE,
	name     text NOT NULL CHECK (name <> ''),
	in_force daterange NOT NULL CHECK (NOT isempty(in_force) AND NOT lower_inf(in_force) AND NOT upper_inf(in_force)),
	known    daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	title    text NOT NULL DEFAULT '',
	citation text NOT NULL CHECK (citation <> ''),
	note     text,
	EXCLUDE USING gist (contract WITH =, name WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE term IS 'semesters, trimesters and whatever else a contract counts by, one row each';
COMMENT ON COLUMN term.id IS 'key';
COMMENT ON COLUMN term.contract IS 'the contract';
COMMENT ON COLUMN term.name IS
	'quarter, trimester, semester, or a name that a limit uses; year, month and week need no rows';
COMMENT ON COLUMN term.in_force IS 'its first day and the day after its last';
COMMENT ON COLUMN term.known IS 'days on which this was what was known';
COMMENT ON COLUMN term.title IS 'as printed: fall semester';
COMMENT ON COLUMN term.citation IS 'article, or the adopted calendar';
COMMENT ON COLUMN term.note IS 'the reading chosen where the text is open, and the other one';

-- derived: made anew by each upgrade
-- The school years of each contract, with the duty days, or the students' where it has no others.
CREATE FUNCTION contract_year(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (contract text, school_year text, year daterange, days datemultirange, prorated_by text,
	half_days datemultirange)
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT c.contract, c.school_year, c.in_force, coalesce(d.days, c.days), k.prorated_by,
		coalesce(d.half_days, c.half_days)
	-- a left join, which the planner leaves out where nobody asks how the contract prorates
	FROM calendar AS c LEFT JOIN contract AS k ON k.contract = c.contract
		LEFT JOIN calendar AS d ON d.contract = c.contract AND d.school_year = c.school_year AND d.kind = 'duty'
			AND d.known @> contract_year.known_on
	WHERE c.kind = 'student' AND c.known @> contract_year.known_on
		AND (contract_year.only_year IS NULL OR c.school_year = contract_year.only_year);
END;
COMMENT ON FUNCTION contract_year(date, text) IS 'the school years that a contract has a calendar for';

CREATE FUNCTION job_calendars(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (contract text, school_year text, calendar text, year daterange, days datemultirange,
	half_days datemultirange)
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT y.contract, y.school_year, n.calendar, y.year, CASE WHEN n.calendar = 'duty' THEN y.days ELSE c.days END,
		CASE WHEN n.calendar = 'duty' THEN y.half_days ELSE c.half_days END
	FROM contract_year(job_calendars.known_on, job_calendars.only_year) AS y
		JOIN calendar AS c ON c.contract = y.contract AND c.school_year = y.school_year
			AND c.known @> job_calendars.known_on
		CROSS JOIN LATERAL pg_catalog.unnest(CASE c.kind WHEN 'student' THEN '{duty,student}'
			WHEN 'duty' THEN '{}' ELSE ARRAY[c.kind] END) AS n (calendar);
END;
COMMENT ON FUNCTION job_calendars(date, text) IS 'the calendars by which a job may go, of each contract and year; '
	'duty: the students'' days where the contract has no others';

CREATE FUNCTION job_calendar(contract text, calendar text, school_year text, known_on date DEFAULT 'infinity')
RETURNS TABLE (year daterange, days datemultirange, half_days datemultirange)
LANGUAGE sql STABLE ROWS 1
BEGIN ATOMIC
	SELECT j.year, j.days, j.half_days FROM job_calendars(job_calendar.known_on, job_calendar.school_year) AS j
	WHERE j.contract = job_calendar.contract AND j.calendar = job_calendar.calendar;
END;
COMMENT ON FUNCTION job_calendar(text, text, text, date) IS
	'the days and half days of one calendar; no row where there is none of that name';

CREATE FUNCTION named_days(contract text, name text, school_year daterange, known_on date DEFAULT 'infinity')
RETURNS datemultirange
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT range_agg(d.days) * datemultirange(named_days.school_year) FROM count_days AS d
	WHERE d.contract = named_days.contract AND d.name = named_days.name
		AND d.in_force && named_days.school_year AND d.known @> named_days.known_on;
END;
COMMENT ON FUNCTION named_days(text, text, daterange, date) IS
	'the days of a named set inside a school year as they were entered; null if there is no such set';

-- `every day`, `duty days` and `calendar days` come from the calendar unless the contract names a set so itself. Of
-- a named set the school days count: a Saturday in it is a slip, and so is a day that a later calendar struck.
CREATE FUNCTION counted_days(contract text, name text, school_year daterange, known_on date DEFAULT 'infinity')
RETURNS datemultirange
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(
		(SELECT range_agg(CASE WHEN d.beyond_calendar THEN d.days ELSE d.days * coalesce(y.days, d.days) END)
			FROM count_days AS d CROSS JOIN (SELECT range_agg(c.days) AS days FROM calendar AS c
				WHERE c.contract = counted_days.contract AND c.kind = 'student'
					AND c.in_force && counted_days.school_year
					AND c.known @> counted_days.known_on) AS y
			WHERE d.contract = counted_days.contract AND d.name = counted_days.name
				AND d.in_force && counted_days.school_year AND d.known @> counted_days.known_on),
		(SELECT range_agg(CASE counted_days.name WHEN 'calendar days' THEN datemultirange(c.in_force) ELSE c.days END)
			FROM calendar AS c
			WHERE c.contract = counted_days.contract AND c.in_force && counted_days.school_year
				AND c.known @> counted_days.known_on
				AND c.kind = CASE counted_days.name WHEN 'every day' THEN 'student' WHEN 'calendar days' THEN 'student'
					WHEN 'duty days' THEN 'duty' END))
		* datemultirange(counted_days.school_year);
END;
COMMENT ON FUNCTION counted_days(text, text, daterange, date) IS
	'the counted days of a named set inside a school year; null if there is no such set';

CREATE FUNCTION single_terms(contract text, name text, school_year daterange,
	known_on date DEFAULT 'infinity') RETURNS daterange[]
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE
		WHEN EXISTS (SELECT FROM term AS t WHERE t.contract = single_terms.contract AND t.name = single_terms.name
				AND t.in_force && single_terms.school_year AND t.known @> single_terms.known_on)
			THEN (SELECT array_agg(t.in_force ORDER BY t.in_force) FROM term AS t
				WHERE t.contract = single_terms.contract AND t.name = single_terms.name
					AND t.in_force && single_terms.school_year AND t.known @> single_terms.known_on)
		WHEN single_terms.name = 'year' THEN ARRAY[single_terms.school_year]
		WHEN single_terms.name = 'month' THEN caseload.months(single_terms.school_year)
		WHEN single_terms.name = 'week' THEN caseload.weeks(single_terms.school_year)
	END;
END;
COMMENT ON FUNCTION single_terms(text, text, daterange, date) IS
	'the terms of that name inside a school year, in order, each by itself; null if there are none';

-- Weeks and months are put together from that of the first school day on, for a pair of weeks begins with school;
-- those before it are counted back.
CREATE FUNCTION terms_in_rows(contract text, name text, every int, school_year daterange,
	known_on date DEFAULT 'infinity') RETURNS TABLE (term daterange, in_row int)
LANGUAGE sql STABLE ROWS 50
BEGIN ATOMIC
	WITH single AS (
		SELECT t.term, t.nth, min(t.nth) FILTER (WHERE terms_in_rows.name NOT IN ('week', 'month')
			OR t.term @> (SELECT min(lower(c.days)) FROM calendar AS c
				WHERE c.contract = terms_in_rows.contract AND c.kind = 'student'
					AND c.in_force && terms_in_rows.school_year AND c.known @> terms_in_rows.known_on)) OVER () AS first
		FROM pg_catalog.unnest(single_terms(terms_in_rows.contract, terms_in_rows.name, terms_in_rows.school_year,
			terms_in_rows.known_on)) WITH ORDINALITY AS t (term, nth)
	)
	SELECT s.term, CAST(floor((s.nth - coalesce(s.first, 1)) / terms_in_rows.every::numeric) AS int) FROM single AS s;
END;
COMMENT ON FUNCTION terms_in_rows(text, text, int, daterange, date) IS
	'terms of which so many in a row are one, and in which row each is';

CREATE FUNCTION terms_of(contract text, name text, school_year daterange,
	known_on date DEFAULT 'infinity') RETURNS daterange[]
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE WHEN p.part IS NULL
		THEN single_terms(terms_of.contract, terms_of.name, terms_of.school_year, terms_of.known_on)
		ELSE (SELECT array_agg(r.term ORDER BY r.term) FROM (SELECT range_merge(range_agg(t.term)) AS term
			FROM terms_in_rows(terms_of.contract, p.part[2], CAST(p.part[1] AS int), terms_of.school_year,
				terms_of.known_on) AS t GROUP BY t.in_row) AS r) END
	FROM (SELECT regexp_match(terms_of.name, '^([1-9][0-9]{0,3}) ([a-z]+?)s?$') AS part) AS p;
END;
COMMENT ON FUNCTION terms_of(text, text, daterange, date) IS
	'the terms of that name inside a school year, in order, of `2 weeks` two in a row as one; null if there are none';

-- a daterange's own text follows DateStyle, and this must not
CREATE FUNCTION iso_range(days daterange) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT '[' || to_char(lower(days), 'YYYY-MM-DD') || ',' || to_char(upper(days), 'YYYY-MM-DD') || ')';
END;
COMMENT ON FUNCTION iso_range(daterange) IS 'a bounded range of days in ISO form, whatever DateStyle says';

-- what pay() over a series asks for: {"semester": ["[2025-08-18,2025-12-20)", ...], "year": [...]}
CREATE FUNCTION named_terms(contract text, school_year daterange, known_on date DEFAULT 'infinity') RETURNS jsonb
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT jsonb_build_object('year', jsonb_build_array(iso_range(named_terms.school_year)))
		|| coalesce(jsonb_object_agg(t.name, t.ranges), '{}')
	FROM (SELECT t.name, jsonb_agg(iso_range(t.in_force) ORDER BY t.in_force) AS ranges FROM term AS t
		WHERE t.contract = named_terms.contract AND t.in_force && named_terms.school_year
			AND t.known @> named_terms.known_on
			AND t.name IN ('quarter', 'trimester', 'semester', 'year')
		GROUP BY t.name) AS t;
END;
COMMENT ON FUNCTION named_terms(text, daterange, date) IS
	'the terms of a school year by name, for pay() and breakdown() over a series';
