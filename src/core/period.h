/* period.h: the times for which something is paid. The codes are stored, hence frozen. */
#ifndef CL_PERIOD_H
#define CL_PERIOD_H

typedef enum cl_period
{
	CL_NO_PERIOD = 0,
	CL_PER_COUNT = 1,
	CL_PER_SESSION,
	CL_PER_PERIOD, /* of the school day */
	CL_PER_HOUR,
	CL_PER_DAY,
	CL_PER_WEEK, /* from here on a period is a term: many counted days */
	CL_PER_MONTH,
	CL_PER_QUARTER,
	CL_PER_TRIMESTER,
	CL_PER_SEMESTER,
	CL_PER_YEAR,
	CL_PERIOD_LAST = CL_PER_YEAR
} cl_period;

/* Singular: "semester". NULL for no period. */
extern const char *cl_period_name(cl_period period);
/* Singular or plural, any case; CL_NO_PERIOD if it is none. */
extern cl_period cl_period_of(const char *word);

#endif
