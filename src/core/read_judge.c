/*
 * read_judge.c: the two witnesses of a short row, its amounts' place in the line and their size
 * against the amounts above, and which of them is believed.
 */
#include "core/read_place.h"

#include <string.h>

#define WORST 20000 /* that the rise of an amount may be from the middle one of its row */

/* A row as it is seen from the rows placed before it. */
cl_table_sizes
cl_placer_sizes(cl_placer *placer, size_t row, bool below)
{
	int32_t sorted[CL_TABLE_ROWS_MOST];
	cl_table_sizes sizes = {.beside = placer->beside,
							.since = placer->since,
							.below = below,
							.longevity = placer->table->rows[row].longevity,
							.usual_known = placer->rise_count > 0};

	/* after a gap in the steps no rise is usual */
	if (!below && row > 1 &&
		cl_placer_step(placer, row) - cl_placer_step(placer, row - 1) >
			cl_placer_step(placer, row - 1) - cl_placer_step(placer, row - 2))
		sizes.usual_known = false;
	memcpy(sorted, placer->rises, placer->rise_count * sizeof(int32_t));
	sizes.usual = cl_table_median(sorted, placer->rise_count);
	for (size_t i = 0; i < placer->rise_count; i++)
		sorted[i] = (int32_t) cl_apart(sorted[i], sizes.usual);
	sizes.spread = cl_table_median(sorted, placer->rise_count);
	return sizes;
}

/* Whether some amount is that of the row above in a lane that the choice leaves out. */
static bool
repeats_another(const cl_placer *placer, const int32_t *logs, const cl_table_choice *best,
				size_t count)
{
	for (size_t column = 0, next = 0; column < placer->columns; column++)
	{
		if (next < count && best->columns[next] == column)
		{
			next++;
			continue;
		}
		for (size_t i = 0; i < count; i++)
			if (placer->since[column] == 1 && placer->beside[column] == logs[i])
				return true;
	}
	return false;
}

/*
 * The choice is well ahead of the next, by more than the rows' rises differ; equal lanes are not.
 * No amount rises much otherwise than the others, or repeats one that is left out; a single one
 * has its rise alone, which must be known. It is the choice, too, where lanes with a hole go on as
 * if they had risen in it.
 */
static bool
is_size_clear(const cl_placer *placer, const cl_table_sizes *sizes, const int32_t *logs,
			  const cl_table_choice *best, const cl_table_choice *eased, size_t count)
{
	int64_t ahead = 2 * (int64_t) sizes->spread;

	if (memcmp(best->columns, eased->columns, count) != 0 ||
		repeats_another(placer, logs, best, count))
		return false;

	if (ahead < 4000)
		ahead = 4000;
	return best->cost * 100 <= best->next * 35 && best->cost < 30000 * (int64_t) count &&
		   best->next - best->cost >= ahead && (count > 1 || sizes->usual_known) &&
		   cl_table_size_worst(sizes, logs, best->columns, count) <= WORST;
}

/* A short row between two full ones. */
static bool
is_hole(const cl_placer *placer, size_t row)
{
	return row > 0 && row + 1 < placer->table->row_count && placer->full[row - 1] &&
		   placer->full[row + 1];
}

/* Which of the two choices is to be taken; NULL: neither. */
const cl_table_choice *
cl_placer_choose(cl_placer *placer, size_t row, const cl_table_sizes *sizes, const int32_t *logs,
				 size_t count, const cl_table_choice *place, bool place_clear, bool own_page,
				 cl_table_choice *size)
{
	int64_t many = (int64_t) count;
	int32_t median;
	cl_table_sizes eased = *sizes;
	cl_table_choice eased_size;
	int64_t placed =
		place_clear ? cl_table_size_cost(sizes, logs, place->columns, count, &median) : 0;
	int64_t placed_eased;
	bool dashed = placer->dashed > 1 || cl_table_row_line(placer->table, row)->of[CL_TABLE_NOTHING];
	bool size_clear;

	/* the last row of a selection may be cut */
	if (count == 1 && placer->tight[row] && row + 1 == placer->table->row_count)
		return NULL;
	if (!cl_table_best_by_size(placer->table, sizes, logs, count, placer->columns, size))
		return place_clear && own_page && placed < 30000 * many ? place : NULL;
	eased.eased = true;
	cl_table_best_by_size(placer->table, &eased, logs, count, placer->columns, &eased_size);
	size_clear = is_size_clear(placer, sizes, logs, size, &eased_size, count);
	if (place_clear)
	{
		bool agree;

		placed_eased = cl_table_size_cost(&eased, logs, place->columns, count, &median);
		if (placed_eased < placed)
			placed = placed_eased;
		agree = placed <= 2 * size->cost + 12000 * many;
		if (memcmp(place->columns, size->columns, count) == 0 && (own_page || size_clear))
			return place;
		/* another page may be drawn otherwise; where "-" is written, a cell that is not is lost; a
		 * first row has nothing above that bears it out */
		if (!own_page || dashed || sizes->below)
			return own_page && placed <= size->cost + 1000 ? place : NULL;
		/* both are clear, and differ: a cell that is lost moves those behind it */
		if (size_clear && (agree ? placed > 2 * size->cost + 4000 : count == 1))
			return NULL;
		if (is_hole(placer, row) && agree && placed > 2 * size->cost + 3000 * many)
			return NULL;
		if (agree)
			return place;
	}
	return size_clear && !sizes->below && !dashed ? size : NULL;
}
