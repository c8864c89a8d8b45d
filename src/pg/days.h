/*
 * days.h: the server's dates, ranges of dates, sets and arrays of them, as the core's runs of
 * days and back.
 */
#ifndef CASELOAD_DAYS_H
#define CASELOAD_DAYS_H

#include "pg/glue.h"

#include "utils/date.h"

#include "core/calendar.h"

typedef struct cl_pg_runs
{
	cl_run *runs;
	size_t count;
} cl_pg_runs;

/*
 * A daterange that may have a short header, without a look into the type cache: it is read for
 * every row of an aggregate. An unbounded end and an infinite date are the same here.
 */
extern cl_run cl_pg_range(Datum range);
/* A datemultirange: its runs are in order and apart. */
extern cl_pg_runs cl_pg_day_set(Datum days);
extern cl_calendar cl_pg_calendar(Datum days);
/* A daterange[]: sorted, without empty ones; 22023 for NULL elements and for periods that overlap.
 */
extern cl_pg_runs cl_pg_periods(Datum array);

extern Datum cl_pg_make_range(const cl_run *run);
extern Datum cl_pg_make_day_set(const cl_run *runs, size_t count);
extern Datum cl_pg_make_range_array(const cl_run *runs, size_t count);

#endif
