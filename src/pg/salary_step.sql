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
COMMENT ON TYPE caseload.salary_step IS
	'a place on a salary schedule, lane and step: V-14, MA+30-12, II-7.5, of a longevity row BA-12L';
COMMENT ON FUNCTION caseload.salary_step_in(cstring) IS 'text input';
COMMENT ON FUNCTION caseload.salary_step_out(caseload.salary_step) IS 'text output';
COMMENT ON FUNCTION caseload.salary_step_recv(internal) IS 'binary input';
COMMENT ON FUNCTION caseload.salary_step_send(caseload.salary_step) IS 'binary output';
-- so that VALUES lists and staging tables of text load
CREATE CAST (text AS caseload.salary_step) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (text AS caseload.salary_step) IS 'reads the text as a literal';

CREATE FUNCTION caseload.salary_step(lane text, step numeric) RETURNS caseload.salary_step
AS 'MODULE_PATHNAME', 'caseload_salary_step_make' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_step(lane text, step numeric, longevity boolean) RETURNS caseload.salary_step
AS 'MODULE_PATHNAME', 'caseload_salary_step_make' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.lane(caseload.salary_step) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_salary_step_lane' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.step(caseload.salary_step) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_salary_step_step' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.longevity(caseload.salary_step) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_salary_step_longevity' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_step_plus(caseload.salary_step, numeric) RETURNS caseload.salary_step
AS 'MODULE_PATHNAME', 'caseload_salary_step_plus' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_step_minus(caseload.salary_step, numeric) RETURNS caseload.salary_step
AS 'MODULE_PATHNAME', 'caseload_salary_step_minus' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE OPERATOR caseload.+ (LEFTARG = caseload.salary_step, RIGHTARG = numeric, FUNCTION = caseload.salary_step_plus);
CREATE OPERATOR caseload.- (LEFTARG = caseload.salary_step, RIGHTARG = numeric, FUNCTION = caseload.salary_step_minus);
COMMENT ON FUNCTION caseload.salary_step(text, numeric) IS 'the place of this lane and step';
COMMENT ON FUNCTION caseload.salary_step(text, numeric, boolean) IS
	'the place of this lane and step, or of the longevity row of the step';
COMMENT ON FUNCTION caseload.lane(caseload.salary_step) IS 'the lane (column)';
COMMENT ON FUNCTION caseload.step(caseload.salary_step) IS 'the step (row)';
COMMENT ON FUNCTION caseload.longevity(caseload.salary_step) IS 'whether it is the longevity row of the step: 12L';
COMMENT ON FUNCTION caseload.salary_step_plus(caseload.salary_step, numeric) IS 'implementation of + operator';
COMMENT ON FUNCTION caseload.salary_step_minus(caseload.salary_step, numeric) IS 'implementation of - operator';
COMMENT ON OPERATOR caseload.+ (caseload.salary_step, numeric) IS 'so many steps up in the same lane';
COMMENT ON OPERATOR caseload.- (caseload.salary_step, numeric) IS 'so many steps down in the same lane';

@comparable salary_step

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
