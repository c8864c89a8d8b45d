#include "core/load_series.h"

static bool
fail_total(cl_env *env, const cl_load_series *series, const cl_run *period)
{
	cl_fail(env, CL_OUT_OF_RANGE, "load is out of range for type load_series");
	return cl_detail(env, "The total from %s to before %s is past what a caseload_unit can hold.",
					 cl_day_print(period->from).text, cl_day_print(period->to).text);
}

/* The stretches of a period, from where the period before it has left off. */
static bool
reduce(cl_env *env, cl_series_point point, cl_stretch *stretch, int64_t from, int64_t to,
	   cl_int128 *out)
{
	cl_int128 total = 0;
	int64_t highest = INT64_MIN;
	int64_t last = 0;
	int64_t days = 0;
	cl_int128 above = 0;
	int64_t days_above = 0;

	*out = 0;
	while (stretch->to <= from && cl_next_stretch(stretch))
		cl_check_interrupts(env);
	while (stretch->from < to)
	{
		int64_t count =
			cl_series_count(stretch->series, stretch->from > from ? stretch->from : from,
							stretch->to < to ? stretch->to : to);

		cl_check_interrupts(env);
		if (count > 0)
		{
			total += (cl_int128) stretch->load * count;
			days += count;
			if (stretch->load > 0)
			{
				above += (cl_int128) stretch->load * count;
				days_above += count;
			}
			last = stretch->load;
			if (last > highest)
				highest = last;
		}
		/* it may reach into the next period */
		if (stretch->to > to || !cl_next_stretch(stretch))
			break;
	}
	switch (point)
	{
		case CL_SERIES_HIGHEST:
			*out = highest;
			break;
		case CL_SERIES_MEAN:
			*out = cl_divide_half_up(total, days);
			break;
		case CL_SERIES_MEAN_OVER:
			*out = days_above > 0 ? cl_divide_half_up(above, days_above) : 0;
			break;
		case CL_SERIES_LAST:
			*out = last;
			break;
		case CL_SERIES_TOTAL:
			*out = total;
			break;
	}
	return *out <= CL_UNIT_MOST && *out >= -CL_UNIT_MOST;
}

cl_load_series *
cl_series_points(cl_env *env, cl_series_point point, const cl_load_series *series,
				 const cl_run *periods, size_t count)
{
	cl_load_series *state = cl_series_blank(env, (cl_measure) series->measure, series->first,
											series->span, (uint32_t) count, 0);
	cl_stretch stretch = cl_series_stretches(series);
	cl_load_series *result;
	int64_t load = 0;

	if (!state)
		return NULL;
	for (size_t i = 0; i < count; i++)
	{
		int64_t from = (int64_t) periods[i].from - series->first;
		int64_t to = (int64_t) periods[i].to - series->first;
		int64_t last = cl_series_last_counted(series, to);
		cl_int128 wanted;

		cl_check_now_and_then(env, i);
		if (from < 0)
			from = 0;
		if (last < from)
			continue; /* no day of it is counted */
		if (to > series->span)
			to = series->span;
		if (!reduce(env, point, &stretch, from, to, &wanted))
		{
			fail_total(env, series, &periods[i]);
			cl_release(env, state);
			return NULL;
		}
		cl_state_days(state)[last / 64] |= UINT64_C(1) << (last % 64);
		cl_state_load_from(state, last, &load, (int64_t) wanted);
	}
	result = cl_series_finish(env, state);
	cl_release(env, state);
	return result;
}
