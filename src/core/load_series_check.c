/* load_series_check.c: whether stored bytes are a series, before anything is read by them. */
#include "core/load_series.h"

#include <string.h>

/* A state has whole words of days to spare in front and behind, so its bounds are wider. */
#define STATE_SPAN_MOST (8 * CL_SERIES_SPAN_MOST)

static bool
bad(cl_env *env, const char *reason)
{
	return cl_fail(env, CL_BAD_BINARY, "invalid stored load_series: %s", reason);
}

/* The head alone, and that it says how long the whole is. */
static bool
check_head(cl_env *env, const cl_load_series *series, size_t length)
{
	static const uint8_t zero[sizeof(series->zero)];
	int64_t slack = series->finished ? 0 : STATE_SPAN_MOST;

	if (series->finished > 1 || series->measure > CL_MEASURE_LAST ||
		memcmp(series->zero, zero, sizeof(zero)) != 0)
		return bad(env, "its head is wrong");
	if (series->span > (series->finished ? CL_SERIES_SPAN_MOST : STATE_SPAN_MOST))
		return bad(env, "its days are out of range");
	if (series->span == 0 ? series->first != 0
						  : series->first < CL_DAY_FIRST - slack ||
								series->first + (int64_t) series->span > CL_DAY_LAST + 1 + slack)
		return bad(env, "its days are out of range");
	if (series->finished && (series->room != 0 || series->key_size != 0))
		return bad(env, "it has room of a state");
	/* each by itself first, so that no sum of them wraps around */
	if (cl_series_room(series) > length / sizeof(cl_change) || series->key_size > length ||
		series->changes > cl_series_room(series) || length != cl_series_size(series))
		return bad(env, "its size is wrong");
	return true;
}

static bool
check_days(cl_env *env, const cl_load_series *series)
{
	const uint64_t *days = cl_series_days(series);
	int64_t begin, end;

	if (series->span == 0)
		return true;
	if (series->span % 64 && days[series->span / 64] >> (series->span % 64) != 0)
		return bad(env, "it counts days past its last");
	if (series->finished)
	{
		if (!cl_series_counts(series, 0) || !cl_series_counts(series, series->span - 1))
			return bad(env, "its first or last day is not counted");
		return true;
	}
	/* what a state has to spare is not counted: those days that are must do for a series */
	begin = cl_series_next_counted(series, 0);
	end = cl_series_last_counted(series, series->span) + 1;
	if (end > 0 && (series->first + begin < CL_DAY_FIRST || series->first + end > CL_DAY_LAST + 1 ||
					end - begin > CL_SERIES_SPAN_MOST))
		return bad(env, "its days are out of range");
	return true;
}

static bool
check_changes(cl_env *env, const cl_load_series *series)
{
	const cl_change *changes = cl_series_changes(series);
	int64_t before = -1;
	cl_int128 load = 0;

	for (uint32_t i = 0; i < series->changes; i++)
	{
		if (changes[i].at <= before || changes[i].at >= series->span)
			return bad(env, "its changes are out of order");
		before = changes[i].at;
		if (changes[i].by != 0 && series->measure == CL_NO_MEASURE)
			return bad(env, "a load has no measure");
		if (!series->finished)
			continue;
		load += changes[i].by;
		if (changes[i].by == 0 || !cl_series_counts(series, changes[i].at))
			return bad(env, "its changes are not in canonical form");
		if (load > CL_UNIT_MOST || load < -CL_UNIT_MOST)
			return bad(env, "a load is out of range");
	}
	return true;
}

bool
cl_series_check(cl_env *env, const cl_load_series *series, size_t length)
{
	if (length < sizeof(*series))
		return bad(env, "its size is wrong");
	return check_head(env, series, length) && check_days(env, series) && check_changes(env, series);
}
