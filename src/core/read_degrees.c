/* read_degrees.c: lanes that are named by degrees: BA + 15, Master's + 30, Ph.D., also folded over
 * two lines. */
#include "core/read_heads.h"

#include <string.h>

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
		return cl_head_is_units(table, plus + 1, words->words[last].end) ? last : SIZE_MAX;
	last++;
	if (last == words->count || words->words[last].field != word->field ||
		!cl_head_is_units(table, words->words[last].at, words->words[last].end))
		return SIZE_MAX;
	return last;
}

void
cl_head_names_by_degree(const cl_table *table, const cl_head_words *words, cl_table_names *names)
{
	static const char *const units[] = {"units", "hours", "hrs", "sem", "semester", "degree", NULL};

	for (size_t i = 0; i < words->count; i++)
	{
		const cl_head_word *word = &words->words[i];
		size_t last = end_of_degree(table, words, i);

		if (last == SIZE_MAX)
		{
			if (cl_table_is_head_word(table, word->at, word->end) ||
				(names->count > 0 && cl_head_is_one_of(table, word->at, word->end, units)))
				continue;
		}
		else if (cl_head_name_add(table, names, word, &words->words[last]))
		{
			i = last;
			continue;
		}
		names->count = 0;
		return;
	}
}

bool
cl_head_add_units_below(const cl_table *table, const cl_head_words *below, cl_table_names *names)
{
	for (size_t i = 0; i < below->count; i++)
	{
		const cl_head_word *word = &below->words[i];
		const cl_head_word *last = word;
		cl_table_name *owner = NULL;
		size_t length;

		if (table->text[word->at] != '+')
			continue;
		if (word->end - word->at == 1 && i + 1 < below->count)
			last = &below->words[++i];
		for (size_t j = 0; j < names->count; j++)
		{
			cl_table_name *name = &names->names[j];

			if (table->form < CL_TABLE_ONE_A_LINE
					? name->field != word->field
					: name->left > last->right || name->right < word->left)
				continue;
			if (owner)
				return false;
			owner = name;
		}
		if (!owner || table->tight || last->field != word->field)
			return false;
		length = cl_lane_length(owner->name);
		for (uint32_t at = word->at; at < last->end; at++)
			if (!cl_is_blank(table->text[at]))
			{
				if (length == CL_LANE_LENGTH || (at > word->at && !cl_is_digit(table->text[at])))
					return false;
				owner->name[length++] = table->text[at];
			}
		owner->end = last->end;
	}
	return true;
}
