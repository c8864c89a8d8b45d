#include "core/load_series.h"

#include <string.h>

bool
cl_state_change(cl_load_series *state, int64_t at, int64_t by)
{
	cl_change *changes = cl_state_changes(state);
	uint32_t low = 0;
	uint32_t high = state->changes;

	while (low < high)
	{
		uint32_t middle = (low + high) / 2;

		if (changes[middle].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < state->changes && changes[low].at == at)
		return !__builtin_add_overflow(changes[low].by, by, &changes[low].by);
	memmove(changes + low + 1, changes + low, (state->changes - low) * sizeof(cl_change));
	changes[low].at = at;
	changes[low].by = by;
	state->changes++;
	return true;
}

bool
cl_state_load_from(cl_load_series *state, int64_t at, int64_t *load, int64_t wanted)
{
	cl_change *change = &cl_state_changes(state)[state->changes];

	if (*load == wanted)
		return true;
	if (__builtin_sub_overflow(wanted, *load, &change->by))
		return false;
	change->at = at;
	state->changes++;
	*load = wanted;
	return true;
}

bool
cl_state_measure(cl_env *env, cl_load_series *state, cl_measure measure)
{
	if (state->measure == CL_NO_MEASURE)
		state->measure = (uint8_t) measure;
	else if (measure != CL_NO_MEASURE && state->measure != measure)
		return cl_caseload_unit_differ(env, "add", (cl_measure) state->measure, "and", measure);
	return true;
}

bool
cl_state_add_range(cl_env *env, cl_load_series *state, int32_t from, int32_t to, int64_t quantity)
{
	int64_t begin = from <= state->first ? 0 : (int64_t) from - state->first;
	int64_t end = (int64_t) to - state->first;

	if (end <= 0 || begin >= end || quantity == 0)
		return true;
	begin = cl_series_next_counted(state, begin);
	end = cl_series_next_counted(state, end);
	if (begin == end)
		return true;
	if (!cl_state_change(state, begin, quantity) ||
		(end < state->span && !cl_state_change(state, end, -quantity)))
		return cl_series_fail_load(env, state, begin);
	return true;
}

bool
cl_state_add_series(cl_env *env, cl_load_series *state, const cl_load_series *series)
{
	const cl_change *changes = cl_series_changes(series);

	if (!cl_state_measure(env, state, (cl_measure) series->measure))
		return false;
	for (uint32_t i = 0; i < series->changes; i++)
	{
		cl_check_interrupts(env);
		if (!cl_state_change(state, changes[i].at, changes[i].by))
			return cl_series_fail_load(env, state, changes[i].at);
	}
	return true;
}

/* Days by whole words of the bitmap, twice as many as are needed, so that snapshots in order of
 * days (or against it) do not move the state for each of them. */
static cl_load_series *
reach(cl_env *env, const cl_load_series *state, int32_t day)
{
	int64_t end = (int64_t) state->first + state->span;
	int64_t before = 0; /* words put in front, and behind */
	int64_t behind = 0;
	cl_load_series *wider;

	if (day < state->first)
		before = (state->first - (int64_t) day + 63) / 64 + cl_series_words(state->span);
	else
		behind = ((int64_t) day - end + 64) / 64 + cl_series_words(state->span);
	wider = cl_series_blank(
		env, (cl_measure) state->measure, (int32_t) (state->first - before * 64),
		(uint32_t) (state->span + (before + behind) * 64), 2 * state->changes + 4, 0);
	if (!wider)
		return NULL;
	memcpy(cl_state_days(wider) + before, cl_series_days(state),
		   cl_series_words(state->span) * sizeof(uint64_t));
	wider->changes = state->changes;
	memcpy(cl_state_changes(wider), cl_series_changes(state), state->changes * sizeof(cl_change));
	for (uint32_t i = 0; i < state->changes; i++)
		cl_state_changes(wider)[i].at += before * 64;
	return wider;
}

static bool
check_reach(cl_env *env, const cl_load_series *state, int32_t day)
{
	int64_t first = day;
	int64_t last = day;

	if (state)
	{
		int64_t begin = state->first + cl_series_next_counted(state, 0);
		int64_t end = state->first + cl_series_last_counted(state, state->span);

		first = begin < first ? begin : first;
		last = end > last ? end : last;
	}
	if (day >= CL_DAY_FIRST && day <= CL_DAY_LAST && last - first < CL_SERIES_SPAN_MOST)
		return true;
	cl_fail(env, CL_OUT_OF_RANGE, "the counted days are out of range for type load_series");
	return cl_detail(env,
					 "With %s they would span more than 200 years or leave the years 1 to 9999.",
					 cl_day_print(day).text);
}

cl_load_series *
cl_state_add_day(cl_env *env, cl_load_series *state, cl_measure measure, int32_t day,
				 int64_t quantity)
{
	const cl_change *changes;
	int64_t at, next;
	int64_t by = quantity;

	if (!state)
	{
		if (!check_reach(env, NULL, day))
			return NULL;
		state = cl_series_blank(env, measure, day, 64, 14, 0);
		if (!state)
			return NULL;
	}
	else if (day < state->first || (int64_t) day - state->first >= state->span)
	{
		if (!check_reach(env, state, day))
			return NULL;
		state = reach(env, state, day);
	}
	else if (!cl_state_has_room(state))
		state = cl_series_copy(env, state, 2 * state->changes + 4);
	if (!state || !cl_state_measure(env, state, measure))
		return NULL;

	at = (int64_t) day - state->first;
	if (!cl_series_counts(state, at))
	{
		/* a day between others had the load of the one before */
		changes = cl_series_changes(state);
		for (uint32_t i = 0; i < state->changes && changes[i].at < at; i++)
			if (__builtin_sub_overflow(by, changes[i].by, &by))
				goto too_much;
		cl_state_days(state)[at / 64] |= UINT64_C(1) << (at % 64);
	}
	next = cl_series_next_counted(state, at + 1);
	if (by == 0 || (by != INT64_MIN && cl_state_change(state, at, by) &&
					(next >= state->span || cl_state_change(state, next, -by))))
		return state;
too_much:
	cl_series_fail_load(env, state, at);
	return NULL;
}
