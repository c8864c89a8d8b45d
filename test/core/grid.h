/* grid.h: salary schedules as text, for the tests of them. */
#ifndef CL_TEST_GRID_H
#define CL_TEST_GRID_H

#include "core/salary_schedule.h"

extern cl_salary_schedule *grid_read(const char *table);
/* To be released. */
extern char *grid_print(const cl_salary_schedule *schedule);
/* The text of what was made, which is released; or the error. Good until the next call. */
extern const char *grid_text_of(cl_env *env, cl_salary_schedule *made);
extern const char *grid_reprint(const char *table);
/* What the placement is paid, in dollars; -1 if nothing. */
extern int64_t grid_cell_of(const cl_salary_schedule *schedule, const char *placement);

#endif
