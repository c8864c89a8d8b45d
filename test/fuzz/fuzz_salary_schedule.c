/*
 * Whatever is read prints to a text that reads back the same, and is sent as bytes that come
 * back the same; bytes are refused or canonical; and what arithmetic, the linter and the
 * aggregate make of either is whole.
 */
#include "fuzz.h"

#include "core/salary_schedule_draft.h"
#include "core/salary_schedule_longevity.h"
#include "core/salary_schedule_problems.h"
#include "core/salary_schedule_raise.h"

static void
ignore(void *listener, const cl_salary_step *placement, const char *text)
{
	FUZZ_CHECK(text[0] && (!placement || placement->half_steps < CL_HALF_STEPS));
}

static void
ignore_judged(void *listener, const cl_judged *judged)
{
	FUZZ_CHECK(judged->words[0] && judged->cells > 0 && judged->lanes > 0 && judged->steps > 0);
}

/* Alone, and after the schedule that a raise of it is. */
static void
check_problems(const cl_salary_schedule *schedule)
{
	cl_problem_listener listener = {.told = ignore, .judged = ignore_judged};
	cl_env *env = fuzz_env();
	cl_salary_schedule *raised =
		cl_schedule_multiply(env, schedule, cl_power_of_ten(CL_FACTOR_PLACES - 2) * 103);

	FUZZ_CHECK(cl_schedule_problems(env, schedule, true, &listener));
	FUZZ_CHECK(cl_schedule_problems_since(env, schedule, schedule, &listener));
	if (raised)
		FUZZ_CHECK(cl_schedule_problems_since(env, raised, schedule, &listener));
	free(raised);
}

static void
check_whole(cl_salary_schedule *made)
{
	if (made)
		FUZZ_CHECK(cl_schedule_check(fuzz_env(), made, cl_schedule_size(made)));
	free(made);
}

static void
check_same(const cl_salary_schedule *schedule, cl_salary_schedule *back)
{
	size_t size = cl_schedule_size(schedule);

	FUZZ_CHECK(back && cl_schedule_size(back) == size && memcmp(schedule, back, size) == 0);
	FUZZ_CHECK(cl_schedule_compare(schedule, back) == 0);
	free(back);
}

/* Every cell once more, cell by cell and lane by lane, in natural order of lanes. */
static void
check_growth(const cl_salary_schedule *schedule)
{
	cl_env *env = fuzz_env();
	cl_salary_schedule *grown = NULL;
	size_t room = 0;

	if (schedule->cell_count > 500)
		return;
	for (uint32_t i = schedule->lane_count; i > 0; i--)
	{
		const cl_schedule_lane *lane = &schedule->lanes[i - 1];
		cl_salary_step step;

		memset(&step, 0, sizeof(step));
		memcpy(step.lane, lane->name, CL_LANE_LENGTH);
		for (uint32_t cell = lane->first; cell < lane->first + lane->rows; cell++)
		{
			cl_salary_schedule *old = grown;

			step.half_steps = cl_schedule_half_steps(schedule)[cell];
			step.longevity = cl_schedule_longevity(schedule)[cell];
			FUZZ_CHECK(cl_schedule_find(schedule, &step) == cell);
			grown = cl_schedule_insert(env, old, room, &step, cl_schedule_amounts(schedule)[cell],
									   cl_schedule_longevity(schedule)[cell], schedule->places,
									   true, &room);
			FUZZ_CHECK(grown);
			if (grown != old)
				free(old);
		}
	}
	FUZZ_CHECK(cl_schedule_check(env, grown, room));
	FUZZ_CHECK(grown->lane_count == schedule->lane_count &&
			   grown->cell_count == schedule->cell_count && grown->places == schedule->places);
	FUZZ_CHECK(memcmp(cl_schedule_amounts(grown), cl_schedule_amounts(schedule),
					  schedule->cell_count * (sizeof(int64_t) + 2)) == 0);
	FUZZ_CHECK(!cl_schedule_union(env, grown, schedule));
	free(grown);
}

static void
check_schedule(const cl_salary_schedule *schedule)
{
	static const char LONGEVITY[] = "3-4: $5 each, 9+: 1% all, 19+: 3.5% flat";
	cl_env *env = fuzz_env();
	cl_longevity_terms terms = {NULL, 0, NULL, 80};
	cl_int128 percent = cl_power_of_ten(CL_PERCENT_PLACES) / 3;
	cl_int128 flat = -cl_power_of_ten(CL_RAISE_PLACES + 2) / 7;
	cl_raise raise = {&percent, &flat, CL_RAISE_LESSER, NULL, 0, false, NULL};
	cl_pay_scale *scale = cl_pay_scale_parse(env, LONGEVITY, sizeof(LONGEVITY) - 1);
	cl_buffer buffer;

	FUZZ_CHECK(cl_schedule_check(env, schedule, cl_schedule_size(schedule)));
	cl_buffer_init(&buffer, env);
	cl_schedule_print(schedule, &buffer);
	check_same(schedule, cl_schedule_parse(env, buffer.data, buffer.length));
	cl_buffer_free(&buffer);
	cl_buffer_init(&buffer, env);
	cl_schedule_write(schedule, &buffer);
	check_same(schedule, cl_schedule_receive(env, (const uint8_t *) buffer.data, buffer.length));
	cl_buffer_free(&buffer);

	check_whole(cl_schedule_multiply(env, schedule, cl_power_of_ten(27) / 3));
	check_whole(cl_schedule_add(env, schedule, -cl_power_of_ten(22)));
	check_whole(cl_schedule_sum(env, schedule, schedule));
	check_whole(cl_schedule_round(env, schedule, -2));
	check_whole(cl_schedule_raise(env, schedule, &raise));
	check_whole(cl_schedule_with_longevity(env, schedule, scale, &terms));
	check_problems(schedule);
	check_growth(schedule);
	free(scale);
}

FUZZ(salary_schedule)
{
	cl_env *env = fuzz_env();
	cl_salary_schedule *schedule = cl_schedule_parse(env, (const char *) data, size);

	if (schedule)
		check_schedule(schedule);
	else
		FUZZ_CHECK(env->error.code != CL_OK && env->error.code != CL_BAD_BINARY);
	free(schedule);
	schedule = cl_schedule_receive(env, data, size);
	if (schedule)
		check_schedule(schedule);
	else
		FUZZ_CHECK(env->error.code == CL_BAD_BINARY);
	free(schedule);
}
