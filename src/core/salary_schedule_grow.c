/* salary_schedule_grow.c: what the aggregate needs: one cell more, and the union of two. */
#include "core/salary_schedule_draft.h"
#include "core/sort.h"

#include <string.h>

/* Where the lane is, or would be: the first lane whose name is not below it. */
static uint32_t
lane_place(const cl_salary_schedule *schedule, const char *name, bool *is_there)
{
	uint32_t low = 0;
	uint32_t high = schedule->lane_count;

	while (low < high)
	{
		uint32_t middle = (low + high) / 2;

		if (memcmp(schedule->lanes[middle].name, name, CL_LANE_LENGTH) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*is_there =
		low < schedule->lane_count && memcmp(schedule->lanes[low].name, name, CL_LANE_LENGTH) == 0;
	return low;
}

/* An empty lane before lane `at`; its rank is its place in natural order. */
static void
open_lane(cl_salary_schedule *schedule, uint32_t at, const char *name)
{
	cl_schedule_lane *lane = &schedule->lanes[at];
	uint8_t *end = (uint8_t *) schedule + cl_schedule_size(schedule);
	uint32_t rank = 0;

	for (uint32_t i = 0; i < schedule->lane_count; i++)
	{
		if (cl_lane_compare(schedule->lanes[i].name, name) < 0)
			rank++;
		else
			schedule->lanes[i].rank++;
	}
	memmove(lane + 1, lane, (size_t) (end - (uint8_t *) lane));
	memset(lane, 0, sizeof(*lane));
	memcpy(lane->name, name, CL_LANE_LENGTH);
	lane->rank = rank;
	lane->first = at == 0 ? 0 : lane[-1].first + lane[-1].rows;
	schedule->lane_count++;
}

/* From the last array to the first: each moves up by the room of those before it. */
static void
open_cell(cl_salary_schedule *schedule, uint32_t lane, uint32_t at)
{
	uint32_t count = schedule->cell_count;
	int64_t *amounts = (int64_t *) cl_schedule_amounts(schedule);
	uint8_t *steps = (uint8_t *) cl_schedule_half_steps(schedule);
	uint8_t *longevity = (uint8_t *) cl_schedule_longevity(schedule);

	memmove(longevity + 10 + at, longevity + at, count - at);
	memmove(longevity + 9, longevity, at);
	memmove(steps + 9 + at, steps + at, count - at);
	memmove(steps + 8, steps, at);
	memmove(amounts + at + 1, amounts + at, (count - at) * sizeof(int64_t));
	schedule->cell_count++;
	schedule->lanes[lane].rows++;
	for (uint32_t i = lane + 1; i < schedule->lane_count; i++)
		schedule->lanes[i].first++;
}

static cl_salary_schedule *
with_room(cl_env *env, const cl_salary_schedule *schedule, size_t wanted, bool spare,
		  size_t *new_room)
{
	size_t room = spare ? 2 * wanted + 256 : wanted;
	cl_salary_schedule *copy = cl_allocate(env, room);

	if (!copy)
		return NULL;
	*new_room = room;
	cl_clear(env, copy, room);
	copy->version = CL_SCHEDULE_VERSION;
	if (schedule)
		cl_copy(env, copy, schedule, cl_schedule_size(schedule));
	return copy;
}

cl_salary_schedule *
cl_schedule_insert(cl_env *env, cl_salary_schedule *schedule, size_t room,
				   const cl_salary_step *step, cl_int128 amount, bool longevity, int places,
				   bool spare, size_t *new_room)
{
	bool has_lane = false;
	uint32_t lane = 0;
	int64_t cell;
	size_t wanted;

	if (!cl_amount_check(env, amount, step->lane, step->half_steps, longevity))
		return NULL;
	if (schedule)
		lane = lane_place(schedule, step->lane, &has_lane);
	if (!has_lane && schedule && schedule->lane_count == CL_SCHEDULE_LANES_MOST)
	{
		cl_fail(env, CL_OUT_OF_RANGE, "a salary schedule has at most %d lanes",
				CL_SCHEDULE_LANES_MOST);
		return NULL;
	}
	if (has_lane &&
		cl_schedule_row_index(schedule, &schedule->lanes[lane], step->half_steps, longevity) >= 0)
	{
		cl_draft_twice(env, step->lane, step->half_steps, longevity);
		return NULL;
	}
	/* after the highest row at or below it; an ordinary cell before the longevity cell of its step
	 */
	cell =
		has_lane ? cl_schedule_cell_index(schedule, &schedule->lanes[lane], step->half_steps) : -1;
	if (cell >= 0 && !longevity && cl_schedule_half_steps(schedule)[cell] == step->half_steps)
		cell--;
	if (has_lane && cell < (int64_t) schedule->lanes[lane].first)
		cell = -1;
	wanted = cl_schedule_size_for((schedule ? schedule->lane_count : 0) + !has_lane,
								  (schedule ? schedule->cell_count : 0) + 1);
	if (!schedule || wanted > room)
	{
		schedule = with_room(env, schedule, wanted, spare, new_room);
		if (!schedule)
			return NULL;
	}
	else
		*new_room = room;
	if (!has_lane)
		open_lane(schedule, lane, step->lane);
	if (cell < 0)
		cell = schedule->lanes[lane].first;
	else
		cell++;
	open_cell(schedule, lane, (uint32_t) cell);
	((int64_t *) cl_schedule_amounts(schedule))[cell] = (int64_t) amount;
	((uint8_t *) cl_schedule_half_steps(schedule))[cell] = step->half_steps;
	((uint8_t *) cl_schedule_longevity(schedule))[cell] = longevity;
	if (places > schedule->places)
		schedule->places = (uint8_t) places;
	return schedule;
}

static int
naturally(const void *a, const void *b)
{
	return cl_lane_compare((*(const cl_schedule_lane *const *) a)->name,
						   (*(const cl_schedule_lane *const *) b)->name);
}

static bool
add_cells(cl_schedule_draft *draft, const cl_salary_schedule *from, const cl_schedule_lane *lane)
{
	for (uint32_t cell = lane->first; cell < lane->first + lane->rows; cell++)
		if (!cl_draft_cell_add(draft, (uint32_t) draft->lane_count - 1,
							   cl_schedule_half_steps(from)[cell],
							   cl_schedule_longevity(from)[cell], cl_schedule_amounts(from)[cell]))
			return false;
	return true;
}

static bool
add_lanes(cl_schedule_draft *draft, const cl_salary_schedule *a, const cl_salary_schedule *b,
		  const cl_schedule_lane **lanes)
{
	size_t count = 0;

	for (uint32_t i = 0; i < a->lane_count; i++)
		lanes[count++] = &a->lanes[i];
	for (uint32_t i = 0; i < b->lane_count; i++)
		lanes[count++] = &b->lanes[i];
	if (!cl_sort(draft->env, lanes, count, sizeof(*lanes), naturally))
		return false;
	for (size_t i = 0; i < count; i++)
	{
		const cl_schedule_lane *lane = lanes[i];
		bool in_a = lane >= a->lanes && lane < a->lanes + a->lane_count;
		bool again = i > 0 && memcmp(lanes[i - 1]->name, lane->name, CL_LANE_LENGTH) == 0;

		cl_check_interrupts(draft->env);
		if (!again)
		{
			if (!cl_draft_lane_add(draft, lane->name, lane->has_units, lane->units))
				return false;
		}
		else if (lanes[i - 1]->has_units != lane->has_units || lanes[i - 1]->units != lane->units)
			return cl_fail(draft->env, CL_BAD_ARGUMENT,
						   "lane \"%.*s\" has different units in two salary schedules",
						   CL_LANE_LENGTH, lane->name);
		if (!add_cells(draft, in_a ? a : b, lane))
			return false;
	}
	return true;
}

cl_salary_schedule *
cl_schedule_union(cl_env *env, const cl_salary_schedule *a, const cl_salary_schedule *b)
{
	const cl_schedule_lane **lanes =
		cl_allocate(env, (a->lane_count + b->lane_count) * sizeof(*lanes));
	cl_salary_schedule *made = NULL;
	cl_schedule_draft draft;

	if (!lanes)
		return NULL;
	cl_draft_init(&draft, env, a->places > b->places ? a->places : b->places);
	if (add_lanes(&draft, a, b, lanes))
		made = cl_draft_build(&draft);
	cl_draft_free(&draft);
	cl_release(env, lanes);
	return made;
}
