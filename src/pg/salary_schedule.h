/* salary_schedule.h: a salary schedule as an argument and as a result. */
#ifndef CASELOAD_SALARY_SCHEDULE_H
#define CASELOAD_SALARY_SCHEDULE_H

#include "pg/glue.h"

#include "utils/array.h"

#include "core/salary_schedule_draft.h"

/* For comparisons, set-returning functions and aggregates, which keep no cache. */
#define CL_GETARG_SCHEDULE(n) ((cl_salary_schedule *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

/* What the core made, with the server's length word; raises the core's error if it is NULL. */
extern Datum cl_pg_schedule(const cl_env *env, cl_salary_schedule *schedule);
/* A lane given as text, canonical. */
extern void cl_pg_lane(text *lane, char *name);
/* The elements of a text array as the core takes them; NULL elements are refused. */
extern cl_lane_text *cl_pg_lane_texts(ArrayType *array, size_t *count);

#endif
