#include "core/guard_sweep.h"

#include <string.h>

#include "core/decimal.h"
#include "core/sort.h"

typedef struct mark
{
	int64_t time;
	int64_t load; /* by how much the load changes then */
	int64_t change;
} mark;

static bool
grow(cl_env *env, void **items, size_t *room, size_t used, size_t size)
{
	size_t wanted = *room ? *room * 2 : 32;
	void *larger = cl_allocate(env, wanted * size);

	if (!larger)
		return false;
	if (*items)
	{
		memcpy(larger, *items, used * size);
		cl_release(env, *items);
	}
	*items = larger;
	*room = wanted;
	return true;
}

bool
cl_span_add(cl_env *env, cl_span_list *list, cl_span span)
{
	if (span.from >= span.to || span.weight == 0)
		return true;
	if (list->count == list->room &&
		!grow(env, (void **) &list->spans, &list->room, list->count, sizeof(cl_span)))
		return false;
	list->spans[list->count++] = span;
	return true;
}

static int
by_whose(const void *a, const void *b)
{
	const cl_span *first = a;
	const cl_span *second = b;

	if (first->once != second->once)
		return first->once - second->once;
	if (first->whose != second->whose)
		return (first->whose > second->whose) - (first->whose < second->whose);
	return (first->from > second->from) - (first->from < second->from);
}

bool
cl_spans_once(cl_env *env, cl_span_list *list)
{
	size_t used = 0;

	if (list->count < 2)
		return true;
	if (!cl_sort(env, list->spans, list->count, sizeof(cl_span), by_whose))
		return false;
	for (size_t i = 0; i < list->count; i++)
	{
		cl_span *span = &list->spans[i];
		cl_span *last = used > 0 ? &list->spans[used - 1] : NULL;

		cl_check_interrupts(env);
		if (last && last->once && span->once && last->whose == span->whose &&
			span->from <= last->to)
			last->to = span->to > last->to ? span->to : last->to;
		else
			list->spans[used++] = *span;
	}
	list->count = used;
	return true;
}

static int
by_time(const void *a, const void *b)
{
	int64_t first = ((const mark *) a)->time;
	int64_t second = ((const mark *) b)->time;

	return (first > second) - (first < second);
}

static void
mark_spans(const cl_span_list *list, bool is_change, mark **next)
{
	for (size_t i = 0; i < list->count; i++)
	{
		const cl_span *span = &list->spans[i];
		mark *marks = *next;

		memset(marks, 0, 2 * sizeof(mark));
		marks[0].time = span->from;
		marks[1].time = span->to;
		if (is_change)
		{
			marks[0].change = span->weight;
			marks[1].change = -span->weight;
		}
		else
		{
			marks[0].load = span->weight;
			marks[1].load = -span->weight;
		}
		*next += 2;
	}
}

static void
mark_bounds(const cl_span_list *list, mark **next)
{
	for (size_t i = 0; i < list->count; i++)
	{
		memset(*next, 0, 2 * sizeof(mark));
		(*next)++->time = list->spans[i].from;
		(*next)++->time = list->spans[i].to;
	}
}

/* The weights of all spans, whatever their time: an upper bound of the load. */
static cl_int128
everything(const cl_span_list *list)
{
	cl_int128 sum = 0;

	for (size_t i = 0; i < list->count; i++)
		if (list->spans[i].weight > 0)
			sum += list->spans[i].weight;
	return sum;
}

static int64_t
cap_at(const cl_guard_group *group, int64_t time)
{
	int64_t cap = group->cap;

	for (size_t i = 0; i < group->waivers.count; i++)
	{
		const cl_span *waiver = &group->waivers.spans[i];

		if (waiver->from <= time && time < waiver->to && waiver->weight > cap)
			cap = waiver->weight;
	}
	return cap;
}

bool
cl_guard_grew(cl_env *env, const cl_span_list *change, bool *grew)
{
	mark *marks;
	mark *next;
	cl_int128 sum = 0;
	size_t falls = 0;

	*grew = false;
	for (size_t i = 0; i < change->count; i++)
		falls += change->spans[i].weight < 0;
	if (falls == change->count)
		return true;
	if (falls == 0)
	{
		*grew = true;
		return true;
	}
	marks = cl_allocate(env, change->count * 2 * sizeof(mark));
	if (!marks)
		return false;
	next = marks;
	mark_spans(change, true, &next);
	if (!cl_sort(env, marks, (size_t) (next - marks), sizeof(mark), by_time))
	{
		cl_release(env, marks);
		return false;
	}
	for (const mark *at = marks; at < next && !*grew; at++)
	{
		cl_check_interrupts(env);
		sum += at->change;
		*grew = sum > 0 && (at + 1 == next || at[1].time != at->time);
	}
	cl_release(env, marks);
	return true;
}

static bool
add_breach(cl_env *env, cl_breach **breaches, size_t *count, size_t *room, cl_breach found)
{
	if (*count > 0)
	{
		cl_breach *last = &(*breaches)[*count - 1];

		if (last->to == found.from && last->load == found.load && last->cap == found.cap)
		{
			last->to = found.to;
			return true;
		}
	}
	if (*count == *room && !grow(env, (void **) breaches, room, *count, sizeof(cl_breach)))
		return false;
	(*breaches)[(*count)++] = found;
	return true;
}

bool
cl_guard_sweep(cl_env *env, const cl_guard_group *group, cl_breach **breaches, size_t *count)
{
	size_t spans =
		group->load.count + group->waivers.count + (group->change ? group->change->count : 0);
	size_t room = 0;
	cl_int128 load = 0;
	cl_int128 change = 0;
	mark *marks;
	mark *next;
	bool done = true;

	*breaches = NULL;
	*count = 0;
	if (group->load.count == 0 || group->cap == CL_NO_CAP || everything(&group->load) <= group->cap)
		return true;
	marks = cl_allocate(env, spans * 2 * sizeof(mark));
	if (!marks)
		return false;
	next = marks;
	mark_spans(&group->load, false, &next);
	if (group->change)
		mark_spans(group->change, true, &next);
	mark_bounds(&group->waivers, &next);
	done = cl_sort(env, marks, (size_t) (next - marks), sizeof(mark), by_time);
	for (const mark *at = marks; at < next && done; at++)
	{
		cl_breach found;

		cl_check_interrupts(env);
		load += at->load;
		change += at->change;
		/* the sums stand when the last mark of a time is taken; after the last time there is none
		 */
		if (at + 1 == next || at[1].time == at->time)
			continue;
		if (load <= group->cap || (group->change && change <= 0))
			continue;
		found.from = at->time;
		found.to = at[1].time;
		found.cap = cap_at(group, found.from);
		if (load <= found.cap)
			continue;
		if (!cl_fits_int64(load, &found.load))
			done = cl_fail(env, CL_OUT_OF_RANGE, "the load of a group is out of range");
		else
			done = add_breach(env, breaches, count, &room, found);
	}
	cl_release(env, marks);
	return done;
}
