/* drawn_read.h: what the reader makes of a drawn table, held against what was drawn. */
#ifndef CL_DRAWN_READ_H
#define CL_DRAWN_READ_H

#include "drawn_table.h"

typedef struct drawn_tally
{
	int drawn;
	int read;
	int named; /* of those read */
	int plain; /* without anything that can be read in two ways */
	int plain_refused;
	int wrong;
} drawn_tally;

extern const char *const drawn_layout_names[DRAWN_LAYOUTS];

/* A number of the environment, or the usual one. */
extern unsigned long long drawn_setting(const char *name, unsigned long long usual);
extern uint64_t drawn_seed(unsigned long long seed, unsigned long long run);
extern cl_salary_schedule *drawn_read(cl_env *env, const drawn_table *table);
/* What the grid has otherwise than it was drawn; NULL: nothing. `why` holds the text. */
extern const char *drawn_difference(const drawn_table *table, const cl_salary_schedule *schedule,
									char *why, size_t size);
/* Fails the test, and writes the text into the folder READ_SCHEDULE_FOUND, if there is one. */
extern void drawn_tell_wrong(const drawn_table *table, unsigned long long seed,
							 unsigned long long run, const char *why);
/* Read as drawn, which is counted, or refused with words: false. */
extern bool drawn_hold(const drawn_table *table, unsigned long long seed, unsigned long long run,
					   drawn_tally *tally);

#endif
