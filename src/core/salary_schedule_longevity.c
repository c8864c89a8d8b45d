#include "core/salary_schedule_longevity.h"

#include <string.h>

/*
 * The steps at which the scale may pay otherwise than at the step before: where a tier begins,
 * where it has ended, and up to `through` each step of a tier that pays for each or for all.
 */
static void
mark_steps(const cl_pay_scale *scale, int through, bool changes[CL_STEP_MOST + 1])
{
	memset(changes, 0, (CL_STEP_MOST + 1) * sizeof(bool));
	for (int i = 0; i < scale->tier_count; i++)
	{
		const cl_pay_tier *tier = &cl_pay_tiers(scale)[i];
		bool flat = tier->how == CL_PAY_FLAT;
		int last = flat ? CL_STEP_MOST : through / 2;

		for (int step = tier->from; step <= last; step++)
		{
			if (flat ? step == tier->from : step <= tier->to)
				changes[step] = true;
			if (step > tier->to)
			{
				changes[step] = true;
				break;
			}
		}
	}
}

static bool
check_scale(cl_env *env, const cl_pay_scale *scale)
{
	if (scale->measure != CL_NO_MEASURE)
		return cl_fail(env, CL_BAD_ARGUMENT, "longevity is paid in money, not in %s",
					   cl_measure_name((cl_measure) scale->measure));
	if (scale->period != CL_NO_PERIOD && (scale->period != CL_PER_YEAR || scale->period_count > 1))
	{
		cl_fail(env, CL_BAD_ARGUMENT, "longevity on a salary schedule is paid per year");
		return cl_hint(env, "Leave the period of the scale out, or write \"per year\".");
	}
	return true;
}

static bool
wanted_lanes(cl_env *env, const cl_salary_schedule *schedule, const cl_longevity_terms *terms,
			 bool *wanted)
{
	memset(wanted, terms->lanes == NULL, schedule->lane_count * sizeof(bool));
	for (size_t i = 0; terms->lanes && i < terms->lane_count; i++)
	{
		cl_draft_lane lane;
		int64_t index;

		if (!cl_draft_lane_find(env, schedule, &terms->lanes[i], &lane, &index))
			return false;
		wanted[index] = true;
	}
	return true;
}

/* The rows above the top of a lane: its top cell, and what the scale pays at that step. */
static bool
add_rows(cl_schedule_draft *draft, uint32_t at, const cl_salary_schedule *schedule,
		 const cl_schedule_lane *lane, const cl_pay_scale *scale, const cl_longevity_terms *terms,
		 const bool *changes)
{
	cl_int128 one = cl_power_of_ten(CL_PAY_QUANTITY_PLACES);
	cl_int128 top, base, before;
	int64_t cell;
	int top_step;

	if (!cl_schedule_top(draft->env, schedule, lane, &cell))
		return false;
	top = cl_schedule_amounts(schedule)[cell];
	top_step = cl_schedule_half_steps(schedule)[cell];
	base = terms->base ? *terms->base : top;
	before = top;
	for (int step = top_step / 2 + 1; step <= CL_STEP_MOST; step++)
	{
		cl_int128 amount;

		if (!changes[step])
			continue;
		if (!cl_pay(draft->env, scale, step * one, &base, &amount))
			return false;
		/* both in units of 10^-20, rounded once; the top is below 10^30 of them */
		if (!cl_add(amount, top * cl_power_of_ten(CL_PAY_PLACES - CL_AMOUNT_PLACES), &amount) ||
			!cl_rescale(amount, CL_PAY_PLACES, CL_AMOUNT_PLACES, &amount))
			amount = CL_AMOUNT_LIMIT;
		/* a step that pays no more needs no row: who stands there is paid by the row below */
		if (amount != before && !cl_draft_cell_add(draft, at, 2 * step, true, amount))
			return false;
		before = amount;
	}
	return true;
}

cl_salary_schedule *
cl_schedule_with_longevity(cl_env *env, const cl_salary_schedule *schedule,
						   const cl_pay_scale *scale, const cl_longevity_terms *terms)
{
	uint32_t *order = cl_schedule_printed_order(env, schedule);
	bool *wanted = cl_allocate(env, schedule->lane_count * sizeof(bool));
	bool changes[CL_STEP_MOST + 1];
	cl_salary_schedule *made = NULL;
	cl_schedule_draft draft;
	bool good =
		order && wanted && check_scale(env, scale) && wanted_lanes(env, schedule, terms, wanted);

	cl_draft_init(&draft, env, schedule->places);
	mark_steps(scale, terms->through, changes);
	for (uint32_t i = 0; good && i < schedule->lane_count; i++)
	{
		const cl_schedule_lane *lane = &schedule->lanes[order[i]];

		cl_check_interrupts(env);
		good = cl_draft_lane_copy(&draft, schedule, lane);
		if (good && wanted[order[i]])
			good = add_rows(&draft, i, schedule, lane, scale, terms, changes);
	}
	if (good)
		made = cl_draft_build(&draft);
	cl_draft_free(&draft);
	cl_release(env, order);
	cl_release(env, wanted);
	return made;
}
