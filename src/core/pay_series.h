/*
 * pay_series.h: what a pay_scale gives for a load_series. The period of the scale has force: by
 * the day, one point a term, so many days at a time, or each day its share of a term; bounds
 * stop the running totals of their own terms in the order of days.
 */
#ifndef CL_PAY_SERIES_H
#define CL_PAY_SERIES_H

#include "core/pay_scale.h"
#include "core/pay_term.h"

/* The running total of a bound in its present term, in units of 10^-20. */
typedef struct cl_pay_stop
{
	cl_term term;
	bool by_block; /* its term is so many days above zero */
	cl_int128 most;
	cl_int128 total;
} cl_pay_stop;

typedef enum cl_pay_manner
{
	CL_PAY_BY_DAY,	 /* each counted day pays */
	CL_PAY_BY_BLOCK, /* so many days above zero at a time */
	CL_PAY_BY_TERM,	 /* one point a term */
	CL_PAY_BY_SHARE, /* each counted day its share of a term */
} cl_pay_manner;

/* On the stack only. */
typedef struct cl_pay_series
{
	cl_env *env;
	const cl_pay_scale *scale;
	const cl_load_series *series;
	bool has_base;
	cl_int128 base;
	cl_pay_manner manner;
	bool has_term;
	cl_term term;  /* of the scale's own period */
	int64_t parts; /* what a day's amount is divided by */
	cl_int128 sum; /* of whole amounts, not yet divided, and what it has earned */
	cl_int128 earned;
	int64_t filled; /* days of the present block */
	int64_t seen;	/* the term's day above zero, or -1 */
	int stops;
	cl_pay_stop stop[CL_PAY_BOUNDS_MOST];
	/* the last load that was reckoned */
	bool reckoned;
	int64_t load;
	cl_int128 amount;
	cl_int128 total;
	/* where the reading is */
	cl_stretch stretch;
	int64_t at;
} cl_pay_series;

/* Base in units of 10^-8, NULL if none is given; terms may be NULL. */
extern bool cl_pay_series_begin(cl_pay_series *pay, cl_env *env, const cl_pay_scale *scale,
								const cl_load_series *series, const cl_int128 *base,
								const cl_terms *terms);

/* So many counted days in a row, with one load, and what they earn, in units of 10^-20. */
typedef struct cl_paid_days
{
	int64_t at; /* the first of them */
	int64_t days;
	int64_t load;
	cl_int128 amount;
} cl_paid_days;

/* The next day, or as many days as can be reckoned at once. */
typedef enum cl_pay_pace
{
	CL_PAY_DAILY,
	CL_PAY_AT_ONCE
} cl_pay_pace;

/* False at the end, and on failure, which `failed` tells apart. */
extern bool cl_pay_series_next(cl_pay_series *pay, cl_pay_pace pace, cl_paid_days *out,
							   bool *failed);
/* The sum of all. */
extern bool cl_pay_series_total(cl_env *env, const cl_pay_scale *scale,
								const cl_load_series *series, const cl_int128 *base,
								const cl_terms *terms, cl_int128 *amount);

#endif
