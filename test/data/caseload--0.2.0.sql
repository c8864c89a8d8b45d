\echo Use "CREATE EXTENSION caseload" to load this file. \quit

-- src/pg/schema.sql
-- Before anything is made: CREATE EXTENSION uses a schema of this name as it finds it. Its owner could put functions
-- there whose arguments fit a call better than ours do, and they would run as whoever calls. A dump that is restored
-- makes the schema first, empty, and gives it to the owner that it had.
DO $schema$
DECLARE
	path text := pg_catalog.current_setting('search_path');
	schema_owner oid;
	stranger text;
BEGIN
	-- what stands in that schema must not be called by this either
	PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
	SELECT r.oid INTO schema_owner FROM pg_namespace AS n JOIN pg_roles AS r ON r.oid = n.nspowner
	WHERE n.nspname = 'caseload' AND r.rolname <> current_user AND NOT r.rolsuper;
	IF FOUND THEN
		RAISE object_not_in_prerequisite_state USING MESSAGE = 'schema "caseload" belongs to another role',
			DETAIL = format('Its owner, %s, could put functions there that are called instead of the extension''s.',
				pg_get_userbyid(schema_owner)),
			HINT = 'Rename it (ALTER SCHEMA caseload RENAME TO ...) or drop it: CREATE EXTENSION makes one of its own.';
	END IF;
	SELECT pg_describe_object(d.classid, d.objid, 0) INTO stranger FROM pg_depend AS d
	WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = 'caseload'::regnamespace
		AND d.deptype = 'n' AND d.classid <> 'pg_extension'::regclass
		-- an extension that caseload requires may be there
		AND NOT EXISTS (SELECT FROM pg_depend AS e
			WHERE e.classid = d.classid AND e.objid = d.objid AND e.deptype = 'e')
	ORDER BY d.classid, d.objid LIMIT 1;
	IF FOUND THEN
		RAISE object_not_in_prerequisite_state USING MESSAGE = 'schema "caseload" is not empty',
			DETAIL = format('There is %s in it.', stranger),
			HINT = 'Rename it (ALTER SCHEMA caseload RENAME TO ...) or empty it: the extension takes no other.';
	END IF;
	PERFORM set_config('search_path', path, true);
END
$schema$;

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
COMMENT ON FUNCTION caseload.salary_step_cmp(caseload.salary_step, caseload.salary_step) IS
	'below, equal to or above zero, for btree indexes';
COMMENT ON FUNCTION caseload.salary_step_hash(caseload.salary_step) IS 'hash, frozen from the first release';
COMMENT ON FUNCTION caseload.salary_step_hash_extended(caseload.salary_step, bigint) IS
	'hash under a seed, frozen from the first release';

CREATE OPERATOR caseload.< (LEFTARG = caseload.salary_step, RIGHTARG = caseload.salary_step, FUNCTION = caseload.salary_step_lt,
	COMMUTATOR = OPERATOR(caseload.>), NEGATOR = OPERATOR(caseload.>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR caseload.<= (LEFTARG = caseload.salary_step, RIGHTARG = caseload.salary_step, FUNCTION = caseload.salary_step_le,
	COMMUTATOR = OPERATOR(caseload.>=), NEGATOR = OPERATOR(caseload.>), RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR caseload.= (LEFTARG = caseload.salary_step, RIGHTARG = caseload.salary_step, FUNCTION = caseload.salary_step_eq,
	COMMUTATOR = OPERATOR(caseload.=), NEGATOR = OPERATOR(caseload.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
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
COMMENT ON FUNCTION caseload.salary_step_smaller(caseload.salary_step, caseload.salary_step) IS
	'the smaller of two, for min';
COMMENT ON FUNCTION caseload.salary_step_larger(caseload.salary_step, caseload.salary_step) IS
	'the larger of two, for max';
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
COMMENT ON FUNCTION caseload.stipend_band_cmp(caseload.stipend_band, caseload.stipend_band) IS
	'below, equal to or above zero, for btree indexes';
COMMENT ON FUNCTION caseload.stipend_band_hash(caseload.stipend_band) IS 'hash, frozen from the first release';
COMMENT ON FUNCTION caseload.stipend_band_hash_extended(caseload.stipend_band, bigint) IS
	'hash under a seed, frozen from the first release';

CREATE OPERATOR caseload.< (LEFTARG = caseload.stipend_band, RIGHTARG = caseload.stipend_band, FUNCTION = caseload.stipend_band_lt,
	COMMUTATOR = OPERATOR(caseload.>), NEGATOR = OPERATOR(caseload.>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR caseload.<= (LEFTARG = caseload.stipend_band, RIGHTARG = caseload.stipend_band, FUNCTION = caseload.stipend_band_le,
	COMMUTATOR = OPERATOR(caseload.>=), NEGATOR = OPERATOR(caseload.>), RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR caseload.= (LEFTARG = caseload.stipend_band, RIGHTARG = caseload.stipend_band, FUNCTION = caseload.stipend_band_eq,
	COMMUTATOR = OPERATOR(caseload.=), NEGATOR = OPERATOR(caseload.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
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

CREATE FUNCTION caseload.stipend_band_smaller(caseload.stipend_band, caseload.stipend_band)
RETURNS caseload.stipend_band
AS 'MODULE_PATHNAME', 'caseload_stipend_band_smaller' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.stipend_band_larger(caseload.stipend_band, caseload.stipend_band) RETURNS caseload.stipend_band
AS 'MODULE_PATHNAME', 'caseload_stipend_band_larger' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE AGGREGATE caseload.min(caseload.stipend_band) (SFUNC = caseload.stipend_band_smaller,
	STYPE = caseload.stipend_band,
	COMBINEFUNC = caseload.stipend_band_smaller, SORTOP = OPERATOR(caseload.<), PARALLEL = SAFE);
CREATE AGGREGATE caseload.max(caseload.stipend_band) (SFUNC = caseload.stipend_band_larger,
	STYPE = caseload.stipend_band,
	COMBINEFUNC = caseload.stipend_band_larger, SORTOP = OPERATOR(caseload.>), PARALLEL = SAFE);
COMMENT ON FUNCTION caseload.stipend_band_smaller(caseload.stipend_band, caseload.stipend_band) IS
	'the smaller of two, for min';
COMMENT ON FUNCTION caseload.stipend_band_larger(caseload.stipend_band, caseload.stipend_band) IS
	'the larger of two, for max';
COMMENT ON AGGREGATE caseload.min(caseload.stipend_band) IS
	'the lowest band: percentages before amounts, then by worth, label and period';
COMMENT ON AGGREGATE caseload.max(caseload.stipend_band) IS
	'the highest band: percentages before amounts, then by worth, label and period';

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
COMMENT ON FUNCTION caseload.pay_scale_cmp(caseload.pay_scale, caseload.pay_scale) IS
	'below, equal to or above zero, for btree indexes';
COMMENT ON FUNCTION caseload.pay_scale_hash(caseload.pay_scale) IS 'hash, frozen from the first release';
COMMENT ON FUNCTION caseload.pay_scale_hash_extended(caseload.pay_scale, bigint) IS
	'hash under a seed, frozen from the first release';

CREATE OPERATOR caseload.< (LEFTARG = caseload.pay_scale, RIGHTARG = caseload.pay_scale, FUNCTION = caseload.pay_scale_lt,
	COMMUTATOR = OPERATOR(caseload.>), NEGATOR = OPERATOR(caseload.>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR caseload.<= (LEFTARG = caseload.pay_scale, RIGHTARG = caseload.pay_scale, FUNCTION = caseload.pay_scale_le,
	COMMUTATOR = OPERATOR(caseload.>=), NEGATOR = OPERATOR(caseload.>), RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR caseload.= (LEFTARG = caseload.pay_scale, RIGHTARG = caseload.pay_scale, FUNCTION = caseload.pay_scale_eq,
	COMMUTATOR = OPERATOR(caseload.=), NEGATOR = OPERATOR(caseload.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
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
COMMENT ON TYPE caseload.load_series IS
	'a load on each counted day: 24 students from 2025-08-18, 26 from 2025-09-03 on {[2025-08-18,2026-06-05)}';
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
COMMENT ON FUNCTION caseload.load_series_cmp(caseload.load_series, caseload.load_series) IS
	'below, equal to or above zero, for btree indexes';
COMMENT ON FUNCTION caseload.load_series_hash(caseload.load_series) IS 'hash, frozen from the first release';
COMMENT ON FUNCTION caseload.load_series_hash_extended(caseload.load_series, bigint) IS
	'hash under a seed, frozen from the first release';

CREATE OPERATOR caseload.< (LEFTARG = caseload.load_series, RIGHTARG = caseload.load_series, FUNCTION = caseload.load_series_lt,
	COMMUTATOR = OPERATOR(caseload.>), NEGATOR = OPERATOR(caseload.>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR caseload.<= (LEFTARG = caseload.load_series, RIGHTARG = caseload.load_series, FUNCTION = caseload.load_series_le,
	COMMUTATOR = OPERATOR(caseload.>=), NEGATOR = OPERATOR(caseload.>), RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR caseload.= (LEFTARG = caseload.load_series, RIGHTARG = caseload.load_series, FUNCTION = caseload.load_series_eq,
	COMMUTATOR = OPERATOR(caseload.=), NEGATOR = OPERATOR(caseload.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
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
CREATE FUNCTION caseload.unnest(caseload.load_series, OUT day date,
	OUT load caseload.caseload_unit) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'caseload_load_series_unnest' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 200;
CREATE FUNCTION caseload.over(excess caseload.load_series, cap caseload.load_series, load caseload.load_series,
	OUT day date, OUT over_by numeric, OUT cap_then numeric, OUT load_then numeric) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'caseload_load_series_over' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 50;
CREATE FUNCTION caseload.worst(excess caseload.load_series, OUT first_day date, OUT last_day date, OUT worst_day date,
	OUT over_by numeric)
AS 'MODULE_PATHNAME', 'caseload_load_series_worst' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.worst(caseload.load_series) IS
	'the first and the last day above zero, the first day on which it is the highest, '
	'and how much; nulls if there is none';
COMMENT ON FUNCTION caseload.over(caseload.load_series, caseload.load_series, caseload.load_series) IS
	'a row for each day on which the first is above zero, in order: how much, with the cap and the load of that day';
COMMENT ON FUNCTION caseload.measure(caseload.load_series) IS 'what its loads count; null for a zero of no measure';
COMMENT ON FUNCTION caseload.load_on(caseload.load_series, date) IS 'the load on a day; null if the day is not counted';
COMMENT ON FUNCTION caseload.days_above(caseload.load_series, caseload.caseload_unit) IS
	'how many counted days have a load above this';
COMMENT ON FUNCTION caseload.unnest(caseload.load_series) IS 'a row for each counted day, in order';

-- Point by point, on the days that both have.
CREATE FUNCTION caseload.load_series_plus(caseload.load_series, caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_plus' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_plus_unit(caseload.load_series, caseload.caseload_unit)
RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_plus_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_minus(caseload.load_series, caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_minus' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_minus_unit(caseload.load_series, caseload.caseload_unit)
RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_minus_unit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_ratio(caseload.load_series, caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_times(caseload.load_series, numeric) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_times' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_divided(caseload.load_series, numeric) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_divided' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_times_left(numeric, caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_times_left' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.load_series_plus(caseload.load_series, caseload.load_series) IS
	'implementation of + operator';
COMMENT ON FUNCTION caseload.load_series_plus_unit(caseload.load_series, caseload.caseload_unit) IS
	'implementation of + operator';
COMMENT ON FUNCTION caseload.load_series_minus(caseload.load_series, caseload.load_series) IS
	'implementation of - operator';
COMMENT ON FUNCTION caseload.load_series_minus_unit(caseload.load_series, caseload.caseload_unit) IS
	'implementation of - operator';
COMMENT ON FUNCTION caseload.load_series_ratio(caseload.load_series, caseload.load_series) IS
	'implementation of / operator';
COMMENT ON FUNCTION caseload.load_series_times(caseload.load_series, numeric) IS 'implementation of * operator';
COMMENT ON FUNCTION caseload.load_series_divided(caseload.load_series, numeric) IS 'implementation of / operator';
COMMENT ON FUNCTION caseload.load_series_times_left(numeric, caseload.load_series) IS 'implementation of * operator';

CREATE OPERATOR caseload.+ (LEFTARG = caseload.load_series, RIGHTARG = caseload.load_series,
	FUNCTION = caseload.load_series_plus, COMMUTATOR = OPERATOR(caseload.+));
CREATE OPERATOR caseload.+ (LEFTARG = caseload.load_series, RIGHTARG = caseload.caseload_unit,
	FUNCTION = caseload.load_series_plus_unit);
CREATE OPERATOR caseload.- (LEFTARG = caseload.load_series, RIGHTARG = caseload.load_series,
	FUNCTION = caseload.load_series_minus);
CREATE OPERATOR caseload.- (LEFTARG = caseload.load_series, RIGHTARG = caseload.caseload_unit,
	FUNCTION = caseload.load_series_minus_unit);
CREATE OPERATOR caseload./ (LEFTARG = caseload.load_series, RIGHTARG = caseload.load_series,
	FUNCTION = caseload.load_series_ratio);
CREATE OPERATOR caseload.* (LEFTARG = caseload.load_series, RIGHTARG = numeric,
	FUNCTION = caseload.load_series_times, COMMUTATOR = OPERATOR(caseload.*));
CREATE OPERATOR caseload./ (LEFTARG = caseload.load_series, RIGHTARG = numeric,
	FUNCTION = caseload.load_series_divided);
CREATE OPERATOR caseload.* (LEFTARG = numeric, RIGHTARG = caseload.load_series,
	FUNCTION = caseload.load_series_times_left, COMMUTATOR = OPERATOR(caseload.*));
COMMENT ON OPERATOR caseload.+ (caseload.load_series, caseload.load_series) IS 'the sum on each day';
COMMENT ON OPERATOR caseload.+ (caseload.load_series, caseload.caseload_unit) IS 'so much more on each day';
COMMENT ON OPERATOR caseload.- (caseload.load_series, caseload.load_series) IS 'the difference on each day';
COMMENT ON OPERATOR caseload.- (caseload.load_series, caseload.caseload_unit) IS 'so much less on each day';
COMMENT ON OPERATOR caseload./ (caseload.load_series, caseload.load_series) IS 'the quotient on each day: percent of '
	'one measure, else in the measure of the first; days with divisor zero drop out';
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
COMMENT ON FUNCTION caseload.overage(load caseload.load_series, cap caseload.caseload_unit) IS
	'what is above the cap on each day, never below zero';
COMMENT ON FUNCTION caseload.overage(load caseload.load_series, cap caseload.load_series) IS
	'what is above the cap on each day, never below zero';
COMMENT ON FUNCTION caseload.shortage(load caseload.load_series, cap caseload.caseload_unit) IS
	'what is missing to the cap on each day, never below zero';
COMMENT ON FUNCTION caseload.shortage(load caseload.load_series, cap caseload.load_series) IS
	'what is missing to the cap on each day, never below zero';
COMMENT ON FUNCTION caseload.during(caseload.load_series, caseload.load_series) IS
	'the first on the days when the second is above zero, else zero';
COMMENT ON FUNCTION caseload.rounded(caseload.load_series, digits integer, how text) IS
	'each load rounded: up, down, nearest or exact';
COMMENT ON FUNCTION caseload.on_days(caseload.load_series, days datemultirange) IS
	'without the days that are not among these';

-- One point a period, on its last counted day.
CREATE FUNCTION caseload.highest(caseload.load_series, periods daterange[]) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_highest' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.mean(caseload.load_series, periods daterange[]) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.last(caseload.load_series, periods daterange[]) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_last' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.total(caseload.load_series, periods daterange[]) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.highest(caseload.load_series, periods daterange[]) IS
	'the highest load of each period, as one point on its last counted day';
COMMENT ON FUNCTION caseload.mean(caseload.load_series, periods daterange[]) IS
	'the mean load of each period over its counted days, as one point on its last counted day';
COMMENT ON FUNCTION caseload.last(caseload.load_series, periods daterange[]) IS
	'the load of each period on its last counted day, as one point on its last counted day';
COMMENT ON FUNCTION caseload.total(caseload.load_series, periods daterange[]) IS
	'the sum of the loads of each period, as one point on its last counted day';

-- Gates of time: what does not pass becomes zero; no day is dropped.
CREATE FUNCTION caseload.lasting(caseload.load_series, at_least caseload.caseload_unit, from_then boolean DEFAULT false)
RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_lasting' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.lasting(caseload.load_series, at_least caseload.caseload_unit, within daterange[],
	from_then boolean DEFAULT false) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_lasting_within' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.standing_on(caseload.load_series, days datemultirange) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_standing_on' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.lasting(caseload.load_series, at_least caseload.caseload_unit, from_then boolean) IS
	'loads above zero for so many counted days in a row';
COMMENT ON FUNCTION caseload.lasting(caseload.load_series, at_least caseload.caseload_unit, within daterange[],
	from_then boolean) IS 'loads above zero on so many counted days of a period, in a row or not';
COMMENT ON FUNCTION caseload.standing_on(caseload.load_series, days datemultirange) IS
	'each whole run of loads above zero that stands on one of these days';

-- The aggregates. Transition functions keep nothing between calls; states are series themselves, so
-- partial results may be stored, sent and merged with sum().
CREATE FUNCTION caseload.daily_load_add(caseload.load_series, valid daterange, days datemultirange)
RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_daily_load_add' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION caseload.daily_load_add(caseload.load_series, valid daterange, days datemultirange,
	weight caseload.caseload_unit) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_daily_load_add_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION caseload.daily_load_merge(caseload.load_series, caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_daily_load_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_sum_add(caseload.load_series, caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_sum_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_larger(caseload.load_series, caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_larger' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_snapshot_add(caseload.load_series, date, caseload.caseload_unit)
RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_snapshot_add' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION caseload.load_series_final(caseload.load_series) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.daily_load_add(caseload.load_series, valid daterange, days datemultirange) IS
	'one range more, for daily_load';
COMMENT ON FUNCTION caseload.daily_load_add(caseload.load_series, valid daterange, days datemultirange,
	weight caseload.caseload_unit) IS 'one range more, for daily_load';
COMMENT ON FUNCTION caseload.daily_load_merge(caseload.load_series, caseload.load_series) IS
	'two states in one, for daily_load';
COMMENT ON FUNCTION caseload.load_series_sum_add(caseload.load_series, caseload.load_series) IS
	'one series more, for sum; two states in one';
COMMENT ON FUNCTION caseload.load_series_larger(caseload.load_series, caseload.load_series) IS
	'the greater load on each day of either, for max';
COMMENT ON FUNCTION caseload.load_series_snapshot_add(caseload.load_series, date, caseload.caseload_unit) IS
	'one snapshot more, for load_series_agg';
COMMENT ON FUNCTION caseload.load_series_final(caseload.load_series) IS 'a state in its final form';

CREATE AGGREGATE caseload.daily_load(valid daterange, days datemultirange) (SFUNC = caseload.daily_load_add,
	STYPE = caseload.load_series, SSPACE = 1024,
	COMBINEFUNC = caseload.daily_load_merge, FINALFUNC = caseload.load_series_final, PARALLEL = SAFE);
CREATE AGGREGATE caseload.daily_load(valid daterange, days datemultirange,
	weight caseload.caseload_unit) (
	SFUNC = caseload.daily_load_add, STYPE = caseload.load_series, SSPACE = 1024,
	COMBINEFUNC = caseload.daily_load_merge, FINALFUNC = caseload.load_series_final, PARALLEL = SAFE);
CREATE AGGREGATE caseload.load_series_agg(day date, quantity caseload.caseload_unit) (
	SFUNC = caseload.load_series_snapshot_add, STYPE = caseload.load_series, SSPACE = 1024,
	COMBINEFUNC = caseload.load_series_sum_add, FINALFUNC = caseload.load_series_final, PARALLEL = SAFE);
CREATE AGGREGATE caseload.sum(caseload.load_series) (SFUNC = caseload.load_series_sum_add,
	STYPE = caseload.load_series, SSPACE = 512,
	COMBINEFUNC = caseload.load_series_sum_add, FINALFUNC = caseload.load_series_final, PARALLEL = SAFE);
CREATE AGGREGATE caseload.max(caseload.load_series) (SFUNC = caseload.load_series_larger,
	STYPE = caseload.load_series, SSPACE = 512,
	COMBINEFUNC = caseload.load_series_larger, PARALLEL = SAFE);
COMMENT ON AGGREGATE caseload.daily_load(valid daterange, days datemultirange) IS
	'how many of the ranges hold on each of the days, in students';
COMMENT ON AGGREGATE caseload.daily_load(valid daterange, days datemultirange, weight caseload.caseload_unit) IS
	'the sum of the weights of the ranges that hold on each of the days';
COMMENT ON AGGREGATE caseload.load_series_agg(day date, quantity caseload.caseload_unit) IS
	'a series of the quantities found on these days; several on one day add up';
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

-- src/pg/pay_series.sql
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
COMMENT ON FUNCTION caseload.salary_schedule_cmp(caseload.salary_schedule, caseload.salary_schedule) IS
	'below, equal to or above zero, for btree indexes';
COMMENT ON FUNCTION caseload.salary_schedule_hash(caseload.salary_schedule) IS 'hash, frozen from the first release';
COMMENT ON FUNCTION caseload.salary_schedule_hash_extended(caseload.salary_schedule, bigint) IS
	'hash under a seed, frozen from the first release';

CREATE OPERATOR caseload.< (LEFTARG = caseload.salary_schedule, RIGHTARG = caseload.salary_schedule, FUNCTION = caseload.salary_schedule_lt,
	COMMUTATOR = OPERATOR(caseload.>), NEGATOR = OPERATOR(caseload.>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR caseload.<= (LEFTARG = caseload.salary_schedule, RIGHTARG = caseload.salary_schedule, FUNCTION = caseload.salary_schedule_le,
	COMMUTATOR = OPERATOR(caseload.>=), NEGATOR = OPERATOR(caseload.>), RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR caseload.= (LEFTARG = caseload.salary_schedule, RIGHTARG = caseload.salary_schedule, FUNCTION = caseload.salary_schedule_eq,
	COMMUTATOR = OPERATOR(caseload.=), NEGATOR = OPERATOR(caseload.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
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
CREATE FUNCTION caseload.longevity_pay(schedule caseload.salary_schedule,
	placement caseload.salary_step) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_longevity_pay' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.salary(caseload.salary_schedule, caseload.salary_step) IS 'the printed cell: the highest '
	'row of the lane at or below the step, rounded half up to the places the schedule pays in';
COMMENT ON FUNCTION caseload.salary_exact(caseload.salary_schedule, caseload.salary_step) IS
	'the cell without rounding';
COMMENT ON FUNCTION caseload.longevity_pay(caseload.salary_schedule, caseload.salary_step) IS
	'what the longevity row adds over the last ordinary row of the lane; 0 below it';

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
CREATE OPERATOR caseload.+ (LEFTARG = caseload.salary_schedule, RIGHTARG = numeric,
	FUNCTION = caseload.salary_schedule_plus);
COMMENT ON FUNCTION caseload.salary_schedule_times(caseload.salary_schedule, numeric) IS 'implementation of * operator';
COMMENT ON FUNCTION caseload.salary_schedule_times_left(numeric, caseload.salary_schedule) IS
	'implementation of * operator';
COMMENT ON FUNCTION caseload.salary_schedule_plus(caseload.salary_schedule, numeric) IS 'implementation of + operator';
COMMENT ON OPERATOR caseload.* (caseload.salary_schedule, numeric) IS 'every cell multiplied: a raise';
COMMENT ON OPERATOR caseload.* (numeric, caseload.salary_schedule) IS 'every cell multiplied: a raise';
COMMENT ON OPERATOR caseload.+ (caseload.salary_schedule, numeric) IS 'so much more in every cell: a flat raise';

CREATE FUNCTION caseload.round(schedule caseload.salary_schedule, digits integer) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_round' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.paid_in(schedule caseload.salary_schedule, digits integer) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_paid_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.round(caseload.salary_schedule, integer) IS 'every cell rounded half up';
COMMENT ON FUNCTION caseload.paid_in(caseload.salary_schedule, integer) IS
	'the same cells, salary() rounding to so many digits after the point';

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
COMMENT ON FUNCTION caseload.with_lanes(caseload.salary_schedule, text[]) IS
	'these lanes alone, in this order; II(36) sets the units of one';
COMMENT ON FUNCTION caseload.lane_for_units(caseload.salary_schedule, numeric) IS
	'the highest lane whose units are reached';
COMMENT ON FUNCTION caseload.top_step(caseload.salary_schedule, text) IS 'the last ordinary step of a lane';

-- from and to rows
CREATE FUNCTION caseload.cells(schedule caseload.salary_schedule, OUT placement caseload.salary_step, OUT lane text,
	OUT lane_rank integer, OUT units numeric, OUT step numeric, OUT amount numeric,
	OUT exact numeric, OUT longevity boolean)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'caseload_cells' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION caseload.cells(caseload.salary_schedule) IS 'a row for each cell, lane by lane as printed';

CREATE FUNCTION caseload.salary_schedule_accumulate(caseload.salary_schedule, caseload.salary_step, numeric)
RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_accumulate' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_accumulate(caseload.salary_schedule, caseload.salary_step, numeric, boolean)
RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_accumulate' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_combine(caseload.salary_schedule, caseload.salary_schedule)
RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_combine' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_schedule_final(caseload.salary_schedule) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE AGGREGATE caseload.salary_schedule_agg(placement caseload.salary_step, amount numeric) (
	SFUNC = caseload.salary_schedule_accumulate, STYPE = caseload.salary_schedule, SSPACE = 8192,
	FINALFUNC = caseload.salary_schedule_final, COMBINEFUNC = caseload.salary_schedule_combine, PARALLEL = SAFE);
CREATE AGGREGATE caseload.salary_schedule_agg(placement caseload.salary_step, amount numeric, longevity boolean) (
	SFUNC = caseload.salary_schedule_accumulate, STYPE = caseload.salary_schedule, SSPACE = 8192,
	FINALFUNC = caseload.salary_schedule_final, COMBINEFUNC = caseload.salary_schedule_combine, PARALLEL = SAFE);
COMMENT ON FUNCTION caseload.salary_schedule_accumulate(caseload.salary_schedule, caseload.salary_step, numeric) IS
	'one cell more, for salary_schedule_agg';
COMMENT ON FUNCTION caseload.salary_schedule_accumulate(caseload.salary_schedule, caseload.salary_step, numeric,
	boolean) IS 'one cell more, for salary_schedule_agg';
COMMENT ON FUNCTION caseload.salary_schedule_combine(caseload.salary_schedule, caseload.salary_schedule) IS
	'the cells of both, for salary_schedule_agg';
COMMENT ON FUNCTION caseload.salary_schedule_final(caseload.salary_schedule) IS
	'the schedule without spare room, for salary_schedule_agg';
COMMENT ON AGGREGATE caseload.salary_schedule_agg(caseload.salary_step, numeric) IS
	'a schedule of these cells, lanes in natural order';
COMMENT ON AGGREGATE caseload.salary_schedule_agg(caseload.salary_step, numeric, boolean) IS
	'a schedule of these cells, lanes in natural order, longevity rows marked';

-- longevity; not STRICT, since its optional arguments may be NULL
CREATE FUNCTION caseload.with_longevity(schedule caseload.salary_schedule, scale caseload.pay_scale,
	lanes text[] DEFAULT NULL, base numeric DEFAULT NULL, through numeric DEFAULT 40) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_with_longevity' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION caseload.with_longevity(caseload.salary_schedule, caseload.pay_scale, text[], numeric, numeric) IS
	'the schedule with longevity rows above the top of each of these lanes';

-- transcription
CREATE FUNCTION caseload.problems(schedule caseload.salary_schedule)
RETURNS TABLE(placement caseload.salary_step, problem text)
AS 'MODULE_PATHNAME', 'caseload_problems' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 5;
COMMENT ON FUNCTION caseload.problems(caseload.salary_schedule) IS 'what looks like a slip of the hand in a typed grid';

-- src/pg/explain.sql
-- STABLE, not IMMUTABLE: the wording follows the data of the ICU library.

CREATE FUNCTION caseload.explain(caseload.pay_scale, numeric) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_pay' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, numeric) IS
	'the reckoning of pay for a quantity in English words';

CREATE FUNCTION caseload.explain(caseload.pay_scale, numeric, numeric) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_pay_base' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, numeric, numeric) IS
	'the reckoning of pay for a quantity on a base, in English words';

CREATE FUNCTION caseload.explain(caseload.pay_scale, numeric, text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_pay_locale' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, numeric, text) IS
	'the reckoning of pay for a quantity in the words of a locale: en, es';

CREATE FUNCTION caseload.explain(caseload.pay_scale, numeric, numeric, text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_pay_base_locale' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, numeric, numeric, text) IS
	'the reckoning of pay for a quantity on a base, in the words of a locale: en, es';

CREATE FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_unit_pay' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit) IS
	'the reckoning of pay for a quantity with its measure in English words';

CREATE FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, numeric) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_unit_pay_base' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, numeric) IS
	'the reckoning of pay for a quantity with its measure on a base, in English words';

CREATE FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_unit_pay_locale' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, text) IS
	'the reckoning of pay for a quantity with its measure in the words of a locale: en, es';

CREATE FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, numeric, text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_unit_pay_base_locale' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.pay_scale, caseload.caseload_unit, numeric, text) IS
	'the reckoning of pay for a quantity with its measure on a base, in the words of a locale: en, es';

CREATE FUNCTION caseload.explain(caseload.salary_schedule, caseload.salary_step) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_salary' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.salary_schedule, caseload.salary_step) IS
	'how a salary comes about, in English words';

CREATE FUNCTION caseload.explain(caseload.salary_schedule, caseload.salary_step, text) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_explain_salary_locale' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.explain(caseload.salary_schedule, caseload.salary_step, text) IS
	'how a salary comes about, in the words of a locale: en, es';

-- src/pg/asker.sql
-- For functions that run as their owner and show each who asks his own part: see src/pg/asker.c. Numbers are of one
-- session, so no worker beside it can be asked.

CREATE FUNCTION caseload.asker() RETURNS bigint
AS 'MODULE_PATHNAME', 'caseload_asker' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION caseload.asker() IS
	'a number by which a function that runs as its owner knows the role as which its caller runs';

CREATE FUNCTION caseload.askers(asker bigint) RETURNS oid[]
AS 'MODULE_PATHNAME', 'caseload_askers' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION caseload.askers(bigint) IS
	'who asked: the role as which the caller ran, the one that the session set, and the one that logged in';

-- src/guard/guard.sql
CREATE FUNCTION caseload.guard_rows() RETURNS trigger
AS 'MODULE_PATHNAME', 'caseload_guard_rows' LANGUAGE C;
CREATE FUNCTION caseload.guard_group() RETURNS trigger
AS 'MODULE_PATHNAME', 'caseload_guard_group' LANGUAGE C;
CREATE FUNCTION caseload.guard_waiver() RETURNS trigger
AS 'MODULE_PATHNAME', 'caseload_guard_waiver' LANGUAGE C;
-- Whoever may make such a trigger has the guard read as the table's owner: caseload.guard()
-- makes them for owners, and nobody else needs to.
REVOKE EXECUTE ON FUNCTION caseload.guard_rows(), caseload.guard_group(), caseload.guard_waiver() FROM PUBLIC;
COMMENT ON FUNCTION caseload.guard_rows() IS
	'trigger on a guarded table: the caps of the groups that grew; made by guard()';
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
COMMENT ON FUNCTION caseload.guard(regclass, regclass, text[], text, text[], text, text, text, text, text, text,
	regclass, text[], text, text, regclass, boolean, text)
	IS 'holds the load of each group of rows at or under the cap that the group''s row names; '
		'returns the guard''s name';
COMMENT ON FUNCTION caseload.unguard(regclass, text) IS 'takes one guard, or all, off a table';
COMMENT ON FUNCTION caseload.guard_partitions(regclass) IS
	'gives a guarded table, and partitions that came later, the triggers that are missing; returns how many it made';
COMMENT ON FUNCTION caseload.check_caps(regclass) IS 'every group of a guarded table and the days above its cap, '
	'however it came to be so, and every trigger that is missing or disabled';

-- A name alone is taken for text, so this is what check_caps('...') calls; only a district's owner has its
-- functions run.
CREATE FUNCTION caseload.check_district_caps(district text)
RETURNS TABLE (guard text, problem text, group_key text[], days daterange, load numeric, cap numeric,
	measure text, strictness text, citation text)
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
	RETURN QUERY EXECUTE format(
		'SELECT s.guard, %L, s.group_key, NULL::daterange, NULL::numeric, NULL::numeric, NULL, NULL, NULL '
		'FROM %I.stale_cap() AS s ORDER BY s.guard, s.group_key',
		'the caps are not those of the limits: fill_caps() mends them', district);
	-- one that is not upgraded yet is guarded as a whole
	IF to_regclass(format('%I.guarded_district', district)) IS NOT NULL THEN
		RETURN QUERY EXECUTE format(
			'SELECT NULL::text, format(%L, u), ARRAY[u::text], NULL::daterange, NULL::numeric, '
			'NULL::numeric, NULL, NULL, NULL '
			'FROM %I.unguarded_district() AS u', 'not guarded: guard_district(%s) puts guards on', district);
	END IF;
END
$check_district_caps$;
CREATE FUNCTION caseload.check_caps(district text, OUT guard text, OUT problem text, OUT group_key text[],
	OUT days daterange, OUT load numeric, OUT cap numeric, OUT measure text, OUT strictness text, OUT citation text)
RETURNS SETOF record
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT d.*
	FROM caseload.check_district_caps(CASE WHEN pg_catalog.to_regclass(pg_catalog.format('%I.district_version',
				check_caps.district)) IS NOT NULL
		THEN check_caps.district END) AS d
	UNION ALL
	SELECT t.* FROM caseload.check_caps(CASE WHEN pg_catalog.to_regclass(pg_catalog.format('%I.district_version',
				check_caps.district)) IS NULL
		THEN check_caps.district::pg_catalog.regclass END) AS t;
END;
COMMENT ON FUNCTION caseload.check_district_caps(text) IS
	'check_caps of every guarded table of a district, and caps that are not those of its limits';
COMMENT ON FUNCTION caseload.check_caps(text) IS 'check_caps of a district, or of the guarded table of that name';

-- src/pg/marks.sql
-- EXECUTE stays with everybody, so that a district can be restored by whoever owns it. With it a stranger gains
-- nothing: a trigger marks only in the schema of its own table, in a table "mark" of the same owner, and only keys of
-- rows that its statement changed. On a table of his own that is his own. TRIGGER on a table of another's lets him have
-- marks put there, which say no more than that answers are to be reckoned again.
CREATE FUNCTION caseload.leave_marks() RETURNS trigger
AS 'MODULE_PATHNAME', 'caseload_leave_marks' LANGUAGE C;
COMMENT ON FUNCTION caseload.leave_marks() IS
	'trigger on a district''s table of facts: puts the keys of changed rows, which its argument names '
	'(section, employee, site), into the table "mark" of the same schema';

-- src/pg/district.sql
-- A district is a schema of the caller's own, made by these functions of scripts that they carry
-- as text: its tables are members of no extension, so they are dumped, altered and granted as any.

-- whoever may use the database may make a district of it; what stands in one is its owner's to grant
GRANT USAGE ON SCHEMA caseload TO PUBLIC;

-- In this order, all tables and then all that is derived from them: an upgrade alters the tables, which hold
-- the district's data, and drops and makes anew functions, views and types, which hold nothing.
CREATE FUNCTION caseload.district_scripts() RETURNS TABLE (name text, stage text, script text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $caseload_texts$ VALUES
('district_version'::text, 'table'::text, $caseload_text$-- The contracts of this district. Every rule names its contract, the days on which it is in force
-- and the article it rests on; `known` tells since when (and until when) that text was the one known,
-- so that a change agreed later for an earlier day is a second row and overwrites nothing.
CREATE TABLE district_version (
	version      text NOT NULL,
	installed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

$caseload_text$::text),
('district_version'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE district_version IS 'the version of the extension whose scripts made these tables';
COMMENT ON COLUMN district_version.version IS 'version of the extension caseload';
COMMENT ON COLUMN district_version.installed_at IS 'when its scripts were run here; the latest row holds';
$caseload_text$::text),
('contract'::text, 'table'::text, $caseload_text$CREATE TABLE contract (
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
$caseload_text$::text),
('contract'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE contract IS 'collective agreements whose rules this district keeps';
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
('calendar'::text, 'table'::text, $caseload_text$-- When it is counted: calendars, named sets of count days, and terms, as dated rows. A calendar is
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

$caseload_text$::text),
('calendar'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE calendar IS 'school days of each year: the students'' and, where they differ, the employees''';
COMMENT ON COLUMN calendar.id IS 'key';
COMMENT ON COLUMN calendar.contract IS 'the contract';
COMMENT ON COLUMN calendar.school_year IS '2019-20';
COMMENT ON COLUMN calendar.kind IS
	'student: days on which students come; duty: days on which employees are required to give service';
COMMENT ON COLUMN calendar.in_force IS 'the whole school year, holidays and summer included';
COMMENT ON COLUMN calendar.known IS 'days on which this was the calendar known; a day lost to snow is a second row';
COMMENT ON COLUMN calendar.days IS 'the days themselves';
COMMENT ON COLUMN calendar.citation IS 'who adopted it, and when';
COMMENT ON COLUMN calendar.note IS 'the reading chosen where the text is open, and the other one';
$caseload_text$::text),
('count_days'::text, 'table'::text, $caseload_text$CREATE TABLE count_days (
	id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	contract text NOT NULL REFERENCES contract ON DELETE CASCADE,
	name     text NOT NULL CHECK (name <> ''),
	in_force daterange NOT NULL CHECK (NOT isempty(in_force)),
	known    daterange NOT NULL DEFAULT '(,)' CHECK (NOT isempty(known)),
	days     datemultirange NOT NULL,
	citation text NOT NULL CHECK (citation <> ''),
	note     text,
	beyond_calendar boolean NOT NULL DEFAULT false,
	CHECK (days <@ in_force),
	EXCLUDE USING gist (contract WITH =, name WITH =, in_force WITH &&, known WITH &&)
);

$caseload_text$::text),
('count_days'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE count_days IS 'named sets of days on which a limit is counted, or that a deadline runs from';
COMMENT ON COLUMN count_days.id IS 'key';
COMMENT ON COLUMN count_days.contract IS 'the contract';
COMMENT ON COLUMN count_days.name IS 'the name that limits, remedies and deadlines use: Thursdays, norm day';
COMMENT ON COLUMN count_days.in_force IS 'the stretch for which the set is complete, mostly a school year';
COMMENT ON COLUMN count_days.known IS 'days on which this was the set known';
COMMENT ON COLUMN count_days.days IS 'the days themselves';
COMMENT ON COLUMN count_days.beyond_calendar IS
	'whether days that are no school days count as well; a deadline runs from any of them';
COMMENT ON COLUMN count_days.citation IS 'article';
COMMENT ON COLUMN count_days.note IS 'the reading chosen where the text is open, and the other one';
$caseload_text$::text),
('term'::text, 'table'::text, $caseload_text$CREATE TABLE term (
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

$caseload_text$::text),
('term'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE term IS 'semesters, trimesters and whatever else a contract counts by, one row each';
COMMENT ON COLUMN term.id IS 'key';
COMMENT ON COLUMN term.contract IS 'the contract';
COMMENT ON COLUMN term.name IS
	'quarter, trimester, semester, or a name that a limit uses; year, month and week need no rows';
COMMENT ON COLUMN term.in_force IS 'its first day and the day after its last';
COMMENT ON COLUMN term.known IS 'days on which this was what was known';
COMMENT ON COLUMN term.title IS 'as printed: fall semester';
COMMENT ON COLUMN term.citation IS 'article, or the adopted calendar';
COMMENT ON COLUMN term.note IS 'the reading chosen where the text is open, and the other one';
$caseload_text$::text),
('calendar'::text, 'derived'::text, $caseload_text$-- derived: made anew by each upgrade
CREATE FUNCTION named_days(contract text, name text, school_year daterange, known_on date DEFAULT 'infinity')
RETURNS datemultirange
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT range_agg(d.days) * datemultirange(named_days.school_year) FROM count_days AS d
	WHERE d.contract = named_days.contract AND d.name = named_days.name
		AND d.in_force && named_days.school_year AND d.known @> named_days.known_on;
END;
COMMENT ON FUNCTION named_days(text, text, daterange, date) IS
	'the days of a named set inside a school year as they were entered; null if there is no such set';

-- `every day` and `duty days` come from the calendar unless the contract names a set so itself. Of a named set
-- the school days count: a Saturday in it is a slip, and so is a day that a later calendar struck.
CREATE FUNCTION counted_days(contract text, name text, school_year daterange, known_on date DEFAULT 'infinity')
RETURNS datemultirange
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(
		(SELECT range_agg(CASE WHEN d.beyond_calendar THEN d.days ELSE d.days * coalesce(y.days, d.days) END)
			FROM count_days AS d CROSS JOIN (SELECT range_agg(c.days) AS days FROM calendar AS c
				WHERE c.contract = counted_days.contract AND c.kind = 'student'
					AND c.in_force && counted_days.school_year
					AND c.known @> counted_days.known_on) AS y
			WHERE d.contract = counted_days.contract AND d.name = counted_days.name
				AND d.in_force && counted_days.school_year AND d.known @> counted_days.known_on),
		(SELECT range_agg(c.days) FROM calendar AS c
			WHERE c.contract = counted_days.contract AND c.in_force && counted_days.school_year
				AND c.known @> counted_days.known_on
				AND c.kind = CASE counted_days.name WHEN 'every day' THEN 'student' WHEN 'duty days' THEN 'duty' END))
		* datemultirange(counted_days.school_year);
END;
COMMENT ON FUNCTION counted_days(text, text, daterange, date) IS
	'the counted days of a named set inside a school year; null if there is no such set';

CREATE FUNCTION terms_of(contract text, name text, school_year daterange,
	known_on date DEFAULT 'infinity') RETURNS daterange[]
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
COMMENT ON FUNCTION terms_of(text, text, daterange, date) IS
	'the terms of that name inside a school year, in order; null if there are none';

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
		WHERE t.contract = named_terms.contract AND t.in_force && named_terms.school_year
			AND t.known @> named_terms.known_on
			AND t.name IN ('quarter', 'trimester', 'semester', 'year')
		GROUP BY t.name) AS t;
END;
COMMENT ON FUNCTION named_terms(text, daterange, date) IS
	'the terms of a school year by name, for pay() and breakdown() over a series';
$caseload_text$::text),
('due_date'::text, 'table'::text, $caseload_text$-- Days of the year by which something must be done, or on which it is paid.
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

$caseload_text$::text),
('due_date'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE due_date IS 'days of the year by which something is due';
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
$caseload_text$::text),
('due_date'::text, 'derived'::text, $caseload_text$-- derived: made anew by each upgrade
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

CREATE FUNCTION in_time(contract text, code text, school_year text, done_on date,
	known_on date DEFAULT 'infinity') RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(in_time.done_on <= make_date(school_year_start(in_time.school_year) + d.years_on, d.month, d.day)
		- CASE WHEN d.binds = 'before' THEN 1 ELSE 0 END, false) FROM due_date AS d
	WHERE d.contract = in_time.contract AND d.code = in_time.code AND d.known @> in_time.known_on
		AND d.in_force @> make_date(school_year_start(in_time.school_year) + d.years_on, d.month, d.day);
END;
COMMENT ON FUNCTION in_time(text, text, text, date, date) IS
	'whether what was done on a day was in time; null where no rule asks for it';
$caseload_text$::text),
('schedule'::text, 'table'::text, $caseload_text$-- The salary schedules, each a value.
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

$caseload_text$::text),
('schedule'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE schedule IS 'salary schedules, one row a schedule and stretch of time';
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
$caseload_text$::text),
('work_year'::text, 'table'::text, $caseload_text$CREATE TABLE work_year (
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

$caseload_text$::text),
('work_year'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE work_year IS 'days and hours of a full position, by role';
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
$caseload_text$::text),
('schedule'::text, 'derived'::text, $caseload_text$-- derived: made anew by each upgrade
CREATE FUNCTION schedule_on(contract text, schedule text, on_date date, known_on date DEFAULT 'infinity')
RETURNS caseload.salary_schedule
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT s.grid FROM schedule AS s
	WHERE s.contract = schedule_on.contract AND s.schedule = schedule_on.schedule
		AND s.in_force @> schedule_on.on_date AND s.known @> schedule_on.known_on;
END;
COMMENT ON FUNCTION schedule_on(text, text, date, date) IS 'the grid in force on a day; null if there is none';
$caseload_text$::text),
('pay_base'::text, 'table'::text, $caseload_text$-- Amounts that other rules refer to by name: a stipend base, an hourly or a daily rate, a share of
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

$caseload_text$::text),
('pay_base'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE pay_base IS 'amounts and rates by name, for stipends, hourly pay and percentages';
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
$caseload_text$::text),
('pay_base'::text, 'derived'::text, $caseload_text$-- derived: made anew by each upgrade
CREATE FUNCTION base_amount(contract text, name text, on_date date,
	own_cell numeric DEFAULT NULL, own_salary numeric DEFAULT NULL,
	cap numeric DEFAULT NULL, known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $base_amount$
DECLARE
	base pay_base;
	amount numeric;
BEGIN
	SELECT b.* INTO base FROM pay_base AS b
	WHERE b.contract = base_amount.contract AND b.name = base_amount.name
		AND b.in_force @> on_date AND b.known @> known_on;
	IF NOT FOUND THEN
		RAISE no_data_found USING MESSAGE = format('contract "%s" has no pay base "%s" on %s', contract, name,
			to_char(on_date, 'YYYY-MM-DD')),
			HINT = 'See the table pay_base for names and dates.';
	END IF;
	IF base.placement IS NOT NULL THEN
		amount := caseload.salary(schedule_on(base.contract, base.schedule, on_date, known_on), base.placement);
		IF amount IS NULL THEN
			RAISE no_data_found USING MESSAGE
				= format('pay base "%s" rests on schedule "%s", which is not in force on %s', name, base.schedule,
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
COMMENT ON FUNCTION base_amount(text, text, date, numeric, numeric, numeric, date) IS
	'the amount of a pay base on a day';

-- from the cell before it is rounded: that is what the printed tables show
CREATE FUNCTION rate_of_cell(contract text, name text, schedule text, placement caseload.salary_step,
	on_date date, known_on date DEFAULT 'infinity')
RETURNS numeric
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT base_amount(rate_of_cell.contract, rate_of_cell.name, rate_of_cell.on_date,
		own_cell => caseload.salary_exact(schedule_on(rate_of_cell.contract, rate_of_cell.schedule,
				rate_of_cell.on_date, rate_of_cell.known_on), rate_of_cell.placement),
		known_on => rate_of_cell.known_on);
END;
COMMENT ON FUNCTION rate_of_cell(text, text, text, caseload.salary_step, date, date) IS
	'a pay base of the employee''s own cell, as an hourly rate, on a day';
$caseload_text$::text),
('raise'::text, 'table'::text, $caseload_text$-- What each year added to the salary schedules.
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

$caseload_text$::text),
('raise'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE raise IS 'raises of the salary schedules, in the order in which they multiply';
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
$caseload_text$::text),
('raise'::text, 'derived'::text, $caseload_text$-- derived: made anew by each upgrade
-- plpgsql, because sum(ln()) is not exact and SQL has no product
CREATE FUNCTION raise_factor(contract text, schedule text, after date, through date,
	known_on date DEFAULT 'infinity') RETURNS numeric
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
		IF one_raise.percent IS NULL OR one_raise.flat IS NOT NULL OR one_raise.lanes IS NOT NULL
			OR one_raise.longevity_only THEN
			RAISE invalid_parameter_value USING
				MESSAGE = format('the raise of %s is not the same percentage for every cell', one_raise.in_force_from),
				DETAIL = format('See %s.', one_raise.citation);
		END IF;
		factor := factor * (1 + one_raise.percent * 0.01); -- a division would round
	END LOOP;
	RETURN trim_scale(factor);
END
$raise_factor$;
COMMENT ON FUNCTION raise_factor(text, text, date, date, date) IS
	'the product, exact, of the percentage raises on the schedule after one day and through another';
$caseload_text$::text),
('stipend'::text, 'table'::text, $caseload_text$-- Stipends: what a duty, a degree or a credential pays a year, as a band of a base or by a scale.
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
	paid          text NOT NULL DEFAULT 'not said'
		CHECK (paid IN ('not said', 'monthly', 'each semester', 'installments')),
	digits        int NOT NULL DEFAULT 0 CHECK (digits BETWEEN 0 AND 8),
	citation      text NOT NULL CHECK (citation <> ''),
	note          text,
	CHECK (num_nonnulls(band, scale) = 1),
	EXCLUDE USING gist (contract WITH =, position WITH =, site_level WITH =, enrollment WITH &&, (applies::text) WITH =,
		in_force WITH &&, known WITH &&)
);

$caseload_text$::text),
('stipend'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE stipend IS 'stipends by position and level of site';
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
$caseload_text$::text),
('stipend_installment'::text, 'table'::text, $caseload_text$CREATE TABLE stipend_installment (
	id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	stipend_id bigint NOT NULL REFERENCES stipend ON DELETE CASCADE,
	share      numeric NOT NULL CHECK (share > 0 AND share <= 1),
	due        text NOT NULL,
	citation   text NOT NULL CHECK (citation <> ''),
	note       text,
	UNIQUE (stipend_id, due)
);

$caseload_text$::text),
('stipend_installment'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE stipend_installment IS 'parts in which a stipend is paid';
COMMENT ON COLUMN stipend_installment.id IS 'key';
COMMENT ON COLUMN stipend_installment.stipend_id IS 'the stipend';
COMMENT ON COLUMN stipend_installment.share IS 'part of the year''s amount';
COMMENT ON COLUMN stipend_installment.due IS 'code of the due_date on which it is paid';
COMMENT ON COLUMN stipend_installment.citation IS 'article';
COMMENT ON COLUMN stipend_installment.note IS 'the reading chosen where the text is open, and the other one';
$caseload_text$::text),
('stipend'::text, 'derived'::text, $caseload_text$-- derived: made anew by each upgrade
-- `counted` is what a scale counts; `share` the part of the year for a stipend that is prorated
CREATE FUNCTION stipend_pay(contract text, "position" text, on_date date,
	site_level text DEFAULT 'any', enrollment int DEFAULT 0,
	attributes jsonb DEFAULT '{}', counted numeric DEFAULT 1, share numeric DEFAULT 1,
	known_on date DEFAULT 'infinity') RETURNS numeric
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
COMMENT ON FUNCTION stipend_pay(text, text, date, text, int, jsonb, numeric, numeric, date) IS
	'the stipend of a position in the year of this day; null where the contract has none';
$caseload_text$::text),
('longevity_rule'::text, 'table'::text, $caseload_text$-- Longevity pay. Where it is a matter of steps (service = 'step') it is built into the grid by
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
$caseload_text$::text),
('longevity_rule'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE longevity_rule IS 'longevity pay, by step or by years of service';
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
('credit_rule'::text, 'table'::text, $caseload_text$-- What a year of service is, and how it places a newcomer and moves a teacher on.
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

$caseload_text$::text),
('credit_rule'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE credit_rule IS 'credit on the schedule for years of service, by kind of service';
COMMENT ON COLUMN credit_rule.id IS 'key';
COMMENT ON COLUMN credit_rule.contract IS 'the contract';
COMMENT ON COLUMN credit_rule.kind IS 'kind of service, as in the table service';
COMMENT ON COLUMN credit_rule.year_at IS 'the share of a year that counts as a year (91 of 182 days: 0.5)';
COMMENT ON COLUMN credit_rule.part_years IS
	'none: only full years; whole: a year from year_at on, else nothing; add up: shares are added';
COMMENT ON COLUMN credit_rule.most IS 'at most so many years';
COMMENT ON COLUMN credit_rule.first_step_most IS 'the highest step at which a newcomer is placed';
COMMENT ON COLUMN credit_rule.in_force IS 'days on which it holds';
COMMENT ON COLUMN credit_rule.known IS 'days on which this was what was known';
COMMENT ON COLUMN credit_rule.citation IS 'article';
COMMENT ON COLUMN credit_rule.note IS 'the reading chosen where the text is open, and the other one';
$caseload_text$::text),
('credit'::text, 'derived'::text, $caseload_text$-- derived: made anew by each upgrade
-- one year's credit on the schedule for the share of it that was worked
CREATE FUNCTION year_credit(contract text, kind text, share numeric, on_date date,
	known_on date DEFAULT 'infinity') RETURNS numeric
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
COMMENT ON FUNCTION year_credit(text, text, numeric, date, date) IS
	'credit for one year, of which this share was worked; null where no rule speaks of that kind of service';

-- A step counts years of service plus one, so it may run past the last row of its lane; salary()
-- pays the highest row there is, and a later move to a longer lane loses nothing.
CREATE FUNCTION place_newcomer(contract text, schedule text, units numeric, outside_years numeric,
	on_date date, known_on date DEFAULT 'infinity')
RETURNS caseload.salary_step
LANGUAGE plpgsql STABLE STRICT SET search_path FROM CURRENT
AS $place_newcomer$
DECLARE
	grid caseload.salary_schedule := schedule_on(contract, schedule, on_date, known_on);
	rule credit_rule;
	step numeric := 1;
BEGIN
	IF grid IS NULL THEN
		RAISE no_data_found USING MESSAGE = format('contract "%s" has no schedule "%s" on %s', contract, schedule,
			to_char(on_date, 'YYYY-MM-DD')),
			HINT = 'See the table schedule for names and dates.';
	END IF;
	SELECT c.* INTO rule FROM credit_rule AS c
	WHERE c.contract = place_newcomer.contract AND c.kind = 'outside' AND c.in_force @> on_date AND c.known @> known_on;
	-- where no rule speaks of outside service there is no credit for it
	IF FOUND THEN
		step := least(1 + least(CASE WHEN rule.part_years = 'add up' THEN trunc(2 * outside_years) / 2
				ELSE trunc(outside_years) END, rule.most),
			rule.first_step_most);
	END IF;
	RETURN caseload.salary_step(caseload.lane_for_units(grid, units), step);
END
$place_newcomer$;
COMMENT ON FUNCTION place_newcomer(text, text, numeric, numeric, date, date) IS
	'where a teacher new to the district is placed, by units and years of outside service';

CREATE FUNCTION next_placement(contract text, schedule text, placement caseload.salary_step,
	school_year text, share numeric DEFAULT 1,
	kind text DEFAULT 'district', units numeric DEFAULT NULL,
	interest_form date DEFAULT NULL, units_verified date DEFAULT NULL,
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
		RAISE no_data_found USING MESSAGE = format('contract "%s" has no schedule "%s" on %s', contract, schedule,
			to_char(first_day, 'YYYY-MM-DD')),
			HINT = 'See the table schedule for names and dates.';
	END IF;
	IF units IS NOT NULL
		AND coalesce(specialist_training
			OR in_time(contract, 'column-interest', school_year, interest_form, known_on), true)
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
COMMENT ON FUNCTION next_placement(text, text, caseload.salary_step, text, numeric, text, numeric,
	date, date, boolean, date) IS 'where a teacher stands in a school year, from the placement and the service of the '
	'year before and the units verified';
$caseload_text$::text),
('benefit_cap'::text, 'table'::text, $caseload_text$-- What the district pays toward benefits, and what it asks back of training that it paid.
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

$caseload_text$::text),
('benefit_cap'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE benefit_cap IS 'the most that the district contributes to benefits';
COMMENT ON COLUMN benefit_cap.id IS 'key';
COMMENT ON COLUMN benefit_cap.contract IS 'the contract';
COMMENT ON COLUMN benefit_cap.coverage IS 'what is covered';
COMMENT ON COLUMN benefit_cap.in_force IS 'days on which it holds';
COMMENT ON COLUMN benefit_cap.known IS 'days on which this was what was known';
COMMENT ON COLUMN benefit_cap.amount IS 'dollars a year';
COMMENT ON COLUMN benefit_cap.citation IS 'article';
COMMENT ON COLUMN benefit_cap.note IS 'the reading chosen where the text is open, and the other one';
$caseload_text$::text),
('repayment'::text, 'table'::text, $caseload_text$CREATE TABLE repayment (
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

$caseload_text$::text),
('repayment'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE repayment IS 'what a teacher who leaves pays back of what the district spent';
COMMENT ON COLUMN repayment.id IS 'key';
COMMENT ON COLUMN repayment.contract IS 'the contract';
COMMENT ON COLUMN repayment.code IS 'stays the same over renewals';
COMMENT ON COLUMN repayment.title IS 'what was paid for';
COMMENT ON COLUMN repayment.in_force IS 'days on which it holds';
COMMENT ON COLUMN repayment.known IS 'days on which this was what was known';
COMMENT ON COLUMN repayment.scale IS
	'percent of the cost by the year of service, from the start, in which the teacher leaves';
COMMENT ON COLUMN repayment.citation IS 'article';
COMMENT ON COLUMN repayment.note IS 'the reading chosen where the text is open, and the other one';
$caseload_text$::text),
('benefit'::text, 'derived'::text, $caseload_text$-- derived: made anew by each upgrade
CREATE FUNCTION benefit_cap_on(contract text, coverage text, on_date date,
	known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT b.amount FROM benefit_cap AS b
	WHERE b.contract = benefit_cap_on.contract AND b.coverage = benefit_cap_on.coverage
		AND b.in_force @> benefit_cap_on.on_date AND b.known @> benefit_cap_on.known_on;
END;
COMMENT ON FUNCTION benefit_cap_on(text, text, date, date) IS 'the annual cap in force on a day';

CREATE FUNCTION repayment_due(contract text, code text, started_on date, left_on date, cost numeric,
	known_on date DEFAULT 'infinity') RETURNS numeric
LANGUAGE sql STABLE STRICT
BEGIN ATOMIC
	SELECT round(caseload.pay(r.scale, 1 + date_part('year', age(repayment_due.left_on, repayment_due.started_on))::int,
			repayment_due.cost), 2)
	FROM repayment AS r
	WHERE r.contract = repayment_due.contract AND r.code = repayment_due.code
		AND r.in_force @> repayment_due.left_on AND r.known @> repayment_due.known_on;
END;
COMMENT ON FUNCTION repayment_due(text, text, date, date, numeric, date) IS
	'what is paid back of a cost by a teacher who started on one day and left on another';
$caseload_text$::text),
('retirement_incentive'::text, 'table'::text, $caseload_text$-- Incentives to retire: an annual sum from the retirement until an age.
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

$caseload_text$::text),
('retirement_incentive'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE retirement_incentive IS 'annual sums for teachers who retire early';
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
$caseload_text$::text),
('retirement'::text, 'derived'::text, $caseload_text$-- derived: made anew by each upgrade
-- The age at retirement is that on last_paid_day, the last day of paid benefits. The first year runs
-- from then to the next birthday, the day between the two dates counted by subtraction, and is paid in part, the
-- later ones from birthday to birthday.
CREATE FUNCTION retirement_pay(contract text, years numeric, born date, last_paid_day date,
	final_day date DEFAULT NULL, known_on date DEFAULT 'infinity',
	OUT age int, OUT from_date date, OUT to_date date, OUT in_part boolean, OUT amount numeric) RETURNS SETOF record
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT a.age, a.first_day, a.last_day, a.age = a.age_then,
		round(CASE WHEN a.age = a.age_then THEN a.amount * least(a.last_day + 1 - retirement_pay.last_paid_day,
				a.year_days) / a.year_days ELSE a.amount END, 2)
	FROM (
		SELECT g.age, r.amount, r.year_days, t.age_then,
			greatest((retirement_pay.born + make_interval(years => g.age))::date,
				retirement_pay.last_paid_day + 1) AS first_day,
			(retirement_pay.born + make_interval(years => g.age + 1))::date - 1 AS last_day
		FROM retirement_incentive AS r
		CROSS JOIN LATERAL (SELECT date_part('year',
				age(retirement_pay.last_paid_day, retirement_pay.born))::int AS age_then) AS t
		CROSS JOIN LATERAL generate_series(t.age_then, r.age_before - 1) AS g (age)
		WHERE r.contract = retirement_pay.contract AND r.service @> retirement_pay.years
			AND r.in_force @> coalesce(retirement_pay.final_day,
				make_date(date_part('year', retirement_pay.last_paid_day)::int, 6, 30))
			AND r.known @> retirement_pay.known_on AND t.age_then >= r.age_from
	) AS a
	ORDER BY a.age;
END;
COMMENT ON FUNCTION retirement_pay(text, numeric, date, date, date, date) IS 'the sums of a retirement, by age, from '
	'the last day of paid benefits on; final_day is the last day of work, 30 June of that year if left out';
$caseload_text$::text),
('load_limit'::text, 'table'::text, $caseload_text$-- Limits: how many students, cases or hours one class, person or building may have, and what follows
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
	carried_by text[] NOT NULL DEFAULT '{teacher of record}'
		CHECK (cardinality(carried_by) > 0 AND array_position(carried_by, NULL) IS NULL),
	carried    text NOT NULL DEFAULT 'in full' CHECK (carried IN ('in full', 'by share')),
	EXCLUDE USING gist (contract WITH =, code WITH =, in_force WITH &&, known WITH &&)
);
$caseload_text$::text),
('load_limit'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE load_limit IS 'limits on a load, one row a clause';
COMMENT ON COLUMN load_limit.id IS 'key';
COMMENT ON COLUMN load_limit.contract IS 'the contract';
COMMENT ON COLUMN load_limit.code IS 'stays the same over renewals: class-size-k-6';
COMMENT ON COLUMN load_limit.title IS 'as reports show it';
COMMENT ON COLUMN load_limit.in_force IS 'days on which the clause holds';
COMMENT ON COLUMN load_limit.known IS 'days on which this text was the one known; a retroactive change is a second row';
COMMENT ON COLUMN load_limit.scope IS 'whose load is held against the number, and who is paid';
COMMENT ON COLUMN load_limit.joined IS 'several tests: any of them is enough, or all at once';
COMMENT ON COLUMN load_limit.paid_by IS 'joined all: the test whose excess is paid; null: the least of them';
COMMENT ON COLUMN load_limit.counted_on IS
	'the days on which it is counted: a name in count_days, or every day, or duty days';
COMMENT ON COLUMN load_limit.strictness IS 'hard: must not be passed; paid: passed at a price; advisory: best practice';
COMMENT ON COLUMN load_limit.citation IS 'article';
COMMENT ON COLUMN load_limit.note IS 'the reading chosen where the text is open, and the other one';
COMMENT ON COLUMN load_limit.carried_by IS
	'of the classes of an employee: the roles in staffing whose holders carry them';
COMMENT ON COLUMN load_limit.carried IS
	'in full: a class counts whole for everybody who carries it; by share: each enrollment times staffing.share';
$caseload_text$::text),
('limit_cap'::text, 'table'::text, $caseload_text$CREATE TABLE limit_cap (
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
	reckoned    text NOT NULL DEFAULT 'total'
		CHECK (reckoned IN ('total', 'average', 'largest', 'overages', 'sections over')),
	wider       text CHECK (wider IN ('employee', 'site', 'grade', 'district')),
	taken       text NOT NULL DEFAULT 'each' CHECK (taken IN ('each', 'mean', 'total')),
	taken_over  text CHECK ((taken = 'each') = (taken_over IS NULL)),
	excess      text NOT NULL DEFAULT 'exact' CHECK (excess IN ('exact', 'up', 'down', 'nearest')),
	excess_most caseload.caseload_unit,
	note        text,
	CHECK (number IS NOT NULL OR note IS NOT NULL)
);
CREATE INDEX ON limit_cap (limit_id);

$caseload_text$::text),
('limit_cap'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE limit_cap IS 'the numbers of a limit, one row a grade span, program or condition';
COMMENT ON COLUMN limit_cap.id IS 'key';
COMMENT ON COLUMN limit_cap.limit_id IS 'the limit';
COMMENT ON COLUMN limit_cap.test IS 'rows of one test are alternatives; tests are joined';
COMMENT ON COLUMN limit_cap.grades IS 'PK -2, TK -1, K 0; null: any; matches a class that has any of them';
COMMENT ON COLUMN limit_cap.program IS 'program of the class or of the caseload; null: any';
COMMENT ON COLUMN limit_cap.applies IS 'what site, employment and section must carry: {"title_i": true}';
COMMENT ON COLUMN limit_cap.precedence IS 'of the rows that match, the highest; among equals the lowest number';
COMMENT ON COLUMN limit_cap.number IS
	'the number; its measure says what is counted; null: the source does not give it, and the row holds nothing';
COMMENT ON COLUMN limit_cap.relative_to IS
	'the number is added to the cap of this limit; its own code: to its rows of lower precedence';
COMMENT ON COLUMN limit_cap.per IS 'the number is for so much work: 5 sections, 1 FTE, 1 teachers, 1 employees';
COMMENT ON COLUMN limit_cap.rounded IS 'how the cap is rounded to whole ones, after scaling';
COMMENT ON COLUMN limit_cap.binds IS
	'over: more than the number; at: the number itself is the first too many; under: a minimum';
COMMENT ON COLUMN limit_cap.tolerance IS 'nothing follows until the excess is above it; then all of the excess counts';
COMMENT ON COLUMN limit_cap.counts IS 'which students, cases or tallies count: {"iep": true}';
COMMENT ON COLUMN limit_cap.weighted IS 'by limit_weight, or by the share of the day';
COMMENT ON COLUMN limit_cap.reckoned IS
	'of several sections: all; students / sections; the largest; each one''s excess added; how many are over';
COMMENT ON COLUMN limit_cap.wider IS
	'this test looks further than the limit''s scope: at the whole site, the same grades at the site, ...';
COMMENT ON COLUMN limit_cap.taken IS 'the load over a term: every count, its mean, its sum';
COMMENT ON COLUMN limit_cap.taken_over IS 'name of that term';
COMMENT ON COLUMN limit_cap.excess IS 'how a fraction over is rounded';
COMMENT ON COLUMN limit_cap.excess_most IS 'no more than so many over are reckoned, in each section';
COMMENT ON COLUMN limit_cap.note IS 'the reading chosen where the text is open, and the other one';
$caseload_text$::text),
('limit_weight'::text, 'table'::text, $caseload_text$CREATE TABLE limit_weight (
	id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	limit_id bigint NOT NULL REFERENCES load_limit ON DELETE CASCADE,
	counts   jsonb NOT NULL CHECK (jsonb_typeof(counts) = 'object'),
	weight   numeric NOT NULL CHECK (weight >= 0),
	note     text
);
CREATE INDEX ON limit_weight (limit_id);

$caseload_text$::text),
('limit_weight'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE limit_weight IS
	'how much one counts, where not all count alike; the greatest weight that matches, else 1';
COMMENT ON COLUMN limit_weight.id IS 'key';
COMMENT ON COLUMN limit_weight.limit_id IS 'the limit';
COMMENT ON COLUMN limit_weight.counts IS 'whom it is for: {"iep": true}';
COMMENT ON COLUMN limit_weight.weight IS 'how much one of them counts';
COMMENT ON COLUMN limit_weight.note IS 'the reading chosen where the text is open, and the other one';
$caseload_text$::text),
('limit_remedy'::text, 'table'::text, $caseload_text$CREATE TABLE limit_remedy (
	id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	limit_id      bigint NOT NULL REFERENCES load_limit ON DELETE CASCADE,
	test          smallint,
	rank          smallint NOT NULL DEFAULT 1,
	choice        text,
	chooser       text CHECK (chooser IN ('employee', 'employer', 'agreement')),
	kind          text NOT NULL
		CHECK (kind IN ('pay', 'paraprofessional', 'release', 'position', 'meeting', 'grievance', 'consent', 'other')),
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
CREATE INDEX ON limit_remedy (limit_id);
$caseload_text$::text),
('limit_remedy'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE limit_remedy IS 'what follows when a limit is passed';
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
COMMENT ON COLUMN limit_remedy.in_proportion IS
	'times the payee''s FTE, sections over all sections, or share of the class';
COMMENT ON COLUMN limit_remedy.payee IS 'a role in staffing; each teacher: all of them, in full';
COMMENT ON COLUMN limit_remedy.rounds IS
	'where cents are made: in the rate, at each count, or once over the school year';
COMMENT ON COLUMN limit_remedy.note IS 'the reading chosen where the text is open, and the other one';
$caseload_text$::text),
('deadline'::text, 'table'::text, $caseload_text$-- How long one has: to grieve, to answer, to go on to the next stage, to meet. Dates that stand in the
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

$caseload_text$::text),
('deadline'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE deadline IS 'days to do something in, from an event';
COMMENT ON COLUMN deadline.id IS 'key';
COMMENT ON COLUMN deadline.contract IS 'the contract';
COMMENT ON COLUMN deadline.limit_code IS 'the limit it belongs to; * for all, unless the limit has its own';
COMMENT ON COLUMN deadline.stage IS 'grievance, answer, mediation, arbitration, meeting, notice';
COMMENT ON COLUMN deadline.in_force IS 'days on which it holds';
COMMENT ON COLUMN deadline.known IS 'days on which this was what was known';
COMMENT ON COLUMN deadline.days IS 'so many days after the event; null: the source does not say';
COMMENT ON COLUMN deadline.day_kind IS 'school days of the students, duty days of the employee, or calendar days';
COMMENT ON COLUMN deadline.from_event IS
	'first day, last day (of the excess), a name in count_days, or an event that only the parties know';
COMMENT ON COLUMN deadline.citation IS 'article';
COMMENT ON COLUMN deadline.note IS 'the reading chosen where the text is open, and the other one';
$caseload_text$::text),
('deadline'::text, 'derived'::text, $caseload_text$-- derived: made anew by each upgrade
-- duty days where the contract has a calendar of them, else school days
CREATE FUNCTION due_after(contract text, event date, days int, day_kind text,
	known_on date DEFAULT 'infinity') RETURNS date
LANGUAGE sql STABLE
BEGIN ATOMIC
	-- null where the calendars end before the days do, or no day is so far away
	SELECT CASE WHEN due_after.day_kind = 'calendar' THEN CASE WHEN due_after.days
				BETWEEN date '4714-11-24 BC' - due_after.event AND date '5874897-12-31' - due_after.event
			THEN due_after.event + due_after.days END
		-- of days before the event, too
		WHEN due_after.days >= -caseload.school_days(c.days,
				daterange(least(lower(c.days), due_after.event), due_after.event))
			AND caseload.school_days(c.days,
				daterange(due_after.event + 1, greatest(upper(c.days), due_after.event + 1))) >= due_after.days
			THEN caseload.add_school_days(c.days, due_after.event, due_after.days) END
	FROM (SELECT range_agg(c.days) AS days FROM calendar AS c
		WHERE c.contract = due_after.contract AND c.known @> due_after.known_on
			AND c.kind = CASE WHEN due_after.day_kind = 'duty' AND EXISTS (SELECT FROM calendar AS d
				WHERE d.contract = due_after.contract AND d.kind = 'duty' AND d.in_force @> due_after.event
					AND d.known @> due_after.known_on)
				THEN 'duty' ELSE 'student' END) AS c;
END;
COMMENT ON FUNCTION due_after(text, date, int, text, date) IS
	'the last day of a deadline that runs from an event; null where the calendar ends before';
$caseload_text$::text),
('site'::text, 'table'::text, $caseload_text$-- Facts begin here. The key of each begins with district_id, so that one schema may hold a single
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
$caseload_text$::text),
('site'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE site IS 'schools and other places of work';
COMMENT ON COLUMN site.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN site.site_id IS 'key inside the district';
COMMENT ON COLUMN site.site_name IS 'name';
COMMENT ON COLUMN site.level IS 'level that the stipend schedule knows: High School';
COMMENT ON COLUMN site.enrollment IS 'students enrolled, for stipends that depend on it';
COMMENT ON COLUMN site.attributes IS 'whatever else a rule asks of a site';
$caseload_text$::text),
('employee'::text, 'table'::text, $caseload_text$-- Who works here, on which place of which schedule, and what else they hold.
CREATE TABLE employee (
	district_id   int NOT NULL DEFAULT 1,
	employee_id   bigint GENERATED BY DEFAULT AS IDENTITY,
	employee_name varchar(120) NOT NULL,
	hired         date,
	born          date,
	attributes    jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
	PRIMARY KEY (district_id, employee_id)
);

$caseload_text$::text),
('employee'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE employee IS 'employees of the bargaining unit';
COMMENT ON COLUMN employee.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN employee.employee_id IS 'key inside the district';
COMMENT ON COLUMN employee.employee_name IS 'name';
COMMENT ON COLUMN employee.hired IS 'first day of paid service';
COMMENT ON COLUMN employee.born IS 'birthday, for retirement';
COMMENT ON COLUMN employee.attributes IS 'whatever else a rule asks of an employee';
$caseload_text$::text),
('employment'::text, 'table'::text, $caseload_text$CREATE TABLE employment (
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
CREATE INDEX ON employment (district_id, employee_id) INCLUDE (contract, valid);
CREATE INDEX ON employment (district_id, site_id);
CREATE INDEX ON employment (contract, schedule);
CREATE INDEX ON employment USING gist (valid);

$caseload_text$::text),
('employment'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE employment IS 'placements and full-time equivalents, dated';
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
$caseload_text$::text),
('position_held'::text, 'table'::text, $caseload_text$CREATE TABLE position_held (
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

$caseload_text$::text),
('position_held'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE position_held IS 'positions, degrees and credentials that a stipend is paid for, dated';
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
$caseload_text$::text),
('service'::text, 'table'::text, $caseload_text$CREATE TABLE service (
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

$caseload_text$::text),
('service'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE service IS 'service by school year';
COMMENT ON COLUMN service.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN service.service_id IS 'key inside the district';
COMMENT ON COLUMN service.employee_id IS 'the employee';
COMMENT ON COLUMN service.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN service.kind IS 'kind of service, as in credit_rule';
COMMENT ON COLUMN service.share IS
	'part of the year''s days worked (91 of 182: 0.5), or of the position for a job share';
COMMENT ON COLUMN service.note IS 'remark';
$caseload_text$::text),
('employee'::text, 'derived'::text, $caseload_text$-- derived: made anew by each upgrade
-- each kind is credited by its rule of that year; shares that add up leave the unfinished year out
CREATE FUNCTION years_of_service(contract text, district_id int, employee_id bigint, through_year text,
	kinds text[] DEFAULT '{district,job share}',
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
COMMENT ON FUNCTION years_of_service(text, int, bigint, text, text[], date) IS
	'whole years of service credited through a school year';
$caseload_text$::text),
('section'::text, 'table'::text, $caseload_text$-- Classes and who teaches them.
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

$caseload_text$::text),
('section'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE section IS 'classes';
COMMENT ON COLUMN section.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN section.section_id IS 'key inside the district';
COMMENT ON COLUMN section.site_id IS 'the school';
COMMENT ON COLUMN section.section_name IS 'name or number';
COMMENT ON COLUMN section.grades IS 'grades taught in it: PK -2, TK -1, K 0';
COMMENT ON COLUMN section.valid IS 'days on which it meets';
COMMENT ON COLUMN section.program IS 'program, for special education and the like';
COMMENT ON COLUMN section.period IS 'period of the bell schedule';
COMMENT ON COLUMN section.attributes IS 'whatever else a rule asks of a class';
$caseload_text$::text),
('staffing'::text, 'table'::text, $caseload_text$CREATE TABLE staffing (
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
CREATE INDEX ON staffing (district_id, section_id, role) INCLUDE (employee_id, valid);
CREATE INDEX ON staffing (district_id, employee_id);
CREATE INDEX ON staffing USING gist (valid);
$caseload_text$::text),
('staffing'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE staffing IS 'who teaches a class, and from when';
COMMENT ON COLUMN staffing.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN staffing.staffing_id IS 'key inside the district';
COMMENT ON COLUMN staffing.section_id IS 'the class';
COMMENT ON COLUMN staffing.employee_id IS 'the employee';
COMMENT ON COLUMN staffing.role IS 'teacher of record, specialist, case manager';
COMMENT ON COLUMN staffing.valid IS 'days on which it holds';
COMMENT ON COLUMN staffing.share IS 'part of the class, of teachers who share it';
$caseload_text$::text),
('enrollment'::text, 'table'::text, $caseload_text$-- Who sits in which class, from when to when. No name of a student anywhere: an id is enough.
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
-- with the days: loads of classes are read from the index alone
CREATE INDEX ON enrollment (district_id, section_id) INCLUDE (valid);
$caseload_text$::text),
('enrollment'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE enrollment IS 'enrollments, dated: a student is in a class once on a day';
COMMENT ON COLUMN enrollment.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN enrollment.enrollment_id IS 'key inside the district';
COMMENT ON COLUMN enrollment.section_id IS 'the class';
COMMENT ON COLUMN enrollment.student_id IS 'the student, by number';
COMMENT ON COLUMN enrollment.valid IS 'days on which the student is enrolled; the upper end is the first day no longer';
COMMENT ON COLUMN enrollment.share IS 'part of the day or week spent in this class, for limits that count shares';
COMMENT ON COLUMN enrollment.weight IS 'an agreed weight of this student, over limit_weight';
COMMENT ON COLUMN enrollment.attributes IS 'what counts and weights ask for: {"iep": true}';
$caseload_text$::text),
('case_assignment'::text, 'table'::text, $caseload_text$-- Who is on whose caseload. One row is one student with one provider in one program.
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
$caseload_text$::text),
('case_assignment'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE case_assignment IS
	'caseloads, dated: a student is on a provider''s caseload of a program once on a day';
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
('tally'::text, 'table'::text, $caseload_text$-- Any counted quantity: head counts, hours, assessments, days absent.
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
$caseload_text$::text),
('tally'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE tally IS 'counted quantities: an event has a range of one day, a standing quantity a longer one';
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
('exception'::text, 'table'::text, $caseload_text$-- Another number for one class, person or site: a waiver, a consent, an excuse, a council's lower number.
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
$caseload_text$::text),
('exception'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE exception IS 'waivers and consents: another number than the limit''s for one class, person or site';
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
('remedy_given'::text, 'table'::text, $caseload_text$-- What was done: which of several remedies was chosen, and what was delivered.
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
$caseload_text$::text),
('remedy_given'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE remedy_given IS 'remedies chosen and delivered';
COMMENT ON COLUMN remedy_given.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN remedy_given.remedy_given_id IS 'key inside the district';
COMMENT ON COLUMN remedy_given.remedy_id IS 'the remedy; among alternatives it is the one due on these days';
COMMENT ON COLUMN remedy_given.employee_id IS 'to this employee';
COMMENT ON COLUMN remedy_given.section_id IS 'for this class';
COMMENT ON COLUMN remedy_given.valid IS 'days for which it was chosen or given';
COMMENT ON COLUMN remedy_given.quantity IS 'what was delivered: 12 hours, 1 aides';
COMMENT ON COLUMN remedy_given.note IS 'remark';
$caseload_text$::text),
('match'::text, 'derived'::text, $caseload_text$-- Reckoning, the ground: which limit holds when, and which of its rows match which class, person or site.
-- A limit is reckoned for one school year of one district at a time, for a given set of its subjects: every
-- statement starts from these subjects and finds the facts by their keys, so its cost grows with what is asked and
-- with nothing else, whatever the planner knows of the tables. The functions are PL/pgSQL, which keeps its plans;
-- SQL functions that called each other were planned anew at each call.

-- how a row of limit_cap reckons; rows of one test that reckon alike share it. Grouped by the text of our types:
-- pg_upgrade makes views before their operator classes.
CREATE VIEW limit_manner WITH (security_invoker = true) AS
SELECT c.limit_id, c.test, min(c.id) AS manner, caseload.measure(c.number) AS measure, c.rounded, c.binds,
	(array_agg(c.tolerance))[1] AS tolerance, c.counts, c.weighted, c.reckoned,
	c.wider, c.taken, c.taken_over, c.excess,
	(array_agg(c.excess_most))[1] AS excess_most, array_agg(c.id ORDER BY c.id) AS caps,
	c.reckoned IN ('overages', 'sections over') OR coalesce(bool_or(caseload.measure(c.per) = 'sections'), false)
		AS by_section,
	c.counts ? 'what' OR caseload.measure(c.number) NOT IN
		('students', 'seats', 'percent', 'IEPs', 'units', 'employees', 'FTE', 'sections', 'teachers') AS tallied
FROM limit_cap AS c
WHERE c.number IS NOT NULL
GROUP BY c.limit_id, c.test, caseload.measure(c.number), c.rounded, c.binds, c.tolerance::text, c.counts, c.weighted,
	c.reckoned, c.wider, c.taken, c.taken_over, c.excess, c.excess_most::text;
COMMENT ON VIEW limit_manner IS
	'one row for all rows of a test that count and compare alike; manner is the least id of them';
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

-- A contract reaches the sites where somebody is employed under it.
CREATE VIEW contract_site WITH (security_invoker = true) AS
SELECT e.contract, e.district_id, e.site_id FROM employment AS e GROUP BY e.contract, e.district_id, e.site_id;
COMMENT ON VIEW contract_site IS 'the sites that a contract reaches: where somebody is employed under it';
COMMENT ON COLUMN contract_site.contract IS 'the contract';
COMMENT ON COLUMN contract_site.district_id IS 'district';
COMMENT ON COLUMN contract_site.site_id IS 'the site';

-- What the reckoning of one limit in one school year needs to know of its rules, found once.
CREATE TYPE limit_year AS (limit_id bigint, contract text, code text, scope text, joined text, paid_by smallint,
	carried_by text[], carried text, school_year text, year daterange, held daterange, days datemultirange,
	programs text[], class_tests smallint[], known_on date);
COMMENT ON TYPE limit_year IS
	'a limit in a school year: its count days (days), the days on which it is in force (held), '
	'the programs that its rows name, null where one names none, and the tests that count the students of classes';

CREATE FUNCTION limit_years(known_on date DEFAULT 'infinity',
	only_year text DEFAULT NULL, only_limit bigint DEFAULT NULL)
RETURNS SETOF limit_year
LANGUAGE plpgsql STABLE ROWS 50 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $limit_years$
BEGIN
	RETURN QUERY
	SELECT l.id, l.contract, l.code, l.scope, l.joined, l.paid_by, l.carried_by, l.carried, y.school_year, y.in_force,
		y.in_force * l.in_force,
		counted_days(l.contract, l.counted_on, y.in_force, limit_years.known_on),
		(SELECT CASE WHEN count(*) = count(c.program) THEN array_agg(DISTINCT c.program) END
			FROM limit_cap AS c WHERE c.limit_id = l.id), class_tests(l.id), limit_years.known_on
	FROM load_limit AS l JOIN calendar AS y ON y.contract = l.contract
		AND y.kind = 'student' AND y.in_force && l.in_force
	WHERE l.known @> limit_years.known_on AND y.known @> limit_years.known_on
		AND (limit_years.only_year IS NULL OR y.school_year = limit_years.only_year)
		AND (limit_years.only_limit IS NULL OR l.id = limit_years.only_limit)
	ORDER BY l.id, y.school_year;
END
$limit_years$;
COMMENT ON FUNCTION limit_years(date, text, bigint) IS
	'each limit in each school year, with what its reckoning needs of its rules';

CREATE FUNCTION reckoned_limit(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, contract text, code text, school_year text, year daterange, days datemultirange,
	held daterange)
LANGUAGE sql STABLE ROWS 50
BEGIN ATOMIC
	SELECT l.limit_id, l.contract, l.code, l.school_year, l.year, l.days, l.held
	FROM limit_years(reckoned_limit.known_on, reckoned_limit.only_year) AS l;
END;
COMMENT ON FUNCTION reckoned_limit(date, text) IS
	'each limit in each school year, with its count days and the days on which it is in force';

-- A class is held to the contract of whoever is its teacher of record; on days on which nobody employed is, to each
-- contract that reaches its site.
CREATE FUNCTION contract_days(contract text, district_id int, section_id bigint, site_id bigint, valid daterange)
RETURNS SETOF daterange
LANGUAGE sql STABLE ROWS 1
BEGIN ATOMIC
	SELECT u.days
	FROM (SELECT range_agg(f.valid * e.valid) AS taught,
			range_agg(f.valid * e.valid) FILTER (WHERE e.contract = contract_days.contract) AS ours
		FROM staffing AS f JOIN employment AS e ON e.district_id = contract_days.district_id
			AND e.employee_id = f.employee_id AND NOT isempty(e.valid * f.valid)
		WHERE f.district_id = contract_days.district_id AND f.section_id = contract_days.section_id
			AND f.role = 'teacher of record') AS t
		CROSS JOIN LATERAL pg_catalog.unnest(datemultirange(contract_days.valid) * (coalesce(t.ours, '{}')
			+ CASE WHEN EXISTS (SELECT FROM employment AS k WHERE k.district_id = contract_days.district_id
					AND k.site_id = contract_days.site_id AND k.contract = contract_days.contract)
				THEN '{(,)}' - coalesce(t.taught, '{}') ELSE '{}' END)) AS u (days);
END;
COMMENT ON FUNCTION contract_days(text, int, bigint, bigint, daterange) IS
	'the days on which a class is held to a contract';

-- What a row of limit_cap is held against. `part` is the class it speaks of, 0 for none. Days in common are asked for
-- by NOT isempty: for && an index on the days alone was searched for each row, which finds nearly all of a year's.
CREATE FUNCTION profile(l limit_year, scope text, district_id int, subjects bigint[])
RETURNS TABLE (subject_id bigint, part bigint, valid daterange, share numeric, grades int4range, program text,
	attributes jsonb)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $profile$
#variable_conflict use_column
BEGIN
	CASE profile.scope
	WHEN 'section' THEN
		RETURN QUERY
		SELECT s.section_id, s.section_id, d.valid, 1::numeric, s.grades, s.program, t.attributes || s.attributes
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN section AS s ON s.district_id = profile.district_id AND s.section_id = a.id
			JOIN site AS t ON t.district_id = s.district_id AND t.site_id = s.site_id
			CROSS JOIN LATERAL contract_days(l.contract, profile.district_id, s.section_id,
				s.site_id, s.valid) AS d (valid)
		WHERE l.programs IS NULL OR s.program = ANY (l.programs)
		UNION ALL
		-- and with what the employment of its teachers adds
		SELECT s.section_id, s.section_id, d.valid * f.valid * e.valid, 1, s.grades, s.program,
			t.attributes || e.attributes || s.attributes
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN section AS s ON s.district_id = profile.district_id AND s.section_id = a.id
			JOIN site AS t ON t.district_id = s.district_id AND t.site_id = s.site_id
			JOIN staffing AS f ON f.district_id = s.district_id AND f.section_id = s.section_id
			JOIN employment AS e ON e.district_id = f.district_id AND e.employee_id = f.employee_id
				AND e.contract = l.contract AND e.attributes <> '{}' AND NOT isempty(e.valid * f.valid)
			CROSS JOIN LATERAL contract_days(l.contract, profile.district_id, s.section_id,
				s.site_id, s.valid) AS d (valid)
		WHERE (l.programs IS NULL OR s.program = ANY (l.programs)) AND NOT isempty(d.valid * f.valid * e.valid);
	WHEN 'employee' THEN
		-- the classes of those who carry the load
		RETURN QUERY
		SELECT f.employee_id, s.section_id, s.valid * f.valid * e.valid, f.share, s.grades, s.program,
			t.attributes || e.attributes || s.attributes
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN staffing AS f ON f.district_id = profile.district_id AND f.employee_id = a.id
			AND f.role = ANY (l.carried_by)
			JOIN section AS s ON s.district_id = f.district_id AND s.section_id = f.section_id
			JOIN site AS t ON t.district_id = s.district_id AND t.site_id = s.site_id
			JOIN employment AS e ON e.district_id = f.district_id AND e.employee_id = f.employee_id
				AND e.contract = l.contract AND NOT isempty(e.valid * f.valid)
		WHERE NOT isempty(s.valid * f.valid * e.valid) AND (l.programs IS NULL OR s.program = ANY (l.programs));
		-- caseloads: a stretch for each program, grade and set of attributes
		RETURN QUERY
		SELECT c.employee_id, 0::bigint, u.valid * e.valid, 1::numeric, int4range(c.grade, c.grade, '[]'), c.program,
			t.attributes || e.attributes || c.attributes
		FROM (SELECT k.employee_id, k.program, k.grade, k.attributes, range_agg(k.valid) AS valid
				FROM pg_catalog.unnest(subjects) AS a (id)
					JOIN case_assignment AS k ON k.district_id = profile.district_id AND k.employee_id = a.id
				WHERE l.programs IS NULL OR k.program = ANY (l.programs)
				GROUP BY k.employee_id, k.program, k.grade, k.attributes) AS c
			CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
			JOIN employment AS e ON e.district_id = profile.district_id AND e.employee_id = c.employee_id
				AND e.contract = l.contract AND NOT isempty(e.valid * u.valid)
			JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id;
		-- and the employment itself, whose program stands among its attributes
		RETURN QUERY
		SELECT e.employee_id, 0::bigint, e.valid, 1::numeric, NULL::int4range, e.attributes ->> 'program',
			t.attributes || e.attributes
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN employment AS e ON e.district_id = profile.district_id
			AND e.employee_id = a.id AND e.contract = l.contract
			JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
		WHERE l.programs IS NULL OR e.attributes ->> 'program' = ANY (l.programs);
	WHEN 'site' THEN
		RETURN QUERY
		SELECT t.site_id, 0::bigint, '(,)'::daterange, 1::numeric, NULL::int4range,
			t.attributes ->> 'program', t.attributes
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN site AS t ON t.district_id = profile.district_id AND t.site_id = a.id
		WHERE EXISTS (SELECT FROM employment AS k
			WHERE k.district_id = t.district_id AND k.site_id = t.site_id AND k.contract = l.contract)
		UNION ALL
		SELECT t.site_id, s.section_id, d.valid, 1, s.grades, s.program, t.attributes || s.attributes
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN site AS t ON t.district_id = profile.district_id AND t.site_id = a.id
			JOIN section AS s ON s.district_id = t.district_id AND s.site_id = t.site_id
			CROSS JOIN LATERAL contract_days(l.contract, profile.district_id, s.section_id,
				s.site_id, s.valid) AS d (valid)
		WHERE l.programs IS NULL OR s.program = ANY (l.programs);
	WHEN 'district' THEN
		RETURN QUERY
		SELECT a.id, 0::bigint, '(,)'::daterange, 1::numeric, NULL::int4range, NULL::text, '{}'::jsonb
		FROM pg_catalog.unnest(subjects) AS a (id)
		WHERE EXISTS (SELECT FROM employment AS k WHERE k.district_id = a.id AND k.contract = l.contract)
		UNION ALL
		-- what a site carries speaks for its district, too: tallies are of no class
		SELECT a.id, 0, '(,)', 1, NULL, t.attributes ->> 'program', t.attributes
		FROM pg_catalog.unnest(subjects) AS a (id) JOIN site AS t ON t.district_id = a.id
		WHERE EXISTS (SELECT FROM employment AS k
			WHERE k.district_id = t.district_id AND k.site_id = t.site_id AND k.contract = l.contract)
		UNION ALL
		SELECT a.id, s.section_id, d.valid, 1, s.grades, s.program, t.attributes || s.attributes
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN section AS s ON s.district_id = a.id
			JOIN site AS t ON t.district_id = s.district_id AND t.site_id = s.site_id
			CROSS JOIN LATERAL contract_days(l.contract, profile.district_id, s.section_id,
				s.site_id, s.valid) AS d (valid)
		WHERE l.programs IS NULL OR s.program = ANY (l.programs);
	END CASE;
END
$profile$;
COMMENT ON FUNCTION profile(limit_year, text, int, bigint[]) IS
	'what a limit is held against: classes, employees with their classes and caseloads, sites, the district';

CREATE TYPE match_row AS (cap_id bigint, test smallint, subject_id bigint, part bigint, valid daterange, share numeric,
	grades int4range);
COMMENT ON TYPE match_row IS 'a row of limit_cap that matches a class, employee, site or district, and when; '
	'part: the class that it speaks of, 0 for none';

-- Rows without grades, program and condition speak of every class of the scope, and of a person or site once.
CREATE FUNCTION matches_of(l limit_year, scope text, district_id int, subjects bigint[]) RETURNS SETOF match_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $matches_of$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH cap AS MATERIALIZED (
		SELECT c.id, c.test, c.grades, c.program, c.applies FROM limit_cap AS c WHERE c.limit_id = l.limit_id
	)
	SELECT c.id, c.test, p.subject_id, p.part, p.valid * l.held, p.share, p.grades
	FROM profile(l, matches_of.scope, matches_of.district_id, subjects) AS p JOIN cap AS c
		ON (c.program IS NULL OR c.program = p.program) AND p.valid && l.held
		AND (c.grades IS NULL OR p.grades && c.grades) AND p.attributes @> c.applies;
END
$matches_of$;
COMMENT ON FUNCTION matches_of(limit_year, text, int, bigint[]) IS
	'which rows of limit_cap match which of these classes, employees or sites, and when';

-- Whoever a limit may speak of in a district; those whom none of its rows matches fall away at once.
CREATE FUNCTION subjects_of(l limit_year, district_id int) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $subjects_of$
#variable_conflict use_column
BEGIN
	CASE l.scope
	WHEN 'section' THEN
		RETURN ARRAY(SELECT s.section_id FROM section AS s
			WHERE s.district_id = subjects_of.district_id AND s.valid && l.held
				AND (l.programs IS NULL OR s.program = ANY (l.programs))
			ORDER BY s.site_id, s.section_id);
	WHEN 'employee' THEN
		IF l.programs IS NULL THEN
			RETURN ARRAY(SELECT e.employee_id FROM employment AS e
				WHERE e.district_id = subjects_of.district_id AND e.contract = l.contract
				GROUP BY e.employee_id ORDER BY min(e.site_id), e.employee_id);
		END IF;
		RETURN ARRAY(
			SELECT k.employee_id FROM case_assignment AS k
			WHERE k.district_id = subjects_of.district_id AND k.program = ANY (l.programs)
			UNION
			SELECT f.employee_id FROM section AS s JOIN staffing AS f USING (district_id, section_id)
			WHERE s.district_id = subjects_of.district_id AND s.program = ANY (l.programs)
			UNION
			SELECT e.employee_id FROM employment AS e
			WHERE e.district_id = subjects_of.district_id AND e.attributes ->> 'program' = ANY (l.programs)
			ORDER BY 1);
	WHEN 'site' THEN
		RETURN ARRAY(SELECT t.site_id FROM site AS t WHERE t.district_id = subjects_of.district_id ORDER BY t.site_id);
	ELSE
		RETURN ARRAY[subjects_of.district_id];
	END CASE;
END
$subjects_of$;
COMMENT ON FUNCTION subjects_of(limit_year, int) IS
	'the classes, employees or sites of a district that a limit may speak of';
$caseload_text$::text),
('cap'::text, 'derived'::text, $caseload_text$-- Reckoning, step 3: the cap of each day. Of the rows that match, the one of highest precedence, then of
-- the lowest number; a relative row stands on another row's number; an exception goes before all.

CREATE TYPE candidate_row AS (cap_id bigint, test smallint, subject_id bigint,
	part bigint, valid daterange, ranks int[],
	number caseload.caseload_unit, per caseload.caseload_unit, of_person boolean);
COMMENT ON TYPE candidate_row IS 'a number that may hold; of_person: an exception for all classes of a person together';

-- Rows of one class or person whose numbers lean on others', until none does. A row that leans on its own limit stands
-- on those of its test of lower precedence.
CREATE TYPE leaning_row AS (limit_code text, cap_id bigint, test smallint, part bigint, valid daterange, precedence int,
	number caseload.caseload_unit, per caseload.caseload_unit, relative_to text);
COMMENT ON TYPE leaning_row IS 'a row that matches a class or person, of the limit itself or of one that it leans on';
CREATE FUNCTION resolved(code text, leaning leaning_row[])
RETURNS TABLE (cap_id bigint, test smallint, part bigint, valid daterange, ranks int[], number caseload.caseload_unit,
	per caseload.caseload_unit)
LANGUAGE sql STABLE ROWS 5
BEGIN ATOMIC
	WITH RECURSIVE matched AS (
		SELECT m.* FROM pg_catalog.unnest(resolved.leaning) AS m
	), resolved AS (
		SELECT m.cap_id, m.test, m.part, m.valid, m.limit_code AS base_code, m.test AS base_test,
			ARRAY[m.precedence] AS ranks,
			m.number, m.per, m.relative_to
		FROM matched AS m WHERE m.limit_code = resolved.code
		UNION ALL
		SELECT r.cap_id, r.test, r.part, r.valid * b.valid, b.limit_code, b.test, r.ranks || b.precedence,
			r.number OPERATOR(caseload.+) b.number, coalesce(r.per, b.per), b.relative_to
		FROM resolved AS r JOIN matched AS b ON b.limit_code = r.relative_to AND b.valid && r.valid
			AND (b.part = r.part OR b.part = 0 OR r.part = 0)
			AND (r.relative_to <> r.base_code OR b.test = r.base_test AND b.precedence < r.ranks[cardinality(r.ranks)])
		WHERE cardinality(r.ranks) < 16
	)
	SELECT r.cap_id, r.test, r.part, r.valid, r.ranks, r.number, r.per FROM resolved AS r WHERE r.relative_to IS NULL;
END;
COMMENT ON FUNCTION resolved(text, leaning_row[]) IS 'the rows of a limit with the numbers that they lean on added';

-- Numbers that lean on another limit's are resolved here, and exceptions put in as rows of highest rank.
CREATE FUNCTION candidates_of(l limit_year, district_id int, subjects bigint[], matches match_row[])
RETURNS SETOF candidate_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $candidates_of$
#variable_conflict use_column
DECLARE
	found candidate_row[];
	leans_on text[];
BEGIN
	WITH RECURSIVE leaned AS (
		SELECT c.relative_to AS code FROM limit_cap AS c WHERE c.limit_id = l.limit_id AND c.relative_to IS NOT NULL
		UNION
		SELECT c.relative_to FROM leaned AS a JOIN load_limit AS b ON b.contract = l.contract AND b.code = a.code
			JOIN limit_cap AS c ON c.limit_id = b.id AND c.relative_to IS NOT NULL
	)
	SELECT array_agg(a.code) INTO leans_on FROM leaned AS a WHERE a.code <> l.code;
	IF NOT EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.limit_id AND c.relative_to IS NOT NULL) THEN
		found := ARRAY(SELECT CAST(ROW(c.id, c.test, m.subject_id, m.part, m.valid, ARRAY[c.precedence::int],
					c.number, c.per, false)
				AS candidate_row)
			FROM pg_catalog.unnest(matches) AS m JOIN limit_cap AS c ON c.id = m.cap_id);
	ELSE
		found := ARRAY(SELECT CAST(ROW(r.cap_id, r.test, s.subject_id, r.part, r.valid, r.ranks, r.number, r.per, false)
				AS candidate_row)
			FROM (SELECT m.subject_id,
					array_agg(CAST(ROW(m.code, c.id, c.test, m.part, m.valid, c.precedence, c.number, c.per,
						c.relative_to) AS leaning_row)) AS leaning
				FROM (SELECT l.code, m.* FROM pg_catalog.unnest(matches) AS m
						UNION ALL
						SELECT b.code, n.* FROM load_limit AS r
							CROSS JOIN LATERAL limit_years(l.known_on, l.school_year, r.id) AS b
							CROSS JOIN LATERAL matches_of(b, l.scope, candidates_of.district_id, subjects) AS n
						WHERE r.contract = l.contract AND r.code = ANY (leans_on) AND r.scope = l.scope
							AND r.known @> l.known_on) AS m
					JOIN limit_cap AS c ON c.id = m.cap_id
				GROUP BY m.subject_id) AS s
				CROSS JOIN LATERAL resolved(l.code, s.leaning) AS r);
	END IF;
	RETURN QUERY SELECT * FROM pg_catalog.unnest(found);
	IF NOT EXISTS (SELECT FROM exception AS x
		WHERE x.limit_id = l.limit_id AND x.district_id = candidates_of.district_id) THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH excepted AS MATERIALIZED (
		SELECT x.employee_id, x.section_id, x.site_id, x.valid, x.number
		FROM exception AS x WHERE x.limit_id = l.limit_id AND x.district_id = candidates_of.district_id
		UNION ALL
		-- a teacher's, of a limit on classes, is one for the classes of that teacher
		SELECT NULL, t.section_id, NULL, x.valid * t.valid, x.number
		FROM exception AS x JOIN staffing AS t ON t.district_id = x.district_id AND t.employee_id = x.employee_id
			AND t.role = 'teacher of record' AND t.valid && x.valid
		WHERE l.scope = 'section' AND x.limit_id = l.limit_id AND x.district_id = candidates_of.district_id
	), held AS (
		-- another number for a class is none for the average of its site that a second test looks at
		SELECT f.*, c.wider IS NOT NULL AND EXISTS (SELECT FROM limit_cap AS n
			WHERE n.limit_id = l.limit_id AND n.wider IS NULL)
				AS looks_past, c.reckoned NOT IN ('overages', 'sections over')
			AND caseload.measure(f.per) = 'sections' AS in_all
		FROM pg_catalog.unnest(found) AS f JOIN limit_cap AS c ON c.id = f.cap_id
	)
	SELECT f.cap_id, f.test, f.subject_id, CASE WHEN o.of_person THEN 0 ELSE f.part END, f.valid * x.valid,
		ARRAY[2147483647], x.number, NULL::caseload.caseload_unit, o.of_person
	FROM held AS f
		JOIN excepted AS x ON x.valid && f.valid
			AND (x.number IS NULL OR caseload.measure(x.number) = caseload.measure(f.number) AND NOT f.looks_past)
			AND (x.section_id = f.part
				OR x.employee_id = f.subject_id AND l.scope = 'employee'
				OR x.site_id = f.subject_id AND l.scope = 'site'
				OR l.scope = 'section' AND x.site_id = (SELECT s.site_id FROM section AS s
					WHERE s.district_id = candidates_of.district_id AND s.section_id = f.part))
		-- a number for so many classes of a person is an exception's own number, however many they are
		CROSS JOIN LATERAL (SELECT coalesce(f.in_all, false) AND l.scope <> 'section'
				AND x.section_id IS NULL AS of_person) AS o;
END
$candidates_of$;
COMMENT ON FUNCTION candidates_of(limit_year, int, bigint[], match_row[]) IS
	'the rows that match, with relative numbers resolved and exceptions among them';

-- The days on which any of these numbers may hold, cut where one begins or ends, and the best of each piece.
CREATE FUNCTION best_of(candidates candidate_row[])
RETURNS TABLE (cap_id bigint, valid daterange, number caseload.caseload_unit, per caseload.caseload_unit)
LANGUAGE sql STABLE ROWS 3
BEGIN ATOMIC
	SELECT b.cap_id, daterange(p.day, p.next_day), b.number, b.per
	FROM (SELECT e.day, lead(e.day) OVER (ORDER BY e.day) AS next_day
			FROM (SELECT lower(c.valid) AS day FROM pg_catalog.unnest(best_of.candidates) AS c
				UNION SELECT upper(c.valid) FROM pg_catalog.unnest(best_of.candidates) AS c) AS e) AS p
		CROSS JOIN LATERAL (SELECT c.cap_id, c.number, c.per FROM pg_catalog.unnest(best_of.candidates) AS c
			WHERE c.valid @> p.day ORDER BY c.ranks DESC, caseload.measure(c.number),
				caseload.quantity(c.number), c.cap_id LIMIT 1) AS b
	WHERE p.next_day IS NOT NULL;
END;
COMMENT ON FUNCTION best_of(candidate_row[]) IS 'which of several numbers holds on which days';

CREATE TYPE piece_row AS (test smallint, manner bigint, subject_id bigint, part bigint, valid daterange,
	number caseload.caseload_unit, per caseload.caseload_unit);
COMMENT ON TYPE piece_row IS 'the number that holds for a class, person or site on a stretch of days';

-- A number that the source does not give holds nothing. Nearly every class has one row that matches it: that one holds.
CREATE FUNCTION pieces_of(l limit_year, district_id int, subjects bigint[], matches match_row[]) RETURNS SETOF piece_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $pieces_of$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH manner AS MATERIALIZED (
		SELECT u.cap_id, m.manner, m.by_section
		FROM limit_manner AS m CROSS JOIN LATERAL pg_catalog.unnest(m.caps) AS u (cap_id) WHERE m.limit_id = l.limit_id
	), candidate AS MATERIALIZED (
		SELECT c.*, m.manner, CASE WHEN m.by_section THEN c.part ELSE 0 END AS group_part
		FROM candidates_of(l, pieces_of.district_id, subjects, matches) AS c
			LEFT JOIN manner AS m ON m.cap_id = c.cap_id
		-- a number for each section speaks of sections alone, not of the person besides
		WHERE c.part <> 0 OR m.by_section IS NOT TRUE OR c.of_person
	), grouped AS (
		-- an exception for a person stands for all of the classes, on its days
		SELECT c.test, c.subject_id, c.group_part AS part, min(c.manner) AS manner, count(*) AS many,
			array_agg(CAST(ROW(c.cap_id, c.test, c.subject_id, c.part, c.valid, c.ranks, c.number, c.per, c.of_person)
				AS candidate_row)) AS candidates
		FROM (SELECT c.* FROM candidate AS c
				UNION ALL
				SELECT o.cap_id, o.test, o.subject_id, p.part, o.valid, o.ranks || 1, NULL, NULL, true, NULL, p.part
				FROM candidate AS o JOIN (SELECT DISTINCT c.test, c.subject_id, c.group_part AS part FROM candidate AS c
					WHERE c.group_part <> 0) AS p ON p.test = o.test AND p.subject_id = o.subject_id
				WHERE o.of_person) AS c
		GROUP BY c.test, c.subject_id, c.group_part
	)
	SELECT g.test, g.manner, g.subject_id, g.part, g.candidates[1].valid, g.candidates[1].number, g.candidates[1].per
	FROM grouped AS g WHERE g.many = 1 AND g.candidates[1].number IS NOT NULL AND g.manner IS NOT NULL
	UNION ALL
	SELECT g.test, m.manner, g.subject_id, g.part, b.valid, b.number, b.per
	FROM grouped AS g CROSS JOIN LATERAL best_of(g.candidates) AS b JOIN manner AS m ON m.cap_id = b.cap_id
	WHERE g.many > 1 AND b.number IS NOT NULL;
END
$pieces_of$;
COMMENT ON FUNCTION pieces_of(limit_year, int, bigint[], match_row[]) IS
	'the number that holds on each stretch of days; a number that the source does not give holds nothing';

CREATE TYPE work_row AS (subject_id bigint, part bigint, measure text, valid daterange, amount numeric);
COMMENT ON TYPE work_row IS 'dated amounts of work that a cap may be given per: FTE, sections, teachers, employees';

CREATE FUNCTION work_of(l limit_year, district_id int, subjects bigint[], measures text[]) RETURNS SETOF work_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $work_of$
#variable_conflict use_column
BEGIN
	CASE l.scope
	WHEN 'employee' THEN
		RETURN QUERY
		SELECT e.employee_id, 0::bigint, 'FTE', e.valid, e.fte::numeric
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN employment AS e ON e.district_id = work_of.district_id AND e.employee_id = a.id
			AND e.contract = l.contract;
		-- a class is one, in however many roles and employments somebody teaches it
		RETURN QUERY
		SELECT c.employee_id, c.section_id, 'sections', u.valid, 1::numeric
		FROM (SELECT f.employee_id, f.section_id, range_agg(f.valid * e.valid) AS valid
				FROM pg_catalog.unnest(subjects) AS a (id)
					JOIN staffing AS f ON f.district_id = work_of.district_id AND f.employee_id = a.id
						AND f.role = ANY (l.carried_by)
					JOIN employment AS e ON e.district_id = f.district_id AND e.employee_id = f.employee_id
						AND e.contract = l.contract AND NOT isempty(e.valid * f.valid)
				GROUP BY f.employee_id, f.section_id) AS c CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid);
	WHEN 'section' THEN
		RETURN QUERY
		SELECT f.section_id, f.section_id, m.measure, f.valid, CASE m.measure WHEN 'FTE' THEN f.share ELSE 1 END
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN staffing AS f ON f.district_id = work_of.district_id
			AND f.section_id = a.id AND f.role LIKE '%teacher%'
			CROSS JOIN (VALUES ('teachers'), ('FTE')) AS m (measure);
	WHEN 'site' THEN
		RETURN QUERY
		SELECT e.site_id, 0::bigint, 'FTE', e.valid, e.fte::numeric
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN employment AS e ON e.district_id = work_of.district_id AND e.site_id = a.id AND e.contract = l.contract
		UNION ALL
		SELECT c.site_id, 0, m.measure, u.valid, 1
		FROM (SELECT e.site_id, e.employee_id, range_agg(e.valid) AS valid
				FROM pg_catalog.unnest(subjects) AS a (id)
					JOIN employment AS e ON e.district_id = work_of.district_id AND e.site_id = a.id
				AND e.contract = l.contract
				GROUP BY e.site_id, e.employee_id) AS c
			CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
			CROSS JOIN (VALUES ('employees'), ('teachers')) AS m (measure)
		UNION ALL
		SELECT s.site_id, s.section_id, 'sections', s.valid, 1
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN section AS s ON s.district_id = work_of.district_id AND s.site_id = a.id
		UNION ALL
		SELECT t.site_id, 0, 'students', '(,)', t.enrollment
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN site AS t ON t.district_id = work_of.district_id AND t.site_id = a.id AND t.enrollment IS NOT NULL;
	WHEN 'district' THEN
		RETURN QUERY
		SELECT a.id, 0::bigint, 'FTE', e.valid, e.fte::numeric
		FROM pg_catalog.unnest(subjects) AS a (id)
			JOIN employment AS e ON e.district_id = a.id AND e.contract = l.contract
		UNION ALL
		SELECT c.id, 0, m.measure, u.valid, 1
		FROM (SELECT a.id, e.employee_id, range_agg(e.valid) AS valid
				FROM pg_catalog.unnest(subjects) AS a (id)
					JOIN employment AS e ON e.district_id = a.id AND e.contract = l.contract
				GROUP BY a.id, e.employee_id) AS c
			CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
			CROSS JOIN (VALUES ('employees'), ('teachers')) AS m (measure);
	END CASE;
	-- and whatever is tallied, as aides: so many students for each
	RETURN QUERY
	SELECT a.id, 0::bigint, caseload.measure(y.quantity), y.valid, caseload.quantity(y.quantity)
	FROM pg_catalog.unnest(subjects) AS a (id) JOIN tally AS y ON y.district_id = work_of.district_id
		AND a.id = CASE l.scope WHEN 'section' THEN y.section_id
		WHEN 'employee' THEN y.employee_id WHEN 'site' THEN y.site_id END
	WHERE caseload.measure(y.quantity) NOT IN ('FTE', 'sections', 'teachers', 'employees')
		AND caseload.measure(y.quantity) = ANY (measures);
END
$work_of$;
COMMENT ON FUNCTION work_of(limit_year, int, bigint[], text[]) IS
	'how much work there is, for a number that is so many per section, teacher or FTE';

CREATE TYPE cap_row AS (test smallint, manner bigint, subject_id bigint, part bigint, cap caseload.load_series,
	covered caseload.load_series);
COMMENT ON TYPE cap_row IS 'the cap on each counted day, and the days that it covers';

-- Multiplied first and divided last, so that no quotient makes a phantom student. The joins here are of what was found
-- before, whose size the planner cannot know: never one in a loop around the other. (What that forbids it counts as
-- beyond any price, and would have such a plan compiled at each call: so jit is off.)
CREATE FUNCTION caps_of(l limit_year, pieces piece_row[], works work_row[]) RETURNS cap_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $caps_of$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH manner AS MATERIALIZED (
			SELECT m.manner, m.measure, m.rounded, m.reckoned IN ('overages', 'sections over') AS apart
			FROM limit_manner AS m WHERE m.limit_id = l.limit_id
		), piece AS (
			SELECT p.test, p.manner, p.subject_id, p.part, p.valid, p.number, 1::numeric AS over
			FROM pg_catalog.unnest(pieces) AS p WHERE p.per IS NULL
			UNION ALL
			SELECT p.test, p.manner, p.subject_id, p.part, p.valid * w.valid, p.number OPERATOR(caseload.*) w.amount,
				caseload.quantity(p.per)
			FROM pg_catalog.unnest(pieces) AS p JOIN pg_catalog.unnest(works) AS w ON w.subject_id = p.subject_id
				AND w.measure = caseload.measure(p.per)
				AND (w.part = p.part OR w.part = 0 OR p.part = 0) AND w.valid && p.valid
			WHERE p.per IS NOT NULL
		), part_sum AS (
			SELECT p.test, p.manner, p.subject_id,
				CASE WHEN m.apart THEN p.part ELSE 0 END AS part, m.rounded, m.measure,
				caseload.daily_load(p.valid, l.days, p.number) OPERATOR(caseload./) p.over AS cap,
				caseload.daily_load(p.valid, l.days, caseload.caseload_unit(1::numeric, m.measure)) AS covered
			FROM piece AS p JOIN manner AS m USING (manner)
			GROUP BY p.test, p.manner, p.subject_id, CASE WHEN m.apart THEN p.part ELSE 0 END,
				p.over, m.rounded, m.measure
		)
		SELECT CAST(ROW(s.test, s.manner, s.subject_id, s.part,
			CASE s.rounded WHEN 'exact' THEN caseload.sum(s.cap)
				ELSE caseload.rounded(caseload.sum(s.cap), 0, s.rounded) END,
			caseload.lesser(caseload.sum(s.covered), caseload.caseload_unit(1::numeric, s.measure))) AS cap_row)
		FROM part_sum AS s GROUP BY s.test, s.manner, s.subject_id, s.part, s.rounded, s.measure);
END
$caps_of$;
COMMENT ON FUNCTION caps_of(limit_year, piece_row[], work_row[]) IS
	'step 3: the cap on each counted day, and the days that it covers';

-- as known on a day, for those who look into the reckoning
CREATE FUNCTION cap_piece(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL,
	only_subjects bigint[] DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, manner bigint, district_id int, subject_id bigint,
	part bigint, valid daterange, number caseload.caseload_unit, per caseload.caseload_unit)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $cap_piece$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT l.limit_id, l.school_year, p.test, p.manner, d.district_id, p.subject_id, p.part, p.valid, p.number, p.per
	FROM limit_years(cap_piece.known_on, cap_piece.only_year) AS l
		CROSS JOIN (SELECT DISTINCT e.district_id FROM employment AS e) AS d
		CROSS JOIN LATERAL (SELECT coalesce(only_subjects, subjects_of(l, d.district_id)) AS subjects) AS s
		CROSS JOIN LATERAL (SELECT ARRAY(SELECT m
				FROM matches_of(l, l.scope, d.district_id, s.subjects) AS m) AS matches) AS m
		CROSS JOIN LATERAL pieces_of(l, d.district_id, s.subjects, m.matches) AS p
	WHERE l.days IS NOT NULL;
END
$cap_piece$;
COMMENT ON FUNCTION cap_piece(date, text, bigint[]) IS
	'the number that holds on each stretch of days; a number that the source does not give holds nothing';

CREATE FUNCTION reckoned_cap(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, manner bigint, district_id int, subject_id bigint,
	part bigint, cap caseload.load_series, covered caseload.load_series)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $reckoned_cap$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT l.limit_id, l.school_year, k.test, k.manner, d.district_id, k.subject_id, k.part, k.cap, k.covered
	FROM limit_years(reckoned_cap.known_on, reckoned_cap.only_year) AS l
		CROSS JOIN (SELECT DISTINCT e.district_id FROM employment AS e) AS d
		CROSS JOIN LATERAL (SELECT subjects_of(l, d.district_id) AS subjects) AS s
		CROSS JOIN LATERAL (SELECT ARRAY(SELECT m
				FROM matches_of(l, l.scope, d.district_id, s.subjects) AS m) AS matches) AS m
		CROSS JOIN LATERAL (SELECT ARRAY(SELECT p
				FROM pieces_of(l, d.district_id, s.subjects, m.matches) AS p) AS pieces) AS p
		CROSS JOIN LATERAL (SELECT ARRAY(SELECT w FROM work_of(l, d.district_id, s.subjects, ARRAY(
			SELECT DISTINCT caseload.measure(u.per) FROM pg_catalog.unnest(p.pieces) AS u)) AS w) AS works) AS w
		CROSS JOIN LATERAL pg_catalog.unnest(caps_of(l, p.pieces, w.works)) AS k
	WHERE l.days IS NOT NULL;
END
$reckoned_cap$;
COMMENT ON FUNCTION reckoned_cap(date, text) IS 'step 3: the cap on each counted day, and the days that it covers';
$caseload_text$::text),
('load'::text, 'derived'::text, $caseload_text$-- Reckoning, steps 1 and 2: who counts, how much, and what several sections or counts come to.

CREATE FUNCTION nothing_on(days datemultirange, measure text) RETURNS caseload.load_series
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT caseload.daily_load('empty', nothing_on.days, caseload.caseload_unit(1::numeric, nothing_on.measure));
END;
COMMENT ON FUNCTION nothing_on(datemultirange, text) IS 'a load of zero on these days';

CREATE FUNCTION on_each(days datemultirange, measure text) RETURNS caseload.load_series
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT caseload.daily_load('(,)', on_each.days, caseload.caseload_unit(1::numeric, on_each.measure));
END;
COMMENT ON FUNCTION on_each(datemultirange, text) IS 'a load of one on each of these days';

-- What a test looks at: the class, person, site or district that the limit is about, or, where it looks further, what
-- stands around it.
CREATE TYPE domain_row AS (subject_id bigint, domain_id bigint);
COMMENT ON TYPE domain_row IS 'what a test of a limit on this subject looks at';
CREATE FUNCTION domains_of(l limit_year, wider text, district_id int, subjects bigint[]) RETURNS domain_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $domains_of$
#variable_conflict use_column
BEGIN
	IF domains_of.wider = 'district' AND l.scope <> 'district' THEN
		RETURN ARRAY(SELECT CAST(ROW(a.id, domains_of.district_id) AS domain_row)
			FROM pg_catalog.unnest(subjects) AS a (id));
	ELSIF domains_of.wider = 'site' AND l.scope = 'section' THEN
		RETURN ARRAY(SELECT CAST(ROW(s.section_id, s.site_id) AS domain_row)
			FROM pg_catalog.unnest(subjects) AS a (id)
				JOIN section AS s ON s.district_id = domains_of.district_id AND s.section_id = a.id);
	ELSIF domains_of.wider = 'site' AND l.scope = 'employee' THEN
		RETURN ARRAY(SELECT CAST(ROW(e.employee_id, min(e.site_id)) AS domain_row)
			FROM pg_catalog.unnest(subjects) AS a (id)
				JOIN employment AS e ON e.district_id = domains_of.district_id AND e.employee_id = a.id
					AND NOT isempty(e.valid * l.year)
			GROUP BY e.employee_id);
	ELSIF domains_of.wider = 'employee' AND l.scope = 'section' THEN
		RETURN ARRAY(SELECT CAST(ROW(f.section_id, min(f.employee_id)) AS domain_row)
			FROM pg_catalog.unnest(subjects) AS a (id)
				JOIN staffing AS f ON f.district_id = domains_of.district_id AND f.section_id = a.id
					AND f.role = ANY (l.carried_by) AND NOT isempty(f.valid * l.year)
			GROUP BY f.section_id);
	END IF;
	RETURN ARRAY(SELECT CAST(ROW(a.id, a.id) AS domain_row) FROM pg_catalog.unnest(subjects) AS a (id));
END
$domains_of$;
COMMENT ON FUNCTION domains_of(limit_year, text, int, bigint[]) IS
	'what a test looks at: the subject itself, its teacher, its site, the district';

CREATE TYPE member_row AS (domain_id bigint, section_id bigint, valid daterange, share numeric);
COMMENT ON TYPE member_row IS 'a class that a load is counted over, and when';

-- Which classes belong to what a row looks at: a class to itself, to its teacher, to its site, ...
CREATE FUNCTION members_of(l limit_year, m limit_manner, district_id int, domains bigint[], matches match_row[])
RETURNS member_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $members_of$
#variable_conflict use_column
DECLARE
	sites bigint[];
BEGIN
	IF m.wider = 'grade' THEN
		sites := ARRAY(SELECT DISTINCT s.site_id FROM pg_catalog.unnest(domains) AS a (id)
			JOIN section AS s ON s.district_id = members_of.district_id AND s.section_id = a.id);
		matches := ARRAY(SELECT n FROM matches_of(l, 'site', members_of.district_id, sites) AS n
			WHERE n.cap_id = ANY (m.caps) AND n.part <> 0);
		-- the same grades at the site, seen from each class
		RETURN ARRAY(
			SELECT CAST(ROW(g.domain_id, g.part, u.valid, 1) AS member_row)
			FROM (SELECT s.section_id AS domain_id, n.part, range_agg(n.valid) AS valid
					FROM pg_catalog.unnest(domains) AS a (id)
						JOIN section AS s ON s.district_id = members_of.district_id AND s.section_id = a.id
						JOIN pg_catalog.unnest(matches) AS n ON n.subject_id = s.site_id AND n.grades && s.grades
					GROUP BY s.section_id, n.part) AS g
				CROSS JOIN LATERAL pg_catalog.unnest(g.valid) AS u (valid));
	END IF;
	IF m.wider <> l.scope THEN
		matches := ARRAY(SELECT n FROM matches_of(l, m.wider, members_of.district_id, domains) AS n);
	END IF;
	IF l.carried = 'by share' AND coalesce(m.wider, l.scope) = 'employee' THEN
		-- each stint with its own share
		RETURN ARRAY(SELECT CAST(ROW(g.domain_id, g.part, u.valid, g.share) AS member_row)
			FROM (SELECT n.subject_id AS domain_id, n.part, n.share, range_agg(n.valid) AS valid
					FROM pg_catalog.unnest(matches) AS n WHERE n.cap_id = ANY (m.caps) AND n.part <> 0
					GROUP BY n.subject_id, n.part, n.share) AS g
				CROSS JOIN LATERAL pg_catalog.unnest(g.valid) AS u (valid));
	END IF;
	RETURN ARRAY(SELECT CAST(ROW(g.domain_id, g.part, u.valid, 1) AS member_row)
		FROM (SELECT n.subject_id AS domain_id, n.part, range_agg(n.valid) AS valid
				FROM pg_catalog.unnest(matches) AS n WHERE n.cap_id = ANY (m.caps) AND n.part <> 0
				GROUP BY n.subject_id, n.part) AS g
			CROSS JOIN LATERAL pg_catalog.unnest(g.valid) AS u (valid));
END
$members_of$;
COMMENT ON FUNCTION members_of(limit_year, limit_manner, int, bigint[], match_row[]) IS
	'the classes that each load is counted over, and when';

CREATE TYPE counted_row AS (domain_id bigint, section_id bigint, student_id bigint, valid daterange, counts boolean,
	amount numeric);
COMMENT ON TYPE counted_row IS 'a student, case, tally, class or person that counts, from when to when and how much';

-- Step 1 for tallies, of the class, the employee or the site. A tally speaks of the class that it names, else of its
-- site, else of the place of work of its employee; of a whole site or district those are counted that match its rows.
CREATE FUNCTION counted_tallies(l limit_year, m limit_manner, district_id int, domains bigint[])
RETURNS SETOF counted_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $counted_tallies$
#variable_conflict use_column
DECLARE
	looks_at text := CASE m.wider WHEN 'grade' THEN 'site' ELSE coalesce(m.wider, l.scope) END;
BEGIN
	IF looks_at IN ('section', 'employee') THEN
		RETURN QUERY
		SELECT a.id, coalesce(y.section_id, 0), 0::bigint, y.valid * l.held, true, caseload.quantity(y.quantity)
		FROM pg_catalog.unnest(domains) AS a (id)
			JOIN tally AS y ON y.district_id = counted_tallies.district_id
				AND CASE WHEN looks_at = 'section' THEN y.section_id ELSE y.employee_id END = a.id
		WHERE y.valid && l.held AND caseload.measure(y.quantity) = m.measure
			AND y.attributes || jsonb_build_object('what', y.what) @> m.counts;
		RETURN;
	END IF;
	RETURN QUERY
	-- of a class: on the days on which it is held to this contract
	SELECT o.domain_id, coalesce(y.section_id, 0), 0::bigint, y.valid * l.held * d.valid, true,
		caseload.quantity(y.quantity)
	FROM tally AS y
		LEFT JOIN section AS s ON s.district_id = y.district_id AND s.section_id = y.section_id
		CROSS JOIN LATERAL (SELECT coalesce(y.site_id, s.site_id, (SELECT min(e.site_id) FROM employment AS e
			WHERE e.district_id = y.district_id AND e.employee_id = y.employee_id
						AND NOT isempty(e.valid * y.valid))) AS site_id) AS w
		LEFT JOIN site AS t ON t.district_id = y.district_id AND t.site_id = w.site_id
		CROSS JOIN LATERAL (SELECT CASE looks_at WHEN 'site' THEN w.site_id ELSE y.district_id END AS domain_id) AS o
		CROSS JOIN LATERAL (SELECT '(,)'::daterange WHERE m.wider <> l.scope OR s.section_id IS NULL AND EXISTS (
				SELECT FROM employment AS k WHERE k.district_id = y.district_id AND k.site_id = w.site_id
					AND k.contract = l.contract)
			UNION ALL
			SELECT h.days FROM contract_days(l.contract, s.district_id, s.section_id, s.site_id, s.valid) AS h (days)
			WHERE coalesce(m.wider, l.scope) = l.scope AND s.section_id IS NOT NULL) AS d (valid)
	WHERE y.district_id = counted_tallies.district_id AND o.domain_id = ANY (domains)
		AND NOT isempty(y.valid * l.held * d.valid) AND caseload.measure(y.quantity) = m.measure
		AND y.attributes || jsonb_build_object('what', y.what) @> m.counts
		AND (m.wider <> l.scope OR EXISTS (SELECT FROM limit_cap AS c WHERE c.id = ANY (m.caps)
			AND (c.program IS NULL OR c.program = coalesce(s.program, t.attributes ->> 'program'))
			AND (c.grades IS NULL OR s.grades && c.grades)
			AND coalesce(t.attributes, '{}') || coalesce(s.attributes, '{}') @> c.applies));
END
$counted_tallies$;
COMMENT ON FUNCTION counted_tallies(limit_year, limit_manner, int, bigint[]) IS 'step 1: each tally that counts';

CREATE FUNCTION counted_cases(l limit_year, m limit_manner, district_id int, domains bigint[]) RETURNS SETOF counted_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_mergejoin = off SET jit = off
AS $counted_cases$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH cap AS MATERIALIZED (
		-- a limit on students means cases only where it names a program
		SELECT c.program, c.grades, c.applies FROM limit_cap AS c
		WHERE c.id = ANY (m.caps) AND (c.program IS NOT NULL OR m.measure IN ('IEPs', 'units'))
	), held AS MATERIALIZED (
		SELECT k.* FROM pg_catalog.unnest(domains) AS a (id)
			JOIN case_assignment AS k ON k.district_id = counted_cases.district_id AND k.employee_id = a.id
		WHERE NOT isempty(k.valid * l.held)
			AND EXISTS (SELECT FROM cap AS c WHERE c.program IS NULL OR c.program = k.program)
	), employed AS MATERIALIZED (
		SELECT e.employee_id, e.valid, t.attributes || e.attributes AS attributes
		FROM (SELECT DISTINCT h.employee_id FROM held AS h) AS h
			JOIN employment AS e ON e.district_id = counted_cases.district_id AND e.employee_id = h.employee_id
				AND e.contract = l.contract
			JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
	), kind AS MATERIALIZED (
		-- cases that say the same are matched once
		SELECT x.employee_id, x.program, x.grade, x.attributes, e.valid
		FROM (SELECT DISTINCT h.employee_id, h.program, h.grade, h.attributes FROM held AS h) AS x
			JOIN employed AS e ON e.employee_id = x.employee_id
		WHERE EXISTS (SELECT FROM cap AS c WHERE (c.program IS NULL OR c.program = x.program)
			AND (c.grades IS NULL OR c.grades @> x.grade) AND e.attributes || x.attributes @> c.applies)
	)
	SELECT k.employee_id, 0::bigint, k.student_id, k.valid * l.held, k.attributes @> m.counts,
		CASE m.weighted WHEN 'none' THEN 1 WHEN 'share' THEN k.share
			ELSE coalesce(k.weight, (SELECT max(w.weight) FROM limit_weight AS w
				WHERE w.limit_id = l.limit_id AND k.attributes @> w.counts), 1) END
			* CASE m.measure WHEN 'units' THEN k.goal_areas ELSE 1 END
	FROM held AS k JOIN (
			SELECT x.employee_id, x.program, coalesce(x.grade, -99) AS grade, x.attributes, range_agg(x.valid) AS days
			FROM kind AS x GROUP BY x.employee_id, x.program, coalesce(x.grade, -99), x.attributes) AS x
		ON x.employee_id = k.employee_id AND x.program = k.program AND x.grade = coalesce(k.grade, -99)
			AND x.attributes = k.attributes
	WHERE x.days && k.valid;
END
$counted_cases$;
COMMENT ON FUNCTION counted_cases(limit_year, limit_manner, int, bigint[]) IS 'step 1: each case that counts';

CREATE FUNCTION counted_of(l limit_year, m limit_manner, district_id int, domains bigint[], members member_row[])
RETURNS SETOF counted_row
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $counted_of$
#variable_conflict use_column
DECLARE
	looks_at text := coalesce(m.wider, l.scope);
BEGIN
	IF m.tallied THEN
		RETURN QUERY SELECT * FROM counted_tallies(l, m, counted_of.district_id, domains);
		RETURN;
	END IF;
	IF m.measure IN ('students', 'seats', 'percent') THEN
		RETURN QUERY
		SELECT d.domain_id, d.section_id, e.student_id, d.valid * e.valid, e.attributes @> m.counts,
			d.share * CASE m.weighted WHEN 'none' THEN 1 WHEN 'share' THEN e.share
				ELSE coalesce(e.weight, (SELECT max(w.weight) FROM limit_weight AS w
					WHERE w.limit_id = l.limit_id AND e.attributes @> w.counts), 1) END
		FROM pg_catalog.unnest(members) AS d
			JOIN enrollment AS e ON e.district_id = counted_of.district_id AND e.section_id = d.section_id
				AND NOT isempty(e.valid * d.valid);
	END IF;
	IF looks_at = 'employee' AND m.measure IN ('students', 'seats', 'percent', 'IEPs', 'units') THEN
		RETURN QUERY SELECT * FROM counted_cases(l, m, counted_of.district_id, domains);
	END IF;
	IF m.measure = 'sections' THEN
		RETURN QUERY SELECT d.domain_id, d.section_id, 0::bigint, d.valid, true, d.share
		FROM pg_catalog.unnest(members) AS d;
	ELSIF m.measure IN ('teachers', 'employees', 'FTE') AND looks_at = 'section' THEN
		-- those who teach a class, by their role
		RETURN QUERY
		SELECT d.domain_id, d.section_id, 0::bigint, d.valid * f.valid, true,
			CASE m.measure WHEN 'FTE' THEN f.share ELSE 1 END
		FROM pg_catalog.unnest(members) AS d
			JOIN staffing AS f ON f.district_id = counted_of.district_id AND f.section_id = d.section_id
				AND NOT isempty(f.valid * d.valid) AND jsonb_build_object('role', f.role) @> m.counts;
	ELSIF m.measure IN ('teachers', 'employees', 'FTE') THEN
		-- those who work at a site
		RETURN QUERY
		SELECT o.domain_id, 0::bigint, 0::bigint, e.valid * l.held, e.attributes @> m.counts,
			CASE m.measure WHEN 'FTE' THEN e.fte ELSE 1 END
		FROM employment AS e
			CROSS JOIN LATERAL (SELECT CASE looks_at WHEN 'site' THEN e.site_id WHEN 'district' THEN e.district_id
			ELSE e.employee_id END AS domain_id) AS o
		WHERE e.district_id = counted_of.district_id AND e.contract = l.contract AND e.valid && l.held
			AND looks_at IN ('employee', 'site', 'district')
			AND CASE looks_at WHEN 'site' THEN e.site_id = ANY (domains)
			WHEN 'employee' THEN e.employee_id = ANY (domains)
				ELSE true END;
	END IF;
END
$counted_of$;
COMMENT ON FUNCTION counted_of(limit_year, limit_manner, int, bigint[], member_row[]) IS
	'step 1: each student, case, tally, class or person that counts, from when to when and how much';

CREATE TYPE load_row AS (manner bigint, domain_id bigint, part bigint, load caseload.load_series);
COMMENT ON TYPE load_row IS 'the load on each counted day, or one point a term';

CREATE FUNCTION loads_of(l limit_year, m limit_manner, district_id int, domains bigint[], members member_row[])
RETURNS load_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $loads_of$
#variable_conflict use_column
DECLARE
	counted_as text := CASE m.measure WHEN 'percent' THEN 'students' ELSE m.measure END;
	apart boolean := m.reckoned IN ('largest', 'overages', 'sections over');
	-- a person is counted once, in however many of the classes
	once boolean := m.reckoned = 'total' AND m.measure IN ('students', 'percent')
		AND coalesce(m.wider, l.scope) <> 'section';
	nothing caseload.load_series := nothing_on(l.days, m.measure);
	one_each constant caseload.caseload_unit := caseload.caseload_unit(1::numeric, m.measure);
	terms daterange[];
BEGIN
	IF NOT m.tallied AND m.measure IN ('students', 'seats') AND l.scope = 'section' AND m.wider IS NULL
		AND m.reckoned = 'total' AND m.weighted = 'none' AND m.taken = 'each' THEN
		-- the plain case: heads in a class, in one pass, and of the index alone where all of them count
		IF m.counts = '{}' THEN
			RETURN ARRAY(SELECT CAST(ROW(m.manner, d.domain_id, 0,
						caseload.daily_load(d.valid * e.valid, l.days, one_each))
					AS load_row)
				FROM pg_catalog.unnest(members) AS d
					JOIN enrollment AS e ON e.district_id = loads_of.district_id AND e.section_id = d.section_id
				GROUP BY d.domain_id);
		END IF;
		RETURN ARRAY(SELECT CAST(ROW(m.manner, s.domain_id, 0,
					CASE WHEN s.load IS NULL THEN nothing ELSE s.load END) AS load_row)
			FROM (SELECT d.domain_id, caseload.daily_load(d.valid * e.valid, l.days, one_each)
					FILTER (WHERE e.attributes @> m.counts) AS load
				FROM pg_catalog.unnest(members) AS d
					JOIN enrollment AS e ON e.district_id = loads_of.district_id AND e.section_id = d.section_id
				GROUP BY d.domain_id) AS s);
	END IF;
	IF m.taken_over IS NOT NULL THEN
		terms := covered_terms(l, m.taken_over, NULL);
	END IF;
	RETURN ARRAY(
		WITH counted AS MATERIALIZED (
			SELECT * FROM counted_of(l, m, loads_of.district_id, domains, members)
		), one AS (
			SELECT c.domain_id, c.section_id, c.valid, c.counts, c.amount, false AS class FROM counted AS c
			WHERE NOT once OR c.student_id = 0
			UNION ALL
			SELECT c.domain_id, 0, u.valid, c.counts, c.amount, false
			FROM (SELECT c.domain_id, c.student_id, c.counts, c.amount, range_agg(c.valid) AS valid FROM counted AS c
				WHERE once AND c.student_id <> 0
				GROUP BY c.domain_id, c.student_id, c.counts, c.amount,
					CASE WHEN m.weighted = 'share' OR l.carried = 'by share' THEN c.section_id END) AS c
				CROSS JOIN LATERAL pg_catalog.unnest(c.valid) AS u (valid)
			UNION ALL
			-- what an average is divided by
			SELECT d.domain_id, 0, d.valid, NULL, 1, true FROM pg_catalog.unnest(members) AS d
			WHERE m.reckoned = 'average'
		), part_load AS (
			SELECT o.domain_id, CASE WHEN apart THEN o.section_id ELSE 0 END AS part,
				caseload.daily_load(o.valid, l.days,
					caseload.caseload_unit(o.amount, counted_as)) FILTER (WHERE o.counts) AS load,
				caseload.daily_load(o.valid, l.days, caseload.caseload_unit(o.amount, 'students'))
					FILTER (WHERE m.measure = 'percent' AND NOT o.class) AS everyone,
				caseload.daily_load(o.valid, l.days,
					caseload.caseload_unit '1 sections') FILTER (WHERE o.class) AS classes,
				bool_or(NOT o.class) AS any_counted
			FROM one AS o GROUP BY o.domain_id, CASE WHEN apart THEN o.section_id ELSE 0 END
		), several AS (
			-- of several classes: the largest, or all of them by how many they are
			SELECT p.domain_id, CASE m.reckoned WHEN 'largest' THEN 0 ELSE p.part END AS part,
				CASE WHEN m.measure = 'percent' THEN caseload.sum(p.load) OPERATOR(caseload./) caseload.sum(p.everyone)
					WHEN m.reckoned = 'largest' THEN caseload.max(p.load)
					WHEN m.reckoned = 'average' THEN caseload.sum(p.load) OPERATOR(caseload./) caseload.sum(p.classes)
					ELSE caseload.sum(p.load) END AS load
			FROM part_load AS p WHERE p.any_counted
			GROUP BY p.domain_id, CASE m.reckoned WHEN 'largest' THEN 0 ELSE p.part END
		)
		SELECT CAST(ROW(m.manner, s.domain_id, s.part, CASE m.taken WHEN 'mean' THEN caseload.mean(a.load, terms)
			WHEN 'total' THEN caseload.total(a.load, terms) ELSE a.load END) AS load_row)
		FROM several AS s CROSS JOIN LATERAL (SELECT caseload.sum(u.series) AS load
			FROM (VALUES (s.load), (nothing)) AS u (series)) AS a);
END
$loads_of$;
COMMENT ON FUNCTION loads_of(limit_year, limit_manner, int, bigint[], member_row[]) IS
	'steps 1 and 2: the load on each counted day, or one point a term';
$caseload_text$::text),
('excess'::text, 'derived'::text, $caseload_text$-- Reckoning, steps 4 and 5: what is too many, by each test and by all of them joined.

CREATE TYPE test_row AS (test smallint, subject_id bigint, measure text, taken_over text, load caseload.load_series,
	cap caseload.load_series, excess caseload.load_series);
COMMENT ON TYPE test_row IS 'step 4: load, cap and what is too many, for one test of a limit by itself';

CREATE TYPE mapped_row AS (manner bigint, subject_id bigint, domain_id bigint);
COMMENT ON TYPE mapped_row IS 'which load is held against the cap of a subject';

-- Joins of what was found before: see caps_of().
CREATE FUNCTION tests_of(l limit_year, caps cap_row[], mapped mapped_row[], loads load_row[]) RETURNS test_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $tests_of$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH manner AS MATERIALIZED (
			SELECT m.*, CASE WHEN m.taken_over IS NOT NULL THEN covered_terms(l, m.taken_over, NULL) END AS terms,
				nothing_on(l.days, m.measure) AS nothing
			FROM limit_manner AS m WHERE m.limit_id = l.limit_id
		), held AS (
			-- a load over a term is one point, and is held against the cap at its highest in that term
			SELECT k.test, k.subject_id, m.measure, m.reckoned, m.taken_over, m.binds, m.tolerance, m.excess AS rounds,
				m.excess_most, coalesce(n.load, CASE WHEN m.taken = 'each' THEN m.nothing
					ELSE caseload.highest(m.nothing, m.terms) END) AS load,
				CASE WHEN m.taken = 'each' THEN k.cap ELSE caseload.highest(k.cap, m.terms) END AS cap,
				CASE WHEN m.taken = 'each' THEN k.covered ELSE caseload.highest(k.covered, m.terms) END AS covered
			FROM pg_catalog.unnest(caps) AS k JOIN manner AS m USING (manner)
				LEFT JOIN pg_catalog.unnest(mapped) AS d ON d.manner = k.manner AND d.subject_id = k.subject_id
				LEFT JOIN pg_catalog.unnest(loads) AS n ON n.manner = k.manner
				AND n.domain_id = d.domain_id AND n.part = k.part
		), passed AS (
			-- `at` is met at the number and not below it: quantities have six places
			SELECT h.*, caseload.during(CASE h.binds
				WHEN 'over' THEN caseload.overage(h.load, h.cap)
				WHEN 'at' THEN caseload.during(caseload.overage(h.load, h.cap OPERATOR(caseload.-) h.covered),
					caseload.overage(h.load, h.cap OPERATOR(caseload.-) (h.covered OPERATOR(caseload.*) 0.000001)))
				ELSE caseload.shortage(h.load, h.cap) END, h.covered) AS excess
			FROM held AS h
		), tolerated AS (
			SELECT p.*, CASE WHEN p.tolerance IS NULL OR caseload.measure(p.tolerance) <> p.measure THEN p.excess
				ELSE caseload.during(p.excess, caseload.overage(p.excess, p.tolerance)) END AS beyond
			FROM passed AS p
		), bounded AS (
			SELECT t.*, CASE WHEN t.excess_most IS NULL THEN c.counted
				ELSE caseload.lesser(c.counted, t.excess_most) END AS most
			FROM tolerated AS t CROSS JOIN LATERAL (SELECT CASE t.rounds WHEN 'exact' THEN t.beyond
				ELSE caseload.rounded(t.beyond, 0, t.rounds) END AS counted) AS c
		), added AS (
			-- rows of one test that reckon differently hold on different days; of `overages` each class has its own
			SELECT b.test, b.subject_id,
				CASE b.reckoned WHEN 'sections over' THEN 'sections' ELSE b.measure END AS measure,
				b.taken_over, b.reckoned = 'sections over'
				AND caseload.measure(b.tolerance) = 'sections' AS classes_tolerated,
				(array_agg(b.tolerance))[1] AS tolerance,
				caseload.sum(caseload.during(b.load, b.covered)) AS load, caseload.sum(b.cap) AS cap,
				caseload.sum(CASE b.reckoned
					WHEN 'sections over' THEN caseload.during(on_each(l.days, 'sections'), b.most)
					ELSE b.most END) AS excess
			FROM bounded AS b
			GROUP BY b.test, b.subject_id, b.measure, b.reckoned, b.taken_over, b.tolerance::text,
				caseload.measure(b.tolerance)
		)
		SELECT CAST(ROW(a.test, a.subject_id, a.measure, a.taken_over, caseload.sum(a.load), caseload.sum(a.cap),
			caseload.sum(CASE WHEN a.classes_tolerated THEN caseload.during(a.excess,
					caseload.overage(a.excess, a.tolerance))
				ELSE a.excess END)) AS test_row)
		FROM added AS a GROUP BY a.test, a.subject_id, a.measure, a.taken_over);
END
$tests_of$;
COMMENT ON FUNCTION tests_of(limit_year, cap_row[], mapped_row[], load_row[]) IS
	'step 4: load, cap and what is too many, for each test of a limit by itself';

CREATE TYPE excess_row AS (test smallint, subject_id bigint, measure text, load caseload.load_series,
	cap caseload.load_series, excess caseload.load_series);
COMMENT ON TYPE excess_row IS 'step 5: what is too many, by each test or by all of them joined';

-- Beside a test over a term a daily one is taken at its highest in the term. The least of several series is the
-- greatest of their negatives; load and cap are those of the test that gives the least, day by day. Whoever has nothing
-- too many on any day is left out, unless everyone is asked for: nothing follows.
CREATE FUNCTION joined_of(l limit_year, tests test_row[], everyone boolean DEFAULT false) RETURNS excess_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $joined_of$
#variable_conflict use_column
BEGIN
	IF l.joined = 'any' THEN
		RETURN ARRAY(SELECT CAST(ROW(t.test, t.subject_id, t.measure, t.load, t.cap, t.excess) AS excess_row)
			FROM pg_catalog.unnest(tests) AS t
			WHERE everyone OR caseload.days_above(t.excess, caseload.caseload_unit(0::numeric, t.measure)) > 0);
	END IF;
	RETURN ARRAY(
		WITH level AS MATERIALIZED (
			SELECT t.*, CASE WHEN t.joined_over IS NOT NULL AND t.taken_over IS NULL
				THEN caseload.highest(t.excess, covered_terms(l, t.joined_over, NULL)) ELSE t.excess END AS at_once
			FROM (SELECT t.*, max(t.taken_over) OVER (PARTITION BY t.subject_id) AS joined_over
				FROM pg_catalog.unnest(tests) AS t) AS t
		), least AS (
			SELECT v.subject_id, min(v.test) AS first_test,
				caseload.max(v.at_once OPERATOR(caseload.*) (-1)) FILTER (WHERE l.paid_by IS NULL)
					OPERATOR(caseload.*) (-1) AS excess,
				-- whether all the others are passed, in points, since their measures may differ
				caseload.max(caseload.during(on_each(l.days, 'points'), v.at_once) OPERATOR(caseload.*) (-1))
					FILTER (WHERE v.test <> l.paid_by) OPERATOR(caseload.*) (-1) AS others
			FROM level AS v GROUP BY v.subject_id
		), masked AS (
			SELECT v.*, a.first_test, a.excess AS least, on_each(l.days, 'points')
				OPERATOR(caseload.-) caseload.during(on_each(l.days, 'points'),
					v.at_once OPERATOR(caseload.-) a.excess) AS mask
			FROM level AS v JOIN least AS a USING (subject_id) WHERE l.paid_by IS NULL
		), given AS (
			SELECT m.*, caseload.sum(m.mask) OVER (PARTITION BY m.subject_id ORDER BY m.test
				ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier FROM masked AS m
		), shown AS (
			SELECT g.subject_id, g.first_test AS test, min(g.measure) AS measure, (array_agg(g.least))[1] AS excess,
				caseload.sum(caseload.during(g.load, w.days)) AS load,
				caseload.sum(caseload.during(g.cap, w.days)) AS cap
			FROM given AS g CROSS JOIN LATERAL (SELECT CASE WHEN g.earlier IS NULL THEN g.mask
				ELSE g.mask OPERATOR(caseload.-) caseload.during(g.mask, g.earlier) END AS days OFFSET 0) AS w
			GROUP BY g.subject_id, g.first_test
			UNION ALL
			SELECT v.subject_id, v.test, v.measure, CASE WHEN a.others IS NULL THEN v.at_once
				ELSE caseload.during(v.at_once, a.others) END, v.load, v.cap
			FROM level AS v JOIN least AS a USING (subject_id) WHERE v.test = l.paid_by
		)
		SELECT CAST(ROW(s.test, s.subject_id, s.measure, s.load, s.cap, s.excess) AS excess_row)
		FROM shown AS s
		WHERE everyone OR caseload.days_above(s.excess, caseload.caseload_unit(0::numeric, s.measure)) > 0);
END
$joined_of$;
COMMENT ON FUNCTION joined_of(limit_year, test_row[], boolean) IS
	'step 5: what is too many, by each test or by all of them joined; everyone: also of whoever has nothing too many';

-- Steps 1 to 4 for some of a limit's subjects.
CREATE FUNCTION all_tests_of(l limit_year, district_id int, subjects bigint[]) RETURNS test_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $all_tests_of$
#variable_conflict use_column
DECLARE
	matches match_row[];
	pieces piece_row[];
	works work_row[];
	caps cap_row[];
	mapped mapped_row[] := '{}';
	loads load_row[] := '{}';
	m limit_manner;
	per text[];
	capped bigint[];
	of_manner domain_row[];
	domains bigint[];
BEGIN
	matches := ARRAY(SELECT r FROM matches_of(l, l.scope, all_tests_of.district_id, subjects) AS r);
	IF cardinality(matches) = 0 THEN
		RETURN '{}';
	END IF;
	pieces := ARRAY(SELECT p FROM pieces_of(l, all_tests_of.district_id, subjects, matches) AS p);
	IF cardinality(pieces) = 0 THEN
		RETURN '{}';
	END IF;
	per := ARRAY(SELECT DISTINCT caseload.measure(p.per) FROM pg_catalog.unnest(pieces) AS p WHERE p.per IS NOT NULL);
	IF cardinality(per) > 0 THEN
		works := ARRAY(SELECT w FROM work_of(l, all_tests_of.district_id,
			ARRAY(SELECT DISTINCT p.subject_id FROM pg_catalog.unnest(pieces) AS p), per) AS w);
	END IF;
	caps := caps_of(l, pieces, works);
	FOR m IN SELECT n.* FROM limit_manner AS n WHERE n.limit_id = l.limit_id LOOP
		capped := ARRAY(SELECT DISTINCT k.subject_id FROM pg_catalog.unnest(caps) AS k WHERE k.manner = m.manner);
		CONTINUE WHEN cardinality(capped) = 0;
		of_manner := domains_of(l, m.wider, all_tests_of.district_id, capped);
		domains := ARRAY(SELECT DISTINCT d.domain_id FROM pg_catalog.unnest(of_manner) AS d
			WHERE d.domain_id IS NOT NULL);
		mapped := mapped || ARRAY(SELECT CAST(ROW(m.manner, d.subject_id, d.domain_id) AS mapped_row)
			FROM pg_catalog.unnest(of_manner) AS d);
		loads := loads || loads_of(l, m, all_tests_of.district_id, domains,
			members_of(l, m, all_tests_of.district_id, domains, matches));
	END LOOP;
	RETURN tests_of(l, caps, mapped, loads);
END
$all_tests_of$;
COMMENT ON FUNCTION all_tests_of(limit_year, int, bigint[]) IS
	'steps 1 to 4: each test of these subjects of a limit, in a school year of a district';

CREATE FUNCTION excess_of(l limit_year, district_id int, subjects bigint[]) RETURNS excess_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $excess_of$
DECLARE
	tests test_row[] := all_tests_of(l, excess_of.district_id, subjects);
BEGIN
	IF cardinality(tests) = 0 THEN
		RETURN '{}';
	END IF;
	RETURN joined_of(l, tests);
END
$excess_of$;
COMMENT ON FUNCTION excess_of(limit_year, int, bigint[]) IS
	'steps 1 to 5: what is too many for these subjects of a limit, in a school year of a district';

CREATE FUNCTION reckoned_test(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, measure text,
	taken_over text, load caseload.load_series, cap caseload.load_series, excess caseload.load_series)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $reckoned_test$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT l.limit_id, l.school_year, t.test, d.district_id, t.subject_id, t.measure,
		t.taken_over, t.load, t.cap, t.excess
	FROM limit_years(reckoned_test.known_on, reckoned_test.only_year) AS l
		CROSS JOIN (SELECT DISTINCT e.district_id FROM employment AS e) AS d
		CROSS JOIN LATERAL pg_catalog.unnest(all_tests_of(l, d.district_id, subjects_of(l, d.district_id))) AS t
	WHERE l.days IS NOT NULL AND NOT EXISTS (SELECT
		FROM pg_catalog.unnest(missing_terms(l)) AS p WHERE p.remedy_id IS NULL);
END
$reckoned_test$;
COMMENT ON FUNCTION reckoned_test(date, text) IS
	'step 4: load, cap and what is too many, for each test of a limit by itself';

CREATE FUNCTION reckoned_excess(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, measure text,
	load caseload.load_series, cap caseload.load_series, excess caseload.load_series)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $reckoned_excess$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT l.limit_id, l.school_year, e.test, d.district_id, e.subject_id, e.measure, e.load, e.cap, e.excess
	FROM limit_years(reckoned_excess.known_on, reckoned_excess.only_year) AS l
		CROSS JOIN (SELECT DISTINCT e.district_id FROM employment AS e) AS d
		CROSS JOIN LATERAL (SELECT all_tests_of(l, d.district_id, subjects_of(l, d.district_id)) AS tests) AS t
		CROSS JOIN LATERAL pg_catalog.unnest(joined_of(l, t.tests, true)) AS e
	WHERE l.days IS NOT NULL AND cardinality(t.tests) > 0
		AND NOT EXISTS (SELECT FROM pg_catalog.unnest(missing_terms(l)) AS p WHERE p.remedy_id IS NULL);
END
$reckoned_excess$;
COMMENT ON FUNCTION reckoned_excess(date, text) IS
	'step 5: what is too many, by each test or by all of them joined';
$caseload_text$::text),
('remedy'::text, 'derived'::text, $caseload_text$-- Reckoning, step 6: what is left of an excess behind the gates of each remedy.

-- The period that one amount of a scale is for; null where each counted day pays by itself.
CREATE FUNCTION point_period(scale caseload.pay_scale) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT substring(split_part(point_period.scale::text, ' max ', 1)
		FROM ' per (?:[0-9]+ )?(week|month|quarter|trimester|semester|year)s?$');
END;
COMMENT ON FUNCTION point_period(caseload.pay_scale) IS
	'the week, month, semester or year that a scale pays once for; null if it pays by counted days, or prorates';

CREATE FUNCTION pays_money(scale caseload.pay_scale) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT pays_money.scale::text ~ '[$%]';
END;
COMMENT ON FUNCTION pays_money(caseload.pay_scale) IS 'whether a scale is in dollars or percent, not in units';

-- The terms that a scale speaks of, its period and the periods of its maxima.
CREATE FUNCTION terms_named(scale caseload.pay_scale) RETURNS SETOF text
LANGUAGE sql IMMUTABLE ROWS 2
BEGIN ATOMIC
	SELECT DISTINCT t.name[1]
	FROM regexp_matches(terms_named.scale::text, ' per (?:[0-9]+ )?(quarter|trimester|semester)', 'g') AS t (name);
END;
COMMENT ON FUNCTION terms_named(caseload.pay_scale) IS
	'the quarter, trimester or semester that a scale pays or stops by';

-- A limit that pays by the trimester, in a year whose third trimester nobody has entered, would be paid for two of them
-- and be silent; so a term that is missing is an error of that limit.
CREATE FUNCTION covered_terms(l limit_year, name text, remedy_id bigint, counted datemultirange DEFAULT NULL)
RETURNS daterange[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $covered_terms$
DECLARE
	terms daterange[];
	bare datemultirange;
BEGIN
	IF name IS NULL THEN
		RETURN NULL;
	END IF;
	terms := terms_of(l.contract, name, l.year, l.known_on);
	bare := coalesce(counted, l.days) * datemultirange(l.held)
		- coalesce((SELECT range_agg(t) FROM unnest(terms) AS t), '{}');
	IF NOT isempty(bare) THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('contract "%s", limit "%s"%s: no %s of %s holds %s', l.contract, l.code,
				CASE WHEN remedy_id IS NULL THEN '' ELSE format(', remedy %s', remedy_id) END, name, l.school_year,
				to_char(lower(bare), 'YYYY-MM-DD')),
			DETAIL = 'The load is counted on that day, and what follows depends on the term that the day is in.',
			HINT = format('Enter every %s of %s in the table term.', name, l.school_year);
	END IF;
	RETURN terms;
END
$covered_terms$;
COMMENT ON FUNCTION covered_terms(limit_year, text, bigint, datemultirange) IS
	'the terms of that name in the school year of a limit; an error (22023) if a counted day is in none';

CREATE TYPE remedy_row AS (test smallint, subject_id bigint, remedy_id bigint, gated caseload.load_series,
	paid_on caseload.load_series);
COMMENT ON TYPE remedy_row IS
	'step 6: what is left of an excess behind the gates of a remedy, and the points it is paid for';

-- without: remedies that are left out because they cannot be reckoned
CREATE FUNCTION remedies_of(l limit_year, excess excess_row[], without bigint[] DEFAULT '{}') RETURNS remedy_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $remedies_of$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH remedy AS MATERIALIZED (
			SELECT r.*, p.period, d.counted, counted_days(l.contract, r.standing_on, l.year, l.known_on) AS stood,
				covered_terms(l, r.lasts_in, r.id, d.counted) AS within,
				covered_terms(l, p.period, r.id, d.counted) AS periods,
				ARRAY(SELECT covered_terms(l, t, r.id, d.counted) IS NULL FROM terms_named(r.scale) AS t) AS covered
			FROM limit_remedy AS r CROSS JOIN LATERAL (SELECT point_period(r.scale) AS period) AS p
				CROSS JOIN LATERAL (SELECT counted_days(l.contract, r.counted_on, l.year, l.known_on) AS counted
					OFFSET 0) AS d
			WHERE r.limit_id = l.limit_id AND r.id <> ALL (without)
		), counted AS (
			SELECT e.test AS of_test, e.subject_id, r.*,
				CASE WHEN r.counted_on IS NULL THEN e.excess ELSE caseload.on_days(e.excess, r.counted) END AS series
			FROM pg_catalog.unnest(excess) AS e JOIN remedy AS r ON r.test IS NULL OR r.test = e.test
		), stood AS (
			SELECT c.*, CASE WHEN c.standing_on IS NULL THEN c.series
				ELSE caseload.standing_on(c.series, c.stood) END AS standing
			FROM counted AS c
		), gated AS MATERIALIZED (
			SELECT s.*, CASE WHEN s.lasts IS NULL THEN s.standing
				WHEN s.lasts_in IS NULL THEN caseload.lasting(s.standing, s.lasts, from_then => s.from_then)
				ELSE caseload.lasting(s.standing, s.lasts, within => s.within, from_then => s.from_then) END AS gated
			FROM stood AS s
		)
		SELECT CAST(ROW(g.of_test, g.subject_id, g.id, g.gated, CASE WHEN g.period IS NULL THEN g.gated
			WHEN g.takes = 'mean' THEN caseload.mean(g.gated, g.periods)
			WHEN g.takes = 'last' THEN caseload.last(g.gated, g.periods)
			ELSE caseload.highest(g.gated, g.periods) END) AS remedy_row)
		FROM gated AS g);
END
$remedies_of$;
COMMENT ON FUNCTION remedies_of(limit_year, excess_row[], bigint[]) IS
	'step 6: each excess behind the gates of each remedy that it may have';
$caseload_text$::text),
('amount'::text, 'derived'::text, $caseload_text$-- Reckoning, step 7: what a remedy comes to, for whom, on which day, exact.

-- The whole of what an employee's own place on a schedule is worth, on a day.
CREATE FUNCTION own_pay(contract text, district_id int, employee_id bigint,
	on_date date, known_on date DEFAULT 'infinity')
RETURNS TABLE (cell numeric, salary numeric)
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT coalesce(e.agreed_salary, caseload.salary_exact(g.grid, e.placement)),
		coalesce(e.agreed_salary, caseload.salary(g.grid, e.placement))
	FROM employment AS e LEFT JOIN schedule AS g ON g.contract = e.contract AND g.schedule = e.schedule
		AND g.in_force @> own_pay.on_date AND g.known @> own_pay.known_on
	WHERE e.contract = own_pay.contract AND e.district_id = own_pay.district_id AND e.employee_id = own_pay.employee_id
		AND e.valid @> own_pay.on_date
	ORDER BY e.fte DESC, e.employment_id LIMIT 1;
END;
COMMENT ON FUNCTION own_pay(text, int, bigint, date, date) IS
	'cell and annual full-time salary of an employee on a day, of the largest employment';

CREATE TYPE amount_row AS (test smallint, subject_id bigint, remedy_id bigint,
	employee_id bigint, day date, over numeric,
	amount numeric, money boolean, due boolean, alone boolean);
COMMENT ON TYPE amount_row IS 'step 7, exact; due: not an alternative that was not taken, nor the lesser of two tests; '
	'alone: nobody else is paid for this subject by this remedy';

-- What a remedy is paid for, and to whom.
CREATE TYPE payable_row AS (test smallint, subject_id bigint, remedy_id bigint, employee_id bigint, valid daterange,
	share numeric, gated caseload.load_series, paid_on caseload.load_series, worth numeric, simple boolean);
COMMENT ON TYPE payable_row IS 'a remedy and a payee; worth: of its base; simple: one payee, one test, no alternative';

CREATE FUNCTION payables_of(l limit_year, district_id int, remedies remedy_row[]) RETURNS payable_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $payables_of$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH remedy AS MATERIALIZED (
			SELECT r.id, r.base, r.choice, r.payee FROM limit_remedy AS r WHERE r.limit_id = l.limit_id
		), payable AS (
			SELECT m.*, CASE l.scope WHEN 'employee' THEN m.subject_id END AS employee_id, NULL::daterange AS valid,
				1::numeric AS share
			FROM pg_catalog.unnest(remedies) AS m WHERE l.scope <> 'section'
			UNION ALL
			SELECT m.*, f.employee_id, f.valid, f.share
			FROM pg_catalog.unnest(remedies) AS m JOIN remedy AS r ON r.id = m.remedy_id
				JOIN staffing AS f ON f.district_id = payables_of.district_id AND f.section_id = m.subject_id
					AND NOT isempty(f.valid * l.year)
				AND (f.role = r.payee OR r.payee = 'each teacher' AND f.role LIKE '%teacher%')
			WHERE l.scope = 'section'
		), counted AS (
			SELECT p.*, r.base, r.choice IS NULL
				AND count(*) OVER (PARTITION BY p.subject_id, p.remedy_id) = 1 AS simple
			FROM payable AS p JOIN remedy AS r ON r.id = p.remedy_id
		)
		-- the base is that of the first counted day
		SELECT CAST(ROW(c.test, c.subject_id, c.remedy_id, c.employee_id, c.valid, c.share, c.gated,
				c.paid_on, w.worth, c.simple)
			AS payable_row)
		FROM counted AS c CROSS JOIN LATERAL (SELECT CASE WHEN c.base IS NOT NULL THEN (
			SELECT base_amount(l.contract, c.base, d.day, own_cell => o.cell,
				own_salary => o.salary, known_on => l.known_on)
			FROM (SELECT greatest(lower(l.days), coalesce(lower(c.valid), lower(l.days))) AS day) AS d
				LEFT JOIN LATERAL own_pay(l.contract, payables_of.district_id, c.employee_id, d.day,
					l.known_on) AS o ON true
			WHERE EXISTS (SELECT FROM pay_base AS b
				WHERE b.contract = l.contract AND b.name = c.base AND b.in_force @> d.day
				AND b.known @> l.known_on)) END AS worth) AS w);
END
$payables_of$;
COMMENT ON FUNCTION payables_of(limit_year, int, remedy_row[]) IS
	'each remedy with whoever it is paid to, and what its base is worth';

-- The days that an amount is for are its term or the day alone; who is there for a part of them is paid a part. A
-- remedy without a scale follows on each day, and so does one whose base nobody gave: neither is worth an amount.
CREATE FUNCTION amounts_of(l limit_year, district_id int, remedies remedy_row[]) RETURNS amount_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $amounts_of$
#variable_conflict use_column
DECLARE
	payables payable_row[] := payables_of(l, amounts_of.district_id, remedies);
	terms jsonb := named_terms(l.contract, l.year, l.known_on);
	shared amount_row[] := '{}';
BEGIN
	IF EXISTS (SELECT FROM pg_catalog.unnest(payables) AS p WHERE NOT p.simple) THEN
		shared := shared_amounts_of(l, amounts_of.district_id, remedies,
			ARRAY(SELECT p FROM pg_catalog.unnest(payables) AS p WHERE NOT p.simple));
	END IF;
	RETURN shared || ARRAY(
		WITH remedy AS MATERIALIZED (
			SELECT r.id, r.scale, r.payee, r.in_proportion, r.base, pays_money(r.scale) OR r.base IS NOT NULL AS money,
				terms_of(l.contract, point_period(r.scale), l.year, l.known_on) AS periods,
				CASE WHEN r.scale::text ~ ' per (?:[0-9]+ )?(quarter|trimester|semester|year)' THEN terms END AS terms
			FROM limit_remedy AS r WHERE r.limit_id = l.limit_id
		), payable AS (
			SELECT p.test, p.subject_id, p.remedy_id, p.employee_id, p.valid, p.share, p.paid_on,
				p.worth, r.scale, r.payee,
				r.in_proportion, r.money, r.periods, r.terms, r.scale IS NOT NULL
				AND (r.base IS NULL OR p.worth IS NOT NULL) AS pays
			FROM pg_catalog.unnest(payables) AS p JOIN remedy AS r ON r.id = p.remedy_id WHERE p.simple
		), dated AS (
			SELECT p.test, p.subject_id, p.remedy_id, p.employee_id, k.day,
				caseload.quantity(k.load) AS over, k.amount, p.money,
				p.valid, p.share, p.payee, p.in_proportion, p.periods
			FROM payable AS p
				CROSS JOIN LATERAL caseload.breakdown(p.scale, p.paid_on, base => p.worth, terms => p.terms) AS k
			WHERE p.pays
			UNION ALL
			SELECT p.test, p.subject_id, p.remedy_id, p.employee_id, u.day, caseload.quantity(u.load), NULL, false,
				p.valid, p.share, p.payee, p.in_proportion, p.periods
			FROM payable AS p CROSS JOIN LATERAL caseload.unnest(p.paid_on) AS u
			WHERE NOT p.pays
		), present AS (
			SELECT d.*, CASE WHEN d.valid IS NULL THEN 1 WHEN d.periods IS NULL THEN (d.valid @> d.day)::int::numeric
				ELSE part_there(l.days, d.periods, d.valid, d.day) END AS there
			FROM dated AS d WHERE d.over > 0
		)
		-- a single payee of a class has all of it, unless it is for each teacher or by the share of the class
		SELECT CAST(ROW(p.test, p.subject_id, p.remedy_id, p.employee_id, p.day, p.over, p.amount
				* CASE WHEN p.valid IS NULL THEN 1 WHEN p.payee = 'each teacher' THEN p.there
					WHEN p.in_proportion = 'share' THEN p.share * p.there ELSE 1 END
				* CASE WHEN p.in_proportion IN ('fte', 'sections')
					THEN proportion_of(l, p.in_proportion, amounts_of.district_id, p.employee_id,
						least(p.day, upper(p.valid) - 1))
					ELSE 1 END,
			p.money, true, true) AS amount_row)
		FROM present AS p WHERE p.there > 0);
END
$amounts_of$;
COMMENT ON FUNCTION amounts_of(limit_year, int, remedy_row[]) IS
	'step 7: what each remedy comes to, for each day and payee';

-- Of an amount for a term: the part of its counted days on which somebody is there.
CREATE FUNCTION part_there(days datemultirange, periods daterange[], valid daterange, day date) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT
AS $part_there$
DECLARE
	span daterange := coalesce((SELECT t FROM unnest(periods) AS t WHERE t @> day LIMIT 1), daterange(day, day, '[]'));
BEGIN
	IF span <@ valid THEN
		RETURN 1;
	END IF;
	RETURN caseload.school_days(days, span * valid)::numeric / caseload.school_days(days, span);
END
$part_there$;
COMMENT ON FUNCTION part_there(datemultirange, daterange[], daterange, date) IS
	'of the term that a day is in, the part of its counted days inside a range';

CREATE FUNCTION proportion_of(l limit_year, in_proportion text, district_id int, employee_id bigint, day date)
RETURNS numeric
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $proportion_of$
#variable_conflict use_variable
BEGIN
	IF in_proportion = 'fte' THEN
		RETURN coalesce((SELECT sum(e.fte) FROM employment AS e WHERE e.district_id = proportion_of.district_id
			AND e.employee_id = proportion_of.employee_id AND e.contract = l.contract AND e.valid @> day), 1);
	END IF;
	RETURN 1 / coalesce((SELECT NULLIF(count(*), 0)::numeric FROM staffing AS f
			WHERE f.district_id = proportion_of.district_id
		AND f.employee_id = proportion_of.employee_id AND f.valid @> day), 1);
END
$proportion_of$;
COMMENT ON FUNCTION proportion_of(limit_year, text, int, bigint, date) IS
	'the part of an amount that is paid to an employee, by full-time equivalent or by sections';
$caseload_text$::text),
('shared_amount'::text, 'derived'::text, $caseload_text$-- Step 7 where several share what is due, several tests give it, or there are alternatives.
CREATE FUNCTION shared_amounts_of(l limit_year, district_id int, remedies remedy_row[], payables payable_row[])
RETURNS amount_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $shared_amounts_of$
#variable_conflict use_column
DECLARE
	terms jsonb := named_terms(l.contract, l.year, l.known_on);
BEGIN
	RETURN ARRAY(
		WITH remedy AS MATERIALIZED (
			SELECT r.id, r.scale, r.base, r.choice, r.rank, r.in_proportion, r.payee,
				pays_money(r.scale) OR r.base IS NOT NULL AS money,
				terms_of(l.contract, point_period(r.scale), l.year, l.known_on) AS periods
			FROM limit_remedy AS r WHERE r.limit_id = l.limit_id
		), payable AS MATERIALIZED (
			SELECT p.test, p.subject_id, p.remedy_id, p.employee_id, p.valid, p.share, p.paid_on, p.worth, r.*,
				r.scale IS NOT NULL AND (r.base IS NULL OR p.worth IS NOT NULL) AS pays
			FROM pg_catalog.unnest(payables) AS p JOIN remedy AS r ON r.id = p.remedy_id
		), dated AS (
			SELECT p.test, p.subject_id, p.remedy_id, p.employee_id, k.day,
				caseload.quantity(k.load) AS over, k.amount, p.money,
				p.valid, p.share, p.payee, p.in_proportion, p.periods, p.choice, p.rank
			FROM payable AS p
				CROSS JOIN LATERAL caseload.breakdown(p.scale, p.paid_on, base => p.worth, terms => terms) AS k
			WHERE p.pays
			UNION ALL
			SELECT p.test, p.subject_id, p.remedy_id, p.employee_id, u.day, caseload.quantity(u.load), NULL, false,
				p.valid, p.share, p.payee, p.in_proportion, p.periods, p.choice, p.rank
			FROM payable AS p CROSS JOIN LATERAL caseload.unnest(p.paid_on) AS u
			WHERE NOT p.pays
		), present AS (
			SELECT d.*, CASE WHEN d.periods IS NULL THEN daterange(d.day, d.day, '[]')
					ELSE coalesce((SELECT t FROM pg_catalog.unnest(d.periods) AS t WHERE t @> d.day LIMIT 1),
						daterange(d.day, d.day, '[]')) END AS span,
				CASE WHEN d.valid IS NULL THEN 1 WHEN d.periods IS NULL THEN (d.valid @> d.day)::int::numeric
					ELSE part_there(l.days, d.periods, d.valid, d.day) END AS there
			FROM dated AS d WHERE d.over > 0
		), stint AS (
			-- several in one role share what is due
			SELECT p.*, p.amount
				* CASE WHEN l.scope <> 'section' THEN 1
					WHEN p.payee = 'each teacher' THEN p.there
					WHEN p.in_proportion = 'share' THEN p.share * p.there
					ELSE p.share * p.there
						/ sum(p.share * p.there) OVER (PARTITION BY p.test, p.subject_id, p.remedy_id, p.day) END
				* CASE WHEN p.in_proportion IN ('fte', 'sections')
					THEN proportion_of(l, p.in_proportion, shared_amounts_of.district_id, p.employee_id,
						least(p.day, upper(p.valid) - 1))
					ELSE 1 END AS own_amount
			FROM present AS p WHERE p.there > 0
		), daily AS (
			-- who went and came back inside a term has both stints
			SELECT t.test, t.subject_id, t.remedy_id, t.employee_id, t.day, max(t.over) AS over,
				CASE t.payee WHEN 'each teacher' THEN max(t.own_amount) ELSE sum(t.own_amount) END AS amount,
				t.money, t.choice, t.rank, t.span
			FROM stint AS t
			GROUP BY t.test, t.subject_id, t.remedy_id, t.employee_id, t.day, t.money, t.choice, t.rank, t.payee, t.span
		), chosen AS (
			-- alternatives may be for a day and for a term: one is chosen if it is for any day of what the other is for
			SELECT d.*, CASE WHEN d.choice IS NULL THEN true
				WHEN g.any_given THEN g.given
				ELSE d.rank = min(d.rank) OVER alternatives AND NOT EXISTS (SELECT FROM pg_catalog.unnest(remedies) AS o
					JOIN remedy AS r ON r.id = o.remedy_id
					WHERE o.subject_id = d.subject_id AND r.choice = d.choice AND r.rank < d.rank
						AND caseload.quantity(caseload.load_on(caseload.highest(o.gated, ARRAY[d.span]),
								d.day)) > 0) END AS chosen
			FROM daily AS d CROSS JOIN LATERAL (
				SELECT coalesce(bool_or(g.remedy_id = d.remedy_id), false) AS given, count(*) > 0 AS any_given
				FROM remedy_given AS g JOIN limit_remedy AS a ON a.id = g.remedy_id
				WHERE d.choice IS NOT NULL AND a.limit_id = l.limit_id AND a.choice = d.choice
					AND g.district_id = shared_amounts_of.district_id AND g.valid && d.span
					AND (g.employee_id = d.employee_id OR g.employee_id IS NULL)
					AND (l.scope = 'section' AND g.section_id = d.subject_id OR g.section_id IS NULL)) AS g
			WINDOW alternatives AS (PARTITION BY d.subject_id, d.employee_id, d.choice, d.day)
		)
		SELECT CAST(ROW(c.test, c.subject_id, c.remedy_id, c.employee_id, c.day, c.over, c.amount, c.money,
			c.chosen AND row_number() OVER (PARTITION BY c.subject_id, c.remedy_id, c.employee_id, c.day
				ORDER BY c.amount DESC NULLS LAST, c.test) = 1, false) AS amount_row)
		FROM chosen AS c);
END
$shared_amounts_of$;
COMMENT ON FUNCTION shared_amounts_of(limit_year, int, remedy_row[], payable_row[]) IS
	'step 7 of remedies with several payees, tests or alternatives, for each day and payee';

CREATE TYPE pay_row AS (test smallint, subject_id bigint, remedy_id bigint, employee_id bigint, day date, over numeric,
	pay numeric);
COMMENT ON TYPE pay_row IS 'step 7, in cents';

-- Cents. With `term` the running totals of the payees of one class are rounded one after the other, each with
-- those before it, and a day is given the difference to the day before: so the days add up to the year, the
-- payees to the class, and nobody is further than a cent from his own share. Who leaves first comes first, so
-- that nobody's total moves after his last day.
CREATE FUNCTION cents_of(amounts amount_row[]) RETURNS pay_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET jit = off
AS $cents_of$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH remedy AS MATERIALIZED (
			SELECT r.id, r.rounds FROM limit_remedy AS r WHERE r.kind = 'pay'
		), due AS MATERIALIZED (
			SELECT a.test, a.subject_id, a.remedy_id, coalesce(a.employee_id, 0) AS payee, a.day, a.over,
				a.amount, r.rounds, a.alone
			FROM pg_catalog.unnest(amounts) AS a JOIN remedy AS r ON r.id = a.remedy_id
			WHERE a.due AND a.money AND a.amount IS NOT NULL
		), grid AS (
			-- every payee on every day, by arrays and not by a join, whose size the planner cannot guess
			SELECT g.subject_id, g.remedy_id, p.payee, y.day
			FROM (SELECT d.subject_id, d.remedy_id, array_agg(DISTINCT d.payee) AS payees,
					array_agg(DISTINCT d.day) AS days
				FROM due AS d WHERE d.rounds = 'term' AND NOT d.alone GROUP BY d.subject_id, d.remedy_id) AS g
				CROSS JOIN LATERAL pg_catalog.unnest(g.payees) AS p (payee)
				CROSS JOIN LATERAL pg_catalog.unnest(g.days) AS y (day)
		), so_far AS (
			SELECT c.*, sum(c.amount) OVER (so_far ORDER BY c.day) AS own,
				max(c.day) FILTER (WHERE c.test IS NOT NULL) OVER so_far AS last_day
			FROM (SELECT c.subject_id, c.remedy_id, c.payee, c.day, max(c.test) AS test, max(c.over) AS over,
					sum(c.amount) AS amount
				FROM (SELECT g.*, NULL::smallint AS test, NULL::numeric AS over, 0::numeric AS amount FROM grid AS g
					UNION ALL
					SELECT d.subject_id, d.remedy_id, d.payee, d.day, d.test, d.over, d.amount
					FROM due AS d WHERE d.rounds = 'term' AND NOT d.alone) AS c
				GROUP BY c.subject_id, c.remedy_id, c.payee, c.day) AS c
			WINDOW so_far AS (PARTITION BY c.subject_id, c.remedy_id, c.payee)
		), together AS (
			SELECT s.*,
				sum(s.own) OVER (PARTITION BY s.subject_id, s.remedy_id, s.day ORDER BY s.last_day, s.payee) AS through
			FROM so_far AS s
		), cents AS (
			SELECT t.test, t.subject_id, t.remedy_id, t.payee, t.day, t.over,
				round(t.through, 2) - round(t.through - t.own, 2) AS paid
			FROM together AS t WHERE t.test IS NOT NULL
			UNION ALL
			SELECT d.test, d.subject_id, d.remedy_id, d.payee, d.day, d.over,
				round(sum(d.amount) OVER (PARTITION BY d.subject_id, d.remedy_id ORDER BY d.day), 2)
			FROM due AS d WHERE d.rounds = 'term' AND d.alone
		), paid AS (
			SELECT c.test, c.subject_id, c.remedy_id, c.payee, c.day, c.over,
				c.paid - lag(c.paid, 1, 0.00) OVER (PARTITION BY c.subject_id, c.remedy_id,
					c.payee ORDER BY c.day) AS pay
			FROM cents AS c
			UNION ALL
			SELECT d.test, d.subject_id, d.remedy_id, d.payee, d.day, d.over,
				CASE d.rounds WHEN 'count' THEN round(d.amount, 2)
				ELSE round(round(d.amount / d.over, 2) * d.over, 2) END
			FROM due AS d WHERE d.rounds <> 'term'
		)
		SELECT CAST(ROW(p.test, p.subject_id, p.remedy_id, NULLIF(p.payee, 0), p.day, p.over, p.pay) AS pay_row)
		FROM paid AS p);
END
$cents_of$;
COMMENT ON FUNCTION cents_of(amount_row[]) IS 'step 7, in cents: what is due to each payee for each day';
$caseload_text$::text),
('outcome'::text, 'derived'::text, $caseload_text$-- All the steps together: what the limits come to for the subjects that are asked for, and what could not be reckoned.

CREATE TYPE problem_row AS (subject_id bigint, remedy_id bigint, employee_id bigint, state text, problem text);
COMMENT ON TYPE problem_row IS 'why something could not be reckoned; subject_id null: for no subject of the limit';

CREATE TYPE outcome_row AS (limit_id bigint, school_year text, district_id int,
	excess excess_row[], remedies remedy_row[],
	amounts amount_row[], pays pay_row[], problems problem_row[]);
COMMENT ON TYPE outcome_row IS 'steps 5 to 7 of some subjects of a limit, in a school year of a district';

CREATE TYPE ask_row AS (limit_id bigint, district_id int, subjects bigint[]);
COMMENT ON TYPE ask_row IS
	'what is to be reckoned; subjects null: all of the limit in that district; none: only what is '
	'wrong with the limit itself';

-- An amount that no column of a report holds is an error of its subject, told like any other, before a report meets it.
CREATE FUNCTION check_amounts(amounts amount_row[]) RETURNS void
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $check_amounts$
DECLARE
	most constant numeric := 9999999999;
BEGIN
	IF (SELECT sum(abs(a.amount)) FROM unnest(amounts) AS a) < most IS NOT FALSE THEN
		RETURN;
	END IF;
	IF EXISTS (SELECT FROM unnest(amounts) AS a GROUP BY a.subject_id, a.employee_id
		HAVING sum(abs(a.amount)) >= most) THEN
		RAISE numeric_value_out_of_range USING MESSAGE = 'what is due comes to more than a report holds',
			DETAIL = format('It must come to less than %s for a payee and school year.', most),
			HINT = 'See the scale of the remedy and the loads.';
	END IF;
END
$check_amounts$;
COMMENT ON FUNCTION check_amounts(amount_row[]) IS 'an error (22003) if an amount does not fit the reports';

CREATE FUNCTION check_loads(excess excess_row[]) RETURNS excess_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $check_loads$
DECLARE
	most constant numeric := 9999999999;
BEGIN
	IF EXISTS (SELECT FROM unnest(excess) AS e WHERE greatest((caseload.worst(e.load)).over_by,
		(caseload.worst(e.cap)).over_by, (caseload.worst(e.excess)).over_by) >= most) THEN
		RAISE numeric_value_out_of_range USING MESSAGE = 'a load or cap is more than a report holds',
			DETAIL = format('It must be less than %s.', most),
			HINT = 'See the quantities that are counted, and the numbers of the limit.';
	END IF;
	RETURN excess;
END
$check_loads$;
COMMENT ON FUNCTION check_loads(excess_row[]) IS 'an error (22003) if a load or cap does not fit the reports';

CREATE FUNCTION outcome_of(l limit_year, district_id int, subjects bigint[], without bigint[]) RETURNS outcome_row
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $outcome_of$
DECLARE
	o outcome_row;
BEGIN
	o.limit_id := l.limit_id;
	o.school_year := l.school_year;
	o.district_id := outcome_of.district_id;
	o.excess := check_loads(excess_of(l, outcome_of.district_id, subjects));
	IF cardinality(o.excess) > 0 THEN
		o.remedies := remedies_of(l, o.excess, without);
		IF cardinality(o.remedies) > 0 THEN
			o.amounts := amounts_of(l, outcome_of.district_id, o.remedies);
			PERFORM check_amounts(o.amounts);
			o.pays := cents_of(o.amounts);
		END IF;
	END IF;
	RETURN o;
END
$outcome_of$;
COMMENT ON FUNCTION outcome_of(limit_year, int, bigint[], bigint[]) IS 'steps 1 to 7 for some subjects of a limit';

-- An error of a fact or a rule is told and harms nobody else; any other (a lost connection, no memory, a cancelled
-- statement) is an error of the whole.
CREATE FUNCTION tellable(state text) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT left(tellable.state, 2) IN ('02', '21', '22', '54', 'P0');
END;
COMMENT ON FUNCTION tellable(text) IS 'whether an error is of the data that was reckoned';

-- Remedies whose terms are not there cannot be reckoned for anybody: found once, and not for each subject anew.
CREATE FUNCTION missing_terms(l limit_year) RETURNS problem_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $missing_terms$
DECLARE
	problems problem_row[] := '{}';
	named record;
BEGIN
	FOR named IN
		SELECT NULL::bigint AS remedy_id, c.taken_over AS term, NULL::datemultirange AS counted
		FROM limit_cap AS c WHERE c.limit_id = l.limit_id AND c.taken_over IS NOT NULL AND c.number IS NOT NULL
		UNION
		SELECT r.id, t.term, counted_days(l.contract, r.counted_on, l.year, l.known_on)
		FROM limit_remedy AS r CROSS JOIN LATERAL (SELECT terms_named(r.scale) UNION SELECT point_period(r.scale)
			UNION SELECT r.lasts_in) AS t (term)
		WHERE r.limit_id = l.limit_id AND t.term IS NOT NULL
		ORDER BY 1 NULLS FIRST, 2
	LOOP
		BEGIN
			PERFORM covered_terms(l, named.term, named.remedy_id, named.counted);
		EXCEPTION WHEN invalid_parameter_value THEN
			problems := problems || CAST(ROW(NULL, named.remedy_id, NULL, SQLSTATE, SQLERRM) AS problem_row);
		END;
	END LOOP;
	RETURN problems;
END
$missing_terms$;
COMMENT ON FUNCTION missing_terms(limit_year) IS 'terms that a limit or its remedies need and that are not there';

-- One subject that fails: the remedies that fail are told and left out.
CREATE FUNCTION lone_outcome(l limit_year, district_id int, subject_id bigint, without bigint[]) RETURNS outcome_row
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $lone_outcome$
DECLARE
	o outcome_row;
	employee_id bigint := CASE l.scope WHEN 'employee' THEN subject_id END;
	remedies bigint[] := ARRAY(SELECT r.id FROM limit_remedy AS r
		WHERE r.limit_id = l.limit_id AND r.id <> ALL (without) ORDER BY r.id);
	remedy bigint;
	problems problem_row[] := '{}';
BEGIN
	BEGIN
		PERFORM check_loads(excess_of(l, lone_outcome.district_id, ARRAY[subject_id]));
		FOREACH remedy IN ARRAY remedies LOOP
			BEGIN
				PERFORM outcome_of(l, lone_outcome.district_id, ARRAY[subject_id],
					without || array_remove(remedies, remedy));
			EXCEPTION WHEN OTHERS THEN
				IF NOT tellable(SQLSTATE) THEN
					RAISE;
				END IF;
				without := without || remedy;
				problems := problems || CAST(ROW(subject_id, remedy, employee_id, SQLSTATE, SQLERRM) AS problem_row);
			END;
		END LOOP;
		o := outcome_of(l, lone_outcome.district_id, ARRAY[subject_id], without);
	EXCEPTION WHEN OTHERS THEN
		IF NOT tellable(SQLSTATE) THEN
			RAISE;
		END IF;
		o := NULL;
		o.limit_id := l.limit_id;
		o.school_year := l.school_year;
		o.district_id := lone_outcome.district_id;
		problems := problems || CAST(ROW(subject_id, NULL, employee_id, SQLSTATE, SQLERRM) AS problem_row);
	END;
	o.problems := problems;
	RETURN o;
END
$lone_outcome$;
COMMENT ON FUNCTION lone_outcome(limit_year, int, bigint, bigint[]) IS
	'what a limit comes to for one subject, without the remedies that cannot be reckoned';

-- Subjects that fail are found by halves. Where 32 have failed by the same remedy it is left out for all that
-- follow, and where the limit itself fails for so many the rest is not tried: one problem says so.
CREATE FUNCTION tried_outcomes(l limit_year, district_id int, subjects bigint[], without bigint[])
RETURNS SETOF outcome_row
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $tried_outcomes$
DECLARE
	o outcome_row;
	slices int4range[] := ARRAY[int4range(1, cardinality(subjects), '[]')];
	slice int4range;
	middle int;
	told int := 0;
	last_problem problem_row;
	failed boolean;
BEGIN
	WHILE cardinality(slices) > 0 LOOP
		slice := slices[cardinality(slices)];
		slices := slices[:cardinality(slices) - 1];
		failed := false;
		BEGIN
			o := outcome_of(l, tried_outcomes.district_id, subjects[lower(slice):upper(slice) - 1], without);
		EXCEPTION WHEN OTHERS THEN
			IF NOT tellable(SQLSTATE) THEN
				RAISE;
			END IF;
			failed := true;
		END;
		IF NOT failed THEN
			RETURN NEXT o;
			CONTINUE;
		END IF;
		IF upper(slice) - lower(slice) > 1 THEN
			middle := (lower(slice) + upper(slice)) / 2;
			slices := slices || int4range(middle, upper(slice)) || int4range(lower(slice), middle);
			CONTINUE;
		END IF;
		o := lone_outcome(l, tried_outcomes.district_id, subjects[lower(slice)], without);
		told := told + cardinality(o.problems);
		IF told >= 32 THEN
			last_problem := o.problems[cardinality(o.problems)];
			last_problem.subject_id := NULL;
			last_problem.employee_id := NULL;
			last_problem.problem := last_problem.problem || ' (and so for others)';
			-- program_limit_exceeded: by this whoever keeps the answers knows that some were left out, see cut_short()
			last_problem.state := '54000';
			o.problems := o.problems || last_problem;
			EXIT WHEN last_problem.remedy_id IS NULL;
			without := without || last_problem.remedy_id;
			told := 0;
		END IF;
		RETURN NEXT o;
	END LOOP;
	IF cardinality(slices) > 0 THEN
		RETURN NEXT o;
	END IF;
END
$tried_outcomes$;
COMMENT ON FUNCTION tried_outcomes(limit_year, int, bigint[], bigint[]) IS
	'what a limit comes to for some of its subjects, and what could not be reckoned';

-- A few hundred subjects at a time, so that memory is bounded and every join of what was found is small.
CREATE FUNCTION outcomes(asked ask_row[], known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS SETOF outcome_row
LANGUAGE plpgsql STABLE ROWS 50 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $outcomes$
DECLARE
	l limit_year;
	a ask_row;
	o outcome_row;
	missing problem_row[];
	without bigint[];
	subjects bigint[];
	batch constant int := 400;
	looks_far boolean;
BEGIN
	FOR l IN SELECT y.* FROM (SELECT DISTINCT x.limit_id FROM unnest(asked) AS x) AS q
			CROSS JOIN LATERAL limit_years(known_on, only_year, q.limit_id) AS y
		WHERE y.days IS NOT NULL ORDER BY y.limit_id, y.school_year LOOP
		missing := missing_terms(l);
		without := ARRAY(SELECT p.remedy_id FROM unnest(missing) AS p WHERE p.remedy_id IS NOT NULL);
		looks_far := EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.limit_id AND c.wider = 'district');
		FOR a IN SELECT x.* FROM unnest(asked) AS x WHERE x.limit_id = l.limit_id ORDER BY x.district_id LOOP
			subjects := coalesce(a.subjects, subjects_of(l, a.district_id));
			IF cardinality(missing) > 0 AND (a.subjects IS NULL OR cardinality(a.subjects) = 0) THEN
				o := NULL;
				o.limit_id := l.limit_id;
				o.school_year := l.school_year;
				o.district_id := a.district_id;
				o.problems := missing;
				RETURN NEXT o;
			END IF;
			CONTINUE WHEN cardinality(subjects) = 0;
			-- a limit that itself rests on a term that is not there
			CONTINUE WHEN EXISTS (SELECT FROM unnest(missing) AS p WHERE p.remedy_id IS NULL);
			FOR i IN 0 .. (cardinality(subjects) - 1) / CASE WHEN looks_far THEN 1000000 ELSE batch END LOOP
				RETURN QUERY SELECT * FROM tried_outcomes(l, a.district_id,
					CASE WHEN looks_far THEN subjects ELSE subjects[i * batch + 1:(i + 1) * batch] END, without);
			END LOOP;
		END LOOP;
	END LOOP;
END
$outcomes$;
COMMENT ON FUNCTION outcomes(ask_row[], date, text) IS
	'steps 1 to 7 of what is asked for, a row for a few hundred subjects of a limit, in a school year of a district';

-- everything: each limit in each district
CREATE FUNCTION ask_all() RETURNS ask_row[]
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT ARRAY(SELECT CAST(ROW(l.id, d.district_id, NULL) AS ask_row)
		FROM load_limit AS l CROSS JOIN (SELECT DISTINCT s.district_id FROM site AS s) AS d
		WHERE EXISTS (SELECT FROM employment AS e WHERE e.district_id = d.district_id AND e.contract = l.contract));
END;
COMMENT ON FUNCTION ask_all() IS 'each limit in each district that its contract reaches';

-- The steps one by one, as known on a day, for those who look into the reckoning.
CREATE FUNCTION reckoned_outcome(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, district_id int, excess excess_row[], remedies remedy_row[],
	amounts amount_row[], pays pay_row[])
LANGUAGE sql STABLE ROWS 50 SET search_path FROM CURRENT
AS $reckoned_outcome$
	SELECT o.limit_id, o.school_year, o.district_id, o.excess, o.remedies, o.amounts, o.pays
	FROM outcomes(ask_all(), reckoned_outcome.known_on, reckoned_outcome.only_year) AS o;
$reckoned_outcome$;
COMMENT ON FUNCTION reckoned_outcome(date, text) IS
	'steps 5 to 7 together, an array of each, for the limits, school years and districts, some subjects a row';

CREATE FUNCTION reckoned_remedy(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint,
	gated caseload.load_series, paid_on caseload.load_series)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
AS $reckoned_remedy$
	SELECT o.limit_id, o.school_year, r.test, o.district_id, r.subject_id, r.remedy_id, r.gated, r.paid_on
	FROM outcomes(ask_all(), reckoned_remedy.known_on, reckoned_remedy.only_year) AS o
		CROSS JOIN LATERAL pg_catalog.unnest(o.remedies) AS r;
$reckoned_remedy$;
COMMENT ON FUNCTION reckoned_remedy(date, text) IS
	'step 6: what is left of an excess behind the gates of each remedy, and the points that it is paid for';

CREATE FUNCTION reckoned_amount(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint,
	employee_id bigint, day date, over numeric, amount numeric, money boolean, due boolean)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
AS $reckoned_amount$
	SELECT o.limit_id, o.school_year, a.test, o.district_id, a.subject_id, a.remedy_id, a.employee_id, a.day, a.over,
		a.amount, a.money, a.due
	FROM outcomes(ask_all(), reckoned_amount.known_on, reckoned_amount.only_year) AS o
		CROSS JOIN LATERAL pg_catalog.unnest(o.amounts) AS a;
$reckoned_amount$;
COMMENT ON FUNCTION reckoned_amount(date, text) IS 'step 7: what each remedy comes to, exact, for each day and payee';

CREATE FUNCTION reckoned_pay(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint,
	employee_id bigint, day date, over numeric, pay numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
AS $reckoned_pay$
	SELECT o.limit_id, o.school_year, p.test, o.district_id, p.subject_id, p.remedy_id,
		p.employee_id, p.day, p.over, p.pay
	FROM outcomes(ask_all(), reckoned_pay.known_on, reckoned_pay.only_year) AS o
		CROSS JOIN LATERAL pg_catalog.unnest(o.pays) AS p;
$reckoned_pay$;
COMMENT ON FUNCTION reckoned_pay(date, text) IS 'step 7, in cents: what is due to each payee for each day';
$caseload_text$::text),
('day'::text, 'derived'::text, $caseload_text$-- Reckoning, day by day and as findings: what the reports show.

CREATE FUNCTION grade_name(grade int) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE grade_name.grade WHEN -2 THEN 'PK' WHEN -1 THEN 'TK' WHEN 0 THEN 'K' ELSE grade_name.grade::text END;
END;
COMMENT ON FUNCTION grade_name(int) IS 'a grade as it is called: PK, TK, K, 1, ...';

CREATE FUNCTION grades_name(grades int4range) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN lower(grades_name.grades) = upper(grades_name.grades) - 1
		THEN grade_name(lower(grades_name.grades))
		ELSE grade_name(lower(grades_name.grades)) || '-' || grade_name(upper(grades_name.grades) - 1) END;
END;
COMMENT ON FUNCTION grades_name(int4range) IS 'grades as they are called: K, 3-4';

-- Who stands for a class where nobody is paid: its teacher of record, of several on a day the one of the least key.
CREATE TYPE stint_row AS (section_id bigint, valid daterange, employee_id bigint);
COMMENT ON TYPE stint_row IS 'days on which an employee stands for a class';
CREATE FUNCTION teachers_of(district_id int, sections bigint[]) RETURNS stint_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $teachers_of$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(SELECT CAST(ROW(t.section_id, u.valid, t.employee_id) AS stint_row)
		FROM (SELECT f.section_id, f.employee_id, f.days - coalesce(range_agg(f.days) OVER (PARTITION BY f.section_id
					ORDER BY f.employee_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '{}') AS days
				FROM (SELECT f.section_id, f.employee_id, range_agg(f.valid) AS days
					FROM pg_catalog.unnest(sections) AS a (id) JOIN staffing AS f
						ON f.district_id = teachers_of.district_id AND f.section_id = a.id
						AND f.role = 'teacher of record'
					GROUP BY f.section_id, f.employee_id) AS f) AS t
			CROSS JOIN LATERAL pg_catalog.unnest(t.days) AS u (valid));
END
$teachers_of$;
COMMENT ON FUNCTION teachers_of(int, bigint[]) IS 'who stands for these classes as teacher of record, and when';

-- A day on which something is too many, or is paid for. Joins of what was found before: see caps_of().
CREATE TYPE day_row AS (test smallint, subject_id bigint, employee_id bigint, day date, measure text, cap numeric,
	load numeric, over numeric, pay numeric);
COMMENT ON TYPE day_row IS 'a counted day with something too many: cap, load, excess and the pay of one payee';
CREATE FUNCTION days_of(scope text, o outcome_row, taught stint_row[]) RETURNS SETOF day_row
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $days_of$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH paid AS MATERIALIZED (
		SELECT p.test, p.subject_id, p.employee_id, p.day, sum(p.pay) AS pay
		FROM pg_catalog.unnest(o.pays) AS p GROUP BY p.test, p.subject_id, p.employee_id, p.day
	)
	SELECT e.test, e.subject_id, CASE WHEN p.day IS NOT NULL THEN p.employee_id
			WHEN days_of.scope = 'employee' THEN e.subject_id ELSE t.employee_id END,
		u.day, e.measure, u.cap_then, u.load_then, u.over_by, p.pay
	FROM pg_catalog.unnest(o.excess) AS e CROSS JOIN LATERAL caseload.over(e.excess, e.cap, e.load) AS u
		LEFT JOIN paid AS p ON p.test = e.test AND p.subject_id = e.subject_id AND p.day = u.day
		LEFT JOIN pg_catalog.unnest(taught) AS t ON t.section_id = e.subject_id AND t.valid @> u.day AND p.day IS NULL
	UNION ALL
	-- what is paid for a term stands on a day of its own, if its mean or last is no day with anything too many
	SELECT p.test, p.subject_id, p.employee_id, p.day, e.measure, caseload.quantity(caseload.load_on(e.cap, p.day)),
		caseload.quantity(caseload.load_on(e.load, p.day)), 0, p.pay
	FROM paid AS p JOIN pg_catalog.unnest(o.excess) AS e ON e.test = p.test AND e.subject_id = p.subject_id
	WHERE coalesce(caseload.quantity(caseload.load_on(e.excess, p.day)), 0) <= 0;
END
$days_of$;
COMMENT ON FUNCTION days_of(text, outcome_row, stint_row[]) IS
	'each counted day with something too many, of some subjects of a limit';

CREATE FUNCTION reckoned_day(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, employee_id bigint,
	day date, measure text, cap numeric, load numeric, over numeric, pay numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
AS $reckoned_day$
	SELECT o.limit_id, o.school_year, d.test, o.district_id, d.subject_id, d.employee_id,
		d.day, d.measure, d.cap, d.load,
		d.over, d.pay
	FROM outcomes(ask_all(), reckoned_day.known_on, reckoned_day.only_year) AS o
		JOIN load_limit AS r ON r.id = o.limit_id
		CROSS JOIN LATERAL days_of(r.scope, CAST(o AS outcome_row), CASE r.scope WHEN 'section' THEN
			teachers_of(o.district_id, ARRAY(SELECT DISTINCT e.subject_id
					FROM pg_catalog.unnest(o.excess) AS e)) END) AS d;
$reckoned_day$;
COMMENT ON FUNCTION reckoned_day(date, text) IS
	'each counted day with something too many: cap, load, excess and the pay of each payee';

-- When the grievance must be filed: the limit's own deadline, else the contract's.
CREATE FUNCTION grieve_by(contract text, limit_code text, school_year daterange, first_day date, last_day date,
	known_on date DEFAULT 'infinity') RETURNS date
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT due_after(d.contract,
		CASE d.from_event WHEN 'first day' THEN grieve_by.first_day WHEN 'last day' THEN grieve_by.last_day
			ELSE lower(coalesce(named_days(d.contract, d.from_event, grieve_by.school_year, grieve_by.known_on),
				counted_days(d.contract, d.from_event, grieve_by.school_year, grieve_by.known_on))) END, d.days,
					d.day_kind, grieve_by.known_on)
	FROM deadline AS d
	WHERE d.contract = grieve_by.contract AND d.stage = 'grievance' AND d.limit_code IN ('*', grieve_by.limit_code)
		AND d.in_force @> grieve_by.first_day AND d.known @> grieve_by.known_on
	ORDER BY d.limit_code = '*' LIMIT 1;
END;
COMMENT ON FUNCTION grieve_by(text, text, daterange, date, date, date) IS
	'the day by which a grievance over an excess is to be filed';

-- A finding is an excess behind the gate of at least one remedy; a limit without remedies is found at once. A
-- remedy that comes to nothing, its band not reached, is none.
CREATE TYPE finding_row AS (test smallint, subject_id bigint, remedy_id bigint, employee_id bigint, first_day date,
	last_day date, measure text, cap numeric, actual numeric, over numeric,
	due boolean, worth numeric, quantity numeric,
	amount_due numeric);
COMMENT ON TYPE finding_row IS
	'an excess that something follows from, at its worst, with the remedy and what it comes to';
CREATE FUNCTION findings_of(scope text, o outcome_row, taught stint_row[]) RETURNS SETOF finding_row
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $findings_of$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH gated AS (
		SELECT m.test, m.subject_id, m.remedy_id, m.gated FROM pg_catalog.unnest(o.remedies) AS m
		UNION ALL
		SELECT e.test, e.subject_id, NULL, e.excess FROM pg_catalog.unnest(o.excess) AS e
		WHERE NOT EXISTS (SELECT FROM limit_remedy AS r WHERE r.limit_id = o.limit_id)
	), worst AS MATERIALIZED (
		SELECT g.test, g.subject_id, g.remedy_id, u.first_day, u.last_day, u.worst_day, u.over_by
		FROM gated AS g CROSS JOIN LATERAL caseload.worst(g.gated) AS u WHERE u.first_day IS NOT NULL
	), amounts AS (
		SELECT a.test, a.subject_id, a.remedy_id, a.employee_id,
			bool_or(a.due AND (a.amount IS NULL OR a.amount > 0)) AS due, sum(a.amount) AS worth,
			sum(a.amount) FILTER (WHERE NOT a.money AND a.due) AS quantity
		FROM pg_catalog.unnest(o.amounts) AS a GROUP BY a.test, a.subject_id, a.remedy_id, a.employee_id
	), paid AS (
		SELECT p.test, p.subject_id, p.remedy_id, coalesce(p.employee_id, 0) AS payee, sum(p.pay) AS pay
		FROM pg_catalog.unnest(o.pays) AS p GROUP BY p.test, p.subject_id, p.remedy_id, p.employee_id
	)
	SELECT w.test, w.subject_id, w.remedy_id, CASE WHEN a.subject_id IS NOT NULL THEN a.employee_id
			WHEN findings_of.scope = 'employee' THEN w.subject_id ELSE t.employee_id END,
		w.first_day, w.last_day, e.measure, caseload.quantity(caseload.load_on(e.cap, w.worst_day)),
		caseload.quantity(caseload.load_on(e.load, w.worst_day)), w.over_by,
		w.remedy_id IS NULL OR coalesce(a.due, false), a.worth, a.quantity, p.pay
	FROM worst AS w JOIN pg_catalog.unnest(o.excess) AS e USING (test, subject_id)
		LEFT JOIN amounts AS a ON a.test = w.test AND a.subject_id = w.subject_id AND a.remedy_id = w.remedy_id
		LEFT JOIN paid AS p ON p.test = w.test AND p.subject_id = w.subject_id AND p.remedy_id = w.remedy_id
			AND p.payee = coalesce(a.employee_id, 0)
		LEFT JOIN pg_catalog.unnest(taught) AS t ON t.section_id = w.subject_id AND t.valid @> w.worst_day
	WHERE a.worth IS DISTINCT FROM 0;
END
$findings_of$;
COMMENT ON FUNCTION findings_of(text, outcome_row, stint_row[]) IS
	'each excess that something follows from, of some subjects of a limit';

CREATE FUNCTION reckoned_finding(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, school_year text, test smallint, district_id int, subject_id bigint, remedy_id bigint,
	employee_id bigint, first_day date, last_day date, measure text, cap numeric,
	actual numeric, over numeric, due boolean,
	worth numeric, quantity numeric, amount_due numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
AS $reckoned_finding$
	SELECT o.limit_id, o.school_year, f.test, o.district_id, f.subject_id, f.remedy_id, f.employee_id, f.first_day,
		f.last_day, f.measure, f.cap, f.actual, f.over, f.due, f.worth, f.quantity, f.amount_due
	FROM outcomes(ask_all(), reckoned_finding.known_on, reckoned_finding.only_year) AS o
		JOIN load_limit AS r ON r.id = o.limit_id
		CROSS JOIN LATERAL findings_of(r.scope, CAST(o AS outcome_row), CASE r.scope WHEN 'section' THEN
			teachers_of(o.district_id, ARRAY(SELECT DISTINCT e.subject_id
					FROM pg_catalog.unnest(o.excess) AS e)) END) AS f;
$reckoned_finding$;
COMMENT ON FUNCTION reckoned_finding(date, text) IS
	'each excess that something follows from, at its worst, with the remedy and what it comes to';

-- A test on the students of classes, as against one on cases, tallies or persons.
CREATE FUNCTION class_tests(limit_id bigint) RETURNS smallint[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $class_tests$
BEGIN
	RETURN ARRAY(SELECT DISTINCT m.test FROM limit_manner AS m JOIN load_limit AS l ON l.id = m.limit_id
		WHERE m.limit_id = class_tests.limit_id AND NOT m.tallied
			AND m.measure IN ('students', 'seats', 'percent', 'sections')
			AND (l.scope <> 'employee' OR NOT EXISTS (SELECT FROM limit_cap AS c
				WHERE c.limit_id = class_tests.limit_id AND c.id = ANY (m.caps) AND c.program IS NOT NULL)));
END
$class_tests$;
COMMENT ON FUNCTION class_tests(bigint) IS 'the tests of a limit that count the students of classes';

CREATE FUNCTION counts_classes(limit_id bigint, test smallint) RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT counts_classes.test = ANY (class_tests(counts_classes.limit_id));
END;
COMMENT ON FUNCTION counts_classes(bigint, smallint) IS 'whether a test counts the students of classes';
$caseload_text$::text),
('pay_year'::text, 'derived'::text, $caseload_text$-- A year's pay: salary by the days on each place, longevity by service, stipends, overages. One row an
-- employment and school year; what belongs to the person and not to the place (stipends, overages,
-- longevity by service) stands on the largest employment.

-- The part of a school year that falls on these days.
CREATE FUNCTION part_of_year(prorated_by text, days datemultirange,
	school_year daterange, valid daterange) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE
		WHEN part_of_year.school_year <@ part_of_year.valid THEN 1
		WHEN part_of_year.prorated_by = 'calendar days' THEN
			coalesce(upper(v.days) - lower(v.days),
				0)::numeric / (upper(part_of_year.school_year) - lower(part_of_year.school_year))
		WHEN part_of_year.prorated_by = 'months' THEN
			(SELECT count(*) FILTER (WHERE lower(m.month) <@ part_of_year.valid)::numeric / count(*)
				FROM pg_catalog.unnest(caseload.months(part_of_year.school_year)) AS m (month))
		ELSE coalesce(caseload.school_days(part_of_year.days,
				v.days)::numeric / NULLIF(caseload.school_days(part_of_year.days, part_of_year.school_year), 0), 0) END
	FROM (SELECT part_of_year.valid * part_of_year.school_year AS days) AS v;
END;
COMMENT ON FUNCTION part_of_year(text, datemultirange, daterange, daterange) IS
	'the part of a school year on these days: by duty days, by the months that begin on them, or by calendar days';

-- The school years of each contract, with the duty days, or the students' where it has no others.
CREATE FUNCTION contract_year(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (contract text, school_year text, year daterange, days datemultirange, prorated_by text)
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT c.contract, c.school_year, c.in_force, coalesce((SELECT d.days FROM calendar AS d
			WHERE d.contract = c.contract AND d.school_year = c.school_year AND d.kind = 'duty'
				AND d.known @> contract_year.known_on), c.days), k.prorated_by
	FROM calendar AS c JOIN contract AS k ON k.contract = c.contract
	WHERE c.kind = 'student' AND c.known @> contract_year.known_on
		AND (contract_year.only_year IS NULL OR c.school_year = contract_year.only_year);
END;
COMMENT ON FUNCTION contract_year(date, text) IS 'the school years that a contract has a calendar for';

CREATE FUNCTION year_of_stipends(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (contract text, school_year text, district_id int, employee_id bigint, "position" text, amount numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT y.contract, y.school_year, h.district_id, h.employee_id, h.position,
		round(CASE WHEN s.base IS NOT NULL AND b.amount IS NULL THEN NULL
			ELSE CASE WHEN s.band IS NOT NULL THEN caseload.stipend(s.band, coalesce(b.amount, 0))
				ELSE caseload.pay(s.scale, h.counted, coalesce(b.amount, 0)) END * p.times END, s.digits)
	FROM contract_year(year_of_stipends.known_on, year_of_stipends.only_year) AS y
		JOIN position_held AS h ON h.contract = y.contract AND h.valid && y.year
		LEFT JOIN site AS t ON t.district_id = h.district_id AND t.site_id = h.site_id
		CROSS JOIN LATERAL (SELECT greatest(lower(h.valid), lower(y.year)) AS first_day) AS d
		CROSS JOIN LATERAL (SELECT s.* FROM stipend AS s
			WHERE s.contract = h.contract AND s.position = h.position AND s.site_level IN ('any', t.level)
			AND s.enrollment @> coalesce(t.enrollment, 0) AND h.attributes @> s.applies AND s.in_force @> d.first_day
				AND s.known @> year_of_stipends.known_on
			ORDER BY s.precedence DESC, s.site_level = 'any', s.id LIMIT 1) AS s
		LEFT JOIN LATERAL own_pay(h.contract, h.district_id, h.employee_id, d.first_day,
			year_of_stipends.known_on) AS o ON true
		CROSS JOIN LATERAL (SELECT CASE WHEN s.base IS NOT NULL
				AND EXISTS (SELECT FROM pay_base AS b WHERE b.contract = h.contract AND b.name = s.base
				AND b.in_force @> d.first_day AND b.known @> year_of_stipends.known_on)
			THEN base_amount(h.contract, s.base, d.first_day, own_cell => o.cell, own_salary => o.salary,
				known_on => year_of_stipends.known_on) END AS amount) AS b
		CROSS JOIN LATERAL (SELECT substring(s.band::text FROM ' per (quarter|trimester|semester)s?$') AS period) AS q
		CROSS JOIN LATERAL (SELECT coalesce(terms_of(h.contract, coalesce(q.period, s.lasts_in), y.year,
					year_of_stipends.known_on), ARRAY[y.year]) AS terms) AS r
		-- a band by the semester is paid for each semester; one by the year for its terms' share, or in full for
		-- any part of it
		CROSS JOIN LATERAL (SELECT CASE WHEN q.period IS NOT NULL THEN sum(w.share)
				WHEN s.prorated_by IS NOT NULL THEN sum(w.share) / count(*) ELSE max(w.share) END AS times
			FROM pg_catalog.unnest(r.terms) AS u (term) CROSS JOIN LATERAL (SELECT CASE
				WHEN NOT u.term && h.valid THEN 0
				WHEN s.lasts IS NOT NULL
					AND caseload.school_days(y.days, u.term * h.valid) < caseload.quantity(s.lasts) THEN 0
				WHEN s.prorated_by IS NULL THEN 1
				WHEN h.share < 1 THEN h.share
				ELSE part_of_year(CASE s.prorated_by WHEN 'months' THEN 'months' ELSE 'duty days' END, y.days, u.term,
					h.valid) END AS share) AS w) AS p;
END;
COMMENT ON FUNCTION year_of_stipends(date, text) IS
	'the stipends of each position held in a school year; null where the contract''s base is not there';

CREATE FUNCTION year_of_longevity(known_on date DEFAULT 'infinity', only_year text DEFAULT NULL)
RETURNS TABLE (contract text, school_year text, district_id int, employee_id bigint, amount numeric)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT y.contract, y.school_year, e.district_id, e.employee_id,
		sum(round(caseload.pay(r.scale, x.years, CASE WHEN r.base IS NULL THEN o.cell
			ELSE base_amount(y.contract, r.base, d.first_day, own_cell => o.cell, own_salary => o.salary,
				known_on => year_of_longevity.known_on) END)
			* CASE WHEN r.in_proportion = 'fte' THEN e.fte ELSE 1 END, 2))
	FROM contract_year(year_of_longevity.known_on, year_of_longevity.only_year) AS y
		JOIN LATERAL (SELECT DISTINCT ON (e.district_id, e.employee_id) e.* FROM employment AS e
			WHERE e.contract = y.contract AND e.valid && y.year
			ORDER BY e.district_id, e.employee_id, e.fte DESC, e.employment_id) AS e ON true
		JOIN employee AS m ON m.district_id = e.district_id AND m.employee_id = e.employee_id
		CROSS JOIN LATERAL (SELECT greatest(lower(e.valid), lower(y.year)) AS first_day) AS d
		JOIN longevity_rule AS r ON r.contract = y.contract AND r.service IN ('district', 'total', 'continuous')
		AND r.schedule IN ('*', e.schedule)
			AND r.in_force @> d.first_day AND r.known @> year_of_longevity.known_on
			AND (r.lanes IS NULL OR caseload.lane(e.placement) = ANY (r.lanes))
		AND (r.steps IS NULL OR r.steps @> caseload.step(e.placement))
			AND (r.hired IS NULL OR r.hired @> m.hired) AND m.attributes || e.attributes @> r.applies
		LEFT JOIN LATERAL own_pay(y.contract, e.district_id, e.employee_id, d.first_day,
			year_of_longevity.known_on) AS o ON true
		-- the years that were finished before this one
		CROSS JOIN LATERAL (SELECT years_of_service(y.contract, e.district_id, e.employee_id,
			(school_year_start(y.school_year) - 1) || '-'
				|| lpad((school_year_start(y.school_year) % 100)::text, 2, '0'),
			CASE r.service WHEN 'total' THEN '{district,job share,outside,military,other}'::text[]
				ELSE '{district,job share}' END, year_of_longevity.known_on) AS years) AS x
	GROUP BY y.contract, y.school_year, e.district_id, e.employee_id;
END;
COMMENT ON FUNCTION year_of_longevity(date, text) IS 'longevity pay by years of service; that by steps is in the grid';

-- The schedule is read where it is joined, and no schedule goes further than this row.
CREATE FUNCTION year_of_pay(known_on date DEFAULT 'infinity',
	only_year text DEFAULT NULL, overages boolean DEFAULT true)
RETURNS TABLE (contract text, school_year text, district_id int, employment_id bigint, employee_id bigint,
	site_id bigint, schedule text, placement caseload.salary_step, fte numeric,
	base_salary numeric, longevity_pay numeric, stipend_pay numeric, overage_pay numeric, largest boolean)
LANGUAGE sql STABLE ROWS 1000 SET search_path FROM CURRENT
BEGIN ATOMIC
	WITH paid AS (
		SELECT y.contract, y.school_year, e.district_id, e.employment_id, e.employee_id, e.site_id, e.schedule,
			e.placement, e.fte, e.agreed_salary,
			coalesce(sum(round((caseload.salary(g.grid, e.placement) - caseload.longevity_pay(g.grid,
								e.placement)) * e.fte
				* part_of_year(y.prorated_by, y.days, y.year, e.valid * g.in_force * y.year), 2)), 0) AS base_salary,
			coalesce(sum(round(caseload.longevity_pay(g.grid, e.placement) * e.fte
				* part_of_year(y.prorated_by, y.days, y.year, e.valid * g.in_force * y.year), 2)), 0) AS longevity,
			part_of_year(y.prorated_by, y.days, y.year, e.valid * y.year) AS share
		FROM contract_year(year_of_pay.known_on, year_of_pay.only_year) AS y
			JOIN employment AS e ON e.contract = y.contract AND e.valid && y.year
			LEFT JOIN schedule AS g ON e.agreed_salary IS NULL AND g.contract = e.contract AND g.schedule = e.schedule
			AND g.known @> year_of_pay.known_on AND g.in_force && (e.valid * y.year)
		GROUP BY y.contract, y.school_year, y.year, y.days, y.prorated_by, e.district_id, e.employment_id
	), ranked AS (
		SELECT p.*, row_number() OVER (PARTITION BY p.contract, p.school_year, p.district_id,
			p.employee_id ORDER BY p.fte DESC, p.employment_id) = 1 AS largest FROM paid AS p
	), stipends AS (
		SELECT s.contract, s.school_year, s.district_id, s.employee_id, sum(s.amount) AS amount
		FROM year_of_stipends(year_of_pay.known_on, year_of_pay.only_year) AS s
		GROUP BY s.contract, s.school_year, s.district_id, s.employee_id
	), overages AS (
		SELECT l.contract, o.school_year, o.district_id, o.employee_id, sum(o.pay) AS amount
		FROM reckoned_pay(year_of_pay.known_on, year_of_pay.only_year) AS o JOIN load_limit AS l ON l.id = o.limit_id
		WHERE year_of_pay.overages GROUP BY l.contract, o.school_year, o.district_id, o.employee_id
	)
	SELECT contract, school_year, district_id, r.employment_id, employee_id, r.site_id, r.schedule, r.placement, r.fte,
		CASE WHEN r.agreed_salary IS NOT NULL THEN round(r.agreed_salary * r.share, 2) ELSE r.base_salary END,
		r.longevity + CASE WHEN r.largest THEN coalesce(v.amount, 0) ELSE 0 END,
		CASE WHEN r.largest THEN coalesce(s.amount, 0) ELSE 0 END,
		CASE WHEN r.largest THEN coalesce(o.amount, 0) ELSE 0 END, r.largest
	FROM ranked AS r LEFT JOIN stipends AS s USING (contract, school_year, district_id, employee_id)
		LEFT JOIN overages AS o USING (contract, school_year, district_id, employee_id)
		LEFT JOIN year_of_longevity(year_of_pay.known_on, year_of_pay.only_year) AS v
		USING (contract, school_year, district_id, employee_id);
END;
COMMENT ON FUNCTION year_of_pay(date, text, boolean) IS
	'a year''s pay of each employment, by its parts, as known on a day; '
	'overages false: without those; largest: the employment on which stipends and overages stand';

CREATE FUNCTION pay_known_on(school_year text, known_on date)
RETURNS TABLE (contract varchar(64), school_year varchar(7), employee_id bigint, employee_name varchar(120),
	site_name varchar(80), schedule varchar(64), placement varchar(20), fte numeric(6,4),
	base_salary numeric(12,2), longevity_pay numeric(12,2), stipend_pay numeric(12,2),
	overage_pay numeric(12,2), total_pay numeric(12,2))
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT p.contract, p.school_year, p.employee_id, m.employee_name, t.site_name, p.schedule, p.placement::text, p.fte,
		p.base_salary, p.longevity_pay, p.stipend_pay, p.overage_pay,
		p.base_salary + p.longevity_pay + p.stipend_pay + p.overage_pay
	FROM year_of_pay(pay_known_on.known_on, pay_known_on.school_year) AS p
		JOIN employee AS m USING (district_id, employee_id) JOIN site AS t USING (district_id, site_id);
END;
COMMENT ON FUNCTION pay_known_on(text, date) IS 'pay_summary of a school year by the rules as they were known on a '
	'day; retroactive pay is the difference of two days';
$caseload_text$::text),
('mark'::text, 'table'::text, $caseload_text$-- Marks: what a change of facts or rules made stale. A row marks its own keys, as they were and as they are, in the
-- same transaction, and nothing else: whoever reads follows the edges between classes, employees and sites in his
-- own snapshot, for a writer cannot see those that another is about to commit. Marks are appended and never made
-- one: a mark that is there already may be cleared by somebody who does not see what made this one. No CHECK: each
-- statement would make it ready anew, which costs as much as the mark.
CREATE TABLE mark (
	district_id int NOT NULL,
	scope       text NOT NULL,
	subject_id  bigint NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 10000,
	autovacuum_vacuum_insert_scale_factor = 0.0, autovacuum_vacuum_insert_threshold = 100000);
CREATE INDEX mark_key ON mark (district_id, scope, subject_id);

-- A rule speaks for all districts, and each sees to it when its book is brought up to date. Its mark has no number that
-- another could have, for the rows of a dump may come to where rules were marked before.
$caseload_text$::text),
('mark'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE mark IS 'classes, employees and sites whose facts changed since the books were brought up to date';
COMMENT ON COLUMN mark.district_id IS 'district';
COMMENT ON COLUMN mark.scope IS 'section, employee or site';
COMMENT ON COLUMN mark.subject_id IS 'the class, employee or site';
$caseload_text$::text),
('rule_mark'::text, 'table'::text, $caseload_text$CREATE TABLE rule_mark (
	mark_id   uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	contract  text,
	marked_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
$caseload_text$::text),
('rule_mark'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE rule_mark IS 'contracts whose rules changed';
COMMENT ON COLUMN rule_mark.mark_id IS 'key';
COMMENT ON COLUMN rule_mark.contract IS 'the contract; null: everything';
COMMENT ON COLUMN rule_mark.marked_at IS 'when';
$caseload_text$::text),
('rule_mark_seen'::text, 'table'::text, $caseload_text$CREATE TABLE rule_mark_seen (
	district_id int NOT NULL,
	mark_id     uuid NOT NULL REFERENCES rule_mark ON DELETE CASCADE,
	PRIMARY KEY (district_id, mark_id)
);
CREATE INDEX rule_mark_seen_mark ON rule_mark_seen (mark_id);

-- The book of each district; whoever brings it up to date holds its row. A district without one has nothing kept.
$caseload_text$::text),
('rule_mark_seen'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE rule_mark_seen IS 'which changes of rules are in the book of a district';
COMMENT ON COLUMN rule_mark_seen.district_id IS 'district';
COMMENT ON COLUMN rule_mark_seen.mark_id IS 'the change';
$caseload_text$::text),
('book'::text, 'table'::text, $caseload_text$CREATE TABLE book (
	district_id  int PRIMARY KEY,
	refreshed_at timestamptz NOT NULL,
	took         numeric(12,3),
	reckoned     bigint NOT NULL DEFAULT 0
);

-- One row, which whoever brings a book up to date shares and whoever clears away seen changes of rules has to himself.
$caseload_text$::text),
('book'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE book IS 'the districts whose answers are kept';
COMMENT ON COLUMN book.district_id IS 'district';
COMMENT ON COLUMN book.refreshed_at IS 'when it was last brought up to date';
COMMENT ON COLUMN book.took IS 'how long that took, in seconds';
COMMENT ON COLUMN book.reckoned IS 'how many classes, employees and sites were reckoned then, each limit by itself';
$caseload_text$::text),
('book_lock'::text, 'table'::text, $caseload_text$CREATE TABLE book_lock (
	only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
	cleared  bigint NOT NULL DEFAULT 0
);
$caseload_text$::text),
('book_lock'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE book_lock IS 'keeps those who clear changes of rules apart from those who read them';
COMMENT ON COLUMN book_lock.only_row IS 'there is but one row';
COMMENT ON COLUMN book_lock.cleared IS 'how often changes were cleared';
$caseload_text$::text),
('mark'::text, 'derived'::text, $caseload_text$-- derived:
-- Trigger of a table of rules; its argument says by which column a row finds its contract. As the owner: whoever may
-- write rules need not be allowed to write marks. Facts are marked by caseload.leave_marks(), for they are many and
-- written one by one; whoever empties a table of facts makes everything stale, which is told here, too.
CREATE FUNCTION put_rule_marks() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $put_rule_marks$
BEGIN
	-- a district that was renamed would mark in whatever stands under its old name
	IF TG_TABLE_SCHEMA IS DISTINCT FROM current_schema() THEN
		PERFORM caseload.check_place(TG_TABLE_SCHEMA);
	END IF;
	IF TG_OP = 'TRUNCATE' THEN
		INSERT INTO rule_mark (contract) VALUES (NULL);
		RETURN NULL;
	END IF;
	IF TG_ARGV[0] = 'contract' THEN
		IF TG_OP <> 'DELETE' THEN
			INSERT INTO rule_mark (contract) SELECT DISTINCT n.contract FROM new_rows AS n;
		END IF;
		IF TG_OP <> 'INSERT' THEN
			INSERT INTO rule_mark (contract) SELECT DISTINCT o.contract FROM old_rows AS o;
		END IF;
		RETURN NULL;
	END IF;
	-- a limit that is gone with its rows has marked its contract itself
	IF TG_OP <> 'DELETE' THEN
		INSERT INTO rule_mark (contract)
		SELECT DISTINCT l.contract FROM new_rows AS n JOIN load_limit AS l ON l.id = n.limit_id;
	END IF;
	IF TG_OP <> 'INSERT' THEN
		INSERT INTO rule_mark (contract)
		SELECT DISTINCT l.contract FROM old_rows AS o JOIN load_limit AS l ON l.id = o.limit_id;
	END IF;
	RETURN NULL;
END
$put_rule_marks$;
COMMENT ON FUNCTION put_rule_marks() IS 'trigger: marks the contracts whose rules changed';
REVOKE EXECUTE ON FUNCTION put_rule_marks() FROM PUBLIC;

CREATE FUNCTION mark_everything() RETURNS void
LANGUAGE sql VOLATILE SET search_path FROM CURRENT
AS $mark_everything$
	INSERT INTO rule_mark (contract) VALUES (NULL);
$mark_everything$;
COMMENT ON FUNCTION mark_everything() IS
	'says that all kept answers are stale: after rows came in while no trigger fired '
	'(logical replication, disabled triggers)';

-- The tables of facts and rules that the reports rest on, and what a row of each marks.
CREATE FUNCTION marked_tables() RETURNS TABLE (table_name text, keys text, is_rule boolean)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	VALUES ('enrollment', 'section', false), ('section', 'section site', false),
	('staffing', 'section employee', false),
		('employment', 'employee site', false), ('case_assignment', 'employee', false),
		('tally', 'section employee site', false), ('exception', 'section employee site', false),
		('remedy_given', 'section employee', false), ('site', 'site', false), ('employee', 'employee', false),
		('contract', 'contract', true), ('calendar', 'contract', true), ('count_days', 'contract', true),
		('term', 'contract', true), ('schedule', 'contract', true), ('pay_base', 'contract', true),
		('deadline', 'contract', true), ('load_limit', 'contract', true), ('limit_cap', 'limit', true),
		('limit_weight', 'limit', true), ('limit_remedy', 'limit', true);
END;
COMMENT ON FUNCTION marked_tables() IS 'which tables mark what they make stale, and by which keys';

DO $put_mark_triggers$
DECLARE
	marked record;
	called text;
BEGIN
	FOR marked IN SELECT * FROM marked_tables() LOOP
		called := format('EXECUTE FUNCTION %s(%L)',
			CASE WHEN marked.is_rule THEN 'put_rule_marks' ELSE 'caseload.leave_marks' END, marked.keys);
		EXECUTE format('CREATE TRIGGER mark_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows %s',
			marked.table_name, called);
		EXECUTE format('CREATE TRIGGER mark_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS '
			'old_rows NEW TABLE AS new_rows %s',
			marked.table_name, called);
		EXECUTE format('CREATE TRIGGER mark_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows %s',
			marked.table_name, called);
		EXECUTE format('CREATE TRIGGER mark_truncate AFTER TRUNCATE ON %I EXECUTE FUNCTION put_rule_marks(%L)',
			marked.table_name, marked.keys);
	END LOOP;
END
$put_mark_triggers$;
$caseload_text$::text),
('kept_class_size'::text, 'table'::text, $caseload_text$-- Kept answers: the rows of the reports as they were last reckoned, with names in them, so that a filter on a name or a
-- day goes to an index. The rows of a limit and subject are dropped and made anew together.
CREATE TABLE kept_class_size (
	limit_id      bigint NOT NULL,
	district_id   int NOT NULL,
	subject_id    bigint NOT NULL,
	test          smallint NOT NULL,
	contract      text NOT NULL,
	school_year   varchar(7) NOT NULL,
	site_id       bigint,
	site_name     varchar(80),
	employee_id   bigint,
	employee_name varchar(120),
	section_id    bigint,
	section_name  varchar(80),
	grade         varchar(8),
	rule          varchar(120) NOT NULL,
	counted_on    date NOT NULL,
	month         date NOT NULL,
	cap           numeric(12,2),
	load          numeric(12,2),
	over_by       numeric(12,2) NOT NULL,
	pay           numeric(12,2),
	citation      text NOT NULL
);
CREATE INDEX kept_class_size_subject ON kept_class_size (district_id, limit_id, subject_id);
CREATE INDEX kept_class_size_site ON kept_class_size (site_name);
CREATE INDEX kept_class_size_employee ON kept_class_size (employee_id);
CREATE INDEX kept_class_size_day ON kept_class_size (counted_on);

$caseload_text$::text),
('kept_class_size'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE kept_class_size IS 'the rows of class_size_overage as they were last reckoned';
$caseload_text$::text),
('kept_caseload'::text, 'table'::text, $caseload_text$CREATE TABLE kept_caseload (
	limit_id      bigint NOT NULL,
	district_id   int NOT NULL,
	subject_id    bigint NOT NULL,
	test          smallint NOT NULL,
	contract      text NOT NULL,
	school_year   varchar(7) NOT NULL,
	site_id       bigint,
	site_name     varchar(80),
	employee_id   bigint,
	employee_name varchar(120),
	program       varchar(120),
	rule          varchar(120) NOT NULL,
	counted_on    date NOT NULL,
	month         date NOT NULL,
	measure       varchar(16) NOT NULL,
	cap           numeric(12,2),
	load          numeric(12,2),
	over_by       numeric(12,2) NOT NULL,
	pay           numeric(12,2),
	citation      text NOT NULL
);
CREATE INDEX kept_caseload_subject ON kept_caseload (district_id, limit_id, subject_id);
CREATE INDEX kept_caseload_site ON kept_caseload (site_name);
CREATE INDEX kept_caseload_employee ON kept_caseload (employee_id);
CREATE INDEX kept_caseload_day ON kept_caseload (counted_on);

$caseload_text$::text),
('kept_caseload'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE kept_caseload IS 'the rows of caseload_overage as they were last reckoned';
$caseload_text$::text),
('kept_finding'::text, 'table'::text, $caseload_text$CREATE TABLE kept_finding (
	limit_id      bigint NOT NULL,
	district_id   int NOT NULL,
	subject_id    bigint NOT NULL,
	test          smallint NOT NULL,
	remedy_id     bigint,
	contract      text NOT NULL,
	school_year   varchar(7) NOT NULL,
	kind          varchar(16) NOT NULL,
	rule          varchar(120) NOT NULL,
	site_id       bigint,
	site_name     varchar(80),
	employee_id   bigint,
	employee_name varchar(120),
	section_id    bigint,
	section_name  varchar(80),
	first_day     date NOT NULL,
	last_day      date NOT NULL,
	measure       varchar(16) NOT NULL,
	cap           numeric(12,2),
	actual        numeric(12,2),
	over_by       numeric(12,2) NOT NULL,
	strictness    varchar(8) NOT NULL,
	remedy_type   varchar(20),
	remedy        varchar(200),
	choice        varchar(40),
	remedy_due    boolean,
	worth         numeric(12,2),
	quantity      numeric(12,2),
	amount_due    numeric(12,2),
	citation      text NOT NULL,
	grieve_by     date,
	note          text
);
CREATE INDEX kept_finding_subject ON kept_finding (district_id, limit_id, subject_id);
CREATE INDEX kept_finding_site ON kept_finding (site_name);
CREATE INDEX kept_finding_employee ON kept_finding (employee_id);

$caseload_text$::text),
('kept_finding'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE kept_finding IS 'the rows of compliance_finding as they were last reckoned';
$caseload_text$::text),
('kept_problem'::text, 'table'::text, $caseload_text$CREATE TABLE kept_problem (
	limit_id    bigint NOT NULL,
	district_id int NOT NULL,
	subject_id  bigint,
	contract    text NOT NULL,
	school_year text NOT NULL,
	code        text NOT NULL,
	remedy_id   bigint,
	employee_id bigint,
	state       text NOT NULL,
	problem     text NOT NULL
);
CREATE INDEX kept_problem_subject ON kept_problem (district_id, limit_id, subject_id);

DO $comment_kept$
DECLARE
	kept record;
BEGIN
	FOR kept IN SELECT c.relname, a.attname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
		WHERE c.oid IN ('kept_class_size'::regclass, 'kept_caseload'::regclass,
			'kept_finding'::regclass, 'kept_problem'::regclass)
			AND a.attnum > 0 LOOP
		EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', kept.relname, kept.attname, CASE kept.attname
			WHEN 'limit_id' THEN 'the limit' WHEN 'subject_id' THEN 'the class, employee, site or district; null: all'
			WHEN 'test' THEN 'its test' WHEN 'remedy_id' THEN 'the remedy' WHEN 'site_id' THEN 'the site'
			WHEN 'code' THEN 'code of the limit' WHEN 'state' THEN 'SQLSTATE' WHEN 'problem' THEN 'why'
				ELSE 'as in the report' END);
	END LOOP;
END
$comment_kept$;
$caseload_text$::text),
('kept_problem'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE kept_problem IS 'what could not be reckoned, and why';
$caseload_text$::text),
('reader'::text, 'table'::text, $caseload_text$-- Who sees which rows of the reports. Whoever has USAGE on the reports' schema and SELECT on a view sees all of it,
-- unless a row here binds the role, or one that it is a member of, to a district, a site or an employee. By role
-- and not by name: a role that is renamed stays bound.
CREATE TABLE reader (
	reader_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	role        regrole NOT NULL,
	district_id int,
	site_id     bigint,
	employee_id bigint,
	CHECK (num_nonnulls(site_id, employee_id) <= 1),
	CHECK (district_id IS NOT NULL OR num_nonnulls(site_id, employee_id) = 0),
	UNIQUE NULLS NOT DISTINCT (role, district_id, site_id, employee_id)
);
$caseload_text$::text),
('reader'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE reader IS 'roles that see only a part of the reports; see grant_reports()';
COMMENT ON COLUMN reader.reader_id IS 'key';
COMMENT ON COLUMN reader.role IS 'the role, or a group that it is a member of';
COMMENT ON COLUMN reader.district_id IS 'sees this district; null: all districts';
COMMENT ON COLUMN reader.site_id IS 'sees this site of it alone';
COMMENT ON COLUMN reader.employee_id IS 'sees this employee of it alone: own pay, classes and cases';
$caseload_text$::text),
('reader'::text, 'derived'::text, $caseload_text$-- derived:
-- The reports that show a reader who is bound his part of them. Whatever else the owner puts into their schema does
-- not.
CREATE FUNCTION report_names() RETURNS SETOF name
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	VALUES ('class_size_overage'), ('caseload_overage'), ('compliance_finding'), ('pay_summary'), ('scattergram'),
		('schedule_cell'), ('report_status'), ('held_cap');
END;
COMMENT ON FUNCTION report_names() IS 'the reports that grant_reports() grants';

CREATE FUNCTION reports_schema() RETURNS name
LANGUAGE sql STABLE SET search_path FROM CURRENT
AS $reports_schema$
	SELECT n.nspname || '_bi' FROM pg_namespace AS n JOIN pg_class AS c ON c.relnamespace = n.oid
	WHERE c.oid = 'reader'::regclass;
$reports_schema$;
COMMENT ON FUNCTION reports_schema() IS 'the schema of the district''s reports';

CREATE TYPE bond AS (binds text, districts int[], site_keys text[], employee_keys text[]);
COMMENT ON TYPE bond IS
	'what a role sees of the reports: binds owner (it has the owner''s rights), all (a row says so), '
	'none (it has no row), gone (there is no such role) or part, of these districts, '
	'sites (district:site) and employees';
CREATE TYPE sight AS (everything boolean, bonds bond[]);
COMMENT ON TYPE sight IS
	'what is shown to whoever asks: everything, or what all of these bonds let him see; without any, nothing';

-- A role sees what its own rows or those of any of its groups show. Groups that it can but administer are not its own.
CREATE FUNCTION bond_of(role oid) RETURNS bond
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $bond_of$
#variable_conflict use_column
DECLARE
	b bond;
	may_be text := CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'USAGE, SET' END;
BEGIN
	SELECT CASE WHEN r.rolsuper OR pg_has_role(r.oid, t.relowner, 'USAGE') THEN 'owner' END INTO b.binds
	FROM pg_roles AS r JOIN pg_class AS t ON t.oid = 'reader'::regclass WHERE r.oid = bond_of.role;
	IF NOT FOUND THEN
		b.binds := 'gone';
	ELSIF b.binds IS NULL THEN
		SELECT CASE WHEN count(*) = 0 THEN 'none' WHEN bool_or(r.district_id IS NULL) THEN 'all' ELSE 'part' END,
			array_agg(r.district_id) FILTER (WHERE num_nonnulls(r.site_id, r.employee_id) = 0),
			array_agg(r.district_id || ':' || r.site_id) FILTER (WHERE r.site_id IS NOT NULL),
			array_agg(r.district_id || ':' || r.employee_id) FILTER (WHERE r.employee_id IS NOT NULL)
		INTO b.binds, b.districts, b.site_keys, b.employee_keys
		FROM reader AS r JOIN pg_roles AS g ON g.oid = r.role WHERE pg_has_role(bond_of.role, g.oid, may_be);
	END IF;
	RETURN b;
END
$bond_of$;
COMMENT ON FUNCTION bond_of(oid) IS 'what a role sees of the reports by its own rows and its groups''';
REVOKE EXECUTE ON FUNCTION bond_of(oid) FROM PUBLIC;

-- Bound is who runs the query, and so is the session's role and who logged in: neither SET ROLE, nor a function that
-- runs as another, nor what the server runs for the owner of a table (ANALYZE, REFRESH) loosens a bond. Whoever has no
-- row must be allowed to read the report himself: somebody else's view or function does not show him more than that.
CREATE FUNCTION sight_of(asker bigint, report name) RETURNS sight
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $sight_of$
DECLARE
	who oid[] := caseload.askers(asker);
	sees sight;
	b bond;
BEGIN
	sees.everything := false;
	sees.bonds := '{}';
	FOR i IN 1 .. cardinality(who) LOOP
		CONTINUE WHEN i > 1 AND who[i] = ANY (who[:i - 1]);
		b := bond_of(who[i]);
		IF b.binds = 'gone' OR i = 1 AND b.binds = 'none' AND NOT coalesce(has_table_privilege(who[i],
				to_regclass(format('%I.%I', reports_schema(), report)), 'SELECT'), false) THEN
			sees.bonds := '{}';
			RETURN sees;
		END IF;
		-- who set the owner's role may do all that the owner may
		EXIT WHEN b.binds = 'owner' AND who[i] = who[2];
		IF b.binds = 'part' THEN
			sees.bonds := sees.bonds || b;
		END IF;
	END LOOP;
	sees.everything := cardinality(sees.bonds) = 0;
	RETURN sees;
END
$sight_of$;
COMMENT ON FUNCTION sight_of(bigint, name) IS 'what is shown of a report to whoever asks by this caseload.asker()';
REVOKE EXECUTE ON FUNCTION sight_of(bigint, name) FROM PUBLIC;

CREATE FUNCTION seen(sees sight, district_id int, site_id bigint, employee_id bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT (seen.sees).everything OR cardinality((seen.sees).bonds) > 0 AND NOT EXISTS (
		SELECT FROM pg_catalog.unnest((seen.sees).bonds) AS b
		WHERE NOT coalesce(seen.district_id = ANY (b.districts), false)
			AND NOT coalesce(seen.district_id || ':' || seen.site_id = ANY (b.site_keys), false)
			AND NOT coalesce(seen.district_id || ':' || seen.employee_id = ANY (b.employee_keys), false));
END;
COMMENT ON FUNCTION seen(sight, int, bigint, bigint) IS 'whether a row of a report is seen';

CREATE FUNCTION touches(sees sight, district_id int) RETURNS boolean
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT (touches.sees).everything OR cardinality((touches.sees).bonds) > 0 AND NOT EXISTS (
		SELECT FROM pg_catalog.unnest((touches.sees).bonds) AS b
		WHERE NOT coalesce(touches.district_id = ANY (b.districts), false)
			AND touches.district_id::text NOT IN (SELECT split_part(k.key, ':', 1)
				FROM pg_catalog.unnest(b.site_keys || b.employee_keys) AS k (key)));
END;
COMMENT ON FUNCTION touches(sight, int) IS 'whether anything of a district is seen';
$caseload_text$::text),
('grant_reports'::text, 'derived'::text, $caseload_text$-- One call gives a role all that a reader needs, or takes it away.

-- What a role may still read although it should not, in words; null: nothing.
CREATE FUNCTION reads_anyway(role oid) RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $reads_anyway$
DECLARE
	here name := (SELECT n.nspname FROM pg_namespace AS n JOIN pg_class AS c ON c.relnamespace = n.oid
		WHERE c.oid = 'reader'::regclass);
	readable text := (SELECT string_agg(quote_ident(t.relname), ', ' ORDER BY t.relname) FROM pg_class AS t
		WHERE t.relnamespace = here::regnamespace AND t.relkind IN ('r', 'p', 'v')
			AND has_schema_privilege(reads_anyway.role, t.relnamespace, 'USAGE')
			AND has_any_column_privilege(reads_anyway.role, t.oid, 'SELECT'));
BEGIN
	RETURN CASE WHEN readable IS NOT NULL THEN format('In schema %I it may read %s.', here,
		CASE WHEN length(readable) < 200 THEN readable ELSE substr(readable, 1, 200) || '...' END) END;
END
$reads_anyway$;
COMMENT ON FUNCTION reads_anyway(oid) IS 'what a role may read of the tables under the reports';
REVOKE EXECUTE ON FUNCTION reads_anyway(oid) FROM PUBLIC;

-- -1: not bound by that. NULL is an error: a look-up that found no site must not open all of them.
CREATE FUNCTION grant_reports(role_name name, site_id bigint DEFAULT -1, employee_id bigint DEFAULT -1,
	district_id int DEFAULT -1) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $grant_reports$
#variable_conflict use_variable
DECLARE
	who oid := (SELECT r.oid FROM pg_roles AS r WHERE r.rolname = role_name);
	bound_to bigint := nullif(site_id, -1);
	person bigint := nullif(employee_id, -1);
	place int := CASE WHEN district_id <> -1 THEN district_id WHEN site_id <> -1 OR employee_id <> -1 THEN 1 END;
	report name;
	wider text;
	b bond;
BEGIN
	IF num_nulls(role_name, site_id, employee_id, district_id) > 0 THEN
		RAISE null_value_not_allowed USING MESSAGE = format('grant_reports: %s must not be NULL', CASE
				WHEN role_name IS NULL THEN 'role_name' WHEN site_id IS NULL THEN 'site_id'
				WHEN employee_id IS NULL THEN 'employee_id' ELSE 'district_id' END),
			HINT = 'Leave an argument out that is not to bind the reader; a reader of everything is named alone.';
	END IF;
	IF who IS NULL THEN
		RAISE undefined_object USING MESSAGE = format('role "%s" does not exist', role_name),
			HINT = 'Make it with CREATE ROLE; a name with capitals is written as it is, without double quotes.';
	END IF;
	IF num_nonnulls(bound_to, person) = 2 THEN
		RAISE invalid_parameter_value USING MESSAGE
			= 'a reader is bound to a site or to an employee, not to both at once',
			HINT = 'Call once for each: whoever has two rows sees what either shows.';
	END IF;
	IF place IS NOT NULL AND NOT EXISTS (SELECT FROM site AS s WHERE s.district_id = place) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('there is no district %s', place),
			DETAIL = 'It has no site.',
			HINT = 'See the column district_id of the table site; of several districts name one: district_id => 7.';
	END IF;
	IF bound_to IS NOT NULL AND NOT EXISTS (SELECT FROM site AS s
		WHERE s.district_id = place AND s.site_id = bound_to) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('district %s has no site %s', place, bound_to),
			HINT = 'See the table site for the keys; of several districts name one: district_id => 7.';
	END IF;
	IF person IS NOT NULL AND NOT EXISTS (SELECT FROM employee AS e
		WHERE e.district_id = place AND e.employee_id = person) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('district %s has no employee %s', place, person),
			HINT = 'See the table employee for the keys; of several districts name one: district_id => 7.';
	END IF;
	-- rows of roles that were dropped
	DELETE FROM reader AS r WHERE NOT EXISTS (SELECT FROM pg_roles AS g WHERE g.oid = r.role);
	SELECT CASE WHEN r.district_id IS NULL THEN 'everything'
		ELSE format('all of district %s', r.district_id) END INTO wider
	FROM reader AS r WHERE r.role = who AND num_nonnulls(r.site_id, r.employee_id) = 0
		AND (r.district_id IS NULL AND place IS NOT NULL
			OR r.district_id = place AND num_nonnulls(bound_to, person) = 1)
	ORDER BY r.district_id NULLS FIRST LIMIT 1;
	IF wider IS NOT NULL THEN
		RAISE object_not_in_prerequisite_state USING MESSAGE = format('role "%s" reads %s already', role_name, wider),
			HINT = format('To bind it closer, take that away first: revoke_reports(%L).', role_name);
	END IF;
	-- what the new row shows anyway
	DELETE FROM reader AS r WHERE r.role = who AND num_nonnulls(bound_to, person) = 0
		AND (place IS NULL OR r.district_id = place);
	-- bound first, so that there is no moment in which everything is seen
	INSERT INTO reader (role, district_id, site_id, employee_id) VALUES (who, place, bound_to, person)
	ON CONFLICT DO NOTHING;
	EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', reports_schema(), role_name);
	FOR report IN SELECT n FROM report_names() AS n LOOP
		EXECUTE format('GRANT SELECT ON %I.%I TO %I', reports_schema(), report, role_name);
		-- GRANT by a role that may not grant is but a warning
		IF NOT has_table_privilege(who, format('%I.%I', reports_schema(), report), 'SELECT')
			OR NOT has_schema_privilege(who, reports_schema(), 'USAGE') THEN
			RAISE insufficient_privilege USING
				MESSAGE = format('%I may not grant %I.%I', current_user, reports_schema(), report),
				HINT = 'Call grant_reports as the owner of the district and of its reports.';
		END IF;
	END LOOP;
	b := bond_of(who);
	IF place IS NOT NULL AND b.binds <> 'part' THEN
		RAISE object_not_in_prerequisite_state USING MESSAGE
			= format('role "%s" would not be bound: it reads everything', role_name),
			DETAIL = CASE b.binds WHEN 'owner' THEN 'It is a superuser, or has the rights of the district''s owner.'
				ELSE format('Its group %s reads everything.',
					(SELECT string_agg(r.role::text, ', ' ORDER BY r.role::text)
					FROM reader AS r WHERE r.district_id IS NULL AND r.role <> who
							AND pg_has_role(who, r.role, 'MEMBER'))) END,
			HINT
			= 'Bind another role, one for readers alone, or take this one out of that group (REVOKE ... FROM ...).';
	END IF;
	IF b.binds = 'part' AND reads_anyway(who) IS NOT NULL THEN
		RAISE WARNING USING MESSAGE = format('role "%s" is bound in the reports, but not in the tables under them',
			role_name),
			DETAIL = reads_anyway(who), HINT = 'A reader needs no rights there.';
	END IF;
	RETURN format('%s reads the reports%s', role_name, CASE WHEN b.binds = 'part' THEN (
		SELECT ' of ' || string_agg(CASE WHEN r.site_id IS NOT NULL THEN format('site %s of district %s',
				r.site_id, r.district_id)
			WHEN r.employee_id IS NOT NULL THEN format('employee %s of district %s', r.employee_id, r.district_id)
			ELSE format('district %s', r.district_id) END
			|| CASE WHEN r.role <> who THEN format(' (as a member of %s)', r.role) ELSE '' END, ', '
			ORDER BY r.district_id, r.site_id, r.employee_id, r.reader_id)
		FROM reader AS r WHERE pg_has_role(who, r.role, 'MEMBER')) ELSE ' of all districts' END);
END
$grant_reports$;
COMMENT ON FUNCTION grant_reports(name, bigint, bigint, int) IS
	'lets a role read the reports: all of them, or those of a district, of a site or of '
	'an employee; -1: not bound by that';
REVOKE EXECUTE ON FUNCTION grant_reports(name, bigint, bigint, int) FROM PUBLIC;

CREATE FUNCTION revoke_reports(role_name name) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $revoke_reports$
#variable_conflict use_variable
DECLARE
	who oid := (SELECT r.oid FROM pg_roles AS r WHERE r.rolname = role_name);
	left_over text;
	b bond;
BEGIN
	IF role_name IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'revoke_reports: role_name must not be NULL';
	END IF;
	IF who IS NULL THEN
		RAISE undefined_object USING MESSAGE = format('role "%s" does not exist', role_name),
			HINT = 'What bound a role that was dropped is dropped with the next grant_reports() or revoke_reports().';
	END IF;
	IF who = (SELECT n.nspowner FROM pg_namespace AS n WHERE n.nspname = reports_schema()) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('role "%s" owns the reports', role_name),
			HINT = 'ALTER SCHEMA ... OWNER TO gives them to another.';
	END IF;
	EXECUTE format('REVOKE SELECT ON ALL TABLES IN SCHEMA %I FROM %I', reports_schema(), role_name);
	EXECUTE format('REVOKE USAGE ON SCHEMA %I FROM %I', reports_schema(), role_name);
	DELETE FROM reader AS r WHERE r.role = who OR NOT EXISTS (SELECT FROM pg_roles AS g WHERE g.oid = r.role);
	SELECT string_agg(quote_ident(n), ', ') INTO left_over FROM report_names() AS n
	WHERE has_schema_privilege(who, reports_schema(), 'USAGE')
		AND has_table_privilege(who, format('%I.%I', reports_schema(), n), 'SELECT');
	b := bond_of(who);
	-- a role that reads on, and unbound now, would be worse than before
	IF left_over IS NOT NULL AND b.binds IN ('owner', 'none') THEN
		RAISE dependent_objects_still_exist USING
			MESSAGE = format('role "%s" would read reports even so, and nothing bind it', role_name),
			DETAIL = format('It may read %s: %s.', left_over, CASE b.binds WHEN 'owner'
				THEN 'it is a superuser, or has the rights of the district''s owner'
				ELSE 'a group of which it is a member may, or everybody' END),
			HINT = 'Take it out of the group, or the right from that (REVOKE ... FROM ...), and call again.';
	END IF;
	RETURN format('%s reads no report', role_name) || CASE WHEN left_over IS NULL THEN '' ELSE (
		SELECT format(' but as a member of %s', string_agg(DISTINCT r.role::text, ', ')) FROM reader AS r
		WHERE pg_has_role(who, r.role, 'MEMBER')) END;
END
$revoke_reports$;
COMMENT ON FUNCTION revoke_reports(name) IS 'takes the reports, and what bound a role to a part of them, away from it';
REVOKE EXECUTE ON FUNCTION revoke_reports(name) FROM PUBLIC;
$caseload_text$::text),
('named'::text, 'derived'::text, $caseload_text$-- The reports' rows of what was reckoned. Names are found once for each person and place, and not for each day.

CREATE TYPE person_row AS (employee_id bigint, employee_name varchar(120));
COMMENT ON TYPE person_row IS 'the name of an employee';
CREATE TYPE place_row AS (key_id bigint, valid daterange, site_id bigint,
	site_name varchar(80), section_name varchar(80),
	grade text, program text);
COMMENT ON TYPE place_row IS
	'where a class is (key_id: the class), a site, or where an employee works (key_id: the employee)';
CREATE TYPE served_row AS (subject_id bigint, test smallint, programs text[], days datemultirange[]);
COMMENT ON TYPE served_row IS 'the programs of a limit that an employee serves, and when';

CREATE TYPE named_day AS (test smallint, subject_id bigint, site_id bigint, site_name varchar(80), employee_id bigint,
	employee_name varchar(120), section_name varchar(80), grade varchar(8), program varchar(120), day date, month date,
	measure varchar(16), cap numeric(12,2), load numeric(12,2), over_by numeric(12,2), pay numeric(12,2));
COMMENT ON TYPE named_day IS 'a counted day with something too many, with names';

CREATE FUNCTION places_of(scope text, district_id int, subjects bigint[], employees bigint[]) RETURNS place_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $places_of$
#variable_conflict use_column
BEGIN
	CASE places_of.scope
	WHEN 'section' THEN
		RETURN ARRAY(SELECT CAST(ROW(s.section_id, '(,)', s.site_id, t.site_name, s.section_name,
					grades_name(s.grades), s.program)
				AS place_row)
			FROM pg_catalog.unnest(subjects) AS a (id)
				JOIN section AS s ON s.district_id = places_of.district_id AND s.section_id = a.id
				JOIN site AS t ON t.district_id = s.district_id AND t.site_id = s.site_id);
	WHEN 'site' THEN
		RETURN ARRAY(SELECT CAST(ROW(t.site_id, '(,)', t.site_id, t.site_name, NULL, NULL, NULL) AS place_row)
			FROM pg_catalog.unnest(subjects) AS a (id)
				JOIN site AS t ON t.district_id = places_of.district_id AND t.site_id = a.id);
	ELSE
		-- of several places of work on a day, the one of the least key
		RETURN ARRAY(SELECT CAST(ROW(e.employee_id, u.valid, e.site_id, t.site_name, NULL, NULL, NULL) AS place_row)
			FROM (SELECT w.employee_id, w.site_id, w.days - coalesce(range_agg(w.days) OVER (PARTITION BY w.employee_id
						ORDER BY w.site_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '{}') AS days
					FROM (SELECT e.employee_id, e.site_id, range_agg(e.valid) AS days
						FROM pg_catalog.unnest(employees) AS a (id)
							JOIN employment AS e ON e.district_id = places_of.district_id AND e.employee_id = a.id
						GROUP BY e.employee_id, e.site_id) AS w) AS e
				JOIN site AS t ON t.district_id = places_of.district_id AND t.site_id = e.site_id
				CROSS JOIN LATERAL pg_catalog.unnest(e.days) AS u (valid));
	END CASE;
END
$places_of$;
COMMENT ON FUNCTION places_of(text, int, bigint[], bigint[]) IS 'where these classes are, or these people work';

CREATE FUNCTION served_by(l limit_year, district_id int, subjects bigint[]) RETURNS served_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $served_by$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		SELECT CAST(ROW(s.subject_id, s.test, array_agg(s.program ORDER BY s.program),
				array_agg(s.days ORDER BY s.program))
			AS served_row)
		FROM (SELECT p.subject_id, c.test, p.program, range_agg(p.valid) AS days
			FROM profile(l, 'employee', served_by.district_id, subjects) AS p
				JOIN (SELECT DISTINCT n.test, n.program FROM limit_cap AS n WHERE n.limit_id = l.limit_id) AS c
				ON c.program = p.program
			GROUP BY p.subject_id, c.test, p.program) AS s
		GROUP BY s.subject_id, s.test);
END
$served_by$;
COMMENT ON FUNCTION served_by(limit_year, int, bigint[]) IS
	'the programs of a limit that these employees serve, and when';

-- Joins of what was found before: see caps_of().
CREATE FUNCTION names_on_days(scope text, o outcome_row, tests smallint[], taught stint_row[], persons person_row[],
	places place_row[], served served_row[])
RETURNS SETOF named_day
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_nestloop = off SET enable_mergejoin = off SET jit = off
AS $names_on_days$
#variable_conflict use_column
DECLARE
	by_subject boolean := names_on_days.scope IN ('section', 'site');
BEGIN
	RETURN QUERY
	SELECT d.test, d.subject_id, p.site_id, p.site_name, d.employee_id, m.employee_name, p.section_name,
		p.grade::varchar(8), CASE WHEN names_on_days.scope <> 'employee' THEN p.program
			WHEN cardinality(v.programs) = 1 THEN CASE WHEN v.days[1] @> d.day THEN v.programs[1] END
			ELSE (SELECT string_agg(u.program, ', ' ORDER BY u.program)
				FROM ROWS FROM (pg_catalog.unnest(v.programs), pg_catalog.unnest(v.days)) AS u (program, days)
				WHERE u.days @> d.day) END::varchar(120),
		d.day, date_trunc('month', d.day)::date, d.measure::varchar(16), d.cap::numeric(12,2), d.load::numeric(12,2),
		d.over::numeric(12,2), d.pay::numeric(12,2)
	FROM days_of(names_on_days.scope, o, taught) AS d
		LEFT JOIN pg_catalog.unnest(persons) AS m ON m.employee_id = d.employee_id
		LEFT JOIN pg_catalog.unnest(places) AS p
			ON p.key_id = CASE WHEN by_subject THEN d.subject_id ELSE d.employee_id END AND p.valid @> d.day
		LEFT JOIN pg_catalog.unnest(served) AS v ON v.subject_id = d.subject_id AND v.test = d.test
	WHERE d.test = ANY (tests);
END
$names_on_days$;
COMMENT ON FUNCTION names_on_days(text, outcome_row, smallint[], stint_row[],
	person_row[], place_row[], served_row[]) IS
	'puts the names to the days of some tests';

CREATE FUNCTION report_days(l limit_year, o outcome_row, taught stint_row[], tests smallint[]) RETURNS SETOF named_day
LANGUAGE plpgsql STABLE ROWS 10000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $report_days$
#variable_conflict use_column
DECLARE
	subjects bigint[] := ARRAY(SELECT DISTINCT e.subject_id
		FROM pg_catalog.unnest(o.excess) AS e WHERE e.test = ANY (tests));
	employees bigint[];
	persons person_row[];
	served served_row[];
BEGIN
	IF cardinality(subjects) = 0 THEN
		RETURN;
	END IF;
	employees := ARRAY(SELECT p.employee_id FROM pg_catalog.unnest(o.pays) AS p WHERE p.employee_id IS NOT NULL
		UNION SELECT t.employee_id FROM pg_catalog.unnest(taught) AS t
		UNION SELECT a.id FROM pg_catalog.unnest(subjects) AS a (id) WHERE l.scope = 'employee');
	persons := ARRAY(SELECT CAST(ROW(m.employee_id, m.employee_name) AS person_row)
		FROM pg_catalog.unnest(employees) AS a (id)
			JOIN employee AS m ON m.district_id = o.district_id AND m.employee_id = a.id);
	IF l.scope = 'employee' THEN
		served := served_by(l, o.district_id, subjects);
	END IF;
	RETURN QUERY SELECT d.* FROM names_on_days(l.scope, o, tests, taught, persons,
		places_of(l.scope, o.district_id, subjects, employees), served) AS d;
END
$report_days$;
COMMENT ON FUNCTION report_days(limit_year, outcome_row, stint_row[], smallint[]) IS
	'each counted day with something too many, of some subjects and tests of a limit, with names';

CREATE FUNCTION named_findings(l limit_year, o outcome_row, taught stint_row[]) RETURNS SETOF kept_finding
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $named_findings$
#variable_conflict use_column
DECLARE
	findings finding_row[] := ARRAY(SELECT f FROM findings_of(l.scope, o, taught) AS f);
BEGIN
	RETURN QUERY
	WITH due AS MATERIALIZED (
		-- a deadline is asked for once for each pair of days
		SELECT d.first_day, d.last_day,
			grieve_by(l.contract, l.code, l.year, d.first_day, d.last_day, l.known_on) AS grieve_by
		FROM (SELECT DISTINCT f.first_day, f.last_day FROM pg_catalog.unnest(findings) AS f) AS d
	), test AS MATERIALIZED (
		SELECT DISTINCT ON (c.test) c.test, c.binds FROM limit_cap AS c
		WHERE c.limit_id = l.limit_id ORDER BY c.test, c.id
	)
	SELECT r.id, o.district_id, f.subject_id, f.test, f.remedy_id, r.contract, o.school_year::varchar(7),
		(CASE WHEN f.test = ANY (l.class_tests) THEN 'class size' WHEN r.scope IN ('site', 'district')
			OR k.binds = 'under' THEN 'staffing'
			ELSE 'caseload' END)::varchar(16),
		r.title::varchar(120), w.site_id, t.site_name, f.employee_id, m.employee_name, s.section_id, s.section_name,
		f.first_day, f.last_day, f.measure::varchar(16), f.cap::numeric(12,2), f.actual::numeric(12,2),
		f.over::numeric(12,2), r.strictness::varchar(8), q.kind::varchar(20),
		concat_ws(': ', q.kind, q.scale::text)::varchar(200), q.choice::varchar(40), f.due, f.worth::numeric(12,2),
		f.quantity::numeric(12,2), f.amount_due::numeric(12,2), r.citation,
		d.grieve_by, r.note
	FROM pg_catalog.unnest(findings) AS f JOIN load_limit AS r ON r.id = l.limit_id
		JOIN due AS d ON d.first_day = f.first_day AND d.last_day = f.last_day
		JOIN test AS k ON k.test = f.test
		LEFT JOIN limit_remedy AS q ON q.id = f.remedy_id
		LEFT JOIN section AS s ON l.scope = 'section' AND s.district_id = o.district_id AND s.section_id = f.subject_id
		LEFT JOIN employee AS m ON m.district_id = o.district_id AND m.employee_id = f.employee_id
		CROSS JOIN LATERAL (SELECT CASE l.scope WHEN 'section' THEN s.site_id WHEN 'site' THEN f.subject_id
			WHEN 'employee' THEN (SELECT min(e.site_id) FROM employment AS e
				WHERE e.district_id = o.district_id AND e.employee_id = f.subject_id
					AND e.valid @> f.first_day) END AS site_id) AS w
		LEFT JOIN site AS t ON t.district_id = o.district_id AND t.site_id = w.site_id;
END
$named_findings$;
COMMENT ON FUNCTION named_findings(limit_year, outcome_row, stint_row[]) IS
	'each excess that something follows from, of some subjects of a limit, with names';

CREATE FUNCTION named_problems(o outcome_row) RETURNS SETOF kept_problem
LANGUAGE sql STABLE SET search_path FROM CURRENT
AS $named_problems$
	SELECT l.id, named_problems.o.district_id, p.subject_id, l.contract,
		named_problems.o.school_year, l.code, p.remedy_id,
		p.employee_id, p.state, p.problem
	FROM pg_catalog.unnest(named_problems.o.problems) AS p JOIN load_limit AS l ON l.id = named_problems.o.limit_id;
$named_problems$;
COMMENT ON FUNCTION named_problems(outcome_row) IS 'what could not be reckoned, of some subjects of a limit';
$caseload_text$::text),
('stale'::text, 'derived'::text, $caseload_text$-- What is stale in this snapshot: the marks, and what stands around them. Everything here asks the tables by key, from
-- the marks on, and is done at once where there is no mark.

CREATE FUNCTION books_fresh() RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $books_fresh$
BEGIN
	RETURN NOT EXISTS (SELECT FROM mark) AND NOT EXISTS (SELECT FROM rule_mark);
END
$books_fresh$;
COMMENT ON FUNCTION books_fresh() IS 'whether no mark is there at all, so that every kept row is shown';

-- Of which everything is stale: a rule changed and the book has not seen it. A change that names no contract speaks
-- of all of them, and of those that are gone.
CREATE FUNCTION stale_district() RETURNS SETOF int
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $stale_district$
BEGIN
	IF NOT EXISTS (SELECT FROM rule_mark AS m WHERE m.contract IS NULL) THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT b.district_id FROM book AS b
	WHERE EXISTS (SELECT FROM rule_mark AS m WHERE m.contract IS NULL
		AND NOT EXISTS (SELECT FROM rule_mark_seen AS s WHERE s.mark_id = m.mark_id AND s.district_id = b.district_id));
END
$stale_district$;
COMMENT ON FUNCTION stale_district() IS 'the districts of which everything is stale';
CREATE FUNCTION stale_contract() RETURNS TABLE (district_id int, contract text)
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $stale_contract$
#variable_conflict use_column
BEGIN
	IF NOT EXISTS (SELECT FROM rule_mark) THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT DISTINCT b.district_id, m.contract
	FROM book AS b CROSS JOIN rule_mark AS m
	WHERE m.contract IS NOT NULL
		AND NOT EXISTS (SELECT FROM rule_mark_seen AS s WHERE s.mark_id = m.mark_id AND s.district_id = b.district_id)
	UNION
	SELECT d.district_id, k.contract FROM stale_district() AS d (district_id) CROSS JOIN contract AS k;
END
$stale_contract$;
COMMENT ON FUNCTION stale_contract() IS
	'the contracts whose rules changed since a district''s book was brought up to date';

-- The marks, each key once: an index is skipped through, for a key may be marked a million times.
CREATE FUNCTION marked(scope text, only_district int DEFAULT NULL) RETURNS TABLE (district_id int, subject_id bigint)
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
	SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off
AS $marked$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH RECURSIVE place AS (
		(SELECT d.district_id FROM mark AS d WHERE only_district IS NULL OR d.district_id = only_district
			ORDER BY d.district_id LIMIT 1)
		UNION ALL
		SELECT (SELECT d.district_id FROM mark AS d WHERE d.district_id > p.district_id ORDER BY d.district_id LIMIT 1)
		FROM place AS p WHERE p.district_id IS NOT NULL AND only_district IS NULL
	), key AS (
		SELECT p.district_id, (SELECT m.subject_id FROM mark AS m
			WHERE m.district_id = p.district_id AND m.scope = marked.scope
			ORDER BY m.subject_id LIMIT 1) AS subject_id
		FROM place AS p WHERE p.district_id IS NOT NULL
		UNION ALL
		SELECT k.district_id, (SELECT m.subject_id FROM mark AS m
			WHERE m.district_id = k.district_id AND m.scope = marked.scope
			AND m.subject_id > k.subject_id ORDER BY m.subject_id LIMIT 1)
		FROM key AS k WHERE k.subject_id IS NOT NULL
	)
	SELECT k.district_id, k.subject_id FROM key AS k WHERE k.subject_id IS NOT NULL;
END
$marked$;
COMMENT ON FUNCTION marked(text, int) IS 'the classes, employees or sites that are marked, each once';

-- What a limit sees of a change: `far` where one of its tests looks further than its own subject.
CREATE FUNCTION limit_reach(only_contract text DEFAULT NULL)
RETURNS TABLE (limit_id bigint, contract text, scope text, far text[])
LANGUAGE plpgsql STABLE ROWS 50 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $limit_reach$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT l.id, l.contract, l.scope, ARRAY(SELECT DISTINCT c.wider FROM limit_cap AS c
		WHERE c.limit_id = l.id AND c.wider IS NOT NULL AND c.wider <> l.scope)
	FROM load_limit AS l WHERE only_contract IS NULL OR l.contract = only_contract;
END
$limit_reach$;
COMMENT ON FUNCTION limit_reach(text) IS 'each limit, with what its tests look at beside its own subjects';

-- Who stands around what changed in one district: the edges between classes and their staff, classes and their sites,
-- employees and the sites where they are employed. `near` is what any limit sees of it, the others what a limit sees
-- whose tests look at whole sites or at all classes of a teacher.
CREATE TYPE around_row AS (sections bigint[], employees bigint[], sites bigint[], site_sections bigint[],
	site_employees bigint[], teacher_sections bigint[]);
COMMENT ON TYPE around_row IS 'the classes, employees and sites that a change reaches';
CREATE FUNCTION around(district_id int, sections bigint[], employees bigint[], sites bigint[]) RETURNS around_row
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $around$
#variable_conflict use_column
DECLARE
	reached around_row;
	teachers bigint[];
	all_sites bigint[];
BEGIN
	reached.sections := ARRAY(
		SELECT a.id FROM pg_catalog.unnest(around.sections) AS a (id)
		UNION
		SELECT f.section_id FROM pg_catalog.unnest(around.employees) AS a (id)
			JOIN staffing AS f ON f.district_id = around.district_id AND f.employee_id = a.id
		UNION
		SELECT s.section_id FROM pg_catalog.unnest(around.sites) AS a (id)
			JOIN section AS s ON s.district_id = around.district_id AND s.site_id = a.id);
	teachers := ARRAY(
		SELECT a.id FROM pg_catalog.unnest(around.employees) AS a (id)
		UNION
		SELECT f.employee_id FROM pg_catalog.unnest(reached.sections) AS a (id)
			JOIN staffing AS f ON f.district_id = around.district_id AND f.section_id = a.id);
	reached.employees := ARRAY(
		SELECT a.id FROM pg_catalog.unnest(teachers) AS a (id)
		UNION
		SELECT e.employee_id FROM pg_catalog.unnest(around.sites) AS a (id)
			JOIN employment AS e ON e.district_id = around.district_id AND e.site_id = a.id);
	all_sites := ARRAY(
		SELECT a.id FROM pg_catalog.unnest(around.sites) AS a (id)
		UNION
		SELECT s.site_id FROM pg_catalog.unnest(reached.sections) AS a (id)
			JOIN section AS s ON s.district_id = around.district_id AND s.section_id = a.id
		UNION
		SELECT e.site_id FROM pg_catalog.unnest(around.employees) AS a (id)
			JOIN employment AS e ON e.district_id = around.district_id AND e.employee_id = a.id);
	reached.sites := all_sites;
	reached.site_sections := ARRAY(
		SELECT a.id FROM pg_catalog.unnest(reached.sections) AS a (id)
		UNION
		SELECT s.section_id FROM pg_catalog.unnest(all_sites) AS a (id)
			JOIN section AS s ON s.district_id = around.district_id AND s.site_id = a.id);
	reached.site_employees := ARRAY(
		SELECT a.id FROM pg_catalog.unnest(reached.employees) AS a (id)
		UNION
		SELECT e.employee_id FROM pg_catalog.unnest(all_sites) AS a (id)
			JOIN employment AS e ON e.district_id = around.district_id AND e.site_id = a.id);
	reached.teacher_sections := ARRAY(
		SELECT a.id FROM pg_catalog.unnest(reached.sections) AS a (id)
		UNION
		SELECT f.section_id FROM pg_catalog.unnest(teachers) AS a (id)
			JOIN staffing AS f ON f.district_id = around.district_id AND f.employee_id = a.id);
	RETURN reached;
END
$around$;
COMMENT ON FUNCTION around(int, bigint[], bigint[], bigint[]) IS
	'what a change of these classes, employees and sites reaches';

-- which subjects of a limit are reached; null: all of the district
CREATE FUNCTION reached_by(scope text, far text[], district_id int, reached around_row) RETURNS bigint[]
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE
		WHEN 'district' = ANY (reached_by.far) THEN NULL
		WHEN reached_by.scope = 'section' AND reached_by.far && '{site,grade,employee}' THEN
			CASE WHEN reached_by.far <@ '{employee}' THEN (reached_by.reached).teacher_sections
				WHEN 'employee' = ANY (reached_by.far)
					THEN (reached_by.reached).site_sections || (reached_by.reached).teacher_sections
				ELSE (reached_by.reached).site_sections END
		WHEN reached_by.scope = 'section' THEN (reached_by.reached).sections
		WHEN reached_by.scope = 'employee' AND reached_by.far && '{site,grade}' THEN (reached_by.reached).site_employees
		WHEN reached_by.scope = 'employee' THEN (reached_by.reached).employees
		WHEN reached_by.scope = 'site' THEN (reached_by.reached).sites
		ELSE ARRAY[reached_by.district_id::bigint] END;
END;
COMMENT ON FUNCTION reached_by(text, text[], int, around_row) IS
	'the subjects of a limit that a change reaches; null: all';

-- Where so many failed that the others were left out, nothing says which of these a change mends: all are reckoned.
CREATE FUNCTION cut_short(limit_id bigint, district_id int) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $cut_short$
BEGIN
	RETURN EXISTS (SELECT FROM kept_problem AS k WHERE k.district_id = cut_short.district_id
		AND k.limit_id = cut_short.limit_id AND k.subject_id IS NULL AND k.state = '54000');
END
$cut_short$;
COMMENT ON FUNCTION cut_short(bigint, int) IS 'whether kept answers of a limit were left out because so many failed';

-- Where two thirds of a district's classes are marked one by one, as after an import, following each costs more than
-- reckoning all.
CREATE FUNCTION mostly_stale(place int) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $mostly_stale$
BEGIN
	-- asked at each look: few marks are told by an index, and nothing is counted
	IF NOT EXISTS (SELECT FROM mark AS m WHERE m.district_id = place AND m.scope = 'section' OFFSET 99) THEN
		RETURN false;
	END IF;
	RETURN (SELECT count(*) FROM marked('section', place)) * 3
		> (SELECT count(*) FROM section AS s WHERE s.district_id = place) * 2;
END
$mostly_stale$;
COMMENT ON FUNCTION mostly_stale(int) IS 'whether so many classes of a district are marked that all of it is reckoned';

-- What has to be reckoned because it is not kept, or stale: by limit and district, subjects null for all.
CREATE FUNCTION stale_asks(only_district int DEFAULT NULL) RETURNS SETOF ask_row
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $stale_asks$
#variable_conflict use_column
DECLARE
	place int;
	whole text[];
	sections bigint[];
	employees bigint[];
	sites bigint[];
	reached around_row;
BEGIN
	-- districts that have no book
	RETURN QUERY
	SELECT l.id, d.district_id, NULL::bigint[]
	FROM (SELECT DISTINCT s.district_id FROM site AS s
		WHERE only_district IS NULL OR s.district_id = only_district) AS d
		CROSS JOIN load_limit AS l
	WHERE NOT EXISTS (SELECT FROM book AS b WHERE b.district_id = d.district_id);
	IF books_fresh() THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT l.id, w.district_id, NULL::bigint[]
	FROM stale_contract() AS w JOIN load_limit AS l ON l.contract = w.contract
	WHERE only_district IS NULL OR w.district_id = only_district;
	FOR place IN SELECT m.district_id FROM (
			SELECT m.district_id FROM marked('section', only_district) AS m
			UNION SELECT m.district_id FROM marked('employee', only_district) AS m
			UNION SELECT m.district_id FROM marked('site', only_district) AS m) AS m
			JOIN book AS b ON b.district_id = m.district_id LOOP
		whole := ARRAY(SELECT w.contract FROM stale_contract() AS w WHERE w.district_id = place);
		IF mostly_stale(place) THEN
			RETURN QUERY SELECT l.limit_id, place, NULL::bigint[] FROM limit_reach() AS l
			WHERE l.contract <> ALL (whole);
			CONTINUE;
		END IF;
		sections := ARRAY(SELECT m.subject_id FROM marked('section', place) AS m);
		employees := ARRAY(SELECT m.subject_id FROM marked('employee', place) AS m);
		sites := ARRAY(SELECT m.subject_id FROM marked('site', place) AS m);
		reached := around(place, sections, employees, sites);
		RETURN QUERY
		SELECT l.limit_id, place,
			CASE WHEN NOT cut_short(l.limit_id, place) THEN reached_by(l.scope, l.far, place, reached) END
		FROM limit_reach() AS l WHERE l.contract <> ALL (whole);
	END LOOP;
END
$stale_asks$;
COMMENT ON FUNCTION stale_asks(int) IS 'what is to be reckoned because it is not kept or is stale';

CREATE FUNCTION stale_subject() RETURNS TABLE (limit_id bigint, district_id int, subject_id bigint)
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $stale_subject$
#variable_conflict use_column
BEGIN
	IF books_fresh() THEN
		RETURN;
	END IF;
	RETURN QUERY SELECT a.limit_id, a.district_id, u.id
	FROM stale_asks() AS a CROSS JOIN LATERAL pg_catalog.unnest(a.subjects) AS u (id);
END
$stale_subject$;
COMMENT ON FUNCTION stale_subject() IS 'the subjects of limits whose kept rows are stale';

CREATE FUNCTION stale_limit() RETURNS TABLE (district_id int, limit_id bigint)
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $stale_limit$
#variable_conflict use_column
BEGIN
	IF books_fresh() THEN
		RETURN;
	END IF;
	RETURN QUERY SELECT a.district_id, a.limit_id FROM stale_asks() AS a WHERE a.subjects IS NULL;
END
$stale_limit$;
COMMENT ON FUNCTION stale_limit() IS 'the limits all of whose kept rows in a district are stale';

-- asked first: mostly only some classes are stale
CREATE FUNCTION nothing_whole() RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $nothing_whole$
BEGIN
	RETURN NOT EXISTS (SELECT FROM stale_contract()) AND NOT EXISTS (SELECT FROM stale_district())
		AND NOT EXISTS (SELECT FROM limit_reach() AS l WHERE 'district' = ANY (l.far))
		AND NOT EXISTS (SELECT FROM kept_problem AS k WHERE cut_short(k.limit_id, k.district_id))
		AND (NOT EXISTS (SELECT FROM mark OFFSET 99)
			OR NOT EXISTS (SELECT FROM book AS b WHERE mostly_stale(b.district_id)));
END
$nothing_whole$;
COMMENT ON FUNCTION nothing_whole() IS 'whether what is stale is but some subjects of limits';
$caseload_text$::text),
('live'::text, 'derived'::text, $caseload_text$-- The rows of the reports, of what was reckoned just now.

CREATE FUNCTION case_tests(l limit_year) RETURNS smallint[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $case_tests$
BEGIN
	RETURN ARRAY(SELECT DISTINCT n.test FROM limit_cap AS n
		WHERE n.limit_id = l.limit_id AND n.test <> ALL (l.class_tests));
END
$case_tests$;
COMMENT ON FUNCTION case_tests(limit_year) IS 'the tests of a limit that count cases, tallies or persons';

-- what is reckoned of a limit on classes names their teachers
CREATE FUNCTION taught_of(l limit_year, o outcome_row) RETURNS stint_row[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $taught_of$
BEGIN
	IF l.scope <> 'section' THEN
		RETURN NULL;
	END IF;
	RETURN teachers_of(o.district_id, ARRAY(SELECT DISTINCT e.subject_id FROM unnest(o.excess) AS e));
END
$taught_of$;
COMMENT ON FUNCTION taught_of(limit_year, outcome_row) IS 'who stands for the classes of an outcome';

CREATE FUNCTION class_size_rows(l limit_year, o outcome_row, taught stint_row[]) RETURNS SETOF kept_class_size
LANGUAGE sql STABLE ROWS 10000
BEGIN ATOMIC
	SELECT (class_size_rows.l).limit_id, (class_size_rows.o).district_id, d.subject_id, d.test,
		(class_size_rows.l).contract, (class_size_rows.l).school_year::varchar(7), d.site_id, d.site_name,
		d.employee_id, d.employee_name, CASE (class_size_rows.l).scope WHEN 'section' THEN d.subject_id END,
		d.section_name,
		d.grade, r.title::varchar(120), d.day, d.month, d.cap, d.load, d.over_by, d.pay, r.citation
	FROM report_days(class_size_rows.l, class_size_rows.o, class_size_rows.taught, (class_size_rows.l).class_tests) AS d
		JOIN load_limit AS r ON r.id = (class_size_rows.l).limit_id;
END;
COMMENT ON FUNCTION class_size_rows(limit_year, outcome_row, stint_row[]) IS
	'the rows of class_size_overage of some subjects of a limit';

CREATE FUNCTION caseload_rows(l limit_year, o outcome_row, taught stint_row[]) RETURNS SETOF kept_caseload
LANGUAGE sql STABLE ROWS 10000
BEGIN ATOMIC
	SELECT (caseload_rows.l).limit_id, (caseload_rows.o).district_id, d.subject_id, d.test,
		(caseload_rows.l).contract, (caseload_rows.l).school_year::varchar(7), d.site_id, d.site_name,
		d.employee_id, d.employee_name, d.program, r.title::varchar(120), d.day, d.month, d.measure, d.cap, d.load,
		d.over_by, d.pay, r.citation
	FROM report_days(caseload_rows.l, caseload_rows.o, caseload_rows.taught, case_tests(caseload_rows.l)) AS d
		JOIN load_limit AS r ON r.id = (caseload_rows.l).limit_id;
END;
COMMENT ON FUNCTION caseload_rows(limit_year, outcome_row, stint_row[]) IS
	'the rows of caseload_overage of some subjects of a limit';

-- What is stale is reckoned on the spot: for the books' own use, and below for whoever asks.
CREATE FUNCTION now_class_size() RETURNS SETOF kept_class_size
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET jit = off
AS $now_class_size$
DECLARE
	o outcome_row;
	l limit_year;
	asked ask_row[] := ARRAY(SELECT a FROM stale_asks() AS a);
BEGIN
	IF cardinality(asked) = 0 THEN
		RETURN;
	END IF;
	FOR o IN SELECT * FROM outcomes(asked) LOOP
		CONTINUE WHEN coalesce(cardinality(o.excess), 0) = 0;
		IF l.limit_id IS DISTINCT FROM o.limit_id OR l.school_year IS DISTINCT FROM o.school_year THEN
			l := (SELECT y FROM limit_years('infinity', o.school_year, o.limit_id) AS y);
		END IF;
		CONTINUE WHEN cardinality(l.class_tests) = 0;
		RETURN QUERY SELECT r.* FROM class_size_rows(l, o, taught_of(l, o)) AS r;
	END LOOP;
END
$now_class_size$;
COMMENT ON FUNCTION now_class_size() IS 'the rows of class_size_overage that are not kept or stale, reckoned now';
REVOKE EXECUTE ON FUNCTION now_class_size() FROM PUBLIC;

CREATE FUNCTION now_caseload() RETURNS SETOF kept_caseload
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET jit = off
AS $now_caseload$
DECLARE
	o outcome_row;
	l limit_year;
	asked ask_row[] := ARRAY(SELECT a FROM stale_asks() AS a);
BEGIN
	IF cardinality(asked) = 0 THEN
		RETURN;
	END IF;
	FOR o IN SELECT * FROM outcomes(asked) LOOP
		CONTINUE WHEN coalesce(cardinality(o.excess), 0) = 0;
		IF l.limit_id IS DISTINCT FROM o.limit_id OR l.school_year IS DISTINCT FROM o.school_year THEN
			l := (SELECT y FROM limit_years('infinity', o.school_year, o.limit_id) AS y);
		END IF;
		CONTINUE WHEN cardinality(case_tests(l)) = 0;
		RETURN QUERY SELECT r.* FROM caseload_rows(l, o, taught_of(l, o)) AS r;
	END LOOP;
END
$now_caseload$;
COMMENT ON FUNCTION now_caseload() IS 'the rows of caseload_overage that are not kept or stale, reckoned now';
REVOKE EXECUTE ON FUNCTION now_caseload() FROM PUBLIC;

CREATE FUNCTION now_finding() RETURNS SETOF kept_finding
LANGUAGE plpgsql STABLE ROWS 100 SET search_path FROM CURRENT SET jit = off
AS $now_finding$
DECLARE
	o outcome_row;
	l limit_year;
	asked ask_row[] := ARRAY(SELECT a FROM stale_asks() AS a);
BEGIN
	IF cardinality(asked) = 0 THEN
		RETURN;
	END IF;
	FOR o IN SELECT * FROM outcomes(asked) LOOP
		CONTINUE WHEN coalesce(cardinality(o.excess), 0) = 0;
		IF l.limit_id IS DISTINCT FROM o.limit_id OR l.school_year IS DISTINCT FROM o.school_year THEN
			l := (SELECT y FROM limit_years('infinity', o.school_year, o.limit_id) AS y);
		END IF;
		RETURN QUERY SELECT r.* FROM named_findings(l, o, taught_of(l, o)) AS r;
	END LOOP;
END
$now_finding$;
COMMENT ON FUNCTION now_finding() IS 'the rows of compliance_finding that are not kept or stale, reckoned now';
REVOKE EXECUTE ON FUNCTION now_finding() FROM PUBLIC;

-- Only what the asker may see leaves these functions, for he may call them himself. As they run as the owner,
-- nothing of theirs is looked up, not even a type, before it is known to be the district's own: see
-- caseload.check_place().
CREATE FUNCTION live_class_size(asker bigint) RETURNS SETOF kept_class_size
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT
AS $live_class_size$
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'class_size_overage');
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		RETURN QUERY SELECT r.* FROM now_class_size() AS r
		WHERE sees.everything OR seen(sees, r.district_id, r.site_id, r.employee_id);
	END;
END
$live_class_size$;
COMMENT ON FUNCTION live_class_size(bigint) IS
	'the rows of class_size_overage that are not kept or stale, as far as the asker may see them';

CREATE FUNCTION live_caseload(asker bigint) RETURNS SETOF kept_caseload
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT
AS $live_caseload$
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'caseload_overage');
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		RETURN QUERY SELECT r.* FROM now_caseload() AS r
		WHERE sees.everything OR seen(sees, r.district_id, r.site_id, r.employee_id);
	END;
END
$live_caseload$;
COMMENT ON FUNCTION live_caseload(bigint) IS
	'the rows of caseload_overage that are not kept or stale, as far as the asker may see them';

CREATE FUNCTION live_finding(asker bigint) RETURNS SETOF kept_finding
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT
AS $live_finding$
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'compliance_finding');
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		RETURN QUERY SELECT r.* FROM now_finding() AS r
		WHERE sees.everything OR seen(sees, r.district_id, r.site_id, r.employee_id);
	END;
END
$live_finding$;
COMMENT ON FUNCTION live_finding(bigint) IS
	'the rows of compliance_finding that are not kept or stale, as far as the asker may see them';

CREATE FUNCTION live_problem() RETURNS SETOF kept_problem
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT SET jit = off
AS $live_problem$
DECLARE
	o outcome_row;
	asked ask_row[] := ARRAY(SELECT a FROM stale_asks() AS a);
BEGIN
	IF cardinality(asked) = 0 THEN
		RETURN;
	END IF;
	FOR o IN SELECT * FROM outcomes(asked) LOOP
		IF cardinality(o.problems) > 0 THEN
			RETURN QUERY SELECT * FROM named_problems(o);
		END IF;
	END LOOP;
END
$live_problem$;
COMMENT ON FUNCTION live_problem() IS 'what could not be reckoned, of what is not kept or stale';
$caseload_text$::text),
('seen'::text, 'derived'::text, $caseload_text$-- The kept rows that are not stale.
CREATE VIEW fresh_class_size AS
SELECT k.* FROM kept_class_size AS k
WHERE (SELECT books_fresh())
	OR ((SELECT nothing_whole()) OR k.district_id NOT IN (SELECT stale_district())
		AND (k.district_id, k.contract) NOT IN (SELECT w.district_id, w.contract FROM stale_contract() AS w)
		AND (k.district_id, k.limit_id) NOT IN (SELECT w.district_id, w.limit_id FROM stale_limit() AS w))
	AND (k.limit_id, k.district_id, k.subject_id) NOT IN
		(SELECT s.limit_id, s.district_id, s.subject_id FROM stale_subject() AS s);
CREATE VIEW fresh_caseload AS
SELECT k.* FROM kept_caseload AS k
WHERE (SELECT books_fresh())
	OR ((SELECT nothing_whole()) OR k.district_id NOT IN (SELECT stale_district())
		AND (k.district_id, k.contract) NOT IN (SELECT w.district_id, w.contract FROM stale_contract() AS w)
		AND (k.district_id, k.limit_id) NOT IN (SELECT w.district_id, w.limit_id FROM stale_limit() AS w))
	AND (k.limit_id, k.district_id, k.subject_id) NOT IN
		(SELECT s.limit_id, s.district_id, s.subject_id FROM stale_subject() AS s);
CREATE VIEW fresh_finding AS
SELECT k.* FROM kept_finding AS k
WHERE (SELECT books_fresh())
	OR ((SELECT nothing_whole()) OR k.district_id NOT IN (SELECT stale_district())
		AND (k.district_id, k.contract) NOT IN (SELECT w.district_id, w.contract FROM stale_contract() AS w)
		AND (k.district_id, k.limit_id) NOT IN (SELECT w.district_id, w.limit_id FROM stale_limit() AS w))
	AND (k.limit_id, k.district_id, k.subject_id) NOT IN
		(SELECT s.limit_id, s.district_id, s.subject_id FROM stale_subject() AS s);

-- To whoever sees everything they are shown by a view, whose plan is his query's. To a reader who is bound that view
-- shows nothing, for EXPLAIN tells how many rows a filter met that are hidden: his rows are those of a function. What
-- stands in a view is run by whoever reads it, so these functions are everybody's to call, and give him no more
-- than the report does.
CREATE FUNCTION shown_of(asker bigint, report name) RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT
AS $shown_of$
BEGIN
	PERFORM caseload.check_place(current_schema());
	RETURN CASE WHEN NOT (sight_of(asker, report)).everything THEN 0 WHEN books_fresh() THEN 3
		WHEN nothing_whole() THEN 2 ELSE 1 END;
END
$shown_of$;
COMMENT ON FUNCTION shown_of(bigint, name) IS 'which kept rows of a report a view shows to whoever asks: 0 none, '
	'1 those that are not stale, 2 the same, and no limit is stale as a whole, 3 all';

CREATE FUNCTION hidden_district(asker bigint, report name)
RETURNS TABLE (district_id int)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path FROM CURRENT
AS $hidden_district$
BEGIN
	PERFORM caseload.check_place(current_schema());
	IF (sight_of(asker, report)).everything THEN
		RETURN QUERY SELECT w.* FROM stale_district() AS w (district_id);
	END IF;
END
$hidden_district$;
COMMENT ON FUNCTION hidden_district(bigint, name) IS 'stale_district(), for whoever sees all of a report';

CREATE FUNCTION hidden_contract(asker bigint, report name)
RETURNS TABLE (district_id int, contract text)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path FROM CURRENT
AS $hidden_contract$
BEGIN
	PERFORM caseload.check_place(current_schema());
	IF (sight_of(asker, report)).everything THEN
		RETURN QUERY SELECT w.* FROM stale_contract() AS w;
	END IF;
END
$hidden_contract$;
COMMENT ON FUNCTION hidden_contract(bigint, name) IS 'stale_contract(), for whoever sees all of a report';

CREATE FUNCTION hidden_limit(asker bigint, report name)
RETURNS TABLE (district_id int, limit_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path FROM CURRENT
AS $hidden_limit$
BEGIN
	PERFORM caseload.check_place(current_schema());
	IF (sight_of(asker, report)).everything THEN
		RETURN QUERY SELECT w.* FROM stale_limit() AS w;
	END IF;
END
$hidden_limit$;
COMMENT ON FUNCTION hidden_limit(bigint, name) IS 'stale_limit(), for whoever sees all of a report';

CREATE FUNCTION hidden_subject(asker bigint, report name)
RETURNS TABLE (limit_id bigint, district_id int, subject_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT
AS $hidden_subject$
BEGIN
	PERFORM caseload.check_place(current_schema());
	IF (sight_of(asker, report)).everything THEN
		RETURN QUERY SELECT w.* FROM stale_subject() AS w;
	END IF;
END
$hidden_subject$;
COMMENT ON FUNCTION hidden_subject(bigint, name) IS 'stale_subject(), for whoever sees all of a report';
REVOKE EXECUTE ON FUNCTION books_fresh(), nothing_whole(), stale_district(), stale_contract(), stale_limit(),
	stale_subject() FROM PUBLIC;

-- Nobody is granted these views; the reports read them as their owner.
CREATE VIEW seen_class_size WITH (security_barrier = true) AS
SELECT k.* FROM kept_class_size AS k
WHERE (SELECT shown_of(caseload.asker(), 'class_size_overage')) > 0
	AND ((SELECT shown_of(caseload.asker(), 'class_size_overage')) = 3
		OR ((SELECT shown_of(caseload.asker(), 'class_size_overage')) = 2
			OR k.district_id NOT IN (SELECT w.district_id
				FROM hidden_district(caseload.asker(), 'class_size_overage') AS w)
			AND (k.district_id, k.contract) NOT IN
				(SELECT w.district_id, w.contract FROM hidden_contract(caseload.asker(), 'class_size_overage') AS w)
			AND (k.district_id, k.limit_id) NOT IN
				(SELECT w.district_id, w.limit_id FROM hidden_limit(caseload.asker(), 'class_size_overage') AS w))
		AND (k.limit_id, k.district_id, k.subject_id) NOT IN (SELECT s.limit_id, s.district_id, s.subject_id
			FROM hidden_subject(caseload.asker(), 'class_size_overage') AS s));
CREATE VIEW seen_caseload WITH (security_barrier = true) AS
SELECT k.* FROM kept_caseload AS k
WHERE (SELECT shown_of(caseload.asker(), 'caseload_overage')) > 0
	AND ((SELECT shown_of(caseload.asker(), 'caseload_overage')) = 3
		OR ((SELECT shown_of(caseload.asker(), 'caseload_overage')) = 2
			OR k.district_id NOT IN (SELECT w.district_id
				FROM hidden_district(caseload.asker(), 'caseload_overage') AS w)
			AND (k.district_id, k.contract) NOT IN
				(SELECT w.district_id, w.contract FROM hidden_contract(caseload.asker(), 'caseload_overage') AS w)
			AND (k.district_id, k.limit_id) NOT IN
				(SELECT w.district_id, w.limit_id FROM hidden_limit(caseload.asker(), 'caseload_overage') AS w))
		AND (k.limit_id, k.district_id, k.subject_id) NOT IN (SELECT s.limit_id, s.district_id, s.subject_id
			FROM hidden_subject(caseload.asker(), 'caseload_overage') AS s));
CREATE VIEW seen_finding WITH (security_barrier = true) AS
SELECT k.* FROM kept_finding AS k
WHERE (SELECT shown_of(caseload.asker(), 'compliance_finding')) > 0
	AND ((SELECT shown_of(caseload.asker(), 'compliance_finding')) = 3
		OR ((SELECT shown_of(caseload.asker(), 'compliance_finding')) = 2
			OR k.district_id NOT IN (SELECT w.district_id
				FROM hidden_district(caseload.asker(), 'compliance_finding') AS w)
			AND (k.district_id, k.contract) NOT IN
				(SELECT w.district_id, w.contract FROM hidden_contract(caseload.asker(), 'compliance_finding') AS w)
			AND (k.district_id, k.limit_id) NOT IN
				(SELECT w.district_id, w.limit_id FROM hidden_limit(caseload.asker(), 'compliance_finding') AS w))
		AND (k.limit_id, k.district_id, k.subject_id) NOT IN (SELECT s.limit_id, s.district_id, s.subject_id
			FROM hidden_subject(caseload.asker(), 'compliance_finding') AS s));
COMMENT ON VIEW fresh_class_size IS 'the kept rows of class_size_overage that are not stale';
COMMENT ON VIEW fresh_caseload IS 'the kept rows of caseload_overage that are not stale';
COMMENT ON VIEW fresh_finding IS 'the kept rows of compliance_finding that are not stale';
COMMENT ON VIEW seen_class_size IS 'the kept rows of class_size_overage that are shown to whoever asks';
COMMENT ON VIEW seen_caseload IS 'the kept rows of caseload_overage that are shown to whoever asks';
COMMENT ON VIEW seen_finding IS 'the kept rows of compliance_finding that are shown to whoever asks';

DO $comment_seen$
DECLARE
	shown record;
BEGIN
	FOR shown IN SELECT c.relname, a.attname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
		WHERE c.oid IN ('fresh_class_size'::regclass, 'fresh_caseload'::regclass, 'fresh_finding'::regclass,
			'seen_class_size'::regclass, 'seen_caseload'::regclass, 'seen_finding'::regclass) AND a.attnum > 0 LOOP
		EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', shown.relname, shown.attname, 'as in the kept rows');
	END LOOP;
END
$comment_seen$;

-- Keys by which the indexes find the rows of a bond. A site that was renamed is marked, so no row under its old
-- name is fresh.
CREATE TYPE names_seen AS (districts int[], sites varchar(80)[], employees bigint[]);
COMMENT ON TYPE names_seen IS 'districts, names of sites, and employees of a bond; sites and employees of any district';
CREATE FUNCTION named_bond(b bond) RETURNS names_seen
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $named_bond$
DECLARE
	found names_seen;
BEGIN
	found.districts := coalesce(b.districts, '{}');
	found.sites := ARRAY(SELECT t.site_name FROM unnest(b.site_keys) AS k JOIN site AS t
		ON t.district_id = split_part(k, ':', 1)::int AND t.site_id = split_part(k, ':', 2)::bigint);
	found.employees := ARRAY(SELECT split_part(k, ':', 2)::bigint FROM unnest(b.employee_keys) AS k);
	RETURN found;
END
$named_bond$;
COMMENT ON FUNCTION named_bond(bond) IS 'by what the rows of a bond are found';

CREATE FUNCTION own_class_size(asker bigint) RETURNS SETOF kept_class_size
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $own_class_size$
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'class_size_overage');
		place names_seen;
	BEGIN
		IF cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		place := named_bond(sees.bonds[1]);
		RETURN QUERY SELECT k.* FROM fresh_class_size AS k
		WHERE (k.district_id = ANY (place.districts) OR k.site_name = ANY (place.sites)
			OR k.employee_id = ANY (place.employees))
			AND seen(sees, k.district_id, k.site_id, k.employee_id);
	END;
END
$own_class_size$;
COMMENT ON FUNCTION own_class_size(bigint) IS
	'the kept rows of class_size_overage that are shown to whoever asks, if he is bound';

CREATE FUNCTION own_caseload(asker bigint) RETURNS SETOF kept_caseload
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $own_caseload$
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'caseload_overage');
		place names_seen;
	BEGIN
		IF cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		place := named_bond(sees.bonds[1]);
		RETURN QUERY SELECT k.* FROM fresh_caseload AS k
		WHERE (k.district_id = ANY (place.districts) OR k.site_name = ANY (place.sites)
			OR k.employee_id = ANY (place.employees))
			AND seen(sees, k.district_id, k.site_id, k.employee_id);
	END;
END
$own_caseload$;
COMMENT ON FUNCTION own_caseload(bigint) IS
	'the kept rows of caseload_overage that are shown to whoever asks, if he is bound';

CREATE FUNCTION own_finding(asker bigint) RETURNS SETOF kept_finding
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $own_finding$
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'compliance_finding');
		place names_seen;
	BEGIN
		IF cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		place := named_bond(sees.bonds[1]);
		RETURN QUERY SELECT k.* FROM fresh_finding AS k
		WHERE (k.district_id = ANY (place.districts) OR k.site_name = ANY (place.sites)
			OR k.employee_id = ANY (place.employees))
			AND seen(sees, k.district_id, k.site_id, k.employee_id);
	END;
END
$own_finding$;
COMMENT ON FUNCTION own_finding(bigint) IS
	'the kept rows of compliance_finding that are shown to whoever asks, if he is bound';

-- Whoever may read a report may have it explained, and the planner's guesses from statistics would tell him how often a
-- name or a key stands in rows that are hidden from him. Without statistics it guesses the same of every name.
DO $no_statistics$
DECLARE
	kept record;
BEGIN
	FOR kept IN SELECT c.relname, a.attname
	FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
		WHERE c.oid IN ('kept_class_size'::regclass, 'kept_caseload'::regclass, 'kept_finding'::regclass)
			AND a.attnum > 0 AND NOT a.attisdropped LOOP
		EXECUTE format('ALTER TABLE %I ALTER %I SET STATISTICS 0', kept.relname, kept.attname);
	END LOOP;
END
$no_statistics$;
$caseload_text$::text),
('refresh'::text, 'derived'::text, $caseload_text$-- Bringing the books up to date. The order of locks: the row of book_lock, shared; the district's row of book; its
-- marks, which are read and deleted in one statement; its kept rows. Reckoning comes after, so it sees all that the
-- marks of that snapshot speak of: a later change has a mark of its own, which stays.

-- Kept rows of what is asked, made anew. Those of before are dropped, unless they are gone already.
CREATE FUNCTION keep(asked ask_row, dropped boolean) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $keep$
#variable_conflict use_column
DECLARE
	o outcome_row;
	l limit_year;
	taught stint_row[];
BEGIN
	IF NOT dropped THEN
		DELETE FROM kept_class_size AS k USING pg_catalog.unnest(asked.subjects) AS a (id)
		WHERE k.district_id = asked.district_id AND k.limit_id = asked.limit_id AND k.subject_id = a.id;
		DELETE FROM kept_caseload AS k USING pg_catalog.unnest(asked.subjects) AS a (id)
		WHERE k.district_id = asked.district_id AND k.limit_id = asked.limit_id AND k.subject_id = a.id;
		DELETE FROM kept_finding AS k USING pg_catalog.unnest(asked.subjects) AS a (id)
		WHERE k.district_id = asked.district_id AND k.limit_id = asked.limit_id AND k.subject_id = a.id;
		DELETE FROM kept_problem AS k USING pg_catalog.unnest(asked.subjects) AS a (id)
		WHERE k.district_id = asked.district_id AND k.limit_id = asked.limit_id AND k.subject_id = a.id;
	END IF;
	FOR o IN SELECT * FROM outcomes(ARRAY[asked]) LOOP
		IF l.school_year IS DISTINCT FROM o.school_year THEN
			l := (SELECT y FROM limit_years('infinity', o.school_year, o.limit_id) AS y);
		END IF;
		IF cardinality(o.excess) > 0 THEN
			taught := taught_of(l, o);
			IF cardinality(l.class_tests) > 0 THEN
				INSERT INTO kept_class_size SELECT * FROM class_size_rows(l, o, taught);
			END IF;
			IF cardinality(case_tests(l)) > 0 THEN
				INSERT INTO kept_caseload SELECT * FROM caseload_rows(l, o, taught);
			END IF;
			INSERT INTO kept_finding SELECT * FROM named_findings(l, o, taught);
		END IF;
		IF cardinality(o.problems) > 0 THEN
			INSERT INTO kept_problem SELECT * FROM named_problems(o);
		END IF;
	END LOOP;
	RETURN cardinality(asked.subjects);
END
$keep$;
COMMENT ON FUNCTION keep(ask_row, boolean) IS 'reckons what is asked and keeps it; a part of refresh_reports()';
REVOKE EXECUTE ON FUNCTION keep(ask_row, boolean) FROM PUBLIC;

-- What the marks of this snapshot reach, in a district that has a book; the marks are gone when it returns.
CREATE FUNCTION take_marks(only_district int) RETURNS around_row
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $take_marks$
DECLARE
	sections bigint[];
	employees bigint[];
	sites bigint[];
BEGIN
	WITH gone AS (
		DELETE FROM mark AS m WHERE m.district_id = only_district RETURNING m.scope, m.subject_id
	), once AS (
		SELECT DISTINCT g.scope, g.subject_id FROM gone AS g
	)
	SELECT array_agg(o.subject_id) FILTER (WHERE o.scope = 'section'),
		array_agg(o.subject_id) FILTER (WHERE o.scope = 'employee'),
		array_agg(o.subject_id) FILTER (WHERE o.scope = 'site')
	INTO sections, employees, sites FROM once AS o;
	IF num_nonnulls(sections, employees, sites) = 0 THEN
		RETURN NULL;
	END IF;
	RETURN around(only_district, sections, employees, sites);
END
$take_marks$;
COMMENT ON FUNCTION take_marks(int) IS 'what the marks of a district reach; deletes them; a part of refresh_reports()';
REVOKE EXECUTE ON FUNCTION take_marks(int) FROM PUBLIC;

-- How far it is, as another connection sees it in pg_stat_activity.
CREATE FUNCTION tell_progress(what text, done bigint, of bigint, began timestamptz, INOUT told timestamptz)
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $tell_progress$
BEGIN
	IF clock_timestamp() < told + interval '1 second' THEN
		RETURN;
	END IF;
	told := clock_timestamp();
	PERFORM set_config('application_name', left(format('caseload: %s %s of %s', what, done, of), 63), false);
	IF told > began + interval '4 seconds' THEN
		RAISE NOTICE '%: % of %', what, done, of;
	END IF;
END
$tell_progress$;
COMMENT ON FUNCTION tell_progress(text, bigint, bigint, timestamptz, timestamptz) IS
	'says how far a long work is, by NOTICE and by application_name, at most once a second';

CREATE FUNCTION refresh_district(only_district int, began timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $refresh_district$
DECLARE
	this_began timestamptz := clock_timestamp();
	told timestamptz := this_began;
	is_new boolean;
	reached around_row;
	changed text[];
	everything boolean;
	whole bigint[];
	asked ask_row;
	asks ask_row[] := '{}';
	subjects bigint[];
	done bigint := 0;
	total bigint := 0;
	batch constant int := 2000;
BEGIN
	INSERT INTO book AS b (district_id, refreshed_at) VALUES (only_district, clock_timestamp())
	ON CONFLICT (district_id) DO UPDATE SET refreshed_at = excluded.refreshed_at RETURNING b.took IS NULL INTO is_new;
	reached := take_marks(only_district);
	WITH unseen AS (
		SELECT m.mark_id, m.contract FROM rule_mark AS m
		WHERE NOT EXISTS (SELECT FROM rule_mark_seen AS s WHERE s.mark_id = m.mark_id AND s.district_id = only_district)
	), seen AS (
		INSERT INTO rule_mark_seen (district_id, mark_id) SELECT only_district, u.mark_id FROM unseen AS u
	)
	SELECT coalesce(bool_or(u.contract IS NULL), false) OR is_new, coalesce(array_agg(DISTINCT u.contract), '{}')
	INTO everything, changed FROM unseen AS u;
	-- rows of limits and contracts that are gone, too
	IF everything THEN
		DELETE FROM kept_class_size AS k WHERE k.district_id = only_district;
		DELETE FROM kept_caseload AS k WHERE k.district_id = only_district;
		DELETE FROM kept_finding AS k WHERE k.district_id = only_district;
		DELETE FROM kept_problem AS k WHERE k.district_id = only_district;
	ELSIF cardinality(changed) > 0 THEN
		DELETE FROM kept_class_size AS k WHERE k.district_id = only_district AND k.contract = ANY (changed);
		DELETE FROM kept_caseload AS k WHERE k.district_id = only_district AND k.contract = ANY (changed);
		DELETE FROM kept_finding AS k WHERE k.district_id = only_district AND k.contract = ANY (changed);
		DELETE FROM kept_problem AS k WHERE k.district_id = only_district AND k.contract = ANY (changed);
	END IF;
	asks := ARRAY(SELECT CAST(ROW(l.limit_id, only_district,
			CASE WHEN everything OR l.contract = ANY (changed) OR cut_short(l.limit_id, only_district) THEN NULL
				ELSE reached_by(l.scope, l.far, only_district, reached) END) AS ask_row)
		FROM limit_reach() AS l WHERE everything OR l.contract = ANY (changed) OR reached.sections IS NOT NULL);
	whole := ARRAY(SELECT l.limit_id FROM limit_reach() AS l WHERE everything OR l.contract = ANY (changed));
	FOR i IN 1 .. cardinality(asks) LOOP
		asked := asks[i];
		IF asked.subjects IS NULL THEN
			-- all of them by name, so that it can say how far it is, and first what is wrong with the limit itself
			IF asked.limit_id <> ALL (whole) THEN
				DELETE FROM kept_class_size AS k WHERE k.district_id = only_district AND k.limit_id = asked.limit_id;
				DELETE FROM kept_caseload AS k WHERE k.district_id = only_district AND k.limit_id = asked.limit_id;
				DELETE FROM kept_finding AS k WHERE k.district_id = only_district AND k.limit_id = asked.limit_id;
				DELETE FROM kept_problem AS k WHERE k.district_id = only_district AND k.limit_id = asked.limit_id;
				whole := whole || asked.limit_id;
			END IF;
			PERFORM keep(CAST(ROW(asked.limit_id, only_district, '{}') AS ask_row), true);
			asked.subjects := ARRAY(SELECT u.id FROM limit_years('infinity', NULL, asked.limit_id) AS y
				CROSS JOIN LATERAL unnest(subjects_of(y, only_district)) WITH ORDINALITY AS u (id, place)
				GROUP BY u.id ORDER BY min(u.place));
			asks[i] := asked;
		END IF;
		total := total + cardinality(asked.subjects);
	END LOOP;
	FOREACH asked IN ARRAY asks LOOP
		CONTINUE WHEN cardinality(asked.subjects) = 0;
		subjects := asked.subjects;
		FOR i IN 0 .. (cardinality(subjects) - 1) / batch LOOP
			asked.subjects := subjects[i * batch + 1:(i + 1) * batch];
			done := done + keep(asked, asked.limit_id = ANY (whole));
			told := tell_progress(format('refresh of district %s', only_district), done, total, began, told);
		END LOOP;
	END LOOP;
	UPDATE book AS b SET refreshed_at = clock_timestamp(),
		took = extract(epoch FROM clock_timestamp() - this_began), reckoned = done
	WHERE b.district_id = only_district;
	RETURN done;
END
$refresh_district$;
COMMENT ON FUNCTION refresh_district(int, timestamptz) IS
	'brings the book of a district up to date; a part of refresh_reports()';
REVOKE EXECUTE ON FUNCTION refresh_district(int, timestamptz) FROM PUBLIC;

-- May run at any time, and several at once: those of one district wait for each other.
CREATE FUNCTION refresh_reports(only_district int DEFAULT NULL) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path FROM CURRENT
AS $refresh_reports$
DECLARE
	began timestamptz := clock_timestamp();
	told timestamptz := began;
	name_before text := current_setting('application_name');
	place int;
	places int[];
	many int := 0;
	reckoned bigint := 0;
BEGIN
	PERFORM caseload.check_place(current_schema());
	IF only_district IS NOT NULL AND NOT EXISTS (SELECT FROM site AS s WHERE s.district_id = only_district)
		AND NOT EXISTS (SELECT FROM book AS b WHERE b.district_id = only_district) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('there is no district %s', only_district),
			DETAIL = 'It has no site and no book.', HINT = 'See the column district_id of the table site.';
	END IF;
	-- made here and not with the table, for the rows of a dump would hold it a second time
	INSERT INTO book_lock DEFAULT VALUES ON CONFLICT DO NOTHING;
	PERFORM FROM book_lock FOR SHARE;
	-- those that have something to do, in one order, so that two who refresh all do not wait for each other in a circle
	places := ARRAY(
		SELECT d.district_id FROM (
			SELECT DISTINCT s.district_id FROM site AS s WHERE only_district IS NULL OR s.district_id = only_district
			UNION SELECT b.district_id FROM book AS b WHERE only_district IS NULL OR b.district_id = only_district) AS d
		WHERE NOT EXISTS (SELECT FROM book AS b WHERE b.district_id = d.district_id)
			OR EXISTS (SELECT FROM mark AS m WHERE m.district_id = d.district_id)
			OR EXISTS (SELECT FROM rule_mark AS m WHERE NOT EXISTS (SELECT FROM rule_mark_seen AS s
				WHERE s.mark_id = m.mark_id AND s.district_id = d.district_id))
		ORDER BY d.district_id);
	FOREACH place IN ARRAY places LOOP
		reckoned := reckoned + refresh_district(place, began);
		many := many + 1;
		IF cardinality(places) > 1 THEN
			told := tell_progress('refresh, districts', many, cardinality(places), began, told);
		END IF;
	END LOOP;
	PERFORM set_config('application_name', name_before, false);
	IF only_district IS NULL THEN
		PERFORM clear_rule_marks();
	END IF;
	RETURN format('%s of %s brought up to date in %s s', many,
		CASE cardinality(places) WHEN 1 THEN '1 district' ELSE cardinality(places) || ' districts' END,
		round(extract(epoch FROM clock_timestamp() - began), 1));
END
$refresh_reports$;
COMMENT ON FUNCTION refresh_reports(int) IS
	'brings the kept answers of the reports up to date, of one district or of all';
REVOKE EXECUTE ON FUNCTION refresh_reports(int) FROM PUBLIC;

-- Changes of rules that every book has seen. Whoever brings a book up to date holds the row of book_lock in common,
-- so it is only done while nobody else does; and not in a snapshot that may be older than a book.
CREATE FUNCTION clear_rule_marks() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $clear_rule_marks$
BEGIN
	IF current_setting('transaction_isolation') <> 'read committed' OR NOT EXISTS (SELECT FROM rule_mark) THEN
		RETURN;
	END IF;
	PERFORM FROM book_lock FOR UPDATE SKIP LOCKED;
	IF NOT FOUND THEN
		RETURN;
	END IF;
	UPDATE book_lock SET cleared = cleared + 1;
	DELETE FROM rule_mark AS m WHERE NOT EXISTS (SELECT FROM book AS b
		WHERE NOT EXISTS (SELECT FROM rule_mark_seen AS s
			WHERE s.mark_id = m.mark_id AND s.district_id = b.district_id));
END
$clear_rule_marks$;
COMMENT ON FUNCTION clear_rule_marks() IS
	'deletes changes of rules that every book has seen; a part of refresh_reports()';
REVOKE EXECUTE ON FUNCTION clear_rule_marks() FROM PUBLIC;
$caseload_text$::text),
('status'::text, 'derived'::text, $caseload_text$-- As of when, how much is stale, and what could not be reckoned.
CREATE FUNCTION problem_now() RETURNS SETOF kept_problem
LANGUAGE plpgsql STABLE ROWS 10 SET search_path FROM CURRENT
AS $problem_now$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT k.* FROM kept_problem AS k
	WHERE books_fresh() OR k.district_id NOT IN (SELECT stale_district())
		AND (k.district_id, k.contract) NOT IN (SELECT w.district_id, w.contract FROM stale_contract() AS w)
		AND (k.district_id, k.limit_id) NOT IN (SELECT w.district_id, w.limit_id FROM stale_limit() AS w)
		AND (k.subject_id IS NULL OR (k.limit_id, k.district_id, k.subject_id) NOT IN
			(SELECT s.limit_id, s.district_id, s.subject_id FROM stale_subject() AS s));
	RETURN QUERY SELECT p.* FROM live_problem() AS p;
END
$problem_now$;
COMMENT ON FUNCTION problem_now() IS 'what cannot be reckoned, and why';

CREATE TYPE status_row AS (id varchar(120), district_id int, about varchar(16),
	refreshed_at timestamptz, took numeric(12,3),
	marked bigint, stale bigint, contract varchar(64), rule varchar(120), remedy varchar(200), subject_id bigint,
	employee_id bigint, employee_name varchar(120), reason text);
COMMENT ON TYPE status_row IS 'a row of report_status';

-- Readers who are bound see when their district was reckoned, not how much of it changed since, and the problems of
-- their own sites or persons. What is wrong with a whole limit may name others in its reason: they are told that it is.
CREATE FUNCTION status_rows(asker bigint) RETURNS SETOF status_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path FROM CURRENT
AS $status_rows$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'report_status');
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		RETURN QUERY
		SELECT d.district_id::varchar(120), d.district_id, 'book'::varchar(16), b.refreshed_at, b.took,
			CASE WHEN w.whole THEN (SELECT count(*) FROM mark AS m WHERE m.district_id = d.district_id) END,
			CASE WHEN w.whole THEN coalesce(s.subjects, 0) END,
			NULL::varchar(64), NULL::varchar(120), NULL::varchar(200), NULL::bigint, NULL::bigint, NULL::varchar(120),
			CASE WHEN b.district_id IS NULL THEN 'nothing is kept yet, everything is reckoned at each look'
				WHEN NOT w.whole THEN NULL
				WHEN s.whole > 0 THEN format('rules changed: %s limits are reckoned at each look', s.whole)
				WHEN s.subjects > 0 THEN format('facts changed: %s answers are reckoned at each look', s.subjects) END
		FROM (SELECT DISTINCT t.district_id FROM site AS t UNION SELECT k.district_id FROM book AS k) AS d
			LEFT JOIN book AS b USING (district_id)
			LEFT JOIN (SELECT a.district_id, sum(cardinality(a.subjects)) AS subjects,
					count(*) FILTER (WHERE a.subjects IS NULL) AS whole
				FROM stale_asks() AS a GROUP BY a.district_id) AS s USING (district_id)
			CROSS JOIN LATERAL (SELECT seen(sees, d.district_id, NULL, NULL) AS whole) AS w
		WHERE touches(sees, d.district_id);
		RETURN QUERY
		SELECT concat_ws('-', p.district_id, p.limit_id, p.school_year, p.subject_id, p.remedy_id)::varchar(120),
			p.district_id, 'problem'::varchar(16), NULL::timestamptz, NULL::numeric(12,3), NULL::bigint, NULL::bigint,
			p.contract::varchar(64), l.title::varchar(120), concat_ws(': ', r.kind, r.scale::text)::varchar(200),
			p.subject_id, p.employee_id, m.employee_name,
			CASE WHEN w.own THEN p.problem ELSE 'this is not reckoned: whoever reads the whole district is told why' END
		FROM problem_now() AS p JOIN load_limit AS l ON l.id = p.limit_id
			LEFT JOIN limit_remedy AS r ON r.id = p.remedy_id
			LEFT JOIN employee AS m ON m.district_id = p.district_id AND m.employee_id = p.employee_id
			LEFT JOIN section AS c ON l.scope = 'section' AND c.district_id = p.district_id
			AND c.section_id = p.subject_id
			CROSS JOIN LATERAL (SELECT sees.everything
				OR seen(sees, p.district_id,
					CASE l.scope WHEN 'section' THEN c.site_id WHEN 'site' THEN p.subject_id END,
					coalesce(p.employee_id, CASE l.scope WHEN 'employee' THEN p.subject_id END))
				OR l.scope = 'employee' AND EXISTS (SELECT FROM employment AS e
					WHERE e.district_id = p.district_id AND e.employee_id = p.subject_id
						AND seen(sees, e.district_id, e.site_id, NULL)) AS own) AS w
		WHERE w.own OR p.subject_id IS NULL AND p.employee_id IS NULL AND touches(sees, p.district_id);
	END;
END
$status_rows$;
COMMENT ON FUNCTION status_rows(bigint) IS 'the rows of report_status, as far as the asker may see them';
$caseload_text$::text),
('pay_rows'::text, 'derived'::text, $caseload_text$-- A year's pay for the reports: the kept answers say what is paid for overages, and a reader who is bound sees his
-- part.
CREATE FUNCTION overages_paid() RETURNS TABLE (contract text, school_year text, district_id int, employee_id bigint,
	amount numeric)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT
AS $overages_paid$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT k.contract, k.school_year::text, k.district_id, k.employee_id, sum(k.pay)
	FROM (SELECT k.contract, k.school_year, k.district_id, k.employee_id, k.pay FROM fresh_class_size AS k
		UNION ALL SELECT k.contract, k.school_year, k.district_id, k.employee_id, k.pay FROM now_class_size() AS k
		UNION ALL SELECT k.contract, k.school_year, k.district_id, k.employee_id, k.pay FROM fresh_caseload AS k
		UNION ALL SELECT k.contract, k.school_year, k.district_id, k.employee_id, k.pay FROM now_caseload() AS k) AS k
	WHERE k.pay IS NOT NULL GROUP BY k.contract, k.school_year, k.district_id, k.employee_id;
END
$overages_paid$;
COMMENT ON FUNCTION overages_paid() IS 'what each employee is paid for overages in a school year';
REVOKE EXECUTE ON FUNCTION overages_paid() FROM PUBLIC;

-- All are reckoned before those are shown whom the asker may see: an error may speak of somebody else.
CREATE FUNCTION tell_all(sees sight, state text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $tell_all$
BEGIN
	IF NOT sees.everything THEN
		RAISE USING ERRCODE = state, MESSAGE = 'the pay of somebody cannot be reckoned',
			HINT = 'Whoever reads the reports of all districts is told whose, and why.';
	END IF;
END
$tell_all$;
COMMENT ON FUNCTION tell_all(sight, text) IS 'an error that tells no more, unless the asker sees everything';

CREATE TYPE pay_report_row AS (id varchar(60), district_id int, contract varchar(64), school_year varchar(7),
	employee_id bigint, employee_name varchar(120), site_name varchar(80), schedule varchar(64), placement varchar(20),
	lane varchar(12), step numeric(4,1), fte numeric(6,4), base_salary numeric(12,2), longevity_pay numeric(12,2),
	stipend_pay numeric(12,2), overage_pay numeric(12,2), total_pay numeric(12,2));
COMMENT ON TYPE pay_report_row IS 'a row of pay_summary';
CREATE FUNCTION pay_rows(asker bigint) RETURNS SETOF pay_report_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path FROM CURRENT
AS $pay_rows$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'pay_summary');
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		BEGIN
			RETURN QUERY
			SELECT concat_ws('-', p.district_id, p.employment_id, p.school_year)::varchar(60), p.district_id,
				p.contract::varchar(64), p.school_year::varchar(7), p.employee_id, m.employee_name, t.site_name,
				p.schedule::varchar(64), p.placement::text::varchar(20), caseload.lane(p.placement)::varchar(12),
				caseload.step(p.placement)::numeric(4,1), p.fte::numeric(6,4), p.base_salary::numeric(12,2),
				p.longevity_pay::numeric(12,2), p.stipend_pay::numeric(12,2), o.overage_pay::numeric(12,2),
				(p.base_salary + p.longevity_pay + p.stipend_pay + o.overage_pay)::numeric(12,2)
			FROM year_of_pay('infinity', NULL, false) AS p JOIN employee AS m USING (district_id, employee_id)
				JOIN site AS t USING (district_id, site_id)
				LEFT JOIN overages_paid() AS v USING (contract, school_year, district_id, employee_id)
				CROSS JOIN LATERAL (SELECT CASE WHEN p.largest THEN coalesce(v.amount, 0)
						ELSE 0 END AS overage_pay) AS o
			WHERE sees.everything OR seen(sees, p.district_id, p.site_id, p.employee_id);
		EXCEPTION WHEN OTHERS THEN
			PERFORM tell_all(sees, SQLSTATE);
			RAISE;
		END;
	END;
END
$pay_rows$;
COMMENT ON FUNCTION pay_rows(bigint) IS 'the rows of pay_summary, as far as the asker may see them';

-- A reader who is bound to a site counts the people of that site alone.
CREATE TYPE scattergram_row AS (district_id int, contract varchar(64), schedule varchar(64), school_year varchar(7),
	lane varchar(12), lane_rank int, step numeric(4,1), employees bigint, fte numeric(12,4), cost numeric(14,2));
COMMENT ON TYPE scattergram_row IS 'a row of scattergram';
CREATE FUNCTION scattergram_rows(asker bigint) RETURNS SETOF scattergram_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path FROM CURRENT
AS $scattergram_rows$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'scattergram');
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		BEGIN
			RETURN QUERY
			SELECT p.district_id, p.contract::varchar(64), p.schedule::varchar(64),
				p.school_year::varchar(7), p.lane::varchar(12),
				r.lane_rank, p.step::numeric(4,1), count(DISTINCT p.employee_id), sum(p.fte)::numeric(12,4),
				sum(p.cost)::numeric(14,2)
			FROM (SELECT y.district_id, y.contract, y.schedule, y.school_year, caseload.lane(y.placement) AS lane,
						caseload.step(y.placement) AS step, y.employee_id, y.fte,
					y.base_salary + y.longevity_pay AS cost
					FROM year_of_pay('infinity', NULL, false) AS y
					WHERE y.placement IS NOT NULL
						AND (sees.everything OR seen(sees, y.district_id, y.site_id, y.employee_id))) AS p
				LEFT JOIN (SELECT s.contract, s.schedule, k.lane, max(k.lane_rank)::int AS lane_rank
					FROM schedule AS s
						CROSS JOIN LATERAL pg_catalog.unnest(caseload.lanes(s.grid)) WITH ORDINALITY AS k (lane,
							lane_rank)
					GROUP BY s.contract, s.schedule, k.lane) AS r
					ON r.contract = p.contract AND r.schedule = p.schedule AND r.lane = p.lane
			GROUP BY p.district_id, p.contract, p.schedule, p.school_year, p.lane, r.lane_rank, p.step;
		EXCEPTION WHEN OTHERS THEN
			PERFORM tell_all(sees, SQLSTATE);
			RAISE;
		END;
	END;
END
$scattergram_rows$;
COMMENT ON FUNCTION scattergram_rows(bigint) IS 'the rows of scattergram, of the people whom the asker may see';
$caseload_text$::text),
('guarded_limit'::text, 'derived'::text, $caseload_text$-- Which limits the guard holds, and which can only be reported. A guard counts the rows of one class, or of
-- one caseload, on each day by itself: whatever looks further, over a term or at some of them, it cannot hold.
CREATE VIEW guarded_limit WITH (security_invoker = true) AS
SELECT l.id AS limit_id, l.contract, l.code, c.id AS cap_id, c.test, l.scope,
	c.program, c.number, l.strictness, l.citation,
	coalesce(w.reasons, '') = '' AS held, nullif(w.reasons, '') AS reason
FROM load_limit AS l JOIN limit_cap AS c ON c.limit_id = l.id
	CROSS JOIN LATERAL (SELECT concat_ws(', ',
		CASE WHEN c.number IS NULL THEN 'number not in the source' END,
		CASE WHEN l.scope NOT IN ('section', 'employee') THEN 'of a whole ' || l.scope END,
		CASE WHEN l.joined = 'all' AND (SELECT count(DISTINCT o.test) FROM limit_cap AS o
			WHERE o.limit_id = l.id) > 1 THEN 'tests joined all' END,
		CASE WHEN c.wider IS NOT NULL THEN 'looks at the whole ' || c.wider END,
		CASE WHEN c.binds = 'under' THEN 'a minimum' END,
		CASE WHEN c.reckoned <> 'total' THEN c.reckoned END,
		CASE WHEN c.taken <> 'each' THEN 'over a term' END,
		CASE c.weighted WHEN 'weight' THEN 'weighted' WHEN 'share' THEN 'by the share of the day' END,
		CASE WHEN c.counts <> '{}' THEN 'counts only some' END,
		CASE WHEN caseload.measure(c.number) = 'percent' THEN 'a share'
			WHEN caseload.measure(c.number) <> ALL (CASE l.scope
				WHEN 'employee' THEN '{students,seats,IEPs,units}'::text[] ELSE '{students,seats}' END)
				THEN 'counts ' || caseload.measure(c.number) END,
		CASE WHEN c.per IS NOT NULL AND (l.scope <> 'employee' OR caseload.measure(c.per) <> 'FTE') THEN 'so many per '
			|| caseload.measure(c.per) END,
		CASE WHEN l.scope = 'employee' AND c.program IS NULL THEN 'over all classes or programs of a person' END,
		CASE WHEN l.scope = 'employee'
			AND c.relative_to IS NOT NULL THEN 'relative to another limit' END) AS reasons) AS w;
COMMENT ON VIEW guarded_limit IS
	'each number of each limit: whether a guard can hold it, and if not, why; those are reported only';
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

-- The greatest load of which nothing follows. `whole`: what is counted is whole, so a fraction of the number is not
-- reached.
CREATE FUNCTION held_at(number numeric, rounded text, binds text, tolerance numeric,
	excess text, whole boolean) RETURNS numeric
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT greatest(0, CASE WHEN held_at.whole THEN floor(m.most) ELSE trim_scale(round(m.most, 6)) END)
	FROM (SELECT CASE held_at.rounded WHEN 'up' THEN ceil(held_at.number) WHEN 'down' THEN floor(held_at.number)
			WHEN 'nearest' THEN floor(held_at.number + 0.5) ELSE held_at.number END
		- CASE held_at.binds WHEN 'at' THEN 1 ELSE 0 END
		+ greatest(coalesce(held_at.tolerance, 0),
			CASE held_at.excess WHEN 'down' THEN 0.999999 WHEN 'nearest' THEN 0.499999 ELSE 0 END) AS most) AS m;
END;
COMMENT ON FUNCTION held_at(numeric, text, text, numeric, text, boolean) IS
	'the greatest load of which nothing follows';

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
('guarded_district'::text, 'table'::text, $caseload_text$-- The caps that the guards hold. A group's row has the least of its caps; on days with a higher one, or with none,
-- a row of its lifts says so, so that caps, exceptions and count days hold day by day. All of this is
-- filled by fill_caps() from limits and exceptions, and nobody writes it by hand.

-- Which districts are guarded: the others have no caps. Whoever fills caps of a district holds its row.
CREATE TABLE guarded_district (
	district_id int PRIMARY KEY,
	guarded_at  timestamptz
);

$caseload_text$::text),
('guarded_district'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE guarded_district IS 'the districts that guard_district() put guards on';
COMMENT ON COLUMN guarded_district.district_id IS 'district, 1 if there is but one';
COMMENT ON COLUMN guarded_district.guarded_at IS 'since when; null: unguard_district() took them off it alone';
$caseload_text$::text),
('section_cap'::text, 'table'::text, $caseload_text$CREATE TABLE section_cap (
	district_id int NOT NULL DEFAULT 1,
	section_id bigint NOT NULL,
	PRIMARY KEY (district_id, section_id),
	FOREIGN KEY (district_id, section_id) REFERENCES section ON DELETE CASCADE
);
$caseload_text$::text),
('section_cap'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE section_cap IS 'the least caps of each class, filled by fill_caps()';
COMMENT ON COLUMN section_cap.section_id IS 'the class';
$caseload_text$::text),
('section_cap_lift'::text, 'table'::text, $caseload_text$CREATE TABLE section_cap_lift (
	district_id int NOT NULL DEFAULT 1,
	section_id bigint NOT NULL,
	held_as text NOT NULL,
	valid daterange NOT NULL CHECK (NOT isempty(valid)),
	up_to numeric CHECK (up_to >= 0),
	PRIMARY KEY (district_id, section_id, held_as, valid),
	FOREIGN KEY (district_id, section_id) REFERENCES section_cap ON DELETE CASCADE,
	CHECK (held_as IN ('hard', 'paid', 'advisory'))
);

$caseload_text$::text),
('section_cap_lift'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE section_cap_lift IS
	'days with a higher cap or none, filled from the table exception, where waivers are recorded';
COMMENT ON COLUMN section_cap_lift.section_id IS 'the class';
$caseload_text$::text),
('caseload_cap'::text, 'table'::text, $caseload_text$CREATE TABLE caseload_cap (
	district_id int NOT NULL DEFAULT 1,
	employee_id bigint NOT NULL,
	program text NOT NULL,
	PRIMARY KEY (district_id, employee_id, program),
	FOREIGN KEY (district_id, employee_id) REFERENCES employee ON DELETE CASCADE
);
$caseload_text$::text),
('caseload_cap'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE caseload_cap IS 'the least caps of the caseload of each person in each program, filled by fill_caps()';
COMMENT ON COLUMN caseload_cap.employee_id IS 'the provider or case manager';
COMMENT ON COLUMN caseload_cap.program IS 'the program';
$caseload_text$::text),
('caseload_cap_lift'::text, 'table'::text, $caseload_text$CREATE TABLE caseload_cap_lift (
	district_id int NOT NULL DEFAULT 1,
	employee_id bigint NOT NULL,
	program text NOT NULL,
	held_as text NOT NULL,
	valid daterange NOT NULL CHECK (NOT isempty(valid)),
	up_to numeric CHECK (up_to >= 0),
	PRIMARY KEY (district_id, employee_id, program, held_as, valid),
	FOREIGN KEY (district_id, employee_id, program) REFERENCES caseload_cap ON DELETE CASCADE,
	CHECK (held_as IN ('hard', 'paid', 'advisory', 'hard_units', 'paid_units', 'advisory_units'))
);

-- A guard reads one column of the group and one of its lifts: so each cap has its own in all of these tables.
DO $add_caps$
DECLARE
	held record;
BEGIN
	FOR held IN SELECT k.kind, u.held_as, u.held_as NOT LIKE 'hard%' AS let_in
		FROM (VALUES ('section', '{hard,paid,advisory}'::text[]),
			('caseload', '{hard,paid,advisory,hard_units,paid_units,advisory_units}')) AS k (kind, caps)
			CROSS JOIN LATERAL unnest(k.caps) WITH ORDINALITY AS u (held_as, place) ORDER BY k.kind, u.place LOOP
		EXECUTE format('ALTER TABLE %s_cap ADD COLUMN %I numeric CHECK (%2$I >= 0)', held.kind, held.held_as);
		IF held.let_in THEN
			EXECUTE format('ALTER TABLE %s_cap ADD COLUMN %I text GENERATED ALWAYS AS (%L) STORED', held.kind,
				held.held_as || '_strictness', split_part(held.held_as, '_', 1));
		END IF;
		EXECUTE format('ALTER TABLE %s_cap ADD COLUMN %I text', held.kind, held.held_as || '_citation');
		EXECUTE format('ALTER TABLE %s_cap_lift ADD COLUMN %I numeric '
			'GENERATED ALWAYS AS (CASE held_as WHEN %2$L THEN up_to ELSE 0 END) STORED', held.kind, held.held_as);
	END LOOP;
END
$add_caps$;

$caseload_text$::text),
('caseload_cap_lift'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE caseload_cap_lift IS
	'days with a higher cap or none, filled from the table exception, where waivers are recorded';
COMMENT ON COLUMN caseload_cap_lift.employee_id IS 'the provider or case manager';
COMMENT ON COLUMN caseload_cap_lift.program IS 'the program';
$caseload_text$::text),
('cap_breach'::text, 'table'::text, $caseload_text$CREATE TABLE cap_breach (
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
$caseload_text$::text),
('cap_breach'::text, 'comment'::text, $caseload_text$COMMENT ON TABLE cap_breach IS 'what the guards let in above a paid or advisory cap, one row a statement and group';
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
('guarded_cap'::text, 'derived'::text, $caseload_text$-- derived: what these tables share, said once
DO $comment_caps$
DECLARE
	cap_column record;
BEGIN
	FOR cap_column IN SELECT c.relname, a.attname FROM pg_catalog.pg_class AS c
		JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
		WHERE c.oid IN ('section_cap'::regclass, 'section_cap_lift'::regclass, 'caseload_cap'::regclass,
			'caseload_cap_lift'::regclass)
			AND (a.attname IN ('district_id', 'held_as', 'valid', 'up_to') OR a.attname LIKE 'hard%'
				OR a.attname LIKE 'paid%'
				OR a.attname LIKE 'advisory%') LOOP
		EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', cap_column.relname, cap_column.attname, CASE
			WHEN cap_column.attname = 'district_id' THEN 'district, 1 if there is but one'
			WHEN cap_column.attname = 'held_as' THEN 'which of the caps'
			WHEN cap_column.attname = 'valid' THEN 'the days'
			WHEN cap_column.attname = 'up_to' THEN 'the cap on these days; null: none'
			WHEN cap_column.relname LIKE '%_lift' THEN 'for the guard: up_to of that cap, 0 if this row is of another'
			WHEN cap_column.attname LIKE '%_citation' THEN 'articles of these limits'
			WHEN cap_column.attname LIKE '%_strictness' THEN 'for the guard: ' || split_part(cap_column.attname, '_', 1)
			ELSE CASE WHEN cap_column.attname LIKE '%_units' THEN 'IEP goal areas'
					WHEN cap_column.relname = 'section_cap' THEN 'students' ELSE 'cases' END
				|| CASE split_part(cap_column.attname, '_', 1)
					WHEN 'hard' THEN ' that no day may pass; null: no hard limit'
					WHEN 'paid' THEN ' above which something is due; null: no such limit'
					ELSE ' that are best practice at most; null: no such limit' END END);
	END LOOP;
END
$comment_caps$;
$caseload_text$::text),
('guarded_want'::text, 'derived'::text, $caseload_text$-- What the tables of caps have to say, from limits, exceptions and facts: of one district at a time, for given classes
-- or employees, whose facts are found by their keys.

-- For classes the reckoning itself says which number holds when; what it counts there is every enrollment.
CREATE FUNCTION held_section(only_district int, sections bigint[])
RETURNS TABLE (subject_id bigint, program text, held_as text, citation text, days datemultirange, cap numeric)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $held_section$
#variable_conflict use_column
DECLARE
	l limit_year;
	matches match_row[];
BEGIN
	FOR l IN SELECT y.* FROM (SELECT DISTINCT g.limit_id FROM guarded_limit AS g
		WHERE g.held AND g.scope = 'section') AS g
		CROSS JOIN LATERAL limit_years('infinity', NULL, g.limit_id) AS y WHERE y.days IS NOT NULL LOOP
		matches := ARRAY(SELECT m FROM matches_of(l, 'section', only_district, sections) AS m);
		CONTINUE WHEN cardinality(matches) = 0;
		RETURN QUERY
		SELECT p.subject_id, '', r.strictness, r.citation, held_days(p.valid, r.counted_on, l.days),
			held_at(caseload.quantity(p.number), m.rounded, m.binds,
				CASE WHEN caseload.measure(m.tolerance) = m.measure THEN caseload.quantity(m.tolerance) END,
				m.excess, true)
		FROM pieces_of(l, only_district, sections, matches) AS p JOIN load_limit AS r ON r.id = l.limit_id
			JOIN limit_manner AS m ON m.limit_id = l.limit_id AND m.manner = p.manner
		WHERE p.per IS NULL
			AND EXISTS (SELECT FROM guarded_limit AS g
				WHERE g.limit_id = l.limit_id AND g.cap_id = ANY (m.caps) AND g.held);
	END LOOP;
END
$held_section$;
COMMENT ON FUNCTION held_section(int, bigint[]) IS
	'the caps of these classes of a district that a guard can hold, by days';

-- What sites and employments of a district carry, of all that the limits on caseloads ask for: a condition that neither
-- a person nor a site can meet is one of the case.
CREATE FUNCTION carried_keys(only_district int) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $carried_keys$
BEGIN
	RETURN ARRAY(
		SELECT DISTINCT k.key FROM load_limit AS l JOIN limit_cap AS c ON c.limit_id = l.id
			CROSS JOIN LATERAL jsonb_object_keys(c.applies) AS k (key)
		WHERE l.scope = 'employee'
			AND (EXISTS (SELECT FROM site AS t WHERE t.district_id = only_district AND t.attributes ? k.key)
				OR EXISTS (SELECT FROM employment AS e WHERE e.district_id = only_district AND e.attributes ? k.key))
		ORDER BY 1);
END
$carried_keys$;
COMMENT ON FUNCTION carried_keys(int) IS
	'the keys that limits on caseloads ask for and sites or employments of the district carry';

-- For caseloads the number must be known before the first case is there, so it cannot come from the cases. Where it
-- depends on what a case carries (its grade, its level), the greatest number that may hold is held. People of whom
-- their employments say the same are reckoned once: a district has thousands of teachers and a few dozen kinds of them.
CREATE FUNCTION held_caseload(only_district int, employees bigint[])
RETURNS TABLE (subject_id bigint, program text, held_as text, citation text, days datemultirange, cap numeric)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $held_caseload$
#variable_conflict use_column
DECLARE
	carried text[] := carried_keys(only_district);
BEGIN
	RETURN QUERY
	WITH rule AS MATERIALIZED (
		SELECT c.*, g.contract, l.counted_on, l.strictness, l.citation, y.held, y.days
		FROM guarded_limit AS g JOIN limit_cap AS c ON c.id = g.cap_id JOIN load_limit AS l ON l.id = g.limit_id
			JOIN reckoned_limit() AS y ON y.limit_id = g.limit_id
		WHERE g.held AND g.scope = 'employee' AND y.days IS NOT NULL
	), worked AS MATERIALIZED (
		SELECT e.employee_id, e.contract, e.valid, e.fte, t.attributes || e.attributes AS attributes
		FROM pg_catalog.unnest(employees) AS a (id)
			JOIN employment AS e ON e.district_id = only_district AND e.employee_id = a.id
			JOIN site AS t ON t.district_id = e.district_id AND t.site_id = e.site_id
	), alike AS MATERIALIZED (
		SELECT min(p.employee_id) AS employee_id, array_agg(p.employee_id) AS employees
		FROM (SELECT w.employee_id, array_agg(ROW(w.contract, w.valid, w.fte, w.attributes)::text
					ORDER BY w.contract, w.valid, w.fte, w.attributes) AS said,
				EXISTS (SELECT FROM exception AS x
					WHERE x.district_id = only_district AND x.employee_id = w.employee_id) AS excepted
			FROM worked AS w GROUP BY w.employee_id) AS p
		GROUP BY p.said, CASE WHEN p.excepted THEN p.employee_id END
	), kind AS MATERIALIZED (
		SELECT w.* FROM alike AS a JOIN worked AS w USING (employee_id)
	), matched AS MATERIALIZED (
		SELECT r.*, w.employee_id, w.valid * r.held AS valid, r.grades IS NULL AND w.attributes @> r.applies AS certain
		FROM rule AS r JOIN kind AS w ON w.contract = r.contract AND w.valid && r.held
		WHERE NOT EXISTS (SELECT FROM jsonb_each(r.applies) AS k (key, value)
			WHERE NOT w.attributes @> jsonb_build_object(k.key, k.value) AND k.key = ANY (carried))
	), subject AS (
		SELECT DISTINCT m.limit_id, m.test, m.program, m.contract, m.employee_id FROM matched AS m
	), edge AS (
		SELECT m.limit_id, m.test, m.program, m.employee_id, d.day
		FROM matched AS m CROSS JOIN LATERAL (VALUES (lower(m.valid)), (upper(m.valid))) AS d (day)
		UNION
		SELECT s.limit_id, s.test, s.program, s.employee_id, d.day
		FROM subject AS s
			JOIN exception AS x ON x.limit_id = s.limit_id AND x.district_id = only_district
				AND x.employee_id = s.employee_id
			CROSS JOIN LATERAL (VALUES (lower(x.valid)), (upper(x.valid))) AS d (day)
		UNION
		SELECT s.limit_id, s.test, s.program, s.employee_id, d.day
		FROM subject AS s
			JOIN employment AS e ON e.contract = s.contract AND e.district_id = only_district
				AND e.employee_id = s.employee_id
			CROSS JOIN LATERAL (VALUES (lower(e.valid)), (upper(e.valid))) AS d (day)
	), stretch AS (
		SELECT e.*, daterange(e.day, lead(e.day) OVER (PARTITION BY e.limit_id, e.test, e.program, e.employee_id
			ORDER BY e.day)) AS stretch
		FROM edge AS e WHERE e.day IS NOT NULL
	), there AS (
		SELECT s.day, s.stretch, m.*, max(m.precedence) FILTER (WHERE m.certain) OVER here AS certain_rank
		FROM stretch AS s JOIN matched AS m USING (limit_id, test, program, employee_id)
		WHERE m.valid @> s.day
		WINDOW here AS (PARTITION BY s.limit_id, s.test, s.program, s.employee_id, s.day)
	), number AS (
		SELECT t.*, t.certain_rank IS NOT NULL AND t.certain AND t.precedence = t.certain_rank AS best,
			caseload.quantity(t.number) * CASE WHEN t.per IS NULL THEN 1
				ELSE w.fte / caseload.quantity(t.per) END AS plain
		FROM there AS t CROSS JOIN LATERAL (SELECT sum(e.fte) AS fte FROM employment AS e
			WHERE e.contract = t.contract AND e.district_id = only_district AND e.employee_id = t.employee_id
				AND e.valid @> t.day) AS w
		WHERE t.certain_rank IS NULL OR t.certain AND t.precedence = t.certain_rank
			OR NOT t.certain AND t.precedence > t.certain_rank
	), contender AS (
		-- of certain rows of one rank the lowest
		SELECT DISTINCT ON (n.limit_id, n.test, n.program, n.employee_id, n.day, n.best,
			CASE WHEN n.best THEN NULL ELSE n.number END) n.*
		FROM number AS n
		ORDER BY n.limit_id, n.test, n.program, n.employee_id, n.day, n.best,
			CASE WHEN n.best THEN NULL ELSE n.number END,
			n.number
	), excepted AS (
		SELECT c.*, CASE WHEN x.id IS NOT NULL THEN x.number ELSE c.plain END AS holds
		FROM contender AS c LEFT JOIN LATERAL (
			SELECT x.exception_id AS id, caseload.quantity(x.number) AS number FROM exception AS x
			WHERE x.limit_id = c.limit_id AND x.district_id = only_district AND x.employee_id = c.employee_id
				AND x.valid @> c.day AND (x.number IS NULL OR caseload.measure(x.number) = caseload.measure(c.number))
			ORDER BY x.number NULLS LAST LIMIT 1) AS x ON true
	)
	SELECT p.employee_id, h.program, h.held_as, h.citation, h.days, h.cap
	FROM (SELECT e.employee_id, e.program, e.citation, held_days(e.stretch, e.counted_on, e.days) AS days,
			e.strictness || CASE caseload.measure(e.number) WHEN 'units' THEN '_units' ELSE '' END AS held_as,
			max(held_at(e.holds, e.rounded, e.binds,
					CASE WHEN caseload.measure(e.tolerance) = caseload.measure(e.number)
				THEN caseload.quantity(e.tolerance) END, e.excess, caseload.measure(e.number) <> 'units')) AS cap
		FROM excepted AS e WHERE e.holds IS NOT NULL
		GROUP BY e.limit_id, e.test, e.employee_id, e.program, e.strictness, e.citation,
			e.stretch, e.counted_on, e.days,
			caseload.measure(e.number)) AS h
		JOIN alike AS a USING (employee_id) CROSS JOIN LATERAL pg_catalog.unnest(a.employees) AS p (employee_id);
END
$held_caseload$;
COMMENT ON FUNCTION held_caseload(int, bigint[]) IS
	'the caps of the caseloads of these employees of a district that a guard can hold, by days';

CREATE TYPE cap_line AS (subject_id bigint, program text, held_as text, cap numeric, citation text, valid daterange,
	up_to numeric);
COMMENT ON TYPE cap_line IS
	'what the tables of caps say of a group: its least cap, or, with valid, days with a higher one '
	'or none; subject_id: the class or employee; program: empty for a class';

CREATE FUNCTION wanted_caps(kind text, only_district int, subjects bigint[]) RETURNS cap_line[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $wanted_caps$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH piece AS MATERIALIZED (
			SELECT h.* FROM held_section(only_district, subjects) AS h WHERE kind = 'section' AND NOT isempty(h.days)
			UNION ALL
			SELECT h.* FROM held_caseload(only_district, subjects) AS h WHERE kind = 'caseload' AND NOT isempty(h.days)
		), group_terms AS (
			SELECT p.subject_id, p.program, p.held_as, min(p.cap) AS cap,
				string_agg(DISTINCT p.citation, '; ' ORDER BY p.citation) AS citation, range_agg(p.days) AS days
			FROM piece AS p GROUP BY p.subject_id, p.program, p.held_as
		), level AS (
			SELECT p.subject_id, p.program, p.held_as, p.cap, range_agg(p.days) AS days
			FROM piece AS p GROUP BY p.subject_id, p.program, p.held_as, p.cap
		), stacked AS (
			SELECT v.*, range_agg(v.days) OVER (PARTITION BY v.subject_id, v.program, v.held_as ORDER BY v.cap
				ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS tighter
			FROM level AS v
		)
		SELECT CAST(ROW(g.subject_id, g.program, g.held_as, g.cap, g.citation, NULL, NULL) AS cap_line)
		FROM group_terms AS g
		UNION ALL
		SELECT CAST(ROW(s.subject_id, s.program, s.held_as, NULL, NULL, u.valid, s.cap) AS cap_line)
		FROM stacked AS s CROSS JOIN LATERAL pg_catalog.unnest(s.days - s.tighter) AS u (valid)
		WHERE s.tighter IS NOT NULL
		UNION ALL
		SELECT CAST(ROW(g.subject_id, g.program, g.held_as, NULL, NULL, u.valid, NULL) AS cap_line)
		FROM group_terms AS g CROSS JOIN LATERAL pg_catalog.unnest('{(,)}'::datemultirange - g.days) AS u (valid));
END
$wanted_caps$;
COMMENT ON FUNCTION wanted_caps(text, int, bigint[]) IS
	'what the tables of caps have to say of these classes (kind section) or employees (kind caseload) of a district';
$caseload_text$::text),
('guarded_fill'::text, 'derived'::text, $caseload_text$-- Bringing the tables of caps to what limits, exceptions and facts say. The order of locks: the rows of
-- guarded_district, in their order; then, district by district, the groups' rows of section_cap, and of
-- caseload_cap, in the order in which the guards lock them.

-- What the tables say, and how they are made to say something else: for each of the two kinds of groups alike.
DO $make_put_caps$
DECLARE
	kind record;
	part record;
	made text;
BEGIN
	FOR kind IN SELECT k.kind, k.subject, k.key, k.program, 'l.' || replace(k.key, ', ', ', l.') AS lift_key,
			'o.' || replace(k.key, ', ', ', o.') AS old_key,
			string_agg(format('%s, %1$s_citation', u.held_as), ', ' ORDER BY u.place) AS columns,
			string_agg(format('c.%s, c.%1$s_citation', u.held_as), ', ' ORDER BY u.place) AS current,
			string_agg(format('excluded.%s, excluded.%1$s_citation', u.held_as), ', ' ORDER BY u.place) AS excluded,
			string_agg(format('(%L, c.%1$s, c.%1$s_citation)', u.held_as), ', ' ORDER BY u.place) AS lines,
			string_agg(format('max(w.cap) FILTER (WHERE w.held_as = %L), max(w.citation) FILTER '
					'(WHERE w.held_as = %1$L)',
				u.held_as), ', ' ORDER BY u.place) AS caps
		FROM (VALUES ('section', 'section_id', 'section_id', '''''', '{hard,paid,advisory}'::text[]),
				('caseload', 'employee_id', 'employee_id, program', 'program',
					'{hard,paid,advisory,hard_units,paid_units,advisory_units}'))
				AS k (kind, subject, key, program, caps)
			CROSS JOIN LATERAL unnest(k.caps) WITH ORDINALITY AS u (held_as, place)
		GROUP BY k.kind, k.subject, k.key, k.program LOOP
		made := $made$
CREATE FUNCTION {kind}_caps(only_district int, subjects bigint[]) RETURNS SETOF cap_line
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $caps$
BEGIN
	RETURN QUERY
	SELECT c.{subject}, {program}, h.held_as, h.cap, h.citation, NULL::daterange, NULL::numeric
	FROM pg_catalog.unnest(subjects) AS a (id)
		JOIN {kind}_cap AS c ON c.district_id = only_district AND c.{subject} = a.id
		CROSS JOIN LATERAL (VALUES {lines}) AS h (held_as, cap, citation)
	WHERE h.cap IS NOT NULL
	UNION ALL
	SELECT l.{subject}, {program}, l.held_as, NULL, NULL, l.valid, l.up_to
	FROM pg_catalog.unnest(subjects) AS a (id)
		JOIN {kind}_cap_lift AS l ON l.district_id = only_district AND l.{subject} = a.id;
END
$caps$;
COMMENT ON FUNCTION {kind}_caps(int, bigint[]) IS 'what {kind}_cap and {kind}_cap_lift say';

-- In one statement, for then the guards judge what it comes to and not what lies between; in a function of SQL, for an
-- error of PL/pgSQL would carry all of this to whoever is refused. (Its body is a string: of a parsed one with two
-- ON CONFLICT pg_dump writes what cannot be read back.)
CREATE FUNCTION put_{kind}_caps(only_district int, changed cap_line[], wanted cap_line[]) RETURNS void
LANGUAGE sql VOLATILE SET search_path FROM CURRENT
AS $put_caps$
	WITH wanted AS MATERIALIZED (
		SELECT w.subject_id AS {subject}, w.program, w.held_as, w.cap, w.citation, w.valid, w.up_to
		FROM pg_catalog.unnest($3) AS w
	), chosen AS MATERIALIZED (
		SELECT g.subject_id AS {subject}, g.program FROM pg_catalog.unnest($2) AS g
	), old_lift AS MATERIALIZED (
		-- as sets, which are hashed: a table that changes while it is searched again and again takes minutes
		SELECT {lift_key}, l.held_as, l.valid
		FROM {kind}_cap_lift AS l JOIN chosen USING ({key}) WHERE l.district_id = $1
		EXCEPT SELECT {key}, w.held_as, w.valid FROM wanted AS w
	), locked AS MATERIALIZED (
		-- first of all, and in the order in which the guards lock them, so that neither waits for the other for ever
		SELECT FROM {kind}_cap AS c JOIN chosen USING ({key}) WHERE c.district_id = $1
		ORDER BY {key} FOR NO KEY UPDATE OF c
	), put AS (
		INSERT INTO {kind}_cap AS c (district_id, {key}, {columns})
		SELECT $1, {key}, {caps}
		FROM chosen LEFT JOIN (SELECT * FROM wanted WHERE valid IS NULL) AS w USING ({key})
		WHERE (SELECT count(*) FROM locked) IS NOT NULL GROUP BY {key} ORDER BY {key}
		-- a row that stays as it is must not be a new one, to which whoever has an older snapshot could not go on
		ON CONFLICT (district_id, {key}) DO UPDATE SET ({columns}) = ROW({excluded})
			WHERE ({current}) IS DISTINCT FROM ({excluded})
	), gone AS (
		DELETE FROM {kind}_cap_lift AS l USING old_lift AS o
		WHERE (SELECT count(*) FROM locked) IS NOT NULL AND l.district_id = $1
			AND ({lift_key}, l.held_as, l.valid) = ({old_key}, o.held_as, o.valid)
	)
	INSERT INTO {kind}_cap_lift AS l (district_id, {key}, held_as, valid, up_to)
	SELECT $1, {key}, w.held_as, w.valid, w.up_to FROM wanted AS w WHERE w.valid IS NOT NULL
	ON CONFLICT (district_id, {key}, held_as, valid) DO UPDATE SET up_to = excluded.up_to
		WHERE l.up_to IS DISTINCT FROM excluded.up_to;
$put_caps$;
COMMENT ON FUNCTION put_{kind}_caps(int, cap_line[], cap_line[]) IS
	'makes the tables say these lines of the groups that changed; a part of fill_subjects()';
$made$;
		FOR part IN SELECT p.key, p.value FROM jsonb_each_text(to_jsonb(kind)) AS p LOOP
			made := replace(made, '{' || part.key || '}', part.value);
		END LOOP;
		EXECUTE made;
	END LOOP;
END
$make_put_caps$;

-- The groups of which the tables do not say what is wanted, and those that have no row yet where each has one.
CREATE FUNCTION differing_caps(kind text, only_district int, subjects bigint[], wanted cap_line[]) RETURNS cap_line[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan SET jit = off
AS $differing_caps$
#variable_conflict use_column
BEGIN
	RETURN ARRAY(
		WITH there AS MATERIALIZED (
			SELECT c.* FROM section_caps(only_district, subjects) AS c WHERE kind = 'section'
			UNION ALL
			SELECT c.* FROM caseload_caps(only_district, subjects) AS c WHERE kind = 'caseload'
		), differing AS (
			(SELECT w.* FROM pg_catalog.unnest(wanted) AS w EXCEPT TABLE there)
			UNION ALL
			(TABLE there EXCEPT SELECT w.* FROM pg_catalog.unnest(wanted) AS w)
		)
		SELECT CAST(ROW(d.subject_id, d.program, d.held_as, NULL, NULL, NULL, NULL) AS cap_line) FROM (
			SELECT d.subject_id, d.program, d.held_as FROM differing AS d
			UNION
			SELECT s.section_id, '', NULL FROM pg_catalog.unnest(subjects) AS a (id)
				JOIN section AS s ON s.district_id = only_district AND s.section_id = a.id
			WHERE kind = 'section' AND NOT EXISTS (SELECT FROM section_cap AS c
				WHERE c.district_id = s.district_id AND c.section_id = s.section_id)) AS d);
END
$differing_caps$;
COMMENT ON FUNCTION differing_caps(text, int, bigint[], cap_line[]) IS
	'the groups whose caps are not what is wanted, by held_as';

CREATE FUNCTION fill_subjects(kind text, only_district int, subjects bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $fill_subjects$
#variable_conflict use_column
DECLARE
	wanted cap_line[] := wanted_caps(kind, only_district, subjects);
	differing cap_line[] := differing_caps(kind, only_district, subjects, wanted);
BEGIN
	-- most changes of facts change no cap
	IF cardinality(differing) = 0 THEN
		RETURN;
	END IF;
	differing := ARRAY(SELECT DISTINCT CAST(ROW(d.subject_id, d.program, NULL, NULL, NULL, NULL, NULL) AS cap_line)
		FROM pg_catalog.unnest(differing) AS d);
	wanted := ARRAY(SELECT w FROM pg_catalog.unnest(wanted) AS w
		JOIN pg_catalog.unnest(differing) AS d ON d.subject_id = w.subject_id AND d.program = w.program);
	IF kind = 'section' THEN
		PERFORM put_section_caps(only_district, differing, wanted);
	ELSE
		PERFORM put_caseload_caps(only_district, differing, wanted);
	END IF;
END
$fill_subjects$;
COMMENT ON FUNCTION fill_subjects(text, int, bigint[]) IS
	'brings the caps of these classes or employees of a district to what limits and '
	'exceptions say; a part of fill_caps()';

-- Those who fill caps of a district wait for each other, so that none overwrites what another knows better; who adds
-- students waits for neither. What was known before the lock was had is not looked at: each statement of PL/pgSQL sees
-- what is there now.
CREATE FUNCTION hold_districts(only_districts int[] DEFAULT NULL) RETURNS int[]
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $hold_districts$
BEGIN
	RETURN ARRAY(SELECT g.district_id FROM guarded_district AS g
		WHERE g.guarded_at IS NOT NULL AND (only_districts IS NULL OR g.district_id = ANY (only_districts))
		ORDER BY g.district_id FOR UPDATE);
END
$hold_districts$;
COMMENT ON FUNCTION hold_districts(int[]) IS
	'which of these districts are guarded; locks them until the transaction ends';

-- whose caps there are in a district, in the order in which they are locked
CREATE FUNCTION cap_subjects(kind text, only_district int) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $cap_subjects$
BEGIN
	IF kind = 'section' THEN
		RETURN ARRAY(SELECT s.section_id FROM section AS s WHERE s.district_id = only_district ORDER BY s.section_id);
	END IF;
	RETURN ARRAY(SELECT e.employee_id FROM employment AS e WHERE e.district_id = only_district
		UNION SELECT c.employee_id FROM caseload_cap AS c WHERE c.district_id = only_district ORDER BY 1);
END
$cap_subjects$;
COMMENT ON FUNCTION cap_subjects(text, int) IS 'the classes or employees of a district that caps may be of';

-- a few hundred at a time, so that every join of what was found is small
CREATE FUNCTION batches(subjects bigint[]) RETURNS TABLE (slice bigint[], done int)
LANGUAGE sql IMMUTABLE ROWS 10
BEGIN ATOMIC
	SELECT batches.subjects[i.first:i.first + 499], least(i.first + 499, cardinality(batches.subjects))
	FROM generate_series(1, cardinality(batches.subjects), 500) AS i (first);
END;
COMMENT ON FUNCTION batches(bigint[]) IS 'these classes or employees, some hundreds a row, and how many that makes';

CREATE FUNCTION fill_caps(only_district int DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $fill_caps$
DECLARE
	began timestamptz := clock_timestamp();
	told timestamptz := began;
	name_before text := current_setting('application_name');
	places int[];
	kind text;
	subjects bigint[];
	batch record;
BEGIN
	PERFORM caseload.check_place(current_schema());
	places := hold_districts(CASE WHEN only_district IS NOT NULL THEN ARRAY[only_district] END);
	IF only_district IS NOT NULL AND places = '{}' THEN
		RAISE object_not_in_prerequisite_state USING MESSAGE = format('district %s is not guarded', only_district),
			DETAIL = 'It has no caps.', HINT = format('SELECT guard_district(%s); puts guards on it.', only_district);
	END IF;
	FOR i IN 1 .. cardinality(places) LOOP
		FOREACH kind IN ARRAY '{section,caseload}'::text[] LOOP
			subjects := cap_subjects(kind, places[i]);
			FOR batch IN SELECT b.* FROM batches(subjects) AS b LOOP
				PERFORM fill_subjects(kind, places[i], batch.slice);
				IF batch.done < cardinality(subjects) THEN
					told := tell_progress(format('%s caps of district %s', kind, places[i]), batch.done,
						cardinality(subjects), began, told);
				END IF;
			END LOOP;
		END LOOP;
		told := tell_progress('caps, districts', i, cardinality(places), began, told);
	END LOOP;
	PERFORM set_config('application_name', name_before, false);
END
$fill_caps$;
COMMENT ON FUNCTION fill_caps(int) IS
	'brings the caps of all classes and caseloads to what limits and exceptions say, of one guarded district or of all';

-- the guard's name, by which breaches are recorded
CREATE FUNCTION guard_name(kind text, held_as text) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT CASE WHEN guard_name.kind = 'section' THEN 'enrollment_' || guard_name.held_as
		WHEN right(guard_name.held_as, 6) = '_units' THEN 'units_' || split_part(guard_name.held_as, '_', 1)
		ELSE 'caseload_' || guard_name.held_as END;
END;
COMMENT ON FUNCTION guard_name(text, text) IS 'the name of the guard that holds such a cap';

-- what was written while no trigger fired
CREATE FUNCTION stale_cap() RETURNS TABLE (guard text, group_key text[])
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $stale_cap$
BEGIN
	RETURN QUERY
	SELECT guard_name(k.kind, d.held_as), ARRAY[g.district_id::text, d.subject_id::text]
		|| CASE WHEN k.kind = 'caseload' THEN ARRAY[d.program] END
	FROM guarded_district AS g CROSS JOIN (VALUES ('section'), ('caseload')) AS k (kind)
		CROSS JOIN LATERAL batches(cap_subjects(k.kind, g.district_id)) AS b
		CROSS JOIN LATERAL pg_catalog.unnest(differing_caps(k.kind, g.district_id, b.slice,
			wanted_caps(k.kind, g.district_id, b.slice))) AS d
	WHERE g.guarded_at IS NOT NULL AND d.held_as IS NOT NULL;
END
$stale_cap$;
COMMENT ON FUNCTION stale_cap() IS 'groups whose caps are not what limits and exceptions say; fill_caps() mends them';
$caseload_text$::text),
('guarded_trigger'::text, 'derived'::text, $caseload_text$-- What keeps the caps of guarded districts current.

CREATE FUNCTION fill_each(kind text, only_district int, subjects bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $fill_each$
DECLARE
	slice bigint[];
BEGIN
	FOR slice IN SELECT b.slice FROM batches(ARRAY(SELECT u.id FROM unnest(subjects) AS u (id) ORDER BY u.id)) AS b LOOP
		PERFORM fill_subjects(kind, only_district, slice);
	END LOOP;
END
$fill_each$;
COMMENT ON FUNCTION fill_each(text, int, bigint[]) IS 'fill_subjects(), some hundreds at a time in their order';

-- A district comes to be guarded: a caseload that is there has a row for its caps.
CREATE FUNCTION join_guarded(only_districts int[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $join_guarded$
DECLARE
	place int;
BEGIN
	FOREACH place IN ARRAY only_districts LOOP
		INSERT INTO guarded_district AS g (district_id, guarded_at) VALUES (place, clock_timestamp())
		ON CONFLICT (district_id) DO UPDATE SET guarded_at = excluded.guarded_at;
		INSERT INTO caseload_cap (district_id, employee_id, program)
		SELECT DISTINCT c.district_id, c.employee_id, c.program FROM case_assignment AS c WHERE c.district_id = place
		ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING;
	END LOOP;
END
$join_guarded$;
COMMENT ON FUNCTION join_guarded(int[]) IS 'notes that districts are guarded; a part of guard_district()';
REVOKE EXECUTE ON FUNCTION join_guarded(int[]) FROM PUBLIC;

-- A key that comes to be carried, or is no more, makes a condition one of the person or of the case, for
-- everybody's caseload.
CREATE FUNCTION carried_by_none_else(only_district int, keys text[], sites bigint[], employees bigint[]) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan
AS $carried_by_none_else$
BEGIN
	RETURN EXISTS (SELECT FROM unnest(keys) AS k (key)
		WHERE EXISTS (SELECT FROM load_limit AS l JOIN limit_cap AS c ON c.limit_id = l.id
				WHERE l.scope = 'employee' AND c.applies ? k.key)
			AND NOT EXISTS (SELECT FROM site AS t WHERE t.district_id = only_district AND t.attributes ? k.key
				AND t.site_id <> ALL (coalesce(sites, '{}')))
			AND NOT EXISTS (SELECT FROM employment AS e WHERE e.district_id = only_district AND e.attributes ? k.key
				AND e.employee_id <> ALL (coalesce(employees, '{}'))));
END
$carried_by_none_else$;
COMMENT ON FUNCTION carried_by_none_else(int, text[], bigint[], bigint[]) IS
	'whether limits on caseloads ask for one of these keys and no site and nobody but these carries it';

-- What a statement on a rule or a fact changed, and whose caps hang on it. As the owner: whoever may record an
-- exception need not be allowed to write caps. The first argument names the keys that a row has, none for a rule; the
-- second is there where districts are guarded as they come.
CREATE FUNCTION refill_caps() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $refill_caps$
DECLARE
	changed record;
	-- no type of the district's: one that was renamed would not come to where it is refused
	reached record;
	halves text := CASE TG_OP WHEN 'INSERT' THEN 'TABLE new_rows' WHEN 'DELETE' THEN 'TABLE old_rows'
		ELSE 'TABLE old_rows UNION ALL TABLE new_rows' END;
	carried text[];
	keys text := (SELECT string_agg(CASE WHEN TG_ARGV[0] LIKE '%' || k.key || '%'
			THEN format('array_remove(array_agg(DISTINCT c.%s_id), NULL)', k.key) ELSE '''{}''::bigint[]' END
			|| format(' AS %ss', k.key), ', ') FROM unnest('{section,employee,site}'::text[]) AS k (key));
BEGIN
	IF TG_TABLE_SCHEMA IS DISTINCT FROM current_schema() THEN
		PERFORM caseload.check_place(TG_TABLE_SCHEMA);
	END IF;
	IF TG_ARGV[0] = '' THEN
		PERFORM fill_caps();
		RETURN NULL;
	END IF;
	-- a district that was unguarded by itself stays so
	IF TG_TABLE_NAME = 'site' AND TG_OP <> 'DELETE' AND TG_ARGV[1] = 'each district' THEN
		PERFORM join_guarded(ARRAY(SELECT DISTINCT n.district_id FROM new_rows AS n
			WHERE NOT EXISTS (SELECT FROM guarded_district AS g WHERE g.district_id = n.district_id) ORDER BY 1));
	END IF;
	FOR changed IN EXECUTE format('SELECT c.district_id, %s FROM (%s) AS c '
		'GROUP BY c.district_id ORDER BY c.district_id', keys, halves) LOOP
		CONTINUE WHEN hold_districts(ARRAY[changed.district_id]) = '{}';
		-- a contract reaches the sites where somebody works under it, and with it their classes; what an employment
		-- carries, and what is agreed with a teacher, speaks of the teacher's classes wherever they are
		reached := around(changed.district_id, changed.sections, changed.employees, changed.sites);
		IF TG_TABLE_NAME = 'site' THEN
			changed.employees := reached.employees;
		END IF;
		IF TG_TABLE_NAME IN ('site', 'employment') THEN
			EXECUTE format('SELECT array_agg(DISTINCT k.key) FROM (%s) AS c CROSS JOIN LATERAL '
				'jsonb_object_keys(c.attributes) AS k (key) WHERE c.district_id = $1', halves)
				INTO carried USING changed.district_id;
			IF carried_by_none_else(changed.district_id, carried, CASE TG_TABLE_NAME WHEN 'site' THEN changed.sites END,
				CASE TG_TABLE_NAME WHEN 'employment' THEN changed.employees END) THEN
				changed.employees := cap_subjects('caseload', changed.district_id);
			END IF;
		END IF;
		PERFORM fill_each('section', changed.district_id, reached.sections);
		PERFORM fill_each('caseload', changed.district_id, changed.employees);
	END LOOP;
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
	IF TG_TABLE_SCHEMA IS DISTINCT FROM current_schema() THEN
		PERFORM caseload.check_place(TG_TABLE_SCHEMA);
	END IF;
	IF EXISTS (SELECT FROM new_rows AS n WHERE NOT EXISTS (SELECT FROM caseload_cap AS c
			WHERE c.district_id = n.district_id AND c.employee_id = n.employee_id AND c.program = n.program)) THEN
		INSERT INTO caseload_cap (district_id, employee_id, program)
		SELECT DISTINCT n.district_id, n.employee_id, n.program
		FROM new_rows AS n JOIN guarded_district AS g ON g.district_id = n.district_id AND g.guarded_at IS NOT NULL
		ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING;
	END IF;
	RETURN NULL;
END
$add_caseload$;
COMMENT ON FUNCTION add_caseload() IS 'trigger: a caseload that is new has a row for its caps';
REVOKE EXECUTE ON FUNCTION add_caseload() FROM PUBLIC;
$caseload_text$::text),
('guard_district'::text, 'derived'::text, $caseload_text$-- Putting the guards on and taking them off. They are put on by guard_district() and not when the district is made, so
-- that history is imported as it was; it takes the facts as it finds them, and check_caps tells of them. The
-- triggers stand on the tables of all districts: of one that is not guarded the guards find no caps, and nobody
-- fills them.

-- the tables that caps hang on, and the keys by which a row of one finds whose
CREATE FUNCTION refilled_tables() RETURNS TABLE (table_name text, keys text)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	VALUES ('calendar', ''), ('count_days', ''), ('load_limit', ''), ('limit_cap', ''),
		('exception', 'section employee site'), ('site', 'site'), ('section', 'section'), ('staffing', 'section'),
		('employment', 'employee site');
END;
COMMENT ON FUNCTION refilled_tables() IS
	'the tables whose changes fill caps, and the keys by which a row finds whose; none: everybody''s';

CREATE FUNCTION guards_held() RETURNS TABLE (guard text, guarded text, kind text, held_as text)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT guard_name(k.kind, u.held_as), k.guarded, k.kind, u.held_as
	FROM (VALUES ('enrollment', 'section', '{hard,paid,advisory}'::text[]), ('case_assignment', 'caseload',
			'{hard,paid,advisory,hard_units,paid_units,advisory_units}')) AS k (guarded, kind, caps)
		CROSS JOIN LATERAL pg_catalog.unnest(k.caps) AS u (held_as);
END;
COMMENT ON FUNCTION guards_held() IS 'the guards of a district, the tables that they guard and the caps that they hold';

CREATE FUNCTION take_guards_off() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $take_guards_off$
DECLARE
	made record;
BEGIN
	FOR made IN SELECT t.tgname, t.tgrelid::regclass AS on_table FROM pg_trigger AS t
		WHERE t.tgfoid IN ('refill_caps()'::regprocedure, 'add_caseload()'::regprocedure) ORDER BY 2, 1 LOOP
		EXECUTE format('DROP TRIGGER %I ON %s', made.tgname, made.on_table);
	END LOOP;
	FOR made IN SELECT DISTINCT t.tgrelid::regclass AS on_table FROM pg_trigger AS t
		WHERE t.tgfoid = 'caseload.guard_rows()'::regprocedure
			AND t.tgrelid IN ('enrollment'::regclass, 'case_assignment'::regclass) LOOP
		PERFORM caseload.unguard(made.on_table);
	END LOOP;
END
$take_guards_off$;
COMMENT ON FUNCTION take_guards_off() IS
	'drops the triggers that guard, and those that keep the caps; a part of unguard_district()';

-- each: districts that come later are guarded, too
CREATE FUNCTION put_guards_on(each boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $put_guards_on$
DECLARE
	refilled record;
	held record;
BEGIN
	FOR refilled IN SELECT t.table_name, t.keys, e.event, e.rows
		FROM refilled_tables() AS t CROSS JOIN (VALUES ('insert', 'NEW TABLE AS new_rows'),
			('update', 'OLD TABLE AS old_rows NEW TABLE AS new_rows'),
			('delete', 'OLD TABLE AS old_rows')) AS e (event, rows) LOOP
		EXECUTE format('CREATE TRIGGER %I AFTER %s ON %I REFERENCING %s EXECUTE FUNCTION refill_caps(%L, %L)',
			'refill_caps_' || refilled.event, refilled.event, refilled.table_name, refilled.rows, refilled.keys,
			CASE WHEN each THEN 'each district' ELSE 'some districts' END);
	END LOOP;
	-- before the guards by their names, which is the order in which triggers fire
	CREATE TRIGGER add_caseload_insert AFTER INSERT ON case_assignment
		REFERENCING NEW TABLE AS new_rows EXECUTE FUNCTION add_caseload();
	CREATE TRIGGER add_caseload_update AFTER UPDATE ON case_assignment
		REFERENCING NEW TABLE AS new_rows EXECUTE FUNCTION add_caseload();
	FOR held IN SELECT h.* FROM guards_held() AS h LOOP
		PERFORM caseload.guard(held.guarded::regclass, (held.kind || '_cap')::regclass,
			CASE held.kind WHEN 'section' THEN '{district_id,section_id}'::text[]
				ELSE '{district_id,employee_id,program}' END,
			held.held_as, valid => 'valid', weight => CASE WHEN held.held_as LIKE '%units' THEN 'goal_areas' END,
			strictness => CASE WHEN held.held_as NOT LIKE 'hard%' THEN held.held_as || '_strictness' END,
			citation => held.held_as || '_citation', waiver_table => (held.kind || '_cap_lift')::regclass,
			waiver_valid => 'valid', waiver_cap => held.held_as, breach_table => 'cap_breach', name => held.guard);
	END LOOP;
END
$put_guards_on$;
COMMENT ON FUNCTION put_guards_on(boolean) IS
	'makes the triggers that guard, and those that keep the caps; a part of guard_district()';

CREATE FUNCTION guards_are_on() RETURNS boolean
LANGUAGE sql STABLE SET search_path FROM CURRENT
AS $guards_are_on$
	SELECT NOT EXISTS (
		SELECT FROM (
			SELECT h.guarded::regclass AS on_table, h.guard || '_insert' AS tgname FROM guards_held() AS h
			UNION ALL
			SELECT t.table_name::regclass, 'refill_caps_' || e.event
			FROM refilled_tables() AS t CROSS JOIN (VALUES ('insert'), ('update'), ('delete')) AS e (event)) AS n
		WHERE NOT EXISTS (SELECT FROM pg_trigger AS t
			WHERE t.tgrelid = n.on_table AND t.tgname = n.tgname AND t.tgenabled <> 'D'));
$guards_are_on$;
COMMENT ON FUNCTION guards_are_on() IS 'whether the triggers are there that guard whatever district has caps';

-- One more district, while the guards are on. Its history is taken as it is, so nobody judges it by the caps as
-- they come;
-- and the facts of the other districts go on, for the guards only lock rows of the tables of caps.
CREATE FUNCTION fill_unjudged(only_district int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $fill_unjudged$
DECLARE
	judging record;
	enable text[] := '{}';
	statement text;
BEGIN
	FOR judging IN SELECT t.tgrelid::regclass AS on_table, t.tgname FROM pg_trigger AS t
		WHERE t.tgfoid IN ('caseload.guard_group()'::regprocedure, 'caseload.guard_waiver()'::regprocedure)
			AND t.tgenabled = 'O' AND t.tgrelid IN ('section_cap'::regclass, 'section_cap_lift'::regclass,
				'caseload_cap'::regclass, 'caseload_cap_lift'::regclass) ORDER BY 1, 2 LOOP
		EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', judging.on_table, judging.tgname);
		enable := enable || format('ALTER TABLE %s ENABLE TRIGGER %I', judging.on_table, judging.tgname);
	END LOOP;
	PERFORM join_guarded(ARRAY[only_district]);
	PERFORM fill_caps(only_district);
	FOREACH statement IN ARRAY enable LOOP
		EXECUTE statement;
	END LOOP;
END
$fill_unjudged$;
COMMENT ON FUNCTION fill_unjudged(int) IS
	'fills the caps of a district while others are guarded; a part of guard_district()';

CREATE FUNCTION drop_caps(only_district int) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $drop_caps$
BEGIN
	-- in the order in which the guards lock them
	PERFORM FROM section_cap AS c WHERE c.district_id = only_district ORDER BY c.section_id FOR UPDATE;
	DELETE FROM section_cap AS c WHERE c.district_id = only_district;
	PERFORM FROM caseload_cap AS c WHERE c.district_id = only_district ORDER BY c.employee_id, c.program FOR UPDATE;
	DELETE FROM caseload_cap AS c WHERE c.district_id = only_district;
END
$drop_caps$;
COMMENT ON FUNCTION drop_caps(int) IS 'deletes the caps of a district; a part of unguard_district()';

CREATE FUNCTION unguard_district(only_district int DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $unguard_district$
BEGIN
	PERFORM caseload.check_place(current_schema());
	IF only_district IS NOT NULL THEN
		-- who fills caps of it at this moment comes first, and who waits finds it unguarded
		UPDATE guarded_district AS g SET guarded_at = NULL
		WHERE g.district_id = only_district AND g.guarded_at IS NOT NULL;
		IF NOT FOUND THEN
			RAISE object_not_in_prerequisite_state USING MESSAGE = format('district %s is not guarded', only_district),
				HINT = 'See guarded_district.';
		END IF;
		IF EXISTS (SELECT FROM guarded_district AS g WHERE g.guarded_at IS NOT NULL) THEN
			PERFORM drop_caps(only_district);
			RETURN;
		END IF;
	END IF;
	PERFORM take_guards_off();
	DELETE FROM guarded_district;
	DELETE FROM section_cap_lift;
	DELETE FROM section_cap;
	DELETE FROM caseload_cap_lift;
	DELETE FROM caseload_cap;
END
$unguard_district$;
COMMENT ON FUNCTION unguard_district(int) IS
	'takes the guards off one district, or off all of them with the triggers that guard and keep the caps';

CREATE FUNCTION unguarded_district() RETURNS SETOF int
LANGUAGE sql STABLE SET search_path FROM CURRENT
BEGIN ATOMIC
	SELECT s.district_id FROM site AS s GROUP BY s.district_id
	EXCEPT SELECT g.district_id FROM guarded_district AS g WHERE g.guarded_at IS NOT NULL ORDER BY 1;
END;
COMMENT ON FUNCTION unguarded_district() IS 'the districts that have facts and are not guarded';

CREATE FUNCTION guard_district(only_district int DEFAULT NULL) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $guard_district$
DECLARE
	one_more boolean;
	each boolean;
BEGIN
	PERFORM caseload.check_place(current_schema());
	IF only_district IS NOT NULL AND NOT EXISTS (SELECT FROM site AS s WHERE s.district_id = only_district) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('there is no district %s', only_district),
			DETAIL = 'It has no site.', HINT = 'See the column district_id of the table site.';
	END IF;
	-- whoever changes what caps hang on has done so before, or finds the district guarded
	LOCK TABLE contract, calendar, count_days, load_limit, limit_cap, exception, site, section, staffing, employment
		IN SHARE ROW EXCLUSIVE MODE;
	each := only_district IS NULL OR EXISTS (SELECT FROM pg_trigger AS t
		WHERE t.tgfoid = 'refill_caps()'::regprocedure AND encode(t.tgargs, 'escape') LIKE '%each district%');
	one_more := only_district IS NOT NULL AND guards_are_on();
	IF one_more THEN
		PERFORM fill_unjudged(only_district);
	ELSE
		PERFORM take_guards_off();
		LOCK TABLE enrollment, case_assignment IN SHARE ROW EXCLUSIVE MODE;
		PERFORM join_guarded(ARRAY(
			SELECT s.district_id FROM site AS s WHERE only_district IS NULL
			UNION SELECT only_district WHERE only_district IS NOT NULL
			UNION SELECT g.district_id FROM guarded_district AS g WHERE g.guarded_at IS NOT NULL ORDER BY 1));
		-- of before, when there were no guards
		DELETE FROM section_cap AS c
		WHERE NOT EXISTS (SELECT FROM guarded_district AS g
			WHERE g.district_id = c.district_id AND g.guarded_at IS NOT NULL);
		DELETE FROM caseload_cap AS c
		WHERE NOT EXISTS (SELECT FROM guarded_district AS g
			WHERE g.district_id = c.district_id AND g.guarded_at IS NOT NULL);
		PERFORM fill_caps();
		PERFORM put_guards_on(each);
	END IF;
	RETURN format('%s of %s numbers are held, the others are reported only: see guarded_limit',
		(SELECT count(*) FROM guarded_limit AS g WHERE g.held), (SELECT count(*) FROM guarded_limit AS g));
END
$guard_district$;
COMMENT ON FUNCTION guard_district(int) IS
	'fills the caps of one district or of all and puts guards on enrollment and '
	'case_assignment; called again, it does so afresh';
$caseload_text$::text),
('rule_problem'::text, 'derived'::text, $caseload_text$-- The linter: rows of the limits that cannot be right, or that rest on something that is not there. An
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
			AND (caseload.measure(a.number) <> caseload.measure(b.number) OR caseload.quantity(a.number)
				<> caseload.quantity(b.number))
), day_sets AS (
	SELECT l.contract, l.rule, l.id, 'load_limit'::text AS place, l.counted_on AS name FROM named AS l
	UNION ALL
	SELECT l.contract, l.rule, r.id, 'limit_remedy', s.name FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
		CROSS JOIN LATERAL (VALUES (r.counted_on), (r.standing_on)) AS s (name) WHERE s.name IS NOT NULL
	UNION ALL
	SELECT d.contract, d.contract || '/' || d.limit_code, d.id, 'deadline', d.from_event FROM deadline AS d
	WHERE d.stage = 'grievance' AND d.from_event NOT IN ('first day', 'last day')
), term_names AS (
	SELECT l.id AS limit_id, l.contract, l.rule, c.id, 'limit_cap'::text AS place, c.taken_over AS name,
		NULL AS counted_on FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id WHERE c.taken_over IS NOT NULL
	UNION ALL
	SELECT l.id, l.contract, l.rule, r.id, 'limit_remedy', r.lasts_in, r.counted_on
	FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id WHERE r.lasts_in IS NOT NULL
	UNION ALL
	SELECT l.id, l.contract, l.rule, r.id, 'limit_remedy', p.period, r.counted_on
	FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
		CROSS JOIN LATERAL (SELECT (regexp_matches(r.scale::text, 'per (?:[0-9]+ )?(quarter|trimester|semester|year)',
					'g'))[1] AS period) AS p
), keys AS (
	SELECT l.contract, l.rule, c.id, 'applies'::text AS place, k.key
	FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id CROSS JOIN LATERAL jsonb_object_keys(c.applies) AS k (key)
	UNION ALL
	SELECT l.contract, l.rule, c.id, 'counts', k.key
	FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id CROSS JOIN LATERAL jsonb_object_keys(c.counts) AS k (key)
	WHERE k.key NOT IN ('what', 'role')
	UNION ALL
	SELECT l.contract, l.rule, w.id, 'weight', k.key FROM limit_weight AS w JOIN named AS l ON l.id = w.limit_id
		CROSS JOIN LATERAL jsonb_object_keys(w.counts) AS k (key)
), carried AS (
	SELECT DISTINCT 'applies'::text AS place, k.key FROM (SELECT attributes FROM site
		UNION ALL SELECT attributes FROM employment UNION ALL SELECT attributes FROM section
		UNION ALL SELECT attributes FROM case_assignment) AS f
		CROSS JOIN LATERAL jsonb_object_keys(f.attributes) AS k (key)
	UNION
	SELECT DISTINCT p.place, k.key FROM (SELECT attributes FROM enrollment
		UNION ALL SELECT attributes FROM case_assignment UNION ALL SELECT attributes FROM tally
		UNION ALL SELECT attributes FROM employment) AS f CROSS JOIN LATERAL jsonb_object_keys(f.attributes) AS k (key)
		CROSS JOIN (VALUES ('counts'), ('weight')) AS p (place)
)
SELECT l.contract, l.rule, 'limit_cap'::text AS place, c.id AS row_id, 'number not in the source'::text AS problem,
	coalesce(c.note, '') AS detail
FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id WHERE c.number IS NULL
UNION ALL
SELECT l.contract, l.rule, 'limit_cap', m.one, 'two numbers of equal precedence for one class',
	format('the other is row %s; the lower holds', m.other)
FROM matches AS m JOIN named AS l ON l.id = m.limit_id
UNION ALL
SELECT l.contract, l.rule, 'load_limit', l.id, 'a limit without a number', 'it has no row in limit_cap'
FROM named AS l WHERE NOT EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.id)
UNION ALL
SELECT l.contract, l.rule, 'limit_cap', min(c.id), 'a test counts in different measures',
	string_agg(DISTINCT caseload.measure(c.number), ', ')
FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id GROUP BY l.contract, l.rule, l.id, c.test
HAVING count(DISTINCT caseload.measure(c.number)) > 1
UNION ALL
SELECT l.contract, l.rule, 'load_limit', l.id, 'tests joined all in different measures without paid_by',
	string_agg(DISTINCT caseload.measure(c.number), ', ')
FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id WHERE l.joined = 'all' AND l.paid_by IS NULL
GROUP BY l.contract, l.rule, l.id HAVING count(DISTINCT caseload.measure(c.number)) > 1
UNION ALL
SELECT l.contract, l.rule, 'load_limit', l.id, 'paid_by names no test', l.paid_by::text
FROM named AS l WHERE l.paid_by IS NOT NULL
	AND NOT EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.id AND c.test = l.paid_by)
UNION ALL
SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a remedy of a test that is not there', r.test::text
FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
WHERE r.test IS NOT NULL AND NOT EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.id AND c.test = r.test)
UNION ALL
SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a percentage without a base', r.scale::text
FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id WHERE r.base IS NULL AND strpos(r.scale::text, '%') > 0
UNION ALL
SELECT l.contract, l.rule, 'limit_remedy', r.id, 'pay in units without a base', r.scale::text
FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
WHERE r.kind = 'pay' AND r.base IS NULL AND r.scale IS NOT NULL AND NOT pays_money(r.scale)
UNION ALL
SELECT l.contract, l.rule, 'limit_remedy', r.id, 'pay without a scale', 'the contract states no amount'
FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id WHERE r.kind = 'pay' AND r.scale IS NULL
UNION ALL
SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a scale once a term on daily counts',
	format('%s: the highest count of the term stands for it; say whether it is the mean or the last', r.scale)
FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
WHERE point_period(r.scale) IS NOT NULL AND r.takes = 'highest' AND l.counted_on = 'every day'
	AND r.lasts IS NULL AND r.standing_on IS NULL AND r.counted_on IS NULL AND r.note IS NULL AND l.note IS NULL
	AND NOT EXISTS (SELECT FROM limit_cap AS c WHERE c.limit_id = l.id AND c.taken <> 'each')
UNION ALL
SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a bound over a term on tests joined any',
	'each day pays the greater of the tests, and each test is bounded by itself'
FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
WHERE l.joined = 'any' AND r.test IS NULL AND r.scale::text ~ ' max .* per '
	AND (SELECT count(DISTINCT c.test) FROM limit_cap AS c WHERE c.limit_id = l.id) > 1
UNION ALL
SELECT l.contract, l.rule, 'limit_remedy', r.id, 'a base that is not there', r.base
FROM limit_remedy AS r JOIN named AS l ON l.id = r.limit_id
WHERE r.base IS NOT NULL AND NOT EXISTS (SELECT FROM pay_base AS b
	WHERE b.contract = l.contract AND b.name = r.base AND b.in_force && l.in_force)
UNION ALL
SELECT s.contract, s.rule, s.place, s.id, 'count days that are not there', s.name
FROM day_sets AS s WHERE NOT EXISTS (SELECT FROM count_days AS d WHERE d.contract = s.contract AND d.name = s.name)
	AND NOT EXISTS (SELECT FROM calendar AS c WHERE c.contract = s.contract
			AND c.kind = CASE s.name WHEN 'every day' THEN 'student' WHEN 'duty days' THEN 'duty' END)
UNION ALL
-- a school year that has a calendar, and not these days of it: nothing is counted in it
SELECT l.contract, l.rule, 'load_limit', l.id, 'count days that are not there for a school year',
	format('%s in %s', l.counted_on, y.school_year)
FROM named AS l JOIN calendar AS y ON y.contract = l.contract AND y.kind = 'student'
	AND y.in_force && l.in_force AND upper_inf(y.known)
WHERE EXISTS (SELECT FROM count_days AS d WHERE d.contract = l.contract AND d.name = l.counted_on)
	AND NOT EXISTS (SELECT FROM count_days AS d
		WHERE d.contract = l.contract AND d.name = l.counted_on AND d.in_force && y.in_force)
UNION ALL
-- a set that limits count on is cut to the school days, unless it says that it goes beyond them
SELECT d.contract, d.contract || '/' || d.name, 'count_days', d.id, 'count days that are no school days',
	string_agg(CASE WHEN x.nth <= 10 THEN to_char(x.day, 'YYYY-MM-DD') ELSE '...' END,
		', ' ORDER BY x.day) FILTER (WHERE x.nth <= 11)
FROM count_days AS d CROSS JOIN LATERAL (
		SELECT u.day::date AS day, row_number() OVER (ORDER BY u.day) AS nth
		FROM (SELECT range_agg(c.in_force) AS years, range_agg(c.days) AS days FROM calendar AS c
				WHERE c.contract = d.contract AND c.kind = 'student' AND c.in_force && d.in_force
				AND upper_inf(c.known)) AS y
			CROSS JOIN LATERAL pg_catalog.unnest(d.days * y.years - y.days) AS r (stretch)
			CROSS JOIN LATERAL generate_series(lower(r.stretch)::timestamp,
				upper(r.stretch)::timestamp - interval '1 day', '1 day') AS u (day)) AS x
WHERE NOT d.beyond_calendar AND upper_inf(d.known)
	AND EXISTS (SELECT FROM day_sets AS s WHERE s.contract = d.contract AND s.name = d.name AND s.place <> 'deadline')
GROUP BY d.contract, d.name, d.id
UNION ALL
-- what rests on such a term is left out of that school year
SELECT DISTINCT s.contract, s.rule, s.place, s.id, 'a term that does not hold every counted day',
	format('%s in %s: %s', s.name, y.school_year, to_char(x.day, 'YYYY-MM-DD'))
FROM term_names AS s JOIN named AS l ON l.id = s.limit_id AND upper_inf(l.known)
	JOIN calendar AS y ON y.contract = l.contract AND y.kind = 'student'
	AND y.in_force && l.in_force AND upper_inf(y.known)
	CROSS JOIN LATERAL (SELECT lower(counted_days(l.contract, l.counted_on, y.in_force) * datemultirange(l.in_force)
		* coalesce(counted_days(l.contract, s.counted_on, y.in_force), '{(,)}')
		- coalesce((SELECT range_agg(t) FROM pg_catalog.unnest(terms_of(l.contract, s.name, y.in_force)) AS t),
			'{}')) AS day) AS x
WHERE x.day IS NOT NULL AND (s.name IN ('year', 'month', 'week') OR EXISTS (SELECT FROM term AS t
		WHERE t.contract = s.contract AND t.name = s.name))
UNION ALL
SELECT DISTINCT s.contract, s.rule, s.place, s.id, 'a term that is not there', s.name
FROM term_names AS s WHERE s.name NOT IN ('year', 'month', 'week')
	AND NOT EXISTS (SELECT FROM term AS t WHERE t.contract = s.contract AND t.name = s.name)
UNION ALL
SELECT l.contract, l.rule, 'limit_cap', c.id, 'relative to a limit that is not there', c.relative_to
FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id
WHERE c.relative_to IS NOT NULL AND NOT EXISTS (SELECT FROM load_limit AS b
	WHERE b.contract = l.contract AND b.code = c.relative_to AND b.in_force && l.in_force)
UNION ALL
SELECT l.contract, l.rule, 'limit_cap', c.id, 'relative to itself without a row of lower precedence', c.relative_to
FROM limit_cap AS c JOIN named AS l ON l.id = c.limit_id
WHERE c.relative_to = l.code AND NOT EXISTS (SELECT FROM limit_cap AS b
	WHERE b.limit_id = l.id AND b.test = c.test AND b.precedence < c.precedence)
UNION ALL
SELECT DISTINCT l.contract, l.rule, 'load_limit', l.id, 'a circle of relative numbers', z.path
FROM named AS l JOIN (
	WITH RECURSIVE leans AS (
		SELECT DISTINCT l.contract, l.code, c.relative_to
		FROM limit_cap AS c JOIN load_limit AS l ON l.id = c.limit_id WHERE c.relative_to <> l.code
	), walk AS (
		SELECT s.contract, s.code, s.relative_to, ARRAY[s.code] AS path FROM leans AS s
		UNION ALL
		SELECT w.contract, w.code, s.relative_to, w.path || s.code
		FROM walk AS w JOIN leans AS s ON s.contract = w.contract AND s.code = w.relative_to
		WHERE NOT s.code = ANY (w.path)
	)
	SELECT w.contract, w.code, array_to_string(w.path || w.relative_to, ' > ') AS path
	FROM walk AS w WHERE w.relative_to = w.code
) AS z ON z.contract = l.contract AND z.code = l.code
UNION ALL
SELECT k.contract, k.rule, 'limit_' || CASE k.place WHEN 'weight' THEN 'weight' ELSE 'cap' END, k.id,
	'a key that no fact carries', format('%s in %s', k.key, k.place)
FROM keys AS k WHERE NOT EXISTS (SELECT FROM carried AS c WHERE c.place = k.place AND c.key = k.key)
UNION ALL
SELECT l.contract, l.rule, 'load_limit', l.id, 'a hard limit that the guard cannot hold',
	string_agg(DISTINCT r.reason, ', ' ORDER BY r.reason)
FROM guarded_limit AS g JOIN named AS l ON l.id = g.limit_id
	CROSS JOIN LATERAL string_to_table(g.reason, ', ') AS r (reason)
WHERE l.strictness = 'hard' AND NOT g.held AND g.number IS NOT NULL GROUP BY l.contract, l.rule, l.id
UNION ALL
SELECT p.contract, p.contract || '/' || p.code, CASE WHEN p.remedy_id IS NULL THEN 'load_limit' ELSE 'limit_remedy' END,
	coalesce(p.remedy_id, p.limit_id), 'cannot be reckoned', p.problem
		|| CASE WHEN p.subject_id IS NULL THEN ''
	ELSE format(' (%s %s of district %s)', l.scope, p.subject_id, p.district_id) END
FROM problem_now() AS p JOIN load_limit AS l ON l.id = p.limit_id;
COMMENT ON VIEW rule_problem IS 'rules of the limits that cannot be right or rest on something that is not there';
COMMENT ON COLUMN rule_problem.contract IS 'the contract';
COMMENT ON COLUMN rule_problem.rule IS 'contract and code of the limit';
COMMENT ON COLUMN rule_problem.place IS 'the table that the row is in';
COMMENT ON COLUMN rule_problem.row_id IS 'its id there';
COMMENT ON COLUMN rule_problem.problem IS 'what is wrong';
COMMENT ON COLUMN rule_problem.detail IS 'where to look';
$caseload_text$::text),
('held_cap'::text, 'derived'::text, $caseload_text$-- The caps that the guards hold, as the reports show them: to a reader who is bound those of his own classes and
-- people.
CREATE TYPE held_cap_row AS (id varchar(160), district_id int, site_name varchar(80), section_id bigint,
	section_name varchar(80), employee_id bigint, employee_name varchar(120), program varchar(120), measure varchar(16),
	held_as varchar(8), lifted boolean, first_day date, last_day date, cap numeric(12,2), citation text);
COMMENT ON TYPE held_cap_row IS 'a row of held_cap';

CREATE FUNCTION held_cap_rows(asker bigint) RETURNS SETOF held_cap_row
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path FROM CURRENT
AS $held_cap_rows$
#variable_conflict use_column
BEGIN
	PERFORM caseload.check_place(current_schema());
	DECLARE
		sees sight := sight_of(asker, 'held_cap');
	BEGIN
		IF NOT sees.everything AND cardinality(sees.bonds) = 0 THEN
			RETURN;
		END IF;
		RETURN QUERY
		SELECT concat_ws('-', 'section', k.district_id, k.section_id, h.held_as,
				CASE WHEN d.lifted THEN coalesce(to_char(d.first_day, 'YYYYMMDD'), 'start') END)::varchar(160),
			k.district_id, t.site_name, s.section_id, s.section_name, NULL::bigint,
			NULL::varchar(120), NULL::varchar(120),
			'students'::varchar(16), h.held_as::varchar(8), d.lifted, d.first_day, d.last_day,
			d.cap::numeric(12,2), h.citation
		FROM section_cap AS k JOIN section AS s USING (district_id, section_id)
			JOIN site AS t USING (district_id, site_id)
			CROSS JOIN LATERAL (VALUES ('hard', k.hard, k.hard_citation), ('paid', k.paid, k.paid_citation),
				('advisory', k.advisory, k.advisory_citation)) AS h (held_as, cap, citation)
			CROSS JOIN LATERAL (SELECT false AS lifted, NULL::date AS first_day, NULL::date AS last_day, h.cap
				UNION ALL SELECT true, lower(f.valid), upper(f.valid) - 1, f.up_to FROM section_cap_lift AS f
				WHERE f.district_id = k.district_id AND f.section_id = k.section_id AND f.held_as = h.held_as) AS d
		WHERE h.cap IS NOT NULL AND (seen(sees, k.district_id, s.site_id, NULL)
			OR EXISTS (SELECT FROM staffing AS w WHERE w.district_id = k.district_id AND w.section_id = k.section_id
				AND seen(sees, w.district_id, s.site_id, w.employee_id)));
		RETURN QUERY
		SELECT concat_ws('-', 'employee', k.district_id, k.employee_id, k.program, h.column_name,
				CASE WHEN d.lifted THEN coalesce(to_char(d.first_day, 'YYYYMMDD'), 'start') END)::varchar(160),
			k.district_id, p.site_name, NULL::bigint, NULL::varchar(80), m.employee_id,
			m.employee_name, k.program::varchar(120),
			h.measure::varchar(16), h.held_as::varchar(8), d.lifted, d.first_day, d.last_day,
			d.cap::numeric(12,2), h.citation
		FROM caseload_cap AS k JOIN employee AS m USING (district_id, employee_id)
			-- where the person works today, or last did
			LEFT JOIN LATERAL (SELECT e.site_id, t.site_name
				FROM employment AS e JOIN site AS t USING (district_id, site_id)
				WHERE e.district_id = k.district_id AND e.employee_id = k.employee_id
				ORDER BY e.valid @> current_date DESC, upper(e.valid) DESC, e.fte DESC, e.site_id LIMIT 1) AS p ON true
			CROSS JOIN LATERAL (VALUES ('hard', 'hard', 'cases', k.hard, k.hard_citation),
				('paid', 'paid', 'cases', k.paid, k.paid_citation),
				('advisory', 'advisory', 'cases', k.advisory, k.advisory_citation),
				('hard_units', 'hard', 'goal areas', k.hard_units, k.hard_units_citation),
				('paid_units', 'paid', 'goal areas', k.paid_units, k.paid_units_citation),
				('advisory_units', 'advisory', 'goal areas', k.advisory_units, k.advisory_units_citation)
			) AS h (column_name, held_as, measure, cap, citation)
			CROSS JOIN LATERAL (SELECT false AS lifted, NULL::date AS first_day, NULL::date AS last_day, h.cap
				UNION ALL SELECT true, lower(f.valid), upper(f.valid) - 1, f.up_to FROM caseload_cap_lift AS f
				WHERE f.district_id = k.district_id AND f.employee_id = k.employee_id AND f.program = k.program
					AND f.held_as = h.column_name) AS d
		WHERE h.cap IS NOT NULL AND seen(sees, k.district_id, p.site_id, k.employee_id);
	END;
END
$held_cap_rows$;
COMMENT ON FUNCTION held_cap_rows(bigint) IS 'the rows of held_cap, as far as the asker may see them';
$caseload_text$::text),
('sample_number'::text, 'derived'::text, $caseload_text$-- A made-up district, for trying things out: schools, teachers, classes, rosters that move during the year,
-- caseloads, aides and positions held, all by arithmetic, so that the same seed and size give the same rows.
-- First, the numbers it is made of.

-- Between 0 and 1, looks random enough, and the same on every machine. It is asked several times for each row, so it
-- is one expression that the planner can put in place of the call: hence the same sum twice.
CREATE FUNCTION sample_number(seed int, kind int, one bigint) RETURNS double precision
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT ((
		(abs(sample_number.seed::bigint) * 7919 + sample_number.kind * 104729
			+ abs(sample_number.one) % 2147483647 * 48271 % 2147483647) % 2147483647
		* ((abs(sample_number.seed::bigint) * 7919 + sample_number.kind * 104729
			+ abs(sample_number.one) % 2147483647 * 48271 % 2147483647) % 2147483647 + 16807)
		) % 2147483647) / 2147483647.0::double precision;
END;
COMMENT ON FUNCTION sample_number(int, int, bigint) IS 'a number from 0 to below 1 that depends on its arguments alone';

-- the first district is that of the seed itself
CREATE FUNCTION sample_seed(seed int, district_id int) RETURNS int
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	SELECT ((abs(sample_seed.seed::bigint) + (sample_seed.district_id - 1)::bigint * 1566083941) % 2147483647)::int;
END;
COMMENT ON FUNCTION sample_seed(int, int) IS 'the seed of one of several made-up districts, another for each';
$caseload_text$::text),
('sample_year'::text, 'derived'::text, $caseload_text$-- The year of the made-up district: when school is, the terms, and the days that the contract counts on.

CREATE FUNCTION sample_days(of_contract text, OUT start_year int, OUT year daterange, OUT meets daterange,
	OUT winter date)
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
AS $sample_days$
BEGIN
	SELECT CASE WHEN lower_inf(c.term) THEN 2023 ELSE extract(year FROM lower(c.term))::int END INTO start_year
	FROM contract AS c WHERE c.contract = of_contract;
	year := daterange(make_date(start_year, 7, 1), make_date(start_year + 1, 7, 1));
	meets := daterange(caseload.first_full_week(start_year, 8) + 7, caseload.first_full_week(start_year, 8) + 297);
	winter := lower(meets) + 133;
END
$sample_days$;
COMMENT ON FUNCTION sample_days(text) IS 'the school year of a made-up district: the first of the contract';

CREATE FUNCTION sample_calendar(of_contract text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_calendar$
DECLARE
	dates record := sample_days(of_contract);
	school_days datemultirange;
BEGIN
	-- forty weeks from Monday to Friday, without one in November and two at New Year
	school_days := (SELECT range_agg(daterange(lower(dates.meets) + w * 7, lower(dates.meets) + w * 7 + 5))
		FROM generate_series(0, 40) AS w WHERE w NOT IN (14, 18, 19));
	INSERT INTO calendar (contract, school_year, in_force, days, citation, note)
	VALUES (of_contract, dates.start_year || '-' || lpad(((dates.start_year + 1) % 100)::text, 2, '0'), dates.year,
		school_days, 'made up', 'a sample');
	INSERT INTO term (contract, name, in_force, title, citation)
	VALUES (of_contract, 'semester', daterange(lower(dates.meets), dates.winter), 'fall', 'made up'),
		(of_contract, 'semester', daterange(dates.winter, upper(dates.meets)), 'spring', 'made up');
	INSERT INTO count_days (contract, name, in_force, days, citation, note)
	SELECT of_contract, n.name, dates.year,
		CASE n.name
			WHEN 'Thursdays'
			THEN caseload.weekly_days(school_days, 4, caseload.first_full_week(dates.start_year, 9))
			WHEN 'norm day'
			THEN caseload.nth_days(school_days, ARRAY[dates.year], 25)
			ELSE caseload.nth_days(school_days, ARRAY[daterange(lower(dates.meets), dates.winter),
				daterange(dates.winter, upper(dates.meets))], 20)
		END, 'made up', 'a sample'
	FROM (
		SELECT l.counted_on AS name FROM load_limit AS l WHERE l.contract = of_contract
		UNION
		SELECT d.from_event FROM deadline AS d WHERE d.contract = of_contract AND d.stage = 'grievance'
	) AS n
	WHERE n.name NOT IN ('every day', 'duty days', 'first day', 'last day');
END
$sample_calendar$;
COMMENT ON FUNCTION sample_calendar(text) IS 'the calendar, the terms and the count days of a made-up district''s year';
$caseload_text$::text),
('sample_people'::text, 'derived'::text, $caseload_text$-- The schools of made-up districts and who works there. Like the functions that come after, it fills the districts
-- from one number to another, so many schools to each.

CREATE FUNCTION sample_people(seed int, from_district int, to_district int, schools int, of_contract text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_people$
DECLARE
	dates record := sample_days(of_contract);
BEGIN
	INSERT INTO site (district_id, site_id, site_name, level, enrollment, attributes)
	SELECT d, s, 'School ' || lpad(s::text, 4, '0'),
		CASE s % 4 WHEN 0 THEN 'High School' WHEN 3 THEN 'Middle School' ELSE 'Elementary' END, 500,
		CASE WHEN s % 3 = 1 THEN '{"identified": true}' ELSE '{}' END::jsonb
	FROM generate_series(from_district, to_district) AS d, generate_series(1, schools) AS s
	ORDER BY d, s;

	INSERT INTO employee (district_id, employee_id, employee_name, hired)
	SELECT d, s * 100 + k, 'Employee ' || s * 100 + k,
		make_date(dates.start_year - (sample_number(sample_seed(seed, d), 1, s * 100 + k) * 25)::int, 8, 1)
	FROM generate_series(from_district, to_district) AS d, generate_series(1, schools) AS s,
		generate_series(1, 30) AS k
	ORDER BY d, s, k;

	-- on the places of the teachers' schedule, or of the first that there is
	INSERT INTO employment (district_id, employee_id, site_id, contract, schedule, valid, placement, agreed_salary, fte)
	SELECT m.district_id, m.employee_id, m.employee_id / 100, of_contract, coalesce(p.schedule, 'none'), dates.year,
		p.placement, CASE WHEN p.placement IS NULL THEN 60000 END,
		CASE WHEN sample_number(sample_seed(seed, m.district_id), 2, m.employee_id) < 0.05 THEN 0.5 ELSE 1 END
	FROM employee AS m
		LEFT JOIN (
			SELECT g.schedule, c.placement, row_number() OVER (ORDER BY c.placement) - 1 AS place,
				count(*) OVER () AS places
			FROM (
				SELECT g.schedule, g.grid FROM schedule AS g
				WHERE g.contract = of_contract AND g.in_force && dates.year
				ORDER BY g.schedule <> 'teacher', g.schedule, g.in_force LIMIT 1
			) AS g
				CROSS JOIN LATERAL caseload.cells(g.grid) AS c
		) AS p ON p.place = floor(sample_number(sample_seed(seed, m.district_id), 3, m.employee_id) * p.places)
	WHERE m.district_id BETWEEN from_district AND to_district
	ORDER BY m.district_id, m.employee_id;

	-- a position in ten of those that the contract pays a stipend for
	INSERT INTO position_held (district_id, employee_id, site_id, contract, position, valid)
	SELECT m.district_id, m.employee_id, m.employee_id / 100, of_contract, p.position, dates.year
	FROM employee AS m
		JOIN (
			SELECT q.position, row_number() OVER (ORDER BY q.position COLLATE "C") - 1 AS place,
				count(*) OVER () AS places
			FROM (
				SELECT DISTINCT s.position FROM stipend AS s
				WHERE s.contract = of_contract AND s.in_force && dates.year AND s.band IS NOT NULL
					AND s.site_level = 'any'
			) AS q
		) AS p ON p.place = floor(sample_number(sample_seed(seed, m.district_id), 19, m.employee_id) * p.places)
	WHERE m.district_id BETWEEN from_district AND to_district
		AND sample_number(sample_seed(seed, m.district_id), 18, m.employee_id) < 0.1
	ORDER BY m.district_id, m.employee_id;
END
$sample_people$;
COMMENT ON FUNCTION sample_people(int, int, int, int, text)
	IS 'sites, employees, employments and positions held of made-up districts';
$caseload_text$::text),
('sample_classes'::text, 'derived'::text, $caseload_text$-- The classes of made-up districts: three of each grade from K to 6 at each school, a teacher to each, and students
-- who come, leave and move.

CREATE FUNCTION sample_classes(seed int, from_district int, to_district int, schools int, of_contract text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_classes$
DECLARE
	dates record := sample_days(of_contract);
BEGIN
	INSERT INTO section (district_id, section_id, site_id, section_name, grades, valid, attributes)
	SELECT k.district_id, k.site_id * 100 + k.grade * 3 + k.place, k.site_id,
		format('%s-%s', grade_name(k.grade), k.place),
		CASE WHEN k.combination THEN int4range(k.grade, k.grade + 1, '[]') ELSE int4range(k.grade, k.grade, '[]') END,
		dates.meets, CASE WHEN k.combination THEN '{"combination": true}' ELSE '{}' END::jsonb
	FROM (
		SELECT d AS district_id, s AS site_id, g AS grade, j AS place,
			j = 3 AND g BETWEEN 1 AND 5 AND sample_number(sample_seed(seed, d), 4, s * 10 + g) < 0.08 AS combination
		FROM generate_series(from_district, to_district) AS d, generate_series(1, schools) AS s,
			generate_series(0, 6) AS g, generate_series(1, 3) AS j
	) AS k
	ORDER BY k.district_id, k.site_id, k.grade, k.place;

	INSERT INTO staffing (district_id, section_id, employee_id, valid)
	SELECT c.district_id, c.section_id, t.employee_id, t.valid
	FROM section AS c
		CROSS JOIN LATERAL (
			SELECT sample_number(sample_seed(seed, c.district_id), 5, c.section_id) < 0.04 AS changes
		) AS r
		CROSS JOIN LATERAL (
			SELECT c.section_id AS employee_id,
				CASE WHEN r.changes THEN daterange(lower(dates.meets), dates.winter) ELSE dates.meets END AS valid
			UNION ALL
			SELECT c.site_id * 100 + 30, daterange(dates.winter, upper(dates.meets)) WHERE r.changes
		) AS t
	WHERE c.district_id BETWEEN from_district AND to_district AND c.program IS NULL
	ORDER BY c.district_id, c.section_id, t.valid;
END
$sample_classes$;
COMMENT ON FUNCTION sample_classes(int, int, int, int, text)
	IS 'classes of each grade of made-up districts, and their teachers';

-- A class aims at its cap, from four below to three above. A student in thirteen comes later, one in sixteen leaves,
-- and one in thirty goes to the next class of the grade.
CREATE FUNCTION sample_rosters(seed int, from_district int, to_district int, from_site int, to_site int,
	of_contract text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_rosters$
DECLARE
	dates record := sample_days(of_contract);
	made bigint;
BEGIN
	INSERT INTO enrollment (district_id, section_id, student_id, valid, attributes)
	SELECT r.district_id, v.section_id, r.student, v.valid,
		CASE WHEN sample_number(r.seed_here, 10, r.student) < 0.12 THEN '{"iep": true}' ELSE '{}' END::jsonb
	FROM (
		SELECT c.district_id, c.section_id, c.seed_here, c.section_id * 100 + k AS student,
			lower(dates.meets) + (sample_number(c.seed_here, 7, c.section_id * 100 + k) * 280)::int AS day,
			sample_number(c.seed_here, 8, c.section_id * 100 + k) AS fate,
			c.section_id + CASE WHEN (c.section_id % 100 - 1) % 3 = 2 THEN -1 ELSE 1 END AS next_section
		FROM (
			SELECT c.district_id, c.section_id, sample_seed(seed, c.district_id) AS seed_here,
				coalesce((
					SELECT min(caseload.quantity(p.number))
					FROM limit_cap AS p JOIN load_limit AS l ON l.id = p.limit_id
					WHERE l.contract = of_contract AND l.scope = 'section' AND p.program IS NULL
						AND p.grades && c.grades AND p.relative_to IS NULL AND p.applies = '{}'
						AND caseload.measure(p.number) = 'students' AND p.reckoned = 'total'
				), 24) - 4 + floor(sample_number(sample_seed(seed, c.district_id), 6, c.section_id) * 8) AS aim
			FROM section AS c
			WHERE c.district_id BETWEEN from_district AND to_district AND c.program IS NULL
				AND c.site_id BETWEEN from_site AND to_site
			OFFSET 0 -- each class's cap and seed once, not once a student
		) AS c
			CROSS JOIN LATERAL generate_series(1, greatest(c.aim, 5)::int) AS k
		OFFSET 0
	) AS r
		CROSS JOIN LATERAL (
			SELECT r.section_id, daterange(
				CASE WHEN r.fate < 0.077 THEN r.day ELSE lower(dates.meets) END,
				CASE WHEN r.fate BETWEEN 0.077 AND 0.14 OR r.fate > 0.967 THEN r.day + 1 ELSE upper(dates.meets) END
			) AS valid
			UNION ALL
			SELECT r.next_section, daterange(r.day + 1, upper(dates.meets))
			WHERE r.fate > 0.967 AND r.day + 1 < upper(dates.meets)
		) AS v
	ORDER BY r.district_id, r.section_id, r.student, v.valid;
	GET DIAGNOSTICS made = ROW_COUNT;
	RETURN made;
END
$sample_rosters$;
COMMENT ON FUNCTION sample_rosters(int, int, int, int, int, text)
	IS 'enrollments in those classes, of some schools; says how many';
$caseload_text$::text),
('sample_special'::text, 'derived'::text, $caseload_text$-- Special education in made-up districts: special day classes with aides, and caseloads, for programs of the contract.

CREATE FUNCTION sample_special(seed int, from_district int, to_district int, schools int, of_contract text)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_special$
DECLARE
	dates record := sample_days(of_contract);
	made bigint;
BEGIN
	-- a class for each of two programs at each school
	INSERT INTO section (district_id, section_id, site_id, section_name, grades, valid, program, attributes)
	SELECT d, s * 100 + 21 + p.place, s, p.program || ' ' || s, '[1,5]', dates.meets, p.program,
		p.applies || '{"special_day": true}'
	FROM generate_series(from_district, to_district) AS d, generate_series(1, schools) AS s
		CROSS JOIN (
			SELECT DISTINCT ON (p.program) p.program, p.applies, dense_rank() OVER (ORDER BY p.program) AS place
			FROM limit_cap AS p JOIN load_limit AS l ON l.id = p.limit_id
			WHERE l.contract = of_contract AND l.scope = 'section' AND p.program IS NOT NULL
				AND caseload.measure(p.number) = 'students'
			ORDER BY p.program, p.id
		) AS p
	WHERE p.place <= 2
	ORDER BY d, s, p.place;

	INSERT INTO staffing (district_id, section_id, employee_id, valid)
	SELECT c.district_id, c.section_id, c.section_id, dates.meets
	FROM section AS c
	WHERE c.district_id BETWEEN from_district AND to_district AND c.program IS NOT NULL
	ORDER BY c.district_id, c.section_id;

	INSERT INTO enrollment (district_id, section_id, student_id, valid, attributes)
	SELECT c.district_id, c.section_id, c.section_id * 100 + k, dates.meets, '{"iep": true}'
	FROM section AS c
		CROSS JOIN LATERAL generate_series(1, (
			(
				SELECT min(caseload.quantity(p.number)) FROM limit_cap AS p
				WHERE p.program = c.program AND caseload.measure(p.number) = 'students'
			) - 2 + floor(sample_number(sample_seed(seed, c.district_id), 11, c.section_id) * 6)
		)::int) AS k
	WHERE c.district_id BETWEEN from_district AND to_district AND c.program IS NOT NULL
	ORDER BY c.district_id, c.section_id, k;
	GET DIAGNOSTICS made = ROW_COUNT;

	INSERT INTO tally (district_id, section_id, valid, what, quantity)
	SELECT c.district_id, c.section_id, dates.meets, 'aides', caseload.caseload_unit(
		floor(sample_number(sample_seed(seed, c.district_id), 12, c.section_id) * 3 + 1)::numeric, 'aides')
	FROM section AS c
	WHERE c.district_id BETWEEN from_district AND to_district AND c.program IS NOT NULL
	ORDER BY c.district_id, c.section_id;

	-- and a caseload for each of three programs
	INSERT INTO case_assignment (district_id, employee_id, student_id, program, valid, goal_areas, grade, attributes)
	SELECT r.district_id, r.employee_id, r.student, r.program,
		CASE
			WHEN sample_number(r.seed_here, 14, r.student) < 0.1
			THEN daterange(lower(dates.meets) + (sample_number(r.seed_here, 15, r.student) * 250)::int,
				upper(dates.meets))
			ELSE dates.meets
		END,
		1 + floor(sample_number(r.seed_here, 16, r.student) * 3), (sample_number(r.seed_here, 17, r.student) * 6)::int,
		r.applies
	FROM (
		SELECT e.district_id, e.employee_id, e.employee_id * 1000 + k AS student, p.program, p.applies, p.place,
			sample_seed(seed, e.district_id) AS seed_here
		FROM (
			SELECT DISTINCT ON (p.program) p.program, p.applies, p.number,
				dense_rank() OVER (ORDER BY p.program DESC) AS place
			FROM limit_cap AS p JOIN load_limit AS l ON l.id = p.limit_id
			WHERE l.contract = of_contract AND l.scope = 'employee' AND p.program IS NOT NULL
				AND caseload.measure(p.number) IN ('students', 'IEPs') AND p.relative_to IS NULL
				AND NOT p.counts ? 'what' AND caseload.quantity(p.number) BETWEEN 1 AND 200
			ORDER BY p.program, p.id
		) AS p
			JOIN employee AS e ON e.employee_id % 100 = 24 + p.place AND p.place <= 3
				AND e.district_id BETWEEN from_district AND to_district
			CROSS JOIN LATERAL generate_series(1, (caseload.quantity(p.number)
				* (0.85 + sample_number(sample_seed(seed, e.district_id), 13, e.employee_id) * 0.3))::int) AS k
		OFFSET 0
	) AS r
	ORDER BY r.district_id, r.place, r.student;
	RETURN made;
END
$sample_special$;
COMMENT ON FUNCTION sample_special(int, int, int, int, text)
	IS 'special day classes and caseloads of made-up districts; says how many enrollments';
$caseload_text$::text),
('sample'::text, 'derived'::text, $caseload_text$-- Made-up districts, one or many, filled a few at a time: a statement that fills a thousand would say nothing for
-- long, and keep the keys it has to check in memory meanwhile.

-- who waits for seconds is told
CREATE FUNCTION sample_told(done text, enrollments bigint, last_told timestamptz) RETURNS timestamptz
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_told$
BEGIN
	IF clock_timestamp() - last_told < interval '5 s' THEN
		RETURN last_told;
	END IF;
	RAISE NOTICE 'sample: %, % enrollments', done, ltrim(to_char(enrollments, '999,999,990'));
	RETURN clock_timestamp();
END
$sample_told$;
COMMENT ON FUNCTION sample_told(text, bigint, timestamptz)
	IS 'says how far the sample is, unless it was said within five seconds; gives when it was said';

CREATE FUNCTION sample_districts(seed int, districts int, schools_each int, contract text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_districts$
DECLARE
	at_once constant int := 25; -- schools filled by one statement: some 15,000 enrollments
	step int := greatest(at_once / greatest(schools_each, 1), 1);
	used_contract text := coalesce(contract, (SELECT c.contract FROM contract AS c ORDER BY c.contract LIMIT 1));
	enrollments bigint := 0;
	told timestamptz := clock_timestamp();
	done text;
	other int;
BEGIN
	IF seed IS NULL OR districts IS NULL OR schools_each IS NULL THEN
		RAISE null_value_not_allowed USING
			MESSAGE = 'a sample needs a seed, a number of districts and a number of schools';
	END IF;
	IF used_contract IS NULL THEN
		RAISE invalid_parameter_value USING MESSAGE = 'there is no contract to sample for',
			HINT = 'Load one first: caseload.load_contract(''my_district'', ''waterford'').';
	END IF;
	IF NOT EXISTS (SELECT FROM contract AS c WHERE c.contract = used_contract) THEN
		RAISE invalid_parameter_value USING MESSAGE = format('there is no contract "%s" to sample for', used_contract),
			HINT = 'TABLE contract shows those that are loaded; caseload.load_contract loads another.';
	END IF;
	IF schools_each NOT BETWEEN 1 AND 2000 THEN
		RAISE invalid_parameter_value USING MESSAGE = format('a sample district cannot have %s schools', schools_each),
			HINT = 'Give 1 to 2000.';
	END IF;
	IF districts NOT BETWEEN 1 AND 10000 OR districts::bigint * schools_each > 10000 THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('a sample cannot have %s districts of %s schools each', districts, schools_each),
			DETAIL = 'A sample has 10,000 schools at most, some 6,000,000 enrollments.',
			HINT = 'Give fewer districts, or fewer schools to each.';
	END IF;
	SELECT min(s.district_id) INTO other FROM site AS s;
	IF other IS NOT NULL THEN
		RAISE invalid_parameter_value USING MESSAGE = 'the district has facts already',
			DETAIL = format('Sites of district_id %s are there.', other),
			HINT = 'Make an empty district for the sample.';
	END IF;

	PERFORM sample_calendar(used_contract);
	-- For other sessions to see. Set as SET LOCAL does: the name that the session had comes back when this function
	-- ends, in whatever way, since a function with settings of its own gives them all back.
	PERFORM set_config('application_name', format('caseload: sample 0 of %s',
		CASE districts WHEN 1 THEN schools_each || ' schools' ELSE districts || ' districts' END), true);
	FOR low IN 1 .. districts BY step LOOP
		DECLARE
			high int := least(low + step - 1, districts);
		BEGIN
			PERFORM sample_people(seed, low, high, schools_each, used_contract);
			PERFORM sample_classes(seed, low, high, schools_each, used_contract);
			FOR site IN 1 .. schools_each BY at_once LOOP
				enrollments := enrollments
					+ sample_rosters(seed, low, high, site, site + at_once - 1, used_contract);
				-- one district of many schools is told by school
				IF districts = 1 THEN
					done := format('%s of %s schools', least(site + at_once - 1, schools_each), schools_each);
					PERFORM set_config('application_name', 'caseload: sample ' || done, true);
					told := sample_told(done, enrollments, told);
				END IF;
			END LOOP;
			enrollments := enrollments + sample_special(seed, low, high, schools_each, used_contract);
			IF districts > 1 THEN
				done := format('%s of %s districts', high, districts);
				PERFORM set_config('application_name', 'caseload: sample ' || done, true);
				told := sample_told(done, enrollments, told);
			END IF;
		END;
	END LOOP;

	PERFORM setval(pg_get_serial_sequence('site', 'site_id'), (SELECT max(site_id) FROM site));
	PERFORM setval(pg_get_serial_sequence('employee', 'employee_id'), (SELECT max(employee_id) FROM employee));
	PERFORM setval(pg_get_serial_sequence('section', 'section_id'), (SELECT max(section_id) FROM section));
	-- Reports over tables that were never analyzed can take a hundred times as long. Who does not own them is warned.
	IF (SELECT pg_has_role(c.relowner, 'USAGE') FROM pg_class AS c WHERE c.oid = 'enrollment'::regclass) THEN
		ANALYZE site, employee, employment, position_held, section, staffing, enrollment, tally, case_assignment,
			calendar, term, count_days;
	END IF;
	RETURN format('%s, %s schools, %s employees, %s classes, %s enrollments, %s cases',
		CASE districts WHEN 1 THEN '1 district' ELSE districts || ' districts' END, districts * schools_each,
		(SELECT count(*) FROM employee), (SELECT count(*) FROM section),
		(SELECT count(*) FROM enrollment), (SELECT count(*) FROM case_assignment));
END
$sample_districts$;
COMMENT ON FUNCTION sample_districts(int, int, int, text)
	IS 'fills an empty schema with made-up districts of so many schools each, always the same for the same seed';

CREATE FUNCTION sample_facts(seed int, size int, contract text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT
AS $sample_facts$
BEGIN
	IF size IS NULL OR size NOT BETWEEN 1 AND 2000 THEN
		RAISE invalid_parameter_value USING HINT = 'Give 1 to 2000.',
			MESSAGE = format('the size %s is not a number of schools', coalesce(size::text, 'null'));
	END IF;
	RETURN regexp_replace(sample_districts(seed, 1, size, contract), '^1 district, ', '');
END
$sample_facts$;
COMMENT ON FUNCTION sample_facts(int, int, text)
	IS 'fills an empty district with a made-up year: so many schools, always the same for the same seed';
$caseload_text$::text)
$caseload_texts$;
CREATE FUNCTION caseload.report_scripts() RETURNS TABLE (name text, script text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $caseload_texts$ VALUES
('schedule_cell'::text, $caseload_text$-- Reports: views of plain types for BI tools, which read as their owner: USAGE on this schema and SELECT on a view
-- is all that a reader needs. Schedules are open to every reader.

-- the text that is known now; a longer lane name than 12 letters cannot be
CREATE VIEW schedule_cell AS
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
COMMENT ON VIEW schedule_cell IS 'one row a cell of each salary schedule: what a lane and step is paid a year. Source: '
	'the schedule''s article in the table schedule';
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
('overage'::text, $caseload_text$-- Reports of overages: a row a counted day. Class sizes are those limits that count the students of
-- classes; caseloads are all others, of cases, tallies and persons. Kept rows, and what is stale reckoned on the spot.
CREATE VIEW class_size_overage AS
SELECT concat_ws('-', k.limit_id, k.test, k.district_id, k.subject_id, k.employee_id, to_char(k.counted_on, 'YYYYMMDD'))
		::varchar(120) AS id,
	k.district_id, k.contract::varchar(64) AS contract, k.school_year, k.site_name, k.employee_id,
	k.employee_name, k.section_id, k.section_name, k.grade, k.rule, k.counted_on, k.month, k.cap,
	k.load, k.over_by, k.pay, k.citation
FROM (SELECT * FROM seen_class_size UNION ALL SELECT * FROM own_class_size(caseload.asker())
	UNION ALL SELECT * FROM live_class_size(caseload.asker())) AS k;
COMMENT ON VIEW class_size_overage IS
	'one row a counted day on which a class, or the classes of a teacher, are over the limit, and '
	'payee. Source: the limit''s article';
COMMENT ON COLUMN class_size_overage.id IS 'key of the row';
COMMENT ON COLUMN class_size_overage.district_id IS 'district';
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
COMMENT ON COLUMN class_size_overage.pay IS
	'what is due for that day, in dollars; null where the contract states no amount';
COMMENT ON COLUMN class_size_overage.citation IS 'article';

CREATE VIEW caseload_overage AS
SELECT concat_ws('-', k.limit_id, k.test, k.district_id, k.subject_id, k.employee_id, to_char(k.counted_on, 'YYYYMMDD'))
		::varchar(120) AS id,
	k.district_id, k.contract::varchar(64) AS contract, k.school_year, k.site_name, k.employee_id,
	k.employee_name, k.program, k.rule, k.counted_on, k.month, k.measure, k.cap, k.load, k.over_by, k.pay, k.citation
FROM (SELECT * FROM seen_caseload UNION ALL SELECT * FROM own_caseload(caseload.asker())
	UNION ALL SELECT * FROM live_caseload(caseload.asker())) AS k;
COMMENT ON VIEW caseload_overage IS
	'one row a counted day on which a caseload, or anything else that is no class, is over the limit, '
	'and payee. Source: the limit''s article';
COMMENT ON COLUMN caseload_overage.id IS 'key of the row';
COMMENT ON COLUMN caseload_overage.district_id IS 'district';
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
COMMENT ON COLUMN caseload_overage.pay IS
	'what is due for that day, in dollars; null where the contract states no amount';
COMMENT ON COLUMN caseload_overage.citation IS 'article';
$caseload_text$::text),
('compliance'::text, $caseload_text$-- Findings: whether the contract is kept. Kept rows, and what is stale reckoned on the spot.
CREATE VIEW compliance_finding AS
SELECT concat_ws('-', k.limit_id, k.test, k.district_id, k.subject_id, k.remedy_id, k.employee_id, k.school_year)
		::varchar(120) AS id,
	k.district_id, k.contract::varchar(64) AS contract, k.school_year, k.kind, k.rule, k.site_name,
	k.employee_id, k.employee_name, k.section_id, k.section_name, k.first_day, k.last_day, k.measure, k.cap, k.actual,
	k.over_by, k.strictness, k.remedy_type, k.remedy, k.choice, k.remedy_due, k.worth, k.quantity, k.amount_due,
	k.citation, k.grieve_by, k.note
FROM (SELECT * FROM seen_finding UNION ALL SELECT * FROM own_finding(caseload.asker())
	UNION ALL SELECT * FROM live_finding(caseload.asker())) AS k;
COMMENT ON VIEW compliance_finding IS
	'one row a school year, limit, class or person, remedy and payee: what was over, since when, and '
	'what follows. Source: the limit''s article';
COMMENT ON COLUMN compliance_finding.id IS 'key of the finding';
COMMENT ON COLUMN compliance_finding.district_id IS 'district';
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
COMMENT ON COLUMN compliance_finding.remedy_type IS
	'pay, paraprofessional, release, position, meeting, grievance, consent or other; null if the '
	'contract names no remedy';
COMMENT ON COLUMN compliance_finding.remedy IS 'the remedy with its scale';
COMMENT ON COLUMN compliance_finding.choice IS 'remedies with the same word are alternatives';
COMMENT ON COLUMN compliance_finding.remedy_due IS 'false for an alternative that was not taken';
COMMENT ON COLUMN compliance_finding.worth IS
	'what it comes to over the school year if it is taken on all days, in dollars or units; null where '
	'the contract states no amount';
COMMENT ON COLUMN compliance_finding.quantity IS 'of a remedy in units: how many are due over the school year';
COMMENT ON COLUMN compliance_finding.amount_due IS
	'in dollars over the school year; adds up from class to teacher to district';
COMMENT ON COLUMN compliance_finding.citation IS 'article';
COMMENT ON COLUMN compliance_finding.grieve_by IS
	'last day to grieve, by the contract''s deadline; null where it has none';
COMMENT ON COLUMN compliance_finding.note IS 'the reading chosen where the text is open';
$caseload_text$::text),
('pay_summary'::text, $caseload_text$-- A year's pay, a row an employment.
CREATE VIEW pay_summary AS
SELECT p.id, p.district_id, p.contract, p.school_year, p.employee_id, p.employee_name,
	p.site_name, p.schedule, p.placement,
	p.lane, p.step, p.fte, p.base_salary, p.longevity_pay, p.stipend_pay, p.overage_pay, p.total_pay
FROM pay_rows(caseload.asker()) AS p;
COMMENT ON VIEW pay_summary IS 'one row an employment and school year: what is paid, by its parts. Stipends and '
	'overages stand on the largest employment of a person';
COMMENT ON COLUMN pay_summary.id IS 'key of the row';
COMMENT ON COLUMN pay_summary.district_id IS 'district';
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
COMMENT ON COLUMN pay_summary.base_salary IS
	'salary of the place, without longevity, for the part of the year on it, in dollars';
COMMENT ON COLUMN pay_summary.longevity_pay IS 'longevity, of the grid and by service';
COMMENT ON COLUMN pay_summary.stipend_pay IS 'stipends of the positions held';
COMMENT ON COLUMN pay_summary.overage_pay IS 'pay for classes and caseloads over the limit';
COMMENT ON COLUMN pay_summary.total_pay IS 'all of it';
$caseload_text$::text),
('scattergram'::text, $caseload_text$-- How many stand on each cell of a schedule, and what they cost.
CREATE VIEW scattergram AS
SELECT p.district_id, p.contract, p.schedule, p.school_year, p.lane, p.lane_rank, p.step, p.employees, p.fte, p.cost
FROM scattergram_rows(caseload.asker()) AS p;
COMMENT ON VIEW scattergram IS 'one row a district, place on a schedule and school year on which anybody is paid; who '
	'changes place inside the year stands on both, with the cost of each';
COMMENT ON COLUMN scattergram.district_id IS 'district';
COMMENT ON COLUMN scattergram.contract IS 'contract';
COMMENT ON COLUMN scattergram.schedule IS 'salary schedule';
COMMENT ON COLUMN scattergram.school_year IS 'school year, as 2019-20';
COMMENT ON COLUMN scattergram.lane IS 'lane (column); sort by lane_rank';
COMMENT ON COLUMN scattergram.lane_rank IS 'place of the lane from the left, 1 first';
COMMENT ON COLUMN scattergram.step IS 'step (row)';
COMMENT ON COLUMN scattergram.employees IS 'employees on it';
COMMENT ON COLUMN scattergram.fte IS 'full-time equivalents on it';
COMMENT ON COLUMN scattergram.cost IS 'salaries and longevity, in dollars';
$caseload_text$::text),
('status'::text, $caseload_text$-- As of when the reports are, how much of them is reckoned at each look, and what cannot be reckoned.
CREATE VIEW report_status AS
SELECT s.id, s.district_id, s.about, s.refreshed_at, s.took, s.marked, s.stale,
	s.contract, s.rule, s.remedy, s.subject_id,
	s.employee_id, s.employee_name, s.reason
FROM status_rows(caseload.asker()) AS s;
COMMENT ON VIEW report_status IS
	'a row a district (about: book), and one for each thing that cannot be reckoned (problem)';
COMMENT ON COLUMN report_status.id IS 'key of the row';
COMMENT ON COLUMN report_status.district_id IS 'district';
COMMENT ON COLUMN report_status.about IS
	'book: the kept answers of a district; problem: something that cannot be reckoned';
COMMENT ON COLUMN report_status.refreshed_at IS 'when the kept answers were last brought up to date; null: never';
COMMENT ON COLUMN report_status.took IS 'how long that took, in seconds';
COMMENT ON COLUMN report_status.marked IS
	'changes of facts since then; null to a reader who does not see all of the district';
COMMENT ON COLUMN report_status.stale IS
	'how many classes, employees and sites are reckoned at each look, each limit by itself; '
	'null as marked';
COMMENT ON COLUMN report_status.contract IS 'of a problem: the contract';
COMMENT ON COLUMN report_status.rule IS 'title of the limit';
COMMENT ON COLUMN report_status.remedy IS 'the remedy that cannot be reckoned; null: the limit itself';
COMMENT ON COLUMN report_status.subject_id IS 'the class, employee, site or district; null: all';
COMMENT ON COLUMN report_status.employee_id IS 'the employee';
COMMENT ON COLUMN report_status.employee_name IS 'name';
COMMENT ON COLUMN report_status.reason IS 'why';
$caseload_text$::text),
('held_cap_report'::text, $caseload_text$-- What the guards hold, where guard_district() put them on.
CREATE VIEW held_cap AS
SELECT h.id, h.district_id, h.site_name, h.section_id, h.section_name, h.employee_id,
	h.employee_name, h.program, h.measure,
	h.held_as, h.lifted, h.first_day, h.last_day, h.cap, h.citation
FROM held_cap_rows(caseload.asker()) AS h;
COMMENT ON VIEW held_cap IS
	'one row a class, or person and program, and cap that its guard holds; and one for each stretch '
	'of days with a higher cap or none. Source: the limits'' articles, and exceptions';
COMMENT ON COLUMN held_cap.id IS 'key of the row';
COMMENT ON COLUMN held_cap.district_id IS 'district';
COMMENT ON COLUMN held_cap.site_name IS 'school, or where the person works today or last did';
COMMENT ON COLUMN held_cap.section_id IS 'class; null for a caseload';
COMMENT ON COLUMN held_cap.section_name IS 'name of the class';
COMMENT ON COLUMN held_cap.employee_id IS 'whose caseload it is; null for a class';
COMMENT ON COLUMN held_cap.employee_name IS 'name';
COMMENT ON COLUMN held_cap.program IS 'program of the caseload';
COMMENT ON COLUMN held_cap.measure IS 'what is counted: students, cases or goal areas';
COMMENT ON COLUMN held_cap.held_as IS 'hard: refused above it; paid: let in, and something is due; advisory: let in';
COMMENT ON COLUMN held_cap.lifted IS
	'false: the cap of all days but those stretches; true: a stretch of days with another';
COMMENT ON COLUMN held_cap.first_day IS 'first day of a stretch; null: it has no first';
COMMENT ON COLUMN held_cap.last_day IS 'last day of it; null: it has no last';
COMMENT ON COLUMN held_cap.cap IS 'how many at most; null: no cap on these days';
COMMENT ON COLUMN held_cap.citation IS 'articles';
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
	('anacortes', 'Anacortes Education Association, "Know Your Contract", 2017-18', 'Anacortes School District',
		'Anacortes Education Association',
		'[2017-09-01,2018-09-01)', 'Know Your Contract',
		'the page prints no term; 2017-18 is the year that it speaks of');

-- Class size. The text lists the four daily amounts once, under the lines of K-3, 4 and 5-6: they are read as
-- those of all three, and as adding up student by student.
INSERT INTO load_limit (contract, code, title, in_force, scope, joined, counted_on, strictness, citation, note) VALUES
	('anacortes', 'class-size-k-6', 'Class size K-6', '[2017-09-01,2018-09-01)', 'section', 'any',
		'every day', 'paid', 'CBA pp. 36-39',
		'the amounts are read as adding up: 10, 20, 35, 60 a day; the other reading, that each replaces the one '
		'before, is the scale 1-2: $10 flat, 3: $15 flat, 4+: $25 flat; nothing is stated past the fourth student'),
	('anacortes', 'class-size-7-8', 'Class size 7-8', '[2017-09-01,2018-09-01)', 'employee', 'any', 'every day', 'paid',
		'CBA pp. 36-39', 'an average of 29 or a class of over 32; no amount is printed'),
	('anacortes', 'class-size-9-12-6of7', 'Class size 9-12, six of seven', '[2017-09-01,2018-09-01)', 'employee', 'any',
		'every day', 'paid', 'CBA pp. 36-39', 'an average of 29 or a class of over 32; no amount is printed'),
	('anacortes', 'class-size-9-12-5of7', 'Class size 9-12, five of seven', '[2017-09-01,2018-09-01)', 'employee',
		'all', 'every day', 'paid', 'CBA pp. 36-39',
		'average and single class must both be passed at each tier, and the amounts replace each other; an average of '
		'exactly 32 is read as not yet over'),
	('anacortes', 'resource-room', 'Resource room K-12',
		'[2017-09-01,2018-09-01)', 'employee', 'any', 'every day', 'paid', 'CBA pp. 38-39',
		'whichever is less: each of the two is a limit of its own; a unit is an IEP goal area served'),
	('anacortes', 'life-skills', 'Life skills K-12 and preschool', '[2017-09-01,2018-09-01)', 'section', 'any',
		'every day', 'paid', 'CBA pp. 38-39', '12 in a.m., 12 in p.m.: each session is a class of its own'),
	('anacortes', 'slp', 'Speech-language caseload', '[2017-09-01,2018-09-01)', 'employee', 'any', 'every day', 'paid',
		'CBA pp. 38-39', 'K-12 in program SLP, birth to kindergarten in program SLP Birth-K'),
	('anacortes', 'ot-pt', 'Occupational and physical therapy caseload', '[2017-09-01,2018-09-01)', 'employee', 'any',
		'every day', 'paid', 'CBA pp. 38-39', NULL),
	('anacortes', 'psychologist', 'Psychologist caseload', '[2017-09-01,2018-09-01)', 'employee', 'any', 'every day',
		'paid', 'CBA pp. 38-39', 'students of the schools served, as a tally: psychologists have no roster');

INSERT INTO limit_cap (limit_id, test, grades, program, applies, precedence, number, relative_to,
	tolerance, counts, reckoned, excess, note)
SELECT l.id, v.test, v.grades::int4range, v.program, v.applies::jsonb, v.precedence, v.number, v.relative_to,
	v.tolerance, v.counts::jsonb, v.reckoned, v.excess, v.note
FROM (VALUES
	('class-size-k-6', 1, '[0,3]', NULL, '{}', 0, '17 students', NULL, NULL, '{}', 'total', 'exact', NULL),
	('class-size-k-6', 1, '[4,4]', NULL, '{}', 0, '25 students', NULL, NULL, '{}', 'total', 'exact', NULL),
	('class-size-k-6', 1, '[5,6]', NULL, '{}', 0, '26 students', NULL, NULL, '{}', 'total', 'exact', NULL),
	('class-size-7-8', 1, '[7,8]', NULL, '{}', 0, '29 students', NULL, NULL, '{}',
		'average', 'exact', 'average class size'),
	('class-size-7-8', 2, '[7,8]', NULL, '{}', 0, '32 students', NULL, NULL, '{}', 'largest', 'exact', 'single class'),
	('class-size-9-12-6of7', 1, '[9,12]', NULL, '{"sections": 6}', 0, '29 students', NULL, NULL, '{}',
		'average', 'exact', 'average class size'),
	('class-size-9-12-6of7', 2, '[9,12]', NULL, '{"sections": 6}', 0, '32 students', NULL, NULL, '{}',
		'largest', 'exact', 'single class'),
	('class-size-9-12-5of7', 1, '[9,12]', NULL, '{"sections": 5}', 0, '32 students', NULL, NULL, '{}', 'average',
		'up', 'average above 32, 33, 34'),
	('class-size-9-12-5of7', 2, '[9,12]', NULL, '{"sections": 5}', 0, '33 students', NULL, NULL, '{}', 'largest',
		'exact', 'single class above 33, 34, 35'),
	('resource-room', 1, NULL, 'Resource Room', '{}', 0, '25 students', NULL,
		'2 students', '{}', 'total', 'exact', NULL),
	('resource-room', 2, NULL, 'Resource Room', '{}', 0, '50 units', NULL, '4 units', '{}', 'total', 'exact', NULL),
	('life-skills', 1, NULL, 'Life Skills', '{}', 0, '12 students', NULL, '1 students', '{}', 'total', 'exact', NULL),
	('life-skills', 1, NULL, 'Preschool', '{}', 0, '12 students', NULL, '1 students', '{}', 'total', 'exact', NULL),
	('slp', 1, NULL, 'SLP', '{}', 0, '50 IEPs', NULL, '3 IEPs', '{}', 'total', 'exact', NULL),
	('slp', 1, NULL, 'SLP Birth-K', '{}', 0, '40 IEPs', NULL, '3 IEPs', '{}', 'total', 'exact', NULL),
	('ot-pt', 1, NULL, 'OT/PT', '{}', 0, '40 IEPs', NULL, '3 IEPs', '{}', 'total', 'exact', NULL),
	('psychologist', 1, NULL, 'Psychologist', '{}', 0, '1200 students', NULL, '100 students',
		'{"what": "caseload"}', 'total', 'exact', NULL),
	('psychologist', 1, NULL, 'Psychologist', '{"whitney": true}', 1, '-100 students', 'psychologist', '100 students',
		'{"what": "caseload"}', 'total', 'exact',
		'100 is added to the caseload of the one at Whitney Elementary for children not enrolled, so that the limit is '
		'reached 100 students sooner; the other reading, a cap of 1,300, is 100 students')
) AS v (code, test, grades, program, applies, precedence, number, relative_to,
	tolerance, counts, reckoned, excess, note)
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
	(2, 'pay', '1+: $10 each per day max $40', 'option b: $10 a day, not to exceed $40, read as for each student, unit '
		'or IEP over the limit; the other reading is $10 a day for each staff member'),
	(3, 'release', NULL, 'option c'),
	(4, 'meeting', NULL, 'option d: caseload review with the administrator of special education')) AS v (rank,
		kind, scale, note)
WHERE l.contract = 'anacortes' AND l.code IN ('resource-room', 'life-skills', 'slp', 'ot-pt', 'psychologist');

-- Leave. A building may have so many away at once: ten percent, rounded to the next whole number, and two at
-- least; over the greater of two numbers is over both of them, hence joined all.
INSERT INTO load_limit (contract, code, title, in_force, scope, joined, counted_on, strictness, citation, note) VALUES
	('anacortes', 'annual-leave', 'Annual leave in a building', '[2017-09-01,2018-09-01)', 'site', 'all', 'every day',
		'hard', 'CBA pp. 30-34', 'a building''s staff is read as those employed there under this agreement'),
	('anacortes', 'annual-leave-peak', 'Annual leave in a building, first and last weeks and beside holidays',
		'[2017-09-01,2018-09-01)', 'site', 'any', 'annual leave peak', 'hard', 'CBA pp. 30-34',
		'five percent, without a rounding or a minimum; waived for honors and awards of spouse or child: an exception'),
	('anacortes', 'annual-leave-days', 'Annual leave of an employee', '[2017-09-01,2018-09-01)', 'employee', 'any',
		'every day', 'hard', 'CBA pp. 30-34', 'six days; one more where a day was rolled over: an exception of 7 days'),
	('anacortes', 'bereavement-days', 'Bereavement leave of an employee', '[2017-09-01,2018-09-01)',
		'employee', 'any', 'every day', 'hard', 'CBA pp. 30-34',
		'two more where the superintendent grants them for travel beyond 250 miles: an exception of 7 days'),
	('anacortes', 'jury-days', 'Jury duty of an employee', '[2017-09-01,2018-09-01)', 'employee', 'any',
		'every day', 'hard', 'CBA pp. 30-34', NULL);
INSERT INTO limit_cap (limit_id, test, number, per, rounded, counts, taken, taken_over, note)
SELECT l.id, v.test, v.number, v.per, v.rounded, v.counts::jsonb, v.taken, v.taken_over, v.note
FROM (VALUES
	('annual-leave', 1, '0.1 employees', '1 employees', 'up', '{"what": "annual leave"}', 'each', NULL,
		'ten percent, rounded to the next whole number'),
	('annual-leave', 2, '2 employees', NULL, 'exact', '{"what": "annual leave"}', 'each', NULL, 'two at least'),
	('annual-leave-peak', 1, '0.05 employees', '1 employees', 'exact',
		'{"what": "annual leave"}', 'each', NULL, 'five percent'),
	('annual-leave-days', 1, '6 days', NULL, 'exact', '{"what": "annual leave"}', 'total', 'year', NULL),
	('bereavement-days', 1, '5 days', NULL, 'exact', '{"what": "bereavement"}', 'total', 'year', NULL),
	('jury-days', 1, '14 days', NULL, 'exact', '{"what": "jury duty"}', 'total', 'year', NULL)
) AS v (code, test, number, per, rounded, counts, taken, taken_over, note)
	JOIN load_limit AS l ON l.contract = 'anacortes' AND l.code = v.code;

-- Supplemental time (TRI): a percentage of the state salary allocation of 2017-18, whose amount the page does
-- not print: a district enters it as pay_base 'state salary allocation 2017-18'.
INSERT INTO stipend (contract, position, title, in_force, band, base, citation, note) VALUES
	('anacortes', 'TRI', 'TRI time schedule', '[2017-09-01,2018-09-01)', 'TRI 25.25%',
		'state salary allocation 2017-18', 'CBA pp. 15-18',
		'a missed day of the 45 mandatory hours is deducted from the pay of July'),
	('anacortes', 'TRI', 'TRI time schedule', '[2018-09-01,2019-09-01)', 'TRI 28.25%',
		'state salary allocation 2017-18', 'CBA pp. 15-18', 'increased to 28.25% in 2018-19');
INSERT INTO pay_base (contract, name, in_force, amount, citation, note) VALUES
	('anacortes', 'annual leave cash-out, day', '[2017-09-01,2018-09-01)', 135, 'CBA pp. 30-34',
		'or the pay of a substitute, if that is what is current; which of the two is not said');
$caseload_text$::text),
('clovis'::text, $caseload_text$-- title: Association of Clovis Educators, flyer on special education, with clauses of San Diego and Visalia
-- term: (,)
-- citation: ACE flyer on special education
--
-- A flyer and no contract: it tells what unions elsewhere have won and what Clovis would ask for. Its only
-- figure is Visalia's extra duty pay. The other clauses stand here without numbers, to be given theirs.

INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation, note) VALUES
	('clovis', 'Association of Clovis Educators, flyer on special education', 'Clovis Unified School District',
		'Association of Clovis Educators',
		'(,)', 'ACE flyer on special education', 'a flyer, not an agreement; it names no term');

-- Visalia: extra duty pay of special educators of 3% of base salary, which rises with the salary
INSERT INTO pay_base (contract, name, in_force, own, citation, note) VALUES
	('clovis', 'own base salary', '(,)', 'salary', 'ACE flyer, Visalia', 'so that the stipend moves with the salary');
INSERT INTO stipend (contract, position, title, in_force, band, base, digits, citation, note) VALUES
	('clovis', 'special education', 'Extra duty pay of special educators', '(,)', 'SPED 3%', 'own base salary', 2,
		'ACE flyer, Visalia', 'of the base salary; rounding is not said, cents are assumed');

INSERT INTO load_limit (contract, code, title, in_force, scope, strictness, citation, note) VALUES
	('clovis', 'mild-moderate', 'Mild/moderate education specialist caseload', '(,)', 'employee', 'hard',
		'ACE flyer, San Diego', 'a hard cap among the lowest in the state; the flyer gives no number'),
	('clovis', 'support-staff', 'Support staff at a ratio', '(,)', 'section', 'paid', 'ACE flyer, item 3',
		'many contracts require more aides once a ratio of students to staff is met; the flyer gives no ratio'),
	('clovis', 'joint-committee', 'Joint special education committee', '(,)', 'district', 'advisory',
		'ACE flyer, item 2; San Diego', 'meets monthly; a meeting is a tally of 1 meetings');
INSERT INTO limit_cap (limit_id, program, number, counts, per, binds, taken, taken_over, note)
SELECT l.id, v.program, v.number, v.counts::jsonb, v.per, v.binds, v.taken, v.taken_over, v.note
FROM (VALUES
	('mild-moderate', 'Mild/Moderate', NULL, '{}', NULL, 'over', 'each', NULL, 'the number is not in the flyer'),
	('support-staff', NULL, NULL, '{}', '1 aides', 'over', 'each', NULL,
		'students for each aide; the number is not in the flyer'),
	('joint-committee', NULL, '1 meetings', '{"what": "joint committee"}', NULL, 'under', 'total', 'month',
		'once in each month with school days')
) AS v (code, program, number, counts, per, binds, taken, taken_over, note)
	JOIN load_limit AS l ON l.contract = 'clovis' AND l.code = v.code;
INSERT INTO limit_remedy (limit_id, kind, scale, note)
SELECT l.id, 'paraprofessional', NULL, 'additional instructional aides' FROM load_limit AS l
WHERE l.contract = 'clovis' AND l.code = 'support-staff';

INSERT INTO deadline (contract, limit_code, stage, in_force, days, day_kind, from_event, citation, note) VALUES
	('clovis', 'joint-committee', 'next meeting of the joint committee', '(,)', NULL, 'calendar',
		'meeting', 'ACE flyer, San Diego',
		'monthly: a month, not so many days; the limit joint-committee finds the months without one');
$caseload_text$::text),
('utla'::text, $caseload_text$-- title: United Teachers Los Angeles, contract wins of 2022-25
-- term: [2022-07-01,2025-07-01)
-- citation: Contract enforcement plan, 2022-25
--
-- What the union's enforcement plan states. Its columns are cut off in places: a figure that is cut off is
-- null here, with a note, and never guessed. The class size chart (appendix) is not part of it.

INSERT INTO contract (contract, title, employer, bargaining_unit, term, citation, note) VALUES
	('utla', 'United Teachers Los Angeles, contract wins of 2022-25',
		'Los Angeles Unified School District', 'United Teachers Los Angeles',
		'[2022-07-01,2025-07-01)', 'Contract enforcement plan, 2022-25',
		'the 21% of salary increases come in two a year to January 2025; the single percentages are not '
		'printed, so there are no raises here');

INSERT INTO load_limit (contract, code, title, in_force, scope, joined, paid_by,
	counted_on, strictness, citation, note) VALUES
	('utla', 'class-size-chart', 'Class size chart', '[2022-07-01,2026-07-01)', 'section', 'any', NULL, 'norm day',
		'hard', 'Class size', 'the chart is not in the source: give it rows by grade and program'),
	('utla', 'class-size', 'Class size', '[2023-07-01,2024-07-01)', 'section', 'any', NULL, 'norm day', 'hard',
		'Class size', 'one fewer than the chart at the 100 identified schools'),
	('utla', 'class-size', 'Class size', '[2024-07-01,2025-07-01)', 'section', 'any', NULL, 'norm day', 'hard',
		'Class size', 'one fewer again at the identified schools, one fewer at all others'),
	('utla', 'class-size', 'Class size', '[2025-07-01,2026-07-01)', 'section', 'any', NULL, 'norm day', 'hard',
		'Class size', 'one fewer again at all others; the identified schools are read as staying two below the chart'),
	('utla', 'counselor', 'Secondary academic counselor',
		'[2022-07-01,2025-07-01)', 'employee', 'any', NULL, 'every day', 'hard', 'Class size',
		'lowered from 750; the new number is cut off and taken from the advice beside it, which says above 700'),
	('utla', 'college-counselor', 'College counselor', '[2022-07-01,2024-07-01)', 'site', 'all', 2, 'every day', 'hard',
		'Class size', 'at high schools on the priority list'),
	('utla', 'college-counselor', 'College counselor', '[2024-07-01,2025-07-01)', 'site', 'all', 2, 'every day', 'hard',
		'Class size', 'at all high schools from 2024-25'),
	('utla', 'combination-class', 'Combination class', '[2022-07-01,2025-07-01)', 'section', 'all', 2, 'every day',
		'paid', 'Combination classes', 'general education, UTK-5, in elementary schools of more than 175 students; a '
		'paraprofessional is prioritized, not promised'),
	('utla', 'sped-class-size', 'Special education class size', '[2022-07-01,2025-07-01)', 'section', 'any', NULL,
		'classification days', 'paid', 'Special education',
		'the caps of the other programs are not in the source; a violation of at least one '
		'classification period is paid for the semester'),
	('utla', 'adaptive-pe', 'Adaptive PE caseload', '[2022-07-01,2025-07-01)', 'employee', 'any', NULL, 'every day',
		'hard', 'Special education', 'those two above their cap are told to write'),
	('utla', 'rsp-caseload', 'Resource specialist caseload', '[2022-07-01,2025-07-01)', 'employee', 'any', NULL,
		'every day', 'hard', 'Special education', '28 is the state maximum; the plan prints no number'),
	('utla', 'dis-caseload', 'Caseload of a DIS provider', '[2022-07-01,2025-07-01)', 'employee', 'any', NULL,
		'every day', 'hard', 'Special education', 'not in the source'),
	('utla', 'assessments', 'Initial assessments beyond five',
		'[2022-07-01,2025-07-01)', 'employee', 'all', 2, 'every day', 'paid', 'Special education',
		'within three of the cap is read as three below it or more; that the five are of a school year is assumed'),
	('utla', 'assessment-release', 'Release days for assessments',
		'[2022-07-01,2025-07-01)', 'employee', 'any', NULL, 'every day', 'advisory', 'Special education',
		'three substitute days a year, on request; of a school year, as the days of a substitute are tallied'),
	('utla', 'bsap-training', 'Additional training at group 1 BSAP schools',
		'[2022-07-01,2025-07-01)', 'site', 'any', NULL, 'every day', 'advisory', 'Black Student Achievement',
		'20 hours more, read as of a school year; hours held are a tally'),
	('utla', 'onsite-hours', 'Onsite obligation, special services D', '[2022-07-01,2025-07-01)', 'employee', 'any',
		NULL, 'every day', 'hard', 'Out of classroom staff', 'lowered from 8 hours; hours demanded are a tally'),
	('utla', 'paraprofessionals', 'Paraprofessionals of a special day class', '[2022-07-01,2025-07-01)', 'section',
		'any', NULL, 'every day', 'advisory', 'Special education', 'all efforts are to be made; aides are tallies');

INSERT INTO limit_cap (limit_id, test, grades, program, applies, precedence, number, relative_to, binds, tolerance,
	counts, wider, taken, taken_over, note)
SELECT l.id, v.test, v.grades::int4range, v.program, v.applies::jsonb, v.precedence, v.number, v.relative_to, v.binds,
	v.tolerance, v.counts::jsonb, v.wider, v.taken, v.taken_over, v.note
FROM (VALUES
	('class-size-chart', 2022, 1, NULL, NULL, '{}', 0, NULL, NULL, 'over', NULL, '{}', NULL, 'each', NULL,
		'the chart is not in the source'),
	('class-size', 2023, 1, NULL, NULL, '{"identified": true}', 1, '-1 students', 'class-size-chart', 'over', NULL,
		'{}', NULL, 'each', NULL, NULL),
	('class-size', 2023, 1, NULL, NULL, '{}', 0, '0 students', 'class-size-chart', 'over', NULL,
		'{}', NULL, 'each', NULL, NULL),
	('class-size', 2024, 1, NULL, NULL, '{"identified": true}', 1, '-2 students', 'class-size-chart', 'over', NULL,
		'{}', NULL, 'each', NULL, NULL),
	('class-size', 2024, 1, NULL, NULL, '{}', 0, '-1 students', 'class-size-chart', 'over', NULL,
		'{}', NULL, 'each', NULL, NULL),
	('class-size', 2025, 1, NULL, NULL, '{}', 0, '-2 students', 'class-size-chart', 'over', NULL,
		'{}', NULL, 'each', NULL, NULL),
	('counselor', 2022, 1, NULL, 'Secondary counselor', '{}', 0, '700 students', NULL, 'over', NULL,
		'{"what": "caseload"}', NULL, 'each', NULL, NULL),
	('college-counselor', 2022, 1, NULL, NULL, '{"high_school": true, "priority_list": true}', 0, '900 students', NULL,
		'at', NULL, '{"what": "enrollment"}', NULL, 'each', NULL, 'at least 900 students'),
	('college-counselor', 2022, 2, NULL, NULL, '{"high_school": true, "priority_list": true}', 0, '1 positions', NULL,
		'under', NULL, '{"what": "college counselor"}', NULL, 'each', NULL, 'a college counselor or a college advisor'),
	('college-counselor', 2024, 1, NULL, NULL, '{"high_school": true}', 0, '900 students', NULL, 'at', NULL,
		'{"what": "enrollment"}', NULL, 'each', NULL, 'at least 900 students'),
	('college-counselor', 2024, 2, NULL, NULL, '{"high_school": true}', 0, '1 positions', NULL, 'under', NULL,
		'{"what": "college counselor"}', NULL, 'each', NULL, 'a college counselor or a college advisor'),
	('combination-class', 2022, 1, '[-1,5]', NULL, '{"combination": true}', 0, '175 students', NULL, 'over', NULL,
		'{"what": "enrollment"}', 'site', 'each', NULL, NULL),
	('combination-class', 2022, 2, '[-1,5]', NULL, '{"combination": true}', 0, '0 sections', NULL, 'over', NULL, '{}',
		NULL, 'each', NULL, 'each such class'),
	('sped-class-size', 2022, 1, NULL, NULL, '{"special_day": true}', 0, NULL, NULL, 'over', NULL, '{}', NULL, 'each',
		NULL, 'the caps of the other programs are not in the source'),
	('sped-class-size', 2022, 1, NULL, 'SDC Autism', '{}', 1, '6 students', NULL, 'over', NULL, '{}', NULL, 'each',
		NULL, 'autism, alternate curriculum: lowered from 8'),
	('adaptive-pe', 2022, 1, NULL, 'Adaptive PE', '{}', 0, NULL, NULL, 'over', '1 students', '{}', NULL, 'each', NULL,
		'lowered from 70; the new figure is cut off'),
	('rsp-caseload', 2022, 1, NULL, 'RSP', '{}', 0, '28 students', NULL, 'over', NULL, '{}', NULL, 'each', NULL, NULL),
	('dis-caseload', 2022, 1, NULL, 'DIS', '{}', 0, NULL, NULL, 'over', NULL, '{}', NULL,
		'each', NULL, 'not in the source'),
	('assessments', 2022, 1, NULL, 'RSP', '{}', 0, '-3 students', 'rsp-caseload', 'at', NULL, '{}', NULL, 'each',
		NULL, 'within three of the cap'),
	('assessments', 2022, 1, NULL, 'DIS', '{}', 0, '-3 students', 'dis-caseload', 'at', NULL, '{}', NULL, 'each',
		NULL, 'within three of the cap'),
	('assessments', 2022, 2, NULL, 'RSP', '{}', 0, '5 assessments', NULL, 'over', NULL,
		'{"kind": "initial"}', NULL, 'total', 'year', NULL),
	('assessments', 2022, 2, NULL, 'DIS', '{}', 0, '5 assessments', NULL, 'over', NULL,
		'{"kind": "initial"}', NULL, 'total', 'year', NULL),
	('assessment-release', 2022, 1, NULL, NULL, '{}', 0, '3 days', NULL, 'over', NULL,
		'{"what": "assessment release"}', NULL, 'total', 'year', NULL),
	('bsap-training', 2022, 1, NULL, NULL, '{"bsap_group_1": true}', 0, '20 hours', NULL, 'under', NULL,
		'{"what": "additional training"}', NULL, 'total', 'year', NULL),
	('onsite-hours', 2022, 1, NULL, NULL, '{"special_services_d": true}', 0, '7 hours', NULL, 'over', NULL,
		'{"what": "onsite"}', NULL, 'each', NULL, 'of a day'),
	('paraprofessionals', 2022, 1, NULL, NULL, '{"special_day": true}', 0, '1 aides', NULL, 'under', NULL, '{}',
		NULL, 'each', NULL, 'per program'),
	('paraprofessionals', 2022, 1, NULL, 'SDC Autism', '{}', 1, '2 aides', NULL, 'under', NULL,
		'{}', NULL, 'each', NULL, NULL),
	('paraprofessionals', 2022, 1, NULL, 'SDC Emotionally Disturbed', '{}', 1, '2 aides', NULL, 'under',
		NULL, '{}', NULL, 'each', NULL, NULL)
) AS v (code, since, test, grades, program, applies, precedence, number, relative_to, binds, tolerance,
	counts, wider, taken, taken_over, note)
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
	('sped-class-size', 2, 'paraprofessional', '2+: 1 aides flat per semester', NULL,
		'the aide of three over is the one of two over, not a second'),
	('adaptive-pe', 1, 'meeting', NULL, NULL, NULL),
	('assessments', 1, 'pay', '1+: 2 hours each per year', 'hourly rate',
		'up to two hours; the hourly rate is not in the source: a district enters it as pay_base'),
	('paraprofessionals', 1, 'meeting', NULL, NULL, 'a written request, to document it')
) AS v (code, rank, kind, scale, base, note) JOIN load_limit AS l ON l.contract = 'utla' AND l.code = v.code;

-- Differentials and stipends. Those who qualify for more than 20 days, but for less than the semester, have their
-- share.
INSERT INTO stipend (contract, position, title, applies, in_force, band, scale, base, per_count_of, lasts,
	lasts_in, prorated_by, citation, note)
SELECT 'utla', v.position, v.title, v.applies::jsonb, v.in_force::daterange, v.band, v.scale, v.base, v.per_count_of,
	v.lasts, v.lasts_in, v.prorated_by, v.citation, v.note
FROM (VALUES
	('dual language, elementary', 'Full-time dual language, UTK-5/6', '{}', '[2022-07-01,2025-07-01)',
		'DL $2700 per semester', NULL, NULL, NULL, '21 days', 'semester', 'school days', 'Master plan',
		'with BCLAD or equivalent; up to $5,400 a year'),
	('dual language, secondary, up to half', 'Secondary dual language, up to 50% in the target language', '{}',
		'[2022-07-01,2025-07-01)', 'DL $2700', NULL, NULL, NULL, '21 days', 'semester', 'school days', 'Master plan',
		'the period is not printed and read as the year, as beside it'),
	('dual language, secondary, more', 'Secondary dual language, more than 50% in the target language', '{}',
		'[2022-07-01,2025-07-01)', 'DL $5400', NULL, NULL, NULL, '21 days', 'semester', 'school days', 'Master plan',
		'up to; the period is not printed and read as the year'),
	('dual language, English team', 'Team teaching the English portion of a dual language program', '{}',
		'[2022-07-01,2025-07-01)', 'DL $500', NULL, NULL, NULL, '21 days', 'semester', 'school days', 'Master plan',
		'those who share the teaching; the period is cut off and read as the year'),
	('climate champion', 'Climate Champion', '{}', '[2023-07-01,2025-07-01)', 'CLIMATE $1800', NULL, NULL, NULL, NULL,
		NULL, NULL, 'Healthy Green Public Schools', 'one at each school, a year'),
	('adult education preparation', 'Paid preparation of adult education', '{}', '[2023-07-01,2025-07-01)',
		NULL, '1+: 1 hours each 5', 'hourly rate', 'hours of instruction', NULL, NULL, NULL, 'Adult education',
		'an hour for every five of instruction')
) AS v (position, title, applies, in_force, band, scale, base, per_count_of, lasts,
	lasts_in, prorated_by, citation, note);

INSERT INTO deadline (contract, limit_code, stage, in_force, days, day_kind, from_event, citation, note) VALUES
	('utla', 'class-size', 'grievance', '[2022-07-01,2025-07-01)', 1, 'school', 'norm day', 'Class size',
		'the day from which a grievance can be filed, not the last one; until when is not in the source'),
	('utla', '*', 'notice of a reassigned paraprofessional', '[2022-07-01,2025-07-01)', 1, 'calendar', 'reassignment',
		'Special education', '24 hours before'),
	('utla', '*', 'notice of a faculty meeting', '[2022-07-01,2025-07-01)', 1, 'calendar', 'meeting',
		'Hours and workday', '24 hours before');
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
		'Waterford Unified School District', 'Waterford Teachers'' Association', '[2019-07-01,2022-07-01)',
		187, 'Article I.A; Article VIII.D.1',
		'duty days: 182, 1 of articulation and 4 of staff development; the 2018-19 tables of the appendix, paid '
		'before the term began, are loaded too');

-- Raises (Article XI.D) and the cut of 2011 (Article XI.G)
INSERT INTO raise (contract, in_force_from, rank, known_from, ends, percent, on_schedule, citation, note) VALUES
	('waterford', '1998-07-01', 1, '-infinity', NULL, 1.64, true, 'Article XI.D.1', 'for three staff development days'),
	('waterford', '1998-07-01', 2, '-infinity', NULL, 2.00, true, 'Article XI.D.1', NULL),
	('waterford', '1999-07-01', 1, '-infinity', NULL, 5.00, true, 'Article XI.D.2', NULL),
	('waterford', '2000-07-01', 1, '-infinity', NULL, 5.00, true, 'Article XI.D.3',
		'with a reopener that depended on the cost-of-living adjustment'),
	('waterford', '2000-07-01', 2, '-infinity', NULL, 2.00, true, 'Article XI.D.4', NULL),
	('waterford', '2001-07-01', 1, '-infinity', NULL, 5.00, true, 'Article XI.D.5', NULL),
	('waterford', '2002-07-01', 1, '-infinity', NULL, 2.00, true, 'Article XI.D.6', NULL),
	('waterford', '2003-07-01', 1, '-infinity', '2004-07-01', 1.50, false, 'Article XI.D.7',
		'off the schedule: a payment of that year alone'),
	('waterford', '2004-09-30', 1, '-infinity', NULL, 2.00, true, 'Article XI.D.8', NULL),
	('waterford', '2005-11-01', 1, '-infinity', NULL, 4.18, true, 'Article XI.D.9',
		'the text names the month; its first day is assumed'),
	('waterford', '2006-07-01', 1, '-infinity', NULL, 5.25, true, 'Article XI.D.10',
		'retroactive; when it was agreed is not said'),
	('waterford', '2007-07-01', 1, '-infinity', NULL, 4.50, true, 'Article XI.D.11', NULL),
	('waterford', '2011-01-01', 1, '-infinity', '2013-07-01', -3.00, true, 'Article XI.G.1-2',
		'ended on 1 March 2014, with the restored schedule paid back to the beginning of 2013-14'),
	('waterford', '2013-07-01', 1, '2014-03-01', NULL, 2.00, true, 'Article XI.D.12; XI.G.3', 'retroactive'),
	('waterford', '2014-07-01', 1, '-infinity', NULL, 2.25, true, 'Article XI.D.13; XI.G.4', NULL),
	('waterford', '2015-07-01', 1, '-infinity', NULL, 4.00, true, 'Article XI.D.14', NULL),
	('waterford', '2016-07-01', 1, '-infinity', NULL, 3.00, true, 'Article XI.D.15', NULL),
	('waterford', '2017-07-01', 1, '-infinity', NULL, 3.081, true, 'Article XI.D.16', NULL),
	('waterford', '2018-07-01', 1, '2019-04-11', NULL, 3.00, true, 'Article XI.D.17',
		'retroactive; known from the board''s approval printed over Appendix A-3(a)'),
	('waterford', '2019-07-01', 1, '2019-05-09', NULL, 2.50, true, 'Article XI.D.18',
		'known from the board''s approval printed over Appendix A-1(e)');

-- Longevity (Article XI.E): "will receive 3.5% of Step 14" is 103.5% of it, as the tables print
INSERT INTO longevity_rule (contract, code, in_force, service, scale, lanes, citation, note) VALUES
	('waterford', 'longevity', '[2005-11-01,2017-07-01)', 'step',
		'24+: 3.5% flat, 28+: 3.5% flat compound', '{V}', 'Article XI.E.1',
		'of step 19 and of step 24; whether step 19 itself was paid more than step 14 '
		'before 2017-18 the text does not say'),
	('waterford', 'longevity', '[2017-07-01,2022-07-01)', 'step',
		'19+: 3.5% flat, 24+: 3.5% flat, 28+: 3.5% flat compound', '{V}', 'Article XI.E.2; Appendix A-1(e)',
		'each 3.5% on top of the step before; only column V reaches step 14, and the tables print it there alone');

-- The rule of the salary schedule, in dollars of 2005-06, the last level at which it is in whole dollars.
-- It gives every printed cell of the appendix; the three figures themselves are inferred and not printed.
INSERT INTO pay_base (contract, name, in_force, amount, plus, times, citation, note) VALUES
	('waterford', 'schedule start', '[2005-11-01,2006-07-01)', 38649, NULL, 1, 'Appendix A-1; Article XI.D',
		'column I, step 1, before XI.A.3; inferred from the printed cells, which leave room for no other whole dollar'),
	('waterford', 'schedule increment', '[2005-11-01,2006-07-01)', 1625, NULL, 1, 'Appendix A-1; Article XI.D',
		'from step to step and from column to column; inferred'),
	('waterford', 'schedule extra increment', '[2005-11-01,2006-07-01)', NULL, 'schedule start',
		0.03, 'Appendix A-1; Article XI.D',
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
		('[2018-07-01,2019-07-01)', '2018-19 Certificated Salary Schedule', false,
			'Appendix A-1 (no letter); Article XI.D.17',
			'the text prints the heading and no cells: derived by the rule that gives all other tables, and to be '
			'checked against the district''s own'),
		('[2019-07-01,2022-07-01)', '2019-20 Certificated Salary Schedule', true, 'Appendix A-1(e); Article XI.D.18',
			'printed for 2019-20; it stays in force through the term unless a raise is agreed'))
	AS y (in_force, title, printed, citation, note)
CROSS JOIN LATERAL (
	SELECT base_amount('waterford', 'schedule start', '2006-06-30') AS start,
		base_amount('waterford', 'schedule increment', '2006-06-30') AS increment,
		base_amount('waterford', 'schedule extra increment', '2006-06-30') AS extra,
		raise_factor('waterford', 'teacher', '2006-06-30', lower(y.in_force::daterange)) AS raised) AS p
JOIN longevity_rule AS r ON r.contract = 'waterford' AND r.code = 'longevity'
	AND r.in_force @> lower(y.in_force::daterange)
CROSS JOIN (VALUES ('I', 1, 8), ('II', 2, 9), ('III', 3, 10), ('IV', 4, 12), ('V', 5, 14)) AS l (lane, rank, top)
CROSS JOIN LATERAL generate_series(1, l.top) AS s (step)
GROUP BY y.in_force, y.title, y.printed, y.citation, y.note, r.id, r.scale, r.lanes;

-- The other schedules: every cell of the teachers', unrounded, times a factor
INSERT INTO schedule (contract, schedule, title, in_force, grid, derived_from, times, over, citation, note)
SELECT 'waterford', d.schedule, d.title, t.in_force, t.grid OPERATOR(caseload.*) (d.times / d.over),
	'teacher', d.times, d.over, d.citation, d.note
FROM (VALUES
		(date '2018-07-01', 'psychologist-counselor-nurse', '2018-19 Psychologist / Counselor / Nurse', 1.2,
			1::numeric, 'Appendix A-1(b)',
			'the work-year factors 192/187 and 197/187 printed over it are not in its cells'),
		('2018-07-01', 'agriculture', '2018-19 Agriculture Teachers', 217, 187, 'Appendix A-1(c)',
			'printed as 116.04278075%'),
		('2018-07-01', 'speech', '2018-19 Speech & Language Pathologist', 1.05, 1, 'Appendix A-1(d)',
			'192 days are printed over it; 192 / 187 is not 1.05'),
		('2019-07-01', 'psychologist-counselor-nurse', '2019-20 Psychologist / Counselor / Nurse / TOSA', 1.2, 1,
			'Appendix A-1(f); Article IX.K',
			'the work-year factors printed over it are not in its cells; teachers on special assignment are paid from '
			'it, 1.2 times the regular rate'),
		('2019-07-01', 'agriculture', '2019-20 Agriculture Teachers', 217, 187, 'Appendix A-1(g)',
			'printed as 116.04278075%'),
		('2019-07-01', 'speech', '2019-20 Speech & Language Pathologist', 1.05, 1, 'Appendix A-1(h)',
			'192 days are printed over it; 192 / 187 is not 1.05'))
	AS d (from_day, schedule, title, times, over, citation, note)
JOIN schedule AS t ON t.contract = 'waterford' AND t.schedule = 'teacher' AND lower(t.in_force) = d.from_day;

INSERT INTO work_year (contract, schedule, role, in_force, days, hours, factor, citation, note) VALUES
	('waterford', 'teacher', 'Teacher', '[2017-07-01,2022-07-01)', 187, NULL, 1, 'Article VIII.D.1',
		'182 days, one of articulation and four of staff development'),
	('waterford', 'psychologist-counselor-nurse', 'School Psychologist', '[2018-07-01,2019-07-01)', 192, 8, 1.02673797,
		'Appendix A-1(b)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'psychologist-counselor-nurse', 'High School Counselor', '[2018-07-01,2019-07-01)', 197, 8,
		1.05347594, 'Appendix A-1(b)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'psychologist-counselor-nurse', 'School Nurse', '[2018-07-01,2019-07-01)', 192, 8, 1.02673797,
		'Appendix A-1(b)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'agriculture', 'Agriculture Teacher', '[2018-07-01,2019-07-01)', 217, 8,
		1.1604278075, 'Appendix A-1(c)', NULL),
	('waterford', 'speech', 'Speech & Language Pathologist', '[2018-07-01,2019-07-01)', 192, 6, NULL, 'Appendix A-1(d)',
		'192 / 187 would be 1.0267; the cells are the teachers times 1.05'),
	('waterford', 'psychologist-counselor-nurse', 'School Psychologist', '[2019-07-01,2022-07-01)', 192, 8, 1.026737968,
		'Appendix A-1(f)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'psychologist-counselor-nurse', 'High School Counselor', '[2019-07-01,2022-07-01)', 197, 8,
		1.053475936, 'Appendix A-1(f)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'psychologist-counselor-nurse', 'School Nurse', '[2019-07-01,2022-07-01)', 192, 8, 1.026737968,
		'Appendix A-1(f)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'psychologist-counselor-nurse', 'Teacher on Special Assignment', '[2019-07-01,2022-07-01)', 192, 6,
		1.026737968, 'Appendix A-1(f)', 'the factor is printed but not used: the cells are the teachers times 1.2'),
	('waterford', 'agriculture', 'Agriculture Teacher', '[2019-07-01,2022-07-01)', 217, 8,
		1.1604278075, 'Appendix A-1(g)', NULL),
	('waterford', 'speech', 'Speech & Language Pathologist', '[2019-07-01,2022-07-01)', 192, 6, NULL, 'Appendix A-1(h)',
		'192 / 187 would be 1.0267; the cells are the teachers times 1.05');

-- Rates by name
INSERT INTO pay_base (contract, name, in_force, amount, own, times, over, digits, citation, note) VALUES
	('waterford', 'extra duty hour', '[2007-07-01,2015-07-01)', 27, NULL, 1, 1, NULL, 'Article XI.F', NULL),
	('waterford', 'extra duty hour', '[2015-07-01,2019-07-01)', 35, NULL, 1, 1, NULL, 'Article XI.F', NULL),
	('waterford', 'extra duty hour', '[2019-07-01,2022-07-01)', 40, NULL, 1, 1, NULL, 'Article XI.F',
		'summer school is left out; it has a rate of its own'),
	('waterford', 'summer school hour', '(,2015-07-01)', 27, NULL, 1, 1, NULL, 'Article XXV.A', NULL),
	('waterford', 'summer school hour', '[2015-07-01,2020-06-01)', 35, NULL, 1, 1, NULL, 'Article XXV.A', NULL),
	('waterford', 'summer school hour', '[2020-06-01,2022-07-01)', 40, NULL, 1, 1, NULL, 'Article XI.J; XXV.A',
		'the text says the summer of 2020 and no day; 1 June is assumed'),
	('waterford', 'tutor hour', '[2019-07-01,2022-07-01)', 40, NULL, 1, 1, NULL, 'Article IX.H.2',
		'targeted achievement tutor in the preparation period'),
	('waterford', 'preparation period hour', '[2019-07-01,2022-07-01)', 40, NULL, 1, 1, NULL, 'Article IX.H.2',
		'any other use of a preparation period, as substituting for a period'),
	('waterford', 'joint panel hour', '[2000-07-01,2001-07-01)', 20, NULL, 1, 1, NULL, 'Article XIX.E.3',
		'the text names the school year 2000-01 and no later rate'),
	('waterford', 'independent study hour', '[2018-07-01,2019-07-01)', NULL, 'cell', 0.7, 1215.5, 2, 'Appendix A-3(a)',
		'70% of the teachers'' cell over 187 days of 6.5 hours; XI.I states 0.8 without a date, but '
		'only 0.7 gives the printed table'),
	('waterford', 'independent study hour', '[2019-07-01,2022-07-01)', NULL,
		'cell', 0.8, 1215.5, 2, 'Article XI.I; Appendix A-3(b)',
		'the teachers'' cell over 187 days of 6.5 hours; Article II points to Appendix C for it'),
	('waterford', 'additional section, semester', '[2019-07-01,2022-07-01)', NULL, 'salary', 0.2, 2, 2, 'Article IX.J',
		'20% of the base pay of that semester, which is half of the year''s'),
	('waterford', 'preparation period class, year', '[2019-07-01,2022-07-01)', NULL, 'salary', 0.2, 1,
		2, 'Article IX.H.2', '20% of base compensation, for 60 school days or a trimester at least; read as a rate for '
		'the time it lasts, not as a sum for each trimester'),
	('waterford', 'special assignment, year', '[2019-07-01,2022-07-01)', NULL, 'cell', 1.2, 1, 0, 'Article IX.K',
		'the teachers'' cell times 1.2: the same as the cell of the schedule A-1(f)'),
	('waterford', 'job share, year', '(,2022-07-01)', NULL, 'salary', 0.5, 1, 2, 'Article XVI.B.1',
		'in proportion; half each unless agreed otherwise, when employment.fte holds the share');

-- The stipend base was rounded to the cent after each raise, unlike the salary schedule
INSERT INTO pay_base (contract, name, in_force, amount, digits, citation, note)
SELECT 'waterford', 'stipend base', y.in_force::daterange,
	CASE WHEN y.printed IS NULL THEN round(51012.73 * raise_factor('waterford', 'stipend',
			'2018-06-30', '2018-07-01'), 2)
		* raise_factor('waterford', 'stipend', '2018-07-01', lower(y.in_force::daterange))
	ELSE y.printed END, 2, y.citation, y.note
FROM (VALUES
	('[2016-07-01,2017-07-01)', 49488::numeric, 'Appendix A-2(a)',
		'not printed: the whole dollar that the next year''s 3.081% raises to the printed base'),
	('[2017-07-01,2018-07-01)', 51012.73, 'Appendix A-2(a)',
		'step 2 of column I; not the cell of the salary schedule, which is not rounded'),
	('[2018-07-01,2019-07-01)', NULL, 'Appendix A-2(a); Article XI.D.17', 'printed as 52,543.11'),
	('[2019-07-01,2022-07-01)', NULL, 'Appendix A-2(b); Article XI.D.18',
		'printed as 53,856.69; its factor is printed as 1,025,000 for 1.025'))
	AS y (in_force, printed, citation, note);

-- Stipends by position and level of site, with the bands of Appendix A-2
INSERT INTO stipend (contract, position, title, site_level, enrollment, applies, precedence, in_force, band,
	base, prorated_by, paid, citation, note)
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
), variant (position, title, high, middle, elementary, enrollment, applies, precedence, in_force,
	prorated_by, paid, citation, note) AS (VALUES
	-- those with variants, dates or articles of their own
	('Head Coach, two teams', '*Head Coach 2 Jr/H Teams same sport/same season', NULL, 'D',
		NULL, '(,)', '{}', 0, '[2018-07-01,2019-07-01)', NULL, 'not said', 'Appendix A-2(a)',
		'A-2(b) prints the position without a band: nothing is due from 2019-20 on'),
	('Athletic Director', 'Athletic Director', 'AA', 'D', NULL, '(,)', '{}', 0, '[2018-07-01,2022-07-01)', NULL,
		'each semester', 'Article XI.H.1; Appendix A-2', 'paid in full each semester: at the high school AA 12% a year '
		'is read as band A twice, not as 12% each semester'),
	('ASB Activities', 'ASB Activities', 'A', NULL, 'E', '(,)', '{}', 0, '[2018-07-01,2022-07-01)', NULL, 'not said',
		'Appendix A-2', 'the E stands in the Moon/Whitehead column'),
	('Heart Pumpers', 'Heart Pumps', NULL, 'D', 'D', '(,)', '{}', 0, '[2018-07-01,2019-07-01)', NULL, 'not said',
		'Appendix A-2(a)', 'printed Heart Pumps in A-2(a), Heart Pumpers in A-2(b): taken for one position'),
	('MTSS Coordinator', 'MTSS Coordinator', 'D', 'D', 'D', '(,)', '{}', 0, '[2018-07-01,2019-07-01)', NULL, 'not said',
		'Article XI.H.4; Appendix A-2(a)', NULL),
	('MTSS Coordinator', 'MTSS Coordinator', 'D', 'D', 'D', '(,501)', '{}', 0, '[2019-07-01,2022-07-01)', NULL,
		'not said', 'Article XI.H.4; Appendix A-2(b)', 'for a school with 500 students or fewer'),
	('Department Chair', 'High School Department Chair.', 'E',
		NULL, NULL, '(,)', '{}', 0, '[2018-07-01,2022-07-01)', NULL, 'not said', 'Article XXIV.K; Appendix A-2',
		'XXIV.K points to Appendix B-1, the grievance form; the stipends stand in A-2'),
	('Multiple Site 9-12', 'Multiple Site 9-12', 'D', NULL,
		NULL, '(,)', '{}', 0, '[2014-07-01,2022-07-01)', NULL, 'not said', 'Article XIV.D.1; Appendix A-2',
		'one stipend a year; not for special education, psychologists, counselors, nurses and independent study'),
	('Multiple Site beyond 9-12', 'Multiple Site beyond 9-12', 'C',
		'C', NULL, '(,)', '{}', 0, '[2014-07-01,2022-07-01)', NULL, 'not said', 'Article XIV.D.1; Appendix A-2',
		'one stipend a year; not for special education, psychologists, counselors, nurses and independent study'),
	('ELD Coordinator', 'ELD Coordinator', 'C', 'C', 'C', '(,)', '{}', 0, '[2016-07-01,2022-07-01)', NULL, 'not said',
		'Article XI.H.2; Appendix A-2', NULL),
	('ELD Coordinator', 'ELD Coordinator w/ Coord. Period', 'D', 'D', 'D', '(,)',
		'{"coordinating_period": true}', 1, '[2016-07-01,2022-07-01)', NULL, 'not said', 'Article XI.H.2; Appendix A-2',
		'for a coordinator who is assigned a coordinating period'),
	('Committed Athlete', 'Committed Athlete', 'D', NULL, NULL, '(,)', '{}', 0, '[2016-07-01,2022-07-01)', NULL,
		'not said', 'Article XI.H.3; Appendix A-2', NULL),
	('Heart Pumpers', 'Heart Pumpers', NULL, 'D', 'D', '(,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL, 'not said',
		'Appendix A-2(b)', 'printed Heart Pumps in A-2(a), Heart Pumpers in A-2(b): taken for one position'),
	('MTSS Coordinator', 'MTSS Coordinator >500', 'C', 'C', 'C', '[501,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL,
		'not said', 'Article XI.H.5; Appendix A-2(b)', 'for a school with more than 500 students; 500 is not more'),
	('Dual Immersion', 'Duel Immersion', 'D', 'D', 'D', '(,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL, 'not said',
		'Article XI.H.10; Appendix A-2(b)', 'printed Duel Immersion'),
	('Combination Class', 'Combo Class', NULL, 'C', 'C',
		'(,)', '{}', 0, '[2019-07-01,2022-07-01)', 'school days', 'not said', 'Article XI.H.9; Appendix A-2(b)',
		'for the share of the school years days on which the combination was taught'),
	('BCLAD', 'BCLAD*', 'D', 'D', 'D', '(,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL, 'monthly',
		'Article XI.H.8; Appendix A-2(b)', NULL),
	('Reading Specialist', 'Reading Specialist*', 'D', 'D', 'D', '(,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL,
		'monthly', 'Article XI.H.8; Appendix A-2(b)', NULL),
	('Special Education', 'Special Education*', 'D', 'D', 'D', '(,)', '{}', 0, '[2019-07-01,2022-07-01)', NULL,
		'monthly', 'Article XI.H.8; Appendix A-2(b)', NULL)
)
SELECT 'waterford', p.position, p.title, l.site_level, p.enrollment::int4range, p.applies::jsonb,
	p.precedence, p.in_force::daterange,
	b.band::caseload.stipend_band, 'stipend base', p.prorated_by, p.paid, p.citation, p.note
FROM (
	SELECT o.position, o.position AS title, o.high, o.middle, o.elementary, '(,)' AS enrollment,
		'{}' AS applies, 0 AS precedence,
		'[2018-07-01,2022-07-01)' AS in_force, NULL AS prorated_by, 'not said' AS paid,
		'Appendix A-2(a), A-2(b)' AS citation, NULL AS note
	FROM ordinary AS o
	UNION ALL
	SELECT v.* FROM variant AS v) AS p
CROSS JOIN LATERAL (VALUES ('High School', p.high), ('Middle School', p.middle),
	('Moon/Whitehead', p.elementary)) AS l (site_level, label)
JOIN band AS b ON b.label = l.label;

INSERT INTO stipend (contract, position, title, in_force, band, scale, per_count_of, paid, citation, note) VALUES
	('waterford', 'Master''s Degree', 'Master''s Degree', '[2019-07-01,2022-07-01)', 'MASTER $1500', NULL, NULL,
		'not said', 'Article XI.H.6; Appendix A-1(e)', NULL),
	('waterford', 'Doctorate', 'Doctorate', '[2019-07-01,2022-07-01)', 'DOCTOR $1500', NULL, NULL, 'not said',
		'Article XI.H.7; Appendix A-1(e)',
		'beside the Master''s, not in its place: the text excludes neither'),
	('waterford', 'Consulting Mentor/Teacher', 'Consulting Mentor/Teacher', '[2000-07-01,2022-07-01)', NULL,
		'1: $2000 flat, 2: $4000 flat, 3: $6000 flat per year',
		'participating teachers', 'installments', 'Article XIX.F.4',
		'more than three teachers are not foreseen; from when it holds is not said, the '
		'program''s first year is assumed');

INSERT INTO stipend_installment (stipend_id, share, due, citation, note)
SELECT s.id, 0.5, i.due, i.citation, i.note
FROM stipend AS s CROSS JOIN (VALUES
	('stipend-mid-year', 'Article XIX.F.6', NULL),
	('stipend-balance', 'Article XIX.F.7', 'if all duties were completed by 1 June')) AS i (due, citation, note)
WHERE s.contract = 'waterford' AND s.position = 'Consulting Mentor/Teacher';

-- Days of the year
INSERT INTO due_date (contract, code, title, month, day, years_on, binds, in_force, citation, note) VALUES
	('waterford', 'column-interest', 'interest form for a move to another column',
		5, 1, 0, 'through', '(,2022-07-01)', 'Article XI.C.1',
		'of the school year before; not asked of a teacher told later to enter specialist training (XI.C.3)'),
	('waterford', 'units-verified', 'verification of completed courses', 9, 10, 0, 'before', '(,2022-07-01)',
		'Article XI.C.6', 'prior to that day'),
	('waterford', 'job-share-proposal', 'proposal of two teachers to share a position', 3, 1, 0, 'before',
		'(,2022-07-01)', 'Article XVI.A.1', 'read as of the year before the sharing begins'),
	('waterford', 'stipend-mid-year', 'first half of a stipend paid in installments', 1, 10, 1, 'on',
		'(,2022-07-01)', 'Article XIX.F.6', NULL),
	('waterford', 'mentor-duties', 'completion of a consulting mentor''s duties', 6, 1, 1, 'through',
		'(,2022-07-01)', 'Article XIX.F.7', NULL),
	('waterford', 'stipend-balance', 'second half of a stipend paid in installments', 6, 10, 1, 'on',
		'(,2022-07-01)', 'Article XIX.F.7', NULL),
	('waterford', 'retirement-notice', 'notice of retirement under the incentive', 12, 31, 0, 'through',
		'[2012-07-01,2018-07-01)', 'Article XX.A, XX.B', 'of the final year of service'),
	('waterford', 'retirement-age', 'day on which the age for the incentive is taken', 7, 31,
		1, 'on', '[2012-07-01,2018-08-01)', 'Article XX.A, XX.B',
		'following the final year of service; the last final year ended before the sunset');

-- Steps
INSERT INTO credit_rule (contract, kind, year_at, part_years, most, first_step_most, in_force, citation, note) VALUES
	('waterford', 'district', 0.5, 'whole', NULL, NULL, '(,2022-07-01)', 'Article XI.B; Article II',
		'91 or more of 182 school days are a year, fewer are none'),
	('waterford', 'job share', 0.5, 'add up', NULL, NULL, '(,2022-07-01)', 'Article XVI.B.1',
		'a year in half a position is half a step: one step for two years'),
	('waterford', 'outside', 1, 'none', 10, 11, '(,2016-07-01)', 'Article XI.A.1', NULL),
	('waterford', 'outside', 1, 'none', 10, 11, '[2016-07-01,2022-07-01)', 'Article XI.A.1-2',
		'year for year since 2016-17 for prior full-time teaching in accredited institutions; the limits of ten years '
		'and of step 11 are read to stay');

-- Benefits (Article XXIII)
INSERT INTO benefit_cap (contract, coverage, in_force, amount, citation, note) VALUES
	('waterford', 'health, dental and vision', '[1999-07-01,2001-07-01)', 6600, 'Article XXIII.A, XXIII.C',
		'the text names the school years; 1 July is assumed'),
	('waterford', 'health, dental and vision', '[2001-07-01,2004-12-31)', 6930, 'Article XXIII.D',
		'the text names the school year; 1 July is assumed'),
	('waterford', 'health, dental and vision', '[2004-12-31,2014-10-01)', 9840, 'Article XXIII.E', NULL),
	('waterford', 'health, dental and vision', '[2014-10-01,2015-10-01)', 10200, 'Article XXIII.F', NULL),
	('waterford', 'health, dental and vision', '[2015-10-01,2016-10-01)', 10440, 'Article XXIII.G', NULL),
	('waterford', 'health, dental and vision', '[2016-10-01,2017-10-01)', 10680, 'Article XXIII.G',
		'the footnotes of Appendix A-1 give 10,920 from this day on; the article is followed'),
	('waterford', 'health, dental and vision', '[2017-10-01,2022-07-01)', 10920, 'Article XXIII.H; Appendix A-1',
		'the footnotes of Appendix A-1 give it from 1 October 2016');

-- Specialist training (Article XVII) and retirement (Article XX)
INSERT INTO repayment (contract, code, title, in_force, scale, citation, note) VALUES
	('waterford', 'specialist-training', 'university courses that the district paid for', '(,2022-07-01)',
		'1: 100% flat, 2: 75% flat, 3: 50% flat, 4: 25% flat', 'Article XVII.B',
		'for a teacher who leaves of free will; a year ends on the day before the anniversary of the program''s '
		'start; the committee may decide otherwise (XVII.C)');

INSERT INTO retirement_incentive (contract, code, in_force, service, age_from,
	age_before, amount, citation, note) VALUES
	('waterford', 'A', '[2012-07-01,2018-07-01)', '[20,)', 59, 65, 5000, 'Article XX.A, XX.C',
		'ended 30 June 2018, before the agreement began; a lump sum in advance is discounted at the prime '
		'rate, which is not reckoned here'),
	('waterford', 'B', '[2012-07-01,2018-07-01)', '[15,20)', 59, 65, 3000, 'Article XX.B, XX.C',
		'ended 30 June 2018, before the agreement began; a lump sum in advance is discounted at the prime '
		'rate, which is not reckoned here');
$caseload_text$::text),
('waterford_limits'::text, $caseload_text$-- The limits of the agreement: class size (Article XXVI), the loading standards of the Special Education Local
-- Plan Area that it adopts (Article XXVI.E, Appendix C-1), and the days of the grievance procedure (Article VI).
-- The school calendar is adopted every year and is no part of the agreement: a district enters its own, and
-- with it the count days `Thursdays`, from the first full week in September on.

INSERT INTO load_limit (contract, code, title, in_force, scope, counted_on, strictness, citation, note) VALUES
	('waterford', 'class-size', 'Class size TK-6', '[2019-07-01,2022-07-01)', 'section',
		'Thursdays', 'paid', 'Article XXVI.B-D',
		'TK-3: section B speaks of the average at each school site, section D of an individual class above the limits; '
		'each class above 25 is read as paid. The other reading, paid only where the site average is above 25 too, '
		'is one row away: joined all, paid_by 1, and a second test of 25 students, average, wider site'),
	('waterford', 'selpa-class', 'Loading standard, special day class', '[2019-07-01,2022-07-01)', 'section',
		'every day', 'advisory', 'Article XXVI.E; Appendix C-1',
		'Article XXVI.E says in no case more than stipulated, the appendix that the standards are best practices and '
		'not class maximums; read as advisory'),
	('waterford', 'selpa-staffing', 'Loading standard, aides of a special day class', '[2019-07-01,2022-07-01)',
		'section', 'every day', 'advisory', 'Article XXVI.E; Appendix C-1',
		'the ratio is of full-time teachers to full-time aides; aides are tallies'),
	('waterford', 'selpa-caseload', 'Loading standard, designated instruction and services', '[2019-07-01,2022-07-01)',
		'employee', 'every day', 'advisory', 'Article XXVI.E; Appendix C-1',
		'best practice, not a maximum; so many for each full-time position, as the staff ratio 1 FTE is read'),
	('waterford', 'selpa-state-maximum', 'State maximum caseload', '[2019-07-01,2022-07-01)', 'employee', 'every day',
		'hard', 'Article XXVI.E; Appendix C-1',
		'the three programs that the appendix marks as state maximum');

INSERT INTO limit_cap (limit_id, grades, number)
SELECT l.id, v.grades::int4range, v.number
FROM load_limit AS l, (VALUES ('[-1,3]', '25 students'), ('[4,6]', '30 students')) AS v (grades, number)
WHERE l.contract = 'waterford' AND l.code = 'class-size';
INSERT INTO limit_remedy (limit_id, kind, scale, note)
SELECT l.id, 'pay', '1+: $50 each per count',
	'for each 1.0 student; payable in the next available pay cycle, to the teacher of record' FROM load_limit AS l
WHERE l.contract = 'waterford' AND l.code = 'class-size';

-- The levels are those of the appendix: a class or a case carries its level, {"level": "Primary"}. A level
-- that the appendix leaves blank has no row.
INSERT INTO limit_cap (limit_id, program, applies, number, per, note)
SELECT l.id, v.program, jsonb_build_object('level', c.key), c.value || ' students', v.per, v.note
FROM load_limit AS l, (VALUES
	('SDC-NS-LH', '{"Preformal": 12, "Primary": 12, "Inter.": 14, "Jr. High": 16, "High Sch.": 18}',
		NULL, 'staff ratio 1 FTE T/1 FTE A'),
	('SDC-NS-CH-SDL', '{"Preformal": 11, "Primary": 12, "Inter.": 14}', NULL, 'staff ratio 1 FTE T/1 FTE A'),
	('INF (Early Start)', '{"Infant": 16}', NULL, NULL),
	('SDC-Autism', '{"Preformal": 8, "Primary": 8, "Inter.": 9, "Jr. High": 10}', NULL,
		'staff ratio Preformal- Primary 1 FTE T/6 FTE A Inter./Jr. High 1 FTE T/5 FTE A'),
	('SDC-SH K-Adult',
		'{"Preformal": 12, "Primary": 12, "Inter.": 12, "Jr. High": 14, "High Sch.": 14, "Adult Transition": 14}',
		NULL, 'staff ratio 1 FTE T/2 FTE A'),
	('SDC-SH-DEAF', '{"Preformal": 8, "Primary": 8, "Inter.": 10, "Jr. High": 10, "High Sch.": 12}',
		NULL, 'staff ratio 1 FTE T/2 FTE A'),
	('SDC-SH-ED', '{"Primary": 10, "Inter.": 12, "Jr. High": 14, "High Sch.": 15}',
		NULL, 'staff ratio 1 FTE T/2 FTE A'),
	('SDC-SH-MH', '{"Preformal": 8, "Primary": 8, "Inter.": 10, "Jr. High": 10, "High Sch.": 10}',
		NULL, 'staff ratio 1 FTE T/2 FTE A'),
	('SDC-SH-BEHAVIOR', '{"Primary": 9, "Inter.": 9, "Jr. High": 9, "High Sch.": 9, "Adult Transition": 9}',
		NULL, 'staff ratio 1 FTE T/1 FTE A'),
	('SDC-SH-LIFE SKILLS', '{"Adult Transition": 12}', NULL, 'staff ratio 1 FTE T/1 FTE A')
) AS v (program, levels, per, note) CROSS JOIN LATERAL jsonb_each_text(v.levels::jsonb) AS c
WHERE l.contract = 'waterford' AND l.code = 'selpa-class';

INSERT INTO limit_cap (limit_id, program, applies, number, per, note)
SELECT l.id, v.program, jsonb_build_object('level', c.key), c.value || ' students', v.per, v.note
FROM load_limit AS l, (VALUES
	('DIS AUTISM INCLUSN', '{"Primary": 24, "Inter.": 24, "Jr. High": 24, "High Sch.": 24}',
		'1 FTE', 'staff ratio 1 FTE T'),
	('DIS DEAF AND HH', '{"Infant": 16, "Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, "High Sch.": 16}',
		'1 FTE', 'staff ratio 1 FTE T'),
	('DIS MOBILITY INST',
		'{"Infant": 16, "Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, "High Sch.": 16}',
		'1 FTE', 'staff ratio 1 FTE T'),
	('DIS PH INCLUSION', '{"Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, "High Sch.": 16}',
		'1 FTE', 'staff ratio 1 FTE T'),
	('DIS SH INCLUSION', '{"Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, "High Sch.": 16}',
		'1 FTE', 'staff ratio 1 FTE T'),
	('DIS READINESS', '{"Preformal": 40}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS VISION HND CP', '{"Infant": 16, "Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, '
		'"High Sch.": 16, "Adult Transition": 16}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS VOCATIONAL ED.', '{"High Sch.": 20, "Adult Transition": 20}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS ASSIST TECH',
		'{"Preformal": 16, "Primary": 16, "Inter.": 16, "Jr. High": 16, "High Sch.": 16, "Adult Transition": 16}',
		'1 FTE', 'staff ratio 1 FTE T'),
	('DIS ED INCLUSION', '{"Primary": 45, "Inter.": 45, "Jr. High": 45, "High Sch.": 45, "Adult Transition": 45}',
		'1 FTE', 'staff ratio 1 FTE'),
	('DIS OCCUPATIONAL',
		'{"Preformal": 50, "Primary": 50, "Inter.": 50, "Jr. High": 50, "High Sch.": 50, "Adult Transition": 50}',
		'1 FTE', 'staff ratio 1 FTE OT')
) AS v (program, levels, per, note) CROSS JOIN LATERAL jsonb_each_text(v.levels::jsonb) AS c
WHERE l.contract = 'waterford' AND l.code = 'selpa-caseload';

INSERT INTO limit_cap (limit_id, program, applies, number, per, note)
SELECT l.id, v.program, jsonb_build_object('level', c.key), c.value || ' students', v.per, v.note
FROM load_limit AS l, (VALUES
	('RSP', '{"Preformal": 28, "Primary": 28, "Inter.": 28, "Jr. High": 28, "High Sch.": 28}', NULL,
		'RSP Preformal and School Age School Based'),
	('DIS PE', '{"Infant": 45, "Preformal": 45, "Primary": 60, "Inter.": 60, "Jr. High": 60, "High Sch.": 60, '
		'"Adult Transition": 60}', '1 FTE', 'staff ratio 1 FTE T'),
	('DIS SPEECH', '{"Infant": 40, "Preformal": 55, "Primary": 55, "Inter.": 55, "Jr. High": 55, "High Sch.": 55}',
		'1 FTE', 'staff ratio 1 FTE T')
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
		'the days run from the informal response or, without one, from the informal discussion, for which no time is '
		'set; reckoned as if it were held on the first day of the excess, which is the safest reading'),
	('waterford', 'answer', '[2019-07-01,2022-07-01)', 15, 'duty', 'grievance received', 'Article VI.B, step 2', NULL),
	('waterford', 'mediation', '[2019-07-01,2022-07-01)', 15, 'duty', 'answer', 'Article VI.B, step 3',
		'or fifteen days after the grievance was submitted, if there is no answer'),
	('waterford', 'arbitration', '[2019-07-01,2022-07-01)', 15, 'duty', 'mediation', 'Article VI.B, step 4',
		'what the fifteen days run from is not said'),
	('waterford', 'agree on an arbitrator', '[2019-07-01,2022-07-01)', 10, 'duty', 'arbitration',
		'Article VI.B, step 4', 'then the state is asked for five names');
$caseload_text$::text)
$caseload_texts$;
COMMENT ON FUNCTION caseload.district_scripts() IS
	'the scripts that make a district''s tables, comment on them and make its functions, in order';
COMMENT ON FUNCTION caseload.report_scripts() IS 'the scripts that make a district''s reports, in order';
COMMENT ON FUNCTION caseload.contract_scripts() IS 'the contracts that ship with the extension, as scripts';

CREATE FUNCTION caseload.contracts(OUT name text, OUT title text, OUT term daterange,
	OUT citation text) RETURNS SETOF record
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	SELECT c.name,
		substring(c.script from '(?n)^-- title: +(.*)$'),
		substring(c.script from '(?n)^-- term: +(.*)$')::daterange,
		substring(c.script from '(?n)^-- citation: +(.*)$')
	FROM caseload.contract_scripts() AS c (name, script) WHERE c.script ~ '(?n)^-- title: ' ORDER BY c.name;
END;
COMMENT ON FUNCTION caseload.contracts() IS
	'the contracts that ship with the extension, for create_district and load_contract';

-- The functions of a district find its tables by the name that its schema had when they were made. Renamed, they look
-- in what stands under that name since: nothing, or another district, which they would read, pay by and unguard.
-- The name may stand in quotes that it does not need: quote_all_identifiers was on when the district was made.
CREATE FUNCTION caseload.renamed_districts(OUT schema text, OUT owner oid, OUT looks_in text) RETURNS SETOF record
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
BEGIN ATOMIC
	SELECT DISTINCT n.nspname, n.nspowner, substring(c.setting from '^search_path=(.*), pg_temp$')
	FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
	CROSS JOIN LATERAL unnest(p.proconfig) AS c (setting)
	WHERE p.proname = 'unguard_district' AND c.setting LIKE 'search_path=%, pg_temp'
		AND c.setting NOT IN (format('search_path=%I, pg_temp', n.nspname),
			format('search_path="%s", pg_temp', replace(n.nspname, '"', '""')));
END;
COMMENT ON FUNCTION caseload.renamed_districts()
	IS 'districts whose schema was renamed, and the one, quoted where need be, in which their functions look';

CREATE FUNCTION caseload.check_place(schema text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off
AS $check_place$
DECLARE
	renamed record;
	roles oid[];
BEGIN
	-- Asked at each look at a report, and nearly always there is nothing to say: this statement's plan is kept.
	IF NOT starts_with(schema, 'pg_temp')
		AND EXISTS (SELECT FROM pg_proc AS p WHERE p.proname = 'unguard_district'
			AND p.pronamespace = (SELECT n.oid FROM pg_namespace AS n WHERE n.nspname = check_place.schema))
		AND NOT EXISTS (SELECT FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
			WHERE p.proname = 'unguard_district'
				AND NOT coalesce(p.proconfig && ARRAY[format('search_path=%I, pg_temp', n.nspname),
					format('search_path="%s", pg_temp', replace(n.nspname, '"', '""'))], false)) THEN
		RETURN;
	END IF;
	roles := ARRAY(SELECT r.oid FROM pg_roles AS r WHERE r.rolname = current_user
		UNION ALL SELECT n.nspowner FROM pg_namespace AS n WHERE n.nspname = check_place.schema);
	-- of what a stranger calls so nothing is said: whoever likes can make such functions
	SELECT r.* INTO renamed FROM caseload.renamed_districts() AS r
	WHERE r.schema = check_place.schema OR r.owner = ANY (roles)
		AND r.looks_in IN (quote_ident(check_place.schema), format('"%s"', replace(check_place.schema, '"', '""')))
	ORDER BY r.schema <> check_place.schema, r.schema LIMIT 1;
	IF FOUND THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('district "%s" was renamed: its functions look in schema %s',
				renamed.schema, renamed.looks_in),
			HINT = format(CASE WHEN to_regnamespace(renamed.looks_in) IS NULL
				THEN 'Rename it back: ALTER SCHEMA %1$I RENAME TO %2$s.'
				ELSE 'Keep one of the two: drop %1$I, or drop %2$s and ALTER SCHEMA %1$I RENAME TO %2$s.'
				END, renamed.schema, renamed.looks_in);
	END IF;
	-- where there is none of the name, what is current is the schema of temporary tables, or none
	IF schema IS NULL OR starts_with(schema, 'pg_temp') THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = 'the functions of this district look in a schema that is not there',
			HINT = 'Rename the district back: SELECT * FROM caseload.renamed_districts() tells to which name.';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
			WHERE n.nspname = check_place.schema AND p.proname = 'unguard_district') THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('the functions of this district look in schema "%s", which holds none', schema),
			HINT = 'Rename the district back: SELECT * FROM caseload.renamed_districts() tells to which name.';
	END IF;
END
$check_place$;
COMMENT ON FUNCTION caseload.check_place(text)
	IS 'called by the functions of a district with the schema in which they look: an error if that is not their own';

CREATE FUNCTION caseload.check_district(schema text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $check_district$
DECLARE
	schema_owner name := (SELECT pg_get_userbyid(n.nspowner) FROM pg_namespace AS n
		WHERE n.nspname = check_district.schema);
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
	PERFORM caseload.check_place(schema);
END
$check_district$;
COMMENT ON FUNCTION caseload.check_district(text) IS 'an error unless the schema holds a district of the caller''s own';

CREATE FUNCTION caseload.load_contract(schema text, name text) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $load_contract$
DECLARE
	-- the rules of a long contract are parted: waterford, then waterford_limits, which has no title of its own
	contract_script text := (SELECT string_agg(c.script, E'\n' ORDER BY c.name COLLATE "C")
		FROM caseload.contract_scripts() AS c
		WHERE c.name = load_contract.name OR starts_with(c.name, load_contract.name || '_')
			AND c.script !~ '(?n)^-- title: '
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
COMMENT ON FUNCTION caseload.load_contract(text, text) IS
	'puts a contract that ships with the extension into a district, as rows';

CREATE FUNCTION caseload.create_district(schema text, contract text DEFAULT '') RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $create_district$
DECLARE
	reports_schema text := schema || '_bi';
	renamed text := (SELECT min(r.schema) FROM caseload.renamed_districts() AS r
		WHERE r.looks_in = quote_ident(create_district.schema));
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
	IF contract <> '' AND NOT EXISTS (SELECT FROM caseload.contract_scripts() AS c
		WHERE c.name = create_district.contract AND c.script ~ '(?n)^-- title: ') THEN
		RAISE invalid_parameter_value USING MESSAGE = format('there is no contract "%s"', contract),
			HINT = format('The contracts that ship with the extension are: %s.',
				(SELECT string_agg(c.name, ', ' ORDER BY c.name) FROM caseload.contracts() AS c));
	END IF;
	IF to_regnamespace(quote_ident(schema)) IS NOT NULL OR to_regnamespace(quote_ident(reports_schema)) IS NOT NULL THEN
		RAISE duplicate_schema USING
			MESSAGE = format('schema "%s" exists already',
				CASE WHEN to_regnamespace(quote_ident(schema)) IS NULL THEN reports_schema ELSE schema END),
			HINT = 'A district makes two schemas of its own, for its tables and, with "_bi", for its '
			'reports: choose another name.';
	END IF;
	IF renamed IS NOT NULL THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('the functions of district "%s" look in schema %I', renamed, schema),
			DETAIL = 'It had that name before: they would read and write the new district.',
			HINT = format('Choose another name, or rename that one back: ALTER SCHEMA %I RENAME TO %I.',
				renamed, schema);
	END IF;

	EXECUTE format('CREATE SCHEMA %I', schema);
	EXECUTE format('CREATE SCHEMA %I', reports_schema);
	EXECUTE format('COMMENT ON SCHEMA %I IS %L', schema,
		'district: rules of the contract and facts of the district (extension caseload)');
	EXECUTE format('COMMENT ON SCHEMA %I IS %L', reports_schema,
		format('reports on district %s, for BI tools (extension caseload)', schema));
	PERFORM caseload.run_district_scripts(schema, '{}');
	PERFORM caseload.note_parts(schema);
	EXECUTE format('INSERT INTO %I.district_version (version) SELECT e.extversion FROM pg_extension AS e '
		'WHERE e.extname = %L', schema, 'caseload');
	IF contract <> '' THEN
		PERFORM caseload.load_contract(schema, contract);
		RETURN format('schemas %I and %I made, contract %s loaded', schema, reports_schema, contract);
	END IF;
	RETURN format('schemas %I and %I made, no contract loaded', schema, reports_schema);
END
$create_district$;
COMMENT ON FUNCTION caseload.create_district(text, text) IS
	'makes a district: two schemas, of rules and facts and of reports, that belong to the caller';

-- src/pg/upgrade.sql
-- How a district comes to the version of the extension. Its tables are altered by a step for each version and keep
-- their rows. Functions, views and types are dropped and made anew, so whatever others hung on them is noted before
-- and put back: rights, owners, comments, guards. Objects that others built on them cannot be put back and are named.
CREATE FUNCTION caseload.district_steps() RETURNS TABLE (name text, script text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $caseload_texts$ VALUES
('0.1.0--0.2.0'::text, $caseload_text$-- What 0.2.0 changes about the tables of 0.1.0. Tables that are new, comments, functions and views come from the
-- scripts of this version themselves. A column that is added stands last in its table there, too, so that `t.*` is the
-- same in both.
ALTER TABLE count_days ADD COLUMN beyond_calendar boolean NOT NULL DEFAULT false;
ALTER TABLE load_limit
	ADD COLUMN carried_by text[] NOT NULL DEFAULT '{teacher of record}'
		CHECK (cardinality(carried_by) > 0 AND array_position(carried_by, NULL) IS NULL),
	ADD COLUMN carried text NOT NULL DEFAULT 'in full' CHECK (carried IN ('in full', 'by share'));
-- with what is read from them alone
DROP INDEX IF EXISTS enrollment_district_id_section_id_idx, staffing_district_id_section_id_idx,
	employment_district_id_employee_id_idx;
CREATE INDEX ON enrollment (district_id, section_id) INCLUDE (valid);
CREATE INDEX ON staffing (district_id, section_id, role) INCLUDE (employee_id, valid);
CREATE INDEX ON employment (district_id, employee_id) INCLUDE (contract, valid);
$caseload_text$::text),
('0.1.0_parts'::text, $caseload_text$-- What the scripts of 0.1.0 made, which did not note it, and the beginnings of the hashes of its comments.
CREATE VIEW district_part (space, kind, name, comments) AS VALUES
	('district', 'function', 'add_caseload()', '{"": "72b61d"}'::jsonb),
	('district', 'function', 'amounts_of(bigint, integer, daterange, datemultirange, remedy_row[], date)',
		'{"": "871c91"}'),
	('district', 'function', 'base_amount(text, text, date, numeric, numeric, numeric, date)', '{"": "925e26"}'),
	('district', 'function', 'benefit_cap_on(text, text, date, date)', '{"": "29067a"}'),
	('district', 'function', 'cap_candidate(date, text, bigint[])', '{"": "062853"}'),
	('district', 'function', 'cap_piece(date, text, bigint[])', '{"": "20ce46"}'),
	('district', 'function', 'cents_of(amount_row[])', '{"": "c3e7dd"}'),
	('district', 'function', 'contract_year(date, text)', '{"": "c4cc03"}'),
	('district', 'function', 'counted_days(text, text, daterange, date)', '{"": "abda67"}'),
	('district', 'function', 'counted_one(date, text)', '{"": "7e5634"}'),
	('district', 'function', 'counts_classes(bigint, smallint)', '{"": "bcad96"}'),
	('district', 'function', 'domain_section(date, text)', '{"": "67305e"}'),
	('district', 'function', 'due_after(text, date, integer, text, date)', '{"": "78b207"}'),
	('district', 'function', 'due_on(text, text, text, date)', '{"": "261b1d"}'),
	('district', 'function', 'fill_caps()', '{"": "cf6f7d"}'),
	('district', 'function', 'fill_caseload_caps(bigint[])', '{"": "65d101"}'),
	('district', 'function', 'fill_section_caps(bigint[])', '{"": "a4e895"}'),
	('district', 'function', 'grade_name(integer)', '{"": "73d29b"}'),
	('district', 'function', 'grades_name(int4range)', '{"": "27b5f2"}'),
	('district', 'function', 'grieve_by(text, text, daterange, date, date, date)', '{"": "cd1a67"}'),
	('district', 'function', 'guard_district()', '{"": "90c4e9"}'),
	('district', 'function', 'held_at(numeric, text, text, numeric, text, boolean)', '{"": "063e7c"}'),
	('district', 'function', 'held_caseload(bigint[])', '{"": "7ac3c8"}'),
	('district', 'function', 'held_days(daterange, text, datemultirange)', '{"": "4d94d9"}'),
	('district', 'function', 'held_section(bigint[])', '{"": "0d4e57"}'),
	('district', 'function', 'in_time(text, text, text, date, date)', '{"": "8a1c6b"}'),
	('district', 'function', 'iso_range(daterange)', '{"": "a8984b"}'),
	('district', 'function', 'matched_cap(date, text, bigint[])', '{"": "82db0b"}'),
	('district', 'function', 'named_terms(text, daterange, date)', '{"": "d869b5"}'),
	('district', 'function',
		'next_placement(text, text, caseload.salary_step, text, numeric, text, numeric, date, date, boolean, date)',
		'{"": "b58052"}'),
	('district', 'function', 'nothing_on(datemultirange, text)', '{"": "8646f4"}'),
	('district', 'function', 'on_all(caseload.load_series, datemultirange, text)', '{"": "bdda88"}'),
	('district', 'function', 'on_each(datemultirange, text)', '{"": "b5946f"}'),
	('district', 'function', 'own_pay(text, integer, bigint, date, date)', '{"": "c5f2cb"}'),
	('district', 'function', 'paid_for(datemultirange, daterange[], daterange, date)', '{"": "dd6149"}'),
	('district', 'function', 'part_of_year(text, datemultirange, daterange, daterange)', '{"": "f376e2"}'),
	('district', 'function', 'pay_known_on(text, date)', '{"": "b4e259"}'),
	('district', 'function', 'pays_money(caseload.pay_scale)', '{"": "b106a5"}'),
	('district', 'function', 'place_newcomer(text, text, numeric, numeric, date, date)', '{"": "a83547"}'),
	('district', 'function', 'point_period(caseload.pay_scale)', '{"": "2d57c6"}'),
	('district', 'function', 'put_caseload_caps(bigint[])', '{"": "a04ec0"}'),
	('district', 'function', 'put_section_caps(bigint[])', '{"": "1cdb17"}'),
	('district', 'function', 'raise_factor(text, text, date, date, date)', '{"": "a16da9"}'),
	('district', 'function', 'rate_of_cell(text, text, text, caseload.salary_step, date, date)', '{"": "563803"}'),
	('district', 'function', 'reckoned_amount(date, text)', '{"": "6b2918"}'),
	('district', 'function', 'reckoned_cap(date, text)', '{"": "9173ee"}'),
	('district', 'function', 'reckoned_day(date, text)', '{"": "05d6bc"}'),
	('district', 'function', 'reckoned_excess(date, text)', '{"": "1d4669"}'),
	('district', 'function', 'reckoned_finding(date, text)', '{"": "1beaa1"}'),
	('district', 'function', 'reckoned_limit(date, text)', '{"": "af5e8f"}'),
	('district', 'function', 'reckoned_load(date, text)', '{"": "addad1"}'),
	('district', 'function', 'reckoned_outcome(date, text)', '{"": "98e6de"}'),
	('district', 'function', 'reckoned_pay(date, text)', '{"": "29dbf2"}'),
	('district', 'function', 'reckoned_remedy(date, text)', '{"": "0bd432"}'),
	('district', 'function', 'reckoned_test(date, text)', '{"": "082de7"}'),
	('district', 'function', 'refill_caps()', '{"": "a6ef51"}'),
	('district', 'function', 'remedies_of(bigint, daterange, excess_row[], date)', '{"": "b17ff7"}'),
	('district', 'function', 'repayment_due(text, text, date, date, numeric, date)', '{"": "29831a"}'),
	('district', 'function', 'retirement_pay(text, numeric, date, date, date, date)', '{"": "64660c"}'),
	('district', 'function', 'sample_facts(integer, integer, text)', '{"": "a76ef0"}'),
	('district', 'function', 'sample_number(integer, integer, bigint)', '{"": "4bbda7"}'),
	('district', 'function', 'schedule_on(text, text, date, date)', '{"": "e9aff8"}'),
	('district', 'function', 'school_year_start(text)', '{"": "8a4878"}'),
	('district', 'function', 'stale_cap()', '{"": "e4d7cb"}'),
	('district', 'function', 'stipend_pay(text, text, date, text, integer, jsonb, numeric, numeric, date)',
		'{"": "8f4774"}'),
	('district', 'function', 'terms_of(text, text, daterange, date)', '{"": "be4eb7"}'),
	('district', 'function', 'unguard_district()', '{"": "4192e5"}'),
	('district', 'function', 'wanted_cap(text, bigint[])', '{"": "b3bce4"}'),
	('district', 'function', 'year_credit(text, text, numeric, date, date)', '{"": "7306c3"}'),
	('district', 'function', 'year_of_longevity(date, text)', '{"": "113553"}'),
	('district', 'function', 'year_of_pay(date, text)', '{"": "279b32"}'),
	('district', 'function', 'year_of_stipends(date, text)', '{"": "f4838b"}'),
	('district', 'function', 'years_of_service(text, integer, bigint, text, text[], date)', '{"": "af431e"}'),
	('district', 'table', 'benefit_cap',
		'{"": "3a6e73", "amount": "76650c", "citation": "92a2b5", "contract": "f6f580", "coverage": "34c7e9",
			"id": "3c6e0b", "in_force": "6cbfd5", "known": "eac4e2", "note": "3aac13"}'),
	('district', 'table', 'calendar',
		'{"": "fe7a08", "citation": "fcf723", "contract": "f6f580", "days": "20203c", "id": "3c6e0b",
			"in_force": "acc20d", "kind": "83d897", "known": "52edec", "note": "3aac13", "school_year": "723a4f"}'),
	('district', 'table', 'cap_breach',
		'{"": "bbf7be", "cap": "846bac", "citation": "dba5d9", "first_day": "1cc5f6", "group_key": "290fe3",
			"guard": "3e40b8", "last_day": "f6bff5", "load": "f63e6a", "measure": "6cb1f4", "recorded_at": "df491a",
			"recorded_by": "7246c2", "strictness": "086c0c"}'),
	('district', 'table', 'case_assignment',
		'{"": "c9c1db", "attributes": "f083ec", "case_id": "a728b1", "district_id": "f7dbcd", "employee_id": "f629f7",
			"goal_areas": "7c66be", "grade": "c6c408", "program": "786da0", "share": "cf8fec", "student_id": "33cc9d",
			"valid": "ffc087", "weight": "265397"}'),
	('district', 'table', 'caseload_cap',
		'{"": "21b83c", "advisory": "23d4af", "advisory_citation": "f8ba61", "advisory_strictness": "355971",
			"advisory_units": "110b43", "advisory_units_citation": "f8ba61", "advisory_units_strictness": "355971",
			"district_id": "f7dbcd", "employee_id": "f629f7", "hard": "61216e", "hard_citation": "f8ba61",
			"hard_units": "988470", "hard_units_citation": "f8ba61", "paid": "cbe9bd", "paid_citation": "f8ba61",
			"paid_strictness": "581f15", "paid_units": "990460", "paid_units_citation": "f8ba61",
			"paid_units_strictness": "581f15", "program": "e9221b"}'),
	('district', 'table', 'caseload_cap_lift',
		'{"": "a549d9", "advisory": "9c6071", "advisory_units": "9c6071", "district_id": "f7dbcd",
			"employee_id": "f629f7", "hard": "9c6071", "hard_units": "9c6071", "held_as": "a4263f", "paid": "9c6071",
			"paid_units": "9c6071", "program": "e9221b", "up_to": "0c41ee", "valid": "2dfaeb"}'),
	('district', 'table', 'contract',
		'{"": "413280", "bargaining_unit": "de7035", "citation": "45415f", "contract": "57a73f", "duty_days": "b0ec8d",
			"employer": "c2813f", "note": "3aac13", "prorated_by": "fa4716", "term": "c923f5", "title": "dd53c2"}'),
	('district', 'table', 'count_days',
		'{"": "c26ee2", "citation": "92a2b5", "contract": "f6f580", "days": "20203c", "id": "3c6e0b",
			"in_force": "e3df22", "known": "82cc61", "name": "ef17bc", "note": "3aac13"}'),
	('district', 'table', 'credit_rule',
		'{"": "0d7c4e", "citation": "92a2b5", "contract": "f6f580", "first_step_most": "485f0f", "id": "3c6e0b",
			"in_force": "6cbfd5", "kind": "958c73", "known": "eac4e2", "most": "3bd3bc", "note": "3aac13",
			"part_years": "eca103", "year_at": "6ae575"}'),
	('district', 'table', 'deadline',
		'{"": "2394b4", "citation": "92a2b5", "contract": "f6f580", "day_kind": "674adb", "days": "12a866",
			"from_event": "bd9662", "id": "3c6e0b", "in_force": "6cbfd5", "known": "eac4e2", "limit_code": "61e1b0",
			"note": "3aac13", "stage": "227827"}'),
	('district', 'table', 'district_version', '{"": "d4e671", "installed_at": "639c70", "version": "2fbf73"}'),
	('district', 'table', 'due_date',
		'{"": "b039a0", "binds": "2bb8e5", "citation": "92a2b5", "code": "0ed4dc", "contract": "f6f580",
			"day": "7b49b2", "id": "3c6e0b", "in_force": "5d7fee", "known": "eac4e2", "month": "7436f9",
			"note": "3aac13", "title": "c6a24a", "years_on": "681d89"}'),
	('district', 'table', 'employee',
		'{"": "17ba61", "attributes": "a6c38d", "born": "a901da", "district_id": "f7dbcd", "employee_id": "a728b1",
			"employee_name": "b06893", "hired": "09755c"}'),
	('district', 'table', 'employment',
		'{"": "ddeea2", "agreed_salary": "1acb58", "attributes": "e034d4", "contract": "f6f580",
			"district_id": "f7dbcd", "employee_id": "469a41", "employment_id": "a728b1", "fte": "33d42f",
			"placement": "cd347c", "schedule": "b811ae", "site_id": "24ad33", "valid": "6cbfd5"}'),
	('district', 'table', 'enrollment',
		'{"": "b37075", "attributes": "8c6fc5", "district_id": "f7dbcd", "enrollment_id": "a728b1",
			"section_id": "d0fb92", "share": "7893a1", "student_id": "33cc9d", "valid": "b17d65", "weight": "770d8d"}'),
	('district', 'table', 'exception',
		'{"": "5fa0ee", "agreed_on": "8e1b13", "consented_by": "f28444", "district_id": "f7dbcd",
			"employee_id": "4548fd", "exception_id": "a728b1", "limit_id": "d46763", "number": "fe2c58",
			"reason": "531e70", "section_id": "c46bb1", "site_id": "2b58f3", "valid": "6cbfd5"}'),
	('district', 'table', 'limit_cap',
		'{"": "98e6d0", "applies": "032a76", "binds": "cb3ac1", "counts": "09bf96", "excess": "deb8d4",
			"excess_most": "714fb8", "grades": "592608", "id": "3c6e0b", "limit_id": "d46763", "note": "3aac13",
			"number": "c06505", "per": "81acfb", "precedence": "ac2ef8", "program": "7cc02e", "reckoned": "44a52c",
			"relative_to": "fe377a", "rounded": "cf30ab", "taken": "87cc39", "taken_over": "e14315", "test": "436d0a",
			"tolerance": "1974c8", "weighted": "aa1af5", "wider": "23fb7f"}'),
	('district', 'table', 'limit_remedy',
		'{"": "29f9de", "base": "d756e8", "choice": "27c49a", "chooser": "0afdad", "counted_on": "a5fe5b",
			"from_then": "c32059", "id": "3c6e0b", "in_proportion": "4c1f16", "kind": "25700a", "lasts": "57a2ab",
			"lasts_in": "621986", "limit_id": "d46763", "note": "3aac13", "payee": "bb9f94", "rank": "9263b5",
			"rounds": "4df215", "scale": "b4b33e", "standing_on": "31d95d", "takes": "d8e7d4", "test": "8333b4"}'),
	('district', 'table', 'limit_weight',
		'{"": "9e15f1", "counts": "420ac4", "id": "3c6e0b", "limit_id": "d46763", "note": "3aac13",
			"weight": "298638"}'),
	('district', 'table', 'load_limit',
		'{"": "e6124e", "citation": "92a2b5", "code": "1964e3", "contract": "f6f580", "counted_on": "ceef04",
			"id": "3c6e0b", "in_force": "c9bf77", "joined": "336b9c", "known": "e719e1", "note": "3aac13",
			"paid_by": "2b223e", "scope": "78eb7f", "strictness": "312f91", "title": "9c95e8"}'),
	('district', 'table', 'longevity_rule',
		'{"": "d7b17a", "applies": "7029f9", "base": "9e9a9b", "citation": "92a2b5", "code": "0ed4dc",
			"contract": "f6f580", "hired": "dd0e37", "id": "3c6e0b", "in_force": "2bc378", "in_proportion": "2d3515",
			"known": "eac4e2", "lanes": "f49ab3", "note": "3aac13", "scale": "beec7f", "schedule": "3323f3",
			"service": "8bd608", "steps": "287201"}'),
	('district', 'table', 'pay_base',
		'{"": "921222", "amount": "0a9377", "citation": "92a2b5", "contract": "f6f580", "digits": "9b7808",
			"id": "3c6e0b", "in_force": "6cbfd5", "known": "eac4e2", "name": "dbcfe9", "note": "3aac13",
			"over": "12902e", "over_cap": "96e9a1", "own": "2254d7", "placement": "ba8fd1", "plus": "6194af",
			"schedule": "95b75c", "times": "42e26a"}'),
	('district', 'table', 'position_held',
		'{"": "2838f6", "attributes": "267349", "contract": "f6f580", "counted": "67c88e", "district_id": "f7dbcd",
			"employee_id": "469a41", "position": "6cae9f", "position_held_id": "a728b1", "share": "46bd67",
			"site_id": "880fb8", "valid": "0982e4"}'),
	('district', 'table', 'raise',
		'{"": "ca8edb", "at_least": "7f7348", "at_most": "2db21f", "citation": "92a2b5", "contract": "f6f580",
			"ends": "43f711", "flat": "cbc086", "id": "3c6e0b", "in_force_from": "9380f0", "index_name": "90628a",
			"index_times": "f9261e", "known_from": "b885c8", "lanes": "f49ab3", "longevity_only": "886dc0",
			"note": "3aac13", "on_schedule": "b94ccc", "percent": "5d9c3f", "rank": "6618ce", "rounds_to": "4dc143",
			"schedule": "17b5f4"}'),
	('district', 'table', 'remedy_given',
		'{"": "efaaff", "district_id": "f7dbcd", "employee_id": "0203ee", "note": "911c18", "quantity": "924dd2",
			"remedy_given_id": "a728b1", "remedy_id": "54b281", "section_id": "c46bb1", "valid": "25ed5e"}'),
	('district', 'table', 'repayment',
		'{"": "20ba4f", "citation": "92a2b5", "code": "0ed4dc", "contract": "f6f580", "id": "3c6e0b",
			"in_force": "6cbfd5", "known": "eac4e2", "note": "3aac13", "scale": "42c318", "title": "26dc4e"}'),
	('district', 'table', 'retirement_incentive',
		'{"": "0fde1d", "age_before": "b6116d", "age_from": "7b85cd", "amount": "1706b4", "citation": "92a2b5",
			"code": "ca20d5", "contract": "f6f580", "id": "3c6e0b", "in_force": "3be71e", "known": "eac4e2",
			"note": "3aac13", "service": "899446", "year_days": "22b83a"}'),
	('district', 'table', 'schedule',
		'{"": "620d8b", "citation": "2f190b", "contract": "f6f580", "derived_from": "4ce86d", "grid": "835968",
			"id": "3c6e0b", "in_force": "2bc378", "known": "519551", "note": "3aac13", "over": "edc129",
			"printed": "7799ec", "schedule": "af4898", "times": "edc129", "title": "e1cf5b"}'),
	('district', 'table', 'section',
		'{"": "e0bda8", "attributes": "024ee6", "district_id": "f7dbcd", "grades": "feb7a7", "period": "f721f7",
			"program": "7e9792", "section_id": "a728b1", "section_name": "9cd6f3", "site_id": "24561c",
			"valid": "33c517"}'),
	('district', 'table', 'section_cap',
		'{"": "32ff97", "advisory": "f501f9", "advisory_citation": "f8ba61", "advisory_strictness": "355971",
			"district_id": "f7dbcd", "hard": "9330ba", "hard_citation": "f8ba61", "paid": "4b4fba",
			"paid_citation": "f8ba61", "paid_strictness": "581f15", "section_id": "d0fb92"}'),
	('district', 'table', 'section_cap_lift',
		'{"": "a549d9", "advisory": "9c6071", "district_id": "f7dbcd", "hard": "9c6071", "held_as": "a4263f",
			"paid": "9c6071", "section_id": "d0fb92", "up_to": "0c41ee", "valid": "2dfaeb"}'),
	('district', 'table', 'service',
		'{"": "45723b", "district_id": "f7dbcd", "employee_id": "469a41", "kind": "aafe9d", "note": "911c18",
			"school_year": "f69263", "service_id": "a728b1", "share": "a27778"}'),
	('district', 'table', 'site',
		'{"": "acd6af", "attributes": "eaf858", "district_id": "f7dbcd", "enrollment": "22884b", "level": "658e3a",
			"site_id": "a728b1", "site_name": "b06893"}'),
	('district', 'table', 'staffing',
		'{"": "34d999", "district_id": "f7dbcd", "employee_id": "469a41", "role": "1a24e6", "section_id": "d0fb92",
			"share": "aa4a68", "staffing_id": "a728b1", "valid": "6cbfd5"}'),
	('district', 'table', 'stipend',
		'{"": "3a2d3d", "applies": "e153b0", "band": "45fa07", "base": "477339", "citation": "2f190b",
			"contract": "f6f580", "digits": "7832d9", "enrollment": "d41fe8", "id": "3c6e0b", "in_force": "2bc378",
			"known": "eac4e2", "lasts": "137797", "lasts_in": "2c62d0", "note": "3aac13", "paid": "7dd0cc",
			"per_count_of": "b99726", "position": "7d0c12", "precedence": "474745", "prorated_by": "045e03",
			"scale": "96b23e", "site_level": "33dbae", "title": "70889f"}'),
	('district', 'table', 'stipend_installment',
		'{"": "2d0cdb", "citation": "92a2b5", "due": "d786ec", "id": "3c6e0b", "note": "3aac13", "share": "d293d0",
			"stipend_id": "ec2654"}'),
	('district', 'table', 'tally',
		'{"": "13de20", "attributes": "13a11a", "district_id": "f7dbcd", "employee_id": "3d5100", "quantity": "14aece",
			"section_id": "ca74ee", "site_id": "1b92dc", "tally_id": "a728b1", "valid": "063ee8", "what": "8dff81"}'),
	('district', 'table', 'term',
		'{"": "5b4341", "citation": "9dac64", "contract": "f6f580", "id": "3c6e0b", "in_force": "6cac85",
			"known": "eac4e2", "name": "2ccd25", "note": "3aac13", "title": "1141ec"}'),
	('district', 'table', 'work_year',
		'{"": "e4b142", "citation": "2f190b", "contract": "f6f580", "days": "337c70", "factor": "668b23",
			"hours": "bb40fb", "id": "3c6e0b", "in_force": "6cbfd5", "known": "eac4e2", "note": "3aac13",
			"role": "a287fb", "schedule": "b19680"}'),
	('district', 'type', 'amount_row', '{"": "d44898"}'),
	('district', 'type', 'excess_row', '{"": "2c2a02"}'),
	('district', 'type', 'pay_row', '{"": "84c531"}'),
	('district', 'type', 'remedy_row', '{"": "0d992f"}'),
	('district', 'view', 'contract_site',
		'{"": "48cba0", "contract": "f6f580", "district_id": "6b77ef", "site_id": "a75e8a"}'),
	('district', 'view', 'guarded_limit',
		'{"": "743a9f", "cap_id": "be569a", "citation": "92a2b5", "code": "db1608", "contract": "f6f580",
			"held": "e7e14e", "limit_id": "d46763", "number": "9e86f9", "program": "a0d854", "reason": "51e661",
			"scope": "0c0c34", "strictness": "934492", "test": "73fc79"}'),
	('district', 'view', 'limit_manner',
		'{"": "311640", "binds": "c2424f", "by_section": "37525a", "caps": "540bf0", "counts": "c2424f",
			"excess": "c2424f", "excess_most": "c2424f", "limit_id": "d46763", "manner": "891daa", "measure": "09b872",
			"reckoned": "c2424f", "rounded": "c2424f", "taken": "c2424f", "taken_over": "c2424f", "tallied": "a0debb",
			"test": "bbfb8d", "tolerance": "c2424f", "weighted": "c2424f", "wider": "c2424f"}'),
	('district', 'view', 'rule_problem',
		'{"": "377068", "contract": "f6f580", "detail": "ab3a21", "place": "2ecb87", "problem": "e734bc",
			"row_id": "686287", "rule": "39c1b0"}'),
	('district', 'view', 'subject_profile',
		'{"": "f7bfce", "attributes": "8d2b48", "contract": "9e20f3", "district_id": "6b77ef", "grades": "d46b0b",
			"part": "920d17", "program": "47032a", "scope": "4d5523", "subject_id": "e01d8d", "valid": "c87cb3"}'),
	('district', 'view', 'work_done',
		'{"": "0f6335", "amount": "14aece", "contract": "f6f580", "district_id": "6b77ef", "measure": "b16ca2",
			"part": "920d17", "scope": "4d5523", "subject_id": "e01d8d", "valid": "c87cb3"}'),
	('reports', 'view', 'caseload_overage',
		'{"": "40582f", "cap": "e52231", "citation": "92a2b5", "contract": "800c32", "counted_on": "9fe524",
			"employee_id": "a3878a", "employee_name": "b06893", "id": "482b25", "load": "4dcd41", "measure": "754dc7",
			"month": "5c9579", "over_by": "468d00", "pay": "a31546", "program": "a9c449", "rule": "957390",
			"school_year": "f69263", "site_name": "24ad33"}'),
	('reports', 'view', 'class_size_overage',
		'{"": "88629c", "cap": "1a3d93", "citation": "92a2b5", "contract": "800c32", "counted_on": "9fe524",
			"employee_id": "7b7524", "employee_name": "9c08f7", "grade": "6c9008", "id": "482b25", "load": "1d820c",
			"month": "5c9579", "over_by": "be262b", "pay": "a31546", "rule": "957390", "school_year": "f69263",
			"section_id": "273864", "section_name": "543a7e", "site_name": "7516c3"}'),
	('reports', 'view', 'compliance_finding',
		'{"": "2b9b24", "actual": "b91799", "amount_due": "5e8ab7", "cap": "a87802", "choice": "2a74b7",
			"citation": "92a2b5", "contract": "800c32", "employee_id": "f8183e", "employee_name": "b06893",
			"first_day": "c2f196", "grieve_by": "445f83", "id": "c22838", "kind": "c3d727", "last_day": "4c3afa",
			"measure": "91f20c", "note": "fe776b", "over_by": "45f525", "quantity": "5b654b", "remedy": "95df3e",
			"remedy_due": "277b7e", "remedy_type": "9bfa76", "rule": "957390", "school_year": "f69263",
			"section_id": "fb0c01", "section_name": "543a7e", "site_name": "7516c3", "strictness": "dd09ff",
			"worth": "190035"}'),
	('reports', 'view', 'pay_summary',
		'{"": "adda93", "base_salary": "174d40", "contract": "800c32", "employee_id": "fa5473",
			"employee_name": "b06893", "fte": "5c2471", "id": "482b25", "lane": "355449", "longevity_pay": "56e861",
			"overage_pay": "3d7000", "placement": "cd347c", "schedule": "5642fb", "school_year": "f69263",
			"site_name": "24ad33", "step": "2764ca", "stipend_pay": "95874b", "total_pay": "1eac3d"}'),
	('reports', 'view', 'scattergram',
		'{"": "0ed03a", "contract": "800c32", "cost": "3202aa", "employees": "03f5b4", "fte": "14c469",
			"lane": "108de6", "lane_rank": "6a814e", "schedule": "5642fb", "school_year": "f69263", "step": "20cf85"}'),
	('reports', 'view', 'schedule_cell',
		'{"": "d0a6f2", "amount": "832466", "contract": "800c32", "id": "5429f1", "in_force_from": "26e915",
			"in_force_to": "cd96b6", "lane": "108de6", "lane_rank": "6a814e", "longevity": "6cc818",
			"schedule": "e6c4d6", "step": "20cf85"}');
$caseload_text$::text)
$caseload_texts$;
COMMENT ON FUNCTION caseload.district_steps() IS
	'the scripts that alter the tables of a district, from version to version';

CREATE FUNCTION caseload.district_contents(schema text)
RETURNS TABLE (space text, kind text, name text, object text, classid oid, objid oid, comments jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $district_contents$
BEGIN
	-- so that types of the district are written without its name
	PERFORM set_config('search_path', format('%I, pg_temp', district_contents.schema), true);
	RETURN QUERY
	WITH place AS (
		SELECT n.oid, n.nspname, p.space
		FROM (VALUES (district_contents.schema, 'district'), (district_contents.schema || '_bi', 'reports'))
			AS p (nspname, space) JOIN pg_namespace AS n ON n.nspname = p.nspname
	), found AS (
		SELECT p.space, CASE c.relkind WHEN 'v' THEN 'view' WHEN 'c' THEN 'type' WHEN 'm' THEN 'materialized view'
				WHEN 'f' THEN 'foreign table' ELSE 'table' END AS kind,
			quote_ident(c.relname) AS name, format('%I.%I', p.nspname, c.relname) AS object,
			'pg_class'::regclass::oid AS classid, c.oid AS objid, c.reltype AS type_of
		FROM place AS p JOIN pg_class AS c ON c.relnamespace = p.oid WHERE c.relkind IN ('r', 'p', 'v', 'c', 'm', 'f')
		UNION ALL
		SELECT p.space, 'type', quote_ident(t.typname), format('%I.%I', p.nspname, t.typname), 'pg_type'::regclass,
			t.oid, t.oid
		FROM place AS p JOIN pg_type AS t ON t.typnamespace = p.oid WHERE t.typtype IN ('d', 'e')
		UNION ALL
		SELECT p.space, 'function', s.name, format('%I.', p.nspname) || s.name, 'pg_proc'::regclass, f.oid, NULL
		FROM place AS p JOIN pg_proc AS f ON f.pronamespace = p.oid
			CROSS JOIN LATERAL (SELECT format('%I(%s)', f.proname, (
				SELECT string_agg(format_type(a.type, NULL), ', ' ORDER BY a.place)
				FROM unnest(f.proargtypes) WITH ORDINALITY AS a (type, place)))) AS s (name)
		UNION ALL
		SELECT p.space, 'trigger', format('%I ON %I', g.tgname, c.relname),
			format('%I ON %I.%I', g.tgname, p.nspname, c.relname), 'pg_trigger'::regclass, g.oid, NULL
		FROM place AS p JOIN pg_class AS c ON c.relnamespace = p.oid JOIN pg_trigger AS g ON g.tgrelid = c.oid
		WHERE NOT g.tgisinternal
	)
	SELECT f.space, f.kind, f.name, f.object, f.classid, f.objid, coalesce((
		SELECT jsonb_object_agg(coalesce(a.attname, ''), left(md5(d.description), 6))
		FROM pg_description AS d
			LEFT JOIN pg_attribute AS a ON a.attrelid = d.objoid AND a.attnum = d.objsubid AND d.objsubid > 0
		WHERE d.classoid = f.classid AND d.objoid = f.objid
			OR f.kind = 'type' AND d.classoid = 'pg_type'::regclass AND d.objoid = f.type_of), '{}')
	FROM found AS f;
END
$district_contents$;
COMMENT ON FUNCTION caseload.district_contents(text) IS
	'tables, views, types, functions and triggers in the schemas of a district, with hashes of their comments';

-- What of a district the extension made is noted in a view of it, which pg_dump takes along with the functions and
-- not with the rows: rows alone go into a district of any version.
CREATE FUNCTION caseload.note_parts(schema text, but_not text[] DEFAULT '{}') RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $note_parts$
BEGIN
	PERFORM caseload.check_district(schema);
	EXECUTE format('CREATE VIEW %I.district_part WITH (security_invoker = true) AS
			SELECT p.space, p.kind, p.name, p.comments
			FROM jsonb_to_recordset(%L) AS p (space text, kind text, name text, comments jsonb)', schema,
		(SELECT jsonb_agg(jsonb_build_object('space', c.space, 'kind', c.kind, 'name', c.name, 'comments', c.comments)
				ORDER BY c.space, c.kind, c.name COLLATE "C")
			FROM caseload.district_contents(schema) AS c
			WHERE concat_ws(' ', c.space, c.kind, c.name) <> ALL (but_not)));
	EXECUTE format($comments$
		COMMENT ON VIEW %1$I.district_part IS
			'tables, views, types, functions and triggers that the extension''s scripts made, for upgrade_district()';
		COMMENT ON COLUMN %1$I.district_part.space IS 'district: the district''s schema; reports: that of its reports';
		COMMENT ON COLUMN %1$I.district_part.kind IS 'table, view, type, function or trigger';
		COMMENT ON COLUMN %1$I.district_part.name IS
			'its name; of a function with the types of its arguments, of a trigger with its table';
		COMMENT ON COLUMN %1$I.district_part.comments IS
			'how a hash of its comment begins, under "", and of each column''s: another comment is the owner''s own'
		$comments$, schema);
END
$note_parts$;
COMMENT ON FUNCTION caseload.note_parts(text, text[]) IS
	'notes what there is in a district as made by the extension, but for what is named';

-- Rights that any other than the owner has, those by default among them: what is made anew has those at once, which
-- the owner may have taken away. A row without a grantee tells whose the object is.
CREATE FUNCTION caseload.district_rights(schema text)
RETURNS TABLE (kind text, object text, "column" text, owned_by text, grantee oid, privilege text, grantable boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH part AS MATERIALIZED (
		SELECT c.kind, c.object, c.objid, coalesce(f.proowner, v.relowner, t.typowner) AS owner,
			CASE c.kind WHEN 'function' THEN coalesce(f.proacl, acldefault('f', f.proowner))
				WHEN 'view' THEN coalesce(v.relacl, acldefault('r', v.relowner))
				ELSE coalesce(t.typacl, acldefault('T', t.typowner)) END AS acl
		FROM caseload.district_contents(district_rights.schema) AS c
			LEFT JOIN pg_proc AS f ON c.kind = 'function' AND f.oid = c.objid
			LEFT JOIN pg_class AS v ON c.kind = 'view' AND v.oid = c.objid
			LEFT JOIN pg_type AS t
				ON c.kind = 'type' AND (t.typrelid = c.objid OR t.typrelid = 0 AND t.oid = c.objid)
		WHERE c.kind IN ('function', 'view', 'type')
	), held AS (
		SELECT p.kind, p.object, p.owner, NULL::text AS "column", p.acl FROM part AS p
		UNION ALL
		SELECT p.kind, p.object, p.owner, a.attname, a.attacl
		FROM part AS p JOIN pg_attribute AS a ON p.kind = 'view' AND a.attrelid = p.objid
	)
	SELECT h.kind, h.object, h."column", pg_get_userbyid(h.owner), x.grantee, x.privilege_type, bool_or(x.is_grantable)
	FROM held AS h CROSS JOIN LATERAL aclexplode(h.acl) AS x WHERE x.grantee <> h.owner
	GROUP BY h.kind, h.object, h."column", h.owner, x.grantee, x.privilege_type
	UNION ALL
	SELECT p.kind, p.object, NULL, pg_get_userbyid(p.owner), NULL, NULL, NULL FROM part AS p;
END;
COMMENT ON FUNCTION caseload.district_rights(text) IS
	'whose the functions, views and types of a district are, and what rights others have to them';

-- comments that are not what the extension's scripts said, or that are gone
CREATE FUNCTION caseload.district_comments(schema text)
RETURNS TABLE (kind text, object text, "column" text, comment text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $district_comments$
BEGIN
	PERFORM caseload.check_district(schema);
	RETURN QUERY EXECUTE format($query$
	SELECT c.kind, c.object, k.key, d.description
	FROM caseload.district_contents(%1$L) AS c JOIN %1$I.district_part AS p USING (space, kind, name)
		CROSS JOIN LATERAL (SELECT jsonb_object_keys(p.comments || c.comments)) AS k (key)
		LEFT JOIN pg_class AS r ON c.classid = 'pg_class'::regclass AND r.oid = c.objid
		LEFT JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attname = k.key
		LEFT JOIN pg_description AS d ON d.objsubid = coalesce(a.attnum, 0) AND CASE WHEN r.relkind = 'c' AND k.key = ''
			THEN d.classoid = 'pg_type'::regclass AND d.objoid = r.reltype
			ELSE d.classoid = c.classid AND d.objoid = c.objid END
	WHERE c.comments -> k.key IS DISTINCT FROM p.comments -> k.key AND (k.key = '' OR a.attnum IS NOT NULL) $query$,
		schema);
END
$district_comments$;
COMMENT ON FUNCTION caseload.district_comments(text) IS
	'comments on what the extension made in a district that are its owner''s own';

-- what others built on what an upgrade makes anew
CREATE FUNCTION caseload.district_dependents(schema text) RETURNS TABLE (dependent text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $district_dependents$
BEGIN
	PERFORM caseload.check_district(schema);
	RETURN QUERY EXECUTE format($query$
	WITH RECURSIVE part AS MATERIALIZED (
		SELECT c.classid, c.objid
		FROM caseload.district_contents(%L) AS c JOIN %I.district_part AS p USING (space, kind, name)
		WHERE p.kind <> 'table'
	), reached AS (
		SELECT p.classid, p.objid, 0 AS part FROM part AS p
		UNION
		-- of a composite type the type leads and the relation follows
		SELECT 'pg_type'::regclass, c.reltype, 0
		FROM part AS p JOIN pg_class AS c ON p.classid = 'pg_class'::regclass AND c.oid = p.objid AND c.relkind = 'c'
		UNION
		SELECT o.classid, o.objid, o.part
		FROM reached AS r JOIN pg_depend AS d
				ON d.refclassid = r.classid AND d.refobjid = r.objid AND d.deptype IN ('n', 'a', 'i', 'P', 'S')
			LEFT JOIN pg_rewrite AS w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
			CROSS JOIN LATERAL (VALUES (d.classid, d.objid, d.objsubid), ('pg_class'::regclass, w.ev_class, 0))
				AS o (classid, objid, part)
		WHERE o.objid IS NOT NULL
	)
	SELECT DISTINCT pg_describe_object(r.classid, r.objid, r.part) FROM reached AS r
	WHERE (r.classid, r.objid) NOT IN (SELECT p.classid, p.objid FROM part AS p)
		-- the rules of views stand for their views; row and array types, for what they belong to
		AND NOT (r.classid = 'pg_rewrite'::regclass
			AND EXISTS (SELECT FROM pg_rewrite AS w WHERE w.oid = r.objid AND w.rulename = '_RETURN'))
		AND NOT (r.classid = 'pg_type'::regclass
			AND EXISTS (SELECT FROM pg_type AS t WHERE t.oid = r.objid AND (t.typrelid <> 0 OR t.typelem <> 0)))
	ORDER BY 1 $query$, schema, schema);
END
$district_dependents$;
COMMENT ON FUNCTION caseload.district_dependents(text) IS 'objects that depend on functions, views or types that '
	'upgrade_district() would make anew, but are not the extension''s';

-- What brings back rights, owners and comments as they were. A function whose arguments changed takes the place of the
-- only one of its name. Where there is no statement, `lost` says what cannot come back.
CREATE FUNCTION caseload.put_back(schema text, rights jsonb, comments jsonb)
RETURNS TABLE (turn int, statement text, lost text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH now AS MATERIALIZED (
		SELECT n.*, CASE n.kind WHEN 'function' THEN 'ROUTINE' WHEN 'view' THEN 'TABLE' ELSE 'TYPE' END AS word
		FROM caseload.district_rights(put_back.schema) AS n
	), object AS MATERIALIZED (
		SELECT c.kind, c.object, c.classid, c.objid, split_part(c.object, '(', 1) AS bare
		FROM caseload.district_contents(put_back.schema) AS c
	), was AS MATERIALIZED (
		SELECT w.*, coalesce(o.object, (SELECT min(l.object) FROM object AS l
			WHERE w.kind = 'function' AND l.kind = 'function' AND l.bare = split_part(w.object, '(', 1)
			HAVING count(*) = 1)) AS is_now
		FROM jsonb_to_recordset(put_back.rights) AS w (kind text, object text, "column" text, owned_by text,
				grantee oid, privilege text, grantable boolean)
			LEFT JOIN object AS o ON o.kind = w.kind AND o.object = w.object
	), change AS (
		SELECT 1 AS turn, n.kind, n.object, n.object AS is_now, n."column", n.word, n.grantee, n.privilege,
			false AS grantable, NULL::text AS owned_by
		FROM now AS n
		WHERE n.grantee IS NOT NULL AND EXISTS (SELECT FROM was AS w WHERE w.kind = n.kind AND w.is_now = n.object)
			AND NOT EXISTS (SELECT FROM was AS w WHERE w.kind = n.kind AND w.is_now = n.object
				AND w."column" IS NOT DISTINCT FROM n."column" AND w.grantee = n.grantee AND w.privilege = n.privilege)
		UNION ALL
		-- whether everybody may call a function is said by the script that made it
		SELECT 2, w.kind, w.object, w.is_now, w."column",
			CASE w.kind WHEN 'function' THEN 'ROUTINE' WHEN 'view' THEN 'TABLE' ELSE 'TYPE' END,
			w.grantee, w.privilege, w.grantable, NULL
		FROM was AS w WHERE w.grantee IS NOT NULL AND (w.grantee <> 0 OR w.kind = 'view')
			AND NOT EXISTS (SELECT FROM now AS n WHERE n.kind = w.kind AND n.object = w.is_now
				AND n."column" IS NOT DISTINCT FROM w."column" AND n.grantee = w.grantee AND n.privilege = w.privilege
				AND n.grantable >= w.grantable)
		UNION ALL
		SELECT 3, n.kind, w.object, n.object, NULL, CASE n.word WHEN 'TABLE' THEN 'VIEW' ELSE n.word END,
			NULL, NULL, NULL, w.owned_by
		FROM was AS w JOIN now AS n ON n.kind = w.kind AND n.object = w.is_now AND n.grantee IS NULL
		WHERE w.grantee IS NULL AND w.owned_by <> n.owned_by
	)
	SELECT c.turn, CASE WHEN c.is_now IS NULL OR c."column" IS NOT NULL AND a.attnum IS NULL THEN NULL
			ELSE format(CASE c.turn WHEN 1 THEN 'REVOKE %1$s ON %2$s %3$s FROM %4$s'
					WHEN 2 THEN 'GRANT %1$s ON %2$s %3$s TO %4$s%5$s' ELSE 'ALTER %2$s %3$s OWNER TO %6$s' END,
				c.privilege || coalesce(' (' || quote_ident(c."column") || ')', ''), c.word, c.is_now, r.role,
				CASE WHEN c.grantable THEN ' WITH GRANT OPTION' ELSE '' END, quote_ident(c.owned_by)) END,
		format('%s %s%s is no more; it was granted to %s', c.kind, c.object,
			coalesce('.' || quote_ident(c."column"), ''), r.role)
	FROM change AS c LEFT JOIN object AS o ON o.kind = c.kind AND o.object = c.is_now
		LEFT JOIN pg_attribute AS a ON o.classid = 'pg_class'::regclass AND a.attrelid = o.objid
			AND a.attname = c."column" AND a.attnum > 0 AND NOT a.attisdropped
		CROSS JOIN LATERAL (SELECT CASE c.grantee WHEN 0 THEN 'PUBLIC'
			ELSE quote_ident(pg_get_userbyid(c.grantee)) END) AS r (role)
	UNION ALL
	SELECT 4, CASE WHEN o.object IS NULL OR w."column" <> '' AND a.attnum IS NULL THEN NULL
			ELSE format('COMMENT ON %s %s IS %L', CASE WHEN w."column" <> '' THEN 'COLUMN'
					WHEN w.kind = 'function' THEN 'ROUTINE' ELSE upper(w.kind) END,
				o.object || CASE WHEN w."column" <> '' THEN '.' || quote_ident(w."column") ELSE '' END, w.comment) END,
		format('%s %s%s is no more; the comment on it was: %s', w.kind, w.object,
			CASE WHEN w."column" <> '' THEN '.' || quote_ident(w."column") ELSE '' END, w.comment)
	FROM jsonb_to_recordset(put_back.comments) AS w (kind text, object text, "column" text, comment text)
		LEFT JOIN object AS o ON o.kind = w.kind
			AND (o.object = w.object OR w.kind = 'function' AND o.bare = split_part(w.object, '(', 1)
				AND NOT EXISTS (SELECT FROM object AS e WHERE e.object = w.object)
				AND 1 = (SELECT count(*) FROM object AS e WHERE e.kind = 'function' AND e.bare = o.bare))
		LEFT JOIN pg_attribute AS a ON o.classid = 'pg_class'::regclass AND a.attrelid = o.objid
			AND a.attname = w."column" AND a.attnum > 0 AND NOT a.attisdropped
	ORDER BY 1, 2, 3;
END;
COMMENT ON FUNCTION caseload.put_back(text, jsonb, jsonb) IS 'statements that put back rights, owners and comments of '
	'what was made anew in a district, and what is lost of them';

-- Guards of the owner's own on the tables that guard_district() guards, which it takes off with its own: the calls that
-- put them on, from what their triggers were given.
CREATE FUNCTION caseload.own_guards(schema text) RETURNS TABLE (guard text, call text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
	WITH word AS (
		SELECT t.tgrelid, t.oid, t.tgdeferrable, p.place, split_part(w.word, '=', 1) AS name,
			substr(w.word, strpos(w.word, '=') + 1) AS value
		FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
			CROSS JOIN LATERAL string_to_table(encode(t.tgargs, 'escape'), E'\\000') WITH ORDINALITY AS p (piece, place)
			CROSS JOIN LATERAL (SELECT convert_from(decode(p.piece, 'escape'), getdatabaseencoding())) AS w (word)
		WHERE n.nspname = own_guards.schema AND c.relname IN ('enrollment', 'case_assignment')
			AND t.tgfoid = 'caseload.guard_rows()'::regprocedure AND p.place <= t.tgnargs
	), argument AS (
		SELECT w.tgrelid, w.oid, w.tgdeferrable, w.name, min(w.place) AS place,
			CASE WHEN w.name IN ('key', 'group_key', 'waiver_key')
				THEN format('ARRAY[%s]', string_agg(quote_literal(w.value), ', ' ORDER BY w.place))
				ELSE quote_literal(min(w.value)) END AS value
		FROM word AS w GROUP BY w.tgrelid, w.oid, w.tgdeferrable, w.name
	), guard AS (
		SELECT a.tgrelid, a.oid, min(a.value) FILTER (WHERE a.name = 'guard') AS guard,
			format('SELECT caseload.guard(%s, deferred => %L)', string_agg(format('%s => %s',
				CASE a.name WHEN 'guard' THEN 'name' ELSE a.name END, a.value), ', ' ORDER BY a.place),
				bool_or(a.tgdeferrable)) AS call
		FROM argument AS a GROUP BY a.tgrelid, a.oid
	)
	SELECT DISTINCT ON (g.tgrelid, g.guard) g.guard, g.call FROM guard AS g
	WHERE g.guard !~ '^''(enrollment|caseload|units)_(hard|paid|advisory)''$' ORDER BY g.tgrelid, g.guard, g.call DESC;
END;
COMMENT ON FUNCTION caseload.own_guards(text) IS 'guards on enrollment and case_assignment that are not those of '
	'guard_district(), with the calls that put them on';

-- Steps first, then the tables that are new, and all that is derived. A step's own second part, which may call what is
-- made by then, comes last.
CREATE FUNCTION caseload.run_district_scripts(schema text, steps text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $run_district_scripts$
DECLARE
	of_ours record;
BEGIN
	-- the scripts would call whatever another role put there under the names that they use
	IF (SELECT pg_get_userbyid(n.nspowner) FROM pg_namespace AS n WHERE n.nspname = schema)
			IS DISTINCT FROM current_user THEN
		RAISE insufficient_privilege USING MESSAGE = format('schema "%s" is not the current role''s own', schema);
	END IF;
	-- pg_catalog is not named, so it is searched first and yet nothing is created in it
	PERFORM set_config('search_path', format('%I, pg_temp', schema), true);
	FOR of_ours IN SELECT d.script FROM unnest(steps) WITH ORDINALITY AS s (name, place)
		JOIN caseload.district_steps() AS d USING (name) ORDER BY s.place LOOP
		EXECUTE of_ours.script;
	END LOOP;
	FOR of_ours IN SELECT s.name, s.script FROM caseload.district_scripts() AS s WHERE s.stage = 'table' LOOP
		CONTINUE WHEN to_regclass(format('%I.%I', schema, of_ours.name)) IS NOT NULL;
		EXECUTE of_ours.script;
	END LOOP;
	FOR of_ours IN SELECT s.script FROM caseload.district_scripts() AS s WHERE s.stage = 'comment' LOOP
		EXECUTE of_ours.script;
	END LOOP;
	FOR of_ours IN SELECT s.script FROM caseload.district_scripts() AS s WHERE s.stage = 'derived' LOOP
		EXECUTE of_ours.script;
	END LOOP;
	PERFORM set_config('search_path', format('%I, %I, pg_temp', schema || '_bi', schema), true);
	FOR of_ours IN SELECT s.script FROM caseload.report_scripts() AS s LOOP
		EXECUTE of_ours.script;
	END LOOP;
	PERFORM set_config('search_path', format('%I, pg_temp', schema), true);
	FOR of_ours IN SELECT d.script FROM unnest(steps) WITH ORDINALITY AS s (name, place)
		JOIN caseload.district_steps() AS d ON d.name = s.name || '_after' ORDER BY s.place LOOP
		EXECUTE of_ours.script;
	END LOOP;
EXCEPTION WHEN duplicate_table OR duplicate_function OR duplicate_object THEN
	RAISE USING ERRCODE = SQLSTATE, MESSAGE = format('district "%s" cannot be upgraded: %s', schema, SQLERRM),
		DETAIL = 'This version makes an object of that name, and there is one that the extension did not make.',
		HINT = 'Rename that object, or move it to another schema, and upgrade again.';
END
$run_district_scripts$;
COMMENT ON FUNCTION caseload.run_district_scripts(text, text[]) IS
	'alters a district''s tables by these steps and makes what is derived from them';

CREATE FUNCTION caseload.upgrade_district(schema text) RETURNS text
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $upgrade_district$
DECLARE
	version_here text;
	version_of_extension text := (SELECT e.extversion FROM pg_extension AS e WHERE e.extname = 'caseload');
	version_reached text;
	steps text[] := '{}';
	step record;
	guarded boolean;
	has_books boolean;
	own_guards text[];
	own_guard text;
	rights jsonb;
	comments jsonb;
	not_ours text[];
	in_the_way text;
	kept int := 0;
	talkative text := current_setting('client_min_messages');
BEGIN
	IF schema IS NULL THEN
		RAISE null_value_not_allowed USING MESSAGE = 'a district must be named';
	END IF;
	PERFORM caseload.check_district(schema);
	PERFORM set_config('search_path', format('%I, pg_temp', schema), true);
	LOCK TABLE district_version IN EXCLUSIVE MODE;
	SELECT v.version INTO version_here FROM district_version AS v ORDER BY v.installed_at DESC LIMIT 1;
	IF version_here = version_of_extension THEN
		RETURN format('district %I is at version %s, the extension''s own: nothing to do', schema, version_here);
	END IF;
	version_reached := version_here;
	WHILE version_reached <> version_of_extension LOOP
		SELECT d.name, d.script INTO step FROM caseload.district_steps() AS d
		WHERE split_part(d.name, '--', 1) = version_reached AND d.name ~ '^[^-]+--[^-_]+$';
		IF step IS NULL THEN
			RAISE feature_not_supported USING
				MESSAGE = format('there is no way from version %s of district "%s" to version %s',
					version_here, schema, version_of_extension),
				HINT = 'Update the extension first: ALTER EXTENSION caseload UPDATE.';
		END IF;
		steps := steps || step.name;
		version_reached := split_part(step.name, '--', 2);
	END LOOP;
	-- before 0.2.0 a district did not note what of it was made by the extension
	IF to_regclass(format('%I.district_part', schema)) IS NULL THEN
		EXECUTE (SELECT d.script FROM caseload.district_steps() AS d WHERE d.name = version_here || '_parts');
	END IF;

	has_books := to_regclass(format('%I.rule_mark', schema)) IS NOT NULL;
	guarded := EXISTS (SELECT FROM pg_trigger AS t WHERE t.tgfoid = to_regprocedure('refill_caps()'));
	IF guarded THEN
		RAISE NOTICE 'district %: the guards are off until it is upgraded', quote_ident(schema);
		own_guards := ARRAY(SELECT g.call FROM caseload.own_guards(schema) AS g);
		PERFORM unguard_district();
	END IF;
	in_the_way := (SELECT string_agg(d.dependent, ', ' ORDER BY d.dependent)
		FROM caseload.district_dependents(schema) AS d);
	IF in_the_way IS NOT NULL THEN
		RAISE dependent_objects_still_exist USING
			MESSAGE = format('district "%s" cannot be upgraded while other objects depend on functions or reports '
				'that are made anew', schema),
			DETAIL = format('These do: %s.', in_the_way),
			HINT = 'Note how they are defined (pg_dump, pg_get_viewdef), drop them, upgrade, and make them again.';
	END IF;
	rights := (SELECT jsonb_agg(to_jsonb(r)) FROM caseload.district_rights(schema) AS r
		JOIN caseload.district_contents(schema) AS c USING (kind, object)
		JOIN district_part AS p USING (space, kind, name));
	comments := (SELECT jsonb_agg(to_jsonb(c)) FROM caseload.district_comments(schema) AS c);
	not_ours := ARRAY(SELECT concat_ws(' ', c.space, c.kind, c.name) FROM caseload.district_contents(schema) AS c
		WHERE NOT EXISTS (SELECT FROM district_part AS p
			WHERE p.space = c.space AND p.kind = c.kind AND p.name = c.name));

	-- nothing but parts of ours hangs on them: CASCADE only spares their order, and would tell of each
	PERFORM set_config('client_min_messages',
		CASE WHEN talkative IN ('warning', 'error') THEN talkative ELSE 'warning' END, true);
	FOR step IN SELECT c.kind, c.object, c.objid FROM caseload.district_contents(schema) AS c
		JOIN district_part AS p USING (space, kind, name) WHERE p.kind <> 'table' LOOP
		CONTINUE WHEN NOT CASE step.kind WHEN 'function' THEN EXISTS (SELECT FROM pg_proc AS f WHERE f.oid = step.objid)
			WHEN 'trigger' THEN EXISTS (SELECT FROM pg_trigger AS t WHERE t.oid = step.objid)
			ELSE to_regtype(step.object) IS NOT NULL END;
		EXECUTE format('DROP %s %s CASCADE',
			CASE step.kind WHEN 'function' THEN 'ROUTINE' ELSE upper(step.kind) END, step.object);
	END LOOP;
	PERFORM set_config('client_min_messages', talkative, true);
	DROP VIEW district_part;

	PERFORM caseload.run_district_scripts(schema, steps);
	PERFORM caseload.note_parts(schema, not_ours);
	FOR step IN SELECT p.statement, p.lost FROM caseload.put_back(schema, rights, comments) AS p
		ORDER BY p.turn, p.statement LOOP
		IF step.statement IS NULL THEN
			RAISE NOTICE '%', step.lost;
		ELSE
			EXECUTE step.statement;
			kept := kept + 1;
		END IF;
	END LOOP;
	-- what was kept was reckoned by functions that are no more
	IF has_books THEN
		PERFORM mark_everything();
	END IF;
	INSERT INTO district_version (version) VALUES (version_of_extension);
	IF guarded THEN
		RAISE NOTICE 'district %: the guards are put on again', quote_ident(schema);
		PERFORM guard_district();
		FOREACH own_guard IN ARRAY own_guards LOOP
			EXECUTE own_guard;
		END LOOP;
	END IF;
	RETURN format('district %I is at version %s now, and was at %s; '
		'statements that put back rights and comments of its owner: %s',
		schema, version_of_extension, version_here, kept) || CASE WHEN guarded THEN '; guarded again' ELSE '' END;
END
$upgrade_district$;
COMMENT ON FUNCTION caseload.upgrade_district(text) IS 'brings a district to the version of the extension, with its '
	'rows, and with the rights and comments that its owner gave';
