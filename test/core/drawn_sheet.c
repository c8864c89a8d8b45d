/* drawn_sheet.c: how a drawn table is printed: labels, heads, amounts, marks, and the words around
 * it. */
#include "drawn_table.h"

#include <stdio.h>
#include <string.h>

typedef enum label_style
{
	LABEL_PLAIN,
	LABEL_WORD,
	LABEL_HALF_LETTER,
	LABEL_HALF_POINT,
	LABEL_RANGE,
	LABEL_ORDINAL,
	LABEL_STYLES
} label_style;

typedef enum longevity_style
{
	LONGEVITY_UNDER_A_LINE,
	LONGEVITY_L,
	LONGEVITY_YEARS,
	LONGEVITY_STYLES
} longevity_style;

typedef struct print_style
{
	label_style label;
	longevity_style longevity;
	const char *word; /* "Step " before a label */
	bool commas;
	int dollars; /* 0 no cell has one, 1 the first row, 2 all */
	const char *nothing;
	bool mixed_nothing;
	bool marks;
	bool step_again;
	int percentage; /* 0 none, 1 a column before the lanes, 2 after them */
} print_style;

static const char *
one_of(drawn_table *table, const char *const *of, size_t count)
{
	return of[draw_below(table, count)];
}
#define ONE_OF(table, ...)                                                                         \
	one_of(table, (const char *const[]){__VA_ARGS__},                                              \
		   sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static drawn_line *
new_line(drawn_table *table, drawn_kind kind, int row)
{
	drawn_line *line = &table->line[table->lines++];

	memset(line, 0, sizeof(*line));
	line->kind = kind;
	line->row = row;
	return line;
}

static void
words(drawn_table *table, const char *text)
{
	snprintf(new_line(table, DRAWN_WORDS, -1)->cell[0], DRAWN_CELL, "%s", text);
}

static const char *
ordinal_ending(int number)
{
	if (number % 100 / 10 == 1)
		return "th";
	return number % 10 == 1 ? "st" : number % 10 == 2 ? "nd" : number % 10 == 3 ? "rd" : "th";
}

static print_style
draw_style(drawn_table *table)
{
	print_style style = {0};

	style.label =
		draw_chance(table, 55) ? LABEL_PLAIN : (label_style) draw_below(table, LABEL_STYLES);
	style.longevity = (longevity_style) draw_below(table, LONGEVITY_STYLES);
	/* years among rows of years are no sign */
	if (style.longevity == LONGEVITY_YEARS && style.label != LABEL_PLAIN &&
		style.label != LABEL_WORD)
		style.longevity = LONGEVITY_UNDER_A_LINE;
	if (table->layout == DRAWN_CELL_A_LINE && style.longevity == LONGEVITY_UNDER_A_LINE)
		style.longevity = LONGEVITY_L;
	style.word =
		style.label == LABEL_WORD ? ONE_OF(table, "Step ", "STEP ", "Level ", "Step  ") : "";
	style.commas = draw_chance(table, 75);
	style.dollars = draw_chance(table, 55) ? 0 : draw_between(table, 1, 2);
	style.nothing = draw_chance(table, 70)
						? ""
						: ONE_OF(table, "-", "--", "N/A", "XX", "\xe2\x80\x94", "0", "$ -");
	style.mixed_nothing = draw_chance(table, 8);
	style.marks = draw_chance(table, 10);
	style.step_again =
		style.label == LABEL_PLAIN && draw_chance(table, 12) && table->layout != DRAWN_CELL_A_LINE;
	style.percentage =
		table->rows > table->ordinary && draw_chance(table, 12) ? draw_between(table, 1, 2) : 0;
	return style;
}

/* Labels, and the steps that they mean. */
static void
draw_ordinary_labels(drawn_table *table, const print_style *style)
{
	int step = draw_chance(table, 80) ? 1 : draw_between(table, 0, 5);

	for (int i = 0; i < table->ordinary; i++)
	{
		drawn_row *row = &table->row[i];
		int last = step;

		row->half_steps = 2 * step;
		switch (style->label)
		{
			case LABEL_HALF_LETTER:
				row->half_steps = 2 + i;
				snprintf(row->label, sizeof(row->label), "%d%c", 1 + i / 2, "AB"[i % 2]);
				break;
			case LABEL_HALF_POINT:
				row->half_steps = 2 + i;
				snprintf(row->label, sizeof(row->label), i % 2 ? "%d.5" : "%d", 1 + i / 2);
				break;
			case LABEL_RANGE:
				last = step + draw_between(table, 0, 2);
				if (i == table->ordinary - 1 && draw_chance(table, 50))
					snprintf(row->label, sizeof(row->label), "%d+", step);
				else if (last > step)
					snprintf(row->label, sizeof(row->label),
							 ONE_OF(table, "%d-%d", "%d - %d", "%d to %d"), step, last);
				else
					snprintf(row->label, sizeof(row->label), "%d", step);
				break;
			case LABEL_ORDINAL:
				snprintf(row->label, sizeof(row->label), "%d%s", step, ordinal_ending(step));
				break;
			default:
				snprintf(row->label, sizeof(row->label), "%s%d", style->word, step);
		}
		step = last + 1;
		if (style->label == LABEL_PLAIN && draw_chance(table, 3))
			step += draw_between(table, 1, 2);
	}
}

static void
draw_longevity_labels(drawn_table *table, const print_style *style)
{
	int step = table->row[table->ordinary - 1].half_steps / 2 + 1;

	/* 12 and 12L stand in one table, at times */
	step += draw_chance(table, 8) && style->longevity != LONGEVITY_UNDER_A_LINE &&
					table->row[table->ordinary - 1].half_steps % 2 == 0 &&
					style->label != LABEL_RANGE
				? -1
				: draw_between(table, style->label == LABEL_RANGE ? 3 : 0, 4);
	for (int i = table->ordinary; i < table->rows; i++)
	{
		drawn_row *row = &table->row[i];

		row->half_steps = 2 * step;
		row->longevity = true;
		snprintf(row->label, sizeof(row->label),
				 style->longevity == LONGEVITY_L	   ? "%s%dL"
				 : style->longevity == LONGEVITY_YEARS ? "%.0s%d yrs"
													   : "%s%d",
				 style->word, step);
		step += draw_between(table, 1, 4);
	}
}

/* An amount as it is printed, in cents. */
static void
print_amount(drawn_table *table, const print_style *style, int row, int64_t cents, bool small,
			 char *out)
{
	long long dollars = cents / 100;
	char number[24];
	bool dollar = style->dollars == 2 || (style->dollars == 1 && row == 0);

	if (style->commas && dollars >= 1000)
		snprintf(number, sizeof(number), "%lld,%03lld", dollars / 1000, dollars % 1000);
	else
		snprintf(number, sizeof(number), "%lld", dollars);
	if (table->cents || small)
		snprintf(number + strlen(number), 6, ".%02d", (int) (cents % 100));
	snprintf(out, DRAWN_CELL, "%s%s", dollar ? "$" : "", number);
	if (style->marks && draw_chance(table, 4))
		strcat(out, ONE_OF(table, "*", " **", "\xc2\xb9", "\xe2\x80\xa0"));
}

static void
print_cell(drawn_table *table, const print_style *style, int row, int lane, bool second, char *out)
{
	int64_t annual = table->annual[row][lane];
	const char *nothing = style->nothing;

	if (style->mixed_nothing)
		nothing = ONE_OF(table, "", "-", "--", "N/A");
	if (annual)
		print_amount(table, style, row,
					 second ? (annual + table->parts / 2) / table->parts : annual, second, out);
	else if (!second || table->second == DRAWN_BESIDE)
		snprintf(out, DRAWN_CELL, "%s", nothing);
}

static void
print_row(drawn_table *table, const print_style *style, int i)
{
	drawn_line *line = new_line(table, DRAWN_CELLS, i);
	int first = style->percentage == 1 ? 2 : 1;
	int wide = table->second == DRAWN_BESIDE ? 2 : 1;
	bool small_first = table->parts % 2; /* which of a pair stands left: any odd chance serves */

	snprintf(line->cell[0], DRAWN_CELL, "%s%s", table->row[i].label,
			 style->marks && style->label == LABEL_PLAIN && draw_chance(table, 5) ? "*" : "");
	if (style->percentage && i >= table->ordinary)
		snprintf(line->cell[style->percentage == 1 ? 1 : 1 + wide * table->lanes], DRAWN_CELL,
				 "%d.%d%%", draw_between(table, 1, 9), draw_between(table, 0, 9));
	if (style->step_again)
		snprintf(line->cell[table->columns - 1], DRAWN_CELL, "%d", table->row[i].half_steps / 2);
	for (int j = 0; j < table->lanes; j++)
	{
		print_cell(table, style, i, j, wide == 2 && small_first, line->cell[first + wide * j]);
		if (wide == 2)
			print_cell(table, style, i, j, !small_first, line->cell[first + wide * j + 1]);
	}
	if (table->second == DRAWN_BELOW)
	{
		line = new_line(table, DRAWN_CELLS, -1);
		for (int j = 0; j < table->lanes; j++)
			print_cell(table, style, i, j, true, line->cell[first + j]);
	}
}

static const char *const roman[] = {"I",	"II", "III", "IV", "V",	  "VI",	  "VII",
									"VIII", "IX", "X",	 "XI", "XII", "XIII", "XIV"};
static const char *const degree[] = {"BA", "BA", "BA", "BA", "BA", "BA", "BA",
									 "MA", "MA", "MA", "MA", "MA", "MA", "MA"};

typedef struct head_style
{
	const char *label;
	const char *class_word; /* "" is bare; NULL: no line of classes */
	int names;				/* 0 roman, 1 letters, 2 numbers */
	bool degrees;
	bool folded; /* BA, and its units a line below */
	const char *plus;
	int first_degree;
} head_style;

static head_style
draw_head_style(drawn_table *table)
{
	head_style head = {.label = ONE_OF(table, "Step", "STEP", "", "Steps", "Years")};
	int kind = draw_between(table, 0, 9);

	if (kind < 5)
		head.class_word = ONE_OF(table, "Class ", "CLASS ", "Column ", "Lane ", "");
	else if (kind < 9)
	{
		head.degrees = true;
		if (kind == 8)
			head.class_word = ONE_OF(table, "Class ", "COLUMN ", "");
	}
	head.names = draw_between(table, 0, 2);
	head.folded = head.degrees && draw_chance(table, 30);
	head.plus = ONE_OF(table, "+", " + ", " +");
	head.first_degree = draw_between(table, 0, DRAWN_LANES - table->lanes);
	for (int j = 0; j < table->lanes; j++)
	{
		int place = head.first_degree + j;
		int units = place % 7 * 15;
		char *lane = table->lane[j];
		const size_t size = sizeof(table->lane[j]);

		if (head.degrees)
			snprintf(table->degree[j], size, units ? "%s+%d" : "%s", degree[place], units);
		if (!head.class_word)
			memcpy(lane, table->degree[j], size);
		else if (head.names == 0)
			snprintf(lane, size, "%s", roman[j]);
		else if (head.names == 1)
			snprintf(lane, size, "%c", 'A' + j);
		else
			snprintf(lane, size, "%d", j + 1);
	}
	return head;
}

static void
print_heads(drawn_table *table, const print_style *style, const head_style *head)
{
	int first = style->percentage == 1 ? 2 : 1;
	int wide = table->second == DRAWN_BESIDE ? 2 : 1;
	bool small_first = table->parts % 2;
	drawn_line *line = NULL;
	int lines = (head->class_word != NULL) + head->degrees + head->folded;

	for (int n = 0; n < lines; n++)
	{
		line = new_line(table, DRAWN_HEAD, -1);
		line->spans = wide == 2;
		for (int j = 0; j < table->lanes; j++)
		{
			char *cell = line->cell[first + wide * j];
			int place = head->first_degree + j;
			int units = place % 7 * 15;

			if (n == 0 && head->class_word)
				snprintf(cell, DRAWN_CELL, "%s%s", head->class_word, table->lane[j]);
			else if (head->folded && n == lines - 1 && units)
				snprintf(cell, DRAWN_CELL, "+ %d", units);
			else if (head->folded && n == lines - 1)
				cell[0] = '\0';
			else if (units && !head->folded)
				snprintf(cell, DRAWN_CELL, "%s%s%d", degree[place], head->plus, units);
			else
				snprintf(cell, DRAWN_CELL, "%s", degree[place]);
		}
	}
	if (wide == 2 && draw_chance(table, 80))
	{
		const char *less = table->parts > 12 ? "Daily" : "Month";

		line = new_line(table, DRAWN_HEAD, -1);
		for (int j = 0; j < 2 * table->lanes; j++)
			snprintf(line->cell[first + j], DRAWN_CELL, "%s",
					 (j % 2 == 1) == small_first ? "Annual" : less);
	}
	if (!line)
		return;
	snprintf(line->cell[0], DRAWN_CELL, "%s", head->label);
	if (style->step_again)
		snprintf(line->cell[table->columns - 1], DRAWN_CELL, "%s", head->label);
}

static void
print_words_above(drawn_table *table)
{
	if (draw_chance(table, 50))
		words(table, ONE_OF(table, "MADE-UP SCHOOL DISTRICT", "Lakeside Unified School District",
							"APPENDIX B-2"));
	if (draw_chance(table, 40))
		words(table, ONE_OF(table, "CERTIFICATED SALARY SCHEDULE 2031-2032",
							"Teachers' Salary Schedule, 2031/32", "SALARY SCHEDULE",
							"Schedule A - effective July 1, 2031"));
	if (draw_chance(table, 25))
		words(table,
			  ONE_OF(table, "184 duty days", "(186 work days)", "Includes a 3.25% increase"));
	if (table->lines && draw_chance(table, 60))
		words(table, "");
}

static void
print_words_below(drawn_table *table)
{
	if (draw_chance(table, 30))
		words(table, "");
	/* an amount in words is one more cell to a copy of cells */
	if (draw_chance(table, 25) && table->layout != DRAWN_CELL_A_LINE)
		words(table,
			  ONE_OF(table, "Plus $1,150 for an earned doctorate.", "Doctorate: $1,500 a year"));
	if (draw_chance(table, 25))
		words(table, ONE_OF(table, "1.  Credit is given for seven (7) years.",
							"* highest step for new employees", "Units are semester units."));
	if (draw_chance(table, 25))
		words(table,
			  ONE_OF(table, "Board approved: 06/12/2031", "Adopted June 12, 2031", "Page 1 of 2"));
}

/* Whether a careful reader may find two readings, or none: cells whose column only their place or
 * size tells, one column without a head, a step 0 that is printed again and reads as nothing, more
 * words around than rows. */
static bool
is_odd(const drawn_table *table, const print_style *style, const head_style *head)
{
	bool parted = table->layout >= DRAWN_IN_TABS && table->layout <= DRAWN_IN_PIPES;
	bool headed = head->class_word || head->degrees;

	if ((table->lanes == 1 && !headed) || table->ordinary < 5 ||
		(style->step_again && table->row[0].half_steps == 0))
		return true;
	if (table->layout == DRAWN_CELL_A_LINE)
		return table->blanks || (head->class_word && head->names == 2);
	return !parted && table->blanks && (style->nothing[0] == '\0' || style->mixed_nothing);
}

void
draw_sheet(drawn_table *table)
{
	print_style style = draw_style(table);
	head_style head = draw_head_style(table);
	int wide = table->second == DRAWN_BESIDE ? 2 : 1;
	int page = draw_chance(table, 8) && table->ordinary > 6 && table->layout != DRAWN_CELL_A_LINE
				   ? draw_between(table, 3, table->ordinary - 2)
				   : -1;

	table->columns = 1 + (style.percentage != 0) + wide * table->lanes + style.step_again;
	for (int j = 0; j < table->lanes; j++)
		table->lane_column[j] = (style.percentage == 1 ? 2 : 1) + wide * j;
	draw_ordinary_labels(table, &style);
	draw_longevity_labels(table, &style);
	print_words_above(table);
	print_heads(table, &style, &head);
	for (int i = 0; i < table->rows; i++)
	{
		if (i == page)
		{
			new_line(table, DRAWN_NEW_PAGE, -1);
			print_words_above(table);
			print_heads(table, &style, &head);
		}
		if (i == table->ordinary && style.longevity == LONGEVITY_UNDER_A_LINE)
			words(table,
				  ONE_OF(table, "Longevity increments", "ANNIVERSARY INCREMENTS", "Longevity"));
		print_row(table, &style, i);
	}
	print_words_below(table);
	table->odd = is_odd(table, &style, &head);
}
