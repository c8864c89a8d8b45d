#include "check.h"

#include "core/year_clock.h"

#include <stdlib.h>

#define DAYS 800

typedef struct told
{
	int32_t days[DAYS];
	cl_int128 units[DAYS];
	size_t count;
} told;

static void
tell(void *owner, int32_t day, cl_int128 units)
{
	told *all = owner;

	all->days[all->count] = day;
	all->units[all->count++] = units;
}

/* Some days of a year, as runs that are apart. */
static cl_calendar
drawn_days(cl_run *runs, cl_run within)
{
	cl_calendar days = {runs, 0};

	for (int32_t day = within.from; day < within.to; day++)
		if (test_random(3) > 0)
		{
			if (days.count > 0 && runs[days.count - 1].to == day)
				runs[days.count - 1].to++;
			else
				runs[days.count++] = (cl_run){day, day + 1};
		}
	return days;
}

static bool
has(const cl_calendar *days, int32_t day)
{
	for (size_t i = 0; i < days->count; i++)
		if (days->runs[i].from <= day && day < days->runs[i].to)
			return true;
	return false;
}

/* What a day adds, counted by itself; months by days, which are no whole numbers, are left out. */
static int
added(const cl_year_clock *clock, int32_t day)
{
	int year, month, of_month;

	cl_day_split(day, &year, &month, &of_month);
	switch (clock->way)
	{
		case CL_CLOCK_DUTY_DAYS:
			return clock->days.count == 0		 ? 2
				   : has(&clock->half_days, day) ? 1
				   : has(&clock->days, day)		 ? 2
												 : 0;
		case CL_CLOCK_CALENDAR_DAYS:
			return 1;
		case CL_CLOCK_MONTHS_BEGUN:
			return of_month == 1 || day == clock->year.from;
		default:
			return -1;
	}
}

TEST(year_clock_is_what_its_days_add_up_to)
{
	static cl_run runs[DAYS], halves[DAYS];
	static told all, some;

	for (int drawn = 0; drawn < 600; drawn++)
	{
		cl_env *env = test_env();
		int32_t from = 9000 + (int32_t) test_random(400);
		cl_year_clock clock = {.way = (cl_clock_way) test_random(6),
							   .year = {from, from + 1 + (int32_t) test_random(400)}};
		cl_int128 whole, gone = 0;
		int32_t wanted[20];
		size_t count = test_random(20);

		if (test_random(8) > 0)
			clock.days = drawn_days(runs, clock.year);
		if (test_random(2) > 0 && clock.days.count > 0)
		{
			clock.half_days = (cl_calendar){halves, 1};
			halves[0] = (cl_run){clock.days.runs[0].from, clock.days.runs[0].from + 1};
		}
		all.count = some.count = 0;
		CHECK(cl_clock_whole(env, &clock, &whole));
		CHECK(cl_clock_walk(env, &clock, NULL, 0, tell, &all));
		CHECK(all.count == (size_t) (clock.year.to - clock.year.from) + 1);
		CHECK(all.units[0] == 0 && all.units[all.count - 1] == whole);
		for (size_t i = 0; i + 1 < all.count; i++)
		{
			int by_itself = added(&clock, all.days[i]);

			CHECK(all.units[i] <= all.units[i + 1]);
			if (by_itself >= 0)
			{
				gone += by_itself;
				CHECK(all.units[i + 1] == gone);
			}
		}
		for (size_t i = 0; i < count; i++)
			wanted[i] = (i > 0 ? wanted[i - 1] : from - 40) + 1 + (int32_t) test_random(50);
		CHECK(count == 0 || cl_clock_walk(env, &clock, wanted, count, tell, &some));
		if (count > 0)
			for (size_t i = 0, at = 0; i < count; i++)
				if (wanted[i] >= clock.year.from && wanted[i] <= clock.year.to)
				{
					CHECK(at < some.count && some.days[at] == wanted[i]);
					CHECK(some.units[at] == all.units[wanted[i] - clock.year.from]);
					at++;
				}
	}
}

TEST(year_clock_names_the_ways)
{
	cl_env *env = test_env();
	cl_clock_way way;

	CHECK(cl_clock_way_of(env, "thirtieths", 10, &way) && way == CL_CLOCK_THIRTIETHS);
	CHECK_FAILS(env, cl_clock_way_of(env, "fortnights", 10, &way), CL_BAD_ARGUMENT);
}
