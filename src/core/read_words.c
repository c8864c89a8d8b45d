/* read_words.c: the words of a head line, and what a look at them tells. */
#include "core/read_words.h"

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

size_t
cl_head_piece(const cl_head_words *words, size_t i)
{
	bool fields = words->table->form < CL_TABLE_ONE_A_LINE;

	while (i + 1 < words->count && (fields ? words->words[i + 1].field == words->words[i].field
										   : !words->words[i + 1].apart))
		i++;
	return i;
}

bool
cl_head_units(const cl_table *table, uint32_t at, uint32_t end)
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
		   cl_head_units(table, word->at + 5, word->at + 7);
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
