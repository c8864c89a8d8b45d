/* salary_schedule_problems.h: what looks like a slip of the hand in a grid that was typed. */
#ifndef CL_SALARY_SCHEDULE_PROBLEMS_H
#define CL_SALARY_SCHEDULE_PROBLEMS_H

#include "core/salary_schedule.h"

/* Called for each problem, lane by lane as printed; the text is the callee's only for the call. */
typedef void (*cl_problem_told)(void *listener, const cl_salary_step *placement, const char *text);

extern bool cl_schedule_problems(cl_env *env, const cl_salary_schedule *schedule,
								 cl_problem_told told, void *listener);

#endif
