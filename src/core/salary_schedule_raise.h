/* salary_schedule_raise.h: one raise as a contract words it, cell by cell. */
#ifndef CL_SALARY_SCHEDULE_RAISE_H
#define CL_SALARY_SCHEDULE_RAISE_H

#include "core/salary_schedule_draft.h"

#define CL_PERCENT_PLACES (CL_FACTOR_PLACES - 2)
/* What a cell times a factor is kept in before it is rounded, and the dollars that are added. */
#define CL_RAISE_PLACES 17

typedef enum cl_raise_joined
{
	CL_RAISE_THEN,	  /* the percentage, then the dollars */
	CL_RAISE_GREATER, /* whichever pays more */
	CL_RAISE_LESSER,
} cl_raise_joined;

typedef struct cl_raise
{
	const cl_int128 *percent; /* NULL: none */
	const cl_int128 *flat;	  /* NULL: none */
	cl_raise_joined joined;
	const cl_lane_text *lanes; /* NULL: all */
	size_t lane_count;
	bool longevity_only;
	const int *digits; /* what each raised cell is rounded to; NULL: as far as a cell goes */
} cl_raise;

extern cl_salary_schedule *cl_schedule_raise(cl_env *env, const cl_salary_schedule *schedule,
											 const cl_raise *raise);

#endif
