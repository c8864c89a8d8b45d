-- Hours that are paid by the hour, beside the salary: which tallies, and at what rate.
CREATE TABLE hourly_pay (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract  text NOT NULL REFERENCES contract ON DELETE CASCADE,
	what      text NOT NULL CHECK (what <> ''),
	schedule  text NOT NULL DEFAULT '*' CHECK (schedule <> ''),
	base      text NOT NULL CHECK (base <> ''),
	in_force  daterange NOT NULL CHECK (NOT isempty(in_force)),
	known     daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	citation  text NOT NULL CHECK (citation <> ''),
	note      text,
	not_with  text CHECK (not_with <> ''),
	EXCLUDE USING gist (contract WITH =, what WITH =, schedule WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE hourly_pay IS 'hours that are counted by tallies and paid by the hour';
COMMENT ON COLUMN hourly_pay.id IS 'key';
COMMENT ON COLUMN hourly_pay.contract IS 'the contract';
COMMENT ON COLUMN hourly_pay.what IS 'what the hours are of: tally.what';
COMMENT ON COLUMN hourly_pay.schedule IS
	'the schedule of whoever works them; * for all that have no row of their own';
COMMENT ON COLUMN hourly_pay.base IS 'the pay_base that is the hourly rate';
COMMENT ON COLUMN hourly_pay.in_force IS 'days of work on which it holds';
COMMENT ON COLUMN hourly_pay.known IS 'days on which this was what was known';
COMMENT ON COLUMN hourly_pay.citation IS 'article';
COMMENT ON COLUMN hourly_pay.note IS 'the reading chosen where the text is open, and the other one';
COMMENT ON COLUMN hourly_pay.not_with IS
	'a stipend: hours on a day for which it is paid are part of it, and nothing is paid for them';
