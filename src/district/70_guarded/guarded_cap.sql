-- The caps that the guards hold. A group's row has the least of its caps; on days with a higher one, or with none,
-- a row of its lifts says so, so that caps, exceptions and count days hold day by day. All of this is
-- filled by fill_caps() from limits and exceptions, and nobody writes it by hand.

-- Which districts are guarded: the others have no caps. Whoever fills caps of a district holds its row.
CREATE TABLE guarded_district (
	district_id int PRIMARY KEY,
	guarded_at  timestamptz
);
COMMENT ON TABLE guarded_district IS 'the districts that guard_district() put guards on';
COMMENT ON COLUMN guarded_district.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN guarded_district.guarded_at IS 'since when; null: unguard_district() took them off it alone';

CREATE TABLE section_cap (
	district_id int NOT NULL DEFAULT 1,
	section_id bigint NOT NULL,
	PRIMARY KEY (district_id, section_id),
	FOREIGN KEY (district_id, section_id) REFERENCES section ON DELETE CASCADE
);
COMMENT ON TABLE section_cap IS 'the least caps of each class, filled by fill_caps()';
COMMENT ON COLUMN section_cap.section_id IS 'the class';
CREATE TABLE section_cap_lift (
	district_id int NOT NULL DEFAULT 1,
	section_id bigint NOT NULL,
	held_as text NOT NULL,
	valid daterange NOT NULL CHECK (NOT isempty(valid)),
	up_to numeric CHECK (up_to >= 0),
	PRIMARY KEY (district_id, section_id, held_as, valid),
	FOREIGN KEY (district_id, section_id) REFERENCES section_cap ON DELETE CASCADE,
	CHECK (held_as IN ('hard', 'paid', 'advisory'))
);
COMMENT ON TABLE section_cap_lift IS
	'days with a higher cap or none, filled from the table exception, where waivers are recorded';
COMMENT ON COLUMN section_cap_lift.section_id IS 'the class';

CREATE TABLE caseload_cap (
	district_id int NOT NULL DEFAULT 1,
	employee_id bigint NOT NULL,
	program text NOT NULL,
	PRIMARY KEY (district_id, employee_id, program),
	FOREIGN KEY (district_id, employee_id) REFERENCES employee ON DELETE CASCADE
);
COMMENT ON TABLE caseload_cap IS 'the least caps of the caseload of each person in each program, filled by fill_caps()';
COMMENT ON COLUMN caseload_cap.employee_id IS 'the provider or case manager';
COMMENT ON COLUMN caseload_cap.program IS 'the program';
CREATE TABLE caseload_cap_lift (
	district_id int NOT NULL DEFAULT 1,
	employee_id bigint NOT NULL,
	program text NOT NULL,
	held_as text NOT NULL,
	valid daterange NOT NULL CHECK (NOT isempty(valid)),
	up_to numeric CHECK (up_to >= 0),
	PRIMARY KEY (district_id, employee_id, program, held_as, valid),
	FOREIGN KEY (district_id, employee_id, program) REFERENCES caseload_cap ON DELETE CASCADE,
	CHECK (held_as IN ('hard', 'paid', 'advisory', 'hard_units', 'paid_units', 'advisory_units'))
);
COMMENT ON TABLE caseload_cap_lift IS
	'days with a higher cap or none, filled from the table exception, where waivers are recorded';
COMMENT ON COLUMN caseload_cap_lift.employee_id IS 'the provider or case manager';
COMMENT ON COLUMN caseload_cap_lift.program IS 'the program';

-- A guard reads one column of the group and one of its lifts: so each cap has its own in all of these tables.
DO $add_caps$
DECLARE
	held record;
BEGIN
	FOR held IN SELECT k.kind, u.held_as, u.held_as NOT LIKE 'hard%' AS let_in
		FROM (VALUES ('section', '{hard,paid,advisory}'::text[]),
			('caseload', '{hard,paid,advisory,hard_units,paid_units,advisory_units}')) AS k (kind, caps)
			CROSS JOIN LATERAL unnest(k.caps) WITH ORDINALITY AS u (held_as, place) ORDER BY k.kind, u.place LOOP
		EXECUTE format('ALTER TABLE %s_cap ADD COLUMN %I numeric CHECK (%2$I >= 0)', held.kind, held.held_as);
		IF held.let_in THEN
			EXECUTE format('ALTER TABLE %s_cap ADD COLUMN %I text GENERATED ALWAYS AS (%L) STORED', held.kind,
				held.held_as || '_strictness', split_part(held.held_as, '_', 1));
		END IF;
		EXECUTE format('ALTER TABLE %s_cap ADD COLUMN %I text', held.kind, held.held_as || '_citation');
		EXECUTE format('ALTER TABLE %s_cap_lift ADD COLUMN %I numeric '
			'GENERATED ALWAYS AS (CASE held_as WHEN %2$L THEN up_to ELSE 0 END) STORED', held.kind, held.held_as);
	END LOOP;
END
$add_caps$;

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
-- derived: what these tables share, said once
DO $comment_caps$
DECLARE
	cap_column record;
BEGIN
	FOR cap_column IN SELECT c.relname, a.attname FROM pg_catalog.pg_class AS c
		JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
		WHERE c.oid IN ('section_cap'::regclass, 'section_cap_lift'::regclass, 'caseload_cap'::regclass,
			'caseload_cap_lift'::regclass)
			AND (a.attname IN ('district_id', 'held_as', 'valid', 'up_to') OR a.attname LIKE 'hard%'
				OR a.attname LIKE 'paid%'
				OR a.attname LIKE 'advisory%') LOOP
		EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', cap_column.relname, cap_column.attname, CASE
			WHEN cap_column.attname = 'district_id' THEN 'district, 1 if there is but one'
			WHEN cap_column.attname = 'held_as' THEN 'which of the caps'
			WHEN cap_column.attname = 'valid' THEN 'the days'
			WHEN cap_column.attname = 'up_to' THEN 'the cap on these days; null: none'
			WHEN cap_column.relname LIKE '%_lift' THEN 'for the guard: up_to of that cap, 0 if this row is of another'
			WHEN cap_column.attname LIKE '%_citation' THEN 'articles of these limits'
			WHEN cap_column.attname LIKE '%_strictness' THEN 'for the guard: ' || split_part(cap_column.attname, '_', 1)
			ELSE CASE WHEN cap_column.attname LIKE '%_units' THEN 'IEP goal areas'
					WHEN cap_column.relname = 'section_cap' THEN 'students' ELSE 'cases' END
				|| CASE split_part(cap_column.attname, '_', 1)
					WHEN 'hard' THEN ' that no day may pass; null: no hard limit'
					WHEN 'paid' THEN ' above which something is due; null: no such limit'
					ELSE ' that are best practice at most; null: no such limit' END END);
	END LOOP;
END
$comment_caps$;
