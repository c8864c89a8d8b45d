/*
 * calendar.h: school calendars: sets of school days, and what is reckoned with them. A calendar
 * is its runs in order and apart, as in day_set.h; it may have no end where a function can
 * do with that.
 */
#ifndef CL_CALENDAR_H
#define CL_CALENDAR_H

#include "core/day_set.h"

typedef struct cl_calendar
{
	const cl_run *runs;
	size_t count;
} cl_calendar;

/* How many school days lie in a range; CL_OUT_OF_RANGE if there is no end of them. */
extern bool cl_school_days(cl_env *env, const cl_calendar *calendar, cl_run range, int32_t *out);
/*
 * The n-th school day after a day, for negative n before it; for zero the day itself, which
 * must be a school day. CL_BAD_ARGUMENT where the calendar has not so many.
 */
extern bool cl_add_school_days(cl_env *env, const cl_calendar *calendar, int32_t day, int32_t n,
							   int32_t *out);
/* The school days on one day of the week, Monday 1 to Sunday 7, from a day on. */
extern bool cl_weekly_days(cl_env *env, const cl_calendar *calendar, int isodow, int32_t from,
						   cl_run_list *out);
/* The Monday of the first Monday to Friday inside a month. */
extern bool cl_first_full_week(cl_env *env, int32_t year, int32_t month, int32_t *out);
/* The n-th, for negative n counted from the end of the month. */
extern bool cl_nth_weekday(cl_env *env, int32_t year, int32_t month, int32_t isodow, int32_t n,
						   int32_t *out);
/* A day that is no school day moves to the next one, or the one before. */
extern bool cl_roll(cl_env *env, const cl_calendar *calendar, int32_t day, bool back, int32_t *out);
extern bool cl_roll_days(cl_env *env, const cl_calendar *calendar, const cl_calendar *days,
						 bool back, cl_run_list *out);
/*
 * The n-th school day of each period (negative: from its end), or what is left of the period
 * from it on. A period that has not so many gives none.
 */
extern bool cl_nth_days(cl_env *env, const cl_calendar *calendar, const cl_run *periods,
						size_t count, int32_t n, bool from_then, cl_run_list *out);
/* Calendar months, and weeks from Monday to Sunday, each cut to the range. */
extern bool cl_months(cl_env *env, cl_run range, cl_run_list *out);
extern bool cl_weeks(cl_env *env, cl_run range, cl_run_list *out);

#endif
