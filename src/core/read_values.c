/* read_values.c: tables that print two values of each amount. */
#include "core/read_table.h"

bool
cl_table_keep_values(cl_table *table)
{
	return true;
}
