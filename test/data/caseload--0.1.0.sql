\echo Use "CREATE EXTENSION caseload" to load this file. \quit

-- src/pg/salary_step.sql
CREATE TYPE caseload.salary_step;
CREATE FUNCTION caseload.salary_step_in(cstring) RETURNS caseload.salary_step
AS 'MODULE_PATHNAME', 'caseload_salary_step_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_step_out(caseload.salary_step) RETURNS cstring
AS 'MODULE_PATHNAME', 'caseload_salary_step_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_step_recv(internal) RETURNS caseload.salary_step
AS 'MODULE_PATHNAME', 'caseload_salary_step_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_step_send(caseload.salary_step) RETURNS bytea
AS 'MODULE_PATHNAME', 'caseload_salary_step_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE TYPE caseload.salary_step (
	INPUT = caseload.salary_step_in, OUTPUT = caseload.salary_step_out,
	RECEIVE = caseload.salary_step_recv, SEND = caseload.salary_step_send,
	INTERNALLENGTH = 16, ALIGNMENT = char, STORAGE = plain, CATEGORY = 'c'
);
COMMENT ON TYPE caseload.salary_step IS 'a place on a salary schedule, lane and step: V-14, MA+30-12, II-7.5';
COMMENT ON FUNCTION caseload.salary_step_in(cstring) IS 'text input';
COMMENT ON FUNCTION caseload.salary_step_out(caseload.salary_step) IS 'text output';
COMMENT ON FUNCTION caseload.salary_step_recv(internal) IS 'binary input';
COMMENT ON FUNCTION caseload.salary_step_send(caseload.salary_step) IS 'binary output';
-- so that VALUES lists and staging tables of text load
CREATE CAST (text AS caseload.salary_step) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (text AS caseload.salary_step) IS 'reads the text as a literal';

CREATE FUNCTION caseload.salary_step(lane text, step numeric) RETURNS caseload.salary_step
AS 'MODULE_PATHNAME', 'caseload_salary_step_make' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.lane(caseload.salary_step) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_salary_step_lane' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.step(caseload.salary_step) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_salary_step_step' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_step_plus(caseload.salary_step, numeric) RETURNS caseload.salary_step
AS 'MODULE_PATHNAME', 'caseload_salary_step_plus' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_step_minus(caseload.salary_step, numeric) RETURNS caseload.salary_step
AS 'MODULE_PATHNAME', 'caseload_salary_step_minus' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE OPERATOR caseload.+ (LEFTARG = caseload.salary_step, RIGHTARG = numeric, FUNCTION = caseload.salary_step_plus);
CREATE OPERATOR caseload.- (LEFTARG = caseload.salary_step, RIGHTARG = numeric, FUNCTION = caseload.salary_step_minus);
COMMENT ON FUNCTION caseload.salary_step(text, numeric) IS 'the place of this lane and step';
COMMENT ON FUNCTION caseload.lane(caseload.salary_step) IS 'the lane (column)';
COMMENT ON FUNCTION caseload.step(caseload.salary_step) IS 'the step (row)';
COMMENT ON FUNCTION caseload.salary_step_plus(caseload.salary_step, numeric) IS 'implementation of + operator';
COMMENT ON FUNCTION caseload.salary_step_minus(caseload.salary_step, numeric) IS 'implementation of - operator';
COMMENT ON OPERATOR caseload.+ (caseload.salary_step, numeric) IS 'so many steps up in the same lane';
COMMENT ON OPERATOR caseload.- (caseload.salary_step, numeric) IS 'so many steps down in the same lane';

-- The operators and operator classes of a type whose order is total: printed into the install
-- script for each line "@comparable NAME". Families are our own, never a core family.
CREATE FUNCTION caseload.salary_step_lt(caseload.salary_step, caseload.salary_step) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_salary_step_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_step_le(caseload.salary_step, caseload.salary_step) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_salary_step_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_step_eq(caseload.salary_step, caseload.salary_step) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_salary_step_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_step_ne(caseload.salary_step, caseload.salary_step) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_salary_step_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_step_ge(caseload.salary_step, caseload.salary_step) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_salary_step_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_step_gt(caseload.salary_step, caseload.salary_step) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_salary_step_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_step_cmp(caseload.salary_step, caseload.salary_step) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_salary_step_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_step_hash(caseload.salary_step) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_salary_step_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_step_hash_extended(caseload.salary_step, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'caseload_salary_step_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.salary_step_lt(caseload.salary_step, caseload.salary_step) IS 'implementation of < operator';
COMMENT ON FUNCTION caseload.salary_step_le(caseload.salary_step, caseload.salary_step) IS 'implementation of <= operator';
COMMENT ON FUNCTION caseload.salary_step_eq(caseload.salary_step, caseload.salary_step) IS 'implementation of = operator';
COMMENT ON FUNCTION caseload.salary_step_ne(caseload.salary_step, caseload.salary_step) IS 'implementation of <> operator';
COMMENT ON FUNCTION caseload.salary_step_ge(caseload.salary_step, caseload.salary_step) IS 'implementation of >= operator';
COMMENT ON FUNCTION caseload.salary_step_gt(caseload.salary_step, caseload.salary_step) IS 'implementation of > operator';
COMMENT ON FUNCTION caseload.salary_step_cmp(caseload.salary_step, caseload.salary_step) IS 'below, equal to or above zero, for btree indexes';
COMMENT ON FUNCTION caseload.salary_step_hash(caseload.salary_step) IS 'hash, frozen from the first release';
COMMENT ON FUNCTION caseload.salary_step_hash_extended(caseload.salary_step, bigint) IS 'hash under a seed, frozen from the first release';

CREATE OPERATOR caseload.< (LEFTARG = caseload.salary_step, RIGHTARG = caseload.salary_step, FUNCTION = caseload.salary_step_lt,
	COMMUTATOR = OPERATOR(caseload.>), NEGATOR = OPERATOR(caseload.>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR caseload.<= (LEFTARG = caseload.salary_step, RIGHTARG = caseload.salary_step, FUNCTION = caseload.salary_step_le,
	COMMUTATOR = OPERATOR(caseload.>=), NEGATOR = OPERATOR(caseload.>), RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR caseload.= (LEFTARG = caseload.salary_step, RIGHTARG = caseload.salary_step, FUNCTION = caseload.salary_step_eq,
	COMMUTATOR = OPERATOR(caseload.=), NEGATOR = OPERATOR(caseload.<>), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR caseload.<> (LEFTARG = caseload.salary_step, RIGHTARG = caseload.salary_step, FUNCTION = caseload.salary_step_ne,
	COMMUTATOR = OPERATOR(caseload.<>), NEGATOR = OPERATOR(caseload.=), RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR caseload.>= (LEFTARG = caseload.salary_step, RIGHTARG = caseload.salary_step, FUNCTION = caseload.salary_step_ge,
	COMMUTATOR = OPERATOR(caseload.<=), NEGATOR = OPERATOR(caseload.<), RESTRICT = scalargesel, JOIN = scalargejoinsel);
CREATE OPERATOR caseload.> (LEFTARG = caseload.salary_step, RIGHTARG = caseload.salary_step, FUNCTION = caseload.salary_step_gt,
	COMMUTATOR = OPERATOR(caseload.<), NEGATOR = OPERATOR(caseload.<=), RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR caseload.< (caseload.salary_step, caseload.salary_step) IS 'less than';
COMMENT ON OPERATOR caseload.<= (caseload.salary_step, caseload.salary_step) IS 'less than or equal';
COMMENT ON OPERATOR caseload.= (caseload.salary_step, caseload.salary_step) IS 'equal';
COMMENT ON OPERATOR caseload.<> (caseload.salary_step, caseload.salary_step) IS 'not equal';
COMMENT ON OPERATOR caseload.>= (caseload.salary_step, caseload.salary_step) IS 'greater than or equal';
COMMENT ON OPERATOR caseload.> (caseload.salary_step, caseload.salary_step) IS 'greater than';

CREATE OPERATOR FAMILY caseload.salary_step_ops USING btree;
CREATE OPERATOR CLASS caseload.salary_step_ops DEFAULT FOR TYPE caseload.salary_step USING btree FAMILY caseload.salary_step_ops AS
	OPERATOR 1 caseload.<, OPERATOR 2 caseload.<=, OPERATOR 3 caseload.=, OPERATOR 4 caseload.>=, OPERATOR 5 caseload.>,
	FUNCTION 1 caseload.salary_step_cmp(caseload.salary_step, caseload.salary_step);
CREATE OPERATOR FAMILY caseload.salary_step_ops USING hash;
CREATE OPERATOR CLASS caseload.salary_step_ops DEFAULT FOR TYPE caseload.salary_step USING hash FAMILY caseload.salary_step_ops AS
	OPERATOR 1 caseload.=,
	FUNCTION 1 caseload.salary_step_hash(caseload.salary_step),
	FUNCTION 2 caseload.salary_step_hash_extended(caseload.salary_step, bigint);
COMMENT ON OPERATOR FAMILY caseload.salary_step_ops USING btree IS 'salary_step in order';
COMMENT ON OPERATOR FAMILY caseload.salary_step_ops USING hash IS 'salary_step by hash';
COMMENT ON OPERATOR CLASS caseload.salary_step_ops USING btree IS 'salary_step in order';
COMMENT ON OPERATOR CLASS caseload.salary_step_ops USING hash IS 'salary_step by hash';

CREATE FUNCTION caseload.salary_step_smaller(caseload.salary_step, caseload.salary_step) RETURNS caseload.salary_step
AS 'MODULE_PATHNAME', 'caseload_salary_step_smaller' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_step_larger(caseload.salary_step, caseload.salary_step) RETURNS caseload.salary_step
AS 'MODULE_PATHNAME', 'caseload_salary_step_larger' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE AGGREGATE caseload.min(caseload.salary_step) (SFUNC = caseload.salary_step_smaller, STYPE = caseload.salary_step,
	COMBINEFUNC = caseload.salary_step_smaller, SORTOP = OPERATOR(caseload.<), PARALLEL = SAFE);
CREATE AGGREGATE caseload.max(caseload.salary_step) (SFUNC = caseload.salary_step_larger, STYPE = caseload.salary_step,
	COMBINEFUNC = caseload.salary_step_larger, SORTOP = OPERATOR(caseload.>), PARALLEL = SAFE);
COMMENT ON FUNCTION caseload.salary_step_smaller(caseload.salary_step, caseload.salary_step) IS 'the smaller of two, for min';
COMMENT ON FUNCTION caseload.salary_step_larger(caseload.salary_step, caseload.salary_step) IS 'the larger of two, for max';
COMMENT ON AGGREGATE caseload.min(caseload.salary_step) IS 'the lowest place, by lane and then by step';
COMMENT ON AGGREGATE caseload.max(caseload.salary_step) IS 'the highest place, by lane and then by step';

-- src/pg/caseload_unit.sql
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

CREATE FUNCTION caseload.caseload_unit_plus(caseload.caseload_unit, caseload.caseload_unit) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_plus' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_minus(caseload.caseload_unit, caseload.caseload_unit) RETURNS caseload.caseload_unit
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
CREATE OPERATOR caseload.+ (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.caseload_unit_plus,
	COMMUTATOR = OPERATOR(caseload.+));
CREATE OPERATOR caseload.- (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.caseload_unit_minus);
CREATE OPERATOR caseload.- (RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.caseload_unit_negative);
CREATE OPERATOR caseload.* (LEFTARG = caseload.caseload_unit, RIGHTARG = numeric, FUNCTION = caseload.caseload_unit_times,
	COMMUTATOR = OPERATOR(caseload.*));
CREATE OPERATOR caseload.* (LEFTARG = numeric, RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.caseload_unit_times,
	COMMUTATOR = OPERATOR(caseload.*));
CREATE OPERATOR caseload./ (LEFTARG = caseload.caseload_unit, RIGHTARG = numeric, FUNCTION = caseload.caseload_unit_divided);
CREATE OPERATOR caseload./ (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.caseload_unit_ratio);
COMMENT ON FUNCTION caseload.caseload_unit_plus(caseload.caseload_unit, caseload.caseload_unit) IS 'implementation of + operator';
COMMENT ON FUNCTION caseload.caseload_unit_minus(caseload.caseload_unit, caseload.caseload_unit) IS 'implementation of - operator';
COMMENT ON FUNCTION caseload.caseload_unit_negative(caseload.caseload_unit) IS 'implementation of - operator';
COMMENT ON FUNCTION caseload.caseload_unit_times(caseload.caseload_unit, numeric) IS 'implementation of * operator';
COMMENT ON FUNCTION caseload.caseload_unit_times(numeric, caseload.caseload_unit) IS 'implementation of * operator';
COMMENT ON FUNCTION caseload.caseload_unit_divided(caseload.caseload_unit, numeric) IS 'implementation of / operator';
COMMENT ON FUNCTION caseload.caseload_unit_ratio(caseload.caseload_unit, caseload.caseload_unit) IS 'implementation of / operator';
COMMENT ON OPERATOR caseload.+ (caseload.caseload_unit, caseload.caseload_unit) IS 'the sum of two quantities of one measure';
COMMENT ON OPERATOR caseload.- (caseload.caseload_unit, caseload.caseload_unit) IS 'the difference of two quantities of one measure';
COMMENT ON OPERATOR caseload.- (NONE, caseload.caseload_unit) IS 'the quantity with its sign turned over';
COMMENT ON OPERATOR caseload.* (caseload.caseload_unit, numeric) IS 'the quantity so many times, half up at the sixth place';
COMMENT ON OPERATOR caseload.* (numeric, caseload.caseload_unit) IS 'so many times the quantity, half up at the sixth place';
COMMENT ON OPERATOR caseload./ (caseload.caseload_unit, numeric) IS 'the quantity divided, half up at the sixth place';
COMMENT ON OPERATOR caseload./ (caseload.caseload_unit, caseload.caseload_unit) IS 'the ratio of two quantities of one measure';

CREATE FUNCTION caseload.rounded(unit caseload.caseload_unit, digits integer, how text) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_rounded' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.overage(load caseload.caseload_unit, cap caseload.caseload_unit) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_overage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.rounded(caseload.caseload_unit, integer, text) IS 'to so many digits after the point: up, down, nearest or exact';
COMMENT ON FUNCTION caseload.overage(caseload.caseload_unit, caseload.caseload_unit) IS 'what of the load is above the cap, never below zero';

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
CREATE OPERATOR caseload.< (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.caseload_unit_lt,
	COMMUTATOR = OPERATOR(caseload.>), NEGATOR = OPERATOR(caseload.>=));
CREATE OPERATOR caseload.<= (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.caseload_unit_le,
	COMMUTATOR = OPERATOR(caseload.>=), NEGATOR = OPERATOR(caseload.>));
CREATE OPERATOR caseload.>= (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.caseload_unit_ge,
	COMMUTATOR = OPERATOR(caseload.<=), NEGATOR = OPERATOR(caseload.<));
CREATE OPERATOR caseload.> (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.caseload_unit_gt,
	COMMUTATOR = OPERATOR(caseload.<), NEGATOR = OPERATOR(caseload.<=));
COMMENT ON FUNCTION caseload.caseload_unit_lt(caseload.caseload_unit, caseload.caseload_unit) IS 'implementation of < operator';
COMMENT ON FUNCTION caseload.caseload_unit_le(caseload.caseload_unit, caseload.caseload_unit) IS 'implementation of <= operator';
COMMENT ON FUNCTION caseload.caseload_unit_ge(caseload.caseload_unit, caseload.caseload_unit) IS 'implementation of >= operator';
COMMENT ON FUNCTION caseload.caseload_unit_gt(caseload.caseload_unit, caseload.caseload_unit) IS 'implementation of > operator';
COMMENT ON OPERATOR caseload.< (caseload.caseload_unit, caseload.caseload_unit) IS 'less than; quantities of different measures raise';
COMMENT ON OPERATOR caseload.<= (caseload.caseload_unit, caseload.caseload_unit) IS 'less than or equal; quantities of different measures raise';
COMMENT ON OPERATOR caseload.>= (caseload.caseload_unit, caseload.caseload_unit) IS 'greater than or equal; quantities of different measures raise';
COMMENT ON OPERATOR caseload.> (caseload.caseload_unit, caseload.caseload_unit) IS 'greater than; quantities of different measures raise';

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
CREATE OPERATOR caseload.*< (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.caseload_unit_sort_lt,
	COMMUTATOR = OPERATOR(caseload.*>), NEGATOR = OPERATOR(caseload.*>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR caseload.*<= (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.caseload_unit_sort_le,
	COMMUTATOR = OPERATOR(caseload.*>=), NEGATOR = OPERATOR(caseload.*>), RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR caseload.= (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.caseload_unit_sort_eq,
	COMMUTATOR = OPERATOR(caseload.=), NEGATOR = OPERATOR(caseload.<>), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR caseload.<> (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.caseload_unit_sort_ne,
	COMMUTATOR = OPERATOR(caseload.<>), NEGATOR = OPERATOR(caseload.=), RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR caseload.*>= (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.caseload_unit_sort_ge,
	COMMUTATOR = OPERATOR(caseload.*<=), NEGATOR = OPERATOR(caseload.*<), RESTRICT = scalargesel, JOIN = scalargejoinsel);
CREATE OPERATOR caseload.*> (LEFTARG = caseload.caseload_unit, RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.caseload_unit_sort_gt,
	COMMUTATOR = OPERATOR(caseload.*<), NEGATOR = OPERATOR(caseload.*<=), RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON FUNCTION caseload.caseload_unit_sort_lt(caseload.caseload_unit, caseload.caseload_unit) IS 'implementation of *< operator';
COMMENT ON FUNCTION caseload.caseload_unit_sort_le(caseload.caseload_unit, caseload.caseload_unit) IS 'implementation of *<= operator';
COMMENT ON FUNCTION caseload.caseload_unit_sort_eq(caseload.caseload_unit, caseload.caseload_unit) IS 'implementation of = operator';
COMMENT ON FUNCTION caseload.caseload_unit_sort_ne(caseload.caseload_unit, caseload.caseload_unit) IS 'implementation of <> operator';
COMMENT ON FUNCTION caseload.caseload_unit_sort_ge(caseload.caseload_unit, caseload.caseload_unit) IS 'implementation of *>= operator';
COMMENT ON FUNCTION caseload.caseload_unit_sort_gt(caseload.caseload_unit, caseload.caseload_unit) IS 'implementation of *> operator';
COMMENT ON FUNCTION caseload.caseload_unit_sort_cmp(caseload.caseload_unit, caseload.caseload_unit) IS 'below, equal to or above zero, for btree indexes';
COMMENT ON FUNCTION caseload.caseload_unit_hash(caseload.caseload_unit) IS 'hash, frozen from the first release';
COMMENT ON FUNCTION caseload.caseload_unit_hash_extended(caseload.caseload_unit, bigint) IS 'hash under a seed, frozen from the first release';
COMMENT ON OPERATOR caseload.*< (caseload.caseload_unit, caseload.caseload_unit) IS 'comes before, by measure and then by quantity';
COMMENT ON OPERATOR caseload.*<= (caseload.caseload_unit, caseload.caseload_unit) IS 'comes before or is equal, by measure and then by quantity';
COMMENT ON OPERATOR caseload.= (caseload.caseload_unit, caseload.caseload_unit) IS 'equal in measure and quantity';
COMMENT ON OPERATOR caseload.<> (caseload.caseload_unit, caseload.caseload_unit) IS 'not equal in measure or quantity';
COMMENT ON OPERATOR caseload.*>= (caseload.caseload_unit, caseload.caseload_unit) IS 'comes after or is equal, by measure and then by quantity';
COMMENT ON OPERATOR caseload.*> (caseload.caseload_unit, caseload.caseload_unit) IS 'comes after, by measure and then by quantity';

CREATE OPERATOR FAMILY caseload.caseload_unit_ops USING btree;
CREATE OPERATOR CLASS caseload.caseload_unit_ops DEFAULT FOR TYPE caseload.caseload_unit USING btree FAMILY caseload.caseload_unit_ops AS
	OPERATOR 1 caseload.*<, OPERATOR 2 caseload.*<=, OPERATOR 3 caseload.=, OPERATOR 4 caseload.*>=, OPERATOR 5 caseload.*>,
	FUNCTION 1 caseload.caseload_unit_sort_cmp(caseload.caseload_unit, caseload.caseload_unit);
CREATE OPERATOR FAMILY caseload.caseload_unit_ops USING hash;
CREATE OPERATOR CLASS caseload.caseload_unit_ops DEFAULT FOR TYPE caseload.caseload_unit USING hash FAMILY caseload.caseload_unit_ops AS
	OPERATOR 1 caseload.=,
	FUNCTION 1 caseload.caseload_unit_hash(caseload.caseload_unit),
	FUNCTION 2 caseload.caseload_unit_hash_extended(caseload.caseload_unit, bigint);
COMMENT ON OPERATOR FAMILY caseload.caseload_unit_ops USING btree IS 'caseload_unit by measure, then by quantity';
COMMENT ON OPERATOR FAMILY caseload.caseload_unit_ops USING hash IS 'caseload_unit by hash';
COMMENT ON OPERATOR CLASS caseload.caseload_unit_ops USING btree IS 'caseload_unit by measure, then by quantity';
COMMENT ON OPERATOR CLASS caseload.caseload_unit_ops USING hash IS 'caseload_unit by hash';

CREATE FUNCTION caseload.caseload_unit_smaller(caseload.caseload_unit, caseload.caseload_unit) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_smaller' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_larger(caseload.caseload_unit, caseload.caseload_unit) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_larger' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_mean_add(bigint[], caseload.caseload_unit) RETURNS bigint[]
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_mean_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_mean_merge(bigint[], bigint[]) RETURNS bigint[]
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_mean_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.caseload_unit_mean_result(bigint[]) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_caseload_unit_mean_result' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.caseload_unit_smaller(caseload.caseload_unit, caseload.caseload_unit) IS 'the smaller of two, for min';
COMMENT ON FUNCTION caseload.caseload_unit_larger(caseload.caseload_unit, caseload.caseload_unit) IS 'the larger of two, for max';
COMMENT ON FUNCTION caseload.caseload_unit_mean_add(bigint[], caseload.caseload_unit) IS 'one quantity more, for avg';
COMMENT ON FUNCTION caseload.caseload_unit_mean_merge(bigint[], bigint[]) IS 'two states in one, for avg';
COMMENT ON FUNCTION caseload.caseload_unit_mean_result(bigint[]) IS 'the mean of a state, for avg';

-- No sort operator: an index would answer where quantities of mixed measures must raise.
-- avg keeps measure, count and sum in millionths.
CREATE AGGREGATE caseload.sum(caseload.caseload_unit) (SFUNC = caseload.caseload_unit_plus, STYPE = caseload.caseload_unit,
	COMBINEFUNC = caseload.caseload_unit_plus, PARALLEL = SAFE);
CREATE AGGREGATE caseload.avg(caseload.caseload_unit) (SFUNC = caseload.caseload_unit_mean_add, STYPE = bigint[],
	COMBINEFUNC = caseload.caseload_unit_mean_merge,
	FINALFUNC = caseload.caseload_unit_mean_result, INITCOND = '{0,0,0}', PARALLEL = SAFE);
CREATE AGGREGATE caseload.min(caseload.caseload_unit) (SFUNC = caseload.caseload_unit_smaller, STYPE = caseload.caseload_unit,
	COMBINEFUNC = caseload.caseload_unit_smaller, PARALLEL = SAFE);
CREATE AGGREGATE caseload.max(caseload.caseload_unit) (SFUNC = caseload.caseload_unit_larger, STYPE = caseload.caseload_unit,
	COMBINEFUNC = caseload.caseload_unit_larger, PARALLEL = SAFE);
COMMENT ON AGGREGATE caseload.sum(caseload.caseload_unit) IS 'the sum of quantities of one measure';
COMMENT ON AGGREGATE caseload.avg(caseload.caseload_unit) IS 'the mean of quantities of one measure, half up at the sixth place';
COMMENT ON AGGREGATE caseload.min(caseload.caseload_unit) IS 'the smallest of quantities of one measure';
COMMENT ON AGGREGATE caseload.max(caseload.caseload_unit) IS 'the largest of quantities of one measure';

-- src/pg/stipend_band.sql
CREATE TYPE caseload.stipend_band;
CREATE FUNCTION caseload.stipend_band_in(cstring) RETURNS caseload.stipend_band
AS 'MODULE_PATHNAME', 'caseload_stipend_band_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend_band_out(caseload.stipend_band) RETURNS cstring
AS 'MODULE_PATHNAME', 'caseload_stipend_band_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend_band_recv(internal) RETURNS caseload.stipend_band
AS 'MODULE_PATHNAME', 'caseload_stipend_band_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend_band_send(caseload.stipend_band) RETURNS bytea
AS 'MODULE_PATHNAME', 'caseload_stipend_band_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE TYPE caseload.stipend_band (
	INPUT = caseload.stipend_band_in, OUTPUT = caseload.stipend_band_out,
	RECEIVE = caseload.stipend_band_recv, SEND = caseload.stipend_band_send,
	INTERNALLENGTH = 24, ALIGNMENT = char, STORAGE = plain, CATEGORY = 'c'
);
COMMENT ON TYPE caseload.stipend_band IS 'what a duty is worth: C 4%, COMBO $600 per semester';
COMMENT ON FUNCTION caseload.stipend_band_in(cstring) IS 'text input';
COMMENT ON FUNCTION caseload.stipend_band_out(caseload.stipend_band) IS 'text output';
COMMENT ON FUNCTION caseload.stipend_band_recv(internal) IS 'binary input';
COMMENT ON FUNCTION caseload.stipend_band_send(caseload.stipend_band) IS 'binary output';
-- so that VALUES lists and staging tables of text load
CREATE CAST (text AS caseload.stipend_band) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (text AS caseload.stipend_band) IS 'reads the text as a literal';

CREATE FUNCTION caseload.label(caseload.stipend_band) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_stipend_band_label' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend(band caseload.stipend_band) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_stipend_band_stipend' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend(band caseload.stipend_band, base numeric) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_stipend_band_stipend_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.label(caseload.stipend_band) IS 'the label of the band';
COMMENT ON FUNCTION caseload.stipend(caseload.stipend_band) IS 'what a flat band pays; a percentage needs a base';
COMMENT ON FUNCTION caseload.stipend(caseload.stipend_band, numeric) IS 'what the band pays on this base, exact';

-- The operators and operator classes of a type whose order is total: printed into the install
-- script for each line "@comparable NAME". Families are our own, never a core family.
CREATE FUNCTION caseload.stipend_band_lt(caseload.stipend_band, caseload.stipend_band) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_stipend_band_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend_band_le(caseload.stipend_band, caseload.stipend_band) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_stipend_band_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend_band_eq(caseload.stipend_band, caseload.stipend_band) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_stipend_band_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend_band_ne(caseload.stipend_band, caseload.stipend_band) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_stipend_band_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend_band_ge(caseload.stipend_band, caseload.stipend_band) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_stipend_band_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend_band_gt(caseload.stipend_band, caseload.stipend_band) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_stipend_band_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend_band_cmp(caseload.stipend_band, caseload.stipend_band) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_stipend_band_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend_band_hash(caseload.stipend_band) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_stipend_band_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend_band_hash_extended(caseload.stipend_band, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'caseload_stipend_band_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.stipend_band_lt(caseload.stipend_band, caseload.stipend_band) IS 'implementation of < operator';
COMMENT ON FUNCTION caseload.stipend_band_le(caseload.stipend_band, caseload.stipend_band) IS 'implementation of <= operator';
COMMENT ON FUNCTION caseload.stipend_band_eq(caseload.stipend_band, caseload.stipend_band) IS 'implementation of = operator';
COMMENT ON FUNCTION caseload.stipend_band_ne(caseload.stipend_band, caseload.stipend_band) IS 'implementation of <> operator';
COMMENT ON FUNCTION caseload.stipend_band_ge(caseload.stipend_band, caseload.stipend_band) IS 'implementation of >= operator';
COMMENT ON FUNCTION caseload.stipend_band_gt(caseload.stipend_band, caseload.stipend_band) IS 'implementation of > operator';
COMMENT ON FUNCTION caseload.stipend_band_cmp(caseload.stipend_band, caseload.stipend_band) IS 'below, equal to or above zero, for btree indexes';
COMMENT ON FUNCTION caseload.stipend_band_hash(caseload.stipend_band) IS 'hash, frozen from the first release';
COMMENT ON FUNCTION caseload.stipend_band_hash_extended(caseload.stipend_band, bigint) IS 'hash under a seed, frozen from the first release';

CREATE OPERATOR caseload.< (LEFTARG = caseload.stipend_band, RIGHTARG = caseload.stipend_band, FUNCTION = caseload.stipend_band_lt,
	COMMUTATOR = OPERATOR(caseload.>), NEGATOR = OPERATOR(caseload.>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR caseload.<= (LEFTARG = caseload.stipend_band, RIGHTARG = caseload.stipend_band, FUNCTION = caseload.stipend_band_le,
	COMMUTATOR = OPERATOR(caseload.>=), NEGATOR = OPERATOR(caseload.>), RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR caseload.= (LEFTARG = caseload.stipend_band, RIGHTARG = caseload.stipend_band, FUNCTION = caseload.stipend_band_eq,
	COMMUTATOR = OPERATOR(caseload.=), NEGATOR = OPERATOR(caseload.<>), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR caseload.<> (LEFTARG = caseload.stipend_band, RIGHTARG = caseload.stipend_band, FUNCTION = caseload.stipend_band_ne,
	COMMUTATOR = OPERATOR(caseload.<>), NEGATOR = OPERATOR(caseload.=), RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR caseload.>= (LEFTARG = caseload.stipend_band, RIGHTARG = caseload.stipend_band, FUNCTION = caseload.stipend_band_ge,
	COMMUTATOR = OPERATOR(caseload.<=), NEGATOR = OPERATOR(caseload.<), RESTRICT = scalargesel, JOIN = scalargejoinsel);
CREATE OPERATOR caseload.> (LEFTARG = caseload.stipend_band, RIGHTARG = caseload.stipend_band, FUNCTION = caseload.stipend_band_gt,
	COMMUTATOR = OPERATOR(caseload.<), NEGATOR = OPERATOR(caseload.<=), RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR caseload.< (caseload.stipend_band, caseload.stipend_band) IS 'less than';
COMMENT ON OPERATOR caseload.<= (caseload.stipend_band, caseload.stipend_band) IS 'less than or equal';
COMMENT ON OPERATOR caseload.= (caseload.stipend_band, caseload.stipend_band) IS 'equal';
COMMENT ON OPERATOR caseload.<> (caseload.stipend_band, caseload.stipend_band) IS 'not equal';
COMMENT ON OPERATOR caseload.>= (caseload.stipend_band, caseload.stipend_band) IS 'greater than or equal';
COMMENT ON OPERATOR caseload.> (caseload.stipend_band, caseload.stipend_band) IS 'greater than';

CREATE OPERATOR FAMILY caseload.stipend_band_ops USING btree;
CREATE OPERATOR CLASS caseload.stipend_band_ops DEFAULT FOR TYPE caseload.stipend_band USING btree FAMILY caseload.stipend_band_ops AS
	OPERATOR 1 caseload.<, OPERATOR 2 caseload.<=, OPERATOR 3 caseload.=, OPERATOR 4 caseload.>=, OPERATOR 5 caseload.>,
	FUNCTION 1 caseload.stipend_band_cmp(caseload.stipend_band, caseload.stipend_band);
CREATE OPERATOR FAMILY caseload.stipend_band_ops USING hash;
CREATE OPERATOR CLASS caseload.stipend_band_ops DEFAULT FOR TYPE caseload.stipend_band USING hash FAMILY caseload.stipend_band_ops AS
	OPERATOR 1 caseload.=,
	FUNCTION 1 caseload.stipend_band_hash(caseload.stipend_band),
	FUNCTION 2 caseload.stipend_band_hash_extended(caseload.stipend_band, bigint);
COMMENT ON OPERATOR FAMILY caseload.stipend_band_ops USING btree IS 'stipend_band in order';
COMMENT ON OPERATOR FAMILY caseload.stipend_band_ops USING hash IS 'stipend_band by hash';
COMMENT ON OPERATOR CLASS caseload.stipend_band_ops USING btree IS 'stipend_band in order';
COMMENT ON OPERATOR CLASS caseload.stipend_band_ops USING hash IS 'stipend_band by hash';

CREATE FUNCTION caseload.stipend_band_smaller(caseload.stipend_band, caseload.stipend_band) RETURNS caseload.stipend_band
AS 'MODULE_PATHNAME', 'caseload_stipend_band_smaller' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend_band_larger(caseload.stipend_band, caseload.stipend_band) RETURNS caseload.stipend_band
AS 'MODULE_PATHNAME', 'caseload_stipend_band_larger' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE AGGREGATE caseload.min(caseload.stipend_band) (SFUNC = caseload.stipend_band_smaller, STYPE = caseload.stipend_band,
	COMBINEFUNC = caseload.stipend_band_smaller, SORTOP = OPERATOR(caseload.<), PARALLEL = SAFE);
CREATE AGGREGATE caseload.max(caseload.stipend_band) (SFUNC = caseload.stipend_band_larger, STYPE = caseload.stipend_band,
	COMBINEFUNC = caseload.stipend_band_larger, SORTOP = OPERATOR(caseload.>), PARALLEL = SAFE);
COMMENT ON FUNCTION caseload.stipend_band_smaller(caseload.stipend_band, caseload.stipend_band) IS 'the smaller of two, for min';
COMMENT ON FUNCTION caseload.stipend_band_larger(caseload.stipend_band, caseload.stipend_band) IS 'the larger of two, for max';
COMMENT ON AGGREGATE caseload.min(caseload.stipend_band) IS 'the lowest band: percentages before amounts, then by worth, label and period';
COMMENT ON AGGREGATE caseload.max(caseload.stipend_band) IS 'the highest band: percentages before amounts, then by worth, label and period';

-- src/pg/pay_scale.sql
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

-- The operators and operator classes of a type whose order is total: printed into the install
-- script for each line "@comparable NAME". Families are our own, never a core family.
CREATE FUNCTION caseload.pay_scale_lt(caseload.pay_scale, caseload.pay_scale) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_pay_scale_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay_scale_le(caseload.pay_scale, caseload.pay_scale) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_pay_scale_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay_scale_eq(caseload.pay_scale, caseload.pay_scale) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_pay_scale_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay_scale_ne(caseload.pay_scale, caseload.pay_scale) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_pay_scale_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay_scale_ge(caseload.pay_scale, caseload.pay_scale) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_pay_scale_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay_scale_gt(caseload.pay_scale, caseload.pay_scale) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_pay_scale_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay_scale_cmp(caseload.pay_scale, caseload.pay_scale) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_pay_scale_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay_scale_hash(caseload.pay_scale) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_pay_scale_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.pay_scale_hash_extended(caseload.pay_scale, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'caseload_pay_scale_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.pay_scale_lt(caseload.pay_scale, caseload.pay_scale) IS 'implementation of < operator';
COMMENT ON FUNCTION caseload.pay_scale_le(caseload.pay_scale, caseload.pay_scale) IS 'implementation of <= operator';
COMMENT ON FUNCTION caseload.pay_scale_eq(caseload.pay_scale, caseload.pay_scale) IS 'implementation of = operator';
COMMENT ON FUNCTION caseload.pay_scale_ne(caseload.pay_scale, caseload.pay_scale) IS 'implementation of <> operator';
COMMENT ON FUNCTION caseload.pay_scale_ge(caseload.pay_scale, caseload.pay_scale) IS 'implementation of >= operator';
COMMENT ON FUNCTION caseload.pay_scale_gt(caseload.pay_scale, caseload.pay_scale) IS 'implementation of > operator';
COMMENT ON FUNCTION caseload.pay_scale_cmp(caseload.pay_scale, caseload.pay_scale) IS 'below, equal to or above zero, for btree indexes';
COMMENT ON FUNCTION caseload.pay_scale_hash(caseload.pay_scale) IS 'hash, frozen from the first release';
COMMENT ON FUNCTION caseload.pay_scale_hash_extended(caseload.pay_scale, bigint) IS 'hash under a seed, frozen from the first release';

CREATE OPERATOR caseload.< (LEFTARG = caseload.pay_scale, RIGHTARG = caseload.pay_scale, FUNCTION = caseload.pay_scale_lt,
	COMMUTATOR = OPERATOR(caseload.>), NEGATOR = OPERATOR(caseload.>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR caseload.<= (LEFTARG = caseload.pay_scale, RIGHTARG = caseload.pay_scale, FUNCTION = caseload.pay_scale_le,
	COMMUTATOR = OPERATOR(caseload.>=), NEGATOR = OPERATOR(caseload.>), RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR caseload.= (LEFTARG = caseload.pay_scale, RIGHTARG = caseload.pay_scale, FUNCTION = caseload.pay_scale_eq,
	COMMUTATOR = OPERATOR(caseload.=), NEGATOR = OPERATOR(caseload.<>), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR caseload.<> (LEFTARG = caseload.pay_scale, RIGHTARG = caseload.pay_scale, FUNCTION = caseload.pay_scale_ne,
	COMMUTATOR = OPERATOR(caseload.<>), NEGATOR = OPERATOR(caseload.=), RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR caseload.>= (LEFTARG = caseload.pay_scale, RIGHTARG = caseload.pay_scale, FUNCTION = caseload.pay_scale_ge,
	COMMUTATOR = OPERATOR(caseload.<=), NEGATOR = OPERATOR(caseload.<), RESTRICT = scalargesel, JOIN = scalargejoinsel);
CREATE OPERATOR caseload.> (LEFTARG = caseload.pay_scale, RIGHTARG = caseload.pay_scale, FUNCTION = caseload.pay_scale_gt,
	COMMUTATOR = OPERATOR(caseload.<), NEGATOR = OPERATOR(caseload.<=), RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR caseload.< (caseload.pay_scale, caseload.pay_scale) IS 'less than';
COMMENT ON OPERATOR caseload.<= (caseload.pay_scale, caseload.pay_scale) IS 'less than or equal';
COMMENT ON OPERATOR caseload.= (caseload.pay_scale, caseload.pay_scale) IS 'equal';
COMMENT ON OPERATOR caseload.<> (caseload.pay_scale, caseload.pay_scale) IS 'not equal';
COMMENT ON OPERATOR caseload.>= (caseload.pay_scale, caseload.pay_scale) IS 'greater than or equal';
COMMENT ON OPERATOR caseload.> (caseload.pay_scale, caseload.pay_scale) IS 'greater than';

CREATE OPERATOR FAMILY caseload.pay_scale_ops USING btree;
CREATE OPERATOR CLASS caseload.pay_scale_ops DEFAULT FOR TYPE caseload.pay_scale USING btree FAMILY caseload.pay_scale_ops AS
	OPERATOR 1 caseload.<, OPERATOR 2 caseload.<=, OPERATOR 3 caseload.=, OPERATOR 4 caseload.>=, OPERATOR 5 caseload.>,
	FUNCTION 1 caseload.pay_scale_cmp(caseload.pay_scale, caseload.pay_scale);
CREATE OPERATOR FAMILY caseload.pay_scale_ops USING hash;
CREATE OPERATOR CLASS caseload.pay_scale_ops DEFAULT FOR TYPE caseload.pay_scale USING hash FAMILY caseload.pay_scale_ops AS
	OPERATOR 1 caseload.=,
	FUNCTION 1 caseload.pay_scale_hash(caseload.pay_scale),
	FUNCTION 2 caseload.pay_scale_hash_extended(caseload.pay_scale, bigint);
COMMENT ON OPERATOR FAMILY caseload.pay_scale_ops USING btree IS 'pay_scale in order';
COMMENT ON OPERATOR FAMILY caseload.pay_scale_ops USING hash IS 'pay_scale by hash';
COMMENT ON OPERATOR CLASS caseload.pay_scale_ops USING btree IS 'pay_scale in order';
COMMENT ON OPERATOR CLASS caseload.pay_scale_ops USING hash IS 'pay_scale by hash';

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
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, smallint, base numeric) IS 'what the scale pays for a whole number: percentages are of the base, a unit is worth it';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, integer) IS 'what the scale pays for a whole number, exact';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, integer, base numeric) IS 'what the scale pays for a whole number: percentages are of the base, a unit is worth it';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, bigint) IS 'what the scale pays for a whole number, exact';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, bigint, base numeric) IS 'what the scale pays for a whole number: percentages are of the base, a unit is worth it';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, numeric) IS 'what the scale pays for a number, taken to six places, exact';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, numeric, base numeric) IS 'what the scale pays for a number, taken to six places: percentages are of the base, a unit is worth it';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, caseload.caseload_unit) IS 'what the scale pays for a quantity, whatever it counts, exact';
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, caseload.caseload_unit, base numeric) IS 'what the scale pays for a quantity, whatever it counts: percentages are of the base, a unit is worth it';

CREATE FUNCTION caseload.breakdown(caseload.pay_scale, quantity numeric) RETURNS TABLE (range text, units numeric, rate text, amount numeric)
AS 'MODULE_PATHNAME', 'caseload_breakdown_numeric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
CREATE FUNCTION caseload.breakdown(caseload.pay_scale, quantity numeric, base numeric) RETURNS TABLE (range text, units numeric, rate text, amount numeric)
AS 'MODULE_PATHNAME', 'caseload_breakdown_numeric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
CREATE FUNCTION caseload.breakdown(caseload.pay_scale, quantity caseload.caseload_unit) RETURNS TABLE (range text, units numeric, rate text, amount numeric)
AS 'MODULE_PATHNAME', 'caseload_breakdown_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
CREATE FUNCTION caseload.breakdown(caseload.pay_scale, quantity caseload.caseload_unit, base numeric) RETURNS TABLE (range text, units numeric, rate text, amount numeric)
AS 'MODULE_PATHNAME', 'caseload_breakdown_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 4;
COMMENT ON FUNCTION caseload.breakdown(caseload.pay_scale, numeric) IS 'one row a tier, and a negative one where a maximum stops it: they add up to pay()';
COMMENT ON FUNCTION caseload.breakdown(caseload.pay_scale, numeric, base numeric) IS 'one row a tier, and a negative one where a maximum stops it: they add up to pay()';
COMMENT ON FUNCTION caseload.breakdown(caseload.pay_scale, caseload.caseload_unit) IS 'one row a tier, and a negative one where a maximum stops it: they add up to pay()';
COMMENT ON FUNCTION caseload.breakdown(caseload.pay_scale, caseload.caseload_unit, base numeric) IS 'one row a tier, and a negative one where a maximum stops it: they add up to pay()';

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
COMMENT ON FUNCTION caseload.period(caseload.pay_scale) IS 'what the amounts are for: day, 3 days, semester; NULL where nothing is said';
COMMENT ON FUNCTION caseload.unit(caseload.pay_scale) IS 'what the scale pays in: $ or a measure such as hours';
COMMENT ON FUNCTION caseload.needs_base(caseload.pay_scale) IS 'whether anything in the scale is a percentage of a base';

-- src/pg/load_series.sql
CREATE TYPE caseload.load_series;
CREATE FUNCTION caseload.load_series_in(cstring) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_out(caseload.load_series) RETURNS cstring
AS 'MODULE_PATHNAME', 'caseload_load_series_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_recv(internal) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_send(caseload.load_series) RETURNS bytea
AS 'MODULE_PATHNAME', 'caseload_load_series_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE TYPE caseload.load_series (
	INPUT = caseload.load_series_in, OUTPUT = caseload.load_series_out,
	RECEIVE = caseload.load_series_recv, SEND = caseload.load_series_send,
	INTERNALLENGTH = variable, ALIGNMENT = double, STORAGE = extended, CATEGORY = 'c'
);
COMMENT ON TYPE caseload.load_series IS 'a load on each counted day: 24 students from 2025-08-18, 26 from 2025-09-03 on {[2025-08-18,2026-06-05)}';
COMMENT ON FUNCTION caseload.load_series_in(cstring) IS 'text input';
COMMENT ON FUNCTION caseload.load_series_out(caseload.load_series) IS 'text output';
COMMENT ON FUNCTION caseload.load_series_recv(internal) IS 'binary input';
COMMENT ON FUNCTION caseload.load_series_send(caseload.load_series) IS 'binary output';

-- so that VALUES lists and staging tables of text load
CREATE CAST (text AS caseload.load_series) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (text AS caseload.load_series) IS 'reads the text form';

-- The order is that of the bytes and means nothing: it makes DISTINCT, GROUP BY and joins work.
-- The operators and operator classes of a type whose order is total: printed into the install
-- script for each line "@comparable NAME". Families are our own, never a core family.
CREATE FUNCTION caseload.load_series_lt(caseload.load_series, caseload.load_series) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_load_series_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_le(caseload.load_series, caseload.load_series) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_load_series_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_eq(caseload.load_series, caseload.load_series) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_load_series_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_ne(caseload.load_series, caseload.load_series) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_load_series_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_ge(caseload.load_series, caseload.load_series) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_load_series_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_gt(caseload.load_series, caseload.load_series) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_load_series_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_cmp(caseload.load_series, caseload.load_series) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_load_series_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_hash(caseload.load_series) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_load_series_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_hash_extended(caseload.load_series, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'caseload_load_series_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.load_series_lt(caseload.load_series, caseload.load_series) IS 'implementation of < operator';
COMMENT ON FUNCTION caseload.load_series_le(caseload.load_series, caseload.load_series) IS 'implementation of <= operator';
COMMENT ON FUNCTION caseload.load_series_eq(caseload.load_series, caseload.load_series) IS 'implementation of = operator';
COMMENT ON FUNCTION caseload.load_series_ne(caseload.load_series, caseload.load_series) IS 'implementation of <> operator';
COMMENT ON FUNCTION caseload.load_series_ge(caseload.load_series, caseload.load_series) IS 'implementation of >= operator';
COMMENT ON FUNCTION caseload.load_series_gt(caseload.load_series, caseload.load_series) IS 'implementation of > operator';
COMMENT ON FUNCTION caseload.load_series_cmp(caseload.load_series, caseload.load_series) IS 'below, equal to or above zero, for btree indexes';
COMMENT ON FUNCTION caseload.load_series_hash(caseload.load_series) IS 'hash, frozen from the first release';
COMMENT ON FUNCTION caseload.load_series_hash_extended(caseload.load_series, bigint) IS 'hash under a seed, frozen from the first release';

CREATE OPERATOR caseload.< (LEFTARG = caseload.load_series, RIGHTARG = caseload.load_series, FUNCTION = caseload.load_series_lt,
	COMMUTATOR = OPERATOR(caseload.>), NEGATOR = OPERATOR(caseload.>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR caseload.<= (LEFTARG = caseload.load_series, RIGHTARG = caseload.load_series, FUNCTION = caseload.load_series_le,
	COMMUTATOR = OPERATOR(caseload.>=), NEGATOR = OPERATOR(caseload.>), RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR caseload.= (LEFTARG = caseload.load_series, RIGHTARG = caseload.load_series, FUNCTION = caseload.load_series_eq,
	COMMUTATOR = OPERATOR(caseload.=), NEGATOR = OPERATOR(caseload.<>), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR caseload.<> (LEFTARG = caseload.load_series, RIGHTARG = caseload.load_series, FUNCTION = caseload.load_series_ne,
	COMMUTATOR = OPERATOR(caseload.<>), NEGATOR = OPERATOR(caseload.=), RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR caseload.>= (LEFTARG = caseload.load_series, RIGHTARG = caseload.load_series, FUNCTION = caseload.load_series_ge,
	COMMUTATOR = OPERATOR(caseload.<=), NEGATOR = OPERATOR(caseload.<), RESTRICT = scalargesel, JOIN = scalargejoinsel);
CREATE OPERATOR caseload.> (LEFTARG = caseload.load_series, RIGHTARG = caseload.load_series, FUNCTION = caseload.load_series_gt,
	COMMUTATOR = OPERATOR(caseload.<), NEGATOR = OPERATOR(caseload.<=), RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR caseload.< (caseload.load_series, caseload.load_series) IS 'less than';
COMMENT ON OPERATOR caseload.<= (caseload.load_series, caseload.load_series) IS 'less than or equal';
COMMENT ON OPERATOR caseload.= (caseload.load_series, caseload.load_series) IS 'equal';
COMMENT ON OPERATOR caseload.<> (caseload.load_series, caseload.load_series) IS 'not equal';
COMMENT ON OPERATOR caseload.>= (caseload.load_series, caseload.load_series) IS 'greater than or equal';
COMMENT ON OPERATOR caseload.> (caseload.load_series, caseload.load_series) IS 'greater than';

CREATE OPERATOR FAMILY caseload.load_series_ops USING btree;
CREATE OPERATOR CLASS caseload.load_series_ops DEFAULT FOR TYPE caseload.load_series USING btree FAMILY caseload.load_series_ops AS
	OPERATOR 1 caseload.<, OPERATOR 2 caseload.<=, OPERATOR 3 caseload.=, OPERATOR 4 caseload.>=, OPERATOR 5 caseload.>,
	FUNCTION 1 caseload.load_series_cmp(caseload.load_series, caseload.load_series);
CREATE OPERATOR FAMILY caseload.load_series_ops USING hash;
CREATE OPERATOR CLASS caseload.load_series_ops DEFAULT FOR TYPE caseload.load_series USING hash FAMILY caseload.load_series_ops AS
	OPERATOR 1 caseload.=,
	FUNCTION 1 caseload.load_series_hash(caseload.load_series),
	FUNCTION 2 caseload.load_series_hash_extended(caseload.load_series, bigint);
COMMENT ON OPERATOR FAMILY caseload.load_series_ops USING btree IS 'load_series in order';
COMMENT ON OPERATOR FAMILY caseload.load_series_ops USING hash IS 'load_series by hash';
COMMENT ON OPERATOR CLASS caseload.load_series_ops USING btree IS 'load_series in order';
COMMENT ON OPERATOR CLASS caseload.load_series_ops USING hash IS 'load_series by hash';

CREATE FUNCTION caseload.measure(caseload.load_series) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_load_series_measure' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_on(caseload.load_series, date) RETURNS caseload.caseload_unit
AS 'MODULE_PATHNAME', 'caseload_load_series_load_on' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.days_above(caseload.load_series, caseload.caseload_unit) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_load_series_days_above' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.unnest(caseload.load_series, OUT day date, OUT load caseload.caseload_unit) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'caseload_load_series_unnest' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 200;
COMMENT ON FUNCTION caseload.measure(caseload.load_series) IS 'what its loads count; null for a zero of no measure';
COMMENT ON FUNCTION caseload.load_on(caseload.load_series, date) IS 'the load on a day; null if the day is not counted';
COMMENT ON FUNCTION caseload.days_above(caseload.load_series, caseload.caseload_unit) IS 'how many counted days have a load above this';
COMMENT ON FUNCTION caseload.unnest(caseload.load_series) IS 'a row for each counted day, in order';

-- Point by point, on the days that both have.
CREATE FUNCTION caseload.load_series_plus(caseload.load_series, caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_plus' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_plus_unit(caseload.load_series, caseload.caseload_unit) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_plus_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_minus(caseload.load_series, caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_minus' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_minus_unit(caseload.load_series, caseload.caseload_unit) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_minus_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_ratio(caseload.load_series, caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_times(caseload.load_series, numeric) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_times' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_divided(caseload.load_series, numeric) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_divided' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_times_left(numeric, caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_times_left' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.load_series_plus(caseload.load_series, caseload.load_series) IS 'implementation of + operator';
COMMENT ON FUNCTION caseload.load_series_plus_unit(caseload.load_series, caseload.caseload_unit) IS 'implementation of + operator';
COMMENT ON FUNCTION caseload.load_series_minus(caseload.load_series, caseload.load_series) IS 'implementation of - operator';
COMMENT ON FUNCTION caseload.load_series_minus_unit(caseload.load_series, caseload.caseload_unit) IS 'implementation of - operator';
COMMENT ON FUNCTION caseload.load_series_ratio(caseload.load_series, caseload.load_series) IS 'implementation of / operator';
COMMENT ON FUNCTION caseload.load_series_times(caseload.load_series, numeric) IS 'implementation of * operator';
COMMENT ON FUNCTION caseload.load_series_divided(caseload.load_series, numeric) IS 'implementation of / operator';
COMMENT ON FUNCTION caseload.load_series_times_left(numeric, caseload.load_series) IS 'implementation of * operator';

CREATE OPERATOR caseload.+ (LEFTARG = caseload.load_series, RIGHTARG = caseload.load_series, FUNCTION = caseload.load_series_plus, COMMUTATOR = OPERATOR(caseload.+));
CREATE OPERATOR caseload.+ (LEFTARG = caseload.load_series, RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.load_series_plus_unit);
CREATE OPERATOR caseload.- (LEFTARG = caseload.load_series, RIGHTARG = caseload.load_series, FUNCTION = caseload.load_series_minus);
CREATE OPERATOR caseload.- (LEFTARG = caseload.load_series, RIGHTARG = caseload.caseload_unit, FUNCTION = caseload.load_series_minus_unit);
CREATE OPERATOR caseload./ (LEFTARG = caseload.load_series, RIGHTARG = caseload.load_series, FUNCTION = caseload.load_series_ratio);
CREATE OPERATOR caseload.* (LEFTARG = caseload.load_series, RIGHTARG = numeric, FUNCTION = caseload.load_series_times, COMMUTATOR = OPERATOR(caseload.*));
CREATE OPERATOR caseload./ (LEFTARG = caseload.load_series, RIGHTARG = numeric, FUNCTION = caseload.load_series_divided);
CREATE OPERATOR caseload.* (LEFTARG = numeric, RIGHTARG = caseload.load_series, FUNCTION = caseload.load_series_times_left, COMMUTATOR = OPERATOR(caseload.*));
COMMENT ON OPERATOR caseload.+ (caseload.load_series, caseload.load_series) IS 'the sum on each day';
COMMENT ON OPERATOR caseload.+ (caseload.load_series, caseload.caseload_unit) IS 'so much more on each day';
COMMENT ON OPERATOR caseload.- (caseload.load_series, caseload.load_series) IS 'the difference on each day';
COMMENT ON OPERATOR caseload.- (caseload.load_series, caseload.caseload_unit) IS 'so much less on each day';
COMMENT ON OPERATOR caseload./ (caseload.load_series, caseload.load_series) IS 'the quotient on each day: percent of one measure, else in the measure of the first; days with divisor zero drop out';
COMMENT ON OPERATOR caseload.* (caseload.load_series, numeric) IS 'each load times a number';
COMMENT ON OPERATOR caseload./ (caseload.load_series, numeric) IS 'each load divided by a number';
COMMENT ON OPERATOR caseload.* (numeric, caseload.load_series) IS 'each load times a number';

CREATE FUNCTION caseload.lesser(caseload.load_series, caseload.caseload_unit) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_lesser_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.lesser(caseload.load_series, caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_lesser' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.greater(caseload.load_series, caseload.caseload_unit) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_greater_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.greater(caseload.load_series, caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_greater' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.overage(load caseload.load_series, cap caseload.caseload_unit) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_overage_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.overage(load caseload.load_series, cap caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_overage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.shortage(load caseload.load_series, cap caseload.caseload_unit) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_shortage_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.shortage(load caseload.load_series, cap caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_shortage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.during(caseload.load_series, caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_during' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.rounded(caseload.load_series, digits integer, how text) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_rounded' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.on_days(caseload.load_series, days datemultirange) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_on_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.lesser(caseload.load_series, caseload.caseload_unit) IS 'the lesser load on each day';
COMMENT ON FUNCTION caseload.lesser(caseload.load_series, caseload.load_series) IS 'the lesser load on each day';
COMMENT ON FUNCTION caseload.greater(caseload.load_series, caseload.caseload_unit) IS 'the greater load on each day';
COMMENT ON FUNCTION caseload.greater(caseload.load_series, caseload.load_series) IS 'the greater load on each day';
COMMENT ON FUNCTION caseload.overage(load caseload.load_series, cap caseload.caseload_unit) IS 'what is above the cap on each day, never below zero';
COMMENT ON FUNCTION caseload.overage(load caseload.load_series, cap caseload.load_series) IS 'what is above the cap on each day, never below zero';
COMMENT ON FUNCTION caseload.shortage(load caseload.load_series, cap caseload.caseload_unit) IS 'what is missing to the cap on each day, never below zero';
COMMENT ON FUNCTION caseload.shortage(load caseload.load_series, cap caseload.load_series) IS 'what is missing to the cap on each day, never below zero';
COMMENT ON FUNCTION caseload.during(caseload.load_series, caseload.load_series) IS 'the first on the days when the second is above zero, else zero';
COMMENT ON FUNCTION caseload.rounded(caseload.load_series, digits integer, how text) IS 'each load rounded: up, down, nearest or exact';
COMMENT ON FUNCTION caseload.on_days(caseload.load_series, days datemultirange) IS 'without the days that are not among these';

-- One point a period, on its last counted day.
CREATE FUNCTION caseload.highest(caseload.load_series, periods daterange[]) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_highest' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.mean(caseload.load_series, periods daterange[]) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.last(caseload.load_series, periods daterange[]) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_last' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.total(caseload.load_series, periods daterange[]) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.highest(caseload.load_series, periods daterange[]) IS 'the highest load of each period, as one point on its last counted day';
COMMENT ON FUNCTION caseload.mean(caseload.load_series, periods daterange[]) IS 'the mean load of each period over its counted days, as one point on its last counted day';
COMMENT ON FUNCTION caseload.last(caseload.load_series, periods daterange[]) IS 'the load of each period on its last counted day, as one point on its last counted day';
COMMENT ON FUNCTION caseload.total(caseload.load_series, periods daterange[]) IS 'the sum of the loads of each period, as one point on its last counted day';

-- Gates of time: what does not pass becomes zero; no day is dropped.
CREATE FUNCTION caseload.lasting(caseload.load_series, at_least caseload.caseload_unit, from_then boolean DEFAULT false) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_lasting' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.lasting(caseload.load_series, at_least caseload.caseload_unit, within daterange[], from_then boolean DEFAULT false) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_lasting_within' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.standing_on(caseload.load_series, days datemultirange) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_standing_on' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.lasting(caseload.load_series, at_least caseload.caseload_unit, from_then boolean) IS 'loads above zero for so many counted days in a row';
COMMENT ON FUNCTION caseload.lasting(caseload.load_series, at_least caseload.caseload_unit, within daterange[], from_then boolean) IS 'loads above zero on so many counted days of a period, in a row or not';
COMMENT ON FUNCTION caseload.standing_on(caseload.load_series, days datemultirange) IS 'each whole run of loads above zero that stands on one of these days';

-- The aggregates. Transition functions keep nothing between calls; states are series themselves, so
-- partial results may be stored, sent and merged with sum().
CREATE FUNCTION caseload.daily_load_add(caseload.load_series, valid daterange, days datemultirange) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_daily_load_add' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION caseload.daily_load_add(caseload.load_series, valid daterange, days datemultirange, weight caseload.caseload_unit) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_daily_load_add_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION caseload.daily_load_merge(caseload.load_series, caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_daily_load_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_sum_add(caseload.load_series, caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_sum_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_larger(caseload.load_series, caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_larger' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_snapshot_add(caseload.load_series, date, caseload.caseload_unit) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_snapshot_add' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_final(caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.daily_load_add(caseload.load_series, valid daterange, days datemultirange) IS 'one range more, for daily_load';
COMMENT ON FUNCTION caseload.daily_load_add(caseload.load_series, valid daterange, days datemultirange, weight caseload.caseload_unit) IS 'one range more, for daily_load';
COMMENT ON FUNCTION caseload.daily_load_merge(caseload.load_series, caseload.load_series) IS 'two states in one, for daily_load';
COMMENT ON FUNCTION caseload.load_series_sum_add(caseload.load_series, caseload.load_series) IS 'one series more, for sum; two states in one';
COMMENT ON FUNCTION caseload.load_series_larger(caseload.load_series, caseload.load_series) IS 'the greater load on each day of either, for max';
COMMENT ON FUNCTION caseload.load_series_snapshot_add(caseload.load_series, date, caseload.caseload_unit) IS 'one snapshot more, for load_series_agg';
COMMENT ON FUNCTION caseload.load_series_final(caseload.load_series) IS 'a state in its final form';

CREATE AGGREGATE caseload.daily_load(valid daterange, days datemultirange) (SFUNC = caseload.daily_load_add, STYPE = caseload.load_series, SSPACE = 1024,
	COMBINEFUNC = caseload.daily_load_merge, FINALFUNC = caseload.load_series_final, PARALLEL = SAFE);
CREATE AGGREGATE caseload.daily_load(valid daterange, days datemultirange, weight caseload.caseload_unit) (SFUNC = caseload.daily_load_add, STYPE = caseload.load_series, SSPACE = 1024,
	COMBINEFUNC = caseload.daily_load_merge, FINALFUNC = caseload.load_series_final, PARALLEL = SAFE);
CREATE AGGREGATE caseload.load_series_agg(day date, quantity caseload.caseload_unit) (SFUNC = caseload.load_series_snapshot_add, STYPE = caseload.load_series, SSPACE = 1024,
	COMBINEFUNC = caseload.load_series_sum_add, FINALFUNC = caseload.load_series_final, PARALLEL = SAFE);
CREATE AGGREGATE caseload.sum(caseload.load_series) (SFUNC = caseload.load_series_sum_add, STYPE = caseload.load_series, SSPACE = 512,
	COMBINEFUNC = caseload.load_series_sum_add, FINALFUNC = caseload.load_series_final, PARALLEL = SAFE);
CREATE AGGREGATE caseload.max(caseload.load_series) (SFUNC = caseload.load_series_larger, STYPE = caseload.load_series, SSPACE = 512,
	COMBINEFUNC = caseload.load_series_larger, PARALLEL = SAFE);
COMMENT ON AGGREGATE caseload.daily_load(valid daterange, days datemultirange) IS 'how many of the ranges hold on each of the days, in students';
COMMENT ON AGGREGATE caseload.daily_load(valid daterange, days datemultirange, weight caseload.caseload_unit) IS 'the sum of the weights of the ranges that hold on each of the days';
COMMENT ON AGGREGATE caseload.load_series_agg(day date, quantity caseload.caseload_unit) IS 'a series of the quantities found on these days; several on one day add up';
COMMENT ON AGGREGATE caseload.sum(caseload.load_series) IS 'the sum on each day that any of them counts';
COMMENT ON AGGREGATE caseload.max(caseload.load_series) IS 'the greatest load on each day that any of them counts';

-- src/pg/calendar.sql
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
CREATE FUNCTION caseload.roll(calendar datemultirange, days datemultirange, how text DEFAULT 'next') RETURNS datemultirange
AS 'MODULE_PATHNAME', 'caseload_roll_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.nth_days(calendar datemultirange, periods daterange[], n integer) RETURNS datemultirange
AS 'MODULE_PATHNAME', 'caseload_nth_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.from_nth_day(calendar datemultirange, periods daterange[], n integer) RETURNS datemultirange
AS 'MODULE_PATHNAME', 'caseload_from_nth_day' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.months(during daterange) RETURNS daterange[]
AS 'MODULE_PATHNAME', 'caseload_months' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.weeks(during daterange) RETURNS daterange[]
AS 'MODULE_PATHNAME', 'caseload_weeks' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.school_days(calendar datemultirange, during daterange) IS 'how many school days lie in a range';
COMMENT ON FUNCTION caseload.add_school_days(calendar datemultirange, day date, n integer) IS 'the n-th school day after a day; for negative n before it';
COMMENT ON FUNCTION caseload.weekly_days(calendar datemultirange, isodow integer, since date) IS 'the school days on one day of the week, Monday 1 to Sunday 7, from a date on';
COMMENT ON FUNCTION caseload.first_full_week(year integer, month integer) IS 'the Monday of the first Monday to Friday inside a month';
COMMENT ON FUNCTION caseload.nth_weekday(year integer, month integer, isodow integer, n integer) IS 'the n-th such day of the week in a month; -1 is the last';
COMMENT ON FUNCTION caseload.roll(calendar datemultirange, day date, how text) IS 'the day itself if it is a school day, else the next or previous one';
COMMENT ON FUNCTION caseload.roll(calendar datemultirange, days datemultirange, how text) IS 'each day that is no school day moved to the next or previous one';
COMMENT ON FUNCTION caseload.nth_days(calendar datemultirange, periods daterange[], n integer) IS 'the n-th school day of each period; -1 is the last';
COMMENT ON FUNCTION caseload.from_nth_day(calendar datemultirange, periods daterange[], n integer) IS 'the school days of each period from its n-th on';
COMMENT ON FUNCTION caseload.months(during daterange) IS 'the calendar months of a range, the first and the last cut to it';
COMMENT ON FUNCTION caseload.weeks(during daterange) IS 'the weeks of a range, Monday to Sunday, the first and the last cut to it';

-- src/pg/pay_series.sql
-- Not strict, so that base and terms can be left out; null in scale or series gives null.
CREATE FUNCTION caseload.pay(caseload.pay_scale, caseload.load_series, base numeric DEFAULT NULL, terms jsonb DEFAULT NULL) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_pay_series' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION caseload.breakdown(caseload.pay_scale, caseload.load_series, base numeric DEFAULT NULL, terms jsonb DEFAULT NULL) RETURNS TABLE (day date, load caseload.caseload_unit, amount numeric)
AS 'MODULE_PATHNAME', 'caseload_breakdown_series' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 200;
COMMENT ON FUNCTION caseload.pay(caseload.pay_scale, caseload.load_series, numeric, jsonb) IS 'what the scale pays for a series: its period says what each counted day earns, terms name its semesters';
COMMENT ON FUNCTION caseload.breakdown(caseload.pay_scale, caseload.load_series, numeric, jsonb) IS 'what each day adds to pay(), maxima applied in order of days';

-- src/pg/salary_schedule.sql
CREATE TYPE caseload.salary_schedule;
CREATE FUNCTION caseload.salary_schedule_in(cstring) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_out(caseload.salary_schedule) RETURNS cstring
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_recv(internal) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_send(caseload.salary_schedule) RETURNS bytea
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE TYPE caseload.salary_schedule (
	INPUT = caseload.salary_schedule_in, OUTPUT = caseload.salary_schedule_out,
	RECEIVE = caseload.salary_schedule_recv, SEND = caseload.salary_schedule_send,
	INTERNALLENGTH = variable, ALIGNMENT = double, STORAGE = extended, CATEGORY = 'c'
);
COMMENT ON TYPE caseload.salary_schedule IS 'a whole salary grid, lanes and steps, as one value';
COMMENT ON FUNCTION caseload.salary_schedule_in(cstring) IS 'text input';
COMMENT ON FUNCTION caseload.salary_schedule_out(caseload.salary_schedule) IS 'text output';
COMMENT ON FUNCTION caseload.salary_schedule_recv(internal) IS 'binary input';
COMMENT ON FUNCTION caseload.salary_schedule_send(caseload.salary_schedule) IS 'binary output';
CREATE CAST (text AS caseload.salary_schedule) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (text AS caseload.salary_schedule) IS 'the printed table, as it is pasted';

-- The operators and operator classes of a type whose order is total: printed into the install
-- script for each line "@comparable NAME". Families are our own, never a core family.
CREATE FUNCTION caseload.salary_schedule_lt(caseload.salary_schedule, caseload.salary_schedule) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_le(caseload.salary_schedule, caseload.salary_schedule) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_eq(caseload.salary_schedule, caseload.salary_schedule) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_ne(caseload.salary_schedule, caseload.salary_schedule) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_ge(caseload.salary_schedule, caseload.salary_schedule) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_gt(caseload.salary_schedule, caseload.salary_schedule) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_cmp(caseload.salary_schedule, caseload.salary_schedule) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_hash(caseload.salary_schedule) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_hash_extended(caseload.salary_schedule, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.salary_schedule_lt(caseload.salary_schedule, caseload.salary_schedule) IS 'implementation of < operator';
COMMENT ON FUNCTION caseload.salary_schedule_le(caseload.salary_schedule, caseload.salary_schedule) IS 'implementation of <= operator';
COMMENT ON FUNCTION caseload.salary_schedule_eq(caseload.salary_schedule, caseload.salary_schedule) IS 'implementation of = operator';
COMMENT ON FUNCTION caseload.salary_schedule_ne(caseload.salary_schedule, caseload.salary_schedule) IS 'implementation of <> operator';
COMMENT ON FUNCTION caseload.salary_schedule_ge(caseload.salary_schedule, caseload.salary_schedule) IS 'implementation of >= operator';
COMMENT ON FUNCTION caseload.salary_schedule_gt(caseload.salary_schedule, caseload.salary_schedule) IS 'implementation of > operator';
COMMENT ON FUNCTION caseload.salary_schedule_cmp(caseload.salary_schedule, caseload.salary_schedule) IS 'below, equal to or above zero, for btree indexes';
COMMENT ON FUNCTION caseload.salary_schedule_hash(caseload.salary_schedule) IS 'hash, frozen from the first release';
COMMENT ON FUNCTION caseload.salary_schedule_hash_extended(caseload.salary_schedule, bigint) IS 'hash under a seed, frozen from the first release';

CREATE OPERATOR caseload.< (LEFTARG = caseload.salary_schedule, RIGHTARG = caseload.salary_schedule, FUNCTION = caseload.salary_schedule_lt,
	COMMUTATOR = OPERATOR(caseload.>), NEGATOR = OPERATOR(caseload.>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR caseload.<= (LEFTARG = caseload.salary_schedule, RIGHTARG = caseload.salary_schedule, FUNCTION = caseload.salary_schedule_le,
	COMMUTATOR = OPERATOR(caseload.>=), NEGATOR = OPERATOR(caseload.>), RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR caseload.= (LEFTARG = caseload.salary_schedule, RIGHTARG = caseload.salary_schedule, FUNCTION = caseload.salary_schedule_eq,
	COMMUTATOR = OPERATOR(caseload.=), NEGATOR = OPERATOR(caseload.<>), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR caseload.<> (LEFTARG = caseload.salary_schedule, RIGHTARG = caseload.salary_schedule, FUNCTION = caseload.salary_schedule_ne,
	COMMUTATOR = OPERATOR(caseload.<>), NEGATOR = OPERATOR(caseload.=), RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR caseload.>= (LEFTARG = caseload.salary_schedule, RIGHTARG = caseload.salary_schedule, FUNCTION = caseload.salary_schedule_ge,
	COMMUTATOR = OPERATOR(caseload.<=), NEGATOR = OPERATOR(caseload.<), RESTRICT = scalargesel, JOIN = scalargejoinsel);
CREATE OPERATOR caseload.> (LEFTARG = caseload.salary_schedule, RIGHTARG = caseload.salary_schedule, FUNCTION = caseload.salary_schedule_gt,
	COMMUTATOR = OPERATOR(caseload.<), NEGATOR = OPERATOR(caseload.<=), RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR caseload.< (caseload.salary_schedule, caseload.salary_schedule) IS 'less than';
COMMENT ON OPERATOR caseload.<= (caseload.salary_schedule, caseload.salary_schedule) IS 'less than or equal';
COMMENT ON OPERATOR caseload.= (caseload.salary_schedule, caseload.salary_schedule) IS 'equal';
COMMENT ON OPERATOR caseload.<> (caseload.salary_schedule, caseload.salary_schedule) IS 'not equal';
COMMENT ON OPERATOR caseload.>= (caseload.salary_schedule, caseload.salary_schedule) IS 'greater than or equal';
COMMENT ON OPERATOR caseload.> (caseload.salary_schedule, caseload.salary_schedule) IS 'greater than';

CREATE OPERATOR FAMILY caseload.salary_schedule_ops USING btree;
CREATE OPERATOR CLASS caseload.salary_schedule_ops DEFAULT FOR TYPE caseload.salary_schedule USING btree FAMILY caseload.salary_schedule_ops AS
	OPERATOR 1 caseload.<, OPERATOR 2 caseload.<=, OPERATOR 3 caseload.=, OPERATOR 4 caseload.>=, OPERATOR 5 caseload.>,
	FUNCTION 1 caseload.salary_schedule_cmp(caseload.salary_schedule, caseload.salary_schedule);
CREATE OPERATOR FAMILY caseload.salary_schedule_ops USING hash;
CREATE OPERATOR CLASS caseload.salary_schedule_ops DEFAULT FOR TYPE caseload.salary_schedule USING hash FAMILY caseload.salary_schedule_ops AS
	OPERATOR 1 caseload.=,
	FUNCTION 1 caseload.salary_schedule_hash(caseload.salary_schedule),
	FUNCTION 2 caseload.salary_schedule_hash_extended(caseload.salary_schedule, bigint);
COMMENT ON OPERATOR FAMILY caseload.salary_schedule_ops USING btree IS 'salary_schedule in order';
COMMENT ON OPERATOR FAMILY caseload.salary_schedule_ops USING hash IS 'salary_schedule by hash';
COMMENT ON OPERATOR CLASS caseload.salary_schedule_ops USING btree IS 'salary_schedule in order';
COMMENT ON OPERATOR CLASS caseload.salary_schedule_ops USING hash IS 'salary_schedule by hash';

-- what a place is paid
CREATE FUNCTION caseload.salary(schedule caseload.salary_schedule, placement caseload.salary_step) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_salary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_exact(schedule caseload.salary_schedule, placement caseload.salary_step) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_salary_exact' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.longevity_pay(schedule caseload.salary_schedule, placement caseload.salary_step) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_longevity_pay' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.salary(caseload.salary_schedule, caseload.salary_step) IS 'the printed cell: the highest row of the lane at or below the step, rounded half up to the places the schedule pays in';
COMMENT ON FUNCTION caseload.salary_exact(caseload.salary_schedule, caseload.salary_step) IS 'the cell without rounding';
COMMENT ON FUNCTION caseload.longevity_pay(caseload.salary_schedule, caseload.salary_step) IS 'what the longevity row adds over the last ordinary row of the lane; 0 below it';

-- raises
CREATE FUNCTION caseload.salary_schedule_times(caseload.salary_schedule, numeric) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_times' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_times_left(numeric, caseload.salary_schedule) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_times_left' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_plus(caseload.salary_schedule, numeric) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_plus' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE OPERATOR caseload.* (LEFTARG = caseload.salary_schedule, RIGHTARG = numeric,
	FUNCTION = caseload.salary_schedule_times, COMMUTATOR = OPERATOR(caseload.*));
CREATE OPERATOR caseload.* (LEFTARG = numeric, RIGHTARG = caseload.salary_schedule,
	FUNCTION = caseload.salary_schedule_times_left, COMMUTATOR = OPERATOR(caseload.*));
CREATE OPERATOR caseload.+ (LEFTARG = caseload.salary_schedule, RIGHTARG = numeric, FUNCTION = caseload.salary_schedule_plus);
COMMENT ON FUNCTION caseload.salary_schedule_times(caseload.salary_schedule, numeric) IS 'implementation of * operator';
COMMENT ON FUNCTION caseload.salary_schedule_times_left(numeric, caseload.salary_schedule) IS 'implementation of * operator';
COMMENT ON FUNCTION caseload.salary_schedule_plus(caseload.salary_schedule, numeric) IS 'implementation of + operator';
COMMENT ON OPERATOR caseload.* (caseload.salary_schedule, numeric) IS 'every cell multiplied: a raise';
COMMENT ON OPERATOR caseload.* (numeric, caseload.salary_schedule) IS 'every cell multiplied: a raise';
COMMENT ON OPERATOR caseload.+ (caseload.salary_schedule, numeric) IS 'so much more in every cell: a flat raise';

CREATE FUNCTION caseload.round(schedule caseload.salary_schedule, digits integer) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_round' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.paid_in(schedule caseload.salary_schedule, digits integer) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_paid_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.round(caseload.salary_schedule, integer) IS 'every cell rounded half up';
COMMENT ON FUNCTION caseload.paid_in(caseload.salary_schedule, integer) IS 'the same cells, salary() rounding to so many digits after the point';

-- lanes
CREATE FUNCTION caseload.lanes(schedule caseload.salary_schedule) RETURNS text[]
AS 'MODULE_PATHNAME', 'caseload_lanes' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.with_lanes(schedule caseload.salary_schedule, lanes text[]) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_with_lanes' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.lane_for_units(schedule caseload.salary_schedule, units numeric) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_lane_for_units' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.top_step(schedule caseload.salary_schedule, lane text) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_top_step' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.lanes(caseload.salary_schedule) IS 'the lanes in printed order';
COMMENT ON FUNCTION caseload.with_lanes(caseload.salary_schedule, text[]) IS 'these lanes alone, in this order; II(36) sets the units of one';
COMMENT ON FUNCTION caseload.lane_for_units(caseload.salary_schedule, numeric) IS 'the highest lane whose units are reached';
COMMENT ON FUNCTION caseload.top_step(caseload.salary_schedule, text) IS 'the last ordinary step of a lane';

-- from and to rows
CREATE FUNCTION caseload.cells(schedule caseload.salary_schedule, OUT placement caseload.salary_step, OUT lane text,
	OUT lane_rank integer, OUT units numeric, OUT step numeric, OUT amount numeric, OUT exact numeric, OUT longevity boolean)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'caseload_cells' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION caseload.cells(caseload.salary_schedule) IS 'a row for each cell, lane by lane as printed';

CREATE FUNCTION caseload.salary_schedule_accumulate(caseload.salary_schedule, caseload.salary_step, numeric) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_accumulate' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_accumulate(caseload.salary_schedule, caseload.salary_step, numeric, boolean) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_accumulate' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_combine(caseload.salary_schedule, caseload.salary_schedule) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_combine' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_final(caseload.salary_schedule) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE AGGREGATE caseload.salary_schedule_agg(placement caseload.salary_step, amount numeric) (
	SFUNC = caseload.salary_schedule_accumulate, STYPE = caseload.salary_schedule, SSPACE = 8192,
	FINALFUNC = caseload.salary_schedule_final, COMBINEFUNC = caseload.salary_schedule_combine, PARALLEL = SAFE);
CREATE AGGREGATE caseload.salary_schedule_agg(placement caseload.salary_step, amount numeric, longevity boolean) (
	SFUNC = caseload.salary_schedule_accumulate, STYPE = caseload.salary_schedule, SSPACE = 8192,
	FINALFUNC = caseload.salary_schedule_final, COMBINEFUNC = caseload.salary_schedule_combine, PARALLEL = SAFE);
COMMENT ON FUNCTION caseload.salary_schedule_accumulate(caseload.salary_schedule, caseload.salary_step, numeric) IS 'one cell more, for salary_schedule_agg';
COMMENT ON FUNCTION caseload.salary_schedule_accumulate(caseload.salary_schedule, caseload.salary_step, numeric, boolean) IS 'one cell more, for salary_schedule_agg';
COMMENT ON FUNCTION caseload.salary_schedule_combine(caseload.salary_schedule, caseload.salary_schedule) IS 'the cells of both, for salary_schedule_agg';
COMMENT ON FUNCTION caseload.salary_schedule_final(caseload.salary_schedule) IS 'the schedule without spare room, for salary_schedule_agg';
COMMENT ON AGGREGATE caseload.salary_schedule_agg(caseload.salary_step, numeric) IS 'a schedule of these cells, lanes in natural order';
COMMENT ON AGGREGATE caseload.salary_schedule_agg(caseload.salary_step, numeric, boolean) IS 'a schedule of these cells, lanes in natural order, longevity rows marked';

-- longevity; not STRICT, since its optional arguments may be NULL
CREATE FUNCTION caseload.with_longevity(schedule caseload.salary_schedule, scale caseload.pay_scale,
	lanes text[] DEFAULT NULL, base numeric DEFAULT NULL, through numeric DEFAULT 40) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_with_longevity' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION caseload.with_longevity(caseload.salary_schedule, caseload.pay_scale, text[], numeric, numeric) IS 'the schedule with longevity rows above the top of each of these lanes';

-- transcription
CREATE FUNCTION caseload.problems(schedule caseload.salary_schedule) RETURNS TABLE(placement caseload.salary_step, problem text)
AS 'MODULE_PATHNAME', 'caseload_problems' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 5;
COMMENT ON FUNCTION caseload.problems(caseload.salary_schedule) IS 'what looks like a slip of the hand in a typed grid';

-- src/pg/explain.sql
-- STABLE, not IMMUTABLE: the wording follows the data of the ICU library.

CREATE FUNCTION caseload.explain(caseload.pay_scale, numeric) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_pay' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, numeric) IS 'the reckoning of pay for a quantity in English words';

CREATE FUNCTION caseload.explain(caseload.pay_scale, numeric, numeric) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_pay_base' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, numeric, numeric) IS 'the reckoning of pay for a quantity on a base, in English words';

CREATE FUNCTION caseload.explain(caseload.pay_scale, numeric, text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_pay_locale' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, numeric, text) IS 'the reckoning of pay for a quantity in the words of a locale: en, es';

CREATE FUNCTION caseload.explain(caseload.pay_scale, numeric, numeric, text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_pay_base_locale' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, numeric, numeric, text) IS 'the reckoning of pay for a quantity on a base, in the words of a locale: en, es';

CREATE FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_unit_pay' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit) IS 'the reckoning of pay for a quantity with its measure in English words';

CREATE FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, numeric) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_unit_pay_base' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, numeric) IS 'the reckoning of pay for a quantity with its measure on a base, in English words';

CREATE FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_unit_pay_locale' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, text) IS 'the reckoning of pay for a quantity with its measure in the words of a locale: en, es';

CREATE FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, numeric, text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_unit_pay_base_locale' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, numeric, text) IS 'the reckoning of pay for a quantity with its measure on a base, in the words of a locale: en, es';

CREATE FUNCTION caseload.explain(caseload.salary_schedule, caseload.salary_step) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_salary' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.salary_schedule, caseload.salary_step) IS 'how a salary comes about, in English words';

CREATE FUNCTION caseload.explain(caseload.salary_schedule, caseload.salary_step, text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_salary_locale' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.salary_schedule, caseload.salary_step, text) IS 'how a salary comes about, in the words of a locale: en, es';

-- src/pg/guard.sql
CREATE FUNCTION caseload.guard_rows() RETURNS trigger
AS 'MODULE_PATHNAME', 'caseload_guard_rows' LANGUAGE C;
CREATE FUNCTION caseload.guard_group() RETURNS trigger
AS 'MODULE_PATHNAME', 'caseload_guard_group' LANGUAGE C;
CREATE FUNCTION caseload.guard_waiver() RETURNS trigger
AS 'MODULE_PATHNAME', 'caseload_guard_waiver' LANGUAGE C;
-- Whoever may make such a trigger has the guard read as the table's owner: caseload.guard()
-- makes them for owners, and nobody else needs to.
REVOKE EXECUTE ON FUNCTION caseload.guard_rows(), caseload.guard_group(), caseload.guard_waiver() FROM PUBLIC;
COMMENT ON FUNCTION caseload.guard_rows() IS 'trigger on a guarded table: the caps of the groups that grew; made by guard()';
COMMENT ON FUNCTION caseload.guard_group() IS 'trigger on the table of the groups: a lowered cap; made by guard()';
COMMENT ON FUNCTION caseload.guard_waiver() IS 'trigger on the table of the waivers: a revoked one; made by guard()';

CREATE FUNCTION caseload.guard(guarded regclass, group_table regclass, key text[], cap text,
	group_key text[] DEFAULT NULL,
	valid text DEFAULT NULL, starts text DEFAULT NULL, ends text DEFAULT NULL,
	weight text DEFAULT NULL, strictness text DEFAULT NULL, citation text DEFAULT NULL,
	waiver_table regclass DEFAULT NULL, waiver_key text[] DEFAULT NULL,
	waiver_valid text DEFAULT NULL, waiver_cap text DEFAULT NULL,
	breach_table regclass DEFAULT NULL, deferred boolean DEFAULT false, name text DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'caseload_guard' LANGUAGE C;
CREATE FUNCTION caseload.unguard(guarded regclass, name text DEFAULT NULL) RETURNS void
AS 'MODULE_PATHNAME', 'caseload_unguard' LANGUAGE C;
CREATE FUNCTION caseload.guard_partitions(guarded regclass) RETURNS integer
AS 'MODULE_PATHNAME', 'caseload_guard_partitions' LANGUAGE C STRICT;
CREATE FUNCTION caseload.check_caps(guarded regclass, OUT guard text, OUT problem text, OUT group_key text[],
	OUT days daterange, OUT load numeric, OUT cap numeric, OUT measure text, OUT strictness text, OUT citation text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'caseload_check_caps' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION caseload.guard(regclass, regclass, text[], text, text[], text, text, text, text, text, text, regclass, text[], text, text, regclass, boolean, text)
	IS 'holds the load of each group of rows at or under the cap that the group''s row names; returns the guard''s name';
COMMENT ON FUNCTION caseload.unguard(regclass, text) IS 'takes one guard, or all, off a table';
COMMENT ON FUNCTION caseload.guard_partitions(regclass) IS 'gives partitions that came later the guards of their table; returns how many triggers it made';
COMMENT ON FUNCTION caseload.check_caps(regclass) IS 'every group of a guarded table and the days above its cap, however it came to be so, and every trigger that is missing or disabled';

-- A name alone is taken for text, so this is what check_caps('...') calls; only a district's owner has its functions run.
CREATE FUNCTION caseload.check_district_caps(district text)
RETURNS TABLE (guard text, problem text, group_key text[], days daterange, load numeric, cap numeric, measure text, strictness text, citation text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $check_district_caps$
DECLARE
	guarded regclass;
	any_guard boolean := false;
BEGIN
	IF district IS NULL THEN
		RETURN;
	END IF;
	PERFORM caseload.check_district(district);
	FOR guarded IN SELECT c.oid::regclass FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
		WHERE n.nspname = district AND NOT c.relispartition AND EXISTS (SELECT FROM pg_trigger AS t
			WHERE t.tgrelid = c.oid AND t.tgfoid = 'caseload.guard_rows()'::regprocedure) ORDER BY c.relname LOOP
		any_guard := true;
		RETURN QUERY SELECT * FROM caseload.check_caps(guarded);
	END LOOP;
	IF NOT any_guard THEN
		RAISE undefined_object USING MESSAGE = format('district "%s" has no guard', district),
			HINT = format('Put guards on it with SELECT %I.guard_district().', district);
	END IF;
	RETURN QUERY EXECUTE format('SELECT s.guard, %L, s.group_key, NULL::daterange, NULL::numeric, NULL::numeric, NULL, NULL, NULL
		FROM %I.stale_cap() AS s ORDER BY s.guard, s.group_key', 'the caps are not those of the limits: fill_caps() mends them', district);
END
$check_district_caps$;
CREATE FUNCTION caseload.check_caps(district text, OUT guard text, OUT problem text, OUT group_key text[],
	OUT days daterange, OUT load numeric, OUT cap numeric, OUT measure text, OUT strictness text, OUT citation text)
RETURNS SETOF record
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT d.* FROM caseload.check_district_caps(CASE WHEN pg_catalog.to_regclass(pg_catalog.format('%I.district_version', check_caps.district)) IS NOT NULL
		THEN check_caps.district END) AS d
	UNION ALL
	SELECT t.* FROM caseload.check_caps(CASE WHEN pg_catalog.to_regclass(pg_catalog.format('%I.district_version', check_caps.district)) IS NULL
		THEN check_caps.district::pg_catalog.regclass END) AS t;
END;
COMMENT ON FUNCTION caseload.check_district_caps(text) IS 'check_caps of every guarded table of a district, and caps that are not those of its limits';
COMMENT ON FUNCTION caseload.check_caps(text) IS 'check_caps of a district, or of the guarded table of that name';

-- src/pg/district.sql
-- A district is a schema of the caller's own, made by these functions of scripts that they carry
-- as text: its tables are members of no extension, so they are dumped, altered and granted as any.

-- whoever may use the database may make a district of it; what stands in one is its owner's to grant
GRANT USAGE ON SCHEMA caseload TO PUBLIC;

-- in this order: a script may use what the scripts before it made
CREATE FUNCTION caseload.district_scripts() RETURNS TABLE (name text, script text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $caseload_texts$ VALUES
('contract'::text, $caseload_text$-- The contracts of this district. Every rule names its contract, the days on which it is in force
-- and the article it rests on; `known` tells since when (and until when) that text was the one known,
-- so that a change agreed later for an earlier day is a second row and overwrites nothing.
CREATE TABLE district_version (
	version      text NOT NULL,
	installed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE district_version IS 'the version of the extension whose scripts made these tables';
COMMENT ON COLUMN district_version.version IS 'version of the extension caseload';
COMMENT ON COLUMN district_version.installed_at IS 'when its scripts were run here; the latest row holds';

CREATE TABLE contract (
	contract        text PRIMARY KEY CHECK (contract <> ''),
	title           text NOT NULL,
	employer        text NOT NULL,
	bargaining_unit text NOT NULL,
	term            daterange NOT NULL CHECK (NOT isempty(term)),
	duty_days       numeric CHECK (duty_days > 0),
	prorated_by     text NOT NULL DEFAULT 'duty days' CHECK (prorated_by IN ('duty days', 'months', 'calendar days')),
	citation        text NOT NULL CHECK (citation <> ''),
	note            text
);
COMMENT ON TABLE contract IS 'collective agreements whose rules this district keeps';
COMMENT ON COLUMN contract.contract IS 'short name, the key of all rules';
COMMENT ON COLUMN contract.title IS 'title as printed, with its years';
COMMENT ON COLUMN contract.employer IS 'the district';
COMMENT ON COLUMN contract.bargaining_unit IS 'the association or union';
COMMENT ON COLUMN contract.term IS 'days on which the agreement is effective';
COMMENT ON COLUMN contract.duty_days IS 'duty days of a full year of a teacher';
COMMENT ON COLUMN contract.prorated_by IS 'what divides a year''s pay when a raise or a step falls inside it';
COMMENT ON COLUMN contract.citation IS 'the article that gives the term';
COMMENT ON COLUMN contract.note IS 'the reading chosen where the text is open, and the other one';
$caseload_text$::text),
('raise'::text, $caseload_text$-- What each year added to the salary schedules.
CREATE TABLE raise (
	id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract       text NOT NULL REFERENCES contract ON DELETE CASCADE,
	schedule       text NOT NULL DEFAULT '*',
	in_force_from  date NOT NULL,
	rank           smallint NOT NULL DEFAULT 1,
	known_from     date NOT NULL DEFAULT '-infinity',
	ends           date CHECK (ends > in_force_from),
	percent        numeric,
	flat           numeric,
	lanes          text[],
	longevity_only boolean NOT NULL DEFAULT false,
	index_name     text,
	index_times    numeric,
	at_least       numeric,
	at_most        numeric,
	rounds_to      int,
	on_schedule    boolean NOT NULL DEFAULT true,
	citation       text NOT NULL CHECK (citation <> ''),
	note           text,
	CHECK (percent IS NOT NULL OR flat IS NOT NULL OR index_name IS NOT NULL),
	UNIQUE (contract, schedule, in_force_from, rank, known_from)
);
COMMENT ON TABLE raise IS 'raises of the salary schedules, in the order in which they multiply';
COMMENT ON COLUMN raise.id IS 'key';
COMMENT ON COLUMN raise.contract IS 'the contract';
COMMENT ON COLUMN raise.schedule IS 'the schedule that it raises; * for all';
COMMENT ON COLUMN raise.in_force_from IS 'the first day that is paid at the raised rate';
COMMENT ON COLUMN raise.rank IS 'of several raises from one day, the order';
COMMENT ON COLUMN raise.known_from IS 'since when it was known; later than in_force_from for a retroactive raise';
COMMENT ON COLUMN raise.ends IS 'the first day on which a temporary raise or cut no longer holds';
COMMENT ON COLUMN raise.percent IS 'percent added to every cell; negative for a cut';
COMMENT ON COLUMN raise.flat IS 'dollars added to every cell';
COMMENT ON COLUMN raise.lanes IS 'only these lanes; null for all';
COMMENT ON COLUMN raise.longevity_only IS 'only the longevity steps';
COMMENT ON COLUMN raise.index_name IS 'the percentage follows this index';
COMMENT ON COLUMN raise.index_times IS 'the index times this';
COMMENT ON COLUMN raise.at_least IS 'but at least so many percent';
COMMENT ON COLUMN raise.at_most IS 'and at most so many percent';
COMMENT ON COLUMN raise.rounds_to IS 'the cells are rounded to so many places after this raise; null: they are not';
COMMENT ON COLUMN raise.on_schedule IS 'false for a payment beside the schedule, which later raises do not build on';
COMMENT ON COLUMN raise.citation IS 'article';
COMMENT ON COLUMN raise.note IS 'the reading chosen where the text is open, and the other one';

-- plpgsql, because sum(ln()) is not exact and SQL has no product
CREATE FUNCTION raise_factor(contract text, schedule text, after date, through date, known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE plpgsql STABLE STRICT SET search_path FROM CURRENT
AS $raise_factor$
DECLARE
	factor numeric := 1;
	one_raise record;
BEGIN
	FOR one_raise IN
		SELECT r.* FROM raise AS r
		WHERE r.contract = raise_factor.contract AND r.schedule IN ('*', raise_factor.schedule)
			AND r.in_force_from > after AND r.in_force_from <= through AND (r.ends IS NULL OR r.ends > through)
			AND r.known_from <= known_on AND r.on_schedule
		ORDER BY r.in_force_from, r.rank, r.known_from
	LOOP
		IF one_raise.percent IS NULL OR one_raise.flat IS NOT NULL OR one_raise.lanes IS NOT NULL OR one_raise.longevity_only THEN
			RAISE invalid_parameter_value USING
				MESSAGE = format('the raise of %s is not the same percentage for every cell', one_raise.in_force_from),
				DETAIL = format('See %s.', one_raise.citation);
		END IF;
		factor := factor * (1 + one_raise.percent * 0.01); -- a division would round
	END LOOP;
	RETURN trim_scale(factor);
END
$raise_factor$;
COMMENT ON FUNCTION raise_factor(text, text, date, date, date) IS 'the product, exact, of the percentage raises on the schedule after one day and through another';
$caseload_text$::text),
('schedule'::text, $caseload_text$-- The salary schedules, each a value.
CREATE TABLE schedule (
	id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract     text NOT NULL REFERENCES contract ON DELETE CASCADE,
	schedule     text NOT NULL CHECK (schedule <> ''),
	title        text NOT NULL,
	in_force     daterange NOT NULL CHECK (NOT isempty(in_force)),
	known        daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	grid         caseload.salary_schedule NOT NULL,
	derived_from text,
	times        numeric NOT NULL DEFAULT 1 CHECK (times > 0),
	over         numeric NOT NULL DEFAULT 1 CHECK (over > 0),
	printed      boolean NOT NULL DEFAULT true,
	citation     text NOT NULL CHECK (citation <> ''),
	note         text,
	EXCLUDE USING gist (contract WITH =, schedule WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE schedule IS 'salary schedules, one row a schedule and stretch of time';
COMMENT ON COLUMN schedule.id IS 'key';
COMMENT ON COLUMN schedule.contract IS 'the contract';
COMMENT ON COLUMN schedule.schedule IS 'short name: teacher, agriculture, ...';
COMMENT ON COLUMN schedule.title IS 'title as printed';
COMMENT ON COLUMN schedule.in_force IS 'days on which it is paid';
COMMENT ON COLUMN schedule.known IS 'days on which this was the schedule known';
COMMENT ON COLUMN schedule.grid IS 'lanes, steps and annual salaries';
COMMENT ON COLUMN schedule.derived_from IS 'the schedule whose cells it multiplies; null for one of its own';
COMMENT ON COLUMN schedule.times IS 'and by what: times / over';
COMMENT ON COLUMN schedule.over IS 'and by what: times / over';
COMMENT ON COLUMN schedule.printed IS 'false where the agreement prints no table and the rule alone gives it';
COMMENT ON COLUMN schedule.citation IS 'article or appendix';
COMMENT ON COLUMN schedule.note IS 'the reading chosen where the text is open, and the other one';

CREATE TABLE work_year (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract  text NOT NULL REFERENCES contract ON DELETE CASCADE,
	schedule  text NOT NULL,
	role      text NOT NULL,
	in_force  daterange NOT NULL CHECK (NOT isempty(in_force)),
	known     daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	days      numeric NOT NULL CHECK (days > 0),
	hours     numeric CHECK (hours > 0),
	factor    numeric,
	citation  text NOT NULL CHECK (citation <> ''),
	note      text,
	EXCLUDE USING gist (contract WITH =, schedule WITH =, role WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE work_year IS 'days and hours of a full position, by role';
COMMENT ON COLUMN work_year.id IS 'key';
COMMENT ON COLUMN work_year.contract IS 'the contract';
COMMENT ON COLUMN work_year.schedule IS 'the schedule on which the role is paid';
COMMENT ON COLUMN work_year.role IS 'role, as printed';
COMMENT ON COLUMN work_year.in_force IS 'days on which it holds';
COMMENT ON COLUMN work_year.known IS 'days on which this was what was known';
COMMENT ON COLUMN work_year.days IS 'work days of the year';
COMMENT ON COLUMN work_year.hours IS 'hours of a work day';
COMMENT ON COLUMN work_year.factor IS 'the factor printed beside it; what is paid is schedule.times / over';
COMMENT ON COLUMN work_year.citation IS 'article or appendix';
COMMENT ON COLUMN work_year.note IS 'the reading chosen where the text is open, and the other one';

CREATE FUNCTION schedule_on(contract text, schedule text, on_date date, known_on date DEFAULT 'infinity') RETURNS caseload.salary_schedule
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT s.grid FROM schedule AS s
	WHERE s.contract = schedule_on.contract AND s.schedule = schedule_on.schedule
		AND s.in_force @> schedule_on.on_date AND s.known @> schedule_on.known_on;
END;
COMMENT ON FUNCTION schedule_on(text, text, date, date) IS 'the grid in force on a day; null if there is none';
$caseload_text$::text),
('pay_base'::text, $caseload_text$-- Amounts that other rules refer to by name: a stipend base, an hourly or a daily rate, a share of
-- a cell. (A fixed amount, a named cell, or the employee's own pay, plus another base) x times / over,
-- rounded to `digits` if given.
CREATE TABLE pay_base (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract  text NOT NULL REFERENCES contract ON DELETE CASCADE,
	name      text NOT NULL CHECK (name <> ''),
	in_force  daterange NOT NULL CHECK (NOT isempty(in_force)),
	known     daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	amount    numeric,
	schedule  text,
	placement caseload.salary_step,
	own       text CHECK (own IN ('cell', 'salary')),
	plus      text,
	times     numeric NOT NULL DEFAULT 1,
	over      numeric NOT NULL DEFAULT 1 CHECK (over <> 0),
	over_cap  boolean NOT NULL DEFAULT false,
	digits    int CHECK (digits BETWEEN 0 AND 8),
	citation  text NOT NULL CHECK (citation <> ''),
	note      text,
	CHECK (num_nonnulls(amount, placement, own) <= 1),
	CHECK (num_nonnulls(amount, placement, own, plus) >= 1),
	CHECK (num_nulls(schedule, placement) IN (0, 2)),
	EXCLUDE USING gist (contract WITH =, name WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE pay_base IS 'amounts and rates by name, for stipends, hourly pay and percentages';
COMMENT ON COLUMN pay_base.id IS 'key';
COMMENT ON COLUMN pay_base.contract IS 'the contract';
COMMENT ON COLUMN pay_base.name IS 'the name that other rules use: stipend base, extra duty hour';
COMMENT ON COLUMN pay_base.in_force IS 'days on which it holds';
COMMENT ON COLUMN pay_base.known IS 'days on which this was what was known';
COMMENT ON COLUMN pay_base.amount IS 'a fixed amount in dollars';
COMMENT ON COLUMN pay_base.schedule IS 'of this schedule';
COMMENT ON COLUMN pay_base.placement IS 'this cell, as printed';
COMMENT ON COLUMN pay_base.own IS 'the employee''s own cell, unrounded, or own salary';
COMMENT ON COLUMN pay_base.plus IS 'and the amount of this other base';
COMMENT ON COLUMN pay_base.times IS 'times this';
COMMENT ON COLUMN pay_base.over IS 'divided by this, after the multiplication';
COMMENT ON COLUMN pay_base.over_cap IS 'divided by the cap of the limit that uses it, too';
COMMENT ON COLUMN pay_base.digits IS 'rounded half up to so many places; null: not rounded';
COMMENT ON COLUMN pay_base.citation IS 'article';
COMMENT ON COLUMN pay_base.note IS 'the reading chosen where the text is open, and the other one';

CREATE FUNCTION base_amount(contract text, name text, on_date date, own_cell numeric DEFAULT NULL, own_salary numeric DEFAULT NULL,
	cap numeric DEFAULT NULL, known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $base_amount$
DECLARE
	base pay_base;
	amount numeric;
BEGIN
	SELECT b.* INTO base FROM pay_base AS b
	WHERE b.contract = base_amount.contract AND b.name = base_amount.name AND b.in_force @> on_date AND b.known @> known_on;
	IF NOT FOUND THEN
		RAISE no_data_found USING MESSAGE = format('contract "%s" has no pay base "%s" on %s', contract, name, to_char(on_date, 'YYYY-MM-DD')),
			HINT = 'See the table pay_base for names and dates.';
	END IF;
	IF base.placement IS NOT NULL THEN
		amount := caseload.salary(schedule_on(base.contract, base.schedule, on_date, known_on), base.placement);
		IF amount IS NULL THEN
			RAISE no_data_found USING MESSAGE = format('pay base "%s" rests on schedule "%s", which is not in force on %s', name, base.schedule,
				to_char(on_date, 'YYYY-MM-DD')), HINT = 'See the table schedule for names and dates.';
		END IF;
	ELSIF base.own = 'cell' THEN
		amount := own_cell;
	ELSIF base.own = 'salary' THEN
		amount := own_salary;
	ELSE
		amount := coalesce(base.amount, 0);
	END IF;
	IF amount IS NULL OR base.over_cap AND cap IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = format('pay base "%s" needs %s', name,
			CASE WHEN amount IS NULL THEN 'the employee''s own ' || base.own ELSE 'the cap' END),
			HINT = 'Give own_cell, own_salary or cap by name.';
	END IF;
	IF base.plus IS NOT NULL THEN
		amount := amount + base_amount(contract, base.plus, on_date, own_cell, own_salary, cap, known_on);
	END IF;
	amount := amount * base.times / (CASE WHEN base.over_cap THEN base.over * cap ELSE base.over END);
	RETURN CASE WHEN base.digits IS NULL THEN trim_scale(amount) ELSE round(amount, base.digits) END;
END
$base_amount$;
COMMENT ON FUNCTION base_amount(text, text, date, numeric, numeric, numeric, date) IS 'the amount of a pay base on a day';

-- from the cell before it is rounded: that is what the printed tables show
CREATE FUNCTION rate_of_cell(contract text, name text, schedule text, placement caseload.salary_step, on_date date, known_on date DEFAULT 'infinity')
RETURNS numeric
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT base_amount(rate_of_cell.contract, rate_of_cell.name, rate_of_cell.on_date,
		own_cell => caseload.salary_exact(schedule_on(rate_of_cell.contract, rate_of_cell.schedule, rate_of_cell.on_date, rate_of_cell.known_on), rate_of_cell.placement),
		known_on => rate_of_cell.known_on);
END;
COMMENT ON FUNCTION rate_of_cell(text, text, text, caseload.salary_step, date, date) IS 'a pay base of the employee''s own cell, as an hourly rate, on a day';
$caseload_text$::text),
('stipend'::text, $caseload_text$-- Stipends: what a duty, a degree or a credential pays a year, as a band of a base or by a scale.
CREATE TABLE stipend (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract      text NOT NULL REFERENCES contract ON DELETE CASCADE,
	position      text NOT NULL CHECK (position <> ''),
	title         text NOT NULL,
	site_level    text NOT NULL DEFAULT 'any',
	enrollment    int4range NOT NULL DEFAULT '(,)' CHECK (NOT isempty(enrollment)),
	applies       jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(applies) = 'object'),
	precedence    smallint NOT NULL DEFAULT 0,
	in_force      daterange NOT NULL CHECK (NOT isempty(in_force)),
	known         daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	band          caseload.stipend_band,
	scale         caseload.pay_scale,
	base          text,
	per_count_of  text,
	lasts         caseload.caseload_unit,
	lasts_in      text,
	prorated_by   text CHECK (prorated_by IN ('school days', 'duty days', 'months')),
	paid          text NOT NULL DEFAULT 'not said' CHECK (paid IN ('not said', 'monthly', 'each semester', 'installments')),
	digits        int NOT NULL DEFAULT 0 CHECK (digits BETWEEN 0 AND 8),
	citation      text NOT NULL CHECK (citation <> ''),
	note          text,
	CHECK (num_nonnulls(band, scale) = 1),
	EXCLUDE USING gist (contract WITH =, position WITH =, site_level WITH =, enrollment WITH &&, (applies::text) WITH =,
		in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE stipend IS 'stipends by position and level of site';
COMMENT ON COLUMN stipend.id IS 'key';
COMMENT ON COLUMN stipend.contract IS 'the contract';
COMMENT ON COLUMN stipend.position IS 'position, degree or credential: the name that position_held uses';
COMMENT ON COLUMN stipend.title IS 'name of the row as printed, variants included';
COMMENT ON COLUMN stipend.site_level IS 'level of the site where it is held; any';
COMMENT ON COLUMN stipend.enrollment IS 'the enrollment of the site lies in this range; a site without one counts as 0';
COMMENT ON COLUMN stipend.applies IS 'what the position held must carry: {"coordinating_period": true}';
COMMENT ON COLUMN stipend.precedence IS 'of the rows that match, the highest is paid';
COMMENT ON COLUMN stipend.in_force IS 'days on which it is paid';
COMMENT ON COLUMN stipend.known IS 'days on which this was what was known';
COMMENT ON COLUMN stipend.band IS 'a percentage of a base, or an amount';
COMMENT ON COLUMN stipend.scale IS 'or a scale by a count';
COMMENT ON COLUMN stipend.base IS 'pay_base of the percentage';
COMMENT ON COLUMN stipend.per_count_of IS 'what the scale counts';
COMMENT ON COLUMN stipend.lasts IS 'paid only if the duty lasts so long';
COMMENT ON COLUMN stipend.lasts_in IS 'within this term';
COMMENT ON COLUMN stipend.prorated_by IS 'paid for the share of these days on which the duty was held; null: in full';
COMMENT ON COLUMN stipend.paid IS 'how the year''s amount is paid out';
COMMENT ON COLUMN stipend.digits IS 'rounded half up to so many places';
COMMENT ON COLUMN stipend.citation IS 'article or appendix';
COMMENT ON COLUMN stipend.note IS 'the reading chosen where the text is open, and the other one';

CREATE TABLE stipend_installment (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	stipend_id bigint NOT NULL REFERENCES stipend ON DELETE CASCADE,
	share      numeric NOT NULL CHECK (share > 0 AND share <= 1),
	due        text NOT NULL,
	citation   text NOT NULL CHECK (citation <> ''),
	note       text,
	UNIQUE (stipend_id, due)
);
COMMENT ON TABLE stipend_installment IS 'parts in which a stipend is paid';
COMMENT ON COLUMN stipend_installment.id IS 'key';
COMMENT ON COLUMN stipend_installment.stipend_id IS 'the stipend';
COMMENT ON COLUMN stipend_installment.share IS 'part of the year''s amount';
COMMENT ON COLUMN stipend_installment.due IS 'code of the due_date on which it is paid';
COMMENT ON COLUMN stipend_installment.citation IS 'article';
COMMENT ON COLUMN stipend_installment.note IS 'the reading chosen where the text is open, and the other one';

-- `counted` is what a scale counts; `share` the part of the year for a stipend that is prorated
CREATE FUNCTION stipend_pay(contract text, "position" text, on_date date, site_level text DEFAULT 'any', enrollment int DEFAULT 0,
	attributes jsonb DEFAULT '{}', counted numeric DEFAULT 1, share numeric DEFAULT 1, known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $stipend_pay$
DECLARE
	rule stipend;
	base numeric := 0;
	amount numeric;
BEGIN
	SELECT s.* INTO rule FROM stipend AS s
	WHERE s.contract = stipend_pay.contract AND s.position = stipend_pay.position
		AND s.site_level IN ('any', stipend_pay.site_level)
		AND s.enrollment @> coalesce(stipend_pay.enrollment, 0) AND coalesce(attributes, '{}') @> s.applies
		AND s.in_force @> on_date AND s.known @> known_on
	ORDER BY s.precedence DESC, s.site_level = 'any', s.id LIMIT 1;
	IF NOT FOUND THEN
		RETURN NULL;
	END IF;
	IF rule.base IS NOT NULL THEN
		base := base_amount(contract, rule.base, on_date, known_on => known_on);
	END IF;
	IF rule.band IS NOT NULL THEN
		amount := caseload.stipend(rule.band, base);
	ELSE
		amount := caseload.pay(rule.scale, counted, base);
	END IF;
	IF rule.prorated_by IS NOT NULL THEN
		amount := amount * share;
	END IF;
	RETURN round(amount, rule.digits);
END
$stipend_pay$;
COMMENT ON FUNCTION stipend_pay(text, text, date, text, int, jsonb, numeric, numeric, date) IS 'the stipend of a position in the year of this day; null where the contract has none';
$caseload_text$::text),
('longevity'::text, $caseload_text$-- Longevity pay. Where it is a matter of steps (service = 'step') it is built into the grid by
-- with_longevity(grid, scale); by years of service it is reckoned from this row.
CREATE TABLE longevity_rule (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract      text NOT NULL REFERENCES contract ON DELETE CASCADE,
	code          text NOT NULL CHECK (code <> ''),
	schedule      text NOT NULL DEFAULT '*',
	in_force      daterange NOT NULL CHECK (NOT isempty(in_force)),
	known         daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	service       text NOT NULL CHECK (service IN ('step', 'district', 'total', 'continuous', 'on step')),
	scale         caseload.pay_scale NOT NULL,
	base          text,
	lanes         text[],
	steps         numrange,
	hired         daterange,
	applies       jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(applies) = 'object'),
	in_proportion text CHECK (in_proportion IN ('fte')),
	citation      text NOT NULL CHECK (citation <> ''),
	note          text,
	EXCLUDE USING gist (contract WITH =, code WITH =, schedule WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE longevity_rule IS 'longevity pay, by step or by years of service';
COMMENT ON COLUMN longevity_rule.id IS 'key';
COMMENT ON COLUMN longevity_rule.contract IS 'the contract';
COMMENT ON COLUMN longevity_rule.code IS 'stays the same over renewals';
COMMENT ON COLUMN longevity_rule.schedule IS 'the schedule; * for all';
COMMENT ON COLUMN longevity_rule.in_force IS 'days on which it is paid';
COMMENT ON COLUMN longevity_rule.known IS 'days on which this was what was known';
COMMENT ON COLUMN longevity_rule.service IS 'what is counted: the step, or years of service';
COMMENT ON COLUMN longevity_rule.scale IS 'tiers by that count';
COMMENT ON COLUMN longevity_rule.base IS 'pay_base of a percentage; null: the lane''s top cell';
COMMENT ON COLUMN longevity_rule.lanes IS 'only these lanes; null for all';
COMMENT ON COLUMN longevity_rule.steps IS 'only at these steps';
COMMENT ON COLUMN longevity_rule.hired IS 'only for those hired on these days';
COMMENT ON COLUMN longevity_rule.applies IS 'what the employment must carry';
COMMENT ON COLUMN longevity_rule.in_proportion IS 'fte: paid in proportion; null: in full';
COMMENT ON COLUMN longevity_rule.citation IS 'article';
COMMENT ON COLUMN longevity_rule.note IS 'the reading chosen where the text is open, and the other one';
$caseload_text$::text),
('due_date'::text, $caseload_text$-- Days of the year by which something must be done, or on which it is paid.
CREATE TABLE due_date (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract  text NOT NULL REFERENCES contract ON DELETE CASCADE,
	code      text NOT NULL CHECK (code <> ''),
	title     text NOT NULL,
	month     int NOT NULL CHECK (month BETWEEN 1 AND 12),
	day       int NOT NULL CHECK (day BETWEEN 1 AND 31),
	years_on  int NOT NULL DEFAULT 0,
	binds     text NOT NULL CHECK (binds IN ('through', 'before', 'on')),
	in_force  daterange NOT NULL CHECK (NOT isempty(in_force)),
	known     daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	citation  text NOT NULL CHECK (citation <> ''),
	note      text,
	CHECK (make_date(2000, month, day) IS NOT NULL AND (month, day) <> (2, 29)),
	EXCLUDE USING gist (contract WITH =, code WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE due_date IS 'days of the year by which something is due';
COMMENT ON COLUMN due_date.id IS 'key';
COMMENT ON COLUMN due_date.contract IS 'the contract';
COMMENT ON COLUMN due_date.code IS 'stays the same over renewals';
COMMENT ON COLUMN due_date.title IS 'what is due';
COMMENT ON COLUMN due_date.month IS 'month';
COMMENT ON COLUMN due_date.day IS 'day of the month';
COMMENT ON COLUMN due_date.years_on IS 'in the calendar year in which the school year begins (0), or so many later';
COMMENT ON COLUMN due_date.binds IS 'through: that day is in time; before: it is too late; on: the day itself';
COMMENT ON COLUMN due_date.in_force IS 'days on which the rule holds';
COMMENT ON COLUMN due_date.known IS 'days on which this was what was known';
COMMENT ON COLUMN due_date.citation IS 'article';
COMMENT ON COLUMN due_date.note IS 'the reading chosen where the text is open, and the other one';

CREATE FUNCTION school_year_start(school_year text) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path FROM CURRENT
AS $school_year_start$
BEGIN
	IF school_year !~ '^[0-9]{4}-[0-9]{2}$' OR (left(school_year, 4)::int + 1) % 100 <> right(school_year, 2)::int THEN
		RAISE invalid_parameter_value USING MESSAGE = format('"%s" is not a school year', school_year),
			HINT = 'Write it as 2019-20.';
	END IF;
	RETURN left(school_year, 4)::int;
END
$school_year_start$;
COMMENT ON FUNCTION school_year_start(text) IS 'the calendar year in which a school year begins: 2019 of 2019-20';

-- the row that holds on the day itself is the one that gives it
CREATE FUNCTION due_on(contract text, code text, school_year text, known_on date DEFAULT 'infinity') RETURNS date
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT make_date(school_year_start(due_on.school_year) + d.years_on, d.month, d.day) FROM due_date AS d
	WHERE d.contract = due_on.contract AND d.code = due_on.code AND d.known @> due_on.known_on
		AND d.in_force @> make_date(school_year_start(due_on.school_year) + d.years_on, d.month, d.day);
END;
COMMENT ON FUNCTION due_on(text, text, text, date) IS 'the date on which something is due for a school year';

CREATE FUNCTION in_time(contract text, code text, school_year text, done_on date, known_on date DEFAULT 'infinity') RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(in_time.done_on <= make_date(school_year_start(in_time.school_year) + d.years_on, d.month, d.day)
		- CASE WHEN d.binds = 'before' THEN 1 ELSE 0 END, false) FROM due_date AS d
	WHERE d.contract = in_time.contract AND d.code = in_time.code AND d.known @> in_time.known_on
		AND d.in_force @> make_date(school_year_start(in_time.school_year) + d.years_on, d.month, d.day);
END;
COMMENT ON FUNCTION in_time(text, text, text, date, date) IS 'whether what was done on a day was in time; null where no rule asks for it';
$caseload_text$::text),
('credit'::text, $caseload_text$-- What a year of service is, and how it places a newcomer and moves a teacher on.
CREATE TABLE credit_rule (
	id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract        text NOT NULL REFERENCES contract ON DELETE CASCADE,
	kind            text NOT NULL CHECK (kind IN ('district', 'job share', 'outside', 'military', 'other')),
	year_at         numeric NOT NULL CHECK (year_at > 0 AND year_at <= 1),
	part_years      text NOT NULL CHECK (part_years IN ('none', 'whole', 'add up')),
	most            numeric,
	first_step_most numeric,
	in_force        daterange NOT NULL CHECK (NOT isempty(in_force)),
	known           daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	citation        text NOT NULL CHECK (citation <> ''),
	note            text,
	EXCLUDE USING gist (contract WITH =, kind WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE credit_rule IS 'credit on the schedule for years of service, by kind of service';
COMMENT ON COLUMN credit_rule.id IS 'key';
COMMENT ON COLUMN credit_rule.contract IS 'the contract';
COMMENT ON COLUMN credit_rule.kind IS 'kind of service, as in the table service';
COMMENT ON COLUMN credit_rule.year_at IS 'the share of a year that counts as a year (91 of 182 days: 0.5)';
COMMENT ON COLUMN credit_rule.part_years IS 'none: only full years; whole: a year from year_at on, else nothing; add up: shares are added';
COMMENT ON COLUMN credit_rule.most IS 'at most so many years';
COMMENT ON COLUMN credit_rule.first_step_most IS 'the highest step at which a newcomer is placed';
COMMENT ON COLUMN credit_rule.in_force IS 'days on which it holds';
COMMENT ON COLUMN credit_rule.known IS 'days on which this was what was known';
COMMENT ON COLUMN credit_rule.citation IS 'article';
COMMENT ON COLUMN credit_rule.note IS 'the reading chosen where the text is open, and the other one';

-- one year's credit on the schedule for the share of it that was worked
CREATE FUNCTION year_credit(contract text, kind text, share numeric, on_date date, known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT CASE
		WHEN c.part_years = 'add up' THEN year_credit.share
		WHEN c.part_years = 'whole' AND year_credit.share >= c.year_at THEN 1
		WHEN c.part_years = 'none' AND year_credit.share >= 1 THEN 1
		ELSE 0 END::numeric
	FROM credit_rule AS c
	WHERE c.contract = year_credit.contract AND c.kind = year_credit.kind
		AND c.in_force @> year_credit.on_date AND c.known @> year_credit.known_on;
END;
COMMENT ON FUNCTION year_credit(text, text, numeric, date, date) IS 'credit for one year, of which this share was worked; null where no rule speaks of that kind of service';

-- A step counts years of service plus one, so it may run past the last row of its lane; salary()
-- pays the highest row there is, and a later move to a longer lane loses nothing.
CREATE FUNCTION place_newcomer(contract text, schedule text, units numeric, outside_years numeric, on_date date, known_on date DEFAULT 'infinity')
RETURNS caseload.salary_step
LANGUAGE plpgsql STABLE STRICT SET search_path FROM CURRENT
AS $place_newcomer$
DECLARE
	grid caseload.salary_schedule := schedule_on(contract, schedule, on_date, known_on);
	rule credit_rule;
	step numeric := 1;
BEGIN
	IF grid IS NULL THEN
		RAISE no_data_found USING MESSAGE = format('contract "%s" has no schedule "%s" on %s', contract, schedule, to_char(on_date, 'YYYY-MM-DD')),
			HINT = 'See the table schedule for names and dates.';
	END IF;
	SELECT c.* INTO rule FROM credit_rule AS c
	WHERE c.contract = place_newcomer.contract AND c.kind = 'outside' AND c.in_force @> on_date AND c.known @> known_on;
	-- where no rule speaks of outside service there is no credit for it
	IF FOUND THEN
		step := least(1 + least(CASE WHEN rule.part_years = 'add up' THEN trunc(2 * outside_years) / 2 ELSE trunc(outside_years) END, rule.most),
			rule.first_step_most);
	END IF;
	RETURN caseload.salary_step(caseload.lane_for_units(grid, units), step);
END
$place_newcomer$;
COMMENT ON FUNCTION place_newcomer(text, text, numeric, numeric, date, date) IS 'where a teacher new to the district is placed, by units and years of outside service';

CREATE FUNCTION next_placement(contract text, schedule text, placement caseload.salary_step, school_year text, share numeric DEFAULT 1,
	kind text DEFAULT 'district', units numeric DEFAULT NULL, interest_form date DEFAULT NULL, units_verified date DEFAULT NULL,
	specialist_training boolean DEFAULT false, known_on date DEFAULT 'infinity') RETURNS caseload.salary_step
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $next_placement$
DECLARE
	first_day date := make_date(school_year_start(school_year), 7, 1);
	grid caseload.salary_schedule := schedule_on(contract, schedule, first_day, known_on);
	lane_now text := caseload.lane(placement);
	lane_earned text;
	credit numeric := year_credit(contract, kind, share, first_day, known_on);
BEGIN
	IF grid IS NULL THEN
		RAISE no_data_found USING MESSAGE = format('contract "%s" has no schedule "%s" on %s', contract, schedule, to_char(first_day, 'YYYY-MM-DD')),
			HINT = 'See the table schedule for names and dates.';
	END IF;
	IF units IS NOT NULL
		AND coalesce(specialist_training OR in_time(contract, 'column-interest', school_year, interest_form, known_on), true)
		AND coalesce(in_time(contract, 'units-verified', school_year, units_verified, known_on), true)
	THEN
		lane_earned := caseload.lane_for_units(grid, units);
		-- units once credited are never taken back, so a lane is only ever gained
		IF array_position(caseload.lanes(grid), lane_earned) > array_position(caseload.lanes(grid), lane_now) THEN
			lane_now := lane_earned;
		END IF;
	END IF;
	-- placements stand at halves; service keeps finer shares
	RETURN caseload.salary_step(lane_now, caseload.step(placement) + trunc(2 * coalesce(credit, 0)) / 2);
END
$next_placement$;
COMMENT ON FUNCTION next_placement(text, text, caseload.salary_step, text, numeric, text, numeric, date, date, boolean, date) IS 'where a teacher stands in a school year, from the placement and the service of the year before and the units verified';
$caseload_text$::text),
('benefit'::text, $caseload_text$-- What the district pays toward benefits, and what it asks back of training that it paid.
CREATE TABLE benefit_cap (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract  text NOT NULL REFERENCES contract ON DELETE CASCADE,
	coverage  text NOT NULL CHECK (coverage <> ''),
	in_force  daterange NOT NULL CHECK (NOT isempty(in_force)),
	known     daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	amount    numeric NOT NULL CHECK (amount >= 0),
	citation  text NOT NULL CHECK (citation <> ''),
	note      text,
	EXCLUDE USING gist (contract WITH =, coverage WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE benefit_cap IS 'the most that the district contributes to benefits';
COMMENT ON COLUMN benefit_cap.id IS 'key';
COMMENT ON COLUMN benefit_cap.contract IS 'the contract';
COMMENT ON COLUMN benefit_cap.coverage IS 'what is covered';
COMMENT ON COLUMN benefit_cap.in_force IS 'days on which it holds';
COMMENT ON COLUMN benefit_cap.known IS 'days on which this was what was known';
COMMENT ON COLUMN benefit_cap.amount IS 'dollars a year';
COMMENT ON COLUMN benefit_cap.citation IS 'article';
COMMENT ON COLUMN benefit_cap.note IS 'the reading chosen where the text is open, and the other one';

CREATE FUNCTION benefit_cap_on(contract text, coverage text, on_date date, known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT b.amount FROM benefit_cap AS b
	WHERE b.contract = benefit_cap_on.contract AND b.coverage = benefit_cap_on.coverage
		AND b.in_force @> benefit_cap_on.on_date AND b.known @> benefit_cap_on.known_on;
END;
COMMENT ON FUNCTION benefit_cap_on(text, text, date, date) IS 'the annual cap in force on a day';

CREATE TABLE repayment (
	id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract  text NOT NULL REFERENCES contract ON DELETE CASCADE,
	code      text NOT NULL CHECK (code <> ''),
	title     text NOT NULL,
	in_force  daterange NOT NULL CHECK (NOT isempty(in_force)),
	known     daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	scale     caseload.pay_scale NOT NULL,
	citation  text NOT NULL CHECK (citation <> ''),
	note      text,
	EXCLUDE USING gist (contract WITH =, code WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE repayment IS 'what a teacher who leaves pays back of what the district spent';
COMMENT ON COLUMN repayment.id IS 'key';
COMMENT ON COLUMN repayment.contract IS 'the contract';
COMMENT ON COLUMN repayment.code IS 'stays the same over renewals';
COMMENT ON COLUMN repayment.title IS 'what was paid for';
COMMENT ON COLUMN repayment.in_force IS 'days on which it holds';
COMMENT ON COLUMN repayment.known IS 'days on which this was what was known';
COMMENT ON COLUMN repayment.scale IS 'percent of the cost by the year of service, from the start, in which the teacher leaves';
COMMENT ON COLUMN repayment.citation IS 'article';
COMMENT ON COLUMN repayment.note IS 'the reading chosen where the text is open, and the other one';

CREATE FUNCTION repayment_due(contract text, code text, started_on date, left_on date, cost numeric, known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT round(caseload.pay(r.scale, 1 + date_part('year', age(repayment_due.left_on, repayment_due.started_on))::int, repayment_due.cost), 2)
	FROM repayment AS r
	WHERE r.contract = repayment_due.contract AND r.code = repayment_due.code
		AND r.in_force @> repayment_due.left_on AND r.known @> repayment_due.known_on;
END;
COMMENT ON FUNCTION repayment_due(text, text, date, date, numeric, date) IS 'what is paid back of a cost by a teacher who started on one day and left on another';
$caseload_text$::text),
('retirement'::text, $caseload_text$-- Incentives to retire: an annual sum from the retirement until an age.
CREATE TABLE retirement_incentive (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract   text NOT NULL REFERENCES contract ON DELETE CASCADE,
	code       text NOT NULL CHECK (code <> ''),
	in_force   daterange NOT NULL CHECK (NOT isempty(in_force)),
	known      daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	service    numrange NOT NULL CHECK (NOT isempty(service)),
	age_from   int NOT NULL,
	age_before int NOT NULL CHECK (age_before > age_from),
	amount     numeric NOT NULL CHECK (amount >= 0),
	year_days  int NOT NULL DEFAULT 365,
	citation   text NOT NULL CHECK (citation <> ''),
	note       text,
	EXCLUDE USING gist (contract WITH =, service WITH &&, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE retirement_incentive IS 'annual sums for teachers who retire early';
COMMENT ON COLUMN retirement_incentive.id IS 'key';
COMMENT ON COLUMN retirement_incentive.contract IS 'the contract';
COMMENT ON COLUMN retirement_incentive.code IS 'provision, as lettered';
COMMENT ON COLUMN retirement_incentive.in_force IS 'days on which a teacher may retire under it; its end is the sunset';
COMMENT ON COLUMN retirement_incentive.known IS 'days on which this was what was known';
COMMENT ON COLUMN retirement_incentive.service IS 'years of full-time service in the district';
COMMENT ON COLUMN retirement_incentive.age_from IS 'the youngest age at retirement';
COMMENT ON COLUMN retirement_incentive.age_before IS 'paid until this birthday';
COMMENT ON COLUMN retirement_incentive.amount IS 'dollars for a full year';
COMMENT ON COLUMN retirement_incentive.year_days IS 'the days that a part of a year is divided by';
COMMENT ON COLUMN retirement_incentive.citation IS 'article';
COMMENT ON COLUMN retirement_incentive.note IS 'the reading chosen where the text is open, and the other one';

-- The age at retirement is that on last_paid_day, the last day of paid benefits. The first year runs
-- from then to the next birthday, the day between the two dates counted by subtraction, and is paid in part, the later ones from birthday to birthday.
CREATE FUNCTION retirement_pay(contract text, years numeric, born date, last_paid_day date, final_day date DEFAULT NULL, known_on date DEFAULT 'infinity',
	OUT age int, OUT from_date date, OUT to_date date, OUT in_part boolean, OUT amount numeric) RETURNS SETOF record
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT a.age, a.first_day, a.last_day, a.age = a.age_then,
		round(CASE WHEN a.age = a.age_then THEN a.amount * least(a.last_day + 1 - retirement_pay.last_paid_day, a.year_days) / a.year_days ELSE a.amount END, 2)
	FROM (
		SELECT g.age, r.amount, r.year_days, t.age_then,
			greatest((retirement_pay.born + make_interval(years => g.age))::date, retirement_pay.last_paid_day + 1) AS first_day,
			(retirement_pay.born + make_interval(years => g.age + 1))::date - 1 AS last_day
		FROM retirement_incentive AS r
		CROSS JOIN LATERAL (SELECT date_part('year', age(retirement_pay.last_paid_day, retirement_pay.born))::int AS age_then) AS t
		CROSS JOIN LATERAL generate_series(t.age_then, r.age_before - 1) AS g (age)
		WHERE r.contract = retirement_pay.contract AND r.service @> retirement_pay.years
			AND r.in_force @> coalesce(retirement_pay.final_day, make_date(date_part('year', retirement_pay.last_paid_day)::int, 6, 30))
			AND r.known @> retirement_pay.known_on AND t.age_then >= r.age_from
	) AS a
	ORDER BY a.age;
END;
COMMENT ON FUNCTION retirement_pay(text, numeric, date, date, date, date) IS 'the sums of a retirement, by age, from the last day of paid benefits on; final_day is the last day of work, 30 June of that year if left out';
$caseload_text$::text),
('site'::text, $caseload_text$-- Facts begin here. The key of each begins with district_id, so that one schema may hold a single
-- district or all of a county, and so that it can be spread by that column.
CREATE TABLE site (
	district_id int NOT NULL DEFAULT 1,
	site_id     bigint GENERATED BY DEFAULT AS IDENTITY,
	site_name   varchar(80) NOT NULL,
	level       text NOT NULL DEFAULT 'any',
	enrollment  int CHECK (enrollment >= 0),
	attributes  jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
	PRIMARY KEY (district_id, site_id),
	UNIQUE (district_id, site_name)
);
COMMENT ON TABLE site IS 'schools and other places of work';
COMMENT ON COLUMN site.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN site.site_id IS 'key inside the district';
COMMENT ON COLUMN site.site_name IS 'name';
COMMENT ON COLUMN site.level IS 'level that the stipend schedule knows: High School';
COMMENT ON COLUMN site.enrollment IS 'students enrolled, for stipends that depend on it';
COMMENT ON COLUMN site.attributes IS 'whatever else a rule asks of a site';
$caseload_text$::text),
('employee'::text, $caseload_text$-- Who works here, on which place of which schedule, and what else they hold.
CREATE TABLE employee (
	district_id   int NOT NULL DEFAULT 1,
	employee_id   bigint GENERATED BY DEFAULT AS IDENTITY,
	employee_name varchar(120) NOT NULL,
	hired         date,
	born          date,
	attributes    jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
	PRIMARY KEY (district_id, employee_id)
);
COMMENT ON TABLE employee IS 'employees of the bargaining unit';
COMMENT ON COLUMN employee.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN employee.employee_id IS 'key inside the district';
COMMENT ON COLUMN employee.employee_name IS 'name';
COMMENT ON COLUMN employee.hired IS 'first day of paid service';
COMMENT ON COLUMN employee.born IS 'birthday, for retirement';
COMMENT ON COLUMN employee.attributes IS 'whatever else a rule asks of an employee';

CREATE TABLE employment (
	district_id   int NOT NULL DEFAULT 1,
	employment_id bigint GENERATED BY DEFAULT AS IDENTITY,
	employee_id   bigint NOT NULL,
	site_id       bigint NOT NULL,
	contract      text NOT NULL REFERENCES contract,
	schedule      text NOT NULL,
	valid         daterange NOT NULL CHECK (NOT isempty(valid)),
	placement     caseload.salary_step,
	fte           numeric(6,4) NOT NULL DEFAULT 1 CHECK (fte > 0),
	agreed_salary numeric(12,2) CHECK (agreed_salary >= 0),
	attributes    jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
	PRIMARY KEY (district_id, employment_id),
	FOREIGN KEY (district_id, employee_id) REFERENCES employee,
	FOREIGN KEY (district_id, site_id) REFERENCES site,
	CHECK (placement IS NOT NULL OR agreed_salary IS NOT NULL),
	EXCLUDE USING gist (district_id WITH =, employee_id WITH =, site_id WITH =, schedule WITH =, valid WITH &&)
);
CREATE INDEX ON employment (district_id, employee_id);
CREATE INDEX ON employment (district_id, site_id);
CREATE INDEX ON employment (contract, schedule);
CREATE INDEX ON employment USING gist (valid);
COMMENT ON TABLE employment IS 'placements and full-time equivalents, dated';
COMMENT ON COLUMN employment.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN employment.employment_id IS 'key inside the district';
COMMENT ON COLUMN employment.employee_id IS 'the employee';
COMMENT ON COLUMN employment.site_id IS 'place of work';
COMMENT ON COLUMN employment.contract IS 'the contract';
COMMENT ON COLUMN employment.schedule IS 'the salary schedule, by its short name';
COMMENT ON COLUMN employment.valid IS 'days on which it holds';
COMMENT ON COLUMN employment.placement IS 'lane and step';
COMMENT ON COLUMN employment.fte IS 'full-time equivalent; a job sharer has 0.5';
COMMENT ON COLUMN employment.agreed_salary IS 'annual salary of those off the grid';
COMMENT ON COLUMN employment.attributes IS 'whatever else a rule asks of an employment';

CREATE TABLE position_held (
	district_id      int NOT NULL DEFAULT 1,
	position_held_id bigint GENERATED BY DEFAULT AS IDENTITY,
	employee_id      bigint NOT NULL,
	site_id          bigint,
	contract         text NOT NULL REFERENCES contract,
	position         text NOT NULL,
	valid            daterange NOT NULL CHECK (NOT isempty(valid)),
	counted          numeric NOT NULL DEFAULT 1 CHECK (counted >= 0),
	share            numeric NOT NULL DEFAULT 1 CHECK (share BETWEEN 0 AND 1),
	attributes       jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
	PRIMARY KEY (district_id, position_held_id),
	FOREIGN KEY (district_id, employee_id) REFERENCES employee,
	FOREIGN KEY (district_id, site_id) REFERENCES site
);
CREATE INDEX ON position_held (district_id, employee_id);
CREATE INDEX ON position_held (district_id, site_id);
CREATE INDEX ON position_held (contract, position);
CREATE INDEX ON position_held USING gist (valid);
COMMENT ON TABLE position_held IS 'positions, degrees and credentials that a stipend is paid for, dated';
COMMENT ON COLUMN position_held.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN position_held.position_held_id IS 'key inside the district';
COMMENT ON COLUMN position_held.employee_id IS 'the employee';
COMMENT ON COLUMN position_held.site_id IS 'the site where it is held; null for a degree or credential';
COMMENT ON COLUMN position_held.contract IS 'the contract';
COMMENT ON COLUMN position_held.position IS 'stipend.position';
COMMENT ON COLUMN position_held.valid IS 'days on which it is held';
COMMENT ON COLUMN position_held.counted IS 'what the stipend''s scale counts: teachers mentored';
COMMENT ON COLUMN position_held.share IS 'the part of the year, for a stipend that is prorated';
COMMENT ON COLUMN position_held.attributes IS 'what stipend.applies asks for: {"coordinating_period": true}';

CREATE TABLE service (
	district_id int NOT NULL DEFAULT 1,
	service_id  bigint GENERATED BY DEFAULT AS IDENTITY,
	employee_id bigint NOT NULL,
	school_year varchar(7) NOT NULL CHECK (school_year ~ '^[0-9]{4}-[0-9]{2}$'),
	kind        text NOT NULL CHECK (kind IN ('district', 'job share', 'outside', 'military', 'other')),
	share       numeric NOT NULL CHECK (share > 0 AND share <= 1),
	note        text,
	PRIMARY KEY (district_id, service_id),
	UNIQUE (district_id, employee_id, school_year, kind),
	FOREIGN KEY (district_id, employee_id) REFERENCES employee
);
COMMENT ON TABLE service IS 'service by school year';
COMMENT ON COLUMN service.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN service.service_id IS 'key inside the district';
COMMENT ON COLUMN service.employee_id IS 'the employee';
COMMENT ON COLUMN service.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN service.kind IS 'kind of service, as in credit_rule';
COMMENT ON COLUMN service.share IS 'part of the year''s days worked (91 of 182: 0.5), or of the position for a job share';
COMMENT ON COLUMN service.note IS 'remark';

-- each kind is credited by its rule of that year; shares that add up leave the unfinished year out
CREATE FUNCTION years_of_service(contract text, district_id int, employee_id bigint, through_year text, kinds text[] DEFAULT '{district,job share}',
	known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT coalesce(floor(sum(year_credit(years_of_service.contract, s.kind, s.share,
		make_date(school_year_start(s.school_year) + 1, 6, 30), years_of_service.known_on))), 0)
	FROM service AS s
	WHERE s.district_id = years_of_service.district_id AND s.employee_id = years_of_service.employee_id
		AND s.kind = ANY (years_of_service.kinds)
		AND school_year_start(s.school_year) <= school_year_start(years_of_service.through_year);
END;
COMMENT ON FUNCTION years_of_service(text, int, bigint, text, text[], date) IS 'whole years of service credited through a school year';
$caseload_text$::text),
('section'::text, $caseload_text$-- Classes and who teaches them.
CREATE TABLE section (
	district_id   int NOT NULL DEFAULT 1,
	section_id    bigint GENERATED BY DEFAULT AS IDENTITY,
	site_id       bigint NOT NULL,
	section_name  varchar(80) NOT NULL,
	grades        int4range NOT NULL CHECK (NOT isempty(grades)),
	valid         daterange NOT NULL CHECK (NOT isempty(valid)),
	program       text,
	period        text,
	attributes    jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
	PRIMARY KEY (district_id, section_id),
	FOREIGN KEY (district_id, site_id) REFERENCES site
);
CREATE INDEX ON section (district_id, site_id);
CREATE INDEX ON section USING gist (valid);
COMMENT ON TABLE section IS 'classes';
COMMENT ON COLUMN section.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN section.section_id IS 'key inside the district';
COMMENT ON COLUMN section.site_id IS 'the school';
COMMENT ON COLUMN section.section_name IS 'name or number';
COMMENT ON COLUMN section.grades IS 'grades taught in it: PK -2, TK -1, K 0';
COMMENT ON COLUMN section.valid IS 'days on which it meets';
COMMENT ON COLUMN section.program IS 'program, for special education and the like';
COMMENT ON COLUMN section.period IS 'period of the bell schedule';
COMMENT ON COLUMN section.attributes IS 'whatever else a rule asks of a class';

CREATE TABLE staffing (
	district_id int NOT NULL DEFAULT 1,
	staffing_id bigint GENERATED BY DEFAULT AS IDENTITY,
	section_id  bigint NOT NULL,
	employee_id bigint NOT NULL,
	role        text NOT NULL DEFAULT 'teacher of record',
	valid       daterange NOT NULL CHECK (NOT isempty(valid)),
	share       numeric NOT NULL DEFAULT 1 CHECK (share > 0 AND share <= 1),
	PRIMARY KEY (district_id, staffing_id),
	FOREIGN KEY (district_id, section_id) REFERENCES section,
	FOREIGN KEY (district_id, employee_id) REFERENCES employee,
	EXCLUDE USING gist (district_id WITH =, section_id WITH =, employee_id WITH =, role WITH =, valid WITH &&)
);
CREATE INDEX ON staffing (district_id, section_id);
CREATE INDEX ON staffing (district_id, employee_id);
CREATE INDEX ON staffing USING gist (valid);
COMMENT ON TABLE staffing IS 'who teaches a class, and from when';
COMMENT ON COLUMN staffing.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN staffing.staffing_id IS 'key inside the district';
COMMENT ON COLUMN staffing.section_id IS 'the class';
COMMENT ON COLUMN staffing.employee_id IS 'the employee';
COMMENT ON COLUMN staffing.role IS 'teacher of record, specialist, case manager';
COMMENT ON COLUMN staffing.valid IS 'days on which it holds';
COMMENT ON COLUMN staffing.share IS 'part of the class, of teachers who share it';
$caseload_text$::text),
('tally'::text, $caseload_text$-- Any counted quantity: head counts, hours, assessments, days absent.
CREATE TABLE tally (
	district_id int NOT NULL DEFAULT 1,
	tally_id    bigint GENERATED BY DEFAULT AS IDENTITY,
	employee_id bigint,
	section_id  bigint,
	site_id     bigint,
	valid       daterange NOT NULL CHECK (NOT isempty(valid)),
	what        text NOT NULL CHECK (what <> ''),
	quantity    caseload.caseload_unit NOT NULL,
	attributes  jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
	PRIMARY KEY (district_id, tally_id),
	FOREIGN KEY (district_id, employee_id) REFERENCES employee,
	FOREIGN KEY (district_id, section_id) REFERENCES section,
	FOREIGN KEY (district_id, site_id) REFERENCES site,
	CHECK (num_nonnulls(employee_id, section_id, site_id) >= 1)
);
CREATE INDEX ON tally (district_id, employee_id);
CREATE INDEX ON tally (district_id, section_id);
CREATE INDEX ON tally (district_id, site_id);
CREATE INDEX ON tally USING gist (valid);
COMMENT ON TABLE tally IS 'counted quantities: an event has a range of one day, a standing quantity a longer one';
COMMENT ON COLUMN tally.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN tally.tally_id IS 'key inside the district';
COMMENT ON COLUMN tally.employee_id IS 'of this employee';
COMMENT ON COLUMN tally.section_id IS 'of this class';
COMMENT ON COLUMN tally.site_id IS 'of this site';
COMMENT ON COLUMN tally.valid IS 'the day, or the days on which it stands';
COMMENT ON COLUMN tally.what IS 'what was counted: head count, assessments, days absent';
COMMENT ON COLUMN tally.quantity IS 'how much';
COMMENT ON COLUMN tally.attributes IS 'whatever else a rule asks of it';
$caseload_text$::text),
('calendar'::text, $caseload_text$-- When it is counted: calendars, named sets of count days, and terms, as dated rows. A calendar is
-- PostgreSQL's own datemultirange, so that a set of count days of any kind is a row and no grammar.
CREATE TABLE calendar (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract    text NOT NULL REFERENCES contract ON DELETE CASCADE,
	school_year text NOT NULL CHECK (school_year ~ '^[0-9]{4}-[0-9]{2}$'),
	kind        text NOT NULL DEFAULT 'student' CHECK (kind IN ('student', 'duty')),
	in_force    daterange NOT NULL CHECK (NOT isempty(in_force)),
	known       daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	days        datemultirange NOT NULL,
	citation    text NOT NULL CHECK (citation <> ''),
	note        text,
	CHECK (days <@ in_force),
	EXCLUDE USING gist (contract WITH =, kind WITH =, in_force WITH &&, known WITH &&),
	EXCLUDE USING gist (contract WITH =, kind WITH =, school_year WITH =, known WITH &&)
);
COMMENT ON TABLE calendar IS 'school days of each year: the students'' and, where they differ, the employees''';
COMMENT ON COLUMN calendar.id IS 'key';
COMMENT ON COLUMN calendar.contract IS 'the contract';
COMMENT ON COLUMN calendar.school_year IS '2019-20';
COMMENT ON COLUMN calendar.kind IS 'student: days on which students come; duty: days on which employees are required to give service';
COMMENT ON COLUMN calendar.in_force IS 'the whole school year, holidays and summer included';
COMMENT ON COLUMN calendar.known IS 'days on which this was the calendar known; a day lost to snow is a second row';
COMMENT ON COLUMN calendar.days IS 'the days themselves';
COMMENT ON COLUMN calendar.citation IS 'who adopted it, and when';
COMMENT ON COLUMN calendar.note IS 'the reading chosen where the text is open, and the other one';

CREATE TABLE count_days (
	id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract text NOT NULL REFERENCES contract ON DELETE CASCADE,
	name     text NOT NULL CHECK (name <> ''),
	in_force daterange NOT NULL CHECK (NOT isempty(in_force)),
	known    daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	days     datemultirange NOT NULL,
	citation text NOT NULL CHECK (citation <> ''),
	note     text,
	CHECK (days <@ in_force),
	EXCLUDE USING gist (contract WITH =, name WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE count_days IS 'named sets of days on which a limit is counted, or that a deadline runs from';
COMMENT ON COLUMN count_days.id IS 'key';
COMMENT ON COLUMN count_days.contract IS 'the contract';
COMMENT ON COLUMN count_days.name IS 'the name that limits, remedies and deadlines use: Thursdays, norm day';
COMMENT ON COLUMN count_days.in_force IS 'the stretch for which the set is complete, mostly a school year';
COMMENT ON COLUMN count_days.known IS 'days on which this was the set known';
COMMENT ON COLUMN count_days.days IS 'the days themselves';
COMMENT ON COLUMN count_days.citation IS 'article';
COMMENT ON COLUMN count_days.note IS 'the reading chosen where the text is open, and the other one';

CREATE TABLE term (
	id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract text NOT NULL REFERENCES contract ON DELETE CASCADE,
	name     text NOT NULL CHECK (name <> ''),
	in_force daterange NOT NULL CHECK (NOT isempty(in_force) AND NOT lower_inf(in_force) AND NOT upper_inf(in_force)),
	known    daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	title    text NOT NULL DEFAULT '',
	citation text NOT NULL CHECK (citation <> ''),
	note     text,
	EXCLUDE USING gist (contract WITH =, name WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE term IS 'semesters, trimesters and whatever else a contract counts by, one row each';
COMMENT ON COLUMN term.id IS 'key';
COMMENT ON COLUMN term.contract IS 'the contract';
COMMENT ON COLUMN term.name IS 'quarter, trimester, semester, or a name that a limit uses; year, month and week need no rows';
COMMENT ON COLUMN term.in_force IS 'its first day and the day after its last';
COMMENT ON COLUMN term.known IS 'days on which this was what was known';
COMMENT ON COLUMN term.title IS 'as printed: fall semester';
COMMENT ON COLUMN term.citation IS 'article, or the adopted calendar';
COMMENT ON COLUMN term.note IS 'the reading chosen where the text is open, and the other one';

-- `every day` and `duty days` come from the calendar unless the contract names a set so itself
CREATE FUNCTION counted_days(contract text, name text, school_year daterange, known_on date DEFAULT 'infinity') RETURNS datemultirange
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(
		(SELECT range_agg(d.days) FROM count_days AS d
			WHERE d.contract = counted_days.contract AND d.name = counted_days.name
				AND d.in_force && counted_days.school_year AND d.known @> counted_days.known_on),
		(SELECT range_agg(c.days) FROM calendar AS c
			WHERE c.contract = counted_days.contract AND c.in_force && counted_days.school_year AND c.known @> counted_days.known_on
				AND c.kind = CASE counted_days.name WHEN 'every day' THEN 'student' WHEN 'duty days' THEN 'duty' END))
		* datemultirange(counted_days.school_year);
END;
COMMENT ON FUNCTION counted_days(text, text, daterange, date) IS 'the days of a named set inside a school year; null if there is no such set';

CREATE FUNCTION terms_of(contract text, name text, school_year daterange, known_on date DEFAULT 'infinity') RETURNS daterange[]
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT CASE
		WHEN EXISTS (SELECT FROM term AS t WHERE t.contract = terms_of.contract AND t.name = terms_of.name
				AND t.in_force && terms_of.school_year AND t.known @> terms_of.known_on)
			THEN (SELECT array_agg(t.in_force ORDER BY t.in_force) FROM term AS t
				WHERE t.contract = terms_of.contract AND t.name = terms_of.name
					AND t.in_force && terms_of.school_year AND t.known @> terms_of.known_on)
		WHEN terms_of.name = 'year' THEN ARRAY[terms_of.school_year]
		WHEN terms_of.name = 'month' THEN caseload.months(terms_of.school_year)
		WHEN terms_of.name = 'week' THEN caseload.weeks(terms_of.school_year)
	END;
END;
COMMENT ON FUNCTION terms_of(text, text, daterange, date) IS 'the terms of that name inside a school year, in order; null if there are none';

-- a daterange's own text follows DateStyle, and this must not
CREATE FUNCTION iso_range(days daterange) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT '[' || to_char(lower(days), 'YYYY-MM-DD') || ',' || to_char(upper(days), 'YYYY-MM-DD') || ')';
END;
COMMENT ON FUNCTION iso_range(daterange) IS 'a bounded range of days in ISO form, whatever DateStyle says';

-- what pay() over a series asks for: {"semester": ["[2025-08-18,2025-12-20)", ...], "year": [...]}
CREATE FUNCTION named_terms(contract text, school_year daterange, known_on date DEFAULT 'infinity') RETURNS jsonb
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT jsonb_build_object('year', jsonb_build_array(iso_range(named_terms.school_year)))
		|| coalesce(jsonb_object_agg(t.name, t.ranges), '{}')
	FROM (SELECT t.name, jsonb_agg(iso_range(t.in_force) ORDER BY t.in_force) AS ranges FROM term AS t
		WHERE t.contract = named_terms.contract AND t.in_force && named_terms.school_year AND t.known @> named_terms.known_on
			AND t.name IN ('quarter', 'trimester', 'semester', 'year')
		GROUP BY t.name) AS t;
END;
COMMENT ON FUNCTION named_terms(text, daterange, date) IS 'the terms of a school year by name, for pay() and breakdown() over a series';
$caseload_text$::text),
('limit'::text, $caseload_text$-- Limits: how many students, cases or hours one class, person or building may have, and what follows
-- when there are more. A limit is one clause; its caps are the numbers, its weights say how much one
-- counts, its remedies say what follows. No code knows any contract: all of it is rows.
CREATE TABLE load_limit (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract   text NOT NULL REFERENCES contract ON DELETE CASCADE,
	code       text NOT NULL CHECK (code <> ''),
	title      text NOT NULL,
	in_force   daterange NOT NULL CHECK (NOT isempty(in_force)),
	known      daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	scope      text NOT NULL CHECK (scope IN ('section', 'employee', 'site', 'district')),
	joined     text NOT NULL DEFAULT 'any' CHECK (joined IN ('any', 'all')),
	paid_by    smallint CHECK (paid_by IS NULL OR joined = 'all'),
	counted_on text NOT NULL DEFAULT 'every day',
	strictness text NOT NULL CHECK (strictness IN ('hard', 'paid', 'advisory')),
	citation   text NOT NULL CHECK (citation <> ''),
	note       text,
	EXCLUDE USING gist (contract WITH =, code WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE load_limit IS 'limits on a load, one row a clause';
COMMENT ON COLUMN load_limit.id IS 'key';
COMMENT ON COLUMN load_limit.contract IS 'the contract';
COMMENT ON COLUMN load_limit.code IS 'stays the same over renewals: class-size-k-6';
COMMENT ON COLUMN load_limit.title IS 'as reports show it';
COMMENT ON COLUMN load_limit.in_force IS 'days on which the clause holds';
COMMENT ON COLUMN load_limit.known IS 'days on which this text was the one known; a retroactive change is a second row';
COMMENT ON COLUMN load_limit.scope IS 'whose load is held against the number, and who is paid';
COMMENT ON COLUMN load_limit.joined IS 'several tests: any of them is enough, or all at once';
COMMENT ON COLUMN load_limit.paid_by IS 'joined all: the test whose excess is paid; null: the least of them';
COMMENT ON COLUMN load_limit.counted_on IS 'the days on which it is counted: a name in count_days, or every day, or duty days';
COMMENT ON COLUMN load_limit.strictness IS 'hard: must not be passed; paid: passed at a price; advisory: best practice';
COMMENT ON COLUMN load_limit.citation IS 'article';
COMMENT ON COLUMN load_limit.note IS 'the reading chosen where the text is open, and the other one';
CREATE TABLE limit_cap (
	id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	limit_id    bigint NOT NULL REFERENCES load_limit ON DELETE CASCADE,
	test        smallint NOT NULL DEFAULT 1,
	grades      int4range CHECK (NOT isempty(grades)),
	program     text,
	applies     jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(applies) = 'object'),
	precedence  smallint NOT NULL DEFAULT 0,
	number      caseload.caseload_unit,
	relative_to text,
	per         caseload.caseload_unit CHECK (caseload.quantity(per) > 0),
	rounded     text NOT NULL DEFAULT 'exact' CHECK (rounded IN ('exact', 'up', 'down', 'nearest')),
	binds       text NOT NULL DEFAULT 'over' CHECK (binds IN ('over', 'at', 'under')),
	tolerance   caseload.caseload_unit,
	counts      jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(counts) = 'object'),
	weighted    text NOT NULL DEFAULT 'none' CHECK (weighted IN ('none', 'weight', 'share')),
	reckoned    text NOT NULL DEFAULT 'total' CHECK (reckoned IN ('total', 'average', 'largest', 'overages', 'sections over')),
	wider       text CHECK (wider IN ('employee', 'site', 'grade', 'district')),
	taken       text NOT NULL DEFAULT 'each' CHECK (taken IN ('each', 'mean', 'total')),
	taken_over  text CHECK ((taken = 'each') = (taken_over IS NULL)),
	excess      text NOT NULL DEFAULT 'exact' CHECK (excess IN ('exact', 'up', 'down', 'nearest')),
	excess_most caseload.caseload_unit,
	note        text,
	CHECK (number IS NOT NULL OR note IS NOT NULL)
);
COMMENT ON TABLE limit_cap IS 'the numbers of a limit, one row a grade span, program or condition';
COMMENT ON COLUMN limit_cap.id IS 'key';
COMMENT ON COLUMN limit_cap.limit_id IS 'the limit';
COMMENT ON COLUMN limit_cap.test IS 'rows of one test are alternatives; tests are joined';
COMMENT ON COLUMN limit_cap.grades IS 'PK -2, TK -1, K 0; null: any; matches a class that has any of them';
COMMENT ON COLUMN limit_cap.program IS 'program of the class or of the caseload; null: any';
COMMENT ON COLUMN limit_cap.applies IS 'what site, employment and section must carry: {"title_i": true}';
COMMENT ON COLUMN limit_cap.precedence IS 'of the rows that match, the highest; among equals the lowest number';
COMMENT ON COLUMN limit_cap.number IS 'the number; its measure says what is counted; null: the source does not give it, and the row holds nothing';
COMMENT ON COLUMN limit_cap.relative_to IS 'the number is added to the cap of this limit; its own code: to its rows of lower precedence';
COMMENT ON COLUMN limit_cap.per IS 'the number is for so much work: 5 sections, 1 FTE, 1 teachers, 1 employees';
COMMENT ON COLUMN limit_cap.rounded IS 'how the cap is rounded to whole ones, after scaling';
COMMENT ON COLUMN limit_cap.binds IS 'over: more than the number; at: the number itself is the first too many; under: a minimum';
COMMENT ON COLUMN limit_cap.tolerance IS 'nothing follows until the excess is above it; then all of the excess counts';
COMMENT ON COLUMN limit_cap.counts IS 'which students, cases or tallies count: {"iep": true}';
COMMENT ON COLUMN limit_cap.weighted IS 'by limit_weight, or by the share of the day';
COMMENT ON COLUMN limit_cap.reckoned IS 'of several sections: all; students / sections; the largest; each one''s excess added; how many are over';
COMMENT ON COLUMN limit_cap.wider IS 'this test looks further than the limit''s scope: at the whole site, the same grades at the site, ...';
COMMENT ON COLUMN limit_cap.taken IS 'the load over a term: every count, its mean, its sum';
COMMENT ON COLUMN limit_cap.taken_over IS 'name of that term';
COMMENT ON COLUMN limit_cap.excess IS 'how a fraction over is rounded';
COMMENT ON COLUMN limit_cap.excess_most IS 'no more than so many over are reckoned, in each section';
COMMENT ON COLUMN limit_cap.note IS 'the reading chosen where the text is open, and the other one';
CREATE INDEX ON limit_cap (limit_id);

CREATE TABLE limit_weight (
	id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	limit_id bigint NOT NULL REFERENCES load_limit ON DELETE CASCADE,
	counts   jsonb NOT NULL CHECK (jsonb_typeof(counts) = 'object'),
	weight   numeric NOT NULL CHECK (weight >= 0),
	note     text
);
COMMENT ON TABLE limit_weight IS 'how much one counts, where not all count alike; the greatest weight that matches, else 1';
COMMENT ON COLUMN limit_weight.id IS 'key';
COMMENT ON COLUMN limit_weight.limit_id IS 'the limit';
COMMENT ON COLUMN limit_weight.counts IS 'whom it is for: {"iep": true}';
COMMENT ON COLUMN limit_weight.weight IS 'how much one of them counts';
COMMENT ON COLUMN limit_weight.note IS 'the reading chosen where the text is open, and the other one';
CREATE INDEX ON limit_weight (limit_id);

CREATE TABLE limit_remedy (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	limit_id      bigint NOT NULL REFERENCES load_limit ON DELETE CASCADE,
	test          smallint,
	rank          smallint NOT NULL DEFAULT 1,
	choice        text,
	chooser       text CHECK (chooser IN ('employee', 'employer', 'agreement')),
	kind          text NOT NULL CHECK (kind IN ('pay', 'paraprofessional', 'release', 'position', 'meeting', 'grievance', 'consent', 'other')),
	scale         caseload.pay_scale,
	base          text,
	counted_on    text,
	standing_on   text,
	lasts         caseload.caseload_unit,
	lasts_in      text,
	from_then     boolean NOT NULL DEFAULT false,
	takes         text NOT NULL DEFAULT 'highest' CHECK (takes IN ('highest', 'mean', 'last')),
	in_proportion text CHECK (in_proportion IN ('fte', 'sections', 'share')),
	payee         text NOT NULL DEFAULT 'teacher of record',
	rounds        text NOT NULL DEFAULT 'term' CHECK (rounds IN ('rate', 'count', 'term')),
	note          text
);
COMMENT ON TABLE limit_remedy IS 'what follows when a limit is passed';
COMMENT ON COLUMN limit_remedy.id IS 'key';
COMMENT ON COLUMN limit_remedy.limit_id IS 'the limit';
COMMENT ON COLUMN limit_remedy.test IS 'only this test''s excess; null: any';
COMMENT ON COLUMN limit_remedy.rank IS 'the order in which alternatives are tried: a fallback has a higher rank';
COMMENT ON COLUMN limit_remedy.choice IS 'remedies with the same word are alternatives, one is due; null: due besides';
COMMENT ON COLUMN limit_remedy.chooser IS 'who chooses; null: the contract does not say';
COMMENT ON COLUMN limit_remedy.kind IS 'what it is';
COMMENT ON COLUMN limit_remedy.scale IS 'tiers in $, % or units; null: the contract states none';
COMMENT ON COLUMN limit_remedy.base IS 'pay_base: what a percentage is of, or what one unit is worth';
COMMENT ON COLUMN limit_remedy.counted_on IS 'only these days, a subset of the limit''s';
COMMENT ON COLUMN limit_remedy.standing_on IS 'if it stands on one of these days, all of its days, back to the first';
COMMENT ON COLUMN limit_remedy.lasts IS 'only if it lasts so long: 9 days, 30 percent';
COMMENT ON COLUMN limit_remedy.lasts_in IS 'within this term; null: in a row';
COMMENT ON COLUMN limit_remedy.from_then IS 'only from the day that lasts was reached';
COMMENT ON COLUMN limit_remedy.takes IS 'which excess stands for a week, month, semester or year';
COMMENT ON COLUMN limit_remedy.in_proportion IS 'times the payee''s FTE, sections over all sections, or share of the class';
COMMENT ON COLUMN limit_remedy.payee IS 'a role in staffing; each teacher: all of them, in full';
COMMENT ON COLUMN limit_remedy.rounds IS 'where cents are made: in the rate, at each count, or once over the school year';
COMMENT ON COLUMN limit_remedy.note IS 'the reading chosen where the text is open, and the other one';
CREATE INDEX ON limit_remedy (limit_id);
$caseload_text$::text),
('deadline'::text, $caseload_text$-- How long one has: to grieve, to answer, to go on to the next stage, to meet. Dates that stand in the
-- calendar itself (15 March) are due_date; these run from an event.
CREATE TABLE deadline (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract   text NOT NULL REFERENCES contract ON DELETE CASCADE,
	limit_code text NOT NULL DEFAULT '*',
	stage      text NOT NULL CHECK (stage <> ''),
	in_force   daterange NOT NULL CHECK (NOT isempty(in_force)),
	known      daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	days       int,
	day_kind   text NOT NULL DEFAULT 'school' CHECK (day_kind IN ('school', 'duty', 'calendar')),
	from_event text NOT NULL,
	citation   text NOT NULL CHECK (citation <> ''),
	note       text,
	CHECK (days IS NOT NULL OR note IS NOT NULL),
	EXCLUDE USING gist (contract WITH =, limit_code WITH =, stage WITH =, in_force WITH &&, known WITH &&)
);
COMMENT ON TABLE deadline IS 'days to do something in, from an event';
COMMENT ON COLUMN deadline.id IS 'key';
COMMENT ON COLUMN deadline.contract IS 'the contract';
COMMENT ON COLUMN deadline.limit_code IS 'the limit it belongs to; * for all, unless the limit has its own';
COMMENT ON COLUMN deadline.stage IS 'grievance, answer, mediation, arbitration, meeting, notice';
COMMENT ON COLUMN deadline.in_force IS 'days on which it holds';
COMMENT ON COLUMN deadline.known IS 'days on which this was what was known';
COMMENT ON COLUMN deadline.days IS 'so many days after the event; null: the source does not say';
COMMENT ON COLUMN deadline.day_kind IS 'school days of the students, duty days of the employee, or calendar days';
COMMENT ON COLUMN deadline.from_event IS 'first day, last day (of the excess), a name in count_days, or an event that only the parties know';
COMMENT ON COLUMN deadline.citation IS 'article';
COMMENT ON COLUMN deadline.note IS 'the reading chosen where the text is open, and the other one';

-- duty days where the contract has a calendar of them, else school days
CREATE FUNCTION due_after(contract text, event date, days int, day_kind text, known_on date DEFAULT 'infinity') RETURNS date
LANGUAGE sql STABLE
BEGIN ATOMIC
	-- null where the calendars end before the days do
	SELECT CASE WHEN due_after.day_kind = 'calendar' THEN due_after.event + due_after.days
		WHEN caseload.school_days(c.days, daterange(due_after.event + 1, greatest(upper(c.days), due_after.event + 1))) >= due_after.days
			THEN caseload.add_school_days(c.days, due_after.event, due_after.days) END
	FROM (SELECT range_agg(c.days) AS days FROM calendar AS c
		WHERE c.contract = due_after.contract AND c.known @> due_after.known_on
			AND c.kind = CASE WHEN due_after.day_kind = 'duty' AND EXISTS (SELECT FROM calendar AS d
				WHERE d.contract = due_after.contract AND d.kind = 'duty' AND d.in_force @> due_after.event AND d.known @> due_after.known_on)
				THEN 'duty' ELSE 'student' END) AS c;
END;
COMMENT ON FUNCTION due_after(text, date, int, text, date) IS 'the last day of a deadline that runs from an event; null where the calendar ends before';
$caseload_text$::text),
('enrollment'::text, $caseload_text$-- Who sits in which class, from when to when. No name of a student anywhere: an id is enough.
CREATE TABLE enrollment (
	district_id   int NOT NULL DEFAULT 1,
	enrollment_id bigint GENERATED BY DEFAULT AS IDENTITY,
	section_id    bigint NOT NULL,
	student_id    bigint NOT NULL,
	valid         daterange NOT NULL CHECK (NOT isempty(valid)),
	share         numeric NOT NULL DEFAULT 1 CHECK (share > 0 AND share <= 1),
	weight        numeric CHECK (weight >= 0),
	attributes    jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
	PRIMARY KEY (district_id, enrollment_id),
	FOREIGN KEY (district_id, section_id) REFERENCES section,
	EXCLUDE USING gist (district_id WITH =, section_id WITH =, student_id WITH =, valid WITH &&)
);
CREATE INDEX ON enrollment (district_id, section_id);
COMMENT ON TABLE enrollment IS 'enrollments, dated: a student is in a class once on a day';
COMMENT ON COLUMN enrollment.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN enrollment.enrollment_id IS 'key inside the district';
COMMENT ON COLUMN enrollment.section_id IS 'the class';
COMMENT ON COLUMN enrollment.student_id IS 'the student, by number';
COMMENT ON COLUMN enrollment.valid IS 'days on which the student is enrolled; the upper end is the first day no longer';
COMMENT ON COLUMN enrollment.share IS 'part of the day or week spent in this class, for limits that count shares';
COMMENT ON COLUMN enrollment.weight IS 'an agreed weight of this student, over limit_weight';
COMMENT ON COLUMN enrollment.attributes IS 'what counts and weights ask for: {"iep": true}';
$caseload_text$::text),
('case_assignment'::text, $caseload_text$-- Who is on whose caseload. One row is one student with one provider in one program.
CREATE TABLE case_assignment (
	district_id int NOT NULL DEFAULT 1,
	case_id     bigint GENERATED BY DEFAULT AS IDENTITY,
	employee_id bigint NOT NULL,
	student_id  bigint NOT NULL,
	program     text NOT NULL CHECK (program <> ''),
	valid       daterange NOT NULL CHECK (NOT isempty(valid)),
	grade       int,
	goal_areas  numeric NOT NULL DEFAULT 1 CHECK (goal_areas >= 0),
	share       numeric NOT NULL DEFAULT 1 CHECK (share > 0 AND share <= 1),
	weight      numeric CHECK (weight >= 0),
	attributes  jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
	PRIMARY KEY (district_id, case_id),
	FOREIGN KEY (district_id, employee_id) REFERENCES employee,
	EXCLUDE USING gist (district_id WITH =, employee_id WITH =, program WITH =, student_id WITH =, valid WITH &&)
);
CREATE INDEX ON case_assignment (district_id, employee_id);
COMMENT ON TABLE case_assignment IS 'caseloads, dated: a student is on a provider''s caseload of a program once on a day';
COMMENT ON COLUMN case_assignment.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN case_assignment.case_id IS 'key inside the district';
COMMENT ON COLUMN case_assignment.employee_id IS 'the provider or case manager';
COMMENT ON COLUMN case_assignment.student_id IS 'the student, by number';
COMMENT ON COLUMN case_assignment.program IS 'the program, as the limits name it: RSP, SLP, Resource Room';
COMMENT ON COLUMN case_assignment.valid IS 'days on which the case is held; the upper end is the first day no longer';
COMMENT ON COLUMN case_assignment.grade IS 'grade of the student: PK -2, TK -1, K 0; null if no limit asks';
COMMENT ON COLUMN case_assignment.goal_areas IS 'IEP goal areas served: what a limit counts in units';
COMMENT ON COLUMN case_assignment.share IS 'part of the case, where providers share it';
COMMENT ON COLUMN case_assignment.weight IS 'an agreed weight of this case, over limit_weight';
COMMENT ON COLUMN case_assignment.attributes IS 'what limits ask for: {"level": "Primary"}';
$caseload_text$::text),
('exception'::text, $caseload_text$-- Another number for one class, person or site: a waiver, a consent, an excuse, a council's lower number.
CREATE TABLE exception (
	district_id  int NOT NULL DEFAULT 1,
	exception_id bigint GENERATED BY DEFAULT AS IDENTITY,
	limit_id     bigint NOT NULL REFERENCES load_limit,
	employee_id  bigint,
	section_id   bigint,
	site_id      bigint,
	valid        daterange NOT NULL CHECK (NOT isempty(valid)),
	number       caseload.caseload_unit,
	reason       text NOT NULL CHECK (reason <> ''),
	consented_by text,
	agreed_on    date,
	PRIMARY KEY (district_id, exception_id),
	FOREIGN KEY (district_id, employee_id) REFERENCES employee,
	FOREIGN KEY (district_id, section_id) REFERENCES section,
	FOREIGN KEY (district_id, site_id) REFERENCES site,
	CHECK (num_nonnulls(employee_id, section_id, site_id) = 1)
);
CREATE INDEX ON exception (limit_id);
CREATE INDEX ON exception (district_id, employee_id);
CREATE INDEX ON exception (district_id, section_id);
CREATE INDEX ON exception (district_id, site_id);
COMMENT ON TABLE exception IS 'waivers and consents: another number than the limit''s for one class, person or site';
COMMENT ON COLUMN exception.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN exception.exception_id IS 'key inside the district';
COMMENT ON COLUMN exception.limit_id IS 'the limit';
COMMENT ON COLUMN exception.employee_id IS 'for this employee';
COMMENT ON COLUMN exception.section_id IS 'for this class';
COMMENT ON COLUMN exception.site_id IS 'for this site, and every class at it';
COMMENT ON COLUMN exception.valid IS 'days on which it holds';
COMMENT ON COLUMN exception.number IS 'the number instead, up or down; null: the limit does not hold at all';
COMMENT ON COLUMN exception.reason IS 'why';
COMMENT ON COLUMN exception.consented_by IS 'who agreed';
COMMENT ON COLUMN exception.agreed_on IS 'and when';
$caseload_text$::text),
('remedy_given'::text, $caseload_text$-- What was done: which of several remedies was chosen, and what was delivered.
CREATE TABLE remedy_given (
	district_id     int NOT NULL DEFAULT 1,
	remedy_given_id bigint GENERATED BY DEFAULT AS IDENTITY,
	remedy_id       bigint NOT NULL REFERENCES limit_remedy,
	employee_id     bigint,
	section_id      bigint,
	valid           daterange NOT NULL CHECK (NOT isempty(valid)),
	quantity        caseload.caseload_unit,
	note            text,
	PRIMARY KEY (district_id, remedy_given_id),
	FOREIGN KEY (district_id, employee_id) REFERENCES employee,
	FOREIGN KEY (district_id, section_id) REFERENCES section,
	CHECK (num_nonnulls(employee_id, section_id) >= 1)
);
CREATE INDEX ON remedy_given (remedy_id);
CREATE INDEX ON remedy_given (district_id, employee_id);
CREATE INDEX ON remedy_given (district_id, section_id);
COMMENT ON TABLE remedy_given IS 'remedies chosen and delivered';
COMMENT ON COLUMN remedy_given.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN remedy_given.remedy_given_id IS 'key inside the district';
COMMENT ON COLUMN remedy_given.remedy_id IS 'the remedy; among alternatives it is the one due on these days';
COMMENT ON COLUMN remedy_given.employee_id IS 'to this employee';
COMMENT ON COLUMN remedy_given.section_id IS 'for this class';
COMMENT ON COLUMN remedy_given.valid IS 'days for which it was chosen or given';
COMMENT ON COLUMN remedy_given.quantity IS 'what was delivered: 12 hours, 1 aides';
COMMENT ON COLUMN remedy_given.note IS 'remark';
$caseload_text$::text),
('reckoning_match'::text, $caseload_text$-- Reckoning, the ground: which limit holds when, and which of its rows match which class, person or
-- site. Every function of the reckoning takes the day as known on (infinity: all that is known) and,
-- to be quick, a single school year. With a search_path of their own they are planned by themselves, each
-- step upon the finished rows of the one before; inlined into one query the steps were taken for a single
-- row each and ran in nested loops.

-- how a row of limit_cap reckons; rows of one test that reckon alike share it
CREATE VIEW limit_manner WITH (security_invoker = true) AS
SELECT c.limit_id, c.test, min(c.id) AS manner, caseload.measure(c.number) AS measure, c.rounded, c.binds, c.tolerance, c.counts,
	c.weighted, c.reckoned, c.wider, c.taken, c.taken_over, c.excess, c.excess_most, array_agg(c.id ORDER BY c.id) AS caps,
	c.reckoned IN ('overages', 'sections over') OR coalesce(bool_or(caseload.measure(c.per) = 'sections'), false) AS by_section,
	c.counts ? 'what' OR caseload.measure(c.number) NOT IN ('students', 'seats', 'percent', 'IEPs', 'units', 'employees', 'FTE', 'sections', 'teachers') AS tallied
FROM limit_cap AS c
WHERE c.number IS NOT NULL
GROUP BY c.limit_id, c.test, caseload.measure(c.number), c.rounded, c.binds, c.tolerance, c.counts, c.weighted, c.reckoned, c.wider,
	c.taken, c.taken_over, c.excess, c.excess_most;
COMMENT ON VIEW limit_manner IS 'one row for all rows of a test that count and compare alike; manner is the least id of them';
COMMENT ON COLUMN limit_manner.limit_id IS 'the limit';
COMMENT ON COLUMN limit_manner.test IS 'the test';
COMMENT ON COLUMN limit_manner.manner IS 'least id of these rows of limit_cap';
COMMENT ON COLUMN limit_manner.measure IS 'what the number counts';
COMMENT ON COLUMN limit_manner.rounded IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.binds IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.tolerance IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.counts IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.weighted IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.reckoned IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.wider IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.taken IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.taken_over IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.excess IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.excess_most IS 'as in limit_cap';
COMMENT ON COLUMN limit_manner.caps IS 'all of these rows';
COMMENT ON COLUMN limit_manner.by_section IS 'whether each class has a number of its own';
COMMENT ON COLUMN limit_manner.tallied IS 'whether tallies are counted, and not enrollments, cases or persons';

CREATE FUNCTION reckoned_limit(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, contract text, code text, school_year text, year daterange, days datemultirange, held daterange)
LANGUAGE sql STABLE ROWS 50 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT l.id, l.contract, l.code, y.school_year, y.in_force,
		counted_days(l.contract, l.counted_on, y.in_force, reckoned_limit.known_on), y.in_force * l.in_force
	FROM load_limit AS l JOIN calendar AS y ON y.contract = l.contract AND y.kind = 'student' AND y.in_force && l.in_force
	WHERE l.known @> reckoned_limit.known_on AND y.known @> reckoned_limit.known_on
		AND (reckoned_limit.only_year IS NULL OR y.school_year = reckoned_limit.only_year);
END;
COMMENT ON FUNCTION reckoned_limit(date, text) IS 'each limit in each school year, with its count days and the days on which it is in force';

-- A contract reaches the sites where somebody is employed under it.
CREATE VIEW contract_site WITH (security_invoker = true) AS
SELECT e.contract, e.district_id, e.site_id FROM employment AS e GROUP BY e.contract, e.district_id, e.site_id;
COMMENT ON VIEW contract_site IS 'the sites that a contract reaches: where somebody is employed under it';
COMMENT ON COLUMN contract_site.contract IS 'the contract';
COMMENT ON COLUMN contract_site.district_id IS 'district';
COMMENT ON COLUMN contract_site.site_id IS 'the site';

-- What a row of limit_cap is held against. `part` is the class it speaks of, 0 for none. Days in common are asked for
-- by NOT isempty: for && an index on the days alone was searched for each row, which finds nearly all of a year's.
CREATE VIEW subject_profile WITH (security_invoker = true) AS
-- a class by itself
SELECT 'section'::text AS scope, k.contract, s.district_id, s.section_id AS subject_id, s.section_id AS part, s.valid, s.grades, s.program,
	t.attributes || s.attributes AS attributes
FROM section AS s JOIN site AS t USING (district_id, site_id) JOIN contract_site AS k USING (district_id, site_id)
UNION ALL
-- and with what the employment of its teachers adds
SELECT 'section', e.contract, s.district_id, s.section_id, s.section_id, s.valid * f.valid * e.valid, s.grades, s.program,
	t.attributes || e.attributes || s.attributes
FROM section AS s JOIN site AS t USING (district_id, site_id) JOIN staffing AS f USING (district_id, section_id)
	JOIN employment AS e ON e.district_id = f.district_id AND e.employee_id = f.employee_id AND NOT isempty(e.valid * f.valid)
WHERE e.attributes <> '{}' AND NOT isempty(s.valid * f.valid * e.valid)
UNION ALL
-- an employee's classes
SELECT 'employee', e.contract, f.district_id, f.employee_id, s.section_id, s.valid * f.valid * e.valid, s.grades, s.program,
	t.attributes || e.attributes || s.attributes
FROM staffing AS f JOIN section AS s USING (district_id, section_id) JOIN site AS t USING (district_id, site_id)
	JOIN employment AS e ON e.district_id = f.district_id AND e.employee_id = f.employee_id AND NOT isempty(e.valid * f.valid)
WHERE NOT isempty(s.valid * f.valid * e.valid)
UNION ALL
-- caseloads: a stretch for each program, grade and set of attributes
SELECT 'employee', e.contract, c.district_id, c.employee_id, 0, u.valid * e.valid, int4range(c.grade, c.grade, '[]'), c.program,
	t.attributes || e.attributes || c.attributes
FROM (SELECT district_id, employee_id, program, grade, attributes, range_agg(valid) AS valid FROM case_assignment
		GROUP BY district_id, employee_id, program, grade, attributes) AS c
	CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
	JOIN employment AS e ON e.district_id = c.district_id AND e.employee_id = c.employee_id AND NOT isempty(e.valid * u.valid)
	JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
UNION ALL
-- and the employment itself, whose program stands among its attributes
SELECT 'employee', e.contract, e.district_id, e.employee_id, 0, e.valid, NULL, e.attributes ->> 'program', t.attributes || e.attributes
FROM employment AS e JOIN site AS t USING (district_id, site_id)
UNION ALL
SELECT 'site', k.contract, t.district_id, t.site_id, 0, '(,)', NULL, t.attributes ->> 'program', t.attributes
FROM site AS t JOIN contract_site AS k USING (district_id, site_id)
UNION ALL
SELECT 'site', k.contract, s.district_id, s.site_id, s.section_id, s.valid, s.grades, s.program, t.attributes || s.attributes
FROM section AS s JOIN site AS t USING (district_id, site_id) JOIN contract_site AS k USING (district_id, site_id)
UNION ALL
SELECT 'district', k.contract, k.district_id, k.district_id::bigint, 0, '(,)', NULL, NULL, '{}'
FROM contract_site AS k GROUP BY k.contract, k.district_id
UNION ALL
SELECT 'district', k.contract, s.district_id, s.district_id::bigint, s.section_id, s.valid, s.grades, s.program, t.attributes || s.attributes
FROM section AS s JOIN site AS t USING (district_id, site_id) JOIN contract_site AS k USING (district_id, site_id);
COMMENT ON VIEW subject_profile IS 'what a limit is held against: classes, employees with their classes and caseloads, sites, the district';
COMMENT ON COLUMN subject_profile.scope IS 'section, employee, site or district';
COMMENT ON COLUMN subject_profile.contract IS 'the contract that reaches it';
COMMENT ON COLUMN subject_profile.district_id IS 'district';
COMMENT ON COLUMN subject_profile.subject_id IS 'the class, employee, site or district';
COMMENT ON COLUMN subject_profile.part IS 'the class that this row speaks of; 0 for none';
COMMENT ON COLUMN subject_profile.valid IS 'days on which it is so';
COMMENT ON COLUMN subject_profile.grades IS 'grades of the class or the case';
COMMENT ON COLUMN subject_profile.program IS 'program of the class, the case or the employment';
COMMENT ON COLUMN subject_profile.attributes IS 'of site, employment and class or case together';

-- Rows without grades, program and condition speak of every class of the scope, and of a person or site once.
CREATE FUNCTION matched_cap(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL, only_subjects bigint[] DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, cap_id bigint, district_id int, subject_id bigint, part bigint, valid daterange)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	-- rows with a program and rows without are joined apart, so that each finds its own by a hash
	WITH cap AS MATERIALIZED (
		SELECT l.limit_id, l.school_year, l.contract, l.held, r.scope, c.test, c.id, c.grades, c.program, c.applies
		FROM reckoned_limit(matched_cap.known_on, matched_cap.only_year) AS l
			JOIN load_limit AS r ON r.id = l.limit_id
			JOIN limit_cap AS c ON c.limit_id = l.limit_id
		WHERE l.days IS NOT NULL
	), profile AS MATERIALIZED (
		SELECT p.scope, p.contract, p.district_id, p.subject_id, p.part, p.valid, p.grades, p.program, p.attributes FROM subject_profile AS p
		WHERE matched_cap.only_subjects IS NULL OR p.subject_id = ANY (matched_cap.only_subjects)
	)
	SELECT c.limit_id, c.school_year, c.test, c.id, p.district_id, p.subject_id, p.part, p.valid * c.held
	FROM cap AS c JOIN profile AS p ON p.scope = c.scope AND p.contract = c.contract AND p.program = c.program AND p.valid && c.held
		AND (c.grades IS NULL OR p.grades && c.grades) AND p.attributes @> c.applies
	UNION ALL
	SELECT c.limit_id, c.school_year, c.test, c.id, p.district_id, p.subject_id, p.part, p.valid * c.held
	FROM cap AS c JOIN profile AS p ON p.scope = c.scope AND p.contract = c.contract AND p.valid && c.held
		AND (c.grades IS NULL OR p.grades && c.grades) AND p.attributes @> c.applies
	WHERE c.program IS NULL;
END;
COMMENT ON FUNCTION matched_cap(date, text, bigint[]) IS 'which rows of limit_cap match which class, employee or site, and when';
$caseload_text$::text),
('reckoning_cap'::text, $caseload_text$-- Reckoning, step 3: the cap of each day. Of the rows that match, the one of highest precedence, then of
-- the lowest number; a relative row stands on another row's number; an exception goes before all.

-- Numbers that lean on another limit's are resolved here, and exceptions put in as rows of highest rank.
CREATE FUNCTION cap_candidate(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL, only_subjects bigint[] DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, cap_id bigint, district_id int, subject_id bigint, part bigint, valid daterange,
	ranks int[], number caseload.caseload_unit, per caseload.caseload_unit)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH RECURSIVE matched AS MATERIALIZED (
		SELECT m.*, l.contract, l.code, l.scope, c.precedence, c.number, c.per, c.relative_to
		FROM matched_cap(cap_candidate.known_on, cap_candidate.only_year, cap_candidate.only_subjects) AS m
			JOIN load_limit AS l ON l.id = m.limit_id JOIN limit_cap AS c ON c.id = m.cap_id
	), resolved AS (
		SELECT m.limit_id, m.school_year, m.test, m.cap_id, m.district_id, m.subject_id, m.part, m.valid, m.contract, m.code AS base_code, m.test AS base_test,
			ARRAY[m.precedence::int] AS ranks, m.number, m.per, m.relative_to
		FROM matched AS m
		UNION ALL
		SELECT r.limit_id, r.school_year, r.test, r.cap_id, r.district_id, r.subject_id, r.part, r.valid * b.valid, r.contract, b.code, b.test,
			r.ranks || b.precedence::int, r.number OPERATOR(caseload.+) b.number, coalesce(r.per, b.per), b.relative_to
		FROM resolved AS r JOIN matched AS b ON b.contract = r.contract AND b.code = r.relative_to AND b.school_year = r.school_year
			AND b.district_id = r.district_id AND b.subject_id = r.subject_id AND (b.part = r.part OR b.part = 0 OR r.part = 0) AND b.valid && r.valid
			AND (r.relative_to <> r.base_code OR b.test = r.base_test AND b.precedence < r.ranks[cardinality(r.ranks)])
		WHERE cardinality(r.ranks) < 16
	), found AS (
		SELECT r.limit_id, r.school_year, r.test, r.cap_id, r.district_id, r.subject_id, r.part, r.valid, r.ranks, r.number, r.per
		FROM resolved AS r WHERE r.relative_to IS NULL
	), held AS (
		-- another number for a class is none for the average of its site that a second test looks at
		SELECT f.*, c.wider IS NOT NULL AND EXISTS (SELECT FROM limit_cap AS n WHERE n.limit_id = f.limit_id AND n.wider IS NULL) AS looks_past
		FROM found AS f JOIN limit_cap AS c ON c.id = f.cap_id
	), excepted AS (
		SELECT x.limit_id, x.district_id, x.employee_id, x.section_id, x.site_id, x.valid, x.number FROM exception AS x
		UNION ALL
		-- a teacher's, of a limit on classes, is one for the classes of that teacher
		SELECT x.limit_id, x.district_id, NULL, t.section_id, NULL, x.valid * t.valid, x.number
		FROM exception AS x JOIN load_limit AS l ON l.id = x.limit_id AND l.scope = 'section'
			JOIN staffing AS t ON t.district_id = x.district_id AND t.employee_id = x.employee_id AND t.role = 'teacher of record' AND t.valid && x.valid
	)
	SELECT f.limit_id, f.school_year, f.test, f.cap_id, f.district_id, f.subject_id, f.part, f.valid, f.ranks, f.number, f.per FROM found AS f
	UNION ALL
	SELECT f.limit_id, f.school_year, f.test, f.cap_id, f.district_id, f.subject_id, f.part, f.valid * x.valid, ARRAY[2147483647], x.number, NULL
	FROM held AS f JOIN load_limit AS l ON l.id = f.limit_id
		JOIN excepted AS x ON x.limit_id = f.limit_id AND x.district_id = f.district_id AND x.valid && f.valid
			AND (x.number IS NULL OR caseload.measure(x.number) = caseload.measure(f.number) AND NOT f.looks_past)
			AND (x.section_id = f.part
				OR x.employee_id = f.subject_id AND l.scope = 'employee'
				OR x.site_id = f.subject_id AND l.scope = 'site'
				OR l.scope = 'section' AND x.site_id = (SELECT s.site_id FROM section AS s WHERE s.district_id = f.district_id AND s.section_id = f.part));
END;
COMMENT ON FUNCTION cap_candidate(date, text, bigint[]) IS 'the rows that match, with relative numbers resolved and exceptions among them';

CREATE FUNCTION cap_piece(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL, only_subjects bigint[] DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, manner bigint, district_id int, subject_id bigint, part bigint, valid daterange,
	number caseload.caseload_unit, per caseload.caseload_unit)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH candidate AS MATERIALIZED (
		SELECT c.limit_id, c.school_year, c.test, c.district_id, c.subject_id, CASE WHEN m.by_section THEN c.part ELSE 0 END AS part,
			c.cap_id, c.valid, c.ranks, c.number, c.per, m.manner
		FROM cap_candidate(cap_piece.known_on, cap_piece.only_year, cap_piece.only_subjects) AS c
			LEFT JOIN limit_manner AS m ON m.limit_id = c.limit_id AND c.cap_id = ANY (m.caps)
		-- a number for each section speaks of sections alone, not of the person besides
		WHERE c.part <> 0 OR m.by_section IS NOT TRUE
	), edge AS (
		SELECT c.limit_id, c.school_year, c.test, c.district_id, c.subject_id, c.part, e.day
		FROM candidate AS c CROSS JOIN LATERAL (VALUES (lower(c.valid)), (upper(c.valid))) AS e (day)
		GROUP BY c.limit_id, c.school_year, c.test, c.district_id, c.subject_id, c.part, e.day
	), piece AS (
		SELECT e.*, lead(e.day) OVER (PARTITION BY e.limit_id, e.school_year, e.test, e.district_id, e.subject_id, e.part ORDER BY e.day) AS next_day
		FROM edge AS e
	), best AS (
		SELECT DISTINCT ON (p.limit_id, p.school_year, p.test, p.district_id, p.subject_id, p.part, p.day)
			p.limit_id, p.school_year, p.test, c.manner, p.district_id, p.subject_id, p.part, daterange(p.day, p.next_day) AS valid, c.number, c.per
		FROM piece AS p JOIN candidate AS c USING (limit_id, school_year, test, district_id, subject_id, part)
		WHERE p.next_day IS NOT NULL AND c.valid @> p.day
		ORDER BY p.limit_id, p.school_year, p.test, p.district_id, p.subject_id, p.part, p.day, c.ranks DESC, c.number, c.cap_id
	)
	SELECT b.limit_id, b.school_year, b.test, b.manner, b.district_id, b.subject_id, b.part, b.valid, b.number, b.per
	FROM best AS b WHERE b.number IS NOT NULL AND b.manner IS NOT NULL;
END;
COMMENT ON FUNCTION cap_piece(date, text, bigint[]) IS 'the number that holds on each stretch of days; a number that the source does not give holds nothing';

-- How much work there is, for a number that is so many per section, teacher or FTE.
CREATE VIEW work_done WITH (security_invoker = true) AS
SELECT 'employee'::text AS scope, e.contract, e.district_id, e.employee_id AS subject_id, 0::bigint AS part, 'FTE'::text AS measure, e.valid, e.fte::numeric AS amount
FROM employment AS e
UNION ALL
-- a class is one, in however many roles and employments somebody teaches it
SELECT 'employee', c.contract, c.district_id, c.employee_id, c.section_id, 'sections', u.valid, 1
FROM (SELECT e.contract, f.district_id, f.employee_id, f.section_id, range_agg(f.valid * e.valid) AS valid
	FROM staffing AS f JOIN employment AS e ON e.district_id = f.district_id AND e.employee_id = f.employee_id AND NOT isempty(e.valid * f.valid)
	GROUP BY e.contract, f.district_id, f.employee_id, f.section_id) AS c CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
UNION ALL
SELECT 'section', k.contract, f.district_id, f.section_id, f.section_id, m.measure, f.valid, CASE m.measure WHEN 'FTE' THEN f.share ELSE 1 END
FROM staffing AS f JOIN section AS s USING (district_id, section_id) JOIN contract_site AS k USING (district_id, site_id)
	CROSS JOIN (VALUES ('teachers'), ('FTE')) AS m (measure)
WHERE f.role LIKE '%teacher%'
UNION ALL
SELECT 'site', e.contract, e.district_id, e.site_id, 0, 'FTE', e.valid, e.fte
FROM employment AS e
UNION ALL
SELECT 'site', c.contract, c.district_id, c.site_id, 0, m.measure, u.valid, 1
FROM (SELECT e.contract, e.district_id, e.site_id, e.employee_id, range_agg(e.valid) AS valid FROM employment AS e GROUP BY e.contract, e.district_id, e.site_id, e.employee_id) AS c
	CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid) CROSS JOIN (VALUES ('employees'), ('teachers')) AS m (measure)
UNION ALL
SELECT 'site', k.contract, s.district_id, s.site_id, s.section_id, 'sections', s.valid, 1
FROM section AS s JOIN contract_site AS k USING (district_id, site_id)
UNION ALL
SELECT 'site', k.contract, t.district_id, t.site_id, 0, 'students', '(,)', t.enrollment
FROM site AS t JOIN contract_site AS k USING (district_id, site_id) WHERE t.enrollment IS NOT NULL
UNION ALL
SELECT 'district', e.contract, e.district_id, e.district_id, 0, 'FTE', e.valid, e.fte
FROM employment AS e
UNION ALL
SELECT 'district', c.contract, c.district_id, c.district_id, 0, m.measure, u.valid, 1
FROM (SELECT e.contract, e.district_id, e.employee_id, range_agg(e.valid) AS valid FROM employment AS e GROUP BY e.contract, e.district_id, e.employee_id) AS c
	CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid) CROSS JOIN (VALUES ('employees'), ('teachers')) AS m (measure)
UNION ALL
-- and whatever is tallied, as aides: so many students for each
SELECT o.scope, k.contract, y.district_id, o.subject_id, 0, caseload.measure(y.quantity), y.valid, caseload.quantity(y.quantity)
FROM tally AS y CROSS JOIN LATERAL (VALUES ('section', y.section_id), ('employee', y.employee_id), ('site', y.site_id)) AS o (scope, subject_id)
	JOIN contract AS k ON true
WHERE o.subject_id IS NOT NULL AND caseload.measure(y.quantity) NOT IN ('FTE', 'sections', 'teachers', 'employees');
COMMENT ON VIEW work_done IS 'dated amounts of work that a cap may be given per: FTE, sections, teachers, employees';
COMMENT ON COLUMN work_done.scope IS 'section, employee, site or district';
COMMENT ON COLUMN work_done.contract IS 'the contract';
COMMENT ON COLUMN work_done.district_id IS 'district';
COMMENT ON COLUMN work_done.subject_id IS 'the class, employee, site or district';
COMMENT ON COLUMN work_done.part IS 'the class that this row speaks of; 0 for none';
COMMENT ON COLUMN work_done.measure IS 'FTE, sections, teachers, employees, students or what is tallied';
COMMENT ON COLUMN work_done.valid IS 'days on which it is so';
COMMENT ON COLUMN work_done.amount IS 'how much';

-- Multiplied first and divided last, so that no quotient makes a phantom student.
CREATE FUNCTION reckoned_cap(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, manner bigint, district_id int, subject_id bigint, part bigint,
	cap caseload.load_series, covered caseload.load_series)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH pieces AS MATERIALIZED (
		SELECT * FROM cap_piece(reckoned_cap.known_on, reckoned_cap.only_year)
	), piece AS (
		SELECT p.limit_id, p.school_year, p.test, p.manner, p.district_id, p.subject_id, p.part, p.valid, p.number, 1::numeric AS over
		FROM pieces AS p WHERE p.per IS NULL
		UNION ALL
		SELECT p.limit_id, p.school_year, p.test, p.manner, p.district_id, p.subject_id, p.part, p.valid * w.valid, p.number OPERATOR(caseload.*) w.amount, caseload.quantity(p.per)
		FROM pieces AS p JOIN load_limit AS l ON l.id = p.limit_id
			JOIN work_done AS w ON w.scope = l.scope AND w.contract = l.contract AND w.district_id = p.district_id AND w.subject_id = p.subject_id
				AND w.measure = caseload.measure(p.per) AND (w.part = p.part OR w.part = 0 OR p.part = 0) AND w.valid && p.valid
		WHERE p.per IS NOT NULL
	), part_sum AS (
		SELECT p.limit_id, p.school_year, p.test, p.manner, p.district_id, p.subject_id, CASE WHEN m.reckoned IN ('overages', 'sections over') THEN p.part ELSE 0 END AS part,
			caseload.daily_load(p.valid, l.days, p.number) OPERATOR(caseload./) p.over AS cap,
			caseload.daily_load(p.valid, l.days, caseload.caseload_unit(1::numeric, m.measure)) AS covered
		FROM piece AS p JOIN limit_manner AS m USING (limit_id, manner)
			JOIN reckoned_limit(reckoned_cap.known_on, reckoned_cap.only_year) AS l USING (limit_id, school_year)
		GROUP BY p.limit_id, p.school_year, p.test, p.manner, p.district_id, p.subject_id, CASE WHEN m.reckoned IN ('overages', 'sections over') THEN p.part ELSE 0 END, p.over
	)
	SELECT s.limit_id, s.school_year, s.test, s.manner, s.district_id, s.subject_id, s.part,
		CASE m.rounded WHEN 'exact' THEN caseload.sum(s.cap) ELSE caseload.rounded(caseload.sum(s.cap), 0, m.rounded) END,
		caseload.lesser(caseload.sum(s.covered), caseload.caseload_unit(1::numeric, m.measure))
	FROM part_sum AS s JOIN limit_manner AS m USING (limit_id, manner)
	GROUP BY s.limit_id, s.school_year, s.test, s.manner, s.district_id, s.subject_id, s.part, m.rounded, m.measure;
END;
COMMENT ON FUNCTION reckoned_cap(date, text) IS 'step 3: the cap on each counted day, and the days that it covers';
$caseload_text$::text),
('reckoning_load'::text, $caseload_text$-- Reckoning, steps 1 and 2: who counts, how much, and what several sections or counts come to.

CREATE FUNCTION nothing_on(days datemultirange, measure text) RETURNS caseload.load_series
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT caseload.daily_load('empty', nothing_on.days, caseload.caseload_unit(1::numeric, nothing_on.measure));
END;
COMMENT ON FUNCTION nothing_on(datemultirange, text) IS 'a load of zero on these days';

CREATE FUNCTION on_all(series caseload.load_series, days datemultirange, measure text) RETURNS caseload.load_series
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT caseload.sum(s.series) FROM (VALUES (on_all.series), (nothing_on(on_all.days, on_all.measure))) AS s (series);
END;
COMMENT ON FUNCTION on_all(caseload.load_series, datemultirange, text) IS 'the load, zero on those of the days that it does not have';

-- Which classes belong to what a row looks at: a class to itself, to its teacher, to its site, ...
CREATE FUNCTION domain_section(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, manner bigint, district_id int, domain_id bigint, section_id bigint, valid datemultirange)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH cap AS MATERIALIZED (
		SELECT l.limit_id, l.school_year, l.contract, l.held, m.manner, m.wider, CASE m.wider WHEN 'grade' THEN 'site' ELSE coalesce(m.wider, r.scope) END AS scope,
			c.grades, c.program, c.applies
		FROM reckoned_limit(domain_section.known_on, domain_section.only_year) AS l JOIN load_limit AS r ON r.id = l.limit_id
			JOIN limit_manner AS m ON m.limit_id = l.limit_id
			JOIN limit_cap AS c ON c.limit_id = l.limit_id AND c.id = ANY (m.caps)
		WHERE l.days IS NOT NULL
	), profile AS MATERIALIZED (
		SELECT p.scope, p.contract, p.district_id, p.subject_id, p.part, p.valid, p.grades, p.program, p.attributes FROM subject_profile AS p WHERE p.part <> 0
	), matched AS MATERIALIZED (
		SELECT c.limit_id, c.school_year, c.manner, c.wider, p.district_id, p.subject_id, p.part, p.grades, p.valid * c.held AS valid
		FROM cap AS c JOIN profile AS p ON p.scope = c.scope AND p.contract = c.contract AND p.program = c.program AND p.valid && c.held
			AND (c.grades IS NULL OR p.grades && c.grades) AND p.attributes @> c.applies
		UNION ALL
		SELECT c.limit_id, c.school_year, c.manner, c.wider, p.district_id, p.subject_id, p.part, p.grades, p.valid * c.held
		FROM cap AS c JOIN profile AS p ON p.scope = c.scope AND p.contract = c.contract AND p.valid && c.held
			AND (c.grades IS NULL OR p.grades && c.grades) AND p.attributes @> c.applies
		WHERE c.program IS NULL
	)
	SELECT m.limit_id, m.school_year, m.manner, m.district_id, m.subject_id, m.part, range_agg(m.valid)
	FROM matched AS m WHERE m.wider IS DISTINCT FROM 'grade'
	GROUP BY m.limit_id, m.school_year, m.manner, m.district_id, m.subject_id, m.part
	UNION ALL
	-- the same grades at the site, seen from each class
	SELECT m.limit_id, m.school_year, m.manner, m.district_id, s.section_id, m.part, range_agg(m.valid)
	FROM matched AS m JOIN section AS s ON s.district_id = m.district_id AND s.site_id = m.subject_id AND s.grades && m.grades
	WHERE m.wider = 'grade'
	GROUP BY m.limit_id, m.school_year, m.manner, m.district_id, s.section_id, m.part;
END;
COMMENT ON FUNCTION domain_section(date, text) IS 'the classes that each load is counted over, and when';

CREATE FUNCTION counted_one(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, manner bigint, district_id int, domain_id bigint, section_id bigint, student_id bigint,
	valid daterange, counts boolean, amount numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH domain AS MATERIALIZED (
		SELECT d.limit_id, d.school_year, d.manner, d.district_id, d.domain_id, d.section_id, u.valid
		FROM domain_section(counted_one.known_on, counted_one.only_year) AS d CROSS JOIN LATERAL pg_catalog.unnest(d.valid) AS u (valid)
	), holding AS MATERIALIZED (
		SELECT * FROM reckoned_limit(counted_one.known_on, counted_one.only_year) AS l WHERE l.days IS NOT NULL
	), case_cap AS MATERIALIZED (
		SELECT l.limit_id, l.school_year, l.contract, m.manner, m.measure, c.program, c.grades, c.applies
		FROM holding AS l JOIN load_limit AS r ON r.id = l.limit_id JOIN limit_manner AS m ON m.limit_id = l.limit_id
			JOIN limit_cap AS c ON c.limit_id = l.limit_id AND c.id = ANY (m.caps)
		WHERE NOT m.tallied AND m.measure IN ('students', 'seats', 'percent', 'IEPs', 'units') AND coalesce(m.wider, r.scope) = 'employee'
	), case_held AS MATERIALIZED (
		SELECT k.district_id, k.case_id, e.contract, k.program, k.grade, t.attributes || e.attributes || k.attributes AS attributes
		FROM case_assignment AS k JOIN employment AS e ON e.district_id = k.district_id AND e.employee_id = k.employee_id AND NOT isempty(e.valid * k.valid)
			JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
		WHERE EXISTS (SELECT FROM case_cap)
	), matched_case AS MATERIALIZED (
		-- once, however many of the rows match
		SELECT c.limit_id, c.school_year, c.manner, h.district_id, h.case_id
		FROM case_cap AS c JOIN case_held AS h ON h.contract = c.contract AND h.program = c.program
			AND (c.grades IS NULL OR c.grades @> h.grade) AND h.attributes @> c.applies
		UNION
		SELECT c.limit_id, c.school_year, c.manner, h.district_id, h.case_id
		FROM case_cap AS c JOIN case_held AS h ON h.contract = c.contract
			AND (c.grades IS NULL OR c.grades @> h.grade) AND h.attributes @> c.applies
		WHERE c.program IS NULL AND c.measure IN ('IEPs', 'units')
	)
	-- students of classes
	SELECT d.limit_id, d.school_year, d.manner, d.district_id, d.domain_id, d.section_id, e.student_id, d.valid * e.valid, e.attributes @> m.counts,
		CASE m.weighted WHEN 'none' THEN 1 WHEN 'share' THEN e.share
			ELSE coalesce(e.weight, (SELECT max(w.weight) FROM limit_weight AS w WHERE w.limit_id = d.limit_id AND e.attributes @> w.counts), 1) END
	FROM domain AS d JOIN limit_manner AS m USING (limit_id, manner)
		JOIN enrollment AS e ON e.district_id = d.district_id AND e.section_id = d.section_id AND NOT isempty(e.valid * d.valid)
	WHERE NOT m.tallied AND m.measure IN ('students', 'seats', 'percent')
	UNION ALL
	-- cases: a limit on students means them only where it names a program
	SELECT l.limit_id, l.school_year, m.manner, k.district_id, k.employee_id, 0, k.student_id, k.valid * l.held, k.attributes @> m.counts,
		CASE m.weighted WHEN 'none' THEN 1 WHEN 'share' THEN k.share
			ELSE coalesce(k.weight, (SELECT max(w.weight) FROM limit_weight AS w WHERE w.limit_id = l.limit_id AND k.attributes @> w.counts), 1) END
			* CASE m.measure WHEN 'units' THEN k.goal_areas ELSE 1 END
	FROM matched_case AS c JOIN holding AS l USING (limit_id, school_year) JOIN limit_manner AS m USING (limit_id, manner)
		JOIN case_assignment AS k USING (district_id, case_id)
	WHERE NOT isempty(k.valid * l.held)
	UNION ALL
	-- tallies, of the class, the employee or the site
	SELECT l.limit_id, l.school_year, m.manner, y.district_id, o.domain_id, coalesce(y.section_id, 0), 0, y.valid * l.held, true, caseload.quantity(y.quantity)
	FROM holding AS l JOIN load_limit AS r ON r.id = l.limit_id
		JOIN limit_manner AS m ON m.limit_id = l.limit_id
		JOIN tally AS y ON y.valid && l.held AND caseload.measure(y.quantity) = m.measure AND y.attributes || jsonb_build_object('what', y.what) @> m.counts
		CROSS JOIN LATERAL (
			SELECT CASE coalesce(m.wider, r.scope) WHEN 'section' THEN y.section_id WHEN 'employee' THEN y.employee_id WHEN 'district' THEN y.district_id
				ELSE coalesce(y.site_id, (SELECT s.site_id FROM section AS s WHERE s.district_id = y.district_id AND s.section_id = y.section_id),
					(SELECT min(e.site_id) FROM employment AS e
						WHERE e.district_id = y.district_id AND e.employee_id = y.employee_id AND NOT isempty(e.valid * y.valid))) END AS domain_id) AS o
	WHERE m.tallied AND o.domain_id IS NOT NULL
	UNION ALL
	-- classes
	SELECT d.limit_id, d.school_year, d.manner, d.district_id, d.domain_id, d.section_id, 0, d.valid, true, 1
	FROM domain AS d JOIN limit_manner AS m USING (limit_id, manner)
	WHERE NOT m.tallied AND m.measure = 'sections'
	UNION ALL
	-- those who teach a class, by their role
	SELECT d.limit_id, d.school_year, d.manner, d.district_id, d.domain_id, d.section_id, 0, d.valid * f.valid, true,
		CASE m.measure WHEN 'FTE' THEN f.share ELSE 1 END
	FROM domain AS d JOIN limit_manner AS m USING (limit_id, manner)
		JOIN load_limit AS r ON r.id = d.limit_id
		JOIN staffing AS f ON f.district_id = d.district_id AND f.section_id = d.section_id AND NOT isempty(f.valid * d.valid)
			AND jsonb_build_object('role', f.role) @> m.counts
	WHERE NOT m.tallied AND m.measure IN ('teachers', 'employees', 'FTE') AND coalesce(m.wider, r.scope) = 'section'
	UNION ALL
	-- those who work at a site
	SELECT l.limit_id, l.school_year, m.manner, e.district_id,
		CASE coalesce(m.wider, r.scope) WHEN 'site' THEN e.site_id WHEN 'district' THEN e.district_id ELSE e.employee_id END, 0, 0, e.valid * l.held,
		e.attributes @> m.counts, CASE m.measure WHEN 'FTE' THEN e.fte ELSE 1 END
	FROM holding AS l JOIN load_limit AS r ON r.id = l.limit_id
		JOIN limit_manner AS m ON m.limit_id = l.limit_id JOIN employment AS e ON e.contract = l.contract AND e.valid && l.held
	WHERE NOT m.tallied AND m.measure IN ('teachers', 'employees', 'FTE') AND coalesce(m.wider, r.scope) IN ('employee', 'site', 'district');
END;
COMMENT ON FUNCTION counted_one(date, text) IS 'step 1: each student, case, tally, class or person that counts, from when to when and how much';

CREATE FUNCTION reckoned_load(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, manner bigint, district_id int, domain_id bigint, part bigint, load caseload.load_series)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH counted AS MATERIALIZED (
		SELECT * FROM counted_one(reckoned_load.known_on, reckoned_load.only_year)
	), one AS (
		SELECT c.limit_id, c.school_year, c.manner, c.district_id, c.domain_id, c.section_id, c.valid, c.counts, c.amount
		FROM counted AS c JOIN limit_manner AS m USING (limit_id, manner) JOIN load_limit AS r ON r.id = c.limit_id
		WHERE c.student_id = 0 OR m.reckoned <> 'total' OR m.measure NOT IN ('students', 'percent') OR coalesce(m.wider, r.scope) = 'section'
		UNION ALL
		-- a person is counted once, in however many of the classes
		SELECT c.limit_id, c.school_year, c.manner, c.district_id, c.domain_id, 0, u.valid, c.counts, c.amount
		FROM (SELECT c.limit_id, c.school_year, c.manner, c.district_id, c.domain_id, c.student_id, c.counts,
				CASE m.weighted WHEN 'share' THEN c.section_id ELSE 0 END, c.amount, range_agg(c.valid) AS valid
			FROM counted AS c JOIN limit_manner AS m USING (limit_id, manner) JOIN load_limit AS r ON r.id = c.limit_id
			WHERE c.student_id <> 0 AND m.reckoned = 'total' AND m.measure IN ('students', 'percent') AND coalesce(m.wider, r.scope) <> 'section'
			GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9) AS c
			CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
	), part_load AS (
		SELECT o.limit_id, o.school_year, o.manner, o.district_id, o.domain_id,
			CASE WHEN m.reckoned IN ('largest', 'overages', 'sections over') THEN o.section_id ELSE 0 END AS part,
			caseload.daily_load(o.valid, l.days, caseload.caseload_unit(o.amount, CASE m.measure WHEN 'percent' THEN 'students' ELSE m.measure END))
				FILTER (WHERE o.counts) AS load,
			caseload.daily_load(o.valid, l.days, caseload.caseload_unit(o.amount, 'students')) FILTER (WHERE m.measure = 'percent') AS everyone
		FROM one AS o JOIN limit_manner AS m USING (limit_id, manner)
			JOIN reckoned_limit(reckoned_load.known_on, reckoned_load.only_year) AS l USING (limit_id, school_year)
		GROUP BY o.limit_id, o.school_year, o.manner, o.district_id, o.domain_id,
			CASE WHEN m.reckoned IN ('largest', 'overages', 'sections over') THEN o.section_id ELSE 0 END
	), several AS (
		-- of several classes: the largest, or all of them by how many they are
		SELECT p.limit_id, p.school_year, p.manner, p.district_id, p.domain_id, CASE m.reckoned WHEN 'largest' THEN 0 ELSE p.part END AS part,
			CASE WHEN m.measure = 'percent' THEN caseload.sum(p.load) OPERATOR(caseload./) caseload.sum(p.everyone)
				WHEN m.reckoned = 'largest' THEN caseload.max(p.load) ELSE caseload.sum(p.load) END AS load
		FROM part_load AS p JOIN limit_manner AS m USING (limit_id, manner)
		GROUP BY p.limit_id, p.school_year, p.manner, p.district_id, p.domain_id, CASE m.reckoned WHEN 'largest' THEN 0 ELSE p.part END, m.reckoned, m.measure
	), classes AS (
		SELECT d.limit_id, d.school_year, d.manner, d.district_id, d.domain_id,
			caseload.daily_load(u.valid, l.days, caseload.caseload_unit '1 sections') AS classes
		FROM domain_section(reckoned_load.known_on, reckoned_load.only_year) AS d JOIN limit_manner AS m USING (limit_id, manner)
			JOIN reckoned_limit(reckoned_load.known_on, reckoned_load.only_year) AS l USING (limit_id, school_year)
			CROSS JOIN LATERAL pg_catalog.unnest(d.valid) AS u (valid)
		WHERE m.reckoned = 'average' AND EXISTS (SELECT FROM limit_cap AS any_cap WHERE any_cap.reckoned = 'average')
		GROUP BY d.limit_id, d.school_year, d.manner, d.district_id, d.domain_id
	)
	SELECT s.limit_id, s.school_year, s.manner, s.district_id, s.domain_id, s.part,
		CASE m.taken WHEN 'mean' THEN caseload.mean(a.load, t.terms) WHEN 'total' THEN caseload.total(a.load, t.terms) ELSE a.load END
	FROM several AS s JOIN limit_manner AS m USING (limit_id, manner)
		JOIN reckoned_limit(reckoned_load.known_on, reckoned_load.only_year) AS l USING (limit_id, school_year)
		LEFT JOIN classes AS k USING (limit_id, school_year, manner, district_id, domain_id)
		CROSS JOIN LATERAL (SELECT on_all(CASE m.reckoned WHEN 'average' THEN s.load OPERATOR(caseload./) k.classes ELSE s.load END, l.days, m.measure) AS load) AS a
		CROSS JOIN LATERAL (SELECT CASE WHEN m.taken_over IS NOT NULL
			THEN terms_of(l.contract, m.taken_over, l.year, reckoned_load.known_on) END AS terms) AS t;
END;
COMMENT ON FUNCTION reckoned_load(date, text) IS 'steps 1 and 2: the load on each counted day, or one point a term';

CREATE FUNCTION on_each(days datemultirange, measure text) RETURNS caseload.load_series
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT caseload.daily_load('(,)', on_each.days, caseload.caseload_unit(1::numeric, on_each.measure));
END;
COMMENT ON FUNCTION on_each(datemultirange, text) IS 'a load of one on each of these days';
$caseload_text$::text),
('reckoning_excess'::text, $caseload_text$-- Reckoning, steps 4 and 5: what is too many, by each test and by all of them joined.

CREATE FUNCTION reckoned_test(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, measure text, taken_over text,
	load caseload.load_series, cap caseload.load_series, excess caseload.load_series)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH capped AS MATERIALIZED (
		SELECT k.*, l.contract, l.year, l.days, CASE
				WHEN m.wider IS NULL OR m.wider IN ('grade', r.scope) THEN k.subject_id
				WHEN m.wider = 'district' THEN k.district_id
				WHEN m.wider = 'site' AND r.scope = 'section'
					THEN (SELECT s.site_id FROM section AS s WHERE s.district_id = k.district_id AND s.section_id = k.subject_id)
				WHEN m.wider = 'site'
					THEN (SELECT min(e.site_id) FROM employment AS e WHERE e.district_id = k.district_id AND e.employee_id = k.subject_id AND NOT isempty(e.valid * l.year))
				WHEN m.wider = 'employee'
					THEN (SELECT min(f.employee_id) FROM staffing AS f
						WHERE f.district_id = k.district_id AND f.section_id = k.subject_id AND f.role = 'teacher of record' AND NOT isempty(f.valid * l.year))
			END AS domain_id
		FROM reckoned_cap(reckoned_test.known_on, reckoned_test.only_year) AS k JOIN limit_manner AS m USING (limit_id, manner) JOIN load_limit AS r ON r.id = k.limit_id
			JOIN reckoned_limit(reckoned_test.known_on, reckoned_test.only_year) AS l USING (limit_id, school_year)
	), held AS (
		-- a load over a term is one point, and is held against the cap at its highest in that term
		SELECT k.limit_id, k.school_year, k.test, k.manner, k.district_id, k.subject_id, k.part, k.days,
			coalesce(n.load, CASE WHEN m.taken = 'each' THEN nothing_on(k.days, m.measure) ELSE caseload.highest(nothing_on(k.days, m.measure), t.terms) END) AS load,
			CASE WHEN m.taken = 'each' THEN k.cap ELSE caseload.highest(k.cap, t.terms) END AS cap,
			CASE WHEN m.taken = 'each' THEN k.covered ELSE caseload.highest(k.covered, t.terms) END AS covered
		FROM capped AS k JOIN limit_manner AS m USING (limit_id, manner)
			LEFT JOIN reckoned_load(reckoned_test.known_on, reckoned_test.only_year) AS n USING (limit_id, school_year, manner, district_id, domain_id, part)
			CROSS JOIN LATERAL (SELECT CASE WHEN m.taken_over IS NOT NULL
				THEN terms_of(k.contract, m.taken_over, k.year, reckoned_test.known_on) END AS terms) AS t
	), passed AS (
		SELECT h.*, caseload.during(CASE m.binds
				WHEN 'over' THEN caseload.overage(h.load, h.cap)
				WHEN 'at' THEN caseload.overage(h.load, h.cap OPERATOR(caseload.-) h.covered)
				ELSE caseload.shortage(h.load, h.cap) END, h.covered) AS excess
		FROM held AS h JOIN limit_manner AS m USING (limit_id, manner)
	), tolerated AS (
		SELECT p.*, CASE WHEN m.tolerance IS NULL OR caseload.measure(m.tolerance) <> m.measure THEN p.excess ELSE caseload.during(p.excess, caseload.overage(p.excess, m.tolerance)) END AS beyond
		FROM passed AS p JOIN limit_manner AS m USING (limit_id, manner)
	), whole AS (
		SELECT t.*, CASE m.excess WHEN 'exact' THEN t.beyond ELSE caseload.rounded(t.beyond, 0, m.excess) END AS counted
		FROM tolerated AS t JOIN limit_manner AS m USING (limit_id, manner)
	), bounded AS (
		SELECT w.*, CASE WHEN m.excess_most IS NULL THEN w.counted ELSE caseload.lesser(w.counted, m.excess_most) END AS most
		FROM whole AS w JOIN limit_manner AS m USING (limit_id, manner)
	), added AS (
		-- rows of one test that reckon differently hold on different days; of `overages` each class has its own
		SELECT b.limit_id, b.school_year, b.test, b.district_id, b.subject_id, CASE m.reckoned WHEN 'sections over' THEN 'sections' ELSE m.measure END AS measure, m.taken_over,
			m.reckoned = 'sections over' AND caseload.measure(m.tolerance) = 'sections' AS classes_tolerated, m.tolerance,
			caseload.sum(caseload.during(b.load, b.covered)) AS load, caseload.sum(b.cap) AS cap,
			caseload.sum(CASE m.reckoned WHEN 'sections over' THEN caseload.during(on_each(b.days, 'sections'), b.most) ELSE b.most END) AS excess
		FROM bounded AS b JOIN limit_manner AS m USING (limit_id, manner)
		GROUP BY b.limit_id, b.school_year, b.test, b.district_id, b.subject_id, m.measure, m.reckoned, m.taken_over, m.tolerance
	)
	SELECT a.limit_id, a.school_year, a.test, a.district_id, a.subject_id, a.measure, a.taken_over, caseload.sum(a.load), caseload.sum(a.cap),
		caseload.sum(CASE WHEN a.classes_tolerated THEN caseload.during(a.excess, caseload.overage(a.excess, a.tolerance)) ELSE a.excess END)
	FROM added AS a
	GROUP BY a.limit_id, a.school_year, a.test, a.district_id, a.subject_id, a.measure, a.taken_over;
END;
COMMENT ON FUNCTION reckoned_test(date, text) IS 'step 4: load, cap and what is too many, for each test of a limit by itself';

-- The least of several series is the greatest of their negatives.
CREATE FUNCTION reckoned_excess(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, measure text,
	load caseload.load_series, cap caseload.load_series, excess caseload.load_series)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH tests AS MATERIALIZED (
		SELECT t.*, r.joined, r.paid_by, l.days, max(t.taken_over) OVER by_subject AS joined_over, terms_of(l.contract, max(t.taken_over) OVER by_subject, l.year,
			reckoned_excess.known_on) AS terms
		FROM reckoned_test(reckoned_excess.known_on, reckoned_excess.only_year) AS t JOIN load_limit AS r ON r.id = t.limit_id
			JOIN reckoned_limit(reckoned_excess.known_on, reckoned_excess.only_year) AS l USING (limit_id, school_year)
		WINDOW by_subject AS (PARTITION BY t.limit_id, t.school_year, t.district_id, t.subject_id)
	), level AS (
		-- beside a test over a term a daily one is taken at its highest in the term
		SELECT t.*, CASE WHEN t.joined_over IS NOT NULL AND t.taken_over IS NULL THEN caseload.highest(t.excess, t.terms) ELSE t.excess END AS at_once
		FROM tests AS t WHERE t.joined = 'all'
	), least AS (
		SELECT v.limit_id, v.school_year, v.district_id, v.subject_id, v.paid_by, max(v.joined_over) AS joined_over,
			caseload.max(v.at_once OPERATOR(caseload.*) (-1)) FILTER (WHERE v.paid_by IS NULL) OPERATOR(caseload.*) (-1) AS excess,
			-- whether all the others are passed, in points, since their measures may differ
			caseload.max(caseload.during(on_each(v.days, 'points'), v.at_once) OPERATOR(caseload.*) (-1)) FILTER (WHERE v.test <> v.paid_by) OPERATOR(caseload.*) (-1) AS others
		FROM level AS v
		GROUP BY v.limit_id, v.school_year, v.district_id, v.subject_id, v.paid_by
	)
	SELECT t.limit_id, t.school_year, t.test, t.district_id, t.subject_id, t.measure, t.load, t.cap, t.excess FROM tests AS t WHERE t.joined = 'any'
	UNION ALL
	-- of tests joined, the one that is paid by, or the first, is shown
	SELECT v.limit_id, v.school_year, v.test, v.district_id, v.subject_id, v.measure, v.load, v.cap,
		CASE WHEN v.paid_by IS NULL THEN a.excess WHEN a.others IS NULL THEN v.at_once ELSE caseload.during(v.at_once, a.others) END
	FROM level AS v JOIN least AS a USING (limit_id, school_year, district_id, subject_id)
	WHERE v.test = coalesce(v.paid_by, (SELECT min(w.test) FROM level AS w WHERE w.limit_id = v.limit_id AND w.school_year = v.school_year
		AND w.district_id = v.district_id AND w.subject_id = v.subject_id));
END;
COMMENT ON FUNCTION reckoned_excess(date, text) IS 'step 5: what is too many, by each test or by all of them joined';
$caseload_text$::text),
('reckoning_pay'::text, $caseload_text$-- Reckoning, steps 6 and 7: what follows from an excess, and what it pays, to whom, on which day.

-- The period that one amount of a scale is for; null where each counted day pays by itself.
CREATE FUNCTION point_period(scale caseload.pay_scale) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT substring(split_part(point_period.scale::text, ' max ', 1) FROM ' per (?:[0-9]+ )?(week|month|quarter|trimester|semester|year)s?$');
END;
COMMENT ON FUNCTION point_period(caseload.pay_scale) IS 'the week, month, semester or year that a scale pays once for; null if it pays by counted days, or prorates';

CREATE FUNCTION pays_money(scale caseload.pay_scale) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT pays_money.scale::text ~ '[$%]';
END;
COMMENT ON FUNCTION pays_money(caseload.pay_scale) IS 'whether a scale is in dollars or percent, not in units';

-- The whole of what an employee's own place on a schedule is worth, on a day.
CREATE FUNCTION own_pay(contract text, district_id int, employee_id bigint, on_date date, known_on date DEFAULT 'infinity')
RETURNS TABLE (cell numeric, salary numeric)
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(e.agreed_salary, caseload.salary_exact(g.grid, e.placement)), coalesce(e.agreed_salary, caseload.salary(g.grid, e.placement))
	FROM employment AS e LEFT JOIN schedule AS g ON g.contract = e.contract AND g.schedule = e.schedule AND g.in_force @> own_pay.on_date AND g.known @> own_pay.known_on
	WHERE e.contract = own_pay.contract AND e.district_id = own_pay.district_id AND e.employee_id = own_pay.employee_id AND e.valid @> own_pay.on_date
	ORDER BY e.fte DESC, e.employment_id LIMIT 1;
END;
COMMENT ON FUNCTION own_pay(text, int, bigint, date, date) IS 'cell and annual full-time salary of an employee on a day, of the largest employment';

-- What an excess comes to is reckoned once for each limit, school year and district, and handed from step to step as an
-- array; steps that called each other anew did all the work before them four times over for one finding.
CREATE TYPE excess_row AS (test smallint, subject_id bigint, measure text, load caseload.load_series, cap caseload.load_series, excess caseload.load_series);
COMMENT ON TYPE excess_row IS 'step 5, of one limit, school year and district';
CREATE TYPE remedy_row AS (test smallint, subject_id bigint, remedy_id bigint, gated caseload.load_series, paid_on caseload.load_series);
COMMENT ON TYPE remedy_row IS 'step 6, of one limit, school year and district';
CREATE TYPE amount_row AS (test smallint, subject_id bigint, remedy_id bigint, employee_id bigint, day date, over numeric, amount numeric, money boolean, due boolean);
COMMENT ON TYPE amount_row IS 'step 7, exact, of one limit, school year and district';
CREATE TYPE pay_row AS (test smallint, subject_id bigint, remedy_id bigint, employee_id bigint, day date, over numeric, pay numeric);
COMMENT ON TYPE pay_row IS 'step 7, in cents, of one limit, school year and district';

CREATE FUNCTION remedies_of(limit_id bigint, school_year daterange, excess excess_row[], known_on date DEFAULT 'infinity') RETURNS remedy_row[]
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH remedy AS MATERIALIZED (
		SELECT r.*, p.period, counted_days(l.contract, r.counted_on, remedies_of.school_year, remedies_of.known_on) AS counted,
			counted_days(l.contract, r.standing_on, remedies_of.school_year, remedies_of.known_on) AS stood,
			terms_of(l.contract, r.lasts_in, remedies_of.school_year, remedies_of.known_on) AS within,
			terms_of(l.contract, p.period, remedies_of.school_year, remedies_of.known_on) AS periods
		FROM limit_remedy AS r JOIN load_limit AS l ON l.id = r.limit_id CROSS JOIN LATERAL (SELECT point_period(r.scale) AS period) AS p
		WHERE r.limit_id = remedies_of.limit_id
	), counted AS (
		SELECT e.test AS of_test, e.subject_id, r.*, CASE WHEN r.counted_on IS NULL THEN e.excess ELSE caseload.on_days(e.excess, r.counted) END AS series
		FROM pg_catalog.unnest(remedies_of.excess) AS e JOIN remedy AS r ON r.test IS NULL OR r.test = e.test
	), stood AS (
		SELECT c.*, CASE WHEN c.standing_on IS NULL THEN c.series ELSE caseload.standing_on(c.series, c.stood) END AS standing FROM counted AS c
	), gated AS MATERIALIZED (
		SELECT s.*, CASE WHEN s.lasts IS NULL THEN s.standing
			WHEN s.lasts_in IS NULL THEN caseload.lasting(s.standing, s.lasts, from_then => s.from_then)
			ELSE caseload.lasting(s.standing, s.lasts, within => s.within, from_then => s.from_then) END AS gated
		FROM stood AS s
	)
	SELECT array_agg(CAST(ROW(g.of_test, g.subject_id, g.id, g.gated, CASE WHEN g.period IS NULL THEN g.gated
			WHEN g.takes = 'mean' THEN caseload.mean(g.gated, g.periods)
			WHEN g.takes = 'last' THEN caseload.last(g.gated, g.periods)
			ELSE caseload.highest(g.gated, g.periods) END) AS remedy_row))
	FROM gated AS g;
END;
COMMENT ON FUNCTION remedies_of(bigint, daterange, excess_row[], date) IS 'step 6 of one limit in one school year';

-- The days that an amount is for, its term or the day alone, and of how many of them somebody is paid.
CREATE FUNCTION paid_for(days datemultirange, periods daterange[], valid daterange, day date, OUT span daterange, OUT there numeric, OUT of_days numeric)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT s.span, CASE WHEN paid_for.valid IS NULL THEN 1 WHEN paid_for.periods IS NULL THEN (paid_for.valid @> paid_for.day)::int
			ELSE caseload.school_days(paid_for.days, s.span * paid_for.valid) END,
		CASE WHEN paid_for.valid IS NULL OR paid_for.periods IS NULL THEN 1 ELSE caseload.school_days(paid_for.days, s.span) END
	FROM (SELECT coalesce((SELECT t FROM pg_catalog.unnest(paid_for.periods) AS t WHERE t @> paid_for.day LIMIT 1), daterange(paid_for.day, paid_for.day, '[]')) AS span) AS s;
END;
COMMENT ON FUNCTION paid_for(datemultirange, daterange[], daterange, date) IS 'the term of a day, or the day, how many of its counted days somebody is there, and of how many';

-- `due`: not an alternative that was not taken, nor the lesser of two tests.
CREATE FUNCTION amounts_of(limit_id bigint, district_id int, school_year daterange, days datemultirange, remedies remedy_row[], known_on date DEFAULT 'infinity')
RETURNS amount_row[]
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH around AS MATERIALIZED (
		SELECT q.contract, q.scope, lower(amounts_of.days) AS first_day, named_terms(q.contract, amounts_of.school_year, amounts_of.known_on) AS terms
		FROM load_limit AS q WHERE q.id = amounts_of.limit_id
	), remedy AS MATERIALIZED (
		SELECT r.*, terms_of(q.contract, point_period(r.scale), amounts_of.school_year, amounts_of.known_on) AS periods
		FROM limit_remedy AS r CROSS JOIN around AS q WHERE r.limit_id = amounts_of.limit_id
	), remedied AS MATERIALIZED (
		SELECT m.*, q.contract, q.scope, q.first_day, q.terms, r.scale, r.base, r.choice, r.rank, r.in_proportion, r.payee, r.periods
		FROM pg_catalog.unnest(amounts_of.remedies) AS m JOIN remedy AS r ON r.id = m.remedy_id CROSS JOIN around AS q
	), payable AS (
		SELECT m.*, m.subject_id AS employee_id, NULL::daterange AS valid, 1::numeric AS share FROM remedied AS m WHERE m.scope = 'employee'
		UNION ALL
		SELECT m.*, f.employee_id, f.valid, f.share
		FROM remedied AS m JOIN staffing AS f ON f.district_id = amounts_of.district_id AND f.section_id = m.subject_id AND NOT isempty(f.valid * amounts_of.school_year)
			AND (f.role = m.payee OR m.payee = 'each teacher' AND f.role LIKE '%teacher%')
		WHERE m.scope = 'section'
		UNION ALL
		SELECT m.*, NULL, NULL, 1 FROM remedied AS m WHERE m.scope IN ('site', 'district')
	), based AS MATERIALIZED (
		-- the base is that of the first counted day
		SELECT p.*, CASE WHEN p.base IS NOT NULL AND EXISTS (SELECT FROM pay_base AS b WHERE b.contract = p.contract AND b.name = p.base
				AND b.in_force @> d.first_day AND b.known @> amounts_of.known_on)
			THEN base_amount(p.contract, p.base, d.first_day, own_cell => o.cell, own_salary => o.salary, known_on => amounts_of.known_on) END AS worth
		FROM payable AS p CROSS JOIN LATERAL (SELECT greatest(p.first_day, coalesce(lower(p.valid), p.first_day)) AS first_day) AS d
			LEFT JOIN LATERAL own_pay(p.contract, amounts_of.district_id, p.employee_id, d.first_day, amounts_of.known_on) AS o ON p.base IS NOT NULL
	), stint AS (
		SELECT b.test, b.subject_id, b.remedy_id, b.employee_id, k.day, caseload.quantity(k.load) AS over,
			k.amount * CASE
				WHEN b.scope <> 'section' THEN 1
				WHEN b.payee = 'each teacher' THEN s.there / s.of_days
				-- several in one role share what is due
				WHEN b.in_proportion = 'share' THEN b.share * s.there / s.of_days
				ELSE b.share * s.there / sum(b.share * s.there) OVER (PARTITION BY b.test, b.subject_id, b.remedy_id, k.day) END
			* CASE b.in_proportion
				WHEN 'fte' THEN coalesce((SELECT sum(e.fte) FROM employment AS e WHERE e.district_id = amounts_of.district_id AND e.employee_id = b.employee_id
					AND e.contract = b.contract AND e.valid @> least(k.day, upper(b.valid) - 1)), 1)
				WHEN 'sections' THEN 1 / coalesce((SELECT NULLIF(count(*), 0)::numeric FROM staffing AS f WHERE f.district_id = amounts_of.district_id
					AND f.employee_id = b.employee_id AND f.valid @> least(k.day, upper(b.valid) - 1)), 1)
				ELSE 1 END AS amount,
			pays_money(b.scale) OR b.base IS NOT NULL AS money, b.choice, b.rank, b.payee, s.span
		FROM based AS b CROSS JOIN LATERAL caseload.breakdown(b.scale, b.paid_on, base => b.worth, terms => b.terms) AS k
			CROSS JOIN LATERAL paid_for(amounts_of.days, b.periods, b.valid, k.day) AS s
		WHERE s.there > 0 AND caseload.quantity(k.load) > 0 AND b.scale IS NOT NULL AND (b.base IS NULL OR b.worth IS NOT NULL)
		UNION ALL
		-- a remedy without a scale follows on each day, and so does one whose base nobody gave: neither is worth an amount
		SELECT b.test, b.subject_id, b.remedy_id, b.employee_id, k.day, caseload.quantity(k.load), NULL, false, b.choice, b.rank, b.payee, s.span
		FROM based AS b CROSS JOIN LATERAL caseload.unnest(b.paid_on) AS k CROSS JOIN LATERAL paid_for(amounts_of.days, b.periods, b.valid, k.day) AS s
		WHERE s.there > 0 AND caseload.quantity(k.load) > 0 AND (b.scale IS NULL OR b.base IS NOT NULL AND b.worth IS NULL)
	), daily AS (
		-- who went and came back inside a term has both stints
		SELECT t.test, t.subject_id, t.remedy_id, t.employee_id, t.day, max(t.over) AS over,
			CASE t.payee WHEN 'each teacher' THEN max(t.amount) ELSE sum(t.amount) END AS amount, t.money, t.choice, t.rank, t.span
		FROM stint AS t
		GROUP BY t.test, t.subject_id, t.remedy_id, t.employee_id, t.day, t.money, t.choice, t.rank, t.payee, t.span
	), chosen AS (
		-- alternatives may be for a day and for a term: one is chosen if it is for any day of what the other is for
		SELECT d.*, d.choice IS NULL OR CASE
				WHEN g.any_given THEN g.given
				ELSE d.rank = min(d.rank) OVER alternatives AND NOT EXISTS (SELECT FROM remedied AS o
					WHERE o.subject_id = d.subject_id AND o.choice = d.choice AND o.rank < d.rank
					AND caseload.quantity(caseload.load_on(caseload.highest(o.gated, ARRAY[d.span]), d.day)) > 0) END AS chosen
		FROM daily AS d CROSS JOIN LATERAL (SELECT coalesce(bool_or(g.remedy_id = d.remedy_id), false) AS given, count(*) > 0 AS any_given
			FROM remedy_given AS g JOIN limit_remedy AS a ON a.id = g.remedy_id
			WHERE a.limit_id = amounts_of.limit_id AND a.choice = d.choice AND g.district_id = amounts_of.district_id
				AND g.valid && d.span AND (g.employee_id = d.employee_id OR g.employee_id IS NULL) AND (g.section_id = d.subject_id OR g.section_id IS NULL)) AS g
		WINDOW alternatives AS (PARTITION BY d.subject_id, d.employee_id, d.choice, d.day)
	), ranked AS (
		SELECT c.*, c.chosen AND row_number() OVER (PARTITION BY c.subject_id, c.remedy_id, c.employee_id, c.day ORDER BY c.amount DESC NULLS LAST, c.test) = 1 AS due
		FROM chosen AS c
	)
	SELECT array_agg(CAST(ROW(r.test, r.subject_id, r.remedy_id, r.employee_id, r.day, r.over, r.amount, r.money, r.due) AS amount_row)) FROM ranked AS r;
END;
COMMENT ON FUNCTION amounts_of(bigint, int, daterange, datemultirange, remedy_row[], date) IS 'step 7 of one limit in one school year of a district, exact';

-- Cents. With `term` the running totals of the payees of one class are rounded one after the other, each with
-- those before it, and a day is given the difference to the day before: so the days add up to the year, the
-- payees to the class, and nobody is further than a cent from his own share. Who leaves first comes first, so
-- that nobody's total moves after his last day.
CREATE FUNCTION cents_of(amounts amount_row[]) RETURNS pay_row[]
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH due AS MATERIALIZED (
		SELECT a.test, a.subject_id, a.remedy_id, coalesce(a.employee_id, 0) AS payee, a.day, a.over, a.amount, r.rounds
		FROM pg_catalog.unnest(cents_of.amounts) AS a JOIN limit_remedy AS r ON r.id = a.remedy_id
		WHERE a.due AND a.money AND a.amount IS NOT NULL AND r.kind = 'pay'
	), grid AS (
		-- every payee on every day, by arrays and not by a join, whose size the planner cannot guess
		SELECT g.subject_id, g.remedy_id, p.payee, y.day
		FROM (SELECT d.subject_id, d.remedy_id, array_agg(DISTINCT d.payee) AS payees, array_agg(DISTINCT d.day) AS days
			FROM due AS d WHERE d.rounds = 'term' GROUP BY d.subject_id, d.remedy_id) AS g
			CROSS JOIN LATERAL pg_catalog.unnest(g.payees) AS p (payee) CROSS JOIN LATERAL pg_catalog.unnest(g.days) AS y (day)
	), so_far AS (
		SELECT c.*, sum(c.amount) OVER (so_far ORDER BY c.day) AS own, max(c.day) FILTER (WHERE c.test IS NOT NULL) OVER so_far AS last_day
		FROM (SELECT c.subject_id, c.remedy_id, c.payee, c.day, max(c.test) AS test, max(c.over) AS over, sum(c.amount) AS amount
			FROM (SELECT g.*, NULL::smallint AS test, NULL::numeric AS over, 0::numeric AS amount FROM grid AS g
				UNION ALL
				SELECT d.subject_id, d.remedy_id, d.payee, d.day, d.test, d.over, d.amount FROM due AS d WHERE d.rounds = 'term') AS c
			GROUP BY c.subject_id, c.remedy_id, c.payee, c.day) AS c
		WINDOW so_far AS (PARTITION BY c.subject_id, c.remedy_id, c.payee)
	), together AS (
		SELECT s.*, sum(s.own) OVER (PARTITION BY s.subject_id, s.remedy_id, s.day ORDER BY s.last_day, s.payee) AS through
		FROM so_far AS s
	), cents AS (
		SELECT t.*, round(t.through, 2) - round(t.through - t.own, 2) AS paid FROM together AS t WHERE t.test IS NOT NULL
	), paid AS (
		SELECT c.test, c.subject_id, c.remedy_id, c.payee, c.day, c.over,
			c.paid - lag(c.paid, 1, 0.00) OVER (PARTITION BY c.subject_id, c.remedy_id, c.payee ORDER BY c.day) AS pay
		FROM cents AS c
		UNION ALL
		SELECT d.test, d.subject_id, d.remedy_id, d.payee, d.day, d.over,
			CASE d.rounds WHEN 'count' THEN round(d.amount, 2) ELSE round(round(d.amount / d.over, 2) * d.over, 2) END
		FROM due AS d WHERE d.rounds <> 'term'
	)
	SELECT array_agg(CAST(ROW(p.test, p.subject_id, p.remedy_id, NULLIF(p.payee, 0), p.day, p.over, p.pay) AS pay_row)) FROM paid AS p;
END;
COMMENT ON FUNCTION cents_of(amount_row[]) IS 'step 7 of one limit in one school year of a district, in cents';

CREATE FUNCTION reckoned_outcome(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, district_id int, excess excess_row[], remedies remedy_row[], amounts amount_row[], pays pay_row[])
LANGUAGE sql STABLE ROWS 50 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH step_5 AS MATERIALIZED (
		SELECT e.limit_id, e.school_year, e.district_id, array_agg(CAST(ROW(e.test, e.subject_id, e.measure, e.load, e.cap, e.excess) AS excess_row)) AS excess
		FROM reckoned_excess(reckoned_outcome.known_on, reckoned_outcome.only_year) AS e
		GROUP BY e.limit_id, e.school_year, e.district_id
	), step_6 AS MATERIALIZED (
		SELECT s.*, l.year, l.days, remedies_of(s.limit_id, l.year, s.excess, reckoned_outcome.known_on) AS remedies
		FROM step_5 AS s JOIN reckoned_limit(reckoned_outcome.known_on, reckoned_outcome.only_year) AS l USING (limit_id, school_year)
	), step_7 AS MATERIALIZED (
		SELECT s.*, amounts_of(s.limit_id, s.district_id, s.year, s.days, s.remedies, reckoned_outcome.known_on) AS amounts FROM step_6 AS s
	)
	SELECT s.limit_id, s.school_year, s.district_id, s.excess, s.remedies, s.amounts, cents_of(s.amounts) FROM step_7 AS s;
END;
COMMENT ON FUNCTION reckoned_outcome(date, text) IS 'steps 5 to 7 together, an array of each, for each limit, school year and district';

CREATE FUNCTION reckoned_remedy(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint,
	gated caseload.load_series, paid_on caseload.load_series)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT o.limit_id, o.school_year, r.test, o.district_id, r.subject_id, r.remedy_id, r.gated, r.paid_on
	FROM reckoned_outcome(reckoned_remedy.known_on, reckoned_remedy.only_year) AS o CROSS JOIN LATERAL pg_catalog.unnest(o.remedies) AS r;
END;
COMMENT ON FUNCTION reckoned_remedy(date, text) IS 'step 6: what is left of an excess behind the gates of each remedy, and the points that it is paid for';

CREATE FUNCTION reckoned_amount(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint, employee_id bigint, day date,
	over numeric, amount numeric, money boolean, due boolean)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT o.limit_id, o.school_year, a.test, o.district_id, a.subject_id, a.remedy_id, a.employee_id, a.day, a.over, a.amount, a.money, a.due
	FROM reckoned_outcome(reckoned_amount.known_on, reckoned_amount.only_year) AS o CROSS JOIN LATERAL pg_catalog.unnest(o.amounts) AS a;
END;
COMMENT ON FUNCTION reckoned_amount(date, text) IS 'step 7: what each remedy comes to, exact, for each day and payee';

CREATE FUNCTION reckoned_pay(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint, employee_id bigint, day date,
	over numeric, pay numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT o.limit_id, o.school_year, p.test, o.district_id, p.subject_id, p.remedy_id, p.employee_id, p.day, p.over, p.pay
	FROM reckoned_outcome(reckoned_pay.known_on, reckoned_pay.only_year) AS o CROSS JOIN LATERAL pg_catalog.unnest(o.pays) AS p;
END;
COMMENT ON FUNCTION reckoned_pay(date, text) IS 'step 7, in cents: what is due to each payee for each day';
$caseload_text$::text),
('reckoning_day'::text, $caseload_text$-- Reckoning, day by day and as findings: what the reports show.

CREATE FUNCTION grade_name(grade int) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE grade_name.grade WHEN -2 THEN 'PK' WHEN -1 THEN 'TK' WHEN 0 THEN 'K' ELSE grade_name.grade::text END;
END;
COMMENT ON FUNCTION grade_name(int) IS 'a grade as it is called: PK, TK, K, 1, ...';

CREATE FUNCTION grades_name(grades int4range) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN lower(grades_name.grades) = upper(grades_name.grades) - 1 THEN grade_name(lower(grades_name.grades))
		ELSE grade_name(lower(grades_name.grades)) || '-' || grade_name(upper(grades_name.grades) - 1) END;
END;
COMMENT ON FUNCTION grades_name(int4range) IS 'grades as they are called: K, 3-4';

-- A day on which something is too many, or is paid for.
CREATE FUNCTION reckoned_day(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, employee_id bigint, day date,
	measure text, cap numeric, load numeric, over numeric, pay numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH outcome AS MATERIALIZED (
		SELECT * FROM reckoned_outcome(reckoned_day.known_on, reckoned_day.only_year)
	), excess AS MATERIALIZED (
		SELECT o.limit_id, o.school_year, o.district_id, e.* FROM outcome AS o CROSS JOIN LATERAL pg_catalog.unnest(o.excess) AS e
	), over AS (
		SELECT e.limit_id, e.school_year, e.test, e.district_id, e.subject_id, u.day, caseload.quantity(u.load) AS over, min(f.employee_id) AS teacher
		FROM excess AS e JOIN load_limit AS r ON r.id = e.limit_id CROSS JOIN LATERAL caseload.unnest(e.excess) AS u
			LEFT JOIN staffing AS f ON r.scope = 'section' AND f.district_id = e.district_id AND f.section_id = e.subject_id
				AND f.role = 'teacher of record' AND f.valid @> u.day
		WHERE caseload.quantity(u.load) > 0
		GROUP BY e.limit_id, e.school_year, e.test, e.district_id, e.subject_id, u.day, caseload.quantity(u.load)
	), paid AS (
		SELECT o.limit_id, o.school_year, p.test, o.district_id, p.subject_id, p.employee_id, p.day, sum(p.pay) AS pay
		FROM outcome AS o CROSS JOIN LATERAL pg_catalog.unnest(o.pays) AS p
		GROUP BY o.limit_id, o.school_year, p.test, o.district_id, p.subject_id, p.employee_id, p.day
	)
	SELECT limit_id, school_year, test, district_id, subject_id,
		CASE WHEN p.day IS NOT NULL THEN p.employee_id WHEN r.scope = 'employee' THEN subject_id ELSE o.teacher END, day, e.measure, caseload.quantity(caseload.load_on(e.cap, day)), caseload.quantity(caseload.load_on(e.load, day)), coalesce(o.over, 0), p.pay
	FROM over AS o FULL JOIN paid AS p USING (limit_id, school_year, test, district_id, subject_id, day)
		JOIN excess AS e USING (limit_id, school_year, test, district_id, subject_id) JOIN load_limit AS r ON r.id = limit_id;
END;
COMMENT ON FUNCTION reckoned_day(date, text) IS 'each counted day with something too many: cap, load, excess and the pay of each payee';

-- When the grievance must be filed: the limit's own deadline, else the contract's.
CREATE FUNCTION grieve_by(contract text, limit_code text, school_year daterange, first_day date, last_day date, known_on date DEFAULT 'infinity') RETURNS date
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT due_after(d.contract, CASE d.from_event WHEN 'first day' THEN grieve_by.first_day WHEN 'last day' THEN grieve_by.last_day
			ELSE lower(counted_days(d.contract, d.from_event, grieve_by.school_year, grieve_by.known_on)) END, d.days, d.day_kind, grieve_by.known_on)
	FROM deadline AS d
	WHERE d.contract = grieve_by.contract AND d.stage = 'grievance' AND d.limit_code IN ('*', grieve_by.limit_code)
		AND d.in_force @> grieve_by.first_day AND d.known @> grieve_by.known_on
	ORDER BY d.limit_code = '*' LIMIT 1;
END;
COMMENT ON FUNCTION grieve_by(text, text, daterange, date, date, date) IS 'the day by which a grievance over an excess is to be filed';

-- A finding is an excess behind the gate of at least one remedy; a limit without remedies is found at once.
CREATE FUNCTION reckoned_finding(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint, employee_id bigint,
	first_day date, last_day date, measure text, cap numeric, actual numeric, over numeric, due boolean, worth numeric, quantity numeric, amount_due numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH outcome AS MATERIALIZED (
		SELECT * FROM reckoned_outcome(reckoned_finding.known_on, reckoned_finding.only_year)
	), excess AS MATERIALIZED (
		SELECT o.limit_id, o.school_year, o.district_id, e.* FROM outcome AS o CROSS JOIN LATERAL pg_catalog.unnest(o.excess) AS e
	), gated AS (
		SELECT o.limit_id, o.school_year, m.test, o.district_id, m.subject_id, m.remedy_id, m.gated
		FROM outcome AS o CROSS JOIN LATERAL pg_catalog.unnest(o.remedies) AS m
		UNION ALL
		SELECT e.limit_id, e.school_year, e.test, e.district_id, e.subject_id, NULL, e.excess
		FROM excess AS e WHERE NOT EXISTS (SELECT FROM limit_remedy AS r WHERE r.limit_id = e.limit_id)
	), worst AS (
		SELECT g.limit_id, g.school_year, g.test, g.district_id, g.subject_id, g.remedy_id, min(u.day) AS first_day, max(u.day) AS last_day,
			(array_agg(u.day ORDER BY caseload.quantity(u.load) DESC, u.day))[1] AS worst_day, max(caseload.quantity(u.load)) AS over
		FROM gated AS g CROSS JOIN LATERAL caseload.unnest(g.gated) AS u
		WHERE caseload.quantity(u.load) > 0
		GROUP BY g.limit_id, g.school_year, g.test, g.district_id, g.subject_id, g.remedy_id
	), amounts AS (
		SELECT o.limit_id, o.school_year, a.test, o.district_id, a.subject_id, a.remedy_id, a.employee_id, bool_or(a.due AND (a.amount IS NULL OR a.amount > 0)) AS due,
			sum(a.amount) AS worth, sum(a.amount) FILTER (WHERE NOT a.money AND a.due) AS quantity
		FROM outcome AS o CROSS JOIN LATERAL pg_catalog.unnest(o.amounts) AS a
		GROUP BY o.limit_id, o.school_year, a.test, o.district_id, a.subject_id, a.remedy_id, a.employee_id
	), paid AS (
		SELECT o.limit_id, o.school_year, p.test, o.district_id, p.subject_id, p.remedy_id, p.employee_id, sum(p.pay) AS pay
		FROM outcome AS o CROSS JOIN LATERAL pg_catalog.unnest(o.pays) AS p
		GROUP BY o.limit_id, o.school_year, p.test, o.district_id, p.subject_id, p.remedy_id, p.employee_id
	)
	SELECT w.limit_id, w.school_year, w.test, w.district_id, w.subject_id, w.remedy_id,
		CASE WHEN a.limit_id IS NOT NULL THEN a.employee_id WHEN r.scope = 'employee' THEN w.subject_id
			WHEN r.scope = 'section' THEN (SELECT f.employee_id FROM staffing AS f WHERE f.district_id = w.district_id AND f.section_id = w.subject_id
				AND f.role = 'teacher of record' AND f.valid @> w.worst_day ORDER BY f.employee_id LIMIT 1) END,
		w.first_day, w.last_day, e.measure, caseload.quantity(caseload.load_on(e.cap, w.worst_day)),
		caseload.quantity(caseload.load_on(e.load, w.worst_day)), w.over,
		w.remedy_id IS NULL OR coalesce(a.due, false), a.worth, a.quantity, p.pay
	FROM worst AS w JOIN excess AS e USING (limit_id, school_year, test, district_id, subject_id) JOIN load_limit AS r ON r.id = w.limit_id
		LEFT JOIN amounts AS a USING (limit_id, school_year, test, district_id, subject_id, remedy_id)
		LEFT JOIN paid AS p ON (p.limit_id, p.school_year, p.test, p.district_id, p.subject_id, p.remedy_id) = (w.limit_id, w.school_year, w.test, w.district_id, w.subject_id, w.remedy_id)
			AND p.employee_id IS NOT DISTINCT FROM a.employee_id;
END;
COMMENT ON FUNCTION reckoned_finding(date, text) IS 'each excess that something follows from, at its worst, with the remedy and what it comes to';

-- A test on the students of classes, as against one on cases, tallies or persons.
CREATE FUNCTION counts_classes(limit_id bigint, test smallint) RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT EXISTS (SELECT FROM limit_manner AS m JOIN load_limit AS l ON l.id = m.limit_id
		WHERE m.limit_id = counts_classes.limit_id AND m.test = counts_classes.test AND NOT m.tallied AND m.measure IN ('students', 'seats', 'percent', 'sections')
			AND (l.scope <> 'employee' OR NOT EXISTS (SELECT FROM limit_cap AS c WHERE c.id = ANY (m.caps) AND c.program IS NOT NULL)));
END;
COMMENT ON FUNCTION counts_classes(bigint, smallint) IS 'whether a test counts the students of classes';
$caseload_text$::text),
('guarded_limit'::text, $caseload_text$-- Which limits the guard holds, and which can only be reported. A guard counts the rows of one class, or of
-- one caseload, on each day by itself: whatever looks further, over a term or at some of them, it cannot hold.
CREATE VIEW guarded_limit WITH (security_invoker = true) AS
SELECT l.id AS limit_id, l.contract, l.code, c.id AS cap_id, c.test, l.scope, c.program, c.number, l.strictness, l.citation,
	coalesce(w.reasons, '') = '' AS held, nullif(w.reasons, '') AS reason
FROM load_limit AS l JOIN limit_cap AS c ON c.limit_id = l.id
	CROSS JOIN LATERAL (SELECT concat_ws(', ',
		CASE WHEN c.number IS NULL THEN 'number not in the source' END,
		CASE WHEN l.scope NOT IN ('section', 'employee') THEN 'of a whole ' || l.scope END,
		CASE WHEN l.joined = 'all' AND (SELECT count(DISTINCT o.test) FROM limit_cap AS o WHERE o.limit_id = l.id) > 1 THEN 'tests joined all' END,
		CASE WHEN c.wider IS NOT NULL THEN 'looks at the whole ' || c.wider END,
		CASE WHEN c.binds = 'under' THEN 'a minimum' END,
		CASE WHEN c.reckoned <> 'total' THEN c.reckoned END,
		CASE WHEN c.taken <> 'each' THEN 'over a term' END,
		CASE c.weighted WHEN 'weight' THEN 'weighted' WHEN 'share' THEN 'by the share of the day' END,
		CASE WHEN c.counts <> '{}' THEN 'counts only some' END,
		CASE WHEN caseload.measure(c.number) = 'percent' THEN 'a share'
			WHEN caseload.measure(c.number) <> ALL (CASE l.scope WHEN 'employee' THEN '{students,seats,IEPs,units}'::text[] ELSE '{students,seats}' END)
				THEN 'counts ' || caseload.measure(c.number) END,
		CASE WHEN c.per IS NOT NULL AND (l.scope <> 'employee' OR caseload.measure(c.per) <> 'FTE') THEN 'so many per ' || caseload.measure(c.per) END,
		CASE WHEN l.scope = 'employee' AND c.program IS NULL THEN 'over all classes or programs of a person' END,
		CASE WHEN l.scope = 'employee' AND c.relative_to IS NOT NULL THEN 'relative to another limit' END) AS reasons) AS w;
COMMENT ON VIEW guarded_limit IS 'each number of each limit: whether a guard can hold it, and if not, why; those are reported only';
COMMENT ON COLUMN guarded_limit.limit_id IS 'the limit';
COMMENT ON COLUMN guarded_limit.contract IS 'the contract';
COMMENT ON COLUMN guarded_limit.code IS 'code of the limit';
COMMENT ON COLUMN guarded_limit.cap_id IS 'the row of limit_cap';
COMMENT ON COLUMN guarded_limit.test IS 'its test';
COMMENT ON COLUMN guarded_limit.scope IS 'section: held by class; employee: held by person and program';
COMMENT ON COLUMN guarded_limit.program IS 'the program that it names';
COMMENT ON COLUMN guarded_limit.number IS 'the number';
COMMENT ON COLUMN guarded_limit.strictness IS 'hard: refused; paid, advisory: let in, said and recorded';
COMMENT ON COLUMN guarded_limit.citation IS 'article';
COMMENT ON COLUMN guarded_limit.held IS 'whether a guard holds it';
COMMENT ON COLUMN guarded_limit.reason IS 'why not';

-- The greatest load of which nothing follows. `whole`: what is counted is whole, so a fraction of the number is not reached.
CREATE FUNCTION held_at(number numeric, rounded text, binds text, tolerance numeric, excess text, whole boolean) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT greatest(0, CASE WHEN held_at.whole THEN floor(m.most) ELSE trim_scale(round(m.most, 6)) END)
	FROM (SELECT CASE held_at.rounded WHEN 'up' THEN ceil(held_at.number) WHEN 'down' THEN floor(held_at.number) WHEN 'nearest' THEN floor(held_at.number + 0.5) ELSE held_at.number END
		- CASE held_at.binds WHEN 'at' THEN 1 ELSE 0 END
		+ greatest(coalesce(held_at.tolerance, 0), CASE held_at.excess WHEN 'down' THEN 0.999999 WHEN 'nearest' THEN 0.499999 ELSE 0 END) AS most) AS m;
END;
COMMENT ON FUNCTION held_at(numeric, text, text, numeric, text, boolean) IS 'the greatest load of which nothing follows';

-- A set that the contract names is held on its days alone. `every day` and `duty days` are held on all days of the
-- school year, so that a weekend is no gap.
CREATE FUNCTION held_days(valid daterange, counted_on text, days datemultirange) RETURNS datemultirange
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN held_days.counted_on IN ('every day', 'duty days') THEN datemultirange(held_days.valid)
		ELSE held_days.days * datemultirange(held_days.valid) END;
END;
COMMENT ON FUNCTION held_days(daterange, text, datemultirange) IS 'the days on which a number is held';
$caseload_text$::text),
('guarded_cap'::text, $caseload_text$-- The caps that the guards hold. A group's row has the least of its caps; on days with a higher one, or with none,
-- a row of its lifts says so, so that caps, exceptions and count days hold day by day. All of this is
-- filled by fill_caps() from limits and exceptions, and nobody writes it by hand.
CREATE TABLE section_cap (
	district_id int NOT NULL DEFAULT 1,
	section_id bigint NOT NULL,
	hard numeric CHECK (hard >= 0),
	hard_citation text,
	paid numeric CHECK (paid >= 0),
	paid_strictness text GENERATED ALWAYS AS ('paid') STORED,
	paid_citation text,
	advisory numeric CHECK (advisory >= 0),
	advisory_strictness text GENERATED ALWAYS AS ('advisory') STORED,
	advisory_citation text,
	PRIMARY KEY (district_id, section_id),
	FOREIGN KEY (district_id, section_id) REFERENCES section ON DELETE CASCADE
);
COMMENT ON TABLE section_cap IS 'the least caps of each class, filled by fill_caps()';
COMMENT ON COLUMN section_cap.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN section_cap.section_id IS 'the class';
COMMENT ON COLUMN section_cap.hard IS 'students that no day may pass; null: no hard limit';
COMMENT ON COLUMN section_cap.hard_citation IS 'articles of these limits';
COMMENT ON COLUMN section_cap.paid IS 'students above which something is due; null: no such limit';
COMMENT ON COLUMN section_cap.paid_strictness IS 'for the guard: paid';
COMMENT ON COLUMN section_cap.paid_citation IS 'articles of these limits';
COMMENT ON COLUMN section_cap.advisory IS 'students that are best practice at most; null: no such limit';
COMMENT ON COLUMN section_cap.advisory_strictness IS 'for the guard: advisory';
COMMENT ON COLUMN section_cap.advisory_citation IS 'articles of these limits';
CREATE TABLE section_cap_lift (
	district_id int NOT NULL DEFAULT 1,
	section_id bigint NOT NULL,
	held_as text NOT NULL,
	valid daterange NOT NULL CHECK (NOT isempty(valid)),
	up_to numeric CHECK (up_to >= 0),
	hard numeric GENERATED ALWAYS AS (CASE held_as WHEN 'hard' THEN up_to ELSE 0 END) STORED,
	paid numeric GENERATED ALWAYS AS (CASE held_as WHEN 'paid' THEN up_to ELSE 0 END) STORED,
	advisory numeric GENERATED ALWAYS AS (CASE held_as WHEN 'advisory' THEN up_to ELSE 0 END) STORED,
	PRIMARY KEY (district_id, section_id, held_as, valid),
	FOREIGN KEY (district_id, section_id) REFERENCES section_cap ON DELETE CASCADE,
	CHECK (held_as IN ('hard', 'paid', 'advisory'))
);
COMMENT ON TABLE section_cap_lift IS 'days with a higher cap or none, filled from the table exception, where waivers are recorded';
COMMENT ON COLUMN section_cap_lift.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN section_cap_lift.section_id IS 'the class';
COMMENT ON COLUMN section_cap_lift.held_as IS 'which of the caps';
COMMENT ON COLUMN section_cap_lift.valid IS 'the days';
COMMENT ON COLUMN section_cap_lift.up_to IS 'the cap on these days; null: none';
COMMENT ON COLUMN section_cap_lift.hard IS 'for the guard: up_to of that cap, 0 if this row is of another';
COMMENT ON COLUMN section_cap_lift.paid IS 'for the guard: up_to of that cap, 0 if this row is of another';
COMMENT ON COLUMN section_cap_lift.advisory IS 'for the guard: up_to of that cap, 0 if this row is of another';

CREATE TABLE caseload_cap (
	district_id int NOT NULL DEFAULT 1,
	employee_id bigint NOT NULL,
	program text NOT NULL,
	hard numeric CHECK (hard >= 0),
	hard_citation text,
	paid numeric CHECK (paid >= 0),
	paid_strictness text GENERATED ALWAYS AS ('paid') STORED,
	paid_citation text,
	advisory numeric CHECK (advisory >= 0),
	advisory_strictness text GENERATED ALWAYS AS ('advisory') STORED,
	advisory_citation text,
	hard_units numeric CHECK (hard_units >= 0),
	hard_units_citation text,
	paid_units numeric CHECK (paid_units >= 0),
	paid_units_strictness text GENERATED ALWAYS AS ('paid') STORED,
	paid_units_citation text,
	advisory_units numeric CHECK (advisory_units >= 0),
	advisory_units_strictness text GENERATED ALWAYS AS ('advisory') STORED,
	advisory_units_citation text,
	PRIMARY KEY (district_id, employee_id, program),
	FOREIGN KEY (district_id, employee_id) REFERENCES employee ON DELETE CASCADE
);
COMMENT ON TABLE caseload_cap IS 'the least caps of the caseload of each person in each program, filled by fill_caps()';
COMMENT ON COLUMN caseload_cap.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN caseload_cap.employee_id IS 'the provider or case manager';
COMMENT ON COLUMN caseload_cap.program IS 'the program';
COMMENT ON COLUMN caseload_cap.hard IS 'cases that no day may pass; null: no hard limit';
COMMENT ON COLUMN caseload_cap.hard_citation IS 'articles of these limits';
COMMENT ON COLUMN caseload_cap.paid IS 'cases above which something is due; null: no such limit';
COMMENT ON COLUMN caseload_cap.paid_strictness IS 'for the guard: paid';
COMMENT ON COLUMN caseload_cap.paid_citation IS 'articles of these limits';
COMMENT ON COLUMN caseload_cap.advisory IS 'cases that are best practice at most; null: no such limit';
COMMENT ON COLUMN caseload_cap.advisory_strictness IS 'for the guard: advisory';
COMMENT ON COLUMN caseload_cap.advisory_citation IS 'articles of these limits';
COMMENT ON COLUMN caseload_cap.hard_units IS 'IEP goal areas that no day may pass; null: no hard limit';
COMMENT ON COLUMN caseload_cap.hard_units_citation IS 'articles of these limits';
COMMENT ON COLUMN caseload_cap.paid_units IS 'IEP goal areas above which something is due; null: no such limit';
COMMENT ON COLUMN caseload_cap.paid_units_strictness IS 'for the guard: paid';
COMMENT ON COLUMN caseload_cap.paid_units_citation IS 'articles of these limits';
COMMENT ON COLUMN caseload_cap.advisory_units IS 'IEP goal areas that are best practice at most; null: no such limit';
COMMENT ON COLUMN caseload_cap.advisory_units_strictness IS 'for the guard: advisory';
COMMENT ON COLUMN caseload_cap.advisory_units_citation IS 'articles of these limits';
CREATE TABLE caseload_cap_lift (
	district_id int NOT NULL DEFAULT 1,
	employee_id bigint NOT NULL,
	program text NOT NULL,
	held_as text NOT NULL,
	valid daterange NOT NULL CHECK (NOT isempty(valid)),
	up_to numeric CHECK (up_to >= 0),
	hard numeric GENERATED ALWAYS AS (CASE held_as WHEN 'hard' THEN up_to ELSE 0 END) STORED,
	paid numeric GENERATED ALWAYS AS (CASE held_as WHEN 'paid' THEN up_to ELSE 0 END) STORED,
	advisory numeric GENERATED ALWAYS AS (CASE held_as WHEN 'advisory' THEN up_to ELSE 0 END) STORED,
	hard_units numeric GENERATED ALWAYS AS (CASE held_as WHEN 'hard_units' THEN up_to ELSE 0 END) STORED,
	paid_units numeric GENERATED ALWAYS AS (CASE held_as WHEN 'paid_units' THEN up_to ELSE 0 END) STORED,
	advisory_units numeric GENERATED ALWAYS AS (CASE held_as WHEN 'advisory_units' THEN up_to ELSE 0 END) STORED,
	PRIMARY KEY (district_id, employee_id, program, held_as, valid),
	FOREIGN KEY (district_id, employee_id, program) REFERENCES caseload_cap ON DELETE CASCADE,
	CHECK (held_as IN ('hard', 'paid', 'advisory', 'hard_units', 'paid_units', 'advisory_units'))
);
COMMENT ON TABLE caseload_cap_lift IS 'days with a higher cap or none, filled from the table exception, where waivers are recorded';
COMMENT ON COLUMN caseload_cap_lift.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN caseload_cap_lift.employee_id IS 'the provider or case manager';
COMMENT ON COLUMN caseload_cap_lift.program IS 'the program';
COMMENT ON COLUMN caseload_cap_lift.held_as IS 'which of the caps';
COMMENT ON COLUMN caseload_cap_lift.valid IS 'the days';
COMMENT ON COLUMN caseload_cap_lift.up_to IS 'the cap on these days; null: none';
COMMENT ON COLUMN caseload_cap_lift.hard IS 'for the guard: up_to of that cap, 0 if this row is of another';
COMMENT ON COLUMN caseload_cap_lift.paid IS 'for the guard: up_to of that cap, 0 if this row is of another';
COMMENT ON COLUMN caseload_cap_lift.advisory IS 'for the guard: up_to of that cap, 0 if this row is of another';
COMMENT ON COLUMN caseload_cap_lift.hard_units IS 'for the guard: up_to of that cap, 0 if this row is of another';
COMMENT ON COLUMN caseload_cap_lift.paid_units IS 'for the guard: up_to of that cap, 0 if this row is of another';
COMMENT ON COLUMN caseload_cap_lift.advisory_units IS 'for the guard: up_to of that cap, 0 if this row is of another';

CREATE TABLE cap_breach (
	guard       text,
	group_key   text[],
	first_day   date,
	last_day    date,
	load        numeric,
	cap         numeric,
	measure     text,
	strictness  text,
	citation    text,
	recorded_by text,
	recorded_at timestamptz
);
COMMENT ON TABLE cap_breach IS 'what the guards let in above a paid or advisory cap, one row a statement and group';
COMMENT ON COLUMN cap_breach.guard IS 'the guard: enrollment_paid, caseload_advisory, units_paid, ...';
COMMENT ON COLUMN cap_breach.group_key IS 'district and class; or district, employee and program';
COMMENT ON COLUMN cap_breach.first_day IS 'first day over; null: no first';
COMMENT ON COLUMN cap_breach.last_day IS 'last day over; null: no last';
COMMENT ON COLUMN cap_breach.load IS 'the highest load';
COMMENT ON COLUMN cap_breach.cap IS 'the cap then';
COMMENT ON COLUMN cap_breach.measure IS 'the measure, if the columns say it';
COMMENT ON COLUMN cap_breach.strictness IS 'paid or advisory';
COMMENT ON COLUMN cap_breach.citation IS 'articles';
COMMENT ON COLUMN cap_breach.recorded_by IS 'the role that wrote the rows';
COMMENT ON COLUMN cap_breach.recorded_at IS 'when';
$caseload_text$::text),
('guarded_fill'::text, $caseload_text$-- What the tables of caps have to say, from limits, exceptions and facts.

-- For classes the reckoning itself says which number holds when; what it counts there is every enrollment.
CREATE FUNCTION held_section(only_sections bigint[] DEFAULT NULL)
RETURNS TABLE (district_id int, subject_id bigint, program text, held_as text, citation text, days datemultirange, cap numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT p.district_id, p.subject_id, '', l.strictness, l.citation,
		held_days(p.valid, l.counted_on, r.days),
		held_at(caseload.quantity(p.number), m.rounded, m.binds,
			CASE WHEN caseload.measure(m.tolerance) = m.measure THEN caseload.quantity(m.tolerance) END, m.excess, true)
	FROM cap_piece('infinity', NULL, held_section.only_sections) AS p
		JOIN load_limit AS l ON l.id = p.limit_id AND l.scope = 'section'
		JOIN limit_manner AS m ON m.limit_id = p.limit_id AND m.manner = p.manner
		JOIN reckoned_limit() AS r ON r.limit_id = p.limit_id AND r.school_year = p.school_year
	WHERE p.per IS NULL AND EXISTS (SELECT FROM guarded_limit AS g WHERE g.cap_id = ANY (m.caps) AND g.held);
END;
COMMENT ON FUNCTION held_section(bigint[]) IS 'the caps of classes that a guard can hold, by days';

-- For caseloads the number must be known before the first case is there, so it cannot come from the cases. Where it
-- depends on what a case carries (its grade, its level), the greatest number that may hold is held. People of whom
-- their employments say the same are reckoned once: a district has thousands of teachers and a few dozen kinds of them.
CREATE FUNCTION held_caseload(only_employees bigint[] DEFAULT NULL)
RETURNS TABLE (district_id int, subject_id bigint, program text, held_as text, citation text, days datemultirange, cap numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH rule AS MATERIALIZED (
		SELECT c.*, g.contract, l.counted_on, l.strictness, l.citation, r.held, r.days
		FROM guarded_limit AS g JOIN limit_cap AS c ON c.id = g.cap_id JOIN load_limit AS l ON l.id = g.limit_id
			JOIN reckoned_limit() AS r ON r.limit_id = g.limit_id
		WHERE g.held AND g.scope = 'employee' AND r.days IS NOT NULL
	), carried AS MATERIALIZED (
		SELECT k.key FROM (SELECT attributes FROM site UNION ALL SELECT attributes FROM employment) AS f
			CROSS JOIN LATERAL jsonb_object_keys(f.attributes) AS k (key) GROUP BY k.key
	), worked AS MATERIALIZED (
		SELECT e.district_id, e.employee_id, e.contract, e.valid, e.fte, t.attributes || e.attributes AS attributes
		FROM employment AS e JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
		WHERE held_caseload.only_employees IS NULL OR e.employee_id = ANY (held_caseload.only_employees)
	), alike AS MATERIALIZED (
		SELECT p.district_id, min(p.employee_id) AS employee_id, array_agg(p.employee_id) AS employees
		FROM (SELECT w.district_id, w.employee_id,
				array_agg(ROW(w.contract, w.valid, w.fte, w.attributes)::text ORDER BY w.contract, w.valid, w.fte, w.attributes) AS said,
				EXISTS (SELECT FROM exception AS x WHERE x.district_id = w.district_id AND x.employee_id = w.employee_id) AS excepted
			FROM worked AS w GROUP BY w.district_id, w.employee_id) AS p
		GROUP BY p.district_id, p.said, CASE WHEN p.excepted THEN p.employee_id END
	), matched AS MATERIALIZED (
		-- a condition that neither the person nor the site can meet is one of the case
		SELECT r.*, w.district_id, w.employee_id, w.valid * r.held AS valid, r.grades IS NULL AND w.attributes @> r.applies AS certain
		FROM rule AS r JOIN (worked AS w JOIN alike AS a USING (district_id, employee_id)) ON w.contract = r.contract AND w.valid && r.held
		WHERE NOT EXISTS (SELECT FROM jsonb_each(r.applies) AS k (key, value)
			WHERE NOT w.attributes @> jsonb_build_object(k.key, k.value) AND k.key IN (SELECT c.key FROM carried AS c))
	), subject AS (
		SELECT m.limit_id, m.test, m.program, m.contract, m.district_id, m.employee_id FROM matched AS m
		GROUP BY m.limit_id, m.test, m.program, m.contract, m.district_id, m.employee_id
	), edge AS (
		SELECT m.limit_id, m.test, m.program, m.contract, m.district_id, m.employee_id, d.day
		FROM matched AS m CROSS JOIN LATERAL (VALUES (lower(m.valid)), (upper(m.valid))) AS d (day)
		UNION
		SELECT s.*, d.day FROM subject AS s JOIN exception AS x ON x.limit_id = s.limit_id AND x.district_id = s.district_id AND x.employee_id = s.employee_id
			CROSS JOIN LATERAL (VALUES (lower(x.valid)), (upper(x.valid))) AS d (day)
		UNION
		SELECT s.*, d.day FROM subject AS s JOIN employment AS e ON e.contract = s.contract AND e.district_id = s.district_id AND e.employee_id = s.employee_id
			CROSS JOIN LATERAL (VALUES (lower(e.valid)), (upper(e.valid))) AS d (day)
	), stretch AS (
		SELECT e.*, daterange(e.day, lead(e.day) OVER (PARTITION BY e.limit_id, e.test, e.program, e.district_id, e.employee_id ORDER BY e.day)) AS valid
		FROM edge AS e WHERE e.day IS NOT NULL
	), there AS (
		SELECT s.valid, s.day, m.district_id, m.employee_id, m.limit_id, m.test, m.program, m.precedence, m.certain, m.number, m.per, m.rounded, m.binds, m.tolerance, m.excess,
			m.strictness, m.citation, m.counted_on, m.days, m.contract,
			max(m.precedence) FILTER (WHERE m.certain) OVER here AS certain_rank
		FROM stretch AS s JOIN matched AS m USING (limit_id, test, program, district_id, employee_id)
		WHERE m.valid @> s.day
		WINDOW here AS (PARTITION BY s.limit_id, s.test, s.program, s.district_id, s.employee_id, s.day)
	), number AS (
		SELECT t.*, t.certain_rank IS NOT NULL AND t.certain AND t.precedence = t.certain_rank AS best,
			caseload.quantity(t.number) * CASE WHEN t.per IS NULL THEN 1 ELSE w.fte / caseload.quantity(t.per) END AS plain
		FROM there AS t CROSS JOIN LATERAL (SELECT sum(e.fte) AS fte FROM employment AS e
			WHERE e.contract = t.contract AND e.district_id = t.district_id AND e.employee_id = t.employee_id AND e.valid @> t.day) AS w
		WHERE t.certain_rank IS NULL OR t.certain AND t.precedence = t.certain_rank OR NOT t.certain AND t.precedence > t.certain_rank
	), contender AS (
		-- of certain rows of one rank the lowest
		SELECT DISTINCT ON (n.limit_id, n.test, n.program, n.district_id, n.employee_id, n.day, n.best, CASE WHEN n.best THEN NULL ELSE n.number END) n.*
		FROM number AS n
		ORDER BY n.limit_id, n.test, n.program, n.district_id, n.employee_id, n.day, n.best, CASE WHEN n.best THEN NULL ELSE n.number END, n.number
	), excepted AS (
		SELECT c.*, x.id IS NOT NULL AS is_excepted, CASE WHEN x.id IS NOT NULL THEN x.number ELSE c.plain END AS holds
		FROM contender AS c LEFT JOIN LATERAL (
			SELECT x.exception_id AS id, caseload.quantity(x.number) AS number FROM exception AS x
			WHERE x.limit_id = c.limit_id AND x.district_id = c.district_id AND x.employee_id = c.employee_id AND x.valid @> c.day
				AND (x.number IS NULL OR caseload.measure(x.number) = caseload.measure(c.number))
			ORDER BY x.number NULLS LAST LIMIT 1) AS x ON true
	)
	SELECT h.district_id, p.employee_id, h.program, h.held_as, h.citation, h.days, h.cap
	FROM (SELECT e.district_id, e.employee_id, e.program, e.strictness || CASE caseload.measure(e.number) WHEN 'units' THEN '_units' ELSE '' END AS held_as, e.citation,
			held_days(e.valid, e.counted_on, e.days) AS days,
			max(held_at(e.holds, e.rounded, e.binds, CASE WHEN caseload.measure(e.tolerance) = caseload.measure(e.number) THEN caseload.quantity(e.tolerance) END,
				e.excess, caseload.measure(e.number) <> 'units')) AS cap
		FROM excepted AS e WHERE e.holds IS NOT NULL
		GROUP BY e.limit_id, e.test, e.district_id, e.employee_id, e.program, e.strictness, e.citation, e.valid, e.counted_on, e.days, caseload.measure(e.number)) AS h
		JOIN alike AS a USING (district_id, employee_id) CROSS JOIN LATERAL pg_catalog.unnest(a.employees) AS p (employee_id);
END;
COMMENT ON FUNCTION held_caseload(bigint[]) IS 'the caps of caseloads that a guard can hold, by days';

-- The least cap of a group, and a row for each stretch of days on which it is higher or there is none.
CREATE FUNCTION wanted_cap(scope text, only_subjects bigint[] DEFAULT NULL)
RETURNS TABLE (district_id int, subject_id bigint, program text, held_as text, cap numeric, citation text, valid daterange, up_to numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH piece AS MATERIALIZED (
		SELECT h.* FROM held_section(wanted_cap.only_subjects) AS h WHERE wanted_cap.scope = 'section' AND NOT isempty(h.days)
		UNION ALL
		SELECT h.* FROM held_caseload(wanted_cap.only_subjects) AS h WHERE wanted_cap.scope = 'employee' AND NOT isempty(h.days)
	), group_terms AS (
		SELECT p.district_id, p.subject_id, p.program, p.held_as, min(p.cap) AS cap, string_agg(DISTINCT p.citation, '; ' ORDER BY p.citation) AS citation,
			range_agg(p.days) AS days
		FROM piece AS p GROUP BY p.district_id, p.subject_id, p.program, p.held_as
	), level AS (
		SELECT p.district_id, p.subject_id, p.program, p.held_as, p.cap, range_agg(p.days) AS days
		FROM piece AS p GROUP BY p.district_id, p.subject_id, p.program, p.held_as, p.cap
	), stacked AS (
		SELECT v.*, range_agg(v.days) OVER (PARTITION BY v.district_id, v.subject_id, v.program, v.held_as ORDER BY v.cap
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS tighter
		FROM level AS v
	)
	SELECT g.district_id, g.subject_id, g.program, g.held_as, g.cap, g.citation, NULL::daterange, NULL::numeric FROM group_terms AS g
	UNION ALL
	SELECT s.district_id, s.subject_id, s.program, s.held_as, NULL, NULL, u.valid, s.cap
	FROM stacked AS s CROSS JOIN LATERAL pg_catalog.unnest(s.days - s.tighter) AS u (valid) WHERE s.tighter IS NOT NULL
	UNION ALL
	SELECT g.district_id, g.subject_id, g.program, g.held_as, NULL, NULL, u.valid, NULL
	FROM group_terms AS g CROSS JOIN LATERAL pg_catalog.unnest('{(,)}'::datemultirange - g.days) AS u (valid);
END;
COMMENT ON FUNCTION wanted_cap(text, bigint[]) IS 'what the tables of caps have to say of classes or employees: a row with the least cap, and rows with valid for its lifts';

-- In one statement, for then the guards judge what it comes to and not what lies between; in a function of its own,
-- for an error of PL/pgSQL would carry these pages to whoever is refused. (Its body is a string: of a parsed one with two
-- ON CONFLICT pg_dump writes what cannot be read back.)
CREATE FUNCTION put_section_caps(only_sections bigint[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path FROM CURRENT
AS $put_section_caps$
	WITH wanted AS MATERIALIZED (
		SELECT * FROM wanted_cap('section', put_section_caps.only_sections)
	), cap AS MATERIALIZED (
		SELECT g.district_id, g.section_id,
			max(w.cap) FILTER (WHERE w.held_as = 'hard') AS hard, max(w.citation) FILTER (WHERE w.held_as = 'hard') AS hard_citation,
			max(w.cap) FILTER (WHERE w.held_as = 'paid') AS paid, max(w.citation) FILTER (WHERE w.held_as = 'paid') AS paid_citation,
			max(w.cap) FILTER (WHERE w.held_as = 'advisory') AS advisory, max(w.citation) FILTER (WHERE w.held_as = 'advisory') AS advisory_citation
		FROM (SELECT s.district_id, s.section_id FROM section AS s WHERE put_section_caps.only_sections IS NULL OR s.section_id = ANY (put_section_caps.only_sections)) AS g LEFT JOIN wanted AS w ON w.district_id = g.district_id AND w.subject_id = g.section_id AND w.valid IS NULL
		GROUP BY g.district_id, g.section_id
	), new_cap AS MATERIALIZED (
		-- all three as sets, which are hashed: an empty table that fills while it is searched again and again takes minutes
		TABLE cap EXCEPT SELECT o.district_id, o.section_id, o.hard, o.hard_citation, o.paid, o.paid_citation, o.advisory, o.advisory_citation FROM section_cap AS o
		WHERE put_section_caps.only_sections IS NULL OR o.section_id = ANY (put_section_caps.only_sections)
	), new_lift AS MATERIALIZED (
		SELECT w.district_id, w.subject_id AS section_id, w.held_as, w.valid, w.up_to FROM wanted AS w WHERE w.valid IS NOT NULL
		EXCEPT SELECT l.district_id, l.section_id, l.held_as, l.valid, l.up_to FROM section_cap_lift AS l
		WHERE put_section_caps.only_sections IS NULL OR l.section_id = ANY (put_section_caps.only_sections)
	), old_lift AS MATERIALIZED (
		SELECT l.district_id, l.section_id, l.held_as, l.valid FROM section_cap_lift AS l WHERE put_section_caps.only_sections IS NULL OR l.section_id = ANY (put_section_caps.only_sections)
		EXCEPT SELECT w.district_id, w.subject_id AS section_id, w.held_as, w.valid FROM wanted AS w
	), locked AS MATERIALIZED (
		-- first of all, and in the order in which the guards lock them, so that neither waits for the other for ever
		SELECT FROM section_cap AS c
			JOIN (SELECT n.district_id, n.section_id FROM new_cap AS n UNION SELECT n.district_id, n.section_id FROM new_lift AS n UNION SELECT o.district_id, o.section_id FROM old_lift AS o) AS x USING (district_id, section_id)
		ORDER BY c.district_id, c.section_id FOR NO KEY UPDATE OF c
	), put AS (
		INSERT INTO section_cap AS c (district_id, section_id, hard, hard_citation, paid, paid_citation, advisory, advisory_citation)
		SELECT n.* FROM new_cap AS n WHERE (SELECT count(*) FROM locked) IS NOT NULL ORDER BY n.district_id, n.section_id
		ON CONFLICT (district_id, section_id) DO UPDATE SET hard = excluded.hard, hard_citation = excluded.hard_citation, paid = excluded.paid, paid_citation = excluded.paid_citation, advisory = excluded.advisory, advisory_citation = excluded.advisory_citation
	), gone AS (
		DELETE FROM section_cap_lift AS l USING old_lift AS o
		WHERE (SELECT count(*) FROM locked) IS NOT NULL AND l.district_id = o.district_id AND l.section_id = o.section_id AND l.held_as = o.held_as AND l.valid = o.valid
	)
	INSERT INTO section_cap_lift AS l (district_id, section_id, held_as, valid, up_to) TABLE new_lift
	ON CONFLICT (district_id, section_id, held_as, valid) DO UPDATE SET up_to = excluded.up_to;
$put_section_caps$;
COMMENT ON FUNCTION put_section_caps(bigint[]) IS 'does what fill_section_caps() is asked, which locks the table first';

-- Those who fill wait for each other, so that none overwrites what another knows better; who adds students waits for
-- neither. What was known before the lock was had is not looked at: each statement of PL/pgSQL sees what is there now.
CREATE FUNCTION fill_section_caps(only_sections bigint[] DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $fill_section_caps$
BEGIN
	LOCK TABLE section_cap IN SHARE ROW EXCLUSIVE MODE;
	PERFORM put_section_caps(only_sections);
END
$fill_section_caps$;
COMMENT ON FUNCTION fill_section_caps(bigint[]) IS 'brings section_cap and its lifts to what limits and exceptions say, for these classes or all';

CREATE FUNCTION put_caseload_caps(only_employees bigint[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path FROM CURRENT
AS $put_caseload_caps$
	WITH wanted AS MATERIALIZED (
		SELECT * FROM wanted_cap('employee', put_caseload_caps.only_employees)
	), cap AS (
		SELECT g.district_id, g.employee_id, g.program,
			max(w.cap) FILTER (WHERE w.held_as = 'hard') AS hard, max(w.citation) FILTER (WHERE w.held_as = 'hard') AS hard_citation,
			max(w.cap) FILTER (WHERE w.held_as = 'paid') AS paid, max(w.citation) FILTER (WHERE w.held_as = 'paid') AS paid_citation,
			max(w.cap) FILTER (WHERE w.held_as = 'advisory') AS advisory, max(w.citation) FILTER (WHERE w.held_as = 'advisory') AS advisory_citation,
			max(w.cap) FILTER (WHERE w.held_as = 'hard_units') AS hard_units, max(w.citation) FILTER (WHERE w.held_as = 'hard_units') AS hard_units_citation,
			max(w.cap) FILTER (WHERE w.held_as = 'paid_units') AS paid_units, max(w.citation) FILTER (WHERE w.held_as = 'paid_units') AS paid_units_citation,
			max(w.cap) FILTER (WHERE w.held_as = 'advisory_units') AS advisory_units, max(w.citation) FILTER (WHERE w.held_as = 'advisory_units') AS advisory_units_citation
		FROM (SELECT w.district_id, w.subject_id AS employee_id, w.program FROM wanted AS w
			UNION SELECT c.district_id, c.employee_id, c.program FROM caseload_cap AS c WHERE put_caseload_caps.only_employees IS NULL OR c.employee_id = ANY (put_caseload_caps.only_employees)) AS g LEFT JOIN wanted AS w ON w.district_id = g.district_id AND w.subject_id = g.employee_id AND w.program = g.program AND w.valid IS NULL
		GROUP BY g.district_id, g.employee_id, g.program
	), new_cap AS MATERIALIZED (
		-- all three as sets, which are hashed: an empty table that fills while it is searched again and again takes minutes
		TABLE cap EXCEPT SELECT o.district_id, o.employee_id, o.program, o.hard, o.hard_citation, o.paid, o.paid_citation, o.advisory, o.advisory_citation, o.hard_units, o.hard_units_citation, o.paid_units, o.paid_units_citation, o.advisory_units, o.advisory_units_citation FROM caseload_cap AS o
		WHERE put_caseload_caps.only_employees IS NULL OR o.employee_id = ANY (put_caseload_caps.only_employees)
	), new_lift AS MATERIALIZED (
		SELECT w.district_id, w.subject_id AS employee_id, w.program, w.held_as, w.valid, w.up_to FROM wanted AS w WHERE w.valid IS NOT NULL
		EXCEPT SELECT l.district_id, l.employee_id, l.program, l.held_as, l.valid, l.up_to FROM caseload_cap_lift AS l
		WHERE put_caseload_caps.only_employees IS NULL OR l.employee_id = ANY (put_caseload_caps.only_employees)
	), old_lift AS MATERIALIZED (
		SELECT l.district_id, l.employee_id, l.program, l.held_as, l.valid FROM caseload_cap_lift AS l WHERE put_caseload_caps.only_employees IS NULL OR l.employee_id = ANY (put_caseload_caps.only_employees)
		EXCEPT SELECT w.district_id, w.subject_id AS employee_id, w.program, w.held_as, w.valid FROM wanted AS w
	), locked AS MATERIALIZED (
		-- first of all, and in the order in which the guards lock them, so that neither waits for the other for ever
		SELECT FROM caseload_cap AS c
			JOIN (SELECT n.district_id, n.employee_id, n.program FROM new_cap AS n UNION SELECT n.district_id, n.employee_id, n.program FROM new_lift AS n UNION SELECT o.district_id, o.employee_id, o.program FROM old_lift AS o) AS x USING (district_id, employee_id, program)
		ORDER BY c.district_id, c.employee_id, c.program FOR NO KEY UPDATE OF c
	), put AS (
		INSERT INTO caseload_cap AS c (district_id, employee_id, program, hard, hard_citation, paid, paid_citation, advisory, advisory_citation, hard_units, hard_units_citation, paid_units, paid_units_citation, advisory_units, advisory_units_citation)
		SELECT n.* FROM new_cap AS n WHERE (SELECT count(*) FROM locked) IS NOT NULL ORDER BY n.district_id, n.employee_id, n.program
		ON CONFLICT (district_id, employee_id, program) DO UPDATE SET hard = excluded.hard, hard_citation = excluded.hard_citation, paid = excluded.paid, paid_citation = excluded.paid_citation, advisory = excluded.advisory, advisory_citation = excluded.advisory_citation, hard_units = excluded.hard_units, hard_units_citation = excluded.hard_units_citation, paid_units = excluded.paid_units, paid_units_citation = excluded.paid_units_citation, advisory_units = excluded.advisory_units, advisory_units_citation = excluded.advisory_units_citation
	), gone AS (
		DELETE FROM caseload_cap_lift AS l USING old_lift AS o
		WHERE (SELECT count(*) FROM locked) IS NOT NULL AND l.district_id = o.district_id AND l.employee_id = o.employee_id AND l.program = o.program AND l.held_as = o.held_as AND l.valid = o.valid
	)
	INSERT INTO caseload_cap_lift AS l (district_id, employee_id, program, held_as, valid, up_to) TABLE new_lift
	ON CONFLICT (district_id, employee_id, program, held_as, valid) DO UPDATE SET up_to = excluded.up_to;
$put_caseload_caps$;
COMMENT ON FUNCTION put_caseload_caps(bigint[]) IS 'does what fill_caseload_caps() is asked, which locks the table first';

CREATE FUNCTION fill_caseload_caps(only_employees bigint[] DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $fill_caseload_caps$
BEGIN
	LOCK TABLE caseload_cap IN SHARE ROW EXCLUSIVE MODE;
	PERFORM put_caseload_caps(only_employees);
END
$fill_caseload_caps$;
COMMENT ON FUNCTION fill_caseload_caps(bigint[]) IS 'brings caseload_cap and its lifts to what limits and exceptions say, for these employees or all';

CREATE FUNCTION fill_caps() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $fill_caps$
BEGIN
	PERFORM fill_section_caps();
	PERFORM fill_caseload_caps();
END
$fill_caps$;
COMMENT ON FUNCTION fill_caps() IS 'brings the caps of all classes and caseloads to what limits and exceptions say';

-- what was written while no trigger fired
CREATE FUNCTION stale_cap() RETURNS TABLE (guard text, group_key text[])
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH stored AS (
		SELECT 'enrollment_' || h.held_as AS guard, ARRAY[c.district_id::text, c.section_id::text] AS group_key, h.cap, h.citation, NULL::daterange AS valid, NULL::numeric AS up_to
		FROM section_cap AS c CROSS JOIN LATERAL (VALUES ('hard', c.hard, c.hard_citation), ('paid', c.paid, c.paid_citation), ('advisory', c.advisory, c.advisory_citation)) AS h (held_as, cap, citation) WHERE h.cap IS NOT NULL
		UNION ALL
		SELECT 'enrollment_' || l.held_as, ARRAY[l.district_id::text, l.section_id::text], NULL, NULL, l.valid, l.up_to FROM section_cap_lift AS l
		UNION ALL
		SELECT 'caseload_' || h.held_as, ARRAY[c.district_id::text, c.employee_id::text, c.program], h.cap, h.citation, NULL, NULL
		FROM caseload_cap AS c CROSS JOIN LATERAL (VALUES ('hard', c.hard, c.hard_citation), ('paid', c.paid, c.paid_citation), ('advisory', c.advisory, c.advisory_citation),
			('hard_units', c.hard_units, c.hard_units_citation), ('paid_units', c.paid_units, c.paid_units_citation), ('advisory_units', c.advisory_units, c.advisory_units_citation)) AS h (held_as, cap, citation) WHERE h.cap IS NOT NULL
		UNION ALL
		SELECT 'caseload_' || l.held_as, ARRAY[l.district_id::text, l.employee_id::text, l.program], NULL, NULL, l.valid, l.up_to FROM caseload_cap_lift AS l
	), wanted AS (
		SELECT 'enrollment_' || w.held_as, ARRAY[w.district_id::text, w.subject_id::text], w.cap, w.citation, w.valid, w.up_to FROM wanted_cap('section') AS w
		UNION ALL
		SELECT 'caseload_' || w.held_as, ARRAY[w.district_id::text, w.subject_id::text, w.program], w.cap, w.citation, w.valid, w.up_to FROM wanted_cap('employee') AS w
	)
	SELECT d.guard, d.group_key FROM ((SELECT * FROM stored EXCEPT SELECT * FROM wanted) UNION (SELECT * FROM wanted EXCEPT SELECT * FROM stored)) AS d
	GROUP BY d.guard, d.group_key;
END;
COMMENT ON FUNCTION stale_cap() IS 'groups whose caps are not what limits and exceptions say; fill_caps() mends them';
$caseload_text$::text),
('guarded_trigger'::text, $caseload_text$-- The guards, and what keeps their caps current. They are put on by guard_district() and not when the district is
-- made, so that history is imported as it was; it takes the facts as it finds them, and check_caps tells of them.

-- What a statement on a rule or a fact changed, and whose caps hang on it. As the owner: whoever may record an
-- exception need not be allowed to write caps.
CREATE FUNCTION refill_caps() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $refill_caps$
DECLARE
	sections bigint[] := '{}';
	employees bigint[] := '{}';
	sites bigint[] := '{}';
BEGIN
	IF TG_TABLE_NAME NOT IN ('section', 'staffing', 'exception', 'employment', 'site') THEN
		PERFORM fill_caps();
		RETURN NULL;
	END IF;
	IF TG_OP <> 'DELETE' THEN
		IF TG_TABLE_NAME IN ('section', 'staffing', 'exception') THEN
			sections := sections || coalesce((SELECT array_agg(DISTINCT n.section_id) FROM new_rows AS n WHERE n.section_id IS NOT NULL), '{}');
		END IF;
		IF TG_TABLE_NAME IN ('exception', 'employment') THEN
			employees := employees || coalesce((SELECT array_agg(DISTINCT n.employee_id) FROM new_rows AS n WHERE n.employee_id IS NOT NULL), '{}');
		END IF;
		IF TG_TABLE_NAME IN ('exception', 'employment', 'site') THEN
			sites := sites || coalesce((SELECT array_agg(DISTINCT n.site_id) FROM new_rows AS n WHERE n.site_id IS NOT NULL), '{}');
		END IF;
	END IF;
	IF TG_OP <> 'INSERT' THEN
		IF TG_TABLE_NAME IN ('section', 'staffing', 'exception') THEN
			sections := sections || coalesce((SELECT array_agg(DISTINCT o.section_id) FROM old_rows AS o WHERE o.section_id IS NOT NULL), '{}');
		END IF;
		IF TG_TABLE_NAME IN ('exception', 'employment') THEN
			employees := employees || coalesce((SELECT array_agg(DISTINCT o.employee_id) FROM old_rows AS o WHERE o.employee_id IS NOT NULL), '{}');
		END IF;
		IF TG_TABLE_NAME IN ('exception', 'employment', 'site') THEN
			sites := sites || coalesce((SELECT array_agg(DISTINCT o.site_id) FROM old_rows AS o WHERE o.site_id IS NOT NULL), '{}');
		END IF;
	END IF;
	-- a contract reaches the sites where somebody works under it, and with it their classes
	IF sites <> '{}' THEN
		sections := sections || coalesce((SELECT array_agg(s.section_id) FROM section AS s WHERE s.site_id = ANY (sites)), '{}');
		IF TG_TABLE_NAME = 'site' THEN
			employees := coalesce((SELECT array_agg(DISTINCT e.employee_id) FROM employment AS e WHERE e.site_id = ANY (sites)), '{}');
		END IF;
	END IF;
	-- what an employment carries speaks of the classes of its employee wherever they are
	IF TG_TABLE_NAME = 'employment' THEN
		sections := sections || coalesce((SELECT array_agg(DISTINCT f.section_id) FROM staffing AS f WHERE f.employee_id = ANY (employees)), '{}');
	END IF;
	IF sections <> '{}' THEN
		PERFORM fill_section_caps(sections);
	END IF;
	IF employees <> '{}' THEN
		PERFORM fill_caseload_caps(employees);
	END IF;
	RETURN NULL;
END
$refill_caps$;
COMMENT ON FUNCTION refill_caps() IS 'trigger: brings the caps up to date with what a statement changed';
REVOKE EXECUTE ON FUNCTION refill_caps() FROM PUBLIC;

-- The row that a guard locks must be there, though no limit speaks of it yet: it is where a case that goes in and a
-- limit that comes in at the same time wait for each other.
CREATE FUNCTION add_caseload() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $add_caseload$
BEGIN
	IF EXISTS (SELECT FROM new_rows AS n WHERE NOT EXISTS (SELECT FROM caseload_cap AS c
			WHERE c.district_id = n.district_id AND c.employee_id = n.employee_id AND c.program = n.program)) THEN
		INSERT INTO caseload_cap (district_id, employee_id, program)
		SELECT DISTINCT n.district_id, n.employee_id, n.program FROM new_rows AS n ORDER BY 1, 2, 3
		ON CONFLICT DO NOTHING;
	END IF;
	RETURN NULL;
END
$add_caseload$;
COMMENT ON FUNCTION add_caseload() IS 'trigger: a caseload that is new has a row for its caps';
REVOKE EXECUTE ON FUNCTION add_caseload() FROM PUBLIC;

CREATE FUNCTION unguard_district() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $unguard_district$
DECLARE
	made record;
BEGIN
	FOR made IN SELECT t.tgname, t.tgrelid::regclass AS on_table FROM pg_trigger AS t
		WHERE t.tgfoid IN ('refill_caps()'::regprocedure, 'add_caseload()'::regprocedure) ORDER BY 2, 1 LOOP
		EXECUTE format('DROP TRIGGER %I ON %s', made.tgname, made.on_table);
	END LOOP;
	FOR made IN SELECT DISTINCT t.tgrelid::regclass AS on_table FROM pg_trigger AS t
		WHERE t.tgfoid = 'caseload.guard_rows()'::regprocedure AND t.tgrelid IN ('enrollment'::regclass, 'case_assignment'::regclass) LOOP
		PERFORM caseload.unguard(made.on_table);
	END LOOP;
END
$unguard_district$;
COMMENT ON FUNCTION unguard_district() IS 'takes the guards, and the triggers that keep their caps current, off the district';

CREATE FUNCTION guard_district() RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $guard_district$
DECLARE
	refilled text;
	held text;
BEGIN
	PERFORM unguard_district();
	LOCK TABLE contract, calendar, count_days, load_limit, limit_cap, exception, site, section, staffing, employment, enrollment, case_assignment
		IN SHARE ROW EXCLUSIVE MODE;
	PERFORM fill_caps();
	INSERT INTO caseload_cap (district_id, employee_id, program)
	SELECT DISTINCT c.district_id, c.employee_id, c.program FROM case_assignment AS c ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING;
	FOREACH refilled IN ARRAY '{calendar,count_days,load_limit,limit_cap,exception,site,section,staffing,employment}'::text[] LOOP
		EXECUTE format('CREATE TRIGGER refill_caps_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows EXECUTE FUNCTION refill_caps()', refilled);
		EXECUTE format('CREATE TRIGGER refill_caps_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows EXECUTE FUNCTION refill_caps()', refilled);
		EXECUTE format('CREATE TRIGGER refill_caps_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows EXECUTE FUNCTION refill_caps()', refilled);
	END LOOP;
	-- before the guards by their names, which is the order in which triggers fire
	CREATE TRIGGER add_caseload_insert AFTER INSERT ON case_assignment REFERENCING NEW TABLE AS new_rows EXECUTE FUNCTION add_caseload();
	CREATE TRIGGER add_caseload_update AFTER UPDATE ON case_assignment REFERENCING NEW TABLE AS new_rows EXECUTE FUNCTION add_caseload();
	FOREACH held IN ARRAY '{hard,paid,advisory}'::text[] LOOP
		PERFORM caseload.guard('enrollment', 'section_cap', ARRAY['district_id', 'section_id'], held, valid => 'valid',
			strictness => CASE WHEN held <> 'hard' THEN held || '_strictness' END, citation => held || '_citation',
			waiver_table => 'section_cap_lift', waiver_valid => 'valid', waiver_cap => held, breach_table => 'cap_breach', name => 'enrollment_' || held);
	END LOOP;
	FOREACH held IN ARRAY '{hard,paid,advisory,hard_units,paid_units,advisory_units}'::text[] LOOP
		PERFORM caseload.guard('case_assignment', 'caseload_cap', ARRAY['district_id', 'employee_id', 'program'], held, valid => 'valid',
			weight => CASE WHEN held LIKE '%units' THEN 'goal_areas' END,
			strictness => CASE WHEN held NOT LIKE 'hard%' THEN held || '_strictness' END, citation => held || '_citation',
			waiver_table => 'caseload_cap_lift', waiver_valid => 'valid', waiver_cap => held, breach_table => 'cap_breach',
			name => CASE WHEN held LIKE '%units' THEN 'units_' || split_part(held, '_', 1) ELSE 'caseload_' || held END);
	END LOOP;
	RETURN format('%s of %s numbers are held, the others are reported only: see guarded_limit',
		(SELECT count(*) FROM guarded_limit AS g WHERE g.held), (SELECT count(*) FROM guarded_limit AS g));
END
$guard_district$;
COMMENT ON FUNCTION guard_district() IS 'fills the caps and puts guards on enrollment and case_assignment; called again, it does so afresh';
$caseload_text$::text),
('rule_problem'::text, $caseload_text$-- The linter: rows of the limits that cannot be right, or that rest on something that is not there. An
-- empty view does not prove a contract right, but each row here is worth a look.
CREATE VIEW rule_problem WITH (security_invoker = true) AS
WITH named AS (
	SELECT l.*, l.contract || '/' || l.code AS rule FROM load_limit AS l
), matches AS (
	-- two rows can hold for the same class: their grades, programs and conditions do not exclude each other
	SELECT a.limit_id, a.id AS one, b.id AS other FROM limit_cap AS a JOIN limit_cap AS b
		ON b.limit_id = a.limit_id AND b.test = a.test AND b.id > a.id AND b.precedence = a.precedence
			AND (a.grades IS NULL OR b.grades IS NULL OR a.grades = b.grades)
			AND (a.program IS NULL OR b.program IS NULL OR a.program = b.program)
			AND (a.applies @> b.applies OR b.applies @> a.applies)
			AND a.number IS NOT NULL AND b.number IS NOT NULL
			AND (caseload.measure(a.number) <> caseload.measure(b.number) OR caseload.quantity(a.number) <> caseload.quantity(b.number))
), day_sets AS (
	SELECT l.contract, l.rule, l.id, 'load_limit'::text AS place, l.counted_on AS name FROM named AS l
	UNION ALL
	SELECT l.contract, l.rule, r.id, 'limit_remedy', s.name FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
		CROSS JOIN LATERAL (VALUES (r.counted_on), (r.standing_on)) AS s (name) WHERE s.name IS NOT NULL
	UNION ALL
	SELECT d.contract, d.contract || '/' || d.limit_code, d.id, 'deadline', d.from_event FROM deadline AS d WHERE d.stage = 'grievance' AND d.from_event NOT IN ('first day', 'last day')
), term_names AS (
	SELECT l.contract, l.rule, c.id, 'limit_cap'::text AS place, c.taken_over AS name FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id WHERE c.taken_over IS NOT NULL
	UNION ALL
	SELECT l.contract, l.rule, r.id, 'limit_remedy', r.lasts_in FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id WHERE r.lasts_in IS NOT NULL
	UNION ALL
	SELECT l.contract, l.rule, r.id, 'limit_remedy', p.period FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
		CROSS JOIN LATERAL (SELECT (regexp_matches(r.scale::text, 'per (?:[0-9]+ )?(quarter|trimester|semester)', 'g'))[1] AS period) AS p
), keys AS (
	SELECT l.contract, l.rule, c.id, 'applies'::text AS place, k.key FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id CROSS JOIN LATERAL jsonb_object_keys(c.applies) AS k (key)
	UNION ALL
	SELECT l.contract, l.rule, c.id, 'counts', k.key FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id CROSS JOIN LATERAL jsonb_object_keys(c.counts) AS k (key)
	WHERE k.key NOT IN ('what', 'role')
	UNION ALL
	SELECT l.contract, l.rule, w.id, 'weight', k.key FROM limit_weight AS w JOIN named AS l ON l.id = w.limit_id CROSS JOIN LATERAL jsonb_object_keys(w.counts) AS k (key)
), carried AS (
	SELECT DISTINCT 'applies'::text AS place, k.key FROM (SELECT attributes FROM site UNION ALL SELECT attributes FROM employment UNION ALL SELECT attributes FROM section
		UNION ALL SELECT attributes FROM case_assignment) AS f CROSS JOIN LATERAL jsonb_object_keys(f.attributes) AS k (key)
	UNION
	SELECT DISTINCT p.place, k.key FROM (SELECT attributes FROM enrollment UNION ALL SELECT attributes FROM case_assignment UNION ALL SELECT attributes FROM tally
		UNION ALL SELECT attributes FROM employment) AS f CROSS JOIN LATERAL jsonb_object_keys(f.attributes) AS k (key) CROSS JOIN (VALUES ('counts'), ('weight')) AS p (place)
)
SELECT l.contract, l.rule, 'limit_cap'::text AS place, c.id AS row_id, 'number not in the source'::text AS problem,
	coalesce(c.note, '') AS detail
FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id WHERE c.number IS NULL
UNION ALL
SELECT l.contract, l.rule, 'limit_cap', m.one, 'two numbers of equal precedence for one class', format('the other is row %s; the lower holds', m.other)
FROM matches AS m JOIN named AS l ON l.id = m.limit_id
UNION ALL
SELECT l.contract, l.rule, 'load_limit', l.id, 'a limit without a number', 'it has no row in limit_cap'
FROM named AS l WHERE NOT EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.id)
UNION ALL
SELECT l.contract, l.rule, 'limit_cap', min(c.id), 'a test counts in different measures', string_agg(DISTINCT caseload.measure(c.number), ', ')
FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id GROUP BY l.contract, l.rule, l.id, c.test HAVING count(DISTINCT caseload.measure(c.number)) > 1
UNION ALL
SELECT l.contract, l.rule, 'load_limit', l.id, 'tests joined all in different measures without paid_by', string_agg(DISTINCT caseload.measure(c.number), ', ')
FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id WHERE l.joined = 'all' AND l.paid_by IS NULL
GROUP BY l.contract, l.rule, l.id HAVING count(DISTINCT caseload.measure(c.number)) > 1
UNION ALL
SELECT l.contract, l.rule, 'load_limit', l.id, 'paid_by names no test', l.paid_by::text
FROM named AS l WHERE l.paid_by IS NOT NULL AND NOT EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.id AND c.test = l.paid_by)
UNION ALL
SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a remedy of a test that is not there', r.test::text
FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id WHERE r.test IS NOT NULL AND NOT EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.id AND c.test = r.test)
UNION ALL
SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a percentage without a base', r.scale::text
FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id WHERE r.base IS NULL AND r.scale::text LIKE '%\%%'
UNION ALL
SELECT l.contract, l.rule, 'limit_remedy', r.id, 'pay in units without a base', r.scale::text
FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id WHERE r.kind = 'pay' AND r.base IS NULL AND r.scale IS NOT NULL AND NOT pays_money(r.scale)
UNION ALL
SELECT l.contract, l.rule, 'limit_remedy', r.id, 'pay without a scale', 'the contract states no amount'
FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id WHERE r.kind = 'pay' AND r.scale IS NULL
UNION ALL
SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a scale once a term on daily counts', format('%s: the highest count of the term stands for it; say whether it is the mean or the last', r.scale)
FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id WHERE point_period(r.scale) IS NOT NULL AND r.takes = 'highest' AND l.counted_on = 'every day'
	AND r.lasts IS NULL AND r.standing_on IS NULL AND r.counted_on IS NULL AND r.note IS NULL AND l.note IS NULL
	AND NOT EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.id AND c.taken <> 'each')
UNION ALL
SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a bound over a term on tests joined any', 'each day pays the greater of the tests, and each test is bounded by itself'
FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id WHERE l.joined = 'any' AND r.test IS NULL AND r.scale::text ~ ' max .* per '
	AND (SELECT count(DISTINCT c.test) FROM limit_cap AS c WHERE c.limit_id = l.id) > 1
UNION ALL
SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a base that is not there', r.base
FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
WHERE r.base IS NOT NULL AND NOT EXISTS (SELECT FROM pay_base AS b WHERE b.contract = l.contract AND b.name = r.base AND b.in_force && l.in_force)
UNION ALL
SELECT s.contract, s.rule, s.place, s.id, 'count days that are not there', s.name
FROM day_sets AS s WHERE NOT EXISTS (SELECT FROM count_days AS d WHERE d.contract = s.contract AND d.name = s.name)
	AND NOT EXISTS (SELECT FROM calendar AS c WHERE c.contract = s.contract AND c.kind = CASE s.name WHEN 'every day' THEN 'student' WHEN 'duty days' THEN 'duty' END)
UNION ALL
-- a school year that has a calendar, and not these days of it: nothing is counted in it
SELECT l.contract, l.rule, 'load_limit', l.id, 'count days that are not there for a school year', format('%s in %s', l.counted_on, y.school_year)
FROM named AS l JOIN calendar AS y ON y.contract = l.contract AND y.kind = 'student' AND y.in_force && l.in_force AND upper_inf(y.known)
WHERE EXISTS (SELECT FROM count_days AS d WHERE d.contract = l.contract AND d.name = l.counted_on)
	AND NOT EXISTS (SELECT FROM count_days AS d WHERE d.contract = l.contract AND d.name = l.counted_on AND d.in_force && y.in_force)
UNION ALL
SELECT DISTINCT s.contract, s.rule, s.place, s.id, 'a term that is not there', s.name
FROM term_names AS s WHERE s.name NOT IN ('year', 'month', 'week') AND NOT EXISTS (SELECT FROM term AS t WHERE t.contract = s.contract AND t.name = s.name)
UNION ALL
SELECT l.contract, l.rule, 'limit_cap', c.id, 'relative to a limit that is not there', c.relative_to
FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id
WHERE c.relative_to IS NOT NULL AND NOT EXISTS (SELECT FROM load_limit AS b WHERE b.contract = l.contract AND b.code = c.relative_to AND b.in_force && l.in_force)
UNION ALL
SELECT l.contract, l.rule, 'limit_cap', c.id, 'relative to itself without a row of lower precedence', c.relative_to
FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id
WHERE c.relative_to = l.code AND NOT EXISTS (SELECT FROM limit_cap AS b WHERE b.limit_id = l.id AND b.test = c.test AND b.precedence < c.precedence)
UNION ALL
SELECT DISTINCT l.contract, l.rule, 'load_limit', l.id, 'a circle of relative numbers', z.path
FROM named AS l JOIN (
	WITH RECURSIVE leans AS (
		SELECT DISTINCT l.contract, l.code, c.relative_to FROM limit_cap AS c JOIN load_limit AS l ON l.id = c.limit_id WHERE c.relative_to <> l.code
	), walk AS (
		SELECT s.contract, s.code, s.relative_to, ARRAY[s.code] AS path FROM leans AS s
		UNION ALL
		SELECT w.contract, w.code, s.relative_to, w.path || s.code FROM walk AS w JOIN leans AS s ON s.contract = w.contract AND s.code = w.relative_to
		WHERE NOT s.code = ANY (w.path)
	)
	SELECT w.contract, w.code, array_to_string(w.path || w.relative_to, ' > ') AS path FROM walk AS w WHERE w.relative_to = w.code
) AS z ON z.contract = l.contract AND z.code = l.code
UNION ALL
SELECT k.contract, k.rule, 'limit_' || CASE k.place WHEN 'weight' THEN 'weight' ELSE 'cap' END, k.id, 'a key that no fact carries', format('%s in %s', k.key, k.place)
FROM keys AS k WHERE NOT EXISTS (SELECT FROM carried AS c WHERE c.place = k.place AND c.key = k.key)
UNION ALL
SELECT l.contract, l.rule, 'load_limit', l.id, 'a hard limit that the guard cannot hold', string_agg(DISTINCT r.reason, ', ' ORDER BY r.reason)
FROM guarded_limit AS g JOIN named AS l ON l.id = g.limit_id CROSS JOIN LATERAL string_to_table(g.reason, ', ') AS r (reason)
WHERE l.strictness = 'hard' AND NOT g.held AND g.number IS NOT NULL GROUP BY l.contract, l.rule, l.id;
COMMENT ON VIEW rule_problem IS 'rules of the limits that cannot be right or rest on something that is not there';
COMMENT ON COLUMN rule_problem.contract IS 'the contract';
COMMENT ON COLUMN rule_problem.rule IS 'contract and code of the limit';
COMMENT ON COLUMN rule_problem.place IS 'the table that the row is in';
COMMENT ON COLUMN rule_problem.row_id IS 'its id there';
COMMENT ON COLUMN rule_problem.problem IS 'what is wrong';
COMMENT ON COLUMN rule_problem.detail IS 'where to look';
$caseload_text$::text),
('pay_year'::text, $caseload_text$-- A year's pay: salary by the days on each place, longevity by service, stipends, overages. One row an
-- employment and school year; what belongs to the person and not to the place (stipends, overages,
-- longevity by service) stands on the largest employment.

-- The part of a school year that falls on these days.
CREATE FUNCTION part_of_year(prorated_by text, days datemultirange, school_year daterange, valid daterange) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE
		WHEN part_of_year.school_year <@ part_of_year.valid THEN 1
		WHEN part_of_year.prorated_by = 'calendar days' THEN
			coalesce(upper(v.days) - lower(v.days), 0)::numeric / (upper(part_of_year.school_year) - lower(part_of_year.school_year))
		WHEN part_of_year.prorated_by = 'months' THEN
			(SELECT count(*) FILTER (WHERE lower(m.month) <@ part_of_year.valid)::numeric / count(*) FROM pg_catalog.unnest(caseload.months(part_of_year.school_year)) AS m (month))
		ELSE coalesce(caseload.school_days(part_of_year.days, v.days)::numeric / NULLIF(caseload.school_days(part_of_year.days, part_of_year.school_year), 0), 0) END
	FROM (SELECT part_of_year.valid * part_of_year.school_year AS days) AS v;
END;
COMMENT ON FUNCTION part_of_year(text, datemultirange, daterange, daterange) IS 'the part of a school year on these days: by duty days, by the months that begin on them, or by calendar days';

-- The school years of each contract, with the duty days, or the students' where it has no others.
CREATE FUNCTION contract_year(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (contract text, school_year text, year daterange, days datemultirange, prorated_by text)
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT c.contract, c.school_year, c.in_force, coalesce((SELECT d.days FROM calendar AS d
			WHERE d.contract = c.contract AND d.school_year = c.school_year AND d.kind = 'duty' AND d.known @> contract_year.known_on), c.days), k.prorated_by
	FROM calendar AS c JOIN contract AS k ON k.contract = c.contract
	WHERE c.kind = 'student' AND c.known @> contract_year.known_on AND (contract_year.only_year IS NULL OR c.school_year = contract_year.only_year);
END;
COMMENT ON FUNCTION contract_year(date, text) IS 'the school years that a contract has a calendar for';

CREATE FUNCTION year_of_stipends(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (contract text, school_year text, district_id int, employee_id bigint, "position" text, amount numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT y.contract, y.school_year, h.district_id, h.employee_id, h.position,
		round(CASE WHEN s.base IS NOT NULL AND b.amount IS NULL THEN NULL
			ELSE CASE WHEN s.band IS NOT NULL THEN caseload.stipend(s.band, coalesce(b.amount, 0)) ELSE caseload.pay(s.scale, h.counted, coalesce(b.amount, 0)) END * p.times END, s.digits)
	FROM contract_year(year_of_stipends.known_on, year_of_stipends.only_year) AS y
		JOIN position_held AS h ON h.contract = y.contract AND h.valid && y.year
		LEFT JOIN site AS t ON t.district_id = h.district_id AND t.site_id = h.site_id
		CROSS JOIN LATERAL (SELECT greatest(lower(h.valid), lower(y.year)) AS first_day) AS d
		CROSS JOIN LATERAL (SELECT s.* FROM stipend AS s WHERE s.contract = h.contract AND s.position = h.position AND s.site_level IN ('any', t.level)
			AND s.enrollment @> coalesce(t.enrollment, 0) AND h.attributes @> s.applies AND s.in_force @> d.first_day AND s.known @> year_of_stipends.known_on
			ORDER BY s.precedence DESC, s.site_level = 'any', s.id LIMIT 1) AS s
		LEFT JOIN LATERAL own_pay(h.contract, h.district_id, h.employee_id, d.first_day, year_of_stipends.known_on) AS o ON true
		CROSS JOIN LATERAL (SELECT CASE WHEN s.base IS NOT NULL AND EXISTS (SELECT FROM pay_base AS b WHERE b.contract = h.contract AND b.name = s.base
				AND b.in_force @> d.first_day AND b.known @> year_of_stipends.known_on)
			THEN base_amount(h.contract, s.base, d.first_day, own_cell => o.cell, own_salary => o.salary, known_on => year_of_stipends.known_on) END AS amount) AS b
		CROSS JOIN LATERAL (SELECT substring(s.band::text FROM ' per (quarter|trimester|semester)s?$') AS period) AS q
		CROSS JOIN LATERAL (SELECT coalesce(terms_of(h.contract, coalesce(q.period, s.lasts_in), y.year, year_of_stipends.known_on), ARRAY[y.year]) AS terms) AS r
		-- a band by the semester is paid for each semester; one by the year for its terms' share, or in full for any part of it
		CROSS JOIN LATERAL (SELECT CASE WHEN q.period IS NOT NULL THEN sum(w.share) WHEN s.prorated_by IS NOT NULL THEN sum(w.share) / count(*) ELSE max(w.share) END AS times
			FROM pg_catalog.unnest(r.terms) AS u (term) CROSS JOIN LATERAL (SELECT CASE
				WHEN NOT u.term && h.valid THEN 0
				WHEN s.lasts IS NOT NULL AND caseload.school_days(y.days, u.term * h.valid) < caseload.quantity(s.lasts) THEN 0
				WHEN s.prorated_by IS NULL THEN 1
				WHEN h.share < 1 THEN h.share
				ELSE part_of_year(CASE s.prorated_by WHEN 'months' THEN 'months' ELSE 'duty days' END, y.days, u.term, h.valid) END AS share) AS w) AS p;
END;
COMMENT ON FUNCTION year_of_stipends(date, text) IS 'the stipends of each position held in a school year; null where the contract''s base is not there';

CREATE FUNCTION year_of_longevity(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (contract text, school_year text, district_id int, employee_id bigint, amount numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT y.contract, y.school_year, e.district_id, e.employee_id,
		sum(round(caseload.pay(r.scale, x.years, CASE WHEN r.base IS NULL THEN o.cell
			ELSE base_amount(y.contract, r.base, d.first_day, own_cell => o.cell, own_salary => o.salary, known_on => year_of_longevity.known_on) END)
			* CASE WHEN r.in_proportion = 'fte' THEN e.fte ELSE 1 END, 2))
	FROM contract_year(year_of_longevity.known_on, year_of_longevity.only_year) AS y
		JOIN LATERAL (SELECT DISTINCT ON (e.district_id, e.employee_id) e.* FROM employment AS e WHERE e.contract = y.contract AND e.valid && y.year
			ORDER BY e.district_id, e.employee_id, e.fte DESC, e.employment_id) AS e ON true
		JOIN employee AS m ON m.district_id = e.district_id AND m.employee_id = e.employee_id
		CROSS JOIN LATERAL (SELECT greatest(lower(e.valid), lower(y.year)) AS first_day) AS d
		JOIN longevity_rule AS r ON r.contract = y.contract AND r.service IN ('district', 'total', 'continuous') AND r.schedule IN ('*', e.schedule)
			AND r.in_force @> d.first_day AND r.known @> year_of_longevity.known_on
			AND (r.lanes IS NULL OR caseload.lane(e.placement) = ANY (r.lanes)) AND (r.steps IS NULL OR r.steps @> caseload.step(e.placement))
			AND (r.hired IS NULL OR r.hired @> m.hired) AND m.attributes || e.attributes @> r.applies
		LEFT JOIN LATERAL own_pay(y.contract, e.district_id, e.employee_id, d.first_day, year_of_longevity.known_on) AS o ON true
		-- the years that were finished before this one
		CROSS JOIN LATERAL (SELECT years_of_service(y.contract, e.district_id, e.employee_id,
			(school_year_start(y.school_year) - 1) || '-' || lpad((school_year_start(y.school_year) % 100)::text, 2, '0'),
			CASE r.service WHEN 'total' THEN '{district,job share,outside,military,other}'::text[] ELSE '{district,job share}' END, year_of_longevity.known_on) AS years) AS x
	GROUP BY y.contract, y.school_year, e.district_id, e.employee_id;
END;
COMMENT ON FUNCTION year_of_longevity(date, text) IS 'longevity pay by years of service; that by steps is in the grid';

-- The schedule is read where it is joined, and no schedule goes further than this row.
CREATE FUNCTION year_of_pay(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (contract text, school_year text, district_id int, employment_id bigint, employee_id bigint, site_id bigint, schedule text, placement caseload.salary_step, fte numeric,
	base_salary numeric, longevity_pay numeric, stipend_pay numeric, overage_pay numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH paid AS (
		SELECT y.contract, y.school_year, e.district_id, e.employment_id, e.employee_id, e.site_id, e.schedule, e.placement, e.fte, e.agreed_salary,
			coalesce(sum(round((caseload.salary(g.grid, e.placement) - caseload.longevity_pay(g.grid, e.placement)) * e.fte
				* part_of_year(y.prorated_by, y.days, y.year, e.valid * g.in_force * y.year), 2)), 0) AS base_salary,
			coalesce(sum(round(caseload.longevity_pay(g.grid, e.placement) * e.fte
				* part_of_year(y.prorated_by, y.days, y.year, e.valid * g.in_force * y.year), 2)), 0) AS longevity,
			part_of_year(y.prorated_by, y.days, y.year, e.valid * y.year) AS share
		FROM contract_year(year_of_pay.known_on, year_of_pay.only_year) AS y JOIN employment AS e ON e.contract = y.contract AND e.valid && y.year
			LEFT JOIN schedule AS g ON e.agreed_salary IS NULL AND g.contract = e.contract AND g.schedule = e.schedule AND g.known @> year_of_pay.known_on AND g.in_force && (e.valid * y.year)
		GROUP BY y.contract, y.school_year, y.year, y.days, y.prorated_by, e.district_id, e.employment_id
	), ranked AS (
		SELECT p.*, row_number() OVER (PARTITION BY p.contract, p.school_year, p.district_id, p.employee_id ORDER BY p.fte DESC, p.employment_id) = 1 AS largest FROM paid AS p
	), stipends AS (
		SELECT s.contract, s.school_year, s.district_id, s.employee_id, sum(s.amount) AS amount
		FROM year_of_stipends(year_of_pay.known_on, year_of_pay.only_year) AS s GROUP BY s.contract, s.school_year, s.district_id, s.employee_id
	), overages AS (
		SELECT l.contract, o.school_year, o.district_id, o.employee_id, sum(o.pay) AS amount
		FROM reckoned_pay(year_of_pay.known_on, year_of_pay.only_year) AS o JOIN load_limit AS l ON l.id = o.limit_id GROUP BY l.contract, o.school_year, o.district_id, o.employee_id
	)
	SELECT contract, school_year, district_id, r.employment_id, employee_id, r.site_id, r.schedule, r.placement, r.fte,
		CASE WHEN r.agreed_salary IS NOT NULL THEN round(r.agreed_salary * r.share, 2) ELSE r.base_salary END,
		r.longevity + CASE WHEN r.largest THEN coalesce(v.amount, 0) ELSE 0 END,
		CASE WHEN r.largest THEN coalesce(s.amount, 0) ELSE 0 END, CASE WHEN r.largest THEN coalesce(o.amount, 0) ELSE 0 END
	FROM ranked AS r LEFT JOIN stipends AS s USING (contract, school_year, district_id, employee_id)
		LEFT JOIN overages AS o USING (contract, school_year, district_id, employee_id)
		LEFT JOIN year_of_longevity(year_of_pay.known_on, year_of_pay.only_year) AS v USING (contract, school_year, district_id, employee_id);
END;
COMMENT ON FUNCTION year_of_pay(date, text) IS 'a year''s pay of each employment, by its parts, as known on a day';

CREATE FUNCTION pay_known_on(school_year text, known_on date)
RETURNS TABLE (contract varchar(64), school_year varchar(7), employee_id bigint, employee_name varchar(120), site_name varchar(80), schedule varchar(64), placement varchar(20), fte numeric(6,4),
	base_salary numeric(12,2), longevity_pay numeric(12,2), stipend_pay numeric(12,2), overage_pay numeric(12,2), total_pay numeric(12,2))
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT p.contract, p.school_year, p.employee_id, m.employee_name, t.site_name, p.schedule, p.placement::text, p.fte, p.base_salary, p.longevity_pay, p.stipend_pay, p.overage_pay,
		p.base_salary + p.longevity_pay + p.stipend_pay + p.overage_pay
	FROM year_of_pay(pay_known_on.known_on, pay_known_on.school_year) AS p JOIN employee AS m USING (district_id, employee_id) JOIN site AS t USING (district_id, site_id);
END;
COMMENT ON FUNCTION pay_known_on(text, date) IS 'pay_summary of a school year by the rules as they were known on a day; retroactive pay is the difference of two days';
$caseload_text$::text),
('sample'::text, $caseload_text$-- A made-up district, for trying things out: schools, teachers, classes, rosters that move during the year,
-- caseloads, aides and positions held, all by arithmetic, so that the same seed and size give the same rows.

-- between 0 and 1, looks random enough, and the same on every machine
CREATE FUNCTION sample_number(seed int, kind int, one bigint) RETURNS double precision
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT ((y.mixed * y.mixed) % 2147483647 + y.mixed * 16807 % 2147483647) % 2147483647 / 2147483647.0::double precision
	FROM (SELECT (abs(sample_number.seed::bigint) * 7919 + sample_number.kind * 104729 + abs(sample_number.one) % 2147483647 * 48271 % 2147483647) % 2147483647 AS mixed) AS y;
END;
COMMENT ON FUNCTION sample_number(int, int, bigint) IS 'a number from 0 to below 1 that depends on its arguments alone';

CREATE FUNCTION sample_facts(seed int, size int, contract text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_facts$
DECLARE
	used_contract text := coalesce(contract, (SELECT c.contract FROM contract AS c ORDER BY c.contract LIMIT 1));
	start_year int := (SELECT CASE WHEN lower_inf(c.term) THEN 2023 ELSE extract(year FROM lower(c.term))::int END FROM contract AS c WHERE c.contract = used_contract);
	year daterange := daterange(make_date(start_year, 7, 1), make_date(start_year + 1, 7, 1));
	first_day date := caseload.first_full_week(start_year, 8) + 7;
	school_days datemultirange;
	meets daterange := daterange(first_day, first_day + 290);
	winter date := first_day + 133;
BEGIN
	IF start_year IS NULL THEN
		RAISE invalid_parameter_value USING MESSAGE = 'there is no contract to sample for',
			HINT = 'Load one first: caseload.load_contract(''my_district'', ''waterford'').';
	END IF;
	IF size < 1 OR size > 2000 THEN
		RAISE invalid_parameter_value USING MESSAGE = format('the size %s is not a number of schools', size), HINT = 'Give 1 to 2000.';
	END IF;
	IF EXISTS (SELECT FROM site) THEN
		RAISE invalid_parameter_value USING MESSAGE = 'the district has facts already', HINT = 'Make an empty district for the sample.';
	END IF;

	-- forty weeks from Monday to Friday, without one in November and two at New Year
	school_days := (SELECT range_agg(daterange(first_day + w * 7, first_day + w * 7 + 5)) FROM generate_series(0, 40) AS w WHERE w NOT IN (14, 18, 19));
	INSERT INTO calendar (contract, school_year, in_force, days, citation, note)
		VALUES (used_contract, start_year || '-' || lpad(((start_year + 1) % 100)::text, 2, '0'), year, school_days, 'made up', 'a sample');
	INSERT INTO term (contract, name, in_force, title, citation) VALUES
		(used_contract, 'semester', daterange(first_day, winter), 'fall', 'made up'), (used_contract, 'semester', daterange(winter, first_day + 290), 'spring', 'made up');
	INSERT INTO count_days (contract, name, in_force, days, citation, note)
	SELECT used_contract, n.name, year, CASE n.name
			WHEN 'Thursdays' THEN caseload.weekly_days(school_days, 4, caseload.first_full_week(start_year, 9))
			WHEN 'norm day' THEN caseload.nth_days(school_days, ARRAY[year], 25)
			ELSE caseload.nth_days(school_days, ARRAY[daterange(first_day, winter), daterange(winter, first_day + 290)], 20) END, 'made up', 'a sample'
	FROM (SELECT l.counted_on AS name FROM load_limit AS l WHERE l.contract = used_contract
		UNION SELECT d.from_event FROM deadline AS d WHERE d.contract = used_contract AND d.stage = 'grievance') AS n
	WHERE n.name NOT IN ('every day', 'duty days', 'first day', 'last day');

	INSERT INTO site (site_id, site_name, level, enrollment, attributes)
	SELECT s, 'School ' || lpad(s::text, 4, '0'), CASE s % 4 WHEN 0 THEN 'High School' WHEN 3 THEN 'Middle School' ELSE 'Elementary' END, 500, CASE WHEN s % 3 = 1 THEN '{"identified": true}' ELSE '{}' END::jsonb
	FROM generate_series(1, size) AS s;

	-- three classes of each grade from K to 6 at each school, a teacher to each, on the places of the schedule
	INSERT INTO employee (employee_id, employee_name, hired)
	SELECT s * 100 + k, 'Employee ' || s * 100 + k, make_date(start_year - (sample_number(seed, 1, s * 100 + k) * 25)::int, 8, 1)
	FROM generate_series(1, size) AS s, generate_series(1, 30) AS k;
	INSERT INTO employment (employee_id, site_id, contract, schedule, valid, placement, agreed_salary, fte)
	SELECT m.employee_id, m.employee_id / 100, used_contract, coalesce(p.schedule, 'none'), year, p.placement, CASE WHEN p.placement IS NULL THEN 60000 END,
		CASE WHEN sample_number(seed, 2, m.employee_id) < 0.05 THEN 0.5 ELSE 1 END
	FROM employee AS m LEFT JOIN (
		SELECT g.schedule, c.placement, row_number() OVER (ORDER BY c.placement) - 1 AS place, count(*) OVER () AS places
		FROM (SELECT g.schedule, g.grid FROM schedule AS g WHERE g.contract = used_contract AND g.in_force && year ORDER BY g.schedule <> 'teacher', g.schedule, g.in_force LIMIT 1) AS g
			CROSS JOIN LATERAL caseload.cells(g.grid) AS c) AS p ON p.place = floor(sample_number(seed, 3, m.employee_id) * p.places);
	INSERT INTO section (section_id, site_id, section_name, grades, valid, attributes)
	SELECT s * 100 + g * 3 + j, s, format('%s-%s', grade_name(g), j), CASE WHEN j = 3 AND g BETWEEN 1 AND 5 AND sample_number(seed, 4, s * 10 + g) < 0.08 THEN int4range(g, g + 1, '[]') ELSE int4range(g, g, '[]') END, meets,
		CASE WHEN j = 3 AND g BETWEEN 1 AND 5 AND sample_number(seed, 4, s * 10 + g) < 0.08 THEN '{"combination": true}' ELSE '{}' END::jsonb
	FROM generate_series(1, size) AS s, generate_series(0, 6) AS g, generate_series(1, 3) AS j;
	INSERT INTO staffing (section_id, employee_id, valid)
	SELECT c.section_id, c.section_id, CASE WHEN r.changes THEN daterange(lower(meets), winter) ELSE meets END
	FROM section AS c CROSS JOIN LATERAL (SELECT sample_number(seed, 5, c.section_id) < 0.04 AS changes) AS r
	UNION ALL
	SELECT c.section_id, c.site_id * 100 + 30, daterange(winter, upper(meets))
	FROM section AS c WHERE sample_number(seed, 5, c.section_id) < 0.04;

	-- A class aims at its cap, from four below to three above. A student in thirteen comes later, one in sixteen leaves,
	-- and one in thirty goes to the next class of the grade.
	INSERT INTO enrollment (section_id, student_id, valid, attributes)
	SELECT v.section_id, r.student, v.valid, CASE WHEN sample_number(seed, 10, r.student) < 0.12 THEN '{"iep": true}' ELSE '{}' END::jsonb
	FROM (SELECT c.section_id, c.section_id * 100 + k AS student, lower(meets) + (sample_number(seed, 7, c.section_id * 100 + k) * 280)::int AS day,
			sample_number(seed, 8, c.section_id * 100 + k) AS fate, c.section_id - 1 + CASE WHEN (c.section_id % 100 - 1) % 3 = 2 THEN 0 ELSE 2 END AS next_section
		FROM (SELECT c.section_id, coalesce((SELECT min(caseload.quantity(p.number)) FROM limit_cap AS p JOIN load_limit AS l ON l.id = p.limit_id
					WHERE l.contract = used_contract AND l.scope = 'section' AND p.program IS NULL AND p.grades && c.grades AND p.relative_to IS NULL
						AND p.applies = '{}' AND caseload.measure(p.number) = 'students' AND p.reckoned = 'total'), 24)
				- 4 + floor(sample_number(seed, 6, c.section_id) * 8) AS aim
			FROM section AS c) AS c CROSS JOIN LATERAL generate_series(1, greatest(c.aim, 5)::int) AS k) AS r
		CROSS JOIN LATERAL (
			SELECT r.section_id, daterange(CASE WHEN r.fate < 0.077 THEN r.day ELSE lower(meets) END, CASE WHEN r.fate BETWEEN 0.077 AND 0.14 THEN r.day + 1 WHEN r.fate > 0.967 THEN r.day + 1 ELSE upper(meets) END) AS valid
			UNION ALL
			SELECT CASE WHEN EXISTS (SELECT FROM section AS n WHERE n.section_id = r.next_section) THEN r.next_section ELSE r.section_id END, daterange(r.day + 1, upper(meets))
			WHERE r.fate > 0.967 AND r.day + 1 < upper(meets)) AS v;

	-- a special day class and a caseload for up to three programs of the contract at each school
	INSERT INTO section (section_id, site_id, section_name, grades, valid, program, attributes)
	SELECT s * 100 + 21 + p.place, s, p.program || ' ' || s, '[1,5]', meets, p.program, p.applies || '{"special_day": true}'
	FROM generate_series(1, size) AS s CROSS JOIN (SELECT DISTINCT ON (p.program) p.program, p.applies, p.number, dense_rank() OVER (ORDER BY p.program) AS place
		FROM limit_cap AS p JOIN load_limit AS l ON l.id = p.limit_id WHERE l.contract = used_contract AND l.scope = 'section' AND p.program IS NOT NULL AND caseload.measure(p.number) = 'students' ORDER BY p.program, p.id) AS p
	WHERE p.place <= 2;
	INSERT INTO staffing (section_id, employee_id, valid) SELECT c.section_id, c.section_id, meets FROM section AS c WHERE c.program IS NOT NULL;
	INSERT INTO enrollment (section_id, student_id, valid, attributes)
	SELECT c.section_id, c.section_id * 100 + k, meets, '{"iep": true}'
	FROM section AS c CROSS JOIN LATERAL generate_series(1, ((SELECT min(caseload.quantity(p.number)) FROM limit_cap AS p WHERE p.program = c.program AND caseload.measure(p.number) = 'students') - 2 + floor(sample_number(seed, 11, c.section_id) * 6))::int) AS k
	WHERE c.program IS NOT NULL;
	INSERT INTO tally (section_id, valid, what, quantity)
	SELECT c.section_id, meets, 'aides', caseload.caseload_unit(floor(sample_number(seed, 12, c.section_id) * 3 + 1)::numeric, 'aides') FROM section AS c WHERE c.program IS NOT NULL;
	INSERT INTO case_assignment (employee_id, student_id, program, valid, goal_areas, grade, attributes)
	SELECT e.employee_id, e.employee_id * 1000 + k, p.program,
		CASE WHEN sample_number(seed, 14, e.employee_id * 1000 + k) < 0.1 THEN daterange(lower(meets) + (sample_number(seed, 15, e.employee_id * 1000 + k) * 250)::int, upper(meets)) ELSE meets END,
		1 + floor(sample_number(seed, 16, e.employee_id * 1000 + k) * 3), (sample_number(seed, 17, e.employee_id * 1000 + k) * 6)::int, p.applies
	FROM (SELECT DISTINCT ON (p.program) p.program, p.applies, p.number, dense_rank() OVER (ORDER BY p.program DESC) AS place FROM limit_cap AS p JOIN load_limit AS l ON l.id = p.limit_id
			WHERE l.contract = used_contract AND l.scope = 'employee' AND p.program IS NOT NULL AND caseload.measure(p.number) IN ('students', 'IEPs') AND p.relative_to IS NULL AND NOT p.counts ? 'what' AND caseload.quantity(p.number) BETWEEN 1 AND 200
			ORDER BY p.program, p.id) AS p
		JOIN employee AS e ON e.employee_id % 100 = 24 + p.place AND p.place <= 3
		CROSS JOIN LATERAL generate_series(1, (caseload.quantity(p.number) * (0.85 + sample_number(seed, 13, e.employee_id) * 0.3))::int) AS k;

	-- a position in ten of those that the contract pays a stipend for
	INSERT INTO position_held (employee_id, site_id, contract, position, valid)
	SELECT m.employee_id, m.employee_id / 100, used_contract, p.position, year
	FROM employee AS m JOIN (SELECT q.position, row_number() OVER (ORDER BY q.position COLLATE "C") - 1 AS place, count(*) OVER () AS places FROM
			(SELECT DISTINCT s.position FROM stipend AS s WHERE s.contract = used_contract AND s.in_force && year AND s.band IS NOT NULL AND s.site_level = 'any') AS q) AS p
		ON p.place = floor(sample_number(seed, 19, m.employee_id) * p.places)
	WHERE sample_number(seed, 18, m.employee_id) < 0.1;

	PERFORM setval(pg_get_serial_sequence('site', 'site_id'), (SELECT max(site_id) FROM site));
	PERFORM setval(pg_get_serial_sequence('employee', 'employee_id'), (SELECT max(employee_id) FROM employee));
	PERFORM setval(pg_get_serial_sequence('section', 'section_id'), (SELECT max(section_id) FROM section));
	RETURN format('%s schools, %s employees, %s classes, %s enrollments, %s cases', size, (SELECT count(*) FROM employee), (SELECT count(*) FROM section),
		(SELECT count(*) FROM enrollment), (SELECT count(*) FROM case_assignment));
END
$sample_facts$;
COMMENT ON FUNCTION sample_facts(int, int, text) IS 'fills an empty district with a made-up year: so many schools, always the same for the same seed';
$caseload_text$::text)
$caseload_texts$;
CREATE FUNCTION caseload.report_scripts() RETURNS TABLE (name text, script text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $caseload_texts$ VALUES
('reports'::text, $caseload_text$-- Reports: views of plain types for BI tools, each reading with the rights of whoever asks.

-- the text that is known now; a longer lane name than 12 letters cannot be
CREATE VIEW schedule_cell WITH (security_invoker = true) AS
SELECT s.id * 100000 + c.lane_rank * 1000 + (c.step * 2)::bigint AS id,
	s.contract::varchar(64) AS contract,
	s.schedule::varchar(64) AS schedule,
	lower(s.in_force) AS in_force_from,
	upper(s.in_force) - 1 AS in_force_to,
	c.lane::varchar(12) AS lane,
	c.lane_rank,
	c.step::numeric(4,1) AS step,
	c.longevity,
	c.amount::numeric(12,2) AS amount
FROM schedule AS s CROSS JOIN LATERAL caseload.cells(s.grid) AS c
WHERE upper_inf(s.known);
COMMENT ON VIEW schedule_cell IS 'one row a cell of each salary schedule: what a lane and step is paid a year. Source: the schedule''s article in the table schedule';
COMMENT ON COLUMN schedule_cell.id IS 'key of the cell';
COMMENT ON COLUMN schedule_cell.contract IS 'contract';
COMMENT ON COLUMN schedule_cell.schedule IS 'schedule, by its short name';
COMMENT ON COLUMN schedule_cell.in_force_from IS 'first day on which it is paid';
COMMENT ON COLUMN schedule_cell.in_force_to IS 'last day on which it is paid; null if no end is set';
COMMENT ON COLUMN schedule_cell.lane IS 'lane (column); sort by lane_rank';
COMMENT ON COLUMN schedule_cell.lane_rank IS 'place of the lane from the left, 1 first';
COMMENT ON COLUMN schedule_cell.step IS 'step (row)';
COMMENT ON COLUMN schedule_cell.longevity IS 'whether it is a longevity step';
COMMENT ON COLUMN schedule_cell.amount IS 'annual salary of a full-time employee, in dollars';
$caseload_text$::text),
('reports_overage'::text, $caseload_text$-- Reports of overages: a row a counted day. Class sizes are those limits that count the students of
-- classes; caseloads are all others, of cases, tallies and persons.
CREATE VIEW class_size_overage WITH (security_invoker = true) AS
SELECT concat_ws('-', d.limit_id, d.test, d.district_id, d.subject_id, d.employee_id, to_char(d.day, 'YYYYMMDD'))::varchar(120) AS id,
	l.contract::varchar(64) AS contract, d.school_year::varchar(7) AS school_year, t.site_name, d.employee_id, m.employee_name,
	CASE l.scope WHEN 'section' THEN d.subject_id END AS section_id, s.section_name,
	CASE l.scope WHEN 'section' THEN grades_name(s.grades) END::varchar(8) AS grade,
	l.title::varchar(120) AS rule, d.day AS counted_on, date_trunc('month', d.day)::date AS month,
	d.cap::numeric(12,2) AS cap, d.load::numeric(12,2) AS load, d.over::numeric(12,2) AS over_by, d.pay::numeric(12,2) AS pay, l.citation
FROM reckoned_day() AS d JOIN load_limit AS l ON l.id = d.limit_id
	-- asked once for each test, and not for each day
	JOIN (SELECT c.limit_id, c.test, counts_classes(c.limit_id, c.test) AS classes FROM (SELECT DISTINCT limit_id, test FROM limit_cap) AS c OFFSET 0) AS k
		ON k.limit_id = d.limit_id AND k.test = d.test
	LEFT JOIN section AS s ON l.scope = 'section' AND s.district_id = d.district_id AND s.section_id = d.subject_id
	LEFT JOIN employee AS m ON m.district_id = d.district_id AND m.employee_id = d.employee_id
	LEFT JOIN site AS t ON t.district_id = d.district_id AND t.site_id = CASE l.scope WHEN 'section' THEN s.site_id WHEN 'site' THEN d.subject_id
		ELSE (SELECT min(e.site_id) FROM employment AS e WHERE e.district_id = d.district_id AND e.employee_id = d.employee_id AND e.valid @> d.day) END
WHERE k.classes;
COMMENT ON VIEW class_size_overage IS 'one row a counted day on which a class, or the classes of a teacher, are over the limit, and payee. Source: the limit''s article';
COMMENT ON COLUMN class_size_overage.id IS 'key of the row';
COMMENT ON COLUMN class_size_overage.contract IS 'contract';
COMMENT ON COLUMN class_size_overage.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN class_size_overage.site_name IS 'school';
COMMENT ON COLUMN class_size_overage.employee_id IS 'who is paid, or would be';
COMMENT ON COLUMN class_size_overage.employee_name IS 'name of the payee';
COMMENT ON COLUMN class_size_overage.section_id IS 'class; null for a limit on all classes of a teacher';
COMMENT ON COLUMN class_size_overage.section_name IS 'name of the class';
COMMENT ON COLUMN class_size_overage.grade IS 'grade or grades of the class';
COMMENT ON COLUMN class_size_overage.rule IS 'title of the limit';
COMMENT ON COLUMN class_size_overage.counted_on IS 'day of the count; for a term, its last counted day';
COMMENT ON COLUMN class_size_overage.month IS 'first day of that month';
COMMENT ON COLUMN class_size_overage.cap IS 'cap on that day, in students';
COMMENT ON COLUMN class_size_overage.load IS 'students counted';
COMMENT ON COLUMN class_size_overage.over_by IS 'how many are too many';
COMMENT ON COLUMN class_size_overage.pay IS 'what is due for that day, in dollars; null where the contract states no amount';
COMMENT ON COLUMN class_size_overage.citation IS 'article';

CREATE VIEW caseload_overage WITH (security_invoker = true) AS
SELECT concat_ws('-', d.limit_id, d.test, d.district_id, d.subject_id, d.employee_id, to_char(d.day, 'YYYYMMDD'))::varchar(120) AS id,
	l.contract::varchar(64) AS contract, d.school_year::varchar(7) AS school_year, t.site_name, d.employee_id, m.employee_name,
	CASE l.scope WHEN 'section' THEN (SELECT s.program FROM section AS s WHERE s.district_id = d.district_id AND s.section_id = d.subject_id)
		WHEN 'employee' THEN (SELECT string_agg(DISTINCT c.program, ', ' ORDER BY c.program) FROM limit_cap AS c WHERE c.limit_id = d.limit_id AND c.test = d.test
			AND EXISTS (SELECT FROM subject_profile AS p WHERE p.scope = 'employee' AND p.district_id = d.district_id AND p.subject_id = d.subject_id
				AND p.program = c.program AND p.valid @> d.day)) END::varchar(120) AS program,
	l.title::varchar(120) AS rule, d.day AS counted_on, date_trunc('month', d.day)::date AS month, d.measure::varchar(16) AS measure,
	d.cap::numeric(12,2) AS cap, d.load::numeric(12,2) AS load, d.over::numeric(12,2) AS over_by, d.pay::numeric(12,2) AS pay, l.citation
FROM reckoned_day() AS d JOIN load_limit AS l ON l.id = d.limit_id
	-- asked once for each test, and not for each day
	JOIN (SELECT c.limit_id, c.test, counts_classes(c.limit_id, c.test) AS classes FROM (SELECT DISTINCT limit_id, test FROM limit_cap) AS c OFFSET 0) AS k
		ON k.limit_id = d.limit_id AND k.test = d.test
	LEFT JOIN employee AS m ON m.district_id = d.district_id AND m.employee_id = d.employee_id
	LEFT JOIN site AS t ON t.district_id = d.district_id AND t.site_id = CASE l.scope WHEN 'site' THEN d.subject_id
		WHEN 'section' THEN (SELECT s.site_id FROM section AS s WHERE s.district_id = d.district_id AND s.section_id = d.subject_id)
		ELSE (SELECT min(e.site_id) FROM employment AS e WHERE e.district_id = d.district_id AND e.employee_id = d.employee_id AND e.valid @> d.day) END
WHERE NOT k.classes;
COMMENT ON VIEW caseload_overage IS 'one row a counted day on which a caseload, or anything else that is no class, is over the limit, and payee. Source: the limit''s article';
COMMENT ON COLUMN caseload_overage.id IS 'key of the row';
COMMENT ON COLUMN caseload_overage.contract IS 'contract';
COMMENT ON COLUMN caseload_overage.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN caseload_overage.site_name IS 'place of work';
COMMENT ON COLUMN caseload_overage.employee_id IS 'whose caseload it is';
COMMENT ON COLUMN caseload_overage.employee_name IS 'name';
COMMENT ON COLUMN caseload_overage.program IS 'program';
COMMENT ON COLUMN caseload_overage.rule IS 'title of the limit';
COMMENT ON COLUMN caseload_overage.counted_on IS 'day of the count; for a term, its last counted day';
COMMENT ON COLUMN caseload_overage.month IS 'first day of that month';
COMMENT ON COLUMN caseload_overage.measure IS 'what is counted: students, units, IEPs, ...';
COMMENT ON COLUMN caseload_overage.cap IS 'cap on that day, in that measure';
COMMENT ON COLUMN caseload_overage.load IS 'how many there are';
COMMENT ON COLUMN caseload_overage.over_by IS 'how many are too many, or too few of a minimum';
COMMENT ON COLUMN caseload_overage.pay IS 'what is due for that day, in dollars; null where the contract states no amount';
COMMENT ON COLUMN caseload_overage.citation IS 'article';
$caseload_text$::text),
('reports_compliance'::text, $caseload_text$-- Findings: whether the contract is kept.
CREATE VIEW compliance_finding WITH (security_invoker = true) AS
SELECT concat_ws('-', f.limit_id, f.test, f.district_id, f.subject_id, f.remedy_id, f.employee_id, f.school_year)::varchar(120) AS id,
	l.contract::varchar(64) AS contract, f.school_year::varchar(7) AS school_year,
	(CASE WHEN counts_classes(f.limit_id, f.test) THEN 'class size' WHEN l.scope IN ('site', 'district') OR c.binds = 'under' THEN 'staffing' ELSE 'caseload' END)::varchar(16) AS kind,
	l.title::varchar(120) AS rule, t.site_name, f.employee_id, m.employee_name, CASE l.scope WHEN 'section' THEN f.subject_id END AS section_id, s.section_name,
	f.first_day, f.last_day, f.measure::varchar(16) AS measure, f.cap::numeric(12,2) AS cap, f.actual::numeric(12,2) AS actual, f.over::numeric(12,2) AS over_by,
	l.strictness::varchar(8) AS strictness, r.kind::varchar(20) AS remedy_type, concat_ws(': ', r.kind, r.scale::text)::varchar(200) AS remedy,
	r.choice::varchar(40) AS choice, f.due AS remedy_due, f.worth::numeric(12,2) AS worth, f.quantity::numeric(12,2) AS quantity, f.amount_due::numeric(12,2) AS amount_due, l.citation,
	grieve_by(l.contract, l.code, y.in_force, f.first_day, f.last_day) AS grieve_by, l.note
FROM reckoned_finding() AS f JOIN load_limit AS l ON l.id = f.limit_id
	JOIN calendar AS y ON y.contract = l.contract AND y.kind = 'student' AND y.school_year = f.school_year AND upper_inf(y.known)
	LEFT JOIN limit_remedy AS r ON r.id = f.remedy_id
	LEFT JOIN LATERAL (SELECT c.binds FROM limit_cap AS c WHERE c.limit_id = f.limit_id AND c.test = f.test ORDER BY c.id LIMIT 1) AS c ON true
	LEFT JOIN section AS s ON l.scope = 'section' AND s.district_id = f.district_id AND s.section_id = f.subject_id
	LEFT JOIN employee AS m ON m.district_id = f.district_id AND m.employee_id = f.employee_id
	LEFT JOIN site AS t ON t.district_id = f.district_id AND t.site_id = CASE l.scope WHEN 'section' THEN s.site_id WHEN 'site' THEN f.subject_id
		WHEN 'employee' THEN (SELECT min(e.site_id) FROM employment AS e WHERE e.district_id = f.district_id AND e.employee_id = f.subject_id AND e.valid @> f.first_day) END;
COMMENT ON VIEW compliance_finding IS 'one row a school year, limit, class or person, remedy and payee: what was over, since when, and what follows. Source: the limit''s article';
COMMENT ON COLUMN compliance_finding.id IS 'key of the finding';
COMMENT ON COLUMN compliance_finding.contract IS 'contract';
COMMENT ON COLUMN compliance_finding.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN compliance_finding.kind IS 'class size, caseload or staffing';
COMMENT ON COLUMN compliance_finding.rule IS 'title of the limit';
COMMENT ON COLUMN compliance_finding.site_name IS 'school';
COMMENT ON COLUMN compliance_finding.employee_id IS 'whose load it is, or who is paid';
COMMENT ON COLUMN compliance_finding.employee_name IS 'name';
COMMENT ON COLUMN compliance_finding.section_id IS 'class; null for a limit on a person or site';
COMMENT ON COLUMN compliance_finding.section_name IS 'name of the class';
COMMENT ON COLUMN compliance_finding.first_day IS 'first counted day on which it was over';
COMMENT ON COLUMN compliance_finding.last_day IS 'last counted day on which it was over';
COMMENT ON COLUMN compliance_finding.measure IS 'what is counted';
COMMENT ON COLUMN compliance_finding.cap IS 'cap on the worst day';
COMMENT ON COLUMN compliance_finding.actual IS 'load on the worst day';
COMMENT ON COLUMN compliance_finding.over_by IS 'how many too many, or too few, at the worst';
COMMENT ON COLUMN compliance_finding.strictness IS 'hard, paid or advisory';
COMMENT ON COLUMN compliance_finding.remedy_type IS 'pay, paraprofessional, release, position, meeting, grievance, consent or other; null if the contract names no remedy';
COMMENT ON COLUMN compliance_finding.remedy IS 'the remedy with its scale';
COMMENT ON COLUMN compliance_finding.choice IS 'remedies with the same word are alternatives';
COMMENT ON COLUMN compliance_finding.remedy_due IS 'false for an alternative that was not taken';
COMMENT ON COLUMN compliance_finding.worth IS 'what it comes to over the school year if it is taken on all days, in dollars or units; null where the contract states no amount';
COMMENT ON COLUMN compliance_finding.quantity IS 'of a remedy in units: how many are due over the school year';
COMMENT ON COLUMN compliance_finding.amount_due IS 'in dollars over the school year; adds up from class to teacher to district';
COMMENT ON COLUMN compliance_finding.citation IS 'article';
COMMENT ON COLUMN compliance_finding.grieve_by IS 'last day to grieve, by the contract''s deadline; null where it has none';
COMMENT ON COLUMN compliance_finding.note IS 'the reading chosen where the text is open';
$caseload_text$::text),
('reports_pay_summary'::text, $caseload_text$-- A year's pay, a row an employment.
CREATE VIEW pay_summary WITH (security_invoker = true) AS
SELECT concat_ws('-', p.district_id, p.employment_id, p.school_year)::varchar(60) AS id, p.contract::varchar(64) AS contract, p.school_year::varchar(7) AS school_year,
	p.employee_id, m.employee_name, t.site_name, p.schedule::varchar(64) AS schedule, p.placement::text::varchar(20) AS placement,
	caseload.lane(p.placement)::varchar(12) AS lane, caseload.step(p.placement)::numeric(4,1) AS step, p.fte::numeric(6,4) AS fte,
	p.base_salary::numeric(12,2) AS base_salary, p.longevity_pay::numeric(12,2) AS longevity_pay, p.stipend_pay::numeric(12,2) AS stipend_pay, p.overage_pay::numeric(12,2) AS overage_pay,
	(p.base_salary + p.longevity_pay + p.stipend_pay + p.overage_pay)::numeric(12,2) AS total_pay
FROM year_of_pay() AS p JOIN employee AS m USING (district_id, employee_id) JOIN site AS t USING (district_id, site_id);
COMMENT ON VIEW pay_summary IS 'one row an employment and school year: what is paid, by its parts. Stipends and overages stand on the largest employment of a person';
COMMENT ON COLUMN pay_summary.id IS 'key of the row';
COMMENT ON COLUMN pay_summary.contract IS 'contract';
COMMENT ON COLUMN pay_summary.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN pay_summary.employee_id IS 'employee';
COMMENT ON COLUMN pay_summary.employee_name IS 'name';
COMMENT ON COLUMN pay_summary.site_name IS 'place of work';
COMMENT ON COLUMN pay_summary.schedule IS 'salary schedule';
COMMENT ON COLUMN pay_summary.placement IS 'lane and step';
COMMENT ON COLUMN pay_summary.lane IS 'lane';
COMMENT ON COLUMN pay_summary.step IS 'step';
COMMENT ON COLUMN pay_summary.fte IS 'full-time equivalent';
COMMENT ON COLUMN pay_summary.base_salary IS 'salary of the place, without longevity, for the part of the year on it, in dollars';
COMMENT ON COLUMN pay_summary.longevity_pay IS 'longevity, of the grid and by service';
COMMENT ON COLUMN pay_summary.stipend_pay IS 'stipends of the positions held';
COMMENT ON COLUMN pay_summary.overage_pay IS 'pay for classes and caseloads over the limit';
COMMENT ON COLUMN pay_summary.total_pay IS 'all of it';
$caseload_text$::text),
('reports_scattergram'::text, $caseload_text$-- How many stand on each cell of a schedule, and what they cost.
CREATE VIEW scattergram WITH (security_invoker = true) AS
SELECT p.contract::varchar(64) AS contract, p.schedule::varchar(64) AS schedule, p.school_year::varchar(7) AS school_year,
	caseload.lane(p.placement)::varchar(12) AS lane, r.lane_rank, caseload.step(p.placement)::numeric(4,1) AS step,
	count(DISTINCT (p.district_id, p.employee_id)) AS employees, sum(p.fte)::numeric(12,4) AS fte, sum(p.base_salary + p.longevity_pay)::numeric(14,2) AS cost
FROM year_of_pay() AS p
	LEFT JOIN (SELECT s.contract, s.schedule, k.lane, max(k.lane_rank)::int AS lane_rank
		FROM schedule AS s CROSS JOIN LATERAL unnest(caseload.lanes(s.grid)) WITH ORDINALITY AS k (lane, lane_rank) GROUP BY s.contract, s.schedule, k.lane) AS r
		ON r.contract = p.contract AND r.schedule = p.schedule AND r.lane = caseload.lane(p.placement)
WHERE p.placement IS NOT NULL
GROUP BY p.contract, p.schedule, p.school_year, caseload.lane(p.placement), r.lane_rank, caseload.step(p.placement);
COMMENT ON VIEW scattergram IS 'one row a place on a schedule and school year on which anybody is paid; who changes place inside the year stands on both, with the cost of each';
COMMENT ON COLUMN scattergram.contract IS 'contract';
COMMENT ON COLUMN scattergram.schedule IS 'salary schedule';
COMMENT ON COLUMN scattergram.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN scattergram.lane IS 'lane (column); sort by lane_rank';
COMMENT ON COLUMN scattergram.lane_rank IS 'place of the lane from the left, 1 first';
COMMENT ON COLUMN scattergram.step IS 'step (row)';
COMMENT ON COLUMN scattergram.employees IS 'employees on it';
COMMENT ON COLUMN scattergram.fte IS 'full-time equivalents on it';
COMMENT ON COLUMN scattergram.cost IS 'salaries and longevity, in dollars';
$caseload_text$::text)
$caseload_texts$;
CREATE FUNCTION caseload.contract_scripts() RETURNS TABLE (name text, script text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $caseload_texts$ VALUES
('anacortes'::text, $caseload_text$-- title: Anacortes Education Association, "Know Your Contract", 2017-18
-- term: [2017-09-01,2018-09-01)
-- citation: Know Your Contract, from the collective bargaining agreement
--
-- Overages, caseloads, leave and supplemental time as the association's page states them; the page cites
-- the pages of the agreement and prints no salary schedule. What it leaves open stands in the notes.

INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation, note) VALUES
	('anacortes', 'Anacortes Education Association, "Know Your Contract", 2017-18', 'Anacortes School District', 'Anacortes Education Association',
	'[2017-09-01,2018-09-01)', 'Know Your Contract', 'the page prints no term; 2017-18 is the year that it speaks of');

-- Class size. The text lists the four daily amounts once, under the lines of K-3, 4 and 5-6: they are read as
-- those of all three, and as adding up student by student.
INSERT INTO load_limit (contract, code, title, in_force, scope, joined, counted_on, strictness, citation, note) VALUES
	('anacortes', 'class-size-k-6', 'Class size K-6', '[2017-09-01,2018-09-01)', 'section', 'any', 'every day', 'paid', 'CBA pp. 36-39',
	'the amounts are read as adding up: 10, 20, 35, 60 a day; the other reading, that each replaces the one before, is the scale 1-2: $10 flat, 3: $15 flat, 4+: $25 flat; nothing is stated past the fourth student'),
	('anacortes', 'class-size-7-8', 'Class size 7-8', '[2017-09-01,2018-09-01)', 'employee', 'any', 'every day', 'paid', 'CBA pp. 36-39', 'an average of 29 or a class of over 32; no amount is printed'),
	('anacortes', 'class-size-9-12-6of7', 'Class size 9-12, six of seven', '[2017-09-01,2018-09-01)', 'employee', 'any', 'every day', 'paid', 'CBA pp. 36-39', 'an average of 29 or a class of over 32; no amount is printed'),
	('anacortes', 'class-size-9-12-5of7', 'Class size 9-12, five of seven', '[2017-09-01,2018-09-01)', 'employee', 'all', 'every day', 'paid', 'CBA pp. 36-39',
	'average and single class must both be passed at each tier, and the amounts replace each other; an average of exactly 32 is read as not yet over'),
	('anacortes', 'resource-room', 'Resource room K-12', '[2017-09-01,2018-09-01)', 'employee', 'any', 'every day', 'paid', 'CBA pp. 38-39', 'whichever is less: each of the two is a limit of its own; a unit is an IEP goal area served'),
	('anacortes', 'life-skills', 'Life skills K-12 and preschool', '[2017-09-01,2018-09-01)', 'section', 'any', 'every day', 'paid', 'CBA pp. 38-39', '12 in a.m., 12 in p.m.: each session is a class of its own'),
	('anacortes', 'slp', 'Speech-language caseload', '[2017-09-01,2018-09-01)', 'employee', 'any', 'every day', 'paid', 'CBA pp. 38-39', 'K-12 in program SLP, birth to kindergarten in program SLP Birth-K'),
	('anacortes', 'ot-pt', 'Occupational and physical therapy caseload', '[2017-09-01,2018-09-01)', 'employee', 'any', 'every day', 'paid', 'CBA pp. 38-39', NULL),
	('anacortes', 'psychologist', 'Psychologist caseload', '[2017-09-01,2018-09-01)', 'employee', 'any', 'every day', 'paid', 'CBA pp. 38-39', 'students of the schools served, as a tally: psychologists have no roster');

INSERT INTO limit_cap (limit_id, test, grades, program, applies, precedence, number, relative_to, tolerance, counts, reckoned, excess, note)
SELECT l.id, v.test, v.grades::int4range, v.program, v.applies::jsonb, v.precedence, v.number, v.relative_to, v.tolerance, v.counts::jsonb, v.reckoned, v.excess, v.note
FROM (VALUES
	('class-size-k-6', 1, '[0,3]', NULL, '{}', 0, '17 students', NULL, NULL, '{}', 'total', 'exact', NULL),
	('class-size-k-6', 1, '[4,4]', NULL, '{}', 0, '25 students', NULL, NULL, '{}', 'total', 'exact', NULL),
	('class-size-k-6', 1, '[5,6]', NULL, '{}', 0, '26 students', NULL, NULL, '{}', 'total', 'exact', NULL),
	('class-size-7-8', 1, '[7,8]', NULL, '{}', 0, '29 students', NULL, NULL, '{}', 'average', 'exact', 'average class size'),
	('class-size-7-8', 2, '[7,8]', NULL, '{}', 0, '32 students', NULL, NULL, '{}', 'largest', 'exact', 'single class'),
	('class-size-9-12-6of7', 1, '[9,12]', NULL, '{"sections": 6}', 0, '29 students', NULL, NULL, '{}', 'average', 'exact', 'average class size'),
	('class-size-9-12-6of7', 2, '[9,12]', NULL, '{"sections": 6}', 0, '32 students', NULL, NULL, '{}', 'largest', 'exact', 'single class'),
	('class-size-9-12-5of7', 1, '[9,12]', NULL, '{"sections": 5}', 0, '32 students', NULL, NULL, '{}', 'average', 'up', 'average above 32, 33, 34'),
	('class-size-9-12-5of7', 2, '[9,12]', NULL, '{"sections": 5}', 0, '33 students', NULL, NULL, '{}', 'largest', 'exact', 'single class above 33, 34, 35'),
	('resource-room', 1, NULL, 'Resource Room', '{}', 0, '25 students', NULL, '2 students', '{}', 'total', 'exact', NULL),
	('resource-room', 2, NULL, 'Resource Room', '{}', 0, '50 units', NULL, '4 units', '{}', 'total', 'exact', NULL),
	('life-skills', 1, NULL, 'Life Skills', '{}', 0, '12 students', NULL, '1 students', '{}', 'total', 'exact', NULL),
	('life-skills', 1, NULL, 'Preschool', '{}', 0, '12 students', NULL, '1 students', '{}', 'total', 'exact', NULL),
	('slp', 1, NULL, 'SLP', '{}', 0, '50 IEPs', NULL, '3 IEPs', '{}', 'total', 'exact', NULL),
	('slp', 1, NULL, 'SLP Birth-K', '{}', 0, '40 IEPs', NULL, '3 IEPs', '{}', 'total', 'exact', NULL),
	('ot-pt', 1, NULL, 'OT/PT', '{}', 0, '40 IEPs', NULL, '3 IEPs', '{}', 'total', 'exact', NULL),
	('psychologist', 1, NULL, 'Psychologist', '{}', 0, '1200 students', NULL, '100 students', '{"what": "caseload"}', 'total', 'exact', NULL),
	('psychologist', 1, NULL, 'Psychologist', '{"whitney": true}', 1, '-100 students', 'psychologist', '100 students', '{"what": "caseload"}', 'total', 'exact',
	 '100 is added to the caseload of the one at Whitney Elementary for children not enrolled, so that the limit is reached 100 students sooner; the other reading, a cap of 1,300, is 100 students')
) AS v (code, test, grades, program, applies, precedence, number, relative_to, tolerance, counts, reckoned, excess, note)
	JOIN load_limit AS l ON l.contract = 'anacortes' AND l.code = v.code;

INSERT INTO limit_remedy (limit_id, kind, scale, note)
SELECT l.id, 'pay', v.scale, 'teachers hand in a time sheet of their overages every month'
FROM (VALUES
	('class-size-k-6', '1-2: $10 each, 3: $15 each, 4: $25 each per day'),
	('class-size-7-8', NULL),
	('class-size-9-12-6of7', NULL),
	('class-size-9-12-5of7', '1: $5 flat, 2: $7 flat, 3+: $10 flat per day')
) AS v (code, scale) JOIN load_limit AS l ON l.contract = 'anacortes' AND l.code = v.code;

-- Four options when an overload exceeds what is tolerated; who chooses is not said.
INSERT INTO limit_remedy (limit_id, rank, choice, kind, scale, payee, note)
SELECT l.id, v.rank, 'overload', v.kind, v.scale, 'teacher of record', v.note
FROM load_limit AS l, (VALUES
	(1, 'paraprofessional', NULL, 'option a'),
	(2, 'pay', '1+: $10 each per day max $40', 'option b: $10 a day, not to exceed $40, read as for each student, unit or IEP over the limit; the other reading is $10 a day for each staff member'),
	(3, 'release', NULL, 'option c'),
	(4, 'meeting', NULL, 'option d: caseload review with the administrator of special education')) AS v (rank, kind, scale, note)
WHERE l.contract = 'anacortes' AND l.code IN ('resource-room', 'life-skills', 'slp', 'ot-pt', 'psychologist');

-- Leave. A building may have so many away at once: ten percent, rounded to the next whole number, and two at
-- least; over the greater of two numbers is over both of them, hence joined all.
INSERT INTO load_limit (contract, code, title, in_force, scope, joined, counted_on, strictness, citation, note) VALUES
	('anacortes', 'annual-leave', 'Annual leave in a building', '[2017-09-01,2018-09-01)', 'site', 'all', 'every day', 'hard', 'CBA pp. 30-34', 'a building''s staff is read as those employed there under this agreement'),
	('anacortes', 'annual-leave-peak', 'Annual leave in a building, first and last weeks and beside holidays', '[2017-09-01,2018-09-01)', 'site', 'any', 'annual leave peak', 'hard', 'CBA pp. 30-34',
	'five percent, without a rounding or a minimum; waived for honors and awards of spouse or child: an exception'),
	('anacortes', 'annual-leave-days', 'Annual leave of an employee', '[2017-09-01,2018-09-01)', 'employee', 'any', 'every day', 'hard', 'CBA pp. 30-34', 'six days; one more where a day was rolled over: an exception of 7 days'),
	('anacortes', 'bereavement-days', 'Bereavement leave of an employee', '[2017-09-01,2018-09-01)', 'employee', 'any', 'every day', 'hard', 'CBA pp. 30-34', 'two more where the superintendent grants them for travel beyond 250 miles: an exception of 7 days'),
	('anacortes', 'jury-days', 'Jury duty of an employee', '[2017-09-01,2018-09-01)', 'employee', 'any', 'every day', 'hard', 'CBA pp. 30-34', NULL);
INSERT INTO limit_cap (limit_id, test, number, per, rounded, counts, taken, taken_over, note)
SELECT l.id, v.test, v.number, v.per, v.rounded, v.counts::jsonb, v.taken, v.taken_over, v.note
FROM (VALUES
	('annual-leave', 1, '0.1 employees', '1 employees', 'up', '{"what": "annual leave"}', 'each', NULL, 'ten percent, rounded to the next whole number'),
	('annual-leave', 2, '2 employees', NULL, 'exact', '{"what": "annual leave"}', 'each', NULL, 'two at least'),
	('annual-leave-peak', 1, '0.05 employees', '1 employees', 'exact', '{"what": "annual leave"}', 'each', NULL, 'five percent'),
	('annual-leave-days', 1, '6 days', NULL, 'exact', '{"what": "annual leave"}', 'total', 'year', NULL),
	('bereavement-days', 1, '5 days', NULL, 'exact', '{"what": "bereavement"}', 'total', 'year', NULL),
	('jury-days', 1, '14 days', NULL, 'exact', '{"what": "jury duty"}', 'total', 'year', NULL)
) AS v (code, test, number, per, rounded, counts, taken, taken_over, note) JOIN load_limit AS l ON l.contract = 'anacortes' AND l.code = v.code;

-- Supplemental time (TRI): a percentage of the state salary allocation of 2017-18, whose amount the page does
-- not print: a district enters it as pay_base 'state salary allocation 2017-18'.
INSERT INTO stipend (contract, position, title, in_force, band, base, citation, note) VALUES
	('anacortes', 'TRI', 'TRI time schedule', '[2017-09-01,2018-09-01)', 'TRI 25.25%', 'state salary allocation 2017-18', 'CBA pp. 15-18',
	'a missed day of the 45 mandatory hours is deducted from the pay of July'),
	('anacortes', 'TRI', 'TRI time schedule', '[2018-09-01,2019-09-01)', 'TRI 28.25%', 'state salary allocation 2017-18', 'CBA pp. 15-18', 'increased to 28.25% in 2018-19');
INSERT INTO pay_base (contract, name, in_force, amount, citation, note) VALUES
	('anacortes', 'annual leave cash-out, day', '[2017-09-01,2018-09-01)', 135, 'CBA pp. 30-34', 'or the pay of a substitute, if that is what is current; which of the two is not said');
$caseload_text$::text),
('clovis'::text, $caseload_text$-- title: Association of Clovis Educators, flyer on special education, with clauses of San Diego and Visalia
-- term: (,)
-- citation: ACE flyer on special education
--
-- A flyer and no contract: it tells what unions elsewhere have won and what Clovis would ask for. Its only
-- figure is Visalia's extra duty pay. The other clauses stand here without numbers, to be given theirs.

INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation, note) VALUES
	('clovis', 'Association of Clovis Educators, flyer on special education', 'Clovis Unified School District', 'Association of Clovis Educators',
	'(,)', 'ACE flyer on special education', 'a flyer, not an agreement; it names no term');

-- Visalia: extra duty pay of special educators of 3% of base salary, which rises with the salary
INSERT INTO pay_base (contract, name, in_force, own, citation, note) VALUES
	('clovis', 'own base salary', '(,)', 'salary', 'ACE flyer, Visalia', 'so that the stipend moves with the salary');
INSERT INTO stipend (contract, position, title, in_force, band, base, digits, citation, note) VALUES
	('clovis', 'special education', 'Extra duty pay of special educators', '(,)', 'SPED 3%', 'own base salary', 2, 'ACE flyer, Visalia', 'of the base salary; rounding is not said, cents are assumed');

INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation, note) VALUES
	('clovis', 'mild-moderate', 'Mild/moderate education specialist caseload', '(,)', 'employee', 'hard', 'ACE flyer, San Diego', 'a hard cap among the lowest in the state; the flyer gives no number'),
	('clovis', 'support-staff', 'Support staff at a ratio', '(,)', 'section', 'paid', 'ACE flyer, item 3', 'many contracts require more aides once a ratio of students to staff is met; the flyer gives no ratio'),
	('clovis', 'joint-committee', 'Joint special education committee', '(,)', 'district', 'advisory', 'ACE flyer, item 2; San Diego', 'meets monthly; a meeting is a tally of 1 meetings');
INSERT INTO limit_cap (limit_id, program, number, counts, per, binds, taken, taken_over, note)
SELECT l.id, v.program, v.number, v.counts::jsonb, v.per, v.binds, v.taken, v.taken_over, v.note
FROM (VALUES
	('mild-moderate', 'Mild/Moderate', NULL, '{}', NULL, 'over', 'each', NULL, 'the number is not in the flyer'),
	('support-staff', NULL, NULL, '{}', '1 aides', 'over', 'each', NULL, 'students for each aide; the number is not in the flyer'),
	('joint-committee', NULL, '1 meetings', '{"what": "joint committee"}', NULL, 'under', 'total', 'month', 'once in each month with school days')
) AS v (code, program, number, counts, per, binds, taken, taken_over, note) JOIN load_limit AS l ON l.contract = 'clovis' AND l.code = v.code;
INSERT INTO limit_remedy (limit_id, kind, scale, note)
SELECT l.id, 'paraprofessional', NULL, 'additional instructional aides' FROM load_limit AS l WHERE l.contract = 'clovis' AND l.code = 'support-staff';

INSERT INTO deadline (contract, limit_code, stage, in_force, days, day_kind, from_event, citation, note) VALUES
	('clovis', 'joint-committee', 'next meeting of the joint committee', '(,)', NULL, 'calendar', 'meeting', 'ACE flyer, San Diego', 'monthly: a month, not so many days; the limit joint-committee finds the months without one');
$caseload_text$::text),
('utla'::text, $caseload_text$-- title: United Teachers Los Angeles, contract wins of 2022-25
-- term: [2022-07-01,2025-07-01)
-- citation: Contract enforcement plan, 2022-25
--
-- What the union's enforcement plan states. Its columns are cut off in places: a figure that is cut off is
-- null here, with a note, and never guessed. The class size chart (appendix) is not part of it.

INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation, note) VALUES
	('utla', 'United Teachers Los Angeles, contract wins of 2022-25', 'Los Angeles Unified School District', 'United Teachers Los Angeles',
	'[2022-07-01,2025-07-01)', 'Contract enforcement plan, 2022-25',
	'the 21% of salary increases come in two a year to January 2025; the single percentages are not printed, so there are no raises here');

INSERT INTO load_limit (contract, code, title, in_force, scope, joined, paid_by, counted_on, strictness, citation, note) VALUES
	('utla', 'class-size-chart', 'Class size chart', '[2022-07-01,2026-07-01)', 'section', 'any', NULL, 'norm day', 'hard', 'Class size', 'the chart is not in the source: give it rows by grade and program'),
	('utla', 'class-size', 'Class size', '[2023-07-01,2024-07-01)', 'section', 'any', NULL, 'norm day', 'hard', 'Class size', 'one fewer than the chart at the 100 identified schools'),
	('utla', 'class-size', 'Class size', '[2024-07-01,2025-07-01)', 'section', 'any', NULL, 'norm day', 'hard', 'Class size', 'one fewer again at the identified schools, one fewer at all others'),
	('utla', 'class-size', 'Class size', '[2025-07-01,2026-07-01)', 'section', 'any', NULL, 'norm day', 'hard', 'Class size', 'one fewer again at all others; the identified schools are read as staying two below the chart'),
	('utla', 'counselor', 'Secondary academic counselor', '[2022-07-01,2025-07-01)', 'employee', 'any', NULL, 'every day', 'hard', 'Class size', 'lowered from 750; the new number is cut off and taken from the advice beside it, which says above 700'),
	('utla', 'college-counselor', 'College counselor', '[2022-07-01,2024-07-01)', 'site', 'all', 2, 'every day', 'hard', 'Class size', 'at high schools on the priority list'),
	('utla', 'college-counselor', 'College counselor', '[2024-07-01,2025-07-01)', 'site', 'all', 2, 'every day', 'hard', 'Class size', 'at all high schools from 2024-25'),
	('utla', 'combination-class', 'Combination class', '[2022-07-01,2025-07-01)', 'section', 'all', 2, 'every day', 'paid', 'Combination classes', 'general education, UTK-5, in elementary schools of more than 175 students; a paraprofessional is prioritized, not promised'),
	('utla', 'sped-class-size', 'Special education class size', '[2022-07-01,2025-07-01)', 'section', 'any', NULL, 'classification days', 'paid', 'Special education',
	'the caps of the other programs are not in the source; a violation of at least one classification period is paid for the semester'),
	('utla', 'adaptive-pe', 'Adaptive PE caseload', '[2022-07-01,2025-07-01)', 'employee', 'any', NULL, 'every day', 'hard', 'Special education', 'those two above their cap are told to write'),
	('utla', 'rsp-caseload', 'Resource specialist caseload', '[2022-07-01,2025-07-01)', 'employee', 'any', NULL, 'every day', 'hard', 'Special education', '28 is the state maximum; the plan prints no number'),
	('utla', 'dis-caseload', 'Caseload of a DIS provider', '[2022-07-01,2025-07-01)', 'employee', 'any', NULL, 'every day', 'hard', 'Special education', 'not in the source'),
	('utla', 'assessments', 'Initial assessments beyond five', '[2022-07-01,2025-07-01)', 'employee', 'all', 2, 'every day', 'paid', 'Special education', 'within three of the cap is read as three below it or more; that the five are of a school year is assumed'),
	('utla', 'assessment-release', 'Release days for assessments', '[2022-07-01,2025-07-01)', 'employee', 'any', NULL, 'every day', 'advisory', 'Special education', 'three substitute days a year, on request; of a school year, as the days of a substitute are tallied'),
	('utla', 'bsap-training', 'Additional training at group 1 BSAP schools', '[2022-07-01,2025-07-01)', 'site', 'any', NULL, 'every day', 'advisory', 'Black Student Achievement', '20 hours more, read as of a school year; hours held are a tally'),
	('utla', 'onsite-hours', 'Onsite obligation, special services D', '[2022-07-01,2025-07-01)', 'employee', 'any', NULL, 'every day', 'hard', 'Out of classroom staff', 'lowered from 8 hours; hours demanded are a tally'),
	('utla', 'paraprofessionals', 'Paraprofessionals of a special day class', '[2022-07-01,2025-07-01)', 'section', 'any', NULL, 'every day', 'advisory', 'Special education', 'all efforts are to be made; aides are tallies');

INSERT INTO limit_cap (limit_id, test, grades, program, applies, precedence, number, relative_to, binds, tolerance, counts, wider, taken, taken_over, note)
SELECT l.id, v.test, v.grades::int4range, v.program, v.applies::jsonb, v.precedence, v.number, v.relative_to, v.binds, v.tolerance, v.counts::jsonb, v.wider, v.taken, v.taken_over, v.note
FROM (VALUES
	('class-size-chart', 2022, 1, NULL, NULL, '{}', 0, NULL, NULL, 'over', NULL, '{}', NULL, 'each', NULL, 'the chart is not in the source'),
	('class-size', 2023, 1, NULL, NULL, '{"identified": true}', 1, '-1 students', 'class-size-chart', 'over', NULL, '{}', NULL, 'each', NULL, NULL),
	('class-size', 2023, 1, NULL, NULL, '{}', 0, '0 students', 'class-size-chart', 'over', NULL, '{}', NULL, 'each', NULL, NULL),
	('class-size', 2024, 1, NULL, NULL, '{"identified": true}', 1, '-2 students', 'class-size-chart', 'over', NULL, '{}', NULL, 'each', NULL, NULL),
	('class-size', 2024, 1, NULL, NULL, '{}', 0, '-1 students', 'class-size-chart', 'over', NULL, '{}', NULL, 'each', NULL, NULL),
	('class-size', 2025, 1, NULL, NULL, '{}', 0, '-2 students', 'class-size-chart', 'over', NULL, '{}', NULL, 'each', NULL, NULL),
	('counselor', 2022, 1, NULL, 'Secondary counselor', '{}', 0, '700 students', NULL, 'over', NULL, '{"what": "caseload"}', NULL, 'each', NULL, NULL),
	('college-counselor', 2022, 1, NULL, NULL, '{"high_school": true, "priority_list": true}', 0, '900 students', NULL, 'at', NULL, '{"what": "enrollment"}', NULL, 'each', NULL, 'at least 900 students'),
	('college-counselor', 2022, 2, NULL, NULL, '{"high_school": true, "priority_list": true}', 0, '1 positions', NULL, 'under', NULL, '{"what": "college counselor"}', NULL, 'each', NULL, 'a college counselor or a college advisor'),
	('college-counselor', 2024, 1, NULL, NULL, '{"high_school": true}', 0, '900 students', NULL, 'at', NULL, '{"what": "enrollment"}', NULL, 'each', NULL, 'at least 900 students'),
	('college-counselor', 2024, 2, NULL, NULL, '{"high_school": true}', 0, '1 positions', NULL, 'under', NULL, '{"what": "college counselor"}', NULL, 'each', NULL, 'a college counselor or a college advisor'),
	('combination-class', 2022, 1, '[-1,5]', NULL, '{"combination": true}', 0, '175 students', NULL, 'over', NULL, '{"what": "enrollment"}', 'site', 'each', NULL, NULL),
	('combination-class', 2022, 2, '[-1,5]', NULL, '{"combination": true}', 0, '0 sections', NULL, 'over', NULL, '{}', NULL, 'each', NULL, 'each such class'),
	('sped-class-size', 2022, 1, NULL, NULL, '{"special_day": true}', 0, NULL, NULL, 'over', NULL, '{}', NULL, 'each', NULL, 'the caps of the other programs are not in the source'),
	('sped-class-size', 2022, 1, NULL, 'SDC Autism', '{}', 1, '6 students', NULL, 'over', NULL, '{}', NULL, 'each', NULL, 'autism, alternate curriculum: lowered from 8'),
	('adaptive-pe', 2022, 1, NULL, 'Adaptive PE', '{}', 0, NULL, NULL, 'over', '1 students', '{}', NULL, 'each', NULL, 'lowered from 70; the new figure is cut off'),
	('rsp-caseload', 2022, 1, NULL, 'RSP', '{}', 0, '28 students', NULL, 'over', NULL, '{}', NULL, 'each', NULL, NULL),
	('dis-caseload', 2022, 1, NULL, 'DIS', '{}', 0, NULL, NULL, 'over', NULL, '{}', NULL, 'each', NULL, 'not in the source'),
	('assessments', 2022, 1, NULL, 'RSP', '{}', 0, '-3 students', 'rsp-caseload', 'at', NULL, '{}', NULL, 'each', NULL, 'within three of the cap'),
	('assessments', 2022, 1, NULL, 'DIS', '{}', 0, '-3 students', 'dis-caseload', 'at', NULL, '{}', NULL, 'each', NULL, 'within three of the cap'),
	('assessments', 2022, 2, NULL, 'RSP', '{}', 0, '5 assessments', NULL, 'over', NULL, '{"kind": "initial"}', NULL, 'total', 'year', NULL),
	('assessments', 2022, 2, NULL, 'DIS', '{}', 0, '5 assessments', NULL, 'over', NULL, '{"kind": "initial"}', NULL, 'total', 'year', NULL),
	('assessment-release', 2022, 1, NULL, NULL, '{}', 0, '3 days', NULL, 'over', NULL, '{"what": "assessment release"}', NULL, 'total', 'year', NULL),
	('bsap-training', 2022, 1, NULL, NULL, '{"bsap_group_1": true}', 0, '20 hours', NULL, 'under', NULL, '{"what": "additional training"}', NULL, 'total', 'year', NULL),
	('onsite-hours', 2022, 1, NULL, NULL, '{"special_services_d": true}', 0, '7 hours', NULL, 'over', NULL, '{"what": "onsite"}', NULL, 'each', NULL, 'of a day'),
	('paraprofessionals', 2022, 1, NULL, NULL, '{"special_day": true}', 0, '1 aides', NULL, 'under', NULL, '{}', NULL, 'each', NULL, 'per program'),
	('paraprofessionals', 2022, 1, NULL, 'SDC Autism', '{}', 1, '2 aides', NULL, 'under', NULL, '{}', NULL, 'each', NULL, NULL),
	('paraprofessionals', 2022, 1, NULL, 'SDC Emotionally Disturbed', '{}', 1, '2 aides', NULL, 'under', NULL, '{}', NULL, 'each', NULL, NULL)
) AS v (code, since, test, grades, program, applies, precedence, number, relative_to, binds, tolerance, counts, wider, taken, taken_over, note)
	JOIN load_limit AS l ON l.contract = 'utla' AND l.code = v.code AND lower(l.in_force) = make_date(v.since, 7, 1);

INSERT INTO limit_remedy (limit_id, rank, choice, kind, scale, base, note)
SELECT l.id, v.rank, NULL, v.kind, v.scale, v.base, v.note
FROM (VALUES
	('class-size', 1, 'grievance', NULL, NULL, 'the day after norm day'),
	('counselor', 1, 'meeting', NULL, NULL, 'the principal is told in writing'),
	('counselor', 2, 'grievance', NULL, NULL, 'if it remains over'),
	('college-counselor', 1, 'position', '1+: 1 positions flat', NULL, NULL),
	('combination-class', 1, 'pay', '1+: $600 flat per semester', NULL, NULL),
	('sped-class-size', 1, 'pay', '2: $625 flat, 3+: $1250 flat per semester', NULL, NULL),
	('sped-class-size', 2, 'paraprofessional', '2+: 1 aides flat per semester', NULL, 'the aide of three over is the one of two over, not a second'),
	('adaptive-pe', 1, 'meeting', NULL, NULL, NULL),
	('assessments', 1, 'pay', '1+: 2 hours each per year', 'hourly rate', 'up to two hours; the hourly rate is not in the source: a district enters it as pay_base'),
	('paraprofessionals', 1, 'meeting', NULL, NULL, 'a written request, to document it')
) AS v (code, rank, kind, scale, base, note) JOIN load_limit AS l ON l.contract = 'utla' AND l.code = v.code;

-- Differentials and stipends. Those who qualify for more than 20 days, but for less than the semester, have their share.
INSERT INTO stipend (contract, position, title, applies, in_force, band, scale, base, per_count_of, lasts, lasts_in, prorated_by, citation, note)
SELECT 'utla', v.position, v.title, v.applies::jsonb, v.in_force::daterange, v.band, v.scale, v.base, v.per_count_of, v.lasts, v.lasts_in, v.prorated_by, v.citation, v.note
FROM (VALUES
	('dual language, elementary', 'Full-time dual language, UTK-5/6', '{}', '[2022-07-01,2025-07-01)', 'DL $2700 per semester', NULL, NULL, NULL, '21 days', 'semester', 'school days', 'Master plan', 'with BCLAD or equivalent; up to $5,400 a year'),
	('dual language, secondary, up to half', 'Secondary dual language, up to 50% in the target language', '{}', '[2022-07-01,2025-07-01)', 'DL $2700', NULL, NULL, NULL, '21 days', 'semester', 'school days', 'Master plan', 'the period is not printed and read as the year, as beside it'),
	('dual language, secondary, more', 'Secondary dual language, more than 50% in the target language', '{}', '[2022-07-01,2025-07-01)', 'DL $5400', NULL, NULL, NULL, '21 days', 'semester', 'school days', 'Master plan', 'up to; the period is not printed and read as the year'),
	('dual language, English team', 'Team teaching the English portion of a dual language program', '{}', '[2022-07-01,2025-07-01)', 'DL $500', NULL, NULL, NULL, '21 days', 'semester', 'school days', 'Master plan', 'those who share the teaching; the period is cut off and read as the year'),
	('climate champion', 'Climate Champion', '{}', '[2023-07-01,2025-07-01)', 'CLIMATE $1800', NULL, NULL, NULL, NULL, NULL, NULL, 'Healthy Green Public Schools', 'one at each school, a year'),
	('adult education preparation', 'Paid preparation of adult education', '{}', '[2023-07-01,2025-07-01)', NULL, '1+: 1 hours each 5', 'hourly rate', 'hours of instruction', NULL, NULL, NULL, 'Adult education', 'an hour for every five of instruction')
) AS v (position, title, applies, in_force, band, scale, base, per_count_of, lasts, lasts_in, prorated_by, citation, note);

INSERT INTO deadline (contract, limit_code, stage, in_force, days, day_kind, from_event, citation, note) VALUES
	('utla', 'class-size', 'grievance', '[2022-07-01,2025-07-01)', 1, 'school', 'norm day', 'Class size', 'the day from which a grievance can be filed, not the last one; until when is not in the source'),
	('utla', '*', 'notice of a reassigned paraprofessional', '[2022-07-01,2025-07-01)', 1, 'calendar', 'reassignment', 'Special education', '24 hours before'),
	('utla', '*', 'notice of a faculty meeting', '[2022-07-01,2025-07-01)', 1, 'calendar', 'meeting', 'Hours and workday', '24 hours before');
$caseload_text$::text),
('waterford'::text, $caseload_text$-- title: Agreement between Waterford Unified School District and Waterford Teachers' Association, 2019-2022
-- term: [2019-07-01,2022-07-01)
-- citation: Article I.A
--
-- The pay of the agreement as rows, each with its article. A clause that names no day holds from ever;
-- nothing is assumed past the term. Salary schedules are computed here from the rule that their cells
-- follow and from the raises of Article XI.D; no cell is typed in.

INSERT INTO contract (contract, title, employer, bargaining_unit, term, duty_days, citation, note) VALUES
	('waterford', 'Agreement between Waterford Unified School District and Waterford Teachers'' Association, 2019-2022',
	'Waterford Unified School District', 'Waterford Teachers'' Association', '[2019-07-01,2022-07-01)', 187, 'Article I.A; Article VIII.D.1',
	'duty days: 182, 1 of articulation and 4 of staff development; the 2018-19 tables of the appendix, paid before the term began, are loaded too');

-- Raises (Article XI.D) and the cut of 2011 (Article XI.G)
INSERT INTO raise (contract, in_force_from, rank, known_from, ends, percent, on_schedule, citation, note) VALUES
	('waterford', '1998-07-01', 1, '-infinity', NULL, 1.64, true, 'Article XI.D.1', 'for three staff development days'),
	('waterford', '1998-07-01', 2, '-infinity', NULL, 2.00, true, 'Article XI.D.1', NULL),
	('waterford', '1999-07-01', 1, '-infinity', NULL, 5.00, true, 'Article XI.D.2', NULL),
	('waterford', '2000-07-01', 1, '-infinity', NULL, 5.00, true, 'Article XI.D.3', 'with a reopener that depended on the cost-of-living adjustment'),
	('waterford', '2000-07-01', 2, '-infinity', NULL, 2.00, true, 'Article XI.D.4', NULL),
	('waterford', '2001-07-01', 1, '-infinity', NULL, 5.00, true, 'Article XI.D.5', NULL),
	('waterford', '2002-07-01', 1, '-infinity', NULL, 2.00, true, 'Article XI.D.6', NULL),
	('waterford', '2003-07-01', 1, '-infinity', '2004-07-01', 1.50, false, 'Article XI.D.7', 'off the schedule: a payment of that year alone'),
	('waterford', '2004-09-30', 1, '-infinity', NULL, 2.00, true, 'Article XI.D.8', NULL),
	('waterford', '2005-11-01', 1, '-infinity', NULL, 4.18, true, 'Article XI.D.9', 'the text names the month; its first day is assumed'),
	('waterford', '2006-07-01', 1, '-infinity', NULL, 5.25, true, 'Article XI.D.10', 'retroactive; when it was agreed is not said'),
	('waterford', '2007-07-01', 1, '-infinity', NULL, 4.50, true, 'Article XI.D.11', NULL),
	('waterford', '2011-01-01', 1, '-infinity', '2013-07-01', -3.00, true, 'Article XI.G.1-2', 'ended on 1 March 2014, with the restored schedule paid back to the beginning of 2013-14'),
	('waterford', '2013-07-01', 1, '2014-03-01', NULL, 2.00, true, 'Article XI.D.12; XI.G.3', 'retroactive'),
	('waterford', '2014-07-01', 1, '-infinity', NULL, 2.25, true, 'Article XI.D.13; XI.G.4', NULL),
	('waterford', '2015-07-01', 1, '-infinity', NULL, 4.00, true, 'Article XI.D.14', NULL),
	('waterford', '2016-07-01', 1, '-infinity', NULL, 3.00, true, 'Article XI.D.15', NULL),
	('waterford', '2017-07-01', 1, '-infinity', NULL, 3.081, true, 'Article XI.D.16', NULL),
	('waterford', '2018-07-01', 1, '2019-04-11', NULL, 3.00, true, 'Article XI.D.17', 'retroactive; known from the board''s approval printed over Appendix A-3(a)'),
	('waterford', '2019-07-01', 1, '2019-05-09', NULL, 2.50, true, 'Article XI.D.18', 'known from the board''s approval printed over Appendix A-1(e)');

-- Longevity (Article XI.E): "will receive 3.5% of Step 14" is 103.5% of it, as the tables print
INSERT INTO longevity_rule (contract, code, in_force, service, scale, lanes, citation, note) VALUES
	('waterford', 'longevity', '[2005-11-01,2017-07-01)', 'step', '24+: 3.5% flat, 28+: 3.5% flat compound', '{V}', 'Article XI.E.1',
	'of step 19 and of step 24; whether step 19 itself was paid more than step 14 before 2017-18 the text does not say'),
	('waterford', 'longevity', '[2017-07-01,2022-07-01)', 'step', '19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound', '{V}', 'Article XI.E.2; Appendix A-1(e)',
	'each 3.5% on top of the step before; only column V reaches step 14, and the tables print it there alone');

-- The rule of the salary schedule, in dollars of 2005-06, the last level at which it is in whole dollars.
-- It gives every printed cell of the appendix; the three figures themselves are inferred and not printed.
INSERT INTO pay_base (contract, name, in_force, amount, plus, times, citation, note) VALUES
	('waterford', 'schedule start', '[2005-11-01,2006-07-01)', 38649, NULL, 1, 'Appendix A-1; Article XI.D',
	'column I, step 1, before XI.A.3; inferred from the printed cells, which leave room for no other whole dollar'),
	('waterford', 'schedule increment', '[2005-11-01,2006-07-01)', 1625, NULL, 1, 'Appendix A-1; Article XI.D',
	'from step to step and from column to column; inferred'),
	('waterford', 'schedule extra increment', '[2005-11-01,2006-07-01)', NULL, 'schedule start', 0.03, 'Appendix A-1; Article XI.D',
	'in addition at steps 6 and 11; inferred');

INSERT INTO schedule (contract, schedule, title, in_force, grid, printed, citation, note)
SELECT 'waterford', 'teacher', y.title, y.in_force::daterange,
	caseload.with_longevity(
		caseload.paid_in(
			caseload.with_lanes(
				caseload.salary_schedule_agg(caseload.salary_step(l.lane, s.step),
					(p.start + p.increment
						-- XI.A.3: step 1 of column I pays as much as step 1 of column II
						+ greatest(s.step + l.rank - 3, 0) * p.increment
						+ ((s.step >= 6)::int + (s.step >= 11)::int) * p.extra) * p.raised),
				'{I(24),II(36),III(48),IV(60),V(72)}'),
			0),
		r.scale, r.lanes),
	y.printed, y.citation, y.note
FROM (VALUES
		('[2018-07-01,2019-07-01)', '2018-19 Certificated Salary Schedule', false, 'Appendix A-1 (no letter); Article XI.D.17',
		'the text prints the heading and no cells: derived by the rule that gives all other tables, and to be checked against the district''s own'),
		('[2019-07-01,2022-07-01)', '2019-20 Certificated Salary Schedule', true, 'Appendix A-1(e); Article XI.D.18',
		'printed for 2019-20; it stays in force through the term unless a raise is agreed'))
	AS y (in_force, title, printed, citation, note)
CROSS JOIN LATERAL (
	SELECT base_amount('waterford', 'schedule start', '2006-06-30') AS start,
		base_amount('waterford', 'schedule increment', '2006-06-30') AS increment,
		base_amount('waterford', 'schedule extra increment', '2006-06-30') AS extra,
		raise_factor('waterford', 'teacher', '2006-06-30', lower(y.in_force::daterange)) AS raised) AS p
JOIN longevity_rule AS r ON r.contract = 'waterford' AND r.code = 'longevity' AND r.in_force @> lower(y.in_force::daterange)
CROSS JOIN (VALUES ('I', 1, 8), ('II', 2, 9), ('III', 3, 10), ('IV', 4, 12), ('V', 5, 14)) AS l (lane, rank, top)
CROSS JOIN LATERAL generate_series(1, l.top) AS s (step)
GROUP BY y.in_force, y.title, y.printed, y.citation, y.note, r.id, r.scale, r.lanes;

-- The other schedules: every cell of the teachers', unrounded, times a factor
INSERT INTO schedule (contract, schedule, title, in_force, grid, derived_from, times, over, citation, note)
SELECT 'waterford', d.schedule, d.title, t.in_force, t.grid OPERATOR(caseload.*) (d.times / d.over), 'teacher', d.times, d.over, d.citation, d.note
FROM (VALUES
		(date '2018-07-01', 'psychologist-counselor-nurse', '2018-19 Psychologist / Counselor / Nurse', 1.2, 1::numeric, 'Appendix A-1(b)',
		'the work-year factors 192/187 and 197/187 printed over it are not in its cells'),
		('2018-07-01', 'agriculture', '2018-19 Agriculture Teachers', 217, 187, 'Appendix A-1(c)', 'printed as 116.04278075%'),
		('2018-07-01', 'speech', '2018-19 Speech & Language Pathologist', 1.05, 1, 'Appendix A-1(d)', '192 days are printed over it; 192 / 187 is not 1.05'),
		('2019-07-01', 'psychologist-counselor-nurse', '2019-20 Psychologist / Counselor / Nurse / TOSA', 1.2, 1, 'Appendix A-1(f); Article IX.K',
		'the work-year factors printed over it are not in its cells; teachers on special assignment are paid from it, 1.2 times the regular rate'),
		('2019-07-01', 'agriculture', '2019-20 Agriculture Teachers', 217, 187, 'Appendix A-1(g)', 'printed as 116.04278075%'),
		('2019-07-01', 'speech', '2019-20 Speech & Language Pathologist', 1.05, 1, 'Appendix A-1(h)', '192 days are printed over it; 192 / 187 is not 1.05'))
	AS d (from_day, schedule, title, times, over, citation, note)
JOIN schedule AS t ON t.contract = 'waterford' AND t.schedule = 'teacher' AND lower(t.in_force) = d.from_day;

INSERT INTO work_year (contract, schedule, role, in_force, days, hours, factor, citation, note) VALUES
	('waterford', 'teacher', 'Teacher', '[2017-07-01,2022-07-01)', 187, NULL, 1, 'Article VIII.D.1', '182 days, one of articulation and four of staff development'),
	('waterford', 'psychologist-counselor-nurse', 'School Psychologist', '[2018-07-01,2019-07-01)', 192, 8, 1.02673797, 'Appendix A-1(b)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'psychologist-counselor-nurse', 'High School Counselor', '[2018-07-01,2019-07-01)', 197, 8, 1.05347594, 'Appendix A-1(b)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'psychologist-counselor-nurse', 'School Nurse', '[2018-07-01,2019-07-01)', 192, 8, 1.02673797, 'Appendix A-1(b)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'agriculture', 'Agriculture Teacher', '[2018-07-01,2019-07-01)', 217, 8, 1.1604278075, 'Appendix A-1(c)', NULL),
	('waterford', 'speech', 'Speech & Language Pathologist', '[2018-07-01,2019-07-01)', 192, 6, NULL, 'Appendix A-1(d)', '192 / 187 would be 1.0267; the cells are the teachers times 1.05'),
	('waterford', 'psychologist-counselor-nurse', 'School Psychologist', '[2019-07-01,2022-07-01)', 192, 8, 1.026737968, 'Appendix A-1(f)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'psychologist-counselor-nurse', 'High School Counselor', '[2019-07-01,2022-07-01)', 197, 8, 1.053475936, 'Appendix A-1(f)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'psychologist-counselor-nurse', 'School Nurse', '[2019-07-01,2022-07-01)', 192, 8, 1.026737968, 'Appendix A-1(f)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'psychologist-counselor-nurse', 'Teacher on Special Assignment', '[2019-07-01,2022-07-01)', 192, 6, 1.026737968, 'Appendix A-1(f)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'agriculture', 'Agriculture Teacher', '[2019-07-01,2022-07-01)', 217, 8, 1.1604278075, 'Appendix A-1(g)', NULL),
	('waterford', 'speech', 'Speech & Language Pathologist', '[2019-07-01,2022-07-01)', 192, 6, NULL, 'Appendix A-1(h)', '192 / 187 would be 1.0267; the cells are the teachers times 1.05');

-- Rates by name
INSERT INTO pay_base (contract, name, in_force, amount, own, times, over, digits, citation, note) VALUES
	('waterford', 'extra duty hour', '[2007-07-01,2015-07-01)', 27, NULL, 1, 1, NULL, 'Article XI.F', NULL),
	('waterford', 'extra duty hour', '[2015-07-01,2019-07-01)', 35, NULL, 1, 1, NULL, 'Article XI.F', NULL),
	('waterford', 'extra duty hour', '[2019-07-01,2022-07-01)', 40, NULL, 1, 1, NULL, 'Article XI.F', 'summer school is left out; it has a rate of its own'),
	('waterford', 'summer school hour', '(,2015-07-01)', 27, NULL, 1, 1, NULL, 'Article XXV.A', NULL),
	('waterford', 'summer school hour', '[2015-07-01,2020-06-01)', 35, NULL, 1, 1, NULL, 'Article XXV.A', NULL),
	('waterford', 'summer school hour', '[2020-06-01,2022-07-01)', 40, NULL, 1, 1, NULL, 'Article XI.J; XXV.A', 'the text says the summer of 2020 and no day; 1 June is assumed'),
	('waterford', 'tutor hour', '[2019-07-01,2022-07-01)', 40, NULL, 1, 1, NULL, 'Article IX.H.2', 'targeted achievement tutor in the preparation period'),
	('waterford', 'preparation period hour', '[2019-07-01,2022-07-01)', 40, NULL, 1, 1, NULL, 'Article IX.H.2', 'any other use of a preparation period, as substituting for a period'),
	('waterford', 'joint panel hour', '[2000-07-01,2001-07-01)', 20, NULL, 1, 1, NULL, 'Article XIX.E.3', 'the text names the school year 2000-01 and no later rate'),
	('waterford', 'independent study hour', '[2018-07-01,2019-07-01)', NULL, 'cell', 0.7, 1215.5, 2, 'Appendix A-3(a)', '70% of the teachers'' cell over 187 days of 6.5 hours; XI.I states 0.8 without a date, but only 0.7 gives the printed table'),
	('waterford', 'independent study hour', '[2019-07-01,2022-07-01)', NULL, 'cell', 0.8, 1215.5, 2, 'Article XI.I; Appendix A-3(b)', 'the teachers'' cell over 187 days of 6.5 hours; Article II points to Appendix C for it'),
	('waterford', 'additional section, semester', '[2019-07-01,2022-07-01)', NULL, 'salary', 0.2, 2, 2, 'Article IX.J', '20% of the base pay of that semester, which is half of the year''s'),
	('waterford', 'preparation period class, year', '[2019-07-01,2022-07-01)', NULL, 'salary', 0.2, 1, 2, 'Article IX.H.2', '20% of base compensation, for 60 school days or a trimester at least; read as a rate for the time it lasts, not as a sum for each trimester'),
	('waterford', 'special assignment, year', '[2019-07-01,2022-07-01)', NULL, 'cell', 1.2, 1, 0, 'Article IX.K', 'the teachers'' cell times 1.2: the same as the cell of the schedule A-1(f)'),
	('waterford', 'job share, year', '(,2022-07-01)', NULL, 'salary', 0.5, 1, 2, 'Article XVI.B.1', 'in proportion; half each unless agreed otherwise, when employment.fte holds the share');

-- The stipend base was rounded to the cent after each raise, unlike the salary schedule
INSERT INTO pay_base (contract, name, in_force, amount, digits, citation, note)
SELECT 'waterford', 'stipend base', y.in_force::daterange,
	CASE WHEN y.printed IS NULL THEN round(51012.73 * raise_factor('waterford', 'stipend', '2018-06-30', '2018-07-01'), 2)
		* raise_factor('waterford', 'stipend', '2018-07-01', lower(y.in_force::daterange)) ELSE y.printed END, 2, y.citation, y.note
FROM (VALUES
	('[2016-07-01,2017-07-01)', 49488::numeric, 'Appendix A-2(a)', 'not printed: the whole dollar that the next year''s 3.081% raises to the printed base'),
	('[2017-07-01,2018-07-01)', 51012.73, 'Appendix A-2(a)', 'step 2 of column I; not the cell of the salary schedule, which is not rounded'),
	('[2018-07-01,2019-07-01)', NULL, 'Appendix A-2(a); Article XI.D.17', 'printed as 52,543.11'),
	('[2019-07-01,2022-07-01)', NULL, 'Appendix A-2(b); Article XI.D.18', 'printed as 53,856.69; its factor is printed as 1,025,000 for 1.025'))
	AS y (in_force, printed, citation, note);

-- Stipends by position and level of site, with the bands of Appendix A-2
INSERT INTO stipend (contract, position, title, site_level, enrollment, applies, precedence, in_force, band, base, prorated_by, paid, citation, note)
WITH band (label, band) AS (VALUES
	('AA', 'AA 12%'), ('A', 'A 6%'), ('B', 'B 5%'), ('C', 'C 4%'), ('D', 'D 3%'), ('E', 'E 2%'), ('F', 'F 1%')
), ordinary (position, high, middle, elementary) AS (VALUES
	('Head Varsity Football Coach', 'A', 'E', NULL),
	('Head JV Football', 'C', NULL, NULL),
	('Assistant Football', 'D', 'F', NULL),
	('Head Varsity Volleyball', 'B', 'E', NULL),
	('Head JV Volleyball', 'C', NULL, NULL),
	('Assistant Volleyball', 'D', NULL, NULL),
	('Cross Country', 'C', NULL, NULL),
	('Head Varsity Wrestling', 'B', 'E', NULL),
	('Head JV Wrestling', 'C', NULL, NULL),
	('Assistant Wrestling', 'D', NULL, NULL),
	('Head Varsity Soccer', 'B', 'E', NULL),
	('Head JV Soccer', 'C', NULL, NULL),
	('Assistant Soccer', 'D', NULL, NULL),
	('Head Varsity Basketball', 'B', 'E', NULL),
	('Head JV Basketball', 'C', NULL, NULL),
	('Assistant Basketball', 'D', NULL, NULL),
	('Head Varsity Baseball', 'B', NULL, NULL),
	('Head JV Baseball', 'C', NULL, NULL),
	('Assistant Baseball', 'D', NULL, NULL),
	('Head Varsity Softball', 'B', NULL, NULL),
	('Head JV Softball', 'C', NULL, NULL),
	('Assistant Softball', 'D', NULL, NULL),
	('Head Track Coach', 'C', 'E', NULL),
	('Tennis Coach', 'C', NULL, NULL),
	('Golf Coach', 'C', NULL, NULL),
	('Cheer Coach', 'B', 'D', NULL),
	('Trainer', 'D', NULL, NULL),
	('Journalism', 'D', 'F', NULL),
	('Yearbook', 'D', 'D', NULL),
	('Drama', 'D', 'E', NULL),
	('Speech', 'D', 'F', NULL),
	('Student Council', 'D', 'E', NULL),
	('Pep/Vocal/Music', 'D', NULL, NULL),
	('Intramurals', 'E', 'F', NULL),
	('Academic Decathlon', 'D', NULL, NULL),
	('Lead SST', NULL, 'D', 'D'),
	('GATE', NULL, 'D', 'D'),
	('Lead Teacher/Outdoor Education', NULL, 'D', NULL),
	('Teacher/Outdoor Education', NULL, 'F', NULL),
	('Driver Education', 'E', NULL, NULL),
	('F.F.A. Advisor', 'D', NULL, NULL),
	('AVID Advisor', 'D', 'D', NULL),
	('Assistant Academic Decathlon', 'E', NULL, NULL),
	('Color Guard', 'D', NULL, NULL)
), variant (position, title, high, middle, elementary, enrollment, applies, precedence, in_force, prorated_by, paid, citation, note) AS (VALUES
	-- those with variants, dates or articles of their own
	('Head Coach, two teams', '*Head Coach 2 Jr/H Teams same sport/same season', NULL, 'D', NULL, '(,)', '{}', 0, '[2018-07-01,2019-07-01)', NULL, 'not said', 'Appendix A-2(a)', 'A-2(b) prints the position without a band: nothing is due from 2019-20 on'),
	('Athletic Director', 'Athletic Director', 'AA', 'D', NULL, '(,)', '{}', 0, '[2018-07-01,2022-07-01)', NULL, 'each semester', 'Article XI.H.1; Appendix A-2', 'paid in full each semester: at the high school AA 12% a year is read as band A twice, not as 12% each semester'),
	('ASB Activities', 'ASB Activities', 'A', NULL, 'E', '(,)', '{}', 0, '[2018-07-01,2022-07-01)', NULL, 'not said', 'Appendix A-2', 'the E stands in the Moon/Whitehead column'),
	('Heart Pumpers', 'Heart Pumps', NULL, 'D', 'D', '(,)', '{}', 0, '[2018-07-01,2019-07-01)', NULL, 'not said', 'Appendix A-2(a)', 'printed Heart Pumps in A-2(a), Heart Pumpers in A-2(b): taken for one position'),
	('MTSS Coordinator', 'MTSS Coordinator', 'D', 'D', 'D', '(,)', '{}', 0, '[2018-07-01,2019-07-01)', NULL, 'not said', 'Article XI.H.4; Appendix A-2(a)', NULL),
	('MTSS Coordinator', 'MTSS Coordinator', 'D', 'D', 'D', '(,501)', '{}', 0, '[2019-07-01,2022-07-01)', NULL, 'not said', 'Article XI.H.4; Appendix A-2(b)', 'for a school with 500 students or fewer'),
	('Department Chair', 'High School Department Chair.', 'E', NULL, NULL, '(,)', '{}', 0, '[2018-07-01,2022-07-01)', NULL, 'not said', 'Article XXIV.K; Appendix A-2', 'XXIV.K points to Appendix B-1, the grievance form; the stipends stand in A-2'),
	('Multiple Site 9-12', 'Multiple Site 9-12', 'D', NULL, NULL, '(,)', '{}', 0, '[2014-07-01,2022-07-01)', NULL, 'not said', 'Article XIV.D.1; Appendix A-2', 'one stipend a year; not for special education, psychologists, counselors, nurses and independent study'),
	('Multiple Site beyond 9-12', 'Multiple Site beyond 9-12', 'C', 'C', NULL, '(,)', '{}', 0, '[2014-07-01,2022-07-01)', NULL, 'not said', 'Article XIV.D.1; Appendix A-2', 'one stipend a year; not for special education, psychologists, counselors, nurses and independent study'),
	('ELD Coordinator', 'ELD Coordinator', 'C', 'C', 'C', '(,)', '{}', 0, '[2016-07-01,2022-07-01)', NULL, 'not said', 'Article XI.H.2; Appendix A-2', NULL),
	('ELD Coordinator', 'ELD Coordinator w/ Coord. Period', 'D', 'D', 'D', '(,)', '{"coordinating_period": true}', 1, '[2016-07-01,2022-07-01)', NULL, 'not said', 'Article XI.H.2; Appendix A-2', 'for a coordinator who is assigned a coordinating period'),
	('Committed Athlete', 'Committed Athlete', 'D', NULL, NULL, '(,)', '{}', 0, '[2016-07-01,2022-07-01)', NULL, 'not said', 'Article XI.H.3; Appendix A-2', NULL),
	('Heart Pumpers', 'Heart Pumpers', NULL, 'D', 'D', '(,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL, 'not said', 'Appendix A-2(b)', 'printed Heart Pumps in A-2(a), Heart Pumpers in A-2(b): taken for one position'),
	('MTSS Coordinator', 'MTSS Coordinator >500', 'C', 'C', 'C', '[501,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL, 'not said', 'Article XI.H.5; Appendix A-2(b)', 'for a school with more than 500 students; 500 is not more'),
	('Dual Immersion', 'Duel Immersion', 'D', 'D', 'D', '(,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL, 'not said', 'Article XI.H.10; Appendix A-2(b)', 'printed Duel Immersion'),
	('Combination Class', 'Combo Class', NULL, 'C', 'C', '(,)', '{}', 0, '[2019-07-01,2022-07-01)', 'school days', 'not said', 'Article XI.H.9; Appendix A-2(b)', 'for the share of the school years days on which the combination was taught'),
	('BCLAD', 'BCLAD*', 'D', 'D', 'D', '(,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL, 'monthly', 'Article XI.H.8; Appendix A-2(b)', NULL),
	('Reading Specialist', 'Reading Specialist*', 'D', 'D', 'D', '(,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL, 'monthly', 'Article XI.H.8; Appendix A-2(b)', NULL),
	('Special Education', 'Special Education*', 'D', 'D', 'D', '(,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL, 'monthly', 'Article XI.H.8; Appendix A-2(b)', NULL)
)
SELECT 'waterford', p.position, p.title, l.site_level, p.enrollment::int4range, p.applies::jsonb, p.precedence, p.in_force::daterange,
	b.band::caseload.stipend_band, 'stipend base', p.prorated_by, p.paid, p.citation, p.note
FROM (
	SELECT o.position, o.position AS title, o.high, o.middle, o.elementary, '(,)' AS enrollment, '{}' AS applies, 0 AS precedence,
		'[2018-07-01,2022-07-01)' AS in_force, NULL AS prorated_by, 'not said' AS paid, 'Appendix A-2(a), A-2(b)' AS citation, NULL AS note
	FROM ordinary AS o
	UNION ALL
	SELECT v.* FROM variant AS v) AS p
CROSS JOIN LATERAL (VALUES ('High School', p.high), ('Middle School', p.middle), ('Moon/Whitehead', p.elementary)) AS l (site_level, label)
JOIN band AS b ON b.label = l.label;

INSERT INTO stipend (contract, position, title, in_force, band, scale, per_count_of, paid, citation, note) VALUES
	('waterford', 'Master''s Degree', 'Master''s Degree', '[2019-07-01,2022-07-01)', 'MASTER $1500', NULL, NULL, 'not said', 'Article XI.H.6; Appendix A-1(e)', NULL),
	('waterford', 'Doctorate', 'Doctorate', '[2019-07-01,2022-07-01)', 'DOCTOR $1500', NULL, NULL, 'not said', 'Article XI.H.7; Appendix A-1(e)',
	'beside the Master''s, not in its place: the text excludes neither'),
	('waterford', 'Consulting Mentor/Teacher', 'Consulting Mentor/Teacher', '[2000-07-01,2022-07-01)', NULL, '1: $2000 flat, 2: $4000 flat, 3: $6000 flat per year',
	'participating teachers', 'installments', 'Article XIX.F.4', 'more than three teachers are not foreseen; from when it holds is not said, the program''s first year is assumed');

INSERT INTO stipend_installment (stipend_id, share, due, citation, note)
SELECT s.id, 0.5, i.due, i.citation, i.note
FROM stipend AS s CROSS JOIN (VALUES
	('stipend-mid-year', 'Article XIX.F.6', NULL),
	('stipend-balance', 'Article XIX.F.7', 'if all duties were completed by 1 June')) AS i (due, citation, note)
WHERE s.contract = 'waterford' AND s.position = 'Consulting Mentor/Teacher';

-- Days of the year
INSERT INTO due_date (contract, code, title, month, day, years_on, binds, in_force, citation, note) VALUES
	('waterford', 'column-interest', 'interest form for a move to another column', 5, 1, 0, 'through', '(,2022-07-01)', 'Article XI.C.1', 'of the school year before; not asked of a teacher told later to enter specialist training (XI.C.3)'),
	('waterford', 'units-verified', 'verification of completed courses', 9, 10, 0, 'before', '(,2022-07-01)', 'Article XI.C.6', 'prior to that day'),
	('waterford', 'job-share-proposal', 'proposal of two teachers to share a position', 3, 1, 0, 'before', '(,2022-07-01)', 'Article XVI.A.1', 'read as of the year before the sharing begins'),
	('waterford', 'stipend-mid-year', 'first half of a stipend paid in installments', 1, 10, 1, 'on', '(,2022-07-01)', 'Article XIX.F.6', NULL),
	('waterford', 'mentor-duties', 'completion of a consulting mentor''s duties', 6, 1, 1, 'through', '(,2022-07-01)', 'Article XIX.F.7', NULL),
	('waterford', 'stipend-balance', 'second half of a stipend paid in installments', 6, 10, 1, 'on', '(,2022-07-01)', 'Article XIX.F.7', NULL),
	('waterford', 'retirement-notice', 'notice of retirement under the incentive', 12, 31, 0, 'through', '[2012-07-01,2018-07-01)', 'Article XX.A, XX.B', 'of the final year of service'),
	('waterford', 'retirement-age', 'day on which the age for the incentive is taken', 7, 31, 1, 'on', '[2012-07-01,2018-08-01)', 'Article XX.A, XX.B', 'following the final year of service; the last final year ended before the sunset');

-- Steps
INSERT INTO credit_rule (contract, kind, year_at, part_years, most, first_step_most, in_force, citation, note) VALUES
	('waterford', 'district', 0.5, 'whole', NULL, NULL, '(,2022-07-01)', 'Article XI.B; Article II', '91 or more of 182 school days are a year, fewer are none'),
	('waterford', 'job share', 0.5, 'add up', NULL, NULL, '(,2022-07-01)', 'Article XVI.B.1', 'a year in half a position is half a step: one step for two years'),
	('waterford', 'outside', 1, 'none', 10, 11, '(,2016-07-01)', 'Article XI.A.1', NULL),
	('waterford', 'outside', 1, 'none', 10, 11, '[2016-07-01,2022-07-01)', 'Article XI.A.1-2', 'year for year since 2016-17 for prior full-time teaching in accredited institutions; the limits of ten years and of step 11 are read to stay');

-- Benefits (Article XXIII)
INSERT INTO benefit_cap (contract, coverage, in_force, amount, citation, note) VALUES
	('waterford', 'health, dental and vision', '[1999-07-01,2001-07-01)', 6600, 'Article XXIII.A, XXIII.C', 'the text names the school years; 1 July is assumed'),
	('waterford', 'health, dental and vision', '[2001-07-01,2004-12-31)', 6930, 'Article XXIII.D', 'the text names the school year; 1 July is assumed'),
	('waterford', 'health, dental and vision', '[2004-12-31,2014-10-01)', 9840, 'Article XXIII.E', NULL),
	('waterford', 'health, dental and vision', '[2014-10-01,2015-10-01)', 10200, 'Article XXIII.F', NULL),
	('waterford', 'health, dental and vision', '[2015-10-01,2016-10-01)', 10440, 'Article XXIII.G', NULL),
	('waterford', 'health, dental and vision', '[2016-10-01,2017-10-01)', 10680, 'Article XXIII.G', 'the footnotes of Appendix A-1 give 10,920 from this day on; the article is followed'),
	('waterford', 'health, dental and vision', '[2017-10-01,2022-07-01)', 10920, 'Article XXIII.H; Appendix A-1', 'the footnotes of Appendix A-1 give it from 1 October 2016');

-- Specialist training (Article XVII) and retirement (Article XX)
INSERT INTO repayment (contract, code, title, in_force, scale, citation, note) VALUES
	('waterford', 'specialist-training', 'university courses that the district paid for', '(,2022-07-01)', '1: 100% flat, 2: 75% flat, 3: 50% flat, 4: 25% flat', 'Article XVII.B',
	'for a teacher who leaves of free will; a year ends on the day before the anniversary of the program''s start; the committee may decide otherwise (XVII.C)');

INSERT INTO retirement_incentive (contract, code, in_force, service, age_from, age_before, amount, citation, note) VALUES
	('waterford', 'A', '[2012-07-01,2018-07-01)', '[20,)', 59, 65, 5000, 'Article XX.A, XX.C', 'ended 30 June 2018, before the agreement began; a lump sum in advance is discounted at the prime rate, which is not reckoned here'),
	('waterford', 'B', '[2012-07-01,2018-07-01)', '[15,20)', 59, 65, 3000, 'Article XX.B, XX.C', 'ended 30 June 2018, before the agreement began; a lump sum in advance is discounted at the prime rate, which is not reckoned here');
$caseload_text$::text),
('waterford_limits'::text, $caseload_text$-- The limits of the agreement: class size (Article XXVI), the loading standards of the Special Education Local
-- Plan Area that it adopts (Article XXVI.E, Appendix C-1), and the days of the grievance procedure (Article VI).
-- The school calendar is adopted every year and is no part of the agreement: a district enters its own, and
-- with it the count days `Thursdays`, from the first full week in September on.

INSERT INTO load_limit (contract, code, title, in_force, scope, counted_on, strictness, citation, note) VALUES
	('waterford', 'class-size', 'Class size TK-6', '[2019-07-01,2022-07-01)', 'section', 'Thursdays', 'paid', 'Article XXVI.B-D',
	'TK-3: section B speaks of the average at each school site, section D of an individual class above the limits; each class above 25 is read as paid. The other reading, paid only where the site average is above 25 too, is one row away: joined all, paid_by 1, and a second test of 25 students, average, wider site'),
	('waterford', 'selpa-class', 'Loading standard, special day class', '[2019-07-01,2022-07-01)', 'section', 'every day', 'advisory', 'Article XXVI.E; Appendix C-1',
	'Article XXVI.E says in no case more than stipulated, the appendix that the standards are best practices and not class maximums; read as advisory'),
	('waterford', 'selpa-staffing', 'Loading standard, aides of a special day class', '[2019-07-01,2022-07-01)', 'section', 'every day', 'advisory', 'Article XXVI.E; Appendix C-1',
	'the ratio is of full-time teachers to full-time aides; aides are tallies'),
	('waterford', 'selpa-caseload', 'Loading standard, designated instruction and services', '[2019-07-01,2022-07-01)', 'employee', 'every day', 'advisory', 'Article XXVI.E; Appendix C-1',
	'best practice, not a maximum; so many for each full-time position, as the staff ratio 1 FTE is read'),
	('waterford', 'selpa-state-maximum', 'State maximum caseload', '[2019-07-01,2022-07-01)', 'employee', 'every day', 'hard', 'Article XXVI.E; Appendix C-1',
	'the three programs that the appendix marks as state maximum');

INSERT INTO limit_cap (limit_id, grades, number)
SELECT l.id, v.grades::int4range, v.number FROM load_limit AS l, (VALUES ('[-1,3]', '25 students'), ('[4,6]', '30 students')) AS v (grades, number)
WHERE l.contract = 'waterford' AND l.code = 'class-size';
INSERT INTO limit_remedy (limit_id, kind, scale, note)
SELECT l.id, 'pay', '1+: $50 each per count', 'for each 1.0 student; payable in the next available pay cycle, to the teacher of record' FROM load_limit AS l
WHERE l.contract = 'waterford' AND l.code = 'class-size';

-- The levels are those of the appendix: a class or a case carries its level, {"level": "Primary"}. A level
-- that the appendix leaves blank has no row.
INSERT INTO limit_cap (limit_id, program, applies, number, per, note)
SELECT l.id, v.program, jsonb_build_object('level', c.key), c.value || ' students', v.per, v.note
FROM load_limit AS l, (VALUES
	('SDC-NS-LH', '{"Preformal": 12, "Primary": 12, "Inter.": 14, "Jr. High": 16, "High Sch.": 18}', NULL, 'staff ratio 1 FTE T/1 FTE A'),
	('SDC-NS-CH-SDL', '{"Preformal": 11, "Primary": 12, "Inter.": 14}', NULL, 'staff ratio 1 FTE T/1 FTE A'),
	('INF (Early Start)', '{"Infant": 16}', NULL, NULL),
	('SDC-Autism', '{"Preformal": 8, "Primary": 8, "Inter.": 9, "Jr. High": 10}', NULL, 'staff ratio Preformal- Primary 1 FTE T/6 FTE A Inter./Jr. High 1 FTE T/5 FTE A'),
	('SDC-SH K-Adult', '{"Preformal": 12, "Primary": 12, "Inter.": 12, "Jr. High": 14, "High Sch.": 14, "Adult Transition": 14}', NULL, 'staff ratio 1 FTE T/2 FTE A'),
	('SDC-SH-DEAF', '{"Preformal": 8, "Primary": 8, "Inter.": 10, "Jr. High": 10, "High Sch.": 12}', NULL, 'staff ratio 1 FTE T/2 FTE A'),
	('SDC-SH-ED', '{"Primary": 10, "Inter.": 12, "Jr. High": 14, "High Sch.": 15}', NULL, 'staff ratio 1 FTE T/2 FTE A'),
	('SDC-SH-MH', '{"Preformal": 8, "Primary": 8, "Inter.": 10, "Jr. High": 10, "High Sch.": 10}', NULL, 'staff ratio 1 FTE T/2 FTE A'),
	('SDC-SH-BEHAVIOR', '{"Primary": 9, "Inter.": 9, "Jr. High": 9, "High Sch.": 9, "Adult Transition": 9}', NULL, 'staff ratio 1 FTE T/1 FTE A'),
	('SDC-SH-LIFE SKILLS', '{"Adult Transition": 12}', NULL, 'staff ratio 1 FTE T/1 FTE A')
) AS v (program, levels, per, note) CROSS JOIN LATERAL jsonb_each_text(v.levels::jsonb) AS c
WHERE l.contract = 'waterford' AND l.code = 'selpa-class';

INSERT INTO limit_cap (limit_id, program, applies, number, per, note)
SELECT l.id, v.program, jsonb_build_object('level', c.key), c.value || ' students', v.per, v.note
FROM load_limit AS l, (VALUES
	('DIS AUTISM INCLUSN', '{"Primary": 24, "Inter.": 24, "Jr. High": 24, "High Sch.": 24}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS DEAF AND HH', '{"Infant": 16, "Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, "High Sch.": 16}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS MOBILITY INST', '{"Infant": 16, "Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, "High Sch.": 16}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS PH INCLUSION', '{"Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, "High Sch.": 16}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS SH INCLUSION', '{"Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, "High Sch.": 16}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS READINESS', '{"Preformal": 40}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS VISION HND CP', '{"Infant": 16, "Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, "High Sch.": 16, "Adult Transition": 16}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS VOCATIONAL ED.', '{"High Sch.": 20, "Adult Transition": 20}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS ASSIST TECH', '{"Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, "High Sch.": 16, "Adult Transition": 16}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS ED INCLUSION', '{"Primary": 45, "Inter.": 45, "Jr. High": 45, "High Sch.": 45, "Adult Transition": 45}', '1 FTE', 'staff ratio 1 FTE'),
	('DIS OCCUPATIONAL', '{"Preformal": 50, "Primary": 50, "Inter.": 50, "Jr. High": 50, "High Sch.": 50, "Adult Transition": 50}', '1 FTE', 'staff ratio 1 FTE OT')
) AS v (program, levels, per, note) CROSS JOIN LATERAL jsonb_each_text(v.levels::jsonb) AS c
WHERE l.contract = 'waterford' AND l.code = 'selpa-caseload';

INSERT INTO limit_cap (limit_id, program, applies, number, per, note)
SELECT l.id, v.program, jsonb_build_object('level', c.key), c.value || ' students', v.per, v.note
FROM load_limit AS l, (VALUES
	('RSP', '{"Preformal": 28, "Primary": 28, "Inter.": 28, "Jr. High": 28, "High Sch.": 28}', NULL, 'RSP Preformal and School Age School Based'),
	('DIS PE', '{"Infant": 45, "Preformal": 45, "Primary": 60, "Inter.": 60, "Jr. High": 60, "High Sch.": 60, "Adult Transition": 60}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS SPEECH', '{"Infant": 40, "Preformal": 55, "Primary": 55, "Inter.": 55, "Jr. High": 55, "High Sch.": 55}', '1 FTE', 'staff ratio 1 FTE T')
) AS v (program, levels, per, note) CROSS JOIN LATERAL jsonb_each_text(v.levels::jsonb) AS c
WHERE l.contract = 'waterford' AND l.code = 'selpa-state-maximum';

-- One full-time teacher to so many full-time aides
INSERT INTO limit_cap (limit_id, program, applies, number, per, binds)
SELECT l.id, v.program, v.applies::jsonb, v.number, '1 FTE', 'under'
FROM load_limit AS l, (VALUES
	('SDC-NS-LH', '{}', '1 aides'),
	('SDC-NS-CH-SDL', '{}', '1 aides'),
	('SDC-SH K-Adult', '{}', '2 aides'),
	('SDC-SH-DEAF', '{}', '2 aides'),
	('SDC-SH-ED', '{}', '2 aides'),
	('SDC-SH-MH', '{}', '2 aides'),
	('SDC-SH-BEHAVIOR', '{}', '1 aides'),
	('SDC-SH-LIFE SKILLS', '{}', '1 aides'),
	('SDC-Autism', '{"level": "Preformal"}', '6 aides'), ('SDC-Autism', '{"level": "Primary"}', '6 aides'),
	('SDC-Autism', '{"level": "Inter."}', '5 aides'), ('SDC-Autism', '{"level": "Jr. High"}', '5 aides')
) AS v (program, applies, number)
WHERE l.contract = 'waterford' AND l.code = 'selpa-staffing';

-- A day is one on which the aggrieved employee is required to give service (Article VI.A.2).
INSERT INTO deadline (contract, stage, in_force, days, day_kind, from_event, citation, note) VALUES
	('waterford', 'grievance', '[2019-07-01,2022-07-01)', 15, 'duty', 'first day', 'Article VI.B, step 2',
	'the days run from the informal response or, without one, from the informal discussion, for which no time is set; reckoned as if it were held on the first day of the excess, which is the safest reading'),
	('waterford', 'answer', '[2019-07-01,2022-07-01)', 15, 'duty', 'grievance received', 'Article VI.B, step 2', NULL),
	('waterford', 'mediation', '[2019-07-01,2022-07-01)', 15, 'duty', 'answer', 'Article VI.B, step 3', 'or fifteen days after the grievance was submitted, if there is no answer'),
	('waterford', 'arbitration', '[2019-07-01,2022-07-01)', 15, 'duty', 'mediation', 'Article VI.B, step 4', 'what the fifteen days run from is not said'),
	('waterford', 'agree on an arbitrator', '[2019-07-01,2022-07-01)', 10, 'duty', 'arbitration', 'Article VI.B, step 4', 'then the state is asked for five names');
$caseload_text$::text)
$caseload_texts$;
COMMENT ON FUNCTION caseload.district_scripts() IS 'the scripts that make a district''s tables and functions, in order';
COMMENT ON FUNCTION caseload.report_scripts() IS 'the scripts that make a district''s reports, in order';
COMMENT ON FUNCTION caseload.contract_scripts() IS 'the contracts that ship with the extension, as scripts';

CREATE FUNCTION caseload.contracts(OUT name text, OUT title text, OUT term daterange, OUT citation text) RETURNS SETOF record
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT c.name,
		substring(c.script from '(?n)^-- title: +(.*)$'),
		substring(c.script from '(?n)^-- term: +(.*)$')::daterange,
		substring(c.script from '(?n)^-- citation: +(.*)$')
	FROM caseload.contract_scripts() AS c (name, script) WHERE c.script ~ '(?n)^-- title: ' ORDER BY c.name;
END;
COMMENT ON FUNCTION caseload.contracts() IS 'the contracts that ship with the extension, for create_district and load_contract';

CREATE FUNCTION caseload.check_district(schema text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $check_district$
DECLARE
	schema_owner name := (SELECT pg_get_userbyid(n.nspowner) FROM pg_namespace AS n WHERE n.nspname = check_district.schema);
BEGIN
	IF to_regclass(format('%I.district_version', schema)) IS NULL THEN
		RAISE invalid_parameter_value USING MESSAGE = format('schema "%s" holds no district', schema),
			HINT = format('Make one with caseload.create_district(%L).', schema);
	END IF;
	-- what stands in that schema was written by its owner and would run with the caller's rights
	IF schema_owner <> current_user THEN
		RAISE insufficient_privilege USING MESSAGE = format('district "%s" belongs to another role', schema),
			HINT = format('SET ROLE %I, its owner, and call again.', schema_owner);
	END IF;
END
$check_district$;
COMMENT ON FUNCTION caseload.check_district(text) IS 'an error unless the schema holds a district of the caller''s own';

CREATE FUNCTION caseload.load_contract(schema text, name text) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $load_contract$
DECLARE
	-- the rules of a long contract are parted: waterford, then waterford_limits, which has no title of its own
	contract_script text := (SELECT string_agg(c.script, E'\n' ORDER BY c.name COLLATE "C") FROM caseload.contract_scripts() AS c
		WHERE c.name = load_contract.name OR starts_with(c.name, load_contract.name || '_') AND c.script !~ '(?n)^-- title: '
		HAVING bool_or(c.name = load_contract.name AND c.script ~ '(?n)^-- title: '));
	loaded_already boolean;
BEGIN
	IF schema IS NULL OR name IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'a district and a contract must be named',
			HINT = 'Name both: caseload.load_contract(''my_district'', ''waterford'').';
	END IF;
	IF contract_script IS NULL THEN
		RAISE invalid_parameter_value USING MESSAGE = format('there is no contract "%s"', name),
			HINT = format('The contracts that ship with the extension are: %s.',
				(SELECT string_agg(c.name, ', ' ORDER BY c.name) FROM caseload.contracts() AS c));
	END IF;
	PERFORM caseload.check_district(schema);
	PERFORM set_config('search_path', format('%I, pg_temp', schema), true);
	EXECUTE 'SELECT EXISTS (SELECT FROM contract WHERE contract = $1)' INTO loaded_already USING name;
	IF loaded_already THEN
		RAISE duplicate_object USING MESSAGE = format('contract "%s" is loaded in district "%s" already', name, schema),
			HINT = 'To load it afresh, delete its rows first; rules refer to their contract with ON DELETE CASCADE.';
	END IF;
	EXECUTE contract_script;
	RETURN format('contract %s loaded', name);
END
$load_contract$;
COMMENT ON FUNCTION caseload.load_contract(text, text) IS 'puts a contract that ships with the extension into a district, as rows';

CREATE FUNCTION caseload.create_district(schema text, contract text DEFAULT '') RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $create_district$
DECLARE
	reports_schema text := schema || '_bi';
	script_of_ours text;
BEGIN
	IF schema IS NULL OR contract IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'a district needs a name',
			HINT = 'Leave the contract out for an empty district: caseload.create_district(''my_district'').';
	END IF;
	IF schema = '' THEN
		RAISE invalid_name USING MESSAGE = 'the name of a district must not be empty';
	END IF;
	-- a longer name would be cut, and both schemas might become one
	IF octet_length(reports_schema) > 63 THEN
		RAISE name_too_long USING MESSAGE = format('district name "%s" is too long', schema),
			DETAIL = format('With "_bi" for the reports it takes %s bytes.', octet_length(reports_schema)),
			HINT = 'PostgreSQL has room for 63 bytes.';
	END IF;
	IF contract <> '' AND NOT EXISTS (SELECT FROM caseload.contract_scripts() AS c WHERE c.name = create_district.contract AND c.script ~ '(?n)^-- title: ') THEN
		RAISE invalid_parameter_value USING MESSAGE = format('there is no contract "%s"', contract),
			HINT = format('The contracts that ship with the extension are: %s.',
				(SELECT string_agg(c.name, ', ' ORDER BY c.name) FROM caseload.contracts() AS c));
	END IF;
	IF to_regnamespace(quote_ident(schema)) IS NOT NULL OR to_regnamespace(quote_ident(reports_schema)) IS NOT NULL THEN
		RAISE duplicate_schema USING
			MESSAGE = format('schema "%s" exists already',
				CASE WHEN to_regnamespace(quote_ident(schema)) IS NULL THEN reports_schema ELSE schema END),
			HINT = 'A district makes two schemas of its own, for its tables and, with "_bi", for its reports: choose another name.';
	END IF;

	EXECUTE format('CREATE SCHEMA %I', schema);
	EXECUTE format('CREATE SCHEMA %I', reports_schema);
	EXECUTE format('COMMENT ON SCHEMA %I IS %L', schema, 'district: rules of the contract and facts of the district (extension caseload)');
	EXECUTE format('COMMENT ON SCHEMA %I IS %L', reports_schema, format('reports on district %s, for BI tools (extension caseload)', schema));
	-- pg_catalog is not named, so it is searched first and yet nothing is created in it
	PERFORM set_config('search_path', format('%I, pg_temp', schema), true);
	FOR script_of_ours IN SELECT s.script FROM caseload.district_scripts() AS s LOOP
		EXECUTE script_of_ours;
	END LOOP;
	EXECUTE 'INSERT INTO district_version (version) SELECT extversion FROM pg_catalog.pg_extension WHERE extname = ''caseload''';
	PERFORM set_config('search_path', format('%I, %I, pg_temp', reports_schema, schema), true);
	FOR script_of_ours IN SELECT s.script FROM caseload.report_scripts() AS s LOOP
		EXECUTE script_of_ours;
	END LOOP;
	IF contract <> '' THEN
		PERFORM caseload.load_contract(schema, contract);
		RETURN format('schemas %I and %I made, contract %s loaded', schema, reports_schema, contract);
	END IF;
	RETURN format('schemas %I and %I made, no contract loaded', schema, reports_schema);
END
$create_district$;
COMMENT ON FUNCTION caseload.create_district(text, text) IS 'makes a district: two schemas, of rules and facts and of reports, that belong to the caller';

CREATE FUNCTION caseload.upgrade_district(schema text) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $upgrade_district$
DECLARE
	version_here text;
	version_of_extension text := (SELECT e.extversion FROM pg_extension AS e WHERE e.extname = 'caseload');
BEGIN
	IF schema IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'a district must be named';
	END IF;
	PERFORM caseload.check_district(schema);
	EXECUTE format('SELECT v.version FROM %I.district_version AS v ORDER BY v.installed_at DESC LIMIT 1', schema) INTO version_here;
	IF version_here = version_of_extension THEN
		RETURN format('district %I is at version %s, the extension''s own: nothing to do', schema, version_here);
	END IF;
	RAISE feature_not_supported USING
		MESSAGE = format('there is no way from version %s of district "%s" to version %s', version_here, schema, version_of_extension),
		HINT = 'Update the extension first: ALTER EXTENSION caseload UPDATE.';
END
$upgrade_district$;
COMMENT ON FUNCTION caseload.upgrade_district(text) IS 'brings a district''s tables to the version of the extension';
