#include "core/salary_schedule_sheet.h"

#include <string.h>

static int
half_step(const cl_sheet *sheet, int64_t cell)
{
	return cl_schedule_half_steps(sheet->schedule)[cell];
}

static bool
is_longevity(const cl_sheet *sheet, int64_t cell)
{
	return cl_schedule_longevity(sheet->schedule)[cell];
}

static int64_t
printed(const cl_sheet *sheet, int64_t cell)
{
	return cl_amount_round(cl_schedule_amounts(sheet->schedule)[cell], sheet->schedule->places);
}

const cl_schedule_lane *
cl_sheet_lane(const cl_sheet *sheet, int lane)
{
	return &sheet->schedule->lanes[sheet->order[lane]];
}

static void
find_rows(cl_sheet *sheet)
{
	bool there[CL_HALF_STEPS];

	memset(there, 0, sizeof(there));
	for (uint32_t cell = 0; cell < sheet->schedule->cell_count; cell++)
		if (is_longevity(sheet, cell) == sheet->longevity)
			there[half_step(sheet, cell)] = true;
	sheet->first = sheet->longevity;
	sheet->rows = sheet->first;
	for (int step = 0; step < CL_HALF_STEPS; step++)
	{
		sheet->row_of[step] = (int16_t) (there[step] ? sheet->rows : -1);
		if (there[step])
			sheet->steps[sheet->rows++] = (uint8_t) step;
	}
}

/* The last ordinary cell that is not above the lane's first longevity row lends the rise to it. */
static void
fill_lane(cl_sheet *sheet, int lane)
{
	const cl_schedule_lane *from = cl_sheet_lane(sheet, lane);
	int64_t below = -1;

	for (int64_t cell = from->first; cell < (int64_t) from->first + from->rows; cell++)
		if (is_longevity(sheet, cell) == sheet->longevity)
		{
			int row = sheet->row_of[half_step(sheet, cell)];

			sheet->paid[cl_sheet_at(sheet, lane, row)] = printed(sheet, cell);
			sheet->cells++;
			if (below >= 0)
				sheet->paid[cl_sheet_at(sheet, lane, 0)] = printed(sheet, below);
			below = -2;
		}
		else if (sheet->longevity && below != -2)
			below = cell;
}

bool
cl_sheet_open(cl_sheet *sheet, cl_env *env, const cl_salary_schedule *schedule, bool longevity)
{
	size_t cells;

	memset(sheet, 0, sizeof(*sheet));
	sheet->env = env;
	sheet->schedule = schedule;
	sheet->longevity = longevity;
	sheet->unit = (int64_t) cl_power_of_ten(CL_AMOUNT_PLACES - schedule->places);
	sheet->lanes = (int) schedule->lane_count;
	find_rows(sheet);
	cells = (size_t) sheet->lanes * (size_t) sheet->rows + 1;
	sheet->order = cl_schedule_printed_order(env, schedule);
	sheet->paid = cl_allocate(env, cells * sizeof(int64_t));
	sheet->error = cl_allocate(env, cells * sizeof(int64_t));
	sheet->mark = cl_allocate(env, cells);
	if (!sheet->order || !sheet->paid || !sheet->error || !sheet->mark)
		return false;
	for (size_t i = 0; i < cells; i++)
	{
		sheet->paid[i] = CL_NOT_PAID;
		sheet->error[i] = -1;
		sheet->mark[i] = CL_FINE;
	}
	for (int lane = 0; lane < sheet->lanes; lane++)
	{
		cl_check_interrupts(env);
		fill_lane(sheet, lane);
	}
	return true;
}

void
cl_sheet_close(cl_sheet *sheet)
{
	cl_release(sheet->env, sheet->order);
	cl_release(sheet->env, sheet->paid);
	cl_release(sheet->env, sheet->error);
	cl_release(sheet->env, sheet->mark);
}

int
cl_sheet_next(const cl_sheet *sheet, int lane, int row, int way)
{
	for (row += way; row >= 0 && row < sheet->rows; row += way)
		if (cl_sheet_paid(sheet, lane, row) != CL_NOT_PAID)
			return row;
	return -1;
}

bool
cl_sheet_tell_judged(const cl_sheet *sheet, const cl_problem_listener *listener, bool judged,
					 cl_cell_counts counts, const void *asker, cl_buffer *words)
{
	cl_judged told = {.longevity = sheet->longevity, .judged = judged};
	bool steps[CL_HALF_STEPS + 1];

	memset(steps, 0, sizeof(steps));
	for (int lane = 0; lane < sheet->lanes; lane++)
	{
		int64_t before = told.cells;

		for (int row = sheet->first; row < sheet->rows; row++)
			if (cl_sheet_paid(sheet, lane, row) != CL_NOT_PAID && counts(asker, lane, row))
			{
				told.cells++;
				told.steps += !steps[row];
				steps[row] = true;
			}
		told.lanes += told.cells > before;
	}
	told.words = words->data;
	if (!words->failed && told.cells > 0 && listener->judged)
		listener->judged(listener->owner, &told);
	return !words->failed;
}
