/* read_kind.c: how the cells of a text are parted: by tabs, commas, semicolons, pipes, lines or
 * blanks. */
#include "core/read_table.h"

#include <string.h>

/* What the lines of a text look like. */
typedef struct kind_count
{
	size_t lines; /* that are not blank */
	size_t tabs;
	size_t pipes;
	size_t single; /* an amount, a label or a dollar sign, alone */
	size_t glued;  /* nothing but digits and three commas or more */
} kind_count;

bool
cl_table_is_rule(const cl_table *table, uint32_t at, uint32_t end)
{
	size_t drawn = 0;

	for (; at < end; at++)
		if (strchr("-=_", table->text[at]))
			drawn++;
		else if (!strchr("+|:, \t;", table->text[at]))
			return false;
	return drawn > 2;
}

/* The next line that is not blank, trimmed. */
static bool
next_line(const cl_table *table, uint32_t *next, uint32_t *at, uint32_t *end)
{
	while (*next < table->length)
	{
		const char *feed = memchr(table->text + *next, '\n', table->length - *next);

		*at = *next;
		*end = feed ? (uint32_t) (feed - table->text) : table->length;
		*next = feed ? *end + 1 : table->length;
		while (*at < *end && table->text[*at] == ' ')
			(*at)++;
		while (*end > *at && cl_is_blank(table->text[*end - 1]))
			(*end)--;
		if (*end > *at)
			return true;
	}
	return false;
}

/* One amount, one label or a dollar sign is all that the line holds. */
static bool
is_single(cl_table *table, uint32_t at, uint32_t end)
{
	cl_table_label label;
	cl_table_cell cell;
	cl_table_kind kind;

	if (end - at > 40)
		return false;
	if (cl_table_label_read(table, at, end, true, &label))
		return true;
	if (table->text[at] == '$')
		for (at++; at < end && table->text[at] == ' ';)
			at++;
	while (end > at && cl_table_is_mark(table->text[end - 1]))
		end--;
	if (at == end)
		return true;
	kind = cl_table_kind_of(table->text + at, end - at, false, &cell);
	return kind == CL_TABLE_AMOUNT || kind == CL_TABLE_NOTHING;
}

static bool
is_glued(const cl_table *table, uint32_t at, uint32_t end)
{
	size_t commas = 0;
	size_t threes = 0;

	for (; at < end; at++)
	{
		char c = table->text[at];

		if (c == ',')
		{
			commas++;
			threes += end - at > 3 && cl_is_digit(table->text[at + 1]) &&
					  cl_is_digit(table->text[at + 2]) && cl_is_digit(table->text[at + 3]) &&
					  !(end - at > 4 && cl_is_digit(table->text[at + 4]));
		}
		else if (!cl_is_digit(c) && c != '.' && c != '$')
			return false;
	}
	return commas >= 3 && threes >= 2;
}

/* Three digits in a row: a number that is no cell. */
static bool
has_number(const cl_table *table, uint32_t at, uint32_t end)
{
	int run = 0;

	for (; at < end; at++)
	{
		run = cl_is_digit(table->text[at]) ? run + 1 : 0;
		if (run == 3)
			return true;
	}
	return false;
}

/* Whether the fields are labels, amounts and blanks, and one at least an amount; `great`: one of
 * 1,000 or more, which no part of an amount that commas have parted is. */
static bool
only_cells(cl_table *table, size_t first, bool *great)
{
	bool any = false;

	for (size_t i = first; i < table->field_count; i++)
	{
		cl_table_field field = table->fields[i];
		cl_table_label label;
		size_t cells = table->cell_count;
		bool good = true;

		if (field.at == field.end || cl_table_label_read(table, field.at, field.end, true, &label))
			continue;
		if (field.end - field.at > 40 || !cl_table_cells_add(table, field.at, field.end, 0, 0))
			return false;
		for (size_t j = cells; j < table->cell_count; j++)
		{
			any = any || table->cells[j].kind == CL_TABLE_AMOUNT;
			*great = *great ||
					 (table->cells[j].kind == CL_TABLE_AMOUNT && table->cells[j].amount >= 100000);
			good = good && table->cells[j].kind != CL_TABLE_WORD &&
				   table->cells[j].kind != CL_TABLE_NEARLY;
		}
		table->cell_count = cells;
		if (!good)
			return false;
	}
	return any;
}

/* A comma between one to three digits and three, outside quotes; decimals before it are none. */
static bool
has_thousands(const cl_table *table, uint32_t at, uint32_t end)
{
	const char *text = table->text;
	bool quoted = false;

	for (uint32_t i = at; i < end; i++)
	{
		uint32_t before = i;
		uint32_t after = i + 1;

		quoted = quoted != (text[i] == '"');
		if (quoted || text[i] != ',')
			continue;
		while (before > at && i - before < 4 && cl_is_digit(text[before - 1]))
			before--;
		while (after < end && after - i < 5 && cl_is_digit(text[after]))
			after++;
		if (i > before && i - before < 4 && after - i == 4 &&
			!(before > at && text[before - 1] == '.'))
			return true;
	}
	return false;
}

static bool
is_separated(cl_table *table, char separator, bool *yes)
{
	size_t with = 0;
	size_t good = 0;
	size_t other = 0;
	size_t thousands = 0;
	uint32_t at = 0;

	while (at < table->length)
	{
		uint32_t from = at;
		size_t first = table->field_count;
		bool great = false;

		if (!cl_table_fields_add(table, &at, separator))
			return false;
		if (table->field_count - first > 1 && only_cells(table, first, &great))
			good++;
		else if (has_number(table, from, at))
			other++;
		if (table->field_count - first > 1)
		{
			with++;
			thousands += separator == ',' && !great && has_thousands(table, from, at);
		}
		table->field_count = first;
		if (table->env->error.code != CL_OK)
			return false;
	}
	*yes = good >= 2 && good >= 2 * other && thousands * 10 <= with * 3;
	return true;
}

bool
cl_table_find_form(cl_table *table)
{
	kind_count count = {0};
	uint32_t next = 0;
	uint32_t at, end;
	bool yes = false;

	table->form = CL_TABLE_COMMAS; /* no year is a word, until blanks part the cells */
	while (next_line(table, &next, &at, &end))
	{
		cl_check_interrupts(table->env);
		if (++count.lines > CL_TABLE_LINES_MOST)
		{
			cl_fail(table->env, CL_OUT_OF_RANGE,
					"the text has too many lines to be a printed table");
			return cl_hint(table->env, "Paste the table alone, not the whole contract.");
		}
		count.tabs += memchr(table->text + at, '\t', end - at) != NULL;
		count.pipes += memchr(table->text + at, '|', end - at) != NULL;
		count.single += is_single(table, at, end);
		count.glued += is_glued(table, at, end);
	}
	if (count.lines == 0)
		return cl_table_fail(table, 0, "there is no text");
	if (count.tabs * 10 >= count.lines * 3)
	{
		table->form = CL_TABLE_TABS;
		return true;
	}
	if (!is_separated(table, ';', &yes))
		return false;
	if (yes)
	{
		table->form = CL_TABLE_SEMICOLONS;
		return true;
	}
	if (!is_separated(table, ',', &yes))
		return false;
	if (yes)
		return true;
	if (count.glued * 10 >= count.lines * 5)
	{
		cl_table_fail(table, 0,
					  "the commas of the thousands cannot be told from those between cells");
		return cl_hint(table->env, "Write the amounts without commas, or in quotes: 1,\"44,030\","
								   "\"46,971\".");
	}
	if (!is_separated(table, '|', &yes))
		return false;
	if (yes || count.pipes * 10 >= count.lines * 6)
		table->form = CL_TABLE_PIPES;
	else if (count.single * 100 >= count.lines * 55)
		table->form = CL_TABLE_ONE_A_LINE;
	else
		table->form = CL_TABLE_BLANKS;
	return true;
}
