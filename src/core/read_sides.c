/*
 * read_sides.c: which way the table lies. Rows are steps and columns lanes; a table that lies the
 * other way has numbers before its rows as well, and would be read as if these were steps.
 */
#include "core/read_heads.h"

static bool
turn_it(cl_table *table)
{
	return cl_hint(table->env, "Turn the table, so that its rows are steps; if they are, write "
							   "\"Step\" above them.");
}

/* "Step 1  Step 2": the word, with a number or a letter right behind it. */
static bool
is_numbered_step(const cl_head_words *words, size_t i)
{
	static const char *const step[] = {"step", NULL};
	const cl_head_word *word = &words->words[i];
	const cl_head_word *next = word + 1;

	return i + 1 < words->count && cl_head_is_one_of(words->table, word->at, word->end, step) &&
		   !next->apart && next->field == word->field && next->end - next->at <= 2;
}

/* The first word of the line that stands alone where the steps do; NULL if none does. */
static const cl_head_word *
above_labels(const cl_table *table, const cl_head_words *words)
{
	bool fields = table->form < CL_TABLE_ONE_A_LINE;

	for (size_t i = 0; i < words->count; i++)
	{
		const cl_head_word *word = &words->words[i];
		const cl_head_word *last = word;

		if (fields && word->field != table->label_field)
			continue;
		while (last + 1 < words->words + words->count && !last[1].apart &&
			   last[1].field == word->field)
			last++;
		if (last - word > 1 || (!fields && last->right > table->columns[0].left))
			return NULL;
		return last;
	}
	return NULL;
}

bool
cl_table_check_sides(cl_table *table)
{
	static const char *const lanes[] = {"range", "grade", "group", "band", "classification", NULL};
	size_t last = table->rows[0].line;
	const cl_head_word *found = NULL;
	uint32_t called = 0;
	uint32_t called_end = 0;
	const char *shown;
	int length;
	cl_head_words words;

	for (size_t line = last > CL_TABLE_HEADS_MOST ? last - CL_TABLE_HEADS_MOST : 0; line < last;
		 line++)
	{
		size_t steps = 0;

		cl_head_words_of(table, line, &words);
		for (size_t i = 0; i < words.count; i++)
		{
			steps += is_numbered_step(&words, i);
			if (steps == 2)
			{
				cl_table_fail(table, words.words[i].at, "steps stand beside each other here");
				return turn_it(table);
			}
		}
		found =
			table->form == CL_TABLE_ONE_A_LINE || table->tight ? NULL : above_labels(table, &words);
		if (!found)
			continue;
		if (cl_head_is_one_of(table, found->at, found->end, lanes) && words.count > 1)
		{
			called = found->at;
			called_end = found->end;
		}
		else if (cl_table_is_head_word(table, found->at, found->end))
			return true; /* "Step" or "Years" stands there */
	}
	if (called_end == 0)
		return true;
	shown = cl_table_shown(table, called, called_end, 40, &length);
	cl_table_fail(table, called, "the rows are called \"%.*s\" here, and no steps", length, shown);
	return turn_it(table);
}
