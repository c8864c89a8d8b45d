/* load_series.h: the type as an argument and a result: a flat varlena, aligned to 8. */
#ifndef CASELOAD_LOAD_SERIES_H
#define CASELOAD_LOAD_SERIES_H

#include "pg/caseload_unit.h"
#include "pg/days.h"

#include "core/load_series.h"

/* Flat, and finished: what a state of an aggregate is elsewhere is made canonical first. */
extern const cl_load_series *cl_pg_series(Datum datum);
#define CL_GETARG_SERIES(n) cl_pg_series(PG_GETARG_DATUM(n))

/* Of what the core made, or NULL with the error in env. */
extern Datum cl_pg_series_datum(cl_env *env, cl_load_series *series);

/* A load as a unit; false if the series has no measure. */
static inline bool
cl_pg_load(const cl_load_series *series, int64 load, cl_caseload_unit *unit)
{
	cl_env env;

	cl_pg_env(&env);
	return cl_caseload_unit_make(&env, (cl_measure) series->measure, load, unit);
}

#endif
