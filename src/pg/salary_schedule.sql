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

@comparable salary_schedule

-- what a place is paid
CREATE FUNCTION caseload.salary(schedule caseload.salary_schedule, placement caseload.salary_step) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_salary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_exact(schedule caseload.salary_schedule, placement caseload.salary_step) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_salary_exact' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.longevity_pay(schedule caseload.salary_schedule,
	placement caseload.salary_step) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_longevity_pay' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.has_longevity(schedule caseload.salary_schedule) RETURNS boolean
AS 'MODULE_PATHNAME', 'caseload_has_longevity' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.cell_problem(schedule caseload.salary_schedule,
	placement caseload.salary_step) RETURNS text
AS 'MODULE_PATHNAME', 'caseload_cell_problem' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.salary_or_null(schedule caseload.salary_schedule,
	placement caseload.salary_step) RETURNS numeric
AS 'MODULE_PATHNAME', 'caseload_salary_or_null' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.salary_or_null(caseload.salary_schedule, caseload.salary_step) IS
	'salary(), or null where cell_problem() says why there is none';
COMMENT ON FUNCTION caseload.cell_problem(caseload.salary_schedule, caseload.salary_step) IS
	'why the schedule does not pay a placement: no lane "VII"; null if it does';
COMMENT ON FUNCTION caseload.salary(caseload.salary_schedule, caseload.salary_step) IS 'the printed cell: the highest '
	'row of the lane at or below the step, rounded half up to the places the schedule pays in';
COMMENT ON FUNCTION caseload.salary_exact(caseload.salary_schedule, caseload.salary_step) IS
	'the cell without rounding';
COMMENT ON FUNCTION caseload.longevity_pay(caseload.salary_schedule, caseload.salary_step) IS
	'what the longevity row adds over the last ordinary row of the lane; 0 below it';
COMMENT ON FUNCTION caseload.has_longevity(caseload.salary_schedule) IS
	'whether the schedule has a longevity row for any lane';

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

-- two grids, and a number for each lane
CREATE FUNCTION caseload.salary_schedule_sum(caseload.salary_schedule, caseload.salary_schedule)
RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_salary_schedule_sum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE OPERATOR caseload.+ (LEFTARG = caseload.salary_schedule, RIGHTARG = caseload.salary_schedule,
	FUNCTION = caseload.salary_schedule_sum);
COMMENT ON FUNCTION caseload.salary_schedule_sum(caseload.salary_schedule, caseload.salary_schedule) IS
	'implementation of + operator';
COMMENT ON OPERATOR caseload.+ (caseload.salary_schedule, caseload.salary_schedule) IS
	'cell by cell, of schedules with the same lanes and steps';
CREATE FUNCTION caseload.times_by_lane(schedule caseload.salary_schedule, factors jsonb)
RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_times_by_lane' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.times_by_lane(caseload.salary_schedule, jsonb) IS
	'the cells of each named lane times its factor, {"MA+30": 1.05}; the other lanes stay';
CREATE FUNCTION caseload.plus_by_lane(schedule caseload.salary_schedule, amounts jsonb)
RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_plus_by_lane' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.plus_by_lane(caseload.salary_schedule, jsonb) IS
	'so much more in each cell of each named lane, {"MA+30": 1250}; the other lanes stay';

-- not STRICT, since its optional arguments may be NULL
CREATE FUNCTION caseload.with_raise(schedule caseload.salary_schedule, percent numeric DEFAULT NULL,
	flat numeric DEFAULT NULL, joined text DEFAULT 'then', lanes text[] DEFAULT NULL,
	longevity_only boolean DEFAULT false, digits integer DEFAULT NULL) RETURNS caseload.salary_schedule
AS 'MODULE_PATHNAME', 'caseload_with_raise' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION caseload.with_raise(caseload.salary_schedule, numeric, numeric, text, text[], boolean, integer) IS
	'the schedule after one raise: a percentage, then dollars, or the greater or lesser of the two, in these lanes '
	'or longevity rows alone, each raised cell rounded half up once';

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
CREATE FUNCTION caseload.problems(schedule caseload.salary_schedule, earlier caseload.salary_schedule,
	strict boolean DEFAULT false)
RETURNS TABLE(placement caseload.salary_step, problem text)
AS 'MODULE_PATHNAME', 'caseload_problems' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 5;
COMMENT ON FUNCTION caseload.problems(caseload.salary_schedule, caseload.salary_schedule, boolean) IS
	'what the raise from an earlier schedule does not explain; without one, what looks like a slip of the hand';
CREATE FUNCTION caseload.problems_judged(schedule caseload.salary_schedule,
	earlier caseload.salary_schedule DEFAULT NULL, strict boolean DEFAULT false)
RETURNS TABLE(part text, judged boolean, cells bigint, lanes int, steps int, words text)
AS 'MODULE_PATHNAME', 'caseload_problems_judged' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 3;
COMMENT ON FUNCTION caseload.problems_judged(caseload.salary_schedule, caseload.salary_schedule, boolean) IS
	'what problems() judged and by what, and what it did not judge and why';
