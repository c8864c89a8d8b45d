/*
 * read_heads.c: the names that a line above the first row may give to lanes. Each kind of name
 * takes a line whole or not at all: a line of which words are left over is a title, and names
 * nothing.
 */
#include "core/read_heads.h"

#include <string.h>

bool
cl_table_is_head_word(const cl_table *table, uint32_t at, uint32_t end)
{
	static const char *const words[] = {
		"step",	  "steps", "annual", "annually", "daily", "day", "month", "monthly", "hourly",
		"hour",	  "total", "salary", "year",	 "years", "yr",	 "yrs",	  "base",	 "rate",
		"amount", "per",   "of",	 "service",	 "level", "row", "diem",  "pay",	 "experience"};
	char word[16];
	size_t length = end - at;

	while (length > 0 && strchr(".:*#", table->text[at + length - 1]))
		length--;
	if (length == 0 || length >= sizeof(word))
		return length == 0;
	memcpy(word, table->text + at, length);
	word[length] = '\0';
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (cl_same_word(word, words[i]))
			return true;
	return false;
}

bool
cl_head_is_one_of(const cl_table *table, uint32_t at, uint32_t end, const char *const *words)
{
	for (; *words; words++)
	{
		size_t length = strlen(*words);
		size_t i = 0;

		while (i < length && at + i < end && cl_lower(table->text[at + i]) == (*words)[i])
			i++;
		if (i == length && at + i == end)
			return true;
	}
	return false;
}

static bool
is_class_word(const cl_table *table, const cl_head_word *word)
{
	static const char *const words[] = {"class", "column", "col", "lane", "range", NULL};

	return cl_head_is_one_of(table, word->at, word->end, words);
}

/* The words of a piece of text. */
static void
words_add(cl_head_words *words, uint32_t at, uint32_t end, uint32_t field)
{
	const char *text = words->table->text;
	int32_t left = 0;
	int blanks = 2;

	/* the piece of a field begins anywhere; a line of blanks, at its own indentation */
	if (words->table->form >= CL_TABLE_ONE_A_LINE)
		for (uint32_t i = at; i > 0 && text[i - 1] != '\n'; i--)
			left++;
	while (at < end && words->count < CL_HEAD_WORDS_MOST)
	{
		cl_head_word *word = &words->words[words->count];

		if (cl_is_blank(text[at]))
		{
			left = text[at] == '\t' ? left - left % 8 + 8 : left + 1;
			blanks += text[at] == ' ' ? 1 : 2;
			at++;
			continue;
		}
		word->at = at;
		word->left = left;
		word->field = field;
		word->apart = blanks >= 2;
		while (at < end && !cl_is_blank(text[at]))
			at++;
		left += (int32_t) (at - word->at);
		word->end = at;
		word->right = left;
		while (word->end > word->at + 1 && strchr(":*#^,;", text[word->end - 1]))
			word->end--;
		while (word->at + 1 < word->end && strchr("*#^", text[word->at]))
			word->at++;
		words->count++;
		blanks = 0;
	}
}

void
cl_head_words_of(const cl_table *table, size_t index, cl_head_words *words)
{
	const cl_table_line *line = &table->lines[index];

	words->table = table;
	words->count = 0;
	if (table->form >= CL_TABLE_ONE_A_LINE)
		words_add(words, line->at, line->end, 0);
	else
		for (uint32_t i = 0; i < line->fields; i++)
		{
			const cl_table_field *field = &table->fields[line->first_field + i];

			words_add(words, field->at, field->end, i);
		}
}

static bool
is_number(const cl_table *table, const cl_head_word *word)
{
	size_t length = word->end - word->at;

	return length <= 2 && table->text[word->at] != '0' && cl_is_digit(table->text[word->at]) &&
		   (length == 1 || cl_is_digit(table->text[word->at + 1]));
}

static bool
is_letter(const cl_table *table, const cl_head_word *word)
{
	return word->end - word->at == 1 && cl_is_letter(table->text[word->at]);
}

static bool
is_roman(const cl_table *table, const cl_head_word *word)
{
	for (uint32_t at = word->at; at < word->end; at++)
		if (!strchr("IVX", table->text[at]))
			return false;
	return word->end - word->at <= 6;
}

bool
cl_head_name_add(const cl_table *table, cl_table_names *names, const cl_head_word *from,
				 const cl_head_word *to)
{
	char made[CL_LANE_LENGTH];
	size_t length = 0;
	bool letter = false;
	cl_table_name *name = &names->names[names->count];
	cl_env silent = *table->env; /* a name that is none is no error */

	for (uint32_t at = from->at; at < to->end; at++)
	{
		char c = table->text[at];

		if (cl_is_blank(c) || c == '\'')
			continue;
		if (length == CL_LANE_LENGTH || (!cl_is_letter(c) && !cl_is_digit(c) && !strchr("+./", c)))
			return false;
		letter = letter || cl_is_letter(c);
		made[length++] = c;
	}
	if (names->count == CL_TABLE_NAMES_MOST || length == 0 ||
		(letter ? cl_is_digit(made[0]) : !is_number(table, from)))
		return false;
	if (!cl_lane_make(&silent, "salary_schedule", made, length, name->name))
		return false;
	name->at = from->at;
	name->end = to->end;
	name->left = from->left;
	name->right = to->right;
	name->field = from->field;
	names->count++;
	return true;
}

/* The word below a word, in its field or over its place; NULL unless there is exactly one. */
static const cl_head_word *
word_below(const cl_head_words *below, const cl_head_word *word, bool fields)
{
	const cl_head_word *found = NULL;

	for (size_t i = 0; i < below->count; i++)
	{
		const cl_head_word *other = &below->words[i];

		if (fields ? other->field != word->field
				   : other->left > word->right || other->right < word->left)
			continue;
		if (found)
			return NULL;
		found = other;
	}
	return found;
}

/* Class I, Column A; or the word below each "Class". */
static void
names_by_class(const cl_table *table, size_t line, const cl_head_words *words,
			   cl_table_names *names)
{
	bool fields = table->form < CL_TABLE_ONE_A_LINE;
	cl_head_words below = {table, 0, {{0}}};

	if (line + 1 < table->rows[0].line)
		cl_head_words_of(table, line + 1, &below);
	for (size_t i = 0; i < words->count; i++)
	{
		const cl_head_word *word = &words->words[i];
		const cl_head_word *next = i + 1 < words->count ? &words->words[i + 1] : NULL;

		if (!is_class_word(table, word))
			continue;
		if (next && next->field == word->field && next->end - next->at <= 6 &&
			!is_class_word(table, next) && !cl_table_is_head_word(table, next->at, next->end) &&
			(!next->apart || is_roman(table, next) || is_letter(table, next) ||
			 is_number(table, next)))
			i++;
		else
		{
			next = word_below(&below, word, fields);
			if (!next || cl_table_is_head_word(table, next->at, next->end))
				continue;
		}
		/* the place of a name that stands beside its word is that of both */
		if (cl_head_name_add(table, names, next, next) && next == word + 1)
			names->names[names->count - 1].left = word->left;
	}
}

/* Nothing but Roman numbers, or letters, or numbers, and words of the head. */
static void
names_by_order(const cl_table *table, const cl_head_words *words, cl_table_names *names)
{
	bool roman = true;
	bool letter = true;
	bool number = true;

	for (size_t i = 0; i < words->count; i++)
	{
		const cl_head_word *word = &words->words[i];

		if (cl_table_is_head_word(table, word->at, word->end) || is_class_word(table, word))
			continue;
		roman = roman && is_roman(table, word);
		letter = letter && is_letter(table, word);
		number = number && is_number(table, word);
		if ((!roman && !letter && !number) || !cl_head_name_add(table, names, word, word))
		{
			names->count = 0;
			return;
		}
	}
	/* a number alone is a step without amounts sooner than the one lane */
	if (number && names->count == 1)
		names->count = 0;
}

/* Pieces of words; one of nothing but words of the head names no lane. */
static void
names_by_pieces(const cl_table *table, const cl_head_words *words, cl_table_names *names)
{
	bool fields = table->form < CL_TABLE_ONE_A_LINE;
	bool step = false;

	for (size_t i = 0, last; i < words->count; i = last + 1)
	{
		bool head = true;

		for (last = i;; last++)
		{
			const cl_head_word *word = &words->words[last];

			head = head && cl_table_is_head_word(table, word->at, word->end);
			if (last + 1 == words->count || (fields ? words->words[last + 1].field != word->field
													: words->words[last + 1].apart))
				break;
		}
		if (!head && !cl_head_name_add(table, names, &words->words[i], &words->words[last]))
		{
			names->count = 0;
			return;
		}
		step = step || head;
	}
	/* a line of one piece may be a title */
	if (names->count == 1 && !step)
		names->count = 0;
}

void
cl_table_names_read(const cl_table *table, size_t line, cl_table_naming naming,
					cl_table_names *names)
{
	cl_head_words words;

	names->count = 0;
	cl_head_words_of(table, line, &words);
	if (words.count == CL_HEAD_WORDS_MOST)
		return;
	switch (naming)
	{
		case CL_TABLE_BY_CLASS:
			names_by_class(table, line, &words, names);
			break;
		case CL_TABLE_BY_ORDER:
			names_by_order(table, &words, names);
			break;
		case CL_TABLE_BY_DEGREE:
			cl_head_names_by_degree(table, &words, names);
			break;
		default:
			names_by_pieces(table, &words, names);
			break;
	}
	if (naming < CL_TABLE_BY_DEGREE || names->count == 0 || line + 1 >= table->rows[0].line)
		return;
	cl_head_words_of(table, line + 1, &words);
	if (!cl_head_add_units_below(table, &words, names))
		names->count = 0;
}

bool
cl_head_is_units(const cl_table *table, uint32_t at, uint32_t end)
{
	uint32_t from = at;

	while (at < end && cl_is_digit(table->text[at]))
		at++;
	return at == end && at > from && at - from <= 3;
}

/* 2031, 2031-32, 2031-2032, 2031/32 */
static bool
is_school_year(const cl_table *table, const cl_head_word *word)
{
	const char *text = table->text + word->at;
	size_t length = word->end - word->at;
	bool year = length >= 4 && (memcmp(text, "20", 2) == 0 || memcmp(text, "19", 2) == 0) &&
				cl_is_digit(text[2]) && cl_is_digit(text[3]);

	if (!year || length == 4)
		return year;
	return (length == 7 || length == 9) && (text[4] == '-' || text[4] == '/') &&
		   cl_head_is_units(table, word->at + 5, word->at + 7);
}

size_t
cl_table_years(const cl_table *table, size_t line)
{
	cl_head_words words;
	size_t count = 0;

	cl_head_words_of(table, line, &words);
	for (size_t i = 0; i < words.count; i++)
		count += is_school_year(table, &words.words[i]);
	return count;
}

bool
cl_table_head_has(const cl_table *table, size_t pieces)
{
	size_t last = table->rows[0].line;

	for (size_t i = last > CL_TABLE_HEADS_MOST ? last - CL_TABLE_HEADS_MOST : 0; i < last; i++)
	{
		cl_head_words words;
		size_t all = 0;
		size_t apart = 0;

		cl_head_words_of(table, i, &words);
		for (size_t j = 0; j < words.count; j++)
			if (!cl_table_is_head_word(table, words.words[j].at, words.words[j].end))
			{
				apart += words.words[j].apart || all == 0;
				all++;
			}
		if (all == pieces || apart == pieces)
			return true;
	}
	return false;
}
