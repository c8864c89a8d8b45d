/* Series with series, with units and with numbers; reductions. */
#include "pg/load_series.h"

PG_FUNCTION_INFO_V1(caseload_load_series_plus);
PG_FUNCTION_INFO_V1(caseload_load_series_plus_unit);
PG_FUNCTION_INFO_V1(caseload_load_series_minus);
PG_FUNCTION_INFO_V1(caseload_load_series_minus_unit);
PG_FUNCTION_INFO_V1(caseload_load_series_ratio);
PG_FUNCTION_INFO_V1(caseload_load_series_times);
PG_FUNCTION_INFO_V1(caseload_load_series_times_left);
PG_FUNCTION_INFO_V1(caseload_load_series_divided);
PG_FUNCTION_INFO_V1(caseload_load_series_lesser);
PG_FUNCTION_INFO_V1(caseload_load_series_lesser_unit);
PG_FUNCTION_INFO_V1(caseload_load_series_greater);
PG_FUNCTION_INFO_V1(caseload_load_series_greater_unit);
PG_FUNCTION_INFO_V1(caseload_load_series_overage);
PG_FUNCTION_INFO_V1(caseload_load_series_overage_unit);
PG_FUNCTION_INFO_V1(caseload_load_series_shortage);
PG_FUNCTION_INFO_V1(caseload_load_series_shortage_unit);
PG_FUNCTION_INFO_V1(caseload_load_series_during);
PG_FUNCTION_INFO_V1(caseload_load_series_rounded);
PG_FUNCTION_INFO_V1(caseload_load_series_on_days);
PG_FUNCTION_INFO_V1(caseload_load_series_highest);
PG_FUNCTION_INFO_V1(caseload_load_series_mean);
PG_FUNCTION_INFO_V1(caseload_load_series_last);
PG_FUNCTION_INFO_V1(caseload_load_series_total);
PG_FUNCTION_INFO_V1(caseload_load_series_mean_over);

static Datum
combined(PG_FUNCTION_ARGS, cl_series_way way)
{
	cl_env env;

	cl_pg_env(&env);
	return cl_pg_series_datum(
		&env, cl_series_combine(&env, way, CL_GETARG_SERIES(0), CL_GETARG_SERIES(1)));
}

static Datum
combined_with_unit(PG_FUNCTION_ARGS, cl_series_way way)
{
	cl_env env;

	cl_pg_env(&env);
	return cl_pg_series_datum(
		&env, cl_series_combine_unit(&env, way, CL_GETARG_SERIES(0), CL_GETARG_CASELOAD_UNIT(1)));
}

Datum
caseload_load_series_plus(PG_FUNCTION_ARGS)
{
	return combined(fcinfo, CL_SERIES_ADD);
}

Datum
caseload_load_series_plus_unit(PG_FUNCTION_ARGS)
{
	return combined_with_unit(fcinfo, CL_SERIES_ADD);
}

Datum
caseload_load_series_minus(PG_FUNCTION_ARGS)
{
	return combined(fcinfo, CL_SERIES_SUBTRACT);
}

Datum
caseload_load_series_minus_unit(PG_FUNCTION_ARGS)
{
	return combined_with_unit(fcinfo, CL_SERIES_SUBTRACT);
}

Datum
caseload_load_series_ratio(PG_FUNCTION_ARGS)
{
	return combined(fcinfo, CL_SERIES_DIVIDE);
}

Datum
caseload_load_series_lesser(PG_FUNCTION_ARGS)
{
	return combined(fcinfo, CL_SERIES_LESSER);
}

Datum
caseload_load_series_lesser_unit(PG_FUNCTION_ARGS)
{
	return combined_with_unit(fcinfo, CL_SERIES_LESSER);
}

Datum
caseload_load_series_greater(PG_FUNCTION_ARGS)
{
	return combined(fcinfo, CL_SERIES_GREATER);
}

Datum
caseload_load_series_greater_unit(PG_FUNCTION_ARGS)
{
	return combined_with_unit(fcinfo, CL_SERIES_GREATER);
}

Datum
caseload_load_series_overage(PG_FUNCTION_ARGS)
{
	return combined(fcinfo, CL_SERIES_OVERAGE);
}

Datum
caseload_load_series_overage_unit(PG_FUNCTION_ARGS)
{
	return combined_with_unit(fcinfo, CL_SERIES_OVERAGE);
}

Datum
caseload_load_series_shortage(PG_FUNCTION_ARGS)
{
	return combined(fcinfo, CL_SERIES_SHORTAGE);
}

Datum
caseload_load_series_shortage_unit(PG_FUNCTION_ARGS)
{
	return combined_with_unit(fcinfo, CL_SERIES_SHORTAGE);
}

Datum
caseload_load_series_during(PG_FUNCTION_ARGS)
{
	return combined(fcinfo, CL_SERIES_DURING);
}

/*
 * Series with numbers: each load is reckoned by caseload_unit's own functions, which are exact
 * for a number of any length and round once.
 */
typedef struct number_argument
{
	PGFunction function;
	Datum number;
} number_argument;

extern Datum caseload_caseload_unit_times(PG_FUNCTION_ARGS);
extern Datum caseload_caseload_unit_divided(PG_FUNCTION_ARGS);

static bool
by_number(cl_env *env, void *argument, int64_t load, int64_t *out)
{
	const number_argument *by = argument;
	cl_caseload_unit unit;

	/* any measure will do */
	if (!cl_caseload_unit_make(env, CL_STUDENTS, load, &unit))
		return false;
	*out = cl_caseload_unit_quantity((cl_caseload_unit) DatumGetInt64(
		DirectFunctionCall2(by->function, Int64GetDatum(unit), by->number)));
	return true;
}

static Datum
reckoned_with(const cl_load_series *series, PGFunction function, Datum number)
{
	number_argument by = {function, number};
	cl_env env;

	cl_pg_env(&env);
	return cl_pg_series_datum(&env, cl_series_map(&env, series, by_number, &by));
}

Datum
caseload_load_series_times(PG_FUNCTION_ARGS)
{
	return reckoned_with(CL_GETARG_SERIES(0), caseload_caseload_unit_times, PG_GETARG_DATUM(1));
}

Datum
caseload_load_series_times_left(PG_FUNCTION_ARGS)
{
	return reckoned_with(CL_GETARG_SERIES(1), caseload_caseload_unit_times, PG_GETARG_DATUM(0));
}

Datum
caseload_load_series_divided(PG_FUNCTION_ARGS)
{
	return reckoned_with(CL_GETARG_SERIES(0), caseload_caseload_unit_divided, PG_GETARG_DATUM(1));
}

Datum
caseload_load_series_rounded(PG_FUNCTION_ARGS)
{
	text *how = PG_GETARG_TEXT_PP(2);
	cl_rounding rounding;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_rounding_of(&env, VARDATA_ANY(how), VARSIZE_ANY_EXHDR(how), &rounding))
		CL_RAISE(&env);
	return cl_pg_series_datum(
		&env, cl_series_round(&env, CL_GETARG_SERIES(0), PG_GETARG_INT32(1), rounding));
}

Datum
caseload_load_series_on_days(PG_FUNCTION_ARGS)
{
	cl_pg_runs days = cl_pg_day_set(PG_GETARG_DATUM(1));
	cl_env env;

	cl_pg_env(&env);
	return cl_pg_series_datum(&env,
							  cl_series_on_days(&env, CL_GETARG_SERIES(0), days.runs, days.count));
}

static Datum
points(PG_FUNCTION_ARGS, cl_series_point point)
{
	cl_pg_runs periods = cl_pg_periods(PG_GETARG_DATUM(1));
	cl_env env;

	cl_pg_env(&env);
	return cl_pg_series_datum(
		&env, cl_series_points(&env, point, CL_GETARG_SERIES(0), periods.runs, periods.count));
}

Datum
caseload_load_series_highest(PG_FUNCTION_ARGS)
{
	return points(fcinfo, CL_SERIES_HIGHEST);
}

Datum
caseload_load_series_mean(PG_FUNCTION_ARGS)
{
	return points(fcinfo, CL_SERIES_MEAN);
}

Datum
caseload_load_series_last(PG_FUNCTION_ARGS)
{
	return points(fcinfo, CL_SERIES_LAST);
}

Datum
caseload_load_series_total(PG_FUNCTION_ARGS)
{
	return points(fcinfo, CL_SERIES_TOTAL);
}

Datum
caseload_load_series_mean_over(PG_FUNCTION_ARGS)
{
	return points(fcinfo, CL_SERIES_MEAN_OVER);
}
