/* stipend_band.h: the type as an argument of a function: 24 bytes by reference, no alignment. */
#ifndef CASELOAD_STIPEND_BAND_H
#define CASELOAD_STIPEND_BAND_H

#include "pg/glue.h"

#include "core/stipend_band.h"

/* Checked, for of a broken one not even the period has a name. */
extern const cl_stipend_band *cl_pg_stipend_band(Datum datum);
#define CL_GETARG_STIPEND_BAND(n) cl_pg_stipend_band(PG_GETARG_DATUM(n))

#endif
