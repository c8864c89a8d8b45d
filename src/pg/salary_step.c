#include "pg/operators.h"
#include "pg/salary_step.h"

PG_FUNCTION_INFO_V1(caseload_salary_step_in);
PG_FUNCTION_INFO_V1(caseload_salary_step_out);
PG_FUNCTION_INFO_V1(caseload_salary_step_recv);
PG_FUNCTION_INFO_V1(caseload_salary_step_send);
PG_FUNCTION_INFO_V1(caseload_salary_step_make);
PG_FUNCTION_INFO_V1(caseload_salary_step_lane);
PG_FUNCTION_INFO_V1(caseload_salary_step_step);
PG_FUNCTION_INFO_V1(caseload_salary_step_plus);
PG_FUNCTION_INFO_V1(caseload_salary_step_minus);
PG_FUNCTION_INFO_V1(caseload_salary_step_smaller);
PG_FUNCTION_INFO_V1(caseload_salary_step_larger);

/* More places than a step can have: what is neither whole nor half is still seen as that. */
#define STEP_PLACES 9

static cl_salary_step *
copy_of(const cl_salary_step *step)
{
	cl_salary_step *copy = palloc(sizeof(*copy));

	*copy = *step;
	return copy;
}

static cl_int128
step_units(Numeric number)
{
	bool rounded;
	cl_int128 units = cl_pg_units(number, STEP_PLACES, "the step", &rounded);

	/* a finer number than we keep is no half either */
	return rounded ? units / 2 * 2 + 1 : units;
}

Datum
caseload_salary_step_in(PG_FUNCTION_ARGS)
{
	const char *input = PG_GETARG_CSTRING(0);
	const char *utf8;
	size_t length;
	cl_salary_step step;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_pg_utf8(&env, "salary_step", input, strlen(input), &utf8, &length) ||
		!cl_salary_step_parse(&env, utf8, length, &step))
		CL_RETURN_ERROR(&env, fcinfo);
	PG_RETURN_POINTER(copy_of(&step));
}

Datum
caseload_salary_step_out(PG_FUNCTION_ARGS)
{
	cl_env env;
	cl_buffer buffer;

	cl_pg_env(&env);
	cl_buffer_init(&buffer, &env);
	cl_salary_step_print(CL_GETARG_SALARY_STEP(0), &buffer);
	PG_RETURN_CSTRING(cl_pg_cstring(&buffer));
}

Datum
caseload_salary_step_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	size_t length = (size_t) (message->len - message->cursor);
	cl_salary_step step;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_salary_step_receive(&env, (const uint8_t *) pq_getmsgbytes(message, (int) length),
								length, &step))
		CL_RAISE(&env);
	PG_RETURN_POINTER(copy_of(&step));
}

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
	PG_RETURN_POINTER(copy_of(&step));
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

static Datum
moved(const cl_salary_step *from, cl_int128 by)
{
	cl_salary_step step;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_salary_step_move(&env, from, by, STEP_PLACES, &step))
		CL_RAISE(&env);
	return PointerGetDatum(copy_of(&step));
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
