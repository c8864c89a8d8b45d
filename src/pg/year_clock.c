/* year_clock.c: the clock of a year as rows. */
#include "pg/days.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"

#include "core/sort.h"
#include "core/year_clock.h"

PG_FUNCTION_INFO_V1(caseload_clock_unit);
PG_FUNCTION_INFO_V1(caseload_clock_of_year);

enum
{
	DAY,
	UNITS,
	WHOLE,
	COLUMNS
};

typedef struct clock_rows
{
	ReturnSetInfo *result;
	MemoryContext row_memory;
	Numeric whole;
} clock_rows;

static cl_clock_way
way_of(const text *name)
{
	cl_clock_way way;
	cl_env env;

	cl_pg_env(&env);
	if (!cl_clock_way_of(&env, VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name), &way))
		CL_RAISE(&env);
	return way;
}

Datum
caseload_clock_unit(PG_FUNCTION_ARGS)
{
	PG_RETURN_NUMERIC(cl_pg_numeric(cl_clock_unit(way_of(PG_GETARG_TEXT_PP(0))), 0, 0));
}

static void
put_day(void *owner, int32_t day, cl_int128 units)
{
	clock_rows *rows = owner;
	MemoryContext old = MemoryContextSwitchTo(rows->row_memory);
	Datum values[COLUMNS] = {DateADTGetDatum(day), NumericGetDatum(cl_pg_numeric(units, 0, 0)),
							 NumericGetDatum(rows->whole)};
	bool nulls[COLUMNS] = {false};

	tuplestore_putvalues(rows->result->setResult, rows->result->setDesc, values, nulls);
	MemoryContextSwitchTo(old);
	MemoryContextReset(rows->row_memory);
}

static int
compare_days(const void *a, const void *b)
{
	int32_t left = *(const int32_t *) a;
	int32_t right = *(const int32_t *) b;

	return (left > right) - (left < right);
}

/* A date[] in order, each day once, without nulls. */
static int32_t *
wanted_days(cl_env *env, Datum array, size_t *count)
{
	Datum *elements;
	bool *nulls;
	int length;
	int32_t *days;

	deconstruct_array(DatumGetArrayTypeP(array), DATEOID, sizeof(DateADT), true, TYPALIGN_INT,
					  &elements, &nulls, &length);
	days = palloc((length + 1) * sizeof(int32_t));
	*count = 0;
	for (int i = 0; i < length; i++)
		if (!nulls[i])
			days[(*count)++] = DatumGetDateADT(elements[i]);
	if (*count > 0)
	{
		size_t kept = 1;

		if (!cl_sort(env, days, *count, sizeof(int32_t), compare_days))
			CL_RAISE(env);
		for (size_t i = 1; i < *count; i++)
			if (days[i] != days[kept - 1])
				days[kept++] = days[i];
		*count = kept;
	}
	return days;
}

/* year_clock(way, days, half_days, year, wanted): no row of a year that has no first or last day.
 */
Datum
caseload_clock_of_year(PG_FUNCTION_ARGS)
{
	clock_rows rows = {.result = (ReturnSetInfo *) fcinfo->resultinfo};
	cl_year_clock clock;
	cl_int128 whole;
	int32_t *wanted;
	size_t count;
	cl_env env;

	InitMaterializedSRF(fcinfo, 0);
	clock.way = way_of(PG_GETARG_TEXT_PP(0));
	clock.days = cl_pg_calendar(PG_GETARG_DATUM(1));
	clock.half_days = cl_pg_calendar(PG_GETARG_DATUM(2));
	clock.year = cl_pg_range(PG_GETARG_DATUM(3));
	if (clock.year.from >= clock.year.to || clock.year.from == CL_DAY_BEFORE_ALL ||
		clock.year.to == CL_DAY_AFTER_ALL)
		return (Datum) 0;
	cl_pg_env(&env);
	wanted = wanted_days(&env, PG_GETARG_DATUM(4), &count);
	if (!cl_clock_whole(&env, &clock, &whole))
		CL_RAISE(&env);
	rows.whole = cl_pg_numeric(whole, 0, 0);
	rows.row_memory =
		AllocSetContextCreate(CurrentMemoryContext, "row of a clock", ALLOCSET_SMALL_SIZES);
	if (!cl_clock_walk(&env, &clock, count > 0 ? wanted : NULL, count, put_day, &rows))
		CL_RAISE(&env);
	MemoryContextDelete(rows.row_memory);
	return (Datum) 0;
}
