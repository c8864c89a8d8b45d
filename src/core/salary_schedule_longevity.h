/* salary_schedule_longevity.h: longevity by years of service, put on top of a grid as rows. */
#ifndef CL_SALARY_SCHEDULE_LONGEVITY_H
#define CL_SALARY_SCHEDULE_LONGEVITY_H

#include "core/pay_scale.h"
#include "core/salary_schedule_draft.h"

#define CL_LONGEVITY_THROUGH 40

typedef struct cl_longevity_terms
{
	const cl_lane_text *lanes; /* NULL: all */
	size_t lane_count;
	const cl_int128 *base; /* in units of 10^-8; NULL: each lane's own top cell */
	int through;		   /* the last half step of tiers that pay for each */
} cl_longevity_terms;

extern cl_salary_schedule *cl_schedule_with_longevity(cl_env *env,
													  const cl_salary_schedule *schedule,
													  const cl_pay_scale *scale,
													  const cl_longevity_terms *terms);

#endif
