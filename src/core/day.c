#include "core/day.h"

#include <stdio.h>

/* Days from 0000-03-01 to 2000-01-01. */
#define EPOCH 730425

/*
 * A year that begins in March has its leap day at its end, and 400 such years have 146,097
 * days: no table of months is needed.
 */
int32_t
cl_day_of(int year, int month, int day)
{
	int months = (month - 3) % 12;
	int years = year + (month - 3) / 12;

	if (months < 0)
	{
		months += 12;
		years--;
	}
	/* all years here are above -400: shifted so that the division rounds down */
	years += 400;
	return years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day - 1 -
		   146097 - EPOCH;
}

void
cl_day_split(int32_t day, int *year, int *month, int *day_of_month)
{
	int64_t since = (int64_t) day + EPOCH + 146097; /* of year -400 */
	int64_t era = (since >= 0 ? since : since - 146096) / 146097;
	int64_t rest = since - era * 146097;
	int64_t of_era = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
	int64_t of_year = rest - (of_era * 365 + of_era / 4 - of_era / 100);
	int64_t months = (of_year * 5 + 2) / 153;

	*day_of_month = (int) (of_year - (months * 153 + 2) / 5 + 1);
	*month = (int) (months < 10 ? months + 3 : months - 9);
	*year = (int) (era * 400 + of_era - 400 + (*month <= 2));
}

int
cl_days_in_month(int year, int month)
{
	return cl_day_of(year, month + 1, 1) - cl_day_of(year, month, 1);
}

int
cl_day_isodow(int32_t day)
{
	int since_monday = (int) (((int64_t) day + 5) % 7); /* 2000-01-01 was a Saturday */

	return (since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

cl_day_text
cl_day_print(int32_t day)
{
	cl_day_text out;

	if (day == CL_DAY_BEFORE_ALL)
		snprintf(out.text, sizeof(out.text), "the beginning of time");
	else if (day == CL_DAY_AFTER_ALL)
		snprintf(out.text, sizeof(out.text), "the end of time");
	else
	{
		int year, month, of_month;

		cl_day_split(day, &year, &month, &of_month);
		snprintf(out.text, sizeof(out.text), "%04d-%02d-%02d%s",
				 (year > 0 ? year : 1 - year) % 10000000, month % 100, of_month % 100,
				 year > 0 ? "" : " BC");
	}
	return out;
}

void
cl_buffer_day(cl_buffer *buffer, int32_t day)
{
	cl_buffer_text(buffer, cl_day_print(day).text);
}

bool
cl_scan_day(cl_scan *scan, int32_t *out)
{
	int64_t year, month, day;
	size_t at;

	cl_scan_blanks(scan);
	at = scan->at;
	if (!cl_scan_whole(scan, 999999, &year) || !cl_scan_char(scan, '-') ||
		!cl_scan_whole(scan, 99, &month) || !cl_scan_char(scan, '-') ||
		!cl_scan_whole(scan, 99, &day))
	{
		cl_scan_fail_at(scan, at, CL_BAD_TEXT, "a date is expected");
		return cl_hint(scan->env, "Write dates as 2025-09-04: year, month, day.");
	}
	/* the end of a range that holds the last day of all */
	if (year == 10000 && month == 1 && day == 1)
	{
		*out = CL_DAY_LAST + 1;
		return true;
	}
	if (year < 1 || year > 9999)
		return cl_scan_fail_at(scan, at, CL_OUT_OF_RANGE, "years lie between 1 and 9999");
	if (month < 1 || month > 12 || day < 1 || day > cl_days_in_month((int) year, (int) month))
		return cl_scan_fail_at(scan, at, CL_BAD_TEXT, "there is no such day");
	*out = cl_day_of((int) year, (int) month, (int) day);
	return true;
}
