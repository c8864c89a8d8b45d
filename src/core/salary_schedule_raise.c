#include "core/salary_schedule_raise.h"

#include <string.h>

/*
 * In units of 10^-17, cut and not rounded: so it is rounded once, whatever it is rounded to, for a
 * half of any coarser place lies on a whole unit. The factor is taken in two parts, as in times().
 */
static bool
times_percent(int64_t amount, cl_int128 factor, cl_int128 *product)
{
	cl_int128 part = cl_power_of_ten(CL_FACTOR_PLACES + CL_AMOUNT_PLACES - CL_RAISE_PLACES);

	return cl_multiply(amount, factor / part, product) &&
		   cl_add(*product, amount * (factor % part) / part, product);
}

static bool
raised_amount(int64_t amount, const cl_raise *raise, cl_int128 factor, cl_int128 *raised)
{
	cl_int128 unit = cl_power_of_ten(CL_RAISE_PLACES - CL_AMOUNT_PLACES);
	int digits = raise->digits ? *raise->digits : CL_AMOUNT_PLACES;
	cl_int128 sum = amount * unit;
	cl_int128 flat;

	if (raise->percent && !times_percent(amount, factor, &sum))
		return false;
	if (raise->flat)
	{
		bool chosen = raise->percent && raise->joined != CL_RAISE_THEN;

		if (!cl_add(chosen ? amount * unit : sum, *raise->flat, &flat))
			return false;
		if (!chosen || (raise->joined == CL_RAISE_GREATER ? flat > sum : flat < sum))
			sum = flat;
	}
	sum = cl_divide_half_up(sum, cl_power_of_ten(CL_RAISE_PLACES - digits));
	return cl_multiply(sum, cl_power_of_ten(CL_AMOUNT_PLACES - digits), raised);
}

static bool
raise_lane(cl_env *env, cl_salary_schedule *schedule, const cl_schedule_lane *lane,
		   const cl_raise *raise, cl_int128 factor)
{
	int64_t *amounts = (int64_t *) cl_schedule_amounts(schedule);

	for (uint32_t cell = lane->first; cell < lane->first + lane->rows; cell++)
	{
		cl_int128 amount;

		if (raise->longevity_only && !cl_schedule_longevity(schedule)[cell])
			continue;
		if (!raised_amount(amounts[cell], raise, factor, &amount))
			amount = CL_AMOUNT_LIMIT;
		if (!cl_amount_check(env, amount, lane->name, cl_schedule_half_steps(schedule)[cell],
							 cl_schedule_longevity(schedule)[cell]))
			return false;
		amounts[cell] = (int64_t) amount;
	}
	return true;
}

/* All lanes, or each that is named, once, however often it is named. */
static bool
raise_lanes(cl_env *env, cl_salary_schedule *schedule, const cl_raise *raise, cl_int128 factor)
{
	bool *wanted = cl_allocate(env, schedule->lane_count * sizeof(bool));
	bool good = wanted != NULL;

	if (good)
		memset(wanted, raise->lanes == NULL, schedule->lane_count * sizeof(bool));
	for (size_t i = 0; good && raise->lanes && i < raise->lane_count; i++)
	{
		cl_draft_lane lane;
		int64_t index;

		cl_check_interrupts(env);
		good = cl_draft_lane_find(env, schedule, &raise->lanes[i], &lane, &index);
		if (good)
			wanted[index] = true;
	}
	for (uint32_t i = 0; good && i < schedule->lane_count; i++)
	{
		cl_check_interrupts(env);
		if (wanted[i])
			good = raise_lane(env, schedule, &schedule->lanes[i], raise, factor);
	}
	cl_release(env, wanted);
	return good;
}

static bool
check_raise(cl_env *env, const cl_raise *raise, cl_int128 *factor)
{
	if (!raise->percent && !raise->flat)
	{
		cl_fail(env, CL_BAD_ARGUMENT, "a raise without a percentage and without dollars");
		return cl_hint(env, "Give percent, flat or both; round(schedule, digits) rounds alone.");
	}
	if (raise->digits && (*raise->digits < -9 || *raise->digits > CL_AMOUNT_PLACES))
	{
		cl_fail(env, CL_BAD_ARGUMENT, "a salary schedule cannot be rounded to %d digits",
				*raise->digits);
		return cl_detail(env, "From -9 (billions) to %d digits after the point can be kept.",
						 CL_AMOUNT_PLACES);
	}
	*factor = cl_power_of_ten(CL_FACTOR_PLACES);
	if (raise->percent && !cl_add(*factor, *raise->percent, factor))
		return cl_fail(env, CL_OUT_OF_RANGE, "the percentage of the raise is out of range");
	if (*factor < 0)
	{
		cl_fail(env, CL_BAD_ARGUMENT, "a raise cannot take more than all of a cell");
		return cl_hint(env, "A cut of 3%% is -3, and at most -100 can be written.");
	}
	return true;
}

cl_salary_schedule *
cl_schedule_raise(cl_env *env, const cl_salary_schedule *schedule, const cl_raise *raise)
{
	size_t size = cl_schedule_size(schedule);
	cl_salary_schedule *copy;
	cl_int128 factor = 0;

	if (!check_raise(env, raise, &factor))
		return NULL;
	copy = cl_allocate(env, size);
	if (!copy)
		return NULL;
	cl_copy(env, copy, schedule, size);
	if (raise_lanes(env, copy, raise, factor))
		return copy;
	cl_release(env, copy);
	return NULL;
}
