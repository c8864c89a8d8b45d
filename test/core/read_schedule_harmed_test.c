/*
 * Drawn tables that were harmed on the way are read as they are then printed, or refused: a cell
 * lost, with the rest of its line in place or moved, a digit doubled, a letter for a digit, a comma
 * for a point, an end cut off.
 */
#include "check.h"
#include "drawn_read.h"

#include <stdio.h>

typedef enum harm
{
	CELL_BLANKED,
	CELL_TAKEN_OUT,
	DIGIT_DOUBLED,
	LETTER_FOR_DIGIT,
	POINT_FOR_COMMA,
	END_CUT_OFF,
	HARMS
} harm;

static const char *const harm_names[HARMS] = {"a cell blanked",		 "a cell taken out",
											  "a digit doubled",	 "a letter for a digit",
											  "a point for a comma", "the end cut off"};

static drawn_table table;

static bool
is_column_layout(void)
{
	return table.layout == DRAWN_IN_COLUMNS || table.layout == DRAWN_IN_LEFT_COLUMNS ||
		   table.layout == DRAWN_DOLLAR_APART;
}

static void
take_out(size_t at, size_t length)
{
	memmove(table.text + at, table.text + at + length, table.length - at - length);
	table.length -= length;
}

/* The rest of the line stands where it stood, if lines have places. */
static bool
blank_cell(size_t at, size_t length, int row, int lane)
{
	if (is_column_layout())
		memset(table.text + at, ' ', length);
	else if (table.layout == DRAWN_SELECTION || table.layout == DRAWN_CELL_A_LINE)
		take_out(at - 1, length + 1); /* with what parts it from the cell before */
	else
		take_out(at, length);
	table.annual[row][lane] = 0;
	return true;
}

/* The rest of the line moves left; not by a whole column, which would be another table. */
static bool
take_cell_out(size_t at, size_t length, int row, int lane)
{
	size_t next = lane + 1 < table.lanes ? table.place[row][lane + 1] : 0;

	if (is_column_layout())
	{
		if (next && next + table.place_length[row][lane + 1] - (at + length) <= length + 3)
			return false;
		take_out(at, length);
	}
	else if (table.layout == DRAWN_IN_PIPES)
		take_out(at - 3, length + 3);
	else
	{
		bool quoted = table.text[at - 1] == '"';

		/* the sign before it, too */
		take_out(at - 1 - quoted, length + 1 + 2 * quoted);
	}
	table.annual[row][lane] = 0;
	return true;
}

static bool
double_digit(size_t at, size_t length, int row, int lane)
{
	char number[DRAWN_CELL] = "";
	size_t digit = at + draw_below(&table, length);
	const char *comma;
	const char *point;

	if (!strchr("123456789", table.text[digit]) || !table.text[digit] ||
		table.text[at + length - 1] < '0')
		return false;
	memmove(table.text + digit + 1, table.text + digit, table.length - digit);
	table.length++;
	memcpy(number, table.text + at, length + 1);
	comma = strchr(number, ',');
	point = strchr(number, '.');
	/* what is no amount is refused; what is one counts as it is printed */
	table.annual[row][lane] = -1;
	if ((!point || strlen(point) == 3) && (!comma || (strspn(comma + 1, "0123456789") == 3)))
	{
		int64_t cents = 0;

		for (const char *c = number; *c; c++)
			if (strchr("0123456789", *c))
				cents = 10 * cents + (*c - '0');
		table.annual[row][lane] = point ? cents : 100 * cents;
	}
	return true;
}

static bool
put_letter(size_t at, size_t length, int row, int lane)
{
	static const char *const alike[] = {"0O", "1l", "5S", "0o", "1I", "8B"};

	for (size_t i = at; i < at + length; i++)
		for (size_t n = 0; n < sizeof(alike) / sizeof(alike[0]); n++)
			if (table.text[i] == alike[n][0])
			{
				table.text[i] = alike[n][1];
				table.annual[row][lane] = -1;
				return true;
			}
	return false;
}

static bool
put_point(size_t at, size_t length, int row, int lane)
{
	char *comma = memchr(table.text + at, ',', length);

	if (!comma)
		return false;
	*comma = '.';
	table.annual[row][lane] = -1;
	return true;
}

static bool
cut_off(size_t at, size_t length, int row, int lane)
{
	if (row < 2)
		return false;
	table.length = at + length;
	for (int i = row; i < table.rows; i++)
		for (int j = i == row ? lane + 1 : 0; j < table.lanes; j++)
			table.annual[i][j] = 0;
	return true;
}

static bool (*const harms[HARMS])(size_t at, size_t length, int row, int lane) = {
	blank_cell, take_cell_out, double_digit, put_letter, put_point, cut_off};

/* False where this table has nothing to be harmed so. */
static bool
do_harm(harm harm)
{
	int row = draw_between(&table, 0, table.rows - 1);
	int lane = draw_between(&table, 0, table.lanes - 1);

	if (table.second != DRAWN_ALONE || !table.annual[row][lane])
		return false;
	return harms[harm](table.place[row][lane], table.place_length[row][lane], row, lane);
}

TEST(read_schedule_reads_harmed_tables_as_printed_or_refuses_them)
{
	unsigned long long seed = drawn_setting("READ_SCHEDULE_SEED", 20310701);
	unsigned long long runs = drawn_setting("READ_SCHEDULE_RUNS", 10000);
	drawn_tally tallies[HARMS] = {0};

	for (unsigned long long run = 0; run < runs; run++)
	{
		harm harm = (enum harm)(run % HARMS);

		draw_table(&table, drawn_seed(seed + 1, run));
		if (do_harm(harm))
			drawn_hold(&table, seed + 1, run, &tallies[harm]);
	}
	printf("read_schedule, %llu tables drawn and harmed, seed %llu\n", runs, seed);
	printf("%-20s %6s %6s %6s\n", "harm", "drawn", "read", "wrong");
	for (int i = 0; i < HARMS; i++)
	{
		printf("%-20s %6d %6d %6d\n", harm_names[i], tallies[i].drawn, tallies[i].read,
			   tallies[i].wrong);
		CHECK(runs < HARMS * 100 || tallies[i].drawn > 0);
	}
	/* a letter among digits is never read */
	CHECK(tallies[LETTER_FOR_DIGIT].read == 0 && tallies[POINT_FOR_COMMA].read == 0);
}
