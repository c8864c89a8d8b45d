/* read_columns.c: the columns of amounts; where tabs, commas or pipes part the cells, by field. */
#include "core/read_table.h"

#include <string.h>

static bool
is_amount(const cl_table_cell *cell)
{
	return cell->kind == CL_TABLE_AMOUNT;
}

/* A row that has fewer cells than others have, where another has something: what spans two rows
 * shifts its neighbors. */
static bool
check_lengths(cl_table *table)
{
	uint32_t most = 0;
	const cl_table_line *longest = NULL;

	for (size_t i = 0; i < table->row_count; i++)
		for (int second = 0; second < 2; second++)
		{
			const cl_table_line *line =
				&table->lines[second ? table->rows[i].second : table->rows[i].line];

			for (uint32_t j = line->first; j < line->first + line->count; j++)
				if ((!second || table->rows[i].second) && table->cells[j].field + 1U > most)
				{
					most = table->cells[j].field + 1U;
					longest = line;
				}
		}
	for (size_t i = 0; i < table->row_count; i++)
	{
		const cl_table_line *line = cl_table_row_line(table, i);

		if (line->fields >= most)
			continue;
		cl_table_fail(table, line->at,
					  "step " CL_TABLE_STEP_FORMAT " has %u cells, others have %u: a cell that "
					  "spans two rows, or is lost, shifts the amounts beside it",
					  CL_TABLE_STEP_ARGS(line->label.half_steps), line->fields, most);
		return cl_hint(table->env,
					   "Write \"-\" where a lane pays nothing, so that each row has as "
					   "many cells as step " CL_TABLE_STEP_FORMAT ".",
					   CL_TABLE_STEP_ARGS(longest->label.half_steps));
	}
	return true;
}

static bool
find_fields(cl_table *table)
{
	uint32_t last = 0;
	uint32_t *shown; /* 1 + a cell of each field */

	for (size_t i = 0; i < table->row_count; i++)
	{
		const cl_table_line *line = cl_table_row_line(table, i);

		for (uint32_t j = line->first; j < line->first + line->count; j++)
			if (is_amount(&table->cells[j]) && table->cells[j].field > last)
				last = table->cells[j].field;
	}
	shown = cl_table_allocate(table, (last + 1) * sizeof(uint32_t));
	table->columns = cl_table_allocate(table, (last + 1) * sizeof(cl_table_column));
	if (!shown || !table->columns)
		return false;
	memset(shown, 0, (last + 1) * sizeof(uint32_t));
	for (size_t i = 0; i < table->row_count; i++)
	{
		const cl_table_line *line = cl_table_row_line(table, i);

		for (uint32_t j = line->first; j < line->first + line->count; j++)
		{
			const cl_table_cell *cell = &table->cells[j];

			if (!is_amount(cell))
				continue;
			if (cell->field < table->label_field)
			{
				cl_table_fail(table, cell->at, "an amount stands left of the steps");
				return cl_hint(table->env, "Take that column out, or put it behind the steps.");
			}
			if (!shown[cell->field])
				shown[cell->field] = j + 1;
		}
	}
	for (uint32_t field = 0; field <= last; field++)
		if (shown[field])
		{
			cl_table_column *column = &table->columns[table->column_count++];

			memset(column, 0, sizeof(*column));
			column->field = field;
			column->shown = shown[field] - 1;
			column->partner = -1;
		}
	return true;
}

static bool
is_column(const cl_table *table, uint32_t field)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].field == field)
			return true;
	return false;
}

static bool
place_line(cl_table *table, const cl_table_line *line, int32_t *placed)
{
	size_t column = 0;

	for (uint32_t i = line->first; i < line->first + line->count; i++)
	{
		const cl_table_cell *cell = &table->cells[i];

		if (cell->kind == CL_TABLE_PERCENT && is_column(table, cell->field))
		{
			cl_table_fail(table, cell->at,
						  "a percentage stands in a column of amounts: a cell that is lost shifts "
						  "those behind it");
			return cl_hint(
				table->env,
				"Write \"-\" where a lane pays nothing, and the percentage behind all lanes.");
		}
		if (!is_amount(cell))
			continue;
		while (column < table->column_count && table->columns[column].field < cell->field)
			column++;
		if (column == table->column_count || table->columns[column].field != cell->field)
			return cl_table_fail(table, cell->at, "this amount stands in a column of its own");
		if (placed[column] >= 0)
		{
			cl_table_fail(table, cell->at, "two amounts stand in one cell");
			return cl_hint(table->env, "Leave one amount a cell.");
		}
		placed[column] = (int32_t) i;
	}
	return true;
}

/* Room for the rows' cells, none yet. */
static int32_t *
no_cells(cl_table *table)
{
	size_t count = table->row_count * table->column_count;
	int32_t *placed = cl_table_allocate(table, count * sizeof(int32_t));

	for (size_t i = 0; placed && i < count; i++)
		placed[i] = -1;
	return placed;
}

static bool
place_by_fields(cl_table *table)
{
	for (size_t i = 0; i < table->row_count; i++)
	{
		const cl_table_row *row = &table->rows[i];

		cl_check_interrupts(table->env);
		if (!place_line(table, &table->lines[row->line], table->placed + i * table->column_count) ||
			(row->second && !place_line(table, &table->lines[row->second],
										table->second + i * table->column_count)))
			return false;
	}
	return true;
}

/* The second line of a row has its amounts in the columns of the first. */
static bool
place_second(cl_table *table, size_t index)
{
	const cl_table_line *line = &table->lines[table->rows[index].second];
	const int32_t *placed = table->placed + index * table->column_count;
	int32_t *second = table->second + index * table->column_count;
	size_t column = 0;

	if (line->of[CL_TABLE_AMOUNT] != cl_table_row_line(table, index)->of[CL_TABLE_AMOUNT])
	{
		cl_table_fail(table, line->at,
					  "the two lines of step " CL_TABLE_STEP_FORMAT " do not have as many amounts",
					  CL_TABLE_STEP_ARGS(cl_table_row_line(table, index)->label.half_steps));
		return cl_hint(table->env, "Leave one line of amounts a step.");
	}
	for (uint32_t i = line->first; i < line->first + line->count; i++)
		if (is_amount(&table->cells[i]))
		{
			while (placed[column] < 0)
				column++;
			second[column++] = (int32_t) i;
		}
	return true;
}

/* Columns of blanks, and one cell a line: as many as the row with the most has. */
static bool
count_columns(cl_table *table)
{
	size_t most = 0;
	size_t full = 0;

	for (size_t i = 0; i < table->row_count; i++)
		if (cl_table_filled(cl_table_row_line(table, i)) > most)
			most = cl_table_filled(cl_table_row_line(table, i));
	for (size_t i = 0; i < table->row_count; i++)
		full += cl_table_filled(cl_table_row_line(table, i)) == most;
	if (full < 2 && !cl_table_head_has(table, most))
	{
		cl_table_fail(table, cl_table_row_line(table, 0)->at,
					  "no two rows have all of the amounts, so the columns are not known");
		return cl_hint(table->env, "Write \"-\" where a lane pays nothing.");
	}
	table->column_count = most;
	if (most > CL_TABLE_COLUMNS_MOST)
		return true; /* refused by the caller */
	table->columns = cl_table_allocate(table, most * sizeof(cl_table_column));
	if (table->columns)
		memset(table->columns, 0, most * sizeof(cl_table_column));
	return table->columns != NULL;
}

bool
cl_table_find_columns(cl_table *table)
{
	bool fields = table->form < CL_TABLE_ONE_A_LINE;
	bool seconds = false;

	for (size_t i = 0; i < table->row_count; i++)
		seconds = seconds || table->rows[i].second > 0;
	if (fields && (!check_lengths(table) || !find_fields(table)))
		return false;
	if (!fields && !count_columns(table))
		return false;
	if (table->column_count > CL_TABLE_COLUMNS_MOST)
		return cl_table_fail(table, cl_table_row_line(table, 0)->at,
							 "the table has more than %d columns", CL_TABLE_COLUMNS_MOST);
	table->placed = no_cells(table);
	table->second = seconds ? no_cells(table) : NULL;
	if (!table->placed || (seconds && !table->second))
		return false;
	if (fields)
		return place_by_fields(table);
	if (!cl_table_place_rows(table))
		return false;
	for (size_t i = 0; i < table->row_count; i++)
		if (table->rows[i].second && !place_second(table, i))
			return false;
	return true;
}
