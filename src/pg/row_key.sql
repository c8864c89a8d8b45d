CREATE FUNCTION caseload.row_key(limit_id bigint, test smallint, district_id int, subject_id bigint, employee_id bigint,
	day date) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_row_key' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION caseload.row_key(bigint, smallint, int, bigint, bigint, date) IS
	'key of a row of a report: these keys and the day, joined by hyphens, without those that are null';

CREATE FUNCTION caseload.month_of(day date) RETURNS date
AS 'MODULE_PATHNAME', 'caseload_month_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.month_of(date) IS 'the first day of the month of a day';
