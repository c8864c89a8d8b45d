/*
 * pay_term.h: the terms that a series is paid by: weeks and months of the calendar, years,
 * and what the caller names: semesters, quarters, trimesters.
 */
#ifndef CL_PAY_TERM_H
#define CL_PAY_TERM_H

#include "core/load_series.h"
#include "core/period.h"

typedef struct cl_terms
{
	bool named[CL_PERIOD_LAST + 1];
	cl_run *runs[CL_PERIOD_LAST + 1]; /* in order and apart: cl_periods_sort */
	size_t count[CL_PERIOD_LAST + 1];
} cl_terms;

/* A period's name as it is typed among the terms; CL_BAD_ARGUMENT if days cannot make one. */
extern bool cl_term_period(cl_env *env, const char *utf8, size_t length, cl_period *out);
/* One range of them: [2025-08-18,2025-12-20). */
extern bool cl_term_run(cl_env *env, const char *utf8, size_t length, cl_run *out);

/* The term that a day of a series lies in; K of them in a row may be one. */
typedef struct cl_term
{
	const cl_load_series *series;
	cl_period period;
	int64_t every;
	const cl_run *runs; /* NULL: the calendar's own */
	size_t count;
	size_t next;	/* the first run that is not over */
	int64_t origin; /* week or month that the counting begins with */
	/* where the day is, as offsets from the first day */
	int64_t from;
	int64_t to;
	int64_t number; /* -1 between terms */
	int64_t latest; /* the number of the last term there was */
} cl_term;

/* CL_BAD_ARGUMENT if terms of this kind must be named and are not. */
extern bool cl_term_begin(cl_term *term, cl_env *env, const cl_load_series *series,
						  cl_period period, int every, const cl_terms *terms);
/* Moves on to the term of a day; true if that is another one than the last there was. */
extern bool cl_term_move(cl_term *term, int64_t at);
/* The counted days of the series in the present term. */
extern int64_t cl_term_counted(const cl_term *term);
/* The last counted day of the present term. */
extern int64_t cl_term_last(const cl_term *term);

#endif
