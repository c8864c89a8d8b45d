-- The caps that the guards hold. A group's row has the least of its caps; on days with a higher one, or with none,
-- a row of its lifts says so, so that caps, exceptions and count days hold day by day. All of this is
-- filled by fill_caps() from limits and exceptions, and nobody writes it by hand.
CREATE TABLE section_cap (
	district_id int NOT NULL DEFAULT 1,
	section_id bigint NOT NULL,
	hard numeric CHECK (hard >= 0),
	hard_citation text,
	paid numeric CHECK (paid >= 0),
	paid_strictness text GENERATED ALWAYS AS ('paid') STORED,
	paid_citation text,
	advisory numeric CHECK (advisory >= 0),
	advisory_strictness text GENERATED ALWAYS AS ('advisory') STORED,
	advisory_citation text,
	PRIMARY KEY (district_id, section_id),
	FOREIGN KEY (district_id, section_id) REFERENCES section ON DELETE CASCADE
);
COMMENT ON TABLE section_cap IS 'the least caps of each class, filled by fill_caps()';
COMMENT ON COLUMN section_cap.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN section_cap.section_id IS 'the class';
COMMENT ON COLUMN section_cap.hard IS 'students that no day may pass; null: no hard limit';
COMMENT ON COLUMN section_cap.hard_citation IS 'articles of these limits';
COMMENT ON COLUMN section_cap.paid IS 'students above which something is due; null: no such limit';
COMMENT ON COLUMN section_cap.paid_strictness IS 'for the guard: paid';
COMMENT ON COLUMN section_cap.paid_citation IS 'articles of these limits';
COMMENT ON COLUMN section_cap.advisory IS 'students that are best practice at most; null: no such limit';
COMMENT ON COLUMN section_cap.advisory_strictness IS 'for the guard: advisory';
COMMENT ON COLUMN section_cap.advisory_citation IS 'articles of these limits';
CREATE TABLE section_cap_lift (
	district_id int NOT NULL DEFAULT 1,
	section_id bigint NOT NULL,
	held_as text NOT NULL,
	valid daterange NOT NULL CHECK (NOT isempty(valid)),
	up_to numeric CHECK (up_to >= 0),
	hard numeric GENERATED ALWAYS AS (CASE held_as WHEN 'hard' THEN up_to ELSE 0 END) STORED,
	paid numeric GENERATED ALWAYS AS (CASE held_as WHEN 'paid' THEN up_to ELSE 0 END) STORED,
	advisory numeric GENERATED ALWAYS AS (CASE held_as WHEN 'advisory' THEN up_to ELSE 0 END) STORED,
	PRIMARY KEY (district_id, section_id, held_as, valid),
	FOREIGN KEY (district_id, section_id) REFERENCES section_cap ON DELETE CASCADE,
	CHECK (held_as IN ('hard', 'paid', 'advisory'))
);
COMMENT ON TABLE section_cap_lift IS 'days with a higher cap or none, filled from the table exception, where waivers are recorded';
COMMENT ON COLUMN section_cap_lift.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN section_cap_lift.section_id IS 'the class';
COMMENT ON COLUMN section_cap_lift.held_as IS 'which of the caps';
COMMENT ON COLUMN section_cap_lift.valid IS 'the days';
COMMENT ON COLUMN section_cap_lift.up_to IS 'the cap on these days; null: none';
COMMENT ON COLUMN section_cap_lift.hard IS 'for the guard: up_to of that cap, 0 if this row is of another';
COMMENT ON COLUMN section_cap_lift.paid IS 'for the guard: up_to of that cap, 0 if this row is of another';
COMMENT ON COLUMN section_cap_lift.advisory IS 'for the guard: up_to of that cap, 0 if this row is of another';

CREATE TABLE caseload_cap (
	district_id int NOT NULL DEFAULT 1,
	employee_id bigint NOT NULL,
	program text NOT NULL,
	hard numeric CHECK (hard >= 0),
	hard_citation text,
	paid numeric CHECK (paid >= 0),
	paid_strictness text GENERATED ALWAYS AS ('paid') STORED,
	paid_citation text,
	advisory numeric CHECK (advisory >= 0),
	advisory_strictness text GENERATED ALWAYS AS ('advisory') STORED,
	advisory_citation text,
	hard_units numeric CHECK (hard_units >= 0),
	hard_units_citation text,
	paid_units numeric CHECK (paid_units >= 0),
	paid_units_strictness text GENERATED ALWAYS AS ('paid') STORED,
	paid_units_citation text,
	advisory_units numeric CHECK (advisory_units >= 0),
	advisory_units_strictness text GENERATED ALWAYS AS ('advisory') STORED,
	advisory_units_citation text,
	PRIMARY KEY (district_id, employee_id, program),
	FOREIGN KEY (district_id, employee_id) REFERENCES employee ON DELETE CASCADE
);
COMMENT ON TABLE caseload_cap IS 'the least caps of the caseload of each person in each program, filled by fill_caps()';
COMMENT ON COLUMN caseload_cap.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN caseload_cap.employee_id IS 'the provider or case manager';
COMMENT ON COLUMN caseload_cap.program IS 'the program';
COMMENT ON COLUMN caseload_cap.hard IS 'cases that no day may pass; null: no hard limit';
COMMENT ON COLUMN caseload_cap.hard_citation IS 'articles of these limits';
COMMENT ON COLUMN caseload_cap.paid IS 'cases above which something is due; null: no such limit';
COMMENT ON COLUMN caseload_cap.paid_strictness IS 'for the guard: paid';
COMMENT ON COLUMN caseload_cap.paid_citation IS 'articles of these limits';
COMMENT ON COLUMN caseload_cap.advisory IS 'cases that are best practice at most; null: no such limit';
COMMENT ON COLUMN caseload_cap.advisory_strictness IS 'for the guard: advisory';
COMMENT ON COLUMN caseload_cap.advisory_citation IS 'articles of these limits';
COMMENT ON COLUMN caseload_cap.hard_units IS 'IEP goal areas that no day may pass; null: no hard limit';
COMMENT ON COLUMN caseload_cap.hard_units_citation IS 'articles of these limits';
COMMENT ON COLUMN caseload_cap.paid_units IS 'IEP goal areas above which something is due; null: no such limit';
COMMENT ON COLUMN caseload_cap.paid_units_strictness IS 'for the guard: paid';
COMMENT ON COLUMN caseload_cap.paid_units_citation IS 'articles of these limits';
COMMENT ON COLUMN caseload_cap.advisory_units IS 'IEP goal areas that are best practice at most; null: no such limit';
COMMENT ON COLUMN caseload_cap.advisory_units_strictness IS 'for the guard: advisory';
COMMENT ON COLUMN caseload_cap.advisory_units_citation IS 'articles of these limits';
CREATE TABLE caseload_cap_lift (
	district_id int NOT NULL DEFAULT 1,
	employee_id bigint NOT NULL,
	program text NOT NULL,
	held_as text NOT NULL,
	valid daterange NOT NULL CHECK (NOT isempty(valid)),
	up_to numeric CHECK (up_to >= 0),
	hard numeric GENERATED ALWAYS AS (CASE held_as WHEN 'hard' THEN up_to ELSE 0 END) STORED,
	paid numeric GENERATED ALWAYS AS (CASE held_as WHEN 'paid' THEN up_to ELSE 0 END) STORED,
	advisory numeric GENERATED ALWAYS AS (CASE held_as WHEN 'advisory' THEN up_to ELSE 0 END) STORED,
	hard_units numeric GENERATED ALWAYS AS (CASE held_as WHEN 'hard_units' THEN up_to ELSE 0 END) STORED,
	paid_units numeric GENERATED ALWAYS AS (CASE held_as WHEN 'paid_units' THEN up_to ELSE 0 END) STORED,
	advisory_units numeric GENERATED ALWAYS AS (CASE held_as WHEN 'advisory_units' THEN up_to ELSE 0 END) STORED,
	PRIMARY KEY (district_id, employee_id, program, held_as, valid),
	FOREIGN KEY (district_id, employee_id, program) REFERENCES caseload_cap ON DELETE CASCADE,
	CHECK (held_as IN ('hard', 'paid', 'advisory', 'hard_units', 'paid_units', 'advisory_units'))
);
COMMENT ON TABLE caseload_cap_lift IS 'days with a higher cap or none, filled from the table exception, where waivers are recorded';
COMMENT ON COLUMN caseload_cap_lift.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN caseload_cap_lift.employee_id IS 'the provider or case manager';
COMMENT ON COLUMN caseload_cap_lift.program IS 'the program';
COMMENT ON COLUMN caseload_cap_lift.held_as IS 'which of the caps';
COMMENT ON COLUMN caseload_cap_lift.valid IS 'the days';
COMMENT ON COLUMN caseload_cap_lift.up_to IS 'the cap on these days; null: none';
COMMENT ON COLUMN caseload_cap_lift.hard IS 'for the guard: up_to of that cap, 0 if this row is of another';
COMMENT ON COLUMN caseload_cap_lift.paid IS 'for the guard: up_to of that cap, 0 if this row is of another';
COMMENT ON COLUMN caseload_cap_lift.advisory IS 'for the guard: up_to of that cap, 0 if this row is of another';
COMMENT ON COLUMN caseload_cap_lift.hard_units IS 'for the guard: up_to of that cap, 0 if this row is of another';
COMMENT ON COLUMN caseload_cap_lift.paid_units IS 'for the guard: up_to of that cap, 0 if this row is of another';
COMMENT ON COLUMN caseload_cap_lift.advisory_units IS 'for the guard: up_to of that cap, 0 if this row is of another';

CREATE TABLE cap_breach (
	guard       text,
	group_key   text[],
	first_day   date,
	last_day    date,
	load        numeric,
	cap         numeric,
	measure     text,
	strictness  text,
	citation    text,
	recorded_by text,
	recorded_at timestamptz
);
COMMENT ON TABLE cap_breach IS 'what the guards let in above a paid or advisory cap, one row a statement and group';
COMMENT ON COLUMN cap_breach.guard IS 'the guard: enrollment_paid, caseload_advisory, units_paid, ...';
COMMENT ON COLUMN cap_breach.group_key IS 'district and class; or district, employee and program';
COMMENT ON COLUMN cap_breach.first_day IS 'first day over; null: no first';
COMMENT ON COLUMN cap_breach.last_day IS 'last day over; null: no last';
COMMENT ON COLUMN cap_breach.load IS 'the highest load';
COMMENT ON COLUMN cap_breach.cap IS 'the cap then';
COMMENT ON COLUMN cap_breach.measure IS 'the measure, if the columns say it';
COMMENT ON COLUMN cap_breach.strictness IS 'paid or advisory';
COMMENT ON COLUMN cap_breach.citation IS 'articles';
COMMENT ON COLUMN cap_breach.recorded_by IS 'the role that wrote the rows';
COMMENT ON COLUMN cap_breach.recorded_at IS 'when';
