/* explain.h: the reckoning of an amount in a reader's words. */
#ifndef CL_EXPLAIN_H
#define CL_EXPLAIN_H

#include "core/pay_scale.h"
#include "core/salary_schedule.h"

/*
 * "For 3 students: 2 at $10 each (tier 1-2) is $20; ... together $35 per day." Quantity in units
 * of 10^-6, of `measure` if it has one; base, if not NULL, of 10^-8. Errors as cl_pay has them.
 */
extern bool cl_explain_pay(cl_env *env, const cl_pay_scale *scale, cl_int128 quantity,
						   cl_measure measure, const cl_int128 *base, const char *locale,
						   size_t locale_length, cl_buffer *out);

/* "Lane V, step 21: longevity row 19 pays $94,936. ..." Errors as cl_schedule_find has them. */
extern bool cl_explain_salary(cl_env *env, const cl_salary_schedule *schedule,
							  const cl_salary_step *step, const char *locale, size_t locale_length,
							  cl_buffer *out);

#endif
