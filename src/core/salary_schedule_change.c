/* salary_schedule_change.c: raises, rounding, and the lanes that are kept. */
#include "core/salary_schedule_draft.h"

#include <string.h>

#define POWER_9 INT64_C(1000000000)
#define POWER_18 INT64_C(1000000000000000000)

typedef bool (*amount_change)(int64_t amount, cl_int128 by, cl_int128 *changed);

static cl_salary_schedule *
copy_of(cl_env *env, const cl_salary_schedule *schedule)
{
	size_t size = cl_schedule_size(schedule);
	cl_salary_schedule *copy = cl_allocate(env, size);

	if (copy)
		cl_copy(env, copy, schedule, size);
	return copy;
}

/* Every cell of a lane changed, and checked as any cell is. */
static bool
change_lane(cl_env *env, cl_salary_schedule *schedule, const cl_schedule_lane *lane,
			amount_change change, cl_int128 by)
{
	int64_t *amounts = (int64_t *) cl_schedule_amounts(schedule);

	cl_check_interrupts(env);
	for (uint32_t cell = lane->first; cell < lane->first + lane->rows; cell++)
	{
		cl_int128 amount;

		if (!change(amounts[cell], by, &amount))
			amount = CL_AMOUNT_LIMIT;
		if (!cl_amount_check(env, amount, lane->name, cl_schedule_half_steps(schedule)[cell],
							 cl_schedule_longevity(schedule)[cell]))
			return false;
		amounts[cell] = (int64_t) amount;
	}
	return true;
}

static cl_salary_schedule *
changed(cl_env *env, const cl_salary_schedule *schedule, amount_change change, cl_int128 by)
{
	cl_salary_schedule *copy = copy_of(env, schedule);

	for (uint32_t i = 0; copy && i < copy->lane_count; i++)
		if (!change_lane(env, copy, &copy->lanes[i], change, by))
		{
			cl_release(env, copy);
			return NULL;
		}
	return copy;
}

/* The lanes that are named, each once, by numbers of their own; the others stay. */
static bool
change_lanes(cl_env *env, cl_salary_schedule *schedule, amount_change change,
			 const cl_lane_number *numbers, size_t count, bool *named)
{
	memset(named, 0, schedule->lane_count * sizeof(bool));
	for (size_t i = 0; i < count; i++)
	{
		cl_draft_lane lane;
		int64_t index;

		if (!cl_draft_lane_find(env, schedule, &numbers[i].lane, &lane, &index))
			return false;
		if (named[index])
			return cl_fail(env, CL_BAD_ARGUMENT, "lane \"%.*s\" is named twice", CL_LANE_LENGTH,
						   lane.name);
		named[index] = true;
		if (!change_lane(env, schedule, &schedule->lanes[index], change, numbers[i].number))
			return false;
	}
	return true;
}

static cl_salary_schedule *
changed_by_lane(cl_env *env, const cl_salary_schedule *schedule, amount_change change,
				const cl_lane_number *numbers, size_t count)
{
	cl_salary_schedule *copy = copy_of(env, schedule);
	bool *named = cl_allocate(env, schedule->lane_count * sizeof(bool));
	bool good = copy && named && change_lanes(env, copy, change, numbers, count, named);

	cl_release(env, named);
	if (good)
		return copy;
	cl_release(env, copy);
	return NULL;
}

/*
 * The factor has 27 places and up to 37 digits, so the product would not fit 128 bits:
 * it is taken in two parts of 18 digits, and is still rounded only once.
 */
static bool
times(int64_t amount, cl_int128 factor, cl_int128 *product)
{
	cl_int128 low = amount * (factor % POWER_18);
	cl_int128 high;

	if (!cl_multiply(amount, factor / POWER_18, &high) || !cl_add(high, low / POWER_18, &high))
		return false;
	/* what `low` leaves is less than a unit of `high`, and a half lies on a whole one */
	*product = cl_divide_half_up(high, POWER_9);
	return true;
}

static bool
check_factor(cl_env *env, cl_int128 factor)
{
	if (factor >= 0)
		return true;
	cl_fail(env, CL_BAD_ARGUMENT, "a salary schedule cannot be multiplied by less than zero");
	return cl_hint(env, "A cut of 3%% is schedule * 0.97.");
}

cl_salary_schedule *
cl_schedule_multiply(cl_env *env, const cl_salary_schedule *schedule, cl_int128 factor)
{
	return check_factor(env, factor) ? changed(env, schedule, times, factor) : NULL;
}

cl_salary_schedule *
cl_schedule_times_by_lane(cl_env *env, const cl_salary_schedule *schedule,
						  const cl_lane_number *factors, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!check_factor(env, factors[i].number))
			return NULL;
	return changed_by_lane(env, schedule, times, factors, count);
}

static bool
plus(int64_t amount, cl_int128 addend, cl_int128 *sum)
{
	return cl_add(amount * cl_power_of_ten(CL_ADDEND_PLACES - CL_AMOUNT_PLACES), addend, sum) &&
		   cl_rescale(*sum, CL_ADDEND_PLACES, CL_AMOUNT_PLACES, sum);
}

cl_salary_schedule *
cl_schedule_add(cl_env *env, const cl_salary_schedule *schedule, cl_int128 addend)
{
	return changed(env, schedule, plus, addend);
}

cl_salary_schedule *
cl_schedule_plus_by_lane(cl_env *env, const cl_salary_schedule *schedule,
						 const cl_lane_number *amounts, size_t count)
{
	return changed_by_lane(env, schedule, plus, amounts, count);
}

static bool
to_digits(int64_t amount, cl_int128 digits, cl_int128 *rounded)
{
	*rounded = cl_amount_round(amount, (int) digits);
	return true;
}

cl_salary_schedule *
cl_schedule_round(cl_env *env, const cl_salary_schedule *schedule, int digits)
{
	if (digits < -9 || digits > CL_AMOUNT_PLACES)
	{
		cl_fail(env, CL_BAD_ARGUMENT, "a salary schedule cannot be rounded to %d digits", digits);
		cl_detail(env, "From -9 (billions) to %d digits after the point can be kept.",
				  CL_AMOUNT_PLACES);
		return NULL;
	}
	return changed(env, schedule, to_digits, digits);
}

cl_salary_schedule *
cl_schedule_paid_in(cl_env *env, const cl_salary_schedule *schedule, int digits)
{
	cl_salary_schedule *copy;

	if (digits < 0 || digits > CL_AMOUNT_PLACES)
	{
		cl_fail(env, CL_BAD_ARGUMENT, "salaries cannot be paid in %d digits after the point",
				digits);
		cl_detail(env, "It is 0 for whole dollars, 2 for cents, and at most %d.", CL_AMOUNT_PLACES);
		return NULL;
	}
	copy = copy_of(env, schedule);
	if (copy)
		copy->places = (uint8_t) digits;
	return copy;
}

bool
cl_draft_lane_find(cl_env *env, const cl_salary_schedule *schedule, const cl_lane_text *wanted,
				   cl_draft_lane *lane, int64_t *index)
{
	cl_text text;
	cl_scan scan;
	bool read;

	if (!cl_fold(env, "salary_schedule", wanted->utf8, wanted->length, &text))
		return false;
	cl_scan_init(&scan, env, "salary_schedule", &text);
	read = cl_draft_lane_read(&scan, text.length, lane);
	cl_text_free(env, &text);
	if (!read)
		return false;
	*index = cl_schedule_lane_index(schedule, lane->name);
	return *index >= 0 || cl_schedule_no_lane(env, schedule, lane->name);
}

/* One element of with_lanes, as a header cell, and the lane of the schedule that it keeps. */
static bool
keep_lane(cl_schedule_draft *draft, const cl_salary_schedule *schedule, const cl_lane_text *wanted)
{
	cl_draft_lane lane;
	int64_t index;

	if (!cl_draft_lane_find(draft->env, schedule, wanted, &lane, &index))
		return false;
	if (!cl_draft_lane_copy(draft, schedule, &schedule->lanes[index]))
		return false;
	if (lane.has_units)
		draft->lanes[draft->lane_count - 1] = lane;
	return true;
}

cl_salary_schedule *
cl_schedule_with_lanes(cl_env *env, const cl_salary_schedule *schedule, const cl_lane_text *lanes,
					   size_t count)
{
	cl_salary_schedule *made = NULL;
	cl_schedule_draft draft;
	bool kept = true;

	cl_draft_init(&draft, env, schedule->places);
	for (size_t i = 0; kept && i < count; i++)
	{
		cl_check_interrupts(env);
		kept = keep_lane(&draft, schedule, &lanes[i]);
	}
	if (kept)
		made = cl_draft_build(&draft);
	cl_draft_free(&draft);
	return made;
}
