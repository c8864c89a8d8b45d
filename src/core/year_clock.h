/*
 * year_clock.h: how much of a year has gone before each of its days, by the ways in which contracts
 * divide one. A clock counts whole units from 0 before the first day to the whole before the day
 * after the last, month by month, and never falls: so pieces of a year add up to it exactly.
 */
#ifndef CL_YEAR_CLOCK_H
#define CL_YEAR_CLOCK_H

#include "core/calendar.h"
#include "core/decimal.h"

typedef enum cl_clock_way
{
	CL_CLOCK_DUTY_DAYS,
	CL_CLOCK_CALENDAR_DAYS,
	CL_CLOCK_MONTHS_BY_DUTY_DAYS,
	CL_CLOCK_MONTHS_BY_CALENDAR_DAYS,
	CL_CLOCK_THIRTIETHS,
	CL_CLOCK_MONTHS_BEGUN,
} cl_clock_way;

/* A way by its name, "duty days"; CL_BAD_ARGUMENT naming all of them where it is none. */
extern bool cl_clock_way_of(cl_env *env, const char *name, size_t length, cl_clock_way *way);
/* How many units are one day, or one month, of a clock. */
extern cl_int128 cl_clock_unit(cl_clock_way way);

typedef struct cl_year_clock
{
	cl_clock_way way;
	cl_calendar days;	   /* duty days */
	cl_calendar half_days; /* those of them that are half as long */
	cl_run year;		   /* with both ends */
} cl_year_clock;

/* No year of any contract is longer than 200 of the calendar, and days are listed one by one. */
#define CL_CLOCK_DAYS_MOST 73050

/* The units of the whole year; CL_OUT_OF_RANGE where it is longer, or not in the years 1 to 9999.
 */
extern bool cl_clock_whole(cl_env *env, const cl_year_clock *clock, cl_int128 *whole);
/*
 * Tells the units that lie before each of `count` days in order; those outside the year and the day
 * after it are left out. All of them where `days` is NULL.
 */
typedef void (*cl_clock_tell)(void *owner, int32_t day, cl_int128 units);
extern bool cl_clock_walk(cl_env *env, const cl_year_clock *clock, const int32_t *days,
						  size_t count, cl_clock_tell tell, void *owner);

#endif
