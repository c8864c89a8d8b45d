/*
 * read_place.c: columns of blanks, and one cell a line: which column each amount of a short row
 * stands in. Full rows go in order, so that pages may drift. A short row has two witnesses, the
 * place of its amounts in the line and their size against the amounts above; where neither is
 * clear, or both are and differ, it is refused: to prefer a side would be wrong where a lane ends
 * before its left neighbor.
 */
#include "core/read_place.h"

#include <string.h>

#define NEAREST 3 /* full rows, whose places count */

static bool
fills_column(const cl_table_cell *cell)
{
	return cell->kind == CL_TABLE_AMOUNT || cell->kind == CL_TABLE_NOTHING;
}

/* Whether all cells of a row are one blank apart. */
static bool
is_tight(const cl_table *table, const cl_table_line *line)
{
	if (table->form == CL_TABLE_ONE_A_LINE)
		return true;
	for (uint32_t at = line->label.end; at + 1 < line->end; at++)
		if (table->text[at] == '\t' || (table->text[at] == ' ' && table->text[at + 1] == ' '))
			return false;
	return true;
}

/* A line of heads among the rows. */
static bool
begins_page(const cl_table *table, const cl_table_line *line)
{
	return line->kind == CL_TABLE_WORDS && line->of[CL_TABLE_AMOUNT] == 0 &&
		   line->of[CL_TABLE_WORD] + line->of[CL_TABLE_WHOLE] > 1 &&
		   (cl_table_line_has(table, line, "step") || cl_table_line_has(table, line, "year") ||
			(size_t) line->of[CL_TABLE_WORD] + line->of[CL_TABLE_WHOLE] >= table->column_count);
}

/* Full rows, in order. */
static bool
place_full(cl_placer *placer)
{
	cl_table *table = placer->table;

	uint32_t page = 0;

	placer->first = SIZE_MAX;
	for (size_t row = 0; row < table->row_count; row++)
	{
		const cl_table_line *line = cl_table_row_line(table, row);
		size_t column = 0;

		for (uint32_t i = row > 0 ? table->rows[row - 1].line + 1 : table->rows[row].line;
			 i < table->rows[row].line; i++)
			page += begins_page(table, &table->lines[i]);
		placer->page[row] = page;
		placer->tight[row] = is_tight(table, line);
		placer->full[row] = cl_table_filled(line) == placer->columns;
		if (!placer->full[row])
			continue;
		placer->dashed += line->of[CL_TABLE_NOTHING] > 0;
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

/* The next full row from here, in this direction; SIZE_MAX after the last one. */
static size_t
next_full(const cl_placer *placer, size_t row, size_t direction)
{
	do
		row += direction;
	while (row < placer->table->row_count && !placer->full[row]);
	return row < placer->table->row_count ? row : SIZE_MAX;
}

/* How far a full row is, in lines; those of other pages are farther than all of the own. */
static uint32_t
lines_apart(const cl_placer *placer, size_t row, size_t full)
{
	uint32_t a = placer->table->rows[row].line;
	uint32_t b;

	if (full == SIZE_MAX)
		return UINT32_MAX;
	b = placer->table->rows[full].line;
	return (a < b ? b - a : a - b) +
		   (placer->page[row] == placer->page[full] ? 0 : CL_TABLE_LINES_MOST);
}

/* The nearest full rows of the own page, or of others if it has none; at most three. */
static size_t
nearest_full(const cl_placer *placer, size_t row, size_t *near)
{
	size_t up = next_full(placer, row, SIZE_MAX);
	size_t down = next_full(placer, row, 1);
	size_t count = 0;

	while (count < NEAREST && (up != SIZE_MAX || down != SIZE_MAX))
	{
		bool above = lines_apart(placer, row, up) <= lines_apart(placer, row, down);
		size_t next = above ? up : down;

		if (count > 0 && placer->page[next] != placer->page[near[0]])
			break;
		near[count++] = next;
		if (above)
			up = next_full(placer, up, SIZE_MAX);
		else
			down = next_full(placer, down, 1);
	}
	return count;
}

/* In thousandths of a character: the least of right edge, left edge and middle, each the mean over
 * the rows. */
static int64_t
distance(const cl_placer *placer, const cl_table_cell *cell, size_t column, const size_t *near,
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

		left += 1000 * cl_apart(cell->left, shown->left);
		right += 1000 * cl_apart(cell->right, shown->right);
		middle += 500 * cl_apart(cell->left + cell->right, shown->left + shown->right);
	}
	least = left < right ? left : right;
	return (middle < least ? middle : least) / (int64_t) count;
}

static bool
refuse_row(cl_table *table, size_t row, size_t count, size_t columns)
{
	const cl_table_line *line = cl_table_row_line(table, row);

	cl_table_fail(table, line->at,
				  "step " CL_TABLE_STEP_FORMAT
				  " has %zu amount%s for %zu columns, and neither their place nor their size says "
				  "which",
				  CL_TABLE_STEP_ARGS(line->label.half_steps), count, count == 1 ? "" : "s",
				  columns);
	return cl_hint(table->env, "Write \"-\" where a lane pays nothing.");
}

/* The choice by place, and whether it is clear: near, and ahead of the next. */
static bool
find_place(cl_placer *placer, size_t row, const uint32_t *cells, size_t count, int64_t most,
		   cl_table_choice *place, bool *clear, bool *own_page)
{
	cl_table *table = placer->table;
	size_t near[NEAREST] = {0};
	size_t near_count = nearest_full(placer, row, near);
	const int32_t *shown = placer->shown + near[0] * placer->columns;
	int64_t *distances;
	int64_t width, ahead;
	int64_t worst = 0;

	*clear = false;
	*own_page = placer->page[row] == placer->page[near[0]];
	if (placer->tight[row] || placer->tight[near[0]])
		return true;
	distances = cl_table_allocate(table, count * placer->columns * sizeof(int64_t));
	if (!distances)
		return false;
	for (size_t i = 0; i < count; i++)
		for (size_t column = 0; column < placer->columns; column++)
			distances[i * placer->columns + column] =
				distance(placer, &table->cells[cells[i]], column, near, near_count);
	if (!cl_table_best_by_place(table, distances, count, placer->columns, place))
		return false;
	width = 1000 * (table->cells[shown[placer->columns - 1]].right - table->cells[shown[0]].right) /
			(int64_t) (placer->columns - 1);
	if (most > width / 4)
		most = width / 4;
	ahead = width / 5 < 1500 ? width / 5 : 1500;
	for (size_t i = 0; i < count; i++)
		if (distances[i * placer->columns + place->columns[i]] > worst)
			worst = distances[i * placer->columns + place->columns[i]];
	/* sums, not means: both sides are these by `count`; none is far, however many are near */
	*clear = place->cost <= most * (int64_t) count && worst <= most + 1000 &&
			 place->next - place->cost >= ahead;
	return true;
}

static bool
place_short(cl_placer *placer, size_t row, bool below)
{
	cl_table *table = placer->table;
	const cl_table_line *line = cl_table_row_line(table, row);
	uint32_t cells[CL_TABLE_COLUMNS_MOST];
	int32_t logs[CL_TABLE_COLUMNS_MOST];
	size_t stand = 0;
	size_t count = 0;
	cl_table_sizes sizes = cl_placer_sizes(placer, row, below);
	cl_table_choice place = {.cost = CL_TABLE_FAR};
	cl_table_choice size;
	bool place_clear, own_page;
	const cl_table_choice *chosen;

	for (uint32_t i = line->first; i < line->first + line->count; i++)
		if (fills_column(&table->cells[i]))
			cells[stand++] = i;
	if (!find_place(placer, row, cells, stand, below ? 1000 : 2000, &place, &place_clear,
					&own_page))
		return false;
	/* what says "-" has its place, but is no amount */
	for (size_t i = 0; i < stand; i++)
		if (table->cells[cells[i]].kind == CL_TABLE_AMOUNT)
		{
			cells[count] = cells[i];
			place.columns[count] = place.columns[i];
			logs[count++] = cl_table_logarithm(table->cells[cells[i]].amount);
		}
	chosen =
		cl_placer_choose(placer, row, &sizes, logs, count, &place, place_clear, own_page, &size);
	if (!chosen)
		return refuse_row(table, row, count, placer->columns);
	for (size_t i = 0; i < count; i++)
		table->placed[row * placer->columns + chosen->columns[i]] = (int32_t) cells[i];
	return cl_table_note_add(table, line->at, line->end, "%zu of %zu columns, placed by %s", count,
							 placer->columns,
							 chosen == &place ? "where they stand" : "the lanes that go on");
}

/*
 * A full row that stands half a column or more beside the full row above: a page that drifted, or
 * other lanes, of which the first ended where the last began. Then the amounts go on better a
 * column further.
 */
static bool
check_drift(cl_placer *placer, size_t row)
{
	cl_table *table = placer->table;
	const int32_t *shown = placer->shown + row * placer->columns;
	const int32_t *above;
	int32_t logs[CL_TABLE_COLUMNS_MOST];
	uint8_t own[CL_TABLE_COLUMNS_MOST];
	uint8_t other[CL_TABLE_COLUMNS_MOST];
	size_t last = next_full(placer, row, SIZE_MAX);
	size_t count = 0;
	int64_t drift = 0;
	int64_t alike = 0;
	int64_t width;
	int32_t median;
	cl_table_sizes sizes = cl_placer_sizes(placer, row, false);

	if (placer->columns < 2 || placer->tight[row] || placer->tight[last])
		return true;
	above = placer->shown + last * placer->columns;
	for (size_t i = 0; i < placer->columns; i++)
		if (table->cells[shown[i]].kind == table->cells[above[i]].kind)
		{
			drift += table->cells[shown[i]].right - table->cells[above[i]].right;
			alike++;
		}
	width = table->cells[above[placer->columns - 1]].right - table->cells[above[0]].right;
	if (2 * (drift < 0 ? -drift : drift) * ((int64_t) placer->columns - 1) < width * alike ||
		alike == 0)
		return true;
	for (size_t i = drift < 0; i < placer->columns - (drift > 0); i++)
		if (table->cells[shown[i]].kind == CL_TABLE_AMOUNT)
		{
			logs[count] = cl_table_logarithm(table->cells[shown[i]].amount);
			own[count] = (uint8_t) i;
			other[count++] = (uint8_t) (drift < 0 ? i - 1 : i + 1);
		}
	if (cl_table_size_cost(&sizes, logs, own, count, &median) <=
		cl_table_size_cost(&sizes, logs, other, count, &median))
		return true;
	cl_table_fail(table, cl_table_row_line(table, row)->at,
				  "the amounts of step " CL_TABLE_STEP_FORMAT
				  " stand a column beside those above, and go on from there",
				  CL_TABLE_STEP_ARGS(cl_placer_step(placer, row)));
	return cl_hint(table->env, "Write \"-\" where a lane pays nothing.");
}

/* What the next row is held against. */
static void
remember(cl_placer *placer, size_t row, bool below)
{
	cl_table *table = placer->table;
	const int32_t *placed = table->placed + row * placer->columns;
	cl_table_sizes sizes = cl_placer_sizes(placer, row, below);
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
	for (size_t column = 0; column < placer->columns; column++)
		if (placer->since[column] < UINT8_MAX)
			placer->since[column]++;
	for (size_t i = 0; i < count; i++)
	{
		placer->beside[columns[i]] = logs[i];
		placer->since[columns[i]] = 1;
	}
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
	cl_placer placer = {.table = table, .columns = table->column_count};
	size_t cells = table->row_count * table->column_count;
	const int32_t *shown;

	placer.shown = cl_table_allocate(table, cells * sizeof(int32_t));
	placer.full = cl_table_allocate(table, table->row_count * sizeof(bool));
	placer.tight = cl_table_allocate(table, table->row_count * sizeof(bool));
	placer.page = cl_table_allocate(table, table->row_count * sizeof(uint32_t));
	if (!placer.shown || !placer.full || !placer.tight || !placer.page || !place_full(&placer))
		return false;
	for (size_t row = placer.first; row < table->row_count; row++)
	{
		cl_check_interrupts(table->env);
		if (placer.full[row] ? row > placer.first && !check_drift(&placer, row)
							 : !place_short(&placer, row, false))
			return false;
		remember(&placer, row, false);
	}
	memset(placer.beside, 0, sizeof(placer.beside));
	memset(placer.since, 0, sizeof(placer.since));
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
