-- Rounding of pay: over rows in an order, what each of them has of a total that is rounded once, after it.
CREATE FUNCTION caseload.running_cents_add(internal, numer numeric, denom numeric, digits int) RETURNS internal
AS 'MODULE_PATHNAME', 'caseload_running_cents_add' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION caseload.running_cents_add(internal, numeric, numeric, int) IS 'a part of running_cents()';
CREATE FUNCTION caseload.running_cents_last(internal) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_running_cents' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION caseload.running_cents_last(internal) IS 'a part of running_cents()';

CREATE AGGREGATE caseload.running_cents(numer numeric, denom numeric, digits int) (
	SFUNC = caseload.running_cents_add, STYPE = internal, FINALFUNC = caseload.running_cents_last,
	FINALFUNC_MODIFY = READ_ONLY, PARALLEL = SAFE);
COMMENT ON AGGREGATE caseload.running_cents(numeric, numeric, int) IS 'over rows in an order: what the sum of '
	'numer / denom through a row, rounded to digits, has more than that through the row before; null: it has no amount';

CREATE FUNCTION caseload.exact_amount(numer numeric, denom numeric, most numeric, annual numeric, most_annual numeric)
RETURNS numeric AS 'MODULE_PATHNAME', 'caseload_exact_amount' LANGUAGE C STRICT IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION caseload.exact_amount(numeric, numeric, numeric, numeric, numeric) IS
	'numer / denom, without zeros at its end; null: it is not below most, or annual not below most_annual, by their '
	'sizes';
