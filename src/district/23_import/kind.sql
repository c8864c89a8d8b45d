-- What is merged, in this order, and how a row of each staging table becomes a fact. One engine reads this and does the
-- same for all.
--   shape: one    a key of the source is a fact: a school
--          stays  facts have days: those that overlap or repeat become one
--          rows   facts without days, known by their columns: a year of service
CREATE FUNCTION import_kinds()
RETURNS TABLE (place int, kind text, staging text, fact text, fact_key text, shape text, hit text[])
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT
AS $import_kinds$
	VALUES (1, 'site', 'plain_site', 'site', 'site_id', 'one', '{site_id}'::text[]),
		(2, 'employee', 'plain_employee', 'employee', 'employee_id', 'one', '{employee_id}'),
		(3, 'student', 'plain_student', 'student', 'student_row_id', 'stays', '{student_id}'),
		(4, 'section', 'plain_section', 'section', 'section_id', 'one', '{section_id}'),
		(5, 'staffing', 'plain_staffing', 'staffing', 'staffing_id', 'stays', '{section_id,employee_id}'),
		(6, 'enrollment', 'plain_enrollment', 'enrollment', 'enrollment_id', 'stays', '{section_id,student_id}'),
		(7, 'case', 'plain_case', 'case_assignment', 'case_id', 'stays', '{employee_id,student_id}'),
		(8, 'employment', 'plain_employment', 'employment', 'employment_id', 'stays', '{employee_id}'),
		(9, 'position', 'plain_position', 'position_held', 'position_held_id', 'stays', '{employee_id}'),
		(10, 'service', 'plain_service', 'service', 'service_id', 'rows', '{employee_id}'),
		(11, 'paid_elsewhere', 'plain_paid_elsewhere', 'paid_elsewhere', 'payment_id', 'rows', '{employee_id}');
$import_kinds$;
COMMENT ON FUNCTION import_kinds() IS 'what rosters hold, in the order in which it is merged';

-- how: key KIND (the crosswalk's), day, a word that said_value() knows, or text as it stands.
-- part: known by it (group), what is said of it (value), its days (first, last), for the report alone (key), or
-- for neither (aside).
-- otherwise: what holds where the file says nothing; null and needed: the row is refused.
CREATE FUNCTION import_columns(OUT kind text, OUT place bigint, OUT said text, OUT how text, OUT part text,
	OUT type text, OUT needed boolean, OUT otherwise text) RETURNS SETOF record
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT
AS $import_columns$
	SELECT split_part(c.line, ' ', 1), c.place, split_part(c.line, ' ', 2),
		replace(split_part(c.line, ' ', 3), ':', ' '), split_part(c.line, ' ', 4), split_part(c.line, ' ', 5),
		split_part(c.line, ' ', 6) = 'needed', nullif(substr(c.line, length(concat_ws(' ', split_part(c.line, ' ', 1),
			split_part(c.line, ' ', 2), split_part(c.line, ' ', 3), split_part(c.line, ' ', 4),
			split_part(c.line, ' ', 5), split_part(c.line, ' ', 6))) + 2), '')
	FROM unnest(ARRAY[
		'site site_id own:site group bigint needed', 'site site_name text value varchar(80) needed',
		'site level text value text may ''any''',
		'employee employee_id own:employee group bigint needed',
		'employee employee_name text value varchar(120) needed',
		'employee hired day value date may', 'employee born day value date may',
		'student student_id key:student group bigint needed', 'student first_day day first date may',
		'student last_day day last date may', 'student grade grade value int may',
		'student weight weight value numeric may', 'student attributes json value jsonb may ''{}''',
		'section section_id own:section group bigint needed', 'section site_id key:site value bigint needed',
		'section section_name text value varchar(80) may r.section_id',
		'section grades grades value int4range needed', 'section first_day day first date needed',
		'section last_day day last date may', 'section program program value text may',
		'section period text value text may', 'section room text aside text may',
		'section attributes json value jsonb may ''{}''',
		'staffing section_id key:section group bigint needed', 'staffing employee_id key:employee group bigint needed',
		'staffing role role group text may ''teacher of record''', 'staffing first_day day first date may',
		'staffing last_day day last date may', 'staffing share share value numeric may 1',
		'enrollment section_id key:section group bigint needed',
		'enrollment student_id key:student group bigint needed',
		'enrollment first_day day first date may', 'enrollment last_day day last date may',
		'enrollment share share value numeric may 1', 'enrollment weight weight value numeric may',
		'enrollment attributes json value jsonb may ''{}''',
		'case employee_id key:employee group bigint needed', 'case student_id key:student group bigint needed',
		'case program program group text needed', 'case first_day day first date may',
		'case last_day day last date may',
		'case grade grade value int may', 'case share share value numeric may 1',
		'case weight weight value numeric may', 'case attributes json value jsonb may ''{}''',
		'employment employment_id text key text may', 'employment employee_id key:employee group bigint needed',
		'employment site_id key:site group bigint needed', 'employment contract contract value text needed',
		'employment schedule text group text needed', 'employment placement placement value caseload.salary_step may',
		'employment fte fte value numeric may 1', 'employment agreed_salary money value numeric may',
		'employment first_day day first date may', 'employment last_day day last date may',
		'employment calendar text value text may ''duty''', 'employment attributes json value jsonb may ''{}''',
		'position position_held_id text key text may', 'position employee_id key:employee group bigint needed',
		'position site_id key:site group bigint may', 'position contract contract group text needed',
		'position position text group text needed', 'position first_day day first date may',
		'position last_day day last date may', 'position counted weight value numeric may 1',
		'position share part value numeric may 1',
		'service employee_id key:employee group bigint needed', 'service school_year year group text needed',
		'service kind text group text may ''district''', 'service share share value numeric may 1',
		'service note text value text may',
		'paid_elsewhere payment_id text key text may', 'paid_elsewhere employee_id key:employee group bigint needed',
		'paid_elsewhere contract contract group text needed', 'paid_elsewhere school_year year group text needed',
		'paid_elsewhere payday day group date needed', 'paid_elsewhere component text group text may',
		'paid_elsewhere amount amount value numeric needed', 'paid_elsewhere source text value text may $2'
	]) WITH ORDINALITY AS c (line, place);
$import_columns$;
COMMENT ON FUNCTION import_columns() IS 'how each column of a staging table is read, and what of the fact it is';

-- lists of columns for the statements that are made of them
CREATE FUNCTION import_list(kind text, parts text[], pattern text, separator text DEFAULT ', ') RETURNS text
LANGUAGE sql IMMUTABLE SET search_path FROM CURRENT
AS $import_list$
	SELECT coalesce(string_agg(format(import_list.pattern, c.said, c.type), import_list.separator ORDER BY c.place), '')
	FROM import_columns() AS c WHERE c.kind = import_list.kind AND c.part = ANY (import_list.parts);
$import_list$;
COMMENT ON FUNCTION import_list(text, text[], text, text) IS
	'the columns of a kind, each by a pattern of format(): the column first, its type second';

CREATE FUNCTION refuse_import(message text, hint text) RETURNS void
LANGUAGE plpgsql SET search_path FROM CURRENT
AS $refuse_import$
BEGIN
	RAISE invalid_parameter_value USING MESSAGE = message, HINT = hint;
END
$refuse_import$;
COMMENT ON FUNCTION refuse_import(text, text) IS 'raises an error of a merge';
