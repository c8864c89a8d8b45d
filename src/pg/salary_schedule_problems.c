#include "pg/salary_schedule.h"
#include "pg/salary_step.h"

#include "core/salary_schedule_problems.h"

PG_FUNCTION_INFO_V1(caseload_problems);

static void
put_problem(void *listener, const cl_salary_step *placement, const char *words)
{
	ReturnSetInfo *result = listener;
	text *problem = cstring_to_text(words); /* ASCII */
	Datum values[2] = {PointerGetDatum(placement), PointerGetDatum(problem)};
	bool nulls[2] = {false, false};

	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	pfree(problem);
}

Datum
caseload_problems(PG_FUNCTION_ARGS)
{
	const cl_salary_schedule *schedule = CL_GETARG_SCHEDULE(0);
	cl_env env;

	InitMaterializedSRF(fcinfo, 0);
	cl_pg_env(&env);
	if (!cl_schedule_problems(&env, schedule, put_problem, fcinfo->resultinfo))
		CL_RAISE(&env);
	return (Datum) 0;
}
