-- What somebody has to do by some day, and when that day is: so long after or before something that happened, or a day
-- of the calendar, or a date. A rule does not know what is done; that is told by the events that it names.
CREATE TABLE due_rule (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract   text NOT NULL REFERENCES contract ON DELETE CASCADE,
	code       text NOT NULL CHECK (code <> ''),
	title      text NOT NULL,
	whose      text NOT NULL CHECK (whose IN ('employer', 'employee', 'association', 'both parties', 'joint body')),
	per        text NOT NULL CHECK (per IN ('district', 'site', 'employee', 'section', 'event')),
	applies    jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(applies) = 'object'),
	precedence smallint NOT NULL DEFAULT 0,
	from_event text CHECK (from_event <> ''),
	each       text CHECK (each <> ''),
	from_day   text CHECK (from_day <> ''),
	month      int CHECK (month BETWEEN 1 AND 12),
	day        int CHECK (day BETWEEN 1 AND 31),
	years_on   int NOT NULL DEFAULT 0 CHECK (years_on BETWEEN -10 AND 10),
	recess     boolean NOT NULL DEFAULT false,
	within     int DEFAULT 0 CHECK (within BETWEEN 0 AND 10000),
	unit       text NOT NULL DEFAULT 'calendar days' CHECK (unit IN ('calendar days', 'weekdays', 'school days',
		'duty days', 'working days', 'weeks', 'months', 'hours')),
	runs       text NOT NULL DEFAULT 'after' CHECK (runs IN ('after', 'before')),
	binds      text NOT NULL DEFAULT 'through' CHECK (binds IN ('through', 'before', 'on', 'not before')),
	every_years int NOT NULL DEFAULT 1 CHECK (every_years BETWEEN 1 AND 50),
	if_due     text CHECK (if_due <> ''),
	closed_by  text NOT NULL CHECK (closed_by <> ''),
	asks       jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(asks) = 'object'),
	unless     text CHECK (unless <> ''),
	lapses     boolean NOT NULL DEFAULT false,
	in_force   daterange NOT NULL CHECK (NOT isempty(in_force)),
	known      daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	citation   text NOT NULL CHECK (citation <> ''),
	note       text,
	CONSTRAINT due_rule_runs_from CHECK (num_nonnulls(from_event, each) = 1
		AND CASE WHEN from_event IS NOT NULL THEN num_nonnulls(from_day, month, day, if_due) = 0 AND every_years = 1
			ELSE per <> 'event' AND unit <> 'hours' AND (from_day IS NOT NULL AND day IS NULL
				OR from_day IS NULL AND month IS NOT NULL AND day IS NOT NULL) END),
	CONSTRAINT due_rule_of_the_year CHECK (month IS NULL AND every_years = 1 OR each = 'year'),
	CONSTRAINT due_rule_day_is_there CHECK (day IS NULL
		OR make_date(2000, month, day) IS NOT NULL AND (month, day) <> (2, 29)),
	CONSTRAINT due_rule_unless_another CHECK (unless <> closed_by),
	CONSTRAINT due_rule_said CHECK (within IS NOT NULL OR note IS NOT NULL),
	CONSTRAINT due_rule_applies_conditions CHECK (caseload.check_conditions(applies, false)),
	CONSTRAINT due_rule_asks_conditions CHECK (caseload.check_conditions(asks, false)),
	EXCLUDE USING gist (contract WITH =, code WITH =, precedence WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE due_rule IS
	'what is to be done by when, and whose duty it is: notices, forms, reports, evaluations, meetings';
COMMENT ON COLUMN due_rule.id IS 'key';
COMMENT ON COLUMN due_rule.contract IS 'the contract';
COMMENT ON COLUMN due_rule.code IS 'stays the same over renewals; of several rows the highest precedence that applies';
COMMENT ON COLUMN due_rule.title IS 'what is due';
COMMENT ON COLUMN due_rule.whose IS 'whose duty, or choice, it is';
COMMENT ON COLUMN due_rule.per IS
	'for each of what it is due once; event: for whomever the event that it runs from names';
COMMENT ON COLUMN due_rule.applies IS 'what the employee, site, section or event that it runs from must have: '
	'attributes, schedule, fte, site_level, years_in_district, and "last:rating", which the last time left behind';
COMMENT ON COLUMN due_rule.precedence IS 'of the rows of a code that apply, the highest holds';
COMMENT ON COLUMN due_rule.from_event IS
	'it runs from each event of this name; hired: from the first day of paid service, which needs no event';
COMMENT ON COLUMN due_rule.each IS
	'else it comes once in each year, month, week, term of this name, 2 months, or in '
	'the contract''s own term: contract';
COMMENT ON COLUMN due_rule.from_day IS 'the day of that time from which it runs: first or last day, school day or '
	'duty day, the days of a set in count_days, or a due_date';
COMMENT ON COLUMN due_rule.month IS 'with day: the date itself; with from_day: of the year this month alone';
COMMENT ON COLUMN due_rule.day IS 'day of the month';
COMMENT ON COLUMN due_rule.years_on IS
	'of a date: in the calendar year in which the school year begins (0), or so many later';
COMMENT ON COLUMN due_rule.recess IS 'whether times without a school day have their day, too';
COMMENT ON COLUMN due_rule.within IS 'so many days, weeks, months or hours from there; null: the source does not say';
COMMENT ON COLUMN due_rule.unit IS 'of what; working days: those of a calendar of kind working, else the duty days';
COMMENT ON COLUMN due_rule.runs IS 'after or before the day that it runs from';
COMMENT ON COLUMN due_rule.binds IS
	'through: that day is in time; before: it is too late; on: no other; not before: a day before it is too early';
COMMENT ON COLUMN due_rule.every_years IS
	'so often: not in a year if it was done in so many years, less one, before it';
COMMENT ON COLUMN due_rule.if_due IS 'only for whom the rule of this code is due in the same school year';
COMMENT ON COLUMN due_rule.closed_by IS 'the name of the event by which it is done';
COMMENT ON COLUMN due_rule.asks IS 'what the attributes of that event must have, or it is not done by it';
COMMENT ON COLUMN due_rule.unless IS 'an event after which it is not asked for';
COMMENT ON COLUMN due_rule.lapses IS
	'true: the last day of a choice, which ends with it: nobody has missed it, but who acts later is too late';
COMMENT ON COLUMN due_rule.in_force IS 'it holds where the day that it runs from is one of these';
COMMENT ON COLUMN due_rule.known IS 'days on which this was what was known';
COMMENT ON COLUMN due_rule.citation IS 'article';
COMMENT ON COLUMN due_rule.note IS 'the reading chosen where the text is open, and the other one';

-- derived: made anew by each upgrade
-- Three tables say by when something is due; whoever asks what is reads them as one. What due_date and deadline do not
-- say is left open: their rows are last days, of which nobody is told that he missed them. Grievances against what a
-- limit finds have their day in compliance_finding.
CREATE VIEW due_reading WITH (security_invoker = true) AS
SELECT 'due_rule'::text AS place, r.id AS row_id, r.contract, r.code, r.title, r.whose, r.per, r.applies, r.precedence,
	r.from_event, r.each, r.from_day, r.month, r.day, r.years_on, r.recess, r.within, r.unit, r.runs, r.binds,
	r.every_years, r.if_due, r.closed_by, r.asks, r.unless, r.lapses, r.in_force, r.known, r.citation, r.note
FROM due_rule AS r
UNION ALL
SELECT 'due_date', d.id, d.contract, d.code, d.title, NULL, 'district', '{}', 0::smallint,
	NULL, 'year', NULL, d.month, d.day, d.years_on, true, 0, 'calendar days', 'after', d.binds,
	1, NULL, d.code, '{}', NULL, true, d.in_force, d.known, d.citation, d.note
FROM due_date AS d
WHERE NOT EXISTS (SELECT FROM due_rule AS r WHERE r.contract = d.contract AND r.code = d.code)
UNION ALL
SELECT 'deadline', d.id, d.contract, concat_ws('/', nullif(d.limit_code, '*'), d.stage), d.stage, NULL,
	CASE WHEN n.name IS NULL THEN 'event' ELSE 'district' END, '{}', 0::smallint,
	CASE WHEN n.name IS NULL THEN d.from_event END, CASE WHEN n.name IS NOT NULL THEN 'year' END, n.name,
	NULL, NULL, 0, true, d.days, d.day_kind || ' days', 'after', 'through', 1, NULL, d.stage, '{}', NULL, true,
	d.in_force, d.known, d.citation, d.note
FROM deadline AS d
	LEFT JOIN LATERAL (SELECT d.from_event AS name WHERE EXISTS (SELECT FROM count_days AS c
		WHERE c.contract = d.contract AND c.name = d.from_event)) AS n ON true
WHERE d.from_event NOT IN ('first day', 'last day') AND (n.name IS NULL OR d.stage <> 'grievance')
	AND NOT EXISTS (SELECT FROM due_rule AS r WHERE r.contract = d.contract AND r.from_event = d.from_event
		AND r.closed_by = d.stage);
COMMENT ON VIEW due_reading IS 'due_rule, with the rows of due_date and deadline read as such; a due_rule of the same '
	'code, or of the same two events, takes the place of either';
COMMENT ON COLUMN due_reading.place IS 'the table that the row is in';
COMMENT ON COLUMN due_reading.row_id IS 'its id there';
COMMENT ON COLUMN due_reading.contract IS 'the contract';
COMMENT ON COLUMN due_reading.code IS
	'stays the same over renewals; of several rows the highest precedence that applies';
COMMENT ON COLUMN due_reading.title IS 'what is due';
COMMENT ON COLUMN due_reading.whose IS 'whose duty, or choice, it is';
COMMENT ON COLUMN due_reading.per IS
	'for each of what it is due once; event: for whomever the event that it runs from names';
COMMENT ON COLUMN due_reading.applies IS
	'what the employee, site, section or event that it runs from must have: '
	'attributes, schedule, fte, site_level, years_in_district, and "last:rating", which the last time left behind';
COMMENT ON COLUMN due_reading.precedence IS 'of the rows of a code that apply, the highest holds';
COMMENT ON COLUMN due_reading.from_event IS
	'it runs from each event of this name; hired: from the first day of paid service, which needs no event';
COMMENT ON COLUMN due_reading.each IS
	'else it comes once in each year, month, week, term of this name, 2 months, or in '
	'the contract''s own term: contract';
COMMENT ON COLUMN due_reading.from_day IS
	'the day of that time from which it runs: first or last day, school day or '
	'duty day, the days of a set in count_days, or a due_date';
COMMENT ON COLUMN due_reading.month IS 'with day: the date itself; with from_day: of the year this month alone';
COMMENT ON COLUMN due_reading.day IS 'day of the month';
COMMENT ON COLUMN due_reading.years_on IS
	'of a date: in the calendar year in which the school year begins (0), or so many later';
COMMENT ON COLUMN due_reading.recess IS 'whether times without a school day have their day, too';
COMMENT ON COLUMN due_reading.within IS
	'so many days, weeks, months or hours from there; null: the source does not say';
COMMENT ON COLUMN due_reading.unit IS
	'of what; working days: those of a calendar of kind working, else the duty days';
COMMENT ON COLUMN due_reading.runs IS 'after or before the day that it runs from';
COMMENT ON COLUMN due_reading.binds IS
	'through: that day is in time; before: it is too late; on: no other; not before: a day before it is too early';
COMMENT ON COLUMN due_reading.every_years IS
	'so often: not in a year if it was done in so many years, less one, before it';
COMMENT ON COLUMN due_reading.if_due IS 'only for whom the rule of this code is due in the same school year';
COMMENT ON COLUMN due_reading.closed_by IS 'the name of the event by which it is done';
COMMENT ON COLUMN due_reading.asks IS 'what the attributes of that event must have, or it is not done by it';
COMMENT ON COLUMN due_reading.unless IS 'an event after which it is not asked for';
COMMENT ON COLUMN due_reading.lapses IS
	'true: the last day of a choice, which ends with it: nobody has missed it, but who acts later is too late';
COMMENT ON COLUMN due_reading.in_force IS 'it holds where the day that it runs from is one of these';
COMMENT ON COLUMN due_reading.known IS 'days on which this was what was known';
COMMENT ON COLUMN due_reading.citation IS 'article';
COMMENT ON COLUMN due_reading.note IS 'the reading chosen where the text is open, and the other one';
