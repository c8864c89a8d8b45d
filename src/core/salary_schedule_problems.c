#include "core/salary_schedule_problems.h"

#include <string.h>

/* How far away increments are looked at: lanes to either side, rows up and down. */
#define LANES_AROUND 20
#define ROWS_AROUND 60
/* Two amounts that are each off by less than one from rounding differ by less than two. */
#define ROUNDING 2

typedef struct linter
{
	cl_env *env;
	const cl_salary_schedule *schedule;
	const uint32_t *order; /* lanes as printed */
	int64_t *paid;		   /* by cell, as printed */
	uint8_t *odd;		   /* by cell: the increment to it from the row before is out of line */
	int64_t unit;		   /* of the last printed place */
	cl_problem_told told;
	void *listener;
	bool failed;
} linter;

static const cl_schedule_lane *
printed_lane(const linter *lint, int64_t rank)
{
	return &lint->schedule->lanes[lint->order[rank]];
}

static int
half_step(const linter *lint, int64_t cell)
{
	return cl_schedule_half_steps(lint->schedule)[cell];
}

static bool
is_longevity(const linter *lint, int64_t cell)
{
	return cl_schedule_longevity(lint->schedule)[cell];
}

/* The cell of exactly this step, of this kind if it has one; -1 if the lane has none. */
static int64_t
cell_at(const linter *lint, const cl_schedule_lane *lane, int step, bool longevity)
{
	int64_t cell = cl_schedule_row_index(lint->schedule, lane, step, longevity);

	return cell >= 0 ? cell : cl_schedule_row_index(lint->schedule, lane, step, !longevity);
}

/* A message is words, amounts ($) and places (@), in this order of arguments: */
typedef struct said
{
	int64_t amounts[2];
	const cl_schedule_lane *lanes[2];
	int steps[2];
} said;

static void
tell(linter *lint, const cl_schedule_lane *lane, int step, const char *words, const said *about)
{
	cl_buffer text;
	cl_salary_step placement;
	int amount = 0;
	int place = 0;

	memset(&placement, 0, sizeof(placement));
	cl_buffer_init(&text, lint->env);
	for (; *words; words++)
	{
		if (*words == '$')
			cl_buffer_decimal(&text, about->amounts[amount++], CL_AMOUNT_PLACES,
							  lint->schedule->places);
		else if (*words == '@')
		{
			memcpy(placement.lane, about->lanes[place]->name, CL_LANE_LENGTH);
			placement.half_steps = (uint8_t) about->steps[place++];
			cl_salary_step_print(&placement, &text);
		}
		else
			cl_buffer_char(&text, *words);
	}
	memcpy(placement.lane, lane->name, CL_LANE_LENGTH);
	placement.half_steps = (uint8_t) step;
	if (text.failed)
		lint->failed = true;
	else
		lint->told(lint->listener, &placement, text.data);
	cl_buffer_free(&text);
}

/*
 * Whether two increments go together: by the same sum, or in the same proportion. Each goes
 * from one row to the next of its lane.
 */
static bool
alike(const linter *lint, bool by_proportion, int64_t cell, int64_t other)
{
	const int64_t *paid = lint->paid;
	int64_t near = ROUNDING * lint->unit;
	cl_int128 expected = paid[cell - 1] + (cl_int128) (paid[other] - paid[other - 1]);

	if (by_proportion && paid[other - 1] == 0)
		return false;
	if (by_proportion)
		expected = cl_divide_half_up((cl_int128) paid[cell - 1] * paid[other], paid[other - 1]);
	return paid[cell] - expected <= near && expected - paid[cell] <= near;
}

/* The same step of another lane, if it follows the same row there; else -1. */
static int64_t
same_rows(const linter *lint, int64_t rank, int64_t cell)
{
	const cl_schedule_lane *lane;
	int64_t other;

	if (rank < 0 || rank >= lint->schedule->lane_count)
		return -1;
	lane = printed_lane(lint, rank);
	other = cell_at(lint, lane, half_step(lint, cell), is_longevity(lint, cell));
	return other > (int64_t) lane->first && half_step(lint, other - 1) == half_step(lint, cell - 1)
			   ? other
			   : -1;
}

/*
 * What the lanes around say of an increment: 1, most are like it; -1, most are like each
 * other and not like it; 0, nothing. `count` gets how many speak.
 */
static int
row_says(const linter *lint, bool by_proportion, int64_t rank, int64_t cell, int *count)
{
	int64_t usual = -1; /* stays, after each pair of unlike ones is struck out */
	int votes = 0;
	int like_usual = 0;
	int like = 0;

	*count = 0;
	for (int64_t near = rank - LANES_AROUND; near <= rank + LANES_AROUND; near++)
	{
		int64_t other = near == rank ? -1 : same_rows(lint, near, cell);

		if (other < 0)
			continue;
		(*count)++;
		like += alike(lint, by_proportion, cell, other);
		if (votes == 0)
			usual = other;
		votes += votes == 0 || alike(lint, by_proportion, usual, other) ? 1 : -1;
	}
	if (like * 2 > *count)
		return 1;
	for (int64_t near = rank - LANES_AROUND; usual >= 0 && near <= rank + LANES_AROUND; near++)
	{
		int64_t other = near == rank ? -1 : same_rows(lint, near, cell);

		like_usual += other >= 0 && alike(lint, by_proportion, usual, other);
	}
	return *count >= 2 && like_usual * 2 > *count ? -1 : 0;
}

/*
 * An increment is in line if most lanes have one like it between the same steps, or if most
 * of its own lane are like it; where the other lanes do not agree, one other of its lane is
 * enough. A zero is, as where a first step is paid like the second. With fewer than two
 * others nothing can be said.
 */
static bool
in_line(const linter *lint, bool by_proportion, int64_t rank, int64_t cell)
{
	const cl_schedule_lane *lane = printed_lane(lint, rank);
	int64_t first = lane->first + 1;
	int64_t last = (int64_t) lane->first + lane->rows - 1;
	int in_lane = 0;
	int like_in_lane = 0;
	int in_row;
	int row;

	if (lint->paid[cell] == lint->paid[cell - 1])
		return true;
	row = row_says(lint, by_proportion, rank, cell, &in_row);
	if (row > 0)
		return true;
	if (first < cell - ROWS_AROUND)
		first = cell - ROWS_AROUND;
	if (last > cell + ROWS_AROUND)
		last = cell + ROWS_AROUND;
	for (int64_t other = first; other <= last; other++)
		if (other != cell && is_longevity(lint, other) == is_longevity(lint, cell))
		{
			in_lane++;
			like_in_lane += alike(lint, by_proportion, cell, other);
		}
	if (in_lane + in_row < 2)
		return true;
	return row < 0 ? in_lane > 0 && like_in_lane * 2 >= in_lane : like_in_lane > 0;
}

/*
 * Marks the increments out of line, among the ordinary rows or those of longevity; some grids
 * go up by sums and some in proportion: the way that leaves fewer over is the grid's. Where
 * many are left, there are no lines to be out of.
 */
static void
mark_odd_increments(linter *lint, bool longevity)
{
	int64_t odd[2] = {0, 0};
	int64_t increments = 0;
	bool fewer;

	for (int64_t rank = 0; rank < lint->schedule->lane_count; rank++)
	{
		const cl_schedule_lane *lane = printed_lane(lint, rank);

		for (int64_t cell = lane->first + 1; cell < (int64_t) lane->first + lane->rows; cell++)
		{
			if (is_longevity(lint, cell) != longevity)
				continue;
			cl_check_interrupts(lint->env);
			increments++;
			lint->odd[cell] = 0;
			for (int way = 0; way < 2; way++)
				if (!in_line(lint, way == 1, rank, cell))
				{
					lint->odd[cell] |= (uint8_t) (1 << way);
					odd[way]++;
				}
		}
	}
	fewer = odd[1] < odd[0];
	for (uint32_t cell = 0; cell < lint->schedule->cell_count; cell++)
		if (is_longevity(lint, cell) == longevity)
			lint->odd[cell] = !longevity && odd[fewer] * 3 > increments
								  ? 0
								  : (lint->odd[cell] >> (int) fewer) & 1;
}

/* What is said of one cell against the row before it. */
static void
look_down(linter *lint, const cl_schedule_lane *lane, int64_t cell)
{
	int64_t end = (int64_t) lane->first + lane->rows;
	int step = half_step(lint, cell);
	said about = {{0, 0}, {lane, lane}, {0, 0}};

	if (cell == (int64_t) lane->first)
		return;
	about.steps[0] = half_step(lint, cell - 1);
	if (lint->paid[cell] < lint->paid[cell - 1])
	{
		about.amounts[0] = lint->paid[cell];
		about.amounts[1] = lint->paid[cell - 1];
		tell(lint, lane, step, "pays $, less than the $ of @, the step before", &about);
	}
	else if (lint->odd[cell])
	{
		about.amounts[0] = lint->paid[cell] - lint->paid[cell - 1];
		if (cell + 1 < end && lint->odd[cell + 1] && lint->paid[cell + 1] >= lint->paid[cell])
		{
			/* both sides of one cell are wrong: the cell is */
			about.steps[1] = half_step(lint, cell + 1);
			about.amounts[1] = lint->paid[cell + 1] - lint->paid[cell];
			tell(lint, lane, step,
				 "is $ above @ and $ below @, both out of line with its row and column", &about);
			lint->odd[cell + 1] = 0;
		}
		else
			tell(lint, lane, step, "is $ above @, out of line with its row and column", &about);
	}
}

static void
look_left(linter *lint, int64_t rank, int64_t cell)
{
	const cl_schedule_lane *lane = printed_lane(lint, rank);
	const cl_schedule_lane *left;
	int64_t beside;

	if (rank == 0)
		return;
	left = printed_lane(lint, rank - 1);
	beside = cell_at(lint, left, half_step(lint, cell), is_longevity(lint, cell));
	if (beside >= 0 && lint->paid[cell] < lint->paid[beside])
	{
		said about = {
			{lint->paid[cell], lint->paid[beside]}, {left, NULL}, {half_step(lint, cell), 0}};

		tell(lint, lane, half_step(lint, cell), "pays $, less than the $ of @, the lane before",
			 &about);
	}
}

/* Steps that other lanes have between two rows of one kind of this lane. */
static void
look_for_holes(linter *lint, const bool printed[2][CL_HALF_STEPS], const cl_schedule_lane *lane,
			   int64_t cell)
{
	bool longevity = is_longevity(lint, cell);
	int64_t before = cell - 1;

	while (before >= (int64_t) lane->first && is_longevity(lint, before) != longevity)
		before--;
	if (before < (int64_t) lane->first)
		return;
	for (int step = half_step(lint, before) + 1; step < half_step(lint, cell); step++)
		if (printed[longevity][step] && cell_at(lint, lane, step, longevity) < 0)
			tell(lint, lane, step,
				 "is not paid, though other lanes have this step and this lane goes on after it",
				 NULL);
}

static void
look_at_lane(linter *lint, const bool printed[2][CL_HALF_STEPS], int64_t rank)
{
	const cl_schedule_lane *lane = printed_lane(lint, rank);
	bool ordinary = false;

	if (rank > 0)
	{
		const cl_schedule_lane *left = printed_lane(lint, rank - 1);

		if (lane->has_units && left->has_units && lane->units <= left->units)
			tell(lint, lane, half_step(lint, lane->first),
				 "begins a lane that needs no more units than the lane before", NULL);
	}
	for (int64_t cell = lane->first; cell < (int64_t) lane->first + lane->rows; cell++)
	{
		cl_check_interrupts(lint->env);
		look_for_holes(lint, printed, lane, cell);
		look_down(lint, lane, cell);
		look_left(lint, rank, cell);
		ordinary = ordinary || !is_longevity(lint, cell);
	}
	if (!ordinary)
		tell(lint, lane, half_step(lint, lane->first), "begins a lane of longevity rows alone",
			 NULL);
}

static void
look(linter *lint)
{
	const cl_salary_schedule *schedule = lint->schedule;
	bool printed[2][CL_HALF_STEPS];

	memset(printed, 0, sizeof(printed));
	for (uint32_t cell = 0; cell < schedule->cell_count; cell++)
	{
		lint->paid[cell] = cl_amount_round(cl_schedule_amounts(schedule)[cell], schedule->places);
		lint->odd[cell] = 0;
		printed[is_longevity(lint, cell)][half_step(lint, cell)] = true;
	}
	mark_odd_increments(lint, false);
	mark_odd_increments(lint, true);
	for (int64_t rank = 0; !lint->failed && rank < schedule->lane_count; rank++)
		look_at_lane(lint, (const bool(*)[CL_HALF_STEPS]) printed, rank);
}

bool
cl_schedule_problems(cl_env *env, const cl_salary_schedule *schedule, cl_problem_told told,
					 void *listener)
{
	linter lint = {.env = env, .schedule = schedule, .told = told, .listener = listener};
	uint32_t *order = cl_schedule_printed_order(env, schedule);

	lint.order = order;
	lint.paid = cl_allocate(env, schedule->cell_count * sizeof(int64_t));
	lint.odd = cl_allocate(env, schedule->cell_count);
	lint.unit = (int64_t) cl_power_of_ten(CL_AMOUNT_PLACES - schedule->places);
	lint.failed = !order || !lint.paid || !lint.odd;
	if (!lint.failed)
		look(&lint);
	cl_release(env, order);
	cl_release(env, lint.paid);
	cl_release(env, lint.odd);
	return !lint.failed;
}
