-- The salary schedules, each a value.
CREATE TABLE schedule (
	id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract     text NOT NULL REFERENCES contract ON DELETE CASCADE,
	schedule     text NOT NULL CHECK (schedule <> ''),
	title        text NOT NULL,
	in_force     daterange NOT NULL CHECK (NOT isempty(in_force)),
	known        daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	grid         caseload.salary_schedule NOT NULL,
	derived_from text,
	times        numeric NOT NULL DEFAULT 1 CHECK (times > 0),
	over         numeric NOT NULL DEFAULT 1 CHECK (over > 0),
	printed      boolean NOT NULL DEFAULT true,
	citation     text NOT NULL CHECK (citation <> ''),
	note         text,
	cells        text NOT NULL DEFAULT 'annual' CHECK (cells IN ('annual', 'hourly')),
	EXCLUDE USING gist (contract WITH =, schedule WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE schedule IS 'salary schedules, one row a schedule and stretch of time';
COMMENT ON COLUMN schedule.id IS 'key';
COMMENT ON COLUMN schedule.contract IS 'the contract';
COMMENT ON COLUMN schedule.schedule IS 'short name: teacher, agriculture, ...';
COMMENT ON COLUMN schedule.title IS 'title as printed';
COMMENT ON COLUMN schedule.in_force IS 'days on which it is paid';
COMMENT ON COLUMN schedule.known IS 'days on which this was the schedule known';
COMMENT ON COLUMN schedule.grid IS 'lanes, steps and annual salaries';
COMMENT ON COLUMN schedule.derived_from IS 'the schedule whose cells it multiplies; null for one of its own';
COMMENT ON COLUMN schedule.times IS 'and by what: times / over';
COMMENT ON COLUMN schedule.over IS 'and by what: times / over';
COMMENT ON COLUMN schedule.printed IS 'false where the agreement prints no table and the rule alone gives it';
COMMENT ON COLUMN schedule.citation IS 'article or appendix';
COMMENT ON COLUMN schedule.note IS 'the reading chosen where the text is open, and the other one';
COMMENT ON COLUMN schedule.cells IS
	'annual salaries; or hourly rates, which hourly_pay pays by the hour, and no salary';

CREATE TABLE work_year (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract  text NOT NULL REFERENCES contract ON DELETE CASCADE,
	schedule  text NOT NULL,
	role      text NOT NULL,
	in_force  daterange NOT NULL CHECK (NOT isempty(in_force)),
	known     daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	days      numeric NOT NULL CHECK (days > 0),
	hours     numeric CHECK (hours > 0),
	factor    numeric,
	citation  text NOT NULL CHECK (citation <> ''),
	note      text,
	EXCLUDE USING gist (contract WITH =, schedule WITH =, role WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE work_year IS 'days and hours of a full position, by role';
COMMENT ON COLUMN work_year.id IS 'key';
COMMENT ON COLUMN work_year.contract IS 'the contract';
COMMENT ON COLUMN work_year.schedule IS 'the schedule on which the role is paid';
COMMENT ON COLUMN work_year.role IS 'role, as printed';
COMMENT ON COLUMN work_year.in_force IS 'days on which it holds';
COMMENT ON COLUMN work_year.known IS 'days on which this was what was known';
COMMENT ON COLUMN work_year.days IS 'work days of the year';
COMMENT ON COLUMN work_year.hours IS 'hours of a work day';
COMMENT ON COLUMN work_year.factor IS 'the factor printed beside it; what is paid is schedule.times / over';
COMMENT ON COLUMN work_year.citation IS 'article or appendix';
COMMENT ON COLUMN work_year.note IS 'the reading chosen where the text is open, and the other one';

-- derived: made anew by each upgrade
CREATE FUNCTION schedule_on(contract text, schedule text, on_date date, known_on date DEFAULT 'infinity')
RETURNS caseload.salary_schedule
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT s.grid FROM schedule AS s JOIN contract AS k ON k.contract = s.contract
	WHERE s.contract = schedule_on.contract AND s.schedule = schedule_on.schedule AND s.known @> schedule_on.known_on
		AND (s.in_force @> schedule_on.on_date
			OR k.after_expiry = 'status quo' AND upper(s.in_force) <= schedule_on.on_date)
	ORDER BY lower(s.in_force) DESC NULLS LAST LIMIT 1;
END;
COMMENT ON FUNCTION schedule_on(text, text, date, date) IS
	'the grid that holds on a day: after expiry the last one, where the contract says so; null if there is none';
