/*
 * Series as the aggregates make them, and what is reckoned with two of them, held against the same
 * reckoned day by day. Rows are few and days near each other, so that they meet.
 */
#include "input.h"

#include "core/load_series.h"

#define FIRST 9300
#define DAYS 90
#define NO_DAY INT64_MIN

/* The load of each day; NO_DAY where it is not counted. */
typedef struct by_day
{
	int64_t load[DAYS];
} by_day;

static by_day
days_of(const cl_load_series *series)
{
	by_day days;

	for (int i = 0; i < DAYS; i++)
		if (!cl_series_load_on(series, FIRST + i, &days.load[i]))
			days.load[i] = NO_DAY;
	return days;
}

static void
check_days(const cl_load_series *series, const by_day *wanted)
{
	cl_env *env = fuzz_env();
	cl_load_series *back;
	cl_buffer buffer;
	by_day found = days_of(series);

	FUZZ_CHECK(cl_series_check(env, series, cl_series_size(series)));
	FUZZ_CHECK(memcmp(&found, wanted, sizeof(found)) == 0);
	cl_buffer_init(&buffer, env);
	cl_series_print(series, &buffer);
	back = cl_series_parse(env, buffer.data, buffer.length);
	FUZZ_CHECK(back && cl_series_compare(series, back) == 0);
	cl_buffer_free(&buffer);
	free(back);
}

static size_t
read_calendar(fuzz_input *input, cl_run *runs, by_day *days)
{
	size_t count = fuzz_byte(input) % 6;

	for (int i = 0; i < DAYS; i++)
		days->load[i] = NO_DAY;
	for (size_t i = 0; i < count; i++)
	{
		runs[i].from = FIRST + fuzz_byte(input) % DAYS;
		runs[i].to = runs[i].from + fuzz_byte(input);
		if (runs[i].to > FIRST + DAYS)
			runs[i].to = FIRST + DAYS;
		for (int day = runs[i].from; day < runs[i].to; day++)
			days->load[day - FIRST] = 0;
	}
	FUZZ_CHECK(cl_runs_normalize(fuzz_env(), runs, &count));
	return count;
}

static cl_load_series *
with_room(cl_env *env, cl_load_series *state)
{
	cl_load_series *wider;

	if (cl_state_has_room(state))
		return state;
	wider = cl_series_copy(env, state, 2 * state->changes + 2);
	FUZZ_CHECK(wider);
	free(state);
	return wider;
}

/* Half of the rows go to a second state of the same days, and the two are merged. */
static cl_load_series *
load_of_rows(fuzz_input *input, by_day *wanted)
{
	cl_env *env = fuzz_env();
	cl_run runs[6];
	size_t count = read_calendar(input, runs, wanted);
	int rows = fuzz_byte(input) % 40;
	cl_load_series *states[2];
	cl_load_series *done;

	for (int i = 0; i < 2; i++)
	{
		states[i] = cl_series_start(env, CL_NO_MEASURE, runs, count, 2, 0);
		FUZZ_CHECK(states[i]);
	}
	for (int i = 0; i < rows; i++)
	{
		int32_t from = FIRST - 20 + fuzz_byte(input);
		int32_t to = from + fuzz_byte(input) - 5;
		int64_t quantity = (int8_t) fuzz_byte(input) * INT64_C(500000);

		if (fuzz_byte(input) % 8 == 0)
			to = CL_DAY_AFTER_ALL;
		states[i % 2] = with_room(env, states[i % 2]);
		FUZZ_CHECK(cl_state_measure(env, states[i % 2], CL_STUDENTS));
		FUZZ_CHECK(cl_state_add_range(env, states[i % 2], from, to, quantity));
		for (int day = 0; day < DAYS; day++)
			if (wanted->load[day] != NO_DAY && FIRST + day >= from && FIRST + day < to)
				wanted->load[day] += quantity;
	}
	FUZZ_CHECK(cl_series_check(env, states[1], cl_series_size(states[1])));
	done = cl_series_copy(env, states[0], states[0]->changes + states[1]->changes);
	FUZZ_CHECK(done && cl_state_add_series(env, done, states[1]));
	free(states[0]);
	states[0] = cl_series_finish(env, done);
	free(done);
	free(states[1]);
	FUZZ_CHECK(states[0]);
	check_days(states[0], wanted);
	return states[0];
}

/* One day at a time, in any order. */
static cl_load_series *
load_of_snapshots(fuzz_input *input, by_day *wanted)
{
	cl_env *env = fuzz_env();
	int rows = 1 + fuzz_byte(input) % 40;
	cl_load_series *state = NULL;
	cl_load_series *done;

	for (int i = 0; i < DAYS; i++)
		wanted->load[i] = NO_DAY;
	for (int i = 0; i < rows; i++)
	{
		int day = fuzz_byte(input) % DAYS;
		int64_t quantity = (int8_t) fuzz_byte(input) * INT64_C(250000);
		cl_load_series *before = state ? with_room(env, state) : NULL;

		state = cl_state_add_day(env, before, CL_STUDENTS, FIRST + day, quantity);
		FUZZ_CHECK(state && cl_series_check(env, state, cl_series_size(state)));
		if (before != state)
			free(before);
		wanted->load[day] = (wanted->load[day] == NO_DAY ? 0 : wanted->load[day]) + quantity;
	}
	done = cl_series_finish(env, state);
	free(state);
	FUZZ_CHECK(done);
	check_days(done, wanted);
	return done;
}

static int64_t
reckoned(cl_series_way way, int64_t a, int64_t b)
{
	switch (way)
	{
		case CL_SERIES_ADD:
			return a + b;
		case CL_SERIES_SUBTRACT:
			return a - b;
		case CL_SERIES_LESSER:
			return a < b ? a : b;
		case CL_SERIES_GREATER:
			return a > b ? a : b;
		case CL_SERIES_OVERAGE:
			return a > b ? a - b : 0;
		case CL_SERIES_SHORTAGE:
			return b > a ? b - a : 0;
		case CL_SERIES_DURING:
			return b > 0 ? a : 0;
		case CL_SERIES_DIVIDE:
			break;
	}
	return b == 0 ? NO_DAY
				  : (int64_t) cl_divide_half_up((cl_int128) (b < 0 ? -a : a) * 100000000,
												b < 0 ? -b : b);
}

static void
check_combined(const cl_load_series *a, const by_day *of_a, const cl_load_series *b,
			   const by_day *of_b)
{
	for (int way = CL_SERIES_ADD; way <= CL_SERIES_DURING; way++)
	{
		cl_load_series *found = cl_series_combine(fuzz_env(), (cl_series_way) way, a, b);
		by_day wanted;

		for (int i = 0; i < DAYS; i++)
			wanted.load[i] = of_a->load[i] == NO_DAY || of_b->load[i] == NO_DAY
								 ? NO_DAY
								 : reckoned((cl_series_way) way, of_a->load[i], of_b->load[i]);
		FUZZ_CHECK(found);
		check_days(found, &wanted);
		free(found);
	}
}

static void
check_union(const cl_load_series *a, const by_day *of_a, const cl_load_series *b,
			const by_day *of_b)
{
	cl_series_way ways[] = {CL_SERIES_ADD, CL_SERIES_GREATER};

	for (int i = 0; i < 2; i++)
	{
		cl_load_series *found = cl_series_union(fuzz_env(), ways[i], a, b);
		by_day wanted;

		for (int day = 0; day < DAYS; day++)
			wanted.load[day] = of_a->load[day] == NO_DAY ? of_b->load[day]
							   : of_b->load[day] == NO_DAY
								   ? of_a->load[day]
								   : reckoned(ways[i], of_a->load[day], of_b->load[day]);
		FUZZ_CHECK(found);
		check_days(found, &wanted);
		free(found);
	}
}

/* Level by level, what is above zero comes together again. */
static void
check_levels(const cl_load_series *series, const by_day *of)
{
	cl_env *env = fuzz_env();
	int64_t below = 0;
	int64_t above;
	by_day sum;

	for (int i = 0; i < DAYS; i++)
		sum.load[i] = of->load[i] == NO_DAY ? NO_DAY : 0;
	while (cl_series_level_above(env, series, below, &above))
	{
		cl_load_series *level = cl_series_between(env, series, below, above);
		by_day part;

		FUZZ_CHECK(level && above > below);
		part = days_of(level);
		for (int i = 0; i < DAYS; i++)
			if (sum.load[i] != NO_DAY)
				sum.load[i] += part.load[i];
		free(level);
		below = above;
	}
	for (int i = 0; i < DAYS; i++)
		FUZZ_CHECK(sum.load[i] == NO_DAY || sum.load[i] == (of->load[i] > 0 ? of->load[i] : 0));
}

/* Each day of a calendar from the first counted one on has the load found last. */
static void
check_held(fuzz_input *input, const cl_load_series *series, const by_day *of)
{
	cl_run runs[6];
	by_day wanted;
	size_t count = read_calendar(input, runs, &wanted);
	cl_load_series *held = cl_series_held(fuzz_env(), series, runs, count);
	int64_t last = NO_DAY;

	for (int i = 0; i < DAYS; i++)
	{
		if (of->load[i] != NO_DAY)
			last = of->load[i];
		if (wanted.load[i] != NO_DAY)
			wanted.load[i] = last;
	}
	FUZZ_CHECK(held);
	check_days(held, &wanted);
	free(held);
}

static void
check_on_days(fuzz_input *input, const cl_load_series *series, const by_day *of)
{
	cl_run runs[6];
	by_day wanted;
	size_t count = read_calendar(input, runs, &wanted);
	cl_load_series *kept = cl_series_on_days(fuzz_env(), series, runs, count);

	for (int i = 0; i < DAYS; i++)
		if (wanted.load[i] != NO_DAY)
			wanted.load[i] = of->load[i];
	FUZZ_CHECK(kept);
	check_days(kept, &wanted);
	free(kept);
}

/* Periods of this and that length in a row; what is asked of them. */
static void
check_periods(fuzz_input *input, const cl_load_series *series, const by_day *of)
{
	cl_env *env = fuzz_env();
	cl_run periods[5];
	int32_t day = FIRST + fuzz_byte(input) % 40;
	cl_caseload_unit least;
	cl_load_series *found;
	by_day wanted;

	for (int i = 0; i < 5; i++)
	{
		periods[i].from = day;
		periods[i].to = day += 1 + fuzz_byte(input) % 50;
		day += fuzz_byte(input) % 3;
	}
	for (int i = 0; i < DAYS; i++)
		wanted.load[i] = NO_DAY;
	for (int i = 0; i < 5; i++)
	{
		int64_t highest = NO_DAY;
		int last = -1;

		for (int at = periods[i].from - FIRST; at < periods[i].to - FIRST && at < DAYS; at++)
			if (of->load[at] != NO_DAY)
			{
				last = at;
				highest = of->load[at] > highest ? of->load[at] : highest;
			}
		if (last >= 0)
			wanted.load[last] = highest;
	}
	found = cl_series_points(env, CL_SERIES_HIGHEST, series, periods, 5);
	FUZZ_CHECK(found);
	check_days(found, &wanted);
	free(found);
	for (int point = CL_SERIES_MEAN; point <= CL_SERIES_TOTAL; point++)
		free(cl_series_points(env, (cl_series_point) point, series, periods, 5));
	FUZZ_CHECK(cl_caseload_unit_make(env, CL_DAYS, fuzz_byte(input) * INT64_C(100000), &least));
	free(cl_series_lasting(env, series, least, periods, 5, true));
	free(cl_series_lasting_runs(env, series, least, false, periods, 5));
	free(cl_series_standing_on(env, series, periods, 2, periods, 5));
	FUZZ_CHECK(cl_series_carry(env, series, periods, 5, least));
	for (int i = 1; i < 5; i++)
		FUZZ_CHECK(periods[i - 1].from <= periods[i - 1].to &&
				   periods[i - 1].to <= periods[i].from);
}

FUZZ(daily_load)
{
	fuzz_input input = {data, size};
	bool snapshots = fuzz_byte(&input) % 2;
	cl_load_series *a, *b;
	by_day of_a, of_b;

	a = load_of_rows(&input, &of_a);
	b = snapshots ? load_of_snapshots(&input, &of_b) : load_of_rows(&input, &of_b);
	check_combined(a, &of_a, b, &of_b);
	check_union(a, &of_a, b, &of_b);
	check_levels(b, &of_b);
	check_held(&input, b, &of_b);
	check_on_days(&input, a, &of_a);
	check_periods(&input, a, &of_a);
	FUZZ_CHECK((cl_series_compare(a, b) > 0) == (cl_series_compare(b, a) < 0));
	free(a);
	free(b);
}
