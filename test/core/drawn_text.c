/* drawn_text.c: a drawn table as the text that somebody pastes, parted in one of the ways in which
 * it is copied. */
#include "drawn_table.h"

#include <stdio.h>
#include <string.h>

typedef enum alignment
{
	TO_THE_RIGHT,
	TO_THE_LEFT,
	TO_THE_MIDDLE,
} alignment;

typedef struct column_style
{
	int width[DRAWN_COLUMNS];
	int gap;
	int margin;
	alignment heads;
	alignment cells;
} column_style;

static void
put(drawn_table *table, const char *text, size_t length)
{
	if (table->length + length < DRAWN_TEXT)
	{
		memcpy(table->text + table->length, text, length);
		table->length += length;
	}
}

static void
put_text(drawn_table *table, const char *text)
{
	put(table, text, strlen(text));
}

static void
put_blanks(drawn_table *table, int count)
{
	while (count-- > 0)
		put(table, " ", 1);
}

/* Lines end without blanks, as they do in what is copied. */
static void
end_line(drawn_table *table)
{
	while (table->length > 0 && table->text[table->length - 1] == ' ')
		table->length--;
	put(table, "\n", 1);
}

/* Characters, of which a sign takes one to three bytes. */
static int
width_of(const char *text)
{
	int width = 0;

	for (; *text; text++)
		width += (*text & 0xC0) != 0x80;
	return width;
}

static bool
is_lane(const drawn_table *table, int column)
{
	for (int j = 0; j < table->lanes; j++)
		if (table->lane_column[j] == column)
			return true;
	return false;
}

static void
measure_columns(drawn_table *table, column_style *style)
{
	style->gap = draw_between(table, 2, 9);
	style->margin = draw_between(table, 0, 20);
	style->heads = (alignment) draw_below(table, 3);
	style->cells = TO_THE_RIGHT;
	if (table->layout == DRAWN_IN_LEFT_COLUMNS)
		style->heads = style->cells = TO_THE_LEFT;
	memset(style->width, 0, sizeof(style->width));
	for (int i = 0; i < table->lines; i++)
		for (int c = 0; c < table->columns && table->line[i].kind != DRAWN_WORDS; c++)
		{
			int width = width_of(table->line[i].cell[c]);
			bool spans = table->line[i].spans && is_lane(table, c);
			int share = spans ? (width - style->gap + 1) / 2 : width;

			if (share > style->width[c])
				style->width[c] = share;
			if (spans && share > style->width[c + 1])
				style->width[c + 1] = share;
		}
	if (table->layout == DRAWN_DOLLAR_APART)
		for (int c = 1; c < table->columns; c++)
			style->width[c] += 4;
}

/* Where a cell of the kept values comes to stand. */
static void
note_place(drawn_table *table, const drawn_line *line, int column, const char *cell)
{
	for (int j = 0; line->row >= 0 && j < table->lanes; j++)
		if (table->lane_column[j] == column)
		{
			table->place[line->row][j] = table->length;
			table->place_length[line->row][j] = strlen(cell);
		}
}

static void
put_aligned(drawn_table *table, const drawn_line *line, int column, const char *cell, int width,
			alignment align)
{
	int blanks = width - width_of(cell);
	int before = align == TO_THE_RIGHT ? blanks : align == TO_THE_LEFT ? 0 : blanks / 2;

	put_blanks(table, before);
	note_place(table, line, column, cell);
	put_text(table, cell);
	put_blanks(table, blanks - before);
}

static bool
is_amount(const char *cell)
{
	return cell[0] == '$' ||
		   (strlen(cell) > 4 && strchr("0123456789", cell[0]) && !strchr(cell, '%'));
}

static void
put_in_columns(drawn_table *table, const drawn_line *line, const column_style *style)
{
	put_blanks(table, style->margin);
	for (int c = 0; c < table->columns; c++)
	{
		const char *cell = line->cell[c];
		int width = style->width[c];

		if (c > 0)
			put_blanks(table, style->gap);
		if (line->spans && is_lane(table, c))
		{
			put_aligned(table, line, c, cell, width + style->gap + style->width[c + 1],
						TO_THE_MIDDLE);
			c++;
			continue;
		}
		if (table->layout == DRAWN_DOLLAR_APART && c > 0 && line->kind == DRAWN_CELLS &&
			is_amount(cell))
		{
			put_text(table, "$");
			cell += cell[0] == '$';
			width--;
		}
		put_aligned(table, line, c, cell, width,
					line->kind == DRAWN_HEAD ? style->heads : style->cells);
	}
	end_line(table);
}

/* Cells between signs; those of commas in quotes where they hold one. */
static void
put_parted(drawn_table *table, const drawn_line *line)
{
	const char *part = table->layout == DRAWN_IN_TABS	  ? "\t"
					   : table->layout == DRAWN_IN_COMMAS ? ","
					   : table->layout == DRAWN_IN_PIPES  ? " | "
														  : ";";

	if (table->layout == DRAWN_IN_PIPES)
		put_text(table, "| ");
	for (int c = 0; c < table->columns; c++)
	{
		const char *cell = line->kind == DRAWN_WORDS && c > 0 ? "" : line->cell[c];
		bool quoted = table->layout == DRAWN_IN_COMMAS && strchr(cell, ',');

		put_text(table, c > 0 ? part : "");
		put_text(table, quoted ? "\"" : "");
		note_place(table, line, c, cell);
		put_text(table, cell);
		put_text(table, quoted ? "\"" : "");
	}
	put_text(table, table->layout == DRAWN_IN_PIPES ? " |\n" : "\n");
}

static void
put_selection(drawn_table *table, const drawn_line *line, bool lines)
{
	bool first = true;

	for (int c = 0; c < table->columns; c++)
	{
		if (!line->cell[c][0])
			continue;
		put_text(table, first ? "" : lines ? "\n" : " ");
		note_place(table, line, c, line->cell[c]);
		put_text(table, line->cell[c]);
		first = false;
	}
	if (!first || line->kind == DRAWN_WORDS)
		put_text(table, "\n");
}

static bool
is_parted(const drawn_table *table)
{
	return table->layout >= DRAWN_IN_TABS && table->layout <= DRAWN_IN_PIPES;
}

static void
put_line(drawn_table *table, const drawn_line *line, column_style *style)
{
	if (line->kind == DRAWN_NEW_PAGE)
	{
		if (!is_parted(table))
			put_text(table, draw_chance(table, 50) ? "\f" : "\n");
		measure_columns(table, style);
	}
	else if (is_parted(table) && (line->kind != DRAWN_WORDS || table->layout != DRAWN_IN_PIPES))
		put_parted(table, line);
	else if (table->layout == DRAWN_SELECTION || table->layout == DRAWN_CELL_A_LINE)
		put_selection(table, line, table->layout == DRAWN_CELL_A_LINE);
	else if (line->kind == DRAWN_WORDS)
	{
		put_blanks(table, draw_chance(table, 50) ? style->margin : draw_between(table, 0, 50));
		put_text(table, line->cell[0]);
		end_line(table);
	}
	else
		put_in_columns(table, line, style);
}

void
draw_strangeness(drawn_table *table)
{
	static char plain[DRAWN_TEXT];
	bool feeds = draw_chance(table, 10);
	bool blanks = draw_chance(table, 5);
	bool wide = draw_chance(table, 3);
	size_t length = table->length;

	memcpy(plain, table->text, length);
	table->length = 0;
	if (draw_chance(table, 5))
		put_text(table, "\xef\xbb\xbf");
	for (size_t i = 0; i < length; i++)
		if (feeds && plain[i] == '\n')
			put_text(table, "\r\n");
		else if (blanks && plain[i] == ' ')
			put_text(table, "\xc2\xa0");
		else if (wide && plain[i] >= '0' && plain[i] <= '9')
		{
			char digit[] = {(char) 0xef, (char) 0xbc, (char) (0x90 + plain[i] - '0')};

			put(table, digit, sizeof(digit));
		}
		else
			put(table, plain + i, 1);
}

void
draw_text(drawn_table *table)
{
	column_style style;

	measure_columns(table, &style);
	for (int i = 0; i < table->lines; i++)
		put_line(table, &table->line[i], &style);
}

void
draw_table(drawn_table *table, uint64_t seed)
{
	memset(table, 0, offsetof(drawn_table, text));
	table->length = 0;
	table->random = seed;
	draw_grid(table);
	draw_sheet(table);
	draw_text(table);
}
