/*
 * read_rows.c: which lines are rows of the table, and what stands in a row besides its amounts. A
 * row is a label and at least one amount. Lines of words are set aside; amounts that belong to no
 * row are counted, and refused where they could be a part of the table.
 */
#include "core/read_table.h"

#include <string.h>

/* Words between, before or behind the amounts of a line. */
typedef struct line_shape
{
	uint32_t words_before; /* the first amount */
	uint32_t together;	   /* the longest run of amounts, with nothing but marks between */
	uint32_t first_word;   /* where it stands */
	uint32_t last_amount;  /* the cell; UINT32_MAX: there is none */
	uint32_t nearly;	   /* the cell */
} line_shape;

static line_shape
shape_of(const cl_table *table, const cl_table_line *line)
{
	line_shape shape = {0, 0, line->at, UINT32_MAX, UINT32_MAX};
	uint32_t run = 0;
	bool word = false;

	for (uint32_t i = line->first; i < line->first + line->count; i++)
	{
		const cl_table_cell *cell = &table->cells[i];

		if (cell->kind == CL_TABLE_AMOUNT)
		{
			shape.last_amount = i;
			run++;
			if (run > shape.together)
				shape.together = run;
		}
		else if (cell->kind == CL_TABLE_WORD)
		{
			if (!word)
				shape.first_word = cell->at;
			word = true;
			run = 0;
			shape.words_before += shape.last_amount == UINT32_MAX;
		}
		else if (cell->kind == CL_TABLE_NEARLY && shape.nearly == UINT32_MAX)
			shape.nearly = i;
	}
	return shape;
}

/* A footnote that begins with a number: four words or more, and few amounts. */
static bool
is_note(const cl_table_line *line)
{
	return line->of[CL_TABLE_WORD] >= 4 &&
		   (line->of[CL_TABLE_AMOUNT] <= 1 ||
			line->of[CL_TABLE_AMOUNT] * 2 < line->of[CL_TABLE_WORD]);
}

static bool
no_step(cl_table *table, uint32_t at)
{
	cl_table_fail(table, at, "amounts stand here without a step before them");
	return cl_hint(table->env, "Write the step before them, or take the line out.");
}

static bool
unnamed_row(cl_table *table, const cl_table_line *line)
{
	int length;
	const char *shown;
	uint32_t end = line->at;

	/* up to its first amount */
	for (uint32_t i = line->first; i < line->first + line->count; i++)
	{
		if (table->cells[i].kind == CL_TABLE_AMOUNT)
			break;
		end = table->cells[i].end;
	}
	if (end <= line->at)
		end = line->end;
	shown = cl_table_shown(table, line->at, end, 60, &length);
	cl_table_fail(table, line->at, "\"%.*s\" stands before amounts, and is no step", length, shown);
	return cl_hint(table->env, "Name it in steps, as '{\"%.*s\": \"16L\"}', or take the line out.",
				   length, shown);
}

static bool
nearly_amount(cl_table *table, const cl_table_cell *cell)
{
	int length;
	const char *shown = cl_table_shown(table, cell->at, cell->end, 60, &length);

	cl_table_fail(table, cell->at, "\"%.*s\" is nearly an amount, and none", length, shown);
	return cl_hint(table->env, "Correct it as the contract prints it: groups of three digits, at "
							   "most two decimals, no letters; a footnote's digit is taken out.");
}

/* Whether a whole number repeats the row's step. */
static bool
repeats(const cl_table *table, const cl_table_cell *cell, const cl_table_label *label)
{
	/* step 0 is repeated by what is nothing elsewhere */
	return (cell->kind == CL_TABLE_WHOLE ||
			(cell->kind == CL_TABLE_NOTHING && cell->end - cell->at == 1 &&
			 table->text[cell->at] == '0')) &&
		   cell->amount == label->half_steps / 2;
}

/* Whether a line of the table, that has no amount, may have lost one: a number or a quote. */
static bool
has_lost(const cl_table *table, const cl_table_line *line)
{
	for (uint32_t i = line->first; i < line->first + line->count; i++)
	{
		const cl_table_cell *cell = &table->cells[i];

		if (cell->kind == CL_TABLE_WORD)
			for (uint32_t at = cell->at; at < cell->end; at++)
				if (cl_is_digit(table->text[at]) || table->text[at] == '"')
					return true;
		if (cell->kind == CL_TABLE_WHOLE && table->form != CL_TABLE_BLANKS &&
			!repeats(table, cell, &line->label))
			return true;
	}
	return false;
}

static bool
no_amount(cl_table *table, const cl_table_line *line)
{
	cl_table_fail(table, line->at, "step " CL_TABLE_STEP_FORMAT " has no amount that can be read",
				  CL_TABLE_STEP_ARGS(line->label.half_steps));
	return cl_hint(table->env, "Correct the row as the contract prints it, or take it out.");
}

/* What a line is, seen after the lines above it. */
static bool
classify(cl_table *table, size_t index, bool any_row)
{
	cl_table_line *line = &table->lines[index];
	cl_table_line *above = index > 0 ? &table->lines[index - 1] : NULL;
	line_shape shape = shape_of(table, line);
	size_t amounts = line->of[CL_TABLE_AMOUNT];
	size_t words = line->of[CL_TABLE_WORD];

	line->kind = CL_TABLE_WORDS;
	if (line->labelled)
	{
		if (amounts > 0)
			line->kind = is_note(line) ? CL_TABLE_WORDS : CL_TABLE_ROW;
		else if (line->of[CL_TABLE_NEARLY] > 0 && words < 2)
			return nearly_amount(table, &table->cells[shape.nearly]);
		else if (any_row && words < 2 && has_lost(table, line))
			return no_amount(table, line);
		else if (words == 0 && (line->of[CL_TABLE_NOTHING] > 0 || line->count == 0))
			line->kind = CL_TABLE_EMPTY;
		return true;
	}
	if (words == 0 && amounts >= 1 && above && above->kind == CL_TABLE_ROW &&
		(amounts >= 2 || above->of[CL_TABLE_AMOUNT] == 1))
	{
		line->kind = CL_TABLE_SECOND;
		return true;
	}
	if (words == 0 && amounts + line->of[CL_TABLE_NEARLY] >= 2)
	{
		if (above && above->kind == CL_TABLE_SECOND)
		{
			cl_table_fail(table, line->at, "a row has more than two lines of amounts");
			return cl_hint(table->env, "Leave one line of amounts a step.");
		}
		if (!any_row || (above && above->labelled))
			return shape.nearly != UINT32_MAX && amounts == 0
					   ? nearly_amount(table, &table->cells[shape.nearly])
					   : no_step(table, line->at);
		return true;
	}
	/* "+1  61,869  65,144" is a row that we cannot name; a sentence with sums in it is none */
	if (shape.together >= 2 &&
		(shape.words_before <= 3 ||
		 (any_row && words == shape.words_before &&
		  shape.together == table->lines[table->rows[0].line].of[CL_TABLE_AMOUNT])))
		return unnamed_row(table, line);
	return true;
}

/* What stands in a row besides amounts. `steps`: a second column of steps is known. */
static bool
look_inside(cl_table *table, const cl_table_line *line, bool steps, bool *told)
{
	line_shape shape = shape_of(table, line);

	for (uint32_t i = line->first; i < line->first + line->count; i++)
	{
		const cl_table_cell *cell = &table->cells[i];
		int length;
		const char *shown = cl_table_shown(table, cell->at, cell->end, 60, &length);
		bool done = true;

		switch ((cl_table_kind) cell->kind)
		{
			case CL_TABLE_NEARLY:
				return nearly_amount(table, cell);
			case CL_TABLE_PERCENT:
				done = cl_table_note_add(table, cell->at, cell->end, "percentage set aside");
				break;
			case CL_TABLE_MARK:
				done = cl_table_note_add(table, cell->at, cell->end, "footnote mark set aside");
				break;
			case CL_TABLE_WHOLE:
				if (!steps || !repeats(table, cell, &line->label))
				{
					cl_table_fail(table, cell->at,
								  "\"%.*s\" stands among the amounts of step " CL_TABLE_STEP_FORMAT
								  ", and is none",
								  length, shown, CL_TABLE_STEP_ARGS(line->label.half_steps));
					return cl_hint(table->env, "Take the column or the number out.");
				}
				if (!*told)
					done =
						cl_table_note_add(table, cell->at, cell->end, "repeated steps set aside");
				*told = true;
				break;
			case CL_TABLE_WORD:
				if (i < shape.last_amount)
				{
					cl_table_fail(table, cell->at,
								  "\"%.*s\" stands among the amounts of step " CL_TABLE_STEP_FORMAT
								  ", and is none",
								  length, shown, CL_TABLE_STEP_ARGS(line->label.half_steps));
					return cl_hint(table->env,
								   "Take the word out, or write \"-\" where a lane pays nothing.");
				}
				done = cl_table_note_add(table, cell->at, cell->end, "words set aside");
				break;
			default:
				break;
		}
		if (!done)
			return false;
	}
	return true;
}

static bool
row_add(cl_table *table, size_t line)
{
	cl_table_row *rows =
		cl_table_widen(table, table->rows, table->row_count, &table->row_room, sizeof(*rows));

	if (!rows)
		return false;
	if (table->row_count == CL_TABLE_ROWS_MOST)
		return cl_table_fail(table, table->lines[line].at, "the table has more than %d rows",
							 CL_TABLE_ROWS_MOST);
	table->rows = rows;
	memset(&rows[table->row_count], 0, sizeof(*rows));
	rows[table->row_count++].line = (uint32_t) line;
	return true;
}

/* There is no row: the first thing that could have been one. */
static bool
no_rows(cl_table *table)
{
	uint32_t at = table->line_count > 0 ? table->lines[0].at : 0;

	for (size_t i = 0; i < table->line_count; i++)
	{
		line_shape shape = shape_of(table, &table->lines[i]);

		if (table->lines[i].of[CL_TABLE_AMOUNT] == 0 && shape.nearly != UINT32_MAX &&
			table->lines[i].of[CL_TABLE_WORD] < 4)
			return nearly_amount(table, &table->cells[shape.nearly]);
	}
	if (table->form == CL_TABLE_ONE_A_LINE)
		cl_table_fail(table, at, "the order of the cells is lost");
	else
		cl_table_fail(table, at, "no line begins with a step and has amounts");
	return cl_hint(table->env,
				   "A row is a step, as 1, Step 1 or 16-20, and its amounts: 1  53,426  56,210.");
}

/* Amounts that were not read: not many inside the table, nor more than half as many anywhere. */
static bool
check_unread(cl_table *table, size_t read)
{
	size_t first = table->rows[0].line;
	size_t last = table->rows[table->row_count - 1].line;
	size_t inside = 0;
	size_t all = 0;
	const cl_table_line *found = NULL; /* the first of them */
	const cl_table_line *found_inside = NULL;
	bool few;

	for (size_t i = 0; i < table->line_count; i++)
	{
		const cl_table_line *line = &table->lines[i];
		size_t unread = (size_t) line->of[CL_TABLE_AMOUNT];

		if (line->kind != CL_TABLE_WORDS || unread == 0)
			continue;
		all += unread;
		found = found ? found : line;
		if (i > first && i < last)
		{
			inside += unread;
			found_inside = found_inside ? found_inside : line;
		}
	}
	few = inside * 100 <= read * 3;
	if (few && all * 2 <= read)
		return true;
	cl_table_fail(table, (few ? found : found_inside)->at, "%zu amount%s%s belong%s to no row",
				  few ? all : inside, (few ? all : inside) == 1 ? "" : "s",
				  few ? "" : " inside the table", (few ? all : inside) == 1 ? "s" : "");
	return cl_hint(table->env, "Write a step before them, or take those lines out.");
}

/* A step between those of the rows around it, with words where they have amounts. */
static bool
check_between(cl_table *table)
{
	for (size_t row = 1; row < table->row_count; row++)
		for (size_t i = table->rows[row - 1].line + 1; i < table->rows[row].line; i++)
		{
			const cl_table_line *line = &table->lines[i];

			if (line->kind == CL_TABLE_WORDS && line->labelled && line->of[CL_TABLE_AMOUNT] == 0 &&
				!is_note(line) &&
				line->label.half_steps > cl_table_row_line(table, row - 1)->label.half_steps &&
				line->label.half_steps < cl_table_row_line(table, row)->label.half_steps)
				return no_amount(table, line);
		}
	return true;
}

/* One cell a line: what was lost shows in the rows themselves. */
static bool
check_one_a_line(cl_table *table)
{
	size_t most = 0;
	size_t before = 0;

	for (size_t i = 0; i < table->line_count; i++)
	{
		const cl_table_line *line = &table->lines[i];
		size_t cells = (size_t) line->of[CL_TABLE_AMOUNT] + line->of[CL_TABLE_NOTHING];

		if (line->labelled && line->count - line->of[CL_TABLE_MARK] == 0 &&
			(i > table->rows[0].line || table->row_count < 2))
			return cl_table_fail(table, line->at,
								 "the order of the cells is lost: no amount follows the step");
		if (line->kind == CL_TABLE_WORDS && line->of[CL_TABLE_AMOUNT] > 0 &&
			line->of[CL_TABLE_WORD] == 0 && i > table->rows[0].line)
			return cl_table_fail(table, line->at,
								 "the order of the cells is lost: words stand before this amount");
		if (line->kind != CL_TABLE_ROW)
			continue;
		most = cells > most ? cells : most;
		if (i == table->rows[table->row_count - 1].line && cells < before)
			return cl_table_fail(table, line->at,
								 "the last row is shorter than the one before: it may be cut");
		before = cells;
	}
	if (most == 1)
		return cl_table_fail(table, table->lines[0].at, "the order of the cells is lost");
	return true;
}

static bool
tell_words(cl_table *table)
{
	for (size_t i = 0; i < table->line_count; i++)
	{
		const cl_table_line *line = &table->lines[i];
		bool done = true;

		if (line->kind == CL_TABLE_EMPTY)
			done = cl_table_note_add(table, line->at, line->end, "step without amounts left out");
		else if (line->kind == CL_TABLE_WORDS &&
				 (i > table->rows[0].line || line->of[CL_TABLE_AMOUNT] > 0))
			done = cl_table_note_add(table, line->at, line->end, "line set aside");
		if (!done)
			return false;
	}
	return true;
}

bool
cl_table_find_rows(cl_table *table)
{
	size_t read = 0;
	size_t repeated = 0;
	bool told = false;

	for (size_t i = 0; i < table->line_count; i++)
	{
		cl_table_line *line = &table->lines[i];

		cl_check_interrupts(table->env);
		if (!classify(table, i, table->row_count > 0))
			return false;
		if (line->kind == CL_TABLE_ROW)
		{
			bool again = false;

			if (!row_add(table, i))
				return false;
			for (uint32_t j = line->first; j < line->first + line->count; j++)
				again = again || repeats(table, &table->cells[j], &line->label);
			repeated += again;
		}
		else if (line->kind == CL_TABLE_SECOND)
			table->rows[table->row_count - 1].second = (uint32_t) i;
		else
			continue;
		read += line->of[CL_TABLE_AMOUNT];
	}
	if (table->row_count == 0)
		return no_rows(table);
	if (table->form == CL_TABLE_ONE_A_LINE && !check_one_a_line(table))
		return false;
	for (size_t i = 0; i < table->row_count; i++)
	{
		const cl_table_row *row = &table->rows[i];

		if (!look_inside(table, &table->lines[row->line], repeated * 10 >= table->row_count * 8,
						 &told) ||
			(row->second && !look_inside(table, &table->lines[row->second], false, &told)))
			return false;
	}
	return check_between(table) && check_unread(table, read) && tell_words(table);
}
