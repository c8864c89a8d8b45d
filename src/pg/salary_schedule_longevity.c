#include "pg/pay_scale.h"
#include "pg/rule_cache.h"
#include "pg/salary_schedule.h"

#include "core/salary_schedule_longevity.h"

PG_FUNCTION_INFO_V1(caseload_with_longevity);

static int
through_half_steps(Numeric through)
{
	/* nobody stands between two half-steps: what is finer does not count */
	cl_int128 units = cl_pg_units_to_round(through, 9, "the last step");

	if (units < 0 || units > CL_STEP_MOST * cl_power_of_ten(9))
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("the last step is out of range"),
						errdetail("A step lies between 0 and %d.", CL_STEP_MOST)));
	return (int) (units * 2 / cl_power_of_ten(9));
}

/* Not strict: NULL lanes are all, a NULL base is each lane's own, NULL through is the usual. */
Datum
caseload_with_longevity(PG_FUNCTION_ARGS)
{
	cl_longevity_terms terms = {NULL, 0, NULL, 2 * CL_LONGEVITY_THROUGH};
	cl_int128 base;
	cl_env env;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	cl_pg_env(&env);
	if (!PG_ARGISNULL(2))
		terms.lanes = cl_pg_lane_texts(PG_GETARG_ARRAYTYPE_P(2), &terms.lane_count);
	if (!PG_ARGISNULL(3))
	{
		base = cl_pg_units(PG_GETARG_NUMERIC(3), CL_PAY_BASE_PLACES, "the base", NULL);
		terms.base = &base;
	}
	if (!PG_ARGISNULL(4))
		terms.through = through_half_steps(PG_GETARG_NUMERIC(4));
	PG_RETURN_DATUM(
		cl_pg_schedule(&env, cl_schedule_with_longevity(&env, cl_pg_schedule_rule(fcinfo, 0),
														cl_pg_pay_scale_rule(fcinfo, 1), &terms)));
}
