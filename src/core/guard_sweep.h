/*
 * guard_sweep.h: when a group's load is above its cap. The rows of a group are spans of time with
 * a weight; the sweep marks where each begins and ends and sums once, so it costs n log n however
 * long the spans are. Time is counted in whole days or whole microseconds, which is all one here;
 * within a group it is one of the two.
 */
#ifndef CL_GUARD_SWEEP_H
#define CL_GUARD_SWEEP_H

#include "core/env.h"

/* As the server counts them, from 2000-01-01; these two stand for no bound. */
#define CL_TIME_BEFORE_ALL INT64_MIN
#define CL_TIME_AFTER_ALL INT64_MAX

/* Weights and caps are in millionths, as caseload_unit is. */
#define CL_NO_CAP INT64_MAX

/* From the first day or moment to before the second; empty if that is not later. */
typedef struct cl_span
{
	int64_t from;
	int64_t to;
	int64_t weight;
	bool once; /* beside other spans of the same `whose` it counts once */
	int64_t whose;
} cl_span;

typedef struct cl_span_list
{
	cl_span *spans;
	size_t count;
	size_t room;
} cl_span_list;

/* Empty spans and spans without weight are left out. */
extern bool cl_span_add(cl_env *env, cl_span_list *list, cl_span span);

/*
 * Makes one of the spans of each `whose` that meet; of those that count once all weigh the same.
 * False without memory.
 */
extern bool cl_spans_once(cl_env *env, cl_span_list *list);

typedef struct cl_guard_group
{
	cl_span_list load;
	/* What changed, minus for what went: only days or moments at which this is above zero are
	 * judged. NULL: every one is. */
	const cl_span_list *change;
	/* Each raises the cap to its weight for its span; where several do, the highest counts. */
	cl_span_list waivers;
	int64_t cap;
} cl_guard_group;

/* A run of days or moments with one load and one cap. */
typedef struct cl_breach
{
	int64_t from;
	int64_t to;
	int64_t load;
	int64_t cap;
} cl_breach;

/* Whether the changes add up to more at any time. */
extern bool cl_guard_grew(cl_env *env, const cl_span_list *change, bool *grew);

/* All breaches in order of time; none is count 0 and NULL. */
extern bool cl_guard_sweep(cl_env *env, const cl_guard_group *group, cl_breach **breaches,
						   size_t *count);

#endif
