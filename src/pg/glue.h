/*
 * glue.h: what every wrapper needs: the core's surroundings made of the server's (palloc,
 * CHECK_FOR_INTERRUPTS, ereport), text in and out of the server's encoding, numeric in and out.
 */
#ifndef CASELOAD_GLUE_H
#define CASELOAD_GLUE_H

#include "pg/compat.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

#include "core/decimal.h"
#include "core/hash.h"
#include "core/text.h"

/*
 * A stored value that is not as this version stores it: its file is damaged, or was written by
 * something else. What the core found is in env.
 */
pg_noreturn extern void cl_pg_broken(const cl_env *env, const char *type);

/* Memory comes from the current context. */
extern void cl_pg_env(cl_env *env);

/* Reports what the core filled in: softly into `context` if that takes soft errors, else it raises.
 */
extern void cl_pg_report(const cl_env *env, Node *context);
#define CL_RAISE(env)                                                                              \
	do                                                                                             \
	{                                                                                              \
		cl_pg_report((env), NULL);                                                                 \
		pg_unreachable(); /* so that the compiler knows it */                                      \
	} while (0)
/* In an input function: report, and return NULL to a caller that took the error softly. */
#define CL_RETURN_ERROR(env, fcinfo)                                                               \
	do                                                                                             \
	{                                                                                              \
		cl_pg_report((env), (Node *) CL_SOFT_CONTEXT(fcinfo));                                     \
		PG_RETURN_NULL();                                                                          \
	} while (0)

/*
 * Text of the server's encoding as UTF-8, palloc'd if it had to be converted. Under SQL_ASCII
 * only ASCII is taken: false, with the error filled in.
 */
extern bool cl_pg_utf8(cl_env *env, const char *what, const char *text, size_t length,
					   const char **utf8, size_t *utf8_length);
/* What a buffer holds, as cstring or as text; raises what the buffer failed with. */
extern char *cl_pg_cstring(cl_buffer *buffer);
extern text *cl_pg_text(cl_buffer *buffer);
/* The hash of what a buffer holds, which is freed. */
extern uint64_t cl_pg_hash(cl_buffer *buffer, uint64_t seed);
/* A bytea-like varlena of these bytes. */
extern void *cl_pg_varlena(const void *bytes, size_t length);
/* A value of fixed size as a Datum of its own. */
extern Datum cl_pg_copy(const void *value, size_t size);

/* For what a sort calls many times in one context: frees what was detoasted. */
static inline void
cl_pg_free_copy(const void *value, Datum datum)
{
	if (value != DatumGetPointer(datum))
		pfree((void *) value);
}

/*
 * numeric as units of 10^-places, half up if it has more (`rounded`, if not NULL, says so).
 * NaN and Infinity are 22023, what does not fit in 37 digits is 22003; `name` names the
 * argument in the message.
 */
extern cl_int128 cl_pg_units(Numeric number, int places, const char *name, bool *rounded);
/*
 * The same for what will be rounded to fewer places, or compared with them: cut, not rounded, so
 * that 0.4999... of any length does not come to a half first. The last place may be off by one.
 */
extern cl_int128 cl_pg_units_to_round(Numeric number, int places, const char *name);
/* Units of 10^-places as numeric, without trailing zeros but with `least_places` digits after the
 * point. */
extern Numeric cl_pg_numeric(cl_int128 units, int places, int least_places);

#endif
