/* read_heads.h: the words of a head line, for read_heads.c and read_degrees.c. */
#ifndef CL_READ_HEADS_H
#define CL_READ_HEADS_H

#include "core/read_table.h"

#define CL_HEAD_WORDS_MOST 120 /* of a head line */

/* A word of a head line. */
typedef struct cl_head_word
{
	uint32_t at, end; /* without marks and the dot or colon behind it */
	int32_t left, right;
	uint32_t field;
	bool apart; /* two blanks before it, a line end, or another field */
} cl_head_word;

typedef struct cl_head_words
{
	const cl_table *table;
	size_t count;
	cl_head_word words[CL_HEAD_WORDS_MOST];
} cl_head_words;

/* All words of a line. */
extern void cl_head_words_of(const cl_table *table, size_t index, cl_head_words *words);
/* Whether the text is one of these words, in any case; NULL-terminated, lower case. */
extern bool cl_head_is_one_of(const cl_table *table, uint32_t at, uint32_t end,
							  const char *const *words);
/* Whether the text is of digits, three at most. */
extern bool cl_head_is_units(const cl_table *table, uint32_t at, uint32_t end);
/* Words from..to as one name, blanks and apostrophes dropped; false if it is none. */
extern bool cl_head_name_add(const cl_table *table, cl_table_names *names, const cl_head_word *from,
							 const cl_head_word *to);

/* Nothing but degrees and words of the head. */
extern void cl_head_names_by_degree(const cl_table *table, const cl_head_words *words,
									cl_table_names *names);
/* "BA" over "+ 30": what stands below a degree and begins with a plus belongs to it. False where
 * it is of nobody. */
extern bool cl_head_add_units_below(const cl_table *table, const cl_head_words *below,
									cl_table_names *names);

#endif
