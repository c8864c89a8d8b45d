#include "pg/operators.h"
#include "pg/salary_step.h"
#include "pg/type_io.h"

PG_FUNCTION_INFO_V1(caseload_salary_step_send);
PG_FUNCTION_INFO_V1(caseload_salary_step_make);
PG_FUNCTION_INFO_V1(caseload_salary_step_lane);
PG_FUNCTION_INFO_V1(caseload_salary_step_step);
PG_FUNCTION_INFO_V1(caseload_salary_step_longevity);
PG_FUNCTION_INFO_V1(caseload_salary_step_plus);
PG_FUNCTION_INFO_V1(caseload_salary_step_minus);
PG_FUNCTION_INFO_V1(caseload_salary_step_smaller);
PG_FUNCTION_INFO_V1(caseload_salary_step_larger);

/* More places than a step can have: what is neither whole nor half is still seen as that. */
#define STEP_PLACES 9

static cl_int128
step_units(Numeric number)
{
	bool rounded;
	cl_int128 units = cl_pg_units(number, STEP_PLACES, "the step", &rounded);

	/* a finer number than we keep is no half either */
	return rounded ? units / 2 * 2 + 1 : units;
}

#define DATUM(step) cl_pg_copy(&(step), sizeof(step))

CL_VALUE_IO(salary_step, CL_GETARG_SALARY_STEP, DATUM);

Datum
caseload_salary_step_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_BYTEA_P(cl_pg_varlena(CL_GETARG_SALARY_STEP(0), sizeof(cl_salary_step)));
}

Datum
caseload_salary_step_make(PG_FUNCTION_ARGS)
{
	text *lane = PG_GETARG_TEXT_PP(0);
	const char *utf8;
	size_t length;
	cl_text folded;
	cl_salary_step step;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_pg_utf8(&env, "salary_step", VARDATA_ANY(lane), VARSIZE_ANY_EXHDR(lane), &utf8,
					&length) ||
		!cl_fold(&env, "salary_step", utf8, length, &folded) ||
		!cl_salary_step_make(&env, folded.data, folded.length, step_units(PG_GETARG_NUMERIC(1)),
							 STEP_PLACES, &step))
		CL_RAISE(&env);
	step.longevity = PG_NARGS() > 2 && PG_GETARG_BOOL(2);
	PG_RETURN_DATUM(DATUM(step));
}

Datum
caseload_salary_step_lane(PG_FUNCTION_ARGS)
{
	const cl_salary_step *step = CL_GETARG_SALARY_STEP(0);

	PG_RETURN_TEXT_P(cstring_to_text_with_len(step->lane, (int) cl_lane_length(step->lane)));
}

Datum
caseload_salary_step_step(PG_FUNCTION_ARGS)
{
	PG_RETURN_NUMERIC(cl_pg_numeric(CL_GETARG_SALARY_STEP(0)->half_steps * 5, 1, 0));
}

Datum
caseload_salary_step_longevity(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(CL_GETARG_SALARY_STEP(0)->longevity);
}

static Datum
moved(const cl_salary_step *from, cl_int128 by)
{
	cl_salary_step step;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_salary_step_move(&env, from, by, STEP_PLACES, &step))
		CL_RAISE(&env);
	return DATUM(step);
}

Datum
caseload_salary_step_plus(PG_FUNCTION_ARGS)
{
	return moved(CL_GETARG_SALARY_STEP(0), step_units(PG_GETARG_NUMERIC(1)));
}

Datum
caseload_salary_step_minus(PG_FUNCTION_ARGS)
{
	return moved(CL_GETARG_SALARY_STEP(0), -step_units(PG_GETARG_NUMERIC(1)));
}

static uint64_t
hash(const cl_salary_step *step, uint64_t seed)
{
	return cl_hash(step, sizeof(*step), seed);
}

CL_ORDERED(salary_step, CL_GETARG_SALARY_STEP, cl_salary_step_compare);
CL_HASHED(salary_step, CL_GETARG_SALARY_STEP, hash);

Datum
caseload_salary_step_smaller(PG_FUNCTION_ARGS)
{
	const cl_salary_step *a = CL_GETARG_SALARY_STEP(0);
	const cl_salary_step *b = CL_GETARG_SALARY_STEP(1);

	PG_RETURN_POINTER(cl_salary_step_compare(b, a) < 0 ? b : a);
}

Datum
caseload_salary_step_larger(PG_FUNCTION_ARGS)
{
	const cl_salary_step *a = CL_GETARG_SALARY_STEP(0);
	const cl_salary_step *b = CL_GETARG_SALARY_STEP(1);

	PG_RETURN_POINTER(cl_salary_step_compare(b, a) > 0 ? b : a);
}
