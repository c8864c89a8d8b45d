#include "core/load_series.h"

#define WHOLE INT64_C(1000000)

typedef struct level
{
	int64_t below;
	int64_t above;
} level;

static bool
part_within(cl_env *env, void *argument, int64_t load, int64_t *out)
{
	const level *wanted = argument;

	*out = load <= wanted->below  ? 0
		   : load < wanted->above ? load - wanted->below
								  : wanted->above - wanted->below;
	return true;
}

/* A part of one is of the level of that one. */
static int64_t
level_of(int64_t load)
{
	return load <= 0 ? 0 : (load - 1) / WHOLE * WHOLE + WHOLE;
}

bool
cl_series_level_above(cl_env *env, const cl_load_series *series, int64_t below, int64_t *above)
{
	cl_stretch stretch = cl_series_stretches(series);

	*above = INT64_MAX;
	while (cl_next_stretch(&stretch))
	{
		int64_t reached = level_of(stretch.load);

		cl_check_interrupts(env);
		if (reached > below && reached < *above)
			*above = reached;
	}
	return *above != INT64_MAX;
}

cl_load_series *
cl_series_between(cl_env *env, const cl_load_series *series, int64_t below, int64_t above)
{
	level wanted = {below, above};

	return cl_series_map(env, series, part_within, &wanted);
}
