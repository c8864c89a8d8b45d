/*
 * rule_cache.h: a rule (schedule, scale, series) as an argument of a function that is called for
 * every row. Detoasting a large grid per row costs sixty times a hash join, so the last
 * sixteen that were detoasted stay in fn_extra, found by the bytes of the toast pointer or of
 * the compressed or short datum. Not for transition functions of aggregates, which must keep
 * nothing there, nor for set-returning functions, which need fn_extra themselves.
 */
#ifndef CASELOAD_RULE_CACHE_H
#define CASELOAD_RULE_CACHE_H

#include "pg/compat.h"

/* Whether the core takes the bytes of a stored value for one; raises where it does not. */
typedef void (*cl_pg_check)(const void *value, size_t size);

/* Argument `n` with a four-byte header, neither toasted nor compressed; not to be changed or freed.
 * It is checked when it is met first, not again for every row. */
extern const void *cl_pg_rule(FunctionCallInfo fcinfo, int n, cl_pg_check check);

#endif
