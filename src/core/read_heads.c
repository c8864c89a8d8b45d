/*
 * read_heads.c: the names that a line above the first row may give to lanes. Each kind of name
 * takes a line whole or not at all: a line of which words are left over is a title, and names
 * nothing.
 */
#include "core/read_table.h"

#include <string.h>

#define WORDS_MOST 120 /* of a head line */

/* A word of a head line. */
typedef struct head_word
{
	uint32_t at, end; /* without marks and the dot or colon behind it */
	int32_t left, right;
	uint32_t field;
	bool apart; /* two blanks before it, a line end, or another field */
} head_word;

typedef struct head_words
{
	const cl_table *table;
	size_t count;
	head_word words[WORDS_MOST];
} head_words;

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

static bool
is_one_of(const cl_table *table, uint32_t at, uint32_t end, const char *const *words)
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
is_class_word(const cl_table *table, const head_word *word)
{
	static const char *const words[] = {"class", "column", "col", "lane", "range", NULL};

	return is_one_of(table, word->at, word->end, words);
}

/* The words of a piece of text. */
static void
words_add(head_words *words, uint32_t at, uint32_t end, uint32_t field)
{
	const char *text = words->table->text;
	int32_t left = 0;
	int blanks = 2;

	/* the piece of a field begins anywhere; a line of blanks, at its own indentation */
	if (words->table->form >= CL_TABLE_ONE_A_LINE)
		for (uint32_t i = at; i > 0 && text[i - 1] != '\n'; i--)
			left++;
	while (at < end && words->count < WORDS_MOST)
	{
		head_word *word = &words->words[words->count];

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

static void
words_of(const cl_table *table, size_t index, head_words *words)
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
is_number(const cl_table *table, const head_word *word)
{
	size_t length = word->end - word->at;

	return length <= 2 && table->text[word->at] != '0' && cl_is_digit(table->text[word->at]) &&
		   (length == 1 || cl_is_digit(table->text[word->at + 1]));
}

static bool
is_letter(const cl_table *table, const head_word *word)
{
	return word->end - word->at == 1 && cl_is_letter(table->text[word->at]);
}

static bool
is_roman(const cl_table *table, const head_word *word)
{
	for (uint32_t at = word->at; at < word->end; at++)
		if (!strchr("IVX", table->text[at]))
			return false;
	return word->end - word->at <= 6;
}

/* Words from..to as one name, blanks and apostrophes dropped; false if it is none. */
static bool
name_add(const cl_table *table, cl_table_names *names, const head_word *from, const head_word *to)
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
	if (names->count == CL_TABLE_NAMES_MOST || length == 0 || (!letter && !is_number(table, from)))
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
static const head_word *
word_below(const head_words *below, const head_word *word, bool fields)
{
	const head_word *found = NULL;

	for (size_t i = 0; i < below->count; i++)
	{
		const head_word *other = &below->words[i];

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
names_by_class(const cl_table *table, size_t line, const head_words *words, cl_table_names *names)
{
	bool fields = table->form < CL_TABLE_ONE_A_LINE;
	head_words below = {table, 0, {{0}}};

	if (line + 1 < table->rows[0].line)
		words_of(table, line + 1, &below);
	for (size_t i = 0; i < words->count; i++)
	{
		const head_word *word = &words->words[i];
		const head_word *next = i + 1 < words->count ? &words->words[i + 1] : NULL;

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
		name_add(table, names, next, next);
	}
}

/* Nothing but Roman numbers, or letters, or numbers, and words of the head. */
static void
names_by_order(const cl_table *table, const head_words *words, cl_table_names *names)
{
	bool roman = true;
	bool letter = true;
	bool number = true;

	for (size_t i = 0; i < words->count; i++)
	{
		const head_word *word = &words->words[i];

		if (cl_table_is_head_word(table, word->at, word->end) || is_class_word(table, word))
			continue;
		roman = roman && is_roman(table, word);
		letter = letter && is_letter(table, word);
		number = number && is_number(table, word);
		if ((!roman && !letter && !number) || !name_add(table, names, word, word))
		{
			names->count = 0;
			return;
		}
	}
}

/* A degree without its dots and apostrophes. */
static bool
is_degree(const cl_table *table, uint32_t at, uint32_t end)
{
	static const char *const degrees[] = {
		"ba",  "bs",		"ab",	  "bach",	"bachelor", "bachelors", "ma",
		"ms",  "med",		"mat",	  "master", "masters",	"phd",		 "edd",
		"eds", "doctorate", "doctor", "dr",		"doc",		"spec",		 "specialist"};
	char letters[12];
	size_t length = 0;

	for (; at < end; at++)
	{
		char c = table->text[at];

		if (c == '.' || c == '\'')
			continue;
		if (!cl_is_letter(c) || length + 1 == sizeof(letters))
			return false;
		letters[length++] = c;
	}
	letters[length] = '\0';
	for (size_t i = 0; i < sizeof(degrees) / sizeof(degrees[0]); i++)
		if (cl_same_word(letters, degrees[i]))
			return true;
	return false;
}

/* Whether the text is of digits, three at most. */
static bool
is_units(const cl_table *table, uint32_t at, uint32_t end)
{
	uint32_t from = at;

	while (at < end && cl_is_digit(table->text[at]))
		at++;
	return at == end && at > from && at - from <= 3;
}

/* The last word of the degree that begins at words[i]; `i` if it is one word; SIZE_MAX: none. */
static size_t
end_of_degree(const cl_table *table, const head_words *words, size_t i)
{
	const head_word *word = &words->words[i];
	uint32_t plus = word->at;
	size_t last = i;

	while (plus < word->end && table->text[plus] != '+' && table->text[plus] != '/')
		plus++;
	if (!is_degree(table, word->at, plus))
		return SIZE_MAX;
	if (plus < word->end && table->text[plus] == '/') /* BA/BS */
	{
		uint32_t slash = plus + 1;

		for (plus = slash; plus < word->end && table->text[plus] != '+';)
			plus++;
		if (!is_degree(table, slash, plus))
			return SIZE_MAX;
	}
	if (plus == word->end)
	{
		/* "+ 15" or "+15" may be words of their own */
		if (i + 1 == words->count || table->text[words->words[i + 1].at] != '+' ||
			words->words[i + 1].field != word->field)
			return i;
		last = i + 1;
		plus = words->words[last].at;
	}
	if (plus + 1 < words->words[last].end)
		return is_units(table, plus + 1, words->words[last].end) ? last : SIZE_MAX;
	last++;
	if (last == words->count || words->words[last].field != word->field ||
		!is_units(table, words->words[last].at, words->words[last].end))
		return SIZE_MAX;
	return last;
}

static void
names_by_degree(const cl_table *table, const head_words *words, cl_table_names *names)
{
	static const char *const units[] = {"units", "hours", "hrs", "sem", "semester", "degree", NULL};

	for (size_t i = 0; i < words->count; i++)
	{
		const head_word *word = &words->words[i];
		size_t last = end_of_degree(table, words, i);

		if (last == SIZE_MAX)
		{
			if (cl_table_is_head_word(table, word->at, word->end) ||
				(names->count > 0 && is_one_of(table, word->at, word->end, units)))
				continue;
		}
		else if (name_add(table, names, word, &words->words[last]))
		{
			i = last;
			continue;
		}
		names->count = 0;
		return;
	}
}

/* Pieces of words; one of nothing but words of the head names no lane. */
static void
names_by_pieces(const cl_table *table, const head_words *words, cl_table_names *names)
{
	bool fields = table->form < CL_TABLE_ONE_A_LINE;

	for (size_t i = 0, last; i < words->count; i = last + 1)
	{
		bool head = true;

		for (last = i;; last++)
		{
			const head_word *word = &words->words[last];

			head = head && cl_table_is_head_word(table, word->at, word->end);
			if (last + 1 == words->count || (fields ? words->words[last + 1].field != word->field
													: words->words[last + 1].apart))
				break;
		}
		if (!head && !name_add(table, names, &words->words[i], &words->words[last]))
		{
			names->count = 0;
			return;
		}
	}
}

void
cl_table_names_read(const cl_table *table, size_t line, cl_table_naming naming,
					cl_table_names *names)
{
	head_words words;

	names->count = 0;
	words_of(table, line, &words);
	if (words.count == WORDS_MOST)
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
			names_by_degree(table, &words, names);
			break;
		default:
			names_by_pieces(table, &words, names);
			break;
	}
}

/* 2031, 2031-32, 2031-2032, 2031/32 */
static bool
is_school_year(const cl_table *table, const head_word *word)
{
	const char *text = table->text + word->at;
	size_t length = word->end - word->at;
	bool year = length >= 4 && (memcmp(text, "20", 2) == 0 || memcmp(text, "19", 2) == 0) &&
				cl_is_digit(text[2]) && cl_is_digit(text[3]);

	if (!year || length == 4)
		return year;
	return (length == 7 || length == 9) && (text[4] == '-' || text[4] == '/') &&
		   is_units(table, word->at + 5, word->at + 7);
}

size_t
cl_table_years(const cl_table *table, size_t line)
{
	head_words words;
	size_t count = 0;

	words_of(table, line, &words);
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
		head_words words;
		size_t all = 0;
		size_t apart = 0;

		words_of(table, i, &words);
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
