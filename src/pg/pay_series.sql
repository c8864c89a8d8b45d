-- Not strict, so that base and terms can be left out; null in scale or series gives null.
CREATE FUNCTION caseload.pay(caseload.pay_scale, caseload.load_series, base numeric DEFAULT NULL,
	terms jsonb DEFAULT NULL) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_pay_series' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION caseload.breakdown(caseload.pay_scale, caseload.load_series, base numeric DEFAULT NULL,
	terms jsonb DEFAULT NULL) RETURNS TABLE (day date, load caseload.caseload_unit, amount numeric)
AS 'MODULE_PATHNAME', 'caseload_breakdown_series' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 200;
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, caseload.load_series, numeric, jsonb) IS
	'what the scale pays for a series: its period says what each counted day earns, terms name its semesters';
COMMENT ON FUNCTION caseload.breakdown(caseload.pay_scale, caseload.load_series, numeric, jsonb) IS
	'what each day adds to pay(), maxima applied in order of days';
