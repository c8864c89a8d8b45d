/*
 * Where a group is above its cap, held against the same reckoned moment by moment; and with times,
 * weights and caps of any size nothing traps.
 */
#include "input.h"

#include "core/decimal.h"
#include "core/guard_sweep.h"

#define TIMES 64

static void
read_spans(fuzz_input *input, cl_span_list *list, bool large, bool falls)
{
	int count = fuzz_byte(input) % 12;

	memset(list, 0, sizeof(*list));
	for (int i = 0; i < count; i++)
	{
		cl_span span = {0};
		uint8_t kind = fuzz_byte(input);

		span.from = large ? (int64_t) fuzz_number(input, 8) : fuzz_byte(input) % TIMES;
		span.to = large ? (int64_t) fuzz_number(input, 8) : fuzz_byte(input) % TIMES;
		/* no row weighs less than nothing, and one without a cap weighs nothing */
		span.weight = large ? (int64_t) (fuzz_number(input, 8) & INT64_MAX) : fuzz_byte(input) % 8;
		if (span.weight == CL_NO_CAP)
			span.weight--;
		span.once = kind & 1;
		span.whose = kind >> 5;
		/* of those that count once all weigh the same */
		if (span.once && span.weight != 0)
			span.weight = 1;
		if (falls && (kind & 2))
			span.weight = -span.weight;
		FUZZ_CHECK(cl_span_add(fuzz_env(), list, span));
	}
}

/* Of spans that count once, those of one `whose` are one wherever they meet. */
static int64_t
sum_at(const cl_span_list *list, int64_t time)
{
	bool seen[8] = {false};
	int64_t sum = 0;

	for (size_t i = 0; i < list->count; i++)
	{
		const cl_span *span = &list->spans[i];

		if (time < span->from || time >= span->to || (span->once && seen[span->whose]))
			continue;
		if (span->once)
			seen[span->whose] = true;
		sum += span->weight;
	}
	return sum;
}

static int64_t
cap_at(const cl_guard_group *group, int64_t time)
{
	int64_t cap = group->cap;

	for (size_t i = 0; i < group->waivers.count; i++)
		if (time >= group->waivers.spans[i].from && time < group->waivers.spans[i].to &&
			group->waivers.spans[i].weight > cap)
			cap = group->waivers.spans[i].weight;
	return cap;
}

static void
check_breaches(const cl_guard_group *group, const int64_t *load, const cl_breach *breaches,
			   size_t count)
{
	size_t at = 0;

	for (int64_t time = 0; time < TIMES; time++)
	{
		int64_t cap = cap_at(group, time);
		bool is_above = load[time] > cap;
		bool judged = true;

		if (group->change)
		{
			int64_t change = 0;

			for (size_t i = 0; i < group->change->count; i++)
				if (time >= group->change->spans[i].from && time < group->change->spans[i].to)
					change += group->change->spans[i].weight;
			judged = change > 0;
		}
		while (at < count && breaches[at].to <= time)
			at++;
		if (is_above && judged)
			FUZZ_CHECK(at < count && breaches[at].from <= time && breaches[at].load == load[time] &&
					   breaches[at].cap == cap);
		else
			FUZZ_CHECK(at == count || breaches[at].from > time);
	}
}

FUZZ(guard_sweep)
{
	fuzz_input input = {data, size};
	uint8_t kind = fuzz_byte(&input);
	bool large = kind & 1;
	cl_env *env = fuzz_env();
	cl_guard_group group;
	cl_span_list change;
	cl_breach *breaches;
	int64_t load[TIMES];
	size_t count;
	bool grew;

	memset(&group, 0, sizeof(group));
	read_spans(&input, &group.load, large, false);
	read_spans(&input, &change, large, true);
	read_spans(&input, &group.waivers, large, false);
	group.cap = large ? (int64_t) fuzz_number(&input, 8) : fuzz_byte(&input) % 16;
	group.change = kind & 2 ? &change : NULL;
	for (int64_t time = 0; time < TIMES; time++)
		load[time] = large ? 0 : sum_at(&group.load, time);
	FUZZ_CHECK(cl_spans_once(env, &group.load));
	if (cl_guard_sweep(env, &group, &breaches, &count))
	{
		for (size_t i = 0; i < count; i++)
			FUZZ_CHECK(breaches[i].from < breaches[i].to && breaches[i].load > breaches[i].cap &&
					   (i == 0 || breaches[i - 1].to <= breaches[i].from));
		if (!large)
			check_breaches(&group, load, breaches, count);
	}
	else
		FUZZ_CHECK(large && env->error.code == CL_OUT_OF_RANGE);
	free(breaches);
	FUZZ_CHECK(cl_guard_grew(env, &change, &grew));
	if (!large)
	{
		bool wanted = false;

		for (int64_t time = 0; time < TIMES && !wanted; time++)
		{
			int64_t sum = 0;

			for (size_t i = 0; i < change.count; i++)
				if (time >= change.spans[i].from && time < change.spans[i].to)
					sum += change.spans[i].weight;
			wanted = sum > 0;
		}
		FUZZ_CHECK(grew == wanted);
	}
	free(group.load.spans);
	free(group.waivers.spans);
	free(change.spans);
}
