/* read_place.c: columns of blanks: which column each amount of a short row stands in. */
#include "core/read_table.h"

#include <string.h>

bool
cl_table_count_columns(cl_table *table)
{
	for (size_t i = 0; i < table->row_count; i++)
		if (cl_table_row_line(table, i)->of[CL_TABLE_AMOUNT] > table->column_count)
			table->column_count = cl_table_row_line(table, i)->of[CL_TABLE_AMOUNT];
	table->columns = cl_table_allocate(table, table->column_count * sizeof(cl_table_column));
	if (table->columns)
		memset(table->columns, 0, table->column_count * sizeof(cl_table_column));
	return table->columns != NULL;
}

bool
cl_table_place_rows(cl_table *table)
{
	for (size_t i = 0; i < table->row_count; i++)
	{
		const cl_table_line *line = cl_table_row_line(table, i);
		int32_t *placed = table->placed + i * table->column_count;
		size_t column = 0;

		if (line->of[CL_TABLE_AMOUNT] != table->column_count)
			return cl_table_fail(table, line->at, "a row has fewer amounts than others");
		for (uint32_t j = line->first; j < line->first + line->count; j++)
			if (table->cells[j].kind == CL_TABLE_AMOUNT)
				placed[column++] = (int32_t) j;
	}
	return true;
}
