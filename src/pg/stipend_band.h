/* stipend_band.h: the type as an argument of a function: 24 bytes by reference, no alignment. */
#ifndef CASELOAD_STIPEND_BAND_H
#define CASELOAD_STIPEND_BAND_H

#include "pg/glue.h"

#include "core/stipend_band.h"

#define CL_GETARG_STIPEND_BAND(n) ((const cl_stipend_band *) PG_GETARG_POINTER(n))

#endif
