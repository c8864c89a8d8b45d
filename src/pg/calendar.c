#include "pg/days.h"

PG_FUNCTION_INFO_V1(caseload_school_days);
PG_FUNCTION_INFO_V1(caseload_add_school_days);
PG_FUNCTION_INFO_V1(caseload_weekly_days);
PG_FUNCTION_INFO_V1(caseload_first_full_week);
PG_FUNCTION_INFO_V1(caseload_nth_weekday);
PG_FUNCTION_INFO_V1(caseload_roll);
PG_FUNCTION_INFO_V1(caseload_roll_days);
PG_FUNCTION_INFO_V1(caseload_nth_days);
PG_FUNCTION_INFO_V1(caseload_from_nth_day);
PG_FUNCTION_INFO_V1(caseload_months);
PG_FUNCTION_INFO_V1(caseload_weeks);

static Datum
day_set_of(cl_env *env, cl_run_list *list)
{
	size_t count = cl_run_list_count(list);

	if (!cl_runs_normalize(env, cl_run_list_runs(list), &count))
		CL_RAISE(env);
	return cl_pg_make_day_set(cl_run_list_runs(list), count);
}

Datum
caseload_school_days(PG_FUNCTION_ARGS)
{
	cl_calendar calendar = cl_pg_calendar(PG_GETARG_DATUM(0));
	int32_t days;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_school_days(&env, &calendar, cl_pg_range(PG_GETARG_DATUM(1)), &days))
		CL_RAISE(&env);
	PG_RETURN_INT32(days);
}

Datum
caseload_add_school_days(PG_FUNCTION_ARGS)
{
	cl_calendar calendar = cl_pg_calendar(PG_GETARG_DATUM(0));
	int32_t day;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_add_school_days(&env, &calendar, PG_GETARG_DATEADT(1), PG_GETARG_INT32(2), &day))
		CL_RAISE(&env);
	PG_RETURN_DATEADT(day);
}

Datum
caseload_weekly_days(PG_FUNCTION_ARGS)
{
	cl_calendar calendar = cl_pg_calendar(PG_GETARG_DATUM(0));
	cl_run_list days;
	cl_env env;

	cl_pg_env(&env);
	cl_buffer_init(&days.buffer, &env);
	if (!cl_weekly_days(&env, &calendar, PG_GETARG_INT32(1), PG_GETARG_DATEADT(2), &days))
		CL_RAISE(&env);
	PG_RETURN_DATUM(day_set_of(&env, &days));
}

Datum
caseload_first_full_week(PG_FUNCTION_ARGS)
{
	int32_t day;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_first_full_week(&env, PG_GETARG_INT32(0), PG_GETARG_INT32(1), &day))
		CL_RAISE(&env);
	PG_RETURN_DATEADT(day);
}

Datum
caseload_nth_weekday(PG_FUNCTION_ARGS)
{
	int32_t day;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_nth_weekday(&env, PG_GETARG_INT32(0), PG_GETARG_INT32(1), PG_GETARG_INT32(2),
						PG_GETARG_INT32(3), &day))
		CL_RAISE(&env);
	PG_RETURN_DATEADT(day);
}

/* 'next' or 'previous'; true if back. */
static bool
read_how(const text *how)
{
	size_t size = VARSIZE_ANY_EXHDR(how);

	if (size == 8 && pg_strncasecmp(VARDATA_ANY(how), "previous", size) == 0)
		return true;
	if (size != 4 || pg_strncasecmp(VARDATA_ANY(how), "next", size) != 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("a day cannot roll to \"%s\"", text_to_cstring(how)),
						errhint("It rolls to the next school day or to the previous one.")));
	return false;
}

Datum
caseload_roll(PG_FUNCTION_ARGS)
{
	cl_calendar calendar = cl_pg_calendar(PG_GETARG_DATUM(0));
	bool back = read_how(PG_GETARG_TEXT_PP(2));
	int32_t day;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_roll(&env, &calendar, PG_GETARG_DATEADT(1), back, &day))
		CL_RAISE(&env);
	PG_RETURN_DATEADT(day);
}

Datum
caseload_roll_days(PG_FUNCTION_ARGS)
{
	cl_calendar calendar = cl_pg_calendar(PG_GETARG_DATUM(0));
	cl_calendar days = cl_pg_calendar(PG_GETARG_DATUM(1));
	bool back = read_how(PG_GETARG_TEXT_PP(2));
	cl_run_list rolled;
	cl_env env;

	cl_pg_env(&env);
	cl_buffer_init(&rolled.buffer, &env);
	if (!cl_roll_days(&env, &calendar, &days, back, &rolled))
		CL_RAISE(&env);
	PG_RETURN_DATUM(day_set_of(&env, &rolled));
}

static Datum
nth_days(PG_FUNCTION_ARGS, bool from_then)
{
	cl_calendar calendar = cl_pg_calendar(PG_GETARG_DATUM(0));
	cl_pg_runs periods = cl_pg_periods(PG_GETARG_DATUM(1));
	cl_run_list days;
	cl_env env;

	cl_pg_env(&env);
	cl_buffer_init(&days.buffer, &env);
	if (!cl_nth_days(&env, &calendar, periods.runs, periods.count, PG_GETARG_INT32(2), from_then,
					 &days))
		CL_RAISE(&env);
	return day_set_of(&env, &days);
}

Datum
caseload_nth_days(PG_FUNCTION_ARGS)
{
	return nth_days(fcinfo, false);
}

Datum
caseload_from_nth_day(PG_FUNCTION_ARGS)
{
	return nth_days(fcinfo, true);
}

static Datum
periods_of(PG_FUNCTION_ARGS, bool (*cut)(cl_env *, cl_run, cl_run_list *))
{
	cl_run_list periods;
	cl_env env;

	cl_pg_env(&env);
	cl_buffer_init(&periods.buffer, &env);
	if (!cut(&env, cl_pg_range(PG_GETARG_DATUM(0)), &periods))
		CL_RAISE(&env);
	return cl_pg_make_range_array(cl_run_list_runs(&periods), cl_run_list_count(&periods));
}

Datum
caseload_months(PG_FUNCTION_ARGS)
{
	return periods_of(fcinfo, cl_months);
}

Datum
caseload_weeks(PG_FUNCTION_ARGS)
{
	return periods_of(fcinfo, cl_weeks);
}
