/*
 * Sets of days and what is reckoned with them, held against the same day by day; then with bounds
 * of any size, and none: nothing traps. The clock of a year never falls and ends at the whole.
 */
#include "input.h"

#include "core/pay_term.h"
#include "core/year_clock.h"

#define FIRST 9100
#define DAYS 300

static size_t
read_runs(fuzz_input *input, cl_run *runs, bool large)
{
	size_t count = fuzz_byte(input) % 8;

	for (size_t i = 0; i < count; i++)
	{
		if (large)
		{
			runs[i].from = (int32_t) fuzz_number(input, 4);
			runs[i].to = (int32_t) fuzz_number(input, 4);
			continue;
		}
		runs[i].from = FIRST + (int32_t) fuzz_number(input, 2) % DAYS;
		runs[i].to = runs[i].from + fuzz_byte(input);
		if (runs[i].to > FIRST + DAYS)
			runs[i].to = FIRST + DAYS;
	}
	return count;
}

static void
mark(const cl_run *runs, size_t count, bool *days)
{
	memset(days, 0, DAYS);
	for (size_t i = 0; i < count; i++)
		for (int day = runs[i].from; day < runs[i].to; day++)
			days[day - FIRST] = true;
}

/* What is reckoned on a calendar near by, and by hand. */
static void
check_by_hand(fuzz_input *input, const cl_calendar *calendar, const bool *days)
{
	cl_env *env = fuzz_env();
	int32_t from = FIRST + (int32_t) fuzz_number(input, 2) % DAYS;
	int32_t n = (int8_t) fuzz_byte(input);
	int32_t found, counted, back;
	int count = 0;
	int next = from - FIRST;

	for (int i = from - FIRST; i < DAYS; i++)
		count += days[i];
	FUZZ_CHECK(cl_school_days(env, calendar, (cl_run){from, FIRST + DAYS}, &counted));
	FUZZ_CHECK(counted == count);
	if (n != 0 && cl_add_school_days(env, calendar, from, n, &found))
	{
		FUZZ_CHECK(days[found - FIRST] && (n > 0 ? found > from : found < from));
		FUZZ_CHECK(cl_school_days(env, calendar,
								  n > 0 ? (cl_run){from + 1, found + 1} : (cl_run){found, from},
								  &counted));
		FUZZ_CHECK(counted == (n > 0 ? n : -n));
	}
	while (next < DAYS && !days[next])
		next++;
	if (cl_roll(env, calendar, from, false, &found))
		FUZZ_CHECK(next < DAYS && found == FIRST + next);
	else
		FUZZ_CHECK(next == DAYS && env->error.code == CL_BAD_ARGUMENT);
	if (cl_roll(env, calendar, from, true, &back))
		FUZZ_CHECK(days[back - FIRST] && back <= from);
}

/* All that takes a calendar, whatever its bounds are. */
static void
use(fuzz_input *input, const cl_calendar *calendar, cl_run *periods, size_t count)
{
	cl_env *env = fuzz_env();
	int32_t day = (int32_t) fuzz_number(input, 4);
	int32_t n = (int32_t) fuzz_number(input, 4);
	cl_calendar days = {periods, count};
	cl_run_list list;
	int32_t out;

	cl_buffer_init(&list.buffer, env);
	cl_add_school_days(env, calendar, day, n, &out);
	cl_roll(env, calendar, day, n & 1, &out);
	cl_weekly_days(env, calendar, n % 9, day, &list);
	cl_nth_weekday(env, day % 12000, n % 14, n % 9, n % 7, &out);
	cl_nth_days(env, calendar, periods, count, n % 400, n & 1, &list);
	cl_nth_days(env, calendar, periods, count, n, n & 1, &list);
	cl_roll_days(env, calendar, &days, n & 2, &list);
	for (size_t i = 0; i < count; i++)
	{
		cl_school_days(env, calendar, periods[i], &out);
		cl_months(env, periods[i], &list);
		cl_weeks(env, periods[i], &list);
	}
	cl_buffer_free(&list.buffer);
}

typedef struct heard
{
	int32_t day;
	cl_int128 units;
} heard;

static void
hear(void *owner, int32_t day, cl_int128 units)
{
	heard *last = owner;

	FUZZ_CHECK(day > last->day && units >= last->units);
	*last = (heard){day, units};
}

static void
check_clock(fuzz_input *input, cl_calendar calendar, cl_calendar half_days)
{
	cl_env *env = fuzz_env();
	cl_year_clock clock = {.days = calendar};
	heard last = {INT32_MIN, 0};
	cl_int128 whole;
	cl_run both[8];
	size_t count = 0;

	/* half days are duty days: of each run the part that the calendar has */
	for (size_t i = 0; i < half_days.count; i++)
		for (size_t j = 0; j < calendar.count && count < 8; j++)
		{
			cl_run here = half_days.runs[i];

			if (here.from < calendar.runs[j].from)
				here.from = calendar.runs[j].from;
			if (here.to > calendar.runs[j].to)
				here.to = calendar.runs[j].to;
			if (here.from < here.to)
				both[count++] = here;
		}
	FUZZ_CHECK(cl_runs_normalize(env, both, &count));
	clock.half_days = (cl_calendar){both, count};
	clock.way = (cl_clock_way) (fuzz_byte(input) % (CL_CLOCK_MONTHS_BEGUN + 1));
	clock.year.from = FIRST - 10 + fuzz_byte(input) % 30;
	clock.year.to = clock.year.from + 1 + (int32_t) fuzz_number(input, 2) % 500;
	FUZZ_CHECK(cl_clock_whole(env, &clock, &whole) && whole > 0);
	FUZZ_CHECK(cl_clock_walk(env, &clock, NULL, 0, hear, &last));
	FUZZ_CHECK(last.day == clock.year.to && last.units == whole);
}

/* Runs as people write them among terms. */
static void
check_terms(fuzz_input *input)
{
	cl_env *env = fuzz_env();
	fuzz_field name = fuzz_until(input, '\n');
	cl_clock_way way;
	cl_period period;
	cl_run run, again;
	cl_buffer buffer;

	if (cl_term_period(env, name.text, name.length, &period))
		FUZZ_CHECK(cl_period_name(period) != NULL);
	cl_clock_way_of(env, name.text, name.length, &way);
	if (!cl_term_run(env, (const char *) input->at, input->left, &run))
	{
		FUZZ_CHECK(env->error.code != CL_OK && env->error.message[0]);
		return;
	}
	if (run.from >= run.to)
		return;
	cl_buffer_init(&buffer, env);
	cl_buffer_run(&buffer, &run);
	FUZZ_CHECK(cl_term_run(env, buffer.data, buffer.length, &again));
	FUZZ_CHECK(again.from == run.from && again.to == run.to);
	cl_buffer_free(&buffer);
}

FUZZ(calendar)
{
	fuzz_input input = {data, size};
	uint8_t kind = fuzz_byte(&input);
	cl_run runs[8];
	cl_run periods[8];
	bool days[DAYS], normal[DAYS];
	cl_calendar calendar;
	size_t count, period_count;

	if (kind % 4 == 3)
	{
		check_terms(&input);
		return;
	}
	count = read_runs(&input, runs, kind % 4 == 2);
	if (kind % 4 != 2)
		mark(runs, count, days);
	FUZZ_CHECK(cl_runs_normalize(fuzz_env(), runs, &count));
	calendar = (cl_calendar){runs, count};
	for (size_t i = 0; i < calendar.count; i++)
		FUZZ_CHECK(runs[i].from < runs[i].to && (i == 0 || runs[i - 1].to < runs[i].from));
	period_count = read_runs(&input, periods, kind % 4 == 2);
	if (!cl_periods_sort(fuzz_env(), periods, &period_count))
		return;
	if (kind % 4 != 2)
	{
		mark(runs, calendar.count, normal);
		FUZZ_CHECK(memcmp(days, normal, DAYS) == 0);
		check_by_hand(&input, &calendar, days);
		check_clock(&input, calendar, (cl_calendar){periods, period_count});
	}
	use(&input, &calendar, periods, period_count);
}
