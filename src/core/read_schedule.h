/*
 * read_schedule.h: a printed salary table, read as people paste it: by columns of blanks, tabs,
 * commas, pipes or one cell a line, with its heads, notes, second values and blank cells. Beside
 * the strict type, which reads its own form alone. Every liberty is told; what could be read in two
 * ways is refused (CL_BAD_TEXT), with line, column and reason.
 */
#ifndef CL_READ_SCHEDULE_H
#define CL_READ_SCHEDULE_H

#include "core/salary_schedule.h"

/* Which value of a pair is kept, where a table prints two of each. */
typedef enum cl_read_keep
{
	CL_KEEP_ANNUAL,
	CL_KEEP_DAILY,
	CL_KEEP_MONTHLY,
	CL_KEEP_HOURLY,
} cl_read_keep;

/* A printed label that is no number, and the step that it means: "+1" is 16L, "A" is 1. UTF-8, as
 * given. */
typedef struct cl_read_step
{
	const char *label;
	size_t length;
	int half_steps;
	bool longevity;
} cl_read_step;

/* The step of one: 16L, 1, 7.5, as the label of a row of salary_schedule; false if it is none. */
extern bool cl_read_step_read(cl_env *env, const char *text, size_t length, cl_read_step *step);

typedef struct cl_read_options
{
	cl_read_keep keep;
	const cl_read_step *steps;
	size_t step_count;
} cl_read_options;

/*
 * A liberty: line and column of the text as pasted (both from 1; column in characters), what was
 * done ("set aside"), and the text that it was done to. Both texts are the callee's only for the
 * call. Told in the order of the text, once the whole table is read: a table that is refused tells
 * none.
 */
typedef void (*cl_reading_told)(void *listener, int line, int column, const char *done,
								const char *what);

/* The grid, or NULL with the error filled. `told` may be NULL. */
extern cl_salary_schedule *cl_read_schedule(cl_env *env, const char *utf8, size_t length,
											const cl_read_options *options, cl_reading_told told,
											void *listener);

#endif
