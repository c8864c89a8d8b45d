/* explain.h: the reckoning of an amount in a reader's words. */
#ifndef CL_EXPLAIN_H
#define CL_EXPLAIN_H

#include "core/pay_scale.h"
#include "core/salary_schedule.h"
#include "core/words.h"

/*
 * "For 3 students: 2 at $10 each (tier 1-2) is $20; ... together $35 per day." Quantity in units
 * of 10^-6, of `measure` if it has one; base, if not NULL, of 10^-8. Errors as cl_pay has them.
 */
extern bool cl_explain_pay(cl_env *env, const cl_pay_scale *scale, cl_int128 quantity,
						   cl_measure measure, const cl_int128 *base, const char *locale,
						   size_t locale_length, cl_buffer *out);

/* A scale as a clause: "per day: $10 each for the 1st and the 2nd; $15 for the 3rd, at most $40".
 */
extern bool cl_say_scale(cl_env *env, const cl_pay_scale *scale, const char *locale,
						 size_t locale_length, cl_buffer *out);

/* "Lane V, step 21: longevity row 19 pays $94,936. ..." Errors as cl_schedule_find has them. */
extern bool cl_explain_salary(cl_env *env, const cl_salary_schedule *schedule,
							  const cl_salary_step *step, const char *locale, size_t locale_length,
							  cl_buffer *out);

/* A line of pay. Numbers in units of 10^-6, cents of 10^-2; days from 1970-01-01; texts in UTF-8.
 */
typedef struct cl_paid_line
{
	const char *component; /* "salary", "stipend: coach" */
	size_t component_length;
	const char *citation; /* or NULL */
	size_t citation_length;
	const char *problem; /* or NULL: then no amount is known */
	size_t problem_length;
	int32_t first_day;
	int32_t last_day;
	cl_int128 fte; /* 0: none */
	cl_int128 days;
	cl_int128 divisor;
	cl_int128 annual;
	cl_int128 exact;
	cl_int128 cents;
} cl_paid_line;

/* "Salary, July 1, 2025 to June 30, 2026: $50,000 a year at 0.5 of full time is $25,000." */
extern bool cl_explain_line(cl_env *env, const cl_paid_line *line, const char *locale,
							size_t locale_length, cl_buffer *out);

/* What a line is for: "Stipend (coach)". */
extern bool cl_say_component(cl_words *words, const char *component, size_t length, char *out);

#endif
