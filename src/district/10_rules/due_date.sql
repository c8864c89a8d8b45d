-- Days of the year by which something must be done, or on which it is paid.
CREATE TABLE due_date (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract  text NOT NULL REFERENCES contract ON DELETE CASCADE,
	code      text NOT NULL CHECK (code <> ''),
	title     text NOT NULL,
	month     int NOT NULL CHECK (month BETWEEN 1 AND 12),
	day       int NOT NULL CHECK (day BETWEEN 1 AND 31),
	years_on  int NOT NULL DEFAULT 0,
	binds     text NOT NULL CHECK (binds IN ('through', 'before', 'on')),
	in_force  daterange NOT NULL CHECK (NOT isempty(in_force)),
	known     daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	citation  text NOT NULL CHECK (citation <> ''),
	note      text,
	CHECK (make_date(2000, month, day) IS NOT NULL AND (month, day) <> (2, 29)),
	EXCLUDE USING gist (contract WITH =, code WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE due_date IS 'days of the year by which something is due';
COMMENT ON COLUMN due_date.id IS 'key';
COMMENT ON COLUMN due_date.contract IS 'the contract';
COMMENT ON COLUMN due_date.code IS 'stays the same over renewals';
COMMENT ON COLUMN due_date.title IS 'what is due';
COMMENT ON COLUMN due_date.month IS 'month';
COMMENT ON COLUMN due_date.day IS 'day of the month';
COMMENT ON COLUMN due_date.years_on IS 'in the calendar year in which the school year begins (0), or so many later';
COMMENT ON COLUMN due_date.binds IS 'through: that day is in time; before: it is too late; on: the day itself';
COMMENT ON COLUMN due_date.in_force IS 'days on which the rule holds';
COMMENT ON COLUMN due_date.known IS 'days on which this was what was known';
COMMENT ON COLUMN due_date.citation IS 'article';
COMMENT ON COLUMN due_date.note IS 'the reading chosen where the text is open, and the other one';

-- derived: made anew by each upgrade
CREATE FUNCTION school_year_start(school_year text) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path FROM CURRENT
AS $school_year_start$
BEGIN
	IF school_year !~ '^[0-9]{4}-[0-9]{2}$' OR (left(school_year, 4)::int + 1) % 100 <> right(school_year, 2)::int THEN
		RAISE invalid_parameter_value USING MESSAGE = format('"%s" is not a school year', school_year),
			HINT = 'Write it as 2019-20.';
	END IF;
	RETURN left(school_year, 4)::int;
END
$school_year_start$;
COMMENT ON FUNCTION school_year_start(text) IS 'the calendar year in which a school year begins: 2019 of 2019-20';

CREATE FUNCTION school_year_from(begins int) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN begins || '-' || lpad(((begins + 1) % 100)::text, 2, '0');
COMMENT ON FUNCTION school_year_from(int) IS 'the school year that begins in a calendar year, as 2019-20';

-- the row that holds on the day itself is the one that gives it
CREATE FUNCTION due_on(contract text, code text, school_year text, known_on date DEFAULT 'infinity') RETURNS date
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT make_date(school_year_start(due_on.school_year) + d.years_on, d.month, d.day) FROM due_date AS d
	WHERE d.contract = due_on.contract AND d.code = due_on.code AND d.known @> due_on.known_on
		AND d.in_force @> make_date(school_year_start(due_on.school_year) + d.years_on, d.month, d.day);
END;
COMMENT ON FUNCTION due_on(text, text, text, date) IS 'the date on which something is due for a school year';

CREATE FUNCTION in_time(contract text, code text, school_year text, done_on date,
	known_on date DEFAULT 'infinity') RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(CASE d.binds WHEN 'before' THEN in_time.done_on < d.day WHEN 'on' THEN in_time.done_on = d.day
		ELSE in_time.done_on <= d.day END, false)
	FROM (SELECT d.binds, d.in_force, make_date(school_year_start(in_time.school_year) + d.years_on, d.month, d.day)
			AS day FROM due_date AS d
		WHERE d.contract = in_time.contract AND d.code = in_time.code AND d.known @> in_time.known_on) AS d
	WHERE d.in_force @> d.day;
END;
COMMENT ON FUNCTION in_time(text, text, text, date, date) IS
	'whether what was done on a day was in time; null where no rule asks for it';
