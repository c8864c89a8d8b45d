/* read_cells.c: the words of a piece of text, and what each of them is. */
#include "core/read_table.h"

#include <string.h>

/* The digits of an amount so far; more than ten before the point are no amount of a schedule. */
static bool
take_digit(int64_t *amount, char c)
{
	*amount = *amount * 10 + (c - '0');
	return *amount < INT64_C(10000000000);
}

/*
 * "$52,036", "52036.00", "282.80", "$450": groups of three, or four to six digits, or two
 * decimals, or a dollar sign before it; at most two decimals.
 */
static bool
is_amount(const char *word, size_t length, bool dollar, cl_table_cell *cell)
{
	size_t at = 0;
	size_t lead, whole;
	int places = 0;
	int64_t amount = 0;
	bool groups = false;

	while (at < length && cl_is_digit(word[at]))
		if (!take_digit(&amount, word[at++]))
			return false;
	lead = whole = at;
	while (at + 3 < length && word[at] == ',' && lead >= 1 && lead <= 3)
	{
		for (int i = 1; i <= 3; i++)
			if (!cl_is_digit(word[at + i]) || !take_digit(&amount, word[at + i]))
				return false;
		at += 4;
		groups = true;
	}
	if (at < length && word[at] == '.')
	{
		at++;
		for (; at < length && cl_is_digit(word[at]) && places < 3; places++)
			amount = amount * 10 + (word[at++] - '0');
		if (places == 0 || places > 2)
			return false;
	}
	if (at != length || whole == 0)
		return false;
	if (!groups && !dollar && !(whole >= 4 && whole <= 6) && !(whole <= 3 && places == 2))
		return false;
	if (!groups && whole > 6)
		return false;
	/* a digit is lost there */
	if (groups && (word[0] == '0' || places == 1))
		return false;
	for (int i = places; i < 2; i++)
		amount *= 10;
	cell->amount = amount;
	cell->places = (uint8_t) places;
	return true;
}

static bool
is_percentage(const char *word, size_t length)
{
	size_t digits = 0;
	bool point = false;

	if (length > 2 && word[0] == '(' && word[length - 1] == ')')
		word++, length -= 2;
	if (length > 1 && (word[0] == '+' || word[0] == '-'))
		word++, length--;
	if (length < 2 || word[length - 1] != '%')
		return false;
	for (size_t i = 0; i + 1 < length; i++)
	{
		digits += cl_is_digit(word[i]);
		if (!cl_is_digit(word[i]) && (word[i] != '.' || point))
			return false;
		point = point || word[i] == '.';
	}
	return digits > 0 && digits <= 6;
}

/* The same character, all of it. */
static bool
is_all(const char *word, size_t length, char c)
{
	for (size_t i = 0; i < length; i++)
		if (word[i] != c)
			return false;
	return length > 0;
}

/* "0", "0.0", "0.00" */
static bool
is_zero(const char *word, size_t length)
{
	return length > 0 && word[0] == '0' &&
		   (length == 1 ||
			(length > 2 && length < 5 && word[1] == '.' && is_all(word + 2, length - 2, '0')));
}

/* "-", "--", "N/A", "XX", "0", "0.00", "$-". */
static bool
is_nothing(const char *word, size_t length)
{
	if (length == 3 && cl_upper(word[0]) == 'N' && word[1] == '/' && cl_upper(word[2]) == 'A')
		return true;
	if (length > 1 && word[0] == '$')
		word++, length--;
	return is_all(word, length, '-') || is_zero(word, length) ||
		   (length > 1 && (is_all(word, length, 'X') || is_all(word, length, 'x')));
}

/* Letters that a scan makes of digits. */
static bool
looks_like_digit(char c)
{
	return c != '\0' && strchr("OoQDIilSsBZz|", c) != NULL;
}

/*
 * Digits that somebody meant as an amount: 53,85O and 5l,856, 53.856, 61,234,56, (52,000),
 * Rate150.00, 53,8561. A date, 2031-32 and BA+15 are none.
 */
static bool
is_nearly(const char *word, size_t length)
{
	size_t digits = 0;
	size_t strange = 0; /* neither a digit, nor what looks like one, nor what stands in amounts */

	for (size_t i = 0; i < length; i++)
	{
		char c = word[i];
		bool after_digit = i > 0 && cl_is_digit(word[i - 1]);
		size_t run = 0;

		while (i + run + 1 < length && run < 4 && cl_is_digit(word[i + run + 1]))
			run++;
		digits += cl_is_digit(c);
		if (!cl_is_digit(c) && !looks_like_digit(c) && !strchr(",.$()", c))
			strange++;
		if ((c == '$' || c == '"') && run > 0)
			return true;
		if (c == ',' && (run >= 3 || (after_digit && run > 0)))
			return true;
		if (c == '.' && after_digit && run >= 2)
			return true;
		/* a sign that is no comma before three digits, but not the dash of 2031-2032; '?' is one
		 * that means nothing here, such as a fraction */
		if (strchr("'`;:_-?", c) && after_digit && run == 3)
			return true;
		if (c == ',' && after_digit && i + 1 < length && word[i + 1] == '?')
			return true;
		if (c == '-' && i == 0 && run >= 3)
			return true;
	}
	return digits >= 2 && strange == 0 && (digits >= 3 || length >= 4) &&
		   (digits < length || digits > 6);
}

/* "(1)" or "(a)" behind an amount, or alone. */
static size_t
bracketed_mark(const char *word, size_t length)
{
	if (length >= 3 && word[length - 1] == ')' && word[length - 3] == '(' &&
		(cl_is_letter(word[length - 2]) || cl_is_digit(word[length - 2])))
		return 3;
	return 0;
}

cl_table_kind
cl_table_kind_of(const char *word, size_t length, bool years_are_words, cl_table_cell *cell)
{
	bool dollar = length > 1 && word[0] == '$';
	size_t digits = 0;

	cell->amount = 0;
	cell->places = 0;
	if (length == 0 || bracketed_mark(word, length) == length)
		return CL_TABLE_MARK;
	if (length == 1 && word[0] == '$')
		return CL_TABLE_DOLLAR;
	if (is_nothing(word, length))
		return CL_TABLE_NOTHING;
	if (is_percentage(word, length))
		return CL_TABLE_PERCENT;
	while (digits < length && cl_is_digit(word[digits]))
		digits++;
	if (digits == length && digits <= 3)
	{
		for (size_t i = 0; i < length; i++)
			take_digit(&cell->amount, word[i]);
		return CL_TABLE_WHOLE;
	}
	if (years_are_words && length == 4 && digits == 4 &&
		(memcmp(word, "19", 2) == 0 || memcmp(word, "20", 2) == 0))
		return CL_TABLE_WORD;
	if (is_amount(word + dollar, length - dollar, dollar, cell))
		return cell->amount == 0 ? CL_TABLE_NOTHING : CL_TABLE_AMOUNT;
	cell->amount = 0;
	cell->places = 0;
	return is_nearly(word, length) ? CL_TABLE_NEARLY : CL_TABLE_WORD;
}

static cl_table_cell *
cell_add(cl_table *table, uint32_t at, uint32_t end, int32_t left, uint16_t field)
{
	cl_table_cell *cell = cl_table_widen(table, table->cells, table->cell_count, &table->cell_room,
										 sizeof(*table->cells));

	if (!cell)
		return NULL;
	table->cells = cell;
	cell += table->cell_count++;
	memset(cell, 0, sizeof(*cell));
	cell->at = at;
	cell->end = end;
	cell->left = left;
	cell->right = left + (int32_t) (end - at);
	cell->field = field;
	return cell;
}

/* Marks before and behind a word are cells of their own; a dollar sign alone waits in *dollar for
 * what follows it, a number alone for a percent sign. */
static bool
word_add(cl_table *table, uint32_t at, uint32_t end, int32_t left, uint16_t field,
		 size_t first_cell, uint32_t *dollar)
{
	const char *text = table->text;
	uint32_t from = at;
	uint32_t to = end;
	cl_table_cell *cell;
	cl_table_cell read;
	cl_table_kind kind;

	while (from < to && cl_table_is_mark(text[from]))
		from++;
	while (to > from && cl_table_is_mark(text[to - 1]))
		to--;
	if (to - from > 4 && cl_is_digit(text[from + 1]))
		to -= (uint32_t) bracketed_mark(text + from, to - from);
	if (from > at)
	{
		cell = cell_add(table, at, from, left, field);
		if (!cell)
			return false;
		cell->kind = CL_TABLE_MARK;
		if (from == end)
			return true;
	}
	if (to - from == 1 && text[from] == '%' && table->cell_count > first_cell)
	{
		cell = &table->cells[table->cell_count - 1];
		if (cell->kind == CL_TABLE_WHOLE ||
			(cell->kind == CL_TABLE_AMOUNT && cell->places > 0 && cell->amount < 10000))
		{
			cell->kind = CL_TABLE_PERCENT;
			cell->end = end;
			return true;
		}
	}
	left += (int32_t) (from - at);
	kind = cl_table_kind_of(text + from, to - from, table->form == CL_TABLE_BLANKS, &read);
	if (*dollar && (kind == CL_TABLE_WHOLE || kind == CL_TABLE_WORD))
	{
		/* with the sign before it, it may be an amount or nearly one */
		if (is_amount(text + from, to - from, true, &read))
			kind = read.amount == 0 ? CL_TABLE_NOTHING : CL_TABLE_AMOUNT;
		else if (kind == CL_TABLE_WHOLE || cl_is_digit(text[from]))
			kind = CL_TABLE_NEARLY;
	}
	/* the place of an amount is that of its digits */
	if (kind == CL_TABLE_AMOUNT && text[from] == '$')
	{
		from++;
		left++;
	}
	/* a dollar sign before another one has an empty cell behind it */
	if (kind == CL_TABLE_DOLLAR && *dollar)
		table->cells[table->cell_count - 1].kind = CL_TABLE_NOTHING;
	cell = cell_add(table, from, to, left, field);
	if (!cell)
		return false;
	cell->kind = (uint8_t) kind;
	cell->amount = read.amount;
	cell->places = read.places;
	*dollar = kind == CL_TABLE_DOLLAR ? from + 1 : 0;
	if (to < end)
	{
		cell = cell_add(table, to, end, left + (int32_t) (to - from), field);
		if (!cell)
			return false;
		cell->kind = CL_TABLE_MARK;
	}
	return true;
}

bool
cl_table_cells_add(cl_table *table, uint32_t at, uint32_t end, int32_t left, uint16_t field)
{
	size_t first = table->cell_count;
	uint32_t dollar = 0;

	while (at < end)
	{
		uint32_t from = at;
		char c = table->text[at];

		cl_check_interrupts(table->env);
		if (cl_is_blank(c))
		{
			/* a tab goes to the next eighth character */
			left = c == '\t' ? left - left % 8 + 8 : left + 1;
			at++;
			continue;
		}
		while (at < end && !cl_is_blank(table->text[at]))
			at++;
		if (!word_add(table, from, at, left, field, first, &dollar))
			return false;
		left += (int32_t) (at - from);
	}
	return true;
}
