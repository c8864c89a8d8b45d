/*
 * read_size.c: how well amounts go on in the columns that they might stand in. All in millionths of
 * a natural logarithm: whole numbers, so that every machine places a row in the same lanes.
 */
#include "core/read_table.h"

int32_t
cl_table_logarithm(int64_t amount)
{
	uint64_t mantissa = (uint64_t) amount;
	int64_t log2 = 0;
	int power = 63 - __builtin_clzll(mantissa);

	/* 1 to below 2, in units of 2^-31; each squaring gives one more binary place */
	mantissa = power >= 31 ? mantissa >> (power - 31) : mantissa << (31 - power);
	for (int place = 0; place < 24; place++)
	{
		mantissa = (mantissa * mantissa) >> 31;
		log2 <<= 1;
		if (mantissa >> 32)
		{
			log2 |= 1;
			mantissa >>= 1;
		}
	}
	log2 += (int64_t) power << 24;
	return (int32_t) ((log2 * 693147) >> 24);
}

/* The middle one of a few; of an even number, between the two. */
int32_t
cl_table_median(int32_t *values, size_t count)
{
	for (size_t i = 1; i < count; i++)
	{
		int32_t value = values[i];
		size_t at = i;

		for (; at > 0 && values[at - 1] > value; at--)
			values[at] = values[at - 1];
		values[at] = value;
	}
	if (count == 0)
		return 0;
	return count % 2 ? values[count / 2]
					 : (int32_t) (((int64_t) values[count / 2 - 1] + values[count / 2]) / 2);
}

static int64_t
absolute(int64_t value)
{
	return value < 0 ? -value : value;
}

/* The rises of amounts in these columns, of those that have a neighbor there. */
static size_t
find_rises(const cl_table_sizes *sizes, const int32_t *logs, const uint8_t *columns, size_t count,
		   int32_t *rises, int32_t *median)
{
	int32_t sorted[CL_TABLE_COLUMNS_MOST];
	size_t known = 0;

	for (size_t i = 0; i < count; i++)
	{
		int32_t beside = sizes->beside[columns[i]];

		if (beside != 0)
		{
			int32_t rise = sizes->below ? beside - logs[i] : logs[i] - beside;
			uint8_t since = sizes->since[columns[i]];

			rises[known++] = sizes->eased && since <= CL_TABLE_SINCE_MOST ? rise / since : rise;
		}
	}
	for (size_t i = 0; i < known; i++)
		sorted[i] = rises[i];
	*median = cl_table_median(sorted, known);
	return known;
}

int64_t
cl_table_size_worst(const cl_table_sizes *sizes, const int32_t *logs, const uint8_t *columns,
					size_t count)
{
	int32_t rises[CL_TABLE_COLUMNS_MOST];
	int32_t median;
	size_t known = find_rises(sizes, logs, columns, count, rises, &median);
	int64_t worst = 0;

	for (size_t i = 0; i < known; i++)
		if (absolute((int64_t) rises[i] - median) > worst)
			worst = absolute((int64_t) rises[i] - median);
	return worst;
}

int64_t
cl_table_size_cost(const cl_table_sizes *sizes, const int32_t *logs, const uint8_t *columns,
				   size_t count, int32_t *median)
{
	int32_t rises[CL_TABLE_COLUMNS_MOST];
	size_t known = find_rises(sizes, logs, columns, count, rises, median);
	int64_t cost = 300000 * (int64_t) (count - known);

	for (size_t i = 0; i < known; i++)
	{
		cost += absolute((int64_t) rises[i] - *median);
		if (rises[i] < 0)
			cost += absolute(rises[i]) / 2;
	}
	if (sizes->longevity)
		cost += absolute(*median) / 5;
	else if (sizes->usual_known)
		cost += absolute((int64_t) *median - sizes->usual) / 2;
	return cost;
}
