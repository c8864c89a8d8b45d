/* pay_scale.h: the type as an argument and a result: a varlena that is the core's own struct. */
#ifndef CASELOAD_PAY_SCALE_H
#define CASELOAD_PAY_SCALE_H

#include "pg/glue.h"

#include "core/pay_scale.h"

/* For functions called row by row: detoasted once, see rule_cache.h. */
extern const cl_pay_scale *cl_pg_pay_scale_rule(FunctionCallInfo fcinfo, int n);
/* For aggregates and set-returning functions, which leave fn_extra alone. */
extern const cl_pay_scale *cl_pg_pay_scale(Datum datum);
/* What the core has made, with the server's length in it. */
extern Datum cl_pg_pay_scale_datum(cl_pay_scale *scale);

/* Units of 10^-20 without needless zeros. */
extern Numeric cl_pg_pay_amount(cl_int128 amount);

#endif
