#include "core/salary_schedule_draft.h"
#include "core/sort.h"

#include <string.h>

void
cl_draft_init(cl_schedule_draft *draft, cl_env *env, int places)
{
	memset(draft, 0, sizeof(*draft));
	draft->env = env;
	draft->places = places;
}

void
cl_draft_free(cl_schedule_draft *draft)
{
	cl_release(draft->env, draft->lanes);
	cl_release(draft->env, draft->cells);
	draft->lanes = NULL;
	draft->cells = NULL;
}

/* Room for one more item; the new memory, or NULL. */
static void *
widened(cl_env *env, void *items, size_t count, size_t *room, size_t size)
{
	size_t wider = *room ? 2 * *room : 16;
	void *grown = cl_allocate(env, wider * size);

	if (!grown)
		return NULL;
	if (count > 0)
		cl_copy(env, grown, items, count * size);
	cl_release(env, items);
	*room = wider;
	return grown;
}

bool
cl_draft_lane_add(cl_schedule_draft *draft, const char *name, bool has_units, int64_t units)
{
	cl_draft_lane *lane;

	if (draft->lane_count == CL_SCHEDULE_LANES_MOST)
		return cl_fail(draft->env, CL_OUT_OF_RANGE, "a salary schedule has at most %d lanes",
					   CL_SCHEDULE_LANES_MOST);
	if (draft->lane_count == draft->lane_room)
	{
		lane =
			widened(draft->env, draft->lanes, draft->lane_count, &draft->lane_room, sizeof(*lane));
		if (!lane)
			return false;
		draft->lanes = lane;
	}
	lane = &draft->lanes[draft->lane_count++];
	memcpy(lane->name, name, CL_LANE_LENGTH);
	lane->has_units = has_units;
	lane->units = has_units ? units : 0;
	return true;
}

bool
cl_draft_cell_add(cl_schedule_draft *draft, uint32_t lane, int half_steps, bool longevity,
				  cl_int128 amount)
{
	cl_draft_cell *cell;

	if (!cl_amount_check(draft->env, amount, draft->lanes[lane].name, half_steps, longevity))
		return false;
	if (draft->cell_count == draft->cell_room)
	{
		cell =
			widened(draft->env, draft->cells, draft->cell_count, &draft->cell_room, sizeof(*cell));
		if (!cell)
			return false;
		draft->cells = cell;
	}
	cell = &draft->cells[draft->cell_count++];
	cell->amount = (int64_t) amount;
	cell->lane = lane;
	cell->half_steps = (uint8_t) half_steps;
	cell->longevity = longevity;
	return true;
}

bool
cl_draft_lane_copy(cl_schedule_draft *draft, const cl_salary_schedule *schedule,
				   const cl_schedule_lane *lane)
{
	uint32_t at = (uint32_t) draft->lane_count;

	if (!cl_draft_lane_add(draft, lane->name, lane->has_units, lane->units))
		return false;
	for (uint32_t cell = lane->first; cell < lane->first + lane->rows; cell++)
		if (!cl_draft_cell_add(draft, at, cl_schedule_half_steps(schedule)[cell],
							   cl_schedule_longevity(schedule)[cell],
							   cl_schedule_amounts(schedule)[cell]))
			return false;
	return true;
}

bool
cl_draft_twice(cl_env *env, const char *lane, int half_steps, bool longevity)
{
	return cl_fail(env, CL_BAD_ARGUMENT, "%.*s-%d%s%s stands twice in the salary schedule",
				   CL_LANE_LENGTH, lane, half_steps / 2, half_steps % 2 ? ".5" : "",
				   longevity ? "L" : "");
}

static int
by_name(const void *a, const void *b)
{
	return memcmp(((const cl_schedule_lane *) a)->name, ((const cl_schedule_lane *) b)->name,
				  CL_LANE_LENGTH);
}

static int
by_lane_and_step(const void *a, const void *b)
{
	const cl_draft_cell *x = a;
	const cl_draft_cell *y = b;

	if (x->lane != y->lane)
		return x->lane < y->lane ? -1 : 1;
	if (x->half_steps != y->half_steps)
		return x->half_steps < y->half_steps ? -1 : 1;
	return x->longevity - y->longevity;
}

/* The lanes sorted by name, each keeping its rank; what stands twice is refused. */
static bool
place_lanes(cl_schedule_draft *draft, cl_salary_schedule *schedule)
{
	schedule->lane_count = (uint32_t) draft->lane_count;
	for (uint32_t i = 0; i < schedule->lane_count; i++)
	{
		cl_schedule_lane *lane = &schedule->lanes[i];

		memcpy(lane->name, draft->lanes[i].name, CL_LANE_LENGTH);
		lane->rank = i;
		lane->has_units = draft->lanes[i].has_units;
		lane->units = draft->lanes[i].units;
	}
	if (!cl_sort(draft->env, schedule->lanes, schedule->lane_count, sizeof(cl_schedule_lane),
				 by_name))
		return false;
	for (uint32_t i = 1; i < schedule->lane_count; i++)
		if (by_name(&schedule->lanes[i - 1], &schedule->lanes[i]) == 0)
			return cl_fail(draft->env, CL_BAD_ARGUMENT,
						   "lane \"%.*s\" stands twice in the salary schedule", CL_LANE_LENGTH,
						   schedule->lanes[i].name);
	return true;
}

static bool
place_cells(cl_schedule_draft *draft, cl_salary_schedule *schedule)
{
	uint32_t *index = cl_schedule_printed_order(draft->env, schedule);
	int64_t *amounts;
	uint8_t *steps, *longevity;

	if (!index)
		return false;
	for (size_t i = 0; i < draft->cell_count; i++)
	{
		cl_check_now_and_then(draft->env, i);
		draft->cells[i].lane = index[draft->cells[i].lane];
	}
	cl_release(draft->env, index);
	if (!cl_sort(draft->env, draft->cells, draft->cell_count, sizeof(cl_draft_cell),
				 by_lane_and_step))
		return false;
	schedule->cell_count = (uint32_t) draft->cell_count;
	amounts = (int64_t *) cl_schedule_amounts(schedule);
	steps = (uint8_t *) cl_schedule_half_steps(schedule);
	longevity = (uint8_t *) cl_schedule_longevity(schedule);
	for (uint32_t i = 0; i < schedule->cell_count; i++)
	{
		const cl_draft_cell *cell = &draft->cells[i];
		cl_schedule_lane *lane = &schedule->lanes[cell->lane];

		cl_check_interrupts(draft->env);
		if (i > 0 && by_lane_and_step(cell - 1, cell) == 0)
			return cl_draft_twice(draft->env, lane->name, cell->half_steps, cell->longevity);
		if (lane->rows++ == 0)
			lane->first = i;
		amounts[i] = cell->amount;
		steps[i] = cell->half_steps;
		longevity[i] = cell->longevity;
	}
	for (uint32_t i = 0; i < schedule->lane_count; i++)
		if (schedule->lanes[i].rows == 0)
			return cl_fail(draft->env, CL_BAD_ARGUMENT,
						   "lane \"%.*s\" of the salary schedule has no cell", CL_LANE_LENGTH,
						   schedule->lanes[i].name);
	return true;
}

cl_salary_schedule *
cl_draft_build(cl_schedule_draft *draft)
{
	size_t size = cl_schedule_size_for(draft->lane_count, draft->cell_count);
	cl_salary_schedule *schedule;

	if (draft->lane_count == 0)
	{
		cl_fail(draft->env, CL_BAD_ARGUMENT, "a salary schedule has at least one lane");
		return NULL;
	}
	schedule = cl_allocate(draft->env, size);
	if (!schedule)
		return NULL;
	cl_clear(draft->env, schedule, size);
	schedule->version = CL_SCHEDULE_VERSION;
	schedule->places = (uint8_t) draft->places;
	if (place_lanes(draft, schedule) && place_cells(draft, schedule))
		return schedule;
	cl_release(draft->env, schedule);
	return NULL;
}
