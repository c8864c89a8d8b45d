/* drawn_grid.c: what a drawn table pays: lanes, rows and amounts. */
#include "drawn_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

uint64_t
draw_below(drawn_table *table, uint64_t limit)
{
	uint64_t x = table->random += UINT64_C(0x9E3779B97F4A7C15);

	x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (x ^ (x >> 31)) % limit;
}

int
draw_between(drawn_table *table, int least, int most)
{
	return least + (int) draw_below(table, (uint64_t) (most - least + 1));
}

bool
draw_chance(drawn_table *table, int of_hundred)
{
	return draw_below(table, 100) < (uint64_t) of_hundred;
}

static double
draw_share(drawn_table *table, double least, double most)
{
	return least + (most - least) * (double) draw_below(table, 10001) / 10000;
}

static int64_t
money(const drawn_table *table, double dollars)
{
	return table->cents ? llround(dollars * 100) : llround(dollars) * 100;
}

/* Each lane above the one before, at times equal to it; each step above the one before, by a sum or
 * in proportion. */
static void
draw_ordinary_amounts(drawn_table *table)
{
	double base = draw_share(table, 30000, 75000);
	double rise = draw_share(table, 0.008, table->ordinary > 20 ? 0.022 : 0.042);
	double noise = draw_chance(table, 60) ? draw_share(table, 0.00005, 0.0012) : 0;
	bool by_sum = draw_chance(table, 50);
	int flat_row = draw_chance(table, 15) ? draw_between(table, 1, table->ordinary) : -1;
	int same_lane = draw_chance(table, 12) ? draw_between(table, 1, table->lanes) : -1;
	double lane = 1;

	for (int j = 0; j < table->lanes; j++)
	{
		double step = 1;

		lane *= j == 0 ? 1 : 1 + draw_share(table, 0.012, 0.055);
		for (int i = 0; i < table->ordinary; i++)
		{
			if (i > 0 && i != flat_row)
				step = by_sum ? step + rise / lane : step * (1 + rise);
			table->annual[i][j] =
				money(table, base * lane * step * (1 + draw_share(table, -noise, noise)));
			if (i > 0 && (i == flat_row || table->annual[i][j] < table->annual[i - 1][j]))
				table->annual[i][j] = table->annual[i - 1][j];
			if (j == same_lane)
				table->annual[i][j] = table->annual[i][j - 1];
		}
	}
}

static void
clear(drawn_table *table, int row, int lane)
{
	table->annual[row][lane] = 0;
}

/* Lanes that end before the others, begin after them, or miss a cell. */
static void
draw_blanks(drawn_table *table)
{
	int lanes = table->lanes;
	int rows = table->ordinary;
	int shape = draw_between(table, 1, 5);
	int full = draw_between(table, 2, rows);
	int at = full;

	if (lanes < 2 || rows < 4 || draw_chance(table, 45))
		return;
	if (shape == 1 || shape == 5)
		for (int j = 0; j < lanes - 1; j++)
		{
			for (int i = at; i < rows; i++)
				clear(table, i, j);
			at += draw_between(table, 0, (rows - at) / 2);
		}
	if (shape == 2 || shape == 5)
	{
		int begin = 0;

		for (int j = 1; j < lanes; j++)
		{
			begin = draw_between(table, begin, begin + 2);
			for (int i = 0; i < begin && i < (shape == 5 ? full - 2 : rows / 2); i++)
				clear(table, i, j);
		}
	}
	if (shape == 3)
	{
		int lane = draw_between(table, 0, lanes - 1);

		for (int i = full; i < rows; i++)
			clear(table, i, lane);
	}
	if (shape == 4)
		for (int holes = draw_between(table, 1, 3); holes > 0; holes--)
			clear(table, draw_between(table, 0, rows - 1), draw_between(table, 0, lanes - 1));
}

/* Longevity pays on top of what a lane paid last. */
static void
draw_longevity_amounts(drawn_table *table)
{
	int first = draw_chance(table, 50) ? 0 : draw_between(table, 0, table->lanes - 1);
	double more = 1;

	for (int i = table->ordinary; i < table->rows; i++)
	{
		more += draw_share(table, 0.008, 0.04);
		for (int j = first; j < table->lanes; j++)
			for (int k = table->ordinary - 1; k >= 0; k--)
				if (table->annual[k][j])
				{
					table->annual[i][j] = money(table, (double) table->annual[k][j] / 100 * more);
					break;
				}
	}
}

int64_t
drawn_kept(const drawn_table *table, int row, int lane)
{
	int64_t annual = table->annual[row][lane];

	return table->keep == CL_KEEP_ANNUAL ? annual : (annual + table->parts / 2) / table->parts;
}

static void
note_blanks(drawn_table *table)
{
	for (int i = 0; i < table->rows; i++)
	{
		bool some = false;

		for (int j = 0; j < table->lanes; j++)
		{
			table->blanks = table->blanks || !table->annual[i][j];
			some = some || table->annual[i][j];
		}
		/* no row is printed without an amount */
		if (!some)
			table->annual[i][table->lanes - 1] =
				i > 0 ? table->annual[i - 1][table->lanes - 1] : 5000000;
	}
}

void
draw_grid(drawn_table *table)
{
	table->layout = (drawn_layout) draw_below(table, DRAWN_LAYOUTS);
	table->lanes = draw_chance(table, 6) ? 1 : draw_between(table, 2, DRAWN_LANES);
	table->ordinary = draw_between(table, 2, draw_chance(table, 70) ? 16 : 40);
	table->rows = table->ordinary;
	if (draw_chance(table, 30))
		table->rows += draw_between(table, 1, 4);
	table->cents = draw_chance(table, 20);
	if (draw_chance(table, 30) && table->layout != DRAWN_SELECTION &&
		table->layout != DRAWN_CELL_A_LINE)
	{
		table->second =
			draw_chance(table, 60) || table->layout == DRAWN_IN_PIPES ? DRAWN_BESIDE : DRAWN_BELOW;
		table->parts =
			draw_chance(table, 70) ? draw_between(table, 180, 200) : draw_between(table, 10, 12);
		if (draw_chance(table, 25))
			table->keep = table->parts > 12 ? CL_KEEP_DAILY : CL_KEEP_MONTHLY;
	}
	draw_ordinary_amounts(table);
	draw_blanks(table);
	draw_longevity_amounts(table);
	note_blanks(table);
}
