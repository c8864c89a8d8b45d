/* read_check.c: what no salary schedule does is a wrong reading: a footnote's digit stuck to an
 * amount, a shifted row. */
#include "core/read_table.h"

#define CENTS(dollars) (INT64_C(100) * (dollars))

static bool
odd_amount(cl_table *table, const cl_table_cell *cell, size_t row, const char *why)
{
	int length;
	const char *shown = cl_table_shown(table, cell->at, cell->end, 40, &length);

	cl_table_fail(table, cell->at, "%.*s at step " CL_TABLE_STEP_FORMAT " %s", length, shown,
				  CL_TABLE_STEP_ARGS(cl_table_row_line(table, row)->label.half_steps), why);
	return cl_hint(table->env, "Look for a digit too many or too few, a cell that is lost, or "
							   "amounts of another table.");
}

/* Within a lane: the next amount lies between 0.88 and 1.45 of the one before. */
static bool
check_lane(cl_table *table, size_t column)
{
	const cl_table_cell *before = NULL;

	for (size_t row = 0; row < table->row_count; row++)
	{
		const cl_table_cell *cell = cl_table_at(table, table->placed, row, column);

		if (!cell)
			continue;
		if (before &&
			(cell->amount * 100 < before->amount * 88 || cell->amount * 100 > before->amount * 145))
			return odd_amount(table, cell, row,
							  cell->amount < before->amount
								  ? "falls too far below the amount before it in its lane"
								  : "rises too far above the amount before it in its lane");
		before = cell;
	}
	return true;
}

/* Within a row: the greatest is at most three times the least. */
static bool
check_row(cl_table *table, size_t row, int64_t *least, int64_t *most)
{
	int64_t low = 0;
	int64_t high = 0;

	for (size_t column = 0; column < table->column_count; column++)
	{
		const cl_table_cell *cell = cl_table_at(table, table->placed, row, column);

		if (!cell || table->columns[column].aside)
			continue;
		if (low == 0 || cell->amount < low)
			low = cell->amount;
		if (cell->amount > high)
			high = cell->amount;
		if (high > 3 * low)
			return odd_amount(table, cell, row, "is too far from the other amounts of its row");
	}
	if (low > 0 && (*least == 0 || low < *least))
		*least = low;
	if (high > *most)
		*most = high;
	return true;
}

/* 2031, as it is printed in a column of years. */
static bool
is_year(const cl_table *table, const cl_table_cell *cell)
{
	return cell->end - cell->at == 4 && cell->places == 0 && cell->amount >= CENTS(1900) &&
		   cell->amount < CENTS(2100) && table->text[cell->at] != '$';
}

/* A column of years beside amounts that are none. */
static bool
check_years(cl_table *table)
{
	const cl_table_cell *years = NULL;
	size_t of_years = 0;

	for (size_t column = 0; column < table->column_count; column++)
	{
		const cl_table_cell *first = NULL;
		bool all = true;

		for (size_t row = 0; row < table->row_count; row++)
		{
			const cl_table_cell *cell = cl_table_at(table, table->placed, row, column);

			first = first ? first : cell;
			all = all && (!cell || is_year(table, cell));
		}
		of_years += all;
		years = all && !years ? first : years;
	}
	if (!years || of_years == table->column_count)
		return true;
	cl_table_fail(table, years->at, "a column of years stands beside the amounts");
	return cl_hint(table->env, "Take the column out.");
}

bool
cl_table_check(cl_table *table)
{
	int64_t least = 0;
	int64_t most = 0;

	if (!check_years(table))
		return false;
	for (size_t column = 0; column < table->column_count; column++)
		if (!table->columns[column].aside && !check_lane(table, column))
			return false;
	for (size_t row = 0; row < table->row_count; row++)
		if (!check_row(table, row, &least, &most))
			return false;
	if (least < CENTS(1000) && most > CENTS(10000))
	{
		cl_table_fail(table, cl_table_row_line(table, 0)->at,
					  "amounts below 1,000 stand beside such above 10,000");
		return cl_hint(table->env, "Take the amounts that are no salaries out.");
	}
	return true;
}
