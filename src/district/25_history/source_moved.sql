-- A row of a file that is as it was may mean another class, school or person once the crosswalk says so: classes that
-- are joined or parted. A person whose row is taken out of the crosswalk was erased, and is not to be read again.
CREATE FUNCTION source_moved() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT
AS $source_moved$
DECLARE
	moved constant text := 'SELECT DISTINCT b.district_id, b.source, b.kind, b.id FROM was_rows AS b WHERE '
		|| CASE TG_OP WHEN 'DELETE' THEN 'b.kind IN (''section'', ''site'')' ELSE
			'NOT EXISTS (SELECT FROM is_rows AS a WHERE a.district_id = b.district_id AND a.source = b.source '
			'AND a.kind = b.kind AND a.key = b.key AND a.id = b.id)' END;
	any_moved boolean;
	r record;
BEGIN
	EXECUTE format('SELECT EXISTS (%s)', moved) INTO any_moved;
	IF NOT any_moved THEN
		RETURN NULL;
	END IF;
	FOR r IN VALUES ('site', 'site', 'site_id', 'site', 'site_id'),
			('employee', 'employee', 'employee_id', 'employee', 'employee_id'),
			('student', 'student', 'student_row_id', 'student', 'student_id'),
			('section', 'section', 'section_id', 'section', 'section_id'),
			('section', 'section', 'section_id', 'site', 'site_id'),
			('staffing', 'staffing', 'staffing_id', 'section', 'section_id'),
			('staffing', 'staffing', 'staffing_id', 'employee', 'employee_id'),
			('enrollment', 'enrollment', 'enrollment_id', 'section', 'section_id'),
			('enrollment', 'enrollment', 'enrollment_id', 'student', 'student_id'),
			('case', 'case_assignment', 'case_id', 'employee', 'employee_id'),
			('case', 'case_assignment', 'case_id', 'student', 'student_id'),
			('employment', 'employment', 'employment_id', 'employee', 'employee_id'),
			('employment', 'employment', 'employment_id', 'site', 'site_id'),
			('position', 'position_held', 'position_held_id', 'employee', 'employee_id'),
			('position', 'position_held', 'position_held_id', 'site', 'site_id'),
			('service', 'service', 'service_id', 'employee', 'employee_id') LOOP
		EXECUTE format('UPDATE source_fact AS s SET anew = true FROM (%s) AS m JOIN %I AS f '
			'ON f.district_id = m.district_id AND f.%I = m.id WHERE m.kind = %L AND s.district_id = m.district_id '
			'AND s.source = m.source AND s.kind = %L AND s.id = f.%I AND NOT s.anew', moved, r.column2, r.column5,
			r.column4, r.column1, r.column3);
	END LOOP;
	RETURN NULL;
END
$source_moved$;
COMMENT ON FUNCTION source_moved() IS 'has facts read anew whose class, school or person the crosswalk changed';
CREATE TRIGGER source_moved AFTER UPDATE ON source_id REFERENCING OLD TABLE AS was_rows NEW TABLE AS is_rows
	FOR EACH STATEMENT EXECUTE FUNCTION source_moved();
CREATE TRIGGER source_parted AFTER DELETE ON source_id REFERENCING OLD TABLE AS was_rows
	FOR EACH STATEMENT EXECUTE FUNCTION source_moved();

-- of the other rules the staged rows themselves tell, or all of a kind is read
CREATE FUNCTION import_rule_moved() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT
AS $import_rule_moved$
DECLARE
	r import_rule;
BEGIN
	FOREACH r IN ARRAY CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW] WHEN 'DELETE' THEN ARRAY[OLD] ELSE ARRAY[OLD, NEW] END
	LOOP
		UPDATE source_fact AS s SET anew = true
		WHERE s.district_id = r.district_id AND s.source = r.source AND NOT s.anew
			AND s.kind = CASE WHEN r.what = 'fte' THEN 'employment'
				WHEN starts_with(r.what, 'role ') THEN 'staffing' END;
	END LOOP;
	RETURN NULL;
END
$import_rule_moved$;
COMMENT ON FUNCTION import_rule_moved() IS 'has facts read anew whose FTE or role a rule reads otherwise';
CREATE TRIGGER import_rule_moved AFTER INSERT OR UPDATE OR DELETE ON import_rule
	FOR EACH ROW EXECUTE FUNCTION import_rule_moved();
