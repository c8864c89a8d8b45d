#include "core/load_series.h"

/* The days from the first count on. */
static size_t
days_from(cl_env *env, const cl_run *runs, size_t count, int32_t first, cl_run *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
	{
		cl_check_now_and_then(env, i);
		if (runs[i].to <= first)
			continue;
		out[kept] = runs[i];
		if (out[kept].from < first)
			out[kept].from = first;
		kept++;
	}
	return kept;
}

cl_load_series *
cl_series_held(cl_env *env, const cl_load_series *series, const cl_run *runs, size_t count)
{
	cl_run *days = cl_allocate(env, (count + 1) * sizeof(cl_run));
	cl_stretch stretch = cl_series_stretches(series);
	cl_load_series *state, *result;
	int64_t load = 0;

	if (!days)
		return NULL;
	count = series->span == 0 ? 0 : days_from(env, runs, count, series->first, days);
	state = cl_series_start(env, (cl_measure) series->measure, days, count, series->changes + 1, 0);
	cl_release(env, days);
	if (!state)
		return NULL;
	while (cl_next_stretch(&stretch))
	{
		/* what was found last before the first of the days is what they begin with */
		int64_t from = (int64_t) series->first + stretch.from - state->first;
		int64_t to = (int64_t) series->first + stretch.to - state->first;

		cl_check_interrupts(env);
		if (from >= state->span)
			break;
		if (to > 0 || stretch.to == series->span)
			cl_state_load_from(state, from < 0 ? 0 : from, &load, stretch.load);
	}
	result = cl_series_finish(env, state);
	cl_release(env, state);
	return result;
}
