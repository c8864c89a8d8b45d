CREATE TYPE caseload.caseload_unit;
CREATE FUNCTION caseload.caseload_unit_in(cstring) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_out(caseload.caseload_unit) RETURNS cstring
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_recv(internal) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_send(caseload.caseload_unit) RETURNS bytea
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
-- preferred in the category of our own, so that an untyped literal beside it finds it
CREATE TYPE caseload.caseload_unit (
	INPUT = caseload.caseload_unit_in, OUTPUT = caseload.caseload_unit_out,
	RECEIVE = caseload.caseload_unit_recv, SEND = caseload.caseload_unit_send,
	LIKE = int8, CATEGORY = 'c', PREFERRED = true
);
COMMENT ON TYPE caseload.caseload_unit IS 'a quantity that knows what it counts: 25 students, 0.5 FTE, 40 IEPs';
COMMENT ON FUNCTION caseload.caseload_unit_in(cstring) IS 'text input';
COMMENT ON FUNCTION caseload.caseload_unit_out(caseload.caseload_unit) IS 'text output';
COMMENT ON FUNCTION caseload.caseload_unit_recv(internal) IS 'binary input';
COMMENT ON FUNCTION caseload.caseload_unit_send(caseload.caseload_unit) IS 'binary output';

CREATE FUNCTION caseload.caseload_unit(quantity numeric, measure text) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_make' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit(numeric) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_of_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.quantity(caseload.caseload_unit) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_quantity' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.measure(caseload.caseload_unit) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_measure' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.caseload_unit(numeric, text) IS 'this quantity of this measure';
COMMENT ON FUNCTION caseload.caseload_unit(numeric) IS 'so many students: what a bare number is taken for';
COMMENT ON FUNCTION caseload.quantity(caseload.caseload_unit) IS 'the number alone';
COMMENT ON FUNCTION caseload.measure(caseload.caseload_unit) IS 'what is counted: students, IEPs, FTE, ...';

-- so that VALUES lists and staging tables of text and of numbers load
CREATE CAST (text AS caseload.caseload_unit) WITH INOUT AS ASSIGNMENT;
CREATE CAST (numeric AS caseload.caseload_unit) WITH FUNCTION caseload.caseload_unit(numeric) AS ASSIGNMENT;
CREATE CAST (caseload.caseload_unit AS numeric) WITH FUNCTION caseload.quantity(caseload.caseload_unit) AS ASSIGNMENT;
COMMENT ON CAST (text AS caseload.caseload_unit) IS 'reads the text as a literal';
COMMENT ON CAST (numeric AS caseload.caseload_unit) IS 'a bare number is so many students';
COMMENT ON CAST (caseload.caseload_unit AS numeric) IS 'the number alone';

CREATE FUNCTION caseload.caseload_unit_plus(caseload.caseload_unit, caseload.caseload_unit)
RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_plus' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_minus(caseload.caseload_unit, caseload.caseload_unit)
RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_minus' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_negative(caseload.caseload_unit) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_negative' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_times(caseload.caseload_unit, numeric) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_times' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_times(numeric, caseload.caseload_unit) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_times_left' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_divided(caseload.caseload_unit, numeric) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_divided' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_ratio(caseload.caseload_unit, caseload.caseload_unit) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE OPERATOR caseload.+ (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit,
	FUNCTION = caseload.caseload_unit_plus,
	COMMUTATOR = OPERATOR(caseload.+));
CREATE OPERATOR caseload.- (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit,
	FUNCTION = caseload.caseload_unit_minus);
CREATE OPERATOR caseload.- (RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.caseload_unit_negative);
CREATE OPERATOR caseload.* (LEFTARG = caseload.caseload_unit, RIGHTARG = numeric,
	FUNCTION = caseload.caseload_unit_times,
	COMMUTATOR = OPERATOR(caseload.*));
CREATE OPERATOR caseload.* (LEFTARG = numeric, RIGHTARG = caseload.caseload_unit,
	FUNCTION = caseload.caseload_unit_times,
	COMMUTATOR = OPERATOR(caseload.*));
CREATE OPERATOR caseload./ (LEFTARG = caseload.caseload_unit, RIGHTARG = numeric,
	FUNCTION = caseload.caseload_unit_divided);
CREATE OPERATOR caseload./ (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit,
	FUNCTION = caseload.caseload_unit_ratio);
COMMENT ON FUNCTION caseload.caseload_unit_plus(caseload.caseload_unit, caseload.caseload_unit) IS
	'implementation of + operator';
COMMENT ON FUNCTION caseload.caseload_unit_minus(caseload.caseload_unit, caseload.caseload_unit) IS
	'implementation of - operator';
COMMENT ON FUNCTION caseload.caseload_unit_negative(caseload.caseload_unit) IS 'implementation of - operator';
COMMENT ON FUNCTION caseload.caseload_unit_times(caseload.caseload_unit, numeric) IS 'implementation of * operator';
COMMENT ON FUNCTION caseload.caseload_unit_times(numeric, caseload.caseload_unit) IS 'implementation of * operator';
COMMENT ON FUNCTION caseload.caseload_unit_divided(caseload.caseload_unit, numeric) IS 'implementation of / operator';
COMMENT ON FUNCTION caseload.caseload_unit_ratio(caseload.caseload_unit, caseload.caseload_unit) IS
	'implementation of / operator';
COMMENT ON OPERATOR caseload.+ (caseload.caseload_unit, caseload.caseload_unit) IS
	'the sum of two quantities of one measure';
COMMENT ON OPERATOR caseload.- (caseload.caseload_unit, caseload.caseload_unit) IS
	'the difference of two quantities of one measure';
COMMENT ON OPERATOR caseload.- (NONE, caseload.caseload_unit) IS 'the quantity with its sign turned over';
COMMENT ON OPERATOR caseload.* (caseload.caseload_unit, numeric) IS
	'the quantity so many times, half up at the sixth place';
COMMENT ON OPERATOR caseload.* (numeric, caseload.caseload_unit) IS
	'so many times the quantity, half up at the sixth place';
COMMENT ON OPERATOR caseload./ (caseload.caseload_unit, numeric) IS 'the quantity divided, half up at the sixth place';
COMMENT ON OPERATOR caseload./ (caseload.caseload_unit, caseload.caseload_unit) IS
	'the ratio of two quantities of one measure';

CREATE FUNCTION caseload.rounded(unit caseload.caseload_unit, digits integer, how text) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_rounded' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.overage(load caseload.caseload_unit, cap caseload.caseload_unit) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_overage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.rounded(caseload.caseload_unit, integer, text) IS
	'to so many digits after the point: up, down, nearest or exact';
COMMENT ON FUNCTION caseload.overage(caseload.caseload_unit, caseload.caseload_unit) IS
	'what of the load is above the cap, never below zero';

-- Comparison raises between measures, so these four belong to no operator family and have no
-- selectivity functions: an index or ANALYZE must never call them.
CREATE FUNCTION caseload.caseload_unit_lt(caseload.caseload_unit, caseload.caseload_unit) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_le(caseload.caseload_unit, caseload.caseload_unit) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_ge(caseload.caseload_unit, caseload.caseload_unit) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_gt(caseload.caseload_unit, caseload.caseload_unit) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE OPERATOR caseload.< (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit,
	FUNCTION = caseload.caseload_unit_lt,
	COMMUTATOR = OPERATOR(caseload.>), NEGATOR = OPERATOR(caseload.>=));
CREATE OPERATOR caseload.<= (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit,
	FUNCTION = caseload.caseload_unit_le,
	COMMUTATOR = OPERATOR(caseload.>=), NEGATOR = OPERATOR(caseload.>));
CREATE OPERATOR caseload.>= (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit,
	FUNCTION = caseload.caseload_unit_ge,
	COMMUTATOR = OPERATOR(caseload.<=), NEGATOR = OPERATOR(caseload.<));
CREATE OPERATOR caseload.> (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit,
	FUNCTION = caseload.caseload_unit_gt,
	COMMUTATOR = OPERATOR(caseload.<), NEGATOR = OPERATOR(caseload.<=));
COMMENT ON FUNCTION caseload.caseload_unit_lt(caseload.caseload_unit, caseload.caseload_unit) IS
	'implementation of < operator';
COMMENT ON FUNCTION caseload.caseload_unit_le(caseload.caseload_unit, caseload.caseload_unit) IS
	'implementation of <= operator';
COMMENT ON FUNCTION caseload.caseload_unit_ge(caseload.caseload_unit, caseload.caseload_unit) IS
	'implementation of >= operator';
COMMENT ON FUNCTION caseload.caseload_unit_gt(caseload.caseload_unit, caseload.caseload_unit) IS
	'implementation of > operator';
COMMENT ON OPERATOR caseload.< (caseload.caseload_unit, caseload.caseload_unit) IS
	'less than; quantities of different measures raise';
COMMENT ON OPERATOR caseload.<= (caseload.caseload_unit, caseload.caseload_unit) IS
	'less than or equal; quantities of different measures raise';
COMMENT ON OPERATOR caseload.>= (caseload.caseload_unit, caseload.caseload_unit) IS
	'greater than or equal; quantities of different measures raise';
COMMENT ON OPERATOR caseload.> (caseload.caseload_unit, caseload.caseload_unit) IS
	'greater than; quantities of different measures raise';

-- The order of sorts, joins and indexes: measure, then quantity. It is total and never raises.
CREATE FUNCTION caseload.caseload_unit_sort_lt(caseload.caseload_unit, caseload.caseload_unit) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_sort_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_sort_le(caseload.caseload_unit, caseload.caseload_unit) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_sort_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_sort_eq(caseload.caseload_unit, caseload.caseload_unit) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_sort_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_sort_ne(caseload.caseload_unit, caseload.caseload_unit) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_sort_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_sort_ge(caseload.caseload_unit, caseload.caseload_unit) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_sort_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_sort_gt(caseload.caseload_unit, caseload.caseload_unit) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_sort_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_sort_cmp(caseload.caseload_unit, caseload.caseload_unit) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_sort_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_hash(caseload.caseload_unit) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_hash_extended(caseload.caseload_unit, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE OPERATOR caseload.*< (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit,
	FUNCTION = caseload.caseload_unit_sort_lt,
	COMMUTATOR = OPERATOR(caseload.*>), NEGATOR = OPERATOR(caseload.*>=),
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR caseload.*<= (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit,
	FUNCTION = caseload.caseload_unit_sort_le,
	COMMUTATOR = OPERATOR(caseload.*>=), NEGATOR = OPERATOR(caseload.*>),
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR caseload.= (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit,
	FUNCTION = caseload.caseload_unit_sort_eq,
	COMMUTATOR = OPERATOR(caseload.=), NEGATOR = OPERATOR(caseload.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR caseload.<> (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit,
	FUNCTION = caseload.caseload_unit_sort_ne,
	COMMUTATOR = OPERATOR(caseload.<>), NEGATOR = OPERATOR(caseload.=), RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR caseload.*>= (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit,
	FUNCTION = caseload.caseload_unit_sort_ge,
	COMMUTATOR = OPERATOR(caseload.*<=), NEGATOR = OPERATOR(caseload.*<),
	RESTRICT = scalargesel, JOIN = scalargejoinsel);
CREATE OPERATOR caseload.*> (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit,
	FUNCTION = caseload.caseload_unit_sort_gt,
	COMMUTATOR = OPERATOR(caseload.*<), NEGATOR = OPERATOR(caseload.*<=),
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON FUNCTION caseload.caseload_unit_sort_lt(caseload.caseload_unit, caseload.caseload_unit) IS
	'implementation of *< operator';
COMMENT ON FUNCTION caseload.caseload_unit_sort_le(caseload.caseload_unit, caseload.caseload_unit) IS
	'implementation of *<= operator';
COMMENT ON FUNCTION caseload.caseload_unit_sort_eq(caseload.caseload_unit, caseload.caseload_unit) IS
	'implementation of = operator';
COMMENT ON FUNCTION caseload.caseload_unit_sort_ne(caseload.caseload_unit, caseload.caseload_unit) IS
	'implementation of <> operator';
COMMENT ON FUNCTION caseload.caseload_unit_sort_ge(caseload.caseload_unit, caseload.caseload_unit) IS
	'implementation of *>= operator';
COMMENT ON FUNCTION caseload.caseload_unit_sort_gt(caseload.caseload_unit, caseload.caseload_unit) IS
	'implementation of *> operator';
COMMENT ON FUNCTION caseload.caseload_unit_sort_cmp(caseload.caseload_unit, caseload.caseload_unit) IS
	'below, equal to or above zero, for btree indexes';
COMMENT ON FUNCTION caseload.caseload_unit_hash(caseload.caseload_unit) IS 'hash, frozen from the first release';
COMMENT ON FUNCTION caseload.caseload_unit_hash_extended(caseload.caseload_unit, bigint) IS
	'hash under a seed, frozen from the first release';
COMMENT ON OPERATOR caseload.*< (caseload.caseload_unit, caseload.caseload_unit) IS
	'comes before, by measure and then by quantity';
COMMENT ON OPERATOR caseload.*<= (caseload.caseload_unit, caseload.caseload_unit) IS
	'comes before or is equal, by measure and then by quantity';
COMMENT ON OPERATOR caseload.= (caseload.caseload_unit, caseload.caseload_unit) IS 'equal in measure and quantity';
COMMENT ON OPERATOR caseload.<> (caseload.caseload_unit, caseload.caseload_unit) IS 'not equal in measure or quantity';
COMMENT ON OPERATOR caseload.*>= (caseload.caseload_unit, caseload.caseload_unit) IS
	'comes after or is equal, by measure and then by quantity';
COMMENT ON OPERATOR caseload.*> (caseload.caseload_unit, caseload.caseload_unit) IS
	'comes after, by measure and then by quantity';

CREATE OPERATOR FAMILY caseload.caseload_unit_ops USING btree;
CREATE OPERATOR CLASS caseload.caseload_unit_ops
	DEFAULT FOR TYPE caseload.caseload_unit USING btree FAMILY caseload.caseload_unit_ops AS
	OPERATOR 1 caseload.*<, OPERATOR 2 caseload.*<=, OPERATOR 3 caseload.=,
	OPERATOR 4 caseload.*>=, OPERATOR 5 caseload.*>,
	FUNCTION 1 caseload.caseload_unit_sort_cmp(caseload.caseload_unit, caseload.caseload_unit);
CREATE OPERATOR FAMILY caseload.caseload_unit_ops USING hash;
CREATE OPERATOR CLASS caseload.caseload_unit_ops
	DEFAULT FOR TYPE caseload.caseload_unit USING hash FAMILY caseload.caseload_unit_ops AS
	OPERATOR 1 caseload.=,
	FUNCTION 1 caseload.caseload_unit_hash(caseload.caseload_unit),
	FUNCTION 2 caseload.caseload_unit_hash_extended(caseload.caseload_unit, bigint);
COMMENT ON OPERATOR FAMILY caseload.caseload_unit_ops USING btree IS 'caseload_unit by measure, then by quantity';
COMMENT ON OPERATOR FAMILY caseload.caseload_unit_ops USING hash IS 'caseload_unit by hash';
COMMENT ON OPERATOR CLASS caseload.caseload_unit_ops USING btree IS 'caseload_unit by measure, then by quantity';
COMMENT ON OPERATOR CLASS caseload.caseload_unit_ops USING hash IS 'caseload_unit by hash';

CREATE FUNCTION caseload.caseload_unit_smaller(caseload.caseload_unit, caseload.caseload_unit)
RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_smaller' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_larger(caseload.caseload_unit, caseload.caseload_unit)
RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_larger' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_mean_add(bigint[], caseload.caseload_unit) RETURNS bigint[]
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_mean_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_mean_merge(bigint[], bigint[]) RETURNS bigint[]
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_mean_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_mean_result(bigint[]) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_mean_result' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.caseload_unit_smaller(caseload.caseload_unit, caseload.caseload_unit) IS
	'the smaller of two, for min';
COMMENT ON FUNCTION caseload.caseload_unit_larger(caseload.caseload_unit, caseload.caseload_unit) IS
	'the larger of two, for max';
COMMENT ON FUNCTION caseload.caseload_unit_mean_add(bigint[], caseload.caseload_unit) IS 'one quantity more, for avg';
COMMENT ON FUNCTION caseload.caseload_unit_mean_merge(bigint[], bigint[]) IS 'two states in one, for avg';
COMMENT ON FUNCTION caseload.caseload_unit_mean_result(bigint[]) IS 'the mean of a state, for avg';

-- No sort operator: an index would answer where quantities of mixed measures must raise.
-- avg keeps measure, count and sum in millionths.
CREATE AGGREGATE caseload.sum(caseload.caseload_unit) (SFUNC = caseload.caseload_unit_plus,
	STYPE = caseload.caseload_unit,
	COMBINEFUNC = caseload.caseload_unit_plus, PARALLEL = SAFE);
CREATE AGGREGATE caseload.avg(caseload.caseload_unit) (SFUNC = caseload.caseload_unit_mean_add, STYPE = bigint[],
	COMBINEFUNC = caseload.caseload_unit_mean_merge,
	FINALFUNC = caseload.caseload_unit_mean_result, INITCOND = '{0,0,0}', PARALLEL = SAFE);
CREATE AGGREGATE caseload.min(caseload.caseload_unit) (SFUNC = caseload.caseload_unit_smaller,
	STYPE = caseload.caseload_unit,
	COMBINEFUNC = caseload.caseload_unit_smaller, PARALLEL = SAFE);
CREATE AGGREGATE caseload.max(caseload.caseload_unit) (SFUNC = caseload.caseload_unit_larger,
	STYPE = caseload.caseload_unit,
	COMBINEFUNC = caseload.caseload_unit_larger, PARALLEL = SAFE);
COMMENT ON AGGREGATE caseload.sum(caseload.caseload_unit) IS 'the sum of quantities of one measure';
COMMENT ON AGGREGATE caseload.avg(caseload.caseload_unit) IS
	'the mean of quantities of one measure, half up at the sixth place';
COMMENT ON AGGREGATE caseload.min(caseload.caseload_unit) IS 'the smallest of quantities of one measure';
COMMENT ON AGGREGATE caseload.max(caseload.caseload_unit) IS 'the largest of quantities of one measure';
