#include "pg/load_series.h"

#include "funcapi.h"
#include "miscadmin.h"

PG_FUNCTION_INFO_V1(caseload_load_series_over);
PG_FUNCTION_INFO_V1(caseload_load_series_worst);

/* A series that is read day after day: the stretch that was reached, and its load as a numeric. */
typedef struct reader
{
	cl_stretch stretch;
	Numeric load;
} reader;

/* Of a later day than before, the load as a numeric; NULL if the series does not count it. */
static bool
on_day(reader *from, int32 day, Datum *quantity)
{
	const cl_load_series *series = from->stretch.series;
	int64 at = (int64) day - series->first;

	if (!cl_series_counts(series, at))
		return false;
	if (from->stretch.to <= at)
	{
		while (from->stretch.to <= at && cl_next_stretch(&from->stretch))
			CHECK_FOR_INTERRUPTS();
		if (from->load)
			pfree(from->load);
		from->load = cl_pg_numeric(from->stretch.load, CL_UNIT_PLACES, 0);
	}
	*quantity = NumericGetDatum(from->load);
	return true;
}

/*
 * over(excess, cap, load) -> (day, over, cap, load): one pass over the days on which something is
 * too many, in plain numbers, where SQL would look up each day in each series. A day that cap or
 * load do not count gives NULLs.
 */
Datum
caseload_load_series_over(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	const cl_load_series *excess;
	reader cap = {0};
	reader load = {0};
	cl_stretch stretch;

	InitMaterializedSRF(fcinfo, 0);
	excess = CL_GETARG_SERIES(0);
	cap.stretch = cl_series_stretches(CL_GETARG_SERIES(1));
	load.stretch = cl_series_stretches(CL_GETARG_SERIES(2));
	stretch = cl_series_stretches(excess);
	while (cl_next_stretch(&stretch))
	{
		Datum over;

		if (stretch.load <= 0)
			continue;
		over = NumericGetDatum(cl_pg_numeric(stretch.load, CL_UNIT_PLACES, 0));
		for (int64_t at = cl_series_next_counted(excess, stretch.from); at < stretch.to;
			 at = cl_series_next_counted(excess, at + 1))
		{
			int32 day = (int32) (excess->first + at);
			Datum values[4] = {DateADTGetDatum(day), over};
			bool nulls[4] = {false, false};

			CHECK_FOR_INTERRUPTS();
			nulls[2] = !on_day(&cap, day, &values[2]);
			nulls[3] = !on_day(&load, day, &values[3]);
			tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
		}
		pfree(DatumGetPointer(over));
	}
	return (Datum) 0;
}

/*
 * worst(excess) -> (first_day, last_day, worst_day, over_by): the first and the last day above
 * zero, the first of those on which it is the highest, and how much that is; NULLs if no day is
 * above zero.
 */
Datum
caseload_load_series_worst(PG_FUNCTION_ARGS)
{
	const cl_load_series *excess = CL_GETARG_SERIES(0);
	cl_stretch stretch = cl_series_stretches(excess);
	TupleDesc desc;
	Datum values[4] = {0};
	bool nulls[4] = {true, true, true, true};
	int64 most = 0;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "the result of worst() is not a row");
	while (cl_next_stretch(&stretch))
	{
		int64_t first, last;

		if (stretch.load <= 0)
			continue;
		first = cl_series_next_counted(excess, stretch.from);
		if (first >= stretch.to)
			continue;
		last = cl_series_last_counted(excess, stretch.to);
		if (nulls[0])
			values[0] = DateADTGetDatum((DateADT) (excess->first + first));
		values[1] = DateADTGetDatum((DateADT) (excess->first + last));
		if (stretch.load > most)
		{
			most = stretch.load;
			values[2] = DateADTGetDatum((DateADT) (excess->first + first));
		}
		memset(nulls, false, sizeof(nulls));
	}
	if (!nulls[0])
		values[3] = NumericGetDatum(cl_pg_numeric(most, CL_UNIT_PLACES, 0));
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls)));
}
