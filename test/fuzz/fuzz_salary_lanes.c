/*
 * A schedule, then lanes, one a line, as functions take them: kept, raised, each by a number of its
 * own, with longevity by a scale. What is made is whole, or an error says what is wrong.
 */
#include "input.h"

#include "core/salary_schedule_longevity.h"
#include "core/salary_schedule_raise.h"

#define LANES_MOST 8

static void
check_made(cl_env *env, cl_salary_schedule *made)
{
	if (made)
		FUZZ_CHECK(cl_schedule_check(env, made, cl_schedule_size(made)));
	else
		FUZZ_CHECK(env->error.code != CL_OK && env->error.code != CL_BAD_BINARY &&
				   env->error.code != CL_LIBRARY && env->error.message[0]);
	free(made);
}

/* In any order a lane is above zero, below it or the same as another, by the same bytes. */
static void
check_order(const cl_salary_schedule *schedule)
{
	uint32_t count = schedule->lane_count < LANES_MOST ? schedule->lane_count : LANES_MOST;

	for (uint32_t i = 0; i < count; i++)
		for (uint32_t j = 0; j < count; j++)
		{
			const char *a = schedule->lanes[i].name;
			const char *b = schedule->lanes[j].name;
			int order = cl_lane_compare(a, b);

			FUZZ_CHECK(order == -cl_lane_compare(b, a) && (order == 0) == (i == j));
			for (uint32_t k = 0; order < 0 && k < count; k++)
				if (cl_lane_compare(b, schedule->lanes[k].name) < 0)
					FUZZ_CHECK(cl_lane_compare(a, schedule->lanes[k].name) < 0);
		}
}

FUZZ(salary_lanes)
{
	cl_env *env = fuzz_env();
	fuzz_input input = {data, size};
	fuzz_field table = fuzz_until(&input, '\0');
	fuzz_field longevity = fuzz_until(&input, '\n');
	cl_int128 number = (int64_t) fuzz_number(&input, 8);
	cl_int128 percent = number * INT64_C(100000000);
	cl_lane_text lanes[LANES_MOST];
	cl_lane_number numbers[LANES_MOST];
	cl_raise raise = {&percent, &number, CL_RAISE_GREATER, lanes, 0, false, NULL};
	cl_longevity_terms terms = {lanes, 0, NULL, 60};
	const cl_schedule_lane *lane;
	cl_salary_schedule *schedule;
	cl_pay_scale *scale;
	size_t count = 0;
	int digits = (int8_t) fuzz_byte(&input);

	schedule = cl_schedule_parse(env, table.text, table.length);
	if (!schedule)
		return;
	while (count < LANES_MOST && input.left > 0)
	{
		fuzz_field name = fuzz_until(&input, '\n');

		lanes[count].utf8 = name.text;
		lanes[count].length = name.length;
		numbers[count].lane = lanes[count];
		numbers[count].number = cl_power_of_ten(CL_FACTOR_PLACES) + number * (int64_t) count;
		count++;
	}
	raise.lane_count = terms.lane_count = count;
	raise.digits = digits % 2 ? &digits : NULL;
	raise.longevity_only = digits % 3 == 0;
	check_order(schedule);
	check_made(env, cl_schedule_with_lanes(env, schedule, lanes, count));
	check_made(env, cl_schedule_times_by_lane(env, schedule, numbers, count));
	check_made(env, cl_schedule_plus_by_lane(env, schedule, numbers, count));
	check_made(env, cl_schedule_raise(env, schedule, &raise));
	check_made(env, cl_schedule_paid_in(env, schedule, digits));
	check_made(env, cl_schedule_round(env, schedule, digits));
	if (!cl_schedule_lane_for_units(env, schedule, number, &lane))
		FUZZ_CHECK(env->error.message[0]);
	scale = cl_pay_scale_parse(env, longevity.text, longevity.length);
	if (scale)
		check_made(env, cl_schedule_with_longevity(env, schedule, scale, &terms));
	free(scale);
	free(schedule);
}
