/* salary_schedule_problems.h: what looks like a slip of the hand in a grid that was typed. */
#ifndef CL_SALARY_SCHEDULE_PROBLEMS_H
#define CL_SALARY_SCHEDULE_PROBLEMS_H

#include "core/salary_schedule.h"

/* What was judged of the ordinary or of the longevity rows, and by what; or not, and why. */
typedef struct cl_judged
{
	bool longevity;
	bool judged;
	int64_t cells;
	int lanes; /* that these cells stand in */
	int steps;
	const char *words;
} cl_judged;

/* Each may be NULL. Texts are the callee's only for the call; a problem of no one place has no
 * placement. Problems come lane by lane as printed. */
typedef struct cl_problem_listener
{
	void (*told)(void *owner, const cl_salary_step *placement, const char *text);
	void (*judged)(void *owner, const cl_judged *judged);
	void *owner;
} cl_problem_listener;

/* The schedule alone, by the laws that hold in it; strict: half as far off is named. */
extern bool cl_schedule_problems(cl_env *env, const cl_salary_schedule *schedule, bool strict,
								 const cl_problem_listener *listener);
/* By the raise that made it out of an earlier one. */
extern bool cl_schedule_problems_since(cl_env *env, const cl_salary_schedule *schedule,
									   const cl_salary_schedule *earlier,
									   const cl_problem_listener *listener);

#endif
