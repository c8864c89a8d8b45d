#include "core/load_series.h"

/* What stands on one side: a series, or the same load on every day. */
typedef struct side
{
	const cl_load_series *series;
	uint32_t next; /* change */
	int64_t load;
} side;

static int64_t
next_day(const side *one)
{
	if (!one->series || one->next >= one->series->changes)
		return INT64_MAX;
	return one->series->first + cl_series_changes(one->series)[one->next].at;
}

static void
move_to(side *one, int64_t day)
{
	while (next_day(one) <= day)
		one->load += cl_series_changes(one->series)[one->next++].by;
}

static bool
fail_result(cl_env *env)
{
	cl_fail(env, CL_OUT_OF_RANGE, "load is out of range for type load_series");
	return cl_detail(env, "A load lies between -36028797018.963967 and 36028797018.963967.");
}

/* b is not zero. Of one measure the quotient is a percentage. */
static bool
divide(cl_env *env, bool percent, int64_t a, int64_t b, int64_t *out)
{
	cl_int128 dividend = (cl_int128) a * (percent ? 100000000 : 1000000);
	cl_int128 quotient =
		b > 0 ? cl_divide_half_up(dividend, b) : cl_divide_half_up(-dividend, -(cl_int128) b);

	return (cl_fits_int64(quotient, out) && *out <= CL_UNIT_MOST && *out >= -CL_UNIT_MOST) ||
		   fail_result(env);
}

/* Sums of two loads fit int64: a load has 56 bits. The finish looks whether they are loads. */
static int64_t
reckon(cl_series_way way, int64_t a, int64_t b)
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
			return a < b ? b - a : 0;
		case CL_SERIES_DURING:
			return b > 0 ? a : 0;
		case CL_SERIES_DIVIDE:
			break;
	}
	return 0;
}

/* The measure of the result; both must be of one, except where b only divides or decides. */
static bool
join_measures(cl_env *env, cl_series_way way, cl_measure a, cl_measure b, cl_measure *out)
{
	static const char *const verbs[][2] = {
		[CL_SERIES_ADD] = {"add", "and"},
		[CL_SERIES_LESSER] = {"take the lesser of", "and"},
		[CL_SERIES_GREATER] = {"take the greater of", "and"},
		[CL_SERIES_OVERAGE] = {"hold a load in", "against a cap in"},
		[CL_SERIES_SHORTAGE] = {"hold a load in", "against a minimum in"},
	};

	*out = a;
	if (way == CL_SERIES_DURING)
		return true;
	if (way == CL_SERIES_DIVIDE)
	{
		if (a == b && a != CL_NO_MEASURE)
			*out = CL_PERCENT;
		return true;
	}
	if (a == CL_NO_MEASURE)
		*out = b;
	if (a == b || a == CL_NO_MEASURE || b == CL_NO_MEASURE)
		return true;
	if (way == CL_SERIES_SUBTRACT)
		return cl_caseload_unit_differ(env, "subtract", b, "from", a);
	return cl_caseload_unit_differ(env, verbs[way][0], a, verbs[way][1], b);
}

/* The bits of a from one day on, as a word. */
static uint64_t
word_at(const cl_load_series *series, int64_t at)
{
	const uint64_t *days = cl_series_days(series);
	int64_t word = at / 64;
	int shift = (int) (at % 64);
	uint64_t bits = days[word] >> shift;

	if (shift && word + 1 < cl_series_words(series->span))
		bits |= days[word + 1] << (64 - shift);
	return bits;
}

static void
drop_days(cl_load_series *state, int64_t from, int64_t to)
{
	uint64_t *days = cl_state_days(state);

	for (int64_t at = from; at < to; at++)
		days[at / 64] &= ~(UINT64_C(1) << (at % 64));
}

/* A state on the days that both have. */
static cl_load_series *
both_days(cl_env *env, cl_measure measure, const cl_load_series *a, const cl_load_series *b,
		  uint32_t room)
{
	int64_t first = a->first;
	int64_t end = (int64_t) a->first + a->span;
	cl_load_series *state;
	uint64_t *days;

	if (b && b->first > first)
		first = b->first;
	if (b && (int64_t) b->first + b->span < end)
		end = (int64_t) b->first + b->span;
	if (a->span == 0 || (b && b->span == 0) || end <= first)
		return cl_series_blank(env, measure, 0, 0, room, 0);
	state = cl_series_blank(env, measure, (int32_t) first, (uint32_t) (end - first), room, 0);
	if (!state)
		return NULL;
	days = cl_state_days(state);
	for (int64_t at = 0; at < state->span; at += 64)
	{
		days[at / 64] = word_at(a, first - a->first + at);
		if (b)
			days[at / 64] &= word_at(b, first - b->first + at);
	}
	drop_days(state, state->span, (int64_t) cl_series_words(state->span) * 64);
	return state;
}

static cl_load_series *
combine(cl_env *env, cl_series_way way, cl_measure measure, bool percent,
		const cl_load_series *series, side b)
{
	side a = {series, 0, 0};
	uint32_t room = series->changes + (b.series ? b.series->changes : 0) + 1;
	cl_load_series *state = both_days(env, measure, series, b.series, room);
	cl_load_series *result;
	int64_t day, end;
	int64_t load = 0;

	if (!state)
		return NULL;
	end = (int64_t) state->first + state->span;
	for (day = state->first; day < end;)
	{
		int64_t next;
		int64_t wanted;

		cl_check_interrupts(env);
		move_to(&a, day);
		move_to(&b, day);
		next = next_day(&a) < next_day(&b) ? next_day(&a) : next_day(&b);
		if (next > end)
			next = end;
		if (way != CL_SERIES_DIVIDE)
			wanted = reckon(way, a.load, b.load);
		else if (b.load == 0)
		{
			drop_days(state, day - state->first, next - state->first);
			wanted = load;
		}
		else if (!divide(env, percent, a.load, b.load, &wanted))
		{
			cl_release(env, state);
			return NULL;
		}
		/* loads have 56 bits, their sums 57: no difference overflows */
		cl_state_load_from(state, day - state->first, &load, wanted);
		day = next;
	}
	result = cl_series_finish(env, state);
	cl_release(env, state);
	return result;
}

cl_load_series *
cl_series_combine(cl_env *env, cl_series_way way, const cl_load_series *a, const cl_load_series *b)
{
	cl_measure measure;
	side other = {b, 0, 0};

	if (!join_measures(env, way, (cl_measure) a->measure, (cl_measure) b->measure, &measure))
		return NULL;
	return combine(env, way, measure, a->measure == b->measure, a, other);
}

cl_load_series *
cl_series_combine_unit(cl_env *env, cl_series_way way, const cl_load_series *a, cl_caseload_unit b)
{
	cl_measure of_b = cl_caseload_unit_measure(b);
	cl_measure measure;
	side other = {NULL, 0, cl_caseload_unit_quantity(b)};

	if (!join_measures(env, way, (cl_measure) a->measure, of_b, &measure))
		return NULL;
	return combine(env, way, measure, a->measure == of_b, a, other);
}

/* Day by day, for days that differ: what a series does not count it says nothing about. */
cl_load_series *
cl_series_union(cl_env *env, cl_series_way way, const cl_load_series *a, const cl_load_series *b)
{
	side left = {a, 0, 0};
	side right = {b, 0, 0};
	int64_t first = a->first < b->first ? a->first : b->first;
	int64_t end_a = (int64_t) a->first + a->span;
	int64_t end_b = (int64_t) b->first + b->span;
	int64_t end = end_a > end_b ? end_a : end_b;
	cl_load_series *state, *result;
	cl_measure measure;
	int64_t load = 0;

	if (!join_measures(env, way, (cl_measure) a->measure, (cl_measure) b->measure, &measure))
		return NULL;
	if (a->span == 0 || b->span == 0)
	{
		state = cl_series_copy(env, a->span == 0 ? b : a, 0);
		if (!state)
			return NULL;
		state->measure = (uint8_t) measure;
		result = cl_series_finish(env, state);
		cl_release(env, state);
		return result;
	}
	if (cl_series_same_days(a, b))
		return combine(env, way, measure, false, a, right);
	if (end - first > CL_SERIES_SPAN_MOST)
	{
		cl_fail(env, CL_OUT_OF_RANGE, "the counted days are out of range for type load_series");
		cl_detail(env, "Together they reach from %s to before %s, which is more than 200 years.",
				  cl_day_print((int32_t) first).text, cl_day_print((int32_t) end).text);
		return NULL;
	}
	/* every day may change the load; what is not needed is trimmed at the end */
	state = cl_series_blank(env, measure, (int32_t) first, (uint32_t) (end - first),
							(uint32_t) (end - first), 0);
	if (!state)
		return NULL;
	for (int64_t day = first; day < end; day++)
	{
		bool in_a = cl_series_counts(a, day - a->first);
		bool in_b = cl_series_counts(b, day - b->first);

		cl_check_interrupts(env);
		if (!in_a && !in_b)
			continue;
		move_to(&left, day);
		move_to(&right, day);
		cl_state_days(state)[(day - first) / 64] |= UINT64_C(1) << ((day - first) % 64);
		cl_state_load_from(state, day - first, &load,
						   in_a && in_b ? reckon(way, left.load, right.load)
										: (in_a ? left.load : right.load));
	}
	result = cl_series_finish(env, state);
	cl_release(env, state);
	return result;
}

cl_load_series *
cl_series_map(cl_env *env, const cl_load_series *series, cl_load_function function, void *argument)
{
	cl_load_series *state =
		both_days(env, (cl_measure) series->measure, series, NULL, series->changes + 1);
	cl_stretch stretch = cl_series_stretches(series);
	cl_load_series *result;
	int64_t load = 0;

	if (!state)
		return NULL;
	while (cl_next_stretch(&stretch))
	{
		int64_t wanted;

		cl_check_interrupts(env);
		if (!function(env, argument, stretch.load, &wanted))
		{
			cl_release(env, state);
			return NULL;
		}
		if (wanted > CL_UNIT_MOST || wanted < -CL_UNIT_MOST)
		{
			cl_release(env, state);
			fail_result(env);
			return NULL;
		}
		cl_state_load_from(state, stretch.from, &load, wanted);
	}
	result = cl_series_finish(env, state);
	cl_release(env, state);
	return result;
}

typedef struct rounding
{
	int digits;
	cl_rounding how;
} rounding;

static bool
round_load(cl_env *env, void *argument, int64_t load, int64_t *out)
{
	const rounding *wanted = argument;
	cl_caseload_unit unit;

	/* any measure will do */
	if (!cl_caseload_unit_make(env, CL_STUDENTS, load, &unit) ||
		!cl_caseload_unit_round(env, unit, wanted->digits, wanted->how, &unit))
		return false;
	*out = cl_caseload_unit_quantity(unit);
	return true;
}

cl_load_series *
cl_series_round(cl_env *env, const cl_load_series *series, int digits, cl_rounding how)
{
	rounding wanted = {digits, how};

	return cl_series_map(env, series, round_load, &wanted);
}

cl_load_series *
cl_series_on_days(cl_env *env, const cl_load_series *series, const cl_run *runs, size_t count)
{
	cl_load_series *state = cl_series_copy(env, series, 0);
	cl_load_series *result;
	int64_t kept_to = 0; /* what lies between two runs is dropped */

	if (!state)
		return NULL;
	for (size_t i = 0; i <= count; i++)
	{
		int64_t from = i < count ? (int64_t) runs[i].from - series->first : series->span;

		cl_check_interrupts(env);
		if (from > series->span)
			from = series->span;
		if (from > kept_to)
			drop_days(state, kept_to, from);
		if (i < count && (int64_t) runs[i].to - series->first > kept_to)
			kept_to = (int64_t) runs[i].to - series->first;
	}
	result = cl_series_finish(env, state);
	cl_release(env, state);
	return result;
}
