-- What 0.4.0 changes about the tables of 0.3.0. Tables that are new, comments, functions and views come from the
-- scripts of this version themselves; a column that is added stands last in its table there, too.
-- where a student sits, of whom something changed
CREATE INDEX ON enrollment (district_id, student_id);
CREATE INDEX ON case_assignment (district_id, student_id);
-- histories that are made later have what the facts have
DO $student_ways$
BEGIN
	IF to_regclass('enrollment_was') IS NOT NULL THEN
		CREATE INDEX ON enrollment_was (district_id, student_id);
		CREATE INDEX ON case_assignment_was (district_id, student_id);
	END IF;
	-- before 0.2.0 there are no books
	IF to_regclass('mark') IS NOT NULL THEN
		ALTER TABLE mark ADD valid daterange;
	END IF;
END
$student_ways$;
-- names of positions are not cut; before 0.3.0 no pay is kept
ALTER TABLE IF EXISTS kept_pay_line ALTER COLUMN component TYPE text;
