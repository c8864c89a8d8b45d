/*
 * pay_scale.h: tiers of pay on a count: "1-2: $10 each, 3+: $15 flat per day max $40".
 * A scale is one flat piece without pointers: the head, then the tiers, then the bounds. It
 * is stored as it stands: its first word belongs to the server, every byte has a meaning.
 */
#ifndef CL_PAY_SCALE_H
#define CL_PAY_SCALE_H

#include "core/measure.h"
#include "core/period.h"
#include "core/text.h"

#define CL_PAY_SCALE_VERSION 1
#define CL_PAY_TIERS_MOST 1000
#define CL_PAY_BOUNDS_MOST (CL_PERIOD_LAST + 1)
#define CL_PAY_COUNT_MOST 999999 /* ends of ranges, and each K, per K, prorated K */
/* Dollars, percents and units have four places, and at most 10^14 of them. */
#define CL_PAY_RATE_PLACES 4
#define CL_PAY_RATE_MOST INT64_C(1000000000000000000)
#define CL_PAY_QUANTITY_PLACES 6
#define CL_PAY_BASE_PLACES 8
/* rate of a percent, quantity and base: 6 + 6 + 8 places, so that no product is rounded */
#define CL_PAY_PLACES 20
#define CL_PAY_NO_END INT32_MAX
#define CL_PAY_PART 1000 /* of one: a threshold between whole numbers has three places */

/* The codes below are stored, hence frozen. */
typedef enum cl_pay_how
{
	CL_PAY_EACH = 1, /* for the part of the quantity that lies in the tier */
	CL_PAY_ALL,		 /* if the quantity lies in it, for the whole quantity */
	CL_PAY_FLAT,	 /* if the quantity lies in it, once */
} cl_pay_how;

typedef enum cl_pay_kind
{
	CL_PAY_DOLLARS = 1,
	CL_PAY_PERCENT, /* of the base */
	CL_PAY_UNITS,	/* of the measure */
} cl_pay_kind;

typedef enum cl_pay_form
{
	CL_PAY_ONE = 1, /* N */
	CL_PAY_SPAN,	/* N-M */
	CL_PAY_OPEN,	/* N+ */
	CL_PAY_ABOVE,	/* >N */
	/* the same where N is not whole: it stands in thousandths */
	CL_PAY_PART_OPEN,
	CL_PAY_PART_ABOVE,
} cl_pay_form;

typedef struct cl_pay_tier
{
	int64_t rate; /* in units of 10^-4 */
	int32_t from; /* N */
	int32_t to;	  /* M; of N+ and >N the last whole number before the next tier, or CL_PAY_NO_END */
	int32_t every;	 /* K of `each K`, else 0 */
	uint8_t how;	 /* cl_pay_how */
	uint8_t kind;	 /* cl_pay_kind */
	uint8_t measure; /* cl_measure of CL_PAY_UNITS, else 0 */
	uint8_t form;	 /* cl_pay_form */
} cl_pay_tier;

typedef struct cl_pay_bound
{
	int64_t amount; /* in units of 10^-4 */
	uint8_t kind;
	uint8_t measure;
	uint8_t period; /* cl_period, 0 if none is named */
	uint8_t zero[5];
} cl_pay_bound;

typedef struct cl_pay_scale
{
	int32_t vl_len_; /* the server's; not compared, hashed or sent */
	uint8_t version;
	uint8_t period;		  /* cl_period, 0 if none is named */
	uint8_t prorated;	  /* 0 or 1 */
	uint8_t compound;	  /* 0 or 1 */
	int32_t period_count; /* K of `per K`: 1 if not given, 0 without a period */
	int32_t share;		  /* K of `prorated K`, else 0 */
	uint16_t tier_count;  /* 1 or more */
	uint8_t bound_count;
	uint8_t measure;	/* the unit of all its amounts; 0 for money */
	uint8_t needs_base; /* 1 if anything in it is a percentage */
	uint8_t zero[3];
} cl_pay_scale;

static inline const cl_pay_tier *
cl_pay_tiers(const cl_pay_scale *scale)
{
	return (const cl_pay_tier *) (scale + 1);
}

static inline const cl_pay_bound *
cl_pay_bounds(const cl_pay_scale *scale)
{
	return (const cl_pay_bound *) (cl_pay_tiers(scale) + scale->tier_count);
}

static inline size_t
cl_pay_scale_size(const cl_pay_scale *scale)
{
	return sizeof(cl_pay_scale) + scale->tier_count * sizeof(cl_pay_tier) +
		   scale->bound_count * sizeof(cl_pay_bound);
}

/* A bound without a period, or with the scale's own, holds for each period by itself. */
static inline bool
cl_pay_bound_is_own(const cl_pay_scale *scale, const cl_pay_bound *bound)
{
	return bound->period == CL_NO_PERIOD || bound->period == scale->period;
}

/* What is wrong with a scale, and with which of its tiers or bounds (-1: with none of them). */
typedef struct cl_pay_fault
{
	cl_code code; /* CL_BAD_TEXT, CL_OUT_OF_RANGE, or CL_NO_MEMORY, which env has */
	int tier;
	int bound;
	char reason[200];
	const char *hint; /* NULL where the reason says it all */
} cl_pay_fault;

/*
 * The one constructor: text, bytes and arithmetic all pass through it. Of `head` it reads
 * period, period_count, prorated, share, compound and the counts; the ends of N+ and >N and all
 * that follows from the tiers it fills in by itself. NULL with the fault filled in.
 */
extern cl_pay_scale *cl_pay_scale_make(cl_env *env, const cl_pay_scale *head,
									   const cl_pay_tier *tiers, const cl_pay_bound *bounds,
									   cl_pay_fault *fault);

/*
 * Every byte as it is stored, which may come from anywhere, `length` of them: CL_BAD_BINARY unless
 * the constructor would have made it so.
 */
extern bool cl_pay_scale_check(cl_env *env, const cl_pay_scale *scale, size_t length);

/* N+ and >N run up to the next tier, the others say where they end. */
static inline bool
cl_pay_is_open(const cl_pay_tier *tier)
{
	return tier->form >= CL_PAY_OPEN;
}

/* Above N, and not at it? */
static inline bool
cl_pay_is_above(const cl_pay_tier *tier)
{
	return tier->form == CL_PAY_ABOVE || tier->form == CL_PAY_PART_ABOVE;
}

static inline bool
cl_pay_is_part(const cl_pay_tier *tier)
{
	return tier->form >= CL_PAY_PART_OPEN;
}

/* N, in units of 10^-6. */
extern int64_t cl_pay_tier_start(const cl_pay_tier *tier);
/* The first whole number that lies in the tier, if it reaches so far. */
extern int32_t cl_pay_tier_first(const cl_pay_tier *tier);
/* Has the quantity, in units of 10^-6, come to where the tier begins? Is it past its end? */
extern bool cl_pay_tier_reached(const cl_pay_tier *tier, cl_int128 quantity);
extern bool cl_pay_tier_past(const cl_pay_scale *scale, int tier, cl_int128 quantity);
/* The part of the quantity for which an `each` pays: above `from`, up to `to` (or no end). */
typedef struct cl_pay_part
{
	int64_t from;
	int64_t to; /* INT64_MAX: no end */
} cl_pay_part;
extern cl_pay_part cl_pay_tier_part(const cl_pay_scale *scale, int tier);
/* The last whole number before a tier. */
extern int32_t cl_pay_before(const cl_pay_tier *next);
/* May the second follow on the first? */
extern bool cl_pay_tier_follows(const cl_pay_tier *before, const cl_pay_tier *tier);

/* Each NULL with env->error filled in; else to be released with cl_release. */
extern cl_pay_scale *cl_pay_scale_parse(cl_env *env, const char *utf8, size_t length);
extern cl_pay_scale *cl_pay_scale_receive(cl_env *env, const uint8_t *data, size_t length);
/* A raise: dollars times units of 10^-places, half up at the fourth place. */
extern cl_pay_scale *cl_pay_scale_raise(cl_env *env, const cl_pay_scale *scale, cl_int128 factor,
										int places);

extern void cl_pay_scale_print(const cl_pay_scale *scale, cl_buffer *out);
extern void cl_pay_print_range(const cl_pay_tier *tier, cl_buffer *out);   /* "1-2" */
extern void cl_pay_print_rate(const cl_pay_tier *tier, cl_buffer *out);	   /* "$10 each" */
extern void cl_pay_print_bound(const cl_pay_bound *bound, cl_buffer *out); /* "$500 per semester" */
extern void cl_pay_print_period(const cl_pay_scale *scale, cl_buffer *out); /* "day", "3 days" */

/* The binary form, which is also what is hashed: frozen. */
extern void cl_pay_scale_write(const cl_pay_scale *scale, cl_buffer *out);
/* By the stored bytes: equal scales are equal, the order means nothing. */
extern int cl_pay_scale_compare(const cl_pay_scale *a, const cl_pay_scale *b);

/*
 * What a quantity earns, line by line. Quantity in units of 10^-6, base (NULL if none is
 * given) of 10^-8; amounts in units of 10^-20. On the stack only.
 */
typedef struct cl_pay_line
{
	int tier;		  /* -1: the bound stopped it */
	int bound;		  /* of that line, else -1 */
	cl_int128 times;  /* how many times the rate is paid, in units of 10^-6 */
	cl_int128 amount; /* negative where the bound stopped it */
} cl_pay_line;

typedef struct cl_pay_reckoning
{
	cl_env *env;
	const cl_pay_scale *scale;
	cl_int128 quantity;
	cl_int128 base;
	bool has_base;
	bool failed; /* env->error says why */
	int next;
	cl_int128 total;	  /* of the lines so far */
	cl_int128 compounded; /* the base with the tiers so far on top, in units of 10^-18 */
} cl_pay_reckoning;

extern bool cl_pay_begin(cl_pay_reckoning *reckoning, cl_env *env, const cl_pay_scale *scale,
						 cl_int128 quantity, const cl_int128 *base);
/* One line a tier, also those that pay nothing, then at most one for the bound; false at the end.
 */
extern bool cl_pay_next(cl_pay_reckoning *reckoning, cl_pay_line *line);
/* The sum of the lines. */
extern bool cl_pay(cl_env *env, const cl_pay_scale *scale, cl_int128 quantity,
				   const cl_int128 *base, cl_int128 *amount);
/* What a bound stops at; false if no amount could reach it. */
extern bool cl_pay_bound_amount(const cl_pay_reckoning *reckoning, const cl_pay_bound *bound,
								cl_int128 *amount);
/*
 * The quick way, for a whole quantity and without a base, in units of 10^-4. False, with
 * nothing said, where it cannot tell: then cl_pay can.
 */
extern bool cl_pay_whole(const cl_pay_scale *scale, int64_t quantity, int64_t *amount);

#endif
