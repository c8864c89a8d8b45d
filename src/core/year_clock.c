#include "core/year_clock.h"

#include <string.h>

static const char *const names[] = {
	[CL_CLOCK_DUTY_DAYS] = "duty days",
	[CL_CLOCK_CALENDAR_DAYS] = "calendar days",
	[CL_CLOCK_MONTHS_BY_DUTY_DAYS] = "months by duty days",
	[CL_CLOCK_MONTHS_BY_CALENDAR_DAYS] = "months by calendar days",
	[CL_CLOCK_THIRTIETHS] = "thirtieths",
	[CL_CLOCK_MONTHS_BEGUN] = "months begun",
};

bool
cl_clock_way_of(cl_env *env, const char *name, size_t length, cl_clock_way *way)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strlen(names[i]) == length && memcmp(names[i], name, length) == 0)
		{
			*way = (cl_clock_way) i;
			return true;
		}
	cl_fail(env, CL_BAD_ARGUMENT, "a year is divided in no way \"%.*s\"",
			(int) (length < 100 ? length : 100), name);
	cl_detail(env, "The ways are: duty days, calendar days, months by duty days, months by "
				   "calendar days, thirtieths, months begun.");
	return cl_hint(env, "They are explained at division.way.");
}

/*
 * Half days; days of months of 28 to 31; and for a month of 1 to 62 half duty days the least common
 * multiple of 1 to 62, times that of 28 to 31 for a year that begins or ends inside a month.
 */
cl_int128
cl_clock_unit(cl_clock_way way)
{
	switch (way)
	{
		case CL_CLOCK_DUTY_DAYS:
			return 2;
		case CL_CLOCK_MONTHS_BY_DUTY_DAYS:
			return (cl_int128) 223200165049771815 * 1000000000000000 + 883469956464000;
		case CL_CLOCK_MONTHS_BY_CALENDAR_DAYS:
			return 377580;
		case CL_CLOCK_CALENDAR_DAYS:
		case CL_CLOCK_THIRTIETHS:
		case CL_CLOCK_MONTHS_BEGUN:
			break;
	}
	return 1;
}

/* A month, or what the year has of it. Inside it each half duty day moves the clock by per_duty or,
 * where that is 0, each day by per_day through `most`. */
typedef struct clock_part
{
	cl_run days;
	cl_int128 weight;
	cl_int128 per_duty;
	cl_int128 per_day;
	cl_int128 most;
} clock_part;

static bool
half_duty_days(cl_env *env, const cl_year_clock *clock, cl_run during, int64_t *out)
{
	int32_t days, half_days;

	if (!cl_school_days(env, &clock->days, during, &days) ||
		!cl_school_days(env, &clock->half_days, during, &half_days))
		return false;
	*out = 2 * (int64_t) days - half_days;
	return true;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/* A month or a year without any duty day goes by calendar days, or its pay would be lost. */
static bool
part_from(cl_env *env, const cl_year_clock *clock, bool duty_in_year, int32_t first,
		  clock_part *part)
{
	cl_int128 unit = cl_clock_unit(clock->way);
	int year, month, day, month_days, length, before;
	int64_t duty, next;

	cl_day_split(first, &year, &month, &day);
	month_days = cl_days_in_month(year, month);
	before = day - 1;
	next = (int64_t) first - before + month_days;
	part->days.from = first;
	part->days.to = next < clock->year.to ? (int32_t) next : clock->year.to;
	length = (int) (part->days.to - first);
	if (!half_duty_days(env, clock, part->days, &duty))
		return false;
	part->per_duty = 0;
	part->per_day = 1;
	switch (clock->way)
	{
		case CL_CLOCK_DUTY_DAYS:
			part->weight = duty_in_year ? duty : 2 * (int64_t) length;
			part->per_day = duty_in_year ? 0 : 2;
			break;
		case CL_CLOCK_CALENDAR_DAYS:
			part->weight = length;
			break;
		case CL_CLOCK_MONTHS_BY_DUTY_DAYS:
		case CL_CLOCK_MONTHS_BY_CALENDAR_DAYS:
			part->weight = unit * length / month_days;
			part->per_day = unit / month_days;
			break;
		case CL_CLOCK_THIRTIETHS:
			/* the last day of a month makes it thirty */
			part->weight = (before + length == month_days ? 30 : least(before + length, 30)) -
						   (cl_int128) least(before, 30);
			break;
		case CL_CLOCK_MONTHS_BEGUN:
			part->weight = least(length, 1);
			break;
	}
	part->most = clock->way == CL_CLOCK_THIRTIETHS ? 30 - least(before, 30) : part->weight;
	if (duty > 0 &&
		(clock->way == CL_CLOCK_DUTY_DAYS || clock->way == CL_CLOCK_MONTHS_BY_DUTY_DAYS))
		part->per_duty = part->weight / duty;
	return true;
}

static bool
any_duty(cl_env *env, const cl_year_clock *clock, bool *any)
{
	int64_t duty;

	if (!half_duty_days(env, clock, clock->year, &duty))
		return false;
	*any = duty > 0;
	return true;
}

static bool
check_year(cl_env *env, cl_run year)
{
	if ((int64_t) year.to - year.from > CL_CLOCK_DAYS_MOST)
	{
		cl_fail(env, CL_OUT_OF_RANGE, "the days from %s to before %s are too many for a year",
				cl_day_print(year.from).text, cl_day_print(year.to).text);
		return cl_hint(env, "Give it a first and a last day, at most 200 years apart.");
	}
	if (year.from >= CL_DAY_FIRST && year.to <= CL_DAY_LAST + 1)
		return true;
	cl_fail(env, CL_OUT_OF_RANGE, "the year from %s to before %s is out of range",
			cl_day_print(year.from).text, cl_day_print(year.to).text);
	return cl_detail(env, "Years lie between 1 and 9999.");
}

bool
cl_clock_whole(cl_env *env, const cl_year_clock *clock, cl_int128 *whole)
{
	clock_part part;
	bool duty_in_year;

	*whole = 0;
	if (!check_year(env, clock->year) || !any_duty(env, clock, &duty_in_year))
		return false;
	for (int32_t first = clock->year.from; first < clock->year.to; first = part.days.to)
	{
		cl_check_interrupts(env);
		if (!part_from(env, clock, duty_in_year, first, &part))
			return false;
		*whole += part.weight; /* of 200 years less than 10^38 */
	}
	return true;
}

static bool
units_in(cl_env *env, const cl_year_clock *clock, const clock_part *part, int32_t day,
		 cl_int128 *units)
{
	int64_t duty;

	if (part->per_duty == 0)
	{
		*units = part->per_day * ((int64_t) day - part->days.from);
		if (*units > part->most)
			*units = part->most;
		return true;
	}
	if (!half_duty_days(env, clock, (cl_run){part->days.from, day}, &duty))
		return false;
	*units = part->per_duty * duty;
	return true;
}

bool
cl_clock_walk(cl_env *env, const cl_year_clock *clock, const int32_t *days, size_t count,
			  cl_clock_tell tell, void *owner)
{
	cl_int128 base = 0;
	cl_int128 units;
	clock_part part;
	bool duty_in_year;
	size_t next = 0;

	if (!check_year(env, clock->year) || !any_duty(env, clock, &duty_in_year))
		return false;
	while (days && next < count && days[next] < clock->year.from)
		next++;
	for (int32_t first = clock->year.from; first < clock->year.to; first = part.days.to)
	{
		cl_check_interrupts(env);
		if (!part_from(env, clock, duty_in_year, first, &part))
			return false;
		for (int32_t day = first; days ? next < count : day < part.days.to; day++)
		{
			cl_check_interrupts(env);
			if (days && (day = days[next]) >= part.days.to)
				break;
			next++;
			if (!units_in(env, clock, &part, day, &units))
				return false;
			tell(owner, day, base + units);
		}
		base += part.weight;
	}
	if (!days || (next < count && days[next] == clock->year.to))
		tell(owner, clock->year.to, base);
	return true;
}
