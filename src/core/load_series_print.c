#include "core/load_series.h"

#include <string.h>

static const char TYPE[] = "load_series";

static void
print_days(const cl_load_series *series, cl_buffer *out)
{
	int64_t at = cl_series_next_counted(series, 0);
	bool first = true;

	cl_buffer_char(out, '{');
	while (at < series->span)
	{
		cl_run run = {(int32_t) (series->first + at), 0};

		cl_check_interrupts(out->env);
		while (cl_series_counts(series, at))
			at++;
		run.to = (int32_t) (series->first + at);
		if (!first)
			cl_buffer_char(out, ',');
		cl_buffer_run(out, &run);
		first = false;
		at = cl_series_next_counted(series, at);
	}
	cl_buffer_char(out, '}');
}

static void
print_load(const cl_load_series *series, int64_t load, bool first, cl_buffer *out)
{
	cl_buffer_decimal(out, load, CL_UNIT_PLACES, 0);
	if (first && series->measure != CL_NO_MEASURE)
	{
		cl_buffer_char(out, ' ');
		cl_buffer_text(out, cl_measure_name((cl_measure) series->measure));
	}
}

void
cl_series_print(const cl_load_series *series, cl_buffer *out)
{
	const cl_change *changes = cl_series_changes(series);
	int64_t load = 0;

	if (series->changes == 0)
		print_load(series, 0, true, out);
	for (uint32_t i = 0; i < series->changes; i++)
	{
		cl_check_interrupts(out->env);
		if (i > 0)
			cl_buffer_text(out, ", ");
		load += changes[i].by;
		print_load(series, load, i == 0, out);
		cl_buffer_text(out, " from ");
		cl_buffer_day(out, (int32_t) (series->first + changes[i].at));
	}
	cl_buffer_text(out, " on ");
	print_days(series, out);
}

/* The bitmap goes byte by byte, lowest days first, and ends with the last counted day. */
void
cl_series_write(const cl_load_series *series, cl_buffer *out)
{
	const uint64_t *days = cl_series_days(series);
	const cl_change *changes = cl_series_changes(series);

	cl_buffer_uint8(out, series->measure);
	cl_buffer_uint32(out, (uint32_t) series->first);
	cl_buffer_uint32(out, series->span);
	for (uint32_t i = 0; i < (series->span + 7) / 8; i++)
		cl_buffer_uint8(out, (uint8_t) (days[i / 8] >> (i % 8 * 8)));
	cl_buffer_uint32(out, series->changes);
	for (uint32_t i = 0; i < series->changes; i++)
	{
		cl_check_interrupts(out->env);
		cl_buffer_uint32(out, (uint32_t) changes[i].at);
		cl_buffer_int64(out, changes[i].by);
	}
}

static cl_load_series *
fail_binary(cl_env *env, const char *reason)
{
	cl_fail(env, CL_BAD_BINARY, "invalid binary %s: %s", TYPE, reason);
	return NULL;
}

cl_load_series *
cl_series_receive(cl_env *env, const uint8_t *data, size_t length)
{
	cl_reader reader = {data, length, 0, false};
	cl_measure measure = (cl_measure) cl_read_uint8(&reader);
	int32_t first = (int32_t) cl_read_uint32(&reader);
	uint32_t span = cl_read_uint32(&reader);
	size_t bitmap_at = reader.at;
	uint32_t count;
	cl_load_series *state, *series;
	int64_t before = -1;

	if (reader.short_of || span > CL_SERIES_SPAN_MOST || (span + 7) / 8 > length - reader.at)
		return fail_binary(env, "its days are out of range");
	if (measure != CL_NO_MEASURE && !cl_measure_name(measure))
		return fail_binary(env, "there is no such measure");
	if (span == 0 ? first != 0
				  : first < CL_DAY_FIRST || (int64_t) first + span > (int64_t) CL_DAY_LAST + 1)
		return fail_binary(env, "its days are out of range");
	reader.at += (span + 7) / 8;
	count = cl_read_uint32(&reader);
	if (reader.short_of || count > span || length - reader.at != (size_t) count * 12)
		return fail_binary(env, "its length is not that of its changes");

	state = cl_series_blank(env, measure, first, span, count, 0);
	if (!state)
		return NULL;
	for (uint32_t i = 0; i < (span + 7) / 8; i++)
		cl_state_days(state)[i / 8] |= (uint64_t) data[bitmap_at + i] << (i % 8 * 8);
	for (uint32_t i = 0; i < count; i++)
	{
		int64_t at = cl_read_uint32(&reader);
		int64_t by = cl_read_int64(&reader);

		cl_check_interrupts(env);
		if (at <= before || !cl_series_counts(state, at) || by == 0)
		{
			cl_release(env, state);
			return fail_binary(env, "its changes are not in canonical form");
		}
		cl_state_changes(state)[i].at = before = at;
		cl_state_changes(state)[i].by = by;
	}
	state->changes = count;
	/* trailing bits, or a first or last day that is not counted, would be a second form */
	if (span > 0 && (!cl_series_counts(state, 0) || !cl_series_counts(state, span - 1) ||
					 (span % 64 && cl_state_days(state)[span / 64] >> (span % 64) != 0)))
	{
		cl_release(env, state);
		return fail_binary(env, "its days are not in canonical form");
	}
	series = cl_series_finish(env, state);
	cl_release(env, state);
	if (!series)
		return env->error.code == CL_NO_MEMORY ? NULL : fail_binary(env, "a load is out of range");
	if (measure == CL_NO_MEASURE && count > 0)
	{
		cl_release(env, series);
		return fail_binary(env, "a load has no measure");
	}
	return series;
}
