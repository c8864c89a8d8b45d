/* salary_schedule_by_lane.c: a number for each lane, as a JSON object, and the sum of two
 * schedules. */
#include "pg/salary_schedule.h"

#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

PG_FUNCTION_INFO_V1(caseload_times_by_lane);
PG_FUNCTION_INFO_V1(caseload_plus_by_lane);
PG_FUNCTION_INFO_V1(caseload_salary_schedule_sum);

#define SCHEDULE(n) cl_pg_schedule_rule(fcinfo, n)

static void
not_by_lane(const char *message)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("%s", message),
			 errhint("Give a JSON object of lanes and numbers: {\"MA+30\": 1.05, \"V\": 1.038}.")));
}

/* {"MA+30": 1.05}: each lane as the core takes it, its number in units of 10^-places. */
static cl_lane_number *
numbers_by_lane(Jsonb *object, int places, const char *what, size_t *count)
{
	cl_lane_number *numbers;
	JsonbIterator *iterator;
	JsonbValue value;
	JsonbIteratorToken token;
	char *said = NULL;
	cl_env env;

	if (!JB_ROOT_IS_OBJECT(object))
		not_by_lane(psprintf("the %ss of lanes are not a JSON object", what));
	numbers = palloc((JB_ROOT_COUNT(object) + 1) * sizeof(*numbers));
	*count = 0;
	cl_pg_env(&env);
	iterator = JsonbIteratorInit(&object->root);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		cl_lane_number *number = &numbers[*count];

		if (token == WJB_KEY)
		{
			const char *lane = value.val.string.val;
			int length = value.val.string.len;

			said = psprintf("the %s of lane \"%.*s\"", what, pg_mbcliplen(lane, length, 60), lane);
			if (!cl_pg_utf8(&env, "salary_schedule", lane, (size_t) length, &number->lane.utf8,
							&number->lane.length))
				CL_RAISE(&env);
		}
		else if (token == WJB_VALUE)
		{
			if (value.type != jbvNumeric)
				not_by_lane(psprintf("%s is no number", said));
			number->number = cl_pg_units_to_round(value.val.numeric, places, said);
			(*count)++;
		}
	}
	return numbers;
}

Datum
caseload_times_by_lane(PG_FUNCTION_ARGS)
{
	size_t count;
	cl_lane_number *factors =
		numbers_by_lane(PG_GETARG_JSONB_P(1), CL_FACTOR_PLACES, "factor", &count);
	cl_env env;

	cl_pg_env(&env);
	PG_RETURN_DATUM(
		cl_pg_schedule(&env, cl_schedule_times_by_lane(&env, SCHEDULE(0), factors, count)));
}

Datum
caseload_plus_by_lane(PG_FUNCTION_ARGS)
{
	size_t count;
	cl_lane_number *amounts =
		numbers_by_lane(PG_GETARG_JSONB_P(1), CL_ADDEND_PLACES, "amount", &count);
	cl_env env;

	cl_pg_env(&env);
	PG_RETURN_DATUM(
		cl_pg_schedule(&env, cl_schedule_plus_by_lane(&env, SCHEDULE(0), amounts, count)));
}

Datum
caseload_salary_schedule_sum(PG_FUNCTION_ARGS)
{
	cl_env env;

	cl_pg_env(&env);
	PG_RETURN_DATUM(cl_pg_schedule(&env, cl_schedule_sum(&env, SCHEDULE(0), SCHEDULE(1))));
}
