/* read_lines.c: a text in lines, each with its label and its cells. */
#include "core/read_table.h"

#include <string.h>

#define QUOTED_MOST                                                                                \
	300 /* bytes of a quoted cell: a mark of inches must not look through the text */
#define LABEL_FIELDS 64 /* the label stands in one of so many */

static bool
ends_field(const cl_table *table, uint32_t at, char separator)
{
	return at >= table->length || table->text[at] == separator || table->text[at] == '\n';
}

/* The end of a quoted cell whose first quote is here: behind its last one; `at` if none ends it. */
static uint32_t
end_of_quotes(const cl_table *table, uint32_t at, char separator)
{
	const char *text = table->text;

	for (uint32_t i = at + 1; i < table->length && i - at < QUOTED_MOST; i++)
	{
		uint32_t after = i + 1;

		if (text[i] != '"')
			continue;
		if (text[after] == '"')
		{
			i++;
			continue;
		}
		while (text[after] == ' ')
			after++;
		if (ends_field(table, after, separator))
			return i + 1;
	}
	return at;
}

bool
cl_table_fields_add(cl_table *table, uint32_t *at, char separator)
{
	const char *text = table->text;
	uint32_t next = *at;

	if (separator == '|')
	{
		/* the frame's own pipe before the first cell */
		while (text[next] == ' ' || text[next] == '\t')
			next++;
		next += text[next] == '|';
	}
	for (;;)
	{
		cl_table_field *fields = cl_table_widen(table, table->fields, table->field_count,
												&table->field_room, sizeof(*fields));
		cl_table_field *field;
		uint32_t quoted;

		cl_check_interrupts(table->env);
		if (!fields)
			return false;
		table->fields = fields;
		field = &fields[table->field_count++];
		while (text[next] == ' ')
			next++;
		field->at = next;
		quoted = text[next] == '"' ? end_of_quotes(table, next, separator) : next;
		if (quoted > next)
		{
			field->at = next + 1;
			field->end = quoted - 1;
			for (next = field->end + 1; text[next] == ' ';)
				next++;
		}
		else
		{
			while (!ends_field(table, next, separator))
				next++;
			field->end = next;
		}
		while (field->at < field->end && cl_is_blank(text[field->at]))
			field->at++;
		while (field->end > field->at && cl_is_blank(text[field->end - 1]))
			field->end--;
		if (next >= table->length || text[next] == '\n')
		{
			/* and the one behind the last cell */
			if (separator == '|' && field->at == field->end)
				table->field_count--;
			*at = next < table->length ? next + 1 : next;
			return true;
		}
		next++;
	}
}

/* An amount in quotes that are never closed: the copy was cut inside it. */
static bool
check_quotes(cl_table *table, size_t first)
{
	for (size_t i = first; i < table->field_count; i++)
	{
		const cl_table_field *field = &table->fields[i];
		const char *text = table->text + field->at;

		if (field->end - field->at < 2 || text[0] != '"' ||
			(text[1] != '$' && !cl_is_digit(text[1])))
			continue;
		cl_table_fail(table, field->at, "a quote is opened here and not closed");
		return cl_hint(table->env, "Close it, or take the line out where the copy was cut.");
	}
	return true;
}

static cl_table_line *
line_add(cl_table *table, uint32_t at, uint32_t end)
{
	cl_table_line *lines =
		cl_table_widen(table, table->lines, table->line_count, &table->line_room, sizeof(*lines));

	if (!lines)
		return NULL;
	table->lines = lines;
	lines += table->line_count++;
	memset(lines, 0, sizeof(*lines));
	lines->at = at;
	lines->end = end;
	lines->first = (uint32_t) table->cell_count;
	return lines;
}

/* Takes the cells since line->first as the line's. */
static void
count_cells(cl_table *table, cl_table_line *line)
{
	line->count = (uint32_t) table->cell_count - line->first;
	memset(line->of, 0, sizeof(line->of));
	for (uint32_t i = line->first; i < table->cell_count; i++)
		if (line->of[table->cells[i].kind] < UINT16_MAX)
			line->of[table->cells[i].kind]++;
}

/* Records of fields, those that hold something. */
static bool
split_records(cl_table *table, char separator)
{
	uint32_t at = 0;

	while (at < table->length)
	{
		uint32_t from = at;
		size_t first = table->field_count;
		bool blank = true;
		cl_table_line *line;

		cl_check_interrupts(table->env);
		if (!cl_table_fields_add(table, &at, separator) || !check_quotes(table, first))
			return false;
		for (size_t i = first; i < table->field_count; i++)
			blank = blank && table->fields[i].at == table->fields[i].end;
		if (blank || cl_table_is_rule(table, from, table->fields[table->field_count - 1].end))
		{
			table->field_count = first;
			continue;
		}
		line = line_add(table, from, table->fields[table->field_count - 1].end);
		if (!line)
			return false;
		while (cl_is_blank(table->text[line->at]))
			line->at++;
		line->first_field = (uint32_t) first;
		line->fields = (uint32_t) (table->field_count - first);
	}
	return true;
}

/* The cells of the fields from..to of a line. */
static bool
add_fields(cl_table *table, const cl_table_line *line, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to && i < line->fields; i++)
	{
		const cl_table_field *field = &table->fields[line->first_field + i];

		if (!cl_table_cells_add(table, field->at, field->end, 0,
								(uint16_t) (i < UINT16_MAX ? i : UINT16_MAX)))
			return false;
	}
	return true;
}

/* The leftmost field that holds a label in six of ten of the rows of the one that does so most. */
static bool
find_label_field(cl_table *table)
{
	size_t labels[LABEL_FIELDS] = {0};
	size_t most = 0;
	cl_table_label label;

	for (size_t i = 0; i < table->line_count; i++)
	{
		cl_table_line *line = &table->lines[i];

		cl_check_interrupts(table->env);
		table->cell_count = 0;
		line->first = 0;
		if (!add_fields(table, line, 0, line->fields))
			return false;
		count_cells(table, line);
		if (line->of[CL_TABLE_AMOUNT] == 0)
			continue;
		for (uint32_t j = 0; j < line->fields && j < LABEL_FIELDS; j++)
		{
			const cl_table_field *field = &table->fields[line->first_field + j];

			if (field->end > field->at &&
				cl_table_label_read(table, field->at, field->end, true, &label))
				labels[j]++;
		}
	}
	for (int j = 0; j < LABEL_FIELDS; j++)
		if (labels[j] > most)
			most = labels[j];
	table->cell_count = 0;
	table->label_field = 0;
	while (labels[table->label_field] * 10 < most * 6)
		table->label_field++;
	return true;
}

static bool
split_fields(cl_table *table, char separator)
{
	if (!split_records(table, separator) || !find_label_field(table))
		return false;
	for (size_t i = 0; i < table->line_count; i++)
	{
		cl_table_line *line = &table->lines[i];
		uint32_t at = table->label_field;
		const cl_table_field *field = &table->fields[line->first_field + at];

		cl_check_interrupts(table->env);
		line->first = (uint32_t) table->cell_count;
		line->labelled = at < line->fields && field->end > field->at &&
						 cl_table_label_read(table, field->at, field->end, true, &line->label);
		if (!add_fields(table, line, 0, line->labelled ? at : at + 1) ||
			!add_fields(table, line, at + 1, line->fields))
			return false;
		count_cells(table, line);
	}
	return true;
}

/* In its line, from 0; tabs go to each eighth. */
static int32_t
character_of(const cl_table *table, uint32_t line, uint32_t at)
{
	int32_t left = 0;

	for (; line < at; line++)
		left = table->text[line] == '\t' ? left - left % 8 + 8 : left + 1;
	return left;
}

static bool
split_blanks(cl_table *table)
{
	for (size_t i = 0; i < table->start_count; i++)
	{
		uint32_t at = table->starts[i].at;
		uint32_t end = i + 1 < table->start_count ? table->starts[i + 1].at : table->length;
		uint32_t begin = at;
		cl_table_line *line;

		cl_check_interrupts(table->env);
		while (end > at && cl_is_blank(table->text[end - 1]))
			end--;
		while (begin < end && cl_is_blank(table->text[begin]))
			begin++;
		if (begin == end || cl_table_is_rule(table, begin, end))
			continue;
		line = line_add(table, begin, end);
		if (!line)
			return false;
		line->labelled = cl_table_label_read(table, begin, end, false, &line->label);
		if (line->labelled)
			begin = line->label.end;
		line->label.right = character_of(table, at, begin);
		if (!cl_table_cells_add(table, begin, end, line->label.right, 0))
			return false;
		count_cells(table, line);
	}
	return true;
}

/* Whether these cells are those of a table, or are nearly so. */
static bool
is_of_table(const cl_table_line *line)
{
	return line->of[CL_TABLE_WORD] == 0 && line->of[CL_TABLE_WHOLE] == 0;
}

/* A label, then its amounts up to the next label: lines of the text become one. */
static bool
split_one_a_line(cl_table *table)
{
	bool open = false;

	if (!split_blanks(table))
		return false;
	for (size_t i = 0, used = 0;; i++)
	{
		cl_table_line line;

		if (i == table->line_count)
		{
			table->line_count = used;
			return true;
		}
		line = table->lines[i];
		if (!line.labelled && open && is_of_table(&line))
		{
			cl_table_line *row = &table->lines[used - 1];

			row->end = line.end;
			row->count += line.count;
			for (int kind = 0; kind <= CL_TABLE_NEARLY; kind++)
			{
				uint32_t of = (uint32_t) row->of[kind] + line.of[kind];

				row->of[kind] = (uint16_t) (of < UINT16_MAX ? of : UINT16_MAX);
			}
			continue;
		}
		open = line.labelled;
		table->lines[used++] = line;
	}
}

bool
cl_table_split(cl_table *table)
{
	switch (table->form)
	{
		case CL_TABLE_TABS:
			return split_fields(table, '\t');
		case CL_TABLE_COMMAS:
			return split_fields(table, ',');
		case CL_TABLE_SEMICOLONS:
			return split_fields(table, ';');
		case CL_TABLE_PIPES:
			return split_fields(table, '|');
		case CL_TABLE_ONE_A_LINE:
			return split_one_a_line(table);
		default:
			return split_blanks(table);
	}
}

bool
cl_table_line_has(const cl_table *table, const cl_table_line *line, const char *stem)
{
	const char *text = table->text;
	size_t length = strlen(stem);

	for (uint32_t at = line->at; at + length <= line->end; at++)
	{
		size_t i = 0;

		if (at > line->at && cl_is_letter(text[at - 1]))
			continue;
		while (i < length && cl_lower(text[at + i]) == stem[i])
			i++;
		if (i == length)
			return true;
	}
	return false;
}
