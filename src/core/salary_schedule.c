#include "core/salary_schedule.h"

#include <string.h>

static const char TYPE[] = "salary_schedule";

bool
cl_amount_check(cl_env *env, cl_int128 amount, const char *lane, int half_steps, bool longevity)
{
	cl_salary_step step;
	cl_buffer name;

	if (amount > 0 && amount < CL_AMOUNT_LIMIT)
		return true;
	memset(&step, 0, sizeof(step));
	memcpy(step.lane, lane, CL_LANE_LENGTH);
	step.half_steps = (uint8_t) half_steps;
	step.longevity = longevity;
	cl_buffer_init(&name, env);
	cl_salary_step_print(&step, &name);
	if (!name.failed)
	{
		cl_fail(env, CL_OUT_OF_RANGE, "value out of range for type %s", TYPE);
		if (amount > 0)
			cl_detail(env, "The amount of %s has more than 10 digits before the point.", name.data);
		else if (amount == 0)
			cl_detail(env, "The amount of %s would be nothing.", name.data);
		else
			cl_detail(env, "The amount of %s would be below zero.", name.data);
	}
	cl_buffer_free(&name);
	return false;
}

static bool
bad(cl_env *env, const char *reason)
{
	return cl_fail(env, CL_BAD_BINARY, "invalid binary %s: %s", TYPE, reason);
}

/* The lane by itself, and against the one before it. */
static bool
check_lane(cl_env *env, const cl_salary_schedule *schedule, uint32_t i)
{
	const cl_schedule_lane *lane = &schedule->lanes[i];
	char name[CL_LANE_LENGTH];
	uint32_t first =
		i == 0 ? 0 : schedule->lanes[i - 1].first + (uint32_t) schedule->lanes[i - 1].rows;

	if (!cl_lane_make(env, TYPE, lane->name, cl_lane_length(lane->name), name) ||
		memcmp(name, lane->name, CL_LANE_LENGTH) != 0)
		return bad(env, "a lane is not in its canonical form");
	if (i > 0 && memcmp(schedule->lanes[i - 1].name, lane->name, CL_LANE_LENGTH) >= 0)
		return bad(env, "its lanes are out of order");
	if (lane->has_units > 1 || lane->zero != 0 || lane->units < 0 ||
		lane->units >= CL_LANE_UNITS_LIMIT || (!lane->has_units && lane->units != 0))
		return bad(env, "a lane's units are wrong");
	if (lane->rows == 0 || lane->rows > CL_LANE_ROWS_MOST || lane->first != first ||
		lane->rows > schedule->cell_count - first)
		return bad(env, "a lane's rows are wrong");
	return true;
}

/* By step, and of one step the longevity cell after the ordinary one. */
static bool
is_after(const cl_salary_schedule *schedule, uint32_t before, uint32_t cell)
{
	const uint8_t *steps = cl_schedule_half_steps(schedule);
	const uint8_t *longevity = cl_schedule_longevity(schedule);

	return steps[before] != steps[cell] ? steps[before] < steps[cell]
										: longevity[before] < longevity[cell];
}

static bool
check_cells(cl_env *env, const cl_salary_schedule *schedule, const cl_schedule_lane *lane)
{
	for (uint32_t cell = lane->first; cell < lane->first + lane->rows; cell++)
	{
		int step = cl_schedule_half_steps(schedule)[cell];
		int64_t amount = cl_schedule_amounts(schedule)[cell];

		if (step >= CL_HALF_STEPS || (cell > lane->first && !is_after(schedule, cell - 1, cell)))
			return bad(env, "its steps are out of order");
		if (cl_schedule_longevity(schedule)[cell] > 1)
			return bad(env, "a longevity mark is wrong");
		if (amount <= 0 || amount >= CL_AMOUNT_LIMIT)
			return bad(env, "an amount is out of range");
	}
	return true;
}

bool
cl_schedule_check(cl_env *env, const cl_salary_schedule *schedule, size_t length)
{
	uint8_t *ranks;
	uint64_t cells = 0;
	bool good = true;

	if (length < sizeof(*schedule) || schedule->version != CL_SCHEDULE_VERSION)
		return bad(env, "its version is unknown");
	if (schedule->places > CL_AMOUNT_PLACES || schedule->zero[0] != 0 || schedule->zero[1] != 0)
		return bad(env, "its head is wrong");
	if (schedule->lane_count == 0 || schedule->lane_count > CL_SCHEDULE_LANES_MOST ||
		schedule->cell_count > schedule->lane_count * (uint64_t) CL_LANE_ROWS_MOST ||
		length < cl_schedule_size(schedule))
		return bad(env, "its size is wrong");
	ranks = cl_allocate(env, schedule->lane_count);
	if (!ranks)
		return false;
	memset(ranks, 0, schedule->lane_count);
	for (uint32_t i = 0; good && i < schedule->lane_count; i++)
	{
		uint32_t rank = schedule->lanes[i].rank;

		cl_check_interrupts(env);
		good = check_lane(env, schedule, i) && check_cells(env, schedule, &schedule->lanes[i]);
		if (good && (rank >= schedule->lane_count || ranks[rank]++))
			good = bad(env, "the printed order of its lanes is wrong");
		cells += schedule->lanes[i].rows;
	}
	if (good && cells != schedule->cell_count)
		good = bad(env, "it has cells of no lane");
	cl_release(env, ranks);
	return good;
}

/* Up to so many lanes are looked through one by one, which is quicker than bisection. */
#define FEW_LANES 16

int64_t
cl_schedule_lane_index(const cl_salary_schedule *schedule, const char *name)
{
	int64_t low = 0;
	int64_t high = schedule->lane_count;

	if (high <= FEW_LANES)
	{
		for (; low < high; low++)
			if (memcmp(name, schedule->lanes[low].name, CL_LANE_LENGTH) == 0)
				return low;
		return -1;
	}
	while (low < high)
	{
		int64_t middle = (low + high) / 2;
		int order = memcmp(name, schedule->lanes[middle].name, CL_LANE_LENGTH);

		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return -1;
}

int64_t
cl_schedule_cell_index(const cl_salary_schedule *schedule, const cl_schedule_lane *lane,
					   int half_steps)
{
	const uint8_t *steps = cl_schedule_half_steps(schedule) + lane->first;
	int low = 0; /* rows below it are at or below the step */
	int high = lane->rows;
	int guess = (half_steps - steps[0]) / 2;

	/* most lanes have whole steps without a gap, each once */
	if (guess >= 0 && guess < high && steps[guess] == half_steps)
		return (int64_t) lane->first + guess - (guess > 0 && steps[guess - 1] == half_steps);
	while (low < high)
	{
		int middle = (low + high) / 2;

		if (steps[middle] <= half_steps)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return -1;
	low--;
	return (int64_t) lane->first + low -
		   (low > 0 && steps[low] == half_steps && steps[low - 1] == half_steps);
}

/* The same cell, or after it the longevity cell of that very step, where it has both. */
static int64_t
last_of_step(const cl_salary_schedule *schedule, const cl_schedule_lane *lane, int64_t cell)
{
	return cell + 1 < (int64_t) lane->first + lane->rows &&
				   cl_schedule_is_beside(schedule, lane, cell + 1)
			   ? cell + 1
			   : cell;
}

int64_t
cl_schedule_row_index(const cl_salary_schedule *schedule, const cl_schedule_lane *lane,
					  int half_steps, bool longevity)
{
	int64_t cell = cl_schedule_cell_index(schedule, lane, half_steps);

	if (cell < 0 || cl_schedule_half_steps(schedule)[cell] != half_steps)
		return -1;
	if (longevity)
		cell = last_of_step(schedule, lane, cell);
	return cl_schedule_longevity(schedule)[cell] == longevity ? cell : -1;
}

int64_t
cl_schedule_find(const cl_salary_schedule *schedule, const cl_salary_step *step)
{
	int64_t index = cl_schedule_lane_index(schedule, step->lane);
	int64_t cell;

	if (index < 0)
		return -1;
	cell = cl_schedule_cell_index(schedule, &schedule->lanes[index], step->half_steps);
	if (!step->longevity || cell < 0)
		return cell;
	cell = last_of_step(schedule, &schedule->lanes[index], cell);
	return cl_schedule_longevity(schedule)[cell] ? cell : -1;
}

bool
cl_schedule_is_beside(const cl_salary_schedule *schedule, const cl_schedule_lane *lane,
					  int64_t cell)
{
	const uint8_t *steps = cl_schedule_half_steps(schedule);

	return cell > (int64_t) lane->first && steps[cell - 1] == steps[cell];
}

int64_t
cl_schedule_ordinary_below(const cl_salary_schedule *schedule, const cl_schedule_lane *lane,
						   int64_t cell)
{
	const uint8_t *longevity = cl_schedule_longevity(schedule);

	while (--cell >= (int64_t) lane->first)
		if (!longevity[cell])
			return cell;
	return -1;
}

bool
cl_schedule_no_lane(cl_env *env, const cl_salary_schedule *schedule, const char *name)
{
	uint32_t *order = cl_schedule_printed_order(env, schedule);
	cl_buffer list;

	if (!order)
		return false;
	cl_buffer_init(&list, env);
	for (uint32_t i = 0; i < schedule->lane_count; i++)
	{
		const cl_schedule_lane *lane = &schedule->lanes[order[i]];

		if (i > 0)
			cl_buffer_text(&list, ", ");
		if (i >= 30)
		{
			cl_buffer_text(&list, "...");
			break;
		}
		cl_buffer_bytes(&list, lane->name, cl_lane_length(lane->name));
	}
	cl_release(env, order);
	if (!list.failed)
	{
		cl_fail(env, CL_BAD_ARGUMENT, "the salary schedule has no lane \"%.*s\"", CL_LANE_LENGTH,
				name);
		cl_detail(env, "Its %s %s.", schedule->lane_count == 1 ? "lane is" : "lanes are",
				  list.data);
	}
	cl_buffer_free(&list);
	return false;
}

bool
cl_schedule_not_found(cl_env *env, const cl_salary_schedule *schedule, const cl_salary_step *step)
{
	int64_t index = cl_schedule_lane_index(schedule, step->lane);
	const cl_schedule_lane *lane;
	cl_salary_step there;
	cl_buffer wanted, paid;
	int64_t cell;

	if (index < 0)
		return cl_schedule_no_lane(env, schedule, step->lane);
	lane = &schedule->lanes[index];
	cell = cl_schedule_cell_index(schedule, lane, step->half_steps);
	memset(&there, 0, sizeof(there));
	memcpy(there.lane, lane->name, CL_LANE_LENGTH);
	there.half_steps = cl_schedule_half_steps(schedule)[cell < 0 ? lane->first : cell];
	cl_buffer_init(&wanted, env);
	cl_buffer_init(&paid, env);
	cl_salary_step_print(step, &wanted);
	cl_salary_step_print(&there, &paid);
	if (!wanted.failed && !paid.failed)
	{
		cl_fail(env, CL_BAD_ARGUMENT, "the salary schedule pays nothing at %s", wanted.data);
		if (cell < 0)
			cl_detail(env, "Lane %.*s begins at %s.", CL_LANE_LENGTH, lane->name, paid.data);
		else
		{
			cl_detail(env, "The highest row of its lane at or below it, %s, is no longevity row.",
					  paid.data);
			cl_hint(env, "Without the L it is paid by that row.");
		}
	}
	cl_buffer_free(&wanted);
	cl_buffer_free(&paid);
	return false;
}

static const int64_t powers_of_ten[] = {1,
										10,
										100,
										1000,
										10000,
										100000,
										1000000,
										10000000,
										100000000,
										1000000000,
										10000000000,
										100000000000,
										1000000000000,
										10000000000000,
										100000000000000,
										1000000000000000,
										10000000000000000,
										100000000000000000};

int64_t
cl_amount_in(int64_t amount, int places)
{
	int64_t unit = powers_of_ten[CL_AMOUNT_PLACES - places];
	int64_t rest = amount % unit;

	return amount / unit + (rest >= unit - rest && rest > 0);
}

int64_t
cl_amount_round(int64_t amount, int places)
{
	return cl_amount_in(amount, places) * powers_of_ten[CL_AMOUNT_PLACES - places];
}

uint32_t *
cl_schedule_printed_order(cl_env *env, const cl_salary_schedule *schedule)
{
	uint32_t *order = cl_allocate(env, schedule->lane_count * sizeof(uint32_t));

	for (uint32_t i = 0; order && i < schedule->lane_count; i++)
		order[schedule->lanes[i].rank] = i;
	return order;
}

bool
cl_schedule_top(cl_env *env, const cl_salary_schedule *schedule, const cl_schedule_lane *lane,
				int64_t *cell)
{
	*cell = cl_schedule_ordinary_below(schedule, lane, (int64_t) lane->first + lane->rows);
	if (*cell >= 0)
		return true;
	cl_fail(env, CL_BAD_ARGUMENT, "lane %.*s of the salary schedule has no top step",
			CL_LANE_LENGTH, lane->name);
	return cl_detail(env, "All its rows are longevity rows.");
}

bool
cl_schedule_lane_for_units(cl_env *env, const cl_salary_schedule *schedule, cl_int128 units,
						   const cl_schedule_lane **lane)
{
	const cl_schedule_lane *best = NULL;
	const cl_schedule_lane *lowest = NULL;
	cl_int128 unit = cl_power_of_ten(CL_REACHED_PLACES - CL_LANE_UNITS_PLACES);
	cl_buffer least;

	for (uint32_t i = 0; i < schedule->lane_count; i++)
	{
		const cl_schedule_lane *one = &schedule->lanes[i];

		if (!one->has_units)
			continue;
		if (!lowest || one->units < lowest->units)
			lowest = one;
		/* of two that need the same, the later in print */
		if (one->units * unit <= units && (!best || one->units > best->units ||
										   (one->units == best->units && one->rank > best->rank)))
			best = one;
	}
	*lane = best;
	if (best)
		return true;
	if (!lowest)
	{
		cl_fail(env, CL_BAD_ARGUMENT, "the lanes of the salary schedule have no units");
		return cl_hint(env, "Give them units: with_lanes(schedule, '{I(24),II(36)}').");
	}
	cl_buffer_init(&least, env);
	cl_buffer_decimal(&least, lowest->units, CL_LANE_UNITS_PLACES, 0);
	if (!least.failed)
	{
		cl_fail(env, CL_BAD_ARGUMENT, "so few units reach no lane of the salary schedule");
		cl_detail(env, "Its first lane, %.*s, needs %s.", CL_LANE_LENGTH, lowest->name, least.data);
	}
	cl_buffer_free(&least);
	return false;
}

static int
order_of(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

int
cl_schedule_compare(const cl_salary_schedule *a, const cl_salary_schedule *b)
{
	int order = order_of(a->places, b->places);

	if (order == 0)
		order = order_of(a->lane_count, b->lane_count);
	for (uint32_t i = 0; order == 0 && i < a->lane_count; i++)
	{
		const cl_schedule_lane *x = &a->lanes[i];
		const cl_schedule_lane *y = &b->lanes[i];

		order = memcmp(x->name, y->name, CL_LANE_LENGTH);
		if (order == 0)
			order = order_of(x->rank, y->rank);
		if (order == 0)
			order = order_of(x->has_units, y->has_units);
		if (order == 0)
			order = order_of(x->units, y->units);
		if (order == 0)
			order = order_of(x->rows, y->rows);
	}
	/* of two that are whole this is so already */
	if (order == 0)
		order = order_of(a->cell_count, b->cell_count);
	for (uint32_t i = 0; order == 0 && i < a->cell_count; i++)
	{
		order = order_of(cl_schedule_half_steps(a)[i], cl_schedule_half_steps(b)[i]);
		if (order == 0)
			order = order_of(cl_schedule_longevity(a)[i], cl_schedule_longevity(b)[i]);
		if (order == 0)
			order = order_of(cl_schedule_amounts(a)[i], cl_schedule_amounts(b)[i]);
	}
	return order;
}
