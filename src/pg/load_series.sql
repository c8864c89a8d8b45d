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
@comparable load_series

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
CREATE FUNCTION caseload.mean_over(caseload.load_series, periods daterange[]) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_mean_over' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.mean_over(caseload.load_series, periods daterange[]) IS
	'the mean load of each period over its counted days above zero, as one point on its last counted day';
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
CREATE FUNCTION caseload.lasting(caseload.load_series, at_least caseload.caseload_unit, from_then boolean,
	runs_in daterange[]) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_lasting' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caseload.standing_on(caseload.load_series, days datemultirange, runs_in daterange[])
RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_standing_on' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.lasting(caseload.load_series, at_least caseload.caseload_unit, from_then boolean,
	runs_in daterange[]) IS
	'loads above zero for so many counted days in a row; a run ends where a period ends or begins';
COMMENT ON FUNCTION caseload.standing_on(caseload.load_series, days datemultirange, runs_in daterange[]) IS
	'each run of loads above zero that stands on one of these days; a run ends where a period ends or begins';
CREATE FUNCTION caseload.carried(caseload.load_series, periods daterange[], last caseload.caseload_unit)
RETURNS daterange[]
AS 'MODULE_PATHNAME', 'caseload_load_series_carried' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.carried(caseload.load_series, periods daterange[], last caseload.caseload_unit) IS
	'the periods, of which one ends and the next begins earlier, with the run above zero that stands over their '
	'border, if it began within so many of the last counted days';

-- Each one over by itself, so that gates look at each.
CREATE FUNCTION caseload.levels(caseload.load_series) RETURNS SETOF caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_levels' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 3;
COMMENT ON FUNCTION caseload.levels(caseload.load_series) IS
	'the first above zero, the second, ... each as a series, which add up; those that come and go together are one';

CREATE FUNCTION caseload.held(caseload.load_series, days datemultirange) RETURNS caseload.load_series
AS 'MODULE_PATHNAME', 'caseload_load_series_held' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caseload.held(caseload.load_series, days datemultirange) IS
	'on each of these days the load of the last counted day up to it; days before the first are left out';

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
