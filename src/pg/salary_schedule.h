/* salary_schedule.h: a salary schedule as an argument and as a result. */
#ifndef CASELOAD_SALARY_SCHEDULE_H
#define CASELOAD_SALARY_SCHEDULE_H

#include "pg/glue.h"

#include "utils/array.h"

#include "core/salary_schedule_draft.h"

/* For functions called row by row: detoasted and checked once, see rule_cache.h. */
extern const cl_salary_schedule *cl_pg_schedule_rule(FunctionCallInfo fcinfo, int n);
/* For set-returning functions and aggregates, which keep no cache: checked each time. */
extern cl_salary_schedule *cl_pg_schedule_of(Datum datum);
#define CL_GETARG_SCHEDULE(n) cl_pg_schedule_of(PG_GETARG_DATUM(n))

/* What the core made, with the server's length word; raises the core's error if it is NULL. */
extern Datum cl_pg_schedule(const cl_env *env, cl_salary_schedule *schedule);
/* A lane given as text, canonical. */
extern void cl_pg_lane(text *lane, char *name);
/* The elements of a text array as the core takes them; NULL elements are refused. */
extern cl_lane_text *cl_pg_lane_texts(ArrayType *array, size_t *count);

#endif
