/* salary_schedule_parse.c: reads the printed table as it is pasted. */
#include "core/salary_schedule_draft.h"

#include <string.h>

static const char TYPE[] = "salary_schedule";

/* A cell of the text: from `at` to before `end`; empty between two tabs. */
typedef struct table_word
{
	size_t at;
	size_t end;
} table_word;

typedef struct table_line
{
	size_t at;
	size_t end;
	bool tabs;	/* its cells are between tabs, else between runs of blanks */
	bool ended; /* no further cell */
} table_line;

typedef struct table_reader
{
	cl_scan scan;
	cl_schedule_draft draft;
	size_t *lane_places; /* where each lane stands in the text */
	bool tabs;			 /* the header has tabs: then every line has */
	bool unnamed;		 /* the header lacks its first word */
	bool own_form;		 /* as it is printed: any lane that ever was may stand in it */
	size_t indent;		 /* so many tabs before a line are no cells */
	int declared;		 /* by step(2); -1 if by nothing */
	int written;		 /* the most places in any cell */
	/* 1 + where they stand, 0: not yet: the row of a step, its longevity row, and the first L in
	 * the former */
	size_t rows[CL_HALF_STEPS];
	size_t longevity_rows[CL_HALF_STEPS];
	size_t marks[CL_HALF_STEPS];
	size_t at; /* where the next line begins */
} table_reader;

static bool
fail_at(table_reader *reader, size_t at, const char *reason)
{
	return cl_scan_fail_at(&reader->scan, at, CL_BAD_TEXT, "%s", reason);
}

/* Past the blanks before a line; in a line of tabs past `indent` tabs at most. */
static size_t
begin_of_line(const table_reader *reader, size_t at, size_t content, bool tabs)
{
	const char *text = reader->scan.text->data;
	size_t indent = reader->indent;

	if (!tabs)
		return content;
	for (; at < content && (text[at] == ' ' || indent > 0); at++)
	{
		cl_check_now_and_then(reader->scan.env, at);
		if (text[at] == '\t')
			indent--;
	}
	return at;
}

/* The next line that is not blank, without its indentation and its trailing blanks. */
static bool
next_line(table_reader *reader, table_line *line)
{
	const char *text = reader->scan.text->data;
	size_t length = reader->scan.text->length;

	while (reader->at < length)
	{
		const char *feed = memchr(text + reader->at, '\n', length - reader->at);
		size_t at = reader->at;
		size_t end = feed ? (size_t) (feed - text) : length;
		size_t content;

		cl_check_interrupts(reader->scan.env);
		reader->at = feed ? end + 1 : length;
		end = cl_before_blanks(&reader->scan, at, end);
		content = cl_past_blanks(&reader->scan, at, end);
		if (content == end)
			continue;
		line->tabs = reader->tabs || memchr(text + content, '\t', end - content) != NULL;
		line->at = begin_of_line(reader, at, content, line->tabs);
		line->end = end;
		line->ended = false;
		return true;
	}
	return false;
}

/* A dollar sign by itself belongs to the amount after it, a parenthesis to the word before it. */
static size_t
end_of_word(const table_reader *reader, size_t at, size_t end, bool header)
{
	const char *text = reader->scan.text->data;
	size_t after;

	for (;;)
	{
		bool dollar = text[at] == '$';

		for (; at < end && !cl_is_blank(text[at]); at++)
			cl_check_now_and_then(reader->scan.env, at);
		after = cl_past_blanks(&reader->scan, at, end);
		if (after == end || !((dollar && text[at - 1] == '$') || (header && text[after] == '(')))
			return at;
		at = after;
	}
}

/* The next cell, trimmed; false at the end of the line. */
static bool
next_word(table_reader *reader, table_line *line, bool header, table_word *word)
{
	const char *text = reader->scan.text->data;

	if (line->ended)
		return false;
	if (line->tabs)
	{
		const char *tab = memchr(text + line->at, '\t', line->end - line->at);

		word->end = tab ? (size_t) (tab - text) : line->end;
		word->at = cl_past_blanks(&reader->scan, line->at, word->end);
		line->ended = tab == NULL;
		line->at = word->end + 1;
		word->end = cl_before_blanks(&reader->scan, word->at, word->end);
		return true;
	}
	line->at = cl_past_blanks(&reader->scan, line->at, line->end);
	if (line->at == line->end)
		return false;
	word->at = line->at;
	word->end = end_of_word(reader, line->at, line->end, header);
	line->at = word->end;
	return true;
}

/* "step", "Steps", "STEP (2)": takes the places that it declares. */
static bool
is_step_word(table_reader *reader, const table_word *word, bool *bad_places)
{
	cl_scan scan = reader->scan;
	int64_t places;

	*bad_places = false;
	scan.at = word->at;
	if (!cl_scan_word(&scan, "step") && !cl_scan_word(&scan, "steps"))
		return false;
	if (scan.at == word->end)
		return true;
	if (!cl_scan_char(&scan, '('))
		return false;
	*bad_places = true;
	if (!cl_scan_whole(&scan, CL_AMOUNT_PLACES, &places) || !cl_scan_char(&scan, ')') ||
		scan.at != word->end)
		return true;
	*bad_places = false;
	reader->declared = (int) places;
	return true;
}

static bool
add_lane(table_reader *reader, const table_word *word)
{
	cl_env *env = reader->scan.env;
	cl_schedule_draft *draft = &reader->draft;
	size_t count = draft->lane_count;
	cl_draft_lane lane;

	cl_check_interrupts(env);
	reader->scan.at = word->at;
	if (!cl_draft_lane_read(&reader->scan, word->end, &lane) ||
		(!reader->own_form && !cl_draft_lane_is_name(&reader->scan, word->at, lane.name)))
		return false;
	for (size_t i = 0; i < count; i++)
		if (memcmp(draft->lanes[i].name, lane.name, CL_LANE_LENGTH) == 0)
			return cl_scan_fail_at(&reader->scan, word->at, CL_BAD_TEXT, "lane %.*s stands twice",
								   CL_LANE_LENGTH, lane.name);
	if (!cl_draft_lane_add(draft, lane.name, lane.has_units, lane.units))
		return false;
	reader->lane_places[count] = word->at;
	return true;
}

/*
 * Tabs before a header that begins with "step" are indentation, and the rows have them, too.
 * One of those before a header without its first word may stand in the place of that word.
 */
static size_t
indentation(const table_reader *reader, size_t header)
{
	const char *text = reader->scan.text->data;
	size_t tabs = 0;

	while (header > 0 && (text[header - 1] == '\t' || text[header - 1] == ' '))
	{
		cl_check_now_and_then(reader->scan.env, header);
		tabs += text[--header] == '\t';
	}
	return reader->unnamed && tabs > 0 ? tabs - 1 : tabs;
}

static bool
read_header(table_reader *reader)
{
	table_line line;
	table_word word;
	bool bad_places;
	size_t start;

	reader->indent = SIZE_MAX;
	if (!next_line(reader, &line))
		return fail_at(reader, reader->scan.text->length, "the header of lanes is missing");
	reader->tabs = line.tabs;
	/* each lane takes a character at least */
	reader->lane_places = cl_allocate(reader->scan.env, (line.end - line.at + 1) * sizeof(size_t));
	if (!reader->lane_places)
		return false;
	start = line.at;
	reader->unnamed = true;
	reader->own_form = cl_draft_is_own_form(reader->scan.text);
	for (bool first = true; next_word(reader, &line, true, &word); first = false)
	{
		if (first && is_step_word(reader, &word, &bad_places))
		{
			if (bad_places)
				return cl_scan_fail_at(&reader->scan, word.at, CL_BAD_TEXT,
									   "the places of step(...) are a number from 0 to %d",
									   CL_AMOUNT_PLACES);
			reader->unnamed = false;
			continue;
		}
		if (!add_lane(reader, &word))
			return false;
	}
	if (reader->draft.lane_count == 0)
		return fail_at(reader, start, "the header names no lane");
	reader->indent = indentation(reader, start);
	return true;
}

/* The number of a row label, in half steps: 14, 7.5. */
static bool
read_step(table_reader *reader, size_t end, int *half_steps)
{
	cl_scan *scan = &reader->scan;
	size_t start = scan->at;
	cl_int128 step;
	int places;

	if (start >= end || !cl_is_digit(scan->text->data[start]))
		return fail_at(reader, start, "a row begins with its step, a number");
	if (!cl_scan_decimal(scan, 9, &step, &places))
		return false;
	if (step > CL_STEP_MOST * cl_power_of_ten(9))
		return cl_scan_fail_at(scan, start, CL_OUT_OF_RANGE, "a step lies between 0 and %d",
							   CL_STEP_MOST);
	if (step * 2 % cl_power_of_ten(9) != 0)
		return cl_scan_fail_at(scan, start, CL_BAD_ARGUMENT, "a step is a whole or a half number");
	*half_steps = (int) (step * 2 / cl_power_of_ten(9));
	return true;
}

/* 14, 7.5, 19L, 16-20, 35+, 35+L: the first number counts. */
static bool
read_label(table_reader *reader, const table_word *word, int *half_steps, bool *longevity)
{
	cl_scan *scan = &reader->scan;
	size_t *row;
	int last;

	scan->at = word->at;
	if (word->at == word->end)
		return fail_at(reader, word->at, "the step of the row is missing");
	if (!read_step(reader, word->end, half_steps))
		return false;
	if (scan->at < word->end && cl_scan_char(scan, '-'))
	{
		size_t place = scan->at;

		cl_scan_blanks(scan);
		if (!read_step(reader, word->end, &last))
			return false;
		if (last < *half_steps)
			return fail_at(reader, place, "the second step is below the first");
	}
	else if (scan->at < word->end)
		cl_scan_char(scan, '+');
	*longevity = scan->at < word->end && (cl_scan_char(scan, 'L') || cl_scan_char(scan, 'l'));
	if (scan->at < word->end)
	{
		cl_scan_blanks(scan);
		fail_at(reader, scan->at, "this has no place in the step of a row");
		return cl_hint(scan->env, "Rows begin with 14, 7.5, 16-20, 35+, or 19L for longevity.");
	}
	row = &(*longevity ? reader->longevity_rows : reader->rows)[*half_steps];
	if (*row)
		return cl_scan_fail_at(scan, word->at, CL_BAD_TEXT, "step %d%s%s has a row already",
							   *half_steps / 2, *half_steps % 2 ? ".5" : "", *longevity ? "L" : "");
	*row = word->at + 1;
	return true;
}

/* Empty, "-", "--" or "$ -"; a dollar sign alone may have lost its number. */
static bool
is_none(const table_reader *reader, const table_word *word)
{
	const char *text = reader->scan.text->data;
	bool dash = word->at == word->end;

	for (size_t i = word->at; i < word->end; i++)
	{
		cl_check_now_and_then(reader->scan.env, i);
		if (text[i] != '-' && text[i] != '$' && text[i] != ' ')
			return false;
		dash = dash || text[i] == '-';
	}
	return dash;
}

/* An amount, or nothing; `longevity` is what its row says. */
static bool
read_cell(table_reader *reader, const table_word *word, uint32_t lane, int half_steps,
		  bool longevity)
{
	cl_scan *scan = &reader->scan;
	const char *text = scan->text->data;
	size_t start;
	cl_int128 amount;
	int places;

	if (is_none(reader, word))
		return true;
	scan->at = word->at;
	if (cl_scan_char(scan, '$'))
		cl_scan_blanks(scan);
	start = scan->at;
	if (text[start] == '-')
		return cl_scan_fail_at(scan, start, CL_OUT_OF_RANGE, "an amount is never below zero");
	if (!cl_is_digit(text[start]) && text[start] != '.')
		return fail_at(reader, start, "an amount is a number, or \"-\" where there is none");
	if (!cl_scan_decimal(scan, CL_AMOUNT_PLACES, &amount, &places))
		return false;
	if (scan->at < word->end && cl_lower(text[scan->at]) == 'l')
	{
		if (!longevity && !reader->marks[half_steps])
			reader->marks[half_steps] = word->at + 1;
		longevity = true;
		scan->at++;
	}
	if (scan->at < word->end)
	{
		cl_scan_fail(scan, "\"%c\" has no place in an amount", text[scan->at]);
		return cl_hint(scan->env, "Take footnote marks and words out of the table first; a comma "
								  "parts groups of three digits.");
	}
	if (amount >= CL_AMOUNT_LIMIT)
		return cl_scan_fail_at(scan, start, CL_OUT_OF_RANGE,
							   "an amount has at most 10 digits before the point");
	if (places > reader->written)
		reader->written = places;
	return amount == 0 || cl_draft_cell_add(&reader->draft, lane, half_steps, longevity, amount);
}

static bool
wrong_count(table_reader *reader, size_t at, size_t found)
{
	size_t lanes = reader->draft.lane_count;

	cl_scan_fail_at(&reader->scan, at, CL_BAD_TEXT,
					"%zu cell%s expected after the step, one for each lane, %zu found", lanes,
					lanes == 1 ? "" : "s", found);
	return reader->unnamed ? cl_hint(reader->scan.env,
									 "The header begins with \"step\", or with its first lane.")
						   : cl_hint(reader->scan.env, "Write \"-\" where a lane pays nothing.");
}

static bool
read_row(table_reader *reader, table_line *line)
{
	table_line whole = *line;
	table_word word;
	size_t lanes = reader->draft.lane_count;
	size_t start = line->at;
	size_t found = 0;
	size_t excess = 0;
	int half_steps;
	bool longevity = false;

	/* first the count: a shifted row is no row to complain about amounts in */
	for (; next_word(reader, &whole, false, &word); found++)
	{
		cl_check_now_and_then(reader->scan.env, found);
		if (found == lanes + 1)
			excess = word.at;
	}
	if (found > lanes + 1)
		return wrong_count(reader, excess, found - 1);
	if (found < lanes + 1 && !line->tabs)
		return wrong_count(reader, start, found - 1);

	next_word(reader, line, false, &word);
	if (!read_label(reader, &word, &half_steps, &longevity))
		return false;
	for (uint32_t lane = 0; next_word(reader, line, false, &word); lane++)
		if (!read_cell(reader, &word, lane, half_steps, longevity))
			return false;
	return true;
}

/* A step that has a longevity row has its longevity amounts there. */
static bool
check_marks(table_reader *reader)
{
	for (int step = 0; step < CL_HALF_STEPS; step++)
	{
		if (!reader->longevity_rows[step] || !reader->marks[step])
			continue;
		cl_scan_fail_at(&reader->scan, reader->marks[step] - 1, CL_BAD_TEXT,
						"a longevity amount of step %d%s, which has a row %d%sL", step / 2,
						step % 2 ? ".5" : "", step / 2, step % 2 ? ".5" : "");
		return cl_hint(reader->scan.env, "Write the amount in that row.");
	}
	return true;
}

/* A lane that the header names must be paid somewhere. */
static bool
check_lanes(table_reader *reader)
{
	cl_schedule_draft *draft = &reader->draft;
	size_t lanes = draft->lane_count;
	bool *paid = cl_allocate(draft->env, lanes * sizeof(bool));
	size_t unpaid = lanes;

	if (!paid)
		return false;
	memset(paid, 0, lanes * sizeof(bool));
	for (size_t i = 0; i < draft->cell_count; i++)
		paid[draft->cells[i].lane] = true;
	for (size_t i = lanes; i > 0; i--)
		if (!paid[i - 1])
			unpaid = i - 1;
	cl_release(draft->env, paid);
	if (unpaid == lanes)
		return true;
	cl_scan_fail_at(&reader->scan, reader->lane_places[unpaid], CL_BAD_TEXT,
					"lane %.*s has no amount in any row", CL_LANE_LENGTH,
					draft->lanes[unpaid].name);
	return reader->unnamed
			   ? cl_hint(draft->env, "The header begins with \"step\", or with its first lane.")
			   : false;
}

static cl_salary_schedule *
read_table(table_reader *reader)
{
	cl_schedule_draft *draft = &reader->draft;
	table_line line;

	if (!read_header(reader))
		return NULL;
	while (next_line(reader, &line))
		if (!read_row(reader, &line))
			return NULL;
	if (!check_marks(reader) || !check_lanes(reader))
		return NULL;
	draft->places = reader->declared >= 0 ? reader->declared : reader->written;
	if (draft->places > CL_AMOUNT_PLACES)
		draft->places = CL_AMOUNT_PLACES; /* zeros beyond the eighth place */
	return cl_draft_build(draft);
}

cl_salary_schedule *
cl_schedule_parse(cl_env *env, const char *utf8, size_t length)
{
	table_reader reader;
	cl_text text;
	cl_salary_schedule *made;

	if (!cl_fold(env, TYPE, utf8, length, &text))
		return cl_draft_unread(env);
	memset(&reader, 0, sizeof(reader));
	cl_scan_init(&reader.scan, env, TYPE, &text);
	cl_draft_init(&reader.draft, env, 0);
	reader.declared = -1;
	made = read_table(&reader);
	if (!made)
		cl_draft_unread(env);
	cl_draft_free(&reader.draft);
	cl_release(env, reader.lane_places);
	cl_text_free(env, &text);
	return made;
}
