/*
 * salary_schedule_agg.c: schedules from rows. The state is a salary_schedule with room left at
 * its end, changed in place. When it needs more, it moves to fresh memory of the current
 * context: the executor copies it from there and frees the old one.
 */
#include "pg/salary_schedule.h"
#include "pg/salary_step.h"

PG_FUNCTION_INFO_V1(caseload_salary_schedule_accumulate);
PG_FUNCTION_INFO_V1(caseload_salary_schedule_combine);
PG_FUNCTION_INFO_V1(caseload_salary_schedule_final);

/* The places an amount is written with, as in the text of a schedule. */
static int
written_places(Numeric amount)
{
	int32 places = DatumGetInt32(DirectFunctionCall1(numeric_scale, NumericGetDatum(amount)));

	return places < CL_AMOUNT_PLACES ? places : CL_AMOUNT_PLACES;
}

Datum
caseload_salary_schedule_accumulate(PG_FUNCTION_ARGS)
{
	bool aggregate = AggCheckCallContext(fcinfo, NULL) != 0;
	cl_salary_schedule *state = NULL;
	cl_salary_schedule *made;
	size_t room = 0;
	bool longevity = PG_NARGS() > 3 && !PG_ARGISNULL(3) && PG_GETARG_BOOL(3);
	const cl_salary_step *step;
	Numeric number;
	cl_int128 amount;
	cl_env env;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	if (!PG_ARGISNULL(0))
	{
		/* called by hand the state is somebody's value, and none of it is ours */
		state = aggregate ? (cl_salary_schedule *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0))
						  : CL_GETARG_SCHEDULE(0);
		if (aggregate && (void *) state == PG_GETARG_POINTER(0))
			room = VARSIZE(state);
	}
	number = PG_GETARG_NUMERIC(2);
	amount = cl_pg_units(number, CL_AMOUNT_PLACES, "the amount", NULL);
	if (amount == 0)
	{
		/* as in the printed table: no cell */
		if (!state)
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	cl_pg_env(&env);
	step = CL_GETARG_SALARY_STEP(1);
	made = cl_schedule_insert(&env, state, room, step, amount, longevity || step->longevity,
							  written_places(number), aggregate, &room);
	if (!made)
		CL_RAISE(&env);
	SET_VARSIZE(made, room);
	PG_RETURN_POINTER(made);
}

Datum
caseload_salary_schedule_combine(PG_FUNCTION_ARGS)
{
	cl_salary_schedule *a = CL_GETARG_SCHEDULE(0);
	cl_salary_schedule *b = CL_GETARG_SCHEDULE(1);
	cl_env env;

	cl_pg_env(&env);
	PG_RETURN_DATUM(cl_pg_schedule(&env, cl_schedule_union(&env, a, b)));
}

/* Only trims: the state may be asked again, so it stays as it is. */
Datum
caseload_salary_schedule_final(PG_FUNCTION_ARGS)
{
	const cl_salary_schedule *state = CL_GETARG_SCHEDULE(0);
	size_t size = cl_schedule_size(state);
	cl_salary_schedule *trimmed = palloc(size);
	cl_env env;

	cl_pg_env(&env);
	cl_copy(&env, trimmed, state, size);
	SET_VARSIZE(trimmed, size);
	PG_RETURN_POINTER(trimmed);
}
