#include "pg/salary_schedule.h"
#include "pg/salary_step.h"

#include "core/salary_schedule_problems.h"

PG_FUNCTION_INFO_V1(caseload_problems);
PG_FUNCTION_INFO_V1(caseload_problems_judged);

static void
put_problem(void *listener, const cl_salary_step *placement, const char *words)
{
	ReturnSetInfo *result = listener;
	text *problem = cstring_to_text(words); /* ASCII */
	Datum values[2] = {PointerGetDatum(placement), PointerGetDatum(problem)};
	bool nulls[2] = {placement == NULL, false};

	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	pfree(problem);
}

static void
put_judged(void *listener, const cl_judged *judged)
{
	ReturnSetInfo *result = listener;
	Datum values[6] = {CStringGetTextDatum(judged->longevity ? "longevity" : "ordinary"),
					   BoolGetDatum(judged->judged),
					   Int64GetDatum(judged->cells),
					   Int32GetDatum(judged->lanes),
					   Int32GetDatum(judged->steps),
					   CStringGetTextDatum(judged->words)};
	bool nulls[6] = {false, false, false, false, false, false};

	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* By the earlier schedule in the second argument if there is one, else alone. */
static Datum
judge(FunctionCallInfo fcinfo, cl_problem_listener listener)
{
	bool strict = PG_NARGS() > 2 && !PG_ARGISNULL(2) && PG_GETARG_BOOL(2);
	const cl_salary_schedule *schedule;
	cl_env env;
	bool done;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	schedule = CL_GETARG_SCHEDULE(0);
	listener.owner = fcinfo->resultinfo;
	cl_pg_env(&env);
	done = PG_NARGS() > 1 && !PG_ARGISNULL(1)
			   ? cl_schedule_problems_since(&env, schedule, CL_GETARG_SCHEDULE(1), &listener)
			   : cl_schedule_problems(&env, schedule, strict, &listener);
	if (!done)
		CL_RAISE(&env);
	return (Datum) 0;
}

Datum
caseload_problems(PG_FUNCTION_ARGS)
{
	return judge(fcinfo, (cl_problem_listener){.told = put_problem});
}

Datum
caseload_problems_judged(PG_FUNCTION_ARGS)
{
	return judge(fcinfo, (cl_problem_listener){.judged = put_judged});
}
