/* caseload_unit.h: the type as an argument and a result: eight bytes by value, as int8 is. */
#ifndef CASELOAD_CASELOAD_UNIT_H
#define CASELOAD_CASELOAD_UNIT_H

#include "pg/glue.h"

#include "core/caseload_unit.h"

#define CL_GETARG_CASELOAD_UNIT(n) ((cl_caseload_unit) PG_GETARG_INT64(n))
#define CL_RETURN_CASELOAD_UNIT(unit) PG_RETURN_INT64((int64) (unit))

/* The quantity alone, and a unit of a numeric quantity (rounded half up at the sixth place). */
extern Numeric cl_pg_unit_quantity(cl_caseload_unit unit);
extern cl_caseload_unit cl_pg_unit_make(cl_measure measure, Numeric quantity);
/* "up", "down", "nearest" or "exact"; raises at anything else. */
extern cl_rounding cl_pg_rounding(text *word);

#endif
