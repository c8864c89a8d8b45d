-- The clock of a year, by which pay for a part of it is divided.
CREATE FUNCTION caseload.clock_unit(way text) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_clock_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.clock_unit(text) IS 'how many units of a year''s clock are one day of it, or one month; '
	'the ways are those of division.way';
CREATE FUNCTION caseload.clock_of_year(way text, days datemultirange, half_days datemultirange, year daterange,
	wanted date[] DEFAULT '{}') RETURNS TABLE (day date, units numeric, whole numeric)
AS 'MODULE_PATHNAME', 'caseload_clock_of_year' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 366;
COMMENT ON FUNCTION caseload.clock_of_year(text, datemultirange, datemultirange, daterange, date[]) IS
	'before each of these days of a year, or where none is given each of all and the day after, how many units of its '
	'clock lie, and how many the whole year has; no row of a year without a first or last day';
