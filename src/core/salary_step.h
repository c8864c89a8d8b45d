/*
 * salary_step.h: a place on a salary schedule, lane and step: V-14, MA+30-12, II-7.5; BA-12L is the
 * longevity row of step 12, where the ordinary one may stand too.
 * All bytes, so that it has no alignment, no byte order and one form for each value.
 */
#ifndef CL_SALARY_STEP_H
#define CL_SALARY_STEP_H

#include "core/text.h"

#define CL_LANE_LENGTH 12
#define CL_STEP_MOST 99

typedef struct cl_salary_step
{
	char lane[CL_LANE_LENGTH]; /* padded with NULs */
	uint8_t half_steps;		   /* 0 to 198 */
	uint8_t longevity;		   /* of 12L 1, else 0 */
	uint8_t zero[2];
} cl_salary_step;

/*
 * The one constructor: the lane is folded text (blanks inside are dropped, letters become
 * upper case, leading zeros of its numbers go), the step is in units of 10^-places.
 * CL_BAD_TEXT for the lane, CL_OUT_OF_RANGE for a step below 0 or above 99,
 * CL_BAD_ARGUMENT for one that is neither whole nor half. It is no longevity row.
 */
extern bool cl_salary_step_make(cl_env *env, const char *lane, size_t lane_length, cl_int128 step,
								int places, cl_salary_step *out);

/* Makes a lane canonical into out[12], NUL-padded. `what` names the type in the error. */
extern bool cl_lane_make(cl_env *env, const char *what, const char *lane, size_t length, char *out);
extern size_t cl_lane_length(const char *lane);
/* Natural order: MA+9 before MA+15; canonical Roman numerals up to XXXIX first, by value. Frozen.
 */
extern int cl_lane_compare(const char *a, const char *b);

extern bool cl_salary_step_parse(cl_env *env, const char *utf8, size_t length, cl_salary_step *out);
extern void cl_salary_step_print(const cl_salary_step *step, cl_buffer *out);
/* Binary: the 16 bytes as they are stored; every one is checked. */
extern bool cl_salary_step_receive(cl_env *env, const uint8_t *data, size_t length,
								   cl_salary_step *out);
extern int cl_salary_step_compare(const cl_salary_step *a, const cl_salary_step *b);
/* The step moved by so many units of 10^-places; one that has moved is no longevity row. */
extern bool cl_salary_step_move(cl_env *env, const cl_salary_step *from, cl_int128 by, int places,
								cl_salary_step *out);

#endif
