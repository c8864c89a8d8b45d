-- What 0.2.0 changes about the tables of 0.1.0. Tables that are new, comments, functions and views come from the
-- scripts of this version themselves. A column that is added stands last in its table there, too, so that `t.*` is the
-- same in both.
ALTER TABLE count_days ADD COLUMN beyond_calendar boolean NOT NULL DEFAULT false;
ALTER TABLE load_limit
	ADD COLUMN carried_by text[] NOT NULL DEFAULT '{teacher of record}'
		CHECK (cardinality(carried_by) > 0 AND array_position(carried_by, NULL) IS NULL),
	ADD COLUMN carried text NOT NULL DEFAULT 'in full' CHECK (carried IN ('in full', 'by share'));
-- with what is read from them alone
DROP INDEX IF EXISTS enrollment_district_id_section_id_idx, staffing_district_id_section_id_idx,
	employment_district_id_employee_id_idx;
CREATE INDEX ON enrollment (district_id, section_id) INCLUDE (valid);
CREATE INDEX ON staffing (district_id, section_id, role) INCLUDE (employee_id, valid);
CREATE INDEX ON employment (district_id, employee_id) INCLUDE (contract, valid);
