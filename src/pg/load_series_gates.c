/* Gates of time, the levels of a load by themselves, and counts that hold. */
#include "pg/load_series.h"

#include "funcapi.h"

PG_FUNCTION_INFO_V1(caseload_load_series_lasting);
PG_FUNCTION_INFO_V1(caseload_load_series_lasting_within);
PG_FUNCTION_INFO_V1(caseload_load_series_standing_on);
PG_FUNCTION_INFO_V1(caseload_load_series_carried);
PG_FUNCTION_INFO_V1(caseload_load_series_levels);
PG_FUNCTION_INFO_V1(caseload_load_series_held);

/* The terms at whose borders runs end, if the call has that argument. */
static cl_pg_runs
borders_of(PG_FUNCTION_ARGS, int argument)
{
	cl_pg_runs none = {NULL, 0};

	return PG_NARGS() > argument ? cl_pg_periods(PG_GETARG_DATUM(argument)) : none;
}

Datum
caseload_load_series_lasting(PG_FUNCTION_ARGS)
{
	cl_pg_runs borders = borders_of(fcinfo, 3);
	cl_env env;

	cl_pg_env(&env);
	return cl_pg_series_datum(
		&env, cl_series_lasting_runs(&env, CL_GETARG_SERIES(0), CL_GETARG_CASELOAD_UNIT(1),
									 PG_GETARG_BOOL(2), borders.runs, borders.count));
}

Datum
caseload_load_series_lasting_within(PG_FUNCTION_ARGS)
{
	cl_pg_runs periods = cl_pg_periods(PG_GETARG_DATUM(2));
	cl_env env;

	cl_pg_env(&env);
	return cl_pg_series_datum(&env, cl_series_lasting(&env, CL_GETARG_SERIES(0),
													  CL_GETARG_CASELOAD_UNIT(1), periods.runs,
													  periods.count, PG_GETARG_BOOL(3)));
}

Datum
caseload_load_series_standing_on(PG_FUNCTION_ARGS)
{
	cl_pg_runs days = cl_pg_day_set(PG_GETARG_DATUM(1));
	cl_pg_runs borders = borders_of(fcinfo, 2);
	cl_env env;

	cl_pg_env(&env);
	return cl_pg_series_datum(&env, cl_series_standing_on(&env, CL_GETARG_SERIES(0), days.runs,
														  days.count, borders.runs, borders.count));
}

Datum
caseload_load_series_carried(PG_FUNCTION_ARGS)
{
	cl_pg_runs periods = cl_pg_periods(PG_GETARG_DATUM(1));
	cl_env env;

	cl_pg_env(&env);
	if (!cl_series_carry(&env, CL_GETARG_SERIES(0), periods.runs, periods.count,
						 CL_GETARG_CASELOAD_UNIT(2)))
		CL_RAISE(&env);
	return cl_pg_make_range_array(periods.runs, periods.count);
}

Datum
caseload_load_series_levels(PG_FUNCTION_ARGS)
{
	const cl_load_series *series = CL_GETARG_SERIES(0);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	int64 below = 0;
	int64 above;
	bool some;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	do
	{
		bool null = false;
		cl_env env;
		Datum level;

		cl_pg_env(&env);
		some = cl_series_level_above(&env, series, below, &above);
		if (!some && below > 0)
			break;
		/* of what is never above zero there is one level, and nothing in it */
		level =
			cl_pg_series_datum(&env, cl_series_between(&env, series, below, some ? above : below));
		tuplestore_putvalues(result->setResult, result->setDesc, &level, &null);
		pfree(DatumGetPointer(level));
		below = above;
	} while (some);
	return (Datum) 0;
}

Datum
caseload_load_series_held(PG_FUNCTION_ARGS)
{
	cl_pg_runs days = cl_pg_day_set(PG_GETARG_DATUM(1));
	cl_env env;

	cl_pg_env(&env);
	return cl_pg_series_datum(&env,
							  cl_series_held(&env, CL_GETARG_SERIES(0), days.runs, days.count));
}
