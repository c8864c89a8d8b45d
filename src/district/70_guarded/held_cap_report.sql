-- What the guards hold, where guard_district() put them on.
CREATE VIEW held_cap AS
SELECT h.id, h.district_id, h.site_name, h.section_id, h.section_name, h.employee_id,
	h.employee_name, h.program, h.measure,
	h.held_as, h.lifted, h.first_day, h.last_day, h.cap, h.citation
FROM held_cap_rows(asked_here(caseload.asker())) AS h;
COMMENT ON VIEW held_cap IS
	'one row a class, or person and program, and cap that its guard holds; and one for each stretch '
	'of days with a higher cap or none. Source: the limits'' articles, and exceptions';
COMMENT ON COLUMN held_cap.id IS 'key of the row';
COMMENT ON COLUMN held_cap.district_id IS 'district';
COMMENT ON COLUMN held_cap.site_name IS 'school, or where the person works today or last did';
COMMENT ON COLUMN held_cap.section_id IS 'class; null for a caseload';
COMMENT ON COLUMN held_cap.section_name IS 'name of the class';
COMMENT ON COLUMN held_cap.employee_id IS 'whose caseload it is; null for a class';
COMMENT ON COLUMN held_cap.employee_name IS 'name';
COMMENT ON COLUMN held_cap.program IS 'program of the caseload';
COMMENT ON COLUMN held_cap.measure IS 'what is counted: students, cases or goal areas';
COMMENT ON COLUMN held_cap.held_as IS 'hard: refused above it; paid: let in, and something is due; advisory: let in';
COMMENT ON COLUMN held_cap.lifted IS
	'false: the cap of all days but those stretches; true: a stretch of days with another';
COMMENT ON COLUMN held_cap.first_day IS 'first day of a stretch; null: it has no first';
COMMENT ON COLUMN held_cap.last_day IS 'last day of it; null: it has no last';
COMMENT ON COLUMN held_cap.cap IS 'how many at most; null: no cap on these days';
COMMENT ON COLUMN held_cap.citation IS 'articles';
