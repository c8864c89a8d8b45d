-- A school calendar is a datemultirange of school days. Nothing here knows a country's holidays.
CREATE FUNCTION caseload.school_days(calendar datemultirange, during daterange) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_school_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.add_school_days(calendar datemultirange, day date, n integer) RETURNS date
AS 'MODULE_PATHNAME', 'caseload_add_school_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.weekly_days(calendar datemultirange, isodow integer, since date) RETURNS datemultirange
AS 'MODULE_PATHNAME', 'caseload_weekly_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.first_full_week(year integer, month integer) RETURNS date
AS 'MODULE_PATHNAME', 'caseload_first_full_week' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.nth_weekday(year integer, month integer, isodow integer, n integer) RETURNS date
AS 'MODULE_PATHNAME', 'caseload_nth_weekday' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.roll(calendar datemultirange, day date, how text DEFAULT 'next') RETURNS date
AS 'MODULE_PATHNAME', 'caseload_roll' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.roll(calendar datemultirange, days datemultirange, how text DEFAULT 'next')
RETURNS datemultirange
AS 'MODULE_PATHNAME', 'caseload_roll_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.nth_days(calendar datemultirange, periods daterange[], n integer) RETURNS datemultirange
AS 'MODULE_PATHNAME', 'caseload_nth_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.from_nth_day(calendar datemultirange, periods daterange[], n integer) RETURNS datemultirange
AS 'MODULE_PATHNAME', 'caseload_from_nth_day' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.months(during daterange) RETURNS daterange[]
AS 'MODULE_PATHNAME', 'caseload_months' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.weeks(during daterange) RETURNS daterange[]
AS 'MODULE_PATHNAME', 'caseload_weeks' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.school_days(calendar datemultirange, during daterange) IS
	'how many school days lie in a range';
COMMENT ON FUNCTION caseload.add_school_days(calendar datemultirange, day date, n integer) IS
	'the n-th school day after a day; for negative n before it';
COMMENT ON FUNCTION caseload.weekly_days(calendar datemultirange, isodow integer, since date) IS
	'the school days on one day of the week, Monday 1 to Sunday 7, from a date on';
COMMENT ON FUNCTION caseload.first_full_week(year integer, month integer) IS
	'the Monday of the first Monday to Friday inside a month';
COMMENT ON FUNCTION caseload.nth_weekday(year integer, month integer, isodow integer, n integer) IS
	'the n-th such day of the week in a month; -1 is the last';
COMMENT ON FUNCTION caseload.roll(calendar datemultirange, day date, how text) IS
	'the day itself if it is a school day, else the next or previous one';
COMMENT ON FUNCTION caseload.roll(calendar datemultirange, days datemultirange, how text) IS
	'each day that is no school day moved to the next or previous one';
COMMENT ON FUNCTION caseload.nth_days(calendar datemultirange, periods daterange[], n integer) IS
	'the n-th school day of each period; -1 is the last';
COMMENT ON FUNCTION caseload.from_nth_day(calendar datemultirange, periods daterange[], n integer) IS
	'the school days of each period from its n-th on';
COMMENT ON FUNCTION caseload.months(during daterange) IS
	'the calendar months of a range, the first and the last cut to it';
COMMENT ON FUNCTION caseload.weeks(during daterange) IS
	'the weeks of a range, Monday to Sunday, the first and the last cut to it';
