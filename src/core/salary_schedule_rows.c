#include "core/salary_schedule_sheet.h"

#define ROWS_AROUND 4

/* The rise to this row from the one above it on the sheet; CL_NOT_PAID if either is missing. */
static bool
rise(const cl_sheet *sheet, int lane, int row, int64_t *by)
{
	int64_t above = cl_sheet_paid(sheet, lane, row - 1);
	int64_t here = cl_sheet_paid(sheet, lane, row);

	*by = here - above;
	return above != CL_NOT_PAID && here != CL_NOT_PAID;
}

/* The middle one of the lane's rises near this row, not counting those to it and from it. */
static bool
usual_rise(const cl_sheet *sheet, int lane, int row, int64_t *usual)
{
	int64_t rises[2 * ROWS_AROUND + 1];
	int count = 0;

	for (int near = row - ROWS_AROUND; near <= row + ROWS_AROUND; near++)
	{
		int64_t by;
		int at = count;

		if (near == row || near == row + 1 || !rise(sheet, lane, near, &by))
			continue;
		for (; at > 0 && rises[at - 1] > by; at--)
			rises[at] = rises[at - 1];
		rises[at] = by;
		count++;
	}
	*usual = count > 0 ? rises[(count - 1) / 2] : 0;
	return *usual > 0;
}

/* Between so many quarters of the usual rise. */
static bool
rises_by(const cl_sheet *sheet, int lane, int row, int least, int most)
{
	int64_t usual;
	int64_t by;

	return rise(sheet, lane, row, &by) && usual_rise(sheet, lane, row, &usual) &&
		   (cl_int128) by * 4 >= (cl_int128) usual * least &&
		   (cl_int128) by * 4 <= (cl_int128) usual * most;
}

/* About twice the usual rise. */
static bool
rises_double(const cl_sheet *sheet, int lane, int row)
{
	return rises_by(sheet, lane, row, 6, 10);
}

static bool
repeats_next(const cl_sheet *sheet, int lane, int row)
{
	int64_t by;

	return rise(sheet, lane, row + 1, &by) && by == 0;
}

/* Whether no lane of any other row repeats the next one, and this row rises to the double. */
static bool
whole_row_typed_from_next(const cl_sheet *sheet, int row)
{
	for (int lane = 0; lane < sheet->lanes; lane++)
	{
		if (cl_sheet_paid(sheet, lane, row) != CL_NOT_PAID && !rises_by(sheet, lane, row, 7, 9))
			return false;
		for (int other = sheet->first; other < sheet->rows; other++)
			if (other != row && repeats_next(sheet, lane, other))
				return false;
	}
	return true;
}

/* A row typed from the next one from some lane on: it rises double there, and does not before. */
static void
mark_typed_from_next(cl_sheet *sheet, int row)
{
	int lane = sheet->lanes;
	int repeated = 0;
	int64_t by;

	while (lane > 0 && (cl_sheet_paid(sheet, lane - 1, row) == CL_NOT_PAID ||
						(repeats_next(sheet, lane - 1, row) && rises_double(sheet, lane - 1, row))))
		repeated += cl_sheet_paid(sheet, --lane, row) != CL_NOT_PAID;
	while (lane < sheet->lanes && cl_sheet_paid(sheet, lane, row) == CL_NOT_PAID)
		lane++;
	if (repeated < 2)
		return;
	if (cl_sheet_paid(sheet, lane - 1, row) == CL_NOT_PAID)
	{
		if (!whole_row_typed_from_next(sheet, row))
			return;
	}
	else if (!rise(sheet, lane - 1, row, &by) || repeats_next(sheet, lane - 1, row) ||
			 rises_double(sheet, lane - 1, row))
		return;
	for (int after = lane; after < sheet->lanes; after++)
		for (int r = row; r <= row + 1; r++)
			if (cl_sheet_paid(sheet, after, r) != CL_NOT_PAID)
				sheet->mark[cl_sheet_at(sheet, after, r)] = CL_FINE;
	sheet->mark[cl_sheet_at(sheet, lane, row)] = CL_ROW_TWICE;
}

static bool
is_off(const cl_sheet *sheet, int lane, int row)
{
	cl_mark mark = sheet->mark[cl_sheet_at(sheet, lane, row)];

	return mark == CL_OFF || mark == CL_ROW_TWICE;
}

/* Falls are the schedule's where more than half of those that could fall do. */
static bool
habit(int falls, int of)
{
	return falls >= 2 && falls * 2 > of;
}

static bool
falls_down(const cl_sheet *sheet, int lane, int row, int *above)
{
	*above = cl_sheet_next(sheet, lane, row, -1);
	return *above >= 0 && cl_sheet_paid(sheet, lane, row) < cl_sheet_paid(sheet, lane, *above);
}

/* Marks the falls between cells that no law has named. */
static void
mark_falls(cl_sheet *sheet, int row)
{
	int falls = 0;
	int of = 0;
	int above;

	for (int lane = 0; lane < sheet->lanes; lane++)
		if (cl_sheet_paid(sheet, lane, row) != CL_NOT_PAID)
		{
			falls += falls_down(sheet, lane, row, &above);
			of += above >= 0;
		}
	for (int lane = 0; lane < sheet->lanes && falls > 0 && !habit(falls, of); lane++)
		if (cl_sheet_paid(sheet, lane, row) != CL_NOT_PAID &&
			falls_down(sheet, lane, row, &above) && !is_off(sheet, lane, row) &&
			!is_off(sheet, lane, above))
			sheet->mark[cl_sheet_at(sheet, lane, row)] = CL_FALL;
}

static bool
falls_across(const cl_sheet *sheet, int lane, int row, bool *both)
{
	int64_t left = cl_sheet_paid(sheet, lane - 1, row);
	int64_t here = cl_sheet_paid(sheet, lane, row);

	*both = left != CL_NOT_PAID && here != CL_NOT_PAID;
	return *both && here < left;
}

static void
mark_lane_falls(cl_sheet *sheet, int lane)
{
	int falls = 0;
	int of = 0;
	bool both;

	for (int row = sheet->first; row < sheet->rows; row++)
	{
		falls += falls_across(sheet, lane, row, &both);
		of += both;
	}
	for (int row = sheet->first; row < sheet->rows && falls > 0 && !habit(falls, of); row++)
		if (falls_across(sheet, lane, row, &both) && !is_off(sheet, lane, row) &&
			!is_off(sheet, lane - 1, row) && sheet->mark[cl_sheet_at(sheet, lane, row)] == CL_FINE)
			sheet->mark[cl_sheet_at(sheet, lane, row)] = CL_LANE_FALL;
}

void
cl_sheet_mark_rows(cl_sheet *sheet)
{
	for (int row = sheet->first; row < sheet->rows; row++)
	{
		cl_check_interrupts(sheet->env);
		mark_typed_from_next(sheet, row);
	}
	for (int row = sheet->first; row < sheet->rows; row++)
	{
		cl_check_interrupts(sheet->env);
		mark_falls(sheet, row);
	}
	for (int lane = 1; lane < sheet->lanes; lane++)
	{
		cl_check_interrupts(sheet->env);
		mark_lane_falls(sheet, lane);
	}
}
