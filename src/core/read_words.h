/* read_words.h: the words of a head line, with their places. */
#ifndef CL_READ_WORDS_H
#define CL_READ_WORDS_H

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

extern void cl_head_words_of(const cl_table *table, size_t line, cl_head_words *words);
/* Words i to the last one of their piece: of its field, or until two blanks. */
extern size_t cl_head_piece(const cl_head_words *words, size_t i);
/* Whether the text is of digits, three at most. */
extern bool cl_head_units(const cl_table *table, uint32_t at, uint32_t end);

#endif
