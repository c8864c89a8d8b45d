#include "pg/days.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/multirangetypes.h"
#include "utils/typcache.h"

/* As it is stored: the type's OID, the bounds that there are, the flags; since 9.2. */
cl_run
cl_pg_range(Datum datum)
{
	struct varlena *range = (struct varlena *) DatumGetPointer(datum);
	cl_run run = {CL_DAY_BEFORE_ALL, CL_DAY_AFTER_ALL};
	const char *data;
	char flags;
	Size size, at = sizeof(Oid);

	if (VARATT_IS_COMPRESSED(range) || VARATT_IS_EXTERNAL(range))
		range = pg_detoast_datum(range);
	data = VARDATA_ANY(range);
	size = VARSIZE_ANY_EXHDR(range);
	flags = data[size - 1];
	if (flags & RANGE_EMPTY)
		return (cl_run){0, 0};
	if (RANGE_HAS_LBOUND(flags))
	{
		memcpy(&run.from, data + at, sizeof(int32));
		at += sizeof(int32);
		/* canonical ranges include their first day, unless that is no day */
		if (!(flags & RANGE_LB_INC) && run.from > CL_DAY_BEFORE_ALL && run.from < CL_DAY_AFTER_ALL)
			run.from++;
	}
	if (RANGE_HAS_UBOUND(flags))
	{
		memcpy(&run.to, data + at, sizeof(int32));
		if ((flags & RANGE_UB_INC) && run.to > CL_DAY_BEFORE_ALL && run.to < CL_DAY_AFTER_ALL)
			run.to++;
	}
	return run;
}

static TypeCacheEntry *
range_type(void)
{
	return lookup_type_cache(DATERANGEOID, TYPECACHE_RANGE_INFO);
}

/*
 * As it is stored: the head, a number for each range but the first, the flags of each, then the
 * bounds that there are, aligned as dates are; since 14. The server's own way to them costs a
 * call for each range, and an aggregate reads the calendar anew for each group.
 */
cl_pg_runs
cl_pg_day_set(Datum datum)
{
	MultirangeType *days = DatumGetMultirangeTypeP(datum);
	uint32 count = days->rangeCount;
	cl_pg_runs out = {palloc((count + 1) * sizeof(cl_run)), 0};
	const char *flags;
	const int32 *bound;
	cl_env env;

	if (count == 0)
		return out;
	flags = (const char *) (days + 1) + (count - 1) * sizeof(uint32);
	bound = (const int32 *) INTALIGN((uintptr_t) (flags + count));
	for (uint32 i = 0; i < count; i++)
	{
		out.runs[i].from = RANGE_HAS_LBOUND(flags[i]) ? *bound++ : CL_DAY_BEFORE_ALL;
		out.runs[i].to = RANGE_HAS_UBOUND(flags[i]) ? *bound++ : CL_DAY_AFTER_ALL;
	}
	/* an infinite date is a bound to the server and none to us: such runs may be empty */
	out.count = count;
	cl_pg_env(&env);
	if (!cl_runs_normalize(&env, out.runs, &out.count))
		CL_RAISE(&env);
	return out;
}

cl_calendar
cl_pg_calendar(Datum days)
{
	cl_pg_runs runs = cl_pg_day_set(days);

	return (cl_calendar){runs.runs, runs.count};
}

cl_pg_runs
cl_pg_periods(Datum datum)
{
	ArrayType *array = DatumGetArrayTypeP(datum);
	cl_pg_runs out;
	Datum *elements;
	bool *nulls;
	int count;
	cl_env env;

	deconstruct_array(array, DATERANGEOID, -1, false, TYPALIGN_INT, &elements, &nulls, &count);
	out.runs = palloc((count + 1) * sizeof(cl_run));
	out.count = count;
	for (int i = 0; i < count; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("a period must not be null"),
					 errhint("Take it out with array_remove(periods, NULL).")));
		out.runs[i] = cl_pg_range(elements[i]);
	}
	cl_pg_env(&env);
	if (!cl_periods_sort(&env, out.runs, &out.count))
		CL_RAISE(&env);
	return out;
}

static RangeType *
make_run(TypeCacheEntry *type, const cl_run *run)
{
	RangeBound lower = {DateADTGetDatum(run->from), run->from == CL_DAY_BEFORE_ALL, true, true};
	RangeBound upper = {DateADTGetDatum(run->to), run->to == CL_DAY_AFTER_ALL, false, false};

	return cl_make_range(type, &lower, &upper, false);
}

Datum
cl_pg_make_range(const cl_run *run)
{
	return RangeTypePGetDatum(make_run(range_type(), run));
}

Datum
cl_pg_make_day_set(const cl_run *runs, size_t count)
{
	TypeCacheEntry *type = range_type();
	RangeType **ranges = palloc((count + 1) * sizeof(RangeType *));

	for (size_t i = 0; i < count; i++)
		ranges[i] = make_run(type, &runs[i]);
	return MultirangeTypePGetDatum(make_multirange(DATEMULTIRANGEOID, type, (int32) count, ranges));
}

Datum
cl_pg_make_range_array(const cl_run *runs, size_t count)
{
	TypeCacheEntry *type = range_type();
	Datum *elements = palloc((count + 1) * sizeof(Datum));

	for (size_t i = 0; i < count; i++)
		elements[i] = RangeTypePGetDatum(make_run(type, &runs[i]));
	return PointerGetDatum(
		construct_array(elements, (int) count, DATERANGEOID, -1, false, TYPALIGN_INT));
}
