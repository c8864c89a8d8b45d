/*
 * day.h: days as the server counts them, from 2000-01-01, and ISO dates read and written
 * without any setting having a say. Years 1 to 9999, so that every date prints as ten
 * characters.
 */
#ifndef CL_DAY_H
#define CL_DAY_H

#include "core/text.h"

#define CL_DAY_FIRST (-730119) /* 0001-01-01 */
#define CL_DAY_LAST 2921939	   /* 9999-12-31 */
/* No day, but the ends of what has none: the server's -infinity and infinity. */
#define CL_DAY_BEFORE_ALL INT32_MIN
#define CL_DAY_AFTER_ALL INT32_MAX

/* Day of a month that exists; months past 12 or before 1 run on into other years. */
extern int32_t cl_day_of(int year, int month, int day);
extern void cl_day_split(int32_t day, int *year, int *month, int *day_of_month);
extern int cl_days_in_month(int year, int month);
/* Monday 1 to Sunday 7. */
extern int cl_day_isodow(int32_t day);

extern void cl_buffer_day(cl_buffer *buffer, int32_t day);
/* For messages: "2025-09-04", or "the beginning of time", "the end of time". */
typedef struct cl_day_text
{
	char text[24];
} cl_day_text;
extern cl_day_text cl_day_print(int32_t day);

/* yyyy-mm-dd; else CL_BAD_TEXT at the present place. */
extern bool cl_scan_day(cl_scan *scan, int32_t *out);

#endif
