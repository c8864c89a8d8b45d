#include "check.h"

#include "core/guard_sweep.h"

#include <stdio.h>
#include <stdlib.h>

/* most spans below count by the row, which leaves the last fields out */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

static cl_span_list
list_of(const cl_span *spans, size_t count)
{
	cl_span_list list = {NULL, 0, 0};

	for (size_t i = 0; i < count; i++)
		CHECK(cl_span_add(test_env(), &list, spans[i]));
	return list;
}

#define LIST(...)                                                                                  \
	list_of((const cl_span[]){__VA_ARGS__},                                                        \
			sizeof((const cl_span[]){__VA_ARGS__}) / sizeof(cl_span))

/* "3-5: 3 of 2, ..." */
static const char *
swept(int64_t cap, cl_span_list load, const cl_span_list *change, cl_span_list waivers)
{
	static char out[400];
	cl_env *env = test_env();
	cl_guard_group group = {load, change, waivers, cap};
	cl_breach *breaches;
	size_t count;
	size_t at = 0;

	out[0] = '\0';
	if (!cl_guard_sweep(env, &group, &breaches, &count))
		return env->error.message;
	for (size_t i = 0; i < count; i++)
		at += (size_t) snprintf(out + at, sizeof(out) - at, "%s%lld-%lld: %lld of %lld",
								i ? ", " : "", (long long) breaches[i].from,
								(long long) breaches[i].to, (long long) breaches[i].load,
								(long long) breaches[i].cap);
	free(breaches);
	free(load.spans);
	free(waivers.spans);
	return out;
}

static const cl_span_list NONE = {NULL, 0, 0};

TEST(guard_sweep_finds_the_days_over)
{
	CHECK_TEXT(swept(2, NONE, NULL, NONE), "");
	CHECK_TEXT(swept(2, LIST({1, 9, 1}, {1, 9, 1}), NULL, NONE), "");
	CHECK_TEXT(swept(2, LIST({1, 9, 1}, {3, 9, 1}, {5, 7, 1}), NULL, NONE), "5-7: 3 of 2");
	/* the day on which one ends is the day on which another may begin */
	CHECK_TEXT(swept(1, LIST({1, 5, 1}, {5, 9, 1}), NULL, NONE), "");
	CHECK_TEXT(swept(1, LIST({1, 6, 1}, {5, 9, 1}), NULL, NONE), "5-6: 2 of 1");
	/* a load that stays is one run, another load another */
	CHECK_TEXT(swept(1, LIST({1, 5, 2}, {5, 9, 2}), NULL, NONE), "1-9: 2 of 1");
	CHECK_TEXT(swept(1, LIST({1, 5, 2}, {5, 9, 3}), NULL, NONE), "1-5: 2 of 1, 5-9: 3 of 1");
	CHECK_TEXT(swept(0, LIST({1, 5, 1}), NULL, NONE), "1-5: 1 of 0");
	CHECK_TEXT(swept(-1, LIST({1, 5, 1}), NULL, NONE), "1-5: 1 of -1");
	CHECK_TEXT(swept(CL_NO_CAP, LIST({1, 5, 1}), NULL, NONE), "");
}

TEST(guard_sweep_knows_no_bounds)
{
	CHECK_TEXT(swept(1, LIST({CL_TIME_BEFORE_ALL, CL_TIME_AFTER_ALL, 1}, {7, 8, 1}), NULL, NONE),
			   "7-8: 2 of 1");
	CHECK_TEXT(swept(1, LIST({CL_TIME_BEFORE_ALL, 7, 1}, {7, CL_TIME_AFTER_ALL, 1}), NULL, NONE),
			   "");
	CHECK_TEXT(swept(0, LIST({CL_TIME_BEFORE_ALL, CL_TIME_AFTER_ALL, 1}), NULL, NONE),
			   "-9223372036854775808-9223372036854775807: 1 of 0");
	/* time is counted in microseconds, too, which are more than 32 bits hold */
	CHECK_TEXT(
		swept(1,
			  LIST({826012800000000, 826016400000000, 1}, {826012800000001, CL_TIME_AFTER_ALL, 1}),
			  NULL, NONE),
		"826012800000001-826016400000000: 2 of 1");
	/* empty spans and weightless ones are nothing */
	CHECK_TEXT(swept(0, LIST({5, 5, 1}, {6, 5, 1}, {1, 9, 0}), NULL, NONE), "");
}

TEST(guard_sweep_judges_what_grew)
{
	cl_span_list change = LIST({4, 6, 1});

	CHECK_TEXT(swept(1, LIST({1, 9, 1}, {1, 9, 1}), &change, NONE), "4-6: 2 of 1");
	CHECK_TEXT(swept(1, LIST({1, 3, 2}, {4, 6, 1}), &change, NONE), "");
	free(change.spans);
	/* moved by two days: only the new ones are judged */
	change = LIST({4, 6, -1}, {5, 8, 1});
	CHECK_TEXT(swept(1, LIST({1, 9, 1}, {1, 9, 1}), &change, NONE), "6-8: 2 of 1");
	free(change.spans);
}

TEST(guard_sweep_takes_waivers)
{
	CHECK_TEXT(swept(1, LIST({1, 9, 2}), NULL, LIST({3, 5, 2})), "1-3: 2 of 1, 5-9: 2 of 1");
	CHECK_TEXT(swept(1, LIST({1, 9, 4}), NULL, LIST({1, 5, 2}, {3, 9, 3})),
			   "1-3: 4 of 2, 3-9: 4 of 3");
	CHECK_TEXT(swept(1, LIST({1, 9, 4}), NULL, LIST({1, 9, CL_NO_CAP})), "");
	/* one that is lower than the cap lowers nothing */
	CHECK_TEXT(swept(3, LIST({1, 9, 4}), NULL, LIST({1, 9, 2})), "1-9: 4 of 3");
	CHECK_TEXT(swept(2, LIST({1, 9, 2}, {1, 2, 1}), NULL, LIST({1, 9, 1})), "1-2: 3 of 2");
}

TEST(guard_sweep_is_exact_or_fails)
{
	cl_env *env = test_env();
	int64_t most = INT64_MAX - 1;
	cl_guard_group group = {LIST({1, 9, most}, {1, 9, most}), NULL, NONE, 5};
	cl_breach *breaches;
	size_t count;

	CHECK_FAILS(env, cl_guard_sweep(env, &group, &breaches, &count), CL_OUT_OF_RANGE);
	free(group.load.spans);
	/* no sum that only passes through such a height is wrong */
	CHECK_TEXT(swept(most, LIST({1, 5, most}, {5, 9, most}), NULL, NONE), "");
}

TEST(guard_grew_adds_up)
{
	cl_env *env = test_env();
	bool grew = true;
	struct
	{
		cl_span_list change;
		bool grew;
	} cases[] = {
		{NONE, false},
		{LIST({1, 5, 1}), true},
		{LIST({1, 5, -1}), false},
		{LIST({1, 5, 1}, {1, 5, -1}), false},
		{LIST({1, 5, 1}, {1, 4, -1}), true},
		{LIST({1, 5, 2}, {1, 9, -1}, {1, 9, -1}), false},
		{LIST({1, 5, 2}, {1, 9, -1}), true},
		{LIST({CL_TIME_BEFORE_ALL, CL_TIME_AFTER_ALL, 1}, {CL_TIME_BEFORE_ALL, 3, -1},
			  {3, CL_TIME_AFTER_ALL, -1}),
		 false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		CHECK(cl_guard_grew(env, &cases[i].change, &grew));
		if (grew != cases[i].grew)
			test_failed(__FILE__, __LINE__, "case %zu", i);
		free(cases[i].change.spans);
	}
}

/* Against counting day by day. */
TEST(guard_sweep_agrees_with_counting)
{
	cl_env *env = test_env();

	for (int round = 0; round < 3000; round++)
	{
		cl_guard_group group = {{NULL, 0, 0}, NULL, {NULL, 0, 0}, (int64_t) test_random(6)};
		cl_span_list change = {NULL, 0, 0};
		int64_t load[32] = {0};
		int64_t changed[32] = {0};
		int64_t cap[32];
		cl_breach *breaches;
		size_t count;
		bool all = test_random(2) == 0;
		bool grew;
		bool any = false;

		for (int day = 0; day < 32; day++)
			cap[day] = group.cap;
		for (int i = 0; i < 12; i++)
		{
			cl_span span = {(int64_t) test_random(32), (int64_t) test_random(33),
							(int64_t) test_random(3)};
			int kind = (int) test_random(8);

			if (kind == 0)
				CHECK(cl_span_add(env, &group.waivers, span));
			else if (kind < 3)
			{
				span.weight -= 1;
				CHECK(cl_span_add(env, &change, span));
			}
			else
				CHECK(cl_span_add(env, &group.load, span));
			for (int64_t day = span.from; day < span.to; day++)
				if (kind == 0)
					cap[day] = span.weight > cap[day] ? span.weight : cap[day];
				else if (kind < 3)
					changed[day] += span.weight;
				else
					load[day] += span.weight;
		}
		group.change = all ? NULL : &change;
		CHECK(cl_guard_sweep(env, &group, &breaches, &count));
		for (int day = 0; day < 32; day++)
		{
			bool over = load[day] > cap[day] && (all || changed[day] > 0);
			size_t at = 0;

			while (at < count && !(breaches[at].from <= day && day < breaches[at].to))
				at++;
			if (over != (at < count) ||
				(over && (breaches[at].load != load[day] || breaches[at].cap < group.cap)))
				test_failed(__FILE__, __LINE__, "round %d, day %d", round, day);
			any = any || changed[day] > 0;
		}
		CHECK(cl_guard_grew(env, &change, &grew));
		CHECK(grew == any);
		free(breaches);
		free(change.spans);
		free(group.load.spans);
		free(group.waivers.spans);
	}
}

/* Of one student the days are one, of no student and of others they stay. */
TEST(guard_sweep_counts_each_once)
{
	cl_env *env = test_env();
	cl_span_list list = LIST({5, 9, 1, true, 7}, {1, 5, 1, true, 7}, {2, 4, 1, true, 7},
							 {8, 12, 1, true, -7}, {8, 12, 1, false, 0}, {8, 12, 1, false, 0},
							 {14, 16, 1, true, 7}, {9, 10, 1, true, INT64_MIN});
	int days[20] = {0};

	CHECK(cl_spans_once(env, &list));
	CHECK(list.count == 6);
	for (size_t i = 0; i < list.count; i++)
		for (int64_t day = list.spans[i].from; day < list.spans[i].to; day++)
			days[day]++;
	for (int day = 0; day < 20; day++)
		CHECK(days[day] == (day >= 1 && day < 9) + 3 * (day >= 8 && day < 12) + (day == 9) +
							   (day == 14 || day == 15));
	free(list.spans);
	list = NONE;
	CHECK(cl_spans_once(env, &list));
	CHECK(list.count == 0);
}
