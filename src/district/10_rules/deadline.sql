-- How long one has: to grieve, to answer, to go on to the next stage, to meet. Dates that stand in the
-- calendar itself (15 March) are due_date; these run from an event.
CREATE TABLE deadline (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract   text NOT NULL REFERENCES contract ON DELETE CASCADE,
	limit_code text NOT NULL DEFAULT '*',
	stage      text NOT NULL CHECK (stage <> ''),
	in_force   daterange NOT NULL CHECK (NOT isempty(in_force)),
	known      daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	days       int,
	day_kind   text NOT NULL DEFAULT 'school' CHECK (day_kind IN ('school', 'duty', 'calendar')),
	from_event text NOT NULL,
	citation   text NOT NULL CHECK (citation <> ''),
	note       text,
	CHECK (days IS NOT NULL OR note IS NOT NULL),
	EXCLUDE USING gist (contract WITH =, limit_code WITH =, stage WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE deadline IS 'days to do something in, from an event';
COMMENT ON COLUMN deadline.id IS 'key';
COMMENT ON COLUMN deadline.contract IS 'the contract';
COMMENT ON COLUMN deadline.limit_code IS 'the limit it belongs to; * for all, unless the limit has its own';
COMMENT ON COLUMN deadline.stage IS 'grievance, answer, mediation, arbitration, meeting, notice';
COMMENT ON COLUMN deadline.in_force IS 'days on which it holds';
COMMENT ON COLUMN deadline.known IS 'days on which this was what was known';
COMMENT ON COLUMN deadline.days IS 'so many days after the event; null: the source does not say';
COMMENT ON COLUMN deadline.day_kind IS 'school days of the students, duty days of the employee, or calendar days';
COMMENT ON COLUMN deadline.from_event IS
	'first day, last day (of the excess), a name in count_days, or an event that only the parties know';
COMMENT ON COLUMN deadline.citation IS 'article';
COMMENT ON COLUMN deadline.note IS 'the reading chosen where the text is open, and the other one';

-- derived: made anew by each upgrade
CREATE FUNCTION due_among(school_days datemultirange, event date, days int) RETURNS date
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	-- of days before the event, too
	SELECT CASE WHEN due_among.days >= -caseload.school_days(due_among.school_days,
			daterange(least(lower(due_among.school_days), due_among.event), due_among.event))
			AND caseload.school_days(due_among.school_days, daterange(due_among.event + 1,
				greatest(upper(due_among.school_days), due_among.event + 1))) >= due_among.days
		THEN caseload.add_school_days(due_among.school_days, due_among.event, due_among.days) END;
END;
COMMENT ON FUNCTION due_among(datemultirange, date, int) IS
	'so many of these days after an event; null where they end before';

-- duty days where the contract has a calendar of them, else school days
CREATE FUNCTION due_after(contract text, event date, days int, day_kind text,
	known_on date DEFAULT 'infinity') RETURNS date
LANGUAGE sql STABLE
BEGIN ATOMIC
	-- null where the calendars end before the days do, or no day is so far away
	SELECT CASE WHEN due_after.day_kind = 'calendar' THEN CASE WHEN due_after.days
				BETWEEN date '4714-11-24 BC' - due_after.event AND date '5874897-12-31' - due_after.event
			THEN due_after.event + due_after.days END
		ELSE due_among(c.days, due_after.event, due_after.days) END
	FROM (SELECT range_agg(c.days) AS days FROM calendar AS c
		WHERE c.contract = due_after.contract AND c.known @> due_after.known_on
			AND c.kind = CASE WHEN due_after.day_kind = 'duty' AND EXISTS (SELECT FROM calendar AS d
				WHERE d.contract = due_after.contract AND d.kind = 'duty' AND d.in_force @> due_after.event
					AND d.known @> due_after.known_on)
				THEN 'duty' ELSE 'student' END) AS c;
END;
COMMENT ON FUNCTION due_after(text, date, int, text, date) IS
	'the last day of a deadline that runs from an event; null where the calendar ends before';
