/* read_choice.c: the best and the second best way to choose columns for the amounts of a row. */
#include "core/read_table.h"

#include <string.h>

#define CHOICES_MOST 20000 /* that sizes are asked for */

/* For each amount and column the best two sums that end there; `from` leads back. */
bool
cl_table_best_by_place(cl_table *table, const int64_t *distances, size_t count, size_t columns,
					   cl_table_choice *best)
{
	int64_t *sums = cl_table_allocate(table, 2 * count * columns * sizeof(int64_t));
	uint8_t *from = cl_table_allocate(table, count * columns);
	size_t at = 0;

	if (!sums || !from)
		return false;
	best->cost = best->next = CL_TABLE_FAR;
	for (size_t i = 0; i < count; i++)
	{
		/* the best two of the amount before, left of here */
		int64_t first = i == 0 ? 0 : CL_TABLE_FAR;
		int64_t second = CL_TABLE_FAR;
		size_t first_column = 0;

		for (size_t column = 0; column < columns; column++)
		{
			int64_t *here = &sums[2 * (i * columns + column)];
			int64_t more = distances[i * columns + column];

			if (i > 0 && column > 0)
			{
				const int64_t *before = &sums[2 * ((i - 1) * columns + column - 1)];

				if (before[0] < first)
				{
					second = first < before[1] ? first : before[1];
					first = before[0];
					first_column = column - 1;
				}
				else if (before[0] < second)
					second = before[0];
			}
			here[0] = first >= CL_TABLE_FAR ? CL_TABLE_FAR : first + more;
			here[1] = second >= CL_TABLE_FAR ? CL_TABLE_FAR : second + more;
			from[i * columns + column] = (uint8_t) first_column;
		}
	}
	for (size_t i = 0; i < 2 * columns; i++)
	{
		int64_t sum = sums[2 * (count - 1) * columns + i];

		if (sum < best->cost)
		{
			best->next = best->cost;
			best->cost = sum;
			at = i / 2;
		}
		else if (sum < best->next)
			best->next = sum;
	}
	for (size_t i = count; i > 0; i--)
	{
		best->columns[i - 1] = (uint8_t) at;
		at = from[(i - 1) * columns + at];
	}
	return true;
}

/* The next way to choose `count` of the columns; false after the last one. */
static bool
next_choice(uint8_t *choice, size_t count, size_t columns)
{
	size_t i = count;

	while (i > 0 && choice[i - 1] == columns - count + i - 1)
		i--;
	if (i == 0)
		return false;
	choice[i - 1]++;
	for (; i < count; i++)
		choice[i] = (uint8_t) (choice[i - 1] + 1);
	return true;
}

static bool
few_choices(size_t count, size_t columns)
{
	uint64_t ways = 1;

	for (size_t i = 1; i <= count && ways <= CHOICES_MOST; i++)
		ways = ways * (columns - count + i) / i;
	return ways <= CHOICES_MOST;
}

bool
cl_table_best_by_size(cl_table *table, const cl_table_sizes *sizes, const int32_t *logs,
					  size_t count, size_t columns, cl_table_choice *best)
{
	uint8_t choice[CL_TABLE_COLUMNS_MOST];

	best->cost = best->next = CL_TABLE_FAR;
	if (!few_choices(count, columns))
		return false;
	for (size_t i = 0; i < count; i++)
		choice[i] = (uint8_t) i;
	do
	{
		int32_t median;
		int64_t cost = cl_table_size_cost(sizes, logs, choice, count, &median);

		cl_check_interrupts(table->env);
		if (cost < best->cost)
		{
			best->next = best->cost;
			best->cost = cost;
			memcpy(best->columns, choice, count);
		}
		else if (cost < best->next)
			best->next = cost;
	} while (next_choice(choice, count, columns));
	return true;
}
