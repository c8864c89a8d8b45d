#include "core/salary_schedule_sheet.h"

#define LANES_AROUND 3 /* to each side */

/* One cell, and who listens to what the laws say of it. */
typedef struct subject
{
	const cl_sheet *sheet;
	int lane;
	int row;
	cl_law_spoken spoken;
	void *listener;
} subject;

static void
speak(const subject *cell, cl_law law)
{
	if (law.value > 0)
		cell->spoken(cell->listener, &law);
}

static int64_t
paid(const subject *cell, int lane, int row)
{
	return cl_sheet_paid(cell->sheet, lane, row);
}

/* Amounts are below 10^18, so a product of two fits; a proportion may still come out too great. */
static int64_t
in_proportion(int64_t amount, int64_t to, int64_t from)
{
	cl_int128 value = from > 0 ? cl_divide_half_up((cl_int128) amount * to, from) : -1;
	int64_t fits;

	return cl_fits_int64(value, &fits) && fits < CL_AMOUNT_LIMIT ? fits : -1;
}

/* The amount after a rise, or before it, like that from `from` to `to`. */
static int64_t
like(bool percent, int64_t amount, int64_t to, int64_t from)
{
	return percent ? in_proportion(amount, to, from) : amount + (to - from);
}

static int64_t
middle_of(int64_t *values, int count)
{
	for (int i = 1; i < count; i++)
		for (int j = i; j > 0 && values[j] < values[j - 1]; j--)
		{
			int64_t kept = values[j];

			values[j] = values[j - 1];
			values[j - 1] = kept;
		}
	return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

/* The rise from this row, as the lanes around have it. */
static void
lanes_around(const subject *cell, int from, bool percent)
{
	int64_t values[2 * LANES_AROUND];
	int count = 0;
	cl_law around = {.kind = CL_LAW_AROUND, .percent = percent, .from = from};
	int64_t amount = paid(cell, cell->lane, from);

	for (int way = -1; way <= 1; way += 2)
	{
		bool nearest = true;

		for (int off = 1; off <= LANES_AROUND; off++)
		{
			int lane = cell->lane + way * off;
			int64_t there = paid(cell, lane, cell->row);
			int64_t before = paid(cell, lane, from);
			int64_t value;

			if (there == CL_NOT_PAID || before == CL_NOT_PAID)
				continue;
			value = like(percent, amount, there, before);
			if (value < 0)
				continue;
			if (nearest)
				speak(cell, (cl_law){CL_LAW_NEAREST, percent, from, {lane, lane}, 1, value});
			nearest = false;
			if (count == 0 || lane < around.lanes[0])
				around.lanes[0] = lane;
			if (count == 0 || lane > around.lanes[1])
				around.lanes[1] = lane;
			values[count++] = value;
		}
	}
	if (count < 2)
		return;
	around.lane_count = count;
	around.value = middle_of(values, count);
	speak(cell, around);
}

static int64_t
square_root(cl_uint128 of)
{
	cl_uint128 root = 0;

	for (cl_uint128 bit = (cl_uint128) 1 << 62; bit > 0; bit >>= 1)
		if ((root + bit) * (root + bit) <= of)
			root += bit;
	return (int64_t) root;
}

static void
lanes_beside(const subject *cell)
{
	int64_t left = paid(cell, cell->lane - 1, cell->row);
	int64_t right = paid(cell, cell->lane + 1, cell->row);
	cl_law law = {CL_LAW_MIDDLE, false, -1, {cell->lane - 1, cell->lane + 1}, 2, 0};

	if (left == CL_NOT_PAID || right == CL_NOT_PAID)
		return;
	law.value = (left + right) / 2;
	speak(cell, law);
	law.percent = true;
	law.value = square_root((cl_uint128) left * (cl_uint128) right);
	speak(cell, law);
}

/* What the lane itself does before the cell (-1) or after it (1). */
static void
own_lane(const subject *cell, int way)
{
	int row = cl_sheet_next(cell->sheet, cell->lane, cell->row, way);
	int further = row < 0 ? -1 : cl_sheet_next(cell->sheet, cell->lane, row, way);
	int64_t amount = row < 0 ? CL_NOT_PAID : paid(cell, cell->lane, row);
	bool at_end;
	int64_t diagonal;

	if (row < 0)
		return;
	for (int percent = 0; further >= 0 && percent < 2; percent++)
		speak(cell, (cl_law){percent ? CL_LAW_REPEATED_PERCENT : CL_LAW_REPEATED,
							 percent,
							 row,
							 {cell->lane, cell->lane},
							 1,
							 like(percent, amount, amount, paid(cell, cell->lane, further))});
	if (row < cell->sheet->first)
		return;
	at_end = (way < 0 ? cl_sheet_next(cell->sheet, cell->lane, cell->row, 1) : further) < 0;
	speak(cell, (cl_law){at_end ? CL_LAW_FLAT_END : CL_LAW_FLAT, false, row, {0, 0}, 0, amount});
	diagonal = paid(cell, cell->lane - way, cell->row + way);
	if (cell->row + way >= cell->sheet->first && diagonal != CL_NOT_PAID)
		speak(cell, (cl_law){CL_LAW_DIAGONAL,
							 false,
							 cell->row + way,
							 {cell->lane - way, cell->lane - way},
							 1,
							 diagonal});
}

static void
rows_beside(const subject *cell)
{
	int above = cl_sheet_next(cell->sheet, cell->lane, cell->row, -1);
	int below = cl_sheet_next(cell->sheet, cell->lane, cell->row, 1);

	if (above >= 0 && below >= 0)
		speak(cell, (cl_law){CL_LAW_BETWEEN,
							 false,
							 above,
							 {0, 0},
							 0,
							 (paid(cell, cell->lane, above) + paid(cell, cell->lane, below)) / 2});
}

void
cl_sheet_laws(const cl_sheet *sheet, int lane, int row, cl_law_spoken spoken, void *listener)
{
	subject cell = {sheet, lane, row, spoken, listener};

	for (int way = -1; way <= 1; way += 2)
	{
		int from = cl_sheet_next(sheet, lane, row, way);

		for (int percent = 0; from >= 0 && percent < 2; percent++)
			lanes_around(&cell, from, percent);
	}
	lanes_beside(&cell);
	rows_beside(&cell);
	own_lane(&cell, -1);
	own_lane(&cell, 1);
}
