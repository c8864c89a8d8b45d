/* salary_schedule_sum.c: two schedules of the same lanes and steps, cell by cell. */
#include "core/salary_schedule.h"

#include <string.h>

static const char *const SIDES[] = {"first", "second"};

/* Which of the two has the lane alone, and what lanes the other has. */
static bool
fail_lane(cl_env *env, const cl_salary_schedule *other, const char *lane, bool second)
{
	char detail[sizeof(env->error.detail)];

	cl_schedule_no_lane(env, other, lane);
	if (env->error.code != CL_BAD_ARGUMENT)
		return false;
	memcpy(detail, env->error.detail, sizeof(detail));
	cl_fail(env, CL_BAD_ARGUMENT, "lane \"%.*s\" is in the %s salary schedule alone",
			CL_LANE_LENGTH, lane, SIDES[second]);
	detail[0] = cl_lower(detail[0]);
	cl_detail(env, "Of the other, %s", detail);
	return cl_hint(env, "with_lanes(schedule, lanes) keeps the lanes that both have.");
}

static bool
fail_cell(cl_env *env, const cl_salary_schedule *schedule, const cl_schedule_lane *lane,
		  uint32_t cell, bool second)
{
	cl_salary_step step;
	cl_buffer name;

	memset(&step, 0, sizeof(step));
	memcpy(step.lane, lane->name, CL_LANE_LENGTH);
	step.half_steps = cl_schedule_half_steps(schedule)[cell];
	step.longevity = cl_schedule_longevity(schedule)[cell];
	cl_buffer_init(&name, env);
	cl_salary_step_print(&step, &name);
	if (!name.failed)
	{
		cl_fail(env, CL_BAD_ARGUMENT, "%s is in the %s salary schedule alone", name.data,
				SIDES[second]);
		cl_detail(env, "Schedules are added cell by cell, and both have the same ones.");
		cl_hint(
			env,
			"Where only some cells are paid more, plus_by_lane() or with_raise() can say which.");
	}
	cl_buffer_free(&name);
	return false;
}

static bool
agree(cl_env *env, const cl_salary_schedule *a, const cl_salary_schedule *b, cl_schedule_lane *x,
	  const cl_schedule_lane *y)
{
	uint32_t rows = x->rows < y->rows ? x->rows : y->rows;

	cl_check_interrupts(env);
	if (x->has_units && y->has_units && x->units != y->units)
		return cl_fail(env, CL_BAD_ARGUMENT,
					   "lane \"%.*s\" has different units in two salary schedules", CL_LANE_LENGTH,
					   x->name);
	if (!x->has_units)
	{
		x->has_units = y->has_units;
		x->units = y->units;
	}
	for (uint32_t row = 0; row < rows; row++)
	{
		int of_a = 2 * cl_schedule_half_steps(a)[x->first + row] +
				   cl_schedule_longevity(a)[x->first + row];
		int of_b = 2 * cl_schedule_half_steps(b)[y->first + row] +
				   cl_schedule_longevity(b)[y->first + row];

		if (of_a < of_b)
			return fail_cell(env, a, x, x->first + row, false);
		if (of_a > of_b)
			return fail_cell(env, b, y, y->first + row, true);
	}
	if (x->rows > rows)
		return fail_cell(env, a, x, x->first + rows, false);
	if (y->rows > rows)
		return fail_cell(env, b, y, y->first + rows, true);
	return true;
}

/* Both have their lanes sorted by name. */
static bool
check_lanes(cl_env *env, cl_salary_schedule *a, const cl_salary_schedule *b)
{
	for (uint32_t i = 0; i < a->lane_count || i < b->lane_count; i++)
	{
		int order = i >= a->lane_count ? 1
					: i >= b->lane_count
						? -1
						: memcmp(a->lanes[i].name, b->lanes[i].name, CL_LANE_LENGTH);

		if (order < 0)
			return fail_lane(env, b, a->lanes[i].name, false);
		if (order > 0)
			return fail_lane(env, a, b->lanes[i].name, true);
		if (!agree(env, a, b, &a->lanes[i], &b->lanes[i]))
			return false;
	}
	return true;
}

static bool
add_cells(cl_env *env, cl_salary_schedule *sum, const cl_salary_schedule *b)
{
	int64_t *amounts = (int64_t *) cl_schedule_amounts(sum);

	for (uint32_t i = 0; i < sum->lane_count; i++)
		for (uint32_t cell = sum->lanes[i].first; cell < sum->lanes[i].first + sum->lanes[i].rows;
			 cell++)
		{
			cl_int128 amount = (cl_int128) amounts[cell] + cl_schedule_amounts(b)[cell];

			if (!cl_amount_check(env, amount, sum->lanes[i].name, cl_schedule_half_steps(sum)[cell],
								 cl_schedule_longevity(sum)[cell]))
				return false;
			amounts[cell] = (int64_t) amount;
		}
	return true;
}

cl_salary_schedule *
cl_schedule_sum(cl_env *env, const cl_salary_schedule *a, const cl_salary_schedule *b)
{
	size_t size = cl_schedule_size(a);
	cl_salary_schedule *sum = cl_allocate(env, size);

	if (!sum)
		return NULL;
	cl_copy(env, sum, a, size);
	if (b->places > sum->places)
		sum->places = b->places;
	if (check_lanes(env, sum, b) && add_cells(env, sum, b))
		return sum;
	cl_release(env, sum);
	return NULL;
}
