/* avg over caseload_unit: its state is a bigint[] of measure, count and sum, so that it travels. */
#include "pg/caseload_unit.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

PG_FUNCTION_INFO_V1(caseload_caseload_unit_mean_add);
PG_FUNCTION_INFO_V1(caseload_caseload_unit_mean_merge);
PG_FUNCTION_INFO_V1(caseload_caseload_unit_mean_result);

#define STATE_LENGTH 3

/* The numbers of a state, checked: it may have been written by hand. */
static int64 *
numbers_of(ArrayType *state, cl_unit_mean *mean)
{
	int64 *numbers;
	cl_env env;

	cl_pg_env(&env);
	if (ARR_NDIM(state) != 1 || ARR_DIMS(state)[0] != STATE_LENGTH || ARR_HASNULL(state) ||
		ARR_ELEMTYPE(state) != INT8OID)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("invalid state of avg over caseload_unit"),
						errdetail("The state is an array of %d numbers.", STATE_LENGTH)));
	numbers = (int64 *) ((char *) state + ARR_OVERHEAD_NONULLS(1));
	mean->measure = numbers[0];
	mean->count = numbers[1];
	mean->sum = numbers[2];
	if (!cl_unit_mean_check(&env, mean))
		CL_RAISE(&env);
	return numbers;
}

/* Argument 0 with `more` put in: in place inside an aggregate, else in a copy. */
static Datum
merged_into_first(FunctionCallInfo fcinfo, const cl_unit_mean *more)
{
	ArrayType *state = AggCheckCallContext(fcinfo, NULL) ? PG_GETARG_ARRAYTYPE_P(0)
														 : PG_GETARG_ARRAYTYPE_P_COPY(0);
	cl_unit_mean mean;
	int64 *numbers = numbers_of(state, &mean);
	cl_env env;

	cl_pg_env(&env);
	if (!cl_unit_mean_merge(&env, &mean, more))
		CL_RAISE(&env);
	numbers[0] = mean.measure;
	numbers[1] = mean.count;
	numbers[2] = mean.sum;
	PG_RETURN_ARRAYTYPE_P(state);
}

Datum
caseload_caseload_unit_mean_add(PG_FUNCTION_ARGS)
{
	cl_caseload_unit unit = CL_GETARG_CASELOAD_UNIT(1);
	cl_unit_mean one = {cl_caseload_unit_measure(unit), 1, cl_caseload_unit_quantity(unit)};

	return merged_into_first(fcinfo, &one);
}

Datum
caseload_caseload_unit_mean_merge(PG_FUNCTION_ARGS)
{
	cl_unit_mean more;

	numbers_of(PG_GETARG_ARRAYTYPE_P(1), &more);
	return merged_into_first(fcinfo, &more);
}

Datum
caseload_caseload_unit_mean_result(PG_FUNCTION_ARGS)
{
	cl_unit_mean mean;
	cl_caseload_unit unit;
	cl_env env;

	cl_pg_env(&env);
	numbers_of(PG_GETARG_ARRAYTYPE_P(0), &mean);
	if (mean.count == 0)
		PG_RETURN_NULL();
	if (!cl_unit_mean_result(&env, &mean, &unit))
		CL_RAISE(&env);
	CL_RETURN_CASELOAD_UNIT(unit);
}
