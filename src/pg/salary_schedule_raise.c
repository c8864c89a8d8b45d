#include "pg/salary_schedule.h"

#include "core/salary_schedule_raise.h"

PG_FUNCTION_INFO_V1(caseload_with_raise);

static cl_raise_joined
joined_by(const char *word)
{
	if (strcmp(word, "greater") == 0)
		return CL_RAISE_GREATER;
	if (strcmp(word, "lesser") == 0)
		return CL_RAISE_LESSER;
	if (strcmp(word, "then") != 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("a percentage and dollars cannot be joined by \"%s\"", word),
						errhint("It is \"then\" (the percentage, then the dollars), or the "
								"\"greater\" or \"lesser\" of the two.")));
	return CL_RAISE_THEN;
}

/* Not strict: NULL percent or dollars are none, NULL lanes are all, NULL digits round nothing. */
Datum
caseload_with_raise(PG_FUNCTION_ARGS)
{
	cl_raise raise = {NULL, NULL, CL_RAISE_THEN, NULL, 0, false, NULL};
	cl_int128 percent, flat;
	int digits;
	cl_env env;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	cl_pg_env(&env);
	if (!PG_ARGISNULL(1))
	{
		percent = cl_pg_units_to_round(PG_GETARG_NUMERIC(1), CL_PERCENT_PLACES, "the percentage");
		raise.percent = &percent;
	}
	if (!PG_ARGISNULL(2))
	{
		flat = cl_pg_units_to_round(PG_GETARG_NUMERIC(2), CL_RAISE_PLACES, "the amount to add");
		raise.flat = &flat;
	}
	if (!PG_ARGISNULL(3))
		raise.joined = joined_by(text_to_cstring(PG_GETARG_TEXT_PP(3)));
	if (!PG_ARGISNULL(4))
		raise.lanes = cl_pg_lane_texts(PG_GETARG_ARRAYTYPE_P(4), &raise.lane_count);
	raise.longevity_only = !PG_ARGISNULL(5) && PG_GETARG_BOOL(5);
	if (!PG_ARGISNULL(6))
	{
		digits = PG_GETARG_INT32(6);
		raise.digits = &digits;
	}
	PG_RETURN_DATUM(
		cl_pg_schedule(&env, cl_schedule_raise(&env, cl_pg_schedule_rule(fcinfo, 0), &raise)));
}
