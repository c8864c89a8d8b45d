#include "pg/operators.h"
#include "pg/rule_cache.h"
#include "pg/salary_schedule.h"
#include "pg/salary_step.h"
#include "pg/type_io.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

PG_FUNCTION_INFO_V1(caseload_salary);
PG_FUNCTION_INFO_V1(caseload_salary_or_null);
PG_FUNCTION_INFO_V1(caseload_salary_exact);
PG_FUNCTION_INFO_V1(caseload_longevity_pay);
PG_FUNCTION_INFO_V1(caseload_has_longevity);
PG_FUNCTION_INFO_V1(caseload_cell_problem);
PG_FUNCTION_INFO_V1(caseload_salary_schedule_times);
PG_FUNCTION_INFO_V1(caseload_salary_schedule_times_left);
PG_FUNCTION_INFO_V1(caseload_salary_schedule_plus);
PG_FUNCTION_INFO_V1(caseload_salary_schedule_round);
PG_FUNCTION_INFO_V1(caseload_paid_in);
PG_FUNCTION_INFO_V1(caseload_lane_for_units);
PG_FUNCTION_INFO_V1(caseload_lanes);
PG_FUNCTION_INFO_V1(caseload_top_step);
PG_FUNCTION_INFO_V1(caseload_with_lanes);

#define SCHEDULE_RULE(n) cl_pg_schedule_rule(fcinfo, n)

static void
check(const void *value, size_t size)
{
	cl_env env;

	cl_pg_env(&env);
	if (!cl_schedule_check(&env, value, size))
		cl_pg_broken(&env, "salary_schedule");
}

const cl_salary_schedule *
cl_pg_schedule_rule(FunctionCallInfo fcinfo, int n)
{
	return cl_pg_rule(fcinfo, n, check);
}

cl_salary_schedule *
cl_pg_schedule_of(Datum datum)
{
	struct varlena *schedule = PG_DETOAST_DATUM(datum);

	check(schedule, VARSIZE(schedule));
	return (cl_salary_schedule *) schedule;
}

/* For sorts and hashes, which read every byte in order and need no more than its end. */
static cl_salary_schedule *
whole_schedule(Datum datum)
{
	struct varlena *value = PG_DETOAST_DATUM(datum);
	cl_salary_schedule *schedule = (cl_salary_schedule *) value;
	cl_env env;

	if (VARSIZE(value) >= sizeof(*schedule) && VARSIZE(value) >= cl_schedule_size(schedule))
		return schedule;
	cl_pg_env(&env);
	cl_pg_broken(&env, "salary_schedule");
}

Datum
cl_pg_schedule(const cl_env *env, cl_salary_schedule *schedule)
{
	if (!schedule)
		CL_RAISE(env);
	SET_VARSIZE(schedule, cl_schedule_size(schedule));
	return PointerGetDatum(schedule);
}

void
cl_pg_lane(text *lane, char *name)
{
	const char *utf8;
	size_t length;
	cl_text folded;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_pg_utf8(&env, "salary_schedule", VARDATA_ANY(lane), VARSIZE_ANY_EXHDR(lane), &utf8,
					&length) ||
		!cl_fold(&env, "salary_schedule", utf8, length, &folded) ||
		!cl_lane_make(&env, "salary_schedule", folded.data, folded.length, name))
		CL_RAISE(&env);
	cl_text_free(&env, &folded);
}

cl_lane_text *
cl_pg_lane_texts(ArrayType *array, size_t *count)
{
	Datum *elements;
	bool *nulls;
	int elements_count;
	cl_lane_text *lanes;
	cl_env env;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &elements, &nulls, &elements_count);
	lanes = palloc((elements_count + 1) * sizeof(*lanes));
	cl_pg_env(&env);
	for (int i = 0; i < elements_count; i++)
	{
		text *lane;

		if (nulls[i])
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("a lane of the list is NULL")));
		lane = DatumGetTextPP(elements[i]);
		if (!cl_pg_utf8(&env, "salary_schedule", VARDATA_ANY(lane), VARSIZE_ANY_EXHDR(lane),
						&lanes[i].utf8, &lanes[i].length))
			CL_RAISE(&env);
	}
	*count = (size_t) elements_count;
	return lanes;
}

#define DATUM(schedule) cl_pg_schedule(&env, schedule)

CL_VARLENA_IO(salary_schedule, cl_schedule, cl_salary_schedule, SCHEDULE_RULE, DATUM);

static int
compare(Datum x, Datum y)
{
	cl_salary_schedule *a = whole_schedule(x);
	cl_salary_schedule *b = whole_schedule(y);
	int order = cl_schedule_compare(a, b);

	cl_pg_free_copy(a, x);
	cl_pg_free_copy(b, y);
	return order;
}

static uint64_t
hash(Datum datum, uint64_t seed)
{
	cl_salary_schedule *schedule = whole_schedule(datum);
	cl_env env;
	cl_buffer buffer;
	uint64_t value;

	cl_pg_env(&env);
	cl_buffer_init(&buffer, &env);
	cl_schedule_write(schedule, &buffer);
	value = cl_pg_hash(&buffer, seed);
	cl_pg_free_copy(schedule, datum);
	return value;
}

CL_ORDERED(salary_schedule, PG_GETARG_DATUM, compare);
CL_HASHED(salary_schedule, PG_GETARG_DATUM, hash);

/* The cell that pays a placement, or the error that says what there is. */
static int64_t
found_cell(const cl_salary_schedule *schedule, const cl_salary_step *step)
{
	int64_t cell = cl_schedule_find(schedule, step);

	if (cell < 0)
	{
		cl_env env;

		cl_pg_env(&env);
		cl_schedule_not_found(&env, schedule, step);
		CL_RAISE(&env);
	}
	return cell;
}

/* As printed; without the search for trailing zeros, which takes longer than all the rest. */
static int64_t
paid_units(const cl_salary_schedule *schedule, int64_t cell)
{
	return cl_amount_in(cl_schedule_amounts(schedule)[cell], schedule->places);
}

Datum
caseload_salary(PG_FUNCTION_ARGS)
{
	const cl_salary_schedule *schedule = SCHEDULE_RULE(0);
	int64_t cell = found_cell(schedule, CL_GETARG_SALARY_STEP(1));

	PG_RETURN_NUMERIC(
		cl_pg_numeric(paid_units(schedule, cell), schedule->places, schedule->places));
}

Datum
caseload_salary_exact(PG_FUNCTION_ARGS)
{
	const cl_salary_schedule *schedule = SCHEDULE_RULE(0);
	int64_t cell = found_cell(schedule, CL_GETARG_SALARY_STEP(1));

	PG_RETURN_NUMERIC(
		cl_pg_numeric(cl_schedule_amounts(schedule)[cell], CL_AMOUNT_PLACES, schedule->places));
}

Datum
caseload_longevity_pay(PG_FUNCTION_ARGS)
{
	const cl_salary_schedule *schedule = SCHEDULE_RULE(0);
	const cl_salary_step *step = CL_GETARG_SALARY_STEP(1);
	int64_t cell = found_cell(schedule, step);
	int64_t added = 0;

	if (cl_schedule_longevity(schedule)[cell])
	{
		int64_t lane = cl_schedule_lane_index(schedule, step->lane);
		int64_t below = cl_schedule_ordinary_below(schedule, &schedule->lanes[lane], cell);

		if (below < 0)
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("lane %.*s of the salary schedule has no ordinary row",
								   CL_LANE_LENGTH, step->lane),
							errdetail("Longevity pay is what a longevity row adds over the last "
									  "ordinary row of its lane.")));
		added = paid_units(schedule, cell) - paid_units(schedule, below);
	}
	PG_RETURN_NUMERIC(cl_pg_numeric(added, schedule->places, schedule->places));
}

/* A report asks it of each schedule before it looks for anybody's longevity. */
Datum
caseload_has_longevity(PG_FUNCTION_ARGS)
{
	const cl_salary_schedule *schedule = SCHEDULE_RULE(0);

	PG_RETURN_BOOL(memchr(cl_schedule_longevity(schedule), true, (size_t) schedule->cell_count));
}

/* Whether the cell pays: a longevity row adds to an ordinary one, and there must be one. */
static bool
pays(const cl_salary_schedule *schedule, const cl_salary_step *step, int64_t cell)
{
	if (cell < 0 || !cl_schedule_longevity(schedule)[cell])
		return cell >= 0;
	return cl_schedule_ordinary_below(
			   schedule, &schedule->lanes[cl_schedule_lane_index(schedule, step->lane)], cell) >= 0;
}

/* One look where salary() after cell_problem() is two: a report asks it for each employment. */
Datum
caseload_salary_or_null(PG_FUNCTION_ARGS)
{
	const cl_salary_schedule *schedule = SCHEDULE_RULE(0);
	const cl_salary_step *step = CL_GETARG_SALARY_STEP(1);
	int64_t cell = cl_schedule_find(schedule, step);

	if (!pays(schedule, step, cell))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(
		cl_pg_numeric(paid_units(schedule, cell), schedule->places, schedule->places));
}

/* What salary() or longevity_pay() would fail for, as text: a report pays everybody else. */
Datum
caseload_cell_problem(PG_FUNCTION_ARGS)
{
	const cl_salary_schedule *schedule = SCHEDULE_RULE(0);
	const cl_salary_step *step = CL_GETARG_SALARY_STEP(1);
	int64_t index = cl_schedule_lane_index(schedule, step->lane);
	const cl_schedule_lane *lane = index < 0 ? NULL : &schedule->lanes[index];
	int64_t cell = cl_schedule_find(schedule, step);
	cl_buffer problem;
	cl_env env;

	if (pays(schedule, step, cell))
		PG_RETURN_NULL();
	cl_pg_env(&env);
	cl_buffer_init(&problem, &env);
	if (!lane)
		cl_buffer_text(&problem, "no lane \"");
	else if (cell < 0)
	{
		cl_buffer_text(&problem, step->longevity ? "no longevity row at step " : "no step ");
		cl_buffer_decimal(&problem, step->half_steps * 5, 1, 0);
		cl_buffer_text(&problem, " in lane \"");
	}
	else
		cl_buffer_text(&problem, "no ordinary row in lane \"");
	cl_buffer_bytes(&problem, step->lane, cl_lane_length(step->lane));
	cl_buffer_text(&problem, "\"");
	PG_RETURN_TEXT_P(cl_pg_text(&problem));
}

static Datum
times(const cl_salary_schedule *schedule, Numeric factor)
{
	cl_env env;

	cl_pg_env(&env);
	return cl_pg_schedule(
		&env, cl_schedule_multiply(&env, schedule,
								   cl_pg_units_to_round(factor, CL_FACTOR_PLACES, "the factor")));
}

Datum
caseload_salary_schedule_times(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(times(SCHEDULE_RULE(0), PG_GETARG_NUMERIC(1)));
}

Datum
caseload_salary_schedule_times_left(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(times(SCHEDULE_RULE(1), PG_GETARG_NUMERIC(0)));
}

Datum
caseload_salary_schedule_plus(PG_FUNCTION_ARGS)
{
	cl_env env;

	cl_pg_env(&env);
	PG_RETURN_DATUM(cl_pg_schedule(
		&env, cl_schedule_add(&env, SCHEDULE_RULE(0),
							  cl_pg_units_to_round(PG_GETARG_NUMERIC(1), CL_ADDEND_PLACES,
												   "the amount to add"))));
}

Datum
caseload_salary_schedule_round(PG_FUNCTION_ARGS)
{
	cl_env env;

	cl_pg_env(&env);
	PG_RETURN_DATUM(
		cl_pg_schedule(&env, cl_schedule_round(&env, SCHEDULE_RULE(0), PG_GETARG_INT32(1))));
}

Datum
caseload_paid_in(PG_FUNCTION_ARGS)
{
	cl_env env;

	cl_pg_env(&env);
	PG_RETURN_DATUM(
		cl_pg_schedule(&env, cl_schedule_paid_in(&env, SCHEDULE_RULE(0), PG_GETARG_INT32(1))));
}

static text *
lane_text(const cl_schedule_lane *lane)
{
	return cstring_to_text_with_len(lane->name, (int) cl_lane_length(lane->name));
}

Datum
caseload_lane_for_units(PG_FUNCTION_ARGS)
{
	const cl_schedule_lane *lane;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_schedule_lane_for_units(
			&env, SCHEDULE_RULE(0),
			cl_pg_units_to_round(PG_GETARG_NUMERIC(1), CL_REACHED_PLACES, "the number of units"),
			&lane))
		CL_RAISE(&env);
	PG_RETURN_TEXT_P(lane_text(lane));
}

Datum
caseload_lanes(PG_FUNCTION_ARGS)
{
	const cl_salary_schedule *schedule = SCHEDULE_RULE(0);
	Datum *names = palloc(schedule->lane_count * sizeof(Datum));

	for (uint32_t i = 0; i < schedule->lane_count; i++)
		names[schedule->lanes[i].rank] = PointerGetDatum(lane_text(&schedule->lanes[i]));
	PG_RETURN_ARRAYTYPE_P(
		construct_array(names, (int) schedule->lane_count, TEXTOID, -1, false, TYPALIGN_INT));
}

Datum
caseload_top_step(PG_FUNCTION_ARGS)
{
	const cl_salary_schedule *schedule = SCHEDULE_RULE(0);
	char name[CL_LANE_LENGTH];
	int64_t index, cell;
	cl_env env;

	cl_pg_lane(PG_GETARG_TEXT_PP(1), name);
	cl_pg_env(&env);
	index = cl_schedule_lane_index(schedule, name);
	if (index < 0)
	{
		cl_schedule_no_lane(&env, schedule, name);
		CL_RAISE(&env);
	}
	if (!cl_schedule_top(&env, schedule, &schedule->lanes[index], &cell))
		CL_RAISE(&env);
	PG_RETURN_NUMERIC(cl_pg_numeric(cl_schedule_half_steps(schedule)[cell] * 5, 1, 0));
}

Datum
caseload_with_lanes(PG_FUNCTION_ARGS)
{
	size_t count;
	cl_lane_text *lanes = cl_pg_lane_texts(PG_GETARG_ARRAYTYPE_P(1), &count);
	cl_env env;

	cl_pg_env(&env);
	PG_RETURN_DATUM(
		cl_pg_schedule(&env, cl_schedule_with_lanes(&env, SCHEDULE_RULE(0), lanes, count)));
}
