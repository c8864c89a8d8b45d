/*
 * caseload_unit.h: a quantity that knows what it counts: 25 students, 0.5 FTE, 40 IEPs.
 * Eight bytes: the measure in the upper 8 bits, below it the quantity in millionths as a
 * signed number of 56 bits. The one lowest of these is left out, so that -x always exists.
 */
#ifndef CL_CASELOAD_UNIT_H
#define CL_CASELOAD_UNIT_H

#include "core/measure.h"
#include "core/text.h"

typedef int64_t cl_caseload_unit;

#define CL_UNIT_PLACES 6
#define CL_UNIT_MOST ((INT64_C(1) << 55) - 1)

static inline cl_measure
cl_caseload_unit_measure(cl_caseload_unit unit)
{
	return (cl_measure) ((uint64_t) unit >> 56);
}

/* In millionths. */
static inline int64_t
cl_caseload_unit_quantity(cl_caseload_unit unit)
{
	/* the sign is bit 55: it is moved to the top and shifted back down */
	return (int64_t) ((uint64_t) unit << 8) / 256;
}

/* The one constructor, of millionths; CL_OUT_OF_RANGE past 36 billion, CL_BAD_ARGUMENT for no
 * measure. */
extern bool cl_caseload_unit_make(cl_env *env, cl_measure measure, cl_int128 millionths,
								  cl_caseload_unit *out);

extern bool cl_caseload_unit_parse(cl_env *env, const char *utf8, size_t length,
								   cl_caseload_unit *out);
extern void cl_caseload_unit_print(cl_caseload_unit unit, cl_buffer *out);
/* Binary: eight bytes, highest first; every bit is checked. */
extern bool cl_caseload_unit_receive(cl_env *env, const uint8_t *data, size_t length,
									 cl_caseload_unit *out);
/* A measure by its name alone; CL_BAD_ARGUMENT if it is none. */
extern bool cl_measure_read(cl_env *env, const char *utf8, size_t length, cl_measure *out);

/* The total order: measure, then quantity. It never fails; `<` is not made of it. */
extern int cl_caseload_unit_compare(cl_caseload_unit a, cl_caseload_unit b);
/* Frozen: over the eight bytes, highest first. */
extern uint64_t cl_caseload_unit_hash(cl_caseload_unit unit, uint64_t seed);

/* All of these are CL_BAD_ARGUMENT between measures, naming both. */
extern bool cl_caseload_unit_order(cl_env *env, cl_caseload_unit a, cl_caseload_unit b, int *order);
extern bool cl_caseload_unit_add(cl_env *env, cl_caseload_unit a, cl_caseload_unit b,
								 cl_caseload_unit *out);
extern bool cl_caseload_unit_subtract(cl_env *env, cl_caseload_unit a, cl_caseload_unit b,
									  cl_caseload_unit *out);
/* What of the load is above the cap, never below zero. */
extern bool cl_caseload_unit_overage(cl_env *env, cl_caseload_unit load, cl_caseload_unit cap,
									 cl_caseload_unit *out);
/* That error, for whatever else wants one measure: "cannot VERB students JOINED IEPs". Always
 * false.
 */
extern bool cl_caseload_unit_differ(cl_env *env, const char *verb, cl_measure a, const char *joined,
									cl_measure b);

typedef enum cl_rounding
{
	CL_ROUND_EXACT,	  /* not at all */
	CL_ROUND_UP,	  /* towards plus infinity */
	CL_ROUND_DOWN,	  /* towards minus infinity */
	CL_ROUND_NEAREST, /* half up: away from zero at the half */
} cl_rounding;

#define CL_LEAST_DIGITS (-9)

/* "up", "down", "nearest", "exact", any case; else CL_BAD_ARGUMENT. */
extern bool cl_rounding_of(cl_env *env, const char *word, size_t length, cl_rounding *out);
/* To so many digits after the point, or before it if negative, down to CL_LEAST_DIGITS; six and
 * more change nothing. */
extern bool cl_caseload_unit_round(cl_env *env, cl_caseload_unit unit, int digits, cl_rounding how,
								   cl_caseload_unit *out);

/* What avg keeps: plain numbers, for they travel as an array. Zero rows have measure 0, sum 0. */
typedef struct cl_unit_mean
{
	int64_t measure;
	int64_t count;
	int64_t sum; /* in millionths */
} cl_unit_mean;

/* Untrusted, for an array may come from anywhere. */
extern bool cl_unit_mean_check(cl_env *env, const cl_unit_mean *mean);
/* b is put into a; both were checked. */
extern bool cl_unit_mean_merge(cl_env *env, cl_unit_mean *a, const cl_unit_mean *b);
/* Half up at the sixth place; of no rows it must not be asked. */
extern bool cl_unit_mean_result(cl_env *env, const cl_unit_mean *mean, cl_caseload_unit *out);

#endif
