/* read_heads.c: the names of the lanes, from the lines above the first row. */
#include "core/read_table.h"

#include <stdio.h>
#include <string.h>

bool
cl_table_name_lanes(cl_table *table)
{
	int lane = 0;

	for (size_t i = 0; i < table->column_count; i++)
	{
		char name[32];
		size_t length;

		if (table->columns[i].aside)
			continue;
		length = (size_t) snprintf(name, sizeof(name), "COL%d", ++lane);
		if (!cl_lane_make(table->env, "salary_schedule", name, length, table->columns[i].name))
			return false;
	}
	return true;
}
