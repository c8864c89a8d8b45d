CREATE TYPE caseload.pay_scale;
CREATE FUNCTION caseload.pay_scale_in(cstring) RETURNS caseload.pay_scale
AS 'MODULE_PATHNAME', 'caseload_pay_scale_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay_scale_out(caseload.pay_scale) RETURNS cstring
AS 'MODULE_PATHNAME', 'caseload_pay_scale_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay_scale_recv(internal) RETURNS caseload.pay_scale
AS 'MODULE_PATHNAME', 'caseload_pay_scale_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay_scale_send(caseload.pay_scale) RETURNS bytea
AS 'MODULE_PATHNAME', 'caseload_pay_scale_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE TYPE caseload.pay_scale (
	INPUT = caseload.pay_scale_in, OUTPUT = caseload.pay_scale_out,
	RECEIVE = caseload.pay_scale_recv, SEND = caseload.pay_scale_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended, CATEGORY = 'c'
);
COMMENT ON TYPE caseload.pay_scale IS 'tiers of pay on a count: 1-2: $10 each, 3+: $15 each per day max $40';
COMMENT ON FUNCTION caseload.pay_scale_in(cstring) IS 'text input';
COMMENT ON FUNCTION caseload.pay_scale_out(caseload.pay_scale) IS 'text output';
COMMENT ON FUNCTION caseload.pay_scale_recv(internal) IS 'binary input';
COMMENT ON FUNCTION caseload.pay_scale_send(caseload.pay_scale) IS 'binary output';
-- so that VALUES lists and staging tables of text load
CREATE CAST (text AS caseload.pay_scale) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (text AS caseload.pay_scale) IS 'reads the text as a literal';

@comparable pay_scale

-- smallint and bigint have forms of their own: between integer and numeric the server cannot choose for the one,
-- and count(*) is the other
CREATE FUNCTION caseload.pay(caseload.pay_scale, quantity smallint) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_pay_smallint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay(caseload.pay_scale, quantity smallint, base numeric) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_pay_smallint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay(caseload.pay_scale, quantity integer) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_pay_integer' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay(caseload.pay_scale, quantity integer, base numeric) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_pay_integer' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay(caseload.pay_scale, quantity bigint) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_pay_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay(caseload.pay_scale, quantity bigint, base numeric) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_pay_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay(caseload.pay_scale, quantity numeric) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_pay_numeric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay(caseload.pay_scale, quantity numeric, base numeric) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_pay_numeric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay(caseload.pay_scale, quantity caseload.caseload_unit) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_pay_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay(caseload.pay_scale, quantity caseload.caseload_unit, base numeric) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_pay_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, smallint) IS 'what the scale pays for a whole number, exact';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, smallint, base numeric) IS
	'what the scale pays for a whole number: percentages are of the base, a unit is worth it';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, integer) IS 'what the scale pays for a whole number, exact';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, integer, base numeric) IS
	'what the scale pays for a whole number: percentages are of the base, a unit is worth it';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, bigint) IS 'what the scale pays for a whole number, exact';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, bigint, base numeric) IS
	'what the scale pays for a whole number: percentages are of the base, a unit is worth it';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, numeric) IS
	'what the scale pays for a number, taken to six places, exact';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, numeric, base numeric) IS
	'what the scale pays for a number, taken to six places: percentages are of the base, a unit is worth it';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, caseload.caseload_unit) IS
	'what the scale pays for a quantity, whatever it counts, exact';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, caseload.caseload_unit, base numeric) IS
	'what the scale pays for a quantity, whatever it counts: percentages are of the base, a unit is worth it';

CREATE FUNCTION caseload.breakdown(caseload.pay_scale, quantity numeric)
RETURNS TABLE (range text, units numeric, rate text, amount numeric)
AS 'MODULE_PATHNAME', 'caseload_breakdown_numeric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
CREATE FUNCTION caseload.breakdown(caseload.pay_scale, quantity numeric, base numeric)
RETURNS TABLE (range text, units numeric, rate text, amount numeric)
AS 'MODULE_PATHNAME', 'caseload_breakdown_numeric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
CREATE FUNCTION caseload.breakdown(caseload.pay_scale, quantity caseload.caseload_unit)
RETURNS TABLE (range text, units numeric, rate text, amount numeric)
AS 'MODULE_PATHNAME', 'caseload_breakdown_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
CREATE FUNCTION caseload.breakdown(caseload.pay_scale, quantity caseload.caseload_unit, base numeric)
RETURNS TABLE (range text, units numeric, rate text, amount numeric)
AS 'MODULE_PATHNAME', 'caseload_breakdown_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
COMMENT ON FUNCTION caseload.breakdown(caseload.pay_scale, numeric) IS
	'one row a tier, and a negative one where a maximum stops it: they add up to pay()';
COMMENT ON FUNCTION caseload.breakdown(caseload.pay_scale, numeric, base numeric) IS
	'one row a tier, and a negative one where a maximum stops it: they add up to pay()';
COMMENT ON FUNCTION caseload.breakdown(caseload.pay_scale, caseload.caseload_unit) IS
	'one row a tier, and a negative one where a maximum stops it: they add up to pay()';
COMMENT ON FUNCTION caseload.breakdown(caseload.pay_scale, caseload.caseload_unit, base numeric) IS
	'one row a tier, and a negative one where a maximum stops it: they add up to pay()';

CREATE FUNCTION caseload.pay_scale_raise(caseload.pay_scale, numeric) RETURNS caseload.pay_scale
AS 'MODULE_PATHNAME', 'caseload_pay_scale_raise' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay_scale_raise(numeric, caseload.pay_scale) RETURNS caseload.pay_scale
AS 'MODULE_PATHNAME', 'caseload_pay_scale_raise_by' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE OPERATOR caseload.* (LEFTARG = caseload.pay_scale, RIGHTARG = numeric, FUNCTION = caseload.pay_scale_raise,
	COMMUTATOR = OPERATOR(caseload.*));
CREATE OPERATOR caseload.* (LEFTARG = numeric, RIGHTARG = caseload.pay_scale, FUNCTION = caseload.pay_scale_raise,
	COMMUTATOR = OPERATOR(caseload.*));
COMMENT ON FUNCTION caseload.pay_scale_raise(caseload.pay_scale, numeric) IS 'implementation of * operator';
COMMENT ON FUNCTION caseload.pay_scale_raise(numeric, caseload.pay_scale) IS 'implementation of * operator';
COMMENT ON OPERATOR caseload.* (caseload.pay_scale, numeric) IS 'the scale with its dollar amounts and maxima raised';
COMMENT ON OPERATOR caseload.* (numeric, caseload.pay_scale) IS 'the scale with its dollar amounts and maxima raised';

CREATE FUNCTION caseload.period(caseload.pay_scale) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_pay_scale_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.unit(caseload.pay_scale) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_pay_scale_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.needs_base(caseload.pay_scale) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_pay_scale_needs_base' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.period(caseload.pay_scale) IS
	'what the amounts are for: day, 3 days, semester; NULL where nothing is said';
COMMENT ON FUNCTION caseload.unit(caseload.pay_scale) IS 'what the scale pays in: $ or a measure such as hours';
COMMENT ON FUNCTION caseload.needs_base(caseload.pay_scale) IS
	'whether anything in the scale is a percentage of a base';
