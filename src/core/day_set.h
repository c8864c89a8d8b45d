/*
 * day_set.h: a set of days as its runs, each from a day to before another, in order and apart:
 * what the server calls a datemultirange. Ends may be CL_DAY_BEFORE_ALL and CL_DAY_AFTER_ALL.
 */
#ifndef CL_DAY_SET_H
#define CL_DAY_SET_H

#include "core/day.h"

typedef struct cl_run
{
	int32_t from;
	int32_t to; /* the first day after it */
} cl_run;

/* Sorts runs in place, drops the empty ones and joins those that touch; false without memory. */
extern bool cl_runs_normalize(cl_env *env, cl_run *runs, size_t *count);

/*
 * Periods: sorted in place, the empty ones dropped; CL_BAD_ARGUMENT naming two that overlap.
 * Periods that touch stay apart.
 */
extern bool cl_periods_sort(cl_env *env, cl_run *periods, size_t *count);

/* [2025-08-18,2025-12-20), as a range is printed. */
extern void cl_buffer_run(cl_buffer *buffer, const cl_run *run);
/* [a,b), (a,b], [a,b], (a,b) or empty; an end may be left out if `open`. */
extern bool cl_scan_run(cl_scan *scan, bool open, cl_run *out);

/* Runs that grow as they are made. */
typedef struct cl_run_list
{
	cl_buffer buffer;
} cl_run_list;

static inline size_t
cl_run_list_count(const cl_run_list *list)
{
	return list->buffer.length / sizeof(cl_run);
}

static inline cl_run *
cl_run_list_runs(const cl_run_list *list)
{
	return (cl_run *) list->buffer.data;
}

static inline void
cl_run_list_add(cl_run_list *list, int32_t from, int32_t to)
{
	cl_run run = {from, to};

	cl_buffer_bytes(&list->buffer, &run, sizeof(run));
}

#endif
