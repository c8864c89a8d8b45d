#include "core/salary_schedule_longevity.h"

#include <string.h>

/*
 * The half-steps at which the scale may pay otherwise than at the step before: where a tier
 * begins, where it has ended, and up to `through` each step of a tier that pays for each or for
 * all.
 */
static void
mark_steps(const cl_pay_scale *scale, int through, bool changes[CL_HALF_STEPS])
{
	memset(changes, 0, CL_HALF_STEPS * sizeof(bool));
	for (int i = 0; i < scale->tier_count; i++)
	{
		const cl_pay_tier *tier = &cl_pay_tiers(scale)[i];
		bool flat = tier->how == CL_PAY_FLAT;
		int last = flat ? CL_STEP_MOST : through / 2;

		int first = cl_pay_tier_first(tier);

		for (int step = first; step <= last; step++)
		{
			if (flat ? step == first : step <= tier->to)
				changes[2 * step] = true;
			if (step > tier->to)
			{
				changes[2 * step] = true;
				break;
			}
		}
		/* above 15, or from 15.5 on, it is reached half a step before the next whole one */
		if (tier->how != CL_PAY_EACH && first <= last && first > 0 &&
			cl_pay_tier_reached(tier, first * INT64_C(1000000) - 500000))
			changes[2 * first - 1] = true;
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

/* What is put on top of one lane. */
typedef struct lane_rows
{
	cl_schedule_draft *draft;
	uint32_t at; /* of the draft's lanes */
	const cl_salary_schedule *schedule;
	const cl_schedule_lane *lane;
	const cl_pay_scale *scale;
	const cl_int128 *base;
	bool *placed; /* by tier: it pays at a step that was looked at */
} lane_rows;

static bool
scale_pays(lane_rows *rows, int half_steps, cl_int128 *amount)
{
	cl_pay_reckoning reckoning;
	cl_pay_line line;

	if (!cl_pay_begin(&reckoning, rows->draft->env, rows->scale,
					  half_steps * cl_power_of_ten(CL_PAY_QUANTITY_PLACES) / 2, rows->base))
		return false;
	while (cl_pay_next(&reckoning, &line))
		if (line.tier >= 0 && line.times > 0)
			rows->placed[line.tier] = true;
	*amount = reckoning.total;
	return !reckoning.failed;
}

/*
 * From the top on: what is paid there already, the top cell or a longevity row above it, and what
 * the scale pays. The first row stands beside the top, where the scale has begun to pay by then.
 */
static bool
add_rows(lane_rows *rows, int64_t top, const bool *changes)
{
	const cl_salary_schedule *schedule = rows->schedule;
	cl_int128 paid = cl_schedule_amounts(schedule)[top];
	cl_int128 before = paid;
	cl_int128 more = 0;
	int top_step = cl_schedule_half_steps(schedule)[top];

	for (int step = top_step; step < CL_HALF_STEPS; step++)
	{
		int64_t row = cl_schedule_row_index(schedule, rows->lane, step, true);
		cl_int128 amount;

		cl_check_interrupts(rows->draft->env);
		if ((step == top_step || changes[step]) &&
			!scale_pays(rows, changes[step] ? step : step / 2 * 2, &more))
			return false;
		if (row >= 0)
			paid = cl_schedule_amounts(schedule)[row];
		/* both in units of 10^-20, rounded once; a cell is below 10^30 of them */
		if (!cl_add(more, paid * cl_power_of_ten(CL_PAY_PLACES - CL_AMOUNT_PLACES), &amount) ||
			!cl_rescale(amount, CL_PAY_PLACES, CL_AMOUNT_PLACES, &amount))
			amount = CL_AMOUNT_LIMIT;
		/* a step that pays no more needs no row: who stands there is paid by the row below */
		if ((row >= 0 || amount != before) &&
			!cl_draft_cell_add(rows->draft, rows->at, step, true, amount))
			return false;
		before = amount;
	}
	return true;
}

static bool
fail_unplaced(const lane_rows *rows, int tier_index, int top_step, int through)
{
	const cl_pay_tier *tier = &cl_pay_tiers(rows->scale)[tier_index];
	cl_env *env = rows->draft->env;
	cl_buffer name;

	cl_buffer_init(&name, env);
	cl_pay_print_range(tier, &name);
	cl_buffer_text(&name, ": ");
	cl_pay_print_rate(tier, &name);
	if (!name.failed)
	{
		cl_fail(env, CL_BAD_ARGUMENT, "longevity of \"%s\" has no row in lane %.*s", name.data,
				CL_LANE_LENGTH, rows->lane->name);
		if (tier->to < top_step / 2)
		{
			cl_detail(env,
					  "It ends at step %d; the lane's ordinary rows go to %d%s, and longevity "
					  "is paid above them.",
					  tier->to, top_step / 2, top_step % 2 ? ".5" : "");
			cl_hint(env, "Leave the tier out, or say in lanes which others have longevity.");
		}
		else if (cl_pay_tier_first(tier) > CL_STEP_MOST)
			cl_detail(env, "It begins at step %d; the last step is %d.", cl_pay_tier_first(tier),
					  CL_STEP_MOST);
		else
		{
			cl_detail(env, "It pays nothing through step %d, the last one that has a row.",
					  through / 2);
			cl_hint(env, "Say a later one: through => %d.", CL_STEP_MOST);
		}
	}
	cl_buffer_free(&name);
	return false;
}

/* The ordinary rows as they are, and longevity above them. */
static bool
grow_lane(lane_rows *rows, int through, const bool *changes)
{
	const cl_schedule_lane *lane = rows->lane;
	const cl_salary_schedule *schedule = rows->schedule;
	cl_schedule_draft *draft = rows->draft;
	cl_int128 top_amount;
	int64_t top;

	if (!cl_schedule_top(draft->env, schedule, lane, &top) ||
		!cl_draft_lane_add(draft, lane->name, lane->has_units, lane->units))
		return false;
	for (int64_t cell = lane->first; cell <= top; cell++)
		if (!cl_draft_cell_add(draft, rows->at, cl_schedule_half_steps(schedule)[cell],
							   cl_schedule_longevity(schedule)[cell],
							   cl_schedule_amounts(schedule)[cell]))
			return false;
	top_amount = cl_schedule_amounts(schedule)[top];
	if (!rows->base)
		rows->base = &top_amount;
	memset(rows->placed, 0, rows->scale->tier_count * sizeof(bool));
	if (!add_rows(rows, top, changes))
		return false;
	for (int i = 0; i < rows->scale->tier_count; i++)
		if (!rows->placed[i])
			return fail_unplaced(rows, i, cl_schedule_half_steps(schedule)[top], through);
	return true;
}

cl_salary_schedule *
cl_schedule_with_longevity(cl_env *env, const cl_salary_schedule *schedule,
						   const cl_pay_scale *scale, const cl_longevity_terms *terms)
{
	uint32_t *order = cl_schedule_printed_order(env, schedule);
	bool *wanted = cl_allocate(env, schedule->lane_count * sizeof(bool));
	bool *placed = cl_allocate(env, scale->tier_count * sizeof(bool));
	bool changes[CL_HALF_STEPS];
	cl_salary_schedule *made = NULL;
	cl_schedule_draft draft;
	bool good = order && wanted && placed && check_scale(env, scale) &&
				wanted_lanes(env, schedule, terms, wanted);

	cl_draft_init(&draft, env, schedule->places);
	mark_steps(scale, terms->through, changes);
	for (uint32_t i = 0; good && i < schedule->lane_count; i++)
	{
		const cl_schedule_lane *lane = &schedule->lanes[order[i]];
		lane_rows rows = {&draft, i, schedule, lane, scale, terms->base, placed};

		cl_check_interrupts(env);
		good = wanted[order[i]] ? grow_lane(&rows, terms->through, changes)
								: cl_draft_lane_copy(&draft, schedule, lane);
	}
	if (good)
		made = cl_draft_build(&draft);
	cl_draft_free(&draft);
	cl_release(env, order);
	cl_release(env, wanted);
	cl_release(env, placed);
	return made;
}
