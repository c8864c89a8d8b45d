/*
 * read_heads.c: the names that a line above the first row may give to lanes. Each kind of name
 * takes a line whole or not at all: a line of which words are left over is a title, and names
 * nothing.
 */
#include "core/read_words.h"

#include <string.h>

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
is_class_word(const cl_table *table, const cl_head_word *word)
{
	static const char *const words[] = {"class", "column", "col", "lane", "range", NULL};

	return is_one_of(table, word->at, word->end, words);
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

/* Words from..to as one name, blanks and apostrophes dropped; false if it is none. */
static bool
name_add(const cl_table *table, cl_table_names *names, const cl_head_word *from,
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
		/* the whole head stands over its lane, not its last word alone */
		if (name_add(table, names, next, next) && next == word + 1 && next->field == word->field &&
			names->names[names->count - 1].left > word->left)
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

/* The last word of the degree that begins at words[i]; `i` if it is one word; SIZE_MAX: none. */
static size_t
end_of_degree(const cl_table *table, const cl_head_words *words, size_t i)
{
	const cl_head_word *word = &words->words[i];
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
		return cl_head_units(table, plus + 1, words->words[last].end) ? last : SIZE_MAX;
	last++;
	if (last == words->count || words->words[last].field != word->field ||
		!cl_head_units(table, words->words[last].at, words->words[last].end))
		return SIZE_MAX;
	return last;
}

static void
names_by_degree(const cl_table *table, const cl_head_words *words, cl_table_names *names)
{
	static const char *const units[] = {"units", "hours", "hrs", "sem", "semester", "degree", NULL};

	for (size_t i = 0; i < words->count; i++)
	{
		const cl_head_word *word = &words->words[i];
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
names_by_pieces(const cl_table *table, const cl_head_words *words, cl_table_names *names)
{
	static const char *const steps[] = {"step", "steps", NULL};

	for (size_t i = 0, last; i < words->count; i = last + 1)
	{
		bool head = true;
		bool step = false;

		last = cl_head_piece(words, i);
		for (size_t j = i; j <= last; j++)
		{
			head = head && cl_table_is_head_word(table, words->words[j].at, words->words[j].end);
			step = step || is_one_of(table, words->words[j].at, words->words[j].end, steps);
		}
		/* the head of the steps is no part of a name */
		if (!head && (step || !name_add(table, names, &words->words[i], &words->words[last])))
		{
			names->count = 0;
			return;
		}
	}
}

/* The name that stands above a piece; NULL unless there is exactly one. */
static cl_table_name *
name_above(const cl_table *table, cl_table_names *names, const cl_head_word *from,
		   const cl_head_word *to)
{
	cl_table_name *found = NULL;

	for (size_t i = 0; i < names->count; i++)
	{
		cl_table_name *name = &names->names[i];

		if (table->form < CL_TABLE_ONE_A_LINE
				? name->field != from->field
				: name->left >= to->right || name->right <= from->left)
			continue;
		if (found)
			return NULL;
		found = name;
	}
	return found;
}

/* The piece behind the name. */
static bool
name_grow(const cl_table *table, cl_table_name *name, const cl_head_word *from,
		  const cl_head_word *to)
{
	char made[CL_LANE_LENGTH];
	size_t length = cl_lane_length(name->name);
	cl_env silent = *table->env;

	memcpy(made, name->name, length);
	for (uint32_t at = from->at; at < to->end; at++)
	{
		if (cl_is_blank(table->text[at]))
			continue;
		if (length == CL_LANE_LENGTH)
			return false;
		made[length++] = table->text[at];
	}
	return cl_lane_make(&silent, "salary_schedule", made, length, name->name);
}

/* BA over "+ 30" is one name: where the next line goes on with a plus, it belongs to those above
 * it, or none is whole. */
static void
names_unfold(const cl_table *table, size_t line, cl_table_names *names)
{
	cl_head_words below;
	bool plus = false;

	if (line + 1 >= table->rows[0].line || names->count == 0)
		return;
	cl_head_words_of(table, line + 1, &below);
	for (size_t i = 0; i < below.count; i++)
		plus = plus || table->text[below.words[i].at] == '+';
	for (size_t i = 0, last; plus && i < below.count; i = last + 1)
	{
		const cl_head_word *from = &below.words[i];
		cl_table_name *name;

		last = cl_head_piece(&below, i);
		name = name_above(table, names, from, &below.words[last]);
		if (!name && table->text[from->at] != '+')
			continue;
		if (!name || table->tight || table->text[from->at] != '+' ||
			!name_grow(table, name, from, &below.words[last]))
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
			names_by_degree(table, &words, names);
			names_unfold(table, line, names);
			break;
		default:
			names_by_pieces(table, &words, names);
			names_unfold(table, line, names);
			break;
	}
}
