/*
 * read_place.c: columns of blanks, and one cell a line: which column each amount of a short row
 * stands in. Full rows go in order, so that pages may drift. A short row has two witnesses, the
 * place of its amounts in the line and their size against the amounts above; where neither is
 * clear, or both are and differ, it is refused: to prefer a side would be wrong where a lane ends
 * before its left neighbor.
 */
#include "core/read_table.h"

#include <string.h>

#define NEAREST 3		   /* full rows, whose places count */
#define CHOICES_MOST 20000 /* ways to choose columns, that sizes are asked for */
#define FAR INT64_C(1000000000000)

/* The best two of some choices. */
typedef struct place_best
{
	uint8_t columns[CL_TABLE_COLUMNS_MOST];
	int64_t cost, next;
	int32_t median;
} place_best;

typedef struct placer
{
	cl_table *table;
	size_t columns;
	int32_t *
		shown; /* rows by columns, of full rows: the cell that stands there, an amount or nothing */
	bool *full;
	bool *tight;  /* rows whose cells are a blank apart: their place says nothing */
	size_t first; /* full row */
	int32_t beside[CL_TABLE_COLUMNS_MOST];
	int32_t rises[CL_TABLE_ROWS_MOST]; /* the median rise of each ordinary row so far */
	size_t rise_count;
} placer;

static bool
fills_column(const cl_table_cell *cell)
{
	return cell->kind == CL_TABLE_AMOUNT || cell->kind == CL_TABLE_NOTHING;
}

static size_t
filled(const cl_table_line *line)
{
	return (size_t) line->of[CL_TABLE_AMOUNT] + line->of[CL_TABLE_NOTHING];
}

/* Whether some line above the first row has as many pieces as there are columns. */
static bool
head_has_pieces(const cl_table *table, size_t columns)
{
	size_t last = table->rows[0].line;

	for (size_t i = last > CL_TABLE_HEADS_MOST ? last - CL_TABLE_HEADS_MOST : 0; i < last; i++)
	{
		const cl_table_line *line = &table->lines[i];
		size_t words = 0;
		size_t pieces = 0;
		uint32_t at = line->at;

		while (at < line->end)
		{
			uint32_t from = at;

			while (at < line->end && !cl_is_blank(table->text[at]))
				at++;
			if (!cl_table_is_head_word(table, from, at))
			{
				words++;
				pieces += from < line->at + 2 || cl_is_blank(table->text[from - 2]) || pieces == 0;
			}
			while (at < line->end && cl_is_blank(table->text[at]))
				at++;
		}
		if (words == columns || pieces == columns)
			return true;
	}
	return false;
}

bool
cl_table_count_columns(cl_table *table)
{
	size_t most = 0;
	size_t full = 0;

	for (size_t i = 0; i < table->row_count; i++)
		if (filled(cl_table_row_line(table, i)) > most)
			most = filled(cl_table_row_line(table, i));
	for (size_t i = 0; i < table->row_count; i++)
		full += filled(cl_table_row_line(table, i)) == most;
	if (full < 2 && !head_has_pieces(table, most))
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

/* Whether all cells of a row are one blank apart. */
static bool
is_tight(const cl_table *table, const cl_table_line *line)
{
	int32_t right = line->label.right;

	if (table->form == CL_TABLE_ONE_A_LINE)
		return true;
	for (uint32_t i = line->first; i < line->first + line->count; i++)
	{
		if (table->cells[i].left > right + 1)
			return false;
		right = table->cells[i].right;
	}
	return true;
}

/* Full rows, in order. */
static bool
place_full(placer *placer)
{
	cl_table *table = placer->table;

	placer->first = SIZE_MAX;
	for (size_t row = 0; row < table->row_count; row++)
	{
		const cl_table_line *line = cl_table_row_line(table, row);
		size_t column = 0;

		placer->tight[row] = is_tight(table, line);
		placer->full[row] = filled(line) == placer->columns;
		if (!placer->full[row])
			continue;
		if (placer->first == SIZE_MAX)
			placer->first = row;
		for (uint32_t i = line->first; i < line->first + line->count; i++)
		{
			const cl_table_cell *cell = &table->cells[i];

			if (!fills_column(cell))
				continue;
			placer->shown[row * placer->columns + column] = (int32_t) i;
			if (cell->kind == CL_TABLE_AMOUNT)
				table->placed[row * placer->columns + column] = (int32_t) i;
			column++;
		}
	}
	return true;
}

/* The nearest full rows; as many as there are, at most three. */
static size_t
nearest_full(const placer *placer, size_t row, size_t *near)
{
	size_t count = 0;
	size_t up = row;
	size_t down = row;

	while (count < NEAREST)
	{
		uint32_t line = placer->table->rows[row].line;
		uint32_t above, below;

		do
			up = up == SIZE_MAX ? up : up - 1;
		while (up != SIZE_MAX && !placer->full[up]);
		do
			down = down >= placer->table->row_count ? down : down + 1;
		while (down < placer->table->row_count && !placer->full[down]);
		if (up == SIZE_MAX && down >= placer->table->row_count)
			break;
		above = up == SIZE_MAX ? UINT32_MAX : line - placer->table->rows[up].line;
		below =
			down >= placer->table->row_count ? UINT32_MAX : placer->table->rows[down].line - line;
		/* the farther one waits */
		if (above <= below)
		{
			near[count++] = up;
			down -= down < placer->table->row_count;
			if (below == UINT32_MAX)
				down = placer->table->row_count;
		}
		else
		{
			near[count++] = down;
			up += up != SIZE_MAX;
		}
	}
	return count;
}

static int64_t
apart(int64_t a, int64_t b)
{
	return a < b ? b - a : a - b;
}

/* In thousandths of a character: the least of right edge, left edge and middle, each the mean over
 * the rows. */
static int64_t
distance(const placer *placer, const cl_table_cell *cell, size_t column, const size_t *near,
		 size_t count)
{
	int64_t left = 0;
	int64_t right = 0;
	int64_t middle = 0;
	int64_t least;

	for (size_t i = 0; i < count; i++)
	{
		const cl_table_cell *shown =
			&placer->table->cells[placer->shown[near[i] * placer->columns + column]];

		left += 1000 * apart(cell->left, shown->left);
		right += 1000 * apart(cell->right, shown->right);
		middle += 500 * apart(cell->left + cell->right, shown->left + shown->right);
	}
	least = left < right ? left : right;
	return (middle < least ? middle : least) / (int64_t) count;
}

/*
 * The choice of columns with the least sum of distances, and the next best sum. For each amount
 * and column the best two sums that end there; `from` leads back.
 */
static bool
best_by_place(placer *placer, const uint32_t *cells, size_t count, const size_t *near,
			  size_t near_count, place_best *best)
{
	size_t columns = placer->columns;
	int64_t *sums = cl_table_allocate(placer->table, 2 * count * columns * sizeof(int64_t));
	uint8_t *from = cl_table_allocate(placer->table, count * columns);
	size_t at = 0;

	if (!sums || !from)
		return false;
	best->cost = best->next = FAR;
	for (size_t i = 0; i < count; i++)
	{
		int64_t first = i == 0 ? 0 : FAR; /* the best two of the amount before, left of here */
		int64_t second = FAR;
		size_t first_column = 0;

		for (size_t column = 0; column < columns; column++)
		{
			int64_t here =
				distance(placer, &placer->table->cells[cells[i]], column, near, near_count);

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
			sums[2 * (i * columns + column)] = first >= FAR ? FAR : first + here;
			sums[2 * (i * columns + column) + 1] = second >= FAR ? FAR : second + here;
			from[i * columns + column] = (uint8_t) first_column;
		}
	}
	for (size_t column = 0; column < columns; column++)
		for (int rank = 0; rank < 2; rank++)
		{
			int64_t sum = sums[2 * ((count - 1) * columns + column) + (size_t) rank];

			if (sum < best->cost)
			{
				best->next = best->cost;
				best->cost = sum;
				at = column;
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

static void
best_by_size(placer *placer, const cl_table_sizes *sizes, const int32_t *logs, size_t count,
			 place_best *best)
{
	uint8_t choice[CL_TABLE_COLUMNS_MOST];

	best->cost = best->next = FAR;
	for (size_t i = 0; i < count; i++)
		choice[i] = (uint8_t) i;
	do
	{
		int32_t median;
		int64_t cost = cl_table_size_cost(sizes, logs, choice, count, &median);

		cl_check_interrupts(placer->table->env);
		if (cost < best->cost)
		{
			best->next = best->cost;
			best->cost = cost;
			best->median = median;
			memcpy(best->columns, choice, count);
		}
		else if (cost < best->next)
			best->next = cost;
	} while (next_choice(choice, count, placer->columns));
}

/* A row as it is seen from the rows placed before it. */
static cl_table_sizes
sizes_for(placer *placer, size_t row, bool below)
{
	int32_t sorted[CL_TABLE_ROWS_MOST];
	cl_table_sizes sizes = {placer->beside, below, placer->table->rows[row].longevity,
							placer->rise_count > 0, 0};

	memcpy(sorted, placer->rises, placer->rise_count * sizeof(int32_t));
	sizes.usual = cl_table_median(sorted, placer->rise_count);
	return sizes;
}

static bool
refuse_row(cl_table *table, size_t row, size_t count, size_t columns)
{
	const cl_table_line *line = cl_table_row_line(table, row);

	cl_table_fail(table, line->at,
				  "step " CL_TABLE_STEP_FORMAT
				  " has %zu amounts for %zu columns, and neither their place nor their size says "
				  "which",
				  CL_TABLE_STEP_ARGS(line->label.half_steps), count, columns);
	return cl_hint(table->env, "Write \"-\" where a lane pays nothing.");
}

static bool
place_short(placer *placer, size_t row, bool below)
{
	cl_table *table = placer->table;
	const cl_table_line *line = cl_table_row_line(table, row);
	uint32_t cells[CL_TABLE_COLUMNS_MOST];
	int32_t logs[CL_TABLE_COLUMNS_MOST];
	size_t near[NEAREST];
	size_t near_count = nearest_full(placer, row, near);
	size_t count = 0;
	cl_table_sizes sizes = sizes_for(placer, row, below);
	place_best place = {.cost = FAR, .next = FAR};
	place_best size = {.cost = FAR, .next = FAR};
	bool place_clear = false;
	bool size_clear = false;
	bool by_place = false;
	int64_t width = 0;
	int64_t placed_cost = FAR;
	int64_t many;
	const place_best *chosen;

	for (uint32_t i = line->first; i < line->first + line->count; i++)
		if (table->cells[i].kind == CL_TABLE_AMOUNT)
		{
			cells[count] = i;
			logs[count++] = cl_table_logarithm(table->cells[i].amount);
		}
	many = (int64_t) count;
	if (!placer->tight[row] && !placer->tight[near[0]])
	{
		const int32_t *shown = placer->shown + near[0] * placer->columns;
		int64_t most;
		int64_t ahead;

		if (!best_by_place(placer, cells, count, near, near_count, &place))
			return false;
		width = 1000 *
				(table->cells[shown[placer->columns - 1]].right - table->cells[shown[0]].right) /
				(int64_t) (placer->columns - 1);
		most = below ? 1000 : 2000;
		if (most > width / 4)
			most = width / 4;
		ahead = width / 5 < 1500 ? width / 5 : 1500;
		/* of the sums: the means are these by `many` */
		place_clear = place.cost <= most * many && place.next - place.cost >= ahead;
		placed_cost = cl_table_size_cost(&sizes, logs, place.columns, count, &place.median);
	}
	if (few_choices(count, placer->columns))
	{
		best_by_size(placer, &sizes, logs, count, &size);
		size_clear = size.cost * 100 <= size.next * 35 && size.cost < 30000 * many;
		by_place = place_clear && (memcmp(place.columns, size.columns, count) == 0 ||
								   placed_cost <= 2 * size.cost + 12000 * many);
	}
	else
		by_place = place_clear && placed_cost < 30000 * many;
	if (!by_place && (!size_clear || below))
		return refuse_row(table, row, count, placer->columns);
	chosen = by_place ? &place : &size;
	for (size_t i = 0; i < count; i++)
		table->placed[row * placer->columns + chosen->columns[i]] = (int32_t) cells[i];
	return cl_table_note_add(table, line->at, line->end, "%zu of %zu columns, %s", count,
							 placer->columns,
							 by_place ? "by their place" : "by the lanes that go on");
}

/* What the next row is held against. */
static void
remember(placer *placer, size_t row, bool below)
{
	cl_table *table = placer->table;
	const int32_t *placed = table->placed + row * placer->columns;
	cl_table_sizes sizes = sizes_for(placer, row, below);
	int32_t logs[CL_TABLE_COLUMNS_MOST];
	uint8_t columns[CL_TABLE_COLUMNS_MOST];
	size_t count = 0;
	size_t known = 0;
	int32_t median;

	for (size_t column = 0; column < placer->columns; column++)
		if (placed[column] >= 0)
		{
			known += placer->beside[column] != 0;
			columns[count] = (uint8_t) column;
			logs[count++] = cl_table_logarithm(table->cells[placed[column]].amount);
		}
	cl_table_size_cost(&sizes, logs, columns, count, &median);
	if (known > 0 && !below && !table->rows[row].longevity)
		placer->rises[placer->rise_count++] = median;
	for (size_t i = 0; i < count; i++)
		placer->beside[columns[i]] = logs[i];
}

/* Columns that no row has an amount in are left out. */
static void
drop_empty(cl_table *table)
{
	size_t kept = 0;
	size_t columns = table->column_count;
	bool paid[CL_TABLE_COLUMNS_MOST] = {false};

	for (size_t row = 0; row < table->row_count; row++)
		for (size_t column = 0; column < columns; column++)
			paid[column] = paid[column] || table->placed[row * columns + column] >= 0;
	for (size_t column = 0; column < columns; column++)
		kept += paid[column];
	for (size_t row = 0; row < table->row_count; row++)
		for (size_t column = 0, to = 0; column < columns; column++)
			if (paid[column])
				table->placed[row * kept + to++] = table->placed[row * columns + column];
	for (size_t column = 0, to = 0; column < columns; column++)
		if (paid[column])
			table->columns[to++] = table->columns[column];
	table->column_count = kept;
}

bool
cl_table_place_rows(cl_table *table)
{
	placer placer = {.table = table, .columns = table->column_count};
	size_t cells = table->row_count * table->column_count;
	const int32_t *shown;

	placer.shown = cl_table_allocate(table, cells * sizeof(int32_t));
	placer.full = cl_table_allocate(table, table->row_count * sizeof(bool));
	placer.tight = cl_table_allocate(table, table->row_count * sizeof(bool));
	if (!placer.shown || !placer.full || !placer.tight || !place_full(&placer))
		return false;
	for (size_t row = placer.first; row < table->row_count; row++)
	{
		cl_check_interrupts(table->env);
		if (!placer.full[row] && !place_short(&placer, row, false))
			return false;
		remember(&placer, row, false);
	}
	memset(placer.beside, 0, sizeof(placer.beside));
	for (size_t row = placer.first + 1; row-- > 0;)
	{
		if (!placer.full[row] && !place_short(&placer, row, true))
			return false;
		remember(&placer, row, true);
	}
	shown = placer.shown + placer.first * placer.columns;
	for (size_t column = 0; column < placer.columns; column++)
	{
		table->columns[column].left = table->cells[shown[column]].left;
		table->columns[column].right = table->cells[shown[column]].right;
		table->columns[column].shown = (uint32_t) shown[column];
		table->columns[column].partner = -1;
	}
	table->tight = placer.tight[placer.first];
	drop_empty(table);
	return true;
}
