#include "core/load_series.h"

#include <string.h>

/* The bits of a word from one to before another, both 0 to 64. */
static uint64_t
bits_between(int from, int to)
{
	uint64_t below_to = to >= 64 ? UINT64_MAX : (UINT64_C(1) << to) - 1;
	uint64_t below_from = from >= 64 ? UINT64_MAX : (UINT64_C(1) << from) - 1;

	return below_to & ~below_from;
}

int64_t
cl_series_next_counted(const cl_load_series *series, int64_t at)
{
	const uint64_t *days = cl_series_days(series);
	int64_t words = cl_series_words(series->span);
	int64_t word = at / 64;
	uint64_t bits;

	if (at >= series->span)
		return series->span;
	bits = days[word] & bits_between((int) (at % 64), 64);
	while (bits == 0)
	{
		if (++word >= words)
			return series->span;
		bits = days[word];
	}
	return word * 64 + __builtin_ctzll(bits);
}

int64_t
cl_series_last_counted(const cl_load_series *series, int64_t before)
{
	const uint64_t *days = cl_series_days(series);
	int64_t word;
	uint64_t bits;

	if (before > series->span)
		before = series->span;
	if (before <= 0)
		return -1;
	word = (before - 1) / 64;
	bits = days[word] & bits_between(0, (int) (before - word * 64));
	while (bits == 0)
	{
		if (--word < 0)
			return -1;
		bits = days[word];
	}
	return word * 64 + 63 - __builtin_clzll(bits);
}

int64_t
cl_series_count(const cl_load_series *series, int64_t from, int64_t to)
{
	const uint64_t *days = cl_series_days(series);
	int64_t count = 0;

	if (from < 0)
		from = 0;
	if (to > series->span)
		to = series->span;
	while (from < to)
	{
		int64_t word = from / 64;
		int64_t end = (word + 1) * 64 < to ? (word + 1) * 64 : to;

		count += __builtin_popcountll(
			days[word] & bits_between((int) (from - word * 64), (int) (end - word * 64)));
		from = end;
	}
	return count;
}

int64_t
cl_series_nth_counted(const cl_load_series *series, int64_t from, int64_t n)
{
	/* whole words first */
	while (from < series->span)
	{
		int64_t end = from / 64 * 64 + 64;
		int64_t here = cl_series_count(series, from, end);

		if (here >= n)
		{
			int64_t at = cl_series_next_counted(series, from);

			while (--n > 0)
				at = cl_series_next_counted(series, at + 1);
			return at;
		}
		n -= here;
		from = end;
	}
	return series->span;
}

bool
cl_series_same_days(const cl_load_series *a, const cl_load_series *b)
{
	return a->first == b->first && a->span == b->span &&
		   memcmp(cl_series_days(a), cl_series_days(b),
				  cl_series_words(a->span) * sizeof(uint64_t)) == 0;
}

bool
cl_series_same_runs(const cl_load_series *series, const cl_run *runs, size_t count)
{
	int64_t days = 0;

	if (count == 0 || series->span == 0)
		return count == 0 && series->span == 0;
	/* every run is counted from end to end, and together they are all that is counted */
	for (size_t i = 0; i < count; i++)
	{
		int64_t from = (int64_t) runs[i].from - series->first;
		int64_t to = (int64_t) runs[i].to - series->first;

		if (from < 0 || to > series->span || cl_series_count(series, from, to) != to - from)
			return false;
		days += to - from;
	}
	return days == cl_series_count(series, 0, series->span);
}

bool
cl_series_fail_days(cl_env *env)
{
	cl_fail(env, CL_BAD_ARGUMENT, "the counted days differ within one series");
	cl_detail(env, "All rows of a group must come with the same days.");
	return cl_hint(env, "Group by the calendar as well, or make one series for each and add them "
						"with sum().");
}

cl_load_series *
cl_series_blank(cl_env *env, cl_measure measure, int32_t first, uint32_t span, uint32_t room,
				size_t key_size)
{
	size_t size = cl_series_size_of(span, room, key_size);
	cl_load_series *state = cl_allocate(env, size);

	if (!state)
		return NULL;
	memset(state, 0, sizeof(*state) + cl_series_words(span) * sizeof(uint64_t));
	state->first = first;
	state->span = span;
	state->room = room;
	state->key_size = (uint32_t) key_size;
	state->measure = (uint8_t) measure;
	return state;
}

cl_load_series *
cl_series_start(cl_env *env, cl_measure measure, const cl_run *runs, size_t count, uint32_t room,
				size_t key_size)
{
	int32_t first = count > 0 ? runs[0].from : 0;
	int32_t end = count > 0 ? runs[count - 1].to : 0;
	cl_load_series *state;
	uint64_t *days;

	if (count > 0 && (first < CL_DAY_FIRST || end > CL_DAY_LAST + 1 ||
					  (int64_t) end - first > CL_SERIES_SPAN_MOST))
	{
		cl_fail(env, CL_OUT_OF_RANGE, "the counted days are out of range for type load_series");
		if (first < CL_DAY_FIRST || end > CL_DAY_LAST + 1)
			cl_detail(env, "They reach from %s to before %s; their years may be 1 to 9999.",
					  cl_day_print(first).text, cl_day_print(end).text);
		else
			cl_detail(env, "They reach from %s to before %s, which is more than 200 years.",
					  cl_day_print(first).text, cl_day_print(end).text);
		cl_hint(env, "Take the calendar of the years that are meant: days * '{[2025-07-01,"
					 "2026-07-01)}'.");
		return NULL;
	}
	state = cl_series_blank(env, measure, first, (uint32_t) (end - first), room, key_size);
	if (!state)
		return NULL;
	days = cl_state_days(state);
	for (size_t i = 0; i < count; i++)
	{
		int64_t from = (int64_t) runs[i].from - first;
		int64_t to = (int64_t) runs[i].to - first;

		while (from < to)
		{
			int64_t word = from / 64;
			int64_t stop = (word + 1) * 64 < to ? (word + 1) * 64 : to;

			days[word] |= bits_between((int) (from - word * 64), (int) (stop - word * 64));
			from = stop;
		}
	}
	return state;
}

cl_load_series *
cl_series_copy(cl_env *env, const cl_load_series *series, uint32_t room)
{
	cl_load_series *copy;

	if (room < series->changes)
		room = series->changes;
	copy = cl_series_blank(env, (cl_measure) series->measure, series->first, series->span, room,
						   series->key_size);
	if (!copy)
		return NULL;
	copy->changes = series->changes;
	memcpy(cl_state_days(copy), cl_series_days(series),
		   cl_series_words(series->span) * sizeof(uint64_t));
	memcpy(cl_state_changes(copy), cl_series_changes(series), series->changes * sizeof(cl_change));
	memcpy((void *) cl_series_key(copy), cl_series_key(series), series->key_size);
	return copy;
}

bool
cl_series_fail_load(cl_env *env, const cl_load_series *state, int64_t at)
{
	cl_fail(env, CL_OUT_OF_RANGE, "load is out of range for type load_series");
	return cl_detail(env, "On %s it is past what a caseload_unit can hold.",
					 cl_day_print((int32_t) (state->first + at)).text);
}

cl_load_series *
cl_series_finish(cl_env *env, const cl_load_series *state)
{
	const cl_change *changes = cl_series_changes(state);
	int64_t begin = cl_series_next_counted(state, 0);
	int64_t end = cl_series_last_counted(state, state->span) + 1;
	uint32_t span = end > 0 ? (uint32_t) (end - begin) : 0;
	cl_load_series *done =
		cl_series_blank(env, (cl_measure) state->measure,
						span ? (int32_t) (state->first + begin) : 0, span, state->changes, 0);
	cl_load_series *trimmed;
	cl_change *out;
	uint32_t used = 0;
	cl_int128 load = 0;

	if (!done)
		return NULL;
	if (begin == 0 && span > 0)
		memcpy(cl_state_days(done), cl_series_days(state),
			   cl_series_words(span) * sizeof(uint64_t));
	else
		for (int64_t at = 0; at < span; at++)
		{
			cl_check_interrupts(env);
			if (cl_series_counts(state, begin + at))
				cl_state_days(done)[at / 64] |= UINT64_C(1) << (at % 64);
		}

	/* a change between two counted days shows on the later one */
	out = cl_state_changes(done);
	for (uint32_t i = 0; span > 0 && i < state->changes; i++)
	{
		int64_t at = cl_series_next_counted(state, changes[i].at);

		cl_check_interrupts(env);
		if (at >= end)
			break;
		at -= begin;
		if (used > 0 && out[used - 1].at == at)
		{
			if (__builtin_add_overflow(out[used - 1].by, changes[i].by, &out[used - 1].by))
			{
				cl_release(env, done);
				cl_series_fail_load(env, state, begin + at);
				return NULL;
			}
		}
		else
		{
			/* the one before is complete: nothing is left of it if it came to zero */
			if (used > 0 && out[used - 1].by == 0)
				used--;
			out[used].at = at;
			out[used++].by = changes[i].by;
		}
	}
	if (used > 0 && out[used - 1].by == 0)
		used--;
	for (uint32_t i = 0; i < used; i++)
	{
		load += out[i].by;
		if (load > CL_UNIT_MOST || load < -CL_UNIT_MOST)
		{
			int64_t at = begin + out[i].at;

			cl_release(env, done);
			cl_series_fail_load(env, state, at);
			return NULL;
		}
	}
	done->changes = used;
	done->room = 0;
	done->finished = 1;
	if (used == state->changes)
		return done;
	trimmed = cl_allocate(env, cl_series_size(done));
	if (trimmed)
		memcpy(trimmed, done, cl_series_size(done));
	cl_release(env, done);
	return trimmed;
}

int
cl_series_compare(const cl_load_series *a, const cl_load_series *b)
{
	size_t size_a = cl_series_size(a);
	size_t size_b = cl_series_size(b);
	size_t skip = sizeof(a->vl_len_);
	int order = memcmp((const char *) a + skip, (const char *) b + skip,
					   (size_a < size_b ? size_a : size_b) - skip);

	return order != 0 ? order : (size_a > size_b) - (size_a < size_b);
}

bool
cl_series_load_on(const cl_load_series *series, int32_t day, int64_t *load)
{
	const cl_change *changes = cl_series_changes(series);
	int64_t at = (int64_t) day - series->first;

	if (!cl_series_counts(series, at))
		return false;
	*load = 0;
	for (uint32_t i = 0; i < series->changes && changes[i].at <= at; i++)
		*load += changes[i].by;
	return true;
}

int64_t
cl_series_days_above(cl_env *env, const cl_load_series *series, int64_t quantity)
{
	cl_stretch stretch = cl_series_stretches(series);
	int64_t days = 0;

	while (cl_next_stretch(&stretch))
	{
		cl_check_interrupts(env);
		if (stretch.load > quantity)
			days += cl_series_count(series, stretch.from, stretch.to);
	}
	return days;
}
